import Testing

@testable import Plot

@Suite("Shadows of earlier runs")
struct ShadowTests {
  private static func chart(_ marks: [Mark], name: String = "y") -> Chart {
    Chart(x: Axis("x", 0...8), y: Axis(name, 0...10), marks: marks)
  }

  private static func scene(_ pane: Pane) -> Scene { Scene(title: "", body: pane) }

  private static func shadowed(_ pane: Pane, by other: Pane) -> Pane {
    scene(pane).shadowed(by: [EarlierRun(end: scene(other))]).body
  }

  private static func picture(_ pane: Pane, _ glyphs: Glyphs, _ size: Size) -> [String] {
    var surface = Surface(size: size, glyphs: glyphs)
    surface.draw(pane, in: surface.area)
    return surface.lines()
  }

  @Test("outlines of earlier bars are seen above lower and within taller ones")
  func bars() throws {
    let edges = [0.0, 4, 8]
    let now = Pane.chart(Self.chart([.bars(edges: edges, heights: [8, 2], Style(.first))]))
    let then = Pane.chart(Self.chart([.bars(edges: edges, heights: [3, 9], Style(.first))]))
    let chart = try #require(Self.shadowed(now, by: then).charts.first)
    guard case .ghost(let outline, _) = chart.marks.first, case .bars = chart.marks[1],
      case .line(let ends, _) = chart.marks.last, chart.marks.count == 3
    else {
      Issue.record("an outline behind the bars, their ends over them")
      return
    }
    #expect(ends.map(\.y).filter(\.isFinite) == [3, 3, 9, 9])
    #expect(
      outline == [
        Point(0, 0), Point(0, 3), Point(4, 3), Point(4, 9), Point(8, 9), Point(8, 0),
      ])
    for glyphs in [Glyphs.ascii, .unicode] {
      let size = Size(rows: 16, columns: 40)
      #expect(
        Self.picture(.chart(chart), glyphs, size) != Self.picture(now, glyphs, size))
    }
  }

  @Test("bars that stand apart have outlines of their own; those across lie on their sides")
  func groups() {
    let bars = Mark.bars(edges: [0, 1, 2, 3], heights: [2, 0, 1], .plain)
    #expect(bars.shadows.count == 2)
    let across = Mark.barsAcross(edges: [0, 1], lengths: [5], .plain)
    #expect(
      across.shadows == [.ghost([Point(0, 0), Point(5, 0), Point(5, 1), Point(0, 1)], .dim)])
  }

  @Test("every mark says what it leaves: what fills the plane, guides and guesses leave nothing")
  func marks() throws {
    let line = [Point(0, 1), Point(8, 2)]
    let field = ScalarField { x, _ in x }
    let box = try #require(BoxSummary(of: [1, 2, 3, 4, 50], at: 1))
    let leaves: [(Mark, Int)] = [
      (.line(line, .plain), 1), (.path(line, .plain), 1), (.steps(line, .plain), 1),
      (.stems(line, base: 0, .plain), 3), (.points(line, .now, .plain), 1),
      (.points(line, .question, .plain), 0), (.pinned(line, .now, .plain), 1),
      (.points(line, .letter("2"), .plain), 0),
      (.points(Array(repeating: line[0], count: 121), .small, .plain), 0),
      (.errorBars([Spread(1, 2, 3)], .plain), 1), (.boxes([box], .plain), 4),
      (.vectors([Vector(at: line[0], 1, 1)], .plain), 1),
      (.parabola(at: line[0], slope: 1, curvature: 1, .plain), 1),
      (.arrow(line[0], line[1], .plain), 1), (.histogram(edges: [0, 1], counts: [1], .plain), 1),
      (.contours(field, levels: [1], .plain), 0), (.band([Spread(1, 2, 3)], .plain), 0),
      (.heat(HeatMap(.field(field), x: 0...1, y: 0...1, range: 0...1)), 0),
      (.region(x: 0...1, y: nil, .plain), 0), (.horizontal(1, .plain), 0),
      (.vertical(1, .plain), 0), (.label(line[0], "a", .plain, centred: false), 0),
      (.ghost(line, .plain), 0),
    ]
    for (mark, count) in leaves {
      let chart = try #require(
        Self.shadowed(.chart(Self.chart([])), by: .chart(Self.chart([mark]))).charts.first)
      #expect(chart.marks.count == count, "\(mark)")
      let same = Pane.chart(Self.chart([mark]))
      #expect(Self.shadowed(same, by: same) == same, "what is drawn just so is no news")
    }
  }

  @Test("other axes or other parts leave nothing")
  func strangers() {
    let now = Pane.chart(Self.chart([]))
    let line = Mark.line([Point(0, 0), Point(1, 1)], .plain)
    #expect(Self.shadowed(now, by: .chart(Self.chart([line], name: "other"))) == now)
    #expect(Self.shadowed(now, by: .units(UnitGrid(kept: [true]))) == now)
    let units = Pane.units(UnitGrid(kept: [true, false]))
    #expect(Self.shadowed(units, by: .units(UnitGrid(kept: [true]))) == units)
    #expect(Self.shadowed(units, by: units) == units)
    let network = Pane.network(NetworkDiagram(layers: [.init(name: "a", kept: [true])]))
    #expect(Self.shadowed(network, by: units) == network)
  }

  @Test("units that only one of the runs keeps are + and ,", arguments: [Glyphs.ascii, .unicode])
  func units(_ glyphs: Glyphs) {
    let now = Pane.units(UnitGrid(kept: [true, true, false, false], perRow: 4))
    let then = Pane.units(UnitGrid(kept: [true, false, true, false], perRow: 4))
    let size = Size(rows: 1, columns: 10)
    #expect(Self.picture(now, glyphs, size) == ["# # . ."])
    #expect(Self.picture(Self.shadowed(now, by: then), glyphs, size) == ["# + , ."])
    // Of several units in a cell only how many are kept can be seen.
    let many = Pane.units(UnitGrid(kept: (0..<64).map { $0 % 2 == 0 }))
    let others = Pane.units(UnitGrid(kept: (0..<64).map { $0 % 2 == 1 }))
    let small = Size(rows: 2, columns: 10)
    #expect(
      Self.picture(Self.shadowed(many, by: others), glyphs, small)
        == Self.picture(many, glyphs, small))
  }

  @Test("a mask is compared with the same moment of the earlier run, a curve with its end")
  func moments() throws {
    func scene(_ kept: [Bool], _ end: Double) -> Scene {
      Self.scene(
        .row([
          Slot(.units(UnitGrid(kept: kept))),
          Slot(.chart(Self.chart([.line([Point(0, 0), Point(end, 1)], .plain)]))),
        ]))
    }
    let run = EarlierRun(end: scene([false, false], 8), now: scene([true, true], 3))
    let body = scene([true, false], 2).shadowed(by: [run]).body
    guard case .units(let grid) = body.parts[0], let chart = body.charts.first else {
      Issue.record("parts are missing")
      return
    }
    #expect(grid.earlier == [true, true])
    #expect(chart.marks.first == .ghost([Point(0, 0), Point(8, 1)], .dim))
  }

  @Test("nodes and edges of an earlier network are dim, and told apart without colour")
  func networks() {
    func network(_ hidden: [Bool]) -> Pane {
      .network(
        NetworkDiagram(layers: [
          .init(name: "", kept: [true]), .init(name: "", kept: hidden),
          .init(name: "", kept: [true]),
        ]))
    }
    let (now, then) = (network([true, false, false]), network([false, true, false]))
    let size = Size(rows: 7, columns: 40)
    let picture = Self.picture(Self.shadowed(now, by: then), .ascii, size)
    #expect(picture.contains { $0.contains("(+)") } && picture.contains { $0.contains("(,)") })
    #expect(picture.contains { $0.contains("( )") })
    // The unit that is off keeps the edges that it had, faint.
    let row = picture.firstIndex { $0.contains("(,)") } ?? 0
    func strokes(_ line: String) -> Int { line.count { "'.-:".contains($0) } }
    #expect(strokes(picture[row]) > strokes(Self.picture(now, .ascii, size)[row]))
    #expect(
      Self.picture(Self.shadowed(now, by: then), .unicode, size)
        != Self.picture(now, .unicode, size))
  }
}
