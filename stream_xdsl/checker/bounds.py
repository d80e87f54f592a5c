"""The bounds that a schedule claims no other can beat, derived anew from the network and the machine."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, prod
from typing import TypeVar

import numpy as np

from stream_xdsl.checker.crossing import Crossing, Crossings
from stream_xdsl.checker.energy import Books
from stream_xdsl.checker.interconnect import Interconnect
from stream_xdsl.checker.model import Layer, Model, Tensor, Value
from stream_xdsl.checker.needs import Reach, Region, held_in, tensors_of
from stream_xdsl.checker.path import Barrier, Segment, Waits, apart, longest_path
from stream_xdsl.checker.spread import Spread
from stream_xdsl.cost.tiles import dataflow_of
from stream_xdsl.hardware.machine import CoreType, Direction, MemoryOperand, Port, PortKind

_Rate = Callable[[bool, bool], int]
"""Bits per cycle, of those that leave and of those that arrive."""

_Amount = TypeVar("_Amount", int, Fraction)


@dataclass(frozen=True)
class Bounds:
    """What no schedule of some layers on the machine is below."""

    latency_cycles: Mapping[str, int]
    """By resource."""
    energy_pj: float


@dataclass(frozen=True, eq=False)
class _Reading:
    """A layer that reads some bits of a tensor through an operand."""

    tensor: int
    layer: int
    operand: int
    bits: int
    positions: tuple[frozenset[int], ...]
    """Per axis of the tensor; empty for what a layer makes."""
    source: int
    """The tensor, or a number of its own for a part of one that no reading of another part has an element of."""


class Bounder:
    """Bounds as `docs/bounds.md` derives them."""

    def __init__(self, model: Model):
        self.model = model
        self.machine = model.machine
        self.interconnect = Interconnect(model.machine)
        self.capable = [frozenset(model.machine.cores_running(layer.kind)) for layer in model.layers]
        self.complete = all(self.capable)
        """Whether every layer runs somewhere; otherwise there are no bounds."""
        self._readings = tuple(_readings(model))
        self._known_slowness: dict[tuple[Hashable, ...], Fraction] = {}

    def of_network(self) -> Bounds:
        """Of everything, with static power."""
        layers = range(len(self.model.layers))
        large = {
            i
            for i, layer in enumerate(self.model.layers)
            for core in self.capable[i]
            if not self._has_room(layer, self.machine.cores[core].core_type)
        }
        bounds = self._of(layers, {(i, o) for i in large for o in range(len(self.model.layers[i].operands))})
        static = Books(self.model).static_pj(max(bounds.latency_cycles.values())).values()
        return replace(bounds, energy_pj=bounds.energy_pj + sum(static))

    def of_stack(self, stack: int, streamed: Collection[tuple[int, int]]) -> Bounds:
        """Of the layers of a stack, if those operands of those layers stream."""
        return self._of([i for i, layer in enumerate(self.model.layers) if layer.stack == stack], streamed)

    def _of(self, layers: Collection[int], streamed: Collection[tuple[int, int]]) -> Bounds:
        readings, results = self._in_parts(self._brought(layers)), self._taken(layers)
        reads, writes = _sum_of_largest(readings), sum(results.values())
        sets = self._core_sets(layers)
        waiting = [r for r in readings if (r.layer, r.operand) not in streamed]
        latency = {"compute": 0, "core_ports": 0}
        for cores in sets:
            confined = [i for i in layers if self.capable[i] <= cores]
            units = sum(map(self._units, cores))
            work = sum(self._unit_cycles(i, prod(self.model.layers[i].sizes)) for i in confined)
            own = {i: bits for i, bits in results.items() if i in confined}
            idle = self._idle(confined, [r for r in waiting if r.layer in confined], own)
            latency["compute"] = max(latency["compute"], -(-work // units))
            latency["core_ports"] = max(latency["core_ports"], ceil((work + idle) / units))
        latency["offchip_ports"] = self._passing(self._port_rate, reads, writes)
        latency["offchip_channels"] = self._passing(self._channel_rate, reads, writes)
        latency["channels"] = self._crossing(layers, readings, results)
        latency["critical_path"] = self._path(layers, readings, results)
        operations = sum(prod(self.model.layers[i].sizes) * self._operation_pj(i) for i in layers)
        return Bounds(latency, operations + self._movement_pj(reads, writes))

    def _crossing(
        self, layers: Collection[int], readings: Iterable[_Reading], results: Mapping[int, int]
    ) -> int:
        """Of links and buses anywhere."""
        offchip, output = frozenset({self.machine.offchip}), {i: self.model.layers[i].output for i in layers}
        moves = [Crossing(r.source, r.bits, offchip, self.capable[r.layer]) for r in readings]
        moves += [Crossing(output[i], bits, self.capable[i], offchip) for i, bits in results.items()]
        for r in self._readings:
            producer = self.model.tensors[r.tensor].producer
            if r.layer in output and producer in output:
                moves.append(Crossing(r.tensor, r.bits, self.capable[producer], self.capable[r.layer]))
        return Crossings(self.interconnect, self.machine.offchip, moves).cycles()

    def _path(
        self, layers: Collection[int], readings: Collection[_Reading], results: Mapping[int, int]
    ) -> int:
        """Of layers one after another."""
        points = {i: prod(self.model.layers[i].sizes) for i in layers}
        core_sets = self._core_sets(layers)
        memories = {r: self._memories_for(r) for r in readings}
        memory_sets = {*memories.values(), frozenset[int]().union(*memories.values())}

        def least_cycles(segment: Segment) -> int:
            if segment.from_start:
                reads = _sum_of_largest(r for r in readings if r.layer in segment.operations)
            else:
                again = [r for r in readings if (r.layer, r.operand) in segment.read]
                # What was there before, on its way included, has to have room.
                reads = max(
                    (
                        _sum_of_largest(r for r in again if memories[r] <= own) - self._room(own)
                        for own in memory_sets
                    ),
                    default=0,
                )
            writes = sum(bits for i, bits in results.items() if i in segment.results)
            computing = (
                ceil(Fraction(self._unit_cycles_of(segment.operations, cores), sum(map(self._units, cores))))
                for cores in core_sets
            )
            rates = (self._port_rate, self._channel_rate)
            return max(0, *computing, *(self._passing(rate, max(0, reads), writes) for rate in rates))

        return longest_path(self._barriers(layers, points), points, least_cycles)

    def _barriers(self, layers: Collection[int], points: Mapping[int, int]) -> list[Barrier]:
        """The end of each layer, in their order."""
        whole: dict[int, list[int]] = {i: [] for i in layers}
        brought: set[tuple[int, int]] = set()
        for r in self._readings:
            tensor = self.model.tensors[r.tensor]
            if r.layer in whole and tensor.producer not in whole:
                brought.add((r.layer, r.operand))
            elif (
                r.layer in whole
                and tensor.producer is not None
                and r.bits == prod(tensor.shape) * tensor.bits
            ):
                whole[r.layer].append(tensor.producer)
        waits, spread = Waits(self.model, layers, whole), Spread(self.model, layers)
        found: list[Barrier] = []
        for barrier in sorted(layers):
            held, late = waits.held(barrier), frozenset(i for i in layers if barrier in waits.awaited[i])
            later = spread.of(barrier, late)
            read = {(i, position) for i, positions in later.items() for position in positions}
            # A layer of which nothing has begun has all to read.
            read |= {own for own in brought if held.get(own[0]) == points[own[0]]}
            found.append(
                Barrier(
                    barrier,
                    frozenset(waits.over(barrier)),
                    held,
                    frozenset(read & brought),
                    frozenset({*held, *later}),
                    late,
                )
            )
        return found

    def _memories_for(self, reading: _Reading) -> frozenset[int]:
        """Where a layer may keep what it reads."""
        return frozenset(
            self.machine.memory_id(core, role)
            for core in self.capable[reading.layer]
            for role in self._roles(reading)
            if self.machine.cores[core].core_type.levels(role)
        )

    def _roles(self, reading: _Reading) -> set[MemoryOperand]:
        """As what data may come to a core: what a layer's first operand has some of, also as that."""
        first = reading.tensor in tensors_of(self.model.layers[reading.layer].operands[0].value)
        own = {MemoryOperand.I2 if reading.operand else MemoryOperand.I1}
        return {*own, MemoryOperand.I1} if first else own

    def _unit_cycles_of(self, operations: Mapping[int, int], cores: frozenset[int]) -> int:
        """Cycles of one unit for some of the operations of layers that leave none of these cores."""
        return sum(self._unit_cycles(i, n) for i, n in operations.items() if self.capable[i] <= cores)

    def _core_sets(self, layers: Iterable[int]) -> set[frozenset[int]]:
        """Those that some layer can run on, and all of them together."""
        sets = {self.capable[i] for i in layers}
        return {*sets, frozenset[int]().union(*sets)} - {frozenset[int]()}

    def _room(self, memories: Iterable[int]) -> int:
        """Bits in outermost memories."""
        room = 0
        for memory in memories:
            core, name = self.machine.top_memories[memory][0]
            room += sum(m.size_bits for m in self.machine.cores[core].core_type.memories if m.name == name)
        return room

    # What has to move

    def _brought(self, layers: Collection[int]) -> list[_Reading]:
        """What layers read that is not made by any of them."""
        if self._in_place():
            return []
        members = set(layers)
        return [
            r
            for r in self._readings
            if r.layer in members and self.model.tensors[r.tensor].producer not in members
        ]

    def _in_parts(self, readings: Sequence[_Reading]) -> list[_Reading]:
        """The readings; of inputs and weights, those that share positions along each axis, directly or through others, have one source."""
        found, fresh = list(readings), len(self.model.tensors)
        parts: dict[int, list[list[int]]] = {}
        for place, reading in enumerate(readings):
            others = parts.setdefault(reading.tensor, [])
            met = [part for part in others if any(_share(readings[other], reading) for other in part)]
            joined = [other for part in met for other in part]
            parts[reading.tensor] = [*(part for part in others if part not in met), [*joined, place]]
        for own in parts.values():
            for part in own[1:]:
                for place in part:
                    found[place] = replace(readings[place], source=fresh)
                fresh += 1
        return found

    def _taken(self, layers: Collection[int]) -> dict[int, int]:
        """Bits of the results that others than these layers read, or that the network returns, by layer."""
        if self._in_place():
            return {}
        members = set(layers)
        wanted = {*self.model.outputs}
        wanted |= {
            tensor
            for i, layer in enumerate(self.model.layers)
            if i not in members
            for operand in layer.operands
            for tensor in held_in(operand.value, self.model.tensors)
        }
        tensors = ((i, self.model.layers[i].output) for i in layers)
        found = ((i, self.model.tensors[t]) for i, t in tensors if t in wanted)
        return {i: prod(tensor.shape) * tensor.bits for i, tensor in found}

    def _in_place(self) -> bool:
        """Whether off-chip memory is also the memory of other cores."""
        groups = ({core for core, _ in members} for members in self.machine.top_memories)
        return any(self.machine.offchip in cores and len(cores) > 1 for cores in groups)

    # Cores

    def _units(self, core: int) -> int:
        array = self.machine.cores[core].core_type.array
        return array.units if array else 0

    def _unit_cycles(self, index: int, operations: int) -> int:
        """Cycles of one unit for some operations of a layer, where they take the fewest, and units that they leave idle wait."""
        types = (self.machine.cores[core].core_type for core in self.capable[index])
        return floor(operations * min(self._slowness(index, own) for own in types if own.array))

    def _slowness(self, index: int, core_type: CoreType) -> Fraction:
        """Unit cycles of an operation on an array each of whose dimensions unrolls a loop, or what the core's dataflow says."""
        layer, loops = self.model.layers[index], self.model.network.layers[index].dims
        bits = max(self.model.tensors[t].bits for t in tensors_of(layer.operands[0].value))
        key = core_type.name, layer.kind, loops, layer.sizes, bits
        if key not in self._known_slowness:
            assert core_type.array is not None  # the caller looked
            told = dict(dataflow_of(core_type, layer.kind))
            reached = {(1,) * len(loops)}
            for name, length in core_type.array.dimensions:
                fixed = {loops.index(loop): n for loop, n in told.get(name, ()) if loop in loops}
                ways = [fixed] if fixed else [{d: length} for d in range(len(loops))]
                reached = {
                    tuple(
                        min(size, f * way.get(d, 1))
                        for d, (size, f) in enumerate(zip(layer.sizes, before, strict=True))
                    )
                    for before in reached
                    for way in ways
                }
            passes = layer.kind.cycles_per_operation * core_type.array.cycles_per_pass(bits)
            self._known_slowness[key] = Fraction(passes * core_type.array.units, max(map(prod, reached)))
        return self._known_slowness[key]

    def _idle(self, layers: list[int], readings: list[_Reading], results: Mapping[int, int]) -> Fraction:
        """Unit cycles that are lost, because what comes and goes keeps tiles from ports they need."""
        operands = min(len(self.model.layers[i].operands) for i in layers)
        most = Fraction(0)
        for arriving, leaving in ((True, False), (False, True), (True, True)):
            rate = min(
                r
                for r in (self._port_rate(arriving, leaving), self._channel_rate(arriving, leaving), 1 << 62)
                if r
            )
            idle = Fraction(0)
            if arriving:
                per_reading = ((r.source, r.bits * self._idle_per_bit(r, operands, rate)) for r in readings)
                idle += sum(_largest(per_reading).values())
            if leaving:
                for layer, bits in results.items():
                    access = [(MemoryOperand.O, Direction.TO_HIGH)]
                    idle += bits * min(
                        self._idle_of_core(core, operands, rate, access) for core in self.capable[layer]
                    )
            most = max(most, idle)
        return most

    def _idle_per_bit(self, reading: _Reading, operands: int, rate: int) -> Fraction:
        accesses = [(role, Direction.FROM_HIGH) for role in self._roles(reading)]
        return min(self._idle_of_core(core, operands, rate, accesses) for core in self.capable[reading.layer])

    def _idle_of_core(
        self, core: int, operands: int, rate: int, accesses: Iterable[tuple[MemoryOperand, Direction]]
    ) -> Fraction:
        """Unit cycles lost to a bit that a core receives or sends in one of these ways, whichever loses less."""
        core_type = self.machine.cores[core].core_type
        if any(not core_type.levels(role) for role in MemoryOperand):
            return Fraction(0)
        taken = self.interconnect.tile_ports(core, operands)
        for role, direction in accesses:
            alone = len(self.machine.top_memories[self.machine.memory_id(core, role)]) == 1
            if not alone or self.interconnect.port_of(core, role, direction) not in taken:
                return Fraction(0)
        widths = sum(self.interconnect.bandwidths[port] for port in taken)
        return Fraction(self._units(core), min(rate, widths))

    def _has_room(self, layer: Layer, core_type: CoreType) -> bool:
        """Whether all the layer reads, and its result while it accumulates, have room in the core's memories."""
        held: dict[str, int] = {}
        result = self.model.tensors[layer.output]
        amounts = [(MemoryOperand.O, _extent(layer) * max(layer.psum_bits, result.bits))]
        for position, operand in enumerate(layer.operands):
            bits = max(self.model.tensors[t].bits for t in tensors_of(operand.value))
            role = MemoryOperand.I2 if position else MemoryOperand.I1
            amounts.append((role, prod(self._shape(operand.value)) * bits))
        for role, bits in amounts:
            if not core_type.levels(role):
                return False
            name = core_type.top(role).name
            held[name] = held.get(name, 0) + bits
        return all(held.get(memory.name, 0) <= memory.size_bits for memory in core_type.memories)

    def _shape(self, value: Value) -> tuple[int, ...]:
        return self.model.tensors[value].shape if isinstance(value, int) else value.shape

    def _operation_pj(self, index: int) -> float:
        types = (self.machine.cores[core].core_type for core in self.capable[index])
        return min(t.array.mac_energy_pj for t in types if t.array is not None)

    # Off-chip memory

    def _ports(self) -> Iterator[tuple[Port, float, float]]:
        """The ports of off-chip memory, with the energy of a bit read and of one written through each."""
        for memory in self.machine.cores[self.machine.offchip].core_type.memories:
            for port in memory.ports:
                width = port.bandwidth_max_bits
                yield port, memory.read_energy_pj / width, memory.write_energy_pj / width

    def _port_rate(self, leaving: bool, arriving: bool) -> int:
        kinds = {PortKind.READ_WRITE}
        kinds |= {PortKind.READ} if leaving else set()
        kinds |= {PortKind.WRITE} if arriving else set()
        return sum(port.bandwidth_max_bits for port, *_ in self._ports() if port.kind in kinds)

    def _channel_rate(self, leaving: bool, arriving: bool) -> int:
        offchip = self.machine.offchip
        return sum(
            channel.bandwidth_bits
            for channel in self.interconnect.channels
            if (leaving and offchip in channel.senders) or (arriving and offchip in channel.receivers)
        )

    def _passing(self, rate: _Rate, reads: int, writes: int) -> int:
        amounts = (
            (reads, rate(True, False)),
            (writes, rate(False, True)),
            (reads + writes, rate(True, True)),
        )
        return max(ceil(Fraction(bits, limit)) if limit else 0 for bits, limit in amounts)

    def _movement_pj(self, reads: int, writes: int) -> float:
        """The cheapest access of off-chip memory and the cheapest channel for every bit."""
        offchip, channels, ports = self.machine.offchip, self.interconnect.channels, list(self._ports())
        read = min((pj for port, pj, _ in ports if port.kind is not PortKind.WRITE), default=0.0)
        write = min((pj for port, _, pj in ports if port.kind is not PortKind.READ), default=0.0)
        leave = min((c.energy_pj_per_bit for c in channels if offchip in c.senders), default=0.0)
        arrive = min((c.energy_pj_per_bit for c in channels if offchip in c.receivers), default=0.0)
        return reads * (read + leave) + writes * (write + arrive)


def _sum_of_largest(readings: Iterable[_Reading]) -> int:
    """Bits, of every source the most that one reads."""
    return sum(_largest((r.source, r.bits) for r in readings).values())


def _largest(amounts: Iterable[tuple[int, _Amount]]) -> dict[int, _Amount]:
    """By tensor, the largest amount: one layer may find what another has fetched."""
    found: dict[int, _Amount] = {}
    for tensor, amount in amounts:
        found[tensor] = max(found.get(tensor, amount), amount)
    return found


def _readings(model: Model) -> Iterator[_Reading]:
    """All that all layers read, as a whole."""
    for index, layer in enumerate(model.layers):
        whole = (0,) * len(layer.sizes), layer.sizes
        for position, operand in enumerate(layer.operands):
            # Each occurrence of a tensor in a view counts by itself, so each gets a tensor of its own.
            tensors: list[int] = []
            value = apart(operand.value, tensors)
            own = [Tensor(model.tensors[t].name, model.tensors[t].shape, 0) for t in tensors]
            for region in Reach(replace(operand, value=value), own).of(*whole):
                tensor = tensors[region.tensor]
                read = model.tensors[tensor]
                positions = () if read.producer is not None else _positions(region, read.shape)
                bits = len(region) * read.bits
                yield _Reading(tensor, index, position, bits, positions, tensor)


def _positions(region: Region, shape: tuple[int, ...]) -> tuple[frozenset[int], ...]:
    """Per axis of a tensor of that shape, where elements of the region are."""
    if region.axes is not None:
        return tuple(frozenset(axis.tolist()) for axis in region.axes)
    assert region.elements is not None
    axes = np.unravel_index(region.elements, shape) if shape else ()
    return tuple(frozenset(axis.tolist()) for axis in axes)


def _share(one: _Reading, other: _Reading) -> bool:
    """Whether readings of a tensor have positions in common along every axis."""
    return all(not a.isdisjoint(b) for a, b in zip(one.positions, other.positions, strict=True))


def _extent(layer: Layer) -> int:
    """Different places of its result that the loops of a layer lead to."""
    return prod(
        size for dim, size in enumerate(layer.sizes) if any(axis[dim] for axis in layer.result.coefficients)
    )
