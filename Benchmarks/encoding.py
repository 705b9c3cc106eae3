"""Encoding a folder of pictures: `sextant encode DATA --set S` beside the sum of its parts, and beside Python.

    script/bench encoding [MODEL DATA]

The parts are the process time of reading (file, JPEG, crop, resize) and of the encoder's session, each alone on one thread; no
program that does both on so many cores is faster than their sum divided by the cores. Sextant also writes what a set has
besides latents: catalogue, digests, prior.

Python's is the plain program: Pillow, NumPy, onnxruntime, a worker a core, latents into one `.npy` file that is mapped. Which
kind of worker and which batch are best is tried first on a part of the pictures. Quoted are medians of the wall-clock time of
whole processes, which alternate; and of their process time (user + system, all threads), which other programs disturb less.
"""

import concurrent.futures
import json
import multiprocessing
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS, TRIAL = 7, 2000
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


# MARK: - Python's program


class Worker:
    """A session of one thread, and the file that all workers write to."""

    def __init__(self, package, out):
        import numpy as np
        import onnxruntime

        self.about = json.load(open(os.path.join(package, "model.json")))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(
            os.path.join(package, self.about["encoder"]["file"]), options, providers=["CPUExecutionProvider"])
        self.rows = np.load(out, mmap_mode="r+")

    def encode(self, first, paths):
        import numpy as np
        from preparation import prepared

        pictures = np.stack([prepared(path, self.about) for path in paths])
        encoder = self.about["encoder"]
        latents = self.session.run([encoder["output"]], {encoder["input"]: pictures})[0]
        self.rows[first:first + len(paths)] = latents.reshape(len(paths), -1)


def start(package, out):
    global worker
    worker = Worker(package, out)


def encode(task):
    worker.encode(*task)


def peer(kind, batch, package, names, out):
    import numpy as np

    paths = open(names).read().splitlines()
    dimension = int(np.prod(json.load(open(os.path.join(package, "model.json")))["latent"]["shape"]))
    np.lib.format.open_memmap(out, "w+", np.float32, (len(paths), dimension)).flush()
    tasks = [(first, paths[first:first + batch]) for first in range(0, len(paths), batch)]
    if kind == "processes":
        with multiprocessing.get_context("fork").Pool(CORES, start, (package, out)) as pool:
            pool.map(encode, tasks, chunksize=1)
    else:
        start(package, out)
        with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
            list(pool.map(encode, tasks))


# MARK: - The race


def process_time():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def timed(command):
    """Wall-clock and process time of a command."""
    start, used = time.perf_counter(), process_time()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start, process_time() - used


def main():
    benchmark, sextant, package, data = sys.argv[1:5]
    with tempfile.TemporaryDirectory() as folder:
        if not data:
            data = os.path.join(folder, "portraits")
            subprocess.run([sextant, "dataset", "portraits", "--count", "12000", "--seed", "1", "--out", data],
                           check=True, capture_output=True)
        pictures = pathlib.Path(data, "img_align_celeba")
        pictures = pictures if pictures.is_dir() else pathlib.Path(data)
        paths = sorted(str(path) for path in pictures.iterdir())
        names, trial = os.path.join(folder, "names"), os.path.join(folder, "trial")
        for file, lines in (names, paths), (trial, paths[:TRIAL]):
            open(file, "w").write("\n".join(lines))
        out, name = os.path.join(folder, "z.npy"), os.path.join(folder, "s")

        def python(kind, batch, list):
            return timed([sys.executable, __file__, "--peer", kind, str(batch), package, list, out])

        plans = [(kind, batch) for kind in ("threads", "processes") for batch in (8, 16, 32, 64, 128)]
        kind, batch = min(plans, key=lambda plan: min(python(*plan, trial) for _ in range(2)))
        parts, ours, theirs = [], [], []
        for _ in range(ROUNDS):
            part = json.loads(subprocess.run([benchmark, package, data], check=True, capture_output=True).stdout)
            parts.append(part)
            ours.append(timed([sextant, "encode", data, "--model", package, "--set", name, "--force"]))
            theirs.append(python(kind, batch, names))
    reading, session = ([1e3 * part[key] for part in parts] for key in ("reading_s", "session_s"))
    sums = [(a + b) / 1e3 * len(paths) for a, b in zip(reading, session)]
    print(f"{len(paths)} pictures, {CORES} cores, {ROUNDS} rounds: median (range)")
    print(f"parts, process time a picture: reading {shown(reading, 3)} ms, session {shown(session, 3)} ms")
    print(f"parts, sum             {shown(sums)} s; divided by the cores {shown([a / CORES for a in sums])} s")
    print(f"sextant, process time  {shown([b for _, b in ours])} s")
    print(f"python, process time   {shown([b for _, b in theirs])} s; the best of its plans: {kind}, batch {batch}")
    print(f"sextant, wall clock    {shown([a for a, _ in ours])} s")
    print(f"python, wall clock     {shown([a for a, _ in theirs])} s")
    print("round by round:")
    print(f"  sextant / bound, wall clock         {shown([a / b * CORES for (a, _), b in zip(ours, sums)])}")
    print(f"  sextant / parts, process time       {shown([a / b for (_, a), b in zip(ours, sums)])}")
    print(f"  python / sextant, wall clock        {shown([b / a for (a, _), (b, _) in zip(ours, theirs)])}")
    print(f"  python / sextant, process time      {shown([b / a for (_, a), (_, b) in zip(ours, theirs)])}")


def shown(numbers, places=2):
    return f"{statistics.median(numbers):.{places}f} ({min(numbers):.{places}f}-{max(numbers):.{places}f})"



if __name__ == "__main__":
    if sys.argv[1] == "--peer":
        peer(sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
    else:
        main()
