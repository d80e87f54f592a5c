"""Layers whose reduction is split across cores compute, range by range, what ONNX's reference evaluator does."""

from math import prod

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from machine_examples import bus, machine
from test_onnx_lowerings import CASES, Case, check_network, network_of, window_cases
from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.bridge.decisions import reduction_split
from stream_xdsl.bridge.machine import write_machine
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import LayerOp, NetworkOp
from stream_xdsl.dialects.dnn_attributes import PinsAttr
from stream_xdsl.passes.dnn_split_reductions import DnnSplitReductionsPass
from stream_xdsl.workload.kinds import Category, Kind

MACHINE = machine(27, buses=(bus(0, tuple(range(28))),))

PRECISION = "a8w8p16o8"

REFUSED = {
    "maxpool_integers": "pads integers with what is less than any",
    "avgpool": "is a mean over less than its window",
    "avgpool_up": "is a mean over less than its window",
    "lrn": "is no sum, mean or extreme",
    "lrn_even": "is no sum, mean or extreme",
}


def reductions(layer: LayerOp) -> list[str]:
    return [dim for dim, size in layer.dims.items() if dim in layer.reductions and size > 1]


CUTS = [
    (name, layer.layer_name.data, dim)
    for name, case in CASES.items()
    for layer in network_of(case, name, PRECISION).layers
    for dim in reductions(layer)
]
"""Cases with a reduction, a layer and a dimension that it reduces."""


def least_ways(layer: LayerOp, dim: str) -> int:
    """Into parts as large as possible; of means, parts of the same size."""
    size = layer.dims[dim]
    is_mean = layer.kind.data in (Kind.AVGPOOL, Kind.REDUCE_MEAN)
    return next(ways for ways in range(2, size + 1) if not is_mean or size % ways == 0)


def divide(network: NetworkOp, layer: LayerOp, spatial: list[tuple[str, int]]) -> None:
    """Pin the split and carry it out; products stay as many."""
    module = network.parent_op()
    assert isinstance(module, ModuleOp)
    module.body.block.add_op(write_machine(MACHINE))
    before = products(network)
    layer.pins = PinsAttr.get(spatial=spatial)
    DnnSplitReductionsPass().apply(Context(), module)
    module.verify()
    assert products(network) == before
    assert not any(reduction_split(op) for op in network.layers)


def products(network: NetworkOp) -> int:
    layers = [op for op in network.layers if Kind(op.kind.data).category is Category.MAC]
    return sum(prod(op.dims.values()) for op in layers)


@pytest.mark.parametrize(("name", "layer_name", "dim"), CUTS)
def test_parts_compute_what_the_layer_does(name: str, layer_name: str, dim: str):
    network = network_of(CASES[name], name, PRECISION)
    (layer,) = (op for op in network.layers if op.layer_name.data == layer_name)
    if name in REFUSED:
        with pytest.raises(
            PassError, match=f"layer '{layer_name}' of kind {layer.kind.data} {REFUSED[name]}"
        ):
            divide(network, layer, [(dim, 2)])
        return
    divide(network, layer, [(dim, least_ways(layer, dim))])
    check_network(network, CASES[name], name)


@given(window_cases(pool=False), st.data())
@settings(max_examples=40)
def test_convolution_split_along_several_loops(case: Case, data: st.DataObject):
    network = network_of(case, "conv", PRECISION)
    (layer,) = network.layers
    spatial = [(dim, data.draw(st.integers(1, min(size, 3)))) for dim, size in layer.dims.items() if size > 1]
    spatial = data.draw(st.permutations(spatial))[:3]
    ways = prod(ways for dim, ways in spatial if dim in layer.reductions)
    assume(ways > 1)
    try:
        divide(network, layer, spatial)
    except PassError as error:
        assert "would read nothing but padding" in str(error)  # noqa: PT017
        event("padding only")
        return
    assert len(list(network.layers)) == ways
    check_network(network, case, "conv")
