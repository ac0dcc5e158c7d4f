import Foundation
import Testing

@testable import Core

@Suite("Logistic regression")
struct LogisticRegressionTests {
  /// Hours of study and a passed exam, by `Vectors/logistic.py`.
  struct Case: Decodable {
    let X: [[Double]]
    let y: [Double]
    let w: [[Double]]
  }

  private func reference() throws -> (problem: LogisticRegression, walk: [[Double]]) {
    let url = try #require(
      Bundle.module.url(forResource: "Vectors/logistic", withExtension: "json"))
    let known = try JSONDecoder().decode(Case.self, from: Data(contentsOf: url))
    let features = try #require(Matrix(known.X))
    return (try LogisticRegression(features: features, labels: known.y), known.w)
  }

  /// Within 1e-12: the same linear systems, solved by another factorisation.
  @Test func newtonIsIterativelyReweightedLeastSquares() throws {
    let (problem, walk) = try reference()
    let run = try Minimizer(problem.objective, from: [0, 0], method: .newton, tolerance: 1e-15)
    for (step, known) in zip(run, walk) {
      for (ours, theirs) in zip(step.x, known) {
        #expect(abs(ours - theirs) <= 1e-12 * max(1, abs(theirs)), "step \(step.index)")
      }
    }
    #expect(abs(run.first.f - 0.6931471805599453) < 1e-15)
  }

  @Test func theFormulaOfIt() throws {
    let (problem, _) = try reference()
    let function = try #require(BuiltIn.named("logistic")).objective()
    for point in [[0, 0], [-3, 1.2], [20, -40]] {
      let (value, gradient) = problem.objective.valueAndGradient(point)
      #expect(abs(function.value(point) - value) <= 1e-13 * value)
      for (ours, theirs) in zip(function.gradient(point), gradient) {
        #expect(abs(ours - theirs) <= 1e-13)
      }
      let difference = zip(
        function.hessian(point).elements, problem.objective.hessian(point).elements
      ).map { abs($0 - $1) }.max()
      #expect(try #require(difference) <= 1e-13)
    }
  }

  @Test func theRidgeKeepsSeparableWeightsFinite() throws {
    let features = try #require(Matrix([[1, -2], [1, -1], [1, 1], [1, 2]]))
    let problem = try LogisticRegression(features: features, labels: [0, 0, 1, 1], ridge: 0.01)
    let run = try Minimizer(problem.objective, from: [0, 0], method: .newtonDamped)
    let last = try #require(Array(run).last)
    #expect(last.status == .converged)
    #expect(abs(last.x[0]) < 1e-8 && last.x[1] > 1 && last.x[1] < 10)
  }

  @Test func badDataAreNamed() throws {
    let features = Matrix.identity(2)
    #expect(throws: DomainError.self) {
      _ = try LogisticRegression(features: features, labels: [1])
    }
    #expect(throws: DomainError.self) {
      _ = try LogisticRegression(features: features, labels: [0, 2])
    }
  }
}
