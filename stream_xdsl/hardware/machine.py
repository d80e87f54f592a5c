"""The machine, as the engines see it: frozen dataclasses without IR.

Sizes are in bits, bandwidths in bits per cycle, energies in pJ, times in cycles, powers in pJ per cycle.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import prod

from stream_xdsl.hashing import hashed_once
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.kinds import Kind


class MemoryOperand(StrEnum):
    """The operand roles a memory can hold: activation, weight (or second activation), output."""

    I1 = "I1"
    I2 = "I2"
    O = "O"  # noqa: E741  (the field's own name)


def operand_role(position: int) -> MemoryOperand:
    """The role in which a layer's operand is read."""
    return MemoryOperand.I2 if position else MemoryOperand.I1


class Direction(StrEnum):
    """Data movement through a memory port, seen from the memory."""

    FROM_HIGH = "fh"
    TO_LOW = "tl"
    FROM_LOW = "fl"
    TO_HIGH = "th"

    @property
    def is_write(self) -> bool:
        """Whether the memory is written."""
        return self in (Direction.FROM_HIGH, Direction.FROM_LOW)


class Stage(StrEnum):
    """What happens before and after the array works on a tile."""

    ONLOAD = "onload"
    """The first data travel from the outermost memories to the array."""
    OFFLOAD = "offload"
    """The last results travel to the outermost memory."""


REQUIRED_DIRECTIONS = {
    MemoryOperand.I1: (Direction.FROM_HIGH, Direction.TO_LOW),
    MemoryOperand.I2: (Direction.FROM_HIGH, Direction.TO_LOW),
    MemoryOperand.O: tuple(Direction),
}
"""What the ports of a memory must serve for an operand it holds: inputs come in and go down, sums travel both ways."""


class PortKind(StrEnum):
    """What a port can do in a cycle."""

    READ = "read"
    WRITE = "write"
    READ_WRITE = "read_write"

    def allows(self, direction: Direction) -> bool:
        """Whether such a port can serve the direction."""
        return self is PortKind.READ_WRITE or direction.is_write == (self is PortKind.WRITE)


class Role(StrEnum):
    """What a core is for."""

    COMPUTE = "compute"
    MEMORY = "memory"
    OFFCHIP = "offchip"


@dataclass(frozen=True)
class Port:
    """A memory port; several operands and directions may share it."""

    name: str
    kind: PortKind
    bandwidth_min_bits: int
    """Smallest access, bits per cycle."""
    bandwidth_max_bits: int
    """Widest access, bits per cycle; access energies are per access of this width."""
    serves: tuple[tuple[MemoryOperand, Direction], ...]


@dataclass(frozen=True)
class Memory:
    """One level of a core type's memory hierarchy."""

    name: str
    size_bits: int
    read_energy_pj: float
    """Per read of a full `bandwidth_max_bits` word."""
    write_energy_pj: float
    operands: tuple[MemoryOperand, ...]
    served_dimensions: tuple[str, ...]
    """Array dimensions over which one instance is shared; it is replicated over the others."""
    ports: tuple[Port, ...]
    static_power_pj_per_cycle: float = 0.0
    """Of one instance, whether it is accessed or not."""

    def port(self, operand: MemoryOperand, direction: Direction) -> Port | None:
        """The port that serves the operand in that direction, if any."""
        return next((p for p in self.ports if (operand, direction) in p.serves), None)

    def read_energy_of_pj(self, bits: int, port: Port) -> float:
        """Energy of reading `bits` through `port`, in whole `bandwidth_min_bits` accesses."""
        return _access_energy_pj(bits, port, self.read_energy_pj)

    def write_energy_of_pj(self, bits: int, port: Port) -> float:
        """Energy of writing `bits` through `port`, in whole `bandwidth_min_bits` accesses."""
        return _access_energy_pj(bits, port, self.write_energy_pj)


def _access_energy_pj(bits: int, port: Port, word_energy_pj: float) -> float:
    accesses = -(-bits // port.bandwidth_min_bits)
    return accesses * (port.bandwidth_min_bits / port.bandwidth_max_bits) * word_energy_pj


@dataclass(frozen=True)
class SerialInput:
    """How an array that takes its first operand a few bits at a time is fed: one pass for every `bits` bits."""

    bits: int
    cycles: int
    """Of a pass."""


@dataclass(frozen=True)
class Array:
    """The operational array: named dimensions and the energy of one operation."""

    dimensions: tuple[tuple[str, int], ...]
    mac_energy_pj: float
    serial: SerialInput | None = None
    """None: all bits at once, in one cycle."""

    def cycles_per_pass(self, input_bits: int) -> int:
        """Cycles that a unit takes for an operation of one cycle if its first operand has so many bits."""
        return 1 if self.serial is None else -(-input_bits // self.serial.bits) * self.serial.cycles

    @cached_property
    def units(self) -> int:
        """Operations per cycle at full use."""
        return prod(size for _, size in self.dimensions)


@dataclass(frozen=True)
class Precision:
    """Native operand widths in bits."""

    input_bits: int = 8
    weight_bits: int = 8
    psum_bits: int = 16
    output_bits: int = 8


@hashed_once
@dataclass(frozen=True)
class CoreType:
    """A kind of core. Memories are listed lowest level first; only compute cores have an array."""

    name: str
    role: Role
    array: Array | None
    memories: tuple[Memory, ...]
    precision: Precision = Precision()
    runs: frozenset[str] | None = None
    """Layer kinds and kind categories it runs; None = every kind."""
    dataflow: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    """Fixed spatial unrolling: array dimension -> (loop dimension, factor), or empty."""
    static_power_pj_per_cycle: float = 0.0
    """Of all but the memories, whether it computes or not."""
    overlaps: frozenset[Stage] = frozenset()
    """Stages of a tile that may run while the array works on the tile before or after; without any, a tile has the core to itself."""
    stationary: frozenset[MemoryOperand] = frozenset()
    """Roles whose data stay in the innermost memories for the core's next tile."""

    def can_run(self, kind: Kind) -> bool:
        """Whether a layer of this kind may be placed on such a core."""
        if self.role is not Role.COMPUTE:
            return False
        return self.runs is None or kind.value in self.runs or kind.category.value in self.runs

    def levels(self, operand: MemoryOperand) -> tuple[Memory, ...]:
        """The memories that hold the operand, innermost first."""
        return tuple(m for m in self.memories if operand in m.operands)

    def instances(self, memory: Memory) -> int:
        """How many of a memory there are: one for all array dimensions that it serves, one for each unit of the others."""
        dimensions = () if self.array is None else self.array.dimensions
        return prod(size for name, size in dimensions if name not in memory.served_dimensions)

    def top(self, operand: MemoryOperand) -> Memory:
        """The outermost memory that holds the operand; raises UnmappableError if none does."""
        levels = self.levels(operand)
        if not levels:
            raise UnmappableError(f"core type '{self.name}' has no memory for operand {operand}")
        return levels[-1]


@dataclass(frozen=True)
class Core:
    """One core of the machine."""

    name: str
    core_type: CoreType
    position: tuple[int, int] | None = None
    """Column and row, for drawing."""


@dataclass(frozen=True)
class Link:
    """A point-to-point connection; `two_way` gives each direction its own full bandwidth."""

    name: str
    source: str
    target: str
    bandwidth_bits: int
    two_way: bool = True
    energy_pj_per_bit: float = 0.0
    latency_cycles: int = 0


@dataclass(frozen=True)
class Bus:
    """One medium shared by every pair of its cores, in both directions unless it has `senders`."""

    name: str
    cores: tuple[str, ...]
    bandwidth_bits: int
    energy_pj_per_bit: float = 0.0
    latency_cycles: int = 0
    senders: tuple[str, ...] = ()
    """Of a one-way bus: its first cores, which only send; the others only receive. Empty: all do both."""


@dataclass(frozen=True)
class SharedMemory:
    """One physical memory that is the named memory of several cores: (core, memory) pairs."""

    members: tuple[tuple[str, str], ...]


@hashed_once
@dataclass(frozen=True)
class Machine:
    """A multi-core accelerator."""

    name: str
    cores: tuple[Core, ...]
    links: tuple[Link, ...] = ()
    buses: tuple[Bus, ...] = ()
    shared_memories: tuple[SharedMemory, ...] = ()

    @cached_property
    def core_types(self) -> tuple[CoreType, ...]:
        """The distinct core types, in order of first use."""
        return tuple(dict.fromkeys(core.core_type for core in self.cores))

    @cached_property
    def core_index(self) -> dict[str, int]:
        """Core name -> index into `cores`."""
        return {core.name: i for i, core in enumerate(self.cores)}

    @cached_property
    def offchip(self) -> int:
        """Index of the core that fronts off-chip memory."""
        return next(i for i, core in enumerate(self.cores) if core.core_type.role is Role.OFFCHIP)

    @cached_property
    def top_memories(self) -> tuple[tuple[tuple[int, str], ...], ...]:
        """The distinct physical top-level memories: each a tuple of (core index, memory name) aliases.

        Every memory that is the outermost level of some operand counts; shared ones count once.
        """
        alias: dict[tuple[int, str], int] = {}
        for group, shared in enumerate(self.shared_memories):
            for core, memory in shared.members:
                alias[(self.core_index[core], memory)] = group
        found: dict[object, list[tuple[int, str]]] = {}
        for index, core in enumerate(self.cores):
            for operand in MemoryOperand:
                levels = core.core_type.levels(operand)
                if not levels:
                    continue
                member = (index, levels[-1].name)
                group = found.setdefault(alias.get(member, member), [])
                if member not in group:
                    group.append(member)
        return tuple(tuple(group) for group in found.values())

    @cached_property
    def memory_ids(self) -> dict[tuple[int, str], int]:
        """(core index, memory name) -> index into `top_memories`, of all that are in it."""
        return {member: i for i, group in enumerate(self.top_memories) for member in group}

    def memory_id(self, core: int, operand: MemoryOperand) -> int:
        """Index into `top_memories` of the memory in which the core keeps that operand."""
        return self.memory_ids[(core, self.cores[core].core_type.top(operand).name)]

    def keeps(self, core: int, operand: MemoryOperand, memory: int) -> bool:
        """Whether the core keeps that operand in this memory, an index into `top_memories`."""
        levels = self.cores[core].core_type.levels(operand)
        return bool(levels) and self.memory_ids[(core, levels[-1].name)] == memory

    def alias(self, core: int, memory: str) -> tuple[int, str]:
        """The core and name under which a core's memory is accounted for: of a shared one those of its first member."""
        shared = self.memory_ids.get((core, memory))
        return (core, memory) if shared is None else self.top_memories[shared][0]

    @cached_property
    def static_powers_pj_per_cycle(self) -> Mapping[tuple[int, str], float]:
        """What is drawn all the time, by core and memory, "" for the core itself; a shared memory counts once."""
        powers: dict[tuple[int, str], float] = {}
        for index, core in enumerate(self.cores):
            powers[index, ""] = core.core_type.static_power_pj_per_cycle
            for memory in core.core_type.memories:
                power = memory.static_power_pj_per_cycle * core.core_type.instances(memory)
                powers.setdefault(self.alias(index, memory.name), power)
        return {place: power for place, power in powers.items() if power}

    @property
    def static_power_pj_per_cycle(self) -> float:
        """All of it together."""
        return sum(self.static_powers_pj_per_cycle.values())

    def memory(self, memory_id: int) -> Memory:
        """The description of a physical top-level memory."""
        core, name = self.top_memories[memory_id][0]
        return next(m for m in self.cores[core].core_type.memories if m.name == name)

    def cores_running(self, kind: Kind) -> tuple[int, ...]:
        """Indices of the cores that run layers of this kind."""
        return tuple(i for i, core in enumerate(self.cores) if core.core_type.can_run(kind))
