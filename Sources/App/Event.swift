import Figures
import Plot

/// A key as the App knows it.
package enum Key: Equatable, Hashable, Sendable {
  case character(Character)
  case enter, escape, tab, backTab
  case up, down, left, right, pageUp, pageDown, home, end
  case backspace, delete
  /// A letter with Ctrl, lower case.
  case control(Character)
}

/// What the mouse did, at a cell.
package struct Mouse: Equatable, Sendable {
  package enum Action: Equatable, Sendable { case press, drag, release, wheelUp, wheelDown }
  package var action: Action
  package var row: Int
  package var column: Int

  package init(_ action: Action, row: Int, column: Int) {
    self.action = action
    self.row = row
    self.column = column
  }
}

/// What happens to a session.
package enum Event: Sendable {
  case key(Key)
  case paste(String)
  case mouse(Mouse)
  case resize(Size)
  /// Time passed while something plays: seconds since the last tick, by the monotonic clock.
  case tick(Double)
  /// A film that an effect asked for is there.
  case film(FilmTicket, Result<Film, ControlError>)
  /// So much of it is computed; with the film as far as it goes, where it can be shown.
  case growing(FilmTicket, Film?, FilmProgress)
  /// Whether an answer is on disk.
  case recorded(showing: String, attempt: Int, saved: Bool)
}

/// Names a film that was asked for; a later one for the same place makes it stale.
package struct FilmTicket: Equatable, Hashable, Sendable {
  package let figure: String
  package let settings: Settings

  package init(figure: String, settings: Settings) {
    self.figure = figure
    self.settings = settings
  }
}
