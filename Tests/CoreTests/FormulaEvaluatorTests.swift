import Testing

@testable import Core

@Suite("Compiled formulas")
struct FormulaEvaluatorTests {
  private func extendedRosenbrock(_ n: Int) throws -> CompiledFormula {
    let text = "sum(i, 1, \(n / 2), 100 (x[2i] - x[2i-1]^2)^2 + (1 - x[2i-1])^2)"
    return try CompiledFormula(Expression(parsing: text), dimension: n)
  }

  @Test func rosenbrockWithItsDerivativesTakesTwentySixInstructions() throws {
    let formula = try CompiledFormula(
      Expression(parsing: "(1-x)^2 + 100 (y-x^2)^2"), dimension: 2)
    #expect(try formula.withHessian().instructionCount == 26)
  }

  /// The kept registers give what a single evaluation gives, at every point anew.
  @Test func evaluatorsKeepNothingOfTheLastPoint() throws {
    let formula = try CompiledFormula(
      Expression(parsing: "exp(x y) + if(x < 0, y^3, x^2 z) + max(x, z)"), dimension: 3)
    let evaluator = try FormulaEvaluator(formula, .hessian)
    var gradient = [0.0, 0, 0]
    var hessian = Array(repeating: 0.0, count: 9)
    for point in [[0.3, 1, 2], [-1, 0.5, 0.25], [2, -1, 3]] {
      let value = evaluator.evaluate(point, gradient: &gradient, hessian: &hessian)
      #expect(value == formula.value(point))
      #expect(gradient == formula.gradient(point))
      #expect(hessian == formula.hessian(point).elements)
    }
  }

  /// Against the closed form, for 100 variables: exact where the formula's own operations are.
  @Test func aHundredVariablesHaveTheirExactHessian() throws {
    let formula = try extendedRosenbrock(100)
    let point = (0..<100).map { 0.25 * Double($0 % 7) - 0.5 }
    let gradient = formula.gradient(point)
    let hessian = formula.hessian(point)
    for i in stride(from: 0, to: 100, by: 2) {
      let (a, b) = (point[i], point[i + 1])
      #expect(abs(gradient[i] - (-400 * a * (b - a * a) - 2 * (1 - a))) <= 1e-12 * 500)
      #expect(abs(gradient[i + 1] - 200 * (b - a * a)) <= 1e-12 * 500)
      #expect(abs(hessian[i, i] - (1200 * a * a - 400 * b + 2)) <= 1e-12 * 2000)
      #expect(hessian[i, i + 1] == hessian[i + 1, i])
      #expect(abs(hessian[i, i + 1] + 400 * a) <= 1e-12 * 500)
      #expect(hessian[i + 1, i + 1] == 200)
      if i > 1 { #expect(hessian[i, i - 1] == 0 && hessian[i, i - 2] == 0) }
    }
  }

  /// ln Σ eˣ has a full Hessian: diag(p) − ppᵀ with p the softmax.
  @Test func aFullHessianOfAHundredVariables() throws {
    let formula = try CompiledFormula(
      Expression(parsing: "ln(sum(i, 1, 100, exp(x[i])))"), dimension: 100)
    let point = (0..<100).map { Double($0) / 50 - 1 }
    let hessian = formula.hessian(point)
    let p = formula.gradient(point)
    #expect(abs(p.reduce(0, +) - 1) < 1e-13)
    for i in 0..<100 {
      for j in 0..<100 {
        let expected = (i == j ? p[i] : 0) - p[i] * p[j]
        #expect(abs(hessian[i, j] - expected) <= 1e-15, "\(i), \(j)")
      }
    }
  }

  /// Every operation against central differences of the value and of the exact gradient.
  @Test(
    "each function's derivatives agree with central differences",
    arguments: [
      "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "ln", "log10",
      "log2", "sqrt", "abs", "sigmoid", "relu", "softplus", "normal_pdf", "normal_cdf",
    ])
  func unary(function: String) throws {
    let formula = try CompiledFormula(
      Expression(parsing: "\(function)(x y + 0.1)"), dimension: 2)
    let at = [0.4, 0.9]
    let h = 1e-5
    let gradient = formula.gradient(at)
    let hessian = formula.hessian(at)
    for i in 0..<2 {
      var up = at
      var down = at
      up[i] += h
      down[i] -= h
      let slope = (formula.value(up) - formula.value(down)) / (2 * h)
      #expect(abs(slope - gradient[i]) <= 1e-8 * max(1, abs(slope)))
      for j in 0..<2 {
        let bend = (formula.gradient(up)[j] - formula.gradient(down)[j]) / (2 * h)
        #expect(abs(bend - hessian[i, j]) <= 1e-8 * max(1, abs(bend)))
      }
    }
  }

  @Test("a program of the Hessian beyond its limit is an error, never a matrix of zeros")
  func hessianLimit() throws {
    let expression = try Expression(parsing: "exp(x y) sin(x + y z)")
    let small = try CompiledFormula(expression, dimension: 3, hessianLimit: 20)
    #expect(throws: FormulaError(column: 1, .tooManyOperations(limit: 20))) {
      try small.withHessian()
    }
    #expect(throws: FormulaError.self) { try small.python() }
    #expect(throws: FormulaError.self) { try FormulaEvaluator(small, .hessian) }
    #expect(small.hessian([1, 2, 3]).elements.allSatisfy { $0.isNaN })
    let whole = try CompiledFormula(expression, dimension: 3)
    #expect(small.gradient([1, 2, 3]) == whole.gradient([1, 2, 3]))
    let wide = try Expression(parsing: "x1^2 + x1001")
    #expect(throws: FormulaError(column: 1, .tooLarge(limit: 1_000_000))) {
      try Objective(formula: wide, dimension: 1001, needsHessian: true)
    }
    // A run that wants none goes on, and does not name what it cannot see.
    let flat = try Objective(formula: Expression(parsing: "x1^2"), dimension: 1001)
    let run = try Minimizer(flat, from: Array(repeating: 0, count: 1001), method: .lbfgs)
    #expect(run.first.ending == .stationary(.unknown, eigenvalues: []))
  }
}
