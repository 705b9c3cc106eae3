#!/usr/bin/env python3
"""Write the numbers that Tests/LatentGeometryTests compares with.

    python3 tools/make_geometry_reference.py

Needs NumPy and mpmath. Running it again gives the same bytes. Every number has as many digits as tell its float64 from
all others. Inputs of the geometry are float32 numbers, so that they are the same everywhere; everything computed from
them is float64.
"""

import json
import pathlib
import random

import mpmath as mp
import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/LatentGeometry/reference.json"
SEEDS = [0, 1, 12345, 4294967295]
TIMES = [-0.25, 0.0, 0.1, 0.5, 0.9, 1.0, 1.25]


# numpy.random.RandomState: what users of Python get for a seed.


def numpy_draws(seed):
    fresh = lambda: np.random.RandomState(seed)
    odd = fresh()
    first3 = odd.standard_normal(3)
    then5 = odd.standard_normal(5)
    mixed = fresh()
    return {
        "seed": seed,
        "raw": fresh()._bit_generator.random_raw(8).tolist(),
        "random_sample": fresh().random_sample(6).tolist(),
        "normal": fresh().standard_normal(8).tolist(),
        "normal_first3": first3.tolist(),
        "normal_then5": then5.tolist(),
        "uniform": fresh().uniform(-1, 1, 6).tolist(),
        "normal_3x5": fresh().standard_normal((3, 5)).tolist(),
        # The second number of a pair waits in the generator while uniform numbers are drawn.
        "mixed": [
            {"draw": "normal", "values": mixed.standard_normal(3).tolist()},
            {"draw": "uniform", "values": mixed.uniform(-1, 1, 2).tolist()},
            {"draw": "normal", "values": mixed.standard_normal(5).tolist()},
        ],
        "normal_last_of_1001": fresh().standard_normal(1001)[-1].item(),
    }


# Interpolation.


def slerp(a, b, t):
    """White 2016: sin((1-t) w) / sin w a + sin(t w) / sin w b, w the angle between a and b."""
    u, v = a / np.linalg.norm(a), b / np.linalg.norm(b)
    angle = 2 * np.arctan2(np.linalg.norm(u - v), np.linalg.norm(u + v))
    return (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / np.sin(angle)


def lerp(a, b, t):
    return (1 - t) * a + t * b


def single(values):
    return np.asarray(values, dtype=np.float32).astype(np.float64)


def slerp_cases():
    draws = np.random.RandomState(7)
    cases = []
    for dimension in [2, 3, 100]:
        for _ in range(5):
            a = single(draws.standard_normal(dimension) * draws.uniform(0.5, 2))
            b = single(draws.standard_normal(dimension) * draws.uniform(0.5, 2))
            cases.append(
                {
                    "dimension": dimension,
                    "from": a.tolist(),
                    "to": b.tolist(),
                    "times": TIMES,
                    "points": [slerp(a, b, t).tolist() for t in TIMES],
                }
            )
    return cases


def diagram(rows=5, columns=7, dimension=20):
    """Columns at the edges first, then every row between them; the first row runs from A to C."""
    draws = np.random.RandomState(11)
    a, b, c = (single(draws.standard_normal(dimension)) for _ in range(3))
    d = b + c - a
    result = {
        "rows": rows,
        "columns": columns,
        "dimension": dimension,
        "top_left": a.tolist(),
        "bottom_left": b.tolist(),
        "top_right": c.tolist(),
        "bottom_right": d.tolist(),
    }
    for name, between in [("slerp", slerp), ("lerp", lerp)]:
        cells = []
        for row in range(rows):
            left = between(a, b, row / (rows - 1))
            right = between(c, d, row / (rows - 1))
            cells += [between(left, right, column / (columns - 1)).tolist() for column in range(columns)]
        result[name] = cells
    return result


# The law of the length of a sample of a prior.

mp.mp.dps = 50


def mean_length(laplace, dimension):
    """E|x| of independent coordinates with laplace(t) = E exp(-t x^2), to 25 digits.

    r = 1 / (2 sqrt(pi)) int_0^inf (1 - exp(-t r^2)) t^(-3/2) dt, and the expectation of the integrand is
    1 - laplace(t)^d; with t = s^2 the integral is 1 / sqrt(pi) int_0^inf (1 - laplace(s^2)^d) / s^2 ds.
    """

    def integrand(s):
        # laplace(s^2) differs from 1 by about s^2, which is divided by s^2 again.
        with mp.workdps(50 + max(0, int(-3 * mp.log10(s)))):
            return (1 - laplace(s * s) ** dimension) / s**2

    cuts = [0] + [mp.mpf(2) ** k for k in range(-12, 13)] + [mp.inf]
    value, error = mp.quad(integrand, cuts, error=True)
    assert error < mp.mpf(10) ** -25, (dimension, error)
    return value / mp.sqrt(mp.pi)


def uniform_laplace(t):
    return mp.sqrt(mp.pi) * mp.erf(mp.sqrt(t)) / (2 * mp.sqrt(t))


def truncated_laplace(t, bound=2):
    rate = t + mp.mpf(1) / 2
    return mp.sqrt(mp.pi / rate) * mp.erf(bound * mp.sqrt(rate)) / (mp.sqrt(2 * mp.pi) * mp.erf(bound / mp.sqrt(2)))


def law(prior, dimension, mean, second_moment):
    variance = dimension * second_moment - mean**2
    return {"prior": prior, "dimension": dimension, "mean": float(mean), "sd": float(mp.sqrt(variance))}


def lengths():
    laws = []
    for dimension in [1, 2, 3, 100, 512]:
        half = mp.mpf(dimension) / 2
        mean = mp.sqrt(2) * mp.exp(mp.loggamma(half + mp.mpf(1) / 2) - mp.loggamma(half))
        laws.append(law("gaussian", dimension, mean, 1))
    # The integral must give what the chi distribution gives.
    for entry in laws:
        check = mean_length(lambda t: 1 / mp.sqrt(1 + 2 * t), entry["dimension"])
        assert float(check) == entry["mean"], entry

    exact = {1: mp.mpf(1) / 2, 2: (mp.sqrt(2) + mp.asinh(1)) / 3}
    for dimension in [1, 2, 3, 10, 100, 512]:
        mean = mean_length(uniform_laplace, dimension)
        assert abs(mean - exact.get(dimension, mean)) < mp.mpf(10) ** -25
        laws.append(law("uniform", dimension, mean, mp.mpf(1) / 3))

    inside = mp.ncdf(2) - mp.ncdf(-2)
    second = 1 - 4 * mp.npdf(2) / inside
    for dimension in [1, 2, 100]:
        mean = mean_length(truncated_laplace, dimension)
        if dimension == 1:
            assert abs(mean - 2 * (mp.npdf(0) - mp.npdf(2)) / inside) < mp.mpf(10) ** -25
        laws.append(law("truncated", dimension, mean, second))
    return laws


# Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").


def philox(counter, key):
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        product0, product1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (
            (product1 >> 32) ^ c1 ^ k0,
            product1 & 0xFFFFFFFF,
            (product0 >> 32) ^ c3 ^ k1,
            product0 & 0xFFFFFFFF,
        )
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return [c0, c1, c2, c3]


def philox_cases():
    published = [
        ([0] * 4, [0] * 2, [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]),
        ([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2, [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]),
        (
            [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344],
            [0xA4093822, 0x299F31D0],
            [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1],
        ),
    ]
    for counter, key, output in published:
        assert philox(counter, key) == output, "not Random123's known answer"
    draw = random.Random(5)
    words = lambda count: [draw.getrandbits(32) for _ in range(count)]
    inputs = [(counter, key) for counter, key, _ in published]
    inputs += [([n, 0, 0, 0], [12345, 0]) for n in range(3)] + [(words(4), words(2)) for _ in range(10)]
    return [{"counter": counter, "key": key, "output": philox(counter, key)} for counter, key in inputs]


def text(value, indent=0):
    """JSON with one line for every list of numbers."""
    pad = " " * (indent + 1)
    if isinstance(value, dict):
        items = [f"{pad}{json.dumps(key)}: {text(item, indent + 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(items) + "\n" + " " * indent + "}"
    if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        return "[\n" + ",\n".join(pad + text(item, indent + 1) for item in value) + "\n" + " " * indent + "]"
    return json.dumps(value, allow_nan=False)


if __name__ == "__main__":
    OUT.parent.mkdir(parents=True, exist_ok=True)
    reference = {
        "numpy": [numpy_draws(seed) for seed in SEEDS],
        "slerp": slerp_cases(),
        "diagram": diagram(),
        "lengths": lengths(),
        "philox": philox_cases(),
    }
    OUT.write_text(text(reference) + "\n")
