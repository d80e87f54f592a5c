"""Steps of what takes several layers: elementwise ones of broadcast tensors, reductions over axes, and the softmax that they make."""

from collections.abc import Mapping, Sequence

from xdsl.ir import Operation

from stream_xdsl.passes.lowering.layer_builder import (
    Axis,
    LayerBuilder,
    Nest,
    Parameter,
    Read,
    Tensor,
    Value,
    shape_of,
    type_of,
    with_shape,
)
from stream_xdsl.passes.lowering.precision import Role
from stream_xdsl.workload.kinds import Kind


def nest_of(shape: Sequence[int]) -> Nest:
    """The loops over all elements: b, c, y, x for four axes, else d0, d1, …; a scalar has one loop too."""
    if not shape:
        return Nest((("d0", 1),))
    names = "bcyx" if len(shape) == 4 else [f"d{axis}" for axis in range(len(shape))]
    return Nest(tuple(zip(names, shape, strict=True)))


def broadcast_axes(nest: Nest, shape: Sequence[int]) -> list[Axis]:
    """Where a tensor of this shape is read in a nest over the result: axes match from the last, size 1 repeats."""
    dims = nest.dims[len(nest.dims) - len(shape) :]
    return [0 if size == 1 and extent > 1 else name for (name, extent), size in zip(dims, shape, strict=True)]


def elementwise(
    builder: LayerBuilder,
    op: Operation,
    kind: Kind,
    values: Sequence[Value],
    type_: Tensor,
    *,
    suffix: str = "",
    params: Mapping[str, Parameter] | None = None,
) -> Value:
    """A layer over the elements of its result, operands broadcast; constants after the first are weights."""
    nest = nest_of(type_.get_shape())
    roles = [Role.INPUT] + [Role.WEIGHT] * (len(values) - 1)
    reads = [
        Read(value, broadcast_axes(nest, shape_of(value)), role)
        for value, role in zip(values, roles, strict=True)
    ]
    return builder.layer(
        op, kind, nest, reads, broadcast_axes(nest, type_.get_shape()), type_, suffix=suffix, params=params
    )


def binary(builder: LayerBuilder, op: Operation, kind: Kind, lhs: Value, rhs: Value, suffix: str) -> Value:
    """A step of an expansion on two tensors, with elements as the first has."""
    return elementwise(
        builder,
        op,
        kind,
        [lhs, rhs],
        with_shape(type_of(lhs), broadcast_shape(shape_of(lhs), shape_of(rhs))),
        suffix=suffix,
    )


def unary(builder: LayerBuilder, op: Operation, kind: Kind, value: Value, suffix: str) -> Value:
    """A step of an expansion on one tensor."""
    return elementwise(builder, op, kind, [value], type_of(value), suffix=suffix)


def broadcast_shape(*shapes: Sequence[int]) -> tuple[int, ...]:
    """The shape that tensors of these shapes broadcast to, axes matched from the last."""
    rank = max(map(len, shapes))
    padded = [(1,) * (rank - len(shape)) + tuple(shape) for shape in shapes]
    return tuple(max(sizes) for sizes in zip(*padded, strict=True))


def reduce(
    builder: LayerBuilder,
    op: Operation,
    kind: Kind,
    value: Value,
    axes: Sequence[int],
    suffix: str = "",
    *,
    keep: bool = True,
) -> Value:
    """A layer that reduces over axes, which stay with size 1 or, without `keep`, vanish."""
    shape = shape_of(value)
    nest = nest_of(shape)
    names = broadcast_axes(nest, shape)
    kept: list[Axis] = [0 if axis in axes else name for axis, name in enumerate(names)]
    if keep:
        target, places = [1 if axis in axes else size for axis, size in enumerate(shape)], kept
    else:
        target = [size for axis, size in enumerate(shape) if axis not in axes]
        places = [name for axis, name in enumerate(kept) if axis not in axes]
    type_ = with_shape(type_of(value), target)
    return builder.layer(op, kind, nest, [Read(value, names)], places, type_, suffix=suffix)


def exponents(builder: LayerBuilder, op: Operation, x: Value, axis: int) -> tuple[Value, Value, Value]:
    """x − max, its exponential, and the sum of that, along an axis."""
    largest = reduce(builder, op, Kind.REDUCE_MAX, x, [axis], ".max")
    shifted = binary(builder, op, Kind.SUB, x, largest, ".sub")
    powers = unary(builder, op, Kind.EXP, shifted, ".exp")
    return shifted, powers, reduce(builder, op, Kind.REDUCE_SUM, powers, [axis], ".sum")


def softmax(builder: LayerBuilder, op: Operation, x: Value, axis: int) -> Value:
    """max, sub, exp, sum, div along an axis."""
    _, powers, total = exponents(builder, op, x, axis)
    return binary(builder, op, Kind.DIV, powers, total, ".div")
