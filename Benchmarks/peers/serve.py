"""The peers' side of the protocol in bench/Harness.swift: a line in (the run's number), a line of JSON out."""
import json
import sys
import time


def serve(cases, times={}):
    """cases: name → a function that makes ready and returns run(number) → facts or None; times: name → how often it is
    done in a row in a run, which tells the seconds of one (else once)."""
    name = sys.argv[1]
    run = cases[name]()
    repeats = times.get(name, 1)
    print(json.dumps({"ready": name}), flush=True)
    for line in sys.stdin:
        number = int(line)
        began = time.perf_counter()
        for _ in range(repeats):
            facts = run(number)
        seconds = (time.perf_counter() - began) / repeats
        print(json.dumps({"seconds": seconds, "facts": facts or {}}), flush=True)
