"""Sums of products over tiles of any loop nest, by matrix products.

Operands are arrays with one axis per loop dimension (see `points`); so is the result, in which summed axes have size 1.
"""

from collections.abc import Sequence
from math import prod

import numpy as np

from stream_xdsl.runtime.elements import Array

LARGEST = 1 << 22
"""Elements of an operand that are laid out as one matrix; more are worked on piece by piece."""


def contract(x: Array, y: Array, extents: Sequence[int], summed: frozenset[int]) -> Array:
    """Σ x · y over the summed axes, in the operands' type, which both have.

    An axis that only one of them has is summed there first; one that neither has counts as often as it is long.
    """
    for axis in summed:
        if x.shape[axis] > 1 and y.shape[axis] == 1:
            x = x.sum(axis, keepdims=True)
        elif y.shape[axis] > 1 and x.shape[axis] == 1:
            y = y.sum(axis, keepdims=True)
        elif x.shape[axis] == 1:
            x = x * extents[axis]
    return _product(x, y, summed)


def _product(x: Array, y: Array, summed: frozenset[int]) -> Array:
    axes = range(x.ndim)
    inner = [a for a in axes if a in summed and x.shape[a] > 1]
    batch = [a for a in axes if a not in summed and x.shape[a] > 1 and y.shape[a] > 1]
    rows = [a for a in axes if a not in summed and x.shape[a] > 1 and y.shape[a] == 1]
    columns = [a for a in axes if a not in summed and x.shape[a] == 1 and y.shape[a] > 1]
    for large, other in ((x, rows + batch), (y, columns + batch)):
        longest = max(other, key=lambda a: large.shape[a], default=None)
        if large.size > LARGEST and longest is not None:
            middle = large.shape[longest] // 2
            halves = [_half(x, longest, slice(middle)), _half(x, longest, slice(middle, None))]
            others = [_half(y, longest, slice(middle)), _half(y, longest, slice(middle, None))]
            pieces = [_product(a, b, summed) for a, b in zip(halves, others, strict=True)]
            return np.concatenate(pieces, axis=longest)
    left = _matrix(x, batch, rows, inner)
    right = _matrix(y, batch, inner, columns)
    order = [*batch, *rows, *columns]
    sizes = [max(x.shape[a], y.shape[a]) for a in order]
    result = np.matmul(left, right).reshape(sizes).transpose(np.argsort(order))
    kept = iter(result.shape)
    return result.reshape([next(kept) if a in order else 1 for a in axes])


def _half(x: Array, axis: int, part: slice) -> Array:
    """Part of an array along an axis; all of it if the axis does not move it."""
    return x if x.shape[axis] == 1 else x[(slice(None),) * axis + (part,)]


def _matrix(x: Array, *groups: Sequence[int]) -> Array:
    """The array with its axes in groups, each flattened; all other axes have size 1."""
    order = [axis for group in groups for axis in group]
    rest = [axis for axis in range(x.ndim) if axis not in order]
    shape = [prod(x.shape[axis] for axis in group) for group in groups]
    return np.ascontiguousarray(x.transpose([*order, *rest])).reshape(shape)
