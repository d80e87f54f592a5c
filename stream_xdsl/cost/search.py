"""The best mapping of a tile on a core: spatial unrollings and temporal orders.

Unrollings are bounded from below all at once and costed in the order of their bounds, until no bound is below the best cost
found. Under each, every order of the loops' prime factors is costed; of more than `Effort.loops` factors the smallest are
merged first, as LOMA does.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from math import ceil, factorial, inf, prod

import numpy as np

from stream_xdsl.cost.bounds import UnrollingBounds, check_memories, compulsory_energy_pj, usable_alternatives
from stream_xdsl.cost.breakdown import breakdown
from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.evaluate import CaseCosts, evaluate_orders
from stream_xdsl.cost.hierarchy import HardwareError, Hierarchy, hierarchy
from stream_xdsl.cost.loop_nest import LoopNest
from stream_xdsl.cost.orders import Bools, Floats, Loop, Paths, all_orders, count_orders, cut_loops, one_order
from stream_xdsl.cost.placement import PlacementRules, capacity_bits
from stream_xdsl.cost.refine import promising_orders
from stream_xdsl.cost.result import Cost, Stream
from stream_xdsl.cost.spatial import Unrolling, check_unrolling, fit
from stream_xdsl.cost.states import States
from stream_xdsl.cost.unrollings import Dataflow, Hints, Unrollings, fewest_steps, unrollings
from stream_xdsl.hardware.machine import CoreType, Direction, Memory, MemoryOperand, Port, PortKind


class Objective(StrEnum):
    """What is to be least; the other figure decides between equals."""

    LATENCY = "latency"
    ENERGY = "energy"
    EDP = "edp"


class NoMappingError(HardwareError):
    """Nothing fits; says which memory is too small for what."""


FEW = 16
"""Unrollings that are costed with coarser cuts, where the usual ones do not fit at all."""

MANY_ORDERS = factorial(7)
"""Orders, of as many loops as are tried, from which on branch and bound pursues that many of them."""

LIGHT_EFFORT = 1 / 4
"""What an unrolling counts among those costed if it has few orders, or none that its bound leaves; 720 orders or more count 1."""

UNFIT_EFFORT = 1 / 2
"""What an unrolling without any order that fits counts to one that has some."""

REFINED = 4
"""Unrollings of the least bounds whose orders are refined."""

WORTHWHILE = 0.01
"""Share of the latency above its bound from which on it is worth looking for another way to fill memories."""


@dataclass(frozen=True)
class Constraints:
    """What a mapping must keep to."""

    dataflow: Dataflow = ()
    """Array dimension -> the loops it unrolls and by how much, besides the core type's own dataflow."""
    hints: Hints = ()
    """Array dimension -> the loops it may unroll."""
    order: tuple[tuple[str, int], ...] = ()
    """All temporal loops, innermost first, as (dimension, factor); empty leaves them open."""
    double_buffering: bool = False
    """Keep half of every inner memory free for the next data."""

    def check(self, nest: LoopNest, core_type: CoreType) -> None:
        """Raises ValueError for what the core or the loop nest does not have, and for factors below 1."""
        array = () if core_type.array is None else core_type.array.dimensions
        axes = [name for name, _ in array]
        for axis in (name for name, _ in (*self.dataflow, *self.hints)):
            if axis not in axes:
                raise ValueError(f"the array has no dimension '{axis}', only {', '.join(axes)}")
        unrolled = [entry for _, loops in self.dataflow for entry in loops]
        for loop, factor in (*unrolled, *self.order):
            if factor < 1:
                raise ValueError(f"a factor is 1 or more, got {factor} of loop '{loop}'")
        hinted = [loop for _, loops in self.hints for loop in loops]
        for loop in (*(loop for loop, _ in (*unrolled, *self.order)), *hinted):
            if loop not in nest.dims:
                raise ValueError(f"there is no loop '{loop}', only {', '.join(nest.dims)}")


@dataclass(frozen=True)
class Effort:
    """How far to look."""

    loops: int = 6
    """Loops whose orders are tried one by one; of more prime factors the smallest are merged."""
    unrollings: int = 48
    """Spatial unrollings that are costed, those with the least bounds first; such of few orders count less."""
    width: int = 64
    """Beginnings of orders that branch and bound pursues, where factors were merged, under the best unrolling."""


_NO_CONSTRAINTS = Constraints()
_USUAL_EFFORT = Effort()
_NO_RULES = PlacementRules()
HALF_FULL = PlacementRules(double_buffering=True)


@dataclass(frozen=True, eq=False)
class Found:
    """The best mapping, not yet accounted for in full."""

    costs: CaseCosts
    """Under the best unrolling."""
    case: int
    """The best of these."""
    streaming: tuple[MemoryOperand, ...]
    """Roles that do not fit in the outermost memory."""


def search(
    nest: LoopNest,
    core_type: CoreType,
    objective: Objective = Objective.LATENCY,
    constraints: Constraints = _NO_CONSTRAINTS,
    effort: Effort = _USUAL_EFFORT,
) -> Cost:
    """The best mapping. Operands that do not fit in the outermost memory stream past it, as few bits as possible.

    Raises NoMappingError if nothing fits all the same, HardwareError for cores that lack a memory or port, and ValueError
    for constraints that name what is not there.
    """
    return account(nest, core_type, find(nest, core_type, objective, constraints, effort))


def account(nest: LoopNest, core_type: CoreType, found: Found) -> Cost:
    """All of what was found."""
    cost = breakdown(found.costs, found.case)
    return _streamed(cost, nest, core_type, found.streaming) if found.streaming else cost


def find(
    nest: LoopNest,
    core_type: CoreType,
    objective: Objective = Objective.LATENCY,
    constraints: Constraints = _NO_CONSTRAINTS,
    effort: Effort = _USUAL_EFFORT,
    streamable: Collection[MemoryOperand] = tuple(MemoryOperand),
) -> Found:
    """What `search` accounts for; only operands in `streamable` roles may stream."""
    constraints.check(nest, core_type)
    choices = [s for s in _streaming_sets(nest, core_type) if set(s) <= set(streamable)]
    if not choices:
        raise _no_room(nest, core_type, streamable)
    for streaming in choices:
        wider = _with_stream(core_type, streaming) if streaming else core_type
        # Where cuts between the usual loops fill a memory badly, coarser ones may leave room above.
        for loops in range(effort.loops, 0, -1):
            tried = effort if loops == effort.loops else replace(effort, loops=loops, unrollings=FEW)
            best = _Search(nest, wider, objective, constraints, tried).best()
            if best is not None:
                return Found(*best, streaming)
            if constraints.order or streaming:
                break
    raise _no_mapping(nest, core_type, constraints)


def evaluate(
    nest: LoopNest,
    core_type: CoreType,
    unrolling: Unrolling,
    order: Sequence[Loop],
    compat: Compat = Compat.NONE,
    rules: PlacementRules = _NO_RULES,
) -> Cost:
    """The cost of one mapping: loops unrolled per array dimension, and all temporal loops, (dimension, factor), innermost
    first. Raises NoMappingError if it does not fit, ValueError for an unrolling that is none, or loops other than it leaves."""
    check_unrolling(nest, core_type, unrolling)
    levels = hierarchy(core_type, tuple(operand.memory for operand in nest.operands))
    states = single_order(nest, levels, unrolling, order, compat)
    costs = evaluate_orders(states, rules)
    if not len(costs):
        raise _too_small(nest, int(costs.cases.blocked[0]), levels)
    return breakdown(costs, 0)


def all_order_states(
    nest: LoopNest, levels: Hierarchy, unrolling: Unrolling, limit: int | None, compat: Compat
) -> States:
    """Every order of the loops that an unrolling leaves, cut into at most `limit` prime factors."""
    states = open_states(nest, levels, unrolling, limit, compat)
    return states.with_orders(all_orders(states.paths.multiplicity))


def open_states(
    nest: LoopNest, levels: Hierarchy, unrolling: Unrolling, limit: int | None, compat: Compat
) -> States:
    """The same without any order yet."""
    spatial = fit(nest, levels, unrolling, compat)
    loops = cut_loops(spatial.temporal, limit)
    distinct = tuple(sorted(set(loops), key=lambda loop: (nest.dims[loop[0]], loop[1])))
    none = Paths(tuple(map(loops.count, distinct)), np.zeros((0, len(loops)), np.int64))
    return States(nest, levels, spatial, distinct, none, compat)


def single_order(
    nest: LoopNest, levels: Hierarchy, unrolling: Unrolling, order: Sequence[Loop], compat: Compat
) -> States:
    """One order of the loops that an unrolling leaves; raises ValueError if it has others."""
    spatial = fit(nest, levels, unrolling, compat)
    left = dict(spatial.temporal)
    for dim, name in enumerate(nest.dims):
        given = prod(factor for d, factor in order if d == dim)
        if given != left.get(dim, 1):
            raise ValueError(
                f"the order runs {given} times over '{name}', but the unrolling leaves {left.get(dim, 1)} steps"
            )
    loops = [loop for loop in order if loop[1] > 1]
    distinct = tuple(dict.fromkeys(loops))
    place = {loop: i for i, loop in enumerate(distinct)}
    paths: Paths = one_order([place[loop] for loop in loops], tuple(loops.count(loop) for loop in distinct))
    return States(nest, levels, spatial, distinct, paths, compat)


def _comparable(figures: Floats) -> Floats:
    """Without the last digits, in which equal sums differ."""
    mantissa, exponent = np.frexp(figures)
    return np.ldexp(np.round(mantissa * PRECISION) / PRECISION, exponent)


PRECISION = 1 << 40
"""To one part of how many energies and products count when mappings are compared."""


def _least(costs: CaseCosts, objective: Objective) -> tuple[int, tuple[float, float]]:
    """The best case and its score: what is to be least, and what decides between equals. Latency counts in whole cycles."""
    cycles = Compat.NONE.round_up(costs.total_cycles)
    match objective:
        case Objective.LATENCY:
            first, second = cycles, _comparable(costs.energy_pj)
        case Objective.ENERGY:
            first, second = _comparable(costs.energy_pj), cycles
        case Objective.EDP:
            first, second = _comparable(cycles * costs.energy_pj), cycles
    equals = np.flatnonzero(first == first.min())
    case = int(equals[second[equals].argmin()])
    return case, (float(first[case]), float(second[case]))


@dataclass(eq=False)
class _Search:
    nest: LoopNest
    core_type: CoreType
    objective: Objective
    constraints: Constraints
    effort: Effort

    def __post_init__(self) -> None:
        self.levels = hierarchy(self.core_type, tuple(operand.memory for operand in self.nest.operands))
        self.rules = PlacementRules(double_buffering=self.constraints.double_buffering)
        self.score = (inf, inf)
        self.costed = 0.0
        self.found: tuple[CaseCosts, int] | None = None
        self.best_unrolling: Unrolling = ()
        self.least_cycles = 0.0
        self.above = np.ones(len(self.nest.dims))
        """By the loop that the widest dimension of the array unrolls, how far above its bound the last such unrolling was."""
        self.last = 0.0
        """What the unrolling costed last takes of what is to be least; 0 if that is not known."""
        self.tried: list[tuple[float, Unrolling]] = []
        """Unrollings that were costed, with the bounds on their cycles."""

    def best(self) -> tuple[CaseCosts, int] | None:
        """The costs under the best unrolling and the best case of these; None if nothing fits."""
        axes = usable_alternatives(self.nest, self.levels, self.constraints.dataflow, self.constraints.hints)
        tried = 0
        for most_steps in self._rounds(fewest_steps(self.nest, axes)):
            candidates = unrollings(self.nest, self.core_type, axes, most_steps)
            if tried:
                candidates = candidates.take(candidates.steps > tried)
            tried = most_steps or 0
            if not len(candidates.steps):
                continue
            bounds = UnrollingBounds(self.nest, self.levels, candidates)
            fits = bounds.fits(self.rules)
            if self.objective is Objective.LATENCY and fits.any():
                # Mostly no candidate is left that needs a bound on its energy.
                fits &= bounds.cycles <= self.score[0]
            if not fits.any():
                continue
            first, second = _bound_scores(bounds, self.objective)
            fits_half = bounds.fits(HALF_FULL)
            turns = self._by_bounds if self.objective is Objective.ENERGY else self._by_prospects
            for i in turns(candidates, first, second, fits):
                if self.costed >= self.effort.unrollings:
                    break
                self._try(candidates.unrolling(i), float(bounds.cycles[i]), bool(fits_half[i]))
        if self.found is not None and not self.constraints.order:
            self._refine()
        return self.found

    def _by_bounds(self, _: Unrollings, first: Floats, second: Floats, fits: Bools) -> Iterator[int]:
        """Candidates that may be better than the best so far, by their bounds. The bound on energy sees little of what many steps cost; every other candidate is
        therefore one of few steps, too."""
        turns = np.stack([np.lexsort((second, first)), np.argsort(first * second, kind="stable")], axis=1)
        for i in dict.fromkeys(turns.ravel().tolist()):
            if fits[i] and (float(first[i]), float(second[i])) < self.score:
                yield i

    def _by_prospects(
        self, candidates: Unrollings, first: Floats, second: Floats, fits: Bools
    ) -> Iterator[int]:
        """Candidates that may be better than the best so far, by their bounds times how far above its bound the last one was that unrolls the same
        loop over the widest dimension of the array: many that are alike may all be far from bounds that see too little of them."""
        order = np.lexsort((second, first))
        order = order[fits[order]]
        first, second = first[order], second[order]
        widest = int(np.argmax([size for _, size in candidates.array.dimensions]))
        loops = np.array([own[0][0] for own in candidates.alternatives[widest]])
        group = loops[candidates.chosen[order, widest]]
        open_ = np.ones(len(order), dtype=np.bool_)
        while True:
            open_ &= (first < self.score[0]) | ((first == self.score[0]) & (second < self.score[1]))
            if not open_.any():
                return
            best = int(np.argmin(np.where(open_, first * self.above[group], np.inf)))
            open_[best] = False
            self.last = 0.0
            yield int(order[best])
            if self.last and first[best]:
                self.above[group[best]] = self.last / first[best]

    def _rounds(self, fewest: int) -> Iterator[int | None]:
        """How many steps unrollings may take: few first, then as many as could still be better."""
        if self.objective is Objective.ENERGY or self.constraints.order:
            yield None
            return
        # Stalls and transfers make unrollings that are a little slower worth a look almost always.
        limit = fewest * 9 // 8
        most = prod(self.nest.sizes)
        while True:
            yield limit
            if self.found is not None:
                useful = self._useful_steps()
                if useful > limit:
                    yield useful
                return
            if limit >= most:
                return
            limit *= 2

    def _useful_steps(self) -> int:
        """The most steps with which an unrolling could be better than the best so far."""
        per_step = self.nest.cycles_per_point
        if self.objective is Objective.LATENCY:
            return int(self.score[0] // per_step)
        return int(self.score[0] / max(compulsory_energy_pj(self.nest, self.core_type), 1e-300) // per_step)

    def _try(self, unrolling: Unrolling, least_cycles: float, fits_half: bool) -> None:
        if self.constraints.order:
            place = {name: d for d, name in enumerate(self.nest.dims)}
            order = [(place[name], factor) for name, factor in self.constraints.order]
            try:
                states = single_order(self.nest, self.levels, unrolling, order, Compat.NONE)
            except ValueError:
                return  # the order is that of another unrolling
        else:
            states = open_states(self.nest, self.levels, unrolling, self.effort.loops, Compat.NONE)
            known_pj, count = self._energy_to_beat(least_cycles), count_orders(states.paths.multiplicity)
            most = max(MANY_ORDERS, factorial(self.effort.loops))
            if known_pj < inf or count > most:
                paths = promising_orders(states, self.rules, known_pj, min(count, most))
                if paths is None:
                    self.costed += LIGHT_EFFORT
                    return
            else:
                paths = all_orders(states.paths.multiplicity)
            states = states.with_orders(paths)
        self.tried.append((least_cycles, unrolling))
        better = self._cost(states, self.rules)
        # Memories filled to the brim cannot take the next data early. Where that may cost time, half of each is left free.
        cycles = self.score[0] if self.objective is Objective.LATENCY else self.score[1]
        spare = self.found is None or self.objective is not Objective.ENERGY
        if spare and fits_half and self.rules != HALF_FULL and cycles > (1 + WORTHWHILE) * least_cycles:
            better |= self._cost(states, HALF_FULL)
        if better:
            self.best_unrolling, self.least_cycles = unrolling, least_cycles

    def _energy_to_beat(self, least_cycles: float) -> float:
        """The energy below which a mapping that takes that many cycles at least may be better than the best so far."""
        match self.objective:
            case Objective.LATENCY:
                return self.score[1] if least_cycles >= self.score[0] else inf
            case Objective.ENERGY:
                return self.score[0]
            case Objective.EDP:
                return self.score[0] / least_cycles

    def _cost(self, states: States, rules: PlacementRules) -> bool:
        """Cost the orders; whether one is better than the best so far, which it then is."""
        costs = evaluate_orders(states, rules)
        share = min(1, max(LIGHT_EFFORT, len(states.paths.orders) / factorial(6)))
        self.costed += share if len(costs) else share * UNFIT_EFFORT
        if not len(costs):
            return False
        case, score = _least(costs, self.objective)
        self.last = min(score[0], self.last or inf)
        if score >= self.score:
            return False
        self.found, self.score = (costs, case), score
        return True

    def _refine(self) -> None:
        """Look between the factors that were merged: under the best unrolling, and for latency under those of the least bounds that may be faster."""
        others = sorted(self.tried, key=lambda entry: entry[0])[:REFINED]
        self._refine_under(self.best_unrolling, self.least_cycles)
        if self.objective is Objective.LATENCY:
            for least_cycles, unrolling in others:
                if unrolling != self.best_unrolling and (1 + WORTHWHILE) * least_cycles < self.score[0]:
                    self._refine_under(unrolling, least_cycles)

    def _refine_under(self, unrolling: Unrolling, least_cycles: float) -> None:
        states = open_states(self.nest, self.levels, unrolling, None, Compat.NONE)
        tried = max(self.effort.loops, len(states.spatial.temporal))
        if states.paths.length <= tried or not self.effort.width:
            return
        known_pj = self._energy_to_beat(least_cycles)
        paths = promising_orders(states, self.rules, known_pj, self.effort.width)
        if paths is not None:
            self._cost(states.with_orders(paths), self.rules)


def _bound_scores(bounds: UnrollingBounds, objective: Objective) -> tuple[Floats, Floats]:
    match objective:
        case Objective.LATENCY:
            return bounds.cycles, bounds.energy_pj
        case Objective.ENERGY:
            return bounds.energy_pj, bounds.cycles
        case Objective.EDP:
            return bounds.cycles * bounds.energy_pj, bounds.cycles


# What does not fit


def _outermost_bits(nest: LoopNest, core_type: CoreType) -> dict[MemoryOperand, int]:
    """Bits of the whole tile, by role."""
    sizes = [float(size) for size in nest.sizes]
    bits: dict[MemoryOperand, int] = {}
    for operand in nest.operands:
        bits[operand.memory] = bits.get(operand.memory, 0) + ceil(operand.elements(sizes)) * operand.bits
    return bits


def _fits(nest: LoopNest, core_type: CoreType, streaming: tuple[MemoryOperand, ...]) -> bool:
    """Whether all that does not stream fits in the outermost memories."""
    room = {memory.name: memory.size_bits for memory in core_type.memories}
    for role, bits in _outermost_bits(nest, core_type).items():
        if role not in streaming:
            room[core_type.top(role).name] -= bits
    return min(room.values()) >= 0


def _streaming_sets(nest: LoopNest, core_type: CoreType) -> list[tuple[MemoryOperand, ...]]:
    """Sets of roles without which the rest of the tile fits, fewest bits first: nothing, if the tile fits."""
    bits = _outermost_bits(nest, core_type)
    sets = [chosen for count in range(len(bits) + 1) for chosen in combinations(sorted(bits), count)]
    sets.sort(key=lambda chosen: sum(bits[role] for role in chosen))
    return [chosen for chosen in sets if _fits(nest, core_type, chosen)]


def _no_room(nest: LoopNest, core_type: CoreType, streamable: Collection[MemoryOperand]) -> NoMappingError:
    """Which memory cannot hold what may not stream."""
    bits = {r: b for r, b in _outermost_bits(nest, core_type).items() if r not in streamable}
    for memory in dict.fromkeys(core_type.top(role) for role in bits):
        held = {role: b for role, b in bits.items() if core_type.top(role) is memory}
        if sum(held.values()) > memory.size_bits:
            parts = " and ".join(f"{b} of {role}" for role, b in held.items())
            return NoMappingError(
                f"memory '{memory.name}' holds {memory.size_bits} bits, the tile has {parts}", memory.name
            )
    raise AssertionError("what may not stream fits")  # then letting the rest stream is a choice


_BEYOND = "beyond the core"
_UNBOUNDED = 1 << 48


def _with_stream(core_type: CoreType, streaming: tuple[MemoryOperand, ...]) -> CoreType:
    """The core with a boundless memory above the outermost one for some roles, which costs no energy and no time: what
    it would cost is the business of whoever moves the data."""
    assert core_type.array is not None
    ports = tuple(
        Port(f"{role} {direction}", PortKind.READ_WRITE, 1, _UNBOUNDED, ((role, direction),))
        for role in streaming
        for direction in Direction
    )
    dims = tuple(name for name, _ in core_type.array.dimensions)
    beyond = Memory(_BEYOND, _UNBOUNDED, 0.0, 0.0, streaming, dims, ports)
    return replace(core_type, memories=(*core_type.memories, beyond))


def _streamed(cost: Cost, nest: LoopNest, core_type: CoreType, streaming: tuple[MemoryOperand, ...]) -> Cost:
    """The cost with what streams told apart from what the core does."""
    streams: list[Stream] = []
    total = cost.latency.total_cycles
    for operand in nest.operands:
        if operand.memory not in streaming:
            continue
        top = core_type.top(operand.memory).name
        crossing = [
            t
            for t in cost.traffic
            if t.operand == operand.name
            and t.memory == top
            and t.direction in (Direction.FROM_HIGH, Direction.TO_HIGH)
        ]
        bits = sum(t.bits_per_period * t.periods * t.instances for t in crossing)
        streams.append(
            Stream(
                operand.name,
                operand.memory,
                bits,
                sum(o.bits for o in cost.occupancy if (o.operand, o.memory) == (operand.name, top)),
                bits / total,
                sum(t.peak_bits_per_cycle * t.instances for t in crossing),
            )
        )
    return replace(
        cost,
        traffic=tuple(t for t in cost.traffic if t.memory != _BEYOND),
        ports=tuple(p for p in cost.ports if p.memory != _BEYOND),
        occupancy=tuple(o for o in cost.occupancy if o.memory != _BEYOND),
        streams=tuple(streams),
        reason=why_streams(nest, core_type, streaming),
    )


def why_streams(nest: LoopNest, core_type: CoreType, streaming: tuple[MemoryOperand, ...]) -> str:
    """Which memories are too small for what; empty if nothing streams."""
    if not streaming:
        return ""
    bits = _outermost_bits(nest, core_type)
    tops = {role: core_type.top(role) for role in bits}
    full = [
        f"'{memory.name}' holds {memory.size_bits} bits, the tile has "
        + " and ".join(f"{bits[r]} of {r}" for r in bits if tops[r] is memory)
        for memory in dict.fromkeys(tops[role] for role in streaming)
    ]
    names = [operand.name for operand in nest.operands if operand.memory in streaming]
    return f"{', '.join(names)} {'streams' if len(names) == 1 else 'stream'}: {'; '.join(full)}"


def _no_mapping(nest: LoopNest, core_type: CoreType, constraints: Constraints) -> NoMappingError:
    """Why nothing fits: what one step of the gentlest unrolling needs."""
    levels = hierarchy(core_type, tuple(operand.memory for operand in nest.operands))
    try:
        check_memories(nest, levels)
    except HardwareError as error:
        return NoMappingError(str(error), error.memory)
    if constraints.order:
        return NoMappingError("no unrolling leaves the loops of the given order and fits in the memories")
    axes = usable_alternatives(nest, levels, constraints.dataflow, constraints.hints)
    bounds = UnrollingBounds(nest, levels, unrollings(nest, core_type, axes))
    rules = PlacementRules(double_buffering=constraints.double_buffering)
    for (memory, held), bits in zip(levels.visits, bounds.step_bits, strict=True):
        least, capacity = float(bits.min()), capacity_bits(levels, memory, rules)
        if least > capacity:
            names = ", ".join(nest.operands[o].name for o, _ in held)
            half = "half of " if capacity < memory.size_bits else ""
            return NoMappingError(
                f"{half}memory '{memory.name}' of {memory.size_bits} bits cannot hold the"
                f" {ceil(least)} bits of {names} that one step of the array needs under the gentlest unrolling",
                memory.name,
            )
    return NoMappingError(
        "no unrolling of the array fits in all memories at once:"
        f" {', '.join(f'{memory.name!r} of {memory.size_bits} bits' for memory, _ in levels.visits)}",
        levels.visits[0][0].name,
    )


def _too_small(nest: LoopNest, blocked: int, levels: Hierarchy) -> NoMappingError:
    memory, held = levels.visits[blocked]
    names = ", ".join(nest.operands[o].name for o, _ in held)
    return NoMappingError(
        f"memory '{memory.name}' of {memory.size_bits} bits cannot hold what the mapping leaves in it of {names}",
        memory.name,
    )
