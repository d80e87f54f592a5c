"""Named operations of linalg compute, scheduled, what stock MLIR's own native code of the same text does."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from native import MLIR_OPT, MLIR_TRANSLATE, NEEDED, load
from numpy.typing import NDArray

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.checker.read import read_model
from stream_xdsl.runtime.execute import execute
from stream_xdsl.tools.compile import compile_model, make_passes

pytestmark = pytest.mark.skipif(MLIR_OPT is None or MLIR_TRANSLATE is None, reason=NEEDED)

CASES = {
    "conv_1d_ncw_fcw": ((2, 3, 9), (4, 3, 2), (2, 4, 4)),
    "conv_1d_nwc_wcf": ((2, 9, 3), (2, 3, 4), (2, 4, 4)),
    "conv_2d_nchw_fchw": ((2, 3, 9, 7), (4, 3, 3, 2), (2, 4, 4, 5)),
    "conv_2d_ngchw_fgchw": ((2, 3, 2, 9, 7), (4, 3, 2, 3, 2), (2, 3, 4, 4, 5)),
    "conv_2d_ngchw_gfchw": ((2, 3, 2, 9, 7), (3, 4, 2, 3, 2), (2, 3, 4, 4, 5)),
    "conv_2d_nhwc_fhwc": ((2, 9, 7, 3), (4, 3, 2, 3), (2, 4, 5, 4)),
    "conv_2d_nhwc_hwcf": ((2, 9, 7, 3), (3, 2, 3, 4), (2, 4, 5, 4)),
    "conv_2d_nhwgc_gfhwc": ((2, 9, 7, 3, 2), (3, 4, 3, 2, 2), (2, 4, 5, 3, 4)),
    "depthwise_conv_2d_nchw_chw": ((2, 3, 9, 7), (3, 3, 2), (2, 3, 4, 5)),
    "depthwise_conv_2d_nhwc_hwc": ((2, 9, 7, 3), (3, 2, 3), (2, 4, 5, 3)),
    "depthwise_conv_2d_nhwc_hwcm": ((2, 9, 7, 3), (3, 2, 3, 2), (2, 4, 5, 3, 2)),
    "pooling_nhwc_max": ((2, 9, 7, 3), (3, 2), (2, 4, 5, 3)),
    "pooling_nwc_max": ((2, 9, 3), (3,), (2, 4, 3)),
}
"""Shapes of image, filter or window, and result; strides are 2 and 1, dilations 1 and 2."""


def text(name: str) -> str:
    x, w, y = (f"tensor<{'x'.join(map(str, shape))}xf32>" for shape in CASES[name])
    windows = 1 if "1d" in name or "nwc" in name else 2
    step = f"vector<{windows}xi64>"
    attributes = (
        f"dilations = dense<{[1, 2][:windows]}> : {step}, strides = dense<{[2, 1][:windows]}> : {step}"
    )
    start = "0xFF800000" if name.endswith("max") else "0.0"
    return f"""
    func.func @main(%x: {x}, %w: {w}) -> {y} {{
      %start = arith.constant {start} : f32
      %e = tensor.empty() : {y}
      %f = linalg.fill ins(%start : f32) outs(%e : {y}) -> {y}
      %y = linalg.{name} {{{attributes}}} ins(%x, %w : {x}, {w}) outs(%f : {y}) -> {y}
      return %y : {y}
    }}"""


BUFFERS = (
    "--one-shot-bufferize=bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map",
    "--buffer-results-to-out-params=hoist-static-allocs=true modify-public-functions=true",
)


def of_mlir(name: str, operands: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    assert MLIR_OPT is not None
    done = subprocess.run([MLIR_OPT, *BUFFERS], input=text(name), capture_output=True, text=True, check=True)
    result = np.zeros(CASES[name][-1], np.float32)
    load(done.stdout, "main")([*operands, result])
    return result


@pytest.mark.parametrize("name", CASES)
def test_named_operations(name: str, tmp_path: Path):
    (tmp_path / "model.mlir").write_text(text(name), "utf-8")
    passes = make_passes("layer-by-layer", "simba_small")
    _, module = compile_model(str(tmp_path / "model.mlir"), passes, dims={}, progress=lambda *_: None)
    (program,) = find_programs(module, "test")
    network = read_bodies(program.network_op, read_machine(program.system_op), "test")
    random = np.random.default_rng(1)
    operands = [random.standard_normal(shape).astype(np.float32) for shape in CASES[name][:2]]
    inputs = {f"input{i}": operands[i] for i in range(len(network.inputs))}
    (found,) = execute(read_model(program, "test"), network, inputs, {}, {}).values()
    np.testing.assert_allclose(found, of_mlir(name, operands), rtol=1e-5, atol=1e-6)
