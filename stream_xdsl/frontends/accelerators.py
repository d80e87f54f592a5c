"""Machines by name or file: accel text, or YAML in any form that `accelerator_yaml` reads."""

from collections.abc import Iterator
from pathlib import Path

from xdsl.context import Context
from xdsl.dialects.builtin import FileLineColLoc, IntAttr, StringAttr
from xdsl.ir import Operation
from xdsl.utils.exceptions import VerifyException

from stream_xdsl.bridge.library import library_system
from stream_xdsl.bridge.machine import write_machine
from stream_xdsl.diagnostics import InputError, did_you_mean
from stream_xdsl.dialects.accel import CoreOp, MachineError, SystemOp
from stream_xdsl.frontends.located_parser import LocatedParser
from stream_xdsl.hardware import library

SUFFIXES = (".mlir", ".yaml", ".yml")

_MEND = "mend the operation; examples/accelerators/README.md explains each part"


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
        near = did_you_mean(path.name, (p.name for p in path.parent.glob("*") if p.suffix in SUFFIXES))
        raise InputError(
            f"no such file{near}",
            file=path,
            remedy="give an accel .mlir or an accelerator YAML file that exists",
        )
    if path.suffix == ".mlir":
        system = _parse_text(path, ctx)
    else:
        from stream_xdsl.frontends.accelerator_yaml import locate_accelerator

        machine, lines = locate_accelerator(path, strict_operator_types=strict_operator_types)
        system = write_machine(machine)
        system.location = _location(path, 1)
        for core in system.of_type(CoreOp):
            core.location = _location(path, lines[core.sym_name.data])
    _verify(system, path)
    return system


def _location(path: Path, line: int) -> FileLineColLoc:
    return FileLineColLoc(StringAttr(str(path)), IntAttr(line), IntAttr(1))


def _parse_text(path: Path, ctx: Context) -> SystemOp:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise InputError(
            f"cannot read the file: {reason}", file=path, remedy="give an accel .mlir that can be read"
        ) from None
    try:
        module = LocatedParser(ctx, text, str(path)).parse_module()
    except VerifyException as error:
        raise InputError(str(error), remedy=_MEND) from None
    systems = [op for op in module.body.block.ops if isinstance(op, SystemOp)]
    if len(systems) != 1:
        names = ", ".join(f"@{op.sym_name.data}" for op in systems) or "none"
        line = _place(systems[1], path).line.data if systems else 1
        raise InputError(
            f"one accel.system expected in the file, got {names}",
            file=path,
            line=line,
            remedy="put each machine into its own file" if systems else "write an accel.system into it",
        )
    systems[0].detach()
    return systems[0]


def _verify(system: SystemOp, path: Path) -> None:
    for op in _inside_out(system):
        try:
            op.verify(verify_nested_ops=False)
        except VerifyException as error:
            raise _explained(error, op, path) from None


def _explained(error: VerifyException, op: Operation, path: Path) -> InputError:
    name = op.get_attr_or_prop("sym_name")
    what = f"{op.name} @{name.data}: " if isinstance(name, StringAttr) else f"{op.name}: "
    place = _place(op, path)
    if isinstance(error, MachineError):
        message, remedy = what + error.cause, error.remedy
        if error.core is not None:
            message, place = error.cause, _place(error.core, path)
    else:
        # A tool may have put the place in front already.
        here = f"{place.filename.data}:{place.line.data}:{place.column.data}: "
        cause = str(error).removeprefix(here).removeprefix("Operation does not verify: ")
        message, remedy = what + cause, _MEND
    return InputError(message, file=place.filename.data, line=place.line.data, remedy=remedy)


def _place(op: Operation, path: Path) -> FileLineColLoc:
    """Where the operation, or the nearest one around it that has a place, was read."""
    around: Operation | None = op
    while around is not None:
        if isinstance(around.location, FileLineColLoc):
            return around.location
        around = around.parent_op()
    return _location(path, 1)


def _inside_out(op: Operation) -> Iterator[Operation]:
    for region in op.regions:
        for block in region.blocks:
            for inner in block.ops:
                yield from _inside_out(inner)
    yield op
