import Glibc

/// Where a value of an axis falls, from 0 (its low end) to 1.
struct AxisProjection: Equatable, Sendable {
  let isLog: Bool
  let isReversed: Bool
  let low: Double
  let span: Double

  init(_ axis: Axis) {
    let (low, high) = axis.usableRange
    isLog = axis.scale == .log
    isReversed = axis.isReversed
    self.low = isLog ? log10(low) : low
    span = (isLog ? log10(high) : high) - self.low
  }

  /// Nil where the value has no place: not a number, or not above 0 on a log axis.
  func fraction(_ value: Double) -> Double? {
    let place = isLog ? (value > 0 ? log10(value) : .nan) : value
    let fraction = (place - low) / span
    guard fraction.isFinite else { return nil }
    return isReversed ? 1 - fraction : fraction
  }

  /// How fast the fraction moves when the value moves at a rate.
  func rate(_ speed: Double, at value: Double) -> Double {
    let rate = isLog ? speed / (value * 2.302585092994046) / span : speed / span
    return isReversed ? -rate : rate
  }

  /// The value at a fraction.
  func value(_ fraction: Double) -> Double {
    let place = low + (isReversed ? 1 - fraction : fraction) * span
    return isLog ? pow(10, place) : place
  }
}

extension Axis {
  /// The value on the axis that is nearest to one.
  func nearest(to value: Double) -> Double {
    guard !value.isNaN else { return value }
    return min(max(value, usableRange.low), usableRange.high)
  }

  /// The range with both ends finite and apart, above 0 on a log axis.
  var usableRange: (low: Double, high: Double) {
    var low = range.lowerBound.isFinite ? range.lowerBound : -1e300
    var high = range.upperBound.isFinite ? range.upperBound : 1e300
    if scale == .log {
      high = high > 0 ? max(high, 1e-300) : 1
      low = low > 0 ? max(low, 1e-300) : high / 1000
      if high <= low * (1 + 1e-12) { (low, high) = (low / 2, low * 2) }
    } else if !(high - low > 1e-12 * max(low.magnitude, high.magnitude)) {
      let half = max(low.magnitude * 0.1, 0.5)
      (low, high) = (low - half, low + half)
    }
    return (low, high)
  }
}

/// Data coordinates to the cells of a plot. Column and row positions are in cells from the plot's top left
/// corner, so that cell `c` is `c ..< c + 1`; the ends of the axes fall on the middle of the outermost cells
/// (dots in braille).
struct Projection: Equatable, Sendable {
  let x: AxisProjection
  let y: AxisProjection
  let columns: Int
  let rows: Int
  /// Dots per cell that positions are aligned to: 1 × 1, or 2 × 4.
  let dots: (across: Int, down: Int)

  init(x: Axis, y: Axis, columns: Int, rows: Int, glyphs: Glyphs) {
    self.x = AxisProjection(x)
    self.y = AxisProjection(y)
    self.columns = columns
    self.rows = rows
    dots = glyphs.repertoire == .ascii ? (1, 1) : (2, 4)
  }

  static func == (left: Projection, right: Projection) -> Bool {
    left.x == right.x && left.y == right.y && left.columns == right.columns
      && left.rows == right.rows && left.dots == right.dots
  }

  /// The horizontal place in cells; nil without one. Kept within ±10⁷.
  func column(_ value: Double) -> Double? {
    x.fraction(value).map { Self.place($0, columns * dots.across) / Double(dots.across) }
  }

  /// The vertical place in cells, down; nil without one.
  func row(_ value: Double) -> Double? {
    y.fraction(value).map { Self.place(1 - $0, rows * dots.down) / Double(dots.down) }
  }

  func place(_ point: Point) -> Place? {
    guard let column = column(point.x), let row = row(point.y) else { return nil }
    return Place(column, row)
  }

  /// The cell of a point inside the plot.
  func cell(_ point: Point) -> (column: Int, row: Int)? {
    guard let place = place(point) else { return nil }
    let (column, row) = (floor(place.column), floor(place.row))
    guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { return nil }
    return (Int(column), Int(row))
  }

  /// The values at the middle of a cell (of its dots, in braille).
  func point(column: Int, row: Double) -> Point {
    func fraction(_ cell: Double, _ cells: Int, _ dots: Int) -> Double {
      let count = Double(cells * dots - 1)
      return count > 0 ? ((cell + 0.5) * Double(dots) - 0.5) / count : 0.5
    }
    return Point(
      x.value(fraction(Double(column), columns, dots.across)),
      y.value(1 - fraction(row, rows, dots.down)))
  }

  private static func place(_ fraction: Double, _ count: Int) -> Double {
    min(max(0.5 + fraction * Double(count - 1), -1e7), 1e7)
  }
}

/// A position in a plot, in cells.
struct Place: Equatable, Sendable {
  var column: Double
  var row: Double

  init(_ column: Double, _ row: Double) {
    self.column = column
    self.row = row
  }
}
