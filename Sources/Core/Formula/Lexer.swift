/// Cuts a formula into tokens.
///
/// Full-width forms, U+2212 and the usual Unicode signs are read as their ASCII kin.
struct Lexer {
  static let lengthLimit = 20_000
  private let characters: [Character]
  private var index = 0

  init(_ source: String) throws(FormulaError) {
    // Bytes first: counting the characters of a huge text is itself slow.
    guard source.utf8.count <= 4 * Lexer.lengthLimit else {
      throw FormulaError(column: 1, .tooLong(limit: Lexer.lengthLimit))
    }
    characters = source.map(Lexer.plain)
    guard characters.count <= Lexer.lengthLimit else {
      throw FormulaError(
        column: Lexer.lengthLimit + 1, .tooLong(limit: Lexer.lengthLimit))
    }
  }

  /// All tokens; the last is `.end`.
  static func tokens(of source: String) throws(FormulaError) -> [Token] {
    var lexer = try Lexer(source)
    var tokens: [Token] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  /// A character as ASCII where it has such kin.
  private static func plain(_ character: Character) -> Character {
    let scalars = character.unicodeScalars
    guard let first = scalars.first, scalars.count == 1 else { return character }
    if (0xFF01...0xFF5E).contains(first.value), let ascii = Unicode.Scalar(first.value - 0xFEE0) {
      return Character(ascii)
    }
    switch first.value {
    case 0x2212, 0x2010...0x2013: return "-"
    case 0xD7, 0xB7, 0x22C5, 0x2219, 0x2217: return "*"
    case 0xF7, 0x2215: return "/"
    case 0x3000, 0xA0, 0x2009, 0x202F: return " "
    default: return character
    }
  }

  private var current: Character? { index < characters.count ? characters[index] : nil }
  private func peek(_ distance: Int) -> Character? {
    index + distance < characters.count ? characters[index + distance] : nil
  }

  private mutating func next() throws(FormulaError) -> Token {
    let before = index
    while let character = current, character.isWhitespace { index += 1 }
    let isSpaced = index > before
    let column = index + 1
    guard let character = current else {
      return Token(kind: .end, column: column, isSpaced: isSpaced)
    }
    func token(_ kind: Token.Kind) -> Token {
      Token(kind: kind, column: column, isSpaced: isSpaced)
    }
    if Lexer.isDigit(character) || (character == "." && peek(1).map(Lexer.isDigit) == true) {
      return token(try number(column: column))
    }
    if let digit = Lexer.raised(character) { return token(raisedNumber(first: digit)) }
    if Lexer.isNameStart(character) {
      var name = ""
      while let character = current, Lexer.isNamePart(character) {
        name.append(character)
        index += 1
      }
      return token(.name(name == "π" ? "pi" : name))
    }
    index += 1
    switch character {
    case "+", "-", "/", "(", ")", "[", "]", ",", "√", ".": return token(.symbol(String(character)))
    case "*":
      if current == "*" {
        index += 1
        return token(.symbol("^"))
      }
      return token(.symbol("*"))
    case "^": return token(.symbol("^"))
    case "≤": return token(.symbol("<="))
    case "≥": return token(.symbol(">="))
    case "≠": return token(.symbol("!="))
    case "<", ">":
      if current == "=" {
        index += 1
        return token(.symbol("\(character)="))
      }
      return token(.symbol(String(character)))
    case "=":
      if current == "=" { index += 1 }
      return token(.symbol("="))
    case "!":
      if current == "=" {
        index += 1
        return token(.symbol("!="))
      }
      throw FormulaError(column: column, .strayCharacter("!", hint: .write("!= or not")))
    default:
      throw FormulaError(
        column: column, .strayCharacter(String(character), hint: Lexer.hint(for: character)))
    }
  }

  private static func hint(for character: Character) -> FormulaError.Hint {
    switch character {
    case "|": .write("abs(x) or norm(x)")
    case "&": .write("and")
    case "{", "}": .write("round or square brackets")
    case "%": .write("/100, or mod(a, b)")
    case ";": .write("a comma; a matrix is [[1, 2], [3, 4]]")
    case "~": .write("not")
    case "'": .write("transpose(A)")
    default: .none
    }
  }

  private static func isDigit(_ character: Character) -> Bool {
    guard let ascii = character.asciiValue else { return false }
    return (48...57).contains(ascii)
  }
  private static func isNameStart(_ character: Character) -> Bool {
    character.isLetter || character == "_"
  }
  private static func isNamePart(_ character: Character) -> Bool {
    isNameStart(character) || isDigit(character)
  }
  private static func raised(_ character: Character) -> Int? {
    switch character {
    case "⁰": 0
    case "¹": 1
    case "²": 2
    case "³": 3
    case "⁴": 4
    case "⁵": 5
    case "⁶": 6
    case "⁷": 7
    case "⁸": 8
    case "⁹": 9
    default: nil
    }
  }

  private mutating func raisedNumber(first: Int) -> Token.Kind {
    var value = 0.0
    while let character = current, let digit = Lexer.raised(character) {
      value = value * 10 + Double(digit)
      index += 1
    }
    return .raised(value)
  }

  private mutating func number(column: Int) throws(FormulaError) -> Token.Kind {
    var text = ""
    var hasPoint = false
    while let character = current {
      if character == "." {
        if hasPoint { throw FormulaError(column: index + 1, .twoPoints) }
        hasPoint = true
      } else if !Lexer.isDigit(character) {
        break
      }
      text.append(character)
      index += 1
    }
    if let character = current, character == "e" || character == "E" {
      let isSigned = peek(1) == "+" || peek(1) == "-"
      if let digit = peek(isSigned ? 2 : 1), Lexer.isDigit(digit) {
        text.append("e")
        index += 1
        if isSigned, let sign = current {
          text.append(sign)
          index += 1
        }
        while let digit = current, Lexer.isDigit(digit) {
          text.append(digit)
          index += 1
        }
      }
    }
    var readable = text.hasPrefix(".") ? "0" + text : text
    if readable.hasSuffix(".") { readable += "0" }
    if let place = readable.range(ofPointBeforeExponent: ()) { readable.insert("0", at: place) }
    guard let value = Double(readable), value.isFinite else {
      throw FormulaError(column: column, .numberTooLarge(text))
    }
    return .number(value, text: text)
  }
}

extension String {
  /// Where a 0 is missing in `5.e3`.
  fileprivate func range(ofPointBeforeExponent: Void) -> String.Index? {
    guard let point = firstIndex(of: ".") else { return nil }
    let after = index(after: point)
    return after < endIndex && self[after] == "e" ? after : nil
  }
}
