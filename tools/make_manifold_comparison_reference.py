#!/usr/bin/env python3
"""Write what Tests/ManifoldTests/PriorComparison compares with.

    python3 tools/make_manifold_comparison_reference.py

Needs NumPy, SciPy and scikit-learn. Running it again gives the same bytes, but for the last digits of other versions.
"""

import json
import pathlib

import numpy as np
import scipy.integrate
import scipy.spatial.distance
import scipy.stats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

OUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/Manifold/comparison.json"
rng = np.random.default_rng(5)


def rounded(values):
    """Numbers with few digits, as single precision has them."""
    return np.round(values, 4).astype(np.float32)


def listed(values):
    return [float(format(v, ".15g")) for v in np.asarray(values, dtype=np.float64).ravel()]


def plain(values):
    """Single-precision numbers as they were rounded."""
    return [round(float(v), 4) for v in values.ravel()]


# The law of one coordinate.


def sphere_cdf(t, d):
    t = np.clip(np.asarray(t, dtype=np.float64), -1, 1)
    return 0.5 + 0.5 * np.sign(t) * scipy.stats.beta(0.5, (d - 1) / 2).cdf(t * t)


def marginals():
    entries = []
    points = rounded(np.concatenate([np.linspace(-3.2, 3.2, 33), [0.001, -0.0203]])).astype(np.float64)
    laws = [
        ({"kind": "gaussian", "mean": 0.5, "sd": 2}, 3, scipy.stats.norm(0.5, 2).cdf),
        ({"kind": "uniform", "low": -1, "high": 2}, 3, scipy.stats.uniform(-1, 3).cdf),
        (
            {"kind": "truncated-gaussian", "mean": 0.25, "sd": 1.5, "bound": 2},
            3,
            scipy.stats.truncnorm(-2, 2, 0.25, 1.5).cdf,
        ),
        (
            {"kind": "truncated-gaussian", "mean": 0, "sd": 16, "bound": 0.125},
            3,
            scipy.stats.truncnorm(-0.125, 0.125, 0, 16).cdf,
        ),
    ]
    for d in (2, 3, 4, 5, 10, 64):
        laws.append(({"kind": "sphere", "radius": 3}, d, lambda x, d=d: sphere_cdf(x / 3, d)))
    for prior, d, cdf in laws:
        x = points if prior["kind"] != "sphere" or d < 10 else points * 3 / np.sqrt(d)
        x = rounded(x).astype(np.float64)
        entries.append({"prior": prior, "dimension": d, "points": plain(x), "cumulative": listed(cdf(x))})
    return entries


# Coordinates and their p-values.


def coordinates():
    n, d = 80, 6
    x = rounded(rng.normal(size=(n, d)) * [1, 1, 0.5, 1.3, 1, 0.05] + [0, 0.4, 0, 0, 0, 0])
    tests = [scipy.stats.kstest(x[:, j].astype(np.float64), "norm") for j in range(d)]
    p = [t.pvalue for t in tests]
    return {
        "count": n,
        "dimension": d,
        "values": plain(x),
        "mean": listed(x.astype(np.float64).mean(0)),
        "standardDeviation": listed(x.astype(np.float64).std(0)),
        "distance": listed([t.statistic for t in tests]),
        "pValue": listed(p),
    }


def false_discovery():
    lists = [[0.03], rng.uniform(size=20), rng.uniform(size=30) ** 4, [0.01, 0.01, 0.5, 1, 0, 0.04]]
    return [
        {"pValues": listed(p), "adjusted": listed(scipy.stats.false_discovery_control(listed(p)))} for p in lists
    ]


# The law of eigenvalues.


def marchenko_pastur():
    entries = []
    for ratio in (0.01, 0.3, 0.9, 1, 1.5, 20):
        a, b = (1 - np.sqrt(ratio)) ** 2, (1 + np.sqrt(ratio)) ** 2
        middle, half = (a + b) / 2, (b - a) / 2
        zero = max(0, 1 - 1 / ratio)

        def cdf(x):
            # x = middle - half cos t, which takes the roots at the edges away.
            end = np.arccos(np.clip((middle - x) / half, -1, 1))
            f = lambda t: (half * np.sin(t)) ** 2 / (2 * np.pi * ratio * (middle - half * np.cos(t)))
            return zero + scipy.integrate.quad(f, 0, end, epsabs=1e-12, epsrel=1e-12, limit=500)[0]

        points = np.concatenate([[0, a / 2], a + (b - a) * np.linspace(0.02, 0.98, 9), [b, 2 * b]])
        points = np.array(listed(points))
        entries.append({"ratio": ratio, "points": listed(points), "cumulative": listed([cdf(x) for x in points])})
    return entries


def spectra():
    entries = []
    for n, d in ((40, 6), (9, 20), (7, 7), (2, 3)):
        x = rounded(rng.normal(size=(n, d)) * np.linspace(0.5, 2, d) + 3)
        covariance = np.cov(x.astype(np.float64).T)
        values = np.linalg.eigvalsh(covariance)[::-1][: min(d, n - 1)]
        entries.append({"count": n, "dimension": d, "values": plain(x), "eigenvalues": listed(values)})
    return entries


# Distances of two samples.


def energy():
    entries = []
    for n, m, d, shift in ((30, 20, 4, 0), (25, 25, 1, 1), (300, 270, 9, 0.1), (2, 2, 2, 0)):
        x, y = rounded(rng.normal(size=(n, d)) + 10), rounded(rng.normal(size=(m, d)) + 10 + shift)
        cdist = scipy.spatial.distance.cdist
        a, b = x.astype(np.float64), y.astype(np.float64)
        between = cdist(a, b).mean()
        within_x, within_y = cdist(a, a).sum() / (n * (n - 1)), cdist(b, b).sum() / (m * (m - 1))
        biased = 2 * between - cdist(a, a).mean() - cdist(b, b).mean()
        entry = {"count": n, "otherCount": m, "dimension": d, "first": plain(x), "second": plain(y)}
        entry |= {"between": between, "withinFirst": within_x, "withinSecond": within_y, "biased": biased}
        if d == 1:
            # SciPy's is the root of the statistic with all pairs.
            assert abs(scipy.stats.energy_distance(a.ravel(), b.ravel()) ** 2 - biased) < 1e-9
        entries.append(entry)
    return entries


def transport():
    """W2 squared of a sample and N(0, sd^2) by quadrature of the difference of quantile functions."""
    entries = []
    for n, sd in ((1, 1.0), (7, 2.0), (50, 0.5)):
        x = np.sort(rounded(rng.normal(size=n)))
        total = 0
        for i, value in enumerate(x.astype(np.float64)):
            f = lambda z: (value - sd * z) ** 2 * scipy.stats.norm.pdf(z)
            low, high = scipy.stats.norm.ppf([i / n, (i + 1) / n])
            total += scipy.integrate.quad(f, low, high, epsabs=1e-13, epsrel=1e-12)[0]
        entries.append({"sample": plain(x), "standardDeviation": sd, "cost": total})
    return entries


# The classifier.


def delong(positives, negatives):
    wins = (positives[:, None] > negatives) + 0.5 * (positives[:, None] == negatives)
    return np.sqrt(wins.mean(1).var(ddof=1) / len(positives) + wins.mean(0).var(ddof=1) / len(negatives))


def areas():
    entries = []
    for n, m, digits in ((30, 40, 0), (50, 20, 1), (25, 25, 4), (3, 2, 1)):
        a, b = np.round(rng.normal(0.5, 1, n), digits), np.round(rng.normal(0, 1, m), digits)
        entries.append(
            {
                "positives": listed(a),
                "negatives": listed(b),
                "area": roc_auc_score([1] * n + [0] * m, np.concatenate([a, b])),
                "standardError": delong(a, b),
            }
        )
    return entries


def regressions():
    entries = []
    for n, d, penalty, size in ((60, 3, 1, 1), (700, 5, 10, 1), (50, 4, 0.1, 8)):
        x = rounded(rng.normal(size=(n, d)))
        truth = rng.normal(size=d) * size
        y = (x @ truth + 0.3 + rng.logistic(size=n) > 0).astype(int)
        fit = LogisticRegression(C=1 / penalty, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(
            x.astype(np.float64), y
        )
        entries.append(
            {
                "count": n,
                "width": d,
                "values": plain(x),
                "labels": y.tolist(),
                "penalty": penalty,
                "coefficients": listed(np.append(fit.coef_[0], fit.intercept_[0])),
            }
        )
    return entries


def main():
    reference = {
        "marginals": marginals(),
        "coordinates": coordinates(),
        "falseDiscovery": false_discovery(),
        "marchenkoPastur": marchenko_pastur(),
        "spectra": spectra(),
        "energy": energy(),
        "transport": transport(),
        "areas": areas(),
        "regressions": regressions(),
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(reference, separators=(",", ":")) + "\n")
    print(OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
