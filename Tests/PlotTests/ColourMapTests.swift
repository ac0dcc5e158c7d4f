import Glibc
import Plot
import Testing

struct ColourMapTests {
  /// Lightness L* of CIE 1976 for an sRGB colour.
  private func lightness(_ rgb: Int) -> Double {
    func linear(_ shift: Int) -> Double {
      let value = Double(rgb >> shift & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let y = 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    return y > 0.008856 ? 116 * cbrt(y) - 16 : 903.3 * y
  }

  /// The entries of xterm's cube and grey ramp.
  private func xterm(_ index: Int) -> Int {
    if index >= 232 { return (8 + 10 * (index - 232)) * 0x010101 }
    let steps = [0, 95, 135, 175, 215, 255]
    let cube = index - 16
    return steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6]
  }

  @Test(arguments: [ColourMap.viridis, .cividis, .magma])
  func lightnessRises(_ map: ColourMap) {
    let mixed = stride(from: 0, through: 255, by: 5).map { lightness(map.rgb(UInt8($0))) }
    #expect(zip(mixed, mixed.dropFirst()).allSatisfy { $1 > $0 })
    // Even: no step is more than twice the mean one.
    let mean = ((mixed.last ?? 0) - mixed[0]) / Double(mixed.count - 1)
    #expect(zip(mixed, mixed.dropFirst()).allSatisfy { $1 - $0 < 2 * mean && $1 - $0 > mean / 3 })
    let indexed = (0...255).map { map.index(UInt8($0)) }
    var steps: [Int] = []
    for index in indexed where steps.last != index { steps.append(index) }
    #expect(steps.count == map.stepCount)
    let levels = steps.map { lightness(xterm($0)) }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 > $0 })
  }

  @Test func divergingIsLightestInTheMiddle() {
    let map = ColourMap.diverging
    let low = (0...127).map { lightness(map.rgb(UInt8($0))) }
    let high = (128...255).map { lightness(map.rgb(UInt8($0))) }
    #expect(zip(low, low.dropFirst()).allSatisfy { $1 >= $0 })
    #expect(zip(high, high.dropFirst()).allSatisfy { $1 <= $0 })
    #expect(map.glyph(0, .ascii) != map.glyph(255, .ascii), "the sign is seen without colours")
    #expect(map.glyph(127, .ascii) == 0x20)
  }

  @Test(arguments: ColourMap.allCases, [Glyphs.ascii, .unicode])
  func glyphsAreOfOneColumn(_ map: ColourMap, _ glyphs: Glyphs) {
    for level in 0...255 {
      let code = map.glyph(UInt8(level), glyphs)
      #expect(glyphs == .unicode || code < 0x7F)
      #expect(Unicode.Scalar(code).map { TextWidth.columns(of: $0) } == 1)
    }
  }

  @Test func levelsFollowTheScale() {
    let map = HeatMap([[1]], x: 0...1, y: 0...1, range: 1e-3...1e3, isLog: true)
    #expect(map.level(of: 1) == 128 || map.level(of: 1) == 127)
    #expect(map.level(of: 1e9) == 255)
    #expect(map.level(of: 0) == 0, "below a log scale lies its low end")
    #expect(map.level(of: .nan) == nil)
    let grid = HeatMap([[1, 2], [3, 4]], x: 0...2, y: 10...12, range: 1...4)
    #expect(grid.value(0.5, 10.5) == 1 && grid.value(1.5, 10.5) == 2)
    #expect(grid.value(0.5, 11.5) == 3 && grid.value(2, 12) == 4)
    #expect(grid.value(2.1, 11).isNaN)
  }
}
