import Glibc

extension Mark {
  /// The marks with painters of their own that this one is put together from, back to front.
  func parts(on x: Axis, _ y: Axis) -> [Mark] {
    switch self {
    case .line, .ghost, .path, .points, .arrow, .contours, .heat, .bars, .barsAcross, .histogram,
      .band, .horizontal, .vertical, .label, .boxes:
      [self]
    case .pinned(let points, let marker, let style):
      [.points(points.map { Point(x.nearest(to: $0.x), y.nearest(to: $0.y)) }, marker, style)]
    case .steps(let points, let style): [.line(Self.staircase(points), style)]
    case .stems(let points, let base, let style):
      points.map { .line([Point($0.x, base), $0], style) } + [.points(points, .medium, style)]
    case .errorBars(let spreads, let style):
      spreads.map { .line([Point($0.x, $0.low), Point($0.x, $0.high)], style) }
    case .region(let across, let up, let style):
      [Self.region(across, up, style, x, y)]
    case .vectors(let vectors, let style): Self.arrows(vectors, style, x, y)
    case .parabola(let point, let slope, let curvature, let style):
      [.line(Self.parabola(point, slope, curvature, x), style)]
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

  private static func region(
    _ across: ClosedRange<Double>?, _ up: ClosedRange<Double>?, _ style: Style, _ x: Axis,
    _ y: Axis
  ) -> Mark {
    let (left, right) = (x.usableRange.low, x.usableRange.high)
    let (low, high) = (y.usableRange.low, y.usableRange.high)
    let bottom = up?.lowerBound ?? low
    let top = up?.upperBound ?? high
    return .band(
      [
        Spread(across?.lowerBound ?? left, bottom, top),
        Spread(across?.upperBound ?? right, bottom, top),
      ], style)
  }

  private static func parabola(
    _ point: Point, _ slope: Double, _ curvature: Double, _ x: Axis
  ) -> [Point] {
    let projection = AxisProjection(x)
    let count = curvature == 0 && !projection.isLog ? 1 : 240
    return (0...count).map { index in
      let place = projection.value(Double(index) / Double(count))
      let step = place - point.x
      return Point(place, point.y + (slope + curvature / 2 * step) * step)
    }
  }

  /// Arrows whose lengths rise with the root of the vectors', so that small ones are seen too.
  private static func arrows(_ vectors: [Vector], _ style: Style, _ x: Axis, _ y: Axis) -> [Mark] {
    let (across, up) = (AxisProjection(x), AxisProjection(y))
    /// Where a vector stands and points, in parts of the axes.
    let directed = vectors.compactMap { vector -> (u: Double, v: Double, du: Double, dv: Double)? in
      guard let u = across.fraction(vector.at.x), let v = up.fraction(vector.at.y) else {
        return nil
      }
      let du = across.rate(vector.dx, at: vector.at.x)
      let dv = up.rate(vector.dy, at: vector.at.y)
      return du.isFinite && dv.isFinite && (du != 0 || dv != 0) ? (u, v, du, dv) : nil
    }
    let longest = directed.map { hypot($0.du, $0.dv) }.max() ?? 0
    guard longest > 0, longest.isFinite else { return [] }
    let pitch = 0.85 / Double(max(1, directed.count)).squareRoot()
    return directed.map { each in
      let size = hypot(each.du, each.dv)
      let length = pitch * max(0.35, (size / longest).squareRoot())
      let (du, dv) = (each.du / size * length / 2, each.dv / size * length / 2)
      return .arrow(
        Point(across.value(each.u - du), up.value(each.v - dv)),
        Point(across.value(each.u + du), up.value(each.v + dv)), style)
    }
  }
}
