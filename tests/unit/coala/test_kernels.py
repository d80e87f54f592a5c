"""Step functions of the compiled scheduler, against cycle-by-cycle arrays."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stream_xdsl.coala import kernels

HORIZON = 400
ROOM = 2
"""Of a line in the beginning, so that all have to move."""


class Line:
    """The second of two lines; the first has the same steps, to be disturbed if anything goes wrong."""

    def __init__(self, limit: int, *, memory: bool = False):
        self.line = np.zeros((2, kernels.N_AHEAD + 1), dtype=np.int64)
        self.line[:, [kernels.N_LIMIT, kernels.N_SOFT_LIMIT]] = limit
        self.line[:, kernels.N_STEPS] = [0, ROOM]
        self.line[:, kernels.N_STEP_ROOM] = ROOM
        self.line[:, kernels.N_STEP_COUNT] = not memory
        self.step = np.zeros((2, 1024), dtype=np.int64)
        self.flags = np.zeros(kernels.F_STEPS_USED + 1, dtype=np.int64)
        self.flags[kernels.F_STEPS_USED] = 2 * ROOM

    def free_from(self, ready: int, duration: int, rate: int) -> int:
        resources, tree = np.array([1]), np.full((4, 1), -1)
        return kernels.all_free_from(self.line, self.step, resources, ready, duration, rate, tree)

    def take(self, start: int, end: int, rate: int) -> None:
        kernels.take(self.line, self.step, self.flags, 1, start, end, rate)

    def fits(self, bits: int) -> bool:
        return bool(self.taken + bits <= self.line[1, kernels.N_LIMIT])

    @property
    def taken(self) -> int:
        return int(self.line[1, kernels.N_TAKEN])

    def room_from(self, bits: int) -> int:
        return kernels.room_from(self.line, self.step, 1, bits)

    def take_space(self, time: int, bits: int) -> None:
        kernels.take_space(self.line, self.step, 1, time, bits)

    def release_space(self, time: int, bits: int) -> None:
        kernels.release_space(self.line, self.step, self.flags, 1, time, bits)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6), st.integers(1, 8)), max_size=25))
def test_bandwidth_gives_the_first_gap(requests: list[tuple[int, int, int]]):
    line, taken = Line(8), np.zeros(HORIZON, dtype=int)
    for ready, duration, rate in requests:
        start = line.free_from(ready, duration, rate)
        first = next(t for t in range(ready, HORIZON) if (taken[t : t + duration] + rate <= 8).all())
        assert start == first
        line.take(start, start + duration, rate)
        taken[start : start + duration] += rate
    assert line.flags[kernels.F_STATUS] == kernels.DONE
    assert (line.step[:, :1] == 0).all()


def test_bandwidth_is_shared():
    line = Line(8)
    line.take(0, 10, 5)
    assert line.free_from(0, 4, 3) == 0
    assert line.free_from(0, 4, 4) == 10
    line.take(2, 4, 0)
    assert line.free_from(3, 1, 8) == 10


@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(0, 12), st.integers(1, 12), st.booleans()), max_size=25)
)
def test_space_is_never_exceeded(steps: list[tuple[int, int, int, bool]]):
    """Take space as early as there is room, release some of it later: the true use never exceeds the size."""
    line, held, spans = Line(10, memory=True), [], []
    for bits, delay, stay, oldest in steps:
        while not line.fits(bits):
            bits_held, start, span = held.pop(0 if oldest else -1)
            end = start + stay
            spans[span] = (start, end, bits_held)
            line.release_space(end, bits_held)
        start = line.room_from(bits) + delay
        line.take_space(start, bits)
        held.append((bits, start, len(spans)))
        spans.append((start, HORIZON, bits))
        used = np.zeros(HORIZON, dtype=int)
        for begin, end, amount in spans:
            used[begin:end] += amount
        assert used.max() <= 10
        assert line.taken == used[-1]


def test_space_can_be_taken_before_others():
    line = Line(10, memory=True)
    line.take_space(20, 6)
    assert line.room_from(4) == 0
    assert not line.fits(5)
    line.release_space(30, 6)
    assert line.room_from(5) == 30
    line.take_space(5, 4)
    assert line.room_from(1) == 30
    assert line.room_from(6) == 30
    assert [kernels.taken_from(line.line, line.step, 1, time) for time in (0, 29, 30)] == [10, 10, 4]


def test_a_table_that_is_too_small_is_told():
    line = Line(8)
    line.step = np.ascontiguousarray(line.step[:, : 2 * ROOM + 1])
    line.take(1, 2, 3)
    assert line.flags[kernels.F_STATUS] == kernels.TABLE_TOO_SMALL
