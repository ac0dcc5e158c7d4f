import Glibc

/// What a search minimises: a function of a point of its space.
package struct SearchObjective: Sendable {
  /// What it is called, or the formula itself.
  package let source: String
  /// The coordinates it reads, in order; a built-in objective brings its own.
  package let names: [String]
  /// NaN where it has no value.
  package let value: @Sendable ([Double]) -> Double
  /// The smallest value, where it is known.
  package let minimum: Double?

  package init(
    _ source: String, names: [String], minimum: Double? = nil,
    value: @escaping @Sendable ([Double]) -> Double
  ) {
    self.source = source
    self.names = names
    self.minimum = minimum
    self.value = value
  }
}

extension SearchObjective {
  /// A formula in the names of a space.
  /// - Throws: `FormulaError` if it does not parse, knows other names, or is no number.
  package init(formula: String, in space: SearchSpace) throws(FormulaError) {
    let names = space.names
    let compiled = try CompiledFormula(
      Expression(parsing: formula, values: Set(names)), names: names)
    self.init(formula, names: names) { compiled.value($0) }
  }

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

  /// Built-in objectives, each with the space that it brings.
  package static let builtIn: [(objective: SearchObjective, space: SearchSpace)] = [
    (branin, SearchSpace([.init("x1", .linear(-5, 10)), .init("x2", .linear(0, 15))])),
    (bergstraBengio, SearchSpace([.init("x", .linear(0, 1)), .init("y", .linear(0, 1))])),
  ]
}
