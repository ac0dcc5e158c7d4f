import Testing

@testable import Core

@Suite("Formulas")
struct ExpressionTests {
  private func number(_ text: String, _ scope: Scope = Scope()) throws -> Double {
    guard case .scalar(let value) = try Expression(parsing: text).value(in: scope) else {
      Issue.record("\(text) is no number")
      return .nan
    }
    return value
  }

  @Test(
    "arithmetic binds as the language says",
    arguments: [
      ("1/2 pi^2", 4.934802200544679), ("-3^2", -9), ("2^3^2", 512), ("2e-1", 0.2),
      ("3 (1 + 2)", 9),
      ("√16 + 1", 5), ("5² - 1", 24), ("1 - 2 - 3", -4), ("sum(i, 1, 4, i^2)", 30),
      ("prod(i, 1, 5, i)", 120), ("if(1 < 2, 7, 8)", 7), ("max(3, 9, 4)", 9),
      ("binomial(10, 5)/2^10", 252.0 / 1024), ("det([[6, 2], [2, 4]])", 20),
      ("dot([1, 2], [3, 4])", 11), ("norm([3, 4])", 5), ("[4, 5, 6][2]", 5),
      ("[[1, 2], [3, 4]][2, 1]", 3), ("mean([1, 2, 6])", 3), ("mod(-1, 3)", 2), ("ln(e^2)", 2),
    ] as [(String, Double)])
  func arithmetic(text: String, expected: Double) throws {
    #expect(abs(try number(text) - expected) < 1e-12)
  }

  @Test func functionsOfCoordinates() throws {
    var scope = Scope()
    scope["s"] = .value(.scalar(1))
    scope["J"] = .function(try Expression(parsing: "x^3 + y^3 - 3 s x y").folded(in: scope))
    scope["a"] = .value(.vector([2, 2]))
    #expect(try Expression(parsing: "gradient(J, a)").value(in: scope) == .vector([6, 6]))
    let hessian = try #require(Matrix([[12, -3], [-3, 12]]))
    #expect(try Expression(parsing: "hessian(J, a)").value(in: scope) == .matrix(hessian))
    guard case .vector(let next) = try Expression(parsing: "a + newton_step(J, a)").value(in: scope)
    else {
      Issue.record("no vector")
      return
    }
    #expect(next.allSatisfy { abs($0 - 4.0 / 3) < 1e-15 })
    #expect(try number("J(a)", scope) == 4)
  }

  @Test(
    "foldings print without 0, 1 and + -",
    arguments: [
      ("x^3 + y^3 - 3 s x y", "x^3 + y^3 - 3 x y", "x^{3} + y^{3} - 3 x y"),
      ("0 x + 1 y - (-2)", "y + 2", "y + 2"),
      (
        "A[1,1]/2 w1^2 + A[1,2] w1 w2 - 8 w1", "3 w1^2 + 2 w1 w2 - 8 w1",
        "3 w_{1}^{2} + 2 w_{1} w_{2} - 8 w_{1}"
      ),
      ("s/3 x", "1/3 x", "\\frac{1}{3} x"),
    ])
  func folding(text: String, plain: String, latex: String) throws {
    var scope = Scope()
    scope["s"] = .value(.scalar(1))
    scope["A"] = .value(.matrix(try #require(Matrix([[6, 2], [2, 4]]))))
    let folded = try Expression(parsing: text).folded(in: scope)
    #expect(folded.text(.plain) == plain)
    #expect(folded.text(.latex) == latex)
    let again = try Expression(parsing: folded.text(.exact))
    let point = [1.7, -0.4]
    #expect(
      try CompiledFormula(folded, dimension: 2).value(point)
        == CompiledFormula(again, dimension: 2).value(point))
  }

  @Test(
    "errors point at the character and say what to write",
    arguments: [
      ("sin", 1, "sin(x)"), ("1 + ", 5, "complete"), ("(1, 2)", 3, "[a, b]"),
      ("[1,2] [3,4]", 7, "dot"), ("1 < 2 < 3", 7, "a < b and b < c"), ("sqt(4)", 1, "sqrt"),
      ("[1,2][3]", 7, "1 to 2"),
    ] as [(String, Int, String)])
  func errors(text: String, column: Int, mention: String) {
    do {
      _ = try Expression(parsing: text).value()
      Issue.record("\(text) has a value")
    } catch {
      #expect(error.column == column, "\(text): \(error.message)")
      #expect(
        (error.message + error.fix).contains(mention), "\(text): \(error.message) \(error.fix)")
    }
  }

  @Test func productsWithoutASpaceAreTakenApart() throws {
    let error = #expect(throws: FormulaError.self) {
      _ = try Objective(formula: Expression(parsing: "x^2 + xy"), dimension: 2)
    }
    #expect(error?.column == 7)
    #expect(error?.fix.contains("x y") == true, "\(error?.fix ?? "")")
  }

  @Test(
    "derivatives agree with central differences",
    arguments: [
      "(1-x)^2 + 100 (y-x^2)^2", "exp(x y) + sin(x)/(1 + y^2)", "log(1 + x^2) sqrt(1 + y^2)",
      "sigmoid(x - 2 y) + softplus(x y)", "sum(i, 1, 2, x[i]^4 - i x[i])", "x^y + atan2(y, x)",
    ])
  func derivatives(text: String) throws {
    let objective = try Objective(formula: Expression(parsing: text), dimension: 2)
    let at = [0.8, 1.3]
    let h = 1e-5
    let gradient = objective.gradient(at)
    let hessian = objective.hessian(at)
    for i in 0..<2 {
      var up = at, down = at
      up[i] += h
      down[i] -= h
      let slope = (objective.value(up) - objective.value(down)) / (2 * h)
      #expect(abs(slope - gradient[i]) <= 1e-8 * max(1, abs(slope)), "\(text) d\(i)")
      let above = objective.gradient(up), below = objective.gradient(down)
      for j in 0..<2 {
        let curvature = (above[j] - below[j]) / (2 * h)
        #expect(
          abs(curvature - hessian[i, j]) <= 1e-7 * max(1, abs(curvature)), "\(text) d\(i)d\(j)")
      }
    }
  }

  @Test("any text ends in a value or an error, within its budget")
  func total() {
    let seeds = [
      "(1-x)^2 + 100 (y-x^2)^2", "sum(i, 1, n, x[i])", "[[1,2],[3,4]] [1,2]",
      "if(a<b, sqrt(2), -1)",
      "gradient(J, [2,2])", "2^9^9", "prod(i,1,1000000,i)", "vector(i,1,9,vector(j,1,9,i j))",
    ]
    let alphabet = Array("0123456789.eE+-*/^()[],<>=! xywzijnabJsqrtsumvector²√−")
    var random = NumPyRandom(11)
    var values = 0
    for round in 0..<20_000 {
      var text = Array(seeds[round % seeds.count])
      for _ in 0..<(1 + Int(random.random() * 6)) {
        let place = Int(random.random() * Double(text.count))
        let letter = alphabet[Int(random.random() * Double(alphabet.count))]
        switch Int(random.random() * 3) {
        case 0: text.insert(letter, at: place)
        case 1: if text.count > 1, place < text.count { text.remove(at: place) }
        default: if place < text.count { text[place] = letter }
        }
      }
      if let expression = try? Expression(parsing: String(text)), (try? expression.value()) != nil {
        values += 1
      }
    }
    #expect(values > 100)
  }

  @Test(
    "numbers print as the pack format says",
    arguments: [
      (0.19999999999999996, "0.2"), (1.3333333333333333, "4/3"), (0, "0"), (-0.0, "0"),
      (2.5e-7, "2.5e-7"),
      (0.30000000000000004, "0.3"), (Double.pi, "3.14159"), (1e6, "1000000"),
      (-0.5925925925925926, "-16/27"),
    ] as [(Double, String)])
  func numbers(value: Double, text: String) {
    #expect(NumberNotation.text(value) == text)
  }
}
