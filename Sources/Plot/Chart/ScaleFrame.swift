/// The scale beside a heat map: colours from the low end up, with three labels.
struct ScaleFrame: Sendable {
  let map: HeatMap
  /// The cells of the colours.
  let area: Area
  let labels: [(text: String, row: Int)]

  /// The columns that the scale of a chart takes; 0 without a heat map or room for one.
  static func columns(_ chart: Chart, in area: Area, glyphs: Glyphs) -> Int {
    guard area.columns >= 28, area.rows >= 5, let map = heatMap(of: chart) else { return 0 }
    let width = texts(map).map { TextWidth.columns(of: $0) }.max() ?? 0
    return 2 + 2 + 1 + width
  }

  init?(_ chart: Chart, beside plot: Area, width: Int, glyphs: Glyphs) {
    guard let map = Self.heatMap(of: chart), plot.rows >= 2 else { return nil }
    self.map = map
    area = Area(
      row: plot.row, column: plot.column + plot.columns + 2, rows: plot.rows, columns: 2)
    let texts = Self.texts(map)
    let rows = plot.rows >= 5 ? [0, (plot.rows - 1) / 2, plot.rows - 1] : [0, plot.rows - 1]
    let shown = rows.count == 3 ? texts : [texts[0], texts[2]]
    labels = zip(shown, rows).map { ($0, plot.row + $1) }
  }

  /// What stands above the scale of a chart; empty without one.
  static func name(_ chart: Chart, glyphs: Glyphs) -> String {
    guard let map = heatMap(of: chart) else { return "" }
    return glyphs.shown(map.name) + (map.isLog ? (map.name.isEmpty ? "log" : ", log") : "")
  }

  private static func heatMap(of chart: Chart) -> HeatMap? {
    for case .heat(let map) in chart.marks { return map }
    return nil
  }

  /// The labels of the high end, the middle and the low end.
  private static func texts(_ map: HeatMap) -> [String] {
    [1, 0.5, 0].map { TickText.short(map.scale.value($0), digits: 3) }
  }
}

extension Surface {
  mutating func draw(_ scale: ScaleFrame) {
    let isHalf = glyphs.hasHalfBlocks
    let area = scale.area
    func shade(_ place: Double) -> Shade {
      let part = 1 - place / Double(area.rows)
      return Shade(scale.map.map, UInt8((min(max(part, 0), 1) * 255).rounded()))
    }
    for row in 0..<area.rows {
      let whole = shade(Double(row) + 0.5)
      for column in 0..<area.columns {
        let (top, bottom) = (shade(Double(row) + 0.25), shade(Double(row) + 0.75))
        put(
          isHalf ? 0x2580 : scale.map.map.glyph(whole.level, glyphs), row: area.row + row,
          column: area.column + column,
          style: isHalf ? Style(shade: top, ground: bottom) : Style(shade: whole, ground: whole))
      }
    }
    for label in scale.labels {
      write(label.text, row: label.row, column: area.column + area.columns + 1, style: .dim)
    }
  }
}
