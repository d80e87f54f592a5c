"""What a stack costs, quickly: a model for the search of partitions, of many sets of layers at a time.

A stack of several layers is a steady state of `n` row tiles that stream through its layers. It takes the busiest resource's time and one
tile's way through all layers; a stack of one layer is tiled as `choose_tiles` does. `docs/partition.md` has the formulas, and what they leave out.

All sums are of whole numbers (cycles, bits, pJ) in doubles, hence exact and the same in any order.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.cost.estimate import Tile, TileCost
from stream_xdsl.cost.roofline import Roofline, compute_cycles, roofline
from stream_xdsl.cost.tiles import tile_core_type, tile_loop_nest
from stream_xdsl.hardware.machine import CoreType, Direction, Machine, MemoryOperand, PortKind, operand_role
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.mapping.allocation_options import data_resources, move_bits_per_cycle
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.loop_roles import loop_roles
from stream_xdsl.mapping.offchip import read_bits_per_cycle, write_bits_per_cycle
from stream_xdsl.mapping.partition import predecessors
from stream_xdsl.mapping.tile_sizes import (
    CLOSE,
    FEW_TILES,
    Temporal,
    choose_tiles,
    largest_part_sizes,
    loaded_bits,
    most_row_tiles,
    rooms,
    shape_key,
    tile_need,
    tile_sizes,
)
from stream_xdsl.workload.network import Layer, Network, TensorRole, Use
from stream_xdsl.workload.working_set import output_elements, use_bits

Cost = Callable[[Sequence[Tile]], Sequence[TileCost]]
"""What tiles take."""

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

MOST_TILES = 64
"""As `dnn-tile-layers` has it."""


@dataclass(frozen=True, eq=False)
class _Tables:
    """Of every layer, at every number of row tiles; shapes begin with (layers, counts)."""

    work_cycles: Floats
    """Of all its tiles, spread over all cores that may run it."""
    tile_cycles: Floats
    """Of one tile, split over cores as suits it best."""
    energy_pj: Floats
    """Of all its tiles, inside the cores."""
    fits: Bools
    """Whether a tile fits that reads from its own stack, however small it is cut."""
    whole_bits: Floats
    """What a tile and its neighbours hold, weights included, as `choose_tiles` counts it."""


@dataclass(frozen=True, eq=False)
class _Alone:
    """Of every layer, in a stack of its own; shape (layers,)."""

    cycles: Floats
    energy_pj: Floats


class StackCosts:
    """Costs of the stacks of one network on one machine."""

    def __init__(self, network: Network, machine: Machine, freedoms: Sequence[Freedom], cost: Cost):
        """`cost` says what tiles take: one of each layer and core type is asked for.

        Raises TileSizeError if a layer does not even fit alone, and what `cost` raises.
        """
        self.network = network
        self.machine = machine
        self.freedoms = tuple(freedoms)
        self.before = predecessors(network)
        self.counts, most = self._counts()
        self._usual = np.array([n <= most for n in self.counts])
        self._resources = data_resources(machine)
        self._read_rate, self._write_rate = read_bits_per_cycle(machine), write_bits_per_cycle(machine)
        self._roofline = cache(roofline)
        self._set_up_data()
        self._set_up_cores()
        self._set_up_stalls()
        alone = self.tiles_in(range(len(network.layers)))
        self._over_roofline = self._measure(alone, cost)
        self._tables = self._tabulate()
        costs = [self._cost_alone(i, temporal) for i, temporal in enumerate(alone)]
        self._alone = _Alone(np.array([c for c, _ in costs]), np.array([e for _, e in costs]))
        self._refused = np.zeros(len(network.layers), dtype=bool)

    def refuse(self, layer: int) -> None:
        """From now on, the layer is not in a stack with layers whose results it reads."""
        self._refused[layer] = True

    def price(self, begins: Bools, ends: Bools) -> tuple[Floats, Floats]:
        """Cycles and energy (pJ) of stacks, at each of `counts` row tiles; infinite where tiles do not fit.

        A stack is what `ends` has and `begins` has not, shape (stacks, layers): both have the predecessors of all that they have. Result: each
        (stacks, counts); those of a single layer are the same at all counts.
        """
        t = self._tables
        inside = (ends & ~begins).astype(np.float64)
        links = (ends[:, self._edge_to] & ~begins[:, self._edge_from]).astype(np.float64)
        stays, leaves = self._made_here(ends, inside)
        loaded, weights = self._loads(inside)
        stored, moved = leaves @ self._result_bits, stays @ self._result_bits

        # Every row tile goes through all weights in turn: if they do not stay all, none is there any more when its turn comes. What does not
        # fit even without weights is spilled and read again.
        held_weights = inside @ self._pool_weights
        counts = len(self.counts)
        held = (inside @ self._pool_held).reshape(len(inside), len(self._pools), counts)
        held += (links @ self._pool_skips).reshape(held.shape)
        missing = np.maximum(held + held_weights[:, :, None] - self._pool_bits[:, None], 0.0)
        again = np.where(missing > 0, held_weights[:, :, None], 0.0).max(axis=1) * (
            np.array(self.counts) - 1.0
        )
        share = np.minimum(np.maximum(missing - held_weights[:, :, None], 0.0) / np.maximum(held, 1.0), 1.0)
        spilled = share.max(axis=1) * moved[:, None]

        reads = (loaded + weights)[:, None] + again + spilled
        writes = stored[:, None] + spilled
        cycles = np.broadcast_to((inside * self._longest).max(axis=1)[:, None], reads.shape).copy()
        stalls = inside * self._load_stalls + links @ self._link_stalls
        stalls += stays * self._move_stalls + leaves * self._store_stalls
        # A layer may read only part of what is moved to it.
        np.maximum(stalls, 0.0, out=stalls)
        for own_cores, all_cores in self._core_sets:
            busy = inside @ (t.work_cycles * own_cores[:, None]) + (stalls @ own_cores)[:, None]
            np.maximum(cycles, busy / all_cores, out=cycles)
        for resource in self._resources:
            bits = reads * resource.loads + writes * resource.stores + moved[:, None] * resource.moves
            np.maximum(cycles, bits / resource.bits_per_cycle, out=cycles)
        first_and_last = loaded / self._read_rate + stored / self._write_rate
        cycles += links @ self._waits
        cycles += inside @ t.tile_cycles + first_and_last[:, None] / np.array(self.counts)
        energy = inside @ t.energy_pj + reads * self._read_pj + writes * self._write_pj
        energy += moved[:, None] * self._move_pj

        unfit = links @ (~t.fits[self._edge_to] | self._refused[self._edge_to][:, None]).astype(np.float64)
        in_all_tiles = weights + inside @ self._inputs_in_all_tiles
        cycles[~self._taken(inside, unfit == 0, in_all_tiles)] = np.inf
        alone = inside.sum(axis=1) == 1
        single = inside[alone].argmax(axis=1)
        cycles[alone] = self._alone.cycles[single][:, None]
        energy[alone] = self._alone.energy_pj[single][:, None]
        return cycles, energy + self.machine.static_power_pj_per_cycle * np.where(
            np.isfinite(cycles), cycles, 0.0
        )

    def least(self, ends: Bools) -> tuple[Floats, Floats]:
        """Cycles and energy (pJ) that layers which are not in `ends`, shape (n, layers), cost at least, however they are grouped."""
        outside = (~ends).astype(np.float64)
        least_work = np.minimum(self._tables.work_cycles.min(axis=1), self._alone.cycles)
        cycles = np.zeros(len(ends))
        for own_cores, all_cores in self._core_sets:
            own = np.floor(np.minimum(least_work * own_cores / all_cores, self._alone.cycles))
            np.maximum(cycles, outside @ own, out=cycles)
        energy = np.minimum(self._tables.energy_pj.min(axis=1), self._alone.energy_pj)
        return cycles, outside @ energy + self.machine.static_power_pj_per_cycle * cycles

    def _taken(self, inside: Floats, streaming: Bools, weight_bits: Floats) -> Bools:
        """(stacks, counts) The number of row tiles that `choose_tiles` takes; none if tiles do not fit.

        The fewest with which a simpler estimate is close to its least, preferably of those in step with all layers' rows, and with
        which what tiles hold fits on the chip together.
        """
        counts = np.array(self.counts)
        has_rows = inside @ self._has_rows > 0
        longest = (has_rows * self._row_sizes).max(axis=1, initial=1)
        divides = longest[:, None] % counts == 0
        out_of_step = has_rows.astype(np.float64) @ self._out_of_step > 0
        enough = np.minimum(longest, FEW_TILES)

        def reach(candidates: Bools) -> Bools:
            return (candidates * counts).max(axis=1) >= enough

        def candidates(below: Bools) -> Bools:
            divisors, in_step = divides & below, divides & below & ~out_of_step
            found = np.where(reach(divisors)[:, None], divisors, (counts <= longest[:, None]) & below)
            return np.where(reach(in_step)[:, None], in_step, found) & streaming

        usual, more = candidates(self._usual), candidates(np.ones_like(self._usual))
        taken: Bools = np.where(usual.any(axis=1, keepdims=True), usual, more)
        fitting: Bools = taken & (inside @ self._tables.whole_bits <= self._chip_bits)
        last: Bools = taken & (counts == (taken * counts).max(axis=1)[:, None])
        taken = np.where(fitting.any(axis=1, keepdims=True), fitting, last)
        times = np.broadcast_to((weight_bits / self._read_rate)[:, None], taken.shape).copy()
        for own_cores, all_cores in self._core_sets:
            work = inside @ (self._tables.work_cycles * own_cores[:, None])
            np.maximum(times, work / all_cores, out=times)
        times = np.where(taken, times + inside @ self._tables.tile_cycles, np.inf)
        close = taken & (times <= CLOSE * times.min(axis=1)[:, None])
        return close & (np.cumsum(close, axis=1) == 1)

    # What crosses the border of a stack

    def _set_up_data(self) -> None:
        network = self.network
        layers, tensors = len(network.layers), len(network.tensors)
        self._reads = np.zeros((layers, tensors))
        self._tensor_bits = np.array([float(t.size_bits) for t in network.tensors])
        self._is_weight = np.array([t.role is TensorRole.WEIGHT for t in network.tensors])
        self._is_result = np.zeros(tensors, dtype=bool)
        self._is_result[list(network.outputs)] = True
        self._made = np.array([layer.output for layer in network.layers], dtype=np.int64)
        for i, layer in enumerate(network.layers):
            for use in layer.uses:
                for piece in use.pieces:
                    self._reads[i, piece.tensor] = 1.0
        edges = [(p, i) for i, producers in enumerate(self.before) for p in producers]
        self._edge_from = np.array([p for p, _ in edges], dtype=np.int64)
        self._edge_to = np.array([c for _, c in edges], dtype=np.int64)
        self._result_bits = self._tensor_bits[self._made]
        self._inputs_in_all_tiles = np.array(
            [
                float(
                    sum(
                        bits
                        for use, bits in zip(layer.uses, use_bits(layer, layer.sizes), strict=True)
                        if self._in_all_tiles(layer, use) and not self._all_weights(use)
                    )
                )
                for layer in network.layers
            ]
        )
        self._read_pj, self._write_pj, self._move_pj = _energies_of_transfers(self.machine)

    def _made_here(self, ends: Bools, inside: Floats) -> tuple[Floats, Floats]:
        """(stacks, layers) Whose results the stack reads itself, and whose outlive it."""
        read = (inside @ self._reads > 0)[:, self._made]
        read_later = ((~ends).astype(np.float64) @ self._reads > 0)[:, self._made]
        own = inside > 0
        stays, leaves = own & read, own & (read_later | self._is_result[self._made])
        return stays.astype(np.float64), leaves.astype(np.float64)

    def _loads(self, inside: Floats) -> tuple[Floats, Floats]:
        """Bits per stack of inputs and results of others, and of weights, each tensor once."""
        made = np.zeros((len(inside), len(self._tensor_bits)), dtype=bool)
        made[:, self._made] = inside > 0
        read = inside @ self._reads > 0
        bits = self._tensor_bits
        loaded, weights = read & ~made & ~self._is_weight, read & self._is_weight
        return loaded.astype(np.float64) @ bits, weights.astype(np.float64) @ bits

    # Cores and memories

    def _set_up_cores(self) -> None:
        """Sets of cores that some layers need and no others: of each, how many of its cores a layer may run on, and how many there are."""
        own = [frozenset(freedom.cores) for freedom in self.freedoms]
        sets = dict.fromkeys((*own, frozenset[int]().union(*own)))
        self._core_sets = [
            (np.array([float(len(cores) if cores <= whole else 0) for cores in own]), float(len(whole)))
            for whole in sets
        ]
        self._memories = [
            {
                role: frozenset(
                    self.machine.memory_id(core, role)
                    for core in cores
                    if self.machine.cores[core].core_type.levels(role)
                )
                for role in MemoryOperand
            }
            for cores in own
        ]
        self._pools = list(dict.fromkeys(m for by_role in self._memories for m in by_role.values() if m))
        self._chip_bits = sum(
            self.machine.memory(m).size_bits
            for m, members in enumerate(self.machine.top_memories)
            if all(core != self.machine.offchip for core, _ in members)
        )
        self._pool_bits = np.array(
            [float(sum(self.machine.memory(m).size_bits for m in pool)) for pool in self._pools]
        )

    def _set_up_stalls(self) -> None:
        """Cycles that transfers keep the cores of a layer from computing, because they share a port with its tiles.

        They are spread over the cores, and come at the rate of off-chip memory, or of a route between cores if they are moves.
        Of what moves, as much is in place already as layers were on the same of their cores by chance.
        """
        layers = self.network.layers
        read, write = self._read_rate, self._write_rate
        move = move_bits_per_cycle(self.machine)
        cores = np.array([len(freedom.cores) for freedom in self.freedoms])
        moving = (1.0 - 1.0 / cores) / move
        into, out = (
            np.array([self._stalls(i, inward) for i in range(len(layers))]) for inward in (True, False)
        )
        operands = np.array([float(sum(use_bits(layer, layer.sizes))) for layer in layers])
        self._load_stalls = np.rint(into * operands / read / cores)
        self._store_stalls = np.rint(out * self._result_bits / write / cores)
        self._move_stalls = np.rint(out * self._result_bits * moving / cores)
        # Operands from the stack itself are moved instead of loaded.
        self._link_stalls = np.zeros((len(self._edge_to), len(layers)))
        for edge, (p, c) in enumerate(zip(self._edge_from, self._edge_to, strict=True)):
            slower = moving[c] - 1.0 / read
            self._link_stalls[edge, c] = np.rint(into[c] * self._result_bits[p] * slower / cores[c])

    def _stalls(self, index: int, inward: bool) -> float:
        """Which share of the types of cores have their tiles wait for transfers into or out of the core."""
        types = self._types(index)
        return sum(_shares_port(core_type, inward) for core_type in types) / len(types)

    def _counts(self) -> tuple[tuple[int, ...], int]:
        """Numbers of row tiles to try, those that divide the rows of some layer, and powers of two; and the most that are tried unless
        more are needed to fit."""
        own = [
            1 if (row := loop_roles(layer).row) is None else layer.sizes[row] for layer in self.network.layers
        ]
        rows = sorted(set(own))
        self._row_sizes = np.array(rows)
        self._has_rows = np.array([[float(size == mine) for size in rows] for mine in own])
        most = most_row_tiles(self.machine, (freedom.cores for freedom in self.freedoms), MOST_TILES)
        longest = rows[-1]
        counts = [n for n in range(1, longest + 1) if n & (n - 1) == 0 or any(size % n == 0 for size in rows)]
        few = [n for n in counts if n <= most]
        found = (*few, *(n for n in counts if n > most and n in (longest, longest // 2)))
        self._out_of_step = np.array([[float(bool(size % n and n % size)) for n in found] for size in rows])
        return found, most

    # Tables

    def _tabulate(self) -> _Tables:
        layers, counts = self.network.layers, self.counts
        shape = (len(layers), len(counts))
        work, tile, energy, block, whole = (np.zeros(shape) for _ in range(5))
        fits = np.zeros(shape, dtype=bool)
        held = np.zeros((*shape, len(_ROLES)))
        weights = np.zeros((len(layers), len(_ROLES)))
        first_like: dict[tuple[Hashable, ...], int] = {}
        for i, layer in enumerate(layers):
            streamed: dict[int, tuple[int, ...]] = {
                position: ()
                for position, use in enumerate(layer.uses)
                if any(piece.tensor in self.network.producer for piece in use.pieces)
            }
            constant = tuple(self._in_all_tiles(layer, use) for use in layer.uses)
            like = first_like.setdefault((shape_key(layer), tuple(streamed), constant, self.freedoms[i]), i)
            if like < i:
                for table in (work, tile, energy, block, whole, fits, held, weights):
                    table[i] = table[like]
                continue
            for position, bits in enumerate(use_bits(layer, layer.sizes)):
                weights[i, _ROLES.index(operand_role(position))] += bits * constant[position]
            for n, count in enumerate(counts):
                rows = _rows(layer, count)
                sizes = tile_sizes(layer, rows)
                tiles = _tiles(layer, rows)
                together, tile[i, n], each = self._tile(i, sizes)
                work[i, n], energy[i, n] = np.ceil(tiles * together), np.ceil(each * tiles)
                fits[i, n] = self._streams(i, rows, streamed)
                need = tile_need(layer, rows, streamed).running
                held[i, n] = [max(0.0, need[role] - weights[i, r]) for r, role in enumerate(_ROLES)]
                whole[i, n] = sum(tile_need(layer, rows).overlapping.values())
                block[i, n] = output_elements(layer, sizes) * layer.output_bits
        tables = _Tables(work, tile, energy, fits, whole)
        self._longest = np.minimum.reduce(
            [
                tile[:, n] * [_tiles(layer, _rows(layer, count)) for layer in layers]
                for n, count in enumerate(counts)
            ]
        )
        self._pool_weights = np.zeros((len(layers), len(self._pools)))
        pool_held = np.zeros((len(layers), len(self._pools), len(counts)))
        skips = np.zeros((len(self._edge_to), len(self._pools), len(counts)))
        depth = self._depths()
        for p, pool in enumerate(self._pools):
            for r, role in enumerate(_ROLES):
                mine = np.array([bool(m[role]) and m[role] <= pool for m in self._memories])
                self._pool_weights[mine, p] += weights[mine, r]
                pool_held[mine, p] += held[mine, :, r]
                if role is MemoryOperand.O:
                    # What is read some layers later waits for as many tiles of theirs.
                    waits = np.maximum(depth[self._edge_to] - depth[self._edge_from] - 1, 0)[:, None]
                    bits = np.minimum(
                        waits * block[self._edge_from],
                        self._tensor_bits[self._made[self._edge_from]][:, None],
                    )
                    skips[:, p] += bits * mine[self._edge_from][:, None]
        # Who needs all of a result at once waits for its last tile, and overlaps with none of them.
        self._waits = np.array(
            [
                tile[p] * [_tiles(layers[p], _rows(layers[p], count)) - 1 for count in counts]
                if self._at_once(p, c)
                else np.zeros(len(counts))
                for p, c in zip(self._edge_from.tolist(), self._edge_to.tolist(), strict=True)
            ]
        ).reshape(len(self._edge_to), len(counts))
        self._pool_held = pool_held.reshape(len(layers), len(self._pools) * len(counts))
        self._pool_skips = skips.reshape(len(self._edge_to), len(self._pools) * len(counts))
        return tables

    def _depths(self) -> npt.NDArray[np.int64]:
        """Layers on the longest path to each."""
        depth = np.zeros(len(self.network.layers), dtype=np.int64)
        for i, producers in enumerate(self.before):
            depth[i] = 1 + max((depth[p] for p in producers), default=0)
        return depth

    def _at_once(self, producer: int, consumer: int) -> bool:
        """Whether the consumer's first row tile reads something of every row tile of the producer."""
        made = self.network.layers[producer]
        row_axes = {
            axis
            for axis in range(len(made.output_map.offsets))
            if loop_roles(made).row in made.output_map.dims_of_axis(axis)
        }
        reader = self.network.layers[consumer]
        row = loop_roles(reader).row
        for use in reader.uses:
            for piece in use.pieces:
                if piece.tensor != made.output:
                    continue
                streaming = {
                    source
                    for group in piece.groups
                    for source in group.source_axes
                    for target in group.target_axes
                    if row is not None and use.map.coefficients[target][row]
                }
                if row_axes - streaming:
                    return True
        return False

    def _all_weights(self, use: Use) -> bool:
        return all(self.network.tensors[piece.tensor].role is TensorRole.WEIGHT for piece in use.pieces)

    def _in_all_tiles(self, layer: Layer, use: Use) -> bool:
        """Whether an operand is weights, or inputs that are like weights: no layer makes them, and every row tile reads all of them."""
        made = any(piece.tensor in self.network.producer for piece in use.pieces)
        return self._all_weights(use) or not (made or loop_roles(layer).row in use.map.relevant_dims)

    def _streams(self, index: int, rows: Temporal, streamed: dict[int, tuple[int, ...]]) -> bool:
        """Whether row tiles fit on every core, if all other loops are cut as finely as can be."""
        layer = self.network.layers[index]
        roles = loop_roles(layer)
        others = [d for d in (roles.channel, *roles.others, *roles.reductions) if d is not None]
        need = tile_need(layer, (*rows, *((d, 1) for d in others)), streamed).running
        return all(room.excess(need) is None for room in rooms(self.machine, self.freedoms[index].cores))

    # Cycles and energy of tiles

    def _tile(self, index: int, sizes: tuple[int, ...]) -> tuple[float, float, float]:
        """Of a tile: cycles a core if all cores share such tiles, cycles if it is split as suits it best, and the least energy."""
        layer, freedom = self.network.layers[index], self.freedoms[index]
        splits = freedom.splits(layer, self.machine, fused=True)
        rate, fastest, energy = 0.0, np.inf, np.inf
        for core_type, count in self._types(index).items():
            cycles, own_energy = self._on_core(index, core_type, sizes)
            rate += count / cycles
            usable = [s for s in splits if prod(ways for _, ways in s) <= count] or [()]
            shapes = np.array(
                [sizes, *(largest_part_sizes(sizes, split) for split in usable)], dtype=np.int64
            )
            array = compute_cycles(layer, core_type, shapes)
            fastest = min(fastest, float(np.ceil(cycles * array[1:].min() / array[0])))
            energy = min(energy, own_energy)
        return 1.0 / rate, fastest, energy

    def _on_core(self, index: int, core_type: CoreType, sizes: tuple[int, ...]) -> tuple[float, float]:
        """Cycles and energy of a tile: between the rooflines of all rows and of the fewest rows, in proportion, and as far above as measured."""
        layer = self.network.layers[index]
        row = loop_roles(layer).row
        fewest = layer.sizes if row is None else tile_sizes(layer, _rows(layer, self.counts[-1]))
        slower, hungrier = self._over_roofline[index, core_type.name]
        named = tile_core_type(layer, core_type)
        large = small = self._roofline_of(layer, layer.sizes, named)
        part = 0.0
        if row is not None and fewest != layer.sizes:
            small = self._roofline_of(layer, fewest, named)
            part = (sizes[row] - fewest[row]) / (layer.sizes[row] - fewest[row])
        cycles = small.cycles + part * (large.cycles - small.cycles)
        energy = small.energy_pj + part * (large.energy_pj - small.energy_pj)
        return max(cycles * slower, 1.0), energy * hungrier

    def _roofline_of(self, layer: Layer, sizes: tuple[int, ...], named: CoreType) -> Roofline:
        return self._roofline(tile_loop_nest(layer, sizes, named.array), named)

    def tiles_in(self, stacks: Sequence[int]) -> tuple[Temporal, ...]:
        """Of every layer in its stack, as `dnn-tile-layers` will have them. Raises TileSizeError."""
        layers = tuple(
            replace(layer, stack=stack) for layer, stack in zip(self.network.layers, stacks, strict=True)
        )
        names = tuple(f"stack{stack}" for stack in range(max(stacks, default=-1) + 1))
        return choose_tiles(
            replace(self.network, layers=layers, stacks=names),
            self.machine,
            [freedom.cores for freedom in self.freedoms],
            [freedom.temporal for freedom in self.freedoms],
            [freedom.split for freedom in self.freedoms],
            MOST_TILES,
        )

    def _measure(self, alone: Sequence[Temporal], cost: Cost) -> dict[tuple[int, str], tuple[float, float]]:
        """By layer and core type: how many times as many cycles, and as much energy, as the roofline its tile takes that it has alone."""
        tiles: dict[tuple[int, str], Tile] = {}
        for i, (layer, temporal) in enumerate(zip(self.network.layers, alone, strict=True)):
            for core_type in self._types(i):
                named = tile_core_type(layer, core_type)
                tiles[i, core_type.name] = Tile(
                    tile_loop_nest(layer, tile_sizes(layer, temporal), named.array), named
                )
        found: dict[tuple[int, str], tuple[float, float]] = {}
        for (key, tile), known in zip(tiles.items(), cost(list(tiles.values())), strict=True):
            least = self._roofline(tile.nest, tile.core_type)
            found[key] = known.cycles / max(least.cycles, 1), known.energy_pj / max(least.energy_pj, 1e-9)
        return found

    def _types(self, index: int) -> dict[CoreType, int]:
        """The types of cores that may run a layer, and how many there are."""
        found: dict[CoreType, int] = {}
        for core in self.freedoms[index].cores:
            core_type = self.machine.cores[core].core_type
            found[core_type] = found.get(core_type, 0) + 1
        return found

    def _cost_alone(self, index: int, temporal: Temporal) -> tuple[float, float]:
        layer, freedom = self.network.layers[index], self.freedoms[index]
        sizes = tile_sizes(layer, temporal)
        tiles = _tiles(layer, temporal)
        reads = float(sum(loaded_bits(layer, temporal, rooms(self.machine, freedom.cores))))
        computing, energy, first = np.inf, np.inf, 0.0
        for core_type, count in self._types(index).items():
            slower, hungrier = self._over_roofline[index, core_type.name]
            found = self._roofline_of(layer, sizes, tile_core_type(layer, core_type))
            whole = float(compute_cycles(layer, core_type, np.array([sizes], dtype=np.int64))[0])
            energy = min(energy, found.energy_pj * hungrier * tiles)
            for split in freedom.splits(layer, self.machine, fused=False):
                if prod(ways for _, ways in split) > count:
                    continue
                part = largest_part_sizes(layer.sizes, split)
                tile = tuple(min(size, length) for size, length in zip(sizes, part, strict=True))
                array = float(compute_cycles(layer, core_type, np.array([tile], dtype=np.int64))[0])
                each = found.cycles * slower * array / whole
                cycles = prod(-(-part[d] // tile[d]) for d, _ in temporal) * each
                # What reaches each core, which copies that go to several at once do not make less.
                arriving = sum(use_bits(layer, part)) * reads / sum(use_bits(layer, layer.sizes))
                leaving = output_elements(layer, part) * layer.output_bits
                cycles += _shares_port(core_type, True) * arriving / self._read_rate
                cycles += _shares_port(core_type, False) * leaving / self._write_rate
                if cycles < computing:
                    computing, first = cycles, each
        writes = float(output_elements(layer, layer.sizes) * layer.output_bits)
        moving = max(
            (reads * resource.loads + writes * resource.stores) / resource.bits_per_cycle
            for resource in self._resources
        )
        arriving = sum(use_bits(layer, sizes)) / self._read_rate
        cycles = max(computing, moving) + first + arriving
        return float(np.ceil(cycles)), float(
            np.ceil(energy + reads * self._read_pj + writes * self._write_pj)
        )


_ROLES = tuple(MemoryOperand)


def _shares_port(core_type: CoreType, inward: bool) -> bool:
    """Whether transfers into, or out of, the first operand's or the result's outermost memory use a port that tiles use."""
    tiles = {
        (level.name, port.name)
        for role, direction in (
            (MemoryOperand.I1, Direction.TO_LOW),
            (MemoryOperand.I2, Direction.TO_LOW),
            (MemoryOperand.O, Direction.FROM_LOW),
        )
        for level in core_type.levels(role)[-1:]
        if (port := level.port(role, direction)) is not None
    }
    role = MemoryOperand.I1 if inward else MemoryOperand.O
    direction = Direction.FROM_HIGH if inward else Direction.TO_HIGH
    return any(
        (level.name, port.name) in tiles
        for level in core_type.levels(role)[-1:]
        if (port := level.port(role, direction)) is not None
    )


def _rows(layer: Layer, count: int) -> Temporal:
    """The rows cut into about so many tiles."""
    row = loop_roles(layer).row
    if row is None:
        return ()
    size = -(-layer.sizes[row] // count)
    return ((row, size),) if size < layer.sizes[row] else ()


def _tiles(layer: Layer, temporal: Temporal) -> int:
    return prod(-(-layer.sizes[d] // size) for d, size in temporal)


def _energies_of_transfers(machine: Machine) -> tuple[float, float, float]:
    """pJ a bit from off-chip memory, to it, and between cores: the memories' accesses, and a typical route."""
    offchip = machine.offchip
    computing = [i for i, core in enumerate(machine.cores) if core.core_type.array is not None]
    read = [_access_pj_per_bit(machine, core, (PortKind.READ, PortKind.READ_WRITE)) for core in computing]
    write = [_access_pj_per_bit(machine, core, (PortKind.WRITE, PortKind.READ_WRITE)) for core in computing]
    interconnect = Interconnect(machine)

    def crossing(pairs: Iterable[tuple[int, int]]) -> float:
        routes = [routes[0] for a, b in pairs if a != b and (routes := interconnect.routes(a, b))]
        return sum(route.energy_pj_per_bit for route in routes) / max(1, len(routes))

    on_read, on_write = sum(read) / len(read), sum(write) / len(write)
    loading = _access_pj_per_bit(machine, offchip, (PortKind.READ, PortKind.READ_WRITE)) + on_write
    storing = _access_pj_per_bit(machine, offchip, (PortKind.WRITE, PortKind.READ_WRITE)) + on_read
    few = computing[:8]
    return (
        loading + crossing((offchip, core) for core in few),
        storing + crossing((core, offchip) for core in few),
        on_read + on_write + crossing((a, b) for a in few for b in few),
    )


def _access_pj_per_bit(machine: Machine, core: int, kinds: tuple[PortKind, ...]) -> float:
    """Of the outermost memories of a core, the least through a port that reads, or writes."""
    core_type = machine.cores[core].core_type
    tops = {core_type.levels(role)[-1] for role in MemoryOperand if core_type.levels(role)}
    return min(
        (
            (memory.read_energy_pj if kinds[0] is PortKind.READ else memory.write_energy_pj)
            / port.bandwidth_max_bits
            for memory in tops
            for port in memory.ports
            if port.kind in kinds
        ),
        default=0.0,
    )
