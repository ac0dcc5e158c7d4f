import Figures
import Lessons
import Plot

/// What a screen made of a key: effects for the world, and where to go.
struct Turn: Sendable {
  enum Move: Sendable {
    case push(Screen)
    case replace(Screen)
    case pop
    /// To the contents, leaving everything else.
    case home
    case overlay(Overlay)
  }
  var effects: [Effect] = []
  var move: Move?
  /// The screen used the key itself: `back` goes no further.
  var isHandled = false

  static let stay = Turn()
  init(_ effects: [Effect] = [], move: Move? = nil) {
    self.effects = effects
    self.move = move
  }
  static let handled: Turn = {
    var turn = Turn()
    turn.isHandled = true
    return turn
  }()
  static func go(_ move: Move) -> Turn { Turn([], move: move) }
}

/// One screen. Screens stack: what is below waits.
indirect enum Screen: Sendable {
  case welcome(WelcomeScreen)
  case contents(ContentsScreen)
  case page(PageScreen)
  case figure(FigureScreen)
  case quiz(QuizScreen)
  case walkthrough(WalkthroughScreen)
  case glossary(GlossaryScreen)
}

/// What the session asks of a screen.
protocol ScreenState: Sendable {
  /// Where its keys are looked up now.
  var context: Context { get }
  /// The address that brings the student back here; nil: none is kept.
  func link(_ desk: Desk) -> Link?
  /// Where the student stands, for the next start: the link, unless the screen belongs to another.
  func place(_ desk: Desk) -> Link?
  /// A key that a field or a form takes before the key table does; nil: it means nothing there.
  mutating func take(_ key: Key, _ desk: inout Desk) -> Turn?
  mutating func perform(_ command: Command, _ desk: inout Desk) -> Turn
  mutating func paste(_ text: String)
  mutating func mouse(_ mouse: Mouse, _ desk: inout Desk) -> Turn
  mutating func receive(_ ticket: FilmTicket, _ result: Result<Film, ControlError>)
  /// A film that grows.
  mutating func receive(_ ticket: FilmTicket, _ film: Film?, _ progress: FilmProgress)
  /// Whether it waits for this film.
  func awaits(_ ticket: FilmTicket) -> Bool
  mutating func tick(_ seconds: Double)
  /// Frames a second that it wants to be drawn at; nil: nothing moves.
  var tempo: Double? { get }
  func draw(on surface: inout Surface, _ desk: Desk)
  /// Where the terminal's cursor belongs while a field is open.
  func cursor(_ desk: Desk) -> (row: Int, column: Int)?
  /// The commands the status line names, the most wanted first.
  var status: [Command] { get }
  /// What the status line says instead, while a question stands.
  func prompt(_ desk: Desk) -> String?
}

extension ScreenState {
  func link(_ desk: Desk) -> Link? { nil }
  func place(_ desk: Desk) -> Link? { link(desk) }
  mutating func take(_ key: Key, _ desk: inout Desk) -> Turn? { nil }
  mutating func paste(_ text: String) {}
  mutating func mouse(_ mouse: Mouse, _ desk: inout Desk) -> Turn { .stay }
  mutating func receive(_ ticket: FilmTicket, _ result: Result<Film, ControlError>) {}
  mutating func receive(_ ticket: FilmTicket, _ film: Film?, _ progress: FilmProgress) {}
  func awaits(_ ticket: FilmTicket) -> Bool { false }
  mutating func tick(_ seconds: Double) {}
  var tempo: Double? { nil }
  func cursor(_ desk: Desk) -> (row: Int, column: Int)? { nil }
  func prompt(_ desk: Desk) -> String? { nil }
}
