"""Attribute vectors of 162,770 x 512 latents and 40 attributes: Sextant beside NumPy, scikit-learn and plain SGEMM.

    script/bench attributes

The size of CelebA's training split. Latents are random, labels are correlated, and every attribute adds a vector of length 2. All attributes
are learned at once, with one thread and two; Sextant and the peer take turns, and medians are compared. "SGEMM" is the same product by one
call of the same BLAS a thread, the least that this arithmetic can take. The vectors are compared with NumPy's in double precision, relative
to their length; those of planes by what both minimise. Give --small for a tenth of the items.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import scipy
import sklearn
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

COUNT, DIMENSION, ATTRIBUTES, ROUNDS = 162_770, 512, 40, 7
PLANES = ((20_000, 128), (60_000, 512))


class Program:
    """The Swift side, which maps its latents and answers commands."""

    def __init__(self, path, folder):
        self.folder = folder
        self.process = subprocess.Popen([path, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def vectors(self, d):
        self.ask("answer")
        return np.fromfile(self.folder / "vectors.f32", np.float32).reshape(-1, d).astype(np.float64)


def make(folder, n, d, m):
    random = np.random.default_rng(0)
    cause = random.standard_normal((n, 6), dtype=np.float32)
    mixed = cause @ random.standard_normal((6, m), dtype=np.float32) + random.standard_normal((n, m), dtype=np.float32)
    labels = (mixed > 1.5 * random.standard_normal(m)).astype(np.int8).T.copy()
    latents = random.standard_normal((n, d), dtype=np.float32)
    latents += labels.T.astype(np.float32) @ (2 / d**0.5 * random.standard_normal((m, d)).astype(np.float32))
    np.save(folder / "latents.npy", latents)
    labels.tofile(folder / "labels.i8")
    return latents, labels


def timed(body):
    start = time.perf_counter()
    result = body()
    return time.perf_counter() - start, result


def turns(*sides):
    """The median seconds of each side, which take turns; the first turn warms up."""
    rounds = [[side() for side in sides] for _ in range(ROUNDS + 1)]
    return [statistics.median(column) for column in zip(*rounds[1:])]


def error(found, expected):
    return np.max(np.linalg.norm(found - expected, axis=1) / np.linalg.norm(expected, axis=1))


def numpy_means(latents, labels):
    """As people write it where speed matters: one product; single precision throughout."""
    own = labels.astype(np.float32)
    total, positives = latents.sum(0), own.sum(1, keepdims=True)
    sums = own @ latents
    return sums / positives - (total - sums) / (len(latents) - positives)


def numpy_loop(latents, labels):
    """As people write it, an attribute at a time."""
    return np.stack([latents[y == 1].mean(0) - latents[y == 0].mean(0) for y in labels])


def numpy_cells(latents, labels, balanced):
    vectors = []
    for j in range(len(labels)):
        if j != balanced:
            a, b = labels[j] == 1, labels[balanced] == 1
            cells = [latents[x & y].mean(0) for x in (a, ~a) for y in (b, ~b)]
            vectors.append((cells[0] + cells[1] - cells[2] - cells[3]) / 2)
    return np.stack(vectors)


def exact(latents, labels, method, balanced):
    """In double precision, a block at a time."""
    m, n = labels.shape
    rows = [np.ones(n)]
    for j in range(m):
        rows.append(labels[j])
        if method == "cells":
            rows.append(labels[j] * labels[balanced])
    rows = np.stack(rows).astype(np.float64)
    sums, gram = np.zeros((len(rows), latents.shape[1])), rows @ rows.T
    for start in range(0, n, 4096):
        sums += rows[:, start : start + 4096] @ latents[start : start + 4096].astype(np.float64)
    if method == "mean":
        k = gram[0, 1:, None]
        return sums[1:] / k - (sums[0] - sums[1:]) / (n - k)
    if method == "least-squares":
        return np.linalg.solve(gram, sums)[1:]
    vectors = []
    every, with_b, both = sums[0], sums[1 + 2 * balanced], gram[0, 1 + 2 * balanced]
    for j in range(m):
        if j != balanced:
            a, ab, na, nab = sums[1 + 2 * j], sums[2 + 2 * j], gram[0, 1 + 2 * j], gram[0, 2 + 2 * j]
            rest = every - with_b - a + ab
            cells = (ab / nab, (a - ab) / (na - nab), (with_b - ab) / (both - nab), rest / (n - both - na + nab))
            vectors.append((cells[0] + cells[1] - cells[2] - cells[3]) / 2)
    return np.stack(vectors)


def all_attributes(program, latents, labels):
    m, d, balanced = len(labels), latents.shape[1], 1
    for threads in (1, 2):
        with threadpool_limits(threads):
            own, limit, theirs = turns(
                lambda: program.ask(f"fit mean {threads}"),
                lambda: program.ask(f"product {m + 1} {threads}"),
                lambda: timed(lambda: numpy_means(latents, labels))[0],
            )
            print(f"mean, {threads} thread(s): Sextant {1e3 * own:.0f} ms, SGEMM {1e3 * limit:.0f} ms ({limit / own:.2f} of its speed), "
                  f"NumPy by one product {1e3 * theirs:.0f} ms, {theirs / own:.2f} times as long")
            squares, mean = turns(
                lambda: program.ask(f"fit least-squares {threads}"), lambda: program.ask(f"fit mean {threads}")
            )
            cells, repeats, limit = turns(
                lambda: program.ask(f"fit cells {threads} {balanced}"),
                lambda: program.ask(f"fit replicate {threads} {balanced}"),
                lambda: program.ask(f"product {2 * m - 2} {threads}"),
            )
            print(f"  least-squares {1e3 * squares:.0f} ms, {squares / mean:.2f} of the mean's time in the same turns")
            print(f"  cells {1e3 * cells:.0f} ms ({limit / cells:.2f} of SGEMM's speed), replicate {1e3 * repeats:.0f} ms, "
                  f"{repeats / cells:.2f} of the time of cells")
    for method in ("mean", "least-squares", "cells"):
        program.ask(f"fit {method} 2 {balanced if method == 'cells' else ''}")
        off = error(program.vectors(d), exact(latents, labels, method, balanced))
        print(f"{method}: off by {off:.1e} of a vector's length from double precision")
    print(f"NumPy an attribute at a time: means {timed(lambda: numpy_loop(latents, labels))[0]:.1f} s, "
          f"cells {timed(lambda: numpy_cells(latents, labels, balanced))[0]:.1f} s; "
          f"scikit-learn's LinearRegression {timed(lambda: LinearRegression().fit(labels.T.astype(np.float32), latents))[0]:.1f} s")


def objective(method, x, y, direction, cost=1.0):
    """What both minimise, at the best plane along a direction: over its length and its intercept."""
    scores = x @ (direction / np.linalg.norm(direction))
    sign = 2.0 * y - 1

    def value(p):
        margins = sign * (p[0] * scores + p[1])
        if method == "svm":
            return 0.5 * (p @ p) + cost * np.sum(np.maximum(0, 1 - margins) ** 2)
        return 0.5 * p[0] ** 2 + cost * np.sum(np.logaddexp(0, -margins))

    return scipy.optimize.minimize(value, np.array([1.0, 0.0]), method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-9}).fun


def planes(program, latents, labels):
    n, d = latents.shape
    y = labels[0]
    for method, peer, name in (
        ("svm", lambda: LinearSVC(dual="auto"), "LinearSVC"),
        ("logistic", lambda: LogisticRegression(max_iter=1000), "LogisticRegression"),
    ):
        for threads in (1, 2):
            with threadpool_limits(threads):
                fitted = []
                own, theirs = turns(
                    lambda: program.ask(f"plane {method} {threads} {n}"),
                    lambda: timed(lambda: fitted.append(peer().fit(latents, y)))[0],
                )
            vector, x = program.vectors(d)[0], latents.astype(np.float64)
            a, b = objective(method, x, y, vector), objective(method, x, y, fitted[-1].coef_[0].astype(np.float64))
            print(f"{method}, {n:,} x {d}, {threads} thread(s): Sextant {1e3 * own:.0f} ms, {name} {1e3 * theirs:.0f} ms, "
                  f"{theirs / own:.2f} times as long; objectives differ by {(a - b) / b:.1e}")


def main():
    global ROUNDS
    path = sys.argv[1]
    print(f"NumPy {np.__version__}, scikit-learn {sklearn.__version__}; {os.cpu_count()} cores, medians of {ROUNDS}")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        latents, labels = make(folder, COUNT // 10 if "--small" in sys.argv else COUNT, DIMENSION, ATTRIBUTES)
        program = Program(path, folder)
        all_attributes(program, latents, labels)
        program.process.stdin.close()
        program.process.wait()
        ROUNDS = 5
        for n, d in PLANES:
            latents, labels = make(folder, n, d, 4)
            program = Program(path, folder)
            planes(program, latents, labels)
            program.process.stdin.close()
            program.process.wait()


main()
