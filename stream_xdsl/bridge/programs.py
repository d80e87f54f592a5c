"""The schedules of a module."""

from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.sched import ComputeOp, ExpandedOp, ProgramOp, TransferOp


def find_programs(module: ModuleOp, needed_by: str) -> list[ProgramOp]:
    """The module's `sched.program`s; raises PassError in the name of who needs one if there is none."""
    programs = [op for op in module.body.block.ops if isinstance(op, ProgramOp)]
    if not programs:
        check_not_expanded(module, needed_by)
        raise PassError(needed_by, "the module has no sched.program", remedy="run convert-dnn-to-sched first")
    return programs


def check_not_expanded(module: ModuleOp, needed_by: str) -> None:
    """Raises PassError if the module has a schedule, but in the form that is for reading."""
    for op in module.body.block.ops:
        if isinstance(op, ExpandedOp):
            raise PassError(
                needed_by,
                f"the schedule @{op.sym_name.data} is expanded",
                op=op,
                remedy="do this before sched-expand, which is for reading",
            )


def owner_of(program: ProgramOp, op: tuple[int, int]) -> ProgramOp | ComputeOp | TransferOp:
    """The operation with a table (0 for tasks, 1 for transfers) and a position in it; the program for any other table."""
    table, position = op
    if table < 0:
        return program
    return tuple(program.transfer_ops if table else program.compute_ops)[position]
