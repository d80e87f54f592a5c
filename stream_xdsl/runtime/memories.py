"""The memories while a schedule runs: what data each holds, put there by what, and since when."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from stream_xdsl.checker.addresses import whole_bytes
from stream_xdsl.checker.demand import Demand
from stream_xdsl.checker.model import Ints, Value
from stream_xdsl.runtime.elements import Array, Element
from stream_xdsl.runtime.points import Box, fetch

FOREVER = 1 << 62
"""A cycle after the end of every schedule."""


@dataclass(eq=False)
class Buffer:
    """Space in a memory that a block, or a copy of one, takes from a cycle on until it is released."""

    memory: int
    tensor: int
    groups: Ints
    maker: str
    """What puts data there, for messages."""
    start: int
    arrival: int
    """When the data is there, if all goes well."""
    release: int
    bits: int
    """The space it takes at first."""
    final_bits: int
    """The space it takes when all data is there."""
    address: int | None = None
    """Where it lies in the memory, in bits, if that is known."""
    arrived: bool = False
    fate: str = ""
    """Why nothing is there any more; empty as long as something is, or will be."""

    def overlaps(self, other: "Buffer") -> bool:
        """Whether the two have bytes in common."""
        assert self.address is not None
        assert other.address is not None
        own_end, other_end = self.address + whole_bytes(self.bits), other.address + whole_bytes(other.bits)
        return self.address < other_end and other.address < own_end


class Memories:
    """All outermost memories. Elements of a tensor are counted in the groups that no tile tells apart."""

    def __init__(self, demand: Demand, elements: tuple[Element, ...]):
        self.demand, self.elements = demand, elements
        self.tensors = demand.model.tensors
        self.arrays: dict[tuple[int, int], Array] = {}
        """By memory and tensor: the tensor's elements; those that are not there have a value that no one takes for theirs."""
        self.copies: dict[tuple[int, int], Ints] = {}
        """By memory and tensor: how many live buffers hold each group."""
        self.since: dict[tuple[int, int], Ints] = {}
        """By memory and tensor: at which step each group came, if it is there."""
        self.placed: dict[int, list[Buffer]] = defaultdict(list)
        """By memory: the buffers that have an address and take space now."""
        self.known: dict[tuple[int, int], list[Buffer]] = defaultdict(list)
        """By memory and tensor: every buffer there ever is, for messages."""
        self.regions: dict[tuple[int, int], Buffer] = {}
        """By off-chip memory and tensor: where all of it lies."""
        self.step = 0
        """Counts what happens."""

    def array(self, memory: int, tensor: int) -> Array:
        """The elements of a tensor in a memory."""
        key = memory, tensor
        if key not in self.arrays:
            element = self.elements[tensor]
            self.arrays[key] = np.full(self.tensors[tensor].shape, element.nothing, element.dtype)
        return self.arrays[key]

    def provide(self, memory: int, tensor: int) -> None:
        """Let a whole tensor be in a memory from the beginning, for ever."""
        self._copies(memory, tensor)[...] = 1

    def _copies(self, memory: int, tensor: int) -> Ints:
        key = memory, tensor
        if key not in self.copies:
            self.copies[key] = np.zeros(len(self.demand.atoms[tensor]), dtype=np.int64)
            self.since[key] = np.zeros(len(self.demand.atoms[tensor]), dtype=np.int64)
        return self.copies[key]

    # Buffers

    def reserve(self, memory: int, tensor: int, address: int, bits: int, maker: str, cycle: int) -> None:
        """Let all copies of a tensor in an off-chip memory lie in one region."""
        groups = np.arange(len(self.demand.atoms[tensor]))
        region = Buffer(memory, tensor, groups, maker, cycle, cycle, FOREVER, bits, bits, address)
        self.regions[memory, tensor] = region
        self.occupy(region, cycle)

    def occupy(self, buffer: Buffer, cycle: int) -> None:
        """Take the buffer's space; whatever else has bytes there is destroyed."""
        if buffer.fate or buffer.address is None:
            return
        here = self.placed[buffer.memory]
        for other in [other for other in here if other.overlaps(buffer)]:
            self._remove(other, f"was overwritten at {cycle} by {buffer.maker}")
        here.append(buffer)

    def arrive(self, buffer: Buffer) -> None:
        """All data of the buffer is there. Data for a buffer that is gone is lost."""
        if buffer.fate:
            return
        buffer.arrived = True
        buffer.bits = buffer.final_bits
        copies = self._copies(buffer.memory, buffer.tensor)
        fresh = buffer.groups[copies[buffer.groups] == 0]
        self.since[buffer.memory, buffer.tensor][fresh] = self.step
        copies[buffer.groups] += 1

    def release(self, buffer: Buffer) -> None:
        """Give the buffer's space back."""
        if not buffer.fate:
            self._remove(buffer, f"was released at {buffer.release}")

    def _remove(self, buffer: Buffer, fate: str) -> None:
        buffer.fate = fate
        key = buffer.memory, buffer.tensor
        if self.regions.get(key) is buffer:
            self.known[key].append(buffer)
            for other in self.known[key]:
                other.fate = fate
            self._copies(*key)[...] = 0
            self.arrays.pop(key, None)  # it may be the caller's, so it stays as it is
        elif buffer.arrived:
            copies = self._copies(buffer.memory, buffer.tensor)
            copies[buffer.groups] -= 1
            self._forget(buffer.memory, buffer.tensor, buffer.groups[copies[buffer.groups] == 0])
        if buffer.address is not None and buffer in self.placed[buffer.memory]:
            self.placed[buffer.memory].remove(buffer)

    # Data

    def missing(self, memory: int, tensor: int, groups: Ints, since: int) -> Ints:
        """Those of some groups that have not been there all the time since a step."""
        copies = self._copies(memory, tensor)
        gone = (copies[groups] == 0) | (self.since[memory, tensor][groups] > since)
        return groups[gone]

    def reason(self, memory: int, tensor: int, group: int) -> str:
        """Why an element is not there: the last thing that happened to it, else when it comes."""
        buffers = [b for b in self.known.get((memory, tensor), ()) if (b.groups == group).any()]
        gone = [b for b in buffers if b.fate]
        if gone:
            last = max(gone, key=lambda b: (b.start, b.release))
            what = "it" if last is self.regions.get((memory, tensor)) else f"what {last.maker} put there"
            return f"{what} {last.fate}"
        coming = [b for b in buffers if not b.arrived]
        if coming:
            first = min(coming, key=lambda b: b.arrival)
            return f"it arrives only at {first.arrival}, by {first.maker}"
        return "nothing puts it there"

    def copy(self, source: int, target: int, tensor: int, groups: Ints) -> None:
        """Copy the elements of some groups from memory to memory."""
        self._put(target, tensor, groups, self.array(source, tensor))

    def _forget(self, memory: int, tensor: int, groups: Ints) -> None:
        """Let nobody compute with elements that are not there any more."""
        if len(groups) and (memory, tensor) in self.arrays:
            nothing = np.broadcast_to(self.elements[tensor].nothing, self.tensors[tensor].shape)
            self._put(memory, tensor, groups, nothing)

    def _put(self, memory: int, tensor: int, groups: Ints, values: Array) -> None:
        """Some groups of a tensor, from an array of all its elements, into a memory."""
        positions, held = self.demand.atoms[tensor].where(groups)
        index = tuple(
            slice(int(at[0]), int(at[-1]) + 1) if len(at) and at[-1] - at[0] + 1 == len(at) else at
            for at in positions
        )
        if sum(not isinstance(at, slice) for at in index) > 1:
            index = np.ix_(*positions)
        place = self.array(memory, tensor)
        place[index] = values[index] if held is None else np.where(held, values[index], place[index])

    def fetch(self, memory: int, value: Value, box: Box) -> Array:
        """A box of a value that is made of tensors in a memory."""
        return fetch(value, box, lambda tensor: self.array(memory, tensor), self._shape)

    def _shape(self, value: Value) -> tuple[int, ...]:
        return self.tensors[value].shape if isinstance(value, int) else value.shape
