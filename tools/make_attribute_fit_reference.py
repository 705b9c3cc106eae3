#!/usr/bin/env python3
"""Write what Tests/AttributeVectorsTests/Fitting compares with.

    python3 tools/make_attribute_fit_reference.py

Needs NumPy and scikit-learn. Running it again gives the same bytes, but for the last digits of other versions.
"""

import json
import pathlib

import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.svm import LinearSVC

OUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/AttributeVectors/fit.json"
NAMES = ["Smiling", "Male", "Young", "Hat"]
rng = np.random.default_rng(9)


def listed(values):
    return [float(format(v, ".12g")) for v in np.asarray(values, dtype=np.float64).ravel()]


def drawn(n, d, missing):
    """Latents with additive effects of labels, of which the first two are correlated as in the paper's table."""
    cell = rng.choice(4, size=n, p=[0.17, 0.31, 0.25, 0.27])
    labels = np.stack([cell < 2, cell % 2 == 0, rng.random(n) < 0.7, rng.random(n) < 0.12]).astype(int)
    labels[2] = np.where(rng.random(n) < 0.3, 1 - labels[1], labels[2])
    effects = rng.normal(size=(4, d))
    latents = 0.5 + labels.T @ effects + rng.normal(size=(n, d))
    latents = np.round(latents, 4).astype(np.float32)
    labels[rng.random(labels.shape) < missing] = -1
    return latents, labels


def plane(normal, difference):
    unit = normal / np.linalg.norm(normal)
    return unit * (unit @ difference)


def objective(x, labels, w, b, cost):
    return 0.5 * (w @ w + b * b) + cost * np.sum(np.maximum(0, 1 - (2 * labels - 1) * (x @ w + b)) ** 2)


def cells(labels, used):
    """The cell of every item that has all labels, else -1; and the counts."""
    known = np.all(labels[used] >= 0, axis=0)
    code = np.zeros(labels.shape[1], int)
    for j in used:
        code = 2 * code + labels[j]
    code[~known] = -1
    return code, np.bincount(code[known], minlength=2 ** len(used))


def entry(n, d, missing, cost):
    latents, labels = drawn(n, d, missing)
    x = latents.astype(np.float64)
    vectors, objectives = [], []

    def add(method, j, balanced, values):
        entry = {"method": method, "attribute": NAMES[j], "balancedOver": balanced, "values": listed(values)}
        vectors.append(entry)

    for j, _ in enumerate(NAMES[:2]):
        own, yes = labels[j] >= 0, labels[j] == 1
        difference = x[yes].mean(0) - x[own & ~yes].mean(0)
        add("mean", j, [], difference)
        fit = LogisticRegression(C=cost, tol=1e-12, solver="newton-cholesky", max_iter=1000).fit(x[own], labels[j][own])
        add("logistic", j, [], plane(fit.coef_[0], difference))
        fit = LinearSVC(C=cost, dual="auto", tol=1e-8, max_iter=100000).fit(x[own], labels[j][own])
        add("svm", j, [], plane(fit.coef_[0], difference))
        objectives.append(objective(x[own], labels[j][own], fit.coef_[0], fit.intercept_[0], cost))
        other = 1 - j
        for balance in ([other], [other, 2]):
            code, counts = cells(labels, [j, *balance])
            if counts.min() == 0:
                continue
            half = len(counts) // 2
            means = np.stack([x[code == c].mean(0) for c in range(len(counts))])
            difference = means[half:].mean(0) - means[:half].mean(0)
            names = [NAMES[b] for b in balance]
            add("cells", j, names, difference)
            known = code >= 0
            weights = known.sum() / len(counts) / counts[code[known]]
            fit = LogisticRegression(C=cost, tol=1e-12, solver="newton-cholesky", max_iter=1000)
            fit.fit(x[known], labels[j][known], sample_weight=weights)
            add("logistic", j, names, plane(fit.coef_[0], difference))
    complete = np.all(labels >= 0, axis=0)
    fit = LinearRegression().fit(labels.T[complete], x[complete])
    for j in (0, 1):
        add("least-squares", j, [], fit.coef_[:, j])
    known = np.all(labels[:2] >= 0, axis=0)
    fit = LinearRegression().fit(labels[:2].T[known], x[known])
    add("least-squares", 0, ["Male"], fit.coef_[:, 0])
    add("least-squares", 1, ["Smiling"], fit.coef_[:, 1])
    return {
        "dimension": d,
        "cost": cost,
        "latents": [round(float(v), 4) for v in latents.ravel()],
        "labels": labels.ravel().tolist(),
        "vectors": vectors,
        "svmObjectives": listed(objectives),
    }


def main():
    OUT.parent.mkdir(parents=True, exist_ok=True)
    entries = [entry(300, 6, 0, 1.0), entry(240, 9, 0.05, 0.2), entry(60, 70, 0, 0.5)]
    OUT.write_text(json.dumps({"attributes": NAMES, "entries": entries}, separators=(",", ":")) + "\n")


main()
