#!/usr/bin/env python3
"""Writes Examples/tiny-model, the models under Tests/Fixtures/GenerativeModels and Tests/Fixtures/Diagrams/halves.onnx.

    python3 tools/make_tiny_model.py

needs numpy, onnx and pillow. The same versions write the same bytes.

The model is linear and exact in every float type. A is 32 x 4 with the first four Walsh functions as columns, each
constant on quarters: ++++, ++--, +--+, +-+-. For each of the three channels, with Z a 4 x 4 part of the latent,

    decoder   X = 1/2 + A Z A' / 16
    encoder   Z = A' (X - 1/2) A / 64,     since A' A = 32 I

so a latent of small multiples of powers of two is decoded and encoded without any rounding, and a picture comes back as
the means of 4 x 4 squares.
"""

import hashlib
import json
import math
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "Examples/tiny-model"
FIXTURES = ROOT / "Tests/Fixtures/GenerativeModels"

WALSH = np.repeat(np.array([[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, -1, 1], [1, -1, 1, -1]]).T, 8, axis=0)
TYPES = {"float32": TensorProto.FLOAT, "float16": TensorProto.FLOAT16, "float64": TensorProto.DOUBLE}


def node(op, inputs, output, **attributes):
    return helper.make_node(op, inputs, [output], **attributes)


def tensor(name, values, dtype):
    return numpy_helper.from_array(np.asarray(values, dtype=dtype), name)


def info(name, element, shape):
    return helper.make_tensor_value_info(name, element, shape)


def model(name, nodes, inputs, outputs, constants):
    graph = helper.make_graph(nodes, name, inputs, outputs, constants)
    made = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8, producer_name="make_tiny_model"
    )
    onnx.checker.check_model(made)
    return made


def decoder(dtype="float32", batch="batch", latent=(48,), layout="nchw", signed=False, strength=False, hidden=None):
    """The decoder; `strength` gives it a second input that scales the contrast, `signed` makes its range [-1, 1].

    `hidden` gives the output's extents after the batch as names with factors of 32, which are only computed while the
    graph runs, so that nobody can know them before."""
    element = TYPES[dtype]
    nodes, constants = [], [tensor("a", WALSH, dtype), tensor("at", WALSH.T, dtype)]
    inputs = [info("z", element, [batch, *latent])]
    blocks = "z"
    if tuple(latent) != (3, 4, 4):
        constants.append(tensor("blocks", [-1, 3, 4, 4], np.int64))
        nodes.append(node("Reshape", ["z", "blocks"], "z4"))
        blocks = "z4"
    nodes += [node("MatMul", ["a", blocks], "az"), node("MatMul", ["az", "at"], "sum")]
    constants.append(tensor("scale", 0.125 if signed else 0.0625, dtype))
    nodes.append(node("Mul", ["sum", "scale"], "scaled"))
    last = "scaled"
    if strength:
        inputs.append(info("strength", element, [batch, 1]))
        constants.append(tensor("axes", [2, 3], np.int64))
        nodes += [node("Unsqueeze", ["strength", "axes"], "s4"), node("Mul", ["scaled", "s4"], "stretched")]
        last = "stretched"
    result = "planes" if layout == "nhwc" else "image"
    constants.append(tensor("middle", 0 if signed else 0.5, dtype))
    nodes.append(node("Add", [last, "middle"], result))
    if layout == "nhwc":
        nodes.append(node("Transpose", ["planes"], "image", perm=[0, 2, 3, 1]))
    size = [batch, 32, 32, 3] if layout == "nhwc" else [batch, 3, 32, 32]
    if hidden:
        nodes[-1].output[0] = "plain"
        constants += [tensor("nothing", 0, dtype), tensor("side", 32, dtype), tensor("first", [0], np.int64)]
        nodes += [
            node("Mul", ["z", "nothing"], "zeros"),
            node("ReduceSum", ["zeros"], "zero", keepdims=0),
            node("Add", ["zero", "side"], "computed"),
            node("Cast", ["computed"], "whole", to=TensorProto.INT64),
            node("Unsqueeze", ["whole", "first"], "extent"),
        ]
        parts = ["rows"]
        constants.append(tensor("rows", [-1], np.int64))
        for name, factor in hidden:
            constants.append(tensor(f"{name} times", [round(32 * factor)], np.int64))
            constants.append(tensor(f"{name} over", [32], np.int64))
            nodes.append(node("Mul", ["extent", f"{name} times"], f"{name} product"))
            nodes.append(node("Div", [f"{name} product", f"{name} over"], f"{name} extent"))
            parts.append(f"{name} extent")
        nodes += [node("Concat", parts, "extents", axis=0), node("Reshape", ["plain", "extents"], "image")]
        size = [batch, *(name for name, _ in hidden)]
    return model("decoder", nodes, inputs, [info("image", element, size)], constants)


def encoder(dtype="float32", batch="batch", latent=(48,), layout="nchw", signed=False, names=("mean", "logvar")):
    """The encoder; the variance is 1/64 everywhere."""
    element = TYPES[dtype]
    mean, logvar = names
    nodes, planes = [], "image"
    constants = [tensor("a", WALSH, dtype), tensor("at", WALSH.T, dtype)]
    if layout == "nhwc":
        nodes.append(node("Transpose", ["image"], "planes", perm=[0, 3, 1, 2]))
        planes = "planes"
    constants.append(tensor("middle", 0 if signed else 0.5, dtype))
    nodes += [
        node("Sub", [planes, "middle"], "centred"),
        node("MatMul", ["at", "centred"], "ax"),
        node("MatMul", ["ax", "a"], "sum"),
    ]
    constants.append(tensor("scale", 1 / 128 if signed else 1 / 64, dtype))
    nodes.append(node("Mul", ["sum", "scale"], "blocks"))
    constants.append(tensor("shape", [-1, *latent], np.int64))
    nodes.append(node("Reshape", ["blocks", "shape"], mean))
    constants += [tensor("zero", 0, dtype), tensor("variance", math.log(1 / 64), dtype)]
    nodes += [node("Mul", [mean, "zero"], "zeros"), node("Add", ["zeros", "variance"], logvar)]
    size = [batch, 32, 32, 3] if layout == "nhwc" else [batch, 3, 32, 32]
    outputs = [info(mean, element, [batch, *latent]), info(logvar, element, [batch, *latent])]
    return model("encoder", nodes, [info("image", element, size)], outputs, constants)


def conditioned():
    """A decoder with extra inputs of every type and two outputs that could be pictures: image = 1/2 + f A Z A' / 16
    with f = label (int64, per row) + step[0] step[1] (int32) + gain (double, scalar), negated where `flip`."""
    nodes = [
        node("Reshape", ["z", "blocks"], "z4"),
        node("MatMul", ["a", "z4"], "az"),
        node("MatMul", ["az", "at"], "sum"),
        node("Mul", ["sum", "scale"], "scaled"),
        node("Cast", ["label"], "labels", to=TensorProto.FLOAT),
        node("Cast", ["step"], "steps", to=TensorProto.FLOAT),
        node("ReduceProd", ["steps"], "product", axes=[0], keepdims=0),
        node("Cast", ["gain"], "gains", to=TensorProto.FLOAT),
        node("Add", ["product", "gains"], "same"),
        node("Add", ["labels", "same"], "factors"),
        node("Where", ["flip", "minus", "plus"], "sign"),
        node("Mul", ["factors", "sign"], "signed"),
        node("Unsqueeze", ["signed", "axes"], "f4"),
        node("Mul", ["scaled", "f4"], "stretched"),
        node("Add", ["stretched", "middle"], "image"),
        node("Identity", ["scaled"], "contrast"),
    ]
    constants = [
        tensor("a", WALSH, np.float32),
        tensor("at", WALSH.T, np.float32),
        tensor("blocks", [-1, 3, 4, 4], np.int64),
        tensor("axes", [1, 2, 3], np.int64),
        tensor("scale", 0.0625, np.float32),
        tensor("middle", 0.5, np.float32),
        tensor("minus", -1, np.float32),
        tensor("plus", 1, np.float32),
    ]
    inputs = [
        info("z", TensorProto.FLOAT, ["batch", 48]),
        info("label", TensorProto.INT64, ["batch"]),
        info("step", TensorProto.INT32, [2]),
        info("gain", TensorProto.DOUBLE, []),
        info("flip", TensorProto.BOOL, []),
    ]
    outputs = [info(name, TensorProto.FLOAT, ["batch", 3, 32, 32]) for name in ("image", "contrast")]
    return model("conditioned", nodes, inputs, outputs, constants)


def classifier():
    """Two probabilities of pictures: whether they are brighter above than below, and left than right.

    With the halves' means p = 1 / (1 + exp(-30 (first - second)))."""
    halves = np.repeat(np.array([[1, 1], [1, -1]]), 16, axis=1)
    nodes = [
        node("ReduceMean", ["image"], "grey", axes=[1], keepdims=0),
        node("MatMul", ["halves", "grey"], "rows"),
        node("MatMul", ["rows", "columns"], "sums"),
        node("Reshape", ["sums", "flat"], "list"),
        node("Gather", ["list", "both"], "differences", axis=1),
        node("Mul", ["differences", "scale"], "logits"),
        node("Sigmoid", ["logits"], "probability"),
    ]
    constants = [
        tensor("halves", halves, np.float32),
        tensor("columns", halves.T, np.float32),
        tensor("flat", [-1, 4], np.int64),
        tensor("both", [2, 1], np.int64),
        tensor("scale", 30 / 512, np.float32),
    ]
    inputs = [info("image", TensorProto.FLOAT, ["batch", 3, 32, 32])]
    outputs = [info("probability", TensorProto.FLOAT, ["batch", 2])]
    return model("classifier", nodes, inputs, outputs, constants)


def square_root():
    """A decoder whose pictures are not finite where a coordinate is negative."""
    nodes = [node("Reshape", ["z", "blocks"], "z4"), node("Sqrt", ["z4"], "image")]
    return model(
        "decoder",
        nodes,
        [info("z", TensorProto.FLOAT, ["batch", 48])],
        [info("image", TensorProto.FLOAT, ["batch", 3, 4, 4])],
        [tensor("blocks", [-1, 3, 4, 4], np.int64)],
    )


def save(made, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.SerializeToString(deterministic=True))
    assert path.stat().st_size < 5000, path


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def package(folder, name, decoder, encoder, latent=(48,), value_range=(0, 1), constants=None):
    save(decoder, folder / "decoder.onnx")
    save(encoder, folder / "encoder.onnx")
    description = {
        "name": name,
        "family": "other",
        "license": "Apache-2.0",
        "source": "tools/make_tiny_model.py: a linear model that shows pictures as 4 x 4 squares",
        "latent": {"shape": list(latent), "prior": {"kind": "gaussian", "mean": 0, "sd": 1}},
        "image": {"width": 32, "height": 32, "channels": 3, "range": list(value_range)},
        "preprocess": {"crop": "none", "resize": "lanczos3"},
        "encoder": {
            "file": "encoder.onnx",
            "sha256": digest(folder / "encoder.onnx"),
            "input": "image",
            "output": "mean",
            "logvar": "logvar",
        },
        "decoder": {
            "file": "decoder.onnx",
            "sha256": digest(folder / "decoder.onnx"),
            "input": "z",
            "output": "image",
        },
    }
    if constants:
        description["decoder"]["constants"] = constants
    (folder / "model.json").write_text(json.dumps(description, indent=2) + "\n")


def pictures(folder):
    """Three pictures that stay different from each other when only 4 x 4 squares are left of them."""
    folder.mkdir(parents=True, exist_ok=True)
    side = 48
    ramp = np.linspace(0, 1, side)
    x, y = np.meshgrid(ramp, ramp)

    sunset = np.stack([0.95 - 0.25 * y, 0.75 - 0.6 * y, 0.25 + 0.5 * y], axis=-1)
    a = Image.fromarray(np.uint8(np.round(255 * sunset)))
    draw = ImageDraw.Draw(a)
    draw.ellipse([13, 1, 34, 22], fill=(255, 240, 120))
    draw.rectangle([0, 36, 47, 47], fill=(30, 60, 110))

    meadow = np.stack([0.35 + 0 * x, 0.6 + 0.3 * (1 - x), 0.25 + 0 * x], axis=-1)
    b = Image.fromarray(np.uint8(np.round(255 * meadow)))
    draw = ImageDraw.Draw(b)
    draw.rectangle([0, 0, 23, 23], fill=(200, 40, 50))
    draw.rectangle([24, 24, 47, 47], fill=(240, 230, 210))

    night = np.stack([0.08 + 0 * x, 0.1 + 0.1 * y, 0.25 + 0.3 * y], axis=-1)
    c = Image.fromarray(np.uint8(np.round(255 * night)))
    draw = ImageDraw.Draw(c)
    draw.polygon([(0, 47), (24, 8), (47, 47)], fill=(60, 190, 170))
    draw.rectangle([36, 0, 47, 11], fill=(250, 250, 250))

    for name, picture in (("a", a), ("b", b), ("c", c)):
        picture.save(folder / f"{name}.png", optimize=True)


def main():
    package(EXAMPLE, "tiny", decoder(), encoder())
    pictures(EXAMPLE / "images")
    package(FIXTURES / "fixed-batch", "fixed-batch", decoder(batch=1), encoder(batch=1))
    package(FIXTURES / "float16", "float16", decoder("float16"), encoder("float16"))
    package(FIXTURES / "float64", "float64", decoder("float64"), encoder("float64"))
    package(FIXTURES / "nhwc", "nhwc", decoder(layout="nhwc"), encoder(layout="nhwc"))
    # Range [-1, 1], four rows at a time.
    package(
        FIXTURES / "signed",
        "signed",
        decoder(batch=4, signed=True),
        encoder(batch=4, signed=True),
        value_range=(-1, 1),
    )
    package(
        FIXTURES / "shaped",
        "shaped",
        decoder(latent=(3, 4, 4), strength=True),
        encoder(latent=(3, 4, 4)),
        latent=(3, 4, 4),
        constants={"strength": 1},
    )
    # Sizes that only running shows.
    save(decoder(hidden=[("channels", 3 / 32), ("height", 1), ("width", 1)]), FIXTURES / "bare/hidden-size.onnx")
    save(decoder(hidden=[("rows of planes", 3), ("width", 1)]), FIXTURES / "bare/hidden-planes.onnx")
    save(conditioned(), FIXTURES / "bare/conditioned.onnx")
    save(square_root(), FIXTURES / "bare/square-root.onnx")
    save(classifier(), ROOT / "Tests/Fixtures/Diagrams/halves.onnx")
    save(encoder(names=("first", "second")), FIXTURES / "bare/unnamed-outputs.onnx")

    # The weights of a large model lie in a file beside the graph.
    external = decoder()
    external.graph.name = "external"
    for initializer in external.graph.initializer:
        if initializer.name in ("a", "at"):
            onnx.external_data_helper.set_external_data(initializer, "weights.bin")
    (FIXTURES / "bare/weights.bin").unlink(missing_ok=True)
    onnx.external_data_helper.write_external_data_tensors(external, str(FIXTURES / "bare"))
    (FIXTURES / "bare/weights.bin").chmod(0o644)
    save(external, FIXTURES / "bare/external.onnx")


if __name__ == "__main__":
    main()
