"""A schedule as a Chrome trace: open it at https://ui.perfetto.dev or in chrome://tracing.

A trace's time unit is the microsecond; here one microsecond stands for one cycle.
"""

import json
from collections.abc import Iterator
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from stream_xdsl.report.model import Ints, ScheduleReport

CORES_PID = 1
CHANNELS_PID = 2


def write_trace(report: ScheduleReport, output: IO[str]) -> None:
    """Write the trace as JSON, one event a line: named tracks first, then tiles, then transfers."""
    output.write('{"displayTimeUnit": "ns", "otherData": {"unit": "1 us = 1 cycle"}, "traceEvents": [\n')
    separator = ""
    for line in _events(report):
        output.write(separator + line)
        separator = ",\n"
    output.write("\n]}\n")


def _events(report: ScheduleReport) -> Iterator[str]:
    tasks, moves = report.tasks, report.transfers
    core_tracks, core_track = _tracks(report.cores, tasks.core, tasks.start_cycles, tasks.duration_cycles)
    channel_tracks, channel_track = _tracks(
        report.channels, moves.channel, moves.start_cycles, moves.duration_cycles
    )
    for pid, title, names in ((CORES_PID, "cores", core_tracks), (CHANNELS_PID, "channels", channel_tracks)):
        yield _metadata("process_name", pid, 0, name=title)
        for tid, name in enumerate(names):
            yield _metadata("thread_name", pid, tid, name=name)
            yield _metadata("thread_sort_index", pid, tid, sort_index=tid)

    layers = [json.dumps(name) for name in report.layers]
    stacks = [json.dumps(report.stacks[stack].name) for stack in report.stack_of_layer]
    labels = [json.dumps(label) for label in report.labels]
    for track, layer, tile, start, duration in _rows(
        core_track, tasks.layer, tasks.tile, tasks.start_cycles, tasks.duration_cycles
    ):
        yield (
            f'{{"ph": "X", "cat": "compute", "name": {layers[layer]}, "pid": {CORES_PID}, "tid": {track}, '
            f'"ts": {start}, "dur": {duration}, '
            f'"args": {{"tile": {tile}, "stack": {stacks[layer]}}}}}'
        )
    for track, layer, label, start, duration, bits in _rows(
        channel_track,
        moves.layer,
        moves.label,
        moves.start_cycles,
        moves.duration_cycles,
        moves.bits,
    ):
        yield (
            f'{{"ph": "X", "cat": "transfer", "name": {labels[label]}, "pid": {CHANNELS_PID}, "tid": {track}, '
            f'"ts": {start}, "dur": {duration}, "args": {{"layer": {layers[layer]}, "stack": {stacks[layer]}, '
            f'"bits": {bits}}}}}'
        )


def _tracks(names: tuple[str, ...], resource: Ints, start: Ints, duration: Ints) -> tuple[list[str], Ints]:
    """The tracks to draw and each row's track.

    Events of one track may not overlap, so a resource that does several things at once (a shared bus) gets several.
    """
    lanes: list[list[int]] = [[0] for _ in names]  # for each resource and lane, when it is free
    lane_of_row = np.zeros(len(resource), dtype=np.int64)
    order = np.lexsort((resource, start))
    for row, index, begin, length in _rows(order, resource[order], start[order], duration[order]):
        free = lanes[index]
        lane = next((i for i, end in enumerate(free) if end <= begin), len(free))
        free[lane : lane + 1] = [begin + length]
        lane_of_row[row] = lane
    first = np.cumsum([0, *(len(free) for free in lanes)])
    tracks = [
        name if lane == 0 else f"{name} #{lane + 1}"
        for name, free in zip(names, lanes, strict=True)
        for lane in range(len(free))
    ]
    return tracks, first[resource] + lane_of_row


def _rows(*columns: NDArray[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table, as Python numbers."""
    return zip(*(column.tolist() for column in columns), strict=True)


def _metadata(kind: str, pid: int, tid: int, **args: Any) -> str:
    return json.dumps({"ph": "M", "name": kind, "pid": pid, "tid": tid, "args": args})
