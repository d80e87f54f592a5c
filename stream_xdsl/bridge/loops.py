"""Between packed and rolled `sched.program`s."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from xdsl.dialects.builtin import DenseArrayBase, i64

from stream_xdsl.coala.steady_state import Loop, Rows
from stream_xdsl.dialects.sched import (
    NEVER,
    TASK_DURATION,
    TASK_RELEASE,
    TASK_START,
    TASK_TILE,
    TRANSFER_BITS,
    TRANSFER_DURATION,
    TRANSFER_RELEASE,
    TRANSFER_START,
    TRANSFER_TILE,
    ComputeOp,
    LoopOp,
    ProgramOp,
    RepeatOp,
    TransferOp,
    table_attr,
)

Ints = npt.NDArray[np.int64]


def unroll_program(program: ProgramOp) -> None:
    """Make a verified program packed."""
    loops = tuple(program.loops)
    if not loops:
        return
    unrolled = program.unrolled
    for op, rows in (*unrolled.computes, *unrolled.movements):
        op.rows = DenseArrayBase.from_list(i64, [rows.start, rows.stop])
    program.tasks, program.transfers = table_attr(unrolled.tasks), table_attr(unrolled.transfers)
    for loop in loops:
        loop.detach()
        loop.erase()


def read_rows(program: ProgramOp) -> Rows:
    """The rows of a packed program: tasks, then transfers.

    What runs its rows one after another are the cores, and every `sched.transfer`.
    """
    tasks, transfers = program.task_table, program.transfer_table
    computes, movements = tuple(program.compute_ops), tuple(program.transfer_ops)
    owners = np.arange(len(computes) + len(movements))
    cores: dict[str, int] = {}
    sequences = [cores.setdefault(op.core.root_reference.data, len(cores)) for op in computes]
    sequences += [len(cores) + i for i in range(len(movements))]
    counts = [rows.stop - rows.start for rows in (op.row_range for op in (*computes, *movements))]
    return Rows(
        np.repeat(sequences, counts),
        np.repeat(owners, counts),
        np.concatenate([tasks[:, TASK_TILE], transfers[:, TRANSFER_TILE]]),
        np.concatenate([tasks[:, TASK_START], transfers[:, TRANSFER_START]]),
        np.concatenate([tasks[:, TASK_DURATION], transfers[:, TRANSFER_DURATION]]),
        np.concatenate([np.zeros(len(tasks), dtype=np.int64), transfers[:, TRANSFER_BITS]]),
        np.concatenate([tasks[:, TASK_RELEASE], transfers[:, TRANSFER_RELEASE]]),
    )


def roll_program(program: ProgramOp, loops: Sequence[Loop]) -> None:
    """Put loops of `read_rows` into a packed program."""
    tasks, transfers = program.task_table, program.transfer_table
    owners: list[ComputeOp | TransferOp] = [*program.compute_ops, *program.transfer_ops]
    counts = [rows.stop - rows.start for rows in (op.row_range for op in owners)]
    kept = np.ones(len(tasks) + len(transfers), dtype=np.bool_)
    for loop in loops:
        for repeat in loop.repeats:
            kept[repeat.first + repeat.rows : repeat.first + repeat.rows * loop.trips] = False
    # Where rows are among those of their own table that are kept.
    place = np.concatenate([[0], np.cumsum(kept)])
    base = int(place[len(tasks)])
    ends = np.cumsum(counts)
    releases = np.concatenate([tasks[:, TASK_RELEASE], transfers[:, TRANSFER_RELEASE]])

    def rows(first: int, end: int) -> slice:
        offset = base if first >= len(tasks) else 0
        return slice(int(place[first]) - offset, int(place[end]) - offset)

    made: list[LoopOp] = []
    for loop in loops:
        repeats: list[RepeatOp] = []
        for repeat in loop.repeats:
            own_rhythm = releases[repeat.first] != NEVER and repeat.release_step != loop.interval
            repeats.append(
                RepeatOp.of(
                    owners[int(np.searchsorted(ends, repeat.first, side="right"))],
                    rows(repeat.first, repeat.first + repeat.rows),
                    repeat.tile_step,
                    repeat.release_step if own_rhythm else None,
                )
            )
        made.append(LoopOp(loop.start, loop.interval, loop.trips, repeats))
    for op, count, end in zip(owners, counts, ends.tolist(), strict=True):
        own = rows(end - count, end)
        op.rows = DenseArrayBase.from_list(i64, [own.start, own.stop])
    program.tasks = table_attr(tasks[kept[: len(tasks)]])
    program.transfers = table_attr(transfers[kept[len(tasks) :]])
    program.body.block.add_ops(made)
