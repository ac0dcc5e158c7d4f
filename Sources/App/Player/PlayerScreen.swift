import Figures
import Plot

/// A screen with figures: their films are asked for when it comes to the top.
protocol PlayerScreen: ScreenState {
  var players: [Player] { get set }
  /// The figure in view.
  var current: Int { get }
  /// The names that the figures' settings are kept under; nil: they are not.
  var keptNames: [String?] { get }
}

extension PlayerScreen {
  /// The settings as they stand, where they are not those that were kept last.
  func changes(from kept: [String: String]) -> [(name: String, link: String)] {
    zip(keptNames, players).compactMap { name, player in
      // What was just typed may yet be refused.
      guard let name, player.unproven == nil else { return nil }
      var link = player.link(as: player.figure.id)
      link.frame = nil
      let text = link.text
      // As it begins: nothing to keep unless something was.
      if kept[name] == text || (kept[name] == nil && link.settings.isEmpty) { return nil }
      return (name, text)
    }
  }

  /// Takes the settings that were kept; false if there were none, or none but those it begins with.
  mutating func restore(_ kept: [String: String]) -> Bool {
    var restored = false
    for (index, name) in keptNames.enumerated() where players.indices.contains(index) {
      guard let text = name.flatMap({ kept[$0] }), let link = try? Link(parsing: text),
        let settings = try? link.apply(
          to: players[index].figure, over: players[index].start, isFirst: true)
      else { continue }
      restored = players[index].restore(settings) || restored
    }
    return restored
  }

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
