import Glibc

/// What a search minimises: a function of a point of its space.
package struct SearchObjective: Sendable {
  /// What it is called, or the formula itself.
  package let source: String
  /// The coordinates it reads, in order; a built-in objective brings its own.
  package let names: [String]
  /// The smallest value, where it is known.
  package let minimum: Double?
  /// A trial takes so long that several are computed side by side where none waits for another.
  package let isCostly: Bool
  private let measure: @Sendable ([Double], Double) -> Double

  /// The budget of a trial that is given all it may have; successive halving gives 1 and 3 first.
  package static let fullBudget = 9.0

  package init(
    _ source: String, names: [String], minimum: Double? = nil,
    value: @escaping @Sendable ([Double]) -> Double
  ) {
    self.init(source, names: names, minimum: minimum) { point, _ in value(point) }
  }

  /// - Parameter value: of a point and the budget that is spent on it (epochs of training, for example).
  package init(
    _ source: String, names: [String], minimum: Double? = nil, isCostly: Bool = false,
    budgeted value: @escaping @Sendable (_ point: [Double], _ budget: Double) -> Double
  ) {
    self.source = source
    self.names = names
    self.minimum = minimum
    self.isCostly = isCostly
    measure = value
  }

  /// NaN where it has no value.
  package func value(_ point: [Double], budget: Double = fullBudget) -> Double {
    measure(point, budget)
  }
}

extension SearchObjective {
  /// A formula in the names of a space, and in `budget` (1, 3 or 9) unless the space has a name like it.
  /// - Throws: `FormulaError` if it does not parse, knows other names, or is no number.
  package init(formula: String, in space: SearchSpace) throws(FormulaError) {
    let names = space.names
    let known = names.contains(Self.budgetName) ? names : names + [Self.budgetName]
    let compiled = try CompiledFormula(
      Expression(parsing: formula, values: Set(known)), names: known)
    self.init(formula, names: names) { point, budget in
      compiled.value(known.count == point.count ? point : point + [budget])
    }
  }

  package static let budgetName = "budget"

  /// Branin's function; three minima of 0.397887.
  ///
  /// Source: Dixon & Szegő (1978).
  package static let branin = SearchObjective(
    "branin", names: ["x1", "x2"], minimum: 0.39788735772973816
  ) { point in
    let (x, y) = (point[0], point[1])
    let bend = y - 5.1 / (4.0 * Double.pi * Double.pi) * x * x + 5.0 / Double.pi * x - 6.0
    return bend * bend + 10.0 * (1.0 - 1.0 / (8.0 * Double.pi)) * cos(x) + 10.0
  }

  /// One axis matters, the other hardly: 1 − 0.9·exp(−((x − 0.65)/0.1)²) − 0.1·exp(−((y − 0.35)/0.1)²).
  ///
  /// Source: the shape of figure 1 of Bergstra & Bengio (2012), JMLR 13, 281–305; the numbers are ours.
  package static let bergstraBengio = SearchObjective(
    "bergstra-bengio", names: ["x", "y"], minimum: 0
  ) { point in
    let (u, v) = ((point[0] - 0.65) / 0.1, (point[1] - 0.35) / 0.1)
    return 1.0 - 0.9 * exp(-(u * u)) - 0.1 * exp(-(v * v))
  }

  /// A loss that falls with the budget b of its training: 2.3 at b = 0, then exponentially towards
  /// 0.1 + 0.1·(log₁₀ lr + 2.7)², the faster the larger the learning rate: small ones look bad early and end
  /// well, which is what a search by small budgets must survive. The numbers are ours.
  package static let learningCurve = SearchObjective(
    "learning-curve", names: ["lr"], minimum: nil,
    budgeted: { point, budget in
      let exponent = log10(point[0])
      let end = 0.1 + 0.1 * (exponent + 2.7) * (exponent + 2.7)
      let speed = 4.0 * exp(0.8 * exponent)
      return end + (2.3 - end) * exp(-budget * speed)
    })

  /// Built-in objectives, each with the space that it brings.
  package static let builtIn: [(objective: SearchObjective, space: SearchSpace)] = [
    (branin, SearchSpace([.init("x1", .linear(-5, 10)), .init("x2", .linear(0, 15))])),
    (bergstraBengio, SearchSpace([.init("x", .linear(0, 1)), .init("y", .linear(0, 1))])),
    (learningCurve, SearchSpace([.init("lr", .log(1e-4, 1))])),
  ]
}
