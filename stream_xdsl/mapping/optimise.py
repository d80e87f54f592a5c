"""Joint search for a mapping: which layers are fused, how finely they are tiled, how each is split over which cores.

The search space are *partitions*: the network's layers, in their order, cut into runs; each run is a stack, planned in one of a few *ways*
(how many tiles at most, and who allocates). A partition is judged by the whole schedule that COALA makes of it.

1. *Seeds*: layer by layer, all layers in one stack, and weights-fit at full capacity and at ever smaller shares of it, in every way.
   Among them is what the named pipelines do, so that the result is never worse than theirs.
2. *Climbing*: from the best so far to the best of a few neighbours, until none is better or the effort is spent. A neighbour has a stack
   planned in another way, a cut more, a cut less, or a cut moved by a layer. Which neighbours are worth a whole schedule is predicted: stacks are
   scheduled by themselves, once each, and their costs add up to about what the whole takes.

Effort is counted in schedules, and they are made in batches of fixed size, so that the result depends neither on the machine's speed nor on
the number of processes.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from stream_xdsl.cost.estimate import Tile, TileCost, TileError
from stream_xdsl.cost.layer_costs import LayerCosts
from stream_xdsl.cost.search import Objective
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution, Split
from stream_xdsl.mapping.allocation_cp_sat import allocate_cp_sat
from stream_xdsl.mapping.allocation_fixed import allocate_fixed
from stream_xdsl.mapping.allocation_greedy import allocate_greedy
from stream_xdsl.mapping.allocation_options import NoOptionError
from stream_xdsl.mapping.allocation_thrifty import allocate_thrifty
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.partition import weight_capacity_bits, weights_fit
from stream_xdsl.mapping.plan import Draft, Evaluation, Plan, Planner
from stream_xdsl.mapping.tile_sizes import TileSizeError, can_stream, rooms
from stream_xdsl.processes import forked_pool, worker_count
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.network import Network

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

Estimate = Callable[[Sequence[Tile], Objective], Sequence[TileCost]]
"""What tiles cost if mapped for an objective; raises TileError."""


class Goal(StrEnum):
    """What a mapping is to have least of."""

    LATENCY = "latency"
    ENERGY = "energy"
    EDP = "edp"

    def key(self, evaluation: Evaluation) -> tuple[float, float]:
        """What is minimised, and what decides between equals."""
        latency, energy = float(evaluation.latency_cycles), evaluation.energy_pj
        match self:
            case Goal.LATENCY:
                return latency, energy
            case Goal.ENERGY:
                return energy, latency
            case Goal.EDP:
                return latency * energy, latency


@dataclass(frozen=True)
class Effort:
    """How long to search."""

    shares: int
    """Weights-fit is tried at the whole capacity, a half, a quarter, … of it: so many."""
    ways: int
    """Besides that of the pipelines, so many."""
    neighbours: int
    """Those that are scheduled as a whole."""

    @property
    def most_schedules(self) -> int:
        """How many whole networks are scheduled at most."""
        return 2 + self.ways * (self.shares + 2) + self.neighbours


EFFORTS = {"quick": Effort(2, 1, 0), "default": Effort(6, 3, 16), "thorough": Effort(8, 6, 400)}


@dataclass(frozen=True)
class Way:
    """How a stack is planned."""

    most_tiles: int
    allocator: str
    objective: Objective
    """For which its tiles are mapped."""


PIPELINES_WAY = Way(64, "cp-sat", Objective.LATENCY)
"""That of the named pipelines."""

OTHER_WAYS = ((16, "fixed"), (64, "greedy"), (64, "thrifty"), (64, "fixed"), (16, "greedy"), (256, "fixed"))
"""Most tiles, and who allocates; of most use first."""

BATCH = 4
"""Neighbours that are scheduled before the best of them is looked at."""

PREDICTED = 24
"""Neighbours of which it is predicted what they take, at most, for each step."""

CP_SAT_EFFORT = 0.1
"""As `dnn-allocate-cores` has it."""


@dataclass(frozen=True)
class Stack:
    """A run of layers, [first, end), and the way it is planned."""

    first: int
    end: int
    way: Way


Partition = tuple[Stack, ...]


@dataclass(frozen=True, eq=False)
class Outcome:
    """The best that was found."""

    partition: Partition
    plan: Plan
    evaluation: Evaluation
    baselines: dict[str, Evaluation]
    """What the named strategies take, of those that can be."""


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
    processes: int | None = None,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """The best mapping that the effort finds of a network without stacks.

    `processes` defaults to the processors there are. `advance` is told of every whole schedule. Raises NoMappingError.
    """
    search = _Search(network, machine, freedoms, estimate, goal, worker_count(processes), advance)
    # For EDP as the pipelines do: static power and waiting are no tile's business.
    objective = Objective.ENERGY if goal is Goal.ENERGY else Objective.LATENCY
    ways = [Way(*way, objective) for way in OTHER_WAYS[: effort.ways]]
    seeds = _seeds(network, machine, freedoms, effort, ways)
    search.schedule([partition for _, partition in seeds])
    search.climb(ways, effort.neighbours)
    best = search.best()
    if best is None:
        raise NoMappingError(search.refusal)
    evaluation = search.wholes[best]
    assert evaluation is not None
    baselines = {name: e for name, seed in seeds if name and (e := search.wholes[seed]) is not None}
    plan = search.planner.join([search.plan_of(stack) for stack in best])
    return Outcome(best, plan, evaluation, baselines)


def _seeds(
    network: Network, machine: Machine, freedoms: Sequence[Freedom], effort: Effort, ways: Sequence[Way]
) -> list[tuple[str, Partition]]:
    """(name of the strategy, or nothing, partition), each partition once."""
    layers, capacity = len(network.layers), weight_capacity_bits(network, machine)
    available = [rooms(machine, freedom.cores) for freedom in freedoms]
    cuts: dict[tuple[int, ...], str] = {tuple(range(layers + 1)): "layer-by-layer"}
    for share in range(effort.shares):
        groups = weights_fit(
            network,
            capacity >> share,
            lambda i, operands: can_stream(network, i, operands, available[i]),
        )
        borders = (0, *accumulate(len(group.layers) for group in groups))
        cuts.setdefault(borders, "" if share else "weights-fit")
    cuts.setdefault((0, layers), "fully-fused")
    found: list[tuple[str, Partition]] = []
    for way in (PIPELINES_WAY, *ways):
        for borders, name in cuts.items():
            # Constraint programming takes longer than all the rest, hence it is for what the named pipelines do.
            if way == PIPELINES_WAY and name not in ("layer-by-layer", "weights-fit"):
                continue
            partition = tuple(Stack(first, end, way) for first, end in pairwise(borders))
            found.append((f"{name}, {way.allocator}, {way.most_tiles}" if name else "", partition))
    return found


def _allocate(allocator: str, problem: AllocationProblem) -> AllocationSolution:
    match allocator:
        case "cp-sat":
            return allocate_cp_sat(problem, CP_SAT_EFFORT)
        case "greedy":
            return allocate_greedy(problem)
        case "thrifty":
            return allocate_thrifty(problem)
        case _:
            return allocate_fixed(problem)


class _Search:
    """What is known of stacks and of partitions."""

    def __init__(
        self,
        network: Network,
        machine: Machine,
        freedoms: Sequence[Freedom],
        estimate: Estimate,
        goal: Goal,
        workers: int,
        advance: Callable[[int], None],
    ):
        self.planner = Planner(network, machine, freedoms)
        self.goal = goal
        self.refusal = ""
        self.plans: dict[Stack, Plan | None] = {}
        """None for stacks that cannot be."""
        self.alone: dict[Stack, Evaluation | None] = {}
        """What stacks take by themselves."""
        self.wholes: dict[Partition, Evaluation | None] = {}
        self._estimate = estimate
        self._workers = workers
        self._advance = advance

    def best(self) -> Partition | None:
        """Of all partitions that were scheduled; of equals the first."""
        found = [(self.goal.key(e), p) for p, e in self.wholes.items() if e is not None]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def plan_of(self, stack: Stack) -> Plan:
        """The plan of a stack that has one."""
        plan = self.plans[stack]
        assert plan is not None
        return plan

    def schedule(self, partitions: Sequence[Partition]) -> None:
        """Evaluate partitions as a whole."""
        wanted = [p for p in dict.fromkeys(partitions) if p not in self.wholes]
        self.plan([stack for partition in wanted for stack in partition])
        possible = [p for p in wanted if all(self.plans[stack] is not None for stack in p)]
        self.wholes |= dict.fromkeys(wanted)
        joined = [[self.plan_of(stack) for stack in partition] for partition in possible]
        for partition, found in zip(possible, self._map(self._evaluate_joined, joined), strict=True):
            self.wholes[partition] = self._kept(found)
            self._advance(1)

    def plan(self, stacks: Sequence[Stack]) -> None:
        """Plan stacks that are not planned yet."""
        wanted = [stack for stack in dict.fromkeys(stacks) if stack not in self.plans]
        drafts: dict[Stack, Draft] = {}
        for stack in wanted:
            try:
                name, members = _name(self.planner.network, stack), range(stack.first, stack.end)
                drafts[stack] = self.planner.draft(name, members, stack.way.most_tiles)
            except TileSizeError as error:
                self._refuse(str(error))
        self.plans |= dict.fromkeys(wanted)
        by_layer = self._costs(drafts)
        possible = list(by_layer)
        jobs = [(drafts[s], by_layer[s], s.way.allocator) for s in possible]
        for stack, found in zip(possible, self._map(self._allocate_draft, jobs), strict=True):
            places = self._kept(found)
            self.plans[stack] = None if places is None else Plan.of(drafts[stack], by_layer[stack], places)

    def _costs(self, drafts: Mapping[Stack, Draft]) -> dict[Stack, tuple[LayerCosts, ...]]:
        """The costs of all stacks whose tiles can all run; they are estimated together."""
        tiles = {s: [tile for own in draft.tiles for tile in own.values()] for s, draft in drafts.items()}
        found: dict[Stack, tuple[LayerCosts, ...]] = {}
        for objective in dict.fromkeys(stack.way.objective for stack in drafts):
            mine = [stack for stack in drafts if stack.way.objective == objective]
            known = self._tile_costs([tile for stack in mine for tile in tiles[stack]], objective)
            for stack in mine:
                if all(tile in known for tile in tiles[stack]):
                    costs = [known[tile] for tile in tiles[stack]]
                    found[stack] = self.planner.costs(drafts[stack], costs)
        return found

    def _tile_costs(self, tiles: Sequence[Tile], objective: Objective) -> dict[Tile, TileCost]:
        """Of all tiles that can run."""
        wanted = list(dict.fromkeys(tiles))
        while True:
            try:
                return dict(zip(wanted, self._estimate(wanted, objective), strict=True))
            except TileError as error:
                self._refuse(str(error))
                wanted.remove(error.tile)

    def predict(self, stacks: Sequence[Stack]) -> None:
        """Evaluate stacks by themselves."""
        wanted = [stack for stack in dict.fromkeys(stacks) if stack not in self.alone]
        self.plan(wanted)
        possible = [stack for stack in wanted if self.plans[stack] is not None]
        self.alone |= dict.fromkeys(wanted)
        jobs = [[self.plan_of(stack)] for stack in possible]
        for stack, found in zip(possible, self._map(self._evaluate_joined, jobs), strict=True):
            self.alone[stack] = self._kept(found)

    def climb(self, ways: Sequence[Way], left: int) -> None:
        """Go from the best partition to better neighbours, as long as there are schedules left."""
        current = self.best()
        while left > 0 and current is not None:
            moves = [m for m in _neighbours(current, ways) if m not in self.wholes]
            if not moves:
                return
            # Cuts are looked at in turn, so that no part of the network is left out.
            moves = moves[:: max(1, -(-len(moves) // PREDICTED))]
            self.predict([stack for move in (current, *moves) for stack in move])
            moves = [m for m in moves if all(self.alone[stack] is not None for stack in m)]
            moves.sort(key=self._predicted)
            batch = moves[: min(BATCH, left)]
            if not batch:
                return
            self.schedule(batch)
            left -= len(batch)
            current = self.best()

    def _predicted(self, partition: Partition) -> tuple[float, float]:
        found = [e for e in (self.alone[stack] for stack in partition) if e is not None]
        return self.goal.key(
            Evaluation(sum(e.latency_cycles for e in found), sum(e.energy_pj for e in found))
        )

    # What processes do

    def _allocate_draft(
        self, job: tuple[Draft, Sequence[LayerCosts], str]
    ) -> "list[tuple[Split, tuple[int, ...]]] | _Refusal":
        draft, costs, allocator = job
        try:
            return self.planner.allocate(draft, costs, lambda problem: _allocate(allocator, problem))
        except NoOptionError as error:
            return _Refusal(str(error))

    def _evaluate_joined(self, plans: list[Plan]) -> "Evaluation | _Refusal":
        try:
            return self.planner.evaluate(self.planner.join(plans))
        except UnmappableError as error:
            return _Refusal(str(error))

    def _map(self, job: Callable[[_Job], _Result], jobs: Sequence[_Job]) -> Iterator[_Result]:
        """Do all, in order; several at a time, by fork, if that is worth it."""
        if len(jobs) < 2 or self._workers < 2:
            yield from map(job, jobs)
            return
        with _Inherited.of(job, jobs), forked_pool(self._workers) as pool:
            yield from pool.map(_Inherited.do, range(len(jobs)))

    def _kept(self, found: "_Result | _Refusal") -> _Result | None:
        if isinstance(found, _Refusal):
            self._refuse(found.text)
            return None
        return found

    def _refuse(self, text: str) -> None:
        self.refusal = self.refusal or text


@dataclass(frozen=True)
class _Refusal:
    """Why something cannot be, as processes can send it."""

    text: str


class _Inherited:
    """What processes find where they are forked, so that jobs need not be sent to them."""

    job: Callable[[Any], Any]
    jobs: Sequence[Any]

    @classmethod
    @contextmanager
    def of(cls, job: Callable[[Any], Any], jobs: Sequence[Any]) -> Generator[None]:
        """Provide jobs to processes that are started meanwhile."""
        cls.job, cls.jobs = job, jobs
        yield
        del cls.job, cls.jobs

    @classmethod
    def do(cls, index: int) -> Any:
        """Do one of them."""
        return cls.job(cls.jobs[index])


def _neighbours(partition: Partition, ways: Sequence[Way]) -> list[Partition]:
    """All partitions a move away, each once."""
    found: dict[Partition, None] = {}
    for k, stack in enumerate(partition):
        before, after = partition[:k], partition[k + 1 :]
        for way in ways:
            if way != stack.way:
                found[(*before, replace(stack, way=way), *after)] = None
        for cut in range(stack.first + 1, stack.end):
            found[(*before, replace(stack, end=cut), replace(stack, first=cut), *after)] = None
        if not after:
            continue
        following, rest = after[0], after[1:]
        for way in dict.fromkeys((stack.way, following.way)):
            found[(*before, Stack(stack.first, following.end, way), *rest)] = None
        for border in (stack.end - 1, stack.end + 1):
            if stack.first < border < following.end:
                moved = replace(stack, end=border), replace(following, first=border)
                found[(*before, *moved, *rest)] = None
    return list(found)


def _name(network: Network, stack: Stack) -> str:
    first, last = network.layers[stack.first].name, network.layers[stack.end - 1].name
    return first if first == last else f"{first}..{last}"
