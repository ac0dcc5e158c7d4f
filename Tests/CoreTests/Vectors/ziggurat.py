"""Writes Sources/Core/Random/Ziggurat.swift: the tables behind NumPy's standard_normal, asked of NumPy itself.

A 128-bit state is built whose next output is a chosen word, so that strip and place in the strip can be chosen: the
width of a strip is what a power of two comes out as, and the place up to which a point is taken at once is found by
halving. Heights follow from the widths. NumPy 2.4.
"""

import math
import pathlib

import numpy as np

MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645
MASK = (1 << 128) - 1
INVERSE = pow(MULTIPLIER, -1, 1 << 128)
INCREMENT = 1
bits = np.random.PCG64(0)
rng = np.random.Generator(bits)


def ask(strip, place, salt=0):
    """The value for a place in a strip, and how many words it took."""
    word = strip | place << 9
    high = salt & ((1 << 58) - 1)  # no rotation: its upper six bits are 0
    target = high << 64 | (word ^ high)
    start = (target - INCREMENT) * INVERSE & MASK
    bits.state = {
        "bit_generator": "PCG64",
        "state": {"state": start, "inc": INCREMENT},
        "has_uint32": 0,
        "uinteger": 0,
    }
    value = float(rng.standard_normal())
    return value, bits.state["state"]["state"] == target


def limit(strip):
    """The least place that is not taken at once."""
    low, high = 0, 1 << 52
    while low < high:
        middle = (low + high) // 2
        if ask(strip, middle)[1]:
            low = middle + 1
        else:
            high = middle
    return low


def edge(strip, inside):
    """The width of a strip, from a power of two that is taken, at once or after a second look."""
    for power in range(51, 30, -1):
        for salt in range(200):
            value, at_once = ask(strip, 1 << power, salt * 0x9E3779B97F4A7C15)
            if at_once or (inside == 0 and 0 < value < 1):
                return math.ldexp(value, -power)
    raise ValueError(strip)


inside = [limit(strip) for strip in range(256)]
width = [edge(strip, inside[strip]) for strip in range(256)]
height = [1.0] + [math.exp(-0.5 * math.ldexp(w, 52) ** 2) for w in width[1:]]
tail = math.ldexp(width[255], 52)


def table(name, kind, words):
    lines, line = [], "   "
    for word in words:
        if len(line) + len(word) + 2 > 98:
            lines.append(line)
            line = "   "
        line += f" {word},"
    return f"  static let {name}: [{kind}] = [\n" + "\n".join(lines + [line]) + "\n  ]\n"


text = f"""/// Marsaglia and Tsang's ziggurat for the normal density with 256 strips, with NumPy's tables.
///
/// Written by `Tests/CoreTests/Vectors/ziggurat.py`, which asks NumPy for them.
enum Ziggurat {{
  /// Where the tail begins.
  static let tail = {tail!r}
  static let inverseTail = {1 / tail!r}

  /// Below this 52-bit number a point of strip i lies under the curve for sure.
{table("inside", "UInt64", [str(v) for v in inside])}
  /// Width of strip i over 2⁵².
{table("width", "Double", [repr(v) for v in width])}
  /// The density at the right edge of strip i.
{table("height", "Double", [repr(v) for v in height])}}}
"""
root = pathlib.Path(__file__).resolve().parents[3]
(root / "Sources/Core/Random/Ziggurat.swift").write_text(text)
