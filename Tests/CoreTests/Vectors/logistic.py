"""Iteratively reweighted least squares by NumPy 2.4, as the textbook writes it; prints logistic.json."""
import json

import numpy as np

t = np.array([0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.25, 3.5, 4.0, 4.25, 4.5, 4.75, 5.0, 5.5])
y = np.array([0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1.0])
X = np.column_stack([np.ones_like(t), t])
w, path = np.zeros(2), [[0.0, 0.0]]
for _ in range(8):
    p = 1 / (1 + np.exp(-X @ w))
    weight = p * (1 - p)
    response = X @ w + (y - p) / weight
    w = np.linalg.lstsq(X * np.sqrt(weight)[:, None], response * np.sqrt(weight), rcond=None)[0]
    path.append(w.tolist())
print(json.dumps({"X": X.tolist(), "y": y.tolist(), "w": path}))
