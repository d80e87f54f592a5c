"""The genetic search gives legal solutions, always the same, and gets better by searching."""

import random

import numpy as np
import pytest
from allocation_family import BruteForce, chain, family_member

from stream_xdsl.cost.search import Objective
from stream_xdsl.mapping import allocation_genetic
from stream_xdsl.mapping.allocation_figures import Figures
from stream_xdsl.mapping.allocation_genetic import allocate_genetic

OBJECTIVES = pytest.mark.parametrize("objective", Objective)
SEEDS = pytest.mark.parametrize("seed", range(4))


def least(brute: BruteForce, objective: Objective) -> int:
    figures = {
        Objective.LATENCY: brute.latency,
        Objective.ENERGY: brute.energy_fj,
        Objective.EDP: brute.latency * brute.energy_fj,
    }
    return int(figures[objective].min())


@OBJECTIVES
@SEEDS
def test_small_spaces_are_covered(seed: int, objective: Objective):
    # Layers of a chain have but one order.
    problem = family_member(seed, (4, 4, 4), chain(3), symmetric=False)
    solution = allocate_genetic(problem, objective)
    solution.verify(problem)
    assert solution.value(problem, objective) == least(BruteForce(problem), objective)


@OBJECTIVES
def test_one_layer_of_many_options(objective: Objective, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(allocation_genetic, "INDIVIDUALS", 4)
    problem = family_member(0, (7,), (), symmetric=False)
    solution = allocate_genetic(problem, objective)
    assert solution.value(problem, objective) == least(BruteForce(problem), objective)


@OBJECTIVES
@SEEDS
def test_large_spaces(seed: int, objective: Objective, monkeypatch: pytest.MonkeyPatch):
    problem = family_member(seed, (4,) * 8, chain(8), symmetric=False)
    states = random.getstate(), np.random.get_state(legacy=False)
    solution = allocate_genetic(problem, objective)
    assert random.getstate() == states[0]
    np.testing.assert_equal(np.random.get_state(legacy=False), states[1])
    solution.verify(problem)
    assert solution.objective is objective
    random.seed(seed + 1)
    assert allocate_genetic(problem, objective) == solution
    value = solution.value(problem, objective)
    monkeypatch.setattr(allocation_genetic, "GENERATIONS", 0)
    first = allocate_genetic(problem, objective)
    assert least(BruteForce(problem), objective) <= value < first.value(problem, objective)


def test_random_numbers_of_others_are_left_alone_by_errors_too(monkeypatch: pytest.MonkeyPatch):
    def failing(*_: object) -> None:
        raise ArithmeticError

    problem = family_member(0, (4,) * 8, chain(8), symmetric=False)
    monkeypatch.setattr(Figures, "of", failing)
    state = random.getstate()
    with pytest.raises(ArithmeticError):
        allocate_genetic(problem)
    assert random.getstate() == state
