"""Executing a schedule: what `stream-xdsl run` does, without its output."""

from pathlib import Path
from typing import TYPE_CHECKING

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.universe import Universe

from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.diagnostics import InputError
from stream_xdsl.frontends.located_parser import LocatedParser
from stream_xdsl.passes.sched_verify_execution import run_program

if TYPE_CHECKING:
    from stream_xdsl.runtime.compare import Comparison

COMMAND = "stream-xdsl run"


def read_schedule(schedule: str) -> ModuleOp:
    """The module of an IR file, verified. Raises InputError for a file that is no text."""
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


def run_schedule(schedule: str, model: str, *, seed: int, weights: str) -> "list[Comparison]":
    """Execute the schedules of an IR file and compare their results with the ONNX model's.

    Raises InputError for files that cannot be used, and PassError if a schedule cannot be executed or makes other results.
    """
    programs = find_programs(read_schedule(schedule), COMMAND)
    return [c for program in programs for c in run_program(program, model, seed, weights, COMMAND)]
