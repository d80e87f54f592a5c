"""Means over windows that count their padding are the same in every layout, split or whole, by the runtime and natively."""

from itertools import product
from math import prod
from pathlib import Path

import numpy as np
import pytest
from dnn_interpreter import run_network
from native import MLIR_OPT, MLIR_TRANSLATE, NativeSchedule
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.checker.read import read_model
from stream_xdsl.frontends.mlir import parse_file
from stream_xdsl.passes.convert_linalg_to_dnn import ConvertLinalgToDnnPass
from stream_xdsl.runtime.elements import Array
from stream_xdsl.runtime.execute import execute
from stream_xdsl.tools.compile import compile_model, make_passes
from stream_xdsl.tools.contexts import full_context

SIZES = {"n": 2, "c": 3, "d": 4, "h": 6, "w": 5}

WINDOWS = {"d": (2, 1, 1, 0), "h": (3, 2, 2, 1), "w": (2, 1, 0, 1)}
"""Along each spatial axis: a window's length and stride, and the padding before and after."""

LAYOUTS = ("nchw", "nhwc", "nwc", "ncw", "ndhwc", "chw", "hcw", "hw")


def shapes(layout: str) -> dict[str, list[int]]:
    """Of the input, of what it becomes when padded, and of the result."""
    found: dict[str, list[int]] = {"input": [], "padded": [], "result": []}
    for axis in layout:
        length, stride, before, after = WINDOWS.get(axis, (1, 1, 0, 0))
        padded = SIZES[axis] + before + after
        for name, size in zip(found, (SIZES[axis], padded, (padded - length) // stride + 1), strict=True):
            found[name].append(size)
    return found


def text(layout: str, *, named: bool = False) -> str:
    """The sum over windows of the padded tensor, by the operation that linalg has a name for or not, divided by a window's size."""
    source, padded, result = (f"tensor<{'x'.join(map(str, s))}xf32>" for s in shapes(layout).values())
    spatial = [axis for axis in layout if axis in WINDOWS]
    low, high = ([WINDOWS.get(axis, (0,) * 4)[end] for axis in layout] for end in (2, 3))
    lengths = [WINDOWS[axis][0] for axis in spatial]
    window = f"tensor<{'x'.join(map(str, lengths))}xf32>"
    indices = ", ".join(f"%i{axis}: index" for axis in layout)
    loops, kernel = ", ".join(layout), ", ".join(f"f{axis}" for axis in spatial)
    parallel = ", ".join(['"parallel"'] * len(layout))
    read = f"ins(%p, %w : {padded}, {window}) outs(%f : {result})"
    if named:
        strides, vector = [WINDOWS[axis][1] for axis in spatial], f"vector<{len(spatial)}xi64>"
        attributes = f"{{dilations = dense<1> : {vector}, strides = dense<{strides}> : {vector}}}"
        summed = f"linalg.pooling_{layout}_sum {attributes} {read}"
    else:
        image = (f"{axis} * {WINDOWS[axis][1]} + f{axis}" if axis in WINDOWS else axis for axis in layout)
        maps = ", ".join(
            f"affine_map<({loops}, {kernel}) -> ({axes})>" for axes in (", ".join(image), kernel, loops)
        )
        reduction = ", ".join(['"reduction"'] * len(spatial))
        summed = f"""linalg.generic {{indexing_maps = [{maps}], iterator_types = [{parallel}, {reduction}]}} {read} {{
      ^bb0(%a: f32, %unused: f32, %o: f32):
        %q = arith.addf %o, %a : f32
        linalg.yield %q : f32
      }}"""
    same = f"affine_map<({loops}) -> ({loops})>"
    return f"""
    func.func @main(%x: {source}) -> {result} {{
      %zero = arith.constant 0.0 : f32
      %count = arith.constant {prod(lengths)}.0 : f32
      %p = tensor.pad %x low{low} high{high} {{
      ^bb0({indices}):
        tensor.yield %zero : f32
      }} : {source} to {padded}
      %e = tensor.empty() : {result}
      %f = linalg.fill ins(%zero : f32) outs(%e : {result}) -> {result}
      %w = tensor.empty() : {window}
      %s = {summed} -> {result}
      %y = linalg.generic {{indexing_maps = [{same}, {same}], iterator_types = [{parallel}]}} ins(%s : {result}) outs(%e : {result}) {{
      ^bb0(%a: f32, %o: f32):
        %q = arith.divf %a, %count : f32
        linalg.yield %q : f32
      }} -> {result}
      return %y : {result}
    }}"""


def expected(x: Array, layout: str) -> Array:
    """Window by window."""
    ends = [WINDOWS.get(axis, (1, 1, 0, 0)) for axis in layout]
    padded = np.pad(x.astype(float), [(before, after) for _, _, before, after in ends])
    result = np.zeros(shapes(layout)["result"])
    for place in product(*(range(size) for size in result.shape)):
        window = [slice(i * s, i * s + k) for i, (k, s, _, _) in zip(place, ends, strict=True)]
        result[place] = padded[tuple(window)].mean()
    return result


def drawn(layout: str) -> Array:
    return np.random.default_rng(5).standard_normal(shapes(layout)["input"]).astype(np.float32)


def compiled(source: str, folder: Path, split: str = "") -> ModuleOp:
    (folder / "pool.mlir").write_text(source, "utf-8")
    mapping = None
    if split:
        mapping = folder / "mapping.yaml"
        entry = f'core_allocation: [0, 1, 2], inter_core_tiling: ["{split}"]'
        mapping.write_text(f"- {{name: avgpool, {entry}}}\n", "utf-8")
    passes = make_passes("layer-by-layer", "simba_small", mapping=mapping and str(mapping))
    return compile_model(str(folder / "pool.mlir"), passes, dims={}, progress=lambda *_: None)[1]


def executed(module: ModuleOp, x: Array) -> Array:
    (program,) = find_programs(module, "test")
    network = read_bodies(program.network_op, read_machine(program.system_op), "test")
    (result,) = execute(read_model(program, "test"), network, {"input0": x}, {}, {}).values()
    return result


def check(module: ModuleOp, layout: str) -> None:
    x = drawn(layout)
    np.testing.assert_allclose(executed(module, x), expected(x, layout), rtol=1e-5, atol=1e-6)
    if MLIR_OPT is not None and MLIR_TRANSLATE is not None:
        (result,) = NativeSchedule(module).run({"input0": x}, {}, {}).values()
        np.testing.assert_allclose(result, expected(x, layout), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_point_by_point(layout: str, tmp_path: Path):
    (tmp_path / "pool.mlir").write_text(text(layout), "utf-8")
    context = full_context()
    module = parse_file(str(tmp_path / "pool.mlir"), context)
    ConvertLinalgToDnnPass(precision="a8w8p16o8").apply(context, module)
    (network,) = module.body.block.ops
    x = drawn(layout)
    (result,) = run_network(network, {"input0": x}, {}).values()
    np.testing.assert_allclose(result, expected(x, layout), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_whole(layout: str, tmp_path: Path):
    check(compiled(text(layout), tmp_path), layout)


@pytest.mark.parametrize("layout", ["nhwc", "nwc", "ndhwc"])
def test_named(layout: str, tmp_path: Path):
    check(compiled(text(layout, named=True), tmp_path), layout)


@pytest.mark.parametrize("layout", ["nchw", "nhwc", "chw"])
def test_split_over_rows_of_the_window(layout: str, tmp_path: Path):
    """Some parts read nothing but padding for some results."""
    module = compiled(text(layout), tmp_path, "FY, 3")
    assert str(module).count('dnn.layer "avgpool.fy') == WINDOWS["h"][0]
    check(module, layout)
