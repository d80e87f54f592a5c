"""What a schedule costs as a whole, from its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.busiest import Busy, busiest
from stream_xdsl.coala.energy import EnergyBreakdown, break_down_energy
from stream_xdsl.coala.occupancy import output_blocks, peak_bits
from stream_xdsl.coala.rows import ComputeRows, TransferRows, movement_ends
from stream_xdsl.coala.transfers import Movement
from stream_xdsl.hardware.machine import Machine, MemoryOperand
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.workload.network import Network

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class StackTotals:
    """One stack: when its first tile starts and its last one ends, and what its tiles and transfers cost."""

    name: str
    start_cycle: int
    end_cycle: int
    energy_pj: float
    data_start_cycle: int
    """When its first tile or transfer starts,"""
    data_end_cycle: int
    """and the last one ends."""


@dataclass(frozen=True)
class Totals:
    """The whole program."""

    latency_cycles: int
    energy: EnergyBreakdown
    macs: int
    array_utilisation: float
    """MACs over what the arrays of all compute cores could do within the latency."""
    offchip_read_bits: int
    offchip_write_bits: int
    busiest: tuple[Busy, ...]
    """A core, a memory port, and a link or bus."""
    peak_bits: dict[int, int]
    """The most that an on-chip memory holds at any time, by memory id."""
    stacks: tuple[StackTotals, ...]


def compute_totals(
    machine: Machine,
    interconnect: Interconnect,
    network: Network,
    computes: Sequence[ComputeRows],
    transfers: Sequence[TransferRows],
) -> Totals:
    """The totals of a schedule."""
    latency = max((int((rows.start + rows.duration).max()) for rows in (*computes, *transfers)), default=0)
    ends = movement_ends(machine, network, transfers)
    energy = break_down_energy(machine, interconnect, network, computes, transfers, ends, latency)
    units = sum(core.core_type.array.units for core in machine.cores if core.core_type.array is not None)
    return Totals(
        latency,
        energy,
        network.macs,
        network.macs / (units * latency) if latency else 0.0,
        sum(int(rows.bits.sum()) for rows in transfers if rows.source == machine.offchip),
        sum(int(rows.bits.sum()) for rows in transfers if machine.offchip in rows.targets),
        busiest(machine, interconnect, network, computes, transfers, ends),
        _peaks(machine, network, computes, transfers),
        tuple(_stack_totals(network, computes, transfers, energy.stacks_pj)),
    )


def _stack_totals(
    network: Network,
    computes: Sequence[ComputeRows],
    transfers: Sequence[TransferRows],
    energy_pj: Sequence[float],
) -> Iterable[StackTotals]:
    for stack, name in enumerate(network.stacks):
        tiles, moved = (
            [_span(rows) for rows in found if network.layers[rows.layer].stack == stack]
            for found in (computes, transfers)
        )
        if tiles:
            starts, ends = zip(*tiles, strict=True)
            first, last = zip(*tiles, *moved, strict=True)
            yield StackTotals(name, min(starts), max(ends), energy_pj[stack], min(first), max(last))


def _span(rows: ComputeRows | TransferRows) -> tuple[int, int]:
    return int(rows.start.min()), int((rows.start + rows.duration).max())


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
        for memory, bits in rows.buffers:
            spans[memory].append((rows.start, rows.start + rows.duration, bits))
    for rows in transfers:
        for memory, release in zip(rows.target_memories, rows.release.T, strict=True):
            if memory not in offchip and rows.movement is not Movement.STREAM:
                spans[memory].append((rows.start, release, rows.bits))
    return {memory: peak_bits(found) for memory, found in spans.items()}
