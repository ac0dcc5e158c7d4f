"""Writes Sources/Core/Search/SobolDirections.swift: Joe and Kuo's direction numbers, as SciPy 1.17 has them, and
quasi.json: points of SciPy's unscrambled Sobol and Halton sequences from index 1."""

import json
import pathlib

import numpy as np
import scipy.stats
from scipy.stats import qmc

DIMENSIONS = 50

folder = pathlib.Path(scipy.stats.__file__).parent
numbers = np.load(folder / "_sobol_direction_numbers.npz")
poly = numbers["poly"][:DIMENSIONS]
initial = numbers["vinit"][:DIMENSIONS]
rows = []
for p, v in zip(poly, initial):
    degree = int(p).bit_length() - 1
    rows.append(f"    ({int(p)}, [{', '.join(str(int(m)) for m in v[:degree])}]),")
text = f"""/// Primitive polynomials (as bits) and initial direction numbers of the Sobol sequence.
///
/// Source: S. Joe and F. Y. Kuo (2008), "Constructing Sobol sequences with better two-dimensional projections",
/// SIAM J. Sci. Comput. 30, 2635–2654; written by `Tests/CoreTests/Vectors/sobol.py`.
enum SobolDirections {{
  static let all: [(polynomial: UInt32, initial: [UInt32])] = [
""" + "\n".join(rows) + "\n  ]\n}\n"
here = pathlib.Path(__file__).resolve()
(here.parents[3] / "Sources/Core/Search/SobolDirections.swift").write_text(text)

sobol = qmc.Sobol(DIMENSIONS, scramble=False).fast_forward(1).random(200)
halton = qmc.Halton(12, scramble=False).fast_forward(1).random(200)
here.with_name("quasi.json").write_text(json.dumps({"sobol": sobol.tolist(), "halton": halton.tolist()}))
