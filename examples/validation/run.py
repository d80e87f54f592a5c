"""Compares schedules with measurements of three chips.

    python examples/validation/run.py [--chips NAME…] [--json OUT] [--plot OUT.svg]

Each chip is one of the library's machines; network and mapping are those that were measured (`networks.py`, `*.yaml`). All
are compiled alike: costs by the per-core model for least latency, one fused stack, checked by `sched-verify`. Besides the
full schedule two cruder ones are shown: without communication (data moves at once, memories are boundless) and ideal
(and tiles take only what the array itself needs). Exit code 1 if a full schedule is over 5 % from its measurement.

`docs/validation.md` has the results and where the cycles come from.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import networks
import numpy as np
import onnx
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.bridge.decisions import find_mapping_problem
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.report import find_program
from stream_xdsl.bridge.schedule import read_part_costs
from stream_xdsl.coala.part_costs import task_stages
from stream_xdsl.coala.schedule import schedule
from stream_xdsl.coala.stages import Stages
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.tools.compile import compile_model, make_passes
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import TileGraph, build_tile_graph, tile_order

TOLERANCE = 0.05
"""How far a full schedule may be from its measurement."""

PIPELINE = (
    "convert-onnx-to-dnn,dnn-partition-fusion{strategy=weights-fit},dnn-tile-layers,dnn-estimate-core-cost,"
    "dnn-allocate-cores{strategy=fixed},convert-dnn-to-sched,sched-annotate-cost,sched-verify"
)


@dataclass(frozen=True)
class Chip:
    """A measured chip; the figures of the original are those of a re-run of its validation branch."""

    name: str
    title: str
    network: Callable[[], onnx.ModelProto]
    measured_cycles: int
    original_cycles: int
    original_no_communication_cycles: int
    original_ideal_cycles: int
    original_peaks_kib: tuple[tuple[str, float], ...]
    """Memories, as we call them, and the most that the original has in them."""
    mapping: str = ""
    """The chip whose mapping it shares; its own, without."""


CHIPS = (
    Chip(
        "depfin",
        "DepFiN, FSRCNN",
        networks.fsrcnn,
        6_180_000,
        6_370_024,
        5_018_220,
        4_924_800,
        (("core0::l1_act", 262.5), ("core0::l1_w", 15.6)),
    ),
    Chip(
        "jia_aimc",
        "Jia et al., ResNet-50 segment",
        networks.resnet50_segment,
        66_302,
        63_820,
        61_812,
        1_630,
        (("core0::l1_i_o", 16.0), ("core1::l1_i_o", 7.6), ("core2::l1_i_o", 1.1), ("core3::l1_i_o", 4.8)),
    ),
    Chip(
        "jia_imc",
        "the same, in-memory arrays",
        networks.resnet50_segment,
        66_302,
        63_820,
        61_812,
        1_630,
        (),
        mapping="jia_aimc",
    ),
    Chip(
        "diana",
        "DIANA, ResNet-18 segment",
        networks.resnet18_segment,
        812_000,
        791_852,
        781_524,
        540_576,
        (("core0::sram_256KB", 112.0), ("core0::l1_w", 9.2), ("core2::l1_w", 148.0)),
    ),
)


@dataclass(frozen=True)
class Outcome:
    """What became of a chip; cycles, unless said otherwise."""

    chip: str
    measured_cycles: int
    full_cycles: int
    no_communication_cycles: int
    ideal_cycles: int
    original_cycles: int
    original_no_communication_cycles: int
    original_ideal_cycles: int
    tiles: int
    dependencies: int
    """Pairs of a tile and a block that another tile has made for it."""
    edges: int
    """As the original counts them: it also chains the tiles of a layer."""
    peaks_kib: dict[str, float]
    original_peaks_kib: dict[str, float]
    seconds: float

    @property
    def deviation(self) -> float:
        """Of the full schedule from the measurement, as a share."""
        return self.full_cycles / self.measured_cycles - 1


def evaluate(chip: Chip) -> Outcome:
    """Compile the chip's network and schedule it at all three fidelities."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / f"{chip.name}_network.onnx"
        onnx.save(chip.network(), model)
        mapping = Path(__file__).with_name(f"{chip.mapping or chip.name}.yaml")
        passes = make_passes(PIPELINE, chip.name, mapping=str(mapping))
        _, module = compile_model(str(model), passes, dims={}, progress=lambda *_: None)
    totals = find_program(module, "validation").totals
    assert totals is not None
    peaks = {
        "::".join(name.data for name in (peak.memory.root_reference, *peak.memory.nested_references)): (
            peak.used_bits.value.data / 8192
        )
        for peak in totals.peaks
    }
    without, ideal, network, graph = _without_communication(module)
    dependencies = _dependencies(graph)
    return Outcome(
        chip=chip.name,
        measured_cycles=chip.measured_cycles,
        full_cycles=totals.latency_cycles.value.data,
        no_communication_cycles=without,
        ideal_cycles=ideal,
        original_cycles=chip.original_cycles,
        original_no_communication_cycles=chip.original_no_communication_cycles,
        original_ideal_cycles=chip.original_ideal_cycles,
        tiles=graph.tasks,
        dependencies=dependencies,
        edges=dependencies + graph.tasks - len(network.layers),
        peaks_kib={name: peaks[name] for name, _ in chip.original_peaks_kib},
        original_peaks_kib=dict(chip.original_peaks_kib),
        seconds=round(time.perf_counter() - began, 2),
    )


def _without_communication(module: ModuleOp) -> tuple[int, int, Network, TileGraph]:
    """Latency without communication, and with ideal tiles, too."""
    network_op, machine = find_mapping_problem(module, "validation", "")
    network = read_network(network_op, machine, "validation")
    costs = [*read_part_costs(layer_ops(network_op), network, machine, "validation").values()]
    graph = build_tile_graph(network, machine)
    order = tile_order(network, graph)
    energy = np.concatenate([part.energy_pj for part in costs])
    problem = (machine, Interconnect(machine), network, graph, order)
    latencies = [
        schedule(*problem, cycles, energy, stages=stages, communication=False).latency_cycles
        for cycles, stages in (
            (
                np.concatenate([part.cycles for part in costs]),
                task_stages(costs, machine, network, graph),
            ),
            (np.concatenate([part.compute_cycles for part in costs]), Stages.none(graph.tasks)),
        )
    ]
    return latencies[0], latencies[1], network, graph


def _dependencies(graph: TileGraph) -> int:
    needs = graph.task_needs
    blocks = graph.delivery_block[needs.values]
    tasks = np.repeat(np.arange(graph.tasks), np.diff(needs.offsets))
    produced = graph.block_produced[blocks]
    return len(set(zip(tasks[produced].tolist(), blocks[produced].tolist(), strict=True)))


def table(outcomes: Sequence[Outcome]) -> str:
    """All figures as text."""
    lines = [
        f"{'':10}{'measured':>11}{'full':>11}{'':>8}{'no comm.':>11}{'ideal':>11}"
        f"{'original':>11}{'':>8}{'no comm.':>11}{'ideal':>11}"
    ]
    for o in outcomes:
        original = o.original_cycles / o.measured_cycles - 1
        lines.append(
            f"{o.chip:10}{o.measured_cycles:>11,}{o.full_cycles:>11,}{o.deviation:>+8.1%}"
            f"{o.no_communication_cycles:>11,}{o.ideal_cycles:>11,}{o.original_cycles:>11,}{original:>+8.1%}"
            f"{o.original_no_communication_cycles:>11,}{o.original_ideal_cycles:>11,}"
        )
    lines.append("")
    for o in outcomes:
        peaks = ", ".join(
            f"{name} {kib:.1f} ({o.original_peaks_kib[name]:g})" for name, kib in o.peaks_kib.items()
        )
        lines.append(f"{o.chip}: {o.tiles} tiles, {o.dependencies} dependencies, {o.seconds:.1f} s")
        if peaks:
            lines.append(f"{'':10}peak KiB (the original's): {peaks}")
    return "\n".join(lines)


BAR, GAP, WIDTH, LEFT = 16, 26, 520, 150
COLOURS = {"measured": "#444", "full": "#2a7", "no communication": "#7bc", "ideal": "#cde"}


def plot(outcomes: Sequence[Outcome]) -> str:
    """The cycles of every chip as bars relative to its measurement, as SVG."""
    titles = {chip.name: chip.title for chip in CHIPS}
    rows: list[str] = []
    y = 30
    for o in outcomes:
        bars = {
            "measured": o.measured_cycles,
            "full": o.full_cycles,
            "no communication": o.no_communication_cycles,
            "ideal": o.ideal_cycles,
        }
        rows.append(f'<text x="8" y="{y - 6}" font-weight="bold">{titles[o.chip]}</text>')
        for name, cycles in bars.items():
            length = WIDTH * cycles / o.measured_cycles
            rows.append(f'<text x="{LEFT - 6}" y="{y + 12}" text-anchor="end">{name}</text>')
            rows.append(
                f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR - 2}" fill="{COLOURS[name]}"/>'
            )
            share = f" ({cycles / o.measured_cycles - 1:+.1%})" if name != "measured" else ""
            rows.append(f'<text x="{LEFT + length + 6:.1f}" y="{y + 12}">{cycles:,}{share}</text>')
            y += BAR
        y += GAP
    body = "\n".join(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 170}" height="{y - 10}"'
        f' font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="white"/>\n{body}\n</svg>\n'
    )


def main() -> int:
    """Evaluate the chips that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [chip.name for chip in CHIPS]
    parser.add_argument("--chips", nargs="+", choices=names, default=names, metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="OUT")
    parser.add_argument("--plot", type=Path, metavar="OUT.svg")
    arguments = parser.parse_args()
    outcomes = [evaluate(chip) for chip in CHIPS if chip.name in arguments.chips]
    print(table(outcomes))
    if arguments.json:
        rows = [{**asdict(o), "deviation": o.deviation} for o in outcomes]
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n")
    if arguments.plot:
        arguments.plot.write_text(plot(outcomes))
    return int(any(abs(o.deviation) > TOLERANCE for o in outcomes))


if __name__ == "__main__":
    sys.exit(main())
