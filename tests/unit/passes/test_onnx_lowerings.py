"""Each lowering computes what ONNX's reference evaluator computes."""

from dataclasses import dataclass, field, replace
from typing import Any
from zlib import crc32

import numpy as np
import pytest
from dnn_interpreter import run_network
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper, parser
from onnx.reference import ReferenceEvaluator
from xdsl.context import Context

from stream_xdsl.dialects.dnn import NetworkOp
from stream_xdsl.frontends.onnx import import_onnx
from stream_xdsl.passes.convert_onnx_to_dnn import ConvertOnnxToDnnPass

Array = NDArray[Any]
Shape = tuple[int, ...]


@dataclass
class Case:
    """A model: the text of its nodes, which read inputs and weights by name and write `y` (and `z`)."""

    nodes: str
    inputs: dict[str, Shape | Array]
    weights: dict[str, Shape | Array] = field(default_factory=dict[str, Shape | Array])
    outputs: str = "y"
    opset: int = 22
    reference: str = ""
    """Nodes for the evaluator where it does not know, or get right, the case's own."""


def arrays(seed: str, shapes: dict[str, Shape | Array]) -> dict[str, Array]:
    random = np.random.default_rng(crc32(seed.encode()))
    return {
        name: shape if isinstance(shape, np.ndarray) else random.normal(size=shape).astype(np.float32)
        for name, shape in shapes.items()
    }


def i8(*shape: int) -> Array:
    return np.random.default_rng(prod_seed(shape)).integers(-100, 100, shape).astype(np.int8)


def u8(*shape: int) -> Array:
    return np.random.default_rng(prod_seed(shape)).integers(0, 200, shape).astype(np.uint8)


def prod_seed(shape: Shape) -> int:
    return crc32(repr(shape).encode())


def number(value: float, dtype: str = "float32") -> Array:
    return np.array(value, dtype)


def ints(*values: int) -> Array:
    return np.array(values, np.int64)


def positive(*shape: int) -> Array:
    return np.random.default_rng(prod_seed(shape)).uniform(0.5, 2, shape).astype(np.float32)


X2, X1, X3 = (2, 4, 7, 6), (2, 4, 9), (1, 2, 5, 4, 3)
BN = {"s": (6,), "t": (6,), "m": (6,), "v": positive(6)}

CASES: dict[str, Case] = {
    # Convolution.
    "conv": Case("y = Conv(x, w, b)", {"x": X2}, {"w": (6, 4, 3, 2), "b": (6,)}),
    "conv_asymmetric": Case(
        "y = Conv<pads=[1, 0, 2, 1], strides=[2, 3], dilations=[2, 1]>(x, w)", {"x": X2}, {"w": (6, 4, 3, 2)}
    ),
    "conv_grouped": Case(
        "y = Conv<group=2, pads=[1, 1, 1, 1]>(x, w, b)", {"x": X2}, {"w": (6, 2, 3, 3), "b": (6,)}
    ),
    "conv_depthwise": Case("y = Conv<group=4, strides=[2, 2]>(x, w)", {"x": X2}, {"w": (4, 1, 3, 3)}),
    "conv_multiplied": Case("y = Conv<group=4>(x, w)", {"x": X2}, {"w": (8, 1, 3, 3)}),
    "conv_one_output_per_group": Case("y = Conv<group=2>(x, w)", {"x": X2}, {"w": (2, 2, 3, 3)}),
    "conv_same_upper": Case(
        'y = Conv<auto_pad="SAME_UPPER", strides=[2, 2]>(x, w)', {"x": X2}, {"w": (3, 4, 4, 3)}
    ),
    "conv_same_lower": Case(
        'y = Conv<auto_pad="SAME_LOWER", strides=[2, 1]>(x, w)', {"x": X2}, {"w": (3, 4, 4, 2)}
    ),
    "conv_valid": Case('y = Conv<auto_pad="VALID", strides=[2, 2]>(x, w)', {"x": X2}, {"w": (3, 4, 3, 3)}),
    "conv_1d": Case("y = Conv<pads=[2, 1], dilations=[2]>(x, w, b)", {"x": X1}, {"w": (3, 4, 3), "b": (3,)}),
    "conv_3d": Case("y = Conv<strides=[2, 1, 1]>(x, w)", {"x": X3}, {"w": (3, 2, 3, 2, 2)}),
    "conv_by_activation": Case("y = Conv(x, w)", {"x": X2, "w": (2, 4, 3, 3)}),
    "conv_batch_norm": Case(
        "h = Conv(x, w)  y = BatchNormalization<epsilon=0.01>(h, s, t, m, v)",
        {"x": X2},
        {"w": (6, 4, 3, 3), **BN},
    ),
    "conv_bias_batch_norm": Case(
        "h = Conv(x, w, b)  y = BatchNormalization(h, s, t, m, v)",
        {"x": X2},
        {"w": (6, 4, 3, 3), "b": (6,), **BN},
    ),
    "conv_read_twice_batch_norm": Case(
        "h = Conv(x, w)  n = BatchNormalization(h, s, t, m, v)  y = Add(h, n)",
        {"x": X2},
        {"w": (6, 4, 3, 3), **BN},
    ),
    # Matrix products.
    "gemm": Case("y = Gemm(x, w, b)", {"x": (3, 4)}, {"w": (4, 5), "b": (5,)}),
    "gemm_turned": Case(
        "y = Gemm<transA=1, transB=1, alpha=0.5, beta=2.0>(x, w, b)",
        {"x": (4, 3)},
        {"w": (5, 4), "b": (3, 1)},
    ),
    "gemm_scalar_bias": Case("y = Gemm(x, w, b)", {"x": (3, 4)}, {"w": (4, 5), "b": number(3)}),
    "gemm_matrix_bias": Case("y = Gemm<beta=0.5>(x, w, c)", {"x": (3, 4), "c": (3, 5)}, {"w": (4, 5)}),
    "gemm_no_bias": Case("y = Gemm<beta=0.0>(x, w, c)", {"x": (3, 4), "c": (3, 5)}, {"w": (4, 5)}),
    "gemm_batch_norm": Case(
        "h = Gemm(x, w, b)  y = BatchNormalization(h, s, t, m, v)",
        {"x": (3, 4)},
        {"w": (4, 6), "b": (6,), **BN},
    ),
    "gemm_turned_batch_norm": Case(
        "h = Gemm<transB=1>(x, w)  y = BatchNormalization(h, s, t, m, v)", {"x": (3, 4)}, {"w": (6, 4), **BN}
    ),
    "gemm_matrix_bias_batch_norm": Case(
        "h = Gemm(x, w, b)  y = BatchNormalization(h, s, t, m, v)",
        {"x": (3, 4)},
        {"w": (4, 6), "b": (3, 6), **BN},
    ),
    "matmul": Case("y = MatMul(x, w)", {"x": (3, 4), "w": (4, 5)}),
    "matmul_batched": Case("y = MatMul(x, w)", {"x": (2, 1, 3, 4), "w": (5, 4, 2)}),
    "matmul_weight": Case("y = MatMul(x, w)", {"x": (2, 3, 4)}, {"w": (4, 5)}),
    "matmul_row": Case("y = MatMul(x, w)", {"x": (4,), "w": (2, 4, 5)}),
    "matmul_column": Case("y = MatMul(x, w)", {"x": (2, 3, 4), "w": (4,)}),
    "matmul_dot": Case("y = MatMul(x, w)", {"x": (4,), "w": (4,)}),
    # Pooling.
    "maxpool": Case(
        "y = MaxPool<kernel_shape=[3, 2], strides=[2, 2], pads=[1, 0, 1, 1], dilations=[2, 1]>(x)", {"x": X2}
    ),
    "maxpool_up": Case("y = MaxPool<kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1>(x)", {"x": X2}),
    "maxpool_1d": Case('y = MaxPool<kernel_shape=[4], strides=[3], auto_pad="SAME_UPPER">(x)', {"x": X1}),
    "maxpool_integers": Case(
        "y = MaxPool<kernel_shape=[3, 3], pads=[1, 1, 1, 1]>(x)",
        {"x": i8(1, 2, 5, 5)},
        reference="f = Cast<to=1>(x)  g = MaxPool<kernel_shape=[3, 3], pads=[1, 1, 1, 1]>(f)  y = Cast<to=3>(g)",
    ),
    "avgpool": Case("y = AveragePool<kernel_shape=[3, 2], strides=[2, 2], pads=[1, 0, 1, 1]>(x)", {"x": X2}),
    "avgpool_counted": Case(
        "y = AveragePool<kernel_shape=[3, 2], strides=[2, 2], pads=[1, 0, 1, 1], count_include_pad=1>(x)",
        {"x": X2},
    ),
    "avgpool_up": Case("y = AveragePool<kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1>(x)", {"x": X2}),
    "avgpool_1d": Case("y = AveragePool<kernel_shape=[4], strides=[2]>(x)", {"x": X1}),
    "global_average": Case("y = GlobalAveragePool(x)", {"x": X2}),
    "global_average_3d": Case("y = GlobalAveragePool(x)", {"x": X3}),
    "global_max": Case("y = GlobalMaxPool(x)", {"x": X2}),
    # Elementwise.
    "add_broadcast": Case("y = Add(x, w)", {"x": X2}, {"w": (4, 1, 1)}),
    "add_wider": Case("y = Add(x, w)", {"x": (1, 3, 1), "w": (2, 1, 1, 5)}),
    "add_weight_first": Case("y = Add(w, x)", {"x": X2}, {"w": (4, 1, 1)}),
    "sub_number": Case("y = Sub(x, w)", {"x": X2}, {"w": number(0.3)}),
    "mul_small_constant": Case("y = Mul(x, w)", {"x": (5, 3)}, {"w": (3,)}),
    "div": Case("y = Div(x, w)", {"x": X2, "w": X2}),
    "pow": Case("y = Pow(x, w)", {"x": positive(2, 3)}, {"w": number(2.5)}),
    "sum": Case("y = Sum(a, b, c, d)", {"a": (2, 3), "b": (3,), "c": (2, 1), "d": ()}),
    "sum_of_one": Case("h = Sum(a)  y = Relu(h)", {"a": (2, 3)}),
    "min_max": Case("h = Min(a, b, c)  y = Max(h, d)", {"a": (2, 3), "b": (2, 3), "c": (3,), "d": (2, 3)}),
    "mean": Case("y = Mean(a, b, c)", {"a": (2, 3), "b": (3,), "c": (2, 1)}),
    "clip": Case("y = Clip(x, lo, hi)", {"x": X2}, {"lo": number(-0.5), "hi": number(0.25)}),
    "clip_above": Case("y = Clip(x, , hi)", {"x": X2}, {"hi": number(0.25)}),
    "clip_open": Case("y = Clip(x)", {"x": X2}),
    "clip_computed": Case("y = Clip(x, lo, hi)", {"x": X2, "lo": number(-0.5)}, {"hi": number(0.25)}),
    "clip_attributes": Case("y = Clip<min=-0.5, max=0.5>(x)", {"x": X2}, opset=9),
    "relu": Case("y = Relu(x)", {"x": X2}),
    "leaky_relu": Case("y = LeakyRelu<alpha=0.1>(x)", {"x": X2}),
    "prelu": Case("y = PRelu(x, w)", {"x": X2}, {"w": (4, 1, 1)}),
    "elu": Case("y = Elu<alpha=0.7>(x)", {"x": X2}),
    "sigmoid": Case("y = Sigmoid(x)", {"x": X2}),
    "hard_sigmoid": Case("y = HardSigmoid<alpha=0.3>(x)", {"x": X2}),
    "hard_swish": Case("y = HardSwish(x)", {"x": X2}),
    "tanh": Case("y = Tanh(x)", {"x": X2}),
    "gelu": Case("y = Gelu(x)", {"x": X2}),
    "gelu_tanh": Case('y = Gelu<approximate="tanh">(x)', {"x": X2}),
    "softplus": Case("y = Softplus(x)", {"x": X2}),
    "mish": Case("y = Mish(x)", {"x": X2}),
    "erf": Case("y = Erf(x)", {"x": X2}),
    "abs_of_integers": Case("y = Abs(x)", {"x": np.array([[-128, -3, 0, 127]], np.int8)}),
    "exp_log_sqrt": Case("a = Exp(x)  b = Log(a)  c = Abs(b)  y = Sqrt(c)", {"x": X2}),
    "reciprocal_neg": Case("a = Reciprocal(x)  y = Neg(a)", {"x": X2}),
    "silu": Case("y = foreign.Silu(x)", {"x": X2}, reference="s = Sigmoid(x)  y = Mul(x, s)"),
    "swish": Case(
        "y = foreign.Swish<alpha=0.5>(x)",
        {"x": X2},
        {"a": number(0.5)},
        reference="h = Mul(x, a)  s = Sigmoid(h)  y = Mul(x, s)",
    ),
    "fast_gelu": Case("y = foreign.FastGelu(x)", {"x": X2}, reference='y = Gelu<approximate="tanh">(x)'),
    "cast": Case("h = Cast<to=6>(x)  y = Cast<to=1>(h)", {"x": X2}),
    "identity_dropout": Case("a = Identity(x)  b = Dropout(a)  y = Relu(b)", {"x": X2}),
    "scalars": Case("a = Relu(x)  b = ReduceSum(a)  y = Add(b, w)", {"x": ()}, {"w": number(0.5)}),
    "integer_division": Case("y = Div(a, b)", {"a": ints(7, -7, 9), "b": ints(2, 2, -4)}),
    # Normalisation.
    "batch_norm": Case("y = BatchNormalization(x, s, t, m, v)", {"x": (2, 6, 3, 4)}, {**BN}),
    "batch_norm_matrix": Case("y = BatchNormalization(x, s, t, m, v)", {"x": (2, 6)}, {**BN}),
    # The evaluator normalises as many channels as the batch has images.
    "lrn": Case("y = LRN<size=3, alpha=0.3, bias=2.0>(x)", {"x": (5, 5, 2, 3)}),
    "lrn_even": Case("y = LRN<size=4, alpha=0.3>(x)", {"x": (5, 5, 2, 3)}),
    "softmax": Case("y = Softmax(x)", {"x": X2}),
    "softmax_axis": Case("y = Softmax<axis=1>(x)", {"x": X2}),
    "softmax_flattened": Case(
        "y = Softmax<axis=1>(x)",
        {"x": X2},
        {"s": ints(*X2)},
        opset=9,
        reference="a = Flatten<axis=1>(x)  b = Softmax(a)  y = Reshape(b, s)",
    ),
    "log_softmax": Case("y = LogSoftmax<axis=0>(x)", {"x": (3, 4)}),
    "layer_norm": Case("y = LayerNormalization(x, s, t)", {"x": (2, 3, 8)}, {"s": (8,), "t": (8,)}),
    "layer_norm_axes": Case(
        "y, z = LayerNormalization<axis=1, epsilon=0.1>(x, s)", {"x": (2, 3, 8)}, {"s": (3, 8)}, outputs="y z"
    ),
    "layer_norm_deviation": Case(
        "y, , z = LayerNormalization(x, s)", {"x": (2, 8)}, {"s": (8,)}, outputs="y z"
    ),
    "instance_norm": Case("y = InstanceNormalization(x, s, t)", {"x": X2}, {"s": (4,), "t": (4,)}),
    "lp_norm": Case("y = LpNormalization<axis=1>(x)", {"x": X2}),
    "lp_norm_of_zeros": Case(
        "y = LpNormalization<axis=1>(x)",
        {"x": np.array([[3, -4], [0, 0]], np.float32)},
        # The evaluator divides by zero first, and warns of it.
        reference="n = ReduceL2(x, axes)  m = Max(n, least)  y = Div(x, m)",
        weights={"axes": ints(1), "least": number(1e-9)},
    ),
    "lp_norm_1": Case(
        "y = LpNormalization<p=1>(x)",
        {"x": X2},
        {"a": ints(-1)},
        reference="h = ReduceL1(x, a)  y = Div(x, h)",
    ),
    # Reductions.
    "reduce_mean": Case("y = ReduceMean<keepdims=0>(x, a)", {"x": X2}, {"a": ints(1, -1)}),
    "reduce_max": Case("y = ReduceMax(x, a)", {"x": X2}, {"a": ints(2)}),
    "reduce_min_all": Case("y = ReduceMin<keepdims=0>(x)", {"x": X2}),
    "reduce_sum_attribute": Case("y = ReduceSum<axes=[1], keepdims=0>(x)", {"x": X2}, opset=9),
    "reduce_norms": Case(
        "h = ReduceL2(x, a)  i = ReduceL1(h, b)  y = ReduceSumSquare(i)",
        {"x": X2},
        {"a": ints(0), "b": ints(1)},
    ),
    "reduce_nothing": Case("h = ReduceSum<noop_with_empty_axes=1>(x)  y = Relu(h)", {"x": X2}),
    # Layout.
    "reshape": Case(
        "a = Reshape(x, s)  b = Relu(a)  y = Flatten<axis=2>(b)", {"x": X2}, {"s": ints(2, -1, 0)}
    ),
    "transpose": Case("a = Transpose<perm=[0, 2, 3, 1]>(x)  b = Relu(a)  y = Transpose(b)", {"x": X2}),
    "concat": Case(
        "h = Concat<axis=-3>(a, b, w)  y = Relu(h)", {"a": X2, "b": (2, 1, 7, 6)}, {"w": (2, 2, 7, 6)}
    ),
    "squeeze": Case(
        "a = Unsqueeze(x, s)  b = Relu(a)  c = Squeeze(b, s)  y = Neg(c)", {"x": (3, 4)}, {"s": ints(0, -1)}
    ),
    "slice": Case(
        "h = Slice(x, s, e, a, d)  y = Relu(h)",
        {"x": X2},
        {"s": ints(-3, 9), "e": ints(100, -100), "a": ints(3, 2), "d": ints(2, -2)},
    ),
    "slice_all_axes": Case(
        "h = Slice(x, s, e)  y = Relu(h)", {"x": (4, 5)}, {"s": ints(1, 0), "e": ints(3, -1)}
    ),
    "split": Case(
        "a, b, c = Split<axis=1>(x, s)  d = Relu(c)  y = Neg(a)  z = Exp(d)",
        {"x": X2},
        {"s": ints(1, 2, 1)},
        outputs="y z",
    ),
    "split_evenly": Case("a, b = Split<axis=-1, num_outputs=2>(x)  y = Sub(b, a)", {"x": X2}),
    "expand": Case("h = Expand(x, s)  y = Relu(h)", {"x": (3, 1)}, {"s": ints(2, 1, 4)}),
    "tile": Case("h = Tile(x, s)  y = Relu(h)", {"x": (2, 3)}, {"s": ints(2, 3)}),
    "depth_to_space": Case(
        'h = DepthToSpace<blocksize=2, mode="CRD">(x)  y = DepthToSpace<blocksize=2>(h)  z = Relu(y)',
        {"x": (1, 32, 2, 3)},
        outputs="z",
    ),
    "space_to_depth": Case("h = SpaceToDepth<blocksize=2>(x)  y = Relu(h)", {"x": (1, 3, 4, 6)}),
    "weights_rearranged": Case(
        "a = Transpose(w)  b = Reshape(a, s)  c = Expand(b, t)  d = Slice(c, e, f)  y = Mul(x, d)",
        {"x": (5, 12, 10)},
        {"w": (12, 10), "s": ints(1, 12, 10), "t": ints(6, 12, 10), "e": ints(1), "f": ints(6)},
    ),
    "weights_joined": Case(
        "a = Concat<axis=0>(v, w)  y = MatMul(x, a)", {"x": (3, 20)}, {"v": (12, 7), "w": (8, 7)}
    ),
    "result_through_views": Case("h = Relu(x)  y = Transpose(h)", {"x": (3, 4)}),
    # Quantised.
    "quantize": Case("y = QuantizeLinear(x, s, z)", {"x": X2}, {"s": number(0.02), "z": number(3, "int8")}),
    "quantize_axis": Case(
        "h = QuantizeLinear<axis=1>(x, s)  y = DequantizeLinear<axis=1>(h, s)", {"x": X2}, {"s": positive(4)}
    ),
    "dequantized_weight": Case(
        "a = DequantizeLinear<axis=0>(w, s, z)  y = Conv(x, a)",
        {"x": X2},
        {"w": i8(6, 4, 3, 3), "s": positive(6), "z": i8(6)},
    ),
    "dequantized_weight_by_one": Case(
        "a = DequantizeLinear(w, s)  y = Conv(x, a)", {"x": X2}, {"w": i8(6, 4, 3, 3), "s": number(0.1)}
    ),
    "conv_integer": Case(
        "y = ConvInteger<pads=[1, 1, 1, 1]>(x, w, z)",
        {"x": u8(1, 4, 5, 5)},
        {"w": u8(2, 4, 3, 3), "z": number(7, "uint8")},
    ),
    "matmul_integer": Case(
        "y = MatMulInteger(x, w, z)", {"x": u8(3, 4)}, {"w": i8(4, 5), "z": number(7, "uint8")}
    ),
    "qlinear_conv": Case(
        "y = QLinearConv<pads=[1, 1, 1, 1]>(x, xs, xz, w, ws, wz, ys, yz, b)",
        {"x": u8(1, 4, 5, 5)},
        {
            "xs": number(0.01),
            "xz": number(100, "uint8"),
            "w": i8(6, 4, 3, 3),
            "ws": positive(6) / 50,
            "wz": np.zeros(6, np.int8),
            "ys": number(0.2),
            "yz": number(120, "uint8"),
            "b": np.arange(6, dtype=np.int32) * 100,
        },
    ),
    "qlinear_matmul": Case(
        "y = QLinearMatMul(x, xs, xz, w, ws, wz, ys, yz)",
        {"x": u8(3, 4)},
        {
            "xs": number(0.01),
            "xz": number(100, "uint8"),
            "w": u8(4, 5),
            "ws": number(0.02),
            "wz": number(90, "uint8"),
            "ys": number(0.2),
            "yz": number(120, "uint8"),
        },
    ),
}


def build_model(case: Case, inputs: dict[str, Array], weights: dict[str, Array]) -> Any:
    header = (
        f'<ir_version: 8, opset_import: ["" : {case.opset}, "foreign" : 1]> g () => () {{ {case.nodes} }}'
    )
    model = parser.parse_model(header)
    for name, value in inputs.items():
        element = helper.np_dtype_to_tensor_dtype(value.dtype)
        model.graph.input.append(helper.make_tensor_value_info(name, element, value.shape))
    for name in case.outputs.split():
        model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.UNDEFINED, None))
    model.graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in weights.items())
    return model


def convert(model: Any, precision: str = "a8w8p16o8") -> NetworkOp:
    module = import_onnx(model.SerializeToString())
    ConvertOnnxToDnnPass(precision=precision).apply(Context(), module)
    module.verify()
    (network,) = module.body.block.ops
    assert isinstance(network, NetworkOp)
    return network


@pytest.mark.parametrize("precision", ["a8w8p16o8", "file"])
@pytest.mark.parametrize("name", CASES)
def test_lowering_computes_what_onnx_does(name: str, precision: str):
    check(CASES[name], name, precision)


def check(case: Case, name: str, precision: str):
    check_network(network_of(case, name, precision), case, name)


def network_of(case: Case, name: str, precision: str) -> NetworkOp:
    return convert(build_model(case, arrays(name, case.inputs), arrays(name + "w", case.weights)), precision)


def check_network(network: NetworkOp, case: Case, name: str):
    inputs, weights = arrays(name, case.inputs), arrays(name + "w", case.weights)
    known = replace(case, nodes=case.reference, opset=22) if case.reference else case
    expected = ReferenceEvaluator(build_model(known, inputs, weights)).run(None, inputs)
    results = run_network(network, inputs, weights)
    for output, value in zip(case.outputs.split(), expected, strict=True):
        assert results[output].shape == value.shape
        np.testing.assert_allclose(results[output], value, rtol=2e-4, atol=2e-5)


@st.composite
def window_cases(draw: st.DrawFn, pool: bool) -> Case:
    """A convolution or average pooling with a random window that lies on the image at least once."""
    rank = draw(st.integers(1, 2))
    kernel, strides, dilations, space = [
        [draw(st.integers(1, most)) for _ in range(rank)] for most in (3, 3, 2, 7)
    ]
    pads = [draw(st.integers(0, kernel[i % rank] - 1)) for i in range(2 * rank)]
    spans = [(k - 1) * d + 1 for k, d in zip(kernel, dilations, strict=True)]
    space = [max(size, span) for size, span in zip(space, spans, strict=True)]
    window = f"strides={strides}, dilations={dilations}, pads={pads}"
    if pool:
        counted = draw(st.integers(0, 1))
        nodes = f"y = AveragePool<{window}, kernel_shape={kernel}, count_include_pad={counted}>(x)"
        return Case(nodes, {"x": (1, 2, *space)})
    groups, k, c = (draw(st.integers(1, 3)) for _ in range(3))
    weights: dict[str, Shape | Array] = {"w": (groups * k, c, *kernel), "b": (groups * k,)}
    return Case(f"y = Conv<{window}, group={groups}>(x, w, b)", {"x": (2, groups * c, *space)}, weights)


@given(window_cases(pool=False))
@settings(max_examples=60)
def test_convolution_with_any_window(case: Case):
    check(case, "conv", "a8w8p16o8")


@given(window_cases(pool=True))
@settings(max_examples=60)
def test_average_pooling_with_any_window(case: Case):
    check(case, "pool", "a8w8p16o8")
