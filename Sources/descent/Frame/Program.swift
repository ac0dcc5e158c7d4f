import ArgumentParser
import Figures
import Glibc

/// From arguments to an exit status.
enum Program {
  static func run(_ arguments: [String]) -> Int32 {
    prepare()
    do {
      let arranged = try ArgumentOrder.arranged(arguments)
      var command = try Descent.parseAsRoot(arranged)
      try command.run()
      return ExitStatus.fine.rawValue
    } catch let finish as Finish {
      return finish.status
    } catch {
      return end(error, arguments)
    }
  }

  /// Puts the process in order before anything else.
  private static func prepare() {
    // With one of them closed, the next file opened would take its number, and output would be written into it.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDONLY)
    }
    // As errors of write(), not as a sudden end: a broken pipe ends quietly, a full disk is said.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    Stopwatch.install(.clock { Surroundings.monotonic })
    // Read only when a figure wants it, and always from the lessons that came with the program.
    BuiltInData.provide { name in
      guard let path = LessonsDirectory.installed.map({ "\($0)/data/\(name)" }),
        let bytes = try? InputFile.read(path, name: path)
      else { return nil }
      return BuiltInData.File(path: path, bytes: bytes)
    }
  }

  private static func end(_ error: any Error, _ arguments: [String]) -> Int32 {
    switch error {
    case let failure as Failure:
      Talk.say(failure)
      return failure.status.rawValue
    case is BrokenPipe:
      return ExitStatus.fine.rawValue
    default:
      if Descent.exitCode(for: error).isSuccess {
        return show(Descent.fullMessage(for: error))
      }
      let failure = UsageError.failure(for: error, arguments: arguments)
      Talk.say(failure)
      return failure.status.rawValue
    }
  }

  /// Help and version are data.
  private static func show(_ text: String) -> Int32 {
    let output = Output()
    do {
      try output.write(text + "\n")
      try output.flush()
      return ExitStatus.fine.rawValue
    } catch {
      return end(error, [])
    }
  }
}

/// A command that is done and says how.
struct Finish: Error {
  var status: Int32

  init(_ status: ExitStatus) { self.status = status.rawValue }
  init(code: Int32) { status = code }
}
