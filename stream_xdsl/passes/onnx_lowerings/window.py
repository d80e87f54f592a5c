"""Windows that slide over the spatial axes: what convolution and pooling have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from stream_xdsl.dialects.onnx import OnnxOp
from stream_xdsl.passes.lowering.layer_builder import Axis
from stream_xdsl.passes.onnx_lowerings.builder import NetworkBuilder

_AXES = {1: "x", 2: "yx", 3: "zyx"}


@dataclass(frozen=True)
class Window:
    """The window along one spatial axis."""

    axis: str
    inputs: int
    outputs: int
    kernel: int
    stride: int
    dilation: int
    pad_begin: int
    pad_end: int

    @property
    def output_dim(self) -> tuple[str, int]:
        """The loop over the windows."""
        return f"o{self.axis}", self.outputs

    @property
    def kernel_dim(self) -> tuple[str, int]:
        """The loop within a window."""
        return f"f{self.axis}", self.kernel

    @property
    def position(self) -> Axis:
        """Where the loops read."""
        return {f"o{self.axis}": self.stride, f"f{self.axis}": self.dilation, "": -self.pad_begin}

    @property
    def only_padding(self) -> int | None:
        """The first position of a window that has nothing else, if there is one."""
        for position in range(self.outputs):
            start = position * self.stride - self.pad_begin
            if not any(0 <= start + k * self.dilation < self.inputs for k in range(self.kernel)):
                return position
        return None

    @property
    def leaves(self) -> bool:
        """Whether some position is outside the tensor."""
        last = (self.outputs - 1) * self.stride + (self.kernel - 1) * self.dilation - self.pad_begin
        return self.pad_begin > 0 or last >= self.inputs


def spatial_names(builder: NetworkBuilder, op: OnnxOp, rank: int) -> str:
    """The letters of the spatial axes."""
    if rank not in _AXES:
        raise builder.error(op, f"it has {rank} spatial axes", "only one, two and three are supported")
    return _AXES[rank]


def windows(
    builder: NetworkBuilder,
    op: OnnxOp,
    inputs: Sequence[int],
    outputs: Sequence[int],
    kernel: Sequence[int],
    *,
    round_up: bool = False,
) -> list[Window]:
    """The windows of an operation with the attributes strides, dilations, pads and auto_pad.

    `inputs`, `outputs` and `kernel` are sizes per spatial axis. Raises PassError where they do not fit.
    """
    rank = len(inputs)
    names = spatial_names(builder, op, rank)

    def integers(name: str, default: int, count: int = rank, *, least: int = 1) -> Sequence[int]:
        values = cast(Sequence[int], op.attribute(name) or (default,) * count)
        if len(values) != count:
            raise builder.error(
                op,
                f"{name} has {len(values)} entries, not {count}",
                "give one per spatial axis; pads has two",
            )
        if min(values) < least:
            raise builder.error(op, f"{name} are {list(values)}", f"give numbers of at least {least}")
        return values

    if len(kernel) != rank or len(outputs) != rank:
        raise builder.error(op, f"its kernel has {len(kernel)} axes, its image {rank}", "correct the shapes")
    strides, dilations = integers("strides", 1), integers("dilations", 1)
    pads = integers("pads", 0, 2 * rank, least=0)
    result: list[Window] = []
    for i in range(rank):
        span = (kernel[i] - 1) * dilations[i] + 1
        begin, end = _padding(builder, op, inputs[i], span, strides[i], (pads[i], pads[rank + i]))
        space = inputs[i] + begin + end - span
        size, remedy = space // strides[i] + 1, "correct the shape of the result"
        if round_up:
            size = min(-(-space // strides[i]), (inputs[i] + begin - 1) // strides[i]) + 1
            remedy += ": a last window may not begin in the padding at the end, though ONNX's shape inference counts it"
        if outputs[i] != size:
            raise builder.error(
                op,
                f"its window gives {size} positions along spatial axis {i}, its result has {outputs[i]}",
                remedy,
            )
        result.append(
            Window(names[i], inputs[i], outputs[i], kernel[i], strides[i], dilations[i], begin, end)
        )
    return result


def _padding(
    builder: NetworkBuilder, op: OnnxOp, size: int, span: int, stride: int, explicit: tuple[int, int]
) -> tuple[int, int]:
    match op.attribute("auto_pad"):
        case "NOTSET":
            return explicit
        case "VALID":
            return 0, 0
        case "SAME_UPPER" | "SAME_LOWER" as mode:
            total = max((-(-size // stride) - 1) * stride + span - size, 0)
            less, more = total // 2, total - total // 2
            return (less, more) if mode == "SAME_UPPER" else (more, less)
        case mode:
            raise builder.error(
                op, f"auto_pad '{mode}' is unknown", "use NOTSET, VALID, SAME_UPPER or SAME_LOWER"
            )
