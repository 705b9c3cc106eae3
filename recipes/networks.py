"""The networks of all families: strided convolutions with batch normalisation, after DCGAN
(Radford et al. 2015, arXiv 1511.06434, section 3).

At 64x64 four levels lead from 3 x 64 x 64 to 8w x 4 x 4 (w is the width, 32 by default) and back; at 128x128 there are
five. Pictures are [n, 3, size, size], latents [n, d].
"""

import copy

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_weights
from torch.nn.utils.parametrizations import spectral_norm


def level_channels(size, width):
    """Channels after each level, from the picture inwards."""
    return [width, 2 * width, 4 * width, 8 * width] + ([8 * width] if size == 128 else [])


class Level(nn.Module):
    """A convolution, batch normalisation and an activation."""

    def __init__(self, convolution, activation):
        super().__init__()
        self.convolution = convolution
        self.normalisation = nn.BatchNorm2d(convolution.out_channels)
        self.activation = activation

    def forward(self, x):
        return self.activation(self.normalisation(self.convolution(x)))

    def fold(self):
        """Lets the convolution do the work of the normalisation with its running statistics."""
        norm = self.normalisation
        self.convolution.weight, self.convolution.bias = fuse_conv_bn_weights(
            self.convolution.weight, self.convolution.bias, norm.running_mean, norm.running_var, norm.eps,
            norm.weight, norm.bias, transpose=isinstance(self.convolution, nn.ConvTranspose2d))
        self.normalisation = nn.Identity()


def folded(network):
    """A frozen copy of a network, for evaluation, without batch normalisation."""
    network = copy.deepcopy(network).eval().requires_grad_(False)
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, Level) and not isinstance(module.normalisation, nn.Identity):
                module.fold()
    return network.requires_grad_(False)


def strided_levels(size, width, kernel):
    channels = [3] + level_channels(size, width)
    return nn.ModuleList(
        Level(nn.Conv2d(inside, outside, kernel, 2, 1, bias=False), nn.LeakyReLU(0.2))
        for inside, outside in zip(channels, channels[1:]))


class Encoder(nn.Module):
    """A picture to mean and log variance of a diagonal Gaussian over latents."""

    def __init__(self, size, width, latent):
        super().__init__()
        self.levels = strided_levels(size, width, 4)
        self.heads = nn.Linear(8 * width * 16, 2 * latent)
        initialise(self)

    def forward(self, image):
        x = image
        for level in self.levels:
            x = level(x)
        mean, logvar = self.heads(x.flatten(1)).chunk(2, 1)
        return mean, logvar.clamp(-12, 6)


class Decoder(nn.Module):
    """A latent to a picture, in [0, 1] (`nn.Sigmoid`) or [-1, 1] (`nn.Tanh`)."""

    def __init__(self, size, width, latent, output):
        super().__init__()
        channels = level_channels(size, width)[::-1]
        self.levels = nn.ModuleList([Level(nn.ConvTranspose2d(latent, channels[0], 4, bias=False), nn.ReLU())])
        for inside, outside in zip(channels, channels[1:]):
            self.levels.append(Level(nn.ConvTranspose2d(inside, outside, 4, 2, 1, bias=False), nn.ReLU()))
        self.last = nn.ConvTranspose2d(channels[-1], 3, 4, 2, 1)
        self.output = output
        initialise(self)

    def forward(self, z):
        x = z[:, :, None, None]
        for level in self.levels:
            x = level(x)
        x = self.last(x)
        return self.output(x if x.dtype == torch.float32 else x.float())


class Classifier(nn.Module):
    """A picture in [0, 1] to the logits of its attributes."""

    def __init__(self, size, width, attributes):
        super().__init__()
        self.levels = strided_levels(size, width, 3)
        self.dense = nn.Linear(8 * width * 16, 128)
        self.dropout = nn.Dropout(0.2)
        self.logits = nn.Linear(128, attributes)

    def features(self, image):
        """What the network sees, layer by layer: each level, the dense layer, the logits."""
        x = 2 * image - 1
        layers = []
        for level in self.levels:
            x = level(x)
            layers.append(x)
        layers.append(nn.functional.leaky_relu(self.dense(x.flatten(1)), 0.2))
        layers.append(self.logits(self.dropout(layers[-1])))
        return layers

    def forward(self, image):
        return self.features(image)[-1]


class Probabilities(nn.Module):
    """A classifier as it is exported: with the sigmoid."""

    def __init__(self, classifier):
        super().__init__()
        self.classifier = classifier

    def forward(self, image):
        return torch.sigmoid(self.classifier(image))


class PictureTrunk(nn.Module):
    """The part of a discriminator that looks at pictures: [n, 3, size, size] to [n, 8w * 16].

    Spectral normalisation (Miyato et al. 2018, arXiv 1802.05957) replaces batch normalisation.
    """

    def __init__(self, size, width, spectral=True):
        super().__init__()
        channels = [3] + level_channels(size, width)
        layers = []
        for index, (inside, outside) in enumerate(zip(channels, channels[1:])):
            convolution = nn.Conv2d(inside, outside, 4, 2, 1)
            if spectral:
                layers.append(spectral_norm(convolution))
            else:
                layers.append(convolution)
                if index:
                    layers.append(nn.BatchNorm2d(outside))
            layers.append(nn.LeakyReLU(0.2))
        self.layers = nn.Sequential(*layers, nn.Flatten())
        initialise(self)

    def forward(self, image):
        return self.layers(image)


class Discriminator(nn.Module):
    """DCGAN's: is the picture real?"""

    def __init__(self, size, width, spectral=True):
        super().__init__()
        self.trunk = PictureTrunk(size, width, spectral)
        head = nn.Linear(8 * width * 16, 1)
        self.head = spectral_norm(head) if spectral else head

    def forward(self, image):
        return self.head(self.trunk(image)).float()


class JointDiscriminator(nn.Module):
    """ALI's D(x, z): does the pair come from the encoder or from the decoder?

    With `unary`, scores of x alone and of z alone go with the joint score, as in BigBiGAN (Donahue and Simonyan 2019,
    arXiv 1907.02544, equation 1): they keep both marginals right where the joint score is still undecided.
    """

    def __init__(self, size, width, latent, dropout, unary):
        super().__init__()
        hidden = 512

        def dense(inside, outside):
            return [spectral_norm(nn.Linear(inside, outside)), nn.LeakyReLU(0.2), nn.Dropout(dropout)]

        self.trunk = PictureTrunk(size, width)
        self.picture = nn.Sequential(*dense(8 * width * 16, hidden))
        self.latent = nn.Sequential(*dense(latent, hidden), *dense(hidden, hidden))
        self.joint = nn.Sequential(*dense(2 * hidden, hidden), spectral_norm(nn.Linear(hidden, 1)))
        self.unary = nn.ModuleList(
            [spectral_norm(nn.Linear(hidden, 1)), spectral_norm(nn.Linear(hidden, 1))] if unary else [])

    def forward(self, image, z):
        """Scores [n, 1], or [n, 3] with the unary ones."""
        x = self.picture(self.trunk(image))
        h = self.latent(z)
        scores = [self.joint(torch.cat([x, h], 1))]
        scores += [head(features) for head, features in zip(self.unary, (x, h))]
        return torch.cat(scores, 1).float()


def initialise(network, sd=0.02):
    """DCGAN's: weights of convolutions from N(0, 0.02)."""
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            weight = getattr(module.parametrizations, "weight").original if hasattr(module, "parametrizations") \
                else module.weight
            nn.init.normal_(weight, 0, sd)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
