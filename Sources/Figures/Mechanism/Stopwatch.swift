import Synchronization

/// How long work takes. Figures know no clock: the program hands one in when it starts; until then the work is not
/// done at all but reckoned, so that what is drawn can be tested.
package struct Stopwatch: Sendable {
  /// Does the work, of about so many operations, and gives its seconds.
  let seconds: @Sendable (_ operations: Double, _ work: () -> Void) -> Double
  /// Whether the work is done at all.
  let isReal: Bool

  init(
    isReal: Bool = true,
    _ seconds: @escaping @Sendable (_ operations: Double, _ work: () -> Void) -> Double
  ) {
    self.isReal = isReal
    self.seconds = seconds
  }

  /// By a clock that tells seconds from any beginning and is never set.
  package static func clock(_ now: @escaping @Sendable () -> Double) -> Stopwatch {
    Stopwatch { _, work in
      let began = now()
      work()
      return max(now() - began, 1e-9)
    }
  }

  /// Without a clock: a call of 100 ns, and 10⁹ operations a second.
  package static let reckoned = Stopwatch(isReal: false) { operations, _ in
    1e-7 + operations * 1e-9
  }

  private static let installed = Mutex(Stopwatch.reckoned)

  /// The one that figures use.
  package static var current: Stopwatch { installed.withLock { $0 } }

  /// Hands in a stopwatch; once, before the first figure runs.
  package static func install(_ stopwatch: Stopwatch) { installed.withLock { $0 = stopwatch } }

  /// The least time of one call: work of microseconds is repeated until the clock can tell it, three rounds of it.
  func least(_ operations: Double, _ work: () -> Void) -> Double {
    // The first call finds cold caches.
    let once = seconds(operations, work)
    guard once < 0.2 else { return once }
    let count = Int(min(10_000, max(1, (0.001 / once).rounded(.up))))
    let rounds = (0..<3).map { _ in
      seconds(operations * Double(count)) { for _ in 0..<count { work() } } / Double(count)
    }
    return rounds.min() ?? once
  }
}
