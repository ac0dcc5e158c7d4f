import Figures
import Plot

/// A screen with figures: their films are asked for when it comes to the top.
protocol PlayerScreen: ScreenState {
  var players: [Player] { get set }
  /// The figure in view.
  var current: Int { get }
}

extension PlayerScreen {
  var player: Player? { players.indices.contains(current) ? players[current] : nil }
  var tempo: Double? {
    // What is computed out of sight wants no picture.
    player?.tempo
  }

  mutating func requests() -> [Effect] { players.indices.flatMap { players[$0].request() } }
  mutating func receive(_ ticket: FilmTicket, _ result: Result<Film, ControlError>) {
    for index in players.indices { players[index].receive(ticket, result) }
  }
  mutating func receive(_ ticket: FilmTicket, _ film: Film?, _ progress: FilmProgress) {
    for index in players.indices { players[index].receive(ticket, film, progress) }
  }
  func awaits(_ ticket: FilmTicket) -> Bool { players.contains { $0.awaits(ticket) } }
  mutating func tick(_ seconds: Double) {
    if players.indices.contains(current) { players[current].advance(by: seconds) }
  }
}
