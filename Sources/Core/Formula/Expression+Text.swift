extension Expression {
  package enum Notation: Equatable, Sendable {
    /// `x^3 + y^3 - 3 x y`, numbers as `pack.md` §4 prints them.
    case plain
    /// LaTeX, for `$…$`.
    case latex
    /// What parses back equal: full precision.
    case exact
  }

  package func text(_ notation: Notation) -> String {
    Writer(notation: notation).text(root, above: .loosest)
  }
}

/// Writes a tree as text, with brackets only where they are needed.
private struct Writer {
  let notation: Expression.Notation

  enum Level: Int, Comparable {
    case loosest, or, and, not, comparison, sum, product, unary, power, atom
    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  func text(_ node: Node, above level: Level) -> String {
    let own = self.level(of: node)
    let body = self.body(node)
    guard own < level else { return body }
    return notation == .latex ? "\\left(\(body)\\right)" : "(\(body))"
  }

  private func level(of node: Node) -> Level {
    switch node {
    case .number(let value):
      if value < 0 { return .sum }
      return notation != .latex && number(value).contains("/") ? .product : .atom
    case .name, .vector, .call, .index: return .atom
    case .sum: return .sum
    case .product: return .product
    case .negative: return .sum
    case .power: return .power
    case .comparison: return .comparison
    case .not: return .not
    case .all: return .and
    case .any: return .or
    }
  }

  private func number(_ value: Double) -> String {
    guard notation == .latex else {
      return notation == .exact ? NumberNotation.exact(value) : NumberNotation.text(value)
    }
    let text = NumberNotation.text(abs(value))
    let sign = value < 0 ? "-" : ""
    if let slash = text.firstIndex(of: "/") {
      return "\(sign)\\frac{\(text[..<slash])}{\(text[text.index(after: slash)...])}"
    }
    if let e = text.firstIndex(of: "e"), let power = Int(text[text.index(after: e)...]) {
      return "\(sign)\(text[..<e]) \\cdot 10^{\(power)}"
    }
    return sign + text
  }

  private func body(_ node: Node) -> String {
    switch node {
    case .number(let value): return number(value)
    case .name(let name, _): return self.name(name)
    case .vector(let nodes, _): return vector(nodes)
    case .sum(let terms):
      var text = ""
      for (index, term) in terms.enumerated() {
        let inner = self.text(term.node, above: term.isSubtracted || index > 0 ? .product : .sum)
        if index == 0 {
          text = term.isSubtracted ? "-" + inner : inner
        } else {
          text += (term.isSubtracted ? " - " : " + ") + inner
        }
      }
      return text
    case .product(let factors): return product(factors)
    case .negative(let inner): return "-" + text(inner, above: .product)
    case .power(let base, let exponent, _):
      let left = text(base, above: .atom)
      if notation == .latex { return "\(left)^{\(text(exponent, above: .loosest))}" }
      return "\(left)^\(text(exponent, above: .atom))"
    case .call(let name, let arguments, _): return call(name, arguments)
    case .index(let base, let indices, _):
      let list = indices.map { text($0, above: .loosest) }
      if notation == .latex {
        return "\(text(base, above: .atom))_{\(list.joined(separator: ","))}"
      }
      return "\(text(base, above: .atom))[\(list.joined(separator: ", "))]"
    case .comparison(let sign, let left, let right, _):
      let sign =
        notation == .latex
        ? ["<=": "\\le", ">=": "\\ge", "!=": "\\ne"][sign.rawValue] ?? sign.rawValue : sign.rawValue
      return "\(text(left, above: .sum)) \(sign) \(text(right, above: .sum))"
    case .not(let inner, _): return word("not") + " " + text(inner, above: .not)
    case .all(let nodes, _):
      return nodes.map { text($0, above: .not) }.joined(separator: " \(word("and")) ")
    case .any(let nodes, _):
      return nodes.map { text($0, above: .and) }.joined(separator: " \(word("or")) ")
    }
  }

  private func word(_ word: String) -> String {
    notation == .latex ? "\\text{ \(word) }" : word
  }

  /// Numbers and coordinates side by side; `*` between what would read wrong.
  private func product(_ factors: [Node.Factor]) -> String {
    if notation == .latex, factors.contains(where: \.isDivisor) {
      let top = factors.filter { !$0.isDivisor }, bottom = factors.filter(\.isDivisor)
      func side(_ factors: [Node.Factor]) -> String {
        factors.count == 1
          ? text(factors[0].node, above: .loosest)
          : joined(factors.map { Node.Factor(isDivisor: false, node: $0.node, column: $0.column) })
      }
      let above = top.isEmpty ? "1" : side(top)
      return "\\frac{\(above)}{\(side(bottom))}"
    }
    return joined(factors)
  }

  private func joined(_ factors: [Node.Factor]) -> String {
    var text = ""
    for (index, factor) in factors.enumerated() {
      let isFirst = index == 0
      let inner = self.text(factor.node, above: isFirst ? .product : .power)
      if factor.isDivisor {
        text += isFirst ? "1/" + inner : "/" + inner
        continue
      }
      if isFirst {
        text = inner
        continue
      }
      let startsWithDigit = inner.first.map { $0.isNumber || $0 == "-" || $0 == "." } ?? false
      let startsWithBracket = inner.first == "[" || inner.first == "("
      // A name before a bracket would read as a call.
      let before = factors[index - 1].node
      var isName = false
      if case .name = before { isName = true }
      if case .power(_, .name, _) = before { isName = true }
      if startsWithDigit || (startsWithBracket && (isName || notation == .exact)) {
        text += notation == .latex ? " \\cdot " + inner : " * " + inner
      } else {
        text += " " + inner
      }
    }
    return text
  }

  private func vector(_ nodes: [Node]) -> String {
    let rows = nodes.compactMap { node -> [Node]? in
      if case .vector(let entries, _) = node { return entries }
      return nil
    }
    if notation == .latex, rows.count == nodes.count, !rows.isEmpty {
      let lines = rows.map { $0.map { text($0, above: .loosest) }.joined(separator: " & ") }
      return "\\begin{bmatrix}\(lines.joined(separator: " \\\\ "))\\end{bmatrix}"
    }
    let list = nodes.map { text($0, above: .loosest) }.joined(separator: ", ")
    if notation == .exact || rows.count == nodes.count && !rows.isEmpty { return "[\(list)]" }
    return "(\(list))"
  }

  private static let greek: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "kappa", "lambda", "mu", "nu",
    "rho", "sigma", "tau", "phi", "psi", "omega", "pi",
  ]

  private func name(_ name: String) -> String {
    guard notation == .latex else { return name }
    if Writer.greek.contains(name) { return "\\" + name }
    let letters = name.prefix { $0.isLetter }
    let digits = name.dropFirst(letters.count)
    if !letters.isEmpty, !digits.isEmpty, digits.allSatisfy(\.isNumber) {
      return "\(self.name(String(letters)))_{\(digits)}"
    }
    return name.count == 1 ? name : "\\mathrm{\(name.filter { $0 != "_" })}"
  }

  private static let known: Set<String> = ["log", "ln", "exp", "min", "max", "det"]

  private func call(_ name: String, _ arguments: [Node]) -> String {
    let list = arguments.map { text($0, above: .loosest) }
    guard notation == .latex else { return "\(name)(\(list.joined(separator: ", ")))" }
    switch (name, arguments.count) {
    case ("sqrt", 1): return "\\sqrt{\(list[0])}"
    case ("exp", 1): return "e^{\(list[0])}"
    case ("abs", 1): return "|\(list[0])|"
    case ("sum", 4), ("prod", 4):
      return "\\\(name)_{\(list[0])=\(list[1])}^{\(list[2])} \(text(arguments[3], above: .product))"
    default:
      let head =
        Writer.known.contains(name) ? "\\\(name)" : "\\mathrm{\(name.filter { $0 != "_" })}"
      return "\(head)(\(list.joined(separator: ", ")))"
    }
  }
}
