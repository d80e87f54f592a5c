"""All tiles of an allocated network as flat arrays, with exact dependencies and the bits that must move.

Vocabulary
----------
*Part*: one spatial part of a layer, on one core. *Task*: one temporal tile of a part.

*Block*: the unit of data. A **produced** block is the output of one part for one setting of its
non-reduction temporal loops: all tasks along the reduction loops accumulate into it, the last one
finishes it. A **loaded** block belongs to a layer, a memory and a tensor that resides off-chip (network
inputs, weights, outputs of earlier stacks): the elements that one task is the first to need there, of all parts
of the layer that read the tensor in that memory, in order of tile index and part. So every element that these
parts need is in exactly one of the blocks that they load or share, whether the memory is that of one part, or one core runs several,
or cores share it. The block's part and tile index are those of that task, whoever else needs it.

*Delivery*: a block (or what is needed of it) in one memory where tasks read it. An *in-place* delivery
is a produced block read in the memory it was written to: nothing moves. Within a stack, a produced block
is delivered once per memory whatever number of layers and tasks reads it there; what is delivered is,
per axis group, the union of what they need. Deliveries are *twins* if they hold the same elements of the same tensor in different
memories: of one produced block, or of loaded blocks of parts of one layer.

Rules
-----
*Where data lives.* A layer reads its first operand from its core's I1 memory and every other one from
its I2 memory, and writes its output to its O memory. Operands of one layer that read the same tensor from
the same memory share loaded blocks (per axis group, the union of their needs), as do its parts (exactly). Layers of one stack share those
that hold the same elements: the first layer's, whoever comes first. Other layers do not.
A result is written off-chip if it is one of the network's, or if a tile outside its stack, or one to which it streams, reads any element of it.

*What is exact.* A task needs a block iff it reads at least one of its elements: strides, dilation, padding
and views are followed element by element, per axis group. Bits are exact for a single read of a tensor by a single
layer; where several reads of a tensor, or layers, need a block in one memory the union per axis group may exceed the
union of elements (never below it). An operand that is a view which holds pieces of one tensor several times reads it as
often. Elements that nobody reads are neither loaded nor delivered, but produced blocks exist for all output tiles.

*Streams.* An operand that is too large for its memory is read from off-chip while a task runs: it makes no deliveries, and a task needs the
produced blocks that it reads so complete off-chip. What a stack itself produces then outlives it.

*Order.* Tasks of a part run in tile order on its core, so tiles along a reduction loop accumulate without
explicit edges. If a reduction loop lies outside a non-reduction loop, its blocks stay open across others.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from math import prod
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from stream_xdsl.hardware.machine import Machine, MemoryOperand, operand_role
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.footprint import (
    GroupFootprint,
    LayerTiles,
    axis_footprint,
    check_separable,
    common_groups,
    footprint,
    layer_tiles,
)
from stream_xdsl.workload.network import Layer, Network, Use, ViewPiece

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Csr:
    """Ragged rows: row i is `values[offsets[i]:offsets[i + 1]]`, ascending."""

    offsets: Ints
    values: Ints

    def row(self, i: int) -> Ints:
        """The values of one row."""
        return self.values[self.offsets[i] : self.offsets[i + 1]]

    def take(self, rows: Ints) -> tuple[Ints, Ints]:
        """All values of the given rows, and before them for each the position in `rows` it belongs to."""
        # Rows past the end are empty.
        begin, end = (self.offsets[np.minimum(r, len(self.offsets) - 1)] for r in (rows, rows + 1))
        lengths = end - begin
        at = np.repeat(np.arange(len(rows)), lengths)
        within = np.arange(len(at)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return at, self.values[begin[at] + within]


@dataclass(frozen=True, eq=False)
class TileGraph:
    """Structure of arrays over P parts, T tasks, B blocks and D deliveries.

    Tasks are ordered by layer, part and tile; parts by layer and part index; blocks and deliveries by
    first mention in that order. All indices are int64.
    """

    part_layer: Ints
    """(P,) layer of the part."""
    part_index: Ints
    """(P,) position among the layer's parts."""
    part_core: Ints
    """(P,) core it runs on."""
    part_first_task: Ints
    """(P + 1,) its tasks are part_first_task[p] … part_first_task[p + 1] − 1, in tile order."""

    task_part: Ints
    """(T,)"""
    task_tile: Ints
    """(T,) temporal tile index within the part."""
    task_extents: Ints
    """(T, max dims) size of the tile per loop dimension, padded with 1: the key of its cost."""
    task_output: Ints
    """(T,) produced block it writes or accumulates into."""
    task_finishes: Bools
    """(T,) whether the output block is complete after it (last along the reduction loops)."""
    task_needs: Csr
    """(T rows) deliveries it reads."""
    task_streams_from: Csr
    """(T rows) produced blocks that it reads from off-chip memory while it runs."""

    block_tensor: Ints
    """(B,) tensor it is part of."""
    block_part: Ints
    """(B,) producing part, or that of the task that needs it first."""
    block_tile: Ints
    """(B,) tile index of its finishing task, or of the task that needs it first."""
    block_produced: Bools
    """(B,) produced rather than loaded."""
    block_bits: Ints
    """(B,) all its elements at the tensor's width."""
    block_psum_bits: Ints
    """(B,) its footprint while it is written: partial-sum width if the layer reduces over temporal loops."""
    block_memory: Ints
    """(B,) memory id in which a produced block is written; −1 for loaded ones."""
    block_outlives: Bools
    """(B,) must be written off-chip because its tensor leaves the stack."""
    block_sources: Csr
    """(B rows) for a loaded block of a layer's output: the produced blocks it overlaps."""

    delivery_block: Ints
    """(D,)"""
    delivery_memory: Ints
    """(D,) memory id (`Machine.top_memories`) in which it is read."""
    delivery_core: Ints
    """(D,) core whose tasks read it there: of a loaded block that of its part, else the lowest, if a shared memory has several."""
    delivery_bits: Ints
    """(D,) bits that move: the needed overlap; the block's own bits if in place."""
    delivery_in_place: Bools
    """(D,)"""
    delivery_content: Ints
    """(D,) the least delivery that holds the same elements: twins share it."""

    @property
    def tasks(self) -> int:
        """Number of tasks."""
        return len(self.task_part)


Streamed = Mapping[tuple[int, int], Collection[int]]
"""By layer and part: positions of the operands that stream."""


def build_tile_graph(
    network: Network,
    machine: Machine,
    streamed: Streamed = MappingProxyType({}),
    known: "KnownPieces | None" = None,
) -> TileGraph:
    """All tiles of an allocated network; see the module's documentation for the rules.

    `known` remembers what was worked out, for graphs of layers that are cut alike. Raises UnmappableError naming the layer if it has not one core per spatial part, if a core has no memory for
    an operand, if a reduction dimension is split across cores, or if accesses are no products over axes.
    """
    known = KnownPieces() if known is None else known
    places = _places(network, machine, known)
    within = _Streamed(places, len(machine.top_memories), known)
    loaded = _Loaded(network, known)
    offchip = _FromOffchip()
    for layer, place in enumerate(places):
        reads = _reads(place, layer, streamed, known)
        for tensor, accesses in reads.fetched.items():
            producer = network.producer.get(tensor)
            if _loads(network, place.layer, tensor):
                loaded.add(place, accesses, tensor, None if producer is None else places[producer])
            else:
                assert producer is not None  # what no layer makes is loaded
                within.add(place, accesses, producer)
        for tensor, parts, read in reads.streams:
            if tensor in network.producer:
                offchip.add(place, parts, read, places[network.producer[tensor]])
    loaded.unite()
    return _assemble(network, machine, places, within, loaded, offchip)


@dataclass(frozen=True, eq=False)
class LoadedBlocks:
    """In which loaded block of a layer each element of a tensor is, in one memory.

    Positions along each group of axes have labels. The combination of an element's labels, as a mixed-radix number, is its *cell*: blocks are
    made of whole cells.
    """

    axes: tuple[tuple[int, ...], ...]
    """The tensor's axes, in groups."""
    labels: tuple[Ints, ...]
    """Per group: (Π axis sizes,) the label of each position, −1 for those in no block."""
    counts: tuple[int, ...]
    """Per group: one more than the largest label."""
    cells: Ints
    """(C,) those that are in a block, ascending."""
    part: Ints
    """(C,) part of the task that needs the cell first: the block's."""
    tile: Ints
    """(C,) tile of that task."""


def loaded_blocks(
    network: Network, machine: Machine, streamed: Streamed = MappingProxyType({})
) -> dict[tuple[int, int, int], LoadedBlocks]:
    """The loaded blocks of a tile graph, element by element: by layer, memory and tensor.

    Raises UnmappableError as `build_tile_graph` does.
    """
    known = KnownPieces()
    result: dict[tuple[int, int, int], LoadedBlocks] = {}
    for layer, place in enumerate(_places(network, machine, known)):
        for tensor, accesses in _reads(place, layer, streamed, known).fetched.items():
            if not _loads(network, place.layer, tensor):
                continue
            for own, memories in _numbered(accesses, place.layer.parts):
                cells = _cells(place.tiles, own, network.tensors[tensor].shape)
                if cells is not None:
                    for number, blocks in _blocks_by_memory(place.tiles, cells):
                        result[layer, int(memories[number]), tensor] = blocks
    return result


def tile_order(network: Network, graph: TileGraph) -> Ints:
    """All tasks, stack by stack, each as late as the stack's sinks allow: consumers pull their producers.

    A sink is a layer that no layer of its stack reads; sinks advance together, in proportion to their number
    of tiles. Every task comes just before the first sink tile that needs it, directly or not. The order
    respects all dependencies and the tile order of every part. Shape (T,).
    """
    task_layer = graph.part_layer[graph.task_part]
    stacks = np.array([layer.stack for layer in network.layers], dtype=np.int64)
    tiles = np.diff(graph.part_first_task)[graph.task_part]
    # Correctly rounded quotients of integers below 2^26 are equal iff the fractions are.
    progress = graph.task_tile / tiles
    read_within = {
        network.producer[t]
        for layer in network.layers
        for use in layer.uses
        for t in (piece.tensor for piece in use.pieces)
        if t in network.producer and network.layers[network.producer[t]].stack == layer.stack
    }
    key = np.full(graph.tasks, 1.0)
    final_task = graph.part_first_task[graph.block_part] + graph.block_tile
    first_task = np.searchsorted(task_layer, np.arange(len(network.layers) + 1))
    for i in reversed(range(len(network.layers))):
        begin, end = first_task[i], first_task[i + 1]
        if i not in read_within:
            key[begin:end] = progress[begin:end]
        first_part, last_part = graph.task_part[begin], graph.task_part[end - 1]
        for p in range(first_part, last_part + 1):
            own = key[graph.part_first_task[p] : graph.part_first_task[p + 1]]
            own[:] = np.minimum.accumulate(own[::-1])[::-1]
        needs = graph.task_needs.offsets[begin : end + 1]
        blocks = graph.delivery_block[graph.task_needs.values[needs[0] : needs[-1]]]
        pulled = np.repeat(key[begin:end], np.diff(needs))
        produced = graph.block_produced[blocks]
        np.minimum.at(key, final_task[blocks[produced]], pulled[produced])
        needs = graph.task_streams_from.offsets[begin : end + 1]
        blocks = graph.task_streams_from.values[needs[0] : needs[-1]]
        np.minimum.at(key, final_task[blocks], np.repeat(key[begin:end], np.diff(needs)))
    return np.lexsort((graph.task_part, graph.task_tile, task_layer, key, stacks[task_layer]))


Read = tuple[GroupFootprint, ...]
"""What tiles need of one tensor through one operand."""


@dataclass(frozen=True, eq=False)
class _Output:
    """The produced blocks of a layer, numbered by the intervals of their output dimensions."""

    task_block: Ints
    """(tasks,) block each task writes, from 0."""
    elements: Ints
    """(blocks,)"""
    axis_labels: tuple[Ints, ...]
    """Per axis and position: its share in the number of the block it lies in, or −1."""
    shape: tuple[int, ...]

    def labels(self, axes: Sequence[int]) -> Ints:
        """The same for some axes, flattened."""
        label = np.zeros(1, dtype=np.int64)
        for own in (self.axis_labels[a] for a in axes):
            label = np.where((label[:, None] < 0) | (own < 0), -1, label[:, None] + own).ravel()
        return label


@dataclass(frozen=True, eq=False)
class _Place:
    """A layer, its tiles, and where its parts, tasks and produced blocks stand in the graph."""

    network: Network
    layer: Layer
    tiles: LayerTiles
    output: _Output
    memories: dict[MemoryOperand, Ints]
    """Memory id of each part, by operand."""
    first_part: int
    first_task: int
    first_block: int


@dataclass(frozen=True, eq=False)
class _Access:
    """How some parts of a layer read a tensor that is in their memories."""

    parts: Bools
    """(parts,) which ones."""
    memory: Ints
    """(parts,) where each of them does, by any numbers that tell memories apart."""
    reads: tuple[Read, ...]

    @property
    def key(self) -> Hashable:
        """Equal for equal ones."""
        return self.parts.tobytes(), self.memory[self.parts].tobytes(), self.reads


def _places(network: Network, machine: Machine, known: "KnownPieces") -> list[_Place]:
    places: list[_Place] = []
    part = task = block = 0
    for layer in network.layers:
        tiles = known.tiles(layer)
        output = known.output(layer, tiles, network.tensors[layer.output].shape)
        places.append(
            _Place(network, layer, tiles, output, _operand_memories(layer, machine), part, task, block)
        )
        part, task, block = part + layer.parts, task + len(tiles.task_part), block + len(output.elements)
    return places


@dataclass(frozen=True, eq=False)
class _Reads:
    """All that a layer reads."""

    fetched: Mapping[int, Sequence[_Access]]
    """By tensor: what is in memory while tiles run."""
    streams: Sequence[tuple[int, Bools, Read]]
    """What comes from off-chip memory meanwhile: of which tensor, (parts,) to which parts, and what."""


def _reads(place: _Place, layer: int, streamed: Streamed, known: "KnownPieces") -> _Reads:
    """What the layer of that index reads."""
    fetched: dict[int, list[_Access]] = {}
    streams: list[tuple[int, Bools, Read]] = []
    own_streams = [frozenset(streamed.get((layer, part), ())) for part in range(place.layer.parts)]
    for positions in dict.fromkeys(own_streams):
        parts = np.array([own == positions for own in own_streams])
        reads: dict[int, list[tuple[MemoryOperand, Read]]] = {}
        for position, use in enumerate(place.layer.uses):
            for piece in use.pieces:
                found = known.footprint(place.layer, place.tiles, use, piece)
                if position in positions:
                    streams.append((piece.tensor, parts, found))
                else:
                    reads.setdefault(piece.tensor, []).append((operand_role(position), found))
        for tensor, operands in reads.items():
            for apart, memory, own in _by_memory(operands, place.memories):
                fetched.setdefault(tensor, []).append(_Access(parts & apart, memory, tuple(own)))
    return _Reads(fetched, streams)


def _loads(network: Network, layer: Layer, tensor: int) -> bool:
    """Whether a layer loads what it reads of a tensor, rather than being handed it within its stack."""
    producer = network.producer.get(tensor)
    return producer is None or network.layers[producer].stack != layer.stack


def _numbered(accesses: Sequence[_Access], parts: int) -> Iterator[tuple[list[_Access], Ints]]:
    """The accesses to one tensor that share memories, which are numbered from 0, and the memory of each number."""
    readers = np.concatenate([access.memory[access.parts] for access in accesses])
    memories = np.unique(readers)
    if len(memories) < len(readers):
        yield [replace(a, memory=np.searchsorted(memories, a.memory)) for a in accesses], memories
        return
    # Where each part has a memory of its own it does not matter which.
    for access in accesses:
        yield [replace(access, memory=np.arange(parts))], access.memory


def _rows(tiles: LayerTiles, groups: Read) -> Ints:
    """(tasks,) the row of each task in the product of the groups' rows."""
    row = np.zeros(len(tiles.task_part), dtype=np.int64)
    for group in groups:
        row = row * len(group.mask) + tiles.rows(group.dims)
    return row


def _slot_of_part(tiles: LayerTiles, dims: tuple[int, ...]) -> Ints:
    """(parts,) the slot of each part's rows in masks over `dims`."""
    starts = np.flatnonzero(tiles.task_tile == 0)
    return tiles.slots(dims)[tiles.rows(dims)[starts]]


@dataclass(frozen=True, eq=False)
class _StreamedRead:
    """What some parts of a layer need of another layer's result."""

    tasks: Ints
    """With `blocks`: pairs of a task of the reader and a block of the producer, both from 0."""
    blocks: Ints
    part: Ints
    """Of each pair."""
    unions: tuple[tuple[int, int, Read], ...]
    """By part that needs anything: the part, a number for what all its tasks need together, and that."""


@dataclass(frozen=True, eq=False)
class _LoadedRead:
    """The blocks that a layer loads of a tensor, and which tasks need them; all is numbered from 0."""

    tasks: Ints
    """With `needs`: pairs of a task and a block; some may be listed again."""
    needs: Ints
    memory: Ints
    """(blocks,)"""
    first_task: Ints
    """(blocks,) in order of tile and part."""
    elements: Ints
    """(blocks,)"""
    content: Ints
    """(blocks,) the first block with the same elements."""
    source_block: Ints
    """With `source`: pairs of a block, and a block of the layer that makes the tensor; some may be listed again."""
    source: Ints
    cells: "_Cells"
    block: Ints
    """Of each cell."""
    shape: tuple[int, ...]
    """Of the tensor."""

    @cached_property
    def sums(self) -> Sequence[Hashable]:
        """By block, two sums over its elements of products of random numbers, one per axis and position, modulo 2⁶⁴.

        They are the same however the elements are cut into cells; other elements have other sums, except with a probability of about 2⁻¹²⁸.
        """
        groups, counts = self.cells.groups, self.cells.counts
        labels = np.unravel_index(self.cells.cell, counts) if counts else ()  # a scalar has no axes
        random = np.random.default_rng(0)
        found: list[list[int]] = []
        for _ in range(2):
            numbers = [random.integers(1 << 64, size=size, dtype=np.uint64) for size in self.shape]
            cells = np.ones(len(self.cells.cell), dtype=np.uint64)
            for group, own, label, count in zip(groups, self.cells.labels, labels, counts, strict=True):
                one = np.ones((), dtype=np.uint64)
                products = reduce(np.multiply.outer, (numbers[axis] for axis in group.axes), one).ravel()
                of_label = np.zeros(count, dtype=np.uint64)
                np.add.at(of_label, own[own >= 0], np.broadcast_to(products, own.shape)[own >= 0])
                cells *= of_label[label]
            of_block = np.zeros(len(self.memory), dtype=np.uint64)
            np.add.at(of_block, self.block, cells)
            found.append(of_block.tolist())
        return list(zip(*found, strict=True))


class KnownPieces:
    """What was worked out of layers, by all that it depends on, whatever network they are in, and on which cores."""

    def __init__(self):
        self._tiles: dict[Hashable, LayerTiles] = {}
        self._outputs: dict[Hashable, _Output] = {}
        self._views: dict[ViewPiece, Hashable] = {}
        self._footprints: dict[Hashable, Read] = {}
        self._streamed: dict[Hashable, _StreamedRead] = {}
        self._loaded: dict[Hashable, _LoadedRead | None] = {}
        self._needed: dict[Hashable, Ints] = {}
        self._contents: dict[Hashable, int] = {}

    def tiles(self, layer: Layer) -> LayerTiles:
        """Those of a layer; as long as they are known always the same object."""
        return self._tiles.setdefault((layer.sizes, layer.temporal, layer.spatial), layer_tiles(layer))

    def output(self, layer: Layer, tiles: LayerTiles, shape: tuple[int, ...]) -> _Output:
        """The produced blocks of a layer whose result has that shape."""
        key = tiles, layer.output_map, shape
        if key not in self._outputs:
            self._outputs[key] = _output(layer, tiles, shape)
        return self._outputs[key]

    def footprint(self, layer: Layer, tiles: LayerTiles, use: Use, piece: ViewPiece) -> Read:
        """What the tiles need of one tensor through one operand."""
        if piece not in self._views:
            self._views[piece] = tuple(
                (g.source_axes, g.target_axes, g.source_sizes, g.index.tobytes()) for g in piece.groups
            )
        key = tiles, use.map, use.shape, self._views[piece]
        if key not in self._footprints:
            self._footprints[key] = footprint(layer, tiles, use, piece)
        return self._footprints[key]

    def streamed(self, tiles: LayerTiles, parts: Bools, read: Read, output: _Output) -> _StreamedRead:
        """What some parts of a layer need of another one's result."""
        key = tiles, parts.tobytes(), read, output
        if key not in self._streamed:
            self._streamed[key] = self._streamed_read(tiles, parts, read, output)
        return self._streamed[key]

    def _streamed_read(self, tiles: LayerTiles, parts: Bools, read: Read, output: _Output) -> _StreamedRead:
        needs = _needed_blocks(read, output)
        tasks = np.flatnonzero(parts[tiles.task_part])
        at, blocks = needs.take(_rows(tiles, read)[tasks])
        slots = [tiles.slots(group.dims) for group in read]
        slot_of_part = [_slot_of_part(tiles, group.dims) for group in read]
        unions: list[tuple[int, int, Read]] = []
        for part in np.flatnonzero(parts).tolist():
            union = tuple(
                GroupFootprint((), g.axes, np.logical_or.reduce(g.mask[s == own[part]])[None])
                for g, s, own in zip(read, slots, slot_of_part, strict=True)
            )
            if all(group.mask.any() for group in union):
                unions.append((part, self._contents.setdefault(_key(union), len(self._contents)), union))
        return _StreamedRead(tasks[at], blocks, tiles.task_part[tasks[at]], tuple(unions))

    def needed(self, output: _Output, tiles: LayerTiles, reads: Sequence[tuple[int, Read]]) -> Ints:
        """(blocks,) how many elements of each block of a layer with such tiles are needed in a memory, by numbered reads."""
        distinct = dict(reads)
        key = output, tuple(sorted(distinct))
        if key not in self._needed:
            self._needed[key] = _needed_elements(output, tiles, list(distinct.values()))
        return self._needed[key]

    def loaded(
        self,
        tiles: LayerTiles,
        accesses: Sequence[_Access],
        shape: tuple[int, ...],
        output: _Output | None,
    ) -> _LoadedRead | None:
        """What a layer loads of a tensor of that shape, which a layer with such blocks made; None if nothing."""
        key = tiles, tuple(access.key for access in accesses), shape, output
        if key not in self._loaded:
            self._loaded[key] = _loaded_read(tiles, accesses, shape, output)
        return self._loaded[key]


def _output(layer: Layer, tiles: LayerTiles, shape: tuple[int, ...]) -> _Output:
    check_separable(layer, layer.output_map, "the output")
    blocks = 1
    task_block = np.zeros(len(tiles.task_part), dtype=np.int64)
    axis_labels: list[Ints] = []
    sizes: list[tuple[Ints, Ints]] = []
    for axis, size in enumerate(shape):
        written = axis_footprint(tiles, layer.output_map, axis, size)
        if (written.mask.sum(axis=0) > 1).any():
            raise UnmappableError(
                f"layer '{layer.name}': several tiles write the same elements along axis {axis}"
            )
        label = np.where(written.mask.any(axis=0), written.mask.argmax(axis=0) * blocks, -1)
        task_block += tiles.rows(written.dims) * blocks
        blocks *= len(written.mask)
        axis_labels.append(label)
        sizes.append(_sizes(label))
    elements = np.zeros(blocks, dtype=np.int64)
    numbers, counts = _product(sizes)
    elements[numbers] = counts
    return _Output(task_block, elements, tuple(axis_labels), shape)


def _operand_memories(layer: Layer, machine: Machine) -> dict[MemoryOperand, Ints]:
    if len(layer.cores) != layer.parts:
        raise UnmappableError(
            f"layer '{layer.name}' has {layer.parts} spatial parts but {len(layer.cores)} allocated cores"
        )
    operands = [MemoryOperand.O, MemoryOperand.I1, MemoryOperand.I2][: 1 + min(2, len(layer.uses))]
    result: dict[MemoryOperand, Ints] = {}
    for operand in operands:
        for core in layer.cores:
            if not machine.cores[core].core_type.levels(operand):
                raise UnmappableError(
                    f"layer '{layer.name}': core '{machine.cores[core].name}' has no memory for operand {operand}"
                )
        result[operand] = np.array([machine.memory_id(core, operand) for core in layer.cores], dtype=np.int64)
    return result


def _by_memory(
    operands: list[tuple[MemoryOperand, Read]], memories: dict[MemoryOperand, Ints]
) -> Iterable[tuple[Bools, Ints, list[Read]]]:
    """The reads of one tensor that share a memory: for which parts, in which memory of each, and the reads."""
    first = [read for operand, read in operands if operand is MemoryOperand.I1]
    other = [read for operand, read in operands if operand is MemoryOperand.I2]
    if first and other:
        together = memories[MemoryOperand.I1] == memories[MemoryOperand.I2]
        if together.any():
            yield together, memories[MemoryOperand.I1], first + other
        apart = ~together
    else:
        apart = np.ones(len(memories[MemoryOperand.O]), dtype=np.bool_)
    if first and apart.any():
        yield apart, memories[MemoryOperand.I1], first
    if other and apart.any():
        yield apart, memories[MemoryOperand.I2], other


class _Streamed:
    """Reads of what the same stack produces: (task, delivery key) pairs, and what each memory needs.

    A delivery key is (producing layer, memory, block of the layer) as one number.
    """

    def __init__(self, places: Sequence[_Place], memories: int, known: KnownPieces):
        self.places = places
        self.memories = memories
        self.known = known
        self.blocks = max((len(place.output.elements) for place in places), default=1)
        self.tasks: list[Ints] = []
        self.keys: list[Ints] = []
        self.reached: dict[int, list[tuple[int, Read]]] = {}
        """Per (producing layer, memory): the union of needs of each reading part and operand, and a number for it."""

    def add(self, place: _Place, accesses: Sequence[_Access], producer: int):
        for access in accesses:
            target = producer * self.memories + access.memory
            for read in access.reads:
                found = self.known.streamed(place.tiles, access.parts, read, self.places[producer].output)
                self.tasks.append(place.first_task + found.tasks)
                self.keys.append(target[found.part] * self.blocks + found.blocks)
                for part, content, union in found.unions:
                    self.reached.setdefault(int(target[part]), []).append((content, union))

    def elements(self, where: int) -> Ints:
        """(blocks,) how many elements of each block of a layer are needed in a memory."""
        producer = self.places[where // self.memories]
        return self.known.needed(producer.output, producer.tiles, self.reached[where])

    def alike(self, wheres: Ints) -> Ints:
        """For each (producing layer, memory), ascending, the first of those given of which the same is needed, read by read."""
        first: dict[tuple[int, ...], int] = {}
        return np.array(
            [
                first.setdefault(
                    (where // self.memories, *sorted(content for content, _ in self.reached[where])),
                    where,
                )
                for where in wheres.tolist()
            ],
            dtype=np.int64,
        )


def _needed_elements(output: _Output, tiles: LayerTiles, reads: Sequence[Read]) -> Ints:
    """(blocks,) how many elements of each block of a layer with such tiles several reads need."""
    if len(reads) > 1:
        reads = common_groups(tiles, reads, output.shape)
    labels = [output.labels(group.axes) for group in reads[0]]

    def overlaps(union: Iterable[Bools]) -> tuple[Ints, Ints]:
        return _product([_sizes(np.where(m, label, -1)) for m, label in zip(union, labels, strict=True)])

    # Who does not need a block does not widen what of it others need.
    readers = np.zeros((len(output.elements), len(reads)), dtype=np.bool_)
    for r, read in enumerate(reads):
        readers[overlaps(group.mask[0] for group in read)[0], r] = True
    result = np.zeros(len(output.elements), dtype=np.int64)
    together, which = np.unique(readers, axis=0, return_inverse=True)
    for i, members in enumerate(together):
        if members.any():
            same = zip(
                *(read for read, reads_it in zip(reads, members, strict=True) if reads_it), strict=True
            )
            blocks, counts = overlaps(reduce(np.logical_or, (g.mask[0] for g in groups)) for groups in same)
            own = which.ravel()[blocks] == i
            result[blocks[own]] = counts[own]
    return result


def _key(read: Read) -> tuple[tuple[tuple[int, ...], bytes], ...]:
    """Equal for reads of the same elements: a group says that only together with the others of its read."""
    return tuple((group.axes, group.mask.tobytes()) for group in read)


class _FromOffchip:
    """Streams of what layers produce: (task, produced block) pairs."""

    def __init__(self):
        self.tasks: list[Ints] = []
        self.blocks: list[Ints] = []

    def add(self, place: _Place, parts: Bools, read: Read, producer: _Place):
        tasks = np.flatnonzero(parts[place.tiles.task_part])
        at, blocks = _needed_blocks(read, producer.output).take(_rows(place.tiles, read)[tasks])
        self.tasks.append(place.first_task + tasks[at])
        self.blocks.append(producer.first_block + blocks)


def _needed_blocks(read: Read, output: _Output) -> Csr:
    """The blocks of a layer that each row of a read needs."""
    labels = [output.labels(group.axes) for group in read]
    pairs = [_pairs(group.mask, label) for group, label in zip(read, labels, strict=True)]
    return _csr(*_combine(pairs, [len(group.mask) for group in read], [1] * len(read)))


class _Loaded:
    """Reads of what resides off-chip: the blocks they load, numbered as they are found."""

    def __init__(self, network: Network, known: KnownPieces):
        self.network = network
        self.known = known
        self.blocks = 0
        self.tasks: list[Ints] = []
        """With `needs`: (task, block) pairs."""
        self.needs: list[Ints] = []
        self.tensor: list[Ints] = []
        self.first_task: list[Ints] = []
        self.elements: list[Ints] = []
        self.memory: list[Ints] = []
        self.content: list[Ints] = []
        """The number of the first block of the same layer with the same elements."""
        self.source_block: list[Ints] = []
        """With `source`: (block, produced block) pairs."""
        self.source: list[Ints] = []
        self._readers = Counter(
            (layer.stack, tensor)
            for layer in network.layers
            for tensor in {piece.tensor for use in layer.uses for piece in use.pieces}
        )
        """By stack and tensor, how many layers read it."""
        self._shared: list[tuple[tuple[int, int], int, Sequence[Hashable]]] = []
        """Of tensors that several layers of a stack load: stack and tensor, the number of a layer's first block, and what is equal for blocks of the same elements."""

    def add(self, place: _Place, accesses: Sequence[_Access], tensor: int, producer: _Place | None):
        for own, memories in _numbered(accesses, place.layer.parts):
            self._add(place, own, memories, tensor, producer)

    def _add(
        self,
        place: _Place,
        accesses: Sequence[_Access],
        memories: Ints,
        tensor: int,
        producer: _Place | None,
    ):
        """The accesses' memories are positions in `memories`."""
        output = None if producer is None else producer.output
        found = self.known.loaded(place.tiles, accesses, self.network.tensors[tensor].shape, output)
        if found is None:
            return
        key = place.layer.stack, tensor
        if self._readers[key] > 1:
            self._shared.append((key, self.blocks, found.sums))
        self.tasks.append(place.first_task + found.tasks)
        self.needs.append(self.blocks + found.needs)
        self.tensor.append(np.full(len(found.memory), tensor))
        self.first_task.append(place.first_task + found.first_task)
        self.elements.append(found.elements)
        self.memory.append(memories[found.memory])
        self.content.append(self.blocks + found.content)
        if producer is not None:
            self.source_block.append(self.blocks + found.source_block)
            self.source.append(producer.first_block + found.source)
        self.blocks += len(found.memory)

    def unite(self):
        """Let layers of one stack that load the same elements of a tensor into a memory share the first one's block."""
        shares = np.arange(self.blocks)
        memory = _joined(self.memory).tolist()
        first: dict[Hashable, int] = {}
        for key, begin, sums in self._shared:
            for block, own in enumerate(sums, begin):
                shares[block] = first.setdefault((key, memory[block], own), block)
        is_kept = shares == np.arange(self.blocks)
        if is_kept.all():
            return
        kept, number = np.flatnonzero(is_kept), np.cumsum(is_kept) - 1
        # Parts of one layer are sent the same together; of what layers share, those of the first.
        _, leader, which = np.unique(_joined(self.content)[kept], return_index=True, return_inverse=True)
        source_block, source = _joined(self.source_block), _joined(self.source)
        own_source = is_kept[source_block]
        self.needs = [number[shares[_joined(self.needs)]]]
        for values in (self.tensor, self.first_task, self.elements, self.memory):
            values[:] = [_joined(values)[kept]]
        self.content = [leader[which]]
        self.source_block, self.source = [number[source_block[own_source]]], [source[own_source]]
        self.blocks = len(kept)


@dataclass(frozen=True, eq=False)
class _Cells:
    """What a layer loads of a tensor, cut up by which tasks need it first."""

    groups: Read
    """Any read of the tensor, for its axis groups."""
    labels: tuple[Ints, ...]
    """Per group: (slots or 1, positions) the label of what each spatial slice, or all, needs first at the same time; −1 for what none does."""
    counts: tuple[int, ...]
    """Per group: one more than the largest label."""
    tasks: Ints
    """With `needs`: pairs of a task and a position in what follows; some may be listed again."""
    needs: Ints
    memory: Ints
    """(M,) ascending, a number for the memory that the cell is loaded into."""
    cell: Ints
    """(M,) mixed-radix number of its labels, ascending for each memory."""
    first_task: Ints
    """(M,) the first one that needs it there, in order of tile and part."""


def _cells(tiles: LayerTiles, accesses: Sequence[_Access], shape: tuple[int, ...]) -> _Cells | None:
    """What a layer loads of a tensor of that shape; None if nothing."""
    reads = [
        read
        for read in dict.fromkeys(read for access in accesses for read in access.reads)
        if all(group.mask.any() for group in read)
    ]
    if not reads:
        return None
    groups = common_groups(tiles, reads, shape) if len(reads) > 1 else reads
    common = dict(zip(reads, groups, strict=True))
    readers = [(a, own) for a in accesses if (own := [common[read] for read in a.reads if read in common])]
    boxes = [_box(own) for _, own in readers]
    labels = [
        np.concatenate([_first_use(tiles, group) for group in same]) for same in zip(*boxes, strict=True)
    ]
    # A cell is what a part needs first at the same time or, where others read in its memory, what all do.
    together = len(accesses) > 1 or len(np.unique(memory := accesses[0].memory[accesses[0].parts])) < len(
        memory
    )
    if together:
        labels = [_atoms(own) for own in labels]
    counts = [int(own.max()) + 1 for own in labels]

    order = np.lexsort((tiles.task_part, tiles.task_tile))
    rank = np.argsort(order)
    tasks: list[Ints] = []
    held: list[Ints] = []
    for (access, own), box in zip(readers, boxes, strict=True):
        reading = np.flatnonzero(access.parts[tiles.task_part])
        # Cells that are finer than what a task needs first may lie between its reads.
        touching = _cells_of(tiles, [box] if together else own, labels, counts)
        at, cell = touching.take(_rows(tiles, box)[reading])
        tasks.append(reading[at])
        held.append(access.memory[tiles.task_part[reading[at]]] * prod(counts) + cell)
    needing = np.concatenate(tasks)
    keys, which = np.unique(np.concatenate(held), return_inverse=True)
    first = np.full(len(keys), len(order), dtype=np.int64)
    np.minimum.at(first, which, rank[needing])
    return _Cells(
        groups[0],
        tuple(labels),
        tuple(counts),
        needing,
        which,
        *np.divmod(keys, prod(counts)),
        order[first],
    )


def _blocks_by_memory(tiles: LayerTiles, cells: _Cells) -> Iterator[tuple[int, LoadedBlocks]]:
    """What is loaded into each numbered memory: if slices have labels of their own, that of the part of that number."""
    slots = [_slot_of_part(tiles, group.dims) for group in cells.groups]
    # Parts in one slice share its labels.
    by_slot = [tuple(labels) for labels in cells.labels]
    memories = np.unique(cells.memory)
    bounds = (np.searchsorted(cells.memory, memories, side=side).tolist() for side in ("left", "right"))
    for number, begin, end in zip(memories.tolist(), *bounds, strict=True):
        tasks = cells.first_task[begin:end]
        yield (
            number,
            LoadedBlocks(
                tuple(group.axes for group in cells.groups),
                tuple(
                    own[slot[number] if len(own) > 1 else 0] for own, slot in zip(by_slot, slots, strict=True)
                ),
                cells.counts,
                cells.cell[begin:end],
                tiles.task_part[tasks],
                tiles.task_tile[tasks],
            ),
        )


def _loaded_read(
    tiles: LayerTiles, accesses: Sequence[_Access], shape: tuple[int, ...], output: _Output | None
) -> _LoadedRead | None:
    found = _cells(tiles, accesses, shape)
    if found is None:
        return None
    labels, counts, cell = found.labels, found.counts, found.cell
    elements = reduce(
        np.multiply.outer,
        (np.bincount(own[own >= 0], minlength=n) for own, n in zip(labels, counts, strict=True)),
        np.ones((), dtype=np.int64),
    ).ravel()
    blocks, block = np.unique(found.memory * len(tiles.task_part) + found.first_task, return_inverse=True)
    sizes = np.zeros(len(blocks), dtype=np.int64)
    np.add.at(sizes, block, elements[cell])
    same = reduce(
        lambda outer, own: (outer[:, None] * len(own) + own).ravel(),
        (_same_classes(own, n) for own, n in zip(labels, counts, strict=True)),
        np.zeros(1, dtype=np.int64),
    )[cell]
    source_block = source = np.zeros(0, dtype=np.int64)
    if output is not None:
        pairs = [
            _source_pairs(own, output.labels(group.axes))
            for group, own in zip(found.groups, labels, strict=True)
        ]
        at, source = _csr(*_combine(pairs, list(counts), [1] * len(counts))).take(cell)
        source_block = block[at]
    memory, first = np.divmod(blocks, len(tiles.task_part))
    return _LoadedRead(
        found.tasks,
        block[found.needs],
        memory,
        first,
        sizes,
        _same_rows(block, same),
        source_block,
        source,
        found,
        block,
        shape,
    )


def _box(reads: Sequence[Read]) -> Read:
    """Per axis group, the union of several reads over the same groups."""
    return tuple(
        replace(same[0], mask=reduce(np.logical_or, (group.mask for group in same)))
        for same in zip(*reads, strict=True)
    )


def _cells_of(tiles: LayerTiles, reads: Sequence[Read], cells: Sequence[Ints], counts: list[int]) -> Csr:
    """The cells of which each row needs anything."""
    rows = [len(group.mask) for group in reads[0]]
    found = [
        _combine([_cell_pairs(tiles, g, c) for g, c in zip(read, cells, strict=True)], rows, counts)
        for read in reads
    ]
    return _csr(np.concatenate([row for row, _ in found]), np.concatenate([cell for _, cell in found]))


def _same_rows(rows: Ints, values: Ints) -> Ints:
    """For each row the first one with the same values; (row, value) pairs, each once."""
    if len(rows) == rows.max(initial=-1) + 1:
        _, first, which = np.unique(values[np.argsort(rows)], return_index=True, return_inverse=True)
        return first[which]
    order = np.lexsort((values, rows))
    edges = np.flatnonzero(np.diff(rows[order])) + 1
    known: dict[bytes, int] = {}
    return np.array(
        [known.setdefault(own.tobytes(), row) for row, own in enumerate(np.split(values[order], edges))],
        dtype=np.int64,
    )


def _first_use(tiles: LayerTiles, group: GroupFootprint) -> Ints:
    """(slots, positions) the first row of each spatial slice that needs a position, or −1."""
    slots = tiles.slots(group.dims)
    result = np.full((slots[-1] + 1, group.mask.shape[1]), -1, dtype=np.int64)
    for slot in range(len(result)):
        rows = np.flatnonzero(slots == slot)
        own = group.mask[rows]
        result[slot] = np.where(own.any(axis=0), rows[own.argmax(axis=0)], -1)
    return result


def _atoms(classes: Ints) -> Ints:
    """(1, positions) equal numbers for what all slices need first in the same rows, or −1 for what none does."""
    needed = (classes >= 0).any(axis=0)
    result = np.full((1, classes.shape[1]), -1, dtype=np.int64)
    result[0, needed] = np.unique(classes[:, needed], axis=1, return_inverse=True)[1].ravel()
    return result


def _same_classes(classes: Ints, rows: int) -> Ints:
    """(rows,) of classes, named by their first row: the least one with the same positions."""
    first: dict[bytes, int] = {}
    result = np.arange(rows)
    for own in classes if len(classes) > 1 else ():
        for row in np.unique(own[own >= 0]).tolist():
            result[row] = first.setdefault((own == row).tobytes(), row)
    return result


def _cell_pairs(tiles: LayerTiles, group: GroupFootprint, cells: Ints) -> tuple[Ints, Ints]:
    """The (row, cell) pairs with a position in common; cells are those of each slice, or of all."""
    if len(cells) == 1:
        return _pairs(group.mask, cells[0])
    slots = tiles.slots(group.dims)
    found: list[tuple[Ints, Ints]] = []
    for slot, labels in enumerate(cells):
        rows = np.flatnonzero(slots == slot)
        row, label = _pairs(group.mask[rows], labels)
        found.append((rows[row], label))
    return np.concatenate([rows for rows, _ in found]), np.concatenate([labels for _, labels in found])


def _source_pairs(classes: Ints, labels: Ints) -> tuple[Ints, Ints]:
    """The (class, label) pairs with a position in common."""
    both = (classes >= 0) & (labels >= 0)
    found = _distinct(classes[both] * (labels.max() + 1) + np.broadcast_to(labels, classes.shape)[both])
    shared, label = np.divmod(found, labels.max() + 1)
    return shared, label


def _pairs(mask: Bools, labels: Ints) -> tuple[Ints, Ints]:
    """The (row, label) pairs with a position in common."""
    row, position = np.nonzero(mask[:, labels >= 0])
    label = labels[labels >= 0][position]
    if not len(label):
        return row, label
    radix = label.max() + 1
    rows, labels = np.divmod(_distinct(row * radix + label), radix)
    return rows, labels


def _combine(
    pairs: list[tuple[Ints, Ints]], row_sizes: list[int], value_sizes: list[int]
) -> tuple[Ints, Ints]:
    """The (row, value) pairs of a product: mixed-radix rows and values; a value size of 1 adds them up."""
    rows = values = np.zeros(1, dtype=np.int64)
    for (row, value), row_size, value_size in zip(pairs, row_sizes, value_sizes, strict=True):
        rows = (rows[:, None] * row_size + row).ravel()
        values = (values[:, None] * value_size + value).ravel()
    return rows, values


def _sizes(labels: Ints) -> tuple[Ints, Ints]:
    """The labels that occur, without −1, and how often."""
    counts = np.bincount(labels + 1)
    counts[0] = 0
    found = np.flatnonzero(counts)
    return found - 1, counts[found]


def _product(sizes: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    """Labels and their element counts over a product of axes: labels add, counts multiply."""
    labels, counts = np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64)
    for label, count in sizes:
        labels = (labels[:, None] + label).ravel()
        counts = (counts[:, None] * count).ravel()
    return labels, counts


def _distinct(keys: Ints) -> Ints:
    """Like `np.unique`, whose hashing is slower on keys that are nearly sorted."""
    keys = np.sort(keys, kind="stable")
    return keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys


def _csr(rows: Ints, values: Ints, count: int | None = None) -> Csr:
    """Rows in order, each with its values once; as many rows as occur unless `count` says."""
    radix = int(values.max(initial=0)) + 1
    rows, values = np.divmod(_distinct(rows * radix + values), radix)
    count = int(rows.max(initial=-1)) + 1 if count is None else count
    return Csr(np.searchsorted(rows, np.arange(count + 1)).astype(np.int64), values)


def _joined(chunks: list[Ints]) -> Ints:
    return np.concatenate(chunks).astype(np.int64) if chunks else np.zeros(0, dtype=np.int64)


def _assemble(
    network: Network,
    machine: Machine,
    places: list[_Place],
    streamed: _Streamed,
    loaded: _Loaded,
    offchip: _FromOffchip,
) -> TileGraph:
    """Number blocks and deliveries by first mention and lay everything out flat."""
    widest = max((len(p.layer.dims) for p in places), default=0)
    parts = [p.layer.parts for p in places]
    part_layer = np.repeat(np.arange(len(places)), parts)
    part_core = _joined([np.array(p.layer.cores) for p in places])
    task_part = _joined([p.first_part + p.tiles.task_part for p in places])
    task_tile = _joined([p.tiles.task_tile for p in places])
    tasks = np.arange(len(task_part))
    part_first_task = np.searchsorted(task_part, np.arange(len(part_core) + 1))
    task_extents = np.ones((len(tasks), widest), dtype=np.int64)
    for p in places:
        rows, dims = p.tiles.task_extents.shape
        task_extents[p.first_task : p.first_task + rows, :dims] = p.tiles.task_extents

    # Blocks: produced ones first, then loaded ones, until renumbered.
    task_output = _joined([p.first_block + p.output.task_block for p in places])
    elements = _joined([p.output.elements for p in places])
    produced = len(elements)
    opening, final = np.zeros(produced, dtype=np.int64), np.zeros(produced, dtype=np.int64)
    opening[task_output[::-1]] = tasks[::-1]
    final[task_output] = tasks
    block_layer = np.repeat(np.arange(len(places)), [len(p.output.elements) for p in places])
    layer_tensor = np.array([p.layer.output for p in places], dtype=np.int64)
    tensor_bits = np.array([t.bits for t in network.tensors], dtype=np.int64)
    psum_bits = np.array([_written_bits(p) for p in places], dtype=np.int64)
    outliving = {*network.outputs, *np.unique(_joined(loaded.tensor)).tolist()}
    outlives = np.array([p.layer.output in outliving for p in places], dtype=np.bool_)
    outlives[block_layer[_joined(offchip.blocks)]] = True
    written_in = _joined([p.memories[MemoryOperand.O] for p in places])

    loads = loaded.blocks
    block_tensor = np.concatenate([layer_tensor[block_layer], _joined(loaded.tensor)])
    block_task = np.concatenate([final, _joined(loaded.first_task)])
    block_part = task_part[block_task]
    block_produced = np.arange(produced + loads) < produced
    block_elements = np.concatenate([elements, _joined(loaded.elements)])
    block_bits = block_elements * tensor_bits[block_tensor]
    block_psum_bits = block_bits.copy()
    block_psum_bits[:produced] = elements * psum_bits[block_layer]
    mention = np.concatenate([opening, np.full(loads, len(tasks))])
    np.minimum.at(mention, produced + _joined(loaded.needs), _joined(loaded.tasks))
    order = np.lexsort((block_produced, mention))
    renumber = np.argsort(order)

    # Deliveries: streamed ones first, then one per loaded block, until renumbered.
    keys, stream_need = np.unique(_joined(streamed.keys), return_inverse=True)
    target, source = np.divmod(keys, streamed.blocks)
    producer, memory = np.divmod(target, streamed.memories)
    bases = np.array([p.first_block for p in places], dtype=np.int64)
    delivery_block = np.concatenate([bases[producer] + source, produced + np.arange(loads)])
    delivery_memory = np.concatenate([memory, _joined(loaded.memory)])
    # Of a produced block: the first (layer, memory) that needs the same of it; of a loaded one: the first such block.
    wheres, own_where = np.unique(target, return_inverse=True)
    alike_where = streamed.alike(wheres)
    alike = np.concatenate([alike_where[own_where], _joined(loaded.content)])
    delivery_bits = block_bits[delivery_block]
    in_place = np.zeros(len(delivery_block), dtype=np.bool_)
    in_place[: len(keys)] = written_in[block_part[delivery_block[: len(keys)]]] == memory
    ends = np.searchsorted(target, wheres, side="right").tolist()
    needed: dict[int, Ints] = {}
    for like, begin, end in zip(alike_where.tolist(), [0, *ends], ends, strict=False):
        layer = like // streamed.memories
        if like not in needed:
            needed[like] = streamed.elements(like) * tensor_bits[layer_tensor[layer]]
        moved = needed[like][source[begin:end]]
        delivery_bits[begin:end] = np.where(in_place[begin:end], delivery_bits[begin:end], moved)

    need_task = np.concatenate([_joined(streamed.tasks), _joined(loaded.tasks)])
    need = np.concatenate([stream_need, len(keys) + _joined(loaded.needs)])
    reading_core = np.full(len(delivery_block), len(machine.cores), dtype=np.int64)
    first_need = np.full(len(delivery_block), len(tasks), dtype=np.int64)
    np.minimum.at(reading_core, need, part_core[task_part[need_task]])
    np.minimum.at(first_need, need, need_task)
    reading_core[len(keys) :] = part_core[block_part[produced:]]
    delivery_order = np.lexsort((delivery_memory, renumber[delivery_block], first_need))
    # All who get a produced block whole get the same.
    alike[: len(keys)][delivery_bits[: len(keys)] == block_bits[delivery_block[: len(keys)]]] = -1
    made = np.where(block_produced[delivery_block], delivery_block, -1)
    contents = ((made + 1) * (alike.max(initial=0) + 2) + alike + 1)[delivery_order]
    _, first, which = np.unique(contents, return_index=True, return_inverse=True)
    return TileGraph(
        part_layer=part_layer,
        part_index=_joined([np.arange(n) for n in parts]),
        part_core=part_core,
        part_first_task=part_first_task,
        task_part=task_part,
        task_tile=task_tile,
        task_extents=task_extents,
        task_output=renumber[task_output],
        task_finishes=final[task_output] == tasks,
        task_needs=_csr(need_task, np.argsort(delivery_order)[need], len(tasks)),
        task_streams_from=_csr(_joined(offchip.tasks), renumber[_joined(offchip.blocks)], len(tasks)),
        block_tensor=block_tensor[order],
        block_part=block_part[order],
        block_tile=task_tile[block_task[order]],
        block_produced=block_produced[order],
        block_bits=block_bits[order],
        block_psum_bits=block_psum_bits[order],
        block_memory=np.where(block_produced, written_in[block_part], -1)[order],
        block_outlives=np.concatenate([outlives[block_layer], np.zeros(loads, dtype=np.bool_)])[order],
        block_sources=_csr(
            renumber[produced + _joined(loaded.source_block)],
            renumber[_joined(loaded.source)],
            produced + loads,
        ),
        delivery_block=renumber[delivery_block][delivery_order],
        delivery_memory=delivery_memory[delivery_order],
        delivery_core=reading_core[delivery_order],
        delivery_bits=delivery_bits[delivery_order],
        delivery_in_place=in_place[delivery_order],
        delivery_content=first[which],
    )


def _written_bits(place: _Place) -> int:
    """Width of an element while the block is written."""
    layer, counts = place.layer, place.tiles.counts
    if any(counts[dim] > 1 for dim, _ in layer.temporal if dim in layer.reduction_dims):
        return layer.psum_bits
    return place.network.tensors[layer.output].bits
