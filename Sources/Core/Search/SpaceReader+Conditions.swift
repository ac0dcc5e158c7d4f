extension SpaceReader {
  private static let signs = ["==", "<=", ">=", "!=", "=", "<", ">"]

  /// What stands after the scale of `name`: nothing, or `if` and tests of earlier axes joined by `and`.
  mutating func conditions(
    of name: String, after axes: [SearchSpace.Axis]
  ) throws(FormulaError) -> [SearchSpace.Condition] {
    guard passes("if") else { return [] }
    var conditions: [SearchSpace.Condition] = []
    repeat { conditions.append(try condition(of: name, after: axes)) } while passes("and")
    return conditions
  }

  private mutating func condition(
    of name: String, after axes: [SearchSpace.Axis]
  ) throws(FormulaError) -> SearchSpace.Condition {
    let start = skippingSpaces()
    let tested = self.name()
    let earlier = axes.map { "'\($0.name)'" }.joined(separator: ", ")
    guard !tested.isEmpty else {
      throw FormulaError(
        column: start + 1, message: "after 'if' stands the name of an earlier hyperparameter",
        fix: "write, for example, kind=choice(1,2); \(name)=linear(0,1) if kind = 2")
    }
    guard let index = axes.firstIndex(where: { $0.name == tested }) else {
      throw FormulaError(
        column: start + 1,
        message: tested == name
          ? "'\(name)' cannot depend on itself"
          : "no hyperparameter '\(tested)' stands before '\(name)'",
        fix: axes.isEmpty
          ? "write the hyperparameter that decides first" : "write one of \(earlier)")
    }
    let signPlace = skippingSpaces()
    guard let sign = passes(oneOf: Self.signs),
      let relation = SearchSpace.Condition.Relation(rawValue: sign == "==" ? "=" : sign)
    else {
      throw FormulaError(
        column: signPlace + 1, message: "after '\(tested)' stands a comparison",
        fix: "write =, !=, <, <=, > or >= and a number")
    }
    let (value, column) = try number()
    let scale = axes[index].scale
    let isExact = relation == .equal || relation == .unequal
    if isExact, scale.count == nil {
      throw FormulaError(
        column: signPlace + 1, message: "'\(tested)' hardly ever has exactly one value",
        fix: "compare with < or >, or make '\(tested)' an int or a choice")
    }
    let condition = SearchSpace.Condition(axis: index, relation, value)
    guard scale.canMeet(condition) else {
      let (low, high) = scale.bounds
      var values = "a number from \(low.short) to \(high.short)"
      if case .choice(let choices) = scale {
        values = "one of " + choices.map(\.short).joined(separator: ", ")
      }
      throw FormulaError(
        column: column, message: "'\(tested)' is never \(sign) \(value.short)",
        fix: "compare with \(values)")
    }
    return condition
  }
}

extension SearchSpace.Scale {
  /// Whether some value of the axis meets the condition.
  fileprivate func canMeet(_ condition: SearchSpace.Condition) -> Bool {
    let test = SearchSpace.Condition(axis: 0, condition.relation, condition.value)
    if case .choice(let values) = self { return values.contains { test.holds(in: [$0]) } }
    let (low, high) = bounds
    if condition.relation == .equal {
      return low <= condition.value && condition.value <= high
        && condition.value == condition.value.rounded()
    }
    return test.holds(in: [low]) || test.holds(in: [high])
  }
}

extension Double {
  /// `2` for 2.0.
  fileprivate var short: String {
    Int(exactly: self).map(String.init) ?? description
  }
}
