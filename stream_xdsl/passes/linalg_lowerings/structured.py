"""Operations of `linalg` as what they have in common: operands, loops, where the loops read, and a body."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from xdsl.dialects.builtin import AffineMapAttr, ArrayAttr, DenseArrayBase, TensorType, UnregisteredOp
from xdsl.dialects.linalg.abstract_ops import LinalgStructuredOperation
from xdsl.dialects.linalg.ops import BroadcastOp, ReduceOp
from xdsl.ir import Attribute, Block, Operation, SSAValue
from xdsl.ir.affine import AffineMap

from stream_xdsl.dialects.dnn_maps import linear_terms
from stream_xdsl.dialects.linalg import GENERALIZE, SoftmaxOp
from stream_xdsl.passes.linalg_lowerings.scalar import Operand, Scalar, operands_of, read_body


@dataclass(frozen=True)
class Place:
    """Position along an axis: a coefficient per loop, and an offset."""

    coefficients: tuple[int, ...]
    offset: int = 0

    @property
    def loops(self) -> tuple[int, ...]:
        """The loops that move it."""
        return tuple(loop for loop, coefficient in enumerate(self.coefficients) if coefficient)

    @property
    def only(self) -> int | None:
        """The loop whose index it is, None where it is more or less than that."""
        match self.loops:
            case (loop,) if self.coefficients[loop] == 1 and self.offset == 0:
                return loop
            case _:
                return None


@dataclass(frozen=True)
class Structured:
    """An operation over a loop nest. `places` has an entry per operand, inputs first, with one per axis."""

    op: Operation
    inputs: tuple[SSAValue, ...]
    inits: tuple[SSAValue, ...]
    places: tuple[tuple[Place, ...], ...]
    extents: tuple[int, ...]
    results: tuple[Scalar, ...]

    @property
    def operands(self) -> tuple[SSAValue, ...]:
        """Inputs and inits."""
        return self.inputs + self.inits

    def outside(self, result: int) -> tuple[Place, ...]:
        """Where a result goes."""
        return self.places[len(self.inputs) + result]

    @property
    def is_elementwise(self) -> bool:
        """Whether each point of the loops makes an element of its own."""
        loops = [place.only for place in self.outside(0)]
        return None not in loops and sorted(cast(list[int], loops)) == list(range(len(self.extents)))

    def reads(self) -> set[SSAValue]:
        """The operands that results depend on; others only lend their shape."""
        used = set[int]().union(*map(operands_of, self.results))
        return {self.operands[index] for index in used}

    def accumulated(self, result: int) -> Operand:
        """What the body has as the result so far."""
        return Operand(len(self.inputs) + result)


class NotStructuredError(ValueError):
    """A `linalg` operation whose form is not understood; the message says why, the remedy what to do."""

    def __init__(self, message: str, remedy: str):
        super().__init__(message)
        self.remedy = remedy


def structured(op: Operation) -> Structured | None:
    """The operation's loops, None where it is none of `linalg`; raises NotStructuredError where they are not clear."""
    match op:
        case LinalgStructuredOperation():
            maps = [attribute.data for attribute in op.get_indexing_maps()]
            return _structured(op, op.inputs, op.outputs, maps, op.body.block)
        case BroadcastOp():
            rank = len(cast(TensorType[Attribute], op.init.type).get_shape())
            kept = [axis for axis in range(rank) if axis not in op.dimensions.get_values()]
            maps = [_selecting(rank, kept), AffineMap.identity(rank)]
            return _structured(op, [op.input], [op.init], maps, op.hidden_region.block)
        case ReduceOp():
            rank = len(cast(TensorType[Attribute], op.input.type).get_shape())
            kept = [axis for axis in range(rank) if axis not in op.dimensions.get_values()]
            maps = [AffineMap.identity(rank), _selecting(rank, kept)]
            return _structured(op, [op.input], [op.init], maps, op.region.block)
        case UnregisteredOp() if op.op_name.data.startswith("linalg.") and op.op_name.data != SoftmaxOp.name:
            return _unregistered(op)
        case _:
            return None


def _unregistered(op: UnregisteredOp) -> Structured:
    """A named operation that xDSL lacks, in generic form: it has a body, and MLIR leaves its maps beside it."""
    attributes = {**op.attributes, **op.properties}
    maps = attributes.get("indexing_maps") or attributes.get("linalg.memoized_indexing_maps")
    segments = attributes.get("operandSegmentSizes")
    if not op.regions or not isinstance(maps, ArrayAttr) or not isinstance(segments, DenseArrayBase):
        raise NotStructuredError("it has no loops that could be read", GENERALIZE)
    count = int(segments.get_values()[0])
    affine = [cast(AffineMapAttr, item).data for item in cast(ArrayAttr[Attribute], maps)]
    return _structured(op, op.operands[:count], op.operands[count:], affine, op.regions[0].block)


def _selecting(rank: int, axes: Sequence[int]) -> AffineMap:
    return AffineMap(rank, 0, tuple(AffineMap.identity(rank).results[axis] for axis in axes))


def _structured(
    op: Operation,
    inputs: Sequence[SSAValue],
    inits: Sequence[SSAValue],
    maps: Sequence[AffineMap],
    body: Block,
) -> Structured:
    loops = maps[0].num_dims
    places = tuple(_places(affine, loops) for affine in maps)
    extents = [0] * loops
    for value, axes in zip([*inputs, *inits], places, strict=True):
        if not axes:
            continue
        if not isinstance(value.type, TensorType):
            raise NotStructuredError(
                f"it works on {value.type}", "keep the model on tensors; do not bufferise it"
            )
        for place, size in zip(axes, value.type.get_shape(), strict=True):
            if place.only is not None:
                extents[place.only] = size
    if 0 in extents:
        raise NotStructuredError(
            f"nothing tells the extent of its loop d{extents.index(0)}",
            "read the loop's index by some operand",
        )
    results = tuple(read_body(body, position) for position in range(len(op.results)))
    return Structured(op, tuple(inputs), tuple(inits), places, tuple(extents), results)


def _places(affine: AffineMap, loops: int) -> tuple[Place, ...]:
    try:
        return tuple(Place(*linear_terms(result, loops)) for result in affine.results)
    except ValueError as error:
        raise NotStructuredError(
            f"its indexing map {affine} is not linear: {error}",
            "read operands by sums and multiples of loops",
        ) from None
