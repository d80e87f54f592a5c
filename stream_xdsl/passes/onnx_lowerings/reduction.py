"""Reductions over axes."""

from collections.abc import Sequence

from stream_xdsl.dialects.onnx import OnnxOp
from stream_xdsl.passes.lowering.layer_builder import Axis, Read, Value, shape_of, type_of, with_shape
from stream_xdsl.passes.onnx_lowerings.builder import Lowering, NetworkBuilder
from stream_xdsl.passes.onnx_lowerings.elementwise import binary, broadcast_axes, nest_of, unary
from stream_xdsl.workload.kinds import Kind


def reduce(
    builder: NetworkBuilder,
    op: OnnxOp,
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


def _reduction(kind: Kind, before: Sequence[Kind] = (), after: Sequence[Kind] = ()) -> Lowering:
    """A reduction between elementwise steps; `mul` squares."""

    def lower(builder: NetworkBuilder, op: OnnxOp) -> Value:
        value = builder.operand(op, "data")
        axes = _axes(builder, op, len(shape_of(value)))
        for step in before:
            if step is Kind.MUL:
                value = binary(builder, op, Kind.MUL, value, value, ".square")
            else:
                value = unary(builder, op, step, value, f".{step}")
        if not axes:
            return value
        suffix = f".{kind.removeprefix('reduce_')}" if before or after else ""
        value = reduce(builder, op, kind, value, axes, suffix, keep=bool(op.attribute("keepdims")))
        for step in after:
            value = unary(builder, op, step, value, f".{step}")
        return value

    return lower


def _axes(builder: NetworkBuilder, op: OnnxOp, rank: int) -> list[int]:
    axes = builder.integers(op, "axes")
    if not axes:
        return [] if op.attribute("noop_with_empty_axes") else list(range(rank))
    if any(not -rank <= axis < rank for axis in axes):
        raise builder.error(op, f"axes {list(axes)} of a tensor of {rank} axes", "choose axes the tensor has")
    return sorted({axis % rank for axis in axes})


LOWERINGS: dict[str, Lowering] = {
    "ReduceMax": _reduction(Kind.REDUCE_MAX),
    "ReduceMin": _reduction(Kind.REDUCE_MIN),
    "ReduceSum": _reduction(Kind.REDUCE_SUM),
    "ReduceMean": _reduction(Kind.REDUCE_MEAN),
    "ReduceL1": _reduction(Kind.REDUCE_SUM, before=[Kind.ABS]),
    "ReduceL2": _reduction(Kind.REDUCE_SUM, before=[Kind.MUL], after=[Kind.SQRT]),
    "ReduceSumSquare": _reduction(Kind.REDUCE_SUM, before=[Kind.MUL]),
}
