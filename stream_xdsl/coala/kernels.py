"""The scheduler's inner loop, compiled: tasks placed one after another, with all that moves for them.

`coala.schedule` says what the rules are. Here is their state as flat tables of integers, and the functions that change it; all that
call each other are in this file, so that they are compiled anew together. Times are cycles, sizes bits.

Tables have a row for each thing, and columns as named below; those that begin in capitals are positions of columns.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stream_xdsl.compiled import compiled_in_place, compiled_part_in_place

Ints = npt.NDArray[np.int64]

NEVER = 1 << 62
"""A next use that does not come."""

ANYWHERE = -1
"""Not one memory, but all."""

WHOLE = -1
"""Not one rate, but all that each resource has."""

EACH = -2
"""Not one rate, but one for each resource."""

STRETCHES = 12
"""How often a task that streams is tried with a duration longer by a quarter, and rates lower by as much."""

LOAD, MOVE, STORE, SPILL, RELOAD, STREAM = range(6)
"""As in `transfers.Movement`."""

# Of a task.
T_CYCLES, T_CORE, T_OUTPUT, T_FINISHES, T_PORTS, T_PORTS_END, T_NEEDS, T_NEEDS_END, T_START = range(9)
T_SOURCES, T_SOURCES_END, T_STREAMS, T_STREAMS_END = range(9, 13)
T_ONLOAD, T_OFFLOAD, T_SPARED, T_STATIONARY = range(13, 17)
"""T_PORTS, T_NEEDS and T_SOURCES are where in `Tables.lists` its resources (ports that it shares with transfers), its deliveries and the
blocks that it reads from off-chip memory begin; T_STREAMS where in `Tables.stream` its streams do. From T_ONLOAD
on as in `stages.Stages`. T_START changes, T_CYCLES of a task that streams or is spared some, and T_ONLOAD of the latter."""

# Of a stream.
S_LANE, S_MEMORY, S_BITS, S_BUFFER_BITS = range(4)

# Of a delivery.
D_BLOCK, D_MEMORY, D_BITS, D_IN_PLACE, D_LOAD_LANE, D_MOVE_LANE, D_TWINS, D_TWINS_END = range(8)
D_USE, D_LAST_USE, D_ROW, D_ARRIVAL, D_BUSY, D_RELEASED, D_STAYS = range(8, 15)
"""D_TWINS is where in `Tables.lists` those begin that hold the same, itself included, if there are any. From D_USE on they change: where in `Tables.lists` the positions of its next and last reads are; the transfer that brought the copy, or
−1 if there is none; when the copy is complete, until when it is read, and when the last one was given up; whether the copy
cannot leave before it is read again."""

# Of a block.
B_BITS, B_OPEN_BITS, B_MEMORY, B_CORE, B_PRODUCED, B_OUTLIVES, B_STORE_LANE = range(7)
B_READS, B_READS_END, B_SOURCES, B_SOURCES_END = range(7, 11)
"""Where in `Tables.lists` its deliveries, and the blocks that a loaded one overlaps, begin and end."""
B_TAKEN, B_FINISHED, B_BUSY, B_RELEASED, B_OFFCHIP = range(11, 16)
"""These change: bits that its home takes, or −1 if it has none; when it was finished, or −1; until when the home is read; when it was
given up; when the block is complete off-chip, or −1."""

# Of a lane: its bundles.
L_BUNDLES, L_BUNDLES_END = range(2)

# Of a bundle: the equally fast routes of a lane.
G_RATE, G_LATENCY, G_RESOURCES, G_RESOURCES_END, G_STEPS, G_STEPS_END, G_END, G_CROSSED, G_WAY = range(9)
G_BARREN_BITS, G_BARREN_FROM, G_BARREN_TO = range(9, 12)
"""G_RESOURCES is where in `Tables.lists` those begin that all its routes take; G_STEPS where in `Tables.hop` its steps do, from state 0 to G_END, and G_CROSSED
how many a route takes. A bundle of one route has no steps, but G_WAY, its way. G_WAY changes otherwise: the last way found, or −1; and in
[G_BARREN_FROM, G_BARREN_TO) no transfer of so many bits can start."""

# Of a step in a bundle.
H_START, H_END, H_RESOURCE, H_NEXT = range(4)
"""Those from one state are successive rows. H_NEXT is the first row of those from H_END."""

# Of a way: a route for one role.
W_BUNDLE, W_RESOURCES, W_RESOURCES_END, W_STEPS, W_STEPS_END, W_PREVIOUS = range(6)
"""W_STEPS is where in `Tables.lists` the steps taken begin; W_PREVIOUS the way of its bundle that was found before, or −1."""

# Of a core.
C_FREE, C_UNSTORED, C_SINCE, C_ONLOAD_FREE, C_OFFLOAD_FREE, C_STATIONARY = range(6)
"""From when its array, what leads to it and what leads away from it are free; T_STATIONARY of its last task, or −1; the last block it finished, if that outlives its stack and its store is still to be made, else −1; which of all
such it is."""

# Of a line: a resource, of which bits per cycle are taken, or a memory, of which bits are.
N_LIMIT, N_SOFT_LIMIT, N_STEPS, N_STEP_COUNT, N_STEP_ROOM, N_TAKEN, N_FREED, N_EMPTY, N_HEAD, N_AHEAD = range(
    10
)
"""The most that may be taken; of a memory, the most where it can be helped, and N_AHEAD, the most with what is brought ahead of the tasks; where in `Tables.step` its steps begin, how many there are and may be. Of a memory: what is taken in the end, what
is given back before, how many steps have become empty, and the first of what it holds, or −1."""
STEP_TIME, STEP_TAKEN = range(2)
"""Of a resource: what is taken from this time to the next one's, the last one forever. Of a memory: what is given back at this time."""
NEXT, PREVIOUS = range(2)
"""Neighbours in the list of what a memory holds: a delivery, or the number of deliveries + a block; or −1."""

# Of a transfer.
X_MOVEMENT, X_BLOCK, X_DELIVERY, X_WAY, X_START, X_DURATION, X_BITS, X_RELEASE, X_FIRST, X_STREAM = range(10)
"""A multicast has consecutive rows, one for each target; X_FIRST is the first of them. X_STREAM is the stream that it is, or −1."""

# Of the run.
F_STATUS, F_TASK, F_MEMORY, F_BITS, F_LANE, F_STUCK, F_TRANSFERS, F_SEQUENCE, F_KEEP_HOMES = range(9)
F_STEPS_USED, F_WAYS, F_LISTS, F_SEARCHES, F_AHEAD, F_LATEST = range(9, 15)
DONE, FULL_MEMORY, UNREACHABLE, TABLE_TOO_SMALL, TOO_NARROW, LATE = range(6)
"""Status: all is well; a task's needs do not fit; a lane has no way; the run needs larger tables; a resource has not a bit per cycle for
each stream of a task; a task ends after F_LATEST."""


class Tables(NamedTuple):
    """A run, whole. Rows are tasks, deliveries, …; columns as above."""

    order: Ints
    """(T,) tasks."""
    ahead: Ints
    """(A, 2) what may be brought ahead of the tasks that need it, in order: a delivery, and the position in the order of the first task that reads it."""
    lists: Ints
    """All lists, one after another."""
    task: Ints
    stream: Ints
    delivery: Ints
    block: Ints
    lane: Ints
    bundle: Ints
    hop: Ints
    reach: Ints
    """(4, states): of each state of the bundle looked at, the least channels from there to its end besides those taken, the step taken from there,
    that which led there, and the number of the search that has been there."""
    way: Ints
    core: Ints
    line: Ints
    """Resources, then memories; memories are named by their row here."""
    step: Ints
    """(2, steps)"""
    held: Ints
    """(deliveries + blocks, 2)"""
    transfer: Ints
    tree: Ints
    """(6, resources): what the transfer or streams that are being made take, the transfer for which each resource was last taken; of each
    of the first its rate, and the place of the step where the search for a start has come to; and of each resource, how many targets use it, and what
    other streams of the same task ask of it."""
    flags: Ints


@compiled_in_place
def run(t: Tables) -> None:
    """Place every task, in order, until something stops the run; make what stores are left."""
    for position in range(len(t.order)):
        _bring_ahead(t, position)
        _place(t, position)
        if t.flags[F_STATUS] != DONE:
            return
    core = _first_unstored(t, ANYWHERE)
    while core >= 0:
        _store(t, core)
        core = _first_unstored(t, ANYWHERE)


@compiled_part_in_place
def _bring_ahead(t: Tables, position: int) -> None:
    """Make the loads that are needed next and can begin before the core of the next task is free, as long as memories have room for what nobody reads yet."""
    free = t.core[t.task[t.order[position], T_CORE], C_FREE]
    while t.flags[F_STATUS] == DONE and t.flags[F_AHEAD] < len(t.ahead):
        delivery, use = t.ahead[t.flags[F_AHEAD]]
        if use >= position and t.delivery[delivery, D_ROW] < 0:
            memory, bits = t.delivery[delivery, D_MEMORY], t.delivery[delivery, D_BITS]
            if t.line[memory, N_TAKEN] + bits > t.line[memory, N_AHEAD]:
                return
            ready = room_from(t.line, t.step, memory, bits)
            way, start, end = _first_way(t, t.delivery[delivery, D_LOAD_LANE], bits, ready)
            if way < 0 or start > free:
                return
            _bring(t, LOAD, delivery, way, start, end)
        t.flags[F_AHEAD] += 1


@compiled_part_in_place
def _place(t: Tables, position: int) -> None:
    """Bring what the task needs, and start it."""
    task = t.order[position]
    core, block = t.task[task, T_CORE], t.task[task, T_OUTPUT]
    t.flags[F_TASK] = task
    start = max(_core_from(t, task, core), t.block[block, B_BUSY])
    for i in range(t.task[task, T_NEEDS], t.task[task, T_NEEDS_END]):
        delivery = t.lists[i]
        if t.delivery[delivery, D_ROW] >= 0:
            start = max(start, t.delivery[delivery, D_ARRIVAL])
            continue
        start = max(start, _arrival(t, delivery, position))
        if t.flags[F_STATUS] != DONE:
            return
    for i in range(t.task[task, T_SOURCES], t.task[task, T_SOURCES_END]):
        start = max(start, _offchip_from(t, t.lists[i]))
    if t.block[block, B_TAKEN] < 0:
        bits = t.block[block, B_OPEN_BITS]
        start = _take_room(t, t.block[block, B_MEMORY], bits, start, position)
        if t.flags[F_STATUS] != DONE:
            return
        _hold(t.held, t.line, t.block[block, B_MEMORY], len(t.delivery) + block)
        t.block[block, B_TAKEN] = bits
    streams = range(t.task[task, T_STREAMS], t.task[task, T_STREAMS_END])
    for i in streams:
        start = _take_room(t, t.stream[i, S_MEMORY], t.stream[i, S_BUFFER_BITS], start, position)
        if t.flags[F_STATUS] != DONE:
            return
    if t.core[core, C_UNSTORED] >= 0:
        _store(t, core)
    if len(streams):
        start = _start_streams(t, task, start)
        if t.flags[F_STATUS] != DONE:
            return
    elif t.task[task, T_PORTS] < t.task[task, T_PORTS_END]:
        start = _reserve(t, task, start)
    end = start + t.task[task, T_CYCLES]
    if end > t.flags[F_LATEST]:
        t.flags[F_STATUS] = LATE
        return
    for i in streams:
        release_space(t.line, t.step, t.flags, t.stream[i, S_MEMORY], end, t.stream[i, S_BUFFER_BITS])
    t.task[task, T_START] = start
    t.core[core, C_ONLOAD_FREE] = start + t.task[task, T_ONLOAD]
    t.core[core, C_FREE] = end - t.task[task, T_OFFLOAD]
    t.core[core, C_OFFLOAD_FREE] = end
    t.core[core, C_STATIONARY] = t.task[task, T_STATIONARY]
    t.block[block, B_BUSY] = end
    if t.task[task, T_FINISHES]:
        _finish(t, block, end)
    for i in range(t.task[task, T_NEEDS], t.task[task, T_NEEDS_END]):
        delivery = t.lists[i]
        t.delivery[delivery, D_USE] += 1
        t.delivery[delivery, D_BUSY] = max(t.delivery[delivery, D_BUSY], end)
        t.delivery[delivery, D_STAYS] = 0
        in_place = t.delivery[delivery, D_ROW] < 0
        if (
            in_place
            or t.delivery[delivery, D_USE] == t.delivery[delivery, D_LAST_USE]
            or t.flags[F_KEEP_HOMES]
        ):
            _have_read(t, delivery, end)


@compiled_part_in_place
def _take_room(t: Tables, memory: int, bits: int, start: int, position: int) -> int:
    """Take space at or after a time; from when it is there."""
    if t.line[memory, N_TAKEN] + bits > t.line[memory, N_SOFT_LIMIT]:
        _make_room(t, memory, bits, position)
        if t.flags[F_STATUS] != DONE:
            return start
    start = max(start, room_from(t.line, t.step, memory, bits))
    take_space(t.line, t.step, memory, start, bits)
    return start


@compiled_part_in_place
def _offchip_from(t: Tables, block: int) -> int:
    """From when a block that outlives its stack is off-chip."""
    core = t.block[block, B_CORE]
    if t.core[core, C_UNSTORED] == block:
        _store(t, core)
    return t.block[block, B_OFFCHIP]


@compiled_part_in_place
def _core_from(t: Tables, task: int, core: int) -> int:
    """When the core can start the task: its stages follow each other without a gap, each after that of the task before. What is in place
    is spared."""
    if t.task[task, T_SPARED] and t.task[task, T_STATIONARY] == t.core[core, C_STATIONARY]:
        t.task[task, T_CYCLES] -= t.task[task, T_SPARED]
        t.task[task, T_ONLOAD] = max(0, t.task[task, T_ONLOAD] - t.task[task, T_SPARED])
    array = t.core[core, C_FREE] - t.task[task, T_ONLOAD]
    offload = t.core[core, C_OFFLOAD_FREE] - t.task[task, T_CYCLES] + t.task[task, T_OFFLOAD]
    return max(t.core[core, C_ONLOAD_FREE], array, offload)


@compiled_part_in_place
def _arrival(t: Tables, delivery: int, position: int) -> int:
    """When the task can read what has no copy yet, which makes the transfer unless it reads it in place."""
    block = t.delivery[delivery, D_BLOCK]
    if t.delivery[delivery, D_IN_PLACE] and t.block[block, B_TAKEN] >= 0:
        return t.block[block, B_FINISHED]
    memory, bits = t.delivery[delivery, D_MEMORY], t.delivery[delivery, D_BITS]
    if t.line[memory, N_TAKEN] + bits > t.line[memory, N_SOFT_LIMIT]:
        _make_room(t, memory, bits, position)
        if t.flags[F_STATUS] != DONE:
            return 0
    movement, lane, ready = _source(t, delivery)
    ready = max(ready, t.delivery[delivery, D_RELEASED], room_from(t.line, t.step, memory, bits))
    if not _reaches(t, lane):
        return 0
    way, start, end = _first_way(t, lane, bits, ready)
    return _bring(t, movement, delivery, way, start, end) if t.flags[F_STATUS] == DONE else 0


@compiled_part_in_place
def _bring(t: Tables, movement: int, delivery: int, way: int, start: int, end: int) -> int:
    """Bring a copy over a way at a time at which that is possible, and those of twins that can join it; when they are there."""
    block, bits = t.delivery[delivery, D_BLOCK], t.delivery[delivery, D_BITS]
    first = _transfer(t, movement, block, delivery, way, bits, start, end)
    if first < 0:
        return 0
    start = t.transfer[first, X_START]
    end = start + t.transfer[first, X_DURATION]
    for row in range(first, t.flags[F_TRANSFERS]):
        own = t.transfer[row, X_DELIVERY]
        take_space(t.line, t.step, t.delivery[own, D_MEMORY], start, bits)
        t.delivery[own, D_ROW] = row
        t.delivery[own, D_ARRIVAL] = end
        t.delivery[own, D_BUSY] = end
        _hold(t.held, t.line, t.delivery[own, D_MEMORY], own)
    if t.block[block, B_TAKEN] >= 0:
        if movement == MOVE:
            t.block[block, B_BUSY] = max(t.block[block, B_BUSY], end)
        _release_unneeded(t, block)
    return end


@compiled_part_in_place
def _source(t: Tables, delivery: int) -> tuple[int, int, int]:
    """From where it comes: movement, lane, and when it is ready there."""
    block = t.delivery[delivery, D_BLOCK]
    load, move = t.delivery[delivery, D_LOAD_LANE], t.delivery[delivery, D_MOVE_LANE]
    ready = 0
    if not t.block[block, B_PRODUCED]:
        for i in range(t.block[block, B_SOURCES], t.block[block, B_SOURCES_END]):
            ready = max(ready, _offchip_from(t, t.lists[i]))
        return LOAD, load, ready
    if t.block[block, B_TAKEN] >= 0 and move >= 0 and t.lane[move, L_BUNDLES_END] > t.lane[move, L_BUNDLES]:
        return MOVE, move, t.block[block, B_FINISHED]
    if t.block[block, B_TAKEN] >= 0 and t.block[block, B_OFFCHIP] < 0:
        core = t.block[block, B_CORE]
        if t.core[core, C_UNSTORED] == block:
            _store(t, core)
        else:
            end = _write_offchip(t, SPILL, block)
            t.block[block, B_BUSY] = max(t.block[block, B_BUSY], end)
    ready = t.block[block, B_OFFCHIP]
    if t.delivery[delivery, D_IN_PLACE]:
        ready = max(ready, t.block[block, B_RELEASED])
    return RELOAD, load, ready


@compiled_part_in_place
def _finish(t: Tables, block: int, end: int) -> None:
    t.block[block, B_FINISHED] = end
    t.block[block, B_BUSY] = end
    spare = t.block[block, B_TAKEN] - t.block[block, B_BITS]
    if spare > 0:
        release_space(t.line, t.step, t.flags, t.block[block, B_MEMORY], end, spare)
        t.block[block, B_TAKEN] = t.block[block, B_BITS]
    if t.block[block, B_OUTLIVES]:
        core = t.block[block, B_CORE]
        t.core[core, C_UNSTORED] = block
        t.core[core, C_SINCE] = t.flags[F_SEQUENCE]
        t.flags[F_SEQUENCE] += 1
    _release_unneeded(t, block)


@compiled_part_in_place
def _first_unstored(t: Tables, memory: int) -> int:
    """The core whose store has been due longest, of those with a block in this memory, or of all; −1 if there is none."""
    first = -1
    for core in range(len(t.core)):
        block = t.core[core, C_UNSTORED]
        if block >= 0 and (memory == ANYWHERE or t.block[block, B_MEMORY] == memory):
            earlier = first < 0 or t.core[core, C_SINCE] < t.core[first, C_SINCE]
            first = core if earlier else first
    return first


@compiled_part_in_place
def _store(t: Tables, core: int) -> None:
    """Make the store of a core that is due."""
    block = t.core[core, C_UNSTORED]
    t.core[core, C_UNSTORED] = -1
    end = _write_offchip(t, STORE, block)
    t.block[block, B_BUSY] = max(t.block[block, B_BUSY], end)
    _release_unneeded(t, block)


@compiled_part_in_place
def _have_read(t: Tables, delivery: int, end: int) -> None:
    """Let go of what is not needed any more once a delivery has been read."""
    block = t.delivery[delivery, D_BLOCK]
    if t.delivery[delivery, D_ROW] < 0:
        t.block[block, B_BUSY] = max(t.block[block, B_BUSY], end)
    elif t.delivery[delivery, D_USE] == t.delivery[delivery, D_LAST_USE]:
        _release_copy(t, delivery)
    if t.block[block, B_TAKEN] >= 0:
        _release_unneeded(t, block)


# Transfers


@compiled_part_in_place
def _reaches(t: Tables, lane: int) -> bool:
    """Whether a lane has a way; the run has to stop if it does not."""
    if lane < 0 or t.lane[lane, L_BUNDLES] == t.lane[lane, L_BUNDLES_END]:
        t.flags[F_STATUS] = UNREACHABLE
        t.flags[F_LANE] = lane
        return False
    return True


@compiled_part_in_place
def _first_way(t: Tables, lane: int, bits: int, ready: int) -> tuple[int, int, int]:
    """The way of a lane over which so many bits arrive first, of equally good ones the first, and from when to when; −1 if there is none, or if the run has to stop."""
    best, start, end = -1, 0, 0
    for bundle in range(t.lane[lane, L_BUNDLES], t.lane[lane, L_BUNDLES_END]):
        rate = t.bundle[bundle, G_RATE]
        duration = t.bundle[bundle, G_LATENCY] + (-(-bits // rate) if rate > 0 else 0)
        if best >= 0 and ready + duration >= end:
            continue
        found = _bundle_for(t, bundle, bits, ready, duration)
        if best < 0 or found + duration < end:
            best, start, end = way_reached(t, bundle), found, found + duration
    return best, start, end


@compiled_part_in_place
def _transfer(
    t: Tables, movement: int, block: int, delivery: int, way: int, bits: int, start: int, end: int
) -> int:
    """Make a transfer over a way, and with it those of twins that can join it; the first row, or −1 if the run has to stop."""
    row = t.flags[F_TRANSFERS]
    if not _add_row(t, row, movement, block, delivery, way, bits):
        return -1
    count = _grow_tree(t, t.way[way, W_RESOURCES], t.way[way, W_RESOURCES_END], row, 0)
    if delivery >= 0 and t.delivery[delivery, D_TWINS] < t.delivery[delivery, D_TWINS_END]:
        start, end, count = _invite_twins(t, row, start, end, count)
        if t.flags[F_STATUS] != DONE:
            return -1
    rate, _ = _pace(t, row)
    for i in range(count):
        take(t.line, t.step, t.flags, t.tree[0, i], start, end, rate)
    for i in range(row, t.flags[F_TRANSFERS]):
        t.transfer[i, X_START] = start
        t.transfer[i, X_DURATION] = end - start
    return row


@compiled_part_in_place
def _add_row(t: Tables, first: int, movement: int, block: int, delivery: int, way: int, bits: int) -> bool:
    """Add a transfer without its times; whether there was room for it."""
    row = t.flags[F_TRANSFERS]
    if row == len(t.transfer):
        t.flags[F_STATUS] = TABLE_TOO_SMALL
        return False
    t.flags[F_TRANSFERS] += 1
    t.transfer[row, X_MOVEMENT] = movement
    t.transfer[row, X_BLOCK] = block
    t.transfer[row, X_DELIVERY] = delivery
    t.transfer[row, X_WAY] = way
    t.transfer[row, X_BITS] = bits
    t.transfer[row, X_RELEASE] = -1
    t.transfer[row, X_FIRST] = first
    t.transfer[row, X_STREAM] = -1
    return True


@compiled_part_in_place
def _grow_tree(t: Tables, first: int, end: int, row: int, count: int) -> int:
    """Add resources of a list to what the transfer of a row takes; how many that is then."""
    for i in range(first, end):
        resource = t.lists[i]
        if t.tree[1, resource] != row:
            t.tree[0, count], t.tree[1, resource] = resource, row
            count += 1
    return count


@compiled_part_in_place
def _invite_twins(t: Tables, row: int, start: int, end: int, count: int) -> tuple[int, int, int]:
    """Let the transfer of a row, which alone would take [start, end) and so many resources, bring their copies to those, too, that want
    the same and can have it, too, before the transfer alone were done: all would take longer one after another. When it starts and ends
    then, and how many resources it takes."""
    delivery, movement, bits = (
        t.transfer[row, X_DELIVERY],
        t.transfer[row, X_MOVEMENT],
        t.transfer[row, X_BITS],
    )
    alone, latency = end, _latency(t, t.transfer[row, X_WAY])
    for i in range(t.delivery[delivery, D_TWINS], t.delivery[delivery, D_TWINS_END]):
        twin = t.lists[i]
        if not _wants(t, twin, row):
            continue
        memory, duration = t.delivery[twin, D_MEMORY], end - start
        ready = max(start, t.delivery[twin, D_RELEASED], room_from(t.line, t.step, memory, bits))
        if ready >= alone:
            continue
        lane = _lane_of(t, movement, twin)
        way, found = nearest_way(t, lane, row, count, start, ready, duration, latency)
        if t.flags[F_STATUS] != DONE:
            break
        if way < 0 or found >= alone:
            continue
        if not _add_row(t, row, movement, t.delivery[twin, D_BLOCK], twin, way, bits):
            break
        slower = max(latency, _latency(t, way))
        start, end = found, found + duration + slower - latency
        count = _grow_tree(t, t.way[way, W_RESOURCES], t.way[way, W_RESOURCES_END], row, count)
        latency = slower
    if t.flags[F_TRANSFERS] - row > 1:
        return _prune_tree(t, row, start, end, count)
    return start, end, count


@compiled_part_in_place
def _wants(t: Tables, twin: int, row: int) -> bool:
    """Whether a delivery has no copy but will need one, has space for it, and would get it from where the transfer of a row does."""
    block, memory, use = t.delivery[twin, D_BLOCK], t.delivery[twin, D_MEMORY], t.delivery[twin, D_USE]
    if t.delivery[twin, D_ROW] >= 0 or t.delivery[twin, D_IN_PLACE] or use == t.delivery[twin, D_LAST_USE]:
        return False
    if t.line[memory, N_TAKEN] + t.transfer[row, X_BITS] > t.line[memory, N_SOFT_LIMIT]:
        return False
    if t.transfer[row, X_MOVEMENT] == RELOAD and t.block[block, B_TAKEN] >= 0:
        return False
    for i in range(row, t.flags[F_TRANSFERS]):
        if t.delivery[t.transfer[i, X_DELIVERY], D_MEMORY] == memory:
            return False
    return True


@compiled_part_in_place
def _lane_of(t: Tables, movement: int, delivery: int) -> int:
    return t.delivery[delivery, D_MOVE_LANE if movement == MOVE else D_LOAD_LANE]


@compiled_in_place
def nearest_way(
    t: Tables, lane: int, row: int, count: int, sure: int, ready: int, duration: int, latency: int
) -> tuple[int, int]:
    """Of the ways as fast as the one of the transfer of a row, which takes so many resources, and can start at `sure`, that which takes the least besides; of equal
    ones that over which the transfer, which takes so long now, ends first. When it can start then; −1 if there is none."""
    rate = _rate(t, t.transfer[row, X_WAY])
    nearest, least, start, end = -1, 0, 0, 0
    for bundle in range(t.lane[lane, L_BUNDLES], t.lane[lane, L_BUNDLES_END]):
        if t.bundle[bundle, G_RATE] < rate:
            continue
        together = _grow_tree(t, t.bundle[bundle, G_RESOURCES], t.bundle[bundle, G_RESOURCES_END], row, count)
        more = together + _count_channels(t, bundle, row, False)
        if nearest < 0 or more <= least:
            longer = duration + max(0, t.bundle[bundle, G_LATENCY] - latency)
            # What the transfer takes already is free from `sure` on, for as long as it took.
            found = -1
            if ready == sure and longer == duration:
                new = t.tree[0, count:together]
                if all_free_from(t.line, t.step, new, ready, longer, rate, t.tree) == ready:
                    found = _walk(t, bundle, row, True, ready, longer, rate)
            if found != ready:
                found = _reach(t, bundle, row, t.tree[0, :together], True, ready, longer, rate, rate)
            if nearest < 0 or more < least or found + longer < end:
                nearest, least, start, end = way_reached(t, bundle), more, found, found + longer
        t.tree[1, t.tree[0, count:together]] = -1
    return nearest, start


@compiled_part_in_place
def _prune_tree(t: Tables, row: int, start: int, end: int, count: int) -> tuple[int, int, int]:
    """Let targets of the transfer of a row change to ways over what it takes for others, as long as it ends no later. When it starts and
    ends then, and how many resources it takes."""
    last, bits = t.flags[F_TRANSFERS], t.transfer[row, X_BITS]
    t.tree[4, t.tree[0, :count]] = 0
    for i in range(row, last):
        _count_uses(t, t.transfer[i, X_WAY], 1)
    for i in range(row, last):
        own = t.transfer[i, X_WAY]
        _count_uses(t, own, -1)
        better = _least_unused(
            t, _lane_of(t, t.transfer[row, X_MOVEMENT], t.transfer[i, X_DELIVERY]), own, row
        )
        _count_uses(t, better, 1)
        if better == own:
            continue
        t.transfer[i, X_WAY] = better
        rate, latency = _pace(t, row)
        # What is still used comes first; what is not is kept behind it, should the change not pay.
        kept = 0
        for j in range(count):
            resource = t.tree[0, j]
            if t.tree[4, resource] > 0:
                t.tree[0, j], t.tree[0, kept] = t.tree[0, kept], resource
                kept += 1
        duration = latency - (-bits // rate)
        found = all_free_from(t.line, t.step, t.tree[0, :kept], start, duration, rate, t.tree)
        if found + duration <= end:
            t.tree[1, t.tree[0, kept:count]] = -1
            start, end, count = found, found + duration, kept
        else:
            _count_uses(t, better, -1)
            _count_uses(t, own, 1)
            t.transfer[i, X_WAY] = own
    return start, end, count


@compiled_part_in_place
def _pace(t: Tables, row: int) -> tuple[int, int]:
    """Rate and latency of the transfer that has all rows from this one on."""
    rate, latency = NEVER, 0
    for i in range(row, t.flags[F_TRANSFERS]):
        rate = min(rate, _rate(t, t.transfer[i, X_WAY]))
        latency = max(latency, _latency(t, t.transfer[i, X_WAY]))
    return rate, latency


@compiled_part_in_place
def _count_uses(t: Tables, way: int, by: int) -> None:
    for i in range(t.way[way, W_RESOURCES], t.way[way, W_RESOURCES_END]):
        t.tree[4, t.lists[i]] += by


@compiled_part_in_place
def _least_unused(t: Tables, lane: int, own: int, row: int) -> int:
    """Of the ways that need nothing but what the transfer of a row takes, that which needs the least that no target uses; the own if it is
    one of these."""
    nearest, least = own, 0
    for i in range(t.way[own, W_RESOURCES], t.way[own, W_RESOURCES_END]):
        least += t.tree[4, t.lists[i]] == 0
    for bundle in range(t.lane[lane, L_BUNDLES], t.lane[lane, L_BUNDLES_END]):
        unused = 0
        for i in range(t.bundle[bundle, G_RESOURCES], t.bundle[bundle, G_RESOURCES_END]):
            resource = t.lists[i]
            unused += NEVER if t.tree[1, resource] != row else int(t.tree[4, resource] == 0)
            if unused >= least:
                break
        if unused < least and unused + _count_channels(t, bundle, row, True) < least:
            way = way_reached(t, bundle)
            if way < 0:
                return own
            nearest, least = way, unused + t.reach[0, 0]
    return nearest


# Bundles and ways


@compiled_part_in_place
def _rate(t: Tables, way: int) -> int:
    return t.bundle[t.way[way, W_BUNDLE], G_RATE]


@compiled_part_in_place
def _latency(t: Tables, way: int) -> int:
    return t.bundle[t.way[way, W_BUNDLE], G_LATENCY]


@compiled_part_in_place
def _bundle_for(t: Tables, bundle: int, bits: int, ready: int, duration: int) -> int:
    """The first start at or after `ready` at which a transfer of so many bits can take some way of a bundle."""
    if t.bundle[bundle, G_BARREN_BITS] != bits:
        t.bundle[bundle, G_BARREN_BITS] = bits
        t.bundle[bundle, G_BARREN_FROM] = t.bundle[bundle, G_BARREN_TO] = 0
    low, high = t.bundle[bundle, G_BARREN_FROM], t.bundle[bundle, G_BARREN_TO]
    start = high if low <= ready < high else ready
    start = bundle_from(t, bundle, start, duration, t.bundle[bundle, G_RATE])
    # Nothing taken is ever given back, so that a gap once too small stays too small.
    if low <= ready <= high:
        t.bundle[bundle, G_BARREN_TO] = max(high, start)
    elif start - ready > high - low:
        t.bundle[bundle, G_BARREN_FROM], t.bundle[bundle, G_BARREN_TO] = ready, start
    return start


@compiled_in_place
def bundle_from(t: Tables, bundle: int, ready: int, duration: int, rate: int) -> int:
    """The first start at or after `ready` from which everything on some way of a bundle has a rate free for that long."""
    first, end = t.bundle[bundle, G_RESOURCES], t.bundle[bundle, G_RESOURCES_END]
    if t.bundle[bundle, G_END] == 0:
        return all_free_from(t.line, t.step, t.lists[first:end], ready, duration, rate, t.tree)
    row = t.flags[F_TRANSFERS]
    count = _grow_tree(t, first, end, row, 0)
    start = _reach(t, bundle, row, t.tree[0, :count], False, ready, duration, rate, rate)
    t.tree[1, t.tree[0, :count]] = -1
    return start


@compiled_part_in_place
def _stream_from(t: Tables, bundle: int, ready: int, duration: int, rate: int) -> int:
    """The same besides what other streams of the task ask; NEVER if there is none."""
    row, start = t.flags[F_TRANSFERS], ready
    count = _grow_tree(t, t.bundle[bundle, G_RESOURCES], t.bundle[bundle, G_RESOURCES_END], row, 0)
    for i in range(count):
        t.tree[2, i] = rate + t.tree[5, t.tree[0, i]]
        if t.tree[2, i] > t.line[t.tree[0, i], N_LIMIT]:
            start = NEVER
    if start < NEVER:
        start = _reach(t, bundle, row, t.tree[0, :count], False, ready, duration, EACH, rate)
    t.tree[1, t.tree[0, :count]] = -1
    return start


@compiled_part_in_place
def _count_channels(t: Tables, bundle: int, row: int, within: bool) -> int:
    """The least that a way takes besides what all ways of a bundle do, and `Tables.reach` for that: of channels that the transfer of a row does
    not take yet; or within what it takes, of those that no target uses, NEVER if that does not do."""
    end = t.bundle[bundle, G_END]
    t.reach[0, :end] = NEVER
    t.reach[0, end] = 0
    for step in range(t.bundle[bundle, G_STEPS_END] - 1, t.bundle[bundle, G_STEPS] - 1, -1):
        start, resource, cost = t.hop[step, H_START], t.hop[step, H_RESOURCE], t.reach[0, t.hop[step, H_END]]
        if resource >= 0:
            taken = t.tree[1, resource] == row
            if within:
                cost = NEVER if not taken else cost + int(t.tree[4, resource] == 0)
            else:
                cost += not taken
        if cost <= t.reach[0, start]:
            t.reach[0, start], t.reach[1, start] = cost, step
    return t.reach[0, 0]


@compiled_part_in_place
def _reach(
    t: Tables,
    bundle: int,
    row: int,
    resources: Ints,
    least: bool,
    ready: int,
    duration: int,
    own: int,
    rate: int,
) -> int:
    """The first start at or after `ready` at which some resources have `own` free for that long, and the channels that some way takes besides the
    transfer of a row have the rate, with what other streams of the task ask; perhaps only of ways that take the least. `Tables.reach` leads
    over the first such way. NEVER if there is none."""
    start = ready
    while True:
        start = all_free_from(t.line, t.step, resources, start, duration, own, t.tree)
        later = _walk(t, bundle, row, least, start, duration, rate)
        if later in (start, NEVER):
            return later
        start = later


@compiled_part_in_place
def _walk(t: Tables, bundle: int, row: int, least: bool, start: int, duration: int, rate: int) -> int:
    """Walk a bundle over channels that have a rate free from a start on, to its end if that can be reached; the start, or until when it cannot."""
    first, final, end = t.bundle[bundle, G_STEPS], t.bundle[bundle, G_STEPS_END], t.bundle[bundle, G_END]
    t.flags[F_SEARCHES] += 1
    search, later, state, step = t.flags[F_SEARCHES], NEVER, 0, first
    while state != end:
        if step == final or t.hop[step, H_START] != state:
            if state == 0:
                # Until then, every way is blocked where it leaves what can be reached.
                return later
            step = t.reach[2, state]
            state, step = t.hop[step, H_START], step + 1
            continue
        after, resource = t.hop[step, H_END], t.hop[step, H_RESOURCE]
        extra = resource >= 0 and t.tree[1, resource] != row
        passes = t.reach[3, after] != search and not (
            least and t.reach[0, state] != t.reach[0, after] + extra
        )
        if passes and extra:
            wanted, found = rate + t.tree[5, resource], NEVER
            if wanted <= t.line[resource, N_LIMIT]:
                at = _last_at(t.line, t.step, resource, start)
                found, _ = _free_from(t.line, t.step, resource, at, start, duration, wanted)
            passes = found == start
            if not passes:
                later = min(later, found)
        if passes:
            t.reach[1, state], t.reach[2, after], t.reach[3, after] = step, step, search
            state, step = after, t.hop[step, H_NEXT]
        else:
            step += 1
    return start


@compiled_in_place
def way_reached(t: Tables, bundle: int) -> int:
    """The way of a bundle over the steps in `Tables.reach`, made if it was not found before; −1 if the run has to stop."""
    way, end = t.bundle[bundle, G_WAY], t.bundle[bundle, G_END]
    if end == 0:
        return way
    first, common, final = t.flags[F_LISTS], t.bundle[bundle, G_RESOURCES], t.bundle[bundle, G_RESOURCES_END]
    if t.flags[F_WAYS] == len(t.way) or first + 2 * t.bundle[bundle, G_CROSSED] + final - common > len(
        t.lists
    ):
        t.flags[F_STATUS] = TABLE_TOO_SMALL
        return -1
    last, state = first, 0
    while state < end:
        t.lists[last] = t.reach[1, state]
        state = t.hop[t.lists[last], H_END]
        last += 1
    while way >= 0:
        # All ways of a bundle have equally many steps.
        known = t.way[way, W_STEPS]
        same = True
        for i in range(last - first):
            if t.lists[known + i] != t.lists[first + i]:
                same = False
                break
        if same:
            return way
        way = t.way[way, W_PREVIOUS]
    way = t.flags[F_WAYS]
    t.way[way, W_BUNDLE] = bundle
    t.way[way, W_STEPS], t.way[way, W_STEPS_END] = first, last
    t.way[way, W_PREVIOUS] = t.bundle[bundle, G_WAY]
    t.way[way, W_RESOURCES] = last
    for i in range(common, final):
        t.lists[last] = t.lists[i]
        last += 1
    for i in range(t.way[way, W_STEPS], t.way[way, W_STEPS_END]):
        resource = t.hop[t.lists[i], H_RESOURCE]
        if resource >= 0:
            t.lists[last] = resource
            last += 1
    t.way[way, W_RESOURCES_END] = last
    t.bundle[bundle, G_WAY] = way
    t.flags[F_WAYS], t.flags[F_LISTS] = way + 1, last
    return way


@compiled_part_in_place
def _write_offchip(t: Tables, movement: int, block: int) -> int:
    """Write a block off-chip; when it is there."""
    ready, bits = t.block[block, B_FINISHED], t.block[block, B_BITS]
    end = 0
    if _reaches(t, t.block[block, B_STORE_LANE]):
        way, start, end = _first_way(t, t.block[block, B_STORE_LANE], bits, ready)
        if t.flags[F_STATUS] == DONE:
            _transfer(t, movement, block, -1, way, bits, start, end)
    t.block[block, B_OFFCHIP] = end
    return end


@compiled_part_in_place
def _reserve(t: Tables, task: int, ready: int) -> int:
    """Take all of the ports that a task shares with transfers, at the first time from which all are free while it runs."""
    ports, duration = t.lists[t.task[task, T_PORTS] : t.task[task, T_PORTS_END]], t.task[task, T_CYCLES]
    start = all_free_from(t.line, t.step, ports, ready, duration, WHOLE, t.tree)
    for port in ports:
        take(t.line, t.step, t.flags, port, start, start + duration, t.line[port, N_LIMIT])
    return start


# Streams


@compiled_part_in_place
def _start_streams(t: Tables, task: int, ready: int) -> int:
    """Let a task's streams run while it does, at the duration at which it ends first: its own if channels have the rate, or longer."""
    first, end = t.task[task, T_STREAMS], t.task[task, T_STREAMS_END]
    row, core_ports, duration = t.flags[F_TRANSFERS], 0, t.task[task, T_CYCLES]
    for i in range(first, end):
        lane = t.stream[i, S_LANE]
        bundle = t.lane[lane, L_BUNDLES]
        if bundle == t.lane[lane, L_BUNDLES_END]:
            t.flags[F_STATUS], t.flags[F_LANE] = UNREACHABLE, lane
            return ready
        least = -(-t.stream[i, S_BITS] // t.bundle[bundle, G_RATE])
        duration = max(duration, t.bundle[bundle, G_LATENCY] + least)
    ports = t.lists[t.task[task, T_PORTS] : t.task[task, T_PORTS_END]]
    idle = all_free_from(t.line, t.step, ports, ready, duration, WHOLE, t.tree)
    for i in range(first, end):
        way = _way_to_stream(t, t.stream[i, S_LANE], t.stream[i, S_BITS], idle, duration)
        if way < 0:
            return ready
        line = t.flags[F_TRANSFERS]
        if not _add_row(t, line, STREAM, t.task[task, T_OUTPUT], -1, way, t.stream[i, S_BITS]):
            return ready
        t.transfer[line, X_STREAM] = i
    for port in range(t.task[task, T_PORTS], t.task[task, T_PORTS_END]):
        t.tree[0, core_ports] = t.lists[port]
        core_ports += 1
    count = core_ports
    for i in range(row, t.flags[F_TRANSFERS]):
        way = t.transfer[i, X_WAY]
        count = _grow_tree(t, t.way[way, W_RESOURCES], t.way[way, W_RESOURCES_END], row, count)
        t.tree[5, t.lists[t.way[way, W_RESOURCES] : t.way[way, W_RESOURCES_END]]] = 0
    while not _set_rates(t, task, row, core_ports, count, duration):
        if duration >= NEVER >> 1:
            t.flags[F_STATUS] = TOO_NARROW
            return ready
        duration += max(1, duration // 4)
    best, start = (
        duration,
        all_free_from(t.line, t.step, t.tree[0, :count], ready, duration, EACH, t.tree),
    )
    for _ in range(STRETCHES):
        duration += max(1, duration // 4)
        if ready + duration >= start + best:
            break
        _set_rates(t, task, row, core_ports, count, duration)
        found = all_free_from(t.line, t.step, t.tree[0, :count], ready, duration, EACH, t.tree)
        if found + duration < start + best:
            best, start = duration, found
    _set_rates(t, task, row, core_ports, count, best)
    for i in range(count):
        take(t.line, t.step, t.flags, t.tree[0, i], start, start + best, t.tree[2, i])
    for i in range(row, t.flags[F_TRANSFERS]):
        t.transfer[i, X_START] = start
        t.transfer[i, X_DURATION] = best
        t.transfer[i, X_RELEASE] = start + best
    t.task[task, T_CYCLES] = best
    return start


@compiled_part_in_place
def _way_to_stream(t: Tables, lane: int, bits: int, ready: int, duration: int) -> int:
    """The way over which so many bits can begin to stream first, at the rate that lets them come while a task of that duration runs, besides the task's
    other streams that have a way; from then on it is one of them. −1 if the run has to stop."""
    best, start = -1, NEVER
    for bundle in range(t.lane[lane, L_BUNDLES], t.lane[lane, L_BUNDLES_END]):
        latency = t.bundle[bundle, G_LATENCY]
        if latency >= duration or -(-bits // (duration - latency)) > t.bundle[bundle, G_RATE]:
            continue
        rate = -(-bits // (duration - latency))
        if best < 0 or start > ready:
            found = _stream_from(t, bundle, ready, duration, rate)
            if found < start:
                best, start = way_reached(t, bundle), found
    if best < 0:
        # The task has to take longer, because of its other streams: the first way will do, whose bundle is fast enough.
        bundle = t.lane[lane, L_BUNDLES]
        _count_channels(t, bundle, t.flags[F_TRANSFERS], False)
        best = way_reached(t, bundle)
    if best >= 0:
        rate = -(-bits // (duration - _latency(t, best)))
        for i in range(t.way[best, W_RESOURCES], t.way[best, W_RESOURCES_END]):
            t.tree[5, t.lists[i]] += rate
    return best


@compiled_part_in_place
def _set_rates(t: Tables, task: int, row: int, core_ports: int, count: int, duration: int) -> bool:
    """The rates of a task's ports and of its streams' resources if it takes so long; whether no resource is asked for more than it has."""
    for i in range(count):
        t.tree[2, i] = t.line[t.tree[0, i], N_LIMIT] if i < core_ports else 0
    for i in range(row, t.flags[F_TRANSFERS]):
        way = t.transfer[i, X_WAY]
        rate = -(-t.transfer[i, X_BITS] // (duration - _latency(t, way)))
        for taken in range(t.way[way, W_RESOURCES], t.way[way, W_RESOURCES_END]):
            for place in range(core_ports, count):
                if t.tree[0, place] == t.lists[taken]:
                    t.tree[2, place] += rate
    enough = True
    for i in range(count):
        enough = enough and t.tree[2, i] <= t.line[t.tree[0, i], N_LIMIT]
    return enough


# What leaves when space runs out


@compiled_part_in_place
def _make_room(t: Tables, memory: int, bits: int, position: int) -> None:
    """Let go of what is needed furthest in the future until so many bits fit at some time: within the soft limit, or if what has to stay
    is too much for that, within the hard one."""
    while t.flags[F_STATUS] == DONE and t.line[memory, N_TAKEN] + bits > t.line[memory, N_SOFT_LIMIT]:
        due = _first_unstored(t, memory)
        if due >= 0:
            _store(t, due)
            continue
        item = _needed_last(t, memory, position)
        if item < 0:
            if t.line[memory, N_TAKEN] + bits > t.line[memory, N_LIMIT]:
                t.flags[F_STATUS], t.flags[F_MEMORY], t.flags[F_BITS] = FULL_MEMORY, memory, bits
            return
        if item >= len(t.delivery):
            block = item - len(t.delivery)
            end = 0 if t.block[block, B_OFFCHIP] >= 0 else _write_offchip(t, SPILL, block)
            _release_home(t, block, max(end, t.block[block, B_BUSY]))
        else:
            _evict_copy(t, item)


@compiled_part_in_place
def _needed_last(t: Tables, memory: int, position: int) -> int:
    """What of that which can leave a memory is needed again last, and after a position: preferably of that which the tile before on the core
    does not use, so that room for the next one's data is there while it runs; of equals copies first, then those of the least number. −1 if
    nothing can leave."""
    free = t.core[t.task[t.flags[F_TASK], T_CORE], C_FREE]
    last, found, rests = -1, -1, False
    item = t.line[memory, N_HEAD]
    while item >= 0:
        if item >= len(t.delivery):
            use, busy = _home_use(t, item - len(t.delivery)), t.block[item - len(t.delivery), B_BUSY]
        else:
            use, busy = int(t.lists[t.delivery[item, D_USE]]), t.delivery[item, D_BUSY]
            if t.delivery[item, D_STAYS]:
                use = -1
        if use > position:
            idle = busy < free
            better = use > last or (use == last and item < found)
            if (idle and not rests) or (idle == rests and better):
                last, found, rests = use, item, idle
        item = t.held[item, NEXT]
    return found


@compiled_part_in_place
def _evict_copy(t: Tables, delivery: int) -> None:
    block = t.delivery[delivery, D_BLOCK]
    if t.block[block, B_PRODUCED] and t.block[block, B_TAKEN] < 0 and t.block[block, B_OFFCHIP] < 0:
        # Its only place: write the block off-chip as if its home had been kept for that.
        memory, bits, released = t.block[block, B_MEMORY], t.block[block, B_BITS], t.block[block, B_RELEASED]
        if bits + taken_from(t.line, t.step, memory, released) > t.line[memory, N_LIMIT]:
            t.flags[F_STUCK] = 1
            t.delivery[delivery, D_STAYS] = 1
            return
        end = _write_offchip(t, SPILL, block)
        if end > released:
            take_space(t.line, t.step, memory, released, bits)
            release_space(t.line, t.step, t.flags, memory, end, bits)
            t.block[block, B_RELEASED] = end
    _release_copy(t, delivery)
    if t.block[block, B_TAKEN] >= 0:
        _release_unneeded(t, block)


@compiled_part_in_place
def _home_use(t: Tables, block: int) -> int:
    """The position at which a block that can go is read or moved next; −1 if it has to stay, `NEVER` if nobody needs it."""
    if not _can_go(t, block):
        return -1
    use = NEVER
    for i in range(t.block[block, B_READS], t.block[block, B_READS_END]):
        delivery = t.lists[i]
        if _needs_home(t, delivery):
            use = min(use, int(t.lists[t.delivery[delivery, D_USE]]))
    return use


@compiled_part_in_place
def _can_go(t: Tables, block: int) -> bool:
    """Whether a block is at home, finished, and not waiting for its store."""
    if t.block[block, B_TAKEN] < 0 or t.block[block, B_FINISHED] < 0:
        return False
    return t.core[t.block[block, B_CORE], C_UNSTORED] != block


@compiled_part_in_place
def _needs_home(t: Tables, delivery: int) -> bool:
    """Whether a delivery will be read, or moved to where it is, from its block's home."""
    if t.delivery[delivery, D_USE] == t.delivery[delivery, D_LAST_USE]:
        return False
    return t.delivery[delivery, D_ROW] < 0 or t.flags[F_KEEP_HOMES] != 0


@compiled_part_in_place
def _release_unneeded(t: Tables, block: int) -> None:
    """Let a finished block go if nobody needs it any more."""
    if not _can_go(t, block):
        return
    for i in range(t.block[block, B_READS], t.block[block, B_READS_END]):
        if _needs_home(t, t.lists[i]):
            return
    _release_home(t, block, t.block[block, B_BUSY])


@compiled_part_in_place
def _release_home(t: Tables, block: int, time: int) -> None:
    release_space(t.line, t.step, t.flags, t.block[block, B_MEMORY], time, t.block[block, B_TAKEN])
    _let_go(t.held, t.line, t.block[block, B_MEMORY], len(t.delivery) + block)
    t.block[block, B_TAKEN] = -1
    t.block[block, B_RELEASED] = time


@compiled_part_in_place
def _release_copy(t: Tables, delivery: int) -> None:
    time = t.delivery[delivery, D_BUSY]
    release_space(t.line, t.step, t.flags, t.delivery[delivery, D_MEMORY], time, t.delivery[delivery, D_BITS])
    t.transfer[t.delivery[delivery, D_ROW], X_RELEASE] = time
    _let_go(t.held, t.line, t.delivery[delivery, D_MEMORY], delivery)
    t.delivery[delivery, D_ROW] = -1
    t.delivery[delivery, D_RELEASED] = time


@compiled_part_in_place
def _hold(held: Ints, line: Ints, memory: int, item: int) -> None:
    """Add to what a memory holds."""
    head = line[memory, N_HEAD]
    held[item, NEXT], held[item, PREVIOUS] = head, -1
    if head >= 0:
        held[head, PREVIOUS] = item
    line[memory, N_HEAD] = item


@compiled_part_in_place
def _let_go(held: Ints, line: Ints, memory: int, item: int) -> None:
    """Remove from what a memory holds."""
    after, before = held[item, NEXT], held[item, PREVIOUS]
    if after >= 0:
        held[after, PREVIOUS] = before
    if before >= 0:
        held[before, NEXT] = after
    else:
        line[memory, N_HEAD] = after


# Steps


@compiled_part_in_place
def _last_at(line: Ints, step: Ints, row: int, time: int) -> int:
    """Place of the step that lasts at a time."""
    first = line[row, N_STEPS]
    end = first + line[row, N_STEP_COUNT]
    # What is asked for is mostly near the end.
    reach = 1
    while end - reach > first and step[STEP_TIME, end - reach] > time:
        reach *= 2
    low, high = max(first, end - reach), end - reach // 2
    while high - low > 1:
        middle = (low + high) // 2
        if step[STEP_TIME, middle] <= time:
            low = middle
        else:
            high = middle
    return low


@compiled_part_in_place
def _split(line: Ints, step: Ints, flags: Ints, row: int, time: int) -> int:
    """Let a step begin at a time; its place."""
    at = _last_at(line, step, row, time)
    if step[STEP_TIME, at] == time:
        return at
    return _insert(line, step, flags, row, at, time, step[STEP_TAKEN, at])


@compiled_part_in_place
def _insert(line: Ints, step: Ints, flags: Ints, row: int, at: int, time: int, bits: int) -> int:
    """Add a step after the one at a place; its place, or that of the other if the table is too small."""
    if line[row, N_STEP_COUNT] == line[row, N_STEP_ROOM]:
        moved = _move_to_end(line, step, flags, row)
        if moved == 0:
            return at
        at += moved
    end = line[row, N_STEPS] + line[row, N_STEP_COUNT]
    for column in range(2):
        # A loop over a contiguous part becomes one move of memory, seven times as fast.
        later = step[column, at + 1 : end + 1]
        for i in range(len(later) - 1, 0, -1):
            later[i] = later[i - 1]
    step[STEP_TIME, at + 1] = time
    step[STEP_TAKEN, at + 1] = bits
    line[row, N_STEP_COUNT] += 1
    return at + 1


@compiled_part_in_place
def _drop(line: Ints, step: Ints, row: int, at: int) -> None:
    """Remove a step, whose time goes to the one before it."""
    for column in range(2):
        later = step[column, at : line[row, N_STEPS] + line[row, N_STEP_COUNT]]
        for i in range(len(later) - 1):
            later[i] = later[i + 1]
    line[row, N_STEP_COUNT] -= 1


@compiled_part_in_place
def _move_to_end(line: Ints, step: Ints, flags: Ints, row: int) -> int:
    """Give a line's steps twice the room, at the end of their table; how far they moved, or 0 if the table is too small."""
    room, first = 2 * line[row, N_STEP_ROOM], flags[F_STEPS_USED]
    if first + room > step.shape[1]:
        flags[F_STATUS] = TABLE_TOO_SMALL
        return 0
    flags[F_STEPS_USED] += room
    old = line[row, N_STEPS]
    for i in range(line[row, N_STEP_COUNT]):
        step[STEP_TIME, first + i] = step[STEP_TIME, old + i]
        step[STEP_TAKEN, first + i] = step[STEP_TAKEN, old + i]
    line[row, N_STEPS] = first
    line[row, N_STEP_ROOM] = room
    return first - old


# Resources: bits per cycle


@compiled_in_place
def all_free_from(
    line: Ints, step: Ints, resources: Ints, ready: int, duration: int, rate: int, tree: Ints
) -> int:
    """The first start at or after `ready` from which all resources have `rate`, or `EACH` its own in the tree, free for that long."""
    for turn in range(len(resources)):
        tree[3, turn] = _last_at(line, step, resources[turn], ready)
    start, agreed, turn = ready, 0, 0
    while agreed < len(resources):
        resource = int(resources[turn])
        wanted = tree[2, turn] if rate == EACH else line[resource, N_LIMIT] if rate == WHOLE else rate
        found, tree[3, turn] = _free_from(line, step, resource, tree[3, turn], start, duration, wanted)
        agreed = agreed + 1 if found == start else 1
        start, turn = found, turn + 1 if turn + 1 < len(resources) else 0
    return start


@compiled_part_in_place
def _free_from(
    line: Ints, step: Ints, resource: int, at: int, ready: int, duration: int, rate: int
) -> tuple[int, int]:
    """The first start at or after `ready` from which `rate` is free for that long, and the place of the step that lasts then; `at` is that
    of one that begins at or before `ready`."""
    last = line[resource, N_STEPS] + line[resource, N_STEP_COUNT] - 1
    most = line[resource, N_LIMIT] - rate
    while at < last and step[STEP_TIME, at + 1] <= ready:
        at += 1
    start, first = ready, at
    while True:
        if step[STEP_TAKEN, at] > most:
            at += 1
            start, first = step[STEP_TIME, at], at
        elif at == last or step[STEP_TIME, at + 1] >= start + duration:
            return start, first
        else:
            at += 1


@compiled_in_place
def take(line: Ints, step: Ints, flags: Ints, resource: int, start: int, end: int, rate: int) -> None:
    """Take `rate` during [start, end)."""
    if start == end:
        return
    first = line[resource, N_STEPS]
    at, final = _last_at(line, step, resource, start), first + line[resource, N_STEP_COUNT] - 1
    taken = step[STEP_TAKEN, at]
    # Mostly one transfer follows another, or fills the gap before it: a border moves, and no step is added.
    if at == final or step[STEP_TIME, at + 1] > end:
        if step[STEP_TIME, at] == start and at > first and step[STEP_TAKEN, at - 1] == taken + rate:
            step[STEP_TIME, at] = end
            return
    elif (
        step[STEP_TIME, at + 1] == end
        and step[STEP_TIME, at] < start
        and step[STEP_TAKEN, at + 1] == taken + rate
    ):
        step[STEP_TIME, at + 1] = start
        return
    _split(line, step, flags, resource, start)
    last = _split(line, step, flags, resource, end)
    if flags[F_STATUS] != DONE:
        return
    at = last
    while step[STEP_TIME, at] > start:
        at -= 1
        step[STEP_TAKEN, at] += rate
    if step[STEP_TAKEN, last] == step[STEP_TAKEN, last - 1]:
        _drop(line, step, resource, last)
    if at > line[resource, N_STEPS] and step[STEP_TAKEN, at] == step[STEP_TAKEN, at - 1]:
        _drop(line, step, resource, at)


# Space: bits of a memory that are taken at a time or later
#
# Whoever takes space keeps it for an unknown time, hence needs it free from some time on, forever as far as is known. What counts is
# therefore the most that is taken at a time or later, which never rises with time: it is what is taken in the end, and what is given back
# from that time on. A release leaves earlier times as they are; that may overstate them, but never understates what is taken.


@compiled_part_in_place
def _last_until(line: Ints, step: Ints, memory: int, time: int) -> int:
    """Place of the last step at or before a time; the place before the first if there is none."""
    first = line[memory, N_STEPS]
    if not line[memory, N_STEP_COUNT] or step[STEP_TIME, first] > time:
        return first - 1
    return _last_at(line, step, memory, time)


@compiled_in_place
def room_from(line: Ints, step: Ints, memory: int, bits: int) -> int:
    """The first time from which on so many bits are free, within the soft limit if that can be; they must fit."""
    fits_softly = line[memory, N_TAKEN] + bits <= line[memory, N_SOFT_LIMIT]
    limit = line[memory, N_SOFT_LIMIT if fits_softly else N_LIMIT]
    level = line[memory, N_TAKEN] + line[memory, N_FREED] + bits
    at, time = line[memory, N_STEPS], 0
    while level > limit:
        level -= step[STEP_TAKEN, at]
        time = step[STEP_TIME, at]
        at += 1
    return time


@compiled_in_place
def taken_from(line: Ints, step: Ints, memory: int, time: int) -> int:
    """The most bits that are taken at a time or later."""
    level = line[memory, N_TAKEN]
    at = line[memory, N_STEPS] + line[memory, N_STEP_COUNT] - 1
    while at >= line[memory, N_STEPS] and step[STEP_TIME, at] > time:
        level += step[STEP_TAKEN, at]
        at -= 1
    return level


@compiled_in_place
def take_space(line: Ints, step: Ints, memory: int, time: int, bits: int) -> None:
    """Take space from a time on: what was given back before is not there any more."""
    line[memory, N_TAKEN] += bits
    first, count = line[memory, N_STEPS], line[memory, N_STEP_COUNT]
    at = _last_until(line, step, memory, time)
    while bits and at >= first:
        used = min(bits, step[STEP_TAKEN, at])
        if used and used == step[STEP_TAKEN, at]:
            line[memory, N_EMPTY] += 1
        step[STEP_TAKEN, at] -= used
        line[memory, N_FREED] -= used
        bits -= used
        at -= 1
    if 2 * line[memory, N_EMPTY] > count:
        kept = first
        for i in range(first, first + count):
            if step[STEP_TAKEN, i]:
                step[STEP_TIME, kept] = step[STEP_TIME, i]
                step[STEP_TAKEN, kept] = step[STEP_TAKEN, i]
                kept += 1
        line[memory, N_STEP_COUNT] = kept - first
        line[memory, N_EMPTY] = 0


@compiled_in_place
def release_space(line: Ints, step: Ints, flags: Ints, memory: int, time: int, bits: int) -> None:
    """Give space back at a time after it was taken."""
    line[memory, N_TAKEN] -= bits
    line[memory, N_FREED] += bits
    at = _last_until(line, step, memory, time)
    if at >= line[memory, N_STEPS] and step[STEP_TIME, at] == time:
        if not step[STEP_TAKEN, at]:
            line[memory, N_EMPTY] -= 1
        step[STEP_TAKEN, at] += bits
    else:
        _insert(line, step, flags, memory, at, time, bits)
