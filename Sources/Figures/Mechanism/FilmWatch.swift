/// How far a run is that is still being computed.
package struct FilmProgress: Equatable, Sendable {
  /// Steps there are, and steps there will be.
  package var done: Int
  package var total: Int

  package init(done: Int, of total: Int) {
    self.total = max(1, total)
    self.done = min(max(0, done), self.total)
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

  /// Tells how far the run is, with its film so far: the same axes as the whole film, frames 0 to `done - 1`,
  /// status `running`. The film is made only if somebody wants it now.
  /// - Throws: `CancellationError` if the run is no longer wanted.
  static func report(_ done: Int, of total: Int, film: () -> Film) throws {
    if Task.isCancelled { throw CancellationError() }
    guard let current else { return }
    withoutActuallyEscaping(film) { current.see(FilmProgress(done: done, of: total), $0) }
  }

  /// Tells how far a run is that has nothing to show yet.
  /// - Throws: `CancellationError` if the run is no longer wanted.
  static func report(_ done: Int, of total: Int) throws {
    if Task.isCancelled { throw CancellationError() }
    current?.see(FilmProgress(done: done, of: total), nil)
  }
}
