"""The peers' side of the protocol in bench/Harness.swift: a line in (the run's number), a line of JSON out."""
import json
import sys
import time


def serve(cases):
    """cases: name → a function that makes ready and returns run(number) → facts or None."""
    run = cases[sys.argv[1]]()
    print(json.dumps({"ready": sys.argv[1]}), flush=True)
    for line in sys.stdin:
        number = int(line)
        began = time.perf_counter()
        facts = run(number)
        seconds = time.perf_counter() - began
        print(json.dumps({"seconds": seconds, "facts": facts or {}}), flush=True)
