"""A schedule as the reports see it: names, totals, and two tables of bars. No IR."""

from dataclasses import dataclass
from functools import cached_property

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

    @property
    def latency_cycles(self) -> int:
        """From the start of its first tile to the end of its last; stacks may overlap."""
        return self.end_cycle - self.start_cycle


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
    latency_lower_bound_cycles: int
    energy_lower_bound_pj: float
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

    @cached_property
    def busiest(self) -> tuple[str, float]:
        """The core or channel that is in use for most of the time, and the share; ("", 0) if none ever is."""
        busy: dict[str, int] = {}
        for names, index, start, duration in (
            (self.cores, self.tasks.core, self.tasks.start_cycles, self.tasks.duration_cycles),
            (
                self.channels,
                self.transfers.channel,
                self.transfers.start_cycles,
                self.transfers.duration_cycles,
            ),
        ):
            for position, name in enumerate(names):
                mine = index == position
                busy[name] = covered_cycles(start[mine], duration[mine])
        name = max(busy, key=lambda name: busy[name], default="")
        if not name or not busy[name] or not self.latency_cycles:
            return "", 0.0
        return name, busy[name] / self.latency_cycles


def covered_cycles(start: Ints, duration: Ints) -> int:
    """Length of the union of intervals."""
    if not len(start):
        return 0
    order = np.argsort(start, kind="stable")
    start, end = start[order], (start + duration)[order]
    reached = np.maximum.accumulate(end)
    # Each interval adds what lies beyond everything that came before it.
    before = np.concatenate((start[:1], reached[:-1]))
    return int(np.maximum(end - np.maximum(start, before), 0).sum())
