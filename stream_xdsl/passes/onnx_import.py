"""The pass `onnx-import`."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass
from xdsl.traits import SymbolTable

from stream_xdsl.diagnostics import PassError
from stream_xdsl.frontends.onnx import import_onnx_function


@dataclass(frozen=True)
class OnnxImportPass(ModulePass):
    """Append an ONNX model to the module, as one function of `onnx` operations.

    This is how tools that know no ONNX frontend, such as plain `xdsl-opt`, read a model; `stream-opt model.onnx` does the
    same. The model may be binary or textual; weights are not read and may be missing. It is converted to one opset,
    given static shapes and freed of constants that shapes depend on.

    Options:
      file: path of the model, relative to the working directory.
      dims: sizes of symbolic dimensions, as `name=size` or `input.axis=size`, separated by commas.
      symbol: the function's symbol; by default the file's name without extension.

    ```mlir
    // before, with onnx-import{file="relu.onnxtxt" dims="batch=4"}
    builtin.module {
    }

    // after
    builtin.module {
      func.func @relu(%x: tensor<4x8xf32> {onnx.name = "x"}) -> (tensor<4x8xf32> {onnx.name = "y"})
          attributes {onnx.model = "g", onnx.opset = 13 : i64} {
        %y = onnx.Relu "Relu_0"(%x) : (tensor<4x8xf32>) -> tensor<4x8xf32>
        func.return %y : tensor<4x8xf32>
      }
    }
    ```
    """

    name = "onnx-import"

    file: str
    dims: str = ""
    symbol: str = ""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        function = import_onnx_function(self.file, dims=self._sizes(), name=self.symbol or None)
        if SymbolTable.lookup_symbol(op, function.sym_name) is not None:
            raise PassError(
                self.name,
                f"the function of {self.file} cannot be called @{function.sym_name.data}: "
                "the module already has a symbol of that name",
                remedy='choose another with symbol="…"',
            )
        op.body.block.add_op(function)

    def _sizes(self) -> dict[str, int]:
        sizes: dict[str, int] = {}
        for item in filter(None, self.dims.split(",")):
            name, _, size = item.strip().rpartition("=")
            # The longest size has 19 digits, and Python refuses to convert thousands of them.
            if not name or not size.isdecimal() or len(size) > 19 or int(size) == 0:
                raise PassError(
                    self.name,
                    f"dims: '{item}' is no name with a size from 1 to 2^63 - 1",
                    remedy='write dims="batch=1,seq=128"',
                )
            if name in sizes:
                raise PassError(
                    self.name, f"dims: '{name}' is given twice", remedy="give each dimension one size"
                )
            sizes[name] = int(size)
        return sizes
