"""What every export needs: a network as an ONNX file that gives what PyTorch gives, and `model.json` beside it."""

import argparse
import hashlib
import json
import os
import warnings
from pathlib import Path

import torch

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
import onnxruntime  # noqa: E402

OPSET = 17              # ONNX Runtime 1.16 and later read it


def options(description, steps):
    """The command line of an example: where the package goes, and how long the little network is trained."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the folder of the package; its name is the model's")
    parser.add_argument("--steps", type=int, default=steps, help=f"steps of training (default: {steps})")
    parser.add_argument("--seed", type=int, default=1, help="what weights and pictures start from (default: 1)")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)                        # such little networks only wait for more
    return arguments


def export(network, examples, file, inputs, outputs):
    """Writes `file` and checks it.

    `examples` are inputs of several rows. The first axis of every input and output stays open, so that any number of
    latents or pictures can be given at once. Returns the entries that `model.json` needs for the file.
    """
    network = network.eval()                        # batch normalisation and dropout as in use, not as in training
    file.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")             # the tracing exporter is deprecated; its successor needs more packages
        torch.onnx.export(network, tuple(examples), file, dynamo=False, opset_version=OPSET, input_names=inputs,
                          output_names=outputs, dynamic_axes={name: {0: "batch"} for name in inputs + outputs})
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    for rows in (len(examples[0]), 1):              # another batch than the one it was traced with, too
        some = [example[:rows] for example in examples]
        with torch.no_grad():
            expected = network(*some)
        expected = expected if isinstance(expected, tuple) else (expected,)
        found = session.run(None, {name: example.numpy() for name, example in zip(inputs, some)})
        for name, a, b in zip(outputs, expected, found):
            difference = (a - torch.from_numpy(b)).abs().max().item()
            if not difference < 1e-4:
                raise SystemExit(f"{file}: {name} differs from PyTorch's by {difference:.2g}")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return {"file": file.name, "sha256": digest, "input": inputs[0], "output": outputs[0]}


def write(folder, description):
    """Writes `model.json`."""
    text = json.dumps({"name": folder.name, **description}, indent=2)
    (folder / "model.json").write_text(text + "\n")
    print(f"wrote {folder}; look at it with: sextant models inspect {folder}")
