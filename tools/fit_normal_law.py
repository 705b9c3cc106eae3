#!/usr/bin/env python3
"""Fit the polynomials of Sources/CNormalLaw/CNormalLaw.c and say how good they are.

    python3 tools/fit_normal_law.py

Needs NumPy and SciPy. Prints the coefficients, lowest power first, and the errors of the whole functions when every
operation is done in single precision.

The forms are classical: exp(-a²/2) times a polynomial in 1 / (1 + k a) for the tail of the normal law (Hastings 1955),
and a polynomial in -log(4 p (1 - p)) for its inverse (Giles 2010, "Approximating the erfinv function").
"""

import numpy as np
from scipy import special

F = np.float32
K = 0.25
FAR = 3.6


def nodes(low, high, count=4000):
    """Chebyshev points: least squares on them is close to the least greatest error."""
    k = np.arange(count)
    return (low + high) / 2 + (high - low) / 2 * np.cos(np.pi * (k + 0.5) / count)


def fit(name, x, y, degree, weight):
    """Weighted least squares, reweighted so that the greatest relative error becomes small (Lawson's method)."""
    powers = np.polynomial.polynomial.polyvander(x, degree)
    lawson = np.ones_like(x)
    best = (np.inf, None)
    for _ in range(200):
        scale = weight * np.sqrt(lawson)
        c = np.linalg.lstsq(powers * scale[:, None], y * scale, rcond=None)[0]
        error = np.abs((powers @ c - y) * weight)
        best = min(best, (error.max(), tuple(c)))
        lawson *= error / error.max() + 1e-3
        lawson /= lawson.mean()
    error, c = best
    print(f"{name}: relative error {error:.1e} in exact arithmetic")
    print("  " + ", ".join(f"{F(value)!s}f" for value in c))
    return c


def single(c, x):
    total = np.full_like(x, F(c[-1]))
    for k in c[-2::-1]:
        total = F(total * x + F(k))
    return total


def main():
    # e^r = polynomial for |r| ≤ log(2) / 2.
    r = nodes(-np.log(2) / 2, np.log(2) / 2)
    exponential = fit("exponential", r, np.exp(r), 5, np.exp(-r))

    # log m = s P(s²), s = (m - 1) / (m + 1), √½ ≤ m ≤ √2.
    s = nodes(1e-6, (np.sqrt(2) - 1) / (np.sqrt(2) + 1))
    y = 2 * np.arctanh(s) / s
    logarithm = fit("logarithm", s * s, y, 2, 1 / y)

    # Tail: Φ(-a) = exp(-a²/2) T(t), t = 1 / (1 + K a), 0 ≤ a ≤ 13.
    t = nodes(1 / (1 + K * 13), 1)
    a = (1 / t - 1) / K
    y = 0.5 * special.erfcx(a / np.sqrt(2))
    tail = fit("tail", t, y, 8, 1 / y)

    # Quantile: Φ⁻¹(p) = -(1 - 2p) G(w), w = -log(4 p (1 - p)); G in w - 2.5 below 5, in √w - 3.6 above.
    def ratio(w):
        x = np.sqrt(-np.expm1(-w))
        p = np.exp(-w) / 4 / ((1 + x) / 2)  # 4 p (1 - p) = exp(-w), p the smaller root
        return -special.ndtri(p) / x

    w = nodes(1e-9, 5)
    middle = fit("middle", w - 2.5, ratio(w), 7, 1 / ratio(w))
    s = nodes(np.sqrt(5), np.sqrt(26.5))
    far = fit("far", s - FAR, ratio(s * s), 9, 1 / ratio(s * s))

    # In single precision.
    def single_log(x):
        bits = x.view(np.int32) - 0x3F3504F3
        m = ((bits & 0x007FFFFF) + 0x3F3504F3).view(F)
        s = (m - F(1)) / (m + F(1))
        return s * single(logarithm, s * s) + (bits >> 23).astype(F) * F(0.693147181)

    def single_exp(x):
        k = np.rint(x * F(1.442695041)).astype(F)
        r = (x - k * F(0.693359375)) + k * F(2.12194440e-4)
        return np.ldexp(single(exponential, r), k.astype(int)).astype(F)

    a = np.linspace(0, 12.9, 400_001).astype(F)
    t = F(1) / (F(1) + F(K) * a)
    value = single_exp(-(a * a) * F(0.5)) * single(tail, t)
    error = np.abs(value / special.ndtr(-a.astype(float)) - 1)
    print(f"tail in single precision: relative error {error[a < 3].max():.1e} below 3, {error[a < 6].max():.1e} below 6")
    print(f"  absolute {np.abs(value - special.ndtr(-a.astype(float))).max():.1e}")
    p = np.concatenate([np.linspace(1e-4, 0.5, 400_001), np.geomspace(1e-12, 1e-4, 200_001)]).astype(F)
    x = F(1) - F(2) * p
    w = -single_log(F(4) * p * (F(1) - p))
    g = np.where(w < 5, single(middle, w - F(2.5)), single(far, np.sqrt(np.maximum(w, 0)) - F(FAR)))
    z = special.ndtri(p.astype(float))
    error = np.abs(-x * g - z)
    print(f"quantile in single precision: error {error.max():.1e}, below 3 {error[z > -3].max():.1e}")


main()
