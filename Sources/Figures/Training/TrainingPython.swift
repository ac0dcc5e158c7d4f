import Core

/// The script of `training`: the same stream, the same steps, with NumPy's own sums and products.
enum TrainingPython {
  static func script(_ setup: TrainingSetup) throws -> String {
    let steps = setup.method == .lbfgs ? try quasiNewton(setup) : smallSteps(setup)
    return """
      \(Python.head)

      # Sums and products are added up in NumPy's order, which differs from ours by rounding errors. A run that settles
      # forgets them: its numbers agree to 12 digits and more to the end. Where the rate is too large training is
      # chaotic, doubles them every few steps, and the digits that agree become fewer.
      rng = np.random.default_rng(\(setup.seed))

      \(try data(setup))

      order = rng.permutation(len(X))
      cut = len(X) - len(X) // 4
      train, train_labels = X[order[:cut]], labels[order[:cut]]
      valid, valid_labels = X[order[cut:]], labels[order[cut:]]

      \(network(setup))

      \(steps)

      """
  }

  private static func data(_ setup: TrainingSetup) throws -> String {
    switch setup.source {
    case .given(_, let count):
      return """
        # The digits that came with descent: 64 pixels (0 ... 16), then the label.
        table = np.loadtxt(\(Python.string(try BuiltInData.digitsPath())), delimiter=",")[:\(count)]
        X, labels = table[:, :64] / 16, table[:, 64].astype(int)
        """
    case .toy(let toy, let count, let noise):
      let head = """
        n, noise = \(count), \(Python.number(noise))
        first = n - n // 2
        labels = (np.arange(n) >= first).astype(int)
        t = np.concatenate([np.linspace(0, 1, first), np.linspace(0, 1, n - first)])
        """
      let points: String =
        switch toy {
        case .moons:
          """
          X = np.where(
              labels[:, None] == 0,
              np.c_[np.cos(np.pi * t), np.sin(np.pi * t)],
              np.c_[1 - np.cos(np.pi * t), 0.5 - np.sin(np.pi * t)],
          )
          """
        case .spirals:
          """
          arm = np.where(labels == 0, 1.0, -1.0) * (0.3 + 2.7 * t)
          X = np.c_[arm * np.cos(3 * np.pi * t), arm * np.sin(3 * np.pi * t)]
          """
        case .xor:
          """
          X = 2 * rng.random((n, 2)) - 1
          labels = ((X[:, 0] > 0) != (X[:, 1] > 0)).astype(int)
          """
        }
      return head + "\n" + points + "\nX = X + noise * rng.standard_normal((n, 2))"
    }
  }

  private static func network(_ setup: TrainingSetup) -> String {
    let (value, slope) =
      switch setup.activation {
      case .relu: ("np.where(z > 0, z, 0.0)", "(a > 0).astype(float)")
      case .tanh: ("np.tanh(z)", "1 - a * a")
      case .sigmoid: ("1 / (1 + np.exp(-z))", "a * (1 - a)")
      case .none: ("z", "np.ones_like(a)")
      }
    let deviation =
      setup.activation == .relu
      ? "np.sqrt(2 / inputs)" : "np.sqrt(2 / (inputs + units))"
    let isClassic = setup.scaling == .classic
    let rates =
      ([setup.inputRate] + setup.hidden.map { _ in setup.hiddenRate }).map(Python.number)
      .joined(separator: ", ")
    return """
      widths = [X.shape[1], \(setup.hidden.map { "\($0), " }.joined())max(2, labels.max() + 1)]
      rates = [\(rates)]  # of dropping, the input first
      W, b = [], []  # \(setup.activation == .relu ? "He" : "Glorot")
      for inputs, units in zip(widths, widths[1:]):
          W.append(rng.standard_normal((units, inputs)) * \(deviation))
          b.append(np.zeros(units))


      def act(z):
          return \(value)


      def slope(a):
          return \(slope)


      def draw(rows):
          # The gates of a training pass: s * mask, from the input up; a rate of 0 draws nothing.
          gates = []
          for p, width in zip(rates, widths):
              s = \(isClassic ? "1.0" : "1 / (1 - p) if p < 1 else 0.0")
              gates.append(s * (rng.random((rows, width)) >= p) if p > 0 else 1.0)
          return gates


      test = \(isClassic ? "[1 - p for p in rates]" : "[1.0 for p in rates]")


      def passes(W, b, X, labels, gates):
          # Mean loss, share of right answers, gradients, activations.
          h, seen, acts = X, [], []
          for layer in range(len(W)):
              seen.append(h * gates[layer])
              z = seen[layer] @ W[layer].T + b[layer]
              if layer + 1 < len(W):
                  h = act(z)
                  acts.append(h)
          rows = np.arange(len(X))
          shifted = z - z.max(axis=1, keepdims=True)
          powers = np.exp(shifted)
          sums = powers.sum(axis=1, keepdims=True)
          loss = (np.log(sums[:, 0]) - shifted[rows, labels]).mean()
          right = (z.argmax(axis=1) == labels).mean()
          d = powers / sums
          d[rows, labels] -= 1
          d = d / len(X)
          dW, db = [None] * len(W), [None] * len(W)
          for layer in reversed(range(len(W))):
              dW[layer], db[layer] = d.T @ seen[layer], d.sum(axis=0)
              if layer > 0:
                  d = (d @ W[layer]) * gates[layer] * slope(acts[layer - 1])
          return loss, right, dW, db, acts


      def norm(arrays):
          return np.sqrt(sum((a * a).sum() for a in arrays))


      def judge(k, ratio):
          loss, right, dW, db, acts = passes(W, b, train, train_labels, test)
          valid_loss, valid_right, *_ = passes(W, b, valid, valid_labels, test)
          dead = [unit for a in acts for unit in (slope(a) == 0).all(axis=0)]
          show(k, loss, right, valid_loss, valid_right, norm(dW + db), ratio, np.mean(dead) if dead else 0.0)
          start = max(1.0, largest)
          return all(np.isfinite(v).all() for v in W + b + [loss, valid_loss]) and max(
              abs(v).max() for v in W + b
          ) <= 1e12 * start


      largest = max(abs(v).max() for v in W + b)
      """
  }

  private static func smallSteps(_ setup: TrainingSetup) -> String {
    let decay = setup.weightDecay > 0
    let step: String =
      switch setup.method {
      case .momentum, .nesterov:
        """
                m = [0.9 * v - lr * u for v, u in zip(m, g)]
                step = m
        """
      case .rmsprop:
        """
                r = [0.99 * v + 0.01 * (u * u) for v, u in zip(r, g)]
                step = [-(lr * u / (np.sqrt(v) + 1e-8)) for v, u in zip(r, g)]
        """
      case .adam, .adamw:
        """
                m = [0.9 * v + 0.1 * u for v, u in zip(m, g)]
                r = [0.999 * v + 0.001 * (u * u) for v, u in zip(r, g)]
                first, second = 1 - 0.9**updates, 1 - 0.999**updates
                step = [-(lr * (v / first) / (np.sqrt(u / second) + 1e-8)) for v, u in zip(m, r)]
        """
      case .sgd, .lbfgs:
        """
                step = [-(lr * u) for u in g]
        """
      }
    let penalty =
      decay && setup.method != .adamw
      ? "\n        g = [u + decay * w for u, w in zip(dW, at)] + db" : "\n        g = dW + db"
    let outside =
      decay && setup.method == .adamw
      ? "\n        step = [u - lr * decay * w for u, w in zip(step, W)] + step[len(W):]" : ""
    let look =
      setup.method == .nesterov ? "[w + 0.9 * v for w, v in zip(W + b, m)]" : "W + b"
    return """
      lr, decay, batch, epochs = \(Python.number(setup.rate)), \(Python.number(setup.weightDecay)), \
      \(setup.batch), \(setup.epochs)
      m = [np.zeros_like(v) for v in W + b]
      r = [np.zeros_like(v) for v in W + b]
      updates = 0
      going = judge(0, None)
      for k in range(1, epochs + 1):
          if not going:
              break
          ratios = []
          order = rng.permutation(cut)
          for start in range(0, cut, batch):
              rows = order[start : start + batch]
              at = \(look)
              _, _, dW, db, _ = passes(at[: len(W)], at[len(W) :], train[rows], train_labels[rows], draw(len(rows)))\(penalty)
              updates += 1
      \(step)\(outside)
              size = norm(W + b)
              ratios.append(norm(step) / size if size > 0 else 0.0)
              moved = [w + u for w, u in zip(W + b, step)]
              W, b = moved[: len(W)], moved[len(W) :]
          going = judge(k, np.mean(ratios))
      """
  }

  /// The methods of `minimize`, on the parameters as one list.
  private static func quasiNewton(_ setup: TrainingSetup) throws -> String {
    let training = try checked { try setup.training() }
    guard let run = training.quasiNewton else { return "" }
    return """
      import math

      num = np.float64
      gates = \(setup.inputRate > 0 || setup.hiddenRate > 0 ? "draw(cut)  # once: a line search compares values of one function" : "test")
      decay, epochs, memory = \(Python.number(setup.weightDecay)), \(setup.epochs), 10


      def split(x):
          W, b, place = [], [], 0
          for inputs, units in zip(widths, widths[1:]):
              W.append(np.reshape(x[place : place + inputs * units], (units, inputs)))
              place += inputs * units
              b.append(np.array(x[place : place + units]))
              place += units
          return W, b


      def joined(W, b):
          return list(np.concatenate([np.concatenate([w.ravel(), c]) for w, c in zip(W, b)]))


      def value(x):
          W, b = split(x)
          return passes(W, b, train, train_labels, gates)[0] + 0.5 * decay * sum((w * w).sum() for w in W)


      def gradient(x):
          W, b = split(x)
          _, _, dW, db, _ = passes(W, b, train, train_labels, gates)
          return joined([d + decay * w for d, w in zip(dW, W)], db)


      \(MinimizePython.Parts(of: [run]).text)

      x, kept = joined(W, b), {}
      going = judge(0, None)
      for k in range(epochs):
          f, g = value(x), gradient(x)
          if not going or max(abs(v) for v in g) <= 1e-8:
              break
          direction, used = \(MinimizePython.name(run.method))(k, x, f, g, None, kept)
          if used is None:
              break
          kept.update(x=x, g=g, direction=direction, rate=used)
          x, before = moved(x, used, direction), x
          size = norm([np.array(before)])
          ratio = norm([np.array(x) - np.array(before)]) / size if size > 0 else 0.0
          W, b = split(x)
          going = judge(k + 1, ratio)
      """
  }
}
