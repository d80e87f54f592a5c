"""Golden records searched again: by ZigZag's definitions and objectives, and by our own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isclose

import numpy as np

from stream_xdsl.cost.bounds import UnrollingBounds
from stream_xdsl.cost.breakdown import breakdown
from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.evaluate import CaseCosts
from stream_xdsl.cost.golden.figures import top_bits_per_cycle
from stream_xdsl.cost.golden.file import GoldenRecord
from stream_xdsl.cost.golden.mapping import TOLERANCE, GoldenCase
from stream_xdsl.cost.golden.zigzag_unrollings import ZigZagError
from stream_xdsl.cost.hierarchy import HardwareError
from stream_xdsl.cost.orders import Floats
from stream_xdsl.cost.placement import PlacementRules
from stream_xdsl.cost.result import Cost
from stream_xdsl.cost.roofline import roofline
from stream_xdsl.cost.search import Constraints, Effort, Objective, search
from stream_xdsl.cost.spatial import Unrolling
from stream_xdsl.cost.unrollings import alternatives, fewest_steps, unrollings

OWN_UNROLLINGS = 8
"""How many of our unrollings are searched by ZigZag's definitions."""
USUAL_LOOPS = Effort().loops
"""Loops that our own search permutes, besides as many as the record's."""
UNROLLINGS = 256
"""Unrollings that it costs at most, for a fair chance of finding the record's."""

Score = tuple[float, ...]
"""What is to be least first, then what decides between equals."""


@dataclass(frozen=True)
class Choice:
    """The best of some unrollings and all their orders."""

    unrolling: Unrolling
    order: tuple[tuple[str, int], ...]
    """Temporal loops, innermost first."""
    score: Score
    cycles: float
    """With one cycle per operation."""
    energy_pj: float


@dataclass(frozen=True)
class ZigZagSearch:
    """Searches by ZigZag's definitions, with one cycle per operation, as ZigZag searches."""

    failure: str
    """Why ZigZag's own procedure ends without a mapping, or empty."""
    same: Choice | None
    """Of ZigZag's unrollings; None if the procedure fails."""
    best: Choice | None
    """Of ZigZag's unrollings and ours; None if nothing fits."""
    golden: Score | None
    """The recorded mapping; None if there is none."""


# What mappings are chosen by


@dataclass(frozen=True)
class OffChip:
    """The operands that count as coming from off chip."""

    operands: tuple[int, ...]
    bits_per_cycle: int
    """Of the off-chip memory; 0 if there is none."""

    def latencies(self, costs: CaseCosts) -> Floats:
        """(cases,) the objective `bwlat`: cycles times the multiple of the bandwidth that is used, rounded up."""
        cycles = np.trunc(costs.total_cycles)
        if not self.operands:
            return cycles
        used = top_bits_per_cycle(costs)
        total = np.sum([bits for o in self.operands for bits in used[o].values()], axis=0)
        return np.ceil(total / self.bits_per_cycle) * cycles


def find_offchip(case: GoldenCase) -> OffChip:
    """Which operands count as coming from off chip in the objective `bwlat`.

    Records do not say. Where Stream has added an off-chip memory for an operand, it takes all operands that have as many
    levels; the record's objective tells whether it was so.
    """
    operands, core_type = case.record.nest.operands, case.record.core_type
    offchip = [memory for memory in core_type.memories if memory.name.lower().startswith("dram")]
    if not offchip or case.record.settings.objective != "bwlat":
        return OffChip((), 0)
    width = max((port.bandwidth_max_bits for port in offchip[-1].ports), default=1)
    depths = [len(core_type.levels(operand.memory)) for operand in operands]
    rules = [
        OffChip(tuple(o for o, own in enumerate(operands) if own.memory in offchip[-1].operands), width),
        OffChip(tuple(o for o, depth in enumerate(depths) if depth == max(depths)), width),
    ]
    if case.record.result is not None and case.chosen is not None:
        recorded = case.record.result.get("bwlat_objective")
        costs = case.evaluate(Compat.ZIGZAG)
        for rule in rules:
            if len(costs) and float(rule.latencies(costs)[0]) == recorded:
                return rule
    return rules[0]


def zigzag_scores(case: GoldenCase, costs: CaseCosts, offchip: OffChip) -> tuple[Floats, ...]:
    """(cases,) what ZigZag compares in the record's objective, the first figure first."""
    match case.record.settings.objective:
        case "latency":
            return costs.total_cycles, costs.energy_pj
        case "energy":
            return costs.energy_pj, costs.total_cycles
        case "EDP":
            return (costs.total_cycles * costs.energy_pj,)
        case _:
            return (offchip.latencies(costs),)


def is_worse(score: Score, than: Score) -> bool:
    """Whether a score is higher beyond rounding."""
    for own, other in zip(score, than, strict=True):
        if not isclose(own, other, rel_tol=TOLERANCE):
            return own > other
    return False


# By ZigZag's definitions


def zigzag_search(case: GoldenCase, offchip: OffChip) -> ZigZagSearch:
    """Search ZigZag's unrollings, and the likeliest of ours."""
    failure, same = "", None
    try:
        same = _best(case, case.own_unrollings, offchip, strict=True)
    except (HardwareError, ZigZagError) as error:
        failure = str(error)
    roles = {operand.memory for operand in case.record.nest.operands}
    unknown = [
        role for memory in case.record.core_type.memories for role in memory.operands if role not in roles
    ]
    if same is not None and unknown and case.record.status != "ok":
        # All that a port serves is looked up in the layer when loading is costed (`calc_loading_single_port`).
        failure, same = f"KeyError: {unknown[0]}, which the layer lacks", None
    golden = None
    if case.chosen is not None:
        costs = case.evaluate(Compat.ZIGZAG, in_search=True)
        if len(costs):
            golden = tuple(float(figure[0]) for figure in zigzag_scores(case, costs, offchip))
    try:
        found = _best(case, _likeliest_unrollings(case), offchip, strict=False)
    except HardwareError:
        found = None  # the core has no array or no memory for an operand
    best = min(
        (choice for choice in (same, found) if choice is not None), key=lambda c: c.score, default=None
    )
    return ZigZagSearch(failure, same, best, golden)


def _best(case: GoldenCase, chosen: Iterable[Unrolling], offchip: OffChip, *, strict: bool) -> Choice | None:
    """The best of all orders of some unrollings, of equals the first. With `strict`, one unrolling without any order ends
    the search with ZigZagError, as in ZigZag."""
    best: Choice | None = None
    for unrolling in chosen:
        try:
            costs = case.all_orders(unrolling)
            figures = zigzag_scores(case, costs, offchip) if len(costs) else ()
        except HardwareError:
            if strict:
                raise
            continue
        if not figures:
            if strict:
                raise ZigZagError(f"no order of the loops fits under {case.named(unrolling)}")
            continue
        first = int(np.lexsort(figures[::-1])[0])
        score = tuple(float(figure[first]) for figure in figures)
        if best is None or score < best.score:
            states = costs.cases.states
            row = states.paths.orders[int(costs.cases.orders[first])].tolist()
            order = tuple((states.nest.dims[states.loops[i][0]], states.loops[i][1]) for i in row)
            best = Choice(
                unrolling, order, score, float(costs.total_cycles[first]), float(costs.energy_pj[first])
            )
    return best


def _likeliest_unrollings(case: GoldenCase) -> list[Unrolling]:
    """Of our unrollings with the fewest steps, those with the least bounds."""
    record = case.record
    constraints = record_constraints(record)
    axes = alternatives(case.search_nest, record.core_type, constraints.dataflow, constraints.hints)
    candidates = unrollings(case.search_nest, record.core_type, axes, fewest_steps(case.search_nest, axes))
    bounds = UnrollingBounds(case.search_nest, case.levels, candidates)
    by_objective = {
        "energy": (bounds.energy_pj, bounds.cycles),
        "EDP": (bounds.cycles * bounds.energy_pj, bounds.cycles),
    }
    first, second = by_objective.get(record.settings.objective, (bounds.cycles, bounds.energy_pj))
    fits = bounds.fits()
    order = [i for i in np.lexsort((second, first)).tolist() if fits[i]]
    return [candidates.unrolling(i) for i in order[:OWN_UNROLLINGS]]


# By our definitions


@dataclass(frozen=True)
class OwnSearch:
    """Our search in the record's objective (`bwlat` as latency), and what it must not be worse or better than."""

    cost: Cost | None
    failure: str
    """Why there is no mapping, or empty."""
    score: Score | None
    golden: Score | None
    """Of the recorded order, placed as the search would; None if there is none or it does not fit."""
    golden_as_placed: Score | None
    """The same with operands that share a memory cutting the order at one place, as recorded."""
    least_cycles: float
    least_energy_pj: float
    """Lower bounds of every mapping."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing, in words."""
        if self.score is None or self.golden_as_placed is None:
            return ()
        if not is_worse(self.score, self.golden_as_placed):
            return ()
        return (f"own search: {self.score}; placed evenly, the recorded order has {self.golden_as_placed}",)

    @property
    def mismatches(self) -> tuple[str, ...]:
        """What cannot be, in words."""
        if self.cost is None or self.score is None:
            if self.golden is None:
                return ()
            return (f"own search: no mapping: {self.failure}; the recorded one has {self.golden}",)
        found: list[str] = []
        if self.golden is not None and is_worse(self.score, self.golden):
            found.append(f"own search: {self.score}, the recorded mapping has {self.golden}")
        cycles, energy = self.cost.latency.total_cycles, self.cost.energy_pj
        if is_worse((self.least_cycles,), (cycles,)):
            found.append(f"own search: {cycles:.12g} cycles, bound {self.least_cycles:.12g}")
        if is_worse((self.least_energy_pj,), (energy,)):
            found.append(f"own search: {energy:.12g} pJ, bound {self.least_energy_pj:.12g}")
        return tuple(found)


def own_search(case: GoldenCase) -> OwnSearch:
    """Search as if there were no ZigZag."""
    record = case.record
    objective = own_objective(record)
    golden = _golden_score(case, objective, PlacementRules())
    as_placed = _golden_score(case, objective, case.zigzag_rules)
    constraints = record_constraints(record)
    # Finer loops may be placed worse than the record's, for each memory takes what it can.
    efforts = [Effort(n, UNROLLINGS) for n in sorted({record.settings.lpf_limit, USUAL_LOOPS})]
    try:
        costs = [search(record.nest, record.core_type, objective, constraints, e) for e in efforts]
    except HardwareError as error:
        return OwnSearch(None, str(error), None, golden, as_placed, 0, 0)
    cost = min(costs, key=lambda found: _score(found, objective))
    least = roofline(record.nest, replace(record.core_type, dataflow=constraints.dataflow))
    return OwnSearch(cost, "", _score(cost, objective), golden, as_placed, least.cycles, least.energy_pj)


def _golden_score(case: GoldenCase, objective: Objective, rules: PlacementRules) -> Score | None:
    if case.chosen is None:
        return None
    try:
        costs = case.evaluate(Compat.NONE, rules)
    except ValueError:
        return None  # spread over the steps by our rules, the unrolling leaves other loops
    return _score(breakdown(costs, 0), objective) if len(costs) else None


def record_constraints(record: GoldenRecord) -> Constraints:
    """What the user fixed, as far as the array goes."""
    assert record.core_type.array is not None
    sizes = dict(record.core_type.array.dimensions)
    fixed: list[tuple[str, tuple[tuple[str, int], ...]]] = []
    for axis, loops in record.spatial_mapping:
        room, within = sizes.get(axis, 1), list[tuple[str, int]]()
        for loop, factor in loops:
            if loop in record.nest.dims:
                within.append((loop, min(factor, room)))
                room //= within[-1][1]
        if axis in sizes and within:
            fixed.append((axis, tuple(within)))
    hints = [
        (axis, tuple(loop for loop in loops if loop in record.nest.dims))
        for axis, loops in record.spatial_hints
        if axis in sizes
    ]
    return Constraints(dataflow=tuple(fixed), hints=tuple(hints))


def own_objective(record: GoldenRecord) -> Objective:
    """The nearest to the record's that our search has."""
    names = {"energy": Objective.ENERGY, "EDP": Objective.EDP}
    return names.get(record.settings.objective, Objective.LATENCY)


def _score(cost: Cost, objective: Objective) -> Score:
    cycles, energy = cost.latency.cycles, cost.energy_pj
    match objective:
        case Objective.LATENCY:
            return cycles, energy
        case Objective.ENERGY:
            return energy, cycles
        case Objective.EDP:
            return cycles * energy, cycles
