extension Interpreter {
  /// The functions of vectors and matrices, and those of whole numbers.
  mutating func function(
    _ builtin: Builtin, _ terms: [Term], _ column: Int
  ) throws(FormulaError) -> Term {
    func unfit(_ index: Int) -> FormulaError {
      FormulaError(
        column: column,
        .argumentKind(builtin.name, usage: builtin.usage, found: terms[index].kind))
    }
    func noTruth() throws(FormulaError) {
      for (index, term) in terms.enumerated() { if case .truth = term { throw unfit(index) } }
    }
    try noTruth()
    try spend(terms.reduce(0) { $0 + $1.entries.count }, column)
    switch builtin.name {
    case "atan2", "mod":
      guard case .scalar(let a) = terms[0] else { throw unfit(0) }
      guard case .scalar(let b) = terms[1] else { throw unfit(1) }
      return .scalar(builder.emit(builtin.name == "mod" ? .modulo : .arctangent2, a, b))
    case "min", "max":
      return try extreme(builtin, terms, column)
    case "normal_max":
      guard let count = terms[0].value?.entries.first, case .scalar = terms[0] else {
        throw terms[0].value == nil
          ? FormulaError(column: column, .needsConstants(builtin.name)) : unfit(0)
      }
      guard let whole = Interpreter.whole(count), (1...1_000_000).contains(whole) else {
        throw FormulaError(
          column: column, .notWhole(NumberNotation.text(count), usage: builtin.usage))
      }
      try spend(2000, column)
      return Term(NormalDistribution.expectedMaximum(of: whole))
    case "binomial":
      guard case .scalar = terms[0] else { throw unfit(0) }
      guard case .scalar = terms[1] else { throw unfit(1) }
      guard let n = terms[0].value?.entries[0], let k = terms[1].value?.entries[0] else {
        throw FormulaError(column: column, .needsConstants(builtin.name))
      }
      guard let top = Interpreter.whole(n), (0...1_000_000).contains(top) else {
        throw FormulaError(column: column, .notWhole(NumberNotation.text(n), usage: builtin.usage))
      }
      guard let bottom = Interpreter.whole(k) else {
        throw FormulaError(column: column, .notWhole(NumberNotation.text(k), usage: builtin.usage))
      }
      let count = max(0, min(bottom, top - bottom))
      try spend(count, column)
      return Term(Interpreter.binomial(top, bottom))
    case "sum", "prod":
      if case .scalar = terms[0] { throw unfit(0) }
      return .scalar(
        folded(
          terms[0].entries, builtin.name == "sum" ? .add : .multiply,
          empty: builtin.name == "sum" ? 0 : 1))
    case "mean":
      guard case .vector(let entries) = terms[0], !entries.isEmpty else { throw unfit(0) }
      let total = folded(entries, .add, empty: 0)
      return .scalar(builder.emit(.divide, total, .constant(Double(entries.count))))
    case "length":
      switch terms[0] {
      case .vector(let entries): return Term(Double(entries.count))
      case .matrix(let rows, _, _): return Term(Double(rows))
      default: throw unfit(0)
      }
    case "norm":
      switch terms[0] {
      case .scalar(let a): return .scalar(builder.emit(.magnitude, a))
      case .vector(let entries), .matrix(_, _, let entries):
        return .scalar(builder.emit(.squareRoot, dot(entries, entries)))
      case .truth: throw unfit(0)
      }
    case "dot":
      guard case .vector(let a) = terms[0] else { throw unfit(0) }
      guard case .vector(let b) = terms[1] else { throw unfit(1) }
      guard a.count == b.count else {
        throw FormulaError(
          column: column, .shapes(terms[0].kind, terms[1].kind, operation: "dot"))
      }
      return .scalar(dot(a, b))
    case "odot":
      if case .scalar = terms[0] { throw unfit(0) }
      return try combine(terms[0], terms[1], .multiply, column)
    case "outer":
      guard case .vector(let a) = terms[0] else { throw unfit(0) }
      guard case .vector(let b) = terms[1] else { throw unfit(1) }
      try checkSize(a.count * b.count, column)
      try spend(a.count * b.count, column)
      var entries: [Scalar] = []
      for left in a { for right in b { entries.append(builder.emit(.multiply, left, right)) } }
      return .matrix(rows: a.count, columns: b.count, entries)
    case "distinct":
      guard case .vector(let entries) = terms[0] else { throw unfit(0) }
      guard let numbers = terms[0].value?.entries else {
        throw FormulaError(column: column, .needsConstants(builtin.name))
      }
      try spend(entries.count * entries.count, column)
      for (index, left) in numbers.enumerated() {
        for right in numbers[(index + 1)...] where Operation.isNearlyEqual(left, right) {
          return .truth(.constant(0))
        }
      }
      return .truth(.constant(1))
    default: return try matrixFunction(builtin, terms, column)
    }
  }

  /// ((e₁ ∘ e₂) ∘ e₃) …
  private mutating func folded(
    _ entries: [Scalar], _ operation: Operation, empty: Double
  ) -> Scalar {
    guard var total = entries.first else { return .constant(empty) }
    for entry in entries.dropFirst() { total = builder.emit(operation, total, entry) }
    return total
  }

  private mutating func extreme(
    _ builtin: Builtin, _ terms: [Term], _ column: Int
  ) throws(FormulaError) -> Term {
    var entries: [Scalar] = []
    if terms.count == 1, case .vector(let vector) = terms[0] {
      entries = vector
    } else {
      for term in terms {
        guard case .scalar(let scalar) = term else {
          throw FormulaError(
            column: column,
            .argumentKind(builtin.name, usage: builtin.usage, found: term.kind))
        }
        entries.append(scalar)
      }
    }
    guard !entries.isEmpty else {
      throw FormulaError(
        column: column,
        .argumentKind(builtin.name, usage: builtin.usage, found: "an empty vector"))
    }
    return .scalar(
      folded(entries, builtin.name == "min" ? .minimum : .maximum, empty: .nan))
  }

  /// n over k, exact as long as it is below 2⁵³.
  static func binomial(_ n: Int, _ k: Int) -> Double {
    guard k >= 0, k <= n else { return 0 }
    let count = min(k, n - k)
    var result = 1.0
    for index in 0..<count {
      // result · (n − index) is divisible by index + 1.
      result = result * Double(n - index) / Double(index + 1)
      if result.isInfinite { break }
    }
    return result < 9_007_199_254_740_992 ? result.rounded() : result
  }
}
