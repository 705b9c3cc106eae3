"""Nearest neighbors and balls of k neighbors by scikit-learn and NumPy, in double precision.

    python tools/make_manifold_neighbors_reference.py

Writes Tests/Fixtures/Manifold/neighbors.json. Needs NumPy and scikit-learn. Neighbors come from scikit-learn's brute force over float64,
whose l2 distances are recomputed from differences; the measures of balls are the formulas of Kynkäänniemi et al. (2019) and Naeem et al.
(2020), as in the package prdc, but with closed balls. Rows have few binary digits, so that squares and sums are exact and ties are ties.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.neighbors import NearestNeighbors

KS = [1, 3, 5]


def rows(random, count, dimension, spread=1.0, digits=8):
    return np.round(random.standard_normal((count, dimension)) * spread * 2**digits) / 2**digits


def distances(a, b):
    return np.sqrt(((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=2))


def nearest(metric, x, q, k):
    if metric == "l2":
        found = NearestNeighbors(n_neighbors=k, algorithm="brute", metric="euclidean").fit(x)
        far, numbers = found.kneighbors(q)
        far = np.take_along_axis(distances(q, x), numbers, axis=1)
    else:
        found = NearestNeighbors(n_neighbors=k, algorithm="brute", metric="cosine").fit(x)
        far, numbers = found.kneighbors(q)
    return {
        "metric": metric, "dimension": x.shape[1], "k": k, "rows": x.ravel().tolist(), "queries": q.ravel().tolist(),
        "numbers": numbers.ravel().tolist(), "distances": far.ravel().tolist(),
    }


def balls(name, centers, queries, own=False):
    n, m = len(centers), len(queries)
    among = distances(centers, centers)
    np.fill_diagonal(among, np.inf)  # a center's own row by its number: copies of it stay
    among.sort(axis=1)
    d = distances(queries, centers)
    if own:
        np.fill_diagonal(d, np.inf)
    results = []
    for k in KS:
        radii = among[:, k - 1]
        inside = d <= radii[None, :]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(d == 0, 0, d / radii[None, :])
        results.append({
            "k": k,
            "radii": radii.tolist(),
            "counts": inside.sum(axis=1).tolist(),
            "outsideness": [value if np.isfinite(value) else -1 for value in ratio.min(axis=1).tolist()],
            "visits": inside.sum(axis=0).tolist(),
            "inside": float(inside.any(axis=1).mean()),
            "density": float(inside.sum(axis=1).mean() / k),
            "coverage": float(inside.any(axis=0).mean()),
        })
    return {
        "name": name, "dimension": centers.shape[1], "centers": centers.ravel().tolist(), "queries": queries.ravel().tolist(),
        "own": own, "results": results,
    }


def main():
    random = np.random.default_rng(20190415)
    x, q = rows(random, 60, 7), rows(random, 6, 7)
    plain = rows(random, 40, 3), rows(random, 30, 3, spread=1.5)
    copies = np.concatenate([plain[0][:12], plain[0][:6], plain[0][:2], plain[0][:2], plain[0][:2], plain[0][:2]])
    lattice = np.array([[a, b] for a in range(6) for b in range(6)], float)
    case = [
        balls("draws", *plain),
        balls("swapped", plain[1], plain[0]),
        balls("copies", copies, np.concatenate([copies[:4], plain[1][:10]])),
        balls("identical", np.repeat(plain[0][:1], 8, axis=0), np.concatenate([plain[0][:1], plain[0][1:3]])),
        balls("lattice", lattice, np.concatenate([lattice[::2] + [0.5, 0], lattice[:5] + [-1, 0]])),
        balls("own", plain[0], plain[0], own=True),
        balls("offset", plain[0] + 1000, plain[1] + 1000),
    ]
    out = {"neighbors": [nearest("l2", x, q, 8), nearest("cosine", x, q, 8), nearest("l2", x + 1000, q + 1000, 8)], "balls": case}
    path = Path(__file__).parent.parent / "Tests/Fixtures/Manifold/neighbors.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(out, separators=(",", ":")) + "\n")


main()
