import Foundation
import Testing

@testable import Core

@Suite("NumPy's random stream")
struct NumPyRandomTests {
  /// Drawn by NumPy itself: `Vectors/random.py`.
  struct Case: Decodable, CustomTestStringConvertible {
    let seed: String
    let random: [Double]
    let uniform: [Double]
    let small: [Int]
    let large: [Int]
    let permutation: [Int]
    let after: Double
    let spawned: [Double]
    let later: Double
    let normal: [Double]
    let normals: [Double]
    let chosen: [Int]
    let most: [Int]
    let large_choice: [Int]
    var testDescription: String { "seed \(seed)" }
  }

  static var cases: [Case] {
    get throws {
      let url = try #require(
        Bundle.module.url(forResource: "Vectors/random", withExtension: "json"))
      return try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
    }
  }

  @Test("every kind of draw equals NumPy's to the bit, in one stream")
  func drawsEqualNumPy() throws {
    let cases = try Self.cases
    #expect(cases.count >= 10)
    for expected in cases {
      let seed = try #require(UInt64(expected.seed))
      var random = NumPyRandom(seed)
      #expect(random.random(expected.random.count) == expected.random, "seed \(seed)")
      #expect(expected.uniform.map { _ in random.uniform(-2.5, 1e3) } == expected.uniform)
      #expect(random.integers(in: -5..<9, count: expected.small.count) == expected.small)
      #expect(random.integers(in: 0..<(1 << 40), count: expected.large.count) == expected.large)
      #expect(random.permutation(expected.permutation.count) == expected.permutation)
      #expect(random.random() == expected.after)
      let children = SeedSequence(seed).spawned(expected.spawned.count)
      #expect(
        children.map { sequence in
          var random = NumPyRandom(sequence)
          return random.random()
        } == expected.spawned)
      var later = NumPyRandom(seed).advanced(by: 1_000_003)
      #expect(later.random() == expected.later)
      var normal = NumPyRandom(seed)
      #expect(normal.standardNormal(expected.normal.count) == expected.normal)
      normal = NumPyRandom(seed)
      let many = normal.standardNormal(200_000)
      #expect([many.min(), many.max(), many.last] == expected.normals)
      for (count, population, wanted) in [
        (7, 30, expected.chosen), (10, 12, expected.most), (100, 20_000, expected.large_choice),
      ] {
        var chooser = NumPyRandom(seed)
        #expect(chooser.choice(count, of: population) == wanted)
      }
    }
  }

  @Test func everyNumberLiesInTheUnitInterval() {
    var random = NumPyRandom(3)
    for _ in 0..<10_000 {
      let u = random.random()
      #expect(u >= 0 && u < 1)
    }
  }

  @Test("jumping equals drawing one by one", arguments: [0, 1, 2, 7, 1000] as [UInt64])
  func jumping(draws: UInt64) {
    var slow = NumPyRandom(11)
    for _ in 0..<draws { _ = slow.next64() }
    #expect(slow == NumPyRandom(11).advanced(by: draws))
  }

  @Test("many draws at once are the single ones in their order, on any number of threads")
  func bulkDraws() {
    for count in [0, 1, 63, 64, 67, 1000] {
      var one = NumPyRandom(11)
      var many = one
      _ = one.next32()
      _ = many.next32()
      let singly = (0..<count).map { _ in one.random() }
      #expect(many.random(count) == singly)
      #expect(many == one)
      #expect(many.next32() == one.next32())
    }
    for rate in [0, 0.3, 0.5, 1, -1, 2, .nan, 1e-300, 1 - 0x1p-53] {
      var one = NumPyRandom(12)
      var many = one
      let singly = (0..<999).map { _ in one.random() >= rate }
      #expect(many.mask(999, rate: rate) == singly, "\(rate)")
      #expect(many == one)
    }
    // More parts than threads, where there are two.
    let single = NumPyRandom(13)
    let masks = [1, 2, 3].map { threads in
      var random = single
      return random.mask(600_001, rate: 0.4, threads: threads)
    }
    #expect(masks[0] == masks[1] && masks[0] == masks[2])
    var (one, many) = (single, single)
    let scale = SearchSpace.Scale.log(1e-5, 2)
    #expect(
      many.logUniform(250_000, from: 1e-5, to: 2, threads: 2)[249_990...].elementsEqual(
        one.random(250_000)[249_990...].map { scale.value(at: $0) }))
    #expect(many == one)
  }

  @Test func countingIsCounting() {
    var random = NumPyRandom(14)
    for count in [0, 1, 31, 32, 100, 9000] {
      let mask = random.mask(count, rate: 0.2)
      #expect(VectorKernels.count(mask) == mask.count { $0 })
    }
  }
}
