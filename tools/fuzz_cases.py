"""Random runs of `sextant latents …` over small files, for fuzz_latents.py: arguments, inputs, and what must come of them."""

import json
import random

import numpy as np

METHODS = ["lerp", "slerp", "nlerp", "gaussian-lerp", "gaussian-slerp", "matched", "matched-slerp"]
LAYOUTS = ["mine", "gradient", "jdiagram", "chain", "fan"]
PRIORS = ["gaussian", "gaussian:0.5,2", "uniform", "uniform:-2,3", "sphere:1", "sphere:10", "truncated-gaussian:1",
          "truncated-gaussian:2,0.5,3"]
ODD_PRIORS = ["gaussian:0,1e30", "gaussian:1e30,1", "gaussian:0,1e-30", "uniform:-1e38,1e38", "uniform:0,1e-30", "sphere:1e30",
              "sphere:1e-30", "truncated-gaussian:1e-6", "truncated-gaussian:40", "gaussian:3e38,3e38", "uniform:-3.4e38,3.4e38",
              "sphere:3e38", "sphere:1e-45", "truncated-gaussian:1,3e38,1", "uniform:-1e30,1e30", "gaussian:-1e30,1e30"]
WRONG_PRIORS = ["gaussian:0,0", "gaussian:nan,1", "gaussian:0,inf", "uniform:1,1", "uniform:2,1", "sphere:0", "sphere:-1", "sphere",
                "sphere:nan", "cauchy", "", ":", "gaussian:", "gaussian:1,2,3", "empirical", "empirical:", "truncated-gaussian:0",
                "truncated-gaussian", "gaussian:0,-1", "uniform:a,b", "empirical:none.npy", "gaussian:none.npy"]
WRONG_NUMBERS = ["0", "-1", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "nan", "inf", "1e400", "", "x",
                 "1.5", "4611686018427387904", "0x10", "-0", "1e-400"]


class Case:
    """One run: a folder with its inputs, its arguments, and what must come of it."""

    def __init__(self, number, seed, folder):
        self.folder = folder
        self.rng = random.Random(seed * 1_000_003 + number)
        self.numpy = np.random.RandomState(self.rng.randrange(1 << 32))
        self.arguments = []
        self.shape = None
        # Whether anything was done that may be refused.
        self.is_plain = True
        # Whether an input has a number that is not finite, and whether one is so large that results may overflow.
        self.is_broken = False
        self.is_huge = False

    def chance(self, share):
        return self.rng.random() < share

    def pick(self, values):
        return self.rng.choice(values)

    # Inputs

    def values(self, n, d):
        z = self.numpy.standard_normal((n, d))
        if self.chance(0.55):
            return z
        kind = self.pick(["zeros", "zero row", "same", "twice", "negative", "huge", "mixed", "tiny", "denormal", "ones", "axes",
                          "largest", "collinear", "nan", "inf", "counts"])
        if kind == "zeros":
            z[:] = 0
        elif kind == "zero row":
            z[self.rng.randrange(n)] = 0
        elif kind == "same":
            z[:] = z[0]
        elif kind == "twice":
            z[n // 2:] = z[: n - n // 2]
        elif kind == "negative":
            z[n // 2:] = -z[: n - n // 2]
        elif kind == "huge":
            z *= 1e30
        elif kind == "mixed":
            z *= 10.0 ** self.numpy.randint(-30, 31, (n, 1))
        elif kind == "tiny":
            z *= 1e-30
        elif kind == "denormal":
            z *= 1e-42
        elif kind == "ones":
            z[:] = 1
        elif kind == "axes":
            z = np.eye(max(n, d))[:n, :d]
        elif kind == "largest":
            z = np.sign(z) * 3.4e38
        elif kind == "collinear":
            z = z[:1] * np.arange(-1, n - 1)[:, None]
        elif kind == "counts":
            z = np.round(z)
        else:
            z[self.rng.randrange(n), self.rng.randrange(d)] = np.nan if kind == "nan" else -np.inf
            self.is_plain, self.is_broken = False, True
        if kind in ("huge", "mixed", "largest"):
            self.is_plain, self.is_huge = False, True
        return z

    def file(self, name, n, d):
        """Latents in some form; the name to give the program."""
        if self.chance(0.02):
            self.is_plain = False
            kind = self.pick(["none", "empty", "rows", "text", "cut", "columns"])
            path = self.folder / f"{name}.npy"
            if kind == "rows":
                np.save(path, np.zeros((0, d), "f4"))
            elif kind == "columns":
                np.save(path, np.zeros((n, 0), "f4"))
            elif kind == "cut":
                np.save(path, np.ones((n, d), "f4"))
                path.write_bytes(path.read_bytes()[:-3])
            elif kind != "none":
                path.write_text("" if kind == "empty" else "no array")
            return path.name
        z = self.values(n, d)
        form = self.pick(["npy", "npy", "npy", "f8", "f2", "fortran", "shaped", "npz", "json", "flat"])
        if form in ("npz", "json") or (form == "flat" and n == 1):
            with np.errstate(over="ignore"):
                z = z.astype("f4")
        if form == "npz":
            np.savez(self.folder / f"{name}.npz", a=z[::-1], z=z)
            return f"{name}.npz:z"
        if form == "json":
            (self.folder / f"{name}.json").write_text(json.dumps(z.tolist()).replace("NaN", "null").replace("-Infinity", "null"))
            return f"{name}.json"
        with np.errstate(over="ignore"):
            if form == "f2":
                z = z.astype("f2")
                if not np.isfinite(z).all():
                    self.is_plain, self.is_broken = False, True
            elif form != "f8":
                z = z.astype("f4")
        if form == "fortran":
            z = np.asfortranarray(z)
        elif form == "shaped" and d % 2 == 0:
            z = z.reshape(n, 2, d // 2)
        elif form == "flat" and n == 1:
            z = z[0]
        np.save(self.folder / f"{name}.npy", z)
        return f"{name}.npy"

    # Arguments

    def number(self, plain, share=0.03):
        if self.chance(share):
            self.is_plain = False
            self.shape = None
            return self.pick(WRONG_NUMBERS)
        return str(plain)

    def prior(self, d, share=1.0):
        """--prior and its text, or nothing."""
        if not self.chance(share):
            return []
        draw = self.rng.random()
        if draw < 0.6:
            return ["--prior", self.pick(PRIORS)]
        if draw < 0.85:
            n = self.pick([2, 3, 5, 40])
            # A prior learned from another width is refused.
            width = d if self.chance(0.95) else d + 1
            if width != d or n == 1:
                self.is_plain = False
            return ["--prior", self.pick(["gaussian:", "empirical:"]) + self.file("law", n, width)]
        self.is_plain, self.is_huge = False, True
        return ["--prior", self.pick(ODD_PRIORS if draw < 0.95 else WRONG_PRIORS)]

    def method(self, share=0.9):
        if not self.chance(share):
            return []
        if self.chance(0.01):
            self.is_plain = False
            return ["--method", "cubic"]
        return ["--method", self.pick(METHODS)]

    def threads(self):
        return ["--threads", self.number(self.pick([1, 2, 3]))] if self.chance(0.2) else []

    def seed(self):
        words = ["--seed", self.number(self.rng.randrange(1 << 40), 0.01)] if self.chance(0.8) else []
        if self.chance(0.2):
            words += ["--rng", "numpy"]
            # NumPy's seeds end at 2^32.
            self.is_plain = False
        return words

    def size(self):
        return self.pick([1, 1, 2, 3, 4, 7, 16, 33, 100])

    # Verbs

    def sample(self):
        d, n = self.size(), self.pick([1, 2, 5, 33])
        words = ["sample", "--count", self.number(n)]
        prior = self.prior(d)
        if not prior:
            self.is_plain = False
        if not any(".np" in word or ".json" in word for word in prior) or self.chance(0.5):
            words += ["--dimension", self.number(d)]
        if self.chance(0.4):
            rows = self.pick([1, 1, 1, 2])
            near = self.file("near", rows, d)
            self.is_plain &= rows == 1
            words += ["--near", near]
            if self.chance(0.6):
                words += ["--radius", self.number(self.pick([0, 0.1, 0.5, 1]))]
        # A learned prior may have another width, and say it where nothing else does.
        return words + prior + self.seed(), (n, d) if "--dimension" in words else None

    def interpolate(self):
        d, n, steps = self.size(), self.pick([1, 2, 3, 9]), self.pick([2, 3, 4, 9, 100])
        other = n
        if self.chance(0.2):
            other = self.pick([1, n, n + 1])
        width = d if self.chance(0.97) else d + 1
        self.is_plain &= width == d and (n == other or 1 in (n, other))
        words = ["interpolate", "--from", self.file("a", n, d), "--to", self.file("b", other, width)]
        words += ["--steps", self.number(steps)]
        return words + self.method() + self.prior(d, 0.7) + self.threads(), (max(n, other) * steps, d)

    def analogy(self):
        d, n = self.size(), self.pick([1, 2, 5])
        rows = 3 * n if self.chance(0.95) else 3 * n + 1
        self.is_plain &= rows == 3 * n
        words = ["analogy", "--anchors", self.file("abc", rows, d)]
        if self.chance(0.8):
            words += ["--analogy", self.pick(["raw", "matched", "transport"])]
        return words + self.prior(d, 0.7), (n, d)

    def grid(self):
        d, layout, spacing = self.size(), self.pick(LAYOUTS), self.pick([1, 2, 3, 5])
        has_spacing = layout in ("mine", "chain")
        across, down = self.rng.randint(1, 4), self.rng.randint(1, 4)
        if has_spacing:
            rows, columns = (down - 1) * spacing + 1, (across - 1) * spacing + 1
            if self.chance(0.05):
                rows += 1
                self.is_plain &= spacing == 1
        else:
            rows, columns = self.rng.randint(2, 5), self.rng.randint(2, 6)
        rows_of = (rows - 1) // spacing + 1
        needed = {"mine": rows_of * across, "chain": rows_of + across - 1, "gradient": 4, "jdiagram": 3, "fan": rows + 1}[layout]
        words = ["grid", "--layout", layout, "--rows", self.number(rows), "--cols", self.number(columns)]
        if has_spacing or self.chance(0.1):
            words += ["--spacing", self.number(spacing)]
            if not has_spacing:
                self.is_plain = False
        fill = self.chance(0.4)
        if fill:
            words += ["--fill"]
        given = needed
        if self.chance(0.3):
            given = self.rng.randint(0, needed + 1)
            self.is_plain &= given <= needed and (given == needed or fill or (given == 0 and layout == "fan"))
            # A fan of too few anchors has other rows than these.
            self.is_plain &= not (layout == "fan" and given not in (0, needed) and not fill)
        if given > 0:
            words += ["--anchors", self.file("anchors", given, d)]
        else:
            words += ["--dimension", self.number(d)]
        if self.chance(0.3):
            words += ["--order-free"]
        if self.chance(0.6):
            words += ["--analogy", self.pick(["raw", "matched", "transport"])]
        words += self.method() + self.prior(d, 0.7) + self.threads() + self.seed()
        # Orders of weights that add up to nothing or less are refused.
        return words, (rows * columns, d)

    def combine(self):
        d, n, m = self.size(), self.pick([1, 2, 3, 6]), self.pick([1, 2, 8])
        words = ["combine", "--points", self.file("points", n, d)]
        by_weights = self.chance(0.6)
        k = n if by_weights else min(n, d)
        if self.chance(0.04):
            k += 1
        self.is_plain = False
        if by_weights and self.chance(0.3) and k > 1:
            # Weights that cancel exactly, or are all 0.
            w = np.round(self.numpy.standard_normal((m, k)) * 8) / 8
            w[:, -1] = -w[:, :-1].sum(axis=1)
            weights = "weights.npy"
            np.save(self.folder / weights, w * self.pick([0, 1]))
        else:
            weights = self.file("weights", m, max(1, k))
        words += ["--weights" if by_weights else "--coordinates", weights]
        return words + self.method() + self.prior(d, 0.7) + self.threads(), (m, d)

    def path(self):
        d, n, frames = self.size(), self.pick([1, 2, 3, 4, 9]), self.pick([1, 2, 3, 17, 48])
        words = ["path", "--anchors", self.file("anchors", n, d)]
        if self.chance(0.5):
            words += ["--closed"]
        if self.chance(0.3):
            words += ["--pacing", self.pick(["by-angle", "evenly"])]
        if self.chance(0.3):
            words += ["--easing", self.pick(["linear", "ease-in", "ease-out", "ease-in-out", "sine"])]
        shape = (frames, d)
        if self.chance(0.3):
            points, frames = self.points(n)
            words += ["--points", points]
            shape = frames and (frames, d)
            words += self.method()
            if self.chance(0.3):
                words += ["--anchor-cols", self.number(n)]
        else:
            words += ["--frames", self.number(frames)]
            if self.chance(0.4):
                words += ["--spline", "--method", self.pick(["slerp", "matched-slerp"])]
            else:
                words += self.method()
        return words + self.prior(d, 0.7) + self.threads(), shape

    def points(self, anchors):
        """A file of points and the number of frames that it means, where it is right."""
        self.is_plain = False
        count = self.rng.randint(1, 5)
        if self.chance(0.5):
            points = [round(self.rng.uniform(-0.05, 1.05), 2) if self.chance(0.1) else self.rng.random() for _ in range(count)]
        else:
            edge = max(0, int(anchors ** 0.5 + 0.999) - 1)
            points = [[self.rng.uniform(0, edge), self.rng.uniform(0, edge)] for _ in range(count)]
        frames = count
        text = json.dumps(points)
        if self.chance(0.4):
            frames = self.pick([1, 2, 9, 30])
            shown = frames if self.chance(0.85) else self.pick([0, -1, 1 << 62, (1 << 63) - 1, 1.5, "x"])
            if shown != frames:
                frames = None
            text = json.dumps({"points": points, "closed": self.chance(0.5), "frames": shown})
        if self.chance(0.08):
            frames = None
            text = self.pick(["", "[", "{}", "[]", "null", "3", "[[1]]", "[1, [0, 0]]", "[1e400]", "[null]", '{"points": 3}',
                              "\x00", '{"points": [], "frames": 3}', "[[1e308, 1e308]]", "[[[]]]", '["a"]', "[-0.0]"])
        (self.folder / "points.json").write_text(text)
        return "points.json", frames

    def walk(self):
        d, frames, kind = self.size(), self.pick([1, 2, 3, 17, 48]), self.pick(["steps", "path", "loop"])
        words = ["walk", "--frames", self.number(frames), "--kind", kind, "--dimension", self.number(d)]
        if kind == "steps" and self.chance(0.5):
            words += ["--step", self.number(self.pick([0.001, 8, 90, 180]))]
        if kind == "path":
            words += ["--way-points", self.number(self.pick([1, 2, 5]))] if self.chance(0.7) else []
            words += ["--closed"] if self.chance(0.5) else []
        if kind == "loop":
            words += ["--harmonics", self.number(self.pick([1, 3, 64]))] if self.chance(0.5) else []
            words += ["--roughness", self.number(self.pick([0, 0.5, 1]))] if self.chance(0.5) else []
        return words + self.prior(d) + self.seed(), (frames, d)

    def stats(self):
        d, n = self.size(), self.pick([1, 2, 3, 50])
        words = ["stats", self.file("z", n, d)]
        if self.chance(0.7):
            words += ["--json"]
        return words + self.prior(d), None

    def prepare(self):
        self.verb = self.pick(["sample", "interpolate", "analogy", "grid", "combine", "path", "walk", "stats"])
        self.output = self.pick(["out.npy", "out.npy", "out.npy", "out.json"])
        words, shape = getattr(self, self.verb)()
        # A number that was made wrong may still be a right one, of another shape.
        self.shape = shape if not any(word in WRONG_NUMBERS for word in words) else None
        self.arguments = ["latents"] + words
        if self.verb != "stats":
            if self.chance(0.01):
                self.is_plain = False
                self.output = self.pick(["out.csv", "none/out.npy", "out"])
            self.arguments += ["--out", self.output]
            if self.chance(0.1):
                self.arguments += ["--json"]
        elif "--prior" not in words:
            self.is_plain = False
