import Core

/// The objective `digits` in NumPy: the same stream, split, weights and steps. Its sums and products are added up in
/// another order: values agree to eight digits or more where training is calm (learning rates up to 0.05 or so), and
/// to none where it bounces.
enum DigitsScript {
  static func objective(_ names: [String]) throws -> String {
    """


    # The digits that came with descent: 64 pixels (0 ... 16), then the label. Sums are added up in NumPy's order,
    # which differs from the program's by rounding errors: values agree to eight digits or more where training is
    # calm, but a learning rate that makes it bounce carries such errors far.
    table = np.loadtxt(\(Python.string(try BuiltInData.digitsPath())), delimiter=",")
    X, labels = table[:, :64] / 16, table[:, 64].astype(int)


    def network(W, b, X, labels):
        hidden = np.maximum(X @ W[0].T + b[0], 0.0)
        z = hidden @ W[1].T + b[1]
        z = z - z.max(axis=1, keepdims=True)
        powers, rows = np.exp(z), np.arange(len(X))
        sums = powers.sum(axis=1, keepdims=True)
        return hidden, powers / sums, (np.log(sums[:, 0]) - z[rows, labels]).mean()


    def train(lr, wd, epochs):
        np.seterr(all="ignore")
        stream = np.random.default_rng(0)
        order = stream.permutation(len(X))
        cut = len(X) - len(X) // 4
        training, validation = order[:cut], order[cut:]
        widths = [64, \(SearchObjective.digitsHidden), 10]
        W = [stream.standard_normal((m, n)) * np.sqrt(2 / n) for n, m in zip(widths, widths[1:])]
        b = [np.zeros(m) for m in widths[1:]]
        velocity, squares = [np.zeros_like(v) for v in W + b], [np.zeros_like(v) for v in W + b]
        updates = 0
        for _ in range(epochs):
            places = stream.permutation(cut)
            for start in range(0, cut, 32):
                rows = training[places[start:start + 32]]
                hidden, d, _ = network(W, b, X[rows], labels[rows])
                d[np.arange(len(rows)), labels[rows]] -= 1
                d = d / len(rows)
                back = (d @ W[1]) * (hidden > 0)
                slopes = [back.T @ X[rows] + wd * W[0], d.T @ hidden + wd * W[1], back.sum(axis=0), d.sum(axis=0)]
                updates += 1
                for v, g, m, r in zip(W + b, slopes, velocity, squares):
                    m[...] = 0.9 * m + 0.1 * g
                    r[...] = 0.999 * r + 0.001 * (g * g)
                    v -= lr * (m / (1 - 0.9**updates)) / (np.sqrt(r / (1 - 0.999**updates)) + 1e-8)
        loss = network(W, b, X[validation], labels[validation])[2]
        return float(loss) if np.isfinite(loss) else math.nan


    def objective(\(names.joined(separator: ", ")), budget=9.0):
        return train(lr, wd, int(budget))

    """
  }
}
