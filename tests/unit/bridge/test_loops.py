"""Rolling a program and unrolling it again changes nothing, and whoever reads a rolled one reads the packed one."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser

from stream_xdsl.bridge.loops import read_rows, roll_program, unroll_program
from stream_xdsl.bridge.report import find_program, read_report
from stream_xdsl.checker.read import read_model
from stream_xdsl.checker.verify import check
from stream_xdsl.coala.steady_state import find_loops
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.dialects.sched import ComputeOp, ProgramOp, Sched, TransferOp, table_attr
from stream_xdsl.passes.convert_dnn_to_sched import ConvertDnnToSchedPass
from stream_xdsl.passes.dnn_estimate_core_cost import DnnEstimateCoreCostPass
from stream_xdsl.passes.sched_annotate_cost import SchedAnnotateCostPass
from stream_xdsl.passes.sched_roll import SchedRollPass
from stream_xdsl.passes.sched_unroll import SchedUnrollPass
from stream_xdsl.report.summary import summary
from stream_xdsl.report.trace import write_trace

HEAD = """
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 4096 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
}
dnn.network @n(%x: tensor<2xf32>) -> tensor<2xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "a" relu(%x) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8> : (tensor<2xf32>) -> tensor<2xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8> : (tensor<2xf32>) -> tensor<2xf32>
  dnn.return %1 : tensor<2xf32>
}
"""

OWNERS = (
    'sched.compute "a"[0] on @c0',
    'sched.compute "b"[0] on @c0',
    'sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus]',
    'sched.transfer move "a"[0] from @c0::@m to @c1::@m via [@bus]',
    'sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus]',
)
TASK_OWNERS = 2


def parse(text: str) -> ModuleOp:
    context = Context()
    for dialect in (Builtin, Accel, Dnn, Sched):
        context.load_dialect(dialect)
    return Parser(context, text).parse_module()


@st.composite
def programs(draw: st.DrawFn) -> ModuleOp:
    """Rows with few different steps, which are no schedule, but look alike often."""
    tables: list[list[tuple[int, ...]]] = [[], []]
    lines: list[str] = []
    for i, owner in enumerate(OWNERS):
        start = tile = 0
        rows: list[tuple[int, ...]] = []
        for _ in range(draw(st.integers(1, 30))):
            start += draw(st.sampled_from([1, 1, 1, 2]))
            tile += draw(st.sampled_from([1, 1, 1, -1]))
            release = -1 if "store" in owner else start + draw(st.sampled_from([3, 3, 3, 4]))
            bits = (8,) if i >= TASK_OWNERS else ()
            rows.append((tile, start, 1, *bits, release))
        table = tables[i >= TASK_OWNERS]
        lines.append(f"{owner} rows {len(table)} to {len(table) + len(rows)} energy_pj 0.1")
        table += rows
    arrays = [np.array(table, dtype=np.int64) for table in tables]
    program = f"sched.program @p of @n on @s tasks {table_attr(arrays[0])} transfers {table_attr(arrays[1])}"
    return parse(HEAD + program + " {\n" + "\n".join(lines) + "\n}")


@settings(max_examples=200)
@given(programs())
def test_round_trip(module: ModuleOp):
    program, before = find_program(module, "test"), str(module)
    packed = program.unrolled
    roll_program(program, find_loops(read_rows(program)))
    for loop in program.loops:
        loop.verify()
    rolled, text = program.unrolled, str(module)
    assert (rolled.tasks == packed.tasks).all()
    assert (rolled.transfers == packed.transfers).all()
    assert [rows for _, rows in rolled.computes] == [rows for _, rows in packed.computes]
    assert [rows for _, rows in rolled.movements] == [rows for _, rows in packed.movements]
    again = find_program(parse(text), "test")
    assert str(again) == str(program)
    unroll_program(program)
    assert str(module) == before


@pytest.fixture(scope="module")
def scheduled() -> str:
    """A pipeline of 24 tiles on two cores, with totals."""
    network = HEAD.replace("<2xf32>", "<48xf32>").replace("<i = 2>", "<i = 48>")
    for core in ("@c0", "@c1"):
        tiled = f"out = 8> tiling <temporal = [i : 2], spatial = []> cores [{core}] :"
        network = network.replace("out = 8> :", tiled, 1)
    module = parse(network)
    for transformation in (DnnEstimateCoreCostPass(), ConvertDnnToSchedPass(), SchedAnnotateCostPass()):
        transformation.apply(Context(), module)
    module.verify()
    return str(module)


def test_rolled_programs_read_the_same(scheduled: str):
    packed, rolled = parse(scheduled), parse(scheduled)
    SchedRollPass().apply(Context(), rolled)
    rolled.verify()
    program = find_program(rolled, "test")
    assert list(program.loops)
    assert len(program.task_table) < len(program.unrolled.tasks) // 2

    assert check(read_model(program, "test")) == []
    texts: list[tuple[str, str]] = []
    for module in (packed, rolled):
        report = read_report(find_program(module, "test"), "test")
        trace = io.StringIO()
        write_trace(report, trace)
        texts.append((trace.getvalue(), str(summary(report))))
    assert texts[0] == texts[1]

    program.totals = None
    SchedAnnotateCostPass().apply(Context(), rolled)
    once = str(rolled)
    SchedRollPass().apply(Context(), rolled)
    assert str(rolled) == once
    SchedUnrollPass().apply(Context(), rolled)
    assert str(rolled) == scheduled


def test_owners_keep_their_attributes(scheduled: str):
    module = parse(scheduled)
    program = find_program(module, "test")
    before = [op.energy_pj for op in program.walk() if isinstance(op, ComputeOp | TransferOp)]
    SchedRollPass().apply(Context(), module)
    (after,) = (op for op in module.walk() if isinstance(op, ProgramOp))
    assert [op.energy_pj for op in after.walk() if isinstance(op, ComputeOp | TransferOp)] == before
