"""NumPy's random draws."""
import numpy as np

from serve import serve


def mask():
    def run(number):
        rng = np.random.default_rng(number)
        kept = rng.random(10**7) >= 0.5
        return {"kept": int(np.count_nonzero(kept))}
    return run


def log_uniform():
    def run(number):
        rng = np.random.default_rng(number)
        draws = np.exp(rng.uniform(np.log(1e-5), np.log(1.0), 10**6))
        return {"first": float(draws[0]), "last": float(draws[-1])}
    return run


# So many masks in a row of which the seconds of one are told, as in RandomCases.swift.
serve({"mask": mask, "log-uniform": log_uniform}, times={"mask": 5})
