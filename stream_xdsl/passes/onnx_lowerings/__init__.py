"""What each ONNX operator becomes: one module per family, and the table of them all."""

from stream_xdsl.dialects.onnx import CustomOp, OnnxOp
from stream_xdsl.passes.onnx_lowerings import (
    convolution,
    elementwise,
    layout,
    matrix,
    normalization,
    pooling,
    quantization,
    reduction,
)
from stream_xdsl.passes.onnx_lowerings.builder import Lowering, NetworkBuilder

LOWERINGS: dict[str, Lowering] = {
    **convolution.LOWERINGS,
    **matrix.LOWERINGS,
    **pooling.LOWERINGS,
    **elementwise.LOWERINGS,
    **normalization.LOWERINGS,
    **reduction.LOWERINGS,
    **layout.LOWERINGS,
    **quantization.LOWERINGS,
}
"""By operator of the default domain."""


def lowering_of(builder: NetworkBuilder, op: OnnxOp) -> Lowering:
    """The lowering of an operation; raises PassError where there is none."""
    if isinstance(op, CustomOp):
        lowering = elementwise.CUSTOM_LOWERINGS.get(op.function_name.data)
        what, known = f"operator of domain '{op.domain_name.data}'", elementwise.CUSTOM_LOWERINGS
    else:
        lowering, what, known = LOWERINGS.get(op.operator), f"opset {builder.opset}", LOWERINGS
    if lowering is None:
        raise builder.error(
            op, f"no lowering ({what})", f"express it by the supported operators: {', '.join(sorted(known))}"
        )
    return lowering
