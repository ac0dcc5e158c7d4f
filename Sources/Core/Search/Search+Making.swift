extension Search {
  package init(
    space: SearchSpace, objective: SearchObjective, coarseToFine trials: Int
  ) throws(DomainError) {
    try Search.check(space, trials)
    let stages = Swift.min(3, trials)
    let side = Search.side(of: trials / stages, dimensions: space.axes.count)
    self.init(
      space, objective, .coarseToFine(side: side, stages: stages),
      trials: space.axes.reduce(stages) { product, _ in product * side })
  }

  package init(space: SearchSpace, objective: SearchObjective, random trials: Int, seed: UInt64)
    throws(DomainError)
  {
    try Search.check(space, trials)
    self.init(space, objective, .random(seed: seed), trials: trials)
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
    self.init(space, objective, sobol ? .sobol : .halton, trials: trials)
  }

  package init(
    space: SearchSpace, objective: SearchObjective, latinHypercube trials: Int, seed: UInt64
  ) throws(DomainError) {
    try Search.check(space, trials)
    var random = NumPyRandom(seed)
    let slices = space.axes.map { _ in random.permutation(trials) }
    self.init(space, objective, .latinHypercube(seed: seed, slices: slices), trials: trials)
  }

  package init(
    space: SearchSpace, objective: SearchObjective, treeParzen trials: Int, seed: UInt64
  ) throws(DomainError) {
    try Search.check(space, trials, most: TreeParzen.mostTrials, of: "tpe")
    self.init(space, objective, .treeParzen(seed: seed), trials: trials)
  }

  /// - Parameter method: nil: a fit of everything, after 5 random trials or two per axis and one.
  package init(
    space: SearchSpace, objective: SearchObjective, gaussianProcess trials: Int, seed: UInt64,
    method: ExpectedImprovement? = nil
  ) throws(DomainError) {
    try Search.check(space, trials, most: ExpectedImprovement.mostTrials, of: "gp")
    let method = method ?? ExpectedImprovement(startup: Swift.max(5, 2 * space.axes.count + 1))
    self.init(space, objective, .gaussianProcess(method, seed: seed), trials: trials)
  }

  /// - Parameter trials: how many begin; all rungs together are more.
  package init(
    space: SearchSpace, objective: SearchObjective, halving trials: Int, seed: UInt64
  ) throws(DomainError) {
    try Search.check(space, trials, most: SuccessiveHalving.mostTrials, of: "halving")
    let method = SuccessiveHalving(trials: trials, fullBudget: SearchObjective.fullBudget)
    self.init(space, objective, .halving(method, seed: seed), trials: method.count)
  }

  private static func check(
    _ space: SearchSpace, _ trials: Int, most: Int = .max, of sampler: String = ""
  ) throws(DomainError) {
    guard !space.axes.isEmpty else {
      throw DomainError("space", "nothing", allowed: "at least one hyperparameter")
    }
    guard trials >= 1 else { throw DomainError("trials", trials, allowed: "at least 1") }
    guard trials <= most else {
      throw DomainError("trials", trials, allowed: "at most \(most) with \(sampler)")
    }
  }

  /// A grid with q values per axis, q the largest whole number with qᵐ ≤ trials; an axis that has fewer values
  /// shows each of them once.
  /// - Parameter centred: values at (i + ½)/q of the axis instead of from end to end.
  package init(space: SearchSpace, objective: SearchObjective, grid trials: Int, centred: Bool)
    throws(DomainError)
  {
    try Search.check(space, trials)
    let values = Search.grid(space, trials: trials, centred: centred)
    let places = Search.places(of: values, in: space)
    self.init(
      space, objective, .grid(values: values, places: places), trials: places.count)
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

  /// The places of a grid that differ from each other: those where every axis that is not used shows its first
  /// value.
  private static func places(of values: [[Double]], in space: SearchSpace) -> [Int] {
    let count = values.reduce(1) { $0 * $1.count }
    guard space.isConditional else { return Array(0..<count) }
    return (0..<count).filter { index in
      let units = corner(index, of: values)
      return zip(zip(units, values), space.used(units)).allSatisfy { pair, used in
        !used.isNaN || pair.0 == pair.1.first
      }
    }
  }
}
