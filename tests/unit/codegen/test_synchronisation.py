"""Whatever touches the same data, and writes it, comes in the order of the whole; and nothing waits without need."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stream_xdsl.codegen.accesses import Access
from stream_xdsl.codegen.code import Array
from stream_xdsl.codegen.synchronisation import Wait, find_waits

Accesses = Sequence[Sequence[Access]]


def touched_bytes(access: Access) -> set[int]:
    """Each one, in an array of bytes."""
    numbers = np.arange(np.prod(access.array.shape)).reshape(access.array.shape)
    box = tuple(slice(low, high) for low, high in zip(access.low, access.high, strict=True))
    return set((access.address_bytes + numbers[box]).ravel().tolist())


def share_bytes(a: Access, b: Access) -> bool:
    return bool(touched_bytes(a) & touched_bytes(b))


def unordered(
    agents: Sequence[int],
    accesses: Accesses,
    waits: Sequence[Sequence[Wait]],
    overlap: Callable[[Access, Access], bool] = share_bytes,
) -> Iterator[tuple[int, int]]:
    """Pairs of events that may be done in any order, but must not be.

    An event comes after those of its own agent before it, after those that it waits for, and after what they come after.
    """
    own: dict[int, list[int]] = {agent: [] for agent in agents}
    before: list[set[int]] = []
    for event, (agent, awaited) in enumerate(zip(agents, waits, strict=True)):
        direct = [own[wait.agent][wait.events - 1] for wait in awaited] + own[agent][-1:]
        before.append(set(direct).union(*(before[other] for other in direct)))
        own[agent].append(event)
    for event, known in enumerate(before):
        for other in set(range(event)) - known:
            if any(
                a.storage == b.storage and (a.writes or b.writes) and overlap(a, b)
                for a in accesses[other]
                for b in accesses[event]
            ):
                yield other, event


@st.composite
def boxes(draw: st.DrawFn, rank: int) -> Access:
    """A box of one of few arrays of bytes, which overlap, in one of two storages."""
    shape = tuple(draw(st.sampled_from([2, 4])) for _ in range(rank))
    low = tuple(draw(st.integers(0, size - 1)) for size in shape)
    high = tuple(draw(st.integers(start + 1, size)) for start, size in zip(low, shape, strict=True))
    storage, writes, address = draw(st.integers(0, 1)), draw(st.booleans()), draw(st.integers(0, 6))
    return Access(storage, writes, address, Array(shape, "i8"), low, high)


def events(rank: int) -> st.SearchStrategy[list[tuple[int, list[Access]]]]:
    """Agents, and what their events touch."""
    return st.lists(st.tuples(st.integers(0, 3), st.lists(boxes(rank), max_size=3)), max_size=14)


@given(events(2))
def test_what_must_not_be_turned_around_is_in_order(found: list[tuple[int, list[Access]]]):
    agents, accesses = [agent for agent, _ in found], [touched for _, touched in found]
    assert list(unordered(agents, accesses, find_waits(agents, accesses))) == []


@given(events(1))
def test_nothing_waits_without_need(found: list[tuple[int, list[Access]]]):
    """Without any one wait, something may be turned around that must not be."""
    agents, accesses = [agent for agent, _ in found], [touched for _, touched in found]
    waits = find_waits(agents, accesses)
    for event, awaited in enumerate(waits):
        for wait in awaited:
            fewer = [*waits[:event], tuple(other for other in awaited if other != wait), *waits[event + 1 :]]
            assert list(unordered(agents, accesses, fewer))


def line(low: int, high: int, *, writes: bool = False) -> Access:
    return Access(0, writes, 0, Array((16,), "i8"), (low,), (high,))


def test_writes_wait_for_readers_of_what_was_there():
    write, read = line(0, 8, writes=True), line(2, 4)
    assert find_waits([0, 1, 0, 0], [[write], [read], [line(4, 8, writes=True)], [write]]) == [
        (),
        (Wait(0, 1),),
        (),
        (Wait(1, 1),),
    ]


def test_what_others_have_waited_for_is_not_waited_for_again():
    write, read = line(0, 8, writes=True), line(0, 8)
    # The second agent's copy has waited for the first agent's tile.
    copied = line(8, 16, writes=True)
    assert find_waits([0, 1, 2], [[write], [read, copied], [read, line(8, 16)]])[2] == (Wait(1, 1),)


def test_columns_of_an_array_are_apart():
    left, right = (Access(0, True, 0, Array((4, 4), "f32"), (0, at), (4, at + 2)) for at in (0, 2))
    assert find_waits([0, 1], [[left], [right]]) == [(), ()]
    assert find_waits([0, 1], [[left], [left]]) == [(), (Wait(0, 1),)]


def test_nothing_to_do():
    assert find_waits([], []) == []
