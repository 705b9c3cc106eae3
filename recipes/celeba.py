"""Labelled pictures of faces in CelebA's layout (Liu et al., ICCV 2015).

    DATA/img_align_celeba/000001.jpg      the pictures
    DATA/list_attr_celeba.txt             line 1: how many; line 2: names; rows: 000001.jpg -1 1 … (or 0 and 1)
    DATA/list_eval_partition.txt          rows: 000001.jpg 0       0 train, 1 valid, 2 test

Pictures may be missing. Those that exist are prepared once (cropped, resized with Pillow) and kept as one uint8 array
[n, size, size, 3] in a cache folder, from where it is mapped into memory.
"""

import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from . import BadInput

SPLITS = {"train": 0, "valid": 1, "test": 2}


def default_cache():
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "sextant-recipes"


class CelebA:
    """`pictures`: uint8 [n, size, size, 3]; `labels`: bool [n, attributes]; `split`: 0, 1 or 2 for each picture."""

    def __init__(self, folder, size, crop=None, cache=None):
        folder = Path(folder)
        if not folder.is_dir():
            raise BadInput(f"{folder}: no such folder")
        self.attributes, self.names, self.labels, self.split, missing = read_lists(folder)
        if missing:
            print(f"{folder}: {missing} pictures of the list are missing; "
                  f"going on with {len(self.names)}", file=sys.stderr)
        pictures = folder / "img_align_celeba"
        self.crop = default_crop(pictures / self.names[0]) if crop is None else crop
        self.size = size
        self.pictures = prepared(pictures, self.names, size, self.crop, Path(cache or default_cache()))

    def rows(self, split):
        """Indices of the pictures of a split, by its name."""
        return np.flatnonzero(self.split == SPLITS[split])

    @property
    def preprocess(self):
        """What `model.json` says of the preparation."""
        return {"crop": self.crop, "resize": "lanczos3"}

    @property
    def fingerprint(self):
        """SHA-256 of the names, labels, splits and the preparation: what a checkpoint was trained on."""
        digest = hashlib.sha256(repr((self.attributes, self.names, self.size, self.crop)).encode())
        digest.update(self.labels.tobytes())
        digest.update(self.split.tobytes())
        return digest.hexdigest()


def read_lists(folder):
    """The attributes' names, then names, labels and splits of the pictures that exist, and how many do not."""
    attributes, labels = read_attributes(folder / "list_attr_celeba.txt")
    splits = read_partition(folder / "list_eval_partition.txt")
    try:
        present = {entry.name for entry in os.scandir(folder / "img_align_celeba")}
    except OSError as error:
        raise BadInput(f"{folder / 'img_align_celeba'}: {error.strerror}")
    names = [name for name in labels if name in present]
    if not names:
        raise BadInput(f"{folder / 'img_align_celeba'}: none of the listed pictures is there")
    without = [name for name in names if name not in splits]
    if without:
        raise BadInput(f"{folder / 'list_eval_partition.txt'}: no row for {without[0]}")
    return (attributes, names, np.array([labels[name] for name in names]),
            np.array([splits[name] for name in names], np.uint8), len(labels) - len(names))


def read_attributes(path):
    """The names, and for each picture a row of booleans."""
    lines = read_lines(path)
    if len(lines) < 2 or not lines[0].strip().isdigit():
        raise BadInput(f"{path}: line 1 must be the number of pictures and line 2 the names of the attributes")
    attributes = lines[1].split()
    values = {"1": True, "-1": False, "0": False}
    labels = {}
    for number, line in enumerate(lines[2:], 3):
        name, *row = line.split()
        if len(row) != len(attributes):
            raise BadInput(f"{path}:{number}: {len(row)} labels for {len(attributes)} attributes")
        try:
            labels[name] = [values[value] for value in row]
        except KeyError as error:
            raise BadInput(f"{path}:{number}: {error.args[0]!r} is no label; labels are -1 and 1, or 0 and 1")
    return attributes, labels


def read_partition(path):
    """The split of each picture: 0, 1 or 2."""
    splits = {}
    for number, line in enumerate(read_lines(path), 1):
        row = line.split()
        if len(row) != 2 or row[1] not in ("0", "1", "2"):
            raise BadInput(f"{path}:{number}: a row is a picture's name and 0 (train), 1 (valid) or 2 (test)")
        splits[row[0]] = int(row[1])
    return splits


def read_lines(path):
    try:
        return [line for line in path.read_text().splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: {getattr(error, 'strerror', None) or error}")


def default_crop(path):
    """All of a square picture; of CelebA's 178x218 the square of 148 that holds the face, as is common."""
    try:
        with Image.open(path) as picture:
            width, height = picture.size
    except OSError as error:
        raise BadInput(f"{path}: {error}")
    if width == height:
        return "none"
    return {"center": 148 if (width, height) == (178, 218) else min(width, height)}


def parse_crop(text):
    """`none` or `center:N`, in the form of `model.json`."""
    if text == "none":
        return text
    kind, _, edge = text.partition(":")
    if kind != "center" or not edge.isdigit() or int(edge) < 1:
        raise BadInput(f"--crop {text}: write none or center:148")
    return {"center": int(edge)}


def prepared(folder, names, size, crop, cache):
    """The pictures, from the cache or made now by several threads (Pillow lets go of Python's lock)."""
    digest = hashlib.sha256(repr((str(folder.resolve()), size, crop)).encode())
    for name in names:
        status = (folder / name).stat()
        digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    path = cache / f"{digest.hexdigest()[:32]}.npy"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        print(f"preparing {len(names)} pictures of {size}x{size}", file=sys.stderr)
        unfinished = cache / f"{path.stem}.{os.getpid()}.unfinished"
        try:
            array = np.lib.format.open_memmap(unfinished, "w+", np.uint8, (len(names), size, size, 3))

            def prepare(row):
                array[row] = prepare_picture(folder / names[row], size, crop)

            with ThreadPoolExecutor(os.cpu_count()) as threads:
                for _ in threads.map(prepare, range(len(names))):
                    pass
            array.flush()
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return np.load(path, mmap_mode="r")


def prepare_picture(path, size, crop):
    """One picture as uint8 [size, size, 3]."""
    try:
        with Image.open(path) as file:
            picture = file.convert("RGB")
    except OSError as error:
        raise BadInput(f"{path}: {error}")
    if crop != "none":
        edge = crop["center"]
        if edge > min(picture.size):
            raise BadInput(f"{path}: {picture.width}x{picture.height} is too small for a square of {edge}")
        left, top = (picture.width - edge) // 2, (picture.height - edge) // 2
        picture = picture.crop((left, top, left + edge, top + edge))
    return np.asarray(picture.resize((size, size), Image.Resampling.LANCZOS))


class Batches:
    """Shuffled batches of a split. Batch i depends on (seed, i) alone, so that a resumed training sees the same."""

    def __init__(self, data, rows, batch, seed, flip):
        if len(rows) < batch:
            raise BadInput(f"{len(rows)} pictures do not fill a batch of {batch}: choose a smaller --batch")
        self.data, self.all, self.batch, self.seed, self.flip = data, rows, batch, seed, flip
        self.per_epoch = len(rows) // batch
        self.epoch = None

    def __getitem__(self, iteration):
        """Pictures uint8 [batch, size, size, 3], half of them mirrored if `flip`, and their labels."""
        epoch, place = divmod(iteration, self.per_epoch)
        if epoch != self.epoch:
            self.epoch, self.order = epoch, np.random.default_rng([self.seed, epoch]).permutation(self.all)
        rows = np.sort(self.order[place * self.batch:(place + 1) * self.batch])
        pictures = self.data.pictures[rows]
        if self.flip:
            mirrored = np.random.default_rng([self.seed, epoch, place]).random(len(rows)) < 0.5
            pictures[mirrored] = pictures[mirrored, :, ::-1]
        return pictures, self.data.labels[rows]
