"""`mlir-opt` takes the IRDL definition of what an expanded schedule is made of, and what the schedules of a FileCheck test are, but nothing else."""

import re
import subprocess
from io import StringIO

import pytest
from test_mlir_opt import FILECHECK, MLIR_OPT, outputs
from xdsl.dialects.builtin import ModuleOp
from xdsl.printer import Printer

from stream_xdsl.dialects.sched import ExpandedOp

DEFINITION = FILECHECK.parents[1] / "dialects/sched.irdl.mlir"

EXPANDED = FILECHECK / "passes/sched-expand/valid.mlir"

pytestmark = pytest.mark.skipif(MLIR_OPT is None, reason="needs mlir-opt-22 (mlir-22-tools)")


def bodies() -> list[str]:
    """What the expanded schedules of a FileCheck test hold, which is flat, in generic form without properties."""
    schedules = [op for module in outputs(EXPANDED) for op in module.walk() if isinstance(op, ExpandedOp)]
    return [generic(ModuleOp(expanded.body.clone())) for expanded in schedules]


def generic(module: ModuleOp) -> str:
    stream = StringIO()
    Printer(stream, print_generic_format=True, print_properties_as_attributes=True).print_op(module)
    return stream.getvalue()


def error_of(text: str) -> str:
    """What mlir-opt has against it, knowing nothing of ours but the definition."""
    assert MLIR_OPT is not None
    command = [MLIR_OPT, f"--irdl-file={DEFINITION}"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == (done.stderr == "")
    return done.stderr


def test_expanded_schedules_are_what_is_defined():
    found = bodies()
    assert found
    for text in found:
        assert "sched.tile" in text
        assert error_of(text) == ""


@pytest.mark.parametrize(
    ("change", "by", "error"),
    [
        (r'kind = "load"', 'kind = "lode"', "does not satisfy the constraint"),
        (r"start_cycle = \d+ : i64, ", "", 'attribute "start_cycle" is expected but not provided'),
        (r"core = @core0", 'core = "core0"', "expected base attribute 'builtin.symbol_ref' but got"),
        (r"-> !sched.token\n}", "-> i1\n}", "expected base type 'sched.token' but got 'builtin.integer'"),
        (r"sched.tile", "sched.tyle", "unregistered operation 'sched.tyle' found in dialect ('sched')"),
    ],
)
def test_what_is_not_defined_is_rejected(change: str, by: str, error: str):
    text, changes = re.subn(change, by, bodies()[0], count=1)
    assert changes == 1
    assert error in error_of(text)
