import Figures
import Lessons
import Plot
import Testing

@testable import App

@Suite("A cross-hair")
struct CrossHairTests {
  @Test func readsTheStepsOfAPath() throws {
    var session = try start("minimize?t=3", size: Size(rows: 40, columns: 120))
    session.press("x")
    #expect(session.text.contains("#3"))
    session.press("Left")
    #expect(session.text.contains("w1 = 0.763115, w2 = -3.17503, #2: 1411.85"))
    session.press("Left Left Left")
    #expect(session.text.contains("w1 = -1.2, w2 = 1, #0: 24.2"))
    // Stepping goes on under it; the datum that it stands on stays.
    session.press(".")
    #expect(session.text.contains("step 4 of 6"))
    #expect(session.text.contains("#0"))
    // From cell to cell there is no step to name; the function is still read.
    session.press("x Right Right Up")
    let status = try #require(session.surface().lines().last)
    #expect(status.contains("w1 = ") && status.contains(": ") && !status.contains("#"))
    session.press("x")
    #expect(!session.text.contains("Esc off"))
  }

  @Test func goesFromPlotToPlotAndLeavesByEscape() throws {
    var session = try start("newton-iterate?t=4", size: Size(rows: 40, columns: 120))
    session.press("x")
    let first = try #require(session.surface().lines().last)
    session.press("Tab")
    let second = try #require(session.surface().lines().last)
    #expect(first != second)
    session.press("Esc")
    #expect(!session.text.contains("Esc off"))
    // Escape took the cross away and nothing else.
    #expect(session.text.contains("step  4"))
  }

  @Test func readsWhereTheMouseClicks() throws {
    var session = try start("minimize?t=6", size: Size(rows: 40, columns: 120))
    session.settle(.mouse(Mouse(.press, row: 12, column: 30)))
    #expect(session.text.contains("w1 = "))
    session.press("Esc")
    #expect(!session.text.contains("Esc off"))
  }

  @Test(
    "it holds at any size, in words too", arguments: ["minimize", "drop-scaling", "thinned-net"])
  func sizes(link: String) throws {
    var session = try start(link)
    session.press("x Left Up x Right Down")
    for size in [
      Size(rows: 18, columns: 60), Size(rows: 5, columns: 24), Size(rows: 60, columns: 200),
    ] {
      session.settle(.resize(size))
      #expect(session.surface().size == size)
      session.press("Left . Right ,")
    }
    session.press("c Tab Left")
    #expect(session.surface().size == Size(rows: 60, columns: 200))
  }
}

/// Asks for a point of the figure: the minimum is at (2, 4).
private func asking() throws -> PlacedFigure {
  let plane = Figure(
    id: "plane", title: Words("Plane"), controls: [],
    run: { _ in
      Film(
        frames: 3, status: .done, reason: Reason(code: "", text: Words("")), step: { .int($0) },
        scene: { frame, _ in
          Scene(
            title: "frame \(frame)",
            body: .chart(
              Chart(
                x: Axis("x", -10...10), y: Axis("y", -10...10),
                marks: [.points([Point(0, 0)], .small, .plain)])))
        }, twin: { _, _ in Twin(sentence: "") })
    }, python: { _ in "" })
  let part = Part(
    id: nil, ask: RichText(), form: .point, precision: Words(""),
    solution: RichText(en: [.text("(2, 4)")], ko: [.text("(2, 4)")]))
  let item = Item(id: "plane.guess", skill: "plane", aliases: [], page: "plane") {
    seed, _ throws(Diagnostic) in
    Question(
      item: "plane.guess", skill: "plane", seed: seed, hasDraws: false,
      ask: RichText(en: [.text("Where is the minimum?")], ko: [.text("?")]), parts: [part],
      hints: [],
      why: RichText(), replay: nil,
      marker: { responses in
        guard case .point(let point)? = responses.first else {
          return Marking(verdict: .invalid, parts: [Marking.PartMark(verdict: .invalid)])
        }
        let isNear = abs(point.x - 2) < 0.5 && abs(point.y - 4) < 0.5
        let verdict: Verdict = isNear ? .right : .wrong
        return Marking(
          verdict: verdict,
          parts: [
            Marking.PartMark(
              verdict: verdict, reading: NumberText.vector([point.x, point.y], digits: 2))
          ])
      })
  }
  return PlacedFigure(figure: plane, settings: plane.initialSettings, prediction: item)
}

@Suite("A point as a prediction")
struct PointPredictionTests {
  private func session() throws -> Session {
    let page = Page(
      id: "plane", module: "m", title: Words("Plane"), goals: [], needs: [], covers: [], drills: [],
      documents: [:], figures: [try asking()], items: [])
    let desk = Desk(
      pack: try lessons(), size: Size(rows: 24, columns: 80), language: .en, glyphs: .ascii)
    var session = Session(desk: desk, screens: [.page(PageScreen(page))])
    session.settle(session.entered())
    return session
  }

  @Test func isSetWithKeysDrawnAndScored() throws {
    var session = try session()
    session.press("Space")
    #expect(session.text.contains("Where is the minimum?"))
    #expect(session.text.contains("arrows or a click"))
    // Nothing is set yet: Enter waits.
    #expect(session.press("Enter").answers.isEmpty)
    session.press("Right Right Right Up")
    #expect(!session.text.contains("arrows or a click"))
    let answers = session.press("Enter").answers
    #expect(answers.map(\.origin) == [.prediction])
    #expect(answers.first?.verdict == .wrong)
    // The guess is there from the first frame on, the truth only at the end.
    #expect(session.text.contains("?"))
    let early = session.surface().lines().dropFirst(9).prefix(11)
    #expect(!early.contains { $0.contains(" x ") && $0.contains("?") })
    for _ in 0..<20 { session.settle(.tick(1)) }
    #expect(session.text.contains("it is (2, 4) (off by"))
  }

  @Test func isSetWithTheMouse() throws {
    var session = try session()
    session.press("Space")
    let lines = session.surface().lines()
    let row = try #require(lines.lastIndex { $0.contains("+") }) - 4
    session.settle(.mouse(Mouse(.press, row: row, column: 50)))
    #expect(!session.text.contains("arrows or a click"))
    let first = session.press("Enter").answers
    #expect(first.count == 1)
    for _ in 0..<20 { session.settle(.tick(1)) }
    // Asked again, the last guess is gone.
    session.press("P")
    #expect(session.text.contains("arrows or a click"))
    session.press("Esc")
    #expect(!session.text.contains("Where is the minimum?"))
  }
}

@Suite("Points that the lessons ask for")
struct LessonPointTests {
  @Test(
    "the figure takes the point, draws it and measures the gap",
    arguments: ["newton-step", "hp-coarse-to-fine", "exam-newton"])
  func scored(page: String) throws {
    for size in [Size(rows: 24, columns: 80), Size(rows: 40, columns: 120)] {
      for language in Language.allCases {
        var session = try start(page, size: size, language: language)
        session.press("Space")
        #expect(session.text.contains(language == .en ? "arrows or a click" : "화살표"))
        session.press("Right Up")
        let answers = session.press("Enter").answers
        #expect(answers.map(\.origin) == [.prediction])
        for _ in 0..<100 { session.settle(.tick(1)) }
        let verdict = answers.first?.verdict
        #expect(session.text.contains(verdict == .right ? "✓" : "✗"), "\(page)")
      }
    }
  }

  @Test("a hand that knows can set the right point", arguments: Language.allCases)
  func reachable(language: Language) throws {
    for page in ["newton-step", "hp-coarse-to-fine", "exam-newton"] {
      for size in [Size(rows: 18, columns: 60), Size(rows: 24, columns: 80)] {
        var session = try start(page, size: size, language: language)
        session.press("Space")
        let cells = (0..<size.rows).flatMap { row in (0..<size.columns).map { (row, $0) } }
        let hits = cells.contains { row, column in
          var trial = session
          trial.settle(.mouse(Mouse(.press, row: row, column: column)))
          return trial.press("Enter").answers.first?.verdict == .right
        }
        #expect(hits, "\(page) \(size)")
      }
    }
  }
}
