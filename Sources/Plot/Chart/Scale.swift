import Glibc

/// Data values to places along an axis of `cells` cells, in cells from its start.
///
/// The first value lies in the middle of the first half cell, the last in the middle of the last: on a canvas of two
/// dots a cell both fall on a dot.
struct Scale: Equatable, Sendable {
  let range: ClosedRange<Double>
  let isLog: Bool
  let cells: Int
  /// Dots a cell has along the axis (2 across, 4 down).
  let dots: Int
  let isReversed: Bool

  private let low: Double
  private let factor: Double

  init(_ axis: Axis, cells: Int, dots: Int, isReversed: Bool = false) {
    range = axis.range
    isLog = axis.scale == .log
    self.cells = cells
    self.dots = dots
    self.isReversed = isReversed
    low = isLog ? log10(max(axis.range.lowerBound, .leastNormalMagnitude)) : axis.range.lowerBound
    let high =
      isLog ? log10(max(axis.range.upperBound, .leastNormalMagnitude)) : axis.range.upperBound
    let span = high - low
    factor = span > 0 && span.isFinite ? Double(cells * dots - 1) / span : 0
  }

  /// In dots from the start; not finite where the axis cannot show the value.
  func dot(_ value: Double) -> Double {
    let along = isLog ? (value > 0 ? log10(value) : .nan) : value
    let place = (along - low) * factor
    return isReversed ? Double(cells * dots - 1) - place : place
  }

  /// In cells from the start, 0.5 the middle of the first.
  func place(_ value: Double) -> Double { (dot(value) + 0.5) / Double(dots) }

  /// The cell a value falls into; nil outside.
  func cell(_ value: Double) -> Int? {
    let dot = dot(value)
    guard dot > -0.5001, dot < Double(cells * dots) - 0.4999 else { return nil }
    return min(max(0, Int(dot.rounded()) / dots), cells - 1)
  }

  /// The value in the middle of a dot.
  func value(atDot dot: Double) -> Double {
    let place = isReversed ? Double(cells * dots - 1) - dot : dot
    let along = factor > 0 ? low + place / factor : low
    return isLog ? pow(10, along) : along
  }
}
