/// Evaluates a tree, or compiles it where coordinates are registers.
///
/// Total: every operation is paid from a budget, every shape is checked, every error names its character.
struct Interpreter {
  static let operationLimit = 1_000_000
  static let sizeLimit = 40_000

  var builder: ProgramBuilder
  /// What is left of the budget.
  var budget: Int
  var scope: Scope
  var locals: [(name: String, term: Term)]
  /// The point at which coordinates are read; nil where they have no value.
  var coordinates: [Scalar]?

  init(
    scope: Scope, locals: [(name: String, term: Term)] = [], coordinates: [Scalar]? = nil,
    inputs: Int = 0, budget: Int = Interpreter.operationLimit
  ) {
    builder = ProgramBuilder(inputs: inputs)
    self.budget = budget
    self.scope = scope
    self.locals = locals
    self.coordinates = coordinates
  }

  // MARK: The budget

  mutating func spend(_ operations: Int, _ column: Int) throws(FormulaError) {
    budget -= operations
    guard budget >= 0 else {
      throw FormulaError(column: column, .tooManyOperations(limit: Interpreter.operationLimit))
    }
  }

  func checkSize(_ size: Int, _ column: Int) throws(FormulaError) {
    guard size <= Interpreter.sizeLimit else {
      throw FormulaError(column: column, .tooLarge(limit: Interpreter.sizeLimit))
    }
  }

  // MARK: The tree

  mutating func evaluate(_ node: Node) throws(FormulaError) -> Term {
    try spend(1, node.column)
    switch node {
    case .number(let value): return Term(value)
    case .name(let name, let column): return try self.name(name, column)
    case .vector(let nodes, let column):
      var terms: [Term] = []
      for node in nodes { terms.append(try evaluate(node)) }
      return try vector(of: terms, column)
    case .sum(let terms):
      var total: Term?
      for term in terms {
        let next = try evaluate(term.node)
        if let sum = total {
          total = try combine(sum, next, term.isSubtracted ? .subtract : .add, term.column)
        } else {
          total = term.isSubtracted ? try negated(next, term.column) : next
        }
      }
      return total ?? Term(0)
    case .product(let factors):
      var total: Term?
      for factor in factors {
        let next = try evaluate(factor.node)
        if let left = total {
          total =
            factor.isDivisor
            ? try quotient(left, next, factor.column) : try product(left, next, factor.column)
        } else {
          total = factor.isDivisor ? try quotient(Term(1), next, factor.column) : next
        }
      }
      return total ?? Term(1)
    case .negative(let node): return try negated(try evaluate(node), node.column)
    case .power(let base, let exponent, let column):
      let left = try evaluate(base)
      let right = try evaluate(exponent)
      return .scalar(
        power(try scalar(left, base.column), try scalar(right, exponent.column), column))
    case .call(let name, let arguments, let column): return try call(name, arguments, column)
    case .index(let base, let indices, let column): return try entry(base, indices, column)
    case .comparison(let sign, let left, let right, let column):
      return .truth(try compare(sign, try evaluate(left), try evaluate(right), column))
    case .not(let node, _):
      return .truth(builder.emit(.not, try truth(node)))
    case .all(let nodes, _):
      var total = Scalar.constant(1)
      for node in nodes {
        total = builder.emit(.both, total, try truth(node))
        if total == .constant(0) { break }
      }
      return .truth(total)
    case .any(let nodes, _):
      var total = Scalar.constant(0)
      for node in nodes {
        total = builder.emit(.either, total, try truth(node))
        if total == .constant(1) { break }
      }
      return .truth(total)
    }
  }

  // MARK: Names

  func local(_ name: String) -> Term? {
    for local in locals.reversed() where local.name == name { return local.term }
    return nil
  }

  func isHidden(_ name: String) -> Bool {
    local(name) != nil || scope[name] != nil
  }

  private mutating func name(_ name: String, _ column: Int) throws(FormulaError) -> Term {
    if let term = local(name) { return term }
    switch scope[name] {
    case .value(let value): return Term(value)
    case .function(let function):
      guard let coordinates else { throw FormulaError(column: column, .functionNeedsPoint(name)) }
      return try apply(function, at: coordinates, column)
    case nil: break
    }
    if let coordinate = Names.coordinate(name) {
      return .scalar(try self.coordinate(coordinate, named: name, column))
    }
    if let constant = Names.constant(name) { return Term(constant) }
    if let function = Builtin.named(name) {
      throw FormulaError(
        column: column, .functionWithoutArguments(name, usage: function.usage))
    }
    throw unknown(name, column)
  }

  func unknown(_ name: String, _ column: Int) -> FormulaError {
    let known = knownNames
    let split = Names.split(name) { piece in
      known.contains(piece) || Names.coordinate(piece) != nil
        || Names.constant(piece) != nil
    }
    return FormulaError(
      column: column,
      .unknownName(
        name, split: split,
        nearest: split == nil
          ? Names.nearest(to: name, among: known + Builtin.all.map(\.name)) : nil))
  }

  /// Names of the scope and of the caller, sorted: nothing depends on the order of a dictionary.
  private var knownNames: [String] {
    locals.map(\.name) + scope.meanings.keys.sorted()
  }

  private func coordinate(
    _ coordinate: Names.Coordinate, named name: String, _ column: Int
  ) throws(FormulaError) -> Scalar {
    guard let coordinates else { throw FormulaError(column: column, .freeCoordinate(name)) }
    let index: Int
    switch coordinate {
    case .numbered(let number): index = number
    case .letter(let number): index = number == 4 && coordinates.count == 1 ? 1 : number
    }
    guard index <= coordinates.count else {
      throw FormulaError(
        column: column, .coordinateBeyond(name, dimension: coordinates.count))
    }
    return coordinates[index - 1]
  }

  // MARK: Entries

  private mutating func entry(
    _ base: Node, _ indices: [Node], _ column: Int
  ) throws(FormulaError) -> Term {
    if case .name(let name, let place) = base, name == "x" || name == "w", !isHidden(name) {
      guard let coordinates else { throw FormulaError(column: place, .freeCoordinate(name)) }
      guard indices.count == 1 else {
        throw FormulaError(
          column: column, .indexOutside("with two indices", size: coordinates.count))
      }
      return .scalar(coordinates[try index(indices[0], upTo: coordinates.count, column)])
    }
    let term = try evaluate(base)
    switch (term, indices.count) {
    case (.vector(let entries), 1):
      return .scalar(entries[try index(indices[0], upTo: entries.count, column)])
    case (.matrix(let rows, let columns, let entries), 1):
      let row = try index(indices[0], upTo: rows, column)
      try spend(columns, column)
      return .vector(Array(entries[row * columns..<(row + 1) * columns]))
    case (.matrix(let rows, let columns, let entries), 2):
      let row = try index(indices[0], upTo: rows, column)
      return .scalar(entries[row * columns + (try index(indices[1], upTo: columns, column))])
    default: throw FormulaError(column: column, .notIndexable(found: term.kind))
    }
  }

  /// A 0-based index from a formula that counts from 1.
  private mutating func index(
    _ node: Node, upTo size: Int, _ bracket: Int
  ) throws(FormulaError) -> Int {
    let place = node.isNumber ? bracket + 1 : node.column
    let scalar = try scalar(try evaluate(node), place)
    guard let value = scalar.constant else {
      throw FormulaError(column: place, .needsConstants("an index"))
    }
    guard let whole = Interpreter.whole(value) else {
      throw FormulaError(column: place, .indexNotWhole(NumberNotation.text(value)))
    }
    guard (1...max(1, size)).contains(whole), size > 0 else {
      throw FormulaError(column: place, .indexOutside("\(whole)", size: size))
    }
    return whole - 1
  }

  /// A whole number, up to rounding.
  static func whole(_ value: Double) -> Int? {
    let nearest = value.rounded()
    guard abs(value - nearest) <= 1e-9, abs(nearest) <= 1e9 else { return nil }
    return Int(nearest)
  }

  // MARK: Kinds

  func scalar(_ term: Term, _ column: Int) throws(FormulaError) -> Scalar {
    guard case .scalar(let scalar) = term else {
      throw FormulaError(column: column, .notNumber(found: term.kind))
    }
    return scalar
  }

  mutating func truth(_ node: Node) throws(FormulaError) -> Scalar {
    let term = try evaluate(node)
    guard case .truth(let scalar) = term else {
      throw FormulaError(column: node.column, .notTruth(found: term.kind))
    }
    return scalar
  }

  /// `[a, b]`: numbers make a vector, vectors of one length a matrix.
  func vector(of terms: [Term], _ column: Int) throws(FormulaError) -> Term {
    var entries: [Scalar] = []
    var width: Int?
    for (row, term) in terms.enumerated() {
      switch term {
      case .scalar(let scalar):
        guard width == nil else { throw FormulaError(column: column, .mixedVector) }
        entries.append(scalar)
      case .vector(let vector):
        guard row == 0 || width != nil else { throw FormulaError(column: column, .mixedVector) }
        guard width == nil || width == vector.count else {
          throw FormulaError(column: column, .raggedMatrix)
        }
        width = vector.count
        entries += vector
      case .matrix, .truth: throw FormulaError(column: column, .notNumber(found: term.kind))
      }
      try checkSize(entries.count, column)
    }
    guard let width else { return .vector(entries) }
    return .matrix(rows: terms.count, columns: width, entries)
  }
}
