"""Reference walks for the minimizers, written anew with NumPy 2.4, SciPy 1.17 and SymPy; prints minimize.json.

Derivatives come from SymPy, line searches from SciPy's own Moré-Thuente class, the trust region's multiplier from
Brent's method. Every walk stops at its limit or at a slope of 1e-8.
"""
import json
import warnings

import numpy as np
import sympy as sp
from scipy.optimize import brentq
from scipy.optimize._dcsrch import DCSRCH

warnings.simplefilter("ignore")
X = sp.symbols("x y")
PROBLEMS = {
    "rosenbrock": ("(1-x)**2 + 100*(y-x**2)**2", [-1.2, 1.0]),
    "beale": ("(1.5-x+x*y)**2 + (2.25-x+x*y**2)**2 + (2.625-x+x*y**3)**2", [1.0, 1.0]),
    "himmelblau": ("(x**2+y-11)**2 + (x+y**2-7)**2", [0.5, -0.5]),
    "booth": ("(x+2*y-7)**2 + (2*x+y-5)**2", [-5.0, 5.0]),
}


def derivatives(text):
    f = sp.sympify(text)
    g = [sp.diff(f, v) for v in X]
    h = [[sp.diff(u, v) for v in X] for u in g]
    f, g, h = (sp.lambdify(X, u, "numpy") for u in (f, g, h))
    return (
        lambda x: float(f(*x)),
        lambda x: np.array(g(*x), dtype=float),
        lambda x: np.array(h(*x), dtype=float),
    )


def backtrack(f, g, x, d, t):
    slope = g(x) @ d
    while f(x + t * d) > f(x) + 1e-4 * t * slope:
        t /= 2
    return t


def wolfe(f, g, x, d, t, c2):
    search = DCSRCH(lambda a: f(x + a * d), lambda a: g(x + a * d) @ d, 1e-4, c2, 1e-16, 0, 1e20)
    return search(t, phi0=f(x), derphi0=g(x) @ d, maxiter=40)[0]


def region(g, H, radius):
    lam, V = np.linalg.eigh(H)
    c = V.T @ g
    if lam[0] > 0 and np.linalg.norm(c / lam) <= radius:
        return -V @ (c / lam), False
    low = max(0, -lam[0])
    gap = lambda s: 1 / radius - 1 / np.linalg.norm(c / (lam + s))
    s = brentq(gap, low + 1e-13 * max(1, low), low + np.linalg.norm(g) / radius + 1, xtol=1e-15, rtol=1e-15, maxiter=500)
    return -V @ (c / (lam + s)), True


def walk(method, name, limit, rate):
    text, start = PROBLEMS[name]
    f, g, h = derivatives(text)
    x = np.array(start)
    v, r, M, pairs, radius, last = np.zeros(2), np.zeros(2), np.eye(2), [], 1.0, None
    path = [x]
    for k in range(limit):
        slope = g(x)
        if np.max(np.abs(slope)) <= 1e-8:
            break
        first = min(1, 1 / np.linalg.norm(slope)) if k == 0 else 1.0
        if method == "momentum":
            v = 0.9 * v - rate * slope
            d, t = v, 1
        elif method == "nesterov":
            v = 0.9 * v - rate * g(x + 0.9 * v)
            d, t = v, 1
        elif method == "adagrad":
            r = r + slope**2
            d, t = -slope / (np.sqrt(r) + 1e-10), rate
        elif method == "rmsprop":
            r = 0.99 * r + 0.01 * slope**2
            d, t = -slope / (np.sqrt(r) + 1e-8), rate
        elif method == "adam":
            v, r = 0.9 * v + 0.1 * slope, 0.999 * r + 0.001 * slope**2
            d = -(v / (1 - 0.9 ** (k + 1))) / (np.sqrt(r / (1 - 0.999 ** (k + 1))) + 1e-8)
            t = rate
        elif method == "conjugate-gradient":
            d = -slope
            if last is not None:
                beta = max(0, slope @ (slope - last[0]) / (last[0] @ last[0]))
                if slope @ (-slope + beta * last[1]) < 0:
                    d = -slope + beta * last[1]
            t = wolfe(f, g, x, d, 1.0, 0.1)
        elif method == "gradient-descent":
            d, t = -slope, rate
        elif method == "newton":
            d, t = -np.linalg.solve(h(x), slope), 1
        elif method == "newton-damped":
            H = h(x)
            if np.linalg.eigvalsh(H)[0] <= 0:
                break
            d = -np.linalg.solve(H, slope)
            t = backtrack(f, g, x, d, 1.0)
        elif method == "newton-modified":
            H = h(x)
            least = min(np.diag(H))
            tau = 0 if least > 0 else 1e-3 - least
            while np.linalg.eigvalsh(H + tau * np.eye(2))[0] <= 0:
                tau = max(2 * tau, 1e-3)
            d = -np.linalg.solve(H + tau * np.eye(2), slope)
            t = backtrack(f, g, x, d, 1.0)
        elif method == "trust-region":
            H, t = h(x), 1
            while True:
                d, touches = region(slope, H, radius)
                promised = -(slope @ d + d @ H @ d / 2)
                ratio = (f(x) - f(x + d)) / promised
                if ratio < 0.25:
                    radius /= 4
                elif ratio > 0.75 and touches:
                    radius = min(2 * radius, 1000)
                if ratio > 0.15:
                    break
        elif method == "bfgs":
            if last is not None:
                s, y = x - last[2], slope - last[0]
                if s @ y > 0:
                    rho, I = 1 / (s @ y), np.eye(2)
                    M = (I - rho * np.outer(s, y)) @ M @ (I - rho * np.outer(y, s)) + rho * np.outer(s, s)
            d = -M @ slope
            t = wolfe(f, g, x, d, first, 0.9)
        elif method == "lbfgs":
            # The compact recursion's matrix, built densely from the pairs.
            if last is not None:
                s, y = x - last[2], slope - last[0]
                if s @ y > 0:
                    pairs = (pairs + [(s, y)])[-3:]
            B = np.eye(2)
            if pairs:
                s, y = pairs[-1]
                B = (s @ y) / (y @ y) * np.eye(2)
            for s, y in pairs:
                rho, I = 1 / (s @ y), np.eye(2)
                B = (I - rho * np.outer(s, y)) @ B @ (I - rho * np.outer(y, s)) + rho * np.outer(s, s)
            d = -B @ slope
            t = wolfe(f, g, x, d, first, 0.9)
        last = (slope, d, x)
        x = x + t * d
        path.append(x)
    return [[float(u) for u in p] for p in path], [f(p) for p in path]


cases = []
for method, limit, rate in [
    ("gradient-descent", 60, 0.001), ("newton", 20, 1),
    ("momentum", 60, 0.0005), ("nesterov", 60, 0.0005), ("adagrad", 60, 0.1), ("rmsprop", 60, 0.01),
    ("adam", 60, 0.05), ("conjugate-gradient", 12, 1), ("newton-damped", 60, 1), ("newton-modified", 60, 1),
    ("trust-region", 60, 1), ("bfgs", 20, 1), ("lbfgs", 20, 1),
]:
    for name in PROBLEMS:
        path, values = walk(method, name, limit, rate)
        cases.append({"method": method, "problem": name, "start": PROBLEMS[name][1], "rate": rate,
                      "steps": limit, "x": path, "f": values})
print(json.dumps(cases))
