"""Measures model packages on the test split and writes `metrics.json` into each. Needs NumPy, Pillow and ONNX Runtime.

    python -m recipes.measure --data DATA --classifier portraits-classifier portraits-vae portraits-ali portraits-dcgan

Classifiers: balanced accuracy (mean of the true positive and the true negative rate at threshold 0.5) per attribute.

Models with an encoder: reconstructions y of the posterior mean for all test pictures x;
- squared error, sum |x - y|^2 / sum |x - m|^2, where m is the mean picture of the train split;
- agreement: the share of pictures for which the classifier's label of y is the true label of x.

All decoders: samples of the prior, drawn by NumPy with the seed;
- shares of attributes among samples, by the classifier, against the shares of the labels in the train split;
- sharpness: the mean over pictures of the variance of the 4-neighbour Laplacian of luma, relative to the test split's;
- mode collapse (decoders without an encoder must pass): of 2,000 samples, each one's distance to the nearest other
  sample, compared with 2,000 test pictures' distances to their nearest other. If many latents gave the same picture,
  or pictures of a few kinds, the samples' distances would be shorter. Distances are Euclidean, between (a) pictures
  box-averaged to 16x16 and (b) the classifier's logits, each divided by its deviation over the data. Said are the
  ratio of the medians (samples over data), the Kolmogorov-Smirnov distance of the two distributions, and near
  duplicates: samples nearer to another than 99.9 % of the data are.

All pictures are rounded to 8 bits first, as they would be in a file.
"""

import argparse
import hashlib
import json
import os
import sys
from pathlib import Path

import numpy as np

from . import BadInput
from .celeba import CelebA

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

MAIN_ATTRIBUTES = ("Smiling", "Male", "Mouth_Slightly_Open", "Eyeglasses")

# What must be reached: measure, comparison, bound.
THRESHOLDS = {
    "classifier": [
        *((f"balanced_accuracy.{name}", ">=", 0.97) for name in (*MAIN_ATTRIBUTES, "Wearing_Hat")),
        ("mean_balanced_accuracy_but_blurry", ">=", 0.93),
    ],
    "vae": [
        ("squared_error", "<=", 0.15),
        ("agreement.Male", ">=", 0.97), ("agreement.Eyeglasses", ">=", 0.97),
        ("agreement.Smiling", ">=", 0.93), ("agreement.Mouth_Slightly_Open", ">=", 0.93),
        ("greatest_share_difference", "<=", 10),
    ],
    "ali": [
        ("agreement.Male", ">=", 0.93), ("agreement.Eyeglasses", ">=", 0.88), ("agreement.Smiling", ">=", 0.75),
        ("sharpness_samples", ">=", 0.7),
        ("greatest_share_difference", "<=", 15),
    ],
    "dcgan": [
        ("sharpness_samples", ">=", 0.8),
        ("greatest_share_difference", "<=", 15),
        ("nearest_neighbours.pixels.median_ratio", ">=", 0.8),
        ("nearest_neighbours.pixels.kolmogorov_smirnov", "<=", 0.3),
        ("nearest_neighbours.pixels.near_duplicates", "<=", 20),
        ("nearest_neighbours.logits.median_ratio", ">=", 0.8),
        ("nearest_neighbours.logits.near_duplicates", "<=", 20),
    ],
}


class Package:
    """A model package, its ONNX files opened when they are needed."""

    def __init__(self, folder):
        self.folder = Path(folder)
        try:
            self.manifest = json.loads((self.folder / "model.json").read_text())
        except (OSError, ValueError) as error:
            raise BadInput(f"{self.folder / 'model.json'}: {getattr(error, 'strerror', None) or error}")
        self.name, self.family = self.manifest["name"], self.manifest["family"]
        self.size = self.manifest["image"]["width"]
        self.low, self.high = self.manifest["image"]["range"]
        self.sessions = {}

    def has(self, part):
        return "file" in self.manifest.get(part, {})

    @property
    def labels(self):
        return self.manifest["classifier"]["labels"]

    def run(self, part, values):
        """The part's main output for float32 values [n, …], a batch at a time."""
        import onnxruntime
        description = self.manifest[part]
        if part not in self.sessions:
            path = self.folder / description["file"]
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() != description["sha256"]:
                raise BadInput(f"{path}: its SHA-256 is not the one in model.json")
            self.sessions[part] = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
        session = self.sessions[part]
        name = description.get("input") or session.get_inputs()[0].name
        output = description.get("output") or session.get_outputs()[0].name
        return np.concatenate([session.run([output], {name: some})[0] for some in batches(values)])

    def values(self, pictures):
        """uint8 [n, s, s, 3] to what the graphs take: [n, 3, s, s] in the model's range."""
        scaled = pictures.transpose(0, 3, 1, 2).astype(np.float32) / 255
        return np.ascontiguousarray(scaled * (self.high - self.low) + self.low)

    def pictures(self, values):
        """The way back."""
        scaled = (values.transpose(0, 2, 3, 1) - self.low) / (self.high - self.low)
        return np.round(scaled.clip(0, 1) * 255).astype(np.uint8)

    def classify(self, pictures):
        """Probabilities of attributes [n, labels]."""
        return np.concatenate([self.run("classifier", self.values(some)) for some in batches(pictures)])

    def reconstruct(self, pictures):
        return np.concatenate([self.pictures(self.run("decoder", self.run("encoder", self.values(some))))
                               for some in batches(pictures)])

    def sample(self, count, seed):
        """Decoded latents of the prior."""
        prior, shape = self.manifest["latent"]["prior"], self.manifest["latent"]["shape"]
        random = np.random.default_rng(seed)
        if prior["kind"] == "gaussian":
            latents = random.normal(prior["mean"], prior["sd"], (count, *shape))
        elif prior["kind"] == "uniform":
            latents = random.uniform(prior["low"], prior["high"], (count, *shape))
        else:
            raise BadInput(f"{self.name}: no samples of a {prior['kind']} prior here")
        return np.concatenate([self.pictures(self.run("decoder", some)) for some in batches(latents.astype(np.float32))])


def batches(array, size=256):
    return [array[start:start + size] for start in range(0, len(array), size)]


def balanced_accuracy(found, labels):
    """Per attribute, for booleans [n, a]; NaN for one that only one answer has."""
    with np.errstate(invalid="ignore"):
        positive = (found & labels).sum(0) / labels.sum(0)
        negative = (~found & ~labels).sum(0) / (~labels).sum(0)
    return (positive + negative) / 2


def mean_picture(data):
    """Of the train split, in [0, 255]."""
    rows = data.rows("train")
    return sum(data.pictures[some].sum(0, dtype=np.float64) for some in batches(rows)) / len(rows)


def relative_error(pictures, reconstructions, mean):
    """Squared error as a share of that of the mean picture."""
    pairs = list(zip(batches(pictures), batches(reconstructions)))
    error = sum(((a.astype(np.float32) - b) ** 2).sum(dtype=np.float64) for a, b in pairs)
    return float(error / sum(((a - mean.astype(np.float32)) ** 2).sum(dtype=np.float64) for a, _ in pairs))


def sharpness(pictures):
    """Mean over pictures of the variance of the Laplacian of luma (ITU-R BT.601) in [0, 1]."""
    variances = []
    for some in batches(pictures):
        luma = some.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32) / 255
        centre = luma[:, 1:-1, 1:-1]
        laplacian = luma[:, :-2, 1:-1] + luma[:, 2:, 1:-1] + luma[:, 1:-1, :-2] + luma[:, 1:-1, 2:] - 4 * centre
        variances.append(laplacian.var((1, 2)))
    return float(np.concatenate(variances).mean(dtype=np.float64))


def nearest_distances(points):
    """For each row of [n, d] the Euclidean distance to the nearest other row."""
    points = points.astype(np.float64) - points.mean(0)
    squares = (points ** 2).sum(1)
    distances = squares[:, None] + squares - 2 * points @ points.T
    np.fill_diagonal(distances, np.inf)
    return np.sqrt(distances.min(1).clip(0))


def compare_distances(samples, data):
    """Nearest-neighbour distances of samples beside those of data."""
    places = np.sort(np.concatenate([samples, data]))
    below = [np.searchsorted(np.sort(values), places, "right") / len(values) for values in (samples, data)]
    return {"median_ratio": float(np.median(samples) / np.median(data)),
            "kolmogorov_smirnov": float(np.abs(below[0] - below[1]).max()),
            "near_duplicates": int((samples < np.quantile(data, 0.001)).sum())}


def box_averaged(pictures, edge=16):
    n, size = pictures.shape[:2]
    return pictures.reshape(n, edge, size // edge, edge, size // edge, 3).mean((2, 4)).reshape(n, -1)


def logits(probabilities):
    probabilities = probabilities.astype(np.float64).clip(1e-4, 1 - 1e-4)
    return np.log(probabilities / (1 - probabilities))


def measure_classifier(package, data):
    rows = data.rows("test")
    found = package.classify(data.pictures[rows]) >= 0.5
    shared = [(here, data.attributes.index(name)) for here, name in enumerate(package.labels) if name in data.attributes]
    if not shared:
        raise BadInput(f"{package.folder}: the data has none of its attributes")
    here, there = map(list, zip(*shared))
    accuracy = balanced_accuracy(found[:, here], data.labels[rows][:, there])
    names = [package.labels[index] for index in here]
    accuracy = {name: float(value) for name, value in zip(names, accuracy) if value == value}
    return {"balanced_accuracy": accuracy,
            "mean_balanced_accuracy_but_blurry":
                float(np.mean([value for name, value in accuracy.items() if name != "Blurry"]))}


def measure_generator(package, data, classifier, count, seed):
    rows = data.rows("test")
    originals, labels = data.pictures[rows], data.labels
    names = [name for name in classifier.labels if name in data.attributes]
    if not set(names) & set(MAIN_ATTRIBUTES):
        raise BadInput(f"{classifier.folder}: classifier and data share none of {', '.join(MAIN_ATTRIBUTES)}")
    here = [classifier.labels.index(name) for name in names]
    there = [data.attributes.index(name) for name in names]
    numbers = {}
    if package.has("encoder"):
        reconstructions = package.reconstruct(originals)
        numbers["squared_error"] = relative_error(originals, reconstructions, mean_picture(data))
        same = (classifier.classify(reconstructions) >= 0.5)[:, here] == labels[rows][:, there]
        numbers["agreement"] = dict(zip(names, same.mean(0).tolist()))
        numbers["sharpness_reconstructions"] = sharpness(reconstructions) / sharpness(originals)
    samples = package.sample(count, seed)
    probabilities = classifier.classify(samples)
    shares = 100 * (probabilities >= 0.5).mean(0)[here]
    truth = 100 * labels[data.rows("train")].mean(0)[there]
    numbers["shares"] = {name: {"samples": float(a), "data": float(b)} for name, a, b in zip(names, shares, truth)}
    numbers["greatest_share_difference"] = float(max(
        abs(a - b) for name, a, b in zip(names, shares, truth) if name in MAIN_ATTRIBUTES))
    numbers["sharpness_samples"] = sharpness(samples) / sharpness(originals)
    some = min(2000, len(originals), count)
    known = logits(classifier.classify(originals[:some]))
    deviation = known.std(0) + 1e-6
    numbers["nearest_neighbours"] = {
        "pictures": some,
        "pixels": compare_distances(nearest_distances(box_averaged(samples[:some])),
                                    nearest_distances(box_averaged(originals[:some]))),
        "logits": compare_distances(nearest_distances(logits(probabilities[:some]) / deviation),
                                    nearest_distances(known / deviation)),
    }
    return numbers


def reached(family, numbers):
    """The thresholds of the family beside what was found."""
    lines = []
    for measure, comparison, bound in THRESHOLDS.get(family, []):
        value = numbers
        for key in measure.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        met = value is not None and (value >= bound if comparison == ">=" else value <= bound)
        lines.append({"measure": measure, "must_be": f"{comparison} {bound}", "is": value, "reached": bool(met)})
    return lines


def parse(arguments):
    parser = argparse.ArgumentParser("python -m recipes.measure", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", nargs="+", metavar="PACKAGE")
    parser.add_argument("--data", required=True, help="folder in CelebA's layout")
    parser.add_argument("--classifier-data", help="another such folder on whose test split classifiers are measured")
    parser.add_argument("--classifier", required=True, help="the package that labels generated pictures")
    parser.add_argument("--samples", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", help="folder for prepared pictures (~/.cache/sextant-recipes)")
    return parser.parse_args(arguments)


def write_metrics(package, metrics):
    unfinished = package.folder / "metrics.json.unfinished"
    unfinished.write_text(json.dumps(metrics, indent=2) + "\n")
    unfinished.replace(package.folder / "metrics.json")


def loaded(folder, package, cache):
    crop = package.manifest.get("preprocess", {}).get("crop")
    return CelebA(folder, package.size, crop, cache)


def main(arguments=None):
    options = parse(arguments)
    try:
        classifier = Package(options.classifier)
        if not classifier.has("classifier"):
            raise BadInput(f"--classifier {options.classifier}: no classifier's package")
        digest = classifier.manifest["classifier"]["sha256"]
        missed = 0
        for package in map(Package, options.packages):
            of_classifier = package.family == "classifier"
            data = loaded(options.classifier_data or options.data if of_classifier else options.data,
                          package, options.cache)
            if not len(data.rows("test")):
                raise BadInput(f"{options.data}: no pictures in the test split")
            metrics = {"test_pictures": len(data.rows("test")), "data_sha256": data.fingerprint}
            if of_classifier:
                numbers = measure_classifier(package, data)
            else:
                numbers = measure_generator(package, data, classifier, options.samples, options.seed)
                metrics |= {"samples": options.samples, "seed": options.seed,
                            "classifier": {"name": classifier.name, "sha256": digest}}
            lines = reached(package.family, numbers)
            write_metrics(package, metrics | numbers | {
                "thresholds": lines,
                "command": "python -m recipes.measure --data DATA --classifier-data DATA --classifier "
                           f"{classifier.name} --samples {options.samples} --seed {options.seed} {package.name}"})
            print_table(package.name, lines)
            missed += sum(not line["reached"] for line in lines)
    except ModuleNotFoundError as error:
        print(f"{error.name} is missing: pip install -r recipes/requirements.txt", file=sys.stderr)
        return 69
    except BadInput as error:
        print(error, file=sys.stderr)
        return 65
    print("all thresholds reached" if not missed else f"{missed} thresholds missed")
    return 0


def print_table(name, lines):
    for line in lines:
        value = "–" if line["is"] is None else f"{line['is']:.3f}"
        print(f"{name:22} {line['measure']:44} {line['must_be']:>9} {value:>9}  {'yes' if line['reached'] else 'NO'}")


if __name__ == "__main__":
    sys.exit(main())
