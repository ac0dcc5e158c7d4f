"""How many iterations four minimisers need, and what the memory of L-BFGS is worth.

Rosenbrock (1 - w1)**2 + 100 (w2 - w1**2)**2 from (-1.2, 1), its chain in 100 variables from (-1.2, 1, -1.2, 1, ...), and a
quadratic in 50 variables with curvatures spread evenly on a log scale from 1 to 10,000, from (1, 1, ...). A run ends when the
norm of the gradient is at most 1e-5. Line searches:

  halving  t = 1, 1/2, 1/4, ... until J(w + t p) <= J(w) + 1e-4 t g.p
  Wolfe    weak Wolfe conditions by bisection, c1 = 1e-4, c2 = 0.9, first try t = 1

A pair (s, y) with s.y <= 1e-10 is not used after halving; Wolfe makes s.y positive.

Prints one line per run. These are the numbers in lessons/data/numbers.yaml.

Run: python3 docs/numbers/quasi_newton.py        (NumPy 2.4, about a minute)
"""

import numpy as np

TOLERANCE = 1e-5


def rosenbrock(w):
    r, s = w[1:] - w[:-1] ** 2, 1 - w[:-1]
    g = np.zeros_like(w)
    g[:-1] += -400 * w[:-1] * r - 2 * s
    g[1:] += 200 * r
    return np.sum(s**2 + 100 * r**2), g


def quadratic(w):
    curvatures = np.logspace(0, 4, len(w))
    return 0.5 * np.dot(w, curvatures * w), curvatures * w


def halving(problem, w, f, g, p):
    t = 1.0
    while not problem(w + t * p)[0] <= f + 1e-4 * t * np.dot(g, p):
        t /= 2
    return t


def wolfe(problem, w, f, g, p):
    lo, hi, t, slope = 0.0, np.inf, 1.0, np.dot(g, p)
    while True:
        value, gradient = problem(w + t * p)
        if not value <= f + 1e-4 * t * slope:
            hi = t
        elif np.dot(gradient, p) < 0.9 * slope:
            lo = t
        else:
            return t
        t = 2 * lo if hi == np.inf else (lo + hi) / 2


def descent(state, g):
    return -g


def newton(state, g):
    a, b = state["w"]
    hessian = np.array([[1200 * a * a - 400 * b + 2, -400 * a], [-400 * a, 200.0]])
    return -np.linalg.solve(hessian, g)


def bfgs(state, g):
    matrix = state.setdefault("M", np.eye(len(g)))
    if state["pairs"]:
        s, y = state["pairs"].pop()
        rho = 1 / np.dot(y, s)
        left = np.eye(len(g)) - rho * np.outer(s, y)
        matrix = state["M"] = left @ matrix @ left.T + rho * np.outer(s, s)
    return -matrix @ g


def lbfgs(memory):
    def direction(state, g):
        pairs = state["pairs"][-memory:]
        q, alphas = g.copy(), []
        for s, y in reversed(pairs):
            alphas.append(np.dot(s, q) / np.dot(y, s))
            q -= alphas[-1] * y
        if pairs:
            s, y = pairs[-1]
            q *= np.dot(s, y) / np.dot(y, y)
        for (s, y), alpha in zip(pairs, reversed(alphas)):
            q += (alpha - np.dot(y, q) / np.dot(y, s)) * s
        return -q

    return direction


def iterations(problem, start, direction, search):
    w = np.array(start, float)
    state = {"pairs": []}
    f, g = problem(w)
    for count in range(1_000_000):
        if np.linalg.norm(g) <= TOLERANCE:
            return count
        state["w"] = w
        p = direction(state, g)
        step = search(problem, w, f, g, p) * p
        f, after = problem(w + step)
        if np.dot(step, after - g) > (1e-10 if search is halving else 0):
            state["pairs"] = state["pairs"][-30:] + [(step, after - g)]
        w, g = w + step, after


if __name__ == "__main__":
    valley = [-1.2, 1.0]
    print("halving, Rosenbrock")
    for method in (descent, newton, bfgs):
        print(f"  {method.__name__:8} {iterations(rosenbrock, valley, method, halving)}")
    print(f"  L-BFGS 5 {iterations(rosenbrock, valley, lbfgs(5), halving)}")
    for name, problem, start, memories in (
        ("Rosenbrock, 2 variables", rosenbrock, valley, (1, 2, 3, 5, 10, 20)),
        ("Rosenbrock, 100 variables", rosenbrock, valley * 50, (1, 3, 5, 10, 20)),
        ("quadratic, 50 variables", quadratic, [1.0] * 50, (1, 5, 10, 20)),
    ):
        print(f"Wolfe, {name}")
        for memory in memories:
            print(f"  m = {memory:2}   {iterations(problem, start, lbfgs(memory), wolfe)}")
        print(f"  BFGS     {iterations(problem, start, bfgs, wolfe)}")
