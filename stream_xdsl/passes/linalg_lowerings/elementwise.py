"""Operations whose points each make an element: arithmetic as layers, mere copies as views."""

from collections.abc import Sequence
from typing import cast

from xdsl.dialects.builtin import TensorType
from xdsl.ir import Operation, SSAValue

from stream_xdsl.passes.linalg_lowerings.builder import (
    LinalgBuilder,
    output_nest,
    read_axes,
    role_of,
)
from stream_xdsl.passes.linalg_lowerings.normalization import scaled_and_shifted
from stream_xdsl.passes.linalg_lowerings.scalar import (
    Apply,
    Number,
    Operand,
    Position,
    Scalar,
    evaluate,
    operands_of,
)
from stream_xdsl.passes.linalg_lowerings.structured import Structured
from stream_xdsl.passes.lowering.layer_builder import (
    Axis,
    Nest,
    Read,
    Tensor,
    Value,
    fill,
    shape_of,
    shortest,
    type_of,
    with_shape,
)
from stream_xdsl.workload.kinds import Kind


def lower_elementwise(builder: LinalgBuilder, found: Structured) -> list[Value | None]:
    """A layer for each kind in the body, results that nothing reads left out."""
    op = found.op
    if (normalised := scaled_and_shifted(builder, found)) is not None:
        return [normalised]
    return [
        _result(builder, found, position) if op.results[position].uses else None
        for position in range(len(op.results))
    ]


def _result(builder: LinalgBuilder, found: Structured, position: int) -> Value:
    scalar, type_ = found.results[position], cast(Tensor, found.op.results[position].type)
    if found.outside(position) != found.outside(0):
        raise builder.error(
            found.op, "its results are laid out differently", "split it into an operation for each result"
        )
    splats = {index: builder.splat(found.operands[index]) for index in operands_of(scalar)}
    if None not in splats.values() and (number := _folded(scalar, splats)) is not None:
        return fill("fill", number, type_)
    if isinstance(scalar, Operand):
        return _arranged(builder, found, scalar.index, type_)
    return compute(builder, found, scalar, type_)


def _folded(scalar: Scalar, splats: dict[int, float | None]) -> float | None:
    """The number that constants make, None where one of the operators is not known."""
    if _positions(scalar):
        return None
    try:
        return shortest(float(evaluate(scalar, splats.__getitem__, [])))
    except KeyError:
        return None


def _positions(scalar: Scalar) -> bool:
    match scalar:
        case Position():
            return True
        case Apply(_, arguments):
            return any(map(_positions, arguments))
        case _:
            return False


def compute(
    builder: LinalgBuilder, found: Structured, scalar: Scalar, type_: Tensor, suffix: str = ""
) -> Value:
    """Layers for an expression over loops in order of the result's axes; the last has the operation's name."""
    nest, names = output_nest(found)
    return _emit(builder, found, scalar, type_, nest, names, suffix)


def _emit(
    builder: LinalgBuilder,
    found: Structured,
    scalar: Scalar,
    type_: Tensor,
    nest: Nest,
    names: Sequence[str],
    suffix: str,
) -> SSAValue:
    if not isinstance(scalar, Apply) or scalar.operator not in _ELEMENTWISE:
        raise builder.error(found.op, f"its body has {_described(scalar)}", _REMEDY)
    axes: list[Axis] = [name for name, _ in nest.dims] if type_.get_shape() else []
    reads: list[Read] = []
    for position, argument in enumerate(scalar.arguments):
        role = role_of(position)
        match argument:
            case Operand(index):
                value, places = found.operands[index], found.places[index]
                if not isinstance(value.type, TensorType):
                    raise builder.error(
                        found.op, "it reads a scalar that is not known", "make it an arith.constant"
                    )
                reads.append(Read(builder.value(value), read_axes(places, names), role))
            case Number(value):
                reads.append(Read(fill("number", value, with_shape(type_, ())), [], role))
            case Apply(operator, _, element):
                shape = type_.get_shape()
                inner = _emit(
                    builder, found, argument, TensorType(element, shape), nest, names, f".{operator}"
                )
                reads.append(Read(inner, axes, role))
            case Position():
                raise builder.error(found.op, f"its body has {_described(argument)}", _REMEDY)
    return builder.layer(
        found.op, Kind(scalar.operator), nest, reads, axes, type_, suffix=suffix, params=dict(scalar.params)
    )


_ELEMENTWISE = frozenset(
    {
        Kind.ADD,
        Kind.SUB,
        Kind.MUL,
        Kind.DIV,
        Kind.POW,
        Kind.MIN,
        Kind.MAX,
        Kind.RELU,
        Kind.LEAKY_RELU,
        Kind.PRELU,
        Kind.CLIP,
        Kind.SIGMOID,
        Kind.SILU,
        Kind.TANH,
        Kind.ERF,
        Kind.EXP,
        Kind.LOG,
        Kind.SQRT,
        Kind.RECIPROCAL,
        Kind.ABS,
        Kind.NEG,
        Kind.CAST,
    }
)

_REMEDY = (
    "express it by arithmetic that dnn has, such as sums, products, maxima, exponentials and casts; "
    "comparisons have to be in one body with what they select (mlir-opt --linalg-fuse-elementwise-ops)"
)


def _described(scalar: Scalar) -> str:
    match scalar:
        case Apply(operator):
            return operator if " " in operator else f"'{operator}'"
        case Position():
            return "the index of a loop (linalg.index)"
        case Number():
            return "nothing but a constant"
        case Operand():
            return "nothing but an operand"


def _arranged(builder: LinalgBuilder, found: Structured, index: int, type_: Tensor) -> Value:
    """What only copies: axes of size 1 dropped, the others turned into the result's order, then repeated."""
    op, value, places = found.op, builder.value(found.operands[index]), found.places[index]
    order = [cast(int, place.only) for place in found.outside(0)]
    if any(place.only is None and place.coefficients != (0,) * len(order) for place in places) or any(
        place.offset for place in places
    ):
        raise builder.error(op, "it copies elements from other places", "use tensor.extract_slice")
    kept = [axis for axis, place in enumerate(places) if place.only is not None]
    loops = [cast(int, places[axis].only) for axis in kept]
    if len(set(loops)) < len(loops):
        raise builder.error(op, "it copies a diagonal", "leave it out of the model")
    value = builder.reshape(value, [shape_of(value)[axis] for axis in kept], op)
    wanted = [loop for loop in order if loop in loops]
    value = builder.transpose(value, [loops.index(loop) for loop in wanted], op)
    value = builder.reshape(value, [found.extents[loop] if loop in loops else 1 for loop in order], op)
    return repeated(builder, value, type_, op)


def repeated(builder: LinalgBuilder, value: Value, type_: Tensor, op: Operation) -> Value:
    """The value with axes of size 1 repeated."""
    return value if type_of(value) == type_ else builder.view("broadcast", [value], type_, op)
