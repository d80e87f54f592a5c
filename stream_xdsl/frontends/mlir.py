"""MLIR text in: a file becomes a module, and the model of another compiler one function."""

from pathlib import Path

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp, StringAttr
from xdsl.dialects.func import FuncOp

from stream_xdsl.diagnostics import InputError
from stream_xdsl.frontends.located_parser import LocatedParser


def take_function(module: ModuleOp, path: str) -> FuncOp:
    """The function of the module of a file, called what the file is, taken out of it.

    Raises InputError where there is not one function with a body.
    """
    functions = [op for op in module.body.block.ops if isinstance(op, FuncOp) and op.body.blocks]
    if len(functions) != 1:
        raise InputError(
            f"it has {len(functions)} functions with a body",
            file=path,
            remedy="a model is one func.func; inline what it calls",
        )
    function = functions[0]
    function.detach()
    function.sym_name = StringAttr(Path(path).stem)
    return function


def parse_file(path: str, context: Context) -> ModuleOp:
    """The verified module of a file of MLIR text; raises InputError where it cannot be read."""
    try:
        text = Path(path).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"not text: {error}", file=path, remedy="give MLIR as text, not as bytecode"
        ) from None
    module = LocatedParser(context, text, path).parse_module()
    module.verify()
    return module
