import Core

extension Case {
  static let formula = Case(
    name: "formula", work: "Rosenbrock's f, gradient and Hessian at 10^5 points, one at a time"
  ) {
    let compiled = try CompiledFormula(
      Expression(parsing: "(1 - x)^2 + 100 (y - x^2)^2"), dimension: 2)
    let evaluator = try FormulaEvaluator(compiled, .hessian)
    return { _ in
      var point = [-1.2, 1.0]
      var gradient = [0.0, 0.0]
      var hessian = [0.0, 0.0, 0.0, 0.0]
      var sum = 0.0
      for index in 0..<100_000 {
        point[0] = Double(index) * 1e-5 - 1.2
        sum += evaluator.evaluate(point, gradient: &gradient, hessian: &hessian)
        sum += gradient[0] + hessian[0]
      }
      return Outcome(("sum", sum))
    }
  }
}
