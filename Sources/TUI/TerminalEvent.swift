import App
import Plot

/// What the terminal has to say.
package enum TerminalEvent: Equatable, Sendable {
  case key(Key)
  case paste(String)
  case mouse(Mouse)
  case resize(Size)
  /// The terminal was given to somebody else meanwhile: draw everything.
  case resumed
  /// Somebody asks for a stop as Ctrl-Z would (SIGTSTP).
  case stop
  /// Another thread woke us.
  case woken
  /// The deadline has come.
  case due
  case end(Ending)
}

/// How a session on the screen ended.
package enum Ending: Equatable, Sendable {
  case quit
  /// Ctrl-C or SIGINT.
  case interrupted
  /// SIGTERM.
  case terminated
  /// SIGHUP, or the terminal is closed.
  case hungUp

  package var exitStatus: Int32 {
    switch self {
    case .quit: 0
    case .interrupted: 130
    case .terminated: 143
    case .hungUp: 129
    }
  }
}
