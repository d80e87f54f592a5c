"""Which layers are fused: the best partition by the model of `stack_costs`, after schedules of single stacks have corrected it.

The model errs most for the very stacks that it prefers. So the stacks of what the search finds are planned and scheduled, each by itself, and the search
is repeated with what they take; those that were not scheduled are taken to be as far off as the most similar one that was, the less so the less they have in common.
That goes on until the search finds nothing new, or for `ROUNDS`. All that it finds is scheduled as a whole network, as layer by layer and
weights-fit are, and the best of these is taken, its stacks cut into other numbers of row tiles where schedules like that better: no worse than they are, in the schedules that following passes make with their default options.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import accumulate
from math import inf

import numpy as np

from stream_xdsl.cost.search import Objective
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.allocate import allocate
from stream_xdsl.mapping.evaluator import PIPELINES_WAY, Estimate, Evaluator, Stack
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.goal import Goal
from stream_xdsl.mapping.partition import Group, layer_by_layer, usual_weights_fit
from stream_xdsl.mapping.partition_optimal import (
    PAIRS_AT_ONCE,
    PricedPartition,
    Searched,
    best,
    shortest,
    tileable,
)
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.mapping.stack_costs import Bools, Floats, StackCosts
from stream_xdsl.processes import worker_count
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.network import Network

ROUNDS = 12
"""Searches with corrected prices, at most."""

CANDIDATES = 2
"""Partitions that each search finds."""

MOST_SCHEDULES = 2 + CANDIDATES * (1 + ROUNDS) + 1
"""Whole networks that are scheduled, at most."""

IMPOSSIBLE = 4.0
"""Stacks just like one that cannot be scheduled are taken to cost so many times what the model says."""

_Layers = tuple[tuple[int, ...], ...]
"""The layers of every stack of a partition, ascending; the stacks in an order in which they can run."""


class NoPartitionError(UnmappableError):
    """No partition that was tried can be scheduled; the text says why the simplest cannot."""


def best_in_schedules(
    network: Network,
    machine: Machine,
    freedoms: Sequence[Freedom],
    estimate: Estimate,
    objective: Objective,
    *,
    processes: int | None = None,
    advance: Callable[[int], None] = lambda _: None,
) -> tuple[Group, ...]:
    """The partition with the best schedule of those that were tried, among them layer by layer and weights-fit.

    `processes` defaults to the processors there are. `advance` is told of every whole schedule. Raises TileSizeError if a layer does not even fit
    alone, TileError if the model has a tile that cannot run, and NoPartitionError.
    """
    if not network.layers:
        return ()
    evaluator = Evaluator(network, machine, freedoms, estimate, allocate, worker_count(processes), advance)
    return schedule_best_partitions(evaluator, estimate, Goal(objective.value))


def schedule_best_partitions(evaluator: Evaluator, estimate: Estimate, goal: Goal) -> tuple[Group, ...]:
    """The same with an evaluator, which knows all that was tried then."""
    planner = evaluator.planner
    costs = StackCosts(
        planner.network,
        planner.machine,
        planner.freedoms,
        lambda tiles: estimate(tiles, PIPELINES_WAY.tiling.objective),
    )
    return _Search(evaluator, costs, goal).run()


class _Search:
    """What was scheduled so far."""

    def __init__(self, evaluator: Evaluator, costs: StackCosts, goal: Goal):
        self.evaluator = evaluator
        self.costs = costs
        self.goal = goal
        self.wholes: dict[_Layers, Evaluation | None] = {}
        """What partitions take; None for those that cannot be."""
        self.stacks: dict[tuple[int, ...], Evaluation | None] = {}
        """The same of stacks by themselves."""
        self.before: dict[tuple[int, ...], tuple[int, ...]] = {}
        """The layers that ran before each of those stacks where it was found first."""

    def run(self) -> tuple[Group, ...]:
        costs, freedoms = self.costs, self.costs.freedoms
        simple = (
            layer_by_layer(costs.network),
            usual_weights_fit(costs.network, costs.machine, [freedom.cores for freedom in freedoms]),
        )
        objective = Objective(self.goal.value)
        found = tileable(costs, lambda: best(costs.before, costs.price, costs.least, objective, CANDIDATES))
        self._schedule([*(tuple(g.layers for g in groups) for groups in simple), *_layers(found)])
        # Where the model has none, no prices would help.
        for modelled in found.partitions[:1] * ROUNDS:
            if not self._schedule(_layers(tileable(costs, partial(self._search_again, modelled)))):
                break
        taken = self._best()
        if taken is None:
            raise NoPartitionError(self.evaluator.refusal)
        return tuple(
            Group(f"stack{g}", stack.layers, stack.way.tiling.row_tiles)
            for g, stack in enumerate(self._retiled(taken))
        )

    def _retiled(self, partition: _Layers) -> tuple[Stack, ...]:
        """Its stacks, with half or twice the row tiles where that is better for the stack by itself, and for all of them together."""
        chain = tuple(Stack.of(layers, PIPELINES_WAY) for layers in partition)
        others = [self.evaluator.retiled(stack) for stack in chain]
        self.evaluator.predict([stack for own in others for stack in own])
        base = self.evaluator.wholes[chain]
        assert base is not None
        cycles, energy = self._weights(float(base.latency_cycles), base.energy_pj)

        def cost(stack: Stack) -> float:
            found = self.evaluator.predicted((stack,))
            return inf if found is None else cycles * found.latency_cycles + energy * found.energy_pj

        retiled = tuple(min((stack, *own), key=cost) for stack, own in zip(chain, others, strict=True))
        self.evaluator.schedule([retiled])
        found = self.evaluator.wholes[retiled]
        return chain if found is None or self.goal.key(found) >= self.goal.key(base) else retiled

    def _schedule(self, partitions: Sequence[_Layers]) -> int:
        """Evaluate partitions, and each of their stacks by itself; how many were new."""
        new = [p for p in dict.fromkeys(partitions) if p not in self.wholes]
        chains = {p: tuple(Stack.of(layers, PIPELINES_WAY) for layers in p) for p in new}
        self.evaluator.predict([stack for chain in chains.values() for stack in chain])
        self.evaluator.schedule(list(chains.values()))
        for partition, chain in chains.items():
            self.wholes[partition] = self.evaluator.wholes[chain]
            done = accumulate(partition, initial=())
            for before, layers, stack in zip(done, partition, chain, strict=False):
                self.stacks[layers] = self.evaluator.predicted((stack,))
                self.before.setdefault(layers, before)
        return len(new)

    def _best(self) -> _Layers | None:
        """Of all partitions that were scheduled; of equals the first."""
        found = [(self.goal.key(e), p) for p, e in self.wholes.items() if e is not None]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def _search_again(self, modelled: PricedPartition) -> Searched:
        """With corrected prices.

        Near the best so far, or the model's as long as nothing could be scheduled, the product changes by the changes of its factors, each times the other
        factor; these add up over stacks.
        """
        taken = self._best()
        base = None if taken is None else self.wholes[taken]
        cycles, energy = (
            (modelled.cycles, modelled.energy_pj)
            if base is None
            else (float(base.latency_cycles), base.energy_pj)
        )
        corrected = Corrected(self.costs, self.stacks, self.before)
        weights = self._weights(cycles, energy)
        return shortest(self.costs.before, corrected.price, corrected.least, weights, CANDIDATES)

    def _weights(self, cycles: float, energy_pj: float) -> tuple[float, float]:
        """What a cycle and a pJ more cost near such figures."""
        return {Goal.LATENCY: (1.0, 0.0), Goal.ENERGY: (0.0, 1.0), Goal.EDP: (energy_pj, cycles)}[self.goal]


class Corrected:
    """Costs of stacks: those that were scheduled cost what they take, others what the model says times a factor.

    That is how much more the most similar of the scheduled ones takes than the model says, to the power of their similarity: the layers they have in common, as
    a share of those that they have together.
    """

    def __init__(
        self,
        costs: StackCosts,
        scheduled: Mapping[tuple[int, ...], Evaluation | None],
        before: Mapping[tuple[int, ...], tuple[int, ...]],
    ):
        size = len(costs.network.layers)
        self.costs = costs
        self.members = _rows(scheduled, size)
        begins = _rows([before[layers] for layers in scheduled], size)
        cycles, energy = costs.price(begins, begins | self.members)
        tilings = cycles.argmin(axis=1)[:, None]
        modelled = np.concatenate(
            [np.take_along_axis(figure, tilings, axis=1) for figure in (cycles, energy)], axis=1
        )
        self.taken = np.array(
            [(np.inf, np.inf) if e is None else (e.latency_cycles, e.energy_pj) for e in scheduled.values()]
        )
        possible = np.isfinite(self.taken)
        self.factors = np.where(possible, 1.0, IMPOSSIBLE)
        known = possible & np.isfinite(modelled) & (modelled > 0)
        np.divide(self.taken, modelled, out=self.factors, where=known)

    def price(self, begins: Bools, ends: Bools) -> tuple[Floats, Floats]:
        """As the model has them."""
        parts = [slice(start, start + PAIRS_AT_ONCE) for start in range(0, len(begins), PAIRS_AT_ONCE)]
        found = [self._price(begins[part], ends[part]) for part in parts]
        return np.concatenate([cycles for cycles, _ in found]), np.concatenate([e for _, e in found])

    def _price(self, begins: Bools, ends: Bools) -> tuple[Floats, Floats]:
        cycles, energy = self.costs.price(begins, ends)
        inside, members = (ends & ~begins).astype(np.float64), self.members.astype(np.float64)
        common = inside @ members.T
        similarity = common / (inside.sum(axis=1)[:, None] + members.sum(axis=1) - common)
        nearest = similarity.argmax(axis=1)
        closeness = similarity[np.arange(len(inside)), nearest]
        scheduled = (closeness == 1.0)[:, None]
        factors = self.factors[nearest] ** closeness[:, None]
        return (
            np.where(scheduled, self.taken[nearest, :1], np.rint(cycles * factors[:, :1])),
            np.where(scheduled, self.taken[nearest, 1:], np.rint(energy * factors[:, 1:])),
        )

    def least(self, ends: Bools) -> tuple[Floats, Floats]:
        """What layers outside of downsets take at least, as the model has it, and less if some stack took less."""
        cycles, energy = self.costs.least(ends)
        smallest = np.minimum(self.factors.min(axis=0), 1.0)
        return cycles * smallest[0], energy * smallest[1]


def _layers(found: Searched) -> list[_Layers]:
    return [tuple(stack.layers for stack in partition.stacks) for partition in found.partitions]


def _rows(sets: Iterable[Iterable[int]], size: int) -> Bools:
    """A row for each set of layers, true where they are."""
    return np.array([np.isin(np.arange(size), list(layers)) for layers in sets])
