import Foundation
import FoundationXML
import Plot
import Testing

struct SVGTests {
  /// Writes pictures for people to look at where `SVG_FOLDER` says.
  @Test(arguments: Pictures.every.map(\.name), [SVGTheme.light, .dark])
  func isWellFormed(_ name: String, _ theme: SVGTheme) throws {
    let scene = try #require(Pictures.every.first { $0.name == name }?.scene)
    for (width, height) in [(960, 510), (300, 160), (1600, 900)] {
      let text = scene.svg(width: width, height: height, theme: theme)
      let parser = XMLParser(data: Data(text.utf8))
      #expect(parser.parse(), "\(String(describing: parser.parserError))")
      #expect(!text.contains("nan") && !text.contains("inf\""))
      #expect(text == scene.svg(width: width, height: height, theme: theme))
      if width == 960, let folder = ProcessInfo.processInfo.environment["SVG_FOLDER"] {
        let shade = theme == .light ? "light" : "dark"
        try text.write(toFile: "\(folder)/\(name).\(shade).svg", atomically: true, encoding: .utf8)
        var surface = Surface(size: Size(rows: 24, columns: 80))
        surface.draw(scene, in: surface.area)
        try surface.svg(title: name, theme: theme).write(
          toFile: "\(folder)/\(name).\(shade).cells.svg", atomically: true, encoding: .utf8)
      }
    }
  }

  @Test func textIsTextAndEscaped() {
    let scene = Scene(
      title: "a < b & \"c\" \u{1B}[31m", body: .text([StyledText("if x <= 3 && y > 2", .strong)]),
      look: "가중치 감쇠")
    let text = scene.svg()
    #expect(text.contains("a &lt; b &amp; &quot;c&quot;"))
    #expect(text.contains("if x &lt;= 3 &amp;&amp; y &gt; 2"))
    #expect(text.contains(">가중치 감쇠<"))
    #expect(!text.unicodeScalars.contains("\u{1B}"))
  }

  /// Points stand where their data say: the middle of the axes is the middle of the plot.
  @Test func dataKeepTheirPlaces() throws {
    let chart = Chart(
      x: Axis("", 0...2, ticks: .hidden), y: Axis("", 0...2, ticks: .hidden),
      marks: [.points([Point(1, 1)], .small, .plain), .line([Point(0, 0), Point(2, 2)], .plain)])
    let text = Scene(title: "", body: .chart(chart)).svg(width: 816, height: 408)
    // 102 columns less one at each side, 24 rows less the head.
    #expect(text.contains("<circle cx=\"408\" cy=\"216\""))
    #expect(text.contains("M8 408L808 24"))
  }

  @Test func cellsKeepTheirWords() {
    var surface = Surface(size: Size(rows: 2, columns: 30))
    surface.write("loss  0.5", row: 0, column: 2, style: Style(.bad, bold: true))
    surface.write("⣿", row: 1, column: 0)
    let text = surface.svg(theme: .dark)
    #expect(text.contains("x=\"16\"") && text.contains(">loss</text>"))
    #expect(text.contains("x=\"64\"") && text.contains(">0.5</text>"))
    #expect(text.components(separatedBy: "h2.2").count == 9)
  }
}
