"""Quantised arithmetic. Scales and zero points are parameters of a layer, never operands: they are a few
numbers, and cores keep them in registers. A vector of them kept in the model file is given by its name."""

from collections.abc import Mapping

from stream_xdsl.dialects.dnn_attributes import RecipeAttr
from stream_xdsl.dialects.onnx import OnnxOp
from stream_xdsl.passes.lowering.layer_builder import Parameter, Value, Weight, shape_of, shortest
from stream_xdsl.passes.lowering.steps import elementwise
from stream_xdsl.passes.onnx_lowerings.builder import NetworkBuilder, numbers_of, result_type
from stream_xdsl.passes.onnx_lowerings.elementwise import is_float8
from stream_xdsl.workload.kinds import Kind


def quantization_parameters(
    builder: NetworkBuilder, op: OnnxOp, names: Mapping[str, str]
) -> dict[str, Parameter]:
    """Parameters of a layer from the operation's operands: parameter name -> operand name.

    A number where all elements are equal, a list where they are known, else the name of a tensor of the model.
    """
    params: dict[str, Parameter] = {}
    for parameter, operand in names.items():
        value = op.input(operand)
        if value is None:
            continue
        numbers = numbers_of(value)
        weight = builder.value(value)
        if numbers is not None:
            short = [shortest(number) for number in numbers]
            params[parameter] = short[0] if len(set(short)) == 1 else short
        elif isinstance(weight, Weight) and weight.recipe is None:
            params[parameter] = weight.name
        else:
            raise builder.error(
                op,
                f"operand '{operand}' is computed",
                "scales and zero points must be constants of the model",
            )
    return params


def _lower_quantize(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """QuantizeLinear, per tensor or per axis."""
    params = _linear_parameters(builder, op, {"scale": "y_scale", "zero_point": "y_zero_point"})
    type_ = result_type(op)
    if is_float8(type_) and not op.attribute("saturate"):
        params["saturate"] = 0
    return elementwise(builder, op, Kind.QUANTIZE, [builder.operand(op, "x")], type_, params=params)


def _lower_dequantize(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """DequantizeLinear; of a constant, a recipe, so that weights stay as narrow as the core reads them."""
    x, type_ = builder.operand(op, "x"), result_type(op)
    params = _linear_parameters(builder, op, {"scale": "x_scale", "zero_point": "x_zero_point"})
    if not isinstance(x, Weight):
        return elementwise(builder, op, Kind.DEQUANTIZE, [x], type_, params=params)
    scale, zero_point = builder.operand(op, "x_scale"), builder.optional(op, "x_zero_point")
    arguments = [v.source for v in (scale, zero_point) if isinstance(v, Weight)]
    axis = builder.axis(op, len(shape_of(x))) if shape_of(x) else 0
    return Weight(x.name, type_, RecipeAttr.get("dequantize", x.source, *arguments, [axis]))


def _linear_parameters(builder: NetworkBuilder, op: OnnxOp, names: Mapping[str, str]) -> dict[str, Parameter]:
    if op.attribute("block_size"):
        raise builder.error(op, "quantisation by blocks is not supported", "quantise per tensor or per axis")
    params = quantization_parameters(builder, op, names)
    if any(isinstance(value, str | list) for value in params.values()):
        params["axis"] = builder.axis(op, len(shape_of(builder.operand(op, "x"))))
    return params


LOWERINGS = {"QuantizeLinear": _lower_quantize, "DequantizeLinear": _lower_dequantize}
