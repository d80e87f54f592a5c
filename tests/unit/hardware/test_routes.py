"""Shortest routes, against enumeration of all paths on small machines."""

import time
from collections.abc import Iterator

from hypothesis import given
from machine_examples import bus, link, machine, machines, mesh_ends

from stream_xdsl.hardware.machine import Machine
from stream_xdsl.hardware.routes import MAX_ROUTES, Bundle, Channel, Hop, Interconnect, Route


def names(interconnect: Interconnect, route: Route) -> list[str]:
    return [interconnect.channels[c].name for c in route.channels]


def test_link_directions_and_buses_are_channels():
    interconnect = Interconnect(
        machine(
            2,
            (link(0, 0, 1), link(1, 1, 2, two_way=False)),
            (bus(0, (0, 1, 2), 128), bus(1, (2, 0, 1), 64, 1)),
        )
    )
    assert interconnect.channels == (
        Channel("link0", (0,), (1,), 32, 0.5, 2),
        Channel("link0.reverse", (1,), (0,), 32, 0.5, 2),
        Channel("link1", (1,), (2,), 32, 0.5, 2),
        Channel("bus0", (0, 1, 2), (0, 1, 2), 128, 0.0, 0),
        Channel("bus1", (2,), (0, 1), 64, 0.0, 0),
    )


def test_a_link_and_a_bus_between_two_cores_are_two_routes_the_wider_first():
    interconnect = Interconnect(machine(1, (link(0, 0, 1, 32),), (bus(0, (0, 1), 128),)))
    assert interconnect.routes(0, 1) == (
        Route((2,), 128, 0, 0.0, (0, 1)),
        Route((0,), 32, 2, 0.5, (0, 1)),
    )
    assert [names(interconnect, r) for r in interconnect.routes(1, 0)] == [["bus0"], ["link0.reverse"]]


def test_sums_and_bottleneck_over_hops():
    interconnect = Interconnect(machine(3, (link(0, 0, 1, 64), link(1, 1, 2, 16), link(2, 2, 3))))
    assert interconnect.routes(0, 2) == (Route((0, 2), 16, 4, 1.0, (0, 1, 2)),)


def test_off_chip_memory_is_not_passed():
    interconnect = Interconnect(machine(2, (link(0, 0, 2), link(1, 1, 2))))
    assert interconnect.routes(0, 1) == ()
    assert len(interconnect.routes(0, 2)) == 1
    assert len(interconnect.routes(2, 1)) == 1


def test_one_core_needs_no_channel():
    assert Interconnect(machine(1, (link(0, 0, 1),))).routes(0, 0) == (Route((), 0, 0, 0.0, (0,)),)


def test_cores_sharing_a_memory_use_each_others_links_their_own_first():
    interconnect = Interconnect(machine(3, (link(0, 0, 3), link(1, 1, 3)), shared=((0, 1, 2),)))
    assert interconnect.routes(0, 1) == (Route((), 0, 0, 0.0, (0, 1)),)
    assert [r.nodes for r in interconnect.routes(1, 3)] == [(1, 3), (1, 0, 3)]
    assert [r.nodes for r in interconnect.routes(2, 3)] == [(2, 0, 3), (2, 1, 3)]
    assert [r.nodes for r in interconnect.routes(3, 2)] == [(3, 0, 2), (3, 1, 2)]


def test_a_shared_memory_does_not_lead_into_the_next():
    interconnect = Interconnect(machine(3, (link(0, 2, 3),), shared=((0, 1), (1, 2))))
    assert interconnect.routes(0, 2) == ()
    assert interconnect.routes(0, 3) == ()
    assert [r.nodes for r in interconnect.routes(1, 3)] == [(1, 2, 3)]


def test_a_one_way_bus():
    interconnect = Interconnect(
        machine(2, buses=(bus(0, (2, 0, 1), senders=1), bus(1, (0, 1, 2), senders=2)))
    )
    assert [names(interconnect, r) for r in interconnect.routes(2, 0)] == [["bus0"]]
    assert [names(interconnect, r) for r in interconnect.routes(0, 2)] == [["bus1"]]
    assert interconnect.routes(0, 1) == ()


def mesh(side: int) -> Machine:
    corner = (0, side * side)
    return machine(side * side, tuple(link(i, *ends) for i, ends in enumerate([*mesh_ends(side), corner])))


def test_a_thousand_cores():
    big = mesh(32)
    start = time.perf_counter()
    interconnect = Interconnect(big)
    routes = interconnect.routes(0, 1023)
    assert len(routes) == MAX_ROUTES
    assert all(len(route.channels) == 62 for route in routes)
    assert len(interconnect.routes(1023, 1024)) == MAX_ROUTES
    for core in range(0, 1024, 32):
        interconnect.routes(core, core + 1)
    assert time.perf_counter() - start < 5


def test_a_long_chain():
    interconnect = Interconnect(machine(1500, tuple(link(i, i, i + 1) for i in range(1500))))
    assert len(interconnect.routes(0, 1500)[0].channels) == 1500


def test_a_bus_of_a_thousand_cores():
    interconnect = Interconnect(machine(1000, buses=(bus(0, tuple(range(1000))), bus(1, tuple(range(1001))))))
    assert [route.channels for route in interconnect.routes(3, 700)] == [(0,), (1,)]


def brute_force(interconnect: Interconnect, source: int, target: int, offchip: int) -> list[Route]:
    """All shortest routes, by trying every sequence of channels of growing length."""
    partners = interconnect._partners

    def starts(core: int) -> list[tuple[int, ...]]:
        return [(), *((p,) for p in partners[core] if p != offchip or target == offchip)]

    if source == target or target in partners[source]:
        return [Route((), 0, 0, 0.0, (source,) if source == target else (source, target))]
    paths: list[tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, int, int, int], ...]]] = [
        ((source,), (), ())
    ]
    for _ in range(len(partners)):
        longer = []
        for nodes, channels, key in paths:
            for move in starts(nodes[-1]):
                sender = (*nodes, *move)[-1]
                for index, channel in enumerate(interconnect.channels):
                    if sender not in channel.sources:
                        continue
                    for receiver in channel.targets:
                        if receiver == sender or (receiver == offchip != target):
                            continue
                        step = (len(move), sender if move else -1, index, channel.targets.index(receiver))
                        longer.append(((*nodes, *move, receiver), (*channels, index), (*key, step)))
        paths = longer
        done = [path for path in paths if path[0][-1] == target or target in partners[path[0][-1]]]
        if done:
            used = [[interconnect.channels[c] for c in path[1]] for path in done]
            ranked = sorted(
                zip(done, used, strict=True),
                key=lambda x: (
                    -min(c.bandwidth_bits for c in x[1]),
                    sum(c.latency_cycles for c in x[1]),
                    x[0][2],
                ),
            )
            return [
                Route(
                    channels,
                    min(c.bandwidth_bits for c in crossed),
                    sum(c.latency_cycles for c in crossed),
                    sum(c.energy_pj_per_bit for c in crossed),
                    nodes if nodes[-1] == target else (*nodes, target),
                )
                for (nodes, channels, _), crossed in ranked
            ]
    return []


@given(machines())
def test_routes_are_those_of_brute_force(any_machine: Machine):
    interconnect = Interconnect(any_machine)
    everything = range(len(any_machine.cores))
    for source in everything:
        for target in everything:
            expected = brute_force(interconnect, source, target, any_machine.offchip)
            assert list(interconnect.routes(source, target)) == expected[:MAX_ROUTES]
            bundles = interconnect.bundles(source, target)
            found = [
                interconnect.route(source, target, path) for bundle in bundles for path in paths_of(bundle)
            ]
            assert found == expected
            assert [(b.bandwidth_bits, b.latency_cycles) for b in bundles] == list(
                dict.fromkeys((route.bandwidth_bits, route.latency_cycles) for route in expected)
            )


def paths_of(bundle: Bundle, state: int = 0) -> Iterator[tuple[Hop, ...]]:
    if state == bundle.states - 1:
        yield ()
    for hop, (start, end, channel, onward) in zip(bundle.hops, bundle.steps.tolist(), strict=True):
        if start == state:
            assert end > state
            assert channel == (-1 if hop.channel in bundle.common else hop.channel)
            assert onward == (list(bundle.steps[:, 0]).index(end) if end < bundle.states - 1 else -1)
            yield from ((hop, *rest) for rest in paths_of(bundle, end))


def test_a_bundle_has_all_ways_through_a_mesh():
    (bundle,) = Interconnect(mesh(5)).bundles(0, 24)
    assert sum(1 for _ in paths_of(bundle)) == 70
    assert (bundle.states, len(bundle.hops)) == (25, 40)
