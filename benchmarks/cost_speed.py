"""How long the per-core cost model takes: all orders under one unrolling, and all tiles of a network, cold and from disk.

    python benchmarks/cost_speed.py [--model FILE] [--accelerator NAME] [--repeat N]

Seconds are the least of N runs, on one thread unless said otherwise. The network is ResNet-18, fused, built by
`examples/models/build_resnet18.py`, unless a model is given.
"""

import argparse
import cProfile
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from stream_xdsl.bridge.decisions import pinned_cores, read_splits
from stream_xdsl.bridge.library import library_system
from stream_xdsl.bridge.machine import find_system, read_machine
from stream_xdsl.bridge.network import find_network, layer_ops, read_network
from stream_xdsl.cost import estimate as estimates
from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.estimate import Tile, estimate
from stream_xdsl.cost.evaluate import CaseCosts, evaluate_orders
from stream_xdsl.cost.hierarchy import Hierarchy, hierarchy
from stream_xdsl.cost.loop_nest import LoopNest, Operand, Window
from stream_xdsl.cost.search import all_order_states
from stream_xdsl.cost.spatial import Unrolling
from stream_xdsl.cost.store import CostStore
from stream_xdsl.cost.tile_shapes import tile_shapes
from stream_xdsl.cost.tiles import tile_core_type, tile_loop_nest
from stream_xdsl.cost.unrollings import alternatives, fewest_steps, unrollings
from stream_xdsl.hardware.machine import CoreType, MemoryOperand
from stream_xdsl.tools.compile import compile_model, make_passes

PIPELINE = "convert-onnx-to-dnn,dnn-partition-fusion{strategy=weights-fit},dnn-tile-layers"
CORES = (("tpu_like_quad_core", "tpu_like"), ("eyeriss_like_single_core", "eyeriss_like"))


def conv3x3() -> LoopNest:
    """64 channels to 64, 28×28, whose loops are six or more prime factors on any of the arrays."""
    window = tuple(Window(((o, 1), (f, 1)), 28) for o, f in ((2, 5), (3, 6)))
    return LoopNest(
        ("b", "k", "oy", "ox", "c", "fy", "fx"),
        (1, 64, 28, 28, 64, 3, 3),
        Operand("O", MemoryOperand.O, 8, (0, 1, 2, 3)),
        16,
        (
            Operand("I1", MemoryOperand.I1, 8, (0, 4), window),
            Operand("I2", MemoryOperand.I2, 8, (1, 4, 5, 6)),
        ),
    )


def core_type(machine: str, name: str) -> CoreType:
    """A core type of a machine of the library."""
    types = read_machine(library_system(machine)).core_types
    return next(t for t in types if t.name == name)


def least_seconds(run: Callable[[], object], repeat: int) -> float:
    """The least wall-clock time of several runs."""
    best = float("inf")
    for _ in range(repeat):
        started = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - started)
    return best


def network_tiles(model: str, accelerator: str) -> list[Tile]:
    """Every distinct tile of a network, fused, on every type of core that may run it."""
    passes = make_passes(PIPELINE, accelerator)
    _, module = compile_model(model, passes, dims={}, progress=lambda *_: None)
    machine = read_machine(find_system(module, "benchmark"))
    op = find_network(module, "benchmark")
    network = read_network(op, machine, "benchmark")
    found: dict[Tile, None] = {}
    for layer, layer_op in zip(network.layers, layer_ops(op), strict=True):
        cores = pinned_cores(layer_op, machine, "benchmark")
        for kind in dict.fromkeys(machine.cores[core].core_type for core in cores):
            named = tile_core_type(layer, kind)
            for shape in tile_shapes(layer.sizes, layer.temporal, read_splits(layer_op)):
                found[Tile(tile_loop_nest(layer, shape), named)] = None
    return list(found)


def cost_all_orders(nest: LoopNest, levels: Hierarchy, unrolling: Unrolling) -> CaseCosts:
    """Latency and energy of every order."""
    costs = evaluate_orders(all_order_states(nest, levels, unrolling, 6, Compat.NONE))
    assert costs.total_cycles.all()
    assert costs.energy_pj.all()
    return costs


def bench_orders(repeat: int) -> None:
    """All orders of a 3×3 convolution under the unrolling of the fewest steps."""
    nest = conv3x3()
    for machine, name in CORES:
        core = core_type(machine, name)
        levels = hierarchy(core, tuple(operand.memory for operand in nest.operands))
        axes = alternatives(nest, core)
        unrolling = unrollings(nest, core, axes, fewest_steps(nest, axes)).unrolling(0)

        run = partial(cost_all_orders, nest, levels, unrolling)
        costs = run()
        orders = len(costs.cases.states.paths.orders)
        seconds = least_seconds(run, repeat * 20)
        print(f"all orders on {name}: {1e3 * seconds:.2f} ms ({orders} orders, {len(costs)} distinct)")


def bench_network(model: str, accelerator: str, repeat: int) -> None:
    """All tiles: one process, two, and from disk."""
    tiles = network_tiles(model, accelerator)

    def cold(processes: int, store: CostStore | None = None) -> Callable[[], object]:
        def run() -> object:
            estimates._known.clear()
            return estimate(tiles, store=store, processes=processes)

        return run

    print(f"{len(tiles)} distinct tiles of {Path(model).stem} on {accelerator}")
    print(f"  cold, one process: {least_seconds(cold(1), repeat):.2f} s")
    print(f"  cold, two processes: {least_seconds(cold(2), repeat):.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        store = CostStore(Path(folder))
        cold(1, store)()
        print(f"  from disk: {1e3 * least_seconds(cold(1, store), repeat):.0f} ms")
    profile = cProfile.Profile()
    profile.runcall(cold(1))
    pstats.Stats(profile).sort_stats("tottime").print_stats(12)


def main() -> None:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", metavar="FILE")
    parser.add_argument("--accelerator", default="tpu_like_quad_core", metavar="NAME|FILE")
    parser.add_argument("--repeat", type=int, default=5, metavar="N")
    args = parser.parse_args()
    bench_orders(args.repeat)
    with tempfile.TemporaryDirectory() as folder:
        model = args.model
        if model is None:
            model = str(Path(folder) / "resnet18.onnx")
            builder = Path(__file__).parents[1] / "examples/models/build_resnet18.py"
            subprocess.run([sys.executable, str(builder), model], check=True)
        bench_network(model, args.accelerator, args.repeat)


if __name__ == "__main__":
    main()
