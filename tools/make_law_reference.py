#!/usr/bin/env python3
"""Write the laws of lengths and tests of fit that Tests/LatentGeometryTests compares with.

    python3 tools/make_law_reference.py

Needs NumPy, SciPy and mpmath, and takes a minute or two. Running it again gives the same bytes. Probabilities come from
mpmath with 20 to 40 digits by quadrature, which shares no formula with the code under test.
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
    """log F(r) and log(1 - F(r)) by quadrature of the density over panels of 0.7 around its largest value."""
    a = mp.mpf(d) / 2

    def log_density(x):
        return (d - 1) * mp.log(x) - x * x / 2 - (a - 1) * mp.log(2) - mp.loggamma(a)

    tiny = mp.mpf(10) ** -60

    def log_integral(low, high):
        near = min(max(mp.sqrt(d - 1), low, tiny), high)
        top = log_density(near)
        panels = (near + k * mp.mpf("0.7") for k in range(-30, 31))
        points = sorted({low, near, high, *(x for x in panels if low < x < high)})
        return top + mp.log(mp.quad(lambda x: mp.exp(log_density(max(x, tiny)) - top), points))

    return log_integral(mp.mpf(0), r), log_integral(r, max(r, mp.sqrt(d - 1)) + 21)


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
            cases.append(
                {
                    "dimension": d,
                    "length": length,
                    "score": float(score),
                    "log_lower": float(lower),
                    "log_upper": float(upper),
                }
            )
    return cases


def normal_cases():
    points = [-1e6, -300, -40, -37, -20.5, -19.5, -8, -3, -1, -0.1, 0, 0.5, 2, 6, 9]
    return [{"x": float(x), "log": float(log_normal_cumulative(mp.mpf(x)))} for x in points]


# Laws of lengths.


def square_transform(h):
    """E exp(i t u^2) of u with a density like exp(-h u^2) on [0, 1], by the error function of a complex number."""

    def integral(p):
        return mp.sqrt(mp.pi / p) / 2 * mp.erf(mp.sqrt(p))

    whole = integral(mp.mpf(h)) if h else mp.mpf(1)
    return lambda t: integral(h - 1j * t) / whole


def gil_pelaez(transform, s, end):
    """P(S <= s) = 1/2 - 1/pi int_0^inf Im(phi(t) exp(-i t s)) / t dt, by quadrature over panels of 2/s up to `end`."""
    step = mp.mpf(2) / max(s, 1)
    points = [mp.mpf(10) ** -12]
    while points[-1] < end:
        points.append(points[-1] + step)
    return mp.mpf(1) / 2 - mp.quad(lambda t: mp.im(transform(t) * mp.exp(-1j * t * s)) / t, points) / mp.pi


def disc_in_square(r):
    """P(|u| <= r) of the uniform law of [-1, 1]^2."""
    if r <= 1:
        return mp.pi * r * r / 4
    edge = mp.sqrt(r * r - 1)
    return edge + mp.quad(lambda x: mp.sqrt(r * r - x * x), [edge, 1])


def ball_in_cube(r):
    """P(|u| <= r) of the uniform law of [-1, 1]^3: the volume over the quadrant x, y >= 0, whose height is at most 1."""

    def slice_at(x):
        a = max(mp.mpf(0), r * r - x * x)

        def below_sphere(y):
            if a == 0:
                return mp.mpf(0)
            return (y * mp.sqrt(max(mp.mpf(0), a - y * y)) + a * mp.asin(min(mp.mpf(1), y / mp.sqrt(a)))) / 2

        top = min(mp.mpf(1), mp.sqrt(a))
        full = min(mp.mpf(1), mp.sqrt(max(mp.mpf(0), a - 1)))
        return full + below_sphere(top) - below_sphere(full)

    kinks = sorted(mp.sqrt(q) for q in (r * r - 1, r * r - 2) if 0 < q < 1)
    return mp.quad(slice_at, [mp.mpf(0), *kinks, min(mp.mpf(1), r)])


def two_variances(a, b):
    """P(|z| <= r) of independent normal numbers with the standard deviations a and b."""

    def cumulative(r):
        points = [mp.mpf(0), *(r * (1 - mp.mpf(10) ** -k) for k in (mp.mpf("0.3"), 1, 2, 3, 4)), r]
        other = lambda x: mp.erf(mp.sqrt(max(mp.mpf(0), r * r - x * x)) / (b * mp.sqrt(2)))
        return 2 * mp.quad(lambda x: mp.npdf(x, 0, a) * other(x), points)

    return cumulative


def paired_variances(variances):
    """P(|z| <= r) where each variance occurs twice: a sum of exponential numbers of means 2 v."""

    def cumulative(r):
        total = mp.mpf(0)
        for i, v in enumerate(variances):
            weight = mp.mpf(1)
            for j, u in enumerate(variances):
                if i != j:
                    weight *= mp.mpf(v) / (mp.mpf(v) - mp.mpf(u))
            total += weight * mp.exp(-r * r / (2 * mp.mpf(v)))
        return 1 - total

    return cumulative


def bounded_case(bound, d):
    """Lengths around the mean of independent coordinates: uniform on [-1, 1], or normal and cut off at `bound`."""
    h = 0 if bound is None else bound * bound / 2
    transform = square_transform(h)
    nodes, weights = np.polynomial.legendre.leggauss(200)
    u = (nodes + 1) / 2
    weights = weights * np.exp(-h * u**2)
    second = float((weights * u**2).sum() / weights.sum())
    sd = np.sqrt(d * (float((weights * u**4).sum() / weights.sum()) - second**2))
    squares = [d * second + k * sd for k in [-2.5, -1, 0, 0.4, 1.5, 3]]
    # Beyond, the transform to the d-th power is below 1e-12.
    end = 14 / sd if d > 16 else 60 / sd
    values = [gil_pelaez(lambda t: transform(t) ** d, mp.mpf(q), end) for q in squares]
    return [(1 if bound is None else bound) * np.sqrt(q) for q in squares], values


def length_cases():
    cases = []

    def add(prior, dimension, lengths, cumulative, tolerance):
        cases.append(
            {
                "prior": prior,
                "dimension": dimension,
                "lengths": [float(x) for x in lengths],
                "cumulative": [float(x) for x in cumulative],
                "tolerance": tolerance,
            }
        )

    uniform = {"kind": "uniform", "low": -1, "high": 1}
    lengths = [0.1, 0.5, 0.9, 1.0]
    add(uniform, 1, lengths, lengths, 1e-12)
    lengths = [0.3, 0.99, 1.01, 1.2, 1.4]
    add(uniform, 2, lengths, [disc_in_square(mp.mpf(r)) for r in lengths], 1e-11)
    lengths = [0.2, 0.7, 0.999, 1.001, 1.2, 1.41, 1.42, 1.6, 1.72]
    add(uniform, 3, lengths, [ball_in_cube(mp.mpf(r)) for r in lengths], 1e-7)
    for bound in [None, 2, 5]:
        prior = uniform if bound is None else {"kind": "truncated-gaussian", "mean": 0, "sd": 1, "bound": bound}
        for d in [16, 100, 512]:
            with mp.workdps(20):
                add(prior, d, *bounded_case(bound, d), 1e-7)
    for a, b in [(1, 0.5), (1, 0.01), (2, 1.9)]:
        lengths = [0.05, 0.3, 1, 2, 4]
        law = two_variances(a, b)
        add({"kind": "gaussian", "sd": [a, b]}, 2, lengths, [law(mp.mpf(r)) for r in lengths], 1e-7)
    for variances in [(1, 0.3), (1, 0.6, 0.1), (4, 2, 1, 0.5, 0.25, 0.125)]:
        lengths = [0.2, 0.8, 1.5, 2.5, 4, 7]
        law = paired_variances(variances)
        deviations = np.sqrt(np.repeat(variances, 2)).tolist()
        prior = {"kind": "gaussian", "sd": deviations}
        add(prior, len(deviations), lengths, [law(mp.mpf(r)) for r in lengths], 1e-7)
    return cases


# Kolmogorov-Smirnov, by scipy.


def one_sample_cases():
    draws = np.random.RandomState(3)
    cases = []
    for law, sample in [
        ("uniform", draws.uniform(size=12)),
        ("uniform", draws.uniform(size=40) ** 1.4),
        ("norm", draws.standard_normal(200)),
        ("norm", np.round(draws.standard_normal(60), 1)),
        ("norm", draws.standard_normal(50) + 2),
        ("uniform", np.array([0.3])),
    ]:
        result = scipy.stats.kstest(sample, law, method="exact")
        cases.append(
            {
                "law": law,
                "sample": sample.tolist(),
                "distance": float(result.statistic),
                "p_value": float(result.pvalue),
            }
        )
    return cases


def two_sample_cases():
    draws = np.random.RandomState(4)
    cases = []
    for first, second in [
        (draws.standard_normal(30), draws.standard_normal(45)),
        (draws.standard_normal(100), draws.standard_normal(80) + 0.4),
        (draws.randint(0, 5, 40).astype(float), draws.randint(0, 6, 50).astype(float)),
        (draws.uniform(size=20), draws.uniform(size=20) + 2),
    ]:
        result = scipy.stats.ks_2samp(first, second, method="exact")
        cases.append(
            {
                "first": first.tolist(),
                "second": second.tolist(),
                "distance": float(result.statistic),
                "p_value": float(result.pvalue),
            }
        )
    return cases


def main():
    data = {
        "normal": normal_cases(),
        "chi": chi_cases(),
        "lengths": length_cases(),
        "one_sample": one_sample_cases(),
        "two_samples": two_sample_cases(),
    }
    # One case a line.
    sections = (
        f" {json.dumps(name)}: [\n" + ",\n".join(f"  {json.dumps(case)}" for case in cases) + "\n ]"
        for name, cases in data.items()
    )
    OUT.write_text("{\n" + ",\n".join(sections) + "\n}\n")


if __name__ == "__main__":
    main()
