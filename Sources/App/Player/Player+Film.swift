import Figures
import Lessons
import Plot

/// The film: asked for, growing, there, stopped.
extension Player {
  package var ticket: FilmTicket { FilmTicket(figure: figure.id, settings: settings) }

  /// The effects that fetch what is missing.
  package mutating func request() -> [Effect] {
    var effects: [Effect] = []
    if pending != nil || (film == nil && error == nil && !isPartial) { effects += refetch() }
    if let ticket = companion?.pending { effects.append(.film(ticket, figure)) }
    return effects
  }

  /// Asks for the film of the present settings.
  mutating func refetch() -> [Effect] {
    error = nil
    progress = nil
    waited = 0
    pending = ticket
    return [.film(ticket, figure)]
  }

  /// Whether anybody here still wants that film.
  package func awaits(_ ticket: FilmTicket) -> Bool {
    pending == ticket || companion?.pending == ticket
  }

  /// It takes long enough to be told so, or is seen growing: Escape is for it.
  package var isComputing: Bool {
    pending != nil && (film == nil || waited > 0.15 || isPartial && progress != nil)
  }

  /// Takes a film that was asked for; one that settings have overtaken is dropped.
  package mutating func receive(_ ticket: FilmTicket, _ result: Result<Film, ControlError>) {
    if ticket == companion?.pending, case .success(let film) = result {
      companion?.film = film
      companion?.pending = nil
    }
    guard ticket == pending, ticket == self.ticket else { return }
    pending = nil
    progress = nil
    switch result {
    case .success(let film):
      error = nil
      unproven = nil
      show(film)
      isPartial = false
      arrive(at: film.frames - 1)
    case .failure(let error):
      if let unproven { return refuse(unproven, error) }
      self.error = error
      isPlaying = false
    }
  }

  /// Takes as much of the film as there is.
  package mutating func receive(_ ticket: FilmTicket, _ film: Film?, _ progress: FilmProgress) {
    guard ticket == pending, ticket == self.ticket else { return }
    self.progress = progress
    // A run under way has taken its settings.
    unproven = nil
    guard let film else { return }
    error = nil
    show(film)
    isPartial = true
  }

  private mutating func show(_ film: Film) {
    if shown != settings { keepGhost() }
    self.film = film
    shown = settings
  }

  /// The whole film is there: the playhead goes where it was wanted.
  private mutating func arrive(at last: Int) {
    switch wanted {
    case .number(let number): position = Double(min(number, last))
    case .last: position = Double(last)
    case nil: position = min(position, Double(last))
    }
    wanted = nil
    if let loop, loop.from > last || (loop.to ?? 0) > last { self.loop = nil }
  }

  /// Gives the computation up and keeps what there is; false if nothing is being computed.
  package mutating func stopComputing() -> Bool {
    guard isComputing else { return false }
    pending = nil
    unproven = nil
    isPlaying = false
    if let shown, shown != settings, film != nil {
      // Nothing of the new run can be seen: the controls go back to what is.
      settings = shown
      progress = nil
    } else {
      isPartial = true
    }
    return true
  }

  /// A run that was stopped goes on when it is played at its end.
  var isStopped: Bool { isPartial && pending == nil }
}
