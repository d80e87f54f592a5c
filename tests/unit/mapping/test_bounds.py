"""Lower bounds, by hand."""

from dataclasses import fields, replace
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layer_examples import Builder
from machine_examples import bus, link, machine

from stream_xdsl.hardware.machine import Array, Machine
from stream_xdsl.mapping.bounds import LatencyBounds, compulsory_bits, lower_bounds, stack_bounds
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import TensorRole

QUAD = machine(4, buses=(bus(0, (0, 1, 2, 3, 4), bandwidth=32),))


def test_compute_and_offchip():
    """4 cores of 4 units; a bus of 32 bits, slower than the memory's 64."""
    builder = Builder()
    y = builder.conv("conv", builder.input("x", 1, 4, 8, 8), 8)
    network = builder.network(y)
    points = 8 * 8 * 8 * 4 * 9
    reads, writes = (4 * 8 * 8 + 8 * 4 * 9) * 8, 8 * 8 * 8 * 8
    assert compulsory_bits(network) == (reads, writes)
    bounds = lower_bounds(network, QUAD)
    assert bounds.latency.compute_cycles == points // 16
    assert bounds.latency.offchip_ports_cycles == -(-(reads + writes) // 64)
    assert bounds.latency.offchip_channels_cycles == -(-(reads + writes) // 32)
    assert bounds.latency.compute_cycles <= bounds.latency_cycles
    assert bounds.energy_pj == pytest.approx(points * 0.5 + reads / 64 * 1.0 + writes / 64 * 1.5)


def test_a_port_for_tiles_and_transfers():
    """Memories of one port, which hold all: each core computes or takes in data, at the 32 bits a cycle of the bus."""
    builder = Builder()
    network = builder.network(builder.conv("conv", builder.input("x", 1, 4, 8, 8), 8))
    roomy = grown(QUAD, 1, 64, 1)
    points, bits = 8 * 8 * 8 * 4 * 9, sum(compulsory_bits(network))
    latency = lower_bounds(network, roomy).latency
    assert latency.core_ports_cycles == ceil((points + 4 * bits / 32) / 16)
    # Without room for the whole layer its operands may stream, and only the result has to leave by that port.
    streaming = lower_bounds(network, QUAD).latency
    assert streaming.core_ports_cycles == ceil((points + 4 * compulsory_bits(network)[1] / 32) / 16)
    # Through a shared memory data may come by the port of another core.
    shared = replace(roomy, shared_memories=machine(4, shared=((0, 1),)).shared_memories)
    assert lower_bounds(network, shared).latency.core_ports_cycles == latency.compute_cycles


def test_a_stack_reads_and_writes_what_crosses_its_border():
    builder = Builder()
    hidden = builder.conv("conv", builder.input("x", 1, 4, 8, 8), 8)
    network = builder.network(builder.elementwise("relu", Kind.RELU, hidden), stacks=(0, 1))
    whole = lower_bounds(network, QUAD).latency
    front, back = (bounds.latency for bounds in stack_bounds(network, QUAD, frozenset()))
    size = 8 * 8 * 8 * 8
    assert front.offchip_channels_cycles == whole.offchip_channels_cycles
    assert back.offchip_channels_cycles == 2 * size // 32
    assert back.core_ports_cycles == (8 * 8 * 8 + 4 * 2 * size // 32) // 16
    (_, streamed) = stack_bounds(network, QUAD, {(1, 0)})
    assert streamed.latency.core_ports_cycles == (8 * 8 * 8 + 4 * size // 32) // 16


def test_static_power_is_drawn_for_as_long_as_the_latency_bound():
    """Two cores share a memory, which draws once."""
    builder = Builder()
    network = builder.network(builder.conv("conv", builder.input("x", 1, 4, 8, 8), 8))
    system = machine(2, buses=(bus(0, (0, 1, 2)),), shared=((0, 1),))
    cores = tuple(
        replace(
            core,
            core_type=replace(
                core.core_type,
                static_power_pj_per_cycle=0.5 if core.core_type.array else 0.0,
                memories=tuple(replace(m, static_power_pj_per_cycle=3.0) for m in core.core_type.memories),
            ),
        )
        for core in system.cores
    )
    without, bounds = lower_bounds(network, system), lower_bounds(network, replace(system, cores=cores))
    # The memory of a core has an instance for each of the four units of its array, off-chip memory has one.
    power = 2 * 0.5 + 4 * 3.0 + 3.0
    assert bounds == replace(without, energy_pj=without.energy_pj + power * without.latency_cycles)


def test_only_what_is_read_counts():
    """A pointwise convolution with stride 2 reads a quarter of its input; intermediates are free."""
    builder = Builder()
    hidden = builder.conv("conv", builder.input("x", 1, 4, 8, 8), 8, f=1, stride=2)
    network = builder.network(builder.elementwise("relu", Kind.RELU, hidden))
    assert compulsory_bits(network) == ((4 * 4 * 4 + 8 * 4) * 8, 8 * 4 * 4 * 8)


def test_ranges_of_an_input_add_up():
    """Two layers read a half each of an input and of a weight; a third one reads both halves of the input, which come once."""
    builder = Builder()
    x, w = builder.input("x", 4, 8), builder.tensor("w", (8, 6), TensorRole.WEIGHT)
    outputs = [builder.product(name, x, w) for name in ("a", "b")]
    for index, first in enumerate((0, 4)):
        layer = builder.layers[index]
        x_use, w_use = layer.uses
        uses = (
            replace(x_use, map=replace(x_use.map, offsets=(0, first))),
            replace(w_use, map=replace(w_use.map, offsets=(first, 0))),
        )
        builder.layers[index] = replace(layer, sizes=(4, 6, 4), uses=uses)
    network = builder.network(*outputs)
    written = 2 * 4 * 6 * 8
    assert compulsory_bits(network) == ((4 * 8 + 8 * 6) * 8, written)
    relu = builder.elementwise("relu", Kind.RELU, x)
    assert compulsory_bits(builder.network(*outputs, relu)) == ((4 * 8 + 8 * 6) * 8, written + 4 * 8 * 8)


def kept_apart(system: Machine, *runs: str) -> Machine:
    """With compute cores that run only these kinds, or categories, one each."""
    cores = tuple(
        replace(core, core_type=replace(core.core_type, name=f"only {kind}", runs=frozenset({kind})))
        for core, kind in zip(system.cores, runs, strict=False)
    )
    return replace(system, cores=(*cores, *system.cores[len(runs) :]))


def test_a_path_through_a_barrier():
    """Activations on one core, then products on another one, of which each needs all of them."""
    system = kept_apart(machine(2, buses=(bus(0, (0, 1, 2), bandwidth=64),)), "mac", "elementwise")
    builder = Builder()
    hidden = builder.input("x", 1, 512)
    for i in range(8):
        hidden = builder.elementwise(f"relu{i}", Kind.RELU, hidden)
    network = builder.network(builder.matmul("wide", builder.matmul("one", hidden, 1), 4096))
    latency = lower_bounds(network, system).latency
    assert latency.compute_cycles == (512 + 4096) // 4
    # First all activations on four units, then all of "wide", but not of "one", which takes activations as they come.
    assert latency.critical_path_cycles == 8 * 512 // 4 + 4096 // 4
    assert latency.critical_path_cycles > latency.offchip_ports_cycles
    # On both cores, "wide" computes for 512 cycles, but its weights, of which few are there when "one" ends, and its results need longer.
    anywhere = machine(2, buses=system.buses)
    ended = (8 * 512 + 512) // 8
    assert (
        lower_bounds(network, anywhere).latency.critical_path_cycles
        == ended + (2 * 4096 * 8 - 2 * 1024) // 64
    )


def test_weights_that_do_not_fit_cannot_come_before_a_barrier():
    """Before "one" ends, no more of the weights of the last layer can come than memories on chip hold."""
    system = kept_apart(machine(2, buses=(bus(0, (0, 1, 2), bandwidth=64),)), "mac", "elementwise")
    builder = Builder()
    hidden = builder.input("x", 1, 4096)
    for i in range(2):
        hidden = builder.elementwise(f"relu{i}", Kind.RELU, hidden)
    many = builder.matmul("many", builder.matmul("one", hidden, 1), 1024)
    network = builder.network(builder.matmul("last", many, 64))
    weights, result, room = 1024 * (1 + 64) * 8, 64 * 8, 2 * 1024
    latency = lower_bounds(network, system).latency
    assert latency.critical_path_cycles == 2 * 4096 // 4 + max(
        1024 * 65 // 4, ceil((weights - room + result) / 64)
    )


def test_weights_of_layers_that_overlap_come_late():
    """Rows go through all layers one by one, so that nothing waits for all rows; but the last one, whichever, needs all weights again."""
    builder = Builder()
    hidden = builder.input("x", 8, 8)
    for i in range(64):
        hidden = builder.elementwise(f"exp{i}", Kind.EXP, hidden)
    for name, n in ("first", 8), ("second", 64), ("third", 64), ("last", 1):
        hidden = builder.matmul(name, hidden, n)
    network = builder.network(hidden)
    latency = lower_bounds(network, machine(1, buses=(bus(0, (0, 1), bandwidth=1),))).latency
    assert latency.offchip_channels_cycles == (8 * 8 + 8 * 8 + 8 * 64 + 64 * 64 + 64 + 8) * 8
    # One element of a row leads to all results of "first" in that row, and those to all of the others.
    exponentials, late_weights, room = 64 * 8 * 8 * 4 // 4, (8 * 64 + 64 * 64 + 64) * 8, 1024
    assert latency.critical_path_cycles == exponentials + late_weights - room
    assert latency.critical_path_cycles > latency.offchip_channels_cycles


def test_what_crosses_between_cores():
    """Activations on one core, products on the other: the bus carries all that goes to and fro, and to and from off-chip memory."""
    system = kept_apart(machine(2, buses=(bus(0, (0, 1, 2), bandwidth=32),)), "mac", "elementwise")
    builder = Builder()
    hidden = builder.input("x", 4, 8)
    for i in range(3):
        hidden = builder.elementwise(f"relu{i}", Kind.RELU, builder.matmul(f"mm{i}", hidden, 8))
    network = builder.network(hidden)
    tensor, weights = 4 * 8 * 8, 3 * 8 * 8 * 8
    latency = lower_bounds(network, system).latency
    assert latency.offchip_channels_cycles == (2 * tensor + weights) // 32
    assert latency.channels_cycles == (7 * tensor + weights) // 32
    # A link of their own takes from one to the other what does not leave by the bus.
    linked = replace(system, links=(link(0, 0, 1, bandwidth=8),))
    assert lower_bounds(network, linked).latency.channels_cycles == ceil((7 * tensor + weights) / 48)
    # Cores that share a memory need no channel.
    shared = replace(system, shared_memories=machine(2, shared=((0, 1),)).shared_memories)
    assert lower_bounds(network, shared).latency.channels_cycles == latency.offchip_channels_cycles


def test_a_memory_on_the_way():
    """All compute cores hang on a link behind another core that is wider towards off-chip memory."""
    system = machine(2, links=(link(0, 2, 1, bandwidth=64), link(1, 1, 0, bandwidth=8)))
    system = kept_apart(system, "conv", "add")
    builder = Builder()
    network = builder.network(builder.conv("conv", builder.input("x", 1, 4, 8, 8), 8))
    reads, writes = compulsory_bits(network)
    latency = lower_bounds(network, system).latency
    assert latency.offchip_channels_cycles == max(-(-reads // 64), -(-writes // 64))
    assert latency.channels_cycles == max(-(-reads // 8), -(-writes // 8))


def test_layers_that_share_few_cores():
    """Elementwise layers run on one core only: their sum bounds the network."""
    builder = Builder()
    hidden = builder.input("x", 64, 64)
    for i in range(3):
        hidden = builder.elementwise(f"relu{i}", Kind.RELU, hidden)
    only_mac = replace(QUAD.cores[0].core_type, name="mac", runs=frozenset({"mac"}))
    cores = tuple(replace(core, core_type=only_mac) if i < 3 else core for i, core in enumerate(QUAD.cores))
    assert (
        lower_bounds(builder.network(hidden), replace(QUAD, cores=cores)).latency.compute_cycles
        == 3 * 4096 // 4
    )


def test_a_layer_that_no_core_runs():
    builder = Builder()
    y = builder.conv("conv", builder.input("x", 1, 1, 2, 2), 1)
    only = replace(QUAD.cores[0].core_type, runs=frozenset({"add"}))
    cores = tuple(replace(core, core_type=only) for core in QUAD.cores[:-1])
    with pytest.raises(ValueError, match=r"no core of 'm' runs layer 'conv' \(conv\)"):
        lower_bounds(builder.network(y), Machine("m", (*cores, QUAD.cores[-1]), (), QUAD.buses))


def grown(system: Machine, bandwidth: int, memory: int, units: int) -> Machine:
    """The machine with everything so many times as wide, large or many."""

    def core_type(own):
        memories = tuple(
            replace(
                m,
                size_bits=m.size_bits * memory,
                ports=tuple(replace(p, bandwidth_max_bits=p.bandwidth_max_bits * bandwidth) for p in m.ports),
            )
            for m in own.memories
        )
        array = own.array and Array(
            tuple((name, size * units) for name, size in own.array.dimensions), own.array.mac_energy_pj
        )
        return replace(own, memories=memories, array=array)

    types = {own: core_type(own) for own in system.core_types}
    return replace(
        system,
        cores=tuple(replace(core, core_type=types[core.core_type]) for core in system.cores),
        buses=tuple(replace(b, bandwidth_bits=b.bandwidth_bits * bandwidth) for b in system.buses),
        links=tuple(replace(own, bandwidth_bits=own.bandwidth_bits * bandwidth) for own in system.links),
    )


@given(
    st.integers(1, 4),
    st.lists(st.sampled_from(["conv", "relu"]), min_size=1, max_size=3),
    st.integers(1, 64),
    *(st.integers(1, 3) for _ in range(3)),
)
def test_a_better_machine_has_no_worse_bound(
    cores: int, kinds: list[str], width: int, bandwidth: int, memory: int, units: int
):
    builder = Builder()
    y = builder.input("x", 1, 2, 6, 6)
    for i, kind in enumerate(kinds):
        y = builder.conv(f"l{i}", y, 3) if kind == "conv" else builder.elementwise(f"l{i}", Kind.RELU, y)
    network = builder.network(y)
    system = machine(cores, buses=(bus(0, tuple(range(cores + 1)), bandwidth=width),))
    before, after = (
        lower_bounds(network, system),
        lower_bounds(network, grown(system, bandwidth, memory, units)),
    )
    for resource in fields(LatencyBounds):
        # What fits no longer streams, and then waits for the core's port.
        if memory == 1 or resource.name != "core_ports_cycles":
            assert getattr(after.latency, resource.name) <= getattr(before.latency, resource.name)
