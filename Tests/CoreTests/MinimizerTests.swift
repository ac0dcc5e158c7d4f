import Testing

@testable import Core

@Suite("Minimizers")
struct MinimizerTests {
  /// Newton's iterates on Rosenbrock's function from (−1.2, 1), from NumPy 2.4 (`numpy.linalg.solve` on the
  /// derivatives written out by hand); the values as in Nocedal & Wright and in the curriculum.
  private static let newton: [(x: [Double], f: Double)] = [
    ([-1.2, 1], 24.199999999999996),
    ([-1.1752808988764043, 1.3806741573033703], 4.731884325266608),
    ([0.7631148711764804, -3.175033854748158], 1411.8451786717192),
    ([0.7634296788842126, 0.5828247754970445], 0.05596552168344302),
    ([0.9999953110849934, 0.9440273238534095], 0.31318908711106514),
    ([0.9999956956536258, 0.9999913913257235], 1.85273971274e-11),
    ([1, 1], 3.4326e-20),
  ]

  @Test func newtonOnRosenbrock() throws {
    let run = try Minimizer(
      try #require(BuiltIn.named("rosenbrock")).objective(), from: [-1.2, 1], method: .newton)
    let steps = Array(run)
    #expect(steps.count == 7)
    for (step, known) in zip(steps, Self.newton) {
      for (ours, theirs) in zip(step.x, known.x) {
        #expect(abs(ours - theirs) <= 1e-9 * max(1, abs(theirs)), "step \(step.index)")
      }
      #expect(abs(step.f - known.f) <= 1e-6 * known.f + 1e-21, "step \(step.index): \(step.f)")
    }
    #expect(steps.last?.status == .converged)
    guard case .stationary(.minimum, let eigenvalues)? = steps.last?.ending else {
      Issue.record("\(String(describing: steps.last?.ending))")
      return
    }
    // Of [[802, −400], [−400, 200]] at (1, 1): 501 ± √250601.
    #expect(abs(eigenvalues[0] - 0.39936076774) < 1e-6)
    #expect(abs(eigenvalues[1] - 1001.6006392) < 1e-4)
  }

  @Test func foliumDoublesItsDigits() throws {
    let run = try Minimizer(
      try #require(BuiltIn.named("folium")).objective(), from: [2, 2], method: .newton)
    let errors = run.map { abs($0.x[0] - 1) }
    // e ← e²/(1 + 2e): 1, 1/3, 1/15, 1/255, 1/65535.
    for (error, known) in zip(errors, [1, 1.0 / 3, 1.0 / 15, 1.0 / 255, 1.0 / 65535]) {
      #expect(abs(error - known) < 1e-12)
    }
  }

  @Test func aLineSearchAlongAnUphillDirectionSaysHowSteepItIs() throws {
    let objective = try Objective(formula: Expression(parsing: "-x^2"), dimension: 1)
    let run = try Minimizer(objective, from: [1], method: .newton, lineSearch: .backtracking)
    // δ = −g/h = −1, gᵀδ = 2.
    #expect(run.first.ending == .uphill(slope: 2))
  }

  @Test(
    "each ending has its name",
    arguments: [
      (
        "x^2 - y^2", [2.0, 1], Minimizer.Method.newton, 0.1, Status.converged,
        Minimizer.Ending.stationary(.saddle, eigenvalues: [-2, 2])
      ),
      (
        "-x^2 - y^2", [2, 1], .newton, 0.1, .converged,
        .stationary(.maximum, eigenvalues: [-2, -2])
      ),
      ("x^2 + y", [1, 1], .newton, 0.1, .failed, .singularHessian(eigenvalues: [0, 2])),
      ("x^2", [1], .gradientDescent, 1.5, .stopped, .stepLimit),
      ("-x^2", [1], .gradientDescent, 5, .diverged, .ranAway(reach: 1e12)),
      ("ln(x)", [0.5], .gradientDescent, 1, .diverged, .notFinite(.value)),
      (
        "x y", [0.5, -1], .newtonDamped, 1, .failed,
        .unfitHessian(.indefinite, eigenvalues: [-1, 1])
      ),
      ("-x^2", [1], .newtonDamped, 1, .failed, .unfitHessian(.negative, eigenvalues: [-2])),
      ("x", [1], .newtonDamped, 1, .failed, .unfitHessian(.singular, eigenvalues: [0])),
      ("x^4", [0], .newton, 1, .converged, .stationary(.flat, eigenvalues: [0])),
    ] as [(String, [Double], Minimizer.Method, Double, Status, Minimizer.Ending)])
  func endings(
    text: String, start: [Double], method: Minimizer.Method, rate: Double, status: Status,
    ending: Minimizer.Ending
  ) throws {
    let objective = try Objective(formula: Expression(parsing: text), dimension: start.count)
    let run = try Minimizer(objective, from: start, method: method, rate: rate, steps: 20)
    let last = try #require(Array(run).last)
    #expect(last.status == status, "\(text)")
    #expect(last.ending == ending, "\(text)")
    #expect(last.direction == nil)
  }

  @Test(
    "every built-in function compiles, and its known minima are stationary", arguments: BuiltIn.all)
  func builtIns(function: BuiltIn) throws {
    let objective = try function.objective()
    #expect(objective.value(function.start).isFinite)
    for minimum in function.minima {
      #expect(objective.gradient(minimum).allSatisfy { abs($0) < 1e-9 }, "\(minimum)")
      // The quartic is flat at its minimum: that is what it is for.
      let isFlat = function.id == "quartic"
      let values = SymmetricEigen(objective.hessian(minimum)).values
      #expect(values.allSatisfy { isFlat ? $0 == 0 : $0 > 0 })
    }
  }

  @Test func badSettingsAreNamed() throws {
    let objective = try #require(BuiltIn.named("booth")).objective()
    #expect(throws: DomainError.self) {
      _ = try Minimizer(objective, from: [1], method: .newton)
    }
    #expect(throws: DomainError.self) {
      _ = try Minimizer(objective, from: [1, 1], method: .gradientDescent, rate: 0)
    }
  }

  @Test("twenty thousand variables, all steps kept")
  func manyVariables() throws {
    let count = 20_000
    @Sendable func both(_ x: [Double]) -> (value: Double, gradient: [Double]) {
      (0.5 * VectorKernels.dot(x, x), x)
    }
    let objective = Objective(
      dimension: count, value: { both($0).value }, gradient: { both($0).gradient },
      hessian: { _ in Matrix(rows: 0, columns: 0, elements: []) }, valueAndGradient: both)
    let start = Array(repeating: 3.0, count: count)
    let steps = Array(try Minimizer(objective, from: start, method: .lbfgs))
    // After a first step of length 1 the pair tells the curvature 1 exactly.
    #expect(steps.count == 3)
    #expect(steps.last?.status == .converged)
    #expect(steps.last?.ending == .stationary(.unknown, eigenvalues: []))
    #expect(steps[0].x == start)
  }
}
