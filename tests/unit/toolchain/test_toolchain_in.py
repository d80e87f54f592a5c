"""Text of torch-mlir is the same network as the ONNX file that it was made from: in numbers and in figures.

`make_text.py` made the text, with the real torch-mlir.
"""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from dnn_interpreter import run_network
from numpy.typing import NDArray
from onnx import numpy_helper
from onnx.reference import ReferenceEvaluator
from test_onnx_lowerings import CASES, arrays, build_model
from xdsl.dialects import arith
from xdsl.dialects.builtin import DenseIntOrFPElementsAttr, ModuleOp, TensorType

from stream_xdsl.bridge.report import find_program, read_report
from stream_xdsl.dialects.dnn import LayerOp, NetworkOp
from stream_xdsl.frontends.mlir import parse_file
from stream_xdsl.passes.convert_linalg_to_dnn import ConvertLinalgToDnnPass
from stream_xdsl.report.summary import summary
from stream_xdsl.tools.compile import compile_model, make_passes
from stream_xdsl.tools.contexts import full_context

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE / "cases").glob("*.mlir"))


def light_model_with_distinct_weights(name: str) -> onnx.ModelProto:
    """One of the light models, its weights filled with other numbers each: they are all equal, and MLIR merges equal constants."""
    assert onnx.__file__ is not None
    model = onnx.load(Path(onnx.__file__).parent / "backend/test/data/light" / f"light_{name}.onnx")
    number = 0.01
    for node in model.graph.node:
        if node.op_type == "ConstantOfShape" and node.attribute and node.attribute[0].t.data_type == 1:
            number += 2**-14
            node.attribute[0].t.CopyFrom(numpy_helper.from_array(np.array([number], np.float32)))
    for tensor in model.graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT:
            number += 2**-14
            filled = np.full(tuple(tensor.dims), number, np.float32)
            tensor.CopyFrom(numpy_helper.from_array(filled, tensor.name))
    return model


def silent(*_: int | str) -> None:
    """Shows no progress."""


def figures(model: str) -> dict[str, Any]:
    """The numbers of a schedule's summary."""
    passes = make_passes("fused", "tpu_like_quad_core")
    _, module = compile_model(model, passes, dims={}, progress=silent)
    found = summary(read_report(find_program(module, "test"), "test"))
    return {key: value for key, value in found.items() if isinstance(value, int | float)}


@pytest.fixture(scope="module")
def native(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the ONNX files."""
    folder = tmp_path_factory.mktemp("native")
    for name in ("squeezenet", "resnet50"):
        onnx.save(light_model_with_distinct_weights(name), folder / f"{name}.onnx")
    return folder


@pytest.mark.parametrize("name", ["squeezenet", "resnet50"])
def test_schedules_of_linalg_are_those_of_the_onnx_file(name: str, native: Path):
    expected = figures(str(native / f"{name}.onnx"))
    assert expected["macs"] > 0
    assert figures(str(HERE / f"models/{name}.linalg.mlir")) == expected


def layers(model: Path) -> list[tuple[object, ...]]:
    """What the layers of a model are, but for the names of what they read."""
    passes = make_passes("convert-onnx-to-dnn", "tpu_like_quad_core")
    _, module = compile_model(str(model), passes, dims={}, progress=silent)
    return [
        (op.kind, op.dim_names, op.dim_sizes, op.maps, op.operand_bits, op.pad, op.params)
        for op in module.walk()
        if isinstance(op, LayerOp)
    ]


def test_operators_in_text_make_the_layers_of_the_onnx_file(native: Path):
    found = layers(HERE / "models/squeezenet.torch.mlir")
    assert len(found) == 61
    assert found == layers(native / "squeezenet.onnx")


def converted(name: str) -> tuple[NetworkOp, dict[str, NDArray[Any]]]:
    """The network of a case, and its constants by the names that they get."""
    context = full_context()
    module = parse_file(str(HERE / f"cases/{name}.mlir"), context)
    tensors = constants(module)
    ConvertLinalgToDnnPass(precision="a8w8p16o8").apply(context, module)
    module.verify()
    (network,) = module.body.block.ops
    assert isinstance(network, NetworkOp)
    return network, tensors


def constants(module: ModuleOp) -> dict[str, NDArray[Any]]:
    tensors: dict[str, NDArray[Any]] = {}
    for op in module.walk():
        if isinstance(op, arith.ConstantOp) and isinstance(op.result.type, TensorType):
            assert isinstance(op.value, DenseIntOrFPElementsAttr)
            elements = np.array(list(op.value.iter_values()))
            tensors[f"constant{len(tensors)}"] = elements.reshape(op.result.type.get_shape())
    return tensors


@pytest.mark.parametrize("name", NAMES)
def test_linalg_computes_what_onnx_does(name: str):
    case = CASES[name]
    inputs = arrays(name, case.inputs)
    network, tensors = converted(name)
    numbered = {f"input{number}": value for number, value in enumerate(inputs.values())}
    results = run_network(network, numbered, tensors).values()
    model = build_model(case, inputs, arrays(f"{name}w", case.weights))
    for result, expected in zip(results, ReferenceEvaluator(model).run(None, inputs), strict=True):
        np.testing.assert_allclose(result, np.asarray(expected), rtol=1e-3, atol=1e-4)
