"""Runs scripts that `descent code` printed and compares their lines with what `descent run --json` printed.

    python3 compare_code.py PAIRS.json

PAIRS.json is a list of {"script", "json", "tolerance"}: two file names beside it, and the largest relative
difference allowed (0: bit for bit). Ends 1, with the places, if anything differs.
"""

import contextlib
import io
import json
import math
import pathlib
import sys


def leaves(value):
    """The numbers of a step in order: lists flattened, null left out."""
    if isinstance(value, dict):
        for member in value.values():
            yield from leaves(member)
    elif isinstance(value, list):
        for member in value:
            yield from leaves(member)
    elif value is not None:
        yield float(value)  # also true, false, "NaN", "Infinity", "-Infinity"


def differ(ours, theirs, tolerance):
    if math.isnan(ours) or math.isnan(theirs):
        return not (math.isnan(ours) and math.isnan(theirs))
    if ours == theirs:
        return False
    scale = max(abs(ours), abs(theirs))
    return not math.isfinite(scale) or abs(ours - theirs) > tolerance * max(scale, tolerance)


def compare(folder, pair):
    script = (folder / pair["script"]).read_text()
    run = json.loads((folder / pair["json"]).read_text())
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(script, pair["script"], "exec"), {"__name__": "__main__"})
    lines = printed.getvalue().splitlines()
    steps = [step for part in run.get("runs", [run]) for step in part["steps"]]
    if len(lines) != len(steps):
        return f"{len(lines)} lines, but {len(steps)} steps"
    for line, step in zip(lines, steps):
        theirs = [float(word) for word in line.split()]
        ours = list(leaves(step))
        if len(ours) != len(theirs):
            return f"step {step['k']}: {len(theirs)} numbers, but {len(ours)}"
        for place, (a, b) in enumerate(zip(ours, theirs)):
            if differ(a, b, pair["tolerance"]):
                return f"step {step['k']}, number {place + 1}: {a!r} here, {b!r} in Python"
    return None


def main():
    manifest = pathlib.Path(sys.argv[1])
    pairs = json.loads(manifest.read_text())
    failures = 0
    for pair in pairs:
        try:
            fault = compare(manifest.parent, pair)
        except Exception as error:  # a script that does not run is a fault like any other
            fault = f"{type(error).__name__}: {error}"
        if fault:
            failures += 1
            print(f"{pair['script']}: {fault}")
    print(f"{len(pairs) - failures} of {len(pairs)} scripts agree")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
