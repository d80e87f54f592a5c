"""Whether searched mappings are never worse than those that pipelines of separate passes make.

    python benchmarks/never_worse.py [--models FILE…] [--accelerators NAME…] [--objectives NAME…] [--effort NAME] [--json OUT] [--minutes N]

Every model on every machine, for every objective: the mapping that `dnn-optimise-mapping` finds, verified, against layer by layer, weights-fit and fully
fused, each with every strategy of `dnn-allocate-cores`. These pipelines are written as a user would: with the objective wherever a pass takes one, tiles costed for
least energy if that is the objective, else for least latency; besides them the named pipelines as they are, and for `thorough`
`dnn-partition-fusion{strategy=optimal}` and default options; for `quick` the named pipelines alone. All is scheduled by `convert-dnn-to-sched`. A baseline that is
not possible is left out, and so is a pair that nothing suits. A violation, with commands that show it, ends in exit code 1.

Defaults: the nine light models of the `onnx` package, those of `../shared/data/models`, and the machines of `../shared/data/stream_inputs/hardware`; the cheapest pairs
first. With `--json`, what OUT holds already is not measured again, and every result is written there at once: a long matrix can be run in parts, and `--minutes` begins nothing after so many.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pairs
from xdsl.dialects.builtin import ModuleOp
from xdsl.utils.exceptions import DiagnosticException

from stream_xdsl.bridge.network import find_network, layer_ops
from stream_xdsl.bridge.report import find_program, read_report
from stream_xdsl.cost.search import Objective
from stream_xdsl.mapping.allocate import STRATEGIES
from stream_xdsl.mapping.goal import Goal
from stream_xdsl.mapping.optimise import EFFORTS, Effort
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.output import whole_file
from stream_xdsl.report.summary import summary
from stream_xdsl.tools.errors import user_errors

SCHEDULED = "convert-dnn-to-sched,sched-annotate-cost"

ROUNDING = 1e-12
"""Energies are sums of doubles, and equal to this part."""

FIGURES = ("latency_cycles", "energy_pj", "latency_lower_bound_cycles", "energy_lower_bound_pj")
"""What is kept of a summary."""

WITH_OBJECTIVE = ("cp-sat", "genetic")
"""Strategies of `dnn-allocate-cores` that take one."""


@dataclass(frozen=True)
class Baseline:
    """A pipeline of separate passes, in parts of which several pipelines share the first."""

    name: str
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole pipeline, from the network to the annotated schedule."""
        return ",".join((*self.parts, SCHEDULED))


def baselines(goal: Goal, effort: Effort, layers: Sequence[str]) -> list[Baseline]:
    """All pipelines that a mapping for that goal must not be worse than with that effort; `layers` are the network's."""
    fusions = {
        "layer-by-layer": "dnn-partition-fusion{strategy=layer-by-layer}",
        "weights-fit": "dnn-partition-fusion{strategy=weights-fit}",
        "fully-fused": f'dnn-partition-fusion{{strategy=manual stacks="{",".join(layers)}"}}',
    }
    costed_for = Objective.ENERGY if goal is Goal.ENERGY else Objective.LATENCY
    found = [
        Baseline(f"{name}, {allocator}", _parts(fusion, allocator, costed_for, goal))
        for name, fusion in fusions.items()
        for allocator in STRATEGIES
        if effort.strategies
    ]
    named = [
        Baseline(f"pipeline '{name}'", _parts(fusions[fusion], "cp-sat", Objective.LATENCY, Goal.LATENCY))
        for name, fusion in (("layer-by-layer", "layer-by-layer"), ("fused", "weights-fit"))
    ]
    if effort.optimal:
        optimal = f"dnn-partition-fusion{{strategy=optimal objective={goal.value}}}"
        found.append(Baseline("optimal", _parts(optimal, "cp-sat", Objective.LATENCY, Goal.LATENCY)))
    return found if found and goal is Goal.LATENCY else [*found, *named]


def _parts(fusion: str, allocator: str, costed_for: Objective, goal: Goal) -> tuple[str, ...]:
    options = f"strategy={allocator}" + (f" objective={goal.value}" if allocator in WITH_OBJECTIVE else "")
    return (
        f"{fusion},dnn-tile-layers",
        f"dnn-estimate-core-cost{{objective={costed_for.value}}}",
        f"dnn-allocate-cores{{{options}}}",
    )


class Pair:
    """A model on a machine; what pipelines have in common is done once."""

    def __init__(self, model: Path, machine: str):
        self.model = model
        self.machine = machine
        self.layers: list[str] = []
        self._after: dict[tuple[str, ...], ModuleOp | DiagnosticException] = {}
        try:
            module = pairs.load(model, machine)
        except DiagnosticException as error:
            self._after[()] = error
        else:
            self._after[()] = module
            self.layers = [op.layer_name.data for op in layer_ops(find_network(module, "benchmark"))]
        self._evaluated: dict[tuple[str, ...], Evaluation | None] = {}

    def measure(self, goal: Goal, effort: str) -> dict[str, Any]:
        """What the search takes, what each baseline takes, and which of them are less."""
        began = time.perf_counter()
        row: dict[str, Any] = {
            "model": self.model.stem,
            "accelerator": self.machine,
            "objective": goal.value,
            "effort": effort,
        }
        search = f"dnn-optimise-mapping{{objective={goal.value} effort={effort}}},{SCHEDULED},sched-verify"
        try:
            found, refusal = self._summary((), search), ""
        except DiagnosticException as error:
            found, refusal = {}, str(error).splitlines()[0]
        searched = time.perf_counter()
        known = [(b, self._evaluate(b)) for b in baselines(goal, EFFORTS[effort], self.layers)]
        possible = [(b, evaluation) for b, evaluation in known if evaluation is not None]
        if not found:
            row["refusal"] = refusal
            ratios = {b.name: None for b, _ in possible}
            worse = [b for b, _ in possible]
        else:
            value = goal.key(_evaluation(found))[0]
            row |= {key: found[key] for key in FIGURES} | {"stacks": len(found["stacks"])}
            ratios = {b.name: value / goal.key(evaluation)[0] for b, evaluation in possible}
            worse = [b for b, e in possible if value > goal.key(e)[0] * (1 + ROUNDING)]
            row["worst"] = max(ratios.values(), default=None)
        return row | {
            "own_over_baselines": ratios,
            "baselines": {b.name: [e.latency_cycles, e.energy_pj] for b, e in possible},
            "violations": [{"baseline": b.name, "command": self._command(b)} for b in worse],
            "search_seconds": round(searched - began, 2),
            "baselines_seconds": round(time.perf_counter() - searched, 2),
        }

    def _evaluate(self, baseline: Baseline) -> Evaluation | None:
        """What a baseline takes, or None if it is not possible."""
        parts = baseline.parts
        if parts not in self._evaluated:
            try:
                self._evaluated[parts] = _evaluation(self._summary(parts[:-1], f"{parts[-1]},{SCHEDULED}"))
            except DiagnosticException:
                self._evaluated[parts] = None
        return self._evaluated[parts]

    def _summary(self, parts: tuple[str, ...], rest: str) -> dict[str, Any]:
        """The figures of a schedule that is made by the first parts of a pipeline, which are kept, and the rest."""
        module = pairs.run(self._run(parts), rest)
        return summary(read_report(find_program(module, "benchmark"), "benchmark"))

    def _run(self, parts: tuple[str, ...]) -> ModuleOp:
        """What the first parts of a pipeline make of the network; raises as they do, each time."""
        if parts not in self._after:
            before = self._run(parts[:-1])
            try:
                self._after[parts] = pairs.run(before, parts[-1])
            except DiagnosticException as error:
                self._after[parts] = error
        found = self._after[parts]
        if isinstance(found, DiagnosticException):
            raise found
        return found

    def _command(self, baseline: Baseline) -> str:
        """How a user makes that baseline."""
        pipeline = f"convert-onnx-to-dnn{{precision=native}},{baseline.text}"
        return f"stream-xdsl compile {self.model} --accelerator {self.machine} --pipeline '{pipeline}'"


def _evaluation(figures: dict[str, Any]) -> Evaluation:
    return Evaluation(figures["latency_cycles"], figures["energy_pj"])


def by_work(models: Sequence[Path], machines: Sequence[str]) -> list[tuple[Path, str]]:
    """All pairs, about the cheapest first: by nodes times cores."""
    from onnx import load

    nodes = {m: len(load(str(m), load_external_data=False).graph.node) for m in models}
    cores = {name: len(pairs.machine_of(name).cores) for name in machines}
    every = [(model, machine) for model in models for machine in machines]
    return sorted(every, key=lambda pair: (nodes[pair[0]] * cores[pair[1]], pair[0].stem, pair[1]))


def _line(row: dict[str, Any]) -> Iterator[str]:
    yield f"{row['model']:<26}{row['accelerator']:<38}{row['objective']:<9}"
    if "refusal" in row:
        yield row["refusal"]
    else:
        named = row["own_over_baselines"]
        nearest = f"× {max(named, key=named.__getitem__)}" if named else "no baseline is possible"
        yield f"{row['worst'] or 0:>8.4f} {nearest:<32}{len(named):>3} baselines"
        yield f"{row['search_seconds']:>8.1f} + {row['baselines_seconds']:.1f} s"
    for violation in row["violations"]:
        yield f"\n  VIOLATION: worse than {violation['baseline']}\n    {violation['command']}"


def measured(
    arguments: argparse.Namespace, objectives: Sequence[str], show: Callable[[dict[str, Any]], None]
) -> list[dict[str, Any]]:
    """A row for each pair of the command line and each objective, and whatever else its JSON holds already; those that are new are shown and written there at once."""
    rows: list[dict[str, Any]] = []
    if arguments.json is not None and arguments.json.is_file():
        rows = json.loads(arguments.json.read_text("utf-8"))
    done = {(r["model"], r["accelerator"], r["objective"], r["effort"]) for r in rows}
    began = time.monotonic()
    for model, machine in by_work(arguments.models, arguments.accelerators):
        pair: Pair | None = None
        for objective in objectives:
            late = arguments.minutes is not None and time.monotonic() - began > 60 * arguments.minutes
            if late or (model.stem, machine, objective, arguments.effort) in done:
                continue
            pair = pair or Pair(model, machine)
            rows.append(pair.measure(Goal(objective), arguments.effort))
            show(rows[-1])
            if arguments.json is not None:
                with whole_file(str(arguments.json)) as stream:
                    stream.write(json.dumps(rows, indent=1) + "\n")
    return rows


def add_json(parser: argparse.ArgumentParser) -> None:
    """Options of whatever is measured in parts."""
    parser.add_argument("--json", type=Path, metavar="OUT")
    parser.add_argument("--minutes", type=float, metavar="N")


def main() -> int:
    """Measure all pairs, and say whether any is worse than a baseline."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", type=Path, nargs="+", default=pairs.default_models(), metavar="FILE")
    parser.add_argument("--accelerators", nargs="+", default=pairs.published_machines(), metavar="NAME")
    parser.add_argument(
        "--objectives", nargs="+", choices=[goal.value for goal in Goal], default=list(Goal), metavar="NAME"
    )
    parser.add_argument("--effort", choices=list(EFFORTS), default="quick")
    add_json(parser)
    arguments = parser.parse_args()
    with user_errors():
        pairs.check_pairs(arguments.models, arguments.accelerators)
        rows = measured(arguments, arguments.objectives, lambda row: print("".join(_line(row)), flush=True))
    compared = [row for row in rows if row["own_over_baselines"]]
    violations = sum(len(row["violations"]) for row in rows)
    worst = max((row["worst"] for row in compared if row.get("worst")), default=0.0)
    print(
        f"{len(compared)} searches compared, {len(rows) - len(compared)} left out: {violations} violations, {worst:.6f} × a baseline at worst"
    )
    return int(violations > 0)


if __name__ == "__main__":
    raise SystemExit(main())
