#!/usr/bin/env python3
"""Fit the polynomials of Sources/LatentGeometry/Numbers/NormalLanes.swift and say how good they are.

    python3 tools/fit_normal_law.py

Needs NumPy and SciPy. Prints the coefficients, lowest power first, and the errors of the whole functions when every
operation is done in single precision.

Both forms are classical: exp(-a²/2) times a polynomial in 1 / (1 + k a) for the tail of the normal law (Hastings 1955),
and a polynomial in -log(4 p (1 - p)) for its inverse (Giles 2010, "Approximating the erfinv function").
"""

import numpy as np
from scipy import special

F = np.float32
K = 0.25


def nodes(low, high, count=4000):
    """Chebyshev points: least squares on them is close to the least greatest error."""
    k = np.arange(count)
    return (low + high) / 2 + (high - low) / 2 * np.cos(np.pi * (k + 0.5) / count)


def fit(x, y, degree, weight):
    """Weighted least squares, reweighted so that the greatest relative error becomes small (Lawson's method)."""
    powers = np.polynomial.polynomial.polyvander(x, degree)
    lawson = np.ones_like(x)
    for _ in range(60):
        scale = weight * np.sqrt(lawson)
        c = np.linalg.lstsq(powers * scale[:, None], y * scale, rcond=None)[0]
        error = np.abs((powers @ c - y) * weight)
        lawson *= error / error.max() + 1e-3
        lawson /= lawson.mean()
    return c, error.max()


def single(c, x):
    total = np.full_like(x, F(c[-1]))
    for k in c[-2::-1]:
        total = F(total * x + F(k))
    return total


def show(name, c, error):
    print(f"{name}: relative error {error:.1e} in exact arithmetic")
    for value in c:
        print(f"  {F(value)!s},")


def main():
    # Tail: Φ(-a) = exp(-a²/2) T(t), t = 1 / (1 + K a), 0 ≤ a ≤ 13.
    t = nodes(1 / (1 + K * 13), 1)
    a = (1 / t - 1) / K
    y = 0.5 * special.erfcx(a / np.sqrt(2))
    tail, error = fit(t, y, 9, 1 / y)
    show("tail", tail, error)

    # Quantile: Φ⁻¹(p) = -(1 - 2p) G(w), w = -log(4 p (1 - p)); G in w - 2.5 below 5, in √w - 3.6 above.
    def ratio(w):
        x = np.sqrt(-np.expm1(-w))
        p = np.exp(-w) / 4 / ((1 + x) / 2)  # 4 p (1 - p) = exp(-w), p the smaller root
        return -special.ndtri(p) / x

    w = nodes(1e-9, 5)
    middle, error = fit(w - 2.5, ratio(w), 9, 1 / ratio(w))
    show("middle", middle, error)
    s = nodes(np.sqrt(5), np.sqrt(26.5))
    far, error = fit(s - 3.6, ratio(s * s), 9, 1 / ratio(s * s))
    show("far", far, error)

    # In single precision.
    a = np.linspace(0, 12.9, 400_001).astype(F)
    t = F(1) / (F(1) + F(K) * a)
    value = F(np.exp(-(a * a) * F(0.5))) * single(tail, t)
    true = special.ndtr(-a.astype(float))
    print(f"tail in single precision: relative error {np.max(np.abs(value / true - 1)[a < 6]):.1e} below 6")
    p = np.concatenate([np.linspace(1e-4, 0.5, 400_001), np.geomspace(1e-12, 1e-4, 200_001)]).astype(F)
    x = F(1) - F(2) * p
    w = -np.log(F(4) * p * (F(1) - p)).astype(F)
    g = np.where(w < 5, single(middle, w - F(2.5)), single(far, np.sqrt(w) - F(3.6)))
    z = -x * g
    print(f"quantile in single precision: error {np.max(np.abs(z - special.ndtri(p.astype(float)))):.1e}")


main()
