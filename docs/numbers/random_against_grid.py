"""How often random search finds a better point than a grid of the same size.

Two hyperparameters on the unit square. The score of a point u is

    (1 - share) * exp(-((u1 - peak1) / 0.1)**2) + share * exp(-((u2 - peak2) / 0.1)**2)

or, for the round peak, the product of the two bells. In every search the peak is put somewhere at random; the
grid stands on cell centres (i + 1/2) / q. Prints one line per case: the share of searches that random search wins,
its mean best score and that of the grid. These are the numbers in lessons/data/numbers.yaml.

Run: python3 docs/numbers/random_against_grid.py        (NumPy 2.4)
"""

import numpy as np

SEARCHES = 40_000
WIDTH = 0.1


def duel(trials, share=0.0, round_peak=False, seed=0):
    rng = np.random.default_rng(seed)
    per_axis = round(trials**0.5)
    centres = (np.arange(per_axis) + 0.5) / per_axis
    grid = np.array([(a, b) for a in centres for b in centres])
    peaks = rng.random((SEARCHES, 1, 2))
    random = rng.random((SEARCHES, trials, 2))

    def best(points):
        bells = np.exp(-(((points - peaks) / WIDTH) ** 2))
        score = bells.prod(-1) if round_peak else (1 - share) * bells[..., 0] + share * bells[..., 1]
        return score.max(1)

    found, gridded = best(random), best(grid[None])
    return (found > gridded).mean(), found.mean(), gridded.mean()


if __name__ == "__main__":
    cases = [("one", {}), ("tenth", {"share": 0.1}), ("equal", {"share": 0.5}), ("round", {"round_peak": True})]
    for trials in (9, 25):
        for name, case in cases:
            wins, random, grid = duel(trials, **case)
            print(f"{trials:2} {name:6} random wins {wins:.4f}   mean best: random {random:.4f}, grid {grid:.4f}")
