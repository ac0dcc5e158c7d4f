import Testing

@testable import Plot

/// Heat maps that something is drawn over.
@Suite("Heat maps as a ground")
struct HeatMapTests {
  private static let slope = ScalarField { x, _ in x }

  private static func map(_ stops: [Double] = []) -> HeatMap {
    var map = HeatMap(
      .field(slope), x: 0...1, y: 0...1, range: 0...1, name: "f", isGround: true)
    map.stops = stops
    return map
  }

  private static func chart(_ marks: [Mark]) -> Chart {
    Chart(x: Axis("x", 0...1), y: Axis("y", 0...1), marks: [.heat(map())] + marks)
  }

  @Test(
    "marks stand on its colours, a blank column on either side",
    arguments: [Glyphs.ascii, .unicode])
  func marksStandOut(_ glyphs: Glyphs) throws {
    let chart = Self.chart([
      .points([Point(0.9, 0.5)], .medium, Style(.first)),
      .line([Point(0.7, 0.1), Point(0.7, 0.9)], Style(.warn)),
    ])
    var surface = Surface(size: Size(rows: 16, columns: 60), glyphs: glyphs)
    surface.draw(chart, in: surface.area, glyphs: glyphs)
    let frame = ChartFrame.of(chart, in: surface.area, glyphs: glyphs)
    let cell = try #require(frame.projection.cell(Point(0.9, 0.5)))
    let (row, column) = (frame.plot.row + cell.row, frame.plot.column + cell.column)
    #expect(surface.cell(row: row, column: column).text == "o")
    #expect(surface.cell(row: row, column: column).style.ground?.level ?? 0 > 200)
    for side in [column - 1, column + 1] {
      let beside = surface.cell(row: row, column: side)
      #expect(beside.text == " " && beside.style.ground != nil)
    }
    #expect(surface.cell(row: row, column: column - 2).text != " ")
    let bar = try #require(frame.projection.cell(Point(0.7, 0.3)))
    let line = surface.cell(row: frame.plot.row + bar.row, column: frame.plot.column + bar.column)
    #expect(line.style.ink == .warn && line.style.ground != nil && line.style.shade == nil)
    // Every cell of the plot has its colour.
    for row in frame.plot.row..<frame.plot.row + frame.plot.rows {
      for column in frame.plot.column..<frame.plot.column + frame.plot.columns {
        #expect(surface.cell(row: row, column: column).style.ground != nil)
      }
    }
  }

  @Test("without colours it keeps to light characters that differ from every marker")
  func lightRamp() {
    for glyphs in [Glyphs.ascii, .unicode] {
      let ramp = (0...255).map { Self.map().glyph(UInt8($0), glyphs) }
      var steps: [UInt32] = []
      for code in ramp where steps.last != code { steps.append(code) }
      #expect(steps.count == 4 && Set(steps).count == 4)
      let markers: [Marker] = [.now, .target, .large, .medium, .plus, .square, .question]
      #expect(Set(steps).isDisjoint(with: markers.map { $0.code(glyphs) }))
      #expect(steps.allSatisfy { ($0 & 0xFF).nonzeroBitCount <= 4 || $0 < 0x80 }, "half the dots")
    }
  }

  @Test("stops stand at even distances of the scale, and each is where a character changes")
  func stops() {
    let map = Self.map([0.01, 0.1, 0.5])
    #expect(map.level(of: 0) == 0 && map.level(of: 1) == 255)
    #expect(map.level(of: 0.01) == 64 && map.level(of: 0.1) == 128 && map.level(of: 0.5) == 191)
    #expect(map.level(of: -7) == 0 && map.level(of: 9) == 255 && map.level(of: .nan) == nil)
    #expect(map.labels.map(\.value) == [1, 0.5, 0.1, 0.01, 0])
    let levels = stride(from: 0.0, through: 1, by: 0.001).compactMap { map.level(of: $0) }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 <= $1 })
    for glyphs in [Glyphs.ascii, .unicode] {
      let codes = [0.009, 0.011, 0.09, 0.11, 0.49, 0.51].compactMap { value in
        map.level(of: value).map { map.glyph($0, glyphs) }
      }
      #expect(codes[0] != codes[1] && codes[1] == codes[2] && codes[2] != codes[3])
      #expect(codes[3] == codes[4] && codes[4] != codes[5])
    }
  }

  @Test("a plane without numbers keeps its scale, so that axes hold still")
  func empty() {
    var empty = Self.chart([])
    var map = Self.map()
    map.source = .grid([], columns: 0)
    empty.marks = [.heat(map)]
    let area = Area(row: 0, column: 0, rows: 16, columns: 60)
    let (a, b) = (Self.chart([]), empty)
    #expect(
      ChartFrame.of(a, in: area, glyphs: .ascii).plot
        == ChartFrame.of(b, in: area, glyphs: .ascii).plot)
    var surface = Surface(size: Size(rows: 16, columns: 60), glyphs: .ascii)
    surface.draw(b, in: surface.area, glyphs: .ascii)
    #expect(!surface.lines().joined().contains("=:"))
    #expect(b.heatExtremes == nil)
  }

  @Test("its lowest and highest places can be told")
  func extremes() throws {
    let bowl = ScalarField { x, y in (x - 2) * (x - 2) + (y - 1) * (y - 1) }
    let map = HeatMap(.field(bowl), x: 0...4, y: 0...4, range: 0...13)
    let (_, extremes) = try #require(
      Chart(x: Axis("", 0...4), y: Axis("", 0...4), marks: [.heat(map)]).heatExtremes)
    #expect(extremes.low.place == Point(2, 1) && extremes.low.value == 0)
    #expect(extremes.high.value == 13 && extremes.high.place.y == 4)
  }

  @Test("a cross-hair is seen on it")
  func crossHair() throws {
    let scene = Scene(title: "", body: .chart(Self.chart([])))
    for glyphs in [Glyphs.ascii, .unicode] {
      var surface = Surface(size: Size(rows: 20, columns: 60), glyphs: glyphs)
      surface.draw(scene, in: surface.area)
      let map = SceneMap(scene, in: surface.area, glyphs: glyphs)
      let reading = try #require(map.middle(chart: 0))
      surface.draw(reading, of: map)
      let cross = surface.cell(row: reading.row, column: reading.column)
      #expect(cross.text == "+" && cross.style.ink == .warn && cross.style.ground != nil)
      let hair = surface.cell(row: reading.row, column: reading.column + 5)
      #expect(hair.style.ink == .warn && hair.style.ground != nil)
    }
  }
}
