"""A whole `sextant report` of 20,000 encodings of 128 numbers beside the same numbers in Python.

    script/bench report

The set is made here: 16,000 encodings and 4,000 of the split test, normal with variances of 0.3 to 1.7 along random directions. The peer
is what a careful person would write with NumPy, SciPy and scikit-learn: balls by scikit-learn's brute force and blocks of sgemm, a
Kolmogorov-Smirnov test for each dimension, the covariance's eigenvalues, five logistic regressions, the energy distance in blocks with
999 permutations of 1,000 rows of each kind, and sliced Wasserstein distances. It draws no page. Both may use all cores and take turns;
medians of the wall clock and of the process time are compared, and what both can know is printed side by side.
"""

import hashlib
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from scipy import stats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import NearestNeighbors
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

COUNT, HELD_OUT, DIMENSION, ROUNDS = 20_000, 4_000, 128, 3
KS = (1, 2, 3, 5, 10, 20, 50)


def make_set(folder):
    """A set as `sextant encode` would leave it, without pictures."""
    random = np.random.default_rng(0)
    basis, _ = np.linalg.qr(random.standard_normal((DIMENSION, DIMENSION)))
    scales = np.sqrt(np.linspace(0.3, 1.7, DIMENSION))
    rows = (random.standard_normal((COUNT, DIMENSION)) * scales @ basis.T).astype(np.float32)
    folder.mkdir()
    np.save(folder / "vectors.npy", rows)
    with sqlite3.connect(folder / "catalog.sqlite") as catalog:
        catalog.execute("CREATE TABLE items (id INTEGER PRIMARY KEY, path TEXT NOT NULL, split TEXT,"
                        " width INTEGER NOT NULL, height INTEGER NOT NULL)")
        catalog.execute("CREATE TABLE labels (id INTEGER PRIMARY KEY)")
        catalog.execute("CREATE TABLE skipped (id INTEGER PRIMARY KEY, path TEXT NOT NULL, reason TEXT NOT NULL)")
        splits = ["train"] * (COUNT - HELD_OUT) + ["test"] * HELD_OUT
        catalog.executemany("INSERT INTO items VALUES (?, ?, ?, 64, 64)",
                            [(row, f"{row}.png", split) for row, split in enumerate(splits)])
        catalog.executemany("INSERT INTO labels VALUES (?)", [(row,) for row in range(COUNT)])
    digests = {name + "SHA256": hashlib.sha256((folder / file).read_bytes()).hexdigest()
               for name, file in (("vectors", "vectors.npy"), ("catalog", "catalog.sqlite"))}
    (folder / "set.json").write_text(json.dumps(digests | {
        "format": 1, "dimension": DIMENSION, "root": str(folder), "batch": 32, "finished": True, "count": COUNT,
        "posterior": {"kind": "sample", "seed": 1}, "sessions": [],
        "model": {"name": "none", "hash": "0" * 64, "reference": {"package": "none"}, "latentShape": [DIMENSION],
                  "prior": {"kind": "gaussian", "mean": 0, "sd": 1}, "preprocess": {"crop": "none", "resize": "lanczos3"}},
    }))


def distances(a, b):
    squares = (a * a).sum(1)[:, None] + (b * b).sum(1)[None] - 2 * a @ b.T
    return np.sqrt(np.maximum(squares, 0))


def outside(reference, radii, queries):
    """The share of queries in no ball for each k, by blocks."""
    counts = np.zeros(len(KS))
    for start in range(0, len(queries), 1000):
        far = distances(queries[start:start + 1000], reference)
        counts += [np.sum(~(far <= radii[:, k - 1]).any(1)) for k in KS]
    return counts / len(queries)


def mean_distance(a, b):
    return sum(distances(a[start:start + 1000], b).sum(dtype=np.float64) for start in range(0, len(a), 1000))


def peer(path):
    rows = np.load(path / "vectors.npy")
    random = np.random.default_rng(1)
    n = len(rows)
    reference, held = rows[:-HELD_OUT], rows[-HELD_OUT:]
    draws = random.standard_normal((HELD_OUT, DIMENSION), dtype=np.float32)
    nearest = NearestNeighbors(n_neighbors=max(KS) + 1, algorithm="brute", n_jobs=-1).fit(reference)
    radii = nearest.kneighbors(reference)[0][:, 1:]
    shares = outside(reference, radii, held), outside(reference, radii, draws)
    tests = [stats.kstest(rows[:, column], "norm", method="asymp") for column in range(DIMENSION)]
    stats.false_discovery_control([test.pvalue for test in tests])
    stats.kstest(np.linalg.norm(rows, axis=1), stats.chi(DIMENSION).cdf, method="asymp")
    eigenvalues = np.linalg.eigvalsh(np.cov(rows, rowvar=False))
    sample, control = random.standard_normal((2, n, DIMENSION), dtype=np.float32)
    directions = random.standard_normal((200, DIMENSION)).astype(np.float32)
    directions = np.vstack([directions / np.linalg.norm(directions, axis=1, keepdims=True), np.eye(DIMENSION, dtype=np.float32)])
    levels = stats.norm.ppf((np.arange(n) + 0.5) / n)[:, None]
    sliced = [np.mean((np.sort(x @ directions.T, axis=0) - levels) ** 2, axis=0) for x in (rows, control)]
    half = n // 2
    both = np.vstack([rows[:half], sample[:half]])
    features = np.hstack([both, both * both, np.linalg.norm(both, axis=1, keepdims=True)])
    kinds = np.repeat([1, 0], half)
    areas = []
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(features, kinds):
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=200)).fit(features[train], kinds[train])
        areas.append(roc_auc_score(kinds[test], model.decision_function(features[test])))
    between = mean_distance(rows, sample) / n**2
    within = [mean_distance(x, x) / (n * (n - 1)) for x in (rows, sample)]
    few = np.vstack([rows[:1000], sample[:1000]])
    matrix = distances(few, few)
    labels = np.array([random.permutation(np.repeat([1, -1], 1000)) for _ in range(1000)], np.float32) / 1000
    labels[0] = np.repeat([1, -1], 1000) / np.float32(1000)
    statistic = -np.einsum("ij,ij->i", labels @ matrix, labels)
    p = (1 + np.sum(statistic[1:] >= statistic[0])) / 1000
    return {"held-out outside, k = 5": shares[0][KS.index(5)], "draws outside, k = 5": shares[1][KS.index(5)],
            "area under the curve": np.mean(areas), "energy distance": 2 * between - sum(within), "its p": p,
            "largest eigenvalue": eigenvalues[-1], "largest KS distance": max(test.statistic for test in tests),
            "sliced Wasserstein": np.sqrt(sliced[0][:200].mean())}


def timed(command):
    before, start = os.times(), time.perf_counter()
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, json.loads(output)


def main():
    if sys.argv[1] == "--peer":
        print(json.dumps({name: float(value) for name, value in peer(Path(sys.argv[2])).items()}))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "normal.encodings")
        make_set(path)
        page = str(Path(folder, "r.html"))
        commands = {
            "Sextant": [sys.argv[1], "report", "--set", str(path), "--seed", "1", "--json", "--quiet", "--out", page, "--force"],
            "Python": [sys.executable, __file__, "--peer", str(path)],
        }
        runs = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                runs[name].append(timed(command))
        for name, results in runs.items():
            wall, cpu = (statistics.median(run[place] for run in results) for place in (0, 1))
            print(f"{name:8} wall {wall:5.1f} s, process time {cpu:5.1f} s")
        for place, name in enumerate(("wall clock", "process time")):
            ratio = statistics.median(b[place] / a[place] for a, b in zip(runs["Sextant"], runs["Python"]))
            print(f"Python / Sextant, {name}, pair by pair: {ratio:.1f}")
        report, theirs = runs["Sextant"][0][2], runs["Python"][0][2]
        comparison = report["comparison"]
        ours = {
            "held-out outside, k = 5": report["answer"]["heldOutOutside"]["value"],
            "draws outside, k = 5": report["answer"]["outside"]["value"],
            "area under the curve": comparison["classifier"]["area"], "energy distance": comparison["energy"]["value"],
            "its p": comparison["energy"]["pValue"], "largest eigenvalue": comparison["spectrum"]["eigenvalues"][0],
            "largest KS distance": max(each["distance"] for each in comparison["coordinates"]["coordinates"]),
            "sliced Wasserstein": comparison["slicedWasserstein"]["value"],
        }
        for name, value in ours.items():
            print(f"  {name:24} Sextant {value:.5f}, Python {theirs[name]:.5f}")


main()
