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


def main():
    data = {"normal": normal_cases(), "chi": chi_cases()}
    OUT.write_text(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
