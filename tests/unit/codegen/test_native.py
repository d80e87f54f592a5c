"""Schedules as loops, lowered by MLIR's own tools and run natively, make what ONNX's reference evaluator and the runtime do."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from native import MLIR_OPT, MLIR_TRANSLATE, NEEDED, NativeSchedule, parameters_of
from test_assign_addresses import MACHINE, networks, scheduled
from test_execute import VALID, example
from test_execute_scheduled import SPLIT, compiled
from test_onnx_lowerings import CASES, arrays, build_model
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.dialects.sched import ProgramOp, Sched
from stream_xdsl.frontends.onnx import import_onnx
from stream_xdsl.frontends.onnx_model import load_with_data
from stream_xdsl.passes.sched_assign_addresses import SchedAssignAddressesPass
from stream_xdsl.passes.sched_verify import SchedVerifyPass
from stream_xdsl.runtime.compare import compare
from stream_xdsl.runtime.elements import Array
from stream_xdsl.runtime.evaluators import evaluate
from stream_xdsl.runtime.network import Network
from stream_xdsl.runtime.reference import draw_inputs, make_data, randomise
from stream_xdsl.tools.pipeline_text import instantiate, parse_passes
from stream_xdsl.universe import UNIVERSE

pytestmark = pytest.mark.skipif(MLIR_OPT is None or MLIR_TRANSLATE is None, reason=NEEDED)

QUICK = (
    "accel-import{name=eyeriss_like_quad_core},convert-onnx-to-dnn{precision=a8w8p16o8},dnn-partition-fusion{strategy=weights-fit},"
    "dnn-tile-layers,dnn-estimate-core-cost{model=roofline cache=false},dnn-allocate-cores{strategy=greedy},"
    "convert-dnn-to-sched{headroom=0.3}"
)
"""Fused schedules without a search."""


def network_of(program: ProgramOp) -> Network:
    return read_bodies(program.network_op, read_machine(program.system_op), "test")


def check_example(module: ModuleOp) -> None:
    (program,) = find_programs(module, "test")
    found = example(program)
    check_results(NativeSchedule(module).run(found.inputs, found.weights, {}), found.expected)


def check_results(results: Mapping[str, Array], expected: Mapping[str, Array]) -> None:
    """Relative to the largest of a result too: sums are rounded in another order, and more coarsely, than the runtime's."""
    for comparison in compare(results, expected):
        assert not comparison.differing, str(comparison)
        assert comparison.largest > 0


@settings(max_examples=5, deadline=None)
@given(networks(), st.integers(500, 1500), st.integers(600, 1200))
def test_random_networks(network: str, act: int, weights: int):
    """With tiles that accumulate, halos, spills; and in memories of bytes, where data takes the place of other data."""
    module, context, _ = scheduled(MACHINE.format(act=act, weights=weights) + network)
    placed = module.clone()
    check_example(module)
    try:
        SchedAssignAddressesPass().apply(context, placed)
    except PassError:
        event("no addresses")
        return
    check_example(placed)


@pytest.mark.parametrize("number", range(6))
def test_schedules_by_hand(number: int):
    """With multicast, streams and addresses."""
    context = Context()
    for dialect in (Builtin, Accel, Dnn, Sched):
        context.load_dialect(dialect)
    module = Parser(context, VALID.read_text("utf-8").split("// -----")[number]).parse_module()
    check_example(module)


@pytest.mark.parametrize(
    ("front", "back", "loops"), [("k : 2", "oy : 2", "c : 1, oy : 2"), ("c : 2", "fx : 2", "oy : 2")]
)
def test_parts_that_accumulate(front: str, back: str, loops: str):
    network = SPLIT.format(front=front, back=back, loops=loops)
    module, _, _ = scheduled(MACHINE.format(act=4400, weights=4096) + network)
    check_example(module)


@pytest.mark.parametrize(("psum", "loops"), [(32, "oy : 1, c : 1"), (16, "oy : 1, ox : 3, c : 2")])
def test_bytes_that_accumulate(psum: int, loops: str):
    """Sums of 32 bits in the place of their results, among copies of odd numbers of bytes, also where the schedule knows 16 of them."""
    network = SPLIT.format(front="k : 2", back="oy : 2", loops=loops)
    network = network.replace("xf32", "xi8").replace("psum = 32", f"psum = {psum}")
    module, context, _ = scheduled(MACHINE.format(act=4400, weights=4096) + network)
    SchedAssignAddressesPass().apply(context, module)
    SchedVerifyPass().apply(context, module)
    check_example(module)


def check_model(module: ModuleOp, model: Path) -> None:
    (program,) = find_programs(module, "test")
    network, proto = randomise(network_of(program), load_with_data(str(model)), 1)
    data, inputs = make_data(network, proto), draw_inputs(network, 1)
    results = NativeSchedule(module).run(inputs, data.weights, {})
    check_results(results, evaluate(proto, inputs))


@pytest.mark.parametrize("machine", ["tpu_like_quad_core", "simba_small"])
def test_two_layers(machine: str, repo: Path):
    model = repo / "examples/models/two_layers.onnxtxt"
    context, module = compiled(model, machine, "fused")
    placed = module.clone()
    check_model(module, model)
    SchedAssignAddressesPass().apply(context, placed)
    check_model(placed, model)


@pytest.mark.parametrize("placed", [False, True], ids=["logical", "placed"])
def test_again_and_again(repo: Path, *, placed: bool):
    """Agents are more than threads, and in other orders each time; what they make is the same."""
    model = repo / "examples/models/two_layers.onnxtxt"
    context, module = compiled(model, "simba_small", "layer-by-layer")
    if placed:
        SchedAssignAddressesPass().apply(context, module)
    found = example(find_programs(module, "test")[0])
    schedule = NativeSchedule(module)
    results = [schedule.run(found.inputs, found.weights, {}) for _ in range(100)]
    check_results(results[0], found.expected)
    for other in results[1:]:
        assert all(np.array_equal(values, results[0][name]) for name, values in other.items())


@pytest.mark.parametrize("model", ["2_conv", "attention_head"])
def test_models(model: str, shared_data: Path):
    path = shared_data / f"models/{model}.onnx"
    _, module = compiled(path, "tpu_like_quad_core", "fused")
    check_model(module, path)


PARTS = ("abs_of_integers", "conv_grouped", "lrn", "qlinear_conv", "quantize_axis")
"""Operators of all kinds of code: see `CASES`."""


@pytest.mark.parametrize("name", PARTS)
def test_operators(name: str):
    case = CASES[name]
    inputs, weights = arrays(name, case.inputs), arrays(name + "w", case.weights)
    model = build_model(case, inputs, weights)
    module, context = import_onnx(model.SerializeToString()), Context()
    for spec in parse_passes(QUICK, UNIVERSE.all_passes):
        instantiate(UNIVERSE.all_passes[spec.name](), spec, "pass").apply(context, module)
    (program,) = find_programs(module, "test")
    network = network_of(program)
    data = make_data(network, model)
    results = NativeSchedule(module).run(inputs, data.weights, parameters_of(network, data.tensors))
    known = replace(case, nodes=case.reference, opset=22) if case.reference else case
    check_results(results, evaluate(build_model(known, inputs, weights), inputs))
