#!/usr/bin/env python3
"""Write the paths and noise that Tests/LatentGeometryTests/Paths compares with.

    python3 tools/make_path_reference.py

Needs NumPy. Running it again gives the same bytes. Splines are computed on the vectors themselves, with arcs from arccos,
where the code under test works in coefficients of four vectors; noise sums over the corners of a cell with products of
fades, where the code nests interpolations; Philox is written down from its paper.
"""

import itertools
import json
import math
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/LatentGeometry/paths.json"


# Splines on the sphere, anchors evenly in time.


def unit(x):
    return x / np.linalg.norm(x)


def slerp(p, q, t):
    angle = math.acos(np.clip(p @ q, -1, 1))
    if angle < 1e-9:
        return p
    return (math.sin((1 - t) * angle) * p + math.sin(t * angle) * q) / math.sin(angle)


def log(p, q):
    tangent = q - (p @ q) * p
    return math.acos(np.clip(p @ q, -1, 1)) * unit(tangent)


def exp(p, v):
    size = np.linalg.norm(v)
    return p if size == 0 else math.cos(size) * p + math.sin(size) * v / size


def monotone_slopes(y, closed):
    """Fritsch and Carlson 1980 over unit steps; the last value of a closed list is not repeated."""
    n = len(y)
    y = list(y) + ([y[0]] if closed else [])
    d = np.diff(y)
    m = np.zeros(len(y))
    for i in range(1, len(y) - 1):
        m[i] = (d[i - 1] + d[i]) / 2 if d[i - 1] * d[i] > 0 else 0
    if closed:
        m[0] = m[-1] = (d[-1] + d[0]) / 2 if d[-1] * d[0] > 0 else 0
    else:
        m[0] = (3 * d[0] - d[1]) / 2
        m[-1] = (3 * d[-1] - d[-2]) / 2
        m[0] = m[0] if m[0] * d[0] > 0 else 0
        m[-1] = m[-1] if m[-1] * d[-1] > 0 else 0
    for _ in range(2 if closed else 1):
        for i in range(len(d)):
            if d[i] != 0:
                a, b = m[i] / d[i], m[i + 1] / d[i]
                if a * a + b * b > 9:
                    m[i], m[i + 1] = 3 * m[i] / math.hypot(a, b), 3 * m[i + 1] / math.hypot(a, b)
                    if closed and i == 0:
                        m[n] = m[0]
                    if closed and i == n - 1:
                        m[0] = m[n]
    return np.array(y), m


def spline(x, place, closed):
    n = len(x)
    u = [unit(row) for row in x]
    segments = n if closed else n - 1
    time = place * segments
    i = min(int(time), segments - 1)
    t = time - i

    def tangent(k):
        before = u[(k - 1) % n] if closed or k > 0 else None
        after = u[(k + 1) % n] if closed or k < n - 1 else None
        if before is None:
            return log(u[k], after)
        if after is None:
            return -log(u[k], before)
        return (log(u[k], after) - log(u[k], before)) / 2

    j = (i + 1) % n
    points = [u[i], exp(u[i], tangent(i) / 3), exp(u[j], -tangent(j) / 3), u[j]]
    while len(points) > 1:
        points = [slerp(p, q, t) for p, q in zip(points, points[1:])]
    y, m = monotone_slopes([np.linalg.norm(row) for row in x], closed)
    h = np.polynomial.Polynomial
    basis = [h([1, 0, -3, 2]), h([0, 1, -2, 1]), h([0, 0, 3, -2]), h([0, 0, -1, 1])]
    length = sum(c * b(t) for c, b in zip([y[i], m[i], y[i + 1], m[i + 1]], basis))
    return length * points[0]


def spline_cases():
    rng = np.random.default_rng(1)
    cases = []
    for dimension, count, closed in [(2, 4, False), (3, 5, True), (7, 6, False), (40, 4, True), (5, 2, True)]:
        x = rng.standard_normal((count, dimension)).astype(np.float32)
        places = [round(0.05 * k + 0.013, 3) for k in range(19)]
        points = [[float(v) for v in spline(x.astype(float), place, closed)] for place in places]
        cases.append({"anchors": x.tolist(), "closed": closed, "places": places, "points": points})
    return cases


# Perlin noise.


def philox(counter, key):
    x, k = list(counter), list(key)
    for _ in range(10):
        first, second = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [(second >> 32) ^ x[1] ^ k[0], second & 0xFFFFFFFF, (first >> 32) ^ x[3] ^ k[1], first & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return x


def permutation(seed, channel, octave):
    words = [w for block in range(64) for w in philox((block, channel, octave, 3), (seed & 0xFFFFFFFF, seed >> 32))]
    p = list(range(256))
    for k, word in enumerate(words):
        other = word * (256 - k) >> 32
        p[255 - k], p[other] = p[other], p[255 - k]
    return p


R = math.sqrt(0.5)
EIGHT = [(1, 0), (-1, 0), (0, 1), (0, -1), (R, R), (R, -R), (-R, R), (-R, -R)]
SIXTEEN = [(1, 1, 0), (-1, 1, 0), (1, -1, 0), (-1, -1, 0), (1, 0, 1), (-1, 0, 1), (1, 0, -1), (-1, 0, -1), (0, 1, 1),
           (0, -1, 1), (0, 1, -1), (0, -1, -1), (1, 1, 0), (-1, 1, 0), (0, -1, 1), (0, -1, -1)]


def gradient(h, dimension):
    return [(h / 127.5 - 1,), EIGHT[h & 7], SIXTEEN[h & 15]][dimension - 1]


def fade(t):
    return 6 * t**5 - 15 * t**4 + 10 * t**3


def noise(point, seed, channel=0, octaves=1, persistence=0.5, period=None):
    total = strengths = 0
    for octave in range(octaves):
        p = permutation(seed, channel, octave)
        x = [v * 2**octave for v in point]
        size = 256 if period is None else period * 2**octave
        cell = [math.floor(v) for v in x]
        value = 0
        for corner in itertools.product([0, 1], repeat=len(x)):
            h = 0
            for c, k in reversed(list(zip(cell, corner))):
                h = p[((c + k) % size + h) & 255]
            offset = [v - c - k for v, c, k in zip(x, cell, corner)]
            weight = math.prod(fade(1 - abs(o)) for o in offset)
            value += weight * sum(a * b for a, b in zip(gradient(h, len(x)), offset))
        total += persistence**octave * value * [2, math.sqrt(2), 1 / 1.0364][len(x) - 1]
        strengths += persistence**octave
    return total / strengths


def noise_cases():
    cases = []
    for seed, channel, octaves, persistence, period in [(7, 0, 1, 0.5, None), (2**40 + 3, 5, 3, 0.6, None), (1, 2, 2, 0.5, 3)]:
        for point in [[0.3, 1.6, -2.2], [-7.75, 100.01, 3.5], [255.5, -0.25, 12.125]]:
            values = [noise(point[:k], seed, channel, octaves, persistence, period) for k in (1, 2, 3)]
            cases.append({"seed": seed, "channel": channel, "octaves": octaves, "persistence": persistence, "period": period,
                          "point": point, "values": values})
    return cases


def main():
    OUT.write_text(json.dumps({"splines": spline_cases(), "noise": noise_cases()}, indent=1) + "\n")


if __name__ == "__main__":
    main()
