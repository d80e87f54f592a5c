"""Runs ONNX's own node cases through scheduled execution.

    python tests/conformance/run.py [--json OUT] [--ops Conv,Add]

These are all cases in which an operator is used that we claim, or one of those that `--ops` names. What came of each is printed, and written to
OUT; `docs/operators.md` is made from `results.json` beside this file. The exit code is 1 if a case makes other results than it expects, or
fails without a diagnostic.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from node_cases import CLAIMED, Outcome, cases, run_case, write_results


def main() -> int:
    """Run the cases that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="where to write the outcomes")
    parser.add_argument("--ops", help="operators, separated by commas")
    arguments = parser.parse_args()
    operators = arguments.ops.split(",") if arguments.ops else CLAIMED
    found = cases(operators)
    if not found:
        parser.error(f"ONNX has no case of {arguments.ops}")
    if arguments.json and not arguments.json.parent.is_dir():
        parser.error(f"no such folder: {arguments.json.parent}")
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder:
        for case in found:
            outcome = run_case(case, Path(folder))
            outcomes.append(outcome)
            constant = f", constant: {', '.join(outcome.constants)}" if outcome.constants else ""
            print(
                f"{outcome.name}: {outcome.result}{constant}{': ' * bool(outcome.reason)}{outcome.reason}",
                flush=True,
            )
    if arguments.json:
        write_results(outcomes, arguments.json)
    counts = Counter(outcome.result for outcome in outcomes)
    print(", ".join(f"{count} {result}" for result, count in sorted(counts.items())))
    return int(bool(counts["differs"] + counts["fails"]))


if __name__ == "__main__":
    sys.exit(main())
