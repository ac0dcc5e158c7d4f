import Testing

@testable import Core

@Suite("A dropout pass by hand")
struct DropoutPassTests {
  private let network = DropoutPass.Network(
    weights: [[0.3, -1.2, 0.7], [1.1, 0.4, -0.6]], biases: [0.2, -0.1], outputWeights: [0.8, -1.5],
    outputBias: 0.05)
  private let x = [0.9, -0.4, 1.3]

  private func pass(_ network: DropoutPass.Network, _ scaling: DropoutPass.Scaling) throws
    -> [DropoutPass.Step]
  {
    Array(
      try DropoutPass(
        network, x: x, inputMask: [true, true, false], hiddenMask: [true, true], scaling: scaling,
        inputRate: 0.25, hiddenRate: 0.4, target: 2, rate: 0.01))
  }

  private func loss(_ network: DropoutPass.Network, _ scaling: DropoutPass.Scaling) throws -> Double
  {
    let y = try #require(try pass(network, scaling).last?.y)
    return 0.5 * (y - 2) * (y - 2)
  }

  @Test("gradients agree with central differences", arguments: DropoutPass.Scaling.allCases)
  func gradients(scaling: DropoutPass.Scaling) throws {
    let last = try #require(try pass(network, scaling).last)
    let h = 1e-6
    func slope(_ change: (inout DropoutPass.Network, Double) -> Void) throws -> Double {
      var (up, down) = (network, network)
      change(&up, h)
      change(&down, -h)
      return (try loss(up, scaling) - (try loss(down, scaling))) / (2 * h)
    }
    for unit in 0..<2 {
      for input in 0..<3 {
        let numeric = try slope { $0.weights[unit][input] += $1 }
        #expect(abs(last.weightGradient[unit][input] - numeric) < 1e-8)
      }
      #expect(abs(last.sumGradient[unit] - (try slope { $0.biases[unit] += $1 })) < 1e-8)
      #expect(abs(last.outputGradient[unit] - (try slope { $0.outputWeights[unit] += $1 })) < 1e-8)
    }
    #expect(abs((last.error ?? 0) - (try slope { $0.outputBias += $1 })) < 1e-8)
    #expect(last.weightGradient.allSatisfy { $0[2] == 0 })
  }

  @Test func classicAndInvertedAgreeInTheMeanOverMasks() throws {
    // E[r/k] = 1 and E[r] = k, so with linear outputs the inverted mean is the plain pass.
    var sums = (classic: 0.0, inverted: 0.0)
    for index in 0..<4 {
      let hidden = [index & 1 == 1, index & 2 == 2]
      let weight = hidden.reduce(1.0) { $0 * ($1 ? 0.6 : 0.4) }
      for scaling in DropoutPass.Scaling.allCases {
        let y =
          Array(
            try DropoutPass(
              network, x: x, inputMask: [true, true, true], hiddenMask: hidden, scaling: scaling,
              inputRate: 0, hiddenRate: 0.4)
          ).last?.y ?? .nan
        if scaling == .classic { sums.classic += weight * y } else { sums.inverted += weight * y }
      }
    }
    func test(_ scaling: DropoutPass.Scaling) throws -> Double {
      Array(
        try DropoutPass(
          network, x: x, inputMask: [true, true, true], hiddenMask: [true, true], phase: .test,
          scaling: scaling, inputRate: 0, hiddenRate: 0.4)
      ).last?.y ?? .nan
    }
    #expect(abs(sums.classic - (try test(.classic))) < 1e-12)
    #expect(abs(sums.inverted - (try test(.inverted))) < 1e-12)
  }

  @Test func saysWhatItCannotTake() {
    #expect(throws: DomainError.self) {
      try DropoutPass(network, x: [1], inputMask: [true], hiddenMask: [true, true])
    }
    #expect(throws: DomainError.self) {
      try DropoutPass(
        network, x: x, inputMask: [true, true, true], hiddenMask: [true, true], inputRate: 1.5)
    }
    #expect(throws: DomainError.self) { try SubnetworkAverage([]) }
    #expect(throws: DomainError.self) {
      try FeatureMapDropout(rows: 0, columns: 3, rate: 0.5, dropsWhole: false, draws: 1, seed: 0)
    }
  }

  @Test func mapsAreGuessedFromNeighboursUnlessTheWholeIsGone() throws {
    let run = try FeatureMapDropout(
      rows: 6, columns: 7, rate: 1, dropsWhole: false, draws: 3, seed: 1)
    for step in run {
      #expect(step.kept == 0)
      #expect(step.guesses.allSatisfy { $0 == nil })
      #expect(step.correlation == nil)
    }
    let nothing = try FeatureMapDropout(
      rows: 1, columns: 1, rate: 0, dropsWhole: true, draws: 1, seed: 1)
    #expect(nothing.first.guesses == nothing.map.map(Optional.some))
  }
}
