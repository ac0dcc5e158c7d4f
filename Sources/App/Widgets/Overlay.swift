import Figures
import Plot

/// Text over the screen: help, Python, a figure in words.
struct Overlay: Sendable {
  var title: String
  var lines: [StyledText]
  var scroll = 0
  /// Lines that are cut rather than wrapped (code).
  var keepsLines = false
  let isOpen = true

  init(title: String, lines: [StyledText], keepsLines: Bool = false) {
    self.title = title
    self.lines = lines
    self.keepsLines = keepsLines
  }

  private func area(_ desk: Desk) -> Area {
    let columns = min(desk.size.columns, 84)
    return Area(
      row: 0, column: (desk.size.columns - columns) / 2, rows: desk.size.rows, columns: columns)
  }

  private func wrapped(_ desk: Desk) -> [StyledText] {
    let columns = area(desk).columns - 4
    let shown = lines.map { desk.glyphs.shown($0) }
    return keepsLines ? shown : shown.flatMap { $0.wrapped(to: columns, indent: 0) }
  }

  private func room(_ desk: Desk) -> Int { max(1, area(desk).rows - 3) }

  mutating func clampScroll(_ desk: Desk) {
    scroll = min(max(0, scroll), max(0, wrapped(desk).count - room(desk)))
  }

  func draw(on surface: inout Surface, _ desk: Desk) {
    let area = area(desk)
    surface.fill(area)
    surface.fill(
      Area(row: 0, column: area.column, rows: 1, columns: area.columns), style: Style(reverse: true)
    )
    surface.write(
      StyledText(" " + title, Style(bold: true, reverse: true)), row: 0, column: area.column,
      limit: area.columns)
    let rows = wrapped(desk)
    let room = room(desk)
    for (offset, line) in rows.dropFirst(scroll).prefix(room).enumerated() {
      surface.write(line, row: 1 + offset + 0, column: area.column + 2, limit: area.columns - 4)
    }
    let more = rows.count > room
    let place = more ? "  \(scroll + 1)-\(min(rows.count, scroll + room))/\(rows.count)" : ""
    let keys =
      more
      ? desk.say("j k scroll   any other key: back", "j k 넘기기   다른 키: 뒤로")
      : desk.say("any key: back", "아무 키나 누르면 돌아간다")
    surface.write(
      StyledText(keys + place, .dim), row: desk.size.rows - 1, column: area.column + 2,
      limit: area.columns - 4)
  }
}

extension Overlay {
  /// The key table for where the student is, then for everywhere else.
  static func help(context: Context, _ desk: Desk) -> Overlay {
    var lines: [StyledText] = []
    let rows = Keymap.bindings(in: context)
    let width = 22
    var seen: Set<Command> = []
    func add(_ binding: Binding) {
      guard seen.insert(binding.command).inserted else { return }
      let keys = binding.keys.map(\.name).joined(separator: " ")
      let padded =
        TextWidth.columns(of: keys) < width ? TextWidth.pad(keys, to: width) : keys + "  "
      lines.append(StyledText(padded, .strong) + StyledText(binding.help[desk.language]))
    }
    rows.forEach(add)
    let others = Keymap.table.filter { !seen.contains($0.command) }
    if !others.isEmpty {
      lines.append(StyledText(""))
      lines.append(StyledText(desk.say("Elsewhere", "다른 화면에서"), .heading))
      others.forEach(add)
    }
    return Overlay(title: desk.say("Keys", "키"), lines: lines)
  }
}
