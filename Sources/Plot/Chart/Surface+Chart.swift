extension Surface {
  /// Draws a chart with its axes.
  mutating func draw(_ chart: Chart, in area: Area, glyphs: Glyphs, gutter: Int = 0) {
    let frame = ChartFrame(chart, in: area, glyphs: glyphs, gutter: gutter)
    drawAxes(frame, glyphs: glyphs)
    guard !frame.plot.isEmpty else { return }
    var canvas = PlotCanvas(frame.projection, glyphs: glyphs)
    for mark in chart.marks { canvas.draw(mark) }
    canvas.placeLabels()
    canvas.show(on: &self, at: frame.plot)
  }
}

extension PlotCanvas {
  mutating func draw(_ mark: Mark) {
    switch mark {
    case .line(let points, let style): line(places(points), style, isFront: true)
    case .ghost(let points, let style): line(places(points), style, isFront: false)
    case .path(let points, let style): path(points, style)
    case .points(let points, let marker, let style): self.points(points, marker, style)
    case .contours(let field, let levels, let style): contours(field, levels, style)
    case .bars(let edges, let heights, let style): bars(edges, heights, style)
    case .histogram(let edges, let counts, let style): histogram(edges, counts, style)
    case .horizontal(let value, let style): horizontal(value, style)
    case .vertical(let value, let style): vertical(value, style)
    case .label(let point, let text, let style, let centred):
      label(point, text, style, isCentred: centred)
    case .stems(let points, let base, let style): stems(points, base: base, style)
    case .steps(let points, let style): line(places(Self.staircase(points)), style, isFront: true)
    }
  }

  /// The corners of a curve that keeps each value until the next point.
  static func staircase(_ points: [Point]) -> [Point] {
    var corners: [Point] = []
    for point in points {
      if let last = corners.last { corners.append(Point(point.x, last.y)) }
      corners.append(point)
    }
    return corners
  }
}

extension Chart {
  /// How many points of the marks have no place on these axes (not a number, or not above 0 on a log axis).
  package var undrawn: Int {
    let (x, y) = (AxisProjection(x), AxisProjection(y))
    return marks.reduce(0) { sum, mark in
      switch mark {
      case .line(let points, _), .ghost(let points, _), .path(let points, _),
        .points(let points, _, _),
        .stems(let points, _, _), .steps(let points, _):
        sum + points.count { x.fraction($0.x) == nil || y.fraction($0.y) == nil }
      default: sum
      }
    }
  }
}
