"""Operators that ONNX's reference evaluator computes otherwise than ONNX specifies, as specified."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from onnx.reference.op_run import OpRun

from stream_xdsl.runtime.elements import Array


class LRN(OpRun):
    """The evaluator's own sums up windows for as many channels as the batch is large."""

    op_domain = ""

    def _run(self, x: Array, alpha: float, beta: float, bias: float, size: int) -> tuple[Array]:
        before = (size - 1) // 2
        padding = [(0, 0), (before, size - 1 - before), *[(0, 0)] * (x.ndim - 2)]
        squares = np.pad(x.astype(np.float64) ** 2, padding)
        sums = sliding_window_view(squares, size, axis=1).sum(axis=-1)
        return ((x / (bias + alpha / size * sums) ** beta).astype(x.dtype),)


class LpNormalization(OpRun):
    """The evaluator's own takes no absolute values for p = 1, and divides by zero before it knows better."""

    op_domain = ""

    def _run(self, x: Array, axis: int, p: int) -> tuple[Array]:
        norms = np.sum(np.abs(x) ** p, axis=axis, keepdims=True) ** (1 / p)
        return (np.divide(x, norms, out=np.zeros_like(x), where=norms != 0).astype(x.dtype),)


@dataclass(frozen=True)
class _Axis:
    """How windows lie along a spatial axis."""

    before: int
    """The padding."""
    after: int
    """The padding that may count, on the other side."""
    count: int
    stride: int
    dilation: int
    span: int
    """From a window's first position to after its last."""


def _axes(
    sizes: Sequence[int],
    kernel: Sequence[int],
    strides: Sequence[int] | None,
    dilations: Sequence[int] | None,
    pads: Sequence[int] | None,
    auto_pad: str,
    ceil_mode: int,
) -> list[_Axis]:
    """Of the operators `MaxPool` and `AveragePool`, as their specification has it.

    But `ceil_mode` rounds up with the padding VALID too, as in ONNX's own shape inference, which the model's shapes come from, and in
    onnxruntime; the specification's formula rounds down.
    """
    rank = len(sizes)
    given = tuple(pads) if pads and auto_pad == "NOTSET" else (0,) * 2 * rank
    axes: list[_Axis] = []
    for size, length, stride, dilation, before, after in zip(
        sizes,
        kernel,
        strides or (1,) * rank,
        dilations or (1,) * rank,
        given[:rank],
        given[rank:],
        strict=True,
    ):
        span = (length - 1) * dilation + 1
        if auto_pad in ("SAME_UPPER", "SAME_LOWER"):
            count = -(-size // stride)
            padding = max((count - 1) * stride + span - size, 0)
            before = padding // 2 if auto_pad == "SAME_UPPER" else padding - padding // 2
            after = padding - before
        else:
            room = size + before + after - span
            count = (-(-room // stride) if ceil_mode else room // stride) + 1
            if ceil_mode and (count - 1) * stride >= size + before:
                count -= 1  # no window begins in the padding behind the image
        axes.append(_Axis(before, after, count, stride, dilation, span))
    return axes


def _windows(x: Array, axes: Sequence[_Axis], inside: float, beyond: float) -> Array:
    """All windows, their positions along the last axes; padding has the value `inside`, what is further off `beyond`."""
    leading = [(0, 0)] * 2
    padded = np.pad(x, [*leading, *((a.before, a.after) for a in axes)], constant_values=inside)
    missing = [
        max((a.count - 1) * a.stride + a.span - size, 0)
        for a, size in zip(axes, padded.shape[2:], strict=True)
    ]
    padded = np.pad(padded, [*leading, *((0, m) for m in missing)], constant_values=beyond)
    windows = sliding_window_view(padded, [a.span for a in axes], axis=tuple(range(2, x.ndim)))
    firsts = (slice(0, a.count * a.stride, a.stride) for a in axes)
    return windows[(slice(None), slice(None), *firsts, *(slice(None, None, a.dilation) for a in axes))]


class MaxPool(OpRun):
    """The evaluator's own takes `pads` in another order, cannot pad integers, and rounds sizes of SAME_LOWER down."""

    op_domain = ""

    def _run(
        self,
        x: Array,
        kernel_shape: Sequence[int],
        strides: Sequence[int] | None = None,
        dilations: Sequence[int] | None = None,
        pads: Sequence[int] | None = None,
        auto_pad: str = "NOTSET",
        ceil_mode: int = 0,
        storage_order: int = 0,
    ) -> tuple[Array]:
        """Of the indices of the largest elements, which `storage_order` is about, nothing is said."""
        axes = _axes(x.shape[2:], kernel_shape, strides, dilations, pads, auto_pad, ceil_mode)
        least = np.iinfo(x.dtype).min if x.dtype.kind in "iu" else -np.inf
        return (_windows(x, axes, least, least).max(axis=tuple(range(-len(axes), 0))),)


class AveragePool(OpRun):
    """The evaluator's own of before opset 19 takes `pads` in another order; rounded once here."""

    op_domain = ""

    def _run(
        self,
        x: Array,
        kernel_shape: Sequence[int],
        strides: Sequence[int] | None = None,
        dilations: Sequence[int] | None = None,
        pads: Sequence[int] | None = None,
        auto_pad: str = "NOTSET",
        ceil_mode: int = 0,
        count_include_pad: int = 0,
    ) -> tuple[Array]:
        axes = _axes(x.shape[2:], kernel_shape, strides, dilations, pads, auto_pad, ceil_mode)
        inner = tuple(range(-len(axes), 0))
        sums = _windows(x.astype(np.float64), axes, 0, 0).sum(axis=inner)
        ones = np.ones((1, 1, *x.shape[2:]))
        return ((sums / _windows(ones, axes, count_include_pad, 0).sum(axis=inner)).astype(x.dtype),)
