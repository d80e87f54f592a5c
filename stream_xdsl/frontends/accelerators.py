"""Machines by name or file: accel text, or YAML in any form that `accelerator_yaml` reads."""

from collections.abc import Iterator
from pathlib import Path

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp, StringAttr
from xdsl.ir import Operation
from xdsl.parser import Parser
from xdsl.utils.exceptions import VerifyException

from stream_xdsl.bridge.library import library_system
from stream_xdsl.bridge.machine import write_machine
from stream_xdsl.diagnostics import InputError, did_you_mean
from stream_xdsl.dialects.accel import SystemOp
from stream_xdsl.hardware import library

SUFFIXES = (".mlir", ".yaml", ".yml")


def load_system(name_or_file: str, ctx: Context, *, strict_operator_types: bool = False) -> SystemOp:
    """The machine of that name in the library, or in that file; verified, and in no module.

    What ends in .mlir, .yaml or .yml, or exists, is a file. Raises InputError, or ParseError for text that is not MLIR.
    """
    path = Path(name_or_file)
    if path.suffix in SUFFIXES or path.is_file():
        return load_file(path, ctx, strict_operator_types=strict_operator_types)
    return load_named(name_or_file)


def load_named(name: str) -> SystemOp:
    """The library's machine of that name; raises InputError if there is none."""
    names = library.names()
    if name not in names:
        raise InputError(
            f"no machine is called '{name}'{did_you_mean(name, names)}",
            remedy=f"choose one of {', '.join(names)}, or give a file",
        )
    return library_system(name)


def load_file(path: Path, ctx: Context, *, strict_operator_types: bool = False) -> SystemOp:
    """The machine in a .mlir or YAML file, verified; raises InputError or ParseError."""
    if not path.is_file():
        raise InputError("no such file", file=path, remedy="give an accel .mlir or an accelerator YAML file")
    if path.suffix == ".mlir":
        system = _parse_text(path, ctx)
    else:
        from stream_xdsl.frontends.accelerator_yaml import import_accelerator

        system = write_machine(import_accelerator(path, strict_operator_types=strict_operator_types))
    _verify(system, path)
    return system


def _parse_text(path: Path, ctx: Context) -> SystemOp:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise InputError(f"cannot read the file: {reason}", file=path) from None
    module = Parser(ctx, text, str(path)).parse_module()
    assert isinstance(module, ModuleOp)
    systems = [op for op in module.body.block.ops if isinstance(op, SystemOp)]
    if len(systems) != 1:
        names = ", ".join(f"@{op.sym_name.data}" for op in systems) or "none"
        raise InputError(f"one accel.system expected in the file, got {names}", file=path)
    systems[0].detach()
    return systems[0]


def _verify(system: SystemOp, path: Path) -> None:
    for op in _inside_out(system):
        try:
            op.verify(verify_nested_ops=False)
        except VerifyException as error:
            name = op.get_attr_or_prop("sym_name")
            where = f"{op.name} @{name.data}" if isinstance(name, StringAttr) else op.name
            message = str(error).removeprefix("Operation does not verify: ")
            raise InputError(f"{where}: {message}", file=path) from None


def _inside_out(op: Operation) -> Iterator[Operation]:
    for region in op.regions:
        for block in region.blocks:
            for inner in block.ops:
                yield from _inside_out(inner)
    yield op
