/// A table as rows of text: columns padded, numbers to the right.
struct TableText {
  private let table: TextTable
  private let glyphs: Glyphs
  private let widths: [Int]
  private let isNumeric: [Bool]

  init(_ table: TextTable, glyphs: Glyphs) {
    self.table = table
    self.glyphs = glyphs
    widths = PaneMeasure(glyphs: glyphs).columns(of: table)
    isNumeric = widths.indices.map { column in
      table.rows.allSatisfy { column >= $0.count || $0[column].isEmpty || $0[column].looksNumeric }
    }
  }

  private func line(_ cells: [String], _ style: Style) -> StyledText {
    var text = ""
    for (column, width) in widths.enumerated() {
      let cell = column < cells.count ? glyphs.shown(cells[column]) : ""
      text += TextWidth.pad(cell, to: width, isNumeric[column] ? .right : .left)
      if column + 1 < widths.count { text += "  " }
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
