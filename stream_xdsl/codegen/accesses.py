"""Which parts of storages a piece of code reads and writes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from stream_xdsl.codegen.code import (
    Array,
    ByteView,
    Code,
    Copy,
    Fill,
    Name,
    Nest,
    Register,
    Reshape,
    Scratch,
    Storage,
    Subview,
)
from stream_xdsl.runtime.elements import ELEMENTS


@dataclass(frozen=True)
class Access:
    """A box of an array in a storage, all of which counts, with what strides leave out."""

    storage: int
    writes: bool
    address_bytes: int
    """Where the array begins in the storage."""
    array: Array
    low: tuple[int, ...]
    high: tuple[int, ...]
    """By axis of the array: the first position, and the one after the last."""

    @property
    def range_bytes(self) -> tuple[int, int]:
        """The first byte in the storage, and the one after the last."""
        size = ELEMENTS[self.array.element].dtype.itemsize
        first, last = (
            int(np.ravel_multi_index(corner, self.array.shape)) if corner else 0
            for corner in (self.low, tuple(high - 1 for high in self.high))
        )
        return self.address_bytes + first * size, self.address_bytes + (last + 1) * size


@dataclass(frozen=True)
class _Region:
    """What a register names."""

    storage: int
    address_bytes: int
    array: Array
    """Of which it is a box."""
    low: tuple[int, ...]
    step: tuple[int, ...]
    shape: tuple[int, ...]
    reshaped: bool = False
    """Then its own axes are others, and boxes of it count as all of it."""

    def box(self, offsets: Sequence[int], subview: Subview) -> "_Region":
        """A box of it."""
        if self.reshaped:
            return self
        low = tuple(a + b * s for a, b, s in zip(self.low, offsets, self.step, strict=True))
        step = tuple(a * b for a, b in zip(self.step, subview.strides, strict=True))
        return _Region(self.storage, self.address_bytes, self.array, low, step, subview.sizes)


def find_accesses(code: Code, offsets: Sequence[int], storages: Sequence[Storage]) -> tuple[Access, ...]:
    """All parts of storages that code touches when its slots have these numbers, each once; what is read and written is written."""
    found: dict[tuple[int, int, Array, tuple[int, ...], tuple[int, ...]], bool] = {}
    for region, writes in _touched(code, offsets, storages):
        high = tuple(
            a + (n - 1) * s + 1 for a, n, s in zip(region.low, region.shape, region.step, strict=True)
        )
        key = region.storage, region.address_bytes, region.array, region.low, high
        found[key] = found.get(key, False) or writes
    return tuple(
        Access(storage, writes, address, array, low, high)
        for (storage, address, array, low, high), writes in found.items()
    )


def _touched(
    code: Code, offsets: Sequence[int], storages: Sequence[Storage]
) -> Iterator[tuple[_Region, bool]]:
    """Regions in order, and whether they are written."""
    regions: list[_Region | None] = []
    """By register; none for what only this code knows."""
    for instruction in code:
        region = None
        read: Sequence[Register] = ()
        written: Sequence[Register] = ()
        match instruction:
            case Name():
                region = _whole(instruction.storage, 0, storages[instruction.storage].array)
            case ByteView():
                region = _whole(instruction.storage, offsets[instruction.address], instruction.array)
            case Subview():
                if (source := regions[instruction.source]) is not None:
                    region = source.box([offsets[slot] for slot in instruction.offsets], instruction)
            case Reshape():
                if (source := regions[instruction.source]) is not None:
                    region = replace(source, reshaped=True)
            case Scratch():
                pass
            case Fill():
                written = [instruction.target]
            case Copy():
                read, written = [instruction.source], [instruction.target]
            case Nest():
                read, written = instruction.inputs, [instruction.output]
        for registers, writes in ((read, False), (written, True)):
            for register in registers:
                if (touched := regions[register]) is not None:
                    yield touched, writes
        regions.append(region)


def _whole(storage: int, address_bytes: int, array: Array) -> _Region:
    rank = len(array.shape)
    return _Region(storage, address_bytes, array, (0,) * rank, (1,) * rank, array.shape)
