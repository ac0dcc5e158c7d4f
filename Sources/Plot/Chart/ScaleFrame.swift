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
    let all = zip(map.labels, Self.texts(map)).map { label, text in
      (
        text: text,
        row: plot.row + Int(((1 - label.fraction) * Double(plot.rows - 1) - 1e-9).rounded())
      )
    }
    // With little room the ends, and the middle of three.
    let areApart = zip(all, all.dropFirst()).allSatisfy { $1.row - $0.row >= 2 }
    labels = areApart ? all : [all[0], all[all.count - 1]]
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

  private static func texts(_ map: HeatMap) -> [String] {
    map.labels.map { TickText.short($0.value, digits: 3) }
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
          isHalf ? 0x2580 : scale.map.glyph(whole.level, glyphs), row: area.row + row,
          column: area.column + column,
          style: isHalf
            ? Style(.dim, shade: top, ground: bottom) : Style(.dim, shade: whole, ground: whole))
      }
    }
    for label in scale.labels {
      write(label.text, row: label.row, column: area.column + area.columns + 1, style: .dim)
    }
  }
}
