#!/usr/bin/env python3
"""Write the changed pictures that Tests/ImagingTests/Augmentation compares with.

    python3 tools/make_augmentation_reference.py

Needs NumPy, SciPy and Pillow. Running it again gives the same bytes with the same version of Pillow's JPEG codec. Pillow works on 8 bits and
cuts fractions off, so that what it makes is within a level or two of what is tested; the rest is in double precision.
"""

import colorsys
import io
import json
import pathlib

import numpy as np
from PIL import Image, ImageEnhance
from scipy.ndimage import gaussian_filter

OUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/Imaging/augmentations.json"
random = np.random.RandomState(5)


def picture(height, width, channels):
    """Waves of all colours with some noise, 8 bits, [h, w, c]."""
    y, x = np.mgrid[:height, :width]
    waves = [127 + 90 * np.sin(0.5 * x + 0.3 * c) * np.cos(0.4 * y - 0.7 * c) for c in range(channels)]
    noisy = np.stack(waves, -1) + random.uniform(-30, 30, (height, width, channels))
    return np.clip(np.round(noisy), 0, 255).astype(np.uint8)


PICTURES = {"wide": picture(9, 12, 3), "square": picture(8, 8, 3), "grey": picture(7, 10, 1), "point": picture(1, 1, 3)}


def keys(t):
    """The kernel of Keys (1981), a = -1/2, from its definition."""
    t = abs(t)
    if t < 1:
        return 1.5 * t**3 - 2.5 * t**2 + 1
    return -0.5 * t**3 + 2.5 * t**2 - 4 * t + 2 if t < 2 else 0.0


def sampled(x, source):
    """The picture at source(row, column), edges repeated."""
    height, width, _ = x.shape
    out = np.zeros_like(x)
    for row in range(height):
        for column in range(width):
            sy, sx = source(row, column)
            for v in range(int(np.floor(sy)) - 2, int(np.floor(sy)) + 4):
                for u in range(int(np.floor(sx)) - 2, int(np.floor(sx)) + 4):
                    weight = keys(sy - v) * keys(sx - u)
                    out[row, column] += weight * x[np.clip(v, 0, height - 1), np.clip(u, 0, width - 1)]
    return out


def about_centre(x, matrix):
    centre = (np.array(x.shape[:2]) - 1) / 2
    return sampled(x, lambda row, column: matrix @ (np.array([row, column]) - centre) + centre)


def blur(x, sd):
    return gaussian_filter(x, (sd, sd, 0), mode="nearest", truncate=4)


def sharpen(x, amount, sd=1.0):
    return x + amount * (x - blur(x, sd))


def hue(x, degrees):
    out = np.zeros_like(x)
    for place in np.ndindex(x.shape[:2]):
        h, s, v = colorsys.rgb_to_hsv(*x[place])
        out[place] = colorsys.hsv_to_rgb((h + degrees / 360) % 1, s, v)
    return out


def rotation(x, degrees):
    angle = np.deg2rad(degrees)
    # Rows run downwards: counterclockwise for the eye.
    return about_centre(x, np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]))


def zoom(x, factor):
    return about_centre(x, np.eye(2) / factor)


def shift(x, dx, dy):
    return sampled(x, lambda row, column: (row - dy, column - dx))


def pixelate(x, side):
    out = x.copy()
    for top in range(0, x.shape[0], side):
        for left in range(0, x.shape[1], side):
            out[top : top + side, left : left + side] = x[top : top + side, left : left + side].mean((0, 1))
    return out


def pillow(change):
    def apply(x, *amounts):
        stored = np.round(x * 255).astype(np.uint8)
        image = Image.fromarray(stored[..., 0] if stored.shape[2] == 1 else stored)
        changed = np.asarray(change(image, *amounts), float) / 255
        return changed.reshape(x.shape)

    return apply


def jpeg(image, quality):
    file = io.BytesIO()
    image.save(file, "JPEG", quality=int(quality), subsampling=0)
    return Image.open(io.BytesIO(file.getvalue()))


CHANGES = {
    "blur": blur,
    "sharpen": sharpen,
    "brightness": lambda x, amount: x + amount,
    "contrast": pillow(lambda image, factor: ImageEnhance.Contrast(image).enhance(factor)),
    "saturation": pillow(lambda image, factor: ImageEnhance.Color(image).enhance(factor)),
    "hue": hue,
    "grayscale": pillow(lambda image: image.convert("L").convert("RGB")),
    "rotation": rotation,
    "zoom": zoom,
    "shift": shift,
    "jpeg": pillow(jpeg),
    "pixelate": pixelate,
}

COLOURS = ["saturation:0", "saturation:0.4", "saturation:1.7", "hue:40", "hue:-120", "hue:200", "grayscale"]
OTHERS = [
    "blur:0.7", "blur:2.5", "sharpen:1", "sharpen:0.5,2", "brightness:0.2", "brightness:-0.35", "contrast:0", "contrast:0.6",
    "contrast:1.5", "rotation:10", "rotation:-33.5", "rotation:90", "rotation:180", "rotation:270", "zoom:1.3", "zoom:0.6",
    "shift:3,-2", "shift:-1.25,0.5", "jpeg:10", "jpeg:60", "jpeg:95", "pixelate:3", "pixelate:8",
]  # fmt: skip

cases = []
for name, stored in PICTURES.items():
    x = stored / 255
    for text in OTHERS + (COLOURS if stored.shape[2] == 3 else []):
        kind, _, amounts = text.partition(":")
        changed = CHANGES[kind](x, *[float(a) if "." in a else int(a) for a in amounts.split(",") if a])
        samples = np.clip(changed, 0, 1).transpose(2, 0, 1).ravel()
        cases.append({"augmentation": text, "picture": name, "samples": [round(float(s), 7) for s in samples]})

pictures = {
    name: {
        "channels": x.shape[2],
        "height": x.shape[0],
        "width": x.shape[1],
        "levels": x.transpose(2, 0, 1).ravel().tolist(),
    }
    for name, x in PICTURES.items()
}
OUT.write_text(json.dumps({"pictures": pictures, "cases": cases}, separators=(",", ":")) + "\n")
print(f"{len(cases)} cases, {OUT.stat().st_size} bytes")
