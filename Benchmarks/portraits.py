"""Portraits beside CairoSVG: the same SVG documents to 64 x 64 JPEGs, on one thread; and the rate of the whole command.

    script/bench portraits

The two alternate; quoted are medians of the process time. Sextant also writes the documents and applies brightness and
blur; CairoSVG is given finished documents. Pillow encodes its JPEGs, at the same quality and without subsampling.
"""

import io
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import cairosvg
from PIL import Image

COUNT, ROUNDS = 300, 5


def peer(documents):
    start = time.process_time()
    for document in documents:
        png = cairosvg.svg2png(bytestring=document, output_width=64, output_height=64)
        Image.open(io.BytesIO(png)).convert("RGB").save(io.BytesIO(), "JPEG", quality=95, subsampling=0)
    return time.process_time() - start


def main():
    benchmark, sextant = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([benchmark, str(COUNT), folder], check=True, capture_output=True)
        documents = [path.read_bytes() for path in sorted(pathlib.Path(folder).glob("*.svg"))]
        peer(documents[:10])
        ours, theirs, rates = [], [], []
        for _ in range(ROUNDS):
            output = subprocess.run([benchmark, str(COUNT)], check=True, capture_output=True).stdout
            ours.append(json.loads(output)["seconds"] / COUNT)
            theirs.append(peer(documents) / COUNT)
        for number in range(ROUNDS):
            start = time.perf_counter()
            subprocess.run([sextant, "dataset", "portraits", "--count", "5000", "--seed", "1", "--out",
                            str(pathlib.Path(folder, f"p{number}"))], check=True, capture_output=True)
            rates.append(5000 / (time.perf_counter() - start))
    print(f"sextant   {1e3 * statistics.median(ours):.2f} ms of process time a portrait")
    print(f"cairosvg  {1e3 * statistics.median(theirs):.2f} ms")
    print(f"cairosvg / sextant, pair by pair: {statistics.median(b / a for a, b in zip(ours, theirs)):.1f}")
    print(f"sextant dataset portraits --count 5000, all cores: {statistics.median(rates):.0f} portraits a second "
          f"({min(rates):.0f}-{max(rates):.0f})")


main()
