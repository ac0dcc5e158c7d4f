import Core

/// The script of `minimize`: the formula's flat programs line by line and the same elimination, so that every number
/// agrees to the bit.
enum MinimizePython {
  static func script(_ controls: MinimizeControls, _ settings: Settings) throws -> String {
    let target = try controls.target(settings)
    let compiled = try checked(controls.function.name) {
      try CompiledFormula(target.formula, dimension: target.start.count)
    }
    let names = settings[controls.method].names
    for name in names where !scripted.contains(name) {
      throw ControlError(
        control: controls.method.name, message: "method: there is no script for '\(name)' yet",
        fix: "write one of \(scripted.joined(separator: ", "))")
    }
    guard ["auto", "none"].contains(settings[controls.lineSearch].text) else {
      throw ControlError(
        control: controls.lineSearch.name, message: "line-search: there is no script for it yet",
        fix: "write auto or none")
    }
    return """
      \(Python.head)
      import math

      # f = \(target.formula.source.filter { !$0.isNewline })
      \(CompiledFormula.pythonHelpers)
      \(compiled.python)
      \(solve)\(directions)

      def run(method, rate, momentum, steps, tolerance):
          x = [num(v) for v in \(Python.list(target.start))]
          reach = 1e12 * max(1.0, max(abs(v) for v in x))
          state = [[num(0.0)] * len(x), [num(0.0)] * len(x)]
          for k in range(steps + 1):
              f, g = value(x), gradient(x)
              H = hessian(x) if method == "newton" else None
              direction = used = None
              if (
                  np.all(np.isfinite([f, *g, *x]))
                  and max(abs(v) for v in x) <= reach
                  and max(abs(v) for v in g) > tolerance
                  and k < steps
              ):
                  direction, used = leave(method, rate, momentum, k, x, g, H, state)
              show(k, x, f, g, H, direction, used)
              if direction is None:
                  break
              x = [v + used * d for v, d in zip(x, direction)]


      for method in \("[" + names.map(Python.string).joined(separator: ", ") + "]"):
          run(method, \(Python.number(settings[controls.rate].number)), \
      \(Python.number(settings[controls.momentum].number)), \(settings[controls.steps].whole), \
      \(Python.number(settings[controls.tolerance].number)))

      """
  }

  /// The methods that have a script.
  static let scripted = [
    "newton", "gradient-descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam",
  ]

  private static let directions = """

    def leave(method, rate, momentum, k, x, g, H, state):
        # What leaves a point: direction and rate; `state` holds v (or m) and r.
        if method == "newton":
            step = solve(H, [-v for v in g])
            return step, None if step is None else 1.0
        if method in ("momentum", "nesterov"):
            if method == "nesterov":
                g = gradient([a + momentum * v for a, v in zip(x, state[0])])
            state[0] = [momentum * v - rate * a for v, a in zip(state[0], g)]
            return state[0], 1.0
        if method == "adagrad":
            state[1] = [r + a * a for r, a in zip(state[1], g)]
            return [-a / (np.sqrt(r) + 1e-10) for a, r in zip(g, state[1])], rate
        if method == "rmsprop":
            state[1] = [0.99 * r + 0.01 * (a * a) for r, a in zip(state[1], g)]
            return [-a / (np.sqrt(r) + 1e-8) for a, r in zip(g, state[1])], rate
        if method == "adam":
            state[0] = [0.9 * m + 0.1 * a for m, a in zip(state[0], g)]
            state[1] = [0.999 * r + 0.001 * (a * a) for r, a in zip(state[1], g)]
            first, second = 1 - math.pow(0.9, k + 1.0), 1 - math.pow(0.999, k + 1.0)
            return [-(m / first) / (np.sqrt(r / second) + 1e-8) for m, r in zip(*state)], rate
        return [-v for v in g], rate


    """

  /// Gaussian elimination with partial pivoting, as in our `LUFactors`.
  static let solve = """
    def solve(A, b):
        A, x, n = [list(row) for row in A], list(b), len(b)
        if not np.all(np.isfinite(A)):
            return None
        for k in range(n):
            pivot = max(range(k, n), key=lambda i: (abs(A[i][k]), -i))
            A[k], A[pivot], x[k], x[pivot] = A[pivot], A[k], x[pivot], x[k]
            if A[k][k] == 0 or not np.isfinite(A[k][k]):
                return None
            for i in range(k + 1, n):
                factor = A[i][k] / A[k][k]
                for j in range(k + 1, n):
                    A[i][j] = A[i][j] - factor * A[k][j]
                x[i] = x[i] - factor * x[k]
        for i in reversed(range(n)):
            for j in range(i + 1, n):
                x[i] = x[i] - A[i][j] * x[j]
            x[i] = x[i] / A[i][i]
        return x if np.all(np.isfinite(x)) else None


    """
}
