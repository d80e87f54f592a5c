"""Loops say what the rows say, run alone, and are found where there are some."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stream_xdsl.coala.steady_state import (
    LEAST_TRIPS,
    LOOP_COST,
    REPEAT_COST,
    Loop,
    Rows,
    _repetitions,  # pyright: ignore[reportPrivateUsage]
    find_loops,
)

relaxed = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))

Row = tuple[int, int, int, int, int, int, int]
"""Sequence, owner, tile, start, duration, bits, release."""


def rows_of(table: list[Row]) -> Rows:
    return Rows(*np.array(table, dtype=np.int64).reshape(-1, 7).T)


def covered(loops: tuple[Loop, ...]) -> int:
    return sum(loop.trips * repeat.rows for loop in loops for repeat in loop.repeats)


def check(rows: Rows, loops: tuple[Loop, ...]) -> None:
    """Loops are as documented, judged row by row."""
    table = list(zip(*(column.tolist() for column in vars(rows).values()), strict=True))
    owned = set[int]()
    for loop in loops:
        assert loop.trips >= LEAST_TRIPS
        assert loop.interval > 0
        saved = sum((loop.trips - 1) * repeat.rows - REPEAT_COST for repeat in loop.repeats)
        assert saved > LOOP_COST
        firsts = [table[repeat.first][3] for repeat in loop.repeats]
        assert firsts == sorted(firsts)
        own = set[int]()
        for repeat in loop.repeats:
            for trip in range(loop.trips):
                for i in range(repeat.rows):
                    sequence, owner, tile, start, duration, bits, release = table[repeat.first + i]
                    assert loop.start <= start < loop.start + loop.interval
                    copy = repeat.first + trip * repeat.rows + i
                    own.add(copy)
                    assert table[copy] == (
                        sequence,
                        owner,
                        tile + trip * repeat.tile_step,
                        start + trip * loop.interval,
                        duration,
                        bits,
                        release + trip * repeat.release_step,
                    )
                    assert (release < 0) == (table[copy][-1] < 0)
        assert len(own) == loop.trips * sum(repeat.rows for repeat in loop.repeats)
        assert not own & owned
        owned |= own
        # What repeats does nothing else meanwhile.
        sequences = {table[row][0] for row in own}
        end = loop.start + loop.trips * loop.interval
        assert own == {i for i, row in enumerate(table) if row[0] in sequences and loop.start <= row[3] < end}


@st.composite
def tables(draw: st.DrawFn, most: int = 60) -> list[Row]:
    """Few different values, so that much repeats; several owners a sequence; owners may be out of order."""
    small = st.integers(0, 2)
    found: list[Row] = []
    for owner in range(draw(st.integers(0, 4))):
        sequence = draw(st.integers(0, 1))
        start = tile = 0
        for _ in range(draw(st.integers(1, most))):
            start += draw(st.sampled_from([0, 1, 1, 1, 2, -1]))
            tile += draw(st.sampled_from([1, 1, 1, 0, -2]))
            release = draw(st.sampled_from([-1, start + 5]))
            found.append((sequence, owner, tile, start, draw(small) // 2, draw(small) // 2, release))
    return found


@relaxed
@given(tables())
def test_loops_are_what_the_rows_are(table: list[Row]):
    check(rows_of(table), find_loops(rows_of(table)))


@st.composite
def pipelines(draw: st.DrawFn) -> tuple[list[Row], int, int]:
    """Rows of which most are periodic, the interval, and how many of them loops have to cover at least.

    Cores run a few tiles of each of some layers a trip, which then are moved; what comes before and after is irregular.
    """
    interval, trips = draw(st.integers(40, 90)), draw(st.integers(4, 12))
    table: list[Row] = []
    per_trip = owner = 0
    for core in range(draw(st.integers(1, 3))):
        begin = at_first = 1000 + draw(st.integers(0, interval - 1))
        for _ in range(draw(st.integers(1, 3))):
            lengths = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
            step, drift, before = draw(st.integers(0, 3)), draw(st.integers(0, 2)), draw(st.integers(0, 2))
            for moves, sequence in ((False, core), (True, 1000 + owner)):
                table += [
                    (sequence, owner, 900 + i, 10 * (owner + 1) + i, 77 + i, 5, 2000) for i in range(before)
                ]
                for trip in range(trips):
                    at = at_first + trip * interval
                    for i, length in enumerate(lengths):
                        release = -1 if moves else at + 500 + trip * drift
                        table.append((sequence, owner, trip * step + i, at, length, int(moves), release))
                        at += length
                per_trip += len(lengths)
                owner += 1
            at_first += sum(lengths)
        table.append((core, owner, 0, begin + trips * interval + 3, 99, 0, 99999))
        owner += 1
    # A window of one trip less has them all, and saves no more than the best; the last rows have owners of their own.
    return table, interval, (trips - 2) * per_trip - owner


@relaxed
@given(pipelines())
def test_steady_states_are_found(case: tuple[list[Row], int, int]):
    table, interval, least = case
    loops = find_loops(rows_of(table))
    check(rows_of(table), loops)
    assert covered(loops) >= least
    assert {loop.interval for loop in loops} == {interval}


def test_one_core():
    """Two tiles a trip with the transfers that feed them; the store of the first is another matter."""
    tiles = [(0, 0, t, 10 + 7 * t + 3 * (t % 2), 3, 0, 40 + 7 * t + 3 * (t % 2)) for t in range(10)]
    loads = [(1, 1, t, 14 * t, 4, 64, 14 * t + 30) for t in range(5)]
    stores = [(2, 2, 0, 30, 5, 64, -1), (2, 2, 1, 37, 2, 64, -1)]
    loops = find_loops(rows_of(tiles + loads + stores))
    check(rows_of(tiles + loads + stores), loops)
    assert covered(loops) == 15


@pytest.mark.parametrize("period", [1, 2, 3, 5, 8, 13, 100])
def test_periods_of_any_length(period: int):
    lengths = np.random.default_rng(period).integers(1, 50, period).tolist()
    table: list[Row] = []
    start = 3
    for trip in range(7):
        for i, length in enumerate(lengths):
            table.append((0, 0, trip * period + i, start, length, 0, start + length))
            start += length
    (loop,) = find_loops(rows_of(table))
    assert (loop.start, loop.interval, loop.trips) == (3, sum(lengths), 7)
    (repeat,) = loop.repeats
    assert (repeat.first, repeat.rows, repeat.tile_step, repeat.release_step) == (
        0,
        period,
        period,
        sum(lengths),
    )


def test_a_producer_that_runs_ahead():
    """Its data stays longer from trip to trip."""
    (loop,) = find_loops(rows_of([(0, 0, t, 33 * t, 33, 0, 100 + 37 * t) for t in range(20)]))
    assert (loop.interval, loop.trips, loop.repeats[0].release_step) == (33, 20, 37)


def test_no_steady_state():
    assert find_loops(rows_of([])) == ()
    assert find_loops(rows_of([(0, 0, t, t * t, 1, 0, t * t + 1) for t in range(30)])) == ()
    twice = [(0, 0, t, 10 * t, 1, 0, 10 * t + 1) for t in range(2)]
    assert find_loops(rows_of(twice)) == ()
    disordered = [(0, 0, t, 10 * (5 - t), 1, 0, 100) for t in range(5)]
    assert find_loops(rows_of(disordered)) == ()


@relaxed
@given(st.lists(st.integers(0, 2), max_size=40), st.integers(1, 6), st.integers(0, 5))
def test_repetitions(letters: list[int], period: int, trips: int):
    """As a search over all periods and places finds them."""
    word = letters[: len(letters) // 2] + (letters[-period:] or [0]) * trips + letters[len(letters) // 2 :]
    text = np.array(word, dtype=np.int64)
    found = set(zip(*(column.tolist() for column in _repetitions(text)), strict=True))
    maximal = defaultdict[tuple[int, int], set[int]](set)
    for p in range(1, len(word)):
        first = 0
        while first + p < len(word):
            end = first + p
            while end < len(word) and word[end] == word[end - p]:
                end += 1
            if end - first >= 2 * p and (first == 0 or word[first - 1] != word[first - 1 + p]):
                maximal[first, end].add(p)
            first += 1
    least = {(first, end, min(periods)) for (first, end), periods in maximal.items()}
    assert found <= least
    assert {run for run in least if run[1] - run[0] >= 3 * run[2]} <= found


def test_many_rows():
    """Half a million rows of 64 cores in lockstep are one loop; of as many random ones hardly any row is in one."""
    tiles = 1000
    trip = np.arange(tiles)
    owners = [
        (owner % 64 if owner < 128 else owner, owner, 1000 + 100 * trip + (owner % 128) // 64 * 50)
        for owner in range(512)
    ]
    columns = [
        np.stack(
            [np.full_like(trip, s), np.full_like(trip, o), trip, start, 0 * trip + 9, 0 * trip, start + 20]
        )
        for s, o, start in owners
    ]
    rows = Rows(*np.concatenate(columns, axis=1))
    (loop,) = find_loops(rows)
    assert (loop.interval, loop.trips, len(loop.repeats)) == (100, tiles, 512)

    noise = np.random.default_rng(0)
    start = np.sort(noise.integers(0, 1 << 30, (512, tiles))).ravel()
    rows = Rows(rows.sequence, rows.owner, rows.tile, start, rows.duration, rows.bits, start + 20)
    assert covered(find_loops(rows)) < 1000
