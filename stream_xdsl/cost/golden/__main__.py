"""Check golden figures of ZigZag against this engine.

    python -m stream_xdsl.cost.golden FILE.json [--orders FOLDER] [--json OUT]

For each record of FILE (`golden.file` describes the format):

- parity: the recorded mapping has the recorded figures by ZigZag's definitions. Where ZigZag failed, its procedure fails
  here, too; what our own search makes of it is shown.
- orders: so does every loop order in FOLDER/<id>.json.gz, and there are no others.
- search: the best objective of ZigZag's unrollings and the likeliest of ours, to that recorded, by ZigZag's
  definitions; choice: whether ZigZag's own candidates give exactly its mapping.
- cycles, energy: what our own search finds by our definitions, to what is recorded. It must not be worse than the recorded
  mapping by our definitions, nor better than the bounds.

Exit code 1: a mismatch, or a file that cannot be used.
"""

import argparse
import json
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from stream_xdsl.cost.golden.check import RecordCheck, check_record
from stream_xdsl.cost.golden.file import GoldenOrders, read_orders, read_records
from stream_xdsl.cost.golden.mapping import GoldenCase
from stream_xdsl.cost.golden.report import (
    HEADER,
    SCHEMA,
    record_data,
    record_lines,
    summarise,
    summary_data,
    summary_lines,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each record as it is checked, then the summary."""
    parser = argparse.ArgumentParser(
        prog="python -m stream_xdsl.cost.golden",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, metavar="FILE.json", help="golden records")
    parser.add_argument("--orders", type=Path, metavar="FOLDER", help="with <id>.json.gz of all loop orders")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write everything as JSON")
    options = parser.parse_args(arguments)
    try:
        cases = read_cases(options.file)
        orders = {} if options.orders is None else find_orders(options.orders, cases)
        checks = _check_all(cases, orders)
        summary = summarise(checks)
        print()
        print("\n".join(summary_lines(summary)))
        if options.json is not None:
            document = {
                "schema": SCHEMA,
                "file": str(options.file),
                "records": [record_data(check) for check in checks],
                "summary": summary_data(summary),
            }
            options.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe has seen enough
        return 1
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return int(summary.mismatching_records > 0)


def read_cases(path: Path) -> list[GoldenCase]:
    """The records of a file; raises ValueError or OSError if it cannot be used."""
    cases: list[GoldenCase] = []
    for record in read_records(path):
        try:
            cases.append(GoldenCase(record))
        except ValueError as error:
            raise ValueError(f"{path}: record '{record.id}': {error}") from None
    if not cases:
        raise ValueError(f"{path}: has no records")
    return cases


def find_orders(folder: Path, cases: Sequence[GoldenCase]) -> dict[str, GoldenOrders]:
    """The orders of the records that have a file of them; raises ValueError or OSError if none has or one cannot be used."""
    found: dict[str, GoldenOrders] = {}
    for case in cases:
        path = folder / f"{case.record.id}.json.gz"
        if path.is_file():
            found[case.record.id] = read_orders(path)
            if found[case.record.id].id != case.record.id:
                raise ValueError(f"{path}: is of record '{found[case.record.id].id}'")
    if not found:
        raise ValueError(f"{folder}: has no orders of any record, such as {cases[0].record.id}.json.gz")
    return found


def _check_all(cases: Sequence[GoldenCase], orders: dict[str, GoldenOrders]) -> list[RecordCheck]:
    checks: list[RecordCheck] = []
    print(HEADER)
    for number, case in enumerate(cases, start=1):
        with _shown_if_slow(f"{number}/{len(cases)} {case.record.id}"):
            checks.append(check_record(case, orders.get(case.record.id)))
        print("\n".join(record_lines(checks[-1])), flush=True)
    return checks


@contextmanager
def _shown_if_slow(name: str) -> Generator[None]:
    """A line on stderr if it takes over a second."""
    timer = Timer(1.0, lambda: print(f"golden: {name} …", file=sys.stderr))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


if __name__ == "__main__":
    raise SystemExit(main())
