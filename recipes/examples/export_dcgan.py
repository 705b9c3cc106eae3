"""The generator of a DCGAN as a model package: no encoder, a uniform prior, pictures from -1 to 1.

    python recipes/examples/export_dcgan.py my-dcgan
"""

import torch
from torch import nn
from torch.nn import functional

import sextant_package
from shapes import pictures

LATENT = 100


class Generator(nn.Module):
    """Latents [n, 100] -> pictures [n, 3, 32, 32] from -1 to 1.

    The usual DCGAN takes [n, 100, 1, 1]; the reshaping belongs into the graph, so that a latent is a vector.
    """

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.ConvTranspose2d(LATENT, 128, 4, 1, 0, bias=False), nn.BatchNorm2d(128), nn.ReLU(),
            nn.ConvTranspose2d(128, 64, 4, 2, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(),
            nn.ConvTranspose2d(64, 32, 4, 2, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU(),
            nn.ConvTranspose2d(32, 3, 4, 2, 1), nn.Tanh())

    def forward(self, z):
        return self.body(z.unsqueeze(-1).unsqueeze(-1))


def train(generator, steps):
    discriminator = nn.Sequential(
        nn.Conv2d(3, 32, 4, 2, 1), nn.LeakyReLU(0.2), nn.Conv2d(32, 64, 4, 2, 1), nn.LeakyReLU(0.2), nn.Flatten(),
        nn.Linear(64 * 8 * 8, 1))
    ours = torch.optim.Adam(generator.parameters(), 1e-3, betas=(0.5, 0.999))
    theirs = torch.optim.Adam(discriminator.parameters(), 5e-4, betas=(0.5, 0.999))
    for _ in range(steps):
        real = 2 * pictures(64)[0] - 1
        fake = generator(2 * torch.rand(64, LATENT) - 1)
        loss = functional.relu(1 - discriminator(real)).mean() + functional.relu(1 + discriminator(fake.detach())).mean()
        theirs.zero_grad()
        loss.backward()
        theirs.step()
        ours.zero_grad()
        (-discriminator(fake).mean()).backward()
        ours.step()


if __name__ == "__main__":
    options = sextant_package.options(__doc__, steps=800)
    generator = Generator()
    train(generator, options.steps)                 # half a minute; yours: generator.load_state_dict(torch.load(…))

    z = 2 * torch.rand(5, LATENT) - 1
    sextant_package.write(options.out, {
        "family": "dcgan",
        "license": "Apache-2.0",
        "source": "recipes/examples/export_dcgan.py",
        "latent": {"shape": [LATENT], "prior": {"kind": "uniform", "low": -1, "high": 1}},
        "image": {"width": 32, "height": 32, "channels": 3, "range": [-1, 1]},
        "decoder": sextant_package.export(generator, [z], options.out / "decoder.onnx", ["z"], ["image"]),
    })
