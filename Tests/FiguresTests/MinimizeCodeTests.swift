import Core
import Testing

@testable import Figures

@Suite("The scripts of minimize")
struct MinimizeCodeTests {
  /// Settings that lead every method through its corners: saddles, hard cases, flat places, edges of a domain.
  private static let places: [[(name: String, value: String)]] = [
    [("f", "rosenbrock"), ("rate", "0.001")],
    [("f", "camel"), ("rate", "0.03")],
    [("f", "monkey-saddle"), ("rate", "0.01"), ("steps", "40")],
    [("f", "himmelblau"), ("start", "0,0"), ("rate", "0.01")],
    [("f", "folium"), ("start", "0.1,-0.4"), ("rate", "0.05"), ("steps", "30")],
    [("f", "sqrt1"), ("start", "5"), ("rate", "1"), ("steps", "30")],
    [("f", "x^4 + y^2 - x^2"), ("start", "0,1"), ("rate", "0.1"), ("steps", "30")],
    [("f", "w - ln(w)"), ("start", "9"), ("rate", "0.5"), ("steps", "30")],
    [
      ("f", "sum(i, 1, 9, 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2)"), ("start", start(10)),
      ("rate", "0.0005"), ("memory", "3"), ("steps", "30"),
    ],
    [
      ("f", "sum(i, 1, 20, 100 (x[2i] - x[2i-1]^2)^2 + (1 - x[2i-1])^2)"), ("start", start(40)),
      ("rate", "0.0005"), ("memory", "3"), ("steps", "12"),
    ],
  ]

  private static func start(_ count: Int) -> String {
    (0..<count).map { $0.isMultiple(of: 2) ? "-1.2" : "1" }.joined(separator: ",")
  }

  @Test(
    "agree to the bit for every method, line search and kind of place",
    .enabled(if: ScriptComparison.isPossible, "skipped: needs python3 with NumPy"))
  func everyMethod() throws {
    let figure = Figure.minimize
    var comparison = try ScriptComparison()
    defer { comparison.remove() }
    for method in Minimizer.Method.allCases {
      for (number, place) in Self.places.enumerated() {
        let searches =
          method.takesLineSearch ? ["auto", "none", "backtracking", "strong-wolfe"] : ["auto"]
        // The long formulas once a method: they are slow in Python.
        for search in number < 8 ? searches : ["auto"] {
          let settings = try figure.settings(
            place + [("method", method.rawValue), ("line-search", search)])
          // Beyond 32 variables the script's eigenvectors are LAPACK's.
          let isLoose = method == .trustRegion && number == 9
          try comparison.add(
            "\(method.rawValue)-\(number)-\(search)", script: try figure.python(settings),
            result: try RunResult(running: figure, with: settings), tolerance: isLoose ? 1e-9 : 0)
        }
      }
    }
    for method in ["newton", "newton-damped", "bfgs", "lbfgs"] {
      LessonData.provide()
      let settings = try figure.settings([
        (name: "f", value: "logistic-digits"), (name: "method", value: method),
        (name: "steps", value: "3"),
      ])
      try comparison.add(
        "digits-\(method)", script: try figure.python(settings),
        result: try RunResult(running: figure, with: settings), tolerance: 0)
    }
    let outcome = try comparison.run()
    #expect(outcome.agrees, "\(outcome.said)")
  }
}
