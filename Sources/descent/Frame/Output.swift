import Glibc
import Plot

/// Data on standard output, in large pieces.
final class Output {
  private var waiting: [UInt8] = []
  private let descriptor: Int32
  private let name: String

  /// - Parameter name: what errors call it.
  init(_ descriptor: Int32 = STDOUT_FILENO, name: String = "standard output") {
    self.descriptor = descriptor
    self.name = name
  }

  /// Text as it is: JSON, CSV, a script, a picture.
  /// - Throws: `BrokenPipe`, or `Failure` 74 when it cannot be written.
  func write(_ text: String) throws {
    waiting += text.utf8
    if waiting.count >= 1 << 16 { try flush() }
  }

  /// A line for people: what a terminal might obey in it is made harmless.
  func line(_ text: String = "") throws { try write(Sanitizer.clean(text) + "\n") }

  /// Writes what is waiting. To be called at the end.
  func flush() throws {
    var rest = waiting[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wait, 1, -1)
      case EPIPE: throw BrokenPipe()
      case let code:
        throw Failure(
          .inputOutput, name, String(cString: strerror(code)),
          fix: "make room where the output goes, or send it elsewhere")
      }
    }
    waiting = []
  }
}

/// Talk on standard error.
enum Talk {
  static func say(_ failure: Failure) {
    say(failure.place, failure.what, fix: failure.fix)
  }

  /// `descent: WHERE: what`, `fix: …`; what cannot be said is let go.
  static func say(_ place: String, _ what: String, fix: String) {
    line("descent: \(place): \(what)")
    line("fix: \(fix)")
  }

  static func line(_ text: String) {
    let output = Output(STDERR_FILENO)
    try? output.line(text)
    try? output.flush()
  }
}
