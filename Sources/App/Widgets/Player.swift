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
  package private(set) var settings: Settings
  package private(set) var film: Film?
  /// Asked for and not there yet.
  package private(set) var pending: FilmTicket?
  package private(set) var error: ControlError?
  /// The playhead in frames; its whole part is the frame shown.
  package private(set) var position = 0.0
  package private(set) var isPlaying = false
  /// Speed 1 plays a film in about 12 seconds.
  package private(set) var speed = 1.0
  /// A control's index in `controls`, or nil for the film.
  package var focus: Int?
  /// The value of the focused control being typed.
  package var field: TextField?
  package private(set) var fieldError: ControlError?
  /// An earlier run kept beside this one.
  package private(set) var kept: (settings: Settings, film: Film)?
  package var guessing: Guessing?
  /// Where the film should stand once it is there (a link's `t`).
  private var wanted: Link.Frame?

  package init(
    _ figure: Figure, placed: PlacedFigure? = nil, settings: Settings? = nil,
    frame: Link.Frame? = nil
  ) {
    self.figure = figure
    self.placed = placed
    start = placed?.settings ?? figure.initialSettings
    self.settings = settings ?? start
    wanted = frame
    if let item = placed?.prediction { guessing = Guessing(item: item) }
  }

  package var ticket: FilmTicket { FilmTicket(figure: figure.id, settings: settings) }
  package var frame: Int {
    guard let film else { return 0 }
    return min(max(0, Int(position)), film.frames - 1)
  }
  package var isAtEnd: Bool { film.map { frame >= $0.frames - 1 } ?? false }

  /// The controls that can be seen, in order.
  package var controls: [Control] {
    figure.controls.filter { !(placed?.hidden.contains($0.name) ?? false) }
  }
  package func isLocked(_ control: Control) -> Bool {
    placed?.locked.contains(control.name) ?? false
  }
  package var focusedControl: Control? {
    guard let focus, controls.indices.contains(focus) else { return nil }
    return controls[focus]
  }
  /// Frames worth a stop: the page's own before the figure's.
  package var bookmarks: [Bookmark] {
    let own = placed?.bookmarks ?? []
    let others = (film?.bookmarks ?? []).filter { mark in !own.contains { $0.frame == mark.frame } }
    return (own + others).sorted { $0.frame < $1.frame }
  }

  // MARK: The film

  /// The effect that fetches the film, if there is none for these settings.
  package mutating func request() -> [Effect] {
    guard film == nil || pending != nil || error != nil else { return [] }
    pending = ticket
    return [.film(ticket, figure)]
  }

  /// Takes a film that was asked for; one that settings have overtaken is dropped.
  package mutating func receive(_ ticket: FilmTicket, _ result: Result<Film, ControlError>) {
    guard ticket == pending, ticket == self.ticket else { return }
    pending = nil
    switch result {
    case .success(let film):
      error = nil
      self.film = film
      let last = Double(film.frames - 1)
      switch wanted {
      case .number(let number): position = min(Double(number), last)
      case .last: position = last
      case nil: position = min(position, last)
      }
      wanted = nil
    case .failure(let error):
      self.error = error
      isPlaying = false
    }
  }

  package mutating func set(_ control: Control, to value: ControlValue) -> [Effect] {
    guard settings[control] != value else { return [] }
    settings.set(control, to: value)
    return refetch()
  }

  private mutating func refetch() -> [Effect] {
    error = nil
    pending = ticket
    return [.film(ticket, figure)]
  }

  // MARK: The playhead

  package mutating func playOrPause() {
    guard film != nil else { return }
    if !isPlaying, isAtEnd { position = 0 }
    isPlaying.toggle()
  }
  package mutating func pause() { isPlaying = false }

  /// Frames a second at the present speed.
  package var rate: Double {
    guard let film else { return 1 }
    return max(1, Double(film.frames) / 12) * speed
  }

  /// - Parameter seconds: since the last tick; a long gap (a suspended program) counts as one frame's time.
  package mutating func advance(by seconds: Double) {
    guard isPlaying, let film else { return }
    position = min(position + max(0, min(seconds, 1)) * rate, Double(film.frames - 1))
    if isAtEnd { isPlaying = false }
  }

  package mutating func step(by frames: Int) {
    isPlaying = false
    guard let film else { return }
    position = Double(min(max(0, frame + frames), film.frames - 1))
  }

  package mutating func seek(fraction: Double) {
    guard let film, fraction.isFinite else { return }
    position = (Double(film.frames - 1) * min(max(0, fraction), 1)).rounded()
  }
  package mutating func seek(frame: Int) {
    guard let film else { return }
    position = Double(min(max(0, frame), film.frames - 1))
  }

  package mutating func scrub(by tenths: Int) {
    guard let film else { return }
    step(by: tenths * max(1, film.frames / 10))
  }

  package mutating func jump(forward: Bool) {
    let here = frame
    isPlaying = false
    if forward, let next = bookmarks.first(where: { $0.frame > here }) { seek(frame: next.frame) }
    if !forward, let last = bookmarks.last(where: { $0.frame < here }) { seek(frame: last.frame) }
  }

  package mutating func changeSpeed(by factor: Double) {
    speed = min(max(0.125, speed * factor), 16)
  }

  // MARK: The controls

  package mutating func moveFocus(by direction: Int) -> Bool {
    let free = controls.indices.filter { !isLocked(controls[$0]) }
    let stops: [Int?] = [nil] + free.map { $0 }
    let here = stops.firstIndex { $0 == focus } ?? 0
    let next = here + direction
    guard stops.indices.contains(next) else { return false }
    focus = stops[next]
    return true
  }

  package mutating func turn(by notches: Int) -> [Effect] {
    guard let control = focusedControl, !isLocked(control) else { return [] }
    return set(control, to: narrowed(control, control.stepping(settings[control], by: notches)))
  }

  /// A value from the slider stays in what the page narrows it to.
  private func narrowed(_ control: Control, _ value: ControlValue) -> ControlValue {
    guard let range = placed?.narrowed[control.name] else { return value }
    switch value {
    case .number(let number):
      return .number(min(max(number, range.lowerBound), range.upperBound))
    case .whole(let number):
      let clamped = min(
        max(Double(number), range.lowerBound.rounded(.up)), range.upperBound.rounded(.down))
      return .whole(Int(exactly: clamped) ?? number)
    default: return value
    }
  }

  package mutating func slide(_ control: Control, fraction: Double) -> [Effect] {
    guard !isLocked(control), let value = control.value(atFraction: fraction) else { return [] }
    return set(control, to: narrowed(control, value))
  }

  package mutating func beginTyping() {
    guard let control = focusedControl, !isLocked(control) else { return }
    var mapsJamo = true
    if case .text = control.kind { mapsJamo = false }
    field = TextField(control.print(settings[control]), mapsJamo: mapsJamo)
    fieldError = nil
  }

  package mutating func cancelTyping() {
    field = nil
    fieldError = nil
  }

  /// Takes the typed value, or says what is wrong with it and keeps the field.
  package mutating func submitField() -> [Effect] {
    guard let control = focusedControl, let text = field?.text else { return [] }
    do {
      let value = try control.parse(text)
      cancelTyping()
      return set(control, to: value)
    } catch {
      fieldError = error
      return []
    }
  }

  package mutating func reset() -> [Effect] {
    guard settings != start else { return [] }
    settings = start
    return refetch()
  }

  package mutating func newSeed() -> [Effect] {
    guard
      let control = figure.controls.first(where: { if case .seed = $0.kind { true } else { false } }
      ),
      !isLocked(control), case .seed(let seed) = settings[control]
    else { return [] }
    return set(control, to: .seed(seed >= 99 ? 1 : seed + 1))
  }

  /// Keeps the present run to stand beside the next one, or lets the kept one go.
  package mutating func toggleComparison() {
    if kept != nil {
      kept = nil
    } else if let film {
      kept = (settings, film)
    }
  }

  /// The link's settings: those that differ from where the page starts.
  package func link(as id: String, named figure: String? = nil) -> Link {
    let differing = self.figure.controls.filter { settings[$0] != start[$0] }
    return Link(
      id,
      settings: differing.map {
        Link.Setting(figure: figure, name: $0.name, value: $0.print(settings[$0]))
      },
      frame: frame == 0 ? nil : .number(frame))
  }
}
