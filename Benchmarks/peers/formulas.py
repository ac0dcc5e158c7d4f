"""SymPy's derivatives of Rosenbrock's function, lambdified once, evaluated one point at a time."""
import sympy

from serve import serve


def rosenbrock():
    x, y = sympy.symbols("x y")
    f = (1 - x) ** 2 + 100 * (y - x**2) ** 2
    outputs = [f, *[f.diff(v) for v in (x, y)], *[f.diff(v, w) for v in (x, y) for w in (x, y)]]
    # Plain floats with common subexpressions taken out: the fastest of its ways for one point.
    evaluate = sympy.lambdify((x, y), outputs, modules="math", cse=True)

    def run(_):
        total = 0.0
        for index in range(100_000):
            value, slope, _, curvature, *_ = evaluate(index * 1e-5 - 1.2, 1.0)
            total += value
            total += slope + curvature
        return {"sum": total}
    return run


serve({"rosenbrock": rosenbrock})
