"""MLIR text of other compilers in: a file becomes one function, of `linalg` or of `onnx` operations."""

from pathlib import Path

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp, StringAttr
from xdsl.dialects.func import FuncOp

from stream_xdsl.diagnostics import InputError
from stream_xdsl.frontends.located_parser import LocatedParser


def import_mlir_function(path: str, context: Context) -> FuncOp:
    """The function of a file, called what the file is.

    Raises InputError where there is no text, or not one function with a body.
    """
    module = parse_file(path, context)
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
