"""A picture as a model's encoder takes it, as a Python program reads it: Pillow and NumPy."""

import numpy as np
from PIL import Image

FILTERS = {"lanczos3": Image.LANCZOS, "bicubic": Image.BICUBIC, "bilinear": Image.BILINEAR, "area": Image.BOX}


def prepared(path, about):
    image = Image.open(path).convert("RGB")
    crop = about["preprocess"]["crop"]
    if isinstance(crop, dict) and "center" in crop:
        side = crop["center"]
        left, top = round((image.width - side) / 2), round((image.height - side) / 2)
        image = image.crop((left, top, left + side, top + side))
    size = (about["image"]["width"], about["image"]["height"])
    return np.asarray(image.resize(size, FILTERS[about["preprocess"]["resize"]]), np.float32).transpose(2, 0, 1) / 255
