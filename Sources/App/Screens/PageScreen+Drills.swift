import Figures
import Lessons
import Plot

/// The worked problems of a page: one opens at once, of several the student chooses.
extension PageScreen {
  /// Opens the page's problem, or asks which.
  mutating func drill(_ desk: inout Desk) -> Turn {
    guard let id = page.drills.first else {
      desk.notice = desk.say("no exam problem belongs to this page", "이 쪽에 딸린 시험 문제가 없다")
      return .stay
    }
    guard page.drills.count > 1 else { return Opening.turn(to: Link(id), replacing: false, &desk) }
    chosenDrill = page.drills.firstIndex { !isDone($0, desk) } ?? 0
    isZoomed = false
    return .stay
  }

  /// A key while the student chooses; a key that means nothing to the list puts it away and acts as ever.
  mutating func chooseDrill(_ key: Key, from lit: Int, _ desk: inout Desk) -> Turn? {
    if case .character(let digit) = key,
      let place = page.drills.indices.first(where: {
        Self.digit(of: $0) == digit
      })
    {
      return openDrill(place, &desk)
    }
    let command = Keymap.command(for: key, in: .contents)
    switch command {
    case .scrollDown: chosenDrill = min(lit + 1, page.drills.count - 1)
    case .scrollUp: chosenDrill = max(lit - 1, 0)
    case .top: chosenDrill = 0
    case .bottom: chosenDrill = page.drills.count - 1
    case .primary: return openDrill(lit, &desk)
    case .back, .escape:
      chosenDrill = nil
      return .handled
    default:
      chosenDrill = nil
      return nil
    }
    return .stay
  }

  private mutating func openDrill(_ place: Int, _ desk: inout Desk) -> Turn {
    chosenDrill = nil
    return Opening.turn(to: Link(page.drills[place]), replacing: false, &desk)
  }

  /// The digit behind `e` that opens a problem: 1 to 9, then 0; nil for those after.
  private static func digit(of place: Int) -> Character? {
    place < 9 ? Character("\(place + 1)") : place == 9 ? "0" : nil
  }

  /// Every step was right at least once.
  private func isDone(_ drill: String, _ desk: Desk) -> Bool {
    let entry = desk.pack.modules.lazy.flatMap(\.walkthroughs).first { $0.id == drill }
    return entry.map { desk.record.isDone($0.items) } ?? false
  }

  /// `e 2  A title`, one for each problem, with a tick at what is done; `prefix` is the key before the digit.
  func drillRows(_ desk: Desk, prefix: String) -> [StyledText] {
    page.drills.enumerated().map { place, drill in
      let digit = page.drills.count > 1 ? Self.digit(of: place).map(String.init) ?? " " : ""
      let keys = [prefix, digit].filter { !$0.isEmpty }.joined(separator: " ")
      let title = desk.pack.title(of: drill)?[desk.language] ?? drill
      let tick = isDone(drill, desk) ? StyledText("  ✓", Style(.good, bold: true)) : StyledText()
      return StyledText(keys, .strong) + StyledText("  " + title) + tick
    }
  }

  /// The first problem shown, so that the lit one is in view under the heading.
  private func firstDrill(lit: Int, in area: Area) -> Int {
    let room = max(1, area.rows - 1)
    return min(max(0, lit - room / 2), max(0, page.drills.count - room))
  }

  /// The wheel chooses, a click opens.
  mutating func chooseDrill(_ mouse: Mouse, from lit: Int, _ desk: inout Desk) -> Turn {
    let area = layout(desk).prose
    switch mouse.action {
    case .wheelDown: chosenDrill = min(lit + 1, page.drills.count - 1)
    case .wheelUp: chosenDrill = max(lit - 1, 0)
    case .press:
      let place = firstDrill(lit: lit, in: area) + mouse.row - area.row - 1
      guard mouse.row > area.row, mouse.row < area.row + area.rows, mouse.column >= area.column,
        mouse.column < area.column + area.columns, page.drills.indices.contains(place)
      else { return .stay }
      return openDrill(place, &desk)
    default: break
    }
    return .stay
  }

  /// The list in the place of the prose.
  func drawDrills(lit: Int, in area: Area, on surface: inout Surface, _ desk: Desk) {
    let heading = StyledText(
      desk.say("Which exam problem?", "어느 시험 문제를 풀까?"), Style(.accent, bold: true))
    surface.write(heading, row: area.row, column: area.column, limit: area.columns)
    let rows = drillRows(desk, prefix: "")
    let first = firstDrill(lit: lit, in: area)
    for (offset, text) in rows.dropFirst(first).prefix(max(1, area.rows - 1)).enumerated() {
      let row = area.row + 1 + offset
      surface.write(desk.glyphs.shown(text), row: row, column: area.column, limit: area.columns)
      if first + offset == lit {
        surface.restyle(Area(row: row, column: area.column, rows: 1, columns: area.columns)) {
          $0.reverse = true
        }
      }
    }
  }
}
