"""Straight-line code over arrays, with the loop nests that work on them: what the standard dialects of MLIR can say, without MLIR.

Every position at which something begins is a *slot*, so that pieces of code that differ only in where they work are equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Register = int
"""The position of the instruction that makes an array."""

Slot = int
"""The position of a number among a piece of code's offsets."""


@dataclass(frozen=True)
class Array:
    """A type of arrays, row-major; elements are named as in `runtime.elements`."""

    shape: tuple[int, ...]
    element: str


@dataclass(frozen=True)
class Storage:
    """An array that is there all the time."""

    name: str
    array: Array
    memory: str
    """In which of the machine's memories it is."""
    role: str = "memory"
    """`input`, `weight`, `parameter` or `output` if it is given from outside."""


@dataclass(frozen=True)
class Node:
    """An expression over one element of each operand of a nest: an operation of `arith` or `math`, perhaps with its predicate, or one of the leaves below."""

    operation: str
    element: str
    """The type of what it computes."""
    arguments: tuple["Node", ...] = ()
    value: float = 0


INPUT, OUTPUT, CONSTANT = "input", "output", "constant"
"""Leaves: the element of the input at position `value`, that of the output, the number `value`."""


@dataclass(frozen=True)
class Row:
    """How a nest moves along one axis of an operand: position = Σ coefficients[loop] · index[loop] + constant."""

    coefficients: tuple[int, ...]
    constant: int = 0


Map = tuple[Row, ...]


@dataclass(frozen=True)
class Name:
    """A storage, by its position among all."""

    storage: int


@dataclass(frozen=True)
class ByteView:
    """An array at an address of a storage of bytes, which the slot has."""

    storage: int
    address: Slot
    array: Array


@dataclass(frozen=True)
class Subview:
    """A box of an array."""

    source: Register
    offsets: tuple[Slot, ...]
    sizes: tuple[int, ...]
    strides: tuple[int, ...]


@dataclass(frozen=True)
class Reshape:
    """The elements of a contiguous array in another shape."""

    source: Register
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Scratch:
    """An array that only this piece of code knows: what is in a core's inner memories."""

    array: Array


@dataclass(frozen=True)
class Fill:
    """The same number everywhere."""

    target: Register
    value: float


@dataclass(frozen=True)
class Copy:
    """All elements of an array into another of the same shape."""

    source: Register
    target: Register


@dataclass(frozen=True)
class Nest:
    """A loop nest that sets every element of its output that it reaches; `parallel` says which loops the output moves with."""

    inputs: tuple[Register, ...]
    output: Register
    maps: tuple[Map, ...]
    """Of the inputs and the output."""
    parallel: tuple[bool, ...]
    body: Node


Instruction = Name | ByteView | Subview | Reshape | Scratch | Fill | Copy | Nest

Code = tuple[Instruction, ...]


class Coder:
    """Writes one piece of code."""

    def __init__(self, storages: Sequence[Storage]):
        self._storages = storages
        self._code: list[Instruction] = []
        self._arrays: list[Array | None] = []
        self._names: dict[int, Register] = {}
        self._offsets: list[int] = []

    @property
    def code(self) -> Code:
        """What has been written."""
        return tuple(self._code)

    @property
    def offsets(self) -> tuple[int, ...]:
        """By slot."""
        return tuple(self._offsets)

    def array(self, register: Register) -> Array:
        """The type of an array."""
        found = self._arrays[register]
        assert found is not None
        return found

    def name(self, storage: int) -> Register:
        """A storage, named once."""
        if storage not in self._names:
            self._names[storage] = self._add(Name(storage), self._storages[storage].array)
        return self._names[storage]

    def byte_view(self, storage: int, address_bytes: int, array: Array) -> Register:
        """An array in a storage of bytes."""
        return self._add(ByteView(storage, self._slot(address_bytes), array), array)

    def subview(
        self,
        source: Register,
        offsets: Sequence[int],
        sizes: Sequence[int],
        strides: Sequence[int] | None = None,
    ) -> Register:
        """A box of an array; the array itself if that is all of it."""
        whole = self.array(source)
        if not any(offsets) and tuple(sizes) == whole.shape:
            return source
        steps = tuple(strides or (1,) * len(sizes))
        slots = tuple(map(self._slot, offsets))
        return self._add(Subview(source, slots, tuple(sizes), steps), Array(tuple(sizes), whole.element))

    def reshape(self, source: Register, shape: tuple[int, ...]) -> Register:
        """Another shape of a contiguous array."""
        return self._add(Reshape(source, shape), Array(shape, self.array(source).element))

    def is_contiguous(self, register: Register) -> bool:
        """Whether an array's elements follow each other."""
        return not isinstance(self._code[register], Subview)

    def scratch(self, shape: tuple[int, ...], element: str) -> Register:
        """An array without content."""
        return self._add(Scratch(Array(shape, element)), Array(shape, element))

    def fill(self, target: Register, value: float) -> None:
        """Set all elements."""
        self._add(Fill(target, value), None)

    def copy(self, source: Register, target: Register) -> None:
        """Copy all elements."""
        self._add(Copy(source, target), None)

    def nest(
        self,
        inputs: Sequence[Register],
        output: Register,
        maps: Sequence[Map],
        sizes: Sequence[int],
        body: Node,
    ) -> None:
        """A loop nest with loops of these sizes.

        A loop along no axis of its own of any operand gets an operand that has such an axis, and is not read.
        """
        moved = {
            row.coefficients.index(1)
            for operand in maps
            for row in operand
            if sum(map(abs, row.coefficients)) == 1 and max(row.coefficients) == 1 and not row.constant
        }
        lost = [loop for loop in range(len(sizes)) if loop not in moved]
        inputs, maps = list(inputs), list(maps)
        if lost:
            window = tuple(Row(tuple(int(d == loop) for d in range(len(sizes)))) for loop in lost)
            inputs.append(self.scratch(tuple(sizes[loop] for loop in lost), self.array(output).element))
            maps.insert(-1, window)
        parallel = tuple(any(row.coefficients[d] for row in maps[-1]) for d in range(len(sizes)))
        self._add(Nest(tuple(inputs), output, tuple(maps), parallel, body), None)

    def _slot(self, value: int) -> Slot:
        self._offsets.append(int(value))
        return len(self._offsets) - 1

    def _add(self, instruction: Instruction, array: Array | None) -> Register:
        self._code.append(instruction)
        self._arrays.append(array)
        return len(self._code) - 1
