"""How far our definitions are from ZigZag's on one and the same mapping, and which of them it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isclose

import numpy as np

from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.evaluate import CaseCosts, cost_cases
from stream_xdsl.cost.golden.mapping import TOLERANCE, GoldenCase
from stream_xdsl.cost.orders import Floats
from stream_xdsl.cost.placement import Cases
from stream_xdsl.cost.spatial import SpatialMapping
from stream_xdsl.cost.states import States
from stream_xdsl.cost.tables import Quirks, hierarchy_tables

UNEVEN = "unrolled loops that do not fill their last step: latency with whole factors"
ROUNDED = "unrolled loops that do not fill their last step: instances and elements rounded"
SEVERAL = "a loop unrolled over several array dimensions: only one of them fitted to it"
GAPS = "windows with gaps: more positions than there are"
PSUMS = "results in the outermost memory: room for sums"
PLACEMENT = "loops in other memories, as the counts above are others"
ACCESSES = "accesses cut to whole numbers"
DOUBLE_BUFFERS = "what must be there twice cut to whole bits"
HIDDEN = "first transfers: more of them hidden than can be, or less than nothing"
SHARED_OUT = "first transfers: hidden in other shares, or bandwidth cut to whole bits"
MIXED = "first transfers over links with one shared port: only the outermost counts"

CAUSES = (
    *(UNEVEN, ROUNDED, SEVERAL, GAPS, PSUMS, PLACEMENT),
    *(ACCESSES, DOUBLE_BUFFERS, HIDDEN, SHARED_OUT, MIXED),
)
"""What ZigZag does and we do not."""


@dataclass(frozen=True)
class Cause:
    """A definition of ZigZag's that matters to a mapping."""

    name: str
    cycles_ratio: float | None
    """Latency with this definition alone as ours, to ZigZag's; None if it cannot be exchanged alone."""
    energy_ratio: float | None


@dataclass(frozen=True)
class DefinitionGap:
    """A recorded mapping by both definitions."""

    cycles_ratio: float | None
    """Ours to ZigZag's; None if the mapping does not fit by ours."""
    energy_ratio: float | None
    obstacle: str
    """Why it does not fit, or empty."""
    causes: tuple[Cause, ...]

    @property
    def differs(self) -> bool:
        """Whether latency or energy is another."""
        return self.cycles_ratio is not None and not (_same(self.cycles_ratio) and _same(self.energy_ratio))


def definition_gap(case: GoldenCase) -> DefinitionGap | None:
    """Evaluate the recorded mapping by both; None if there is none that fits."""
    if case.chosen is None or not len(theirs := case.evaluate(Compat.ZIGZAG)):
        return None
    if obstacle := case.obstacle(Compat.NONE):
        return DefinitionGap(None, None, obstacle, ())
    ours = case.evaluate(Compat.NONE)
    return DefinitionGap(
        float(ours.total_cycles[0] / theirs.total_cycles[0]),
        float(ours.energy_pj[0] / theirs.energy_pj[0]),
        "",
        tuple(_causes(theirs, ours)),
    )


def _same(ratio: float | None) -> bool:
    return ratio is None or isclose(ratio, 1, rel_tol=TOLERANCE)


def _causes(theirs: CaseCosts, ours: CaseCosts) -> Iterator[Cause]:
    """Definitions are exchanged one at a time where the engine has them apart; others show in what they lead to."""
    states, exchange = theirs.cases.states, _Exchange(theirs, ours)
    if not exchange.same_factors:
        yield Cause(SEVERAL, None, None)
    if not _equal_cuts(theirs, ours):
        held = zip(_held(states), _held(ours.cases.states), strict=True)
        same_room = all(np.allclose(a, b, rtol=TOLERANCE) for a, b in held)
        yield Cause(PSUMS if same_room else PLACEMENT, None, None)
    figures = (
        (UNEVEN, exchange.cycles(fractions=True), 1.0),
        (
            GAPS if _has_gaps(states) else ROUNDED,
            exchange.cycles(counting=True),
            exchange.energy(counting=True),
        ),
        (ACCESSES, 1.0, exchange.energy(cutting=True)),
        (DOUBLE_BUFFERS, exchange.cycles(buffering=True), 1.0),
        (exchange.loading_cause(), exchange.cycles(loading=True), 1.0),
    )
    for name, cycles_ratio, energy_ratio in figures:
        if not (_same(cycles_ratio) and _same(energy_ratio)):
            yield Cause(name, cycles_ratio, energy_ratio)


class _Exchange:
    """ZigZag's evaluation with single definitions exchanged for ours; ratios to what it is without."""

    def __init__(self, theirs: CaseCosts, ours: CaseCosts):
        self.costs = theirs
        self.exact_spatial = theirs.cases.states.spatial
        self.same_factors = all(
            a[0] == b[0] and isclose(a[1], b[1], rel_tol=TOLERANCE)
            for own, other in zip(
                theirs.cases.states.spatial.factors, ours.cases.states.spatial.factors, strict=True
            )
            for a, b in zip(own, other, strict=True)
        )
        if self.same_factors:
            self.exact_spatial = ours.cases.states.spatial

    def _cases(self, exchanged: bool, spatial: SpatialMapping | None = None) -> Cases:
        """The same loops below the same links; what is computed from them is ZigZag's or ours."""
        cases = self.costs.cases
        compat = Compat.NONE if exchanged else Compat.ZIGZAG
        states = replace(cases.states, compat=compat, spatial=spatial or cases.states.spatial)
        return replace(cases, states=states)

    def cycles(
        self,
        *,
        fractions: bool = False,
        counting: bool = False,
        buffering: bool = False,
        loading: bool = False,
    ) -> float:
        """Of latency, with our fractional factors, counts of elements, double buffers or hiding of first transfers."""
        spatial = self.costs.cases.states.spatial
        counted = self._cases(counting).states
        account = cost_cases(
            self._cases(loading),
            counted.view(spatial.operands),
            counted.view(spatial.operands if fractions else spatial.latency_operands),
            Quirks(True, not buffering, not loading),
        )
        stalls = account.stall_cycles + account.onload_cycles + account.offload_cycles
        return float((self.costs.array_cycles + stalls[0]) / self.costs.total_cycles[0])

    def energy(self, *, counting: bool = False, cutting: bool = False) -> float:
        """Of energy, with our counts of elements and instances, or of accesses."""
        spatial = self.exact_spatial if counting else self.costs.cases.states.spatial
        counts = self._cases(counting, spatial).states.view(spatial.operands)
        cases = self._cases(cutting, spatial)
        account = cost_cases(cases, counts, counts, Quirks(not cutting, True, True))
        fixed = self.costs.mac_energy_pj + self.costs.initial_energy_pj
        return float((account.memory_energy_pj[0] + fixed) / self.costs.energy_pj[0])

    def loading_cause(self) -> str:
        """Which definition of first transfers can make a difference."""
        account, levels = self.costs.account, self.costs.cases.states.levels
        states = self.costs.cases.states
        ours = cost_cases(
            self._cases(True),
            states.view(states.spatial.operands),
            states.view(states.spatial.latency_operands),
            Quirks(True, True, False),
        )
        if np.allclose(account.left_cycles, ours.left_cycles, rtol=TOLERANCE):
            return MIXED
        once = (account.periods == 1) & ~hierarchy_tables(levels).returns_sums
        hidden = account.real_cycles - account.left_cycles
        room = np.maximum(0, account.real_cycles - account.first_cycles)
        beyond = (hidden < -TOLERANCE) | (hidden > room * (1 + TOLERANCE))
        return HIDDEN if (once & beyond).any() else SHARED_OUT


def _equal_cuts(theirs: CaseCosts, ours: CaseCosts) -> bool:
    return np.array_equal(theirs.cases.cuts, ours.cases.cuts)


def _held(states: States) -> list[Floats]:
    return [
        states.held(o, level)
        for o in range(len(states.nest.operands))
        for level in range(states.levels.levels[o])
    ]


def _has_gaps(states: States) -> bool:
    """Whether ZigZag counts positions between the elements of a window, in tiles of whole sizes."""
    for o, operand in enumerate(states.nest.operands):
        for unrolled in states.spatial.operands[o].sizes:
            sizes = [np.trunc(states.sizes.get(d, 1.0) * size) for d, size in enumerate(unrolled)]
            for window in operand.windows:
                if np.any(window.positions(sizes, Compat.ZIGZAG) != window.positions(sizes, Compat.NONE)):
                    return True
    return False
