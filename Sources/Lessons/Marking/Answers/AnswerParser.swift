import Glibc

/// Reads a typed answer: a constant formula, or a list or table of them.
///
/// Blanks separate entries where a list is wanted and neither comma nor semicolon stands at that level: `[1 -2]` is
/// two numbers, `[1 - 2]` is one, `[1, 2 1/2]` ends in two and a half.
struct AnswerParser {
  private let tokens: [AnswerToken]
  private let end: Int
  private let shape: Shape
  private var index = 0
  private var depth = 0
  private static let deepest = 40

  /// - Parameter shape: what is wanted; it decides whether `1 -2` is two numbers or one.
  static func parse(_ text: String, as shape: Shape) throws(AnswerError) -> AnswerValue {
    var tokens = try AnswerToken.tokens(of: text)
    guard !tokens.isEmpty else { throw AnswerError(offset: 0, problem: .empty) }
    if shape == .number, let number = grouped(tokens) {
      tokens = [AnswerToken(kind: .number(number, isWhole: true), offset: 0, isSpaced: false)]
    }
    var parser = AnswerParser(tokens: tokens, end: text.count, shape: shape)
    let value = try parser.rows(splitting: shape != .number)
    if let token = parser.peek {
      throw AnswerError(
        offset: token.offset,
        problem: token.isClosing ? .unopened(parser.spelling(token)) : .expectedNumber)
    }
    return value
  }

  /// What is wanted.
  enum Shape: Equatable, Sendable { case number, list, table }

  private init(tokens: [AnswerToken], end: Int, shape: Shape) {
    self.tokens = tokens
    self.end = end
    self.shape = shape
  }

  /// `1,048,576` where one number is wanted: groups of three digits.
  private static func grouped(_ tokens: [AnswerToken]) -> Double? {
    guard tokens.count >= 3, tokens.count % 2 == 1 else { return nil }
    var total = 0.0
    for (index, token) in tokens.enumerated() {
      if index % 2 == 1 {
        guard token.is(","), !token.isSpaced, !token.isFollowedBySpace else { return nil }
        continue
      }
      guard case .number(let number, let isWhole) = token.kind else { return nil }
      // Commas stand three digits apart, so the next token's offset tells the width of this one.
      if index > 0 {
        let width = (index + 1 < tokens.count ? tokens[index + 1].offset : token.offset + 3)
        let isLast = index + 1 == tokens.count
        guard width - token.offset == 3, isWhole || (isLast && number < 1000) else { return nil }
      } else {
        guard isWhole, number >= 1, number < 1000 else { return nil }
      }
      guard number < 1000 else { return nil }
      total = total * 1000 + number
    }
    return total
  }

  private var peek: AnswerToken? { index < tokens.count ? tokens[index] : nil }
  private var here: Int { peek?.offset ?? end }

  private func spelling(_ token: AnswerToken) -> String {
    switch token.kind {
    case .mark(let mark): String(mark)
    case .name(let name): name
    case .number: ""
    }
  }

  /// Whether a semicolon stands at the level that begins here, and a comma before it.
  private var separators: (commas: Bool, semicolons: Bool) {
    var level = 0
    var commas = false
    for token in tokens[index...] {
      if token.isOpening { level += 1 }
      if token.isClosing {
        if level == 0 { break }
        level -= 1
      }
      if level == 0, token.is(",") { commas = true }
      if level == 0, token.is(";") { return (commas, true) }
    }
    return (commas, false)
  }

  /// Rows split by `;`, each a list of entries; one entry alone, not in square brackets, is itself.
  private mutating func rows(
    splitting: Bool, isBracket: Bool = false
  ) throws(AnswerError) -> AnswerValue {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw AnswerError(offset: here, problem: .tooDeep) }
    let isTable = separators.semicolons
    var rows: [AnswerValue] = []
    while true {
      let hasCommas = separators.commas
      let row = try row(splitting: (splitting || isTable) && !hasCommas)
      guard isTable else {
        if row.count == 1, !hasCommas, !isBracket { return row[0] }
        return .list(row)
      }
      rows.append(.list(row))
      guard let token = peek, token.is(";") else { return .list(rows) }
      index += 1
      // The last row may end in a semicolon, as in `1 2; 3 4;`.
      if peek == nil || peek?.isClosing == true { return .list(rows) }
    }
  }

  /// The entries up to the next `;`, closing bracket or end.
  private mutating func row(splitting: Bool) throws(AnswerError) -> [AnswerValue] {
    var row = [try sum(splitting: splitting)]
    while let token = peek, !token.isClosing, !token.is(";") {
      if token.is(",") {
        index += 1
      } else if !splitting {
        throw adjacent(token)
      }
      row.append(try sum(splitting: splitting))
    }
    return row
  }

  /// What to say about a token that follows a complete operand.
  private func adjacent(_ token: AnswerToken) -> AnswerError {
    if case .number = token.kind { return AnswerError(offset: token.offset, problem: .twoNumbers) }
    return AnswerError(offset: token.offset, problem: .expectedNumber)
  }

  private mutating func sum(splitting: Bool) throws(AnswerError) -> AnswerValue {
    var total = try product(splitting: splitting)
    while let token = peek, token.is("+") || token.is("-") {
      // In a list split by blanks `1 -2` is two entries.
      if splitting, token.isSpaced, !token.isFollowedBySpace { break }
      index += 1
      let other = try product(splitting: splitting)
      let sign: Double = token.is("-") ? -1 : 1
      total = try combine(total, other, at: token.offset) { $0 + sign * $1 }
    }
    return total
  }

  private mutating func product(splitting: Bool) throws(AnswerError) -> AnswerValue {
    var total = try signed(splitting: splitting)
    while let token = peek {
      if token.is("*") || token.is("/") {
        index += 1
        let other = try signed(splitting: splitting)
        total =
          try token.is("*")
          ? times(total, other, at: token.offset) : over(total, other, at: token.offset)
      } else if startsFactor(token), !(splitting && token.isSpaced) || opensList {
        let other = try power(splitting: splitting)
        total = try times(total, other, at: token.offset)
      } else {
        break
      }
    }
    return total
  }

  /// Whether a token multiplies what stands before it: `2pi`, `3 sqrt(2)`, `2(3 + 1)`, `2√2`.
  private func startsFactor(_ token: AnswerToken) -> Bool {
    if case .name = token.kind { return true }
    return token.is("√") || token.isOpening
  }

  /// Whether a list in brackets stands here: `1/2 [2, 4]` is scaled, never a number beside a list.
  private var opensList: Bool {
    guard let token = peek, token.isOpening else { return false }
    if token.is("[") { return true }
    var inside = self
    inside.index += 1
    return inside.separators.commas
  }

  private mutating func signed(splitting: Bool) throws(AnswerError) -> AnswerValue {
    if let token = peek, token.is("-") || token.is("+") {
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.deepest else { throw AnswerError(offset: here, problem: .tooDeep) }
      index += 1
      let value = try signed(splitting: splitting)
      return token.is("-") ? scaled(value, by: -1) : value
    }
    return try power(splitting: splitting)
  }

  private mutating func power(splitting: Bool) throws(AnswerError) -> AnswerValue {
    let base = try percentages(splitting: splitting)
    guard let token = peek, token.is("^") else { return base }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw AnswerError(offset: here, problem: .tooDeep) }
    index += 1
    let exponent = try signed(splitting: splitting)
    guard case .number(let base) = base, case .number(let exponent) = exponent else {
      throw AnswerError(offset: token.offset, problem: .list)
    }
    return .number(try finite(pow(base, exponent), at: token.offset))
  }

  private mutating func percentages(splitting: Bool) throws(AnswerError) -> AnswerValue {
    var value = try operand(splitting: splitting)
    while let token = peek, token.is("%") {
      index += 1
      value = scaled(value, by: 0.01, exactly: 100)
    }
    return value
  }

  private mutating func operand(splitting: Bool) throws(AnswerError) -> AnswerValue {
    guard let token = peek else { throw AnswerError(offset: end, problem: .expectedNumber) }
    switch token.kind {
    case .number(let number, let isWhole):
      index += 1
      if isWhole, !splitting, let fraction = try mixedFraction() {
        return .number(number + fraction)
      }
      return .number(number)
    case .name(let name):
      return try named(name, token, splitting: splitting)
    case .mark("√"):
      index += 1
      return .number(try apply("sqrt", to: argument(of: "√", splitting), at: token.offset))
    case .mark(let mark) where token.isOpening:
      index += 1
      let close: Character = mark == "(" ? ")" : mark == "[" ? "]" : "}"
      // Round brackets also group: blanks separate in them where they do outside, or where rows are wanted.
      let value = try rows(
        splitting: mark != "(" || splitting || shape == .table, isBracket: mark != "(")
      guard let closing = peek else {
        throw AnswerError(offset: token.offset, problem: .unclosed(String(mark)))
      }
      guard closing.is(close) else {
        throw AnswerError(offset: closing.offset, problem: .unopened(spelling(closing)))
      }
      index += 1
      return value
    default:
      throw AnswerError(offset: token.offset, problem: .expectedNumber)
    }
  }

  private mutating func named(
    _ name: String, _ token: AnswerToken, splitting: Bool
  ) throws(AnswerError) -> AnswerValue {
    switch name {
    case "pi":
      index += 1
      return .number(Double.pi)
    case "e":
      index += 1
      return .number(M_E)
    case "sqrt", "exp", "ln", "log10":
      index += 1
      return .number(try apply(name, to: argument(of: name, splitting), at: token.offset))
    case "log":
      throw AnswerError(offset: token.offset, problem: .ambiguousLogarithm)
    default:
      throw AnswerError(offset: token.offset, problem: .unknownName(name))
    }
  }

  /// `sqrt(2)`, `sqrt 2`, `√2`.
  private mutating func argument(
    of name: String, _ splitting: Bool
  ) throws(AnswerError) -> Double {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw AnswerError(offset: here, problem: .tooDeep) }
    let offset = here
    guard let token = peek, !token.isClosing, !token.is(","), !token.is(";") else {
      throw AnswerError(offset: offset, problem: .expectedArgument(name))
    }
    let value: AnswerValue
    if token.is("(") {
      index += 1
      value = try sum(splitting: false)
      guard let closing = peek else {
        throw AnswerError(offset: token.offset, problem: .unclosed("("))
      }
      guard closing.is(")") else { throw adjacent(closing) }
      index += 1
    } else {
      value = try percentages(splitting: true)
    }
    guard case .number(let number) = value else {
      throw AnswerError(offset: offset, problem: .list)
    }
    return number
  }

  private func apply(_ name: String, to x: Double, at offset: Int) throws(AnswerError) -> Double {
    let value =
      switch name {
      case "sqrt": x.squareRoot()
      case "exp": exp(x)
      case "ln": log(x)
      default: log10(x)
      }
    return try finite(value, at: offset)
  }

  /// After a whole number: ` 1/2`, a proper fraction of whole numbers behind a blank.
  private mutating func mixedFraction() throws(AnswerError) -> Double? {
    guard let over = peek, over.isSpaced, case .number(let a, isWhole: true) = over.kind,
      index + 2 < tokens.count, tokens[index + 1].is("/"),
      case .number(let b, isWhole: true) = tokens[index + 2].kind
    else { return nil }
    let isPower = index + 3 < tokens.count && tokens[index + 3].is("^")
    guard a < b, !isPower else { throw AnswerError(offset: over.offset, problem: .mixedNumber) }
    index += 3
    return a / b
  }

  // MARK: Arithmetic, on equal shapes and with numbers

  private func finite(_ number: Double, at offset: Int) throws(AnswerError) -> Double {
    guard number.isFinite else { throw AnswerError(offset: offset, problem: .noValue) }
    return number
  }

  private func scaled(_ value: AnswerValue, by factor: Double, exactly divisor: Double? = nil)
    -> AnswerValue
  {
    switch value {
    case .number(let number): .number(divisor.map { number / $0 } ?? number * factor)
    case .list(let entries): .list(entries.map { scaled($0, by: factor, exactly: divisor) })
    }
  }

  private func combine(
    _ left: AnswerValue, _ right: AnswerValue, at offset: Int,
    _ operation: (Double, Double) -> Double
  ) throws(AnswerError) -> AnswerValue {
    switch (left, right) {
    case (.number(let a), .number(let b)):
      return .number(try finite(operation(a, b), at: offset))
    case (.list(let a), .list(let b)) where a.count == b.count:
      var entries: [AnswerValue] = []
      for (x, y) in zip(a, b) { entries.append(try combine(x, y, at: offset, operation)) }
      return .list(entries)
    default:
      throw AnswerError(offset: offset, problem: .shapes)
    }
  }

  private func times(
    _ left: AnswerValue, _ right: AnswerValue, at offset: Int
  ) throws(AnswerError) -> AnswerValue {
    switch (left, right) {
    case (.number(let a), .number(let b)): return .number(try finite(a * b, at: offset))
    case (.number(let a), .list(let b)), (.list(let b), .number(let a)):
      var entries: [AnswerValue] = []
      for entry in b { entries.append(try times(.number(a), entry, at: offset)) }
      return .list(entries)
    case (.list, .list): throw AnswerError(offset: offset, problem: .shapes)
    }
  }

  private func over(
    _ left: AnswerValue, _ right: AnswerValue, at offset: Int
  ) throws(AnswerError) -> AnswerValue {
    guard case .number(let divisor) = right else {
      throw AnswerError(offset: offset, problem: .shapes)
    }
    switch left {
    case .number(let number): return .number(try finite(number / divisor, at: offset))
    case .list(let entries):
      var results: [AnswerValue] = []
      for entry in entries { results.append(try over(entry, right, at: offset)) }
      return .list(results)
    }
  }
}
