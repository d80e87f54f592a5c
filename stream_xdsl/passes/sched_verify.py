"""The pass `sched-verify`."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.programs import find_programs, owner_of, unmappable
from stream_xdsl.checker.read import read_model
from stream_xdsl.checker.rules import Violation
from stream_xdsl.checker.verify import check
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.sched import ProgramOp
from stream_xdsl.unmappable import UnmappableError

LISTED = 10
"""Violations that the error spells out."""


@dataclass(frozen=True)
class SchedVerifyPass(ModulePass):
    """Check every schedule of the module against the network and the machine; change nothing.

    The checker shares no code with the scheduler, but for what makes the elements that a layer loads into blocks. It derives anew, element by
    element, what every tile needs, and replays the schedule: tiles are computed once and on their cores, what they read has arrived and is still there,
    transfers move the bits they should over routes that exist at the rate those allow, no channel and no memory is
    overfull, and everything that must reach off-chip memory does. Where there are addresses, nothing lies where something else
    is at that time, and transfers read from where what they move has been put. The error names the broken rules and their rows.

    ```mlir
    // A task that starts before its operand has arrived:
    sched.program @p of @net on @quad
        tasks dense<[[0, 6, 100, 112]]> : tensor<1x4xi64>
        transfers dense<[[0, 0, 12, 768, 112], …]> : tensor<2x5xi64> {
      sched.compute "conv1"[0] on @core0 rows 0 to 1 energy_pj 1000
      sched.transfer load "x" for "conv1"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 25
      …
    }

    // error: sched-verify: @p breaks 1 rule
    //   dependency: sched.compute "conv1"[0] row 0 (tile 0): element [0, 0, 0, 0] of 'x' is not in @core0::@sram
    //     at 6; it is one of 96 such, of 96 needed
    ```
    """

    name = "sched-verify"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        for program in find_programs(op, self.name):
            model = read_model(program, self.name)
            try:
                violations = check(model)
            except UnmappableError as error:
                raise unmappable(program, error, self.name) from None
            if violations:
                raise PassError(
                    self.name,
                    _describe(program, violations),
                    op=owner_of(program, violations[0].op),
                    remedy="schedule the network again; if no one edited the schedule, the scheduler is wrong: report it",
                )


def _describe(program: ProgramOp, violations: list[Violation]) -> str:
    rules = len({violation.rule for violation in violations})
    lines = [
        f"@{program.sym_name.data} breaks {rules} rule{'s' * (rules > 1)}",
        *map(str, violations[:LISTED]),
    ]
    if len(violations) > LISTED:
        lines.append(f"… and {len(violations) - LISTED} more")
    return "\n  ".join(lines)
