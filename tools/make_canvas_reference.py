#!/usr/bin/env python3
"""Write the forms and compositions that Tests/ImagingTests/Canvas compares with.

    python3 tools/make_canvas_reference.py

Needs NumPy and Pillow. Running it again gives the same bytes. Forms are counted at 40 x 40 points a pixel, in or out by
their definitions; compositions are in double precision, by the textbook's formula, and once by Pillow in 8 bits.
"""

import json
import pathlib

import numpy as np
from PIL import Image

OUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/Imaging/canvas.json"
POINTS = 40
random = np.random.RandomState(11)


def inside(form, x, y, width, height, numbers):
    """Whether points around the middle lie inside a hard form."""
    if form == "square":
        return (np.abs(x) <= width / 2) & (np.abs(y) <= height / 2)
    if form == "circle":
        return (2 * x / width) ** 2 + (2 * y / height) ** 2 <= 1
    if form == "hexagon":
        r = min(height, width * 2 / np.sqrt(3)) / 2
        return (np.abs(x) <= r * np.sqrt(3) / 2) & (np.abs(y) + np.abs(x) / np.sqrt(3) <= r)
    if form == "flat-hexagon":
        return inside("hexagon", y, x, height, width, numbers)
    radius = numbers[0] * min(width, height) / 2
    dx, dy = np.abs(x) - (width / 2 - radius), np.abs(y) - (height / 2 - radius)
    return (dx <= radius) & (dy <= radius) & ((dx <= 0) | (dy <= 0) | (dx * dx + dy * dy <= radius * radius))


def outline(form, width, height):
    if form == "hexagon":
        side = min(height, width * 2 / np.sqrt(3))
        return side * np.sqrt(3) / 2, side
    if form == "flat-hexagon":
        return outline("hexagon", height, width)[::-1]
    return width, height


def triangle(radius):
    reach = max(int(np.ceil(radius)) - 1, 0)
    weights = np.array([1 - abs(k) / radius if reach else 1 for k in range(-reach, reach + 1)])
    return weights / weights.sum()


def alpha(form, width, height, numbers=(), softness=0.0):
    """The alpha of a form in a box of whole pixels."""
    shrunk = 1 - softness / 2
    steps = (np.arange(width * POINTS) + 0.5) / POINTS - width / 2
    x, y = np.meshgrid(steps, (np.arange(height * POINTS) + 0.5) / POINTS - height / 2)
    points = inside(form, x / shrunk, y / shrunk, width, height, numbers)
    shares = points.reshape(height, POINTS, width, POINTS).mean((1, 3))
    if softness:
        along, down = (triangle(softness / 4 * side) for side in outline(form, width, height))
        shares = np.apply_along_axis(np.convolve, 1, shares, along, "same")
        shares = np.apply_along_axis(np.convolve, 0, shares, down, "same")
    return shares


def rounded(x, places=6):
    return [float(round(v, places)) for v in np.asarray(x, float).ravel()]


def levels(height, width, channels):
    return random.randint(0, 256, (channels, height, width))


FORMS = [
    ("square", 8, 6, "square", (), 0), ("circle", 16, 16, "circle", (), 0), ("circle", 13, 20, "circle", (), 0),
    ("hexagon", 16, 16, "hexagon", (), 0), ("hexagon", 12, 20, "hexagon", (), 0),
    ("flat-hexagon", 16, 16, "flat-hexagon", (), 0), ("flat-hexagon", 20, 9, "flat-hexagon", (), 0),
    ("rounded:0.5", 16, 12, "rounded", (0.5,), 0), ("rounded:1", 15, 15, "rounded", (1,), 0),
    ("square:0.5", 16, 12, "square", (), 0.5), ("circle:1", 16, 16, "circle", (), 1),
    ("hexagon:0.2", 32, 32, "hexagon", (), 0.2), ("hexagon:1", 24, 24, "hexagon", (), 1),
    ("flat-hexagon:0.7", 24, 20, "flat-hexagon", (), 0.7), ("rounded:0.25,0.4", 20, 20, "rounded", (0.25,), 0.4),
]


def shifted(plane, left, top, width, height, outside):
    """A plane on a canvas, linear between pixels; `outside` is "edge" or "zero"."""
    out = np.zeros((height, width))
    h, w = plane.shape
    for row in range(height):
        for column in range(width):
            u, v = column - left, row - top
            u0, v0 = int(np.floor(u)), int(np.floor(v))
            for dv in (0, 1):
                for du in (0, 1):
                    weight = (1 - abs(u - u0 - du)) * (1 - abs(v - v0 - dv))
                    a, b = v0 + dv, u0 + du
                    if outside == "edge":
                        out[row, column] += weight * plane[np.clip(a, 0, h - 1), np.clip(b, 0, w - 1)]
                    elif 0 <= a < h and 0 <= b < w:
                        out[row, column] += weight * plane[a, b]
    return out


def composition(name, width, height, background, tiles):
    colour, cover = np.zeros((3, height, width)), np.zeros((height, width))
    for tile in tiles:
        c = np.array(tile["levels"]).reshape(tile["channels"], tile["height"], tile["width"]) / 255
        a = np.array(tile["alpha"]).reshape(tile["height"], tile["width"]) / 255
        left, top = tile["x"] - tile["width"] / 2, tile["y"] - tile["height"] / 2
        a = shifted(a, left, top, width, height, "zero") * tile["opacity"]
        c = np.stack([shifted(plane, left, top, width, height, "edge") for plane in np.broadcast_to(c, (3,) + c.shape[1:])])
        if tile["blending"] == "over":
            colour, cover = colour * (1 - a) + c * a, cover * (1 - a) + a
        else:
            colour, cover = colour + c * a, cover + a
    b = np.array(background).reshape(3, 1, 1)
    seen = colour / np.maximum(cover, 1) + b * np.maximum(1 - cover, 0)
    left, top = 1.25, -0.5
    region = np.stack([
        sum(
            (0.75 if du == 0 else 0.25) * 0.5
            * seen[k][np.clip(np.arange(5)[:, None] - 1 + dv, 0, height - 1), np.clip(np.arange(4)[None] + 1 + du, 0, width - 1)]
            for du in (0, 1) for dv in (0, 1)
        )
        for k in range(3)
    ])
    return {
        "name": name, "width": width, "height": height, "background": background, "tiles": tiles,
        "seen": rounded(seen), "coverage": rounded(cover),
        # The box of 4 x 5 pixels with its corner at (1.25, -0.5).
        "region": rounded(region),
    }


def tile(width, height, x, y, blending, opacity=1.0, channels=3):
    return {
        "width": width, "height": height, "channels": channels, "x": x, "y": y, "blending": blending,
        "opacity": opacity, "levels": levels(height, width, channels).ravel().tolist(),
        "alpha": levels(height, width, 1).ravel().tolist(),
    }


COMPOSITIONS = [
    composition("over", 9, 7, [0.2, 0.4, 0.9], [
        tile(4, 4, 3, 3, "over"), tile(5, 3, 5.5, 3.5, "over", 0.5), tile(3, 3, 8.5, 6.5, "over")]),
    composition("add", 9, 7, [1, 1, 1], [
        tile(6, 6, 4, 3, "add"), tile(6, 6, 5, 4, "add"), tile(6, 6, 4, 4, "add", 0.75)]),
    composition("between pixels", 10, 8, [0, 0, 0], [
        tile(4, 4, 3.25, 3.5, "over"), tile(4, 5, 5.125, 4.75, "add", channels=1), tile(3, 3, -0.4, 8.3, "over")]),
]


def pillow():
    """Two tiles over an opaque background, by Pillow."""
    canvas = Image.new("RGBA", (8, 6), (51, 102, 204, 255))
    tiles = []
    for left, top in [(1, 1), (3, 0)]:
        pixels, mask = levels(4, 5, 3), levels(4, 5, 1)
        image = Image.fromarray(np.concatenate([pixels, mask]).transpose(1, 2, 0).astype(np.uint8), "RGBA")
        canvas.alpha_composite(image, (left, top))
        tiles.append({
            "width": 5, "height": 4, "channels": 3, "x": left + 2.5, "y": top + 2.0, "blending": "over",
            "opacity": 1.0, "levels": pixels.ravel().tolist(), "alpha": mask.ravel().tolist(),
        })
    seen = np.asarray(canvas).transpose(2, 0, 1)[:3]
    return {"width": 8, "height": 6, "background": [0.2, 0.4, 0.8], "tiles": tiles, "seen": seen.ravel().tolist()}


OUT.write_text(json.dumps({
    "forms": [
        {"text": text, "width": w, "height": h, "alpha": rounded(alpha(form, w, h, numbers, softness), 5)}
        for text, w, h, form, numbers, softness in FORMS
    ],
    "compositions": COMPOSITIONS,
    "pillow": pillow(),
}) + "\n")
