import Core
import Plot

/// The pictures: the plane with its contours, the curve of one variable, the fall of value and slope.
extension MinimizeFilm {
  func plane(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Chart {
    var marks: [Mark] = [.contours(field, levels: levels, .dim)]
    marks.append(.points(minima.map { Point($0[0], $0[1]) }, .target, Style(.good, bold: true)))
    for (index, walk) in walks.enumerated().reversed() {
      let points = walk.samples(to: walk.at(k)).map { Point($0.x[0], $0.x[1]) }.filter {
        $0.x.isFinite && $0.y.isFinite
      }
      marks.append(.path(points, Self.styles[index % Self.styles.count]))
      if index > 0, let end = points.last {
        marks.append(
          .points(
            [end], .letter(["A", "B", "C", "D"][(index - 1) % 4]),
            Self.styles[index % Self.styles.count]))
      }
    }
    if case .point(let x, let y)? = prediction?.guess {
      marks.append(.guess(Point(x, y)))
    }
    if case .vector(let values)? = prediction?.guess, values.count == 2 {
      marks.append(.guess(Point(values[0], values[1])))
    }
    return Chart(x: Axis("w1", window.ranges[0]), y: Axis("w2", window.ranges[1]), marks: marks)
  }

  /// One variable: the curve, the steps on it, and the model that the next step trusts.
  func curve(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Chart {
    let range = window.ranges[0]
    let count = 240
    let line = (0...count).map { index -> Point in
      let x =
        range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(count)
      return Point(x, value([x]))
    }.filter { $0.y.isFinite }
    let heights = line.map(\.y)
    let low = heights.min() ?? 0
    let high = heights.max() ?? 1
    let margin = high > low ? 0.08 * (high - low) : max(1, low.magnitude)
    let vertical = (low - margin)...(high + margin)
    var marks: [Mark] = [.line(line, Style(.first))]
    if walks.count == 1, let model = model(walks[0].stop(walks[0].at(k)), range) {
      marks.insert(.ghost(model.filter { vertical.contains($0.y) }, .dim), at: 0)
    }
    marks.append(.points(minima.map { Point($0[0], value($0)) }, .target, Style(.good, bold: true)))
    for (index, walk) in walks.enumerated().reversed() {
      let style = Self.styles[index % Self.styles.count]
      let now = walk.at(k)
      for sample in walk.samples(to: now).suffix(12)
      where sample.index < now && sample.x[0].isFinite && sample.f.isFinite {
        let mark: Marker = sample.index < 10 ? .letter(Character("\(sample.index)")) : .small
        marks.append(.points([Point(sample.x[0], sample.f)], mark, style))
      }
      let stop = walk.stop(now)
      let marker: Marker = index == 0 ? .now : .letter(["A", "B", "C", "D"][(index - 1) % 4])
      if stop.x[0].isFinite, stop.f.isFinite {
        marks.append(.points([Point(stop.x[0], stop.f)], marker, style))
      }
    }
    switch prediction?.guess {
    case .number(let x):
      marks.append(.guess(Point(x, value([x]))))
    case .vector(let values) where values.count == 1:
      marks.append(.guess(Point(values[0], value(values))))
    case .point(let x, let y):
      marks.append(.guess(Point(x, y)))
    default: break
    }
    return Chart(x: Axis("w", range), y: Axis("f(w)", vertical), marks: marks)
  }

  /// The parabola (or, without curvature, the tangent) at a point.
  func model(_ stop: Walk.Stop, _ range: ClosedRange<Double>) -> [Point]? {
    guard let slope = stop.g.first, slope.isFinite, stop.f.isFinite else { return nil }
    let curvature = stop.hessian?.first?.first ?? 0
    return (0...120).map { index in
      let x = range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / 120
      let d = x - stop.x[0]
      return Point(x, stop.f + slope * d + 0.5 * curvature * d * d)
    }
  }

  /// f − f* (or ‖g‖∞) against the step, on a log axis.
  func falling(_ k: Int, _ language: Language, _ prediction: Prediction?, ofSlope: Bool)
    -> Chart
  {
    let base =
      ofSlope
      ? 0 : least ?? walks.map { $0.samples.map(\.f).filter(\.isFinite).min() ?? 0 }.min() ?? 0
    func height(_ sample: Walk.Sample) -> Double { ofSlope ? sample.slope : sample.f - base }
    let all = walks.flatMap { $0.samples.map(height) }.filter { $0.isFinite && $0 > 0 }
    let floor = max(all.min() ?? 1e-16, 1e-20, (all.max() ?? 1) * 1e-24)
    let ceiling = max(all.max() ?? 1, floor * 10)
    var marks: [Mark] = []
    for (index, walk) in walks.enumerated().reversed() {
      let style = Self.styles[index % Self.styles.count]
      let points = walk.samples(to: walk.at(k)).compactMap { sample -> Point? in
        let height = height(sample)
        guard height.isFinite else { return nil }
        return Point(Double(sample.index), max(height, floor))
      }
      marks.append(index == 0 ? .line(points, style) : .ghost(points, style))
      if let end = points.last {
        marks.append(
          .points([end], index == 0 ? .now : .letter(["A", "B", "C", "D"][(index - 1) % 4]), style))
      }
    }
    if case .number(let guess)? = prediction?.guess, guess > 0, ofSlope == (least == nil) {
      marks.append(.guess(Point(Double(frames - 1), guess)))
    }
    let name =
      ofSlope
      ? language("largest slope |g|", "최대 기울기 |g|")
      : least == nil && base != 0
        ? language("f above its least value here", "f - (이 실행의 최솟값)")
        : base == 0
          ? "f" : base < 0 ? "f + \(NumberText.short(-base))" : "f - \(NumberText.short(base))"
    return Chart(
      x: Axis(language("step", "걸음"), 0...Double(max(1, frames - 1))),
      y: Axis(name, floor / 1.5...ceiling * 1.5, scale: .log), marks: marks)
  }
}
