"""Tile arithmetic: how spatial parts and temporal tiles cut a layer's iteration domain.

A spatial split of a dimension of size S in w ways is balanced: part i covers [⌊iS/w⌋, ⌊(i+1)S/w⌋).
Temporal tiles start at the part's own origin; the last one may be smaller. The tile index is mixed
radix over the temporal loops, outermost most significant; the part index is mixed radix over the
spatial dimensions, first most significant.
"""

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
import numpy.typing as npt

Split = tuple[tuple[int, int], ...]
"""(dimension, ways), first most significant; empty: one core."""


@dataclass(frozen=True)
class TileGrid:
    """The temporal tiles of one spatial part of a layer."""

    origin: tuple[int, ...]
    """First index of the part, per dimension."""
    extent: tuple[int, ...]
    """Size of the part, per dimension."""
    temporal: tuple[tuple[int, int], ...]
    """(dimension, tile size), outermost first; each dimension at most once."""

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """Number of tiles along each temporal loop."""
        return tuple(-(-self.extent[dim] // size) for dim, size in self.temporal)

    @property
    def tiles(self) -> int:
        """Number of tiles."""
        return prod(self.counts)

    @cached_property
    def coordinates(self) -> npt.NDArray[np.int64]:
        """Loop coordinates of every tile, shape (tiles, temporal loops)."""
        if not self.temporal:
            return np.zeros((1, 0), dtype=np.int64)
        return np.stack(np.unravel_index(np.arange(self.tiles), self.counts), axis=1).astype(np.int64)

    @cached_property
    def starts(self) -> npt.NDArray[np.int64]:
        """First index of every tile, shape (tiles, dims)."""
        result = np.tile(np.array(self.origin, dtype=np.int64), (self.tiles, 1))
        for loop, (dim, size) in enumerate(self.temporal):
            result[:, dim] += self.coordinates[:, loop] * size
        return result

    @cached_property
    def extents(self) -> npt.NDArray[np.int64]:
        """Size of every tile, shape (tiles, dims); edge tiles are smaller."""
        result = np.tile(np.array(self.extent, dtype=np.int64), (self.tiles, 1))
        for dim, size in self.temporal:
            left = self.origin[dim] + self.extent[dim] - self.starts[:, dim]
            result[:, dim] = np.minimum(size, left)
        return result


def split_bounds(size: int, ways: int) -> tuple[tuple[int, int], ...]:
    """(origin, extent) of each part of a balanced split; parts are empty when ways > size."""
    return tuple(split_bound(size, ways, index) for index in range(ways))


def split_bound(size: int, ways: int, index: int) -> tuple[int, int]:
    """(origin, extent) of one part of a balanced split."""
    origin = index * size // ways
    return origin, (index + 1) * size // ways - origin


def tile_grids(
    sizes: tuple[int, ...], temporal: tuple[tuple[int, int], ...], spatial: tuple[tuple[int, int], ...]
) -> tuple[TileGrid, ...]:
    """The tile grid of every spatial part, in part order."""
    return tuple(part_grid(sizes, temporal, spatial, part) for part in range(prod(w for _, w in spatial)))


def part_grid(
    sizes: tuple[int, ...],
    temporal: tuple[tuple[int, int], ...],
    spatial: tuple[tuple[int, int], ...],
    part: int,
) -> TileGrid:
    """The tile grid of one spatial part."""
    origin, extent = [0] * len(sizes), list(sizes)
    for dim, ways in reversed(spatial):
        part, index = divmod(part, ways)
        origin[dim], extent[dim] = split_bound(sizes[dim], ways, index)
    return TileGrid(tuple(origin), tuple(extent), temporal)
