"""The search for mappings: never worse than separate passes, the same whatever runs it, and what it says is what is scheduled."""

import os
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from never_worse import Pair
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.bridge.decisions import find_mapping_problem, read_freedom
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.report import find_program, read_report
from stream_xdsl.coala.schedule import Placement
from stream_xdsl.cost.estimate import Tile, TileCost, estimate
from stream_xdsl.cost.layer_costs import layer_costs
from stream_xdsl.cost.search import Objective
from stream_xdsl.dialects.dnn import LayerOp, StackOp
from stream_xdsl.mapping import optimise as optimise_module
from stream_xdsl.mapping.allocation_spread import allocate_spread
from stream_xdsl.mapping.bounds import NetworkBounds
from stream_xdsl.mapping.decided import Decided
from stream_xdsl.mapping.evaluator import PIPELINES_WAY, Evaluator, Stack
from stream_xdsl.mapping.explain import RunnerUp, apart, placed
from stream_xdsl.mapping.goal import Goal
from stream_xdsl.mapping.optimise import Effort, Outcome, optimise
from stream_xdsl.mapping.plan import Plan, Planner, stack_network
from stream_xdsl.mapping.tile_sizes import choose_tiles
from stream_xdsl.passes import dnn_optimise_mapping
from stream_xdsl.report.summary import summary
from stream_xdsl.tools.compile import compile_model, make_passes

BRANCHES = """<ir_version: 8, opset_import: ["" : 17]>
branches (float[1, 4, 8, 8] x, float[128, 4, 3, 3] w1, float[256, 128, 1, 1] w2, float[256, 128, 3, 3] w3, float[256, 512, 3, 3] w4)
  => (float[1, 256, 8, 8] y)
<float[128, 4, 3, 3] w1 = {}, float[256, 128, 1, 1] w2 = {}, float[256, 128, 3, 3] w3 = {}, float[256, 512, 3, 3] w4 = {}>
{
  [squeeze] s = Conv <kernel_shape = [3, 3], pads = [1, 1, 1, 1]> (x, w1)
  [left] a = Conv <kernel_shape = [1, 1]> (s, w2)
  [right] b = Conv <kernel_shape = [3, 3], pads = [1, 1, 1, 1]> (s, w3)
  [both] c = Concat <axis = 1> (a, b)
  [last] y = Conv <kernel_shape = [3, 3], pads = [1, 1, 1, 1]> (c, w4)
}
"""
"""Two branches, and more weights than there is room for on chip."""

SHORT = Effort(strategies=True, shares=3, ways=2, neighbours=4, rows=1_000_000, repairs=True)


def compiled(model: Path, machine: str, pipeline: str, **options: str) -> ModuleOp:
    passes = make_passes(pipeline, machine, **options)
    return compile_model(str(model), passes, dims={}, progress=lambda *_: None)[1]


def searched(
    model: Path, machine: str, *, seed: int = 0, reasons: bool = False, compare: bool = False
) -> Outcome:
    op = compiled(model, machine, "convert-onnx-to-dnn{precision=native}")
    network_op, found = find_mapping_problem(op, "test", "")
    freedoms = [read_freedom(layer, found, "test") for layer in layer_ops(network_op)]
    network = read_network(network_op, found, "test")

    def cost(tiles: Sequence[Tile], objective: Objective) -> Sequence[TileCost]:
        return estimate(tiles, objective=objective)

    return optimise(
        network, found, freedoms, cost, Goal.EDP, SHORT, seed=seed, reasons=reasons, compare=compare
    )


def recorded(monkeypatch: pytest.MonkeyPatch) -> list[Evaluator]:
    """To be filled with all evaluators of searches from now on."""
    found: list[Evaluator] = []

    class Recorded(Evaluator):
        def __init__(self, *arguments: Any):
            super().__init__(*arguments)
            found.append(self)

        def placing(self, placement: Placement) -> Evaluator:
            found.append(super().placing(placement))
            return found[-1]

    monkeypatch.setattr(optimise_module, "Evaluator", Recorded)
    return found


def explained(model: Path, machine: str) -> Outcome:
    return searched(model, machine, reasons=True)


@pytest.fixture(scope="module")
def two_layers(repo: Path) -> Path:
    return repo / "examples/models/two_layers.onnxtxt"


@pytest.fixture(scope="module")
def branches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("models") / "branches.onnxtxt"
    file.write_text(BRANCHES)
    return file


@pytest.fixture(scope="module")
def squeezenet() -> Path:
    onnx = find_spec("onnx")
    assert onnx is not None
    assert onnx.origin is not None
    return Path(onnx.origin).parent / "backend/test/data/light/light_squeezenet.onnx"


@pytest.mark.parametrize(
    ("model", "machine"),
    [
        ("two_layers", "tpu_like_quad_core"),
        ("two_layers", "simba_small"),
        ("two_layers", "diana"),
    ],
)
def test_never_worse_than_separate_passes(model: str, machine: str, request: pytest.FixtureRequest):
    """Layer by layer, weights-fit and fully fused, with every allocator and for the same objective, as a user would write the pipelines."""
    pair = Pair(request.getfixturevalue(model), machine)
    for goal in Goal:
        row = pair.measure(goal, "default")
        # Whether all layers fit together is the machine's business; the other two ways to fuse are always there.
        assert len(row["own_over_baselines"]) >= 8
        assert row["violations"] == []


@pytest.mark.parametrize("machine", ["tpu_like_quad_core", "hda_bus"])
def test_bounds_spare_only_what_is_no_better(machine: str, branches: Path):
    """The same is found if all baselines are scheduled, and those that were not are no better."""
    spared, compared = searched(branches, machine), searched(branches, machine, compare=True)
    assert spared.evaluation == compared.evaluation
    assert spared.partition == compared.partition
    assert spared.baselines.items() <= compared.baselines.items()
    assert len(spared.baselines) < len(compared.baselines)


def test_quick_is_never_worse_than_the_named_pipelines(branches: Path):
    row = Pair(branches, "tpu_like_quad_core").measure(Goal.EDP, "quick")
    assert len(row["own_over_baselines"]) == 2
    assert row["violations"] == []


def test_never_worse_than_the_optimal_partition(two_layers: Path, monkeypatch: pytest.MonkeyPatch):
    """If the effort has it as a seed."""
    quick = optimise_module.EFFORTS["quick"]
    monkeypatch.setitem(optimise_module.EFFORTS, "quick", replace(quick, optimal=True))
    row = Pair(two_layers, "tpu_like_quad_core").measure(Goal.EDP, "quick")
    assert "optimal" in row["own_over_baselines"]
    assert row["violations"] == []


@pytest.mark.parametrize("neighbours", [0, 8])
def test_stacks_across_branches(
    neighbours: int, branches: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Partitions that are no runs of the layers' order are written, verified and explained, and have neighbours that can run."""
    across = tuple(Stack.of(layers, PIPELINES_WAY) for layers in ((0, 2), (1,), (3,)))
    evaluators: list[Evaluator] = []

    def only_across(evaluator: Evaluator, *_: Any) -> None:
        for placing in evaluator.placings():
            placing.wholes.clear()
        evaluator.schedule([across])
        evaluators.append(evaluator)

    effort = Effort(
        strategies=False, shares=1, ways=0, neighbours=neighbours, rows=1_000_000, repairs=True, optimal=True
    )
    monkeypatch.setitem(optimise_module.EFFORTS, "quick", effort)
    monkeypatch.setattr(optimise_module, "schedule_best_partitions", only_across)
    module = compiled(
        branches, "eyeriss_like_quad_core", "optimised", effort="quick", explain=str(tmp_path / "why")
    )
    (evaluator,) = evaluators
    assert across in evaluator.wholes
    assert all(evaluation is not None for evaluation in evaluator.wholes.values())
    if not neighbours:
        assert list(evaluator.wholes) == [across]
        stacks = [op for op in module.walk() if isinstance(op, StackOp)]
        assert [sum(isinstance(op, LayerOp) for op in stack.walk()) for stack in stacks] == [2, 1, 1]


def test_what_it_says_is_what_is_scheduled(branches: Path, monkeypatch: pytest.MonkeyPatch):
    """Layers are read back in another order, or not at all, if stacks are not written as they were planned."""
    outcomes: list[Outcome] = []

    def recorded(*arguments: Any, **options: Any) -> Outcome:
        outcomes.append(optimise(*arguments, **options))
        return outcomes[-1]

    monkeypatch.setattr(dnn_optimise_mapping, "optimise", recorded)
    module = compiled(branches, "eyeriss_like_quad_core", "optimised", effort="quick")
    found = summary(read_report(find_program(module, "test"), "test"))
    (outcome,) = outcomes
    assert len(outcome.partition) > 1
    assert found["latency_cycles"] == outcome.evaluation.latency_cycles
    assert found["energy_pj"] == pytest.approx(outcome.evaluation.energy_pj, rel=1e-12)


def test_the_same_bytes_each_time(two_layers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """On one processor and on two, with costs found anew and taken from disk."""
    texts: list[str] = []
    for processors, store in ((1, "one"), (2, "two"), (2, "two")):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, n=processors: set(range(n)))
        monkeypatch.setenv("STREAM_XDSL_CACHE", str(tmp_path / store))
        texts.append(str(compiled(two_layers, "hda_bus", "optimised", effort="quick")))
    assert texts[0] == texts[1] == texts[2]
    assert "sched.program" in texts[0]


def test_seeds_look_at_other_mappings(branches: Path, monkeypatch: pytest.MonkeyPatch):
    """Each the same ones every time, and none is worse than what it begins with."""
    looked_at: list[set[Stack]] = []
    for seed in (0, 1, 1):
        evaluators = recorded(monkeypatch)
        found = searched(branches, "tpu_like_quad_core", seed=seed)
        value = Goal.EDP.key(found.evaluation)
        assert all(value <= Goal.EDP.key(baseline) for baseline in found.baselines.values())
        looked_at.append({stack for evaluator in evaluators for stack, _ in evaluator.known()})
    zero, one, again = looked_at
    assert zero != one
    assert one == again


def test_the_same_bytes_for_a_seed(two_layers: Path, monkeypatch: pytest.MonkeyPatch):
    texts: list[str] = []
    for processors in (1, 2):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, n=processors: set(range(n)))
        passes = make_passes("optimised", "hda_bus", effort="quick", seed=7)
        texts.append(str(compile_model(str(two_layers), passes, dims={}, progress=lambda *_: None)[1]))
    assert texts[0] == texts[1]


def test_stacks_are_tiled_as_in_the_whole_network(squeezenet: Path):
    """On many cores the layers of a fused network have few tiles each, however few of them are in a stack."""
    op = compiled(squeezenet, "simba", "convert-onnx-to-dnn{precision=native}")
    network_op, machine = find_mapping_problem(op, "test", "")
    freedoms = [read_freedom(layer, machine, "test") for layer in layer_ops(network_op)]
    network, half = read_network(network_op, machine, "test"), len(freedoms) // 2
    halves = tuple(replace(layer, stack=i // half) for i, layer in enumerate(network.layers[: 2 * half]))
    network = replace(network, layers=halves, stacks=("first", "second"))
    free: list[None] = [None] * len(halves)
    tiles = choose_tiles(network, machine, [f.cores for f in freedoms[: 2 * half]], free, free)
    planner = Planner(network, machine, freedoms[: 2 * half])
    for name, members in (("first", range(half)), ("second", range(half, 2 * half))):
        draft = planner.draft(stack_network(network, name, members), members, 64)
        assert [layer.temporal for layer in draft.network.layers] == [tiles[i] for i in members]


def test_stacks_of_one_form_have_one_plan(squeezenet: Path):
    """What is planned for one of them is what would be planned for the others."""
    op = compiled(squeezenet, "tpu_like_quad_core", "convert-onnx-to-dnn{precision=native}")
    network_op, machine = find_mapping_problem(op, "test", "")
    network = read_network(network_op, machine, "test")
    freedoms = [read_freedom(layer, machine, "test") for layer in layer_ops(network_op)]
    planner = Planner(network, machine, freedoms)
    plans: dict[int, Plan] = {}
    shared = 0
    for first in range(len(network.layers) - 1):
        members = range(first, first + 2)
        alone = stack_network(network, f"from {first}", members)
        draft = planner.draft(alone, members, 16)
        costs = tuple(
            layer_costs(layer, dict(zip(own, estimate(list(own.values())), strict=True)))
            for layer, own in zip(draft.network.layers, draft.tiles, strict=True)
        )
        problem = planner.problem(draft, costs)
        taken = [own[o] for own, o in zip(problem.options, allocate_spread(problem).choice, strict=True)]
        plan = Plan.of(draft, costs, [(option.split, option.cores) for option in taken])
        like = plans.setdefault(planner.form(alone, members), plan)
        shared += like is not plan
        same = like.for_layers(alone)
        decisions = [[(x.temporal, x.spatial, x.cores) for x in p.network.layers] for p in (same, plan)]
        assert decisions[0] == decisions[1]
        assert planner.evaluate(same) == planner.evaluate(plan)
    assert shared > 5


def test_reasons_are_whole_schedules(two_layers: Path):
    """Every decision has one."""
    found = explained(two_layers, "tpu_like_quad_core")
    layers = [layer.name for layer in found.plan.network.layers]
    about = [reason.decision for reason in found.reasons]
    assert sum(text.startswith(f"'{name}'") for name in layers for text in about) == len(layers)
    assert sum(text.startswith("cut") for text in about) == len(found.partition) - 1
    assert sum("together" in text for text in about) == sum(s.end - s.first > 1 for s in found.partition)
    assert all(isinstance(reason.runner_up, RunnerUp) for reason in found.reasons)
    assert found.reasons == explained(two_layers, "tpu_like_quad_core").reasons


@pytest.mark.parametrize("machine", ["tpu_like_quad_core", "diana"])
def test_no_mapping_is_below_the_bounds_of_its_decisions(
    branches: Path, machine: str, monkeypatch: pytest.MonkeyPatch
):
    """Not one of all that the search has scheduled; and they are tighter than those of the network, or equal."""
    evaluators = recorded(monkeypatch)
    found = explained(branches, machine)
    evaluator = evaluators[0]
    network = NetworkBounds(evaluator.planner.network, evaluator.planner.machine)
    free, tighter = network.bounds(Decided()), 0
    known = [(p, e) for own in evaluators for p, e in own.wholes.items() if e is not None]
    assert len(known) > 20
    for partition, evaluation in known:
        decisions = [apart(partition[:k]) for k in range(1, len(partition))]
        decisions += [apart((stack,)) for stack in partition]
        decisions += [placed(evaluator, stack, i) for stack in partition for i in range(len(stack.layers))]
        for decided in decisions:
            bounds = network.bounds(decided)
            tighter += bounds.latency_cycles > free.latency_cycles
            assert free.latency_cycles <= bounds.latency_cycles <= evaluation.latency_cycles
            assert free.energy_pj <= bounds.energy_pj * (1 + 1e-9)
            assert bounds.energy_pj <= evaluation.energy_pj * (1 + 1e-9)
    assert tighter
    for reason in found.reasons:
        assert reason.bounds.latency_cycles <= found.evaluation.latency_cycles
