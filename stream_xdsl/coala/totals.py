"""What a schedule costs as a whole, from its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.occupancy import output_blocks, peak_bits
from stream_xdsl.coala.transfers import Movement, Roles, transfer_ends, transfer_energy
from stream_xdsl.hardware.machine import Machine, MemoryOperand
from stream_xdsl.hardware.routes import Route
from stream_xdsl.workload.network import Network

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ComputeRows:
    """The tasks of one part of a layer; arrays have an entry per task."""

    layer: int
    part: int
    core: int
    tile: Ints
    start: Ints
    duration: Ints
    release: Ints
    energy_pj: Floats
    array_energy_pj: Floats
    """The part of `energy_pj` that the operational array spends."""


@dataclass(frozen=True, eq=False)
class TransferRows:
    """Transfers of one kind of one tensor between two memories over one route; arrays have an entry per transfer."""

    movement: Movement
    layer: int
    """The reading layer of a load, else the producing one."""
    tensor: int
    source: int
    """Core."""
    target: int
    """Core."""
    target_memory: int
    """Memory id."""
    route: Route
    start: Ints
    duration: Ints
    bits: Ints
    release: Ints


@dataclass(frozen=True)
class StackTotals:
    """One stack: when its first tile starts and its last one ends, and what its tiles and transfers cost."""

    name: str
    start_cycle: int
    end_cycle: int
    energy_pj: float


@dataclass(frozen=True)
class Totals:
    """The whole program."""

    latency_cycles: int
    array_energy_pj: float
    core_memory_energy_pj: float
    link_energy_pj: float
    onchip_memory_energy_pj: float
    offchip_energy_pj: float
    macs: int
    array_utilisation: float
    """MACs over what the arrays of all compute cores could do within the latency."""
    offchip_read_bits: int
    offchip_write_bits: int
    peak_bits: dict[int, int]
    """The most that an on-chip memory holds at any time, by memory id."""
    stacks: tuple[StackTotals, ...]

    @property
    def energy_pj(self) -> float:
        """The sum of the five parts."""
        return fsum(
            (
                self.array_energy_pj,
                self.core_memory_energy_pj,
                self.link_energy_pj,
                self.onchip_memory_energy_pj,
                self.offchip_energy_pj,
            )
        )


def compute_totals(
    machine: Machine, network: Network, computes: Sequence[ComputeRows], transfers: Sequence[TransferRows]
) -> Totals:
    """The totals of a schedule."""
    latency = max((int((rows.start + rows.duration).max()) for rows in (*computes, *transfers)), default=0)
    stack_energy: list[list[float]] = [[] for _ in network.stacks]
    for rows in computes:
        stack_energy[network.layers[rows.layer].stack] += rows.energy_pj.tolist()
    parts = ([0.0], [0.0], [0.0])
    roles = Roles(machine, network)
    for rows in transfers:
        bits, counts = np.unique(rows.bits, return_counts=True)
        ends = transfer_ends(machine, rows.source, rows.target, _role(roles, rows))
        for size, count in zip(bits.tolist(), counts.tolist(), strict=True):
            energy = transfer_energy(machine, *ends, rows.route, size)
            parts[0].append(count * energy.link_pj)
            parts[1].append(count * energy.onchip_pj)
            parts[2].append(count * energy.offchip_pj)
            stack_energy[network.layers[rows.layer].stack].append(count * energy.total_pj)
    array = fsum(energy for rows in computes for energy in rows.array_energy_pj.tolist())
    tasks = fsum(energy for rows in computes for energy in rows.energy_pj.tolist())
    units = sum(core.core_type.array.units for core in machine.cores if core.core_type.array is not None)
    return Totals(
        latency,
        array,
        tasks - array,
        fsum(parts[0]),
        fsum(parts[1]),
        fsum(parts[2]),
        network.macs,
        network.macs / (units * latency) if latency else 0.0,
        sum(int(rows.bits.sum()) for rows in transfers if rows.source == machine.offchip),
        sum(int(rows.bits.sum()) for rows in transfers if rows.target == machine.offchip),
        _peaks(machine, network, computes, transfers),
        tuple(_stack_totals(network, computes, stack_energy)),
    )


def _role(roles: Roles, rows: TransferRows) -> MemoryOperand:
    if rows.movement in (Movement.STORE, Movement.SPILL):
        return MemoryOperand.O
    role = roles.loaded if rows.movement is Movement.LOAD else roles.produced
    return role(rows.layer, rows.tensor, rows.target, rows.target_memory)


def _stack_totals(
    network: Network, computes: Sequence[ComputeRows], energy_pj: list[list[float]]
) -> Iterable[StackTotals]:
    for stack, name in enumerate(network.stacks):
        mine = [rows for rows in computes if network.layers[rows.layer].stack == stack]
        if mine:
            start = min(int(rows.start.min()) for rows in mine)
            end = max(int((rows.start + rows.duration).max()) for rows in mine)
            yield StackTotals(name, start, end, fsum(energy_pj[stack]))


def _peaks(
    machine: Machine, network: Network, computes: Sequence[ComputeRows], transfers: Sequence[TransferRows]
) -> dict[int, int]:
    """The most bits each on-chip memory holds."""
    offchip = {machine.memory_id(machine.offchip, operand) for operand in MemoryOperand}
    spans: dict[int, list[tuple[Ints, Ints, Ints]]] = {
        memory: [] for memory in range(len(machine.top_memories)) if memory not in offchip
    }
    for rows in computes:
        blocks = output_blocks(
            network, rows.layer, rows.part, rows.tile, rows.start, rows.duration, rows.release
        )
        spans[machine.memory_id(rows.core, MemoryOperand.O)] += blocks.spans
    for rows in transfers:
        if rows.target_memory not in offchip:
            spans[rows.target_memory].append((rows.start, rows.release, rows.bits))
    return {memory: peak_bits(found) for memory, found in spans.items()}
