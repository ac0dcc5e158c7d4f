import Testing

@testable import Core

@Suite("What minimizers keep")
struct MinimizerInvariantTests {
  private func objective(_ text: String, _ dimension: Int) throws -> Objective {
    try Objective(formula: Expression(parsing: text), dimension: dimension)
  }
  private let rosenbrock = "(1-x)^2 + 100 (y-x^2)^2"

  @Test(
    "the next point is x + rate · direction in every method", arguments: Minimizer.Method.allCases)
  func steps(method: Minimizer.Method) throws {
    let run = try Minimizer(
      objective(rosenbrock, 2), from: [-1.2, 1], method: method, steps: 30, tolerance: 1e-10)
    let steps = Array(run)
    #expect(steps.count > 1)
    for (step, next) in zip(steps, steps.dropFirst()) {
      let direction = try #require(step.direction)
      let rate = try #require(step.rate)
      #expect(next.x == zip(step.x, direction).map { $0 + rate * $1 })
      #expect(next.evaluations.f > step.evaluations.f - 1)
    }
    #expect(steps.last?.direction == nil)
    #expect(Array(run) == steps, "a run replays")
  }

  /// Wolfe's conditions give sᵀy > 0, so M stays positive definite and M y = s.
  @Test("a BFGS matrix stays positive definite", arguments: ["rosenbrock", "beale", "himmelblau"])
  func positiveDefinite(id: String) throws {
    let function = try #require(BuiltIn.named(id))
    let run = try Minimizer(function.objective(), from: function.start, method: .bfgs)
    let steps = Array(run)
    #expect(steps.last?.status == .converged)
    for (step, next) in zip(steps, steps.dropFirst()) {
      guard let inverse = next.inverse else { continue }
      #expect(Cholesky(inverse) != nil, "step \(next.index)")
      let s = VectorKernels.difference(next.x, step.x)
      let y = VectorKernels.difference(next.g, step.g)
      let image = inverse.times(y)
      for (left, right) in zip(image, s) {
        #expect(abs(left - right) <= 1e-9 * max(1e-3, VectorKernels.norm(s)))
      }
    }
  }

  @Test func everyAcceptedTrialSatisfiesStrongWolfe() throws {
    for method in [Minimizer.Method.conjugateGradient, .bfgs, .lbfgs] {
      let c2 = method == .conjugateGradient ? 0.1 : 0.9
      let run = try Minimizer(
        objective(rosenbrock, 2), from: [-1.2, 1], method: method, tolerance: 1e-6)
      for step in run where step.status == .running {
        let last = try #require(step.trials.last)
        let direction = try #require(step.direction)
        let slope = VectorKernels.dot(step.g, direction)
        let steepness = try #require(last.slope)
        #expect(slope < 0)
        #expect(last.isAccepted && last.f <= step.f + 1e-4 * last.rate * slope)
        #expect(abs(steepness) <= c2 * abs(slope))
        #expect(step.trials.dropLast().allSatisfy { !$0.isAccepted })
      }
    }
  }

  /// Curriculum W20: s = (1, 0), y = (2, 1), g = (3, 3) give (−1.2, −0.6).
  @Test func theTwoLoopsByHand() {
    let pair = TwoLoop.Pair(direction: [1, 0], rate: 1, y: [2, 1], curvature: 2, square: 5)
    let loops = TwoLoop(gradient: [3, 3], pairs: [pair])
    #expect(loops.alphas == [1.5])
    #expect(loops.descending == [[3, 3], [0, 1.5]])
    #expect(loops.gamma == 0.4)
    #expect(zip(loops.ascending[0], [0, 0.6]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(abs(loops.betas[0] - 0.3) < 1e-15)
    #expect(zip(loops.direction, [-1.2, -0.6]).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test func theStepShowsTheRecursionThatMadeItsDirection() throws {
    let text = "sum(i, 1, 25, 100 (x[2i] - x[2i-1]^2)^2 + (1 - x[2i-1])^2)"
    let start = (0..<50).map { $0 % 2 == 0 ? -1.2 - Double($0) / 100 : 1 }
    let run = try Minimizer(objective(text, 50), from: start, method: .lbfgs, memory: 4)
    var seen = 0
    for step in run {
      guard let direction = step.direction else { continue }
      #expect(step.pairs.count == min(step.index, 4))
      for (shown, used) in zip(step.twoLoop.direction, direction) {
        #expect(abs(shown - used) <= 1e-10 * VectorKernels.norm(direction))
      }
      seen += 1
    }
    #expect(seen > 10)
  }

  @Test func trustRegionStepsAreOptimal() throws {
    // Positive definite inside, on the boundary, indefinite, and the hard case g ⟂ the lowest eigenvector.
    for (g, h, radius) in [
      ([1.0, 2], [[4.0, 1], [1, 3]], 10.0), ([1, 2], [[4, 1], [1, 3]], 0.2),
      ([1, 2], [[-2, 0], [0, 3]], 1), ([0, 2], [[-2, 0], [0, 3]], 1.5),
      ([0, 0], [[-1, 0], [0, 1]], 0.5),
    ] {
      let hessian = try #require(Matrix(h))
      let region = TrustRegion(gradient: g, hessian: hessian, radius: radius)
      let length = VectorKernels.norm(region.step)
      #expect(length <= radius * (1 + 1e-12))
      #expect(region.shift >= 0)
      #expect(region.isOnBoundary == (abs(length - radius) < 1e-9 * radius))
      // (H + λI) p = −g, H + λI positive semidefinite.
      let residual = zip(hessian.times(region.step), zip(region.step, g)).map {
        $0 + region.shift * $1.0 + $1.1
      }
      #expect(VectorKernels.norm(residual) < 1e-10)
      let lowest = try #require(SymmetricEigen(hessian).values.first)
      #expect(lowest + region.shift >= -1e-12)
      // Nothing on the circle is lower.
      func model(_ p: [Double]) -> Double {
        VectorKernels.dot(g, p) + 0.5 * VectorKernels.dot(p, hessian.times(p))
      }
      #expect(abs(model(region.step) + region.predicted) < 1e-12)
      for k in 0..<100 {
        let angle = Double(k) * 0.0628318
        let p = [radius * Operation.cosine(angle, 0, 0), radius * Operation.sine(angle, 0, 0)]
        #expect(model(region.step) <= model(p) + 1e-12)
      }
    }
  }

  @Test func newtonDampedRefusesASaddleAndTellsItsEigenvalues() throws {
    let run = try Minimizer(
      objective("x^3 + y^3 - 3 x y", 2), from: [0, 1], method: .newtonDamped)
    // H = [[0, −3], [−3, 6]].
    guard case .unfitHessian(.indefinite, let eigenvalues) = run.first.ending else {
      Issue.record("\(String(describing: run.first.ending))")
      return
    }
    #expect(run.first.status == .failed)
    #expect(
      zip(eigenvalues, [3 - 18.0.squareRoot(), 3 + 18.0.squareRoot()]).allSatisfy {
        abs($0 - $1) < 1e-12
      })
  }

  @Test func modifiedNewtonAndTrustRegionCureThePureStep() throws {
    for method in [Minimizer.Method.newtonModified, .trustRegion] {
      for (text, start, goal) in [
        ("w^4/4 - w^3/3 - w^2", [0.5], [2.0]), ("x^3 + y^3 - 3 x y", [0, 1], [1, 1]),
      ] {
        let run = try Minimizer(objective(text, start.count), from: start, method: method)
        let last = try #require(Array(run).last)
        guard case .stationary(.minimum, _) = last.ending else {
          Issue.record("\(method) on \(text): \(last)")
          continue
        }
        #expect(zip(last.x, goal).allSatisfy { abs($0 - $1) < 1e-6 }, "\(method) on \(text)")
      }
    }
  }

  @Test("bad days end with a name", arguments: Minimizer.Method.allCases)
  func badDays(method: Minimizer.Method) throws {
    for (text, start) in [
      ("ln(x)", [1e-3]), ("sqrt(x)", [0]), ("1/x", [1]), ("-x^2 - y^2", [1, 1]), ("x + y", [0, 0]),
      ("abs(x) + abs(y)", [1, -1]), ("exp(x)", [0]), ("if(x < 0, 0/0, x^2)", [1]),
      ("1e300 x^2", [1e10]), ("x^4", [1]), ("0 x", [3]),
    ] as [(String, [Double])] {
      let run = try Minimizer(
        objective(text, start.count), from: start, method: method, rate: 0.5, steps: 300)
      let last = try #require(run.reduce(nil, { $1 as Minimizer.Step? }))
      #expect(last.status != .running, "\(text)")
      #expect(last.ending != nil, "\(text)")
    }
  }

  @Test func aMillionStepsEnd() throws {
    let run = try Minimizer(
      objective("x^2", 1), from: [1], method: .gradientDescent, rate: 1, steps: 1_000_000)
    let last = try #require(run.reduce(nil, { $1 as Minimizer.Step? }))
    #expect(last.index == 1_000_000)
    #expect(last.ending == .stepLimit)
  }

  @Test func wrongSettingsAreNamed() throws {
    let bowl = try objective("x^2", 1)
    #expect(throws: DomainError.self) {
      _ = try Minimizer(bowl, from: [1], method: .momentum, momentum: 1.5)
    }
    #expect(throws: DomainError.self) {
      _ = try Minimizer(bowl, from: [1], method: .lbfgs, memory: 0)
    }
    #expect(throws: DomainError.self) {
      _ = try Minimizer(bowl, from: [1], method: .adam, lineSearch: .strongWolfe)
    }
  }
}
