"""A tile's latency in stages, as far as its neighbours on a core matter: what may overlap with them, and what is in place already."""

from dataclasses import dataclass
from math import ceil

from stream_xdsl.cost.compat import ROUNDING
from stream_xdsl.cost.evaluate import CaseCosts
from stream_xdsl.cost.tables import hierarchy_tables
from stream_xdsl.hardware.machine import Direction, Stage


@dataclass(frozen=True)
class Stages:
    """Cycles of a tile."""

    onload: int
    """Of the tile's cycles: before the array works, as far as the core type overlaps that; else 0."""
    offload: int
    """The same after the array has worked."""
    in_place: int
    """What the tile takes if its stationary operands are where the array needs them, from the tile before."""


def stages_of(costs: CaseCosts, case: int) -> Stages:
    """The stages of a case, in whole cycles that add up to the case's."""
    onload, work = float(costs.onload_cycles[case]), costs.array_cycles + float(costs.stall_cycles[case])
    before, until = _whole(onload), _whole(onload + work)
    total = _whole(float(costs.total_cycles[case]))
    rest = _onload_in_place(costs, case)
    overlaps = costs.cases.states.levels.core_type.overlaps
    return Stages(
        before if Stage.ONLOAD in overlaps else 0,
        total - until if Stage.OFFLOAD in overlaps else 0,
        total - before + min(before, _whole(rest)),
    )


def _whole(cycles: float) -> int:
    return ceil(cycles * (1 - ROUNDING))


def _onload_in_place(costs: CaseCosts, case: int) -> float:
    """Cycles before the array works if nothing has to be loaded that stays in the array: stationary operands of which the innermost
    memories hold all that the tile needs at once."""
    levels, account = costs.cases.states.levels, costs.account
    own = account._replace(
        onload_cycles=account.onload_cycles[case : case + 1].copy(),
        offload_cycles=account.offload_cycles[case : case + 1] * 0.0,
        left_cycles=account.left_cycles[case : case + 1].copy(),
    )
    stays = [
        operand
        for operand, role in enumerate(levels.roles)
        if operand and role in levels.core_type.stationary
        for loads in [levels.duty_of.get((operand, 0, Direction.FROM_HIGH))]
        if loads is not None and account.periods[case, loads] == 1
    ]
    if not stays:
        return float(account.onload_cycles[case])
    from stream_xdsl.cost.kernels import first_and_last

    for i, duty in enumerate(levels.duties):
        if duty.operand in stays:
            own.left_cycles[0, i] = 0.0
    first_and_last(hierarchy_tables(levels), False, own)
    return float(own.onload_cycles[0])
