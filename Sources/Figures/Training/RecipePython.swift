/// The script of `recipe`.
enum RecipePython {
  static func script(examples: Int, hidden: Int, epochs: Int, seed: UInt64) throws -> String {
    """
    \(Python.head)

    # Sums are added up in NumPy's order; training carries the rounding errors on.
    SEED, EPOCHS = \(seed), \(epochs)
    # The digits that came with descent: 64 pixels (0 ... 16), then the label.
    table = np.loadtxt(\(Python.string(try BuiltInData.digitsPath())), delimiter=",")[:\(examples)]
    X, labels = table[:, :64] / 16, table[:, 64].astype(int)
    classes = max(2, labels.max() + 1)
    frame = 0


    def tell(step, *values):
        global frame
        show(frame, step, *values)
        frame += 1


    class Net:
        # 64-\(hidden)-10, ReLU, momentum 0.9; the same stream each time.
        def __init__(self):
            self.rng = np.random.default_rng(SEED)
            order = self.rng.permutation(len(X))
            cut = len(X) - len(X) // 4
            self.train, self.valid = order[:cut], order[cut:]
            self.P = [
                self.rng.standard_normal((\(hidden), 64)) * np.sqrt(2 / 64),
                np.zeros(\(hidden)),
                self.rng.standard_normal((classes, \(hidden))) * np.sqrt(2 / \(hidden)),
                np.zeros(classes),
            ]
            self.v = [np.zeros_like(p) for p in self.P]

        def passes(self, rows):
            x, y = X[rows], labels[rows]
            W1, b1, W2, b2 = self.P
            z = x @ W1.T + b1
            h = np.where(z > 0, z, 0.0)
            out = h @ W2.T + b2
            shifted = out - out.max(axis=1, keepdims=True)
            powers = np.exp(shifted)
            sums = powers.sum(axis=1, keepdims=True)
            at = np.arange(len(rows))
            loss = (np.log(sums[:, 0]) - shifted[at, y]).mean()
            d = powers / sums
            d[at, y] -= 1
            d = d / len(rows)
            back = (d @ W2) * (z > 0)
            slopes = [back.T @ x, back.sum(axis=0), d.T @ h, d.sum(axis=0)]
            return loss, (out.argmax(axis=1) == y).mean(), slopes, out.max()

        def epoch(self, rows, rate, decay, batch, losses=None, count=None):
            order = self.rng.permutation(len(rows))
            for start in range(0, len(rows), batch):
                loss, _, slopes, largest = self.passes(rows[order[start : start + batch]])
                if losses is not None:
                    good = largest < 709.78  # beyond that exp overflows
                    losses.append(loss if good else float("nan"))
                    if not good or len(losses) >= count:
                        return
                slopes = [g + decay * p if i % 2 == 0 else g for i, (g, p) in enumerate(zip(slopes, self.P))]
                self.v = [0.9 * v - rate * g for v, g in zip(self.v, slopes)]
                self.P = [p + v for p, v in zip(self.P, self.v)]

        def fine(self):
            return all(np.isfinite(p).all() and abs(p).max() <= 1e12 for p in self.P)


    # 1: the initial loss.
    net = Net()
    tell(1, net.passes(net.train)[0])

    # 2: twenty digits by heart.
    few, net.rng = net.train[:\(Recipe.sample)], np.random.default_rng(SEED)
    for k in range(1, \(Recipe.sampleEpochs) + 1):
        net.epoch(few, 0.1, 0.0, \(Recipe.sample))
        loss, right, *_ = net.passes(few)
        tell(2, k, loss, right)
        if right == 1:
            break

    # 3: learning rates over \(Recipe.iterations) iterations.
    for rate in \(Python.list(Recipe.rates)):
        net, losses = Net(), []
        while len(losses) < \(Recipe.iterations) and not (losses and np.isnan(losses[-1])):
            net.epoch(net.train, rate, 1e-5, 32, losses, \(Recipe.iterations))
        tell(3, rate, losses)


    def search(step, rates, decays, epochs):
        best = (np.inf, rates[0], decays[0])
        for rate in rates:
            for decay in decays:
                net = Net()
                for _ in range(epochs):
                    if net.fine():
                        net.epoch(net.train, rate, decay, 32)
                loss, right, *_ = net.passes(net.valid)
                tell(step, rate, decay, loss, right)
                if loss < best[0]:
                    best = (loss, rate, decay)
        return best[1:]


    # 4 and 5: a coarse grid, then a closer one around its best.
    rate, decay = search(4, \(Python.list(Recipe.coarseRates)), \(Python.list(Recipe.coarseDecays)), \(Recipe.coarseEpochs))
    rate, decay = search(5, [f * rate for f in \(Python.list(Recipe.factors))], [decay, max(10 * decay, 1e-4)], EPOCHS)

    # 6: the curves of the best.
    net = Net()
    for k in range(2 * EPOCHS + 1):
        if k > 0:
            if not net.fine():
                break
            net.epoch(net.train, rate, decay, 32)
        loss, right, *_ = net.passes(net.train)
        valid, accuracy, *_ = net.passes(net.valid)
        tell(6, k, loss, valid, accuracy)

    """
  }
}
