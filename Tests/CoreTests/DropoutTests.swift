import Testing

@testable import Core

@Suite("Dropout")
struct DropoutTests {
  @Test("a rate of 0 keeps all, of 1 keeps none", arguments: [(0.0, 1.0), (1.0, 0.0)])
  func ends(rate: Double, fraction: Double) throws {
    for step in try DropoutMasks(units: 9, rate: rate, draws: 5, seed: 4) {
      #expect(step.fraction == fraction && step.meanFraction == fraction)
    }
  }

  @Test func theChainIsOneStream() throws {
    var random = NumPyRandom(7)
    for step in try DropoutMasks(units: 13, rate: 0.3, draws: 20, seed: 7) {
      #expect(step.mask == random.random(13).map { $0 >= 0.3 })
      #expect(step.kept == step.mask.count { $0 })
    }
  }

  @Test("the kept fraction lies within its binomial bounds", arguments: [0.1, 0.5, 0.9])
  func bounds(rate: Double) throws {
    let run = try DropoutMasks(units: 100, rate: rate, draws: 400, seed: 11)
    let last = try #require(Array(run).last)
    let all = Binomial(count: 40_000, probability: 1 - rate)
    // Five standard deviations: passes for all but one seed in a million.
    #expect((last.meanFraction - (1 - rate)).magnitude < 5 * all.deviation / 40_000)
    #expect(last.status == .done)
  }

  @Test func wrongSettingsAreNamed() {
    #expect(throws: DomainError("p", 1.5, allowed: "from 0 to 1")) {
      try DropoutMasks(units: 3, rate: 1.5, draws: 1, seed: 0)
    }
    #expect(throws: DomainError.self) { try DropoutMasks(units: 0, rate: 0.5, draws: 1, seed: 0) }
    #expect(throws: DomainError.self) { try DropoutMasks(units: 1, rate: .nan, draws: 1, seed: 0) }
  }

  @Test func layersAreMaskedFromTheInputUp() throws {
    var random = NumPyRandom(7)
    for step in try ThinnedNetworks(widths: [4, 6, 6], rates: [0.2, 0.5, 0.5], draws: 12, seed: 7) {
      let masks = [random.mask(4, rate: 0.2), random.mask(6, rate: 0.5), random.mask(6, rate: 0.5)]
      #expect(step.masks == masks)
      #expect(step.isCut == masks.contains { !$0.contains(true) })
    }
  }

  @Test(
    "the binomial masses sum to 1",
    arguments: [(1, 0.5), (10, 0.3), (1000, 0.9), (5, 0.0), (5, 1.0)])
  func masses(count: Int, probability: Double) {
    let binomial = Binomial(count: count, probability: probability)
    let total = (0...count).reduce(0.0) { $0 + binomial.mass($1) }
    #expect((total - 1).magnitude < 1e-10)
    #expect((Binomial(count: 10, probability: 0.5).mass(5) - 252.0 / 1024).magnitude < 1e-12)
  }
}
