"""A schedule as an SVG Gantt chart: a row per core and channel, coloured by layer or stack. Plain text, deterministic."""

from collections.abc import Iterator
from html import escape
from itertools import count

import numpy as np

from stream_xdsl.report.model import Ints, ScheduleReport
from stream_xdsl.report.text import energy_text

WIDTH = 1000
MARGIN = 12
ROW_HEIGHT = 22
BAR_HEIGHT = 16
LEGEND_COLUMN = 160
MAX_LEGEND = 24
FONT_WIDTH = 6.6  # of an average character at the font size used
PALETTE = (
    "#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#b07aa1", "#76b7b2",
    "#edc948", "#9c755f", "#ff9da7", "#86bcb6", "#d37295", "#a0cbe8",
)  # fmt: skip
"""Told apart by most readers, light enough for dark text beside them; reused in turn when there are more names."""


def picture(report: ScheduleReport) -> str:
    """The SVG text. Bars narrower than can be seen are joined with their neighbours of the same colour."""
    by_layer = len(report.layers) <= MAX_LEGEND
    names = report.layers if by_layer else tuple(stack.name for stack in report.stacks)
    key_of_layer = (
        np.arange(len(report.layers)) if by_layer else np.array(report.stack_of_layer, dtype=np.int64)
    )

    # Idle cores say something, idle channels (a mesh has hundreds) only take space.
    used, channel_row = np.unique(report.transfers.channel, return_inverse=True)
    labels = (*report.cores, *(report.channels[channel] for channel in used))
    left = MARGIN + 8 + FONT_WIDTH * max(map(len, labels), default=0)
    span = max(report.latency_cycles, 1)
    scale = (WIDTH - MARGIN - left) / span
    top = MARGIN + 22
    chart_bottom = top + ROW_HEIGHT * len(labels)
    legend_top = chart_bottom + 46
    columns = int((WIDTH - 2 * MARGIN) // LEGEND_COLUMN)
    shown = names[:MAX_LEGEND]
    height = legend_top + 18 * -(-(len(shown) + (len(names) > MAX_LEGEND)) // columns) + MARGIN

    def x(cycle: float) -> str:
        return f"{left + cycle * scale:.2f}"

    def y(row: int) -> float:
        return top + ROW_HEIGHT * row

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#222">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="{MARGIN}" y="{MARGIN + 10}" font-size="14">{escape(_title(report))}</text>',
    ]
    for row, label in enumerate(labels):
        if row % 2 == 0:
            lines.append(
                f'<rect x="{left:.2f}" y="{y(row)}" width="{WIDTH - MARGIN - left:.2f}" height="{ROW_HEIGHT}" fill="#f4f4f4"/>'
            )
        lines.append(f'<text x="{left - 8:.2f}" y="{y(row) + 15}" text-anchor="end">{escape(label)}</text>')
    if len(used):
        middle = y(len(report.cores))
        lines.append(f'<path d="M{MARGIN} {middle}H{WIDTH - MARGIN}" stroke="#999"/>')

    for cycle in _ticks(report.latency_cycles):
        lines.append(f'<path d="M{x(cycle)} {top}V{chart_bottom + 4}" stroke="#ccc" stroke-width="0.5"/>')
        lines.append(
            f'<text x="{x(cycle)}" y="{chart_bottom + 17}" text-anchor="middle" font-size="11">{cycle:,}</text>'
        )
    lines.append(
        f'<text x="{WIDTH - MARGIN}" y="{chart_bottom + 32}" text-anchor="end" font-size="11">cycles</text>'
    )

    tables = (
        (0, report.tasks.core, report.tasks.layer, report.tasks.start_cycles, report.tasks.duration_cycles),
        (
            len(report.cores),
            channel_row,
            report.transfers.layer,
            report.transfers.start_cycles,
            report.transfers.duration_cycles,
        ),
    )
    for first_row, resource, layer, start, duration in tables:
        for row, key, begin, end in _bars(resource, key_of_layer[layer], start, duration, 0.5 / scale):
            lines.append(
                f'<rect x="{x(begin)}" y="{y(first_row + row) + 3}" width="{max((end - begin) * scale, 0.3):.2f}" '
                f'height="{BAR_HEIGHT}" fill="{PALETTE[key % len(PALETTE)]}">'
                f"<title>{escape(names[key])}: {begin:,} to {end:,}</title></rect>"
            )

    entries = [(PALETTE[i % len(PALETTE)], name) for i, name in enumerate(shown)]
    if len(names) > MAX_LEGEND:
        entries.append(("none", f"and {len(names) - MAX_LEGEND} more"))
    for i, (colour, name) in enumerate(entries):
        column, row = i % columns, i // columns
        cx, cy = MARGIN + LEGEND_COLUMN * column, legend_top + 18 * row
        lines.append(f'<rect x="{cx}" y="{cy}" width="12" height="12" fill="{colour}"/>')
        lines.append(f'<text x="{cx + 17}" y="{cy + 10}" font-size="11">{escape(_shorten(name))}</text>')
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


def _title(report: ScheduleReport) -> str:
    return f"{report.model} on {report.accelerator}: {report.latency_cycles:,} cycles, {energy_text(report.energy_pj)}"


def _shorten(name: str) -> str:
    room = int((LEGEND_COLUMN - 24) / FONT_WIDTH)
    return name if len(name) <= room else name[: room - 1] + "…"


def _ticks(latency_cycles: int) -> range:
    """At most ten round cycle numbers, from 0."""
    steps = (digit * 10**power for power in count() for digit in (1, 2, 5))
    return range(0, latency_cycles + 1, next(step for step in steps if latency_cycles // step < 10))


def _bars(
    resource: Ints, key: Ints, start: Ints, duration: Ints, visible: float
) -> Iterator[tuple[int, int, int, int]]:
    """(resource, key, begin, end) of each bar, where what cannot be seen apart is one bar.

    Rows of one key less than `visible` cycles apart are joined, and a row that begins less than that after a bar did
    becomes part of it: a picture's size is bounded by its width, whatever the number of tiles.
    """
    order = np.lexsort((start, resource))
    columns = (resource[order].tolist(), key[order].tolist(), start[order].tolist(), duration[order].tolist())
    bar: tuple[int, int, int, int] | None = None
    for index, name, begin, length in zip(*columns, strict=True):
        if bar is not None:
            joined = (name == bar[1] and begin - bar[3] <= visible) or begin - bar[2] < visible
            if index == bar[0] and joined:
                bar = (*bar[:3], max(bar[3], begin + length))
                continue
            yield bar
        bar = (index, name, begin, begin + length)
    if bar is not None:
        yield bar
