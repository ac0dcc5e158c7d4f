import Glibc

extension Minimizer {
  /// Fills in what leaves a point: direction, rate, and what the next step must know.
  func leave(_ step: inout Step, after previous: Step?) {
    switch method {
    case .newton: newton(&step)
    case .newtonDamped: newtonDamped(&step)
    case .newtonModified: newtonModified(&step)
    case .trustRegion: trustRegion(&step, after: previous)
    case .gradientDescent:
      step.direction = VectorKernels.negated(step.g)
      search(&step, first: rate)
    case .momentum, .nesterov: heavyBall(&step, after: previous)
    case .adagrad, .rmsprop, .adam: adaptive(&step, after: previous)
    case .conjugateGradient: conjugateGradient(&step, after: previous)
    case .bfgs: bfgs(&step, after: previous)
    case .lbfgs: lbfgs(&step, after: previous)
    }
  }

  // MARK: The line search

  /// Goes along `step.direction` as the line search says.
  private func search(_ step: inout Step, first: Double) {
    guard let direction = step.direction else { return }
    step.rate = first
    guard lineSearch != .none else { return }
    let slope = VectorKernels.dot(step.g, direction)
    guard slope < 0 else {
      step = step.ended(.failed, .uphill(slope: slope))
      return
    }
    let outcome: LineSearch.Outcome?
    if lineSearch == .backtracking {
      outcome = LineSearch.backtracking(
        objective, from: step.x, f: step.f, slope: slope, along: direction, first: first,
        trials: &step.trials)
    } else if lineSearch == .weakWolfe {
      outcome = LineSearch.weakWolfe(
        objective, from: step.x, f: step.f, slope: slope, along: direction, first: first,
        trials: &step.trials)
      step.evaluations.g += step.trials.count
    } else {
      let search = MoreThuente(
        decrease: LineSearch.decrease, curvature: method == .conjugateGradient ? 0.1 : 0.9)
      outcome = search.search(
        objective, from: step.x, f: step.f, slope: slope, along: direction, first: first,
        trials: &step.trials)
      step.evaluations.g += step.trials.count
    }
    step.evaluations.f += step.trials.count
    guard let outcome else {
      let last = step.trials.last?.rate ?? first
      step = step.ended(.failed, .lineSearch(trials: step.trials.count, rate: last))
      return
    }
    step.rate = outcome.rate
    step.following = Following(
      x: outcome.x, f: outcome.f, g: outcome.g)
  }

  // MARK: Newton's kinds

  /// The Hessian here; nil, and the run ended, where it is not finite.
  private func finiteHessian(_ step: inout Step) -> Matrix? {
    if let hessian = step.hessian, hessian.rows == step.x.count,
      hessian.elements.allSatisfy(\.isFinite)
    {
      return hessian
    }
    step = step.ended(.diverged, .notFinite(.hessian))
    return nil
  }

  /// Ends the run at a Hessian that is not positive definite.
  private func unfit(_ step: inout Step, _ hessian: Matrix) {
    let values = SymmetricEigen(hessian).values
    step = step.ended(
      .failed, .unfitHessian(Definiteness(eigenvalues: values), eigenvalues: values))
  }

  private func newton(_ step: inout Step) {
    guard let hessian = finiteHessian(&step) else { return }
    guard let direction = LUFactors.solve(hessian, VectorKernels.negated(step.g)),
      direction.allSatisfy(\.isFinite)
    else {
      let values = SymmetricEigen(hessian).values
      step = step.ended(.failed, .singularHessian(eigenvalues: values))
      return
    }
    step.direction = direction
    search(&step, first: 1)
  }

  private func newtonDamped(_ step: inout Step) {
    guard let hessian = finiteHessian(&step) else { return }
    guard let factors = Cholesky(hessian) else { return unfit(&step, hessian) }
    step.direction = factors.solve(VectorKernels.negated(step.g))
    search(&step, first: 1)
  }

  private func newtonModified(_ step: inout Step) {
    guard let hessian = finiteHessian(&step) else { return }
    let least = (0..<hessian.rows).map { hessian[$0, $0] }.min() ?? 0
    let margin = 1e-3
    var shift = least > 0 ? 0 : margin - least
    while shift.isFinite {
      if let factors = Cholesky(hessian, shift: shift) {
        step.shift = shift
        step.direction = factors.solve(VectorKernels.negated(step.g))
        search(&step, first: 1)
        return
      }
      shift = Swift.max(2 * shift, margin)
    }
    unfit(&step, hessian)
  }

  /// The first radius is 1; it shrinks to a quarter where the model fails (ratio below ¼) and doubles, up to 1000,
  /// where it holds (above ¾) and the step ends on the boundary. A step is taken from a ratio of 0.15 on.
  private func trustRegion(_ step: inout Step, after previous: Step?) {
    guard let hessian = finiteHessian(&step) else { return }
    let eigen = SymmetricEigen(hessian)
    var radius = previous?.radius ?? 1
    let smallest = 1e-16 * Swift.max(1, VectorKernels.norm(step.x))
    while radius > smallest {
      let region = TrustRegion(gradient: step.g, eigen: eigen, radius: radius)
      let x = VectorKernels.moved(step.x, by: 1, along: region.step)
      let f = objective.value(x)
      step.evaluations.f += 1
      let actual = step.f - f
      // Near the minimum both are rounding errors of f: then the model is believed.
      let noise = 8 * 2.220446049250313e-16 * Swift.max(abs(step.f), abs(f))
      let ratio = abs(actual) <= noise && region.predicted <= noise ? 1 : actual / region.predicted
      let isAccepted = ratio > 0.15 && f.isFinite
      step.regionTrials.append(
        TrustRegion.Trial(
          radius: radius, step: region.step, shift: region.shift, f: f, ratio: ratio,
          isAccepted: isAccepted))
      if !(ratio >= 0.25) {
        radius *= 0.25
      } else if ratio > 0.75, region.isOnBoundary {
        radius = Swift.min(2 * radius, 1000)
      }
      if isAccepted {
        step.direction = region.step
        step.rate = 1
        step.shift = region.shift
        step.radius = radius
        step.following = Following(x: x, f: f, g: nil)
        return
      }
    }
    step = step.ended(.failed, .radius(radius))
  }

  // MARK: First-order methods

  private func heavyBall(_ step: inout Step, after previous: Step?) {
    let before = previous?.velocity ?? Array(repeating: 0, count: step.x.count)
    var slope = step.g
    if method == .nesterov {
      slope = objective.gradient(VectorKernels.moved(step.x, by: momentum, along: before))
      step.evaluations.g += 1
    }
    let velocity = VectorKernels.combined(before, slope) { momentum * $0 - rate * $1 }
    step.velocity = velocity
    step.direction = velocity
    step.rate = 1
  }

  private func adaptive(_ step: inout Step, after previous: Step?) {
    let zeros = Array(repeating: 0.0, count: step.x.count)
    let squares = previous?.squares ?? zeros
    switch method {
    case .adagrad:
      step.squares = VectorKernels.combined(squares, step.g) { $0 + $1 * $1 }
      step.direction = VectorKernels.combined(step.g, step.squares) {
        -$0 / ($1.squareRoot() + 1e-10)
      }
    case .rmsprop:
      step.squares = VectorKernels.combined(squares, step.g) { 0.99 * $0 + 0.01 * ($1 * $1) }
      step.direction = VectorKernels.combined(step.g, step.squares) {
        -$0 / ($1.squareRoot() + 1e-8)
      }
    default:
      let count = Double(step.index + 1)
      step.velocity = VectorKernels.combined(previous?.velocity ?? zeros, step.g) {
        0.9 * $0 + 0.1 * $1
      }
      step.squares = VectorKernels.combined(squares, step.g) { 0.999 * $0 + 0.001 * ($1 * $1) }
      let first = 1 - Glibc.pow(0.9, count)
      let second = 1 - Glibc.pow(0.999, count)
      step.direction = VectorKernels.combined(step.velocity, step.squares) {
        -($0 / first) / (($1 / second).squareRoot() + 1e-8)
      }
    }
    step.rate = rate
  }

  private func conjugateGradient(_ step: inout Step, after previous: Step?) {
    let steepest = VectorKernels.negated(step.g)
    var direction = steepest
    step.beta = 0
    if let previous, let last = previous.direction {
      let change = VectorKernels.difference(step.g, previous.g)
      let beta =
        VectorKernels.dot(step.g, change) / VectorKernels.dot(previous.g, previous.g)
      if beta > 0, beta.isFinite {
        let bent = VectorKernels.moved(steepest, by: beta, along: last)
        if VectorKernels.dot(step.g, bent) < 0 {
          direction = bent
          step.beta = beta
        }
      }
    }
    step.direction = direction
    search(&step, first: 1)
  }

  // MARK: Quasi-Newton methods

  /// The very first step is at most 1 long: nothing is known of the scale.
  private func firstTrial(_ step: Step) -> Double {
    step.index == 0 && !isTextbook ? Swift.min(1, 1 / VectorKernels.norm(step.g)) : 1
  }

  private func bfgs(_ step: inout Step, after previous: Step?) {
    var inverse = previous?.inverse ?? Matrix.identity(step.x.count)
    if let previous {
      let s = VectorKernels.difference(step.x, previous.x)
      let y = VectorKernels.difference(step.g, previous.g)
      if VectorKernels.dot(s, y) > 0, let updated = QuasiNewton.bfgsUpdate(inverse, s: s, y: y) {
        inverse = updated
      }
    }
    step.inverse = inverse
    step.direction = VectorKernels.negated(inverse.times(step.g))
    search(&step, first: firstTrial(step))
  }

  private func lbfgs(_ step: inout Step, after previous: Step?) {
    if let previous {
      step.pairs = previous.pairs
      if let direction = previous.direction, let rate = previous.rate {
        let (y, square, product) = VectorKernels.difference(
          step.g, previous.g, dot: direction)
        let curvature = rate * product
        if curvature > 0, curvature.isFinite, square.isFinite {
          if step.pairs.count >= memory { step.pairs.removeFirst() }
          step.pairs.append(
            TwoLoop.Pair(
              direction: direction, rate: rate, y: y, curvature: curvature, square: square))
        }
      }
    }
    step.direction = TwoLoop.direction(gradient: step.g, pairs: step.pairs)
    search(&step, first: firstTrial(step))
  }
}
