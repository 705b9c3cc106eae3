"""A 5 x 7 J-diagram from three image files to a PNG, after the model is open: Sextant beside Python.

    script/bench jdiagram [MODEL A B C]

Python's is the plain program: Pillow, NumPy, onnxruntime, the same preparation and the same layout. Quoted are medians of the
process time (user + system, all threads).
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile

import numpy as np
import onnxruntime
from PIL import Image

from preparation import prepared


def process_time():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def slerp(a, b, t):
    theta = np.arccos(np.clip(a @ b / np.linalg.norm(a) / np.linalg.norm(b), -1, 1))
    return (np.sin((1 - t) * theta) * a + np.sin(t * theta) * b) / np.sin(theta)


def draw(about, encoder, decoder, paths, out):
    pictures = np.stack([prepared(path, about) for path in paths])
    a, b, c = encoder.run([about["encoder"]["output"]], {about["encoder"]["input"]: pictures})[0]
    d = b + c - a
    z = np.stack([
        slerp(slerp(a, b, y / 4), slerp(c, d, y / 4), x / 6) for y in range(5) for x in range(7)
    ]).astype(np.float32)
    cells = decoder.run([about["decoder"]["output"]], {about["decoder"]["input"]: z})[0]
    height, width = cells.shape[2:]
    sheet = np.ones((3, 5 * (height + 2) + 2, 9 * (width + 2) + 2), np.float32)
    def place(picture, row, column):
        y, x = 2 + row * (height + 2), 2 + column * (width + 2)
        sheet[:, y:y + height, x:x + width] = picture
    for index, cell in enumerate(cells):
        place(cell, index // 7, index % 7 + 1)
    for picture, (row, column) in zip(pictures, [(0, 0), (4, 0), (0, 8)]):
        place(picture, row, column)
    Image.fromarray((sheet.transpose(1, 2, 0).clip(0, 1) * 255).round().astype("uint8")).save(out)


def main():
    benchmark, package, paths = sys.argv[1], sys.argv[2], sys.argv[3:6]
    about = json.load(open(os.path.join(package, "model.json")))
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    encoder, decoder = (
        onnxruntime.InferenceSession(
            os.path.join(package, about[part]["file"]), options, providers=["CPUExecutionProvider"])
        for part in ("encoder", "decoder"))
    with tempfile.TemporaryDirectory() as folder:
        ours = json.loads(subprocess.run(
            [benchmark, package, *paths, os.path.join(folder, "a.png")],
            check=True, capture_output=True, text=True).stdout)
        times = []
        for _ in range(16):
            start = process_time()
            draw(about, encoder, decoder, paths, os.path.join(folder, "b.png"))
            times.append(process_time() - start)
    python = statistics.median(times[1:])
    sextant = ours["after_opening_s"]
    print(f"sextant, start-up of runtime and model  {1e3 * ours['start_up_s']:.0f} ms process time")
    print(f"sextant, drawing after it               {1e3 * sextant:.0f} ms process time")
    print(f"python, drawing after it                {1e3 * python:.0f} ms process time, {python / sextant:.1f} times")


main()
