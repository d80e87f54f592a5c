"""Where tensors lie in memories: a whole one in each memory that has any of it, or blocks and copies at assigned addresses."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.checker.addresses import BYTE_BITS
from stream_xdsl.checker.model import Ints
from stream_xdsl.codegen.bodies import UnwritableError, compute_element
from stream_xdsl.codegen.code import Array, Coder, Register, Storage
from stream_xdsl.runtime.elements import ELEMENTS
from stream_xdsl.runtime.execute import Copying, Replay
from stream_xdsl.runtime.memories import Buffer
from stream_xdsl.runtime.points import Box

Positions = tuple[Ints, ...]
"""Per axis of a tensor, ascending: all combinations of them."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Elements of a tensor that lie together in a memory, row-major."""

    positions: Positions
    name: Callable[[Coder], Register]
    """Writes what names them."""


# Sets of elements


def products(positions: Positions, held: npt.NDArray[np.bool_] | None) -> Iterator[Positions]:
    """Some combinations of positions, as sets of all combinations, each of which follows the one before in row-major order.

    `held` says which combinations, if not all.
    """
    if held is None:
        yield positions
        return
    axes = range(held.ndim)
    some = [held.any(axis=tuple(a for a in axes if a != axis)) for axis in axes]
    if held.sum() == prod(int(mask.sum()) for mask in some):
        if held.any():
            yield tuple(at[mask] for at, mask in zip(positions, some, strict=True))
        return
    changes = np.flatnonzero((held[1:] != held[:-1]).any(axis=tuple(axes)[1:])) + 1
    for rows in np.split(np.arange(len(held)), changes):
        each = list(products(positions[1:], held[rows[0]]))
        if len(each) == 1:
            yield (positions[0][rows], *each[0])
        else:
            yield from ((positions[0][[row]], *rest) for row in rows for rest in each)


def progressions(first: Ints, second: Ints) -> Iterator[tuple[int, int, int, int, int]]:
    """Two ascending sequences as runs along which both advance evenly: start and step of each, and the length."""
    at = 0
    while at < len(first):
        end = at + 1
        while (
            end + 1 < len(first)
            and first[end + 1] - first[end] == first[at + 1] - first[at]
            and second[end + 1] - second[end] == second[at + 1] - second[at]
        ):
            end += 1
        end = min(end, len(first) - 1)
        steps = [int(a[at + 1] - a[at]) if end > at else 1 for a in (first, second)]
        yield int(first[at]), steps[0], int(second[at]), steps[1], end - at + 1
        at = end + 1


def copy_common(coder: Coder, source: Piece, target: Piece, wanted: Positions) -> None:
    """Copy those of some elements that both pieces have."""
    runs: list[list[tuple[int, int, int, int, int]]] = []
    for own, theirs, some in zip(source.positions, target.positions, wanted, strict=True):
        common = some[np.isin(some, own) & np.isin(some, theirs)]
        if not len(common):
            return
        runs.append(list(progressions(np.searchsorted(own, common), np.searchsorted(theirs, common))))
    for chosen in np.ndindex(*map(len, runs)):
        boxes = [axis[i] for axis, i in zip(runs, chosen, strict=True)]
        sizes = [length for *_, length in boxes]
        read = coder.subview(source.name(coder), [box[0] for box in boxes], sizes, [box[1] for box in boxes])
        written = coder.subview(
            target.name(coder), [box[2] for box in boxes], sizes, [box[3] for box in boxes]
        )
        coder.copy(read, written)


def corner_in(piece: Piece, box: Box) -> tuple[int, ...] | None:
    """Where a box begins in a piece, if it lies in it as it does in the tensor."""
    corner: list[int] = []
    for positions, (low, high) in zip(piece.positions, box, strict=True):
        at = int(np.searchsorted(positions, low))
        if (
            at + high - low > len(positions)
            or positions[at] != low
            or positions[at + high - low - 1] != high - 1
        ):
            return None
        corner.append(at)
    return tuple(corner)


def positions_of(box: Box) -> Positions:
    """All elements of a box."""
    return tuple(np.arange(low, high) for low, high in box)


# Places


def make_places(replay: Replay) -> "Places":
    """Where a schedule's tensors lie: at addresses, if it has them."""
    return _LogicalPlaces(replay) if replay.model.addresses is None else _AssignedPlaces(replay)


class Places(ABC):
    """Names what lies in memories, and says what storage that takes."""

    def __init__(self, replay: Replay):
        self.replay, self.model = replay, replay.model
        self.storages: list[Storage] = []
        self.scale = 1
        """What the schedule calls a bit takes so many."""
        self.given = {
            tensor: self._add(self._whole_name(role, tensor), tensor, "", role)
            for role, tensors in (
                ("input", replay.network.inputs.values()),
                ("weight", replay.network.weights),
            )
            for tensor in tensors
        }
        """By tensor that is given from outside: its storage."""
        self._whole: dict[tuple[int, int, str], int] = {}
        self._parameters: dict[str, int] = {}

    @abstractmethod
    def held(self, memory: int, tensor: int) -> Iterator[Piece]:
        """What is there of a tensor now."""

    @abstractmethod
    def sources(self, copying: Copying) -> Iterator[Piece]:
        """What a transfer reads."""

    @abstractmethod
    def targets(self, buffer: Buffer, element: str, bits: int) -> Iterator[tuple[Positions, Piece]]:
        """What is put into a buffer, and where, while its elements are of a type and take so many bits.

        Raises UnwritableError if they cannot begin there.
        """

    @abstractmethod
    def brought(self) -> Iterator[tuple[int, Piece]]:
        """The storage of what is given from outside, and where it has to be before anything is done, if elsewhere."""

    def element(self, tensor: int) -> str:
        """The type of a tensor's elements."""
        return self.replay.network.elements[tensor].name

    def memory_name(self, memory: int) -> str:
        """Core and memory; streams have a name each."""
        if memory < 0:
            return f"stream{-memory - 1}"
        core, name = self.model.machine.top_memories[memory][0]
        return f"{self.model.machine.cores[core].name}.{name}"

    def parameter(self, name: str, array: Array) -> int:
        """The storage of a tensor of the model that stands for a parameter of layers."""
        if name not in self._parameters:
            self._parameters[name] = len(self.storages)
            self.storages.append(Storage(f"parameter.{name}", array, "", "parameter"))
        return self._parameters[name]

    def add_output(self, name: str, array: Array) -> int:
        """The storage of a result that is given to the outside."""
        self.storages.append(Storage(f"output.{name}", array, "", "output"))
        return len(self.storages) - 1

    def products_of(self, buffer: Buffer) -> Iterator[Positions]:
        """Which elements a buffer has."""
        return products(*self.replay.demand.atoms[buffer.tensor].where(buffer.groups))

    def whole(self, memory: int, tensor: int, element: str) -> Piece:
        """A tensor as if all of it were in a memory, in its own storage."""
        key = memory, tensor, element
        if key not in self._whole:
            owner = self.memory_name(memory)
            sums = element != self.element(tensor)
            name = self._whole_name(owner, tensor) + ".sums" * sums
            self._whole[key] = self._add(name, tensor, owner, "memory", element)
        return self.all_of(tensor, lambda coder: coder.name(self._whole[key]))

    def all_of(self, tensor: int, name: Callable[[Coder], Register]) -> Piece:
        """A piece that has all elements."""
        return Piece(tuple(np.arange(n) for n in self.model.tensors[tensor].shape), name)

    def _whole_name(self, owner: str, tensor: int) -> str:
        return f"{owner}.{self.model.tensors[tensor].name}"

    def _add(self, name: str, tensor: int, memory: str, role: str, element: str = "") -> int:
        array = Array(self.model.tensors[tensor].shape, element or self.element(tensor))
        self.storages.append(Storage(name, array, memory, role))
        return len(self.storages) - 1


class _LogicalPlaces(Places):
    """Without addresses: every memory has room for all of each tensor, of which what is there counts."""

    def held(self, memory: int, tensor: int) -> Iterator[Piece]:
        if memory in self.replay.offchip and tensor in self.given:
            storage = self.given[tensor]
            yield self.all_of(tensor, lambda coder: coder.name(storage))
        else:
            yield self.whole(memory, tensor, self.element(tensor))

    def sources(self, copying: Copying) -> Iterator[Piece]:
        yield from self.held(copying.source, copying.buffer.tensor)

    def targets(self, buffer: Buffer, element: str, bits: int) -> Iterator[tuple[Positions, Piece]]:
        for positions in self.products_of(buffer):
            yield positions, self.whole(buffer.memory, buffer.tensor, element)

    def brought(self) -> Iterator[tuple[int, Piece]]:
        yield from ()


class _AssignedPlaces(Places):
    """Everything at the address that the schedule gives it, in memories of bytes. Streams are in registers, which have none.

    Where elements are wider than the schedule says, all of it, addresses and memories, is larger by one power of two, so
    that what an element's width in the schedule divides, its width here divides.
    """

    def __init__(self, replay: Replay):
        super().__init__(replay)
        addresses, machine = self.model.addresses, self.model.machine
        assert addresses is not None
        self.scale = 1 << (max(self._scales(), default=1) - 1).bit_length()
        ends_bits = {
            memory: machine.memory(memory).size_bits
            for memory in range(len(machine.top_memories))
            if memory not in replay.offchip
        }
        for _, core, name, address, size in addresses.regions:
            memory = machine.memory_ids[core, name]
            ends_bits[memory] = max(ends_bits.get(memory, 0), address + size)
        self._bytes: dict[int, int] = {}
        for memory, bits in sorted(ends_bits.items()):
            name = self.memory_name(memory)
            self._bytes[memory] = len(self.storages)
            size_bytes = -(-bits * self.scale // BYTE_BITS)
            self.storages.append(Storage(name, Array((size_bytes,), "i8"), name))

    def _scales(self) -> Iterator[int]:
        """By how much elements are wider than in the schedule."""
        for tensor, data in enumerate(self.model.tensors):
            if data.bits:
                yield -(-_width_bits(self.element(tensor)) // data.bits)
        for layer, parts in zip(self.model.layers, self.replay.demand.parts, strict=True):
            if any(len(part) > len(part.final) for part in parts):
                values = [access.value for access in (*layer.operands, layer.result)]
                element = compute_element([self.replay.element(value).name for value in values])
                yield -(-_width_bits(element) // layer.psum_bits)

    def held(self, memory: int, tensor: int) -> Iterator[Piece]:
        if memory < 0:
            yield self.whole(memory, tensor, self.element(tensor))
        elif memory in self.replay.offchip:
            yield self._region(memory, tensor)
        else:
            for buffer in self.replay.memories.known[memory, tensor]:
                if buffer.arrived and not buffer.fate:
                    yield from self._pieces(buffer)

    def sources(self, copying: Copying) -> Iterator[Piece]:
        if copying.source in self.replay.offchip:
            yield self._region(copying.source, copying.buffer.tensor)
            return
        for buffer in self.replay.memories.known[copying.source, copying.buffer.tensor]:
            if buffer.arrived and not buffer.fate and buffer.address == copying.source_address:
                yield from self._pieces(buffer)

    def targets(self, buffer: Buffer, element: str, bits: int) -> Iterator[tuple[Positions, Piece]]:
        if buffer.memory < 0 or buffer.memory in self.replay.offchip:
            piece = next(self.held(buffer.memory, buffer.tensor))
            for positions in self.products_of(buffer):
                yield positions, piece
            return
        for piece in self._pieces(buffer, element, bits):
            yield piece.positions, piece

    def brought(self) -> Iterator[tuple[int, Piece]]:
        for memory, tensor in sorted(self.replay.memories.regions):
            if tensor in self.given:
                yield self.given[tensor], self._region(memory, tensor)

    def _region(self, memory: int, tensor: int) -> Piece:
        """A tensor off-chip."""
        region = self.replay.memories.regions[memory, tensor]
        assert region.address is not None
        array = Array(self.model.tensors[tensor].shape, self.element(tensor))
        return self.all_of(tensor, self._view(memory, tensor, region.address, array))

    def _pieces(self, buffer: Buffer, element: str = "", bits: int = 0) -> Iterator[Piece]:
        """Its elements lie one product of positions after another, each row-major."""
        element, bits = element or self.element(buffer.tensor), bits or self.model.tensors[buffer.tensor].bits
        address = buffer.address
        assert address is not None
        for positions in self.products_of(buffer):
            array = Array(tuple(map(len, positions)), element)
            yield Piece(positions, self._view(buffer.memory, buffer.tensor, address, array))
            address += bits * prod(array.shape)

    def _view(self, memory: int, tensor: int, address_bits: int, array: Array) -> Callable[[Coder], Register]:
        address_bytes, beyond_bits = divmod(address_bits * self.scale, BYTE_BITS)
        if beyond_bits or address_bytes % ELEMENTS[array.element].dtype.itemsize:
            raise UnwritableError(
                f"'{self.model.tensors[tensor].name}' lies at bit {address_bits} of {self.memory_name(memory)}, where no "
                f"{array.element} can begin",
                "leave out sched-assign-addresses",
            )
        return lambda coder: coder.byte_view(self._bytes[memory], address_bytes, array)


def _width_bits(element: str) -> int:
    """What an element takes in memory."""
    return ELEMENTS[element].dtype.itemsize * BYTE_BITS
