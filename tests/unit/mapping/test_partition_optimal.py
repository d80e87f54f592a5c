"""The search agrees with brute force over all partitions, which shares no code with it, and its bounds are admissible."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import accumulate

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from layer_examples import Builder
from machine_examples import bus, machine

from stream_xdsl.cost.estimate import Model, estimate
from stream_xdsl.cost.search import Objective
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.partition import (
    Group,
    layer_by_layer,
    predecessors,
    weight_capacity_bits,
    weights_fit,
)
from stream_xdsl.mapping.partition_optimal import best, best_partitions, shortest
from stream_xdsl.mapping.stack_costs import Bools, Floats, StackCosts
from stream_xdsl.mapping.tile_sizes import can_stream, choose_tiles, rooms
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Network

Graph = tuple[tuple[int, ...], ...]
"""The predecessors of every layer."""

TILINGS = 2
rooflines = partial(estimate, model=Model.ROOFLINE, processes=1)
MACHINE = machine(3, buses=(bus(0, (0, 1, 2, 3)),))


@st.composite
def graphs(draw: st.DrawFn, most: int = 7) -> Graph:
    size = draw(st.integers(1, most))
    return tuple(
        tuple(sorted(draw(st.sets(st.integers(0, i - 1), max_size=2)))) if i else () for i in range(size)
    )


class RandomCosts:
    """Any cost for any set of layers, the same each time; some tilings do not fit."""

    def __init__(self, seed: int):
        self.seed = seed

    def of(self, layers: frozenset[int]) -> list[tuple[float, float]]:
        digest = sha256(f"{self.seed} {sorted(layers)}".encode()).digest()
        found = [
            (float(1 + digest[4 * t] % 64 * len(layers)), float(1 + digest[4 * t + 1] % 64 * len(layers)))
            for t in range(TILINGS)
        ]
        return [
            (np.inf, 1.0) if digest[-1 - t] < 80 and len(layers) > 1 else found[t] for t in range(TILINGS)
        ]

    def price(self, begins: Bools, ends: Bools) -> tuple[Floats, Floats]:
        stacks = [frozenset(np.nonzero(row)[0].tolist()) for row in ends & ~begins]
        costs = np.array([self.of(stack) for stack in stacks])
        return costs[:, :, 0], costs[:, :, 1]

    def least(self, ends: Bools) -> tuple[Floats, Floats]:
        """Every stack has at least one cycle, and 1 pJ."""
        outside = (~ends).sum(axis=1) > 0
        return outside.astype(np.float64), outside.astype(np.float64)


def partitions(before: Graph) -> Iterator[list[frozenset[int]]]:
    """All partitions into groups that can run one after the other."""

    def assign(of: list[int]) -> Iterator[list[int]]:
        if len(of) == len(before):
            yield of
            return
        for group in range(max(of, default=-1) + 2):
            yield from assign([*of, group])

    for of in assign([]):
        graph = nx.DiGraph(
            (of[p], of[i]) for i, producers in enumerate(before) for p in producers if of[p] != of[i]
        )
        if nx.is_directed_acyclic_graph(graph):
            yield [frozenset(i for i, g in enumerate(of) if g == group) for group in range(max(of) + 1)]


def outcomes(costs: RandomCosts, groups: Sequence[frozenset[int]]) -> list[tuple[float, float]]:
    """Cycles and energy of a partition, with every choice of tilings."""
    total = [(0.0, 0.0)]
    for group in groups:
        total = [
            (c + own_c, e + own_e) for c, e in total for own_c, own_e in costs.of(group) if own_c < np.inf
        ]
    return total


@given(graphs(), st.integers(0, 1000), st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_best_few_of_all_partitions(before: Graph, seed: int, weights: tuple[int, int], count: int):
    costs = RandomCosts(seed)
    found = shortest(before, costs.price, costs.least, (float(weights[0]), float(weights[1])), count)
    values = [
        min(weights[0] * c + weights[1] * e for c, e in every)
        for groups in partitions(before)
        if (every := outcomes(costs, groups))
    ]
    assert found.exact
    assert [weights[0] * p.cycles + weights[1] * p.energy_pj for p in found.partitions] == sorted(values)[
        :count
    ]
    distinct = {frozenset(stack.layers for stack in p.stacks) for p in found.partitions}
    assert len(distinct) == len(found.partitions)


@given(graphs(5), st.integers(0, 1000))
@example(((), (), (0,), (), ()), 160)
@settings(max_examples=40, deadline=None)
def test_best_product_of_all_partitions(before: Graph, seed: int):
    costs = RandomCosts(seed)
    found = best(before, costs.price, costs.least, Objective.EDP).partitions[0]
    assert found.value(Objective.EDP) == min(
        c * e for groups in partitions(before) for c, e in outcomes(costs, groups)
    )


@given(graphs(7), st.integers(0, 1000), st.integers(1, 20))
@settings(max_examples=40, deadline=None)
def test_a_beam_runs_and_is_no_worse_than_runs_of_the_order(before: Graph, seed: int, most: int):
    costs = RandomCosts(seed)
    narrow = shortest(before, costs.price, costs.least, (1.0, 0.0), most_downsets=most).partitions[0]
    done = set[int]()
    for stack in narrow.stacks:
        done |= set(stack.layers)
        assert all(p in done for i in stack.layers for p in before[i])
    assert done == set(range(len(before)))
    size = len(before)
    runs = [0.0, *[np.inf] * size]
    for end in range(1, size + 1):
        runs[end] = min(
            runs[begin] + min(c for c, _ in costs.of(frozenset(range(begin, end)))) for begin in range(end)
        )
    assert narrow.cycles <= runs[size]


# The model


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Convolutions and additions in any order."""
    builder = Builder()
    values = [builder.input("x", 1, 2, 4, 4)]
    for i in range(draw(st.integers(1, 6))):
        source = draw(st.sampled_from(values))
        if draw(st.booleans()):
            values.append(builder.conv(f"l{i}", source, 2, draw(st.sampled_from((1, 3)))))
        else:
            values.append(builder.elementwise(f"l{i}", Kind.ADD, source, draw(st.sampled_from(values))))
    return builder.network(*values[1:][-2:])


def model(network: Network, on: Machine) -> StackCosts:
    return StackCosts(network, on, freedoms(network, on), rooflines)


def freedoms(network: Network, on: Machine) -> list[Freedom]:
    return [Freedom(on.cores_running(layer.kind)) for layer in network.layers]


def downsets(network: Network, groups: Sequence[Sequence[int]]) -> Bools:
    """After each group, from none on."""
    sizes = accumulate([frozenset[int](), *map(frozenset[int], groups)], frozenset[int].union)
    return np.array([[i in done for i in range(len(network.layers))] for done in sizes])


def modelled(costs: StackCosts, groups: Sequence[Group], objective: Objective) -> float:
    rows = downsets(costs.network, [group.layers for group in groups])
    cycles, energy = costs.price(rows[:-1], rows[1:])
    figure = np.where(np.isfinite(cycles), cycles if objective is Objective.LATENCY else energy, np.inf)
    return float(figure.min(axis=1).sum())


@given(networks(), st.data())
@settings(max_examples=15, deadline=None)
def test_what_remains_costs_at_least_its_bound(network: Network, data: st.DataObject):
    costs = model(network, MACHINE)
    every = list(partitions(predecessors(network)))
    groups = data.draw(st.sampled_from(every))
    of = {layer: g for g, group in enumerate(groups) for layer in group}
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(groups)))
    graph.add_edges_from(
        (of[p], of[i])
        for i, producers in enumerate(predecessors(network))
        for p in producers
        if of[p] != of[i]
    )
    rows = downsets(network, [sorted(groups[g]) for g in nx.lexicographical_topological_sort(graph)])
    cycles, energy = costs.price(rows[:-1], rows[1:])
    least_cycles, least_energy = costs.least(rows)
    for i in range(len(rows)):
        assert least_cycles[i] <= cycles[i:].min(axis=1).sum() * (1 + 1e-12)
        assert least_energy[i] <= energy[i:].min(axis=1).sum() * (1 + 1e-12)


@given(networks(), st.sampled_from((Objective.LATENCY, Objective.ENERGY)))
@settings(max_examples=12, deadline=None)
def test_never_worse_than_the_other_strategies(network: Network, objective: Objective):
    costs, free = model(network, MACHINE), freedoms(network, MACHINE)
    (groups,) = best_partitions(network, MACHINE, free, rooflines, objective)
    done = set[int]()
    for group in groups:
        done |= set(group.layers)
        assert all(set(predecessors(network)[i]) <= done for i in group.layers)
    assert done == set(range(len(network.layers)))
    others = (
        layer_by_layer(network),
        weights_fit(
            network,
            weight_capacity_bits(network, MACHINE),
            lambda i, operands: can_stream(network, i, operands, rooms(MACHINE, free[i].cores)),
        ),
    )
    own = modelled(costs, groups, objective)
    assert all(own <= modelled(costs, other, objective) * (1 + 1e-12) for other in others)


def test_branches_that_share_an_input_are_fused_across_the_order():
    """a1, b1, a2, b2: two chains side by side, of which each may be a stack, although neither is a run of the order."""
    builder = Builder()
    x = builder.input("x", 1, 2, 16, 4)
    a = builder.conv("a1", x, 8, 1)
    b = builder.conv("b1", x, 8, 1)
    outputs = builder.conv("a2", a, 8, 1), builder.conv("b2", b, 8, 1)
    network = builder.network(*outputs)
    found = {
        tuple(group.layers for group in p)
        for p in best_partitions(
            network, MACHINE, freedoms(network, MACHINE), rooflines, Objective.LATENCY, 12
        )
    }
    assert ((0, 2), (1, 3)) in found


def test_stacks_can_be_tiled():
    """Weights fit nowhere beside a whole row of the producer: the layer may not read from its own stack."""
    builder = Builder()
    hidden = builder.conv("wide", builder.input("x", 1, 1, 4, 4), 16, 1)
    network = builder.network(builder.conv("deep", hidden, 16, 3))
    free = freedoms(network, MACHINE)
    for groups in best_partitions(network, MACHINE, free, rooflines, Objective.LATENCY, 2):
        stack_of = {layer: g for g, group in enumerate(groups) for layer in group.layers}
        layers = tuple(replace(layer, stack=stack_of[i]) for i, layer in enumerate(network.layers))
        stacked = Network(
            "net", network.tensors, layers, tuple(group.name for group in groups), network.outputs
        )
        choose_tiles(stacked, MACHINE, [f.cores for f in free], [None] * 2, [None] * 2)


@pytest.mark.parametrize("objective", list(Objective))
def test_without_layers(objective: Objective):
    builder = Builder()
    x = builder.input("x", 1, 2, 4, 4)
    network = Network("net", tuple(builder.tensors), (), (), (x,))
    assert best_partitions(network, MACHINE, [], rooflines, objective) == ((),)
