import Figures

/// A short text of Markdown that stands in YAML: a question, a hint, a caption.
enum ShortText {
  /// The text as running text, its paragraphs separated by line breaks.
  ///
  /// - Parameters:
  ///   - text: what the node says, or what became of it when its `{{…}}` were filled in.
  ///   - filling: what formulas and `{{…}}` become.
  static func inlines(
    _ text: String, at node: YAMLNode, filling: any Filling = PlainFilling(),
    into diagnostics: inout Diagnostics
  ) -> [Inline] {
    // Signs of a block count only at the beginning of a line.
    let isPlain =
      !text.contains { "$*_`\\[<&{\n".contains($0) }
      && text.first.map { !"#>-+~= \t".contains($0) } ?? true
    if isPlain { return [.text(text)] }
    let source = Source(file: node.source.file, text: text)
    let isAsWritten = text == node.plainText
    func place(_ location: SourceLocation) -> SourceLocation {
      guard isAsWritten else { return node.location }
      // Columns of a text of several lines are those of its own lines.
      let before = (1..<max(1, location.line)).reduce(0) { $0 + source.line($1).count + 1 }
      return node.location(offset: before + location.column - 1)
    }
    var markdown = Markdown(
      source, lines: 1..<source.lineCount + 1,
      fill: { piece, diagnostics in
        let moved = Protected.Piece(
          kind: piece.kind, text: piece.text, location: place(piece.location))
        return filling.inlines(moved, source: node.source, into: &diagnostics)
      },
      figure: { fence, diagnostics in
        diagnostics.error(place(fence.location), "a figure stands only on a page", fix: "delete it")
        return nil
      })
    let blocks = markdown.blocks()
    for diagnostic in markdown.diagnostics.all {
      var moved = diagnostic
      // What Markdown itself tells has the text's own place.
      if diagnostic.location.line <= source.lineCount, markdown.isOwn(diagnostic) {
        moved.location = place(diagnostic.location)
      }
      diagnostics.add(moved)
    }
    return Array(blocks.map(\.inlines).filter { !$0.isEmpty }.joined(separator: [.lineBreak]))
  }
}

extension Block {
  /// The words of a block as running text.
  fileprivate var inlines: [Inline] {
    switch self {
    case .heading(_, let inlines), .paragraph(let inlines), .figure(_, let inlines): return inlines
    case .list(let start, let items):
      let lines = items.enumerated().map { index, blocks -> [Inline] in
        let marker = start.map { "\($0 &+ index). " } ?? "- "
        return [.text(marker)] + blocks.flatMap(\.inlines)
      }
      return Array(lines.joined(separator: [.lineBreak]))
    case .quote(let blocks): return Array(blocks.map(\.inlines).joined(separator: [.lineBreak]))
    case .code(let text): return [.code(text.trimmed)]
    case .table(let header, let rows, _):
      return Array(
        ([header] + rows).map { Array($0.joined(separator: [.text("  ")])) }.joined(separator: [
          .lineBreak
        ]))
    case .math(let math): return [.math(math)]
    case .rule: return []
    }
  }
}
