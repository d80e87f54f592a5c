"""Pooling over windows and over whole images: loops b, c, o…, f…."""

from collections.abc import Sequence
from typing import cast

from stream_xdsl.dialects.onnx import OnnxOp
from stream_xdsl.passes.lowering.layer_builder import Axis, Nest, Parameter, Read, Value, shape_of
from stream_xdsl.passes.onnx_lowerings.builder import Lowering, NetworkBuilder, result_type
from stream_xdsl.passes.onnx_lowerings.window import spatial_names, windows
from stream_xdsl.workload.kinds import Kind

_PAD = {Kind.MAXPOOL: "minus_infinity", Kind.AVGPOOL: "zero"}


def _pool(kind: Kind) -> Lowering:
    """Average pooling that counts its padding has `pads`, begins then ends of all axes, as a parameter."""

    def lower(builder: NetworkBuilder, op: OnnxOp) -> Value:
        x, type_ = builder.operand(op, "X"), result_type(op)
        b, c, *space = shape_of(x)
        kernel = cast(Sequence[int], op.attribute("kernel_shape"))
        window = windows(
            builder, op, space, type_.get_shape()[2:], kernel, round_up=bool(op.attribute("ceil_mode"))
        )
        for axis, along in enumerate(window):
            if (position := along.only_padding) is not None:
                raise builder.error(
                    op,
                    f"its window {position} along spatial axis {axis} has nothing but padding",
                    "pad it by less: for a window of nothing there is no maximum or mean",
                )
        leaves = any(w.leaves for w in window)
        params: dict[str, Parameter] = {}
        if kind is Kind.AVGPOOL and leaves and op.attribute("count_include_pad"):
            params["pads"] = [0, 0, *(w.pad_begin for w in window), 0, 0, *(w.pad_end for w in window)]
        return builder.layer(
            op,
            kind,
            Nest((("b", b), ("c", c), *(w.output_dim for w in window), *(w.kernel_dim for w in window))),
            [Read(x, ["b", "c", *(w.position for w in window)])],
            ["b", "c", *(w.output_dim[0] for w in window)],
            type_,
            pad=_PAD[kind] if leaves else "none",
            params=params,
        )

    return lower


def _global_pool(kind: Kind) -> Lowering:
    """One window as large as the image; there are no o… loops."""

    def lower(builder: NetworkBuilder, op: OnnxOp) -> Value:
        x = builder.operand(op, "X")
        b, c, *space = shape_of(x)
        kernel = [f"f{name}" for name in spatial_names(builder, op, len(space))]
        nest = Nest((("b", b), ("c", c), *zip(kernel, space, strict=True)))
        axes: list[Axis] = ["b", "c", *(0 for _ in kernel)]
        return builder.layer(op, kind, nest, [Read(x, ["b", "c", *kernel])], axes, result_type(op))

    return lower


LOWERINGS = {
    "MaxPool": _pool(Kind.MAXPOOL),
    "AveragePool": _pool(Kind.AVGPOOL),
    "GlobalMaxPool": _global_pool(Kind.MAXPOOL),
    "GlobalAveragePool": _global_pool(Kind.AVGPOOL),
}
