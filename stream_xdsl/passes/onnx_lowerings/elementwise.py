"""Operations on one element, or on elements at the same place of several broadcast tensors."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from xdsl.dialects.builtin import AnyFloat, FloatAttr

from stream_xdsl.dialects.onnx import OnnxOp
from stream_xdsl.passes.lowering.layer_builder import (
    Parameter,
    Tensor,
    Value,
    Weight,
    fill,
    shortest,
    type_of,
    with_shape,
)
from stream_xdsl.passes.lowering.steps import binary, elementwise, unary
from stream_xdsl.passes.onnx_lowerings.builder import (
    Lowering,
    NetworkBuilder,
    numbers_of,
    operator_of,
    result_type,
)
from stream_xdsl.workload.kinds import Kind


def scalar(value: Value, number: float, name: str) -> Weight:
    """A constant to combine with the elements of a tensor."""
    return fill(name, number, with_shape(type_of(value), ()))


def _simple(kind: Kind, *attributes: str) -> Lowering:
    """One layer; the named attributes are its parameters."""

    def lower(builder: NetworkBuilder, op: OnnxOp) -> Value:
        params = {name: cast(Parameter, op.attribute(name)) for name in attributes}
        return elementwise(builder, op, kind, builder.operands(op), result_type(op), params=params)

    return lower


def _chain(kind: Kind) -> Lowering:
    """Any number of operands, two at a time."""

    def lower(builder: NetworkBuilder, op: OnnxOp) -> Value:
        return _accumulate(builder, op, kind, builder.operands(op))

    return lower


def _accumulate(
    builder: NetworkBuilder, op: OnnxOp, kind: Kind, values: Sequence[Value], last_suffix: str = ""
) -> Value:
    result = values[0]
    for step, value in enumerate(values[1:], start=1):
        suffix = last_suffix if step == len(values) - 1 else f".{step}"
        result = binary(builder, op, kind, result, value, suffix)
    return result


def _lower_mean(builder: NetworkBuilder, op: OnnxOp) -> Value:
    values = builder.operands(op)
    if len(values) == 1:
        return values[0]
    total = _accumulate(builder, op, Kind.ADD, values, ".sum")
    return binary(
        builder, op, Kind.MUL, total, scalar(total, 1 / len(values), f"{op.node_name}.share"), ".mul"
    )


def _lower_clip(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """Bounds that are known numbers become parameters, others operands of max and min layers."""
    value = builder.operand(op, "input")
    numbers = {
        name: shortest(found[0])
        for name in ("min", "max")
        if (bound := op.input(name)) is not None and (found := numbers_of(bound)) is not None
    }
    others = [(name, builder.optional(op, name)) for name in ("min", "max") if name not in numbers]
    if all(bound is None for _, bound in others):
        return elementwise(builder, op, Kind.CLIP, [value], result_type(op), params=numbers)
    for name, kind in (("min", Kind.MAX), ("max", Kind.MIN)):
        if (bound := builder.optional(op, name)) is not None:
            value = binary(builder, op, kind, value, bound, f".{kind}")
    return value


def _lower_mish(builder: NetworkBuilder, op: OnnxOp) -> Value:
    value = builder.operands(op)[0]
    softplus = unary(builder, op, Kind.SOFTPLUS, value, ".softplus")
    return binary(builder, op, Kind.MUL, value, unary(builder, op, Kind.TANH, softplus, ".tanh"), ".mul")


def _lower_dropout(builder: NetworkBuilder, op: OnnxOp) -> Value:
    training = builder.numbers(op, "training_mode")
    if training is not None and any(training):
        raise builder.error(op, "it is in training mode", "export the model for inference")
    return builder.operand(op, "data")


def _lower_cast(builder: NetworkBuilder, op: OnnxOp) -> Value:
    value, type_ = builder.operand(op, "input"), result_type(op)
    if type_of(value) == type_:
        return value
    saturates = is_float8(type_) and op.attribute("saturate")
    return elementwise(builder, op, Kind.CAST, [value], type_, params={"saturate": 1} if saturates else {})


def is_float8(type_: Tensor) -> bool:
    """Whether elements are floats of 8 bits, which operators saturate or do not."""
    return isinstance(type_.element_type, AnyFloat) and type_.element_type.bitwidth == 8


def _activation(
    kind: Kind, params: Mapping[str, Parameter] | None = None
) -> Callable[[NetworkBuilder, OnnxOp], Value]:
    """An operator of another domain, one layer with one operand."""

    def lower(builder: NetworkBuilder, op: OnnxOp) -> Value:
        values = builder.operands(op)
        if len(values) != 1:
            raise builder.error(op, f"it has {len(values)} operands", "only one is supported")
        return elementwise(builder, op, kind, values, result_type(op), params=params)

    return lower


def _lower_swish(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """x · sigmoid(alpha · x)."""
    attribute = op.attributes.get("alpha")
    if isinstance(attribute, FloatAttr):
        alpha = attribute.value.data
    else:
        alpha = 1.702 if operator_of(op) == "QuickGelu" else 1.0
    return _activation(Kind.SILU, {} if alpha == 1.0 else {"alpha": alpha})(builder, op)


LOWERINGS: dict[str, Lowering] = {
    "Add": _simple(Kind.ADD),
    "Sub": _simple(Kind.SUB),
    "Mul": _simple(Kind.MUL),
    "Div": _simple(Kind.DIV),
    "Pow": _simple(Kind.POW),
    "Min": _chain(Kind.MIN),
    "Max": _chain(Kind.MAX),
    "Sum": _chain(Kind.ADD),
    "Mean": _lower_mean,
    "Relu": _simple(Kind.RELU),
    "LeakyRelu": _simple(Kind.LEAKY_RELU, "alpha"),
    "PRelu": _simple(Kind.PRELU),
    "Elu": _simple(Kind.ELU, "alpha"),
    "Clip": _lower_clip,
    "Sigmoid": _simple(Kind.SIGMOID),
    "HardSigmoid": _simple(Kind.HARD_SIGMOID, "alpha", "beta"),
    "HardSwish": _simple(Kind.HARD_SWISH),
    "Tanh": _simple(Kind.TANH),
    "Gelu": _simple(Kind.GELU, "approximate"),
    "Softplus": _simple(Kind.SOFTPLUS),
    "Mish": _lower_mish,
    "Erf": _simple(Kind.ERF),
    "Exp": _simple(Kind.EXP),
    "Log": _simple(Kind.LOG),
    "Sqrt": _simple(Kind.SQRT),
    "Reciprocal": _simple(Kind.RECIPROCAL),
    "Abs": _simple(Kind.ABS),
    "Neg": _simple(Kind.NEG),
    "Cast": _lower_cast,
    "CastLike": _lower_cast,
    "Dropout": _lower_dropout,
}

CUSTOM_LOWERINGS: dict[str, Lowering] = {
    "Silu": _lower_swish,
    "Swish": _lower_swish,
    "QuickGelu": _lower_swish,
    "Gelu": _activation(Kind.GELU, {"approximate": "none"}),
    "FastGelu": _activation(Kind.GELU, {"approximate": "tanh"}),
    "HardSwish": _activation(Kind.HARD_SWISH),
    "Mish": _lower_mish,
}
"""By the function's name, in whichever domain."""
