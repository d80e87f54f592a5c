"""The data of a run, given or random, in the schedule and in the model; and what counts as equal."""

import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from node_cases import cases
from onnx import external_data_helper, helper, numpy_helper, parser
from test_execute_scheduled import compiled
from xdsl.dialects.builtin import DictionaryAttr, IntegerAttr

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.diagnostics import InputError, PassError
from stream_xdsl.frontends.onnx_model import load_with_data
from stream_xdsl.passes.sched_verify_execution import run_program
from stream_xdsl.runtime.compare import Comparison, compare
from stream_xdsl.runtime.elements import integer_range
from stream_xdsl.runtime.evaluators import evaluate
from stream_xdsl.runtime.reference import draw_inputs, randomise

QUANTISED = """<ir_version: 8, opset_import: ["" : 17]>
quantised (float[1, 4, 9, 9] x) => (float[1, 6, 5, 5] y, uint8[1, 6, 5, 5] q)
<float s = {0.03}, uint8 z = {120}, float r = {0.05}, uint8 n = {7}, int8[6] zero = {0, 0, 0, 0, 0, 0},
 float[6] scales = {0.01, 0.02, 0.015, 0.03, 0.005, 0.025}>
{
  a = QuantizeLinear (x, s, z)
  q = QLinearConv <kernel_shape = [3, 3], pads = [1, 1, 1, 1], strides = [2, 2]> (a, s, z, w, scales, zero, r, n, b)
  y = DequantizeLinear (q, r, n)
}"""

NORMALISED = """<ir_version: 8, opset_import: ["" : 9]>
normalised (float[1, 4, 6, 6] x) => (float[1, 5] y)
<int64[4] shape = {8, 4, 3, 3}, int64[1] channels = {8}, int64[2] flat = {1, 128}, int64[2] head = {128, 5}>
{
  w = ConstantOfShape <value = float[1] {0.02}> (shape)
  s = ConstantOfShape <value = float[1] {0.5}> (channels)
  t = ConstantOfShape <value = float[1] {0.1}> (channels)
  c = Conv <kernel_shape = [3, 3]> (x, w)
  n = BatchNormalization (c, s, t, t, s)
  l = LRN <size = 3> (n)
  f = Reshape (l, flat)
  v = ConstantOfShape <value = float[1] {0.02}> (head)
  m = MatMul (f, v)
  y = Softmax (m)
}"""


def quantised() -> onnx.ModelProto:
    model = parser.parse_model(QUANTISED)
    random = np.random.default_rng(0)
    weight = random.integers(-100, 100, (6, 4, 3, 3)).astype(np.int8)
    bias = random.integers(-1000, 1000, 6).astype(np.int32)
    model.graph.initializer.extend([numpy_helper.from_array(weight, "w"), numpy_helper.from_array(bias, "b")])
    return model


def compared(
    model: onnx.ModelProto,
    folder: Path,
    machine: str,
    pipeline: str,
    weights: str,
    *,
    seed: int = 0,
    reference: str = "onnx",
) -> tuple[Comparison, ...]:
    """What `run` says of each result of a model in a file there, compiled for the machine."""
    file = folder / "model.onnx"
    onnx.save(model, file)
    _, module = compiled(file, machine, pipeline)
    return run_program(find_programs(module, "test")[0], str(file), seed, weights, reference, "test")


@pytest.mark.parametrize("weights", ["file", "random"])
@pytest.mark.parametrize("pipeline", ["layer-by-layer", "fused"])
def test_quantised_models_are_equal_to_the_last_bit(pipeline: str, weights: str, tmp_path: Path):
    machine = "meta_prototype_dual_core_simd_offchip"
    _, integers = compared(quantised(), tmp_path, machine, pipeline, weights, seed=3)
    assert (integers.tolerance, integers.error) == (0, 0)
    assert integers.elements == 6 * 25


@pytest.mark.parametrize("weights", ["file", "random"])
def test_filled_weights_become_random_too(weights: str, tmp_path: Path):
    """As in ONNX's own light models, whose Softmax is of an old opset."""
    model, machine = parser.parse_model(NORMALISED), "meta_prototype_dual_core_simd_offchip"
    (found,) = compared(model, tmp_path, machine, "fused", weights)
    assert not found.differing
    assert (found.largest == pytest.approx(0.2)) == (weights == "file")


TIED = """<ir_version: 8, opset_import: ["" : 17]>
tied (float[2, 6] x) => (float[2, 6] y) <float[6] w = {0.5, 1.5, 2.0, 0.25, 3.0, 0.75}>
{
  a = Mul (x, w)
  r = Sqrt (w)
  y = Div (a, r)
}"""


@pytest.mark.parametrize("weights", ["file", "random"])
def test_small_weights_of_which_others_are_made_stay(weights: str, tmp_path: Path):
    """The network has written out what it was when the model was compiled."""
    (found,) = compared(parser.parse_model(TIED), tmp_path, "tpu_like_quad_core", "fused", weights)
    assert not found.differing
    assert found.largest > 0


def test_a_model_without_weights_says_so(repo: Path):
    model = repo / "examples/models/two_layers.onnxtxt"
    _, module = compiled(model, "tpu_like_quad_core", "fused")
    with pytest.raises(InputError, match="the model has no numbers for 'w1'"):
        run_program(find_programs(module, "test")[0], str(model), 0, "file", "onnx", "test")


@pytest.mark.parametrize(
    "model", [quantised(), parser.parse_model(NORMALISED)], ids=["quantised", "normalised"]
)
def test_onnxruntime_is_another_reference(model: onnx.ModelProto, tmp_path: Path):
    pytest.importorskip("onnxruntime", reason="needs onnxruntime (the extra of that name)")
    machine = "meta_prototype_dual_core_simd_offchip"
    for found in compared(model, tmp_path, machine, "fused", "random", seed=3, reference="onnxruntime"):
        assert not found.differing, str(found)
        assert found.largest > 0


def test_onnxruntime_has_to_be_installed(repo: Path, monkeypatch: pytest.MonkeyPatch):
    """Nobody is silently compared with something else."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    file = repo / "examples/models/two_layers.onnxtxt"
    _, module = compiled(file, "tpu_like_quad_core", "fused")
    with pytest.raises(
        PassError, match=r"onnxruntime is not installed\n  remedy: pip install 'stream-xdsl\[onnxruntime\]'"
    ):
        run_program(find_programs(module, "test")[0], str(file), 0, "file", "onnxruntime", "test")


def test_data_beside_the_model_is_read(tmp_path: Path):
    model = quantised()
    expected = numpy_helper.to_array(model.graph.initializer[-2])
    external_data_helper.convert_model_to_external_data(model, location="weights.bin", size_threshold=0)
    onnx.save(model, tmp_path / "apart.onnx")
    read = load_with_data(str(tmp_path / "apart.onnx"))
    (weight,) = [tensor for tensor in read.graph.initializer if tensor.name == "w"]
    np.testing.assert_array_equal(numpy_helper.to_array(weight), expected)
    (tmp_path / "weights.bin").write_bytes(b"short")
    with pytest.raises(InputError, match="cannot read the data of"):
        load_with_data(str(tmp_path / "apart.onnx"))


def test_converted_models_keep_weights_and_functions(shared_data: Path):
    model = load_with_data(str(shared_data / "models/swiglu_1_16_32.onnx"))
    assert [domain.version for domain in model.opset_import if not domain.domain] == [22]
    assert [function.name for function in model.functions] == ["Silu"]


def test_the_evaluators_lrn_is_replaced():
    text = """<ir_version: 8, opset_import: ["" : 22]>
    g (float[1, 5, 2, 2] x) => (float[1, 5, 2, 2] y) { y = LRN <alpha = 0.5, beta = 0.7, bias = 2.0, size = 4> (x) }"""
    x = np.random.default_rng(0).normal(size=(1, 5, 2, 2)).astype(np.float32)
    (found,) = evaluate(parser.parse_model(text), {"x": x}).values()
    for c in range(5):
        window = x[:, max(c - 1, 0) : c + 3]
        expected = x[:, c] / (2 + 0.5 / 4 * (window**2).sum(axis=1)) ** 0.7
        np.testing.assert_allclose(found[:, c], expected, rtol=1e-5)


@pytest.mark.parametrize(("p", "norm"), [(1, 7.0), (2, 5.0)])
def test_the_evaluators_lp_normalization_is_replaced(p: int, norm: float):
    text = f"""<ir_version: 8, opset_import: ["" : 22]>
    g (float[2, 2] x) => (float[2, 2] y) {{ y = LpNormalization <axis = 1, p = {p}> (x) }}"""
    x = np.array([[3, -4], [0, 0]], np.float32)
    (found,) = evaluate(parser.parse_model(text), {"x": x}).values()
    np.testing.assert_allclose(found, x / norm, rtol=1e-6)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("operator", ["LRN", "LpNormalization", "MaxPool", "AveragePool"])
def test_replaced_operators_make_what_onnx_expects(operator: str):
    """In ONNX's own cases, some of which expect no more than four digits; what is replaced does not find the indices of the largest elements."""
    compared = 0
    for name, model, data in [(case.name, case.model, case.data_sets) for case in cases([operator])]:
        assert model is not None
        assert data is not None
        if len(model.graph.output) > 1:
            continue
        names = [value.name for value in model.graph.input]
        for inputs, expected in data:
            (found,) = evaluate(model, dict(zip(names, inputs, strict=True))).values()
            assert found.dtype == expected[0].dtype
            np.testing.assert_allclose(found, expected[0], rtol=1e-5, atol=1e-4, err_msg=name)
            compared += 1
    assert compared > 1


@pytest.mark.parametrize("opset", [12, 22])
@pytest.mark.parametrize(
    ("pool", "expected"),
    [
        ("MaxPool <kernel_shape = [2, 2], pads = [1, 0, 0, 1]>", [[7, 7], [7, 7]]),
        ("AveragePool <kernel_shape = [2, 2], pads = [1, 0, 0, 1]>", [[5, 7], [4, 4]]),
        (
            "AveragePool <kernel_shape = [2, 2], pads = [1, 0, 0, 1], count_include_pad = 1>",
            [[2.5, 1.75], [4, 2]],
        ),
        ('MaxPool <kernel_shape = [3, 1], strides = [2, 1], auto_pad = "SAME_LOWER">', [[5, 7]]),
        ("MaxPool <kernel_shape = [1, 1], pads = [0, 0, 0, 1], ceil_mode = 1>", [[3, 7], [5, 1]]),
        ('MaxPool <kernel_shape = [1, 1], strides = [3, 1], auto_pad = "VALID", ceil_mode = 1>', [[3, 7]]),
    ],
)
def test_the_evaluators_pools_are_replaced(pool: str, expected: list[list[float]], opset: int):
    """Its own take what is before the first axis for what is before the second, or round sizes down."""
    x = np.array([[[[3, 7], [5, 1]]]], np.float32)
    shape = ", ".join(map(str, np.shape(expected)))
    text = f"""<ir_version: 8, opset_import: ["" : {opset}]>
    g (float[1, 1, 2, 2] x) => (float[1, 1, {shape}] y) {{ y = {pool} (x) }}"""
    (found,) = evaluate(parser.parse_model(text), {"x": x}).values()
    np.testing.assert_array_equal(found[0, 0], expected)


@pytest.mark.parametrize("padding", ["VALID", "SAME_UPPER"])
@pytest.mark.parametrize(("pool", "expected"), [("MaxPool", [3, 5, 6]), ("AveragePool", [2, 4, 5.5])])
def test_sizes_are_those_of_shape_inference(pool: str, expected: list[float], padding: str, tmp_path: Path):
    """`ceil_mode` rounds up whatever the padding, as in onnxruntime too."""
    node = f'{pool} <kernel_shape = [3], strides = [2], auto_pad = "{padding}", ceil_mode = 1>'
    text = f"""<ir_version: 8, opset_import: ["" : 22]>
    g (float[1, 1, 6] x) => (float[1, 1, N] y) {{ y = {node} (x) }}"""
    model = parser.parse_model(text)
    (found,) = evaluate(model, {"x": np.arange(1, 7, dtype=np.float32).reshape(1, 1, 6)}).values()
    if padding == "VALID":
        np.testing.assert_array_equal(found[0, 0], expected)
    (result,) = onnx.shape_inference.infer_shapes(model).graph.output
    assert found.shape[2] == result.type.tensor_type.shape.dim[2].dim_value
    for comparison in compared(model, tmp_path, "simba_small", "layer-by-layer", "file"):
        assert not comparison.differing


@pytest.mark.parametrize("type_", ["int8", "uint8"])
def test_the_evaluator_pads_integers(type_: str):
    text = f"""<ir_version: 8, opset_import: ["" : 22]>
    g ({type_}[1, 1, 2, 2] x) => ({type_}[1, 1, 2, 2] y) {{ y = MaxPool <kernel_shape = [2, 2], pads = [1, 1, 0, 0]> (x) }}"""
    x = np.array([[[[3, 7], [5, 1]]]], type_)
    (found,) = evaluate(parser.parse_model(text), {"x": x}).values()
    assert found.dtype == x.dtype
    np.testing.assert_array_equal(found[0, 0], [[3, 7], [5, 7]])


@pytest.mark.parametrize("type_", ["float16", "bfloat16"])
@pytest.mark.parametrize("product", ["MatMul (x, w)", "Gemm <beta = 0.5> (x, w, b)"])
def test_short_floats_are_multiplied_by_way_of_f32(product: str, type_: str):
    """One rounding at the end, and none before."""
    text = f"""<ir_version: 8, opset_import: ["" : 22]>
    g ({type_}[3, 64] x, {type_}[64, 5] w, {type_}[5] b) => ({type_}[3, 5] y) {{ y = {product} }}"""
    model = parser.parse_model(text)
    dtype = helper.tensor_dtype_to_np_dtype(model.graph.input[0].type.tensor_type.elem_type)
    random = np.random.default_rng(0)
    x, w, b = (random.normal(size=shape).astype(dtype) for shape in ((3, 64), (64, 5), (5,)))
    (found,) = evaluate(model, {"x": x, "w": w, "b": b}).values()
    expected = x.astype(float) @ w.astype(float) + ("Gemm" in product) * 0.5 * b.astype(float)
    assert found.dtype == dtype
    np.testing.assert_array_equal(found, expected.astype(np.float32).astype(dtype))


def test_what_is_equal():
    reference = np.array([100.0, 1.0, np.nan, np.inf], np.float32)
    (same,) = compare({"y": reference + np.array([0.009, 0.009, 0, 0])}, {"y": reference})
    assert not same.differing
    assert "4 elements equal" in str(same)
    assert "1 are no number in either" in str(same)
    (other,) = compare({"y": np.array([100.02, 1.0, 0.0, -np.inf])}, {"y": reference})
    assert (other.differing, other.where, other.error) == (2, (2,), np.inf)
    (integers,) = compare({"y": np.array([1, 3])}, {"y": np.array([1, 2])})
    assert (integers.differing, integers.where, integers.found, integers.expected) == (1, (1,), 3, 2)
    (shape,) = compare({"y": np.zeros((2, 1))}, {"y": np.zeros(2)})
    assert shape.differing == 2
    assert "is of shape 2x1 instead of 2" in str(shape)


@pytest.mark.parametrize("type_", ["INT4", "UINT4", "INT8", "UINT8", "INT64", "UINT64"])
def test_integers_of_all_widths_are_equal_exactly(type_: str):
    """Also those of 4 bits, which ONNX's evaluator has in a type that NumPy takes for no integers."""
    dtype = helper.tensor_dtype_to_np_dtype(getattr(onnx.TensorProto, type_))
    low, high = integer_range(dtype) or (0, 0)
    held = np.dtype(dtype.name.replace("int4", "int8"))
    right = np.array([low, high, 1], held)
    (same,) = compare({"y": right}, {"y": right.astype(dtype)})
    assert (same.differing, same.tolerance) == (0, 0)
    wrong = np.array([low, high - 1, 1], held)
    (other,) = compare({"y": wrong}, {"y": right.astype(dtype)})
    assert (other.differing, other.where, other.found, other.expected) == (1, (1,), high - 1, high)
    assert f"the first [1] is {high - 1} instead of {high} (exactly" in str(other)


def test_a_quantised_result_of_four_bits_is_checked(tmp_path: Path):
    model = parser.parse_model(
        """<ir_version: 10, opset_import: ["" : 21]>
        g (float[4, 9] x) => (uint4[4, 9] y) <float s = {0.8}, uint4 z = {11}> { y = QuantizeLinear (x, s, z) }"""
    )
    onnx.save(model, tmp_path / "model.onnx")
    _, module = compiled(tmp_path / "model.onnx", "simba_small", "layer-by-layer")
    (program,) = find_programs(module, "test")
    (found,) = run_program(program, str(tmp_path / "model.onnx"), 1, "file", "onnx", "test")
    assert found.tolerance == 0
    (layer,) = program.network_op.layers
    assert layer.params is not None
    layer.params = DictionaryAttr(layer.params.data | {"zero_point": IntegerAttr(12, 64)})
    with pytest.raises(PassError, match="result 'y' is not the reference's"):
        run_program(program, str(tmp_path / "model.onnx"), 1, "file", "onnx", "test")


def test_weights_of_four_bits_are_random(tmp_path: Path):
    model = parser.parse_model(
        """<ir_version: 10, opset_import: ["" : 21]>
        g (float[4, 40] x) => (float[4, 30] y) <float s = {0.8}, int4 z = {1}, int4[40, 30] q = {0}> {
          w = DequantizeLinear (q, s, z)  y = MatMul (x, w)
        }"""
    )
    (stored,) = (tensor for tensor in model.graph.initializer if tensor.name == "q")
    stored.CopyFrom(helper.make_tensor("q", onnx.TensorProto.INT4, (40, 30), [0] * 1200))
    onnx.save(model, tmp_path / "model.onnx")
    _, module = compiled(tmp_path / "model.onnx", "simba_small", "layer-by-layer")
    (program,) = find_programs(module, "test")
    network = read_bodies(program.network_op, read_machine(program.system_op), "test")
    _, drawn = randomise(network, model, 1)
    (weight,) = (numpy_helper.to_array(tensor) for tensor in drawn.graph.initializer if tensor.name == "q")
    assert set(weight.astype(int).flat) == set(range(-8, 8))
    run_program(program, str(tmp_path / "model.onnx"), 1, "random", "onnx", "test")


@pytest.mark.parametrize(
    ("type_", "low", "high"), [("int8", -128, 127), ("uint8", 0, 255), ("int16", -100, 100)]
)
def test_bytes_are_drawn_from_all_there_are(type_: str, low: int, high: int, tmp_path: Path):
    model = parser.parse_model(
        f"""<ir_version: 9, opset_import: ["" : 20]>
        g ({type_}[90, 90] x) => ({type_}[90, 90] y) <{type_}[90, 90] w = {{0}}> {{ y = Max (x, w) }}"""
    )
    model.graph.initializer[0].CopyFrom(numpy_helper.from_array(np.zeros((90, 90), type_), "w"))
    onnx.save(model, tmp_path / "model.onnx")
    _, module = compiled(tmp_path / "model.onnx", "simba_small", "layer-by-layer")
    (program,) = find_programs(module, "test")
    network = read_bodies(program.network_op, read_machine(program.system_op), "test")
    _, drawn = randomise(network, model, 1)
    for values in (numpy_helper.to_array(drawn.graph.initializer[0]), *draw_inputs(network, 1).values()):
        assert (values.min(), values.max()) == (low, high)
