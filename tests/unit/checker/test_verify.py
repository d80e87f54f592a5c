"""Every rule of the checker: the schedules of its FileCheck test are good, and each change breaks what it should."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import EllipsisType

import numpy as np
import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin
from xdsl.parser import Parser

from stream_xdsl.checker.model import Model
from stream_xdsl.checker.read import read_model
from stream_xdsl.checker.rules import RULES
from stream_xdsl.checker.verify import check
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.dialects.sched import ProgramOp, Sched
from stream_xdsl.workload.kinds import Kind

PIPELINE, STACKS, MULTICAST, STREAMS, _, PLACED = range(6)
"""The schedules: two layers on two cores; two stacks with accumulation, spill and reload; parts on two cores that need the same;
operands that stream; one with static energy; the second with addresses."""
ARRAY0, ARRAY1, ACCESS0 = ("array", "@core0"), ("array", "@core1"), ("access", "@core0::@sram")
"""Places of energy in the second."""
TILE, START, DURATION, TASK_RELEASE = range(4)
BITS, RELEASE = 3, 4


@pytest.fixture(scope="module")
def models(repo: Path) -> tuple[Model, ...]:
    text = (repo / "tests/filecheck/passes/sched-verify/valid.mlir").read_text()
    context = Context()
    for dialect in (Builtin, Accel, Dnn, Sched):
        context.load_dialect(dialect)
    modules = [Parser(context, part).parse_module() for part in text.split("// -----")]
    programs = [op for module in modules for op in module.walk() if isinstance(op, ProgramOp)]
    return tuple(read_model(program, "test") for program in programs)


def broken(model: Model) -> set[str]:
    return {violation.rule for violation in check(model)}


Change = Callable[[Model], Model]


def task(row: int, column: int, value: int) -> Change:
    return lambda model: replace(model, tasks=_changed(model.tasks, row, column, value))


def transfer(row: int, column: int, value: int) -> Change:
    return lambda model: replace(model, transfer_rows=_changed(model.transfer_rows, row, column, value))


def _changed(table: np.ndarray, row: int, column: int | EllipsisType, value: int) -> np.ndarray:
    table = table.copy()
    table[row, column] = value
    return table


def compute_op(position: int, **changes: object) -> Change:
    return lambda m: replace(m, computes=_replaced(m.computes, position, changes))


def transfer_op(position: int, **changes: object) -> Change:
    return lambda m: replace(m, transfers=_replaced(m.transfers, position, changes))


def _replaced(ops: tuple, position: int, changes: dict) -> tuple:
    return tuple(replace(op, **changes) if i == position else op for i, op in enumerate(ops))


def addresses(**changes: object) -> Change:
    def change(model: Model) -> Model:
        assert model.addresses is not None
        return replace(model, addresses=replace(model.addresses, **changes))

    return change


def task_at(row: int, address: int) -> Change:
    return lambda m: addresses(tasks=_changed(m.addresses.tasks, row, ..., address))(m)


def transfer_at(row: int, end: int, address: int) -> Change:
    return lambda m: addresses(transfers=_changed(m.addresses.transfers, row, end, address))(m)


def layout(position: int, *, peak_by: int = 0, height_by: int = 0) -> Change:
    """With another peak or height of a memory."""

    def change(model: Model) -> Model:
        layouts = list(model.addresses.layouts)
        core, memory, peak, height = layouts[position]
        layouts[position] = (core, memory, peak + peak_by, height + height_by)
        return addresses(layouts=tuple(layouts))(model)

    return change


def region(position: int, address: int) -> Change:
    """With a tensor elsewhere off-chip, as all its transfers say."""

    def change(model: Model) -> Model:
        regions = list(model.addresses.regions)
        tensor, core, memory, before, size = regions[position]
        regions[position] = (tensor, core, memory, address, size)
        transfers = model.addresses.transfers.copy()
        for op in model.transfers:
            if model.tensors[op.tensor].name == tensor:
                rows = transfers[op.first : op.end]
                offchip = [place == (core, memory) for place in (op.source, op.targets[0])]
                rows[:, offchip] = np.where(rows[:, offchip] == before, address, rows[:, offchip])
        return addresses(regions=tuple(regions), transfers=transfers)(model)

    return change


def drop(row: int) -> Change:
    """Without a row of the transfers."""

    def change(model: Model) -> Model:
        kept = [
            replace(op, first=op.first - (op.first > row), end=op.end - (op.end > row))
            for op in model.transfers
        ]
        model = replace(
            model, transfers=tuple(kept), transfer_rows=np.delete(model.transfer_rows, row, axis=0)
        )
        if model.addresses is None:
            return model
        return addresses(transfers=np.delete(model.addresses.transfers, row, axis=0))(model)

    return change


def duplicate(row: int) -> Change:
    """With a row of the transfers twice."""

    def change(model: Model) -> Model:
        kept = [
            replace(op, first=op.first + (op.first > row), end=op.end + (op.end > row))
            for op in model.transfers
        ]
        rows = np.insert(model.transfer_rows, row, model.transfer_rows[row], axis=0)
        return replace(model, transfers=tuple(kept), transfer_rows=rows)

    return change


def smaller_memory(core_type: str, size_bits: int) -> Change:
    def change(model: Model) -> Model:
        cores = []
        for core in model.machine.cores:
            if core.core_type.name == core_type:
                memories = tuple(replace(m, size_bits=size_bits) for m in core.core_type.memories)
                core = replace(core, core_type=replace(core.core_type, memories=memories))
            cores.append(core)
        return replace(model, machine=replace(model.machine, cores=tuple(cores)))

    return change


def hurried(cycles: int) -> Change:
    """With a first streaming tile, and its streams, of that duration."""

    def change(model: Model) -> Model:
        model = task(4, DURATION, cycles)(model)
        for row in (10, 12):
            model = transfer(row, DURATION, cycles)(transfer(row, RELEASE, 52 + cycles)(model))
        return model

    return change


def only_runs(kind: str) -> Change:
    def change(model: Model) -> Model:
        cores = [
            replace(core, core_type=replace(core.core_type, runs=frozenset({kind})))
            for core in model.machine.cores
        ]
        return replace(model, machine=replace(model.machine, cores=tuple(cores)))

    return change


def cheaper(cycles: int) -> Change:
    """With such a cost of every tile of the first layer, and tasks as short."""

    def change(model: Model) -> Model:
        layer = model.layers[0]
        costs = {
            key: replace(cost, cycles=cycles, compute_cycles=cycles) for key, cost in layer.costs.items()
        }
        tasks = model.tasks.copy()
        tasks[model.computes[0].first : model.computes[0].end, DURATION] = cycles
        return replace(model, layers=(replace(layer, costs=costs), *model.layers[1:]), tasks=tasks)

    return change


def costs(**changes: object) -> Change:
    """With other costs of every tile of the first layer."""

    def change(model: Model) -> Model:
        layer = model.layers[0]
        changed = {key: replace(cost, **changes) for key, cost in layer.costs.items()}
        return replace(model, layers=(replace(layer, costs=changed), *model.layers[1:]))

    return change


def first_kind(kind: Kind) -> Change:
    """With a first layer of another kind."""
    return lambda m: replace(m, layers=(replace(m.layers[0], kind=kind), *m.layers[1:]))


def operation_energy(pj: float) -> Change:
    """On a machine whose operations take another energy."""

    def change(model: Model) -> Model:
        cores = []
        for core in model.machine.cores:
            if (array := core.core_type.array) is not None:
                core = replace(
                    core, core_type=replace(core.core_type, array=replace(array, mac_energy_pj=pj))
                )
            cores.append(core)
        return replace(model, machine=replace(model.machine, cores=tuple(cores)))

    return change


def totals(**changes: object) -> Change:
    def change(model: Model) -> Model:
        assert model.totals is not None
        return replace(model, totals=replace(model.totals, **changes))

    return change


LOW = {
    "compute": 0,
    "core_ports": 0,
    "offchip_ports": 0,
    "offchip_channels": 0,
    "channels": 0,
    "critical_path": 0,
}


def latency_bound(**cycles: int) -> Change:
    """With other bounds of the latency by some resources."""

    def change(model: Model) -> Model:
        assert model.totals is not None
        return totals(latency_bounds_cycles={**model.totals.latency_bounds_cycles, **cycles})(model)

    return change


def stack_bound(**changes: object) -> Change:
    """With something else claimed of the first stack's bounds and data."""

    def change(model: Model) -> Model:
        assert model.totals is not None
        found = dict(model.totals.stack_bounds)
        name = next(iter(found))
        return totals(stack_bounds=found | {name: replace(found[name], **changes)})(model)

    return change


def busy(resource: str, cycles: int) -> Change:
    """With a resource in use for so long."""

    def change(model: Model) -> Model:
        assert model.totals is not None
        return totals(busy_cycles={**model.totals.busy_cycles, resource: cycles})(model)

    return change


def energies(**changes: Mapping[object, float]) -> Change:
    """With more energy for some causes, at some places, or of some layers."""

    def change(model: Model) -> Model:
        assert model.totals is not None
        found = {name: dict(getattr(model.totals, name)) for name in changes}
        for name, added in changes.items():
            for key, pj in added.items():
                found[name][key] = found[name].get(key, 0.0) + pj
        return replace(model, totals=replace(model.totals, **found))

    return change


def scaled(factor: float) -> Change:
    """With all energies of the totals as many times as large."""

    def change(model: Model) -> Model:
        found = model.totals
        assert found is not None
        scaled = {
            name: {key: pj * factor for key, pj in getattr(found, name).items()}
            for name in ("causes", "places", "layers")
        }
        stacks = tuple((*stack, pj * factor) for *stack, pj in found.stacks)
        return replace(
            model, totals=replace(found, energy_pj=found.energy_pj * factor, stacks=stacks, **scaled)
        )

    return change


def static_power(pj_per_cycle: float) -> Change:
    """On a machine whose cores draw power all the time."""

    def change(model: Model) -> Model:
        cores = [
            replace(core, core_type=replace(core.core_type, static_power_pj_per_cycle=pj_per_cycle))
            for core in model.machine.cores
        ]
        return replace(model, machine=replace(model.machine, cores=tuple(cores)))

    return change


def test_good_schedules(models: tuple[Model, ...]):
    for model in models:
        assert check(model) == []


MUTATIONS: list[tuple[int, str, Change, set[str]]] = [
    # Tasks
    (PIPELINE, "a tile that does not exist", task(1, TILE, 2), {"coverage"}),
    (PIPELINE, "a tile twice", task(1, TILE, 0), {"coverage"}),
    (PIPELINE, "on another core", compute_op(0, core=1), {"coverage"}),
    (PIPELINE, "a part that does not exist", compute_op(0, part=1), {"reference", "coverage"}),
    (PIPELINE, "on a core that does not run it", only_runs("add"), {"coverage"}),
    (PIPELINE, "before time", task(0, START, -1), {"reference", "coverage", "transfer-source"}),
    (STACKS, "two tasks at once", task(1, START, 9), {"exclusivity"}),
    (STACKS, "two layers at once", task(6, START, 33), {"exclusivity", "dependency"}),
    (PIPELINE, "a task that is too short", task(0, DURATION, 9), {"cost"}),
    (PIPELINE, "a cost below what the array needs", cheaper(7), {"cost"}),
    (PIPELINE, "an array that is too fast", costs(compute_cycles=7), {"cost"}),
    (PIPELINE, "an array that is slower than its tile", costs(compute_cycles=11), {"cost"}),
    (PIPELINE, "operations of four cycles as one", first_kind(Kind.EXP), {"cost"}),
    (PIPELINE, "energy of the array", costs(array_energy_pj=8.001), {"cost"}),
    (PIPELINE, "a tile on less energy than its array", costs(energy_pj=7.0), {"cost"}),
    (PIPELINE, "operations that take more energy", operation_energy(100.0), {"cost"}),
    (
        PIPELINE,
        "memories with more than the rest",
        costs(memory_energy_pj=(("sram", (2.0, 4.0, 8.0)),)),
        {"cost"},
    ),
    (PIPELINE, "energy of tasks", compute_op(0, energy_pj=41.0), {"cost"}),
    (PIPELINE, "energy of transfers", transfer_op(0, energy_pj=1.0), {"cost"}),
    (STACKS, "accumulation out of order", lambda m: task(2, START, 6)(task(0, START, 16)(m)), {"order"}),
    (PIPELINE, "a task before its operand", task(0, START, 10), {"dependency"}),
    (PIPELINE, "a load that is missing", drop(1), {"dependency"}),
    (PIPELINE, "a load that is late", transfer(0, START, 12), {"dependency"}),
    (PIPELINE, "a move that is missing", drop(5), {"dependency"}),
    (PIPELINE, "a move that is late", transfer(5, START, 32), {"dependency"}),
    (STACKS, "a reload that is missing", drop(11), {"release"}),
    # Releases
    (PIPELINE, "a copy released while it is read", transfer(1, RELEASE, 20), {"release"}),
    (PIPELINE, "a copy released before it is read again", transfer(4, RELEASE, 55), {"release"}),
    (PIPELINE, "a block released while it moves", task(0, TASK_RELEASE, 24), {"release"}),
    (PIPELINE, "a block released before its end", task(3, TASK_RELEASE, 74), {"release"}),
    (PIPELINE, "a copy released before it arrives", transfer(1, RELEASE, 8), {"release"}),
    (PIPELINE, "a copy kept for ever", transfer(1, RELEASE, 1 << 40), {"release"}),
    (STACKS, "two releases of one block", task(0, TASK_RELEASE, 24), {"release"}),
    # Transfers
    (PIPELINE, "a move before its block", transfer(4, START, 20), {"transfer-source"}),
    (PIPELINE, "a store before its block", transfer(6, START, 54), {"transfer-source"}),
    (STACKS, "a load before its store", transfer(9, START, 27), {"transfer-source"}),
    (STACKS, "a reload before its spill", transfer(11, START, 35), {"transfer-source"}),
    (STACKS, "a store that is missing", drop(7), {"transfer-source"}),
    (STACKS, "a spill that is missing", drop(10), {"transfer-source"}),
    (PIPELINE, "fewer bits", transfer(1, BITS, 63), {"bits"}),
    (PIPELINE, "more bits", transfer(5, BITS, 65), {"bits"}),
    (PIPELINE, "half a store", lambda m: transfer(6, BITS, 8)(transfer(6, DURATION, 2)(m)), {"bits"}),
    (PIPELINE, "a load twice", duplicate(1), {"redundant", "bandwidth"}),
    (PIPELINE, "a move twice", duplicate(5), {"redundant", "bandwidth"}),
    (MULTICAST, "a target that gets it later", transfer(3, START, 8), {"multicast"}),
    (MULTICAST, "a target that gets less", transfer(5, BITS, 16), {"multicast", "bits"}),
    (MULTICAST, "a target that gets another block", transfer(5, TILE, 0), {"multicast", "dependency"}),
    (MULTICAST, "a target that gets nothing", transfer_op(1, targets=((1, "sram"),)), {"dependency"}),
    (MULTICAST, "a target twice", transfer_op(1, targets=((1, "sram"), (1, "sram"))), {"reference"}),
    (MULTICAST, "a target of its own", drop(3), {"reference"}),
    (MULTICAST, "a target without its part", transfer_op(6, parts=(0,)), {"reference"}),
    (MULTICAST, "a target to which nothing leads", transfer_op(1, channels=("link0",)), {"route"}),
    (MULTICAST, "a hop on no way", transfer_op(1, channels=("link0", "link1", "bus0")), {"route"}),
    (MULTICAST, "a hop twice", transfer_op(1, channels=("link0", "link1", "link0")), {"route"}),
    (MULTICAST, "a late store", transfer(2, DURATION, 3), {"rate"}),
    (MULTICAST, "energy of a multicast", transfer_op(1, energy_pj=80.0), {"cost"}),
    (STREAMS, "a stream that is missing", drop(10), {"stream"}),
    (STREAMS, "a stream twice", duplicate(10), {"stream", "bandwidth"}),
    (STREAMS, "a stream to another tile", transfer(10, TILE, 1), {"stream"}),
    (STREAMS, "a stream to a tile that does not exist", transfer(10, TILE, 2), {"reference"}),
    (STREAMS, "a stream that starts late", transfer(10, START, 54), {"stream"}),
    (STREAMS, "a stream that ends early", transfer(12, DURATION, 100), {"stream", "rate"}),
    (STREAMS, "a stream of fewer bits", transfer(10, BITS, 511), {"bits"}),
    (STREAMS, "a stream of what is not stored yet", transfer(5, START, 45), {"transfer-source"}),
    (STREAMS, "a stream of what is not stored at all", drop(5), {"output", "transfer-source"}),
    (STREAMS, "no room for what streams", smaller_memory("pe", 127), {"capacity"}),
    (STREAMS, "a tile that outruns its streams", lambda m: task(4, DURATION, 130)(m), {"stream"}),
    (STREAMS, "a tile and its streams on too little bandwidth", hurried(130), {"bandwidth"}),
    (PIPELINE, "a load of a tile that needs nothing new", transfer(0, TILE, 1), {"reference"}),
    (PIPELINE, "a move of a tile that does not exist", transfer(4, TILE, 2), {"reference"}),
    (STACKS, "a store of a tile that finishes nothing", transfer(6, TILE, 1), {"reference"}),
    (PIPELINE, "a store that is released", transfer(6, RELEASE, 80), {"reference"}),
    (PIPELINE, "a move off-chip", transfer_op(3, targets=((2, "dram"),)), {"reference"}),
    (PIPELINE, "a load from a core", transfer_op(2, source=(0, "sram")), {"reference"}),
    (STACKS, "a load within a stack", transfer_op(4, tensor=3, layer=2), {"reference"}),
    (PIPELINE, "a store of what nothing reads later", transfer_op(4, layer=0, tensor=1), {"reference"}),
    (PIPELINE, "a memory that does not exist", transfer_op(0, targets=((0, "l1"),)), {"reference"}),
    # Interconnect
    (PIPELINE, "a channel that does not exist", transfer_op(3, channels=("link1",)), {"route"}),
    (PIPELINE, "a link the wrong way", transfer_op(3, channels=("link0",)), {"route"}),
    (PIPELINE, "a link that leads elsewhere", transfer_op(0, channels=("link0",)), {"route"}),
    (PIPELINE, "no channel", transfer_op(3, channels=()), {"route"}),
    (PIPELINE, "an unfinished route", transfer_op(0, channels=("bus0", "link0.reverse")), {"route"}),
    (PIPELINE, "a slower route", transfer_op(3, channels=("bus0",)), {"rate"}),
    (PIPELINE, "a transfer that is too fast", transfer(1, DURATION, 8), {"rate"}),
    (PIPELINE, "two transfers on one bus", transfer(3, START, 19), {"bandwidth"}),
    (PIPELINE, "two transfers on one link", transfer(5, START, 24), {"bandwidth", "transfer-source"}),
    (PIPELINE, "no room", smaller_memory("mac", 231), {"capacity"}),
    (STACKS, "no room for partial sums", smaller_memory("mac", 143), {"capacity"}),
    (STACKS, "a copy that stays too long", transfer(0, RELEASE, 16), {"capacity"}),
    # The whole
    (PIPELINE, "a result that is not stored", drop(7), {"output"}),
    (PIPELINE, "less read than there is", lambda m: transfer(3, BITS, 8)(m), {"conservation", "bits"}),
    (PIPELINE, "less written than there is", transfer(7, BITS, 8), {"conservation", "bits"}),
    (STACKS, "latency", totals(latency_cycles=52), {"totals"}),
    (STACKS, "multiply-accumulates", totals(macs=9), {"totals"}),
    (STACKS, "bits read", totals(offchip_read_bits=112), {"totals"}),
    (STACKS, "a peak", totals(peaks=((0, "sram", 143),)), {"totals"}),
    (STACKS, "no peak", totals(peaks=()), {"totals"}),
    (STACKS, "a bound of latency that is too low", latency_bound(compute=1), {"bounds"}),
    (STACKS, "a bound of latency that is too high", latency_bound(offchip_channels=15), {"bounds"}),
    (STACKS, "a bound of core ports", latency_bound(core_ports=13), {"bounds"}),
    (STACKS, "a bound of off-chip ports", latency_bound(offchip_ports=13), {"bounds"}),
    (STACKS, "a bound of a stack's latency", stack_bound(latency_bounds_cycles=LOW), {"bounds"}),
    (STACKS, "a bound of a stack's energy", stack_bound(energy_lower_bound_pj=1.0), {"bounds"}),
    (STACKS, "a stack's first transfer", stack_bound(data_start_cycle=1), {"totals"}),
    (STACKS, "a stack's last transfer", stack_bound(data_end_cycle=53), {"totals"}),
    (STACKS, "the busiest for too long", busy("@core0", 53), {"totals"}),
    (
        STACKS,
        "a core that is not the busiest",
        lambda m: busy("@core1", 4)(totals(busy_cycles={})(m)),
        {"totals"},
    ),
    (STACKS, "a busy bus that is in use for less", busy("@bus0", 1), {"totals"}),
    (STACKS, "a resource that is not used", busy("@core0::@sram::@nothing", 1), {"totals"}),
    (STACKS, "a bound of energy", totals(energy_lower_bound_pj=13.76), {"bounds"}),
    (STACKS, "no bounds of stacks", totals(stack_bounds={}), {"bounds"}),
    (STACKS, "no bound of a resource", totals(latency_bounds_cycles={}), {"bounds"}),
    (STACKS, "bounds of another machine", operation_energy(100.0), {"bounds", "cost"}),
    (PLACED, "a block over another", task_at(6, 8), {"overlap"}),
    (PLACED, "two open blocks", lambda m: task_at(1, 40)(task_at(3, 40)(m)), {"overlap", "address"}),
    (PLACED, "a copy over a block", transfer_at(9, 1, 8), {"overlap"}),
    (PLACED, "a task elsewhere than its block", task_at(0, 56), {"address"}),
    (PLACED, "an odd address", transfer_at(8, 1, 4), {"address"}),
    (PLACED, "an address before the memory", transfer_at(8, 1, -8), {"address"}),
    (PLACED, "an odd place off-chip", region(4, 132), {"address"}),
    (PLACED, "a copy that ends after its memory", transfer_at(3, 1, 136), {"extent", "layout"}),
    (PLACED, "an open block that ends after its memory", smaller_memory("mac", 136), {"extent"}),
    (PLACED, "a store from elsewhere", transfer_at(13, 0, 24), {"address"}),
    (PLACED, "a move of what was there before", transfer_at(12, 0, 0), {"address"}),
    (PLACED, "a store to elsewhere", transfer_at(7, 1, 104), {"address"}),
    (PLACED, "a load from elsewhere", transfer_at(9, 0, 104), {"address"}),
    (PLACED, "a reload from elsewhere", transfer_at(11, 0, 120), {"address"}),
    (PLACED, "two tensors in one place", region(1, 56), {"overlap"}),
    (PLACED, "a height", layout(0, height_by=8), {"layout"}),
    (PLACED, "a peak", layout(0, peak_by=-8), {"layout"}),
    (PLACED, "no layouts", addresses(layouts=()), {"layout"}),
    (PLACED, "no regions", addresses(regions=()), {"layout"}),
    (PLACED, "a layout of no memory", addresses(layouts=((0, "l1", 8, 8),)), {"layout"}),
    (STACKS, "a stack's start", totals(stacks=(("a", 0, 26, 56.0), ("b", 30, 50, 31.0))), {"totals"}),
    # Energy
    (STACKS, "energy", totals(energy_pj=86.0), {"energy"}),
    (STACKS, "less energy, everywhere", scaled(1 - 1e-9), {"energy"}),
    (
        STACKS,
        "a load of weights for activations",
        energies(causes={"weights": -4, "activations": 4}),
        {"energy"},
    ),
    (STACKS, "a spill for a store", energies(causes={"spill": -2, "output": 2}), {"energy"}),
    (STACKS, "a cause that there is not", energies(causes={"spill": -4, "idle": 4}), {"energy"}),
    (STACKS, "a cause that is missing", energies(causes={"compute": -12}), {"energy"}),
    (STACKS, "energy at another core", energies(places={ARRAY0: -1, ARRAY1: 1}), {"energy"}),
    (
        STACKS,
        "energy in a memory for that of its array",
        energies(places={ARRAY0: -1, ACCESS0: 1}),
        {"energy"},
    ),
    (STACKS, "energy of links", energies(places={("energy", "@link0"): 1}), {"energy"}),
    (STACKS, "energy of another layer", energies(layers={"mm": -2, "relu": 2}), {"energy"}),
    (STACKS, "energy of a layer", energies(layers={"mm": -2}), {"energy"}),
    (STACKS, "energy of another stack", totals(stacks=(("a", 6, 26, 54.0), ("b", 30, 50, 33.0))), {"energy"}),
    (STACKS, "a stack that is missing", totals(stacks=(("a", 6, 26, 56.0),)), {"energy"}),
    (STACKS, "a core that draws power", static_power(0.5), {"energy", "bounds"}),
]


@pytest.mark.parametrize(
    ("which", "change", "rules"), [pytest.param(w, c, r, id=n) for w, n, c, r in MUTATIONS]
)
def test_changes(models: tuple[Model, ...], which: int, change: Change, rules: set[str]):
    violations = check(change(models[which]))
    assert rules <= {violation.rule for violation in violations}, [str(v) for v in violations]


def test_cheap_but_possible(models: tuple[Model, ...]):
    assert check(cheaper(8)(models[PIPELINE])) == []


def test_every_rule_is_tested():
    assert set(RULES) == set().union(*(rules for *_, rules in MUTATIONS))


def test_nothing_can_move_earlier(models: tuple[Model, ...]):
    """The pipeline's schedule is tight: whatever starts a cycle earlier breaks something."""
    model = models[PIPELINE]
    for row in range(len(model.tasks)):
        assert broken(task(row, START, int(model.tasks[row, START]) - 1)(model)), f"task {row}"
    for row in range(len(model.transfer_rows)):
        assert broken(transfer(row, START, int(model.transfer_rows[row, START]) - 1)(model)), (
            f"transfer {row}"
        )


def test_nothing_is_idle(models: tuple[Model, ...]):
    """Every transfer is needed, and every number of a row matters."""
    for model in models:
        for row in range(len(model.transfer_rows)):
            assert broken(drop(row)(model)), f"without transfer {row}"
            for column in (TILE, DURATION, BITS):
                for by in (-1, 1):
                    value = int(model.transfer_rows[row, column]) + by
                    assert broken(transfer(row, column, value)(model)), f"transfer {row}, {column} is {value}"


def test_order_of_violations(models: tuple[Model, ...]):
    model = smaller_memory("mac", 8)(drop(0)(models[PIPELINE]))
    violations = check(model)
    assert violations == check(model)
    assert [RULES.index(v.rule) for v in violations] == sorted(RULES.index(v.rule) for v in violations)
