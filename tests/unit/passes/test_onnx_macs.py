"""Multiply-accumulates of known networks: as published, and as counted from the shapes in the ONNX file."""

from math import prod
from pathlib import Path

import onnx
import pytest
from xdsl.context import Context

from stream_xdsl.dialects.dnn import NetworkOp
from stream_xdsl.frontends.onnx import import_onnx
from stream_xdsl.passes.convert_onnx_to_dnn import ConvertOnnxToDnnPass
from stream_xdsl.workload.kinds import Category, Kind

LIGHT_MODELS = Path(onnx.__file__).parent / "backend/test/data/light"

PUBLISHED = {
    "light_bvlc_alexnet": 655,
    "light_densenet121": 2834,
    "light_inception_v1": 1432,
    "light_inception_v2": 2019,
    "light_resnet50": 4089,
    "light_shufflenet": 125,
    "light_squeezenet": 349,
    "light_vgg19": 19632,
    "light_zfnet512": 1482,
    "resnet18": 1814,
}
"""In millions."""

OTHERS = ["2_conv", "attention_head", "fsrcnn", "mobilenetv2", "swiglu_1_16_32", "swiglu_256_4096_14336"]


def macs_of_layers(path: Path) -> int:
    module = import_onnx(path)
    ConvertOnnxToDnnPass(precision="file").apply(Context(), module)
    module.verify()
    (network,) = module.body.block.ops
    assert isinstance(network, NetworkOp)
    return sum(
        prod(layer.dims.values())
        for layer in network.layers
        if Kind(layer.kind.data).category is Category.MAC
    )


def macs_of_nodes(path: Path) -> int:
    """By ONNX's own shapes: elements of the result times elements that each of them sums up."""
    model = onnx.load(path, load_external_data=False)
    graph = onnx.shape_inference.infer_shapes(model, data_prop=True).graph
    shapes = {
        value.name: [d.dim_value for d in value.type.tensor_type.shape.dim]
        for value in (*graph.input, *graph.value_info, *graph.output)
    } | {tensor.name: list(tensor.dims) for tensor in graph.initializer}
    total = 0
    for node in graph.node:
        if node.op_type in ("Conv", "Gemm", "MatMul"):
            first, second = (shapes[name] for name in node.input[:2])
            turned = any(a.name == "transA" and a.i for a in node.attribute)
            summed = prod(second[1:]) if node.op_type == "Conv" else first[-2 if turned else -1]
            total += prod(shapes[node.output[0]]) * summed
    return total


def find_model(name: str, request: pytest.FixtureRequest) -> Path:
    if name.startswith("light_"):
        return LIGHT_MODELS / f"{name}.onnx"
    return request.getfixturevalue("shared_data") / "models" / f"{name}.onnx"


@pytest.mark.parametrize("name", [*PUBLISHED, *OTHERS])
def test_macs(name: str, request: pytest.FixtureRequest):
    path = find_model(name, request)
    macs = macs_of_layers(path)
    assert macs == macs_of_nodes(path)
    if name in PUBLISHED:
        assert round(macs / 1e6) == PUBLISHED[name]
