import Glibc

/// Runs each task on a thread of its own that ends with it.
///
/// The standard pool stays when its work is done, with a monitor that wakes every second; a program that
/// waits for a key should not wake at all.
package final class FilmThreads: TaskExecutor {
  package init() {}

  package func enqueue(_ job: consuming ExecutorJob) {
    let work = Unmanaged.passRetained(Work(UnownedJob(job), on: self))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    var thread = pthread_t()
    let failed = pthread_create(
      &thread, &attributes,
      { raw in
        Terminal.guardThread()
        // The thread that shows and listens goes first.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
        if let raw { Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().run() }
        return nil
      }, work.toOpaque())
    // No thread to be had: late is better than never.
    if failed != 0 { work.takeRetainedValue().run() }
  }

  private final class Work {
    private let job: UnownedJob
    private let executor: FilmThreads

    init(_ job: UnownedJob, on executor: FilmThreads) {
      self.job = job
      self.executor = executor
    }

    func run() { job.runSynchronously(on: executor.asUnownedTaskExecutor()) }
  }
}
