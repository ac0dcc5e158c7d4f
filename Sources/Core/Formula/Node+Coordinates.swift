extension Node {
  /// Whether it reads coordinates from outside; `gradient(x^2, a)` binds those of its function.
  func isOpen(in scope: Scope, bound: [String]) -> Bool {
    switch self {
    case .number: return false
    case .name(let name, _):
      if bound.contains(name) { return false }
      switch scope[name] {
      case .value: return false
      case .function: return true
      case nil: return Names.coordinate(name) != nil
      }
    case .vector(let nodes, _), .all(let nodes, _), .any(let nodes, _):
      return nodes.contains { $0.isOpen(in: scope, bound: bound) }
    case .sum(let terms): return terms.contains { $0.node.isOpen(in: scope, bound: bound) }
    case .product(let factors): return factors.contains { $0.node.isOpen(in: scope, bound: bound) }
    case .negative(let node), .not(let node, _): return node.isOpen(in: scope, bound: bound)
    case .power(let left, let right, _), .comparison(_, let left, let right, _):
      return left.isOpen(in: scope, bound: bound) || right.isOpen(in: scope, bound: bound)
    case .index(let base, let indices, _):
      return base.isOpen(in: scope, bound: bound)
        || indices.contains { $0.isOpen(in: scope, bound: bound) }
    case .call(let name, let arguments, _):
      if Names.isLoop(name), arguments.count == 4, case .name(let variable, _) = arguments[0] {
        return arguments[1].isOpen(in: scope, bound: bound)
          || arguments[2].isOpen(in: scope, bound: bound)
          || arguments[3].isOpen(in: scope, bound: bound + [variable])
      }
      if Node.bindsCoordinates(name), arguments.count == 2, scope[name] == nil {
        return arguments[1].isOpen(in: scope, bound: bound)
      }
      return arguments.contains { $0.isOpen(in: scope, bound: bound) }
    }
  }

  static func bindsCoordinates(_ name: String) -> Bool {
    name == "gradient" || name == "hessian" || name == "newton_step"
  }
}
