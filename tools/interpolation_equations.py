"""The equations of InterpolationMethod, AnalogyMethod and LatentGrid in float64, as their documentation has them.

Not as the library computes them: the spherical average comes from an optimiser and a root finder in the tangent space,
parallel transport from a matrix, chi laws from SciPy.
"""

import numpy as np
from scipy.linalg import expm
from scipy.optimize import minimize, root
from scipy.special import ndtr, ndtri
from scipy.stats import chi


def name(prior):
    return prior[0] + ":" + ",".join(f"{x:g}" for x in prior[1:])


def center(prior):
    return {"gaussian": lambda: prior[1], "uniform": lambda: (prior[1] + prior[2]) / 2, "sphere": lambda: 0.0,
            "truncated-gaussian": lambda: prior[2]}[prior[0]]()


# Priors: draws, and the way to N(0, I) and back.


def draws(prior, count, dimension, seed):
    state = np.random.RandomState(seed)
    kind = prior[0]
    shape = (count, dimension)
    if kind == "gaussian":
        values = prior[1] + prior[2] * state.standard_normal(shape)
    elif kind == "uniform":
        values = state.uniform(prior[1], prior[2], shape)
    elif kind == "sphere":
        values = state.standard_normal(shape).astype(np.float32).astype(np.float64)
        values *= prior[1] / np.linalg.norm(values, axis=1, keepdims=True)
    else:
        bound, mean, sd = prior[1:]
        values = mean + sd * ndtri(ndtr(-bound) + state.random_sample(shape) * (ndtr(bound) - ndtr(-bound)))
    return values.astype(np.float32).astype(np.float64)


def in_one_half(rows, middle):
    """Rows mirrored at the prior's centre, which keeps the prior, so that all lie on the first one's side."""
    rows = rows - middle
    signs = np.where(rows @ rows[0] < 0, -1.0, 1.0)
    return (rows * signs[:, None] + middle).astype(np.float32).astype(np.float64)


def enter(prior, x):
    kind = prior[0]
    if kind == "gaussian":
        return (x - prior[1]) / prior[2]
    # From the nearer bound; beyond a tail of 2^-40 all coordinates count the same, those outside the support too.
    if kind == "uniform":
        below, above = ((y / (prior[2] - prior[1])) for y in (x - prior[1], prior[2] - x))
    else:
        bound, mean, sd = prior[1:]
        below, above = ((ndtr(y) - ndtr(-bound)) / (ndtr(bound) - ndtr(-bound)) for y in ((x - mean) / sd, (mean - x) / sd))
    return np.where(below < above, ndtri(np.maximum(below, 2.0**-40)), -ndtri(np.maximum(above, 2.0**-40)))


def leave(prior, z):
    kind = prior[0]
    if kind == "gaussian":
        return prior[1] + prior[2] * z
    if kind == "uniform":
        return prior[1] + (prior[2] - prior[1]) * ndtr(z)
    bound, mean, sd = prior[1:]
    return mean + sd * ndtri(ndtr(-bound) + ndtr(z) * (ndtr(bound) - ndtr(-bound)))


# The sphere.


def norms(x):
    return np.linalg.norm(x, axis=-1)


def unit(x):
    return x / np.linalg.norm(x)


def angle(u, v):
    return 2 * np.arctan2(norms(unit(u) - unit(v)), norms(unit(u) + unit(v)))


def arc(a, b, t):
    """sin((1-t) theta) / sin theta a + sin(t theta) / sin theta b, theta the angle between the ends as they are."""
    theta = angle(a, b)
    return (np.sin((1 - t) * theta) * a + np.sin(t * theta) * b) / np.sin(theta)


def average(units, weights):
    """The unit vector q with the least sum of w angle(q, u)^2, and its coefficients in the units.

    q is sought in an orthonormal basis of the span: first by BFGS, then as the root of the tangent vector sum w log_q(u).
    """
    weights = weights / weights.sum()
    basis = np.linalg.qr(units.T)[0]
    v = units @ basis

    def objective(x):
        return float(weights @ np.array([angle(x, u) ** 2 for u in v]))

    def tangent(x):
        q = unit(x)
        theta = np.array([angle(q, u) for u in v])
        ratio = np.where(theta > 1e-9, theta / np.where(theta > 1e-9, np.sin(theta), 1), 1)
        # The part along q fixes the length of x, which is free.
        return (weights * ratio) @ (v - np.cos(theta)[:, None] * q) + (norms(x) - 1) * q

    start = unit(weights @ v)
    found = minimize(objective, start, method="BFGS", options={"gtol": 1e-7}).x
    solution = root(tangent, unit(found), tol=1e-15)
    assert norms(tangent(solution.x)) < 1e-12, (solution, len(weights))
    assert objective(solution.x) <= objective(start) + 1e-12
    return unit(solution.x) @ basis.T


def spherical(units, weights):
    """The average; that of positive weights moved away from that of the others."""
    towards = average(units[weights > 0], weights[weights > 0])
    if not (weights < 0).any():
        return towards
    away = average(units[weights < 0], -weights[weights < 0])
    # At 1 / t of the way from `away` to the result stands `towards`.
    t = weights[weights > 0].sum() / weights.sum()
    return arc(away, towards, t)


def spherical_coefficients(points, weights):
    """Slerp's weights generalised: the coefficients of the average in the directions, times the sum of the weights."""
    if len(points) == 2:
        theta, t = angle(points[0], points[1]), weights[1] / weights.sum()
        return weights.sum() * np.sin(np.array([1 - t, t]) * theta) / np.sin(theta)
    units = points / norms(points)[:, None]

    def coefficients(chosen, w):
        q = average(units[chosen], w[chosen])
        theta = np.array([angle(q, x) for x in units])
        c = np.where(chosen, w, 0) * np.where(theta > 1e-9, theta / np.where(theta > 1e-9, np.sin(theta), 1), 1)
        return c / (c @ np.cos(theta))

    s = coefficients(weights > 0, weights)
    if (weights < 0).any():
        away = coefficients(weights < 0, -weights)
        t = weights[weights > 0].sum() / weights.sum()
        theta = angle(s @ units, away @ units)
        s = (np.sin((1 - t) * theta) * away + np.sin(t * theta) * s) / np.sin(theta)
    return weights.sum() * s


# Methods.


def score_of_length(r, d):
    lower, upper = chi.cdf(r, d), chi.sf(r, d)
    return ndtri(lower) if lower < upper else -ndtri(upper)


def length_of_score(q, d):
    return chi.ppf(ndtr(q), d) if q < 0 else chi.isf(ndtr(-q), d)


def gaussian(prior, points, weights, is_spherical):
    mean, sd = prior[1:] if prior[0] == "gaussian" else (0.0, 1.0)
    x = (points - mean) / sd
    if is_spherical and points.shape[1] > 1:
        weights = spherical_coefficients(ndtr(x) - 0.5, weights)
    # 1/2 + sum w (p - 1/2) in both tails, so that neither is rounded to 1; not below 0.001 and what the points have.
    rest = (1 - weights.sum()) / 2
    lower, upper = rest + weights @ ndtr(x), rest + weights @ ndtr(-x)
    lowest, highest = np.minimum(0.001, ndtr(x).min(axis=0)), np.minimum(0.001, ndtr(-x).min(axis=0))
    score = np.where(lower < upper, ndtri(np.maximum(lower, lowest)), -ndtri(np.maximum(upper, highest)))
    return mean + sd * score


def combine(method, prior, points, weights):
    points, weights = points[weights != 0], weights[weights != 0]
    c, d = center(prior), points.shape[1]
    if method in ["gaussian-lerp", "gaussian-slerp"]:
        return gaussian(prior, points, weights, method == "gaussian-slerp")
    if method == "lerp" or (method == "slerp" and d == 1):
        # Around the centre, of which only the affine part is left for weights that sum to 1.
        return weights @ points if method == "lerp" else c + weights @ (points - c)
    if method == "slerp":
        return c + spherical_coefficients(points - c, weights) @ (points - c)
    if method == "nlerp":
        return c + unit(weights @ (points - c)) * max(0.0, weights @ norms(points - c))
    if prior[0] == "sphere":
        if method == "matched" or d == 1:
            return prior[1] * unit(weights @ points)
        units = points / norms(points)[:, None]
        if len(points) == 2:
            return prior[1] * arc(units[0], units[1], weights[1] / weights.sum())
        return prior[1] * spherical(units, weights)
    z = enter(prior, points)
    size = np.sqrt(weights @ weights)
    if method == "matched" or d == 1:
        return leave(prior, weights @ z / size)
    units = z / norms(z)[:, None]
    if len(points) == 2:
        direction = arc(units[0], units[1], weights[1] / weights.sum())
    else:
        direction = spherical(units, weights)
    score = weights @ np.array([score_of_length(r, d) for r in norms(z)]) / size
    return leave(prior, length_of_score(score, d) * direction)


def between(method, prior, a, b, t):
    if t in (0, 1):
        return b if t == 1 else a
    return combine(method, prior, np.stack([a, b]), np.array([1 - t, t]))


def analogy(kind, prior, a, b, c):
    if kind == "raw":
        return b + c - a
    if kind == "matched":
        return combine("matched", prior, np.stack([a, b, c]), np.array([-1.0, 1.0, 1.0]))
    if len(a) == 1:
        return b + c - a
    u, v = unit(a - center(prior)), unit(c - center(prior))
    w = unit(v - (u @ v) * u)
    rotation = expm(angle(u, v) * (np.outer(w, u) - np.outer(u, w)))
    return c + rotation @ (b - a)


# Grids, as plat fills them.


def spaced(method, prior, anchors, rows, columns, spacing, is_order_free):
    """Anchors [rows, columns, d]: rows with anchors first, then columns; or four bilinear weights at once."""
    height, width = (rows - 1) * spacing + 1, (columns - 1) * spacing + 1
    d = anchors.shape[-1]
    grid = np.full((height, width, d), np.nan)
    if is_order_free:
        for y in range(height):
            for x in range(width):
                top, left = min(y // spacing, max(rows - 2, 0)), min(x // spacing, max(columns - 2, 0))
                fy, fx = y / spacing - top, x / spacing - left
                corners = [(top + i, left + j, wy * wx) for i, wy in ((0, 1 - fy), (1, fy)) for j, wx in
                           ((0, 1 - fx), (1, fx)) if wy * wx != 0]
                if len(corners) == 1:
                    grid[y, x] = anchors[corners[0][:2]]
                else:
                    grid[y, x] = combine(method, prior, np.stack([anchors[i, j] for i, j, _ in corners]),
                                         np.array([w for _, _, w in corners]))
        return grid
    for y in range(0, height, spacing):
        for x in range(width):
            left = min(x // spacing, max(columns - 2, 0))
            right = min(left + 1, columns - 1)
            grid[y, x] = between(method, prior, anchors[y // spacing, left], anchors[y // spacing, right], x / spacing - left)
    for x in range(width):
        for y in range(height):
            if y % spacing:
                top = y // spacing * spacing
                grid[y, x] = between(method, prior, grid[top, x], grid[top + spacing, x], (y - top) / spacing)
    return grid


def cornered(method, prior, a, b, c, e, rows, columns, is_order_free):
    """Corners top left, bottom left, top right, bottom right: the edges first, then rows; or four weights at once."""
    grid = np.empty((rows, columns, len(a)))
    for i in range(rows):
        y = i / (rows - 1)
        left, right = between(method, prior, a, b, y), between(method, prior, c, e, y)
        for j in range(columns):
            x = j / (columns - 1)
            if is_order_free:
                weights = np.array([(1 - x) * (1 - y), (1 - x) * y, x * (1 - y), x * y])
                grid[i, j] = (np.stack([a, b, c, e])[weights == 1][0] if 1 in weights
                              else combine(method, prior, np.stack([a, b, c, e]), weights))
            else:
                grid[i, j] = between(method, prior, left, right, x)
    return grid


def single(x):
    return x.astype(np.float32).astype(np.float64)


def corner(kind, prior, a, b, c):
    """An analogy as it becomes a corner: rounded. Raw ones in the order of the library's sum, since a coordinate near the
    end of a uniform prior has a score that depends on its last bit."""
    if kind == "raw":
        a, b, c = (x.astype(np.float32) for x in (a, b, c))
        return ((b + c) - a).astype(np.float64)
    return single(analogy(kind, prior, a, b, c))


def chained(kind, prior, anchors, rows, columns):
    """left, top, left, top, ... after the corner; other anchors by analogy."""
    d = anchors.shape[-1]
    grid = np.empty((rows, columns, d))
    grid[0, 0] = anchors[0]
    order, left, top = [], 1, 1
    while left < rows or top < columns:
        if left < rows:
            order.append((left, 0))
            left += 1
        if top < columns:
            order.append((0, top))
            top += 1
    for place, anchor in zip(order, anchors[1:]):
        grid[place] = anchor
    for i in range(1, rows):
        for j in range(1, columns):
            if kind == "transport":
                grid[i, j] = corner(kind, prior, grid[i - 1, j - 1], grid[i, j - 1], grid[i - 1, j])
            else:
                grid[i, j] = corner(kind, prior, grid[0, 0], grid[i, 0], grid[0, j])
    return grid
