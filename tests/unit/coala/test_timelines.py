"""Bandwidths and space against cycle-by-cycle arrays."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stream_xdsl.coala.timelines import Bandwidth, Space

HORIZON = 400


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6), st.integers(1, 8)), max_size=25))
def test_bandwidth_gives_the_first_gap(requests: list[tuple[int, int, int]]):
    bandwidth, taken = Bandwidth(8), np.zeros(HORIZON, dtype=int)
    for ready, duration, rate in requests:
        start = bandwidth.earliest(ready, duration, rate)
        first = next(t for t in range(ready, HORIZON) if (taken[t : t + duration] + rate <= 8).all())
        assert start == first
        bandwidth.take(start, start + duration, rate)
        taken[start : start + duration] += rate


def test_bandwidth_is_shared():
    bandwidth = Bandwidth(8)
    bandwidth.take(0, 10, 5)
    assert bandwidth.earliest(0, 4, 3) == 0
    assert bandwidth.earliest(0, 4, 4) == 10
    bandwidth.take(2, 4, 0)
    assert bandwidth.earliest(3, 1, 8) == 10


@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(0, 12), st.integers(1, 12), st.booleans()), max_size=25)
)
def test_space_is_never_exceeded(steps: list[tuple[int, int, int, bool]]):
    """Take space as early as `earliest` allows, release some of it later: the true use never exceeds the size."""
    space, held, spans = Space(10), [], []
    for bits, delay, stay, oldest in steps:
        while not space.fits(bits):
            bits_held, start, span = held.pop(0 if oldest else -1)
            end = start + stay
            spans[span] = (start, end, bits_held)
            space.release(end, bits_held)
        start = space.earliest(bits) + delay
        assert space.fits_from(start, bits)
        space.take(start, bits)
        held.append((bits, start, len(spans)))
        spans.append((start, HORIZON, bits))
        used = np.zeros(HORIZON, dtype=int)
        for begin, end, amount in spans:
            used[begin:end] += amount
        assert used.max() <= 10
        assert space.taken_bits == used[-1]


def test_space_can_be_taken_before_others():
    space = Space(10)
    space.take(20, 6)
    assert space.earliest(4) == 0
    assert not space.fits(5)
    space.release(30, 6)
    assert space.earliest(5) == 30
    space.take(5, 4)
    assert not space.fits_from(10, 1)
    assert space.earliest(6) == 30
