"""How data moves: memory ports, rates, shared bandwidths and energy of every kind of transfer.

Ports. On chip, data leaves a producer's memory through its port for (O, to high) and enters a reader's memory through
that for (role, from high). What streams to a core while a tile runs takes no port there that the tile does not take itself. Off-chip memory is read through (role, to low) and written through (O, from low). The role
is I1 if any of the layers concerned reads the tensor there as its first operand, else I2: for a load the reading
layer, for all others every layer of the stack that reads the tensor from that memory. Of a shared memory that is
the other operand's to the core that the data is for, it is the other.

A port serves transfers side by side up to its bandwidth. Tiles and transfers of one core exclude each other where they need
the same port of an outermost memory: a tile may use it in every cycle. A tile reads its operands through the ports for
(I1, to low) and (I2, to low), and writes its result through that for (O, from low).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala import kernels
from stream_xdsl.hardware.machine import Direction, Machine, Memory, MemoryOperand, Port
from stream_xdsl.hardware.routes import Bundle, Interconnect, Route
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import TileGraph

Ints = npt.NDArray[np.int64]

OPERANDS = tuple(MemoryOperand)


class Movement(IntEnum):
    """Why data moves; see `docs/architecture.md`."""

    LOAD = kernels.LOAD
    MOVE = kernels.MOVE
    STORE = kernels.STORE
    SPILL = kernels.SPILL
    RELOAD = kernels.RELOAD
    STREAM = kernels.STREAM


@dataclass(frozen=True)
class MemoryPort:
    """One end of a transfer."""

    core: int
    memory: Memory
    port: Port


def memory_port(machine: Machine, core: int, operand: MemoryOperand, direction: Direction) -> MemoryPort:
    """The port of a core's outermost memory for an operand; raises UnmappableError if it has none."""
    memory = machine.cores[core].core_type.top(operand)
    port = memory.port(operand, direction)
    if port is None:
        raise UnmappableError(
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


def transfer_energy_pj(
    source: MemoryPort, targets: Sequence[MemoryPort], link_pj_per_bit: float, bits: int
) -> float:
    """What it costs to read so many bits, carry them over channels of so much energy together, and write them at every target."""
    read = source.memory.read_energy_of_pj(bits, source.port)
    writes = sum(target.memory.write_energy_of_pj(bits, target.port) for target in targets)
    return link_pj_per_bit * bits + (read + writes)


TRANSFER_ACCESSES = frozenset(
    {*((operand, Direction.FROM_HIGH) for operand in MemoryOperand), (MemoryOperand.O, Direction.TO_HIGH)}
)
"""How an on-chip memory is accessed by what comes from and goes to other memories."""


def datapath_ports(machine: Machine, core: int, operands: int) -> tuple[MemoryPort, ...]:
    """The ports that tiles of a core which read so many operands share with transfers, each once."""
    reads = (MemoryOperand.I1, MemoryOperand.I2)[:operands]
    accesses = [(role, Direction.TO_LOW) for role in reads] + [(MemoryOperand.O, Direction.FROM_LOW)]
    ends = [memory_port(machine, core, *access) for access in accesses]
    return tuple(dict.fromkeys(end for end in ends if not TRANSFER_ACCESSES.isdisjoint(end.port.serves)))


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
        """The role of a tensor that is loaded for a layer into a memory of a core, or streams there."""
        return self._role(-1 - layer, tensor, core, memory)

    def produced(self, layer: int, tensor: int, core: int, memory: int) -> MemoryOperand:
        """The role of a tensor that a layer produces for others of its stack, in a memory of a core."""
        return self._role(self._layers[layer].stack, tensor, core, memory)

    def _role(self, scope: int, tensor: int, core: int, memory: int) -> MemoryOperand:
        first = (scope, tensor, memory) in self._first
        roles = (MemoryOperand.I1, MemoryOperand.I2) if first else (MemoryOperand.I2, MemoryOperand.I1)
        return next((role for role in roles if self._machine.keeps(core, role, memory)), MemoryOperand.I2)


def delivery_roles(machine: Machine, network: Network, graph: TileGraph) -> Ints:
    """(D,) the role in which each delivery is read, as its position in `MemoryOperand`."""
    roles = Roles(machine, network)
    blocks = graph.delivery_block
    columns = (
        graph.block_produced[blocks],
        graph.part_layer[graph.block_part[blocks]],
        graph.block_tensor[blocks],
        graph.delivery_core,
        graph.delivery_memory,
    )
    distinct, which = distinct_rows(*columns)
    found = [(roles.produced if produced else roles.loaded)(*row) for produced, *row in distinct.tolist()]
    return np.array([OPERANDS.index(role) for role in found], dtype=np.int64)[which]


def distinct_rows(*columns: npt.NDArray[np.generic]) -> tuple[Ints, Ints]:
    """The distinct rows of a table of numbers from 0 up, ascending, and which of them each row is."""
    table = [column.astype(np.int64) for column in columns]
    key, size = np.zeros(len(table[0]), dtype=np.int64), 1
    for column in table:
        own = int(column.max(initial=0)) + 1
        if size * own >= 1 << 62:
            _, key = np.unique(key, return_inverse=True)
            size = len(key) + 1
        key, size = key * own + column, size * own
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    return np.stack([column[first] for column in table], axis=1), which


AddRows = Callable[[Sequence[Sequence[int]]], tuple[Ints, Ints]]

Lane = tuple[int, int, MemoryOperand]
"""Data of one role from one core to another."""


_Tree = tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]


class CarrierTables(NamedTuple):
    """How data can travel, as `kernels` has it."""

    lane: Ints
    bundle: Ints
    hop: Ints
    way: Ints
    choices: int
    """Bundles of more than one route."""
    crossed: int
    """Resources and steps of a way of each of them, in all."""


class Carrier:
    """How data can travel: lanes, the ways of each, and the resources that these take. If `free`, data is there at once, and
    takes no bandwidth."""

    def __init__(self, machine: Machine, interconnect: Interconnect, *, free: bool = False):
        self.lanes: list[Lane] = []
        self.bandwidths = [channel.bandwidth_bits for channel in interconnect.channels]
        """Of resources: channels, then ports."""
        self._free = free
        self._machine = machine
        self._interconnect = interconnect
        self._ports: dict[tuple[int, str, str], int] = {}
        """Core, memory and port -> resource."""
        self._lane_ids: dict[tuple[Lane, bool], int] = {}
        """Lane, and whether it streams."""
        self._streaming: set[int] = set()
        self._lane_ends: dict[int, tuple[MemoryPort, ...]] = {}
        self._trees: dict[_Tree, tuple[MemoryPort, list[MemoryPort], float]] = {}
        """By lanes and channels of ways from one core: the port that is read, those that are written, and what a bit takes on all channels."""
        self._lane_first = [0]
        self._bundles: list[tuple[int, Bundle, range]] = []
        """Lane, routes of it, and their steps."""
        self._steps: list[Ints] = []
        """As `kernels` has them."""
        self._step_count = 0
        self._pairs: dict[tuple[int, int], list[tuple[Bundle, range]]] = {}
        """Bundles between cores, and their steps."""

    def lane(self, source: int, target: int, role: MemoryOperand, *, streams: bool = False) -> int:
        """The number of a lane. It may have no way, where cores are out of reach."""
        lane = (source, target, role)
        key = (lane, streams)
        if key not in self._lane_ids:
            number = self._lane_ids[key] = len(self.lanes)
            self.lanes.append(lane)
            if streams:
                self._streaming.add(number)
            self._bundles += (
                (number, bundle, steps) for bundle, steps in self._bundles_between(source, target)
            )
            self._lane_first.append(len(self._bundles))
        return self._lane_ids[key]

    def stream_lane(self, target: int, role: MemoryOperand) -> int:
        """The number of the lane of what streams from off-chip memory to a core."""
        return self.lane(self._machine.offchip, target, role, streams=True)

    def lanes_of(self, sources: Ints, targets: Ints, roles: Ints) -> Ints:
        """The number of each lane; roles as positions in `MemoryOperand`."""
        distinct, which = distinct_rows(sources, targets, roles)
        found = [self.lane(source, target, OPERANDS[role]) for source, target, role in distinct.tolist()]
        return np.array(found, dtype=np.int64)[which]

    def datapath(self, core: int, operands: int) -> tuple[int, ...]:
        """The ports that tiles of a core share with transfers, as resources, if they read so many operands."""
        return tuple(self._port(end) for end in datapath_ports(self._machine, core, operands))

    def tables(self, add_rows: AddRows) -> CarrierTables:
        """What can be taken, as `kernels` has it; `add_rows` tells where lists of resources, and of steps, begin and end."""
        lanes = np.array([self._lane_first[:-1], self._lane_first[1:]], dtype=np.int64).T
        bundles = np.zeros((len(self._bundles), kernels.G_BARREN_TO + 1), dtype=np.int64)
        bundles[:, kernels.G_WAY] = -1
        taken: list[Sequence[int]] = []
        single: list[tuple[int, range]] = []
        """Bundles of one route, with its steps."""
        crossed = 0
        for row, (lane, bundle, steps) in enumerate(self._bundles):
            ends = self._ends(lane)
            width = min(end.port.bandwidth_max_bits for end in ends)
            if self._free:
                taken.append(())
            else:
                rate = min(width, bundle.bandwidth_bits) if bundle.hops else width
                bundles[row, [kernels.G_RATE, kernels.G_LATENCY]] = rate, bundle.latency_cycles
                taken.append((*bundle.common, *(self._port(end) for end in ends)))
            if self._free or len(steps) == bundle.states - 1:
                single.append((row, steps))
            else:
                bundles[row, [kernels.G_STEPS, kernels.G_STEPS_END]] = steps.start, steps.stop
                bundles[row, [kernels.G_END, kernels.G_CROSSED]] = bundle.states - 1, bundle.crossed
                crossed += 2 * bundle.crossed + len(ends)
        bundles[:, kernels.G_RESOURCES], bundles[:, kernels.G_RESOURCES_END] = add_rows(taken)
        ways = np.zeros((len(single), kernels.W_PREVIOUS + 1), dtype=np.int64)
        rows = np.array([row for row, _ in single], dtype=np.int64)
        bundles[rows, kernels.G_WAY] = np.arange(len(single))
        ways[:, kernels.W_BUNDLE] = rows
        ways[:, kernels.W_RESOURCES : kernels.W_RESOURCES_END + 1] = bundles[
            rows, kernels.G_RESOURCES : kernels.G_RESOURCES_END + 1
        ]
        ways[:, kernels.W_STEPS], ways[:, kernels.W_STEPS_END] = add_rows([steps for _, steps in single])
        steps = np.concatenate([np.zeros((0, kernels.H_NEXT + 1), dtype=np.int64), *self._steps])
        choices = len(bundles) - len(single)
        return CarrierTables(np.ascontiguousarray(lanes), bundles, steps, ways, choices, crossed)

    def ways(self, table: Ints, lists: Ints) -> tuple[Ints, Ints, tuple[Route, ...]]:
        """The lane and the route of each way, and the routes."""
        lanes = np.zeros(len(table), dtype=np.int64)
        routes = np.zeros(len(table), dtype=np.int64)
        known: dict[Route, int] = {}
        for way, row in enumerate(table.tolist()):
            lanes[way], bundle, rows = self._bundles[row[kernels.W_BUNDLE]]
            steps = lists[row[kernels.W_STEPS] : row[kernels.W_STEPS_END]].tolist()
            source, target, _ = self.lanes[lanes[way]]
            route = self._interconnect.route(
                source, target, [bundle.hops[step - rows.start] for step in steps]
            )
            routes[way] = known.setdefault(route, len(known))
        return lanes, routes, tuple(known)

    def energy_pj(self, lanes: Sequence[int], crossed: Sequence[Route], bits: int) -> float:
        """Of a transfer of so many bits over lanes and routes from one core, each channel once; read as for the first of its targets, by core."""
        key = tuple(lanes), tuple(route.channels for route in crossed)
        if key not in self._trees:
            ends = [self._ends(lane) for lane in sorted(lanes, key=lambda lane: self.lanes[lane])]
            channels = dict.fromkeys(channel for route in crossed for channel in route.channels)
            link = sum(self._interconnect.channels[channel].energy_pj_per_bit for channel in channels)
            self._trees[key] = ends[0][0], [target for own in ends for target in own[1:]], link
        source, targets, link = self._trees[key]
        return transfer_energy_pj(source, targets, link, bits)

    def _bundles_between(self, source: int, target: int) -> list[tuple[Bundle, range]]:
        key = (source, target)
        if key not in self._pairs:
            self._pairs[key] = []
            for bundle in self._interconnect.bundles(source, target):
                table = bundle.steps.copy()
                table[table[:, kernels.H_NEXT] >= 0, kernels.H_NEXT] += self._step_count
                self._steps.append(table)
                self._pairs[key].append((bundle, range(self._step_count, self._step_count + len(table))))
                self._step_count += len(table)
        return self._pairs[key]

    def _ends(self, lane: int) -> tuple[MemoryPort, ...]:
        """The ports that a lane takes: of what streams only that at its source."""
        if lane not in self._lane_ends:
            ends = transfer_ends(self._machine, *self.lanes[lane])
            self._lane_ends[lane] = ends[:1] if lane in self._streaming else ends
        return self._lane_ends[lane]

    def _port(self, end: MemoryPort) -> int:
        key = (end.core, end.memory.name, end.port.name)
        if key not in self._ports:
            self._ports[key] = len(self.bandwidths)
            self.bandwidths.append(end.port.bandwidth_max_bits)
        return self._ports[key]
