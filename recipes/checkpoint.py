"""Checkpoints: everything that the next iteration depends on, in `checkpoint.pt`."""

import json
import os
import pickle

import torch

from . import BadInput

# What may differ when a training goes on: its length, its machine and what is written into the package.
FREE = {"change", "data", "out", "epochs", "iterations", "minutes", "threads", "device", "checkpoint", "cache", "name", "license",
        "source", "classifier", "export_only", "no_whitening", "float32_weights", "save_minutes", "precision", "regularizer"}


def fixed_options(options, data, family):
    """The options that a checkpoint must share, as JSON."""
    fixed = {key: value for key, value in sorted(vars(options).items()) if key not in FREE}
    fixed["crop"], fixed["data_sha256"] = data.crop, data.fingerprint
    if getattr(family, "regularizer", None):
        fixed["regularizer"] = family.regularizer.identity
    return json.dumps(fixed)


# What no --change can change: the networks' shapes and the pictures.
SHAPES = {"family", "size", "width", "latent", "crop", "data_sha256", "regularizer", "no_spectral_norm", "no_unary"}


def save(path, family, options, iteration, seconds, changes=()):
    state = {
        "options": options, "iteration": iteration, "seconds": seconds, "changes": list(changes),
        "networks": {name: network.state_dict() for name, network in family.networks.items()},
        "optimizers": {name: optimizer.state_dict() for name, optimizer in family.optimizers.items()},
        "averages": {name: average.network.state_dict() for name, average in family.averages.items()},
        "random": torch.get_rng_state(),
        "random_cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
    }
    unfinished = path.with_suffix(".unfinished")
    try:
        with unfinished.open("wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def load(path, family, options, may_change=False):
    """Brings the family back to where it was; returns (iteration, seconds, changes).

    `changes` lists, for every iteration at which options were changed, their old values.
    """
    try:
        state = torch.load(path, map_location=family.device, weights_only=True)
        old, new = json.loads(state["options"]), json.loads(options)
    except (OSError, RuntimeError, KeyError, EOFError, ValueError, pickle.UnpicklingError) as error:
        raise BadInput(f"{path}: not a readable checkpoint ({str(error).splitlines()[0]})")
    different = [key for key in sorted(old.keys() | new.keys()) if old.get(key) != new.get(key)]
    for key in different:
        if not may_change or key in SHAPES:
            what = "was trained on other data" if key == "data_sha256" else \
                f"was made with {key} {old.get(key)}, not {new.get(key)}"
            raise BadInput(f"{path} {what}: use the same, or another --checkpoint folder")
    for name, network in family.networks.items():
        network.load_state_dict(state["networks"][name])
    for name, optimizer in family.optimizers.items():
        rates = [group["initial_lr"] for group in optimizer.param_groups]
        optimizer.load_state_dict(state["optimizers"][name])
        for group, rate in zip(optimizer.param_groups, rates):
            group["initial_lr"] = rate
    for name, average in family.averages.items():
        average.network.load_state_dict(state["averages"][name])
    torch.set_rng_state(state["random"].cpu())
    if state["random_cuda"] and torch.cuda.is_available():
        torch.cuda.set_rng_state_all([random.cpu() for random in state["random_cuda"]])
    changes = state.get("changes", [])
    if different:
        changes = changes + [{"iteration": state["iteration"], "before": {key: old.get(key) for key in different}}]
    return state["iteration"], state["seconds"], changes
