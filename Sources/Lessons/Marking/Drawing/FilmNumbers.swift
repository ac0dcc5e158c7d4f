import Core
import Figures

/// The numbers of a film that the formulas of a question name: `step(last).fraction`, `result.best`.
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
        guard let value = FilmExpression.value(of: name, in: film) else {
          throw formula.place.diagnostic(
            "the film has no number '\(name)'", fix: "known are \(known(in: film))")
        }
        scope[name] = .value(value)
      }
    }
    return scope
  }

  private static func known(in film: Film) -> String {
    let fields = film.step(film.frames - 1).members?.map { "step(last).\($0.key)" } ?? []
    let results = film.result.members?.map { "result.\($0.key)" } ?? []
    return (fields + results).prefix(20).joined(separator: ", ")
  }
}
