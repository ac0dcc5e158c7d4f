import Foundation
import Testing

@testable import Core

/// The models that searches learn with, against NumPy's and SciPy's own routines (`Vectors/search.py`).
@Suite("Search models")
struct SearchModelTests {
  struct Vectors: Decodable {
    struct Process: Decodable {
      let inputs: [Double]
      let values: [Double]
      let lengths: [Double]
      let noise: Double
      let places: [Double]
      let means: [Double]
      let deviations: [Double]
      let gains: [Double]
      let evidence: Double
    }
    struct Parzen: Decodable {
      let centres: [Double]
      let widths: [Double]
      let places: [Double]
      let densities: [Double]
    }
    let processes: [Process]
    let parzen: [Parzen]
  }

  private static func vectors() throws -> Vectors {
    let url = try #require(Bundle.module.url(forResource: "Vectors/search", withExtension: "json"))
    return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: url))
  }

  private func isNear(_ a: Double, _ b: Double, _ tolerance: Double, _ scale: Double) -> Bool {
    (a - b).magnitude <= tolerance * max(scale, a.magnitude)
  }

  /// The matrices have condition numbers up to 10⁵ (the noise is 10⁻⁴), so solves agree to about 10⁻¹¹ of the
  /// values' range; where the deviation is small its square has lost as many digits.
  @Test("a process, its evidence and the improvement are NumPy's")
  func processes() throws {
    for vector in try Self.vectors().processes {
      let process = try #require(
        GaussianProcess(
          inputs: vector.inputs, values: vector.values, lengths: vector.lengths,
          noise: vector.noise, isChoice: vector.lengths.map { _ in false }))
      let range = (vector.values.max() ?? 0) - (vector.values.min() ?? 0)
      let (means, deviations) = process.posterior(at: vector.places)
      for index in means.indices {
        #expect(isNear(means[index], vector.means[index], 1e-10, range))
        #expect(isNear(deviations[index], vector.deviations[index], 1e-8, range))
        let gain = process.expectedImprovement(at: vector.places)[index]
        #expect(isNear(gain, vector.gains[index], 1e-8, range), "\(gain) \(vector.gains[index])")
      }
      #expect(isNear(process.logEvidence, vector.evidence, 1e-9, 1))
    }
  }

  @Test("expected improvement has the curriculum's numbers")
  func improvement() {
    func gain(_ mean: Double, _ deviation: Double) -> Double {
      GaussianProcess.expectedImprovement(best: 0.3, mean: mean, deviation: deviation)
    }
    #expect((gain(0.28, 0.05) - 0.0315).magnitude < 5e-5)
    #expect((gain(0.35, 0.10) - 0.0198).magnitude < 5e-5)
    #expect((gain(0.31, 0.08) - 0.0272).magnitude < 5e-5)
    #expect(gain(0.28, 0) == 0.3 - 0.28 && gain(0.31, 0) == 0)
  }

  @Test("a process passes through values without noise, and knows nothing far away")
  func interpolation() throws {
    let process = try #require(
      GaussianProcess(
        inputs: [0.1, 0.4, 0.9], values: [3, -1, 5], lengths: [0.05], noise: 1e-10,
        isChoice: [false]))
    let (means, deviations) = process.posterior(at: [0.1, 0.4, 0.9, 0.65])
    for (mean, value) in zip(means, [3.0, -1, 5]) { #expect((mean - value).magnitude < 1e-8) }
    #expect(deviations.prefix(3).allSatisfy { $0 < 1e-4 })
    #expect(deviations[3] > 2)
    #expect(process.best == -1)
    // A deviation can only shrink when a value is added (with the variance of the process held fixed).
    #expect(deviations[3] < 3)
  }

  @Test("values that are all equal, or one, or too large for a range still give a process")
  func flatProcesses() throws {
    for values in [[2.0], [2, 2, 2], [-1e308, 1e308, 0]] {
      let inputs = [0.2, 0.5, 0.7].prefix(values.count)
      let process = try #require(
        GaussianProcess(
          inputs: Array(inputs), values: values, lengths: [0.3], noise: 1e-8, isChoice: [false]))
      let (means, deviations) = process.posterior(at: [0.5, 0.99])
      #expect((means + deviations).allSatisfy { $0.isFinite })
      #expect(process.expectedImprovement(at: [0.99])[0] > 0)
    }
    #expect(
      GaussianProcess(inputs: [], values: [], lengths: [0.3], noise: 0, isChoice: [false]) == nil)
  }

  @Test("densities are SciPy's truncated normals, and integrate to 1")
  func densities() throws {
    let space = SearchSpace([.init("x", .linear(0, 1)), .init("y", .linear(0, 1))])
    for vector in try Self.vectors().parzen {
      var history = SearchHistory(dimensions: 2)
      for row in 0..<vector.centres.count / 2 {
        history.append(Array(vector.centres[2 * row..<2 * row + 2]), 0)
      }
      let mixture = ParzenMixture(of: 0..<history.count, in: history, over: space)
      #expect(mixture.centres == vector.centres)
      for (ours, theirs) in zip(mixture.widths, vector.widths) {
        #expect(isNear(ours, theirs, 1e-14, 1))
      }
      // Differences of two values of Φ: 10⁻¹⁶ over masses of at least ⅓, at most a few dozen bumps.
      for (ours, theirs) in zip(mixture.densities(at: vector.places), vector.densities) {
        #expect(isNear(ours, theirs, 1e-12, 0))
      }
      var total = 0.0
      for cell in 0..<500 {
        total += mixture.density(along: 0, at: (Double(cell) + 0.5) / 500) / 500
      }
      #expect((total - 1).magnitude < 1e-3)
    }
  }

  @Test("choices count, and an axis that is not used is uniform")
  func choiceDensities() {
    let space = SearchSpace([
      .init("kind", .choice([1, 2, 3])), .init("x", .linear(0, 1)),
    ])
    var history = SearchHistory(dimensions: 2)
    history.append([0.5, .nan], 1)
    history.append([0.5, .nan], 2)
    let mixture = ParzenMixture(of: 0..<2, in: history, over: space)
    // Two counts and one trial spread over three: weights 1.5 : 0.5 : 0.5 in each bump, and a uniform component.
    let bump = 1.5 / 2.5 * 3
    #expect((mixture.density(at: [0.5, 0.2]) - (1 + 2 * bump) / 3).magnitude < 1e-15)
    let sum = [1.0 / 6, 0.5, 5.0 / 6].map { mixture.density(at: [$0, .nan]) / 3 }.reduce(0, +)
    #expect((sum - 1).magnitude < 1e-15)
    var random = NumPyRandom(4)
    let drawn = (0..<3000).map { _ in mixture.draw(using: &random) }
    let share = Double(drawn.filter { space.snapped($0)[0] == 0.5 }.count) / 3000
    // (2·0.6 + ⅓)/3 = 0.511; five standard deviations are 0.046.
    #expect((share - 0.5111).magnitude < 0.046)
  }

  @Test("a generator that draws nothing useful ends a draw at the centre")
  func drawsStayInside() {
    let space = SearchSpace([.init("x", .linear(0, 1))])
    var history = SearchHistory(dimensions: 1)
    for unit in [0.0, 1.0, 0.5] { history.append([unit], 0) }
    let mixture = ParzenMixture(of: 0..<3, in: history, over: space)
    var random = NumPyRandom(1)
    for _ in 0..<2000 {
      let unit = mixture.draw(using: &random)[0]
      #expect(unit >= 0 && unit <= 1)
    }
  }
}
