"""The full account of one mapping, from the arrays of an evaluation."""

from math import isinf

from stream_xdsl.cost.evaluate import CaseCosts
from stream_xdsl.cost.result import Cost, Latency, Mapping, Occupancy, PortStall, Traffic


def breakdown(costs: CaseCosts, case: int) -> Cost:
    """Everything about one case."""
    return Cost(
        _mapping(costs, case),
        Latency(
            costs.ideal_cycles,
            costs.array_cycles - costs.ideal_cycles,
            float(costs.stall_cycles[case]),
            float(costs.onload_cycles[case]),
            float(costs.offload_cycles[case]),
        ),
        costs.cases.states.nest.points,
        costs.mac_energy_pj,
        costs.initial_energy_pj,
        _traffic(costs, case),
        _ports(costs, case),
        _occupancy(costs, case),
    )


def _mapping(costs: CaseCosts, case: int) -> Mapping:
    states = costs.cases.states
    nest, levels, paths = states.nest, states.levels, states.paths
    assert levels.core_type.array is not None
    row = int(costs.cases.orders[case])
    names = [name for name, _ in levels.core_type.array.dimensions]
    spatial = tuple(
        (name, tuple((nest.dims[dim], factor) for dim, factor in entries if factor > 1))
        for name, entries in zip(names, states.spatial.factors, strict=True)
    )
    loops = [(nest.dims[states.loops[i][0]], states.loops[i][1]) for i in paths.orders[row].tolist()]
    path = paths.states[row].tolist()
    placed: list[tuple[str, tuple[str, ...], tuple[int, ...]]] = []
    for o, operand in enumerate(nest.operands):
        first = levels.first_link[o]
        below = [path.index(int(costs.cases.state[first + i + 1, case])) for i in range(levels.levels[o])]
        placed.append((operand.name, tuple(memory.name for memory in levels.chains[o]), tuple(below)))
    return Mapping(spatial, tuple(loops), tuple(placed))


def _traffic(costs: CaseCosts, case: int) -> tuple[Traffic, ...]:
    account, states = costs.account, costs.cases.states
    levels = states.levels
    result: list[Traffic] = []
    for i, duty in enumerate(levels.duties):
        if duty.port is None or not account.periods[case, i]:
            continue
        link = levels.duty_links[i]
        result.append(
            Traffic(
                states.nest.operands[duty.operand].name,
                levels.roles[duty.operand],
                duty.level,
                duty.memory.name,
                duty.port.name,
                duty.direction,
                float(account.bits[case, i]),
                int(costs.cases.period_cycles[link, case]) * states.nest.cycles_per_point,
                int(account.periods[case, i]),
                int(account.allowed_cycles[case, i]),
                int(account.real_cycles[case, i]),
                float(states.spatial.operands[duty.operand].instances[duty.level + 1]),
                float(account.accesses[case, i]),
                float(account.access_energy_pj[case, i]),
            )
        )
    return tuple(result)


def _ports(costs: CaseCosts, case: int) -> tuple[PortStall, ...]:
    levels = costs.cases.states.levels
    result: list[PortStall] = []
    for row, duties in enumerate(levels.port_duties):
        duty = levels.duties[duties[0]]
        stall = float(costs.account.port_stalls[case, row])
        if duty.port is not None and not isinf(stall):
            result.append(PortStall(duty.memory.name, duty.port.name, stall))
    return tuple(result)


def _occupancy(costs: CaseCosts, case: int) -> tuple[Occupancy, ...]:
    states = costs.cases.states
    levels = states.levels
    return tuple(
        Occupancy(
            memory.name,
            states.nest.operands[o].name,
            float(costs.account.held_bits[case, link]),
            memory.size_bits,
        )
        for memory, held in levels.visits
        for o, level in held
        for link in [levels.first_link[o] + level + 1]
    )
