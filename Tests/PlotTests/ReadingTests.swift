import Plot
import Testing

struct ReadingTests {
  private let scene = Scene(
    title: "t",
    body: .row([
      Slot(
        .chart(
          Chart(
            x: Axis("w1", -2...2), y: Axis("w2", -3.4...2.3),
            marks: [
              .contours(Pictures.banana, levels: [1, 10], .dim),
              .path([Point(-1.2, 1), Point(0.7631, -3.175), Point(1, 1)], .plain),
            ]))),
      Slot(
        .chart(
          Chart(
            x: Axis("v", 0...3), y: Axis("n", 0...10),
            marks: [.histogram(edges: [0, 1, 2, 3], counts: [4, 8, 2], .plain)]))),
    ]))
  private let area = Area(row: 2, column: 5, rows: 30, columns: 90)

  private var map: SceneMap { SceneMap(scene, in: area, glyphs: .unicode) }

  @Test func beginsOnTheDatumInFront() throws {
    let reading = try #require(map.start(chart: 0))
    #expect(map.count == 2)
    #expect(reading.place == Point(1, 1))
    #expect(reading.datum?.index == 2)
    #expect(reading.values == [0])
    #expect(reading.text() == "w1 = 1, w2 = 1, #2: 0")
  }

  @Test func goesFromDatumToDatum() throws {
    let last = try #require(map.start(chart: 0))
    let middle = try #require(map.next(last, .left))
    #expect(middle.datum?.index == 1)
    #expect(middle.place == Point(0.7631, -3.175))
    let first = try #require(map.next(middle, .left))
    #expect(first.datum?.index == 0)
    #expect(map.next(first, .left) == first, "there is none further left")
    #expect(map.next(first, .right) == middle)
  }

  @Test func tellsEveryCellOfAPlot() throws {
    let plot = map.areas[0]
    var last = -Double.infinity
    for column in plot.column..<plot.column + plot.columns {
      let reading = try #require(map.reading(row: plot.row + 3, column: column))
      #expect(reading.chart == 0)
      if reading.datum == nil {
        #expect(reading.place.x > last, "to the right x grows")
        last = reading.place.x
        let expected = Pictures.banana.value(reading.place.x, reading.place.y)
        #expect(reading.values == [expected])
      }
    }
    #expect(map.reading(row: 2, column: 5) == nil, "the title is no plot")
    #expect(map.nearest(row: plot.row, column: plot.column - 1) == nil)
  }

  @Test func findsTheNearestDatum() throws {
    let start = try #require(map.start(chart: 0))
    let beside = map.nearest(row: start.row + 1, column: start.column - 2, reach: 4)
    #expect(beside == start)
    let far = try #require(map.nearest(row: start.row + 8, column: start.column, reach: 4))
    #expect(far.datum == nil)
  }

  @Test func readsBins() throws {
    let reading = try #require(map.start(chart: 1))
    #expect(reading.text() == "v = [2, 3), n = 2")
    let left = try #require(map.next(reading, .left))
    #expect(left.text() == "v = [1, 2), n = 8")
  }

  @Test func staysInsideWhenItMoves() throws {
    var reading = try #require(map.start(chart: 0))
    for direction in [SceneMap.Direction.left, .up, .right, .down] {
      for _ in 0..<3 { reading = try #require(map.moved(reading, direction, by: 40)) }
      #expect(map.areas[0].contains(row: reading.row, column: reading.column))
    }
  }

  @Test(arguments: [Glyphs.ascii, .unicode])
  func isDrawnWithItsWords(_ glyphs: Glyphs) throws {
    var surface = Surface(size: Size(rows: 34, columns: 100), glyphs: glyphs)
    surface.draw(scene, in: area)
    let map = SceneMap(scene, in: area, glyphs: glyphs)
    let reading = try #require(map.start(chart: 0))
    surface.draw(reading, of: map)
    #expect(surface.lines().joined(separator: "\n").contains("w1 = 1, w2 = 1, #2: 0"))
    #expect(surface.cell(row: reading.row, column: reading.column).style.reverse)
  }

  @Test(arguments: Pictures.every.map(\.name))
  func worksOnAnyPictureAtAnySize(_ name: String) throws {
    let scene = try #require(Pictures.every.first { $0.name == name }?.scene)
    for (rows, columns) in [(1, 1), (6, 20), (13, 60), (24, 80), (60, 200)] {
      let area = Area(row: 0, column: 0, rows: rows, columns: columns)
      let map = SceneMap(scene, in: area, glyphs: .unicode)
      for chart in 0..<map.count {
        var reading = try #require(map.start(chart: chart))
        for direction in [SceneMap.Direction.left, .up, .down, .right] {
          reading = try #require(map.next(reading, direction))
          #expect(map.areas[chart].contains(row: reading.row, column: reading.column))
        }
        var surface = Surface(size: Size(rows: rows, columns: columns))
        surface.draw(scene, in: area)
        surface.draw(reading, of: map)
        for line in surface.lines() { #expect(TextWidth.columns(of: line) <= columns) }
      }
    }
  }

  @Test("what lies beyond the axes stands at their edge, reads what it is and says so")
  func outside() throws {
    let chart = Chart(
      x: Axis("epoch", 0...10), y: Axis("loss", 0.1...10, scale: .log),
      marks: [
        .pinned([Point(5, 400), Point(30, 1), Point(5, 0)], .question, Style(.warn)),
        .points([Point(5, 900)], .now, .plain),
      ])
    let scene = Scene(title: "", body: .chart(chart))
    for glyphs in [Glyphs.ascii, .unicode] {
      var surface = Surface(size: Size(rows: 20, columns: 60), glyphs: glyphs)
      surface.draw(scene, in: surface.area)
      let map = SceneMap(scene, in: surface.area, glyphs: glyphs)
      let plot = try #require(map.areas.first)
      #expect(surface.lines().joined().filter { $0 == "?" }.count == 3)
      let top = try #require(map.nearest(row: plot.row, column: plot.column + plot.columns / 2))
      #expect(top.row == plot.row && top.place == Point(5, 400) && top.isOutside)
      #expect(top.text() == "epoch = 5, loss = 400 (outside)")
      let right = try #require(
        map.nearest(row: plot.row + plot.rows / 2, column: plot.column + plot.columns - 1))
      #expect(right.column == plot.column + plot.columns - 1)
      #expect(right.text(outside: "축 밖") == "epoch = 30, loss = 1 (축 밖)")
      #expect(map.start(chart: 0)?.datum?.mark == 0, "points beyond the axes are not drawn")
      let inside = try #require(map.middle(chart: 0))
      #expect(!inside.isOutside)
    }
  }
}
