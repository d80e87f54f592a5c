"""Rounds are those of the scheduler's order of tiles, and what is held is what they leave."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from layer_examples import Builder
from machine_examples import bus, machine

from stream_xdsl.hardware.machine import MemoryOperand
from stream_xdsl.mapping.allocation import Holding, Option
from stream_xdsl.mapping.allocation_holdings import (
    Memories,
    Pace,
    PartBits,
    holdings,
    operands_reading,
    paced,
    paces,
    part_needs,
    row_tiles,
)
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import build_tile_graph, tile_order

MACHINE = machine(1, buses=(bus(0, (0, 1)),))
ROWS = 2
"""The dimension of rows."""


def tiled(network: Network, rows: Sequence[int]) -> Network:
    """Every layer on core 0, its tiles so many rows each."""
    layers = tuple(
        replace(layer, cores=(0,), temporal=((ROWS, own),) if own < layer.sizes[ROWS] else ())
        for layer, own in zip(network.layers, rows, strict=True)
    )
    return replace(network, layers=layers)


def links(network: Network) -> list[tuple[int, int]]:
    """(producer, consumer)"""
    layers = network.layers
    return [
        (p, c) for c in range(len(layers)) for p in range(c) if operands_reading(layers[c], layers[p].output)
    ]


def in_rounds(network: Network) -> tuple[int, list[list[int]]]:
    """The rounds of the last layer's tiles in the scheduler's order, and per layer how many of its tiles run in each."""
    graph = build_tile_graph(network, MACHINE)
    layer_of = graph.part_layer[graph.task_part[tile_order(network, graph)]]
    last = len(network.layers) - 1
    turn = np.cumsum(layer_of == last) - (layer_of == last)
    rounds = int(turn.max()) + 1
    return rounds, [np.bincount(turn[layer_of == i], minlength=rounds).tolist() for i in range(last + 1)]


def convs(count: int, stride: int = 1) -> Network:
    """A chain, each with a halo of a row on both sides; the last one with a stride."""
    builder = Builder()
    hidden = builder.input("x", 1, 2, 16, 16)
    for i in range(count):
        hidden = builder.conv(f"conv{i}", hidden, 2, stride=stride if i == count - 1 else 1)
    return builder.network(hidden)


def residual() -> Network:
    """The input's first layer is added to what two others make of it."""
    builder = Builder()
    first = builder.conv("first", builder.input("x", 1, 2, 16, 16), 2)
    hidden = builder.conv("second", builder.conv("hidden", first, 2), 2)
    return builder.network(builder.elementwise("add", Kind.ADD, hidden, first))


@pytest.mark.parametrize(
    ("network", "rows"),
    [
        (convs(3), (2, 2, 2)),
        (convs(5), (4,) * 5),
        (convs(3, stride=2), (4, 4, 2)),
        (convs(3), (2, 2, 8)),
        (convs(3), (2, 8, 2)),
        (convs(3), (2, 2, 16)),
        (convs(4), (8,) * 4),
        (residual(), (2,) * 4),
    ],
)
def test_rounds_are_those_of_the_scheduler(network: Network, rows: tuple[int, ...]):
    network = tiled(network, rows)
    found = paces(network.layers, links(network))
    count, tiles = in_rounds(network)
    assert max(pace.rounds for pace in found) <= count
    for pace, own in zip(found, tiles, strict=True):
        assert pace.tiles == sum(own)
        assert pace.first == own[0]
        assert pace.batch >= max(own[1:-1], default=0)


def test_one_layer_after_the_other():
    """Where the last layer has one tile, all others run whole in the one round there is."""
    network = tiled(convs(3), (2, 2, 16))
    assert [(pace.first, pace.rounds) for pace in paces(network.layers, links(network))] == [
        (8, 1),
        (8, 1),
        (1, 1),
    ]


def test_results_wait_for_those_who_read_less_far_ahead():
    """Adding a row needs two rows that are further on of what is twice convolved."""
    network = tiled(residual(), (1,) * 4)
    found = paces(network.layers, links(network))
    assert [pace.first for pace in found] == [3, 2, 1, 1]
    assert [pace.waits for pace in found] == [2, 0, 0, 0]


def test_needs_of_a_tile_by_hand():
    """Two rows of 2 × 16 elements of 8 bits a tile; a window is three such blocks, of which two stay."""
    network = tiled(convs(2), (2, 2))
    block, weights = 2 * 2 * 16 * 8, 2 * 2 * 9 * 8
    first, second = network.layers
    loads = (2 * 16 * 16 * 8, weights)
    assert part_needs(first, loads, (True, True), is_read=True) == {
        # From off-chip memory come the rows that a tile reads beyond the one before.
        MemoryOperand.I1: PartBits(loaded=2 * block, running=block),
        MemoryOperand.I2: PartBits(loaded=weights),
        MemoryOperand.O: PartBits(running=block, result=block),
    }
    needs = part_needs(second, (0, weights), (False, True), is_read=False)
    assert needs[MemoryOperand.I1] == PartBits(made=2 * block, running=block)
    assert needs[MemoryOperand.O] == PartBits(running=block)
    # All roles are in one memory, and two parts on it hold twice as much.
    (held,) = holdings(MACHINE, (0,), (needs,))
    assert held == Holding(0, weights, 2 * block, 2 * block, 0)
    both = machine(2, buses=(bus(0, (0, 1, 2)),), shared=((0, 1),))
    assert holdings(both, (0, 1), (needs, needs)) == (Holding(0, 2 * weights, 4 * block, 4 * block, 0),)


def test_weights_that_change_from_tile_to_tile_are_not_kept():
    network = convs(1)
    columns = replace(network.layers[0], temporal=((1, 1),))
    needs = part_needs(columns, (2 * 16 * 16 * 8, 288), (True, True), is_read=False)
    assert needs[MemoryOperand.I2] == PartBits(running=144)
    assert needs[MemoryOperand.I1] == PartBits(loaded=2 * 16 * 16 * 8)
    assert row_tiles(columns) == 2


def test_rounds_of_several_results_by_hand():
    memories = Memories({0: (0,)}, {0: 100}, {0: 3}, {0: 5})
    option = Option((), (0,), 10, 7, 1, (Holding(0, 11, 20, 30, 10),), 1000)
    alone = paced(option, Pace(tiles=8, first=1, batch=1, waits=0), 8, memories)
    assert alone == option
    # Three results are 20 bits more, for which there is room; the nine of the first round are 80 more, 30 of which go and come.
    many = paced(option, Pace(tiles=24, first=9, batch=3, waits=0), 24, memories)
    assert many.holdings == (Holding(0, 11, 20, 50, 30),)
    assert (many.load_bits, many.store_bits) == (7 + 2, 1 + 2)
    assert many.energy_fj == 1000 + 30 * (3 + 5)
    # Of half as many tiles as iterations a share.
    half = paced(option, Pace(tiles=8, first=1, batch=1, waits=0), 16, memories)
    assert half.holdings == (Holding(0, 6, 10, 15, 5),)
