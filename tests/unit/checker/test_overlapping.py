"""Tiles that overlap and weights that stay, as far as the machine declares it: what the scheduler makes passes, and faults do not."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser

from stream_xdsl.checker.model import Cost, Model
from stream_xdsl.checker.read import read_model
from stream_xdsl.checker.verify import check
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.dialects.sched import ProgramOp, Sched
from stream_xdsl.hardware.machine import CoreType
from stream_xdsl.passes.convert_dnn_to_sched import ConvertDnnToSchedPass
from stream_xdsl.passes.dnn_estimate_core_cost import DnnEstimateCoreCostPass
from stream_xdsl.passes.sched_annotate_cost import SchedAnnotateCostPass
from stream_xdsl.passes.sched_verify import SchedVerifyPass

MACHINE = """
accel.system @machine {{
  accel.core_type @imc compute {declared} {{
    accel.array <D1 = 2, D2 = 2, D3 = 3, D4 = 3> mac_energy_pj 1 serial <bits = 4, cycles = 2>
      dataflow <D1 = [k = 2], D2 = [c = 2], D3 = [fx = 3], D4 = [fy = 3]>
    accel.memory @cell size_bits 8 holds [I2] read_pj 0 write_pj 1 {{
      accel.port @r read bandwidth 8 serves [I2 tl]
      accel.port @w write bandwidth 8 serves [I2 fh]
    }}
    accel.memory @latch size_bits 8 holds [I1] shared_over [D1] read_pj 0 write_pj 1 {{
      accel.port @r read bandwidth 8 serves [I1 tl]
      accel.port @w write bandwidth 8 serves [I1 fh]
    }}
    accel.memory @sum size_bits 16 holds [O] shared_over [D2, D3, D4] read_pj 0 write_pj 1 {{
      accel.port @r_low read bandwidth 16 serves [O tl]
      accel.port @r_high read bandwidth 16 serves [O th]
      accel.port @w_low write bandwidth 16 serves [O fl]
      accel.port @w_high write bandwidth 16 serves [O fh]
    }}
    accel.memory @weights size_bits 4096 holds [I2] shared_over [D1, D2, D3, D4] read_pj 2 write_pj 2 {{
      accel.port @r read bandwidth 2 serves [I2 tl]
      accel.port @w write bandwidth 64 serves [I2 fh]
    }}
    accel.memory @act size_bits 65536 holds [I1, O] shared_over [D1, D2, D3, D4] read_pj 2 write_pj 3 {{
      accel.port @r read bandwidth 64 serves [I1 tl, O tl]
      accel.port @w write bandwidth 64 serves [I1 fh, O fh]
      accel.port @r_out read bandwidth 64 serves [O th]
      accel.port @w_out write bandwidth 8 serves [O fl]
    }}
  }}
  accel.core_type @offchip offchip {{
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 50 write_pj 60 {{
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }}
  }}
  accel.core @c0 : @imc
  accel.core @d : @offchip
  accel.link @link : @c0 <-> @d bandwidth 64
}}
"""

NETWORK = """
dnn.network @net(%x: tensor<1x2x8x8xf32>) -> tensor<1x4x8x8xf32> inputs ["x"] outputs ["y"] on @machine {
  %w = dnn.weight "w" : tensor<4x2x3x3xf32>
  %1 = dnn.layer "conv" conv(%x, %w) dims <b = 1, k = 4, oy = 8, ox = 8, c = 2, fy = 3, fx = 3>
    maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
    bits <in = [8, 8], psum = 16, out = 8> pad zero tiling <temporal = [k : 2, oy : 3], spatial = []> cores [@c0]
    : (tensor<1x2x8x8xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x8x8xf32>
  dnn.return %1 : tensor<1x4x8x8xf32>
}
"""

WHOLE = "overlaps [onload, offload] stationary [I2]"
IN_PLACE = [1, 4]
"""Tiles 0 to 2 have the first two channels, 3 to 5 the last two; the third of each is lower, hence mapped anew."""

START, DURATION = 1, 2


def scheduled(declared: str) -> Model:
    context = Context()
    for dialect in (Builtin, Accel, Dnn, Sched):
        context.load_dialect(dialect)
    module: ModuleOp = Parser(context, MACHINE.format(declared=declared) + NETWORK).parse_module()
    for transformation in (
        DnnEstimateCoreCostPass(cache=False),
        ConvertDnnToSchedPass(),
        SchedAnnotateCostPass(),
        SchedVerifyPass(),
    ):
        transformation.apply(context, module)
    module.verify()
    (program,) = (op for op in module.walk() if isinstance(op, ProgramOp))
    return replace(read_model(program, "test"), totals=None)


@pytest.fixture(scope="module")
def model() -> Model:
    return scheduled(WHOLE)


def cost_of(model: Model, tile: int) -> Cost:
    rows = 2 if tile in (2, 5) else 3
    return model.layers[0].costs["imc", (1, 2, rows, 8, 2, 3, 3)]


def rules(model: Model) -> set[str]:
    return {violation.rule for violation in check(model)}


def test_nothing_is_assumed():
    """Without a declaration a tile has the core to itself, and loads its weights."""
    model = scheduled("")
    ends = model.tasks[:, START] + model.tasks[:, DURATION]
    assert (model.tasks[1:, START] >= ends[:-1]).all()
    for tile in range(6):
        cost = cost_of(model, tile)
        assert (cost.onload_cycles, cost.offload_cycles, cost.spared_cycles) == (0, 0, 0)
        assert model.tasks[tile, DURATION] == cost.cycles


def test_stages(model: Model):
    """24 or 16 steps of 8 bits, 4 at a time, which takes 2 cycles. 288 bits of weights at 2 bits a cycle, as far as not hidden by these;
    144 of the first inputs at 64 instead if weights are in place. The last results at 8."""
    for tile, steps, offload in ((0, 24, 2), (2, 16, 4)):
        cost, work = cost_of(model, tile), 4 * steps
        assert (cost.compute_cycles, cost.onload_cycles, cost.offload_cycles) == (work, 144 - work, offload)
        assert (cost.cycles, cost.spared_cycles) == (144 + offload, 144 - 3 - work)


def test_tiles_overlap(model: Model):
    starts, ends = model.tasks[:, START], model.tasks[:, START] + model.tasks[:, DURATION]
    for tile in range(1, 6):
        before, cost = cost_of(model, tile - 1), cost_of(model, tile)
        spared = cost.spared_cycles if tile in IN_PLACE else 0
        assert model.tasks[tile, DURATION] == cost.cycles - spared
        # The array never waits: weights of the next tile come while it works on the last.
        array_from = starts[tile] + cost.onload_cycles - spared
        assert array_from == ends[tile - 1] - before.offload_cycles


@pytest.mark.parametrize("declared", ["overlaps [onload]", "overlaps [offload]", "stationary [I2]"])
def test_each_alone(declared: str, model: Model):
    """The more is declared, the sooner all is done; and only what is declared happens."""
    alone, nothing = scheduled(declared), scheduled("")
    ends = [int((m.tasks[:, START] + m.tasks[:, DURATION]).max()) for m in (model, alone, nothing)]
    assert ends[0] < ends[1] < ends[2]
    costs = [cost_of(alone, tile) for tile in range(6)]
    assert any(cost.onload_cycles for cost in costs) == ("onload" in declared)
    assert any(cost.offload_cycles for cost in costs) == ("offload" in declared)
    assert any(cost.spared_cycles for cost in costs) == ("stationary" in declared)
    assert all(
        (tasks == cost.cycles) for tasks, cost in zip(alone.tasks[[0, 3], DURATION], costs[::3], strict=True)
    )


def moved(table: np.ndarray, row: int, column: int, by: int) -> np.ndarray:
    table = table.copy()
    table[row, column] += by
    return table


@pytest.mark.parametrize("tile", range(1, 6))
def test_stages_are_exclusive(model: Model, tile: int):
    assert "exclusivity" in rules(replace(model, tasks=moved(model.tasks, tile, START, -1)))


@pytest.mark.parametrize("tile", range(6))
@pytest.mark.parametrize("by", [-1, 1])
def test_durations(model: Model, tile: int, by: int):
    assert "cost" in rules(replace(model, tasks=moved(model.tasks, tile, DURATION, by)))


def test_weights_that_are_not_in_place(model: Model):
    """The first tile, and those after other weights, load theirs; so does one of another shape."""
    for tile in (0, 2, 3, 5):
        spared = cost_of(model, tile).spared_cycles
        assert spared > 0
        assert "cost" in rules(replace(model, tasks=moved(model.tasks, tile, DURATION, -spared)))


def test_other_order(model: Model):
    """Tiles 1 and 4 change places, hence follow other weights than their own."""
    tasks = model.tasks.copy()
    tasks[[1, 4], 0] = tasks[[4, 1], 0]
    assert "cost" in rules(replace(model, tasks=tasks))


@pytest.mark.parametrize(
    "change",
    [
        lambda core_type: replace(core_type, overlaps=frozenset()),
        lambda core_type: replace(core_type, overlaps=frozenset(sorted(core_type.overlaps)[:1])),
        lambda core_type: replace(core_type, overlaps=frozenset(sorted(core_type.overlaps)[1:])),
        lambda core_type: replace(core_type, stationary=frozenset()),
        lambda core_type: replace(
            core_type, array=replace(core_type.array, serial=replace(core_type.array.serial, bits=1))
        ),
    ],
)
def test_what_the_machine_does_not_declare(model: Model, change: Callable[[CoreType], CoreType]):
    first, *others = model.machine.cores
    cores = (replace(first, core_type=change(first.core_type)), *others)
    assert "cost" in rules(replace(model, machine=replace(model.machine, cores=cores)))


@pytest.mark.parametrize("change", [{"onload_cycles": 75}, {"offload_cycles": 3}, {"spared_cycles": 49}])
def test_stages_leave_the_array_its_time(model: Model, change: dict[str, int]):
    layer = model.layers[0]
    costs = {key: replace(cost, **change) for key, cost in layer.costs.items()}
    assert "cost" in rules(replace(model, layers=(replace(layer, costs=costs),)))
