import Figures
import Plot
import Testing

@testable import App

/// Wrong values keep their field open, with the cursor at the mistake; the figure stands as it was.
@Suite("Typed values")
struct TypingTests {
  /// The laboratory with the field of its formula open and emptied.
  private func lab(_ language: Language = .en, size: Size = Size(rows: 24, columns: 80)) throws
    -> Session
  {
    var session = try start("minimize", size: size, language: language)
    session.press("Tab Enter Ctrl-U")
    return session
  }

  private func row(_ session: Session, of text: String) throws -> Int {
    try #require(session.surface().lines().firstIndex { $0.contains(text) })
  }

  @Test(
    "a formula that cannot be read, and one that only the run refuses",
    arguments: [
      ("x^2+*3", 4, "number"), ("x^2+foo(y)", 4, "foo"), ("x^2+qqq", 4, "qqq"),
      ("sin(x", 5, "comma"),
    ])
  func formulas(text: String, column: Int, word: String) throws {
    var session = try lab()
    let before = session.surface().lines().prefix(12)
    session.press(text + " Enter")
    // The figure is the one before, the field open with its text, the cursor at the mistake.
    #expect(session.surface().lines().prefix(12) == before)
    let field = try row(session, of: "f: " + text)
    let cursor = try #require(session.cursor)
    #expect(cursor.row == field && cursor.column == 4 + column)
    let lines = session.surface().lines()
    let under = Array(lines[field + 1])
    #expect(under[cursor.column] == "^", "\(lines[field + 1])")
    #expect(lines[(field + 1)...].joined().contains(word), "\(lines[(field + 1)...])")
    // What is wrong stands until the text changes.
    session.press("Left")
    #expect(session.surface().lines()[field + 1].contains("^"))
    session.press("9")
    #expect(!session.text.contains("^ "))
    session.press("Esc")
    #expect(session.cursor == nil && session.text.contains("f rosenbrock"))
  }

  @Test("a formula is taken once its run takes it, and only then kept for the next visit")
  func mended() throws {
    var session = try lab()
    let refused = session.press("x^2+y^2+zz Enter")
    #expect(!refused.contains { if case .settings = $0 { true } else { false } })
    let effects = session.press("Ctrl-U Ctrl-K x^2+y^2 Enter")
    #expect(session.cursor == nil)
    #expect(session.text.contains("f x^2+y^2"))
    let kept = effects.compactMap { if case .settings(_, let link) = $0 { link } else { nil } }
    #expect(kept == ["minimize?f=x^2+y^2"])
  }

  @Test("values that fit only together are typed one after the other, and given up together")
  func together() throws {
    var session = try start("minimize?start=1,2")
    session.press("Tab Enter Ctrl-U quartic Enter")
    // The start has two numbers, the function one variable: the field moves on to the start.
    #expect(session.text.contains("start: 1,2"))
    #expect(session.text.contains("quartic has 1 variable"))
    session.press("Esc")
    #expect(session.text.contains("f rosenbrock") && session.text.contains("start 1,2"))
    session.press("Shift-Tab Enter Ctrl-U quartic Enter Ctrl-U 1.5 Enter")
    #expect(session.cursor == nil)
    #expect(session.text.contains("f quartic") && session.text.contains("start 1.5"))
  }

  @Test(
    "numbers, choices and lists say what is allowed, in both languages",
    arguments: [
      ("dropout-mask", 2, "1.5", "1.5 is out of range", "0부터 1까지의 수를 적어라"),
      ("dropout-mask", 1, "many", "not a whole number", "정수를 적어라"),
      ("minimize", 3, "newtown", "there is no 'newtown'", "'newton'을 적어라"),
      ("minimize", 2, "1,b", "'b' is not a number", "쉼표로 나눈다"),
      ("dropout-layer", 3, "1,2", "2 numbers, but W has 3 rows", "W의 행마다 수를 하나씩 적어라"),
    ])
  func values(id: String, tab: Int, text: String, english: String, korean: String) throws {
    for language in Language.allCases {
      var session = try start(id, size: Size(rows: 24, columns: 100), language: language)
      let before = session.text
      let tabs = Array(repeating: "Tab", count: tab).joined(separator: " ")
      session.press("\(tabs) Enter Ctrl-U \(text) Enter")
      #expect(session.cursor != nil)
      #expect(session.text.contains(": " + text))
      #expect(session.text.contains(language == .en ? english : korean), "\(session.text)")
      session.press("Esc Esc")
      #expect(session.text == before)
    }
  }

  @Test("of a very long text the place of the cursor is shown, and typing goes on")
  func long() throws {
    var session = try lab()
    session.settle(.paste(String(repeating: "x^2 + ", count: 200_000)))
    #expect(session.cursor?.column == 77)
    session.settle(.key(.home))
    #expect(session.cursor?.column == 4)
    session.press("Enter")
    #expect(session.cursor != nil && session.text.contains("f: "))
    session.press("Esc")
    #expect(session.text.contains("f rosenbrock"))
  }

  @Test("Esc and a click: the old value, the place in the text")
  func leaving() throws {
    var session = try lab()
    session.press("Ctrl-U abs(x)+y^2")
    let cursor = try #require(session.cursor)
    session.settle(.mouse(Mouse(.press, row: cursor.row, column: cursor.column - 3)))
    #expect(session.cursor?.column == cursor.column - 3)
    // Elsewhere a click leaves the field as it is.
    session.settle(.mouse(Mouse(.press, row: 4, column: 4)))
    #expect(session.cursor?.column == cursor.column - 3)
    session.press("Esc")
    #expect(session.text.contains("f rosenbrock"))
  }

  @Test("in the smallest window and with the figure on a page, the field and its words have room")
  func small() throws {
    for size in [
      Size(rows: 18, columns: 60), Size(rows: 24, columns: 80), Size(rows: 50, columns: 200),
    ] {
      for language in Language.allCases {
        var session = try lab(language, size: size)
        session.press("x^2+foo(y) Enter")
        let field = try row(session, of: "x^2+foo(y)")
        let lines = session.surface().lines()
        #expect(lines[field + 1].contains("^"))
        #expect(lines[(field + 1)...].joined().contains("foo"))
        #expect(session.cursor?.row == field)
      }
    }
  }

  @Test("a refused value while another control was turned: the figure as it was")
  func late() throws {
    var session = try lab()
    session.press("x^2+foo(y)")
    // The film is on its way while the student goes on.
    let effects = session.handle(.key(.enter))
    for key: Key in [.tab, .character("+")] { _ = session.handle(.key(key)) }
    session.settle(effects)
    session.settle(session.entered())
    #expect(session.cursor != nil && session.text.contains("f: x^2+foo(y)"))
    session.press("Esc")
    #expect(session.text.contains("f rosenbrock"))
  }
}
