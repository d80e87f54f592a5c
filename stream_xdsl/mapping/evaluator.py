"""What partitions of a network take: every stack is planned once, every partition scheduled once, however often it is asked for.

A *stack* is a run of layers, or what is left of one without layers that are in other stacks, planned in a *way*: how many tiles there are at most, whether heavy
layers are cut, for what tiles are mapped onto cores, and who allocates for what; then some
layers may be changed to other options than the allocator took. Stacks that are equal but for names, of one *form*, have one plan.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from stream_xdsl.coala.schedule import USUAL, LateError, Placement
from stream_xdsl.cost.estimate import Tile, TileCost, TileError
from stream_xdsl.cost.layer_costs import LayerCosts, layer_costs
from stream_xdsl.cost.search import Objective
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution
from stream_xdsl.mapping.allocation_cp_sat import allocate_cp_sat
from stream_xdsl.mapping.allocation_figures import Figures
from stream_xdsl.mapping.allocation_options import NoOptionError
from stream_xdsl.mapping.decided import PlacedLayer
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.plan import Draft, Evaluation, Place, Plan, Planner, stack_network
from stream_xdsl.mapping.tile_sizes import Cut, TileSizeError, rows_cut
from stream_xdsl.processes import forked_map
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.network import Network

_Result = TypeVar("_Result")

Estimate = Callable[[Sequence[Tile], Objective], Sequence[TileCost]]
"""What tiles cost if mapped for an objective; raises TileError."""

Allocate = Callable[[str, AllocationProblem, Objective], AllocationSolution]
"""The solution of the allocator of that name for an objective."""

WINDOW = 8
"""Layers whose options are chosen anew together, where a stack is repaired."""

REPAIR_EFFORT = 0.01
"""Of CP-SAT, for one window."""

MISSES = 16
"""So many neighbours in a row that are too large to be predicted end the search for more."""

_Changes = tuple[tuple[int, int], ...]
"""(position of a layer in its stack, its option), ascending."""


@dataclass(frozen=True)
class Tiling:
    """How a stack is tiled."""

    most_tiles: int
    heavy: Cut
    """What heavy layers are cut along (`tile_sizes.heavy_layers`)."""
    objective: Objective
    """For which tiles are mapped onto cores."""
    row_tiles: int | None = None
    """Into how many the rows of fused layers are cut, if that is decided."""


@dataclass(frozen=True)
class Way:
    """How a stack is planned."""

    tiling: Tiling
    allocator: str
    objective: Objective
    """Of the allocator."""


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

    @classmethod
    def of(cls, layers: Iterable[int], way: Way) -> "Stack":
        """Of these layers, as the allocator has them."""
        own = set(layers)
        first, end = min(own), max(own) + 1
        return cls(first, end, way, without=tuple(sorted(own.symmetric_difference(range(first, end)))))

    @cached_property
    def layers(self) -> tuple[int, ...]:
        """Ascending."""
        return tuple(i for i in range(self.first, self.end) if i not in self.without)


PIPELINES_TILING = Tiling(64, Cut.ROWS, objective=Objective.LATENCY)
PIPELINES_WAY = Way(PIPELINES_TILING, "cp-sat", Objective.LATENCY)
"""Those of the named pipelines."""


Partition = tuple[Stack, ...]

_Kind = tuple[int, Way, _Changes]
"""Form, way and changes of a stack: all stacks of a kind have one plan."""

_Tiled = tuple[int, Tiling]
"""Form and tiling of a stack."""

_Choice = tuple[int, ...]
"""By layer of a stack its option."""


_Decisions = tuple[Hashable, ...]
"""Where stacks are, if there are several, and a number for what is decided in each."""


class Evaluator:
    """What is known of stacks and of partitions of one network on one machine.

    It learns only what is certain: if Ctrl-C ends some work, what is known by then can be used, and the work can be done again.
    """

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
        self.placement = USUAL
        """How tiles are placed."""
        self.refusal = ""
        """Why the first thing that cannot be cannot be."""
        self.wholes: dict[Partition, Evaluation | None] = {}
        """What partitions take; None for those that cannot be."""
        self._alone: dict[_Kind, Evaluation | None] = {}
        self._plans: dict[_Kind, Plan | None] = {}
        self._decided: dict[_Kind, int] = {}
        """A number for all that is decided in a stack that has a plan: those of one number differ in names only."""
        self._numbers: dict[Hashable, int] = {}
        self._evaluated: dict[_Decisions, Evaluation | None] = {}
        """All that was scheduled; None for what cannot be."""
        self._placed: dict[_Kind, tuple[PlacedLayer, ...]] = {}
        self._choices: dict[tuple[int, Way], _Choice] = {}
        self._alternatives: dict[_Kind, list[_Changes]] = {}
        self._repairs: dict[_Kind, dict[range, _Changes]] = {}
        self._drafted: dict[_Tiled, tuple[Draft, tuple[LayerCosts, ...]] | None] = {}
        """With the costs of its tiles; None if there is none, or if some cannot run."""
        self._layer_costs: dict[tuple[Objective, Hashable], LayerCosts | None] = {}
        """By objective and `Draft.tiled`; None if some tiles cannot run."""
        self._problems: dict[_Tiled, AllocationProblem | None] = {}
        self._runs: dict[tuple[int, int, tuple[int, ...]], tuple[Network, int]] = {}
        """First layer, end and those without -> the stack as a network of its own, and its form."""
        self._placings: dict[Placement, Evaluator] = {USUAL: self}
        self._estimate = estimate
        self._allocate = allocate
        self._workers = workers
        self._advance = advance

    def placing(self, placement: Placement) -> "Evaluator":
        """The one that places tiles so; it knows all plans, but only its own schedules."""
        if placement not in self._placings:
            other = copy(self)
            other.placement, other.wholes, other._alone, other._evaluated = placement, {}, {}, {}
            self._placings[placement] = other
        return self._placings[placement]

    def placings(self) -> "Iterable[Evaluator]":
        """All that place tiles in some way, the usual one first."""
        return self._placings.values()

    @property
    def rows(self) -> int:
        """Tiles and transfers of all schedules that were made, in all placements: a measure of the work that does not depend on the machine."""
        return sum(
            evaluation.rows
            for evaluator in self.placings()
            for evaluation in evaluator._evaluated.values()
            if evaluation is not None
        )

    # Whole networks

    def schedule(
        self, partitions: Sequence[Partition], latest_cycles: Mapping[Partition, int] | None = None
    ) -> None:
        """Evaluate partitions as a whole, those with a limit unless they take longer than that."""
        wanted = [p for p in dict.fromkeys(partitions) if p not in self.wholes]
        self.plan(wanted)
        known: dict[_Decisions, list[Partition]] = {}
        for partition in wanted:
            if (key := self._decisions(partition)) is not None:
                known.setdefault(key, []).append(partition)
            else:
                self.wholes[partition] = None

        def keep(key: _Decisions) -> None:
            self.wholes |= dict.fromkeys(known[key], self._evaluated[key])
            self._advance(1)

        for key, partitions in known.items():
            if key in self._evaluated:
                self.wholes |= dict.fromkeys(partitions, self._evaluated[key])
        planned = {key: partitions[0] for key, partitions in known.items()}
        latest = latest_cycles or {}
        limits = {key: max(latest[p] for p in own) for key, own in known.items() if latest.keys() >= set(own)}
        self._evaluate(planned, keep, limits)

    def schedule_placed(self, partition: Partition, placements: Sequence[Placement]) -> None:
        """Evaluate a partition that has a plan as a whole, with its tiles placed in each of these ways."""
        key = self._decisions(partition)
        assert key is not None
        placings = [self.placing(placement) for placement in placements]
        new = [other for other in placings if key not in other._evaluated]
        plans = [self.plan_of(stack) for stack in partition]
        results = forked_map(lambda other: other._evaluate_joined((plans, None)), new, self._workers)
        for other, found in zip(new, results, strict=True):
            assert found is not None
            other._evaluated[key] = other.wholes[partition] = other._kept(found)
            self._advance(1)
        for other in placings:
            other.wholes[partition] = other._evaluated[key]

    def _decisions(self, partition: Partition) -> _Decisions | None:
        """All that is decided in a partition whose stacks were planned; None if one has no plan."""
        kinds = [self._kind(stack) for stack in partition]
        if any(self._plans[kind] is None for kind in kinds):
            return None
        places = [(s.first, s.end, s.without) for s in partition] if len(partition) > 1 else []
        return (*places, *(self._decided[kind] for kind in kinds))

    def plan(self, partitions: Sequence[Partition]) -> None:
        """Plan all stacks of partitions, unless that was done before."""
        self._plan([stack for partition in partitions for stack in partition])

    def placed(self, stack: Stack) -> tuple[PlacedLayer, ...]:
        """By layer of a stack that was planned what it takes whatever the schedule; nothing if the stack has no plan, or its tiles no schedule."""
        kind = self._kind(stack)
        if kind not in self._placed:
            plan = self._plans[kind]
            self._placed[kind] = ()
            if plan is not None:
                with suppress(UnmappableError):
                    self._placed[kind] = tuple(self.planner.placed(plan))
        return self._placed[kind]

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
        self._alone |= {kind: None for kind in wanted if self._plans[kind] is None}
        known: dict[_Kind, _Decisions] = {
            kind: (self._decided[kind],) for kind in wanted if self._plans[kind] is not None
        }
        self._evaluate({key: (wanted[kind],) for kind, key in known.items()}, lambda _: None)
        self._alone |= {kind: self._evaluated[key] for kind, key in known.items()}

    def _evaluate(
        self,
        planned: Mapping[_Decisions, Partition],
        keep: Callable[[_Decisions], None],
        latest_cycles: Mapping[_Decisions, int] | None = None,
    ) -> None:
        """Schedule what has these decisions, unless that was done before: several allocators often decide alike. Nothing is learnt of what takes longer than its limit."""
        new = {key: partition for key, partition in planned.items() if key not in self._evaluated}
        latest = latest_cycles or {}
        jobs = [
            ([self.plan_of(stack) for stack in partition], latest.get(key)) for key, partition in new.items()
        ]
        for key, found in zip(new, forked_map(self._evaluate_joined, jobs, self._workers), strict=True):
            if found is not None:
                self._evaluated[key] = self._kept(found)
                keep(key)

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

    def affordable(self, partitions: Iterable[Partition], most_layers: int) -> list[Partition]:
        """Of the partitions, in order, those whose stacks were evaluated by themselves, or can be, as long as these have so many layers together.

        After some that are not, no more are looked at.
        """
        seen = set(self._alone)
        found: list[Partition] = []
        misses = 0
        for partition in partitions:
            new = {kind: len(s.layers) for s in partition if (kind := self._kind(s)) not in seen}
            if sum(new.values()) <= most_layers:
                most_layers -= sum(new.values())
                seen |= new.keys()
                found.append(partition)
                misses = 0
            else:
                misses += 1
            if misses == MISSES:
                break
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
        problem, current = self._problem(stack), self._choice(stack)
        changed = [
            (layer, (*current[:layer], option, *current[layer + 1 :]))
            for layer, options in enumerate(problem.options)
            for option in range(len(options))
            if option != current[layer]
        ]
        by_layer: dict[int, list[tuple[int, _Changes]]] = {}
        figures = Figures(problem).of([choice for _, choice in changed])
        for (layer, choice), (latency, _) in zip(changed, figures, strict=True):
            by_layer.setdefault(layer, []).append((latency, self._changes(stack, choice)))
        ranked: list[tuple[int, int, _Changes]] = []
        for found in by_layer.values():
            found.sort(key=lambda pair: pair[0])
            ranked += [(rank, latency, changes) for rank, (latency, changes) in enumerate(found)]
        ranked.sort(key=lambda entry: entry[:2])
        return [changes for _, _, changes in ranked]

    def retiled(self, stack: Stack) -> list[Stack]:
        """The stack with half and twice as many row tiles, as the allocator has it, if its layers are several."""
        layers, tiling = self.plan_of(stack).network.layers, stack.way.tiling
        if len(layers) == 1:
            return []
        taken = max(map(rows_cut, layers))
        most = self.planner.most_row_tiles(tiling.most_tiles)
        counts = sorted({min(taken * 2, most), max(taken // 2, 1)} - {taken})
        tilings = [replace(tiling, row_tiles=count) for count in counts]
        return [replace(stack, way=replace(stack.way, tiling=other), changes=()) for other in tilings]

    def exchanges(self, stack: Stack) -> list[Stack]:
        """The stack with two dependent layers on each other's cores, split as they are."""
        problem, current = self._problem(stack), self._choice(stack)
        found: dict[_Changes, None] = {}
        for edge in problem.edges:
            first, second = (problem.options[i][current[i]] for i in (edge.producer, edge.consumer))
            choice = list(current)
            for layer, own, other in ((edge.producer, first, second), (edge.consumer, second, first)):
                options = problem.options[layer]
                same = (o for o, option in enumerate(options) if option.split == own.split)
                choice[layer] = next((o for o in same if options[o].cores == other.cores), current[layer])
            if (
                choice[edge.producer] != current[edge.producer]
                and choice[edge.consumer] != current[edge.consumer]
            ):
                found[self._changes(stack, choice)] = None
        return [replace(stack, changes=changes) for changes in found]

    def repaired(self, stack: Stack, offset: int, turn: int) -> Iterator[Stack]:
        """The stack with the options of a few successive layers chosen anew by constraint programming, all others as they are: large neighbourhoods.

        They begin every half a window, the offset earlier, the first of them after `turn` others. Each is made when it is asked for, with a few that come next.
        """
        layers, known = len(stack.layers), self._repairs.setdefault(self._kind(stack), {})
        starts = list(range(-offset, layers - 1, WINDOW // 2))
        turn %= max(len(starts), 1)
        starts = [*starts[turn:], *starts[:turn]]
        for first in range(0, len(starts), self._workers):
            windows = [
                range(max(start, 0), min(start + WINDOW, layers))
                for start in starts[first : first + self._workers]
            ]
            new = [window for window in windows if window not in known]
            jobs = [
                (self._problem(stack), self._choice(stack), window, stack.way.objective) for window in new
            ]
            for window, choice in zip(new, forked_map(_repair, jobs, self._workers), strict=True):
                known[window] = self._changes(stack, choice)
            for window in windows:
                if known[window] != stack.changes:
                    yield replace(stack, changes=known[window])

    def _choice(self, stack: Stack) -> _Choice:
        """By layer of a stack that has a plan its option."""
        choice = dict(enumerate(self._choices[self._kind(stack)[:2]])) | dict(stack.changes)
        return tuple(choice.values())

    def _changes(self, stack: Stack, choice: Sequence[int]) -> _Changes:
        """What a choice changes of the allocator's."""
        own = self._choices[self._kind(stack)[:2]]
        return tuple((i, option) for i, option in enumerate(choice) if option != own[i])

    def _problem(self, stack: Stack) -> AllocationProblem:
        """Of a stack that has a plan."""
        form, way, _ = self._kind(stack)
        problem = self._problems[form, way.tiling]
        assert problem is not None
        return problem

    # Plans

    def _plan(self, stacks: Sequence[Stack]) -> None:
        """Plan stacks that are not planned yet."""
        wanted: dict[_Kind, Stack] = {}
        for stack in stacks:
            if (kind := self._kind(stack)) not in self._plans:
                wanted.setdefault(kind, stack)
        self._make_problems({(form, way.tiling): stack for (form, way, _), stack in wanted.items()})
        jobs: dict[tuple[int, Way], tuple[AllocationProblem, str, Objective]] = {}
        for form, way, _ in wanted:
            problem = self._problems[form, way.tiling]
            if problem is not None and (form, way) not in self._choices:
                jobs[form, way] = problem, way.allocator, way.objective
        self._choices |= zip(
            jobs, forked_map(self._allocated, list(jobs.values()), self._workers), strict=True
        )
        for kind, stack in wanted.items():
            if kind[:2] in self._choices:
                plan = self._planned(stack)
                decided = tuple((layer.temporal, layer.spatial, layer.cores) for layer in plan.network.layers)
                key = kind[0], kind[1].tiling.objective, decided
                self._decided[kind] = self._numbers.setdefault(key, len(self._numbers))
                self._plans[kind] = plan
            else:
                self._plans[kind] = None

    def _planned(self, stack: Stack) -> Plan:
        form, way, _ = self._kind(stack)
        drafted = self._drafted[form, way.tiling]
        assert drafted is not None
        return Plan.of(*drafted, _places(self._problem(stack), self._choice(stack)))

    def _make_problems(self, stacks: Mapping[_Tiled, Stack]) -> None:
        """Tile stacks, cost their tiles, and make their allocation problems, unless that was done before."""
        new = {key: stack for key, stack in stacks.items() if key not in self._problems}
        drafts = {key: draft for key, stack in new.items() if (draft := self._draft(stack)) is not None}
        self._drafted |= dict.fromkeys(new) | self._costed(drafts)
        for key in new:
            drafted = self._drafted[key]
            self._problems[key] = None if drafted is None else self._made_problem(*drafted, key[1].objective)

    def _made_problem(
        self, draft: Draft, costs: tuple[LayerCosts, ...], objective: Objective
    ) -> AllocationProblem | None:
        try:
            return self.planner.problem(draft, costs, objective)
        except NoOptionError as error:
            self._refuse(str(error))
            return None

    def _run(self, stack: Stack) -> tuple[Network, int]:
        key = stack.first, stack.end, stack.without
        if key not in self._runs:
            network, members = self.planner.network, stack.layers
            first, last = network.layers[stack.first].name, network.layers[stack.end - 1].name
            alone = stack_network(network, first if first == last else f"{first}..{last}", members)
            self._runs[key] = alone, self.planner.form(alone, members)
        return self._runs[key]

    def _kind(self, stack: Stack) -> _Kind:
        form, way = self._run(stack)[1], stack.way
        if not any(self.planner.heavy(stack.layers)):
            way = replace(way, tiling=replace(way.tiling, heavy=Cut.ROWS))
        if way.tiling.row_tiles is not None and len(stack.layers) == 1:
            way = replace(way, tiling=replace(way.tiling, row_tiles=None))
        return form, way, stack.changes

    def _draft(self, stack: Stack) -> Draft | None:
        try:
            tiling = stack.way.tiling
            return self.planner.draft(
                self._run(stack)[0],
                stack.layers,
                tiling.most_tiles,
                row_tiles=tiling.row_tiles,
                heavy=tiling.heavy,
            )
        except TileSizeError as error:
            self._refuse(str(error))
            return None

    def _costed(self, drafts: Mapping[_Tiled, Draft]) -> dict[_Tiled, tuple[Draft, tuple[LayerCosts, ...]]]:
        """The drafts all of whose tiles can run, with their costs."""
        found: dict[_Tiled, tuple[Draft, tuple[LayerCosts, ...]]] = {}
        for objective in dict.fromkeys(tiling.objective for _, tiling in drafts):
            mine = {key: draft for key, draft in drafts.items() if key[1].objective == objective}
            self._cost_layers(list(mine.values()), objective)
            for key, draft in mine.items():
                costs = [self._layer_costs[objective, tiled] for tiled in draft.tiled]
                possible = tuple(own for own in costs if own is not None)
                if len(possible) == len(costs):
                    found[key] = draft, possible
        return found

    def _cost_layers(self, drafts: Sequence[Draft], objective: Objective) -> None:
        """Cost the tiles of all layers of drafts, unless that was done before."""
        new = {
            (objective, tiled): (layer, tiles)
            for draft in drafts
            for tiled, layer, tiles in zip(draft.tiled, draft.network.layers, draft.tiles, strict=True)
            if (objective, tiled) not in self._layer_costs
        }
        known = self._tile_costs([tile for _, tiles in new.values() for tile in tiles.values()], objective)
        for key, (layer, tiles) in new.items():
            costs = {place: known[tile] for place, tile in tiles.items() if tile in known}
            self._layer_costs[key] = layer_costs(layer, costs) if len(costs) == len(tiles) else None

    def _tile_costs(self, tiles: Sequence[Tile], objective: Objective) -> dict[Tile, TileCost]:
        """Of all tiles that can run."""
        wanted = list(dict.fromkeys(tiles))
        while wanted:
            try:
                return dict(zip(wanted, self._estimate(wanted, objective), strict=True))
            except TileError as error:
                self._refuse(str(error))
                wanted.remove(error.tile)
        return {}

    # What processes do

    def _allocated(self, job: tuple[AllocationProblem, str, Objective]) -> _Choice:
        problem, allocator, objective = job
        return self._allocate(allocator, problem, objective).choice

    def _evaluate_joined(self, job: tuple[list[Plan], int | None]) -> "Evaluation | _Refusal | None":
        """None if it takes longer than its limit."""
        plans, latest_cycles = job
        try:
            return self.planner.evaluate(self.planner.join(plans), self.placement, latest_cycles)
        except LateError:
            return None
        except UnmappableError as error:
            return _Refusal(str(error))

    def _kept(self, found: "_Result | _Refusal") -> _Result | None:
        if isinstance(found, _Refusal):
            self._refuse(found.text)
            return None
        return found

    def _refuse(self, text: str) -> None:
        self.refusal = self.refusal or text


def _repair(job: tuple[AllocationProblem, _Choice, range, Objective]) -> _Choice:
    """The choice with that of a window of layers made anew."""
    problem, choice, window, objective = job
    kept = [range(len(options)) if i in window else (choice[i],) for i, options in enumerate(problem.options)]
    found = allocate_cp_sat(problem.restricted(kept), REPAIR_EFFORT, objective).choice
    return tuple(own[o] for own, o in zip(kept, found, strict=True))


def _places(problem: AllocationProblem, choice: Sequence[int]) -> list[Place]:
    chosen = [options[o] for options, o in zip(problem.options, choice, strict=True)]
    return [(option.split, option.cores) for option in chosen]


@dataclass(frozen=True)
class _Refusal:
    """Why something cannot be, as processes can send it."""

    text: str
