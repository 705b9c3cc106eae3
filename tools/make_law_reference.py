#!/usr/bin/env python3
"""Write the laws of lengths and tests of fit that Tests/LatentGeometryTests compares with.

    python3 tools/make_law_reference.py

Needs NumPy, SciPy and mpmath. Running it again gives the same bytes. Probabilities of chi laws come from mpmath with 40
digits, by quadrature of the density, which shares no formula with the code under test.
"""

import json
import pathlib

import mpmath as mp
import numpy as np
import scipy.special
import scipy.stats

OUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/LatentGeometry/laws.json"
mp.mp.dps = 40


# The chi law: lengths and their normal scores.


def log_normal_cumulative(x):
    return mp.log(mp.erfc(-x / mp.sqrt(2)) / 2)


def normal_score(log_p):
    """The x with log Phi(x) = log_p."""
    start = -mp.sqrt(-2 * log_p) if log_p < -3 else mp.mpf(scipy.special.ndtri(float(mp.exp(log_p))))
    return mp.findroot(lambda x: log_normal_cumulative(x) - log_p, start)


def chi_tails(d, r):
    """log F(r) and log(1 - F(r)) by quadrature."""
    log_density = lambda x: (d - 1) * mp.log(x) - x * x / 2 - (mp.mpf(d) / 2 - 1) * mp.log(2) - mp.loggamma(mp.mpf(d) / 2)
    peak = mp.sqrt(d - 1)
    def integral(inner, outer):
        # In panels of at most half a unit from the largest value outwards.
        top = log_density(max(min(max(inner, outer), peak), min(inner, outer)) or mp.mpf(10) ** -30)
        near = min(max(peak, min(inner, outer)), max(inner, outer))
        points = sorted({inner, outer, near, *(near + k * mp.mpf("0.7") for k in range(-30, 31)
                         if min(inner, outer) < near + k * mp.mpf("0.7") < max(inner, outer))})
        return top + mp.log(mp.quad(lambda x: mp.exp(log_density(x) - top) if x > 0 else mp.mpf(d == 1) * mp.exp(log_density(mp.mpf(10) ** -60) - top), points))
    return integral(mp.mpf(0), r), integral(r, max(r, peak) + 21)


def chi_cases():
    cases = []
    for d in [1, 2, 3, 7, 16, 100, 511, 512, 4096, 1000000]:
        mean = np.sqrt(d)
        lengths = [mean * 0.5, mean - 3, mean - 1, mean - 0.3, mean, mean + 0.2, mean + 1, mean + 4, mean * 1.5 + 10]
        if d <= 512:
            lengths += [1e-3, 1e-20, 0.1]
        if d == 1000000:
            lengths = [mean - 3, mean - 0.5, mean, mean + 0.1, mean + 5]
        for length in sorted({float(x) for x in lengths if x > 0}):
            r = mp.mpf(length)
            if length < mean / 4 and d > 1 or length < 0.01:
                # The series around 0, of which mpmath has the hypergeometric form.
                a, x = mp.mpf(d) / 2, r * r / 2
                lower = a * mp.log(x) - x - mp.loggamma(a + 1) + mp.log(mp.hyp1f1(1, a + 1, x))
                upper = mp.log(-mp.expm1(lower))
            else:
                lower, upper = chi_tails(d, r)
            score = normal_score(lower) if lower < upper else -normal_score(upper)
            cases.append({"dimension": d, "length": length, "score": float(score), "log_lower": float(lower), "log_upper": float(upper)})
    return cases


def normal_cases():
    points = [-1e6, -300, -40, -37, -20.5, -19.5, -8, -3, -1, -0.1, 0, 0.5, 2, 6, 9]
    return [{"x": float(x), "log": float(log_normal_cumulative(mp.mpf(x)))} for x in points]


# Laws of lengths.


def square_density_transform(h):
    """E exp(i t u^2) of u with density ~ exp(-h u^2) on [0, 1], by the error function of a complex argument."""
    root_z = lambda p: mp.sqrt(mp.pi / p) / 2 * mp.erf(mp.sqrt(p))
    z = root_z(mp.mpf(h)) if h else mp.mpf(1)
    return lambda t: root_z(h - 1j * t) / z


def gil_pelaez(transform, s, end):
    """P(S <= s) = 1/2 - 1/pi int_0^inf Im(phi(t) exp(-i t s)) / t dt, by adaptive quadrature in panels."""
    f = lambda t: mp.im(transform(t) * mp.exp(-1j * t * s)) / t
    step = mp.mpf(2) / max(s, 1)
    points = [mp.mpf(10) ** -12]
    while points[-1] < end:
        points.append(points[-1] + max(step, points[-1] / 4 if s < 1 else step))
    return mp.mpf(1) / 2 - mp.quad(f, points) / mp.pi


def box_in_three(r):
    """P(|u| <= r) for the uniform law of [-1, 1]^3 as an area integral over the quadrant x, y >= 0 of min(1, z)."""
    def line(x):
        top = mp.sqrt(max(mp.mpf(0), min(mp.mpf(1), r * r - x * x)))
        full = mp.sqrt(max(mp.mpf(0), min(mp.mpf(1), r * r - x * x - 1)))
        # y below `full`: the height is 1; above: sqrt(r^2 - x^2 - y^2), whose integral is elementary.
        a = r * r - x * x
        g = lambda y: (y * mp.sqrt(max(mp.mpf(0), a - y * y)) + a * mp.asin(min(mp.mpf(1), y / mp.sqrt(a)))) / 2 if a > 0 else mp.mpf(0)
        return full + g(top) - g(full)
    kinks = [mp.mpf(0)] + sorted(mp.sqrt(q) for q in {r * r - 1, r * r - 2} if 0 < q < 1) + [min(mp.mpf(1), r)]
    return mp.quad(line, kinks)


def length_cases():
    cases = []

    def add(prior, dimension, lengths, cumulative, tolerance):
        cases.append({"prior": prior, "dimension": dimension, "lengths": [float(x) for x in lengths],
                      "cumulative": [float(x) for x in cumulative], "tolerance": tolerance})

    uniform = {"kind": "uniform", "low": -1, "high": 1}
    lengths = [0.1, 0.5, 0.9, 1.0]
    add(uniform, 1, lengths, lengths, 1e-12)
    lengths = [0.3, 0.99, 1.01, 1.2, 1.4]
    disc = lambda r: mp.pi * r * r / 4 if r <= 1 else mp.quad(lambda x: mp.sqrt(r * r - x * x), [mp.sqrt(r * r - 1), 1]) + mp.sqrt(r * r - 1)
    add(uniform, 2, lengths, [disc(mp.mpf(r)) for r in lengths], 1e-11)
    lengths = [0.2, 0.7, 0.999, 1.001, 1.2, 1.41, 1.42, 1.6, 1.72]
    add(uniform, 3, lengths, [box_in_three(mp.mpf(r)) for r in lengths], 1e-7)
    mp.mp.dps = 20
    for bound in [None, 2, 5]:
        for d in [16, 100, 512]:
            h = 0 if bound is None else bound * bound / 2
            phi = square_density_transform(h)
            u = np.polynomial.legendre.leggauss(200)
            x, w = (u[0] + 1) / 2, u[1] / 2 * np.exp(-h * ((u[0] + 1) / 2) ** 2)
            second = float((w * x ** 2).sum() / w.sum())
            variance = float((w * x ** 4).sum() / w.sum()) - second ** 2
            sd = np.sqrt(variance * d)
            scale = 1 if bound is None else bound
            squares = [d * second + k * sd for k in [-2.5, -1, 0, 0.4, 1.5, 3]]
            end = 14 / sd if d > 16 else 60 / sd
            values = [gil_pelaez(lambda t: phi(t) ** d, mp.mpf(q), end) for q in squares]
            prior = uniform if bound is None else {"kind": "truncated-gaussian", "mean": 0, "sd": 1, "bound": bound}
            add(prior, d, [scale * np.sqrt(q) for q in squares], values, 1e-7)
    mp.mp.dps = 40
    # Correlated laws: of two coordinates by quadrature over one, of pairs of equal variances in closed form.
    for a, b in [(1, 0.5), (1, 0.01), (2, 1.9)]:
        lengths = [0.05, 0.3, 1, 2, 4]
        inner = lambda r, x: mp.erf(mp.sqrt(max(mp.mpf(0), r * r - x * x)) / (b * mp.sqrt(2)))
        value = lambda r: 2 * mp.quad(lambda x: mp.npdf(x, 0, a) * inner(r, x), [0] + [r * (1 - mp.mpf(10) ** -k) for k in [mp.mpf("0.3"), 1, 2, 3, 4]] + [r])
        add({"kind": "gaussian", "sd": [a, b]}, 2, lengths, [value(mp.mpf(r)) for r in lengths], 1e-7)
    for variances in [(1, 0.3), (1, 0.6, 0.1), (4, 2, 1, 0.5, 0.25, 0.125)]:
        # Sum of exponentials of means 2 v: 1 - sum prod_j v_i / (v_i - v_j) exp(-s / (2 v_i)).
        def survival(s):
            total = mp.mpf(0)
            for i, v in enumerate(variances):
                weight = mp.mpf(1)
                for j, u in enumerate(variances):
                    if i != j:
                        weight *= mp.mpf(v) / (mp.mpf(v) - mp.mpf(u))
                total += weight * mp.exp(-s / (2 * mp.mpf(v)))
            return total
        lengths = [0.2, 0.8, 1.5, 2.5, 4, 7]
        covariance = np.diag(np.repeat(variances, 2))
        add({"kind": "gaussian", "covariance": covariance.tolist()}, 2 * len(variances), lengths, [1 - survival(mp.mpf(r) ** 2) for r in lengths], 1e-7)
    return cases


# Kolmogorov-Smirnov, by scipy.


def one_sample_cases():
    draws = np.random.RandomState(3)
    cases = []
    for law, n, sample in [
        ("uniform", 12, draws.uniform(size=12)), ("uniform", 40, draws.uniform(size=40) ** 1.4),
        ("normal", 200, draws.standard_normal(200)), ("normal", 60, np.round(draws.standard_normal(60), 1)),
        ("normal", 50, draws.standard_normal(50) + 2), ("uniform", 1, np.array([0.3])),
    ]:
        result = scipy.stats.kstest(sample, {"uniform": "uniform", "normal": "norm"}[law], method="exact")
        cases.append({"law": law, "sample": sample.tolist(), "distance": float(result.statistic), "p_value": float(result.pvalue)})
    return cases


def two_sample_cases():
    draws = np.random.RandomState(4)
    cases = []
    for a, b in [
        (draws.standard_normal(30), draws.standard_normal(45)), (draws.standard_normal(100), draws.standard_normal(80) + 0.4),
        (draws.randint(0, 5, 40).astype(float), draws.randint(0, 6, 50).astype(float)), (draws.uniform(size=20), draws.uniform(size=20) + 2),
    ]:
        result = scipy.stats.ks_2samp(a, b, method="exact")
        cases.append({"first": a.tolist(), "second": b.tolist(), "distance": float(result.statistic), "p_value": float(result.pvalue)})
    return cases


def main():
    data = {
        "normal": normal_cases(),
        "chi": chi_cases(),
        "lengths": length_cases(),
        "one_sample": one_sample_cases(),
        "two_samples": two_sample_cases(),
    }
    OUT.write_text(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
