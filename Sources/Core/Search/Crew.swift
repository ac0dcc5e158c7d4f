import Glibc

/// Threads that wait for work and outlive it.
///
/// Why they are kept: the system starts a new thread on the core of its maker when the other cores have been busy of
/// late, even though they are idle now, and lets both take turns there for some milliseconds. A thread that is woken
/// goes to an idle core at once. While it waits it costs nothing.
final class Crew: @unchecked Sendable {
  static let shared = Crew()

  /// Work that some hands may join.
  private final class Job: @unchecked Sendable {
    let work: @Sendable () -> Void
    /// Hands that are at it. Behind the lock, as all that changes here.
    var hands = 0
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }

  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  /// Told when a job waits for hands.
  private let call = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// Told when a job is left by its last hand.
  private let leave = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// A job stands here once for each hand it still waits for.
  private var waiting: [Job] = []
  private var idle = 0

  private init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(call, nil)
    pthread_cond_init(leave, nil)
  }

  /// Does `own` on this thread and `work` on up to so many others meanwhile; returns when all that began is over.
  ///
  /// Nobody is waited for who has not begun: where all hands have other work, `own` must do it alone.
  func run(hands: Int, _ work: @escaping @Sendable () -> Void, while own: () -> Void) {
    guard hands > 0 else { return own() }
    let job = Job(work)
    pthread_mutex_lock(lock)
    waiting += repeatElement(job, count: hands)
    while idle < waiting.count, start() { idle += 1 }
    pthread_mutex_unlock(lock)
    for _ in 0..<hands { pthread_cond_signal(call) }

    own()

    pthread_mutex_lock(lock)
    waiting.removeAll { $0 === job }
    while job.hands > 0 { pthread_cond_wait(leave, lock) }
    pthread_mutex_unlock(lock)
  }

  /// - Returns: whether there is a thread more.
  private func start() -> Bool {
    var handle = pthread_t()
    let status = pthread_create(
      &handle, nil,
      { _ in
        Crew.shared.serve()
        return nil
      }, nil)
    if status == 0 { pthread_detach(handle) }
    return status == 0
  }

  /// What a thread does; it counts as idle from before it begins.
  private func serve() {
    pthread_mutex_lock(lock)
    while true {
      while waiting.isEmpty { pthread_cond_wait(call, lock) }
      let job = waiting.removeFirst()
      idle -= 1
      job.hands += 1
      pthread_mutex_unlock(lock)
      job.work()
      pthread_mutex_lock(lock)
      job.hands -= 1
      idle += 1
      if job.hands == 0 { pthread_cond_broadcast(leave) }
    }
  }
}
