"""What every lowering uses: the values made so far, and making layers and views of them.

A value of the network is an SSA value (an input, a layer's result, a view) or a `Weight`: a constant that
becomes a `dnn.weight` where something reads it, as wide as it is read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TypeAlias, cast

from xdsl.dialects.builtin import (
    ArrayAttr,
    BoolAttr,
    DenseArrayBase,
    DenseIntOrFPElementsAttr,
    DictionaryAttr,
    FloatAttr,
    IntegerAttr,
    StringAttr,
    TensorType,
    f32,
    i64,
)
from xdsl.dialects.func import FuncOp
from xdsl.dialects.func import ReturnOp as FuncReturnOp
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue
from xdsl.ir.affine import AffineMap

from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import LayerOp, NetworkOp, ReturnOp, ViewOp, WeightOp
from stream_xdsl.dialects.dnn_attributes import RecipeAttr
from stream_xdsl.dialects.dnn_maps import linear_expression
from stream_xdsl.dialects.onnx import ConstantOp, CustomOp, InitializerOp, NoValueOp, OnnxOp
from stream_xdsl.dialects.onnx_table import OPSET
from stream_xdsl.passes.onnx_lowerings.precision import NODE_WIDTHS, Role, Widths, element_bits
from stream_xdsl.workload.kinds import Kind

PASS = "convert-onnx-to-dnn"

Tensor: TypeAlias = TensorType[Attribute]

Axis: TypeAlias = "str | int | Mapping[str, int]"
"""Position along a tensor axis: a dimension, a constant, or coefficients by dimension and the offset under ""."""

Parameter: TypeAlias = "bool | int | float | str | Sequence[int] | Sequence[float]"


@dataclass(frozen=True)
class Weight:
    """A constant of the model that nothing has read yet."""

    name: str
    type: Tensor
    recipe: RecipeAttr | None = None

    @property
    def source(self) -> "str | RecipeAttr":
        """What a recipe takes as its argument."""
        return self.name if self.recipe is None else self.recipe


Value: TypeAlias = SSAValue | Weight

Lowering: TypeAlias = "Callable[[NetworkBuilder, OnnxOp], Value | Sequence[Value | None]]"
"""Makes the layers of an operation and returns its results."""


@dataclass(frozen=True)
class Nest:
    """The loop dimensions of a layer, outermost first."""

    dims: tuple[tuple[str, int], ...]

    def map(self, axes: Sequence[Axis]) -> AffineMap:
        """The access map of a tensor with these axes."""
        names = [name for name, _ in self.dims]
        results = [
            linear_expression([terms.get(name, 0) for name in names], terms.get("", 0))
            for terms in (_terms(axis) for axis in axes)
        ]
        return AffineMap(len(names), 0, tuple(results))


def _terms(axis: Axis) -> Mapping[str, int]:
    match axis:
        case str():
            return {axis: 1}
        case int():
            return {"": axis}
        case _:
            return axis


@dataclass(frozen=True)
class Read:
    """An operand of a layer: what is read, by which map, as what."""

    value: Value
    axes: Sequence[Axis]
    role: Role = Role.INPUT


def type_of(value: Value) -> Tensor:
    """The tensor type of a value."""
    return cast(Tensor, value.type)


def shape_of(value: Value) -> tuple[int, ...]:
    """The shape of a value."""
    return type_of(value).get_shape()


def result_type(op: OnnxOp) -> Tensor:
    """The type of the first result, which every lowered operation has."""
    return cast(Tensor, op.results[0].type)


def with_shape(type_: Tensor, shape: Sequence[int]) -> Tensor:
    """A tensor of the same elements and another shape."""
    return TensorType(type_.element_type, shape)


class NetworkBuilder:
    """Builds one `dnn.network` from one function of `onnx` operations."""

    def __init__(self, function: FuncOp, widths: Widths):
        self.function = function
        self.widths = widths
        opset = function.attributes.get("onnx.opset")
        self.opset = opset.value.data if isinstance(opset, IntegerAttr) else OPSET
        self.block = Block(arg_types=function.body.block.arg_types)
        self.values: dict[SSAValue, Value] = {}
        self._absorbed: set[Operation] = set()
        self._weights: dict[tuple[str, RecipeAttr | None, Tensor, int | None], SSAValue] = {}
        self._bits: dict[SSAValue, int] = {}
        self._names: set[str] = set()
        for old, new in zip(function.body.block.args, self.block.args, strict=True):
            self.values[old] = new
            new.name_hint = old.name_hint

    # Building the network.

    def build(self, lowering_of: Callable[["NetworkBuilder", OnnxOp], Lowering]) -> NetworkOp:
        """The network; raises PassError for what has no place in one."""
        body = self.function.body.block
        terminator = body.last_op
        if not isinstance(terminator, FuncReturnOp):
            raise PassError(PASS, "a model ends in func.return", op=self.function, remedy="end it so")
        for argument in body.args:
            self._check_type(argument, self.function)
        for op in self._live_operations(body, terminator):
            self._lower(op, lowering_of)
        results = [self._result(value, position) for position, value in enumerate(terminator.arguments)]
        self.block.add_op(ReturnOp(*results))
        return NetworkOp(
            self.function.sym_name.data,
            _names(self.function.arg_attrs, len(body.args), "input"),
            _names(self.function.res_attrs, len(results), "output"),
            [type_of(value) for value in results],
            Region(self.block),
            precision=self.widths.precision,
            system=None if self.widths.machine is None else self.widths.machine.name,
        )

    @staticmethod
    def _live_operations(body: Block, terminator: Operation) -> list[Operation]:
        """The operations a result depends on, in order."""
        needed, live = set(terminator.operands), list[Operation]()
        for op in reversed(list(body.ops)):
            if op is not terminator and not needed.isdisjoint(op.results):
                needed.update(op.operands)
                live.append(op)
        return live[::-1]

    def _lower(self, op: Operation, lowering_of: Callable[["NetworkBuilder", OnnxOp], Lowering]) -> None:
        match op:
            case NoValueOp() | InitializerOp() | ConstantOp():
                return  # looked up where they are read
            case OnnxOp() if op in self._absorbed:
                self.values[op.results[0]] = self.value(op.operands[0])
            case OnnxOp():
                for result in op.results:
                    if isinstance(result.type, TensorType):
                        self._check_type(result, op)
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

    def _check_type(self, value: SSAValue, op: Operation) -> None:
        type_ = value.type
        what = f"{self._describe(op)}: a result" if isinstance(op, OnnxOp) else "a value"
        if not isinstance(type_, TensorType) or any(size < 0 for size in type_.get_shape()):
            raise PassError(
                PASS,
                f"{what} of type {type_} is no tensor of static shape",
                op=op,
                remedy="bind symbolic dimensions when importing the model (--dim name=value)",
            )
        if 0 in type_.get_shape():
            raise PassError(PASS, f"{what} of type {type_} has no elements", op=op, remedy="remove it")
        try:
            element_bits(type_)
        except ValueError as error:
            raise PassError(
                PASS, f"{what} of type {type_}: {error}", op=op, remedy="export it as numbers"
            ) from None

    def _result(self, value: SSAValue, position: int) -> SSAValue:
        result = self.value(value)
        if isinstance(result, SSAValue) and any(isinstance(root.owner, LayerOp) for root in _roots(result)):
            return result
        name = _names(self.function.res_attrs, position + 1, "output")[position]
        what = "a constant" if isinstance(result, Weight) else "an input, rearranged at most"
        raise PassError(
            PASS,
            f"result '{name}' is {what}: no layer computes it",
            op=self.function,
            remedy="remove it from the model's outputs",
        )

    # Reading an operation.

    def value(self, value: SSAValue) -> Value:
        """What became of a value of the function."""
        if value not in self.values:
            match value.owner:
                case InitializerOp() as op:
                    self._check_type(value, op)
                    self.values[value] = _initializer(op)
                case ConstantOp() as op:
                    self._check_type(value, op)
                    self.values[value] = _constant(op)
                case OnnxOp() as op:
                    index = op.results.index(value)
                    raise self.error(
                        op, f"its result {index} is not supported", "export the model without it"
                    )
                case _:
                    raise KeyError(value)
        return self.values[value]

    def absorb(self, op: OnnxOp) -> None:
        """Let an operation be part of the layer that computes its first operand, which it then stands for."""
        self._absorbed.add(op)

    def error(self, op: OnnxOp, message: str, remedy: str) -> PassError:
        """An error at an operation, naming its node."""
        return PassError(PASS, f"{self._describe(op)}: {message}", op=op, remedy=remedy)

    def _describe(self, op: OnnxOp) -> str:
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

    def weight(self, weight: Weight, bits: int | None) -> SSAValue:
        """The `dnn.weight` of a constant that is read `bits` wide (None: as wide as a view of it will be)."""
        key = (weight.name, weight.recipe, weight.type, bits)
        if key not in self._weights:
            op = WeightOp(weight.name, weight.type, weight.recipe)
            op.output.name_hint = _hint(weight.name)
            self.block.add_op(op)
            self._weights[key] = op.output
            if bits is not None:
                self._bits[op.output] = bits
        return self._weights[key]

    def layer(
        self,
        op: OnnxOp,
        kind: Kind,
        nest: Nest,
        reads: Sequence[Read],
        axes: Sequence[Axis],
        type_: Tensor,
        *,
        suffix: str = "",
        pad: str = "none",
        params: Mapping[str, Parameter] | None = None,
    ) -> SSAValue:
        """A layer of the operation; `axes` says where its result goes, `suffix` names parts of an expansion."""
        if self.widths.machine is not None and self.widths.core_type(kind) is None:
            raise self.error(
                op,
                f"no core of @{self.widths.machine.name} supports its layer of kind '{kind}'",
                "choose another machine, or add a core type that `runs` it",
            )
        node = _node_widths(op)
        operands = [self._read(read, kind, node) for read in reads]
        output_bits = self.widths.of(kind, Role.OUTPUT, type_, node)
        layer = LayerOp(
            self._fresh_name(op.node_name + suffix),
            kind,
            [value for value, _ in operands],
            nest.dims,
            [*(nest.map(read.axes) for read in reads), nest.map(axes)],
            type_,
            operand_bits=[bits for _, bits in operands],
            psum_bits=self.widths.of(kind, Role.PSUM, type_, node),
            output_bits=output_bits,
            pad=pad,
            origin=operator_of(op),
            params={key: parameter_attribute(value) for key, value in (params or {}).items()},
        )
        layer.location = op.location
        self.block.add_op(layer)
        self._bits[layer.output] = output_bits
        return layer.output

    def _read(self, read: Read, kind: Kind, node: dict[str, int]) -> tuple[SSAValue, int]:
        """The SSA value of an operand and the width it is read with."""
        if isinstance(read.value, Weight):
            bits = self.widths.of(kind, read.role, read.value.type, node)
            return self.weight(read.value, bits), bits
        widths = [self._root_bits(root, read.role, kind, node) for root in _roots(read.value)]
        return read.value, max(widths)

    def _root_bits(self, root: SSAValue, role: Role, kind: Kind, node: dict[str, int]) -> int:
        """The width of a tensor: its writer's, else its first reader's."""
        if root not in self._bits:
            role = role if isinstance(root.owner, WeightOp) else Role.INPUT
            self._bits[root] = self.widths.of(kind, role, type_of(root), node)
        return self._bits[root]

    def view(
        self, kind: str, values: Sequence[Value], type_: Tensor, op: Operation, **parameters: Sequence[int]
    ) -> SSAValue:
        """A view for the operation; constants among its operands become weights."""
        operands = [self.weight(v, None) if isinstance(v, Weight) else v for v in values]
        view = ViewOp(kind, operands, type_, **parameters)
        view.location = op.location
        self.block.add_op(view)
        return view.output

    def reshape(self, value: Value, shape: Sequence[int], op: Operation) -> Value:
        """The value in another shape; of a constant, another recipe."""
        if tuple(shape) == shape_of(value):
            return value
        type_ = with_shape(type_of(value), shape)
        if isinstance(value, Weight):
            return Weight(value.name, type_, _reshape_recipe(value, shape))
        return self.view("reshape", [value], type_, op)

    def transpose(self, value: Value, permutation: Sequence[int], op: Operation) -> Value:
        """The value with other axes first; of a constant, another recipe."""
        if list(permutation) == sorted(permutation):
            return value
        type_ = with_shape(type_of(value), [shape_of(value)[axis] for axis in permutation])
        if isinstance(value, Weight):
            return Weight(value.name, type_, RecipeAttr.get("transpose", value.source, list(permutation)))
        return self.view("transpose", [value], type_, op, permutation=permutation)

    def _fresh_name(self, name: str) -> str:
        fresh, number = name, 1
        while fresh in self._names:
            fresh, number = f"{name}_{number}", number + 1
        self._names.add(fresh)
        return fresh


def broadcast_shape(*shapes: Sequence[int]) -> tuple[int, ...]:
    """The shape that tensors of these shapes broadcast to, axes matched from the last."""
    rank = max(map(len, shapes))
    padded = [(1,) * (rank - len(shape)) + tuple(shape) for shape in shapes]
    return tuple(max(sizes) for sizes in zip(*padded, strict=True))


def operator_of(op: OnnxOp) -> str:
    """The operator, of whichever domain."""
    return op.function_name.data if isinstance(op, CustomOp) else op.operator


def fill(name: str, value: float, type_: Tensor) -> Weight:
    """A constant with one value in all places."""
    return Weight(name, type_, RecipeAttr.get("fill", value, list(type_.get_shape())))


def shortest(value: float) -> float:
    """The double with the fewest digits that is the same float32: 1e-5, not 9.999999747378752e-06."""
    import numpy as np

    return value if isinstance(value, int) else float(str(np.float32(value)))


def numbers_of(value: SSAValue) -> tuple[float, ...] | tuple[int, ...] | None:
    """The elements of a constant that is known without the model file, flattened; else None."""
    match value.owner:
        case ConstantOp(value=DenseIntOrFPElementsAttr() as elements):
            return cast(tuple[float, ...], tuple(elements.iter_values()))
        case InitializerOp(fill=FloatAttr() | IntegerAttr() as attribute):
            number = attribute.value.data
            return (number,) * prod(shape_of(value))
        case _:
            return None


def parameter_attribute(value: Parameter) -> Attribute:
    """How `params` of a layer hold a Python value."""
    match value:
        case bool():
            return BoolAttr.from_bool(value)
        case int():
            return IntegerAttr(value, i64)
        case float():
            return FloatAttr(value, f32)
        case str():
            return StringAttr(value)
        case _ if all(isinstance(item, int) for item in value):
            return DenseArrayBase.from_list(i64, cast(Sequence[int], value))
        case _:
            return DenseArrayBase.from_list(f32, cast(Sequence[float], value))


def _initializer(op: InitializerOp) -> Weight:
    type_ = op.output.type
    if op.fill is None:
        return Weight(op.tensor_name.data, type_)
    return fill(op.tensor_name.data, shortest(op.fill.value.data), type_)


def _constant(op: ConstantOp) -> Weight:
    type_ = op.output.type
    name = "constant" if op.tensor_name is None else op.tensor_name.data
    numbers = numbers_of(op.output)
    assert numbers is not None
    if len(set(numbers)) == 1:
        return fill(name, shortest(numbers[0]), type_)
    items = [shortest(item) for item in numbers]
    return Weight(name, type_, RecipeAttr.get("elements", *items, list(type_.get_shape())))


def _reshape_recipe(value: Weight, shape: Sequence[int]) -> RecipeAttr:
    recipe = value.recipe
    if recipe is not None and recipe.function.data in ("fill", "elements"):
        arguments = [*recipe.arguments.data[:-1], DenseArrayBase.from_list(i64, list(shape))]
        return RecipeAttr(recipe.function, ArrayAttr(arguments))
    return RecipeAttr.get("reshape", value.source, list(shape))


def _roots(value: SSAValue) -> tuple[SSAValue, ...]:
    """The tensors that a chain of views arranges."""
    if isinstance(value.owner, ViewOp):
        return tuple(dict.fromkeys(root for operand in value.owner.inputs for root in _roots(operand)))
    return (value,)


def _node_widths(op: OnnxOp) -> dict[str, int]:
    return {
        name: attribute.value.data
        for name in sorted(set(NODE_WIDTHS.values()))
        if isinstance(attribute := op.attributes.get(f"onnx.{name}"), IntegerAttr)
    }


def _names(attributes: ArrayAttr[DictionaryAttr] | None, count: int, what: str) -> list[str]:
    """The model's names of inputs or outputs."""
    names = [f"{what}{position}" for position in range(count)]
    for position, entry in enumerate(attributes.data[:count] if attributes is not None else ()):
        if isinstance(name := entry.data.get("onnx.name"), StringAttr):
            names[position] = name.data
    return names


def _hint(name: str) -> str | None:
    hint = "".join(c if c.isascii() and (c.isalnum() or c in "_$.-") else "_" for c in name)
    return hint if SSAValue.is_valid_name(hint) else None
