import App
import CNcurses
import Glibc
import Plot

/// The terminal while the screen is ours. It gives the shell back when it goes.
///
/// The only Swift file that calls ncurses. It belongs to the main thread; `wake` may be called from any.
package struct Terminal: ~Copyable {
  /// What the program wants of the terminal.
  package struct Options: Sendable {
    package var colour = true
    package var mouse = true
    /// The file a crash note would go to.
    package var crashNote: String?
    /// The program and its version, first line of a crash note.
    package var program = "descent"

    package init() {}
  }

  /// The size in cells; changes when `nextEvent` says `resize` or `resumed`.
  package private(set) var size: Size
  package let palette: Palette
  private let hasDim: Bool
  private let pairs: ColourPairs
  private var decoder = KeyDecoder()
  private var queue: [TerminalEvent] = []
  private var queueStart = 0
  private var pasteDeadline: Int64?
  /// What stands on the screen; nil when nothing is sure.
  private var shown: Surface?

  package init(_ options: Options) throws(TerminalError) {
    let name = Self.variable("TERM")
    let outcome = Self.withOptionalCString(options.crashNote) { note in
      options.program.withCString { program in
        cn_open(
          cn_wishes(colour: options.colour, mouse: options.mouse, note: note, program: program))
      }
    }
    switch outcome {
    case CN_OPENED: break
    case CN_NO_TERMINAL: throw .noTerminal
    case CN_TERM_UNSET: throw .termUnset
    case CN_TERM_UNKNOWN: throw .termUnknown(name)
    case CN_NO_ADDRESSING: throw .noAddressing(name)
    default: throw .refused
    }
    palette = Palette(colours: Int(cn_colours()))
    hasDim = cn_has_dim()
    pairs = ColourPairs(limit: cn_pairs()) { cn_pair($0, $1, $2) }
    size = Self.currentSize
  }

  deinit { cn_close() }

  // MARK: Showing

  /// Shows a surface, clipped to the terminal, with the cursor in a field or hidden.
  package mutating func show(_ surface: Surface, cursor: (row: Int, column: Int)? = nil) {
    let rows = min(surface.size.rows, size.rows)
    let before = shown
    if before == nil { cn_erase() }
    for row in 0..<rows {
      // ncurses keeps what stands: only what is new is put anew.
      switch before.map({ surface.change(inRow: row, since: $0) }) {
      case .some(.none): continue
      case .cells: put(surface, row, since: before)
      case .all:
        cn_erase_row(Int32(clamping: row))
        put(surface, row)
      case nil: put(surface, row)
      }
    }
    if let before, before.size.rows > rows {
      for row in rows..<min(before.size.rows, size.rows) { cn_erase_row(Int32(clamping: row)) }
    }
    shown = surface
    cn_show(Int32(clamping: cursor?.row ?? -1), Int32(clamping: cursor?.column ?? -1))
  }

  /// - Parameter before: what stands there, narrow characters only; nil where the row is empty.
  private func put(_ surface: Surface, _ row: Int, since before: Surface? = nil) {
    let palette = palette
    let hasDim = hasDim
    let pairs = pairs
    var scalars: [wchar_t] = []
    // Runs of cells look alike.
    var last: (style: Style, attributes: attr_t, pair: Int32)?
    let isEmpty = before == nil
    surface.forEachCell(inRow: row, since: before) { column, scalar, marks, columns, style in
      if isEmpty, scalar == 0x20, style == .plain { return }
      scalars.removeAll(keepingCapacity: true)
      scalars.append(wchar_t(bitPattern: scalar))
      for mark in marks { scalars.append(wchar_t(bitPattern: mark)) }
      if last?.style != style {
        let look = palette.look(of: style)
        last = (
          style, cn_attributes(look.bold, look.dim && hasDim, look.reverse, look.underline),
          pairs.pair(look.foreground, on: look.background)
        )
      }
      guard let last else { return }
      scalars.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        cn_put(
          Int32(clamping: row), Int32(clamping: column), start, Int32(clamping: buffer.count),
          Int32(clamping: columns), last.attributes, last.pair)
      }
    }
  }

  /// Puts a text on the terminal's clipboard, where it takes one.
  package func copy(_ text: String) { Base64.encode(text).withCString(cn_clipboard) }

  /// Gives the terminal back, stops this process and its group, takes the terminal again when continued.
  package mutating func suspend(group: Bool = true) {
    cn_suspend(group)
    shown = nil
    size = Self.currentSize
  }

  // MARK: Events

  /// Waits for what happens next.
  ///
  /// - Parameter deadline: by `Terminal.clock`; nil waits for ever and costs nothing meanwhile.
  package mutating func nextEvent(deadline: Int64?) -> TerminalEvent {
    while true {
      if queueStart < queue.count {
        queueStart += 1
        return queue[queueStart - 1]
      }
      queue.removeAll(keepingCapacity: true)
      queueStart = 0
      if let event = signalled() { return event }
      let now = Self.clock
      if let deadline, deadline <= now {
        // What came first goes first.
        take(cn_wait(0, true))
        if queue.isEmpty { return .due }
        continue
      }
      let until = [deadline, pasteDeadline].compactMap { $0 }.min()
      take(cn_wait(until.map { max(0, $0 - now) } ?? -1, true))
    }
  }

  /// Queues what a wait has told; it tells of a wake only once.
  private mutating func take(_ what: Int32) {
    readInput(what)
    if let pasteDeadline, pasteDeadline <= Self.clock {
      self.pasteDeadline = nil
      queue += decoder.endPaste()
    }
    guard Int(what) & CN_WOKEN != 0 else { return }
    // Signals before messages: they are rarer and more urgent.
    if let event = signalled() { queue.append(event) }
    queue.append(.woken)
  }

  /// Waits for `wake` alone, at most so many nanoseconds.
  package func waitForWake(nanoseconds: Int64) {
    // A signal also ends this wait; its flag stays set for `nextEvent`.
    _ = cn_wait(nanoseconds, false)
  }

  private mutating func readInput(_ what: Int32) {
    if Int(what) & CN_GONE != 0 {
      queue.append(.end(.hungUp))
      return
    }
    guard Int(what) & CN_INPUT != 0 else { return }
    while true {
      let code = cn_read()
      let input = Self.input(for: code)
      queue += decoder.take(input)
      if input == .pause { break }
    }
    // A paste that is cut off must not swallow the keys after it.
    pasteDeadline = decoder.isPasting ? Self.clock + 1_000_000_000 : nil
  }

  private mutating func signalled() -> TerminalEvent? {
    let signals = Int(cn_take_signals())
    if signals & CN_SIGNAL_HANGUP != 0 { return .end(.hungUp) }
    if signals & CN_SIGNAL_TERMINATE != 0 { return .end(.terminated) }
    if signals & CN_SIGNAL_INTERRUPT != 0 { return .end(.interrupted) }
    if signals & CN_SIGNAL_STOP != 0 { return .stop }
    if signals & CN_SIGNAL_CONTINUE != 0 {
      cn_retake()
      shown = nil
      size = Self.currentSize
      return .resumed
    }
    if signals & CN_SIGNAL_SIZE != 0 {
      cn_fit()
      shown = nil
      let now = Self.currentSize
      guard now != size else { return nil }
      size = now
      return .resize(now)
    }
    return nil
  }

  private static func input(for code: Int32) -> KeyDecoder.Input {
    switch code {
    case -1: .pause
    case 0...255: .byte(UInt8(truncatingIfNeeded: code))
    case Int32(CN_PASTE_BEGINS): .pasteBegins
    case Int32(CN_PASTE_ENDS): .pasteEnds
    case Int32(CN_MOUSE): .mouse(old: false)
    case Int32(CN_MOUSE_OLD): .mouse(old: true)
    case KEY_UP: .key(.up)
    case KEY_DOWN: .key(.down)
    case KEY_LEFT: .key(.left)
    case KEY_RIGHT: .key(.right)
    case KEY_PPAGE: .key(.pageUp)
    case KEY_NPAGE: .key(.pageDown)
    case KEY_HOME, KEY_FIND: .key(.home)
    case KEY_END, KEY_SELECT: .key(.end)
    case KEY_BACKSPACE: .key(.backspace)
    case KEY_DC: .key(.delete)
    case KEY_BTAB: .key(.backTab)
    case KEY_ENTER: .key(.enter)
    default: .unknown
    }
  }

  // MARK: The world around

  /// The monotonic clock, in nanoseconds.
  package static var clock: Int64 { cn_clock() }

  /// Ends a wait in `nextEvent`, which then says `woken`. From any thread.
  package static func wake() { cn_wake() }

  /// To be called first on a thread that may run deep: an overflow of its stack then gives the terminal back.
  package static func guardThread() { cn_guard_thread() }

  /// Where the student is, for a crash note.
  package static func notePlace(_ link: String) { link.withCString(cn_note_place) }

  /// Takes the characters' locale of the environment (UTF-8 in any case); whether that itself has UTF-8.
  package static func takeLocale() -> Bool { cn_locale() }

  private static var currentSize: Size {
    Size(rows: max(1, Int(cn_rows())), columns: max(1, Int(cn_columns())))
  }

  private static func variable(_ name: String) -> String {
    guard let value = getenv(name) else { return "" }
    return String(cString: value)
  }

  private static func withOptionalCString<Result>(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result
  ) -> Result {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
  }
}
