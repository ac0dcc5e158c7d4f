import Testing

@testable import Plot

/// What happens where there is little room: nothing is cut so that it says something else.
struct NarrowTests {
  @Test func aTableLosesGapsThenColumnsNeverDigits() {
    let table = TextTable(
      header: ["layer", "kept", "p"], rows: [["input", "2", "0.25"], ["hidden", "3", "0.5"]])
    func lines(_ columns: Int) -> [String] {
      TableText(table, columns: columns, glyphs: .ascii).window(3).map(\.text)
    }
    #expect(lines(18) == ["layer   kept     p", "input      2  0.25", "hidden     3   0.5"])
    #expect(lines(17) == ["layer  kept    p", "input     2 0.25", "hidden    3  0.5"])
    #expect(lines(15) == ["layer  kept", "input     2", "hidden    3"])
    #expect(lines(3) == ["layer ", "input ", "hidden"])
  }

  @Test func aWordAmongNumbersStandsToTheRight() {
    let table = TextTable(header: ["k", "value"], rows: [["1", "out"], ["2", "0.125"]])
    #expect(
      TableText(table, columns: 40, glyphs: .ascii).window(3).map(\.text)
        == ["k  value", "1    out", "2  0.125"])
  }

  @Test(arguments: [
    ("Survivors of 10 units, p = 0.5", 24, "Survivors of 10 units"),
    ("Hidden activations, p = 0.5", 23, "Hidden activations"),
    ("Newton on Heron w^3/3 - 4w from 4", 25, "Newton on Heron"),
    ("Folium from (2, 2), eta 0.1", 14, "Folium"),
    ("Random trials and a good share", 20, "Random trials"),
    ("드롭아웃, p = 0.5, 노드 64개", 22, "드롭아웃, p = 0.5"),
    ("Unbreakable", 8, "Unbreaka"),
  ])
  func aTitleEndsWithAWholePart(_ title: String, _ room: Int, _ shown: String) {
    let scene = Scene(
      title: title, readout: "x", body: .text([StyledText("")]), look: "")
    #expect(SceneHead(scene, columns: room + 3, glyphs: .ascii).title == shown)
  }

  @Test(arguments: [Glyphs.ascii, .unicode])
  func wordsStandWholeOverCurvesAndBesideMarkers(_ glyphs: Glyphs) {
    let flat = [Point(0, 1), Point(10, 1)]
    let chart = Chart(
      x: Axis("", 0...10), y: Axis("", 0...2),
      marks: [
        .label(Point(5, 1), "1e-4", .dim, centred: true), .line(flat, Style(.first)),
        .points([Point(5, 1)], .now, Style(.accent)),
      ])
    var surface = Surface(size: Size(rows: 12, columns: 40), glyphs: glyphs)
    surface.draw(chart, in: surface.area, glyphs: glyphs)
    let lines = surface.lines()
    #expect(lines.contains { $0.contains(" 1e-4 ") || $0.hasSuffix(" 1e-4") })
    #expect(lines.contains { $0.contains("@") && !$0.contains("1e-4") })
  }

  @Test(arguments: [Glyphs.ascii, .unicode])
  func numbersOfAPathDoNotReadAsOne(_ glyphs: Glyphs) {
    // Steps 1 and 2 fall into neighbouring cells.
    let points = [Point(0, 0), Point(5, 5), Point(5.3, 5), Point(10, 0)]
    let chart = Chart(
      x: Axis("", 0...10, ticks: .hidden), y: Axis("", 0...10, ticks: .hidden),
      marks: [.path(points, Style(.first))])
    var surface = Surface(size: Size(rows: 11, columns: 40), glyphs: glyphs)
    surface.draw(chart, in: surface.area, glyphs: glyphs)
    let text = surface.lines().joined(separator: "\n")
    #expect(text.contains("0") && text.contains("1") && text.contains("@"))
    #expect(!text.contains("12"))
  }
}
