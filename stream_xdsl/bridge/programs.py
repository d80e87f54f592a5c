"""The schedules of a module."""

from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.sched import ComputeOp, ExpandedOp, ProgramOp, TransferOp
from stream_xdsl.unmappable import UnmappableError


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


def unmappable(program: ProgramOp, error: UnmappableError, needed_by: str) -> PassError:
    """The error of who needs a schedule of a network that can have none as it is tiled and allocated."""
    return PassError(
        needed_by,
        f"no schedule of @{program.network_op.sym_name.data} is possible: {error}",
        op=program.network_op,
        remedy="change the layer's tiling, or allocate it to other cores, and schedule the network again",
    )


def owner_of(program: ProgramOp, op: tuple[int, int]) -> ProgramOp | ComputeOp | TransferOp:
    """The operation with a table (0 for tasks, 1 for transfers) and a position in it; the program for any other table."""
    table, position = op
    if table < 0:
        return program
    return tuple(program.transfer_ops if table else program.compute_ops)[position]
