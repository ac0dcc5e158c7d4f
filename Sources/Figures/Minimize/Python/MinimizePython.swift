import Core

/// The script of `minimize`: the formula's flat programs line by line and every method in the order of operations
/// of Core, so that the numbers agree to the bit.
///
/// The one exception is stated in the script itself: a trust region in more than 32 variables takes its
/// eigenvectors from LAPACK, where two libraries differ by rounding errors that a long run may carry on.
enum MinimizePython {
  static func script(_ controls: MinimizeControls, _ settings: Settings) throws -> String {
    let target = try controls.target(settings)
    let runs = try controls.minimizers(settings)
    let functions = try checked(controls.function.name) {
      try target.python(withHessian: runs.contains { $0.method.usesHessian })
    }
    let parts = Parts(of: runs)
    return """
      \(Python.head)
      import math

      \(CompiledFormula.pythonHelpers)
      \(functions)

      \(numbers(settings, controls))
      \(parts.text)

      def run(leave, wants_hessian):
          x = [num(v) for v in \(Python.list(target.start))]
          reach = 1e12 * max(1.0, max(abs(v) for v in x))
          kept = {}
          for k in range(steps + 1):
              f, g = value(x), gradient(x)
              H = hessian(x) if wants_hessian else None
              direction = used = None
              if (
                  np.all(np.isfinite([f, *g, *x]))
                  and max(abs(v) for v in x) <= reach
                  and max(abs(v) for v in g) > tolerance
                  and k < steps
              ):
                  direction, used = leave(k, x, f, g, H, kept)
              if used is None:
                  direction = None
              show(k, x, f, g, H, direction, used)
              if direction is None:
                  break
              kept.update(x=x, g=g, direction=direction, rate=used)
              x = moved(x, used, direction)


      \(runs.map(call).joined(separator: "\n"))

      """
  }

  private static func numbers(_ settings: Settings, _ controls: MinimizeControls) -> String {
    """
    rate, momentum = num(\(Python.number(settings[controls.rate].number))), \
    num(\(Python.number(settings[controls.momentum].number)))
    memory, steps, tolerance = \(settings[controls.memory].whole), \
    \(settings[controls.steps].whole), \(Python.number(settings[controls.tolerance].number))
    """
  }

  private static func call(_ run: Minimizer) -> String {
    "run(\(name(run.method)), \(run.method.usesHessian ? "True" : "False"))"
  }

  /// `gradient-descent` → `leave_gradient_descent`.
  static func name(_ method: Minimizer.Method) -> String {
    "leave_" + method.rawValue.split(separator: "-").joined(separator: "_")
  }
}

extension MinimizePython {
  /// The functions that the methods of a script need, each once.
  struct Parts {
    private(set) var text = ""
    private var known: Set<String> = []

    init(of runs: [Minimizer]) {
      add(vectors)
      for run in runs {
        switch run.lineSearch {
        case .backtracking: add(backtracking)
        case .strongWolfe: add(strongWolfe)
        case .weakWolfe: add(weakWolfe)
        case .auto, .none: break
        }
        switch run.method {
        case .newton: add(solve)
        case .newtonDamped, .newtonModified: add(cholesky)
        case .trustRegion:
          add(run.start.count <= SymmetricEigen.jacobiLimit ? jacobi : lapackEigen)
          add(region)
        default: break
        }
        add(method(run))
      }
    }

    private mutating func add(_ part: String) {
      if known.insert(part).inserted { text += "\n\n" + part }
    }
  }
}
