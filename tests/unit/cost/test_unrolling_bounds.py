"""Bounds of unrollings are below every order of them; the least of them below the best mapping."""

from math import inf

import pytest
from core_examples import AMPLE, I1, ROLES, O, core, core_types, loop_nests, matmul, memory, operand
from hypothesis import given, settings
from hypothesis import strategies as st

from stream_xdsl.cost.bounds import UnrollingBounds, compulsory_energy_pj, usable_alternatives
from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.evaluate import CaseCosts, evaluate_orders
from stream_xdsl.cost.hierarchy import hierarchy
from stream_xdsl.cost.loop_nest import LoopNest, Window
from stream_xdsl.cost.placement import PlacementRules
from stream_xdsl.cost.search import Effort, NoMappingError, Objective, all_order_states, search
from stream_xdsl.cost.spatial import Unrolling
from stream_xdsl.cost.unrollings import Alternative, Unrollings, alternatives, unrollings
from stream_xdsl.hardware.machine import REQUIRED_DIRECTIONS, CoreType, Memory, Port, PortKind

ROUNDING = 1 + 1e-9


def candidates(nest: LoopNest, core_type: CoreType) -> Unrollings:
    return unrollings(nest, core_type, alternatives(nest, core_type), symmetric=False)


def bounds(nest: LoopNest, core_type: CoreType, found: Unrollings) -> UnrollingBounds:
    return UnrollingBounds(nest, hierarchy(core_type, tuple(o.memory for o in nest.operands)), found)


def all_orders(
    nest: LoopNest, core_type: CoreType, found: Unrollings, i: int, double_buffering: bool
) -> CaseCosts:
    """Every order under one candidate."""
    levels = hierarchy(core_type, tuple(o.memory for o in nest.operands))
    states = all_order_states(nest, levels, found.unrolling(i), 5, Compat.NONE)
    return evaluate_orders(states, PlacementRules(double_buffering=double_buffering))


@settings(max_examples=120)
@given(core_types(), loop_nests(most=8, most_points=400), st.booleans(), st.data())
def test_every_order_is_above_the_bounds(
    core_type: CoreType, nest: LoopNest, double_buffering: bool, data: st.DataObject
):
    found = candidates(nest, core_type)
    bound = bounds(nest, core_type, found)
    some = st.lists(st.integers(0, len(found.chosen) - 1), min_size=1, max_size=6, unique=True)
    for i in data.draw(some):
        costs = all_orders(nest, core_type, found, i, double_buffering)
        if not len(costs):
            continue
        assert bound.fits()[i]
        assert bound.cycles[i] <= costs.total_cycles.min() * ROUNDING
        assert bound.energy_pj[i] <= costs.energy_pj.min() * ROUNDING
        if all(factor == int(factor) for loops in costs.cases.states.spatial.factors for _, factor in loops):
            assert compulsory_energy_pj(nest, core_type) <= costs.energy_pj.min() * ROUNDING


@settings(max_examples=40)
@given(core_types(most_dims=2, roomy=True), loop_nests(most=8, most_points=300), st.sampled_from(Objective))
def test_the_best_mapping_is_above_the_least_bound(core_type: CoreType, nest: LoopNest, objective: Objective):
    try:
        cost = search(nest, core_type, objective, effort=Effort(loops=4))
    except NoMappingError:
        return
    if cost.streams:
        return
    bound = bounds(nest, core_type, candidates(nest, core_type))
    least, reached = {
        Objective.LATENCY: (bound.cycles, cost.latency.total_cycles),
        Objective.ENERGY: (bound.energy_pj, cost.energy_pj),
        Objective.EDP: (bound.cycles * bound.energy_pj, cost.latency.cycles * cost.energy_pj),
    }[objective]
    assert min((float(b) for b, fits in zip(least, bound.fits(), strict=True) if fits), default=inf) <= (
        reached * ROUNDING
    )


def test_bounds_by_hand():
    """A matrix product on 2 × 2 units over one ample memory: 8 steps; each input brings 2 elements of 8 bits a step, or stays
    for two."""
    top = memory("top", ROLES, served=("D1", "D2"), width=16)
    core_type = core((("D1", 2), ("D2", 2)), top)
    nest = matmul(4, 4, 2, psum=8)
    found = candidates(nest, core_type)
    bound = bounds(nest, core_type, found)
    i = next(i for i in range(len(found.chosen)) if found.unrolling(i) == (((0, 2.0),), ((1, 2.0),)))
    costs = all_orders(nest, core_type, found, i, double_buffering=False)
    # Partial sums, 4 × 8 bits, take 2 cycles of 16 bits in every step; the last may be behind the last step.
    assert costs.total_cycles.min() == 8 + 7
    assert bound.cycles[i] == 2 * 7
    # 32 operations; 2 accesses a step to write and 2 to read sums; A is read in each step, B for every second, or the
    # other way round.
    energy = 32 * 0.5 + 8 * 2 * 2.0 + 8 * 2 * 1.0 + 8 * 1.0 + 4 * 1.0
    assert costs.energy_pj.min() == energy
    assert bound.energy_pj[i] == pytest.approx(energy)


@settings(max_examples=80)
@given(core_types(), loop_nests(most=12, most_points=2000))
def test_no_unrolling_that_fits_is_left_out(core_type: CoreType, nest: LoopNest):
    def fitting(axes: tuple[tuple[Alternative, ...], ...]) -> list[Unrolling]:
        found = unrollings(nest, core_type, axes, symmetric=False)
        return [found.unrolling(i) for i in bounds(nest, core_type, found).fits().nonzero()[0].tolist()]

    levels = hierarchy(core_type, tuple(o.memory for o in nest.operands))
    assert fitting(usable_alternatives(nest, levels)) == fitting(alternatives(nest, core_type))


def test_factors_that_never_fit_are_left_out():
    """Eight elements over D1, then D2, which a register of two elements is shared over."""
    register = memory("register", (I1,), 16, ("D2",))
    core_type = core((("D1", 2), ("D2", 8)), register, memory("top", ROLES, AMPLE, ("D1", "D2")))
    nest = LoopNest(("x",), (8,), operand("O", O, 8, 0), 8, (operand("A", I1, 8, 0),))
    levels = hierarchy(core_type, (O, I1))
    # It cannot hold 4 or 8; 3 may stand for the 2 that are left of 4.
    assert {f for ((_, f),) in usable_alternatives(nest, levels)[1]} == {1, 2, 3}


def bound_of_one(core_type: CoreType, nest: LoopNest, *factors: tuple[int, float]) -> tuple[float, float]:
    """Bound and least cycles of an unrolling of a (loop, factor) for each dimension of the array."""
    found = candidates(nest, core_type)
    i = next(
        i for i in range(len(found.chosen)) if found.unrolling(i) == tuple((factor,) for factor in factors)
    )
    costs = all_orders(nest, core_type, found, i, double_buffering=False)
    return float(bounds(nest, core_type, found).cycles[i]), float(costs.total_cycles.min())


@pytest.mark.parametrize(("registers", "cycles"), [(4, 9), (17, 16)])
def test_first_data_fill_a_memory_that_holds_all(registers: int, cycles: int):
    """Eight elements over one unit. Half of 17 registers hold all, which then come before the eight steps; four do not, and the
    bound sees only that one comes first."""
    register = memory("register", (I1,), 8 * registers, ("D1",))
    core_type = core((("D1", 1),), register, memory("top", ROLES, AMPLE, ("D1",)))
    nest = LoopNest(("x",), (8,), operand("O", O, 8, 0), 8, (operand("A", I1, 8, 0),))
    bound, least = bound_of_one(core_type, nest, (0, 1.0))
    assert bound == cycles
    assert bound <= least


def test_the_innermost_loop_spares_one_operand():
    """A product of 4 × 4 × 2 on one unit that keeps one sum, over one port of 8 bits for all. Whichever loop is innermost, it spares
    one of the three operands at best."""
    register = memory("register", (O,), 8, ("D1",))
    shared = Port(
        "rw", PortKind.READ_WRITE, 8, 8, tuple((o, d) for o in ROLES for d in REQUIRED_DIRECTIONS[o])
    )
    top = Memory("top", AMPLE, 1.0, 2.0, ROLES, ("D1",), (shared,))
    bound, least = bound_of_one(core((("D1", 1),), register, top), matmul(4, 4, 2, psum=8), (0, 1.0))
    # 32 steps: both inputs, but for the last step, and 16 results once, the innermost loop being the reduction's.
    assert bound == 2 * 31 + 16
    assert bound <= least


def test_compulsory_energy_of_loops_that_do_not_divide():
    """Three elements, over two units in two steps: 1.5 registers each take one access of two elements."""
    register = memory("register", (I1,), width=16, read_pj=0.0, write_pj=2.0)
    top = memory("top", ROLES, served=("D1",), read_pj=0.0, write_pj=0.0)
    core_type = core((("D1", 2),), register, top, mac_pj=0.0)
    nest = LoopNest(("x",), (3,), operand("O", O, 8, 0), 8, (operand("A", I1, 8, 0),))
    cost = search(nest, core_type)
    assert compulsory_energy_pj(nest, core_type) <= cost.energy_pj


def test_windows_of_three_loops():
    """10 a + b + c, each of two: 3 positions for b and c, 8 instead of 6 for all."""
    window = Window(((0, 10), (1, 1), (2, 1)), 13)
    nest = LoopNest(
        ("a", "b", "c"), (2, 2, 2), operand("O", O, 8, 0, 1, 2), 8, (operand("A", I1, 8, windows=[window]),)
    )
    register = memory("register", (I1,), 24, ("D1",))
    core_type = core((("D1", 1),), register, memory("top", ROLES, AMPLE, ("D1",)))
    found = candidates(nest, core_type)
    costs = all_orders(nest, core_type, found, 0, double_buffering=False)
    assert bounds(nest, core_type, found).energy_pj[0] <= costs.energy_pj.min()
    assert compulsory_energy_pj(nest, core_type) <= costs.energy_pj.min()
