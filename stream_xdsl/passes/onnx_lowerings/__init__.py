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
from stream_xdsl.passes.onnx_lowerings.builder import Lowering, NetworkBuilder, operator_of

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
        known, where = elementwise.CUSTOM_LOWERINGS, "other domains"
    else:
        known, where = LOWERINGS, "ONNX"
    lowering = known.get(operator_of(op))
    if lowering is None:
        supported = ", ".join(sorted(known))
        raise builder.error(
            op,
            "there is no lowering for it",
            f"express it by the supported operators of {where}: {supported}",
        )
    return lowering
