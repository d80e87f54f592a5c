"""What no schedule of a network on a machine can beat, whatever it decides."""

from dataclasses import dataclass, replace
from math import prod

from stream_xdsl.hardware.machine import Machine, PortKind
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.mapping.offchip import read_bits_per_cycle, total_bits_per_cycle, write_bits_per_cycle
from stream_xdsl.workload.footprint import footprint, layer_tiles
from stream_xdsl.workload.network import Layer, Network, TensorRole, Use, ViewPiece


@dataclass(frozen=True)
class Bounds:
    """Lower bounds of a whole network."""

    latency_cycles: int
    energy_pj: float
    compute_cycles: int
    """Of the latency: the arrays of the cores that can run the layers, always busy."""
    offchip_cycles: int
    """Of the latency: inputs and weights once from, outputs once to off-chip memory."""


def lower_bounds(network: Network, machine: Machine) -> Bounds:
    """Provable lower bounds on latency and energy.

    Latency: no layer is faster than its operations on all units that can run it, also together with the other
    layers that need the same cores; and what must come from off-chip memory (elements that some layer really
    reads) or go there passes its ports and channels at their bandwidth. Energy: every operation on the thriftiest
    core type that runs it, those compulsory accesses and channel crossings, and static power for as long as the latency bound.
    Raises ValueError naming a layer that no core can run.
    """
    reads, writes = compulsory_bits(network)
    compute = _compute_cycles(network, machine)
    offchip = _offchip_cycles(machine, reads, writes)
    latency = max(compute, offchip)
    static = machine.static_power_pj_per_cycle * latency
    return Bounds(latency, _energy_pj(network, machine, reads, writes) + static, compute, offchip)


def compulsory_bits(network: Network) -> tuple[int, int]:
    """Bits that must be read from and written to off-chip memory at least once.

    Of an input or weight that several layers read in part, the largest part; outputs whole. An input that the
    network returns as it is needs no movement.
    """
    reads = 0
    for tensor, layers in network.consumers.items():
        if network.tensors[tensor].role is TensorRole.LAYER:
            continue
        needed = max(
            _elements_read(network.layers[i], use, piece)
            for i in layers
            for use in network.layers[i].uses
            for piece in use.pieces
            if piece.tensor == tensor
        )
        reads += needed * network.tensors[tensor].bits
    results = [network.tensors[t] for t in dict.fromkeys(network.outputs)]
    return reads, sum(t.size_bits for t in results if t.role is TensorRole.LAYER)


def _elements_read(layer: Layer, use: Use, piece: ViewPiece) -> int:
    """Elements of one tensor that the whole layer reads through one operand."""
    untiled = replace(layer, temporal=(), spatial=(), cores=())
    groups = footprint(untiled, layer_tiles(untiled), use, piece)
    return prod(int(group.mask.sum()) for group in groups)


def _compute_cycles(network: Network, machine: Machine) -> int:
    work: dict[frozenset[int], int] = {}
    for layer in network.layers:
        cores = frozenset(machine.cores_running(layer.kind))
        if not cores:
            raise ValueError(f"no core of '{machine.name}' runs layer '{layer.name}' ({layer.kind.value})")
        work[cores] = work.get(cores, 0) + layer.points * layer.kind.cycles_per_operation
    everywhere = frozenset[int]().union(*work)
    units = [0 if core.core_type.array is None else core.core_type.array.units for core in machine.cores]
    return max(
        (
            -(
                -sum(cycles for inner, cycles in work.items() if inner <= cores)
                // sum(units[c] for c in cores)
            )
            for cores in (*work, everywhere)
            if cores
        ),
        default=0,
    )


def _offchip_cycles(machine: Machine, reads: int, writes: int) -> int:
    """All that moves, and each direction, over the bandwidth there is for it."""
    return max(
        -(-reads // read_bits_per_cycle(machine)),
        -(-writes // write_bits_per_cycle(machine)),
        -(-(reads + writes) // total_bits_per_cycle(machine)),
    )


def _energy_pj(network: Network, machine: Machine, reads: int, writes: int) -> float:
    arrays = {t: t.array for t in machine.core_types if t.array is not None}
    operations = sum(
        layer.points * min(array.mac_energy_pj for t, array in arrays.items() if t.can_run(layer.kind))
        for layer in network.layers
    )
    channels = Interconnect(machine).channels
    moved = 0.0
    for bits, kinds, energy_name, ends in (
        (reads, (PortKind.READ, PortKind.READ_WRITE), "read_energy_pj", [c.sources for c in channels]),
        (writes, (PortKind.WRITE, PortKind.READ_WRITE), "write_energy_pj", [c.targets for c in channels]),
    ):
        per_bit = [
            getattr(memory, energy_name) / port.bandwidth_max_bits
            for memory in machine.cores[machine.offchip].core_type.memories
            for port in memory.ports
            if port.kind in kinds
        ]
        crossing = [
            channel.energy_pj_per_bit
            for channel, cores in zip(channels, ends, strict=True)
            if machine.offchip in cores
        ]
        moved += bits * (min(per_bit, default=0.0) + min(crossing, default=0.0))
    return operations + moved
