"""What the loops of a layer are for: which to cut into tiles, and which to spread over cores."""

from dataclasses import dataclass

from stream_xdsl.workload.kinds import Category
from stream_xdsl.workload.network import Layer


@dataclass(frozen=True)
class LoopRoles:
    """Positions in `Layer.dims`; loops of size 1 have no role."""

    row: int | None
    """The loop along which results of fused layers stream: rows of a feature map or of a matrix."""
    channel: int | None
    """The loop that cuts weights: output channels, groups, columns of a matrix; channels of other layers."""
    others: tuple[int, ...]
    """Other loops of the result, the longest first."""
    reductions: tuple[int, ...]
    """Loops that accumulate, the longest first."""

    @property
    def parallel(self) -> tuple[int, ...]:
        """Loops that may be split across cores, in order of preference."""
        return tuple(d for d in (self.channel, self.row) if d is not None) + self.others


def loop_roles(layer: Layer) -> LoopRoles:
    """The roles of a layer's loops."""
    access = layer.output_map
    axis_dims = [access.dims_of_axis(axis) for axis in range(len(access.offsets))]
    long = [d for dims in axis_dims for d in dims if layer.sizes[d] > 1]
    if layer.kind.category is Category.MAC:
        weight_dims = layer.uses[1].map.relevant_dims
        columns = [d for d in long if d in weight_dims]
        rows = [d for d in long if d not in weight_dims]
    else:
        second = axis_dims[1 if len(axis_dims) > 2 else -1] if axis_dims else ()
        columns = [d for d in long if d in second]
        rows = [d for d in long if d not in columns]
    before_last = axis_dims[-2] if len(axis_dims) > 1 else ()
    row = next((d for d in rows if d in before_last), max(rows, key=layer.sizes.__getitem__, default=None))
    channel = max(columns, key=layer.sizes.__getitem__, default=None)

    def longest_first(dims: list[int]) -> tuple[int, ...]:
        return tuple(sorted(dims, key=lambda d: -layer.sizes[d]))

    return LoopRoles(
        row,
        channel,
        longest_first([d for d in long if d not in (row, channel)]),
        longest_first([d for d in sorted(layer.reduction_dims) if layer.sizes[d] > 1]),
    )
