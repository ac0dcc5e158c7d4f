/// A parsed formula: what stands in a pack, on the command line or in a student's answer.
///
/// The language is described in `docs/formulas.md`. Parsing is total and bounded: it ends in an expression or in an
/// error that points at the character.
package struct Expression: Equatable, Sendable {
  package let source: String
  let root: Node

  /// - Throws: `FormulaError` at the character that cannot be read.
  package init(parsing source: String) throws(FormulaError) {
    try self.init(parsing: source, values: [])
  }

  /// - Parameter values: names that are values, so that `name(` multiplies; any other name before a bracket that is
  ///   not built in is a call.
  package init(parsing source: String, values: Set<String>) throws(FormulaError) {
    var parser = try Parser(source) { name in
      values.contains(name)
        || (Builtin.named(name) == nil
          && (Names.coordinate(name) != nil || Names.constant(name) != nil))
    }
    root = try parser.formula()
    self.source = source
  }

  init(source: String, root: Node) {
    self.source = source
    self.root = root
  }

  /// Names used that are not built in, in the order of first use, coordinates (`x1`, `w2`, `x`) among them.
  package var names: [String] {
    var names: [String] = []
    var seen: Set<String> = []
    root.forEachName(hidden: []) { name in
      guard Builtin.named(name) == nil, Names.constant(name) == nil, seen.insert(name).inserted
      else { return }
      names.append(name)
    }
    return names
  }

  /// The value in a scope. Bounded by an operation budget.
  package func value(in scope: Scope = Scope()) throws(FormulaError) -> Value {
    var interpreter = Interpreter(scope: scope)
    let term = try interpreter.evaluate(resolved(in: scope).root)
    guard let value = term.value else {
      throw FormulaError(column: 1, .needsConstants("a value"))
    }
    return value
  }

  /// The value at a point: coordinates that the scope does not hide are its entries.
  package func value(at point: [Double], in scope: Scope = Scope()) throws(FormulaError) -> Value {
    var interpreter = Interpreter(scope: scope, coordinates: point.map { .constant($0) })
    let term = try interpreter.evaluate(resolved(in: scope).root)
    guard let value = term.value else {
      throw FormulaError(column: 1, .needsConstants("a value"))
    }
    return value
  }

  /// The same formula read again where the scope tells that `name(` is a product.
  func resolved(in scope: Scope) -> Expression {
    let values = scope.meanings.compactMap { name, meaning -> String? in
      if case .value = meaning { name } else { nil }
    }
    let called = root.calledNames()
    let doubtful = Set(values).intersection(called)
    guard !doubtful.isEmpty, let again = try? Expression(parsing: source, values: doubtful) else {
      return self
    }
    return again
  }

  /// Whether coordinates are left that the scope does not hide; a function of the scope named without a point
  /// leaves them too.
  package func hasFreeCoordinates(in scope: Scope) -> Bool {
    resolved(in: scope).root.isOpen(in: scope, bound: [])
  }

  /// The largest coordinate that is free: how many numbers a point needs at least.
  package var dimension: Int {
    var largest = 0
    root.forEachName(hidden: []) { name in
      switch Names.coordinate(name) {
      case .numbered(let number), .letter(let number): largest = max(largest, number)
      case nil: break
      }
    }
    return largest
  }
}

extension Node {
  /// Every name that is not a loop's own, in reading order. `x[i]` and `w[i]` count as `x` and `w`.
  func forEachName(hidden: [String], _ body: (String) -> Void) {
    switch self {
    case .number: break
    case .name(let name, _): if !hidden.contains(name) { body(name) }
    case .vector(let nodes, _), .all(let nodes, _), .any(let nodes, _):
      for node in nodes { node.forEachName(hidden: hidden, body) }
    case .sum(let terms): for term in terms { term.node.forEachName(hidden: hidden, body) }
    case .product(let factors):
      for factor in factors { factor.node.forEachName(hidden: hidden, body) }
    case .negative(let node), .not(let node, _): node.forEachName(hidden: hidden, body)
    case .power(let a, let b, _), .comparison(_, let a, let b, _):
      a.forEachName(hidden: hidden, body)
      b.forEachName(hidden: hidden, body)
    case .call(let name, let arguments, _):
      if Names.isLoop(name), arguments.count == 4, case .name(let variable, _) = arguments[0] {
        arguments[1].forEachName(hidden: hidden, body)
        arguments[2].forEachName(hidden: hidden, body)
        arguments[3].forEachName(hidden: hidden + [variable], body)
        return
      }
      if !hidden.contains(name) { body(name) }
      for argument in arguments { argument.forEachName(hidden: hidden, body) }
    case .index(let base, let indices, _):
      base.forEachName(hidden: hidden, body)
      for index in indices { index.forEachName(hidden: hidden, body) }
    }
  }

  func calledNames() -> Set<String> {
    var names: Set<String> = []
    visit { node in
      if case .call(let name, _, _) = node, Builtin.named(name) == nil { names.insert(name) }
    }
    return names
  }

  var children: [Node] {
    switch self {
    case .number, .name: []
    case .vector(let nodes, _), .all(let nodes, _), .any(let nodes, _): nodes
    case .sum(let terms): terms.map(\.node)
    case .product(let factors): factors.map(\.node)
    case .negative(let node), .not(let node, _): [node]
    case .power(let a, let b, _), .comparison(_, let a, let b, _): [a, b]
    case .call(_, let arguments, _): arguments
    case .index(let base, let indices, _): [base] + indices
    }
  }

  func visit(_ body: (Node) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }
}
