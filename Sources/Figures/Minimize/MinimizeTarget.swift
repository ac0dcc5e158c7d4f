import Core

/// What the laboratory minimises, and from where.
struct MinimizeTarget: Sendable {
  enum Problem: Sendable {
    case formula(Expression)
    /// Logistic regression of the digit 0 against the digit 1, on 64 pixels and a constant.
    case digits(LogisticRegression)
  }

  let name: Words
  let problem: Problem
  let start: [Double]
  /// Where they are known.
  var minima: [[Double]]?

  static let digitsName = "logistic-digits"
  /// λ: without it the weights of pixels that are never inked would be undetermined, and the two digits, which a
  /// plane separates, would drive the others beyond all bounds.
  static let ridge = 0.01
  static let names = BuiltIn.all.map(\.id) + [digitsName]

  /// A built-in function from its own start; nil for another name.
  static func named(_ id: String) throws -> MinimizeTarget? {
    if id == digitsName {
      let digits = try LogisticRegression(
        BuiltInData.digits(), label: 0, against: 1, ridge: ridge)
      let start = Array(repeating: 0.0, count: digits.features.columns)
      return MinimizeTarget(name: FunctionWords.name(id), problem: .digits(digits), start: start)
    }
    guard let known = BuiltIn.named(id) else { return nil }
    return MinimizeTarget(
      name: FunctionWords.name(id), problem: .formula(try Expression(parsing: known.formula)),
      start: known.start, minima: known.minima)
  }

  func starting(at start: [Double]) -> MinimizeTarget {
    MinimizeTarget(name: name, problem: problem, start: start, minima: minima)
  }

  func objective(needsHessian: Bool) throws -> Objective {
    switch problem {
    case .formula(let formula):
      try Objective(formula: formula, dimension: start.count, needsHessian: needsHessian)
    case .digits(let regression): regression.objective
    }
  }

  /// `def value(x)`, `def gradient(x)` and, if wanted, `def hessian(x)`.
  func python(withHessian: Bool) throws -> String {
    switch problem {
    case .formula(let formula):
      let compiled = try CompiledFormula(formula, dimension: start.count)
      return """
        # f = \(formula.source.filter { !$0.isNewline })
        \(try compiled.python(withHessian: withHessian))
        """
    case .digits(let regression):
      return MinimizePython.digits(try BuiltInData.digitsPath(), ridge: regression.ridge)
    }
  }
}
