"""Writes Tests/Fixtures/AttributeVectors/scores.json: scores and labels, and what scikit-learn and SciPy make of them.

    python3 -m pip install numpy scipy scikit-learn
    python3 tools/make_attribute_score_reference.py

Cases have ties, several equally high peaks of accuracy, kinds that do not overlap, and few items. Thresholds are not
compared but the greatest accuracy of any, by brute force. Platt's calibration is minimised by SciPy.
"""

import json
import pathlib

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import accuracy_score, balanced_accuracy_score, roc_auc_score, roc_curve

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "AttributeVectors"


def platt(scores, labels):
    """Slope and intercept by SciPy from three starts, polished by Newton's steps."""
    n1, n0 = int(labels.sum()), int((1 - labels).sum())
    targets = np.where(labels == 1, (n1 + 1) / (n1 + 2), 1 / (n0 + 2))
    mean, deviation = scores.mean(), scores.std() or 1.0
    x = np.stack([(scores - mean) / deviation, np.ones_like(scores)], axis=1)

    def loss(w):
        z = x @ w
        return np.sum(np.logaddexp(0, z) - targets * z)

    def gradient(w):
        return x.T @ (1 / (1 + np.exp(-(x @ w))) - targets)

    def hessian(w):
        p = 1 / (1 + np.exp(-(x @ w)))
        return x.T @ (x * (p * (1 - p))[:, None])

    found = [
        minimize(loss, start, jac=gradient, hess=hessian, method="trust-exact", options={"gtol": 1e-11})
        for start in ([0, 0], [1, 0], [0.5, -0.5])
    ]
    w = min(found, key=lambda result: result.fun).x
    # Where differences of the loss are rounding only, SciPy stops; the gradient still points on.
    for _ in range(5):
        w = w - np.linalg.solve(hessian(w), gradient(w))
    assert np.abs(gradient(w)).max() < 1e-11 * len(scores)
    slope = w[0] / deviation
    return [slope, w[1] - slope * mean]


def corners(labels, scores):
    """The ROC curve without the points on straight lines; `drop_intermediate` leaves those between unequal steps."""
    false_rates, true_rates, thresholds = roc_curve(labels, scores, drop_intermediate=False)
    steps = np.rint(np.stack([np.diff(false_rates) * (labels == 0).sum(), np.diff(true_rates) * labels.sum()], axis=1))
    turns = steps[:-1, 0] * steps[1:, 1] != steps[:-1, 1] * steps[1:, 0]
    kept = np.concatenate([[True], turns, [True]])
    return false_rates[kept], true_rates[kept], thresholds[kept]


def case(name, scores, labels):
    scores, labels = np.asarray(scores, dtype=np.float64), np.asarray(labels, dtype=int)
    cuts = np.append(np.unique(scores), np.inf)
    best = max(accuracy_score(labels, scores >= cut) for cut in cuts)
    false_rates, true_rates, thresholds = corners(labels, scores)
    at = float(np.quantile(scores, 0.4))
    counts = [np.histogram(scores[labels == kind], bins=12, range=(scores.min(), scores.max()))[0] for kind in (1, 0)]
    return {
        "name": name,
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "area": roc_auc_score(labels, scores),
        "best": best,
        "falseRates": false_rates.tolist(),
        "trueRates": true_rates.tolist(),
        "thresholds": thresholds[1:].tolist(),
        "at": at,
        "accuracy": accuracy_score(labels, scores >= at),
        "balanced": balanced_accuracy_score(labels, scores >= at),
        "platt": platt(scores, labels),
        "with": counts[0].tolist(),
        "without": counts[1].tolist(),
    }


def main():
    rng = np.random.default_rng(20)
    labels = rng.random(200) < 0.3
    peaks = np.concatenate([rng.normal(-3, 0.3, 60), rng.normal(0, 0.3, 60), rng.normal(3, 0.3, 60)])
    cases = [
        case("overlapping", rng.normal(size=200) + 1.5 * labels, labels),
        case("ties", np.round(rng.normal(size=200) + labels, 0), labels),
        case("half ties", np.round(rng.normal(size=200) + labels, 1), labels),
        # Those that have it lie in the middle and beyond: accuracy has several peaks.
        case("peaks", peaks, (np.abs(peaks) < 1) ^ (rng.random(180) < 0.05)),
        case("turned", -rng.normal(size=80) - 2 * labels[:80], labels[:80]),
        case("apart", np.where(labels, 5.0, -5.0) + rng.normal(size=200), labels),
        case("far off", 1e6 + 1e-2 * (rng.normal(size=200) + labels), labels),
        case("rare", rng.normal(size=150), np.arange(150) == 70),
        case("large", 1e5 * (rng.normal(size=50) + labels[:50]), labels[:50]),
        case("two", [0.0, 1.0], [0, 1]),
        case("three", [1.0, 1.0, 2.0], [1, 0, 0]),
    ]
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "scores.json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
