"""The pass `convert-sched-to-loops`."""

from collections.abc import Sequence
from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.ir import Operation
from xdsl.passes import ModulePass
from xdsl.rewriter import InsertPoint, Rewriter
from xdsl.traits import SymbolOpInterface

from stream_xdsl.bridge.agents import make_functions
from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.programs import find_programs, owner_of
from stream_xdsl.bridge.target_spec import interconnect, target_system
from stream_xdsl.checker.read import read_model
from stream_xdsl.codegen.schedule import CodeError, write_code
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import SystemOp
from stream_xdsl.dialects.dnn import NetworkOp
from stream_xdsl.dialects.sched import ProgramOp
from stream_xdsl.runtime.execute import ExecutionError


def _symbol(op: Operation) -> str | None:
    """The name of an operation that has one."""
    trait = op.get_trait(SymbolOpInterface)
    name = None if trait is None else trait.get_sym_attr_name(op)
    return None if name is None else name.data


@dataclass(frozen=True)
class ConvertSchedToLoopsPass(ModulePass):
    """Turn every `sched.program` into functions of standard dialects, which stock MLIR verifies, lowers and runs.

    For each core that computes there is a function with all that it does, and one with all copies that arrive in its memories: agents, which
    run side by side (`async.func`). What tiles or transfers do at different places is a function that they share, of `linalg` on
    `memref`s or of `memref.copy`; what repeats itself evenly is in an `scf.for`. Each agent counts what it has done, and waits (`scf.while`) until other
    agents have done what has to come before: as the schedule has it, of all that touches the same data. The schedule's function is called as the network is, with
    its inputs, weights and results; it holds the memories, starts all agents at once and awaits their ends. After `sched-assign-addresses` a memory is one `memref` of bytes, with
    everything at its address; without addresses it is a `memref` for each tensor that it ever has some of. Attributes say what each
    operation stands for in the schedule; the machine becomes `dlti` attributes of the module. `docs/toolchain-out.md` has the details.

    What is not where it is needed is an error, as when the schedule is executed; so are layers of which no code can be written.

    ```mlir
    // before
    sched.program @net_on_mono of @net on @mono
      tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
      transfers dense<[[0, 0, 6, 96, 9], …]> : tensor<4x5xi64> {
      sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
      sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
      …
    }

    // after
    func.func private @net_on_mono_core0_tile0(%at: index, %core0.sram.x: memref<4x6xf32>, %core0.sram.relu: memref<4x6xf32>) {
      %0 = memref.subview %core0.sram.relu[0, %at] [4, 3] [1, 1] : …
      %1 = memref.subview %core0.sram.x[0, %at] [4, 3] [1, 1] : …
      linalg.generic {…} ins(%1 : …) outs(%0 : …) attrs = {sched.layer = "relu", sched.part = 0 : i64} {…}
      func.return
    }
    async.func private @net_on_mono_core0(%done: memref<3xi64>, %core0.sram.x: memref<4x6xf32>, %core0.sram.relu: memref<4x6xf32>) -> !async.token {
      …
      scf.for %i = %0 to %1 step %2 {
        %3 = affine.apply affine_map<(d0) -> (d0 + 1)>(%i)
        %4 = arith.index_cast %3 : index to i64
        scf.while () : () -> () {
          %5 = "memref.atomic_rmw"(%zero, %done, %dma) <{kind = 1 : i64}> : …
          %6 = arith.cmpi slt, %5, %4 : i64
          scf.condition(%6)
        } do {
          %7 = func.call @net_on_mono_pause() : () -> !async.token
          async.await %7 : !async.token
          scf.yield
        } attributes {sched.waits_for = "core0_dma"}
        %8 = affine.apply affine_map<(d0) -> (d0 * 3)>(%i)
        func.call @net_on_mono_core0_tile0(%8, …) {sched.layer = "relu", sched.tiles = array<i64: 0, 1>, sched.start_cycles = array<i64: 6, 12>, …} : …
        %9 = "memref.atomic_rmw"(%one, %done, %core0) <{kind = 1 : i64}> : …
      }
      async.return
    }
    …
    func.func @net_on_mono(%input.x: memref<4x6xf32>, %output.y: memref<4x6xf32>) {
      …
      %0 = async.call @net_on_mono_core0(%done, %core0.sram.x, %core0.sram.relu) : …
      %1 = async.call @net_on_mono_core0_dma(%done, %input.x, %core0.sram.x) : …
      %2 = async.call @net_on_mono_dram_dma(%done, %core0.sram.relu, %dram.dram.relu) : …
      async.await %0 : !async.token
      …
    }
    ```
    """

    name = "convert-sched-to-loops"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        for program in find_programs(op, self.name):
            model = read_model(program, self.name)
            network = read_bodies(program.network_op, model.machine, self.name)
            try:
                code = write_code(model, network)
            except CodeError as error:
                raise PassError(
                    self.name, str(error), op=owner_of(program, error.op), remedy=error.remedy
                ) from None
            except ExecutionError as error:
                raise PassError(
                    self.name,
                    f"@{program.sym_name.data}: {error}",
                    op=owner_of(program, error.op),
                    remedy="schedule the network again",
                ) from None
            functions = make_functions(code, model, program.sym_name.data)
            self._check_names(program, functions)
            Rewriter.insert_op(functions, InsertPoint.before(program))
            Rewriter.erase_op(program)
        self._describe(op)

    def _check_names(self, program: ProgramOp, functions: Sequence[Operation]) -> None:
        """Nothing else may have the names of a program's functions."""
        block = program.parent
        assert block is not None  # programs are in a module
        taken = {_symbol(op) for op in block.ops if op is not program}
        for function in functions:
            name = _symbol(function)
            if name in taken:
                raise PassError(
                    self.name,
                    f"@{name} is taken, and a function of @{program.sym_name.data} needs the name",
                    op=program,
                    remedy="rename the other, the schedule or the core",
                )
            taken.add(name)

    def _describe(self, module: ModuleOp) -> None:
        """Replace machines by what `dlti` says of them, and networks by nothing."""
        systems = [child for child in module.body.block.ops if isinstance(child, SystemOp)]
        if len(systems) > 1:
            raise PassError(
                self.name,
                f"the module has {len(systems)} machines, and its target can be one",
                op=systems[1],
                remedy="leave only the machine of the schedules in the module",
            )
        for system in systems:
            machine = read_machine(system)
            module.attributes["dlti.target_system_spec"] = target_system(machine)
            module.attributes["dlti.map"] = interconnect(machine)
        for child in [child for child in module.body.block.ops if isinstance(child, NetworkOp | SystemOp)]:
            Rewriter.erase_op(child)
