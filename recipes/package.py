"""Model packages: a folder with ONNX files and a `model.json` that describes them."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import torch

from . import BadInput
from .classifier import exported
from .export import export

PIXEL_STEP = 1 / 255        # of the range of the picture's values


def write_package(folder, family, options, data, record):
    """Exports the finished networks of a family and writes the package whole or not at all."""
    parts = family.finished()
    rows = data.rows("train")[:128]
    pictures = family.scaled(family.tensor(data.pictures[rows]))
    manifest = {
        "name": options.name, "family": family.name, "license": options.license, "source": options.source,
        "image": {"width": options.size, "height": options.size, "channels": 3, "range": family.image_range},
        "preprocess": data.preprocess,
    }
    files = {}

    def part(name, network, example, inputs, outputs, tolerance, **more):
        content = export(network, example, inputs, outputs, tolerance, not options.float32_weights)
        files[f"{name}.onnx"] = content
        manifest[name] = {"file": f"{name}.onnx", "sha256": hashlib.sha256(content).hexdigest(),
                          "input": inputs[0], "output": outputs[0], **more}

    extent = family.image_range[1] - family.image_range[0]
    if "encoder" in parts:
        # Of latents whose deviation is about 1.
        part("encoder", parts["encoder"], pictures, ["image"], ["mean", "logvar"], 0.02, logvar="logvar")
    if "decoder" in parts:
        latents = family.prior(512, torch.Generator().manual_seed(0))
        part("decoder", parts["decoder"], latents, ["z"], ["image"], PIXEL_STEP * extent)
        manifest["latent"] = {"shape": [options.latent], "prior": prior_record(family)}
        if options.classifier:
            manifest["classifier"] = {"package": classifier_name(options.classifier)}
    if "classifier" in parts:
        part("classifier", exported(parts["classifier"]), pictures, ["image"], ["probability"], 1 / 255,
             labels=data.attributes)
    manifest["training"] = record
    write_folder(Path(folder), manifest, files)


def prior_record(family):
    return {"kind": "uniform", "low": -1, "high": 1} if family.name == "dcgan" \
        else {"kind": "gaussian", "mean": 0, "sd": 1}


def classifier_name(text):
    """The name of the package at this place, or the text itself if it is no folder."""
    path = Path(text) / "model.json"
    return json.loads(path.read_text())["name"] if path.exists() else Path(text).name


def check_place(folder, name, family):
    """Refuses a place that holds anything but an earlier package of the same name and family."""
    manifest = folder / "model.json"
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    try:
        old = json.loads(manifest.read_text())
    except (OSError, ValueError):
        old = {}
    if (old.get("name"), old.get("family")) != (name, family):
        raise BadInput(f"--out {folder}: holds something else than the package '{name}' of family {family}; "
                       "choose another folder or move it away")


def write_folder(folder, manifest, files):
    """Beside the folder first, then in its place."""
    folder = folder.absolute()
    check_place(folder, manifest["name"], manifest["family"])
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}.unfinished")
    unfinished.mkdir(parents=True)
    try:
        for name, content in files.items():
            (unfinished / name).write_bytes(content)
        (unfinished / "model.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
        if folder.exists():
            old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
            folder.rename(old)
            unfinished.rename(folder)
            shutil.rmtree(old)
        else:
            unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
