import Core
import Plot

/// What a Gaussian process expects over two axes: its mean, computed on a coarse grid and joined in between, so that a
/// frame costs a millisecond.
struct MeanSurface: Sendable {
  private static let side = (x: 33, y: 25)
  private let space: SearchSpace
  private let means: [Double]

  /// - Parameter space: of two ordered axes.
  init(_ process: GaussianProcess, over space: SearchSpace) {
    self.space = space
    let (columns, rows) = Self.side
    means =
      process.posterior(
        at: (0..<rows).flatMap { row in
          (0..<columns).flatMap { column in
            [Double(column) / Double(columns - 1), Double(row) / Double(rows - 1)]
          }
        }
      ).means
  }

  /// At a place of the unit square.
  func mean(_ u: Double, _ v: Double) -> Double {
    guard u.isFinite, v.isFinite else { return .nan }
    let (columns, rows) = Self.side
    let (x, y) = (min(max(u, 0), 1) * Double(columns - 1), min(max(v, 0), 1) * Double(rows - 1))
    let (column, row) = (min(Int(x), columns - 2), min(Int(y), rows - 2))
    let (s, t) = (x - Double(column), y - Double(row))
    let place = row * columns + column
    let low = means[place] + s * (means[place + 1] - means[place])
    let high = means[place + columns] + s * (means[place + columns + 1] - means[place + columns])
    return low + t * (high - low)
  }

  /// From the least to the largest.
  var range: ClosedRange<Double> {
    let finite = means.filter(\.isFinite)
    return (finite.min() ?? 0)...(finite.max() ?? 0)
  }

  /// In the values of the axes.
  var field: ScalarField {
    let (first, second) = (space.axes[0].scale, space.axes[1].scale)
    return ScalarField { mean(first.unit(of: $0), second.unit(of: $1)) }
  }
}
