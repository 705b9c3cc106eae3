#!/usr/bin/env python3
"""Write the small IDX files packed by gzip that Tests/DatasetsTests/IDX reads.

    python3 tools/make_idx_fixtures.py

Needs Python alone. Element k is (37 k + 11) mod 256. Running it again with the same zlib gives the same bytes.
"""

import gzip
import io
import pathlib
import struct

OUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/Datasets/IDX"


def header(*shape):
    return bytes([0, 0, 8, len(shape)]) + b"".join(struct.pack(">I", length) for length in shape)


def elements(count):
    return bytes((37 * k + 11) % 256 for k in range(count))


def packed(content, name=""):
    """As gzip(1) packs a file: its name comes along."""
    file = io.BytesIO()
    with gzip.GzipFile(name, "wb", 9, file, mtime=0) as member:
        member.write(content)
    return file.getvalue()


def write(name, content):
    (OUT / name).write_bytes(content)


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    images = header(5, 3, 4) + elements(5 * 3 * 4)
    write("images.gz", packed(images, "train-images-idx3-ubyte"))
    write("labels.gz", packed(header(5) + bytes([7, 0, 7, 3, 9]), "train-labels-idx1-ubyte"))
    # Two packed files in one, which unpack to their contents in a row.
    write("joined.gz", packed(images[:30]) + packed(images[30:]))
    # 16 MiB behind a picture of four bytes.
    write("bomb.gz", packed(header(1, 2, 2) + bytes(4 + (1 << 24))))
    # The most elements that are read, of which four are there.
    write("promise.gz", packed(header(1 << 15, 1 << 8, 1 << 8) + bytes(4)))
