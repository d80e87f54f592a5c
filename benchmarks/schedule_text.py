"""What a large schedule costs as text: writing, printing, parsing and verifying its packed form.

    python benchmarks/schedule_text.py [--tiles N…] [--json OUT]

The network is a chain of four convolutions of three taps along one of two axes, a position per tile, on four cores that share a bus and an off-chip
memory. Timed once, on one thread: `convert-dnn-to-sched`, then the text of the module, parsing it, and verifying it, as `stream-opt` does with a file.
"""

import argparse
import json
import time
from io import StringIO
from itertools import pairwise
from pathlib import Path

from xdsl.context import Context
from xdsl.dialects.builtin import Builtin
from xdsl.parser import Parser
from xdsl.printer import Printer

from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.dialects.sched import ProgramOp, Sched
from stream_xdsl.passes.convert_dnn_to_sched import ConvertDnnToSchedPass

MACHINE = """
accel.system @mesh {
  accel.core_type @pe compute {
    accel.array <D1 = 64> mac_energy_pj 1
    accel.memory @sram size_bits 1048576 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 512 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 512 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1099511627776 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 512 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @core2 : @pe
  accel.core @core3 : @pe
  accel.core @dram : @ddr
  accel.bus @bus [@core0, @core1, @core2, @core3, @dram] bandwidth 512 energy_pj_per_bit 0.1
}
"""
LAYERS = 4


def module_text(tiles: int) -> str:
    """The machine, and an allocated network of about so many tiles."""
    side = max(3, round((tiles / LAYERS) ** 0.5))
    shape = f"tensor<8x{side}x{side}xf32>"
    lines = [f'dnn.network @chain(%y: {shape}) -> {shape} inputs ["x"] outputs ["y"] on @mesh {{']
    for i in range(LAYERS):
        read = f"%{i - 1}" if i else "%y"
        lines += [
            f'  %w{i} = dnn.weight "w{i}" : tensor<8x8x3xf32>',
            f'  %{i} = dnn.layer "conv{i}" conv({read}, %w{i}) dims <k = 8, o = {side}, p = {side}, c = 8, f = 3>',
            "    maps [(c, o + f - 1, p), (k, c, f)] -> (k, o, p) bits <in = [8, 8], psum = 16, out = 8> pad zero",
            "    tiling <temporal = [o : 1, p : 1], spatial = []>",
            "    costs [<@pe, 8x1x1x8x3, cycles = 40, compute = 3, energy = 300.0, mac_energy = 192.0>]",
            f"    cores [@core{i}] : ({shape}, tensor<8x8x3xf32>) -> {shape}",
        ]
    return MACHINE + "\n".join([*lines, f"  dnn.return %{LAYERS - 1} : {shape}", "}"])


def context() -> Context:
    """With the dialects of a schedule."""
    loaded = Context()
    for dialect in (Builtin, Accel, Dnn, Sched):
        loaded.load_dialect(dialect)
    return loaded


def measure(tiles: int) -> dict[str, float]:
    """Seconds of each step."""
    module = Parser(context(), module_text(tiles)).parse_module()
    marks = [time.perf_counter()]
    ConvertDnnToSchedPass().apply(context(), module)
    marks.append(time.perf_counter())
    text = StringIO()
    Printer(text).print_op(module)
    marks.append(time.perf_counter())
    again = Parser(context(), text.getvalue()).parse_module()
    marks.append(time.perf_counter())
    again.verify()
    marks.append(time.perf_counter())
    (program,) = (op for op in again.walk() if isinstance(op, ProgramOp))
    convert, printing, parse, verify = (end - begin for begin, end in pairwise(marks))
    return {
        "tiles": len(program.task_table),
        "transfers": len(program.transfer_table),
        "megabytes": len(text.getvalue()) / 1e6,
        "convert_seconds": convert,
        "print_seconds": printing,
        "parse_seconds": parse,
        "verify_seconds": verify,
    }


def main() -> None:
    """Measure all sizes that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tiles", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N")
    parser.add_argument("--json", type=Path, metavar="OUT")
    arguments = parser.parse_args()
    measure(100)
    rows: list[dict[str, float]] = []
    print(
        f"{'tiles':>8}{'transfers':>11}{'MB':>8}{'convert s':>11}{'print s':>9}{'parse s':>9}{'verify s':>10}"
    )
    for tiles in arguments.tiles:
        row = measure(tiles)
        rows.append(row)
        print(
            f"{row['tiles']:>8.0f}{row['transfers']:>11.0f}{row['megabytes']:>8.2f}{row['convert_seconds']:>11.2f}"
            f"{row['print_seconds']:>9.2f}{row['parse_seconds']:>9.2f}{row['verify_seconds']:>10.2f}"
        )
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()
