/// A formula as a tree. Chains of `+` and of `*` are flat lists, so depth is bounded by the nesting of brackets.
indirect enum Node: Equatable, Sendable {
  case number(Double)
  case name(String, column: Int)
  /// `[a, b]`; a list of lists of one length is a matrix.
  case vector([Node], column: Int)
  /// Added from left to right.
  case sum([Term])
  /// Multiplied and divided from left to right.
  case product([Factor])
  case negative(Node)
  case power(Node, Node, column: Int)
  case call(String, [Node], column: Int)
  case index(Node, [Node], column: Int)
  case comparison(Comparison, Node, Node, column: Int)
  case not(Node, column: Int)
  case all([Node], column: Int)
  case any([Node], column: Int)

  struct Term: Equatable, Sendable {
    var isSubtracted: Bool
    var node: Node
    var column: Int
  }
  struct Factor: Equatable, Sendable {
    var isDivisor: Bool
    var node: Node
    var column: Int
  }
  enum Comparison: String, Equatable, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "="
    case unequal = "!="
  }

  /// Where it begins, for messages.
  var column: Int {
    switch self {
    case .number: 1
    case .name(_, let column), .vector(_, let column), .call(_, _, let column): column
    case .sum(let terms): terms.first?.column ?? 1
    case .product(let factors): factors.first?.column ?? 1
    case .negative(let node): max(1, node.column - 1)
    case .power(let base, _, let column): base.isNumber ? column : base.column
    case .index(let base, _, _): base.column
    case .comparison(_, let left, _, _): left.column
    case .not(_, let column): column
    case .all(let nodes, let column), .any(let nodes, let column): nodes.first?.column ?? column
    }
  }

  var isNumber: Bool {
    if case .number = self { return true }
    return false
  }
}
