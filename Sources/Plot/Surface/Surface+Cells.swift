extension Surface {
  /// Whether a row shows the same as that of another surface. Characters of several scalars are not compared: a row
  /// with one is another.
  package func showsRow(_ row: Int, of other: Surface) -> Bool {
    guard size.columns == other.size.columns, row >= 0, row < size.rows, row < other.size.rows
    else { return false }
    let cells = row * size.columns..<(row + 1) * size.columns
    for cell in cells {
      let code = codes[cell]
      if code != other.codes[cell] || code & Self.clusterFlag != 0 { return false }
    }
    for cell in cells where styles[cell] != other.styles[cell] { return false }
    return true
  }

  /// Calls back for each character of a row, from left to right; the right half of a wide one is not told.
  ///
  /// - Parameter body: the column, the scalar, the marks on it, the columns it takes (1 or 2), the style.
  package func forEachCell(
    inRow row: Int,
    _ body: (_ column: Int, _ scalar: UInt32, _ marks: [UInt32], _ columns: Int, Style) -> Void
  ) {
    guard row >= 0, row < size.rows else { return }
    let start = row * size.columns
    for column in 0..<size.columns {
      let code = codes[start + column]
      if code == 0 { continue }
      let isWide = column + 1 < size.columns && codes[start + column + 1] == 0
      let style = styles[start + column]
      if code & Self.clusterFlag == 0 {
        body(column, code, [], isWide ? 2 : 1, style)
      } else {
        let scalars = self.scalars(row: row, column: column)
        body(column, scalars.first ?? Self.blank, Array(scalars.dropFirst()), isWide ? 2 : 1, style)
      }
    }
  }
}
