"""What partitions of a network take: every stack is planned once, every partition scheduled once, however often it is asked for.

A *stack* is a run of layers, or what is left of one without layers that are in other stacks, planned in a *way*: who allocates, how many tiles there are at most, and for what its tiles are mapped onto cores; then some
layers may be changed to other options than the allocator took. Stacks that are equal but for names, of one *form*, have one plan.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from stream_xdsl.cost.estimate import Tile, TileCost, TileError
from stream_xdsl.cost.layer_costs import LayerCosts
from stream_xdsl.cost.search import Objective
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution, schedule
from stream_xdsl.mapping.allocation_options import NoOptionError
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.plan import Draft, Evaluation, Place, Plan, Planner, stack_network
from stream_xdsl.mapping.tile_sizes import TileSizeError
from stream_xdsl.processes import forked_pool
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.network import Network

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

Estimate = Callable[[Sequence[Tile], Objective], Sequence[TileCost]]
"""What tiles cost if mapped for an objective; raises TileError."""

Allocate = Callable[[str, AllocationProblem], AllocationSolution]
"""The solution of the allocator of that name."""


_Changes = tuple[tuple[int, int], ...]
"""(position of a layer in its stack, its option), ascending."""


@dataclass(frozen=True)
class Way:
    """How a stack is planned."""

    most_tiles: int
    allocator: str
    objective: Objective
    """For which its tiles are mapped."""


@dataclass(frozen=True)
class Stack:
    """A run of layers, [first, end), but for some, and the way it is planned."""

    first: int
    end: int
    way: Way
    changes: _Changes = ()
    """Layers that do not have the allocator's option of the stack's allocation problem, but this."""
    without: tuple[int, ...] = ()
    """Layers of the run that are in other stacks, ascending."""

    @property
    def layers(self) -> tuple[int, ...]:
        """Ascending."""
        return tuple(i for i in range(self.first, self.end) if i not in self.without)


Partition = tuple[Stack, ...]

_Kind = tuple[int, Way, _Changes]
"""Form, way and changes of a stack: all stacks of a kind have one plan."""

_Choice = tuple[int, ...]
"""By layer of a stack its option."""


class Evaluator:
    """What is known of stacks and of partitions of one network on one machine."""

    def __init__(
        self,
        network: Network,
        machine: Machine,
        freedoms: Sequence[Freedom],
        estimate: Estimate,
        allocate: Allocate,
        workers: int,
        advance: Callable[[int], None],
    ):
        self.planner = Planner(network, machine, freedoms)
        self.refusal = ""
        """Why the first thing that cannot be cannot be."""
        self.wholes: dict[Partition, Evaluation | None] = {}
        """What partitions take; None for those that cannot be."""
        self._alone: dict[_Kind, Evaluation | None] = {}
        self._plans: dict[_Kind, Plan | None] = {}
        self._choices: dict[tuple[int, Way], _Choice] = {}
        self._alternatives: dict[_Kind, list[_Changes]] = {}
        self._problems: dict[tuple[int, Way], AllocationProblem] = {}
        self._drafts: dict[tuple[int, int], Draft | None] = {}
        """By form and most tiles."""
        self._costs: dict[tuple[int, int, Objective], tuple[LayerCosts, ...] | None] = {}
        """The same, and the objective for which tiles are mapped."""
        self._runs: dict[tuple[int, int, tuple[int, ...]], tuple[Network, int]] = {}
        """First layer, end and those without -> the stack as a network of its own, and its form."""
        self._estimate = estimate
        self._allocate = allocate
        self._workers = workers
        self._advance = advance

    # Whole networks

    def schedule(self, partitions: Sequence[Partition]) -> None:
        """Evaluate partitions as a whole."""
        wanted = [p for p in dict.fromkeys(partitions) if p not in self.wholes]
        self._plan([stack for partition in wanted for stack in partition])
        self.wholes |= dict.fromkeys(wanted)
        jobs: dict[Partition, list[Plan]] = {}
        for partition in wanted:
            kinds = [self._kind(stack) for stack in partition]
            if len(kinds) == 1 and kinds[0] in self._alone:
                self.wholes[partition] = self._alone[kinds[0]]
            elif all(self._plans[kind] is not None for kind in kinds):
                jobs[partition] = [self.plan_of(stack) for stack in partition]
        for partition, found in zip(jobs, self._map(self._evaluate_joined, list(jobs.values())), strict=True):
            self.wholes[partition] = self._kept(found)
            if len(partition) == 1:
                self._alone[self._kind(partition[0])] = self.wholes[partition]
            self._advance(1)

    def plan_of(self, stack: Stack) -> Plan:
        """The plan of a stack that has one."""
        plan = self._plans[self._kind(stack)]
        assert plan is not None
        return plan.for_layers(self._run(stack)[0])

    def network_of(self, stack: Stack) -> Network:
        """The stack as a network of its own, without decisions."""
        return self._run(stack)[0]

    # Stacks by themselves

    def predict(self, stacks: Sequence[Stack]) -> None:
        """Evaluate stacks by themselves."""
        self._plan(stacks)
        wanted = {kind: stack for stack in stacks if (kind := self._kind(stack)) not in self._alone}
        self._alone |= dict.fromkeys(wanted)
        jobs = {kind: [self.plan_of(s)] for kind, s in wanted.items() if self._plans[kind] is not None}
        for kind, found in zip(jobs, self._map(self._evaluate_joined, list(jobs.values())), strict=True):
            self._alone[kind] = self._kept(found)

    def predicted(self, partition: Partition) -> Evaluation | None:
        """What stacks that were all evaluated by themselves take one after another; None if some cannot be."""
        latency_cycles, energy_pj = 0, 0.0
        for stack in partition:
            found = self._alone[self._kind(stack)]
            if found is None:
                return None
            latency_cycles += found.latency_cycles
            energy_pj += found.energy_pj
        return Evaluation(latency_cycles, energy_pj)

    def affordable(self, partitions: Sequence[Partition], most_layers: int) -> list[Partition]:
        """Of the partitions, in order, those whose stacks were evaluated by themselves, or can be, as long as these have so many layers together."""
        seen = set(self._alone)
        found: list[Partition] = []
        for partition in partitions:
            new = {kind: len(s.layers) for s in partition if (kind := self._kind(s)) not in seen}
            if sum(new.values()) <= most_layers:
                most_layers -= sum(new.values())
                seen |= new.keys()
                found.append(partition)
        return found

    def known(self) -> Iterator[tuple[Stack, Evaluation]]:
        """All stacks that were evaluated by themselves, or are of a kind with one that was."""
        kinds: dict[int, list[tuple[_Kind, Evaluation]]] = {}
        for kind, evaluation in self._alone.items():
            if evaluation is not None:
                kinds.setdefault(kind[0], []).append((kind, evaluation))
        for (first, end, without), (_, form) in self._runs.items():
            for (_, way, changes), evaluation in kinds.get(form, ()):
                yield Stack(first, end, way, changes, without), evaluation

    # Options of layers

    def alternatives(self, stack: Stack) -> list[Stack]:
        """The stack with another option for one of its layers: those of least latency in the allocation's model first, layer by layer."""
        kind = self._kind(stack)
        if kind not in self._alternatives:
            self._alternatives[kind] = self._ranked(stack)
        return [replace(stack, changes=changes) for changes in self._alternatives[kind]]

    def _ranked(self, stack: Stack) -> list[_Changes]:
        problem, own = self._problem(stack), self._choices[self._kind(stack)[:2]]
        current = dict(enumerate(own)) | dict(stack.changes)
        ranked: list[tuple[int, int, _Changes]] = []
        for layer, options in enumerate(problem.options):
            found: list[tuple[int, _Changes]] = []
            for option in range(len(options)):
                if option == current[layer]:
                    continue
                choice = current | {layer: option}
                model = schedule(problem, list(choice.values()))
                changes = tuple((i, o) for i, o in choice.items() if o != own[i])
                found.append((problem.latency(model.interval, model.makespan), changes))
            found.sort(key=lambda pair: pair[0])
            ranked += [(rank, latency, changes) for rank, (latency, changes) in enumerate(found)]
        ranked.sort(key=lambda entry: entry[:2])
        return [changes for _, _, changes in ranked]

    def _problem(self, stack: Stack) -> AllocationProblem:
        form, way, _ = self._kind(stack)
        if (form, way) not in self._problems:
            drafted = self._drafted(form, way)
            assert drafted is not None
            self._problems[form, way] = self.planner.problem(*drafted)
        return self._problems[form, way]

    # Plans

    def _plan(self, stacks: Sequence[Stack]) -> None:
        """Plan stacks that are not planned yet."""
        wanted: dict[_Kind, Stack] = {}
        for stack in stacks:
            if (kind := self._kind(stack)) not in self._plans:
                wanted.setdefault(kind, stack)
        for (form, way, _), stack in wanted.items():
            if (form, way.most_tiles) not in self._drafts:
                self._drafts[form, way.most_tiles] = self._draft(stack)
        self._estimate_costs([(form, way.most_tiles, way.objective) for form, way, _ in wanted])
        self._plans |= dict.fromkeys(wanted)
        jobs: dict[tuple[int, Way], tuple[Draft, tuple[LayerCosts, ...], str]] = {}
        for form, way, _ in wanted:
            drafted = self._drafted(form, way)
            if drafted is not None and (form, way) not in self._choices:
                jobs[form, way] = *drafted, way.allocator
        for key, found in zip(jobs, self._map(self._allocate_draft, list(jobs.values())), strict=True):
            if (kept := self._kept(found)) is not None:
                self._choices[key], places = kept
                draft, costs, _ = jobs[key]
                self._plans[*key, ()] = Plan.of(draft, costs, places)
        for kind, stack in wanted.items():
            if kind[2] and kind[:2] in self._choices:
                self._plans[kind] = self._changed(stack)

    def _changed(self, stack: Stack) -> Plan:
        form, way, changes = self._kind(stack)
        drafted = self._drafted(form, way)
        assert drafted is not None
        choice = dict(enumerate(self._choices[form, way])) | dict(changes)
        return Plan.of(*drafted, _places(self._problem(stack), list(choice.values())))

    def _drafted(self, form: int, way: Way) -> tuple[Draft, tuple[LayerCosts, ...]] | None:
        """The draft of stacks of a form, with the costs of its tiles; None if there is none, or if some cannot run."""
        draft, costs = self._drafts[form, way.most_tiles], self._costs[form, way.most_tiles, way.objective]
        return None if draft is None or costs is None else (draft, costs)

    def _run(self, stack: Stack) -> tuple[Network, int]:
        key = stack.first, stack.end, stack.without
        if key not in self._runs:
            network, members = self.planner.network, stack.layers
            first, last = network.layers[stack.first].name, network.layers[stack.end - 1].name
            alone = stack_network(network, first if first == last else f"{first}..{last}", members)
            self._runs[key] = alone, self.planner.form(alone, members)
        return self._runs[key]

    def _kind(self, stack: Stack) -> _Kind:
        return self._run(stack)[1], stack.way, stack.changes

    def _draft(self, stack: Stack) -> Draft | None:
        try:
            return self.planner.draft(self._run(stack)[0], stack.layers, stack.way.most_tiles)
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

    # What processes do

    def _allocate_draft(
        self, job: tuple[Draft, tuple[LayerCosts, ...], str]
    ) -> "tuple[_Choice, list[Place]] | _Refusal":
        draft, costs, allocator = job
        try:
            problem = self.planner.problem(draft, costs)
        except NoOptionError as error:
            return _Refusal(str(error))
        choice = self._allocate(allocator, problem).choice
        return choice, _places(problem, choice)

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


def _places(problem: AllocationProblem, choice: Sequence[int]) -> list[Place]:
    chosen = [options[o] for options, o in zip(problem.options, choice, strict=True)]
    return [(option.split, option.cores) for option in chosen]


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
