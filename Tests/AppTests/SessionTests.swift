import Figures
import Foundation
import Lessons
import Plot
import Study
import Testing

@testable import App

@Suite("A session")
struct SessionTests {
  @Test func theFirstCardLeadsToTheFirstPage() throws {
    var session = try start(isFirstRun: true)
    #expect(session.text.contains("Any other key begins."))
    let date = session.press("d 2026-13-01 Enter")
    #expect(date.isEmpty)
    session.press("Ctrl-U 2026-12-18 Enter")
    #expect(session.text.contains("exam on 2026-12-18"))
    session.press("Space")
    #expect(session.text.contains("Why switch units off?"))
  }

  @Test func theFirstCardIsPlainInAscii() throws {
    let session = try start(glyphs: .ascii, isFirstRun: true)
    #expect(session.text.contains("in Korean"))
    let isPlain = session.text.unicodeScalars.allSatisfy(\.isASCII)
    #expect(isPlain)
  }

  @Test(
    "a question leaves the figure it is about in sight",
    arguments: [
      Size(rows: 24, columns: 80), Size(rows: 40, columns: 120), Size(rows: 18, columns: 60),
    ])
  func questions(size: Size) throws {
    for language in Language.allCases {
      for link in ["drop-mask", "hp-random", "newton-iterate"] {
        var session = try start(link, size: size, language: language)
        session.press("Space")
        let lines = session.surface().lines()
        #expect(lines.contains { $0.contains(language == .en ? "Before it runs" : "실행하기 전에") })
        #expect(lines.last?.contains("Esc") == true)
        #expect(session.cursor != nil)
        // The timeline is there, and more than a few rows of figure above it.
        let timeline = try #require(lines.lastIndex { $0.contains("[o") })
        #expect(timeline == size.rows - 2, "\(link)")
        let drawn = lines[(timeline - 9)..<timeline].count { !$0.allSatisfy { $0 == " " } }
        #expect(drawn >= 5)
      }
    }
  }

  @Test func aFigureIsPredictedPlayedAndStepped() throws {
    var session = try start("drop-mask")
    #expect(!session.isPlaying)
    session.press("Space")
    #expect(session.text.contains("what do you expect?"))
    let effects = session.press("1000 Enter")
    #expect(effects.answers.map(\.origin) == [.prediction])
    #expect(session.isPlaying)
    for _ in 0..<200 { session.settle(.tick(0.1)) }
    #expect(!session.isPlaying)
    #expect(session.text.contains("draw 40 of 40"))
    session.press(",")
    #expect(session.text.contains("draw 39 of 40"))
  }

  @Test func controlsTurnTypeAndRefuse() throws {
    var session = try start("newton-iterate")
    session.press("Tab Tab Tab")
    session.press("+")
    #expect(session.text.contains("0.11"))
    session.press("Enter Ctrl-U 0.05 Enter")
    #expect(session.text.contains("0.05"))
    session.press("Enter Ctrl-U abc Enter")
    #expect(session.text.contains("write"))
    session.press("Esc 0")
    #expect(session.text.contains("0.1 "))
  }

  @Test func aQuizIsLoggedBeforeItsVerdictIsShown() throws {
    var session = try start("drop-mask", quiz: true)
    let wrong = session.press("99 Enter")
    #expect(wrong.answers.map(\.verdict) == [.wrong])
    #expect(wrong.answers.first?.attempt == 1)
    #expect(session.text.contains("✗"))
    session.press("h Enter Ctrl-U")
    let right = session.press("2^7 Enter")
    #expect(right.answers.map(\.verdict) == [.right])
    #expect(right.answers.first?.hints == 1)
    #expect(right.answers.first?.showing == wrong.answers.first?.showing)
    #expect(session.text.contains("✓"))
    session.settle(.recorded(showing: "", attempt: 1, saved: false))
    #expect(session.text.contains("not saved"))
  }

  @Test func whatCannotBeReadUsesUpNothing() throws {
    var session = try start("drop-mask", quiz: true)
    let effects = session.press("2+ Enter")
    #expect(effects.answers.isEmpty)
    #expect(session.text.contains("? cannot read this"))
  }

  @Test func aWalkthroughCarriesASlipForward() throws {
    var session = try start("exam-newton-2d")
    let first = session.press("(14,8) Enter")
    #expect(first.answers.map(\.verdict) == [.right])
    let second = session.press("[[6,2],[2,4]] Enter")
    #expect(second.answers.map(\.item) == ["exam-newton-2d.H"])
    session.press("Esc s")
    #expect(session.text.contains("="))
    // The determinant shown, the kind of point chosen, then a step with the sign lost, carried on.
    session.press("1 Enter")
    if session.text.contains("✗") { session.press("Enter 2 Enter") }
    if session.text.contains("✗") { session.press("Enter 3 Enter") }
    let slip = session.press("(2,1) Enter")
    #expect(slip.answers.map(\.verdict) == [.wrong])
    #expect(slip.answers.first?.mistake == "MN7")
    session.press("n")
    let carried = session.press("(5,3) Enter")
    #expect(carried.answers.map(\.verdict) == [.carried])
  }

  @Test func languageAndGlyphsChangeInPlace() throws {
    var session = try start("hp-random")
    let language = session.press("l")
    #expect(language.contains { if case .configure("lang", "ko") = $0 { true } else { false } })
    #expect(session.text.contains("격자"))
    session.press("A")
    let isPlain = session.text.unicodeScalars.allSatisfy {
      $0.value < 128 || (0xAC00...0xD7A3).contains($0.value) || (0x3130...0x318F).contains($0.value)
    }
    #expect(isPlain)
  }

  @Test func theWayBackNeverQuitsByEscape() throws {
    var session = try start("drop-mask")
    session.press("Esc Esc Esc Esc")
    #expect(!session.isFinished)
    session.press("q")
    #expect(session.isFinished && session.exitStatus == 0)
    var other = try start("drop-mask")
    let effects = other.press("Ctrl-C")
    #expect(other.exitStatus == 130)
    #expect(effects.places == ["drop-mask"])
  }

  @Test func aLinkComesBackToTheSameMoment() throws {
    var session = try start("newton-iterate?eta=0.05&t=7")
    #expect(session.text.contains("step  7"))
    let copied = session.press("u").compactMap {
      if case .copy(let text) = $0 { text } else { nil }
    }
    #expect(copied == ["descent open 'newton-iterate?eta=0.05&t=7'"])
  }

  @Test func theMouseFocusesAControlAndDragsItsSlider() throws {
    var session = try start("drop-mask")
    func place(_ word: String) throws -> (row: Int, column: Int) {
      let lines = session.surface().lines()
      let row = try #require(lines.lastIndex { $0.contains(word) })
      let before = try #require(lines[row].range(of: word)).lowerBound
      return (row, lines[row].distance(from: lines[row].startIndex, to: before))
    }
    let control = try place("p-hidden")
    session.settle(.mouse(Mouse(.press, row: control.row, column: control.column)))
    let slider = try place("[=")
    session.settle(.mouse(Mouse(.press, row: slider.row, column: slider.column + 12)))
    #expect(session.text.contains("p-hidden 0.9"))
  }

  @Test func aFormulaThatHasNoValuePointsAtTheCharacter() throws {
    var session = try start("minimize")
    session.press("Tab Enter Ctrl-U")
    for letter in "x^2 + xy" { session.settle(.key(.character(letter))) }
    session.press("Enter")
    #expect(session.text.contains("write x y"))
    let lines = session.surface().lines()
    let field = try #require(lines.firstIndex { $0.contains("f: x^2 + xy") })
    #expect(lines[field + 1].hasPrefix("          ^ "), "\(lines[field + 1])")
  }

  @Test func wordsAreFoundOnAPage() throws {
    var session = try start("newton-iterate")
    session.press("/ gradient Enter")
    #expect(session.text.lowercased().contains("gradient"))
    session.press("/ zebra Enter")
    #expect(session.text.contains("not on this page"))
  }

  @Test("no size traps, and every screen draws within it")
  func sizes() throws {
    for link in ["contents", "drop-mask", "minimize", "exam-newton-2d", "glossary"] {
      var session = try start(link)
      for rows in [1, 4, 17, 18, 24, 200] {
        for columns in [1, 23, 59, 60, 99, 100, 500] {
          session.settle(.resize(Size(rows: rows, columns: columns)))
          #expect(session.surface().size == Size(rows: rows, columns: columns))
        }
      }
    }
  }

  @Test("random keys never trap")
  func monkeys() throws {
    let keys: [Key] =
      "jkgGnpthsrczPyTuloAw/:?0,.<>[]{}+-=123q ㅂㅁ가e9x".map { .character($0) }
      + [.enter, .escape, .tab, .backTab, .up, .down, .left, .right, .backspace, .control("d")]
    for link in ["drop-mask", "hp-random", "newton-iterate", "search", "exam-newton-2d"] {
      var session = try start(link)
      var state: UInt32 = 12345
      for step in 0..<400 {
        state = state &* 1_664_525 &+ 1_013_904_223
        session.settle(.key(keys[Int(state >> 8) % keys.count]))
        if step % 16 == 0 { session.settle(.tick(0.2)) }
        if step % 20 == 0 { _ = session.surface() }
      }
    }
  }
}
