"""The pass `sched-roll`."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.loops import read_rows, roll_program, unroll_program
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.coala.steady_state import find_loops
from stream_xdsl.diagnostics import PassError


@dataclass(frozen=True)
class SchedRollPass(ModulePass):
    """Write the steady states of every `sched.program` as loops, in the rows of one trip each.

    They are found in the rows alone, whoever made the schedule: windows of time in which cores and transfers do the same
    every so many cycles, only with other tiles. What does not repeat itself exactly stays out of them: rows before and after, the
    prologue and the epilogue, and those of transfers that have no part in it. Loops of cores that do not depend on one another
    run side by side, with intervals of their own.

    A program without steady states stays as it is; loops that are there already are found anew. `sched-unroll` gives
    back the same program, and all that reads programs takes either.

    ```mlir
    // before
    sched.program @net_on_mono of @net on @mono
      tasks dense<[[0, 6, 3, 12], [1, 12, 3, 18], [2, 18, 3, 24]]> : tensor<3x4xi64>
      transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [2, 12, 6, 96, 21]]> : tensor<3x5xi64> {
      sched.compute "relu"[0] on @core0 rows 0 to 3 energy_pj 39
      sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 3 energy_pj 390
    }

    // after
    sched.program @net_on_mono of @net on @mono
      tasks dense<[[0, 6, 3, 12]]> : tensor<1x4xi64>
      transfers dense<[[0, 0, 6, 96, 9]]> : tensor<1x5xi64> {
      sched.compute "relu"[0] on @core0 rows 0 to 1 energy_pj 39
      sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 390
      sched.loop from 0 every 6 for 3 trips {
        sched.repeat load "x" for "relu"[0] rows 0 to 1 tile_step 1
        sched.repeat compute "relu"[0] rows 0 to 1 tile_step 1
      }
    }
    ```
    """

    name = "sched-roll"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        for program in find_programs(op, self.name):
            unroll_program(program)
            loops = find_loops(read_rows(program))
            if loops and program.addresses is not None:
                raise PassError(
                    self.name,
                    f"the schedule @{program.sym_name.data} has addresses, and what repeats itself does not lie in one place",
                    op=program,
                    remedy="roll the schedule as it was before sched-assign-addresses: it is either rolled or has addresses",
                )
            roll_program(program, loops)
