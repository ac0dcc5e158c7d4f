import CTerminal
import Foundation

/// A program in a pseudo-terminal, and the screen of it.
///
/// Everything waits with a deadline and never sleeps. What the program wrote is kept as bytes too, so that a
/// test can tell what reached the terminal.
final class Session {
  enum Exit: Equatable { case status(Int32), signal(Int32) }

  /// Long, because tests run beside each other on small machines; it is only used up by a failure.
  static let patience: Duration = .seconds(40)

  let home: Home
  private(set) var bytes: [UInt8] = []
  private(set) var exit: Exit?
  private(set) var isStopped = false
  private var child = ct_child()
  private let screen: OpaquePointer
  private var size: (rows: Int, columns: Int)
  private var isClosed = false

  /// - Parameters:
  ///   - environment: added to that of the home; nil takes a variable away.
  ///   - streams: files instead of the terminal.
  init(
    _ arguments: [String] = [], program: String = "descent",
    size: (rows: Int, columns: Int) = (24, 80), home: Home? = nil,
    environment: [String: String?] = [:], input: String? = nil, output: String? = nil,
    error: String? = nil
  ) throws {
    let home = try home ?? Home()
    self.home = home
    self.size = size
    guard let screen = ct_screen_new(Int32(size.rows), Int32(size.columns)) else {
      throw Failure("no screen")
    }
    self.screen = screen
    var variables = home.environment
    for (name, value) in environment { variables[name] = value }
    let path = Self.path(of: program)
    let code = Self.withStrings([program] + arguments) { arguments in
      Self.withStrings(variables.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }) { variables in
        Self.withString(input) { input in
          Self.withString(output) { output in
            Self.withString(error) { error in
              ct_spawn(
                path, arguments, variables, Int32(size.rows), Int32(size.columns),
                ct_streams(input: input, output: output, error: error), &child)
            }
          }
        }
      }
    }
    if code != 0 { throw Failure("\(path): \(String(cString: strerror(code)))") }
  }

  deinit {
    ct_finish(&child)
    ct_screen_free(screen)
  }

  /// The built programs lie beside the test bundle; `DESCENT_PROGRAMS` names another folder. An absolute path
  /// stays.
  static func path(of program: String) -> String {
    if program.hasPrefix("/") { return program }
    if let folder = ProcessInfo.processInfo.environment["DESCENT_PROGRAMS"] {
      return folder + "/" + program
    }
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = bundle.deletingLastPathComponent()
    // Under some runners the bundle is an argument of a helper program.
    if let named = CommandLine.arguments.first(where: { $0.hasSuffix(".xctest") }) {
      folder = URL(fileURLWithPath: named).resolvingSymlinksInPath().deletingLastPathComponent()
    }
    return folder.appendingPathComponent(program).path
  }

  // MARK: Doing

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    let deadline = ContinuousClock.now + Self.patience
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(child.master, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0 && errno != EAGAIN && errno != EINTR {
        throw Failure("the terminal is closed")
      } else {
        try pump(until: deadline, waitingFor: "room for keys")
      }
    }
  }

  func resize(rows: Int, columns: Int) {
    size = (rows, columns)
    ct_screen_resize(screen, Int32(rows), Int32(columns))
    _ = ct_resize(child.master, Int32(rows), Int32(columns))
  }

  /// To the program, or to its whole process group as a shell's `fg` does.
  func signal(_ number: Int32, group: Bool = false) {
    if child.program > 0 { kill(group ? -child.program : child.program, number) }
  }

  /// Closes the terminal under the program.
  func hangUp() {
    close(child.master)
    child.master = -1
    isClosed = true
  }

  /// Sets the modes that a shell sets when it has the terminal back.
  func setCooked() { ct_set_cooked(&child) }

  // MARK: Waiting

  func waitFor(_ text: String, within patience: Duration = Session.patience) throws {
    try wait(for: "'\(text)'", within: patience) { self.text.contains(text) }
  }

  func waitWhile(_ text: String) throws {
    try wait(for: "the end of '\(text)'") { !self.text.contains(text) }
  }

  /// Waits until a condition on the session holds; it is looked at whenever something has come.
  func wait(
    for what: String, within patience: Duration = Session.patience, _ condition: () -> Bool
  ) throws {
    let deadline = ContinuousClock.now + patience
    while !condition() { try pump(until: deadline, waitingFor: what) }
  }

  @discardableResult
  func waitExit() throws -> Exit {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      if let exit, isClosed || child.master < 0 { return exit }
      try pump(until: deadline, waitingFor: "the end", endIsFine: true)
    }
  }

  func waitStopped() throws {
    try wait(for: "a stop") { isStopped }
    drain()
  }

  /// Processor time used so far, in hundredths of a second.
  var processorTime: Int { ct_processor_time(child.program) }

  /// How often its threads went to sleep so far, which each does once for every time it is woken.
  var sleeps: Int {
    let tasks = "/proc/\(child.program)/task"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    return names.reduce(0) { sum, name in
      let status = (try? String(contentsOfFile: "\(tasks)/\(name)/status", encoding: .utf8)) ?? ""
      let found = status.firstMatch(of: /\nvoluntary_ctxt_switches:\s+(\d+)/)
      return sum + (found.flatMap { Int($0.1) } ?? 0)
    }
  }

  /// Reads what is there, waiting at most until the deadline for something to come.
  private func pump(
    until deadline: ContinuousClock.Instant, waitingFor what: String, endIsFine: Bool = false
  ) throws {
    let left = deadline - .now
    guard left > .zero else { throw Failure("waited in vain for \(what); \(report)") }
    if exit != nil, isClosed {
      if endIsFine { return }
      throw Failure("ended (\(String(describing: exit))) before \(what); \(report)")
    }
    let milliseconds = left.components.seconds * 1000 + 1
    let master = isClosed ? -1 : child.master
    let ready = ct_wait(master, exit == nil ? child.reports : -1, Int32(clamping: milliseconds))
    if ready & 1 != 0 { drain() }
    if ready & 2 != 0 { readReports() }
  }

  private func drain() {
    guard !isClosed else { return }
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = part.withUnsafeMutableBytes { read(child.master, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes += part[..<count]
        part.withUnsafeBytes { raw in
          guard let start = raw.bindMemory(to: CChar.self).baseAddress else { return }
          ct_screen_write(screen, start, count)
        }
      } else {
        // EIO: nobody holds the other end any more.
        if count == 0 || (errno != EAGAIN && errno != EINTR) { isClosed = true }
        return
      }
    }
  }

  private func readReports() {
    var report = ct_report()
    while true {
      switch ct_next_report(child.reports, &report) {
      case 1:
        isStopped = ct_is_stopped(report.status)
        if ct_has_exited(report.status) { exit = .status(ct_exit_status(report.status)) }
        if ct_is_killed(report.status) { exit = .signal(ct_signal(report.status)) }
        if exit != nil { child.program = -1 }
      case 0: return
      default:
        if exit == nil { exit = .signal(-1) }
        return
      }
    }
  }

  // MARK: Seeing

  /// The rows of the screen, blanks at their ends left out.
  var rows: [String] {
    (0..<size.rows).map { row in
      var text = ""
      var column = 0
      while column < size.columns {
        let cell = ct_screen_cell(screen, Int32(row), Int32(column))
        text += Self.text(of: cell)
        column += max(1, Int(cell.width))
      }
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  var text: String { rows.joined(separator: "\n") }

  /// The text without blanks and line ends, for lines that the terminal wrapped.
  var flatText: String { text.filter { !$0.isWhitespace } }

  func cell(row: Int, column: Int) -> ct_cell { ct_screen_cell(screen, Int32(row), Int32(column)) }

  /// Where a text stands on the screen: row and column of its first cell.
  func place(of text: String) -> (row: Int, column: Int)? {
    for (row, line) in rows.enumerated() {
      guard let range = line.range(of: text) else { continue }
      var column = 0
      var left = line[..<range.lowerBound].unicodeScalars.count
      while left > 0 {
        let cell = self.cell(row: row, column: column)
        left -= max(1, Int(cell.count))
        column += max(1, Int(cell.width))
      }
      return (row, column)
    }
    return nil
  }

  var isAlternate: Bool { ct_screen_is_alternate(screen) }
  var showsCursor: Bool { ct_screen_shows_cursor(screen) }
  var isRaw: Bool { ct_is_raw(&child) }
  var cursor: (row: Int, column: Int) {
    var row: Int32 = 0
    var column: Int32 = 0
    ct_screen_cursor(screen, &row, &column)
    return (Int(row), Int(column))
  }

  /// What of the terminal has not been given back; empty after a clean way out.
  var kept: [String] {
    var kept: [String] = []
    if child.master >= 0, !ct_modes_are_restored(&child) { kept.append("modes") }
    if isAlternate { kept.append("alternate screen") }
    if !showsCursor { kept.append("cursor") }
    for (mode, name) in [
      1000: "mouse", 1002: "mouse drag", 1003: "mouse motion", 1006: "mouse form",
    ]
    where isSet(mode) {
      kept.append(name)
    }
    if isSet(2004) { kept.append("paste") }
    return kept
  }

  /// Whether a private mode was switched on last (`ESC [ ? mode h`).
  func isSet(_ mode: Int) -> Bool {
    var isSet = false
    var rest = bytes[...]
    while let start = rest.firstRange(of: [0x1B, 0x5B, 0x3F]) {
      rest = rest[start.upperBound...]
      let numbers = rest.prefix { (0x30...0x3B).contains($0) }
      rest = rest.dropFirst(numbers.count)
      let modes = String(decoding: numbers, as: UTF8.self).split(separator: ";")
      if modes.contains(Substring(String(mode))) { isSet = rest.first == UInt8(ascii: "h") }
    }
    return isSet
  }

  /// The screen and how the program stands, for a failure.
  var report: String {
    let lines = rows
    let last = lines.lastIndex { !$0.isEmpty } ?? 0
    return "exit \(String(describing: exit)), screen:\n" + lines[...last].joined(separator: "\n")
  }

  private static func text(of cell: ct_cell) -> String {
    guard cell.count > 0 else { return " " }
    let all = cell.scalars
    let scalars = [all.0, all.1, all.2, all.3, all.4, all.5].prefix(Int(cell.count))
    var view = String.UnicodeScalarView()
    for scalar in scalars { view.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
    return String(view)
  }

  // MARK: C strings

  private static func withStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = strings.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a list of one at least") }
      return body(start)
    }
  }

  private static func withString<Result>(
    _ string: String?, _ body: (UnsafePointer<CChar>?) -> Result
  ) -> Result {
    guard let string else { return body(nil) }
    return string.withCString { body($0) }
  }
}
