"""Exact nearest neighbors among 200,000 x 256 and balls of k neighbors: Sextant beside faiss's IndexFlat.

    script/bench neighbors

1,000 queries at once and single ones, k = 15, with one thread and two; Sextant and faiss take turns, and medians are compared. Other
programs that want the cores make the numbers worse: the processor's time of the same calls is printed beside the clock's. The answers are
compared too. Then 20,000 x 20,000 x 128 balls; the graph of 20,000 rows of 256 numbers, Gaussian and of 16 dimensions, beside the exact
search; and 1,000 queries among 1,000,000 x 512 (give --small to leave that out).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import faiss
import numpy as np

COUNT, DIMENSION, QUERIES, K, ROUNDS = 200_000, 256, 1000, 15, 9


class Program:
    """The Swift side, which keeps its set in memory and answers commands."""

    def __init__(self, path, folder):
        self.process = subprocess.Popen([path, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().split()

    def cpu(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    program_path = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        random = np.random.default_rng(0)
        rows = random.standard_normal((COUNT, DIMENSION), dtype=np.float32)
        queries = random.standard_normal((QUERIES, DIMENSION), dtype=np.float32)
        rows.tofile(folder / "rows.f32")
        queries.tofile(folder / "queries.f32")
        program = Program(program_path, folder)
        program.ask("load")
        print(f"faiss {faiss.__version__}; {COUNT:,} x {DIMENSION}, k = {K}, medians of {ROUNDS}, clock (processor)")
        for metric in ("l2", "cosine"):
            if metric == "l2":
                index = faiss.IndexFlatL2(DIMENSION)
                index.add(rows)
                asked = queries
            else:
                index = faiss.IndexFlatIP(DIMENSION)
                index.add(rows / np.linalg.norm(rows, axis=1, keepdims=True))
                asked = queries / np.linalg.norm(queries, axis=1, keepdims=True)
            for threads in (1, 2):
                faiss.omp_set_num_threads(threads)
                for kind, batch in (("search", asked), ("single", asked[:1])):
                    ours, theirs, our_cpu, their_cpu = [], [], [], []
                    for _ in range(ROUNDS):
                        cpu = program.cpu()
                        ours.append(float(program.ask(f"{kind} {metric} {threads}")[0]))
                        our_cpu.append(program.cpu() - cpu)
                        start, cpu = time.perf_counter(), time.process_time()
                        far, numbers = index.search(batch, K)
                        theirs.append(time.perf_counter() - start)
                        their_cpu.append(time.process_time() - cpu)
                    a, b, p, q = (1e3 * statistics.median(x) for x in (ours, theirs, our_cpu, their_cpu))
                    print(f"{metric:7} {kind:7} {threads} thread(s)  Sextant {a:.0f} ({p:.0f}) ms, faiss {b:.0f} ({q:.0f}) ms, "
                          f"{b / a:.2f} times as long; least {1e3 * min(ours):.0f} and {1e3 * min(theirs):.0f} ms")
                    program.ask("answer")
                    found = np.fromfile(folder / "numbers.i64", np.int64).reshape(-1, K)
                    distances = np.fromfile(folder / "distances.f64").reshape(-1, K)
                    far = np.sqrt(np.maximum(far, 0)) if metric == "l2" else 1 - far
                    same = np.mean([len(set(x) & set(y)) for x, y in zip(found, numbers)]) / K
                    print(f"  the same neighbors {same:.6f}, in the same order {np.mean(found == numbers):.6f}, "
                          f"largest difference of distances {np.abs(far - distances).max():.1e}")
            del index
        for threads in (1, 2):
            cpu = program.cpu()
            made, measured, *shares = program.ask(f"balls {threads}")
            print(f"balls, 20,000 x 20,000 x 128, {threads} thread(s): radii {float(made):.2f} s, measuring {float(measured):.2f} s, "
                  f"processor {program.cpu() - cpu:.2f} s with the draws")
        for kind in ("gaussian", "clustered"):
            built, recall, spent, exact, alone, pays = program.ask(f"graph {kind} 20000")
            print(f"graph, 20,000 x 256, {kind}: built in {float(built):.0f} s, recall {float(recall):.3f}, a query {1e3 * float(spent):.2f} ms; "
                  f"exactly {1e3 * float(exact):.2f} ms among 1,000, {1e3 * float(alone):.2f} ms alone; pays: {pays}")
        program.process.stdin.close()
        if "--small" not in sys.argv:
            for count, dimension in ((200_000, 256), (1_000_000, 256), (1_000_000, 512)):
                program = Program(program_path, folder)
                spent, single, before, after = program.ask(f"large {count} {dimension} 2")
                program.process.stdin.close()
                program.process.wait()
                print(f"{count:,} x {dimension}, 1,000 queries, 2 threads: {float(spent):.2f} s, a single one {1e3 * float(single):.0f} ms, "
                      f"memory {after} MB, {int(after) - int(before)} MB more than the set")


main()
