#!/usr/bin/env python3
"""Write the assignments, embeddings and qualities that Tests/ManifoldTests/Placement compares with.

    python3 tools/make_manifold_placement_reference.py

Needs NumPy, SciPy and scikit-learn. Running it again gives the same bytes. The quality is computed here from its definition
(Barthel et al. 2023, section 3) by loops over pairs, which share no formula with the code under test.
"""

import json
import pathlib

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist
from sklearn.decomposition import PCA

OUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/Manifold/placement.json"
random = np.random.RandomState(7)


def floats(x):
    """Numbers as single precision has them, short."""
    return [float(f"{value:.9g}") for value in np.asarray(x, np.float32).ravel()]


# Assignments.


def plane_costs(rows, columns):
    side = int(np.ceil(np.sqrt(columns)))
    cells = np.array([(c // side, c % side) for c in range(columns)])
    points = random.standard_normal((rows, 2)) * side / 4 + side / 2
    return ((points[:, None] - cells) ** 2).sum(-1)


def assignment_cases():
    tables = [
        ("one", random.rand(1, 1)),
        ("one row", random.rand(1, 6)),
        ("uniform", random.rand(17, 17)),
        ("wide", random.rand(12, 30)),
        ("nearly square", random.rand(31, 33)),
        ("whole numbers with ties", random.randint(0, 4, (25, 25))),
        ("whole numbers with ties, wide", random.randint(0, 3, (20, 28))),
        ("all equal", np.full((9, 11), 2.5)),
        ("negative", random.standard_normal((20, 20)) * 100 - 50),
        ("products", np.outer(np.arange(1, 21), np.arange(1, 21))),
        ("identical rows", np.repeat(random.rand(1, 16), 14, axis=0)),
        ("huge", random.rand(15, 15) * 1e30),
        ("tiny", random.rand(15, 18) * 1e-30),
        ("large and small", 10.0 ** random.uniform(-6, 6, (22, 22))),
        ("plane", plane_costs(36, 36)),
        ("plane with empty cells", plane_costs(29, 36)),
    ]
    cases = []
    for name, table in tables:
        costs = np.asarray(table, np.float32)
        rows, columns = linear_sum_assignment(costs.astype(float))
        total = costs.astype(float)[rows, columns].sum()
        cases.append(
            {"name": name, "rows": costs.shape[0], "columns": costs.shape[1], "costs": floats(costs), "total": total}
        )
    return cases


# Embeddings.


def signed(scores):
    """Of each coordinate the largest entry positive."""
    for axis in range(scores.shape[1]):
        if scores[np.abs(scores[:, axis]).argmax(), axis] < 0:
            scores[:, axis] *= -1
    return scores


def embedding_cases():
    cases = []
    for n, d in [(12, 3), (5, 9), (30, 30), (40, 2), (2, 4)]:
        x = (random.standard_normal((n, d)) * np.linspace(3, 1, d) + 5).astype(np.float32)
        scores = signed(PCA(2, svd_solver="full").fit_transform(x.astype(float)))
        cases.append({"count": n, "dimension": d, "values": floats(x), "scores": scores.ravel().tolist()})
    return cases


def cosine_case():
    """Torgerson's scaling of 1 - cos."""
    x = random.standard_normal((10, 6)).astype(np.float32)
    units = x.astype(float) / np.linalg.norm(x.astype(float), axis=1, keepdims=True)
    distances = 1 - units @ units.T
    np.fill_diagonal(distances, 0)
    n = len(x)
    j = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-0.5 * j @ distances**2 @ j)
    scores = signed(vectors[:, ::-1][:, :2] * np.sqrt(values[::-1][:2]))
    return {"count": n, "dimension": 6, "values": floats(x), "scores": scores.ravel().tolist()}


# Qualities.


def distance_preservation(x, cells, columns, p, ties):
    n = len(x)
    distances = cdist(x, x)
    mean = distances.sum() / (n * (n - 1))
    placed, nearest = np.zeros(n - 1), np.zeros(n - 1)
    for i in range(n):
        others = [j for j in range(n) if j != i]
        ring = {
            j: (cells[i] // columns - cells[j] // columns) ** 2 + (cells[i] % columns - cells[j] % columns) ** 2
            for j in others
        }
        if ties == "averaged":
            means = {r: np.mean([distances[i, j] for j in others if ring[j] == r]) for r in set(ring.values())}
            order = [means[ring[j]] for j in sorted(others, key=lambda j: ring[j])]
        else:
            order = [distances[i, j] for j in sorted(others, key=lambda j: (ring[j], distances[i, j]))]
        k = np.arange(1, n)
        placed += np.cumsum(order) / k / n
        nearest += np.cumsum(np.sort([distances[i, j] for j in others])) / k / n
    gain = lambda d: np.linalg.norm(np.maximum(0, (mean - d) / mean), ord=p)
    return gain(placed) / gain(nearest)


def parts(keys, k):
    """What part of each belongs to the k least, where those of equal keys share."""
    result = {}
    taken = 0
    for key in sorted(set(keys.values())):
        same = [j for j in keys if keys[j] == key]
        for j in same:
            result[j] = min(1, max(0, (k - taken) / len(same)))
        taken += len(same)
    return result


def neighbor_preservation(x, cells, columns, k):
    n = len(x)
    total = 0
    for i in range(n):
        others = [j for j in range(n) if j != i]
        on_grid = parts(
            {
                j: (cells[i] // columns - cells[j] // columns) ** 2 + (cells[i] % columns - cells[j] % columns) ** 2
                for j in others
            },
            k,
        )
        among = parts({j: float(((x[i] - x[j]) ** 2).sum()) for j in others}, k)
        total += sum(min(on_grid[j], among[j]) for j in others) / k
    return total / n


def quality_cases():
    cases = []
    for rows, columns, n, d, k in [(3, 5, 15, 8, 4), (6, 6, 36, 3, 8), (5, 7, 24, 2, 8), (1, 9, 9, 4, 2), (4, 4, 5, 2, 3)]:
        # Whole numbers, so that equal distances are equal.
        x = random.randint(-3, 4, (n, d)).astype(float)
        cells = random.permutation(rows * columns)[:n]
        # Half sorted: by chance alone there is nothing to compare.
        cells = cells[np.argsort(cells // columns)][np.argsort(np.argsort(x[:, 0] + random.rand(n)))]
        cases.append(
            {
                "rows": rows,
                "columns": columns,
                "cells": cells.tolist(),
                "dimension": d,
                "values": floats(x),
                "neighbors": k,
                "averaged16": distance_preservation(x, cells, columns, 16, "averaged"),
                "averaged2": distance_preservation(x, cells, columns, 2, "averaged"),
                "nearest_first16": distance_preservation(x, cells, columns, 16, "nearest-first"),
                "neighbor_preservation": neighbor_preservation(x, cells, columns, k),
            }
        )
    return cases


reference = {
    "assignments": assignment_cases(),
    "embeddings": embedding_cases(),
    "cosine": cosine_case(),
    "qualities": quality_cases(),
}
OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps(reference, separators=(",", ":")) + "\n")
