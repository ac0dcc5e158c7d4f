extension Expression {
  /// The expression with all names of the scope replaced by their values and constants folded: no `0·`, no
  /// `1·`, no `+ -`. What is left are coordinates.
  ///
  /// Only what is exact is folded, so its values are those of the original.
  package func folded(in scope: Scope) throws(FormulaError) -> Expression {
    var folder = Folder(scope: scope)
    let root = try folder.fold(resolved(in: scope).root)
    return Expression(source: ExpressionPrinter(.exact).text(root), root: root)
  }
}

/// Rewrites a tree with the values of a scope in it.
private struct Folder {
  let scope: Scope
  /// Loop variables: a number where the loop is unrolled, else the name stays.
  var loops: [(name: String, value: Double?)] = []
  private var budget = Interpreter.operationLimit
  /// Loops with at most so many rounds are written out.
  static let unrolledRounds = 8
  private static let nodeLimit = 100_000
  private var nodes = 0

  init(scope: Scope) { self.scope = scope }

  private func loop(_ name: String) -> (name: String, value: Double?)? {
    loops.last { $0.name == name }
  }

  /// Whether it can be computed now.
  private func isClosed(_ node: Node) -> Bool {
    let left = loops.filter { $0.value == nil }.map(\.name)
    return !node.isOpen(in: scope, bound: loops.map(\.name))
      && !(node.mentions(left))
  }

  private mutating func evaluated(_ node: Node) throws(FormulaError) -> Node {
    var interpreter = Interpreter(
      scope: scope, locals: loops.compactMap { loop in loop.value.map { (loop.name, Term($0)) } },
      budget: budget)
    let term = try interpreter.evaluate(node)
    budget = interpreter.budget
    guard let value = term.value else {
      throw FormulaError(column: node.column, .notNumber(found: term.kind))
    }
    return Node(value)
  }

  mutating func fold(_ node: Node) throws(FormulaError) -> Node {
    nodes += 1
    guard nodes <= Folder.nodeLimit else {
      throw FormulaError(column: node.column, .tooManyOperations(limit: Folder.nodeLimit))
    }
    switch node {
    case .number: return node
    case .name(let name, let column):
      if let loop = loop(name) { return loop.value.map { .number($0) } ?? node }
      switch scope[name] {
      case .value(let value): return Node(value)
      case .function(let function): return function.root
      case nil: break
      }
      if Names.coordinate(name) != nil || Names.constant(name) != nil { return node }
      throw Interpreter(scope: scope).unknown(name, column)
    case .sum, .product, .power, .negative:
      // π and e stay readable in 2 π x.
      if isClosed(node), !node.mentions(Names.constants.map(\.name)) { return try evaluated(node) }
    default: if isClosed(node) { return try evaluated(node) }
    }
    return try rebuilt(node)
  }

  private mutating func fold(_ nodes: [Node]) throws(FormulaError) -> [Node] {
    var result: [Node] = []
    for node in nodes { result.append(try fold(node)) }
    return result
  }

  private mutating func rebuilt(_ node: Node) throws(FormulaError) -> Node {
    switch node {
    case .number, .name: return node
    case .vector(let nodes, let column): return .vector(try fold(nodes), column: column)
    case .all(let nodes, let column): return .all(try fold(nodes), column: column)
    case .any(let nodes, let column): return .any(try fold(nodes), column: column)
    case .not(let node, let column): return .not(try fold(node), column: column)
    case .comparison(let sign, let left, let right, let column):
      return .comparison(sign, try fold(left), try fold(right), column: column)
    case .negative(let inner): return Node.negated(try fold(inner))
    case .power(let base, let exponent, let column):
      return Node.power(try fold(base), to: try fold(exponent), column)
    case .sum(let terms):
      var folded: [Node.Term] = []
      for term in terms {
        folded.append(
          Node.Term(
            isSubtracted: term.isSubtracted, node: try fold(term.node), column: term.column))
      }
      return Node.sum(of: folded)
    case .product(let factors):
      var folded: [Node.Factor] = []
      for factor in factors {
        folded.append(
          Node.Factor(
            isDivisor: factor.isDivisor, node: try fold(factor.node), column: factor.column))
      }
      return Node.product(of: folded)
    case .index(let base, let indices, let column):
      if case .name(let name, _) = base, name == "x" || name == "w", scope[name] == nil,
        loop(name) == nil
      {
        let places = try fold(indices)
        // x[2] is x2.
        if places.count == 1, let value = places[0].number, let whole = Interpreter.whole(value),
          (1...999_999).contains(whole)
        {
          return .name("\(name)\(whole)", column: column)
        }
        return .index(base, places, column: column)
      }
      return Node.entry(of: try fold(base), at: try fold(indices), column)
    case .call(let name, let arguments, let column):
      return try call(name, arguments, column)
    }
  }

  private mutating func call(
    _ name: String, _ arguments: [Node], _ column: Int
  ) throws(FormulaError) -> Node {
    if case .function(let function) = scope[name] {
      let point: Node
      if arguments.count == 1 {
        point = try fold(arguments[0])
      } else {
        point = .vector(try fold(arguments), column: column)
      }
      return try substituted(function.root, by: point)
    }
    guard let builtin = Builtin.named(name) else {
      throw FormulaError(
        column: column,
        .unknownFunction(
          name,
          nearest: Names.nearest(
            to: name, among: scope.meanings.keys.sorted() + Builtin.all.map(\.name))))
    }
    guard builtin.arguments.contains(arguments.count) else {
      throw FormulaError(column: column, .argumentCount(name, usage: builtin.usage))
    }
    if Names.isLoop(name), arguments.count == 4, case .name(let variable, _) = arguments[0] {
      return try loop(name, variable, arguments, column)
    }
    if name == "if", isClosed(arguments[0]),
      case .number(let truth) = try evaluated(arguments[0]).truth
    {
      return try fold(arguments[truth != 0 ? 1 : 2])
    }
    return .call(name, try fold(arguments), column: column)
  }

  private mutating func loop(
    _ name: String, _ variable: String, _ arguments: [Node], _ column: Int
  ) throws(FormulaError) -> Node {
    let from = try fold(arguments[1])
    let to = try fold(arguments[2])
    if name != "every", case .number(let first) = from, case .number(let last) = to,
      let start = Interpreter.whole(first), let end = Interpreter.whole(last), end >= start,
      end - start < Folder.unrolledRounds
    {
      var rounds: [Node] = []
      for index in start...end {
        loops.append((variable, Double(index)))
        defer { loops.removeLast() }
        rounds.append(try fold(arguments[3]))
      }
      switch name {
      case "vector": return .vector(rounds, column: column)
      case "sum":
        return Node.sum(
          of: rounds.map { Node.Term(isSubtracted: false, node: $0, column: column) })
      default:
        return Node.product(
          of: rounds.map { Node.Factor(isDivisor: false, node: $0, column: column) })
      }
    }
    loops.append((variable, nil))
    defer { loops.removeLast() }
    let body = try fold(arguments[3])
    return .call(name, [.name(variable, column: column), from, to, body], column: column)
  }

  /// The body of a function with its coordinates replaced by the entries of a point.
  private mutating func substituted(_ body: Node, by point: Node) throws(FormulaError) -> Node {
    // A point whose entries cannot be read off would hide how many there are.
    let entries = point.vectorEntries
    if entries == nil, case .call = point {
      throw FormulaError(column: point.column, .needsConstants("a point in a function"))
    }
    var substitution = Substitution(point: entries.map { .vector($0, column: 1) } ?? point)
    let node = try substitution.apply(body)
    nodes += substitution.nodes
    // Fold once more: numbers may now meet. The body holds no names but coordinates.
    var folder = Folder(scope: Scope())
    folder.nodes = nodes
    folder.budget = budget
    folder.loops = loops.map { ($0.name, nil) }
    let result = try folder.fold(node)
    nodes = folder.nodes
    budget = folder.budget
    return result
  }
}

/// Puts the entries of a point for the coordinates of a tree.
private struct Substitution {
  let point: Node
  var nodes = 0

  private func entry(_ index: Int, _ name: String, _ column: Int) throws(FormulaError) -> Node {
    if case .vector(let entries, _) = point {
      guard index <= entries.count else {
        throw FormulaError(column: column, .coordinateBeyond(name, dimension: entries.count))
      }
      return entries[index - 1]
    }
    guard index == 1 else {
      throw FormulaError(column: column, .coordinateBeyond(name, dimension: 1))
    }
    return point
  }

  private var dimension: Int {
    if case .vector(let entries, _) = point { return entries.count }
    return 1
  }

  mutating func apply(_ node: Node) throws(FormulaError) -> Node {
    nodes += 1
    guard nodes <= 100_000 else {
      throw FormulaError(column: 1, .tooManyOperations(limit: 100_000))
    }
    switch node {
    case .number: return node
    case .name(let name, let column):
      switch Names.coordinate(name) {
      case .numbered(let number): return try entry(number, name, column)
      case .letter(let number):
        return try entry(number == 4 && dimension == 1 ? 1 : number, name, column)
      case nil: return node
      }
    case .vector(let list, let column): return .vector(try apply(list), column: column)
    case .all(let list, let column): return .all(try apply(list), column: column)
    case .any(let list, let column): return .any(try apply(list), column: column)
    case .not(let inner, let column): return .not(try apply(inner), column: column)
    case .negative(let inner): return .negative(try apply(inner))
    case .power(let left, let right, let column):
      return .power(try apply(left), try apply(right), column: column)
    case .comparison(let sign, let left, let right, let column):
      return .comparison(sign, try apply(left), try apply(right), column: column)
    case .sum(let terms):
      var result = terms
      for index in result.indices { result[index].node = try apply(terms[index].node) }
      return .sum(result)
    case .product(let factors):
      var result = factors
      for index in result.indices { result[index].node = try apply(factors[index].node) }
      return .product(result)
    case .index(let base, let indices, let column):
      if case .name(let name, _) = base, name == "x" || name == "w" {
        return .index(try vectorOfPoint(), try apply(indices), column: column)
      }
      return .index(try apply(base), try apply(indices), column: column)
    case .call(let name, let arguments, let column):
      if Node.bindsCoordinates(name), arguments.count == 2 {
        return .call(name, [arguments[0], try apply(arguments[1])], column: column)
      }
      if Names.isLoop(name), arguments.count == 4 {
        return .call(name, [arguments[0]] + (try apply(Array(arguments[1...]))), column: column)
      }
      return .call(name, try apply(arguments), column: column)
    }
  }

  private func vectorOfPoint() throws(FormulaError) -> Node {
    if case .vector = point { return point }
    return .vector([point], column: 1)
  }

  private mutating func apply(_ list: [Node]) throws(FormulaError) -> [Node] {
    var result: [Node] = []
    for node in list { result.append(try apply(node)) }
    return result
  }
}
