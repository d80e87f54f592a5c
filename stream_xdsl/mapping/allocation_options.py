"""Builds the allocation problem of a stack from its tiled layers, their candidate splits and costs."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from math import fsum, prod
from statistics import median_low

import numpy as np
import numpy.typing as npt

from stream_xdsl.hardware.machine import CoreType, Machine, MemoryOperand, operand_role
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.mapping.allocation import AllocationProblem, Edge, Option, Resource
from stream_xdsl.mapping.allocation_holdings import (
    Memories,
    PartBits,
    as_it_is,
    describe_memories,
    holdings,
    operands_reading,
    paced,
    paces,
    part_needs,
    read_in_stack,
    row_tiles,
)
from stream_xdsl.mapping.loop_roles import loop_roles
from stream_xdsl.mapping.offchip import read_bits_per_cycle, total_bits_per_cycle, write_bits_per_cycle
from stream_xdsl.mapping.tile_sizes import Room, loaded_bits, rooms, tile_need
from stream_xdsl.mapping.transfer_energies import TransferEnergies
from stream_xdsl.workload.network import Layer, LinearMap, Network, TensorRole, Use
from stream_xdsl.workload.tiling import Split, TileGrid, tile_grids
from stream_xdsl.workload.working_set import output_elements

Cycles = Callable[[int, str, tuple[int, ...]], int]
"""(layer, core type, tile shape) -> cycles of such a tile."""

EnergyPj = Callable[[int, str, tuple[int, ...]], float]
"""(layer, core type, tile shape) -> energy of such a tile, in pJ, within its core."""

MOST_SETS = 4
"""Sets of equally many cores of one type that a layer of a fused stack may choose from."""

_MACHINES = 8
"""Machines whose routes are looked at once, not for every stack."""

Ints = npt.NDArray[np.int64]


class NoOptionError(ValueError):
    """A layer that cannot be placed: no candidate split has as few parts as it has cores."""

    def __init__(self, message: str, layer: int):
        super().__init__(message)
        self.layer = layer


@dataclass(frozen=True)
class Candidates:
    """What the user and earlier passes leave open for one layer."""

    cores: tuple[int, ...]
    """That it may run on, in order of preference."""
    splits: tuple[Split, ...]
    in_order: bool = False
    """The cores are those of the parts, one by one, where there are as many."""


@dataclass
class Known:
    """What builders have worked out: by key of a layer its options, and by keys and operands what a layer reads of another."""

    options: dict[Hashable, tuple[Option, ...]] = field(default_factory=dict[Hashable, tuple[Option, ...]])
    moved: dict[Hashable, tuple[tuple[int, ...], dict[tuple[int, int], int]]] = field(
        default_factory=dict[Hashable, tuple[tuple[int, ...], dict[tuple[int, int], int]]]
    )


class AllocationBuilder:
    """Builds problems of the stacks of one network on one machine."""

    def __init__(
        self,
        network: Network,
        machine: Machine,
        candidates: Sequence[Candidates],
        cycles: Cycles,
        energy_pj: EnergyPj,
        transfers: TransferEnergies,
        keys: Sequence[Hashable] | None = None,
        known: "Known | None" = None,
    ):
        """`keys` are equal for layers that are, with their tiles, candidates and costs; then `known` remembers, for other builders with such
        keys on the same machine, what was worked out."""
        self.keys = range(len(network.layers)) if keys is None else keys
        self.known = Known() if known is None else known
        self.network = network
        self.machine = machine
        self.candidates = candidates
        self.cycles = cycles
        self.energy_pj = energy_pj
        self.transfers = transfers
        self._grids: dict[tuple[int, Split], tuple[TileGrid, ...]] = {}
        self._memory_ids: dict[MemoryOperand, dict[int, int]] = {}

    def build(self, stack: int) -> AllocationProblem:
        """The problem of one stack. Raises NoOptionError."""
        members = [i for i, layer in enumerate(self.network.layers) if layer.stack == stack]
        iterations = max(self._iterations(self.network.layers[i], alone=len(members) == 1) for i in members)
        keys = [self._key(i, iterations, alone=len(members) == 1) for i in members]
        for i, key in zip(members, keys, strict=True):
            if key not in self.known.options:
                self.known.options[key] = self._options(i, iterations, alone=len(members) == 1)
        options = [self.known.options[key] for key in keys]
        edges: list[Edge] = []
        for consumer in range(len(members)):
            for producer in range(consumer):
                reads = operands_reading(
                    self.network.layers[members[consumer]], self.network.layers[members[producer]].output
                )
                if not reads:
                    continue
                key = keys[producer], keys[consumer], reads
                if key not in self.known.moved:
                    pair = members[producer], members[consumer]
                    self.known.moved[key] = self._moved(
                        pair, (options[producer], options[consumer]), reads, iterations
                    )
                edges.append(Edge(producer, consumer, *self.known.moved[key]))
        memories = self._described
        layers = [self.network.layers[i] for i in members]
        own_paces = paces(layers, [(edge.producer, edge.consumer) for edge in edges])
        return AllocationProblem(
            tuple(layer.name for layer in layers),
            tuple(
                tuple(paced(option, pace, iterations, memories) for option in own)
                for own, pace in zip(options, own_paces, strict=True)
            ),
            tuple(edges),
            iterations,
            data_resources(self.machine),
            move_bits_per_cycle(self.machine),
            memories.capacity_bits,
            memories.of_cores,
            max(pace.rounds for pace in own_paces),
            tuple(pace.waits for pace in own_paces),
            memories.reload_fj_per_bit,
            memories.spill_fj_per_bit,
            _fj(self.transfers.move),
            _fj(self.machine.static_power_pj_per_cycle),
            tuple(loop_roles(layer).row for layer in layers),
        )

    def _key(self, index: int, iterations: int, *, alone: bool) -> Hashable:
        """Equal for layers with equal options."""
        layer = self.network.layers[index]
        origins = tuple(self._offchip(layer, use) for use in layer.uses)
        return (
            self.keys[index],
            iterations,
            alone,
            origins,
            layer.output in self.network.outliving,
            index in self._read_within,
        )

    @staticmethod
    def _iterations(layer: Layer, *, alone: bool) -> int:
        """Tiles; in a fused stack those of the outermost loop."""
        return prod(-(-layer.sizes[d] // size) for d, size in layer.temporal) if alone else row_tiles(layer)

    # Options

    def _options(self, index: int, iterations: int, *, alone: bool) -> tuple[Option, ...]:
        layer, candidates = self.network.layers[index], self.candidates[index]
        types: dict[CoreType, list[int]] = {}
        for core in candidates.cores:
            types.setdefault(self.machine.cores[core].core_type, []).append(core)
        found: list[Option] = []
        for split in candidates.splits:
            width = prod(ways for _, ways in split)
            if candidates.in_order and width == len(candidates.cores) and len(types) > 1:
                found += self._placed(index, split, [candidates.cores], iterations, alone=alone)
                continue
            for cores in types.values():
                sets = [tuple(cores[i : i + width]) for i in range(0, len(cores) - width + 1, width)]
                # Alone, equal cores are equally good.
                sets = sets[: 1 if alone else MOST_SETS]
                if sets:
                    found += self._placed(index, split, sets, iterations, alone=alone)
        if not found:
            raise NoOptionError(
                f"layer '{layer.name}' has no candidate split for the {len(candidates.cores)} cores it may run on",
                index,
            )
        return tuple(found)

    def _parts(self, index: int, split: Split) -> tuple[TileGrid, ...]:
        key = (index, split)
        if key not in self._grids:
            layer = self.network.layers[index]
            self._grids[key] = tile_grids(layer.sizes, layer.temporal, split)
        return self._grids[key]

    def _placed(
        self, index: int, split: Split, sets: Sequence[tuple[int, ...]], iterations: int, *, alone: bool
    ) -> list[Option]:
        """A split on sets of cores that are of the same types, part by part."""
        cores = sets[0]
        layer = self.network.layers[index]
        extents = Counter(grid.extent for grid in self._parts(index, split))
        loads, busiest, in_turn = 0, 0, False
        loaded: dict[tuple[int, ...], list[int]] = {}
        needs: dict[tuple[int, ...], dict[MemoryOperand, PartBits]] = {}
        is_offchip = [self._offchip(layer, use) for use in layer.uses]
        for extent, parts in extents.items():
            part = replace(layer, sizes=extent)
            for core_type in dict.fromkeys(self.machine.cores[core].core_type for core in cores):
                busiest = max(busiest, self._part_cycles(index, core_type, extent))
            room = rooms(self.machine, cores[:1])
            loaded[extent] = [0] * len(layer.uses)
            all_loads = loaded_bits(part, layer.temporal, room)
            # Alone it is cut such that its tiles fit, and loads again what does not stay.
            needs[extent] = (
                {} if alone else part_needs(part, all_loads, is_offchip, is_read=index in self._read_within)
            )
            in_turn |= alone and not _overlaps(part, room)
            for position, bits in enumerate(all_loads):
                if is_offchip[position]:
                    loads += parts * bits
                    loaded[extent][position] = bits
        outlives = layer.output in self.network.outliving
        stores = output_elements(layer, layer.sizes) * layer.output_bits if outlives else 0
        alike = Counter(
            (self.machine.cores[core].core_type.name, grid.extent)
            for core, grid in zip(cores, self._parts(index, split), strict=True)
        )
        energy_pj = fsum(
            parts * self._part_pj(index, core_type, extent, loaded[extent], stores=outlives)
            for (core_type, extent), parts in alike.items()
        )
        if in_turn:
            # There is no room for the next tile's data beside a tile.
            busiest -= -loads // read_bits_per_cycle(self.machine)
            busiest -= -stores // write_bits_per_cycle(self.machine)
        own = [needs[grid.extent] for grid in self._parts(index, split)]
        return [
            Option(
                split,
                chosen,
                cycles=-(-busiest // iterations),
                load_bits=-(-loads // iterations),
                store_bits=-(-stores // iterations),
                holdings=holdings(self.machine, chosen, own),
                energy_fj=_fj(energy_pj),
            )
            for chosen in sets
        ]

    @cached_property
    def _read_within(self) -> frozenset[int]:
        return read_in_stack(self.network)

    def _part_cycles(self, index: int, core_type: CoreType, extent: tuple[int, ...]) -> int:
        """All tiles of a part of that size, one after the other."""
        shapes = self._part_tiles(index, extent)
        return sum(count * self.cycles(index, core_type.name, shape) for shape, count in shapes)

    def _part_pj(
        self, index: int, core_type: str, extent: tuple[int, ...], loaded: Sequence[int], *, stores: bool
    ) -> float:
        """All tiles of a part of that size, the bits that it loads of each operand, and its result if it is stored."""
        layer = self.network.layers[index]
        shapes = self._part_tiles(index, extent)
        terms = [count * self.energy_pj(index, core_type, shape) for shape, count in shapes]
        terms += [
            bits * self.transfers.load(core_type, operand_role(position))
            for position, bits in enumerate(loaded)
            if bits
        ]
        if stores:
            terms.append(output_elements(layer, extent) * layer.output_bits * self.transfers.store(core_type))
        return fsum(terms)

    def _part_tiles(self, index: int, extent: tuple[int, ...]) -> list[tuple[tuple[int, ...], int]]:
        """(shape, how many tiles have it) of a part of that size."""
        layer = self.network.layers[index]
        sizes: list[list[tuple[int, int]]] = []
        tile_size = dict(layer.temporal)
        for dim, length in enumerate(extent):
            size = min(tile_size.get(dim, length), length)
            full, rest = divmod(length, size)
            sizes.append([(size, full)] + ([(rest, 1)] if rest else []))
        shapes: list[tuple[tuple[int, ...], int]] = [((), 1)]
        for choices in sizes:
            shapes = [((*shape, size), count * n) for shape, count in shapes for size, n in choices]
        return shapes

    def _offchip(self, layer: Layer, use: Use) -> bool:
        """Whether an operand comes from off-chip memory."""
        return any(
            self.network.tensors[piece.tensor].role is not TensorRole.LAYER
            or self.network.layers[self.network.producer[piece.tensor]].stack != layer.stack
            for piece in use.pieces
        )

    # Edges

    def _moved(
        self,
        pair: tuple[int, int],
        options: tuple[tuple[Option, ...], tuple[Option, ...]],
        reads: tuple[int, ...],
        iterations: int,
    ) -> tuple[tuple[int, ...], dict[tuple[int, int], int]]:
        """Of a producer and a consumer, with such options: what is read of one by the other, through such operands, as `Edge` has it."""
        source, reader = (self.network.layers[i] for i in pair)
        uses = [reader.uses[position] for position in reads]
        made = {
            split: _made_boxes(source, self._parts(pair[0], split))
            for split in dict.fromkeys(option.split for option in options[0])
        }
        needed = {
            split: [_needed_boxes(use, self._parts(pair[1], split)) for use in uses]
            for split in dict.fromkeys(option.split for option in options[1])
        }
        # (consumer's parts, producer's parts) for each operand: elements that are needed and made there.
        common = {
            (one, other): [
                _common(theirs, own)
                if as_it_is(use)
                # Of a rearranged result it is known where it is only if all of it is in one place.
                else _volumes(theirs)[:, None] * np.full(len(own), len(own) == 1)
                for use, theirs in zip(uses, needed[other], strict=True)
            ]
            for one, own in made.items()
            for other in needed
        }
        totals = {split: sum(int(_volumes(boxes).sum()) for boxes in own) for split, own in needed.items()}
        there = np.zeros((len(options[0]), len(options[1])), dtype=np.int64)
        producers, consumers = map(_by_split, options)
        for (one, other), shared in common.items():
            p, cores = producers[one]
            c, reading = consumers[other]
            homes = self._memories(MemoryOperand.O, cores)
            for position, elements in zip(reads, shared, strict=True):
                memories = self._memories(operand_role(position), reading)
                # (options of the producer, of the consumer, consumer's parts, producer's parts)
                same = memories[None, :, :, None] == homes[:, None, None, :]
                there[np.ix_(p, c)] += (same * elements).sum(axis=(2, 3))
        bits = [-(-totals[option.split] * source.output_bits // iterations) for option in options[1]]
        in_place = {
            (p, c): bits[c]
            if there[p, c] >= totals[options[1][c].split]
            else int(there[p, c]) * source.output_bits // iterations
            for c, p in np.argwhere(there.T > 0).tolist()
        }
        return tuple(bits), in_place

    def _memories(self, role: MemoryOperand, cores: Ints) -> Ints:
        """Of each of some cores the memory that has what it reads or writes in that role."""
        known = self._memory_ids.setdefault(role, {})
        for core in set(cores.ravel().tolist()) - known.keys():
            known[core] = self.machine.memory_id(core, role)
        return np.array([known[core] for core in cores.ravel().tolist()]).reshape(cores.shape)

    # The machine

    @cached_property
    def _described(self) -> Memories:
        return describe_memories(self.machine, self.transfers)


@lru_cache(_MACHINES)
def move_bits_per_cycle(machine: Machine) -> int:
    """Bandwidth of the median route between two cores."""
    interconnect = Interconnect(machine)
    computing = [i for i, core in enumerate(machine.cores) if core.core_type.array is not None]
    routes = [
        routes[0].bandwidth_bits
        for a in computing[:8]
        for b in computing
        if a != b and (routes := interconnect.routes(a, b)) and routes[0].channels
    ]
    return median_low(routes) if routes else 1 << 20


@lru_cache(_MACHINES)
def data_resources(machine: Machine) -> tuple[Resource, ...]:
    """Ports of the off-chip memory, its channels, and the channels that join cores, as one."""
    interconnect = Interconnect(machine)
    computing = [i for i, core in enumerate(machine.cores) if core.core_type.array is not None]
    channels = interconnect.channels
    joined = {
        route.channels[0]
        for a in computing
        for b in computing[:8]
        if a != b
        for route in interconnect.routes(a, b)
        if route.channels
    }
    offchip = {i for i, c in enumerate(channels) if machine.offchip in (*c.sources, *c.targets)}
    resources = [
        Resource("loads", read_bits_per_cycle(machine), loads=True),
        Resource("stores", write_bits_per_cycle(machine), stores=True),
        Resource("off-chip", total_bits_per_cycle(machine), loads=True, stores=True),
    ]
    if joined:
        shared = joined <= offchip
        bandwidth = sum(channels[i].bandwidth_bits for i in joined)
        resources.append(Resource("moves", bandwidth, loads=shared, stores=shared, moves=True))
    return tuple(resources)


def _overlaps(layer: Layer, available: Sequence[Room]) -> bool:
    """Whether the next tile's operands can arrive, and the last result leave, while a tile runs."""
    need = tile_need(layer, layer.temporal).overlapping
    return all(room.excess(need) is None for room in available)


def _fj(energy_pj: float) -> int:
    return round(1000 * energy_pj)


def _by_split(options: Sequence[Option]) -> dict[Split, tuple[Ints, Ints]]:
    """By split the numbers of the options that have it, and their cores (options, parts)."""
    found: dict[Split, list[int]] = {}
    for o, option in enumerate(options):
        found.setdefault(option.split, []).append(o)
    return {split: (np.array(own), np.array([options[o].cores for o in own])) for split, own in found.items()}


def _reached(access: LinearMap, grids: Sequence[TileGrid], offsets: Sequence[int]) -> Ints:
    """(parts, axes, 2) first and end of the positions along each axis that a part touches."""
    coefficients = np.array(access.coefficients, dtype=np.int64).reshape(len(offsets), len(grids[0].extent))
    origins = np.array([grid.origin for grid in grids], dtype=np.int64)[:, None]
    last = origins + np.array([grid.extent for grid in grids], dtype=np.int64)[:, None] - 1
    ends = coefficients * origins, coefficients * last
    low, high = np.minimum(*ends).sum(axis=2), np.maximum(*ends).sum(axis=2)
    shift = np.array(offsets, dtype=np.int64)  # of a scalar there are none
    return np.stack([low + shift, high + shift + 1], axis=2)


def _made_boxes(layer: Layer, grids: Sequence[TileGrid]) -> Ints:
    """(parts, axes, 2) the part of the result that each part makes."""
    return _reached(layer.output_map, grids, [0] * len(layer.output_map.offsets))


def _needed_boxes(use: Use, grids: Sequence[TileGrid]) -> Ints:
    """(parts, axes, 2) the part of an operand, a view, that each part reads."""
    boxes = _reached(use.map, grids, use.map.offsets)
    shape = np.array(use.shape, dtype=np.int64)
    return np.stack([np.maximum(0, boxes[..., 0]), np.minimum(shape, boxes[..., 1])], axis=2)


def _volumes(boxes: Ints) -> Ints:
    """(boxes,) elements in each."""
    return np.maximum(0, boxes[..., 1] - boxes[..., 0]).prod(axis=-1)


def _common(some: Ints, others: Ints) -> Ints:
    """(some, others) elements in both, for boxes of the same tensor."""
    low = np.maximum(some[:, None, :, 0], others[None, :, :, 0])
    high = np.minimum(some[:, None, :, 1], others[None, :, :, 1])
    return np.maximum(0, high - low).prod(axis=-1)
