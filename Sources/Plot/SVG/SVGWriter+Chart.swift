/// A plot in user units: where its data fall.
struct SVGPlot {
  let left: Double
  let top: Double
  let width: Double
  let height: Double
  let projection: Projection

  init(_ frame: ChartFrame) {
    left = Double(frame.plot.column) * SVGWriter.cell.width
    // Half a letter of room keeps the highest label clear of the words above.
    top = Double(frame.plot.row) * SVGWriter.cell.height + 7
    width = Double(frame.plot.columns) * SVGWriter.cell.width
    height = max(1, Double(frame.plot.rows) * SVGWriter.cell.height - 7)
    projection = frame.projection
  }

  var right: Double { left + width }
  var bottom: Double { top + height }

  /// Kept within ±10⁶.
  func x(_ value: Double) -> Double? {
    projection.x.fraction(value).map { left + min(max($0, -1e3), 1e3) * width }
  }
  func y(_ value: Double) -> Double? {
    projection.y.fraction(value).map { bottom - min(max($0, -1e3), 1e3) * height }
  }
  func place(_ point: Point) -> (x: Double, y: Double)? {
    guard let x = x(point.x), let y = y(point.y) else { return nil }
    return (x, y)
  }
  /// The parts of joined places inside the plot; nil between them.
  func clipped(_ places: [(x: Double, y: Double)?]) -> [(x: Double, y: Double)?] {
    var clipped: [(x: Double, y: Double)?] = []
    var previous: (x: Double, y: Double)?
    for place in places {
      if let previous, let place, let part = segment(previous, place) {
        if let last = clipped.last, let last, last == part.0 {
        } else {
          clipped.append(nil)
          clipped.append(part.0)
        }
        clipped.append(part.1)
      } else if previous == nil || place == nil {
        clipped.append(nil)
      }
      previous = place
    }
    return clipped
  }

  /// Joined places cut at the left and the right of the plot.
  func clippedAcross(_ places: [(x: Double, y: Double)?]) -> [(x: Double, y: Double)] {
    let known = places.compactMap { $0 }
    guard known.count > 1 else { return known }
    var clipped: [(x: Double, y: Double)] = []
    for (a, b) in zip(known, known.dropFirst()) {
      func at(_ x: Double) -> (x: Double, y: Double) {
        (x, b.x == a.x ? a.y : a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x))
      }
      let (low, high) = (min(a.x, b.x), max(a.x, b.x))
      guard high >= left, low <= right else { continue }
      clipped.append(at(min(max(a.x, left), right)))
      clipped.append(at(min(max(b.x, left), right)))
    }
    return clipped
  }

  /// Liang and Barsky.
  private func segment(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
  ) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    var (from, to) = (0.0, 1.0)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    for (step, low, high) in [(dx, left - a.x, right - a.x), (dy, top - a.y, bottom - a.y)] {
      if step == 0 {
        if low > 0 || high < 0 { return nil }
        continue
      }
      from = max(from, min(low / step, high / step))
      to = min(to, max(low / step, high / step))
    }
    guard from <= to else { return nil }
    return (
      from == 0 ? a : (a.x + dx * from, a.y + dy * from),
      to == 1 ? b : (a.x + dx * to, a.y + dy * to)
    )
  }

  func contains(_ place: (x: Double, y: Double)) -> Bool {
    place.x >= left - 0.5 && place.x <= right + 0.5 && place.y >= top - 0.5
      && place.y <= bottom + 0.5
  }
}

extension SVGWriter {
  mutating func draw(_ chart: Chart, in part: SceneLayout.Part, _ glyphs: Glyphs) {
    let frame = ChartFrame.of(chart, in: part.area, glyphs: glyphs, gutter: part.gutter)
    guard !frame.plot.isEmpty else { return }
    let plot = SVGPlot(frame)
    if chart.hasGrid { grid(frame, plot) }
    let parts = chart.marks.flatMap { $0.parts(on: chart.x, chart.y) }
    isOnHeat = parts.contains { if case .heat = $0 { true } else { false } }
    defer { isOnHeat = false }
    for mark in parts where !mark.isOverlay { draw(mark, on: plot, glyphs) }
    axes(chart, frame, plot)
    for mark in parts where mark.isOverlay || mark.isPath { overlay(mark, on: plot, glyphs) }
    labelContours(chart, frame, glyphs)
    if let scale = frame.scale { draw(scale) }
  }

  private mutating func grid(_ frame: ChartFrame, _ plot: SVGPlot) {
    for tick in frame.yTicks.ticks where !tick.isMinor {
      if let y = plot.y(tick.value) { line(plot.left, y, plot.right, y, theme.faint) }
    }
    for tick in frame.xTicks.ticks where !tick.isMinor {
      if let x = plot.x(tick.value) { line(x, plot.top, x, plot.bottom, theme.faint) }
    }
  }

  private mutating func axes(_ chart: Chart, _ frame: ChartFrame, _ plot: SVGPlot) {
    if frame.axisColumn != nil {
      line(plot.left, plot.top, plot.left, plot.bottom, theme.dim)
      for tick in frame.yTicks.ticks {
        guard let y = plot.y(tick.value), plot.contains((plot.left, y)) else { continue }
        line(plot.left - (tick.isMinor ? 3 : 5), y, plot.left, y, theme.dim)
        if let label = tick.label {
          words(label, plot.left - 8, y + 4.5, .plain, anchor: "end")
        }
      }
    }
    if frame.axisRow != nil {
      line(plot.left, plot.bottom, plot.right, plot.bottom, theme.dim)
      for tick in frame.xTicks.ticks {
        guard let x = plot.x(tick.value), plot.contains((x, plot.bottom)) else { continue }
        line(x, plot.bottom, x, plot.bottom + (tick.isMinor ? 3 : 5), theme.dim)
        guard let label = tick.label else { continue }
        let half = Double(TextWidth.columns(of: label)) * Self.cell.width / 2
        let most = Double(columns) * Self.cell.width - half
        words(
          label, min(max(half, x), most), plot.bottom + 5 + 13.5, .plain, anchor: "middle")
      }
    }
    for name in [frame.xName, frame.yName, frame.scaleName] {
      if let name { text(name.text, row: name.row, column: name.column, .dim) }
    }
    if let title = frame.title { text(title.text, row: title.row, column: title.column, .strong) }
    for place in frame.legend { draw(place) }
  }

  private mutating func draw(_ place: LegendPlace) {
    let x = Double(place.column) * Self.cell.width
    let y = Double(place.row) * Self.cell.height + 8.5
    let colour = ink(place.entry.style)
    var wide = 3
    switch place.entry.symbol {
    case .line: line(x, y, x + 16, y, colour, width: 2)
    case .ghost: line(x, y, x + 16, y, colour, width: 1.2, dashes: "4 3")
    case .bar: rect(x + 2, y - 5, 12, 10, fill: colour, " fill-opacity=\"0.75\"")
    case .band: rect(x, y - 5, 16, 10, fill: colour, " fill-opacity=\"0.2\"")
    case .marker(let marker):
      self.marker(marker, x + 4, y, place.entry.style, .unicode)
      wide = 2
    }
    text(place.entry.text, row: place.row, column: place.column + wide)
  }

  /// Levels stand where they stand on a terminal of this size: where the line runs flat and nothing is in front.
  private mutating func labelContours(_ chart: Chart, _ frame: ChartFrame, _ glyphs: Glyphs) {
    var canvas = PlotCanvas(frame.projection, glyphs: glyphs)
    for mark in chart.marks {
      for part in mark.parts(on: chart.x, chart.y) { canvas.draw(part) }
    }
    canvas.clearBesideWords()
    canvas.keepClear(of: chart.ahead)
    canvas.placeLabels()
    for label in canvas.placedLabels {
      let middle =
        Double(frame.plot.column + label.column)
        + Double(TextWidth.columns(of: label.text)) / 2
      words(
        label.text, middle * Self.cell.width, Self.baseline(frame.plot.row + label.row) - 0.5,
        label.style, anchor: "middle", halo: true, size: 11)
    }
  }

  private mutating func draw(_ scale: ScaleFrame) {
    let steps = 48
    let left = Double(scale.area.column) * Self.cell.width
    let top = Double(scale.area.row) * Self.cell.height + 7
    let height = Double(scale.area.rows) * Self.cell.height - 7
    add("<g shape-rendering=\"crispEdges\">")
    for step in 0..<steps {
      let level = UInt8((Double(steps - 1 - step) / Double(steps - 1) * 255).rounded())
      rect(
        left, top + Double(step) * height / Double(steps), 16, height / Double(steps) + 0.5,
        fill: theme.colour(Shade(scale.map.map, level)))
    }
    add("</g>")
    let last = Double(max(1, scale.area.rows - 1))
    for label in scale.labels {
      words(
        label.text, left + 24, top + Double(label.row - scale.area.row) / last * (height - 10) + 9,
        .dim, anchor: "start")
    }
  }
}

extension Mark {
  /// Drawn over the axes and not cut off by them.
  fileprivate var isOverlay: Bool {
    switch self {
    case .points, .label: true
    default: false
    }
  }
  fileprivate var isPath: Bool { if case .path = self { true } else { false } }
}
