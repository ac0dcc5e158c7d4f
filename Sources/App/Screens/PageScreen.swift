import Figures
import Lessons
import Plot

/// A lesson page: prose and its figures, side by side from 100 columns, stacked below.
struct PageScreen: PlayerScreen {
  let page: Page
  let prose: KeptProse
  var players: [Player]
  /// The figure in view.
  var current = 0
  /// The prose has the focus rather than the figure.
  var isReading: Bool
  var scroll = 0
  var isZoomed = false
  /// The exam problem that is lit while the student chooses one.
  var chosenDrill: Int?
  /// The words being typed to search for, and those that are searched for.
  var searchField: TextField?
  var query = ""

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
    let commands: [Command] =
      if let player {
        isReading
          ? [.scrollDown, .focusNext, .primary, .quiz, .drill, .nextPage, .contents]
          : PlayerKeys.hints(player)
      } else {
        [.scrollDown, .quiz, .drill, .nextPage, .contents]
      }
    return commands.filter {
      ($0 != .quiz || !page.items.isEmpty) && ($0 != .drill || !page.drills.isEmpty)
    }
  }

  func prompt(_ desk: Desk) -> String? {
    if chosenDrill != nil {
      return desk.say(
        "a digit or Enter opens   Up Down choose   Esc back",
        "숫자나 Enter로 연다   Up Down으로 고른다   Esc 뒤로")
    }
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
    if let lit = chosenDrill, let turn = chooseDrill(key, from: lit, &desk) { return turn }
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
    case .top: scrollBy(-.max / 2, desk)
    case .bottom: scrollBy(.max / 2, desk)
    case .focusNext where players.indices.contains(current) && players[current].cross != nil:
      if let pane = pane(desk) { PlayerKeys.nextChart(&players[current], pane) }
    case .focusNext, .focusPrevious:
      moveFocus(by: command == .focusNext ? 1 : -1)
      if isReading { showFigureInView(desk) }
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

  mutating func scrollBy(_ rows: Int, _ desk: Desk) {
    let layout = layout(desk)
    let total = proseLines(desk, columns: layout.prose.columns).count
    scroll = min(max(0, scroll + rows), max(0, total - layout.prose.rows))
    showFigureInView(desk)
  }

  /// With several figures, the one whose place in the prose is in view is shown when the place of the one that was
  /// has left it. What plays, is being set or is being read stays.
  mutating func showFigureInView(_ desk: Desk) {
    guard players.count > 1, let player, !player.isPlaying, !isAsking, player.cross == nil,
      player.focus == nil
    else { return }
    let layout = layout(desk)
    let lines = proseLines(desk, columns: layout.prose.columns)
    let inView = lines.dropFirst(scroll).prefix(layout.prose.rows).compactMap(\.figure)
    guard let first = inView.first, !inView.contains(current), players.indices.contains(first)
    else { return }
    current = first
  }

  mutating func mouse(_ mouse: Mouse, _ desk: inout Desk) -> Turn {
    if let chosenDrill { return chooseDrill(mouse, from: chosenDrill, &desk) }
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
}

extension Pack {
  /// The title of a page or walkthrough.
  package func title(of id: String) -> Words? {
    modules.lazy.flatMap { $0.pages + $0.walkthroughs }.first { $0.id == id }?.title
  }
}
