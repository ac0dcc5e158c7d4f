/// Charts on a grid whose plots are all of one size; shared axes are written once.
struct PanelGrid {
  struct Panel {
    let chart: Chart
    let area: Area
    let gutter: Int
  }
  private(set) var panels: [Panel] = []

  private static let gap = 2

  init(_ panels: Panels, in area: Area, glyphs: Glyphs) {
    let charts = panels.charts
    guard !charts.isEmpty, area.rows >= 2, area.columns >= 8 else { return }
    let perRow = Self.perRow(panels, in: area)
    let rows = max(1, min((charts.count + perRow - 1) / perRow, area.rows / 3))
    let shown = charts.prefix(perRow * rows)
    // The labels at the left and at the bottom, as a chart of the whole height and width would need them.
    let gutter =
      shown.map {
        let frame = ChartFrame.of($0, in: area, glyphs: glyphs)
        return frame.plot.column - area.column
      }.max() ?? 0
    let foot = shown.map { Self.footRows($0, area.rows) }.max() ?? 0
    let inner = panels.sharesY ? min(1, gutter) : gutter
    let free = area.columns - gutter - (perRow - 1) * (inner + Self.gap)
    let width = free / perRow
    guard width >= 4 else { return }
    // Rows above the last carry an axis without labels.
    let innerFoot = panels.sharesX ? min(1, foot) : foot
    let height = (area.rows - foot - (rows - 1) * innerFoot) / rows
    guard height >= 2 else { return }
    for (index, var chart) in shown.enumerated() {
      let (row, column) = (index / perRow, index % perRow)
      let isLeft = column == 0
      let isLowest = index + perRow >= shown.count
      chart.y.showsLabels = isLeft || !panels.sharesY
      chart.x.showsLabels = isLowest || !panels.sharesX
      let left = isLeft ? gutter : inner
      let start = column == 0 ? 0 : gutter + width + (column - 1) * (inner + width)
      self.panels.append(
        Panel(
          chart: chart,
          area: Area(
            row: area.row + row * (height + innerFoot),
            column: area.column + start + column * Self.gap,
            rows: height + (chart.x.showsLabels ? foot : innerFoot), columns: left + width),
          gutter: left))
    }
  }

  /// Rows below a plot: axis, labels, name.
  private static func footRows(_ chart: Chart, _ rows: Int) -> Int {
    guard chart.x.ticks != .hidden else { return 0 }
    guard chart.x.ticks != .none else { return 1 }
    return 2 + (chart.x.name.isEmpty || rows < 12 ? 0 : 1)
  }

  /// As many a row as bring the plots nearest to twice as wide as high, a row counting for two columns.
  private static func perRow(_ panels: Panels, in area: Area) -> Int {
    let count = panels.charts.count
    let most = max(1, min(count, (area.columns + gap) / 14))
    if panels.perRow > 0 { return min(panels.perRow, most) }
    func distance(_ perRow: Int) -> Double {
      let rows = (count + perRow - 1) / perRow
      let width = Double(area.columns) / Double(perRow) - 4
      let height = Double(area.rows - 2) / Double(rows) - 2
      guard height >= 3 else { return 1000 - height }
      let blank = Double(perRow * rows - count) / Double(count)
      let ratio = width / (height * 2) / 2
      return max(ratio, 1 / ratio) + blank
    }
    return (1...most).min { distance($0) < distance($1) } ?? 1
  }
}
