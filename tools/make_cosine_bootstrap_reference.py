#!/usr/bin/env python3
"""Writes Tests/Fixtures/AttributeVectors/cosines.json: percentile intervals of cosines of refitted vectors by NumPy.

    python3 tools/make_cosine_bootstrap_reference.py

needs numpy. Items are those of the first entry of fit.json; the draws are NumPy's own, so that intervals agree up to the error of the
simulation.
"""

import json
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "Tests/Fixtures/AttributeVectors"
DRAWS = 20_000
NAMES = ("Smiling", "Male")


def cosine(a, b):
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def balanced(x, own, other, rng):
    """The difference of means after every cell is repeated until it is as full as the fullest."""
    cells = [np.flatnonzero((own == i) & (other == j)) for i in (0, 1) for j in (0, 1)]
    most = max(len(cell) for cell in cells)
    repeated = [
        np.concatenate([np.tile(cell, most // len(cell)), rng.choice(cell, most % len(cell), replace=False)])
        for cell in cells
    ]
    means = [x[cell].mean(axis=0) for cell in repeated]
    return (means[2] + means[3] - means[0] - means[1]) / 2, (means[1] + means[3] - means[0] - means[2]) / 2


def cosines(x, first, second, rng):
    plain = [x[own == 1].mean(axis=0) - x[own == 0].mean(axis=0) for own in (first, second)]
    return cosine(*plain), cosine(*balanced(x, first, second, rng))


def main():
    fit = json.loads((FOLDER / "fit.json").read_text())
    entry = fit["entries"][0]
    x = np.array(entry["latents"]).reshape(-1, entry["dimension"])
    labels = np.array(entry["labels"]).reshape(len(fit["attributes"]), -1)
    first, second = (labels[fit["attributes"].index(name)] for name in NAMES)
    is_known = (first >= 0) & (second >= 0)
    x, first, second = x[is_known], first[is_known], second[is_known]
    rng = np.random.default_rng(5)
    found = []
    while len(found) < DRAWS:
        drawn = rng.integers(0, len(x), len(x))
        a, b = first[drawn], second[drawn]
        if len(set(zip(a.tolist(), b.tolist()))) == 4:
            found.append(cosines(x[drawn], a, b, rng))
    plain, level = np.array(found).T
    change = np.abs(level) - np.abs(plain)
    reference = {
        "names": NAMES,
        "rows": np.flatnonzero(is_known).tolist(),
        "plain": {"estimate": cosines(x, first, second, rng)[0], "interval": np.quantile(plain, [0.025, 0.975]).tolist()},
        "balanced": {"interval": np.quantile(level, [0.025, 0.975]).tolist()},
        "change": {"interval": np.quantile(change, [0.025, 0.975]).tolist()},
    }
    (FOLDER / "cosines.json").write_text(json.dumps(reference) + "\n")
    print(len(x), reference["plain"], reference["balanced"], reference["change"])


if __name__ == "__main__":
    main()
