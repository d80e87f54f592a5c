"""The choice of ways through an interconnect, against trying all of them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st
from machine_examples import EVERYTHING, PE, mesh_ends

from stream_xdsl.coala import kernels
from stream_xdsl.coala.transfers import Carrier
from stream_xdsl.hardware.machine import (
    Core,
    CoreType,
    Link,
    Machine,
    Memory,
    MemoryOperand,
    Port,
    PortKind,
    Role,
)
from stream_xdsl.hardware.routes import Interconnect, Route

SIDE = 3
FAR = SIDE * SIDE - 1
"""The corner opposite to core 0; between them are six ways, fewer than `Interconnect.routes` lists."""
ROOM = 64
"""Steps that a line can have."""

Ints = npt.NDArray[np.int64]


def mesh(bandwidths: Sequence[int], latencies: Sequence[int], port_bits: int) -> Machine:
    port = Port("rw", PortKind.READ_WRITE, 8, port_bits, EVERYTHING)
    memory = Memory("m", 1024, 1.0, 1.5, tuple(MemoryOperand), (), (port,))
    cores = [Core(f"core{i}", CoreType("relay", Role.MEMORY, None, (memory,))) for i in range(FAR)]
    cores.append(Core(f"core{FAR}", PE))
    cores.append(Core("dram", CoreType("dram", Role.OFFCHIP, None, (memory,))))
    links = [
        Link(f"link{i}", f"core{source}", f"core{target}", bandwidth, True, 0.5, latency)
        for i, ((source, target), bandwidth, latency) in enumerate(
            zip(mesh_ends(SIDE), bandwidths, latencies, strict=True)
        )
    ]
    return Machine("m", tuple(cores), (*links, Link("off", "core0", "dram", 64, True, 0.5, 1)))


class Ways:
    """The tables of a run in which nothing has happened, with lanes from core 0."""

    def __init__(self, machine: Machine, targets: Sequence[int]):
        self.interconnect = Interconnect(machine)
        self.carrier = Carrier(machine, self.interconnect)
        self.lanes = [self.carrier.lane(0, target, MemoryOperand.I1) for target in targets]
        parts: list[Ints] = []

        def add_rows(rows: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
            edges = sum(map(len, parts)) + np.cumsum([0, *map(len, rows)], dtype=np.int64)
            parts.append(np.array([value for row in rows for value in row], dtype=np.int64))
            return edges[:-1], edges[1:]

        lane, bundle, hop, way, *_ = self.carrier.tables(add_rows)
        lists, none = np.concatenate(parts), np.zeros((0, 16), dtype=np.int64)
        lines = len(self.carrier.bandwidths)
        line = np.zeros((lines, kernels.N_AHEAD + 1), dtype=np.int64)
        line[:, kernels.N_LIMIT] = self.carrier.bandwidths
        line[:, kernels.N_STEPS] = np.arange(lines) * ROOM
        line[:, kernels.N_STEP_ROOM], line[:, kernels.N_STEP_COUNT] = ROOM, 1
        flags = np.zeros(kernels.F_SEARCHES + 1, dtype=np.int64)
        flags[[kernels.F_WAYS, kernels.F_LISTS]] = len(way), len(lists)
        self.tables = kernels.Tables(
            order=np.zeros(0, dtype=np.int64),
            ahead=none,
            lists=np.concatenate([lists, np.zeros(1000, dtype=np.int64)]),
            task=none,
            stream=none,
            delivery=none,
            block=none,
            lane=lane,
            bundle=bundle,
            hop=hop,
            reach=np.zeros((4, 1024), dtype=np.int64),
            way=np.concatenate([way, np.zeros((50, way.shape[1]), dtype=np.int64)]),
            core=none,
            line=line,
            step=np.zeros((2, lines * ROOM), dtype=np.int64),
            held=none,
            transfer=np.zeros((4, kernels.X_STREAM + 1), dtype=np.int64),
            tree=np.stack([np.full(lines, -1 if row < 5 else 0, dtype=np.int64) for row in range(6)]),
            flags=flags,
        )

    def bundles(self, lane: int) -> range:
        return range(*self.tables.lane[lane].tolist())

    def resources(self, way: int) -> set[int]:
        first, end = self.tables.way[way, [kernels.W_RESOURCES, kernels.W_RESOURCES_END]]
        return set(self.tables.lists[first:end].tolist())

    def all_ways(self, lane: int) -> list[tuple[int, int, set[int], Route]]:
        """Rate, latency and resources of every way of a lane."""
        first = self.tables.bundle[self.bundles(lane)[0]]
        common = self.tables.lists[first[kernels.G_RESOURCES] : first[kernels.G_RESOURCES_END]].tolist()
        ports = {resource for resource in common if resource >= len(self.interconnect.channels)}
        width = min(self.carrier.bandwidths[port] for port in ports)
        return [
            (min(width, route.bandwidth_bits), route.latency_cycles, {*route.channels, *ports}, route)
            for route in self.interconnect.routes(*self.carrier.lanes[lane][:2])
        ]

    def free_from(self, resources: set[int], ready: int, duration: int, rate: int) -> int:
        tree = np.full((5, len(self.carrier.bandwidths)), -1, dtype=np.int64)
        wanted = np.array(sorted(resources), dtype=np.int64)
        return kernels.all_free_from(self.tables.line, self.tables.step, wanted, ready, duration, rate, tree)


takings = st.lists(
    st.tuples(st.integers(0, 23), st.integers(0, 30), st.integers(1, 9), st.integers(1, 8)), max_size=40
)
meshes = st.builds(
    mesh,
    st.lists(st.sampled_from([8, 8, 16]), min_size=12, max_size=12),
    st.lists(st.sampled_from([1, 1, 1, 4]), min_size=12, max_size=12),
    st.sampled_from([8, 64]),
)


def take(ways: Ways, taken: list[tuple[int, int, int, int]]) -> None:
    t = ways.tables
    for channel, start, duration, rate in taken:
        if ways.free_from({channel}, start, duration, rate) == start:
            kernels.take(t.line, t.step, t.flags, channel, start, start + duration, rate)


@given(meshes, takings, st.integers(0, 20), st.integers(1, 5))
def test_a_way_is_found_where_one_is_free_first(
    machine: Machine, taken: list[tuple[int, int, int, int]], ready: int, cycles: int
):
    ways = Ways(machine, [FAR])
    take(ways, taken)
    everything = ways.all_ways(ways.lanes[0])
    seen = 0
    bundles = ways.interconnect.bundles(0, FAR)
    for bundle, graph in zip(ways.bundles(ways.lanes[0]), bundles, strict=True):
        duration = graph.latency_cycles + cycles
        figures = graph.bandwidth_bits, graph.latency_cycles
        equals = [way for way in everything if (way[3].bandwidth_bits, way[3].latency_cycles) == figures]
        seen += len(equals)
        rate, equals = equals[0][0], [way[2] for way in equals]
        found = kernels.bundle_from(ways.tables, bundle, ready, duration, rate)
        assert found == min(ways.free_from(own, ready, duration, rate) for own in equals)
        way = kernels.way_reached(ways.tables, bundle)
        assert ways.resources(way) in equals
        assert ways.free_from(ways.resources(way), ready, duration, rate) == found
        assert kernels.way_reached(ways.tables, bundle) == way
    assert seen == len(everything)
    lanes, routes, distinct = ways.carrier.ways(
        ways.tables.way[: ways.tables.flags[kernels.F_WAYS]], ways.tables.lists
    )
    assert set(lanes.tolist()) == {ways.lanes[0]}
    assert set(routes.tolist()) == set(range(len(distinct)))
    assert set(distinct) <= set(ways.interconnect.routes(0, FAR))


@given(meshes, takings, st.sampled_from([0, 0, 1, 7]), st.integers(1, 5))
def test_a_target_joins_over_the_way_that_adds_least(
    machine: Machine, taken: list[tuple[int, int, int, int]], ready: int, cycles: int
):
    near = FAR - 1
    ways = Ways(machine, [near, FAR])
    take(ways, taken)
    t, (rate, latency, _, _) = ways.tables, ways.all_ways(ways.lanes[0])[0]
    bundle = ways.bundles(ways.lanes[0])[0]
    sure = kernels.bundle_from(t, bundle, 0, latency + cycles, rate)
    ready += sure
    way = kernels.way_reached(t, bundle)
    tree = ways.resources(way)
    t.transfer[0, kernels.X_WAY] = way
    t.tree[0, : len(tree)] = sorted(tree)
    t.tree[1, sorted(tree)] = 0
    t.flags[kernels.F_TRANSFERS] = 1
    joining, found = kernels.nearest_way(
        t, ways.lanes[1], 0, len(tree), sure, ready, latency + cycles, latency
    )
    choices: list[tuple[int, int, int]] = []
    for own_rate, own_latency, own, _ in ways.all_ways(ways.lanes[1]):
        if own_rate >= rate:
            longer = cycles + max(latency, own_latency)
            start = ways.free_from(tree | own, ready, longer, rate)
            choices.append((len(tree | own), start + longer, start))
    if not choices:
        assert joining < 0
        return
    together, end, _ = min(choices)
    assert len(tree | ways.resources(joining)) == together
    assert found in {start for more, ends, start in choices if (more, ends) == (together, end)}
