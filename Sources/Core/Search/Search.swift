/// A search for the smallest value of an objective, one trial a step.
package struct Search: Algorithm {
  package enum Sampler: Equatable, Sendable {
    /// One `rng.random()` per name and trial, in the order written.
    case random(seed: UInt64)
    /// So many values on each axis; the first name is the slowest.
    case grid(values: [[Double]])
    /// Even sequences from index 1; they need no seed.
    case halton
    case sobol
    /// One trial in each of `trials` slices of every axis: a permutation per name first, then one `rng.random()`
    /// per name and trial for the place in the slice.
    case latinHypercube(seed: UInt64, slices: [[Int]])
    /// Grids of `side` values per axis: the first over everything, each further one over a box half as wide
    /// around the best point so far, moved inside where it would stick out.
    case coarseToFine(side: Int, stages: Int)
  }

  package let space: SearchSpace
  package let objective: SearchObjective
  package let sampler: Sampler
  /// The number of trials that are made.
  package let trials: Int

  package struct Step: Equatable, Sendable {
    /// From 1.
    package let index: Int
    /// Where on the unit cube.
    package let units: [Double]
    /// One number per name.
    package let point: [Double]
    package let value: Double
    /// The smallest value so far; NaN while none was a number.
    package let best: Double
    /// The trial that gave it; the first of equals.
    package let bestIndex: Int
    package let status: Status
    let random: NumPyRandom?
    let bestUnits: [Double]
    /// Of a coarse-to-fine search: where the box begins, and how wide it is on the unit cube.
    package let box: (low: [Double], width: Double)?

    package static func == (left: Step, right: Step) -> Bool {
      left.index == right.index && left.units == right.units && left.point == right.point
        && left.value.bitPattern == right.value.bitPattern && left.bestIndex == right.bestIndex
    }
  }

  package init(
    space: SearchSpace, objective: SearchObjective, coarseToFine trials: Int
  ) throws(DomainError) {
    try Search.check(space, trials)
    let stages = Swift.min(3, trials)
    let side = Search.side(of: trials / stages, dimensions: space.axes.count)
    self.space = space
    self.objective = objective
    sampler = .coarseToFine(side: side, stages: stages)
    self.trials = space.axes.reduce(stages) { product, _ in product * side }
  }

  package init(space: SearchSpace, objective: SearchObjective, random trials: Int, seed: UInt64)
    throws(DomainError)
  {
    try Search.check(space, trials)
    self.space = space
    self.objective = objective
    self.trials = trials
    sampler = .random(seed: seed)
  }

  package init(
    space: SearchSpace, objective: SearchObjective, evenly trials: Int, sobol: Bool
  ) throws(DomainError) {
    try Search.check(space, trials)
    guard !sobol || space.axes.count <= QuasiRandom.sobolDimensions else {
      throw DomainError(
        "space", "\(space.axes.count) hyperparameters",
        allowed: "at most \(QuasiRandom.sobolDimensions)")
    }
    self.space = space
    self.objective = objective
    self.trials = trials
    sampler = sobol ? .sobol : .halton
  }

  package init(
    space: SearchSpace, objective: SearchObjective, latinHypercube trials: Int, seed: UInt64
  ) throws(DomainError) {
    try Search.check(space, trials)
    var random = NumPyRandom(seed)
    self.space = space
    self.objective = objective
    self.trials = trials
    sampler = .latinHypercube(
      seed: seed, slices: space.axes.map { _ in random.permutation(trials) })
  }

  private static func check(_ space: SearchSpace, _ trials: Int) throws(DomainError) {
    guard !space.axes.isEmpty else {
      throw DomainError("space", "nothing", allowed: "at least one hyperparameter")
    }
    guard trials >= 1 else { throw DomainError("trials", trials, allowed: "at least 1") }
  }

  /// A grid with q values per axis, q the largest whole number with qᵐ ≤ trials; an axis that has fewer values
  /// shows each of them once.
  /// - Parameter centred: values at (i + ½)/q of the axis instead of from end to end.
  package init(space: SearchSpace, objective: SearchObjective, grid trials: Int, centred: Bool)
    throws(DomainError)
  {
    try Search.check(space, trials)
    let values = Search.grid(space, trials: trials, centred: centred)
    self.space = space
    self.objective = objective
    sampler = .grid(values: values)
    self.trials = values.reduce(1) { $0 * $1.count }
  }

  /// The largest whole q with qᵐ ≤ trials, m ≥ 1.
  package static func side(of trials: Int, dimensions: Int) -> Int {
    var side = 1
    while true {
      var product = 1
      for _ in 0..<Swift.max(1, dimensions) {
        let next = product.multipliedReportingOverflow(by: side + 1)
        if next.overflow || next.partialValue > trials { return side }
        product = next.partialValue
      }
      side += 1
    }
  }

  private static func grid(_ space: SearchSpace, trials: Int, centred: Bool) -> [[Double]] {
    let side = side(of: trials, dimensions: space.axes.count)
    return space.axes.map { axis in
      let count = Swift.min(side, axis.scale.count ?? side)
      return (0..<count).map { index in
        if centred || count == 1 { return (Double(index) + 0.5) / Double(count) }
        return Double(index) / Double(count - 1)
      }
    }
  }

  package var first: Step {
    switch sampler {
    case .random(let seed): return tried(1, after: nil, NumPyRandom(seed))
    case .latinHypercube(let seed, let slices):
      var random = NumPyRandom(seed)
      for _ in slices { _ = random.permutation(trials) }
      return tried(1, after: nil, random)
    case .grid, .halton, .sobol, .coarseToFine: return tried(1, after: nil, nil)
    }
  }

  package func step(after step: Step) -> Step? {
    guard step.index < trials else { return nil }
    return tried(step.index + 1, after: step, step.random)
  }

  private func tried(_ index: Int, after last: Step?, _ random: NumPyRandom?) -> Step {
    var random = random
    let units: [Double]
    var box: (low: [Double], width: Double)?
    switch sampler {
    case .random: units = space.axes.map { _ in random?.random() ?? 0 }
    case .grid(let values): units = Search.corner(index - 1, of: values)
    case .coarseToFine(let side, let stages):
      let count = trials / stages
      let place = (index - 1) % count
      let now = place == 0 ? zoomed(after: last) : last?.box ?? zoomed(after: nil)
      box = now
      let steps = Search.corner(
        place,
        of: now.low.map { _ in (0..<side).map { side == 1 ? 0.5 : Double($0) / Double(side - 1) } })
      units = zip(now.low, steps).map { $0 + now.width * $1 }
    case .halton: units = QuasiRandom.halton(index, dimensions: space.axes.count)
    case .sobol: units = QuasiRandom.sobol(index, dimensions: space.axes.count)
    case .latinHypercube(_, let slices):
      units = slices.map { (Double($0[index - 1]) + (random?.random() ?? 0)) / Double(trials) }
    }
    let point = space.point(at: units)
    let value = objective.value(point)
    let isBetter = last.map { ($0.best.isNaN && !value.isNaN) || value < $0.best } ?? true
    return Step(
      index: index, units: units, point: point, value: value,
      best: isBetter ? value : last?.best ?? value,
      bestIndex: isBetter ? index : last?.bestIndex ?? index,
      status: index < trials ? .running : .done, random: random,
      bestUnits: isBetter ? units : last?.bestUnits ?? units, box: box)
  }

  /// The box of the next stage.
  private func zoomed(after last: Step?) -> (low: [Double], width: Double) {
    guard let last, let box = last.box else { return (space.axes.map { _ in 0 }, 1) }
    let width = box.width / 2
    return (last.bestUnits.map { Swift.min(Swift.max($0 - width / 2, 0), 1 - width) }, width)
  }

  /// The place of a number in a grid whose first axis is the slowest.
  private static func corner(_ index: Int, of values: [[Double]]) -> [Double] {
    var rest = index
    var units: [Double] = []
    for axis in values.reversed() {
      units.append(axis[rest % axis.count])
      rest /= axis.count
    }
    return units.reversed()
  }
}
