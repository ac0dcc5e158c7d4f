import Foundation
import Testing

/// The tutor itself, and every way out of it: the terminal is given back, the status says how it ended.
@Suite struct WaysOutTests {
  private func start(_ arguments: [String] = ["open", "drop-mask"]) throws -> Session {
    let session = try Session(arguments)
    // Where a field is open, its keys are named in place of the help.
    try session.wait(for: "the status line") {
      session.text.contains("? help") || session.text.contains("Enter submits")
    }
    #expect(session.isAlternate && session.isRaw)
    return session
  }

  @Test(
    "Q quits from a page and says what was done",
    arguments: [
      ["open", "drop-mask"], ["open", "newton-iterate"], ["open", "minimize"],
      ["quiz", "hp-random"],
      ["open", "contents"],
    ])
  func quits(arguments: [String]) throws {
    let session = try start(arguments)
    // In a question the keys go to its field first.
    try session.send("\u{1B}")
    try session.send("Q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
    #expect(session.text.contains { $0.isLetter }, "the farewell")
  }

  @Test("q leads back to the contents and then out")
  func back() throws {
    let session = try start()
    try session.send("q")
    try session.waitFor("Space open")
    try session.send("q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
  }

  @Test(
    "Ctrl-C ends with 130, in a field too",
    arguments: [
      ["open", "drop-mask"], ["quiz", "drop-mask"], ["open", "exam-newton-2d"],
    ])
  func interrupt(arguments: [String]) throws {
    let session = try start(arguments)
    try session.send("12\u{3}")
    #expect(try session.waitExit() == .status(130))
    #expect(session.kept == [])
  }

  @Test(
    "signals that ask for an end, also while a film plays",
    arguments: [
      (SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130),
    ] as [(Int32, Int32)])
  func signals(signal: Int32, status: Int32) throws {
    let session = try start(["open", "thinned-net"])
    let still = session.text
    try session.send(" ")
    try session.wait(for: "motion") { session.text != still }
    session.signal(signal)
    #expect(try session.waitExit() == .status(status))
    #expect(session.kept == [])
  }

  @Test("a closed terminal")
  func closed() throws {
    let session = try start()
    session.hangUp()
    #expect(try session.waitExit() == .status(129))
  }

  @Test("a crash leaves its message and a note", arguments: [SIGILL, SIGSEGV, SIGTRAP, SIGABRT])
  func crash(signal: Int32) throws {
    let session = try start()
    session.signal(signal)
    #expect(try session.waitExit() == .signal(signal))
    #expect(session.kept == [])
    #expect(session.flatText.contains("stoppedbyafaultofitsown"), "\(session.report)")
    let note = try #require(session.home.crashNotes.first)
    #expect(session.flatText.contains(note))
    let text = try String(contentsOfFile: note, encoding: .utf8)
    #expect(text.contains("place: drop-mask"), "\(text)")
  }

  @Test("Ctrl-Z and SIGTSTP give the terminal back, fg goes on", arguments: [true, false])
  func suspends(byKey: Bool) throws {
    let session = try start()
    if byKey { try session.send("\u{1A}") } else { session.signal(SIGTSTP) }
    try session.waitStopped()
    #expect(session.kept == [])
    session.signal(SIGCONT)
    try session.wait(for: "the screen again") { session.isAlternate && session.isRaw }
    try session.waitFor("? help")
    try session.send("Q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
  }

  @Test("Ctrl-Z stops the whole job, as under make run")
  func suspendsJob() throws {
    let command = "'\(Session.path(of: "descent"))' open drop-mask; exit $?"
    let session = try Session(["-c", command], program: "/bin/sh")
    try session.waitFor("? help")
    try session.send("\u{1A}")
    // What is told here is the shell's stop.
    try session.waitStopped()
    #expect(session.kept == [])
    // The shell may stop before the program it started has: a signal to go on that comes too early is lost.
    let beats = DispatchTime.now().uptimeNanoseconds
    var told: UInt64 = 0
    try session.wait(for: "the screen again") {
      let passed = (DispatchTime.now().uptimeNanoseconds - beats) / 500_000_000 + 1
      if passed > told {
        told = passed
        session.signal(SIGCONT, group: true)
      }
      return session.isAlternate && session.isRaw
    }
    try session.send("\u{3}")
    #expect(try session.waitExit() == .status(130))
    #expect(session.kept == [])
  }

  @Test("a stop that nobody can catch")
  func stopped() throws {
    let session = try start()
    session.signal(SIGSTOP)
    try session.waitStopped()
    session.setCooked()
    session.signal(SIGCONT)
    try session.wait(for: "raw modes") { session.isRaw }
    try session.waitFor("? help")
    try session.send("Q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
  }

  @Test("no processor time while idle, and none while paused")
  func idle() throws {
    let session = try start(["open", "thinned-net"])
    let still = session.text
    try session.send(" ")
    try session.wait(for: "motion") { session.text != still }
    try session.send(" ")
    // A key that does nothing here, answered by a help that opens and closes: the pause has been drawn.
    try session.send("?")
    try session.wait(for: "the help") { !session.text.contains("Space play") }
    try session.send("\u{1B}")
    try session.waitFor("Space play")
    // Films under way end first.
    #expect(throws: Failure.self) { try session.waitFor("never", within: .milliseconds(300)) }
    let before = (session.processorTime, session.sleeps)
    #expect(throws: Failure.self) { try session.waitFor("never", within: .milliseconds(2200)) }
    #expect(session.processorTime - before.0 <= 1)
    #expect(session.sleeps == before.1, "nothing wakes")
  }
}
