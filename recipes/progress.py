"""What a training tells while it runs: a line on stderr, a metrics file, a picture to look at."""

import csv
import os
import sys
import time

import numpy as np
from PIL import Image


class Progress:
    """One line, rewritten on a terminal and printed every half minute elsewhere."""

    def __init__(self):
        self.terminal = sys.stderr.isatty()
        self.printed = 0
        self.start = self.first = None

    def show(self, iteration, losses, seconds_left, force=False):
        now = time.monotonic()
        if self.start is None:
            self.start, self.first = now, iteration
        if now - self.printed < (0.5 if self.terminal else 30) and not force:
            return
        self.printed = now
        rate = (iteration - self.first) / max(now - self.start, 1e-9)
        numbers = "  ".join(f"{name} {value:.4g}" for name, value in losses.items())
        line = f"iteration {iteration}  {numbers}  {rate:.2f}/s  {clock(seconds_left)} left"
        if self.terminal:
            width = os.get_terminal_size(sys.stderr.fileno()).columns - 1
            print("\r\x1b[K" + line[:width], end="", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)

    def note(self, text):
        print(("\r\x1b[K" if self.terminal else "") + text, file=sys.stderr, flush=True)


def clock(seconds):
    minutes, seconds = divmod(int(max(seconds, 0)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


class Metrics:
    """`metrics.csv`: rows of (iteration, seconds, name, value), readable by anything that groups by name.

    A resumed training first drops what is later than its checkpoint.
    """

    def __init__(self, path, iteration):
        rows = []
        if path.exists():
            with path.open(newline="") as file:
                rows = [row for row in list(csv.reader(file))[1:] if len(row) == 4 and row[0].isdigit() and int(row[0]) <= iteration]
        self.file = path.open("w", newline="")
        self.writer = csv.writer(self.file, lineterminator="\n")
        self.writer.writerow(["iteration", "seconds", "name", "value"])
        self.writer.writerows(rows)

    def write(self, iteration, seconds, numbers):
        for name, value in numbers.items():
            self.writer.writerow([iteration, f"{seconds:.1f}", name, f"{value:.6g}"])
        self.file.flush()


def write_sheet(path, rows):
    """Rows of uint8 pictures [n, s, s, 3] as one PNG, black where a row is shorter than the first."""
    if rows:
        edge = rows[0].shape[1]
        sheet = np.zeros((len(rows) * edge, len(rows[0]) * edge, 3), np.uint8)
        for place, row in enumerate(rows):
            line = np.concatenate(list(row), 1)
            sheet[place * edge:(place + 1) * edge, :line.shape[1]] = line
        unfinished = path.with_suffix(".unfinished.png")
        Image.fromarray(sheet).save(unfinished)
        unfinished.replace(path)
