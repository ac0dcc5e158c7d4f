import Plot
import Testing

struct BinsTests {
  @Test func wholeNumbersHaveABinEach() {
    let bins = Bins(of: [3, 5, 5, 8], atMost: 20)
    #expect(bins.edges == [2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5])
    #expect(bins.counts([3, 5, 5, 8]) == [1, 0, 2, 0, 0, 1])
  }

  @Test func edgesAreRoundAndHoldAll() {
    var random = Pictures.Random(state: 9)
    for _ in 0..<300 {
      let scale = [1e-6, 0.3, 40, 1e9][Int(random.next() * 4)]
      let sample = (0..<(2 + Int(random.next() * 400))).map { _ in
        (random.next() + random.next() - 0.7) * scale
      }
      let bins = Bins(of: sample, atMost: 40)
      #expect(bins.count <= 40)
      #expect(bins.counts(sample).reduce(0, +) == Double(sample.count))
      let width = bins.edges[1] - bins.edges[0]
      let digits = [1.0, 2, 2.5, 5, 10].map { width / $0 }
      #expect(digits.contains { isPowerOfTen($0) }, "\(width)")
    }
  }

  /// NumPy: `2 * np.subtract(*np.percentile(x, [75, 25])) / len(x) ** (1/3)` is 21.33 for 0.1, 1.1 … 99.1.
  @Test func widthIsFreedmanAndDiaconis() {
    let sample = (0..<100).map { Double($0) + 0.1 }
    let bins = Bins(of: sample)
    #expect(bins.edges[1] - bins.edges[0] == 20, "21.33 is nearest to 20")
  }

  @Test func aSpikeIsLeftToBeCut() {
    let zeros = Array(repeating: 0.25, count: 900) + (0..<100).map { Double($0) / 10 }
    let bins = Bins(of: zeros, atMost: 20)
    let top = bins.top(zeros)
    let counts = bins.counts(zeros).sorted(by: >)
    #expect(top < counts[0] && top >= counts[1])
  }

  @Test func anySampleIsTaken() {
    for sample in [[], [.nan], [2.0], [2, 2, 2], [.infinity, 1, 2], [1e300, -1e300]] {
      let bins = Bins(of: sample)
      #expect(bins.count >= 1 && bins.range.lowerBound < bins.range.upperBound)
    }
  }

  private func isPowerOfTen(_ value: Double) -> Bool {
    var value = value
    while value < 0.5 { value *= 10 }
    while value > 5 { value /= 10 }
    return (value - 1).magnitude < 1e-9
  }

  /// Quartiles of NumPy: `np.percentile([1, 2, 4, 8, 16, 100], [25, 50, 75])` = 2.5, 6, 14.
  @Test func boxes() throws {
    let box = try #require(BoxSummary(of: [100, 1, 2, 4, 8, 16, .nan], at: 0))
    #expect((box.lowerQuartile, box.median, box.upperQuartile) == (2.5, 6, 14))
    #expect((box.low, box.high) == (1, 16))
    #expect(box.outliers == [100])
    #expect(BoxSummary(of: [.nan], at: 0) == nil)
  }
}
