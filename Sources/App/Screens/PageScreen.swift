import Figures
import Lessons
import Plot

/// A lesson page: prose and its figures, side by side from 100 columns, stacked below.
struct PageScreen: PlayerScreen {
  let page: Page
  private let prose: KeptProse
  var players: [Player]
  /// The figure in view.
  var current = 0
  /// The prose has the focus rather than the figure.
  var isReading: Bool
  var scroll = 0
  var isZoomed = false
  /// The words being typed to search for, and those that are searched for.
  private var searchField: TextField?
  private var query = ""

  init(_ page: Page, link: Link? = nil) {
    self.page = page
    prose = KeptProse(page)
    players = page.figures.enumerated().map { index, placed in
      var settings = placed.settings
      if let link,
        let applied = try? link.apply(to: placed.figure, over: settings, isFirst: index == 0)
      {
        settings = applied
      }
      return Player(
        placed.figure, placed: placed, settings: settings, frame: index == 0 ? link?.frame : nil)
    }
    isReading = players.isEmpty
  }

  var context: Context {
    isReading ? .prose : player.map(PlayerKeys.context) ?? .prose
  }
  var status: [Command] {
    guard let player else { return [.scrollDown, .quiz, .drill, .nextPage, .contents] }
    if isReading {
      return [.scrollDown, .focusNext, .primary, .quiz, .drill, .nextPage, .contents]
    }
    return PlayerKeys.hints(player).filter {
      ($0 != .quiz || !page.items.isEmpty) && ($0 != .drill || !page.drills.isEmpty)
    }
  }

  func prompt(_ desk: Desk) -> String? {
    guard isAsking else {
      guard let player, !isReading, let pane = pane(desk) else { return nil }
      return PlayerKeys.prompt(player, pane, desk)
    }
    return desk.say("Enter keeps your prediction   Esc skips", "Enter로 예측을 남긴다   Esc로 건너뛴다")
  }

  func link(_ desk: Desk) -> Link? {
    player.map { $0.link(as: page.id, named: current == 0 ? nil : $0.figure.id) } ?? Link(page.id)
  }

  mutating func paste(_ text: String) {
    if searchField != nil {
      searchField?.insert(text)
    } else if players.indices.contains(current) {
      PlayerKeys.paste(text, into: &players[current])
    }
  }
  mutating func take(_ key: Key, _ desk: inout Desk) -> Turn? {
    if searchField != nil { return typeSearch(key, &desk) }
    if !query.isEmpty {
      if key == .character("n") || key == .character("ㅜ") {
        findNext(from: scroll + 1, &desk)
        return .stay
      }
      if key == .escape {
        query = ""
        return .handled
      }
    }
    guard players.indices.contains(current) else { return nil }
    return PlayerKeys.take(key, &players[current], pane(desk), &desk)
  }

  // MARK: Commands

  mutating func perform(_ command: Command, _ desk: inout Desk) -> Turn {
    switch command {
    case .search: searchField = TextField(query, mapsJamo: false)
    case .scrollDown: scrollBy(1, desk)
    case .scrollUp: scrollBy(-1, desk)
    case .halfDown: scrollBy(max(1, layout(desk).prose.rows / 2), desk)
    case .halfUp: scrollBy(-max(1, layout(desk).prose.rows / 2), desk)
    case .top: scroll = 0
    case .bottom: scrollBy(.max / 2, desk)
    case .focusNext where players.indices.contains(current) && players[current].cross != nil:
      if let pane = pane(desk) { PlayerKeys.nextChart(&players[current], pane) }
    case .focusNext: moveFocus(by: 1)
    case .focusPrevious: moveFocus(by: -1)
    case .zoom: if player != nil { isZoomed.toggle() }
    case .nextPage, .previousPage: return turnPage(by: command == .nextPage ? 1 : -1, &desk)
    case .quiz:
      guard !page.items.isEmpty else {
        desk.notice = desk.say("no questions on this page", "이 쪽에는 문제가 없다")
        return .stay
      }
      return .go(
        .push(.quiz(QuizScreen(items: page.items, title: page.title, place: page.id, desk: &desk))))
    case .drill: return drill(&desk)
    case .back, .escape:
      if command == .escape, players.indices.contains(current), players[current].stopComputing() {
        return .handled
      }
      if command == .escape, !isReading, players.indices.contains(current),
        players[current].leaveFocus()
      {
        return .handled
      }
      if isZoomed {
        isZoomed = false
        return .handled
      }
    default:
      guard players.indices.contains(current) else { return .stay }
      let turn = PlayerKeys.perform(command, &players[current], pane(desk), &desk) ?? .stay
      // Two runs, or a cross on a plot, want the figure in sight and with room.
      if command == .compare, players[current].companion != nil, desk.size.columns < 140 {
        isZoomed = true
      }
      if command == .crossHair, players[current].cross != nil { isReading = false }
      return turn
    }
    return .stay
  }

  /// Film, each control, prose, and round again.
  private mutating func moveFocus(by direction: Int) {
    guard players.indices.contains(current) else { return }
    if isReading {
      isReading = false
      players[current].focus = nil
      if direction < 0 { while players[current].moveFocus(by: 1) {} }
    } else if !players[current].moveFocus(by: direction) {
      players[current].focus = nil
      // With several figures, the next one has its turn before the prose.
      if direction > 0, current + 1 < players.count {
        current += 1
      } else {
        isReading = !isZoomed
        current = 0
      }
    }
  }

  private mutating func turnPage(by direction: Int, _ desk: inout Desk) -> Turn {
    let ids = desk.pack.modules.flatMap { $0.pages.map(\.id) }
    guard let here = ids.firstIndex(of: page.id), ids.indices.contains(here + direction) else {
      desk.notice =
        direction > 0
        ? desk.say("this is the last page", "마지막 쪽이다") : desk.say("this is the first page", "첫 쪽이다")
      return .stay
    }
    return Opening.turn(to: Link(ids[here + direction]), replacing: true, &desk)
  }

  private func drill(_ desk: inout Desk) -> Turn {
    guard let id = page.drills.first else {
      desk.notice = desk.say("no exam problem belongs to this page", "이 쪽에 딸린 시험 문제가 없다")
      return .stay
    }
    return Opening.turn(to: Link(id), replacing: false, &desk)
  }

  private mutating func scrollBy(_ rows: Int, _ desk: Desk) {
    let layout = layout(desk)
    let total = proseLines(desk, columns: layout.prose.columns).count
    scroll = min(max(0, scroll + rows), max(0, total - layout.prose.rows))
  }

  // MARK: Search

  private mutating func typeSearch(_ key: Key, _ desk: inout Desk) -> Turn {
    switch key {
    case .enter:
      query = searchField?.text ?? ""
      searchField = nil
      isZoomed = false
      if !query.isEmpty { findNext(from: scroll, &desk) }
    case .escape:
      searchField = nil
      query = ""
    default: _ = searchField?.handle(key)
    }
    return .stay
  }

  /// Scrolls to the next row that has the words, round at the end.
  private mutating func findNext(from row: Int, _ desk: inout Desk) {
    let layout = layout(desk)
    let lines = proseLines(desk, columns: layout.prose.columns)
    let wanted = query.lowercased()
    let matches = lines.indices.filter { lines[$0].text.text.lowercased().contains(wanted) }
    guard let next = matches.first(where: { $0 >= row }) ?? matches.first else {
      desk.notice = desk.say("'\(query)' is not on this page", "'\(query)'이(가) 이 쪽에 없다")
      query = ""
      return
    }
    if next < row { desk.notice = desk.say("from the top again", "처음부터 다시 찾는다") }
    scroll = min(next, max(0, lines.count - layout.prose.rows))
    if next == matches.last, scroll < next { desk.notice = desk.say("the last match", "마지막 일치") }
  }

  mutating func mouse(_ mouse: Mouse, _ desk: inout Desk) -> Turn {
    switch mouse.action {
    case .wheelDown: scrollBy(3, desk)
    case .wheelUp: scrollBy(-3, desk)
    default:
      if players.indices.contains(current), let area = layout(desk).figure {
        let pane = FigurePane(
          player: players[current], area: area, hasFocus: !isReading, desk: desk)
        let before = players[current].focus
        let turn = PlayerKeys.mouse(mouse, pane, &players[current])
        if players[current].focus != before || players[current].cross != nil { isReading = false }
        return turn
      }
    }
    return .stay
  }

  // MARK: The view

  /// Where prose and figure stand.
  private func layout(_ desk: Desk) -> (prose: Area, figure: Area?) {
    let size = desk.size
    let body = Area(row: 1, column: 0, rows: size.rows - 2, columns: size.columns)
    guard player != nil else {
      let columns = min(76, body.columns - 4)
      return (
        Area(
          row: 1, column: max(2, (size.columns - columns) / 2), rows: body.rows, columns: columns),
        nil
      )
    }
    if isZoomed, !isAsking { return (Area(row: 1, column: 0, rows: 0, columns: 0), body) }
    if size.columns >= 100 {
      let figureColumns = min(size.columns * 3 / 5, size.columns - 42)
      let prose = Area(
        row: 1, column: figureColumns + 2, rows: body.rows,
        columns: min(76, size.columns - figureColumns - 4))
      return (prose, Area(row: 1, column: 0, rows: body.rows, columns: figureColumns))
    }
    let figureRows = size.rows == 24 ? 13 : max(11, (size.rows * 13 + 12) / 24)
    var proseRows = max(0, body.rows - figureRows)
    if let question = question(
      in: Area(row: 1, column: 2, rows: 0, columns: size.columns - 4), desk)
    {
      // A long question takes some of the figure's rows, never all of them.
      proseRows = min(max(proseRows, question.rows), max(proseRows, body.rows - 9))
    }
    let prose = Area(row: 1, column: 2, rows: proseRows, columns: min(76, size.columns - 4))
    return (
      prose,
      Area(row: 1 + proseRows, column: 0, rows: body.rows - proseRows, columns: size.columns)
    )
  }

  /// `page.figure`; a second figure of the same name gets its number.
  var keptNames: [String?] {
    players.indices.map { index in
      let id = players[index].figure.id
      let before = players[..<index].count { $0.figure.id == id }
      return "\(page.id).\(id)" + (before == 0 ? "" : ".\(before + 1)")
    }
  }

  private var isAsking: Bool { player?.guessing?.phase == .asking }

  /// What is asked before the figure runs, in the place of the prose.
  private func question(in area: Area, _ desk: Desk) -> GuessingView? {
    guard isAsking, let guessing = player?.guessing else { return nil }
    return GuessingView(guessing: guessing, area: area, desk: desk)
  }

  /// The figure in view as it is drawn.
  private func pane(_ desk: Desk) -> FigurePane? {
    guard let player, let area = layout(desk).figure else { return nil }
    return FigurePane(player: player, area: area, hasFocus: !isReading, desk: desk)
  }

  private func proseLines(_ desk: Desk, columns: Int) -> [ProseLine] {
    prose.lines(columns: columns, desk) + ending(desk, columns: columns)
  }

  /// What comes after reading.
  private func ending(_ desk: Desk, columns: Int) -> [ProseLine] {
    var lines: [StyledText] = []
    if !page.items.isEmpty {
      let count = page.items.count
      lines.append(
        StyledText("t", .strong)
          + StyledText(desk.say("  \(count) questions on this page", "  이 쪽의 퀴즈 \(count)문제")))
    }
    for drill in page.drills {
      let title = desk.pack.title(of: drill)?[desk.language] ?? drill
      lines.append(StyledText("e", .strong) + StyledText("  " + title))
    }
    guard !lines.isEmpty else { return [] }
    return [ProseLine()]
      + lines.flatMap { ProseView.wrap($0, columns: columns, desk).map { ProseLine($0) } }
  }

  func draw(on surface: inout Surface, _ desk: Desk) {
    let layout = layout(desk)
    if let question = question(in: layout.prose, desk) {
      drawHeader(on: &surface, desk, lines: 0, first: 0, rows: 0)
      question.draw(on: &surface)
      if let player, let area = layout.figure {
        FigurePane(player: player, area: area, hasFocus: true, desk: desk).draw(on: &surface)
      }
      return
    }
    let lines = layout.prose.rows > 0 ? proseLines(desk, columns: layout.prose.columns) : []
    let first = min(scroll, max(0, lines.count - layout.prose.rows))
    drawHeader(on: &surface, desk, lines: lines.count, first: first, rows: layout.prose.rows)
    for (offset, line) in lines.dropFirst(first).prefix(layout.prose.rows).enumerated() {
      let row = layout.prose.row + offset
      surface.write(
        line.text, row: row, column: layout.prose.column, limit: layout.prose.columns)
      light(line.text.text, row: row, column: layout.prose.column, on: &surface)
    }
    if let player, let area = layout.figure {
      FigurePane(player: player, area: area, hasFocus: !isReading, desk: desk).draw(on: &surface)
    }
    if let searchField {
      let row = desk.size.rows - 2
      surface.fill(Area(row: row, column: 0, rows: 1, columns: desk.size.columns))
      surface.write(StyledText("/", .strong), row: row, column: 1)
      FieldView(field: searchField, room: desk.size.columns - 4).draw(
        on: &surface, row: row, column: 2)
    }
  }

  /// Marks what is searched for.
  private func light(_ text: String, row: Int, column: Int, on surface: inout Surface) {
    guard !query.isEmpty else { return }
    let wanted = query.lowercased()
    var rest = Substring(text.lowercased())
    var offset = 0
    while let found = rest.range(of: wanted) {
      let before = TextWidth.columns(of: String(rest[..<found.lowerBound]))
      let width = TextWidth.columns(of: String(rest[found]))
      surface.restyle(Area(row: row, column: column + offset + before, rows: 1, columns: width)) {
        $0.reverse = true
      }
      offset += before + width
      rest = rest[found.upperBound...]
    }
  }

  private func drawHeader(
    on surface: inout Surface, _ desk: Desk, lines: Int, first: Int, rows: Int
  ) {
    let module = desk.pack.modules.first { $0.id == page.module }
    let name = module.map { $0.title[desk.language] + " > " } ?? ""
    var right = ""
    if rows > 0, lines > rows {
      right = desk.say(
        "lines \(first + 1)-\(min(lines, first + rows)) of \(lines)",
        "\(lines)줄 중 \(first + 1)-\(min(lines, first + rows))")
    }
    let title = page.title[desk.language]
    let room = desk.size.columns - 4 - TextWidth.columns(of: desk.glyphs.shown(right))
    let whole = name + title
    let fits = TextWidth.columns(of: desk.glyphs.shown(whole)) <= room
    Chrome.header(fits ? whole : title, right, on: &surface, desk)
  }

  func cursor(_ desk: Desk) -> (row: Int, column: Int)? {
    if let searchField {
      let view = FieldView(field: searchField, room: desk.size.columns - 4)
      return (desk.size.rows - 2, 2 + view.cursorColumn)
    }
    let layout = layout(desk)
    if let question = question(in: layout.prose, desk) { return question.cursor }
    guard let player, let area = layout.figure else { return nil }
    return FigurePane(player: player, area: area, hasFocus: !isReading, desk: desk).cursor
  }
}

extension Pack {
  /// The title of a page or walkthrough.
  package func title(of id: String) -> Words? {
    modules.lazy.flatMap { $0.pages + $0.walkthroughs }.first { $0.id == id }?.title
  }
}
