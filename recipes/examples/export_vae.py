"""A VAE as a model package: an encoder with mean and variance, a decoder, and the prior N(0, I).

    python recipes/examples/export_vae.py my-vae
"""

import torch
from torch import nn
from torch.nn import functional

import sextant_package
from shapes import pictures

LATENT = 16


class Encoder(nn.Module):
    """Pictures [n, 3, 32, 32] from 0 to 1 -> mean and logarithm of the variance, [n, 16] each."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(3, 32, 4, 2, 1), nn.ReLU(), nn.Conv2d(32, 64, 4, 2, 1), nn.ReLU(), nn.Flatten(),
            nn.Linear(64 * 8 * 8, 128), nn.ReLU())
        self.mean, self.logvar = nn.Linear(128, LATENT), nn.Linear(128, LATENT)

    def forward(self, image):
        hidden = self.body(image)
        return self.mean(hidden), self.logvar(hidden)


class Decoder(nn.Module):
    """Latents [n, 16] -> pictures [n, 3, 32, 32] from 0 to 1."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(LATENT, 128), nn.ReLU(), nn.Linear(128, 64 * 8 * 8), nn.ReLU(), nn.Unflatten(1, (64, 8, 8)),
            nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(32, 3, 4, 2, 1), nn.Sigmoid())

    def forward(self, z):
        return self.body(z)


def train(encoder, decoder, steps):
    optimizer = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], 2e-3)
    for _ in range(steps):
        image, _ = pictures(64)
        mean, logvar = encoder(image)
        z = mean + (logvar / 2).exp() * torch.randn_like(mean)
        error = functional.mse_loss(decoder(z), image, reduction="sum") / len(image)
        divergence = (mean**2 + logvar.exp() - 1 - logvar).sum(1).mean() / 2
        optimizer.zero_grad()
        (error + 0.3 * divergence).backward()
        optimizer.step()


if __name__ == "__main__":
    options = sextant_package.options(__doc__, steps=400)
    encoder, decoder = Encoder(), Decoder()
    train(encoder, decoder, options.steps)          # yours: encoder.load_state_dict(torch.load(…)), and the decoder's

    image, z = pictures(5)[0], torch.randn(5, LATENT)
    sextant_package.write(options.out, {
        "family": "vae",
        "license": "Apache-2.0",
        "source": "recipes/examples/export_vae.py",
        "latent": {"shape": [LATENT], "prior": {"kind": "gaussian", "mean": 0, "sd": 1}},
        "image": {"width": 32, "height": 32, "channels": 3, "range": [0, 1]},
        "preprocess": {"crop": "none", "resize": "lanczos3"},
        "encoder": {
            **sextant_package.export(encoder, [image], options.out / "encoder.onnx", ["image"], ["mean", "logvar"]),
            "logvar": "logvar",
        },
        "decoder": sextant_package.export(decoder, [z], options.out / "decoder.onnx", ["z"], ["image"]),
    })
