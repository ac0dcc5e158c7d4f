/// A listing as rows of text: numbers, wrapped lines with a hanging indent, `>` before what is lit.
struct ListingText {
  private struct Row {
    var text: StyledText
    var isLit: Bool
  }
  private var rows: [Row] = []
  private let head: [StyledText]
  private let foot: [StyledText]

  init(_ listing: Listing, columns: Int, glyphs: Glyphs) {
    head =
      listing.caption.isEmpty
      ? [] : StyledText(glyphs.shown(listing.caption), .dim).wrapped(to: columns)
    foot =
      listing.note.isEmpty ? [] : StyledText(glyphs.shown(listing.note)).wrapped(to: columns)
    let digits = listing.lines.map { TextWidth.columns(of: $0.number) }.max() ?? 0
    let hasNests = columns >= 28
    for (index, line) in listing.lines.enumerated() {
      let isLit = listing.lit.contains(index)
      let style = isLit ? Style(.accent, bold: true) : Style.plain
      let lead =
        (isLit ? "> " : "  ") + TextWidth.pad(line.number, to: digits, .right)
        + (digits > 0 ? "  " : "")
        + String(repeating: "  ", count: hasNests ? min(max(0, line.depth), 8) : 0)
      let indent = TextWidth.columns(of: lead)
      let parts = StyledText(glyphs.shown(line.text), style).wrapped(
        to: max(4, columns - indent))
      for (place, part) in (parts.isEmpty ? [StyledText()] : parts).enumerated() {
        // A line that goes on stands two columns further in.
        let start =
          place == 0
          ? StyledText(lead, isLit ? style : .dim)
          : StyledText(String(repeating: " ", count: indent))
        rows.append(Row(text: start + part, isLit: isLit))
      }
    }
  }

  /// All of it.
  var rowCount: Int { head.count + rows.count + (foot.isEmpty ? 0 : foot.count + 1) }

  /// The rows that fit: the caption, the lines around the first lit one, the note.
  func window(_ room: Int) -> [StyledText] {
    var note = foot.isEmpty ? [] : [StyledText()] + foot
    var caption = head
    if rows.count + caption.count + note.count > room { note = foot }
    if rows.count + caption.count + note.count > room { caption = [] }
    let free = max(1, room - caption.count - note.count)
    guard rows.count > free else { return caption + rows.map(\.text) + note }
    let first = rows.firstIndex(where: \.isLit) ?? 0
    let start = min(max(0, first - free / 2), rows.count - free)
    var shown = rows[start..<start + free].map(\.text)
    // What is left out above and below is said.
    if start > 0, first > start, shown.count > 2 { shown[0] = StyledText("  ...", .dim) }
    if start + free < rows.count, shown.count > 2, first < start + free - 1 {
      shown[shown.count - 1] = StyledText("  ...", .dim)
    }
    return Array((caption + shown + note).prefix(room))
  }

  /// As wide as its longest line, but at most half of the room: lines wrap.
  static func natural(_ listing: Listing, within room: Size, glyphs: Glyphs) -> Size {
    let digits = listing.lines.map { TextWidth.columns(of: $0.number) }.max() ?? 0
    let longest =
      listing.lines.map { line in
        2 + digits + 2 + 2 * min(max(0, line.depth), 8)
          + TextWidth.columns(of: glyphs.shown(line.text))
      }.max() ?? 0
    let most = max(min(room.columns, 24), room.columns / 2)
    let columns = min(
      most, max(longest, TextWidth.columns(of: glyphs.shown(listing.caption))))
    let text = ListingText(listing, columns: max(1, columns), glyphs: glyphs)
    return Size(
      rows: text.head.count + text.rows.count + (text.foot.isEmpty ? 0 : text.foot.count + 1),
      columns: columns)
  }
}
