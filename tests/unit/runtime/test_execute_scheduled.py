"""What the scheduler makes computes the network: random ones on tiny memories, and models on machines of the library."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from test_assign_addresses import MACHINE, networks, scheduled
from test_execute import Example, dropped, example, stopped, swapped, transfer_address, without_last_row
from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl import runtime
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import LayerOp
from stream_xdsl.passes.sched_assign_addresses import SchedAssignAddressesPass
from stream_xdsl.passes.sched_roll import SchedRollPass
from stream_xdsl.passes.sched_verify_execution import run_program
from stream_xdsl.runtime.execute import ExecutionError
from stream_xdsl.tools.compile import compile_model, make_passes


def check_results(found: Example) -> None:
    results = found.run()
    assert results.keys() == found.expected.keys()
    for name, values in results.items():
        np.testing.assert_allclose(values, found.expected[name], rtol=1e-4, atol=1e-4)


@settings(max_examples=8)
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
    comparisons = run_program(program, str(model), 1, "random", "onnx", "test")
    assert comparisons
    for comparison in comparisons:
        assert not comparison.differing, str(comparison)
        assert comparison.largest > 0
    SchedAssignAddressesPass().apply(context, module)
    assert not any(found.differing for found in run_program(program, str(model), 2, "random", "onnx", "test"))


@pytest.mark.parametrize("pipeline", ["layer-by-layer", "fused"])
@pytest.mark.parametrize("machine", ["eyeriss_like_single_core", "tpu_like_quad_core", "simba_small"])
def test_two_layers(machine: str, pipeline: str, repo: Path):
    check_model(repo / "examples/models/two_layers.onnxtxt", machine, pipeline)


@pytest.mark.parametrize("pipeline", ["layer-by-layer", "fused"])
def test_changes_to_what_the_scheduler_made_stop(pipeline: str, repo: Path):
    """The checker is off: the runtime itself sees what is missing, or lies on top of something else; else results stay the same."""
    context, module = compiled(repo / "examples/models/two_layers.onnxtxt", "tpu_like_quad_core", pipeline)
    SchedAssignAddressesPass().apply(context, module)
    found = example(find_programs(module, "test")[0])
    model = found.model
    check_results(found)
    changes = [dropped(position) for position in range(len(model.transfers))]
    changes += [without_last_row(position) for position in range(len(model.transfers))]
    for change in changes[::3]:
        with pytest.raises(ExecutionError):
            found.run(change(model))
    last = len(model.tasks) - 1
    assert all(stopped(found, swapped(row, last)(model)) for row in range(0, last, 16))
    assert model.addresses is not None
    rows = range(0, len(model.transfer_rows), 16)
    places = sorted({int(address) for address in model.addresses.transfers[:, 1] if address >= 0})
    overwritten = [
        stopped(found, transfer_address(row, 1, place)(model)) for row in rows for place in places[::16]
    ]
    assert any(overwritten)


@pytest.mark.parametrize("model", ["attention_head", "swiglu_1_16_32", "2_conv"])
def test_models(model: str, shared_data: Path):
    check_model(shared_data / f"models/{model}.onnx", "tpu_like_quad_core", "fused")


SPLIT = """
dnn.network @net(%x: tensor<1x3x6x5xf32>) -> tensor<1x4x6x5xf32> inputs ["x"] outputs ["y"] on @machine {{
  %0 = dnn.stack "s"(%a = %x : tensor<1x3x6x5xf32>) -> (tensor<1x4x6x5xf32>) {{
    %w1 = dnn.weight "w1" : tensor<4x3x3x3xf32>
    %1 = dnn.layer "front" conv(%a, %w1) dims <b = 1, k = 4, oy = 6, ox = 5, c = 3, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 32, out = 8> pad zero
      tiling <temporal = [{loops}], spatial = [{front}]> cores [@c0, @c1]
      : (tensor<1x3x6x5xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x6x5xf32>
    %w2 = dnn.weight "w2" : tensor<4x4x3x3xf32>
    %2 = dnn.layer "back" conv(%1, %w2) dims <b = 1, k = 4, oy = 6, ox = 5, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 32, out = 8> pad zero
      tiling <temporal = [{loops}], spatial = [{back}]> cores [@c0, @c1]
      : (tensor<1x4x6x5xf32>, tensor<4x4x3x3xf32>) -> tensor<1x4x6x5xf32>
    dnn.yield %2 : tensor<1x4x6x5xf32>
  }}
  dnn.return %0 : tensor<1x4x6x5xf32>
}}
"""


@pytest.mark.parametrize(
    ("loops", "act"), [("oy : 1", 900), ("c : 1, oy : 2", 4400), ("oy : 2, c : 2", 2400)]
)
@pytest.mark.parametrize(
    ("front", "back"),
    [("k : 2", "oy : 2"), ("oy : 2", "oy : 2"), ("oy : 2", "k : 2"), ("c : 2", "k : 2"), ("fy : 2", "k : 2")],
)
def test_splits_with_halos_and_partial_sums(front: str, back: str, loops: str, act: int):
    """Over output channels and rows, with tiles of input channels that accumulate; memories are so small that some blocks are spilled."""
    network = SPLIT.format(front=front, back=back, loops=loops)
    _, _, program = scheduled(MACHINE.format(act=act, weights=4096) + network)
    check_results(example(program))


TWICE = """
accel.system @machine {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 2048 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @off offchip {
    accel.memory @dram size_bits 8388608 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core @c0 : @pe
  accel.core @c1 : @pe
  accel.core @dram : @off
  accel.bus @bus [@c0, @c1, @dram] bandwidth 32
}
dnn.network @net(%x: tensor<16x32xf32>) -> tensor<16x16xf32> inputs ["x"] outputs ["y"] on @machine {
  %0 = dnn.stack "s"(%a = %x : tensor<16x32xf32>) -> (tensor<16x16xf32>) {
    %1 = dnn.layer "front" relu(%a) dims <y = 16, x = 32> maps [(y, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c0] : (tensor<16x32xf32>) -> tensor<16x32xf32>
    %2 = dnn.layer "gram" matmul(%1, %1) dims <m = 16, n = 16, k = 32> maps [(m, k), (n, k)] -> (m, n) bits <in = [8, 8], psum = 16, out = 8>
      tiling <temporal = [m : 8], spatial = []> cores [@c1] : (tensor<16x32xf32>, tensor<16x32xf32>) -> tensor<16x16xf32>
    dnn.yield %2 : tensor<16x16xf32>
  }
  dnn.return %0 : tensor<16x16xf32>
}
"""


def test_two_operands_stream_one_tensor():
    """A tile streams rows of it through one operand, and all of it through the other."""
    module, _, program = scheduled(TWICE)
    (cost,) = (
        cost for op in module.walk() if isinstance(op, LayerOp) for cost in op.costs or () if cost.stream_bits
    )
    assert set(cost.stream_bits) == {0, 1}
    check_results(example(program))


def test_the_runtime_stands_on_no_engine_that_makes_schedules():
    """But on what makes elements into blocks, which the checker asks for, as rows of schedules are about blocks."""
    modules = [f"stream_xdsl.runtime.{file.stem}" for file in Path(runtime.__file__).parent.glob("[!_]*.py")]
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    engines = ("xdsl", "stream_xdsl.coala", "stream_xdsl.mapping", "stream_xdsl.cost")
    assert [name for name in loaded if name in engines] == []
