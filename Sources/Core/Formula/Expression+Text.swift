extension Expression {
  package enum Notation: Equatable, Sendable {
    /// `x^3 + y^3 - 3 x y`, numbers as `pack.md` §4 prints them.
    case plain
    /// LaTeX, for `$…$`.
    case latex
    /// What parses back equal: full precision.
    case exact
  }

  package func text(_ notation: Notation) -> String { ExpressionPrinter(notation).text(root) }
}

/// Prints trees with as few brackets as the grammar needs.
struct ExpressionPrinter {
  private let notation: Expression.Notation
  private var isLatex: Bool { notation == .latex }

  init(_ notation: Expression.Notation) { self.notation = notation }

  /// How tightly a tree holds together.
  private enum Level: Int { case any, all, not, comparison, sum, product, unary, power, atom }

  func text(_ node: Node) -> String { print(node).text }

  private func wrapped(_ node: Node, atLeast level: Level) -> String {
    let (text, own) = print(node)
    return own.rawValue >= level.rawValue ? text : brackets(text)
  }

  private func brackets(_ text: String) -> String {
    isLatex ? "\\left(\(text)\\right)" : "(\(text))"
  }

  /// As `pack.md` §4 prints it.
  private func number(_ value: Double) -> (text: String, level: Level) {
    let size = value == 0 ? 0 : abs(value)
    let sign = value < 0 ? "-" : ""
    if notation == .exact {
      // What is not finite is printed as a quotient in brackets, with its sign.
      if !value.isFinite { return (NumberNotation.exact(value), .atom) }
      return (sign + NumberNotation.exact(size), value < 0 ? .sum : .atom)
    }
    let text = NumberNotation.text(size)
    let slash = text.firstIndex(of: "/")
    if isLatex, let slash {
      let fraction = "\\frac{\(text[..<slash])}{\(text[text.index(after: slash)...])}"
      return (sign + fraction, value < 0 ? .sum : .unary)
    }
    if isLatex, let place = text.firstIndex(of: "e"),
      let power = Int(text[text.index(after: place)...])
    {
      return ("\(sign)\(text[..<place]) \\cdot 10^{\(power)}", value < 0 ? .sum : .product)
    }
    return (sign + text, value < 0 ? .sum : slash == nil ? .atom : .product)
  }

  private func print(_ node: Node) -> (text: String, level: Level) {
    switch node {
    case .number(let value): return number(value)
    case .name(let name, _): return (isLatex ? ExpressionPrinter.latexName(name) : name, .atom)
    case .vector(let nodes, _): return (vector(nodes), .atom)
    case .sum(let terms): return (sum(terms), .sum)
    case .product(let factors): return product(notation == .exact ? factors : merged(factors))
    case .negative(let inner): return ("-" + wrapped(inner, atLeast: .product), .sum)
    case .power(let base, let exponent, _):
      let left = wrapped(base, atLeast: .atom)
      if isLatex { return ("\(left)^{\(text(exponent))}", .power) }
      if let value = exponent.number, value < 0 {
        return (
          "\(left)^\(ExpressionPrinter.isSimple(text(exponent)) ? text(exponent) : brackets(text(exponent)))",
          .power
        )
      }
      return ("\(left)^\(wrapped(exponent, atLeast: .power))", .power)
    case .call(let name, let arguments, _): return call(name, arguments)
    case .index(let base, let indices, _):
      let places = indices.map(text).joined(separator: ", ")
      if isLatex { return ("\(wrapped(base, atLeast: .atom))_{\(places)}", .atom) }
      return ("\(wrapped(base, atLeast: .atom))[\(places)]", .atom)
    case .comparison(let sign, let left, let right, _):
      let symbol: String
      switch (sign, isLatex) {
      case (.lessOrEqual, true): symbol = "\\le"
      case (.greaterOrEqual, true): symbol = "\\ge"
      case (.unequal, true): symbol = "\\ne"
      default: symbol = sign.rawValue
      }
      return (
        "\(wrapped(left, atLeast: .sum)) \(symbol) \(wrapped(right, atLeast: .sum))", .comparison
      )
    case .not(let inner, _): return (word("not") + wrapped(inner, atLeast: .not), .not)
    case .all(let nodes, _):
      return (nodes.map { wrapped($0, atLeast: .not) }.joined(separator: word(" and ")), .all)
    case .any(let nodes, _):
      return (nodes.map { wrapped($0, atLeast: .all) }.joined(separator: word(" or ")), .any)
    }
  }

  private func word(_ text: String) -> String {
    if isLatex { return "\\text{\(text)\(text == "not" ? " " : "")}" }
    return text == "not" ? "not " : text
  }

  private static func isSimple(_ text: String) -> Bool {
    text.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 || $0 == 46 }
  }

  /// `(1, 2)` for a reader, `[1, 2]` for a parser; a matrix always in square brackets.
  private func vector(_ nodes: [Node]) -> String {
    let rows = nodes.compactMap { node -> [Node]? in
      if case .vector(let entries, _) = node { return entries }
      return nil
    }
    let isMatrix = rows.count == nodes.count && !rows.isEmpty
    if isLatex, isMatrix {
      let lines = rows.map { $0.map(text).joined(separator: " & ") }
      return "\\begin{bmatrix}\(lines.joined(separator: " \\\\ "))\\end{bmatrix}"
    }
    if isMatrix {
      let lines = rows.map { "[" + $0.map(text).joined(separator: ", ") + "]" }
      return "[" + lines.joined(separator: ", ") + "]"
    }
    let list = nodes.map(text).joined(separator: ", ")
    return notation == .exact ? "[\(list)]" : "(\(list))"
  }

  private func sum(_ terms: [Node.Term]) -> String {
    var result = ""
    for (index, term) in (notation == .exact ? terms : gathered(terms)).enumerated() {
      // A bracketed sum keeps its brackets except at the front: order of addition is part of the value.
      var node = term.node
      var isSubtracted = term.isSubtracted
      if case .negative(let inner) = node, index > 0 {
        node = inner
        isSubtracted.toggle()
      } else if case .product(var factors) = node, index > 0, let first = factors.first,
        !first.isDivisor, let value = first.node.number, value < 0
      {
        factors[0].node = .number(-value)
        node = Node.product(of: factors)
        isSubtracted.toggle()
      } else if let value = node.number, value < 0, index > 0 {
        node = .number(-value)
        isSubtracted.toggle()
      }
      let isLeading = index == 0 && !isSubtracted
      if index == 0 {
        if isSubtracted { result += "-" }
      } else {
        result += isSubtracted ? " - " : " + "
      }
      result += wrapped(node, atLeast: isLeading ? .sum : .product)
    }
    return result
  }

  /// The numbers of a sum added, where the first of them stands: for the eye only.
  private func gathered(_ terms: [Node.Term]) -> [Node.Term] {
    let terms = terms.flatMap(ExpressionPrinter.flat)
    let numbers = terms.filter { $0.node.number != nil }
    guard numbers.count > 1 else { return terms }
    let total = numbers.reduce(0.0) { $0 + ($1.isSubtracted ? -1 : 1) * ($1.node.number ?? 0) }
    var result: [Node.Term] = []
    var isPlaced = false
    for term in terms {
      guard term.node.number != nil else {
        result.append(term)
        continue
      }
      if !isPlaced, total != 0 {
        result.append(Node.Term(isSubtracted: false, node: .number(total), column: term.column))
      }
      isPlaced = true
    }
    return result.isEmpty ? [Node.Term(isSubtracted: false, node: .number(0), column: 1)] : result
  }

  /// A bracketed sum as the terms in it.
  private static func flat(_ term: Node.Term) -> [Node.Term] {
    switch term.node {
    case .sum(let inner):
      return inner.flatMap { part in
        var part = part
        if term.isSubtracted { part.isSubtracted.toggle() }
        return flat(part)
      }
    case .negative(.sum(let inner)):
      return flat(
        Node.Term(isSubtracted: !term.isSubtracted, node: .sum(inner), column: term.column))
    default: return [term]
    }
  }

  /// Numbers of a product in front, multiplied: for the eye only.
  private func merged(_ factors: [Node.Factor]) -> [Node.Factor] {
    var coefficient = 1.0
    var rest: [Node.Factor] = []
    for factor in factors {
      if let value = factor.node.number, !factor.isDivisor {
        coefficient *= value
      } else {
        rest.append(factor)
      }
    }
    if rest.count == factors.count { return factors }
    if coefficient == 1, rest.first.map({ !$0.isDivisor }) ?? false { return rest }
    return [Node.Factor(isDivisor: false, node: .number(coefficient), column: 1)] + rest
  }

  private func product(_ factors: [Node.Factor]) -> (text: String, level: Level) {
    if factors.count == 1, !factors[0].isDivisor { return print(factors[0].node) }
    if isLatex { return latexProduct(factors) }
    var result = ""
    var isNegative = false
    for (index, factor) in factors.enumerated() {
      if index == 0, let value = factor.node.number, value < 0 {
        isNegative = true
        if value == -1, factors.count > 1, !factors[1].isDivisor {
          result = "-"
          continue
        }
        result = "-" + wrapped(.number(-value), atLeast: .product)
        continue
      }
      let text = wrapped(factor.node, atLeast: index == 0 ? .product : .unary)
      if result.isEmpty || result == "-" {
        result += factor.isDivisor ? "1/" + text : text
      } else if factor.isDivisor {
        result += "/" + text
      } else if ExpressionPrinter.needsSign(before: text) {
        result += " * " + text
      } else {
        result += " " + text
      }
    }
    return (result, isNegative ? .sum : .product)
  }

  /// `3 * 2`, `x * 2`: what begins with a digit or could be read as an entry.
  private static func needsSign(before text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return (48...57).contains(first) || first == 46
  }

  private func latexProduct(_ factors: [Node.Factor]) -> (text: String, level: Level) {
    var above: [Node] = []
    var below: [Node] = []
    for factor in factors {
      if factor.isDivisor { below.append(factor.node) } else { above.append(factor.node) }
    }
    func row(_ nodes: [Node]) -> String {
      var result = ""
      for (index, node) in nodes.enumerated() {
        if index == 0, node.number == -1, nodes.count > 1 {
          result = "-"
          continue
        }
        let isLeadingNumber = index == 0 && node.number != nil
        let part = wrapped(
          node,
          atLeast: nodes.count == 1 || isLeadingNumber ? .any : index == 0 ? .product : .unary)
        let needsDot = part.utf8.first.map { (48...57).contains($0) } ?? false
        if result.isEmpty || result == "-" {
          result += part
        } else {
          result += (needsDot || part.hasPrefix("\\frac") ? " \\cdot " : " ") + part
        }
      }
      return result.isEmpty ? "1" : result
    }
    // A single bracketed sum above needs its brackets only where no fraction bar stands.
    if below.isEmpty {
      let text = row(above)
      return (text, text.hasPrefix("-") ? .sum : .product)
    }
    if above.count > 1, let first = above.first?.number, first < 0 {
      return ("-\\frac{\(row([.number(-first)] + above.dropFirst()))}{\(row(below))}", .sum)
    }
    return ("\\frac{\(row(above))}{\(row(below))}", .unary)
  }

  private func call(_ name: String, _ arguments: [Node]) -> (text: String, level: Level) {
    guard isLatex else {
      return ("\(name)(\(arguments.map(text).joined(separator: ", ")))", .atom)
    }
    switch (name, arguments.count) {
    case ("sqrt", 1): return ("\\sqrt{\(text(arguments[0]))}", .atom)
    case ("exp", 1): return ("e^{\(text(arguments[0]))}", .power)
    case ("abs", 1): return ("|\(text(arguments[0]))|", .atom)
    case ("sum", 4), ("prod", 4):
      let head =
        "\\\(name)_{\(text(arguments[0]))=\(text(arguments[1]))}^{\(text(arguments[2]))}"
      return ("\(head) \(wrapped(arguments[3], atLeast: .product))", .sum)
    default: break
    }
    let known = ["log", "ln", "exp", "min", "max", "det"]
    let upright = name.filter { $0 != "_" }
    let head = known.contains(name) ? "\\\(name)" : "\\mathrm{\(upright)}"
    return ("\(head)(\(arguments.map(text).joined(separator: ", ")))", .atom)
  }

  private static let greek = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu",
    "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega",
  ]

  /// `x1` → `x_1`, `w12` → `w_{12}`, `eta` → `\eta`, other words upright.
  static func latexName(_ name: String) -> String {
    let letters = String(name.prefix { $0.isLetter })
    let digits = String(name.dropFirst(letters.count))
    let head: String
    if greek.contains(letters) {
      head = "\\\(letters)"
    } else if letters.count <= 1 {
      head = letters
    } else {
      return "\\mathrm{\(name.filter { $0 != "_" })}"
    }
    if digits.isEmpty { return head }
    guard digits.allSatisfy(\.isNumber) else { return "\\mathrm{\(name.filter { $0 != "_" })}" }
    return "\(head)_{\(digits)}"
  }
}
