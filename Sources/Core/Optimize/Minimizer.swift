/// A minimizer told step by step, in any number of variables.
///
/// One step is one point with all that is known there and what leaves it: the next point is
/// `x + rate · direction` in every method. What a method remembers (velocity, matrix, pairs, radius) stands in
/// the step, so that the next one is a pure function of it.
package struct Minimizer: Algorithm {
  package enum Method: String, Equatable, Sendable, CaseIterable {
    /// The pure step x − H⁻¹g, whatever the Hessian: it goes to saddles and maxima as readily as to minima.
    case newton
    /// x − ηg with a fixed learning rate η.
    case gradientDescent = "gradient-descent"
    /// Heavy ball: v ← μv − ηg, x ← x + v. Source: Polyak (1964).
    case momentum
    /// v ← μv − η∇f(x + μv), x ← x + v. Source: Nesterov (1983) as written by Sutskever et al. (2013).
    case nesterov
    /// r ← r + g², x ← x − ηg/(√r + 1e-10). Source: Duchi, Hazan & Singer (2011).
    case adagrad
    /// r ← 0.99 r + 0.01 g², x ← x − ηg/(√r + 1e-8). Source: Tieleman & Hinton (2012).
    case rmsprop
    /// m ← 0.9 m + 0.1 g, r ← 0.999 r + 0.001 g², x ← x − η m̂/(√r̂ + 1e-8) with m̂ = m/(1 − 0.9ᵏ) and
    /// r̂ = r/(1 − 0.999ᵏ). Source: Kingma & Ba (2015).
    case adam
    /// Polak–Ribière+: d ← −g₊ + max(0, g₊ᵀ(g₊ − g)/gᵀg) d, anew along −g where that is no descent.
    /// Source: Gilbert & Nocedal (1992).
    case conjugateGradient = "conjugate-gradient"
    /// −H⁻¹g with a line search; ends where the Hessian is not positive definite.
    case newtonDamped = "newton-damped"
    /// −(H + τI)⁻¹g with the first τ that makes it positive definite, and a line search.
    /// Source: Nocedal & Wright, algorithm 3.3.
    case newtonModified = "newton-modified"
    /// The exact step of Moré & Sorensen within a radius that follows the model's success.
    /// Source: Nocedal & Wright, algorithm 4.1.
    case trustRegion = "trust-region"
    /// −Mg, M ≈ H⁻¹ from M₀ = I, never rescaled, updated where sᵀy > 0. Source: Nocedal & Wright, algorithm 6.1.
    case bfgs
    /// −Mg by the two-loop recursion over the last pairs. Source: Nocedal & Wright, algorithms 7.4 and 7.5.
    case lbfgs

    package var usesHessian: Bool {
      switch self {
      case .newton, .newtonDamped, .newtonModified, .trustRegion: true
      default: false
      }
    }
    /// What `auto` means for it.
    package var ownLineSearch: LineSearch {
      switch self {
      case .conjugateGradient, .bfgs, .lbfgs: .strongWolfe
      case .newtonDamped, .newtonModified: .backtracking
      default: .none
      }
    }
    /// Whether its direction goes downhill, so that a line search along it makes sense.
    package var takesLineSearch: Bool {
      switch self {
      case .momentum, .nesterov, .adagrad, .rmsprop, .adam, .trustRegion: false
      default: true
      }
    }
  }

  package let objective: Objective
  package let start: [Double]
  package let method: Method
  /// The learning rate η; Newton's and the quasi-Newton kinds try 1 first.
  package let rate: Double
  /// μ of momentum and nesterov.
  package let momentum: Double
  /// Pairs kept by lbfgs.
  package let memory: Int
  package let lineSearch: LineSearch
  package let steps: Int
  /// On ‖g‖∞ (as in a textbook: ‖g‖₂), tested before each step.
  package let tolerance: Double
  /// As Nocedal & Wright count their table of iterations: ‖g‖₂ ≤ tolerance ends a run, and a quasi-Newton method
  /// tries 1 first from its first step on.
  package let isTextbook: Bool

  /// - Throws: `DomainError` naming `start`, `rate`, `momentum`, `memory`, `line-search`, `steps` or `tolerance`.
  package init(
    _ objective: Objective, from start: [Double], method: Method, rate: Double = 0.001,
    momentum: Double = 0.9, memory: Int = 10, lineSearch: LineSearch = .auto,
    steps: Int = 100, tolerance: Double = 1e-8, isTextbook: Bool = false
  ) throws(DomainError) {
    guard start.count == objective.dimension, start.allSatisfy(\.isFinite) else {
      throw DomainError(
        "start", "\(start.count) numbers", allowed: "\(objective.dimension) finite numbers")
    }
    guard rate > 0, rate.isFinite else { throw DomainError("rate", rate, allowed: "above 0") }
    guard (0...1).contains(momentum) else {
      throw DomainError("momentum", momentum, allowed: "0 to 1")
    }
    guard (1...1000).contains(memory) else {
      throw DomainError("memory", memory, allowed: "1 to 1000")
    }
    guard method.takesLineSearch || lineSearch == .auto || lineSearch == .none else {
      throw DomainError("line-search", lineSearch.rawValue, allowed: "auto or none here")
    }
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
    self.momentum = momentum
    self.memory = memory
    self.lineSearch = lineSearch == .auto ? method.ownLineSearch : lineSearch
    self.steps = steps
    self.tolerance = tolerance
    self.isTextbook = isTextbook
  }

  package var first: Step {
    VectorMemory.reserve(vectors: 4 * Swift.min(steps, 100), of: start.count)
    let (f, g) = objective.valueAndGradient(start)
    return stop(0, Point(x: start, f: f, g: g), after: nil, Evaluations(f: 1, g: 1))
  }

  package func step(after step: Step) -> Step? {
    guard step.status == .running, let direction = step.direction, let rate = step.rate else {
      return nil
    }
    var evaluations = step.evaluations
    if let known = step.following {
      // The line search has been there.
      if let g = known.g {
        return stop(step.index + 1, Point(x: known.x, f: known.f, g: g), after: step, evaluations)
      }
      evaluations.g += 1
      let point = Point(x: known.x, f: known.f, g: objective.gradient(known.x))
      return stop(step.index + 1, point, after: step, evaluations)
    }
    evaluations.f += 1
    evaluations.g += 1
    let x = VectorKernels.moved(step.x, by: rate, along: direction)
    let (f, g) = objective.valueAndGradient(x)
    return stop(step.index + 1, Point(x: x, f: f, g: g), after: step, evaluations)
  }

  struct Point {
    let x: [Double]
    let f: Double
    let g: [Double]
  }

  private func stop(
    _ index: Int, _ point: Point, after previous: Step?, _ evaluations: Evaluations
  ) -> Step {
    var step = Step(index: index, x: point.x, f: point.f, g: point.g, evaluations: evaluations)
    if method.usesHessian {
      step.hessian = objective.hessian(point.x)
      step.evaluations.h += 1
    }
    let size = VectorKernels.largest(point.x)
    let slope = VectorKernels.largest(point.g)
    guard point.f.isFinite, slope.isFinite, size.isFinite else {
      let quantity: Quantity = !size.isFinite ? .point : !point.f.isFinite ? .value : .gradient
      return step.ended(.diverged, .notFinite(quantity))
    }
    let reach = 1e12 * Swift.max(1, VectorKernels.largest(start))
    guard size <= reach else { return step.ended(.diverged, .ranAway(reach: reach)) }
    if (isTextbook ? VectorKernels.norm(point.g) : slope) <= tolerance {
      return step.ended(.converged, stationary(at: step))
    }
    if index >= steps { return step.ended(.stopped, .stepLimit) }
    leave(&step, after: previous)
    return step
  }

  /// Beyond this many variables no Hessian is formed only to name a stationary point.
  private static let namingLimit = 100

  private func stationary(at step: Step) -> Ending {
    guard step.hessian != nil || objective.dimension <= Minimizer.namingLimit else {
      return .stationary(.unknown, eigenvalues: [])
    }
    let hessian = step.hessian ?? objective.hessian(step.x)
    guard hessian.rows == step.x.count, hessian.elements.allSatisfy(\.isFinite) else {
      return .stationary(.unknown, eigenvalues: [])
    }
    let values = SymmetricEigen(hessian).values
    return .stationary(Stationary(Definiteness(eigenvalues: values)), eigenvalues: values)
  }
}
