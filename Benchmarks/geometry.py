"""Interpolation of 100,000 pairs of 512 numbers and a MINE grid of 301 x 301 x 512: Sextant beside NumPy and SciPy.

    script/bench geometry

On one core, then with two threads. NumPy's slerp is the batched form that people write; SciPy's geometric_slerp takes one pair of
unit vectors at a time; the plain loop is NumPy's slerp of one pair after another, which is how plat fills its grids. Loops are timed on
some pairs and scaled. Peers and Sextant take turns.
"""

import json
import os
import statistics
import subprocess
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np
import scipy
from scipy import special
from scipy.spatial import geometric_slerp

COUNT, DIMENSION, SIDE, SPACING = 100_000, 512, 301, 3


def slerp_batch(a, b, t):
    an = a / np.linalg.norm(a, axis=1, keepdims=True)
    bn = b / np.linalg.norm(b, axis=1, keepdims=True)
    theta = np.arccos(np.clip(np.einsum("ij,ij->i", an, bn), -1, 1))[:, None]
    return (np.sin((1 - t) * theta) / np.sin(theta)) * a + (np.sin(t * theta) / np.sin(theta)) * b


def slerp_batch_lean(a, b, t):
    """The same with three sums of products and no unit vectors: the fastest that NumPy alone gives."""
    aa, bb, ab = np.einsum("ij,ij->i", a, a), np.einsum("ij,ij->i", b, b), np.einsum("ij,ij->i", a, b)
    theta = np.arccos(np.clip(ab / np.sqrt(aa * bb), -1, 1))
    result = a * (np.sin((1 - t) * theta) / np.sin(theta))[:, None]
    result += b * (np.sin(t * theta) / np.sin(theta))[:, None]
    return result


def slerp_one(a, b, t):
    theta = np.arccos(np.clip(np.dot(a / np.linalg.norm(a), b / np.linalg.norm(b)), -1, 1))
    return (np.sin((1 - t) * theta) * a + np.sin(t * theta) * b) / np.sin(theta)


def matched_uniform(a, b, t):
    """Through normal scores, in place wherever NumPy allows it."""
    size = np.sqrt((1 - t) ** 2 + t * t)
    za, zb = (a + np.float32(1)) * np.float32(0.5), (b + np.float32(1)) * np.float32(0.5)
    special.ndtri(za, out=za)
    special.ndtri(zb, out=zb)
    za *= np.float32((1 - t) / size)
    zb *= np.float32(t / size)
    za += zb
    special.ndtr(za, out=za)
    za *= 2
    za -= 1
    return za


def seconds(body):
    start = time.perf_counter()
    body()
    return time.perf_counter() - start


def median(body, rounds=5):
    return statistics.median(seconds(body) for _ in range(rounds + 1))


def grid_loop(anchors):
    """plat's way: cell by cell, anchor rows first, then columns."""
    cells = np.zeros((SIDE, SIDE, DIMENSION), np.float32)
    cells[::SPACING, ::SPACING] = anchors
    for y in range(0, SIDE, SPACING):
        for x in range(SIDE):
            if x % SPACING:
                left = x - x % SPACING
                cells[y, x] = slerp_one(cells[y, left], cells[y, left + SPACING], (x % SPACING) / SPACING)
    for y in range(SIDE):
        if y % SPACING:
            top = y - y % SPACING
            for x in range(SIDE):
                cells[y, x] = slerp_one(cells[top, x], cells[top + SPACING, x], (y % SPACING) / SPACING)


def main():
    program = sys.argv[1]
    pinned = ["taskset", "-c", "0"] if hasattr(os, "sched_setaffinity") else []
    run = lambda command: json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    cores = os.sched_getaffinity(0) if pinned else None
    first = run(pinned + [program, "1"])

    if cores:
        os.sched_setaffinity(0, {0})
    random = np.random.RandomState(0)
    a = random.standard_normal((COUNT, DIMENSION)).astype(np.float32)
    b = random.standard_normal((COUNT, DIMENSION)).astype(np.float32)
    t = np.float32(0.3)
    peers = {
        "NumPy, batched": median(lambda: slerp_batch(a, b, t)),
        "NumPy, leanest": median(lambda: slerp_batch_lean(a, b, t)),
    }
    units = [row / np.linalg.norm(row) for row in a[:2000].astype(float)], [
        row / np.linalg.norm(row) for row in b[:2000].astype(float)
    ]
    scale = COUNT / 2000
    peers["SciPy, geometric_slerp"] = scale * median(
        lambda: [geometric_slerp(u, v, 0.3) for u, v in zip(*units)], 2
    )
    peers["Python loop"] = scale * median(lambda: [slerp_one(u, v, t) for u, v in zip(a[:2000], b[:2000])], 2)
    anchors = a[: 101 * 101].reshape(101, 101, DIMENSION)
    loop_s = seconds(lambda: grid_loop(anchors))
    a, b = (random.uniform(-1, 1, (COUNT, DIMENSION)).astype(np.float32) for _ in range(2))
    matched_s = median(lambda: matched_uniform(a, b, 0.3), 3)
    if cores:
        os.sched_setaffinity(0, cores)
    second = run(pinned + [program, "1"])
    both = run([program, "1", "2"])

    one = {name: statistics.median([first[name], second[name]]) for name in first}
    print(f"NumPy {np.__version__}, SciPy {scipy.__version__}; one core, medians")
    print(f"memcpy                     {2 * 4e-9 * COUNT * DIMENSION / one['copy']:.1f} GB/s")
    for name in ("lerp", "slerp", "nlerp", "matched"):
        share = 1.5 * one["copy"] / one[f"{name} 1"]
        print(f"{name:26} {1e3 * one[f'{name} 1']:.0f} ms, {share:.2f} of copy bandwidth")
    print(f"matched-slerp              {1e3 * one['matched-slerp 1']:.0f} ms")
    for name, peer in peers.items():
        print(f"slerp, {name:23} {1e3 * peer:.0f} ms, {peer / one['slerp 1']:.1f} times as long")
    print(f"matched, uniform           {1e3 * one['matched uniform 1']:.0f} ms")
    print(f"  SciPy                    {1e3 * matched_s:.0f} ms, {matched_s / one['matched uniform 1']:.1f} times as long")
    print(f"matched-slerp, uniform     {1e3 * one['matched-slerp uniform 1']:.0f} ms")
    print(f"MINE grid 301 x 301 x 512  {1e3 * one['grid 1']:.0f} ms, order-free {1e3 * one['grid order-free 1']:.0f} ms")
    print(f"  cell by cell in Python   {1e3 * loop_s:.0f} ms, {loop_s / one['grid 1']:.0f} times as long")
    print("two threads, in times the speed of one, same run")
    for name in ("lerp", "slerp", "matched", "matched-slerp", "matched uniform", "matched-slerp uniform", "grid",
                 "grid order-free"):
        print(f"{name:26} {both[f'{name} 1'] / both[f'{name} 2']:.2f}")


main()
