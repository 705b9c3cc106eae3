"""Makes the latents of all pictures together have mean 0 and covariance I, by a change of coordinates.

With m and C = U S U' the mean and covariance of z ~ q(z | x) over the data,

    z' = S^(-1/2) U' (z - m)        in the encoder,        z = U S^(1/2) z' + m        in the decoder.

Pictures keep their reconstructions, and samples of N(0, I) lie where pictures do: it is the Gaussian of "ex-post density
estimation" (Ghosh et al. 2020, arXiv 1903.12436, section 4), with the prior left as it is and the model moved. The
coordinates are the principal axes, the widest first. The posterior's variance is that along each axis.
"""

import torch
from torch import nn


class WhitenedEncoder(nn.Module):
    def __init__(self, encoder, mean, whitening):
        super().__init__()
        self.encoder = encoder
        self.register_buffer("whitening", whitening.T.contiguous())
        self.register_buffer("squares", whitening.T.square().contiguous())
        self.register_buffer("offset", -mean @ whitening.T)

    def forward(self, image):
        mean, logvar = self.encoder(image)
        return mean @ self.whitening + self.offset, torch.log(torch.exp(logvar) @ self.squares)


class ColouringDecoder(nn.Module):
    def __init__(self, decoder, mean, colouring):
        super().__init__()
        self.register_buffer("colouring", colouring.T.contiguous())
        self.register_buffer("mean", mean)
        self.decoder = decoder

    def forward(self, z):
        return self.decoder(z @ self.colouring + self.mean)


@torch.no_grad()
def whitened(encoder, decoder, batches):
    """Both in the new coordinates, measured on batches of pictures as the encoder takes them."""
    means, variances = zip(*(encoder(batch) for batch in batches))
    means, variances = torch.cat(means).double(), torch.cat(variances).exp().double()
    mean = means.mean(0)
    covariance = torch.cov(means.T, correction=0) + torch.diag(variances.mean(0))
    spread, axes = torch.linalg.eigh(covariance)
    spread, axes = spread.flip(0), axes.flip(1)
    # An axis points to where its largest entry is positive, whatever the solver chose.
    axes = axes * axes.gather(0, axes.abs().argmax(0, keepdim=True)).sign()
    deviations = spread.sqrt()
    whitening, colouring = (axes / deviations).T, axes * deviations
    mean, whitening, colouring = (tensor.float() for tensor in (mean, whitening, colouring))
    return WhitenedEncoder(encoder, mean, whitening).eval(), ColouringDecoder(decoder, mean, colouring).eval()
