import Core
import Figures

/// What `step(last).fraction` and `result.best` mean: numbers of a film.
enum FilmNumbers {
  /// A scope with the numbers that some formulas read.
  static func scope(for formulas: [Formula], from film: Film?) throws(Diagnostic) -> Scope {
    var scope = Scope()
    for formula in formulas {
      for name in formula.filmNames where scope[name] == nil {
        guard let film else {
          throw formula.place.diagnostic(
            "'\(name)' reads a film, and there is none here",
            fix: "only a prediction ('predict:' of a figure) reads its figure's film")
        }
        guard let value = value(of: name, in: film) else {
          throw formula.place.diagnostic(
            "the film has no number '\(name)'", fix: "known are \(known(in: film))")
        }
        scope[name] = .value(value)
      }
    }
    return scope
  }

  /// `step(3).f`, `step(last).f`, `step(last-1).f`, `result.best`; nil if there is no such number.
  package static func value(of name: String, in film: Film) -> Value? {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let field = String(name[name.index(after: dot)...])
    let head = name[..<dot]
    if head == "result" { return film.result[field].flatMap(value) }
    guard head.hasPrefix("step("), head.hasSuffix(")") else { return nil }
    let index = head.dropFirst(5).dropLast()
    let frame: Int
    if index == "last" {
      frame = film.frames - 1
    } else if index.hasPrefix("last-"), let back = Int(index.dropFirst(5)), back < film.frames {
      frame = film.frames - 1 - back
    } else if let number = Int(index) {
      frame = number
    } else {
      return nil
    }
    guard frame >= 0, frame < film.frames else { return nil }
    return film.step(frame)[field].flatMap(value)
  }

  private static func value(_ json: JSON) -> Value? {
    if let number = json.double { return .scalar(number) }
    if case .bool(let truth) = json { return .truth(truth) }
    guard let elements = json.elements, !elements.isEmpty else { return nil }
    let numbers = elements.compactMap(\.double)
    if numbers.count == elements.count { return .vector(numbers) }
    let rows = elements.map { $0.elements?.compactMap(\.double) ?? [] }
    guard rows.allSatisfy({ !$0.isEmpty }) else { return nil }
    return Matrix(rows).map { .matrix($0) }
  }

  private static func known(in film: Film) -> String {
    let fields = film.step(film.frames - 1).members?.map { "step(last).\($0.key)" } ?? []
    let results = film.result.members?.map { "result.\($0.key)" } ?? []
    return (fields + results).prefix(20).joined(separator: ", ")
  }
}
