#!/usr/bin/env python3
"""Run `sextant latents …` on random small files, plain and nasty, and hold every run to what is promised.

    swift build -c release --product sextant
    python3 tools/fuzz_latents.py .build/release/sextant [COUNT [SEED]]

Promised: an exit code of 0, 64, 65, 66, 73 or 74 and never a signal; one sentence instead of a stack trace; nothing left
behind after a failure; no NaN and no infinity in an output, and the right shape; success where nothing is wrong; JSON that
can be read. COUNT is 10000, SEED 1. Needs NumPy; two runs at a time; the exit code is 1 where something was found.
"""

import concurrent.futures
import json
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

import numpy as np

from fuzz_cases import Case

CODES = {0, 64, 65, 66, 73, 74}


def names(case):
    return sorted(str(path.relative_to(case.folder)) for path in case.folder.rglob("*"))


def found(case, program):
    """Runs the program; what is wrong with what came of it, or None."""
    before = names(case)
    try:
        run = subprocess.run([program, *case.arguments], cwd=case.folder, stdin=subprocess.DEVNULL, capture_output=True,
                             timeout=120)
    except subprocess.TimeoutExpired:
        return "runs over 120 s"
    case.code = run.returncode
    err = run.stderr.decode(errors="replace")
    if run.returncode not in CODES:
        return f"exit code {run.returncode}: {err[:600]}"
    if any(word in err for word in ["Fatal", "fatal error", "Stack", "Swift runtime", " at /", "\n0x"]):
        return f"a stack trace: {err[:600]}"
    if run.returncode != 0:
        if names(case) != before:
            return f"leaves {sorted(set(names(case)) ^ set(before))} after exit code {run.returncode}"
        if run.stdout:
            return f"prints {run.stdout[:200]} and fails"
        if not err.startswith("sextant: error: "):
            return f"says {err[:300]!r}"
        if f"{case.output}: row" in err and (" is nan" in err or not case.is_huge):
            return f"makes a number that is not finite: {err[:300]}"
        if case.is_plain:
            return f"refuses what is right, exit code {run.returncode}: {err[:300]}"
        return None
    if case.is_broken and case.verb != "walk":
        return "accepts a number that is not finite"
    if "--json" in case.arguments:
        try:
            json.loads(run.stdout, parse_constant=lambda word: 1 / 0)
        except (ValueError, ZeroDivisionError):
            return f"prints JSON that cannot be read: {run.stdout[:200]}"
    if case.verb == "stats":
        words = run.stdout.decode().lower().split()
        return f"prints {run.stdout.decode()[:400]}" if any("nan" in word for word in words) else None
    if names(case) != sorted([*before, case.output]):
        return f"writes {sorted(set(names(case)) ^ set(before))}"
    out = case.folder / case.output
    z = np.load(out) if out.suffix == ".npy" else np.array(json.loads(out.read_text()), "f4")
    if not np.isfinite(z).all():
        return f"writes {np.count_nonzero(~np.isfinite(z))} of {z.size} numbers that are not finite"
    if z.ndim != 2 or (case.shape and z.shape != case.shape):
        return f"writes the shape {z.shape} instead of {case.shape}"
    return None


def run(number, seed, program, parent):
    folder = pathlib.Path(tempfile.mkdtemp(dir=parent))
    case = Case(number, seed, folder)
    case.prepare()
    finding = found(case, program)
    if finding is None:
        shutil.rmtree(folder)
    return case, finding


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    # What asks for more memory than this ends in an error that can be seen, and not in a machine without memory.
    resource.setrlimit(resource.RLIMIT_AS, (16 << 30, 16 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    codes, failures = {}, 0
    parent = tempfile.mkdtemp(prefix="fuzz-latents-")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for case, finding in pool.map(lambda number: run(number, seed, program, parent), range(count)):
            key = (case.verb, getattr(case, "code", None))
            codes[key] = codes.get(key, 0) + 1
            if finding:
                failures += 1
                words = " ".join(repr(word) if not word or " " in word else word for word in case.arguments)
                print(f"{case.folder}\n  sextant {words}\n  {finding}", flush=True)
    for (verb, code), number in sorted(codes.items(), key=str):
        print(f"{verb:12} exit code {code}: {number}")
    print(f"{count} runs, {failures} findings" + (f", kept in {parent}" if failures else ""))
    if not failures:
        shutil.rmtree(parent)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
