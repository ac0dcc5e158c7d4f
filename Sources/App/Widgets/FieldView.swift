import Plot

/// One row of a text field; it scrolls so that the cursor is seen.
struct FieldView {
  let field: TextField
  let room: Int

  /// The first character in sight; found from the cursor, so that long texts cost no more than short ones.
  private let first: Int

  init(field: TextField, room: Int) {
    self.field = field
    self.room = room
    var first = field.cursor
    var columns = 0
    while first > 0 {
      columns += TextWidth.columns(of: String(field.characters[first - 1]))
      guard columns < max(1, room - 1) else { break }
      first -= 1
    }
    self.first = first
  }

  private func width(_ range: Range<Int>) -> Int {
    field.characters[range].reduce(0) { $0 + TextWidth.columns(of: String($1)) }
  }

  var cursorColumn: Int { width(first..<field.cursor) }

  /// The column of a character; the room's end if it is out of sight.
  func column(of character: Int) -> Int {
    let place = min(max(first, character), field.characters.count, first + max(0, room))
    return min(max(0, room - 1), width(first..<place))
  }

  /// The character in a column; the end where there is none.
  func character(at column: Int) -> Int {
    var place = first
    while place < field.characters.count, width(first..<place + 1) <= column { place += 1 }
    return place
  }

  func draw(on surface: inout Surface, row: Int, column: Int) {
    surface.fill(
      Area(row: row, column: column, rows: 1, columns: max(0, room)), style: Style(underline: true))
    surface.write(
      StyledText(
        TextWidth.clip(String(field.characters[first...].prefix(max(0, room))), to: room),
        Style(bold: true, underline: true)),
      row: row, column: column)
  }
}
