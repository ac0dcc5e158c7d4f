import Figures
import Plot

/// What frames every screen: the header, the status line, and the note for a terminal that is too small.
enum Chrome {
  static func header(_ left: String, _ right: String, on surface: inout Surface, _ desk: Desk) {
    let columns = desk.size.columns
    let style = Style(bold: true, reverse: true)
    surface.fill(Area(row: 0, column: 0, rows: 1, columns: columns), style: Style(reverse: true))
    let shownRight = desk.glyphs.shown(right)
    let rightColumns = TextWidth.columns(of: shownRight)
    let leftRoom = max(0, columns - 2 - (rightColumns > 0 ? rightColumns + 2 : 0))
    surface.write(
      StyledText(TextWidth.clip(desk.glyphs.shown(left), to: leftRoom), style), row: 0, column: 1)
    if rightColumns + 2 < columns {
      surface.write(
        StyledText(shownRight, Style(reverse: true)), row: 0, column: columns - 1 - rightColumns)
    }
  }

  /// The last row: a notice, or the keys that matter here.
  static func status(on surface: inout Surface, state: any ScreenState, _ desk: Desk) {
    let row = desk.size.rows - 1
    surface.fill(Area(row: row, column: 0, rows: 1, columns: desk.size.columns))
    if let notice = desk.notice {
      surface.write(
        StyledText(desk.glyphs.shown(notice), Style(.warn, bold: true)), row: row, column: 1,
        limit: desk.size.columns - 2)
      return
    }
    var text = StyledText()
    let room = desk.size.columns - 2
    if desk.unsaved > 0 {
      text.append(desk.say("not saved", "저장 안 됨") + "   ", Style(.bad, bold: true))
    }
    if let prompt = state.prompt(desk) {
      text.append(desk.glyphs.shown(prompt), .dim)
      surface.write(text, row: row, column: 1, limit: room)
      return
    }
    var columns = text.columns
    let bindings = Keymap.bindings(in: state.context)
    // The way to all other keys always has its place.
    let help = bindings.first { $0.command == .help }
    let reserved = help.map {
      3 + TextWidth.columns(of: shortKeys($0) + " " + $0.short[desk.language])
    }
    for command in state.status + [.help] {
      guard let binding = bindings.first(where: { $0.command == command }) else { continue }
      let keys = shortKeys(binding)
      let words = binding.short[desk.language]
      let wide = TextWidth.columns(of: keys) + 1 + TextWidth.columns(of: words)
      guard columns + wide <= room else { continue }
      if command != .help, columns + wide + (reserved ?? 0) > room { continue }
      text.append(keys, .strong)
      text.append(" " + words + "   ", .dim)
      columns += wide + 3
    }
    surface.write(text, row: row, column: 1, limit: room)
  }

  /// The one key that the status line shows.
  private static func shortKeys(_ binding: Binding) -> String {
    binding.keys.first?.name ?? ""
  }

  static func tooSmall(on surface: inout Surface, _ desk: Desk) {
    let lines = [
      desk.say("This screen needs 60 x 18 cells,", "이 화면은 60 x 18칸이 필요하다."),
      desk.say(
        "here are \(desk.size.columns) x \(desk.size.rows).",
        "지금은 \(desk.size.columns) x \(desk.size.rows)칸이다."),
      desk.say("Make the window larger, or press q.", "창을 키우거나 q를 누른다."),
    ]
    for (row, line) in lines.enumerated() {
      surface.write(line, row: 1 + row, column: 1)
    }
  }
}
