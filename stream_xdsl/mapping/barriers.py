"""Where dependent layers cannot overlap: which layers must be whole before any of the results of others.

Tiles may be as small as a single operation, so layers overlap wherever results are needed one by one. A layer *awaits* another one if
each of its results needs all of the other's. What reads such results starts only after the awaited layer has ended.

All results that one result of a layer needs are followed back from layer to layer, as an *extent*: those axes of a tensor along
which, with every element, the whole line through it is needed; and at least one element is. `docs/bounds.md` has the proof.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from math import prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.workload.footprint import GroupFootprint, check_separable, footprint, layer_tiles
from stream_xdsl.workload.network import AxisGroup, Layer, LinearMap, Network, Use, ViewPiece

Ints = npt.NDArray[np.int64]

Extent = frozenset[int]
"""Axes of a tensor."""


def elements_read(layer: Layer, use: Use, piece: ViewPiece) -> int:
    """Elements of one tensor that the whole layer reads through one operand."""
    return prod(int(group.mask.sum()) for group in _whole_footprint(layer, use, piece))


def positions_read(
    layer: Layer, use: Use, piece: ViewPiece, shape: Sequence[int]
) -> tuple[frozenset[int], ...]:
    """Per axis of a tensor of that shape, the positions along it of the elements that the whole layer reads through one operand."""
    found: dict[int, frozenset[int]] = {}
    for group in _whole_footprint(layer, use, piece):
        if group.axes:
            flat, sizes = np.flatnonzero(group.mask.any(axis=0)), [shape[axis] for axis in group.axes]
            for axis, own in zip(group.axes, np.unravel_index(flat, sizes), strict=True):
                found[axis] = frozenset(own.tolist())
    return tuple(found[axis] for axis in range(len(shape)))


def _whole_footprint(layer: Layer, use: Use, piece: ViewPiece) -> tuple[GroupFootprint, ...]:
    untiled = replace(layer, temporal=(), spatial=(), cores=())
    return footprint(untiled, layer_tiles(untiled), use, piece)


class Barriers:
    """What awaits what among some layers of a network."""

    def __init__(self, network: Network, layers: Sequence[int]):
        self._network = network
        self._layers = layers
        self._made = {network.layers[i].output: i for i in layers}
        self._extents: dict[tuple[int, int, int, Extent], Extent | None] = {}

    @cached_property
    def awaited(self) -> dict[int, frozenset[int]]:
        """By layer those it awaits."""
        return {i: frozenset(self._awaited(i)) for i in self._layers}

    @cached_property
    def ended(self) -> dict[int, frozenset[int]]:
        """By layer those that have ended when it ends: itself, and what they read whole."""
        found: dict[int, frozenset[int]] = {}
        for i in self._layers:
            layer = self._network.layers[i]
            read = {
                self._made[piece.tensor]
                for use, piece in self._made_pieces(layer)
                if elements_read(layer, use, piece) == self._network.tensors[piece.tensor].elements
            }
            found[i] = frozenset({i}).union(*(found[producer] for producer in read))
        return found

    def awaiting(self, layer: int) -> frozenset[int]:
        """The layers that await a layer."""
        return frozenset(i for i in self._layers if layer in self.awaited[i])

    def operations_after(self, layer: int) -> dict[int, int]:
        """By layer the number of its operations that cannot start before a layer has ended, if there are any."""
        late = {self._network.layers[i].output for i in self.awaiting(layer)}
        readers = {i for tensor in late for i in self._network.consumers.get(tensor, ())}
        found: dict[int, int] = {}
        for i in sorted(readers.intersection(self._layers)):
            own = self._network.layers[i]
            waiting = [use for use in own.uses if late.issuperset(piece.tensor for piece in use.pieces)]
            if waiting:
                found[i] = max(_reading_operations(own, use) for use in waiting)
        return found

    def _made_pieces(self, layer: Layer) -> Iterator[tuple[Use, ViewPiece]]:
        return ((use, piece) for use in layer.uses for piece in use.pieces if piece.tensor in self._made)

    def _awaited(self, start: int) -> Iterator[int]:
        """Back from one result of a layer, of which nothing is known but that it is one."""
        single = frozenset(axis for axis, size in enumerate(self._shape(start)) if size == 1)
        extents = {start: {single}}
        for i in reversed(self._layers):
            found = extents.pop(i, set())
            if i != start and any(len(extent) == len(self._shape(i)) for extent in found):
                yield i
            for extent in found:
                for operand, use in enumerate(self._network.layers[i].uses):
                    for number, piece in enumerate(use.pieces):
                        producer = self._made.get(piece.tensor)
                        needed = None if producer is None else self._needed(i, operand, number, extent)
                        if producer is not None and needed is not None:
                            extents.setdefault(producer, set()).add(needed)

    def _shape(self, layer: int) -> tuple[int, ...]:
        return self._network.tensors[self._network.layers[layer].output].shape

    def _needed(self, index: int, operand: int, number: int, extent: Extent) -> Extent | None:
        """What results of a layer of some extent need of a tensor; None if they may need nothing."""
        key = index, operand, number, extent
        if key not in self._extents:
            layer = self._network.layers[index]
            use = layer.uses[operand]
            check_separable(layer, use.map, f"operand {operand}")
            running = frozenset(
                d
                for d in range(len(layer.dims))
                if all(axis in extent for axis, row in enumerate(layer.output_map.coefficients) if row[d])
            )
            own = [_lines(layer, use, group, running) for group in use.pieces[number].groups]
            found = [axes for axes in own if axes is not None]
            self._extents[key] = frozenset[int]().union(*found) if len(found) == len(own) else None
        return self._extents[key]


def _lines(layer: Layer, use: Use, group: AxisGroup, running: frozenset[int]) -> Extent | None:
    """The tensor's axes of a group that are read in whole lines by the operations with all values of the running dimensions, whatever
    the one value of each of the others is; None if for some they read nothing."""
    positions = np.zeros((1, 1), dtype=np.int64)
    inside = np.ones((1, 1), dtype=np.bool_)
    for axis in group.target_axes:
        along = positions_along(layer.sizes, use.map, axis, running)
        size = use.shape[axis]
        positions = _outer(np.add, positions * size, along)
        inside = _outer(np.logical_and, inside, (along >= 0) & (along < size))
    sources = np.where(inside, group.index[np.where(inside, positions, 0)], -1)
    if not (sources >= 0).any(axis=1).all():
        return None
    elements, whole = prod(group.source_sizes), list[int]()
    if min(group.source_sizes, default=1) > sources.shape[1]:
        return frozenset()
    row = np.broadcast_to(np.arange(len(sources))[:, None], sources.shape)
    reached = np.unique((row * elements + sources)[sources >= 0])
    for place, (axis, size) in enumerate(zip(group.source_axes, group.source_sizes, strict=True)):
        inner = prod(group.source_sizes[place + 1 :])
        lines = reached // (inner * size) * inner + reached % inner
        if (np.unique(lines, return_counts=True)[1] == size).all():
            whole.append(axis)
    return frozenset(whole)


def positions_along(sizes: Sequence[int], access: LinearMap, axis: int, running: frozenset[int]) -> Ints:
    """(values of the other dimensions, values of the running ones) positions along an axis of the view."""
    found = np.full((1, 1), access.offsets[axis], dtype=np.int64)
    for dim in access.dims_of_axis(axis):
        steps = access.coefficients[axis][dim] * np.arange(sizes[dim])
        found = _outer(np.add, found, steps[None, :] if dim in running else steps[:, None])
    return found


def _outer(ufunc: np.ufunc, left: npt.NDArray[np.generic], right: npt.NDArray[np.generic]) -> Ints:
    """Of two tables the one with all pairs of rows, and of columns."""
    pairs = ufunc(left[:, None, :, None], right[None, :, None, :])
    return pairs.reshape(len(left) * len(right), -1)


def _reading_operations(layer: Layer, use: Use) -> int:
    """Operations of a layer that read anything but padding through an operand."""
    count = layer.points
    for axis, size in enumerate(use.shape):
        along = positions_along(layer.sizes, use.map, axis, frozenset())
        count = count * int(((along >= 0) & (along < size)).sum()) // along.size
    return count
