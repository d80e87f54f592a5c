"""What a schedule costs as a whole, from its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.transfers import Movement, Roles, transfer_ends, transfer_energy
from stream_xdsl.hardware.machine import Machine, MemoryOperand
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tiling import tile_grids
from stream_xdsl.workload.working_set import output_elements

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
    buffers: tuple[tuple[int, Ints], ...] = ()
    """Of operands that stream: memory id, and the bits it holds while each task runs."""


@dataclass(frozen=True, eq=False)
class TransferRows:
    """X transfers of one kind of one tensor from a core to one or more others (Y) over one route or tree."""

    movement: Movement
    layer: int
    """The reading layer of a load or stream, else the producing one."""
    tensor: int
    source: int
    """Core."""
    targets: tuple[int, ...]
    """Cores."""
    target_memories: tuple[int, ...]
    """Memory ids."""
    channels: tuple[int, ...]
    """Each once, in the order in which they are crossed."""
    link_pj_per_bit: float
    """Of all channels."""
    start: Ints
    """(X,)"""
    duration: Ints
    """(X,)"""
    bits: Ints
    """(X,)"""
    release: Ints
    """(X, Y)"""


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
        ends = [
            transfer_ends(machine, rows.source, target, _role(roles, rows, target, memory))
            for target, memory in zip(rows.targets, rows.target_memories, strict=True)
        ]
        for size, count in zip(bits.tolist(), counts.tolist(), strict=True):
            # What streams is written to inner memories by the tile itself.
            written = [] if rows.movement is Movement.STREAM else [target for _, target in ends]
            energy = transfer_energy(machine, ends[0][0], written, rows.link_pj_per_bit, size)
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
        sum(int(rows.bits.sum()) for rows in transfers if machine.offchip in rows.targets),
        _peaks(machine, network, computes, transfers),
        tuple(_stack_totals(network, computes, stack_energy)),
    )


def _role(roles: Roles, rows: TransferRows, target: int, memory: int) -> MemoryOperand:
    if rows.movement in (Movement.STORE, Movement.SPILL):
        return MemoryOperand.O
    role = roles.loaded if rows.movement in (Movement.LOAD, Movement.STREAM) else roles.produced
    return role(rows.layer, rows.tensor, target, memory)


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
    """The most bits each on-chip memory holds; what ends at a cycle is given back before anything else begins."""
    offchip = {machine.memory_id(machine.offchip, operand) for operand in MemoryOperand}
    spans: dict[int, list[tuple[Ints, Ints, Ints]]] = {
        memory: [] for memory in range(len(machine.top_memories)) if memory not in offchip
    }
    for rows in computes:
        spans[machine.memory_id(rows.core, MemoryOperand.O)] += _block_spans(network, rows)
        for memory, bits in rows.buffers:
            spans[memory].append((rows.start, rows.start + rows.duration, bits))
    for rows in transfers:
        for memory, release in zip(rows.target_memories, rows.release.T, strict=True):
            if memory not in offchip and rows.movement is not Movement.STREAM:
                spans[memory].append((rows.start, release, rows.bits))
    return {memory: _peak(found) for memory, found in spans.items()}


def _block_spans(network: Network, rows: ComputeRows) -> list[tuple[Ints, Ints, Ints]]:
    """(from, to, bits) of what the output blocks of a part take."""
    layer = network.layers[rows.layer]
    grid = tile_grids(layer.sizes, layer.temporal, layer.spatial)[rows.part]
    kept = [loop for loop, (dim, _) in enumerate(layer.temporal) if dim not in layer.reduction_dims]
    coordinates = grid.coordinates[rows.tile][:, kept]
    _, block = (
        np.unique(coordinates, axis=0, return_inverse=True) if kept else (None, np.zeros(len(rows.tile), int))
    )
    block = block.ravel()
    blocks, chain = int(block.max()) + 1, np.bincount(block)
    first, last, release = (
        np.full(blocks, np.iinfo(np.int64).max),
        np.zeros(blocks, int),
        np.zeros(blocks, int),
    )
    np.minimum.at(first, block, rows.start)
    np.maximum.at(last, block, rows.start + rows.duration)
    np.maximum.at(release, block, rows.release)
    extents = np.empty((blocks, len(layer.sizes)), dtype=np.int64)
    extents[block] = grid.extents[rows.tile]
    shapes, shape = np.unique(extents, axis=0, return_inverse=True)
    elements = np.array([output_elements(layer, s) for s in shapes.tolist()], dtype=np.int64)[shape.ravel()]
    finished = np.where(chain > 1, last, first)
    return [
        (first, finished, elements * layer.psum_bits),
        (finished, release, elements * network.tensors[layer.output].bits),
    ]


def _peak(spans: list[tuple[Ints, Ints, Ints]]) -> int:
    if not spans:
        return 0
    begin, end, bits = (np.concatenate(column) for column in zip(*spans, strict=True))
    times, changes = np.concatenate([begin, end]), np.concatenate([bits, -bits])
    order = np.lexsort((changes, times))
    return int(np.cumsum(changes[order]).max(initial=0))
