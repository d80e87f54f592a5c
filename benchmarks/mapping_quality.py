"""How good the searched mappings are: against each baseline, and against the lower bound.

    python benchmarks/mapping_quality.py [--models FILE…] [--accelerators NAME…] [--objective NAME] [--effort NAME] [--json OUT] [--minutes N]

Every model on every machine: the mapping that `dnn-optimise-mapping` finds, and how many times as much the pipelines of separate passes take that
`never_worse.py` compares it with: layer by layer, weights-fit and fully fused, each with the allocation that is best for it; and each strategy of allocation with the better of the first two
fusions. Without arguments: the two-layer example and the light SqueezeNet of ONNX on two machines. `--json` and `--minutes` are those of `never_worse.py`, and
so are the rows: what one has measured need not be measured by the other. A pair that no mapping suits is told and left out.
"""

import argparse
import sys
from collections.abc import Sequence
from math import exp, log
from pathlib import Path
from statistics import median
from typing import Any

import pairs
from never_worse import add_json, measured

from stream_xdsl.mapping.goal import Goal
from stream_xdsl.mapping.optimise import EFFORTS, FULLY_FUSED, LAYER_BY_LAYER, WEIGHTS_FIT
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.tools.errors import user_errors

FUSIONS = (LAYER_BY_LAYER, WEIGHTS_FIT, FULLY_FUSED)
ALLOCATORS = ("fixed", "greedy", "genetic")


def over_own(row: dict[str, Any]) -> dict[str, float]:
    """By strategy, how many times as much of the objective its best pipeline takes as the mapping found."""
    goal = Goal(row["objective"])
    own = goal.key(Evaluation(row["latency_cycles"], row["energy_pj"]))[0]
    found: dict[str, float] = {}
    for name, (latency, energy) in row["baselines"].items():
        fusion, _, allocator = name.partition(", ")
        ratio = goal.key(Evaluation(latency, energy))[0] / own
        for group in (fusion, *([] if fusion == FULLY_FUSED else [allocator])):
            found[group] = min(ratio, found.get(group, ratio))
    return {name: found[name] for name in (*FUSIONS, *ALLOCATORS) if name in found}


def over_bound(row: dict[str, Any]) -> float:
    """The latency of the mapping found over its lower bound."""
    return row["latency_cycles"] / row["latency_lower_bound_cycles"]


def line(row: dict[str, Any]) -> str:
    """A row of the table."""
    start = f"{row['model']:<26}{row['accelerator']:<38}"
    if "refusal" in row:
        return start + row["refusal"]
    ratios = over_own(row)
    columns = "".join(f"{ratios[s]:>16.3f}" if s in ratios else f"{'–':>16}" for s in (*FUSIONS, *ALLOCATORS))
    return f"{start}{columns}{over_bound(row):>9.2f}{row['stacks']:>8}{row['search_seconds']:>7.1f}"


def sums(rows: Sequence[dict[str, Any]]) -> list[str]:
    """What is said of all pairs together."""
    lines: list[str] = []
    found = [over_own(row) for row in rows]
    for strategy in (*FUSIONS, *ALLOCATORS):
        ratios = [own[strategy] for own in found if strategy in own]
        if ratios:
            mean = exp(sum(map(log, ratios)) / len(ratios))
            lines.append(f"{strategy}: {mean:.3f} × in the geometric mean, {min(ratios):.3f} × at worst")
    if rows:
        lines.append(
            f"latency over its bound: {median(map(over_bound, rows)):.3f} at the median of {len(rows)}"
        )
    return lines


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
    add_json(parser)
    arguments = parser.parse_args()
    with user_errors():
        pairs.check_pairs(arguments.models, arguments.accelerators)
        rows = measured(arguments, [arguments.objective], lambda row: print(line(row), file=sys.stderr))
    stems = {model.stem for model in arguments.models}
    wanted = [
        row
        for row in rows
        if row["model"] in stems
        and row["accelerator"] in arguments.accelerators
        and (row["objective"], row["effort"]) == (arguments.objective, arguments.effort)
    ]
    heads = "".join(f"{strategy:>16}" for strategy in (*FUSIONS, *ALLOCATORS))
    print(f"{'model':<26}{'accelerator':<38}{heads}{'× bound':>9}{'stacks':>8}{'s':>7}")
    for row in wanted:
        print(line(row))
    print("\n".join(sums([row for row in wanted if "refusal" not in row])))


if __name__ == "__main__":
    main()
