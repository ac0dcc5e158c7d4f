import Glibc

/// Draws one chart into an area: axes, then the marks from back to front.
struct ChartPainter {
  let chart: Chart
  let glyphs: Glyphs
  private var isAscii: Bool { glyphs.repertoire == .ascii }

  /// Where the parts of a chart stand.
  private struct Frame {
    var plot: Area
    var yTicks: [Ticks.Tick]
    var xTicks: [Ticks.Tick]
    var hasXNameRow: Bool
    var nameRow: Int?
  }

  func draw(on surface: inout Surface, in area: Area) {
    guard let frame = frame(in: area) else { return }
    let x = Scale(chart.x, cells: frame.plot.columns, dots: 2)
    let y = Scale(chart.y, cells: frame.plot.rows, dots: 4, isReversed: true)
    drawAxes(frame, x, y, on: &surface, area)
    var canvas = Canvas(rows: frame.plot.rows, columns: frame.plot.columns, isAscii: isAscii)
    MarkPainter(x: x, y: y, glyphs: glyphs).draw(chart.marks, on: &canvas)
    canvas.copy(to: &surface, row: frame.plot.row, column: frame.plot.column)
  }

  // MARK: The frame

  private func frame(in area: Area) -> Frame? {
    let hasX = chart.x.ticks != .none || !chart.x.name.isEmpty
    let xHasTicks = chart.x.ticks != .none
    let nameRow = chart.y.name.isEmpty ? nil : area.row
    let top = nameRow == nil ? 0 : 1
    let wantsXName = !chart.x.name.isEmpty
    let hasXNameRow = wantsXName && area.rows >= 11
    // Axis, labels, name.
    let bottom = hasX ? 1 + (xHasTicks || wantsXName ? 1 : 0) + (hasXNameRow ? 1 : 0) : 1
    var rows = area.rows - top - bottom
    guard rows >= 2, area.columns >= 12 else { return nil }
    var yTicks = ticks(chart.y, cells: rows, dots: 4, isVertical: true)
    let widest = yTicks.map { TextWidth.columns(of: $0.label) }.max() ?? 0
    let gutter = widest + (isAscii ? 1 : 2) + 1
    var columns = area.columns - gutter - 1
    guard columns >= 6 else { return nil }
    if chart.keepsAspect {
      let xSpan = chart.x.range.upperBound - chart.x.range.lowerBound
      let ySpan = chart.y.range.upperBound - chart.y.range.lowerBound
      if xSpan > 0, ySpan > 0 {
        let ratio = xSpan / ySpan * 2
        if Double(columns) > Double(rows) * ratio {
          columns = max(6, Int((Double(rows) * ratio).rounded()))
        } else {
          rows = max(2, Int((Double(columns) / ratio).rounded()))
          yTicks = ticks(chart.y, cells: rows, dots: 4, isVertical: true)
        }
      }
    }
    let plot = Area(row: area.row + top, column: area.column + gutter, rows: rows, columns: columns)
    return Frame(
      plot: plot, yTicks: yTicks,
      xTicks: ticks(chart.x, cells: columns, dots: 2, isVertical: false),
      hasXNameRow: hasXNameRow, nameRow: nameRow)
  }

  private func ticks(_ axis: Axis, cells: Int, dots: Int, isVertical: Bool) -> [Ticks.Tick] {
    let scale = Scale(axis, cells: cells, dots: dots, isReversed: isVertical)
    switch axis.ticks {
    case .none: return []
    case .labelled(let values, let labels):
      return zip(values, labels).filter { scale.cell($0.0) != nil }.map { Ticks.Tick($0, $1) }
    case .automatic:
      let wanted = isVertical ? max(2, (cells + 2) / 4 + 1) : max(2, cells / 11 + 1)
      if axis.scale == .log {
        let decades = log10(
          axis.range.upperBound / max(axis.range.lowerBound, .leastNormalMagnitude))
        return Ticks.logarithmic(
          axis.range.lowerBound, axis.range.upperBound, decade: Double(cells) / max(0.1, decades),
          wanted: isVertical ? max(2, cells / 2) : max(2, cells / 7))
      }
      let values = Ticks.linear(
        axis.range.lowerBound, axis.range.upperBound, wanted: wanted, isInside: true
      ) { values in
        isVertical ? rowsApart(values, scale) : columnsApart(values, scale)
      }
      return Ticks.labelled(values)
    }
  }

  private func rowsApart(_ values: [Double], _ scale: Scale) -> Bool {
    let cells = values.compactMap { scale.cell($0) }
    return cells.count == values.count
      && zip(cells, cells.dropFirst()).allSatisfy { abs($0 - $1) >= 2 }
      && Set(Ticks.labels(values)).count == values.count
  }

  private func columnsApart(_ values: [Double], _ scale: Scale) -> Bool {
    let labels = Ticks.labels(values)
    guard Set(labels).count == labels.count else { return false }
    var end = -2
    for (value, label) in zip(values, labels) {
      guard let cell = scale.cell(value) else { return false }
      let start = Self.labelStart(cell, label, columns: scale.cells)
      if start < end + 2 { return false }
      end = start + TextWidth.columns(of: label)
    }
    return true
  }

  /// A label centres on its tick and shifts inward at the ends.
  private static func labelStart(_ cell: Int, _ label: String, columns: Int) -> Int {
    let width = TextWidth.columns(of: label)
    return min(max(-1, cell - (width - 1) / 2), columns - width)
  }

  // MARK: Axes

  private func drawAxes(
    _ frame: Frame, _ x: Scale, _ y: Scale, on surface: inout Surface, _ area: Area
  ) {
    let plot = frame.plot
    let axisColumn = plot.column - 1
    let axisRow = plot.row + plot.rows
    let hasYAxis = chart.y.ticks != .none
    let ink = Style.dim
    if let row = frame.nameRow {
      let name = glyphs.shown(chart.y.name)
      let start = min(axisColumn, max(area.column, axisColumn - 1))
      surface.write(
        StyledText(name, ink), row: row, column: start, limit: area.column + area.columns - start)
    }
    // The y axis.
    if hasYAxis {
      for row in 0..<plot.rows {
        surface.put(isAscii ? 0x7C : 0x28B8, row: plot.row + row, column: axisColumn, style: ink)
      }
      for tick in frame.yTicks {
        guard let cell = y.cell(tick.value) else { continue }
        let row = plot.row + cell
        if isAscii {
          surface.put(tick.isMinor ? 0x7C : 0x2B, row: row, column: axisColumn, style: ink)
        } else {
          let dot = min(max(0, Int(y.dot(tick.value).rounded()) - cell * 4), 3)
          surface.put(0x28B8 | Self.left[dot], row: row, column: axisColumn, style: ink)
          if !tick.isMinor {
            surface.put(0x2800 | Self.right[dot], row: row, column: axisColumn - 1, style: ink)
          }
        }
        if !tick.label.isEmpty {
          let label = glyphs.shown(tick.label)
          let width = TextWidth.columns(of: label)
          surface.write(
            StyledText(label), row: row, column: axisColumn - (isAscii ? 1 : 2) - width)
        }
      }
    }
    guard chart.x.ticks != .none || !chart.x.name.isEmpty || hasYAxis else { return }
    // The x axis.
    if hasYAxis {
      surface.put(isAscii ? 0x2B : 0x2808, row: axisRow, column: axisColumn, style: ink)
    }
    for column in 0..<plot.columns {
      surface.put(isAscii ? 0x2D : 0x2809, row: axisRow, column: plot.column + column, style: ink)
    }
    var end = Int.min
    for tick in frame.xTicks {
      guard let cell = x.cell(tick.value) else { continue }
      let column = plot.column + cell
      if isAscii {
        surface.put(tick.isMinor ? 0x27 : 0x2B, row: axisRow, column: column, style: ink)
      } else {
        let isRight = Int(x.dot(tick.value).rounded()) & 1 == 1
        let long: UInt32 = isRight ? 0x2839 : 0x280F
        let short: UInt32 = isRight ? 0x2819 : 0x280B
        surface.put(tick.isMinor ? short : long, row: axisRow, column: column, style: ink)
      }
      guard !tick.label.isEmpty else { continue }
      let label = glyphs.shown(tick.label)
      let start = Self.labelStart(cell, label, columns: plot.columns)
      guard start > end else { continue }
      surface.write(StyledText(label), row: axisRow + 1, column: plot.column + start)
      end = start + TextWidth.columns(of: label)
    }
    drawXName(frame, labelsEnd: end, on: &surface, axisRow: axisRow)
  }

  private func drawXName(
    _ frame: Frame, labelsEnd: Int, on surface: inout Surface, axisRow: Int
  ) {
    guard !chart.x.name.isEmpty else { return }
    let plot = frame.plot
    let name = glyphs.shown(chart.x.name)
    let width = TextWidth.columns(of: name)
    if frame.hasXNameRow {
      let column = plot.column + max(0, (plot.columns - width) / 2)
      surface.write(StyledText(name, .dim), row: axisRow + 2, column: column, limit: plot.columns)
      return
    }
    if frame.xTicks.isEmpty {
      surface.write(
        StyledText(name, .dim), row: axisRow + 1,
        column: plot.column + max(0, (plot.columns - width) / 2),
        limit: plot.columns)
      return
    }
    // In the widest gap between two labels, or after the last.
    var spans: [(start: Int, end: Int)] = []
    let x = Scale(chart.x, cells: plot.columns, dots: 2)
    for tick in frame.xTicks where !tick.label.isEmpty {
      guard let cell = x.cell(tick.value) else { continue }
      let label = glyphs.shown(tick.label)
      let start = Self.labelStart(cell, label, columns: plot.columns)
      spans.append((start, start + TextWidth.columns(of: label)))
    }
    var gaps = zip(spans, spans.dropFirst()).map { ($0.end + 1, $1.start - 1) }
    if let last = spans.last { gaps.append((last.end + 1, plot.columns)) }
    guard let gap = gaps.max(by: { $0.1 - $0.0 < $1.1 - $1.0 }), gap.1 - gap.0 >= width else {
      return
    }
    surface.write(
      StyledText(name, .dim), row: axisRow + 1,
      column: plot.column + gap.0 + (gap.1 - gap.0 - width) / 2)
  }

  private static let left: [UInt32] = [0x01, 0x02, 0x04, 0x40]
  private static let right: [UInt32] = [0x08, 0x10, 0x20, 0x80]
}
