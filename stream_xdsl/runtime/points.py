"""Tiles of values as arrays with one axis per loop dimension, and boxes of views.

Where a loop dimension does not move a value, its axis has size 1, so that such arrays broadcast against each other.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from types import EllipsisType

import numpy as np
from numpy.lib.stride_tricks import as_strided

from stream_xdsl.checker.model import Access, Value
from stream_xdsl.runtime.elements import Array

Box = tuple[tuple[int, int], ...]
"""First position and the one after the last, per axis."""


@dataclass(frozen=True)
class Tile:
    """First indices and numbers of indices, one per loop dimension."""

    starts: tuple[int, ...]
    extents: tuple[int, ...]


def fetch(
    value: Value, box: Box, array_of: Callable[[int], Array], shape_of: Callable[[Value], tuple[int, ...]]
) -> Array:
    """The elements of a value in a box inside it, without copying where NumPy can."""
    if isinstance(value, int):
        return array_of(value)[_slices(box)]
    first = value.inputs[0]
    match value.kind:
        case "transpose":
            order = value.parameters["permutation"]
            turned = [(0, 0)] * len(box)
            for axis, source in enumerate(order):
                turned[source] = box[axis]
            return fetch(first, tuple(turned), array_of, shape_of).transpose(order)
        case "broadcast":
            shape = shape_of(first)
            narrow = tuple((0, 1) if size == 1 else sides for size, sides in zip(shape, box, strict=True))
            return np.broadcast_to(
                fetch(first, narrow, array_of, shape_of), [high - low for low, high in box]
            )
        case "slice":
            offsets, strides = value.parameters["offsets"], value.parameters["strides"]
            ends = [
                (offset + stride * low, offset + stride * (high - 1))
                for offset, stride, (low, high) in zip(offsets, strides, box, strict=True)
            ]
            inner = fetch(first, tuple((min(e), max(e) + 1) for e in ends), array_of, shape_of)
            return inner[tuple(slice(None, None, stride) for stride in strides)]
        case "concat":
            (axis,) = value.parameters["axis"]
            pieces: list[Array] = []
            offset = 0
            for source in value.inputs:
                size = shape_of(source)[axis]
                low, high = max(box[axis][0] - offset, 0), min(box[axis][1] - offset, size)
                if low < high:
                    part = (*box[:axis], (low, high), *box[axis + 1 :])
                    pieces.append(fetch(source, part, array_of, shape_of))
                offset += size
            return pieces[0] if len(pieces) == 1 else np.concatenate(pieces, axis=axis)
        case "reshape":
            whole = tuple((0, size) for size in shape_of(first))
            return fetch(first, whole, array_of, shape_of).reshape(value.shape)[_slices(box)]
        case kind:
            raise ValueError(f"unknown kind of view '{kind}'")


def _slices(box: Box) -> tuple[slice | EllipsisType, ...]:
    # With an ellipsis, an array without axes stays an array.
    return (*(slice(low, high) for low, high in box), ...)


def reach(access: Access, tile: Tile) -> Box:
    """The box around all positions of a tile; it may leave the value."""
    sides: list[tuple[int, int]] = []
    for coefficients, offset in zip(access.coefficients, access.offsets, strict=True):
        ends = [
            (c * s, c * (s + e - 1)) for c, s, e in zip(coefficients, tile.starts, tile.extents, strict=True)
        ]
        sides.append((offset + sum(map(min, ends)), offset + sum(map(max, ends)) + 1))
    return tuple(sides)


def widened(tile: Tile, dims: Collection[int], sizes: Sequence[int]) -> Tile:
    """A tile with all indices of some dimensions."""
    return Tile(
        tuple(0 if d in dims else s for d, s in enumerate(tile.starts)),
        tuple(sizes[d] if d in dims else e for d, e in enumerate(tile.extents)),
    )


def with_padding(shape: Sequence[int], pads: Sequence[float]) -> Box:
    """The box around a tensor and its padding: what comes before each axis, then what comes after each; none if nothing is given."""
    before, after = (pads[: len(shape)], pads[len(shape) :]) if pads else ((0,) * len(shape),) * 2
    return tuple((-int(b), size + int(a)) for b, size, a in zip(before, shape, after, strict=True))


def clipped(box: Box, limits: Box) -> Box | None:
    """The part of a box that is inside another; None if nothing is."""
    inside = tuple((max(low, a), min(high, b)) for (low, high), (a, b) in zip(box, limits, strict=True))
    return None if any(low >= high for low, high in inside) else inside


def spread(box: Array, access: Access, tile: Tile, corner: Sequence[int]) -> Array:
    """The points of a tile, read from (or written to) a box whose first element is at position `corner`."""
    first: list[slice] = []
    for low, coefficients, offset in zip(corner, access.coefficients, access.offsets, strict=True):
        at = offset + sum(c * s for c, s in zip(coefficients, tile.starts, strict=True)) - low
        first.append(slice(at, at + 1))
    shape, strides = list[int](), list[int]()
    for dim, extent in enumerate(tile.extents):
        steps = [(row[dim], stride) for row, stride in zip(access.coefficients, box.strides, strict=True)]
        moves = any(c for c, _ in steps)
        shape.append(extent if moves else 1)
        strides.append(sum(c * stride for c, stride in steps))
    return as_strided(box[(*first, ...)], shape, strides)


def read_points(
    access: Access, tile: Tile, shape: Sequence[int], read: Callable[[Box], Array], outside: float
) -> Array:
    """What a tile reads: positions outside the value are `outside`."""
    wanted = reach(access, tile)
    inside = clipped(wanted, tuple((0, size) for size in shape))
    if inside == wanted:
        return spread(read(wanted), access, tile, [low for low, _ in wanted])
    if inside is None:
        padded = np.full([high - low for low, high in wanted], outside)
    else:
        found = read(inside)
        padded = np.full([high - low for low, high in wanted], outside, found.dtype)
        places = zip(wanted, inside, strict=True)
        padded[tuple(slice(low - start, high - start) for (start, _), (low, high) in places)] = found
    return spread(padded, access, tile, [low for low, _ in wanted])


def points_inside(access: Access, tile: Tile, box: Box) -> Array:
    """Which points of a tile are in a box."""
    result = np.ones([1] * len(tile.extents), dtype=np.bool_)
    for coefficients, offset, (low, high) in zip(access.coefficients, access.offsets, box, strict=True):
        position = np.full([1] * len(tile.extents), offset)
        for dim, (c, start, extent) in enumerate(zip(coefficients, tile.starts, tile.extents, strict=True)):
            if c:
                shape = [extent if d == dim else 1 for d in range(len(tile.extents))]
                position = position + (c * np.arange(start, start + extent)).reshape(shape)
        result = result & (position >= low) & (position < high)
    return result
