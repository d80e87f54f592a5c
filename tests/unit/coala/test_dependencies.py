"""What rows wait for is what the scheduler made them wait for, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_schedule import Case, cases, tight_cases

from stream_xdsl.coala.dependencies import (
    OFFCHIP,
    CopyRows,
    DependencyError,
    TileRows,
    find_dependencies,
    in_order,
)
from stream_xdsl.coala.schedule import CapacityError, Schedule
from stream_xdsl.coala.transfers import Movement
from stream_xdsl.workload.tile_graph import Csr

relaxed = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def rows_of(case: Case, result: Schedule) -> tuple[TileRows, CopyRows]:
    graph, block, delivery = case.graph, result.transfer_block, result.transfer_delivery
    tasks = np.arange(graph.tasks)
    tiles = TileRows(tasks, result.task_start, result.task_duration, result.task_release)
    fetched = np.isin(result.transfer_movement, [Movement.LOAD, Movement.RELOAD, Movement.STREAM])
    tile, tensor = graph.block_tile[block], graph.block_tensor[block]
    for x in np.flatnonzero(result.transfer_stream >= 0).tolist():
        task, operand = streamed(case, result, x)
        tile[x] = graph.task_tile[task]
        layer = case.network.layers[int(graph.part_layer[graph.task_part[task]])]
        tensor[x] = layer.uses[operand].pieces[0].tensor
    copies = CopyRows(
        result.transfer_movement,
        graph.block_part[block],
        tensor,
        tile,
        np.where(fetched, OFFCHIP, graph.block_memory[block]),
        np.append(graph.delivery_memory, OFFCHIP)[delivery],
        result.transfer_start,
        result.transfer_duration,
        result.transfer_release,
    )
    return tiles, copies


def streamed(case: Case, result: Schedule, x: int) -> tuple[int, int]:
    """The task and the operand that a stream is for."""
    row = int(result.transfer_stream[x])
    return int(case.streams.task[row]), int(case.streams.operand[row])


def expected(case: Case, result: Schedule) -> dict[int, set[int]]:
    """From what the schedule says of blocks and deliveries, one by one."""
    graph, tasks = case.graph, case.graph.tasks
    end = [*(result.task_start + result.task_duration).tolist()]
    end += (result.transfer_start + result.transfer_duration).tolist()
    start = [*result.task_start.tolist(), *result.transfer_start.tolist()]
    release = [*result.task_release.tolist(), *result.transfer_release.tolist()]
    finisher = {int(b): t for t, b in enumerate(graph.task_output.tolist()) if graph.task_finishes[t]}
    fetches: dict[int, list[int]] = {}
    leaves: dict[int, int] = {}
    for x, delivery in enumerate(result.transfer_delivery.tolist()):
        if result.transfer_stream[x] >= 0:
            continue
        if delivery >= 0:
            fetches.setdefault(delivery, []).append(tasks + x)
        else:
            leaves[int(result.transfer_block[x])] = tasks + x

    def there(rows: list[int], reader: int) -> int:
        (found,) = [row for row in rows if end[row] <= start[reader] and end[reader] <= release[row]]
        return found

    found: dict[int, set[int]] = {row: set() for row in range(len(start))}
    last: dict[int, int] = {}
    for task in range(tasks):
        block = int(graph.task_output[task])
        if block in last:
            found[task].add(last[block])
        last[block] = task
        for delivery in graph.task_needs.row(task).tolist():
            rows = list(fetches.get(delivery, ()))
            if graph.delivery_in_place[delivery]:
                rows.append(finisher[int(graph.delivery_block[delivery])])
            found[task].add(there(rows, task))
    for x, block in enumerate(result.transfer_block.tolist()):
        match Movement(int(result.transfer_movement[x])):
            case Movement.LOAD:
                found[tasks + x] |= {leaves[source] for source in graph.block_sources.row(block).tolist()}
            case Movement.RELOAD:
                found[tasks + x].add(leaves[block])
            case Movement.STREAM:
                task, operand = streamed(case, result, x)
                layer = case.network.layers[int(graph.part_layer[graph.task_part[task]])]
                tensor = layer.uses[operand].pieces[0].tensor
                sources = graph.task_streams_from.row(task).tolist()
                found[tasks + x] |= {leaves[s] for s in sources if graph.block_tensor[s] == tensor}
            case _:
                found[tasks + x].add(finisher[block])
    return found


def check(case: Case) -> None:
    result = case.run()
    tiles, copies = rows_of(case, result)
    dependencies = find_dependencies(case.graph, tiles, copies)
    rows = len(tiles.task) + len(copies.tile)
    assert {row: set(dependencies.row(row).tolist()) for row in range(rows)} == expected(case, result)
    start = np.concatenate([tiles.start, copies.start])
    order = in_order(tiles, copies, dependencies).tolist()
    assert sorted(order) == list(range(rows))
    assert (np.diff(start[order]) >= 0).all()
    place = {row: i for i, row in enumerate(order)}
    assert all(place[other] < place[row] for row in order for other in dependencies.row(row).tolist())


@relaxed
@given(cases())
def test_with_room(case: Case):
    check(case)


@relaxed
@given(tight_cases())
def test_what_is_fetched_again(case: Case):
    try:
        case.run()
    except CapacityError:
        return
    check(case)


@relaxed
@given(cases(), st.data())
def test_rows_in_any_order(case: Case, data: st.DataObject):
    """The tiles of a table need not be in the order of the graph."""
    tiles, copies = rows_of(case, case.run())
    shuffled = np.array(data.draw(st.permutations(range(len(tiles.task)))), dtype=np.int64)
    other = TileRows(*(column[shuffled] for column in vars(tiles).values()))
    straight, mixed = (find_dependencies(case.graph, rows, copies) for rows in (tiles, other))
    original = np.concatenate([shuffled, len(shuffled) + np.arange(len(copies.tile))])
    for row, before in enumerate(original.tolist()):
        assert set(original[mixed.row(row)].tolist()) == set(straight.row(before).tolist())


@relaxed
@given(cases(), st.data())
def test_what_comes_too_late_is_missed(case: Case, data: st.DataObject):
    tiles, copies = rows_of(case, case.run())
    if not len(copies.tile):
        return
    row = data.draw(st.integers(0, len(copies.tile) - 1))
    on_chip = copies.release[row] >= 0
    late = copies.start.copy()
    late[row] = copies.release[row] if on_chip else 1 << 40
    needed = True
    if copies.movement[row] == Movement.STORE:
        # What the network returns is stored for no one.
        loads = copies.movement == Movement.LOAD
        needed = copies.tensor[row] in copies.tensor[loads]
    if needed:
        with pytest.raises(DependencyError, match="needs what is not there"):
            find_dependencies(case.graph, tiles, replace(copies, start=late))


@relaxed
@given(cases())
def test_no_block(case: Case):
    tiles, copies = rows_of(case, case.run())
    if len(copies.tile):
        with pytest.raises(DependencyError, match="moves no block"):
            find_dependencies(case.graph, tiles, replace(copies, tile=copies.tile + 1000))


def test_what_takes_no_time():
    """Of rows that start together, those that others wait for come first; those that wait for one another never can."""

    def rows(*waits: list[int]) -> tuple[TileRows, CopyRows, Csr]:
        nothing = np.zeros(len(waits), dtype=np.int64)
        offsets = np.cumsum([0, *map(len, waits)])
        tiles = TileRows(nothing, nothing, nothing, nothing)
        copies = CopyRows(*[nothing[:0]] * 9)
        return tiles, copies, Csr(offsets, np.array([row for wait in waits for row in wait], dtype=np.int64))

    assert in_order(*rows([1], [2], [])).tolist() == [2, 1, 0]
    with pytest.raises(DependencyError, match="waits for itself"):
        in_order(*rows([1], [0]))
