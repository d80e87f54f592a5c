"""`convert-onnx-mlir-to-onnx`: what onnx-mlir writes becomes what our own importer makes."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp, TensorType
from xdsl.dialects.func import FuncOp
from xdsl.dialects.func import ReturnOp as FuncReturnOp
from xdsl.ir import Attribute, SSAValue
from xdsl.passes import ModulePass
from xdsl.rewriter import Rewriter

from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.onnx import (
    ConstantOp,
    CustomOp,
    EntryPointOp,
    InitializerOp,
    NoValueOp,
    OnnxOp,
    ReturnOp,
    none,
)
from stream_xdsl.dialects.onnx_table import OPSET
from stream_xdsl.passes.lowering.conversion import functions_of

PASS = "convert-onnx-mlir-to-onnx"


@dataclass(frozen=True)
class ConvertOnnxMlirToOnnxPass(ModulePass):
    """Turn each function of onnx-mlir's `onnx` operations into one as our own importer makes it.

    `onnx-mlir --EmitONNXBasic model.onnx` and `--EmitONNXIR` write such text: weights are `onnx.Constant`s, functions end in
    `onnx.Return`, and `onnx.EntryPoint` names the model. It goes the way of every ONNX model: it is given the shapes that ONNX
    infers, and freed of constants that shapes depend on. Other constants are weights: filled with their one value, else by the
    name of their `dense_resource` or by number.

    onnx-mlir says nothing of the opset; its operators are taken to be those of ours, which have no suffix such as `V13`.

    ```mlir
    func.func @main_graph(%arg0: tensor<1x8xf32> {onnx.name = "x"}) -> (tensor<1x8xf32> {onnx.name = "y"}) {
      %0 = onnx.Constant dense<1.0> : tensor<1x8xf32>
      %1 = "onnx.Add"(%arg0, %0) {onnx_node_name = "add"} : (tensor<1x8xf32>, tensor<1x8xf32>) -> tensor<1x8xf32>
      onnx.Return %1 : tensor<1x8xf32>
    }
    "onnx.EntryPoint"() {func = @main_graph} : () -> ()
    ```

    becomes

    ```mlir
    func.func @main_graph(%x: tensor<1x8xf32> {onnx.name = "x"}) -> (tensor<1x8xf32> {onnx.name = "y"})
        attributes {onnx.model = "main_graph", onnx.opset = 22 : i64} {
      %constant = onnx.Initializer "constant" fill(1.000000e+00 : f32) : tensor<1x8xf32>
      %y = onnx.Add "add"(%x, %constant) : (tensor<1x8xf32>, tensor<1x8xf32>) -> tensor<1x8xf32>
      func.return %y : tensor<1x8xf32>
    }
    ```
    """

    name = PASS

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Replace the functions of the module, and remove its entry points."""
        remedy = "give what onnx-mlir --EmitONNXBasic writes"
        for function in functions_of(PASS, op, "the module has no func.func", remedy):
            Rewriter.replace_op(function, _converted(ctx, function))
        for entry in [entry for entry in op.body.block.ops if isinstance(entry, EntryPointOp)]:
            entry.detach()
            entry.erase()


def _converted(ctx: Context, function: FuncOp) -> FuncOp:
    from stream_xdsl.frontends.onnx_graph import GraphReader, Node, Shape, location_name

    types: dict[SSAValue, Shape] = {}
    constants: dict[SSAValue, Attribute] = {}
    nodes: list[Node] = []

    def note(values: "list[SSAValue] | tuple[SSAValue, ...]") -> None:
        for value in values:
            if isinstance(value.type, TensorType):
                types[value] = Shape(value.type.element_type, value.type.get_shape())
            elif value.type != none:
                raise PassError(
                    PASS,
                    f"a value of type {value.type} is no tensor of known rank",
                    op=function,
                    remedy="let onnx-mlir infer shapes (--EmitONNXIR), and export without sequences and optionals",
                )

    note(tuple(function.body.block.args))
    for op in function.body.block.ops:
        match op:
            case NoValueOp() | ReturnOp() | FuncReturnOp():
                pass
            case ConstantOp():
                note([op.output])
                constants[op.output] = op.value
            case InitializerOp():
                raise PassError(
                    PASS,
                    "onnx.Initializer is no operation of onnx-mlir",
                    op=op,
                    remedy="the function is converted already; leave this pass out",
                )
            case OnnxOp():
                note(tuple(op.results))
                name = op.onnx_node_name.data if op.onnx_node_name is not None else location_name(op)
                operands = [None if value.type == none else value for value in op.operands]
                attributes = {name: item for name, item in op.properties.items() if name != "onnx_node_name"}
                operator, domain = op.operator, ""
                if isinstance(op, CustomOp):
                    operator, domain = op.function_name.data, op.domain_name.data
                    attributes = dict(op.attributes)
                nodes.append(Node(op, operator, name, operands, attributes, domain))
            case _:
                raise PassError(
                    PASS,
                    f"'{op.name}' is no operation of the onnx dialect",
                    op=op,
                    remedy="give what onnx-mlir --EmitONNXBasic writes, before it is lowered",
                )
    converted = GraphReader(PASS, ctx, function).model_function(nodes, constants, types, OPSET)
    converted.location = function.location
    return converted
