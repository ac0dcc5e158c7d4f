import Core
import Figures

/// A formula that reads the steps of a film: `step(2).f / step(1).f`, `step(last-1).x[1]`, `result.mean`.
///
/// Pages give it a whole expression with the link of a run before it; the formulas of questions name single numbers
/// of the film that they ask about (``FilmNumbers``). Both are read here.
///
/// What is read becomes a name of the same length, so columns in errors hold, and the rest is an ordinary formula.
struct FilmExpression {
  struct Read: Equatable {
    enum Of: Equatable { case step(Int), last(back: Int), result }
    let name: String
    let of: Of
    let path: [String]
    /// In the text, 1-based.
    let column: Int
  }
  /// With names instead of reads.
  let formula: String
  private(set) var reads: [Read] = []

  init(_ text: String) {
    var result: [Character] = []
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      let isInWord = index > 0 && (characters[index - 1].isLetter || characters[index - 1].isNumber)
      guard !isInWord, let (of, path, end) = Self.read(characters, at: index) else {
        result.append(characters[index])
        index += 1
        continue
      }
      let name = Self.name(reads.count, length: end - index)
      reads.append(Read(name: name, of: of, path: path, column: index + 1))
      result += Array(name)
      index = end
    }
    formula = String(result)
  }

  /// A scope that also holds what the formula reads.
  func scope(over scope: Scope, film: Film) throws(FormulaError) -> Scope {
    var scope = scope
    for read in reads { scope[read.name] = .value(try value(of: read, in: film)) }
    return scope
  }

  private func value(of read: Read, in film: Film) throws(FormulaError) -> Value {
    var json: JSON
    switch read.of {
    case .result: json = film.result
    case .last(let back): json = try step(film.frames - 1 - back, read, film)
    case .step(let index): json = try step(index, read, film)
    }
    for name in read.path {
      guard let next = json[name] else {
        var keys: [String] = []
        if case .object(let members) = json { keys = members.map(\.key) }
        throw FormulaError(
          column: read.column, message: "there is no '\(name)' here",
          fix: nearName(name, among: keys).map { "write '\($0)'" }
            ?? (keys.isEmpty ? "delete it" : "there are: \(keys.joined(separator: ", "))"))
      }
      json = next
    }
    guard let value = json.formulaValue else {
      throw FormulaError(
        column: read.column, message: "'\(read.path.joined(separator: "."))' is not a number here",
        fix: "read another step or another key")
    }
    return value
  }

  private func step(_ index: Int, _ read: Read, _ film: Film) throws(FormulaError) -> JSON {
    guard (0..<film.frames).contains(index) else {
      throw FormulaError(
        column: read.column, message: "there is no step \(index)",
        fix: "the last is step(\(film.frames - 1))")
    }
    return film.step(index)
  }

  /// The number that a name stands for, if it is one read and nothing else; nil if the film has none of that name.
  static func value(of name: String, in film: Film) -> Value? {
    let expression = FilmExpression(name)
    guard let read = expression.reads.first, expression.formula == read.name else { return nil }
    return try? expression.value(of: read, in: film)
  }

  /// `film` and letters that count, as long as what it stands for.
  private static func name(_ number: Int, length: Int) -> String {
    var letters: [Character] = []
    var rest = number
    while letters.count < max(1, length - 4) {
      letters.append(Character(Unicode.Scalar(UInt8(97 + rest % 26))))
      rest /= 26
    }
    return "film" + String(letters.reversed())
  }

  /// `step(3).name.name`, `step(last).name`, `result.name`.
  private static func read(
    _ text: [Character], at start: Int
  ) -> (of: Read.Of, path: [String], end: Int)? {
    func word(at index: Int) -> (text: String, end: Int) {
      var end = index
      while end < text.count, text[end].isLetter || text[end].isNumber || text[end] == "_" {
        end += 1
      }
      return (String(text[index..<end]), end)
    }
    let (head, afterHead) = word(at: start)
    var index = afterHead
    let of: Read.Of
    switch head {
    case "result": of = .result
    case "step":
      guard index < text.count, text[index] == "(" else { return nil }
      let inner = String(text[(index + 1)...].prefix { $0 != ")" && $0 != "(" })
      let end = index + 1 + inner.count
      guard end < text.count, text[end] == ")" else { return nil }
      index = end + 1
      if inner == "last" {
        of = .last(back: 0)
      } else if inner.hasPrefix("last-"), let back = Int(inner.dropFirst(5)), back >= 0,
        back < 1_000_000_000
      {
        of = .last(back: back)
      } else if let number = Int(inner), number >= 0 {
        of = .step(number)
      } else {
        return nil
      }
    default: return nil
    }
    var path: [String] = []
    while index < text.count, text[index] == "." {
      let (name, end) = word(at: index + 1)
      guard !name.isEmpty else { break }
      path.append(name)
      index = end
    }
    return path.isEmpty ? nil : (of, path, index)
  }
}

extension JSON {
  /// A number, a truth, or a list or table of numbers.
  var formulaValue: Value? {
    if case .bool(let truth) = self { return .truth(truth) }
    if let number = double { return .scalar(number) }
    guard case .array(let elements) = self else { return nil }
    let numbers = elements.compactMap(\.double)
    if numbers.count == elements.count { return .vector(numbers) }
    let rows = elements.compactMap { row -> [Double]? in
      guard case .vector(let numbers)? = row.formulaValue else { return nil }
      return numbers
    }
    guard rows.count == elements.count, let matrix = Matrix(rows) else { return nil }
    return .matrix(matrix)
  }
}
