"""How much faster than ZigZag the per-core cost engine finds a mapping, layer by layer.

    python benchmarks/cost_vs_zigzag.py GOLDENS.json --zigzag PYTHON [--cases ID…] [--limit N] [--json OUT]

GOLDENS.json has the layers, cores and settings, and what ZigZag found for them once; PYTHON is an interpreter that has
zigzag-dse and, as that does not ask for it, six. Each layer is searched three times, one after the other, each on one
thread:

- ZigZag: its stages from the choice of spatial mappings to the cost of each loop order;
- ours: `search` with the layer's objective, number of loops and fixed or hinted spatial mapping. It looks at all spatial
  mappings that could be the best, where ZigZag tries the first one or few;
- same: our engine on ZigZag's search, with its spatial mappings, its loop orders and its model. The result must be
  ZigZag's.

Timed is the search: imports and reading the layer are not, and a first layer warms up all three. Ratios are of CPU
seconds, as wall clock on a shared machine says little; the JSON has both. A layer that ZigZag cannot map has no ratio and
is listed apart. Exit code 1: ZigZag's answer is not the record's, ours to the same search is not ZigZag's, or we find no
mapping where ZigZag does.
"""

import argparse
import gc
import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stream_xdsl.cost.golden.file import GoldenRecord
    from stream_xdsl.cost.result import Cost

Row = dict[str, Any]

WORKER = Path(__file__).with_name("zigzag_worker.py")
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "NUMBA")}
OBJECTIVES = ("latency", "energy", "EDP")
"""What ZigZag can minimise. Records with another objective are left out."""
ROUNDING = 1e-12
"""Energies are sums of floats, and Python versions add differently."""


@contextmanager
def zigzag(python: str) -> Iterator[subprocess.Popen[str]]:
    """ZigZag in a process that lives as long as the comparison."""
    worker = subprocess.Popen([python, WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert worker.stdin is not None
    try:
        yield worker
    finally:
        worker.stdin.close()
        worker.wait()


def reply(worker: subprocess.Popen[str]) -> Row:
    """The worker's next line."""
    assert worker.stdout is not None
    if line := worker.stdout.readline():
        return json.loads(line)
    raise SystemExit("the ZigZag worker ended; does its interpreter have zigzag-dse and six?")


def theirs(worker: subprocess.Popen[str], record: Row) -> Row:
    """What ZigZag makes of a record."""
    assert worker.stdin is not None
    worker.stdin.write(json.dumps(record) + "\n")
    worker.stdin.flush()
    return reply(worker)


def ours(record: "GoldenRecord") -> "Cost":
    """What we make of it."""
    from stream_xdsl.cost.search import Constraints, Effort, Objective, search

    return search(
        record.nest,
        record.core_type,
        Objective(record.settings.objective.lower()),
        Constraints(dataflow=record.spatial_mapping, hints=record.spatial_hints),
        Effort(loops=record.settings.lpf_limit),
    )


def same(record: "GoldenRecord") -> "Cost":
    """What our engine makes of ZigZag's search."""
    from dataclasses import replace

    import numpy as np

    from stream_xdsl.cost.breakdown import breakdown
    from stream_xdsl.cost.compat import Compat
    from stream_xdsl.cost.evaluate import evaluate_orders
    from stream_xdsl.cost.golden.zigzag_unrollings import zigzag_unrollings
    from stream_xdsl.cost.hierarchy import hierarchy
    from stream_xdsl.cost.placement import PlacementRules
    from stream_xdsl.cost.search import NoMappingError, all_order_states, evaluate

    settings, core_type = record.settings, record.core_type
    nest = replace(record.nest, cycles_per_point=1)  # ZigZag's search counts one
    rules = PlacementRules(even=settings.even)
    levels = hierarchy(core_type, tuple(operand.memory for operand in nest.operands))
    best = None
    for unrolling in zigzag_unrollings(
        nest,
        core_type,
        settings.nb_spatial_mappings,
        user=record.spatial_mapping,
        hints=record.spatial_hints,
    ):
        costs = evaluate_orders(
            all_order_states(nest, levels, unrolling, settings.lpf_limit, Compat.ZIGZAG), rules
        )
        if not len(costs.cases.orders):
            raise NoMappingError("no loop order fits")  # ZigZag then tries no other unrolling
        cycles, energy = np.asarray(costs.total_cycles), np.asarray(costs.energy_pj)
        keys = {"latency": (cycles, energy), "energy": (energy, cycles), "EDP": (cycles * energy,)}
        scores = keys[settings.objective]
        case = int(np.lexsort(scores[::-1])[0])
        score = tuple(float(values[case]) for values in scores)
        if best is None or score < best[0]:
            best = score, unrolling, costs, case
    assert best is not None
    _, unrolling, costs, case = best
    cost = breakdown(costs, case)
    if settings.cycles_per_op == 1:
        return cost
    order = [(nest.dims.index(name), factor) for name, factor in cost.mapping.temporal]
    return evaluate(record.nest, core_type, unrolling, order, Compat.ZIGZAG, rules)


def timed(engine: "Callable[[GoldenRecord], Cost]", record: "GoldenRecord") -> Row:
    """An engine's answer in the worker's terms."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        cost = engine(record)
        answer: Row = {"latency_cycles": cost.latency.total_cycles, "energy_pj": cost.energy_pj}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return answer | {"cpu_seconds": cpu, "wall_seconds": wall}


def difference(answer: Row, expected: Row) -> str | None:
    """How an answer is not the expected one."""
    if "error" in answer or "error" in expected:
        if "error" in answer and "error" in expected:
            return None
        return f"{answer.get('error', 'a mapping')}, not {expected.get('error', 'a mapping')}"
    wrong = [
        f"{key} {answer[key]}, not {expected[key]}"
        for key in ("latency_cycles", "energy_pj")
        if not isclose(answer[key], expected[key], rel_tol=ROUNDING)
    ]
    return "; ".join(wrong) or None


def recorded(record: Row) -> Row:
    """A record's result in the worker's terms."""
    if record["status"] != "ok":
        return {"error": record["error"]}
    result = record["result"]
    return {"latency_cycles": result["latency"]["total2"], "energy_pj": result["energy"]["total"]}


def compare(worker: subprocess.Popen[str], raw: Row, record: "GoldenRecord") -> Row:
    """One layer, searched by all."""
    row: Row = {"id": record.id, "settings": raw["settings"], "zigzag": theirs(worker, raw)}
    row |= {"ours": timed(ours, record), "same": timed(same, record)}
    row["zigzag_difference"] = difference(row["zigzag"], recorded(raw))
    row["same_difference"] = difference(row["same"], row["zigzag"])
    for engine in ("ours", "same"):
        if "error" not in row["zigzag"] and "error" not in row[engine]:
            for clock in ("cpu", "wall"):
                seconds = f"{clock}_seconds"
                row[f"{engine}_{clock}_ratio"] = row["zigzag"][seconds] / row[engine][seconds]
    return row


def line(row: Row) -> str:
    """A row of the table."""
    text = f"{row['id']:36} {row['zigzag']['cpu_seconds']:9.2f}"
    for engine in ("ours", "same"):
        ratio = f"{row[key]:.1f}" if (key := f"{engine}_cpu_ratio") in row else "-"
        text += f" {1e3 * row[engine]['cpu_seconds']:9.2f} {ratio:>8}"
    return text


def report(rows: list[Row]) -> Row:
    """Print the summary and what went wrong, and return the figures."""
    figures: Row = {"layers": len(rows)}
    print()
    for engine in ("ours", "same"):
        for clock in ("cpu", "wall"):
            key = f"{engine}_{clock}_ratio"
            if ratios := [row[key] for row in rows if key in row]:
                median, mean = statistics.median(ratios), statistics.geometric_mean(ratios)
                figures[key] = {"median": median, "min": min(ratios), "geometric_mean": mean}
                print(
                    f"ZigZag/{engine}, {clock:4} seconds, {len(ratios)} layers: "
                    f"median {median:.1f}, min {min(ratios):.1f}, geometric mean {mean:.1f}"
                )
    kinds: dict[str, Callable[[Row], str | None]] = {
        "unmapped by ZigZag": lambda row: row["zigzag"].get("error"),
        "unmapped by us alone": lambda row: (
            row["ours"].get("error") if "error" not in row["zigzag"] else None
        ),
        "ZigZag's answer is not the record's": lambda row: row["zigzag_difference"],
        "our answer to the same search is not ZigZag's": lambda row: row["same_difference"],
    }
    for kind, why in kinds.items():
        found = [(row, text) for row in rows if (text := why(row)) is not None]
        figures[kind] = len(found)
        if found:
            print(f"\n{kind}: {len(found)}")
        for row, text in found:
            print(f"{line(row)}  {text.split('. ')[0]}")
    figures["wrong"] = sum(figures[kind] for kind in list(kinds)[1:])
    return figures


def main() -> int:
    """Print a line per layer as it ends, then the summary."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("goldens", type=Path)
    parser.add_argument("--zigzag", required=True, metavar="PYTHON")
    parser.add_argument("--cases", nargs="+", metavar="ID")
    parser.add_argument("--limit", type=int, metavar="N")
    parser.add_argument("--json", type=Path, metavar="OUT")
    arguments = parser.parse_args()
    os.environ.update(ONE_THREAD)  # before either side imports NumPy

    from stream_xdsl.cost.golden.file import read_records

    raw: dict[str, Row] = {record["id"]: record for record in json.loads(arguments.goldens.read_text())}
    records = {
        record.id: record
        for record in read_records(arguments.goldens)
        if record.settings.objective in OBJECTIVES
    }
    if unknown := sorted(set(arguments.cases or ()) - set(records)):
        parser.error(f"not in {arguments.goldens.name}, or no objective of ZigZag's: {', '.join(unknown)}")
    chosen = [record for record in records.values() if record.id in (arguments.cases or records)]
    mapped = [record for record in records.values() if record.status == "ok"]
    rows: list[Row] = []
    with zigzag(arguments.zigzag) as worker:
        versions = reply(worker)
        print(f"CPU time; zigzag-dse {versions['zigzag']} on Python {versions['python']}")
        print(f"{'layer':36} {'ZigZag s':>9} {'ours ms':>9} {'ratio':>8} {'same ms':>9} {'ratio':>8}")
        if mapped:
            cheapest = min(mapped, key=lambda record: record.search["cpu_s"])
            compare(worker, raw[cheapest.id], cheapest)
        for record in chosen[: arguments.limit]:
            rows.append(compare(worker, raw[record.id], record))
            if "error" not in rows[-1]["zigzag"]:
                print(line(rows[-1]), flush=True)
    figures = report(rows)
    if arguments.json is not None:
        document = {
            "zigzag": versions,
            "python": platform.python_version(),
            "summary": figures,
            "layers": rows,
        }
        arguments.json.write_text(json.dumps(document, indent=1) + "\n")
    return int(figures["wrong"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
