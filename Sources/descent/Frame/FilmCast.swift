import App
import Figures
import Plot

/// A film as an asciicast, version 2: a header and an event a line, each of them JSON.
///
/// The same film gives the same bytes: there is no time of day in it. It plays as on the screen (`Player`), at 30
/// pictures a second at most, each a difference to the one before.
struct FilmCast {
  let film: Film
  let choice: FigureChoice
  let manner: Manner
  let size: Size
  let speed: Double
  let first: Int

  /// Seconds that the last picture stands.
  private static let rest = 2.0
  private static let ticksPerSecond = 30

  func write(_ emit: (String) throws -> Void) throws {
    let title = choice.figure.title[manner.language]
    let header = JSON.object([
      ("version", .int(2)), ("width", .int(size.columns)), ("height", .int(size.rows)),
      ("title", .string(title)), ("env", .object([("TERM", .string("xterm-256color"))])),
    ])
    try emit(header.text + "\n")
    var pictures = ScreenText(colours: manner.isColored ? 256 : 0)
    var time = 0.0
    for (seconds, frame) in pacing() {
      var surface = Surface(size: size, glyphs: manner.glyphs)
      surface.draw(film.scene(frame, manner.language), in: surface.area)
      let text = pictures.next(surface)
      time = seconds
      if !text.isEmpty { try emit(event(time, text)) }
    }
    try emit(event(time + Self.rest, pictures.leaving(rows: size.rows)))
  }

  private func event(_ seconds: Double, _ text: String) -> String {
    JSON.array([
      .number((seconds * 1e6).rounded() / 1e6), .string("o"), .string(text),
    ]).text + "\n"
  }

  /// Frames and when they come: as the player shows them, or without motion the bookmarks, two seconds each.
  private func pacing() -> [(seconds: Double, frame: Int)] {
    guard manner.hasMotion else {
      let stops = [first] + film.bookmarks.map(\.frame).filter { $0 > first } + [film.frames - 1]
      let frames = stops.reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
      return frames.enumerated().map { (Double($0.offset) * Self.rest / speed, $0.element) }
    }
    var player = Player(
      choice.figure, settings: choice.settings, frame: .number(first))
    let ticket = player.ticket
    _ = player.request()
    player.receive(ticket, .success(film))
    player.changeSpeed(by: speed)
    var shown = [(seconds: 0.0, frame: player.frame)]
    guard !player.isAtEnd else { return shown }
    player.playOrPause()
    var ticks = 0
    while player.isPlaying, ticks < 1_000_000 {
      ticks += 1
      player.advance(by: 1 / Double(Self.ticksPerSecond))
      if player.frame != shown.last?.frame {
        shown.append((Double(ticks) / Double(Self.ticksPerSecond), player.frame))
      }
    }
    return shown
  }
}
