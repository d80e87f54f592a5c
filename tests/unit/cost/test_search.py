"""The search finds what trying every mapping finds; constraints are kept; what does not fit streams or is told."""

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise, permutations
from math import ceil, factorial, prod

import pytest
from core_examples import (
    AMPLE,
    I1,
    I2,
    ROLES,
    O,
    core,
    core_types,
    every_unrolling,
    loop_nests,
    matmul,
    memory,
    operand,
    remaining,
)
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from layer_examples import Builder

from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.cost.loop_nest import LoopNest, Window
from stream_xdsl.cost.placement import PlacementRules
from stream_xdsl.cost.result import Cost
from stream_xdsl.cost.search import (
    WORTHWHILE,
    Constraints,
    Effort,
    NoMappingError,
    Objective,
    evaluate,
    search,
)
from stream_xdsl.cost.spatial import Unrolling
from stream_xdsl.cost.tiles import tile_loop_nest
from stream_xdsl.frontends.accelerators import load_system
from stream_xdsl.hardware.machine import CoreType, MemoryOperand
from stream_xdsl.tools.contexts import full_context

EVERYTHING = Effort(unrollings=1 << 40, width=0)
"""All unrollings, and under each the orders of at most six loops; none between merged factors."""

FULL, HALF = PlacementRules(), PlacementRules(double_buffering=True)

slow = settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


# Every mapping, without the engine's own enumeration


def loops_of(left: Sequence[int], most: int) -> list[tuple[int, int]]:
    """Prime factors of what is left of each loop; while there are more than `most`, the two smallest of the loop with most
    of them become one."""
    factors = {
        dim: [p for p in range(2, size + 1) for _ in range(power(size, p))] for dim, size in enumerate(left)
    }
    factors = {dim: own for dim, own in factors.items() if own}
    while sum(map(len, factors.values())) > max(most, len(factors)):
        dim = max(factors, key=lambda d: (len(factors[d]), -d))
        a, b, *rest = factors[dim]
        factors[dim] = sorted([a * b, *rest])
    return [(dim, factor) for dim, own in factors.items() for factor in own]


def power(size: int, prime: int) -> int:
    """How often a prime divides a number; 0 of what is not prime."""
    if any(prime % d == 0 for d in range(2, prime)):
        return 0
    count = 0
    while size % prime == 0:
        size, count = size // prime, count + 1
    return count


def every_mapping(
    nest: LoopNest, unrollings: Sequence[Unrolling], most: int = 6
) -> Iterator[tuple[Unrolling, tuple[tuple[int, int], ...]]]:
    for unrolling in unrollings:
        for order in dict.fromkeys(permutations(loops_of(remaining(nest, unrolling), most))):
            yield unrolling, order


def count_orders(nest: LoopNest, unrolling: Unrolling, most: int) -> int:
    loops = loops_of(remaining(nest, unrolling), most)
    return factorial(len(loops)) // prod(factorial(loops.count(loop)) for loop in set(loops))


def every_cost(
    nest: LoopNest,
    core_type: CoreType,
    unrollings: Sequence[Unrolling] | None = None,
    most: int = 6,
    rules: PlacementRules = FULL,
) -> list[Cost]:
    """Of every mapping that fits, one at a time."""
    costs: list[Cost] = []
    chosen = every_unrolling(nest, core_type) if unrollings is None else unrollings
    for unrolling, order in every_mapping(nest, chosen, most):
        try:
            costs.append(evaluate(nest, core_type, unrolling, order, rules=rules))
        except NoMappingError:
            continue
    return costs


def score(cost: Cost, objective: Objective) -> tuple[float, float]:
    """What is to be least, and what decides between equals; latency in whole cycles."""
    cycles = ceil(cost.latency.total_cycles * (1 - 1e-9))
    return {
        Objective.LATENCY: (cycles, cost.energy_pj),
        Objective.ENERGY: (cost.energy_pj, cycles),
        Objective.EDP: (cycles * cost.energy_pj, cycles),
    }[objective]


def assert_best(found: Cost, costs: Sequence[Cost], objective: Objective):
    """The least of all, and among equals the least of what decides."""
    first, second = score(found, objective)
    least = min(score(cost, objective)[0] for cost in costs)
    assert first == pytest.approx(least, rel=1e-9)
    equals = [score(cost, objective)[1] for cost in costs if score(cost, objective)[0] <= least * (1 + 1e-9)]
    assert second == pytest.approx(min(equals))


def assert_good(found: Cost, full: Sequence[Cost], half: Sequence[Cost], objective: Objective):
    """As good as the best with memories filled to the brim; better only where half of them stays free."""
    first = score(found, objective)[0]
    assert first <= min(score(cost, objective)[0] for cost in full) * (1 + 1e-9)
    assert first >= min(score(cost, objective)[0] for cost in (*full, *half)) * (1 - 1e-9)


def figures(cost: Cost) -> tuple[object, ...]:
    return cost.latency, cost.traffic, cost.occupancy, pytest.approx(cost.energy_pj)


def mapping_of(nest: LoopNest, cost: Cost) -> tuple[Unrolling, list[tuple[int, int]]]:
    """The mapping of a cost, to be evaluated again."""
    unrolling = tuple(
        tuple((nest.dims.index(loop), float(ceil(factor - 1e-9))) for loop, factor in loops)
        for _, loops in cost.mapping.spatial
    )
    return unrolling, [(nest.dims.index(loop), factor) for loop, factor in cost.mapping.temporal]


@settings(slow, max_examples=20)
@given(
    core_types(most_dims=2, most_size=4, roomy=True),
    loop_nests(most=6, most_points=100),
    st.sampled_from([2, 3, 6]),
    st.booleans(),
)
def test_same_as_trying_every_mapping(
    core_type: CoreType, nest: LoopNest, loops: int, double_buffering: bool
):
    unrollings = every_unrolling(nest, core_type)
    assume(sum(count_orders(nest, unrolling, loops) for unrolling in unrollings) <= 150)
    effort, constraints = replace(EVERYTHING, loops=loops), Constraints(double_buffering=double_buffering)
    half = every_cost(nest, core_type, unrollings, loops, HALF)
    full = [] if double_buffering else every_cost(nest, core_type, unrollings, loops)
    for objective in Objective:
        if not full and not half:
            # Fewer loops may fit where a memory takes all but what another then lacks.
            with suppress(NoMappingError):
                search(nest, core_type, objective, constraints, effort)
            continue
        found = search(nest, core_type, objective, constraints, effort)
        assert not found.streams
        if double_buffering:
            assert_best(found, half, objective)
        else:
            assert_good(found, full or half, half, objective)


def eyeriss(dims: tuple[int, int] = (3, 2)) -> CoreType:
    """A register per unit for each operand, and a memory with two ports over all."""
    rows, columns = dims
    return core(
        (("D1", rows), ("D2", columns)),
        memory("inputs", (I1,), 32, width=8, read_pj=0.1, write_pj=0.1),
        memory("weights", (I2,), 24, width=8, read_pj=0.1, write_pj=0.1),
        memory("sums", (O,), 64, ("D1",), width=16, read_pj=0.2, write_pj=0.2),
        memory("top", ROLES, AMPLE, ("D1", "D2"), width=16, narrowest=8, read_pj=5.0, write_pj=6.0),
    )


LINE = LoopNest(
    ("k", "ox", "fx"),
    (4, 4, 3),
    operand("O", O, 8, 0, 1),
    16,
    (operand("I", I1, 8, windows=[Window(((1, 1), (2, 1)), 6)]), operand("W", I2, 8, 0, 2)),
)
WHERE = LoopNest(
    ("y", "x"),
    (6, 8),
    operand("O", O, 8, 0, 1),
    8,
    (operand("A", I1, 16, 0, 1), operand("B", I2, 8, 0), operand("C", I2, 4, 1)),
    cycles_per_point=4,
)


@pytest.mark.parametrize(
    ("nest", "least"),
    [(replace(LINE, sizes=(8, 6, 3)), 350), (replace(WHERE, sizes=(8, 12)), 80), (matmul(6, 6, 4), 750)],
    ids=["convolution", "three inputs", "product"],
)
def test_same_as_trying_every_mapping_of_larger_layers(nest: LoopNest, least: int):
    costs = every_cost(nest, eyeriss(), rules=HALF)
    assert len(costs) > least
    for objective in Objective:
        found = search(nest, eyeriss(), objective, Constraints(double_buffering=True), EVERYTHING)
        assert_best(found, costs, objective)


@settings(slow, max_examples=30)
@given(
    core_types(roomy=True),
    loop_nests(most_points=3000),
    st.sampled_from(Objective),
    st.sampled_from([Effort(), Effort(loops=2), Effort(loops=2, width=0)]),
)
def test_the_mapping_found_costs_what_it_says(
    core_type: CoreType, nest: LoopNest, objective: Objective, effort: Effort
):
    """With memories full, or half of them free."""
    try:
        found = search(nest, core_type, objective, effort=effort)
    except NoMappingError:
        assume(False)
        raise
    assert not found.streams
    again: list[Cost] = []
    for rules in (FULL, HALF):
        with suppress(NoMappingError):
            again.append(evaluate(nest, core_type, *mapping_of(nest, found), rules=rules))
    assert any(cost.mapping == found.mapping and figures(cost) == figures(found) for cost in again)


@settings(slow, max_examples=15)
@given(core_types(roomy=True), loop_nests(most_points=3000), st.sampled_from(Objective))
def test_more_effort_is_never_worse(core_type: CoreType, nest: LoopNest, objective: Objective):
    """Looking between merged factors; costing more unrollings. Leaving memories half empty is not tried where it can save no
    more than a hundredth, which may be saved by chance."""
    efforts = Effort(loops=3, unrollings=4, width=0), Effort(loops=3, unrollings=4), Effort(loops=3)
    scores: list[float] = []
    for effort in efforts:
        with suppress(NoMappingError):
            scores.append(score(search(nest, core_type, objective, effort=effort), objective)[0])
    assert len(scores) in (0, len(efforts))
    for less, more in pairwise(scores):
        assert more <= less * (1 + WORTHWHILE)


@settings(slow, max_examples=25)
@given(core_types(most_dims=2, roomy=True), loop_nests(most_points=400), st.data())
def test_between_merged_factors_the_best_order_is_found(
    core_type: CoreType, nest: LoopNest, data: st.DataObject
):
    """Of one unrolling, if branch and bound may pursue everything: the same as trying every order of all prime factors,
    besides those of whole loops, with which memories may be filled better."""
    assert core_type.array is not None
    unrolling = data.draw(st.sampled_from(every_unrolling(nest, core_type)))
    assume(1 < count_orders(nest, unrolling, 9) <= 120)
    costs = [c for most in (1, 9) for c in every_cost(nest, core_type, [unrolling], most, HALF)]
    assume(costs)
    names = [name for name, _ in core_type.array.dimensions]
    dataflow = tuple(
        (name, tuple((nest.dims[dim], int(factor)) for dim, factor in loops) or ((nest.dims[0], 1),))
        for name, loops in zip(names, unrolling, strict=True)
    )
    constraints = Constraints(dataflow=dataflow, double_buffering=True)
    for objective in Objective:
        found = search(nest, core_type, objective, constraints, Effort(loops=1, width=1 << 30))
        assert_best(found, costs, objective)


def test_equal_energies_are_decided_by_latency():
    """3 × 7 on 4 units with a memory each: three rows at once, or four columns twice, differ in the last digit."""
    top = memory("top", (I1, O), width=24, narrowest=8, read_pj=50.0, write_pj=3.7)
    core_type = core((("D1", 4),), top, mac_pj=0.1)
    nest = LoopNest(("y", "x"), (3, 7), operand("O", O, 8, 0, 1), 8, (operand("A", I1, 8, 0, 1),))
    costs = every_cost(nest, core_type)
    assert_best(search(nest, core_type, Objective.ENERGY, effort=EVERYTHING), costs, Objective.ENERGY)


def test_equal_array_dimensions_with_another_between():
    """5 over three dimensions of 3: 2.5 · 2 in order, but 1.67 · 3 for the last two."""
    core_type = core(
        (("D1", 3), ("D2", 3), ("D3", 3)),
        memory("sums", (O,), AMPLE, ("D1", "D3")),
        memory("top", ROLES, AMPLE, ("D1", "D2", "D3"), width=16),
    )
    nest = matmul(5, 1, 1, psum=8)
    costs = every_cost(nest, core_type)
    assert_best(search(nest, core_type, effort=EVERYTHING), costs, Objective.LATENCY)


# Names, processes


@settings(slow, max_examples=25)
@given(core_types(most_dims=2, roomy=True), loop_nests(most_points=500), st.sampled_from(Objective))
def test_names_do_not_decide(core_type: CoreType, nest: LoopNest, objective: Objective):
    """Of loops; among equals they may choose another, of the same score."""
    other = replace(nest, dims=tuple(f"z{9 - i}" for i in range(len(nest.dims))))
    try:
        found = search(nest, core_type, objective)
    except NoMappingError:
        with pytest.raises(NoMappingError):
            search(other, core_type, objective)
        return
    assert score(search(other, core_type, objective), objective) == pytest.approx(score(found, objective))


def fingerprint() -> str:
    """Everything about some results."""
    small = core((("D1", 2),), *(memory(str(role), (role,), 100, ("D1",)) for role in ROLES))
    costs = [
        *(search(nest, eyeriss((4, 4)), objective) for nest in (LINE, WHERE) for objective in Objective),
        search(matmul(12, 24, 36), eyeriss((4, 4)), Objective.EDP),
        search(WHERE, small),
    ]
    return "\n".join(map(repr, costs))


def test_same_result_again_and_in_another_process():
    here = fingerprint()
    assert fingerprint() == here
    env = os.environ | {"PYTHONHASHSEED": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    code = "import test_search; print(test_search.fingerprint())"
    there = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert there.stdout.rstrip("\n") == here, there.stderr


# Constraints


@pytest.mark.parametrize("by_core", [False, True])
def test_fixed_dataflow(by_core: bool):
    """Of the core type, where loops that the nest lacks are ignored, or the caller's; a dimension without any is free."""
    dataflow = (("D1", (("k", 2), ("fx", 3))),)
    own = (*dataflow, ("D2", (("none", 2),))) if by_core else (("D1", (("ox", 2),)),)
    core_type = replace(eyeriss((6, 2)), dataflow=own)
    constraints = Constraints(dataflow=() if by_core else dataflow, double_buffering=True)
    fixed = ((0, 2.0), (2, 3.0))
    unrollings = [(fixed, second) for first, second in every_unrolling(LINE, eyeriss((6, 2))) if not first]
    costs = every_cost(LINE, core_type, unrollings, rules=HALF)
    for objective in Objective:
        found = search(LINE, core_type, objective, constraints, EVERYTHING)
        assert found.mapping.spatial[0] == ("D1", (("k", 2.0), ("fx", 3.0)))
        assert_best(found, costs, objective)


def test_a_dataflow_larger_than_the_array():
    """Eight units of two."""
    constraints = Constraints(dataflow=(("D1", (("m", 8),)),))
    core_type = core((("D1", 2),), memory("top", ROLES, served=("D1",)))
    with pytest.raises(ValueError, match="D1"):
        search(matmul(8, 2, 2), core_type, constraints=constraints)


@pytest.mark.parametrize(
    "constraints",
    [
        Constraints(dataflow=(("D1", (("none", 2),)),)),
        Constraints(dataflow=(("D9", (("k", 2),)),)),
        Constraints(dataflow=(("D1", (("k", 0),)),)),
        Constraints(hints=(("D1", ("none",)),)),
        Constraints(hints=(("D9", ("k",)),)),
        Constraints(order=(("none", 2),)),
    ],
)
def test_constraints_on_what_is_not_there(constraints: Constraints):
    with pytest.raises(ValueError, match=r"none|D9|got 0"):
        search(LINE, eyeriss(), constraints=constraints)


def test_hints():
    """Only these loops; a dimension without hints is free."""
    hints = (("D1", ("fx", "k")),)
    constraints = Constraints(hints=hints, double_buffering=True)
    k, fx = 0, 2
    unrollings = [
        unrolling
        for unrolling in every_unrolling(LINE, eyeriss())
        if all(dim in (k, fx) for dim, _ in unrolling[0])
    ]
    costs = every_cost(LINE, eyeriss(), unrollings, rules=HALF)
    for objective in Objective:
        found = search(LINE, eyeriss(), objective, constraints, EVERYTHING)
        assert {loop for loop, _ in found.mapping.spatial[0][1]} <= {"k", "fx"}
        assert_best(found, costs, objective)


ORDER = (("fx", 3), ("k", 2), ("ox", 2), ("ox", 2))


def test_complete_order():
    """All unrollings that leave these loops, not merged, in this order."""
    order = [(LINE.dims.index(loop), factor) for loop, factor in ORDER]
    costs: list[Cost] = []
    for unrolling in every_unrolling(LINE, eyeriss()):
        if remaining(LINE, unrolling) == [2, 4, 3]:
            costs.append(evaluate(LINE, eyeriss(), unrolling, order, rules=HALF))
    assert len(costs) == 3
    constraints = Constraints(order=ORDER, double_buffering=True)
    for objective in Objective:
        found = search(LINE, eyeriss(), objective, constraints, replace(EVERYTHING, loops=2))
        assert found.mapping.temporal == ORDER
        assert_best(found, costs, objective)


def test_order_of_loops_that_no_unrolling_leaves():
    with pytest.raises(NoMappingError, match="no unrolling leaves the loops of the given order"):
        search(LINE, eyeriss(), constraints=Constraints(order=(("fx", 2),)))


def test_complete_order_of_the_least_promising_unrolling():
    """Of nothing unrolled, among more unrollings than are costed."""
    core_type = core((("D1", 8), ("D2", 4)), memory("top", ROLES, served=("D1", "D2")))
    order = (("m", 8), ("n", 8), ("k", 8))
    found = search(matmul(8, 8, 8), core_type, constraints=Constraints(order=order))
    assert found.mapping.temporal == order


@settings(slow, max_examples=20)
@given(core_types(roomy=True), loop_nests(most_points=500), st.sampled_from(Objective))
def test_double_buffering_leaves_half_free(core_type: CoreType, nest: LoopNest, objective: Objective):
    try:
        found = search(nest, core_type, objective, Constraints(double_buffering=True), Effort(loops=3))
    except NoMappingError:
        return
    held: dict[str, float] = defaultdict(float)
    for entry in found.occupancy:
        held[entry.memory] += entry.bits
    for own in core_type.memories:
        if own not in (core_type.top(o.memory) for o in nest.operands):
            assert held[own.name] <= own.size_bits / 2 * (1 + 1e-9)


def test_unrollings_that_are_alike_do_not_use_up_the_effort():
    """Bounds see little of what many pixels side by side cost; channels side by side, of which they promise less, are five times as fast."""
    builder = Builder()
    builder.conv("conv", builder.input("x", 1, 56, 540, 960), 16)
    machine = read_machine(load_system("meta_prototype_dual_core_simd_offchip", full_context()))
    core_type = machine.cores[0].core_type
    nest = tile_loop_nest(builder.layers[0], builder.layers[0].sizes, core_type.array)
    usual, more = (search(nest, core_type, effort=Effort(unrollings=n)).latency.cycles for n in (48, 400))
    assert usual <= 1.01 * more


def test_unrollings_that_do_not_fit_cost_no_effort():
    """Half of a memory of 64 results takes 32, but the fastest unrollings, six of them, need 64."""
    core_type = core(
        (("D1", 64), ("D2", 16)),
        memory("results", (O,), 64 * 8, ("D1",), width=8192),
        memory("top", ROLES, AMPLE, ("D1", "D2"), width=8192),
    )
    nest = LoopNest(
        ("z", "y", "x"), (64,) * 3, operand("O", O, 8, 0, 1, 2), 8, (operand("A", I1, 8, 0, 1, 2),)
    )
    constraints, effort = Constraints(double_buffering=True), Effort(loops=3, unrollings=4)
    assert search(nest, core_type, constraints=constraints, effort=effort).units == 32 * 16


# What does not fit


def separate(*sizes: int, width: int = 64) -> CoreType:
    """Two units over a memory of its own for every operand."""
    memories = (
        memory(f"of {role}", (role,), size, ("D1",), width=width)
        for role, size in zip(ROLES, sizes, strict=True)
    )
    return core((("D1", 2),), *memories)


ADD = LoopNest(
    ("y", "x"), (8, 8), operand("O", O, 8, 0, 1), 8, (operand("A", I1, 8, 0, 1), operand("B", I2, 8, 0, 1))
)


def test_all_fits():
    found = search(ADD, separate(512, 512, 512))
    assert found.streams == ()
    assert found.reason == ""


@pytest.mark.parametrize(
    ("sizes", "names", "reason"),
    [
        ((511, 512, 512), ["A"], "A streams: 'of I1' holds 511 bits, the tile has 512 of I1"),
        ((512, 64, 512), ["B"], "B streams: 'of I2' holds 64 bits, the tile has 512 of I2"),
        ((512, 512, 100), ["O"], "O streams: 'of O' holds 100 bits, the tile has 512 of O"),
        (
            (100, 512, 64),
            ["O", "A"],
            "O, A stream: 'of I1' holds 100 bits, the tile has 512 of I1;"
            " 'of O' holds 64 bits, the tile has 512 of O",
        ),
    ],
)
def test_what_does_not_fit_streams(sizes: tuple[int, int, int], names: list[str], reason: str):
    found = search(ADD, separate(*sizes))
    assert [stream.operand for stream in found.streams] == names
    assert found.reason == reason
    for stream in found.streams:
        assert stream.bits == 512
        assert stream.average_bits_per_cycle == pytest.approx(512 / found.latency.total_cycles)
        assert stream.peak_bits_per_cycle >= stream.average_bits_per_cycle


@pytest.mark.parametrize(
    ("room", "names"),
    [
        # O has 256 bits, A 512, B 1024; two units need room for two elements of what streams.
        (256 + 512 + 1024, []),
        (256 + 512 + 1024 - 1, ["O"]),
        (512 + 1024 + 16, ["O"]),
        (512 + 1024, ["A"]),
        (256 + 1024 + 16, ["A"]),
        (256 + 1024 - 16, ["O", "A"]),
        (256 + 512 + 16, ["B"]),
        (512 + 32, ["O", "B"]),
        (256 + 32, ["A", "B"]),
        (64, ["O", "A", "B"]),
    ],
)
def test_the_fewest_bits_stream(room: int, names: list[str]):
    """Out of one memory for all."""
    top = memory("top", ROLES, room, ("D1",))
    found = search(matmul(4, 8, 16, psum=8), core((("D1", 2),), top))
    assert [stream.operand for stream in found.streams] == names
    if names:
        assert found.reason.endswith(
            f"'top' holds {room} bits, the tile has 256 of O and 512 of I1 and 1024 of I2"
        )


@settings(slow, max_examples=50)
@given(core_types(most_dims=2), loop_nests(most_points=300))
def test_streams_carry_their_tensors(core_type: CoreType, nest: LoopNest):
    """All operands of a role stream, at least once; what stays fits; the memory beyond is not in the account."""
    known = {m.name for m in core_type.memories}
    try:
        found = search(nest, core_type, effort=Effort(loops=4))
    except NoMappingError:
        with pytest.raises(NoMappingError) as raised:
            search(nest, core_type, effort=Effort(loops=4))
        assert raised.value.memory in known
        return
    sizes = [float(size) for size in nest.sizes]
    bits = {o.name: float(o.elements(sizes)) * o.bits for o in nest.operands}
    streaming = {stream.memory_operand for stream in found.streams}
    assert [s.operand for s in found.streams] == [o.name for o in nest.operands if o.memory in streaming]
    for stream in found.streams:
        assert stream.bits >= bits[stream.operand] * (1 - 1e-9)
        top = core_type.top(stream.memory_operand)
        assert f"'{top.name}' holds {top.size_bits} bits" in found.reason
    stays: dict[str, float] = defaultdict(float)
    for o in nest.operands:
        if o.memory not in streaming:
            stays[core_type.top(o.memory).name] += bits[o.name]
    for own in core_type.memories:
        assert stays[own.name] <= own.size_bits
    assert {entry.memory for entry in (*found.traffic, *found.ports, *found.occupancy)} <= known


def test_the_memory_beyond_the_core_costs_no_time():
    """Each memory takes one element for each unit, and passes it on in the same cycle."""
    found = search(ADD, separate(16, 16, 512))
    assert [stream.operand for stream in found.streams] == ["A", "B"]
    assert found.latency.temporal_stall_cycles == max(0, *(port.stall_cycles for port in found.ports))


def test_nothing_fits():
    """Not even one element."""
    core_type = core((("D1", 2),), memory("register", (I2,), 7), memory("top", ROLES, AMPLE, ("D1",)))
    with pytest.raises(
        NoMappingError, match=r"memory 'register' of 7 bits cannot hold one element .* 8 bits of B"
    ) as e:
        search(matmul(4, 4, 4), core_type)
    assert e.value.memory == "register"


def test_nothing_fits_beside_each_other():
    core_type = core((("D1", 2),), memory("both", (I1, I2), 20), memory("top", ROLES, AMPLE, ("D1",)))
    nest = matmul(4, 4, 4, a=16, b=8)
    with pytest.raises(NoMappingError, match="16 bits of A and 8 bits of B") as e:
        search(nest, core_type)
    assert e.value.memory == "both"


def test_results_that_fill_a_memory_others_pass_through():
    """All of O fits, but then not one element of B; if O streamed, both would."""
    both = memory("both", (I2, O), 4 * 4 * 8, ("D1",))
    core_type = core((("D1", 2),), both, memory("top", (I1, I2), AMPLE, ("D1",)))
    found = search(matmul(4, 4, 4, psum=8), core_type)
    assert [stream.operand for stream in found.streams] == ["O"]


# Corners


def single(dims: tuple[int, int] = (4, 2)) -> CoreType:
    rows, columns = dims
    return core((("D1", rows), ("D2", columns)), memory("top", ROLES, AMPLE, ("D1", "D2"), width=64))


def test_all_loops_of_one_iteration():
    nest = replace(LINE, sizes=(1, 1, 1))
    for core_type in (single(), eyeriss()):
        found = search(nest, core_type)
        assert found.mapping.temporal == ()
        assert found.units == 1
        assert found.points == 1
        assert found.latency.array_cycles == 1
        assert found.mac_energy_pj == 0.5
        assert score(found, Objective.LATENCY) == score(every_cost(nest, core_type)[0], Objective.LATENCY)


@pytest.mark.parametrize("core_type", [single((2, 4)), eyeriss((2, 4))], ids=["single level", "registers"])
def test_the_array_unrolls_everything(core_type: CoreType):
    nest = matmul(1, 4, 2)
    unrolling = (("D1", (("k", 2),)), ("D2", (("n", 4),)))
    found = search(nest, core_type, constraints=Constraints(dataflow=unrolling, double_buffering=True))
    assert found.mapping.temporal == ()
    assert found.units == 8
    assert found.latency.array_cycles == 1
    assert found.latency.temporal_stall_cycles == 0
    assert all(entry.periods == 1 for entry in found.traffic)
    assert_best(
        found, [evaluate(nest, core_type, (((2, 2.0),), ((1, 4.0),)), (), rules=HALF)], Objective.LATENCY
    )
    free = search(nest, core_type, constraints=Constraints(double_buffering=True), effort=EVERYTHING)
    assert_best(free, every_cost(nest, core_type, rules=HALF), Objective.LATENCY)


@pytest.mark.parametrize(
    "nest", [LINE, WHERE, matmul(3, 4, 2)], ids=["convolution", "three inputs", "product"]
)
def test_single_level(nest: LoopNest):
    """Nothing is loaded, nothing is stored: transfers do that."""
    found = search(nest, single(), effort=replace(EVERYTHING, loops=3))
    assert (found.latency.onload_cycles, found.latency.offload_cycles) == (0, 0)
    assert {entry.level for entry in found.traffic} == {0}
    assert_best(found, every_cost(nest, single(), most=3), Objective.LATENCY)


def test_one_unit():
    core_type = core((("D1", 1),), memory("top", ROLES, AMPLE, ("D1",)))
    found = search(matmul(3, 2, 2), core_type)
    assert found.latency.array_cycles == 12
    assert found.mapping.spatial == (("D1", ()),)


@pytest.mark.parametrize("role", [I1, I2, O])
def test_a_core_without_memory_for_an_operand(role: MemoryOperand):
    core_type = core((("D1", 2),), memory("top", [r for r in ROLES if r is not role]))
    with pytest.raises(Exception, match=f"no memory for operand {role}"):
        search(matmul(2, 2, 2), core_type)
