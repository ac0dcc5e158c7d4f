import Figures
import Plot

/// A run of the same figure with other settings, on the same clock and from the same seed.
package struct Companion: Sendable {
  package var settings: Settings
  package var film: Film?
  package var pending: FilmTicket?
}

/// What is left on the plot of a run that another has taken the place of.
package struct Ghost: Sendable {
  package let settings: Settings
  /// Its last frame, in each language: axes are compared by their names.
  private let ends: [Language: Scene]
  /// Its film, where it shows masks or networks: these are compared moment by moment.
  private(set) var film: Film?

  init(settings: Settings, film: Film) {
    self.settings = settings
    ends = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, film.scene(film.frames - 1, $0)) })
    let showsMoments =
      ends[.en]?.body.parts.contains {
        switch $0 {
        case .units, .network: true
        default: false
        }
      } ?? false
    self.film = showsMoments ? film : nil
  }

  mutating func forgetFilm() { film = nil }

  /// What it left behind, beside a frame.
  package func run(beside frame: Int, _ language: Language) -> EarlierRun? {
    ends[language].map { end in
      EarlierRun(end: end, now: film.map { $0.scene(min(frame, $0.frames - 1), language) })
    }
  }
}

extension Player {
  // MARK: Comparison

  /// There is a whole run to keep.
  var canBeCompared: Bool { film != nil && shown != nil && !isPartial }

  /// Keeps the present run to stand beside the next one, or lets the kept one go.
  package mutating func toggleComparison() {
    if companion != nil {
      companion = nil
      position = min(position, Double(frames - 1))
    } else if let film, let shown, !isPartial {
      companion = Companion(settings: shown, film: film)
    }
  }

  /// Both draw from one stream: the kept run takes a new seed as well.
  mutating func follow(_ control: Control, _ value: ControlValue) -> [Effect] {
    guard case .seed = control.kind, var other = companion else { return [] }
    other.settings.set(control, to: value)
    let ticket = FilmTicket(figure: figure.id, settings: other.settings)
    other.pending = ticket
    companion = other
    return ticket == self.ticket ? [] : [.film(ticket, figure)]
  }

  /// The controls in which the two runs differ.
  package var difference: [Control] {
    guard let companion else { return [] }
    return controls.filter { companion.settings[$0] != settings[$0] }
  }

  // MARK: Ghosts

  static let mostGhosts = 3

  /// The film that is about to go leaves its ghost.
  mutating func keepGhost() {
    guard let film, let shown, !isPartial, companion == nil else { return }
    ghosts.removeAll { $0.settings == shown || $0.settings == settings }
    // Only the newest keeps its film: two films at a time, as in a comparison.
    for index in ghosts.indices { ghosts[index].forgetFilm() }
    ghosts.append(Ghost(settings: shown, film: film))
    if ghosts.count > Self.mostGhosts { ghosts.removeFirst(ghosts.count - Self.mostGhosts) }
  }

  /// Those that stand in the same plane: a path over another function means nothing here.
  var visibleGhosts: [Ghost] {
    guard showsGhosts, companion == nil else { return [] }
    let planes = figure.controls.filter { if case .formula = $0.kind { true } else { false } }
    return ghosts.filter { ghost in
      ghost.settings != settings && planes.allSatisfy { ghost.settings[$0] == settings[$0] }
    }
  }
}
