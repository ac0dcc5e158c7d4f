import Foundation
import Testing

/// The terminal layer alone, through the probe: keys in, cells out, and every way out.
@Suite struct TerminalLayerTests {
  private func start(
    size: (rows: Int, columns: Int) = (24, 80), environment: [String: String?] = [:],
    home: Home? = nil
  ) throws -> Session {
    let home = try home ?? Home()
    let note = home.path + "/state/descent/crash-probe.txt"
    let session = try Session(
      [note], program: "probe", size: size, home: home, environment: environment)
    // The last cell that is drawn.
    try session.wait(for: "the first frame") { session.rows[size.rows - 1].hasSuffix("끝") }
    return session
  }

  @Test("opens with everything taken, quits with everything given back")
  func opensAndQuits() throws {
    let session = try start()
    #expect(session.isAlternate && session.isRaw && !session.showsCursor)
    #expect(session.isSet(2004) && session.isSet(1000) && session.isSet(1002))
    #expect(session.rows[0] == "probe 가나다 √2 [24x80]")
    #expect(session.rows[23].hasSuffix("끝"))
    try session.send("q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
  }

  @Test(
    "signals that ask for an end",
    arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130)] as [(Int32, Int32)])
  func endings(signal: Int32, status: Int32) throws {
    let session = try start()
    session.signal(signal)
    #expect(try session.waitExit() == .status(status))
    #expect(session.kept == [])
  }

  @Test("Ctrl-C")
  func interrupt() throws {
    let session = try start()
    try session.send("\u{3}")
    #expect(try session.waitExit() == .status(130))
    #expect(session.kept == [])
  }

  @Test("exit() from anywhere")
  func exits() throws {
    let session = try start()
    try session.send("Q")
    #expect(try session.waitExit() == .status(3))
    #expect(session.kept == [])
  }

  @Test(
    "signals that kill, from outside",
    arguments: [
      SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT,
    ])
  func faults(signal: Int32) throws {
    let session = try start()
    session.signal(signal)
    #expect(try session.waitExit() == .signal(signal))
    #expect(session.kept == [])
    try expectNote(session)
  }

  @Test(
    "signals that kill without a fault of ours",
    arguments: [
      SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGPIPE,
    ])
  func kills(signal: Int32) throws {
    let session = try start()
    session.signal(signal)
    #expect(try session.waitExit() == .signal(signal))
    #expect(session.kept == [])
    #expect(session.home.crashNotes == [])
  }

  @Test("crashes from within", arguments: ["F", "X", "O", "T", "A"])
  func crashes(key: String) throws {
    let session = try start()
    try session.send(key)
    guard case .signal = try session.waitExit() else {
      Issue.record("no signal: \(session.report)")
      return
    }
    #expect(session.kept == [])
    try expectNote(session)
    if key == "F" {
      #expect(session.text.contains("the probe was asked to fail"), "the message survives")
      let note = try String(contentsOfFile: session.home.crashNotes[0], encoding: .utf8)
      #expect(note.contains("the probe was asked to fail"))
      #expect(note.contains("probe(") || note.contains("probe ("), "the calls: \(note)")
    }
    if key == "T" { #expect(session.text.contains("a worker was asked to fail")) }
  }

  /// The normal screen tells of the crash and where the note is, and the note is there.
  private func expectNote(_ session: Session) throws {
    let notes = session.home.crashNotes
    #expect(notes.count == 1)
    let flat = session.flatText
    #expect(flat.contains("stoppedbyafaultofitsown"), "\(session.text)")
    #expect(flat.contains("descent/crash-probe.txt"), "\(session.text)")
    let note = try String(contentsOfFile: notes[0], encoding: .utf8)
    #expect(note.hasPrefix("probe 1\nstopped by SIG"))
  }

  @Test("a crash whose note cannot be written says so")
  func noNote() throws {
    let home = try Home()
    #expect(FileManager.default.createFile(atPath: home.path + "/state", contents: nil))
    let session = try start(home: home)
    try session.send("A")
    #expect(try session.waitExit() == .signal(SIGABRT))
    #expect(session.kept == [])
    let flat = session.flatText
    #expect(flat.contains("nocrashnotecouldbewritten"), "\(session.text)")
  }

  @Test("standard error waits until the screen is gone")
  func standardError() throws {
    let session = try start()
    try session.send("E")
    try session.waitFor("#1")
    #expect(!session.text.contains("a word on standard error"))
    try session.send("q")
    try session.waitExit()
    #expect(session.text.contains("a word on standard error"))
  }

  @Test("an error stream that goes elsewhere stays there")
  func redirectedError() throws {
    let home = try Home()
    let session = try Session(program: "probe", home: home, error: home.path + "/log")
    try session.waitFor("ready")
    try session.send("Eq")
    try session.waitExit()
    #expect(!session.text.contains("a word"))
    #expect(
      try String(contentsOfFile: home.path + "/log", encoding: .utf8)
        == "a word on standard error\n")
  }

  @Test("Ctrl-Z and SIGTSTP give all back, SIGCONT takes it again", arguments: [true, false])
  func suspends(byKey: Bool) throws {
    let session = try start()
    if byKey { try session.send("\u{1A}") } else { session.signal(SIGTSTP) }
    try session.waitStopped()
    #expect(session.kept == [])
    session.resize(rows: 30, columns: 90)
    session.signal(SIGCONT)
    try session.waitFor("[30x90]")
    try session.waitFor("resumed")
    #expect(session.isAlternate && session.isRaw && session.isSet(2004) && session.isSet(1006))
    try session.send("q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
  }

  @Test("a stop that cannot be caught")
  func stopped() throws {
    let session = try start()
    session.signal(SIGSTOP)
    try session.waitStopped()
    session.setCooked()
    session.signal(SIGCONT)
    try session.waitFor("resumed")
    try session.wait(for: "raw modes") { session.isRaw }
    try session.send("q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
  }

  @Test("a terminal that is closed ends the program")
  func closed() throws {
    let session = try start()
    session.hangUp()
    #expect(try session.waitExit() == .status(129))
  }

  @Test(
    "no usable terminal",
    arguments: [
      (nil, "TERM is not set"), ("", "TERM is not set"), ("dumb", "cannot place its cursor"),
      ("no-such", "'no-such' is not known"), ("e\u{1B}]0;x\u{7}", "'e?]0;x?' is not known"),
    ] as [(String?, String)])
  func unusable(name: String?, message: String) throws {
    let session = try Session(program: "probe", environment: ["TERM": name])
    #expect(try session.waitExit() == .status(69))
    #expect(session.text.contains(message))
    #expect(session.kept == [])
    #expect(!session.bytes.contains(0x1B))
  }

  @Test("no terminal on input or output", arguments: [true, false])
  func noTerminal(input: Bool) throws {
    let session =
      input
      ? try Session(program: "probe", input: "/dev/null")
      : try Session(program: "probe", output: "/dev/null")
    #expect(try session.waitExit() == .status(69))
    #expect(session.text.contains("is not a terminal"))
  }

  @Test(
    "terminals of other kinds",
    arguments: [
      "xterm", "screen", "tmux-256color", "linux", "vt100", "vt220", "ansi",
    ])
  func kinds(name: String) throws {
    let session = try start(environment: ["TERM": name])
    try session.send("abc")
    try session.waitFor("#3 character(\"c\")")
    try session.send("q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
  }

  @Test("Hangul comes through in every locale", arguments: ["C", "POSIX", "ko_KR.UTF-8", nil])
  func locales(name: String?) throws {
    let session = try start(environment: ["LANG": name, "LC_ALL": nil])
    #expect(session.rows[0].hasPrefix("probe 가나다 √2"))
    try session.send("한")
    try session.waitFor("character(\"한\")")
    try session.send("q")
    try session.waitExit()
  }

  @Test("keys, split and named")
  func keys() throws {
    let session = try start()
    for (bytes, name) in [
      ("\u{1B}OA", "#1 up"), ("\u{1B}[B", "#2 down"), ("\u{1B}[5~", "#3 pageUp"),
      ("\u{1B}", "#4 escape"), ("\r", "#5 enter"), ("\u{7F}", "#6 backspace"), ("\t", "#7 tab"),
      ("\u{1B}[Z", "#8 backTab"), ("\u{4}", "#9 control(\"d\")"), ("\u{1B}[3~", "#10 delete"),
      ("\u{1B}OH", "#11 home"), ("\u{1B}OF", "#12 end"),
    ] {
      try session.send(bytes)
      try session.waitFor(name)
    }
    let bytes = Array("각".utf8)
    try session.send(Array(bytes[..<2]))
    try session.send([bytes[2]])
    try session.waitFor("#13 character(\"각\")")
    try session.send([0xFF])
    try session.send("z")
    try session.waitFor("#14 character(\"z\")")
  }

  @Test("a paste and the mouse")
  func pasteAndMouse() throws {
    let session = try start()
    try session.send("\u{1B}[200~1,2\rq\u{1B}[201~")
    try session.waitFor("#1 paste(\"1,2\\nq\")")
    try session.send("\u{1B}[<0;5;3M")
    try session.waitFor("#2 mouse(App.Mouse(action: App.Mouse.Action.press, row: 2, column: 4))")
    try session.send("\u{1B}[<0;5;3m\u{1B}[<64;1;1M")
    try session.waitFor("#4 mouse(App.Mouse(action: App.Mouse.Action.wheelUp, row: 0, column: 0))")
  }

  @Test("sizes and resizing", arguments: [(1, 1), (1, 40), (24, 1), (2, 3), (200, 500)])
  func sizes(rows: Int, columns: Int) throws {
    let session = try start()
    for (rows, columns) in [(rows, columns), (10, 100), (rows, columns), (30, 60)] {
      session.resize(rows: rows, columns: columns)
      try session.send("a")
    }
    try session.waitFor("[30x60]")
    try session.send("q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
  }

  @Test("starts at the smallest and the largest size", arguments: [(1, 1), (3, 2), (200, 500)])
  func startSizes(rows: Int, columns: Int) throws {
    let session = try Session(program: "probe", size: (rows, columns))
    try session.wait(for: "a screen") { session.isAlternate }
    try session.send("q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
  }

  @Test("LINES and COLUMNS do not hold the size")
  func exportedSize() throws {
    let session = try start(environment: ["LINES": "10", "COLUMNS": "20"])
    try session.waitFor("[24x80]")
    session.resize(rows: 12, columns: 40)
    try session.waitFor("[12x40]")
  }

  @Test("inks, and none with NO_COLOR")
  func inks() throws {
    let coloured = try start()
    #expect(coloured.cell(row: 2, column: 4).foreground == 166)
    #expect(coloured.cell(row: 2, column: 8).foreground == 29)
    #expect(coloured.cell(row: 2, column: 8).bold)
    #expect(coloured.cell(row: 2, column: 13).reverse)
    let plain = try start(environment: ["NO_COLOR": "1"])
    #expect((0..<20).allSatisfy { plain.cell(row: 2, column: $0).foreground == -1 })
    #expect(plain.cell(row: 2, column: 4).bold)
    let few = try start(environment: ["TERM": "xterm"])
    #expect(few.cell(row: 2, column: 4).foreground == 1)
  }

  @Test("a field shows the cursor, and the clipboard is asked in base64")
  func cursorAndClipboard() throws {
    let session = try start()
    try session.send("i")
    try session.wait(for: "a cursor") { session.showsCursor && session.cursor == (1, 3) }
    try session.send("y")
    try session.waitFor("copied")
    #expect(!session.showsCursor)
    #expect(session.bytes.firstRange(of: Array("\u{1B}]52;c;Y29waWVk\u{1B}\\".utf8)) != nil)
  }

  @Test("waiting costs nothing")
  func idle() throws {
    let session = try start()
    let before = session.processorTime
    // Nothing comes; the wait is the test's own deadline.
    #expect(throws: Failure.self) { try session.waitFor("never", within: .milliseconds(700)) }
    #expect(session.processorTime - before <= 1)
  }
}
