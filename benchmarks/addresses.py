"""What addresses cost in time and in space.

    python benchmarks/addresses.py [--tiles N…] [--cores M…] [SCHEDULE.mlir…]

Without files: the chain of convolutions of `coala_scale.py`, as IR, scheduled; seconds (CPU) of `sched-assign-addresses` and of its engine
alone, after a run that loads the compiled code. With files, such as `stream-xdsl compile -o` writes: fragmentation, the height of each
memory over the most that it holds at once, or the error that says where there is no room.
"""

import argparse
import sys
import time
from pathlib import Path

from coala_scale import CHANNELS, CYCLES, TAPS, machine, network
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin
from xdsl.parser import Parser

from stream_xdsl.bridge.addresses import read_residents
from stream_xdsl.bridge.machine import read_machine, write_machine
from stream_xdsl.bridge.network import read_network
from stream_xdsl.coala.addresses import assign_addresses
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import Accel, symbol_path
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.dialects.sched import ProgramOp, Sched
from stream_xdsl.passes.convert_dnn_to_sched import ConvertDnnToSchedPass
from stream_xdsl.passes.sched_assign_addresses import SchedAssignAddressesPass


def context() -> Context:
    """All that a schedule's text needs."""
    made = Context()
    for dialect in (Builtin, Accel, Dnn, Sched):
        made.load_dialect(dialect)
    return made


def chain(tiles: int, cores: int) -> str:
    """The network of `coala_scale`, allocated and with costs."""
    layers = network(tiles, cores).layers
    _, rows, columns, _, _ = layers[0].sizes
    data, weight = f"tensor<1x{CHANNELS}x{rows}x{columns}xf32>", f"tensor<{CHANNELS}x{CHANNELS}x{TAPS}x1xf32>"
    points = CHANNELS * CHANNELS * TAPS
    text = f'dnn.network @chain(%y: {data}) -> {data} inputs ["x"] outputs ["y"] on @mesh {{\n'
    for i, layer in enumerate(layers):
        text += f"""
  %w{i} = dnn.weight "w{i}" : {weight}
  %y{i} = dnn.layer "{layer.name}" conv(%y{i - 1 if i else ""}, %w{i})
    dims <b = 1, k = {CHANNELS}, oy = {rows}, ox = {columns}, c = {CHANNELS}, fy = {TAPS}, fx = 1>
    maps [(b, c, oy + fy - {TAPS // 2}, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox)
    bits <in = [8, 8], psum = 16, out = 8> pad zero
    tiling <temporal = [oy : 1, ox : 1], spatial = []>
    costs [<@pe, 1x{CHANNELS}x1x1x{CHANNELS}x{TAPS}x1, cycles = {CYCLES}, compute = {CYCLES}, energy = {points}, mac_energy = {points}>]
    cores [@core{layer.cores[0]}]
    : ({data}, {weight}) -> {data}"""
    return f"{text}\n  dnn.return %y{len(layers) - 1} : {data}\n}}\n"


def measure(tiles: int, cores: int) -> None:
    """One row: seconds of the pass, and of the engine."""
    made = context()
    module = Parser(made, chain(tiles, cores)).parse_module()
    module.body.block.insert_op_before(write_machine(machine(cores)), module.body.block.first_op)
    ConvertDnnToSchedPass().apply(made, module)
    (program,) = (op for op in module.body.block.ops if isinstance(op, ProgramOp))
    began = time.process_time()
    SchedAssignAddressesPass().apply(made, module)
    ended = time.process_time()
    chip = read_machine(program.system_op)
    buffers = read_residents(
        program, read_network(program.network_op, chip, "benchmark"), chip, "benchmark"
    ).buffers
    start = time.process_time()
    _, layouts = assign_addresses(buffers, {})
    engine = time.process_time() - start
    worst = max(layout.height_bits / layout.peak_bits for layout in layouts)
    print(
        f"{len(program.task_table):>9}{len(buffers.memory):>9}{cores:>7}{ended - began:>9.2f}{engine:>10.2f}{worst:>15.4f}"
    )
    sys.stdout.flush()


def report(path: Path) -> None:
    """The fragmentation of every memory of a schedule."""
    made = context()
    module = Parser(made, path.read_text(), str(path)).parse_module()
    try:
        SchedAssignAddressesPass().apply(made, module)
    except PassError as error:
        print(f"{path.stem}: {str(error).splitlines()[0]}")
        return
    for program in module.body.block.ops:
        if isinstance(program, ProgramOp) and program.addresses is not None:
            found = ", ".join(
                f"{symbol_path(layout.memory)} {layout.fragmentation:.4f}"
                for layout in program.addresses.layouts
            )
            print(f"{path.stem}: {found}")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tiles", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N")
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 4, 64], metavar="M")
    parser.add_argument("files", type=Path, nargs="*", metavar="SCHEDULE.mlir")
    arguments = parser.parse_args()
    for path in arguments.files:
        report(path)
    if not arguments.files:
        print(f"{'tiles':>9}{'buffers':>9}{'cores':>7}{'pass s':>9}{'engine s':>10}{'fragmentation':>15}")
        for cores in arguments.cores:
            for tiles in arguments.tiles:
                measure(tiles, cores)


if __name__ == "__main__":
    main()
