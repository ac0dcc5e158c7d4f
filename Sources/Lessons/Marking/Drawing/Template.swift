import Core

/// A text with `{{formula | formats}}` and `{{if … then … else …}}` in it.
package struct Template: Sendable {
  enum Piece: Sendable {
    case literal(String)
    case value(Formula, ValueText, Particle?)
    case branch(Formula, then: String, otherwise: String)
    /// What only a page knows: `{{minimize?… : step(3).f}}`, `{{numbers.name}}`; with its formats.
    case foreign(String, ValueText, Particle?, Place)
  }
  let pieces: [Piece]
  let place: Place

  /// What a text is for.
  package enum Use: Sendable {
    /// Numbers as they are read, maths between dollar signs.
    case prose
    /// Links and tests: exact, in control syntax.
    case control
  }
  let use: Use

  private static let mostPieces = 500

  /// Reads a text; a mistake in it goes to the diagnostics, and what is left reads on.
  package init(_ node: YAMLNode, use: Use = .prose, into diagnostics: inout Diagnostics) {
    self.init(node.plainText, at: Place(node: node), use: use, into: &diagnostics)
  }

  init(_ text: String, at place: Place, use: Use, into diagnostics: inout Diagnostics) {
    self.place = place
    self.use = use
    var pieces: [Piece] = []
    var literal = ""
    var math = MathTracker()
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      let opens =
        characters[index] == "{" && index + 1 < characters.count && characters[index + 1] == "{"
      guard opens else {
        literal.append(characters[index])
        math.pass(characters[index])
        index += 1
        continue
      }
      var close = index + 2
      while close + 1 < characters.count,
        !(characters[close] == "}" && characters[close + 1] == "}")
      {
        close += 1
      }
      guard close + 1 < characters.count else {
        // `$x_{{i}` is LaTeX with a slip; `{{` without its partner is ours.
        diagnostics.add(
          place.diagnostic(
            "'{{' is never closed", fix: "write '}}' behind the formula", column: index + 1))
        literal.append(contentsOf: characters[index...])
        break
      }
      // `\frac{{{a}}}{2}`: the outer braces are LaTeX's.
      if index + 2 < close, characters[index + 2] == "{",
        characters[index + 2..<close].count(where: { $0 == "{" })
          > characters[index + 2..<close].count(where: { $0 == "}" })
      {
        literal.append("{")
        math.pass("{")
        index += 1
        continue
      }
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = ""
      let content = characters[index + 2..<close]
      let notation: ValueText.Notation = use == .control ? .exact : math.notation
      do {
        pieces.append(try Self.piece(content, at: place.advanced(by: index + 2), notation))
      } catch {
        diagnostics.add(error)
      }
      math.pass("}")
      index = close + 2
      if pieces.count > Self.mostPieces {
        diagnostics.add(
          place.diagnostic("more than \(Self.mostPieces) pieces in one text", fix: "split it"))
        break
      }
    }
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    self.pieces = pieces
  }

  /// Follows the dollar signs.
  private struct MathTracker {
    private var dollars = 0
    private var open = 0
    private var isEscaped = false

    /// The notation of what stands here.
    var notation: ValueText.Notation {
      switch dollars > 0 ? (open == 0 ? dollars : 0) : open {
      case 0: .plain
      case 1: .latex
      default: .display
      }
    }

    mutating func pass(_ character: Character) {
      if character == "$", !isEscaped {
        dollars += 1
        if open > 0, dollars == open {
          open = 0
          dollars = 0
        }
      } else {
        if dollars > 0 { open = open == 0 ? min(dollars, 2) : open }
        dollars = 0
      }
      isEscaped = character == "\\" && !isEscaped
    }
  }

  // MARK: One piece

  private static func piece(
    _ content: ArraySlice<Character>, at place: Place, _ notation: ValueText.Notation
  ) throws(Diagnostic) -> Piece {
    let text = String(content)
    if text.trimmed.hasPrefix("if "), let branch = try branch(text, at: place) { return branch }
    let parts = split(content)
    var style = ValueText(notation)
    var particle: Particle?
    for part in parts.dropFirst() {
      try Self.apply(part.text, to: &style, &particle, at: place.advanced(by: part.offset))
    }
    guard particle == nil || notation == .plain else {
      throw place.diagnostic(
        "a particle has no place inside $…$", fix: "write the value outside, as '{{a | 을/를}}'")
    }
    let formula = parts[0].text
    if formula.trimmed.hasPrefix("numbers.") || isRun(formula) {
      return .foreign(formula, style, particle, place)
    }
    guard !formula.trimmed.isEmpty else {
      throw place.diagnostic("an empty '{{}}'", fix: "write a formula in it, or delete it")
    }
    return .value(try Formula(formula, at: place), style, particle)
  }

  /// `minimize?f=… : step(3).f`
  private static func isRun(_ text: String) -> Bool {
    guard let colon = text.lastIndex(of: ":") else { return false }
    return text[..<colon].contains { $0 == "?" || $0 == "-" || $0.isLetter }
  }

  /// Splits at `|`; `||` and LaTeX have no place in a formula.
  private static func split(_ content: ArraySlice<Character>) -> [(text: String, offset: Int)] {
    var parts: [(String, Int)] = []
    var start = content.startIndex
    for index in content.indices where content[index] == "|" {
      parts.append((String(content[start..<index]), start - content.startIndex))
      start = index + 1
    }
    parts.append((String(content[start...]), start - content.startIndex))
    return parts
  }

  private static func apply(
    _ text: String, to style: inout ValueText, _ particle: inout Particle?, at place: Place
  ) throws(Diagnostic) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let column = text.prefix { $0.isWhitespace }.count + 1
    if words.count == 2, let count = Int(words[0]) {
      switch words[1] {
      case "digits", "digit":
        if (1...17).contains(count) {
          style.digits = count
          return
        }
      case "decimals", "decimal":
        if (0...17).contains(count) {
          style.decimals = count
          return
        }
      default: break
      }
    } else if words.count == 1 {
      switch words[0] {
      case "percent":
        style.isPercent = true
        return
      case "fraction":
        style.isFraction = true
        return
      default:
        if let found = Particle(rawValue: words[0]) {
          particle = found
          return
        }
      }
    }
    throw place.diagnostic(
      "there is no format '\(words.joined(separator: " "))'",
      fix: "write '3 digits', '2 decimals', 'percent', 'fraction', or one of "
        + Particle.allCases.map(\.rawValue).joined(separator: " "),
      column: column)
  }

  /// `if condition then words else words`.
  private static func branch(_ text: String, at place: Place) throws(Diagnostic) -> Piece? {
    let characters = Array(text)
    func find(_ word: String, from start: Int) -> Int? {
      let letters = Array(word)
      guard start + letters.count <= characters.count else { return nil }
      for index in start...(characters.count - letters.count)
      where Array(characters[index..<index + letters.count]) == letters {
        return index
      }
      return nil
    }
    let start = text.prefix { $0.isWhitespace }.count + 3
    guard let then = find(" then ", from: start), let otherwise = find(" else ", from: then + 5)
    else {
      throw place.diagnostic(
        "'if' without 'then' and 'else'", fix: "write '{{if a > 0 then rises else falls}}'")
    }
    let condition = try Formula(
      String(characters[start..<then]), at: place.advanced(by: start))
    return .branch(
      condition, then: String(characters[then + 6..<max(then + 6, otherwise)]).trimmed,
      otherwise: String(characters[otherwise + 6..<characters.count]).trimmed)
  }

  /// All formulas in it.
  var formulas: [Formula] {
    pieces.compactMap {
      switch $0 {
      case .value(let formula, _, _), .branch(let formula, _, _): formula
      case .literal, .foreign: nil
      }
    }
  }

  // MARK: Filling in

  /// Gives a value to what only a page knows; nil if there is none of that name.
  package typealias Source = (String, SourceLocation) throws(Diagnostic) -> Value?

  /// The text with its values filled in.
  package func filled(in scope: Scope, from source: Source? = nil) throws(Diagnostic) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .literal(let literal): text += literal
      case .value(let formula, let style, let particle):
        let meaning = try formula.meaning(in: scope)
        if case .value(.truth) = meaning {
          throw formula.place.diagnostic(
            "a condition cannot be printed", fix: "write '{{if … then … else …}}'")
        }
        let printed = style.text(meaning)
        text += printed + (particle?.form(after: printed) ?? "")
      case .branch(let condition, let then, let otherwise):
        text += try condition.truth(in: scope) ? then : otherwise
      case .foreign(let name, let style, let particle, let place):
        guard let source, let value = try source(name, place.location()) else {
          throw place.diagnostic(
            "'\(name.trimmed)' has no value here",
            fix: "runs and numbers.… stand on pages; elsewhere write a formula")
        }
        let printed = style.text(value)
        text += printed + (particle?.form(after: printed) ?? "")
      }
    }
    return text
  }
}
