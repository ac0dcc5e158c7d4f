import Figures
import Lessons
import Plot

/// The tree of modules, pages and worked problems, with what is done; the laboratories below.
struct ContentsScreen: ScreenState {
  /// Counts the rows that can be opened.
  var cursor = 0
  var search: TextField?
  private var filter = ""

  init() {}

  var context: Context { .contents }
  var status: [Command] { [.primary, .scrollDown, .search, .glossary, .language, .back] }

  /// A row of the list.
  private struct Row {
    var text: StyledText
    var right: StyledText
    /// What it opens; nil for headings.
    var id: String?
  }

  private func rows(_ desk: Desk) -> [Row] {
    var rows: [Row] = []
    let language = desk.language
    for module in desk.pack.modules where !module.pages.isEmpty || !module.walkthroughs.isEmpty {
      rows.append(Row(text: StyledText(module.title[language], .heading), right: StyledText()))
      for (number, page) in module.pages.enumerated() {
        rows.append(entry(page, mark: "\(number + 1)", desk))
      }
      for walkthrough in module.walkthroughs { rows.append(entry(walkthrough, mark: "*", desk)) }
    }
    rows.append(
      Row(
        text: StyledText(desk.say("Laboratories and figures", "실험실과 그림"), .heading),
        right: StyledText()))
    for figure in desk.pack.catalogue.figures {
      rows.append(
        Row(
          text: StyledText("   " + figure.title[language]), right: StyledText(figure.id, .dim),
          id: figure.id))
    }
    guard !filter.isEmpty else { return rows }
    let wanted = filter.lowercased()
    return rows.filter { row in
      row.id.map { $0.contains(wanted) || row.text.text.lowercased().contains(wanted) } ?? false
    }
  }

  private func entry(_ entry: Module.Entry, mark: String, _ desk: Desk) -> Row {
    let isDone = desk.record.isDone(entry.items)
    var text = StyledText(isDone ? " ✓ " : "   ", Style(.good, bold: true))
    text.append("\(mark)  ", .dim)
    text.append(entry.title[desk.language])
    var right = StyledText()
    let done = entry.items.count { desk.record[$0].isDone }
    if !entry.items.isEmpty {
      right.append("\(done)/\(entry.items.count)", done == entry.items.count ? Style(.good) : .dim)
    }
    if let score = desk.record.score(entry.items) {
      right.append("  \(Int((score * 100).rounded())) %", .plain)
    }
    return Row(text: text, right: right, id: entry.id)
  }

  mutating func select(_ id: String, _ desk: Desk) {
    let ids = rows(desk).compactMap(\.id)
    if let place = ids.firstIndex(of: id) { cursor = place }
  }

  mutating func take(_ key: Key, _ desk: inout Desk) -> Turn? {
    guard var field = search else { return nil }
    switch key {
    case .enter: search = nil
    case .escape:
      search = nil
      filter = ""
    case .down, .up: return nil
    default:
      _ = field.handle(key)
      search = field
      filter = field.text
    }
    cursor = 0
    return .stay
  }

  mutating func paste(_ text: String) {
    search?.insert(text)
    filter = search?.text ?? filter
  }

  mutating func perform(_ command: Command, _ desk: inout Desk) -> Turn {
    let ids = rows(desk).compactMap(\.id)
    let page = max(1, desk.size.rows / 2)
    switch command {
    case .scrollDown: cursor += 1
    case .scrollUp: cursor -= 1
    case .halfDown: cursor += page
    case .halfUp: cursor -= page
    case .top: cursor = 0
    case .bottom: cursor = ids.count - 1
    case .search: search = TextField(filter, mapsJamo: false)
    case .primary:
      guard ids.indices.contains(cursor) else { return .stay }
      return Opening.turn(to: Link(ids[cursor]), replacing: false, &desk)
    case .escape where !filter.isEmpty:
      filter = ""
      return .handled
    default: return .stay
    }
    cursor = min(max(0, cursor), max(0, ids.count - 1))
    return .stay
  }

  mutating func mouse(_ mouse: Mouse, _ desk: inout Desk) -> Turn {
    switch mouse.action {
    case .wheelDown: return perform(.scrollDown, &desk)
    case .wheelUp: return perform(.scrollUp, &desk)
    case .press:
      let rows = rows(desk)
      let place = first(rows, desk) + mouse.row - 2
      guard mouse.row >= 2, mouse.row < desk.size.rows - 1, rows.indices.contains(place),
        rows[place].id != nil
      else { return .stay }
      cursor = rows[..<place].count { $0.id != nil }
      return perform(.primary, &desk)
    default: return .stay
    }
  }

  /// The first row shown, so that the lit one is in view with its heading.
  private func first(_ rows: [Row], _ desk: Desk) -> Int {
    let room = max(1, desk.size.rows - 3)
    let lit = litRow(rows)
    return min(max(0, lit - room / 2), max(0, rows.count - room))
  }

  private func litRow(_ rows: [Row]) -> Int {
    let openable = rows.indices.filter { rows[$0].id != nil }
    return openable.indices.contains(cursor) ? openable[cursor] : 0
  }

  func draw(on surface: inout Surface, _ desk: Desk) {
    Chrome.header(desk.pack.title[desk.language], "descent", on: &surface, desk)
    let rows = rows(desk)
    let lit = litRow(rows)
    let room = max(1, desk.size.rows - 3)
    let columns = min(desk.size.columns - 2, 96)
    let firstRow = first(rows, desk)
    for (offset, row) in rows.dropFirst(firstRow).prefix(room).enumerated() {
      let line = offset + 2
      let isLit = firstRow + offset == lit && row.id != nil
      let right = desk.glyphs.shown(row.right)
      surface.write(row.text, row: line, column: 1, limit: columns - right.columns - 2)
      surface.write(right, row: line, column: 1 + columns - right.columns)
      if isLit {
        surface.restyle(Area(row: line, column: 1, rows: 1, columns: columns)) { $0.reverse = true }
      }
    }
    if let search {
      surface.write(StyledText("/", .strong), row: 1, column: 1)
      FieldView(field: search, room: 40).draw(on: &surface, row: 1, column: 2)
    } else if !filter.isEmpty {
      surface.write(StyledText("/" + filter, .dim), row: 1, column: 1)
    }
  }

  func cursor(_ desk: Desk) -> (row: Int, column: Int)? {
    search.map { (1, 2 + FieldView(field: $0, room: 40).cursorColumn) }
  }
}
