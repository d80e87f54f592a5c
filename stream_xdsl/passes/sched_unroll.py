"""The pass `sched-unroll`."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.loops import unroll_program
from stream_xdsl.bridge.programs import find_programs


@dataclass(frozen=True)
class SchedUnrollPass(ModulePass):
    """Write the rows of all trips of all loops into the tables of every `sched.program`: what `sched-roll` began with.

    Packed programs stay as they are.

    ```mlir
    // before
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

    // after
    sched.program @net_on_mono of @net on @mono
      tasks dense<[[0, 6, 3, 12], [1, 12, 3, 18], [2, 18, 3, 24]]> : tensor<3x4xi64>
      transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [2, 12, 6, 96, 21]]> : tensor<3x5xi64> {
      sched.compute "relu"[0] on @core0 rows 0 to 3 energy_pj 39
      sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 3 energy_pj 390
    }
    ```
    """

    name = "sched-unroll"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        for program in find_programs(op, self.name):
            unroll_program(program)
