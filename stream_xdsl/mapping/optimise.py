"""Joint search for a mapping: which layers are fused, how finely they are tiled, how each is split over which cores.

The search space are *partitions*: the network's layers, in their order, cut into runs; each run is a stack, planned in one of a few *ways*
(how many tiles at most, and who allocates). A partition is judged by the whole schedule that COALA makes of it.

1. *Seeds*: layer by layer, all layers in one stack, and weights-fit at full capacity, in every way, and the most promising at ever smaller shares of the
   capacity. Among them is what the named pipelines do, so that the result is never worse than theirs.
2. *Climbing*: from the best so far to the best of a few neighbours, until none is better or the effort is spent. A neighbour has a stack
   planned in another way, a cut more, a cut less, or a cut moved by a layer. Which are worth a whole schedule is predicted: stacks are
   scheduled by themselves, those of one form once, and their costs add up to about what the whole takes. All stacks that are known are recombined, too.

Effort is counted in schedules, and they are made in batches of fixed size, so that the result depends neither on the machine's speed nor on
the number of processes.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, pairwise
from math import inf
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
from stream_xdsl.mapping.allocation_spread import allocate_spread
from stream_xdsl.mapping.allocation_thrifty import allocate_thrifty
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.partition import weight_capacity_bits, weights_fit
from stream_xdsl.mapping.plan import Draft, Evaluation, Plan, Planner, stack_network
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
        return 2 + 3 * self.ways + BATCH + self.neighbours


EFFORTS = {"quick": Effort(2, 1, 4), "default": Effort(6, 3, 16), "thorough": Effort(8, 8, 400)}


@dataclass(frozen=True)
class Way:
    """How a stack is planned."""

    most_tiles: int
    allocator: str
    objective: Objective
    """For which its tiles are mapped."""


PIPELINES_WAY = Way(64, "cp-sat", Objective.LATENCY)
"""That of the named pipelines."""

OTHER_WAYS = (
    (16, "spread"),
    (64, "greedy"),
    (16, "fixed"),
    (64, "thrifty"),
    (64, "spread"),
    (64, "fixed"),
    (16, "greedy"),
    (256, "spread"),
)
"""Most tiles, and who allocates; of most use first."""

BATCH = 4
"""Neighbours that are scheduled before the best of them is looked at."""

PREDICTED = 4
"""For each step, stacks are evaluated by themselves until they have so many times the network's layers together."""

SCATTER = 7
"""Neighbours are looked at in as many passes, each with gaps of that length."""

CP_SAT_EFFORT = 0.1
"""As `dnn-allocate-cores` has it."""


@dataclass(frozen=True)
class Stack:
    """A run of layers, [first, end), and the way it is planned."""

    first: int
    end: int
    way: Way


Partition = tuple[Stack, ...]

_Kind = tuple[int, Way]
"""Form of a stack, and its way: all stacks of a kind have one plan."""


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
    search.schedule([partition for name, partition in seeds if name])
    search.schedule_best([partition for name, partition in seeds if not name], BATCH)
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
        case "spread":
            return allocate_spread(problem)
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
        self.alone: dict[_Kind, Evaluation | None] = {}
        """What stacks take by themselves; None for those that cannot be."""
        self.wholes: dict[Partition, Evaluation | None] = {}
        self._plans: dict[_Kind, Plan | None] = {}
        self._drafts: dict[tuple[int, int], Draft | None] = {}
        """By form and most tiles."""
        self._costs: dict[tuple[int, int, Objective], tuple[LayerCosts, ...] | None] = {}
        """The same, and the objective for which tiles are mapped."""
        self._runs: dict[tuple[int, int], tuple[Network, int]] = {}
        """First layer and end -> the stack as a network of its own, and its form."""
        self._estimate = estimate
        self._workers = workers
        self._advance = advance

    def best(self) -> Partition | None:
        """Of all partitions that were scheduled; of equals the first."""
        found = [(self.goal.key(e), p) for p, e in self.wholes.items() if e is not None]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def plan_of(self, stack: Stack) -> Plan:
        """The plan of a stack that has one."""
        plan = self._plans[self._kind(stack)]
        assert plan is not None
        return plan.for_layers(self._run(stack)[0])

    def schedule(self, partitions: Sequence[Partition]) -> None:
        """Evaluate partitions as a whole."""
        wanted = [p for p in dict.fromkeys(partitions) if p not in self.wholes]
        self.plan([stack for partition in wanted for stack in partition])
        possible = [p for p in wanted if all(self._plans[self._kind(stack)] is not None for stack in p)]
        self.wholes |= dict.fromkeys(wanted)
        joined = [[self.plan_of(stack) for stack in partition] for partition in possible]
        for partition, found in zip(possible, self._map(self._evaluate_joined, joined), strict=True):
            self.wholes[partition] = self._kept(found)
            self._advance(1)

    def plan(self, stacks: Sequence[Stack]) -> None:
        """Plan stacks that are not planned yet, those of one form once."""
        wanted: dict[_Kind, Stack] = {}
        for stack in stacks:
            if (kind := self._kind(stack)) not in self._plans:
                wanted.setdefault(kind, stack)
        for (form, way), stack in wanted.items():
            if (form, way.most_tiles) not in self._drafts:
                self._drafts[form, way.most_tiles] = self._draft(stack)
        self._estimate_costs([(form, way.most_tiles, way.objective) for form, way in wanted])
        self._plans |= dict.fromkeys(wanted)
        jobs: dict[_Kind, tuple[Draft, Sequence[LayerCosts], str]] = {}
        for form, way in wanted:
            draft, costs = (
                self._drafts[form, way.most_tiles],
                self._costs[form, way.most_tiles, way.objective],
            )
            if draft is not None and costs is not None:
                jobs[form, way] = draft, costs, way.allocator
        for kind, found in zip(jobs, self._map(self._allocate_draft, list(jobs.values())), strict=True):
            places = self._kept(found)
            draft, costs, _ = jobs[kind]
            self._plans[kind] = None if places is None else Plan.of(draft, tuple(costs), places)

    def _run(self, stack: Stack) -> tuple[Network, int]:
        key = stack.first, stack.end
        if key not in self._runs:
            members = range(*key)
            network = stack_network(self.planner.network, _name(self.planner.network, stack), members)
            self._runs[key] = network, self.planner.form(network, members)
        return self._runs[key]

    def _kind(self, stack: Stack) -> "_Kind":
        return self._run(stack)[1], stack.way

    def _draft(self, stack: Stack) -> Draft | None:
        try:
            members = range(stack.first, stack.end)
            return self.planner.draft(self._run(stack)[0], members, stack.way.most_tiles)
        except TileSizeError as error:
            self._refuse(str(error))
            return None

    def _estimate_costs(self, wanted: Sequence[tuple[int, int, Objective]]) -> None:
        """Of the tiles of all drafts together; None where some cannot run."""
        new = [key for key in dict.fromkeys(wanted) if key not in self._costs]
        self._costs |= dict.fromkeys(new)
        drafts = {key: draft for key in new if (draft := self._drafts[key[:2]]) is not None}
        tiles = {key: [tile for own in draft.tiles for tile in own.values()] for key, draft in drafts.items()}
        for objective in dict.fromkeys(key[2] for key in drafts):
            mine = [key for key in drafts if key[2] == objective]
            known = self._tile_costs([tile for key in mine for tile in tiles[key]], objective)
            for key in mine:
                if all(tile in known for tile in tiles[key]):
                    self._costs[key] = self.planner.costs(drafts[key], [known[tile] for tile in tiles[key]])

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
        """Evaluate stacks by themselves, those of one form once."""
        self.plan(stacks)
        wanted = {kind: stack for stack in stacks if (kind := self._kind(stack)) not in self.alone}
        self.alone |= dict.fromkeys(wanted)
        possible = {kind: [self.plan_of(s)] for kind, s in wanted.items() if self._plans[kind] is not None}
        for kind, found in zip(
            possible, self._map(self._evaluate_joined, list(possible.values())), strict=True
        ):
            self.alone[kind] = self._kept(found)

    def predicted(self, partition: Partition) -> tuple[float, float]:
        """What stacks that were all evaluated by themselves take one after another; infinite if some cannot be."""
        found = [e for e in (self.alone[self._kind(stack)] for stack in partition) if e is not None]
        if len(found) < len(partition):
            return inf, inf
        return self.goal.key(
            Evaluation(sum(e.latency_cycles for e in found), sum(e.energy_pj for e in found))
        )

    def schedule_best(self, partitions: Sequence[Partition], most: int) -> int:
        """Evaluate the most promising partitions as a whole; how many that were."""
        new = [p for p in dict.fromkeys(partitions) if p not in self.wholes]
        self.predict([stack for partition in new for stack in partition])
        new = sorted((p for p in new if self.predicted(p)[0] < inf), key=self.predicted)[:most]
        self.schedule(new)
        return len(new)

    def climb(self, ways: Sequence[Way], left: int) -> None:
        """Go from the best partition to better neighbours, as long as there are schedules left."""
        current = self.best()
        while left > 0 and current is not None:
            moves = self._affordable([m for m in _neighbours(current, ways) if m not in self.wholes])
            self.predict([stack for move in (current, *moves) for stack in move])
            done = self.schedule_best([self._recombined(current), *moves], min(BATCH, left))
            if not done:
                return
            left -= done
            current = self.best()

    def _affordable(self, moves: Sequence[Partition]) -> list[Partition]:
        """As many of them as can be predicted for what it takes to schedule a few whole networks, from all parts of the network."""
        left = PREDICTED * len(self.planner.network.layers)
        scattered = [move for start in range(SCATTER) for move in moves[start::SCATTER]]
        seen = set(self.alone)
        found: list[Partition] = []
        for move in scattered:
            new = {kind: s.end - s.first for s in move if (kind := self._kind(s)) not in seen}
            if sum(new.values()) <= left:
                left -= sum(new.values())
                seen |= new.keys()
                found.append(move)
        return found

    def _recombined(self, current: Partition) -> Partition:
        """Of all partitions into stacks that were ever evaluated by themselves, the one with the best sum.

        Near the best so far a product changes by the relative changes of its factors, which add up over stacks: shortest path from cut to cut.
        """
        base = self.wholes[current]
        assert base is not None
        latency, energy = {
            Goal.LATENCY: (1 / base.latency_cycles, 0.0),
            Goal.ENERGY: (0.0, 1 / base.energy_pj),
            Goal.EDP: (1 / base.latency_cycles, 1 / base.energy_pj),
        }[self.goal]
        layers = len(self.planner.network.layers)
        ways: dict[int, dict[Way, float]] = {}
        for (form, way), e in self.alone.items():
            if e is not None:
                ways.setdefault(form, {})[way] = e.latency_cycles * latency + e.energy_pj * energy
        ending: dict[int, list[tuple[float, Stack]]] = {}
        for (first, end), (_, form) in self._runs.items():
            if form in ways:
                way, cost = min(ways[form].items(), key=lambda pair: pair[1])
                ending.setdefault(end, []).append((cost, Stack(first, end, way)))
        least: dict[int, tuple[float, Stack | None]] = {0: (0.0, None)}
        for end in range(1, layers + 1):
            reached = [(least[s.first][0] + cost, s) for cost, s in ending.get(end, ()) if s.first in least]
            if reached:
                least[end] = min(reached, key=lambda pair: pair[0])
        found: list[Stack] = []
        stack = least[layers][1]
        while stack is not None:
            found.append(stack)
            stack = least[stack.first][1]
        return tuple(reversed(found))

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
