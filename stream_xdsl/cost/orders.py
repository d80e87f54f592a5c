"""Temporal loop orders: loops cut into prime factors, and every order of them.

Orders of equal multiplicities are the same table of small integers, so the tables are made once. What a set of inner loops
computes depends on how many of each there are, not on their order: such a *state* is a mixed-radix number, and an order is a path
through the states from none of the loops to all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import factorial, prod

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

Loop = tuple[int, int]
"""(dimension, factor)."""


def prime_factors(size: int) -> list[int]:
    """Prime factors, ascending."""
    factors: list[int] = []
    divisor = 2
    while divisor * divisor <= size:
        while size % divisor == 0:
            factors.append(divisor)
            size //= divisor
        divisor += 1
    return [*factors, size] if size > 1 else factors


def cut_loops(temporal: Sequence[Loop], limit: int | None) -> tuple[Loop, ...]:
    """The prime factors of every loop, merged until there are at most `limit`, or one for each loop.

    Merged are the two smallest factors of the loop with the most of them, the first of several, as in LOMA (Symons et
    al., "LOMA: Fast Auto-Scheduling on DNN Accelerators through Loop-Order-based Memory Allocation", AICAS 2021).
    """
    factors = {dim: prime_factors(size) for dim, size in temporal}
    if limit is not None:
        limit = max(limit, len(factors))
        while sum(map(len, factors.values())) > limit:
            most = max(factors, key=lambda dim: len(factors[dim]))
            first, second, *rest = sorted(factors[most])
            factors[most] = sorted([first * second, *rest])
    return tuple((dim, factor) for dim, own in factors.items() for factor in own)


def count_orders(multiplicity: Sequence[int]) -> int:
    """Number of different orders of a multiset."""
    return factorial(sum(multiplicity)) // prod(map(factorial, multiplicity))


@dataclass(frozen=True, eq=False)
class Paths:
    """Orders of a multiset of loops, as paths through its states."""

    multiplicity: tuple[int, ...]
    """How often each distinct loop occurs."""
    orders: Ints
    """(orders, n) distinct loop at each position, innermost first."""

    @cached_property
    def length(self) -> int:
        """Loops of an order."""
        return sum(self.multiplicity)

    @cached_property
    def strides(self) -> tuple[int, ...]:
        """Weight of one of each distinct loop in the number of a state."""
        return tuple(prod(m + 1 for m in self.multiplicity[i + 1 :]) for i in range(len(self.multiplicity)))

    @cached_property
    def composition(self) -> Ints:
        """(states, distinct loops) how many of each distinct loop a state has."""
        shape = tuple(m + 1 for m in self.multiplicity)
        return np.indices(shape, np.int64).reshape(len(shape), prod(shape)).T

    @cached_property
    def states(self) -> Ints:
        """(orders, n + 1) the state of the first 0, 1, … n loops."""
        steps = np.array(self.strides, dtype=np.int64)[self.orders]
        return np.concatenate([np.zeros((len(steps), 1), np.int64), np.cumsum(steps, axis=1)], axis=1)


@lru_cache(maxsize=512)
def all_orders(multiplicity: tuple[int, ...]) -> Paths:
    """Every order of a multiset, in the cool-lex order in which LOMA visits them."""
    multiset = [i for i, m in enumerate(multiplicity) for _ in range(m)]
    return Paths(multiplicity, np.array(list(_multiset_permutations(multiset)), dtype=np.int64))


def one_order(order: Sequence[int], multiplicity: tuple[int, ...]) -> Paths:
    """A single order."""
    return Paths(multiplicity, np.array([order], dtype=np.int64).reshape(1, len(order)))


def _multiset_permutations(multiset: Sequence[int]) -> Iterator[list[int]]:
    """By prefix shifts, beginning with the largest values first (Williams, "Loopless generation of multiset permutations
    using a constant number of variables by prefix shifts", SODA 2009)."""
    values = sorted(multiset, reverse=True)
    count = len(values)
    if count < 2:
        yield values
        return
    follow = [*range(1, count), -1]  # a linked list: node -> the next node
    head, i, j = 0, count - 2, count - 1

    def visit() -> list[int]:
        order: list[int] = []
        node = head
        while node >= 0:
            order.append(values[node])
            node = follow[node]
        return order

    yield visit()
    while follow[j] >= 0 or values[j] < values[head]:
        before = j if follow[j] >= 0 and values[i] >= values[follow[j]] else i
        moved = follow[before]
        follow[before] = follow[moved]
        follow[moved] = head
        if values[moved] < values[head]:
            i = moved
        j = follow[i]
        head = moved
        yield visit()
