"""Adversarially learned inference (Dumoulin et al. 2016, arXiv 1606.00704).

A discriminator compares pairs (x, z) of the stochastic encoder, x ~ data and z ~ q(z | x), with pairs of the decoder,
z ~ N(0, I) and x = G(z) (equation 1); when they are alike, encoder and decoder invert each other. ALICE's
cycle-consistency (Li et al. 2017, arXiv 1709.01215, section 3.2) asks for that directly, with z ~ q(z | x):

    c |x - G(z)|_1 + f d(x, G(z)) + l |z' - E(G(z'))|^2,    z' ~ N(0, I)

where d compares features of a classifier (regularizer.py).
"""

import torch
from torch import nn

from . import adversarial
from .family import Average, Family, settled
from .networks import Decoder, Encoder, JointDiscriminator
from .vae import calibrated_regularizer, regularizer_record


class ALI(Family):
    name = "ali"
    image_range = [-1, 1]
    defaults = {"epochs": 15, "lr": 2e-4, "latent": 64, "batch": 64}

    @staticmethod
    def add_options(group):
        adversarial.add_options(group, "hinge")
        group.add_argument("--cycle-weight", type=float, default=5.0, help="c, on pixels in [0, 1] (5)")
        group.add_argument("--cycle-feature-weight", type=float, default=2.0, help="f, used with --regularizer (2)")
        group.add_argument("--latent-cycle-weight", type=float, default=0.0, help="l (0)")
        group.add_argument("--dropout", type=float, default=0.2, help="in the discriminator (0.2)")
        group.add_argument("--no-unary", action="store_true", help="leave out the scores of x alone and z alone")

    def __init__(self, options, data, device):
        super().__init__(options, data, device)
        size, width, latent = options.size, options.width, options.latent
        self.encoder = self.add("encoder", Encoder(size, width, latent))
        self.decoder = self.add("decoder", Decoder(size, width, latent, nn.Tanh()))
        self.discriminator = self.add(
            "discriminator", JointDiscriminator(size, width, latent, options.dropout, not options.no_unary))
        self.adam("both", [self.encoder, self.decoder], options.lr, 0.5)
        self.adam("discriminator", [self.discriminator], options.discriminator_lr, 0.5)
        for name in ("encoder", "decoder"):
            self.averages[name] = Average(self.networks[name], options.ema)
        self.regularizer = calibrated_regularizer(self)

    def learning_rate(self, progress):
        return adversarial.learning_rate(self.options, progress)

    def step(self, pictures, labels, iteration):
        for network in self.networks.values():
            network.train()
        options, kind, n = self.options, self.options.loss, len(pictures)
        x = self.scaled(pictures)
        with self.autocast():
            mean, logvar = (head.float() for head in self.encoder(x))
            encoded = mean + (0.5 * logvar).exp() * torch.randn_like(mean)
            z = self.prior(n, None)
            # One pass for samples and reconstructions, so that batch normalisation sees both alike.
            samples, reconstructions = self.decoder(torch.cat([z, encoded])).split(n)
            real = self.discriminator(x, encoded.detach())
            fake = self.discriminator(samples.detach(), z)
        discriminator_loss = adversarial.discriminator_loss(kind, real, fake)
        self.optimizers["discriminator"].zero_grad()
        discriminator_loss.backward()
        self.optimizers["discriminator"].step()

        with adversarial.frozen(self.discriminator), self.autocast():
            loss = adversarial.generator_loss(kind, self.discriminator(samples, z)) \
                + adversarial.generator_loss(kind, -self.discriminator(x, encoded))
            cycle = (x - reconstructions).abs().mean() / 2
            features = latent_cycle = cycle.new_zeros(())
            if self.regularizer and options.cycle_feature_weight:
                features = self.regularizer.distance(pictures, (reconstructions + 1) / 2)
            if options.latent_cycle_weight:
                latent_cycle = (z - self.encoder(samples)[0].float()).square().mean()
        total = loss + options.cycle_weight * cycle + options.cycle_feature_weight * features \
            + options.latent_cycle_weight * latent_cycle
        self.optimizers["both"].zero_grad()
        total.backward()
        self.optimizers["both"].step()
        for average in self.averages.values():
            average.update(iteration)
        return {"discriminator": discriminator_loss.detach(), "adversarial": loss.detach(), "cycle": cycle.detach(),
                "features": features.detach(), "latent_cycle": latent_cycle.detach(),
                "told_apart": adversarial.correct(real, fake), "z_sd": encoded.detach().std(),
                "posterior_sd": (0.5 * logvar.detach()).exp().mean()}

    @torch.no_grad()
    def finished(self):
        encoder, decoder = (self.averages[name].network if self.options.ema else self.networks[name]
                            for name in ("encoder", "decoder"))
        rows = self.data.rows("train")[:2560]
        batches = [self.scaled(self.tensor(self.data.pictures[some]))
                   for some in torch.from_numpy(rows).split(128)]
        encoder = settled(encoder, batches)
        generator = torch.Generator().manual_seed(0)
        means = [encoder(batch)[0] for batch in batches]
        decoder = settled(decoder, [torch.cat([mean, self.prior(len(mean), generator)]) for mean in means])
        return {"encoder": encoder, "decoder": decoder}

    def training_record(self):
        options = self.options
        return {"loss": options.loss, "ema": options.ema, "decay": options.decay, "dropout": options.dropout,
                "unary_scores": not options.no_unary, "lr": options.lr,
                "discriminator_lr": options.discriminator_lr, "cycle_weight": options.cycle_weight,
                "latent_cycle_weight": options.latent_cycle_weight,
                **{key.replace("feature_weight", "cycle_feature_weight"): value for key, value
                   in regularizer_record(self, options.cycle_feature_weight).items()}}
