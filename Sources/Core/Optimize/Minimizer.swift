/// A minimizer told step by step, in any number of variables.
///
/// One step is one point with all that is known there and what leaves it: the next point is
/// `x + rate · direction` in every method.
package struct Minimizer: Algorithm {
  package enum Method: String, Equatable, Sendable, CaseIterable {
    /// The pure step x − H⁻¹g, whatever the Hessian: it goes to saddles and maxima as readily as to minima.
    case newton
    /// x − ηg with a fixed learning rate η.
    case gradientDescent = "gradient-descent"

    package var usesHessian: Bool { self == .newton }
  }

  package let objective: Objective
  package let start: [Double]
  package let method: Method
  /// The learning rate η of gradient descent; Newton's step has rate 1.
  package let rate: Double
  package let steps: Int
  /// On ‖g‖∞, tested before each step.
  package let tolerance: Double

  /// - Throws: `DomainError` naming `start`, `rate`, `steps` or `tolerance`.
  package init(
    _ objective: Objective, from start: [Double], method: Method, rate: Double = 0.001,
    steps: Int = 100, tolerance: Double = 1e-8
  ) throws(DomainError) {
    guard start.count == objective.dimension, start.allSatisfy(\.isFinite) else {
      throw DomainError(
        "start", "\(start.count) numbers", allowed: "\(objective.dimension) finite numbers")
    }
    guard rate > 0, rate.isFinite else { throw DomainError("rate", rate, allowed: "above 0") }
    guard (0...1_000_000).contains(steps) else {
      throw DomainError("steps", steps, allowed: "0 to 1000000")
    }
    guard tolerance >= 0 else {
      throw DomainError("tolerance", tolerance, allowed: "0 or more")
    }
    self.objective = objective
    self.start = start
    self.method = method
    self.rate = rate
    self.steps = steps
    self.tolerance = tolerance
  }

  package struct Step: Equatable, Sendable {
    package let index: Int
    package let x: [Double]
    package let f: Double
    package let g: [Double]
    /// Where the method uses it.
    package let hessian: Matrix?
    /// What leaves this point; nil at the last.
    package let direction: [Double]?
    package let rate: Double?
    package let status: Status
    package let ending: Ending?

    /// ‖g‖∞; NaN if an entry is.
    package var slope: Double { g.reduce(0) { $1.isNaN ? .nan : Swift.max($0, abs($1)) } }
  }

  /// Why the last step is the last.
  package enum Ending: Equatable, Sendable {
    /// The slope is below the tolerance; what kind of stationary point it is.
    case stationary(Stationary)
    case stepLimit
    /// A value or a slope is not finite.
    case notFinite
    /// ‖x‖∞ beyond 10¹² · max(1, ‖x₀‖∞).
    case ranAway
    /// H δ = −g has no solution: H has an eigenvalue 0.
    case singularHessian
  }

  package enum Stationary: String, Equatable, Sendable {
    case minimum, maximum, saddle
    /// An eigenvalue is 0 within rounding: second derivatives do not decide.
    case flat

    /// By the signs of the Hessian's eigenvalues; values below 1e-12 of the largest count as 0.
    package init(_ hessian: Matrix) {
      let values = SymmetricEigen(hessian).values
      let limit = 1e-12 * Swift.max(1, values.map(abs).max() ?? 0)
      guard values.allSatisfy({ $0.isFinite }) else {
        self = .flat
        return
      }
      let hasPositive = values.contains { $0 > limit }
      let hasNegative = values.contains { $0 < -limit }
      self =
        hasPositive && hasNegative
        ? .saddle
        : values.contains { abs($0) <= limit }
          ? .flat
          : hasNegative ? .maximum : .minimum
    }
  }

  package var first: Step { stop(0, start) }

  package func step(after step: Step) -> Step? {
    guard step.status == .running, let direction = step.direction, let rate = step.rate else {
      return nil
    }
    return stop(step.index + 1, zip(step.x, direction).map { $0 + rate * $1 })
  }

  private func stop(_ index: Int, _ x: [Double]) -> Step {
    let f = objective.value(x), g = objective.gradient(x)
    let hessian = method.usesHessian ? objective.hessian(x) : nil
    func make(
      _ status: Status, _ ending: Ending?, direction: [Double]? = nil, rate: Double? = nil
    ) -> Step {
      Step(
        index: index, x: x, f: f, g: g, hessian: hessian, direction: direction, rate: rate,
        status: status, ending: ending)
    }
    let reach = 1e12 * Swift.max(1, start.map(abs).max() ?? 0)
    guard f.isFinite, g.allSatisfy(\.isFinite), x.allSatisfy(\.isFinite) else {
      return make(.diverged, .notFinite)
    }
    guard x.allSatisfy({ abs($0) <= reach }) else { return make(.diverged, .ranAway) }
    if g.allSatisfy({ abs($0) <= tolerance }) {
      return make(.converged, .stationary(Stationary(hessian ?? objective.hessian(x))))
    }
    if index >= steps { return make(.stopped, .stepLimit) }
    guard let hessian else {
      return make(.running, nil, direction: g.map { -$0 }, rate: rate)
    }
    guard hessian.elements.allSatisfy(\.isFinite),
      let step = LUFactors(hessian).solve(g.map { -$0 }), step.allSatisfy(\.isFinite)
    else { return make(.failed, .singularHessian) }
    return make(.running, nil, direction: step, rate: 1)
  }
}
