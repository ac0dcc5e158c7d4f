import Foundation
import Testing

/// Terminals, locales, homes and texts that nobody would wish for.
@Suite struct BadDaysTests {
  @Test(
    "no screen to be had: plain lines, one line of talk, status 0",
    arguments: [
      nil, "", "dumb", "no-such-terminal",
    ])
  func noScreen(term: String?) throws {
    let session = try Session(["open", "drop-mask"], environment: ["TERM": term])
    try session.waitFor("mask")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
    #expect(!session.bytes.contains(0x1B))
  }

  @Test("the bare command without a terminal prints the contents", arguments: [true, false])
  func noTerminal(input: Bool) throws {
    let home = try Home()
    let session =
      input
      ? try Session(home: home, input: "/dev/null")
      : try Session(home: home, output: home.path + "/out")
    #expect(try session.waitExit() == .status(0))
    let text =
      input
      ? session.text : try String(contentsOfFile: home.path + "/out", encoding: .utf8)
    #expect(text.contains("descent quiz"), "\(text)")
    #expect(!text.contains("\u{1B}"))
  }

  @Test(
    "any locale shows Hangul; a plain one gets ASCII pictures", arguments: ["C", "POSIX", "xx"])
  func locales(name: String) throws {
    let session = try Session(
      ["open", "drop-mask", "--lang", "ko"], environment: ["LANG": name, "LC_ALL": nil])
    try session.waitFor("? 도움말")
    #expect(!session.text.unicodeScalars.contains { (0x2800...0x28FF).contains($0.value) })
    try session.send("Q")
    #expect(try session.waitExit() == .status(0))
  }

  @Test("NO_COLOR and --color never: no colours, still bold")
  func noColour() throws {
    for session in [
      try Session(["open", "drop-mask"], environment: ["NO_COLOR": "1"]),
      try Session(["open", "drop-mask", "--color", "never"]),
    ] {
      try session.waitFor("? help")
      let cells = (0..<24).flatMap { row in (0..<80).map { session.cell(row: row, column: $0) } }
      #expect(cells.allSatisfy { $0.foreground == -1 && $0.background == -1 })
      #expect(cells.contains { $0.bold })
      try session.send("Q")
      try session.waitExit()
    }
  }

  @Test("--no-mouse leaves the mouse to the terminal")
  func noMouse() throws {
    let session = try Session(["open", "drop-mask", "--no-mouse"])
    try session.waitFor("? help")
    #expect(!session.isSet(1000) && !session.isSet(1002) && session.isSet(2004))
    try session.send("Q")
    try session.waitExit()
  }

  @Test("the mouse wheel scrolls the prose")
  func wheel() throws {
    let session = try Session(["open", "drop-mask"])
    try session.waitFor("? help")
    let top = session.rows[1]
    try session.send("\u{1B}[<65;10;4M")
    try session.wait(for: "a scrolled page") { session.rows[1] != top }
    try session.send("Q")
    try session.waitExit()
  }

  /// As root nothing is read-only; a path through a file is refused to everybody.
  @Test("a home that cannot be written: lessons go on, nothing is called saved, 74 in the end")
  func readOnlyHome() throws {
    let nowhere = "/dev/null/home"
    let session = try Session(
      ["quiz", "drop-mask"],
      environment: [
        "HOME": nowhere, "XDG_DATA_HOME": nowhere + "/data", "XDG_CONFIG_HOME": nowhere + "/config",
        "XDG_STATE_HOME": nowhere + "/state",
      ])
    try session.waitFor("1/3")
    try session.send("12\r")
    try session.waitFor("✗")
    try session.waitFor("not saved")
    try session.send("\u{1B}Q")
    #expect(try session.waitExit() == .status(74))
    #expect(session.kept == [])
    #expect(session.text.contains("fix:"))
  }

  @Test("a home that is not there is made, for its owner alone")
  func missingHome() throws {
    let home = try Home()
    let session = try Session(
      ["quiz", "drop-mask"], home: home, environment: ["XDG_DATA_HOME": home.path + "/a/b/c"])
    try session.waitFor("1/3")
    try session.send("12\r")
    try session.waitFor("✗")
    try session.send("\u{3}")
    try session.waitExit()
    let folder = home.path + "/a/b/c/descent"
    let modes = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions]
    #expect((modes as? NSNumber)?.intValue == 0o700)
  }

  @Test("SIGKILL right after a verdict loses nothing", arguments: 0..<5)
  func killed(turn: Int) throws {
    let home = try Home()
    let session = try Session(["quiz", "drop-mask"], home: home)
    try session.waitFor("1/3")
    try session.send("12\r")
    try session.waitFor("✗")
    session.signal(SIGKILL)
    #expect(try session.waitExit() == .signal(SIGKILL))
    let stats = try Session(["stats", "--json"], home: home)
    #expect(try stats.waitExit() == .status(0))
    #expect(stats.text.firstMatch(of: /"answers" ?: ?1\b/) != nil, "\(stats.report)")
  }

  // MARK: Escapes

  /// What would set the window's title, if a terminal saw it.
  private let attack = "\u{1B}]0;evil\u{7}\u{9B}31m\u{202E}"

  private func expectHarmless(_ session: Session) {
    #expect(session.bytes.firstRange(of: Array("\u{1B}]0;".utf8)) == nil)
    #expect(!session.bytes.contains(0x07))
    #expect(session.bytes.firstRange(of: Array("\u{9B}".utf8)) == nil)
    #expect(session.bytes.firstRange(of: Array("\u{202E}".utf8)) == nil)
  }

  @Test("escapes in a link", arguments: ["open", "render", "run", "quiz"])
  func link(command: String) throws {
    for link in ["drop\(attack)", "drop-mask?p=\(attack)", "drop-mask?\(attack)=1"] {
      let session = try Session([command, link])
      #expect(try session.waitExit() == .status(64))
      #expect(session.text.contains("fix:"), "\(session.report)")
      expectHarmless(session)
    }
  }

  @Test("escapes in an answer, typed and pasted")
  func answer() throws {
    let session = try Session(["quiz", "drop-mask"])
    try session.waitFor("1/3")
    try session.send("\u{1B}[200~1\(attack)2\u{1B}[201~\r")
    try session.send("\u{9B}\u{202E}5\r")
    try session.waitFor("5")
    try session.send("\u{3}")
    #expect(try session.waitExit() == .status(130))
    expectHarmless(session)
  }

  @Test("escapes in a pack")
  func pack() throws {
    let home = try Home()
    let lessons = home.path + "/lessons"
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("lessons")
      .resolvingSymlinksInPath()
    try FileManager.default.copyItem(atPath: source.path, toPath: lessons)
    // One module is enough, and quicker to check.
    for other in ["hyper", "newton", "exam"] {
      try FileManager.default.removeItem(atPath: lessons + "/" + other)
    }
    try "format: 1\nid: pack\ntitle: Pack\nlanguages: [en, ko]\nmodules: [dropout]\n".write(
      toFile: lessons + "/pack.yaml", atomically: true, encoding: .utf8)
    let page = lessons + "/dropout/02-drop-mask.en.md"
    var text = try String(contentsOfFile: page, encoding: .utf8)
    let prose = try #require(text.range(of: "Before a training step"))
    text.replaceSubrange(prose, with: "Before \(attack) a training step")
    let title = try #require(text.range(of: "title: "))
    text.replaceSubrange(title, with: "title: a\u{1B}[31m ")
    try text.write(toFile: page, atomically: true, encoding: .utf8)

    let session = try Session(["open", "drop-mask", "--lessons", lessons], home: home)
    try session.wait(for: "the page or a refusal") {
      session.text.contains("? help") || session.text.contains("fix:")
    }
    if session.isAlternate { try session.send("Q") }
    try session.waitExit()
    expectHarmless(session)
    let rendered = try Session(["render", "drop-mask", "--lessons", lessons], home: home)
    try rendered.waitExit()
    expectHarmless(rendered)
    let checked = try Session(["check", lessons], home: home)
    try checked.waitExit()
    expectHarmless(checked)
  }
}
