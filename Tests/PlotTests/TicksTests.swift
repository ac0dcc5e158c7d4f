import Plot
import Testing

struct TicksTests {
  @Test(arguments: [
    (-2.0, 2.0, 5, [-2.0, -1, 0, 1, 2]), (0, 1, 5, [0, 0.25, 0.5, 0.75, 1]),
    (0.243, 0.588, 5, [0.2, 0.3, 0.4, 0.5, 0.6]), (0, 1030, 5, [0, 250, 500, 750, 1000]),
    (-0.0013, 0.0087, 4, [0, 0.003, 0.006, 0.009]),
    (97, 103.2, 5, [97, 98, 99, 100, 101, 102, 103]),
    (0, 7.04, 8, [0, 1, 2, 3, 4, 5, 6, 7]), (8.1, 14.1, 4, [8, 10, 12, 14]),
  ])
  func wilkinson(_ low: Double, _ high: Double, _ wanted: Int, _ ticks: [Double]) {
    #expect(Wilkinson(low: low, high: high, wanted: wanted).ticks() == ticks)
  }

  private func labels(
    _ range: ClosedRange<Double>, _ scale: Axis.Scale = .linear, name: String = "",
    length: Int = 60,
    _ direction: AxisTicks.Direction = .across
  ) -> [String] {
    AxisTicks(Axis(name, range, scale: scale), length: length, direction, glyphs: .ascii).ticks
      .compactMap(\.label)
  }

  @Test func oneFormatPerAxis() {
    #expect(labels(0...1) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(-0.5...0.5, length: 40) == ["-0.5", "0.0", "0.5"])
    #expect(labels(0...4e-4, length: 50) == ["0", "1e-4", "2e-4", "3e-4", "4e-4"])
    #expect(labels(0...40_000, length: 50) == ["0", "1e4", "2e4", "3e4", "4e4"])
    let factored = AxisTicks(Axis("loss", 0...4e-4), length: 50, .across, glyphs: .ascii)
    #expect(factored.exponent == -4)
    #expect(factored.ticks.compactMap(\.label) == ["0", "1", "2", "3", "4"])
  }

  @Test func logTicks() {
    #expect(labels(1e-5...1, .log) == ["1e-5", "1e-4", "1e-3", "1e-2", "1e-1", "1e0"])
    #expect(labels(1...1000, .log) == ["1", "10", "100", "1000"])
    #expect(labels(1...100, .log) == ["1", "2", "5", "10", "20", "50", "100"])
    #expect(labels(1e-20...1e4, .log, length: 12, .down).count <= 7)
    #expect(labels(2...7, .log) == ["2", "3", "4", "5", "6", "7"])
    #expect(labels(0...10, .log).count >= 2, "a log axis cannot begin at 0, but must not fail")
    let minors = AxisTicks(Axis("", 1e-3...1, scale: .log), length: 40, .across, glyphs: .ascii)
      .ticks.filter(\.isMinor)
    #expect(minors.count == 6, "2 and 5 in each of three decades")
  }

  /// Labels of any axis: apart, inside, in order, each naming its value, all of one form.
  @Test func anyRange() {
    var state: UInt64 = 7
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    for _ in 0..<4000 {
      let size = exponent(next() * 24 - 12)
      let middle = next() < 0.3 ? 0 : (next() * 2 - 1) * exponent(next() * 6 - 2) * size
      let range = middle - size * next()...middle + size * (0.1 + next())
      let length = 4 + Int(next() * 120)
      let isAcross = next() < 0.5
      let axis = Axis(next() < 0.5 ? "x" : "", range)
      let ticks = AxisTicks(axis, length: length, isAcross ? .across : .down, glyphs: .ascii)
      let values = ticks.ticks.map(\.value)
      #expect(
        values == values.sorted()
          && values.allSatisfy { range.contains($0) || abs($0) < 1e-9 * size })
      let labels = ticks.ticks.compactMap(\.label)
      #expect(Set(labels).count == labels.count, "\(range): \(labels)")
      #expect(!labels.contains { $0.hasPrefix("-0") && Double($0) == 0 })
      for tick in ticks.ticks {
        let text = Double(tick.label ?? "") ?? .nan
        let value = text * exponent(Double(ticks.exponent ?? 0))
        #expect(abs(value - tick.value) <= 1e-6 * max(size, abs(tick.value)), "\(range): \(tick)")
      }
      if isAcross {
        #expect(labels.map(\.count).reduce(0, +) + 2 * max(0, labels.count - 1) <= length)
      } else {
        #expect(labels.count <= length)
      }
    }
  }

  private func exponent(_ power: Double) -> Double {
    let whole = Int(power)
    return Double("1e\(whole)").map { $0 * (1 + (power - Double(whole))) } ?? 1
  }
}
