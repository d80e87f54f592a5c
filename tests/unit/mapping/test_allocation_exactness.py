"""CP-SAT proves optimal what brute force over the whole decision space finds best."""

from dataclasses import replace

import pytest
from allocation_family import BruteForce, chain, family_member, points

from stream_xdsl.cost.search import Objective
from stream_xdsl.mapping.allocation import AllocationProblem
from stream_xdsl.mapping.allocation_cp_sat import allocate_cp_sat, pareto_front

EFFORT = 60.0

SHAPES = {
    "pair": ((3, 3), chain(2)),
    "two of four": ((4,) * 4, ((0, 1),)),
    "independent": ((4,) * 5, ()),
    "wide and independent": ((7,) * 4, ()),
    "diamonds": ((3,) * 6, ((0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (3, 5))),
}
LARGE = {
    "long chain": ((*(4,) * 9, 3), chain(10)),
    "wide chain": ((7,) * 7, chain(7)),
    "branches": ((4,) * 7, ((0, 1), (0, 2), (1, 3), (2, 4), (3, 5), (4, 5), (5, 6))),
}


def check(problem: AllocationProblem, brute: BruteForce, objective: Objective) -> None:
    solution = allocate_cp_sat(problem, EFFORT, objective)
    solution.verify(problem)
    best = {
        Objective.LATENCY: brute.latency,
        Objective.ENERGY: brute.energy_fj,
        Objective.EDP: brute.latency * brute.energy_fj,
    }[objective].min()
    assert solution.bound == best
    assert solution.is_proven(problem)


@pytest.mark.parametrize("symmetric", [False, True])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_objective_and_the_front(shape: str, symmetric: bool):
    problem = family_member(0, *SHAPES[shape], symmetric=symmetric)
    problem.check()
    brute = BruteForce(problem)
    for objective in Objective:
        check(problem, brute, objective)
    front = pareto_front(problem, EFFORT)
    for solution in front.solutions:
        solution.verify(problem)
    assert front.is_proven
    assert [(s.latency(problem), s.energy_fj(problem)) for s in front.solutions] == brute.front()


@pytest.mark.parametrize(
    ("shape", "symmetric"), [("long chain", False), ("wide chain", True), ("branches", False)]
)
def test_latency_of_up_to_a_million_points(shape: str, symmetric: bool):
    problem = family_member(1, *LARGE[shape], symmetric=symmetric)
    assert points(problem) <= 10**6
    check(problem, BruteForce(problem), Objective.LATENCY)


@pytest.mark.parametrize("objective", Objective)
def test_little_effort_gives_a_true_bound(objective: Objective):
    problem = family_member(0, *LARGE["branches"], symmetric=False)
    brute = BruteForce(problem)
    solution = allocate_cp_sat(problem, 1e-4, objective)
    solution.verify(problem)
    figures = (brute.latency, brute.energy_fj, brute.latency * brute.energy_fj)
    best = dict(zip(Objective, figures, strict=True))[objective].min()
    assert solution.bound <= best <= solution.value(problem, objective)


def test_very_large_energies_are_rounded_down_in_bounds():
    small = family_member(0, *SHAPES["diamonds"], symmetric=False)
    options = tuple(
        tuple(replace(o, energy_fj=(o.energy_fj << 52) + 1) for o in options) for options in small.options
    )
    problem = replace(small, options=options)
    best = min(s.energy_fj(problem) for s in pareto_front(problem, EFFORT).solutions)
    for objective in (Objective.ENERGY, Objective.EDP):
        solution = allocate_cp_sat(problem, EFFORT, objective)
        solution.verify(problem)
        assert solution.bound >= 0.999 * solution.value(problem, objective)
        if objective is Objective.ENERGY:
            assert solution.energy_fj(problem) == best
