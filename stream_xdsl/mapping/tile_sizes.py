"""Temporal tile sizes: small enough for the memories, large enough for the array, and many enough to overlap.

A layer alone in its stack is tiled for itself: of all cuts of its rows and channels, the one with the least estimated time; of a reduction, too, where
tiles of so few channels as fit would leave the arrays idle, or operands would be loaded again and again, and of other loops where nothing else fits. Layers fused into a stack are all cut along their rows
into about as many tiles, so that rows stream through the stack.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import permutations, product
from math import prod

import numpy as np

from stream_xdsl.cost.roofline import compute_cycles
from stream_xdsl.hardware.machine import CoreType, Machine, MemoryOperand, operand_role
from stream_xdsl.mapping.loop_roles import LoopRoles, loop_roles
from stream_xdsl.mapping.offchip import read_bits_per_cycle
from stream_xdsl.workload.network import Layer, Network, TensorRole, Use
from stream_xdsl.workload.working_set import axis_positions, output_elements, use_bits, use_elements

Temporal = tuple[tuple[int, int], ...]
"""(dimension, tile size), outermost loop first."""

Streamed = Mapping[int, tuple[int, ...]]
"""Operands that other layers of the stack make: position -> lengths of the producer's blocks along its axes.

No lengths, or a length of 0: not known yet; the producer then keeps step with the layer."""

SHARES = (1, 2, 4, 8)
"""Of the memory, what the producers in a stack may use is divided by these, until their readers fit, too."""

MOST_TASKS = 10_000
"""Tiles of all parts of a network's layers that are fused, about; more take long to schedule."""

FEW_TILES = 7
"""Fewer row tiles than that hardly overlap the layers of a fused stack."""

MANY_TILES = 4096
"""A layer alone is cut into no more where that is only for its operands to be loaded less often."""

CLOSE = 1.1
"""Candidates within this factor of the best estimate are as good; the one with the fewest tiles is taken."""


class Cut(StrEnum):
    """What a layer of a fused stack is cut along, as far as it fits."""

    ROWS = "rows"
    """In step with the other layers of the stack."""
    NOTHING = "nothing"
    COLUMNS = "columns"
    """Its channels, into as many tiles as keep the array as busy as one does: weights come in pieces, each soon needed, for which there is time between other tiles."""


class TileSizeError(ValueError):
    """A layer whose smallest tile, around what is pinned, does not fit a memory."""

    def __init__(self, message: str, layer: int, *, fused: bool):
        super().__init__(message)
        self.layer = layer
        self.fused = fused
        """Whether the layer reads what others of its stack make: alone it might fit."""


@dataclass(frozen=True)
class Need:
    """What one tile of a layer occupies in the outermost memories, in bits."""

    running: dict[MemoryOperand, int]
    """While it runs: its operands, and the blocks of them that reach beyond it, and its result."""
    overlapping: dict[MemoryOperand, int]
    """While it runs, the next one's operands arrive and the last one's result leaves."""


@dataclass(frozen=True)
class Room:
    """The outermost memories of one core type: (roles it holds, bits a core may use, name)."""

    core_type: CoreType
    cores: int
    """Those of the type."""
    memories: tuple[tuple[tuple[MemoryOperand, ...], int, str], ...]

    def excess(self, need: dict[MemoryOperand, int], share: int = 1) -> tuple[str, int, int] | None:
        """The first memory one `share`th of which is too small: its name, the bits needed and those there are."""
        for roles, bits, name in self.memories:
            needed = sum(need[role] for role in roles)
            if needed > bits // share:
                return name, needed, bits
        return None


def rooms(machine: Machine, cores: Iterable[int]) -> tuple[Room, ...]:
    """What each type among the cores has; a memory that several cores share is divided among them."""
    found: dict[CoreType, Room] = {}
    types = Counter(machine.cores[core].core_type for core in cores)
    for core in cores:
        core_type = machine.cores[core].core_type
        if core_type in found:
            continue
        roles: dict[int, list[MemoryOperand]] = {}
        for operand in MemoryOperand:
            if core_type.levels(operand):
                roles.setdefault(machine.memory_id(core, operand), []).append(operand)
        found[core_type] = Room(
            core_type,
            types[core_type],
            tuple(
                (
                    tuple(held),
                    machine.memory(memory).size_bits // len({c for c, _ in machine.top_memories[memory]}),
                    machine.memory(memory).name,
                )
                for memory, held in roles.items()
            ),
        )
    return tuple(found.values())


def tile_need(layer: Layer, temporal: Temporal, streamed: Streamed | None = None) -> Need:
    """What a full tile needs: whole blocks, which where tiles have a halo reach beyond what it reads.

    Of streamed operands the outermost loop selects blocks of their producers; they stay whole for all loops inside.
    """
    streamed = streamed or {}
    tiled = _tiled(layer, temporal)
    running = dict.fromkeys(MemoryOperand, 0)
    arriving = dict.fromkeys(MemoryOperand, 0)
    for position, use in enumerate(layer.uses):
        role = operand_role(position)
        blocks = streamed.get(position)
        held, new = operand_need(layer, use, temporal if blocks is None else temporal[:1], blocks)
        running[role] += held
        if use.map.relevant_dims & tiled:
            arriving[role] += new
    accumulates = bool(layer.reduction_dims & tiled)
    results = output_elements(layer, tile_sizes(layer, temporal))
    running[MemoryOperand.O] = results * (layer.psum_bits if accumulates else layer.output_bits)
    arriving[MemoryOperand.O] = results * layer.output_bits if tiled else 0
    return Need(running, {role: running[role] + arriving[role] for role in MemoryOperand})


def operand_need(
    layer: Layer, use: Use, temporal: Temporal, blocks: tuple[int, ...] | None = None
) -> tuple[int, int]:
    """Bits that a full tile needs of an operand, in whole blocks, and of them those that the tile before did not need; `blocks` as in
    `Streamed`, None of what comes from off-chip memory."""
    sizes, tiled = tile_sizes(layer, temporal), _tiled(layer, temporal)
    own, new = 1, 1
    for axis, length in enumerate(use.shape):
        moved = axis_positions(use.map, axis, sizes, length)
        step = sum(abs(c) * sizes[d] for d, c in enumerate(use.map.coefficients[axis]) if c and d in tiled)
        if not step:
            own *= moved
        elif blocks is None:
            own *= min(length, _loaded_held(moved, step))
        else:
            aligned = not use.map.offsets[axis]
            own *= min(length, _streamed_held(moved, step, blocks[axis] if blocks else 0, aligned=aligned))
        new *= min(moved, step) if step else moved
    whole = use_elements(use, layer.sizes)
    return min(own, whole) * use.bits, min(new, whole) * use.bits


def _tiled(layer: Layer, temporal: Temporal) -> set[int]:
    return {dim for dim, size in temporal if size < layer.sizes[dim]}


def _loaded_held(moved: int, step: int) -> int:
    """Positions along an axis that a tile keeps, which reads `moved` of them, `step` beyond the tile before.

    The first tile's block has its whole halo, and stays as long as any of it is needed.
    """
    return moved if moved <= step else moved + step * (-(-moved // step) - 1)


def _streamed_held(moved: int, step: int, block: int, *, aligned: bool) -> int:
    """The same of the blocks of a producer, `block` long each, or about a step if that is 0."""
    if moved <= step and not block:
        return moved
    block = block or step
    if moved <= step and aligned and (block % step == 0 or step % block == 0):
        return max(block, step)
    # As many blocks as a window of this length can touch.
    return (-(-(moved - 1) // block) + 1) * block


def tile_sizes(layer: Layer, temporal: Temporal) -> tuple[int, ...]:
    """Sizes of a full tile per dimension."""
    cut = dict(temporal)
    return tuple(min(cut.get(d, size), size) for d, size in enumerate(layer.sizes))


def choose_tiles(
    network: Network,
    machine: Machine,
    cores: Sequence[tuple[int, ...]],
    pinned: Sequence[Temporal | None],
    splits: Sequence[Temporal | None],
    most_tiles: int = 64,
    *,
    most_rows: int | None = None,
    row_tiles: Sequence[int | None] = (),
    cuts: Mapping[int, Cut] | None = None,
    known: "KnownTilings | None" = None,
) -> tuple[Temporal, ...]:
    """Temporal tile sizes for every layer, such that a tile fits on every core type it may run on.

    `cores` are the cores each layer may run on, `pinned` the sizes a user fixed (rows that they do not mention may be
    cut outside of them to keep step with a fused stack, other loops inside), `splits` the (dimension, ways) across
    cores that a user fixed: then parts are tiled, not the layer. Fused layers keep step with pinned ones. No layer is
    cut into more than `most_tiles` unless nothing larger fits, and no fused one into more than `most_rows` rows: by default, `most_row_tiles`. Within that, the rows of stacks for which `row_tiles` has a number
    are cut into so many tiles, as long as no pins say otherwise. Fused layers that `cuts` names are cut along that, all others along rows. `known` remembers what was chosen, for other calls about the same network and
    machine. Raises TileSizeError.
    """
    stacks: list[list[int]] = [[] for _ in network.stacks]
    for i, layer in enumerate(network.layers):
        stacks[layer.stack].append(i)
    result: list[Temporal] = [()] * len(network.layers)
    bandwidth = read_bits_per_cycle(machine)
    most_rows = most_row_tiles(machine, cores, most_tiles) if most_rows is None else most_rows
    known = KnownTilings() if known is None else known
    cuts = cuts or {}
    for members in stacks:
        tilers = [
            _Tiler(
                largest_part(network.layers[i], splits[i] or ()),
                i,
                rooms(machine, cores[i]),
                cores[i],
                bandwidth,
                most_tiles,
                dict.fromkeys(stack_producers(network, i), ()),
                known,
            )
            for i in members
        ]
        count = 0
        if len(members) > 1:
            steps = [_steps(tiler, pinned[tiler.index]) for tiler in tilers]
            free = [
                t
                for t in tilers
                if cuts.get(t.index, Cut.ROWS) is Cut.ROWS and not _pins_rows(t, pinned[t.index])
            ]
            decided = row_tiles[network.layers[members[0]].stack] if row_tiles else None
            if max(steps) > 1:
                count = max(steps)
            elif decided is not None:
                count = min(decided, most_rows)
            else:
                count = _row_tiles(free, machine, most_rows)
        refused: TileSizeError | None = None
        for share in SHARES if len(members) > 1 else (1,):
            try:
                tiles = _tile_stack(network, tilers, pinned, count, share, cuts)
                break
            except TileSizeError as error:
                refused = refused or error
        else:
            assert refused is not None
            raise refused
        for i, temporal in tiles.items():
            result[i] = temporal
    return tuple(result)


def most_row_tiles(machine: Machine, cores: Iterable[tuple[int, ...]], most_tiles: int) -> int:
    """Row tiles of each fused layer that all of a network's layers, on such cores, can have together without being slow to schedule."""
    parts = sum(max(Counter(machine.cores[c].core_type for c in own).values()) for own in cores)
    return max(1, min(most_tiles, MOST_TASKS // parts))


def _tile_stack(
    network: Network,
    tilers: Sequence["_Tiler"],
    pinned: Sequence[Temporal | None],
    count: int,
    share: int,
    cuts: Mapping[int, Cut],
) -> dict[int, Temporal]:
    """The tiles of one stack's layers, those with readers in it using one `share`th of the memory."""
    result: dict[int, Temporal] = {}
    read = {p for tiler in tilers for made in stack_producers(network, tiler.index).values() for p in made}
    parts = {tiler.index: tiler.layer for tiler in tilers}
    for tiler in tilers:
        i = tiler.index
        blocks = {
            position: block_lengths(network, i, position, made, parts, result)
            for position, made in stack_producers(network, i).items()
        }
        tiler = replace(tiler, streamed_operands=blocks, share=share if i in read else 1)
        fixed = pinned[i]
        if fixed is not None:
            if count > 1 and fixed and not _pins_rows(tiler, fixed):
                fixed = (*tiler.rows(count), *fixed)
            result[i] = tiler.within(fixed)
            continue
        along = cuts.get(i, Cut.ROWS)
        key = (
            along,
            count,
            tiler.share,
            tiler.most_tiles,
            tuple(sorted(blocks.items())),
            tiler.cores,
            *shape_key(tiler.layer),
        )
        chosen = tiler.known.chosen
        if key not in chosen:
            chosen[key] = tiler.streamed(count, along) if count else tiler.alone()
        result[i] = chosen[key]
    return result


def _pins_rows(tiler: "_Tiler", pinned: Temporal | None) -> bool:
    """Whether a user fixed how a layer's rows are cut, or that nothing is cut."""
    return pinned is not None and (not pinned or tiler.roles.row in dict(pinned))


def block_lengths(
    network: Network,
    index: int,
    position: int,
    made: Sequence[int],
    parts: Mapping[int, Layer],
    tiles: Mapping[int, Temporal],
) -> tuple[int, ...]:
    """Lengths of the blocks in which producers hand over an operand; 0 along axes that a view rearranges."""
    use = network.layers[index].uses[position]
    if len(use.pieces) != 1:
        return ()
    layer, temporal = parts[made[0]], tiles[made[0]]
    sizes, access = tile_sizes(layer, temporal), layer.output_map
    lengths = [0] * len(use.shape)
    for group in use.pieces[0].groups:
        if len(group.source_axes) == len(group.target_axes) == 1:
            source, target = group.source_axes[0], group.target_axes[0]
            if group.source_sizes[0] == use.shape[target]:
                lengths[target] = prod(sizes[d] for d in access.dims_of_axis(source))
    return tuple(lengths)


def stack_producers(network: Network, index: int) -> dict[int, tuple[int, ...]]:
    """The operands that layers of the same stack make, and those layers."""
    layer, producer = network.layers[index], network.producer
    made = {
        position: tuple(
            producer[piece.tensor]
            for piece in use.pieces
            if piece.tensor in producer and network.layers[producer[piece.tensor]].stack == layer.stack
        )
        for position, use in enumerate(layer.uses)
    }
    return {position: layers for position, layers in made.items() if layers}


def heavy_layers(network: Network) -> frozenset[int]:
    """Layers that gain nothing from row tiles in a fused stack: they read more bits of weights than of all else and make together; or they have
    no weights, and read what such a layer makes, which comes whole."""
    found: set[int] = set()
    for i, layer in enumerate(network.layers):
        tensors = {piece.tensor for use in layer.uses for piece in use.pieces}
        weights = {t for t in tensors if network.tensors[t].role is TensorRole.WEIGHT}
        others = {*tensors - weights, layer.output}
        if weights:
            own, other = (sum(network.tensors[t].size_bits for t in some) for some in (weights, others))
            heavy = own > other
        else:
            heavy = any(network.producer.get(t) in found for t in tensors)
        if heavy:
            found.add(i)
    return frozenset(found)


def can_stream(network: Network, index: int, operands: Iterable[int], available: Sequence[Room]) -> bool:
    """Whether a layer that reads such operands from its own stack fits on the cores, one row at a time."""
    layer = network.layers[index]
    roles = loop_roles(layer)
    loops = [d for d in (roles.row, roles.channel, *roles.others, *roles.reductions) if d is not None]
    smallest = tuple((d, 1) for d in loops)
    need = tile_need(layer, smallest, dict.fromkeys(operands, ())).running
    return all(room.excess(need) is None for room in available)


def largest_part(layer: Layer, split: Temporal) -> Layer:
    """What one core gets of a layer whose split is fixed."""
    return replace(layer, sizes=largest_part_sizes(layer.sizes, split))


def largest_part_sizes(sizes: Sequence[int], split: Temporal) -> tuple[int, ...]:
    """Of the largest of the parts into which a split cuts loops of such sizes."""
    ways = dict(split)
    return tuple(-(-size // ways.get(d, 1)) for d, size in enumerate(sizes))


def _steps(tiler: "_Tiler", pinned: Temporal | None) -> int:
    """Number of row tiles a user fixed; 1 if none."""
    row = tiler.roles.row
    size = dict(pinned or ()).get(row, 0) if row is not None else 0
    return -(-tiler.layer.sizes[row] // size) if row is not None and size else 1


def rows_cut(layer: Layer) -> int:
    """Number of tiles into which the rows of a tiled layer are cut."""
    row = loop_roles(layer).row
    size = dict(layer.temporal).get(row, 0) if row is not None else 0
    return -(-layer.sizes[row] // size) if row is not None and size else 1


def shape_key(layer: Layer) -> tuple[Hashable, ...]:
    """Equal for layers that are tiled alike: all that a choice depends on, but not where operands come from."""
    uses = tuple(
        (
            use.shape,
            use.map,
            use.bits,
            tuple(id(g) for p in use.pieces for g in p.groups if len(g.source_axes) != 1),
        )
        for use in layer.uses
    )
    return (layer.kind, layer.sizes, uses, layer.output_map, layer.psum_bits, layer.output_bits)


def _row_tiles(tilers: Sequence["_Tiler"], machine: Machine, most_tiles: int) -> int:
    """Number of row tiles for the layers of a fused stack: the one with the least estimated time.

    More tiles fill the pipeline of layers sooner, fewer use the arrays better. Preferably as many as let the weights and
    the windows of all layers fit on the chip together; more than `most_tiles` only if no tile fits otherwise.
    """
    chip = sum(
        machine.memory(m).size_bits for m in range(len(machine.top_memories)) if not _offchip(machine, m)
    )
    rows = [t.layer.sizes[t.roles.row] for t in tilers if t.roles.row is not None]
    streaming: list[int] = []
    longest = max(rows, default=1)
    for counts in (_common_counts(rows, most_tiles), _common_counts(rows, longest), [longest]):
        streaming = [n for n in counts if all(t.can_stream(n) for t in tilers)]
        if streaming:
            break
    streaming = streaming or counts[-1:]
    held = {n: sum(t.held_bits(n) for t in tilers) for n in streaming}
    fitting = [n for n in streaming if held[n] <= chip] or streaming[-1:]
    times = [_pipeline_cycles(tilers, n) for n in fitting]
    return next(n for n, time in zip(fitting, times, strict=True) if time <= CLOSE * min(times))


def _common_counts(rows: Sequence[int], most_tiles: int) -> list[int]:
    """Numbers of row tiles to try: those with which all layers keep step, if some are not too few."""
    longest = max(rows, default=1)
    divisors = [n for n in range(1, min(longest, most_tiles) + 1) if longest % n == 0]
    in_step = [n for n in divisors if all(r % n == 0 or n % r == 0 for r in rows)]
    if in_step[-1] >= min(longest, FEW_TILES):
        return in_step
    return divisors if divisors[-1] >= min(longest, FEW_TILES) else _counts(min(longest, most_tiles))


def _pipeline_cycles(tilers: Sequence["_Tiler"], count: int) -> float:
    """Estimated time of a fused stack: the work of the busiest set of cores, and one tile through all layers."""
    work: dict[tuple[int, ...], float] = {}
    through = 0
    loads = 0
    for tiler in tilers:
        cycles, tiles = tiler.row_cycles(count)
        work[tiler.cores] = work.get(tiler.cores, 0) + cycles * tiles / len(tiler.cores)
        through += cycles
        loads += tiler.weight_bits
    loading = loads / tilers[0].bandwidth_bits if tilers else 0.0
    return max([*work.values(), loading]) + through


def _offchip(machine: Machine, memory: int) -> bool:
    return any(core == machine.offchip for core, _ in machine.top_memories[memory])


def _counts(size: int) -> list[int]:
    """Numbers of tiles to try for a loop: 1, 2, 3, 4, 6, 8, 12 … and its size."""
    steps = [n for i in range(size.bit_length()) for n in (2**i, 3 * 2 ** (i - 1) if i else 1) if n < size]
    return sorted({1, *steps, size})


def _tile_sizes_to_try(size: int, most_tiles: int) -> list[int]:
    """Distinct tile sizes of even cuts, the largest first."""
    return list(dict.fromkeys(-(-size // n) for n in _counts(size) if n <= most_tiles))


@dataclass(frozen=True, eq=False)
class _Facts:
    """What is known of layers that are tiled alike and read the same of their operands from producers in their stack."""

    roles: LoopRoles
    needs: dict[Temporal, Need]
    row_cycles: dict[tuple[tuple[int, ...], int], tuple[int, int]]
    """By cores and number of row tiles."""
    can_stream: dict[tuple[tuple[int, ...], int, int], bool]
    """By cores, share of the memory and number of row tiles."""


class KnownTilings:
    """What was worked out of layers of one network on one machine, for other calls of `choose_tiles`."""

    def __init__(self):
        self.chosen: dict[tuple[Hashable, ...], Temporal] = {}
        self._facts: dict[tuple[Hashable, ...], _Facts] = {}

    def facts(self, layer: Layer, streamed: Streamed) -> _Facts:
        """Of a layer."""
        key = (tuple(sorted(streamed.items())), *shape_key(layer))
        if key not in self._facts:
            self._facts[key] = _Facts(loop_roles(layer), {}, {}, {})
        return self._facts[key]


@dataclass(frozen=True, eq=False)
class _Tiler:
    """Tiles one layer."""

    layer: Layer
    index: int
    rooms: tuple[Room, ...]
    cores: tuple[int, ...]
    bandwidth_bits: int
    most_tiles: int
    streamed_operands: Streamed
    known: KnownTilings
    share: int = 1
    """The layer may use one `share`th of each memory."""

    @cached_property
    def facts(self) -> _Facts:
        return self.known.facts(self.layer, self.streamed_operands)

    @property
    def roles(self) -> LoopRoles:
        return self.facts.roles

    def rows(self, count: int) -> Temporal:
        row = self.roles.row
        if row is None:
            return ()
        size = -(-self.layer.sizes[row] // count)
        return ((row, size),) if size < self.layer.sizes[row] else ()

    def row_cycles(self, count: int) -> tuple[int, int]:
        """Cycles of a row tile on the fastest core type, and the number of them."""
        found, key = self.facts.row_cycles, (self.cores, count)
        if key not in found:
            temporal = self.rows(count)
            sizes = np.array([tile_sizes(self.layer, temporal)], dtype=np.int64)
            cycles = min(int(compute_cycles(self.layer, room.core_type, sizes)[0]) for room in self.rooms)
            found[key] = cycles, self._tiles(temporal)
        return found[key]

    def held_bits(self, count: int) -> int:
        """What a row tile needs if its operands come from off-chip memory."""
        needs, temporal = self.known.facts(self.layer, {}).needs, self.rows(count)
        if temporal not in needs:
            needs[temporal] = tile_need(self.layer, temporal)
        return sum(needs[temporal].overlapping.values())

    @cached_property
    def weight_bits(self) -> int:
        """Of operands that do not depend on the rows."""
        row = self.roles.row
        bits = use_bits(self.layer, self.layer.sizes)
        return sum(
            b for b, use in zip(bits, self.layer.uses, strict=True) if row not in use.map.relevant_dims
        )

    def need(self, temporal: Temporal) -> Need:
        """What a tile needs; remembered."""
        needs = self.facts.needs
        if temporal not in needs:
            needs[temporal] = tile_need(self.layer, temporal, self.streamed_operands)
        return needs[temporal]

    def _held(self, temporal: Temporal, *, overlapping: bool) -> dict[MemoryOperand, int]:
        need = self.need(temporal)
        return need.overlapping if overlapping else need.running

    def fits(self, temporal: Temporal, *, overlapping: bool = False) -> bool:
        held = self._held(temporal, overlapping=overlapping)
        return all(room.excess(held, self.share) is None for room in self.rooms)

    def within(self, fixed: Temporal) -> Temporal:
        """Around what a user fixed: other loops are cut inside only as far as a tile needs it to fit."""
        taken = dict(fixed)
        if self.fits(fixed):
            return fixed
        try:
            return self._shrunk(fixed, [d for d in self._loops if d not in taken])
        except TileSizeError:
            # Fixed tiles may hand over less than whole rows; whether all of them fit at once the schedule will tell.
            if self.streamed_operands and replace(self, streamed_operands={}).fits(fixed):
                return fixed
            raise

    def streamed(self, count: int, along: Cut) -> Temporal:
        """In a fused stack: `count` row tiles, or if it fits what is wanted instead, and other loops cut inside only as far as a tile needs it to fit."""
        if along is not Cut.ROWS:
            outer = self._columns() if along is Cut.COLUMNS else ()
            cut = self._descended(outer, [d for d in self._loops if d != self.roles.row])
            if self.fits(cut):
                return cut
        outer = self.rows(count)
        if self.can_stream(count):
            return self._shrunk(outer, [d for d in self._loops if d != self.roles.row])
        return self._shrunk(outer, self._loops)

    def _columns(self) -> Temporal:
        """The most tiles along the channels of a layer that reads weights with which the array is as busy as with one."""
        channel = self.roles.channel
        if channel is None or len(self.layer.uses) < 2 or not self.weight_bits:
            return ()
        sizes = _tile_sizes_to_try(self.layer.sizes[channel], self.most_tiles)
        cuts: list[Temporal] = [((channel, size),) for size in sizes]
        times, _ = self._cycles(cuts)
        busy = [size for size, time in zip(sizes, times, strict=True) if time <= CLOSE * times[0]]
        return ((channel, busy[-1]),) if busy[-1] < sizes[0] else ()

    def can_stream(self, count: int) -> bool:
        """Whether a row tile fits, if loops other than rows, which come in the producers' blocks, are cut, too."""
        found, key = self.facts.can_stream, (self.cores, self.share, count)
        if key not in found:
            found[key] = self._can_stream(count)
        return found[key]

    def _can_stream(self, count: int) -> bool:
        row = self.roles.row
        if count == 1 and self.streamed_operands and row is not None and self.layer.sizes[row] > 1:
            return self.fits(())  # its operands come whole, however it is cut itself
        outer = self.rows(count)
        return self.fits(self._descended(outer, [d for d in self._loops if d != self.roles.row]))

    @property
    def _loops(self) -> list[int]:
        """All loops, those first that are cut with the least harm."""
        roles = self.roles
        return [d for d in (roles.channel, *roles.others, *roles.reductions, roles.row) if d is not None]

    def alone(self) -> Temporal:
        """For itself: the cut of rows and channels with the least estimated time, or the first of others that fits."""
        layer, roles = self.layer, self.roles
        dims = [d for d in (roles.channel, roles.row) if d is not None]
        for most in (self.most_tiles, prod(layer.sizes[d] for d in dims)):
            cuts = list(self._cuts(dims, most))
            candidates = [c for c in cuts if self.fits(c)]
            if candidates:
                best = self._quickest(candidates)
                if not self._keeps_busy(best):
                    # Tiles of few channels leave an array idle that more of them and part of a reduction would not.
                    deeper = self._cut_deeper(cuts, roles.reductions[:1])
                    best = self._quickest([best, *(c for c in deeper if self._tiles(c) <= most)])
                if self._moves_again(best):
                    # Larger tiles of the result, whose sums stay while operands pass, need each operand less often.
                    cuts = list(self._cuts(dims, MANY_TILES))
                    deeper = [
                        cut
                        for overlapping in (False, True)
                        for cut in self._cut_deeper(cuts, roles.reductions[:1], overlapping=overlapping)
                    ]
                    best = self._quickest([best, *(c for c in deeper if self._tiles(c) <= MANY_TILES)])
                return best
        deeper = self._cut_deeper(cuts, roles.others[:1])
        if orders := dict.fromkeys(order for c in deeper for order in permutations(c)):
            return self._quickest(list(orders))
        # Any loops then, reductions innermost, the others in the best order.
        cut = self._shrunk((), self._loops)
        reductions = tuple(loop for loop in cut if loop[0] in layer.reduction_dims)
        orders = permutations([loop for loop in cut if loop not in reductions])
        return self._quickest([(*order, *reductions) for order in orders])

    def _cut_deeper(
        self, cuts: Iterable[Temporal], dims: Sequence[int], *, overlapping: bool = False
    ) -> list[Temporal]:
        """The cuts that do not fit, with other loops cut inside as little as lets them fit, or two tiles overlap, if that is possible."""
        deeper = (
            self._descended(cut, dims, overlapping=overlapping)
            for cut in cuts
            if not self.fits(cut, overlapping=overlapping)
        )
        return [cut for cut in deeper if self.fits(cut, overlapping=overlapping)]

    def _cuts(self, dims: Sequence[int], most: int) -> Iterator[Temporal]:
        """All cuts of the dimensions into at most so many tiles, in both loop orders."""
        options = [_tile_sizes_to_try(self.layer.sizes[d], most) for d in dims]
        for sizes in product(*options):
            cut = tuple((d, s) for d, s in zip(dims, sizes, strict=True) if s < self.layer.sizes[d])
            if self._tiles(cut) > most:
                continue
            yield cut
            if len(cut) > 1:
                yield cut[::-1]

    def _shrunk(self, outer: Temporal, dims: Sequence[int]) -> Temporal:
        """Cut loops inside the outer ones until the tile fits: of the result if that is enough, then the longest
        reduction, too, and all reductions last. Raises TileSizeError."""
        reductions = [d for d in dims if d in self.layer.reduction_dims]
        parallel = [d for d in dims if d not in reductions]
        temporal = outer
        for loops in (parallel, [*parallel, *reductions[:1]], dims):
            temporal = self._descended(outer, loops)
            if self.fits(temporal):
                return temporal
        self._refuse(temporal)
        return temporal

    def _descended(self, outer: Temporal, dims: Sequence[int], *, overlapping: bool = False) -> Temporal:
        """Cut dimensions step by step, that which helps most, until the tile fits, with the next one beside it if they overlap, or is as small as it gets."""
        taken = dict(outer)
        steps = {d: _tile_sizes_to_try(taken.get(d, self.layer.sizes[d]), self.layer.sizes[d]) for d in dims}
        cut: dict[int, int] = {}
        temporal = outer
        while not self.fits(temporal, overlapping=overlapping):
            smaller = [{**cut, d: sizes[1]} for d, sizes in steps.items() if len(sizes) > 1]
            if not smaller:
                break
            # The first of equally good ones, in the order of the dimensions.
            cut = min(
                smaller, key=lambda c: self._missing_bits(self._nested(outer, c), overlapping=overlapping)
            )
            for d, size in cut.items():
                steps[d] = [s for s in steps[d] if s <= size]
            temporal = self._nested(outer, cut)
        return temporal

    def _missing_bits(self, temporal: Temporal, *, overlapping: bool) -> int:
        held = self._held(temporal, overlapping=overlapping)
        return sum(
            max(0, sum(held[role] for role in roles) - bits // self.share)
            for room in self.rooms
            for roles, bits, _ in room.memories
        )

    def _nested(self, outer: Temporal, cut: dict[int, int]) -> Temporal:
        """The outer loops, then those that are cut besides; reductions innermost."""
        taken = dict(outer)
        inner = sorted((d for d in cut if d not in taken), key=self.layer.reduction_dims.__contains__)
        nested = [(d, cut.get(d, size)) for d, size in outer] + [(d, cut[d]) for d in inner]
        return tuple((d, size) for d, size in nested if size < self.layer.sizes[d])

    def _refuse(self, temporal: Temporal) -> None:
        """Say what memory is too small for a tile."""
        for room in self.rooms:
            if (excess := room.excess(self.need(temporal).running, self.share)) is not None:
                name, needed, bits = excess
                fused = bool(self.streamed_operands)
                where = ", in a fused stack whose layers hand over whole rows," if fused else ""
                raise TileSizeError(
                    f"even the smallest tile of layer '{self.layer.name}'{where} needs {needed} bits of memory"
                    f" '{name}' of core type '{room.core_type.name}', which has {bits} for it",
                    self.index,
                    fused=fused,
                )

    def _keeps_busy(self, temporal: Temporal) -> bool:
        """Whether tiles use the arrays about as well as the whole layer does."""
        (cut, whole), _ = self._cycles([temporal, ()])
        return cut <= CLOSE * whole

    def _moves_again(self, temporal: Temporal) -> bool:
        """Whether loading operands more than once takes longer than all else."""
        (computing,), _ = self._cycles([()])
        once, loaded = (
            sum(bits) / self.bandwidth_bits
            for bits in (
                use_bits(self.layer, self.layer.sizes),
                loaded_bits(self.layer, temporal, self.rooms),
            )
        )
        return loaded > CLOSE * max(once, computing)

    def _cycles(self, cuts: Sequence[Temporal]) -> tuple[list[float], list[int]]:
        """Of all tiles of each cut, if all cores take their share of them, the more the quicker they are; and of one tile on the fastest."""
        sizes = np.array([tile_sizes(self.layer, cut) for cut in cuts], dtype=np.int64)
        per_tile = [compute_cycles(self.layer, room.core_type, sizes) for room in self.rooms]
        per_cycle = sum(room.cores / own for room, own in zip(self.rooms, per_tile, strict=True))
        tiles = np.array([self._tiles(cut) for cut in cuts])
        return (tiles / per_cycle).tolist(), np.min(per_tile, axis=0).tolist()

    def _quickest(self, candidates: Sequence[Temporal]) -> Temporal:
        """The one with the least estimated time; among equals the one with the fewest tiles, then the first."""
        tiles = [self._tiles(c) for c in candidates]
        stored = output_elements(self.layer, self.layer.sizes) * self.layer.output_bits
        times: list[float] = []
        for temporal, computing, cycles in zip(candidates, *self._cycles(candidates), strict=True):
            need = self.need(temporal)
            moving = (stored + sum(loaded_bits(self.layer, temporal, self.rooms, need))) / self.bandwidth_bits
            # What the first tile needs must arrive before anything runs; the last result leaves after all has run.
            filling = sum(need.running.values()) / self.bandwidth_bits + cycles
            overlap = self.fits(temporal, overlapping=True)
            times.append(max(computing, moving) + filling if overlap else computing + moving)
        best = min(times)
        close = [i for i, time in enumerate(times) if time <= CLOSE * best]
        return candidates[min(close, key=lambda i: (tiles[i], i))]

    def _tiles(self, temporal: Temporal) -> int:
        return prod(-(-self.layer.sizes[d] // size) for d, size in temporal)


def loaded_bits(
    layer: Layer, temporal: Temporal, available: Sequence[Room], need: Need | None = None
) -> tuple[int, ...]:
    """Bits per operand that the tiles of a layer, or of a part of its size, load; `need` is what a tile needs, if that is known.

    Each element once; but an operand that does not stay in memory is loaded again for every loop around its own.
    """
    counts = [-(-layer.sizes[d] // size) for d, size in temporal]
    whole = use_bits(layer, layer.sizes)
    result: list[int] = []
    for position, use in enumerate(layer.uses):
        own = [
            loop for loop, (d, _) in enumerate(temporal) if d in use.map.relevant_dims and counts[loop] > 1
        ]
        again = prod(c for loop, c in enumerate(counts) if own and loop < own[-1] and loop not in own)
        if again > 1:
            need = need or tile_need(layer, temporal)
            role = operand_role(position)
            staying = {**need.overlapping, role: need.overlapping[role] + whole[position]}
            if all(room.excess(staying) is None for room in available):
                again = 1
        result.append(whole[position] * again)
    return tuple(result)
