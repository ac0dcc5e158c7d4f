import Figures
import Plot
import Testing

@testable import App

/// Two runs beside each other.
@Suite("Comparison")
struct ComparisonTests {
  private func scene(_ y: ClosedRange<Double>, name: String = "f", scale: Axis.Scale = .linear)
    -> Scene
  {
    Scene(
      title: "",
      body: .chart(Chart(x: Axis("k", 0...10), y: Axis(name, y, scale: scale), marks: [])))
  }
  private func range(_ scene: Scene) -> ClosedRange<Double>? { scene.body.charts.first?.y.range }

  @Test func bothAreReadOnTheSameAxes() {
    let (one, other) = (scene(0...2), scene(-1...1))
    #expect(range(one.sharingAxes(with: other)) == -1...2)
    #expect(range(other.sharingAxes(with: one)) == -1...2)
    // Decades are cheap.
    #expect(
      range(scene(1e-9...1, scale: .log).sharingAxes(with: scene(1...1e3, scale: .log)))
        == 1e-9...1e3)
  }

  @Test("what measures something else, or would make a dot of the other, keeps its own axes")
  func apart() {
    #expect(range(scene(0...2).sharingAxes(with: scene(-1...1, name: "g"))) == 0...2)
    #expect(range(scene(0...2).sharingAxes(with: scene(0...100))) == 0...2)
    #expect(range(scene(1...2).sharingAxes(with: scene(1...9, scale: .log))) == 1...2)
    #expect(range(scene(0...2).sharingAxes(with: Scene(title: "", body: .text([])))) == 0...2)
  }

  @Test("a run that is not complete stays alone, and it is said")
  func growing() throws {
    let film = try Figure.minimize.film(Figure.minimize.initialSettings)
    var session = try Session(
      desk: Desk(
        pack: try lessons(), size: Size(rows: 24, columns: 80), language: .en, glyphs: .unicode),
      opening: Link("minimize"))
    let effects = session.entered()
    for case .film(let ticket, _) in effects {
      _ = session.handle(.growing(ticket, film, FilmProgress(done: 3, of: 7)))
    }
    session.press("c")
    #expect(session.text.contains("the run must be complete"))
    #expect(!session.text.contains(" A "))
    session.settle(effects)
    session.press("c")
    #expect(session.text.contains("A is kept"))
  }

  @Test("the same function under two methods: the same window on both sides")
  func minimize() throws {
    var session = try start("minimize", size: Size(rows: 30, columns: 120))
    session.press("c Tab Tab Tab +")
    let lines = session.surface().lines()
    #expect(lines[1].contains(" A ") && lines[1].contains(" B "))
    for tick in ["-3 ", "-2 "] {
      let row = try #require(lines.first { $0.contains(tick) })
      #expect(row.components(separatedBy: tick).count == 3, "\(row)")
    }
  }
}
