extension Surface {
  /// Draws a cross-hair over its chart: hair lines where the plot is empty, `+` at the crossing, and the reading in
  /// the row of the plot that is furthest from it.
  package mutating func draw(
    _ reading: Reading, of map: SceneMap, outside word: String = "outside"
  ) {
    guard map.areas.indices.contains(reading.chart) else { return }
    let area = map.areas[reading.chart].clipped(to: self.area)
    guard area.contains(row: reading.row, column: reading.column) else { return }
    let isAscii = glyphs.repertoire == .ascii
    let style = Style(.warn)
    for row in area.row..<area.row + area.rows where row != reading.row {
      guard isFree(row, reading.column) else { continue }
      put(
        isAscii ? 0x3A : 0x2847, row: row, column: reading.column,
        style: on(row, reading.column, style))
    }
    for column in area.column..<area.column + area.columns where column != reading.column {
      guard isFree(reading.row, column) else { continue }
      put(
        isAscii ? 0x2D : 0x2812, row: reading.row, column: column,
        style: on(reading.row, column, style))
    }
    let cell = Area(row: reading.row, column: reading.column, rows: 1, columns: 1)
    if isFree(reading.row, reading.column) {
      put(
        0x2B, row: reading.row, column: reading.column,
        style: on(reading.row, reading.column, Style(.warn, bold: true)))
    } else {
      restyle(cell) { $0 = Style(.warn, bold: true, reverse: true) }
    }
    // The words stand where the cross is not.
    let isLow = reading.row >= area.row + (area.rows + 1) / 2
    let row = isLow ? area.row : area.row + area.rows - 1
    guard row != reading.row else { return }
    let text = TextWidth.clip(glyphs.shown(reading.text(outside: word)), to: area.columns)
    let width = TextWidth.columns(of: text)
    let isRight = reading.column >= area.column + area.columns / 2
    let start = isRight ? area.column : area.column + area.columns - width
    let padded = Area(row: row, column: start - 1, rows: 1, columns: width + 2)
      .clipped(to: area)
    fill(padded)
    write(text, row: row, column: start, style: Style(.warn, bold: true))
  }

  /// Blank, or nothing but a heat map.
  private func isFree(_ row: Int, _ column: Int) -> Bool {
    guard let index = index(row, column) else { return false }
    return codes[index] == Self.blank || styles[index].shade != nil
  }

  /// A style on what lies behind a cell.
  private func on(_ row: Int, _ column: Int, _ style: Style) -> Style {
    var style = style
    if let index = index(row, column) { style.ground = styles[index].ground }
    return style
  }
}
