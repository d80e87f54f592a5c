"""Runs standard dialects natively: lowered by the real `mlir-opt`, translated by `mlir-translate`, compiled by llvmlite in this process."""

import ctypes
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import llvmlite.binding as llvm
import numpy as np
import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.checker.model import Value
from stream_xdsl.checker.needs import tensors_of
from stream_xdsl.passes.convert_sched_to_loops import ConvertSchedToLoopsPass
from stream_xdsl.runtime.elements import Array, Element
from stream_xdsl.runtime.network import Network

LOWERING = (
    "convert-linalg-to-loops",
    "expand-strided-metadata",
    "lower-affine",
    "convert-scf-to-cf",
    "convert-math-to-libm",
    "convert-math-to-llvm",
    "convert-cf-to-llvm",
    "convert-arith-to-llvm",
    "finalize-memref-to-llvm",
    "convert-func-to-llvm=use-bare-ptr-memref-call-conv=1",
    "reconcile-unrealized-casts",
)
"""Passes of stock MLIR, from what `convert-sched-to-loops` writes to the `llvm` dialect."""

MLIR_OPT, MLIR_TRANSLATE = (shutil.which(f"{name}-22") for name in ("mlir-opt", "mlir-translate"))

needs_mlir = pytest.mark.skipif(
    MLIR_OPT is None or MLIR_TRANSLATE is None,
    reason="needs mlir-opt-22 and mlir-translate-22 (mlir-22-tools)",
)


def run(module: str, function: str, arguments: Sequence[Array]) -> None:
    """Call a function of a module's text, whose arguments are memrefs; it writes to those that are results."""
    assert MLIR_OPT is not None
    assert MLIR_TRANSLATE is not None
    lowered = _tool(MLIR_OPT, module, *(f"--{name}" for name in LOWERING))
    ir = _tool(MLIR_TRANSLATE, lowered, "--mlir-to-llvmir")
    runtime = Path(MLIR_OPT).resolve().parents[1] / "lib"
    for library in sorted(runtime.glob("libmlir_c_runner_utils.so*")):
        llvm.load_library_permanently(str(library))
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine()
    with llvm.create_mcjit_compiler(llvm.parse_assembly(ir), machine) as engine:
        engine.finalize_object()
        address = engine.get_function_address(function)
        call = ctypes.CFUNCTYPE(None, *(ctypes.c_void_p for _ in arguments))(address)
        call(*(argument.ctypes.data for argument in arguments))


def _tool(program: str, text: str, *arguments: str) -> str:
    done = subprocess.run([program, *arguments], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[:2000]
    return done.stdout


def run_schedule(
    module: ModuleOp,
    inputs: Mapping[str, Array],
    weights: Mapping[int, Array],
    parameters: Mapping[str, Array],
) -> dict[str, Array]:
    """The results of the only schedule of a module, of which nothing but loops is left afterwards."""
    (program,) = find_programs(module, "test")
    network = read_bodies(program.network_op, read_machine(program.system_op), "test")
    name = program.sym_name.data
    ConvertSchedToLoopsPass().apply(Context(), module)
    module.verify()
    elements = network.elements
    results = {
        result: (np.zeros(_shape(network, value)), elements[min(tensors_of(value))])
        for result, value in network.results.items()
    }
    made = {result: _packed(values, element) for result, (values, element) in results.items()}
    run(
        str(module),
        name,
        [
            *(_packed(inputs[own], elements[tensor]) for own, tensor in network.inputs.items()),
            *(_packed(weights[tensor], elements[tensor]) for tensor in network.weights),
            *(np.array(parameters[own], order="C") for own in sorted(parameters)),
            *made.values(),
        ],
    )
    return {result: _unpacked(values, results[result][1]) for result, values in made.items()}


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
