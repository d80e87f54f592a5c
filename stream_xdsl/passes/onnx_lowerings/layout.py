"""Operations that only rearrange: views, and of constants other recipes."""

from collections.abc import Sequence
from typing import cast

from stream_xdsl.dialects.onnx import OnnxOp
from stream_xdsl.passes.lowering.layer_builder import Tensor, Value, shape_of, type_of, with_shape
from stream_xdsl.passes.onnx_lowerings.builder import Lowering, NetworkBuilder, result_type


def _lower_reshape(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """Reshape, Flatten, Squeeze, Unsqueeze: the result's shape says it all."""
    return builder.reshape(builder.operands(op)[0], result_type(op).get_shape(), op)


def _lower_transpose(builder: NetworkBuilder, op: OnnxOp) -> Value:
    value = builder.operand(op, "data")
    rank = len(shape_of(value))
    permutation = cast(Sequence[int] | None, op.attribute("perm")) or range(rank)[::-1]
    return builder.transpose(value, permutation, op)


def _lower_concat(builder: NetworkBuilder, op: OnnxOp) -> Value:
    values, type_ = builder.operands(op), result_type(op)
    if len(values) == 1:
        return values[0]
    return builder.view("concat", values, type_, op, axis=[builder.axis(op, len(type_.get_shape()))])


def _slice(
    builder: NetworkBuilder,
    op: OnnxOp,
    value: Value,
    offsets: Sequence[int],
    sizes: Sequence[int],
    strides: Sequence[int],
) -> Value:
    if tuple(sizes) == shape_of(value) and all(stride == 1 for stride in strides):
        return value
    type_ = with_shape(type_of(value), sizes)
    return builder.view("slice", [value], type_, op, offsets=offsets, sizes=sizes, strides=strides)


def _lower_slice(builder: NetworkBuilder, op: OnnxOp) -> Value:
    value = builder.operand(op, "data")
    shape, sizes = shape_of(value), result_type(op).get_shape()
    starts = builder.integers(op, "starts") or ()
    axes = builder.integers(op, "axes") or range(len(starts))
    steps = builder.integers(op, "steps") or (1,) * len(starts)
    offsets, strides = [0] * len(shape), [1] * len(shape)
    for axis, start, step in zip(axes, starts, steps, strict=True):
        size = shape[axis]
        start = start + size if start < 0 else start
        offsets[axis] = min(max(start, 0), size - 1)
        strides[axis] = step
    return _slice(builder, op, value, offsets, sizes, strides)


def _lower_split(builder: NetworkBuilder, op: OnnxOp) -> list[Value | None]:
    value = builder.operand(op, "input")
    rank = len(shape_of(value))
    axis, offset = builder.axis(op, rank), 0
    parts: list[Value | None] = []
    for result in op.results:
        sizes = cast(Tensor, result.type).get_shape()
        offsets = [offset if a == axis else 0 for a in range(rank)]
        parts.append(_slice(builder, op, value, offsets, sizes, (1,) * rank) if result.uses else None)
        offset += sizes[axis]
    return parts


def _broadcast(builder: NetworkBuilder, op: OnnxOp, value: Value, shape: Sequence[int]) -> Value:
    """The value with leading axes added and axes of size 1 repeated."""
    lead = (1,) * (len(shape) - len(shape_of(value)))
    value = builder.reshape(value, [*lead, *shape_of(value)], op)
    if shape_of(value) == tuple(shape):
        return value
    type_ = with_shape(type_of(value), shape)
    return builder.view("broadcast", [value], type_, op)


def _lower_expand(builder: NetworkBuilder, op: OnnxOp) -> Value:
    return _broadcast(builder, op, builder.operand(op, "input"), result_type(op).get_shape())


def _lower_tile(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """Repeating an axis of size s r times is broadcasting an axis of size 1 before it to r."""
    value, target = builder.operand(op, "input"), result_type(op).get_shape()
    shape = shape_of(value)
    paired = [size for s in shape for size in (1, s)]
    repeated = [size for s, t in zip(shape, target, strict=True) for size in (t // s, s)]
    value = _broadcast(builder, op, builder.reshape(value, paired, op), repeated)
    return builder.reshape(value, target, op)


def _lower_depth_to_space(builder: NetworkBuilder, op: OnnxOp) -> Value:
    value, block = builder.operand(op, "input"), cast(int, op.attribute("blocksize"))
    b, c, y, x = shape_of(value)
    depth = c // block**2
    if op.attribute("mode") == "CRD":
        value = builder.reshape(value, [b, depth, block, block, y, x], op)
        value = builder.transpose(value, [0, 1, 4, 2, 5, 3], op)
    else:
        value = builder.reshape(value, [b, block, block, depth, y, x], op)
        value = builder.transpose(value, [0, 3, 4, 1, 5, 2], op)
    return builder.reshape(value, [b, depth, y * block, x * block], op)


def _lower_space_to_depth(builder: NetworkBuilder, op: OnnxOp) -> Value:
    value, block = builder.operand(op, "input"), cast(int, op.attribute("blocksize"))
    b, c, y, x = shape_of(value)
    value = builder.reshape(value, [b, c, y // block, block, x // block, block], op)
    value = builder.transpose(value, [0, 3, 5, 1, 2, 4], op)
    return builder.reshape(value, [b, c * block**2, y // block, x // block], op)


LOWERINGS: dict[str, Lowering] = {
    "Reshape": _lower_reshape,
    "Flatten": _lower_reshape,
    "Squeeze": _lower_reshape,
    "Unsqueeze": _lower_reshape,
    "Identity": _lower_reshape,
    "Transpose": _lower_transpose,
    "Concat": _lower_concat,
    "Slice": _lower_slice,
    "Split": _lower_split,
    "Expand": _lower_expand,
    "Tile": _lower_tile,
    "DepthToSpace": _lower_depth_to_space,
    "SpaceToDepth": _lower_space_to_depth,
}
