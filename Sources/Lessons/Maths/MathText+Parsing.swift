/// A mistake in a formula of LaTeX.
package struct MathError: Error, Equatable, Sendable {
  /// 1-based, in characters of the source.
  package let column: Int
  package let message: String
  package let fix: String

  init(column: Int, _ message: String, fix: String) {
    self.column = column
    self.message = message
    self.fix = fix
  }
}

/// Reads the LaTeX of `pack.md` §1, and no other.
struct MathParser {
  private let text: [Character]
  private var index = 0
  private var depth = 0

  /// Characters a formula may have.
  static let longest = 4000
  private static let deepest = 24

  init(_ latex: String) { text = Array(latex) }

  static func parse(_ latex: String) throws(MathError) -> MathNode {
    var parser = MathParser(latex)
    guard parser.text.count <= longest else {
      throw MathError(
        column: longest, "a formula of more than \(longest) characters", fix: "split it")
    }
    let row = try parser.row(until: { $0.index >= $0.text.count })
    return row
  }

  private var current: Character? { index < text.count ? text[index] : nil }

  private func error(_ message: String, fix: String, at place: Int? = nil) -> MathError {
    MathError(column: (place ?? index) + 1, message, fix: fix)
  }

  private mutating func skipSpace() {
    while let character = current, character.isWhitespace { index += 1 }
  }

  private func isAt(_ pattern: String) -> Bool {
    var at = index
    for character in pattern {
      guard at < text.count, text[at] == character else { return false }
      at += 1
    }
    // A command ends where its letters end.
    if pattern.hasPrefix("\\"), pattern.last?.isLetter == true, at < text.count, text[at].isLetter,
      text[at].isASCII
    {
      return false
    }
    return true
  }

  // MARK: Rows

  private mutating func row(until isEnd: (MathParser) -> Bool) throws(MathError) -> MathNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw error("nested more than \(Self.deepest) deep", fix: "write it in several formulas")
    }
    var nodes: [MathNode] = []
    while true {
      skipSpace()
      if isEnd(self) { break }
      guard let character = current else { break }
      if character == "}" {
        throw error("this '}' closes nothing", fix: "delete it, or write '\\}' for a brace")
      }
      if character == "&" || isAt("\\\\") {
        throw error(
          "'\(character == "&" ? "&" : "\\\\")' belongs into a matrix, cases or aligned",
          fix: "wrap it in \\begin{aligned} … \\end{aligned}")
      }
      if isAt("\\right") || isAt("\\end") {
        let name = isAt("\\right") ? "\\right" : "\\end"
        throw error(
          "'\(name)' without its '\(name == "\\right" ? "\\left" : "\\begin")'",
          fix: "delete it, or open it")
      }
      if character == "^" || character == "_" {
        throw error(
          "'\(character)' has nothing before it", fix: "write what it belongs to, or {} before it")
      }
      nodes.append(try scripted())
    }
    return nodes.count == 1 ? nodes[0] : .row(nodes)
  }

  /// An atom with its `_` and `^`, and primes.
  private mutating func scripted() throws(MathError) -> MathNode {
    let base = try atom()
    var sub: MathNode?
    var sup: MathNode?
    while true {
      let before = index
      skipSpace()
      if current == "_" || current == "^" {
        let sign = text[index]
        if (sign == "_" ? sub : sup) != nil {
          throw error("a second '\(sign)'", fix: "put both into one group, as 'x\(sign){…}'")
        }
        index += 1
        let argument = try argument(of: String(sign))
        if sign == "_" { sub = argument } else { sup = argument }
      } else {
        index = before
        break
      }
    }
    return sub == nil && sup == nil ? base : .script(base, sub: sub, sup: sup)
  }

  /// A group in braces, or one atom.
  private mutating func argument(of command: String) throws(MathError) -> MathNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw error("nested more than \(Self.deepest) deep", fix: "write it in several formulas")
    }
    skipSpace()
    guard let character = current else {
      throw error("'\(command)' lacks what it applies to", fix: "write '\(command){…}'")
    }
    if character == "{" { return try group() }
    if character.isNumber {
      // TeX takes one digit.
      index += 1
      return .number(String(character))
    }
    if character == "}" || character == "^" || character == "_" || character == "&" {
      throw error("'\(command)' lacks what it applies to", fix: "write '\(command){…}'")
    }
    return try atom()
  }

  private mutating func group() throws(MathError) -> MathNode {
    let start = index
    index += 1
    let row = try row(until: { $0.current == "}" })
    guard current == "}" else {
      throw error("this '{' is never closed", fix: "close it with '}'", at: start)
    }
    index += 1
    return row
  }

  /// The text of a group, unparsed.
  private mutating func rawGroup(of command: String) throws(MathError) -> String {
    skipSpace()
    guard current == "{" else {
      throw error("'\(command)' lacks its group", fix: "write '\(command){…}'")
    }
    let start = index
    var depth = 0
    var result = ""
    while let character = current {
      index += 1
      if character == "{" {
        depth += 1
        if depth == 1 { continue }
      }
      if character == "}" {
        depth -= 1
        if depth == 0 { return result }
      }
      result.append(character)
    }
    throw error("this '{' is never closed", fix: "close it with '}'", at: start)
  }

  // MARK: Atoms

  private mutating func atom() throws(MathError) -> MathNode {
    skipSpace()
    guard let character = current else { throw error("something is missing here", fix: "write it") }
    if character == "{" { return try group() }
    if character == "\\" { return try command() }
    if character.isNumber { return number() }
    index += 1
    if character == "~" { return .space }
    if let symbol = MathSymbol.characters[character] { return .symbol(symbol) }
    if character.isLetter { return .letter(character) }
    if character == "$" || character == "#" {
      throw error(
        "'\(character)' has no meaning here", fix: "write '\\\(character)' for the sign",
        at: index - 1)
    }
    return .letter(character)
  }

  /// Digits, with a decimal point or thousands as `65{,}536`.
  private mutating func number() -> MathNode {
    var digits = ""
    while let character = current {
      let next = index + 1 < text.count ? text[index + 1] : " "
      if character.isNumber {
        digits.append(character)
        index += 1
      } else if character == ".", next.isNumber {
        digits.append(character)
        index += 1
      } else if isAt("{,}"), index + 3 < text.count, text[index + 3].isNumber {
        digits.append(",")
        index += 3
      } else {
        break
      }
    }
    return .number(digits)
  }

  private mutating func command() throws(MathError) -> MathNode {
    let start = index
    index += 1
    guard let first = current else {
      throw error("a backslash at the end", fix: "delete it", at: start)
    }
    guard first.isLetter, first.isASCII else {
      index += 1
      if let symbol = MathSymbol.escapes[first] { return .symbol(symbol) }
      if ",;:! ".contains(first) { return .space }
      throw error("there is no command '\\\(first)'", fix: "delete the backslash", at: start)
    }
    var name = ""
    while let character = current, character.isLetter, character.isASCII {
      name.append(character)
      index += 1
    }
    switch name {
    case "frac":
      let top = try argument(of: "\\frac")
      return .fraction(top, try argument(of: "\\frac"))
    case "sqrt":
      skipSpace()
      if current == "[" {
        throw error("a root with an index is not known", fix: "write x^{1/3}")
      }
      return .root(try argument(of: "\\sqrt"))
    case "hat": return .accent(.hat, try argument(of: "\\hat"))
    case "bar": return .accent(.bar, try argument(of: "\\bar"))
    case "tilde": return .accent(.tilde, try argument(of: "\\tilde"))
    case "vec": return .accent(.vector, try argument(of: "\\vec"))
    case "mathbf": return .bold(try argument(of: "\\mathbf"))
    case "mathrm":
      let word = try rawGroup(of: "\\mathrm").trimmed
      return .word(word, isFunction: word.count > 1)
    case "mathbb": return .blackboard(try rawGroup(of: "\\mathbb").trimmed)
    case "text": return .text(try rawGroup(of: "\\text"))
    case "log", "ln", "exp", "min", "max", "arg", "det", "lim": return .word(name, isFunction: true)
    case "quad": return .space
    case "left": return try fenced(from: start)
    case "begin": return try grid(from: start)
    default: break
    }
    if let symbol = MathSymbol.commands[name] { return .symbol(symbol) }
    throw error("there is no command '\\\(name)'", fix: Self.fix(for: name), at: start)
  }

  private static let known = [
    "frac", "sqrt", "hat", "bar", "tilde", "vec", "mathbf", "mathrm", "mathbb", "text", "log", "ln",
    "exp", "min", "max", "arg", "det", "lim", "quad", "left", "right", "begin", "end",
  ]

  private static func fix(for name: String) -> String {
    switch name {
    case "leq", "leqslant": return "write '\\le'"
    case "geq", "geqslant": return "write '\\ge'"
    case "neq": return "write '\\ne'"
    case "dots", "cdots", "dotsc": return "write '\\ldots'"
    case "dfrac", "tfrac": return "write '\\frac'"
    case "rightarrow", "longrightarrow": return "write '\\to'"
    case "top", "intercal", "mathsf": return "write '^T' for a transpose"
    case "mid", "vert", "lvert", "rvert": return "write '|'"
    case "Vert", "lVert", "rVert": return "write '\\|'"
    case "operatorname", "textrm": return "write '\\mathrm{…}'"
    case "sin", "cos", "tan", "sinh", "cosh", "tanh", "sup", "inf", "Pr":
      return "write '\\mathrm{\(name)}'"
    case "boldsymbol", "bm": return "write '\\mathbf{…}'"
    case "widehat": return "write '\\hat{…}'"
    case "overline": return "write '\\bar{…}'"
    case "widetilde": return "write '\\tilde{…}'"
    case "qquad": return "write '\\quad'"
    case "big", "Big", "bigg", "bigl", "bigr": return "write '\\left' and '\\right'"
    default: break
    }
    let names = known + MathSymbol.commands.keys.sorted()
    return nearName(name, among: names).map { "write '\\\($0)'" }
      ?? "the commands of descent-pack(5) are all there are"
  }

  // MARK: Brackets and grids

  private mutating func delimiter(of command: String) throws(MathError) -> String {
    skipSpace()
    guard let character = current else {
      throw error("'\(command)' lacks its bracket", fix: "write '\(command)('")
    }
    index += 1
    if character == "." { return "" }
    if "()[]|".contains(character) { return String(character) }
    if character == "\\", let next = current, "{}|".contains(next) {
      index += 1
      return "\\" + String(next)
    }
    throw error(
      "'\(command)' needs a bracket: ( ) [ ] \\{ \\} | \\| or .", fix: "write '\(command)('",
      at: index - 1)
  }

  private mutating func fenced(from start: Int) throws(MathError) -> MathNode {
    let open = try delimiter(of: "\\left")
    let body = try row(until: { $0.isAt("\\right") })
    guard isAt("\\right") else {
      throw error(
        "'\\left' without '\\right'", fix: "close it with '\\right)' or '\\right.'", at: start)
    }
    index += 6
    return .fenced(open, body, try delimiter(of: "\\right"))
  }

  private mutating func grid(from start: Int) throws(MathError) -> MathNode {
    let name = try rawGroup(of: "\\begin")
    guard let kind = MathNode.Grid(rawValue: name) else {
      throw error(
        "there is no '\\begin{\(name)}'", fix: "write bmatrix, pmatrix, cases or aligned", at: start
      )
    }
    var rows: [[MathNode]] = [[]]
    while true {
      let cell = try row(until: { $0.current == "&" || $0.isAt("\\\\") || $0.isAt("\\end") })
      rows[rows.count - 1].append(cell)
      if current == "&" {
        index += 1
      } else if isAt("\\\\") {
        index += 2
        rows.append([])
      } else if isAt("\\end") {
        index += 4
        let place = index
        let closing = try rawGroup(of: "\\end")
        guard closing == name else {
          throw error(
            "'\\begin{\(name)}' is closed by '\\end{\(closing)}'", fix: "write '\\end{\(name)}'",
            at: place)
        }
        break
      } else {
        throw error(
          "'\\begin{\(name)}' is never closed", fix: "close it with '\\end{\(name)}'", at: start)
      }
    }
    if rows.count > 1, rows.last == [.row([])] { rows.removeLast() }
    return .grid(kind, rows)
  }
}
