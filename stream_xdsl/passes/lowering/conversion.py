"""What conversions to `dnn` do with a module: each function becomes a network, at a precision, for a machine."""

from collections.abc import Callable

from xdsl.dialects.builtin import ModuleOp
from xdsl.dialects.func import FuncOp
from xdsl.rewriter import Rewriter

from stream_xdsl.bridge.machine import find_system, read_machine
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import SystemOp
from stream_xdsl.dialects.dnn import NetworkOp
from stream_xdsl.passes.lowering.precision import Widths


def functions_of(pass_name: str, module: ModuleOp, missing: str, remedy: str) -> list[FuncOp]:
    """The functions of a module; raises PassError, with `missing` and `remedy`, where it has none."""
    functions = [function for function in module.body.block.ops if isinstance(function, FuncOp)]
    if not functions:
        raise PassError(pass_name, missing, remedy=remedy)
    return functions


def convert_functions(
    pass_name: str,
    module: ModuleOp,
    precision: str,
    system: str,
    build: Callable[[FuncOp, Widths], NetworkOp],
    *,
    missing: str,
    remedy: str,
) -> None:
    """Replace the functions of a module by networks; raises PassError, with `missing` and `remedy`, where it has none.

    `system` names the machine where the module has several; where it has none, the network is on none.
    """
    functions = functions_of(pass_name, module, missing, remedy)
    has_system = any(isinstance(child, SystemOp) for child in module.body.block.ops)
    machine = None
    if has_system or system or precision == "native":
        machine = read_machine(find_system(module, pass_name, system or None))
    for function in functions:
        network = build(function, Widths(precision, machine))
        network.location = function.location
        Rewriter.replace_op(function, network)
