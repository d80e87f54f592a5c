"""Addresses for all that lies in memories at known times: best fit over lifetimes.

A memory is filled from the bottom, as a strip over time. Of the stretches of time that are filled least high, the first gets the
buffer that comes first in a given order, of those that lie within it; where none does, it is raised to its lower neighbour.
A buffer may change its size once: its two phases are stacked as they are.

What order is good depends on the schedule; several are tried, and the least height is kept. Where none fits the memory,
what lies above its end is moved forward in the order, again and again.

Sizes are rounded up to whole bytes, so that addresses are whole bytes. The result depends on nothing but the arguments.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.occupancy import peak_bits
from stream_xdsl.compiled import compiled, compiled_part

Ints = npt.NDArray[np.int64]

ALIGNMENT_BITS = 8
"""Addresses and heights are multiples of it."""

_ROUNDS = 64
"""How often what does not fit is moved forward, from each of two orders."""

_WORK = 400_000_000
"""Steps of the inner loop that one memory may take after its first order: some two seconds."""

_EXHAUSTED = -1


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


def assign_addresses(buffers: Buffers, sizes_bits: Sequence[int]) -> tuple[Ints, tuple[Layout, ...]]:
    """An address for every buffer, and the layout of every memory that holds any, by memory.

    `sizes_bits` has the size of every memory. Raises FragmentationError for the memory that is exceeded most.
    """
    address = np.zeros(len(buffers.memory), dtype=np.int64)
    members = {int(m): np.flatnonzero(buffers.memory == m) for m in np.unique(buffers.memory)}
    strips = {m: _Strip(buffers, mine) for m, mine in members.items()}
    packings = {m: strip.pack() for m, strip in strips.items()}
    over = [m for m, packing in packings.items() if packing.height > sizes_bits[m]]
    for m in sorted(over, key=lambda m: -packings[m].height / sizes_bits[m]):
        packings[m] = strips[m].squeeze(packings[m], sizes_bits[m])
        if packings[m].height > sizes_bits[m]:
            raise FragmentationError(Layout(m, strips[m].peak_bits, packings[m].height), sizes_bits[m])
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
        start, finished, release, open_bits, bits = (
            column[members]
            for column in (
                buffers.start,
                buffers.finished,
                buffers.release,
                buffers.open_bits,
                buffers.bits,
            )
        )
        open_bits, bits = (-(-size // ALIGNMENT_BITS) * ALIGNMENT_BITS for size in (open_bits, bits))
        self.peak_bits = peak_bits([(start, finished, open_bits), (finished, release, bits)])
        size = np.where(finished > start, np.maximum(open_bits, bits), bits)
        self._order = np.lexsort((-release, -size, start))
        self._start, self._release, self._size = (column[self._order] for column in (start, release, size))
        moments = np.unique(np.concatenate([start, finished, release]))
        begin, middle, end = (
            np.searchsorted(moments, column[self._order]) for column in (start, finished, release)
        )
        first_at = np.searchsorted(begin, np.arange(len(moments) + 1))
        self._table = (begin, middle, end, open_bits[self._order], bits[self._order], first_at)
        self._work_left = _WORK

    def pack(self) -> _Packing:
        """The best of several orders."""
        start, release, size = self._start, self._release, self._size
        best = self._pack_by(start, bounded=False)
        assert best is not None
        for key in (-release, -size, start - release, -(release - start) * size.astype(np.float64)):
            if best.height == self.peak_bits:
                break
            best = _lower(best, self._pack_by(key))
        return self._restored(best)

    def squeeze(self, best: _Packing, size_bits: int) -> _Packing:
        """A packing within the memory's size, or else the best that was found."""
        # A buffer that is too high is moved forward in the order, as if it began this much earlier.
        step = max(1, int((self._release - self._start).mean()) // 2)
        for first in (self._start, -self._release):
            key = first.copy()
            for _ in range(_ROUNDS):
                found = self._pack_by(key)
                if found is None:
                    return best
                best = _lower(best, self._restored(found))
                if best.height <= size_bits:
                    return best
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


def _lower(best: _Packing, other: _Packing | None) -> _Packing:
    return best if other is None or best.height <= other.height else other


@compiled
def _pack(
    begin: Ints,
    middle: Ints,
    end: Ints,
    open_bits: Ints,
    bits: Ints,
    first_at: Ints,
    rank: Ints,
    limit: int,
    address: Ints,
) -> tuple[int, int]:
    """Set the address of every buffer; the height, or _EXHAUSTED, and the work done.

    Buffers ascend by `begin`. Times are numbers of moments; `first_at` has the first buffer that begins at each moment or
    later. Of two buffers that fit, the one of lower rank is placed.
    """
    buffers, moments = len(begin), len(first_at) - 1
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
    # The outline: stretches from one moment to the next one's, and how high each is filled.
    since, level = np.empty(moments + 2, dtype=np.int64), np.zeros(moments + 2, dtype=np.int64)
    since[0], since[1] = 0, moments - 1
    stretches = 1
    new_since, new_level = np.empty(6, dtype=np.int64), np.empty(6, dtype=np.int64)
    height, work = 0, 0
    while missing > 0:
        if work > limit:
            return _EXHAUSTED, work
        at = 0
        for k in range(1, stretches):
            if level[k] < level[at]:
                at = k
        low, high, base = int(since[at]), int(since[at + 1]), int(level[at])
        best = -1
        i = _not_placed(following, first_at[low])
        while i < buffers and begin[i] < high:
            work += 1
            if end[i] <= high and (best < 0 or rank[i] < rank[best]):
                best = i
            if best >= 0 and rank[best] < least[i + 1]:
                break
            i = _not_placed(following, i + 1)
        work += stretches
        # What takes the place of the stretch, with its neighbours, which may become one with it.
        count, before, after = 0, max(at - 1, 0), min(at + 2, stretches)
        if at > 0:
            count = _add(new_since, new_level, count, since[before], level[before])
        if best < 0:
            raised = level[at - 1] if at > 0 else level[at + 1]
            if at + 1 < stretches:
                raised = min(raised, level[at + 1])
            count = _add(new_since, new_level, count, low, raised)
        else:
            address[best] = base
            following[best] = best + 1
            missing -= 1
            opened, closed = base + open_bits[best], base + bits[best]
            if begin[best] > low:
                count = _add(new_since, new_level, count, low, base)
            if middle[best] > begin[best]:
                count = _add(new_since, new_level, count, begin[best], opened)
                height = max(height, opened)
            if end[best] > middle[best]:
                count = _add(new_since, new_level, count, middle[best], closed)
                height = max(height, closed)
            if end[best] < high:
                count = _add(new_since, new_level, count, end[best], base)
        if at + 1 < stretches:
            count = _add(new_since, new_level, count, since[at + 1], level[at + 1])
        shift = count - (after - before)
        if shift > 0:
            for k in range(stretches, after - 1, -1):
                since[k + shift], level[k + shift] = since[k], level[k]
        elif shift < 0:
            for k in range(after, stretches + 1):
                since[k + shift], level[k + shift] = since[k], level[k]
        for k in range(count):
            since[before + k], level[before + k] = new_since[k], new_level[k]
        stretches += shift
    return height, work


@compiled_part
def _not_placed(following: Ints, i: int) -> int:
    """The first buffer at or after one that is not placed; shortens the way for the next who asks."""
    found = i
    while following[found] != found:
        found = following[found]
    while following[i] != found:
        following[i], i = found, following[i]
    return found


@compiled_part
def _add(since: Ints, level: Ints, count: int, start: int, height: int) -> int:
    """Append a stretch, unless it goes on as the last one; how many there are."""
    if count > 0 and level[count - 1] == height:
        return count
    since[count], level[count] = start, height
    return count + 1
