"""Figures of many choices at once are those of the schedules of each."""

from dataclasses import replace
from itertools import product

import pytest
from allocation_family import chain, family_member

from stream_xdsl.mapping.allocation import AllocationProblem, schedule
from stream_xdsl.mapping.allocation_figures import Figures

FORK = ((0, 1), (0, 2), (1, 3), (2, 3), (0, 3))


def expected(problem: AllocationProblem, choice: tuple[int, ...]) -> tuple[int, int]:
    solution = schedule(problem, choice)
    return solution.latency(problem), solution.energy_fj(problem)


@pytest.mark.parametrize("edges", [chain(4), FORK])
@pytest.mark.parametrize("seed", range(6))
def test_as_one_by_one(seed: int, edges: tuple[tuple[int, int], ...]):
    problem = family_member(seed, (3, 4, 2, 5), edges, symmetric=False)
    choices = list(product(range(3), range(4), range(2), range(5)))
    assert Figures(problem).of(choices) == [expected(problem, choice) for choice in choices]


def test_figures_beyond_64_bits_are_exact():
    problem = family_member(0, (3, 4), chain(2), symmetric=False)
    problem = replace(problem, static_fj_per_cycle=(1 << 70) + 1)
    choices = list(product(range(3), range(4)))
    found = Figures(problem).of(choices)
    assert found == [expected(problem, choice) for choice in choices]
    assert max(energy_fj for _, energy_fj in found) > 1 << 70
