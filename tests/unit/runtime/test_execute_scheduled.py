"""What the scheduler makes computes the network: random ones on tiny memories, and models on machines of the library."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from test_assign_addresses import MACHINE, networks, scheduled
from test_execute import Example, example
from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.diagnostics import PassError
from stream_xdsl.passes.sched_assign_addresses import SchedAssignAddressesPass
from stream_xdsl.passes.sched_roll import SchedRollPass
from stream_xdsl.passes.sched_verify_execution import run_program
from stream_xdsl.tools.compile import compile_model, make_passes


def check_results(found: Example) -> None:
    results = found.run()
    assert results.keys() == found.expected.keys()
    for name, values in results.items():
        np.testing.assert_allclose(values, found.expected[name], rtol=1e-4, atol=1e-4)


@settings(max_examples=12)
@given(networks(), st.integers(500, 1500), st.integers(600, 1200))
def test_random_networks(network: str, act: int, weights: int):
    """Fused stacks with halos, parts over channels, tiles that accumulate, evictions; as they are, with addresses, and rolled."""
    module, context, program = scheduled(MACHINE.format(act=act, weights=weights) + network)
    event(f"spills: {any(op.kind.data == 'spill' for op in program.transfer_ops)}")
    check_results(example(program))
    placed, rolled = module.clone(), module.clone()
    try:
        SchedAssignAddressesPass().apply(context, placed)
    except PassError:
        event("no addresses")
    else:
        check_results(example(find_programs(placed, "test")[0]))
    SchedRollPass().apply(context, rolled)
    check_results(example(find_programs(rolled, "test")[0]))


def compiled(model: Path, machine: str, pipeline: str) -> tuple[Context, ModuleOp]:
    return compile_model(str(model), make_passes(pipeline, machine), dims={}, progress=lambda *_: None)


def check_model(model: Path, machine: str, pipeline: str) -> None:
    context, module = compiled(model, machine, pipeline)
    (program,) = find_programs(module, "test")
    comparisons = run_program(program, str(model), 1, "random", "test")
    assert comparisons
    for comparison in comparisons:
        assert not comparison.differing, str(comparison)
        assert comparison.largest > 0
    SchedAssignAddressesPass().apply(context, module)
    assert not any(found.differing for found in run_program(program, str(model), 2, "random", "test"))


@pytest.mark.parametrize("pipeline", ["layer-by-layer", "fused"])
@pytest.mark.parametrize("machine", ["eyeriss_like_single_core", "tpu_like_quad_core", "simba_small"])
def test_two_layers(machine: str, pipeline: str, repo: Path):
    check_model(repo / "examples/models/two_layers.onnxtxt", machine, pipeline)


@pytest.mark.parametrize("model", ["attention_head", "swiglu_1_16_32", "2_conv"])
def test_models(model: str, shared_data: Path):
    check_model(shared_data / f"models/{model}.onnx", "tpu_like_quad_core", "fused")
