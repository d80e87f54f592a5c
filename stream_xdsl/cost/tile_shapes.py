"""The distinct shapes that tiles of a layer have, under one or several candidate splits."""

from collections.abc import Iterable
from itertools import product

from stream_xdsl.workload.tiling import split_bounds


def tile_shapes(
    sizes: tuple[int, ...],
    temporal: Iterable[tuple[int, int]],
    splits: Iterable[tuple[tuple[int, int], ...]],
) -> tuple[tuple[int, ...], ...]:
    """Sizes per dimension of every distinct tile of every part, edge tiles included, largest first.

    `temporal` are (dimension, tile size) pairs, a split is (dimension, ways) pairs.
    """
    tile_size = dict(temporal)
    found: dict[tuple[int, ...], None] = {}
    for split in splits:
        ways = dict(split)
        per_dim: list[list[int]] = []
        for dim, size in enumerate(sizes):
            extents: set[int] = set()
            for _, part in split_bounds(size, ways.get(dim, 1)):
                step = tile_size.get(dim, part)
                extents |= {min(step, part)} | ({part % step} if part > step else set())
            per_dim.append(sorted(extents - {0}, reverse=True))
        found |= dict.fromkeys(product(*per_dim))
    return tuple(found)
