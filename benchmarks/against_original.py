"""Our schedules next to those of the original Stream, on its own decisions.

    python benchmarks/against_original.py RUNS.json [--root FOLDER] [--json OUT]

RUNS.json has runs of the original: machine, model, and per layer the cores, tiles and splits it took, with its figures; paths in it are
relative to the root, by default RUNS.json's folder's parent. Each run is compiled with these decisions pinned, and checked by
`sched-verify`.

Latency is told as a ladder from the original's to ours, one modelling rule a step:

- *schedule*: our scheduler with the original's cycles of every tile, and ports that tiles and transfers do not share: exact
  dependencies and halos, prefetch, several transfers on a link, and final outputs written off-chip, which the original leaves out;
- *ports*: tiles and transfers of a core take turns on a port that both need;
- *tiles*: our own costs of tiles; where a layer did not fit, tiles that do instead of operands that stream.

Energy is told by cause. The original moves whole tiles where we move what is needed, and writes no outputs.
"""

import argparse
import json
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.bridge.decisions import find_mapping_problem
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.schedule import read_part_costs
from stream_xdsl.coala.schedule import Schedule, schedule
from stream_xdsl.coala.transfers import TRANSFER_ACCESSES, Movement
from stream_xdsl.hardware.machine import Machine, Memory, Port
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.tools.compile import compile_model, make_passes
from stream_xdsl.workload.tile_graph import build_tile_graph, tile_order

PIPELINE = (
    "convert-onnx-to-dnn,dnn-partition-fusion{{strategy={strategy}}},dnn-tile-layers,dnn-estimate-core-cost,"
    "dnn-allocate-cores{{strategy=fixed}},convert-dnn-to-sched,sched-annotate-cost,sched-verify"
)
STRATEGIES = {"lbl": "layer-by-layer", "fused": "weights-fit"}
WORTH_A_WORD = 0.05
"""Difference from which on a step is marked."""

Row = dict[str, Any]


def mapping_text(run: Row) -> str:
    """The decisions of a run as a mapping file."""
    entries: list[Row] = []
    for layer in run["per_layer"]:
        entry: Row = {"name": layer["name"], "core_allocation": layer["cores"]}
        for key, text in (("intra_core_tiling", layer["intra"]), ("inter_core_tiling", layer["inter"])):
            loops = [
                f"{dim}, {count}" for dim, count in re.findall(r"\((\w+), (\d+)\)", text) if int(count) > 1
            ]
            if loops and (key == "inter_core_tiling" or run["mode"] != "lbl"):
                entry[key] = loops
        entries.append(entry)
    return yaml.safe_dump(entries)


def compile_run(run: Row, root: Path) -> ModuleOp:
    """The run's model on its machine, with its decisions."""
    with tempfile.TemporaryDirectory() as folder:
        mapping = Path(folder) / "mapping.yaml"
        mapping.write_text(mapping_text(run))
        pipeline = PIPELINE.format(strategy=STRATEGIES[run["mode"]])
        passes = make_passes(pipeline, str(root / run["hardware"]), mapping=str(mapping))
        return compile_model(str(root / run["workload"]), passes, dims={}, progress=lambda *_: None)[1]


def apart(machine: Machine) -> Machine:
    """The machine with ports of its own for transfers wherever tiles and transfers share one."""

    def split(port: Port) -> tuple[Port, ...]:
        ours = tuple(access for access in port.serves if access not in TRANSFER_ACCESSES)
        theirs = tuple(access for access in port.serves if access in TRANSFER_ACCESSES)
        if not ours or not theirs:
            return (port,)
        return replace(port, serves=ours), replace(port, name=f"{port.name}.transfers", serves=theirs)

    def memory(own: Memory) -> Memory:
        return replace(own, ports=tuple(part for port in own.ports for part in split(port)))

    types = {
        core_type: replace(core_type, memories=tuple(map(memory, core_type.memories)))
        for core_type in machine.core_types
        if core_type.array is not None
    }
    cores = tuple(
        replace(core, core_type=types.get(core.core_type, core.core_type)) for core in machine.cores
    )
    return replace(machine, cores=cores)


@dataclass(frozen=True)
class Comparison:
    """A run and ours, in cycles and pJ."""

    run: Row
    tiles: int
    schedule_cycles: int
    ports_cycles: int
    cycles: int
    energy_pj: dict[str, tuple[float, float]]
    """Cause -> ours, the original's."""

    @property
    def ladder(self) -> list[tuple[str, float]]:
        """Latency after each step, from the original's."""
        return [
            ("original", float(self.run["result"]["latency"])),
            ("schedule", self.schedule_cycles),
            ("ports", self.ports_cycles),
            ("tiles", self.cycles),
        ]


def compare(run: Row, root: Path) -> Comparison:
    """Compile a run and take its latency apart."""
    network_op, machine = find_mapping_problem(compile_run(run, root), "benchmark", "")
    network = read_network(network_op, machine, "benchmark")
    costs = read_part_costs(layer_ops(network_op), network, machine, "benchmark")
    graph = build_tile_graph(network, machine)
    order = tile_order(network, graph)
    energy = np.concatenate([part.energy_pj for part in costs.values()])
    own = np.concatenate([part.cycles for part in costs.values()])
    # A layer's cycles in the original, over as many tiles as we have of it.
    tiles = np.bincount(graph.part_layer[graph.task_part], minlength=len(network.layers))
    whole = np.array([layer["runtime"] * layer["cns"] for layer in run["per_layer"]])
    theirs = (-(-whole // tiles)).astype(np.int64)[graph.part_layer[graph.task_part]]

    def run_on(chip: Machine, cycles: np.ndarray) -> Schedule:
        return schedule(chip, Interconnect(chip), network, graph, order, cycles, energy)

    result = run_on(machine, own)
    by_movement = {
        movement: float(result.transfer_energy_pj[result.transfer_movement == movement].sum())
        for movement in Movement
    }
    told = run["result"]
    return Comparison(
        run,
        graph.tasks,
        run_on(apart(machine), theirs).latency_cycles,
        run_on(machine, theirs).latency_cycles,
        result.latency_cycles,
        {
            "tiles": (float(energy.sum()), told["total_cn_onchip_energy"]),
            "loads": (
                by_movement[Movement.LOAD] + by_movement[Movement.RELOAD],
                told["total_cn_offchip_link_energy"] + told["total_cn_offchip_memory_energy"],
            ),
            "between cores": (
                by_movement[Movement.MOVE],
                told["total_core_to_core_link_energy"] + told["total_core_to_core_memory_energy"],
            ),
            "spills": (
                by_movement[Movement.SPILL],
                told["total_eviction_to_offchip_link_energy"]
                + told["total_eviction_to_offchip_memory_energy"],
            ),
            "outputs": (
                by_movement[Movement.STORE],
                told["total_sink_layer_output_offchip_link_energy"]
                + told["total_sink_layer_output_offchip_memory_energy"],
            ),
            "all": (result.energy_pj, told["energy"]),
        },
    )


def describe(comparison: Comparison) -> str:
    """The ladder, and energy by cause."""
    run = comparison.run
    lines = [f"{run['id']} ({run['mode']}): {comparison.tiles} tiles, the original's {run['n_cns']}"]
    before = comparison.ladder[0][1]
    for name, cycles in comparison.ladder:
        change = cycles / before - 1
        mark = " *" if abs(change) > WORTH_A_WORD else ""
        lines.append(f"  {name:<14}{cycles:>14,.0f} cycles{change:>+8.1%}{mark}")
        before = cycles
    for name, (ours, theirs) in comparison.energy_pj.items():
        if not ours and not theirs:
            continue
        ratio = f"{ours / theirs - 1:>+8.1%}" if theirs else "     new"
        lines.append(f"  {name:<14}{ours:>14,.0f} pJ, the original's {theirs:>14,.0f}{ratio}")
    return "\n".join(lines)


def main() -> None:
    """Compare all runs of a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", type=Path, metavar="RUNS.json")
    parser.add_argument("--root", type=Path, metavar="FOLDER")
    parser.add_argument("--json", type=Path, metavar="OUT")
    arguments = parser.parse_args()
    root = arguments.root or arguments.runs.resolve().parent.parent
    rows: list[Row] = []
    for run in json.loads(arguments.runs.read_text()):
        comparison = compare(run, root)
        print(describe(comparison))
        rows.append(
            {
                "id": run["id"],
                "latency_cycles": dict(comparison.ladder),
                "energy_pj": {
                    cause: {"ours": ours, "original": theirs}
                    for cause, (ours, theirs) in comparison.energy_pj.items()
                },
            }
        )
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()
