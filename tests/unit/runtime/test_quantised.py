"""Quantised layers, cut into tiles at random, make exactly the integers of ONNX's reference evaluator, also of what lies between two of them."""

import numpy as np
import pytest
from test_arithmetic import run_tiled
from test_onnx_lowerings import Array, Case, build_model, convert

from stream_xdsl.runtime.evaluators import evaluate

SEEDS = range(8)


def scale(random: np.random.Generator, dtype: str = "float32") -> Array:
    return random.uniform(0.001, 0.3, ()).astype(dtype)


def check(case: Case, seed: int) -> None:
    """In tiles, and exactly."""
    model = build_model(case, case.inputs, case.weights)
    found = run_tiled(convert(model, "file"), case.inputs, case.weights, seed)
    for name, expected in evaluate(model, case.inputs).items():
        assert found[name].dtype == expected.dtype
        np.testing.assert_array_equal(found[name], expected)
        assert len(np.unique(expected)) > 3


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_quantize_between_two_integers(dtype: str, seed: int):
    """Multiples of half the scale, off by what the type cannot hold."""
    random = np.random.default_rng(seed)
    own = scale(random, dtype)
    x = (random.integers(-280, 280, (30, 40)) * (own.astype(np.float64) / 2)).astype(dtype)
    check(Case("y = QuantizeLinear(x, s, z)", {"x": x}, {"s": own, "z": np.array(3, np.int8)}), seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("source", "target"), [("int8", "float32"), ("int16", "float16"), ("int32", "float32")]
)
def test_dequantize(source: str, target: str, seed: int):
    """Of 32 bits, more than a float has; of 16, more than a short float."""
    random = np.random.default_rng(seed)
    limits = np.iinfo(source)
    x = random.integers(limits.min, limits.max, (30, 40)).astype(source)
    own = scale(random) * 64 / limits.max
    check(Case("y = DequantizeLinear(x, s)", {"x": x}, {"s": own.astype(target)}), seed)


def parameters(random: np.random.Generator, dtype: str = "float32") -> dict[str, Array]:
    """Scales and zero points of bytes; of every second seed the result's scale is such that half of all sums lie between two integers."""
    xs, ws = scale(random, dtype), scale(random, dtype)
    ratio = 2 * random.integers(1, 9) if random.integers(2) else random.uniform(3, 20)
    ys = (xs * ws * ratio).astype(dtype)
    xz, wz = random.integers(110, 146), random.integers(-2, 3)
    zeros = {"xz": np.array(xz, np.uint8), "wz": np.array(wz, np.int8)}
    return {"xs": xs, "ws": ws, "ys": ys, "yz": np.array(128, np.uint8), **zeros}


def data(random: np.random.Generator, *shape: int) -> Array:
    return random.integers(100, 156, shape).astype(np.uint8)


def filters(random: np.random.Generator, *shape: int) -> Array:
    return random.integers(-6, 6, shape).astype(np.int8)


@pytest.mark.parametrize("seed", SEEDS)
def test_qlinear_conv(seed: int):
    """With a bias, and a scale for each of the filters."""
    random = np.random.default_rng(seed)
    weights = parameters(random) | {"w": filters(random, 4, 3, 3, 3)}
    weights |= {"ws": random.uniform(0.01, 0.3, 4).astype(np.float32), "wz": np.zeros(4, np.int8)}
    weights["b"] = random.integers(-99, 99, 4).astype(np.int32)
    check(
        Case(
            "y = QLinearConv(x, xs, xz, w, ws, wz, ys, yz, b)", {"x": data(random, 1, 3, 8, 8)}, dict(weights)
        ),
        seed,
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_qlinear_matmul(dtype: str, seed: int):
    random = np.random.default_rng(seed)
    weights = parameters(random, dtype) | {"w": filters(random, 9, 11)}
    nodes = "y = QLinearMatMul(x, xs, xz, w, ws, wz, ys, yz)"
    check(Case(nodes, {"x": data(random, 20, 9)}, dict(weights)), seed)


COMPUTED = {
    "conv": "b = DequantizeLinear(w, ws, wz)  c = Conv<pads=[1, 1, 1, 1]>(a, b)",
    "matmul": "b = DequantizeLinear(m, ws, wz)  c = MatMul(a, b)",
    "sum": "d = Mul(a, a)  c = Add(a, d)",
    "average": "c = AveragePool<kernel_shape=[2, 2], strides=[2, 2]>(a)",
    "mean": "c = ReduceMean(a, axes)",
}
"""Of floats in between, from `a` to `c`."""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", COMPUTED)
def test_quantize_what_is_computed(name: str, seed: int):
    random = np.random.default_rng(seed)
    weights = parameters(random)
    weights |= {"w": filters(random, 4, 3, 3, 3), "m": filters(random, 8, 11), "axes": np.array([3])}
    if name in ("average", "mean"):
        weights["ys"] = weights["xs"]
    elif name == "sum":
        weights["ys"] = np.array(weights["xs"] ** 2 * 8 + weights["xs"])
    nodes = f"a = DequantizeLinear(x, xs, xz)  {COMPUTED[name]}  y = QuantizeLinear(c, ys, yz)"
    check(Case(nodes, {"x": data(random, 1, 3, 8, 8)}, dict(weights)), seed)
