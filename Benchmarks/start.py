"""From process start to the first decoded picture: `sextant decode` beside Python with onnxruntime and Pillow.

    script/bench start [MODEL]

The two alternate. Quoted are medians of the wall clock and of the process time (user + system, all threads).
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

PEER = """
import json, sys
import numpy as np, onnxruntime
from PIL import Image
package = sys.argv[1]
about = json.load(open(package + "/model.json"))
options = onnxruntime.SessionOptions()
options.add_session_config_entry("session.intra_op.allow_spinning", "0")
session = onnxruntime.InferenceSession(
    package + "/" + about["decoder"]["file"], options, providers=["CPUExecutionProvider"])
z = np.load(sys.argv[2])
picture = session.run([about["decoder"]["output"]], {about["decoder"]["input"]: z})[0][0]
Image.fromarray((picture.transpose(1, 2, 0).clip(0, 1) * 255).round().astype("uint8")).save(sys.argv[3])
"""


def timed(command):
    before = os.times()
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    wall = time.perf_counter() - start
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu


def main():
    sextant, model, runs = sys.argv[1], sys.argv[2], 15
    dimension = 1
    for extent in json.loads(pathlib.Path(model, "model.json").read_text())["latent"]["shape"]:
        dimension *= extent
    with tempfile.TemporaryDirectory() as folder:
        latent, ours, theirs = (str(pathlib.Path(folder, name)) for name in ("z.npy", "a.png", "b.png"))
        subprocess.run(
            [sextant, "latents", "sample", "--prior", "gaussian", "--dimension", str(dimension), "--count", "1",
             "--seed", "1", "--out", latent], check=True, capture_output=True)
        commands = {
            "sextant": [sextant, "decode", latent, "--model", model, "--out", ours, "--force"],
            "python": [sys.executable, "-c", PEER, model, latent, theirs],
        }
        times = {name: [] for name in commands}
        for run in range(runs + 1):
            for name, command in commands.items():
                result = timed(command)
                if run > 0:
                    times[name].append(result)
    walls = {name: statistics.median(wall for wall, _ in results) for name, results in times.items()}
    for name, results in times.items():
        cpu = statistics.median(cpu for _, cpu in results)
        print(f"{name:8} wall {1e3 * walls[name]:4.0f} ms, process time {1e3 * cpu:4.0f} ms")
    ratio = statistics.median(b[0] / a[0] for a, b in zip(times["sextant"], times["python"]))
    print(f"python / sextant, pair by pair: {ratio:.1f}")


main()
