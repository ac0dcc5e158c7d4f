/// Exact derivatives beside central differences, (f(x + h) − f(x − h))/(2h).
///
/// The step h = ∛ε · max(1, |xᵢ|) balances the truncation error h²f‴/6 against rounding ε|f|/h.
///
/// Source: Nocedal & Wright, *Numerical Optimization*, 2nd ed., section 8.1.
package struct GradientCheck: Equatable, Sendable {
  package let exact: [Double]
  package let differences: [Double]
  /// Of the gradient, row by row.
  package let hessian: Matrix
  package let hessianDifferences: Matrix

  /// The largest gap, against max(1, |exact|); NaN if a number is.
  package var gradientError: Double { GradientCheck.gap(exact, differences) }
  package var hessianError: Double {
    GradientCheck.gap(hessian.elements, hessianDifferences.elements)
  }

  package init(_ objective: Objective, at x: [Double]) {
    exact = objective.gradient(x)
    hessian = objective.hessian(x)
    var slopes: [Double] = []
    var bends = hessian
    for i in x.indices {
      let h = 6.055454452393343e-06 * max(1, abs(x[i]))
      var up = x
      var down = x
      up[i] += h
      down[i] -= h
      // What was really added, after rounding.
      let width = up[i] - down[i]
      slopes.append((objective.value(up) - objective.value(down)) / width)
      let above = objective.gradient(up)
      let below = objective.gradient(down)
      for j in x.indices { bends[i, j] = (above[j] - below[j]) / width }
    }
    differences = slopes
    hessianDifferences = bends
  }

  private static func gap(_ exact: [Double], _ near: [Double]) -> Double {
    var worst = 0.0
    for (left, right) in zip(exact, near) {
      let error = abs(left - right) / max(1, abs(left))
      if error.isNaN { return .nan }
      worst = max(worst, error)
    }
    return worst
  }
}
