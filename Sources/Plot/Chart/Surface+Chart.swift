extension Surface {
  /// Draws a chart with its axes.
  mutating func draw(_ chart: Chart, in area: Area, glyphs: Glyphs, gutter: Int = 0) {
    let frame = ChartFrame.of(chart, in: area, glyphs: glyphs, gutter: gutter)
    drawAxes(frame, glyphs: glyphs)
    guard !frame.plot.isEmpty else { return }
    var canvas = PlotCanvas(frame.projection, glyphs: glyphs)
    if chart.hasGrid { canvas.grid(frame) }
    var words: [Mark] = []
    for mark in chart.marks {
      if case .label = mark {
        words.append(mark)
        continue
      }
      for part in mark.parts(on: chart.x, chart.y) { canvas.draw(part) }
    }
    // Words last: half covered by a curve they would say something else.
    for word in words { canvas.draw(word) }
    canvas.clearBesideWords()
    canvas.keepClear(of: chart.ahead)
    canvas.placeLabels()
    canvas.clearGround()
    canvas.show(on: &self, at: frame.plot)
    if let scale = frame.scale { draw(scale) }
  }
}

extension PlotCanvas {
  /// Draws a mark that has a painter of its own.
  mutating func draw(_ mark: Mark) {
    switch mark {
    case .line(let points, let style): line(places(points), style, isFront: true)
    case .ghost(let points, let style): line(places(points), style, isFront: false)
    case .path(let points, let style): path(points, style)
    case .points(let points, let marker, let style): self.points(points, marker, style)
    case .arrow(let from, let to, let style): arrow(from, to, style)
    case .contours(let field, let levels, let style): contours(field, levels, style)
    case .heat(let map): heat(map)
    case .bars(let edges, let heights, let style): bars(edges, heights, style)
    case .barsAcross(let edges, let lengths, let style): barsAcross(edges, lengths, style)
    case .histogram(let edges, let counts, let style): histogram(edges, counts, style)
    case .band(let spreads, let style): band(spreads, style)
    case .horizontal(let value, let style): horizontal(value, style)
    case .vertical(let value, let style): vertical(value, style)
    case .label(let point, let text, let style, let centred):
      label(point, text, style, isCentred: centred)
    case .boxes(let boxes, let style): self.boxes(boxes, style)
    case .pinned, .steps, .stems, .errorBars, .region, .vectors, .parabola: break
    }
  }
}

extension Chart {
  /// How many points of the marks have no place on these axes (not a number, or not above 0 on a log axis).
  package var undrawn: Int {
    let (x, y) = (AxisProjection(x), AxisProjection(y))
    return marks.reduce(0) { sum, mark in
      sum + mark.data.count { x.fraction($0.point.x) == nil || y.fraction($0.point.y) == nil }
    }
  }
}
