"""Neighbours of a stack: what they change, and that they can be scheduled."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from layer_examples import Builder
from machine_examples import bus, machine

from stream_xdsl.cost.estimate import Tile, TileCost, estimate
from stream_xdsl.cost.search import Objective
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.allocate import allocate
from stream_xdsl.mapping.evaluator import Evaluator, Stack, Tiling, Way
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.tile_sizes import Cut, rows_cut
from stream_xdsl.workload.kinds import Kind

TILING = Tiling(8, Cut.NOTHING, Objective.LATENCY)


def cost(tiles: Sequence[Tile], objective: Objective) -> Sequence[TileCost]:
    return estimate(tiles, objective=objective)


def roomy(small: Machine) -> Machine:
    """The same machine with larger memories."""
    cores = [
        replace(core, core_type=replace(core.core_type, memories=(replace(memory, size_bits=1 << 16),)))
        for core in small.cores
        for memory in core.core_type.memories
    ]
    return replace(small, cores=tuple(cores))


def evaluator() -> Evaluator:
    builder = Builder()
    hidden = builder.conv("a", builder.input("x", 1, 4, 8, 8), 8)
    hidden = builder.elementwise("b", Kind.RELU, hidden)
    network = builder.network(builder.conv("c", hidden, 8))
    on = roomy(machine(4, buses=(bus(0, (0, 1, 2, 3, 4)),)))
    freedoms = [Freedom(on.cores_running(layer.kind)) for layer in network.layers]
    return Evaluator(
        network,
        on,
        freedoms,
        cost,
        allocate,
        1,
        lambda _: None,
    )


@pytest.mark.parametrize("allocator", ["greedy", "thrifty"])
def test_neighbours_of_a_stack(allocator: str):
    found = evaluator()
    stack = Stack(0, 3, Way(TILING, allocator, Objective.EDP))
    found.predict([stack])
    plan = found.plan_of(stack)
    repaired = list(found.repaired(stack, 0, 0))
    assert set(repaired) == set(found.repaired(stack, 0, 1))
    assert found.retiled(stack)
    for other in found.retiled(stack):
        found.predict([other])
        assert other.way.tiling.row_tiles is not None
        cut = [rows_cut(layer) for layer in found.plan_of(other).network.layers]
        assert max(cut) == other.way.tiling.row_tiles != max(map(rows_cut, plan.network.layers))
    others = [*found.alternatives(stack), *found.exchanges(stack), *repaired]
    assert others
    assert stack not in others
    found.predict(others)
    for other in others:
        changed = found.plan_of(other).network.layers
        differs = [
            (a.spatial, a.cores) != (b.spatial, b.cores)
            for a, b in zip(plan.network.layers, changed, strict=True)
        ]
        assert [i for i, own in enumerate(differs) if own] == [layer for layer, _ in other.changes]
        assert found.predicted((other,)) is not None
    for other in found.exchanges(stack):
        first, second = (layer for layer, _ in other.changes)
        before, after = plan.network.layers, found.plan_of(other).network.layers
        assert (after[first].cores, after[second].cores) == (before[second].cores, before[first].cores)
