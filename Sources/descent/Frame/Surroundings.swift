import Figures
import Glibc

/// What the world around the process says: environment, locale, terminal, clock.
enum Surroundings {
  /// A variable that is set and not empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// By LC_ALL, LC_MESSAGES, LANG: the first that is set counts.
  static var language: Language {
    locale(["LC_ALL", "LC_MESSAGES", "LANG"]).lowercased().hasPrefix("ko") ? .ko : .en
  }

  /// Whether the locale and the terminal show more than 7 bits.
  static var showsUnicode: Bool {
    if variable("TERM") == "linux" { return false }
    let name = locale(["LC_ALL", "LC_CTYPE", "LANG"]).lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  /// Whether the terminal has 256 colours or more, by its name.
  static var showsManyColours: Bool {
    let name = variable("TERM") ?? ""
    return name.contains("256color") || name.contains("direct")
  }

  private static func locale(_ names: [String]) -> String {
    names.lazy.compactMap(variable).first ?? "C"
  }

  /// Seconds since 1970.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Seconds on a clock that nobody sets.
  static var monotonic: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Seconds that local time is ahead of UTC at a moment.
  static func offset(at time: Double) -> Int {
    var seconds = time_t(max(-1e11, min(1e11, time.isFinite ? time : 0)))
    var parts = tm()
    localtime_r(&seconds, &parts)
    return parts.tm_gmtoff
  }

  /// The running program's file.
  static var executable: String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes -> Int in
      guard let start = bytes.baseAddress else { return 0 }
      return readlink("/proc/self/exe", start.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    guard count > 0, count < buffer.count else { return nil }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  static func isDirectory(_ path: String) -> Bool {
    var entry = stat()
    return stat(path, &entry) == 0 && entry.st_mode & S_IFMT == S_IFDIR
  }

  static func isFile(_ path: String) -> Bool {
    var entry = stat()
    return stat(path, &entry) == 0 && entry.st_mode & S_IFMT == S_IFREG
  }
}
