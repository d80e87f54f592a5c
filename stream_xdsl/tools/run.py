"""Executing a schedule, and deriving its cycles again: what `stream-xdsl run` does, without its output."""

from pathlib import Path
from typing import TYPE_CHECKING

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.universe import Universe

from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.diagnostics import InputError, PassError
from stream_xdsl.frontends.located_parser import LocatedParser
from stream_xdsl.passes.sched_verify_execution import run_program

if TYPE_CHECKING:
    from stream_xdsl.bridge.timing import Timing
    from stream_xdsl.runtime.compare import Comparison

COMMAND = "stream-xdsl run"


def run_schedule(schedule: str, model: str, *, seed: int, weights: str) -> "list[Comparison]":
    """Execute the schedules of an IR file and compare their results with the ONNX model's.

    Raises InputError for files that cannot be used, and PassError if a schedule cannot be executed or makes other results.
    """
    comparisons: list[Comparison] = []
    for program in find_programs(_read(schedule), COMMAND):
        for comparison in run_program(program, model, seed, weights, COMMAND):
            if comparison.differing:
                raise PassError(
                    COMMAND,
                    f"@{program.sym_name.data}: {comparison}",
                    remedy="if the model is the one that was compiled, the schedule does not compute it: report it",
                )
            comparisons.append(comparison)
    return comparisons


def replay_schedule(schedule: str) -> "list[tuple[str, Timing]]":
    """Derive the cycles of the schedules of an IR file again; by their names.

    Raises InputError for a file that cannot be used, and PassError at the first cycle that is another.
    """
    from stream_xdsl.bridge.timing import replay_timing

    return [
        (program.sym_name.data, replay_timing(program, COMMAND))
        for program in find_programs(_read(schedule), COMMAND)
    ]


def _read(schedule: str) -> ModuleOp:
    context = Context()
    for name, factory in Universe.get_multiverse().all_dialects.items():
        context.register_dialect(name, factory)
    try:
        text = Path(schedule).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"not text: {error}", file=schedule, remedy="give IR that `compile -o` wrote"
        ) from None
    module = LocatedParser(context, text, schedule).parse_module()
    module.verify()
    return module
