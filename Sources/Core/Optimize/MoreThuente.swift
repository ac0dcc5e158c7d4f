/// The line search of Moré and Thuente: a step that satisfies the strong Wolfe conditions
/// f(t) ≤ f(0) + c₁ t f′(0) and |f′(t)| ≤ c₂ |f′(0)|.
///
/// An interval with a minimum in it shrinks by safeguarded cubic and quadratic interpolation. The decisions are
/// those of `dcsrch` and `dcstep` of MINPACK-2 (1983, 1993), which SciPy follows too.
///
/// Source: J. J. Moré & D. J. Thuente, "Line search algorithms with guaranteed sufficient decrease",
/// ACM TOMS 20 (1994), 286–307.
struct MoreThuente {
  private static let relativeWidth = 1e-16
  private static let longest = 1e20
  static let trialLimit = 40

  let decrease: Double
  let curvature: Double

  /// One end of the interval.
  private struct End {
    var t: Double
    var f: Double
    var slope: Double
  }

  func search(
    _ objective: Objective, from x: [Double], f: Double, slope: Double, along direction: [Double],
    first: Double, trials: inout [LineSearch.Trial]
  ) -> LineSearch.Outcome? {
    guard slope < 0, first > 0 else { return nil }
    let test = decrease * slope
    var best = End(t: 0, f: f, slope: slope)
    var bestPoint: (x: [Double], g: [Double])?
    var other = best
    var isBracketed = false
    var isFirstStage = true
    var width = MoreThuente.longest
    var width1 = 2 * width
    var shortest = 0.0
    var farthest = first + 4 * first
    var t = first
    for _ in 0..<MoreThuente.trialLimit {
      let point = VectorKernels.moved(x, by: t, along: direction)
      let (value, gradient) = objective.valueAndGradient(point)
      let steepness = VectorKernels.dot(gradient, direction)
      let aim = f + t * test
      let isGood = value <= aim && abs(steepness) <= curvature * -slope
      trials.append(
        LineSearch.Trial(rate: t, f: value, slope: steepness, isAccepted: isGood))
      if isGood { return LineSearch.Outcome(rate: t, x: point, f: value, g: gradient) }
      guard value.isFinite, steepness.isFinite else {
        // Beyond the edge of the domain: half-way back, and never that far again.
        other = End(t: t, f: .infinity, slope: .infinity)
        farthest = t
        t = best.t + 0.5 * (t - best.t)
        if t == best.t { break }
        continue
      }
      if isFirstStage, value <= aim, steepness >= 0 { isFirstStage = false }
      if isBracketed, t <= shortest || t >= farthest { break }
      if isBracketed, farthest - shortest <= MoreThuente.relativeWidth * farthest { break }
      let trial = End(t: t, f: value, slope: steepness)
      let before = best
      if isFirstStage, value <= best.f, value > aim {
        // The auxiliary function ψ(t) = f(t) − f(0) − c₁ t f′(0).
        func lowered(_ end: End) -> End {
          End(t: end.t, f: end.f - end.t * test, slope: end.slope - test)
        }
        func raised(_ end: End) -> End {
          End(t: end.t, f: end.f + end.t * test, slope: end.slope + test)
        }
        var low = lowered(best)
        var high = lowered(other)
        t = MoreThuente.next(
          &low, &high, lowered(trial), &isBracketed, shortest: shortest, farthest: farthest)
        best = raised(low)
        other = raised(high)
      } else {
        t = MoreThuente.next(
          &best, &other, trial, &isBracketed, shortest: shortest, farthest: farthest)
      }
      if best.t != before.t { bestPoint = (point, gradient) }
      if isBracketed {
        if abs(other.t - best.t) >= 0.66 * width1 { t = best.t + 0.5 * (other.t - best.t) }
        width1 = width
        width = abs(other.t - best.t)
        shortest = min(best.t, other.t)
        farthest = max(best.t, other.t)
      } else {
        shortest = t + 1.1 * (t - best.t)
        farthest = t + 4 * (t - best.t)
      }
      t = min(max(t, 0), MoreThuente.longest)
      if isBracketed,
        t <= shortest || t >= farthest
          || farthest - shortest <= MoreThuente.relativeWidth * farthest
      {
        t = best.t
        break
      }
    }
    // Rounding ended the search: the lowest point seen is taken if it is lower at all.
    guard best.t > 0, best.f < f, let bestPoint else { return nil }
    return LineSearch.Outcome(rate: best.t, x: bestPoint.x, f: best.f, g: bestPoint.g)
  }

  /// The next trial; the interval's ends move.
  private static func next(
    _ best: inout End, _ other: inout End, _ trial: End, _ isBracketed: inout Bool,
    shortest: Double, farthest: Double
  ) -> Double {
    let (t, f, slope) = (trial.t, trial.f, trial.slope)
    let sign = slope * (best.slope < 0 ? -1 : best.slope > 0 ? 1 : 0)
    var step: Double
    func cubic(_ end: End) -> (theta: Double, scale: Double) {
      let theta = 3 * (end.f - f) / (t - end.t) + end.slope + slope
      return (theta, max(abs(theta), max(abs(end.slope), abs(slope))))
    }
    if f > best.f {
      // Higher: the minimum is bracketed. The cubic step if it is closer, else the mean with the quadratic.
      let (theta, scale) = cubic(best)
      var gamma =
        scale
        * max(0, (theta / scale) * (theta / scale) - (best.slope / scale) * (slope / scale))
        .squareRoot()
      if t < best.t { gamma = -gamma }
      let p = (gamma - best.slope) + theta
      let q = ((gamma - best.slope) + gamma) + slope
      let cubicStep = best.t + (p / q) * (t - best.t)
      let quadraticStep =
        best.t
        + ((best.slope / ((best.f - f) / (t - best.t) + best.slope)) / 2) * (t - best.t)
      step =
        abs(cubicStep - best.t) <= abs(quadraticStep - best.t)
        ? cubicStep : cubicStep + (quadraticStep - cubicStep) / 2
      isBracketed = true
    } else if sign < 0 {
      // Lower, slopes of opposite sign: bracketed. The longer of the cubic and the secant step.
      let (theta, scale) = cubic(best)
      var gamma =
        scale
        * max(0, (theta / scale) * (theta / scale) - (best.slope / scale) * (slope / scale))
        .squareRoot()
      if t > best.t { gamma = -gamma }
      let p = (gamma - slope) + theta
      let q = ((gamma - slope) + gamma) + best.slope
      let cubicStep = t + (p / q) * (best.t - t)
      let secantStep = t + (slope / (slope - best.slope)) * (best.t - t)
      step = abs(cubicStep - t) > abs(secantStep - t) ? cubicStep : secantStep
      isBracketed = true
    } else if abs(slope) < abs(best.slope) {
      // Lower, the slope flattens: the cubic may have no minimum on this side.
      let (theta, scale) = cubic(best)
      var gamma =
        scale
        * max(0, (theta / scale) * (theta / scale) - (best.slope / scale) * (slope / scale))
        .squareRoot()
      if t > best.t { gamma = -gamma }
      let p = (gamma - slope) + theta
      let q = (gamma + (best.slope - slope)) + gamma
      let r = p / q
      let cubicStep = r < 0 && gamma != 0 ? t + r * (best.t - t) : t > best.t ? farthest : shortest
      let secantStep = t + (slope / (slope - best.slope)) * (best.t - t)
      if isBracketed {
        step = abs(cubicStep - t) < abs(secantStep - t) ? cubicStep : secantStep
        let bound = t + 0.66 * (other.t - t)
        step = t > best.t ? min(bound, step) : max(bound, step)
      } else {
        step = abs(cubicStep - t) > abs(secantStep - t) ? cubicStep : secantStep
        step = min(farthest, max(shortest, step))
      }
    } else if isBracketed {
      // Lower, the slope does not flatten: the cubic towards the other end.
      let (theta, scale) = cubic(other)
      var gamma =
        scale
        * max(0, (theta / scale) * (theta / scale) - (other.slope / scale) * (slope / scale))
        .squareRoot()
      if t > other.t { gamma = -gamma }
      let p = (gamma - slope) + theta
      let q = ((gamma - slope) + gamma) + other.slope
      step = t + (p / q) * (other.t - t)
    } else {
      step = t > best.t ? farthest : shortest
    }
    if f > best.f {
      other = trial
    } else {
      if sign < 0 { other = best }
      best = trial
    }
    return step
  }
}
