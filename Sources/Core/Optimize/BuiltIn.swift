/// A test function by name: its formula, where to start, what is known of its minima.
package struct BuiltIn: Equatable, Sendable {
  package let id: String
  /// In the formula language.
  package let formula: String
  package let start: [Double]
  /// Known minima, the global ones first.
  package let minima: [[Double]]

  package var dimension: Int { start.count }

  private init(_ id: String, _ formula: String, from start: [Double], minima: [[Double]]) {
    self.id = id
    self.formula = formula
    self.start = start
    self.minima = minima
  }

  package static func named(_ id: String) -> BuiltIn? { all.first { $0.id == id } }

  /// Those of the curriculum first. Minima without closed form are to 15 digits.
  ///
  /// Sources: the curriculum's own; Rosenbrock (1960); Himmelblau (1972); Beale (1958); the others as in the
  /// survey of Jamil & Yang (2013).
  package static let all: [BuiltIn] = [
    .init("rosenbrock", "(1-x)^2 + 100 (y-x^2)^2", from: [-1.2, 1], minima: [[1, 1]]),
    .init("bowl", "2 w^2 - 8 w + 10", from: [5], minima: [[2]]),
    .init("valleys", "w^4/4 - w^3/3 - w^2", from: [3], minima: [[2], [-1]]),
    .init("heron", "w^3/3 - 4 w", from: [4], minima: [[2]]),
    .init("cosh", "cosh(w/2)", from: [10], minima: [[0]]),
    .init("quartic", "w^4/4", from: [2], minima: [[0]]),
    .init("quad2", "3 w1^2 + 2 w1 w2 + 2 w2^2 - 8 w1 - 6 w2", from: [3, 2], minima: [[1, 1]]),
    .init("folium", "w1^3 + w2^3 - 3 w1 w2", from: [2, 2], minima: [[1, 1]]),
    .init(
      "camel", "(4 - 2.1 w1^2 + w1^4/3) w1^2 + w1 w2 + (-4 + 4 w2^2) w2^2", from: [0, 1],
      minima: [
        [-0.0898420131003180, 0.712656403020740], [0.0898420131003180, -0.712656403020740],
      ]),
    .init(
      "himmelblau", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", from: [0, 0],
      minima: [
        [3, 2], [-2.80511808695274, 3.13131251825057], [-3.77931025337775, -3.28318599128617],
        [3.58442834033049, -1.84812652696440],
      ]),
    .init(
      "beale", "(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2", from: [1, 1],
      minima: [[3, 0.5]]),
    .init("booth", "(x + 2 y - 7)^2 + (2 x + y - 5)^2", from: [-5, 5], minima: [[1, 3]]),
    .init("matyas", "0.26 (x^2 + y^2) - 0.48 x y", from: [5, -3], minima: [[0, 0]]),
    .init(
      "styblinski-tang", "(x^4 - 16 x^2 + 5 x)/2 + (y^4 - 16 y^2 + 5 y)/2", from: [-1.5, 3.5],
      minima: [[-2.90353402777118, -2.90353402777118]]),
    .init("monkey-saddle", "x^3 - 3 x y^2", from: [1, 0.5], minima: []),
    .init("sqrt1", "sqrt(1 + w^2)", from: [0.9], minima: [[0]]),
    .init("log-cosh", "ln(cosh(w))", from: [1], minima: [[0]]),
    // Twenty students: hours of study, and whether the exam was passed; mean cross-entropy of a logistic model.
    .init(
      "logistic",
      "sum(i, 1, 20, softplus(w1 + w2 \(hours)[i]) - \(passed)[i] (w1 + w2 \(hours)[i]))/20",
      from: [0, 0], minima: [[-4.07771343108763, 1.50464542837333]]),
  ]

  private static let hours =
    "[0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5]"
  private static let passed = "[0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1]"

  /// The compiled formula.
  package func objective() throws(FormulaError) -> Objective {
    try Objective(formula: Expression(parsing: formula), dimension: dimension)
  }
}
