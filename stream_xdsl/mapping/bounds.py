"""What no schedule of a network on a machine, or of one of its stacks, can beat, whatever is decided or if something is.

Each resource has a bound of its own: the cycles that it alone needs for what cannot be avoided. The greatest of them
bounds the latency, and the resource that has it *binds*. `docs/bounds.md` derives them.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from functools import cached_property
from math import ceil, prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.transfers import datapath_ports, memory_port
from stream_xdsl.cost.roofline import busy_units
from stream_xdsl.cost.tiles import cycles_per_point
from stream_xdsl.hardware.machine import (
    Array,
    CoreType,
    Direction,
    Machine,
    MemoryOperand,
    PortKind,
    operand_role,
)
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.mapping.barriers import Barriers, elements_read, positions_read
from stream_xdsl.mapping.channels import Journey, channels_cycles, passage_cycles, sum_of_largest
from stream_xdsl.mapping.decided import Decided
from stream_xdsl.mapping.offchip import (
    channel_bits_per_cycle,
    offchip_is_shared,
    port_bits_per_cycle,
    read_bits_per_cycle,
    total_bits_per_cycle,
    write_bits_per_cycle,
)
from stream_xdsl.mapping.windows import Windows
from stream_xdsl.workload.network import Layer, Network

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class LatencyBounds:
    """Cycles that each resource needs at least."""

    compute_cycles: int
    """The arrays of the cores that can run the layers, always busy."""
    core_ports_cycles: int
    """Those arrays and, taking turns with them, the ports of outermost memories that their tiles share with transfers."""
    offchip_ports_cycles: int
    """Off-chip memory: inputs and weights once from, outputs once to it."""
    offchip_channels_cycles: int
    """The links and buses at off-chip memory, for the same."""
    channels_cycles: int
    """The links and buses around cores that some layers cannot leave."""
    critical_path_cycles: int
    """What layers that end take, and after them what must still be computed or loaded then."""

    @property
    def cycles(self) -> int:
        """The greatest of them."""
        return getattr(self, f"{self.binding}_cycles")

    @property
    def binding(self) -> str:
        """The resource that has it, the first of several."""
        return max(fields(self), key=lambda own: getattr(self, own.name)).name.removesuffix("_cycles")


@dataclass(frozen=True)
class Bounds:
    """Lower bounds of a whole network, or of one stack."""

    latency: LatencyBounds
    energy_pj: float
    """Of a stack without static power."""

    @property
    def latency_cycles(self) -> int:
        """Of a stack: from its first transfer or tile to its last."""
        return self.latency.cycles

    def tightened(self, other: "Bounds") -> "Bounds":
        """What both say of the same schedules."""
        names = [own.name for own in fields(LatencyBounds)]
        greater = {name: max(getattr(self.latency, name), getattr(other.latency, name)) for name in names}
        return Bounds(LatencyBounds(**greater), max(self.energy_pj, other.energy_pj))


def lower_bounds(network: Network, machine: Machine) -> Bounds:
    """Provable lower bounds on latency and energy, whatever is decided.

    Latency: no layer is faster than its operations on all units that can run it, also together with the other layers that
    need the same cores; what must come from off-chip memory (elements that some layer really reads) or go there passes its
    ports and channels at their bandwidth; and where that needs a port which tiles of the core hold, the core does one or the
    other. Energy: every operation on the thriftiest core type that runs it, those compulsory accesses and channel crossings,
    and static power for as long as the latency bound. Raises ValueError naming a layer that no core can run.
    """
    return NetworkBounds(network, machine).bounds(Decided())


class NetworkBounds:
    """Lower bounds of one network on one machine, each of all mappings that keep some decisions."""

    def __init__(self, network: Network, machine: Machine):
        """Raises ValueError naming a layer that no core can run."""
        self._machine = machine
        self._facts = _Facts(network, machine, range(len(network.layers)))
        self._may_stream = {
            (layer, operand)
            for layer, own in enumerate(network.layers)
            if not all(_fits(own, machine.cores[core].core_type) for core in machine.cores_running(own.kind))
            for operand in range(len(own.uses))
        }

    def bounds(self, decided: Decided) -> Bounds:
        """As those of `lower_bounds`, with placed layers where they are, as slow as their tiles, and with results that cross the borders of stacks off-chip."""
        bounds = self._undecided
        if decided.groups or decided.placed:
            # Where a placed layer has the fewest operands, fewer ports are known to be held than if it were not looked at.
            bounds = bounds.tightened(_Scope(self._facts, decided).bounds(self._may_stream))
        static = self._machine.static_power_pj_per_cycle * bounds.latency_cycles
        return replace(bounds, energy_pj=bounds.energy_pj + static)

    @cached_property
    def _undecided(self) -> Bounds:
        return _Scope(self._facts, Decided()).bounds(self._may_stream)


def stack_bounds(
    network: Network, machine: Machine, streams: Collection[tuple[int, int]]
) -> tuple[Bounds, ...]:
    """The bounds of each stack, given what the stacks are and which (layer, operand) stream while tiles run.

    What crosses a stack's border passes through off-chip memory. Latency counts from the stack's first transfer or tile to
    its last, because data may come long before its first tile; energy is without static power.
    """
    members: list[list[int]] = [[] for _ in network.stacks]
    for index, layer in enumerate(network.layers):
        members[layer.stack].append(index)
    return tuple(_Scope(_Facts(network, machine, layers), Decided()).bounds(streams) for layers in members)


def compulsory_bits(network: Network) -> tuple[int, int]:
    """Bits that must be read from and written to off-chip memory at least once.

    Of an input or weight that several layers read in part, the largest part of those that have elements in common; outputs
    whole. An input that the network returns as it is needs no movement.
    """
    layers = range(len(network.layers))
    arrivals = _arrivals(network, _readings(network, layers), layers, {})
    return _most_bits(arrivals), sum(bits for bits, _ in _departures(network, layers, {}))


@dataclass(frozen=True)
class _Reading:
    """What one layer reads of a tensor through one operand."""

    tensor: int
    layer: int
    operand: int
    bits: int
    region: int
    """Readings of an input or weight without a position in common along some axis are of different regions, unless others join them; of what
    layers make, each tensor is one."""


def _readings(network: Network, layers: Sequence[int]) -> list[_Reading]:
    pieces = [
        (piece, i, operand, elements)
        for i in layers
        for operand, use in enumerate(network.layers[i].uses)
        for piece in use.pieces
        if (elements := elements_read(network.layers[i], use, piece))
    ]
    by_tensor: dict[int, list[int]] = {}
    for number, (piece, *_) in enumerate(pieces):
        by_tensor.setdefault(piece.tensor, []).append(number)
    regions = [piece.tensor for piece, *_ in pieces]
    fresh = len(network.tensors)
    for tensor, numbers in by_tensor.items():
        if len(numbers) == 1 or tensor in network.producer:
            continue
        shape = network.tensors[tensor].shape
        read = [
            positions_read(network.layers[i], network.layers[i].uses[operand], piece, shape)
            for piece, i, operand, _ in (pieces[number] for number in numbers)
        ]
        for members in _overlapping(read)[1:]:
            for member in members:
                regions[numbers[member]] = fresh
            fresh += 1
    return [
        _Reading(piece.tensor, i, operand, elements * network.tensors[piece.tensor].bits, region)
        for (piece, i, operand, elements), region in zip(pieces, regions, strict=True)
    ]


def _overlapping(read: Sequence[tuple[frozenset[int], ...]]) -> list[list[int]]:
    """Groups of what is read, by positions along each axis, such that those of different groups have no element in common."""
    groups: list[list[int]] = []
    for number, own in enumerate(read):
        apart = [g for g in groups if all(_have_none_in_common(read[member], own) for member in g)]
        met = [member for g in groups if g not in apart for member in g]
        groups = [*apart, [*met, number]]
    return sorted(groups)


def _have_none_in_common(one: Sequence[frozenset[int]], other: Sequence[frozenset[int]]) -> bool:
    return any(own.isdisjoint(others) for own, others in zip(one, other, strict=True))


def _arrivals(
    network: Network, readings: Iterable[_Reading], layers: Sequence[int], groups: Mapping[int, int]
) -> list[_Reading]:
    """Of what these layers read, what none of them makes, or what crosses a border between groups."""
    maker = {network.layers[i].output: i for i in layers}
    return [
        reading
        for reading in readings
        if (own := maker.get(reading.tensor)) is None or groups.get(own) != groups.get(reading.layer)
    ]


def _departures(network: Network, layers: Sequence[int], groups: Mapping[int, int]) -> list[tuple[int, int]]:
    """(bits, layer) of results that go to off-chip memory, for others than these layers, across such a border, or as outputs."""
    members = set(layers)
    return [
        (network.tensors[tensor].size_bits, i)
        for i in layers
        if (tensor := network.layers[i].output) in network.outputs
        or any(
            reader not in members or groups.get(reader) != groups.get(i)
            for reader in network.consumers.get(tensor, ())
        )
    ]


def _most_bits(arrivals: Iterable[_Reading]) -> int:
    """What comes at least, if every tensor comes once."""
    return sum_of_largest((arrival.region, arrival.bits) for arrival in arrivals)


def _fits(layer: Layer, core_type: CoreType) -> bool:
    """Whether a core's outermost memories hold all that a layer reads and writes at once, so that nothing need ever stream."""
    points = prod(layer.sizes[d] for d in layer.output_map.relevant_dims)
    needs = [(MemoryOperand.O, points * max(layer.psum_bits, layer.output_bits))]
    needs += [(operand_role(i), prod(use.shape) * use.bits) for i, use in enumerate(layer.uses)]
    if not all(core_type.levels(role) for role, _ in needs):
        return False
    room = {memory.name: memory.size_bits for memory in core_type.memories}
    for role, bits in needs:
        room[core_type.top(role).name] -= bits
    return min(room.values()) >= 0


class _Facts:
    """What holds of some layers of a network, all of them or a stack, whatever is decided."""

    def __init__(self, network: Network, machine: Machine, layers: Sequence[int]):
        self.network = network
        self.machine = machine
        self.layers = layers
        self.capable = {i: self._cores(network.layers[i]) for i in layers}
        self.readings = _readings(network, layers)
        self._waits: dict[tuple[int, int, int, tuple[MemoryOperand, ...], Direction], Fraction] = {}
        self._memories: dict[tuple[frozenset[int], tuple[MemoryOperand, ...]], frozenset[int]] = {}
        self._unit_cycles: dict[tuple[int, frozenset[int]], Fraction] = {}
        self._by_type: dict[tuple[Hashable, ...], Fraction] = {}

    def unit_cycles(self, layer: int, cores: frozenset[int]) -> Fraction:
        """Cycles of single units that an operation of a layer takes where it takes the fewest of those cores, those of units that it leaves idle included."""
        key = layer, cores
        if key not in self._unit_cycles:
            types = {self.machine.cores[core].core_type for core in cores}
            self._unit_cycles[key] = min(
                self._type_unit_cycles(self.network.layers[layer], own, own.array)
                for own in types
                if own.array
            )
        return self._unit_cycles[key]

    def _type_unit_cycles(self, layer: Layer, core_type: CoreType, array: Array) -> Fraction:
        key = layer.kind, layer.dims, layer.sizes, layer.uses[0].bits, core_type.name
        if key not in self._by_type:
            spent = cycles_per_point(layer, array) * array.units
            self._by_type[key] = Fraction(spent, busy_units(layer, core_type))
        return self._by_type[key]

    def _cores(self, layer: Layer) -> frozenset[int]:
        cores = frozenset(self.machine.cores_running(layer.kind))
        if not cores:
            raise ValueError(
                f"no core of '{self.machine.name}' runs layer '{layer.name}' ({layer.kind.value})"
            )
        return cores

    def entries(self, arrival: _Reading) -> tuple[MemoryOperand, ...]:
        """The roles in which data may enter: what is also the first operand may do so as that, in one memory."""
        role = operand_role(arrival.operand)
        first = self.network.layers[arrival.layer].uses[0].pieces
        if any(piece.tensor == arrival.tensor for piece in first):
            return tuple(dict.fromkeys((MemoryOperand.I1, role)))
        return (role,)

    def memories(self, cores: frozenset[int], roles: tuple[MemoryOperand, ...]) -> frozenset[int]:
        """Outermost memories in which these cores keep data of these roles, as indices into the machine's `top_memories`."""
        key = cores, roles
        if key not in self._memories:
            self._memories[key] = frozenset(
                self.machine.memory_id(core, role)
                for core in cores
                for role in roles
                if self.machine.cores[core].core_type.levels(role)
            )
        return self._memories[key]

    def waits(
        self, core: int, operands: int, rate: int, roles: tuple[MemoryOperand, ...], direction: Direction
    ) -> Fraction:
        """Units times cycles that wait at least while one bit passes through a port of a core's outermost memory."""
        key = core, operands, rate, roles, direction
        if key not in self._waits:
            self._waits[key] = self._waiting(*key)
        return self._waits[key]

    def _waiting(
        self, core: int, operands: int, rate: int, roles: tuple[MemoryOperand, ...], direction: Direction
    ) -> Fraction:
        if not all(self.machine.cores[core].core_type.levels(role) for role in MemoryOperand):
            return Fraction(0)
        held = datapath_ports(self.machine, core, operands)
        for role in roles:
            # Through a memory that several cores share, data may come by the port of another of them.
            shared = len(self.machine.top_memories[self.machine.memory_id(core, role)]) > 1
            if shared or memory_port(self.machine, core, role, direction) not in held:
                return Fraction(0)
        return Fraction(
            _units_of(self.machine, core), min(rate, sum(e.port.bandwidth_max_bits for e in held))
        )

    @cached_property
    def path(self) -> "_Path":
        """The barriers that matter, in order."""
        network, layers = self.network, list(self.layers)
        barriers = Barriers(network, layers)
        windows = Windows(network, layers, barriers)
        after = {b: barriers.operations_after(b) for b in layers}
        awaiting = {b: barriers.awaiting(b) for b in layers}
        reading = {
            b: windows.after(b)
            | {
                i: frozenset(range(len(network.layers[i].uses)))
                for i, count in after[b].items()
                if count == network.layers[i].points
            }
            for b in layers
        }
        made = {network.layers[i].output for i in layers}
        brought = {(r.layer, r.operand) for r in self.readings if r.tensor not in made}
        held = {
            b: (after[b], brought.intersection((i, o) for i, own in reading[b].items() for o in own))
            for b in layers
        }
        # Of barriers that hold back the same only the last one matters, when the others have ended, too.
        kept = [
            b
            for b, own in held.items()
            if any(own)
            and not any(
                o != b and own == other and b in barriers.ended[o] and awaiting[b] <= awaiting[o]
                for o, other in held.items()
            )
        ]
        points = [network.layers[i].points for i in layers]
        return _Path(
            np.array([points, *([after[b].get(i, 0) for i in layers] for b in kept)]),
            np.array(
                [*([i in barriers.ended[b] for i in layers] for b in kept), [True] * len(layers)],
                dtype=np.int64,
            ),
            np.array([[True] * len(layers), *([i in awaiting[b] for i in layers] for b in kept)]),
            np.array(
                [[True] * len(layers), *([i in reading[b] or i in after[b] for i in layers] for b in kept)],
                dtype=np.int64,
            ),
            {
                (r.layer, r.operand): np.array(
                    [True, *(r.operand in reading[b].get(r.layer, ()) for b in kept)], dtype=np.int64
                )
                for r in self.readings
            },
        )


@dataclass(frozen=True, eq=False)
class _Path:
    """Barriers between the beginning and the end; a column per layer."""

    started: Ints
    """A row for the beginning and each barrier: operations of each layer that come after it."""
    ended: Ints
    """A row for each barrier and the end: whether each layer ends before it."""
    late: Bools
    """A row for the beginning and each barrier: whether all results of a layer come after it."""
    follows: Ints
    """A row for the beginning and each barrier: whether anything of a layer comes after it."""
    read: Mapping[tuple[int, int], Ints]
    """By layer and operand, for the beginning and each barrier whether all that the layer reads is read after it."""


def _units_of(machine: Machine, core: int) -> int:
    array = machine.cores[core].core_type.array
    return 0 if array is None else array.units


class _Scope:
    """Some layers of a network, given what is decided."""

    def __init__(self, facts: _Facts, decided: Decided):
        self._facts = facts
        self._network = network = facts.network
        self._machine = machine = facts.machine
        self._layers = facts.layers
        self._placed = decided.placed
        self._capable = {
            i: frozenset(decided.placed[i].core_cycles) if i in decided.placed else cores
            for i, cores in facts.capable.items()
        }
        # Cores that work in off-chip memory itself need nothing brought.
        in_place = offchip_is_shared(machine)
        self._arrivals = [] if in_place else _arrivals(network, facts.readings, facts.layers, decided.groups)
        self._departures = [] if in_place else _departures(network, facts.layers, decided.groups)
        self._read_rate = read_bits_per_cycle(machine)
        self._write_rate = write_bits_per_cycle(machine)
        self._total_rate = total_bits_per_cycle(machine)

    def bounds(self, streams: Collection[tuple[int, int]]) -> Bounds:
        """All bounds, where operands of those layers may come while tiles run."""
        reads, writes = _most_bits(self._arrivals), sum(bits for bits, _ in self._departures)
        everywhere = frozenset[int]().union(*self._capable.values())
        alone = {frozenset({core}) for own in self._placed.values() for core in own.core_cycles}
        sets = {*self._capable.values(), everywhere, *alone} - {frozenset[int]()}
        ports, channels = (
            passage_cycles(
                reads,
                writes,
                rate(self._machine, reads=True),
                rate(self._machine, writes=True),
                rate(self._machine, reads=True, writes=True),
            )
            for rate in (port_bits_per_cycle, channel_bits_per_cycle)
        )
        return Bounds(
            LatencyBounds(
                max((-(-self._work(cores) // self._units(cores)) for cores in sets), default=0),
                max((self._core_ports_cycles(cores, streams) for cores in sets), default=0),
                ports,
                channels,
                channels_cycles(self._machine, self._journeys()),
                self._critical_path_cycles(sets),
            ),
            self._energy_pj(reads, writes),
        )

    def _confined(self, cores: frozenset[int]) -> dict[int, Layer]:
        """The layers that no other core can run."""
        return {i: self._network.layers[i] for i in self._layers if self._capable[i] <= cores}

    def _units(self, cores: frozenset[int]) -> int:
        return sum(_units_of(self._machine, core) for core in cores)

    def _work(self, cores: frozenset[int]) -> int:
        """Cycles of single units that the layers confined to these cores take in all, and those parts of placed ones that are there."""
        free = sum(
            int(layer.points * self._unit_cycles[i])
            for i, layer in self._confined(cores).items()
            if i not in self._placed
        )
        return free + sum(
            cycles * _units_of(self._machine, core)
            for own in self._placed.values()
            for core, cycles in own.core_cycles.items()
            if core in cores
        )

    @cached_property
    def _unit_cycles(self) -> dict[int, Fraction]:
        """By layer those of an operation, where it takes the fewest."""
        return {i: self._facts.unit_cycles(i, self._capable[i]) for i in self._layers}

    # Core ports

    def _core_ports_cycles(self, cores: frozenset[int], streams: Collection[tuple[int, int]]) -> int:
        """While data pass through a port that tiles of a core hold, the core's units wait: as many cycles as the data take at
        the rate of off-chip memory, or of the ports. Each bit passes where it makes the fewest units wait."""
        confined = self._confined(cores)
        # Whatever the layer, tiles hold the ports of those with the fewest operands.
        there = {*confined, *(i for i, own in self._placed.items() if not cores.isdisjoint(own.core_cycles))}
        operands = min(len(self._network.layers[i].uses) for i in there)
        arriving = [
            arrival
            for arrival in self._arrivals
            if arrival.layer in confined and (arrival.layer, arrival.operand) not in streams
        ]
        leaving = [(bits, layer) for bits, layer in self._departures if layer in confined]

        def arrive(rate: int) -> Fraction | int:
            return sum_of_largest(
                (
                    arrival.region,
                    arrival.bits
                    * self._waiting(
                        arrival.layer, operands, rate, self._facts.entries(arrival), Direction.FROM_HIGH
                    ),
                )
                for arrival in arriving
            )

        def leave(rate: int) -> Fraction:
            roles = (MemoryOperand.O,)
            return sum(
                (
                    bits * self._waiting(layer, operands, rate, roles, Direction.TO_HIGH)
                    for bits, layer in leaving
                ),
                Fraction(0),
            )

        waiting = max(
            arrive(self._read_rate),
            leave(self._write_rate),
            arrive(self._total_rate) + leave(self._total_rate),
        )
        return ceil(Fraction(self._work(cores) + waiting) / self._units(cores))

    def _waiting(
        self,
        layer: int,
        operands: int,
        rate: int,
        roles: tuple[MemoryOperand, ...],
        direction: Direction,
    ) -> Fraction:
        """Units times cycles that wait at least while one bit of a layer passes through a port of its core's outermost memory."""
        return min(self._facts.waits(core, operands, rate, roles, direction) for core in self._capable[layer])

    # Channels

    def _journeys(self) -> list[Journey]:
        """What comes from off-chip memory, goes there, or goes from layer to layer."""
        offchip, producer = frozenset({self._machine.offchip}), self._network.producer
        arrivals = [Journey(r.region, r.bits, offchip, self._capable[r.layer]) for r in self._arrivals]
        departures = [
            Journey(self._network.layers[i].output, bits, self._capable[i], offchip)
            for bits, i in self._departures
        ]
        moves = [
            Journey(r.region, r.bits, self._capable[maker], self._capable[r.layer])
            for r in self._facts.readings
            if (maker := producer.get(r.tensor)) in self._capable
        ]
        return [*arrivals, *departures, *moves]

    # Critical path

    def _critical_path_cycles(self, sets: Collection[frozenset[int]]) -> int:
        """From barrier to barrier, the beginning and the end among them: what starts after the one and ends before the other."""
        least = self._least_cycles(sets, self._facts.path)
        reached = [0]
        for later, own in enumerate(least.T):
            ways = [r + int(c) for r, c in zip(reached, own[: later + 1], strict=True) if c >= 0]
            reached.append(max(ways, default=0))
        return reached[-1]

    def _least_cycles(self, sets: Collection[frozenset[int]], path: _Path) -> Ints:
        """Cycles from each barrier to each later one, or −1 if nothing goes on in between."""
        started, ended, late = path.started, path.ended, path.late
        layers = list(self._layers)
        unit_cycles = [self._unit_cycles[i] for i in layers]
        works = started * [own.numerator for own in unit_cycles] // [own.denominator for own in unit_cycles]
        cycles = np.zeros((len(started), len(ended)), dtype=np.int64)
        for cores in sets:
            confined = np.array([self._capable[i] <= cores for i in layers])
            np.maximum(cycles, -(-(works * confined) @ ended.T // self._units(cores)), out=cycles)
        reads = np.zeros_like(cycles)
        places = [(arrival, self._memories(arrival)) for arrival in self._arrivals]
        memory_sets = {own for _, own in places}
        for memories in {*memory_sets, frozenset[int]().union(*memory_sets)}:
            brought = self._brought([arrival for arrival, own in places if own <= memories], path)
            # What is on chip when a barrier is reached need not come after it.
            brought[1:] = np.maximum(brought[1:] - self._capacity_bits(memories), 0)
            np.maximum(reads, brought, out=reads)
        position = {layer: place for place, layer in enumerate(layers)}
        writes = np.zeros_like(cycles)
        for bits, layer in self._departures:
            writes[:, -1] += late[:, position[layer]] * bits
        for rate in (port_bits_per_cycle, channel_bits_per_cycle):
            for bits, limit in (
                (reads, rate(self._machine, reads=True)),
                (writes, rate(self._machine, writes=True)),
                (reads + writes, rate(self._machine, reads=True, writes=True)),
            ):
                if limit:
                    np.maximum(cycles, -(-bits // limit), out=cycles)
        return np.where(path.follows @ ended.T > 0, cycles, -1)

    def _brought(self, arrivals: Sequence[_Reading], path: _Path) -> Ints:
        """Bits that are read after each barrier by layers that end before each later one."""
        position = {layer: place for place, layer in enumerate(self._layers)}
        by_region: dict[int, Ints] = {}
        for arrival in arrivals:
            read = path.read[arrival.layer, arrival.operand] * arrival.bits
            own = np.outer(read, path.ended[:, position[arrival.layer]])
            by_region[arrival.region] = np.maximum(by_region.get(arrival.region, 0), own)
        return sum(by_region.values(), np.zeros((len(path.started), len(path.ended)), dtype=np.int64))

    def _memories(self, arrival: _Reading) -> frozenset[int]:
        return self._facts.memories(self._capable[arrival.layer], self._facts.entries(arrival))

    def _capacity_bits(self, memories: Iterable[int]) -> int:
        return sum(self._machine.memory(memory).size_bits for memory in memories)

    # Energy

    def _energy_pj(self, reads: int, writes: int) -> float:
        operations = sum(
            self._placed[i].energy_pj
            if i in self._placed
            else self._network.layers[i].points * min(self._mac_energies_pj(self._network.layers[i]))
            for i in self._layers
        )
        return operations + _movement_pj(self._machine, reads, writes)

    def _mac_energies_pj(self, layer: Layer) -> Iterator[float]:
        for core_type in self._machine.core_types:
            if core_type.array is not None and core_type.can_run(layer.kind):
                yield core_type.array.mac_energy_pj


def _movement_pj(machine: Machine, reads: int, writes: int) -> float:
    """The cheapest access of off-chip memory and the cheapest channel for every bit."""
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
    return moved
