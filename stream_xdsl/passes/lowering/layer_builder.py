"""What conversions to `dnn` share: a network's layers, views and weights as they are made.

A value of the network is an SSA value (an input, a layer's result, a view) or a `Weight`: a constant that
becomes a `dnn.weight` where something reads it, as wide as it is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from xdsl.dialects.builtin import (
    ArrayAttr,
    BoolAttr,
    DenseArrayBase,
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
from stream_xdsl.dialects.onnx import value_names
from stream_xdsl.passes.lowering.precision import Role, Widths, element_bits
from stream_xdsl.workload.kinds import Kind

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


def with_shape(type_: Tensor, shape: Sequence[int]) -> Tensor:
    """A tensor of the same elements and another shape."""
    return TensorType(type_.element_type, shape)


class LayerBuilder:
    """Builds one `dnn.network` from one function of another dialect's operations; `pass_name` reports errors."""

    static_shapes = "export the model with static shapes"
    """What to do about sizes that are not known."""

    def __init__(self, pass_name: str, function: FuncOp, widths: Widths):
        self.pass_name = pass_name
        self.function = function
        self.widths = widths
        self.block = Block(arg_types=function.body.block.arg_types)
        self.values: dict[SSAValue, Value] = {}
        self._weights: dict[tuple[str, RecipeAttr | None, Tensor, int | None], SSAValue] = {}
        self._bits: dict[SSAValue, int] = {}
        self._names: set[str] = set()
        for old, new in zip(function.body.block.args, self.block.args, strict=True):
            self.values[old] = new
            new.name_hint = old.name_hint

    # What conversions from single dialects define.

    def value(self, value: SSAValue) -> Value:
        """What became of a value of the function."""
        return self.values[value]

    def describe(self, op: Operation) -> str:
        """How messages call an operation."""
        return f"'{op.name}'"

    def layer_name(self, op: Operation, kind: Kind, suffix: str) -> str:
        """What a layer of the operation is called; `suffix` names parts of an expansion."""
        raise NotImplementedError

    def origin(self, op: Operation) -> str:
        """The operator that a layer comes from."""
        raise NotImplementedError

    def node_widths(self, op: Operation) -> dict[str, int]:
        """The bits that the operation itself gives, by the names in `NODE_WIDTHS`."""
        return {}

    def reads(self, op: Operation) -> set[SSAValue]:
        """The values that an operation depends on, those read in its regions included."""
        return {value for inner in op.walk() for value in inner.operands}

    # The network as a whole.

    def terminator(self) -> FuncReturnOp:
        """The end of the function, whose inputs are checked to be tensors that a network can have."""
        terminator = self.function.body.block.last_op
        if not isinstance(terminator, FuncReturnOp):
            raise PassError(
                self.pass_name, "a model ends in func.return", op=self.function, remedy="end it so"
            )
        for argument in self.function.body.block.args:
            self.check_type(argument, self.function, "a value")
        return terminator

    def live_operations(self, terminator: FuncReturnOp) -> list[Operation]:
        """The operations a result depends on, in order."""
        needed, live = set(terminator.operands), list[Operation]()
        for op in reversed(list(self.function.body.block.ops)):
            if op is not terminator and not needed.isdisjoint(op.results):
                needed.update(self.reads(op))
                live.append(op)
        return live[::-1]

    def network(self, terminator: FuncReturnOp) -> NetworkOp:
        """The network of all layers made; raises PassError for results that none of them computes."""
        results = [self._result(value, position) for position, value in enumerate(terminator.arguments)]
        self.block.add_op(ReturnOp(*results))
        return NetworkOp(
            self.function.sym_name.data,
            value_names(self.function.arg_attrs, len(self.block.args), "input"),
            value_names(self.function.res_attrs, len(results), "output"),
            [type_of(value) for value in results],
            Region(self.block),
            precision=self.widths.precision,
            system=None if self.widths.machine is None else self.widths.machine.name,
        )

    def check_type(self, value: SSAValue, op: Operation, what: str) -> None:
        """Raises PassError for what is no tensor of numbers of static shape."""
        type_ = value.type
        if not isinstance(type_, TensorType) or any(size < 0 for size in type_.get_shape()):
            raise PassError(
                self.pass_name,
                f"{what} of type {type_} is no tensor of static shape",
                op=op,
                remedy=self.static_shapes,
            )
        if 0 in type_.get_shape():
            raise PassError(
                self.pass_name, f"{what} of type {type_} has no elements", op=op, remedy="remove it"
            )
        try:
            element_bits(type_)
        except ValueError as error:
            raise PassError(
                self.pass_name, f"{what} of type {type_}: {error}", op=op, remedy="export it as numbers"
            ) from None

    def _result(self, value: SSAValue, position: int) -> SSAValue:
        result = self.value(value)
        if isinstance(result, SSAValue) and any(isinstance(root.owner, LayerOp) for root in _roots(result)):
            return result
        name = value_names(self.function.res_attrs, position + 1, "output")[position]
        what = "a constant" if isinstance(result, Weight) else "an input, rearranged at most"
        raise PassError(
            self.pass_name,
            f"result '{name}' is {what}: no layer computes it",
            op=self.function,
            remedy="remove it from the model's outputs",
        )

    def error(self, op: Operation, message: str, remedy: str) -> PassError:
        """An error at an operation, naming it."""
        return PassError(self.pass_name, f"{self.describe(op)}: {message}", op=op, remedy=remedy)

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
        op: Operation,
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
        node_widths = self.node_widths(op)
        operands = [self._read(read, kind, node_widths) for read in reads]
        output_bits = self.widths.of(kind, Role.OUTPUT, type_, node_widths)
        layer = LayerOp(
            self._fresh_name(self.layer_name(op, kind, suffix)),
            kind,
            [value for value, _ in operands],
            nest.dims,
            [*(nest.map(read.axes) for read in reads), nest.map(axes)],
            type_,
            operand_bits=[bits for _, bits in operands],
            psum_bits=self.widths.of(kind, Role.PSUM, type_, node_widths),
            output_bits=output_bits,
            pad=pad,
            origin=self.origin(op),
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


def fill(name: str, value: float, type_: Tensor) -> Weight:
    """A constant with one value in all places."""
    return Weight(name, type_, RecipeAttr.get("fill", value, list(type_.get_shape())))


def elements(name: str, numbers: Sequence[float], type_: Tensor) -> Weight:
    """A constant of few numbers, in row-major order."""
    short = [shortest(number) for number in numbers]
    if len(set(short)) == 1:
        return fill(name, short[0], type_)
    return Weight(name, type_, RecipeAttr.get("elements", *short, list(type_.get_shape())))


def shortest(value: float) -> float:
    """The double with the fewest digits that is the same float32: 1e-5, not 9.999999747378752e-06."""
    import numpy as np

    return value if isinstance(value, int) else float(str(np.float32(value)))


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


def _hint(name: str) -> str | None:
    hint = "".join(c if c.isascii() and (c.isalnum() or c in "_$.-") else "_" for c in name)
    return hint if SSAValue.is_valid_name(hint) else None
