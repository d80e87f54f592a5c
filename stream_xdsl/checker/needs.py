"""Which elements of which tensors a tile touches, element by element; and which elements no tile tells apart.

A view is followed by doing to an array of positions what the view does to the data. Where every axis of the view
moves along one axis of the tensor, one array per axis is enough; where a reshape mixes axes, the array holds every
element.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.checker.model import Access, Ints, Layer, Tensor, Value

OUTSIDE = -1
"""Position of what does not come from this tensor."""


# Tiles


@dataclass(frozen=True, eq=False)
class Part:
    """The tiles of one spatial part of a layer, in tile order."""

    starts: Ints
    """(tiles, dims) first index."""
    extents: Ints
    """(tiles, dims) number of indices."""
    block: Ints
    """(tiles,) the output block each tile accumulates into."""
    final: Ints
    """(blocks,) the last tile of each block."""

    def __len__(self) -> int:
        return len(self.starts)


def parts_of(layer: Layer) -> tuple[Part, ...]:
    """The parts of a layer, in part order."""
    writes = {d for row in layer.result.coefficients for d, c in enumerate(row) if c}
    ways = tuple(w for _, w in layer.spatial)
    parts: list[Part] = []
    for index in np.ndindex(*ways):
        low, high = np.zeros(len(layer.sizes), dtype=np.int64), np.array(layer.sizes, dtype=np.int64)
        for (dim, w), i in zip(layer.spatial, index, strict=True):
            low[dim], high[dim] = i * layer.sizes[dim] // w, (i + 1) * layer.sizes[dim] // w
        counts = [-(-int(high[d] - low[d]) // size) for d, size in layer.temporal]
        tiles = list(np.ndindex(*counts))
        starts, blocks = np.tile(low, (len(tiles), 1)), dict[tuple[int, ...], int]()
        block = np.zeros(len(tiles), dtype=np.int64)
        for t, at in enumerate(tiles):
            for (dim, size), i in zip(layer.temporal, at, strict=True):
                starts[t, dim] += i * size
            written = tuple(i for (dim, _), i in zip(layer.temporal, at, strict=True) if dim in writes)
            block[t] = blocks.setdefault(written, len(blocks))
        extents = np.tile(high - low, (len(tiles), 1))
        for dim, size in layer.temporal:
            extents[:, dim] = np.minimum(size, high[dim] - starts[:, dim])
        final = np.zeros(len(blocks), dtype=np.int64)
        np.maximum.at(final, block, np.arange(len(tiles)))
        parts.append(Part(starts, extents, block, final))
    return tuple(parts)


# Views


def tensors_of(value: Value) -> set[int]:
    """The tensors that a value is made of."""
    return {value} if isinstance(value, int) else set().union(*map(tensors_of, value.inputs))


def held_in(value: Value, tensors: Sequence[Tensor]) -> set[int]:
    """The tensors of which a value has elements: a slice of a concatenation may have none of some that it is made of."""
    if isinstance(value, int):
        return {value}
    rank = len(value.shape)
    one_by_one = tuple(tuple(int(axis == d) for d in range(rank)) for axis in range(rank))
    whole = Reach(Access(value, one_by_one, (0,) * rank), tensors).of((0,) * rank, value.shape)
    return {region.tensor for region in whole}


def reads_of(value: Value, tensor: int) -> int:
    """How many times a value holds a tensor, or pieces of it."""
    return int(value == tensor) if isinstance(value, int) else sum(reads_of(v, tensor) for v in value.inputs)


@dataclass(frozen=True, eq=False)
class Piece:
    """What one tensor contributes to a view whose axes stay apart.

    Position v along view axis i is position `tables[i][v]` along the tensor's axis `axes[i]`, or OUTSIDE; without
    such an axis it is 0 or OUTSIDE. The tensor's other axes stand still at `fixed`.
    """

    tensor: int
    axes: tuple[int | None, ...]
    tables: tuple[Ints, ...]
    fixed: tuple[tuple[int, int], ...] = ()


def pieces_of(value: Value, tensors: Sequence[Tensor]) -> tuple[Piece, ...] | None:
    """The pieces of a view, or None if a reshape mixes its axes."""
    if isinstance(value, int):
        shape = tensors[value].shape
        return (Piece(value, tuple(range(len(shape))), tuple(np.arange(n) for n in shape)),)
    sources = [pieces_of(v, tensors) for v in value.inputs]
    result: list[Piece] = []
    offset = 0
    for v, pieces in zip(value.inputs, sources, strict=True):
        if pieces is None:
            return None
        shape = tensors[v].shape if isinstance(v, int) else v.shape
        for piece in pieces:
            axes, tables = piece.axes, list(piece.tables)
            match value.kind:
                case "transpose":
                    order = value.parameters["permutation"]
                    axes, tables = tuple(axes[a] for a in order), [tables[a] for a in order]
                case "slice":
                    tables = [
                        table[first + step * np.arange(size)]
                        for table, first, size, step in zip(
                            tables,
                            *(value.parameters[k] for k in ("offsets", "sizes", "strides")),
                            strict=True,
                        )
                    ]
                case "broadcast":
                    tables = [np.broadcast_to(table, n) for table, n in zip(tables, value.shape, strict=True)]
                case "concat":
                    (axis,) = value.parameters["axis"]
                    table = np.full(value.shape[axis], OUTSIDE)
                    table[offset : offset + shape[axis]] = tables[axis]
                    tables[axis] = table
                case "reshape":
                    kept = [a for a, n in enumerate(shape) if n != 1]
                    if [shape[a] for a in kept] != [n for n in value.shape if n != 1]:
                        return None
                    dropped = [(axes[a], int(tables[a][0])) for a, n in enumerate(shape) if n == 1]
                    if any(position == OUTSIDE for _, position in dropped):
                        continue
                    left = iter(kept)
                    order = [next(left) if n != 1 else None for n in value.shape]
                    piece = replace(
                        piece, fixed=(*piece.fixed, *((a, p) for a, p in dropped if a is not None))
                    )
                    axes = tuple(None if a is None else axes[a] for a in order)
                    tables = [np.zeros(1, dtype=np.int64) if a is None else tables[a] for a in order]
                case kind:
                    raise ValueError(f"unknown kind of view '{kind}'")
            result.append(replace(piece, axes=axes, tables=tuple(tables)))
        if value.kind == "concat":
            offset += shape[value.parameters["axis"][0]]
    return tuple(result)


def elements_of(value: Value, tensors: Sequence[Tensor]) -> Ints:
    """For every position of a view, the element it is: elements of all tensors are numbered one after another."""
    if isinstance(value, int):
        base = sum(prod(t.shape) for t in tensors[:value])
        return np.arange(base, base + prod(tensors[value].shape)).reshape(tensors[value].shape)
    sources = [elements_of(v, tensors) for v in value.inputs]
    get = value.parameters.get
    match value.kind:
        case "reshape":
            return sources[0].reshape(value.shape)
        case "transpose":
            return sources[0].transpose(get("permutation", ()))
        case "broadcast":
            return np.broadcast_to(sources[0], value.shape)
        case "concat":
            return np.concatenate(sources, axis=get("axis", ())[0])
        case "slice":
            ranges = zip(get("offsets", ()), get("sizes", ()), get("strides", ()), strict=True)
            return sources[0][np.ix_(*(first + step * np.arange(size) for first, size, step in ranges))]
        case kind:
            raise ValueError(f"unknown kind of view '{kind}'")


# What tiles touch


@dataclass(frozen=True, eq=False)
class Region:
    """Elements of one tensor: all combinations of positions per axis, or a list of flat positions."""

    tensor: int
    axes: tuple[Ints, ...] | None
    elements: Ints | None = None

    def __len__(self) -> int:
        """Number of elements."""
        if self.axes is not None:
            return prod(map(len, self.axes))
        assert self.elements is not None
        return len(self.elements)


class Reach:
    """The regions that the tiles of a layer touch through one access; equal ones are computed once."""

    def __init__(self, access: Access, tensors: Sequence[Tensor]):
        self.access = access
        self.tensors = tensors
        self.shape = tensors[access.value].shape if isinstance(access.value, int) else access.value.shape
        self.dims = [
            tuple(d for d, c in enumerate(coefficients) if c) for coefficients in access.coefficients
        ]
        moving = [d for dims in self.dims for d in dims]
        self.moving = sorted(set(moving))
        self.pieces = pieces_of(access.value, tensors) if len(moving) == len(self.moving) else None
        self._elements: Ints | None = None
        self._bases: Ints | None = None
        self._fixed: dict[int, Ints] = {}

    def of(self, start: Sequence[int], extent: Sequence[int]) -> tuple[Region, ...]:
        """What the tile with these first indices and sizes, one per loop dimension, touches."""
        return self.of_each(np.array([start], dtype=np.int64), np.array([extent], dtype=np.int64))[0]

    def of_each(self, starts: Ints, extents: Ints) -> list[tuple[Region, ...]]:
        """What tiles touch, by their first indices and sizes: (tiles, loop dimensions) each."""
        if self.pieces is None:
            return [self._explicit(s, e) for s, e in zip(starts.tolist(), extents.tolist(), strict=True)]
        along: list[list[list[Ints]]] = []
        """By axis and tile: positions in each piece's tensor, in arrays that equal tiles share."""
        for axis, dims in enumerate(self.dims):
            keys = np.hstack([starts[:, dims], extents[:, dims]])
            _, first, same = np.unique(keys, axis=0, return_index=True, return_inverse=True)
            found = [self._along(axis, starts[i].tolist(), extents[i].tolist()) for i in first]
            along.append([found[i] for i in same.ravel().tolist()])
        rows = zip(*along, strict=True) if along else [()] * len(starts)
        return [self._regions(self.pieces, row) for row in rows]

    def _regions(self, pieces: Sequence[Piece], along: Sequence[list[Ints]]) -> tuple[Region, ...]:
        regions: list[Region] = []
        for p, piece in enumerate(pieces):
            if all(len(found[p]) for found in along):
                axes = [self._at(0)] * len(self.tensors[piece.tensor].shape)
                for axis, position in piece.fixed:
                    axes[axis] = self._at(position)
                for axis, found in zip(piece.axes, along, strict=True):
                    if axis is not None:
                        axes[axis] = found[p]
                regions.append(Region(piece.tensor, tuple(axes)))
        return tuple(regions)

    def _at(self, position: int) -> Ints:
        return self._fixed.setdefault(position, np.array([position], dtype=np.int64))

    def _along(self, axis: int, start: Sequence[int], extent: Sequence[int]) -> list[Ints]:
        """Positions in each piece's tensor along one axis of the view."""
        positions = self._positions(axis, start, extent)
        assert self.pieces is not None
        tables = [piece.tables[axis][positions] for piece in self.pieces]
        return [_distinct(table[table != OUTSIDE]) for table in tables]

    def _positions(self, axis: int, start: Sequence[int], extent: Sequence[int]) -> Ints:
        """Positions along one axis of the view, without padding."""
        positions = np.array([self.access.offsets[axis]], dtype=np.int64)
        for d in self.dims[axis]:
            steps = self.access.coefficients[axis][d] * np.arange(start[d], start[d] + extent[d])
            positions = _distinct(np.add.outer(positions, steps).ravel())
        return positions[(positions >= 0) & (positions < self.shape[axis])]

    def _explicit(self, start: Sequence[int], extent: Sequence[int]) -> tuple[Region, ...]:
        if self._elements is None or self._bases is None:
            self._elements = elements_of(self.access.value, self.tensors)
            self._bases = np.cumsum([0, *(prod(t.shape) for t in self.tensors)])
        grid = [
            np.arange(start[d], start[d] + extent[d]).reshape([-1 if e == d else 1 for e in self.moving])
            for d in self.moving
        ]
        inside, at = np.ones(1, dtype=np.bool_), list[Ints]()
        for axis, offset in enumerate(self.access.offsets):
            position = np.full([1] * len(self.moving), offset, dtype=np.int64)
            for d in self.dims[axis]:
                position = position + self.access.coefficients[axis][d] * grid[self.moving.index(d)]
            inside = inside & (position >= 0) & (position < self.shape[axis])
            at.append(np.clip(position, 0, self.shape[axis] - 1))
        found = np.unique(np.broadcast_to(self._elements[tuple(at)], inside.shape)[inside])
        owner = np.searchsorted(self._bases, found, side="right") - 1
        return tuple(Region(int(t), None, found[owner == t] - self._bases[t]) for t in np.unique(owner))


# Elements that no tile tells apart

Labels = tuple[tuple[int, ...], Ints]
"""Axes of a tensor, and a label for each position along them, flattened."""


class Atoms:
    """The elements of one tensor, grouped so that every region holds all of a group or nothing of it.

    A group is a combination of position groups per axis. Sets of elements are ascending arrays of group numbers.
    """

    def __init__(self, shape: tuple[int, ...], regions: Iterable[Region], labels: Iterable[Labels] = ()):
        """No group holds elements of two labels either: those of positions along some axes, in row-major order."""
        self.shape = shape
        regions = list(regions)
        self._labels: list[Ints] = []
        for axis, size in enumerate(shape):
            distinct = {id(r.axes[axis]): r.axes[axis] for r in regions if r.axes is not None}
            whole = all(r.axes is not None for r in regions)
            self._labels.append(_partition(size, list(distinct.values())) if whole else np.arange(size))
        for axes, own in labels:
            own = own.reshape([shape[axis] for axis in axes])
            for i, axis in enumerate(axes):
                self._labels[axis] = _refined(
                    self._labels[axis], np.moveaxis(own, i, 0).reshape(shape[axis], -1)
                )
        self.grid = tuple(int(labels.max()) + 1 for labels in self._labels)
        self._counts = [np.bincount(labels) for labels in self._labels]
        size = np.ones((), dtype=np.int64)
        for counts in self._counts:
            size = np.multiply.outer(size, counts)
        self.sizes: Ints = size.ravel()
        """Number of elements of each group."""
        self._firsts = [np.unique(labels, return_index=True)[1] for labels in self._labels]
        """Per axis: the first position of each position group."""
        self._axes: dict[tuple[int, int], tuple[Ints, Ints]] = {}

    def __len__(self) -> int:
        return len(self.sizes)

    def of(self, region: Region) -> Ints:
        """The groups that make up a region."""
        if region.axes is None:
            assert region.elements is not None
            return region.elements
        flat = np.zeros(1, dtype=np.int64)
        for axis, positions in enumerate(region.axes):
            # Where all positions are one group, as along most axes, numbers stay as they are.
            if self.grid[axis] > 1:
                flat = np.add.outer(flat * self.grid[axis], self._along(axis, positions)).ravel()
        return flat

    def _along(self, axis: int, positions: Ints) -> Ints:
        # The array is kept with its groups, so that its id stays its own.
        key = axis, id(positions)
        if key not in self._axes:
            self._axes[key] = positions, _distinct(self._labels[axis][positions])
        return self._axes[key][1]

    def elements(self, groups: Ints) -> int:
        """Number of elements in some groups."""
        return int(self.sizes[groups].sum())

    def box(self, groups: Ints) -> Ints:
        """The groups of the smallest region per axis around some groups."""
        if not len(groups) or not self.shape:
            return groups
        flat = np.zeros(1, dtype=np.int64)
        for size, at in zip(self.grid, np.unravel_index(groups, self.grid), strict=True):
            flat = np.add.outer(flat * size, np.unique(at)).ravel()
        return flat

    def labelled(self, axes: Sequence[int], labels: Ints) -> tuple[Ints, Ints]:
        """The labels along some axes that the groups were made to tell apart, those that are not negative: for each combination of position
        groups there its share in the number of a group, and its label."""
        strides = np.cumprod([1, *self.grid[:0:-1]])[::-1]
        own = labels.reshape([self.shape[axis] for axis in axes])
        own = own[np.ix_(*(self._firsts[axis] for axis in axes))].ravel()
        share = np.zeros(1, dtype=np.int64)
        for axis in axes:
            share = np.add.outer(share, np.arange(self.grid[axis]) * strides[axis]).ravel()
        return share[own >= 0], own[own >= 0]

    def where(self, groups: Ints) -> tuple[tuple[Ints, ...], npt.NDArray[np.bool_] | None]:
        """Which elements some groups hold: positions per axis, and which combinations of them, if not all."""
        if not self.shape:
            return (), None
        coordinates = np.unravel_index(groups, self.grid)
        # Masks over the grid find what occurs faster than sorting does.
        masks = [_members(at, size) for at, size in zip(coordinates, self.grid, strict=True)]
        positions = tuple(
            np.flatnonzero(mask[labels]) for labels, mask in zip(self._labels, masks, strict=True)
        )
        box = tuple(np.count_nonzero(mask) for mask in masks)
        if prod(box) == len(groups):
            return positions, None
        ranks = [np.cumsum(mask) - 1 for mask in masks]
        held = np.zeros(box, dtype=np.bool_)
        held[tuple(rank[at] for rank, at in zip(ranks, coordinates, strict=True))] = True
        own = (rank[labels[at]] for rank, labels, at in zip(ranks, self._labels, positions, strict=True))
        return positions, held[np.ix_(*own)]

    def example(self, group: int) -> tuple[int, ...]:
        """The first element of a group."""
        at = np.unravel_index(group, self.grid) if self.grid else ()
        return tuple(int(np.argmax(labels == i)) for labels, i in zip(self._labels, at, strict=True))


def _distinct(values: Ints) -> Ints:
    """The values once each, ascending. Most are in order already, which is faster to see than to sort."""
    steps = values[1:] - values[:-1]
    if steps.size == 0 or steps.min() > 0:
        return values
    if steps.min() < 0:
        return np.unique(values)
    return values[np.concatenate([_FIRST, steps > 0])]


_FIRST = np.ones(1, dtype=np.bool_)


def _members(values: Ints, size: int) -> npt.NDArray[np.bool_]:
    """Which of 0 to `size` are among the values."""
    mask = np.zeros(size, dtype=np.bool_)
    mask[values] = True
    return mask


def _refined(labels: Ints, rows: Ints) -> Ints:
    """The labels of positions, 0 and up, such that those of one label have equal rows as well."""
    _, first, which = np.unique(labels, return_index=True, return_inverse=True)
    if np.array_equal(rows[first][which], rows):
        return labels
    own = np.unique(rows, axis=0, return_inverse=True)[1].ravel()
    return np.unique(labels * (int(own.max()) + 1) + own, return_inverse=True)[1]


def _partition(size: int, sets: list[Ints]) -> Ints:
    """A label per position such that each set holds all positions of a label or none."""
    cuts = np.zeros(size + 1, dtype=np.int64)
    scattered: list[Ints] = []
    for positions in sets:
        if len(positions) and positions[-1] - positions[0] + 1 == len(positions):
            cuts[positions[0]] = cuts[positions[-1] + 1] = 1
        elif len(positions):
            scattered.append(positions)
    cuts[0] = 0
    labels = np.cumsum(cuts[:size])
    for positions in scattered:
        inside = np.zeros(size, dtype=np.int64)
        inside[positions] = 1
        labels = np.unique(2 * labels + inside, return_inverse=True)[1]
    return labels
