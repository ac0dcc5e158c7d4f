import App
import Figures
import Plot
import Synchronization
import TUI

/// A session on the screen: events in, effects out, a picture after each.
final class ScreenLoop {
  private let world: World
  private let arrivals = Arrivals()
  private let threads = FilmThreads()
  /// By the monotonic clock.
  private var lastTick: Int64 = 0
  /// Films under way, by figure: a newer one of the same figure cancels it.
  private var runs: [String: Task<Void, Never>] = [:]
  /// A film that is this quick is shown without a frame that says it is being computed.
  private static let patience: Int64 = 30_000_000

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
    case .stop: perform([.suspend], &session, &terminal)
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
        compute(ticket, figure)
        awaits = true
      case .copy(let text): terminal.copy(text)
      case .suspend:
        terminal.suspend()
        // No film moved meanwhile.
        lastTick = Terminal.clock
        queue += session.handle(.resize(terminal.size))
      case .place(let link):
        Terminal.notePlace(link)
        later.append(effect)
      case .configure: later.append(effect)
      case .record, .quit:
        for event in world.perform(effect) { queue += session.handle(event) }
      }
    }
    if awaits {
      terminal.waitForWake(nanoseconds: Self.patience)
      receive(&session, &terminal)
    }
  }

  private func performLater() {
    for effect in later { _ = world.perform(effect) }
    later.removeAll()
  }

  private func end(_ session: inout Session) {
    performLater()
    for effect in session.leaving() { _ = world.perform(effect) }
    for run in runs.values { run.cancel() }
  }

  // MARK: - Films

  private func compute(_ ticket: FilmTicket, _ figure: Figure) {
    runs[ticket.figure]?.cancel()
    let arrivals = arrivals
    runs[ticket.figure] = Task.detached(executorPreference: threads) {
      let result = figure.result(ticket.settings)
      guard !Task.isCancelled else { return }
      arrivals.add(.film(ticket, result))
      Terminal.wake()
    }
  }

  private func receive(_ session: inout Session, _ terminal: inout Terminal) {
    for event in arrivals.take() { perform(session.handle(event), &session, &terminal) }
  }
}

/// Events from other threads.
private final class Arrivals: Sendable {
  private let events = Mutex<[Event]>([])

  func add(_ event: Event) { events.withLock { $0.append(event) } }

  func take() -> [Event] {
    events.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
