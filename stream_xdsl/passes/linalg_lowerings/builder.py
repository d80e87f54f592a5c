"""What every lowering of `linalg` uses: constants, who reads what, and making layers of operations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from xdsl.dialects import arith, tensor
from xdsl.dialects.builtin import (
    DenseIntOrFPElementsAttr,
    DenseResourceAttr,
    FloatAttr,
    IntegerAttr,
    NameLoc,
    TensorType,
    UnregisteredOp,
)
from xdsl.dialects.func import FuncOp, ReturnOp
from xdsl.ir import Operation, SSAValue

from stream_xdsl.dialects.dnn import NetworkOp
from stream_xdsl.passes.linalg_lowerings.scalar import Operand, number_of
from stream_xdsl.passes.linalg_lowerings.structured import NotStructuredError, Place, Structured, structured
from stream_xdsl.passes.lowering.layer_builder import (
    Axis,
    LayerBuilder,
    Nest,
    Tensor,
    Value,
    Weight,
    elements,
    fill,
)
from stream_xdsl.passes.lowering.precision import Role, Widths
from stream_xdsl.workload.affine import reach
from stream_xdsl.workload.constants import MAX_CONSTANT_ELEMENTS
from stream_xdsl.workload.kinds import Kind

PASS = "convert-linalg-to-dnn"

ELIDED = "__elided__"
"""The resource in whose place MLIR prints every one that it leaves out."""

Lowering: TypeAlias = "Callable[[LinalgBuilder, Operation], Value | Sequence[Value | None]]"
"""Makes the layers of an operation and returns its results."""


@dataclass(frozen=True)
class Padding:
    """How a tensor that windows read is padded: elements before and after along each axis, and their value."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    value: float


class LinalgBuilder(LayerBuilder):
    """Builds one `dnn.network` from one function of `linalg` and `tensor` operations."""

    def __init__(
        self, function: FuncOp, widths: Widths, lowering_of: "Callable[[Operation], Lowering | None]"
    ):
        super().__init__(PASS, function, widths)
        self._lowering_of = lowering_of
        self._structured: dict[Operation, Structured | None] = {}
        self._readers: dict[SSAValue, list[Operation]] = {}
        self._constant_names: dict[Operation, str] = {}
        self._done: set[Operation] = set()
        self._passing: dict[Operation, SSAValue] = {}
        self._waiting: dict[Operation, bool] = {}

    def build(self) -> NetworkOp:
        """The network; raises PassError for what has no place in one."""
        terminator = self.terminator()
        for op in self.function.body.block.ops:
            for value in self.reads(op):
                self._readers.setdefault(value, []).append(op)
        self._name_constants()
        for op in self.live_operations(terminator):
            if op not in self._done and not self._waits(op):
                self._lower(op)
        return self.network(terminator)

    def reads(self, op: Operation) -> set[SSAValue]:
        found = self.structured(op)
        return super().reads(op) if found is None else found.reads()

    def structured(self, op: Operation) -> Structured | None:
        """The loops of an operation of `linalg`, None for others."""
        if op not in self._structured:
            try:
                self._structured[op] = structured(op)
            except NotStructuredError as error:
                raise self.error(op, str(error), error.remedy) from None
        return self._structured[op]

    def describe(self, op: Operation) -> str:
        where = f" '{op.location.desc.data}'" if isinstance(op.location, NameLoc) else ""
        return f"{operation_name(op)}{where}"

    # Values.

    def value(self, value: SSAValue) -> Value:
        """What became of a value of the function; what waits to be read is lowered now."""
        if value not in self.values:
            owner = value.owner
            if not isinstance(owner, Operation) or owner in self._done:
                index = owner.results.index(value) if isinstance(owner, Operation) else 0
                assert isinstance(owner, Operation)  # arguments have values from the start
                raise self.error(owner, f"its result {index} is not supported", "leave it out of the model")
            self._lower(owner)
        return self.values[value]

    def sole_reader(self, value: SSAValue) -> Operation | None:
        """The operation that alone reads a value, and reads it once."""
        match self._readers.get(value, []):
            case [reader] if sum(operand == value for operand in reader.operands) == 1:
                return None if isinstance(reader, ReturnOp) else reader
            case _:
                return None

    def stands_for(self, op: Operation, value: Value) -> None:
        """Let the operation's result be a value that a layer before it computes."""
        self._done.add(op)
        self.values[op.results[0]] = value

    def is_constant(self, value: SSAValue) -> bool:
        """Whether a value depends on constants alone, computed from them or not."""
        owner = value.owner
        return (
            isinstance(owner, Operation)
            and not isinstance(owner, tensor.PadOp | tensor.EmptyOp)
            and self._waits(owner)
        )

    def weight_of(self, value: SSAValue) -> Weight | None:
        """The weight that a value is without any layer computing it; None for other values."""
        weight = self.value(value) if self._is_weight(value) else None
        return weight if isinstance(weight, Weight) else None

    def splat(self, value: SSAValue) -> float | None:
        """The one number in all places of a constant; None for other values."""
        if (number := number_of(value)) is not None:
            return number
        weight = self.weight_of(value) if isinstance(value.type, TensorType) else None
        return None if weight is None else fill_value(weight)

    def _is_weight(self, value: SSAValue) -> bool:
        match value.owner:
            case arith.ConstantOp() | tensor.SplatOp():
                return True
            case tensor.CollapseShapeOp() | tensor.ExpandShapeOp() | tensor.CastOp() as op:
                return self._is_weight(op.operands[0])
            case Operation() as op:
                found = self.structured(op)
                return found is not None and found.is_elementwise and self._folds(found)
            case _:
                return False

    def _folds(self, found: Structured) -> bool:
        """Whether an elementwise operation only turns one weight, or computes one number from others."""
        if isinstance(found.results[0], Operand):
            loops = {place.only for place in found.places[found.results[0].index]}
            value = found.operands[found.results[0].index]
            if loops == set(range(len(found.extents))) and self._is_weight(value):
                return True
        return all(self.splat(value) is not None for value in found.reads())

    def padded(self, value: SSAValue) -> tuple[Value, Padding | None]:
        """The tensor within a `tensor.pad` and what is around it, also where both are turned or have axes of size 1 added.

        The value itself and None for what is not padded.
        """
        op = value.owner
        match op:
            case tensor.PadOp():
                return self._within_pad(op)
            case tensor.ExpandShapeOp():
                inner, padding = self.padded(op.src)
                if padding is None:
                    return self.value(value), None
                return self._expanded(op, inner, padding)
            case _:
                permutation = self._permutation(op) if isinstance(op, Operation) else None
                if permutation is None:
                    return self.value(value), None
                source, order = permutation
                inner, padding = self.padded(source)
                if padding is None:
                    return self.value(value), None
                turned = self.transpose(inner, order, cast(Operation, op))
                return turned, Padding(
                    tuple(padding.low[axis] for axis in order),
                    tuple(padding.high[axis] for axis in order),
                    padding.value,
                )

    def _within_pad(self, op: tensor.PadOp) -> tuple[Value, Padding]:
        if op.low or op.high:
            raise self.error(op, "its padding is not known", "export the model with static shapes")
        inner, within = self.padded(op.source)
        low, high = op.static_low.get_values(), op.static_high.get_values()
        yielded = op.region.block.last_op
        number = None if yielded is None else number_of(yielded.operands[0])
        if number is None:
            raise self.error(op, "it does not pad by a constant", "pad by zero, or by -inf before a maximum")
        if min(low) < 0 or min(high) < 0:
            raise self.error(op, "it cuts elements off", "use tensor.extract_slice")
        if within is None:
            return inner, Padding(tuple(low), tuple(high), number)
        if within.value != number:
            raise self.error(
                op, f"it pads by {number:g} what is padded by {within.value:g}", "pad by one value only"
            )
        return inner, Padding(
            tuple(a + b for a, b in zip(low, within.low, strict=True)),
            tuple(a + b for a, b in zip(high, within.high, strict=True)),
            number,
        )

    def _expanded(self, op: tensor.ExpandShapeOp, inner: Value, padding: Padding) -> tuple[Value, Padding]:
        """Padding stays with its axis; an axis that is padded may only get axes of size 1 beside it."""
        shape, low, high = list(op.result.type.get_shape()), list[int](), list[int]()
        sizes: list[int] = []
        groups = [[int(axis.value.data) for axis in group] for group in op.reassociation]
        for axis, group in enumerate(groups):
            before, after = padding.low[axis], padding.high[axis]
            carrier = max(group, key=lambda item: shape[item])
            if (before or after) and any(shape[item] > 1 for item in group if item != carrier):
                raise self.error(op, "it cuts up an axis that is padded", "pad after expanding the shape")
            for item in group:
                own = item == carrier
                low.append(before if own else 0)
                high.append(after if own else 0)
                sizes.append(shape[item] - (before + after if own else 0))
        return self.reshape(inner, sizes, op), Padding(tuple(low), tuple(high), padding.value)

    def _permutation(self, op: Operation) -> tuple[SSAValue, list[int]] | None:
        """What an operation transposes, and the source axis of each of its axes; None for other operations."""
        found = self.structured(op)
        if found is None or not found.is_elementwise or not isinstance(found.results[0], Operand):
            return None
        index = found.results[0].index
        loops = [place.only for place in found.places[index]]
        order = [place.only for place in found.outside(0)]
        if None in loops or sorted(cast(list[int], loops)) != list(range(len(found.extents))):
            return None
        return found.operands[index], [loops.index(loop) for loop in order]

    def rearranges(self, op: Operation) -> bool:
        """Whether an operation only gives its operand another shape or other axes first."""
        return (
            isinstance(op, tensor.CollapseShapeOp | tensor.ExpandShapeOp) or self._permutation(op) is not None
        )

    def passes_on(self, op: Operation, value: SSAValue) -> None:
        """Let the operation's result be what one of its operands will be: a layer before does its work."""
        self._passing[op] = value

    # Making operations.

    def layer_name(self, op: Operation, kind: Kind, suffix: str) -> str:
        return op.location.desc.data + suffix if isinstance(op.location, NameLoc) else kind.value

    def origin(self, op: Operation) -> str:
        return operation_name(op)

    # Lowering.

    def _waits(self, op: Operation) -> bool:
        """Whether an operation is lowered where it is read: it makes a constant, or its reader has to take it in."""
        if op not in self._waiting:
            self._waiting[op] = self._waits_for_reader(op)
        return self._waiting[op]

    def _waits_for_reader(self, op: Operation) -> bool:
        if isinstance(op, tensor.PadOp | tensor.EmptyOp) or not op.operands:
            return True
        found = self.structured(op)
        values = op.operands if found is None else found.reads()
        if found is not None and not found.is_elementwise:
            return False
        return all(isinstance(value.owner, Operation) and self._waits(value.owner) for value in values)

    def _lower(self, op: Operation) -> None:
        self._done.add(op)
        if op in self._passing:
            self.values[op.results[0]] = self.value(self._passing[op])
            return
        for result in op.results:
            if isinstance(result.type, TensorType):
                self.check_type(result, op, f"{self.describe(op)}: a result")
        lowering = self._lowering_of(op)
        if lowering is None:
            raise self.error(
                op,
                "there is no lowering for it",
                "lower the model to linalg on tensors, tensor reshapes, pads, slices and concatenations",
            )
        lowered = lowering(self, op)
        values = [lowered] if isinstance(lowered, SSAValue | Weight) else lowered
        for result, value in zip(op.results, values, strict=False):
            if value is not None:
                self.values[result] = value
                if isinstance(value, SSAValue) and value.name_hint is None:
                    value.name_hint = result.name_hint

    # Constants.

    def _name_constants(self) -> None:
        """Names of constants: their resource's, else a number in order of the text."""
        for op in self.function.body.block.ops:
            if isinstance(op, arith.ConstantOp) and isinstance(op.result.type, TensorType):
                handle = op.value.resource_handle.data if isinstance(op.value, DenseResourceAttr) else ELIDED
                number = len(self._constant_names)
                self._constant_names[op] = f"constant{number}" if handle == ELIDED else handle

    def constant(self, op: arith.ConstantOp) -> Weight:
        """The weight of a constant tensor; its elements enter it where they are few or all the same."""
        name, type_ = self._constant_names[op], cast(Tensor, op.result.type)
        if isinstance(op.value, DenseIntOrFPElementsAttr):
            if (number := number_of(op.result)) is not None:
                return fill(name, number, type_)
            if len(op.value) <= MAX_CONSTANT_ELEMENTS:
                return elements(name, cast(Sequence[float], tuple(op.value.iter_values())), type_)
        return Weight(name, type_)


def fill_value(weight: Weight) -> float | None:
    """The number that a weight is filled with; None where it is not."""
    recipe = weight.recipe
    if recipe is None or recipe.function.data != "fill":
        return None
    return cast(FloatAttr | IntegerAttr, recipe.arguments.data[0]).value.data


def operation_name(op: Operation) -> str:
    """The operation's name, also where xDSL does not know it."""
    return op.op_name.data if isinstance(op, UnregisteredOp) else op.name


def read_axes(places: Sequence[Place], names: Sequence[str], low: Sequence[int] | None = None) -> list[Axis]:
    """Where loops of these names read a tensor; `low` is the padding before it, which is not part of it."""
    axes: list[Axis] = []
    for axis, place in enumerate(places):
        terms = {names[loop]: place.coefficients[loop] for loop in place.loops}
        offset = place.offset - (low[axis] if low else 0)
        axes.append({**terms, "": offset} if terms else offset)
    return axes


def leaves(places: Sequence[Place], extents: Sequence[int], low: Sequence[int], shape: Sequence[int]) -> bool:
    """Whether some position is outside a tensor that lies `low` within what the loops read."""
    for place, before, size in zip(places, low, shape, strict=True):
        first, last = reach(place.coefficients, place.offset - before, extents)
        if first < 0 or last >= size:
            return True
    return False


def output_nest(found: Structured) -> tuple[Nest, list[str]]:
    """The loops of an elementwise operation in order of the result's axes (b, c, y, x for four, else d0, d1, …), and
    their names in the operation's order."""
    order = [cast(int, place.only) for place in found.outside(0)]
    letters = "bcyx" if len(order) == 4 else [f"d{axis}" for axis in range(len(order))]
    names = [""] * len(order)
    for letter, loop in zip(letters, order, strict=True):
        names[loop] = letter
    if not order:
        return Nest((("d0", 1),)), []
    return Nest(tuple((names[loop], found.extents[loop]) for loop in order)), names


def role_of(position: int) -> Role:
    """What the operand at a position is: constants after the first are weights."""
    return Role.INPUT if position == 0 else Role.WEIGHT
