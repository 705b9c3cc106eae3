"""Writes Tests/Fixtures/LatentGeometry/fields.json: shares of fields over grids, computed cell by cell in NumPy.

    python3 tools/make_field_reference.py

Waves are those of plat's `--anchor-wave`, straight and radial, whole and clipped: a cosine from 0 to 1 and back over the
place of a cell and a time; ramps are `numpy.linspace` over columns, rows or all cells, tables linear interpolation by
`numpy.interp`.
"""

import json
import math
from pathlib import Path

import numpy as np


def crest(x, clipped):
    if clipped and not 0 <= x <= 1:
        return 0.0
    return 0.5 * (1 - math.cos(2 * math.pi * x))


def waves(rows, columns, time):
    """Straight and ring-shaped shares; the place is a cell's column over the columns, or its distance from the middle."""
    middle = ((columns - 1) / 2, (rows - 1) / 2)
    farthest = math.hypot(*middle)
    straight = [[crest(time + column / columns, False) for column in range(columns)] for _ in range(rows)]
    rings = [
        [
            crest(time + (farthest - math.hypot(column - middle[0], row - middle[1])) / farthest, False)
            for column in range(columns)
        ]
        for row in range(rows)
    ]
    return straight, rings


def pulse(rows, columns, time, wavelength, degrees):
    """A single crest along a direction, in before the first cell at time 0 and out behind the last at 1."""
    angle = math.radians(degrees)
    places = np.array(
        [[(c * math.cos(angle) + r * math.sin(angle)) / wavelength for c in range(columns)] for r in range(rows)]
    )
    places -= places.min()
    return [[crest(time * (places.max() + 1) - place, True) for place in line] for line in places]


def ramps():
    """Amounts from one number to another, of which either may be the larger."""
    cases = []
    for rows, columns in [(1, 1), (1, 5), (4, 1), (3, 4), (7, 9)]:
        for start, end in [(0.0, 1.0), (-1.0, 1.0), (2.5, -0.75)]:
            across, down = np.linspace(start, end, columns), np.linspace(start, end, rows)
            amounts = {
                "right": np.broadcast_to(across, (rows, columns)),
                "down": np.broadcast_to(down[:, None], (rows, columns)),
                "cells": np.linspace(start, end, rows * columns),
            }
            for way, values in amounts.items():
                cases.append(
                    {
                        "rows": rows,
                        "columns": columns,
                        "from": start,
                        "to": end,
                        "way": way,
                        "amounts": np.asarray(values).ravel().tolist(),
                    }
                )
    return cases


def main():
    cases = []
    for rows, columns in [(3, 5), (4, 4), (2, 7)]:
        for time in [0.0, 0.125, 0.4, 0.75]:
            straight, rings = waves(rows, columns, time)
            cases.append(
                {
                    "rows": rows,
                    "columns": columns,
                    "time": time,
                    "straight": np.ravel(straight).tolist(),
                    "rings": np.ravel(rings).tolist(),
                    "pulse": np.ravel(pulse(rows, columns, time, 2.5, 30)).tolist(),
                }
            )
    numbers = [0.0, 1.5, -1.0, 4.0]
    times = [0.0, 0.1, 0.25, 0.6, 0.9]
    keys = np.arange(5) / 4
    table = {
        "numbers": numbers,
        "times": times,
        "values": np.interp(times, keys, numbers + numbers[:1]).tolist(),
    }
    path = Path(__file__).parent.parent / "Tests/Fixtures/LatentGeometry/fields.json"
    path.write_text(json.dumps({"waves": cases, "ramps": ramps(), "table": table}) + "\n")


if __name__ == "__main__":
    main()
