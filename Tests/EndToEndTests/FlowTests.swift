import Foundation
import Testing

/// A student at the terminal: reading, predicting, playing, changing, answering, leaving, coming back.
@Suite struct FlowTests {
  @Test("the first start: the card, the first page, and back where one stopped")
  func firstDay() throws {
    let home = try Home()
    let first = try Session(home: home)
    try first.waitFor("The art of training networks")
    try first.waitFor("한국어")
    // The card names its keys; Right goes to the first page.
    try first.send("\u{1B}[C")
    try first.waitFor("Space play")
    try first.send("Q")
    #expect(try first.waitExit() == .status(0))

    let other = try Session(["open", "hp-random"], home: home)
    try other.waitFor("Random search")
    try other.waitFor("Space play")
    try other.send("Q")
    #expect(try other.waitExit() == .status(0))

    let again = try Session(home: home)
    try again.waitFor("Random search")
    try again.waitFor("Space play")
    try again.send("Q")
    #expect(try again.waitExit() == .status(0))
  }

  @Test("reads, predicts, plays, steps back and scrubs")
  func predicts() throws {
    let session = try Session(["open", "drop-mask"])
    try session.waitFor("draw  1 of 40")
    let top = session.rows[1]
    try session.send("jj")
    try session.wait(for: "a scrolled page") { session.rows[1] != top }
    try session.send("g")
    try session.wait(for: "the top") { session.rows[1] == top }
    try session.send(" ")
    try session.waitFor("Before it runs")
    try session.send("1000\r")
    try session.wait(for: "the end of the question") { !session.text.contains("Before it runs") }
    try session.waitWhile("draw  1 of 40")
    try session.wait(for: "the last draw") { session.text.contains("draw 40 of 40") }
    try session.send(",")
    try session.waitFor("draw 39 of 40")
    try session.send("{")
    try session.waitWhile("draw 39 of 40")
    try session.send(".")
    try session.send("Q")
    #expect(try session.waitExit() == .status(0))
  }

  @Test("a formula with a mistake keeps its field, the cursor at it; mended, it runs")
  func mendsFormula() throws {
    let session = try Session(["open", "minimize", "--lang", "ko"])
    try session.waitFor("함수 rosenbrock")
    try session.send("\t\r\u{15}x^2+foo(y)\r")
    try session.waitFor("이름이 'foo'인 함수는 없다")
    let field = try #require(session.rows.firstIndex { $0.contains(": x^2+foo(y)") })
    let column = try #require(session.rows[field + 1].firstIndex(of: "^"))
    #expect(session.rows[field + 1][..<column].allSatisfy { $0 == " " })
    // The figure before it stands.
    #expect(session.text.contains("Rosenbrock"))
    // The cursor is at the mistake: what is typed next stands before it.
    try session.send("7*")
    try session.waitFor("x^2+7*foo(y)")
    try session.send("\u{15}\u{0B}x^2+y^2\r")
    try session.waitFor("함수 x^2+y^2")
    try session.send("Q")
    #expect(try session.waitExit() == .status(0))
  }

  @Test("changes a control while it plays, types a value, resets")
  func changes() throws {
    let session = try Session(["open", "thinned-net"], size: (30, 100))
    try session.waitFor("draw  1 of 40")
    try session.send(" ")
    try session.waitWhile("draw  1 of 40")
    try session.send("\t")
    let before = session.text
    try session.send("+")
    try session.wait(for: "a changed control") { session.text != before }
    try session.send("0")
    try session.send("z")
    try session.send("T")
    try session.send("\u{1B}")
    try session.waitFor("? help")
    try session.send("Q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
  }

  @Test("answers wrong, then right; both are in the log")
  func quiz() throws {
    let home = try Home()
    let session = try Session(["quiz", "drop-mask"], home: home)
    try session.waitFor("1/3")
    try session.send("12\r")
    try session.waitFor("✗")
    try session.send("\r")
    try session.waitWhile("✗")
    try session.send("\u{7F}\u{7F}128\r")
    try session.waitFor("✓")
    try session.send("\u{1B}Q")
    #expect(try session.waitExit() == .status(0))
    #expect(try answers(home) == 2)
  }

  @Test("a pasted newline never submits; what cannot be read is no answer")
  func pastes() throws {
    let home = try Home()
    let session = try Session(["quiz", "drop-mask"], home: home)
    try session.waitFor("1/3")
    try session.send("\u{1B}[200~12\r\u{1B}[201~")
    try session.waitFor("> 12")
    try session.send("+*")
    try session.waitFor("+*")
    #expect(!session.text.contains("✗"))
    try session.send("\u{3}")
    #expect(try session.waitExit() == .status(130))
    #expect(try answers(home) == 0)
  }

  @Test("a worked problem, step by step")
  func walkthrough() throws {
    let session = try Session(["open", "exam-newton-2d"], size: (40, 100))
    try session.waitFor("1. ")
    try session.send("14,8\r")
    try session.waitFor("✓")
    try session.send("\r")
    try session.waitFor("2. ")
    try session.send("6,2;2,4\r")
    try session.wait(for: "a second verdict") { session.text.split(separator: "✓").count > 2 }
    try session.send("\u{1B}Q")
    #expect(try session.waitExit() == .status(0))
    #expect(try answers(session.home) == 2)
  }

  @Test("the language changes in place, and Hangul keys work")
  func korean() throws {
    let session = try Session(["open", "drop-mask"])
    try session.waitFor("? help")
    try session.send("l")
    try session.waitFor("? 도움말")
    // ㅣ lies on the key l.
    try session.send("ㅣ")
    try session.waitFor("? help")
    try session.send("\u{1B}Q")
    #expect(try session.waitExit() == .status(0))
  }

  @Test("the help lists keys and closes again")
  func help() throws {
    let session = try Session(["open", "drop-mask"])
    try session.waitFor("? help")
    try session.send("?")
    try session.waitFor("one step back")
    try session.send("\u{1B}")
    try session.waitFor("Space play")
    try session.send("Q")
    try session.waitExit()
  }

  @Test("resizing while a film plays, down to one cell and up to 500 × 200")
  func resizes() throws {
    let session = try Session(["open", "drop-mask"])
    try session.waitFor("draw  1 of 40")
    try session.send("z")
    try session.send(" ")
    for (rows, columns) in [
      (1, 1), (2, 200), (40, 3), (18, 60), (200, 500), (10, 30), (24, 99), (24, 100), (5, 24),
    ] {
      session.resize(rows: rows, columns: columns)
      let count = session.bytes.count
      try session.send("a")
      if rows > 5 { try session.wait(for: "a new frame") { session.bytes.count > count } }
    }
    session.resize(rows: 24, columns: 80)
    // The question stands where it was asked.
    try session.waitFor("Esc skips")
    try session.send("\u{3}")
    #expect(try session.waitExit() == .status(130))
    #expect(session.kept == [])
  }

  @Test("starts at any size", arguments: [(1, 1), (1, 500), (200, 1), (17, 59), (200, 500)])
  func sizes(rows: Int, columns: Int) throws {
    let session = try Session(["open", "newton-iterate"], size: (rows, columns))
    try session.wait(for: "a screen") { session.isAlternate && session.isRaw }
    try session.send("  jz\t+l?")
    session.resize(rows: 24, columns: 80)
    try session.send("\u{1B}\u{1B}\u{1B}Q")
    // Where a guess is asked for, the keys are typed into its field; Ctrl-C ends it anywhere.
    try session.send("\u{3}")
    let exit = try session.waitExit()
    #expect(exit == .status(0) || exit == .status(130))
    #expect(session.kept == [])
  }

  /// The rows of the log, by the program's own account.
  private func answers(_ home: Home) throws -> Int {
    let session = try Session(["stats", "--json"], home: home)
    #expect(try session.waitExit() == .status(0))
    let found = session.text.firstMatch(of: /"answers" ?: ?(\d+)/)
    return try #require(found.flatMap { Int($0.1) }, "\(session.report)")
  }
}
