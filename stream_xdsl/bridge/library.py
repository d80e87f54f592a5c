"""The library of named machines, as IR and as dataclasses."""

from collections.abc import Iterator
from io import StringIO

from xdsl.context import Context
from xdsl.dialects.builtin import Builtin
from xdsl.parser import Parser
from xdsl.printer import Printer

from stream_xdsl.bridge.machine import read_machine, write_machine
from stream_xdsl.dialects.accel import Accel, SystemOp
from stream_xdsl.hardware import library
from stream_xdsl.hardware.machine import Machine


def library_system(name: str) -> SystemOp:
    """The named machine; raises KeyError if there is none of that name."""
    ctx = Context()
    ctx.load_dialect(Builtin)
    ctx.load_dialect(Accel)
    op = Parser(ctx, library.path(name).read_text(encoding="utf-8"), f"{name}.mlir").parse_op()
    assert isinstance(op, SystemOp)
    return op


def library_machines() -> Iterator[Machine]:
    """All named machines, by name."""
    return (read_machine(library_system(name)) for name in library.names())


def machine_text(machine: Machine) -> str:
    """The machine as accel text, as the library holds it."""
    text = StringIO()
    Printer(text).print_op(write_machine(machine))
    return text.getvalue() + "\n"
