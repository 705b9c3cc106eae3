"""Networks to ONNX files: named inputs, any batch, batch normalisation folded, everything in one file.

Weights are stored in half precision and cast to float32 when the file is opened, as long as what the network
computes changes by no more than `tolerance`; arithmetic is always float32. Same network, same bytes.
"""

import io
import os
import warnings

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
import onnxruntime  # noqa: E402

from . import BadInput
from .networks import folded

OPSET = 17              # ONNX Runtime 1.16 and later read it
IR_VERSION = 8
SMALL = 1024            # tensors below this many numbers stay in float32


def export(network, example, inputs, outputs, tolerance, half=True):
    """The file's bytes. `example` is a batch for the check, `tolerance` the greatest change by half precision."""
    network = folded(network).cpu().to(memory_format=torch.contiguous_format)
    example = example.cpu().contiguous()
    graph = traced(network, example, inputs, outputs)
    with torch.no_grad():
        expected = network(example)
    expected = [tensor.numpy() for tensor in (expected if isinstance(expected, tuple) else (expected,))]
    error = greatest_difference(graph, inputs, example, expected)
    if not error <= 1e-4:
        raise BadInput(f"the exported {outputs[0]} differs from PyTorch's by {error:.2g}")
    if half:
        smaller = with_half_weights(graph)
        if greatest_difference(smaller, inputs, example, expected) <= tolerance:
            graph = smaller
    return graph.SerializeToString(deterministic=True)


def traced(network, example, inputs, outputs):
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")     # the tracing exporter is deprecated; its successor needs two packages more
        torch.onnx.export(network, (example[:2],), file, dynamo=False, opset_version=OPSET, input_names=inputs,
                          output_names=outputs, dynamic_axes={name: {0: "batch"} for name in inputs + outputs})
    model = onnx.load_from_string(file.getvalue())
    model.ir_version = IR_VERSION
    for node in model.graph.node:
        node.doc_string = ""
    onnx.checker.check_model(model)
    return model


def with_half_weights(model):
    """A copy whose large weights are float16 initializers, each followed by a Cast to float32."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    casts = []
    for tensor in copy.graph.initializer:
        if tensor.data_type == TensorProto.FLOAT and np.prod(tensor.dims) >= SMALL:
            name = tensor.name
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), name + "_half"))
            casts.append(helper.make_node("Cast", [name + "_half"], [name], name=name + "_cast", to=TensorProto.FLOAT))
    nodes = casts + list(copy.graph.node)
    del copy.graph.node[:]
    copy.graph.node.extend(nodes)
    onnx.checker.check_model(copy)
    return copy


def greatest_difference(model, inputs, example, expected):
    """The greatest absolute difference of ONNX Runtime's outputs from these."""
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found = session.run(None, {inputs[0]: example.numpy()})
    return max(float(np.abs(a - b).max()) for a, b in zip(found, expected))
