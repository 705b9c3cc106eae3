#!/usr/bin/env python3
"""Write the interpolations, combinations, analogies and grids that Tests/LatentGeometryTests compares with.

    python3 tools/make_interpolation_reference.py

Needs NumPy and SciPy. Running it again gives the same bytes. Inputs are not stored: they are draws of
numpy.random.RandomState(seed), which the tests have too, rounded to float32. Everything computed from them is float64, by
interpolation_equations.py. Of rows of 100 numbers every ninth is stored.
"""

import json
import pathlib

import numpy as np

from interpolation_equations import (
    analogy, between, center, chained, combine, corner, cornered, draws, in_one_half, name, spaced
)

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "Tests/Fixtures/LatentGeometry/interpolation.json"
TIMES = [-0.25, 0.1, 0.5, 0.9, 1.25]
DIMENSIONS = [1, 2, 3, 16, 100]
METHODS = ["lerp", "slerp", "nlerp", "gaussian-lerp", "gaussian-slerp", "matched", "matched-slerp"]
PRIORS = [
    ("gaussian", 0.0, 1.0),
    ("gaussian", 0.5, 2.0),
    ("uniform", -1.0, 1.0),
    ("uniform", 0.0, 3.0),
    ("sphere", 11.5),
    ("truncated-gaussian", 2.0, 0.0, 1.0),
]


# Cases.


def stored(row):
    kept = row[::9] if len(row) == 100 else row
    return [float(f"{x:.9g}") for x in kept]


def pair_cases():
    cases = []
    for p, prior in enumerate(PRIORS):
        for d in DIMENSIONS:
            seed = 1000 + 10 * p + DIMENSIONS.index(d)
            a, b = draws(prior, 2, d, seed)
            while d == 1 and prior[0] == "sphere" and a != b:
                # Opposite points of a sphere of one dimension have no point halfway between them.
                seed += 500
                a, b = draws(prior, 2, d, seed)
            for method in METHODS:
                rows = [stored(combine(method, prior, np.stack([a, b]), np.array([1 - t, t]))) for t in TIMES]
                cases.append({"prior": name(prior), "dimension": d, "seed": seed, "method": method, "rows": rows})
    return cases


def point_cases():
    cases = []
    choose = np.random.RandomState(3)
    for p, prior in enumerate(PRIORS):
        for d in DIMENSIONS:
            for n in [3, 4, 10]:
                seed = 2000 + 100 * p + 10 * DIMENSIONS.index(d) + n
                points = in_one_half(draws(prior, n, d, seed), center(prior))
                for kind in ["positive", "zero", "negative"]:
                    weights = choose.randint(1, 9, n) / 8.0
                    if kind == "zero":
                        weights[1] = 0
                    if kind == "negative":
                        weights[0] = -weights[0] / 4
                    # In eighths with a sum of 1, or another sum for homogeneity.
                    if kind == "positive":
                        weights = weights / weights.sum()
                    rows = [stored(combine(method, prior, points, weights)) for method in METHODS]
                    cases.append({"prior": name(prior), "dimension": d, "seed": seed, "count": n,
                                  "weights": weights.tolist(), "rows": rows})
    return cases


def analogy_cases():
    cases = []
    for p, prior in enumerate(PRIORS):
        for d in DIMENSIONS:
            seed = 3000 + 10 * p + DIMENSIONS.index(d)
            a, b, c = draws(prior, 3, d, seed)
            for kind in ["raw", "matched", "transport"]:
                cases.append({"prior": name(prior), "dimension": d, "seed": seed, "analogy": kind,
                              "row": stored(analogy(kind, prior, a, b, c))})
    return cases


def grid_case(layout, method, prior, seed, is_order_free, spacing, kind, d=3):
    rows, columns = 2, 3
    count = {"mine": rows * columns, "chain": rows + columns, "gradient": 4, "jdiagram": 3, "fan": 4}[layout]
    anchors = in_one_half(draws(prior, count, d, seed), center(prior))
    if layout == "mine":
        cells = spaced(method, prior, anchors.reshape(rows, columns, d), rows, columns, spacing, is_order_free)
    elif layout == "chain":
        rows, columns = 3, 3
        cells = spaced(method, prior, chained(kind, prior, anchors, rows, columns), rows, columns, spacing, is_order_free)
    elif layout == "fan":
        cells = np.stack([[between(method, prior, anchors[0], end, x / 4) for x in range(5)] for end in anchors[1:]])
    else:
        corners = list(anchors)
        if layout == "jdiagram":
            corners.append(corner(kind, prior, *anchors))
        cells = cornered(method, prior, *corners, 3, 4, is_order_free)
    return {"layout": layout, "method": method, "prior": name(prior), "dimension": d, "seed": seed, "count": count,
            "orderFree": is_order_free, "spacing": spacing, "analogy": kind, "height": cells.shape[0],
            "width": cells.shape[1], "cells": stored(cells.reshape(-1))}


def grid_cases():
    cases = []
    for layout in ["mine", "gradient", "jdiagram", "chain", "fan"]:
        for is_order_free in [False, True]:
            for spacing in [1, 2, 3] if layout in ["mine", "chain"] else [1]:
                for prior in [PRIORS[0], PRIORS[3]]:
                    for method in METHODS:
                        # Raw analogies leave the uniform prior, and outside it scores depend on a cell's last bit.
                        kind = "raw" if prior == PRIORS[0] else "matched"
                        cases.append(grid_case(layout, method, prior, 4000 + len(cases), is_order_free, spacing, kind))
    for layout in ["jdiagram", "chain"]:
        for kind in ["matched", "transport"]:
            for prior in PRIORS:
                cases.append(grid_case(layout, "slerp", prior, 4000 + len(cases), False, 2, kind))
    return cases


# RandomState: whole numbers, and checksums of long runs to the last bit of float32.


def integer_cases():
    ranges = [(0, 1), (5, 6), (0, 2), (0, 3), (-4, 4), (0, 10), (0, 16), (-100, 101), (0, 1000), (0, 2**31), (0, 2**32 - 1),
              (0, 2**32), (0, 2**32 + 1), (-(2**40), 2**41), (0, 2**62), (0, 2**63 - 1), (-(2**63), 2**63 - 1),
              (-5, 2**63 - 1), (-(2**63), 0)]
    cases = []
    for seed in [0, 1, 12345, 4294967295]:
        for low, high in ranges:
            state = np.random.RandomState(seed)
            values = state.randint(low, high, 9).tolist()
            cases.append({"seed": seed, "low": low, "high": high, "values": values, "next": state.random_sample()})
    return cases


def checksum(values):
    words = np.asarray(values, dtype=np.float32).ravel().view(np.uint32).astype(object)
    total = 0
    for index, word in enumerate(words):
        total = (total * 31 + int(word)) % 2**64
    return str(total)


def checksum_cases():
    cases = []
    for seed in [0, 7, 2024, 4294967295]:
        state = lambda: np.random.RandomState(seed)
        cases.append({
            "seed": seed,
            "normal": checksum(state().standard_normal((50, 101))),
            "scaled": checksum(0.5 + 2 * state().standard_normal((50, 101))),
            "uniform": checksum(state().uniform(-1, 1, (50, 101))),
            "wide": checksum(state().uniform(0, 3, (50, 101))),
        })
    return cases


def main():
    data = {
        "times": TIMES,
        "methods": METHODS,
        "pairs": pair_cases(),
        "points": point_cases(),
        "analogies": analogy_cases(),
        "grids": grid_cases(),
        "integers": integer_cases(),
        "checksums": checksum_cases(),
    }
    lines = []
    for key, value in data.items():
        if value and isinstance(value[0], dict):
            body = ",\n".join(json.dumps(case, separators=(",", ":"), allow_nan=False) for case in value)
            lines.append(f'"{key}": [\n{body}\n]')
        else:
            lines.append(f'"{key}": {json.dumps(value)}')
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
