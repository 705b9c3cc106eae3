#!/usr/bin/env python3
"""Write the small files of latents that Tests/LatentFilesTests reads.

    python3 tools/make_latent_fixtures.py

Needs NumPy >= 2. The numbers of `grid` are exact in every floating-point type, so all files of one shape hold the same
latents. Running it again gives the same bytes.
"""

import io
import json
import pathlib
import random
import struct
import zipfile
from fractions import Fraction

import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/LatentFiles"


def grid(*shape):
    """0.375 k - 2 for k = 0, 1, ... in C order."""
    return (np.arange(np.prod(shape)) * 0.375 - 2).reshape(shape)


def types_and_orders():
    for order in "CF":
        for descr, name in [("<f2", "lf2"), (">f2", "bf2"), ("<f4", "lf4"), (">f4", "bf4"), ("<f8", "lf8"), (">f8", "bf8")]:
            np.save(OUT / f"{order}_{name}_5x3.npy", np.array(grid(5, 3), dtype=descr, order=order))
        np.save(OUT / f"{order}_rank4.npy", np.array(grid(4, 2, 3, 5), dtype="<f4", order=order))
    np.save(OUT / "F_70x65.npy", np.array(grid(70, 65), dtype="<f4", order="F"))
    np.save(OUT / "vector6.npy", grid(6).astype("<f4"))
    for version in [(1, 0), (2, 0), (3, 0)]:
        with open(OUT / f"version{version[0]}.npy", "wb") as file:
            np.lib.format.write_array(file, grid(5, 3).astype("<f4"), version=version)


def other_elements():
    for descr in ["i4", "u1", "?", "c8", "S3", "g"]:
        np.save(OUT / f"element_{np.dtype(descr).kind}{np.dtype(descr).itemsize}.npy", np.ones((2, 3), dtype=descr))
    np.save(OUT / "element_O8.npy", np.array([[1, None]], dtype=object), allow_pickle=True)
    np.save(OUT / "element_record.npy", np.zeros((2,), dtype=[("x", "<f4"), ("y", "<f4")]))


def headers():
    """What numpy.save writes before the numbers, also for shapes nobody would store here."""
    cases = []
    for shape in [(3, 4), (1, 1), (7,), (), (2, 4, 3, 2), (1000000, 512), (10**18, 1), (99, 18, 512), (5, 3, 10**17)]:
        for is_fortran in [False, True]:
            file = io.BytesIO()
            np.lib.format.write_array_header_1_0(
                file, {"descr": "<f4", "fortran_order": is_fortran, "shape": shape}
            )
            cases.append({"shape": shape, "fortran": is_fortran, "hex": file.getvalue().hex()})
    (OUT / "headers.json").write_text(json.dumps(cases, indent=1) + "\n")
    np.save(OUT / "saved_3x4.npy", grid(3, 4).astype("<f4"))
    np.save(OUT / "saved_2x4x3x2.npy", grid(2, 4, 3, 2).astype("<f4"))


def npy_bytes(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def archive(name, entries, method=zipfile.ZIP_STORED):
    with zipfile.ZipFile(OUT / name, "w", method) as file:
        for entry, content in entries.items():
            file.writestr(zipfile.ZipInfo(entry, (2020, 1, 1, 0, 0, 0)), content, compress_type=method)
    return (OUT / name).read_bytes()


def archives():
    first, second = grid(5, 3).astype("<f4"), grid(2, 4, 2).astype(">f8", order="F")
    np.savez(OUT / "stored.npz", mean=first, spread=second)
    np.savez_compressed(OUT / "deflated.npz", mean=first, spread=second)
    archive("mixed.npz", {"readme.txt": "no array", "größe.npy": npy_bytes(first), "7.npy": npy_bytes(second)})
    archive("no_arrays.npz", {"readme.txt": "no array"})
    archive("empty.npz", {})
    archive("not_an_array.npz", {"mean.npy": b"no array either"})

    whole = archive("damaged_sum.npz", {"mean.npy": npy_bytes(first)})
    # The last number's bytes; zip would not notice but for the checksum.
    place = whole.index(npy_bytes(first)) + len(npy_bytes(first)) - 1
    (OUT / "damaged_sum.npz").write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    (OUT / "truncated.npz").write_bytes(whole[:-30])
    directory = whole.index(b"PK\x01\x02")
    (OUT / "encrypted.npz").write_bytes(whole[: directory + 8] + b"\x01\x00" + whole[directory + 10 :])
    archive("bzip2.npz", {"mean.npy": npy_bytes(first)}, zipfile.ZIP_BZIP2)

    packed = archive("damaged_deflate.npz", {"mean.npy": npy_bytes(first)}, zipfile.ZIP_DEFLATED)
    start = packed.index(b"mean.npy") + len("mean.npy")
    (OUT / "damaged_deflate.npz").write_bytes(packed[:start] + b"\xff" * 16 + packed[start + 16 :])

    # Bombs: a header that promises 4 TB, and a directory that confirms it.
    shape = (10**9, 1000)
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(head, {"descr": "<f4", "fortran_order": False, "shape": shape})
    bomb = archive("bomb_header.npz", {"mean.npy": head.getvalue() + bytes(1000)}, zipfile.ZIP_DEFLATED)
    directory = bomb.index(b"PK\x01\x02")
    size = len(head.getvalue()) + 4 * 10**12
    extra = struct.pack("<HHQ", 1, 8, size)
    name_end = directory + 46 + len("mean.npy")
    entry = bytearray(bomb[directory:name_end] + extra + bomb[name_end:])
    entry[24:28] = b"\xff" * 4
    entry[30:32] = struct.pack("<H", len(extra))
    end = entry.index(b"PK\x05\x06")
    entry[end + 12 : end + 16] = struct.pack("<I", end)
    (OUT / "bomb_directory.npz").write_bytes(bomb[:directory] + bytes(entry))


def nearest_single(value):
    """The bits of the Float32 nearest to a Fraction, ties to even."""
    sign, value = (1 << 31, -value) if value < 0 else (0, value)
    low, high = 0, 0x7F800000
    as_fraction = lambda bits: Fraction(2) ** 128 if bits == 0x7F800000 else Fraction(
        struct.unpack("<f", struct.pack("<I", bits))[0]
    )
    if value >= as_fraction(high):
        return sign | high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if as_fraction(middle) <= value else (low, middle)
    below, above = value - as_fraction(low), as_fraction(high) - value
    return sign | (low if below < above or (below == above and low % 2 == 0) else high)


def hard_numbers():
    """Decimal texts close to, or in, the middle of two Float32 numbers, and ordinary ones."""
    draw = random.Random(1)
    texts = ["0", "-0", "0.0", "-0.0", "1", "-1", "1e0", "1E+2", "1e-2", "123456789012345678901234567890", "0.1",
             "3.4028234663852886e38", "3.4028235e38", "3.40282356e38", "1.4e-45", "7e-46", "7.1e-46", "1e-60", "-1e-60",
             "1.17549435e-38", "1.1754942e-38", "16777217", "16777219", "9007199254740993", "1e22", "1e23", "0e999"]
    for _ in range(100):
        bits = draw.randrange(1, 0x7F7FFFFF)
        one, two = (Fraction(struct.unpack("<f", struct.pack("<I", b))[0]) for b in (bits, bits + 1))
        middle = (one + two) / 2
        # Exactly decimal: the denominator is a power of two.
        power = middle.denominator.bit_length() - 1
        digits = str(middle.numerator * 5**power)
        exact = f"{digits}e-{power}"
        texts += [exact, f"{digits}1e-{power + 1}", f"{int(digits) * 10 - 1}e-{power + 1}"]
        texts.append(repr(float(middle)))
        texts.append(f"{draw.uniform(-100, 100):.{draw.randrange(1, 18)}f}")
    lines = []
    for text in texts:
        value = Fraction(text) if "e999" not in text else Fraction(0)
        bits = nearest_single(value) | (1 << 31 if text.startswith("-") else 0)
        if bits & 0x7F800000 != 0x7F800000:
            lines.append(f"{text} {bits}")
    (OUT / "hard_numbers.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    types_and_orders()
    other_elements()
    headers()
    archives()
    hard_numbers()
