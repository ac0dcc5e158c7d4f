extension Surface {
  /// How a row differs from that of another surface of the same width.
  package enum RowChange: Equatable, Sendable {
    /// It shows the same.
    case none
    /// Single narrow characters are others; the rest stands.
    case cells
    /// Anything may be different: a character of two columns or of several scalars takes part.
    case all
  }

  /// How a row differs from what another surface shows in it.
  package func change(inRow row: Int, since other: Surface) -> RowChange {
    guard size.columns == other.size.columns, row >= 0, row < size.rows, row < other.size.rows
    else { return .all }
    let cells = row * size.columns..<(row + 1) * size.columns
    var change = RowChange.none
    var areNarrow = true
    for cell in cells {
      let code = codes[cell]
      let before = other.codes[cell]
      if code & Self.clusterFlag != 0 || before & Self.clusterFlag != 0 { return .all }
      if code == 0 || before == 0 { areNarrow = false }
      if code != before || styles[cell] != other.styles[cell] { change = .cells }
    }
    return change == .cells && !areNarrow ? .all : change
  }

  /// Calls back for each character of a row, from left to right; the right half of a wide one is not told.
  ///
  /// - Parameters:
  ///   - other: only characters that are not the same there are told.
  ///   - body: the column, the scalar, the marks on it, the columns it takes (1 or 2), the style.
  package func forEachCell(
    inRow row: Int, since other: Surface? = nil,
    _ body: (_ column: Int, _ scalar: UInt32, _ marks: [UInt32], _ columns: Int, Style) -> Void
  ) {
    guard row >= 0, row < size.rows else { return }
    let start = row * size.columns
    let other = other?.size == size ? other : nil
    for column in 0..<size.columns {
      let code = codes[start + column]
      if code == 0 { continue }
      let style = styles[start + column]
      if let other, code == other.codes[start + column], style == other.styles[start + column] {
        continue
      }
      let isWide = column + 1 < size.columns && codes[start + column + 1] == 0
      if code & Self.clusterFlag == 0 {
        body(column, code, [], isWide ? 2 : 1, style)
      } else {
        let scalars = self.scalars(row: row, column: column)
        body(column, scalars.first ?? Self.blank, Array(scalars.dropFirst()), isWide ? 2 : 1, style)
      }
    }
  }
}
