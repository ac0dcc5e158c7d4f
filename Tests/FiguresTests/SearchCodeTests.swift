import Core
import Testing

@testable import Figures

/// Every sampler's script beside the program, bit for bit: the script does the program's operations in their order,
/// and takes exponentials, logarithms and the error function from the same C library. (Matrix products and solves
/// of a library would differ in the last bits, and searches that learn from their trials do not forgive that.)
@Suite("descent code search")
struct SearchCodeTests {
  private static let settings: [[(String, String)]] =
    [
      [("sampler", "tpe"), ("trials", "40"), ("objective", "branin")],
      [("sampler", "gp"), ("trials", "45"), ("objective", "branin"), ("seed", "2")],
      [("sampler", "gp"), ("trials", "12"), ("space", "x=linear(-1,2)"), ("objective", "x^2")],
      [("sampler", "halving"), ("objective", "learning-curve")],
      [("sampler", "halving"), ("objective", "lr + 1/budget"), ("trials", "9")],
      [("sampler", "gp"), ("trials", "9"), ("objective", "1/0 + lr")],
      [("sampler", "tpe"), ("trials", "15"), ("objective", "ln(0.1 - lr)"), ("seed", "5")],
      [("sampler", "gp"), ("trials", "14"), ("objective", "ln(0.1 - lr)"), ("seed", "5")],
    ]
    + [
      "random", "grid", "halton", "sobol", "latin-hypercube", "coarse-to-fine", "tpe", "gp",
      "halving",
    ]
    .map { [("sampler", $0), ("trials", "27"), ("space", conditional), ("objective", mixed)] }

  private static let conditional =
    "kind=choice(1,2,4); n=int(1,5) if kind != 1; x=log(1e-3,1) if n >= 2 and kind = 4; y=linear(-1,1)"
  private static let mixed = "(y - 0.3)^2 + if(kind = 4, if(n >= 2, x, n), kind)"

  /// Sums of products are added up in another order: about 1e-12 a step, 1e-9 after three epochs.
  @Test(
    "prints what training on digits gives",
    .enabled(if: ScriptComparison.isPossible, "skipped: needs python3 with NumPy"))
  func digits() throws {
    LessonData.provide()
    var comparison = try ScriptComparison()
    defer { comparison.remove() }
    for sampler in ["halving", "gp"] {
      let settings = try Figure.search.settings([
        ("objective", "digits"), ("sampler", sampler), ("trials", "3"), ("seed", "1"),
        ("space", "lr=log(1e-4,0.03); wd=log(1e-6,1e-1)"),
      ])
      try comparison.add(
        "digits-\(sampler)", script: try Figure.search.python(settings),
        result: try RunResult(running: .search, with: settings), tolerance: 1e-7)
    }
    let outcome = try comparison.run()
    #expect(outcome.agrees, "\(outcome.said)")
  }

  @Test(
    "prints the program's numbers for every sampler",
    .enabled(if: ScriptComparison.isPossible, "skipped: needs python3 with NumPy"))
  func scripts() throws {
    var comparison = try ScriptComparison()
    defer { comparison.remove() }
    for (index, texts) in Self.settings.enumerated() {
      let settings = try Figure.search.settings(texts.map { (name: $0.0, value: $0.1) })
      try comparison.add(
        "search-\(index)-\(texts[0].1)", script: try Figure.search.python(settings),
        result: try RunResult(running: .search, with: settings), tolerance: 0)
    }
    let outcome = try comparison.run()
    #expect(outcome.agrees, "\(outcome.said)")
  }
}
