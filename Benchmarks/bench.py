#!/usr/bin/env python3
"""Our core and plots beside their peers, in the same run.

usage: Benchmarks/bench.py BENCH [NAME...] [--runs N] [--quick]

BENCH is the program of Benchmarks/bench. A NAME chooses the cases that begin with it (mask, frame-80x24 …); without
one all are measured. --quick takes 5 runs of each, and of the frames only one size. Our program and the peers stay
open and take turns, run by run, after one run each that does not count; medians are compared. A ratio above 1 means
that ours is faster. The table goes to standard output, the numbers to Benchmarks/results.json.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

import cases
import surroundings

HERE = os.path.dirname(os.path.abspath(__file__))


class Silent(Exception):
    """A program that ended without an answer; says why."""


class Worker:
    """A program that measures a run for every line it is sent."""

    def __init__(self, label, command):
        self.label = label
        self.complaints = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.complaints, text=True)
        self.head = self.answer()
        self.seconds = []
        self.facts = {}

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            self.complaints.seek(0)
            lines = self.complaints.read().strip().splitlines()
            raise Silent(f"{self.label}: " + (lines[-1] if lines else "it ended without a word"))
        return json.loads(line)

    def run(self, number, counts=True):
        try:
            self.process.stdin.write(f"{number}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        answer = self.answer()
        if counts:
            self.seconds.append(answer["seconds"])
            for name, value in answer["facts"].items():
                self.facts.setdefault(name, []).append(value)

    def end(self):
        self.process.stdin.close()
        self.process.wait()

    @property
    def median(self):
        return statistics.median(self.seconds)


def peers_of(case):
    """The peers that can run here; says which cannot."""
    for peer in case.peers:
        missing = [need for need in peer.needs if not surroundings.has(need)]
        if missing:
            yield peer.label, None, surroundings.absence(missing)
            continue
        file = os.path.join(HERE, "peers", peer.file)
        if file.endswith(".c"):
            yield peer.label, [surroundings.compiled(file)], ""
        else:
            yield peer.label, [surroundings.python(), file, peer.case], ""


def measure(program, case, runs):
    """Rows of the results; notes for people."""
    ours = Worker("descent", [program, "serve", case.name])
    others, notes = [], []
    for label, command, trouble in peers_of(case):
        try:
            if command is None:
                raise Silent(f"{label}: {trouble}")
            others.append(Worker(label, command))
        except Silent as silent:
            notes.append(str(silent))
    everyone = [ours, *others]
    for worker in everyone:
        worker.run(0, counts=False)
    for number in range(runs):
        for worker in everyone:
            worker.run(number)
    for worker in everyone:
        worker.end()
    rows = [row(case, ours, worker.label, worker.median, case.goal) for worker in others]
    if case.limit is not None:
        rows.append(row(case, ours, "limit", case.limit, 1))
    if not rows:
        rows.append(row(case, ours, None, None, case.goal))
    return rows, notes + [*compared(ours, others, case)]


def row(case, ours, peer, seconds, goal):
    return {"name": case.name, "work": ours.head["work"], "ours_s": ours.median, "peer": peer, "peer_s": seconds,
            "ratio": seconds / ours.median if seconds else None, "goal": goal, "runs": len(ours.seconds)}


def compared(ours, others, case):
    """Facts that differ, and those that have a limit."""
    for name, values in ours.facts.items():
        mine = statistics.median(values)
        told = [f"{name} {mine:.6g}"]
        for worker in others:
            if name in worker.facts:
                theirs = statistics.median(worker.facts[name])
                # A picture may have any size.
                if name != "bytes" and abs(theirs - mine) > 1e-9 * max(abs(theirs), abs(mine)):
                    told.append(f"{worker.label} {theirs:.6g}")
        limit = case.facts.get(name)
        if limit is not None:
            told.append(f"at most {limit}: " + ("yes" if mine <= limit else "NO"))
        if len(told) > 1:
            yield "; ".join(told)


def duration(seconds):
    for unit, name in ((1, "s"), (1e-3, "ms"), (1e-6, "us")):
        if seconds >= unit:
            break
    return f"{seconds / unit:.3g} {name}"


def show(row, first):
    peer = f"{row['peer']} {duration(row['peer_s'])}" if row["peer"] else "-"
    ratio = f"{row['ratio']:.2f}" if row["ratio"] else "-"
    verdict = "" if row["ratio"] is None else "ok" if row["ratio"] >= row["goal"] else "BELOW"
    print(f"{row['name'] if first else '':<34} {duration(row['ours_s']) if first else '':>9}  {peer:<24}"
          f" {ratio:>8} {row['goal']:>5}  {verdict}".rstrip(), flush=True)


def chosen(program, names, quick):
    listed = subprocess.run([program, "list"], capture_output=True, text=True, check=True).stdout
    known = [json.loads(line)["name"] for line in listed.splitlines()]
    table = cases.CASES + [cases.frame(name) for name in known if name.startswith("frame-")]
    for name in names:
        if not any(case.name.startswith(name) for case in table):
            sys.exit(f"bench.py: there is no case '{name}'\nfix: write one of "
                     + ", ".join(case.name for case in cases.CASES) + ", frame")
    for case in table:
        if names and not any(case.name.startswith(name) for name in names):
            continue
        if quick and not names and case.name.startswith("frame-200"):
            continue
        yield case, case.name in known


def keep(results, all_anew):
    """Beside the rows of screen.py, and those of cases that were not chosen now."""
    path = os.path.join(HERE, "results.json")
    measured = {entry["name"] for entry in results}
    try:
        with open(path) as file:
            before = json.load(file)
    except (OSError, ValueError):
        before = []
    others = [entry for entry in before if entry["name"].startswith("screen/")
              or not all_anew and entry["name"] not in measured]
    with open(path, "w") as file:
        json.dump(results + others, file, indent=1)
        file.write("\n")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    todo = list(chosen(options.program, options.names, options.quick))
    if any(case.peers for case, _ in todo):
        surroundings.environment()
        surroundings.system(need for case, _ in todo for peer in case.peers for need in peer.needs)
        print("Peers: " + surroundings.versions())
    print(f"{'case':<34} {'ours':>9}  {'peer':<24} {'ratio':>8} {'goal':>5}")
    results, below = [], 0
    for case, is_known in todo:
        if not is_known:
            print(f"{case.name:<34} not there yet")
            continue
        try:
            rows, notes = measure(options.program, case, options.runs or (case.quick if options.quick else case.runs))
        except Silent as silent:
            print(f"{case.name:<34} not measured: {silent}", flush=True)
            continue
        for index, entry in enumerate(rows):
            show(entry, index == 0)
        for note in notes:
            print(f"{'':<34} {note}", flush=True)
        below += any(entry["ratio"] is not None and entry["ratio"] < entry["goal"] for entry in rows)
        results += rows
    keep(results, all_anew=not options.names)
    print(f"{len(results)} rows in Benchmarks/results.json; {below} cases below their goal")


if __name__ == "__main__":
    main()
