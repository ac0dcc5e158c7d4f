#!/usr/bin/env python3
"""What the screen costs: start to first frame, key to new frame, playing, rest, memory.

usage: Benchmarks/screen.py PROGRAM   (a release build of descent)

The program runs in a pseudo-terminal with a home of its own. Times are wall clock unless they say CPU; CPU is what the
kernel counts for all its threads. Rows go to Benchmarks/results.json too; there a share of a core is seconds of CPU
for a second on the screen.
"""
import json
import os
import shutil
import statistics
import sys
import tempfile
import time

import replay
from pseudoterminal import Program, Vain

HERE = os.path.dirname(os.path.abspath(__file__))
STARTS = 21
KEYS = 200
ROUNDS = 70
REST = 3.0
PLAY = 5.0
WIDE = (60, 200)

#: Films that need 30 pictures a second: the link, keys before Space, the share of a core that they may take.
FILMS = [
    ("path", "minimize?method=gradient-descent&steps=400", b"", 0.05),
    ("curve", "survivor-count", b">", 0.05),
    ("masks", "dropout-mask?units=1000&draws=400", b"", 0.12),
]

#: A run that keeps a core busy for a minute; keys that bring a new frame and let it run: steps, tenths of the film,
#: the cross-hair, help.
LONG = "training?data=digits&hidden=256,256&epochs=10000"
WHILE = [("step", b".,"), ("scrub", b"}{"), ("cross-hair", b"xxx"), ("help", b"??")]

#: Long films.
HEAVY = ["minimize?method=gradient-descent&rate=1e-9&steps=1000000", "dropout-mask?units=1000&draws=5000",
         "training?data=digits&epochs=2000", "search?trials=100000", "search?trials=200&sampler=gp", "recipe"]

results = []


def result(name, work, ours, limit, runs=1):
    """A row; `limit` and `ours` have one unit, and less is better."""
    ratio = limit / ours if ours else None
    results.append({"name": f"screen/{name}", "work": work, "ours_s": ours, "peer": "limit", "peer_s": limit,
                    "ratio": ratio, "goal": 1, "runs": runs})
    return "" if ratio is None or ratio >= 1 else "  ABOVE"


def row(name, value, aim=""):
    print(f"  {name:<44} {value:>24}   {aim}".rstrip(), flush=True)


def milliseconds(seconds):
    return f"{seconds * 1e3:.1f} ms"


def start_times(binary, home, link):
    walls, cpus = [], []
    for _ in range(STARTS):
        program = Program(binary, ["open", link], home)
        _, last = program.read(0.1, wanted=b"help")
        walls.append(last - program.began)
        cpus.append(program.cpu())
        program.end()
    return statistics.median(walls), statistics.median(cpus), max(cpus)


def key_times(program, keys, count=KEYS):
    times = sorted(program.press(keys[i % len(keys)]) for i in range(count))
    return statistics.median(times), times[int(len(times) * 0.99) - 1]


def keys(binary, home):
    program = Program(binary, ["open", "newton-iterate"], home)
    program.read(0.2, wanted=b"help")
    for name, pressed in (("scroll", (b"j", b"k")), ("step of the film", (b".", b",")),
                          ("help", (b"?", b"?")), ("language", (b"l", b"l"))):
        median, slow = key_times(program, pressed)
        told = result(f"key-median/{name}", "key to new frame, 80x24, median", median, 0.005, KEYS)
        told += result(f"key-p99/{name}", "key to new frame, 80x24, 99th percentile", slow, 0.016, KEYS)
        row(f"key to new frame: {name}", milliseconds(median),
            f"aim under 5; 99th percentile {milliseconds(slow)}, aim under 16{told}")
    program.end()


def keys_while_computing(binary, home):
    program = Program(binary, ["open", LONG], home, WIDE)
    # The run's own progress is drawn ten times a second: only a short silence ends a frame.
    program.read(0.04, wanted=b"help")
    program.drain(2)
    cpu, began = program.cpu(), time.perf_counter()
    times = {name: [] for name, _ in WHILE}
    for _ in range(ROUNDS):
        for name, keys in WHILE:
            times[name] += [program.press(bytes([key]), 0.004) for key in keys]
    # What computes beside the keys; a run that was over would leave next to nothing.
    share = (program.cpu() - cpu) / (time.perf_counter() - began)
    busy, _, _ = program.rest(1)
    program.end()
    if busy < 0.5:
        raise Vain("the run was over too soon")
    every = sorted(sum(times.values(), []))
    median, slow = statistics.median(every), every[int(len(every) * 0.99) - 1]
    told = result("key-median/computing", "key to new frame, 200x60, a run computes, median", median, 0.005, len(every))
    told += result("key-p99/computing", "the same, 99th percentile", slow, 0.016, len(every))
    row(f"key to new frame while a run computes ({len(every)})", milliseconds(median),
        f"aim under 5; 99th percentile {milliseconds(slow)}, aim under 16{told}")
    for name, kind in times.items():
        kind.sort()
        row(f"  {name} ({len(kind)})", milliseconds(statistics.median(kind)),
            f"99th percentile {milliseconds(kind[int(len(kind) * 0.99) - 1])}")
    row("  processor meanwhile", f"{share:.2f} cores", f"{busy:.2f} a second later: it still ran")


def rest(binary, home):
    program = Program(binary, ["open", "thinned-net"], home)
    program.read(0.2, wanted=b"help")
    cpu, wakes, count = program.rest(REST)
    row("idle", f"{milliseconds(cpu)} CPU", f"{wakes} wake-ups, {count} bytes in {REST:.0f} s; aim none")
    os.write(program.master, b" ")
    program.drain(0.5)
    os.write(program.master, b" ")
    program.drain(0.5)
    cpu, wakes, count = program.rest(REST)
    row("paused", f"{milliseconds(cpu)} CPU", f"{wakes} wake-ups, {count} bytes in {REST:.0f} s; aim none")
    program.end()


def play(binary, home, name, link, before, limit):
    program = Program(binary, ["open", link], home, WIDE)
    program.read(0.3, wanted=b"help")
    if before:
        os.write(program.master, before)
    program.drain(1)
    os.write(program.master, b" ")
    program.drain(0.3)
    cpu = program.cpu()
    pieces = program.frames(PLAY)
    share = (program.cpu() - cpu) / PLAY
    program.end()
    told = result(f"play/{name}", f"{link}, 200x60, CPU a second", share, limit)
    row(f"playing, {name}", f"{100 * share:.1f} % of a core",
        f"aim {100 * limit:.0f} %; {len(pieces) / PLAY:.0f} pictures a second, "
        f"{sum(map(len, pieces)) / max(1, len(pieces)):.0f} bytes each{told}")


def bytes_against_ncurses(binary, home, name, link, before):
    """The same again on a terminal that the emulator understands in full."""
    program = Program(binary, ["open", link, "--no-mouse"], home, WIDE, replay.TERM)
    start, _ = program.read(0.3, wanted=b"help")
    start += b"".join(program.frames(0.3))
    if before:
        os.write(program.master, before)
        start += b"".join(program.frames(0.5))
    os.write(program.master, b" ")
    start += b"".join(program.frames(0.3))
    pieces = program.frames(2)
    program.end()
    ours = sum(map(len, pieces))
    try:
        theirs = replay.needed(replay.pictures(start, pieces, WIDE), WIDE)
    except ImportError:
        row(f"bytes, {name}", "-", "not measured: pyte is not here")
        return
    if not theirs:
        row(f"bytes, {name}", "-", "not measured: ncurses told nothing")
        return
    told = result(f"bytes/{name}", f"{link}, 200x60, {len(pieces)} pictures: bytes, and 1.5 times what ncurses needs "
                  "for the changed cells alone", ours, 1.5 * theirs)
    row(f"bytes, {name}", f"{ours / theirs:.2f} x ncurses", f"aim 1.5; {ours} and {theirs} bytes{told}")


def memory(binary, home, link):
    program = Program(binary, ["open", link], home, WIDE)
    program.read(0.3, wanted=b"help")
    # The run is over when a while passes without work.
    for _ in range(240):
        if program.rest(0.5)[0] < 0.01:
            break
    os.write(program.master, b" ")
    program.drain(2)
    peak = program.peak()
    program.end()
    told = result(f"memory/{link}", f"{link}: bytes at most", peak, 60e6)
    row(f"memory, {link}"[:44], f"{peak / 1e6:.1f} MB", f"aim under 60{told}")


def main():
    if len(sys.argv) != 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    binary = os.path.abspath(sys.argv[1])
    home = tempfile.mkdtemp(prefix="descent-bench-")
    try:
        print("The screen")
        for link in ("drop-mask", "hp-random", "newton-iterate", "minimize"):
            wall, cpu, worst = start_times(binary, home, link)
            told = result(f"start/{link}", "start to first full frame, 80x24, CPU", cpu, 0.05, STARTS)
            row(f"start to first full frame, {link}", f"{milliseconds(cpu)} CPU", f"aim 30, at most 50{told}")
            row("", f"{milliseconds(wall)}", f"(worst CPU {milliseconds(worst)})")
        measures = [lambda: keys(binary, home), lambda: keys_while_computing(binary, home),
                    lambda: rest(binary, home)]
        for name, link, before, limit in FILMS:
            measures.append(lambda n=name, l=link, b=before, s=limit: play(binary, home, n, l, b, s))
            measures.append(lambda n=name, l=link, b=before: bytes_against_ncurses(binary, home, n, l, b))
        for link in HEAVY:
            measures.append(lambda l=link: memory(binary, home, l))
        for measure in measures:
            try:
                measure()
            except Vain as vain:
                row("not measured", "-", str(vain))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    keep()


def keep():
    """Beside the rows of bench.py."""
    path = os.path.join(HERE, "results.json")
    try:
        with open(path) as file:
            others = [entry for entry in json.load(file) if not entry["name"].startswith("screen/")]
    except (OSError, ValueError):
        others = []
    with open(path, "w") as file:
        json.dump(others + results, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
