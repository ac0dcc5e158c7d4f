import Foundation
import Testing

@testable import Core

@Suite("Minimizers against independent walks")
struct MinimizerReferenceTests {
  /// Made by `Vectors/minimize.py`.
  struct Case: Decodable, CustomTestStringConvertible {
    let method: String
    let problem: String
    let start: [Double]
    let rate: Double
    let steps: Int
    let x: [[Double]]
    let f: [Double]
    var testDescription: String { "\(method) on \(problem)" }
  }

  static var cases: [Case] {
    get throws {
      let url = try #require(
        Bundle.module.url(forResource: "Vectors/minimize", withExtension: "json"))
      return try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
    }
  }

  /// Step by step. A step multiplies what came before it: near a narrow valley an error in one iterate grows by
  /// up to the condition of the Hessian (2500 for Rosenbrock), and line searches interpolate differences of nearly
  /// equal values: 1e-7 of the walk's size is asked for where a search interpolates, 1e-11 where a Hessian is
  /// factored otherwise than NumPy does, 1e-12 for the rest, the pure Newton method among them.
  @Test func walksAgreeStepByStep() throws {
    let cases = try Self.cases
    #expect(cases.count == 52)
    for expected in cases {
      let function = try #require(BuiltIn.named(expected.problem))
      let method = try #require(Minimizer.Method(rawValue: expected.method))
      let run = try Minimizer(
        try function.objective(), from: expected.start, method: method, rate: expected.rate,
        memory: 3, steps: expected.steps)
      let steps = Array(run)
      let interpolates = [.conjugateGradient, .bfgs, .lbfgs].contains(method)
      #expect(
        abs(steps.count - expected.x.count) <= 1,
        "\(expected.testDescription): \(steps.count) steps, \(expected.x.count) expected")
      let tolerance =
        interpolates ? 1e-7 : method.usesHessian && method != .newton ? 1e-11 : 1e-12
      var worst = 0.0
      for (step, known) in zip(steps, expected.x) {
        for (ours, theirs) in zip(step.x, known) {
          worst = max(worst, abs(ours - theirs) / max(1, abs(theirs)))
        }
      }
      #expect(worst <= tolerance, "\(expected.testDescription): \(worst)")
    }
  }
}
