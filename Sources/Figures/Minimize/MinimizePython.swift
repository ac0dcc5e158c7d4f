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
    return """
      \(Python.head)
      import math

      # f = \(target.formula.source.filter { !$0.isNewline })
      \(CompiledFormula.pythonHelpers)
      \(compiled.python)
      \(solve)

      def run(method, rate, steps, tolerance):
          x = [num(v) for v in \(Python.list(target.start))]
          reach = 1e12 * max(1.0, max(abs(v) for v in x))
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
                  direction = solve(H, [-v for v in g]) if method == "newton" else [-v for v in g]
                  used = None if direction is None else 1.0 if method == "newton" else rate
              show(k, x, f, g, H, direction, used)
              if direction is None:
                  break
              x = [v + used * d for v, d in zip(x, direction)]


      for method in \("[" + names.map(Python.string).joined(separator: ", ") + "]"):
          run(method, \(Python.number(settings[controls.rate].number)), \(settings[controls.steps].whole), \
      \(Python.number(settings[controls.tolerance].number)))

      """
  }

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
