import Figures
import Glibc
import Plot
import Store

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
          fix: .makeRoom)
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
  static func say(_ place: String, _ what: Words, fix: Words) {
    line("descent: \(place): \(what[language])")
    line("fix: \(fix[language])")
  }

  /// The language of this run: of the options, else the configuration, else the locale. Errors of the command line
  /// come before anything of it is understood, so it is looked for by hand.
  private static var language: Language {
    let arguments = CommandLine.arguments
    let option = arguments.indices.dropFirst().reversed().lazy.compactMap { index -> Language? in
      if arguments[index] == "--lang", arguments.indices.contains(index + 1) {
        return Language(rawValue: arguments[index + 1])
      }
      guard arguments[index].hasPrefix("--lang=") else { return nil }
      return Language(rawValue: String(arguments[index].dropFirst(7)))
    }.first
    if let option { return option }
    let file = Globals.paths.preferences.flatMap { try? PreferencesFile(at: $0) }
    return file?.preferences[.lang].flatMap(Language.init(rawValue:)) ?? Surroundings.language
  }

  /// There is no screen; the lessons go on without.
  static func plainLines(because problem: Words) {
    let words = Words(en: "plain lines instead", ko: "대신 줄글로 보인다")
    line("descent: \(problem[language]): \(words[language])")
  }

  static func line(_ text: String) {
    let output = Output(STDERR_FILENO)
    try? output.line(text)
    try? output.flush()
  }
}
