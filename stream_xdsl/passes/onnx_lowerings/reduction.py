"""Reductions over axes."""

from collections.abc import Sequence

from stream_xdsl.dialects.onnx import OnnxOp
from stream_xdsl.passes.lowering.layer_builder import Value, shape_of
from stream_xdsl.passes.lowering.steps import binary, reduce, unary
from stream_xdsl.passes.onnx_lowerings.builder import Lowering, NetworkBuilder
from stream_xdsl.workload.kinds import Kind


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
