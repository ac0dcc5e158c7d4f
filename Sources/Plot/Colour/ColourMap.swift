/// Colours of even steps of lightness for a scale of numbers, readable with the common kinds of colour blindness.
///
/// Sources: van der Walt and Smith (2015) for viridis and magma; Nuñez, Anderton and Renslow (2018) for cividis.
package enum ColourMap: UInt8, Equatable, Hashable, Sendable, CaseIterable {
  case viridis, cividis, magma
  /// Blue below, white in the middle, orange above: for signed data, 0 in the middle.
  case diverging

  /// The colour of a level, as 0xRRGGBB; 0 is the low end, 255 the high one.
  package func rgb(_ level: UInt8) -> Int {
    let table = Self.tables[Int(rawValue)]
    let place = Double(level) / 255 * Double(table.count - 1)
    let low = min(Int(place), table.count - 2)
    let part = place - Double(low)
    func mixed(_ shift: Int) -> Int {
      let a = Double(table[low] >> shift & 0xFF)
      let b = Double(table[low + 1] >> shift & 0xFF)
      return Int((a + (b - a) * part).rounded()) << shift
    }
    return mixed(16) | mixed(8) | mixed(0)
  }

  /// The nearest of a few steps in xterm's 256 colours.
  package func index(_ level: UInt8) -> Int {
    let steps = Self.steps[Int(rawValue)]
    return steps[min(Int(level) * steps.count / 256, steps.count - 1)]
  }

  /// How many steps there are in 256 colours.
  package var stepCount: Int { Self.steps[Int(rawValue)].count }

  /// The character that stands for a level where colours are not seen: even steps of ink, and for signed data the
  /// sign.
  package func glyph(_ level: UInt8, _ glyphs: Glyphs) -> UInt32 {
    if self == .diverging {
      let ramp: [UInt32] = [0x3D, 0x2D, 0x20, 0x2B, 0x23]
      return ramp[min(Int(level) * 5 / 256, 4)]
    }
    if glyphs.repertoire == .ascii {
      let ramp: [UInt32] = [0x20, 0x3A, 0x2B, 0x6F, 0x4F, 0x40]
      return ramp[min(Int(level) * 6 / 256, 5)]
    }
    let dots: [UInt32] = [
      0x20, 0x2804, 0x2824, 0x2825, 0x282D, 0x286D, 0x28ED, 0x28EF, 0x28FF,
    ]
    return dots[min(Int(level) * 9 / 256, 8)]
  }

  /// The same for what others are drawn over: few steps, none of them so dense that a letter drowns in it.
  func lightGlyph(_ level: UInt8, _ glyphs: Glyphs) -> UInt32 {
    let ramp: [UInt32] =
      glyphs.repertoire == .ascii
      ? [0x20, 0x2E, 0x3A, 0x3D] : [0x20, 0x2802, 0x2882, 0x2895]
    return ramp[min(Int(level) * ramp.count / 256, ramp.count - 1)]
  }

  private static let steps: [[Int]] = [
    [53, 54, 24, 30, 36, 78, 148, 220],
    [235, 24, 60, 242, 245, 144, 185, 220],
    [232, 17, 54, 126, 168, 209, 216, 229],
    [25, 67, 110, 153, 255, 223, 216, 173, 166],
  ]

  private static let tables: [[Int]] = [
    [
      0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C,
      0xFDE725,
    ],
    [
      0x00204D, 0x00336F, 0x39486B, 0x575C6D, 0x707173, 0x8A8779, 0xA69D75, 0xC4B56C, 0xE4CF5B,
      0xFFEA46,
    ],
    [
      0x000004, 0x180F3E, 0x451077, 0x721F81, 0x9F2F7F, 0xCD4071, 0xF1605D, 0xFD9567, 0xFEC98D,
      0xFCFDBF,
    ],
    [0x005FAF, 0x6FA3D0, 0xEEEEEE, 0xE3A06F, 0xD75F00],
  ]
}

/// A level of a colour map.
package struct Shade: Equatable, Hashable, Sendable {
  package var map: ColourMap
  package var level: UInt8

  package init(_ map: ColourMap, _ level: UInt8) {
    self.map = map
    self.level = level
  }
}
