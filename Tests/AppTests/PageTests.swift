import Figures
import Lessons
import Plot
import Study
import Testing

@testable import App

extension Session {
  fileprivate var header: String { surface().lines().first ?? "" }
}

@Suite("The exam problems of a page")
struct PageDrillTests {
  @Test func onlyOneOpensAtOnce() throws {
    var session = try start("newton-step")
    session.press("e")
    #expect(!session.text.contains("Which exam problem?"))
    #expect(session.header.contains("A Newton step by hand"))
  }

  @Test("of several the student chooses", arguments: ["1", "2", "Enter", "Down Enter", "j Space"])
  func choice(keys: String) throws {
    var session = try start("drop-counting")
    session.press("e")
    #expect(session.text.contains("Which exam problem?"))
    #expect(session.text.contains("Enter opens"))
    session.press(keys)
    let second = ["2", "Down Enter", "j Space"].contains(keys)
    #expect(session.header.contains(second ? "The noise of a mask" : "Counting survivors"))
    // Back on the page the list is gone.
    session.press("q")
    #expect(!session.text.contains("Which exam problem?"))
  }

  @Test func theListGoesByEscapeOrByAnyOtherKey() throws {
    var session = try start("drop-counting")
    let before = session.text
    session.press("e Esc")
    #expect(session.text == before)
    session.press("e t")
    #expect(session.header.contains("Quiz"))
  }

  @Test func theFirstThatIsNotDoneIsLitAndTheOthersAreTicked() throws {
    let pack = try lessons()
    let entry = try #require(
      pack.modules.flatMap(\.walkthroughs).first { $0.id == "exam-survivors" })
    var record = Record()
    for item in entry.items {
      record.add(
        Answer(
          pack: pack.id, item: item, skill: item, origin: .walkthrough, seed: 0, showing: item,
          attempt: 1, response: "", verdict: .right))
    }
    let desk = Desk(
      pack: pack, size: Size(rows: 24, columns: 80), language: .en, glyphs: .unicode,
      record: record)
    var session = try Session(desk: desk, opening: Link(parsing: "drop-counting"))
    session.settle(session.entered())
    session.press("e")
    let done = try #require(
      session.surface().lines().first { $0.contains("1  ") && $0.contains("✓") })
    #expect(!done.isEmpty)
    session.press("Enter")
    #expect(session.header.contains("The noise of a mask"))
  }

  @Test(
    "it holds at any size", arguments: [Size(rows: 18, columns: 60), Size(rows: 40, columns: 120)])
  func sizes(size: Size) throws {
    for language in Language.allCases {
      var session = try start("exam-newton", size: size, language: language)
      // The last of ten, by arrows and by its digit.
      session.press("z e G")
      let lit = session.surface().lines().contains { $0.contains("0  ") }
      #expect(lit)
      session.press("0")
      #expect(session.header.contains(language == .en ? "The price of a Newton step" : "뉴턴 걸음의 값"))
    }
  }

  @Test func aClickOpens() throws {
    var session = try start("drop-counting")
    session.press("e")
    session.settle(.mouse(Mouse(.press, row: 3, column: 10)))
    #expect(session.header.contains("The noise of a mask"))
  }
}

@Suite("Figures of a page")
struct PageFigureTests {
  @Test("the figure in view follows the prose", arguments: [24, 40])
  func follow(rows: Int) throws {
    let size = Size(rows: rows, columns: 80)
    var session = try start("exam-hyper", size: size)
    #expect(session.text.contains("log-uniform"))
    session.press("G")
    let second = session.text
    #expect(second.contains("N = ") || second.contains("trial"))
    #expect(!second.contains("[log-uniform]"))
    session.press("g")
    #expect(session.text.contains("log-uniform"))
  }
}
