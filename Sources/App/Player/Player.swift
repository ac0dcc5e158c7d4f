import Figures
import Lessons
import Plot

/// A figure under way: its settings, its film, and where the playhead stands.
///
/// State only; the film comes from outside (`Effect.film`), so the screen never waits for a long run.
package struct Player: Sendable {
  package let figure: Figure
  /// How the page sets it; nil when the figure stands alone.
  package let placed: PlacedFigure?
  /// What `reset` goes back to.
  package let start: Settings
  package internal(set) var settings: Settings

  // The film (Player+Film.swift).
  package internal(set) var film: Film?
  /// The settings of the film that is shown.
  var shown: Settings?
  /// Asked for and not there yet.
  package internal(set) var pending: FilmTicket?
  /// How far the film is that was asked for; nil while nobody knows.
  package internal(set) var progress: FilmProgress?
  /// The film is only as far as `progress` says, or as it was when the student stopped it.
  package internal(set) var isPartial = false
  /// Seconds since the film was asked for.
  var waited = 0.0
  package internal(set) var error: ControlError?
  /// Where the film should stand once it is there (a link's `t`).
  var wanted: Link.Frame?

  // Time (Player+Time.swift).
  /// The playhead in frames; between two frames while it plays.
  package internal(set) var position = 0.0
  package internal(set) var isPlaying = false
  package internal(set) var isReversed = false
  /// Speed 1 plays a film in about 12 seconds.
  package internal(set) var speed = 1.0
  package internal(set) var loop: Loop?

  // The controls (Player+Controls.swift).
  /// A control's index in `controls`, or nil for the film.
  package var focus: Int?

  // A value being typed (Player+Typing.swift).
  /// The value of the focused control being typed.
  package internal(set) var field: TextField?
  package internal(set) var fieldError: ControlError?
  /// The settings with what was typed in other controls and waits for this field.
  var draft: Settings?
  /// What was typed last, until the run has taken it.
  var unproven: Unproven?

  /// What each of the figure's presets sets; nil for one that cannot be.
  let presets: [Settings?]
  /// The preset that is set, if nothing of it is changed.
  package var preset: Figure.Preset? {
    presets.firstIndex { $0 == settings }.map { figure.presets[$0] }
  }

  // Other runs beside this one (Player+Runs.swift).
  package internal(set) var companion: Companion?
  package internal(set) var ghosts: [Ghost] = []
  package internal(set) var showsGhosts = true

  package var guessing: Guessing?
  package var cross: CrossHair?

  package init(
    _ figure: Figure, placed: PlacedFigure? = nil, settings: Settings? = nil,
    frame: Link.Frame? = nil
  ) {
    self.figure = figure
    self.placed = placed
    start = placed?.settings ?? figure.initialSettings
    self.settings = settings ?? start
    presets = placed == nil ? figure.presets.map { try? figure.settings($0.settings) } : []
    wanted = frame
    if let item = placed?.prediction { guessing = Guessing(item: item) }
  }

  /// Frames worth a stop: the page's own before the figure's.
  package var bookmarks: [Bookmark] {
    let own = placed?.bookmarks ?? []
    let others = (film?.bookmarks ?? []).filter { mark in !own.contains { $0.frame == mark.frame } }
    return (own + others).sorted { $0.frame < $1.frame }
  }

  /// The link's settings: those that differ from where the page starts.
  package func link(as id: String, named figure: String? = nil) -> Link {
    var changes = settings.changes(from: start, of: self.figure)
    for index in changes.indices { changes[index].figure = figure }
    return Link(id, settings: changes, frame: frame == 0 ? nil : .number(frame))
  }
}
