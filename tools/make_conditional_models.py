#!/usr/bin/env python3
"""Writes the conditional models under Tests/Fixtures/GenerativeModels/conditional.

    python3 tools/make_conditional_models.py

needs numpy, onnx and pillow. The same versions write the same bytes.

The tiny model of make_tiny_model.py with a second input c that brightens the channels, so that a picture shows the
condition it was decoded with. With s = c M, a row of 3 numbers,

    decoder   X = 1/2 + A Z A' / 16 + s   (for each channel)
    encoder   Z = A' (X - 1/2 - s) A / 64

- one-hot: c is float32 [n, 3], the weights of red, green and blue, M = I / 4; the encoder takes it too
- shapes: the same by the names of recipes/examples/export_conditional.py, which stands for it where documents are run
- label: c is int64 [n], the number of one of three classes without names and without a default, M = I / 4; the encoder
  takes it too
- label-pairs: the same as int32 [2, 1], two rows at a time
- binary: c is float32 [n, 1], the number of one of the classes off and on; M = (1/4, 0, 0)
- embedding: c is float32 [n, 2, 2] with values in a .npy file; M brightens red by the first number, green by the second,
  blue by the sum of the last two, all over 4
"""

import hashlib
import json
from pathlib import Path

import numpy as np
from make_tiny_model import FIXTURES, WALSH, encoder, info, model, node, save, tensor
from onnx import TensorProto

FOLDER = FIXTURES / "conditional"
EYE = np.eye(3) / 4
SUMS = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]]) / 4


def brightening(kind, shape, name="c"):
    """Nodes that make `shift`, [n, 3, 1, 1], of the input of this name; their constants, and the input."""
    constants = [tensor("axes", [2, 3], np.int64)]
    if kind in ("label", "label-pairs"):
        element = TensorProto.INT64 if kind == "label" else TensorProto.INT32
        constants += [tensor("m", EYE, np.float32), tensor("flat", [-1], np.int64)]
        nodes = [node("Reshape", [name, "flat"], "numbers"), node("Gather", ["m", "numbers"], "s", axis=0)]
    else:
        element = TensorProto.FLOAT
        matrix = {"one-hot": EYE, "binary": np.array([[0.25, 0, 0]]), "embedding": SUMS}[kind]
        constants += [tensor("m", matrix, np.float32), tensor("rows", [-1, len(matrix)], np.int64)]
        nodes = [node("Reshape", [name, "rows"], "row"), node("MatMul", ["row", "m"], "s")]
    nodes.append(node("Unsqueeze", ["s", "axes"], "shift"))
    return nodes, constants, info(name, element, shape)


def conditional_decoder(kind, shape, name):
    batch = shape[0]
    nodes, constants, condition = brightening(kind, shape, name)
    nodes += [
        node("Reshape", ["z", "blocks"], "z4"),
        node("MatMul", ["a", "z4"], "az"),
        node("MatMul", ["az", "at"], "sum"),
        node("Mul", ["sum", "scale"], "scaled"),
        node("Add", ["scaled", "middle"], "plain"),
        node("Add", ["plain", "shift"], "image"),
    ]
    constants += [
        tensor("a", WALSH, np.float32),
        tensor("at", WALSH.T, np.float32),
        tensor("blocks", [-1, 3, 4, 4], np.int64),
        tensor("scale", 0.0625, np.float32),
        tensor("middle", 0.5, np.float32),
    ]
    inputs = [info("z", TensorProto.FLOAT, [batch, 48]), condition]
    outputs = [info("image", TensorProto.FLOAT, [batch, 3, 32, 32])]
    return model("decoder", nodes, inputs, outputs, constants)


def conditional_encoder(kind, shape, name):
    batch = shape[0]
    nodes, constants, condition = brightening(kind, shape, name)
    nodes += [
        node("Sub", ["image", "middle"], "plain"),
        node("Sub", ["plain", "shift"], "centred"),
        node("MatMul", ["at", "centred"], "ax"),
        node("MatMul", ["ax", "a"], "sum"),
        node("Mul", ["sum", "scale"], "blocks"),
        node("Reshape", ["blocks", "shape"], "mean"),
    ]
    constants += [
        tensor("a", WALSH, np.float32),
        tensor("at", WALSH.T, np.float32),
        tensor("middle", 0.5, np.float32),
        tensor("scale", 1 / 64, np.float32),
        tensor("shape", [-1, 48], np.int64),
    ]
    inputs = [info("image", TensorProto.FLOAT, [batch, 3, 32, 32]), condition]
    return model("encoder", nodes, inputs, [info("mean", TensorProto.FLOAT, [batch, 48])], constants)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def package(name, shape, condition, encodes=False, kind=None, takes="c"):
    folder = FOLDER / name
    kind = kind or name
    save(conditional_decoder(kind, shape, takes), folder / "decoder.onnx")
    save(conditional_encoder(kind, shape, takes) if encodes else encoder(batch=shape[0]), folder / "encoder.onnx")
    description = {
        "name": name,
        "family": "other",
        "license": "Apache-2.0",
        "source": "tools/make_conditional_models.py: a linear model whose pictures show their condition",
        "latent": {"shape": [48], "prior": {"kind": "gaussian", "mean": 0, "sd": 1}},
        "image": {"width": 32, "height": 32, "channels": 3, "range": [0, 1]},
        "encoder": {
            "file": "encoder.onnx",
            "sha256": digest(folder / "encoder.onnx"),
            "input": "image",
            "output": "mean",
        },
        "decoder": {
            "file": "decoder.onnx",
            "sha256": digest(folder / "decoder.onnx"),
            "input": "z",
            "output": "image",
            "condition": {"input": takes, **condition},
        },
    }
    if encodes:
        description["encoder"]["condition"] = {"input": takes, "kind": condition["kind"]}
    (folder / "model.json").write_text(json.dumps(description, indent=2) + "\n")


def main():
    package(
        "one-hot",
        ["batch", 3],
        {"kind": "label", "classes": ["red", "green", "blue"], "default": "red"},
        encodes=True,
    )
    package(
        "shapes",
        ["batch", 3],
        {"kind": "label", "classes": ["disc", "square", "cross"], "default": "disc"},
        encodes=True,
        kind="one-hot",
        takes="label",
    )
    package("label", ["batch"], {"kind": "label", "count": 3}, encodes=True)
    package("label-pairs", [2, 1], {"kind": "label", "classes": ["red", "green", "blue"], "default": 1})
    package("binary", ["batch", 1], {"kind": "label", "classes": ["off", "on"], "default": "off"})
    values = FOLDER / "embedding/values.npy"
    values.parent.mkdir(parents=True, exist_ok=True)
    np.save(values, np.array([[[1, 0], [0, 0]], [[0, 0], [0.5, 0.5]], [[0, 0], [0, 0]]], np.float32))
    package(
        "embedding",
        ["batch", 2, 2],
        {
            "kind": "embedding",
            "shape": [2, 2],
            "values": {"file": "values.npy", "sha256": digest(values), "names": ["warm", "cold", "plain"]},
            "default": "plain",
        },
    )


if __name__ == "__main__":
    main()
