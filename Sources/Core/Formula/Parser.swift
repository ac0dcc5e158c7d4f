/// Reads tokens into a tree, from the loosest operator to the tightest: `or`, `and`, `not`, comparison, `+ -`,
/// `* /` and implicit products, unary minus, `^`, calls and entries.
struct Parser {
  static let depthLimit = 100

  /// Whether `name(` calls: only names known to be values multiply instead.
  private let isValue: (String) -> Bool
  private let tokens: [Token]
  private var index = 0
  private var depth = 0
  private var loopNames: [String] = []
  /// Names before `(` that are not built in, and what was made of them.
  private(set) var doubtful: [String: Bool] = [:]

  init(_ source: String, isValue: @escaping (String) -> Bool) throws(FormulaError) {
    self.isValue = isValue
    tokens = try Lexer.tokens(of: source)
  }

  /// The whole formula.
  mutating func formula() throws(FormulaError) -> Node {
    if current.kind == .end { throw FormulaError(column: 1, .empty) }
    let node = try disjunction()
    guard current.kind == .end else { throw unexpected("an operator") }
    return node
  }

  // MARK: Tokens

  private var current: Token { tokens[min(index, tokens.count - 1)] }
  private func token(after distance: Int) -> Token {
    tokens[min(index + distance, tokens.count - 1)]
  }
  private mutating func advance() { index = min(index + 1, tokens.count - 1) }
  private mutating func take(_ symbol: String) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    advance()
    return true
  }
  private mutating func expect(_ symbol: String) throws(FormulaError) {
    guard take(symbol) else { throw unexpected("'\(symbol)'") }
  }
  private func unexpected(_ wanted: String) -> FormulaError {
    FormulaError(column: current.column, .expected(wanted, found: current.description))
  }

  /// Counts nesting, so that recursion is bounded.
  private mutating func nested(
    _ read: (inout Parser) throws(FormulaError) -> Node
  ) throws(FormulaError) -> Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.depthLimit else {
      throw FormulaError(column: current.column, .tooDeep(limit: Parser.depthLimit))
    }
    return try read(&self)
  }

  // MARK: Logic

  private mutating func disjunction() throws(FormulaError) -> Node {
    let column = current.column
    var nodes = [try conjunction()]
    while current.isWord("or") {
      advance()
      nodes.append(try conjunction())
    }
    return nodes.count == 1 ? nodes[0] : .any(nodes, column: column)
  }

  private mutating func conjunction() throws(FormulaError) -> Node {
    let column = current.column
    var nodes = [try negation()]
    while current.isWord("and") {
      advance()
      nodes.append(try negation())
    }
    return nodes.count == 1 ? nodes[0] : .all(nodes, column: column)
  }

  private mutating func negation() throws(FormulaError) -> Node {
    guard current.isWord("not") else { return try comparison() }
    let column = current.column
    advance()
    return .not(
      try nested { (parser: inout Parser) throws(FormulaError) -> Node in try parser.negation() },
      column: column)
  }

  private var comparisonSign: Node.Comparison? {
    guard case .symbol(let symbol) = current.kind else { return nil }
    return Node.Comparison(rawValue: symbol)
  }

  private mutating func comparison() throws(FormulaError) -> Node {
    let left = try sum()
    guard let sign = comparisonSign else { return left }
    let column = current.column
    advance()
    let right = try sum()
    if comparisonSign != nil { throw FormulaError(column: current.column, .chainedComparison) }
    return .comparison(sign, left, right, column: column)
  }

  // MARK: Arithmetic

  private mutating func sum() throws(FormulaError) -> Node {
    let column = current.column
    _ = take("+")
    var terms = [Node.Term(isSubtracted: false, node: try product(), column: column)]
    while true {
      let column = current.column
      if take("+") {
        terms.append(Node.Term(isSubtracted: false, node: try product(), column: column))
      } else if take("-") {
        terms.append(Node.Term(isSubtracted: true, node: try product(), column: column))
      } else {
        return terms.count == 1 ? terms[0].node : .sum(terms)
      }
    }
  }

  private mutating func product() throws(FormulaError) -> Node {
    let column = current.column
    var last = current
    var factors = [Node.Factor(isDivisor: false, node: try unary(), column: column)]
    while true {
      let column = current.column
      if take("*") {
        last = current
        factors.append(Node.Factor(isDivisor: false, node: try unary(), column: column))
      } else if take("/") {
        last = current
        factors.append(Node.Factor(isDivisor: true, node: try unary(), column: column))
      } else if startsOperand {
        if case .number(_, let right) = current.kind, case .number(_, let left) = last.kind,
          last.column == tokens[max(0, index - 1)].column
        {
          throw FormulaError(column: column, .twoNumbers(left, right))
        }
        last = current
        factors.append(Node.Factor(isDivisor: false, node: try power(), column: column))
      } else {
        return factors.count == 1 ? factors[0].node : .product(factors)
      }
    }
  }

  /// Whether an implicit product goes on here.
  private var startsOperand: Bool {
    switch current.kind {
    case .number: true
    case .name(let name): !["and", "or", "not", "then", "else"].contains(name)
    case .symbol(let symbol): symbol == "(" || symbol == "[" || symbol == "√"
    case .raised, .end: false
    }
  }

  private mutating func unary() throws(FormulaError) -> Node {
    if take("-") {
      return .negative(
        try nested { (parser: inout Parser) throws(FormulaError) -> Node in try parser.unary() })
    }
    if take("+") {
      return try nested { (parser: inout Parser) throws(FormulaError) -> Node in
        try parser.unary()
      }
    }
    return try power()
  }

  private mutating func power() throws(FormulaError) -> Node {
    var base = try entry()
    if case .raised(let exponent) = current.kind {
      base = .power(base, .number(exponent), column: current.column)
      advance()
    }
    let column = current.column
    guard take("^") else { return base }
    let exponent = try nested { (parser: inout Parser) throws(FormulaError) -> Node in
      try parser.unary()
    }
    return .power(base, exponent, column: column)
  }

  /// An operand with its entries: `A[1, 2]`, `(A b)[1]`.
  private mutating func entry() throws(FormulaError) -> Node {
    let isIndexable: Bool
    switch current.kind {
    case .name: isIndexable = true
    case .symbol("("): isIndexable = true
    case .symbol("["): isIndexable = true
    default: isIndexable = false
    }
    var node = try operand()
    var levels = 0
    defer { depth -= levels }
    while isIndexable, current.isSymbol("["), !current.isSpaced {
      levels += 1
      depth += 1
      guard depth <= Parser.depthLimit else {
        throw FormulaError(column: current.column, .tooDeep(limit: Parser.depthLimit))
      }
      let column = current.column
      advance()
      node = .index(node, try list(until: "]"), column: column)
    }
    return node
  }

  private mutating func operand() throws(FormulaError) -> Node {
    let token = current
    switch token.kind {
    case .number(let value, _):
      advance()
      return .number(value)
    case .name(let name):
      return try self.name(name, token: token)
    case .symbol("("):
      advance()
      let node = try nested { (parser: inout Parser) throws(FormulaError) -> Node in
        try parser.disjunction()
      }
      if current.isSymbol(",") {
        throw FormulaError(
          column: current.column, .strayCharacter(",", hint: .write("[a, b] for a vector")))
      }
      try expect(")")
      return node
    case .symbol("["):
      advance()
      if take("]") { return .vector([], column: token.column) }
      return .vector(try list(until: "]"), column: token.column)
    case .symbol("√"):
      advance()
      let argument = try nested { (parser: inout Parser) throws(FormulaError) -> Node in
        try parser.entry()
      }
      return .call("sqrt", [argument], column: token.column)
    default:
      throw FormulaError(column: token.column, .expectedOperand(found: token.description))
    }
  }

  /// Comma-separated formulas up to a closing bracket; at least one.
  private mutating func list(until close: String) throws(FormulaError) -> [Node] {
    var nodes: [Node] = []
    repeat {
      nodes.append(
        try nested { (parser: inout Parser) throws(FormulaError) -> Node in
          try parser.disjunction()
        })
    } while take(",")
    guard take(close) else { throw unexpected("a comma or '\(close)'") }
    return nodes
  }

  // MARK: Names

  private mutating func name(_ name: String, token: Token) throws(FormulaError) -> Node {
    if name == "step" || name == "result" { if let node = try film(name) { return node } }
    if Names.reserved.contains(name) && name != "given" && !Names.isLoop(name) && name != "if" {
      throw FormulaError(column: token.column, .reservedName(name))
    }
    advance()
    guard current.isSymbol("(") else { return .name(name, column: token.column) }
    let multiplies: Bool
    if loopNames.contains(name) {
      multiplies = true
    } else if Names.isLoop(name) || name == "if" {
      multiplies = false
    } else {
      multiplies = isValue(name)
      doubtful[name] = multiplies
    }
    if multiplies { return .name(name, column: token.column) }
    advance()
    if Names.isLoop(name), let loop = try self.loop(name, column: token.column) { return loop }
    return .call(name, try list(until: ")"), column: token.column)
  }

  /// `sum(i, 1, n, …)`; nil if this is `sum(v)`.
  private mutating func loop(_ name: String, column: Int) throws(FormulaError) -> Node? {
    guard case .name(let variable) = current.kind, token(after: 1).isSymbol(",") else {
      return nil
    }
    let place = current
    guard !Names.reserved.contains(variable) else {
      throw FormulaError(column: place.column, .reservedName(variable))
    }
    advance()
    advance()
    var arguments: [Node] = [.name(variable, column: place.column)]
    for position in 1...3 {
      if position == 3 { loopNames.append(variable) }
      defer { if position == 3 { loopNames.removeLast() } }
      arguments.append(
        try nested { (parser: inout Parser) throws(FormulaError) -> Node in
          try parser.disjunction()
        })
      if position < 3 { guard take(",") else { throw unexpected("a comma") } }
    }
    try expect(")")
    return .call(name, arguments, column: column)
  }

  /// `step(3).f`, `step(last).fraction`, `result.best`: numbers of a film, under that very name in the scope.
  private mutating func film(_ word: String) throws(FormulaError) -> Node? {
    let column = current.column
    var offset = 1
    var key = word
    if word == "step" {
      guard token(after: 1).isSymbol("(") else {
        throw FormulaError(column: column, .reservedName(word))
      }
      switch token(after: 2).kind {
      case .number(_, let text) where text.allSatisfy(\.isNumber): key += "(\(text)"
      case .name("last"): key += "(last"
      default: throw FormulaError(column: token(after: 2).column, .badStep)
      }
      offset = 3
      if token(after: 3).isSymbol("-"), case .number(_, let text) = token(after: 4).kind,
        text.allSatisfy(\.isNumber)
      {
        key += "-\(text)"
        offset = 5
      }
      guard token(after: offset).isSymbol(")") else {
        throw FormulaError(column: token(after: offset).column, .badStep)
      }
      key += ")"
      offset += 1
    } else if !token(after: 1).isSymbol(".") {
      return nil
    }
    guard token(after: offset).isSymbol("."), case .name(let field) = token(after: offset + 1).kind
    else { throw FormulaError(column: token(after: offset).column, .badStep) }
    for _ in 0..<(offset + 2) { advance() }
    return .name("\(key).\(field)", column: column)
  }
}
