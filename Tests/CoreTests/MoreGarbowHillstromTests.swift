import Testing

@testable import Core

@Suite("Problems of Moré, Garbow and Hillstrom")
struct MoreGarbowHillstromTests {
  /// A sum of squares written in the formula language, its standard start and published minima.
  ///
  /// Source: Moré, Garbow & Hillstrom, "Testing unconstrained optimization software", ACM TOMS 7 (1981), 17–41.
  struct Problem: Sendable, CustomTestStringConvertible {
    let name: String
    let formula: String
    let start: [Double]
    let minima: [Double]
    var testDescription: String { name }
  }

  private static let bard =
    "[0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39]"
  private static let gauss =
    "[9e-4, 4.4e-3, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989, 0.3521, 0.242, 0.1295, 0.054, 0.0175, 4.4e-3, 9e-4]"
  private static let kowalik =
    "[0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246]"
  private static let kowalikU =
    "[4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625]"

  static let problems: [Problem] = [
    Problem(
      name: "1 Rosenbrock", formula: "(10 (x2 - x1^2))^2 + (1 - x1)^2", start: [-1.2, 1],
      minima: [0]),
    Problem(
      name: "2 Freudenstein and Roth",
      formula:
        "(-13 + x1 + ((5 - x2) x2 - 2) x2)^2 + (-29 + x1 + ((x2 + 1) x2 - 14) x2)^2",
      start: [0.5, -2], minima: [0, 48.98425367924]),
    Problem(
      name: "4 Brown badly scaled", formula: "(x1 - 1e6)^2 + (x2 - 2e-6)^2 + (x1 x2 - 2)^2",
      start: [1, 1], minima: [0]),
    Problem(
      name: "5 Beale",
      formula: "(1.5 - x1 (1 - x2))^2 + (2.25 - x1 (1 - x2^2))^2 + (2.625 - x1 (1 - x2^3))^2",
      start: [1, 1], minima: [0]),
    Problem(
      name: "6 Jennrich and Sampson",
      formula: "sum(i, 1, 10, (2 + 2 i - (exp(i x1) + exp(i x2)))^2)", start: [0.3, 0.4],
      minima: [124.3621823556]),
    Problem(
      name: "7 helical valley",
      formula:
        "(10 (x3 - 10 (atan(x2/x1)/(2 pi) + if(x1 < 0, 0.5, 0))))^2 + (10 (sqrt(x1^2 + x2^2) - 1))^2 + x3^2",
      start: [-1, 0, 0], minima: [0]),
    Problem(
      name: "8 Bard",
      formula: "sum(i, 1, 15, (\(bard)[i] - (x1 + i/((16 - i) x2 + min(i, 16 - i) x3)))^2)",
      start: [1, 1, 1], minima: [8.214877306579e-3, 17.4286]),
    Problem(
      name: "9 Gaussian",
      formula: "sum(i, 1, 15, (x1 exp(-x2 ((8 - i)/2 - x3)^2/2) - \(gauss)[i])^2)",
      start: [0.4, 1, 0], minima: [1.127932769619e-8]),
    Problem(
      name: "12 box three-dimensional",
      formula:
        "sum(i, 1, 10, (exp(-i/10 x1) - exp(-i/10 x2) - x3 (exp(-i/10) - exp(-i)))^2)",
      start: [0, 10, 20], minima: [0]),
    Problem(
      name: "13 Powell singular",
      formula:
        "(x1 + 10 x2)^2 + 5 (x3 - x4)^2 + (x2 - 2 x3)^4 + 10 (x1 - x4)^4",
      start: [3, -1, 0, 1], minima: [0]),
    Problem(
      name: "14 Wood",
      formula:
        "100 (x2 - x1^2)^2 + (1 - x1)^2 + 90 (x4 - x3^2)^2 + (1 - x3)^2 + 10 (x2 + x4 - 2)^2 + (x2 - x4)^2/10",
      start: [-3, -1, -3, -1], minima: [0]),
    Problem(
      name: "15 Kowalik and Osborne",
      formula:
        "sum(i, 1, 11, (\(kowalik)[i] - x1 (\(kowalikU)[i]^2 + \(kowalikU)[i] x2)/(\(kowalikU)[i]^2 + \(kowalikU)[i] x3 + x4))^2)",
      start: [0.25, 0.39, 0.415, 0.39], minima: [3.075056038492e-4, 1.02734e-3]),
    Problem(
      name: "16 Brown and Dennis",
      formula:
        "sum(i, 1, 20, ((x1 + i/5 x2 - exp(i/5))^2 + (x3 + x4 sin(i/5) - cos(i/5))^2)^2)",
      start: [25, 5, -5, -1], minima: [85822.20162636]),
    Problem(
      name: "21 extended Rosenbrock, n = 10",
      formula: "sum(i, 1, 5, 100 (x[2i] - x[2i-1]^2)^2 + (1 - x[2i-1])^2)",
      start: [-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1], minima: [0]),
    Problem(
      name: "23 penalty I, n = 4",
      formula: "1e-5 sum(i, 1, 4, (x[i] - 1)^2) + (sum(i, 1, 4, x[i]^2) - 1/4)^2",
      start: [1, 2, 3, 4], minima: [2.249977501085e-5]),
    Problem(
      name: "25 variably dimensioned, n = 6",
      formula:
        "sum(i, 1, 6, (x[i] - 1)^2) + sum(i, 1, 6, i (x[i] - 1))^2 + sum(i, 1, 6, i (x[i] - 1))^4",
      start: (1...6).map { 1 - Double($0) / 6 }, minima: [0]),
    Problem(
      name: "26 trigonometric, n = 4",
      formula:
        "sum(i, 1, 4, (4 - sum(j, 1, 4, cos(x[j])) + i (1 - cos(x[i])) - sin(x[i]))^2)",
      start: [0.25, 0.25, 0.25, 0.25], minima: [0]),
    Problem(
      name: "30 Broyden tridiagonal, n = 6",
      formula:
        "sum(i, 1, 6, ((3 - 2 x[i]) x[i] - if(i > 1, x[max(i - 1, 1)], 0) - 2 if(i < 6, x[min(i + 1, 6)], 0) + 1)^2)",
      start: [-1, -1, -1, -1, -1, -1], minima: [0]),
  ]

  static let methods = [Minimizer.Method.bfgs, .lbfgs, .trustRegion, .newtonModified]

  /// Where a run does not come to the least published value: bfgs, lbfgs, trust-region, newton-modified.
  private static let otherEnds: [String: [String]] = [
    // The valley without an outlet, as published.
    "2 Freudenstein and Roth": Array(repeating: "published 48.98425367924", count: 4),
    // The Hessian at the start is indefinite, and the shift leads into the saddle x1 = x2.
    "12 box three-dimensional": [
      "published 0.0", "published 0.0", "published 0.0", "stationary saddle, f = 0.07559",
    ],
    // The slope falls below 1e-6 before the flat valley's floor is reached.
    "23 penalty I, n = 4": [
      "stationary minimum, f = 0.00002251", "published 2.249977501085e-05",
      "published 2.249977501085e-05", "published 2.249977501085e-05",
    ],
    // A local minimum, as in the paper for other n.
    "26 trigonometric, n = 4": Array(
      repeating: "stationary minimum, f = 0.0003028", count: 4),
  ]

  /// Which end a run came to: `published 0`, or of no published value, `stationary saddle`.
  private static func end(of last: Minimizer.Step, _ problem: Problem) -> String {
    // Below 1e-9, or within 1e-4 of the published value (some are given to six digits).
    let published = problem.minima.first {
      $0 == 0 ? abs(last.f) <= 1e-9 : abs(last.f - $0) <= 1e-4 * abs($0)
    }
    if let published { return "published \(published)" }
    guard case .stationary(let kind, _) = last.ending else {
      return "\(last.status) at \(last.f), slope \(last.slope)"
    }
    return "stationary \(kind), f = \(NumberNotation.digits(last.f, 4))"
  }

  @Test("from the standard start to the recorded end", arguments: problems)
  func solved(problem: Problem) throws {
    let objective = try Objective(
      formula: Expression(parsing: problem.formula), dimension: problem.start.count)
    let ends = try Self.methods.map { method in
      let run = try Minimizer(
        objective, from: problem.start, method: method, steps: 3000, tolerance: 1e-6)
      var step: Minimizer.Step?
      for next in run {
        step = next
        // Wolfe's conditions keep it positive definite, whatever the problem.
        if let inverse = next.inverse {
          #expect(Cholesky(inverse) != nil, "\(method) at step \(next.index)")
        }
      }
      let last = try #require(step)
      #expect(last.f >= (problem.minima.first ?? 0) * (1 - 1e-6) - 1e-15, "below the least known")
      return Self.end(of: last, problem)
    }
    let usual = Array(repeating: "published \(problem.minima[0])", count: Self.methods.count)
    #expect(ends == Self.otherEnds[problem.name] ?? usual)
  }
}
