"""A multi-label classifier of attributes.

Each attribute's two answers weigh the same however rare one of them is, so that the threshold 0.5 is best for balanced
accuracy: with p the attribute's share, yes counts 0.5 / p and no 0.5 / (1 - p) in the binary cross entropy.
"""

import torch
from torch.nn import functional

from . import measure
from .family import Family
from .networks import Classifier, Probabilities


class ClassifierFamily(Family):
    name = "classifier"
    defaults = {"epochs": 15, "lr": 1e-3}

    def __init__(self, options, data, device):
        super().__init__(options, data, device)
        self.classifier = self.add("classifier", Classifier(options.size, options.width, len(data.attributes)))
        self.adam("classifier", [self.classifier], options.lr)
        shares = torch.tensor(data.labels[data.rows("train")].mean(0), dtype=torch.float32).clamp(0.01, 0.99)
        self.yes, self.no = (0.5 / shares).to(device), (0.5 / (1 - shares)).to(device)

    def step(self, pictures, labels, iteration):
        self.classifier.train()
        with self.autocast():
            logits = self.classifier(varied(pictures)).float()
        weights = torch.where(labels > 0.5, self.yes, self.no)
        loss = functional.binary_cross_entropy_with_logits(logits, labels, weights)
        optimizer = self.optimizers["classifier"]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return {"loss": loss.detach(), "correct": ((logits > 0) == (labels > 0.5)).float().mean()}

    def finished(self):
        return {"classifier": self.classifier.eval()}

    @torch.no_grad()
    def validate(self, parts, classifier, count=4096):
        rows = self.data.rows("valid")[:count]
        if not len(rows):
            return {}, []
        found = torch.cat([parts["classifier"](self.tensor(self.data.pictures[some])) > 0
                           for some in torch.from_numpy(rows).split(256)]).cpu().numpy()
        accuracy = measure.balanced_accuracy(found, self.data.labels[rows])
        numbers = dict(zip(self.data.attributes, accuracy))
        others = [value for name, value in numbers.items() if name != "Blurry" and value == value]
        numbers["mean_but_blurry"] = sum(others) / max(len(others), 1)
        return numbers, []


def exported(classifier):
    return Probabilities(classifier)


def varied(pictures, shift=3):
    """The same faces a little elsewhere, brighter, flatter and noisier; never so much that a label would change."""
    n, _, size, _ = pictures.shape
    wide = functional.pad(pictures, (shift,) * 4, mode="replicate")
    places = torch.randint(2 * shift + 1, (n, 2)).tolist()
    pictures = torch.stack([picture[:, y:y + size, x:x + size] for picture, (y, x) in zip(wide, places)])
    pictures = pictures.contiguous(memory_format=torch.channels_last)
    gain, offset, noise = (torch.rand(3, n, 1, 1, 1) * 2 - 1).to(pictures)
    pictures = pictures * (1 + 0.1 * gain) + 0.05 * offset
    return (pictures + 0.02 * noise.abs() * torch.randn_like(pictures)).clamp(0, 1)
