"""What orders of temporal loops cost under one spatial mapping: accesses, energy and latency, for all of them at once.

Many orders lead to the same loops below every memory boundary; those are one *case* and costed once.
"""

from dataclasses import dataclass
from functools import cached_property
from math import ceil

from stream_xdsl.cost.cases import Cases, distinguish
from stream_xdsl.cost.latency import CaseLatency
from stream_xdsl.cost.movement import (
    Movement,
    accesses,
    active_duties,
    double_buffered,
    initial_energy_pj,
    memory_energy_pj,
    movement,
    unfinished_sums,
)
from stream_xdsl.cost.orders import Ints
from stream_xdsl.cost.placement import PlacementRules, place_loops
from stream_xdsl.cost.states import Bools, Floats, States

_NO_RULES = PlacementRules()


@dataclass(frozen=True, eq=False)
class CaseCosts:
    """Costs of every case, each figure computed when it is asked for; arrays are (cases,) or as said."""

    cases: Cases

    def __len__(self) -> int:
        return len(self.cases)

    def take(self, cases: Ints) -> "CaseCosts":
        """Some of the cases."""
        return CaseCosts(self.cases.take(cases))

    @cached_property
    def ideal_cycles(self) -> int:
        """All units busy all the time."""
        nest, array = self.cases.states.nest, self.cases.states.levels.core_type.array
        assert array is not None
        return ceil(ceil(nest.points / array.units) * nest.cycles_per_point)

    @cached_property
    def array_cycles(self) -> float:
        """Cycles in which the array works."""
        return self.cases.states.steps * self.cases.states.nest.cycles_per_point

    @cached_property
    def mac_energy_pj(self) -> float:
        """Energy of the operations."""
        nest, array = self.cases.states.nest, self.cases.states.levels.core_type.array
        assert array is not None
        return nest.points * array.mac_energy_pj

    @cached_property
    def initial_energy_pj(self) -> float:
        """Energy of what accumulation starts from."""
        return initial_energy_pj(self.cases.states.nest, self.cases.states.levels.core_type)

    @cached_property
    def movement(self) -> Movement:
        """What crosses the links, as capacities and energy see it; (links, cases)."""
        return movement(self.cases, self.cases.states.spatial.operands, self._unfinished)

    @cached_property
    def double_buffered(self) -> Bools:
        """Whether the memory below a link takes new data while the old are used; (links, cases)."""
        return double_buffered(self.cases, self.movement)

    @cached_property
    def accesses(self) -> Floats:
        """Accesses of ports' full widths; (duties, cases)."""
        return accesses(self.cases, self.movement, self._active)

    @cached_property
    def access_energy_pj(self) -> Floats:
        """Energy of the accesses; (duties, cases)."""
        return self.accesses * self.cases.states.levels.access_energies

    @cached_property
    def latency(self) -> CaseLatency:
        """Stalls, onloading and offloading."""
        spatial = self.cases.states.spatial
        moved = self.movement
        if spatial.latency_operands is not spatial.operands:
            moved = movement(self.cases, spatial.latency_operands, self._unfinished)
        return CaseLatency(self.cases, moved, self._active, self.double_buffered)

    @cached_property
    def total_cycles(self) -> Floats:
        """Latency."""
        latency = self.latency
        return self.array_cycles + latency.stall_cycles + latency.onload_cycles + latency.offload_cycles

    @cached_property
    def energy_pj(self) -> Floats:
        """Energy."""
        memory = memory_energy_pj(self.cases, self.access_energy_pj)
        return memory + self.mac_energy_pj + self.initial_energy_pj

    @cached_property
    def _unfinished(self) -> Bools:
        return unfinished_sums(self.cases)

    @cached_property
    def _active(self) -> Bools:
        return active_duties(self.cases, self._unfinished)


def evaluate_orders(
    states: States, rules: PlacementRules = _NO_RULES, *, each_order: bool = False
) -> CaseCosts:
    """Place the loops of every order of `states.paths` and cost each distinct case, or each order that fits.

    Computing figures raises HardwareError if something moves where there is no port.
    """
    return CaseCosts(distinguish(states, place_loops(states, rules), each_order=each_order))
