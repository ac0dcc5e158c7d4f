import Figures
import Plot

/// Sets prose for a width, a set of glyphs and a language.
package struct Typesetter: Sendable {
  package let columns: Int
  package let glyphs: Glyphs
  package let language: Language

  package init(columns: Int, glyphs: Glyphs, language: Language) {
    self.columns = max(1, columns)
    self.glyphs = glyphs
    self.language = language
  }

  private func narrowed(by columns: Int) -> Typesetter {
    Typesetter(columns: max(1, self.columns - columns), glyphs: glyphs, language: language)
  }

  // MARK: Blocks

  /// The rows of some blocks; a blank row stands between two blocks.
  package func lines(_ blocks: [Block]) -> [ProseLine] { lines(blocks, depth: 0) }

  private func lines(_ blocks: [Block], depth: Int) -> [ProseLine] {
    var lines: [ProseLine] = []
    for (index, block) in blocks.enumerated() {
      let rows = self.lines(block, depth: depth)
      guard !rows.isEmpty else { continue }
      // A heading holds on to what follows.
      var isAfterHeading = false
      if index > 0, case .heading = blocks[index - 1] { isAfterHeading = true }
      if !lines.isEmpty, !isAfterHeading { lines.append(ProseLine()) }
      lines += rows
    }
    return lines
  }

  private func lines(_ block: Block, depth: Int) -> [ProseLine] {
    switch block {
    case .heading(let level, let inlines):
      return rows(of: inlines, style: level <= 2 ? .heading : .strong)
    case .paragraph(let inlines): return rows(of: inlines)
    case .list(let start, let items): return list(start, items, depth: depth)
    case .quote(let blocks):
      let prefix = StyledText(glyphs.bar + " ", .dim)
      return narrowed(by: 2).lines(blocks, depth: depth).map { $0.behind(prefix) }
    case .code(let text):
      let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
      return TextWidth.wrap(glyphs.shown(body), to: max(1, columns - 2)).map {
        ProseLine(StyledText($0, Style(.accent))).behind(StyledText("  "))
      }
    case .table(let header, let rows, let alignments):
      return TableSetter(typesetter: self).lines(header, rows, alignments)
    case .math(let math): return display(math)
    case .figure(let index, let caption): return figure(index, caption)
    case .rule:
      let width = min(columns, 20)
      return [ProseLine(centred(StyledText(String(repeating: glyphs.rule, count: width), .dim)))]
    }
  }

  private func list(_ start: Int?, _ items: [[Block]], depth: Int) -> [ProseLine] {
    var lines: [ProseLine] = []
    let last = (start ?? 0) &+ max(0, items.count - 1)
    let width = start == nil ? 1 : String(last).count + 1
    // Short items stand close together, long ones get air.
    let isTight = items.allSatisfy { $0.count <= 1 || $0.dropFirst().allSatisfy(\.isList) }
    for (index, blocks) in items.enumerated() {
      let marker = start.map { "\($0 &+ index)." } ?? glyphs.bullet(depth)
      let inner = narrowed(by: width + 1)
      var rows = inner.lines(blocks, depth: depth + 1)
      if isTight { rows.removeAll(where: \.isBlank) }
      if rows.isEmpty { rows = [ProseLine()] }
      if index > 0, !isTight { lines.append(ProseLine()) }
      for (place, row) in rows.enumerated() {
        let head =
          place == 0
          ? TextWidth.pad(marker, to: width, .right) : String(repeating: " ", count: width)
        lines.append(row.behind(StyledText(head + " ")))
      }
    }
    return lines
  }

  private func figure(_ index: Int, _ caption: [Inline]) -> [ProseLine] {
    let name = language == .en ? "Figure" : "그림"
    let label = index < 9 ? "\(name) \(index + 1)  " : "\(name) \(index + 1) "
    var head = StyledText(label, Style(.dim, bold: true))
    let words = text(caption, style: .dim)
    guard !words.text.isEmpty else {
      head = StyledText(label.trimmed, Style(.dim, bold: true))
      return [ProseLine(head, figure: index)]
    }
    let indent = columns >= 48 ? TextWidth.columns(of: label) : 2
    var rows = (head + words).wrapped(to: columns, indent: indent).map { ProseLine($0) }
    if !rows.isEmpty { rows[0].figure = index }
    return rows
  }

  // MARK: Maths

  /// A displayed formula, centred; one that is too wide is broken at its `\quad`s, else set in running rows.
  private func display(_ math: MathText) -> [ProseLine] {
    let rows = math.rows(glyphs)
    let width = rows.map { TextWidth.columns(of: $0) }.max() ?? 0
    if width <= columns {
      return rows.map { ProseLine(centred(StyledText($0), of: width)) }
    }
    let parts = math.parts
    if parts.count > 1 {
      return parts.flatMap { display($0) }
    }
    return StyledText(math.row(glyphs)).wrapped(to: columns, indent: 4).map { ProseLine($0) }
  }

  private func centred(_ text: StyledText, of width: Int? = nil) -> StyledText {
    let space = max(0, (columns - (width ?? text.columns)) / 2)
    return space == 0 ? text : StyledText(String(repeating: " ", count: space)) + text
  }

  // MARK: Running text

  /// Wrapped rows of running text.
  package func rows(of inlines: [Inline], style: Style = .plain, indent: Int = 0) -> [ProseLine] {
    var links: [Link] = []
    let text = self.text(inlines, style: style, links: &links)
    var finder = AnchorFinder(links: links)
    return text.wrapped(to: columns, indent: indent).map { row in
      ProseLine(row, anchors: finder.anchors(in: row))
    }
  }

  /// Running text as one line; breaks are `\n`.
  package func text(_ inlines: [Inline], style: Style = .plain) -> StyledText {
    var links: [Link] = []
    return text(inlines, style: style, links: &links)
  }

  struct Link {
    let destination: String
    /// Characters that are no space.
    let count: Int
  }

  private func text(_ inlines: [Inline], style: Style, links: inout [Link]) -> StyledText {
    var result = StyledText()
    for inline in inlines {
      switch inline {
      case .text(let text): result.append(glued(glyphs.shown(text)), style)
      case .emphasis(let inner):
        var style = style
        style.underline = true
        result = result + text(inner, style: style, links: &links)
      case .strong(let inner):
        var style = style
        style.bold = true
        result = result + text(inner, style: style, links: &links)
      case .code(let code):
        result.append(
          glyphs.shown(code), Style(.accent, bold: style.bold, underline: style.underline))
      case .math(let math): result.append(unbroken(math), style)
      case .link(let inner, let destination):
        let style = Style(.accent, bold: style.bold, underline: true)
        let words = text(inner, style: style)
        links.append(Link(destination: destination, count: words.text.count { !$0.isWhitespace }))
        result = result + words
      case .lineBreak: result.append("\n", style)
      }
    }
    return result
  }

  /// A short formula is not broken, a long one only at its spaces.
  private func unbroken(_ math: MathText) -> String {
    let row = math.row(glyphs)
    guard TextWidth.columns(of: row) <= max(16, columns / 3) else { return row }
    return row.replacing(" ", with: "\u{A0}")
  }

  /// `p = 0.5` stays on one row.
  private func glued(_ text: String) -> String {
    guard text.contains("=") || text.contains("≈") else { return text }
    return text.replacing(" = ", with: "\u{A0}=\u{A0}").replacing(" ≈ ", with: "\u{A0}≈\u{A0}")
  }
}

/// Finds the links again in wrapped rows.
private struct AnchorFinder {
  private var links: [Typesetter.Link]
  private var used = 0

  init(links: [Typesetter.Link]) { self.links = links.reversed() }

  mutating func anchors(in row: StyledText) -> [ProseLine.Anchor] {
    var anchors: [ProseLine.Anchor] = []
    var column = 0
    for run in row.runs {
      let columns = TextWidth.columns(of: run.text)
      defer { column += columns }
      guard run.style.underline, run.style.ink == .accent, let link = links.last else { continue }
      let count = run.text.count { !$0.isWhitespace }
      anchors.append(
        ProseLine.Anchor(destination: link.destination, column: column, columns: columns))
      used += count
      if used >= link.count {
        links.removeLast()
        used = 0
      }
    }
    return anchors
  }
}

extension Block {
  fileprivate var isList: Bool {
    if case .list = self { return true }
    return false
  }
}

extension MathText {
  /// The parts between its `\quad`s.
  var parts: [MathText] {
    guard case .row(let nodes) = root else { return [self] }
    return nodes.split(separator: .space).map { MathText(source: source, root: .row(Array($0))) }
  }
}
