extension Minimizer {
  /// How often what was evaluated, the line search of the last step included. One call that gives value and
  /// gradient counts in both.
  package struct Evaluations: Equatable, Sendable {
    package internal(set) var f = 0
    package internal(set) var g = 0
    package internal(set) var h = 0
  }

  /// What the line search knows of the next point.
  struct Following: Equatable, Sendable {
    let x: [Double]
    let f: Double
    let g: [Double]?
  }

  package struct Step: Equatable, Sendable {
    package let index: Int
    package let x: [Double]
    package let f: Double
    package let g: [Double]
    /// Where the method uses it.
    package internal(set) var hessian: Matrix?
    /// What leaves this point; nil at the last.
    package internal(set) var direction: [Double]?
    package internal(set) var rate: Double?
    package internal(set) var status = Status.running
    package internal(set) var ending: Ending?
    package internal(set) var evaluations: Evaluations

    // What the method remembers.
    /// v of momentum and nesterov, m of adam.
    package internal(set) var velocity: [Double] = []
    /// r of adagrad, rmsprop and adam.
    package internal(set) var squares: [Double] = []
    /// M of bfgs.
    package internal(set) var inverse: Matrix?
    /// The pairs of lbfgs, the newest last.
    package internal(set) var pairs: [TwoLoop.Pair] = []
    /// What newton-modified or the trust region added to the diagonal.
    package internal(set) var shift: Double?
    /// Of the trust region, after this step's trials.
    package internal(set) var radius: Double?
    /// β of conjugate-gradient; 0 where it began anew.
    package internal(set) var beta: Double?
    /// Every look of the line search along `direction`.
    package internal(set) var trials: [LineSearch.Trial] = []
    /// Every look of the trust region.
    package internal(set) var regionTrials: [TrustRegion.Trial] = []
    var following: Following?

    init(index: Int, x: [Double], f: Double, g: [Double], evaluations: Evaluations) {
      self.index = index
      self.x = x
      self.f = f
      self.g = g
      self.evaluations = evaluations
    }

    /// ‖g‖∞; NaN if an entry is.
    package var slope: Double { VectorKernels.largest(g) }

    /// The recursion that gave the direction of lbfgs, vector by vector.
    package var twoLoop: TwoLoop { TwoLoop(gradient: g, pairs: pairs) }

    func ended(_ status: Status, _ ending: Ending) -> Step {
      var step = self
      step.status = status
      step.ending = ending
      step.direction = nil
      step.rate = nil
      step.following = nil
      return step
    }
  }

  /// Why the last step is the last.
  package enum Ending: Equatable, Sendable {
    /// The slope is below the tolerance; what kind of stationary point it is, and the Hessian's eigenvalues there,
    /// ascending (none where there are too many variables to ask).
    case stationary(Stationary, eigenvalues: [Double])
    case stepLimit
    /// A number of the last point is not finite.
    case notFinite(Quantity)
    /// ‖x‖∞ is beyond this reach, 10¹² · max(1, ‖x₀‖∞).
    case ranAway(reach: Double)
    /// H δ = −g has no solution. The Hessian's eigenvalues, ascending.
    case singularHessian(eigenvalues: [Double])
    /// newton-damped wants a positive definite Hessian, and this is none. Its eigenvalues, ascending.
    case unfitHessian(Definiteness, eigenvalues: [Double])
    /// The direction goes up, gᵀd ≥ 0: a line search along it cannot go down.
    case uphill(slope: Double)
    /// No trial along the direction was good enough, after so many, down to this rate.
    case lineSearch(trials: Int, rate: Double)
    /// The trust region shrank to nothing.
    case radius(Double)
  }

  /// What may cease to be finite.
  package enum Quantity: String, Equatable, Sendable {
    case point, value, gradient, hessian
  }

  package enum Stationary: String, Equatable, Sendable {
    case minimum, maximum, saddle
    /// An eigenvalue is 0 within rounding: second derivatives do not decide.
    case flat
    /// Not asked: there are too many variables, or the Hessian is not finite.
    case unknown = "stationary"

    package init(_ definiteness: Definiteness) {
      self =
        switch definiteness {
        case .positive: .minimum
        case .negative: .maximum
        case .indefinite: .saddle
        case .singular: .flat
        }
    }
  }
}

/// What the signs of a symmetric matrix's eigenvalues say.
package enum Definiteness: String, Equatable, Sendable {
  case positive, negative
  /// Of both signs.
  case indefinite
  /// One is 0 within rounding, and the others are of one sign.
  case singular

  /// Values below 1e-12 of the largest count as 0; what is not finite is singular.
  package init(eigenvalues: [Double]) {
    let limit = 1e-12 * max(1, eigenvalues.map(abs).max() ?? 0)
    let hasPositive = eigenvalues.contains { $0 > limit }
    let hasNegative = eigenvalues.contains { $0 < -limit }
    if !eigenvalues.allSatisfy(\.isFinite) || eigenvalues.isEmpty {
      self = .singular
    } else if hasPositive && hasNegative {
      self = .indefinite
    } else if eigenvalues.contains(where: { abs($0) <= limit }) {
      self = .singular
    } else {
      self = hasNegative ? .negative : .positive
    }
  }
}
