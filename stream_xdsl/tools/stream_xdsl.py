"""`stream-xdsl`: from a model and an accelerator to a schedule, in one command."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from threading import Timer
from typing import IO, TYPE_CHECKING

from stream_xdsl.tools.garbage import rarely_collected
from stream_xdsl.tools.interrupts import ended_by_interrupts

if TYPE_CHECKING:
    from rich.console import Console
    from xdsl.context import Context
    from xdsl.dialects.builtin import ModuleOp

    from stream_xdsl.hardware.machine import CoreType, Machine
    from stream_xdsl.report.model import ScheduleReport

DEFAULT_PIPELINE = "fused"
OPTIMISED_PIPELINE = "optimised"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stream-xdsl", description="Maps deep neural networks onto multi-core accelerators."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    compiling = commands.add_parser(
        "compile",
        help="schedule a model on an accelerator",
        description="Schedule an ONNX model, or MLIR text of torch-mlir, onnx-mlir or linalg, on an accelerator.",
    )
    compiling.set_defaults(run=_compile)
    _add_model_and_accelerator(compiling)
    compiling.add_argument(
        "--pipeline",
        metavar="NAME|TEXT",
        help=f"a pipeline that `stream-xdsl pipelines` lists, a .txt file, or passes as text (default: {DEFAULT_PIPELINE}, or "
        f"{OPTIMISED_PIPELINE} with --objective, --effort, --seed or --explain)",
    )
    compiling.add_argument(
        "--objective", metavar="NAME", help="search for a mapping that has least latency, energy or edp"
    )
    compiling.add_argument("--effort", metavar="NAME", help="how long to search: quick, default or thorough")
    compiling.add_argument(
        "--seed", type=int, metavar="N", help="look at other mappings for each N > 0 (default: 0)"
    )
    _add_precision_and_dim(compiling)
    compiling.add_argument("--mapping", metavar="FILE", help="mapping YAML whose decisions are kept to")
    compiling.add_argument(
        "--no-cache",
        action="store_true",
        help="cost every tile anew, and leave the store of costs on disk alone",
    )
    compiling.add_argument("-o", "--output", metavar="FILE", help="write the scheduled IR")
    compiling.add_argument(
        "--explain",
        metavar="FILE",
        help="write why the searched mapping is as it is, with every runner-up's cost",
    )
    compiling.add_argument("--trace", metavar="FILE", help="write a trace for https://ui.perfetto.dev")
    compiling.add_argument("--json", metavar="FILE", help="write the summary as JSON (docs/json-summary.md)")

    costing = commands.add_parser(
        "cost",
        help="map one layer on one core",
        description="Map one layer of an ONNX model on one core: figures, loop nest, stalls.",
    )
    costing.set_defaults(run=_cost)
    _add_model_and_accelerator(costing)
    costing.add_argument("--layer", metavar="NAME", help="layer to map; without, the error lists the layers")
    costing.add_argument(
        "--core",
        metavar="NAME",
        help="a core or a core type of the machine (default: the type on which the layer costs least)",
    )
    costing.add_argument(
        "--tile",
        metavar="SIZES",
        help="sizes of loop dimensions, for example k=32,oy=4; the others are whole (default: the whole layer)",
    )
    costing.add_argument(
        "--objective",
        default="latency",
        metavar="NAME",
        help="what to make least: latency, energy or edp (default: latency)",
    )
    _add_precision_and_dim(costing)
    costing.add_argument("--json", metavar="FILE", help="write all of it as JSON (docs/json-summary.md)")

    running = commands.add_parser(
        "run",
        help="execute a schedule and compare its results with the model's, or derive its cycles again",
        description="Execute a schedule tile by tile, on the data that it moves itself, and compare the results with those of ONNX's "
        "reference evaluator, or of onnxruntime; with --timing, also derive from its decisions alone when everything starts and ends. The exit code is 0 only if "
        "all is equal.",
    )
    running.set_defaults(run=_run)
    running.add_argument("schedule", metavar="SCHEDULE", help="scheduled IR, as `compile -o` writes it")
    running.add_argument(
        "--model", metavar="MODEL", help="the ONNX file that was compiled; needed but for --timing"
    )
    running.add_argument(
        "--timing",
        action="store_true",
        help="derive every start and end again, and compare them with those written",
    )
    running.add_argument(
        "--seed", type=int, default=0, metavar="N", help="seed of inputs and of random weights (default: 0)"
    )
    running.add_argument(
        "--weights",
        default="file",
        choices=("file", "random"),
        help="the model's own, or random numbers in their place (default: file)",
    )
    running.add_argument(
        "--reference",
        default="onnx",
        choices=("onnx", "onnxruntime"),
        help="what evaluates the model: ONNX's reference evaluator, or onnxruntime if it is installed (default: onnx)",
    )

    accelerators = commands.add_parser("accelerators", help="list the machines that have a name")
    accelerators.set_defaults(run=_accelerators)
    pipelines = commands.add_parser("pipelines", help="list the pipelines that have a name")
    pipelines.set_defaults(run=_pipelines)
    return parser


def _add_model_and_accelerator(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL", help="ONNX file, binary or textual")
    parser.add_argument(
        "--accelerator",
        required=True,
        metavar="NAME|FILE",
        help="a machine that `stream-xdsl accelerators` lists, or a .mlir or .yaml file",
    )


def _add_precision_and_dim(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--precision",
        metavar="WIDTHS",
        help="bit widths: native (what the cores declare), file (the model's types), or for example a8w8p16o8",
    )
    parser.add_argument(
        "--dim",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="value of a symbolic dimension of the model; may be repeated",
    )


def _compile(args: argparse.Namespace) -> None:
    from stream_xdsl.output import check_outputs, whole_file
    from stream_xdsl.tools.compile import compile_model, make_passes
    from stream_xdsl.tools.pipeline_text import is_pipeline_file, parse_dims

    files: list[str | None] = [args.output, args.trace, args.json]
    read = [args.model, args.accelerator]
    if args.pipeline is not None and is_pipeline_file(args.pipeline):
        read.append(args.pipeline)
    if args.mapping is not None:
        read.append(args.mapping)
    check_outputs(
        [file for file in (*files, args.explain) if file is not None],
        [file for file in read if Path(file).is_file()],
    )
    with ExitStack() as outputs:
        # Opened first: a path that cannot be written is known before any work is done, and every file appears at the
        # end or not at all.
        streams = [None if file is None else outputs.enter_context(whole_file(file)) for file in files]
        searching = any(
            option is not None for option in (args.objective, args.effort, args.seed, args.explain)
        )
        passes = make_passes(
            args.pipeline or (OPTIMISED_PIPELINE if searching else DEFAULT_PIPELINE),
            args.accelerator,
            precision=args.precision,
            mapping=args.mapping,
            objective=args.objective,
            effort=args.effort,
            seed=args.seed,
            explain=args.explain,
            use_cache=not args.no_cache,
        )
        started = time.perf_counter()
        with _progress() as progress:
            context, module = compile_model(args.model, passes, dims=parse_dims(args.dim), progress=progress)
        seconds = time.perf_counter() - started
        report = _write(context, module, Path(args.model).stem, seconds, *streams)
    from stream_xdsl.report.text import print_summary

    # When the files are there: its reader may go before its end.
    print_summary(report, seconds, _console())


def _write(
    context: "Context",
    module: "ModuleOp",
    model: str,
    seconds: float,
    output: IO[str] | None,
    trace: IO[str] | None,
    summary: IO[str] | None,
) -> "ScheduleReport":
    from xdsl.targets.mlir import MLIRTarget

    from stream_xdsl.bridge.report import find_program, read_report

    if output is not None:
        MLIRTarget().emit(context, module, output)
    # The network's symbol may be another than the model's name, for a machine may have that one.
    report = replace(read_report(find_program(module, "stream-xdsl"), "stream-xdsl"), model=model)
    if trace is not None:
        from stream_xdsl.report.trace import write_trace

        write_trace(report, trace)
    if summary is not None:
        from stream_xdsl.report.summary import summary as summarise

        json.dump(summarise(report, round(seconds, 3)), summary, indent=2)
        summary.write("\n")
    return report


def _cost(args: argparse.Namespace) -> None:
    from stream_xdsl.output import check_outputs, whole_file
    from stream_xdsl.tools.pipeline_text import parse_dims

    outputs = [] if args.json is None else [args.json]
    check_outputs(outputs, [file for file in (args.model, args.accelerator) if Path(file).is_file()])
    with ExitStack() as opened:
        streams = [opened.enter_context(whole_file(file)) for file in outputs]
        dims = parse_dims(args.dim)
        from stream_xdsl.report.cost_summary import cost_summary
        from stream_xdsl.report.cost_text import print_cost
        from stream_xdsl.tools.cost import layer_cost

        with _progress() as progress:
            report = layer_cost(
                args.model,
                args.accelerator,
                layer=args.layer,
                core=args.core,
                tile=args.tile,
                objective=args.objective,
                precision=args.precision,
                dims=dims,
                progress=progress,
            )
        for stream in streams:
            json.dump(cost_summary(report), stream, indent=2)
            stream.write("\n")
    print_cost(report, _console())


def _run(args: argparse.Namespace) -> None:
    from stream_xdsl.diagnostics import InputError
    from stream_xdsl.tools.run import replay_schedule, run_schedule

    if args.seed < 0:
        raise InputError(f"--seed {args.seed}: a seed is not negative", remedy="for example --seed 0")
    if args.model is None and not args.timing:
        raise InputError(
            "there is nothing to compare with", remedy="give --model MODEL, or --timing, or both"
        )
    if args.timing:
        for name, timing in replay_schedule(args.schedule):
            print(f"@{name}: {timing}")
    if args.model is not None:
        for comparison in run_schedule(
            args.schedule, args.model, seed=args.seed, weights=args.weights, reference=args.reference
        ):
            print(comparison)


def _console() -> "Console":
    from rich.console import Console

    # A file or pipe has no width to fit into; rich would otherwise assume 80 columns.
    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 200)


@contextmanager
def _progress() -> Generator[Callable[[int, int, str], None]]:
    """Shows the running step on stderr: at once on a terminal, else a line for each that takes over a second."""
    if sys.stderr.isatty():
        from rich.console import Console

        from stream_xdsl.progress import listen

        step = ""
        with Console(stderr=True).status("") as status, listen(lambda text: status.update(f"{step}: {text}")):

            def update(number: int, steps: int, name: str) -> None:
                nonlocal step
                step = f"{number}/{steps} {name}"
                status.update(step)

            yield update
        return
    timers: list[Timer] = []

    def stop() -> None:
        for timer in timers:
            timer.cancel()

    def show(number: int, steps: int, name: str) -> None:
        stop()
        timer = Timer(1.0, lambda: print(f"stream-xdsl: {number}/{steps} {name} …", file=sys.stderr))
        timer.daemon = True
        timers[:] = [timer]
        timer.start()

    try:
        yield show
    finally:
        stop()


def _accelerators(_: argparse.Namespace) -> None:
    from rich import box
    from rich.table import Table

    from stream_xdsl.bridge.library import library_machines

    table = Table(box=box.SIMPLE_HEAD, pad_edge=True)
    table.add_column("name", no_wrap=True)
    for title in ("cores", "array", "outermost memories", "interconnect"):
        table.add_column(title, overflow="fold")
    for machine in library_machines():
        for position, row in enumerate(_machine_rows(machine)):
            first = position == 0
            table.add_row(machine.name if first else "", *row, _interconnect_text(machine) if first else "")
    _console().print(table)


def _machine_rows(machine: "Machine") -> list[tuple[str, str, str]]:
    """For each type of on-chip core: how many there are, the array or `memory`, and the outermost memories."""
    from stream_xdsl.hardware.machine import Role

    return [
        (
            f"{sum(core.core_type == core_type for core in machine.cores)} × {core_type.name}",
            "×".join(str(size) for _, size in core_type.array.dimensions)
            if core_type.array
            else core_type.role.value,
            _memory_text(core_type),
        )
        for core_type in machine.core_types
        if core_type.role is not Role.OFFCHIP
    ]


def _interconnect_text(machine: "Machine") -> str:
    counts = ((len(machine.links), "link", "links"), (len(machine.buses), "bus", "buses"))
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)


def _memory_text(core_type: "CoreType") -> str:
    outermost = {
        core_type.levels(operand)[-1] for memory in core_type.memories for operand in memory.operands
    }
    ordered = [memory for memory in core_type.memories if memory in outermost]
    return ", ".join(f"{memory.name} {_size_text(memory.size_bits)}" for memory in ordered)


def _size_text(bits: int) -> str:
    for factor, unit in ((1 << 23, "MiB"), (1 << 13, "KiB")):
        if bits >= factor:
            return f"{bits / factor:.4g} {unit}"
    return f"{bits / 8:g} B"


def _pipelines(_: argparse.Namespace) -> None:
    from stream_xdsl.tools.pipeline_text import named_pipelines

    for name, text in named_pipelines().items():
        print(f"{name}\n")
        print("".join(f"    {line}\n" for line in text.splitlines()))


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # tables hold × and lines that not every encoding has
    with ended_by_interrupts(), rarely_collected():
        args = _parser().parse_args(arguments)
        from stream_xdsl.tools.errors import terse_diagnostics, user_errors

        with user_errors(), terse_diagnostics():
            args.run(args)
