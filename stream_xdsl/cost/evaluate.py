"""What orders of temporal loops cost under one spatial mapping: accesses, energy and latency, for all of them at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.hierarchy import HardwareError
from stream_xdsl.cost.loop_nest import LoopNest
from stream_xdsl.cost.orders import Floats
from stream_xdsl.cost.placement import Cases, PlacementRules, place_loops
from stream_xdsl.cost.states import States
from stream_xdsl.cost.tables import Quirks, View, hierarchy_tables
from stream_xdsl.hardware.machine import CoreType, Direction

if TYPE_CHECKING:
    from stream_xdsl.cost.kernels import Account

_NO_RULES = PlacementRules()


@dataclass(frozen=True, eq=False)
class CaseCosts:
    """Costs of every case; arrays are (cases,) or as said."""

    cases: Cases

    def __len__(self) -> int:
        return len(self.cases)

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
    def stall_cycles(self) -> Floats:
        """Cycles by which the latest port is late."""
        return self.account.stall_cycles

    @cached_property
    def onload_cycles(self) -> Floats:
        """Cycles before the array works."""
        return self.account.onload_cycles

    @cached_property
    def offload_cycles(self) -> Floats:
        """Cycles after the array has worked."""
        return self.account.offload_cycles

    @cached_property
    def total_cycles(self) -> Floats:
        """Latency."""
        return self.array_cycles + self.stall_cycles + self.onload_cycles + self.offload_cycles

    @cached_property
    def energy_pj(self) -> Floats:
        """Energy."""
        return self.account.memory_energy_pj + self.mac_energy_pj + self.initial_energy_pj

    def accesses_pj(self, case: int) -> Iterator[tuple[int, str, float]]:
        """(operand, memory, pJ) of all accesses in a case; operands are those of the nest, then what accumulation starts from."""
        nest, levels = self.cases.states.nest, self.cases.states.levels
        for duty, energy in zip(levels.duties, self.account.access_energy_pj[case].tolist(), strict=True):
            yield duty.operand, duty.memory.name, energy
        for position, memory, energy in initial_accesses_pj(nest, levels.core_type):
            yield len(nest.operands) + position, memory, energy

    @cached_property
    def account(self) -> "Account":
        """Everything about every case."""
        states = self.cases.states
        check_ports(self.cases)
        counts = states.view(states.spatial.operands)
        same = states.spatial.latency_operands is states.spatial.operands
        zigzag = states.compat is Compat.ZIGZAG
        return cost_cases(
            self.cases,
            counts,
            counts if same else states.view(states.spatial.latency_operands),
            Quirks(zigzag, zigzag, zigzag),
        )


def evaluate_orders(
    states: States, rules: PlacementRules = _NO_RULES, *, each_order: bool = False
) -> CaseCosts:
    """Place the loops of every order of `states.paths` and cost each distinct case, or each order that fits.

    Computing figures raises HardwareError if something moves where there is no port.
    """
    return CaseCosts(place_loops(states, rules, each_order=each_order))


def cost_cases(cases: Cases, energy_view: View, latency_view: View, quirks: Quirks) -> "Account":
    """Cost cases by the given counts and definitions."""
    from stream_xdsl.cost.kernels import cost_cases as run

    states = cases.states
    tables = hierarchy_tables(states.levels), states.tables
    return run(cases.rows, *tables, energy_view, latency_view, quirks, states.compat.rounding)


def check_ports(cases: Cases) -> None:
    """Raises HardwareError if something moves where there is no port: results come back only while they are partial sums."""
    states = cases.states
    for duty in states.levels.duties:
        if duty.port is not None or not len(cases):
            continue
        partial = (
            states.partial[cases.rows[:, 0, duty.link]] | states.spatial.operands[0].reduces[duty.link + 1]
        )
        if not duty.returns_sums or np.any(partial):
            raise HardwareError(
                f"memory '{duty.memory.name}' has no port for '{states.levels.roles[duty.operand]} {duty.direction}'",
                duty.memory.name,
            )


def initial_energy_pj(nest: LoopNest, core_type: CoreType) -> float:
    """What accumulation starts from passes every memory once."""
    total = 0.0
    for _, _, energy in initial_accesses_pj(nest, core_type):
        total += energy
    return total


def initial_accesses_pj(nest: LoopNest, core_type: CoreType) -> Iterator[tuple[int, str, float]]:
    """(position in `nest.initial`, memory, pJ) of every access to what accumulation starts from."""
    for position, operand in enumerate(nest.initial):
        bits = ceil(operand.elements([float(size) for size in nest.sizes])) * operand.bits
        chain = core_type.levels(operand.memory)
        for memory in chain:
            read, write = (memory.port(operand.memory, d) for d in (Direction.TO_LOW, Direction.FROM_HIGH))
            if read is not None:
                yield position, memory.name, memory.read_energy_of_pj(bits, read)
            if write is not None and memory is not chain[-1]:
                yield position, memory.name, memory.write_energy_of_pj(bits, write)
