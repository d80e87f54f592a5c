"""Machines by name and by file."""

from contextlib import nullcontext
from functools import partial
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
from stream_xdsl.tools.errors import terse_diagnostics


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


MACHINE = """\
// A machine of one core and its memory.
accel.system @s {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 64 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 64 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
    }
  }
  accel.core @core0 : @pe at [0, 0]
  accel.core @core1 : @dram at [0, 1]
  accel.link @link0 : @core0 <-> @core1 bandwidth 8
}
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("shared_over [D1]", "shared_over [D9]", 5, "accel.memory @m: shared over 'D9', which is not a dim"),
        (
            "bandwidth 8 serves",
            "bandwidth 9 to 8 serves",
            6,
            "accel.port @p: smallest access of 9 bits is wider",
        ),
        ("@core1 : @dram", "@core1 : @drum", 15, "accel.core @core1: @drum does not name an accel.core_type"),
        ("at [0, 1]", "at [0, 0]", 15, "cores @core0 and @core1 are both at [0, 0]"),
        (
            "<-> @core1",
            "<-> @core9",
            16,
            "accel.link @link0: @core9 does not name an accel.core of this system",
        ),
        ("<-> @core1", "-> @core1", 14, "core @core0 is unreachable"),
        ("@pe compute", "@pe memory", 3, "accel.core_type @pe: only compute cores have an accel.array"),
        ("@link0", "@core0", 2, 'accel.system @s: Redefinition of symbol "core0"'),
        ("<D1 = 4>", "<D1 = 0>", None, "size of dimension 'D1' must be positive, got 0"),
    ],
)
def test_errors_of_a_text_have_a_line_and_a_remedy(
    ctx: Context, tmp_path: Path, old: str, new: str, line: int | None, message: str
):
    assert old in MACHINE
    file = tmp_path / "m.mlir"
    file.write_text(MACHINE.replace(old, new, 1))
    load = partial(load_system, str(file), ctx)
    if line is None:
        with pytest.raises(ParseError, match=r"m\.mlir:4"):
            load()
        return
    for terse in (nullcontext(), terse_diagnostics()):
        with pytest.raises(InputError) as error, terse:
            load()
        assert str(error.value).startswith(f"{file}:{line}: {message}")
        assert "\n  remedy: " in str(error.value)


def test_a_location_that_is_no_place_in_a_file(ctx: Context, tmp_path: Path):
    (tmp_path / "m.mlir").write_text(MACHINE.replace("@link0", "@core0").rstrip() + ' loc("here")')
    with pytest.raises(InputError, match=r"m\.mlir:1: accel\.system @s: Redefinition"):
        load_system(str(tmp_path / "m.mlir"), ctx)


def test_a_name_near_that_of_a_file(ctx: Context, tmp_path: Path):
    (tmp_path / "quad_core.yaml").touch()
    with pytest.raises(InputError, match=r"no such file; did you mean 'quad_core\.yaml'\?\n  remedy: give"):
        load_system(str(tmp_path / "quad_cor.mlir"), ctx)


def test_the_pass_prints_its_options_as_they_are_written():
    made = AccelImportPass(machine="simba")
    assert str(made) == 'accel-import{name="simba"}'
    assert AccelImportPass.from_spec(made.spec()) == made
