import Core

extension Case {
  static let lbfgs = Case(
    name: "lbfgs",
    work: "L-BFGS, m = 10, extended Rosenbrock, n = 100,000, to max |g| <= 1e-6, every step kept"
  ) {
    let count = 100_000
    let objective = extendedRosenbrock(count)
    let start = (0..<count).map { $0.isMultiple(of: 2) ? -1.2 : 1.0 }
    return { _ in
      let run = try Minimizer(
        objective, from: start, method: .lbfgs, memory: 10, steps: 10_000, tolerance: 1e-6)
      let steps = Array(run)
      let last = steps[steps.count - 1]
      return Outcome(
        ("evaluations", Double(last.evaluations.g)), ("iterations", Double(last.index)),
        ("value", last.f))
    }
  }

  /// Sum over pairs of 100 (y − x²)² + (1 − x)².
  private static func extendedRosenbrock(_ count: Int) -> Objective {
    @Sendable func both(_ x: [Double]) -> (value: Double, gradient: [Double]) {
      var sum = 0.0
      let gradient = [Double](unsafeUninitializedCapacity: count) { slope, filled in
        x.withUnsafeBufferPointer { x in
          var index = 0
          while index < count {
            let rest = 1 - x[index]
            let bend = 10 * (x[index + 1] - x[index] * x[index])
            slope[index + 1] = 20 * bend
            slope[index] = -2 * (x[index] * slope[index + 1] + rest)
            sum += rest * rest + bend * bend
            index += 2
          }
        }
        filled = count
      }
      return (sum, gradient)
    }
    return Objective(
      dimension: count, value: { both($0).value }, gradient: { both($0).gradient },
      hessian: { _ in Matrix(rows: 0, columns: 0, elements: []) }, valueAndGradient: both)
  }
}
