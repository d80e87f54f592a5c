"""Allocation by a genetic search, NSGA-II with DEAP: a baseline that looks at few choices and proves nothing.

Deb, Pratap, Agarwal, Meyarivan: "A fast and elitist multiobjective genetic algorithm: NSGA-II", 2002. Genes are the options of the layers, in
their order; what is least is latency and energy.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from math import prod
from typing import Any

from stream_xdsl.cost.search import Objective
from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution, schedule

INDIVIDUALS = 64
"""A multiple of 4, as DEAP's tournaments need."""

GENERATIONS = 10

SEED = 0

CROSSOVER_SHARE = 0.9
"""Pairs of parents that exchange genes, as in the paper; children get one new gene each, on average."""


def allocate_genetic(
    problem: AllocationProblem, objective: Objective = Objective.LATENCY
) -> AllocationSolution:
    """The best in the objective of all choices that the search looks at; between equals the other figure decides.

    The first individuals are random, not those of another strategy. Where they could be all choices there are, or there is one layer only,
    all choices are looked at instead.
    """
    problem.check()
    counts = [len(options) for options in problem.options]
    if len(counts) == 1 or prod(counts) <= INDIVIDUALS:
        solutions: Iterable[AllocationSolution] = (
            schedule(problem, choice) for choice in product(*map(range, counts))
        )
    else:
        # DEAP draws from Python's global random numbers, which others may count on.
        state = random.getstate()
        random.seed(SEED)
        try:
            solutions = _evolve(problem, counts)
        finally:
            random.setstate(state)
    best = min(
        solutions, key=lambda s: (s.value(problem, objective), s.latency(problem), s.energy_fj(problem))
    )
    return replace(best, objective=objective)


class _Individual(list[int]):
    """The option of each layer."""

    fitness: Any
    """DEAP's."""


def _evolve(problem: AllocationProblem, counts: Sequence[int]) -> Iterable[AllocationSolution]:
    """All choices that were looked at, each once; layers have so many options."""
    from deap import base, tools

    class Fitness(base.Fitness):
        # Whole numbers, so that figures stay exact.
        weights = (-1, -1)

    solutions: dict[tuple[int, ...], AllocationSolution] = {}

    def judged(genes: Iterable[int]) -> _Individual:
        individual = _Individual(genes)
        choice = tuple(individual)
        if choice not in solutions:
            solutions[choice] = schedule(problem, choice)
        found = solutions[choice]
        individual.fitness = Fitness((found.latency(problem), found.energy_fj(problem)))
        return individual

    highest = [count - 1 for count in counts]
    first = [judged(random.randrange(count) for count in counts) for _ in range(INDIVIDUALS)]
    # The selection also ranks, which tournaments need.
    population = tools.selNSGA2(first, INDIVIDUALS)
    for _ in range(GENERATIONS):
        children = [_Individual(parent) for parent in tools.selTournamentDCD(population, INDIVIDUALS)]
        for pair in zip(children[::2], children[1::2], strict=True):
            if random.random() < CROSSOVER_SHARE:
                tools.cxTwoPoint(*pair)
            for child in pair:
                tools.mutUniformInt(child, 0, highest, 1 / len(counts))
        population = tools.selNSGA2([*population, *map(judged, children)], INDIVIDUALS)
    return solutions.values()
