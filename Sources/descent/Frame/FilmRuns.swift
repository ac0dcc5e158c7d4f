import App
import Figures
import Synchronization
import TUI

/// Films being computed off the main thread, and what they have sent since it last looked.
final class FilmRuns {
  private let threads = FilmThreads()
  private let arrivals = Arrivals()
  private var runs: [FilmTicket: Task<Void, Never>] = [:]

  func begin(_ ticket: FilmTicket, _ figure: Figure) {
    guard runs[ticket] == nil else { return }
    let arrivals = arrivals
    runs[ticket] = Task.detached(executorPreference: threads) {
      let watch = FilmWatch(arrivals.watch(ticket))
      let result = FilmWatch.$current.withValue(watch) { figure.result(ticket.settings) }
      guard !Task.isCancelled else { return }
      arrivals.add(.film(ticket, result))
      Terminal.wake()
    }
  }

  /// Cancels what nobody wants any more.
  func keep(_ isWanted: (FilmTicket) -> Bool) {
    runs = runs.filter { ticket, run in
      if isWanted(ticket) { return true }
      run.cancel()
      return false
    }
  }

  func take() -> [Event] { arrivals.take() }
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

  /// Passes on how far a film is, some times a second.
  func watch(_ ticket: FilmTicket) -> @Sendable (FilmProgress, (() -> Film)?) -> Void {
    let pace = Pace()
    return { progress, film in
      guard pace.isDue() else { return }
      self.grow(ticket, film?(), progress)
      Terminal.wake()
    }
  }

  /// Only the newest state of a film that grows is worth a picture.
  private func grow(_ ticket: FilmTicket, _ film: Film?, _ progress: FilmProgress) {
    events.withLock { events in
      events.removeAll { event in
        if case .growing(ticket, _, _) = event { true } else { false }
      }
      events.append(.growing(ticket, film, progress))
    }
  }
}

/// Lets through once in a tenth of a second.
private final class Pace: Sendable {
  private let last = Mutex(Terminal.clock)

  func isDue() -> Bool {
    let now = Terminal.clock
    return last.withLock { last in
      guard now - last >= 100_000_000 else { return false }
      last = now
      return true
    }
  }
}
