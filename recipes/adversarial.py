"""Losses of generative adversarial networks, from the discriminator's scores.

hinge (Lim and Ye 2017, arXiv 1705.02894): D: E max(0, 1 - real) + E max(0, 1 + fake); G: -E fake
logistic, non-saturating (Goodfellow et al. 2014, arXiv 1406.2661, section 3): D: E softplus(-real) + E softplus(fake);
G: E softplus(-fake)
"""

import torch
from torch.nn.functional import relu, softplus

LOSSES = ("hinge", "logistic")


def discriminator_loss(kind, real, fake):
    if kind == "hinge":
        return relu(1 - real).mean() + relu(1 + fake).mean()
    return softplus(-real).mean() + softplus(fake).mean()


def generator_loss(kind, fake):
    """Of who wants these scores to be high."""
    return -fake.mean() if kind == "hinge" else softplus(-fake).mean()


def add_options(group, loss):
    group.add_argument("--loss", choices=LOSSES, default=loss, help=f"adversarial loss ({loss})")
    group.add_argument("--discriminator-lr", type=float, default=2e-4, help="Adam's rate for D (2e-4)")
    group.add_argument("--decay", type=float, default=0.5,
                       help="share of the training, at its end, over which the rates fall to 0 (0.5)")
    group.add_argument("--ema", type=float, default=0.999,
                       help="decay of the averaged weights that are exported; 0 exports the last ones (0.999)")


def learning_rate(options, progress):
    """The factor on the rates: 1, then linearly down to 0 over the last `--decay` of the training.

    While rates are high both sides run in circles, and an average over them is blurred.
    """
    return min(1, (1 - min(progress, 1)) / options.decay) if options.decay > 0 else 1


class frozen:
    """`with frozen(network):` its weights get no gradients, what it is given does."""

    def __init__(self, network):
        self.network = network

    def __enter__(self):
        self.network.requires_grad_(False)

    def __exit__(self, *_):
        self.network.requires_grad_(True)


def correct(real, fake):
    """The share of pairs that the discriminator tells apart, for the metrics."""
    with torch.no_grad():
        return ((real > 0).float().mean() + (fake < 0).float().mean()) / 2
