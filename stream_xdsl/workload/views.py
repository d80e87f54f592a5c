"""Views: what a chain of reshapes, transposes, slices and concatenations reads of its tensors.

A view of shape S is a tuple of pieces, one per tensor it reads. A piece splits the axes of S and of the
tensor into the smallest groups that do not depend on each other, so that footprints can be computed per
group. Every function takes the pieces and the shape they have, and returns the pieces of the result;
all raise ValueError if the shapes do not fit or have no elements.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import prod

import numpy as np

from stream_xdsl.workload.network import AxisGroup, ViewPiece

Pieces = tuple[ViewPiece, ...]


def identity(tensor: int, shape: Sequence[int]) -> Pieces:
    """The tensor itself."""
    return (
        ViewPiece(
            tensor,
            tuple(
                AxisGroup((a,), (a,), np.arange(size, dtype=np.int64), (size,))
                for a, size in enumerate(shape)
            ),
        ),
    )


def reshape(pieces: Pieces, old_shape: Sequence[int], new_shape: Sequence[int]) -> Pieces:
    """The same elements in row-major order under another shape."""
    old_shape, new_shape = tuple(old_shape), tuple(new_shape)
    chunks = _factorise(old_shape, new_shape)
    return _contributing(
        ViewPiece(piece.tensor, _reshape_groups(piece.groups, chunks, old_shape, new_shape))
        for piece in pieces
    )


def transpose(pieces: Pieces, shape: Sequence[int], perm: Sequence[int]) -> Pieces:
    """Axis `i` of the result is axis `perm[i]` of the argument."""
    if sorted(perm) != list(range(len(shape))):
        raise ValueError(f"{list(perm)} is not a permutation of the {len(shape)} axes")
    place = {axis: i for i, axis in enumerate(perm)}

    def moved(group: AxisGroup) -> AxisGroup:
        order = sorted(range(len(group.target_axes)), key=lambda i: place[group.target_axes[i]])
        index = group.index.reshape([shape[a] for a in group.target_axes]).transpose(order).ravel()
        axes = tuple(place[group.target_axes[i]] for i in order)
        return AxisGroup(group.source_axes, axes, index, group.source_sizes)

    return tuple(ViewPiece(p.tensor, tuple(moved(g) for g in p.groups)) for p in pieces)


def slice_(
    pieces: Pieces, shape: Sequence[int], offsets: Sequence[int], sizes: Sequence[int], strides: Sequence[int]
) -> Pieces:
    """Position `i` along an axis of the result is position `offset + i * stride`; strides may be negative."""
    picks = [
        offset + stride * np.arange(size, dtype=np.int64)
        for offset, size, stride in zip(offsets, sizes, strides, strict=True)
    ]
    for axis, (pick, size) in enumerate(zip(picks, shape, strict=True)):
        if len(pick) == 0 or min(pick[0], pick[-1]) < 0 or max(pick[0], pick[-1]) >= size:
            raise ValueError(f"slice along axis {axis} leaves the shape {tuple(shape)} or is empty")

    def cut(group: AxisGroup) -> Iterable[AxisGroup]:
        index = group.index.reshape([shape[a] for a in group.target_axes])
        index = index[np.ix_(*(picks[a] for a in group.target_axes))] if group.target_axes else index
        return _refine(group.source_axes, group.source_sizes, group.target_axes, index)

    return _contributing(ViewPiece(p.tensor, tuple(r for g in p.groups for r in cut(g))) for p in pieces)


def concat(operands: Sequence[tuple[Pieces, Sequence[int]]], axis: int) -> Pieces:
    """The operands, each pieces and their shape, one after the other along an axis."""
    first = tuple(operands[0][1])
    for _, shape in operands:
        if len(shape) != len(first) or any(
            a != b for i, (a, b) in enumerate(zip(shape, first, strict=True)) if i != axis
        ):
            raise ValueError(f"cannot concatenate {tuple(shape)} and {first} along axis {axis}")
    ends = list(accumulate(shape[axis] for _, shape in operands))

    def placed(group: AxisGroup, shape: Sequence[int], start: int) -> AxisGroup:
        if axis not in group.target_axes:
            return group
        sizes = [shape[a] for a in group.target_axes]
        at = group.target_axes.index(axis)
        index = np.full([*sizes[:at], ends[-1], *sizes[at + 1 :]], -1, dtype=np.int64)
        window = (slice(None),) * at + (slice(start, start + sizes[at]),)
        index[window] = group.index.reshape(sizes)
        return AxisGroup(group.source_axes, group.target_axes, index.ravel(), group.source_sizes)

    return tuple(
        ViewPiece(p.tensor, tuple(placed(g, shape, end - shape[axis]) for g in p.groups))
        for (pieces, shape), end in zip(operands, ends, strict=True)
        for p in pieces
    )


def expand(pieces: Pieces, old_shape: Sequence[int], new_shape: Sequence[int]) -> Pieces:
    """Repeat axes of size 1, and add axes in front, as NumPy broadcasts."""
    lead = len(new_shape) - len(old_shape)
    if lead < 0 or any(a not in (1, b) for a, b in zip(old_shape, new_shape[lead:], strict=True)):
        raise ValueError(f"cannot broadcast {tuple(old_shape)} to {tuple(new_shape)}")

    def repeated(group: AxisGroup) -> AxisGroup:
        axes = tuple(a + lead for a in group.target_axes)
        index = group.index.reshape([old_shape[a] for a in group.target_axes])
        index = np.broadcast_to(index, [new_shape[a] for a in axes]).ravel()
        return AxisGroup(group.source_axes, axes, index, group.source_sizes)

    added = tuple(AxisGroup((), (a,), np.zeros(new_shape[a], dtype=np.int64), ()) for a in range(lead))
    return tuple(ViewPiece(p.tensor, (*added, *(repeated(g) for g in p.groups))) for p in pieces)


def _contributing(pieces: Iterable[ViewPiece]) -> Pieces:
    """Without the pieces that an earlier slice has cut away."""
    return tuple(p for p in pieces if all((g.index >= 0).any() for g in p.groups))


def _factorise(
    old_shape: tuple[int, ...], new_shape: tuple[int, ...]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The smallest runs of old and new axes with equal products; axes of size 1 stand alone."""
    if prod(old_shape) != prod(new_shape) or not prod(old_shape):
        raise ValueError(f"cannot reshape {old_shape} to {new_shape}")
    chunks: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    chunks += [((a,), ()) for a, size in enumerate(old_shape) if size == 1]
    chunks += [((), (a,)) for a, size in enumerate(new_shape) if size == 1]
    old = [a for a, size in enumerate(old_shape) if size > 1]
    new = [a for a, size in enumerate(new_shape) if size > 1]
    i = j = 0
    while i < len(old):
        start = i, j
        left, right = old_shape[old[i]], new_shape[new[j]]
        while left != right:
            if left < right:
                i += 1
                left *= old_shape[old[i]]
            else:
                j += 1
                right *= new_shape[new[j]]
        i, j = i + 1, j + 1
        chunks.append((tuple(old[start[0] : i]), tuple(new[start[1] : j])))
    return chunks


def _reshape_groups(
    groups: tuple[AxisGroup, ...],
    chunks: list[tuple[tuple[int, ...], tuple[int, ...]]],
    old_shape: tuple[int, ...],
    new_shape: tuple[int, ...],
) -> tuple[AxisGroup, ...]:
    result: list[AxisGroup] = []
    touching = [set(g.target_axes) for g in groups] + [set(old) for old, _ in chunks]
    for members in components(touching):
        joined = [groups[m] for m in members if m < len(groups)]
        runs = [chunks[m - len(groups)] for m in members if m >= len(groups)]
        # Row-major order is kept run by run, hence also over the sorted axes of all runs.
        new_axes = tuple(sorted(a for _, new in runs for a in new))
        sources, sizes, index = _join(joined, old_shape)
        if sources or new_axes or (index < 0).any():
            result += _refine(sources, sizes, new_axes, index.reshape([new_shape[a] for a in new_axes]))
    return tuple(result)


def _join(
    groups: list[AxisGroup], shape: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...], np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    """One group for several: source axes, their sizes, and the index over the sorted target axes."""
    axes = [a for g in groups for a in g.target_axes]
    index = np.zeros((), dtype=np.int64)
    for group in groups:
        own = group.index.reshape([shape[a] for a in group.target_axes])
        own = own.reshape((1,) * index.ndim + own.shape)
        index = index.reshape(index.shape + (1,) * (own.ndim - index.ndim))
        index = np.where((index < 0) | (own < 0), -1, index * prod(group.source_sizes) + own)
    order = sorted(range(len(axes)), key=axes.__getitem__)
    sources = tuple(a for g in groups for a in g.source_axes)
    return sources, tuple(s for g in groups for s in g.source_sizes), index.transpose(order)


def _refine(
    sources: tuple[int, ...],
    sizes: tuple[int, ...],
    targets: tuple[int, ...],
    index: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
) -> list[AxisGroup]:
    """Split a group, given its index with one axis per target axis, into independent ones if it is a product."""
    whole = [AxisGroup(sources, targets, index.ravel(), sizes)]
    if len(sources) + len(targets) <= 2:
        return whole
    inside = index >= 0
    others = [tuple(a for a in range(len(targets)) if a != t) for t in range(len(targets))]
    kept = [np.flatnonzero(inside.any(axis=other)) for other in others]
    if not all(map(len, kept)):
        return whole
    dense = index[np.ix_(*kept)]
    if (dense < 0).any():
        return whole
    coordinates = np.unravel_index(dense, sizes) if sources else ()
    depends = [{t for t in range(len(targets)) if (c != c.take([0], axis=t)).any()} for c in coordinates] + [
        {t} for t in range(len(targets))
    ]
    groups: list[AxisGroup] = []
    for members in components(depends):
        axes = [m for m in members if m < len(sources)]
        over = [m - len(sources) for m in members if m >= len(sources)]
        flat = np.zeros([len(kept[t]) for t in over], dtype=np.int64)
        pick = tuple(slice(None) if t in over else 0 for t in range(len(targets)))
        for axis in axes:
            flat = flat * sizes[axis] + coordinates[axis][pick]
        part = np.full([index.shape[t] for t in over], -1, dtype=np.int64)
        part[np.ix_(*(kept[t] for t in over)) if over else ()] = flat
        groups.append(
            AxisGroup(
                tuple(sources[a] for a in axes),
                tuple(targets[t] for t in over),
                part.ravel(),
                tuple(sizes[a] for a in axes),
            )
        )
    return groups


def components(sets: Sequence[set[int]]) -> list[list[int]]:
    """Positions of the sets, grouped so that sets with a common element are together; in order."""
    groups: list[tuple[set[int], list[int]]] = []
    for i, elements in enumerate(sets):
        united, members = set(elements), [i]
        apart: list[tuple[set[int], list[int]]] = []
        for other, indices in groups:
            if united & other:
                united |= other
                members += indices
            else:
                apart.append((other, indices))
        groups = [*apart, (united, members)]
    return sorted(sorted(members) for _, members in groups)
