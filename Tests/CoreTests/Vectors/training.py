"""Reference training runs, written anew with NumPy 2.4; prints training.json.

Everything is drawn from one default_rng(seed): data, split, weights, then per epoch a permutation and per batch the
masks from the input up. Per epoch: losses and accuracies with every unit on, the norm of the gradient of the training
loss, the mean ratio of a step to the weights, the share of dead hidden units.
"""
import json

import numpy as np

PHI = {
    "relu": (lambda z: np.where(z > 0, z, 0.0), lambda a: (a > 0).astype(float)),
    "tanh": (np.tanh, lambda a: 1 - a * a),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)),
}


def data(kind, n, noise, rng):
    first = n - n // 2
    y = (np.arange(n) >= first).astype(int)
    t = np.concatenate([np.linspace(0, 1, first), np.linspace(0, 1, n - first)])
    if kind == "moons":
        t = np.pi * t
        X = np.where(y[:, None] == 0, np.c_[np.cos(t), np.sin(t)], np.c_[1 - np.cos(t), 0.5 - np.sin(t)])
    elif kind == "spirals":
        r, a, s = 0.3 + 2.7 * t, 3 * np.pi * t, np.where(y == 0, 1.0, -1.0)
        X = np.c_[s * r * np.cos(a), s * r * np.sin(a)]
    else:
        X = 2 * rng.random((n, 2)) - 1
        y = ((X[:, 0] > 0) != (X[:, 1] > 0)).astype(int)
    return X + noise * rng.standard_normal((n, 2)), y


class Net:
    def __init__(self, widths, activation, p_in, p_hid, scaling, rng):
        self.act, self.slope = PHI[activation]
        self.p = [p_in] + [p_hid] * (len(widths) - 2)
        self.scaling = scaling
        self.W, self.b = [], []
        for d, m in zip(widths, widths[1:]):
            s = np.sqrt(2 / d) if activation == "relu" else np.sqrt(2 / (d + m))
            self.W.append(rng.standard_normal((m, d)) * s)
            self.b.append(np.zeros(m))

    def gates(self, n, rng):
        """One array per layer of weights; the factor of test where there is no stream."""
        out = []
        for p, W in zip(self.p, self.W):
            if rng is None:
                out.append(1 - p if self.scaling == "classic" else 1.0)
            elif p == 0:
                out.append(1.0)
            else:
                s = 1.0 if self.scaling == "classic" else (1 / (1 - p) if p < 1 else 0.0)
                out.append(s * (rng.random((n, W.shape[1])) >= p))
        return out

    def passes(self, X, y, rng=None, W=None, b=None):
        W, b = W or self.W, b or self.b
        gates = self.gates(len(X), rng)
        h, seen, acts = X, [], []
        for i, (w, c) in enumerate(zip(W, b)):
            seen.append(h * gates[i])
            z = seen[-1] @ w.T + c
            if i < len(W) - 1:
                h = self.act(z)
                acts.append(h)
        e = np.exp(z - z.max(1, keepdims=True))
        P = e / e.sum(1, keepdims=True)
        loss = float(np.mean(-np.log(P[np.arange(len(y)), y])))
        hits = float(np.mean(z.argmax(1) == y))
        d = P.copy()
        d[np.arange(len(y)), y] -= 1
        d /= len(y)
        gW, gb = [None] * len(W), [None] * len(W)
        for i in reversed(range(len(W))):
            gW[i], gb[i] = d.T @ seen[i], d.sum(0)
            if i:
                d = (d @ W[i]) * gates[i] * self.slope(acts[i - 1])
        dead = np.concatenate([(self.slope(a) == 0).all(0) for a in acts]) if acts else np.zeros(0)
        return loss, hits, gW, gb, float(dead.mean()) if len(dead) else 0.0


def flat(W, b):
    return np.concatenate([np.concatenate([w.ravel(), c]) for w, c in zip(W, b)])


def run(kind="moons", n=40, noise=0.2, hidden=(6, 5), activation="relu", p_in=0.0, p_hid=0.0,
        scaling="inverted", opt="adam", lr=0.01, wd=0.0, batch=8, epochs=4, seed=0):
    rng = np.random.default_rng(seed)
    X, y = data(kind, n, noise, rng)
    order = rng.permutation(n)
    cut = n - n // 4
    Xt, yt, Xv, yv = X[order[:cut]], y[order[:cut]], X[order[cut:]], y[order[cut:]]
    net = Net([2, *hidden, 2], activation, p_in, p_hid, scaling, rng)
    zeros = lambda: [np.zeros_like(v) for v in net.W + net.b]
    m, r, t = zeros(), zeros(), 0
    L = len(net.W)
    steps = []

    def look(k, ratio):
        a = net.passes(Xt, yt)
        b = net.passes(Xv, yv)
        g = np.linalg.norm(flat(a[2], a[3]))
        steps.append({"k": k, "train_loss": a[0], "train_accuracy": a[1], "valid_loss": b[0],
                      "valid_accuracy": b[1], "grad_norm": float(g), "update_ratio": ratio, "dead_fraction": a[4]})

    look(0, None)
    for k in range(1, epochs + 1):
        ratios = []
        order = rng.permutation(cut)
        for s in range(0, cut, batch):
            at = order[s:s + batch]
            P = net.W + net.b
            Q = [w + 0.9 * v for w, v in zip(P, m)] if opt == "nesterov" else P
            _, _, gW, gb, _ = net.passes(Xt[at], yt[at], rng, Q[:L], Q[L:])
            g = gW + gb
            if opt != "adamw":
                g = [u + wd * w if i < L else u for i, (u, w) in enumerate(zip(g, Q))]
            t += 1
            if opt == "sgd":
                step = [-lr * u for u in g]
            elif opt in ("momentum", "nesterov"):
                m = [0.9 * v - lr * u for v, u in zip(m, g)]
                step = m
            elif opt == "rmsprop":
                r = [0.99 * v + 0.01 * u * u for v, u in zip(r, g)]
                step = [-lr * u / (np.sqrt(v) + 1e-8) for u, v in zip(g, r)]
            else:
                m = [0.9 * v + 0.1 * u for v, u in zip(m, g)]
                r = [0.999 * v + 0.001 * u * u for v, u in zip(r, g)]
                step = [-lr * (v / (1 - 0.9**t)) / (np.sqrt(q / (1 - 0.999**t)) + 1e-8) for v, q in zip(m, r)]
                if opt == "adamw":
                    step = [s - lr * wd * w if i < L else s for i, (s, w) in enumerate(zip(step, P))]
            norm = lambda vs: np.sqrt(sum(float((v * v).sum()) for v in vs))
            ratios.append(norm(step) / norm(P))
            P = [w + s for w, s in zip(P, step)]
            net.W, net.b = P[:L], P[L:]
        look(k, float(np.mean(ratios)))
    return {"steps": steps, "parameters": flat(net.W, net.b).tolist()}


CASES = [
    {},
    {"kind": "spirals", "activation": "tanh", "opt": "sgd", "lr": 0.3, "wd": 0.01, "seed": 3},
    {"kind": "xor", "activation": "sigmoid", "opt": "momentum", "lr": 0.2, "wd": 0.002, "seed": 4},
    {"opt": "nesterov", "lr": 0.05, "wd": 0.01, "p_hid": 0.5, "seed": 5},
    {"opt": "rmsprop", "p_in": 0.2, "p_hid": 0.5, "scaling": "classic", "seed": 6},
    {"opt": "adamw", "wd": 0.3, "p_in": 0.3, "p_hid": 0.4, "seed": 7, "batch": 7},
    {"hidden": [], "opt": "adam", "kind": "xor", "p_in": 0.5, "seed": 8},
]

if __name__ == "__main__":
    print(json.dumps([{"settings": case, **run(**case)} for case in CASES], indent=1))
