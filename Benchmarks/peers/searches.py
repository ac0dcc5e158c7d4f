"""200 trials of TPE and 60 of a Gaussian process with expected improvement, on Branin."""
import math
import warnings

import numpy as np

from serve import serve

MINIMUM = 0.39788735772973816


def branin(x, y):
    bend = y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6
    return bend * bend + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def optuna_study(sampler, trials):
    import optuna
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.simplefilter("ignore")
    make = {"tpe": lambda seed: optuna.samplers.TPESampler(seed=seed),
            "gp": lambda seed: optuna.samplers.GPSampler(seed=seed)}[sampler]

    def objective(trial):
        return branin(trial.suggest_float("x1", -5, 10), trial.suggest_float("x2", 0, 15))

    def run(number):
        study = optuna.create_study(sampler=make(number))
        study.optimize(objective, n_trials=trials)
        return {"regret": study.best_value - MINIMUM}
    return run


def gp_sklearn():
    """The loop of the textbooks: ten random points, then a Matérn process fitted anew before each trial."""
    from scipy.stats import norm
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import ConstantKernel, Matern
    warnings.simplefilter("ignore")

    def run(number):
        rng = np.random.default_rng(number)
        units = rng.random((10, 2))
        values = [branin(15 * u - 5, 15 * v) for u, v in units]
        while len(values) < 60:
            process = GaussianProcessRegressor(
                ConstantKernel() * Matern([0.3, 0.3], nu=2.5), alpha=1e-6, normalize_y=True)
            process.fit(units, values)
            candidates = rng.random((2000, 2))
            mean, deviation = process.predict(candidates, return_std=True)
            gap = min(values) - mean
            z = gap / np.maximum(deviation, 1e-12)
            improvement = gap * norm.cdf(z) + deviation * norm.pdf(z)
            best = candidates[np.argmax(improvement)]
            units = np.vstack([units, best])
            values.append(branin(15 * best[0] - 5, 15 * best[1]))
        return {"regret": min(values) - MINIMUM}
    return run


serve({"tpe": lambda: optuna_study("tpe", 200), "gp-optuna": lambda: optuna_study("gp", 60),
       "gp-sklearn": gp_sklearn})
