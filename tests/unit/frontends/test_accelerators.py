"""Machines by name and by file."""

from pathlib import Path

import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin
from xdsl.utils.exceptions import ParseError

from stream_xdsl.bridge.library import machine_text
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.diagnostics import InputError
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.frontends.accelerators import load_system
from stream_xdsl.passes.accel_import import AccelImportPass


@pytest.fixture
def ctx() -> Context:
    context = Context()
    context.load_dialect(Builtin)
    context.load_dialect(Accel)
    return context


def test_by_name_and_by_file(ctx: Context, tmp_path: Path, repo: Path):
    named = load_system("simba_small", ctx)
    assert named.parent is None
    machine = read_machine(named)
    (tmp_path / "m.mlir").write_text(machine_text(machine))
    assert read_machine(load_system(str(tmp_path / "m.mlir"), ctx)) == machine
    inputs = repo / "tests/filecheck/passes/accel-import/Inputs"
    duo = load_system(str(inputs / "duo.yaml"), ctx)
    assert duo.sym_name.data == "duo"
    strict = read_machine(load_system(str(inputs / "duo.yaml"), ctx, strict_operator_types=True))
    assert strict.core_types[0].runs == {"conv", "relu"}


def test_what_cannot_be_loaded(ctx: Context, tmp_path: Path):
    with pytest.raises(InputError, match="no machine is called 'simba_smal'; did you mean 'simba_small'"):
        load_system("simba_smal", ctx)
    with pytest.raises(InputError, match=r"none\.yaml: no such file"):
        load_system(str(tmp_path / "none.yaml"), ctx)
    (tmp_path / "text.mlir").write_text("accel.system @s {")
    with pytest.raises(ParseError):
        load_system(str(tmp_path / "text.mlir"), ctx)
    two = machine_text(read_machine(load_system("simba", ctx))) + machine_text(
        read_machine(load_system("hda_bus", ctx))
    )
    (tmp_path / "two.mlir").write_text(two)
    with pytest.raises(InputError, match=r"one accel\.system expected in the file, got @simba, @hda_bus"):
        load_system(str(tmp_path / "two.mlir"), ctx)
    (tmp_path / "binary.mlir").write_bytes(b"\xff")
    with pytest.raises(InputError, match="not UTF-8 text"):
        load_system(str(tmp_path / "binary.mlir"), ctx)


def test_the_pass_prints_its_options_as_they_are_written():
    made = AccelImportPass(machine="simba")
    assert str(made) == 'accel-import{name="simba"}'
    assert AccelImportPass.from_spec(made.spec()) == made
