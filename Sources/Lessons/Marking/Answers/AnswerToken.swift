/// A token of a typed answer, with the offset of its first character.
struct AnswerToken: Equatable {
  enum Kind: Equatable {
    /// A literal number; `isWhole` for digits alone (as the parts of `2 1/2`).
    case number(Double, isWhole: Bool)
    case name(String)
    /// One of `+ - * / ^ % , ; √ ( ) [ ] { }`.
    case mark(Character)
  }
  var kind: Kind
  var offset: Int
  /// White space stands before it.
  var isSpaced: Bool
  /// White space, or the end, follows it.
  var isFollowedBySpace = false

  func `is`(_ mark: Character) -> Bool { kind == .mark(mark) }
  var isOpening: Bool { self.is("(") || self.is("[") || self.is("{") }
  var isClosing: Bool { self.is(")") || self.is("]") || self.is("}") }
}

extension AnswerToken {
  /// The longest answer that is read, in characters.
  static let limit = 2000

  /// Splits a typed answer; full-width forms, U+2212, `×`, `·`, `÷`, `√`, `π`, `²` and `½` are read as what they mean.
  static func tokens(of text: String) throws(AnswerError) -> [AnswerToken] {
    let characters = Array(text).map(plain)
    guard characters.count <= limit else {
      throw AnswerError(offset: limit, problem: .tooLong(limit: limit))
    }
    var tokens: [AnswerToken] = []
    var index = 0
    var isSpaced = false
    func add(_ kind: Kind, at offset: Int) {
      tokens.append(AnswerToken(kind: kind, offset: offset, isSpaced: isSpaced))
      isSpaced = false
    }
    while index < characters.count {
      let character = characters[index]
      let start = index
      if character.isWhitespace {
        isSpaced = true
        if !tokens.isEmpty { tokens[tokens.count - 1].isFollowedBySpace = true }
        index += 1
      } else if isDigit(character) || (character == "." && isDigit(at: index + 1, in: characters)) {
        let literal = numeral(in: characters, at: &index)
        guard let number = Double(literal), number.isFinite else {
          throw AnswerError(offset: start, problem: .noValue)
        }
        add(.number(number, isWhole: literal.allSatisfy(isDigit)), at: start)
      } else if let fraction = vulgarFractions[character] {
        // `2½` is 2 + 1/2; the mixed number is made where numbers are read.
        let (over, under) = fraction
        if case .number(_, isWhole: true)? = tokens.last?.kind { isSpaced = true }
        add(.number(over, isWhole: true), at: start)
        add(.mark("/"), at: start)
        add(.number(under, isWhole: true), at: start)
        index += 1
      } else if let power = superscripts[character] {
        add(.mark("^"), at: start)
        add(.number(power, isWhole: true), at: start)
        index += 1
      } else if character == "π" {
        add(.name("pi"), at: start)
        index += 1
      } else if isLetter(character) {
        while index < characters.count, isLetter(characters[index]) { index += 1 }
        var name = String(characters[start..<index]).lowercased()
        if name == "log", index + 1 < characters.count, characters[index] == "1",
          characters[index + 1] == "0", !isDigit(at: index + 2, in: characters)
        {
          name = "log10"
          index += 2
        }
        add(.name(name), at: start)
      } else if "+-*/^%,;√()[]{}".contains(character) {
        index += 1
        // `**` is a power, as in Python.
        if character == "*", index < characters.count, characters[index] == "*" {
          index += 1
          add(.mark("^"), at: start)
        } else {
          add(.mark(character), at: start)
        }
      } else {
        throw AnswerError(offset: start, problem: .stray(String(Array(text)[start])))
      }
    }
    if !tokens.isEmpty { tokens[tokens.count - 1].isFollowedBySpace = true }
    return tokens
  }

  /// Reads `12`, `.5`, `5.`, `1e-3`; an `e` that no exponent follows is the constant.
  private static func numeral(in characters: [Character], at index: inout Int) -> String {
    var literal = ""
    func digits(_ index: inout Int) {
      while index < characters.count, isDigit(characters[index]) {
        literal.append(characters[index])
        index += 1
      }
    }
    digits(&index)
    if index < characters.count, characters[index] == "." {
      if literal.isEmpty { literal = "0" }
      index += 1
      if isDigit(at: index, in: characters) {
        literal.append(".")
        digits(&index)
      } else {
        literal += ".0"
      }
    }
    if index < characters.count, characters[index] == "e" || characters[index] == "E" {
      var next = index + 1
      var sign = ""
      if next < characters.count, characters[next] == "-" || characters[next] == "+" {
        sign = String(characters[next])
        next += 1
      }
      if isDigit(at: next, in: characters) {
        literal += "e" + sign
        index = next
        digits(&index)
      }
    }
    return literal
  }

  private static func isDigit(_ character: Character) -> Bool {
    character >= "0" && character <= "9" && character.isASCII
  }
  private static func isDigit(at index: Int, in characters: [Character]) -> Bool {
    index < characters.count && isDigit(characters[index])
  }
  private static func isLetter(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }

  /// One character as its plain form; the count of characters stays.
  private static func plain(_ character: Character) -> Character {
    switch character {
    case "\u{2212}", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{FE63}": return "-"
    case "×", "·", "⋅", "∙", "•", "∗": return "*"
    case "÷", "∕", "⁄": return "/"
    case "、", "،": return ","
    case "⟨", "〈": return "("
    case "⟩", "〉": return ")"
    case "″", "′": return character
    default: break
    }
    // Full-width forms stand 0xFEE0 above ASCII.
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
      (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return character }
    return Character(plain)
  }

  private static let vulgarFractions: [Character: (Double, Double)] = [
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10), "⅐": (1, 7),
  ]
  private static let superscripts: [Character: Double] = [
    "⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9,
  ]
}
