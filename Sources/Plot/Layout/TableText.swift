/// A table as rows of text: columns padded, numbers to the right. Where it is too wide, first the gaps shrink, then
/// the last columns are left out: a number that is cut would be another number.
struct TableText {
  private let table: TextTable
  private let glyphs: Glyphs
  private let widths: [Int]
  private let isNumeric: [Bool]
  private let gap: String

  init(_ table: TextTable, columns: Int, glyphs: Glyphs) {
    self.table = table
    self.glyphs = glyphs
    let natural = PaneMeasure(glyphs: glyphs).columns(of: table)
    let gaps = max(0, natural.count - 1)
    let total = natural.reduce(0, +)
    gap = total + 2 * gaps > columns && gaps > 0 ? " " : "  "
    var widths = natural
    while widths.count > 1, widths.reduce(0, +) + gap.utf8.count * (widths.count - 1) > columns {
      widths.removeLast()
    }
    self.widths = widths
    // A word among the numbers stands to the right as they do.
    isNumeric = widths.indices.map { column in
      let cells = table.rows.compactMap { column < $0.count ? $0[column] : nil }
      let written = cells.filter { !$0.isEmpty }
      return written.count(where: \.looksNumeric) * 2 >= written.count
    }
  }

  private func line(_ cells: [String], _ style: Style) -> StyledText {
    var text = ""
    for (column, width) in widths.enumerated() {
      let cell = column < cells.count ? glyphs.shown(cells[column]) : ""
      text += TextWidth.pad(cell, to: width, isNumeric[column] ? .right : .left)
      if column + 1 < widths.count { text += gap }
    }
    return StyledText(text, style)
  }

  /// The header and the rows around the current one that fit.
  func window(_ room: Int) -> [StyledText] {
    var lines: [StyledText] = []
    if table.header.contains(where: { !$0.isEmpty }) { lines.append(line(table.header, .dim)) }
    let free = max(0, room - lines.count)
    let current = table.current ?? table.rows.count - 1
    let first = min(max(0, current - free / 2), max(0, table.rows.count - free))
    for index in table.rows.indices.dropFirst(first).prefix(free) {
      lines.append(
        line(table.rows[index], index == table.current ? Style(.accent, bold: true) : .plain))
    }
    return Array(lines.prefix(max(0, room)))
  }
}

extension String {
  /// Right-aligned in a table: digits with signs, points, exponents, percent or brackets.
  fileprivate var looksNumeric: Bool {
    unicodeScalars.contains { (48...57).contains($0.value) }
      && unicodeScalars.allSatisfy { "0123456789+-−.,eE%()/ ".unicodeScalars.contains($0) }
  }
}
