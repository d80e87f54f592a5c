"""What the functions of agents wait for, read back from the IR: nothing that must not be turned around can be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from test_assign_addresses import MACHINE, networks, scheduled
from test_execute_scheduled import compiled
from test_synchronisation import unordered
from xdsl.context import Context
from xdsl.dialects import affine, arith, func, memref, scf
from xdsl.dialects.builtin import DenseArrayBase, IntegerAttr, ModuleOp
from xdsl.ir import Block, SSAValue

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.checker.read import read_model
from stream_xdsl.codegen.accesses import Access, find_accesses
from stream_xdsl.codegen.schedule import ProgramCode, Step, write_code
from stream_xdsl.codegen.synchronisation import Wait
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects import async_
from stream_xdsl.passes.convert_sched_to_loops import ConvertSchedToLoopsPass
from stream_xdsl.passes.sched_assign_addresses import SchedAssignAddressesPass


@dataclass(frozen=True)
class Event:
    """A call of a kernel in a certain repetition, and what it waits for."""

    tile: int
    waits: tuple[Wait, ...]


def events(function: async_.FuncOp, own: int) -> Iterator[Event]:
    """All that an agent does, in order. It counts each of its events, right after it."""
    waits: list[Wait] = []
    calls = counted = 0

    def walk(block: Block, numbers: dict[SSAValue, int], iteration: int) -> Iterator[Event]:
        nonlocal calls, counted
        for op in block.ops:
            match op:
                case arith.ConstantOp():
                    assert isinstance(op.value, IntegerAttr)
                    numbers[op.result] = op.value.value.data
                case affine.ApplyOp():
                    (numbers[op.result],) = op.map.data.eval([numbers[o] for o in op.mapOperands], [])
                case arith.IndexCastOp():
                    numbers[op.result] = numbers[op.input]
                case scf.ForOp():
                    for i in range(numbers[op.lb], numbers[op.ub], numbers[op.step]):
                        yield from walk(op.body.block, {**numbers, op.body.block.args[0]: i}, i)
                case scf.WhileOp():
                    now, behind, _ = op.before_region.block.ops
                    assert isinstance(now, memref.AtomicRMWOp)
                    assert isinstance(behind, arith.CmpiOp)
                    assert numbers[now.value] == 0
                    waits.append(Wait(numbers[now.indices[0]], numbers[behind.rhs]))
                case func.CallOp() if "sched.tiles" in op.attributes:
                    tiles = op.attributes["sched.tiles"]
                    assert isinstance(tiles, DenseArrayBase)
                    assert calls == counted
                    yield Event(int(tiles.get_values()[iteration]), tuple(waits))
                    waits.clear()
                    calls += 1
                case memref.AtomicRMWOp():
                    assert (numbers[op.value], numbers[op.indices[0]]) == (1, own)
                    counted += 1
                case _:
                    pass

    yield from walk(function.body.block, {}, 0)
    assert calls == counted
    assert not waits


def steps_of(code: ProgramCode) -> list[list[Step]]:
    """By agent, in order."""
    return [
        [step for loop in agent.loops for steps in loop.iterations for step in steps] for agent in code.agents
    ]


def overlap(a: Access, b: Access) -> bool:
    if (a.address_bytes, a.array) == (b.address_bytes, b.array):
        axes = zip(a.low, a.high, b.low, b.high, strict=True)
        return all(max(low, other) < min(high, end) for low, high, other, end in axes)
    (first, end), (other_first, other_end) = a.range_bytes, b.range_bytes
    return first < other_end and other_first < end


def check(module: ModuleOp, code: ProgramCode) -> list[tuple[Step, Step]]:
    """Pairs that could be turned around and must not be; all agents come to their end."""
    functions = [op for op in module.walk() if isinstance(op, async_.FuncOp)]
    own = [list(events(function, number)) for number, function in enumerate(functions)]
    steps = steps_of(code)
    for made, written in zip(own, steps, strict=True):
        assert [call.tile for call in made] == [step.origin.tile for step in written]
    order: list[tuple[int, int]] = []
    done = [0] * len(own)
    while len(order) < sum(map(len, own)):
        before = len(order)
        for agent, mine in enumerate(own):
            while done[agent] < len(mine) and all(
                done[wait.agent] >= wait.events for wait in mine[done[agent]].waits
            ):
                order.append((agent, done[agent]))
                done[agent] += 1
        assert len(order) > before, "agents wait for each other"
    found = unordered(
        [agent for agent, _ in order],
        [find_accesses(steps[a][i].code, steps[a][i].offsets, code.storages) for a, i in order],
        [own[a][i].waits for a, i in order],
        overlap,
    )
    in_order = [steps[agent][i] for agent, i in order]
    return [(in_order[a], in_order[b]) for a, b in found]


def converted(context: Context, module: ModuleOp) -> ProgramCode:
    """The code of a module's schedule, which is converted."""
    (program,) = find_programs(module, "test")
    model = read_model(program, "test")
    code = write_code(model, read_bodies(program.network_op, model.machine, "test"))
    ConvertSchedToLoopsPass().apply(context, module)
    return code


@pytest.mark.parametrize("pipeline", ["layer-by-layer", "fused"])
@pytest.mark.parametrize("placed", [False, True], ids=["logical", "placed"])
@pytest.mark.parametrize("machine", ["tpu_like_quad_core", "simba_small"])
def test_two_layers(machine: str, pipeline: str, repo: Path, *, placed: bool):
    context, module = compiled(repo / "examples/models/two_layers.onnxtxt", machine, pipeline)
    if placed:
        SchedAssignAddressesPass().apply(context, module)
    code = converted(context, module)
    assert len(code.agents) > 2
    assert check(module, code) == []


@settings(max_examples=5, deadline=None)
@given(networks(), st.integers(500, 1500), st.integers(600, 1200))
def test_random_networks(network: str, act: int, weights: int):
    """With tiles that accumulate, halos, spills; and in memories of bytes, where data takes the place of other data."""
    module, context, _ = scheduled(MACHINE.format(act=act, weights=weights) + network)
    placed = module.clone()
    code = converted(context, module)
    assert check(module, code) == []
    try:
        SchedAssignAddressesPass().apply(context, placed)
    except PassError:
        event("no addresses")
        return
    code = converted(context, placed)
    assert check(placed, code) == []


def test_a_wait_that_is_gone_is_missed(repo: Path):
    context, module = compiled(
        repo / "examples/models/two_layers.onnxtxt", "tpu_like_quad_core", "layer-by-layer"
    )
    code = converted(context, module)
    waits: Sequence[scf.WhileOp] = [op for op in module.walk() if isinstance(op, scf.WhileOp)]
    assert waits
    for wait in waits:
        changed = module.clone()
        (gone,) = [other for op, other in zip(module.walk(), changed.walk(), strict=True) if op is wait]
        gone.detach()
        gone.erase()
        assert check(changed, code)
