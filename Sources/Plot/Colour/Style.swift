/// What a cell means, not how it is coloured: the terminal picks the colour, and without colour `Style.bold`,
/// glyphs and words say the same.
package enum Ink: UInt8, Equatable, Hashable, Sendable, CaseIterable {
  case plain
  /// Secondary text, grids, contours.
  case dim
  case heading
  /// What has the focus, the path, the current point.
  case accent
  case good
  case bad
  case warn
  /// Categories of a plot, each with a shape of its own.
  case first, second, third, fourth
}

/// How a run of cells looks.
package struct Style: Equatable, Hashable, Sendable {
  package var ink: Ink
  package var bold: Bool
  package var reverse: Bool
  package var underline: Bool
  /// A colour of a map for the character and for what lies behind it, where a terminal has 256 colours; the
  /// character itself tells the level where it has not.
  package var shade: Shade?
  package var ground: Shade?

  package init(
    _ ink: Ink = .plain, bold: Bool = false, reverse: Bool = false, underline: Bool = false,
    shade: Shade? = nil, ground: Shade? = nil
  ) {
    self.ink = ink
    self.shade = shade
    self.ground = ground
    self.bold = bold
    self.reverse = reverse
    self.underline = underline
  }

  package static let plain = Style()
  package static let dim = Style(.dim)
  package static let heading = Style(.heading, bold: true)
  package static let strong = Style(bold: true)
}

/// Which characters may be drawn.
package struct Glyphs: Equatable, Hashable, Sendable {
  package enum Repertoire: String, Equatable, Hashable, Sendable, CaseIterable {
    /// 7-bit only (in Korean also Hangul).
    case ascii
    /// Braille, ASCII and markers of unambiguous width.
    case unicode
  }
  package var repertoire: Repertoire
  /// The terminal draws ambiguous characters in one cell: eighths, half blocks and box drawing are safe.
  package var ambiguousIsNarrow: Bool
  /// The terminal draws them in two: then they would push what follows aside, in running text too.
  package var ambiguousIsWide: Bool
  /// The terminal shows at least 256 colours: with narrow half blocks a cell may hold two values of a heat map.
  package var hasColours: Bool
  /// Texts stand beside others in the same row.
  var isInGrid = false

  package init(
    _ repertoire: Repertoire, ambiguousIsNarrow: Bool = false, ambiguousIsWide: Bool = false,
    hasColours: Bool = false
  ) {
    self.repertoire = repertoire
    self.ambiguousIsNarrow = ambiguousIsNarrow
    self.ambiguousIsWide = ambiguousIsWide
    self.hasColours = hasColours
  }

  /// What words and formulas are written with; plots keep their repertoire.
  package var words: Repertoire { ambiguousIsWide ? .ascii : repertoire }

  /// Two values of a heat map fit into a cell.
  var hasHalfBlocks: Bool { repertoire == .unicode && ambiguousIsNarrow && hasColours }

  package static let ascii = Glyphs(.ascii)
  package static let unicode = Glyphs(.unicode)
}

/// Text with styles: runs in reading order.
package struct StyledText: Equatable, Hashable, Sendable {
  package struct Run: Equatable, Hashable, Sendable {
    package var text: String
    package var style: Style
    package init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }
  package var runs: [Run]

  package init(_ runs: [Run] = []) { self.runs = runs }
  package init(_ text: String, _ style: Style = .plain) { runs = [Run(text, style)] }

  package var text: String { runs.map(\.text).joined() }
  package mutating func append(_ text: String, _ style: Style = .plain) {
    runs.append(Run(text, style))
  }
  package static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(left.runs + right.runs)
  }
}
