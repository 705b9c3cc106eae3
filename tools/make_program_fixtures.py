#!/usr/bin/env python3
"""Write what Tests/sextantTests compares the latents of `--rng numpy` with.

    python3 tools/make_program_fixtures.py

Needs NumPy. Running it again gives the same bytes.
"""

import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/sextant"
SHAPE = (5, 7)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    normal = np.random.RandomState(42).standard_normal(SHAPE)
    sphere = normal.astype("<f4").astype("f8")
    sphere *= 2 / np.linalg.norm(sphere, axis=1, keepdims=True)
    np.save(OUT / "numpy_gaussian.npy", normal.astype("<f4"))
    np.save(OUT / "numpy_uniform.npy", np.random.RandomState(42).uniform(-1, 1, SHAPE).astype("<f4"))
    np.save(OUT / "numpy_sphere.npy", sphere.astype("<f4"))


if __name__ == "__main__":
    main()
