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
  package var map: ColourMap
  /// Above the scale.
  package var name: String

  package init(
    _ source: Source, x: ClosedRange<Double>, y: ClosedRange<Double>,
    range: ClosedRange<Double>, isLog: Bool = false, map: ColourMap = .viridis, name: String = ""
  ) {
    self.source = source
    self.x = x
    self.y = y
    self.range = range
    self.isLog = isLog
    self.map = map
    self.name = name
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
    let fraction = scale.fraction(value) ?? (value > range.lowerBound ? 1 : 0)
    return UInt8((min(max(fraction, 0), 1) * 255).rounded())
  }

  /// The scale as an axis.
  var axis: Axis { Axis(name, range, scale: isLog ? .log : .linear) }
  var scale: AxisProjection { AxisProjection(axis) }
}
