"""Batch normalisation: what four elementwise operations with constants do, found again as one."""

from dataclasses import dataclass
from math import prod
from typing import cast

from xdsl.dialects.builtin import TensorType
from xdsl.ir import Operation, SSAValue

from stream_xdsl.passes.linalg_lowerings.builder import LinalgBuilder, fill_value, output_nest, read_axes
from stream_xdsl.passes.linalg_lowerings.scalar import Apply, Number, Operand
from stream_xdsl.passes.linalg_lowerings.structured import Structured
from stream_xdsl.passes.lowering.batch_norm import Statistics, scale_and_shift
from stream_xdsl.passes.lowering.layer_builder import Read, Tensor, Value, Weight, fill, shape_of, with_shape
from stream_xdsl.passes.lowering.precision import Role
from stream_xdsl.workload.kinds import Kind


@dataclass(frozen=True)
class BatchNorm:
    """A chain of operations that normalises channels; the last makes the result."""

    steps: tuple[Structured, ...]
    statistics: Statistics


def batch_norm_of(
    builder: LinalgBuilder, value: SSAValue, first: Operation | None, channel_axis: int
) -> BatchNorm | None:
    """The normalisation of a value that begins with an operation: (x − mean) · rsqrt(var + epsilon) · scale + shift.

    Each operation alone reads the one before. None where it is no normalisation of constant statistics.
    """
    steps: list[Structured] = []
    constants: list[SSAValue] = []
    reader = first
    for kind in (Kind.SUB, Kind.MUL, Kind.MUL, Kind.ADD):
        step = per_channel_step(builder, value, reader, channel_axis, kind)
        if step is None:
            return None
        found, constant = step
        steps.append(found)
        constants.append(constant)
        value = found.op.results[0]
        reader = builder.sole_reader(value)
    mean, inverse, scale, shift = constants
    deviation = _variance(builder, inverse)
    if deviation is None:
        return None
    variance, epsilon = deviation
    channels = cast(Tensor, value.type).get_shape()[channel_axis]
    weights = [channel_weight(builder, item, channels) for item in (scale, shift, mean, variance)]
    present = [weight for weight in weights if weight is not None]
    if len(present) < len(weights):
        return None
    scale_weight, shift_weight, mean_weight, variance_weight = present
    statistics = Statistics(scale_weight, shift_weight, mean_weight, variance_weight, epsilon)
    return BatchNorm(tuple(steps), statistics)


def scaled_and_shifted(builder: LinalgBuilder, found: Structured) -> Value | None:
    """The one layer of a normalisation that begins here; None where none does."""
    match found.results[0]:
        case Apply(Kind.SUB, (Operand(index), Operand(mean))):
            value = found.operands[index]
            moving = moving_loops(found, mean)
        case _:
            return None
    axes_of_loops = [place.only for place in found.outside(0)]
    if len(moving) != 1:
        return None
    axis = axes_of_loops.index(moving.pop())
    norm = batch_norm_of(builder, value, found.op, axis)
    if norm is None:
        return None
    nest, names = output_nest(found)
    scale, shift = scale_and_shift(norm.statistics)
    axes = read_axes(found.outside(0), names)
    reads = [
        Read(builder.value(value), axes),
        Read(scale, [axes[axis]], Role.BIAS),
        Read(shift, [axes[axis]], Role.BIAS),
    ]
    result = builder.layer(
        found.op, Kind.SCALE_SHIFT, nest, reads, axes, cast(Tensor, found.op.results[0].type)
    )
    for step in norm.steps[1:]:
        builder.stands_for(step.op, result)
    return result


def per_channel_step(
    builder: LinalgBuilder, value: SSAValue, op: Operation | None, channel_axis: int, kind: Kind
) -> tuple[Structured, SSAValue] | None:
    """The operation with its constant if it combines each channel of a value with one; else None."""
    found = None if op is None else builder.structured(op)
    if found is None or not found.is_elementwise or len(found.results) != 1:
        return None
    match found.results[0]:
        case Apply(operator, (Operand(first), Operand(second))) if operator == kind:
            if kind is not Kind.SUB and found.operands[first] != value:
                first, second = second, first
        case _:
            return None
    if found.operands[first] != value or found.places[first] != found.outside(0):
        return None
    channel = found.outside(0)[channel_axis].only
    constant = found.operands[second]
    if not varies_by_channel_alone(found, second, channel) or not builder.is_constant(constant):
        return None
    return found, constant


def moving_loops(found: Structured, index: int) -> set[int]:
    """The loops of more than one step by which an operand is read."""
    return {loop for place in found.places[index] for loop in place.loops if found.extents[loop] > 1}


def varies_by_channel_alone(found: Structured, index: int, channel: int | None) -> bool:
    """Whether an operand is one number, or has one for each channel, in order."""
    type_ = found.operands[index].type
    count = prod(type_.get_shape()) if isinstance(type_, TensorType) else 1
    moving = [place for place in found.places[index] if any(found.extents[loop] > 1 for loop in place.loops)]
    if not moving:
        return count == 1
    return len(moving) == 1 and moving[0].only == channel and count == found.extents[moving[0].loops[0]]


def channel_weight(builder: LinalgBuilder, value: SSAValue, channels: int) -> Weight | None:
    """A constant as a vector over the channels; None where it is computed."""
    weight = builder.weight_of(value)
    if weight is None:
        return None
    number = fill_value(weight)
    if number is not None:
        return fill(weight.name, number, with_shape(weight.type, [channels]))
    if prod(shape_of(weight)) != channels:
        return None
    turned = builder.reshape(weight, [channels], cast(Operation, value.owner))
    return turned if isinstance(turned, Weight) else None


def _variance(builder: LinalgBuilder, inverse: SSAValue) -> tuple[SSAValue, float] | None:
    """The variance and epsilon of rsqrt(variance + epsilon), made in one operation or in two.

    Epsilon is zero where another tool has added it to a variance that is the same for all channels.
    """
    found = _unary(builder, inverse)
    if found is None:
        return None
    match found.results[0]:
        case Apply(Kind.RECIPROCAL, (Apply(Kind.SQRT, (inner,)),)):
            pass
        case _:
            return None
    if isinstance(inner, Operand):
        value = found.operands[inner.index]
        found = _unary(builder, value)
        if found is None:
            return value, 0.0
        inner = found.results[0]
    match inner:
        case Apply(Kind.ADD, (Operand(index), Number(epsilon)) | (Number(epsilon), Operand(index))):
            return found.operands[index], epsilon
        case _:
            return None


def _unary(builder: LinalgBuilder, value: SSAValue) -> Structured | None:
    found = builder.structured(value.owner) if isinstance(value.owner, Operation) else None
    return found if found is not None and found.is_elementwise and len(found.reads()) == 1 else None
