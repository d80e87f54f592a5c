"""The search for mappings: never worse than the named pipelines, the same whatever runs it, and what it says is what is scheduled."""

from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.bridge.decisions import find_mapping_problem, read_freedom
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.report import find_program, read_report
from stream_xdsl.cost.estimate import Tile, TileCost, estimate
from stream_xdsl.cost.search import Objective
from stream_xdsl.mapping.allocation_spread import allocate_spread
from stream_xdsl.mapping.optimise import EFFORTS, Effort, Goal, Outcome, optimise
from stream_xdsl.mapping.plan import Plan, Planner, stack_network
from stream_xdsl.mapping.tile_sizes import choose_tiles
from stream_xdsl.report.summary import summary
from stream_xdsl.tools.compile import compile_model, make_passes

SHORT = Effort(shares=3, ways=2, neighbours=4, repairs=True)


def compiled(model: Path, machine: str, pipeline: str, **options: str) -> ModuleOp:
    passes = make_passes(pipeline, machine, **options)
    return compile_model(str(model), passes, dims={}, progress=lambda *_: None)[1]


def searched(
    model: Path,
    machine: str,
    goal: Goal,
    *,
    effort: Effort = SHORT,
    reasons: bool = False,
    processes: int | None = None,
) -> Outcome:
    op = compiled(model, machine, "convert-onnx-to-dnn{precision=native}")
    network_op, found = find_mapping_problem(op, "test", "")
    freedoms = [read_freedom(layer, found, "test") for layer in layer_ops(network_op)]
    network = read_network(network_op, found, "test")

    def cost(tiles: Sequence[Tile], objective: Objective) -> Sequence[TileCost]:
        return estimate(tiles, objective=objective)

    return optimise(network, found, freedoms, cost, goal, effort, reasons=reasons, processes=processes)


@pytest.fixture(scope="module")
def two_layers(repo: Path) -> Path:
    return repo / "examples/models/two_layers.onnxtxt"


@pytest.fixture(scope="module")
def squeezenet() -> Path:
    onnx = find_spec("onnx")
    assert onnx is not None
    assert onnx.origin is not None
    return Path(onnx.origin).parent / "backend/test/data/light/light_squeezenet.onnx"


def value(goal: Goal, found: dict[str, object]) -> float:
    latency, energy = found["latency_cycles"], found["energy_pj"]
    assert isinstance(latency, int)
    assert isinstance(energy, float)
    return {Goal.LATENCY: latency, Goal.ENERGY: energy, Goal.EDP: latency * energy}[goal]


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("machine", ["tpu_like_quad_core", "hda_bus", "simba_small", "diana"])
def test_never_worse_than_the_named_pipelines(two_layers: Path, machine: str, goal: Goal):
    found = {
        pipeline: summary(
            read_report(find_program(compiled(two_layers, machine, pipeline, **options), "test"), "test")
        )
        for pipeline, options in (
            ("layer-by-layer", {}),
            ("fused", {}),
            ("optimised", {"objective": goal.value, "effort": "quick"}),
        )
    }
    for pipeline in ("layer-by-layer", "fused"):
        assert value(goal, found["optimised"]) <= value(goal, found[pipeline])


def test_what_it_says_is_what_is_scheduled(squeezenet: Path):
    """Layers are read back in another order, or not at all, if stacks are not written as they were planned."""
    outcome = searched(squeezenet, "tpu_like_quad_core", Goal.EDP, effort=EFFORTS["quick"])
    options = {"objective": "edp", "effort": "quick"}
    module = compiled(squeezenet, "tpu_like_quad_core", "optimised", **options)
    found = summary(read_report(find_program(module, "test"), "test"))
    assert found["latency_cycles"] == outcome.evaluation.latency_cycles
    assert found["energy_pj"] == pytest.approx(outcome.evaluation.energy_pj, rel=1e-12)
    for evaluation in outcome.baselines.values():
        assert Goal.EDP.key(outcome.evaluation) <= Goal.EDP.key(evaluation)


def test_processes_do_not_matter(two_layers: Path):
    one, two = (searched(two_layers, "hda_bus", Goal.EDP, processes=n) for n in (1, 2))
    assert one.partition == two.partition
    assert one.evaluation == two.evaluation
    assert one.baselines == two.baselines


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
        tiles = [tile for own in draft.tiles for tile in own.values()]
        costs = planner.costs(draft, estimate(tiles))
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
    found = searched(two_layers, "tpu_like_quad_core", Goal.EDP, reasons=True)
    layers = [layer.name for layer in found.plan.network.layers]
    about = [reason.decision for reason in found.reasons]
    assert sum(text.startswith(f"'{name}'") for name in layers for text in about) == len(layers)
    assert sum(text.startswith("cut") for text in about) == len(found.partition) - 1
    assert sum("together" in text for text in about) == sum(s.end - s.first > 1 for s in found.partition)
    assert all(reason.decision.split(": ")[-1] != reason.runner_up for reason in found.reasons)
    assert any(reason.evaluation is not None for reason in found.reasons)
    assert found.reasons == searched(two_layers, "tpu_like_quad_core", Goal.EDP, reasons=True).reasons
