import Glibc
import Testing

@testable import Plot

/// Random charts in random rooms: every word that a chart shows stands whole in its place.
struct ChartPropertyTests {
  private static let words = [
    "w", "loss", "learning rate", "손실", "검증 정확도", "value of the objective", "",
  ]

  private static func axis(_ random: inout Pictures.Random) -> Axis {
    let name = words[Int(random.next() * Double(words.count))]
    switch Int(random.next() * 6) {
    case 0: return Axis(name, 1e-5...1, scale: .log)
    case 1: return .categories(["grid", "random", "베이지안", "a"], name: name)
    case 2: return Axis(name, 0...10, ticks: .none)
    case 3: return Axis(name, 0...10, ticks: random.next() < 0.3 ? .hidden : .automatic)
    default:
      let size = pow(10, random.next() * 12 - 6)
      return Axis(
        name, -size * random.next()...size * (0.2 + random.next()),
        isReversed: random.next() < 0.3)
    }
  }

  private static func chart(_ random: inout Pictures.Random) -> Chart {
    var chart = Chart(
      random.next() < 0.3 ? "before 전" : "", x: axis(&random), y: axis(&random),
      keepsAspect: random.next() < 0.2, hasGrid: random.next() < 0.3, marks: [])
    if random.next() < 0.4 {
      chart.legend = [
        LegendEntry(.line, "training"), LegendEntry(.ghost, "검증"),
        LegendEntry(.marker(.now), "the best of all"),
      ]
    }
    if random.next() < 0.2 {
      chart.marks = [
        .heat(HeatMap([[1, 2], [3, 4]], x: 0...10, y: 0...10, range: 1e-3...4, name: "f"))
      ]
    }
    return chart
  }

  @Test(arguments: [Glyphs.ascii, .unicode])
  func wordsStandWhole(_ glyphs: Glyphs) {
    var random = Pictures.Random(state: 77)
    var broken: [String] = []
    for number in 0..<1500 where broken.count < 5 {
      let chart = Self.chart(&random)
      let size = Size(rows: 1 + Int(random.next() * 40), columns: 1 + Int(random.next() * 100))
      var surface = Surface(size: size, glyphs: glyphs)
      surface.draw(chart, in: surface.area, glyphs: glyphs)
      let frame = ChartFrame.of(chart, in: surface.area, glyphs: glyphs)
      for word in Self.words(of: frame, glyphs) where Self.cut(word, on: surface) {
        broken.append("chart \(number), \(size): '\(word.text)' at \(word.row), \(word.column)")
      }
    }
    #expect(broken.isEmpty, "\(broken.joined(separator: "\n"))")
  }

  /// All words of a chart with the places that they were given.
  private static func words(of frame: ChartFrame, _ glyphs: Glyphs) -> [ChartFrame.Words] {
    var words = [frame.xName, frame.yName, frame.title, frame.scaleName].compactMap { $0 }
    let legend = frame.legend.map { place -> ChartFrame.Words in
      let isMarker = if case .marker = place.entry.symbol { true } else { false }
      return ChartFrame.Words(
        text: place.entry.text, row: place.row, column: place.column + (isMarker ? 2 : 3))
    }
    words += legend
    let plot = frame.plot
    guard !plot.isEmpty else { return words }
    let across = LabelRoom(
      frame.projection.x, length: plot.columns, .across, margin: plot.column, glyphs: glyphs)
    for tick in frame.xTicks.ticks {
      guard let label = tick.label, let row = frame.labelRow,
        let span = across.span(of: label, at: tick.value)
      else { continue }
      words.append(
        ChartFrame.Words(text: label, row: row, column: plot.column + span.lowerBound))
    }
    return words
  }

  private static func cut(_ word: ChartFrame.Words, on surface: Surface) -> Bool {
    var column = word.column
    for cluster in TextWidth.clusters(in: surface.glyphs.shown(word.text)) {
      if surface.cell(row: word.row, column: column).text != cluster.text { return true }
      column += cluster.columns
    }
    return false
  }
}
