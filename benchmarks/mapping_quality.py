"""How good the searched mappings are: against each baseline, and against the lower bound.

    python benchmarks/mapping_quality.py [--models FILE…] [--accelerators NAME…] [--objective NAME] [--effort NAME] [--json OUT]

Every model on every machine: the mapping that `dnn-optimise-mapping` finds, and what the strategies among its seeds take: layer by layer, weights-fit
and fully fused, each in several ways; and the better of the first two with the tiles of the named pipelines, allocated by other strategies
than CP-SAT. All are scheduled by the same engine with the same costs. Without arguments: the two-layer example and
the light SqueezeNet of ONNX on two machines. Costs come from the store on disk unless `--cold`. A pair that no mapping suits is told and left out.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from math import exp, log
from pathlib import Path

import pairs

from stream_xdsl.bridge.decisions import find_mapping_problem, read_freedom
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.cost.estimate import Tile, TileCost, estimate
from stream_xdsl.cost.search import Objective
from stream_xdsl.cost.store import CostStore
from stream_xdsl.diagnostics import PassError
from stream_xdsl.mapping.bounds import lower_bounds
from stream_xdsl.mapping.optimise import (
    EFFORTS,
    FULLY_FUSED,
    LAYER_BY_LAYER,
    PIPELINES_TILING,
    WEIGHTS_FIT,
    Goal,
    optimise,
)
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.tools.errors import user_errors
from stream_xdsl.unmappable import UnmappableError

ALLOCATORS = ("fixed", "greedy", "genetic")


def measure(model: Path, machine_name: str, goal: Goal, effort: str, *, cold: bool) -> dict[str, object]:
    """Figures of one pair."""
    module = pairs.load(model, machine_name)
    network_op, machine = find_mapping_problem(module, "benchmark", "")
    network = read_network(network_op, machine, "benchmark")
    freedoms = [read_freedom(layer, machine, "benchmark") for layer in layer_ops(network_op)]
    store = None if cold else CostStore()

    def cost(tiles: Sequence[Tile], objective: Objective) -> Sequence[TileCost]:
        return estimate(tiles, objective=objective, store=store)

    began = time.perf_counter()
    found = optimise(network, machine, freedoms, cost, goal, EFFORTS[effort], compare=True)
    seconds = time.perf_counter() - began
    bounds = lower_bounds(network, machine)
    bound = goal.key(Evaluation(bounds.latency_cycles, bounds.energy_pj))[0]
    own = goal.key(found.evaluation)[0]
    # Of each strategy of fusion the way that is best for it; of each of allocation the better of two fusions, as the pipelines tile.
    baselines: dict[str, float] = {}
    for (strategy, way), evaluation in found.baselines.items():
        as_pipelines = way.tiling.most_tiles == PIPELINES_TILING.most_tiles and strategy != FULLY_FUSED
        for group in (strategy, *([way.allocator] if as_pipelines and way.allocator in ALLOCATORS else ())):
            value = goal.key(evaluation)[0]
            baselines[group] = min(value, baselines.get(group, value))
    return {
        "model": model.stem,
        "accelerator": machine_name,
        "latency_cycles": found.evaluation.latency_cycles,
        "energy_pj": found.evaluation.energy_pj,
        "stacks": len(found.partition),
        "over_bound": own / bound,
        "latency_over_bound": found.evaluation.latency_cycles / bounds.latency_cycles,
        "baselines_over_own": {name: value / own for name, value in baselines.items()},
        "seconds": seconds,
    }


def main() -> None:
    """Measure all pairs, and sum up."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    light = [model for model in pairs.light_models() if model.stem == "light_squeezenet"]
    usual = [pairs.REPO / "examples/models/two_layers.onnxtxt", *light]
    parser.add_argument("--models", type=Path, nargs="+", default=usual, metavar="FILE")
    parser.add_argument(
        "--accelerators", nargs="+", default=["tpu_like_quad_core", "hda_bus"], metavar="NAME"
    )
    parser.add_argument("--objective", choices=[goal.value for goal in Goal], default="edp")
    parser.add_argument("--effort", choices=list(EFFORTS), default="default")
    parser.add_argument("--cold", action="store_true", help="cost every tile anew")
    parser.add_argument("--json", type=Path, metavar="OUT")
    arguments = parser.parse_args()
    with user_errors():
        pairs.check_pairs(arguments.models, arguments.accelerators)
        compare(arguments)


def compare(arguments: argparse.Namespace) -> None:
    """Print a line per pair, and the means."""
    rows: list[dict[str, object]] = []
    strategies = (LAYER_BY_LAYER, WEIGHTS_FIT, FULLY_FUSED, *ALLOCATORS)
    print(f"{'model':<20}{'accelerator':<28}" + "".join(f"{s:>16}" for s in strategies), end="")
    print(f"{'× bound':>9}{'latency':>9}{'stacks':>8}{'s':>7}")
    for model in arguments.models:
        for machine in arguments.accelerators:
            try:
                row = measure(
                    model, machine, Goal(arguments.objective), arguments.effort, cold=arguments.cold
                )
            except (PassError, UnmappableError) as error:
                print(f"{model.stem:<20}{machine:<28}{str(error).splitlines()[0]}")
                continue
            rows.append(row)
            ratios = row["baselines_over_own"]
            assert isinstance(ratios, dict)
            print(f"{model.stem:<20}{machine:<28}", end="")
            print("".join(f"{ratios[s]:>16.3f}" if s in ratios else f"{'–':>16}" for s in strategies), end="")
            print(
                f"{row['over_bound']:>9.2f}{row['latency_over_bound']:>9.2f}{row['stacks']:>8}{row['seconds']:>7.1f}"
            )
            sys.stdout.flush()
    for strategy in strategies:
        found = [
            ratios[strategy]
            for row in rows
            if isinstance(ratios := row["baselines_over_own"], dict) and strategy in ratios
        ]
        if found:
            mean = exp(sum(map(log, found)) / len(found))
            print(f"{strategy}: {mean:.3f} × in the geometric mean, {min(found):.3f} × at worst")
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()
