import Core

/// The script of `dropout-layer`.
enum LayerPython {
  static func script(_ setup: LayerControls.Setup) -> String {
    let layer = setup.layer
    let mask =
      setup.seed.map { "np.random.default_rng(\($0)).random(len(b)) >= p" }
      ?? "[" + (layer.mask ?? []).map { $0 ? "1" : "0" }.joined(separator: ", ") + "]"
    let activation =
      switch layer.activation {
      case .none: "z"
      case .relu: "max(z, 0.0)"
      case .sigmoid:
        "1.0 / (1.0 + math.exp(-z)) if z >= 0 else math.exp(z) / (1.0 + math.exp(z))"
      case .tanh: "math.tanh(z)"
      }
    let slope =
      switch layer.activation {
      case .none: "1.0"
      case .relu: "1.0 if a > 0 else 0.0"
      case .sigmoid: "a * (1.0 - a)"
      case .tanh: "1.0 - a * a"
      }
    let factor: String
    switch (layer.mask == nil, setup.scaling) {
    case (false, .classic), (true, .inverted): factor = "1.0"
    case (false, .inverted): factor = "1.0 / (1.0 - p) if p < 1 else 0.0"
    case (true, .classic): factor = "1.0 - p"
    }
    let isTraining = layer.mask != nil
    return """
      \(Python.head.replacingImport)
      x = \(Python.list(layer.input))
      W = \(Python.list(layer.weights.list))
      b = \(Python.list(layer.bias))
      upstream = \(Python.list(layer.upstream))
      p = \(Python.number(setup.rate))
      mask = \(isTraining ? mask : "None  # no mask at test")
      s = \(factor)


      def act(z):
          return \(activation)


      def slope(a):
          return \(slope)


      def passed(v):
          return [s * v[i] if mask is None or mask[i] else 0.0 for i in range(len(v))]


      z = []
      for i in range(len(W)):
          total = 0.0
          for j in range(len(x)):
              total += W[i][j] * x[j]
          z.append(total + b[i])
      a = [act(v) for v in z]
      y = passed(a)
      show(0, z, a, mask, y)

      dz = [d * slope(v) + 0.0 for d, v in zip(passed(upstream), a)]
      dW = [[d * v + 0.0 for v in x] for d in dz]
      dx = [0.0] * len(x)
      for i in range(len(W)):
          for j in range(len(x)):
              dx[j] += W[i][j] * dz[i]
      show(1, dx, dW, dz)

      """
  }
}

extension String {
  /// The head of a script that needs `math` too: its functions are those of the C library, as ours are.
  fileprivate var replacingImport: String {
    let line = "import numpy as np"
    return split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == line ? "import math\n\n\(line)" : String($0) }.joined(separator: "\n")
  }
}
