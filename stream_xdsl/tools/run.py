"""Executing a schedule, and deriving its cycles again: what `stream-xdsl run` does, without its output."""

from typing import TYPE_CHECKING

from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.frontends.mlir import parse_file
from stream_xdsl.passes.sched_verify_execution import run_program
from stream_xdsl.tools.contexts import full_context

if TYPE_CHECKING:
    from stream_xdsl.bridge.timing import Timing
    from stream_xdsl.runtime.compare import Comparison

COMMAND = "stream-xdsl run"


def run_schedule(schedule: str, model: str, *, seed: int, weights: str, reference: str) -> "list[Comparison]":
    """Execute the schedules of an IR file and compare their results with the ONNX model's.

    Raises InputError for files that cannot be used, and PassError if a schedule cannot be executed or makes other results.
    """
    programs = find_programs(parse_file(schedule, full_context()), COMMAND)
    return [c for program in programs for c in run_program(program, model, seed, weights, reference, COMMAND)]


def replay_schedule(schedule: str) -> "list[tuple[str, Timing]]":
    """Derive the cycles of the schedules of an IR file again; by their names.

    Raises InputError for a file that cannot be used, and PassError at the first cycle that is another.
    """
    from stream_xdsl.bridge.timing import replay_timing

    programs = find_programs(parse_file(schedule, full_context()), COMMAND)
    return [(program.sym_name.data, replay_timing(program, COMMAND)) for program in programs]
