"""Steady states of a schedule, found in its rows alone: windows of time in which they repeat.

A *sequence* is rows that something runs one after another: the tiles of a core, the transfers of an owner. A *run* is a
stretch of a sequence that repeats itself: some rows after every row there is one of the same owner, duration and bits,
an *interval* later, of a tile that is further by a step of the owner's own. Its release has an own step, too: where a
producer runs ahead of its consumer, data stays longer from trip to trip.

A *loop* is a window of whole intervals, its *trips*, in which some sequences do nothing but repeat themselves.

Runs are maximal repetitions in a string, that of the differences between successive rows. They are found by naming all
substrings of length 1, 2, 4, … as suffix arrays are made: a repetition of period p shows as a substring at least as
long that last occurred p positions before. That takes O(n log² n) for n rows, however long the periods are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

LEAST_TRIPS = 3
"""Twice may be chance."""
LOOP_COST = 2
"""What a loop is taken to cost, in rows to write."""
REPEAT_COST = 1
"""The same for each owner in a loop."""
CANDIDATES = 64
"""Runs at whose beginning a loop may begin, so that thousands that overlap do not take minutes."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Tiles and transfers, owner by owner; (R,) arrays."""

    sequence: Ints
    """What runs it and others one after another; all rows of an owner are in the same."""
    owner: Ints
    tile: Ints
    start: Ints
    duration: Ints
    bits: Ints
    release: Ints
    """Negative for what stays."""

    def __len__(self) -> int:
        return len(self.owner)


@dataclass(frozen=True)
class Repeat:
    """Rows of one owner: those of a loop's first trip, which those of all others follow in the table."""

    first: int
    rows: int
    """In one trip."""
    tile_step: int
    release_step: int
    """0 for what stays."""


@dataclass(frozen=True)
class Loop:
    """Rows that start in [start, start + interval), and again in each of as many intervals as there are trips."""

    start: int
    interval: int
    trips: int
    repeats: tuple[Repeat, ...]
    """By their first start."""


def find_loops(rows: Rows) -> tuple[Loop, ...]:
    """Loops in order of their start; no row is in two. Owners whose rows do not ascend in time are in none."""
    found = _Finder(rows)
    spans: dict[int, list[_Span]] = {}
    for run in found.choose(found.runs()):
        spans.setdefault(run.interval, []).append(found.span(run))
    loops = [
        found.loop(*window) for interval, own in sorted(spans.items()) for window in _windows(interval, own)
    ]
    return tuple(sorted(loops, key=lambda loop: (loop.start, loop.repeats[0].first)))


@dataclass(frozen=True, order=True)
class _Run:
    """Rows `first` to `end`, by position, that repeat after `period` rows and `interval` cycles."""

    first: int
    end: int
    period: int
    interval: int


@dataclass(frozen=True)
class _Span:
    """Where windows with this run may lie: none begins before `begin` or ends after `end`."""

    run: _Run
    begin: int
    end: int
    owners: int


class _Finder:
    """Rows by position: sequence by sequence, each in order of start."""

    def __init__(self, rows: Rows):
        self.order = np.lexsort((rows.start, rows.sequence))
        self.sequence, self.owner, self.tile, self.start, self.duration, self.bits, self.release = (
            column[self.order] for column in vars(rows).values()
        )
        # Of the same owner, the rows before are the last in the table, too.
        again = np.concatenate([[False], rows.owner[1:] == rows.owner[:-1]])
        disordered = np.unique(rows.owner[1:][again[1:] & (np.diff(rows.start) < 0)])
        comparable = again & ~np.isin(rows.owner, disordered)
        stays = rows.release < 0
        self.tokens = _named(
            np.where(comparable, -1, np.arange(len(rows)))[self.order],
            self.owner,
            self.duration,
            self.bits,
            _differences(self.start),
            _differences(rows.tile)[self.order],
            np.where(stays, 0, _differences(rows.release))[self.order],
            stays[self.order],
        )
        """Equal for rows that come after their predecessors alike."""

    def runs(self) -> list[_Run]:
        """All runs of enough trips; those of different periods may overlap."""
        first, end, period = _repetitions(self.tokens)
        # The token of a row tells from which row before it is how far; a run's first rows come from elsewhere.
        growing = np.arange(len(first))
        while len(growing):
            at, step = first[growing] - 1, period[growing]
            growing, at, step = (column[at >= 0] for column in (growing, at, step))
            growing = growing[self._alike(at, at + step) & self._alike_steps(at, step)]
            first[growing] -= 1
        interval = self.start[first + period] - self.start[first]
        kept = (end - first >= LEAST_TRIPS * period) & (interval > 0)
        columns = (column[kept].tolist() for column in (first, end, period, interval))
        return [_Run(*run) for run in zip(*columns, strict=True)]

    def _alike(self, at: Ints, other: Ints) -> Bools:
        same = np.ones(len(at), dtype=np.bool_)
        for column in (self.owner, self.duration, self.bits):
            same &= column[at] == column[other]
        return same & ((self.release[at] < 0) == (self.release[other] < 0))

    def _alike_steps(self, at: Ints, step: Ints) -> Bools:
        """Whether it is as far from each row to the one `step` rows later as from that to the next."""
        same = np.ones(len(at), dtype=np.bool_)
        for column in (self.start, self.tile, self.release):
            once = column[at + step]
            same &= once - column[at] == column[at + 2 * step] - once
        return same

    def choose(self, runs: list[_Run]) -> list[_Run]:
        """Runs that save most, less what others have of their rows."""
        taken = np.zeros(len(self.owner), dtype=np.bool_)
        queue = [(-self._saved(run), run) for run in runs]
        heapify(queue)
        chosen: list[_Run] = []
        while queue:
            _, run = heappop(queue)
            free = np.flatnonzero(~taken[run.first : run.end]) + run.first
            if len(free) == run.end - run.first:
                taken[run.first : run.end] = True
                chosen.append(run)
                continue
            for part in np.split(free, np.flatnonzero(np.diff(free) > 1) + 1):
                if len(part) >= LEAST_TRIPS * run.period:
                    rest = replace(run, first=int(part[0]), end=int(part[-1]) + 1)
                    heappush(queue, (-self._saved(rest), rest))
        return chosen

    def _saved(self, run: _Run) -> int:
        trips = (run.end - run.first) // run.period
        return (trips - 1) * run.period - REPEAT_COST * self._owners(run)

    def _owners(self, run: _Run) -> int:
        return len(set(self.owner[run.first : run.first + run.period].tolist()))

    def span(self, run: _Run) -> _Span:
        """The windows in which the run's sequence does nothing else: they have neither a row that is not the run's, nor
        the time at which one would have to be."""
        first, end, period = run.first, run.end, run.period
        begins = [0, int(self.start[first + period - 1]) - run.interval + 1]
        ends = [int(self.start[end - period]) + run.interval]
        if first and self.sequence[first - 1] == self.sequence[first]:
            begins.append(int(self.start[first - 1]) + 1)
        if end < len(self.owner) and self.sequence[end] == self.sequence[first]:
            ends.append(int(self.start[end]))
        return _Span(run, max(begins), min(ends), self._owners(run))

    def loop(self, start: int, end: int, spans: Sequence[_Span]) -> Loop:
        """The rows of the spans' runs in a window; it is moved to its first row, as far as they allow."""
        begun = [
            span.run.first + int(np.searchsorted(self.start[span.run.first : span.run.end], start))
            for span in spans
        ]
        slack = min(span.end for span in spans) - end
        interval = spans[0].run.interval
        repeats: list[tuple[int, Repeat]] = []
        for span, first in zip(spans, begun, strict=True):
            period = span.run.period
            rows: dict[int, list[int]] = {}
            for at, owner in enumerate(self.owner[first : first + period].tolist(), first):
                rows.setdefault(owner, []).append(at)
            for at, *more in rows.values():
                steps = (int(c[at + period] - c[at]) for c in (self.tile, self.release))
                repeats.append((int(self.start[at]), Repeat(int(self.order[at]), 1 + len(more), *steps)))
        repeats.sort(key=lambda entry: (entry[0], entry[1].first))
        moved = min(repeats[0][0] - start, slack)
        return Loop(
            start + moved, interval, (end - start) // interval, tuple(repeat for _, repeat in repeats)
        )


def _differences(column: Ints) -> Ints:
    return np.diff(column, prepend=0)


def _named(*columns: npt.NDArray[np.generic]) -> Ints:
    """(R,) equal numbers for equal rows."""
    order = np.lexsort(columns)
    new = np.zeros(len(order), dtype=np.bool_)
    for column in columns:
        new[1:] |= column[order][1:] != column[order][:-1]
    names = np.empty(len(order), dtype=np.int64)
    names[order] = np.cumsum(new)
    return names


def _repetitions(names: Ints) -> tuple[Ints, Ints, Ints]:
    """First, end and period of the maximal repetitions: names[i] == names[i + period] for first ≤ i < end − period.

    All that are three periods long are found, and none that is shorter than two. Periods are the least.
    """
    length, at, name = 1, np.arange(len(names)), names
    found = [(at[:0], at[:0], at[:0])]
    while len(at):
        # `name` has the names of the substrings of some length at `at`, which are all that occur more than once.
        order = np.lexsort((at, name))
        again = np.diff(name[order]) == 0
        later, back = at[order][1:][again], np.diff(at[order])[again]
        near = (length < 2 * back) & (back <= length)
        by_position = np.argsort(later[near])
        later, back = later[near][by_position], back[near][by_position]
        new = (np.diff(later, prepend=-2) != 1) | (np.diff(back, prepend=0) != 0)
        begin, last = np.flatnonzero(new), np.flatnonzero(np.append(new, True)[1:])
        found.append((later[begin] - back[begin], later[last] + length, back[begin]))
        at, name = _doubled(at, name, length, len(names))
        length *= 2
    first, end, period = (np.concatenate(column) for column in zip(*found, strict=True))
    return first, end, period


def _doubled(at: Ints, name: Ints, length: int, count: int) -> tuple[Ints, Ints]:
    """Positions and names of the substrings that are twice as long and occur more than once."""
    names = np.full(count + length, -1, dtype=np.int64)
    names[at] = name
    following = names[at + length]
    # What is unique stays so.
    kept = following >= 0
    _, names, counts = np.unique(
        name[kept] * (int(name.max()) + 1) + following[kept], return_inverse=True, return_counts=True
    )
    repeated = counts[names] > 1
    return at[kept][repeated], names[repeated]


# Windows in which runs of one interval repeat together


def _windows(interval: int, spans: Sequence[_Span]) -> Iterator[tuple[int, int, list[_Span]]]:
    """Begin and end of windows of whole intervals, and the spans that hold each; those that save most first."""
    pending = [list(spans)]
    while pending:
        apart, *rest = _clusters(pending.pop())
        pending += rest
        window = _best_window(interval, apart)
        if window is None:
            continue
        begin, end = window
        members = [span for span in apart if span.begin <= begin and span.end >= end]
        yield begin, end, members
        left = [span for span in apart if span.begin > begin or span.end < end]
        left += [replace(span, end=begin) for span in members]
        left += [replace(span, begin=end) for span in members]
        left = [span for span in left if span.end - span.begin >= LEAST_TRIPS * interval]
        if left:
            pending.append(left)


def _clusters(spans: Sequence[_Span]) -> Iterator[list[_Span]]:
    """Spans that overlap, directly or not."""
    cluster: list[_Span] = []
    until = 0
    for span in sorted(spans, key=lambda span: (span.begin, span.run.first)):
        if cluster and span.begin >= until:
            yield cluster
            cluster = []
        cluster.append(span)
        until = max(until, span.end)
    yield cluster


def _best_window(interval: int, spans: Sequence[_Span]) -> tuple[int, int] | None:
    """The window that saves most, if one does; it begins where one of the longest spans does."""
    begin, end, period, owners = np.array(
        [(span.begin, span.end, span.run.period, span.owners) for span in spans], dtype=np.int64
    ).T
    longest = np.argsort(-(end - begin) * period, kind="stable")[:CANDIDATES]
    best: tuple[int, int, int] | None = None
    for start in np.unique(begin[longest]).tolist():
        trips = np.where(begin <= start, (end - start) // interval, 0)
        by_trips = np.argsort(-trips, kind="stable")
        trips = trips[by_trips]
        saved = (
            (trips - 1) * np.cumsum(period[by_trips]) - np.cumsum(REPEAT_COST * owners[by_trips]) - LOOP_COST
        )
        saved[trips < LEAST_TRIPS] = 0
        at = int(np.argmax(saved))
        if saved[at] > 0 and (best is None or saved[at] > best[0]):
            best = int(saved[at]), start, start + int(trips[at]) * interval
    return None if best is None else best[1:]
