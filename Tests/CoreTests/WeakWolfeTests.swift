import Testing

@testable import Core

@Suite("Weak Wolfe search")
struct WeakWolfeTests {
  @Test func everyAcceptedStepKeepsBothConditions() throws {
    let objective = try #require(BuiltIn.named("rosenbrock")).objective()
    let run = try Minimizer(
      objective, from: [-1.2, 1], method: .bfgs, lineSearch: .weakWolfe, steps: 200,
      tolerance: 1e-5, isTextbook: true)
    var steps = 0
    for step in run {
      guard let direction = step.direction, let accepted = step.trials.last else { continue }
      steps += 1
      let slope = VectorKernels.dot(step.g, direction)
      #expect(accepted.isAccepted)
      #expect(accepted.f <= step.f + 1e-4 * accepted.rate * slope)
      #expect((accepted.slope ?? 0) >= 0.9 * slope)
      #expect(step.trials.dropLast().allSatisfy { !$0.isAccepted })
    }
    // Nocedal & Wright report 34 for BFGS from this start.
    #expect(steps == 34)
  }

  @Test func whatNeverTurnsUpEndsByName() throws {
    let objective = try Objective(formula: Expression(parsing: "-x"), dimension: 1)
    let run = try Minimizer(
      objective, from: [0], method: .bfgs, lineSearch: .weakWolfe, steps: 10)
    let last = Array(run).last
    #expect(last?.status == .failed)
  }
}
