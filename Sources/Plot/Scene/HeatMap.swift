import Glibc

/// Numbers over a rectangle as colours, and the scale that they are read by.
package struct HeatMap: Equatable, Sendable {
  package enum Source: Equatable, Sendable {
    /// Row by row from the lowest y, `columns` numbers a row; NaN stays blank.
    case grid([Double], columns: Int)
    case field(ScalarField)
  }
  package var source: Source
  /// The rectangle, from edge to edge.
  package var x: ClosedRange<Double>
  package var y: ClosedRange<Double>
  /// What the ends of the scale mean; fixed for the whole film.
  package var range: ClosedRange<Double>
  package var isLog: Bool
  /// What the scale passes at even distances between its ends, rising; none: its steps are even themselves.
  package var stops: [Double] = []
  package var map: ColourMap
  /// Above the scale.
  package var name: String
  /// Trials, boxes or paths are drawn over it: without colours it keeps to light characters, so that they stand out.
  package var isGround: Bool

  package init(
    _ source: Source, x: ClosedRange<Double>, y: ClosedRange<Double>,
    range: ClosedRange<Double>, isLog: Bool = false, map: ColourMap = .viridis, name: String = "",
    isGround: Bool = false
  ) {
    self.source = source
    self.x = x
    self.y = y
    self.range = range
    self.isLog = isLog
    self.map = map
    self.name = name
    self.isGround = isGround
  }

  /// Rows from the lowest y; each number covers `[edge, next edge)`.
  package init(
    _ rows: [[Double]], x: ClosedRange<Double>, y: ClosedRange<Double>,
    range: ClosedRange<Double>, isLog: Bool = false, map: ColourMap = .viridis, name: String = ""
  ) {
    let columns = rows.map(\.count).max() ?? 0
    let values = rows.flatMap { $0 + Array(repeating: .nan, count: columns - $0.count) }
    self.init(
      .grid(values, columns: columns), x: x, y: y, range: range, isLog: isLog, map: map,
      name: name)
  }

  /// The number at a place; NaN outside.
  package func value(_ px: Double, _ py: Double) -> Double {
    guard x.contains(px), y.contains(py) else { return .nan }
    switch source {
    case .field(let field): return field.value(px, py)
    case .grid(let values, let columns):
      guard columns > 0 else { return .nan }
      let rows = values.count / columns
      let across = (px - x.lowerBound) / (x.upperBound - x.lowerBound) * Double(columns)
      let up = (py - y.lowerBound) / (y.upperBound - y.lowerBound) * Double(rows)
      guard across.isFinite, up.isFinite, rows > 0 else { return .nan }
      let column = min(max(0, Int(across)), columns - 1)
      return values[min(max(0, Int(up)), rows - 1) * columns + column]
    }
  }

  /// The level of a number; nil without one. Beyond the ends of the scale: its ends.
  package func level(of value: Double) -> UInt8? {
    guard !value.isNaN else { return nil }
    return UInt8((min(max(fraction(of: value), 0), 1) * 255).rounded())
  }

  /// Where a number stands on the scale, 0 at its low end.
  private func fraction(of value: Double) -> Double {
    guard !stops.isEmpty, let next = stops.firstIndex(where: { value < $0 }) ?? stops.indices.last
    else { return scale.fraction(value) ?? (value > range.lowerBound ? 1 : 0) }
    let part = value < stops[next] ? next : next + 1
    let (low, high) = (passed(part), passed(part + 1))
    return (Double(part) + (value - low) / (high - low)) / Double(stops.count + 1)
  }

  /// The numbers that the scale passes: its low end, the stops, its high end.
  private func passed(_ index: Int) -> Double {
    if index == 0 { return range.lowerBound }
    return index <= stops.count ? stops[index - 1] : range.upperBound
  }

  /// Numbers and where they stand on the scale, from its high end down: all that it passes, or its ends and its middle.
  var labels: [(value: Double, fraction: Double)] {
    guard !stops.isEmpty else { return [1, 0.5, 0].map { (scale.value($0), $0) } }
    return (0...stops.count + 1).reversed().map {
      (passed($0), Double($0) / Double(stops.count + 1))
    }
  }

  /// The character of a level where colours are not seen.
  func glyph(_ level: UInt8, _ glyphs: Glyphs) -> UInt32 {
    isGround ? map.lightGlyph(level, glyphs) : map.glyph(level, glyphs)
  }

  /// The scale as an axis.
  var axis: Axis { Axis(name, range, scale: isLog ? .log : .linear) }
  var scale: AxisProjection { AxisProjection(axis) }
}
