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
}
