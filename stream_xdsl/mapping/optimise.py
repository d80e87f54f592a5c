"""Joint search for a mapping: which layers are fused, how finely they are tiled, how each is split over which cores.

The search space are *partitions*: the network's layers, in their order, cut into runs, or those that `partition_optimal` finds; each part is a stack, planned in one of a few *ways*
(how many tiles at most, and who allocates), of whose layers some may take another split or other cores. A partition is judged by the whole schedule that COALA makes of it.

1. *Seeds*: layer by layer, all layers in one stack, and weights-fit at full capacity, in every way, and the most promising at ever smaller shares of the
   capacity. Among them is what the named pipelines do, so that the result is never worse than theirs; with much effort also what `partition_scheduled` tries.
   What is no better than the best so far by its bounds is not scheduled.
2. *Climbing*: from the best so far to the best of a few neighbours, until none is better or the effort is spent. A neighbour has a stack
   planned in another way or with other row tiles, a layer with another split or on other cores, a cut more, a cut less, or a cut moved by a layer. Which are worth a whole schedule is predicted: stacks are
   scheduled by themselves, those of one form once, and their costs add up to about what the whole takes. All stacks that are known are recombined, too.

Effort is counted in schedules, and they are made in batches of fixed size, so that the result depends neither on the machine's speed nor on
the number of processes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, zip_longest
from math import inf
from random import Random

from stream_xdsl.coala.schedule import Placement, Priority
from stream_xdsl.cost.estimate import TileError
from stream_xdsl.cost.search import Objective
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.allocate import STRATEGIES, allocate
from stream_xdsl.mapping.bounds import Bounds, NetworkBounds
from stream_xdsl.mapping.decided import Decided
from stream_xdsl.mapping.evaluator import (
    PIPELINES_TILING,
    PIPELINES_WAY,
    WINDOW,
    Estimate,
    Evaluator,
    Partition,
    Stack,
    Tiling,
    Way,
)
from stream_xdsl.mapping.explain import Reason, explain
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.goal import Goal
from stream_xdsl.mapping.partition import usual_weights_fit
from stream_xdsl.mapping.partition_scheduled import MOST_SCHEDULES, NoPartitionError, schedule_best_partitions
from stream_xdsl.mapping.plan import Evaluation, Plan
from stream_xdsl.mapping.splits import rows_are_apart
from stream_xdsl.mapping.tile_sizes import Cut, TileSizeError
from stream_xdsl.processes import worker_count
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.network import Network


@dataclass(frozen=True)
class Effort:
    """How long to search."""

    strategies: bool
    """Whether what all strategies of allocation make of the baselines are seeds; else only what the named pipelines do."""
    shares: int
    """Weights-fit is tried at the whole capacity, a half, a quarter, … of it: so many."""
    ways: int
    """Besides that of the pipelines, so many."""
    neighbours: int
    """Those that are scheduled as a whole at most."""
    rows: int
    """Once schedules had so many tiles and transfers together, no more neighbours are looked at."""
    repairs: bool
    """Whether constraint programming makes some."""
    optimal: bool = False
    """Whether the best partitions by a model are seeds, too (`partition_scheduled`)."""

    @property
    def most_schedules(self) -> int:
        """How many whole networks are scheduled at most."""
        baselines = 3 * (1 + (len(STRATEGIES) if self.strategies else 0) + self.ways)
        partitions = MOST_SCHEDULES if self.optimal else 0
        return baselines + partitions + BATCH + self.neighbours + 2 * (len(PLACEMENTS) - 1)


EFFORTS = {
    "quick": Effort(strategies=False, shares=1, ways=1, neighbours=4, rows=100_000, repairs=False),
    "default": Effort(strategies=True, shares=6, ways=5, neighbours=32, rows=1_200_000, repairs=True),
    "thorough": Effort(
        strategies=True, shares=8, ways=10, neighbours=400, rows=20_000_000, repairs=True, optimal=True
    ),
}


OTHER_WAYS = (
    (16, Cut.COLUMNS, "spread"),
    (64, Cut.NOTHING, "cp-sat"),
    (16, Cut.NOTHING, "spread"),
    (16, Cut.ROWS, "spread"),
    (16, Cut.ROWS, "streams"),
    (64, Cut.ROWS, "greedy"),
    (16, Cut.ROWS, "fixed"),
    (64, Cut.ROWS, "thrifty"),
    (64, Cut.COLUMNS, "greedy"),
    (256, Cut.ROWS, "spread"),
)
"""Most tiles, what heavy layers are cut along, and who allocates; of most use first."""

PLACEMENTS = tuple(
    Placement(priority, prefetch)
    for prefetch in (0.0, 0.75)
    for priority in (Priority.MEMORY, Priority.LATENCY)
)
"""How tiles are placed: as `convert-dnn-to-sched` does unless told otherwise, and other ways."""

LAYER_BY_LAYER, WEIGHTS_FIT, FULLY_FUSED = "layer-by-layer", "weights-fit", "fully-fused"

ROUNDING = 1e-9
"""Sums of energies in another order differ by less than this part."""

BATCH = 4
"""Neighbours that are scheduled before the best of them is looked at."""

PREDICTED = 4
"""For each step, stacks are evaluated by themselves until they have so many times the network's layers together."""

SCATTER = 7
"""Cuts are looked at in as many passes, each with gaps of that length, so that no part of the network is left out."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """The best that was found."""

    partition: Partition
    plan: Plan
    placement: Placement
    """How tiles are to be placed."""
    evaluation: Evaluation
    baselines: dict[tuple[str, Way], Evaluation]
    """What the named strategies take, in every way in which their stacks were planned, of those that can be."""
    reasons: tuple[Reason, ...]
    """Why it is as it is, if that was asked for."""


class NoMappingError(UnmappableError):
    """No partition that was tried can be mapped; the text says why the simplest cannot."""


def optimise(
    network: Network,
    machine: Machine,
    freedoms: Sequence[Freedom],
    estimate: Estimate,
    goal: Goal,
    effort: Effort,
    *,
    seed: int = 0,
    reasons: bool = False,
    compare: bool = False,
    processes: int | None = None,
    advance: Callable[[Evaluation | None], None] = lambda _: None,
    interrupted: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """The best mapping that the effort finds of a network without stacks.

    `seed` decides which neighbours are looked at; 0 has no chance in it. `compare` has all baselines scheduled, those too of which bounds tell that they are no better.
    `processes` defaults to the processors there are. `advance` is told after every whole schedule what the best so far takes. A KeyboardInterrupt
    ends the search, not what follows it, if there is a mapping by then: of how many that were scheduled it is the best, `interrupted` is told. Raises NoMappingError.
    """
    search = _Search(network, machine, freedoms, estimate, goal, seed, worker_count(processes), advance)
    return search.run(effort, reasons=reasons, compare=compare, interrupted=interrupted)


class _Search:
    """A search for one goal, and what it has learnt of stacks and partitions."""

    def __init__(
        self,
        network: Network,
        machine: Machine,
        freedoms: Sequence[Freedom],
        estimate: Estimate,
        goal: Goal,
        seed: int,
        workers: int,
        advance: Callable[[Evaluation | None], None],
    ):
        self.network = network
        self.machine = machine
        self.freedoms = freedoms
        self.estimate = estimate
        self.goal = goal
        self.schedules = 0
        """Whole ones that were made."""
        self.random = Random(seed) if seed else None
        self.turn = 0
        """Windows of layers that had their turn to be repaired."""
        self.window_offset = self.random.randrange(WINDOW // 2) if self.random else 0

        def scheduled(count: int) -> None:
            self.schedules += count
            best = self._best()
            advance(None if best is None else best[2])

        self.usual = Evaluator(network, machine, freedoms, estimate, allocate, workers, scheduled)
        self.evaluator = self.usual
        """That which places tiles as is best, as far as is known."""
        self.bounds = NetworkBounds(network, machine)
        self._cut_bounds: dict[tuple[int, ...], Bounds] = {}

    def run(
        self, effort: Effort, *, reasons: bool, compare: bool, interrupted: Callable[[int], None]
    ) -> Outcome:
        """The best mapping that the effort finds, or has found when Ctrl-C ends it. Raises NoMappingError."""
        tiles_for, goal = self.goal.tile_objective, Objective(self.goal)
        ways = [
            Way(Tiling(most_tiles, heavy, tiles_for), allocator, goal)
            for most_tiles, heavy, allocator in OTHER_WAYS[: effort.ways]
            # Only where rows of fused layers may be split it differs from `spread`.
            if allocator != "streams" or any(map(rows_are_apart, self.network.layers))
        ]
        seeds = _seeds(self.network, self.machine, self.freedoms, effort, self.goal, ways)
        try:
            self._search(seeds, ways, effort, compare=compare)
        except KeyboardInterrupt:
            if self._best() is None:
                raise
            interrupted(self.schedules)
        found = self._best()
        if found is None:
            raise NoMappingError(self.usual.refusal)
        evaluator, best, evaluation = found
        known = {(name, seed[0].way): self.usual.wholes.get(seed) for name, seed in seeds if name}
        baselines = {key: e for key, e in known.items() if e is not None}
        plan = evaluator.planner.join([evaluator.plan_of(stack) for stack in best])
        why = explain(evaluator, best) if reasons else ()
        return Outcome(best, plan, evaluator.placement, evaluation, baselines, why)

    def _search(
        self, seeds: Sequence[tuple[str, Partition]], ways: Sequence[Way], effort: Effort, *, compare: bool
    ) -> None:
        """Climb from the best of those seeds that promise most, and from others that are better than what was found there."""
        named = [partition for name, partition in seeds if name]
        fused = [partition for name, partition in seeds if name not in ("", LAYER_BY_LAYER)]
        self._schedule([partition for partition in fused if partition[0].way in ways], all_of_them=compare)
        self._schedule_best(self._finer([partition for name, partition in seeds if not name]), BATCH)
        self._climb(ways, effort)
        found = self._best()
        # The better what was found, the more of these bounds spare.
        self._schedule(named, all_of_them=compare)
        if effort.optimal:
            # Where the model fails, there is no such pipeline to be compared with.
            with suppress(NoPartitionError, TileError, TileSizeError):
                schedule_best_partitions(self.usual, self.estimate, self.goal)
        if self._best() != found:
            self._climb(ways, effort)

    def _place(self) -> None:
        """Schedule the best with its tiles placed in each way, and go on with the best of them."""
        if (best := self._best()) is None:
            return
        self.usual.schedule_placed(best[1], PLACEMENTS)
        best = self._best()
        assert best is not None
        self.evaluator = best[0]

    def _best(self) -> tuple[Evaluator, Partition, Evaluation] | None:
        """Of all partitions that were scheduled, in whatever placement, and what places its tiles so; of equals the first."""
        found = [
            (self.goal.key(evaluation), evaluator, partition, evaluation)
            for evaluator in self.usual.placings()
            for partition, evaluation in evaluator.wholes.items()
            if evaluation is not None
        ]
        return min(found, key=lambda entry: entry[0])[1:] if found else None

    # What bounds spare

    def _schedule(self, partitions: Sequence[Partition], *, all_of_them: bool) -> None:
        """Schedule seeds as pipelines do, those that may be better than the best so far, unless all are wanted."""
        if all_of_them:
            self.usual.schedule(partitions)
            return
        bounds = self._planned(partitions)
        # Once there is a good one, few are better: at the end of each batch processes wait for the last of it.
        for batch in _batches(list(bounds), BATCH if self._best() is None else 2 * BATCH):
            hopeful = [partition for partition in batch if self._may_win(bounds[partition])]
            latest = {p: limit for p in hopeful if (limit := self._latest_cycles(bounds[p])) is not None}
            self.usual.schedule(hopeful, latest)

    def _latest_cycles(self, bounds: Bounds) -> int | None:
        """From when on something with these bounds is no better than the best so far; None if that is not known."""
        best = self._best()
        if best is None or self.goal is Goal.ENERGY:
            return None
        value = self.goal.key(best[2])[0]
        return int(value if self.goal is Goal.LATENCY else value / (bounds.energy_pj * (1 - ROUNDING)))

    def _planned(self, partitions: Sequence[Partition]) -> dict[Partition, Bounds]:
        """Those that are not scheduled yet, and of which neither cuts nor plans rule out that they are better than the best so far, with the bounds of their plans."""
        hopeful = [p for p in partitions if p not in self.usual.wholes and self._may_win(self._cut(p))]
        self.usual.plan(hopeful)
        bounds = {partition: self._placed(partition) for partition in hopeful}
        return {partition: own for partition, own in bounds.items() if self._may_win(own)}

    def _finer(self, partitions: Sequence[Partition]) -> list[Partition]:
        """Those that bounds leave of partitions that are cut in more and more places: in each way, none after the first that is no better than the best so far."""
        by_way: dict[Way, list[Partition]] = {}
        for partition in partitions:
            by_way.setdefault(partition[0].way, []).append(partition)
        found: list[Partition] = []
        left = list(by_way.values())
        while left:
            hopeful = self._planned([own[0] for own in left])
            found += hopeful
            left = [own[1:] for own in left if own[0] in hopeful and len(own) > 1]
        return found

    def _may_win(self, bounds: Bounds) -> bool:
        """Whether something with these bounds may be better than the best so far."""
        best = self._best()
        least = Evaluation(bounds.latency_cycles, bounds.energy_pj * (1 - ROUNDING))
        return best is None or self.goal.key(least) < self.goal.key(best[2])

    def _cut(self, partition: Partition) -> Bounds:
        """Of all mappings that cut the network so."""
        groups = self._groups(partition)
        key = tuple(groups[i] for i in range(len(groups)))
        if key not in self._cut_bounds:
            self._cut_bounds[key] = self.bounds.bounds(Decided(groups))
        return self._cut_bounds[key]

    def _placed(self, partition: Partition) -> Bounds:
        """Of all schedules of a partition that was planned."""
        placed = {
            layer: own
            for stack in partition
            for layer, own in zip(stack.layers, self.usual.placed(stack), strict=False)
        }
        return self.bounds.bounds(Decided(self._groups(partition), placed))

    def _groups(self, partition: Partition) -> dict[int, int]:
        return {layer: k for k, stack in enumerate(partition) for layer in stack.layers}

    # Neighbours

    def _predicted(self, partition: Partition) -> tuple[float, float]:
        found = self.evaluator.predicted(partition)
        return (inf, inf) if found is None else self.goal.key(found)

    def _schedule_best(self, partitions: Sequence[Partition], most: int) -> int:
        """Evaluate the most promising partitions as a whole; how many that were."""
        new = [p for p in dict.fromkeys(partitions) if p not in self.evaluator.wholes]
        self.evaluator.predict([stack for partition in new for stack in partition])
        new = sorted((p for p in new if self._predicted(p)[0] < inf), key=self._predicted)[:most]
        self.evaluator.schedule(new)
        return len(new)

    def _climb(self, ways: Sequence[Way], effort: Effort) -> None:
        """Go from the best partition to better neighbours, as long as there are schedules left; tiles are placed as is best for it, at first and in the end."""
        self._place()
        left = effort.neighbours
        while left > 0 and self.usual.rows < effort.rows and (best := self._best()) is not None:
            current = best[1]
            moves = (m for m in self._neighbours(current, ways, effort) if m not in self.evaluator.wholes)
            moves = self.evaluator.affordable(moves, PREDICTED * len(self.network.layers))
            self.evaluator.predict([stack for move in (current, *moves) for stack in move])
            done = self._schedule_best([self._recombined(current), *moves], min(BATCH, left))
            if not done:
                break
            left -= done
        self._place()

    def _neighbours(self, partition: Partition, ways: Sequence[Way], effort: Effort) -> Iterator[Partition]:
        """All partitions a move away; those of each kind of move in turn."""
        cuts = list(_cut_neighbours(partition, ways))
        evaluator = self.evaluator
        scattered = [cut for start in range(SCATTER) for cut in cuts[start::SCATTER]]
        kinds = [
            [evaluator.alternatives(stack) for stack in partition],
            [evaluator.exchanges(stack) for stack in partition],
            [evaluator.retiled(stack) for stack in partition],
        ]
        by_rank = [list(_by_rank(partition, stacks)) for stacks in kinds]
        moves: list[Iterable[Partition]] = [*map(self._by_chance, (scattered, *by_rank))]
        if effort.repairs:
            # Made when they are asked for, and other windows each time: they are dear.
            repaired = [evaluator.repaired(stack, self.window_offset, self.turn) for stack in partition]
            moves.insert(1, _by_rank(partition, repaired))
            self.turn += PREDICTED
        for own in zip_longest(*moves):
            yield from (move for move in own if move is not None)

    def _by_chance(self, moves: list[Partition]) -> list[Partition]:
        """Any may come first, but those in front do so more often; in their order, if the seed leaves nothing to chance."""
        if self.random is None:
            return moves
        places = {move: (place + 1) * self.random.random() for place, move in enumerate(moves)}
        return sorted(places, key=places.__getitem__)

    def _recombined(self, current: Partition) -> Partition:
        """Of all partitions into stacks that were ever evaluated by themselves, the one with the best sum.

        Near the best so far a product changes by the relative changes of its factors, which add up over stacks: shortest path from cut to cut.
        """
        base = self.evaluator.wholes[current]
        assert base is not None
        latency, energy = {
            Goal.LATENCY: (1 / base.latency_cycles, 0.0),
            Goal.ENERGY: (0.0, 1 / base.energy_pj),
            Goal.EDP: (1 / base.latency_cycles, 1 / base.energy_pj),
        }[self.goal]
        stacks: dict[int, tuple[float, Stack]] = {}
        for stack, found in self.evaluator.known():
            cost, layers = found.latency_cycles * latency + found.energy_pj * energy, _bits(stack)
            if layers not in stacks or cost < stacks[layers][0]:
                stacks[layers] = cost, stack
        least: dict[int, tuple[float, int]] = {0: (0.0, 0)}
        downsets = self._downsets()
        for end in downsets:
            reached = [
                (least[begin][0] + stacks[end - begin][0], begin)
                for begin in least
                if begin & end == begin and end - begin in stacks
            ]
            if reached:
                least[end] = min(reached)
        chain: list[Stack] = []
        end = downsets[-1]
        while end:
            begin = least[end][1]
            chain.append(stacks[end - begin][1])
            end = begin
        return tuple(reversed(chain))

    def _downsets(self) -> list[int]:
        """What has run at the cuts of partitions, as sets of bits: all runs from the first layer, and more where stacks are no runs; subsets first."""
        found = {(1 << end) - 1 for end in range(1, len(self.network.layers) + 1)}
        for partition in self.evaluator.wholes:
            found.update(accumulate(map(_bits, partition)))
        return sorted(found)


def _batches(partitions: Sequence[Partition], size: int) -> Iterator[Sequence[Partition]]:
    return (partitions[start : start + size] for start in range(0, len(partitions), size))


def _bits(stack: Stack) -> int:
    """The layers of a stack."""
    return (1 << stack.end) - (1 << stack.first) - sum(1 << i for i in stack.without)


def _by_rank(partition: Partition, others: Sequence[Iterable[Stack]]) -> Iterator[Partition]:
    """The partition with each of the others of one of its stacks: the first of every stack, then the second, …"""
    for rank in zip_longest(*others):
        for k, other in enumerate(rank):
            if other is not None:
                yield (*partition[:k], other, *partition[k + 1 :])


def _cuts(
    network: Network, machine: Machine, freedoms: Sequence[Freedom], shares: int
) -> dict[tuple[int, ...], str]:
    """Borders of stacks -> the name of the strategy, or nothing, each once."""
    layers, cores = len(network.layers), [freedom.cores for freedom in freedoms]
    cuts: dict[tuple[int, ...], str] = {tuple(range(layers + 1)): LAYER_BY_LAYER}
    for share in range(shares):
        groups = usual_weights_fit(network, machine, cores, 1 << share)
        borders = (0, *accumulate(len(group.layers) for group in groups))
        cuts.setdefault(borders, "" if share else WEIGHTS_FIT)
    cuts.setdefault((0, layers), FULLY_FUSED)
    return cuts


def _seeds(
    network: Network,
    machine: Machine,
    freedoms: Sequence[Freedom],
    effort: Effort,
    goal: Goal,
    ways: Sequence[Way],
) -> list[tuple[str, Partition]]:
    """(name of the strategy, or nothing, partition), each partition once."""
    cuts = _cuts(network, machine, freedoms, effort.shares)
    tiling = replace(PIPELINES_TILING, objective=goal.tile_objective)
    strategies = STRATEGIES if effort.strategies else ()
    baselines = dict.fromkeys((PIPELINES_WAY, *(Way(tiling, own, Objective(goal)) for own in strategies)))
    found: list[tuple[str, Partition]] = []
    for way in (*baselines, *ways):
        for borders, name in cuts.items():
            # Constraint programming and genetic search take longer than all the rest: only for what users would compare with.
            if way in baselines and not name:
                continue
            # No named pipeline fuses all layers.
            if name == FULLY_FUSED and way == PIPELINES_WAY and goal is not Goal.LATENCY:
                continue
            partition = tuple(Stack(first, end, way) for first, end in pairwise(borders))
            found.append((name, partition))
    return found


def _cut_neighbours(partition: Partition, ways: Sequence[Way]) -> dict[Partition, None]:
    """All partitions with one stack in another way, a cut more, a cut less, or a cut moved by a layer; what was changed in those stacks is as the
    allocator has it again."""
    found: dict[Partition, None] = {}
    for k, stack in enumerate(partition):
        before, after = partition[:k], partition[k + 1 :]
        layers = stack.layers
        for way in ways:
            if way != stack.way:
                found[(*before, Stack.of(layers, way), *after)] = None
        for cut in range(1, len(layers)):
            parts = Stack.of(layers[:cut], stack.way), Stack.of(layers[cut:], stack.way)
            found[(*before, *parts, *after)] = None
        if not after:
            continue
        following, rest = after[0], after[1:]
        together = *layers, *following.layers
        for way in dict.fromkeys((stack.way, following.way)):
            found[(*before, Stack.of(together, way), *rest)] = None
        for border in (len(layers) - 1, len(layers) + 1):
            if 0 < border < len(together):
                moved = (
                    Stack.of(together[:border], stack.way),
                    Stack.of(together[border:], following.way),
                )
                found[(*before, *moved, *rest)] = None
    return found
