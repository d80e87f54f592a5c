"""What an evaluation of a mapping tells: the mapping itself, latency, energy, accesses, bandwidth and stalls."""

from dataclasses import dataclass
from math import ceil, prod

from stream_xdsl.cost.compat import ROUNDING
from stream_xdsl.hardware.machine import Direction, MemoryOperand


@dataclass(frozen=True)
class Mapping:
    """A spatial unrolling, a temporal loop order, and the memory level each operand's loops belong to."""

    spatial: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
    """Per array dimension: (loop dimension, factor). A fraction says that the last step uses fewer units: 33 over 32
    units is 16.5 in each of two steps."""
    temporal: tuple[tuple[str, int], ...]
    """(loop dimension, factor), innermost first."""
    levels: tuple[tuple[str, tuple[str, ...], tuple[int, ...]], ...]
    """Per operand, the result first: its name, its memories innermost first, and how many of the temporal loops run
    over data that stay in each memory or below. Loops that do not matter to the operand sink as low as they can."""


@dataclass(frozen=True)
class Latency:
    """Where the cycles go."""

    ideal_cycles: int
    """All units busy all the time."""
    spatial_stall_cycles: float
    """More, because units are idle where loops do not fill the array."""
    temporal_stall_cycles: float
    """More, because memory ports cannot keep up."""
    onload_cycles: float
    """Before: first data travel from the outermost memory to the array, as far as no earlier work hides it."""
    offload_cycles: float
    """After: last results travel to the outermost memory."""

    @property
    def array_cycles(self) -> float:
        """Cycles in which the array computes."""
        return self.ideal_cycles + self.spatial_stall_cycles

    @property
    def total_cycles(self) -> float:
        """From the first load to the last store."""
        return self.array_cycles + self.temporal_stall_cycles + self.onload_cycles + self.offload_cycles

    @property
    def cycles(self) -> int:
        """The total in whole cycles."""
        return ceil(self.total_cycles * (1 - ROUNDING))


@dataclass(frozen=True)
class Traffic:
    """What one operand moves through one memory level in one direction."""

    operand: str
    memory_operand: MemoryOperand
    level: int
    memory: str
    port: str
    direction: Direction
    bits_per_period: float
    """Per memory instance: what moves in each period."""
    period_cycles: int
    periods: int
    allowed_cycles: int
    """Cycles of each period in which it may move."""
    real_cycles: int
    """Cycles of the port that it takes."""
    instances: float
    """Memory instances that are in use; fractional where the last step uses fewer."""
    accesses: float
    """Accesses of the port's full width, by all instances."""
    energy_pj: float

    @property
    def average_bits_per_cycle(self) -> float:
        """Bandwidth that one instance needs if transfers are spread over the period."""
        return self.bits_per_period / self.period_cycles

    @property
    def peak_bits_per_cycle(self) -> float:
        """Bandwidth that one instance needs while transfers are allowed."""
        return self.bits_per_period / max(1, self.allowed_cycles)


@dataclass(frozen=True)
class PortStall:
    """Cycles by which a port is late; negative is slack."""

    memory: str
    port: str
    stall_cycles: float


@dataclass(frozen=True)
class Occupancy:
    """How full one memory is."""

    memory: str
    operand: str
    bits: float
    """Bits of the operand in one instance."""
    size_bits: int


@dataclass(frozen=True)
class Stream:
    """An operand that does not fit in the core's outermost memory and streams past it while the tile runs."""

    operand: str
    memory_operand: MemoryOperand
    bits: float
    """Bits that cross the core's boundary in all."""
    buffer_bits: float
    """What the outermost memory holds of it at a time."""
    average_bits_per_cycle: float
    """Over the tile's whole duration."""
    peak_bits_per_cycle: float
    """In the cycles in which the mapping lets them cross; with less the tile takes longer."""


@dataclass(frozen=True)
class Cost:
    """The cost of a tile on a core under one mapping."""

    mapping: Mapping
    latency: Latency
    points: int
    mac_energy_pj: float
    initial_energy_pj: float
    """Of what accumulation starts from, such as a bias."""
    traffic: tuple[Traffic, ...]
    ports: tuple[PortStall, ...]
    """Every port that something moves through."""
    occupancy: tuple[Occupancy, ...]
    streams: tuple[Stream, ...] = ()
    """Operands that did not fit on chip."""
    reason: str = ""
    """Why operands stream."""

    @property
    def memory_energy_pj(self) -> float:
        """All accesses inside the core."""
        return sum(entry.energy_pj for entry in self.traffic) + self.initial_energy_pj

    @property
    def energy_pj(self) -> float:
        """Operations and accesses."""
        return self.mac_energy_pj + self.memory_energy_pj

    @property
    def utilisation(self) -> float:
        """Share of the array's capacity over the whole latency that does useful work."""
        return self.latency.ideal_cycles / self.latency.total_cycles

    @property
    def units(self) -> float:
        """Units of the array in use."""
        return prod(factor for _, loops in self.mapping.spatial for _, factor in loops)
