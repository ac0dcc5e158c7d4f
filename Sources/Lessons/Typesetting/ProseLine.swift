import Plot

/// A row of typeset prose.
package struct ProseLine: Equatable, Sendable {
  package var text: StyledText
  /// The page's figure that stands here: its caption begins in this row.
  package var figure: Int?
  /// The links in this row.
  package var anchors: [Anchor]

  /// A link or a part of one.
  package struct Anchor: Equatable, Hashable, Sendable {
    package var destination: String
    /// From 0.
    package var column: Int
    package var columns: Int

    package init(destination: String, column: Int, columns: Int) {
      self.destination = destination
      self.column = column
      self.columns = columns
    }
  }

  package init(_ text: StyledText = StyledText(), figure: Int? = nil, anchors: [Anchor] = []) {
    self.text = text
    self.figure = figure
    self.anchors = anchors
  }

  package var isBlank: Bool { text.text.allSatisfy { $0 == " " } }

  /// The row moved to the right behind a text.
  func behind(_ prefix: StyledText) -> ProseLine {
    var line = self
    let columns = prefix.columns
    if columns > 0 { line.text = prefix + text }
    line.anchors = anchors.map {
      Anchor(destination: $0.destination, column: $0.column + columns, columns: $0.columns)
    }
    return line
  }
}

extension Glyphs {
  /// A horizontal stroke of one cell.
  var rule: String { repertoire == .unicode && ambiguousIsNarrow ? "─" : "-" }
  /// A vertical stroke of one cell.
  var bar: String { repertoire == .unicode && ambiguousIsNarrow ? "│" : "|" }
  /// Of a list, by its depth.
  func bullet(_ depth: Int) -> String {
    repertoire == .ascii ? (depth % 2 == 0 ? "-" : "*") : (depth % 2 == 0 ? "▪" : "▫")
  }
}
