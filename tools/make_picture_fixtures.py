"""Writes small pictures of every kind that files come in, and what their pixels must be read as.

    python3 tools/make_picture_fixtures.py

For Tests/ImagingTests/ReadingTests.swift. Needs Pillow and NumPy. Made with Pillow 13.0. The kinds that Pillow reads
are expected as Pillow reads them; those it cannot write (16-bit colour, interlaced) are written here, byte by byte.
"""

import json
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

FOLDER = Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "Imaging" / "pictures"
WIDTH, HEIGHT = 7, 5
expected = {}


def expect(name, values, tolerance=1e-6):
    """Keeps [h, w] or [h, w, 3] values in [0, 1] as what `name` must be read as."""
    values = np.asarray(values, np.float64)
    if values.ndim == 2:
        values = np.repeat(values[:, :, None], 3, axis=2)
    expected[name] = {
        "width": values.shape[1],
        "height": values.shape[0],
        "tolerance": tolerance,
        "samples": [round(v, 7) for v in values.transpose(2, 0, 1).ravel().tolist()],
    }


def colours():
    """[h, w, 3] of smooth colours, so that JPEG keeps them."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    return np.stack([40 + 30 * x, 220 - 40 * y, 60 + 12 * x + 10 * y], axis=2).astype(np.uint8)


def alphas():
    return (np.arange(WIDTH * HEIGHT) * 255 // (WIDTH * HEIGHT - 1)).reshape(HEIGHT, WIDTH).astype(np.uint8)


def on_white(values, alpha, scale=255):
    """a v + (1 - a)"""
    a = alpha / scale
    if values.ndim == 3:
        a = a[:, :, None]
    return a * (values / scale) + (1 - a)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth, colour, rows, interlaced=False, extra=b""):
    """A PNG of unfiltered rows, each the bytes of a row of a pass."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def adam7(image):
    """The rows of the seven passes."""
    for x, y, dx, dy in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        part = image[y::dy, x::dx]
        if part.size:
            yield from (row.tobytes() for row in part)


def write(name, data):
    (FOLDER / name).write_bytes(data)


def make_png():
    rgb = colours()
    alpha = alphas()
    grey = rgb[:, :, 0]
    Image.fromarray(rgb).save(FOLDER / "rgb.png")
    expect("rgb.png", rgb / 255)
    Image.fromarray(grey).save(FOLDER / "grey.png")
    expect("grey.png", grey / 255)
    Image.fromarray(np.dstack([rgb, alpha])).save(FOLDER / "rgba.png")
    expect("rgba.png", on_white(rgb, alpha))
    Image.fromarray(np.dstack([grey, alpha]), "LA").save(FOLDER / "grey-alpha.png")
    expect("grey-alpha.png", on_white(grey, alpha))
    one_bit = alpha % 2 == 0
    Image.fromarray(one_bit).save(FOLDER / "one-bit.png")
    expect("one-bit.png", one_bit.astype(float))
    write("two-bit.png", png(4, 1, 2, 0, [bytes([0b00_01_10_11])]))
    expect("two-bit.png", np.array([[0, 1, 2, 3]]) / 3)

    indices = (np.arange(WIDTH * HEIGHT) % 5).reshape(HEIGHT, WIDTH).astype(np.uint8)
    table = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255], [10, 20, 30], [200, 100, 50]], np.uint8)
    palette = Image.fromarray(indices, "P")
    palette.putpalette(table.ravel().tolist())
    palette.save(FOLDER / "palette.png")
    expect("palette.png", table[indices] / 255)
    palette.save(FOLDER / "palette-transparent.png", transparency=bytes([255, 128, 0, 255, 64]))
    table_alpha = np.array([255, 128, 0, 255, 64])
    expect("palette-transparent.png", on_white(table[indices], table_alpha[indices]))
    key = rgb[2, 3].tolist()
    Image.fromarray(rgb).save(FOLDER / "transparent-colour.png", transparency=tuple(key))
    keyed = rgb / 255
    keyed[2, 3] = 1
    expect("transparent-colour.png", keyed)

    rgb16 = rgb.astype(">u2") * 251 + 77
    write("rgb-16-bit.png", png(WIDTH, HEIGHT, 16, 2, [row.astype(">u2").tobytes() for row in rgb16]))
    expect("rgb-16-bit.png", rgb16 / 65535)
    write("grey-16-bit.png", png(WIDTH, HEIGHT, 16, 0, [row[:, 0].astype(">u2").tobytes() for row in rgb16]))
    expect("grey-16-bit.png", rgb16[:, :, 0] / 65535)
    alpha16 = alpha.astype(">u2") * 257
    rgba16 = np.dstack([rgb16, alpha16]).astype(">u2")
    write("rgba-16-bit.png", png(WIDTH, HEIGHT, 16, 6, [row.tobytes() for row in rgba16]))
    expect("rgba-16-bit.png", on_white(rgb16, alpha16, 65535))
    write("interlaced.png", png(WIDTH, HEIGHT, 8, 2, list(adam7(rgb)), interlaced=True))
    expect("interlaced.png", rgb / 255)

    # A header that claims 100,000 x 100,000 pixels, and hardly any data.
    write("huge.png", png(100_000, 100_000, 8, 2, [b"\0" * 8]))


def make_jpeg():
    # 16 x 16, whole blocks: padding at the edges is no matter of decoding.
    y, x = np.mgrid[0:16, 0:16]
    rgb = np.stack([40 + 10 * x, 220 - 10 * y, 60 + 3 * x + 4 * y], axis=2).astype(np.uint8)
    # Decoders may differ in the last bit.
    close = 1.01 / 255
    for name, image, options in [
        ("rgb.jpg", Image.fromarray(rgb), {"subsampling": 0}),
        ("subsampled.jpg", Image.fromarray(rgb), {"subsampling": 2}),
        ("progressive.jpg", Image.fromarray(rgb), {"progressive": True}),
        ("grey.jpg", Image.fromarray(rgb[:, :, 0]), {}),
    ]:
        image.save(FOLDER / name, quality=90, **options)
        expect(name, np.asarray(Image.open(FOLDER / name).convert("RGB")) / 255, close)
    inks = np.dstack([255 - rgb, (x + y) * 4]).astype(np.uint8)
    Image.fromarray(inks, "CMYK").save(FOLDER / "cmyk.jpg", quality=95)
    expect("cmyk.jpg", np.asarray(Image.open(FOLDER / "cmyk.jpg").convert("RGB")) / 255, 2 * close)
    # The same bytes called YCCK by Adobe's marker: another picture, but one that must be converted twice.
    data = bytearray((FOLDER / "cmyk.jpg").read_bytes())
    data[data.index(b"Adobe") + 11] = 2
    write("ycck.jpg", bytes(data))
    expect("ycck.jpg", np.asarray(Image.open(FOLDER / "ycck.jpg").convert("RGB")) / 255, 2 * close)
    (FOLDER / "jpeg-called.png").write_bytes((FOLDER / "rgb.jpg").read_bytes())
    expected["jpeg-called.png"] = expected["rgb.jpg"]


def make_webp():
    rgb, alpha = colours(), alphas()
    Image.fromarray(rgb).save(FOLDER / "lossless.webp", lossless=True)
    expect("lossless.webp", rgb / 255)
    Image.fromarray(np.dstack([rgb, alpha])).save(FOLDER / "rgba.webp", lossless=True, exact=True)
    expect("rgba.webp", on_white(rgb, alpha))
    Image.fromarray(rgb).save(FOLDER / "lossy.webp", quality=90)
    expect("lossy.webp", np.asarray(Image.open(FOLDER / "lossy.webp").convert("RGB")) / 255, 1.01 / 255)
    frames = [Image.fromarray(rgb), Image.fromarray(255 - rgb)]
    frames[0].save(FOLDER / "animated.webp", save_all=True, append_images=frames[1:], lossless=True, duration=100)
    expect("animated.webp", rgb / 255)


def make_orientations():
    # Three by two blocks of colour, no two alike under any turn, each whole blocks of JPEG.
    blocks = np.array(
        [[[250, 20, 20], [20, 250, 20], [20, 20, 250]], [[250, 250, 20], [20, 20, 20], [240, 240, 240]]], np.uint8
    )
    image = Image.fromarray(np.kron(blocks, np.ones((8, 8, 1), np.uint8)))
    small = Image.fromarray(blocks)
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        for extension, options in [("jpg", {"quality": 95, "subsampling": 0}), ("png", {}), ("webp", {"lossless": True})]:
            name = f"orientation-{orientation}.{extension}"
            source = image if extension == "jpg" else small
            source.save(FOLDER / name, exif=exif, **options)
            upright = ImageOps.exif_transpose(Image.open(FOLDER / name)).convert("RGB")
            if extension == "jpg":
                upright = upright.resize((upright.width // 8, upright.height // 8), Image.Resampling.BOX)
            expect(name, np.asarray(upright) / 255, 2.01 / 255 if extension == "jpg" else 1e-6)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    make_png()
    make_jpeg()
    make_webp()
    make_orientations()
    (FOLDER / "expected.json").write_text(json.dumps(expected, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
