"""The pass `sched-verify-execution`."""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.programs import find_programs, owner_of, unmappable
from stream_xdsl.checker.read import read_model
from stream_xdsl.diagnostics import InputError, PassError, check_choice
from stream_xdsl.dialects.sched import ProgramOp
from stream_xdsl.unmappable import UnmappableError

if TYPE_CHECKING:
    from stream_xdsl.runtime.compare import Comparison

WEIGHTS = ("file", "random")
REFERENCES = ("onnx", "onnxruntime")


@dataclass(frozen=True)
class SchedVerifyExecutionPass(ModulePass):
    """Execute every schedule of the module and compare its results with those of the ONNX model; change nothing.

    Tiles and transfers are run in order of time on seeded random inputs: each memory holds only what has been put there, and a read of what is
    not there, not yet or no more, or has been overwritten, is an error. Results are compared with those of ONNX's
    reference evaluator, or of onnxruntime: integers exactly, floats within a tolerance (docs/runtime.md). Rolled programs are unrolled
    for it; where there are addresses, what is put on top of something else destroys it.

    ```mlir
    // A task that starts before its operand has arrived:
    sched.program @p of @net on @quad
        tasks dense<[[0, 6, 100, 112]]> : tensor<1x4xi64>
        transfers dense<[[0, 0, 12, 768, 112], …]> : tensor<2x5xi64> {
      sched.compute "conv1"[0] on @core0 rows 0 to 1 energy_pj 1000
      sched.transfer load "x" for "conv1"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 25
      …
    }

    // error: sched-verify-execution: @p: sched.compute "conv1"[0] row 0 (tile 0) at 6: element [0, 0, 0, 0] of 'x' is not in
    //   @core0::@sram, one of 96 such of 96 that it reads: it arrives only at 12, by sched.transfer load "x" for "conv1"[0] row 0 (tile 0)
    ```
    """

    name = "sched-verify-execution"

    model: str
    """The ONNX file that was compiled."""
    seed: int = 0
    """Of the random inputs, and of the weights if they are random."""
    weights: str = "file"
    """Where weights come from: `file`, or `random` numbers in both the schedule and the model."""
    reference: str = "onnx"
    """What evaluates the model: `onnx`, its reference evaluator, or `onnxruntime`, which has to be installed."""

    def __post_init__(self) -> None:
        check_choice(self.name, "weights", self.weights, WEIGHTS)
        check_choice(self.name, "reference", self.reference, REFERENCES)
        if self.seed < 0:
            raise PassError(self.name, f"seed is {self.seed}", remedy="give a seed that is not negative")

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        for program in find_programs(op, self.name):
            run_program(program, self.model, self.seed, self.weights, self.reference, self.name)


def run_program(
    program: ProgramOp, model: str, seed: int, weights: str, reference: str, needed_by: str
) -> "tuple[Comparison, ...]":
    """Execute a schedule and compare its results with the ONNX model's.

    Raises InputError for a model that cannot be used, or is another than the schedule's, and PassError in the name of who needs
    it for a schedule that reads what is not there, or makes other results, and for a reference that is not installed.
    """
    from stream_xdsl.frontends.onnx_model import load_with_data
    from stream_xdsl.runtime.compare import compare
    from stream_xdsl.runtime.evaluators import evaluate, evaluate_with_onnxruntime, quantises
    from stream_xdsl.runtime.execute import ExecutionError, execute
    from stream_xdsl.runtime.reference import (
        DataError,
        check_interface,
        draw_inputs,
        make_data,
        randomise,
    )

    if reference == "onnxruntime" and find_spec("onnxruntime") is None:
        raise PassError(
            needed_by,
            "onnxruntime is not installed",
            remedy="pip install 'stream-xdsl[onnxruntime]', or compare with ONNX's reference evaluator, reference 'onnx'",
        )
    proto = load_with_data(model)
    read = read_model(program, needed_by)
    network = read_bodies(program.network_op, read.machine, needed_by)
    try:
        check_interface(network, proto)
        if weights == "random":
            network, proto = randomise(network, proto, seed)
        data, inputs = make_data(network, proto), draw_inputs(network, seed)
        results = execute(read, network, inputs, data.weights, data.tensors)
        evaluator = evaluate_with_onnxruntime if reference == "onnxruntime" else evaluate
        comparisons = compare(results, evaluator(proto, inputs))
    except DataError as error:
        raise InputError(str(error), file=model, remedy=error.remedy) from None
    except UnmappableError as error:
        raise unmappable(program, error, needed_by) from None
    except ExecutionError as error:
        raise PassError(
            needed_by,
            f"@{program.sym_name.data}: {error}",
            op=owner_of(program, error.op),
            remedy="schedule the network again; if no one edited the schedule, the scheduler is wrong: report it",
        ) from None
    for comparison in comparisons:
        if comparison.differing:
            remedy = "if the model is the one that was compiled, the schedule does not compute it: report it"
            if quantises(proto):
                remedy += "; but if few integers differ by one, errors of rounding may have tipped them over (docs/runtime.md)"
            raise PassError(needed_by, f"@{program.sym_name.data}: {comparison}", op=program, remedy=remedy)
    return comparisons
