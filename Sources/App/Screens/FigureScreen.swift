import Figures
import Lessons
import Plot

/// A figure or laboratory alone, with the whole screen.
struct FigureScreen: FilmScreen {
  var player: Player

  init(_ player: Player) { self.player = player }

  var context: Context { player.focus == nil ? .film : .control }
  var status: [Command] {
    PlayerKeys.hints(player).filter { ![.quiz, .drill, .nextPage, .zoom].contains($0) }
  }
  var tempo: Double? { player.isPlaying ? player.rate : nil }

  func link(_ desk: Desk) -> Link? { player.link(as: player.figure.id) }

  mutating func requests() -> [Effect] { player.request() }
  mutating func receive(_ ticket: FilmTicket, _ result: Result<Film, ControlError>) {
    player.receive(ticket, result)
  }
  mutating func tick(_ seconds: Double) { player.advance(by: seconds) }
  mutating func paste(_ text: String) { PlayerKeys.paste(text, into: &player) }
  mutating func take(_ key: Key, _ desk: inout Desk) -> Turn? {
    PlayerKeys.take(key, &player, &desk)
  }
  mutating func perform(_ command: Command, _ desk: inout Desk) -> Turn {
    switch command {
    case .focusNext: if !player.moveFocus(by: 1) { player.focus = nil }
    case .focusPrevious: _ = player.moveFocus(by: -1)
    case .back, .escape:
      if player.focus != nil, command == .escape {
        player.focus = nil
        return .handled
      }
    default: return PlayerKeys.perform(command, &player, &desk) ?? .stay
    }
    return .stay
  }

  private func pane(_ desk: Desk) -> FigurePane {
    let area = Area(row: 1, column: 0, rows: desk.size.rows - 2, columns: desk.size.columns)
    return FigurePane(player: player, area: area, hasFocus: true, desk: desk)
  }

  mutating func mouse(_ mouse: Mouse, _ desk: inout Desk) -> Turn {
    PlayerKeys.mouse(mouse, pane(desk), &player)
  }

  func draw(on surface: inout Surface, _ desk: Desk) {
    Chrome.header(
      player.figure.title[desk.language], player.figure.id, on: &surface, desk)
    pane(desk).draw(on: &surface)
  }

  func cursor(_ desk: Desk) -> (row: Int, column: Int)? { pane(desk).cursor }
}
