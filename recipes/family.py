"""What `train.py` asks of a family of models."""

import copy
import math

import numpy as np
import torch
from torch import nn

from . import measure


class Family:
    """Networks, their optimizers and one step of training. A family overrides what is below.

    `networks`, `optimizers` and `averages` (by name) are what a checkpoint keeps.
    """

    name = None
    image_range = [0, 1]
    defaults = {}

    def __init__(self, options, data, device):
        self.options, self.data, self.device = options, data, device
        self.networks, self.optimizers, self.averages = {}, {}, {}

    @staticmethod
    def add_options(group):
        """Adds the family's own options."""

    def step(self, pictures, labels, iteration):
        """One update from pictures in [0, 1] [n, 3, s, s] and labels [n, a]; returns losses by name."""
        raise NotImplementedError

    def learning_rate(self, progress):
        """The factor on the learning rate after this share of the training; cosine unless overridden."""
        return 0.5 * (1 + math.cos(math.pi * min(progress, 1)))

    def finished(self):
        """The networks to export, by part ("encoder", "decoder", "classifier"), on the device, for evaluation."""
        raise NotImplementedError

    def training_record(self):
        """What `model.json` says of the family's weights of losses and the like."""
        return {}

    # What all families share.

    def add(self, name, network):
        self.networks[name] = network.to(self.device, memory_format=torch.channels_last)
        return self.networks[name]

    def adam(self, name, networks, rate, beta1=0.9):
        parameters = [parameter for network in networks for parameter in network.parameters()]
        self.optimizers[name] = torch.optim.Adam(parameters, rate, (beta1, 0.999), fused=True)
        self.optimizers[name].param_groups[0]["initial_lr"] = rate
        return self.optimizers[name]

    def autocast(self):
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.options.precision == "bfloat16")

    def tensor(self, pictures):
        """uint8 [n, s, s, 3] of NumPy to floats in [0, 1] [n, 3, s, s], channels last in memory."""
        return torch.from_numpy(np.ascontiguousarray(pictures)).to(self.device).permute(0, 3, 1, 2).float() / 255

    def scaled(self, pictures):
        """From [0, 1] to the family's range."""
        return pictures if self.image_range == [0, 1] else 2 * pictures - 1

    def quantised(self, images):
        """Decoded pictures to uint8 [n, s, s, 3] of NumPy."""
        images = images if self.image_range == [0, 1] else (images + 1) / 2
        return (images.float().clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).cpu().numpy()

    def prior(self, count, generator):
        """Latents of the prior [n, d]."""
        return torch.randn(count, self.options.latent, generator=generator).to(self.device)

    @torch.no_grad()
    def pictures(self, parts, count, split="valid", seed=1):
        """Samples and, if there is an encoder, (originals, labels, reconstructions of the posterior mean)."""
        generator = torch.Generator().manual_seed(seed)
        samples = np.concatenate([self.quantised(parts["decoder"](z))
                                  for z in self.prior(count, generator).split(256)])
        rows = self.data.rows(split)[:count]
        if "encoder" not in parts or not len(rows):
            return samples, None
        originals = self.data.pictures[rows]
        reconstructions = np.concatenate([
            self.quantised(parts["decoder"](parts["encoder"](self.scaled(self.tensor(some)))[0]))
            for some in np.split(originals, range(256, len(originals), 256))])
        return samples, (originals, self.data.labels[rows], reconstructions)

    def validate(self, parts, classifier, count=1024):
        """Numbers of the validation split by name, and pictures for the preview (rows of uint8 pictures)."""
        samples, pairs = self.pictures(parts, count)
        rows = self.data.rows("valid")[:count]
        rows = rows if len(rows) else self.data.rows("train")[:count]
        originals = self.data.pictures[rows]
        numbers = {"sharpness_samples": measure.sharpness(samples) / measure.sharpness(originals)}
        sheet = list(samples[:64].reshape(-1, 16, *samples.shape[1:])) if len(samples) >= 64 else [samples]
        if pairs:
            originals, labels, reconstructions = pairs
            numbers["squared_error"] = measure.relative_error(
                originals, reconstructions, measure.mean_picture(self.data))
            sheet += [originals[:16], reconstructions[:16]]
        if classifier:
            numbers |= classifier_numbers(classifier, self.data, samples, pairs)
        return numbers, sheet


def classifier_numbers(classifier, data, samples, pairs):
    """Shares of samples against the data's and labels of reconstructions against the truth, for the four attributes."""
    numbers = {}
    shares = data.labels[data.rows("train")].mean(0)
    found = classifier.classify(samples) >= 0.5
    seen = classifier.classify(pairs[2]) >= 0.5 if pairs else None
    for name in measure.MAIN_ATTRIBUTES:
        if name in classifier.labels and name in data.attributes:
            here, there = classifier.labels.index(name), data.attributes.index(name)
            numbers[f"share_{name}"] = found[:, here].mean() - shares[there]
            if pairs:
                numbers[f"agreement_{name}"] = (seen[:, here] == pairs[1][:, there]).mean()
    return numbers


class Average:
    """The exponential moving average of a network's weights, which varies less than the network.

    theta' <- d theta' + (1 - d) theta, with d smaller in the first iterations.
    """

    def __init__(self, network, decay):
        self.source, self.decay = network, decay
        self.network = copy.deepcopy(network).requires_grad_(False)

    @torch.no_grad()
    def update(self, iteration):
        weight = 1 - min(self.decay, (1 + iteration) / (10 + iteration))
        for mine, theirs in ((self.network.parameters(), self.source.parameters()),
                             (self.network.buffers(), self.source.buffers())):
            mine, theirs = list(mine), list(theirs)
            floats = [index for index, tensor in enumerate(mine) if tensor.is_floating_point()]
            torch._foreach_lerp_([mine[i] for i in floats], [theirs[i] for i in floats], weight)


@torch.no_grad()
def settled(network, batches):
    """A copy for evaluation whose batch normalisation has the statistics of these batches.

    Averaged weights need statistics of their own: those seen in training belong to the weights of the moment.
    """
    network = copy.deepcopy(network).train()
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None
    for batch in batches:
        network(batch)
    return network.eval()
