import Core

/// One function a method: direction and rate that leave a point (`None` where it cannot go on). `kept` holds what
/// the method remembers; x, g, direction and rate in it are those of the step before.
extension MinimizePython {
  static func method(_ run: Minimizer) -> String {
    """
    def \(name(run.method))(k, x, f, g, H, kept):
    \(body(of: run.method, firstTrial: run.isTextbook ? "num(1.0)" : shortFirst, search: search(run)))

    """
  }

  /// The rate along `d`, as an expression in `first`.
  private static func search(_ run: Minimizer) -> (String) -> String {
    switch run.lineSearch {
    case .auto, .none: { $0 }
    case .backtracking: { "backtracking(x, f, g, d, \($0))" }
    case .weakWolfe: { "weak_wolfe(x, f, g, d, \($0))" }
    case .strongWolfe:
      { "strong_wolfe(x, f, g, d, \($0), \(run.method == .conjugateGradient ? "0.1" : "0.9"))" }
    }
  }

  /// The very first step of a quasi-Newton run is at most 1 long.
  private static let shortFirst = "min(num(1.0), 1 / np.sqrt(dot(g, g))) if k == 0 else num(1.0)"

  private static func body(
    of method: Minimizer.Method, firstTrial: String, search: (String) -> String
  ) -> String {
    switch method {
    case .newton:
      """
          d = solve(H, [-v for v in g])
          return d, None if d is None else \(search("num(1.0)"))
      """
    case .gradientDescent:
      """
          d = [-v for v in g]
          return d, \(search("rate"))
      """
    case .momentum:
      """
          v = kept.get("v", [num(0.0)] * len(x))
          v = kept["v"] = [momentum * a - rate * b for a, b in zip(v, g)]
          return v, num(1.0)
      """
    case .nesterov:
      """
          v = kept.get("v", [num(0.0)] * len(x))
          ahead = gradient(moved(x, momentum, v))
          v = kept["v"] = [momentum * a - rate * b for a, b in zip(v, ahead)]
          return v, num(1.0)
      """
    case .adagrad:
      """
          r = kept.get("r", [num(0.0)] * len(x))
          r = kept["r"] = [a + b * b for a, b in zip(r, g)]
          return [-b / (np.sqrt(a) + 1e-10) for a, b in zip(r, g)], rate
      """
    case .rmsprop:
      """
          r = kept.get("r", [num(0.0)] * len(x))
          r = kept["r"] = [0.99 * a + 0.01 * (b * b) for a, b in zip(r, g)]
          return [-b / (np.sqrt(a) + 1e-8) for a, b in zip(r, g)], rate
      """
    case .adam:
      """
          m, r = kept.get("m", [num(0.0)] * len(x)), kept.get("r", [num(0.0)] * len(x))
          m = kept["m"] = [0.9 * a + 0.1 * b for a, b in zip(m, g)]
          r = kept["r"] = [0.999 * a + 0.001 * (b * b) for a, b in zip(r, g)]
          first, second = 1 - math.pow(0.9, k + 1.0), 1 - math.pow(0.999, k + 1.0)
          return [-(a / first) / (np.sqrt(b / second) + 1e-8) for a, b in zip(m, r)], rate
      """
    case .conjugateGradient:
      """
          # Polak-Ribiere+: anew along -g where beta is not positive or d would not go down.
          d = [-v for v in g]
          if k > 0:
              change = [a - b for a, b in zip(g, kept["g"])]
              beta = dot(g, change) / dot(kept["g"], kept["g"])
              if beta > 0 and np.isfinite(beta):
                  bent = moved(d, beta, kept["direction"])
                  if dot(g, bent) < 0:
                      d = bent
          return d, \(search("num(1.0)"))
      """
    case .newtonDamped:
      """
          L = cholesky(H, num(0.0))
          if L is None:  # not positive definite
              return None, None
          d = cholesky_solve(L, [-v for v in g])
          return d, \(search("num(1.0)"))
      """
    case .newtonModified:
      """
          # The first multiple of the identity that makes H positive definite.
          least = min(H[i][i] for i in range(len(x)))
          shift = num(0.0) if least > 0 else 1e-3 - least
          while np.isfinite(shift) and np.all(np.isfinite(H)):
              L = cholesky(H, shift)
              if L is not None:
                  d = cholesky_solve(L, [-v for v in g])
                  return d, \(search("num(1.0)"))
              shift = max(2 * shift, num(1e-3))
          return None, None
      """
    case .trustRegion:
      """
          if not np.all(np.isfinite(H)):
              return None, None
          values, vectors = eigen(H)
          radius = kept.get("radius", num(1.0))
          while radius > 1e-16 * max(1.0, np.sqrt(dot(x, x))):
              d, touches, predicted = region_step(g, values, vectors, radius)
              after = value(moved(x, 1.0, d))
              actual = f - after
              # Near the minimum both are rounding errors of f: then the model is believed.
              noise = 8 * EPSILON * max(abs(f), abs(after))
              ratio = num(1.0) if abs(actual) <= noise and predicted <= noise else actual / predicted
              if not ratio >= 0.25:
                  radius = radius * 0.25
              elif ratio > 0.75 and touches:
                  radius = min(2 * radius, num(1000.0))
              if ratio > 0.15 and np.isfinite(after):
                  kept["radius"] = radius
                  return d, num(1.0)
          return None, None
      """
    case .bfgs:
      """
          n = len(x)
          M = kept.get("M") or [[num(i == j) for j in range(n)] for i in range(n)]
          if k > 0:
              s = [a - b for a, b in zip(x, kept["x"])]
              y = [a - b for a, b in zip(g, kept["g"])]
              curvature = straight_dot(y, s)
              if dot(s, y) > 0 and curvature != 0 and np.isfinite(curvature):
                  rho = 1 / curvature
                  my = [straight_dot(row, y) for row in M]
                  outer = rho * (1 + rho * straight_dot(y, my))
                  M = [
                      [
                          M[i][j] + (outer * (s[i] * s[j]) - rho * (s[i] * my[j] + my[i] * s[j]))
                          for j in range(n)
                      ]
                      for i in range(n)
                  ]
          kept["M"] = M
          d = [-straight_dot(row, g) for row in M]
          first = \(firstTrial)
          return d, \(search("first"))
      """
    case .lbfgs:
      """
          # A pair: the direction p and rate t of a step (s = t p), y, s'y, y'y.
          pairs = kept.setdefault("pairs", [])
          if k > 0:
              p, t = kept["direction"], kept["rate"]
              y = [a - b for a, b in zip(g, kept["g"])]
              curvature, square = t * dot(y, p), dot(y, y)
              if curvature > 0 and np.isfinite(curvature) and np.isfinite(square):
                  if len(pairs) >= memory:
                      pairs.pop(0)
                  pairs.append((p, t, y, curvature, square))
          q, alphas = list(g), []
          for p, t, y, curvature, square in reversed(pairs):
              alphas.append(t * dot(p, q) / curvature)
              q = moved(q, -alphas[-1], y)
          if pairs:
              q = [pairs[-1][3] / pairs[-1][4] * v for v in q]
          for p, t, y, curvature, square in pairs:
              q = moved(q, (alphas.pop() - dot(q, y) / curvature) * t, p)
          d = [-v for v in q]
          first = \(firstTrial)
          return d, \(search("first"))
      """
    }
  }
}
