"""A brute-force interpreter of `dnn` networks: every layer point by point, on index arrays.

It is as slow as it is plain. Floating-point arithmetic is in double precision, whatever the tensors' type.
"""

from collections.abc import Mapping, Sequence
from math import erf, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray
from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    FloatAttr,
    IntegerAttr,
    IntegerType,
    Signedness,
    StringAttr,
)
from xdsl.ir import Attribute, SSAValue

from stream_xdsl.dialects.dnn import LayerOp, NetworkOp, ReturnOp, ViewOp, WeightOp
from stream_xdsl.dialects.dnn_attributes import RecipeAttr
from stream_xdsl.dialects.dnn_maps import linear_terms

Array = NDArray[Any]

_erf = np.vectorize(erf, otypes=[float])


def run_network(
    network: NetworkOp, inputs: Mapping[str, Array], tensors: Mapping[str, Array]
) -> dict[str, Array]:
    """The network's results by name, from its inputs and the model's tensors by name."""
    values: dict[SSAValue, Array] = {
        argument: inputs[name.data]
        for argument, name in zip(network.body.block.args, network.input_names, strict=True)
    }
    for op in network.body.block.ops:
        operands = [values[operand] for operand in op.operands]
        match op:
            case WeightOp():
                values[op.output] = (
                    tensors[op.weight_name.data] if op.recipe is None else evaluate(op.recipe, tensors)
                )
            case ViewOp():
                values[op.output] = run_view(op, operands)
            case LayerOp():
                values[op.output] = Point(op, operands, tensors).run()
            case ReturnOp():
                return dict(zip((n.data for n in network.output_names), operands, strict=True))
            case _:
                raise NotImplementedError(op.name)
        assert values[op.results[0]].shape == op.results[0].type.get_shape(), op
    raise AssertionError("no dnn.return")


def evaluate(recipe: RecipeAttr, tensors: Mapping[str, Array]) -> Array:
    """The tensor that a recipe makes."""

    def argument(attribute: Attribute) -> Any:
        match attribute:
            case StringAttr():
                return tensors[attribute.data]
            case RecipeAttr():
                return evaluate(attribute, tensors)
            case FloatAttr():
                return attribute.value.data
            case DenseArrayBase():
                return tuple(attribute.get_values())
            case _:
                raise NotImplementedError(attribute)

    def along(vector: Array, like: Array, axis: int) -> Array:
        return vector.reshape([-1 if a == axis else 1 for a in range(like.ndim)]) if vector.ndim else vector

    match recipe.function.data, [argument(a) for a in recipe.arguments]:
        case "fill", [value, shape]:
            return np.full(shape, value)
        case "elements", [*items, shape]:
            return np.array(items).reshape(shape)
        case "reshape", [x, shape]:
            return x.reshape(shape)
        case "transpose", [x, permutation]:
            return x.transpose(permutation)
        case "dequantize", [x, scale, (axis,)]:
            return x.astype(float) * along(scale, x, axis)
        case "dequantize", [x, scale, zero_point, (axis,)]:
            return (x.astype(float) - along(zero_point, x, axis)) * along(scale, x, axis)
        case "batch_norm_scale", [scale, var, epsilon]:
            return scale / np.sqrt(var + epsilon)
        case "batch_norm_shift", [scale, shift, mean, var, epsilon]:
            return shift - mean * scale / np.sqrt(var + epsilon)
        case "fold_batch_norm", [w, scale, var, epsilon]:
            return w * along(scale / np.sqrt(var + epsilon), w, 0)
        case "fold_batch_norm_bias", [bias, scale, shift, mean, var, epsilon]:
            return (bias - mean) * scale / np.sqrt(var + epsilon) + shift
        case name, _:
            raise NotImplementedError(name)


def run_view(op: ViewOp, operands: Sequence[Array]) -> Array:
    """The elements of a view."""
    shape = op.output.type.get_shape()
    match op.kind.data:
        case "reshape":
            return operands[0].reshape(shape)
        case "transpose":
            return operands[0].transpose(op.parameter("permutation"))
        case "concat":
            return np.concatenate(operands, axis=op.parameter("axis")[0])
        case "broadcast":
            return np.broadcast_to(operands[0], shape)
        case _:
            parameters = [op.parameter(key) for key in ("offsets", "sizes", "strides")]
            picks = [o + s * np.arange(n) for o, n, s in zip(*parameters, strict=True)]
            return operands[0][np.ix_(*picks)]


def dtype_of(element: Attribute) -> np.dtype[Any]:
    """The NumPy type of integer elements; doubles for all others."""
    if isinstance(element, IntegerType):
        if element.width.data == 1:
            return np.dtype(bool)
        sign = "u" if element.signedness.data is Signedness.UNSIGNED else ""
        return np.dtype(f"{sign}int{element.width.data}")
    return np.dtype(float)


class Point:
    """One layer on all points of its iteration domain at once."""

    def __init__(self, op: LayerOp, operands: Sequence[Array], tensors: Mapping[str, Array]):
        self.op, self.tensors = op, tensors
        sizes = tuple(op.dims.values())
        self.points = np.indices(sizes).reshape(len(sizes), prod(sizes))
        self.shape = op.output.type.get_shape()
        self.dtype = dtype_of(op.output.type.element_type)
        self.maps = [self._positions(m) for m in op.maps]
        self.inside = [self._inside(at, x.shape) for at, x in zip(self.maps, operands, strict=False)]
        self.values = [self._gather(i, x) for i, x in enumerate(operands)]
        self.at = (
            np.ravel_multi_index(tuple(self.maps[-1]), self.shape)
            if self.shape
            else np.zeros(prod(sizes), int)
        )

    def _positions(self, map_attr: Any) -> Array:
        terms = [linear_terms(e, len(self.points)) for e in map_attr.data.results]
        if not terms:
            return np.zeros((0, self.points.shape[1]), int)
        return np.array([c for c, _ in terms]) @ self.points + np.array([[o] for _, o in terms])

    @staticmethod
    def _inside(at: Array, shape: Sequence[int]) -> Array:
        return np.all((at >= 0) & (at < np.array(shape, int).reshape(-1, 1)), axis=0)

    def _gather(self, index: int, x: Array) -> Array:
        at = tuple(np.clip(a, 0, s - 1) for a, s in zip(self.maps[index], x.shape, strict=True))
        values = x[at] if x.ndim else np.broadcast_to(x, self.points.shape[1])
        values = values.astype(float if values.dtype.kind == "f" else np.int64)
        if self.inside[index].all():
            return values
        assert self.op.pad.data != "none"
        outside = -np.inf if self.op.pad.data == "minus_infinity" else 0
        return np.where(self.inside[index], values, outside)

    def param(self, name: str, default: Any = None) -> Any:
        """A parameter as numbers; a name stands for the model's tensor."""
        attribute = None if self.op.params is None else self.op.params.data.get(name)
        match attribute:
            case None:
                return default
            case FloatAttr() | IntegerAttr():
                return attribute.value.data
            case StringAttr():
                return self.tensors.get(attribute.data, attribute.data)
            case DenseArrayBase():
                return np.array(attribute.get_values())
            case ArrayAttr():
                raise NotImplementedError(attribute)

    def along(self, name: str, operand: int, axis: int, default: Any) -> Any:
        """A parameter at every point: a scalar, or a vector along an axis of an operand."""
        value = np.asarray(self.param(name, default))
        return value[self.maps[operand][axis]] if value.ndim and value.size > 1 else value.reshape(-1)[0]

    def reduced(self, ufunc: np.ufunc, initial: float, values: Array) -> Array:
        """Combine the points of each element of the result."""
        result = np.full(prod(self.shape), initial, values.dtype if initial == 0 else float)
        ufunc.at(result, self.at, values)
        return result.reshape(self.shape)

    def placed(self, values: Array) -> Array:
        """The value of the last point of each element of the result."""
        result = np.zeros(prod(self.shape), np.asarray(values).dtype)
        result[self.at] = values
        return result.reshape(self.shape)

    def run(self) -> Array:
        """The layer's result."""
        kind = self.op.kind.data
        method = getattr(self, f"_{kind}", None)
        result = self.placed(_ELEMENTWISE[kind](self, *self.values)) if method is None else method()
        if self.dtype.kind in "iu" and kind == "quantize":
            result = self._saturate(result)
        return np.asarray(result).astype(self.dtype)

    def _saturate(self, values: Array) -> Array:
        info = np.iinfo(self.dtype)
        return np.clip(np.rint(values), info.min, info.max)

    def _conv(self) -> Array:
        # Positions outside the tensor are zero after the zero point has been subtracted.
        x = np.where(self.inside[0], self.values[0] - self.along("input_zero_point", 0, -2, 0), 0)
        # The channels of a weight are its first axis, the columns of a matrix its last.
        channel = 0 if self.op.kind.data == "conv" else -1
        w = self.values[1] - self.along("weight_zero_point", 1, channel, 0)
        result = self.reduced(np.add, 0, x * w) * self.param("alpha", 1)
        if len(self.values) == 3:
            result = result + self.placed(self.values[2]) * self.param("beta", 1)
        if self.param("output_scale") is None:
            return result
        scale = self.along("weight_scale", 1, channel, 1) * self.along("input_scale", 0, -2, 1)
        scale = self.placed(np.broadcast_to(scale, self.points.shape[1]))
        return self._saturate(
            result * scale / self.param("output_scale") + self.param("output_zero_point", 0)
        )

    _matmul = _conv

    def _maxpool(self) -> Array:
        return self.reduced(np.maximum, -np.inf, self.values[0])

    def _avgpool(self) -> Array:
        counted = self.inside[0]
        if (pads := self.param("pads")) is not None:
            begin, end = pads.reshape(2, -1)
            shape, at = np.array(self.op.inputs[0].type.get_shape()), self.maps[0]
            counted = np.all((at >= -begin[:, None]) & (at < (shape + end)[:, None]), axis=0)
        return self.reduced(np.add, 0, self.values[0]) / self.reduced(np.add, 0, counted.astype(int))

    def _lrn(self) -> Array:
        squares = self.reduced(np.add, 0, self.values[0] ** 2)
        base = self.param("bias") + self.param("alpha") / self.param("size") * squares
        return self.placed(self.values[1]) / base ** self.param("beta")

    def _reduce_max(self) -> Array:
        return self.reduced(np.maximum, -np.inf, self.values[0])

    def _reduce_min(self) -> Array:
        return self.reduced(np.minimum, np.inf, self.values[0])

    def _reduce_sum(self) -> Array:
        return self.reduced(np.add, 0, self.values[0])

    def _reduce_mean(self) -> Array:
        return self._reduce_sum() / (self.points.shape[1] / prod(self.shape))

    def quantize(self, x: Array) -> Array:
        """Rounded, not yet saturated."""
        scale, zero_point = (
            self.along(n, 0, self.param("axis", 0), d) for n, d in (("scale", 1), ("zero_point", 0))
        )
        return np.rint(x / scale) + zero_point

    def dequantize(self, x: Array) -> Array:
        """(x − zero point) · scale."""
        scale, zero_point = (
            self.along(n, 0, self.param("axis", 0), d) for n, d in (("scale", 1), ("zero_point", 0))
        )
        return (x - zero_point) * scale

    def divide(self, x: Array, y: Array) -> Array:
        """Integers truncate."""
        return np.trunc(x / y) if self.dtype.kind in "iu" else x / y

    def gelu(self, x: Array) -> Array:
        """Exact, or with tanh."""
        if self.param("approximate") == "tanh":
            return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
        return 0.5 * x * (1 + _erf(x / np.sqrt(2)))


def _sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


_ELEMENTWISE: dict[str, Any] = {
    "add": lambda _, x, y: x + y,
    "sub": lambda _, x, y: x - y,
    "mul": lambda _, x, y: x * y,
    "div": Point.divide,
    "pow": lambda _, x, y: x**y,
    "min": lambda _, x, y: np.minimum(x, y),
    "max": lambda _, x, y: np.maximum(x, y),
    "scale_shift": lambda _, x, scale, shift: x * scale + shift,
    "relu": lambda _, x: np.maximum(x, 0),
    "leaky_relu": lambda p, x: np.where(x < 0, p.param("alpha") * x, x),
    "prelu": lambda _, x, slope: np.where(x < 0, slope * x, x),
    "elu": lambda p, x: np.where(x < 0, p.param("alpha") * np.expm1(x), x),
    "clip": lambda p, x: np.minimum(np.maximum(x, p.param("min", -np.inf)), p.param("max", np.inf)),
    "sigmoid": lambda _, x: _sigmoid(x),
    "hard_sigmoid": lambda p, x: np.clip(p.param("alpha") * x + p.param("beta"), 0, 1),
    "hard_swish": lambda _, x: x * np.clip(x / 6 + 0.5, 0, 1),
    "tanh": lambda _, x: np.tanh(x),
    "gelu": Point.gelu,
    "silu": lambda p, x: x * _sigmoid(p.param("alpha", 1) * x),
    "softplus": lambda _, x: np.log1p(np.exp(x)),
    "erf": lambda _, x: _erf(x),
    "exp": lambda _, x: np.exp(x),
    "log": lambda _, x: np.log(x),
    "sqrt": lambda _, x: np.sqrt(x),
    "reciprocal": lambda _, x: 1 / x,
    "abs": lambda _, x: np.abs(x),
    "neg": lambda _, x: -x,
    "cast": lambda _, x: x,
    "quantize": Point.quantize,
    "dequantize": Point.dequantize,
}
