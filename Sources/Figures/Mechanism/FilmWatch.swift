/// How far a run is that is still being computed.
package struct FilmProgress: Equatable, Sendable {
  /// Steps there are, and steps there will be.
  package var done: Int
  package var total: Int
  /// Frames there will be: one a step, unless the run has steps that are not shown.
  package var frames: Int

  package init(done: Int, of total: Int, frames: Int? = nil) {
    self.total = max(1, total)
    self.done = min(max(0, done), self.total)
    self.frames = frames ?? self.total
  }

  package var fraction: Double { Double(done) / Double(total) }
}

/// Who looks on while a film is computed: long runs (training, search) show what there is of them, step by step.
///
/// A figure's `run` says how far it is by `FilmWatch.report`; who wants to see that binds `FilmWatch.$current` around
/// the call. Nobody looks: a report costs next to nothing, so a run takes as long watched as not.
package struct FilmWatch: Sendable {
  /// The watch of the task that computes.
  @TaskLocal package static var current: FilmWatch?

  /// Takes the progress and, if it wants to show it now, makes the film as far as it goes; nil where a run
  /// cannot be shown before its end.
  private let see: @Sendable (FilmProgress, (() -> Film)?) -> Void

  package init(_ see: @escaping @Sendable (FilmProgress, (() -> Film)?) -> Void) { self.see = see }

  /// Tells how far the run is, with its film so far: frames 0 to `done - 1`, status `running`, as far as they are
  /// known the axes of the whole film. The film is made only if somebody wants it now.
  /// - Parameter frames: how many there will be, where they are fewer than the steps.
  /// - Throws: `CancellationError` if the run is no longer wanted.
  static func report(_ done: Int, of total: Int, frames: Int? = nil, film: () -> Film) throws {
    if Task.isCancelled { throw CancellationError() }
    guard let current else { return }
    withoutActuallyEscaping(film) {
      current.see(FilmProgress(done: done, of: total, frames: frames), $0)
    }
  }

  /// Tells how far a run is that has nothing to show yet.
  /// - Throws: `CancellationError` if the run is no longer wanted.
  static func report(_ done: Int, of total: Int, frames: Int? = nil) throws {
    if Task.isCancelled { throw CancellationError() }
    current?.see(FilmProgress(done: done, of: total, frames: frames), nil)
  }
}

extension Reason {
  /// Of a film that still grows.
  static let running = Reason(
    code: "running", text: Words(en: "the run goes on", ko: "계산이 이어진다"))
}

/// How often a run of many steps says how far it is: every so many of them, fewer where they are slow. It knows no
/// clock: a watch that asks for a film tells that it was time.
struct ReportPace {
  private var gap = 1
  private var next = 0
  private let widest: Int

  /// - Parameter expected: steps of the whole run, which is told of at least 64 times.
  init(expected: Int) { widest = min(1024, max(1, expected / 64)) }

  func isDue(_ index: Int) -> Bool { index >= next }

  mutating func reported(at index: Int, wasAsked: Bool) {
    gap = wasAsked ? max(1, gap / 2) : min(widest, 2 * gap)
    next = index + gap
  }
}
