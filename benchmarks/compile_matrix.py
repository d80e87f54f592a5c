"""Compile every model on every machine with every pipeline, and say how it went.

    python benchmarks/compile_matrix.py [--models FILE…] [--accelerators NAME…] [--pipelines NAME…] [--json OUT]

Defaults: the nine light models of the `onnx` package and those of `../shared/data/models` if present, the shipped
machines, and all named pipelines. A row is `ok` with latency, energy and seconds, or `error` with the first line of
the diagnostic; anything else (a traceback) ends in `CRASH` and exit code 1.
"""

import argparse
import json
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pairs import default_models


def run(case: tuple[str, str, str]) -> dict[str, object]:
    """One compilation, in this process."""
    from xdsl.utils.exceptions import DiagnosticException

    from stream_xdsl.bridge.report import find_program, read_report
    from stream_xdsl.report.summary import summary
    from stream_xdsl.tools.compile import compile_model, make_passes

    model, accelerator, pipeline = case
    row: dict[str, object] = {"model": Path(model).stem, "accelerator": accelerator, "pipeline": pipeline}
    began = time.perf_counter()
    try:
        _, module = compile_model(
            model, make_passes(pipeline, accelerator), dims={}, progress=lambda *_: None
        )
        report = summary(read_report(find_program(module, "compile-matrix"), "compile-matrix"))
        row |= {"status": "ok"} | {key: report[key] for key in ("latency_cycles", "energy_pj", "macs")}
        row |= {
            key: report[key]
            for key in ("latency_lower_bound_cycles", "offchip_read_bits", "offchip_write_bits")
        }
    except DiagnosticException as error:
        row |= {"status": "error", "message": str(error).splitlines()[0]}
    except Exception:
        row |= {"status": "CRASH", "message": traceback.format_exc()}
    return row | {"seconds": round(time.perf_counter() - began, 2)}


def main() -> int:
    """Print a line per compilation as it ends."""
    from stream_xdsl.hardware import library
    from stream_xdsl.tools.pipeline_text import named_pipelines

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", nargs="+", type=Path, default=None)
    parser.add_argument("--accelerators", nargs="+", default=None)
    parser.add_argument("--pipelines", nargs="+", default=None)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    cases = [
        (str(model), accelerator, pipeline)
        for model in arguments.models or default_models()
        for accelerator in arguments.accelerators or library.names()
        for pipeline in arguments.pipelines or named_pipelines()
    ]
    rows: list[dict[str, object]] = []
    with ProcessPoolExecutor(arguments.processes) as pool:
        for row in pool.map(run, cases):
            rows.append(row)
            result = f"{row['latency_cycles']:>14,} cycles" if row["status"] == "ok" else row.get("message")
            print(
                f"{row['model']:24} {row['accelerator']:38} {row['pipeline']:15} {row['seconds']:6.1f} s  {result}",
                flush=True,
            )
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n")
    counts = {status: sum(row["status"] == status for row in rows) for status in ("ok", "error", "CRASH")}
    print(", ".join(f"{count} {status}" for status, count in counts.items()))
    return int(counts["CRASH"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
