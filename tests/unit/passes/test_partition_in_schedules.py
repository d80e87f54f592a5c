"""`dnn-partition-fusion{strategy=optimal}` is never worse than the other strategies in the schedules that the passes after it make."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from stream_xdsl.bridge.decisions import find_mapping_problem, read_freedom
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.report import find_program, read_report
from stream_xdsl.cost.estimate import Tile, TileCost, estimate
from stream_xdsl.cost.search import Objective
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.allocate import allocate
from stream_xdsl.mapping.evaluator import PIPELINES_WAY, Evaluator, Stack
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.goal import Goal
from stream_xdsl.mapping.partition_scheduled import best_in_schedules
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.report.summary import summary
from stream_xdsl.tools.compile import compile_model, make_passes
from stream_xdsl.workload.network import Network

LOWERED = "convert-onnx-to-dnn{precision=native}"


def cost(tiles: Sequence[Tile], objective: Objective) -> Sequence[TileCost]:
    return estimate(tiles, objective=objective)


def silent(_step: int, _steps: int, _text: str) -> None:
    """No progress is shown."""


def problem(model: Path, machine: str) -> tuple[Network, Machine, list[Freedom]]:
    module = compile_model(str(model), make_passes(LOWERED, machine), dims={}, progress=silent)[1]
    network_op, on = find_mapping_problem(module, "test", "")
    network = read_network(network_op, on, "test")
    freedoms = [read_freedom(layer, on, "test") for layer in layer_ops(network_op)]
    return network, on, freedoms


@cache
def scheduled(model: Path, machine: str, partition: str) -> Evaluation:
    """What the passes of the named pipelines make of a partition."""
    text = (
        f"{LOWERED},dnn-partition-fusion{{{partition}}},dnn-tile-layers,dnn-estimate-core-cost,"
        "dnn-allocate-cores,convert-dnn-to-sched,sched-annotate-cost"
    )
    module = compile_model(str(model), make_passes(text, machine), dims={}, progress=silent)[1]
    found = summary(read_report(find_program(module, "test"), "test"))
    latency, energy = found["latency_cycles"], found["energy_pj"]
    assert isinstance(latency, int)
    assert isinstance(energy, float)
    return Evaluation(latency, energy)


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("machine", ["tpu_like_quad_core", "diana"])
def test_never_worse_than_the_other_strategies(repo: Path, machine: str, goal: Goal):
    model = repo / "examples/models/two_layers.onnxtxt"
    own = scheduled(model, machine, f"strategy=optimal objective={goal.value}")
    for other in ("layer-by-layer", "weights-fit"):
        assert goal.key(own) <= goal.key(scheduled(model, machine, f"strategy={other}"))


def test_where_the_model_errs(shared_data: Path):
    """Of the attention head on this machine the partition that the model finds best takes twice what layer by layer does."""
    model, machine = shared_data / "models/attention_head.onnx", "hda_bus"
    own, layer_by_layer = (
        Goal.EDP.key(scheduled(model, machine, f"strategy={s}"))[0] for s in ("optimal", "layer-by-layer")
    )
    assert own < 0.8 * layer_by_layer


def test_stacks_across_branches_take_what_is_predicted(shared_data: Path):
    """The two products whose results a third one multiplies: the first and the third are a stack, so layers are read back in another order."""
    model, machine = shared_data / "models/attention_head.onnx", "eyeriss_like_quad_core"
    network, on, freedoms = problem(model, machine)
    inside = (0, 2)
    partition = [
        Stack(1, 2, PIPELINES_WAY),
        Stack(0, 3, PIPELINES_WAY, without=(1,)),
        *(Stack(i, i + 1, PIPELINES_WAY) for i in range(3, len(network.layers))),
    ]
    evaluator = Evaluator(network, on, freedoms, cost, allocate, 1, lambda _: None)
    evaluator.schedule([tuple(partition)])
    names = ",".join(network.layers[i].name for i in inside)
    found = scheduled(model, machine, f'strategy=manual stacks="{names}"')
    predicted = evaluator.wholes[tuple(partition)]
    assert predicted is not None
    assert predicted.latency_cycles == found.latency_cycles
    assert predicted.energy_pj == pytest.approx(found.energy_pj, rel=1e-12)


def test_processes_do_not_matter(repo: Path):
    model, machine = repo / "examples/models/two_layers.onnxtxt", "hda_bus"
    network, on, freedoms = problem(model, machine)
    one, two = (best_in_schedules(network, on, freedoms, cost, Objective.EDP, processes=n) for n in (1, 2))
    assert one == two


def test_row_tiles_are_handed_on(repo: Path):
    """What the passes make of the stacks is what the search has found."""
    model, machine = repo / "examples/models/two_layers.onnxtxt", "tpu_like_quad_core"
    network, on, freedoms = problem(model, machine)
    groups = best_in_schedules(network, on, freedoms, cost, Objective.ENERGY, processes=1)
    assert any(group.row_tiles is not None for group in groups)
    ways = [
        replace(PIPELINES_WAY, tiling=replace(PIPELINES_WAY.tiling, row_tiles=group.row_tiles))
        for group in groups
    ]
    partition = tuple(Stack.of(group.layers, way) for group, way in zip(groups, ways, strict=True))
    evaluator = Evaluator(network, on, freedoms, cost, allocate, 1, lambda _: None)
    evaluator.schedule([partition])
    found, predicted = (
        scheduled(model, machine, "strategy=optimal objective=energy"),
        evaluator.wholes[partition],
    )
    assert predicted is not None
    assert predicted.latency_cycles == found.latency_cycles
    assert predicted.energy_pj == pytest.approx(found.energy_pj, rel=1e-12)
