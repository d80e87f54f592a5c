"""Groups cover all layers, run in order and are convex, for any network."""

from collections.abc import Sequence
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from layer_examples import Builder
from machine_examples import machine

from stream_xdsl.mapping.partition import (
    Group,
    PartitionError,
    layer_by_layer,
    manual,
    predecessors,
    weight_capacity_bits,
    weights_fit,
)
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Network


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Convolutions and additions in any order."""
    builder = Builder()
    values = [builder.input("x", 1, 2, 4, 4)]
    for i in range(draw(st.integers(1, 8))):
        source = draw(st.sampled_from(values))
        if draw(st.booleans()):
            values.append(builder.conv(f"l{i}", source, 2, 1))
        else:
            values.append(builder.elementwise(f"l{i}", Kind.ADD, source, draw(st.sampled_from(values))))
    return builder.network(values[-1])


def check(network: Network, groups: tuple[Group, ...]) -> None:
    """Every layer once, and after all that it reads: this is possible stack by stack only for convex groups."""
    assert sorted(layer for group in groups for layer in group.layers) == list(range(len(network.layers)))
    before, done = predecessors(network), set[int]()
    for group in groups:
        for layer in group.layers:
            assert set(before[layer]) <= done | set(group.layers[: group.layers.index(layer)])
        done.update(group.layers)


@given(networks(), st.integers(0, 200))
def test_greedy(network: Network, capacity: int):
    check(network, layer_by_layer(network))
    groups = weights_fit(network, capacity, lambda layer, operands: True)
    check(network, groups)
    bits = [32 if layer.kind is Kind.CONV else 0 for layer in network.layers]
    for group, following in pairwise(groups):
        together = sum(bits[i] for i in group.layers)
        assert together <= max(capacity, bits[group.layers[0]])
        assert together + bits[following.layers[0]] > capacity


@given(networks(), st.data())
def test_manual_groups_run_unless_they_depend_in_a_circle(network: Network, data: st.DataObject):
    chosen = data.draw(
        st.lists(st.integers(0, 2), min_size=len(network.layers), max_size=len(network.layers))
    )
    members = [(f"g{g}", [i for i, c in enumerate(chosen) if c == g]) for g in (0, 1) if g in chosen]
    owner = [i + 2 if c == 2 else c for i, c in enumerate(chosen)]
    edges = {(owner[p], owner[i]) for i, before in enumerate(predecessors(network)) for p in before}
    if nx.is_directed_acyclic_graph(nx.DiGraph(edge for edge in edges if edge[0] != edge[1])):
        check(network, manual(network, members))
    else:
        with pytest.raises(PartitionError, match=r"not contiguous|wait for each other"):
            manual(network, members)


def test_a_layer_in_two_groups():
    builder = Builder()
    network = builder.network(builder.conv("conv", builder.input("x", 1, 1, 2, 2), 1))
    with pytest.raises(PartitionError, match="layer 'conv' is in group 'a' and in group 'b'"):
        manual(network, [("a", [0]), ("b", [0])])


def test_capacity_counts_a_shared_memory_once():
    """Four memories of 1024 bits for all operands, two of them the same."""
    builder = Builder()
    network = builder.network(builder.conv("conv", builder.input("x", 1, 1, 2, 2), 1))
    assert weight_capacity_bits(network, machine(4)) == 4 * 512
    assert weight_capacity_bits(network, machine(4, shared=((0, 1),))) == 3 * 512


def test_a_layer_that_cannot_stream_begins_a_group():
    """It is asked only of operands that its group would hand over."""
    builder = Builder()
    x = builder.input("x", 1, 2, 4, 4)
    hidden = builder.conv("a", x, 2)
    hidden = builder.elementwise("b", Kind.ADD, x, hidden)
    network = builder.network(builder.conv("c", hidden, 2))
    asked: list[tuple[int, list[int]]] = []

    def streams(layer: int, operands: Sequence[int]) -> bool:
        asked.append((layer, list(operands)))
        return layer != 1

    groups = weights_fit(network, 1 << 20, streams)
    assert [group.layers for group in groups] == [(0,), (1, 2)]
    assert asked == [(1, [1]), (2, [0])]
