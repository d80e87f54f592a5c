"""What tiles read and write, as products of small sets: one set per group of tensor axes.

A loop dimension moves along one axis of an operand only, so the elements a tile touches are a product
over axis groups, and the set along a group depends on the tile's coordinates in that group's loops only.
Sets are boolean masks with one row per such coordinate and one column per flat position in the group.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.network import Layer, LinearMap, Use, ViewPiece
from stream_xdsl.workload.tiling import tile_grids
from stream_xdsl.workload.views import components

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_KEPT = 512
"""Tiles of layers, and what they touch along an axis, are kept for those who ask again: layers are alike, and so are networks in a search."""


@dataclass(frozen=True, eq=False)
class LayerTiles:
    """The tiles of all parts of a layer, and the distinct intervals they take along each dimension."""

    task_part: Ints
    """(T,) part of each tile, in order of part and tile."""
    task_tile: Ints
    """(T,) tile index within the part."""
    task_extents: Ints
    """(T, dims)"""
    task_interval: Ints
    """(T, dims) which of the dimension's intervals the tile covers."""
    starts: tuple[Ints, ...]
    """Per dimension, ascending: first index of each interval. The last interval ends with the dimension."""
    ways: tuple[Ints, ...]
    """Per dimension: which spatial slice each interval lies in."""
    sizes: tuple[int, ...]
    order: tuple[int, ...]
    """Position of each dimension in the loop order, outermost temporal loop first, untiled ones last."""

    @property
    def counts(self) -> tuple[int, ...]:
        """Number of intervals per dimension."""
        return tuple(len(s) for s in self.starts)

    def sorted_dims(self, dims: Sequence[int]) -> tuple[int, ...]:
        """The dimensions in loop order."""
        return tuple(sorted(dims, key=lambda d: (self.order[d], d)))

    def rows(self, dims: tuple[int, ...]) -> Ints:
        """(T,) the row of each tile in masks over `dims`."""
        row = np.zeros(len(self.task_part), dtype=np.int64)
        for d in dims:
            row = row * len(self.starts[d]) + self.task_interval[:, d]
        return row

    def slots(self, dims: tuple[int, ...]) -> Ints:
        """The spatial slice each row of masks over `dims` belongs to; a part's rows are those of one slice."""
        slot = np.zeros(1, dtype=np.int64)
        for d in dims:
            slot = (slot[:, None] * (self.ways[d][-1] + 1) + self.ways[d]).ravel()
        return slot


@dataclass(frozen=True, eq=False)
class GroupFootprint:
    """The positions along some axes of a tensor that tiles need, by their coordinates in some loops."""

    dims: tuple[int, ...]
    """Loop dimensions, in loop order; a row is a mixed-radix number of their intervals."""
    axes: tuple[int, ...]
    mask: Bools
    """(Π intervals, Π axis sizes)"""


def layer_tiles(layer: Layer) -> LayerTiles:
    """All tiles of a layer; raises UnmappableError for spatial splits that are not supported."""
    for dim, ways in layer.spatial:
        if ways > layer.sizes[dim]:
            raise UnmappableError(
                f"layer '{layer.name}': dimension '{layer.dims[dim]}' of size {layer.sizes[dim]}"
                f" cannot be split across {ways} cores"
            )
        if dim in layer.reduction_dims and ways > 1:
            raise UnmappableError(
                f"layer '{layer.name}': dimension '{layer.dims[dim]}' is a reduction,"
                " which parts on different cores cannot share"
            )
    return _tiles(layer.sizes, layer.temporal, layer.spatial)


@lru_cache(_KEPT)
def _tiles(
    sizes: tuple[int, ...], temporal: tuple[tuple[int, int], ...], spatial: tuple[tuple[int, int], ...]
) -> LayerTiles:
    grids = tile_grids(sizes, temporal, spatial)
    tiles = np.array([grid.tiles for grid in grids])
    task_starts = np.concatenate([grid.starts for grid in grids])
    interval = np.zeros_like(task_starts)
    starts = [np.zeros(1, dtype=np.int64)] * len(sizes)
    ways_of = list(starts)
    loops = [dim for dim, _ in temporal]
    for dim in dict.fromkeys([*loops, *(d for d, _ in spatial)]):
        starts[dim], interval[:, dim] = np.unique(task_starts[:, dim], return_inverse=True)
        origins = np.unique([grid.origin[dim] for grid in grids])
        ways_of[dim] = np.searchsorted(origins, starts[dim], side="right").astype(np.int64) - 1
    return LayerTiles(
        task_part=np.repeat(np.arange(len(grids)), tiles),
        task_tile=np.concatenate([np.arange(n) for n in tiles]),
        task_extents=np.concatenate([grid.extents for grid in grids]),
        task_interval=interval,
        starts=tuple(starts),
        ways=tuple(ways_of),
        sizes=sizes,
        order=tuple(loops.index(d) if d in loops else len(loops) for d in range(len(sizes))),
    )


def footprint(layer: Layer, tiles: LayerTiles, use: Use, piece: ViewPiece) -> tuple[GroupFootprint, ...]:
    """What the tiles of a layer need of one tensor through one operand, exactly."""
    check_separable(layer, use.map, f"operand {layer.uses.index(use)}")
    return tuple(
        GroupFootprint(
            part.dims, group.source_axes, _through(group.index, prod(group.source_sizes), part.mask)
        )
        for group in piece.groups
        for part in [
            combine(tiles, [axis_footprint(tiles, use.map, a, use.shape[a]) for a in group.target_axes])
        ]
    )


def check_separable(layer: Layer, access: LinearMap, what: str) -> None:
    """Raise UnmappableError if a dimension moves along two axes: such a set of elements is no product."""
    axes_of_dim = [sum(bool(c[d]) for c in access.coefficients) for d in range(len(layer.dims))]
    for dim, axes in zip(layer.dims, axes_of_dim, strict=True):
        if axes > 1:
            raise UnmappableError(f"layer '{layer.name}': dimension '{dim}' indexes several axes of {what}")


@lru_cache(_KEPT)
def axis_footprint(tiles: LayerTiles, access: LinearMap, axis: int, size: int) -> GroupFootprint:
    """The positions along one axis that tiles touch; those outside 0 … size − 1 are dropped."""
    coefficients = access.coefficients[axis]
    dims = tiles.sorted_dims(access.dims_of_axis(axis))
    # Longest dimension first: it is placed at once, the others shift the result index by index.
    by_length = sorted(dims, key=lambda d: -tiles.sizes[d])
    low = access.offsets[axis] + sum(min(0, coefficients[d] * (tiles.sizes[d] - 1)) for d in dims)
    width = 1
    reached = np.ones((1, 1), dtype=np.bool_)
    for d in by_length:
        step, length, starts = coefficients[d], tiles.sizes[d], tiles.starts[d]
        interval = np.repeat(np.arange(len(starts)), np.diff(starts, append=length))
        shifts = step * np.arange(length) + max(0, -step * (length - 1))
        grown = np.zeros((len(reached), len(starts), width + abs(step) * (length - 1)), dtype=np.bool_)
        if width == 1:
            grown[0, interval, shifts] = True
        else:
            for i in range(length):
                grown[:, interval[i], shifts[i] : shifts[i] + width] |= reached
        width = grown.shape[2]
        reached = grown.reshape(-1, width)
    mask = np.zeros((len(reached), size), dtype=np.bool_)
    first, last = max(0, low), min(size, low + width)
    if first < last:
        mask[:, first:last] = reached[:, first - low : last - low]
    counts = [len(tiles.starts[d]) for d in by_length]
    rows = mask.reshape(*counts, size).transpose([*(by_length.index(d) for d in dims), len(dims)])
    return GroupFootprint(dims, (axis,), rows.reshape(-1, size))


def combine(tiles: LayerTiles, parts: Sequence[GroupFootprint]) -> GroupFootprint:
    """The product of footprints along different axes and loops, as one group over all of them."""
    if len(parts) == 1:
        return parts[0]
    dims = tiles.sorted_dims([d for part in parts for d in part.dims])
    columns = np.ones((1,) * len(dims) + (1,), dtype=np.bool_)
    for part in parts:
        spread = _spread(part.mask, part.dims, tiles, dims)
        columns = (columns[..., :, None] & spread[..., None, :]).reshape(
            *np.broadcast_shapes(columns.shape[:-1], spread.shape[:-1]), -1
        )
    axes = tuple(a for part in parts for a in part.axes)
    return GroupFootprint(dims, axes, columns.reshape(-1, columns.shape[-1]))


def common_groups(
    tiles: LayerTiles, reads: Sequence[tuple[GroupFootprint, ...]], shape: tuple[int, ...]
) -> list[tuple[GroupFootprint, ...]]:
    """The same footprints of one tensor, over the finest axis groups and loops that suit all of them."""
    flat = [group for read in reads for group in read]
    result: list[list[GroupFootprint]] = [[] for _ in reads]
    for members in components([{*g.axes, *(~d for d in g.dims)} for g in flat]):
        joined = {id(flat[m]) for m in members}
        axes = tuple(sorted({a for m in members for a in flat[m].axes}))
        dims = tiles.sorted_dims(tuple({d for m in members for d in flat[m].dims}))
        counts = [len(tiles.starts[d]) for d in dims]
        for read, groups in zip(reads, result, strict=True):
            own = combine(tiles, [group for group in read if id(group) in joined])
            mask = _spread(own.mask, own.dims, tiles, dims)
            mask = mask.reshape((*mask.shape[:-1], *(shape[a] for a in own.axes)))
            order = [*range(len(dims)), *(len(dims) + own.axes.index(a) for a in axes if a in own.axes)]
            mask = mask.transpose(order).reshape(
                (*mask.shape[: len(dims)], *(shape[a] if a in own.axes else 1 for a in axes))
            )
            sizes = tuple(shape[a] for a in axes)
            groups.append(
                GroupFootprint(dims, axes, np.broadcast_to(mask, (*counts, *sizes)).reshape(prod(counts), -1))
            )
    return [tuple(groups) for groups in result]


def _spread(mask: Bools, dims: tuple[int, ...], tiles: LayerTiles, over: tuple[int, ...]) -> Bools:
    """A mask over `dims`, both in loop order, as an array with an axis for each dimension in `over`."""
    return mask.reshape(*(len(tiles.starts[d]) if d in dims else 1 for d in over), mask.shape[1])


def _through(index: Ints, positions: int, mask: Bools) -> Bools:
    """Masks over the target positions of an axis group as masks over its source positions."""
    if len(index) == positions and (index == np.arange(positions)).all():
        return mask
    order = np.argsort(index, kind="stable")
    order = order[np.searchsorted(index[order], 0) :]
    source, firsts = np.unique(index[order], return_index=True)
    result = np.zeros((len(mask), positions), dtype=np.bool_)
    if len(source):
        result[:, source] = np.logical_or.reduceat(mask[:, order], firsts, axis=1)
    return result
