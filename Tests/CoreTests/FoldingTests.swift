import Testing

@testable import Core

@Suite("Formulas in print")
struct FoldingTests {
  private var scope: Scope {
    get throws {
      var scope = Scope()
      scope["A"] = .value(.matrix(try #require(Matrix([[6, 2], [2, 4]]))))
      scope["s"] = .value(.scalar(-2))
      scope["one"] = .value(.scalar(1))
      scope["a"] = .value(.vector([1, -2]))
      scope["J"] = .function(try Expression(parsing: "x^2 + 3 x y"))
      return scope
    }
  }

  @Test(
    "signs, fractions and brackets as one writes them",
    arguments: [
      ("sum(i,1,2,A[i,i] x[i]^2)", "6 x1^2 + 4 x2^2", "6 x_{1}^{2} + 4 x_{2}^{2}"),
      (
        "sum(i,1,2,sum(j,1,2,A[i,j] x[i] x[j]))/2",
        "(6 x1 x1 + 2 x1 x2 + 2 x2 x1 + 4 x2 x2)/2",
        "\\frac{6 x_{1} x_{1} + 2 x_{1} x_{2} + 2 x_{2} x_{1} + 4 x_{2} x_{2}}{2}"
      ),
      ("2 pi x", "2 pi x", "2 \\pi x"),
      ("(x-1)/2 y", "(x - 1)/2 y", "\\frac{\\left(x - 1\\right) y}{2}"),
      ("-(x+y)^2", "-(x + y)^2", "-\\left(x + y\\right)^{2}"),
      ("x (y+1)", "x (y + 1)", "x \\left(y + 1\\right)"),
      ("x/(2 y)", "x/(2 y)", "\\frac{x}{2 y}"), ("1/3 x", "1/3 x", "\\frac{1}{3} x"),
      ("one/3 x", "1/3 x", "\\frac{1}{3} x"), ("-3 x/2", "-3 x/2", "-\\frac{3 x}{2}"),
      ("s x^2 + s y - s", "-2 x^2 - 2 y + 2", "-2 x^{2} - 2 y + 2"),
      ("x - (y - z)", "x - y + z", "x - y + z"), ("x - -y", "x + y", "x + y"),
      ("J + s x", "x^2 + 3 x y - 2 x", "x^{2} + 3 x y - 2 x"), ("J(2,1) x", "10 x", "10 x"),
      (
        "J([x,y] - a)", "(x - 1)^2 + 3 (x - 1) (y + 2)",
        "\\left(x - 1\\right)^{2} + 3 \\left(x - 1\\right) \\left(y + 2\\right)"
      ),
      (
        "J(2 [y, x])", "(2 y)^2 + 3 (2 y) (2 x)",
        "\\left(2 y\\right)^{2} + 3 \\left(2 y\\right) \\left(2 x\\right)"
      ),
      ("e^(-x^2/2)", "e^(-x^2/2)", "e^{-\\frac{x^{2}}{2}}"),
      ("x^(-1)", "x^-1", "x^{-1}"), ("x/s", "-x/2", "-\\frac{x}{2}"),
      ("s (x - 1)", "-2 (x - 1)", "-2 \\left(x - 1\\right)"), ("-1 x", "-x", "-x"),
      ("x - 3 + 5", "x + 2", "x + 2"), ("(s + 2) x + y", "y", "y"),
      ("if(s < 0, -x, x)", "-x", "-x"), ("(-2)^x", "(-2)^x", "\\left(-2\\right)^{x}"),
      ("w^4/4 - w^3/3 - w^2", "w^4/4 - w^3/3 - w^2", "\\frac{w^{4}}{4} - \\frac{w^{3}}{3} - w^{2}"),
      ("A", "[[6, 2], [2, 4]]", "\\begin{bmatrix}6 & 2 \\\\ 2 & 4\\end{bmatrix}"),
      ("a/3", "(1/3, -2/3)", "(\\frac{1}{3}, -\\frac{2}{3})"),
    ] as [(String, String, String)])
  func prints(text: String, plain: String, latex: String) throws {
    let folded = try Expression(parsing: text).folded(in: scope)
    #expect(folded.text(.plain) == plain)
    #expect(folded.text(.latex) == latex)
  }

  /// Folding and printing in full precision change no value.
  @Test(
    "what is printed reads back to the same values",
    arguments: [
      "x/3 y/7", "1/3 x", "s/3 x - y/s", "x - (y - 1/3)", "J([x, y] - a) + J", "2 pi x e^y",
      "sum(i, 1, 12, (x[1] - i/7)^2) + A[1,2] x y", "x 0.1 y 0.7", "-x^2/-3", "(x^y)^s", "x^y^2",
      "max(x, s) + min(y, 0.3)", "if(x < y, x/3, -y)", "1e-7 x + 1e22 y", "x^-2 - -2^-1 y",
      "norm(A [x, y] - a)", "gradient(J, a)[1] x + gradient(J, a)[2] y", "(x + y) (x - y)/(x y)",
      "sum([]) + length([]) + x",
    ])
  func readsBack(text: String) throws {
    let scope = try self.scope
    let folded = try Expression(parsing: text).folded(in: scope)
    let again = try Expression(parsing: folded.text(.exact))
    for point: [Double] in [[0.7, 1.3], [2, 0.1], [1.0 / 3, 9]] {
      let original = try Expression(parsing: text).value(at: point, in: scope)
      #expect(try folded.value(at: point) == original)
      #expect(try again.value(at: point) == original)
    }
  }
}
