"""The energy of random schedules: every breakdown adds up to all of it, and is what loops over tasks and transfers say."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from test_schedule import Case, cases, streaming_cases, tight_cases

from stream_xdsl.coala.energy import Cause, EnergyBreakdown, break_down_energy
from stream_xdsl.coala.rows import ComputeRows, TileEnergy, TransferRows, movement_ends
from stream_xdsl.coala.schedule import CapacityError, Schedule
from stream_xdsl.coala.transfers import OPERANDS, Movement
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.workload.network import TensorRole

_energies = st.floats(0, 1e6).map(lambda pj: round(pj, 3))
_powers = st.sampled_from([0.0, 0.0, 0.125, 3.7])


@dataclass(frozen=True, eq=False)
class Spent:
    """A schedule with what its tasks take, and its rows, a transfer in each."""

    case: Case
    schedule: Schedule
    costs: tuple[TileEnergy, ...]
    """Of each part; all its tasks cost the same."""
    computes: tuple[ComputeRows, ...]
    transfers: tuple[TransferRows, ...]

    def broken_down(self) -> EnergyBreakdown:
        case = self.case
        return break_down_energy(
            case.machine,
            Interconnect(case.machine),
            case.network,
            self.computes,
            self.transfers,
            movement_ends(case.machine, case.network, self.transfers),
            self.schedule.latency_cycles,
        )


def powered(machine: Machine, draw: st.DrawFn) -> Machine:
    """With static power; shared memories draw the same under each of their names."""
    types = {}
    for own in machine.core_types:
        memories = tuple(replace(m, static_power_pj_per_cycle=draw(_powers)) for m in own.memories)
        power = draw(_powers) if own.array else 0.0
        types[own] = replace(own, memories=memories, static_power_pj_per_cycle=power)
    return replace(machine, cores=tuple(replace(c, core_type=types[c.core_type]) for c in machine.cores))


@st.composite
def spendings(draw: st.DrawFn) -> Spent:
    case = draw(cases() | tight_cases() | streaming_cases())
    case = replace(case, machine=powered(case.machine, draw))
    try:
        result = case.run()
    except CapacityError:
        result = None
    if result is None:
        case = draw(cases())
        result = case.run()
    graph, layers = case.graph, case.network.layers
    costs: list[TileEnergy] = []
    for part, layer in enumerate(graph.part_layer.tolist()):
        core_type = case.machine.cores[int(graph.part_core[part])].core_type
        columns = len(layers[layer].uses) + 1
        split = tuple(
            (memory.name, tuple(draw(_energies) for _ in range(columns)))
            for memory in core_type.memories
            if draw(st.booleans())
        )
        costs.append(TileEnergy(draw(_energies), split, 0.0 if split else draw(_energies)))
    return Spent(case, result, tuple(costs), tuple(computes(case, result, costs)), tuple(moved(case, result)))


def computes(case: Case, result: Schedule, costs: list[TileEnergy]) -> Iterator[ComputeRows]:
    graph = case.graph
    for part, cost in enumerate(costs):
        mine = slice(int(graph.part_first_task[part]), int(graph.part_first_task[part + 1]))
        yield ComputeRows(
            int(graph.part_layer[part]),
            int(graph.part_index[part]),
            int(graph.part_core[part]),
            graph.task_tile[mine],
            result.task_start[mine],
            result.task_duration[mine],
            result.task_release[mine],
            np.zeros(mine.stop - mine.start, dtype=np.int64),
            (cost,),
        )


def tensor_of(case: Case, result: Schedule, x: int) -> int:
    graph, stream = case.graph, int(result.transfer_stream[x])
    if stream < 0:
        return int(graph.block_tensor[result.transfer_block[x]])
    layer = case.network.layers[int(graph.part_layer[graph.task_part[case.streams.task[stream]]])]
    return layer.uses[int(case.streams.operand[stream])].pieces[0].tensor


def moved(case: Case, result: Schedule) -> Iterator[TransferRows]:
    """A row for each multicast, its targets by core."""
    graph, machine = case.graph, case.machine
    for first in np.unique(result.transfer_first).tolist():
        rows = np.flatnonzero(result.transfer_first == first)
        rows = rows[np.lexsort((result.transfer_operand[rows], result.transfer_target[rows]))]
        targets = result.transfer_target[rows].tolist()
        operands = [OPERANDS[operand] for operand in result.transfer_operand[rows].tolist()]
        crossed = dict.fromkeys(
            c for x in rows for c in result.routes[int(result.transfer_route[x])].channels
        )
        yield TransferRows(
            Movement(int(result.transfer_movement[first])),
            int(graph.part_layer[graph.block_part[result.transfer_block[first]]]),
            tensor_of(case, result, first),
            int(result.transfer_source[first]),
            tuple(targets),
            tuple(machine.memory_id(target, role) for target, role in zip(targets, operands, strict=True)),
            tuple(crossed),
            result.transfer_start[[first]],
            result.transfer_duration[[first]],
            result.transfer_bits[[first]],
            result.transfer_release[rows][None],
        )


def close(energy: float) -> object:
    return pytest.approx(energy, rel=1e-12, abs=0)


def exact(energies: Iterator[float]) -> float:
    return float(sum(map(Fraction, energies), Fraction(0)))


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(spendings())
def test_every_breakdown_adds_up(spent: Spent):
    found = spent.broken_down()
    static = found.causes_pj[Cause.STATIC]
    places = [*found.interconnect_pj.values()]
    for core in found.cores:
        places += (core.array_pj, core.unsplit_pj, core.static_pj)
        places += (pj for memory in core.memories for pj in (memory.access_pj, memory.static_pj))
    assert exact(found.causes_pj.values()) == close(found.total_pj)
    assert exact(places) == close(found.total_pj)
    assert exact((static, *found.layers_pj)) == close(found.total_pj)
    assert exact((static, *found.stacks_pj)) == close(found.total_pj)
    in_stack = defaultdict(list)
    for layer, pj in zip(spent.case.network.layers, found.layers_pj, strict=True):
        in_stack[layer.stack].append(pj)
    assert found.stacks_pj == tuple(close(exact(in_stack[i])) for i in range(len(found.stacks_pj)))
    event(f"spills: {bool(found.causes_pj[Cause.SPILL])}, static: {bool(static)}")


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(spendings())
def test_each_part_is_what_tasks_and_transfers_take(spent: Spent):
    """Apart from what is read and written where, which `test_places` has."""
    case, result, graph = spent.case, spent.schedule, spent.case.graph
    weights = {i for i, tensor in enumerate(case.network.tensors) if tensor.role is TensorRole.WEIGHT}
    causes, layers = defaultdict(list), defaultdict(list)
    for part in graph.task_part.tolist():
        cost, index = spent.costs[part], int(graph.part_layer[part])
        read = [{p.tensor for p in use.pieces} <= weights for use in case.network.layers[index].uses]
        own = [(Cause.COMPUTE, cost.array_pj), (Cause.UNSPLIT, cost.unsplit_pj)]
        for _, energies in cost.memories_pj:
            own += [
                (Cause.WEIGHTS if weight else Cause.ACTIVATIONS, pj)
                for weight, pj in zip((*read, False), energies, strict=True)
            ]
        for cause, pj in own:
            causes[cause].append(pj)
            layers[index].append(pj)
    for x, block in enumerate(result.transfer_block.tolist()):
        # Of a multicast the first row has all energy.
        match Movement(int(result.transfer_movement[x])):
            case Movement.STORE:
                cause = Cause.OUTPUT
            case Movement.SPILL | Movement.RELOAD:
                cause = Cause.SPILL
            case _:
                weight = tensor_of(case, result, x) in weights
                cause = Cause.WEIGHTS if weight else Cause.ACTIVATIONS
        causes[cause].append(float(result.transfer_energy_pj[x]))
        layers[int(graph.part_layer[graph.block_part[block]])].append(float(result.transfer_energy_pj[x]))
    powers = {}
    for core in case.machine.cores:
        powers[core.name, ""] = core.core_type.static_power_pj_per_cycle
        for memory in core.core_type.memories:
            # The machines of these tests have one instance of a memory for each of two units.
            copies = 1 if core.core_type.array is None else 2
            powers[core.name, memory.name] = memory.static_power_pj_per_cycle * copies
    for shared in case.machine.shared_memories:
        for again in shared.members[1:]:
            del powers[again]
    causes[Cause.STATIC] = [power * result.latency_cycles for power in powers.values()]
    found = spent.broken_down()
    assert found.causes_pj == {cause: close(exact(causes[cause])) for cause in Cause}
    assert found.layers_pj == tuple(close(exact(layers[i])) for i in range(len(case.network.layers)))


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(spendings())
def test_places(spent: Spent):
    """Arrays and memories spend what their own tasks and transfers take, channels what crosses them."""
    case, result, graph = spent.case, spent.schedule, spent.case.graph
    machine, channels = case.machine, Interconnect(case.machine).channels
    arrays, media = defaultdict(list), defaultdict(list)
    for part in graph.task_part.tolist():
        arrays[int(graph.part_core[part])].append(spent.costs[part].array_pj)
    for rows in spent.transfers:
        for channel in rows.channels:
            name = channels[channel].name.split(".")[0]
            media[name] += (rows.bits * channels[channel].energy_pj_per_bit).tolist()
    found = spent.broken_down()
    assert {core.core: core.array_pj for core in found.cores if core.array_pj} == {
        core: close(exact(energies)) for core, energies in arrays.items() if any(energies)
    }
    assert found.interconnect_pj == {name: close(exact(pj)) for name, pj in media.items()}
    first = result.transfer_first == np.arange(len(result.transfer_first))
    offchip = first & (result.transfer_source == machine.offchip), result.transfer_target == machine.offchip
    # Words of at least 8 bits; ports of one width; reads take 2 and writes 3 pJ a word.
    width = machine.cores[machine.offchip].core_type.memories[0].ports[0].bandwidth_max_bits
    words = -(-result.transfer_bits // 8) * 8 / width
    accesses = [
        memory.access_pj for core in found.cores if core.core == machine.offchip for memory in core.memories
    ]
    assert sum(accesses) == pytest.approx(2.0 * words[offchip[0]].sum() + 3.0 * words[offchip[1]].sum())


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(spendings(), st.randoms(use_true_random=False))
def test_the_order_of_operations_does_not_matter(spent: Spent, random):
    found = spent.broken_down()
    computes, transfers = list(spent.computes), list(spent.transfers)
    random.shuffle(computes)
    random.shuffle(transfers)
    assert replace(spent, computes=tuple(computes), transfers=tuple(transfers)).broken_down() == found
