/// How far to go along a direction.
package enum LineSearch: String, Equatable, Sendable, CaseIterable {
  /// What suits the method.
  case auto
  /// The first trial, whatever comes.
  case none
  /// Halves the rate until f falls by c₁ = 1e-4 of what the slope promises (Armijo).
  case backtracking
  /// Moré–Thuente: falls enough, and the slope has flattened (c₁ = 1e-4, c₂).
  case strongWolfe = "strong-wolfe"
  /// Doubling and bisection until f falls enough and the slope has risen to c₂ of what it was: the shortest
  /// search that keeps sᵀy positive.
  case weakWolfe = "weak-wolfe"

  /// One look along the direction.
  package struct Trial: Equatable, Sendable {
    package let rate: Double
    package let f: Double
    /// ∇f · direction; nil where only the value was asked.
    package let slope: Double?
    package let isAccepted: Bool

    package init(rate: Double, f: Double, slope: Double?, isAccepted: Bool) {
      self.rate = rate
      self.f = f
      self.slope = slope
      self.isAccepted = isAccepted
    }
  }

  /// Where a search ended: what is known of the new point; nil if no trial was good enough.
  struct Outcome {
    var rate: Double
    var x: [Double]
    var f: Double
    /// nil where only the value was asked.
    var g: [Double]?
  }

  /// The sufficient decrease that Armijo's condition asks for.
  static let decrease = 1e-4

  /// The weak Wolfe conditions by bisection: f(t) ≤ f(0) + c₁ t f′(0) and f′(t) ≥ c₂ f′(0), c₁ = 1e-4, c₂ = 0.9.
  ///
  /// Source: Lewis & Overton, "Nonsmooth optimization via quasi-Newton methods", Math. Prog. 141 (2013), algorithm 2.6.
  static func weakWolfe(
    _ objective: Objective, from x: [Double], f: Double, slope: Double, along direction: [Double],
    first: Double, trials: inout [Trial]
  ) -> Outcome? {
    guard slope < 0 else { return nil }
    var (low, high) = (0.0, Double.infinity)
    var rate = first
    for _ in 0..<60 {
      let point = VectorKernels.moved(x, by: rate, along: direction)
      let (value, gradient) = objective.valueAndGradient(point)
      let steepness = VectorKernels.dot(gradient, direction)
      let falls = value <= f + decrease * rate * slope
      let isGood = falls && steepness >= 0.9 * slope
      trials.append(Trial(rate: rate, f: value, slope: steepness, isAccepted: isGood))
      if isGood { return Outcome(rate: rate, x: point, f: value, g: gradient) }
      if falls { low = rate } else { high = rate }
      rate = high.isFinite ? 0.5 * (low + high) : 2 * low
    }
    return nil
  }

  /// Armijo backtracking by halves.
  ///
  /// Source: Nocedal & Wright, *Numerical Optimization*, 2nd ed., algorithm 3.1.
  static func backtracking(
    _ objective: Objective, from x: [Double], f: Double, slope: Double, along direction: [Double],
    first: Double, trials: inout [Trial]
  ) -> Outcome? {
    guard slope < 0 else { return nil }
    var rate = first
    for _ in 0..<60 {
      let point = VectorKernels.moved(x, by: rate, along: direction)
      let value = objective.value(point)
      let isGood = value <= f + decrease * rate * slope
      trials.append(Trial(rate: rate, f: value, slope: nil, isAccepted: isGood))
      if isGood { return Outcome(rate: rate, x: point, f: value, g: nil) }
      rate *= 0.5
    }
    return nil
  }
}
