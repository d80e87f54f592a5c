"""Random chains of views, each with an array of element numbers made by NumPy from the same chain."""

from itertools import pairwise
from math import prod

import numpy as np
from hypothesis import strategies as st

from stream_xdsl.workload import views

FAR = 10**6
"""Element `e` of tensor `t` is number t * FAR + e."""


def source(tensor, shape):
    return views.identity(tensor, shape), tensor * FAR + np.arange(np.prod(shape, dtype=int)).reshape(shape)


@st.composite
def chains(draw, steps=4, largest=64):
    """A random chain of operators: its pieces, and what NumPy makes of the same chain."""
    shape = tuple(draw(st.lists(st.sampled_from([1, 2, 3, 4, 6]), min_size=1, max_size=4)))
    pieces, array = source(0, shape)
    for step in range(draw(st.integers(0, steps))):
        pieces, array = draw(extended(pieces, array, step + 1, largest))
    return pieces, array


@st.composite
def extended(draw, pieces, array, tensor, largest=64):
    """One more operator on a view; a concatenation may bring in a new tensor."""
    shape = array.shape
    axes = st.integers(0, len(shape) - 1)
    operator = draw(
        st.sampled_from(["reshape", "merge", "split", "squeeze", "transpose", "slice", "concat", "expand"])
    )
    if not shape or operator == "squeeze":
        new = [size for size in shape if size > 1]
        new.insert(draw(st.integers(0, len(new))), 1)
        return views.reshape(pieces, shape, new), array.reshape(new)
    if operator == "merge" and len(shape) > 1:
        at = draw(st.integers(0, len(shape) - 2))
        new = (*shape[:at], shape[at] * shape[at + 1], *shape[at + 2 :])
        return views.reshape(pieces, shape, new), array.reshape(new)
    if operator == "split":
        at = draw(axes)
        factor = draw(st.sampled_from([f for f in range(1, shape[at] + 1) if shape[at] % f == 0]))
        new = (*shape[:at], factor, shape[at] // factor, *shape[at + 1 :])
        return views.reshape(pieces, shape, new), array.reshape(new)
    if operator == "reshape":
        factors = [f for size in shape for f in {1: [], 4: [2, 2], 6: [2, 3]}.get(size, [size])]
        factors = draw(st.permutations(factors))
        cuts = sorted(draw(st.lists(st.integers(0, len(factors)), max_size=3)))
        new = tuple(prod(factors[a:b]) for a, b in pairwise([0, *cuts, len(factors)]))
        return views.reshape(pieces, shape, new), array.reshape(new)
    if operator == "transpose":
        perm = draw(st.permutations(range(len(shape))))
        return views.transpose(pieces, shape, perm), array.transpose(perm)
    if operator == "slice":
        offsets, sizes, strides, window = [], [], [], []
        for size in shape:
            positions = list(range(size))[
                draw(st.integers(0, size - 1)) :: draw(st.sampled_from([1, 1, 2, -1]))
            ]
            offsets.append(positions[0])
            sizes.append(len(positions))
            strides.append(positions[1] - positions[0] if len(positions) > 1 else 1)
            window.append(positions)
        return views.slice_(pieces, shape, offsets, sizes, strides), array[np.ix_(*window)]
    if operator == "concat" and array.size * 2 <= largest:
        axis = draw(axes)
        other, extra = source(tensor, shape) if draw(st.booleans()) else (pieces, array)
        return views.concat([(pieces, shape), (other, shape)], axis), np.concatenate([array, extra], axis)
    if operator == "expand" and 1 in shape and array.size * 2 <= largest:
        new = list(shape)
        new[shape.index(1)] = 2
        return views.expand(pieces, shape, new), np.broadcast_to(array, new)
    return pieces, array
