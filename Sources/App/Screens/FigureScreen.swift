import Figures
import Lessons
import Plot

/// A figure or laboratory alone, with the whole screen.
struct FigureScreen: PlayerScreen {
  var players: [Player]
  let current = 0
  /// The place it was opened from and that it is kept as; nil: its own.
  private let home: Link?

  init(_ player: Player, home: Link? = nil) {
    players = [player]
    self.home = home
  }

  var keptNames: [String?] { [home == nil ? player?.figure.id : nil] }
  var context: Context { player.map(PlayerKeys.context) ?? .film }
  var status: [Command] {
    player.map(PlayerKeys.hints)?.filter { ![.quiz, .drill, .nextPage, .zoom].contains($0) } ?? []
  }

  func link(_ desk: Desk) -> Link? { player.map { $0.link(as: $0.figure.id) } }
  func place(_ desk: Desk) -> Link? { home ?? link(desk) }

  mutating func paste(_ text: String) { PlayerKeys.paste(text, into: &players[current]) }
  mutating func take(_ key: Key, _ desk: inout Desk) -> Turn? {
    PlayerKeys.take(key, &players[current], pane(players[current], desk), &desk)
  }
  mutating func perform(_ command: Command, _ desk: inout Desk) -> Turn {
    switch command {
    case .focusNext where players[current].cross != nil:
      PlayerKeys.nextChart(&players[current], pane(players[current], desk))
    case .focusNext: if !players[current].moveFocus(by: 1) { players[current].focus = nil }
    case .focusPrevious: _ = players[current].moveFocus(by: -1)
    case .back, .escape:
      if command == .escape, players[current].stopComputing() { return .handled }
      if command == .escape, players[current].leaveFocus() { return .handled }
    default:
      return PlayerKeys.perform(
        command, &players[current], pane(players[current], desk), &desk) ?? .stay
    }
    return .stay
  }

  private func pane(_ player: Player, _ desk: Desk) -> FigurePane {
    let area = Area(row: 1, column: 0, rows: desk.size.rows - 2, columns: desk.size.columns)
    return FigurePane(player: player, area: area, hasFocus: true, desk: desk, isAlone: true)
  }

  mutating func mouse(_ mouse: Mouse, _ desk: inout Desk) -> Turn {
    PlayerKeys.mouse(mouse, pane(players[current], desk), &players[current])
  }

  func prompt(_ desk: Desk) -> String? {
    player.flatMap { PlayerKeys.prompt($0, pane($0, desk), desk) }
  }

  func draw(on surface: inout Surface, _ desk: Desk) {
    guard let player else { return }
    Chrome.header(player.figure.title[desk.language], player.figure.id, on: &surface, desk)
    pane(player, desk).draw(on: &surface)
  }

  func cursor(_ desk: Desk) -> (row: Int, column: Int)? {
    player.flatMap { pane($0, desk).cursor }
  }
}
