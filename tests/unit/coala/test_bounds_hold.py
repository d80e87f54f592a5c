"""No random schedule, and no stack of it, is below its bounds."""

from dataclasses import replace
from math import prod

import numpy as np
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from layer_examples import Builder
from test_energy import computes, moved
from test_schedule import Case, cases, core_type, resized, streaming_cases, tight_cases, working_sets

from stream_xdsl.coala.rows import ComputeRows, TileEnergy, TransferRows
from stream_xdsl.coala.schedule import CapacityError
from stream_xdsl.coala.totals import Totals, compute_totals
from stream_xdsl.hardware.machine import Bus, Core, Machine, MemoryOperand, Role
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.mapping.bounds import NetworkBounds, lower_bounds, stack_bounds
from stream_xdsl.mapping.decided import Decided, PlacedLayer
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.tile_graph import build_tile_graph, tile_order
from stream_xdsl.workload.tiling import tile_grids


def at_full_speed(case: Case) -> tuple[Case, list[TileEnergy]]:
    """With tiles as fast, and as thrifty, as their arrays can be; what streams does so whole to each."""
    graph, bits = case.graph, case.streams.bits.copy()
    for row, (task, operand) in enumerate(zip(case.streams.task, case.streams.operand, strict=True)):
        layer = case.network.layers[int(graph.part_layer[graph.task_part[task]])]
        bits[row] = case.network.tensors[layer.uses[operand].pieces[0].tensor].size_bits
    case = replace(case, streams=replace(case.streams, bits=bits))
    cycles: list[int] = []
    energies: list[TileEnergy] = []
    for layer in case.network.layers:
        for core, grid in zip(
            layer.cores, tile_grids(layer.sizes, layer.temporal, layer.spatial), strict=True
        ):
            array = case.machine.cores[core].core_type.array
            assert array is not None
            points = [prod(extents) for extents in grid.extents.tolist()]
            cycles += [-(-n * layer.kind.cycles_per_operation // array.units) for n in points]
            energies.append(TileEnergy(max(points) * array.mac_energy_pj, (), 0.0))
    return replace(case, cycles=np.array(cycles), energy=np.zeros(len(cycles))), energies


def results_are_whole(case: Case) -> bool:
    """Whether layers write all of their results, as `sched-verify` demands (`coverage`): what nothing writes is not stored."""
    return all(
        case.network.tensors[layer.output].elements
        == prod(layer.sizes[d] for d in layer.output_map.relevant_dims)
        for layer in case.network.layers
    )


def confined(case: Case) -> Case:
    """With layers of different kinds, that run on no cores but those they are on."""
    layers = tuple(
        replace(layer, kind=kind) for layer, kind in zip(case.network.layers, list(Kind), strict=False)
    )
    cores = tuple(
        replace(
            core,
            core_type=replace(
                core.core_type,
                name=f"only{i}",
                runs=frozenset(layer.kind.value for layer in layers if i in layer.cores),
            ),
        )
        if core.core_type.array
        else core
        for i, core in enumerate(case.machine.cores)
    )
    return replace(
        case,
        network=replace(case.network, layers=layers),
        machine=replace(case.machine, cores=cores),
    )


@st.composite
def weighty_cases(draw: st.DrawFn) -> Case:
    """Rows go through layers that compute, then through products whose weights fit one tile at a time."""
    builder, rows, cores = Builder(), draw(st.integers(2, 3)), draw(st.integers(1, 2))
    value = builder.input("x", rows, draw(st.integers(1, 4)))
    for i in range(draw(st.sampled_from([0, 20, 40]))):
        value = builder.elementwise(f"exp{i}", Kind.EXP, value)
    for i, columns in enumerate((1, *draw(st.lists(st.integers(4, 12), min_size=2, max_size=3)), 1)):
        value = builder.matmul(f"mm{i}", value, columns)
    network = builder.network(value)
    layers = tuple(
        replace(
            layer,
            temporal=((0, draw(st.integers(1, rows))), (1, draw(st.integers(1, 4)))),
            spatial=((0, 2),) if len(own) == 2 else (),
            cores=own,
        )
        for layer in network.layers
        for own in [
            draw(st.sampled_from([(0,), (1,), (0, 1)] if cores == 2 else [(0,)])),
        ]
    )
    network = replace(network, layers=layers)
    memories = tuple(core_type(f"t{i}", Role.COMPUTE, ("I1_O", "I2"), 64) for i in range(cores))
    dram = core_type("dram", Role.OFFCHIP, ("I1_I2_O",), 64)
    names = [f"core{i}" for i in range(cores + 1)]
    machine = Machine(
        "m",
        tuple(Core(name, own) for name, own in zip(names, (*memories, dram), strict=True)),
        (),
        (Bus("bus0", tuple(names), draw(st.sampled_from([1, 2, 4]))),),
    )
    graph = build_tile_graph(network, machine)
    none = np.zeros(graph.tasks)
    case = Case(machine, network, graph, tile_order(network, graph), none, none)
    sizes = {
        memory: bits + draw(st.sampled_from([0, 8, 64]))
        for memory, bits in working_sets(case).items()
        if any(memory == machine.memory_id(core, MemoryOperand.I2) for core in range(cores))
    }
    return replace(case, machine=resized(machine, sizes))


def scheduled(
    case: Case, slowdown: int = 1
) -> tuple[Case, Totals, list[ComputeRows], list[TransferRows]] | None:
    """With tiles so many times as slow as their arrays can be."""
    case, energies = at_full_speed(case)
    case = replace(case, cycles=case.cycles * slowdown)
    try:
        result = case.run()
    except CapacityError:
        return None
    rows = list(computes(case, result, energies)), list(moved(case, result))
    return case, compute_totals(case.machine, Interconnect(case.machine), case.network, *rows), *rows


@settings(
    max_examples=60,
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
@given(st.one_of(cases(), streaming_cases(), tight_cases(), weighty_cases()), st.booleans())
def test_no_schedule_is_below_its_bounds(case: Case, confine: bool):
    assume(results_are_whole(case))
    case = confined(case) if confine else case
    found = scheduled(case)
    if found is None:
        return
    case, totals, _, _ = found
    graph = case.graph
    parts = graph.task_part[case.streams.task]
    streams = set(zip(graph.part_layer[parts].tolist(), case.streams.operand.tolist(), strict=True))
    if not streams:
        bounds = lower_bounds(case.network, case.machine)
        event("ports bind" if bounds.latency.core_ports_cycles == bounds.latency_cycles else "other bounds")
        latency = bounds.latency
        plain = max(latency.compute_cycles, latency.offchip_ports_cycles, latency.offchip_channels_cycles)
        event("barriers" if latency.critical_path_cycles > plain else "none")
        event("channels" if latency.channels_cycles > latency.offchip_channels_cycles else "none")
        event(f"gap of {totals.latency_cycles / bounds.latency_cycles:.0f}")
        assert bounds.latency_cycles <= totals.latency_cycles
        assert bounds.energy_pj <= totals.energy.total_pj * (1 + 1e-9)
    by_name = dict(zip(case.network.stacks, stack_bounds(case.network, case.machine, streams), strict=True))
    for stack in totals.stacks:
        bounds = by_name[stack.name]
        assert 0 <= stack.data_start_cycle <= stack.start_cycle
        assert stack.end_cycle <= stack.data_end_cycle <= totals.latency_cycles
        assert bounds.latency_cycles <= stack.data_end_cycle - stack.data_start_cycle
        assert bounds.latency.compute_cycles <= stack.end_cycle - stack.start_cycle
        assert bounds.energy_pj <= stack.energy_pj * (1 + 1e-9)


@settings(
    max_examples=20,
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
@given(st.one_of(cases(), tight_cases(), weighty_cases()), st.booleans(), st.integers(1, 4), st.data())
def test_no_schedule_is_below_the_bounds_of_its_decisions(
    case: Case, confine: bool, slowdown: int, data: st.DataObject
):
    """Of any layers with their cores and tiles, of cuts and of stacks, by themselves and together; none is below the network's."""
    assume(results_are_whole(case))
    assume(not len(case.streams.task))
    found = scheduled(confined(case) if confine else case, slowdown)
    if found is None:
        return
    case, totals, computed, _ = found
    layers, stacks = range(len(case.network.layers)), range(len(case.network.stacks))
    group = data.draw(st.lists(st.sampled_from([None, 0, 1]), min_size=len(stacks), max_size=len(stacks)))
    groups = {i: own for i in layers if (own := group[case.network.layers[i].stack]) is not None}
    placed: dict[int, PlacedLayer] = {}
    for i in data.draw(st.sets(st.sampled_from(layers))):
        own = [rows for rows in computed if rows.layer == i]
        cores = {rows.core: sum(int(r.duration.sum()) for r in own if r.core == rows.core) for rows in own}
        placed[i] = PlacedLayer(cores, sum(len(rows.tile) * rows.costs[0].array_pj for rows in own))
    network = NetworkBounds(case.network, case.machine)
    free = network.bounds(Decided())
    assert free == lower_bounds(case.network, case.machine)
    for decided in (Decided(groups), Decided(placed=placed), Decided(groups, placed)):
        bounds = network.bounds(decided)
        event("tighter" if bounds.latency_cycles > free.latency_cycles else "no tighter")
        assert free.latency_cycles <= bounds.latency_cycles <= totals.latency_cycles
        assert bounds.energy_pj <= totals.energy.total_pj * (1 + 1e-9)
