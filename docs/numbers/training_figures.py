"""What the figures that train show on the average of some seeds, from the streams that the figures draw.

overfit-curves: 40 seeds, final losses and the lowest validation loss; mc-dropout: 10 seeds, log-loss and accuracy of
the scaled net, of averages of dropped passes, of the net without scaling and of one trained without dropout;
activation-histograms: 4 seeds, mean activation and share of zeros.

Run: python3 docs/numbers/training_figures.py        (NumPy 2.4; about two minutes)
"""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def adam(parameters, slopes, state, rate):
    state["t"] += 1
    for i, g in enumerate(slopes):
        state["m"][i] = 0.9 * state["m"][i] + 0.1 * g
        state["r"][i] = 0.999 * state["r"][i] + 0.001 * g * g
        m, r = state["m"][i] / (1 - 0.9 ** state["t"]), state["r"][i] / (1 - 0.999 ** state["t"])
        parameters[i] = parameters[i] - rate * m / (np.sqrt(r) + 1e-8)


def zeros(parameters):
    return {"t": 0, "m": [np.zeros_like(p) for p in parameters], "r": [np.zeros_like(p) for p in parameters]}


def overfit(rate, n, seed, epochs=300):
    rng = np.random.default_rng(seed)
    true = np.array([1.5] * 3 + [0.0] * 27)
    X = rng.standard_normal((n + 1000, 30))
    y = (rng.random(n + 1000) < sigmoid(X @ true)).astype(float)
    w, b, best = np.zeros(30), 0.0, np.inf

    def loss(part):
        z = X[part] @ w + b
        return np.mean(np.logaddexp(0, z) - y[part] * z)

    for _ in range(epochs):
        order = rng.permutation(n)
        x = X[:n][order]
        if rate > 0:
            x = x * (rng.random((n, 30)) >= rate) / (1 - rate)
        error = (sigmoid(x @ w + b) - y[:n][order]) / n
        w, b = w - 0.2 * x.T @ error, b - 0.2 * error.sum()
        best = min(best, loss(slice(n, None)))
    return loss(slice(0, n)), loss(slice(n, None)), best


def monte_carlo(p, seed, steps=800):
    rng = np.random.default_rng(seed)

    def moons(n):
        first = n - n // 2
        y = (np.arange(n) >= first).astype(float)
        t = np.pi * np.concatenate([np.linspace(0, 1, first), np.linspace(0, 1, n - first)])
        X = np.where(y[:, None] == 0, np.c_[np.cos(t), np.sin(t)], np.c_[1 - np.cos(t), 0.5 - np.sin(t)])
        return X + 0.25 * rng.standard_normal((n, 2)), y

    X, y = moons(60)
    V, u = moons(1000)
    widths = [2, 64, 64, 1]
    P = [rng.standard_normal((m, d)) * np.sqrt(2 / d) for d, m in zip(widths, widths[1:])]
    P += [np.zeros(m) for m in widths[1:]]

    def layers(X, gates):
        h = [X]
        for i in range(3):
            z = h[i] @ P[i].T + P[3 + i]
            h.append(np.maximum(z, 0) * gates[i] if i < 2 else z)
        return h

    def draw(n):
        return [1.0 * (rng.random((n, 64)) >= p) if p > 0 else 1.0 for _ in range(2)]

    state = zeros(P)
    for _ in range(steps):
        order = rng.permutation(60)
        gates = draw(60)
        h = layers(X[order], gates)
        d = (sigmoid(h[3]) - y[order][:, None]) / 60
        g = [None] * 6
        for i in (2, 1, 0):
            g[i], g[3 + i] = d.T @ h[i], d.sum(axis=0)
            if i:
                d = (d @ P[i]) * gates[i - 1] * (h[i] > 0)
        adam(P, g, state, 0.005)

    def judge(q):
        c = np.clip(q, 1e-12, 1 - 1e-12)
        return -np.mean(u * np.log(c) + (1 - u) * np.log(1 - c)), np.mean((q > 0.5) == (u > 0.5))

    def answer(gates):
        return sigmoid(layers(V, gates)[3][:, 0])

    passes = np.cumsum([answer(draw(1000)) for _ in range(50)], axis=0)
    averages = [judge(passes[t - 1] / t) for t in (1, 5, 50)]
    return [judge(answer([1 - p, 1 - p])), *averages, judge(answer([1.0, 1.0]))]


def activations(p, seed, epochs=60):
    rng = np.random.default_rng(seed)

    def strokes(n):
        ends = 7 * rng.random((n, 2, 2))
        a, d = ends[:, 0][:, None], (ends[:, 1] - ends[:, 0])[:, None]
        pixels = np.array([(x, y) for y in range(8) for x in range(8)], dtype=float)[None] - a
        place = np.clip((pixels * d).sum(axis=2) / (d * d).sum(axis=2), 0, 1)
        gap = pixels - place[:, :, None] * d
        return ((gap * gap).sum(axis=2) < 0.49).astype(float)

    train, test = strokes(600), strokes(200)
    start = [rng.standard_normal((32, 64)) * np.sqrt(2 / 64), np.zeros(32),
             rng.standard_normal((64, 32)) * np.sqrt(2 / 32), np.zeros(64)]

    def trained(p):
        P, state = [v.copy() for v in start], zeros(start)
        for _ in range(epochs):
            order = rng.permutation(600)
            for place in range(0, 600, 30):
                x = train[order[place : place + 30]]
                gate = 1.0 * (rng.random((30, 32)) >= p) if p > 0 else 1.0
                z = x @ P[0].T + P[1]
                h = np.maximum(z, 0) * gate
                d = (h @ P[2].T + P[3] - x) / 30
                back = (d @ P[2]) * gate * (z > 0)
                adam(P, [back.T @ x, back.sum(axis=0), d.T @ h, d.sum(axis=0)], state, 0.003)
        return np.maximum(test @ P[0].T + P[1], 0)

    plain, learned = trained(0.0), trained(p)
    masked = plain * (rng.random(plain.shape) >= p)
    return [(h.mean(), (h == 0).mean()) for h in (plain, masked, learned)]


if __name__ == "__main__":
    for n in (40, 200):
        for rate in (0.0, 0.5, 0.8):
            runs = np.array([overfit(rate, n, seed) for seed in range(1, 41)])
            train, valid, best = runs.mean(axis=0)
            print(f"overfit-curves, {n} examples, rate {rate}: train {train:.3f}, valid {valid:.3f}, lowest {best:.3f}")
    plain = np.array([overfit(0.0, 40, seed)[1] for seed in range(1, 41)])
    half = np.array([overfit(0.5, 40, seed)[1] for seed in range(1, 41)])
    print(f"overfit-curves, 40 examples: rate 0.5 ends better in {(half < plain).sum()} of 40 seeds")
    names = ["scaled", "1 pass", "5 passes", "50 passes", "unscaled"]
    means = np.array([monte_carlo(0.5, seed) for seed in range(1, 11)]).mean(axis=0)
    for name, (loss, accuracy) in zip(names, means):
        print(f"mc-dropout, {name}: {loss:.3f} / {accuracy:.3f}")
    loss, accuracy = np.array([monte_carlo(0.0, seed)[0] for seed in range(1, 11)]).mean(axis=0)
    print(f"mc-dropout, trained without dropout: {loss:.3f} / {accuracy:.3f}")
    means = np.array([activations(0.5, seed) for seed in range(4)]).mean(axis=0)
    for name, (mean, share) in zip(["without", "masked", "with"], means):
        print(f"activation-histograms, {name}: mean {mean:.2f}, zeros {100 * share:.0f} %")
