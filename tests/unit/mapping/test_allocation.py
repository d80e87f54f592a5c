"""The solver finds what looking at everything finds, and problems say what they are made of."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations, product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layer_examples import Builder
from machine_examples import bus, link, machine

from stream_xdsl.cost.search import Objective
from stream_xdsl.hardware.machine import Core, Machine
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.mapping.allocate import allocate
from stream_xdsl.mapping.allocation import (
    AllocationProblem,
    AllocationSolution,
    Edge,
    Holding,
    InfeasibleError,
    Option,
    Resource,
    schedule,
)
from stream_xdsl.mapping.allocation_cp_sat import allocate_cp_sat
from stream_xdsl.mapping.allocation_fixed import allocate_fixed
from stream_xdsl.mapping.allocation_options import AllocationBuilder, Candidates, Cycles, EnergyPj
from stream_xdsl.mapping.transfer_energies import TransferEnergies
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Network


@st.composite
def problems(draw: st.DrawFn) -> AllocationProblem:
    """Up to three layers, three options each, on up to three cores that may or may not be alike."""
    count = draw(st.integers(1, 3))
    small = st.integers(0, 6)
    sets = st.sampled_from([(0,), (1,), (2,), (0, 1), (1, 2)])

    def option() -> Option:
        cores = draw(sets)
        own = tuple(Holding(core, draw(small), draw(small), draw(small), draw(small)) for core in cores)
        return Option((), cores, draw(st.integers(1, 6)), draw(small), draw(small), own)

    def on(model: Option, core: int) -> Option:
        return replace(model, cores=(core,), holdings=(replace(model.holdings[0], memory=core),))

    options: list[tuple[Option, ...]] = []
    for _ in range(count):
        if draw(st.booleans()):
            model = option()
            options.append(tuple(on(model, core) for core in range(3)))
        else:
            options.append(tuple(option() for _ in range(draw(st.integers(1, 3)))))
    edges: list[Edge] = []
    for consumer in range(1, count):
        for producer in range(consumer):
            if draw(st.booleans()):
                bits = tuple(draw(st.integers(0, 9)) for _ in options[consumer])
                in_place = {
                    (p, c): draw(st.integers(0, bits[c]))
                    for p, one in enumerate(options[producer])
                    for c, other in enumerate(options[consumer])
                    if set(one.cores) & set(other.cores)
                }
                edges.append(Edge(producer, consumer, bits, in_place))
    resources = tuple(
        Resource(
            f"r{i}", draw(st.integers(1, 4)), draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
        )
        for i in range(draw(st.integers(0, 2)))
    )
    capacity = {memory: draw(st.integers(0, 24)) for memory in range(draw(st.integers(0, 3)))}
    iterations = draw(st.integers(1, 5))
    return AllocationProblem(
        tuple(f"l{i}" for i in range(count)),
        tuple(options),
        tuple(edges),
        iterations,
        resources,
        draw(st.integers(1, 4)),
        capacity,
        {core: (core,) for core in range(3)},
        draw(st.integers(1, iterations)),
        tuple(draw(st.integers(0, 2)) for _ in range(count)),
        {memory: draw(small) for memory in range(3)},
        {memory: draw(small) for memory in range(3)},
    )


def best_latency(problem: AllocationProblem) -> int:
    """All choices, and for each all orders of the layers that respect the edges, run as early as possible."""

    def makespan(choice: tuple[int, ...], order: tuple[int, ...]) -> int | None:
        ends: dict[int, int] = {}
        free = dict.fromkeys(range(3), 0)
        for layer in order:
            option = problem.options[layer][choice[layer]]
            start = max(free[core] for core in option.cores)
            for edge in problem.edges:
                if edge.consumer == layer:
                    if edge.producer not in ends:
                        return None
                    bits = edge.moved_bits(choice[edge.producer], choice[layer])
                    start = max(start, ends[edge.producer] - (-bits // problem.move_bits_per_cycle))
            ends[layer] = start + option.cycles
            free.update(dict.fromkeys(option.cores, ends[layer]))
        return max(ends.values())

    layers = range(len(problem.layers))
    return min(
        problem.latency(problem.interval(choice), length)
        for choice in product(*(range(len(options)) for options in problem.options))
        for order in permutations(layers)
        if (length := makespan(choice, order)) is not None
    )


@settings(max_examples=60)
@given(problems(), st.data())
def test_what_is_left_of_a_problem_costs_the_same(problem: AllocationProblem, data: st.DataObject):
    kept = [
        data.draw(st.lists(st.sampled_from(range(len(options))), min_size=1, unique=True))
        for options in problem.options
    ]
    choice = [data.draw(st.integers(0, len(own) - 1)) for own in kept]
    some, found = problem.restricted(kept), [own[o] for own, o in zip(kept, choice, strict=True)]
    few, all_ = schedule(some, choice), schedule(problem, found)
    assert (few.starts, few.interval, few.makespan) == (all_.starts, all_.interval, all_.makespan)
    assert few.energy_fj(some) == all_.energy_fj(problem)


@given(problems())
def test_cp_sat_finds_the_optimum(problem: AllocationProblem):
    solution = allocate_cp_sat(problem, 10.0)
    solution.verify(problem)
    assert problem.latency(solution.interval, solution.makespan) == solution.bound == best_latency(problem)


@settings(max_examples=40)
@given(problems(), st.integers(0, 2), st.integers(1, 9))
def test_more_room_is_never_worse(problem: AllocationProblem, memory: int, more: int):
    known = dict(problem.capacity_bits)
    roomier = replace(problem, capacity_bits=known | {memory: known.get(memory, 1 << 20) + more})
    for objective in Objective:
        before, after = (allocate_cp_sat(p, 10.0, objective) for p in (problem, roomier))
        assert after.is_proven(roomier)
        assert after.value(roomier, objective) <= before.value(problem, objective)
    for choice in product(*(range(len(options)) for options in problem.options)):
        before, after = schedule(problem, choice), schedule(roomier, choice)
        assert after.latency(roomier) <= before.latency(problem)
        assert after.energy_fj(roomier) <= before.energy_fj(problem)


@settings(max_examples=40)
@given(problems(), st.data())
def test_who_holds_nothing_or_has_room_pays_nothing(problem: AllocationProblem, data: st.DataObject):
    choice = [data.draw(st.integers(0, len(options) - 1)) for options in problem.options]
    bare = replace(
        problem,
        options=tuple(tuple(replace(o, holdings=()) for o in options) for options in problem.options),
    )
    endless = replace(problem, capacity_bits={})
    light, roomy = schedule(bare, choice), schedule(endless, choice)
    assert light == roomy
    assert light.energy_fj(bare) == roomy.energy_fj(endless)


def test_what_has_no_room_by_hand():
    """Three layers on a core whose memory has 100 bits; the first one's result waits for the last."""
    kept = (Holding(0, 30, 10, 20, 5), Holding(0, 40, 0, 25, 8), Holding(0, 0, 6, 30, 0))
    edges = (Edge(0, 1, (0,)), Edge(0, 2, (0,)), Edge(1, 2, (0,)))
    options = tuple((Option((), (0,), 10, holdings=(held,)),) for held in kept)
    problem = AllocationProblem(
        ("a", "b", "c"),
        options,
        edges,
        8,
        (Resource("loads", 2, loads=True), Resource("stores", 1, stores=True)),
        1,
        {0: 100},
        {0: (0,)},
        rounds=4,
        waits=(2, 0, 0),
        reload_fj_per_bit={0: 3},
        spill_fj_per_bit={0: 5},
    )
    problem.check()
    # 70 loaded, 16 made, two results of a's wait; the most is there while b or c runs: 25 + 5, or 30.
    assert problem.missing_bits((0, 0, 0)) == {0: (3 * 26, 0)}
    assert problem.energy_fj((0, 0, 0), 0) == 3 * 26 * 3
    # With half the room what was made does not fit, either: 6 bits of it go and come in every round.
    small = replace(problem, capacity_bits={0: 50})
    assert small.missing_bits((0, 0, 0)) == {0: (3 * 76 + 6, 4 * 6)}
    assert small.energy_fj((0, 0, 0), 0) == 3 * (3 * 76 + 6) + 5 * 24
    # 234 bits in 8 iterations, 2 a cycle, are less than 30 cycles of work.
    assert small.interval((0, 0, 0)) == 30
    assert replace(small, iterations=4, rounds=4).interval((0, 0, 0)) == 30
    assert replace(small, resources=(Resource("r", 1, True, True),)).interval((0, 0, 0)) == -(-258 // 8)


@given(problems())
def test_fixed_is_a_solution(problem: AllocationProblem):
    solution = allocate_fixed(problem)
    solution.verify(problem)
    for options, chosen in zip(problem.options, solution.choice, strict=True):
        assert len(options[chosen].cores) == max(len(o.cores) for o in options)


ONE = Option((), (0,), 4)
TWO = AllocationProblem(("a", "b"), ((ONE,), (ONE,)), (Edge(0, 1, (8,)),), 3, (), 4, {})


def holding(*own: Holding) -> AllocationProblem:
    """Core 0, with memory 0, holds this."""
    return replace(TWO, options=((replace(ONE, holdings=own),), (ONE,)), memories={0: (0,)})


@pytest.mark.parametrize(
    ("starts", "interval", "makespan", "bound", "message"),
    [
        ((0, 2), 8, 8, 0, "'b' and 'a' overlap on a core"),
        ((0, 4), 8, 8, 0, "'b' starts before its input has arrived"),
        ((0, 6), 7, 10, 0, "iterations cannot start every 7 cycles"),
        ((0, 6), 8, 9, 0, "longer than it says"),
        ((0, 6), 8, 10, 99, "the bound is above the solution"),
    ],
)
def test_wrong_solutions(starts: tuple[int, int], interval: int, makespan: int, bound: int, message: str):
    with pytest.raises(InfeasibleError, match=message):
        AllocationSolution((0, 0), starts, interval, makespan, bound).verify(TWO)
    schedule(TWO, (0, 0)).verify(TWO)


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (replace(TWO, options=((ONE,), ())), "layer 'b' has no option"),
        (replace(TWO, options=((ONE,), (replace(ONE, cores=(0, 0)),))), "one core twice"),
        (replace(TWO, options=((ONE,), (replace(ONE, cycles=-1),))), "negative cost"),
        (replace(TWO, edges=(Edge(1, 0, (8,)),)), "against the order"),
        (replace(TWO, edges=(Edge(0, 1, ()),)), "not one size per option"),
        (replace(TWO, edges=(Edge(0, 1, (8,), {(0, 0): 9}),)), "more in place"),
        (replace(TWO, iterations=0), "must be positive"),
        (replace(TWO, rounds=4), "at most one for each iteration"),
        (replace(TWO, waits=(1,)), "as each layer says"),
        (replace(TWO, capacity_bits={0: -1}), "capacities must not be negative"),
        (replace(TWO, spill_fj_per_bit={0: -1}), "energies must not be negative"),
        (holding(Holding(1)), "that of another core"),
        (holding(Holding(0), Holding(0)), "twice in a memory"),
        (holding(Holding(0, running_bits=-1)), "holds less than nothing"),
    ],
)
def test_wrong_problems(problem: AllocationProblem, message: str):
    with pytest.raises(ValueError, match=message):
        problem.check()


QUAD = machine(4, links=(link(0, 0, 1),), buses=(bus(0, (0, 1, 2, 3, 4), bandwidth=64),))


def points(layer: int, core_type: str, shape: tuple[int, ...]) -> int:
    return prod(shape)


def no_energy(layer: int, core_type: str, shape: tuple[int, ...]) -> float:
    return 0.0


def problem_of(
    network: Network,
    described: Machine,
    candidates: Sequence[Candidates],
    cycles: Cycles = points,
    energy_pj: EnergyPj = no_energy,
) -> AllocationProblem:
    transfers = TransferEnergies(described, Interconnect(described))
    return AllocationBuilder(network, described, candidates, cycles, energy_pj, transfers).build(0)


def chain() -> Network:
    builder = Builder()
    hidden = builder.conv("conv", builder.input("x", 1, 4, 8, 8), 8)
    network = builder.network(builder.elementwise("relu", Kind.RELU, hidden))
    tiled = tuple(replace(layer, temporal=((2, 2),)) for layer in network.layers)
    return replace(network, layers=tiled)


def test_options_by_hand():
    network = chain()
    splits = ((), ((1, 2),), ((2, 4),))
    candidates = [Candidates((0, 1, 2, 3), splits), Candidates((0, 1), splits[:2])]
    problem = problem_of(network, QUAD, candidates)
    problem.check()
    assert problem.iterations == 4
    conv, relu = problem.options
    assert [o.cores for o in conv] == [(0,), (1,), (2,), (3,), (0, 1), (2, 3), (0, 1, 2, 3)]
    assert [o.cores for o in relu] == [(0,), (1,), (0, 1)]
    weights, inputs = 8 * 4 * 9 * 8, 4 * 8 * 8 * 8
    # Rows of a tile: 2, which read 4, of which 2 are new; the results of a tile wait at conv.
    assert dict(problem.capacity_bits) == dict.fromkeys(range(4), 1024)
    assert dict(problem.memories) == {core: (core,) for core in range(4)}
    assert replace(conv[0], energy_fj=0) == Option(
        (),
        (0,),
        8 * 64 * 36 // 4,
        (weights + inputs) // 4,
        0,
        (Holding(0, weights + inputs // 2, 0, inputs // 4 + 1024, 1024),),
    )
    # Half of the channels: half of the weights each, but all inputs.
    assert replace(conv[4], energy_fj=0) == Option(
        ((1, 2),),
        (0, 1),
        4 * 64 * 36 // 4,
        (weights + 2 * inputs) // 4,
        0,
        tuple(Holding(core, weights // 2 + inputs // 2, 0, inputs // 4 + 512, 512) for core in (0, 1)),
    )
    # A quarter of the rows: all weights each, and a halo; inside the feature map 2 + 2 rows, at its edges 2 + 1.
    assert conv[6].load_bits == (4 * weights + 4 * 4 * 4 * 8 * 8) // 4
    assert relu[0].store_bits == 8 * 8 * 8 * 8 // 4
    (edge,) = problem.edges
    whole = 8 * 8 * 8 * 8 // 4
    assert edge.bits == (whole, whole, whole)
    assert edge.moved_bits(0, 0) == edge.moved_bits(4, 2) == 0
    assert edge.moved_bits(1, 0) == whole
    assert edge.moved_bits(0, 2) == whole // 2


def test_energies_by_hand():
    """Accesses are of 64 bits, at 1 and 1.5 pJ in cores, 64 and 128 pJ off-chip; the bus takes 0.25 pJ a bit."""
    wires = replace(bus(0, (0, 1, 2, 3, 4), bandwidth=64), energy_pj_per_bit=0.25)
    (memory,) = QUAD.cores[4].core_type.memories
    dram = replace(
        QUAD.cores[4].core_type, memories=(replace(memory, read_energy_pj=64.0, write_energy_pj=128.0),)
    )
    leaking = replace(QUAD.cores[0].core_type, static_power_pj_per_cycle=0.75)
    cores = (*(replace(core, core_type=leaking) for core in QUAD.cores[:4]), Core("dram", dram))
    described = replace(
        QUAD, cores=cores, links=(), buses=(replace(wires, cores=(*wires.cores[:4], "dram")),)
    )
    candidates = [Candidates((0, 1), ((), ((1, 2),)))] * 2

    def half_a_pj(layer: int, core_type: str, shape: tuple[int, ...]) -> float:
        return prod(shape) / 2

    problem = problem_of(chain(), described, candidates, energy_pj=half_a_pj)
    problem.check()
    weights, inputs, outputs = 8 * 4 * 9 * 8, 4 * 8 * 8 * 8, 8 * 8 * 8 * 8
    load, store, move = 1 + 0.25 + 1.5 / 64, 1 / 64 + 0.25 + 2, 1 / 64 + 0.25 + 1.5 / 64
    macs = 8 * 64 * 36
    conv, relu = problem.options
    assert conv[0].energy_fj == round(1000 * (macs / 2 + (weights + inputs) * load))
    # Each half of the channels loads all inputs.
    assert conv[2].energy_fj == round(1000 * (macs / 2 + (weights + 2 * inputs) * load))
    assert relu[0].energy_fj == relu[2].energy_fj == round(1000 * (8 * 64 / 2 + outputs * store))
    assert problem.move_fj_per_bit == round(1000 * move)
    assert dict(problem.reload_fj_per_bit) == dict.fromkeys(range(4), round(1000 * load))
    assert problem.static_fj_per_cycle == 4 * 750


def test_each_part_takes_the_energy_of_its_core():
    other = replace(QUAD.cores[1].core_type, name="other")
    mixed = replace(QUAD, cores=(QUAD.cores[0], replace(QUAD.cores[1], core_type=other), *QUAD.cores[2:]))
    pinned = Candidates((1, 0), (((1, 2),),), in_order=True)

    def dear_on_other(layer: int, core_type: str, shape: tuple[int, ...]) -> float:
        return 5.0 if core_type == "other" else 2.0

    cheap, dear = (
        problem_of(chain(), mixed, [pinned, pinned], energy_pj=energy).options[0][0].energy_fj
        for energy in (no_energy, dear_on_other)
    )
    # Four tiles by each of the two.
    assert dear - cheap == 4 * (5000 + 2000)


def test_shared_memory_needs_no_move():
    shared = machine(2, buses=(bus(0, (0, 1, 2)),), shared=((0, 1),))
    problem = problem_of(chain(), shared, [Candidates((0, 1), ((),))] * 2)
    assert problem.edges[0].moved_bits(0, 1) == 0


def test_pinned_cores_of_different_types_are_taken_in_order():
    other = replace(QUAD.cores[1].core_type, name="other")
    mixed = replace(QUAD, cores=(QUAD.cores[0], replace(QUAD.cores[1], core_type=other), *QUAD.cores[2:]))
    split = ((1, 2),)
    pinned = Candidates((1, 0), (split,), in_order=True)
    problem = problem_of(chain(), mixed, [pinned, pinned])
    assert [o.cores for o in problem.options[0]] == [(1, 0)]
    with pytest.raises(ValueError, match="layer 'conv' has no candidate split for the 2 cores"):
        problem_of(chain(), mixed, [Candidates((1, 0), (split,))] * 2)


def test_a_pipeline_uses_several_cores():
    """Two layers of equal work are put side by side; one alone is spread."""
    network = chain()
    candidates = [Candidates((0, 1), ((),))] * 2
    problem = problem_of(network, QUAD, candidates, lambda *_: 1000)
    solution = allocate_cp_sat(problem)
    chosen = [options[o].cores for options, o in zip(problem.options, solution.choice, strict=True)]
    assert chosen == [(0,), (1,)]


def test_spreading_without_rows():
    """The split along rows moves less; alone in its stack a layer may have it all the same."""
    options = (
        Option(((0, 2),), (0, 1), 4, load_bits=1),
        Option(((1, 2),), (0, 1), 4, load_bits=2),
        Option((), (0,), 4),
    )
    pair = replace(TWO, options=(options, options), edges=(), rows=(0, None))
    assert allocate("spread", pair).choice == (0, 0)
    assert allocate("streams", pair).choice == (1, 0)
    assert allocate("streams", replace(pair, layers=("a",), options=(options,), rows=(0,))).choice == (0,)
