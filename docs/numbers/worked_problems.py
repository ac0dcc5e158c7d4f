"""The first numbers of the worked problems in lessons/exam, computed a second time and compared.

The pack computes its numbers by its own formula language; this does it with NumPy, problem by problem, and stops at the first
that does not agree. Prints the number of values compared.

Run: python3 docs/numbers/worked_problems.py        (NumPy 2.4)
"""

from itertools import product
from math import ceil, comb, log, prod, sqrt

import numpy as np

compared = 0


def same(name, value, expected, tolerance=1e-9):
    global compared
    compared += np.size(expected)
    assert np.allclose(value, expected, rtol=tolerance, atol=tolerance), (name, value, expected)


def relu(z):
    return np.maximum(z, 0)


def gradient(f, w, h=1e-5):
    steps = h * np.eye(len(w))
    return np.array([(f(w + s) - f(w - s)) / (2 * h) for s in steps])


def hessian(f, w, h=1e-4):
    steps = h * np.eye(len(w))
    return np.array([(gradient(f, w + s) - gradient(f, w - s)) / (2 * h) for s in steps])


def newton(g, matrix):
    return -np.linalg.solve(matrix, g)


def bfgs(matrix, s, y):
    left = np.eye(len(s)) - np.outer(s, y) / np.dot(y, s)
    return left @ matrix @ left.T + np.outer(s, s) / np.dot(y, s)


# 1 to 3: the net 2-3-1, ReLU.
x, W, b = np.array([5.0, 10]), np.array([[1.0, 1], [2, -1], [-1, 1]]), np.array([1.0, 4, -1])
v, c, r, s = np.array([2.0, 1, -1]), 1.0, np.array([1, 0]), np.array([1, 0, 1])


def net(x, scale, weights=v, bias=c, first=W, offset=b):
    return weights @ (relu(first @ x + offset) * scale) + bias


z = W @ (x * r) + b
same("1 z", z, [6, 14, -6])
same("1 y", net(x * r, s), 13)
same("1 without masks", net(x, 1), 33)
same("2 z", W @ (0.8 * x) + b, [13, 4, 3])
same("2 y", [net(0.8 * x, 0.5), net(x, 1), net(0.2 * x, 0.5)], [14.5, 33, 7])
masks = list(product([0, 1], repeat=5))
chances = [prod(k if kept else 1 - k for kept, k in zip(m, [0.8, 0.8, 0.5, 0.5, 0.5])) for m in masks]
outputs = [net(x * m[:2], np.array(m[2:])) for m in masks]
same("2 mean over all masks", np.dot(chances, outputs), 14.48)
same("2 extremes", [min(outputs), max(outputs)], [-8, 37])
error = net(x * r, s) - 10
dv, dz = error * relu(z) * s, error * v * s * (z > 0)
dW = np.outer(dz, x * r)
same("3 gradients", [*dv, *dz, *dW[0]], [18, 0, 0, 6, 0, 0, 30, 0])
same("3 by differences", gradient(lambda w: (net(x * r, s, w) - 10) ** 2 / 2, v), dv, 1e-6)
again = net(x * r, s, v - 0.01 * dv, c - 0.01 * error, W - 0.01 * dW, b - 0.01 * dz)
same("3 again", [again, (again - 10) ** 2 / 2], [9.0508, 0.45050], 1e-4)

# 4, 5: survivors and their noise, by counting all masks.
counts = np.array([bin(m).count("1") for m in range(2**10)])
same("4", [counts.mean(), counts.var(), (counts == 5).mean(), (counts == 0).mean()], [5, 2.5, comb(10, 5) / 2**10, 2**-10])
same("4 mask", 0.8**2 * 0.2 * 0.5**4, 0.008)
sums = [np.dot(m, [4, -2, 6]) for m in product([0, 1], repeat=3)]
same("5", [np.mean(sums), np.var(sums), np.mean(sums) / 0.5, np.var(sums) / 0.25], [4, 14, 8, 56])

# 6: all sub-networks of one sigmoid unit.
odds = np.array([1.0, 4, 9, 36])
same("6", [np.mean(odds / (odds + 1)), prod(odds) ** 0.25, 6 / 7], [587 / 740, 6, 1 / (1 + np.exp(-(log(4) + log(9)) / 2))])

# 7 to 11: hyperparameters.
same("7", [5**4, 5**4 * 12 / 60, 5**4 * 12 / 1440, 5**5 * 12 / 1440], [625, 125, 5.208333, 26.041667], 1e-6)
same("8", [1 - 0.95**10, ceil(log(0.05) / log(0.95)), 1 - 0.95**59], [0.401263, 59, 0.951505], 1e-5)
same("9", [10 ** (-4 + 4 * 0.25), 0.0001 + 0.9999 * 0.25, 2 / 4, sqrt(0.0001)], [0.001, 0.250075, 0.5, 0.01])
same("10", [10**-2.5, 10**0.25, 3 * 25, (4 * 4 + 1) ** 2], [0.00316228, 1.7782794, 75, 289], 1e-6)
same("11", [-log(1 / 10), 9, log(10) + 0.01 * 100 / 2], [2.302585, 10 - 1, 2.802585], 1e-6)

# 12 to 18: Newton.
same("12", np.sort(np.linalg.eigvalsh([[1, 2], [2, 1]])), [-1, 3])
w = [5.0]
for _ in range(2):
    w.append(w[-1] - 0.1 * (4 * w[-1] - 8))
same("13", [5 - 12 / 4, *w[1:], 2 / 4], [2, 3.8, 3.08, 0.5])
heron = [4.0]
for _ in range(3):
    heron.append(heron[-1] - (heron[-1] ** 2 - 4) / (2 * heron[-1]))
same("14", heron[1:], [2.5, 2.05, 3281 / 1640])


def bowl(w):
    return 3 * w[0] ** 2 + 2 * w[0] * w[1] + 2 * w[1] ** 2 - 8 * w[0] - 6 * w[1]


start = np.array([3.0, 2])
g, H = gradient(bowl, start), hessian(bowl, start)
same("15", [*g, *H.ravel(), bowl(start), bowl([1, 1]), bowl(start - 0.1 * np.array([14, 8]))], [14, 8, 6, 2, 2, 4, 11, -7, -5.6], 1e-4)
same("15 step", newton(np.array([14.0, 8]), np.array([[6.0, 2], [2, 4]])), [-2, -1])


def folium(w):
    return w[0] ** 3 + w[1] ** 3 - 3 * w[0] * w[1]


walk = [np.array([2.0, 2])]
for _ in range(3):
    a, d = walk[-1]
    walk.append(walk[-1] + newton(np.array([3 * a * a - 3 * d, 3 * d * d - 3 * a]), np.array([[6 * a, -3], [-3, 6 * d]])))
same("16", [walk[1][0], walk[2][0], walk[3][0], folium(walk[1])], [4 / 3, 16 / 15, 256 / 255, -16 / 27])


def saddle(w):
    return w[0] ** 4 + w[0] * w[1] + (1 + w[1]) ** 2


g, H = np.array([0.0, 2]), np.array([[0.0, 1], [1, 2]])
same("17 derivatives", [*gradient(saddle, np.zeros(2)), *hessian(saddle, np.zeros(2)).ravel()], [0, 2, 0, 1, 1, 2], 1e-4)
step, damped = newton(g, H), newton(g, H + np.eye(2))
same("17", [*step, saddle(step), *damped, saddle(damped), g @ damped], [-2, 0, 17, 1, -1, 0, -2])


def rosenbrock(w):
    return (1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2


one = newton(np.array([-2.0, 0]), np.array([[2.0, 0], [0, 200]]))
same("18", [*one, rosenbrock(one), *(one + newton(np.array([400.0, -200]), np.array([[1202.0, -400], [-400, 200]])))], [1, 0, 100, 1, 1])
same("18 derivatives", [*gradient(rosenbrock, one), *hessian(rosenbrock, one).ravel()], [400, -200, 1202, -400, -400, 200], 1e-4)

# 19, 20: quasi-Newton.
A = np.array([[2.0, 1], [1, 2]])
first = bfgs(np.eye(2), np.array([-3.0, 0]), A @ [-3, 0])
same("19", [*first.ravel(), *(-first @ [0, -3])], [0.75, -0.5, -0.5, 1, -1.5, 3])
same("19 second", bfgs(first, np.array([-1.0, 2]), A @ [-1, 2]), np.linalg.inv(A))
scaled = bfgs(0.4 * np.eye(2), np.array([1.0, 0]), np.array([2.0, 1]))
same("20", -scaled @ [3, 3], [-1.2, -0.6])

# 21, 22: cost; weight decay.
same("21", [10_000**2 * 8 / 1e9, 10_000**3 / 3 / 1e11, 2 * 10 * 10_000], [0.8, 10 / 3, 200_000])
X, y = np.array([[1.0, 1], [2, 3], [3, 3]]), np.array([3, 7, 8.8])
decayed = np.linalg.solve(X.T @ X + 0.5 * np.eye(2), X.T @ y)
same("22", [*decayed, decayed @ [5, 4], np.linalg.solve(X.T @ X, X.T @ y) @ [5, 4]], [1.4916, 1.3607, 12.9009, 13.58], 1e-4)

if __name__ == "__main__":
    print(f"{compared} values agree")
