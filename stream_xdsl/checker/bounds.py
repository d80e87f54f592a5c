"""The bounds that a schedule claims no other can beat, derived anew from the network and the machine."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, prod

from stream_xdsl.checker.energy import Books
from stream_xdsl.checker.interconnect import Interconnect
from stream_xdsl.checker.model import Layer, Model, Tensor, Value
from stream_xdsl.checker.needs import Reach
from stream_xdsl.hardware.machine import Port, PortKind


@dataclass(frozen=True)
class Bounds:
    """What no schedule of the network on the machine is below."""

    latency_cycles: int
    energy_pj: float


def bounds_of(model: Model) -> Bounds | None:
    """The bounds as `docs/architecture.md` defines them; None if some layer runs nowhere."""
    capable = [frozenset(model.machine.cores_running(layer.kind)) for layer in model.layers]
    if not all(capable):
        return None
    reads, writes = _compulsory_bits(model)
    latency = max(_busy_cycles(model, capable), _offchip_cycles(model, reads, writes))
    static = sum(Books(model).static_pj(latency).values())
    return Bounds(latency, _operations_pj(model) + _movement_pj(model, reads, writes) + static)


# Computation


def _busy_cycles(model: Model, capable: list[frozenset[int]]) -> int:
    """For each set of cores: the operations that can run on no other, on all of its units."""
    units = [core.core_type.array.units if core.core_type.array else 0 for core in model.machine.cores]
    least = 0
    for cores in {*capable, frozenset[int]().union(*capable)}:
        confined = [layer for layer, own in zip(model.layers, capable, strict=True) if own <= cores]
        operations = sum(prod(layer.sizes) * layer.kind.cycles_per_operation for layer in confined)
        if operations:
            least = max(least, ceil(Fraction(operations, sum(units[core] for core in cores))))
    return least


def _operations_pj(model: Model) -> float:
    def cheapest(layer: Layer) -> float:
        types = [core.core_type for core in model.machine.cores if core.core_type.can_run(layer.kind)]
        return min(t.array.mac_energy_pj for t in types if t.array is not None)

    return sum(prod(layer.sizes) * cheapest(layer) for layer in model.layers)


# Off-chip memory


def _compulsory_bits(model: Model) -> tuple[int, int]:
    """Bits that are read from and written to off-chip memory at least once."""
    most: dict[int, int] = {}
    for layer in model.layers:
        whole = (0,) * len(layer.sizes), layer.sizes
        for operand in layer.operands:
            # Each occurrence of a tensor in a view counts by itself, so each gets a tensor of its own.
            tensors: list[int] = []
            value = _apart(operand.value, tensors)
            if all(model.tensors[t].producer is not None for t in tensors):
                continue
            own = [Tensor(model.tensors[t].name, model.tensors[t].shape, 0) for t in tensors]
            for region in Reach(replace(operand, value=value), own).of(*whole):
                tensor = tensors[region.tensor]
                most[tensor] = max(most.get(tensor, 0), len(region))
    reads = sum(n * model.tensors[t].bits for t, n in most.items() if model.tensors[t].producer is None)
    results = [model.tensors[t] for t in set(model.outputs)]
    return reads, sum(prod(t.shape) * t.bits for t in results if t.producer is not None)


def _apart(value: Value, tensors: list[int]) -> Value:
    """The value with its tensors numbered in order of occurrence; `tensors` gets the tensor of each number."""
    if isinstance(value, int):
        tensors.append(value)
        return len(tensors) - 1
    return replace(value, inputs=tuple(_apart(inner, tensors) for inner in value.inputs))


def _offchip_ports(model: Model) -> Iterator[tuple[Port, float, float]]:
    """The ports of off-chip memory, with the energy of a bit read and of one written through each."""
    for memory in model.machine.cores[model.machine.offchip].core_type.memories:
        for port in memory.ports:
            width = port.bandwidth_max_bits
            yield port, memory.read_energy_pj / width, memory.write_energy_pj / width


def _offchip_cycles(model: Model, reads: int, writes: int) -> int:
    """What leaves, what arrives, and both together, over the ports and over the channels there are for it."""
    offchip, channels = model.machine.offchip, Interconnect(model.machine).channels
    ports = [port for port, *_ in _offchip_ports(model)]
    least = 0
    for bits, useless, leaving, arriving in (
        (reads, PortKind.WRITE, True, False),
        (writes, PortKind.READ, False, True),
        (reads + writes, None, True, True),
    ):
        through = sum(port.bandwidth_max_bits for port in ports if port.kind is not useless)
        across = sum(
            channel.bandwidth_bits
            for channel in channels
            if (leaving and offchip in channel.senders) or (arriving and offchip in channel.receivers)
        )
        # Without ports, or without channels, the other alone is the limit.
        limits = [limit for limit in (through, across) if limit]
        least = max(least, ceil(Fraction(bits, min(limits, default=1))))
    return least


def _movement_pj(model: Model, reads: int, writes: int) -> float:
    """The cheapest access of off-chip memory and the cheapest channel for every bit."""
    offchip, channels = model.machine.offchip, Interconnect(model.machine).channels
    ports = list(_offchip_ports(model))
    read = min((pj for port, pj, _ in ports if port.kind is not PortKind.WRITE), default=0.0)
    write = min((pj for port, _, pj in ports if port.kind is not PortKind.READ), default=0.0)
    leave = min((c.energy_pj_per_bit for c in channels if offchip in c.senders), default=0.0)
    arrive = min((c.energy_pj_per_bit for c in channels if offchip in c.receivers), default=0.0)
    return reads * (read + leave) + writes * (write + arrive)
