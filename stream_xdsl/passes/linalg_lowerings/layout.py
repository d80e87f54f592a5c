"""Constants, and operations of `tensor` that only rearrange: views, and of constants other recipes."""

from typing import cast

from xdsl.dialects import arith, tensor
from xdsl.dialects.ml_program import GlobalLoadConstantOp
from xdsl.ir import Operation

from stream_xdsl.passes.linalg_lowerings.builder import LinalgBuilder, Lowering
from stream_xdsl.passes.linalg_lowerings.scalar import number_of
from stream_xdsl.passes.lowering.layer_builder import Tensor, Value, Weight, fill, shape_of, with_shape


def _lower_constant(builder: LinalgBuilder, op: Operation) -> Value:
    return builder.constant(cast(arith.ConstantOp, op))


def _lower_global(builder: LinalgBuilder, op: Operation) -> Value:
    """A weight that another tool keeps outside the function, by its symbol."""
    name = cast(GlobalLoadConstantOp, op).global_attr.string_value()
    return Weight(name, cast(Tensor, op.results[0].type))


def _lower_splat(builder: LinalgBuilder, op: Operation) -> Value:
    number = number_of(op.operands[0])
    if number is None:
        raise builder.error(op, "it repeats a number that is computed", "repeat an arith.constant")
    return fill("fill", number, cast(Tensor, op.results[0].type))


def _lower_reshape(builder: LinalgBuilder, op: Operation) -> Value:
    type_ = cast(Tensor, op.results[0].type)
    return builder.reshape(builder.value(op.operands[0]), type_.get_shape(), op)


def _lower_concat(builder: LinalgBuilder, op: Operation) -> Value:
    values = [builder.value(operand) for operand in op.operands]
    if len(values) == 1:
        return values[0]
    axis = cast(tensor.ConcatOp, op).dim.value.data
    return builder.view("concat", values, cast(Tensor, op.results[0].type), op, axis=[axis])


def _lower_extract_slice(builder: LinalgBuilder, op: Operation) -> Value:
    cut = cast(tensor.ExtractSliceOp, op)
    if cut.offsets or cut.sizes or cut.strides:
        raise builder.error(op, "where it cuts is computed", "export the model with static shapes")
    value, type_ = builder.value(cut.source), cut.result.type
    sizes = cut.static_sizes.get_values()
    if tuple(sizes) != shape_of(value):
        sliced = with_shape(type_, sizes)
        offsets, strides = cut.static_offsets.get_values(), cut.static_strides.get_values()
        value = builder.view("slice", [value], sliced, op, offsets=offsets, sizes=sizes, strides=strides)
    return builder.reshape(value, type_.get_shape(), op)


def _lower_pad(builder: LinalgBuilder, op: Operation) -> Value:
    value, padding = builder.padded(op.results[0])
    if padding is not None and any((*padding.low, *padding.high)):
        raise builder.error(
            op, "it is read by other than a convolution or pooling", "only windows may reach into padding"
        )
    return value


def _lower_empty(builder: LinalgBuilder, op: Operation) -> Value:
    raise builder.error(op, "its elements are read before any are there", "fill it first (linalg.fill)")


LOWERINGS: dict[str, Lowering] = {
    "arith.constant": _lower_constant,
    "ml_program.global_load_const": _lower_global,
    "tensor.cast": _lower_reshape,
    "tensor.collapse_shape": _lower_reshape,
    "tensor.concat": _lower_concat,
    "tensor.empty": _lower_empty,
    "tensor.expand_shape": _lower_reshape,
    "tensor.extract_slice": _lower_extract_slice,
    "tensor.pad": _lower_pad,
    "tensor.reshape": _lower_reshape,
    "tensor.splat": _lower_splat,
}
