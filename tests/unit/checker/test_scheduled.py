"""What the scheduler makes passes, and no row of it can be changed without notice."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser
from xdsl.passes import ModulePass

from stream_xdsl.checker.model import Model
from stream_xdsl.checker.read import read_model
from stream_xdsl.checker.verify import check
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.dialects.sched import ProgramOp, Sched, TotalsAttr
from stream_xdsl.passes.convert_dnn_to_sched import ConvertDnnToSchedPass
from stream_xdsl.passes.dnn_estimate_core_cost import DnnEstimateCoreCostPass
from stream_xdsl.passes.sched_annotate_cost import SchedAnnotateCostPass
from stream_xdsl.passes.sched_verify import SchedVerifyPass
from stream_xdsl.workload import tile_graph

MACHINE = """
accel.system @machine {{
  accel.core_type @mac compute static_power_pj_per_cycle {power} {{
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @act size_bits {size} holds [I1, O] shared_over [D1] read_pj 2 write_pj 3 static_power_pj_per_cycle {power} {{
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, O tl, O th, O fl, O fh]
    }}
    accel.memory @weights size_bits 4096 holds [I2] shared_over [D1] read_pj 2 write_pj 2 {{
      accel.port @rw read_write bandwidth 32 serves [I2 tl, I2 fh]
    }}
  }}
  accel.core_type @vector compute {{
    accel.array <D1 = 2> mac_energy_pj 1
    accel.memory @act size_bits {size} holds [I1, I2, O] shared_over [D1] read_pj 2 write_pj 3 static_power_pj_per_cycle {power} {{
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }}
  }}
  accel.core_type @offchip offchip {{
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 50 write_pj 60 static_power_pj_per_cycle {power} {{
      accel.port @r read bandwidth 24 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 16 serves [I1 fh, I2 fh, O fl, O fh]
    }}
  }}
  accel.core @c0 : @mac
  accel.core @c1 : @mac
  accel.core @c2 : @vector
  accel.core @d : @offchip
  accel.link @link : @c0 <-> @c1 bandwidth 8 energy_pj_per_bit 0.5 latency_cycles 2
  accel.bus @bus [@c0, @c1, @c2, @d] bandwidth 16 energy_pj_per_bit 0.25
  accel.shared_memory [@c1::@act, @c2::@act]
}}
"""

NETWORK = """
dnn.network @net(%x: tensor<1x2x8x8xf32>) -> tensor<1x5xf32> inputs ["x"] outputs ["y"] on @machine {
  %0 = dnn.stack "front"(%a = %x : tensor<1x2x8x8xf32>) -> (tensor<1x4x8x8xf32>) {
    %w1 = dnn.weight "w1" : tensor<4x2x3x3xf32>
    %1 = dnn.layer "conv1" conv(%a, %w1) dims <b = 1, k = 4, oy = 8, ox = 8, c = 2, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 4], psum = 16, out = 8> pad zero
      tiling <temporal = [oy : 2], spatial = [k : 2]> cores [@c0, @c1]
      : (tensor<1x2x8x8xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x8x8xf32>
    %w2 = dnn.weight "w2" : tensor<4x4x3x3xf32>
    %2 = dnn.layer "conv2" conv(%1, %w2) dims <b = 1, k = 4, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 4], psum = 16, out = 8> pad zero
      tiling <temporal = [oy : 2, c : 2], spatial = [ox : 2]> cores [@c1, @c0]
      : (tensor<1x4x8x8xf32>, tensor<4x4x3x3xf32>) -> tensor<1x4x8x8xf32>
    %3 = dnn.layer "add" add(%1, %2) dims <b = 1, k = 4, y = 8, x = 8>
      maps [(b, k, y, x), (b, k, y, x)] -> (b, k, y, x)
      bits <in = [8, 8], psum = 8, out = 8> tiling <temporal = [y : 2], spatial = []> cores [@c2]
      : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
    dnn.yield %3 : tensor<1x4x8x8xf32>
  }
  %4 = dnn.stack "back"(%b = %0 : tensor<1x4x8x8xf32>) -> (tensor<1x5xf32>) {
    %5 = dnn.view transpose(%b) permutation [0, 2, 3, 1] : (tensor<1x4x8x8xf32>) -> tensor<1x8x8x4xf32>
    %6 = dnn.view reshape(%5) : (tensor<1x8x8x4xf32>) -> tensor<1x256xf32>
    %w3 = dnn.weight "w3" : tensor<256x5xf32>
    %7 = dnn.layer "dense" matmul(%6, %w3) dims <m = 1, n = 5, k = 256> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 4], psum = 16, out = 8> tiling <temporal = [k : 64], spatial = [n : 2]> cores [@c0, @c1]
      : (tensor<1x256xf32>, tensor<256x5xf32>) -> tensor<1x5xf32>
    dnn.yield %7 : tensor<1x5xf32>
  }
  dnn.return %4 : tensor<1x5xf32>
}
"""

SHARING = """
dnn.network @net(%x: tensor<1x2x8x8xf32>) -> tensor<1x3x8x8xf32> inputs ["x"] outputs ["y"] on @machine {
  %0 = dnn.stack "front"(%a = %x : tensor<1x2x8x8xf32>) -> (tensor<1x4x8x8xf32>) {
    %w1 = dnn.weight "w1" : tensor<4x2x3x3xf32>
    %1 = dnn.layer "columns" conv(%a, %w1) dims <b = 1, k = 4, oy = 8, ox = 8, c = 2, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 4], psum = 16, out = 8> pad zero
      tiling <temporal = [oy : 2], spatial = [ox : 2]> cores [@c1, @c2]
      : (tensor<1x2x8x8xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x8x8xf32>
    dnn.yield %1 : tensor<1x4x8x8xf32>
  }
  %2 = dnn.stack "back"(%b = %0 : tensor<1x4x8x8xf32>) -> (tensor<1x3x8x8xf32>) {
    %w2 = dnn.weight "w2" : tensor<3x4x1x1xf32>
    %3 = dnn.layer "channels" conv(%b, %w2) dims <b = 1, k = 3, oy = 8, ox = 8, c = 4, fy = 1, fx = 1>
      maps [(b, c, oy + fy, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 4], psum = 16, out = 8> pad zero
      tiling <temporal = [oy : 2], spatial = [k : 3]> cores [@c0, @c2, @c1]
      : (tensor<1x4x8x8xf32>, tensor<3x4x1x1xf32>) -> tensor<1x3x8x8xf32>
    dnn.yield %3 : tensor<1x3x8x8xf32>
  }
  dnn.return %2 : tensor<1x3x8x8xf32>
}
"""
"""Both layers have parts on two cores that keep their first operands in one memory."""

TILE, START, DURATION, TASK_RELEASE = range(4)
BITS, RELEASE = 3, 4


PASSES = (
    DnnEstimateCoreCostPass(),
    ConvertDnnToSchedPass(),
    SchedAnnotateCostPass(),
    SchedVerifyPass(),
)


def scheduled(
    act_size_bits: int,
    static_power: float = 0.0,
    network: str = NETWORK,
    passes: Iterable[ModulePass] = PASSES,
) -> ModuleOp:
    context = Context()
    for dialect in (Builtin, Accel, Dnn, Sched):
        context.load_dialect(dialect)
    module = Parser(context, MACHINE.format(size=act_size_bits, power=static_power) + network).parse_module()
    for transformation in passes:
        transformation.apply(context, module)
    return module


def model_of(module: ModuleOp) -> Model:
    (program,) = (op for op in module.walk() if isinstance(op, ProgramOp))
    return replace(read_model(program, "test"), totals=None)


@pytest.fixture(scope="module")
def sharing() -> Model:
    return model_of(scheduled(65536, network=SHARING))


@pytest.fixture(scope="module", params=["roomy", "tight", "sharing"])
def model(request: pytest.FixtureRequest, sharing: Model) -> Model:
    """In the smaller memories blocks are spilled and reloaded."""
    if request.param == "sharing":
        return sharing
    return model_of(scheduled({"roomy": 65536, "tight": TIGHT_BITS}[request.param]))


TIGHT_BITS = 1792


def totals_of(module: ModuleOp) -> TotalsAttr:
    (program,) = (op for op in module.walk() if isinstance(op, ProgramOp))
    assert program.totals is not None
    return program.totals


@pytest.mark.parametrize("size_bits", [65536, TIGHT_BITS])
def test_static_power_comes_on_top(size_bits: int):
    """Of two matrix cores, of their memories, of which the vector core shares one, and of off-chip memory: all else stays as it is."""
    without, power = totals_of(scheduled(size_bits)), 0.75
    found = totals_of(scheduled(size_bits, power))
    causes = found.causes.values_pj
    assert causes["static"] == (2 + 2 + 1) * power * found.latency_cycles.value.data
    assert causes | {"static": 0.0} == without.causes.values_pj
    assert without.causes.values_pj["unsplit"] == 0
    added = found.energy_pj.value.data - without.energy_pj.value.data
    assert added == pytest.approx(causes["static"])
    bounds = (totals.energy_lower_bound_pj.value.data for totals in (found, without))
    bound_cycles = found.latency_bounds.cycles
    assert next(bounds) - next(bounds) == pytest.approx((2 + 2 + 1) * power * bound_cycles)
    for name in ("latency_cycles", "latency_bounds", "busiest", "interconnect", "layers", "stacks", "peaks"):
        assert getattr(found, name) == getattr(without, name)


def rules(model: Model) -> set[str]:
    return {violation.rule for violation in check(model)}


def changed(table: np.ndarray, row: int, **values: int) -> np.ndarray:
    table = table.copy()
    names = {"tile": TILE, "start": START, "duration": DURATION}
    names |= {"bits": BITS, "release": RELEASE} if table.shape[1] == 5 else {"release": TASK_RELEASE}
    for name, value in values.items():
        table[row, names[name]] = value
    return table


def transfer(model: Model, row: int, **values: int) -> Model:
    return replace(model, transfer_rows=changed(model.transfer_rows, row, **values))


def task(model: Model, row: int, **values: int) -> Model:
    return replace(model, tasks=changed(model.tasks, row, **values))


def multicasts(model: Model) -> list[range]:
    """The rows of each transfer."""
    return [
        range(row, row + len(op.targets))
        for op in model.transfers
        for row in range(op.first, op.end, len(op.targets))
    ]


def kinds(model: Model) -> list[str]:
    return [op.kind for op in model.transfers for _ in range(op.first, op.end)]


def test_tight_memories_spill():
    module = scheduled(TIGHT_BITS)
    (program,) = (op for op in module.walk() if isinstance(op, ProgramOp))
    assert {"load", "move", "store", "spill", "reload"} == set(kinds(read_model(program, "test")))


def test_what_several_need_is_sent_once(model: Model):
    assert max(len(sent) for sent in multicasts(model)) > 1


def loads_into_shared(model: Model) -> list[tuple[int, int, int]]:
    """(operation, target, row) of the loads into the memory that two cores share."""
    return [
        (position, i, row)
        for position, op in enumerate(model.transfers)
        for i, target in enumerate(op.targets)
        for row in range(op.first + i, op.end, len(op.targets))
        if op.kind == "load" and target in ((1, "act"), (2, "act"))
    ]


def test_a_shared_memory_gets_each_element_once(sharing: Model):
    bits: dict[tuple[int, str], int] = defaultdict(int)
    for position, _, row in loads_into_shared(sharing):
        op = sharing.transfers[position]
        bits[op.layer, sharing.tensors[op.tensor].name] += int(sharing.transfer_rows[row, BITS])
    # Of each layer one part has its weights here.
    assert bits == {(0, "x"): 128 * 8, (0, "w1"): 72 * 4, (1, "columns"): 256 * 8, (1, "w2"): 4 * 4}


def test_a_shared_copy_stays_for_all_its_readers(sharing: Model):
    """Not only for those of the part that it is named after."""
    at = {(op.layer, op.part): op for op in sharing.computes}
    ends = sharing.tasks[:, START] + sharing.tasks[:, DURATION]
    others = 0
    for position, i, row in loads_into_shared(sharing):
        op = sharing.transfers[position]
        own = at[op.layer, op.parts[i]]
        needed = int(ends[own.first : own.end].max())
        if needed < sharing.transfer_rows[row, RELEASE]:
            others += 1
            early = transfer(sharing, row, release=max(needed, int(sum(sharing.transfer_rows[row, 1:3]))))
            assert "release" in rules(early)
    assert others


def test_a_shared_copy_has_one_name(sharing: Model):
    """It is loaded for the part that needs it first, and for no other."""
    parts = {1: 2, 2: 1, 0: 0}
    for position, i, _ in loads_into_shared(sharing):
        op = sharing.transfers[position]
        if op.layer == 1 and sharing.tensors[op.tensor].name == "columns":
            other = tuple(parts[part] if j == i else part for j, part in enumerate(op.parts))
            ops = list(sharing.transfers)
            ops[position] = replace(op, parts=other)
            assert "reference" in rules(replace(sharing, transfers=tuple(ops)))


def test_good(model: Model):
    assert check(model) == []


def test_every_transfer_is_needed(model: Model):
    for row, kind in enumerate(kinds(model)):
        ops = tuple(
            replace(op, first=op.first - (op.first > row), end=op.end - (op.end > row))
            for op in model.transfers
        )
        less = replace(model, transfers=ops, transfer_rows=np.delete(model.transfer_rows, row, axis=0))
        expected = {"store": {"output", "transfer-source"}, "spill": {"transfer-source"}}
        assert rules(less) & expected.get(kind, {"dependency", "release"}), f"without {kind} row {row}"


def test_transfers_twice(model: Model):
    for sent in multicasts(model):
        row, again = sent.start, len(sent)
        ops = tuple(
            replace(op, first=op.first + again * (op.first > row), end=op.end + again * (op.end > row))
            for op in model.transfers
        )
        rows = np.insert(model.transfer_rows, row, model.transfer_rows[list(sent)], axis=0)
        assert "redundant" in rules(replace(model, transfers=ops, transfer_rows=rows))


def test_late_transfers(model: Model):
    """Nothing may arrive after its copy is given back: its last reader has read it before."""
    for row, kind in enumerate(kinds(model)):
        if kind not in ("store", "spill"):
            release = int(model.transfer_rows[row, RELEASE])
            late = transfer(
                model, row, start=release, release=release + int(model.transfer_rows[row, DURATION])
            )
            assert rules(late) & {"dependency", "release"}, f"{kind} row {row}"


def test_early_transfers(model: Model):
    """What is made on chip cannot be moved before it is made."""
    for row, kind in enumerate(kinds(model)):
        if kind in ("move", "store", "spill", "reload"):
            assert "transfer-source" in rules(transfer(model, row, start=0)), f"{kind} row {row}"


def test_sizes_and_durations(model: Model):
    for row in range(len(model.transfer_rows)):
        bits, duration = (int(model.transfer_rows[row, c]) for c in (BITS, DURATION))
        assert "bits" in rules(transfer(model, row, bits=bits - 1))
        assert rules(transfer(model, row, duration=duration - 1)) & {"rate", "multicast"}
    for row in range(len(model.tasks)):
        duration = int(model.tasks[row, DURATION])
        assert "cost" in rules(task(model, row, duration=duration - 1))


def test_early_releases(model: Model):
    """Everything is kept until its last use and no longer."""
    for row, kind in enumerate(kinds(model)):
        if kind not in ("store", "spill"):
            release = int(model.transfer_rows[row, RELEASE])
            assert "release" in rules(transfer(model, row, release=release - 1)), f"{kind} row {row}"
    for row in range(len(model.tasks)):
        release = int(model.tasks[row, TASK_RELEASE])
        assert "release" in rules(task(model, row, release=release - 1)), f"task row {row}"


def test_routes(model: Model):
    for position, op in enumerate(model.transfers):
        others = [(), ("link",), ("link.reverse",), ("bus", "link"), ("nowhere",)]
        for channels in others:
            if channels != op.channels:
                ops = (
                    *model.transfers[:position],
                    replace(op, channels=channels),
                    *model.transfers[position + 1 :],
                )
                assert rules(replace(model, transfers=ops)) & {"route", "rate"}, (op, channels)


def test_overlaps(model: Model):
    """A task cannot start before the one before it on its core ends."""
    rows = [(op.core, row) for op in model.computes for row in range(op.first, op.end)]
    rows.sort(key=lambda entry: (entry[0], model.tasks[entry[1], START]))
    for (core, row), (next_core, following) in pairwise(rows):
        if core == next_core:
            end = int(model.tasks[row, START] + model.tasks[row, DURATION])
            assert "exclusivity" in rules(task(model, following, start=end - 1))


def test_capacity(model: Model):
    size = model.machine.cores[0].core_type.memories[0].size_bits
    assert "capacity" not in rules(model)
    cores = tuple(
        replace(
            core,
            core_type=replace(
                core.core_type,
                memories=tuple(
                    replace(m, size_bits=min(m.size_bits, size // 64)) for m in core.core_type.memories
                ),
            ),
        )
        for core in model.machine.cores
    )
    assert "capacity" in rules(replace(model, machine=replace(model.machine, cores=cores)))


STRIDED = """
dnn.network @net(%x: tensor<1x8x8xf32>) -> tensor<1x4x8xf32> inputs ["x"] outputs ["y"] on @machine {
  %0 = dnn.layer "even" relu(%x) dims <b = 1, y = 4, x = 8> maps [(b, 2 * y, x)] -> (b, y, x)
    bits <in = [8], psum = 8, out = 8> tiling <temporal = [y : 2], spatial = []> cores [@c2]
    : (tensor<1x8x8xf32>) -> tensor<1x4x8xf32>
  dnn.return %0 : tensor<1x4x8xf32>
}
"""


def too_few(labels: np.ndarray) -> np.ndarray:
    return np.where(np.arange(labels.shape[1]) == 6, -1, labels)


def too_many(labels: np.ndarray) -> np.ndarray:
    return np.where(labels < 0, labels.max(), labels)


@pytest.mark.parametrize(("cut", "rule"), [(too_few, "dependency"), (too_many, "bits")])
def test_faults_in_what_makes_blocks_are_found(
    monkeypatch: pytest.MonkeyPatch, cut: Callable[[np.ndarray], np.ndarray], rule: str
):
    """Schedule and checker ask the same code which elements a block holds; what tiles need is another matter."""
    first_use = tile_graph._first_use
    monkeypatch.setattr(tile_graph, "_first_use", lambda *arguments: cut(first_use(*arguments)))
    module = scheduled(65536, network=STRIDED, passes=(DnnEstimateCoreCostPass(), ConvertDnnToSchedPass()))
    (program,) = (op for op in module.walk() if isinstance(op, ProgramOp))
    assert rule in {violation.rule for violation in check(read_model(program, "test"))}
