"""Writes what Pillow makes of two test pictures with every filter, for Tests/ImagingTests/ResizingTests.swift.

    python3 tools/make_resize_goldens.py

Needs Pillow and NumPy. Made with Pillow 13.0. The pictures are made by a formula that the test repeats, full of hard
edges between 0 and 255 and of noise, where a resampler that rounds or clips elsewhere than Pillow shows at once.
"""

from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "Imaging" / "resize"

FILTERS = {
    "nearest": Image.Resampling.NEAREST,
    "area": Image.Resampling.BOX,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos3": Image.Resampling.LANCZOS,
}

# Up and down, mixed, one direction alone, to a single pixel, by whole and by odd factors.
SIZES = [(61, 50), (13, 11), (20, 45), (5, 29), (37, 7), (1, 1), (74, 58), (3, 2)]


def picture(width, height):
    """Noise in the left half, black and white blocks of several sizes in the right."""
    image = np.zeros((height, width, 3), np.uint8)
    for y in range(height):
        for x in range(width):
            for c in range(3):
                mixed = (x * 73856093 ^ y * 19349663 ^ c * 83492791) & 0xFFFFFFFF
                noise = ((mixed * 2654435761) & 0xFFFFFFFF) >> 24
                block = 255 if (x // (c + 2) + y // 3) % 2 else 0
                image[y, x, c] = noise if x * 2 < width else block
    return Image.fromarray(image)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    source = picture(37, 29)
    for name, pillow in FILTERS.items():
        for width, height in SIZES:
            source.resize((width, height), pillow).save(FOLDER / f"{name}-{width}x{height}.png", optimize=True)
    # What is done to an aligned CelebA picture: the square of 148 in the middle of 178 x 218, brought to 64.
    left, top = round((178 - 148) / 2), round((218 - 148) / 2)
    face = picture(178, 218).crop((left, top, left + 148, top + 148))
    for name in ["lanczos3", "bilinear"]:
        face.resize((64, 64), FILTERS[name]).save(FOLDER / f"face-{name}.png", optimize=True)


if __name__ == "__main__":
    main()
