"""The claim table of ONNX operators, from what the conformance run found."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from stream_xdsl.passes.onnx_lowerings import LOWERINGS

Case = dict[str, Any]

INTRODUCTION = """\
# ONNX operators

What `convert-onnx-to-dnn` has a lowering for, or the importer computes ({folded}), and what ONNX's own node cases
(`onnx.backend.test.case.node`, version {version}) say about it. Each case in which one of these operators is used is imported,
compiled for [a small machine](../tests/conformance/machine.mlir), fused and cut into tiles, scheduled, checked, and executed tile by
tile on its own data:

```sh
python tests/conformance/run.py [--json OUT] [--ops Conv,Add]
```

{total} cases: {equal} make the results that they expect, within [the runtime's tolerances](runtime.md#the-reference); {refused} are
refused with a diagnostic; none makes other results. `make test-all` runs them all and compares with the table below; `make test` runs a few dozen.

- Most cases give weights, axes and shapes as inputs. Those that our passes need as constants of the model are made constants: as few as it takes,
  found by trying; the column *constant* names them, where a case has only that one operator. Inputs that nothing reads are left out.
- A case that only rearranges its inputs has nothing to schedule. A layer that changes nothing (a `Clip` without bounds, or a `Cast` of
  truth values) is then appended to each output ({copied} cases).
- Models are converted to opset 22 first. An operator or type that is newer is refused.
"""

COLUMNS = """\
In *cases* all operators of the model are of this table; of those, *equal* and *refused*. In *others* the operator is used next to some
that are not, which the importer can only compute beforehand: equal / all.
"""


def operators_page(repo: Path) -> str:
    """Markdown: the operators that we claim, and why cases are refused."""
    found = json.loads((repo / "tests/conformance/results.json").read_text("utf-8"))
    cases: list[Case] = found["cases"]
    claimed = {*LOWERINGS, *found["folded"]}
    parts = [
        INTRODUCTION.format(
            folded=", ".join(f"`{operator}`" for operator in found["folded"]),
            version=found["onnx"],
            total=len(cases),
            equal=_count(cases, "equal"),
            refused=_count(cases, "refused"),
            copied=sum(case.get("copied", False) for case in cases if case["result"] == "equal"),
        ),
        "## Operators",
        COLUMNS,
        _operator_table(cases, claimed),
        "## What is refused",
        "Cases of which all operators are of the table:",
        _reason_table(case for case in cases if claimed.issuperset(case["operators"])),
        "Cases with others; the reason is the first that is met:",
        _reason_counts(case for case in cases if not claimed.issuperset(case["operators"])),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _count(cases: Iterable[Case], result: str) -> int:
    return sum(case["result"] == result for case in cases)


def _operator_table(cases: list[Case], claimed: set[str]) -> str:
    rows = [
        "| operator | cases | equal | refused | others | constant |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for operator in sorted(claimed):
        using = [case for case in cases if operator in case["operators"]]
        own = [case for case in using if claimed.issuperset(case["operators"])]
        others = [case for case in using if not claimed.issuperset(case["operators"])]
        alone = [case for case in own if case["operators"] == [operator]]
        constant = dict.fromkeys(name for case in alone for name in case.get("constants", ()))
        together = f"{_count(others, 'equal')} / {len(others)}" if others else ""
        link = f"[`{operator}`](https://onnx.ai/onnx/operators/onnx__{operator}.html)"
        rows.append(
            f"| {link} | {len(own)} | {_count(own, 'equal')} | {_count(own, 'refused') or ''} | {together} | "
            f"{', '.join(f'`{name}`' for name in constant)} |"
        )
    return "\n".join(rows)


def _by_reason(cases: Iterable[Case]) -> dict[str, list[str]]:
    """Reason, without the names of nodes and results -> cases; those that most have in common first."""
    found: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        if case["result"] == "refused":
            reason = re.sub(r"node '[^']*' \(([\w.]+), opset \d+\)", r"`\1`", case["reason"])
            reason = reason.removeprefix("convert-onnx-to-dnn: ")
            reason = re.sub(
                r"result '[^']*'", "result", re.sub(r"tensor<\S*x(\w+)>", r"tensor<…x\1>", reason)
            )
            found[reason].append(case["name"].removeprefix("test_"))
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _reason_table(cases: Iterable[Case]) -> str:
    rows = [f"| {reason} | {', '.join(names)} |" for reason, names in _by_reason(cases).items()]
    return "\n".join(["| reason | cases |", "| --- | --- |", *rows])


def _reason_counts(cases: Iterable[Case]) -> str:
    rows = [f"| {reason} | {len(names)} |" for reason, names in _by_reason(cases).items()]
    return "\n".join(["| reason | cases |", "| --- | --- |", *rows])
