"""Addresses: nothing overlaps, byte by byte and cycle by cycle; heights are what they are said to be, and good."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from stream_xdsl.coala import addresses as engine
from stream_xdsl.coala.addresses import Buffers, FragmentationError, Layout, assign_addresses

BYTE = 8
CYCLES = 12


def made(*rows: tuple[int, ...], memory: int = 0, element_bits: Sequence[int] = ()) -> Buffers:
    """Buffers of (start, release, bits) or (start, finished, release, open bits, bits), of bytes unless otherwise told."""
    full = [row if len(row) == 5 else (row[0], row[0], row[1], row[2], row[2]) for row in rows]
    widths = np.array(element_bits or [BYTE] * len(rows), dtype=np.int64)
    return Buffers(np.full(len(rows), memory), *np.array(full, dtype=np.int64).reshape(-1, 5).T, widths)


@st.composite
def buffers(draw: st.DrawFn, most: int = 14, memories: int = 2) -> Buffers:
    rows = []
    for _ in range(draw(st.integers(1, most))):
        start, finished, release = sorted(draw(st.tuples(*[st.integers(0, CYCLES)] * 3)))
        if draw(st.booleans()):
            finished = start
        sizes = draw(st.tuples(st.integers(0, 40), st.integers(0, 40)))
        width = draw(st.sampled_from([1, 4, 8, 12, 16, 24, 32]))
        rows.append((draw(st.integers(0, memories - 1)), start, finished, release, *sizes, width))
    return Buffers(*np.array(rows, dtype=np.int64).T)


def whole(bits: int) -> int:
    return -(-bits // BYTE)


def occupied(held: Buffers, address: np.ndarray, memory: int) -> np.ndarray:
    """How often each byte is taken in each cycle: the oracle."""
    used = np.zeros((CYCLES, 500), dtype=np.int64)
    for i in np.flatnonzero(held.memory == memory):
        first = int(address[i]) // BYTE
        for cycle in range(int(held.start[i]), int(held.release[i])):
            bits = held.open_bits[i] if cycle < held.finished[i] else held.bits[i]
            used[cycle, first : first + whole(int(bits))] += 1
    return used


@given(buffers())
def test_nothing_overlaps(held: Buffers):
    address, layouts = assign_addresses(held, {})
    assert (address >= 0).all()
    for at, bits in zip(address.tolist(), held.element_bits.tolist(), strict=True):
        assert at % BYTE == 0
        assert at % (1 << (bits - 1).bit_length()) == 0
    assert [layout.memory for layout in layouts] == sorted(set(held.memory.tolist()))
    for layout in layouts:
        used = occupied(held, address, layout.memory)
        assert used.max() <= 1
        assert layout.peak_bits == BYTE * used.sum(axis=1).max()
        assert layout.height_bits == BYTE * max(
            (np.flatnonzero(row)[-1] + 1 for row in used if row.any()), default=0
        )
        event(f"fragmentation: {layout.height_bits > layout.peak_bits}")


@given(buffers(most=10, memories=1), st.integers(0, 20))
def test_what_does_not_fit_is_told(held: Buffers, spare: int):
    _, (layout,) = assign_addresses(held, {})
    limit = max(BYTE, layout.peak_bits) + BYTE * spare
    try:
        address, (found,) = assign_addresses(held, {0: limit})
        assert found.height_bits <= limit
        assert occupied(held, address, 0).max() <= 1
    except FragmentationError as error:
        told = error
    else:
        return
    assert layout.height_bits >= told.layout.height_bits > told.size_bits == limit
    assert told.layout.peak_bits == layout.peak_bits


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), min_size=1, max_size=40), st.integers(1, 40)
)
def test_buffers_of_one_size_waste_nothing(spans: list[tuple[int, int]], bits: int):
    _, (layout,) = assign_addresses(made(*((start, start + length, bits) for start, length in spans)), {})
    assert layout.height_bits == layout.peak_bits


@given(buffers(memories=1))
def test_memories_do_not_affect_each_other(held: Buffers):
    """The same buffers in two memories get the same addresses twice."""
    address, (layout,) = assign_addresses(held, {})
    both = Buffers(*(np.concatenate([column, column]) for column in vars(held).values()))
    both.memory[len(address) :] = 3
    twice, layouts = assign_addresses(both, {})
    assert (twice == np.concatenate([address, address])).all()
    assert layouts == (layout, replace(layout, memory=3))


def least_height(held: Buffers) -> int:
    """The best there is, by trying all addresses."""
    sizes = np.maximum(held.open_bits, held.bits)
    order = range(len(sizes))
    bytes_of = [whole(int(size)) for size in sizes]
    for height in range(max(bytes_of), sum(bytes_of) + 1):
        for at in product(*(range(height - bytes_of[i] + 1) for i in order)):
            if occupied(held, BYTE * np.array(at), 0).max() <= 1:
                return BYTE * height
    raise AssertionError


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5), st.integers(1, 3)), min_size=2, max_size=4))
def test_a_few_buffers_are_packed_as_well_as_can_be(drawn: list[tuple[int, int, int]]):
    held = made(*((start, start + length, BYTE * size) for start, length, size in drawn))
    _, (layout,) = assign_addresses(held, {})
    assert layout.height_bits == least_height(held)


def test_a_block_gives_back_what_it_does_not_need():
    held = made((0, 5, 10, 64, 16), (5, 10, 48), (0, 5, 8))
    address, layouts = assign_addresses(held, {0: 72})
    assert layouts == (Layout(0, 72, 72),)
    assert occupied(held, address, 0).max() == 1


def test_a_result_may_be_wider_than_its_sums():
    held = made((0, 5, 10, 8, 24), (0, 5, 16))
    _, layouts = assign_addresses(held, {0: 24})
    assert layouts == (Layout(0, 24, 24),)


def test_elements_begin_at_the_next_power_of_two_of_their_width():
    """Between two of 24 bits a byte is left free, which another may take, and which the memory has to have."""
    held = made((0, 2, 24), (1, 3, 24), (1, 3, 8), element_bits=[24, 24, 8])
    address, layouts = assign_addresses(held, {0: 56})
    assert address.tolist() == [32, 0, 24]
    assert layouts == (Layout(0, 56, 56),)
    wide = made((0, 2, 24), (1, 3, 24), element_bits=[24, 24])
    with pytest.raises(FragmentationError) as error:
        assign_addresses(wide, {0: 48})
    assert error.value.layout == Layout(0, 48, 56)


def test_sums_lie_where_they_can_begin():
    """A result of a byte that was summed up in 32 bits begins where its sums do."""
    address, _ = assign_addresses(
        made((0, 9, 8), (0, 5, 16), (5, 6, 9, 32, 8), element_bits=[8, 8, 32]), {0: 64}
    )
    assert address[2] % 32 == 0


def test_what_ends_is_given_back_first():
    address, layouts = assign_addresses(made((0, 5, 8), (5, 9, 8), (5, 5, 800)), {0: 8})
    assert address.tolist() == [0, 0, 0]
    assert layouts == (Layout(0, 8, 8),)


def test_no_buffers():
    address, layouts = assign_addresses(made(), {0: 8})
    assert len(address) == len(layouts) == 0


IN_PIECES = made((1, 2, 16), (1, 3, 16), (2, 5, 8), (2, 6, 8), (4, 6, 8), (5, 7, 16), (6, 7, 16))
"""Never more than 32 bits; but whoever lies where, two of them in one piece are missing in the end."""


def test_free_space_in_pieces():
    assert least_height(IN_PIECES) == 40
    with pytest.raises(FragmentationError, match=r"has 32 bits; at most 32 .* reach up to 40") as error:
        assign_addresses(IN_PIECES, {0: 32})
    assert error.value.layout == Layout(0, 32, 40)
    assert assign_addresses(IN_PIECES, {0: 40})[1] == (Layout(0, 32, 40),)
    assert assign_addresses(IN_PIECES, {1: 32})[1] == (Layout(0, 32, 40),)


def test_the_memory_that_is_exceeded_most_is_told():
    worse = made((0, 1, 800), memory=1)
    both = Buffers(
        *(np.concatenate([a, b]) for a, b in zip(vars(IN_PIECES).values(), vars(worse).values(), strict=True))
    )
    with pytest.raises(FragmentationError) as error:
        assign_addresses(both, {0: 32, 1: 80})
    assert error.value.layout == Layout(1, 800, 800)


def stream(count: int, seed: int) -> Buffers:
    """Copies of many sizes that come and go while there is room, as the scheduler makes them."""
    generator = np.random.default_rng(seed)
    size = 8 * generator.choice([4, 9, 16, 36, 64], count)
    start, release, freed = np.zeros(count, np.int64), np.zeros(count, np.int64), []
    now, taken = 0, 0
    for i in range(count):
        while taken + size[i] > 2048:
            freed.sort()
            end, gone = freed.pop(0)
            now, taken = max(now, end), taken - gone
        start[i], release[i] = now, now + generator.integers(1, 200)
        freed.append((release[i], size[i]))
        taken += size[i]
        now += generator.integers(0, 4)
    memory, width = np.zeros(count, np.int64), np.full(count, BYTE)
    return Buffers(memory, start, start, release, size, size, width)


@pytest.mark.parametrize("seed", range(3))
def test_moving_forward_what_does_not_fit_pays(seed: int, monkeypatch: pytest.MonkeyPatch):
    held = stream(300, seed)
    _, (first,) = assign_addresses(held, {})
    limit = first.height_bits - BYTE
    _, (found,) = assign_addresses(held, {0: limit})
    assert found.height_bits <= limit
    monkeypatch.setattr(engine, "_ROUNDS", 0)
    with pytest.raises(FragmentationError):
        assign_addresses(held, {0: limit})


def test_work_is_limited(monkeypatch: pytest.MonkeyPatch):
    held = stream(300, 0)
    _, (best,) = assign_addresses(held, {})
    monkeypatch.setattr(engine, "_WORK", 1)
    _, (first,) = assign_addresses(held, {})
    assert first.height_bits >= best.height_bits
    with pytest.raises(FragmentationError):
        assign_addresses(held, {0: best.peak_bits})


def test_many_buffers():
    """As many as a schedule of 100 000 tiles has, in one memory."""
    held = stream(40_000, 1)
    _, (layout,) = assign_addresses(held, {})
    assert layout.height_bits < 1.5 * layout.peak_bits
