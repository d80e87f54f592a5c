"""What every lowering of an ONNX operator uses: reading an operation, and making layers of it."""

from collections.abc import Callable, Sequence
from math import prod
from typing import TypeAlias, cast

from xdsl.dialects.builtin import DenseIntOrFPElementsAttr, FloatAttr, IntegerAttr, TensorType
from xdsl.dialects.func import FuncOp
from xdsl.ir import Operation, SSAValue

from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import NetworkOp
from stream_xdsl.dialects.onnx import (
    ConstantOp,
    CustomOp,
    InitializerOp,
    NoValueOp,
    OnnxOp,
)
from stream_xdsl.dialects.onnx_table import OPSET
from stream_xdsl.passes.lowering.layer_builder import (
    LayerBuilder,
    Tensor,
    Value,
    Weight,
    elements,
    fill,
    shape_of,
    shortest,
)
from stream_xdsl.passes.lowering.precision import NODE_WIDTHS, Widths
from stream_xdsl.workload.constants import MAX_CONSTANT_ELEMENTS
from stream_xdsl.workload.kinds import Kind

PASS = "convert-onnx-to-dnn"

Lowering: TypeAlias = "Callable[[NetworkBuilder, OnnxOp], Value | Sequence[Value | None]]"
"""Makes the layers of an operation and returns its results."""


def result_type(op: OnnxOp) -> Tensor:
    """The type of the first result, which every lowered operation has."""
    return cast(Tensor, op.results[0].type)


class NetworkBuilder(LayerBuilder):
    """Builds one `dnn.network` from one function of `onnx` operations."""

    static_shapes = "bind symbolic dimensions when importing the model (--dim name=value)"

    def __init__(self, function: FuncOp, widths: Widths):
        super().__init__(PASS, function, widths)
        opset = function.attributes.get("onnx.opset")
        self.opset = opset.value.data if isinstance(opset, IntegerAttr) else OPSET
        self._absorbed: set[Operation] = set()

    # Building the network.

    def build(self, lowering_of: Callable[["NetworkBuilder", OnnxOp], Lowering]) -> NetworkOp:
        """The network; raises PassError for what has no place in one."""
        terminator = self.terminator()
        for op in self.live_operations(terminator):
            self._lower(op, lowering_of)
        return self.network(terminator)

    def _lower(self, op: Operation, lowering_of: Callable[["NetworkBuilder", OnnxOp], Lowering]) -> None:
        match op:
            case NoValueOp() | InitializerOp() | ConstantOp():
                return  # looked up where they are read
            case OnnxOp() if op in self._absorbed:
                self.values[op.results[0]] = self.value(op.operands[0])
            case OnnxOp():
                for result in op.results:
                    if isinstance(result.type, TensorType):
                        self.check_type(result, op, f"{self.describe(op)}: a result")
                lowered = lowering_of(self, op)(self, op)
                values = [lowered] if isinstance(lowered, SSAValue | Weight) else lowered
                for result, value in zip(op.results, values, strict=False):
                    if value is not None:
                        self.values[result] = value
                        if isinstance(value, SSAValue) and value.name_hint is None:
                            value.name_hint = result.name_hint
            case _:
                raise PassError(
                    PASS,
                    f"'{op.name}' is no operation of the onnx dialect",
                    op=op,
                    remedy="a model is one func.func of onnx operations",
                )

    # Reading an operation.

    def value(self, value: SSAValue) -> Value:
        """What became of a value of the function."""
        if value not in self.values:
            match value.owner:
                case InitializerOp() as op:
                    self.check_type(value, op, "a value")
                    self.values[value] = _initializer(op)
                case ConstantOp() as op:
                    self.check_type(value, op, "a value")
                    self.values[value] = self._constant(op)
                case OnnxOp() as op:
                    index = op.results.index(value)
                    raise self.error(
                        op, f"its result {index} is not supported", "export the model without it"
                    )
                case _:
                    raise KeyError(value)
        return self.values[value]

    def _constant(self, op: ConstantOp) -> Weight:
        type_ = op.output.type
        name = "constant" if op.tensor_name is None else op.tensor_name.data
        numbers = numbers_of(op.output)
        if numbers is None:
            raise PassError(
                PASS,
                f"onnx.Constant '{name}' of type {type_} is data",
                op=op,
                remedy="run convert-onnx-mlir-to-onnx first, which makes initializers of weights",
            )
        return elements(name, numbers, type_)

    def absorb(self, op: OnnxOp) -> None:
        """Let an operation be part of the layer that computes its first operand, which it then stands for."""
        self._absorbed.add(op)

    def describe(self, op: Operation) -> str:
        if not isinstance(op, OnnxOp):
            return super().describe(op)
        domain = f"{op.domain_name.data}." if isinstance(op, CustomOp) else ""
        return f"node '{op.node_name}' ({domain}{operator_of(op)}, opset {self.opset})"

    def operand(self, op: OnnxOp, name: str) -> Value:
        """The operand that the schema calls `name`."""
        value = self.optional(op, name)
        if value is None:
            raise self.error(op, f"operand '{name}' has no value", "give it one")
        return value

    def optional(self, op: OnnxOp, name: str) -> Value | None:
        """The operand that the schema calls `name`, None where it is absent."""
        value = op.input(name)
        return None if value is None else self.value(value)

    def operands(self, op: OnnxOp) -> list[Value]:
        """All operands that have values."""
        return [self.value(value) for value in op.operands if isinstance(value.type, TensorType)]

    def numbers(self, op: OnnxOp, name: str) -> tuple[float, ...] | tuple[int, ...] | None:
        """The elements of a constant operand, flattened; None where it is absent. Raises PassError if not constant."""
        value = op.input(name)
        if value is None:
            return None
        found = numbers_of(value)
        if found is None:
            raise self.error(
                op,
                f"operand '{name}' is computed or kept in a file",
                "export the model with it as a constant",
            )
        return found

    def integers(self, op: OnnxOp, name: str) -> tuple[int, ...] | None:
        """Like `numbers`, of integers."""
        found = self.numbers(op, name)
        return None if found is None else tuple(int(item) for item in found)

    def axis(self, op: OnnxOp, rank: int, name: str = "axis") -> int:
        """An attribute that counts axes from either end."""
        value = cast(int, op.attribute(name))
        if not -rank <= value < rank:
            raise self.error(
                op, f"{name} {value} of a tensor of {rank} axes", "choose an axis the tensor has"
            )
        return value % rank

    # Making operations.

    def layer_name(self, op: Operation, kind: Kind, suffix: str) -> str:
        return cast(OnnxOp, op).node_name + suffix

    def origin(self, op: Operation) -> str:
        return operator_of(cast(OnnxOp, op))

    def node_widths(self, op: Operation) -> dict[str, int]:
        return {
            name: attribute.value.data
            for name in sorted(set(NODE_WIDTHS.values()))
            if isinstance(attribute := op.attributes.get(f"onnx.{name}"), IntegerAttr)
        }


def operator_of(op: OnnxOp) -> str:
    """The operator, of whichever domain."""
    return op.function_name.data if isinstance(op, CustomOp) else op.operator


def numbers_of(value: SSAValue) -> tuple[float, ...] | tuple[int, ...] | None:
    """The elements of a constant that is known without the model file, flattened; else None."""
    match value.owner:
        case ConstantOp(value=DenseIntOrFPElementsAttr() as dense) if len(dense) <= MAX_CONSTANT_ELEMENTS:
            return cast(tuple[float, ...], tuple(dense.iter_values()))
        case InitializerOp(fill=FloatAttr() | IntegerAttr() as attribute):
            number = attribute.value.data
            return (number,) * prod(shape_of(value))
        case _:
            return None


def _initializer(op: InitializerOp) -> Weight:
    type_ = op.output.type
    if op.fill is None:
        return Weight(op.tensor_name.data, type_)
    return fill(op.tensor_name.data, shortest(op.fill.value.data), type_)
