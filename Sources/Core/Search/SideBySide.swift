import Glibc
import Synchronization

/// Work of equal kind on all cores at once.
enum SideBySide {
  /// How many this machine has.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// `[body(0), body(1), …]`, whatever the number of threads and the order in which they finish.
  ///
  /// - Parameters:
  ///   - threads: at most so many; else as many as there are cores.
  ///   - stops: begins nothing more once the calling task is cancelled; what was not begun is NaN.
  static func map(
    _ count: Int, threads: Int? = nil, stoppingIfCancelled stops: Bool = false,
    _ body: @escaping @Sendable (Int) -> Double
  ) -> [Double] {
    if stops, Task.isCancelled { return [Double](repeating: .nan, count: max(0, count)) }
    let threads = min(count, threads ?? cores, 64)
    let work = Work(count: count, body: body)
    Crew.shared.run(hands: threads - 1, { work.run { false } }) {
      work.run { stops && Task.isCancelled }
    }
    return work.results.withLock { $0 }
  }

  private final class Work: Sendable {
    let count: Int
    let body: @Sendable (Int) -> Double
    let next = Atomic<Int>(0)
    let isOver = Atomic<Bool>(false)
    let results: Mutex<[Double]>

    init(count: Int, body: @escaping @Sendable (Int) -> Double) {
      self.count = count
      self.body = body
      results = Mutex([Double](repeating: .nan, count: count))
    }

    /// Threads of ours belong to no task: only the caller's can tell whether that is cancelled.
    func run(isCancelled: () -> Bool) {
      while !isOver.load(ordering: .relaxed) {
        if isCancelled() { return isOver.store(true, ordering: .relaxed) }
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let value = body(index)
        results.withLock { $0[index] = value }
      }
    }
  }
}
