"""What is measured: our cases (Benchmarks/bench/Cases), their peers (Benchmarks/peers) and the goals."""
from dataclasses import dataclass, field


@dataclass
class Peer:
    label: str
    #: A file in peers/ and what it shall do; a .c file is compiled first.
    file: str
    case: str
    #: Modules or programs without which this peer is left out.
    needs: tuple = ()


@dataclass
class Case:
    name: str
    goal: float
    peers: list = field(default_factory=list)
    #: Seconds that a run may take, where nobody else does the work.
    limit: float | None = None
    runs: int = 7
    quick: int = 5
    #: Facts (see Case.swift) whose median may be at most so large.
    facts: dict = field(default_factory=dict)


NUMPY = ("numpy",)
PLOTS = [("plotext", ("plotext", "contourpy")), ("plotille", ("plotille", "contourpy")),
         ("uniplot", ("uniplot", "contourpy"))]


def plots(case):
    """The plotting tools: those in Python in process, gnuplot through a pipe that stays open."""
    return [Peer(name, "plots.py", f"{case}/{name}", needs) for name, needs in PLOTS] + [
        Peer("gnuplot", "plots.py", f"{case}/gnuplot", ("numpy", "/gnuplot"))]


CASES = [
    Case("mask", 2.2, [Peer("NumPy", "draws.py", "mask", NUMPY)]),
    Case("mask-2-threads", 4, [Peer("NumPy", "draws.py", "mask", NUMPY)]),
    Case("log-uniform", 1, [Peer("NumPy", "draws.py", "log-uniform", NUMPY)], runs=15),
    Case("formula", 8, [Peer("SymPy", "formulas.py", "rosenbrock", ("sympy",))], limit=0.015),
    Case("lbfgs", 1.5, [Peer("libLBFGS", "lbfgs.c", "", ("/cc", "<lbfgs.h>"))]),
    Case("epoch", 4, [
        Peer("scikit-learn", "networks.py", "scikit-learn", ("sklearn",)),
        Peer("PyTorch", "networks.py", "torch", ("torch", "sklearn"))]),
    Case("tpe", 20, [Peer("Optuna", "searches.py", "tpe", ("optuna",))], runs=20,
         facts={"regret": 0.006}),
    Case("gp", 20, [
        Peer("Optuna", "searches.py", "gp-optuna", ("optuna", "torch", "scipy")),
        Peer("scikit-learn", "searches.py", "gp-sklearn", ("sklearn", "scipy"))], runs=20,
         facts={"regret": 0.002}),
    Case("contours", 10, plots("contours")),
    Case("contours-film", 40, plots("contours")),
    Case("log-points", 3, plots("log-points")),
    Case("histogram", 10, plots("histogram")),
]


def frame(name):
    """A case per figure and size, named by the program itself."""
    return Case(name, 1, limit=0.0005 if name.startswith("frame-80x24") else 0.002, runs=5)
