extension SearchSpace {
  static let axisLimit = 50
  private static let example = "lr=log(1e-4,1); layers=int(1,4)"

  /// Reads `name=scale(…); name=scale(…)` with the scales `linear(a,b)`, `log(a,b)`, `int(a,b)`, `choice(a,b,…)`;
  /// numbers may be constant formulas. After a scale may stand `if name = number`, also with `!= < <= > >=`, several
  /// joined by `and`: the hyperparameter is then used only there. The names are those of earlier hyperparameters.
  /// - Throws: `FormulaError` at the character that goes wrong.
  package init(parsing text: String) throws(FormulaError) {
    var reader = SpaceReader(text)
    var axes: [Axis] = []
    repeat {
      let start = reader.skippingSpaces()
      if reader.isAtEnd, !axes.isEmpty { break }
      let name = reader.name()
      guard !name.isEmpty else {
        throw FormulaError(
          column: start + 1, message: "the name of a hyperparameter is missing",
          fix: "write, for example, \(Self.example)")
      }
      guard !axes.contains(where: { $0.name == name }) else {
        throw FormulaError(
          column: start + 1, message: "'\(name)' is there twice",
          fix: "give each hyperparameter a name of its own")
      }
      guard axes.count < Self.axisLimit else {
        throw FormulaError(
          column: start + 1, message: "more than \(Self.axisLimit) hyperparameters",
          fix: "leave some out")
      }
      try reader.expect(
        "=", "after '\(name)' stands '='", fix: "write, for example, \(name)=log(1e-4,1)")
      let scale = try reader.scale(of: name)
      axes.append(Axis(name, scale, if: try reader.conditions(of: name, after: axes)))
    } while try reader.separator()
    self.init(axes)
  }
}

/// Walks over the text of a space; places are characters from 0.
struct SpaceReader {
  private let text: [Character]
  private var place = 0

  init(_ text: String) { self.text = Array(text) }

  var isAtEnd: Bool { place >= text.count }

  mutating func skippingSpaces() -> Int {
    while !isAtEnd, text[place].isWhitespace { place += 1 }
    return place
  }

  mutating func name() -> String {
    var name = ""
    while !isAtEnd, text[place].isASCII,
      text[place].isLetter || text[place] == "_" || (!name.isEmpty && text[place].isNumber)
    {
      name.append(text[place])
      place += 1
    }
    return name
  }

  /// Passes a word if it stands here.
  mutating func passes(_ word: String) -> Bool {
    let start = skippingSpaces()
    if name() == word { return true }
    place = start
    return false
  }

  /// Passes the first of these signs that stands here.
  mutating func passes(oneOf signs: [String]) -> String? {
    let start = skippingSpaces()
    for sign in signs where text[start...].starts(with: sign) {
      place = start + sign.count
      return sign
    }
    return nil
  }

  /// A number that ends before `;` or the word `and`.
  mutating func number() throws(FormulaError) -> (value: Double, column: Int) {
    let start = skippingSpaces()
    while !isAtEnd, text[place] != ";" {
      let isWord = text[place].isWhitespace && text[(place + 1)...].starts(with: "and")
      if isWord, place + 4 >= text.count || !text[place + 4].isLetter { break }
      place += 1
    }
    return (try number(String(text[start..<place]), at: start), start + 1)
  }

  mutating func expect(_ character: Character, _ message: String, fix: String) throws(FormulaError)
  {
    let start = skippingSpaces()
    guard !isAtEnd, text[place] == character else {
      throw FormulaError(column: start + 1, message: message, fix: fix)
    }
    place += 1
  }

  /// Whether another axis follows.
  mutating func separator() throws(FormulaError) -> Bool {
    let start = skippingSpaces()
    if isAtEnd { return false }
    guard text[place] == ";" else {
      throw FormulaError(
        column: start + 1, message: "after a scale stands ';', 'if' or nothing",
        fix: "put ';' between two hyperparameters")
    }
    place += 1
    return true
  }

  mutating func scale(of name: String) throws(FormulaError) -> SearchSpace.Scale {
    let start = skippingSpaces()
    let kind = self.name()
    guard ["linear", "log", "int", "choice"].contains(kind) else {
      throw FormulaError(
        column: start + 1,
        message: kind.isEmpty ? "the scale of '\(name)' is missing" : "there is no scale '\(kind)'",
        fix: "write linear(a,b), log(a,b), int(a,b) or choice(a,b,c)")
    }
    try expect("(", "after '\(kind)' stands '('", fix: "write \(kind)(…)")
    let numbers = try arguments()
    switch kind {
    case "choice":
      guard numbers.count <= 1000 else {
        throw FormulaError(
          column: start + 1, message: "more than 1000 choices", fix: "leave some out")
      }
      return .choice(numbers.map(\.value))
    default:
      guard numbers.count == 2 else {
        throw FormulaError(
          column: start + 1,
          message:
            "\(kind) needs 2 numbers, there \(numbers.count == 1 ? "is 1" : "are \(numbers.count)")",
          fix: "write \(kind)(lowest,highest)")
      }
      return try scale(kind, numbers[0], numbers[1])
    }
  }

  private func scale(
    _ kind: String, _ low: (value: Double, column: Int), _ high: (value: Double, column: Int)
  ) throws(FormulaError) -> SearchSpace.Scale {
    guard low.value <= high.value else {
      throw FormulaError(
        column: low.column, message: "the lower end is above the upper end",
        fix: "swap the two numbers")
    }
    switch kind {
    case "log":
      guard low.value > 0 else {
        throw FormulaError(
          column: low.column, message: "a log scale begins above 0",
          fix: "write a lowest value such as 1e-6")
      }
      return .log(low.value, high.value)
    case "int":
      for end in [low, high] where end.value != end.value.rounded() || end.value.magnitude > 1e9 {
        throw FormulaError(
          column: end.column, message: "an int scale has whole ends",
          fix: "write whole numbers up to 1e9, or linear(a,b)")
      }
      return .int(Int(low.value), Int(high.value))
    default: return .linear(low.value, high.value)
    }
  }

  /// Numbers up to the closing bracket, which is passed.
  private mutating func arguments() throws(FormulaError) -> [(value: Double, column: Int)] {
    var numbers: [(value: Double, column: Int)] = []
    while true {
      let start = skippingSpaces()
      var depth = 0
      while !isAtEnd, depth > 0 || (text[place] != "," && text[place] != ")" && text[place] != ";")
      {
        if text[place] == "(" { depth += 1 }
        if text[place] == ")" { depth -= 1 }
        place += 1
      }
      numbers.append((try number(String(text[start..<place]), at: start), start + 1))
      guard !isAtEnd, text[place] != ";" else {
        throw FormulaError(column: place + 1, message: "')' is missing", fix: "close the bracket")
      }
      place += 1
      if text[place - 1] == ")" { return numbers }
    }
  }

  private func number(_ part: String, at start: Int) throws(FormulaError) -> Double {
    var body = part
    while body.last?.isWhitespace == true { body.removeLast() }
    if body.isEmpty {
      throw FormulaError(
        column: start + 1, message: "a number is missing", fix: "write a number such as 1e-4")
    }
    if body.utf8.allSatisfy({ (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }),
      let value = Double(body),
      value.isFinite
    {
      return value
    }
    do {
      if case .scalar(let value) = try Expression(parsing: body).value(), value.isFinite {
        return value
      }
    } catch {
      throw FormulaError(column: start + error.column, message: error.message, fix: error.fix)
    }
    throw FormulaError(
      column: start + 1, message: "'\(body)' is not a finite number",
      fix: "write a number such as 1e-4")
  }
}
