"""The pass `convert-sched-to-loops`."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass
from xdsl.rewriter import InsertPoint, Rewriter

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.programs import find_programs, owner_of
from stream_xdsl.bridge.standard import make_functions
from stream_xdsl.checker.read import read_model
from stream_xdsl.codegen.schedule import CodeError, write_code
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import SystemOp
from stream_xdsl.dialects.dnn import NetworkOp
from stream_xdsl.runtime.execute import ExecutionError


@dataclass(frozen=True)
class ConvertSchedToLoopsPass(ModulePass):
    """TODO"""

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
            Rewriter.insert_op(functions, InsertPoint.before(program))
            Rewriter.erase_op(program)
        for child in list(op.body.block.ops):
            if isinstance(child, NetworkOp | SystemOp):
                Rewriter.erase_op(child)
