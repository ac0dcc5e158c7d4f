extension Expression {
  /// The expression with all names of the scope replaced by their values and constants folded: no `0·`, no
  /// `1·`, no `+ -`. What is left are coordinates.
  package func folded(in scope: Scope) throws(FormulaError) -> Expression {
    var folding = Folding(scope: scope)
    let root = try folding.fold(resolved(in: scope).root, hidden: [])
    return Expression(source: source, root: root)
  }
}

/// Replaces names by values and simplifies what is constant.
private struct Folding {
  let scope: Scope
  private var budget = 100_000

  init(scope: Scope) { self.scope = scope }

  mutating func fold(_ node: Node, hidden: [String]) throws(FormulaError) -> Node {
    budget -= 1
    guard budget > 0 else {
      throw FormulaError(column: node.column, .tooManyOperations(limit: Interpreter.operationLimit))
    }
    if !node.isNumber, !node.isFree(hidden: hidden, scope: scope) {
      var interpreter = Interpreter(scope: scope, budget: budget)
      if let value = try interpreter.evaluate(node).value {
        return Node(value, column: node.column)
      }
    }
    switch node {
    case .number: return node
    case .name(let name, let column):
      if hidden.contains(name) { return node }
      switch scope[name] {
      case .value(let value): return Node(value, column: column)
      case .function(let function): return function.root
      case nil: return node
      }
    case .vector(let nodes, let column):
      return .vector(try fold(nodes, hidden), column: column)
    case .sum(let terms):
      var result: [Node.Term] = []
      for term in terms {
        let inner = try fold(term.node, hidden: hidden)
        result.append(Node.Term(isSubtracted: term.isSubtracted, node: inner, column: term.column))
      }
      return sum(result)
    case .product(let factors):
      var result: [Node.Factor] = []
      for factor in factors {
        let inner = try fold(factor.node, hidden: hidden)
        result.append(Node.Factor(isDivisor: factor.isDivisor, node: inner, column: factor.column))
      }
      return product(result)
    case .negative(let inner):
      return negated(try fold(inner, hidden: hidden))
    case .power(let base, let exponent, let column):
      let base = try fold(base, hidden: hidden)
      let exponent = try fold(exponent, hidden: hidden)
      if case .number(1) = exponent { return base }
      if case .number(0) = exponent { return .number(1) }
      return .power(base, exponent, column: column)
    case .call(let name, let arguments, let column):
      if case .function(let function) = scope[name], !hidden.contains(name) {
        let point = try fold(arguments, hidden)
        if let body = function.root.substituting(point) { return try fold(body, hidden: hidden) }
      }
      if Names.isLoop(name), arguments.count == 4, case .name(let variable, _) = arguments[0] {
        var folded = [arguments[0]]
        folded.append(try fold(arguments[1], hidden: hidden))
        folded.append(try fold(arguments[2], hidden: hidden))
        folded.append(try fold(arguments[3], hidden: hidden + [variable]))
        return .call(name, folded, column: column)
      }
      return .call(name, try fold(arguments, hidden), column: column)
    case .index(let base, let indices, let column):
      return .index(try fold(base, hidden: hidden), try fold(indices, hidden), column: column)
    case .comparison(let sign, let left, let right, let column):
      return .comparison(
        sign, try fold(left, hidden: hidden), try fold(right, hidden: hidden), column: column)
    case .not(let inner, let column): return .not(try fold(inner, hidden: hidden), column: column)
    case .all(let nodes, let column): return .all(try fold(nodes, hidden), column: column)
    case .any(let nodes, let column): return .any(try fold(nodes, hidden), column: column)
    }
  }

  private mutating func fold(_ nodes: [Node], _ hidden: [String]) throws(FormulaError) -> [Node] {
    var result: [Node] = []
    for node in nodes { result.append(try fold(node, hidden: hidden)) }
    return result
  }

  // MARK: Simpler forms

  /// Flat, without zeros; a negative number or product is subtracted.
  private func sum(_ terms: [Node.Term]) -> Node {
    var flat: [Node.Term] = []
    var constant = 0.0
    var constantPlace: Int?
    func add(_ node: Node, _ isSubtracted: Bool, _ column: Int) {
      switch node {
      case .number(let value):
        if constantPlace == nil, value != 0 { constantPlace = flat.count }
        constant += isSubtracted ? -value : value
      case .negative(let inner): add(inner, !isSubtracted, column)
      case .sum(let inner):
        for term in inner { add(term.node, term.isSubtracted != isSubtracted, term.column) }
      case .product(var factors):
        if case .number(let value)? = factors.first?.node, factors[0].isDivisor == false, value < 0
        {
          if value == -1, factors.count > 1, !factors[1].isDivisor {
            factors.removeFirst()
          } else {
            factors[0].node = .number(-value)
          }
          let node = factors.count == 1 ? factors[0].node : Node.product(factors)
          flat.append(Node.Term(isSubtracted: !isSubtracted, node: node, column: column))
        } else {
          flat.append(Node.Term(isSubtracted: isSubtracted, node: node, column: column))
        }
      default: flat.append(Node.Term(isSubtracted: isSubtracted, node: node, column: column))
      }
    }
    for term in terms { add(term.node, term.isSubtracted, term.column) }
    if constant != 0, let place = constantPlace {
      flat.insert(
        Node.Term(isSubtracted: constant < 0, node: .number(abs(constant)), column: 1),
        at: min(place, flat.count))
    }
    // A sum begins with something added where it can.
    if flat.first?.isSubtracted == true, let plus = flat.firstIndex(where: { !$0.isSubtracted }),
      case .number = flat[0].node
    {
      let first = flat.remove(at: plus)
      flat.insert(first, at: 0)
    }
    guard let first = flat.first else { return .number(0) }
    if flat.count == 1 { return first.isSubtracted ? negated(first.node) : first.node }
    return .sum(flat)
  }

  /// Flat; the numbers of numerator and denominator gathered in front.
  private func product(_ factors: [Node.Factor]) -> Node {
    var flat: [Node.Factor] = []
    var constant = 1.0
    func add(_ node: Node, _ isDivisor: Bool, _ column: Int) {
      switch node {
      case .number(let value): constant = isDivisor ? constant / value : constant * value
      case .negative(let inner):
        constant = -constant
        add(inner, isDivisor, column)
      case .product(let inner):
        for factor in inner { add(factor.node, factor.isDivisor != isDivisor, factor.column) }
      default: flat.append(Node.Factor(isDivisor: isDivisor, node: node, column: column))
      }
    }
    for factor in factors { add(factor.node, factor.isDivisor, factor.column) }
    if constant == 0 { return .number(0) }
    if flat.isEmpty { return .number(constant) }
    if constant != 1 || flat[0].isDivisor {
      flat.insert(Node.Factor(isDivisor: false, node: .number(constant), column: 1), at: 0)
    }
    return flat.count == 1 ? flat[0].node : .product(flat)
  }

  private func negated(_ node: Node) -> Node {
    switch node {
    case .number(let value): .number(value == 0 ? 0 : -value)
    case .negative(let inner): inner
    case .product(let factors):
      product([Node.Factor(isDivisor: false, node: .number(-1), column: 1)] + factors)
    default: .negative(node)
    }
  }
}

extension Node {
  init(_ value: Value, column: Int) {
    switch value {
    case .scalar(let number): self = .number(number)
    case .truth(let truth): self = .number(truth ? 1 : 0)
    case .vector(let entries): self = .vector(entries.map { .number($0) }, column: column)
    case .matrix(let matrix):
      self = .vector(
        matrix.list.map { .vector($0.map { .number($0) }, column: column) }, column: column)
    }
  }

  /// Whether coordinates or a loop's own names are in it.
  fileprivate func isFree(hidden: [String], scope: Scope) -> Bool {
    var free = false
    visit { node in
      if case .name(let name, _) = node {
        if hidden.contains(name) { free = true }
        if case .function = scope[name] { free = free || mentionsWithoutPoint(name) }
        if scope[name] == nil, Names.coordinate(name) != nil { free = true }
      }
    }
    return free
  }

  /// The body of a function with its coordinates replaced; nil where a coordinate has no counterpart.
  fileprivate func substituting(_ point: [Node]) -> Node? {
    var entries = point
    if point.count == 1, case .vector(let nodes, _) = point[0] { entries = nodes }
    return replacing { name in
      switch Names.coordinate(name) {
      case .numbered(let number): entries.indices.contains(number - 1) ? entries[number - 1] : nil
      case .letter(let number):
        number == 4 && entries.count == 1
          ? entries[0] : entries.indices.contains(number - 1) ? entries[number - 1] : nil
      case nil: nil
      }
    }
  }

  private var names: [String] {
    var names: [String] = []
    forEachName(hidden: []) { names.append($0) }
    return names
  }

  private func replacing(_ body: (String) -> Node?) -> Node? {
    func all(_ nodes: [Node]) -> [Node]? {
      var result: [Node] = []
      for node in nodes {
        guard let new = node.replacing(body) else { return nil }
        result.append(new)
      }
      return result
    }
    switch self {
    case .number: return self
    case .name(let name, _): return Names.coordinate(name) == nil ? self : body(name)
    case .vector(let nodes, let column): return all(nodes).map { .vector($0, column: column) }
    case .sum(let terms):
      return all(terms.map(\.node)).map { nodes in
        .sum(
          zip(terms, nodes).map { Term(isSubtracted: $0.isSubtracted, node: $1, column: $0.column) }
        )
      }
    case .product(let factors):
      return all(factors.map(\.node)).map { nodes in
        .product(
          zip(factors, nodes).map { Factor(isDivisor: $0.isDivisor, node: $1, column: $0.column) })
      }
    case .negative(let node): return node.replacing(body).map { .negative($0) }
    case .power(let a, let b, let column):
      guard let a = a.replacing(body), let b = b.replacing(body) else { return nil }
      return .power(a, b, column: column)
    case .call(let name, let arguments, let column):
      guard !Names.isLoop(name) || arguments.count != 4 else { return nil }
      return all(arguments).map { .call(name, $0, column: column) }
    case .index(let base, let indices, let column):
      // `x[i]` reads a coordinate by number: left to evaluation.
      guard base.names.isEmpty, let indices = all(indices) else { return nil }
      return .index(base, indices, column: column)
    case .comparison(let sign, let a, let b, let column):
      guard let a = a.replacing(body), let b = b.replacing(body) else { return nil }
      return .comparison(sign, a, b, column: column)
    case .not(let node, let column): return node.replacing(body).map { .not($0, column: column) }
    case .all(let nodes, let column): return all(nodes).map { .all($0, column: column) }
    case .any(let nodes, let column): return all(nodes).map { .any($0, column: column) }
    }
  }
}
