"""The cost of one mapping: laws that hold for all, and small examples computed by hand."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import permutations, product
from math import ceil, prod

import numpy as np
import pytest
from core_examples import (
    AMPLE,
    I1,
    I2,
    ROLES,
    SORTS,
    LayerBuilder,
    O,
    core,
    core_types,
    loop_nests,
    mappings,
    matmul,
    memory,
    operand,
    remaining,
    repeated,
)
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from stream_xdsl.cost.breakdown import breakdown
from stream_xdsl.cost.evaluate import evaluate_orders
from stream_xdsl.cost.hierarchy import hierarchy
from stream_xdsl.cost.loop_nest import LoopNest, Operand, Window
from stream_xdsl.cost.orders import Loop
from stream_xdsl.cost.placement import PlacementRules
from stream_xdsl.cost.result import Cost, Traffic
from stream_xdsl.cost.search import Compat, NoMappingError, all_order_states, evaluate
from stream_xdsl.cost.spatial import Unrolling
from stream_xdsl.cost.tiles import tile_loop_nest
from stream_xdsl.hardware.machine import Array, CoreType, Direction, Memory, Port, PortKind
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import AxisGroup

FROM_HIGH, TO_LOW, FROM_LOW, TO_HIGH = Direction


# Positions of windows


def brute_positions(terms: list[tuple[int, int]], sizes: list[int]) -> set[int]:
    return {
        sum(step * index[dim] for dim, step in terms) for index in product(*(range(size) for size in sizes))
    }


@given(st.tuples(st.integers(1, 9), st.integers(1, 9)), st.tuples(st.integers(1, 9), st.integers(1, 9)))
def test_positions_of_two_loops_are_exact(sizes: tuple[int, int], steps: tuple[int, int]):
    terms = list(enumerate(steps))
    exact = len(brute_positions(terms, list(sizes)))
    amounts = [float(size) for size in sizes]
    assert Window(tuple(terms), 1000).positions(amounts) == exact
    assert Window(tuple(terms), 7).positions(amounts) == min(7, exact)


@given(
    st.tuples(st.integers(1, 9), st.integers(1, 9)),
    st.tuples(st.integers(1, 9), st.integers(1, 9)),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_positions_of_fractional_loops_are_the_mean(
    sizes: tuple[int, int], steps: tuple[int, int], parts: tuple[float, float]
):
    """Of tiles that have the sizes rounded down or up, as often as makes the average."""
    window = Window(tuple(enumerate(steps)), 1000)
    mean = sum(
        float(window.positions([float(size + more) for size, more in zip(sizes, up, strict=True)]))
        * prod(part if more else 1 - part for part, more in zip(parts, up, strict=True))
        for up in product((0, 1), repeat=2)
    )
    found = window.positions([size + part for size, part in zip(sizes, parts, strict=True)])
    assert found == pytest.approx(mean)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 9)), min_size=1, max_size=4))
def test_positions_of_any_loops_are_at_least_those_touched(loops: list[tuple[int, int]]):
    """And exactly those, where the steps are so small that each loop continues where those of smaller steps end."""
    sizes = [size for size, _ in loops]
    terms = [(dim, step) for dim, (_, step) in enumerate(loops)]
    touched = brute_positions(terms, sizes)
    found = Window(tuple(terms), 1000).positions([float(size) for size in sizes])
    assert len(touched) <= found <= prod(sizes)
    if len(touched) == max(touched) + 1:
        assert found == len(touched)


@given(
    st.lists(st.tuples(st.floats(1, 4), st.integers(1, 9)), min_size=1, max_size=4),
    st.floats(1, 3),
    st.data(),
)
def test_more_iterations_touch_more_but_not_more_often(
    loops: list[tuple[float, int]], times: float, data: st.DataObject
):
    """What bounds rest on: twice the iterations touch no fewer positions, and at most twice as many."""
    window = Window(tuple((dim, step) for dim, (_, step) in enumerate(loops)), 1000)
    sizes = [size for size, _ in loops]
    before = float(window.positions(sizes))
    sizes[data.draw(st.integers(0, len(sizes) - 1))] *= times
    assert before * (1 - 1e-9) <= float(window.positions(sizes)) <= before * times * (1 + 1e-9)


def test_positions_of_many_cases_at_once():
    window = Window(((0, 2), (1, 1)), 9)
    found = window.positions([np.array([1.0, 2.0, 3.0, 9.0]), np.array([3.0, 1.0, 2.0, 2.0])])
    assert np.asarray(found).tolist() == [3, 2, 6, 9]


# Laws


@dataclass(frozen=True)
class Case:
    """A mapping that fits, and what it costs."""

    nest: LoopNest
    core_type: CoreType
    unrolling: Unrolling
    order: tuple[Loop, ...]
    cost: Cost

    @property
    def array(self) -> Array:
        assert self.core_type.array is not None
        return self.core_type.array

    def on(self, core_type: CoreType) -> Cost:
        """The same mapping on another core."""
        return evaluate(self.nest, core_type, self.unrolling, self.order)

    def port(self, entry: Traffic) -> Port:
        """Through which something moves."""
        found = next(m for m in self.core_type.memories if m.name == entry.memory)
        return next(port for port in found.ports if port.name == entry.port)

    def bits(self, operand: Operand) -> float:
        """Of an operand, all that the loops touch."""
        return float(operand.elements([float(size) for size in self.nest.sizes])) * operand.bits


@st.composite
def evaluated(draw: st.DrawFn, sorts: Sequence[str] = SORTS) -> Case:
    core_type, nest = draw(core_types(roomy=True, sorts=sorts)), draw(loop_nests(most_points=600))
    unrolling, order = draw(mappings(nest, core_type))
    try:
        cost = evaluate(nest, core_type, unrolling, order)
    except NoMappingError:
        assume(False)
        raise
    return Case(nest, core_type, unrolling, order, cost)


laws = settings(max_examples=35, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


@laws
@given(evaluated())
def test_bits_are_conserved(case: Case):
    """Through every port of every level passes at least what all loops together touch, once."""
    for o in case.nest.operands:
        bits = case.bits(o) * (1 - 1e-9)
        moved = [entry for entry in case.cost.traffic if entry.operand == o.name]
        for entry in moved:
            assert entry.bits_per_period * entry.periods * entry.instances >= bits
            assert entry.accesses * case.port(entry).bandwidth_max_bits >= bits
        # And all that must move does: between the array and every level, and between levels.
        towards_array, between = (FROM_LOW, TO_HIGH) if o is case.nest.output else (TO_LOW, FROM_HIGH)
        levels = range(len(case.core_type.levels(o.memory)))
        least = {(level, towards_array) for level in levels} | {(level, between) for level in levels[:-1]}
        assert least <= {(entry.level, entry.direction) for entry in moved}


@laws
@given(evaluated())
def test_accesses_are_whole_words(case: Case):
    """In each period, in each instance: of the narrowest access as many as it takes; energy is that of the accesses."""
    energies = {m.name: (m.read_energy_pj, m.write_energy_pj) for m in case.core_type.memories}
    for entry in case.cost.traffic:
        port = case.port(entry)
        steps = ceil(entry.bits_per_period * (1 - 1e-9) / port.bandwidth_min_bits)
        words = steps * port.bandwidth_min_bits / port.bandwidth_max_bits
        assert entry.accesses == pytest.approx(words * entry.periods * entry.instances)
        energy = energies[entry.memory][entry.direction.is_write]
        assert entry.energy_pj == pytest.approx(entry.accesses * energy)
        assert entry.real_cycles == ceil(entry.bits_per_period * (1 - 1e-9) / port.bandwidth_max_bits)
        assert entry.periods * entry.period_cycles == case.cost.latency.array_cycles
        assert 1 <= entry.allowed_cycles <= entry.period_cycles


@laws
@given(evaluated())
def test_totals_are_the_sums_of_their_parts(case: Case):
    cost, latency = case.cost, case.cost.latency
    steps = prod(remaining(case.nest, case.unrolling))
    assert latency.array_cycles == steps * case.nest.cycles_per_point
    assert latency.ideal_cycles == ceil(case.nest.points / case.array.units) * case.nest.cycles_per_point
    parts = (
        latency.spatial_stall_cycles,
        latency.temporal_stall_cycles,
        latency.onload_cycles,
        latency.offload_cycles,
    )
    assert min(parts) >= 0
    assert latency.total_cycles == pytest.approx(latency.ideal_cycles + sum(parts))
    assert cost.mac_energy_pj == case.nest.points * case.array.mac_energy_pj
    traffic = sum(entry.energy_pj for entry in cost.traffic)
    assert cost.memory_energy_pj == pytest.approx(traffic + cost.initial_energy_pj)
    assert cost.energy_pj == pytest.approx(cost.memory_energy_pj + cost.mac_energy_pj)
    assert 0 < cost.utilisation <= 1
    assert case.nest.points == pytest.approx(cost.units * steps)


def windows(case: Case) -> dict[tuple[str, int, Direction], tuple[int, int]]:
    """Periods and, in them, the cycles in which data may move, by (operand, level, direction), from the order of the loops
    and the places where each operand cuts it."""
    nest, cost = case.nest, case.cost
    order = [nest.dims.index(loop) for loop, _ in cost.mapping.temporal]
    steps = [factor for _, factor in cost.mapping.temporal]
    held = {(entry.operand, entry.memory): entry.bits for entry in cost.occupancy}
    sizes = {m.name: m.size_bits for m in case.core_type.memories}
    cuts = {operand: (memories, (0, *below)) for operand, memories, below in cost.mapping.levels}

    def run(o: Operand, level: int, matters: Callable[[int], bool]) -> int:
        """Steps of the outermost loops of a level, as far as all of them matter in this way."""
        first, end = cuts[o.name][1][level : level + 2]
        length = 1
        while end > first and matters(order[end - 1]):
            end -= 1
            length *= steps[end]
        return length

    # What must be there twice, as a share of each memory, and of all its operands together.
    fill: dict[tuple[str, int], float] = {}
    used: dict[str, float] = defaultdict(float)
    for o in nest.operands:
        for level, name in enumerate(cuts[o.name][0]):
            relevant = run(o, level, o.relevant.__contains__)
            fill[o.name, level] = held[o.name, name] / relevant / sizes[name]
            used[name] += fill[o.name, level]
    result: dict[tuple[str, int, Direction], tuple[int, int]] = {}
    for o in nest.operands:
        still = next((i for i, dim in enumerate(order) if not o.is_irrelevant(dim)), len(order))
        period = prod(steps[:still]) if o is not nest.output else 1
        period, window = (period * nest.cycles_per_point,) * 2
        for level, name in enumerate(cuts[o.name][0]):
            result |= {(o.name, level, direction): (period, window) for direction in (TO_LOW, FROM_LOW)}
            period = prod(steps[: cuts[o.name][1][level + 1]]) * nest.cycles_per_point
            window = period
            if used[name] > 0.5:
                if fill[o.name, level] <= 1 - used[name]:
                    used[name] += fill[o.name, level]
                else:
                    window = period // run(o, level, o.is_irrelevant)
            result |= {(o.name, level, direction): (period, window) for direction in (FROM_HIGH, TO_HIGH)}
    return result


@settings(laws, max_examples=60)
@given(evaluated())
def test_windows_are_those_of_the_loops(case: Case):
    """All of a period if the next data fit beside the present ones, else the last of the runs in which these stay."""
    expected = windows(case)
    for entry in case.cost.traffic:
        found = (entry.period_cycles, entry.allowed_cycles)
        assert found == expected[entry.operand, entry.level, entry.direction]


def late_cycles(entries: list[Traffic], cycles: int) -> float:
    """How late one port is, cycle by cycle: what its users take beyond their windows, and where these overlap."""
    late = [(entry.real_cycles - entry.allowed_cycles) * (entry.periods - 1) for entry in entries]
    if len(entries) == 1:
        return late[0]
    usable = sum(any(t % e.period_cycles < e.allowed_cycles for e in entries) for t in range(cycles))
    wanted = sum(e.allowed_cycles * (e.periods - 1) for e in entries)
    return sum(max(0, x) for x in late) + max(0, sum(min(0, x) for x in late) + wanted - usable)


def assert_stalls(cost: Cost):
    users: dict[tuple[str, str], list[Traffic]] = defaultdict(list)
    for entry in cost.traffic:
        users[entry.memory, entry.port].append(entry)
    late = {port: late_cycles(entries, int(cost.latency.array_cycles)) for port, entries in users.items()}
    assert {(port.memory, port.port): port.stall_cycles for port in cost.ports} == late
    assert cost.latency.temporal_stall_cycles == max(0, *late.values())


@settings(laws, max_examples=60)
@given(evaluated() | evaluated(sorts=("one",)))
def test_stalls_are_those_of_the_latest_port(case: Case):
    assert_stalls(case.cost)


def tight(width: int, inputs: int = 8, weights: int = 8, sums: int = 16, results: bool = True) -> CoreType:
    """One unit with registers, by default for one element each, which can only be filled while the last step that needs it
    runs; all inputs, or results too, come from one port."""
    top = memory("top", ROLES)
    shared = [p for p in top.ports if results or p.serves[0][0] is not O]
    port = Port("rw", PortKind.READ_WRITE, 1, width, tuple(p.serves[0] for p in shared))
    registers = (
        memory(f"of {role}", (role,), size) for role, size in zip(ROLES, (inputs, weights, sums), strict=True)
    )
    top = replace(top, ports=(port, *(p for p in top.ports if p not in shared)))
    return core((("D1", 1),), *registers, top)


THREE_INPUTS = LoopNest(
    ("y", "x", "z"),
    (4, 4, 6),
    operand("O", O, 8, 0, 1, 2),
    8,
    (operand("A", I1, 8, 1), operand("B", I2, 8, 1, 2), operand("C", I2, 8, 2)),
    cycles_per_point=2,
)


@pytest.mark.parametrize("width", [3, 8, 40])
@pytest.mark.parametrize(
    ("nest", "core_type"),
    [(matmul(4, 4, 6), partial(tight)), (THREE_INPUTS, partial(tight, weights=16, results=False))],
    ids=["product", "three inputs"],
)
def test_stalls_of_a_busy_port(nest: LoopNest, core_type: Callable[[int], CoreType], width: int):
    """Periods and windows of three or four users, in all orders of six loops."""
    for order in sorted(set(permutations([(0, 2), (0, 2), (1, 2), (1, 2), (2, 2), (2, 3)]))):
        assert_stalls(evaluate(nest, core_type(width), ((),), order))


@laws
@given(evaluated())
def test_first_and_last_data_travel_once(case: Case):
    """Onloading takes at least a cycle for each link, at most all transfers one after the other; results likewise."""
    longest: dict[str, float] = {}
    for o in case.nest.operands:
        links = len(case.core_type.levels(o.memory)) - 1
        ends = {
            (entry.level, entry.direction): entry for entry in case.cost.traffic if entry.operand == o.name
        }
        inner, outer = (TO_HIGH, FROM_LOW) if o is case.nest.output else (FROM_HIGH, TO_LOW)
        longest[o.name] = sum(
            max(ends[i, inner].real_cycles, ends[i + 1, outer].real_cycles) for i in range(links)
        )
        if o is case.nest.output:
            assert links <= case.cost.latency.offload_cycles <= longest[o.name]
        else:
            assert links <= case.cost.latency.onload_cycles
    assert case.cost.latency.onload_cycles <= sum(longest[o.name] for o in case.nest.inputs)


@laws
@given(evaluated())
def test_nothing_is_faster_than_its_ports(case: Case):
    """Each operand across each link between memories in all periods; all users of a port in all periods but the last."""
    latency = case.cost.latency
    busy: dict[tuple[str, str], int] = defaultdict(int)
    for entry in case.cost.traffic:
        at_array = entry.level == 0 and entry.direction in (TO_LOW, FROM_LOW)
        sums = entry.memory_operand is O and entry.direction in (TO_LOW, FROM_HIGH)
        if not at_array and not sums:
            assert entry.real_cycles * entry.periods <= latency.total_cycles
        busy[entry.memory, entry.port] += entry.real_cycles * (entry.periods - 1)
    assert max(busy.values()) <= latency.array_cycles + latency.temporal_stall_cycles


@pytest.mark.xfail(strict=True, reason="the last period at the array is free, even if it is the only one")
def test_one_step_takes_as_long_as_its_data():
    """64 bits in, 64 bits out, through 8 bits a cycle, into an array that needs one step for all."""
    core_type = core((("D1", 8),), memory("top", (I1, O), served=("D1",), width=8))
    nest = LoopNest(("x",), (8,), operand("O", O, 8, 0), 8, (operand("A", I1, 8, 0),))
    cost = evaluate(nest, core_type, (((0, 8.0),),), ())
    assert all(t.real_cycles * t.periods <= cost.latency.total_cycles for t in cost.traffic)


@laws
@given(evaluated(), st.booleans())
def test_what_is_held_fits(case: Case, double_buffering: bool):
    """With double buffering, twice, in memories that are nobody's outermost."""
    rules = PlacementRules(double_buffering=double_buffering)
    try:
        cost = evaluate(case.nest, case.core_type, case.unrolling, case.order, rules=rules)
    except NoMappingError:
        assert double_buffering
        return
    held: dict[str, float] = defaultdict(float)
    for entry in cost.occupancy:
        held[entry.memory] += entry.bits
    outermost = {case.core_type.top(o.memory).name for o in case.nest.operands}
    for found in case.core_type.memories:
        space = found.size_bits / (2 if double_buffering and found.name not in outermost else 1)
        assert held[found.name] <= space * (1 + 1e-9)
    for o in case.nest.operands:
        top = case.core_type.top(o.memory)
        (bits,) = (e.bits for e in cost.occupancy if (e.memory, e.operand) == (top.name, o.name))
        assert bits <= case.bits(o) * (1 + 1e-9)
        if set(top.served_dimensions) == {name for name, _ in case.array.dimensions}:
            assert bits == pytest.approx(case.bits(o))


@laws
@given(evaluated(), st.sampled_from([0.0, 0.5, 3.0]))
def test_energy_is_linear(case: Case, factor: float):
    """In the energies of accesses and operations, which change nothing else."""
    memories = tuple(
        replace(m, read_energy_pj=m.read_energy_pj * factor, write_energy_pj=m.write_energy_pj * factor)
        for m in case.core_type.memories
    )
    array = replace(case.array, mac_energy_pj=case.array.mac_energy_pj * factor)
    other = case.on(replace(case.core_type, array=array, memories=memories))
    assert other.energy_pj == pytest.approx(case.cost.energy_pj * factor)
    assert other.latency == case.cost.latency
    assert other.occupancy == case.cost.occupancy


def with_ports(core_type: CoreType, change: Callable[[Memory, Port], Port]) -> CoreType:
    memories = tuple(replace(m, ports=tuple(change(m, p) for p in m.ports)) for m in core_type.memories)
    return replace(core_type, memories=memories)


@laws
@given(evaluated())
def test_ports_of_twice_the_width_are_not_slower(case: Case):
    """If all ports are; of one port alone it is not true, see below."""

    def widened(_: Memory, port: Port) -> Port:
        return replace(port, bandwidth_max_bits=2 * port.bandwidth_max_bits)

    wide = case.on(with_ports(case.core_type, widened)).latency
    assert wide.temporal_stall_cycles <= case.cost.latency.temporal_stall_cycles
    assert wide.total_cycles <= case.cost.latency.total_cycles


def single_loads(weight_width: int) -> Cost:
    """Eight steps. A comes and O goes, an element a step, through buffers that take and give all of them at once, in 64
    cycles; B comes through a port of its own."""
    registers, buffers, weights = memory("r", (I1, O), 16), memory("b", (I1, O)), memory("w", (I2,))
    core_type = core((("D1", 1),), registers, weights, buffers, memory("top", (I1, O)))
    nest = LoopNest(
        ("x",),
        (8,),
        operand("O", O, 8, 0),
        8,
        (operand("A", I1, 8, 0), operand("B", I2, 8, 0)),
    )

    def change(found: Memory, port: Port) -> Port:
        ((_, direction),) = port.serves
        slow = found.name == "b" and direction in (FROM_HIGH, TO_HIGH)
        width = 1 if slow else weight_width if found.name == "w" else 8
        return replace(port, bandwidth_min_bits=1, bandwidth_max_bits=width)

    return evaluate(nest, with_ports(core_type, change), ((),), ((0, 8),))


@pytest.mark.xfail(
    strict=True, reason="a stall hides both what comes first and what goes last, so it may pay off"
)
def test_one_port_of_twice_the_width_is_not_slower():
    assert single_loads(weight_width=8).latency.total_cycles <= single_loads(4).latency.total_cycles


@laws
@given(evaluated())
def test_names_do_not_matter(case: Case):
    """Of loops, operands, memories, ports, array dimensions and cores."""
    dims = {name: f"z{9 - i}" for i, (name, _) in enumerate(case.array.dimensions)}
    array = replace(case.array, dimensions=tuple((dims[d], size) for d, size in case.array.dimensions))
    memories = tuple(
        replace(
            m,
            name=f"m{9 - i}",
            served_dimensions=tuple(dims[d] for d in m.served_dimensions),
            ports=tuple(replace(port, name=f"p{9 - j}") for j, port in enumerate(m.ports)),
        )
        for i, m in enumerate(case.core_type.memories)
    )
    nest = replace(
        case.nest,
        dims=tuple(f"z{9 - i}" for i in range(len(case.nest.dims))),
        output=replace(case.nest.output, name="z"),
        inputs=tuple(replace(o, name=f"y{9 - i}") for i, o in enumerate(case.nest.inputs)),
    )
    core_type = replace(case.core_type, name="z", array=array, memories=memories)
    other = evaluate(nest, core_type, case.unrolling, case.order)
    assert other.latency == case.cost.latency
    assert other.energy_pj == case.cost.energy_pj
    for entry, before in zip(other.traffic, case.cost.traffic, strict=True):
        assert replace(entry, operand=before.operand, memory=before.memory, port=before.port) == before


@laws
@given(evaluated(), st.integers(0, 2), st.data())
def test_equal_array_dimensions_may_be_exchanged(case: Case, which: int, data: st.DataObject):
    """Neighbours of one size that the same memories are shared over: whatever both unroll may change places."""
    dims = case.array.dimensions
    which %= len(dims)
    name, size = dims[which]
    array = replace(case.array, dimensions=(*dims[: which + 1], ("twin", size), *dims[which + 1 :]))
    memories = tuple(
        replace(m, served_dimensions=(*m.served_dimensions, "twin")) if name in m.served_dimensions else m
        for m in case.core_type.memories
    )
    core_type = replace(case.core_type, array=array, memories=memories)
    unrolling, order = data.draw(mappings(case.nest, core_type))
    exchanged = list(unrolling)
    exchanged[which], exchanged[which + 1] = exchanged[which + 1], exchanged[which]
    try:
        cost = evaluate(case.nest, core_type, unrolling, order)
    except NoMappingError:
        with pytest.raises(NoMappingError):
            evaluate(case.nest, core_type, tuple(exchanged), order)
        return
    other = evaluate(case.nest, core_type, tuple(exchanged), order)
    assert other.latency == cost.latency
    assert other.energy_pj == pytest.approx(cost.energy_pj)


def assert_all_at_once(nest: LoopNest, core_type: CoreType, unrolling: Unrolling, rules: PlacementRules):
    """All orders of at most five loops: what each costs alone, and cases have the costs of their orders."""
    levels = hierarchy(core_type, tuple(o.memory for o in nest.operands))
    states = all_order_states(nest, levels, unrolling, 5, Compat.NONE)
    alone: set[tuple[float, ...]] = set()
    for order in states.paths.orders.tolist():
        loops = [states.loops[i] for i in order]
        with suppress(NoMappingError):
            alone.add(figures(evaluate(nest, core_type, unrolling, loops, rules=rules)))
    for each_order in (False, True):
        costs = evaluate_orders(states, rules, each_order=each_order)
        assert {figures(breakdown(costs, case)) for case in range(len(costs))} == alone


def figures(cost: Cost) -> tuple[float, ...]:
    latency = cost.latency
    parts = latency.temporal_stall_cycles, latency.onload_cycles, latency.offload_cycles, cost.energy_pj
    return tuple(round(part, 6) for part in parts)


@settings(laws, max_examples=25)
@given(core_types(roomy=True), loop_nests(most_points=200), st.booleans(), st.data())
def test_all_orders_at_once(core_type: CoreType, nest: LoopNest, double_buffering: bool, data: st.DataObject):
    unrolling, _ = data.draw(mappings(nest, core_type))
    assume(np.prod(remaining(nest, unrolling)) > 1)
    assert_all_at_once(nest, core_type, unrolling, PlacementRules(double_buffering=double_buffering))


@pytest.mark.parametrize("width", [4, 16])
@pytest.mark.parametrize("sizes", [(8, 8, 16), (32, 64, 64), (128, 32, 1000)])
def test_all_orders_of_a_busy_port_at_once(width: int, sizes: tuple[int, int, int]):
    assert_all_at_once(matmul(4, 4, 2), tight(width, *sizes), ((),), PlacementRules())


@laws
@given(evaluated(), st.data())
def test_an_order_of_other_loops_is_refused(case: Case, data: st.DataObject):
    more = (data.draw(st.integers(0, len(case.nest.dims) - 1)), data.draw(st.integers(2, 5)))
    with pytest.raises(ValueError, match="the order runs"):
        evaluate(case.nest, case.core_type, case.unrolling, (*case.order, more))


# By hand


def moved(cost: Cost) -> dict[tuple[str, str, Direction], tuple[float, int, int, float]]:
    """(operand, memory, direction): bits and cycles of a period, periods, accesses."""
    return {
        (t.operand, t.memory, t.direction): (t.bits_per_period, t.period_cycles, t.periods, t.accesses)
        for t in cost.traffic
    }


def test_matrix_product_by_hand():
    """4 × 4 × 4 on 2 × 2 units: columns of n, rows of k. Each unit has a register for its weight, each column one for its
    sum. Innermost runs the second half of k, so sums stay for two steps and weights change in each of 16."""
    core_type = core(
        (("D1", 2), ("D2", 2)),
        memory("weights", (I2,), 8, width=8, read_pj=0.1, write_pj=0.2),
        memory("sums", (O,), 16, ("D2",), width=16, narrowest=8, read_pj=0.3, write_pj=0.4),
        memory("top", ROLES, served=("D1", "D2"), width=16, read_pj=10.0, write_pj=20.0),
        mac_pj=0.5,
    )
    nest = matmul(4, 4, 4)
    m, n, k = range(3)
    cost = evaluate(nest, core_type, (((n, 2.0),), ((k, 2.0),)), ((k, 2), (m, 4), (n, 2)))
    assert moved(cost) == {
        # Sums of 16 bits go into the register of each column and come back; results of 8 bits leave after two steps.
        ("O", "sums", FROM_LOW): (16, 1, 16, 16 * 2),
        ("O", "sums", TO_LOW): (16, 1, 16, 16 * 2),
        ("O", "sums", TO_HIGH): (8, 2, 8, 8 * 2 * 0.5),
        ("O", "top", FROM_LOW): (16, 2, 8, 8),
        # A row of A for both columns.
        ("A", "top", TO_LOW): (16, 1, 16, 16),
        # Four weights of 8 bits in every step, through 16 bits.
        ("B", "top", TO_LOW): (32, 1, 16, 16 * 2),
        ("B", "weights", FROM_HIGH): (8, 1, 16, 16 * 4),
        ("B", "weights", TO_LOW): (8, 1, 16, 16 * 4),
    }
    assert cost.mapping.levels == (
        ("O", ("sums", "top"), (1, 3)),
        ("A", ("top",), (3,)),
        ("B", ("weights", "top"), (0, 3)),
    )
    sums = 0.4 * 32 + 0.3 * 32 + 0.3 * 8 + 20 * 8
    weights = 10 * 32 + 0.2 * 64 + 0.1 * 64
    assert cost.memory_energy_pj == pytest.approx(sums + 10 * 16 + weights)
    assert cost.mac_energy_pj == 64 * 0.5
    latency = cost.latency
    assert (latency.ideal_cycles, latency.spatial_stall_cycles) == (16, 0)
    # Weights take two cycles in each step, and a full register takes them only then: all but the last are late by one.
    assert latency.temporal_stall_cycles == 15
    assert latency.onload_cycles == 2
    # Two results of 8 bits.
    assert latency.offload_cycles == 1
    assert {(o.memory, o.operand): o.bits for o in cost.occupancy} == {
        ("weights", "B"): 8,
        ("sums", "O"): 8,
        ("top", "A"): 128,
        ("top", "B"): 128,
        ("top", "O"): 128,
    }


def test_loops_that_do_not_divide_by_hand():
    """Five columns over 4 units: 2.5 in each of two steps."""
    core_type = core((("D1", 4),), memory("top", ROLES, served=("D1",), width=8))
    cost = evaluate(matmul(1, 5, 1), core_type, (((1, 4.0),),), ((1, 2),))
    assert cost.mapping.spatial == (("D1", (("n", 2.5),)),)
    assert moved(cost) == {
        ("O", "top", FROM_LOW): (20, 1, 2, 6),
        ("A", "top", TO_LOW): (8, 2, 1, 1),
        ("B", "top", TO_LOW): (20, 1, 2, 6),
    }
    assert cost.latency.array_cycles == 2
    assert cost.latency.spatial_stall_cycles == 0
    assert cost.units == 2.5


def test_depthwise_convolution_by_hand():
    """Two channels on two units; a window of three in each unit's register slides over four outputs. What overlaps is
    loaded again."""
    core_type = core(
        (("D1", 2),),
        memory("window", (I1,), 24, width=8),
        memory("top", ROLES, served=("D1",), width=32, narrowest=8),
        mac_pj=1.0,
    )
    nest = LoopNest(
        ("g", "ox", "fx"),
        (2, 4, 3),
        operand("O", O, 8, 0, 1),
        16,
        (operand("I", I1, 8, 0, windows=[Window(((1, 1), (2, 1)), 6)]), operand("W", I2, 8, 0, 2)),
    )
    cost = evaluate(nest, core_type, (((0, 2.0),),), ((2, 3), (1, 4)))
    assert moved(cost) == {
        ("O", "top", FROM_LOW): (32, 1, 12, 12),
        ("O", "top", TO_LOW): (32, 1, 12, 12),
        ("I", "window", FROM_HIGH): (24, 3, 4, 3 * 4 * 2),
        ("I", "window", TO_LOW): (8, 1, 12, 12 * 2),
        ("I", "top", TO_LOW): (48, 3, 4, 1.5 * 4),
        ("W", "top", TO_LOW): (16, 1, 12, 0.5 * 12),
    }
    reads, writes = 12 + 24 + 6 + 6, 12 + 24
    assert cost.energy_pj == 24 * 1.0 + reads * 1.0 + writes * 2.0
    latency = cost.latency
    assert (latency.array_cycles, latency.temporal_stall_cycles) == (12, 0)
    assert (latency.onload_cycles, latency.offload_cycles) == (3, 0)


def test_pooling_by_hand():
    """Its work is outputs × window: 3 · 3 · 3 outputs, 4 positions each, channels once. Windows do not overlap, so every
    element is read once."""
    core_type = core(
        (("D1", 4),), memory("window", (I1,), 32), memory("top", ROLES, served=("D1",)), mac_pj=1.0
    )
    nest = tile_loop_nest((layer := LayerBuilder().pool(3, 6, 6, 2, 2)), layer.sizes)
    _, c, oy, ox, fy, fx = range(6)
    assert nest.points == 3 * 9 * 4
    cost = evaluate(nest, core_type, (((c, 3.0),),), ((fx, 2), (fy, 2), (ox, 3), (oy, 3)))
    assert cost.mac_energy_pj == 108
    assert cost.latency.ideal_cycles == 108 / 4
    assert cost.latency.array_cycles == 36
    found = moved(cost)
    assert found["I1", "window", FROM_HIGH] == (32, 4, 9, 4 * 9 * 3)
    assert found["I1", "window", TO_LOW] == (8, 1, 36, 36 * 3)
    assert found["I1", "top", TO_LOW] == (96, 4, 9, 3 * 36)
    assert found["O", "top", FROM_LOW] == (48, 1, 36, 6 * 36)


@pytest.mark.parametrize(("order", "reads"), [((0, 1), 4), ((1, 0), 8)])
def test_broadcast_operand_by_hand(order: tuple[int, int], reads: int):
    """B has an element for each of 4 columns; it stays at the array while the rows run innermost."""
    columns = AxisGroup((1,), (1,), np.arange(4), (4,))
    layer = LayerBuilder().binary(Kind.ADD, (2, 4), [repeated(0, 2, source=0), columns])
    nest = tile_loop_nest(layer, layer.sizes)
    core_type = core((("D1", 1),), memory("top", ROLES, served=("D1",)))
    cost = evaluate(nest, core_type, ((),), [(dim, nest.sizes[dim]) for dim in order])
    assert moved(cost)["I1", "top", TO_LOW] == (8, 1, 8, 8)
    assert moved(cost)["I2", "top", TO_LOW] == (8, 8 // reads, reads, reads)
    assert {(o.operand): o.bits for o in cost.occupancy} == {"O": 64, "I1": 64, "I2": 32}


def test_broadcast_operand_crosses_once():
    """With room for all of it in a register, its own four elements cross, whatever the order."""
    columns = AxisGroup((1,), (1,), np.arange(4), (4,))
    layer = LayerBuilder().binary(Kind.ADD, (2, 4), [repeated(0, 2), columns])
    nest = tile_loop_nest(layer, layer.sizes)
    core_type = core((("D1", 1),), memory("register", (I2,), 32), memory("top", ROLES, served=("D1",)))
    cost = evaluate(nest, core_type, ((),), ((1, 4), (0, 2)))
    assert moved(cost)["I2", "top", TO_LOW] == (32, 8, 1, 4)
    assert moved(cost)["I2", "register", FROM_HIGH] == (32, 8, 1, 4)
    assert moved(cost)["I2", "register", TO_LOW] == (8, 1, 8, 8)


def test_bias_counts_once():
    """16 bits for each of 4 channels: into the register, and out of both memories; nothing else changes."""
    register = memory("register", (I2,), AMPLE, ("D1",), width=8)
    core_type = core((("D1", 2),), register, memory("top", ROLES, AMPLE, ("D1",), width=32))
    layer = LayerBuilder().line(4, 3, 9, 3, bias=True)
    nest = tile_loop_nest(layer, layer.sizes)
    unrolling, order = (((0, 2.0),),), ((1, 7), (2, 3), (3, 3), (0, 2))
    cost = evaluate(nest, core_type, unrolling, order)
    without = evaluate(replace(nest, initial=()), core_type, unrolling, order)
    assert without.initial_energy_pj == 0
    assert cost.initial_energy_pj == 8 * 2.0 + 8 * 1.0 + 2 * 1.0
    assert cost.energy_pj == pytest.approx(without.energy_pj + cost.initial_energy_pj)
    assert (cost.traffic, cost.latency, cost.occupancy) == (
        without.traffic,
        without.latency,
        without.occupancy,
    )


def test_windows_by_hand():
    """100 bits of 48 of A and 24 of B, both for four steps: the next 24 fit beside, the next 48 do not."""
    both = memory("both", (I1, I2), 100, ("D1",), width=8)
    core_type = core((("D1", 1),), both, memory("top", ROLES, served=("D1",)))
    nest = LoopNest(
        ("y", "x"), (4, 4), operand("O", O, 8, 0, 1), 8, (operand("A", I1, 48, 1), operand("B", I2, 24, 1))
    )
    cost = evaluate(nest, core_type, ((),), ((0, 4), (1, 4)))
    found = {(t.operand, t.direction): t for t in cost.traffic if t.memory == "both"}
    assert found["A", FROM_HIGH].period_cycles == found["B", FROM_HIGH].period_cycles == 4
    assert found["A", FROM_HIGH].allowed_cycles == 1
    assert found["B", FROM_HIGH].allowed_cycles == 4
    # A takes 6 cycles of 1, in each period but the last.
    assert cost.latency.temporal_stall_cycles == 5 * 3


def test_widths_by_hand():
    """bf16 activations, int4 weights, 24-bit sums, 16-bit results; accesses of up to 32 bits in steps of 8."""
    core_type = core((("D1", 4),), memory("top", ROLES, served=("D1",), width=32, narrowest=8))
    nest = matmul(2, 4, 2, a=16, b=4, psum=24, out=16)
    cost = evaluate(nest, core_type, (((1, 4.0),),), ((0, 2), (2, 2)))
    assert moved(cost) == {
        ("O", "top", FROM_LOW): (4 * 24, 1, 4, 3 * 4),
        ("O", "top", TO_LOW): (4 * 24, 1, 4, 3 * 4),
        ("A", "top", TO_LOW): (16, 1, 4, 0.5 * 4),
        ("B", "top", TO_LOW): (4 * 4, 2, 2, 0.5 * 2),
    }
    assert {o.operand: o.bits for o in cost.occupancy} == {"O": 8 * 16, "A": 4 * 16, "B": 8 * 4}
    # Sums leave the array finished if nothing is left of the reduction outside.
    reduced = evaluate(matmul(2, 4, 1, a=16, b=4, psum=24, out=16), core_type, (((1, 4.0),),), ((0, 2),))
    assert moved(reduced)["O", "top", FROM_LOW] == (4 * 16, 1, 2, 2 * 2)
    assert ("O", "top", TO_LOW) not in moved(reduced)


def test_sums_of_unrolled_reductions_by_hand():
    """Rows of k, each with its own sums: what arrives at the memory that is shared over rows is finished."""
    found = moved(sums_below_a_reduction())
    assert found["O", "sums", FROM_LOW] == (16, 1, 1, 4)
    assert found["O", "top", FROM_LOW] == (2 * 8, 1, 1, 1)


@pytest.mark.xfail(strict=True, reason="it leaves as wide as it arrives, after the rows are summed")
def test_sums_leave_memories_below_an_unrolled_reduction_as_partial_sums():
    cost = sums_below_a_reduction()
    assert moved(cost)["O", "sums", TO_HIGH] == (16, 1, 1, 4)
    assert {o.memory: o.bits for o in cost.occupancy if o.operand == "O"} == {"sums": 16, "top": 2 * 8}


def sums_below_a_reduction() -> Cost:
    """n over the columns, k over the rows, a memory for sums at each unit."""
    sums = memory("sums", (O,), 64, width=16)
    core_type = core((("D1", 2), ("D2", 2)), sums, memory("top", ROLES, served=("D1", "D2"), width=16))
    return evaluate(matmul(1, 2, 2), core_type, (((1, 2.0),), ((2, 2.0),)), ())


def test_single_transfers_by_hand():
    """In 8 steps, 8 of the 64 cycles of a single transfer pass beside the work, and one more for each cycle of a stall; an
    element into the register takes one."""
    latency = single_loads(weight_width=8).latency
    assert (latency.array_cycles, latency.temporal_stall_cycles) == (8, 0)
    assert latency.onload_cycles == latency.offload_cycles == 64 - 8 + 1
    latency = single_loads(weight_width=4).latency
    assert (latency.array_cycles, latency.temporal_stall_cycles) == (8, 7)
    assert latency.onload_cycles == latency.offload_cycles == 64 - 8 - 7 + 1


def two_loads(both_shared: bool) -> Cost:
    """One step; A and B, 32 bits each, come from one port of 8 bits, into ports of their own or one."""
    low, top = (memory(name, ROLES, served=("D1",), width=32) for name in ("low", "top"))
    reads, fills = (tuple((role, direction) for role in (I1, I2)) for direction in (TO_LOW, FROM_HIGH))
    rest = tuple(p for p in top.ports if p.serves[0] not in reads)
    top = replace(top, ports=(Port("r", PortKind.READ, 8, 8, reads), *rest))
    if both_shared:
        rest = tuple(p for p in low.ports if p.serves[0] not in fills)
        low = replace(low, ports=(Port("w", PortKind.WRITE, 8, 32, fills), *rest))
    nest = LoopNest(("x",), (4,), operand("O", O, 8, 0), 8, (operand("A", I1, 8, 0), operand("B", I2, 8, 0)))
    return evaluate(nest, core((("D1", 4),), low, top), (((0, 4.0),),), ())


def test_inputs_that_share_ports_at_both_ends_wait_for_each_other():
    assert two_loads(both_shared=True).latency.onload_cycles == 4 + 4


@pytest.mark.xfail(
    strict=True, reason="where one end of a link has a port of its own, all inputs load side by side"
)
def test_inputs_that_share_a_port_at_one_end_wait_for_each_other():
    assert two_loads(both_shared=False).latency.onload_cycles == 4 + 4


def test_what_does_not_fit_names_the_memory():
    register = memory("register", (I2,), 7)
    core_type = core((("D1", 2),), register, memory("top", ROLES, served=("D1",)))
    with pytest.raises(NoMappingError, match=r"memory 'register' of 7 bits .* of B") as raised:
        evaluate(matmul(2, 2, 2), core_type, ((),), ((0, 2), (1, 2), (2, 2)))
    assert raised.value.memory == "register"


# Rounding


def test_whole_words_stay_whole():
    """224 columns over 9 × 4 units are 8.96 × 3.571…, 32 in each of 7 steps: 256 bits, one cycle of a port of 256 bits."""
    core_type = core(
        (("D1", 9), ("D2", 4)),
        memory("register", (I2,), 80, ("D1",), width=256),
        memory("top", ROLES, served=("D1", "D2"), width=256),
    )
    cost = evaluate(matmul(1, 224, 1), core_type, (((1, 9.0),), ((1, 4.0),)), ((1, 7),))
    (entry,) = (t for t in cost.traffic if (t.memory, t.operand) == ("top", "B"))
    assert entry.bits_per_period == pytest.approx(256)
    assert entry.real_cycles == 1
    assert entry.accesses == pytest.approx(7)


def test_zigzag_definitions_cost_the_same_where_everything_divides():
    """The two differ only in the outermost memory's sums, fractions and onloading of one-input layers."""
    core_type = core(
        (("D1", 2), ("D2", 2)),
        memory("weights", (I2,), 8, width=8),
        memory("top", ROLES, served=("D1", "D2"), width=16),
    )
    mapping = (((1, 2.0),), ((2, 2.0),)), ((0, 4), (2, 2), (1, 2))
    cost, other = (evaluate(matmul(4, 4, 4), core_type, *mapping, compat) for compat in Compat)
    assert other.latency == cost.latency
    assert other.energy_pj == cost.energy_pj


def test_zigzag_counts_nothing_below_one():
    """A loop of 2 over 3 units leaves none for 5 more: ZigZag unrolls it 2/5 times there."""
    window = Window(((0, 1), (1, 1)), 9)
    nest = LoopNest(("x", "f"), (2, 3), operand("O", O, 8, 0), 8, (operand("A", I1, 8, windows=[window]),))
    core_type = core((("D1", 3), ("D2", 5)), memory("top", ROLES, served=("D1", "D2")))
    unrolling = (((0, 3.0),), ((0, 5.0),))
    assert evaluate(nest, core_type, unrolling, ((1, 3),)).latency.array_cycles == 3
    with pytest.raises(ValueError, match="ZigZag counts no element of O"):
        evaluate(nest, core_type, unrolling, ((1, 3),), Compat.ZIGZAG)
