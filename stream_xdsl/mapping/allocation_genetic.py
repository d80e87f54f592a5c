"""Allocation by a genetic search, NSGA-II with DEAP: a baseline that looks at few choices and proves nothing.

Deb, Pratap, Agarwal, Meyarivan: "A fast and elitist multiobjective genetic algorithm: NSGA-II", 2002. Genes are the options of the layers, in
their order; what is least is latency and energy.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod
from typing import Any

from stream_xdsl.cost.search import Objective
from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution, objective_value, schedule
from stream_xdsl.mapping.allocation_figures import Figures

INDIVIDUALS = 64
"""A multiple of 4, as DEAP's tournaments need."""

GENERATIONS = 10

SEED = 0

CROSSOVER_SHARE = 0.9
"""Pairs of parents that exchange genes, as in the paper; children get one new gene each, on average."""


_Choice = tuple[int, ...]
"""By layer its option."""

_Figures = tuple[int, int]
"""Cycles and fJ."""


def allocate_genetic(
    problem: AllocationProblem, objective: Objective = Objective.LATENCY
) -> AllocationSolution:
    """The best in the objective of all choices that the search looks at; between equals the other figure decides.

    The first individuals are random, not those of another strategy. Where they could be all choices there are, or there is one layer only,
    all choices are looked at instead.
    """
    problem.check()
    counts = [len(options) for options in problem.options]
    figures = Figures(problem)
    found: Mapping[_Choice, _Figures]
    if len(counts) == 1 or prod(counts) <= INDIVIDUALS:
        choices = list(product(*map(range, counts)))
        found = dict(zip(choices, figures.of(choices), strict=True))
    else:
        # DEAP draws from Python's global random numbers, which others may count on.
        state = random.getstate()
        random.seed(SEED)
        try:
            found = _evolve(figures, counts)
        finally:
            random.setstate(state)
    best = min(found, key=lambda choice: (objective_value(objective, *found[choice]), *found[choice]))
    return replace(schedule(problem, best), objective=objective)


class _Individual(list[int]):
    """The option of each layer."""

    fitness: Any
    """DEAP's."""


def _evolve(figures: Figures, counts: Sequence[int]) -> Mapping[_Choice, _Figures]:
    """All choices that were looked at, each once; layers have so many options."""
    from deap import base, tools

    class Fitness(base.Fitness):
        # Whole numbers, so that figures stay exact.
        weights = (-1, -1)

    known: dict[_Choice, _Figures] = {}

    def judged(individuals: list[_Individual]) -> list[_Individual]:
        new = [choice for choice in dict.fromkeys(map(tuple, individuals)) if choice not in known]
        if new:
            known.update(zip(new, figures.of(new), strict=True))
        for individual in individuals:
            individual.fitness = Fitness(known[tuple(individual)])
        return individuals

    def selected(individuals: list[_Individual]) -> list[_Individual]:
        # This sort finds the same fronts as the standard one, and does not compare all with all.
        return tools.selNSGA2(individuals, INDIVIDUALS, nd="log")

    highest = [count - 1 for count in counts]
    first = [_Individual(random.randrange(count) for count in counts) for _ in range(INDIVIDUALS)]
    # The selection also ranks, which tournaments need.
    population = selected(judged(first))
    for _ in range(GENERATIONS):
        children = [_Individual(parent) for parent in tools.selTournamentDCD(population, INDIVIDUALS)]
        for pair in zip(children[::2], children[1::2], strict=True):
            if random.random() < CROSSOVER_SHARE:
                tools.cxTwoPoint(*pair)
            for child in pair:
                tools.mutUniformInt(child, 0, highest, 1 / len(counts))
        population = selected([*population, *judged(children)])
    return known
