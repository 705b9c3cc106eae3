"""Discriminative regularisation: pictures are compared as a classifier sees them.

Lamb, Dumoulin and Courville 2016 (arXiv 1602.03220), equation 4: beside the pixels, the reconstruction is also to be
likely in the classifier's hidden layers. Here each layer's squared difference is divided by the layer's variance
over the data, and the layers are averaged:

    d(x, y) = 1/L sum_l mean((f_l(x) - f_l(y))^2) / var(f_l)
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch

from . import BadInput
from .networks import Classifier, folded


class Regularizer:
    """A frozen classifier. `identity` names it in checkpoints and in `model.json`."""

    def __init__(self, path, size, device):
        path = Path(path)
        if (path / "checkpoint.pt").exists():
            classifier, self.identity = from_checkpoint(path / "checkpoint.pt", size)
        elif (path / "model.json").exists():
            classifier, self.identity = from_package(path, size)
        else:
            raise BadInput(f"--regularizer {path}: neither a classifier's package nor its checkpoint folder")
        self.classifier = classifier.to(device, memory_format=torch.channels_last)
        self.variances = None

    @torch.no_grad()
    def calibrate(self, pictures):
        """Measures the variances of the layers on pictures [n, 3, s, s] of the data."""
        self.variances = [layer.float().var().item() for layer in self.classifier.features(pictures)]

    def distance(self, originals, pictures):
        """d(x, y), averaged over the batch; pictures in [0, 1], gradient to the second."""
        with torch.no_grad():
            truth = self.classifier.features(originals)
        terms = [(a.float() - b.float()).square().mean() / variance for a, b, variance
                 in zip(truth, self.classifier.features(pictures), self.variances)]
        return sum(terms) / len(terms)


def from_checkpoint(path, size):
    state = torch.load(path, map_location="cpu", weights_only=True)
    options = json.loads(state["options"])
    if options["family"] != "classifier" or options["size"] != size:
        raise BadInput(f"--regularizer {path.parent}: a checkpoint of family {options['family']} at "
                       f"{options['size']}x{options['size']}, not of a classifier at {size}x{size}")
    weights = state["networks"]["classifier"]
    classifier = Classifier(size, options["width"], weights["logits.bias"].numel())
    classifier.load_state_dict(weights)
    return folded(classifier), {"checkpoint_seed": options["seed"], "iterations": state["iteration"],
                                "data": options["data_sha256"]}


def from_package(folder, size):
    """The weights of `classifier.onnx`, which keep their names."""
    manifest = json.loads((folder / "model.json").read_text())
    if manifest["image"]["width"] != size or "file" not in manifest.get("classifier", {}):
        raise BadInput(f"--regularizer {folder}: no classifier of {size}x{size} pictures")
    data = (folder / manifest["classifier"]["file"]).read_bytes()
    weights = {tensor.name.removesuffix("_half").removeprefix("classifier."):
               torch.from_numpy(onnx.numpy_helper.to_array(tensor).astype(np.float32))
               for tensor in onnx.load_from_string(data).graph.initializer}
    try:
        width = len(weights["levels.0.convolution.bias"])
        classifier = folded(Classifier(size, width, len(weights["logits.bias"])))
        for module in classifier.levels:
            convolution = module.convolution
            convolution.bias = torch.nn.Parameter(torch.zeros(convolution.out_channels), requires_grad=False)
        classifier.load_state_dict({key: weights[key] for key in classifier.state_dict()})
    except (KeyError, RuntimeError) as error:
        raise BadInput(f"--regularizer {folder}: not a classifier made by these recipes ({error})")
    return classifier, {"name": manifest["name"], "sha256": hashlib.sha256(data).hexdigest()}
