extension Node {
  /// A value as a tree.
  init(_ value: Value) {
    switch value {
    case .scalar(let number): self = .number(number)
    case .vector(let entries): self = .vector(entries.map { .number($0) }, column: 1)
    case .matrix(let matrix):
      self = .vector(
        matrix.list.map { .vector($0.map { .number($0) }, column: 1) }, column: 1)
    case .truth(let truth):
      self = .comparison(truth ? .equal : .unequal, .number(0), .number(0), column: 1)
    }
  }

  /// A truth that was made by `init(_:)`, as 1 or 0.
  var truth: Node {
    if case .comparison(let sign, .number(0), .number(0), _) = self {
      return .number(sign == .equal ? 1 : 0)
    }
    return self
  }

  var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }

  /// Whether one of these names occurs.
  func mentions(_ names: [String]) -> Bool {
    if names.isEmpty { return false }
    switch self {
    case .number: return false
    case .name(let name, _): return names.contains(name)
    case .vector(let nodes, _), .all(let nodes, _), .any(let nodes, _), .call(_, let nodes, _):
      return nodes.contains { $0.mentions(names) }
    case .sum(let terms): return terms.contains { $0.node.mentions(names) }
    case .product(let factors): return factors.contains { $0.node.mentions(names) }
    case .negative(let node), .not(let node, _): return node.mentions(names)
    case .power(let left, let right, _), .comparison(_, let left, let right, _):
      return left.mentions(names) || right.mentions(names)
    case .index(let base, let indices, _):
      return base.mentions(names) || indices.contains { $0.mentions(names) }
    }
  }

  /// −a, with the sign moved to where it reads best.
  static func negated(_ node: Node) -> Node {
    switch node {
    case .number(let value): return .number(value == 0 ? 0 : -value)
    case .negative(let inner): return inner
    case .product(var factors):
      if !factors.isEmpty, !factors[0].isDivisor, let value = factors[0].node.number {
        factors[0].node = .number(-value)
        return product(of: factors)
      }
      return .negative(node)
    default: return .negative(node)
    }
  }

  static func power(_ base: Node, to exponent: Node, _ column: Int) -> Node {
    if exponent.number == 1 { return base }
    if exponent.number == 0 { return .number(1) }
    return .power(base, exponent, column: column)
  }

  /// A sum without zeros, its signs before its terms.
  static func sum(of terms: [Term]) -> Node {
    var kept: [Term] = []
    for var term in terms {
      if let value = term.node.number {
        if value == 0 { continue }
        // Numbers that follow each other are added, in their order.
        if let last = kept.last, let before = last.node.number {
          let total = (last.isSubtracted ? -before : before) + (term.isSubtracted ? -value : value)
          if kept.count == 1 {
            kept.removeLast()
            if total != 0 {
              kept.append(Term(isSubtracted: false, node: .number(total), column: last.column))
            }
            continue
          }
        }
        if value < 0 {
          term = Term(isSubtracted: !term.isSubtracted, node: .number(-value), column: term.column)
        }
      } else if let positive = term.node.withoutSign {
        term = Term(isSubtracted: !term.isSubtracted, node: positive, column: term.column)
      }
      kept.append(term)
    }
    if let first = kept.first, first.isSubtracted {
      kept[0] = Term(isSubtracted: false, node: negated(first.node), column: first.column)
    }
    if kept.isEmpty {
      return terms.contains(where: { $0.node.number == nil }) ? terms[0].node : .number(0)
    }
    return kept.count == 1 ? kept[0].node : .sum(kept)
  }

  /// What is left of −a or of a product that begins with a negative number.
  private var withoutSign: Node? {
    switch self {
    case .negative(let inner): return inner
    case .product(let factors):
      if let first = factors.first, !first.isDivisor, let value = first.node.number, value < 0 {
        return Node.negated(self)
      }
      return nil
    default: return nil
    }
  }

  /// A product without ones; with a zero it is zero.
  static func product(of factors: [Factor]) -> Node {
    var kept: [Factor] = []
    var isNegative = false
    for var factor in factors {
      if case .negative(let inner) = factor.node {
        isNegative.toggle()
        factor.node = inner
      }
      if let value = factor.node.number {
        if value == 1 { continue }
        if value == -1 {
          isNegative.toggle()
          continue
        }
        if value < 0, factor.isDivisor {
          isNegative.toggle()
          factor.node = .number(-value)
        }
        if kept.isEmpty, factor.isDivisor, value != 0 {
          // Nothing but ones came before: 1/3 x is (1/3)·x.
          kept.append(
            Factor(isDivisor: false, node: .number(1 / abs(value)), column: factor.column))
          continue
        }
        if value == 0, !factor.isDivisor, !factors.contains(where: { $0.node.isList }) {
          return .number(0)
        }
        // Numbers at the front meet before anything else does.
        if kept.count == 1, !kept[0].isDivisor, let before = kept[0].node.number {
          kept[0].node = .number(factor.isDivisor ? before / abs(value) : before * value)
          if kept[0].node.number == 1 { kept.removeLast() }
          continue
        }
      }
      kept.append(factor)
    }
    if let first = kept.first, first.isDivisor {
      kept.insert(Factor(isDivisor: false, node: .number(1), column: first.column), at: 0)
    }
    let result: Node
    if kept.isEmpty {
      result = .number(1)
    } else if kept.count == 1 {
      result = kept[0].node
    } else {
      result = .product(kept)
    }
    return isNegative ? negated(result) : result
  }

  /// The entries of a vector that is written out, or made of such by +, − and numbers in front; nil if its length
  /// cannot be read off.
  var vectorEntries: [Node]? {
    switch self {
    case .vector(let nodes, _): return nodes
    case .negative(let inner): return inner.vectorEntries?.map(Node.negated)
    case .sum(let terms):
      var columns: [[Term]] = []
      for term in terms {
        guard let entries = term.node.vectorEntries else { return nil }
        if columns.isEmpty { columns = Array(repeating: [], count: entries.count) }
        guard entries.count == columns.count else { return nil }
        for (place, entry) in entries.enumerated() {
          columns[place].append(
            Term(isSubtracted: term.isSubtracted, node: entry, column: term.column))
        }
      }
      return columns.map(Node.sum)
    case .product(let factors):
      guard let place = factors.firstIndex(where: { $0.node.vectorEntries != nil }),
        !factors[place].isDivisor, let entries = factors[place].node.vectorEntries,
        factors.indices.allSatisfy({ $0 == place || !factors[$0].node.isList })
      else { return nil }
      return entries.map { entry in
        var scaled = factors
        scaled[place].node = entry
        return Node.product(of: scaled)
      }
    default: return nil
    }
  }

  private var isList: Bool {
    if case .vector = self { return true }
    return false
  }

  /// An entry of a list whose place is known, else the index itself.
  static func entry(of base: Node, at indices: [Node], _ column: Int) -> Node {
    var node = base
    for (place, index) in indices.enumerated() {
      guard case .vector(let entries, _) = node, let value = index.number,
        let whole = Interpreter.whole(value), whole >= 1, whole <= entries.count
      else { return .index(node, Array(indices[place...]), column: column) }
      node = entries[whole - 1]
    }
    return node
  }
}
