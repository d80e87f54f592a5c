"""ONNX's own node cases make the results they expect, or are refused as `docs/operators.md` says."""

from functools import cache
from pathlib import Path

import onnx
import pytest
from node_cases import CLAIMED, RESULTS, Outcome, cases, read_results, run_case
from onnx.backend.test.case.test_case import TestCase

VERSION, KNOWN = read_results(RESULTS)

ONCE_WRONG = {
    "test_causal_conv_with_state_fp16_expanded": "a result holds no element of a tensor that it is made of",
    "test_gelu_default_1_expanded": "a layer makes a scalar",
    "test_l2normalization_axis_0": "a norm is zero",
}
"""Cases that defects were found by."""


def examples() -> list[Outcome]:
    """For each operator that we claim the equal case with the fewest others, some that are refused, and those that found defects."""
    found = {
        operator: min(
            (outcome for outcome in KNOWN if outcome.result == "equal" and operator in outcome.operators),
            key=lambda outcome: (len(outcome.operators), outcome.name),
        )
        for operator in sorted(CLAIMED)
    }
    refused = [
        outcome for outcome in KNOWN if outcome.result == "refused" and CLAIMED.issuperset(outcome.operators)
    ]
    wrong = [outcome for outcome in KNOWN if outcome.name in ONCE_WRONG]
    return list(dict.fromkeys([*found.values(), *refused[::20], *wrong]))


@cache
def cases_by_name() -> dict[str, TestCase]:
    return {case.name: case for case in cases()}


def test_no_case_is_a_defect():
    assert {outcome.result for outcome in KNOWN} == {"equal", "refused"}
    assert all(outcome.reason for outcome in KNOWN if outcome.result == "refused")


@pytest.mark.parametrize("known", examples(), ids=lambda outcome: outcome.name)
def test_cases_come_out_as_known(known: Outcome, tmp_path: Path):
    case = cases_by_name().get(known.name)
    if case is None:
        pytest.skip(f"ONNX {onnx.__version__} has no case {known.name}")
    assert run_case(case, tmp_path) == known


@pytest.mark.slow
def test_all_cases_come_out_as_known(tmp_path: Path):
    found = [run_case(case, tmp_path) for case in cases()]
    assert [outcome for outcome in found if outcome.result not in ("equal", "refused")] == []
    if onnx.__version__ == VERSION:  # another has other cases
        assert found == KNOWN, (
            "run `python tests/conformance/run.py --json tests/conformance/results.json` and `make docs`"
        )
