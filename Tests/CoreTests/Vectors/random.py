"""Writes random.json: what NumPy's default_rng draws. NumPy 2.4."""

import json
import pathlib

import numpy as np

SEEDS = [0, 1, 7, 42, 99, 12345, 2**31, 2**32 - 1, 2**32, 2**53 + 1, 2**63, 2**64 - 1]

cases = []
for seed in SEEDS:
    rng = np.random.default_rng(seed)
    case = {"seed": str(seed)}
    case["random"] = rng.random(20).tolist()
    case["uniform"] = [float(rng.uniform(-2.5, 1e3)) for _ in range(3)]
    case["small"] = [int(rng.integers(-5, 9)) for _ in range(7)]
    case["large"] = [int(rng.integers(0, 2**40)) for _ in range(3)]
    case["permutation"] = rng.permutation(11).tolist()
    case["after"] = float(rng.random())
    children = np.random.SeedSequence(seed).spawn(3)
    case["spawned"] = [float(np.random.default_rng(child).random()) for child in children]
    later = np.random.default_rng(seed)
    later.bit_generator.advance(1_000_003)
    case["later"] = float(later.random())
    case["normal"] = np.random.default_rng(seed).standard_normal(50).tolist()
    long = np.random.default_rng(seed).standard_normal(200_000)
    case["normals"] = [float(long.min()), float(long.max()), float(long[-1])]
    case["chosen"] = np.random.default_rng(seed).choice(30, 7, replace=False).tolist()
    case["most"] = np.random.default_rng(seed).choice(12, 10, replace=False).tolist()
    case["large_choice"] = np.random.default_rng(seed).choice(20_000, 100, replace=False).tolist()
    cases.append(case)

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(cases, indent=1) + "\n")
