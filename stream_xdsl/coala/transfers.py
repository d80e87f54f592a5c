"""How data moves: memory ports, rates, shared bandwidths and energy of every kind of transfer.

Ports. On chip, data leaves a producer's memory through its port for (O, to high) and enters a reader's memory through
that for (role, from high). Off-chip memory is read through (role, to low) and written through (O, from low). The role
is I1 if any of the layers concerned reads the tensor there as its first operand, else I2: for a load the reading
layer, for all others every layer of the stack that reads the tensor from that memory.

A port serves transfers side by side up to its bandwidth. Tiles and transfers of one core exclude each other where they need
the same port of an outermost memory: a tile may use it in every cycle. A tile reads its operands through the ports for
(I1, to low) and (I2, to low), and writes its result through that for (O, from low).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from stream_xdsl.coala.timelines import Bandwidth
from stream_xdsl.hardware.machine import Direction, Machine, Memory, MemoryOperand, Port
from stream_xdsl.hardware.routes import Interconnect, Route
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import TileGraph

ALTERNATIVES = 2
"""Routes that are tried between two cores. More hardly end earlier, and each one used is an operation in the IR."""


class Movement(IntEnum):
    """Why data moves; see `docs/architecture.md`."""

    LOAD = 0
    MOVE = 1
    STORE = 2
    SPILL = 3
    RELOAD = 4


@dataclass(frozen=True)
class MemoryPort:
    """One end of a transfer."""

    core: int
    memory: Memory
    port: Port


@dataclass(frozen=True)
class TransferEnergy:
    """Where the energy of a transfer goes, in pJ."""

    link_pj: float
    onchip_pj: float
    offchip_pj: float

    @property
    def total_pj(self) -> float:
        """All of it."""
        return self.link_pj + self.onchip_pj + self.offchip_pj


def memory_port(machine: Machine, core: int, operand: MemoryOperand, direction: Direction) -> MemoryPort:
    """The port of a core's outermost memory for an operand; raises KeyError if it has none."""
    memory = machine.cores[core].core_type.top(operand)
    port = memory.port(operand, direction)
    if port is None:
        raise KeyError(
            f"memory '{memory.name}' of core '{machine.cores[core].name}' has no port for {operand} {direction}"
        )
    return MemoryPort(core, memory, port)


def transfer_ends(
    machine: Machine, source: int, target: int, role: MemoryOperand
) -> tuple[MemoryPort, MemoryPort]:
    """The ports at the two ends of a transfer between cores."""
    if source == machine.offchip:
        read = memory_port(machine, source, role, Direction.TO_LOW)
    else:
        read = memory_port(machine, source, MemoryOperand.O, Direction.TO_HIGH)
    if target == machine.offchip:
        return read, memory_port(machine, target, MemoryOperand.O, Direction.FROM_LOW)
    return read, memory_port(machine, target, role, Direction.FROM_HIGH)


def transfer_energy(
    machine: Machine, source: MemoryPort, target: MemoryPort, route: Route, bits: int
) -> TransferEnergy:
    """What it costs to read, carry and write so many bits."""
    read = source.memory.read_energy_of_pj(bits, source.port)
    write = target.memory.write_energy_of_pj(bits, target.port)
    offchip = read * (source.core == machine.offchip) + write * (target.core == machine.offchip)
    return TransferEnergy(route.energy_pj_per_bit * bits, read + write - offchip, offchip)


def serves_transfers(port: Port) -> bool:
    """Whether a port of an on-chip memory is one of those through which data come from or go to other memories."""
    return any(
        direction is Direction.FROM_HIGH or (operand, direction) == (MemoryOperand.O, Direction.TO_HIGH)
        for operand, direction in port.serves
    )


def reserve(shared: Sequence[Bandwidth], ready: int, duration: int) -> int:
    """Take all of several resources, at the first time from which all are free for so long; returns it."""
    start = earliest_of(shared, [bandwidth.capacity_bits for bandwidth in shared], ready, duration)
    for bandwidth in shared:
        bandwidth.take(start, start + duration, bandwidth.capacity_bits)
    return start


def earliest_of(shared: Sequence[Bandwidth], rates: Sequence[int], ready: int, duration: int) -> int:
    """The first start at or after `ready` from which each has its rate free for so long."""
    start, agreed, turn = ready, 0, 0
    while agreed < len(shared):
        found = shared[turn].earliest(start, duration, rates[turn])
        agreed = agreed + 1 if found == start else 1
        start, turn = found, (turn + 1) % len(shared)
    return start


class Roles:
    """In which role tensors are read from memories, as the module's documentation defines it."""

    def __init__(self, machine: Machine, network: Network):
        self._machine = machine
        self._layers = network.layers
        self._first: set[tuple[int, int, int]] = set()
        """(stack or −1 − layer, tensor, memory) of what is read as a first operand."""
        for index, layer in enumerate(network.layers):
            for piece in layer.uses[0].pieces:
                for core in layer.cores:
                    memory = machine.memory_id(core, MemoryOperand.I1)
                    self._first |= {(layer.stack, piece.tensor, memory), (-1 - index, piece.tensor, memory)}

    def loaded(self, layer: int, tensor: int, core: int, memory: int) -> MemoryOperand:
        """The role of a tensor that is loaded for a layer into a memory of a core."""
        return self._role(-1 - layer, tensor, core, memory)

    def produced(self, layer: int, tensor: int, core: int, memory: int) -> MemoryOperand:
        """The role of a tensor that a layer produces for others of its stack, in a memory of a core."""
        return self._role(self._layers[layer].stack, tensor, core, memory)

    def _role(self, scope: int, tensor: int, core: int, memory: int) -> MemoryOperand:
        first = (scope, tensor, memory) in self._first
        if first and self._machine.memory_id(core, MemoryOperand.I1) == memory:
            return MemoryOperand.I1
        return MemoryOperand.I2


def delivery_roles(machine: Machine, network: Network, graph: TileGraph) -> list[MemoryOperand]:
    """The role in which each delivery is read."""
    roles = Roles(machine, network)
    blocks = graph.delivery_block
    columns = (
        graph.part_layer[graph.block_part[blocks]],
        graph.block_tensor[blocks],
        graph.delivery_core,
        graph.delivery_memory,
    )
    return [
        (roles.produced if produced else roles.loaded)(*row)
        for produced, *row in zip(
            graph.block_produced[blocks].tolist(), *(column.tolist() for column in columns), strict=True
        )
    ]


@dataclass(frozen=True, eq=False)
class Way:
    """One route of a transfer of a given size."""

    route: int
    """Index into `Carrier.routes`."""
    rate_bits: int
    duration_cycles: int
    shared: tuple[Bandwidth, ...]
    energy_pj: float
    barren: list[int]
    """[from, to): no start in this interval is possible."""

    def earliest(self, ready: int) -> int:
        """The first start at or after `ready` at which everything shared has the rate free."""
        start, barren, shared = ready, self.barren, self.shared
        if barren[0] <= start < barren[1]:
            start = barren[1]
        start = earliest_of(shared, [self.rate_bits] * len(shared), start, self.duration_cycles)
        if barren[0] <= ready <= barren[1]:
            barren[1] = max(barren[1], start)
        elif start - ready > barren[1] - barren[0]:
            barren[:] = ready, start
        return start


class Carrier:
    """Carries data over the machine: knows the ways and keeps the bandwidth that is taken. If `free`, data is there at once, and
    takes no bandwidth."""

    def __init__(self, machine: Machine, interconnect: Interconnect, *, free: bool = False):
        self.routes: list[Route] = []
        self._free = free
        self._machine = machine
        self._interconnect = interconnect
        self._channels = [Bandwidth(channel.bandwidth_bits) for channel in interconnect.channels]
        self._ports: dict[tuple[int, str, str], Bandwidth] = {}
        """By core, memory and port."""
        self._route_ids: dict[tuple[int, int], range] = {}
        self._ways: dict[tuple[int, int, MemoryOperand, int], list[Way]] = {}

    def reaches(self, source: int, target: int) -> bool:
        """Whether any route leads from one core to another."""
        return bool(self._routes_between(source, target))

    def carry(self, source: int, target: int, role: MemoryOperand, bits: int, ready: int) -> tuple[int, Way]:
        """Reserve the transfer that ends first; of equally good ones the first route.

        Returns its start and its way. Raises ValueError if the target is out of reach.
        """
        key = (source, target, role, bits)
        ways = self._ways.get(key)
        if ways is None:
            ways = self._ways[key] = self._find_ways(*key)
        best, start = ways[0], ways[0].earliest(ready)
        for way in ways[1:]:
            other = way.earliest(ready)
            if other + way.duration_cycles < start + best.duration_cycles:
                best, start = way, other
        for bandwidth in best.shared:
            bandwidth.take(start, start + best.duration_cycles, best.rate_bits)
        return start, best

    def _find_ways(self, source: int, target: int, role: MemoryOperand, bits: int) -> list[Way]:
        machine = self._machine
        ends = transfer_ends(machine, source, target, role)
        width = min(end.port.bandwidth_max_bits for end in ends)
        ports = tuple(self._port(end) for end in ends)
        ways: list[Way] = []
        for index in self._routes_between(source, target):
            route = self.routes[index]
            rate = min(width, route.bandwidth_bits) if route.channels else width
            shared = tuple(self._channels[channel] for channel in route.channels)
            energy = transfer_energy(machine, *ends, route, bits).total_pj
            duration = route.latency_cycles + -(-bits // rate)
            if self._free:
                ways.append(Way(index, rate, 0, (), energy, [0, 0]))
            else:
                ways.append(Way(index, rate, duration, (*shared, *ports), energy, [0, 0]))
        if not ways:
            raise ValueError(
                f"core '{machine.cores[target].name}' cannot be reached from '{machine.cores[source].name}'"
            )
        return ways

    def datapath(self, core: int, operands: int) -> tuple[Bandwidth, ...]:
        """The ports that tiles of a core share with transfers, if they read so many operands."""
        reads = (MemoryOperand.I1, MemoryOperand.I2)[:operands]
        accesses = [(role, Direction.TO_LOW) for role in reads] + [(MemoryOperand.O, Direction.FROM_LOW)]
        ends = [memory_port(self._machine, core, *access) for access in accesses]
        return tuple(dict.fromkeys(self._port(end) for end in ends if serves_transfers(end.port)))

    def _port(self, end: MemoryPort) -> Bandwidth:
        key = (end.core, end.memory.name, end.port.name)
        return self._ports.setdefault(key, Bandwidth(end.port.bandwidth_max_bits))

    def _routes_between(self, source: int, target: int) -> range:
        key = (source, target)
        if key not in self._route_ids:
            found = self._interconnect.routes(source, target)[:ALTERNATIVES]
            self._route_ids[key] = range(len(self.routes), len(self.routes) + len(found))
            self.routes += found
        return self._route_ids[key]
