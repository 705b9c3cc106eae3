"""Slerp of 100,000 pairs of 512 numbers: NumPy beside Sextant, on one core.

    script/bench slerp

NumPy's is the batched form that people write: norms, dot products by einsum, arccos, two weights, one sum.
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


def slerp(a, b, t):
    an = a / np.linalg.norm(a, axis=1, keepdims=True)
    bn = b / np.linalg.norm(b, axis=1, keepdims=True)
    theta = np.arccos(np.clip(np.einsum("ij,ij->i", an, bn), -1, 1))[:, None]
    return (np.sin((1 - t) * theta) / np.sin(theta)) * a + (np.sin(t * theta) / np.sin(theta)) * b


def main():
    sextant = json.loads(subprocess.run([sys.argv[1]], check=True, capture_output=True, text=True).stdout)
    random = np.random.RandomState(0)
    a = random.standard_normal((100_000, 512)).astype(np.float32)
    b = random.standard_normal((100_000, 512)).astype(np.float32)
    times = []
    for _ in range(6):
        start = time.perf_counter()
        slerp(a, b, np.float32(0.3))
        times.append(time.perf_counter() - start)
    numpy_s = statistics.median(times[1:])
    again = json.loads(subprocess.run([sys.argv[1]], check=True, capture_output=True, text=True).stdout)
    print(f"copy bandwidth           {sextant['copy_gb_per_s']:.1f} and {again['copy_gb_per_s']:.1f} GB/s")
    for name in ("slerp", "lerp"):
        shares = [run[f"{name}_share_of_copy"] for run in (sextant, again)]
        print(f"{name:5} share of it        {shares[0]:.2f} and {shares[1]:.2f}")
    sextant_s = statistics.median([sextant["slerp_s"], again["slerp_s"]])
    print(f"slerp, Sextant           {1e3 * sextant_s:.0f} ms")
    print(f"slerp, NumPy {np.__version__:12}{1e3 * numpy_s:.0f} ms, {numpy_s / sextant_s:.1f} times as long")


main()
