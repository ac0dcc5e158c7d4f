extension SVGWriter {
  /// Draws a mark that has a painter of its own, below the axes.
  mutating func draw(_ mark: Mark, on plot: SVGPlot, _ glyphs: Glyphs) {
    switch mark {
    case .line(let points, let style):
      if isOnHeat {
        polyline(plot.clipped(points.map(plot.place)), theme.background, width: 5)
      }
      polyline(plot.clipped(points.map(plot.place)), ink(style), width: style.bold ? 2.4 : 1.8)
    case .ghost(let points, let style):
      if isOnHeat {
        polyline(plot.clipped(points.map(plot.place)), theme.background, width: 3.5)
      }
      polyline(plot.clipped(points.map(plot.place)), ink(style), width: 1.2, dashes: "4 3")
    case .path(let points, let style):
      polyline(plot.clipped(points.map(plot.place)), theme.background, width: 6)
      polyline(plot.clipped(points.map(plot.place)), ink(style), width: 2.6)
    case .arrow(let from, let to, let style):
      guard let start = plot.place(from), let end = plot.place(to) else { return }
      polyline(plot.clipped([start, end]), ink(style), width: 1.5)
      guard plot.contains(end) else { return }
      head(end.x, end.y, end.x - start.x, end.y - start.y, ink(style))
    case .contours(let field, let levels, let style): contours(field, levels, style, plot)
    case .heat(let map): heat(map, plot)
    case .bars(let edges, let heights, let style): bars(edges, heights, style, plot)
    case .barsAcross(let edges, let lengths, let style): barsAcross(edges, lengths, style, plot)
    case .histogram(let edges, let counts, let style):
      bars(edges, counts, style, plot)
      breaks(edges, counts, plot)
    case .band(let spreads, let style): band(spreads, style, plot)
    case .boxes(let boxes, let style): for box in boxes { draw(box, style, plot) }
    case .horizontal(let value, let style):
      guard let y = plot.y(value), plot.contains((plot.left, y)) else { return }
      line(plot.left, y, plot.right, y, ink(style), dashes: "2 3")
    case .vertical(let value, let style):
      guard let x = plot.x(value), plot.contains((x, plot.top)) else { return }
      line(x, plot.top, x, plot.bottom, ink(style), dashes: "2 3")
    case .points, .pinned, .label, .steps, .stems, .errorBars, .region, .vectors, .parabola: break
    }
  }

  /// Markers and words: over the axes, only where they lie inside the plot.
  mutating func overlay(_ mark: Mark, on plot: SVGPlot, _ glyphs: Glyphs) {
    switch mark {
    case .points(let points, let marker, let style):
      for place in points.compactMap(plot.place) where plot.contains(place) {
        self.marker(marker, place.x, place.y, style, glyphs)
      }
    case .label(let point, let text, let style, let isCentred):
      guard let place = plot.place(point), plot.contains(place) else { return }
      let shown = glyphs.shown(text)
      let width = Double(TextWidth.columns(of: shown)) * Self.cell.width
      let wanted = place.x - (isCentred ? width / 2 : 0)
      let first = plot.left + (isCentred ? 0 : 4)
      let start = min(max(first, wanted), max(plot.left, plot.right - width))
      // Lines would show between the letters.
      if !isOnHeat { rect(start - 2, place.y - 4, width + 4, 8, fill: theme.background) }
      words(shown, start, place.y + 4.5, style, anchor: "start", halo: true)
    case .path(let points, let style): joints(points, style, plot)
    default: break
    }
  }

  /// Numbered discs, the last one full, as far apart as they need.
  private mutating func joints(_ points: [Point], _ style: Style, _ plot: SVGPlot) {
    let colour = ink(style)
    var taken: [(x: Double, y: Double)] = []
    let last = points.count - 1
    guard last >= 0 else { return }
    for (order, index) in ([last] + Array(0..<last)).enumerated() {
      guard let place = plot.place(points[index]), plot.contains(place) else { continue }
      let isNumbered = order == 0 || PlotCanvas.isNumbered(index, last: last)
      let near = isNumbered ? 13.0 : 8
      let isFree = taken.allSatisfy {
        let (dx, dy) = ($0.x - place.x, $0.y - place.y)
        return dx * dx + dy * dy >= near * near
      }
      guard isFree else { continue }
      taken.append(place)
      if order == 0 {
        circle(place.x, place.y, 5.5, "fill=\"\(colour)\" stroke=\"\(theme.background)\"")
      } else if isNumbered {
        circle(
          place.x, place.y, 7.5,
          "fill=\"\(theme.background)\" stroke=\"\(colour)\" stroke-width=\"1.4\"")
        words(
          String(index), place.x, place.y + 3.6, Style(style.ink, bold: true), anchor: "middle",
          size: index > 99 ? 8 : 10.5)
      } else {
        circle(place.x, place.y, 2.4, "fill=\"\(colour)\"")
      }
    }
  }

  mutating func marker(
    _ marker: Marker, _ x: Double, _ y: Double, _ style: Style, _ glyphs: Glyphs
  ) {
    let colour = ink(style)
    func ring(_ radius: Double) -> String {
      "fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\""
    }
    if isOnHeat { circle(x, y, 8, "fill=\"\(theme.background)\" fill-opacity=\"0.8\"") }
    switch marker {
    case .now:
      circle(x, y, 3.4, "fill=\"\(colour)\"")
      circle(x, y, 6.4, ring(6.4))
    case .target:
      line(x - 4.5, y - 4.5, x + 4.5, y + 4.5, colour, width: 2)
      line(x - 4.5, y + 4.5, x + 4.5, y - 4.5, colour, width: 2)
    case .large: circle(x, y, 5, ring(5))
    case .medium: circle(x, y, 3.2, ring(3.2))
    case .small: circle(x, y, 1.9, "fill=\"\(colour)\"")
    case .plus:
      line(x - 4.5, y, x + 4.5, y, colour, width: 2)
      line(x, y - 4.5, x, y + 4.5, colour, width: 2)
    case .square: rect(x - 4, y - 4, 8, 8, fill: colour)
    case .question, .letter:
      let text = Unicode.Scalar(marker.code(glyphs)).map { String($0) } ?? "?"
      words(text, x, y + 4.5, Style(style.ink, bold: true), anchor: "middle", halo: true)
    }
  }

  // MARK: Areas

  private mutating func bars(
    _ edges: [Double], _ heights: [Double], _ style: Style, _ plot: SVGPlot
  ) {
    let zero = plot.projection.y.fraction(0) ?? (plot.projection.y.isReversed ? 1 : 0)
    let foot = plot.bottom - min(max(zero, 0), 1) * plot.height
    for (index, height) in heights.enumerated() where index + 1 < edges.count && height != 0 {
      guard let a = plot.x(edges[index]), let b = plot.x(edges[index + 1]), let end = plot.y(height)
      else { continue }
      let gap = (b - a).magnitude >= 5 ? 0.5 : 0
      fill(
        (min(a, b) + gap, min(foot, end)), (max(a, b) - gap, max(foot, end)), style, opacity: 0.75,
        plot)
    }
  }

  private mutating func barsAcross(
    _ edges: [Double], _ lengths: [Double], _ style: Style, _ plot: SVGPlot
  ) {
    let zero = plot.projection.x.fraction(0) ?? (plot.projection.x.isReversed ? 1 : 0)
    let foot = plot.left + min(max(zero, 0), 1) * plot.width
    for (index, length) in lengths.enumerated() where index + 1 < edges.count && length != 0 {
      guard let a = plot.y(edges[index]), let b = plot.y(edges[index + 1]), let end = plot.x(length)
      else { continue }
      fill(
        (min(foot, end), min(a, b)), (max(foot, end), max(a, b)), style, opacity: 0.75, plot)
    }
  }

  /// A rectangle, as far as it lies inside the plot; at least a sliver.
  private mutating func fill(
    _ low: (x: Double, y: Double), _ high: (x: Double, y: Double), _ style: Style,
    opacity: Double, _ plot: SVGPlot
  ) {
    let (left, top) = (max(low.x, plot.left), max(low.y, plot.top))
    let (right, bottom) = (min(high.x, plot.right), min(high.y, plot.bottom))
    guard left <= right, top <= bottom else { return }
    rect(
      left, top, max(0.8, right - left), max(0.8, bottom - top), fill: ink(style),
      " fill-opacity=\"\(Self.number(opacity))\"")
  }

  /// The break and the count of a bar that stands out of the axis.
  private mutating func breaks(_ edges: [Double], _ counts: [Double], _ plot: SVGPlot) {
    for (index, count) in counts.enumerated() where index + 1 < edges.count {
      guard let fraction = plot.projection.y.fraction(count), fraction > 1 + 1e-9,
        let a = plot.x(edges[index]), let b = plot.x(edges[index + 1])
      else { continue }
      let (low, high) = (min(a, b), max(a, b))
      let y = plot.top + 14
      polyline(
        [(low - 1, y + 3), (low + (high - low) / 2, y - 3), (high + 1, y + 3)], theme.background,
        width: 4)
      let text = TickText.fixed(count, decimals: count == count.rounded() ? 0 : 1)
      let isRight = high + 6 + Double(text.utf8.count) * Self.cell.width <= plot.right
      words(
        text, isRight ? high + 5 : low - 5, plot.top + 10, .plain,
        anchor: isRight ? "start" : "end")
    }
  }

  private mutating func band(_ spreads: [Spread], _ style: Style, _ plot: SVGPlot) {
    // Between two places the edges are straight, so cutting them at the sides and pressing them between top and
    // bottom is exact but for the corners.
    func edge(_ value: (Spread) -> Double) -> [String] {
      let places = plot.clippedAcross(spreads.map { plot.place(Point($0.x, value($0))) })
      return places.map {
        Self.number($0.x) + "," + Self.number(min(max($0.y, plot.top), plot.bottom))
      }
    }
    let (lows, highs) = (edge(\.low), edge(\.high))
    guard !lows.isEmpty else { return }
    let points = (lows + highs.reversed()).joined(separator: " ")
    add("<polygon points=\"\(points)\" fill=\"\(ink(style))\" fill-opacity=\"0.18\"/>")
  }

  private mutating func draw(_ box: BoxSummary, _ style: Style, _ plot: SVGPlot) {
    func place(_ value: Double, _ offset: Double) -> (x: Double, y: Double)? {
      plot.place(
        box.isAcross ? Point(value, box.place + offset) : Point(box.place + offset, value))
    }
    let half = box.halfWidth
    let colour = ink(style)
    func line(_ from: (x: Double, y: Double)?, _ to: (x: Double, y: Double)?, _ width: Double) {
      polyline(plot.clipped([from, to]), colour, width: width)
    }
    line(place(box.low, 0), place(box.lowerQuartile, 0), 1.4)
    line(place(box.upperQuartile, 0), place(box.high, 0), 1.4)
    for end in [box.low, box.high] { line(place(end, -half / 2), place(end, half / 2), 1.4) }
    if let a = place(box.lowerQuartile, -half), let b = place(box.upperQuartile, half) {
      let (low, high) = ((min(a.x, b.x), min(a.y, b.y)), (max(a.x, b.x), max(a.y, b.y)))
      fill(low, high, style, opacity: 0.15, plot)
      polyline(
        plot.clipped([low, (high.0, low.1), high, (low.0, high.1), low]), colour, width: 1.4)
    }
    line(place(box.median, -half), place(box.median, half), 3)
    for outlier in box.outliers {
      if let place = place(outlier, 0), plot.contains(place) {
        marker(.medium, place.x, place.y, style, .unicode)
      }
    }
  }

  // MARK: Fields

  /// Marching squares on a grid of about three user units.
  private mutating func contours(
    _ field: ScalarField, _ levels: [Double], _ style: Style, _ plot: SVGPlot
  ) {
    let across = min(400, max(2, Int(plot.width / 3)))
    let down = min(400, max(2, Int(plot.height / 3)))
    let values = ContourCells.sample(field, plot.projection, across, down)
    var squares = MarchingSquares(values: values, columns: across, rows: down, levels: levels)
    for level in levels {
      for line in squares.lines(at: level) {
        polyline(
          line.map {
            (
              plot.left + $0.column / Double(across - 1) * plot.width,
              plot.top + $0.row / Double(down - 1) * plot.height
            )
          }, ink(style), width: 1)
      }
    }
    squares.end()
  }

  /// Rectangles of one colour, joined along rows.
  private mutating func heat(_ map: HeatMap, _ plot: SVGPlot) {
    let across = min(160, max(1, Int(plot.width / 6)))
    let down = min(120, max(1, Int(plot.height / 6)))
    let (w, h) = (plot.width / Double(across), plot.height / Double(down))
    add("<g shape-rendering=\"crispEdges\">")
    for row in 0..<down {
      var start = 0
      var colour: String?
      func flush(_ end: Int, _ writer: inout SVGWriter) {
        guard let colour, end > start else { return }
        writer.rect(
          // A little over the next ones: rounding must not leave a gap.
          plot.left + Double(start) * w, plot.top + Double(row) * h, Double(end - start) * w + 0.4,
          h + 0.4, fill: colour)
      }
      for column in 0..<across {
        let value = map.value(
          plot.projection.x.value((Double(column) + 0.5) / Double(across)),
          plot.projection.y.value(1 - (Double(row) + 0.5) / Double(down)))
        // 64 levels, so that neighbours join.
        let next = map.level(of: value).map { theme.colour(Shade(map.map, $0 & 0xFC | 2)) }
        if next != colour {
          flush(column, &self)
          start = column
          colour = next
        }
      }
      flush(across, &self)
    }
    add("</g>")
  }
}
