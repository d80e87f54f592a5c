"""COALA: list scheduling of tiles and of the data they need, in a given order of the tiles.

Tasks are taken in the given order. Each first gets what it needs into the memories of its core, then starts as soon as
its core, its data and the space for its output allow. Nothing is ever moved in time afterwards.

*Transfers* are made the first time a task needs them, but may start long before it: as early as the source is ready,
the destination has room and every channel and port on the way has the rate free for the whole duration. Of several
routes the one that ends first is taken. What several memories need is sent to all of them at once, over shared channels once, as far as they
have room before the first alone would have it (twins of the tile graph). A block that outlives its stack is stored after the core's next task has got
its data, because that is what the core waits for, or before, if its space or its data is needed.

*Prefetching.* Loads made with their task fit into what time others left of channels and ports; if tasks need these, too, that is little. With *prefetch*, whenever
a task is placed, all loads of what is off-chip from the beginning are made, in the order in which it is needed, that can begin before the task's core is free, as long as
they and all else fill no more than that share of a memory. So they take turns with tasks on ports that both need, and off-chip memory is busy early.

*Ports* of a core's outermost memories that serve transfers and the datapath alike are taken whole by its tiles, for as
long as these run (`coala.transfers`).

*Space* is taken when a transfer or the first task of an output block starts and given back when the last reader and
the last mover are done. If a memory would never have room, what is needed there again furthest in the future makes
room, but what the last task on the core reads only if nothing else can, because its space is free too late for what comes while that task runs: copies that exist elsewhere are dropped, produced blocks that exist nowhere else are first written off-chip, both
to be fetched again when needed. Off-chip memory is also the way between cores that no route joins. With *headroom*, memories count as smaller
by that share for as long as what one task needs at once fits: who gives everything a contiguous place needs room to do so.

*Streams.* Operands that are too large for a core's memory are read from off-chip memory while a task runs, at the rate that brings all of them in
its duration. Where channels and ports do not have that rate, the task waits for it or takes longer, whichever ends first. Meanwhile the memory
holds as much of the operand as the task's cost says.

*Conservation.* A transfer takes from its source as many bits as it brings to its destination. Every delivery that is
not in place arrives once, and again only after its copy had to make room; a block leaves for off-chip memory at most
once.

The result depends on nothing but the arguments.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import heapify, heappop, heappush

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala import kernels
from stream_xdsl.coala.stages import Stages
from stream_xdsl.coala.transfers import OPERANDS, Carrier, Roles, delivery_roles, distinct_rows
from stream_xdsl.hardware.machine import Machine, MemoryOperand, operand_role
from stream_xdsl.hardware.routes import Interconnect, Route
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import TileGraph, tile_order

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_BOUNDLESS_BITS = 1 << 62

_MOST_CYCLES = 1 << 56
"""Tiles may take no more together, so that no time is too large for its integer."""


class CapacityError(UnmappableError):
    """What a task needs at once does not fit a memory."""

    def __init__(
        self,
        layer: int,
        part: int,
        core: int,
        memory: str,
        needed_bits: int,
        size_bits: int,
        contributors: tuple[tuple[int, int], ...],
    ):
        self.layer = layer
        self.part = part
        self.core = core
        self.memory = memory
        self.needed_bits = needed_bits
        self.size_bits = size_bits
        self.contributors = contributors
        """(tensor, bits) of what has to be there, largest first."""
        super().__init__(
            f"layer {layer}, part {part}: memory '{memory}' of core {core} has {size_bits} bits, "
            f"but {needed_bits} are needed at once"
        )


@dataclass(frozen=True, eq=False)
class TaskStreams:
    """Operands that stream while tasks run: S rows, by task and operand."""

    task: Ints
    """(S,)"""
    operand: Ints
    """(S,) position among the operands of the task's layer."""
    bits: Ints
    """(S,) at least 1."""
    buffer_bits: Ints
    """(S,) space in the operand's memory while the task runs."""


NO_STREAMS = TaskStreams(*np.zeros((4, 0), dtype=np.int64))


@dataclass(frozen=True, eq=False)
class Schedule:
    """When every task and transfer happens. T tasks as in the tile graph, X transfers in the order they were made."""

    task_start: Ints
    """(T,)"""
    task_duration: Ints
    """(T,)"""
    task_release: Ints
    """(T,) when the space of the task's output block is given back."""
    task_energy_pj: Floats
    """(T,)"""

    transfer_first: Ints
    """(X,) the first of the rows with which it is one multicast; these follow each other."""
    transfer_movement: Ints
    """(X,) a `Movement`."""
    transfer_block: Ints
    """(X,) the block that it is about."""
    transfer_delivery: Ints
    """(X,) the delivery it makes; −1 for stores, spills and streams."""
    transfer_stream: Ints
    """(X,) the row of `TaskStreams` that it is, or −1."""
    transfer_source: Ints
    """(X,) core."""
    transfer_target: Ints
    """(X,) core."""
    transfer_operand: Ints
    """(X,) position in `MemoryOperand` of the role in which the data is read at the target."""
    transfer_route: Ints
    """(X,) index into `routes`."""
    transfer_start: Ints
    """(X,)"""
    transfer_duration: Ints
    """(X,)"""
    transfer_bits: Ints
    """(X,)"""
    transfer_release: Ints
    """(X,) when the copy's space is given back; −1 for copies that stay off-chip."""
    transfer_energy_pj: Floats
    """(X,) of a whole multicast at its first row, 0 at the others."""

    routes: tuple[Route, ...]
    streams: TaskStreams

    @property
    def latency_cycles(self) -> int:
        """The end of the last task or transfer."""
        tasks = self.task_start + self.task_duration
        transfers = self.transfer_start + self.transfer_duration
        return int(max(tasks.max(initial=0), transfers.max(initial=0)))

    @property
    def energy_pj(self) -> float:
        """Of all tasks and transfers."""
        return float(self.task_energy_pj.sum() + self.transfer_energy_pj.sum())


def schedule(
    machine: Machine,
    interconnect: Interconnect,
    network: Network,
    graph: TileGraph,
    order: Ints,
    task_cycles: Ints,
    task_energy_pj: Floats,
    *,
    streams: TaskStreams = NO_STREAMS,
    stages: Stages | None = None,
    headroom: float = 0.0,
    prefetch: float = 0.0,
    communication: bool = True,
    latest_cycles: int | None = None,
) -> Schedule:
    """Schedule the tasks of a tile graph in a given order.

    `order` (T,) lists every task once, what it needs before it; `task_cycles` (T,) and `task_energy_pj` (T,) are the
    costs of the tasks on their cores, `streams` what they read from off-chip memory while they run, as the graph was told, and `stages` what
    they share with the core's tasks before and after: nothing, without. `headroom`, in [0, 1), is the share of every memory on chip that is left
    free wherever what a task needs at once fits the rest; `prefetch`, in [0, 1], that up to which loads are made ahead. Without `communication` data moves at once and memories are boundless,
    so that no task starts later than it would otherwise. Nobody wants a schedule in which a task ends after `latest_cycles`: LateError. Raises CapacityError if what one task needs does not fit a memory, UnmappableError if
    cores that exchange data are not connected, or if tiles take too many cycles to be counted.
    """
    if (together := sum(task_cycles.tolist())) > _MOST_CYCLES:
        raise UnmappableError(
            f"tiles take {together} cycles together, more than can be scheduled: {_MOST_CYCLES}"
        )
    stages = Stages.none(graph.tasks) if stages is None else stages
    problem = _Problem(
        machine,
        interconnect,
        network,
        graph,
        order,
        task_cycles,
        streams,
        stages,
        headroom,
        prefetch,
        communication=communication,
    )
    latest = _MOST_CYCLES if latest_cycles is None else latest_cycles
    try:
        tables = problem.run(latest, keep_homes=False)
    except _StuckError:
        tables = problem.run(latest, keep_homes=True)
    return problem.result(tables, task_energy_pj)


class LateError(Exception):
    """A task ends later than is wanted."""


class Priority(StrEnum):
    """In what order tasks are placed; each keeps to dependencies and to the tile order of every part."""

    MEMORY = "memory"
    """A task just before the first that needs it: little is kept for long."""
    LATENCY = "latency"
    """As tasks could start if every part had a core of its own and data moved at once: producers run ahead of slow consumers."""
    LIST = "list"
    """Of the tasks that could be next those of the layer that is listed first."""


@dataclass(frozen=True)
class Placement:
    """How tasks are placed, and what comes before them."""

    priority: Priority = Priority.MEMORY
    prefetch: float = 0.0
    """Up to which share of every memory on chip it may be filled by loads that are made before the tasks that need them are placed."""


USUAL = Placement()
"""Unless something else was decided."""


def prioritised(
    priority: Priority, network: Network, graph: TileGraph, task_cycles: Ints, layers: Sequence[int] = ()
) -> Ints:
    """(T,) the order of all tasks by a priority; `layers` are the list, after which all others follow as they do in the network."""
    order = tile_order(network, graph)
    match priority:
        case Priority.MEMORY:
            return order
        case Priority.LATENCY:
            # Of tasks that could start together those first that are first by the other priority.
            return order[np.argsort(_earliest_starts(graph, order, task_cycles)[order], kind="stable")]
        case Priority.LIST:
            places = {layer: place for place, layer in enumerate(layers)}
            ranks = [places.get(layer, len(layers) + layer) for layer in range(len(network.layers))]
            return ranked(network, graph, np.array(ranks, dtype=np.int64)[graph.part_layer[graph.task_part]])


def ranked(network: Network, graph: TileGraph, ranks: Ints) -> Ints:
    """(T,) an order of all tasks, stack by stack: of those whose needs are met that of the least rank (T,) is next, of equals that which
    `tile_order` has first."""
    order = tile_order(network, graph)
    position = np.empty(graph.tasks, dtype=np.int64)
    position[order] = np.arange(graph.tasks)
    before, after = _task_edges(graph)
    by_before = np.argsort(before, kind="stable")
    edges = np.searchsorted(before[by_before], np.arange(graph.tasks + 1)).tolist()
    followers, missing = after[by_before].tolist(), np.bincount(after, minlength=graph.tasks).tolist()
    stacks = np.array([layer.stack for layer in network.layers], dtype=np.int64)
    keys = list(
        zip(
            stacks[graph.part_layer[graph.task_part]].tolist(),
            ranks.tolist(),
            position.tolist(),
            range(graph.tasks),
            strict=True,
        )
    )
    ready = [key for key, count in zip(keys, missing, strict=True) if not count]
    heapify(ready)
    found: list[int] = []
    while ready:
        task = heappop(ready)[-1]
        found.append(task)
        for follower in followers[edges[task] : edges[task + 1]]:
            missing[follower] -= 1
            if not missing[follower]:
                heappush(ready, keys[follower])
    return np.array(found, dtype=np.int64)


def _task_edges(graph: TileGraph) -> tuple[Ints, Ints]:
    """All (task, task that needs it): for its data, or as the next of its part."""
    tasks = np.arange(graph.tasks)
    finishing = np.zeros(len(graph.block_bits), dtype=np.int64)
    finishing[graph.task_output] = tasks
    following = tasks[1:][graph.task_part[1:] == graph.task_part[:-1]]
    needing = np.repeat(tasks, np.diff(graph.task_needs.offsets))
    blocks = graph.delivery_block[graph.task_needs.values]
    produced = graph.block_produced[blocks]
    # Of what an earlier stack made, through the blocks that are loaded.
    sources = np.diff(graph.block_sources.offsets)[blocks]
    loaded = np.repeat(needing, sources)
    first = np.repeat(graph.block_sources.offsets[blocks] - np.cumsum(sources) + sources, sources)
    made = graph.block_sources.values[first + np.arange(len(loaded))]
    streaming = np.repeat(tasks, np.diff(graph.task_streams_from.offsets))
    before = [
        following - 1,
        finishing[blocks[produced]],
        finishing[made],
        finishing[graph.task_streams_from.values],
    ]
    return np.concatenate(before), np.concatenate([following, needing[produced], loaded, streaming])


def _earliest_starts(graph: TileGraph, order: Ints, task_cycles: Ints) -> Ints:
    """(T,) when tasks could start if only those of their part and what they need held them up."""
    starts = np.zeros(graph.tasks, dtype=np.int64)
    part_free, block_end = [0] * len(graph.part_core), [0] * len(graph.block_bits)
    parts, outputs = graph.task_part.tolist(), graph.task_output.tolist()
    blocks, produced = graph.delivery_block.tolist(), graph.block_produced.tolist()
    for task in order.tolist():
        start = part_free[parts[task]]
        sources = graph.task_streams_from.row(task).tolist()
        for block in (blocks[delivery] for delivery in graph.task_needs.row(task).tolist()):
            sources += [block] if produced[block] else graph.block_sources.row(block).tolist()
        start = max([start, *(block_end[source] for source in sources)])
        starts[task] = start
        part_free[parts[task]] = block_end[outputs[task]] = start + int(task_cycles[task])
    return starts


class _StuckError(Exception):
    """A copy could not make room because it is the only place of its data."""


class _Problem:
    """The tables of a run.

    A block leaves its home when it has been moved to all its readers. Their copies may then be the only ones, and cannot
    make room; with `keep_homes` it stays until the last reader is done, or is written off-chip.
    """

    def __init__(
        self,
        machine: Machine,
        interconnect: Interconnect,
        network: Network,
        graph: TileGraph,
        order: Ints,
        task_cycles: Ints,
        streams: TaskStreams,
        stages: Stages,
        headroom: float,
        prefetch: float,
        *,
        communication: bool,
    ):
        self.machine, self.graph, self.stages = machine, graph, stages
        self.streams = streams if communication else NO_STREAMS
        self.order, self.cycles = order.astype(np.int64), task_cycles.astype(np.int64)
        self.carrier = Carrier(machine, interconnect, free=not communication)
        self.lists = _Lists()
        self.task = self._tasks(network, communication=communication)
        self.stream = self._streams(network)
        self.delivery = self._deliveries(delivery_roles(machine, network, graph))
        self.block = self._blocks()
        self.carried = self.carrier.tables(self.lists.add_rows)
        # Resources come first, memories after them.
        memories = [
            machine.memory(m).size_bits if communication else _BOUNDLESS_BITS
            for m in range(len(machine.top_memories))
        ]
        self.limits = np.array([*self.carrier.bandwidths, *memories], dtype=np.int64)
        self.soft_limits = self.limits.copy()
        for m, members in enumerate(machine.top_memories):
            if machine.offchip not in dict(members):
                self.soft_limits[len(self.carrier.bandwidths) + m] -= math.ceil(memories[m] * headroom)
        self.ahead_limits = np.minimum(self.soft_limits, np.floor(self.limits * prefetch).astype(np.int64))
        self.ahead = self._ahead() if prefetch > 0 and communication else np.zeros((0, 2), dtype=np.int64)
        self.delivery[:, kernels.D_MEMORY] += len(self.carrier.bandwidths)
        self.block[:, kernels.B_MEMORY] += len(self.carrier.bandwidths)
        self.stream[:, kernels.S_MEMORY] += len(self.carrier.bandwidths)

    def _tasks(self, network: Network, *, communication: bool) -> Ints:
        graph = self.graph
        table = np.zeros((graph.tasks, kernels.T_STATIONARY + 1), dtype=np.int64)
        table[:, kernels.T_CYCLES] = self.cycles
        table[:, kernels.T_ONLOAD] = self.stages.onload
        table[:, kernels.T_OFFLOAD] = self.stages.offload
        table[:, kernels.T_SPARED] = self.stages.spared
        table[:, kernels.T_STATIONARY] = self.stages.stationary
        table[:, kernels.T_CORE] = graph.part_core[graph.task_part]
        table[:, kernels.T_OUTPUT] = graph.task_output
        table[:, kernels.T_FINISHES] = graph.task_finishes
        operands = np.array([len(layer.uses) for layer in network.layers], dtype=np.int64)
        distinct, which = distinct_rows(graph.part_core, operands[graph.part_layer])
        datapaths = [self.carrier.datapath(*row) if communication else () for row in distinct.tolist()]
        begins, ends = self.lists.add_rows(datapaths)
        rows = which[graph.task_part]
        table[:, kernels.T_PORTS], table[:, kernels.T_PORTS_END] = begins[rows], ends[rows]
        table[:, kernels.T_NEEDS], table[:, kernels.T_NEEDS_END] = self.lists.add(
            graph.task_needs.offsets, graph.task_needs.values
        )
        table[:, kernels.T_SOURCES], table[:, kernels.T_SOURCES_END] = self.lists.add(
            graph.task_streams_from.offsets, graph.task_streams_from.values
        )
        edges = np.searchsorted(self.streams.task, np.arange(graph.tasks + 1))
        table[:, kernels.T_STREAMS], table[:, kernels.T_STREAMS_END] = edges[:-1], edges[1:]
        return table

    def _streams(self, network: Network) -> Ints:
        table = np.zeros((len(self.streams.task), kernels.S_BUFFER_BITS + 1), dtype=np.int64)
        if not len(table):
            return table
        parts = self.graph.task_part[self.streams.task]
        roles, found = Roles(self.machine, network), list[tuple[int, int]]()
        distinct, which = distinct_rows(
            self.graph.part_core[parts], self.graph.part_layer[parts], self.streams.operand
        )
        for core, layer, operand in distinct.tolist():
            memory = self.machine.memory_id(core, operand_role(operand))
            tensor = network.layers[layer].uses[operand].pieces[0].tensor
            role = roles.loaded(layer, tensor, core, memory)
            found.append((self.carrier.stream_lane(core, role), memory))
        table[:, [kernels.S_LANE, kernels.S_MEMORY]] = np.array(found, dtype=np.int64)[which]
        table[:, kernels.S_BITS] = self.streams.bits
        table[:, kernels.S_BUFFER_BITS] = self.streams.buffer_bits
        return table

    def _deliveries(self, roles: Ints) -> Ints:
        graph = self.graph
        blocks = graph.delivery_block
        table = np.zeros((len(blocks), kernels.D_STAYS + 1), dtype=np.int64)
        table[:, kernels.D_BLOCK] = blocks
        table[:, kernels.D_MEMORY] = graph.delivery_memory
        table[:, kernels.D_BITS] = graph.delivery_bits
        table[:, kernels.D_IN_PLACE] = graph.delivery_in_place
        table[:, kernels.D_ROW] = -1
        begins, ends = self.lists.add_groups(graph.delivery_content, len(blocks))
        ends = np.where(ends - begins > 1, ends, begins)
        table[:, kernels.D_TWINS] = begins[graph.delivery_content]
        table[:, kernels.D_TWINS_END] = ends[graph.delivery_content]
        cores, sources = graph.delivery_core, graph.part_core[graph.block_part[blocks]]
        table[:, kernels.D_LOAD_LANE] = self.carrier.lanes_of(
            np.full_like(cores, self.machine.offchip), cores, roles
        )
        table[:, kernels.D_MOVE_LANE] = -1
        moves = np.flatnonzero(graph.block_produced[blocks] & ~graph.delivery_in_place)
        table[moves, kernels.D_MOVE_LANE] = self.carrier.lanes_of(sources[moves], cores[moves], roles[moves])
        # Positions in the order at which they are read, ascending.
        position = np.empty(graph.tasks, dtype=np.int64)
        position[self.order] = np.arange(graph.tasks)
        readers = np.repeat(position, np.diff(graph.task_needs.offsets))
        by_delivery = np.lexsort((readers, graph.task_needs.values))
        edges = np.searchsorted(graph.task_needs.values[by_delivery], np.arange(len(blocks) + 1))
        table[:, kernels.D_USE], table[:, kernels.D_LAST_USE] = self.lists.add(edges, readers[by_delivery])
        return table

    def _ahead(self) -> Ints:
        """(A, 2) deliveries of what is off-chip from the beginning, and when they are first read, ascending."""
        made = self.graph.block_produced | (np.diff(self.graph.block_sources.offsets) > 0)
        found = np.flatnonzero(~made[self.graph.delivery_block])
        first = self.lists.values[self.delivery[found, kernels.D_USE]]
        by_use = np.lexsort((found, first))
        return np.stack([found[by_use], first[by_use]], axis=1)

    def _blocks(self) -> Ints:
        graph = self.graph
        table = np.zeros((len(graph.block_bits), kernels.B_OFFCHIP + 1), dtype=np.int64)
        cores = graph.part_core[graph.block_part]
        table[:, kernels.B_BITS] = graph.block_bits
        table[:, kernels.B_OPEN_BITS] = np.maximum(graph.block_bits, graph.block_psum_bits)
        table[:, kernels.B_MEMORY] = graph.block_memory
        table[:, kernels.B_CORE] = cores
        table[:, kernels.B_PRODUCED] = graph.block_produced
        table[:, kernels.B_OUTLIVES] = graph.block_outlives
        table[:, kernels.B_STORE_LANE] = -1
        made = np.flatnonzero(graph.block_produced)
        offchip = np.full_like(made, self.machine.offchip)
        result = np.full_like(made, OPERANDS.index(MemoryOperand.O))
        table[made, kernels.B_STORE_LANE] = self.carrier.lanes_of(cores[made], offchip, result)
        table[:, kernels.B_READS], table[:, kernels.B_READS_END] = self.lists.add_groups(
            graph.delivery_block, len(table)
        )
        table[:, kernels.B_SOURCES], table[:, kernels.B_SOURCES_END] = self.lists.add(
            graph.block_sources.offsets, graph.block_sources.values
        )
        table[:, [kernels.B_TAKEN, kernels.B_FINISHED, kernels.B_OFFCHIP]] = -1
        return table

    def run(self, latest: int, *, keep_homes: bool) -> kernels.Tables:
        """Place all tasks, with tables as large as it takes."""
        scale = 1
        while True:
            tables = self._tables(scale, keep_homes=keep_homes)
            tables.flags[kernels.F_LATEST] = latest
            kernels.run(tables)
            flags = tables.flags
            match int(flags[kernels.F_STATUS]):
                case kernels.DONE:
                    return tables
                case kernels.TABLE_TOO_SMALL:
                    scale *= 4
                case kernels.LATE:
                    raise LateError
                case kernels.TOO_NARROW:
                    part = int(self.graph.task_part[int(flags[kernels.F_TASK])])
                    raise UnmappableError(
                        f"layer {int(self.graph.part_layer[part])}, part {int(self.graph.part_index[part])}: a channel on the "
                        "way from off-chip memory has less than a bit per cycle for each operand that streams"
                    )
                case kernels.UNREACHABLE:
                    source, target = self.carrier.lanes[int(flags[kernels.F_LANE])][:2]
                    names = self.machine.cores[target].name, self.machine.cores[source].name
                    raise UnmappableError(f"core '{names[0]}' cannot be reached from '{names[1]}'")
                case _:
                    if flags[kernels.F_STUCK] and not keep_homes:
                        raise _StuckError
                    raise self._capacity_error(tables)

    def _tables(self, scale: int, *, keep_homes: bool) -> kernels.Tables:
        entries = scale * (self.graph.tasks + len(self.delivery))
        lines = len(self.limits)
        step = np.empty((2, lines * _ROOM + 24 * entries), dtype=np.int64)
        step[:, : lines * _ROOM] = 0
        line = np.zeros((lines, kernels.N_AHEAD + 1), dtype=np.int64)
        line[:, kernels.N_LIMIT], line[:, kernels.N_SOFT_LIMIT] = self.limits, self.soft_limits
        line[:, kernels.N_AHEAD] = self.ahead_limits
        line[:, kernels.N_STEPS] = np.arange(lines) * _ROOM
        line[:, kernels.N_STEP_ROOM] = _ROOM
        line[: len(self.carrier.bandwidths), kernels.N_STEP_COUNT] = 1
        line[:, kernels.N_HEAD] = -1
        core = np.zeros((len(self.machine.cores), kernels.C_STATIONARY + 1), dtype=np.int64)
        core[:, [kernels.C_UNSTORED, kernels.C_STATIONARY]] = -1
        flags = np.zeros(kernels.F_LATEST + 1, dtype=np.int64)
        flags[kernels.F_STEPS_USED] = lines * _ROOM
        flags[kernels.F_KEEP_HOMES] = keep_homes
        # Where there is a choice of ways, those that are taken are listed as they are found.
        lane, bundle, hop, way, choices, crossed = self.carried
        found = scale * (16 * choices + 4096) if choices else 0
        lists = self.lists.values
        flags[kernels.F_WAYS], flags[kernels.F_LISTS] = len(way), len(lists)
        tree = np.full((6, len(self.carrier.bandwidths)), -1, dtype=np.int64)
        tree[5] = 0
        return kernels.Tables(
            self.order,
            self.ahead,
            _with_rows(lists, found * -(-crossed // max(1, choices))),
            self.task.copy(),
            self.stream,
            self.delivery.copy(),
            self.block.copy(),
            lane,
            bundle.copy(),
            hop,
            np.zeros((4, int(bundle[:, kernels.G_END].max(initial=0)) + 1), dtype=np.int64),
            _with_rows(way, found),
            core,
            line,
            step,
            np.zeros((len(self.delivery) + len(self.block), 2), dtype=np.int64),
            np.empty((2 * entries, kernels.X_STREAM + 1), dtype=np.int64),
            tree,
            flags,
        )

    def _capacity_error(self, tables: kernels.Tables) -> CapacityError:
        graph, flags = self.graph, tables.flags
        task, line, bits = (int(flags[f]) for f in (kernels.F_TASK, kernels.F_MEMORY, kernels.F_BITS))
        memory = line - len(self.carrier.bandwidths)
        held: dict[int, int] = defaultdict(int)
        here = (tables.delivery[:, kernels.D_ROW] >= 0) & (tables.delivery[:, kernels.D_MEMORY] == line)
        for delivery in np.flatnonzero(here).tolist():
            held[int(graph.block_tensor[graph.delivery_block[delivery]])] += int(
                graph.delivery_bits[delivery]
            )
        here = (tables.block[:, kernels.B_TAKEN] >= 0) & (tables.block[:, kernels.B_MEMORY] == line)
        for block in np.flatnonzero(here).tolist():
            held[int(graph.block_tensor[block])] += int(tables.block[block, kernels.B_TAKEN])
        part = int(graph.task_part[task])
        core = int(graph.part_core[part])
        aliases = dict(self.machine.top_memories[memory])
        return CapacityError(
            int(graph.part_layer[part]),
            int(graph.part_index[part]),
            core,
            aliases.get(core, self.machine.top_memories[memory][0][1]),
            int(tables.line[line, kernels.N_TAKEN]) + bits,
            int(self.limits[line]),
            tuple(sorted(held.items(), key=lambda entry: (-entry[1], entry[0]))),
        )

    def result(self, tables: kernels.Tables, task_energy_pj: Floats) -> Schedule:
        """The schedule of a run that placed all tasks."""
        transfers = tables.transfer[: int(tables.flags[kernels.F_TRANSFERS])]
        ways, bits = transfers[:, kernels.X_WAY], transfers[:, kernels.X_BITS]
        found = tables.way[: int(tables.flags[kernels.F_WAYS])]
        way_lanes, way_routes, routes = self.carrier.ways(found, tables.lists)
        lanes = way_lanes[ways]
        ends = np.array(
            [(source, target, OPERANDS.index(role)) for source, target, role in self.carrier.lanes],
            dtype=np.int64,
        ).reshape(-1, 3)[lanes]
        firsts = transfers[:, kernels.X_FIRST]
        return Schedule(
            task_start=tables.task[:, kernels.T_START],
            task_duration=tables.task[:, kernels.T_CYCLES],
            task_release=tables.block[self.graph.task_output, kernels.B_RELEASED],
            task_energy_pj=np.asarray(task_energy_pj, dtype=np.float64),
            transfer_first=firsts,
            transfer_movement=transfers[:, kernels.X_MOVEMENT],
            transfer_block=transfers[:, kernels.X_BLOCK],
            transfer_delivery=transfers[:, kernels.X_DELIVERY],
            transfer_stream=transfers[:, kernels.X_STREAM],
            transfer_source=ends[:, 0],
            transfer_target=ends[:, 1],
            transfer_operand=ends[:, 2],
            transfer_route=way_routes[ways],
            transfer_start=transfers[:, kernels.X_START],
            transfer_duration=transfers[:, kernels.X_DURATION],
            transfer_bits=bits,
            transfer_release=transfers[:, kernels.X_RELEASE],
            transfer_energy_pj=self._transfer_energy_pj(firsts, lanes, way_routes[ways], bits, routes),
            routes=routes,
            streams=self.streams,
        )

    def _transfer_energy_pj(
        self, firsts: Ints, lanes: Ints, crossed: Ints, bits: Ints, routes: Sequence[Route]
    ) -> Floats:
        energy = np.zeros(len(firsts))
        begins, counts = np.unique(firsts, return_counts=True)
        for targets in np.unique(counts).tolist():
            rows = begins[counts == targets]
            columns = [column[rows + i] for i in range(targets) for column in (lanes, crossed)]
            distinct, which = distinct_rows(*columns, bits[rows])
            found = [
                self.carrier.energy_pj(row[:-1:2], [routes[route] for route in row[1::2]], row[-1])
                for row in distinct.tolist()
            ]
            energy[rows] = np.array(found)[which]
        return energy


_ROOM = 8
"""Steps that every line has room for in the beginning."""


def _with_rows(table: Ints, more: int) -> Ints:
    """A copy with so many rows more, of zeros."""
    return np.concatenate([table, np.zeros((more, *table.shape[1:]), dtype=np.int64)])


class _Lists:
    """All lists, one after another."""

    def __init__(self):
        self._parts: list[Ints] = []
        self._length = 0

    @property
    def values(self) -> Ints:
        """All of them."""
        return np.concatenate(self._parts).astype(np.int64)

    def add(self, offsets: Ints, values: Ints) -> tuple[Ints, Ints]:
        """Append ragged rows; where each begins and ends."""
        first = self._length
        self._parts.append(values)
        self._length += len(values)
        return first + offsets[:-1], first + offsets[1:]

    def add_groups(self, keys: Ints, count: int) -> tuple[Ints, Ints]:
        """Append the positions of each key below `count`, in order; where each key's begin and end."""
        order = np.argsort(keys, kind="stable")
        return self.add(np.searchsorted(keys[order], np.arange(count + 1)), order)

    def add_rows(self, rows: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
        """The same."""
        offsets = np.cumsum([0, *map(len, rows)], dtype=np.int64)
        return self.add(offsets, np.array([value for row in rows for value in row], dtype=np.int64))
