"""Normalisations: folded into weights where possible, else taken apart into reductions and elementwise layers."""

from collections.abc import Sequence
from typing import cast

from xdsl.dialects.builtin import bf16, f16
from xdsl.ir import Attribute, SSAValue

from stream_xdsl.dialects.onnx import OnnxOp
from stream_xdsl.passes.lowering.batch_norm import Statistics, folded, scale_and_shift
from stream_xdsl.passes.lowering.layer_builder import (
    Axis,
    Nest,
    Read,
    Value,
    Weight,
    shape_of,
    shortest,
    type_of,
)
from stream_xdsl.passes.lowering.precision import Role
from stream_xdsl.passes.lowering.steps import (
    binary,
    elementwise,
    exponents,
    nest_of,
    reduce,
    softmax,
    unary,
)
from stream_xdsl.passes.onnx_lowerings.builder import NetworkBuilder, result_type
from stream_xdsl.passes.onnx_lowerings.elementwise import scalar
from stream_xdsl.workload.kinds import Kind

_STATISTICS = ("scale", "B", "input_mean", "input_var")


def fold_batch_norm(
    builder: NetworkBuilder, op: OnnxOp, weight: Value, bias: Value | None, channel_axis: int
) -> tuple[Value, Value | None]:
    """Fold a BatchNormalization that alone reads a linear operation into its weight and bias.

    `channel_axis` is the weight's axis of output channels. Returns both as they were where nothing can be folded.
    """
    uses = list(op.results[0].uses)
    reader = uses[0].operation if len(uses) == 1 else None
    if not isinstance(reader, OnnxOp) or reader.operator != "BatchNormalization" or uses[0].index != 0:
        return weight, bias
    statistics = [builder.operand(reader, name) for name in _STATISTICS]
    constants = [value for value in (weight, *statistics) if isinstance(value, Weight)]
    if len(constants) < 5 or isinstance(bias, SSAValue) or reader.attribute("training_mode"):
        return weight, bias
    builder.absorb(reader)
    return folded(constants[0], bias, _statistics(reader, constants[1:]), channel_axis)


def _statistics(op: OnnxOp, constants: Sequence[Weight]) -> Statistics:
    scale, shift, mean, var = constants
    return Statistics(scale, shift, mean, var, shortest(cast(float, op.attribute("epsilon"))))


def _lower_batch_norm(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """A scale and a shift per channel, both made from the statistics beforehand."""
    if op.attribute("training_mode"):
        raise builder.error(op, "it is in training mode", "export the model for inference")
    x = builder.operand(op, "X")
    statistics = [builder.operand(op, name) for name in _STATISTICS]
    constants = [value for value in statistics if isinstance(value, Weight)]
    if len(constants) < len(statistics):
        raise builder.error(op, "its statistics are computed", "export them as weights")
    scale, shift = scale_and_shift(_statistics(op, constants))
    nest = nest_of(shape_of(x))
    axes = [name for name, _ in nest.dims]
    reads = [
        Read(x, axes),
        Read(scale, [axes[1]], Role.BIAS),
        Read(shift, [axes[1]], Role.BIAS),
    ]
    return builder.layer(op, Kind.SCALE_SHIFT, nest, reads, axes, result_type(op))


def _lower_lrn(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """A window over the channels (loop fc) around each element."""
    x = builder.operand(op, "X")
    size = cast(int, op.attribute("size"))
    outer = nest_of(shape_of(x))
    names = [name for name, _ in outer.dims]
    window: list[Axis] = [*names]
    window[1] = {names[1]: 1, "fc": 1, "": -((size - 1) // 2)}
    return builder.layer(
        op,
        Kind.LRN,
        Nest((*outer.dims, ("fc", size))),
        [Read(x, window), Read(x, names)],
        names,
        result_type(op),
        pad="zero" if size > 1 else "none",
        params={name: cast(float, op.attribute(name)) for name in ("alpha", "beta", "bias")} | {"size": size},
    )


def _lower_softmax(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """max, sub, exp, sum, div."""
    x = builder.operand(op, "input")
    return softmax(builder, op, x, builder.axis(op, len(shape_of(x))))


def _lower_log_softmax(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """max, sub, exp, sum, log, sub."""
    x = builder.operand(op, "input")
    shifted, _, total = exponents(builder, op, x, builder.axis(op, len(shape_of(x))))
    return binary(builder, op, Kind.SUB, shifted, unary(builder, op, Kind.LOG, total, ".log"), ".sub_log")


def _standardise(
    builder: NetworkBuilder, op: OnnxOp, x: Value, axes: list[int]
) -> tuple[Value, Value, Value]:
    """(x − mean) / deviation over the axes; also the mean and the deviation √(variance + epsilon)."""
    mean = reduce(builder, op, Kind.REDUCE_MEAN, x, axes, ".mean")
    centred = binary(builder, op, Kind.SUB, x, mean, ".sub")
    squared = binary(builder, op, Kind.MUL, centred, centred, ".square")
    variance = reduce(builder, op, Kind.REDUCE_MEAN, squared, axes, ".variance")
    epsilon = scalar(variance, shortest(cast(float, op.attribute("epsilon"))), f"{op.node_name}.epsilon")
    guarded = binary(builder, op, Kind.ADD, variance, epsilon, ".guard")
    deviation = unary(builder, op, Kind.SQRT, guarded, ".deviation")
    return binary(builder, op, Kind.DIV, centred, deviation, ".div"), mean, deviation


def _scale_and_shift(
    builder: NetworkBuilder, op: OnnxOp, value: Value, scale: Value, shift: Value | None
) -> Value:
    value = binary(builder, op, Kind.MUL, value, scale, ".scale")
    return value if shift is None else binary(builder, op, Kind.ADD, value, shift, ".shift")


def _lower_layer_norm(builder: NetworkBuilder, op: OnnxOp) -> tuple[Value | None, ...]:
    x = builder.operand(op, "X")
    rank = len(shape_of(x))
    value, mean, deviation = _standardise(builder, op, x, list(range(builder.axis(op, rank), rank)))
    value = _scale_and_shift(builder, op, value, builder.operand(op, "Scale"), builder.optional(op, "B"))
    inverse = op.output("InvStdDev")
    if inverse is None or not inverse.uses:
        return value, mean
    return value, mean, unary(builder, op, Kind.RECIPROCAL, deviation, ".inverse")


def _lower_instance_norm(builder: NetworkBuilder, op: OnnxOp) -> Value:
    x = builder.operand(op, "input")
    rank = len(shape_of(x))
    value, _, _ = _standardise(builder, op, x, list(range(2, rank)))
    scale, shift = (
        builder.reshape(v, [*shape_of(v), *(1,) * (rank - 2)], op)
        for v in (builder.operand(op, "scale"), builder.operand(op, "B"))
    )
    return _scale_and_shift(builder, op, value, scale, shift)


_LEAST: dict[Attribute, float] = {f16: 2.0**-24, bf16: 2.0**-133}
"""The least positive number, by type of elements; of all others that of f32, which parameters are."""


def _lower_lp_norm(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """x / norm; a norm of zero is that of zeros, which stay zeros, as ONNX wants."""
    x = builder.operand(op, "input")
    axes = [builder.axis(op, len(shape_of(x)))]
    if op.attribute("p") == 1:
        norm = reduce(builder, op, Kind.REDUCE_SUM, unary(builder, op, Kind.ABS, x, ".abs"), axes, ".sum")
    else:
        squared = binary(builder, op, Kind.MUL, x, x, ".square")
        norm = reduce(builder, op, Kind.REDUCE_SUM, squared, axes, ".sum")
        norm = unary(builder, op, Kind.SQRT, norm, ".norm")
    least = _LEAST.get(type_of(norm).element_type, 2.0**-149)
    norm = elementwise(builder, op, Kind.CLIP, [norm], type_of(norm), suffix=".guard", params={"min": least})
    return binary(builder, op, Kind.DIV, x, norm, ".div")


LOWERINGS = {
    "BatchNormalization": _lower_batch_norm,
    "LRN": _lower_lrn,
    "Softmax": _lower_softmax,
    "LogSoftmax": _lower_log_softmax,
    "LayerNormalization": _lower_layer_norm,
    "InstanceNormalization": _lower_instance_norm,
    "LpNormalization": _lower_lp_norm,
}
