"""A variational autoencoder (Kingma and Welling 2013, arXiv 1312.6114) with discriminative regularisation
(Lamb et al. 2016, arXiv 1602.03220, equation 4).

Per pixel value, of which a picture has D = 3 size^2, the loss is

    |x - y|^2 / (2 s^2)  or  |x - y| / s      the pixels' Gaussian or Laplace likelihood, y = decoder(z)
    + w d(x, y)                               the distance in a classifier's features (regularizer.py)
    + b KL(q(z | x) || N(0, I)) / D

What the encoder then makes of all pictures together has neither mean 0 nor covariance I, so that samples of the prior lie
where no picture does. Export therefore whitens (whitening.py).
"""

import torch
from torch import nn

from .family import Family
from .networks import Decoder, Encoder
from .regularizer import Regularizer
from .whitening import whitened


class VAE(Family):
    name = "vae"
    defaults = {"epochs": 25, "lr": 1e-3, "latent": 64}

    @staticmethod
    def add_options(group):
        group.add_argument("--likelihood", choices=("gaussian", "laplace"), default="gaussian",
                           help="of the pixels (gaussian)")
        group.add_argument("--scale", type=float, default=0.1, help="s, the likelihood's sd or scale (0.1)")
        group.add_argument("--feature-weight", type=float, default=0.3, help="w, used with --regularizer (0.3)")
        group.add_argument("--kl-weight", type=float, default=1.0, help="b (1)")
        group.add_argument("--no-whitening", action="store_true", help="export latents as they were trained")
        group.add_argument("--kl-warmup", type=float, default=2000, help="iterations in which b grows from 0 (2000)")

    def __init__(self, options, data, device):
        super().__init__(options, data, device)
        self.encoder = self.add("encoder", Encoder(options.size, options.width, options.latent))
        self.decoder = self.add("decoder", Decoder(options.size, options.width, options.latent, nn.Sigmoid()))
        self.adam("both", [self.encoder, self.decoder], options.lr)
        self.regularizer = calibrated_regularizer(self)

    def step(self, pictures, labels, iteration):
        self.encoder.train()
        self.decoder.train()
        options = self.options
        with self.autocast():
            mean, logvar = (head.float() for head in self.encoder(pictures))
            z = mean + (0.5 * logvar).exp() * torch.randn_like(mean)
            images = self.decoder(z)
            features = self.regularizer.distance(pictures, images) if self.regularizer else images.new_zeros(())
        error = pictures - images
        if options.likelihood == "gaussian":
            pixels = error.square().mean() / (2 * options.scale ** 2)
        else:
            pixels = error.abs().mean() / options.scale
        kl = 0.5 * (mean.square() + logvar.exp() - 1 - logvar).sum(1).mean()
        kl_weight = options.kl_weight * min(1, (iteration + 1) / max(options.kl_warmup, 1))
        loss = pixels + options.feature_weight * features + kl_weight * kl / pictures[0].numel()
        optimizer = self.optimizers["both"]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return {"loss": loss.detach(), "mse": error.detach().square().mean(), "features": features.detach(),
                "kl": kl.detach()}

    def finished(self):
        encoder, decoder = self.encoder.eval(), self.decoder.eval()
        if not self.options.no_whitening:
            rows = torch.from_numpy(self.data.rows("train")[:16384])
            batches = (self.tensor(self.data.pictures[some]) for some in rows.split(256))
            encoder, decoder = whitened(encoder, decoder, batches)
        return {"encoder": encoder, "decoder": decoder}

    def training_record(self):
        options = self.options
        return {"likelihood": options.likelihood, "scale": options.scale, "kl_weight": options.kl_weight,
                "kl_warmup": options.kl_warmup, "whitened": not options.no_whitening, **regularizer_record(self, options.feature_weight)}


def calibrated_regularizer(family):
    """The classifier of `--regularizer`, its layers measured on the first pictures of the train split; or None."""
    if not family.options.regularizer:
        return None
    regularizer = Regularizer(family.options.regularizer, family.options.size, family.device)
    regularizer.calibrate(family.tensor(family.data.pictures[family.data.rows("train")[:512]]))
    return regularizer


def regularizer_record(family, weight):
    if not family.regularizer:
        return {}
    return {"feature_weight": weight, "regularizer": family.regularizer.identity}
