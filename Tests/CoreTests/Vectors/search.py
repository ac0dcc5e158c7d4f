"""Writes search.json: what Gaussian processes, expected improvement and Parzen densities must give, by NumPy's and
SciPy's own routines (solve, slogdet, truncnorm, norm), not by the formulas of the program.

    python3 search.py > search.json        # NumPy 2.4.6, SciPy 1.17.1
"""

import json

import numpy as np
from scipy import integrate, stats
from scipy.spatial.distance import cdist

rng = np.random.default_rng(12)


def matern(a, b, lengths):
    r = np.sqrt(5.0) * cdist(a / lengths, b / lengths)
    return (1 + r + r**2 / 3) * np.exp(-r)


def process(n, d):
    x, y = rng.random((n, d)), rng.standard_normal(n) * 3 - 40
    lengths, noise = rng.uniform(0.2, 0.9, d), 1e-4
    k = matern(x, x, lengths) + noise * np.eye(n)
    one = np.ones(n)
    mean = one @ np.linalg.solve(k, y) / (one @ np.linalg.solve(k, one))
    rest = y - mean
    variance = rest @ np.linalg.solve(k, rest) / n
    places = rng.random((6, d))
    cross = matern(x, places, lengths)
    means = mean + cross.T @ np.linalg.solve(k, rest)
    spread = variance * (1 - np.einsum("ij,ij->j", cross, np.linalg.solve(k, cross)))
    deviations = np.sqrt(spread)
    best = y.min()
    gains = [
        integrate.quad(lambda t: max(0.0, best - m - s * t) * stats.norm.pdf(t), -12, 12, points=[(best - m) / s],
                       epsabs=1e-14, limit=200)[0]
        for m, s in zip(means, deviations)
    ]
    logdet = np.linalg.slogdet(k)[1]
    # With the values scaled to 0 ... 1, as the program has them.
    evidence = -0.5 * n * np.log(variance / (y.max() - y.min()) ** 2) - 0.5 * logdet
    return dict(inputs=x.ravel().tolist(), values=y.tolist(), lengths=lengths.tolist(), noise=noise,
                places=places.ravel().tolist(), means=means.tolist(), deviations=deviations.tolist(),
                gains=gains, evidence=float(evidence))


def parzen(n):
    x = rng.random((n, 2))
    widths = np.empty_like(x)
    for axis in range(2):
        for i in range(n):
            others = np.concatenate([[0.0, 1.0], np.delete(x[:, axis], i)])
            left = x[i, axis] - others[others <= x[i, axis]].max()
            right = others[others > x[i, axis]].min() - x[i, axis]
            widths[i, axis] = np.clip(max(left, right), 0.01, 1)
    places = rng.random((8, 2))
    densities = []
    for place in places:
        bumps = np.prod(
            stats.truncnorm.pdf(place, (0 - x) / widths, (1 - x) / widths, loc=x, scale=widths), axis=1)
        densities.append(float((1 + bumps.sum()) / (n + 1)))
    return dict(centres=x.ravel().tolist(), widths=widths.ravel().tolist(), places=places.ravel().tolist(),
                densities=densities)


print(json.dumps(dict(processes=[process(1 + 3 * d, d) for d in (1, 2, 3)] + [process(25, 2)],
                      parzen=[parzen(n) for n in (1, 2, 7, 40)]), indent=1))
