"""`convert-torch-onnx-to-onnx`: what torch-mlir's ONNX importer writes becomes the `onnx` dialect."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import IntegerAttr, ModuleOp
from xdsl.dialects.func import FuncOp, ReturnOp
from xdsl.ir import Attribute, SSAValue
from xdsl.passes import ModulePass
from xdsl.rewriter import Rewriter

from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.onnx_table import OPSET
from stream_xdsl.dialects.torch import ConstantNoneOp, OperatorOp, ValueTensorType
from stream_xdsl.passes.lowering.conversion import functions_of

PASS = "convert-torch-onnx-to-onnx"


@dataclass(frozen=True)
class ConvertTorchOnnxToOnnxPass(ModulePass):
    """Turn each function of `torch.operator "onnx.…"` operations into one of `onnx` operations.

    `torch-mlir-import-onnx model.onnx` writes such text. It goes the way of every ONNX model: it is converted to one opset,
    given the shapes that ONNX infers, and freed of constants that shapes depend on. Other constants are weights: filled with
    their one value, else by the name of their `dense_resource`. Nodes are called what their locations say
    (`--mlir-print-debuginfo`), else by operator and number.

    ```mlir
    func.func @net(%arg0: !torch.vtensor<[1,8],f32>) -> !torch.vtensor<[1,8],f32>
        attributes {torch.onnx_meta.opset_version = 17 : si64} {
      %0 = torch.operator "onnx.LeakyRelu"(%arg0) {torch.onnx.alpha = 5.000000e-01 : f32}
        : (!torch.vtensor<[1,8],f32>) -> !torch.vtensor<[1,8],f32>
      return %0 : !torch.vtensor<[1,8],f32>
    }
    ```

    becomes

    ```mlir
    func.func @net(%input0: tensor<1x8xf32> {onnx.name = "input0"}) -> (tensor<1x8xf32> {onnx.name = "output0"})
        attributes {onnx.model = "net", onnx.opset = 17 : i64} {
      %output0 = onnx.LeakyRelu "LeakyRelu_0"(%input0) {alpha = 5.000000e-01} : (tensor<1x8xf32>) -> tensor<1x8xf32>
      func.return %output0 : tensor<1x8xf32>
    }
    ```
    """

    name = PASS

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Replace the functions of the module."""
        remedy = "give what torch-mlir-import-onnx writes"
        for function in functions_of(PASS, op, "the module has no func.func", remedy):
            Rewriter.replace_op(function, _converted(ctx, function))


def _converted(ctx: Context, function: FuncOp) -> FuncOp:
    from stream_xdsl.frontends.onnx_graph import GraphReader, Node, Shape, location_name

    types: dict[SSAValue, Shape] = {}
    constants: dict[SSAValue, Attribute] = {}
    absent: set[SSAValue] = set()
    nodes: list[Node] = []

    def note(values: "list[SSAValue] | tuple[SSAValue, ...]") -> None:
        for value in values:
            if not isinstance(value.type, ValueTensorType):
                raise PassError(
                    PASS,
                    f"a value of type {value.type} is no !torch.vtensor",
                    op=value.owner if isinstance(value.owner, OperatorOp) else function,
                    remedy="export the model without sequences and optionals",
                )
            sizes = tuple(size.data for size in value.type.shape)
            types[value] = Shape(value.type.element_type, sizes)

    note(tuple(function.body.block.args))
    for op in function.body.block.ops:
        match op:
            case ConstantNoneOp():
                absent.add(op.result)
            case OperatorOp() if op.operator.data.startswith("onnx.") and not op.regions:
                note(tuple(op.results))
                operator = op.operator.data.removeprefix("onnx.")
                attributes = {
                    name.removeprefix("torch.onnx."): attribute for name, attribute in op.attributes.items()
                }
                if operator == "Constant" and set(attributes) == {"value"}:
                    constants[op.results[0]] = attributes["value"]
                    continue
                operands = [None if value in absent else value for value in op.operands]
                nodes.append(Node(op, operator, location_name(op), operands, attributes))
            case OperatorOp():
                raise PassError(
                    PASS,
                    f"'{op.operator.data}' "
                    + ("has graphs as attributes" if op.regions else "is no operator of ONNX"),
                    op=op,
                    remedy="export the model without control flow"
                    if op.regions
                    else "give what torch-mlir-import-onnx writes, before any of its passes",
                )
            case ReturnOp():
                pass
            case _:
                raise PassError(
                    PASS,
                    f"'{op.name}' is no torch.operator",
                    op=op,
                    remedy="give what torch-mlir-import-onnx writes, before any of its passes",
                )
    opset = function.attributes.get("torch.onnx_meta.opset_version")
    converted = GraphReader(PASS, ctx, function).model_function(
        nodes, constants, types, opset.value.data if isinstance(opset, IntegerAttr) else OPSET
    )
    converted.location = function.location
    return converted
