import Testing

@testable import Core

@Suite("Central differences")
struct GradientCheckTests {
  /// Off the start, so that no entry is zero by chance. Central differences are good to about ε^⅔ ≈ 4e-11 of the
  /// third derivatives, here up to 2400.
  @Test("every built-in function's derivatives are right", arguments: BuiltIn.all)
  func builtIns(function: BuiltIn) throws {
    let x = function.start.enumerated().map { 0.9 * $0.element + 0.13 * Double($0.offset + 1) }
    let check = GradientCheck(try function.objective(), at: x)
    #expect(check.gradientError < 1e-6, "\(check)")
    #expect(check.hessianError < 1e-6, "\(check)")
  }

  @Test func aWrongGradientIsFound() {
    let wrong = Objective(
      dimension: 1, value: { $0[0] * $0[0] }, gradient: { [3 * $0[0]] },
      hessian: { _ in Matrix.identity(1) })
    let check = GradientCheck(wrong, at: [2])
    #expect(check.gradientError > 0.1)
    #expect(check.hessianError > 0.1)
  }
}
