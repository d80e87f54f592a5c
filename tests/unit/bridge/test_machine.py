"""Machines survive the way through IR, text and generic text."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machine_examples import bus, machine, machines
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser
from xdsl.printer import Printer

from stream_xdsl.bridge.machine import find_system, read_machine, write_machine
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import Accel, SystemOp, number_text
from stream_xdsl.hardware.machine import Machine


def parse(text: str) -> SystemOp:
    ctx = Context()
    ctx.load_dialect(Builtin)
    ctx.load_dialect(Accel)
    module = Parser(ctx, text).parse_module()
    module.verify()
    return find_system(module, "test")


@given(machines(), st.booleans())
def test_round_trip(any_machine: Machine, generic: bool):
    system = write_machine(any_machine)
    system.verify()
    assert read_machine(system) == any_machine
    text = StringIO()
    Printer(text, print_generic_format=generic).print_op(ModuleOp([system]))
    assert read_machine(parse(text.getvalue())) == any_machine


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_keep_every_bit(value: float):
    text = number_text(value)
    assert float(text) == value
    assert text.lstrip("-").isdigit() or "." in text


def named(*names: str) -> ModuleOp:
    systems: list[SystemOp] = []
    for name in names:
        one = machine(1, buses=(bus(0, (0, 1)),))
        systems.append(write_machine(Machine(name, one.cores, one.links, one.buses)))
    return ModuleOp(list(systems))


def test_find_system():
    assert find_system(named("a"), "p").sym_name.data == "a"
    assert find_system(named("a", "b"), "p", "b").sym_name.data == "b"
    with pytest.raises(PassError, match=r"p: the module has no accel\.system\n  remedy: add one"):
        find_system(named(), "p")
    with pytest.raises(
        PassError, match=r"several accel\.system: @a, @b\n  remedy: choose one with system=NAME"
    ):
        find_system(named("a", "b"), "p")
    with pytest.raises(PassError, match=r"no accel\.system @c\n  remedy: choose one of @a, @b"):
        find_system(named("a", "b"), "p", "c")
