"""Placing vectors on a grid: Sextant's assignment beside SciPy's on the same costs, and each method's time and quality.

    script/bench placement

Costs are squared distances of points of the plane to the cells of a grid, as single precision has them; SciPy gets the same
numbers as Float64, which it converts others to. Peers and Sextant take turns, on one core; medians of three.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np
import scipy
from scipy.optimize import linear_sum_assignment


def ranks(x):
    return (np.argsort(np.argsort(x, axis=0), axis=0) + 0.5) / len(x)


def tables():
    """Named points on a grid of side x side cells, of which `spare` stay empty."""
    random = np.random.RandomState(0)
    for side in (32, 64):
        cells = np.stack(np.divmod(np.arange(side * side), side), axis=1)
        for name, spare in (("uniform", 0), ("clustered", 0), ("ranked", 0), ("ranked", side), ("Gaussian", 0)):
            count = side * side - spare
            x = random.standard_normal((count, 2))
            if name == "uniform":
                x = random.uniform(0, side, (count, 2))
            elif name == "clustered":
                x = side * (0.2 + 0.6 * random.uniform(size=(12, 2)))[random.randint(12, size=count)] + x
            elif name == "ranked":
                x = ranks(x @ [[1, 0.4], [0, 1]]) * side
            else:
                x = x * side / 7 + side / 2
            yield side, name, spare, ((x[:, None] - 0.5 - cells) ** 2).sum(-1).astype(np.float32)


def main():
    program = sys.argv[1]
    run = lambda *words: json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    pinned = ["taskset", "-c", "0"] if hasattr(os, "sched_setaffinity") else []
    print(f"NumPy {np.__version__}, SciPy {scipy.__version__}; assignments on one core, medians")
    for side, name, spare, costs in tables():
        with tempfile.NamedTemporaryFile(suffix=".f32") as file:
            costs.tofile(file)
            file.flush()
            wide = costs.astype(np.float64)
            ours, theirs = [], []
            for _ in range(3):
                ours.append(run(*pinned, program, "assign", file.name, str(costs.shape[0]), str(costs.shape[1])))
                start = time.perf_counter()
                rows, columns = linear_sum_assignment(wide)
                theirs.append(time.perf_counter() - start)
                # A peer that takes so long needs no second turn.
                if theirs[0] > 20:
                    break
        total = wide[rows, columns].sum()
        assert abs(ours[0]["total"] - total) <= 1e-12 * abs(total), "the totals differ"
        mine, peer = statistics.median(o["seconds"] for o in ours), statistics.median(theirs)
        print(
            f"{costs.shape[0]:5} to {costs.shape[1]:4} {name:10} {1e3 * mine:6.0f} ms, SciPy {1e3 * peer:6.0f} ms, "
            f"{peer / mine:.1f} times as long"
        )
    print("methods, 128 numbers a vector; all cores")
    for rows, columns in ((3, 5), (8, 8), (32, 32), (64, 64)):
        for data in ("sheet", "gaussian"):
            for method, result in run(program, "place", str(rows), str(columns), data).items():
                print(
                    f"{rows:3} x {columns:2} {data:9} {method:18} {1e3 * result['seconds']:7.1f} ms, "
                    f"DPQ16 {result['dpq']:.3f}, neighbours kept {result['neighbors']:.3f}"
                )


main()
