import Core
import Glibc

/// The times of one Newton solve, one gradient step and one L-BFGS update for more and more weights, on this
/// machine, and how steeply they grow.
struct SolveTiming: Sendable {
  struct Row: Equatable, Sendable {
    let size: Int
    /// Seconds, in the order of `StepCost.Kind.allCases`.
    let seconds: [Double]
  }

  static let sizes = [10, 20, 50, 100, 200, 500, 1000, 2000]
  /// Below this many weights a call itself costs more than its work: such times do not enter the fit.
  static let fitFrom = 100

  private(set) var rows: [Row] = []
  /// Sizes that are wanted.
  let sizes: [Int]
  /// Whether LAPACK solved.
  private(set) var usesLAPACK = false

  /// - Parameter visit: told the times so far, after each size.
  /// - Throws: `CancellationError` when the task is cancelled on the way.
  init(
    upTo largest: Int, pairs: Int, wantsLAPACK: Bool, by stopwatch: Stopwatch,
    visit: (SolveTiming) throws -> Void = { _ in }
  ) throws {
    sizes = SolveTiming.sizes.filter { $0 <= largest }
    for size in sizes {
      if Task.isCancelled { throw CancellationError() }
      let cost = StepCost(size: size, pairs: pairs, usesLAPACK: wantsLAPACK && stopwatch.isReal)
      usesLAPACK = cost.usesLAPACK
      var seconds: [Double] = []
      for kind in StepCost.Kind.allCases {
        if Task.isCancelled { throw CancellationError() }
        seconds.append(
          stopwatch.least(kind.operations(size, pairs: pairs)) { _ = cost.run(kind) })
      }
      rows.append(Row(size: size, seconds: seconds))
      try visit(self)
    }
  }

  /// log t = c + slope · log m by least squares over the sizes up to frame k that enter the fit; nil below two.
  func fit(_ kind: Int, to k: Int) -> (slope: Double, constant: Double)? {
    let points = rows.prefix(k + 1).filter { $0.size >= SolveTiming.fitFrom }.map {
      (log10(Double($0.size)), log10($0.seconds[kind]))
    }
    guard points.count >= 2, let matrix = Matrix(points.map { [1, $0.0] }),
      let answer = QRFactors(matrix)?.solve(points.map(\.1))
    else { return nil }
    return (answer[1], answer[0])
  }
}
