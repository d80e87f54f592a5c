"""Addresses for all that lies in memories at known times: best fit over lifetimes.

A memory is filled from the bottom, as a strip over time. Of the stretches of time that are filled least high, the first gets the
buffer that comes first in a given order, of those that lie within it; where none does, it is raised to its lower neighbour.
A buffer may change its size once: its two phases are stacked as they are.

What order is good depends on the schedule; several are tried, and the least height is kept. Where none fits the memory,
what lies above its end is moved forward in the order, again and again.

Sizes are rounded up to whole bytes, and addresses to where elements as wide as the buffer's widest may begin: to the next power
of two of their width, but at least whole bytes. What that leaves free below a buffer counts in the height. The result depends on
nothing but the arguments.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.occupancy import peak_bits
from stream_xdsl.compiled import compiled, compiled_part

Ints = npt.NDArray[np.int64]

BYTE_BITS = 8
"""Addresses and heights are multiples of it."""

_ROUNDS = 64
"""How often what does not fit is moved forward, from each of two orders."""

_WORK = 200_000_000
"""Buffers that may be looked at for one memory, after its first order: some two seconds."""

_EXHAUSTED = -1

_NONE = 1 << 62
"""The level of no stretch."""


@dataclass(frozen=True, eq=False)
class Buffers:
    """What lies in memories; arrays have an entry per buffer."""

    memory: Ints
    start: Ints
    """Since when it takes space."""
    finished: Ints
    """When it goes from its first size to its second; its start if it has only one."""
    release: Ints
    """Until when it takes space. What ends at a cycle is given back before anything begins."""
    open_bits: Ints
    """Size before it is finished,"""
    bits: Ints
    """and after."""
    element_bits: Ints
    """The width of its elements; of partial sums and results, that of the wider."""


@dataclass(frozen=True)
class Layout:
    """How well the buffers of a memory are packed."""

    memory: int
    peak_bits: int
    """The most that is taken at once, in whole bytes: no addresses are better."""
    height_bits: int
    """The end of the highest buffer."""


class FragmentationError(ValueError):
    """No addresses were found within a memory's size."""

    def __init__(self, layout: Layout, size_bits: int):
        self.layout = layout
        self.size_bits = size_bits
        super().__init__(
            f"memory {layout.memory} has {size_bits} bits; at most {layout.peak_bits} are taken at once, but the best "
            f"addresses reach up to {layout.height_bits}"
        )


def assign_addresses(buffers: Buffers, limits_bits: Mapping[int, int]) -> tuple[Ints, tuple[Layout, ...]]:
    """An address for every buffer, and the layout of every memory that holds any, by memory.

    `limits_bits` has the size of every memory that ends somewhere. Raises FragmentationError for the memory that is exceeded most.
    """
    members = {int(m): np.flatnonzero(buffers.memory == m) for m in np.unique(buffers.memory)}
    strips = {m: _Strip(buffers, mine) for m, mine in members.items()}
    packings = {m: strip.pack() for m, strip in strips.items()}
    excess = {m: packings[m].height / limit for m, limit in limits_bits.items() if m in packings}
    for m in sorted(excess, key=lambda m: -excess[m]):
        packings[m] = strips[m].squeeze(packings[m], limits_bits[m])
        if packings[m].height > limits_bits[m]:
            raise FragmentationError(Layout(m, strips[m].peak_bits, packings[m].height), limits_bits[m])
    address = np.empty(len(buffers.memory), dtype=np.int64)
    for m, mine in members.items():
        address[mine] = packings[m].address
    return address, tuple(Layout(m, strips[m].peak_bits, packings[m].height) for m in members)


@dataclass(frozen=True, eq=False)
class _Packing:
    height: int
    address: Ints


class _Strip:
    """The buffers of one memory."""

    def __init__(self, buffers: Buffers, members: Ints):
        start, finished, release, open_bits, bits, element_bits = (
            column[members]
            for column in (
                buffers.start,
                buffers.finished,
                buffers.release,
                buffers.open_bits,
                buffers.bits,
                buffers.element_bits,
            )
        )
        open_bits, bits = (-(-size // BYTE_BITS) * BYTE_BITS for size in (open_bits, bits))
        alignment_bits = _alignment_bits(element_bits)
        self.peak_bits = peak_bits([(start, finished, open_bits), (finished, release, bits)])
        size = np.where(finished > start, np.maximum(open_bits, bits), bits)
        self._order = np.lexsort((-release, -size, start))
        self._start, self._release, self._size = (column[self._order] for column in (start, release, size))
        moments = np.unique(np.concatenate([start, finished, release]))
        begin, middle, end = (
            np.searchsorted(moments, column[self._order]) for column in (start, finished, release)
        )
        first_at = np.searchsorted(begin, np.arange(len(moments) + 1))
        open_bits, bits, alignment_bits = (
            column[self._order] for column in (open_bits, bits, alignment_bits)
        )
        self._table = (begin, middle, end, open_bits, bits, alignment_bits, first_at)
        self._work_left = _WORK

    def pack(self) -> _Packing:
        """The best of several orders."""
        start, release, size = self._start, self._release, self._size
        best = self._pack_by(start, bounded=False)
        assert best is not None
        for key in (-size, start - release, -(release - start) * size.astype(np.float64), -release):
            if best.height == self.peak_bits:
                break
            best = _lower(best, self._pack_by(key))
        return self._restored(best)

    def squeeze(self, best: _Packing, size_bits: int) -> _Packing:
        """The best so far, if it fits the memory; else one that does, or the best that was found."""
        # A buffer that is too high is moved forward in the order, as if it began this much earlier.
        step = max(1, int((self._release - self._start).mean()) // 2)
        for first in (self._start, -self._release):
            key = first.copy()
            for _ in range(_ROUNDS):
                if best.height <= size_bits or (found := self._pack_by(key)) is None:
                    return best
                best = _lower(best, self._restored(found))
                key[found.address + self._size > size_bits] -= step
        return best

    def _restored(self, packing: _Packing) -> _Packing:
        """In the order of the buffers as they were given."""
        address = np.empty_like(packing.address)
        address[self._order] = packing.address
        return _Packing(packing.height, address)

    def _pack_by(self, key: npt.NDArray[np.generic], *, bounded: bool = True) -> _Packing | None:
        """A packing in the order of a key, of equal ones by start; None if it takes too much work."""
        rank = np.empty(len(key), dtype=np.int64)
        rank[np.argsort(key, kind="stable")] = np.arange(len(key))
        address = np.zeros(len(key), dtype=np.int64)
        limit = self._work_left if bounded else np.iinfo(np.int64).max
        height, work = _pack(*self._table, rank, limit, address)
        self._work_left -= work if bounded else 0
        return None if height == _EXHAUSTED else _Packing(height, address)


def _alignment_bits(element_bits: Ints) -> Ints:
    """What an address is a multiple of, by the width of the elements there."""
    alignment = np.full_like(element_bits, BYTE_BITS)
    while (short := alignment < element_bits).any():
        alignment[short] *= 2
    return alignment


def _lower(best: _Packing, other: _Packing | None) -> _Packing:
    return best if other is None or best.height <= other.height else other


class _Outline(NamedTuple):
    """How high a memory is filled at which time: stretches, each named by the moment at which it begins."""

    before: Ints
    """(moments,) the stretch before it, or −1."""
    after: Ints
    """(moments,) where it ends; 0 where no stretch begins."""
    level: Ints
    """A tree of least values; its second half has a leaf per moment: how high the stretch is filled, or _NONE if there is none."""


@compiled
def _pack(
    begin: Ints,
    middle: Ints,
    end: Ints,
    open_bits: Ints,
    bits: Ints,
    alignment_bits: Ints,
    first_at: Ints,
    rank: Ints,
    limit: int,
    address: Ints,
) -> tuple[int, int]:
    """Set the address of every buffer; the height, or _EXHAUSTED, and the work done.

    Buffers ascend by `begin`. Times are numbers of moments; `first_at` has the first buffer that begins at each moment or
    later. Of two buffers that fit, the one of lower rank is placed.
    """
    buffers, last = len(begin), len(first_at) - 2
    # The least rank from a buffer on.
    least = np.empty(buffers + 1, dtype=np.int64)
    least[buffers] = buffers
    # Where to look for the first buffer at or after one that is not placed yet.
    following = np.arange(buffers + 1)
    missing = buffers
    for i in range(buffers - 1, -1, -1):
        least[i] = min(rank[i], least[i + 1])
        if end[i] <= begin[i]:
            following[i] = i + 1
            missing -= 1
    leaves = 1
    while leaves < last + 1:
        leaves *= 2
    outline = _Outline(
        np.zeros(last + 1, dtype=np.int64), np.zeros(last + 1, dtype=np.int64), np.full(2 * leaves, _NONE)
    )
    outline.before[0], outline.after[0] = -1, last
    _set_level(outline, 0, 0)
    height, work = 0, 0
    while missing > 0:
        low = _lowest(outline)
        high, base = int(outline.after[low]), int(outline.level[leaves + low])
        best = -1
        i = _not_placed(following, int(first_at[low]))
        while i < buffers and begin[i] < high:
            work += 1
            if end[i] <= high and (best < 0 or rank[i] < rank[best]):
                best = i
            if best >= 0 and rank[best] < least[i + 1]:
                break
            i = _not_placed(following, i + 1)
        work += 1
        if work > limit:
            return _EXHAUSTED, work
        if best < 0:
            before = outline.level[leaves + outline.before[low]] if low > 0 else _NONE
            after = outline.level[leaves + high] if high < last else _NONE
            _set_level(outline, low, min(before, after))
            _join(outline, high)
            _join(outline, low)
            continue
        first, middle_of, until = int(begin[best]), int(middle[best]), int(end[best])
        base = -(-base // alignment_bits[best]) * alignment_bits[best]
        address[best] = base
        following[best] = best + 1
        missing -= 1
        _cut(outline, low, first)
        _cut(outline, first, until)
        _cut(outline, first, middle_of)
        if middle_of > first:
            _set_level(outline, first, base + open_bits[best])
            height = max(height, base + open_bits[best])
        if middle_of < until:
            _set_level(outline, middle_of, base + bits[best])
            height = max(height, base + bits[best])
        _join(outline, until)
        _join(outline, middle_of)
        _join(outline, first)
    return height, work


@compiled_part
def _lowest(outline: _Outline) -> int:
    """The first of the stretches that are filled least high."""
    node, leaves = 1, len(outline.level) // 2
    while node < leaves:
        node = 2 * node + (outline.level[2 * node] > outline.level[2 * node + 1])
    return node - leaves


@compiled_part
def _set_level(outline: _Outline, at: int, level: int) -> None:
    node = len(outline.level) // 2 + at
    outline.level[node] = level
    while node > 1:
        node //= 2
        outline.level[node] = min(outline.level[2 * node], outline.level[2 * node + 1])


@compiled_part
def _cut(outline: _Outline, at: int, moment: int) -> None:
    """Let a new stretch begin within another, if it would not begin or end there."""
    end = outline.after[at]
    if moment <= at or moment >= end:
        return
    outline.after[at] = moment
    outline.before[moment], outline.after[moment] = at, end
    if end < len(outline.after) - 1:
        outline.before[end] = moment
    _set_level(outline, moment, outline.level[len(outline.level) // 2 + at])


@compiled_part
def _join(outline: _Outline, at: int) -> None:
    """Make a stretch one with the one before it, if there are both and they are equally high."""
    leaves = len(outline.level) // 2
    if at == 0 or at == len(outline.after) - 1 or outline.after[at] == 0:
        return
    before, end = outline.before[at], outline.after[at]
    if outline.level[leaves + before] != outline.level[leaves + at]:
        return
    outline.after[before] = end
    if end < len(outline.after) - 1:
        outline.before[end] = before
    outline.after[at] = 0
    _set_level(outline, at, _NONE)


@compiled_part
def _not_placed(following: Ints, i: int) -> int:
    """The first buffer at or after one that is not placed; shortens the way for the next who asks."""
    found = i
    while following[found] != found:
        found = following[found]
    while following[i] != found:
        following[i], i = found, following[i]
    return found
