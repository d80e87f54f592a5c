"""Convolutions over one to three spatial axes, grouped or not."""

from collections.abc import Mapping
from typing import cast

from stream_xdsl.dialects.onnx import OnnxOp
from stream_xdsl.passes.lowering.layer_builder import Axis, Nest, Parameter, Read, Value, shape_of
from stream_xdsl.passes.lowering.precision import Role
from stream_xdsl.passes.onnx_lowerings.builder import NetworkBuilder, result_type
from stream_xdsl.passes.onnx_lowerings.normalization import fold_batch_norm
from stream_xdsl.passes.onnx_lowerings.quantization import quantization_parameters
from stream_xdsl.passes.onnx_lowerings.window import windows
from stream_xdsl.workload.kinds import Kind


def lower_conv(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """Conv, together with a BatchNormalization that alone reads it."""
    weight, bias = fold_batch_norm(builder, op, builder.operand(op, "W"), builder.optional(op, "B"), 0)
    return _convolution(builder, op, builder.operand(op, "X"), weight, bias, {})


def lower_conv_integer(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """ConvInteger: zero points are parameters."""
    params = quantization_parameters(
        builder, op, {"input_zero_point": "x_zero_point", "weight_zero_point": "w_zero_point"}
    )
    return _convolution(builder, op, builder.operand(op, "x"), builder.operand(op, "w"), None, params)


def lower_qlinear_conv(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """QLinearConv: scales and zero points are parameters."""
    params = quantization_parameters(
        builder,
        op,
        {
            "input_scale": "x_scale",
            "input_zero_point": "x_zero_point",
            "weight_scale": "w_scale",
            "weight_zero_point": "w_zero_point",
            "output_scale": "y_scale",
            "output_zero_point": "y_zero_point",
        },
    )
    x, w, bias = builder.operand(op, "x"), builder.operand(op, "w"), builder.optional(op, "B")
    return _convolution(builder, op, x, w, bias, params)


def _convolution(
    builder: NetworkBuilder,
    op: OnnxOp,
    x: Value,
    weight: Value,
    bias: Value | None,
    params: Mapping[str, Parameter],
) -> Value:
    """Without groups the loops are b, k, o…, c, f…; with groups g comes before k, and k and c count
    within a group and are left out where it has one."""
    type_ = result_type(op)
    groups = cast(int, op.attribute("group"))
    outputs, c, *kernel = shape_of(weight)
    batch, channels, *space = shape_of(x)
    if channels != c * groups or outputs % groups:
        raise builder.error(
            op,
            f"{outputs} filters over {c} channels each do not cover {channels} channels in {groups} groups",
            "correct `group` or the weight's shape",
        )
    k = outputs // groups
    window = windows(builder, op, space, type_.get_shape()[2:], kernel)
    grouped = groups > 1
    nest = Nest(
        (
            ("b", batch),
            *((("g", groups),) if grouped else ()),
            *((("k", k),) if not grouped or k > 1 else ()),
            *(w.output_dim for w in window),
            *((("c", c),) if not grouped or c > 1 else ()),
            *(w.kernel_dim for w in window),
        )
    )
    # Absent dimensions drop out of the maps, so the general form serves depthwise convolutions too.
    channel_out: Axis = {"g": k, "k": 1} if grouped else "k"
    channel_in: Axis = {"g": c, "c": 1} if grouped else "c"
    within: Axis = {"c": 1}
    reads = [
        Read(x, ["b", channel_in, *(w.position for w in window)]),
        Read(weight, [channel_out, within, *(w.kernel_dim[0] for w in window)], Role.WEIGHT),
    ]
    if bias is not None:
        reads.append(Read(bias, [channel_out], Role.BIAS))
    return builder.layer(
        op,
        Kind.CONV,
        nest,
        reads,
        ["b", channel_out, *(w.output_dim[0] for w in window)],
        type_,
        pad="zero" if any(w.leaves for w in window) else "none",
        params=params,
    )


LOWERINGS = {
    "Conv": lower_conv,
    "ConvInteger": lower_conv_integer,
    "QLinearConv": lower_qlinear_conv,
}
