import Figures
import Study

/// What the world must do for a session.
package enum Effect: Sendable {
  /// Compute a film off the main thread and answer with `Event.film`.
  case film(FilmTicket, Figure)
  /// Write to the log before the next screen; answer with `Event.recorded`. Time and day are filled in there.
  case record(Answer)
  /// Keep the place (the text of a link).
  case place(String)
  /// Keep the settings of a figure under its name (the text of a link).
  case settings(figure: String, link: String)
  /// Keep a setting of the configuration (lang, glyphs …).
  case configure(key: String, value: String)
  /// Put text on the terminal's clipboard, as far as it takes it.
  case copy(String)
  case suspend
  case quit
}
