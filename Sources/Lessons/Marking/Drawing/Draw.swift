import Core
import Glibc

/// How one name's numbers are drawn: `int(-3,3)[2]`, `choice(…)`, `linear(a,b)`, `log(a,b)`.
struct Draw: Sendable {
  let name: String
  let place: Place
  private let kind: Kind
  private let arguments: [Formula]
  /// Rows and columns, or a length; none for a single draw.
  private let sizes: [Formula]

  private enum Kind: String, CaseIterable { case choice, int, linear, log }
  private static let mostEntries = 10_000

  init(name: String, _ node: YAMLNode) throws(Diagnostic) {
    self.name = name
    let place = Place(node: node)
    self.place = place
    guard case .text(let text) = node.content else {
      throw Diagnostic(
        node.location, "a draw is one text, not \(node.kindDescription)",
        fix: "write 'int(1,9)', say")
    }
    let characters = Array(text)
    let help =
      "write choice(…), int(a,b), linear(a,b) or log(a,b), then a size such as [3] if needed"
    var start = 0
    while start < characters.count, characters[start].isWhitespace { start += 1 }
    guard let open = characters.firstIndex(of: "("), open >= start else {
      throw place.diagnostic("'\(text)' is not a draw", fix: help, column: start + 1)
    }
    let word = String(characters[start..<open])
    guard let kind = Kind(rawValue: word) else {
      let near = nearName(word, among: Kind.allCases.map(\.rawValue))
      throw place.diagnostic(
        "there is no draw '\(word)'", fix: near.map { "write '\($0)'" } ?? help, column: start + 1)
    }
    self.kind = kind
    let (list, close) = try Self.list(characters, from: open, place)
    arguments = list
    var sizes: [Formula] = []
    var index = close + 1
    while index < characters.count, characters[index].isWhitespace { index += 1 }
    if index < characters.count, characters[index] == "[" {
      let (list, close) = try Self.list(characters, from: index, place)
      sizes = list
      index = close + 1
      while index < characters.count, characters[index].isWhitespace { index += 1 }
      guard (1...2).contains(sizes.count) else {
        throw place.diagnostic("a size has one or two numbers", fix: "write [3] or [3,2]")
      }
    }
    self.sizes = sizes
    guard index >= characters.count else {
      throw place.diagnostic(
        "the draw ends before '\(String(characters[index...]))'", fix: "delete it",
        column: index + 1)
    }
    guard kind == .choice || arguments.count == 2 else {
      throw place.diagnostic(
        "\(word) needs two bounds, not \(arguments.count)", fix: "write \(word)(a,b)",
        column: open + 1)
    }
  }

  /// The formulas between brackets, split at commas outside inner brackets.
  private static func list(
    _ characters: [Character], from open: Int, _ place: Place
  ) throws(Diagnostic) -> ([Formula], close: Int) {
    var depth = 0
    var start = open + 1
    var formulas: [Formula] = []
    for index in open..<characters.count {
      let character = characters[index]
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      guard depth == 0 || (depth == 1 && character == ",") else { continue }
      formulas.append(
        try Formula(String(characters[start..<index]), at: place.advanced(by: start)))
      if depth == 0 { return (formulas, index) }
      start = index + 1
    }
    throw place.diagnostic("a bracket is never closed", fix: "close it", column: open + 1)
  }

  /// All formulas in it, to look at their names.
  var formulas: [Formula] { arguments + sizes }

  /// A value: one `random()` per entry, row by row.
  func value(in scope: Scope, using random: inout NumPyRandom) throws(Diagnostic) -> Value {
    var counts: [Int] = []
    for size in sizes {
      let number = try size.number(in: scope)
      guard number >= 1, number <= Double(Self.mostEntries), number == number.rounded() else {
        throw size.place.diagnostic(
          "a size is a whole number from 1 to \(Self.mostEntries)", fix: "write [2], say")
      }
      counts.append(Int(number))
    }
    let count = counts.reduce(1, *)
    guard count <= Self.mostEntries else {
      throw place.diagnostic("more than \(Self.mostEntries) entries", fix: "draw fewer")
    }
    if kind == .choice { return try choice(counts, count, in: scope, using: &random) }
    let low = try arguments[0].number(in: scope)
    let high = try arguments[1].number(in: scope)
    try checkBounds(low, high)
    let entries = (0..<count).map { _ in entry(low, high, random.random()) }
    return shaped(entries, counts)
  }

  private func entry(_ low: Double, _ high: Double, _ u: Double) -> Double {
    switch kind {
    case .int: low + (u * (high - low + 1)).rounded(.down)
    case .log: exp(Glibc.log(low) + u * Glibc.log(high / low))
    case .linear, .choice: low + (high - low) * u
    }
  }

  private func checkBounds(_ low: Double, _ high: Double) throws(Diagnostic) {
    guard low <= high else {
      throw place.diagnostic("the lower bound is above the upper one", fix: "swap them")
    }
    if kind == .int {
      for (bound, formula) in zip([low, high], arguments)
      where bound != bound.rounded() || abs(bound) > 1e15 {
        throw formula.place.diagnostic("int needs whole bounds", fix: "write a whole number")
      }
    }
    if kind == .log, low <= 0 {
      throw arguments[0].place.diagnostic(
        "log needs bounds above 0", fix: "write a positive number")
    }
  }

  private func choice(
    _ counts: [Int], _ count: Int, in scope: Scope, using random: inout NumPyRandom
  ) throws(Diagnostic) -> Value {
    var picked: [Value] = []
    for _ in 0..<count {
      let position = Int((random.random() * Double(arguments.count)).rounded(.down))
      picked.append(try arguments[min(position, arguments.count - 1)].value(in: scope))
    }
    if counts.isEmpty { return picked[0] }
    var numbers: [Double] = []
    for value in picked {
      guard case .scalar(let number) = value else {
        throw place.diagnostic(
          "only a choice of numbers has a size", fix: "delete the size, or choose numbers")
      }
      numbers.append(number)
    }
    return shaped(numbers, counts)
  }

  private func shaped(_ entries: [Double], _ counts: [Int]) -> Value {
    switch counts.count {
    case 0: .scalar(entries.first ?? 0)
    case 1: .vector(entries)
    default: .matrix(Matrix(rows: counts[0], columns: counts[1], elements: entries))
    }
  }
}
