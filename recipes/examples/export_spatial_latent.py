"""An autoencoder whose latents are small pictures, [4, 32, 32], as those of latent diffusion models are.

    python recipes/examples/export_spatial_latent.py my-spatial
"""

import torch
from torch import nn
from torch.nn import functional

import sextant_package
from shapes import pictures

SHAPE = [4, 32, 32]


class Encoder(nn.Module):
    """Pictures [n, 3, 64, 64] from -1 to 1 -> mean and logarithm of the variance, [n, 4, 32, 32] each."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 32, 4, 2, 1), nn.SiLU())
        self.mean, self.logvar = nn.Conv2d(32, 4, 3, 1, 1), nn.Conv2d(32, 4, 3, 1, 1)

    def forward(self, image):
        hidden = self.body(image)
        return self.mean(hidden), self.logvar(hidden)


class Decoder(nn.Module):
    """Latents [n, 4, 32, 32] -> pictures [n, 3, 64, 64] from -1 to 1."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(4, 32, 3, 1, 1), nn.SiLU(), nn.Upsample(scale_factor=2), nn.Conv2d(32, 3, 3, 1, 1), nn.Tanh())

    def forward(self, z):
        return self.body(z)


def train(encoder, decoder, steps):
    optimizer = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], 5e-3)
    for _ in range(steps):
        image = 2 * pictures(16, side=64)[0] - 1
        mean, logvar = encoder(image)
        z = mean + (logvar / 2).exp() * torch.randn_like(mean)
        error = functional.mse_loss(decoder(z), image)
        divergence = (mean**2 + logvar.exp() - 1 - logvar).mean() / 2
        optimizer.zero_grad()
        (error + 0.01 * divergence).backward()
        optimizer.step()


if __name__ == "__main__":
    options = sextant_package.options(__doc__, steps=200)
    encoder, decoder = Encoder(), Decoder()
    train(encoder, decoder, options.steps)          # yours: load_state_dict of both

    image, z = 2 * pictures(5, side=64)[0] - 1, torch.randn(5, *SHAPE)
    sextant_package.write(options.out, {
        "family": "vae",
        "license": "Apache-2.0",
        "source": "recipes/examples/export_spatial_latent.py",
        "latent": {"shape": SHAPE, "prior": {"kind": "gaussian", "mean": 0, "sd": 1}},
        "image": {"width": 64, "height": 64, "channels": 3, "range": [-1, 1]},
        "preprocess": {"crop": "none", "resize": "lanczos3"},
        "encoder": {
            **sextant_package.export(encoder, [image], options.out / "encoder.onnx", ["image"], ["mean", "logvar"]),
            "logvar": "logvar",
        },
        "decoder": sextant_package.export(decoder, [z], options.out / "decoder.onnx", ["z"], ["image"]),
    })
