"""Where pure Newton ends on T(w) = w**4/4 - w**3/3 - w**2, from 5001 starts evenly between -2 and 3.

Prints the percentage of starts per end. These are the numbers in lessons/data/numbers.yaml.

Run: python3 docs/numbers/newton_basins.py        (NumPy 2.4)
"""

import numpy as np

STARTS = 5001
ENDS = (2.0, -1.0, 0.0)


def slope(w):
    return w * (w - 2) * (w + 1)


def curvature(w):
    return 3 * w * w - 2 * w - 2


def end(w):
    for _ in range(200):
        if curvature(w) == 0 or not np.isfinite(w):
            return None
        step = slope(w) / curvature(w)
        w -= step
        if abs(step) < 1e-12:
            return w
    return None


if __name__ == "__main__":
    ends = [end(w) for w in np.linspace(-2, 3, STARTS)]
    for place in ENDS:
        share = sum(w is not None and abs(w - place) < 1e-6 for w in ends) / STARTS
        print(f"ends at {place:4}: {100 * share:.1f} %")
