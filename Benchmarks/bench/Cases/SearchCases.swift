import Core

extension Case {
  /// Searches that learn from their trials; the seed is the number of the run.
  static let searches = [
    Case(name: "tpe", work: "200 trials of TPE on Branin") {
      try regret { try Search(space: $0, objective: $1, treeParzen: 200, seed: $2) }
    },
    Case(name: "gp", work: "60 trials of a Gaussian process with expected improvement on Branin") {
      try regret { try Search(space: $0, objective: $1, gaussianProcess: 60, seed: $2) }
    },
  ]

  private static func regret(
    _ search: @escaping (SearchSpace, SearchObjective, UInt64) throws -> Search
  ) throws -> (Int) throws -> Outcome {
    let space = SearchSpace([.init("x1", .linear(-5, 10)), .init("x2", .linear(0, 15))])
    let branin = SearchObjective.branin
    return { number in
      var best = Double.nan
      for step in try search(space, branin, UInt64(number)) { best = step.best }
      return Outcome(("regret", best - (branin.minimum ?? 0)))
    }
  }
}
