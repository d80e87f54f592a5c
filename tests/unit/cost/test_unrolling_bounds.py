"""Bounds of unrollings are below every order of them; the least of them below the best mapping."""

from math import inf

import pytest
from core_examples import AMPLE, I1, ROLES, O, core, core_types, loop_nests, matmul, memory, operand
from hypothesis import given, settings
from hypothesis import strategies as st

from stream_xdsl.cost.bounds import UnrollingBounds, compulsory_energy_pj
from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.evaluate import CaseCosts, evaluate_orders
from stream_xdsl.cost.hierarchy import hierarchy
from stream_xdsl.cost.loop_nest import LoopNest, Window
from stream_xdsl.cost.placement import PlacementRules
from stream_xdsl.cost.search import Effort, NoMappingError, Objective, all_order_states, search
from stream_xdsl.cost.unrollings import Unrollings, alternatives, unrollings
from stream_xdsl.hardware.machine import CoreType

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
