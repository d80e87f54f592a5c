"""How much of each tensor a tile of given sizes touches, by arithmetic on the shape alone.

Unlike `footprint`, which follows real tiles element by element, this asks for a tile of a shape, wherever
it lies: a tile that touches padding counts like one inside the tensor, except that no tile touches more
along an axis than there is. Cheap enough to be called for thousands of candidate tiles.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from math import prod

import numpy as np

from stream_xdsl.workload.network import AxisGroup, Layer, LinearMap, Use


@cache
def distinct_positions(terms: tuple[tuple[int, int], ...]) -> int:
    """Number of values of Σ coefficient · index, for (coefficient, size) terms with each index in 0 … size − 1."""
    values = np.zeros(1, dtype=np.int64)
    for coefficient, size in terms:
        values = np.unique(values[:, None] + coefficient * np.arange(size)[None, :])
    return len(values)


def axis_positions(access: LinearMap, axis: int, sizes: Sequence[int], length: int) -> int:
    """Positions along an axis, of `length` in all, that a tile of these sizes (one per loop) touches."""
    row = access.coefficients[axis]
    terms = tuple(sorted((abs(c), sizes[d]) for d, c in enumerate(row) if c and sizes[d] > 1))
    if len(terms) == 1:
        return min(terms[0][1], length)
    return min(distinct_positions(terms), length)


@cache
def _reach(group: AxisGroup) -> int:
    """Source positions that a group of a view reads at all."""
    return len(np.unique(group.index[group.index >= 0]))


def use_elements(use: Use, sizes: Sequence[int]) -> int:
    """Elements of its tensors that a tile of these sizes reads through an operand.

    Exact for a single tensor whose axes the view does not mix, otherwise an estimate from above.
    """
    return _use_elements(use, tuple(sizes))


@lru_cache(1 << 14)
def _use_elements(use: Use, sizes: tuple[int, ...]) -> int:
    touched = [axis_positions(use.map, axis, sizes, length) for axis, length in enumerate(use.shape)]
    sources = sum(
        prod(min(prod(touched[a] for a in group.target_axes), _reach(group)) for group in piece.groups)
        for piece in use.pieces
    )
    return min(prod(touched), sources)


def use_bits(layer: Layer, sizes: Sequence[int]) -> tuple[int, ...]:
    """Bits per operand that a tile of these sizes (one per loop dimension) reads."""
    return tuple(use_elements(use, sizes) * use.bits for use in layer.uses)


def output_elements(layer: Layer, sizes: Sequence[int]) -> int:
    """Elements of the result that a tile of these sizes writes or accumulates into."""
    access = layer.output_map
    return prod(prod(sizes[d] for d in access.dims_of_axis(axis)) for axis in range(len(access.offsets)))
