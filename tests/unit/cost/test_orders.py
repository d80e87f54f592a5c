"""Loops are cut and ordered in every way once; states and runs are what naive loops over an order find."""

from itertools import pairwise, permutations
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream_xdsl.cost.orders import (
    Loop,
    Paths,
    all_orders,
    count_orders,
    cut_loops,
    one_order,
    prime_factors,
)

multiplicities = st.lists(st.integers(1, 3), max_size=4).map(tuple).filter(lambda m: sum(m) <= 6)
nests = st.lists(st.integers(2, 60), max_size=4).map(lambda sizes: tuple(enumerate(sizes)))


def multiset(multiplicity: tuple[int, ...]) -> list[int]:
    return [i for i, m in enumerate(multiplicity) for _ in range(m)]


def is_prime(number: int) -> bool:
    return number > 1 and all(number % d for d in range(2, number))


# Loops


@given(st.integers(1, 5000))
def test_prime_factors(size: int):
    factors = prime_factors(size)
    assert prod(factors) == size
    assert all(map(is_prime, factors))
    assert factors == sorted(factors)


@given(nests)
def test_without_a_limit_every_factor_is_prime(temporal: tuple[Loop, ...]):
    loops = cut_loops(temporal, None)
    assert all(is_prime(factor) for _, factor in loops)
    assert [dim for dim, _ in loops] == sorted(dim for dim, _ in loops)
    for dim, size in temporal:
        assert prod(factor for d, factor in loops if d == dim) == size


@given(nests, st.integers(0, 8))
def test_merging_keeps_loops_whole_and_within_the_limit(temporal: tuple[Loop, ...], limit: int):
    loops = cut_loops(temporal, limit)
    every = cut_loops(temporal, None)
    for dim, size in temporal:
        assert prod(factor for d, factor in loops if d == dim) == size
    assert len(loops) == min(len(every), max(limit, len(temporal)))


@pytest.mark.parametrize(
    ("temporal", "limit", "loops"),
    [
        # The loop with the most factors gives way, the first of several, its two smallest factors first.
        (((0, 12), (1, 30)), 5, ((0, 3), (0, 4), (1, 2), (1, 3), (1, 5))),
        (((0, 12), (1, 30)), 4, ((0, 3), (0, 4), (1, 5), (1, 6))),
        (((0, 12), (1, 30)), 3, ((0, 12), (1, 5), (1, 6))),
        (((0, 12), (1, 30)), 0, ((0, 12), (1, 30))),
        (((3, 16),), 3, ((3, 2), (3, 2), (3, 4))),
        (((3, 16),), 2, ((3, 4), (3, 4))),
        (((2, 7), (5, 4)), 2, ((2, 7), (5, 4))),
        ((), 6, ()),
    ],
)
def test_merging_by_hand(temporal: tuple[Loop, ...], limit: int, loops: tuple[Loop, ...]):
    assert cut_loops(temporal, limit) == loops


# Orders


@given(multiplicities)
def test_every_order_once(multiplicity: tuple[int, ...]):
    orders = [tuple(row) for row in all_orders(multiplicity).orders.tolist()]
    assert len(orders) == len(set(orders))
    assert set(orders) == set(permutations(multiset(multiplicity)))
    assert len(orders) == count_orders(multiplicity)


@given(multiplicities)
def test_cool_lex_order(multiplicity: tuple[int, ...]):
    """Williams 2009, the order by its rule: to the front moves the second or the first value after the longest prefix that
    does not increase, the second if it is no larger than the last of that prefix; the last, if all is such a prefix."""
    orders = all_orders(multiplicity).orders.tolist()
    assert orders[0] == sorted(multiset(multiplicity), reverse=True)
    for before, after in pairwise(orders):
        last = len(before) - 1
        end = next((i for i in range(1, last) if before[i] > before[i - 1]), last)
        moved = end + 1 if end < last and before[end + 1] <= before[end - 1] else end
        assert [before[moved], *before[:moved], *before[moved + 1 :]] == after


# Paths


def every_path(draw: st.DrawFn) -> Paths:
    multiplicity = draw(multiplicities)
    if draw(st.booleans()):
        return all_orders(multiplicity)
    return one_order(draw(st.permutations(multiset(multiplicity))), multiplicity)


paths = st.composite(every_path)()


@given(paths)
def test_states_count_the_loops_so_far(paths: Paths):
    assert paths.length == sum(paths.multiplicity)
    assert paths.states.shape == (len(paths.orders), paths.length + 1)
    assert len(paths.composition) == prod(m + 1 for m in paths.multiplicity)
    for order, states in zip(paths.orders.tolist(), paths.states.tolist(), strict=True):
        for position, state in enumerate(states):
            counts = [order[:position].count(i) for i in range(len(paths.multiplicity))]
            assert paths.composition[state].tolist() == counts
    assert np.unique(paths.composition, axis=0).shape == paths.composition.shape


@given(paths)
def test_orders_meet_in_the_first_and_last_state(paths: Paths):
    assert (paths.states[:, 0] == 0).all()
    assert (paths.states[:, -1] == len(paths.composition) - 1).all()
