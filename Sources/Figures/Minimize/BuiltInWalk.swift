import Core

/// Gradient descent or pure Newton on a function of one or two variables written out with its derivatives.
struct BuiltInWalk: Algorithm {
  enum Method: String, Sendable {
    case gradientDescent = "gradient-descent"
    case newton
  }
  let function: TestFunction
  let start: [Double]
  let method: Method
  let rate: Double
  let steps: Int
  let tolerance: Double

  struct Step: Equatable, Sendable {
    let index: Int
    let x: [Double]
    let f: Double
    let g: [Double]
    let hessian: [[Double]]?
    let direction: [Double]?
    let status: Status
  }

  var first: Step { stop(0, start) }

  func step(after step: Step) -> Step? {
    guard step.status == .running, let direction = step.direction else { return nil }
    let size = method == .newton ? 1 : rate
    return stop(step.index + 1, zip(step.x, direction).map { $0 + size * $1 })
  }

  private func stop(_ index: Int, _ x: [Double]) -> Step {
    let (f, g) = (function.value(x), function.gradient(x))
    let hessian = method == .newton ? function.hessian(x) : nil
    let slope = g.map(\.magnitude).max() ?? 0
    let limit = 1e12 * Swift.max(1, start.map(\.magnitude).max() ?? 0)
    let isFinite = f.isFinite && g.allSatisfy(\.isFinite) && x.allSatisfy { $0.magnitude <= limit }
    var status = Status.running
    var direction: [Double]?
    if !isFinite {
      status = .diverged
    } else if slope <= tolerance {
      status = .converged
    } else if index >= steps {
      status = .stopped
    } else if let hessian {
      direction = SmallNewton.step(g, hessian)
      if direction == nil { status = .failed }
    } else {
      direction = g.map { -$0 }
    }
    return Step(
      index: index, x: x, f: f, g: g, hessian: hessian, direction: direction, status: status)
  }
}

extension Walk {
  init(_ run: BuiltInWalk) throws {
    var sampler = WalkSampler()
    let recording = try Recording(run) { step in
      let slope = step.g.reduce(0) { $1.isNaN ? .nan : max($0, $1.magnitude) }
      sampler.add(Walk.Sample(index: step.index, x: step.x, f: step.f, slope: slope))
    }
    let last = recording.last
    if sampler.samples.last?.index != last.index {
      sampler.append(
        Walk.Sample(
          index: last.index, x: last.x, f: last.f, slope: last.g.map(\.magnitude).max() ?? 0))
    }
    let size = run.method == .newton ? 1 : run.rate
    self.init(
      method: run.method.rawValue, count: recording.count, status: last.status,
      reason: Walk.reason(last, run),
      evaluations: (recording.count, recording.count, run.method == .newton ? recording.count : 0),
      stop: { index in
        let step = recording[index]
        return Walk.Stop(
          x: step.x, f: step.f, g: step.g, hessian: step.hessian, direction: step.direction,
          rate: step.direction == nil ? nil : size)
      }, samples: sampler.samples)
  }

  private static func reason(_ last: BuiltInWalk.Step, _ run: BuiltInWalk) -> Reason {
    MinimizeReason.reason(
      status: last.status, steps: last.index, x: last.x, slope: last.g.map(\.magnitude).max() ?? 0,
      tolerance: run.tolerance, hessian: run.function.hessian(last.x))
  }
}
