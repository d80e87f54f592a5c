"""Unsigned integers of 64 bits above the largest signed one: the runtime and native code make of them what ONNX's reference evaluator does."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from native import MLIR_OPT, MLIR_TRANSLATE, NativeSchedule
from onnx import helper, parser
from test_execute_scheduled import compiled

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.checker.read import read_model
from stream_xdsl.runtime.compare import compare
from stream_xdsl.runtime.evaluators import evaluate
from stream_xdsl.runtime.execute import execute
from stream_xdsl.runtime.reference import make_data

LIMIT = 2**63 + 5

CASES = {
    "max": "(uint64[3, 5] x, uint64[3, 5] w) => (uint64[3, 5] y) { y = Max(x, w) }",
    "min": "(uint64[3, 5] x, uint64[3, 5] w) => (uint64[3, 5] y) { y = Min(x, w) }",
    "divide": "(uint64[3, 5] x, uint64[3, 5] w) => (uint64[3, 5] y) { y = Div(x, w) }",
    "subtract": "(uint64[3, 5] x, uint64[3, 5] w) => (uint64[3, 5] y) { y = Sub(x, w) }",
    "clip": "(uint64[3, 5] x) => (uint64[3, 5] y) <uint64 a = {30}, uint64 b = {9223372036854775813}> { y = Clip(x, a, b) }",
    "absolute": "(uint64[3, 5] x) => (uint64[3, 5] y) { y = Abs(x) }",
    "slope": "(uint64[3, 5] x, uint64[3, 5] w) => (uint64[3, 5] y) { y = PRelu(x, w) }",
    "greatest": "(uint64[3, 5] x) => (uint64[3] y) <int64[1] a = {1}> { y = ReduceMax<keepdims = 0>(x, a) }",
    "least": "(uint64[3, 5] x) => (uint64[3] y) <int64[1] a = {1}> { y = ReduceMin<keepdims = 0>(x, a) }",
    "sum": "(uint64[3, 5] x) => (uint64[3] y) <int64[1] a = {1}> { y = ReduceSum<keepdims = 0>(x, a) }",
    "product": "(uint64[3, 5] x, uint64[5, 2] w) => (uint64[3, 2] y) { y = MatMul(x, w) }",
    "to_double": "(uint64[3, 5] x) => (double[3, 5] y) { y = Cast<to = 11>(x) }",
    "to_float": "(uint64[3, 5] x) => (float[3, 5] y) { y = Cast<to = 1>(x) }",
    "to_int": "(uint64[3, 5] x) => (int32[3, 5] y) { y = Cast<to = 6>(x) }",
    "from_double": "(double[3, 5] x) => (uint64[3, 5] y) { y = Cast<to = 13>(x) }",
    "from_float": "(float[3, 5] x) => (uint64[3, 5] y) { y = Cast<to = 13>(x) }",
}


@pytest.mark.parametrize("name", CASES)
def test_above_the_largest_signed_integer(name: str, tmp_path: Path):
    model = parser.parse_model(f'<ir_version: 9, opset_import: ["" : 20]> g {CASES[name]}')
    onnx.save(model, tmp_path / "model.onnx")
    random, inputs = np.random.default_rng(3), {}
    for value in model.graph.input:
        shape = [dim.dim_value for dim in value.type.tensor_type.shape.dim]
        drawn = random.integers(1, 2**64 - 1, shape, dtype=np.uint64, endpoint=True)
        drawn.flat[:2] = 2**64 - 2**11, LIMIT
        inputs[value.name] = drawn.astype(helper.tensor_dtype_to_np_dtype(value.type.tensor_type.elem_type))
    if "from" in name:
        inputs["x"].flat[1] = 7.0
        inputs["x"].flat[0] = 2.0**64 - 2.0**40
    expected = evaluate(model, inputs)

    _, module = compiled(tmp_path / "model.onnx", "simba_small", "fused")
    (program,) = find_programs(module, "test")
    network = read_bodies(program.network_op, read_machine(program.system_op), "test")
    weights = make_data(network, model).weights
    results = [execute(read_model(program, "test"), network, inputs, weights, {})]
    if MLIR_OPT is not None and MLIR_TRANSLATE is not None:
        results.append(NativeSchedule(module).run(inputs, weights, {}))
    for found in results:
        for comparison in compare(found, expected):
            assert not comparison.differing, str(comparison)
