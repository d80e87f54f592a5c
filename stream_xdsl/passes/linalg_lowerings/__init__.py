"""What operations of `linalg` and `tensor` become: one module per family of loops."""

from xdsl.dialects.builtin import IntegerAttr
from xdsl.ir import Operation

from stream_xdsl.dialects.linalg import SoftmaxOp
from stream_xdsl.passes.linalg_lowerings import layout
from stream_xdsl.passes.linalg_lowerings.builder import LinalgBuilder, Lowering, operation_name
from stream_xdsl.passes.linalg_lowerings.contraction import factors_of, lower_contraction
from stream_xdsl.passes.linalg_lowerings.elementwise import lower_elementwise
from stream_xdsl.passes.linalg_lowerings.reduction import lower_reduction
from stream_xdsl.passes.linalg_lowerings.scalar import computed_differently
from stream_xdsl.passes.lowering.layer_builder import Value, shape_of
from stream_xdsl.passes.lowering.steps import softmax


def lowering_of(op: Operation) -> "Lowering | None":
    """The lowering of an operation, None where there is none."""
    if operation_name(op) == SoftmaxOp.name:
        return _lower_softmax
    if operation_name(op).startswith("linalg."):
        return _lower_structured
    return layout.LOWERINGS.get(op.name)


def _lower_softmax(builder: LinalgBuilder, op: Operation) -> Value:
    """As ONNX has it; the operation may be known to xDSL or not."""
    x = builder.value(op.operands[0])
    axis = (op.properties | op.attributes).get("dimension")
    if not isinstance(axis, IntegerAttr) or not 0 <= axis.value.data < len(shape_of(x)):
        raise builder.error(op, "its dimension is none of its operand's axes", "count them from 0")
    return softmax(builder, op, x, axis.value.data)


def _lower_structured(builder: LinalgBuilder, op: Operation) -> list[Value | None]:
    """By what the loops do, whether the operation has a name or is a `linalg.generic`."""
    found = builder.structured(op)
    assert found is not None  # every operation of linalg has loops, or was an error before
    for result, scalar in zip(op.results, found.results, strict=True):
        if result.uses and (part := computed_differently(scalar)) is not None:
            raise builder.error(op, f"its body has {part.operator}", part.remedy)
    if found.is_elementwise:
        return lower_elementwise(builder, found)
    factors = factors_of(builder, found)
    if factors is not None:
        return [lower_contraction(builder, found, *factors)]
    return [
        lower_reduction(builder, found, position) if result.uses else None
        for position, result in enumerate(op.results)
    ]
