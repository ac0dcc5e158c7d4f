/// A search for the smallest value of an objective, one trial a step.
package struct Search: Algorithm {
  package enum Sampler: Equatable, Sendable {
    /// One `rng.random()` per name and trial, in the order written.
    case random(seed: UInt64)
    /// So many values on each axis; `places` are numbers in a grid whose first name is the slowest: all, or where
    /// axes are not used everywhere, those that differ.
    case grid(values: [[Double]], places: [Int])
    /// Even sequences from index 1; they need no seed.
    case halton
    case sobol
    /// One trial in each of `trials` slices of every axis: a permutation per name first, then one `rng.random()`
    /// per name and trial for the place in the slice.
    case latinHypercube(seed: UInt64, slices: [[Int]])
    /// Grids of `side` values per axis: the first over everything, each further one over a box half as wide
    /// around the best point so far, moved inside where it would stick out.
    case coarseToFine(side: Int, stages: Int)
    /// Good trials' density against the rest's.
    case treeParzen(seed: UInt64)
    /// A Gaussian process and the expected improvement.
    case gaussianProcess(ExpectedImprovement, seed: UInt64)
    /// Many trials on a small budget, the best of them again on a larger one.
    case halving(SuccessiveHalving, seed: UInt64)
  }

  package let space: SearchSpace
  package let objective: SearchObjective
  package let sampler: Sampler
  /// The number of trials that are made.
  package let trials: Int

  init(_ space: SearchSpace, _ objective: SearchObjective, _ sampler: Sampler, trials: Int) {
    self.space = space
    self.objective = objective
    self.sampler = sampler
    self.trials = trials
  }

  package struct Step: Equatable, Sendable {
    /// From 1.
    package let index: Int
    /// Where on the unit cube.
    package let units: [Double]
    /// One number per name; NaN where the space has no such hyperparameter there.
    package let point: [Double]
    package let value: Double
    /// The smallest value so far; NaN while none was a number.
    package let best: Double
    /// The trial that gave it; the first of equals.
    package let bestIndex: Int
    package let status: Status
    let bestUnits: [Double]
    let plan: Plan
    /// All trials so far, this one included; empty for samplers that do not look back.
    package let history: SearchHistory
    /// Values of the trials after this one that were computed together with it.
    let ahead: [Double]

    package static func == (left: Step, right: Step) -> Bool {
      left.index == right.index && left.units.map(\.bitPattern) == right.units.map(\.bitPattern)
        && left.point.map(\.bitPattern) == right.point.map(\.bitPattern)
        && left.value.bitPattern == right.value.bitPattern && left.bestIndex == right.bestIndex
    }
  }

  /// How a trial came about, and what the sampler needs to go on.
  struct Plan: Sendable {
    var units: [Double] = []
    var random: NumPyRandom?
    /// Of a coarse-to-fine search: where the box begins, and how wide it is on the unit cube.
    var box: (low: [Double], width: Double)?
    var parzen: TreeParzen.Choice?
    var gaussian: ExpectedImprovement.Choice?
    var rung: SuccessiveHalving.Rung?
  }

  package var first: Step { tried(1, after: nil) }

  package func step(after step: Step) -> Step? {
    guard step.index < trials else { return nil }
    return tried(step.index + 1, after: step)
  }

  private func tried(_ index: Int, after last: Step?) -> Step {
    let plan = plan(index, last?.plan ?? beginning, last)
    let point = space.point(at: plan.units)
    var ahead = last?.ahead ?? []
    if ahead.isEmpty { ahead = values(from: index, plan, point, last) }
    let value = ahead.removeFirst()
    var history = last?.history ?? SearchHistory(dimensions: space.axes.count)
    if looksBack { history.append(space.used(plan.units), value) }
    let isBetter = last.map { ($0.best.isNaN && !value.isNaN) || value < $0.best } ?? true
    return Step(
      index: index, units: plan.units, point: point, value: value,
      best: isBetter ? value : last?.best ?? value,
      bestIndex: isBetter ? index : last?.bestIndex ?? index,
      status: index < trials ? .running : .done,
      bestUnits: isBetter ? plan.units : last?.bestUnits ?? plan.units, plan: plan,
      history: history, ahead: ahead)
  }

  /// The value of a trial; of a costly objective also those of the trials after it that do not wait for it,
  /// computed side by side.
  private func values(from index: Int, _ plan: Plan, _ point: [Double], _ last: Step?) -> [Double] {
    guard objective.isCostly else { return [objective.value(point, budget: plan.budget)] }
    var plans = [plan]
    for next in index + 1..<Swift.max(index + 1, blockEnd(index)) {
      plans.append(self.plan(next, plans[plans.count - 1], last))
    }
    let cases = plans.map { (space.point(at: $0.units), $0.budget) }
    let objective = objective
    return SideBySide.map(cases.count, stoppingIfCancelled: true) {
      objective.value(cases[$0].0, budget: cases[$0].1)
    }
  }

  private var looksBack: Bool {
    switch sampler {
    case .treeParzen, .gaussianProcess, .halving: true
    default: false
    }
  }

  private var beginning: Plan {
    switch sampler {
    case .random(let seed), .treeParzen(let seed), .gaussianProcess(_, let seed),
      .halving(_, let seed):
      return Plan(random: NumPyRandom(seed))
    case .latinHypercube(let seed, let slices):
      var random = NumPyRandom(seed)
      for _ in slices { _ = random.permutation(trials) }
      return Plan(random: random)
    case .grid, .halton, .sobol, .coarseToFine: return Plan()
    }
  }
}

extension Search.Step {
  /// Of a coarse-to-fine search: where the box begins, and how wide it is on the unit cube.
  package var box: (low: [Double], width: Double)? { plan.box }
  /// The densities that led to this trial; nil of other samplers and at random trials.
  package var parzen: TreeParzen.Choice? { plan.parzen }
  /// The process that led to this trial; nil of other samplers and at random trials.
  package var gaussian: ExpectedImprovement.Choice? { plan.gaussian }
  /// Of successive halving: the rung that the trial belongs to.
  package var rung: SuccessiveHalving.Rung? { plan.rung }
}

extension Search.Plan {
  var budget: Double { rung?.budget ?? SearchObjective.fullBudget }
}
