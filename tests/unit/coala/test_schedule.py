"""Schedules of random networks on random machines are legal; small ones are as expected."""

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from random_networks import networks

from stream_xdsl.coala.schedule import (
    NO_STREAMS,
    CapacityError,
    LateError,
    Priority,
    Schedule,
    TaskStreams,
    prioritised,
    ranked,
    schedule,
)
from stream_xdsl.coala.stages import Stages
from stream_xdsl.coala.transfers import Movement, transfer_ends
from stream_xdsl.hardware.machine import (
    Array,
    Bus,
    Core,
    CoreType,
    Direction,
    Link,
    Machine,
    Memory,
    MemoryOperand,
    Port,
    PortKind,
    Role,
    SharedMemory,
)
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import TileGraph, build_tile_graph, tile_order

ROOMY = 1 << 20


@dataclass(frozen=True, eq=False)
class Case:
    machine: Machine
    network: Network
    graph: TileGraph
    order: np.ndarray
    cycles: np.ndarray
    energy: np.ndarray
    streams: TaskStreams = NO_STREAMS
    stages: Stages | None = None

    def run(
        self,
        *,
        headroom: float = 0.0,
        prefetch: float = 0.0,
        communication: bool = True,
        latest: int | None = None,
    ) -> Schedule:
        problem = (self.network, self.graph, self.order, self.cycles, self.energy)
        options = {"streams": self.streams, "stages": self.stages, "headroom": headroom, "prefetch": prefetch}
        return schedule(
            self.machine,
            Interconnect(self.machine),
            *problem,
            **options,
            communication=communication,
            latest_cycles=latest,
        )


def core_type(name: str, role: Role, memories: tuple[str, ...], width: int) -> CoreType:
    def memory(operands: str) -> Memory:
        held = tuple(MemoryOperand(o) for o in operands.split("_"))
        serves = tuple((o, d) for o in held for d in Direction)
        port = Port("rw", PortKind.READ_WRITE, 8, width, serves)
        return Memory(operands, ROOMY, 2.0, 3.0, held, (), (port,))

    array = Array((("D1", 2),), 0.5) if role is Role.COMPUTE else None
    return CoreType(name, role, array, tuple(memory(m) for m in memories))


@st.composite
def machines(draw: st.DrawFn) -> Machine:
    """Three cores with one, two or three memories, and DRAM with one or three ports."""
    width = draw(st.sampled_from([8, 24, 64]))
    kinds = [("I1_I2_O",), ("I1_O", "I2"), ("I1", "I2", "O")]
    types = [core_type(f"t{i}", Role.COMPUTE, memories, width) for i, memories in enumerate(kinds)]
    dram = core_type("dram", Role.OFFCHIP, draw(st.sampled_from(kinds)), width)
    picked = [draw(st.sampled_from(types)) for _ in range(3)]
    cores = (*(Core(f"core{i}", t) for i, t in enumerate(picked)), Core("core3", dram))
    shared = ()
    if picked[0] is picked[1] and draw(st.booleans()):
        name = picked[0].memories[0].name
        shared = (SharedMemory((("core0", name), ("core1", name))),)
    bandwidths = st.sampled_from([4, 8, 32])
    links = tuple(
        Link(
            f"link{i}",
            f"core{a}",
            f"core{b}",
            draw(bandwidths),
            draw(st.booleans()),
            0.5,
            draw(st.integers(0, 2)),
        )
        for i, (a, b) in enumerate(
            draw(st.lists(st.sampled_from([(0, 1), (1, 2), (2, 0), (0, 3)]), max_size=3))
        )
    )
    # Cores only talk over the links and off-chip memory if one-way buses join them to that alone.
    names = tuple(f"core{i}" for i in range(4))
    figures = (draw(bandwidths), 0.25, draw(st.integers(0, 2)))
    buses = (Bus("bus0", names, *figures),)
    if draw(st.booleans()):
        buses = (
            Bus("read", ("core3", *names[:3]), *figures, ("core3",)),
            Bus("write", names, *figures, names[:3]),
        )
    return Machine("m", cores, links, buses, shared)


def resized(machine: Machine, sizes: dict[int, int]) -> Machine:
    """With other sizes of memories, by memory id; every core gets a type of its own."""

    def memories(core: int) -> tuple[Memory, ...]:
        core_type = machine.cores[core].core_type
        return tuple(
            replace(m, size_bits=sizes.get(machine.memory_id(core, m.operands[0]), m.size_bits))
            for m in core_type.memories
        )

    cores = tuple(
        replace(core, core_type=replace(core.core_type, name=f"own{i}", memories=memories(i)))
        for i, core in enumerate(machine.cores)
    )
    return replace(machine, cores=cores)


def stream_memory(case: Case, row: int) -> int:
    core = int(case.graph.part_core[case.graph.task_part[case.streams.task[row]]])
    return case.machine.memory_id(core, MemoryOperand.I2 if case.streams.operand[row] else MemoryOperand.I1)


def working_sets(case: Case) -> dict[int, int]:
    """By memory, the most that a single task has there."""
    graph, found = case.graph, defaultdict(int)
    for task in range(graph.tasks):
        held = defaultdict(int)
        for delivery in graph.task_needs.row(task).tolist():
            held[int(graph.delivery_memory[delivery])] += int(graph.delivery_bits[delivery])
        block = graph.task_output[task]
        held[int(graph.block_memory[block])] += int(
            max(graph.block_psum_bits[block], graph.block_bits[block])
        )
        for row in np.flatnonzero(case.streams.task == task):
            held[stream_memory(case, int(row))] += int(case.streams.buffer_bits[row])
        for memory, bits in held.items():
            found[memory] = max(found[memory], bits)
    return dict(found)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """With plenty of room."""
    machine, (network, _) = draw(machines()), draw(networks())
    graph = build_tile_graph(network, machine)
    cycles = np.array(draw(st.lists(st.integers(1, 9), min_size=graph.tasks, max_size=graph.tasks)))
    return Case(machine, network, graph, tile_order(network, graph), cycles, cycles * 1.5)


@st.composite
def streaming_cases(draw: st.DrawFn) -> Case:
    """Some operands of some parts come from off-chip memory while tasks run."""
    case = draw(cases())
    network, streamed = case.network, {}
    for layer, own in enumerate(network.layers):
        possible = [i for i, use in enumerate(own.uses) if len({p.tensor for p in use.pieces}) == 1]
        for part in range(own.parts):
            streamed[layer, part] = draw(st.sets(st.sampled_from(possible))) if possible else set()
    graph = build_tile_graph(network, case.machine, streamed)
    rows = [
        (task, operand, draw(st.integers(1, 200)), draw(st.integers(0, 64)))
        for task in range(graph.tasks)
        for part in [int(graph.task_part[task])]
        for operand in sorted(streamed[int(graph.part_layer[part]), int(graph.part_index[part])])
    ]
    streams = TaskStreams(*np.array(rows, dtype=np.int64).reshape(-1, 4).T)
    return replace(case, graph=graph, order=tile_order(network, graph), streams=streams)


@st.composite
def tight_cases(draw: st.DrawFn) -> Case:
    """With little more room than single tasks need."""
    case = draw(st.one_of(cases(), streaming_cases()))
    sizes = {memory: bits + draw(st.sampled_from([0, 8, 64])) for memory, bits in working_sets(case).items()}
    return replace(case, machine=resized(case.machine, sizes))


def peak(spans: list[tuple[int, int, int]]) -> int:
    """The most that is taken at any time; what ends is given back before anything begins."""
    changes = sorted(
        [(end, -amount) for _, end, amount in spans] + [(start, amount) for start, _, amount in spans]
    )
    return int(np.cumsum([amount for _, amount in changes]).max(initial=0))


def check_cores(case: Case, result: Schedule) -> None:
    graph = case.graph
    end = result.task_start + result.task_duration
    assert (result.task_start >= 0).all()
    streams = np.isin(np.arange(graph.tasks), case.streams.task)
    assert (result.task_duration[~streams] == case.cycles[~streams]).all()
    assert (result.task_duration >= case.cycles).all()
    for core in range(len(case.machine.cores)):
        mine = [t for t in case.order.tolist() if graph.part_core[graph.task_part[t]] == core]
        assert (result.task_start[mine[1:]] >= end[mine[:-1]]).all()


def check_bandwidths(case: Case, result: Schedule) -> None:
    machine, channels = case.machine, Interconnect(case.machine).channels
    taken: dict[object, list[tuple[int, int, int]]] = defaultdict(list)
    capacity: dict[object, int] = {}
    for first in np.unique(result.transfer_first).tolist():
        rows = np.flatnonzero(result.transfer_first == first).tolist()
        crossed, ports, rate, latency = dict[int, None](), dict[object, int](), 1 << 60, 0
        for x in rows:
            role = list(MemoryOperand)[result.transfer_operand[x]]
            ends = transfer_ends(
                machine, int(result.transfer_source[x]), int(result.transfer_target[x]), role
            )
            route = result.routes[result.transfer_route[x]]
            crossed |= dict.fromkeys(route.channels)
            latency = max(latency, route.latency_cycles)
            held = ends[:1] if result.transfer_movement[x] == Movement.STREAM else ends
            ports |= {(end.core, end.memory.name, end.port.name): end.port.bandwidth_max_bits for end in held}
        rate = min([*ports.values(), *(channels[c].bandwidth_bits for c in crossed)])
        bits, start, duration = (
            int(column[first])
            for column in (result.transfer_bits, result.transfer_start, result.transfer_duration)
        )
        for column in (result.transfer_bits, result.transfer_start, result.transfer_duration):
            assert len(set(column[rows].tolist())) == 1
        assert rows == list(range(first, first + len(rows)))
        assert start >= 0
        if result.transfer_movement[first] == Movement.STREAM:
            task = int(case.streams.task[result.transfer_stream[first]])
            assert (start, duration) == (result.task_start[task], result.task_duration[task])
            assert bits == case.streams.bits[result.transfer_stream[first]]
            assert -(-bits // (duration - latency)) <= rate
            rate = -(-bits // (duration - latency))
        else:
            sent = result.transfer_delivery[rows] if len(rows) > 1 else np.zeros(0, dtype=np.int64)
            assert len(set(case.graph.delivery_memory[sent].tolist())) == len(sent)
            assert len(set(case.graph.delivery_content[sent].tolist())) <= 1
            assert duration == -(-bits // rate) + latency
        span = (start, start + duration, rate)
        for channel in crossed:
            taken[channel].append(span)
            capacity[channel] = channels[channel].bandwidth_bits
        for port, bandwidth in ports.items():
            taken[port].append(span)
            capacity[port] = bandwidth
    # Every memory of these machines has one port for everything, of which a tile takes all.
    for t, start in enumerate(result.task_start.tolist()):
        part = int(case.graph.task_part[t])
        core = int(case.graph.part_core[part])
        reads = len(case.network.layers[int(case.graph.part_layer[part])].uses)
        roles = (MemoryOperand.O, MemoryOperand.I1, MemoryOperand.I2)[: reads + 1]
        for memory in {machine.cores[core].core_type.top(role) for role in roles}:
            (port,) = memory.ports
            taken[core, memory.name, port.name].append(
                (start, start + int(result.task_duration[t]), port.bandwidth_max_bits)
            )
            capacity[core, memory.name, port.name] = port.bandwidth_max_bits
    for resource, spans in taken.items():
        assert peak(spans) <= capacity[resource]


def peaks(case: Case, result: Schedule) -> dict[int, int]:
    """The most that is ever taken of each memory on chip."""
    graph, spans = case.graph, defaultdict(list)
    end = result.task_start + result.task_duration
    for block in np.flatnonzero(graph.block_produced):
        tasks = np.flatnonzero(graph.task_output == block)
        release = set(result.task_release[tasks].tolist())
        assert len(release) == 1
        start, finished = int(result.task_start[tasks].min()), int(end[tasks].max())
        memory = spans[graph.block_memory[block]]
        memory.append((start, finished, int(graph.block_psum_bits[block])))
        memory.append((finished, release.pop(), int(graph.block_bits[block])))
    on_chip = result.transfer_release >= 0
    assert (on_chip == (result.transfer_target != case.machine.offchip)).all()
    for row, task in enumerate(case.streams.task.tolist()):
        span = (int(result.task_start[task]), int(end[task]), int(case.streams.buffer_bits[row]))
        spans[stream_memory(case, row)].append(span)
    for x in np.flatnonzero(on_chip & (result.transfer_stream < 0)):
        span = (result.transfer_start[x], result.transfer_release[x], result.transfer_bits[x])
        spans[graph.delivery_memory[result.transfer_delivery[x]]].append(tuple(map(int, span)))
    assert all(a <= b for found in spans.values() for a, b, _ in found)
    return {int(memory): peak(found) for memory, found in spans.items()}


def check_space(case: Case, result: Schedule) -> None:
    for memory, bits in peaks(case, result).items():
        assert bits <= case.machine.memory(memory).size_bits


def check_data(case: Case, result: Schedule) -> None:
    """Everything is where it is read, and came from where it was."""
    graph = case.graph
    end = result.task_start + result.task_duration
    finished = {int(b): int(end[t]) for t, b in enumerate(graph.task_output) if graph.task_finishes[t]}
    home = {int(b): (finished[int(b)], int(result.task_release[t])) for t, b in enumerate(graph.task_output)}
    copies, offchip = defaultdict(list), {}
    arrival = result.transfer_start + result.transfer_duration
    for x in range(len(arrival)):
        block, delivery = int(result.transfer_block[x]), int(result.transfer_delivery[x])
        match Movement(int(result.transfer_movement[x])):
            case Movement.STORE | Movement.SPILL as movement:
                assert block not in offchip
                assert (movement is Movement.STORE) == graph.block_outlives[block]
                assert result.transfer_bits[x] == graph.block_bits[block]
                offchip[block] = int(arrival[x])
            case Movement.STREAM:
                assert result.transfer_release[x] == arrival[x]
            case _:
                assert result.transfer_bits[x] == graph.delivery_bits[delivery]
                copies[delivery].append((int(arrival[x]), int(result.transfer_release[x])))
    assert {b for b in home if graph.block_outlives[b]} <= set(offchip)
    for x in range(len(arrival)):
        block, start = int(result.transfer_block[x]), int(result.transfer_start[x])
        match Movement(int(result.transfer_movement[x])):
            case Movement.LOAD:
                assert all(offchip[s] <= start for s in graph.block_sources.row(block).tolist())
            case Movement.RELOAD:
                assert offchip[block] <= start
            case Movement.STREAM:
                task = int(case.streams.task[result.transfer_stream[x]])
                assert all(offchip[s] <= start for s in graph.task_streams_from.row(task).tolist())
            case _:
                assert home[block][0] <= start
                assert arrival[x] <= home[block][1]
    for delivery, spans in copies.items():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), delivery
    for task in range(graph.tasks):
        begin, until = int(result.task_start[task]), int(end[task])
        for delivery in graph.task_needs.row(task).tolist():
            spans = copies[delivery]
            if graph.delivery_in_place[delivery]:
                spans = [*spans, home[int(graph.delivery_block[delivery])]]
            assert any(a <= begin and until <= b for a, b in spans)


def check_streams(case: Case, result: Schedule) -> None:
    streams = result.transfer_stream[result.transfer_stream >= 0]
    assert sorted(streams.tolist()) == list(range(len(case.streams.task)))


def check(case: Case, result: Schedule) -> None:
    check_streams(case, result)
    check_cores(case, result)
    check_bandwidths(case, result)
    check_space(case, result)
    check_data(case, result)
    busy = defaultdict(int)
    for task, cycles in enumerate(case.cycles.tolist()):
        busy[int(case.graph.part_core[case.graph.task_part[task]])] += cycles
    assert result.latency_cycles >= max(busy.values())
    assert result.energy_pj == pytest.approx(result.task_energy_pj.sum() + result.transfer_energy_pj.sum())


@settings(max_examples=40, deadline=None)
@given(cases())
def test_a_schedule_that_is_too_late_is_given_up(case: Case):
    """And one that is not is the same as without a limit."""
    free = case.run()
    end = int((free.task_start + free.task_duration).max())
    limited = case.run(latest=end)
    assert (limited.task_start == free.task_start).all()
    assert (limited.transfer_start == free.transfer_start).all()
    with pytest.raises(LateError):
        case.run(latest=end - 1)


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(cases())
def test_without_communication_nothing_is_later(case: Case):
    result, free = case.run(), case.run(communication=False)
    assert (free.task_start <= result.task_start).all()
    assert free.latency_cycles <= result.latency_cycles


@st.composite
def staged_cases(draw: st.DrawFn) -> Case:
    """Tiles with on- and offloading that overlaps, and with operands that may be in place."""
    case = draw(cases())
    tasks = case.graph.tasks

    def ints(most: np.ndarray) -> np.ndarray:
        shares = draw(st.lists(st.integers(0, 4), min_size=tasks, max_size=tasks))
        return np.array(shares) * most // 4

    onload = ints(case.cycles)
    offload = ints(case.cycles - onload)
    spared = ints(case.cycles - offload)
    groups = draw(st.lists(st.integers(-1, 1), min_size=tasks, max_size=tasks))
    # Where nothing stays, nothing is spared.
    spared[np.array(groups) < 0] = 0
    return replace(case, stages=Stages(onload, offload, spared, np.array(groups)))


def check_stages(case: Case, result: Schedule) -> None:
    """Every stage of a core has one task at a time, in order; a task takes less only if the one before left what it needs."""
    graph, stages, free = case.graph, case.stages, defaultdict(int)
    assert stages is not None
    last: dict[int, int] = {}
    for task in case.order.tolist():
        core = int(graph.part_core[graph.task_part[task]])
        in_place = core in last and stages.stationary[last[core]] == stages.stationary[task]
        spared = int(stages.spared[task]) if in_place else 0
        last[core] = task
        start, duration = int(result.task_start[task]), int(result.task_duration[task])
        assert duration == case.cycles[task] - spared
        array = start + max(0, int(stages.onload[task]) - spared)
        offload = start + duration - int(stages.offload[task])
        assert start <= array <= offload
        for stage, begin, end in (
            ("on", start, array),
            ("array", array, offload),
            ("off", offload, start + duration),
            (int(graph.task_output[task]), start, start + duration),
        ):
            assert begin >= free[core, stage]
            free[core, stage] = end


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(staged_cases(), st.booleans())
def test_overlapping_tiles_are_legal(case: Case, communication: bool):
    result = case.run(communication=communication)
    check_stages(case, result)
    if communication:
        check_bandwidths(case, result)
        check_space(case, result)
        check_data(case, result)
    apart = replace(case, stages=replace(case.stages, onload=0 * case.cycles, offload=0 * case.cycles)).run(
        communication=False
    )
    if not communication:
        event("overlaps" if result.latency_cycles < apart.latency_cycles else "nothing to gain")
        assert result.latency_cycles <= apart.latency_cycles


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(cases())
def test_nothing_declared_is_nothing_gained(case: Case):
    """Groups alone change nothing."""
    plain, tasks = case.run(), case.graph.tasks
    result = replace(
        case, stages=replace(Stages.none(tasks), stationary=np.zeros(tasks, dtype=np.int64))
    ).run()
    assert (result.task_start == plain.task_start).all()
    assert (result.task_duration == case.cycles).all()
    assert (result.transfer_start == plain.transfer_start).all()


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(streaming_cases())
def test_streams_run_with_their_tasks(case: Case):
    result, free = case.run(), case.run(communication=False)
    event("stretched" if (result.task_duration > case.cycles).any() else "as long as costed")
    check(case, result)
    assert (free.task_start <= result.task_start).all()


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(st.one_of(cases(), streaming_cases()), st.sampled_from(Priority), st.data())
def test_priorities_are_legal(case: Case, priority: Priority, data: st.DataObject):
    layers = data.draw(st.permutations(range(len(case.network.layers))))
    listed = layers[: data.draw(st.integers(0, len(layers)))]
    order = prioritised(priority, case.network, case.graph, case.cycles, listed)
    assert sorted(order.tolist()) == list(range(case.graph.tasks))
    other = replace(case, order=order)
    check(other, other.run())


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(streaming_cases(), st.data())
def test_least_rank_is_next(case: Case, data: st.DataObject):
    """Of the tasks of the first unfinished stack whose needs are met."""
    graph, network = case.graph, case.network
    ranks = np.array(
        data.draw(st.lists(st.integers(0, 3), min_size=graph.tasks, max_size=graph.tasks)), dtype=int
    )
    stack = [network.layers[int(graph.part_layer[part])].stack for part in graph.task_part]
    finishing = {int(block): task for task, block in enumerate(graph.task_output)}
    done = set[int]()

    def ready(task: int) -> bool:
        blocks = graph.task_streams_from.row(task).tolist()
        for delivery in graph.task_needs.row(task).tolist():
            block = int(graph.delivery_block[delivery])
            blocks += [block] if graph.block_produced[block] else graph.block_sources.row(block).tolist()
        needed = {finishing[block] for block in blocks}
        if task and graph.task_part[task - 1] == graph.task_part[task]:
            needed.add(task - 1)
        return needed <= done

    for task in ranked(network, graph, ranks).tolist():
        waiting = [t for t in range(graph.tasks) if t not in done and ready(t)]
        least = min((stack[t], int(ranks[t])) for t in waiting)
        assert task in waiting
        assert (stack[task], int(ranks[task])) == least
        done.add(task)


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(cases())
def test_nothing_moves_twice_where_there_is_room(case: Case):
    """Every delivery that is not in place arrives once, every block that outlives its stack leaves once."""
    result, graph = case.run(), case.graph
    check(case, result)
    read = np.unique(graph.task_needs.values)
    moved = read[~graph.delivery_in_place[read]]
    assert sorted(result.transfer_delivery[result.transfer_delivery >= 0].tolist()) == moved.tolist()
    stored = result.transfer_block[result.transfer_movement == Movement.STORE]
    assert sorted(stored.tolist()) == np.flatnonzero(graph.block_outlives).tolist()
    spilled = result.transfer_block[result.transfer_movement == Movement.SPILL]
    reached = Interconnect(case.machine).routes
    for block in spilled.tolist():
        source = int(graph.part_core[graph.block_part[block]])
        assert not all(
            reached(source, int(graph.delivery_core[d])) for d in moved[graph.delivery_block[moved] == block]
        )
    into = result.transfer_bits[result.transfer_target != case.machine.offchip].sum()
    assert into == graph.delivery_bits[moved].sum()
    again = case.run()
    assert all(np.array_equal(a, b) for a, b in zip(vars(result).values(), vars(again).values(), strict=True))


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(tight_cases(), st.sampled_from([0.0, 0.3]), st.sampled_from([0.0, 0.5, 1.0]))
def test_schedules_with_little_room_are_legal(case: Case, headroom: float, prefetch: float):
    """Only open blocks, and copies whose blocks have left their home and cannot be written off-chip, have to stay."""
    try:
        result = case.run(headroom=headroom, prefetch=prefetch)
    except CapacityError as error:
        event("does not fit")
        misfit = error
    else:
        event("evicts" if (result.transfer_movement >= Movement.SPILL).any() else "drops or waits")
        check(case, result)
        return
    assert misfit.needed_bits > misfit.size_bits
    assert sum(bits for _, bits in misfit.contributors) < misfit.needed_bits


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(cases(), st.sampled_from([2, 4]))
def test_headroom_stays_free(case: Case, fold: int):
    """Memories several times as large as any task needs are used as if they were no larger than what headroom leaves."""
    needed = working_sets(case)
    small = replace(case, machine=resized(case.machine, needed))
    large = replace(case, machine=resized(case.machine, {m: fold * bits for m, bits in needed.items()}))
    try:
        tight = small.run()
    except CapacityError:
        return
    result = large.run(headroom=1 - 1 / fold)
    check(large, result)
    within = all(bits <= needed[memory] for memory, bits in peaks(large, result).items())
    event("within" if within else "over")
    if within:
        assert (result.task_start == tight.task_start).all()
        assert result.latency_cycles == tight.latency_cycles
