"""Layers computed tile by tile, however they are cut, are what ONNX's reference evaluator and a plain interpreter say."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from zlib import crc32

import numpy as np
import pytest
from dnn_interpreter import run_network
from hypothesis import given, settings
from onnx.reference import ReferenceEvaluator
from test_onnx_lowerings import CASES, Case, arrays, build_model, convert, window_cases
from xdsl.dialects.builtin import ArrayAttr, SymbolRefAttr

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.library import library_machines
from stream_xdsl.checker.model import Layer, Value
from stream_xdsl.checker.needs import parts_of, tensors_of
from stream_xdsl.dialects.dnn import NetworkOp
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.runtime.arithmetic import Arithmetic
from stream_xdsl.runtime.contraction import contract
from stream_xdsl.runtime.elements import ELEMENTS, Array
from stream_xdsl.runtime.network import Network
from stream_xdsl.runtime.points import Box, Tile, fetch
from stream_xdsl.runtime.recipes import make_weight

INEXACT = 2e-4
"""Relative; also in absolute terms, a tenth of it."""


@cache
def machine_of_library() -> Machine:
    """Any that has a core: only its name is read."""
    return next(iter(library_machines()))


def run_tiled(
    op: NetworkOp, inputs: Mapping[str, Array], tensors: Mapping[str, Array], seed: int
) -> dict[str, Array]:
    """The network's results, each layer cut at random into parts and tiles."""
    random = np.random.default_rng(seed)
    machine = machine_of_library()
    for layer in op.layers:
        layer.cores = ArrayAttr([SymbolRefAttr(machine.cores[0].name)])
    network = read_bodies(op, machine, "test")
    values: dict[int, Array] = {network.inputs[name]: value for name, value in inputs.items()}
    for tensor, weight in network.weights.items():
        values[tensor] = network.elements[tensor].rounded(np.asarray(make_weight(weight, tensors)))
    for number, layer in enumerate(network.layers):
        values[layer.output] = run_layer(network, number, cut(layer, random), values, tensors)

    def whole(value: Value) -> Array:
        return read(network, values, value, tuple((0, size) for size in shape_of(network, value)))

    return {name: whole(value) for name, value in network.results.items()}


def shape_of(network: Network, value: Value) -> tuple[int, ...]:
    return network.tensors[value].shape if isinstance(value, int) else value.shape


def read(network: Network, values: Mapping[int, Array], value: Value, box: Box) -> Array:
    return fetch(value, box, lambda tensor: values[tensor], lambda v: shape_of(network, v))


def cut(layer: Layer, random: np.random.Generator) -> Layer:
    """The layer with random temporal tiles, and parts along a dimension that the result has."""
    kept = [d for d in range(len(layer.sizes)) if any(row[d] for row in layer.result.coefficients)]
    spatial = [(d, int(random.integers(1, min(3, layer.sizes[d]) + 1))) for d in kept[:2]]
    ways = dict(spatial)
    temporal = [
        (d, int(random.integers(1, max(size // ways.get(d, 1), 1) + 1)))
        for d, size in enumerate(layer.sizes)
        if random.random() < 0.5
    ]
    random.shuffle(temporal)
    return replace(layer, spatial=tuple(spatial), temporal=tuple((int(d), int(s)) for d, s in temporal))


def run_layer(
    network: Network, number: int, layer: Layer, values: Mapping[int, Array], tensors: Mapping[str, Array]
) -> Array:
    operands = [
        (shape_of(network, access.value), network.elements[min(tensors_of(access.value))])
        for access in layer.operands
    ]
    element = network.elements[layer.output]
    arithmetic = Arithmetic(layer, network.bodies[number], operands, element, tensors)
    result = np.zeros(network.tensors[layer.output].shape, element.dtype)

    def read_operand(operand: int, box: Box) -> Array:
        return read(network, values, layer.operands[operand].value, box)

    for part in parts_of(layer):
        partial: dict[int, Array] = {}
        for t, block in enumerate(part.block.tolist()):
            tile = Tile(tuple(part.starts[t].tolist()), tuple(part.extents[t].tolist()))
            partial[block] = arithmetic.accumulate(partial.get(block), tile, read_operand)
            if part.final[block] == t:
                arithmetic.write(arithmetic.finish(partial[block], tile, read_operand), tile, result)
    return result


def check(case: Case, name: str) -> None:
    inputs, weights = arrays(name, case.inputs), arrays(name + "w", case.weights)
    model = build_model(case, inputs, weights)
    known = replace(case, nodes=case.reference, opset=22) if case.reference else case
    expected = ReferenceEvaluator(build_model(known, inputs, weights)).run(None, inputs)
    network = convert(model, "file")
    plain = run_network(network, inputs, weights)
    results = run_tiled(network, inputs, weights, crc32(name.encode()))
    for output, value in zip(case.outputs.split(), expected, strict=True):
        found = results[output]
        assert found.shape == value.shape
        if found.dtype.kind in "biu":
            np.testing.assert_array_equal(found, value)
            continue
        np.testing.assert_allclose(found, value, rtol=INEXACT, atol=INEXACT / 10)
        np.testing.assert_allclose(found, plain[output], rtol=INEXACT, atol=INEXACT / 10)


@pytest.mark.parametrize("name", CASES)
def test_tiles_compute_what_onnx_does(name: str):
    check(CASES[name], name)


@given(window_cases(pool=False))
@settings(max_examples=25)
def test_tiles_of_convolutions_with_any_window(case: Case):
    check(case, case.nodes)


@given(window_cases(pool=True))
@settings(max_examples=25)
def test_tiles_of_average_pooling_with_any_window(case: Case):
    check(case, case.nodes)


def test_large_products_are_cut(monkeypatch: pytest.MonkeyPatch):
    random = np.random.default_rng(0)
    x, y = random.normal(size=(3, 4, 5, 1, 6)), random.normal(size=(3, 1, 1, 7, 6))
    expected = np.einsum("abcde,abcde->abcd", *np.broadcast_arrays(x, y))[..., None]
    for largest in (1, 10, 100, 1000):
        monkeypatch.setattr("stream_xdsl.runtime.contraction.LARGEST", largest)
        np.testing.assert_allclose(contract(x, y, (3, 4, 5, 7, 6), frozenset({4})), expected)


def test_dimensions_that_an_operand_lacks_are_summed_too():
    x, y = np.arange(6.0).reshape(2, 3, 1, 1), np.arange(8.0).reshape(2, 1, 4, 1)
    expected = np.einsum("ab,ac->a", x[:, :, 0, 0], y[:, 0, :, 0]) * 5
    np.testing.assert_allclose(contract(x, y, (2, 3, 4, 5), frozenset({1, 2, 3})).ravel(), expected)


@pytest.mark.parametrize(
    ("element", "values", "rounded"),
    [
        ("i8", [127, 128, -129, 300], [127, -128, 127, 44]),
        ("ui4", [15, 16, -1], [15, 0, 15]),
        ("i4", [7, 8, -9], [7, -8, 7]),
        ("i32", [1.9, -1.9, 0.5], [1, -1, 0]),
        ("i1", [0, 2, -1], [False, True, True]),
        ("bf16", [1 + 2**-8, 1 + 3 * 2**-8, np.inf, 3.4e38], [1, 1 + 2**-6, np.inf, np.inf]),
    ],
)
def test_rounding(element: str, values: list[float], rounded: list[float]):
    np.testing.assert_array_equal(ELEMENTS[element].rounded(np.array(values)), rounded)


@pytest.mark.parametrize(
    ("element", "values", "saturated"),
    [("i8", [2.5, 3.5, -200, 127.5], [2, 4, -128, 127]), ("ui4", [-3, 99], [0, 15]), ("f32", [0.5], [0.5])],
)
def test_saturating(element: str, values: list[float], saturated: list[float]):
    np.testing.assert_array_equal(ELEMENTS[element].saturated(np.array(values)), saturated)


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("name", ["f8E4M3FN", "f8E4M3FNUZ", "f8E5M2", "f8E5M2FNUZ"])
def test_floats_of_8_bits_are_those_of_onnx(name: str):
    """For all floats of 16 bits, whether casts saturate or not."""
    types = pytest.importorskip(
        "ml_dtypes", reason="needs ml_dtypes, which comes with newer versions of onnx"
    )
    dtype = np.dtype(getattr(types, name.replace("f8E", "float8_e").lower()))
    values = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)
    element = ELEMENTS[name]
    rounded = values.astype(dtype).astype(np.float32)
    np.testing.assert_array_equal(element.rounded(values), rounded)
    largest = float(types.finfo(dtype).max)
    large = ~(abs(rounded) <= largest) & ~np.isnan(values)
    expected = np.where(large, np.copysign(largest, values), rounded)
    np.testing.assert_array_equal(element.saturated(values), expected)
    zero = np.signbit(element.rounded(np.array([-0.0, -1e-9])))
    assert (zero == ("UZ" not in name)).all()
