"""What every tile and every transfer of a schedule waits for, from its rows and the tile graph.

A tile waits for the copies of what it needs: for the transfer that brought each to its memory, or, where it reads a
block in place, for the tile that finished it; and for the tile before it that accumulates into the same block. A
transfer waits for the copy that it takes its data from: a move, store or spill for one in its source memory, a
reload for one off-chip, a load of what another stack produced for those of all blocks it overlaps, and so does a stream, which runs
together with its tile.

A block may be copied to a memory again after its copy has been given back. What counts is the copy that is there: the
last to arrive before the start.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.transfers import Movement, distinct_rows
from stream_xdsl.workload.tile_graph import Csr, TileGraph

Ints = npt.NDArray[np.int64]

OFFCHIP = -1
"""Stands for whatever memories are off-chip."""


@dataclass(frozen=True, eq=False)
class TileRows:
    """(T,) arrays, a row a tile."""

    task: Ints
    """In the tile graph; each occurs once."""
    start: Ints
    duration: Ints
    release: Ints


@dataclass(frozen=True, eq=False)
class CopyRows:
    """(X,) arrays, a row for each memory that a transfer brings a block to."""

    movement: Ints
    """A `Movement`."""
    part: Ints
    """In the tile graph: that reads, for a load or a stream; that produced the block, for all others."""
    tensor: Ints
    tile: Ints
    """Of the part, as in the table of a `sched.program`."""
    source: Ints
    """Memory id, or OFFCHIP."""
    target: Ints
    start: Ints
    duration: Ints
    release: Ints
    """−1 for copies that stay off-chip."""


class DependencyError(ValueError):
    """A row that names no block, or that starts when what it needs is not there."""

    def __init__(self, row: int, message: str, place: tuple[int, int] | None = None):
        super().__init__(message)
        self.row = row
        """Of the tiles, then of the copies."""
        self.place = place
        """Tensor and memory that it is about."""


@dataclass(frozen=True, eq=False)
class _Uses:
    """Rows that need blocks in memories; (U,) arrays."""

    row: Ints
    block: Ints
    memory: Ints


def find_dependencies(graph: TileGraph, tiles: TileRows, copies: CopyRows) -> Csr:
    """For every row, tiles first, the rows it waits for. Raises DependencyError if the schedule is wrong."""
    count = len(tiles.task)
    row_of_task = np.empty(count, dtype=np.int64)
    row_of_task[tiles.task] = np.arange(count)
    moved = _moved_blocks(graph, copies, count)
    waits, awaited = _accumulated(graph)
    pairs = [(row_of_task[waits], row_of_task[awaited])]

    needs = graph.task_needs
    reading = np.repeat(row_of_task, np.diff(needs.offsets))
    uses = [_Uses(reading, graph.delivery_block[needs.values], graph.delivery_memory[needs.values])]
    loads, streams = copies.movement == Movement.LOAD, copies.movement == Movement.STREAM
    takes = np.flatnonzero(~(loads | streams))
    uses.append(_Uses(count + takes, moved[takes], copies.source[takes]))
    loads = np.flatnonzero(loads)
    at, sources = graph.block_sources.take(moved[loads])
    uses.append(_Uses(count + loads[at], sources, np.full(len(sources), OFFCHIP)))
    streams = np.flatnonzero(streams)
    at, sources = graph.task_streams_from.take(
        graph.part_first_task[copies.part[streams]] + copies.tile[streams]
    )
    # Of what several operands stream each is where it is from.
    own = graph.block_tensor[sources] == copies.tensor[streams[at]]
    uses.append(_Uses(count + streams[at[own]], sources[own], np.full(np.count_nonzero(own), OFFCHIP)))

    produced = np.flatnonzero(graph.block_produced)
    final = row_of_task[graph.part_first_task[graph.block_part[produced]] + graph.block_tile[produced]]
    copied = np.flatnonzero(moved >= 0)
    there = _Uses(
        np.concatenate([final, count + copied]),
        np.concatenate([produced, moved[copied]]),
        np.concatenate([graph.block_memory[produced], copies.target[copied]]),
    )
    columns = zip(*((use.row, use.block, use.memory) for use in uses), strict=True)
    wanted = _Uses(*(np.concatenate(column) for column in columns))
    start = np.concatenate([tiles.start, copies.start])
    end = start + np.concatenate([tiles.duration, copies.duration])
    release = np.concatenate([tiles.release, copies.release])
    pairs.append((wanted.row, _present(graph, wanted, there, start, end, release)))
    waiting, awaited = (np.concatenate(column) for column in zip(*pairs, strict=True))
    distinct, _ = distinct_rows(waiting, awaited)
    return Csr(np.searchsorted(distinct[:, 0], np.arange(len(start) + 1)), distinct[:, 1])


def in_order(tiles: TileRows, copies: CopyRows, dependencies: Csr) -> Ints:
    """All rows by their start, and none before what it waits for: that may take no time, and start together with it.

    Raises DependencyError for rows that take no time and wait for one another.
    """
    start = np.concatenate([tiles.start, copies.start])
    waiting = np.repeat(np.arange(len(start)), np.diff(dependencies.offsets))
    together = start[waiting] == start[dependencies.values]
    waiting, awaited = waiting[together], dependencies.values[together]
    depth = np.zeros(len(start), dtype=np.int64)
    while (late := depth[waiting] <= depth[awaited]).any():
        np.maximum.at(depth, waiting[late], depth[awaited[late]] + 1)
        if depth.max() > len(waiting):
            raise DependencyError(int(np.argmax(depth)), "waits for itself")
    return np.lexsort((depth, start))


def _moved_blocks(graph: TileGraph, copies: CopyRows, first_row: int) -> Ints:
    """(X,) the block that each row is about; −1 for streams."""
    memory = np.full(len(graph.block_tensor), -1)
    memory[graph.delivery_block] = graph.delivery_memory
    loads = copies.movement == Movement.LOAD
    known = (
        graph.block_produced,
        graph.block_part,
        graph.block_tensor,
        graph.block_tile,
        np.where(graph.block_produced, 0, memory + 1),
    )
    asked = (~loads, copies.part, copies.tensor, copies.tile, np.where(loads, copies.target + 1, 0))
    _, names = distinct_rows(*(np.concatenate(pair) for pair in zip(known, asked, strict=True)))
    blocks = np.full(int(names.max(initial=-1)) + 1, -1)
    blocks[names[: len(memory)]] = np.arange(len(memory))
    streams = copies.movement == Movement.STREAM
    found = np.where(streams, -1, blocks[names[len(memory) :]])
    if (missing := (found < 0) & ~streams).any():
        row = int(np.argmax(missing))
        place = int(copies.tensor[row]), int(copies.target[row])
        raise DependencyError(first_row + row, "moves no block", place)
    return found


def _accumulated(graph: TileGraph) -> tuple[Ints, Ints]:
    """The pairs of a task and the one before it that accumulates into the same block."""
    order = np.argsort(graph.task_output, kind="stable")
    same = graph.task_output[order[1:]] == graph.task_output[order[:-1]]
    return order[1:][same], order[:-1][same]


def _present(graph: TileGraph, wanted: _Uses, there: _Uses, start: Ints, end: Ints, release: Ints) -> Ints:
    """The row whose copy of the block is in the memory from the start of each wanting row to its end."""
    columns = zip((there.block, there.memory + 1), (wanted.block, wanted.memory + 1), strict=True)
    _, places = distinct_rows(*(np.concatenate(pair) for pair in columns))
    place, asked = places[: len(there.row)], places[len(there.row) :]
    span = int(end.max(initial=0)) + 1
    arrivals = place * span + end[there.row]
    order = np.argsort(arrivals, kind="stable")
    last = np.searchsorted(arrivals[order], asked * span + start[wanted.row], side="right") - 1
    found = order[np.maximum(last, 0)]
    row = there.row[found]
    # A copy that is given back at the very cycle of the start is gone, even for what takes no time.
    stays = (release[row] > start[wanted.row]) & (release[row] >= end[wanted.row])
    absent = (last < 0) | (place[found] != asked) | ~(stays | (release[row] < 0))
    if absent.any():
        at = int(np.argmax(absent))
        place = int(graph.block_tensor[wanted.block[at]]), int(wanted.memory[at])
        raise DependencyError(int(wanted.row[at]), "needs what is not there then", place)
    return row
