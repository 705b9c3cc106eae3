"""DCGAN (Radford, Metz and Chintala 2015, arXiv 1511.06434): a decoder of latents that are uniform on [-1, 1]^d.

Three departures, all optional: the discriminator is spectrally normalised (Miyato et al. 2018, arXiv 1802.05957), the
weights that are exported are a moving average (Yazıcı et al. 2018, arXiv 1806.04498), and with `--regularizer` further
discriminators see pictures through a classifier (`FeatureDiscriminator`), which takes a tenth of the iterations.
"""

import torch
from torch import nn

from . import adversarial
from .family import Average, Family, settled
from .networks import Decoder, Discriminator, FeatureDiscriminator
from .regularizer import Regularizer


class DCGAN(Family):
    name = "dcgan"
    image_range = [-1, 1]
    defaults = {"epochs": 30, "lr": 2e-4, "latent": 100}

    @staticmethod
    def add_options(group):
        adversarial.add_options(group, "hinge")
        group.add_argument("--no-spectral-norm", action="store_true", help="batch normalisation in D, as in the paper")

    def __init__(self, options, data, device):
        super().__init__(options, data, device)
        self.decoder = self.add("decoder", Decoder(options.size, options.width, options.latent, nn.Tanh()))
        self.discriminator = self.add(
            "discriminator", Discriminator(options.size, options.width, not options.no_spectral_norm))
        discriminators = [self.discriminator]
        self.regularizer = None
        if options.regularizer:
            self.regularizer = Regularizer(options.regularizer, options.size, device)
            # The levels but the first, which sees little more than pixels, down to 4 x 4.
            channels = self.regularizer.channels[1:]
            sizes = [options.size // 4 // 2 ** level for level in range(len(channels))]
            discriminators.append(self.add("features", FeatureDiscriminator(channels, sizes)))
        self.adam("decoder", [self.decoder], options.lr, 0.5)
        self.adam("discriminator", discriminators, options.discriminator_lr, 0.5)
        self.averages["decoder"] = Average(self.decoder, options.ema)

    def prior(self, count, generator=None):
        return (torch.rand(count, self.options.latent, generator=generator) * 2 - 1).to(self.device)

    def learning_rate(self, progress):
        return 1

    def step(self, pictures, labels, iteration):
        for network in self.networks.values():
            network.train()
        kind = self.options.loss
        with self.autocast():
            images = self.decoder(self.prior(len(pictures)))
            real = self.scores(self.scaled(pictures))
            fake = self.scores(images.detach())
        loss = adversarial.discriminator_loss(kind, real, fake)
        self.optimizers["discriminator"].zero_grad()
        loss.backward()
        self.optimizers["discriminator"].step()

        with adversarial.frozen(*self.discriminators), self.autocast():
            generator_loss = adversarial.generator_loss(kind, self.scores(images))
        self.optimizers["decoder"].zero_grad()
        generator_loss.backward()
        self.optimizers["decoder"].step()
        self.averages["decoder"].update(iteration)
        return {"discriminator": loss.detach(), "decoder": generator_loss.detach(),
                "told_apart": adversarial.correct(real, fake)}

    @property
    def discriminators(self):
        return [network for name, network in self.networks.items() if name != "decoder"]

    def scores(self, images):
        """Of all discriminators, for pictures in [-1, 1]: [n, 1] or [n, 1 + levels]."""
        scores = self.discriminator(images)
        if self.regularizer is None:
            return scores
        levels = self.regularizer.levels((images + 1) / 2)[1:]
        return torch.cat([scores, self.networks["features"](levels)], 1)

    def finished(self):
        network = self.averages["decoder"].network if self.options.ema else self.decoder
        generator = torch.Generator().manual_seed(0)
        return {"decoder": settled(network, (self.prior(256, generator) for _ in range(20)))}

    def training_record(self):
        options = self.options
        return {"loss": options.loss, "ema": options.ema, "spectral_norm": not options.no_spectral_norm,
                "lr": options.lr, "discriminator_lr": options.discriminator_lr,
                **({"regularizer": self.regularizer.identity} if self.regularizer else {})}
