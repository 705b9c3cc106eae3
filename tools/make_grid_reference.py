#!/usr/bin/env python3
"""Write the arrangements of anchors and strips that Tests/LatentGeometryTests/Grids compares with.

    python3 tools/make_grid_reference.py

Needs NumPy and SciPy. Running it again gives the same bytes. Inputs are not stored: they are draws of
numpy.random.RandomState(seed), which the tests have too, rounded to float32; the first rows are named and the others drawn.
Everything computed from them is float64, by interpolation_equations.py.
"""

import json
import pathlib

import numpy as np

from interpolation_equations import between, center, draws, in_one_half, name

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "Tests/Fixtures/LatentGeometry/grids.json"
METHODS = ["lerp", "slerp", "matched"]
PRIORS = [
    ("gaussian", 0.0, 1.0),
    ("gaussian", 0.5, 2.0),
    ("uniform", -1.0, 1.0),
    ("uniform", 0.0, 3.0),
    ("sphere", 11.5),
    ("truncated-gaussian", 2.0, 0.0, 1.0),
]


def stored(values):
    return [float(f"{x:.9g}") for x in np.asarray(values).ravel()]


def arrangement_case(prior, method, rows, columns, inverts, partway, encircles, missing, seed, d=4):
    """rows x columns anchors, of which `missing` of those that could be named are drawn."""
    places = (rows - 2) * (columns - 2) if encircles else rows * columns
    count = places - missing
    border = rows * columns - places
    # In one half, so that no named latent lies opposite its draw, where many ways are as short.
    table = in_one_half(draws(prior, count + missing + border + (0 if partway is None else count), d, seed), center(prior))
    named, drawn = table[:count], table[count:]
    own = 2 * center(prior) - named if inverts else named
    if partway is not None:
        starts = drawn[missing + border:]
        own = np.stack([between(method, prior, start, end, partway) for start, end in zip(starts, own)])
    inner = np.concatenate([own, drawn[:missing]])
    anchors = inner
    if encircles:
        anchors = np.full((rows, columns, d), np.nan)
        anchors[1:-1, 1:-1] = inner.reshape(rows - 2, columns - 2, d)
        anchors[np.isnan(anchors[..., 0])] = drawn[missing:missing + border]
    return {"prior": name(prior), "dimension": d, "seed": seed, "count": len(table), "named": count, "rows": rows,
            "columns": columns, "method": method, "inverts": inverts, "partway": partway, "encircles": encircles,
            "anchors": stored(anchors)}


def arrangement_cases():
    cases = []
    for prior in PRIORS:
        for method in METHODS:
            for inverts, partway, encircles, missing in [
                (False, None, True, 0), (False, None, True, 2), (True, None, False, 0), (False, 0.25, False, 0),
                (False, 0.75, False, 3), (False, 0.5, True, 0), (False, 0.25, True, 1), (True, None, True, 1),
            ]:
                cases.append(arrangement_case(prior, method, 4, 5, inverts, partway, encircles, missing, 7000 + len(cases)))
    return cases


def strip_cases():
    cases = []
    for prior in PRIORS:
        for method in METHODS:
            for rows, columns, spacing in [(1, 2, 3), (3, 2, 4), (2, 3, 2), (4, 1, 3), (2, 3, 1)]:
                seed, d = 8000 + len(cases), 3
                anchors = in_one_half(draws(prior, rows * columns, d, seed), center(prior)).reshape(rows, columns, d)
                cells = np.empty((rows, (columns - 1) * spacing + 1, d))
                for row in range(rows):
                    for x in range(cells.shape[1]):
                        left = min(x // spacing, max(columns - 2, 0))
                        cells[row, x] = between(method, prior, anchors[row, left], anchors[row, min(left + 1, columns - 1)],
                                                x / spacing - left)
                cases.append({"prior": name(prior), "dimension": d, "seed": seed, "count": rows * columns, "method": method,
                              "height": rows, "width": cells.shape[1], "spacing": spacing, "cells": stored(cells)})
    return cases


def main():
    data = {"arrangements": arrangement_cases(), "strips": strip_cases()}
    lines = []
    for key, value in data.items():
        body = ",\n".join(json.dumps(case, separators=(",", ":"), allow_nan=False) for case in value)
        lines.append(f'"{key}": [\n{body}\n]')
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
