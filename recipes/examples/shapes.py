"""Pictures to train on for a few seconds: a disc, a square or a cross of any colour on a ground of any colour."""

import torch

CLASSES = ["disc", "square", "cross"]


def pictures(count, side=32):
    """`count` pictures [n, 3, side, side] from 0 to 1, and their classes [n]."""
    classes = torch.randint(0, 3, (count,))
    radius = (0.24 + 0.12 * torch.rand(count, 1, 1)) * side
    center = (0.42 + 0.16 * torch.rand(2, count, 1, 1)) * side
    rows, columns = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
    down, right = (rows - center[0]).abs(), (columns - center[1]).abs()
    distances = torch.stack([(down**2 + right**2).sqrt(), 1.1 * torch.maximum(down, right),
                             torch.maximum(torch.minimum(down, right) * 3, torch.maximum(down, right))])
    distance = distances.gather(0, classes.view(1, -1, 1, 1).expand(1, -1, side, side))[0]
    inside = torch.sigmoid(2 * (radius - distance)).unsqueeze(1)
    ground = torch.rand(count, 3, 1, 1)
    ink = (ground + 0.3 + 0.4 * torch.rand(count, 3, 1, 1)) % 1      # never the ground's own colour
    return inside * ink + (1 - inside) * ground, classes
