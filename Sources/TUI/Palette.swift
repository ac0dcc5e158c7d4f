import Glibc
import Plot

/// How the inks look on a terminal with a number of colours.
///
/// The terminal's background is not known, and asking it is not safe. So each colour is of middle lightness
/// and stands out from black and from white; good and bad are blue-green and vermilion, which the common
/// kinds of colour blindness keep apart (Okabe and Ito, 2008). The default background is never changed; only the
/// levels of a heat map lie on colours of their own, where there are at least 256.
package struct Palette: Equatable, Sendable {
  package enum Depth: Equatable, Sendable { case mono, eight, indexed, mixed }

  /// How one cell is drawn.
  package struct Look: Equatable, Sendable {
    /// An index, 0xRRGGBB on a terminal that mixes its colours, or nil for the terminal's own.
    package var foreground: Int?
    /// What lies behind the character; nil: the terminal's own.
    package var background: Int?
    package var bold = false
    package var dim = false
    package var reverse = false
    package var underline = false
  }

  package let depth: Depth

  /// - Parameter colours: as the terminal says; 0 also for `NO_COLOR`.
  package init(colours: Int) {
    depth =
      switch colours {
      case ..<8: .mono
      case ..<256: .eight
      case 256: .indexed
      default: .mixed
      }
  }

  package func foreground(of ink: Ink) -> Int? {
    switch depth {
    case .mono: nil
    case .eight: Self.eight(ink)
    case .indexed: Self.indexed(ink)
    case .mixed: Self.indexed(ink).map(Self.rgb(ofIndex:))
    }
  }

  /// The colour of a level of a map; nil where there are fewer than 256.
  package func colour(of shade: Shade) -> Int? {
    switch depth {
    case .mono, .eight: nil
    case .indexed: shade.map.index(shade.level)
    // 64 levels are as even to the eye, and a terminal has only so many pairs of colours.
    case .mixed: shade.map.rgb(min(shade.level | 3, 254))
    }
  }

  package func look(of style: Style) -> Look {
    var look = Look(
      foreground: foreground(of: style.ink), bold: style.bold, reverse: style.reverse,
      underline: style.underline)
    if let shade = style.shade, let colour = colour(of: shade) {
      look.foreground = colour
      look.background = style.ground.flatMap(colour(of:))
      return look
    }
    if let ground = style.ground, let colour = colour(of: ground) {
      look.background = colour
      // What is written on it is black or white, whichever stands out more.
      let isLight = Self.luminance(depth == .indexed ? Self.rgb(ofIndex: colour) : colour) > 0.18
      look.foreground = depth == .indexed ? (isLight ? 16 : 231) : (isLight ? 0 : 0xFFFFFF)
      return look
    }
    switch (depth, style.ink) {
    case (_, .heading): look.bold = true
    case (.mono, .dim), (.eight, .dim): look.dim = !style.bold && !style.reverse
    case (.mono, .accent), (.mono, .good), (.mono, .bad), (.mono, .warn), (.mono, .first):
      look.bold = true
    case (.eight, .accent), (.eight, .good), (.eight, .bad), (.eight, .third): look.bold = true
    default: break
    }
    return look
  }

  private static func eight(_ ink: Ink) -> Int? {
    // Of the eight only red and magenta stand out from black and from white, bold or not.
    switch ink {
    case .plain, .dim, .heading, .good, .third, .fourth: nil
    case .accent, .first: 5
    case .bad, .warn, .second: 1
    }
  }

  private static func indexed(_ ink: Ink) -> Int? {
    switch ink {
    case .plain, .heading: nil
    case .dim: 243
    case .accent: 32
    case .good: 29
    case .bad: 166
    case .warn: 136
    case .first: 32
    case .second: 172
    case .third: 29
    case .fourth: 133
    }
  }

  /// Relative luminance after WCAG 2.1, 0…1, with a gamma of 2.2.
  private static func luminance(_ colour: Int) -> Double {
    func part(_ shift: Int) -> Double { pow(Double(colour >> shift & 255) / 255, 2.2) }
    return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
  }

  /// The colour of an entry of xterm's cube or grey ramp, 16…255, as 0xRRGGBB.
  package static func rgb(ofIndex index: Int) -> Int {
    guard (16...255).contains(index) else { return 0xFFFFFF }
    if index >= 232 { return (8 + 10 * (index - 232)) * 0x010101 }
    let steps = [0, 95, 135, 175, 215, 255]
    let cube = index - 16
    return steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6]
  }
}
