"""The pass `sched-expand`."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass
from xdsl.rewriter import Rewriter

from stream_xdsl.bridge.expansion import expand_program
from stream_xdsl.bridge.programs import find_programs


@dataclass(frozen=True)
class SchedExpandPass(ModulePass):
    """Replace every `sched.program`, packed or rolled, by a `sched.expanded` with an operation for every tile and transfer.

    They are in order of their start, and each waits for those that it depends on: a tile for the transfers that bring what
    it needs, for the tiles whose result it reads where they wrote it, and for the one before it that accumulates into its
    block; a transfer for the tiles or transfers that its data comes from. Of a block that left a memory and came again,
    the copy that is there counts. That a core or a link was busy is not told.

    It is for reading, for tests and for small programs; there is no way back.

    ```mlir
    // before
    sched.program @net_on_mono of @net on @mono
      tasks dense<[[0, 6, 3, 18]]> : tensor<1x4xi64>
      transfers dense<[[0, 0, 6, 96, 9], [0, 12, 6, 96, -1]]> : tensor<2x5xi64> {
      sched.compute "relu"[0] on @core0 rows 0 to 1 energy_pj 13
      sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 130
      sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 1 to 2 energy_pj 130
    }

    // after
    sched.expanded @net_on_mono of @net on @mono {
      %load.x.0.0 = sched.copy load "x" for tile 0 of "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 96 at 0 for 6 until 9
      %relu.0.0 = sched.tile 0 of "relu"[0] on @core0 after (%load.x.0.0) at 6 for 3 until 18 energy_pj 13
      %store.relu.0.0 = sched.copy store tile 0 of "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 96 after (%relu.0.0) at 12 for 6
    }
    ```
    """

    name = "sched-expand"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        for program in find_programs(op, self.name):
            Rewriter.replace_op(program, expand_program(program, self.name), [])
