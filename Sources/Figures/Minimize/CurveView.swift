import Plot

/// A function of one variable over a window, drawn once for a whole film.
struct CurveView: Sendable {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let curve: [Point]

  /// - Parameters:
  ///   - places: what must be inside.
  ///   - stretch: how much room there is beside it, as a part of its span.
  init(
    _ value: (Double) -> Double, showing places: [Double], least: ClosedRange<Double>? = nil,
    stretch: Double = 0.12
  ) {
    let known = places.filter(\.isFinite)
    var low = min(known.min() ?? 0, least?.lowerBound ?? .infinity)
    var high = max(known.max() ?? 0, least?.upperBound ?? -.infinity)
    if high - low < 1e-6 * max(1, low.magnitude) { (low, high) = (low - 1, high + 1) }
    let margin = stretch * (high - low)
    x = (low - margin)...(high + margin)
    let range = x
    let points = (0...240).map { index -> Point in
      let place = range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / 240
      return Point(place, value(place))
    }.filter { $0.y.isFinite }
    curve = points
    let heights = points.map(\.y)
    let (bottom, top) = (heights.min() ?? 0, heights.max() ?? 1)
    let room = top > bottom ? 0.08 * (top - bottom) : max(1, bottom.magnitude)
    y = (bottom - room)...(top + room)
  }

  /// Another function over the same window, only where it is inside.
  func inside(_ value: (Double) -> Double) -> [Point] {
    (0...240).map { index in
      let place = x.lowerBound + (x.upperBound - x.lowerBound) * Double(index) / 240
      return Point(place, value(place))
    }.filter { y.contains($0.y) }
  }

  func chart(_ name: String, _ value: String, _ marks: [Mark]) -> Chart {
    Chart(x: Axis(name, x), y: Axis(value, y), marks: marks)
  }
}
