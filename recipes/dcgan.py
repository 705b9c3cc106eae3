"""DCGAN (Radford, Metz and Chintala 2015, arXiv 1511.06434): a decoder of latents that are uniform on [-1, 1]^d.

Two departures, both optional: the discriminator is spectrally normalised (Miyato et al. 2018, arXiv 1802.05957), and
the weights that are exported are a moving average (Yazıcı et al. 2018, arXiv 1806.04498).
"""

import torch
from torch import nn

from . import adversarial
from .family import Average, Family, settled
from .networks import Decoder, Discriminator


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
        self.adam("decoder", [self.decoder], options.lr, 0.5)
        self.adam("discriminator", [self.discriminator], options.discriminator_lr, 0.5)
        self.averages["decoder"] = Average(self.decoder, options.ema)

    def prior(self, count, generator=None):
        return (torch.rand(count, self.options.latent, generator=generator) * 2 - 1).to(self.device)

    def learning_rate(self, progress):
        return adversarial.learning_rate(self.options, progress)

    def step(self, pictures, labels, iteration):
        for network in self.networks.values():
            network.train()
        kind = self.options.loss
        with self.autocast():
            images = self.decoder(self.prior(len(pictures)))
            real = self.discriminator(self.scaled(pictures))
            fake = self.discriminator(images.detach())
        loss = adversarial.discriminator_loss(kind, real, fake)
        self.optimizers["discriminator"].zero_grad()
        loss.backward()
        self.optimizers["discriminator"].step()

        with adversarial.frozen(self.discriminator), self.autocast():
            generator_loss = adversarial.generator_loss(kind, self.discriminator(images))
        self.optimizers["decoder"].zero_grad()
        generator_loss.backward()
        self.optimizers["decoder"].step()
        self.averages["decoder"].update(iteration)
        return {"discriminator": loss.detach(), "decoder": generator_loss.detach(),
                "told_apart": adversarial.correct(real, fake)}

    def finished(self):
        network = self.averages["decoder"].network if self.options.ema else self.decoder
        generator = torch.Generator().manual_seed(0)
        return {"decoder": settled(network, (self.prior(256, generator) for _ in range(20)))}

    def training_record(self):
        options = self.options
        return {"loss": options.loss, "ema": options.ema, "decay": options.decay, "spectral_norm": not options.no_spectral_norm,
                "lr": options.lr, "discriminator_lr": options.discriminator_lr}
