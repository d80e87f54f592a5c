"""How the scheduler's time grows with tiles and cores.

    python benchmarks/coala_scale.py [--tiles N…] [--cores M…] [--repeat N] [--json OUT] [--plot OUT.svg]
    python benchmarks/coala_scale.py --network FILE.mlir [--repeat N] [--json OUT]

Of the second form the network is one with costs and cores, as `convert-dnn-to-sched` takes it. Else the network is a chain of convolutions of three taps along one of two axes, a position per tile, so that every tile needs three tiles of
the layer before; layers take turns on the cores, which share a mesh of links and an off-chip memory. Timed is one evaluation, `coala.schedule.schedule`,
on one thread, the least of N, after one that loads the compiled code; the tile graph and the order are made before, and told apart.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin
from xdsl.parser import Parser

from stream_xdsl.bridge.decisions import find_mapping_problem
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.schedule import read_part_costs
from stream_xdsl.coala.part_costs import streamed_operands, task_stages, task_streams
from stream_xdsl.coala.schedule import schedule
from stream_xdsl.hardware.machine import (
    Array,
    Core,
    CoreType,
    Direction,
    Link,
    Machine,
    Memory,
    MemoryOperand,
    Port,
    PortKind,
    Role,
)
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.universe import UNIVERSE
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import (
    AxisGroup,
    Layer,
    LinearMap,
    Network,
    Tensor,
    TensorRole,
    Use,
    ViewPiece,
)
from stream_xdsl.workload.tile_graph import TileGraph, build_tile_graph, tile_order

CHANNELS, TAPS, CYCLES = 8, 3, 40


def core_type(name: str, role: Role, bits: int) -> CoreType:
    """A core with one memory, and ports of its own for the datapath and for transfers."""
    inwards, outwards = (Direction.TO_LOW, Direction.FROM_LOW), (Direction.FROM_HIGH, Direction.TO_HIGH)
    if role is Role.OFFCHIP:
        inwards, outwards = (*inwards, *outwards), ()
    ports = tuple(
        Port(name, PortKind.READ_WRITE, 8, 512, tuple((o, d) for o in MemoryOperand for d in directions))
        for name, directions in (("datapath", inwards), ("transfers", outwards))
        if directions
    )
    memory = Memory("sram", bits, 1.0, 1.0, tuple(MemoryOperand), (), ports)
    return CoreType(name, role, Array((("D1", 64),), 1.0) if role is Role.COMPUTE else None, (memory,))


def machine(cores: int) -> Machine:
    """A mesh as square as can be, with off-chip memory at a corner."""
    compute, offchip = core_type("pe", Role.COMPUTE, 1 << 20), core_type("dram", Role.OFFCHIP, 1 << 40)
    columns = round(cores**0.5)
    while cores % columns:
        columns -= 1
    ends = [(i, i + 1) for i in range(cores) if (i + 1) % columns]
    ends += [(i, i + columns) for i in range(cores - columns)]
    links = [Link(f"link{n}", f"core{a}", f"core{b}", 128, True, 0.1, 1) for n, (a, b) in enumerate(ends)]
    links.append(Link("offchip", "core0", "dram", 512, True, 1.0, 10))
    named = (*(Core(f"core{i}", compute) for i in range(cores)), Core("dram", offchip))
    return Machine("mesh", named, tuple(links))


def network(tiles: int, cores: int) -> Network:
    """As many layers as there are cores, but at least four, in a chain."""
    layers = max(4, cores)
    columns = max(1, round((tiles / layers) ** 0.5))
    rows = max(TAPS, round(tiles / layers / columns))
    shape = (CHANNELS, rows, columns)
    tensors = [Tensor("x", TensorRole.INPUT, shape, 8)]
    found: list[Layer] = []
    for i in range(layers):
        source = 0 if i == 0 else len(tensors) - 1
        tensors.append(Tensor(f"w{i}", TensorRole.WEIGHT, (CHANNELS, CHANNELS, TAPS), 8))
        tensors.append(Tensor(f"y{i}", TensorRole.LAYER, shape, 8))
        window = LinearMap(((0, 0, 0, 1, 0), (0, 1, 0, 0, 1), (0, 0, 1, 0, 0)), (0, -(TAPS // 2), 0))
        taps = LinearMap(((1, 0, 0, 0, 0), (0, 0, 0, 1, 0), (0, 0, 0, 0, 1)), (0, 0, 0))
        uses = (
            _whole(source, shape, window),
            _whole(len(tensors) - 2, (CHANNELS, CHANNELS, TAPS), taps),
        )
        result = LinearMap(((1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0)), (0, 0, 0))
        found.append(
            Layer(
                f"conv{i}",
                Kind.CONV,
                ("k", "o", "p", "c", "f"),
                (CHANNELS, rows, columns, CHANNELS, TAPS),
                uses,
                len(tensors) - 1,
                result,
                16,
                8,
                temporal=((1, 1), (2, 1)),
                cores=(i % cores,),
            )
        )
    return Network("chain", tuple(tensors), tuple(found), ("stack",), (len(tensors) - 1,))


def _whole(tensor: int, shape: tuple[int, ...], access: LinearMap) -> Use:
    groups = tuple(AxisGroup((a,), (a,), np.arange(s), (s,)) for a, s in enumerate(shape))
    return Use((ViewPiece(tensor, groups),), shape, access, 8)


def measure(tiles: int, cores: int, repeat: int) -> dict[str, float]:
    """Seconds of one evaluation and of what comes before it."""
    problem, chip = network(tiles, cores), machine(cores)
    interconnect = Interconnect(chip)
    began = time.perf_counter()
    graph = build_tile_graph(problem, chip)
    built = time.perf_counter()
    order = tile_order(problem, graph)
    ordered = time.perf_counter()
    cycles, energy = np.full(graph.tasks, CYCLES), np.full(graph.tasks, 100.0)

    def evaluate() -> int:
        return schedule(chip, interconnect, problem, graph, order, cycles, energy).latency_cycles

    return timed(evaluate, repeat, graph, cores, built - began, ordered - built)


def measure_network(file: Path, repeat: int) -> dict[str, float]:
    """The same of a network with costs and cores."""
    context = Context()
    context.load_dialect(Builtin)
    for name, factory in UNIVERSE.all_dialects.items():
        context.register_dialect(name, factory)
    module = Parser(context, file.read_text(), str(file)).parse_module()
    network_op, chip = find_mapping_problem(module, "coala_scale", "")
    problem = read_network(network_op, chip, "coala_scale")
    costs = read_part_costs(layer_ops(network_op), problem, chip, "coala_scale")
    cycles = np.concatenate([part.cycles for part in costs.values()])
    energy = np.concatenate([part.energy_pj for part in costs.values()])
    interconnect = Interconnect(chip)
    began = time.perf_counter()
    graph = build_tile_graph(problem, chip, streamed_operands(costs))
    built = time.perf_counter()
    order = tile_order(problem, graph)
    ordered = time.perf_counter()
    streams, stages = task_streams(costs, graph), task_stages(costs.values(), chip, problem, graph)

    def evaluate() -> int:
        found = schedule(
            chip, interconnect, problem, graph, order, cycles, energy, streams=streams, stages=stages
        )
        return found.latency_cycles

    return timed(evaluate, repeat, graph, len(chip.cores) - 1, built - began, ordered - built)


def timed(
    evaluate: Callable[[], int], repeat: int, graph: TileGraph, cores: int, graph_s: float, order_s: float
) -> dict[str, float]:
    """Of one evaluation, the least of some after the first."""
    latency, best = evaluate(), float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        evaluate()
        best = min(best, time.perf_counter() - start)
    return {
        "tiles": graph.tasks,
        "dependencies": len(graph.task_needs.values),
        "cores": cores,
        "graph_seconds": graph_s,
        "order_seconds": order_s,
        "schedule_seconds": best,
        "microseconds_per_tile": 1e6 * best / graph.tasks,
        "latency_cycles": latency,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


LEFT, TOP, WIDTH, HEIGHT = 70, 20, 520, 300
COLOURS = ("#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2", "#b07aa1")


def plot(rows: list[dict[str, float]]) -> str:
    """An SVG of seconds over tiles, both logarithmic, a line for each number of cores."""

    def scale(values: list[float], value: float, low: float, high: float) -> float:
        least, most = np.floor(np.log10(min(values))), np.ceil(np.log10(max(values)))
        return low + (np.log10(value) - least) / max(1, most - least) * (high - low)

    tiles, seconds = ([row[key] for row in rows] for key in ("tiles", "schedule_seconds"))

    def point(tile: float, second: float) -> tuple[float, float]:
        return scale(tiles, tile, LEFT, LEFT + WIDTH), scale(seconds, second, TOP + HEIGHT, TOP)

    found = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 130}" height="{TOP + HEIGHT + 50}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect x="{LEFT}" y="{TOP}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#888"/>',
        f'<text x="{LEFT + WIDTH / 2}" y="{TOP + HEIGHT + 40}" text-anchor="middle">tiles</text>',
        f'<text x="{LEFT - 60}" y="{TOP + 8}">seconds</text>',
    ]
    for values, across in ((tiles, True), (seconds, False)):
        for power in range(int(np.floor(np.log10(min(values)))), int(np.ceil(np.log10(max(values)))) + 1):
            x, y = point(10.0**power, seconds[0]) if across else point(tiles[0], 10.0**power)
            x, y = (x, TOP + HEIGHT + 18) if across else (LEFT - 8, y + 4)
            anchor = "middle" if across else "end"
            found.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{10.0**power:g}</text>')
    for colour, cores in zip(COLOURS * 3, dict.fromkeys(row["cores"] for row in rows), strict=False):
        own = [point(row["tiles"], row["schedule_seconds"]) for row in rows if row["cores"] == cores]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in own)
        found.append(f'<polyline points="{path}" fill="none" stroke="{colour}"/>')
        found += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in own]
        x, y = own[-1]
        found.append(f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{cores:.0f} cores</text>')
    return "\n".join([*found, "</svg>", ""])


def main() -> None:
    """Measure all combinations that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tiles", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N")
    parser.add_argument("--cores", type=int, nargs="+", default=[4], metavar="M")
    parser.add_argument("--network", type=Path, metavar="FILE.mlir")
    parser.add_argument("--repeat", type=int, default=3, metavar="N")
    parser.add_argument("--json", type=Path, metavar="OUT")
    parser.add_argument("--plot", type=Path, metavar="OUT.svg")
    arguments = parser.parse_args()
    measure(100, 1, 1)
    rows: list[dict[str, float]] = []
    print(
        f"{'tiles':>9}{'needs':>9}{'cores':>7}{'graph s':>9}{'order s':>9}{'schedule s':>12}{'µs/tile':>9}{'MiB':>7}"
    )

    def add(row: dict[str, float]) -> None:
        rows.append(row)
        print(
            f"{row['tiles']:>9.0f}{row['dependencies']:>9.0f}{row['cores']:>7.0f}{row['graph_seconds']:>9.2f}"
            f"{row['order_seconds']:>9.2f}{row['schedule_seconds']:>12.3f}"
            f"{row['microseconds_per_tile']:>9.2f}{row['peak_mib']:>7.0f}"
        )
        sys.stdout.flush()

    if arguments.network:
        add(measure_network(arguments.network, arguments.repeat))
    else:
        for cores in arguments.cores:
            for tiles in arguments.tiles:
                add(measure(tiles, cores, arguments.repeat))
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n")
    if arguments.plot:
        arguments.plot.write_text(plot(rows))


if __name__ == "__main__":
    main()
