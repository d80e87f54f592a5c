"""Cycles follow from what a schedule decides: those of the scheduler are derived again, and changed ones are found."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser

from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.bridge.timing import replay_timing
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.dialects.sched import ProgramOp, Sched, table_attr
from stream_xdsl.passes.convert_dnn_to_sched import ConvertDnnToSchedPass
from stream_xdsl.passes.sched_roll import SchedRollPass
from stream_xdsl.tools.compile import compile_model, make_passes
from stream_xdsl.tools.stream_xdsl import main

START, DURATION, RELEASE = 1, 2, 4


def compiled(repo: Path, machine: str, pipeline: str) -> tuple[Context, ModuleOp]:
    model = repo / "examples/models/two_layers.onnxtxt"
    return compile_model(str(model), make_passes(pipeline, machine), dims={}, progress=lambda *_: None)


@pytest.mark.parametrize("pipeline", ["layer-by-layer", "fused"])
@pytest.mark.parametrize("machine", ["tpu_like_quad_core", "jia_aimc", "simba_small"])
def test_cycles_of_the_scheduler_follow(machine: str, pipeline: str, repo: Path):
    """With tiles that overlap and operands that stay in place (jia_aimc), and several targets."""
    context, module = compiled(repo, machine, pipeline)
    (program,) = find_programs(module, "test")
    timing = replay_timing(program, "test")
    assert program.totals is not None
    assert timing.latency_cycles == program.totals.latency_cycles.value.data
    assert (timing.tiles, timing.transfers) == (len(program.task_table), len(program.transfer_table))
    SchedRollPass().apply(context, module)
    assert replay_timing(find_programs(module, "test")[0], "test") == timing


def test_cycles_of_examples_follow(repo: Path):
    """Operands that stream, memories that cores share, evictions."""
    kinds: set[str] = set()
    for file in sorted((repo / "tests/filecheck/passes/convert-dnn-to-sched").glob("*.mlir")):
        if "invalid" in file.name:
            continue
        for text in file.read_text("utf-8").split("// -----"):
            context = Context()
            for dialect in (Builtin, Accel, Dnn, Sched):
                context.load_dialect(dialect)
            module = Parser(context, text).parse_module()
            try:
                ConvertDnnToSchedPass().apply(context, module)
            except PassError:
                continue  # what the file is about
            for program in find_programs(module, "test"):
                replay_timing(program, "test")
                kinds |= {op.kind.data for op in program.transfer_ops}
    assert {"load", "move", "store", "stream"} <= kinds


@pytest.fixture(scope="module")
def program(repo: Path) -> ProgramOp:
    _, module = compiled(repo, "tpu_like_quad_core", "fused")
    return find_programs(module, "test")[0]


def test_what_starts_late_is_named(program: ProgramOp):
    """All ten cycles later is a schedule, too, but its first event has no reason to wait."""
    changed = program.parent_op().clone()  # pyright: ignore[reportOptionalMemberAccess]
    (late,) = find_programs(changed, "test")
    for name, table, release in (("tasks", late.task_table, 3), ("transfers", late.transfer_table, RELEASE)):
        table = table.copy()
        table[:, START] += 10
        table[:, release] += 10 * (table[:, release] >= 0)
        late.properties[name] = table_attr(table)
    message = (
        r'sched.copy load "\w+" for tile 0 of "conv1"\[\d\] starts at 10; from what it waits for follows 0'
    )
    with pytest.raises(PassError, match=message):
        replay_timing(late, "test")


@pytest.mark.parametrize(
    ("transfers", "column", "by", "message"),
    [
        (False, DURATION, -1, r"takes \d+ cycles; from what it waits for follows \d+"),
        (True, DURATION, -1, r"takes \d+ cycles; from what it waits for follows \d+"),
        (True, RELEASE, 1, r"gives its space back at \d+; from what it waits for follows \d+"),
    ],
)
def test_changed_cycles_are_found(program: ProgramOp, transfers: bool, column: int, by: int, message: str):
    changed = program.parent_op().clone()  # pyright: ignore[reportOptionalMemberAccess]
    (other,) = find_programs(changed, "test")
    name = "transfers" if transfers else "tasks"
    table = (other.transfer_table if transfers else other.task_table).copy()
    last_move = [op for op in other.transfer_ops if op.kind.data == "move"][-1].row_range.stop - 1
    table[last_move if transfers else -1, column] += by
    other.properties[name] = table_attr(table)
    with pytest.raises(PassError, match=message):
        replay_timing(other, "test")


def test_the_command(program: ProgramOp, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    schedule = tmp_path / "schedule.mlir"
    schedule.write_text(str(program.parent_op()), "utf-8")
    main(["run", str(schedule), "--timing"])
    assert re.fullmatch(
        r"@two_layers_on_tpu_like_quad_core: 48 tiles and \d+ transfers start and end when they must, the last at \d+ cycles\n",
        capsys.readouterr().out,
    )
    with pytest.raises(SystemExit) as stopped:
        main(["run", str(schedule)])
    assert stopped.value.code == 1
    assert "give --model MODEL, or --timing, or both" in capsys.readouterr().err


def test_the_rules_are_not_those_of_the_scheduler():
    code = "import sys, stream_xdsl.runtime.replay; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "stream_xdsl.coala" not in loaded
