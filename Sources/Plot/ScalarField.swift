import Glibc
import Synchronization

/// A function of two variables that contours are drawn of. What is computed for one window and resolution is
/// kept, so a film pays for its contours once.
package final class ScalarField: Sendable, Equatable {
  /// NaN where the function has no value.
  package let value: @Sendable (Double, Double) -> Double
  private let kept = Mutex<[Key: Contours]>([:])

  package init(_ value: @escaping @Sendable (Double, Double) -> Double) {
    self.value = value
  }

  package static func == (left: ScalarField, right: ScalarField) -> Bool { left === right }

  struct Key: Hashable {
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>
    var xIsLog: Bool
    var yIsLog: Bool
    var across: Int
    var down: Int
    var levels: [Double]
  }

  /// The contour lines on a grid of `across` × `down` points laid evenly over both scales.
  func contours(_ levels: [Double], x: Scale, y: Scale, across: Int, down: Int) -> Contours {
    let key = Key(
      x: x.range, y: y.range, xIsLog: x.isLog, yIsLog: y.isLog, across: across, down: down,
      levels: levels)
    if let found = kept.withLock({ $0[key] }) { return found }
    let made = Contours(of: value, levels, x: x, y: y, across: across, down: down)
    kept.withLock { kept in
      if kept.count >= 8 { kept.removeAll() }
      kept[key] = made
    }
    return made
  }
}

/// Contour lines as segments between grid points, in grid units (0 … across−1, 0 … down−1 from the top).
struct Contours: Sendable {
  struct Segment: Sendable {
    var level: Int
    var u0, v0, u1, v1: Float
    var column: Int32
    var row: Int32
  }
  let segments: [Segment]

  /// Marching squares on log10(f − min + ε), which keeps a valley from being lost between its walls; a saddle cell is
  /// joined so that its centre lies on its true side; a cell with a corner that has no value is skipped.
  init(
    of function: (Double, Double) -> Double, _ levels: [Double], x: Scale, y: Scale, across: Int,
    down: Int
  ) {
    guard across > 1, down > 1, !levels.isEmpty else {
      segments = []
      return
    }
    let xs = (0..<across).map {
      x.value(atDot: Double($0) * Double(x.cells * x.dots - 1) / Double(across - 1))
    }
    let ys = (0..<down).map {
      y.value(atDot: Double($0) * Double(y.cells * y.dots - 1) / Double(down - 1))
    }
    var grid = [Double](repeating: .nan, count: across * down)
    var least = Double.infinity
    for row in 0..<down {
      for column in 0..<across {
        let value = function(xs[column], ys[row])
        grid[row * across + column] = value
        if value < least { least = value }
      }
    }
    let lowest = min(least, levels.min() ?? least)
    let span = (levels.max() ?? 1) - lowest
    let small = max(span * 1e-6, .leastNormalMagnitude)
    func squeezed(_ value: Double) -> Double { log10(max(value - lowest, 0) + small) }
    for index in grid.indices where grid[index].isFinite { grid[index] = squeezed(grid[index]) }
    for index in grid.indices where grid[index] == .infinity { grid[index] = squeezed(1e300) }
    let heights = levels.map(squeezed)
    var found: [Segment] = []
    for row in 0..<down - 1 {
      for column in 0..<across - 1 {
        let a = grid[row * across + column], b = grid[row * across + column + 1]
        let c = grid[(row + 1) * across + column + 1], d = grid[(row + 1) * across + column]
        guard a.isFinite, b.isFinite, c.isFinite, d.isFinite else { continue }
        let low = min(min(a, b), min(c, d)), high = max(max(a, b), max(c, d))
        for (level, height) in heights.enumerated() where low < height && height <= high {
          Self.cross(a, b, c, d, height) { u0, v0, u1, v1 in
            found.append(
              Segment(
                level: level, u0: Float(Double(column) + u0), v0: Float(Double(row) + v0),
                u1: Float(Double(column) + u1), v1: Float(Double(row) + v1), column: Int32(column),
                row: Int32(row)))
          }
        }
      }
    }
    segments = found
  }

  /// Corners a b (top), d c (bottom); edges: 0 top, 1 right, 2 bottom, 3 left.
  private static func cross(
    _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ h: Double,
    _ emit: (Double, Double, Double, Double) -> Void
  ) {
    func part(_ from: Double, _ to: Double) -> Double { (h - from) / (to - from) }
    var points: [(edge: Int, u: Double, v: Double)] = []
    if (a < h) != (b < h) { points.append((0, part(a, b), 0)) }
    if (b < h) != (c < h) { points.append((1, 1, part(b, c))) }
    if (d < h) != (c < h) { points.append((2, part(d, c), 1)) }
    if (a < h) != (d < h) { points.append((3, 0, part(a, d))) }
    if points.count == 2 {
      emit(points[0].u, points[0].v, points[1].u, points[1].v)
    } else if points.count == 4 {
      // The centre on the side of a: a and c are joined, so b and d are cut off.
      let centreIsLow = (a + b + c + d) / 4 < h
      let pairs = centreIsLow == (a < h) ? [(0, 1), (2, 3)] : [(0, 3), (1, 2)]
      for (i, j) in pairs { emit(points[i].u, points[i].v, points[j].u, points[j].v) }
    }
  }
}
