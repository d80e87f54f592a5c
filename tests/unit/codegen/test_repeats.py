"""Sequences come back from the runs that they are taken apart into."""

from hypothesis import given
from hypothesis import strategies as st

from stream_xdsl.codegen.repeats import Run, find_runs

STEPS = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 2)), max_size=40)


@given(STEPS)
def test_runs_are_the_sequence(steps: list[tuple[str, int]]):
    keys, offsets = [key for key, _ in steps], [(3 * i, number) for i, (_, number) in enumerate(steps)]
    at = 0
    for run in find_runs(keys, offsets):
        assert run.first == at
        for step in range(run.length):
            first = at + step
            moves = [0, 0]
            if run.count > 1:
                moves = [b - a for a, b in zip(offsets[first], offsets[first + run.length], strict=True)]
            for i in range(run.count):
                assert keys[first + i * run.length] == keys[first]
                expected = tuple(base + i * move for base, move in zip(offsets[first], moves, strict=True))
                assert offsets[first + i * run.length] == expected
        at += run.length * run.count
    assert at == len(steps)


def test_what_covers_most_is_taken():
    keys = "xabababy"
    offsets = [(0,), (0,), (5,), (1,), (5,), (2,), (5,), (0,)]
    assert find_runs(keys, offsets) == [Run(0, 1, 1), Run(1, 2, 3), Run(7, 1, 1)]


def test_offsets_move_evenly():
    assert find_runs("aaa", [(0,), (1,), (3,)]) == [Run(0, 1, 2), Run(2, 1, 1)]
    assert find_runs("aaa", [(0,), (1,), (2,)]) == [Run(0, 1, 3)]
    assert find_runs("", []) == []
