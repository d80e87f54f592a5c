"""Runs a schedule natively, its cores side by side, and compares its results with the model's: our passes, then stock MLIR 22, then LLVM in this process.

    python examples/toolchain/native.py schedule.mlir --model model.onnx

`mlir-opt-22` and `mlir-translate-22` (Debian's mlir-22-tools) have to be there, with MLIR's own runtime libraries. Inputs and weights are random, as with `stream-xdsl run --weights random`.
"""

import argparse
import ctypes
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import llvmlite.binding as llvm
import numpy as np
from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.checker.model import Value
from stream_xdsl.checker.needs import tensors_of
from stream_xdsl.diagnostics import InputError
from stream_xdsl.frontends.mlir import parse_file
from stream_xdsl.frontends.onnx_model import load_with_data
from stream_xdsl.passes.convert_sched_to_loops import ConvertSchedToLoopsPass
from stream_xdsl.runtime.compare import compare
from stream_xdsl.runtime.elements import Array, Element
from stream_xdsl.runtime.evaluators import evaluate
from stream_xdsl.runtime.network import Network
from stream_xdsl.runtime.reference import DataError, draw_inputs, make_data, randomise
from stream_xdsl.tools.contexts import full_context
from stream_xdsl.tools.errors import user_errors

LOWERING = (
    "convert-linalg-to-loops",
    "expand-strided-metadata",
    "lower-affine",
    "convert-scf-to-cf",
    "async-func-to-async-runtime",
    "async-to-async-runtime",
    "async-runtime-ref-counting",
    "convert-async-to-llvm",
    "convert-math-to-libm",
    "convert-math-to-llvm",
    "convert-cf-to-llvm",
    "convert-arith-to-llvm",
    "finalize-memref-to-llvm",
    "convert-func-to-llvm=use-bare-ptr-memref-call-conv=1",
    "reconcile-unrealized-casts",
)
"""Passes of stock MLIR, from what `convert-sched-to-loops` writes to the `llvm` dialect."""

RUNTIME = ("libmlir_c_runner_utils", "libmlir_async_runtime")
"""Libraries of MLIR that the code calls."""

MLIR_OPT, MLIR_TRANSLATE = (shutil.which(f"{name}-22") for name in ("mlir-opt", "mlir-translate"))

_ENGINES: list[llvm.ExecutionEngine] = []
"""All code stays: a thread of MLIR's pool is on its way out of it when the results are there."""

NEEDED = "needs mlir-opt-22 and mlir-translate-22 (Debian's mlir-22-tools)"


def load(module: str, function: str) -> Callable[[Sequence[Array]], None]:
    """A function of a module's text, whose arguments are memrefs; it writes to those that are results."""
    if MLIR_OPT is None or MLIR_TRANSLATE is None:
        raise RuntimeError(NEEDED)
    lowered = _tool(MLIR_OPT, module, *(f"--{name}" for name in LOWERING))
    ir = _tool(MLIR_TRANSLATE, lowered, "--mlir-to-llvmir")
    runtime = Path(MLIR_OPT).resolve().parents[1] / "lib"
    for name in RUNTIME:
        for library in sorted(runtime.glob(f"{name}.so*")):
            llvm.load_library_permanently(str(library))
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine()
    parsed = llvm.parse_assembly(ir)
    # What waits is a coroutine, which LLVM's passes take apart, whatever else they do.
    passes = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=0))
    passes.getModulePassManager().run(parsed, passes)
    engine = llvm.create_mcjit_compiler(parsed, machine)
    _ENGINES.append(engine)
    engine.finalize_object()
    address = engine.get_function_address(function)

    def call(arguments: Sequence[Array]) -> None:
        native = ctypes.CFUNCTYPE(None, *(ctypes.c_void_p for _ in arguments))(address)
        native(*(argument.ctypes.data for argument in arguments))

    return call


def _tool(program: str, text: str, *arguments: str) -> str:
    done = subprocess.run([program, *arguments], input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr[:2000]}")
    return done.stdout


class NativeSchedule:
    """The only schedule of a module, of which nothing but loops is left afterwards."""

    def __init__(self, module: ModuleOp):
        (program,) = find_programs(module, "native")
        self.network = read_bodies(program.network_op, read_machine(program.system_op), "native")
        name = program.sym_name.data
        ConvertSchedToLoopsPass().apply(Context(), module)
        module.verify()
        self._call = load(str(module), name)

    def run(
        self, inputs: Mapping[str, Array], weights: Mapping[int, Array], parameters: Mapping[str, Array]
    ) -> dict[str, Array]:
        """Its results."""
        network, elements = self.network, self.network.elements
        types = {result: elements[min(tensors_of(value))] for result, value in network.results.items()}
        made = {
            result: _packed(np.zeros(_shape(network, value)), types[result])
            for result, value in network.results.items()
        }
        self._call(
            [
                *(_packed(inputs[own], elements[tensor]) for own, tensor in network.inputs.items()),
                *(_packed(weights[tensor], elements[tensor]) for tensor in network.weights),
                *(np.array(parameters[own], order="C") for own in sorted(parameters)),
                *made.values(),
            ]
        )
        return {result: _unpacked(values, types[result]) for result, values in made.items()}


def parameters_of(network: Network, tensors: Mapping[str, Array]) -> dict[str, Array]:
    """Those of a model's tensors that stand for parameters of layers."""
    return {name: tensors[name] for name in sorted(set[str]().union(*(b.sources for b in network.bodies)))}


def _shape(network: Network, value: Value) -> tuple[int, ...]:
    return network.tensors[value].shape if isinstance(value, int) else value.shape


def _packed(values: Array, element: Element) -> Array:
    """An array as memrefs have it: row-major, bf16 as the upper halves of floats."""
    if element.name == "bf16":
        return np.ascontiguousarray((values.astype(np.float32).view(np.uint32) >> 16).astype(np.uint16))
    return np.array(values, element.dtype, order="C")


def _unpacked(values: Array, element: Element) -> Array:
    if element.name == "bf16":
        return (values.astype(np.uint32) << 16).view(np.float32)
    return values


def main() -> int:
    """Run the schedule that the command line names; 1 if results differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("schedule", help="IR that `stream-xdsl compile -o` wrote")
    parser.add_argument("--model", required=True, help="the ONNX file that was compiled")
    parser.add_argument("--seed", type=int, default=0, help="of inputs and weights")
    arguments = parser.parse_args()
    module = parse_file(arguments.schedule, full_context())
    programs = find_programs(module, "native")
    if len(programs) != 1:
        raise InputError(f"{len(programs)} schedules", file=arguments.schedule, remedy="give a file with one")
    network = read_bodies(programs[0].network_op, read_machine(programs[0].system_op), "native")
    try:
        network, model = randomise(network, load_with_data(arguments.model), arguments.seed)
        data, inputs = make_data(network, model), draw_inputs(network, arguments.seed)
        results = NativeSchedule(module).run(inputs, data.weights, parameters_of(network, data.tensors))
        comparisons = compare(results, evaluate(model, inputs))
    except DataError as error:
        raise InputError(str(error), file=arguments.model, remedy=error.remedy) from None
    for comparison in comparisons:
        print(comparison)
    return int(any(comparison.differing for comparison in comparisons))


if __name__ == "__main__":
    with user_errors():
        sys.exit(main())
