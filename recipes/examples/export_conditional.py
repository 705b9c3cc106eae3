"""A conditional VAE as a model package: encoder and decoder are told the class of the picture, as a one-hot row.

    python recipes/examples/export_conditional.py my-conditional
"""

import torch
from torch import nn
from torch.nn import functional

import sextant_package
from shapes import CLASSES, pictures

LATENT = 16


class Encoder(nn.Module):
    """Pictures [n, 3, 32, 32] from 0 to 1 and classes [n, 3] -> mean and logarithm of the variance, [n, 16] each."""

    def __init__(self):
        super().__init__()
        self.look = nn.Sequential(
            nn.Conv2d(3, 32, 4, 2, 1), nn.ReLU(), nn.Conv2d(32, 64, 4, 2, 1), nn.ReLU(), nn.Flatten())
        self.body = nn.Sequential(nn.Linear(64 * 8 * 8 + len(CLASSES), 128), nn.ReLU())
        self.mean, self.logvar = nn.Linear(128, LATENT), nn.Linear(128, LATENT)

    def forward(self, image, label):
        hidden = self.body(torch.cat([self.look(image), label], dim=1))
        return self.mean(hidden), self.logvar(hidden)


class Decoder(nn.Module):
    """Latents [n, 16] and classes [n, 3] -> pictures [n, 3, 32, 32] from 0 to 1."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(LATENT + len(CLASSES), 128), nn.ReLU(), nn.Linear(128, 64 * 8 * 8), nn.ReLU(),
            nn.Unflatten(1, (64, 8, 8)), nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.ReLU(),
            nn.ConvTranspose2d(32, 3, 4, 2, 1), nn.Sigmoid())

    def forward(self, z, label):
        return self.body(torch.cat([z, label], dim=1))


def one_hot(classes):
    return functional.one_hot(classes, len(CLASSES)).float()


def train(encoder, decoder, steps):
    optimizer = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], 2e-3)
    for _ in range(steps):
        image, classes = pictures(64)
        mean, logvar = encoder(image, one_hot(classes))
        z = mean + (logvar / 2).exp() * torch.randn_like(mean)
        error = functional.mse_loss(decoder(z, one_hot(classes)), image, reduction="sum") / len(image)
        divergence = (mean**2 + logvar.exp() - 1 - logvar).sum(1).mean() / 2
        optimizer.zero_grad()
        (error + 0.3 * divergence).backward()
        optimizer.step()


if __name__ == "__main__":
    options = sextant_package.options(__doc__, steps=400)
    encoder, decoder = Encoder(), Decoder()
    train(encoder, decoder, options.steps)          # yours: load_state_dict of both

    image, classes = pictures(5)
    label, z = one_hot(classes), torch.randn(5, LATENT)
    # What `--condition square` means, and what is taken without it. The encoder need not repeat the names.
    condition = {"input": "label", "kind": "label"}
    sextant_package.write(options.out, {
        "family": "vae",
        "license": "Apache-2.0",
        "source": "recipes/examples/export_conditional.py",
        "latent": {"shape": [LATENT], "prior": {"kind": "gaussian", "mean": 0, "sd": 1}},
        "image": {"width": 32, "height": 32, "channels": 3, "range": [0, 1]},
        "preprocess": {"crop": "none", "resize": "lanczos3"},
        "encoder": {
            **sextant_package.export(
                encoder, [image, label], options.out / "encoder.onnx", ["image", "label"], ["mean", "logvar"]),
            "logvar": "logvar",
            "condition": condition,
        },
        "decoder": {
            **sextant_package.export(
                decoder, [z, label], options.out / "decoder.onnx", ["z", "label"], ["image"]),
            "condition": {**condition, "classes": CLASSES, "default": CLASSES[0]},
        },
    })
