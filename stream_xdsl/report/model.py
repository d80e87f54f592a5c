"""A schedule as the reports see it: names, totals, and two tables of bars. No IR."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Tasks:
    """Tiles computed on cores; all arrays have one entry per tile."""

    core: Ints
    """Index into `ScheduleReport.cores`."""
    layer: Ints
    """Index into `ScheduleReport.layers`."""
    tile: Ints
    """Number of the tile within its layer."""
    start_cycles: Ints
    duration_cycles: Ints


@dataclass(frozen=True, eq=False)
class Transfers:
    """Occupancy of channels; a transfer over several hops has one entry per channel it uses."""

    channel: Ints
    """Index into `ScheduleReport.channels`."""
    layer: Ints
    """Index into `ScheduleReport.layers`: the layer that produced the data, or that a load is for."""
    label: Ints
    """Index into `ScheduleReport.labels`."""
    start_cycles: Ints
    duration_cycles: Ints
    bits: Ints


@dataclass(frozen=True)
class LatencyBounds:
    """Cycles that each resource needs at least."""

    by_resource_cycles: dict[str, int]

    @property
    def binding(self) -> str:
        """The resource that needs most, the first of several; empty if none needs any."""
        most = max(self.by_resource_cycles, key=lambda name: self.by_resource_cycles[name], default="")
        return most if self.cycles else ""

    @property
    def cycles(self) -> int:
        """The lower bound: what that resource needs."""
        return max(self.by_resource_cycles.values(), default=0)


@dataclass(frozen=True)
class Busy:
    """A resource and for how long it is in use."""

    resource: str
    """As in `core0`, `dram.dram.rw_port_1`, `bus0`."""
    busy_cycles: int


@dataclass(frozen=True)
class Allocation:
    """How good the cores of a stack's layers are in the model of the allocation, by CP-SAT."""

    objective: str
    value: int
    """In cycles, fJ, or their product."""
    bound: int
    """No allocation of the stack has less in that model."""


@dataclass(frozen=True)
class Stack:
    """What one fusion group costs."""

    name: str
    layers: tuple[str, ...]
    cores: tuple[str, ...]
    """The cores it computes on, in the machine's order."""
    start_cycle: int
    end_cycle: int
    energy_pj: float
    """Of its layers."""
    data_start_cycle: int
    """When its first tile or transfer starts."""
    data_end_cycle: int
    """When the last one ends."""
    latency_bounds: LatencyBounds
    energy_lower_bound_pj: float
    allocation: Allocation | None = None
    """None where nothing is known of it."""

    @property
    def latency_cycles(self) -> int:
        """From the start of its first tile to the end of its last; stacks may overlap."""
        return self.end_cycle - self.start_cycle

    @property
    def data_cycles(self) -> int:
        """The same with its transfers: what its bounds are of."""
        return self.data_end_cycle - self.data_start_cycle


@dataclass(frozen=True)
class MemoryEnergy:
    """What a memory of a core takes."""

    name: str
    access_pj: float
    static_pj: float


@dataclass(frozen=True)
class CoreEnergy:
    """What a core takes; a shared memory is with its first core."""

    name: str
    array_pj: float
    unsplit_pj: float
    """In memories, but it is not known in which."""
    static_pj: float
    """Without its memories."""
    memories: tuple[MemoryEnergy, ...]


@dataclass(frozen=True)
class Energy:
    """Where the energy goes, by cause, by place and by layer; each of the three adds up to all of it, layers with static energy."""

    causes_pj: dict[str, float]
    cores: tuple[CoreEnergy, ...]
    interconnect_pj: dict[str, float]
    """By link or bus."""
    layers_pj: dict[str, float]


@dataclass(frozen=True, eq=False)
class ScheduleReport:
    """Everything that summary, trace and picture need of a schedule."""

    model: str
    accelerator: str
    precision: str
    latency_cycles: int
    energy_pj: float
    macs: int
    utilisation: float
    """MACs over what all compute cores' arrays could do within the latency, 0 to 1."""
    offchip_read_bits: int
    offchip_write_bits: int
    latency_bounds: LatencyBounds
    energy_lower_bound_pj: float
    busiest: tuple[Busy, ...]
    """The busiest core, memory port, and link or bus."""
    cores: tuple[str, ...]
    channels: tuple[str, ...]
    labels: tuple[str, ...]
    """What is moved and why, such as `load conv1.weight`."""
    layers: tuple[str, ...]
    stack_of_layer: tuple[int, ...]
    """For each layer the index of its stack."""
    stacks: tuple[Stack, ...]
    """In program order."""
    tasks: Tasks
    transfers: Transfers
    energy: Energy

    @property
    def edp_pj_cycles(self) -> float:
        """Energy-delay product."""
        return self.energy_pj * self.latency_cycles

    def utilisation_of(self, busy: Busy) -> float:
        """The share of the latency in which a resource is in use, 0 to 1."""
        return busy.busy_cycles / self.latency_cycles if self.latency_cycles else 0.0


def gap(value: float, bound: float) -> float | None:
    """By which part of its lower bound a value exceeds it; None without a bound."""
    return value / bound - 1 if bound else None
