import App
import Figures
import Plot
import TUI

/// A session on the screen: events in, effects out, a picture after each.
final class ScreenLoop {
  private let world: World
  private let films = FilmRuns()
  /// By the monotonic clock.
  private var lastTick: Int64 = 0
  /// A film that is this quick appears in the same picture as the key that asked for it.
  private static let patience: Int64 = 8_000_000
  /// Films that were asked for, and when.
  private var asked: [FilmTicket: Int64] = [:]
  /// Figures whose last film took longer: what a key changes is shown at once, and the film when it is there.
  private var slow: Set<String> = []

  /// What can be kept after the picture that a key asked for: the place, the configuration.
  private var later: [Effect] = []

  init(_ world: World) { self.world = world }

  /// Runs until the session is finished or the terminal goes away.
  func run(_ session: inout Session, on terminal: inout Terminal) -> Ending {
    perform(session.handle(.resize(terminal.size)) + session.entered(), &session, &terminal)
    lastTick = Terminal.clock
    while !session.isFinished {
      terminal.show(session.surface(), cursor: session.cursor)
      performLater()
      let interval = session.tickInterval.map { Int64($0 * 1e9) }
      var event = terminal.nextEvent(deadline: interval.map { lastTick + $0 })
      tick(&session, &terminal)
      // What is already there is handled before the next picture.
      while event != .due, !session.isFinished {
        if case .end(let ending) = event {
          end(&session)
          return ending
        }
        handle(event, &session, &terminal)
        event = terminal.nextEvent(deadline: Terminal.clock)
      }
    }
    end(&session)
    return session.exitStatus == 0 ? .quit : .interrupted
  }

  /// Tells the session how much time has passed: films move by it, and answers are timed by it.
  private func tick(_ session: inout Session, _ terminal: inout Terminal) {
    let now = Terminal.clock
    guard now > lastTick else { return }
    let seconds = Double(now - lastTick) / 1e9
    lastTick = now
    perform(session.handle(.tick(seconds)), &session, &terminal)
  }

  private func handle(
    _ event: TerminalEvent, _ session: inout Session, _ terminal: inout Terminal
  ) {
    switch event {
    case .key(let key): perform(session.handle(.key(key)), &session, &terminal)
    case .paste(let text): perform(session.handle(.paste(text)), &session, &terminal)
    case .mouse(let mouse): perform(session.handle(.mouse(mouse)), &session, &terminal)
    case .resize, .resumed:
      if event == .resumed { lastTick = Terminal.clock }
      perform(session.handle(.resize(terminal.size)), &session, &terminal)
    // Who sent the signal chose whom to stop.
    case .stop: suspend(group: false, &session, &terminal)
    case .woken: receive(&session, &terminal)
    case .due, .end: break
    }
  }

  private func perform(
    _ effects: [Effect], _ session: inout Session, _ terminal: inout Terminal
  ) {
    var queue = effects[...]
    var awaits = false
    while let effect = queue.popFirst() {
      switch effect {
      case .film(let ticket, let figure):
        films.begin(ticket, figure)
        asked[ticket] = Terminal.clock
        if !slow.contains(ticket.figure) { awaits = true }
      case .copy(let text): terminal.copy(text)
      case .suspend: suspend(group: true, &session, &terminal)
      case .place(let link):
        Terminal.notePlace(link)
        later.append(effect)
      case .settings(let figure, _):
        // A slider on its way leaves many: the last counts.
        later.removeAll { if case .settings(figure, _) = $0 { true } else { false } }
        later.append(effect)
      case .configure: later.append(effect)
      case .record, .quit:
        for event in world.perform(effect) { queue += session.handle(event) }
      }
    }
    films.keep { session.awaits($0) }
    asked = asked.filter { session.awaits($0.key) }
    if awaits {
      terminal.waitForWake(nanoseconds: Self.patience)
      receive(&session, &terminal)
      for ticket in asked.keys { slow.insert(ticket.figure) }
    }
  }

  /// Ctrl-Z stops the whole job, as the terminal itself would.
  private func suspend(group: Bool, _ session: inout Session, _ terminal: inout Terminal) {
    terminal.suspend(group: group)
    // No film moved meanwhile.
    lastTick = Terminal.clock
    perform(session.handle(.resize(terminal.size)), &session, &terminal)
  }

  private func performLater() {
    for effect in later { _ = world.perform(effect) }
    later.removeAll()
  }

  private func end(_ session: inout Session) {
    performLater()
    for effect in session.leaving() { _ = world.perform(effect) }
    films.keep { _ in false }
  }

  private func receive(_ session: inout Session, _ terminal: inout Terminal) {
    for event in films.take() {
      if case .film(let ticket, _) = event, let began = asked.removeValue(forKey: ticket),
        Terminal.clock - began < Self.patience
      {
        slow.remove(ticket.figure)
      }
      perform(session.handle(event), &session, &terminal)
    }
  }
}
