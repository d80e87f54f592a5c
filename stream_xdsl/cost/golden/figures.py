"""What the engine computes for one mapping, laid out as golden files have it, and how it differs from the file."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import isclose, isinf
from typing import Any, TypeGuard, cast

import numpy as np

from stream_xdsl.cost.evaluate import CaseCosts
from stream_xdsl.cost.golden.mapping import TOLERANCE
from stream_xdsl.cost.hierarchy import Hierarchy
from stream_xdsl.cost.loop_nest import LoopNest
from stream_xdsl.cost.orders import Floats
from stream_xdsl.cost.tables import hierarchy_tables
from stream_xdsl.hardware.machine import Direction, MemoryOperand

Figures = dict[str, Any]

KEYS = {
    Direction.TO_LOW: "rd_out_to_low",
    Direction.FROM_LOW: "wr_in_by_low",
    Direction.TO_HIGH: "rd_out_to_high",
    Direction.FROM_HIGH: "wr_in_by_high",
}


def golden_figures(costs: CaseCosts) -> Figures:
    """The result of the first case, as records have it: cycles, pJ, accesses, bits per cycle."""
    account = costs.account
    active = account.periods > 0
    return {
        "mem_levels": {
            operand.name: [memory.name for memory in chain]
            for operand, chain in zip(_nest(costs).operands, _levels(costs).chains, strict=True)
        },
        "unit_count": {
            operand.name: list(unrolling.instances)
            for operand, unrolling in zip(
                _nest(costs).operands, costs.cases.states.spatial.operands, strict=True
            )
        },
        "temporal_mapping_allocated": _loops_by_level(costs, _allocated_cuts(costs)),
        "temporal_mapping_stationary": _loops_by_level(costs, _stationary_cuts(costs)),
        "word_access": _by_direction(costs, account.accesses),
        "data_move": _data_move(costs),
        "allowed_cycles": _by_direction(costs, np.where(active, account.allowed_cycles, 0)),
        "real_cycles": _by_direction(costs, np.where(active, account.real_cycles, 0)),
        "double_buffer": _by_link(costs, lambda link: bool(account.double_buffered[0, link])),
        "mem_utilization_shared": _utilisation(costs),
        "port_stall_slack": _port_stalls(costs),
        "inst_bandwidth_top": {
            operand.name: {key: float(values[0]) for key, values in by_direction.items()}
            for operand, by_direction in zip(_nest(costs).operands, top_bits_per_cycle(costs), strict=True)
        },
        "energy": _energy(costs),
        "latency": _latency(costs),
    }


def differences(ours: object, recorded: object, name: str = "") -> Iterator[str]:
    """Where a record is not what we compute, as `name: ours, recorded …`; what only the record has does not count."""
    if isinstance(ours, dict):
        for key, value in cast(Figures, ours).items():
            inner = f"{name}.{key}" if name else key
            if not isinstance(recorded, dict) or key not in recorded:
                yield f"{inner}: not recorded"
            else:
                yield from differences(value, cast(Figures, recorded)[key], inner)
    elif isinstance(ours, list) and isinstance(recorded, list):
        own, other = cast(list[Any], ours), cast(list[Any], recorded)
        if len(own) != len(other):
            yield f"{name}: {len(own)} entries, recorded {len(other)}"
            return
        for index, (a, b) in enumerate(zip(own, other, strict=True)):
            yield from differences(a, b, f"{name}.{index}")
    elif _is_number(ours) and _is_number(recorded):
        if not isclose(ours, recorded, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
            yield f"{name}: {ours:.12g}, recorded {recorded:.12g}"
    elif ours != recorded or isinstance(ours, bool) != isinstance(recorded, bool):
        yield f"{name}: {ours}, recorded {recorded}"


def without_single_iterations(temporal_mapping: object) -> object:
    """A temporal mapping without loops of one iteration, which ZigZag adds where no loop is left."""
    if isinstance(temporal_mapping, dict):
        by_operand = cast(Figures, temporal_mapping)
        return {name: without_single_iterations(levels) for name, levels in by_operand.items()}
    if isinstance(temporal_mapping, list):
        entries = cast(list[Any], temporal_mapping)
        return [without_single_iterations(entry) for entry in entries if not _is_single_iteration(entry)]
    return temporal_mapping


def _is_single_iteration(entry: object) -> bool:
    match entry:
        case [str(), 1]:
            return True
        case _:
            return False


def top_bits_per_cycle(costs: CaseCosts) -> list[dict[str, Floats]]:
    """Per operand and direction, (cases,) bits per cycle that its outermost memory moves while it does: what recurs in its
    window, and what comes once as far as the work hides it."""
    levels, account = _levels(costs), costs.account
    per_point = _nest(costs).cycles_per_point
    links = levels.duty_links
    peak = np.trunc(np.trunc(account.average_bits.T) * costs.cases.irrelevant_run[links])
    peak = np.where(account.periods.T > 0, np.ceil(peak / per_point), 0)
    busy_cycles = np.ceil(costs.array_cycles) + costs.stall_cycles
    hidden_cycles = (account.real_cycles - account.left_cycles).T
    tables = hierarchy_tables(levels)
    once = ((account.periods == 1) & ~tables.returns_sums).T
    result: list[dict[str, Floats]] = []
    for o, chain in enumerate(levels.chains):
        level, memory = len(chain) - 1, chain[-1]
        bits = {key: np.zeros(len(costs)) for key in KEYS.values()}
        for direction, key in KEYS.items():
            if (duty := levels.duty_of.get((o, level, direction))) is not None:
                bits[key] = peak[duty]
        loads = KEYS[Direction.FROM_HIGH if MemoryOperand.O in memory.operands else Direction.TO_LOW]
        for served in levels.port_duties:
            load = np.zeros(len(costs))
            for i in served:
                if levels.duties[i].operand == o and levels.duties[i].memory is memory:
                    width = tables.port_widths[i]
                    load = np.where(once[i], np.ceil(hidden_cycles[i] / busy_cycles * width), load)
            bits[loads] = bits[loads] + load
        result.append(bits)
    return result


def _levels(costs: CaseCosts) -> Hierarchy:
    return costs.cases.states.levels


def _nest(costs: CaseCosts) -> LoopNest:
    return costs.cases.states.nest


def _by_direction(costs: CaseCosts, values: Floats) -> dict[str, list[dict[str, float]]]:
    """Of the first case per operand, level and direction; `values` is (cases, duties)."""
    levels = _levels(costs)

    def value(operand: int, level: int, direction: Direction) -> float:
        duty = levels.duty_of.get((operand, level, direction))
        return 0.0 if duty is None else float(values[0, duty])

    return {
        operand.name: [
            {key: value(o, level, direction) for direction, key in KEYS.items()}
            for level in range(levels.levels[o])
        ]
        for o, operand in enumerate(_nest(costs).operands)
    }


def _data_move(costs: CaseCosts) -> dict[str, list[dict[str, dict[str, float]]]]:
    """Widths, bandwidths and windows; `data_elem_move_count` follows from accesses and is left out."""
    levels, account, nest = _levels(costs), costs.account, _nest(costs)
    links = levels.duty_links
    active = account.periods > 0
    period, run = costs.cases.period_cycles[links].T, costs.cases.irrelevant_run[links].T
    own = np.array([nest.operands[duty.operand].bits for duty in levels.duties])
    width = np.where(account.unfinished[:, links], nest.psum_bits, own)
    average = np.trunc(account.average_bits)
    fields = {
        "data_precision": width,
        "req_mem_bw_aver": average,
        "req_mem_bw_inst": np.trunc(average * run),
        "data_trans_period": period,
        "data_trans_period_count": account.periods,
        "inst_data_trans_window": period / run,
    }
    by_field = {
        name: _by_direction(costs, np.where(active, values, 0).astype(np.float64))
        for name, values in fields.items()
    }
    return {
        operand.name: [
            {name: values[operand.name][level] for name, values in by_field.items()}
            for level in range(levels.levels[o])
        ]
        for o, operand in enumerate(nest.operands)
    }


def _links(costs: CaseCosts, operand: int) -> range:
    first = _levels(costs).first_link[operand]
    return range(first, first + _levels(costs).levels[operand] + 1)


def _by_link(costs: CaseCosts, value: Callable[[int], bool]) -> dict[str, list[bool]]:
    return {
        operand.name: [value(link) for link in _links(costs, o)]
        for o, operand in enumerate(_nest(costs).operands)
    }


def _allocated_cuts(costs: CaseCosts) -> list[list[int]]:
    cuts = costs.cases.cuts[int(costs.cases.orders[0])]
    return [[int(cuts[link]) for link in _links(costs, o)[1:]] for o in range(len(_nest(costs).operands))]


def _stationary_cuts(costs: CaseCosts) -> list[list[int]]:
    path = costs.cases.states.paths.states[int(costs.cases.orders[0])].tolist()
    return [
        [path.index(int(costs.cases.state[link, 0])) for link in _links(costs, o)[1:]]
        for o in range(len(_nest(costs).operands))
    ]


def _loops_by_level(costs: CaseCosts, cuts: list[list[int]]) -> dict[str, list[list[list[Any]]]]:
    states = costs.cases.states
    order = states.paths.orders[int(costs.cases.orders[0])].tolist()
    loops = [[states.nest.dims[states.loops[i][0]], states.loops[i][1]] for i in order]
    return {
        operand.name: [loops[start:end] for start, end in pairwise((0, *own))]
        for operand, own in zip(states.nest.operands, cuts, strict=True)
    }


def _utilisation(costs: CaseCosts) -> dict[str, list[float]]:
    levels, held_bits = _levels(costs), costs.account.held_bits[0]
    share: dict[str, float] = {}
    for memory, held in levels.visits:
        links = [levels.first_link[o] + level + 1 for o, level in held]
        bits = sum(float(held_bits[link]) for link in links)
        share[memory.name] = bits / memory.size_bits
    return {
        operand.name: [share[memory.name] for memory in chain]
        for operand, chain in zip(_nest(costs).operands, levels.chains, strict=True)
    }


def _port_stalls(costs: CaseCosts) -> list[dict[str, Any]]:
    levels = _levels(costs)
    by_memory: dict[str, dict[str, Any]] = {memory.name: {"mem": memory.name} for memory, _ in levels.visits}
    for row, served in enumerate(levels.port_duties):
        duty = levels.duties[served[0]]
        stall = float(costs.account.port_stalls[0, row])
        if duty.port is not None and not isinf(stall):
            by_memory[duty.memory.name][duty.port.name] = stall
    return list(by_memory.values())


def _energy(costs: CaseCosts) -> Figures:
    by_direction = _by_direction(costs, costs.account.access_energy_pj)
    by_level = {name: [sum(level.values()) for level in by_level] for name, by_level in by_direction.items()}
    return {
        "total": float(costs.energy_pj[0]),
        "mac": costs.mac_energy_pj,
        "mem": sum(map(sum, by_level.values())),
        "breakdown": by_level,
        "breakdown_dir": by_direction,
    }


def _latency(costs: CaseCosts) -> Figures:
    ideal = costs.ideal_cycles
    stall, onload, offload = (
        float(cycles[0]) for cycles in (costs.stall_cycles, costs.onload_cycles, costs.offload_cycles)
    )
    before_transfers = costs.array_cycles + stall
    totals = (before_transfers, before_transfers + onload, before_transfers + onload + offload)
    return {
        "ideal": ideal,
        "ideal_temporal": costs.array_cycles,
        "spatial_stall": costs.array_cycles - ideal,
        "temporal_stall": stall,
        "onload": onload,
        "offload": offload,
        "mac_spatial_utilization": ideal / costs.array_cycles,
        **{f"total{i}": total for i, total in enumerate(totals)},
        **{f"mac_utilization{i}": ideal / total for i, total in enumerate(totals)},
    }


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
