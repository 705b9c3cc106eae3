#!/usr/bin/env python3
"""Writes Tests/Fixtures/Manifold/bootstrap.json: percentile intervals of functions of several means by SciPy.

    python3 tools/make_bootstrap_reference.py

needs numpy and scipy. The draws are SciPy's own, so that intervals agree up to the error of the simulation.
"""

import json
from pathlib import Path

import numpy as np
from scipy import stats

OUT = Path(__file__).resolve().parent.parent / "Tests/Fixtures/Manifold/bootstrap.json"
DRAWS = 40_000


def interval(columns, statistic):
    found = stats.bootstrap(
        columns,
        lambda *drawn, axis=-1: statistic([column.mean(axis=axis) for column in drawn]),
        paired=True,
        n_resamples=DRAWS,
        method="percentile",
        random_state=np.random.default_rng(5),
    )
    return [found.confidence_interval.low, found.confidence_interval.high]


def main():
    rng = np.random.default_rng(1)
    x = rng.normal(2, 1, 150).round(4)
    y = (0.4 * x + rng.normal(0, 0.5, 150)).round(4)
    first = (rng.random(200) < 0.45).astype(float)
    second = np.where(rng.random(200) < 0.7, first, 1 - first)
    both = first * second

    def phi(means):
        p, q, r = means
        return (r - p * q) / np.sqrt(p * (1 - p) * q * (1 - q))

    reference = {
        "x": x.tolist(),
        "y": y.tolist(),
        "ratio": {"estimate": y.mean() / x.mean(), "interval": interval((y, x), lambda m: m[0] / m[1])},
        "first": first.tolist(),
        "second": second.tolist(),
        "phi": {
            "estimate": float(np.corrcoef(first, second)[0, 1]),
            "interval": interval((first, second, both), phi),
        },
    }
    OUT.write_text(json.dumps(reference) + "\n")


if __name__ == "__main__":
    main()
