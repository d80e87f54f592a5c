"""What the tiles of a layer compute, for every kind of layer.

Arithmetic is in double precision, or in 64-bit integers where all operands are integers, unsigned ones if all are of that type;
results are rounded to the type of the layer's result once. Tiles along reduction loops accumulate a partial result, which the last of them finishes.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from math import erf, prod
from typing import Any

import numpy as np
import numpy.typing as npt

from stream_xdsl.checker.model import Access, Layer
from stream_xdsl.runtime.contraction import contract
from stream_xdsl.runtime.elements import ELEMENTS, Array, Element
from stream_xdsl.runtime.network import Body, Parameter
from stream_xdsl.runtime.points import Box, Tile, points_inside, read_points, spread, widened, with_padding
from stream_xdsl.workload.kinds import Category, Kind

Read = Callable[[int, Box], Array]
"""The elements of an operand, by its position, in a box inside it."""

EXACT = 1 << 53
"""Below, doubles hold all integers."""

_OUTSIDE = {"none": 0.0, "zero": 0.0, "minus_infinity": -np.inf}


class Arithmetic:
    """The arithmetic of one layer."""

    def __init__(
        self,
        layer: Layer,
        body: Body,
        operands: Sequence[tuple[tuple[int, ...], Element]],
        result: Element,
        tensors: Mapping[str, Array],
    ):
        """`operands` are their shapes and elements; `tensors` those of the model that stand for parameters."""
        self.layer, self.body = layer, body
        self.shapes = [shape for shape, _ in operands]
        self.elements = [element for _, element in operands]
        self.result = result
        self.params: dict[str, Parameter | Array] = {
            name: tensors[value] if isinstance(value, str) and value in body.sources else value
            for name, value in body.params.items()
        }

    @cached_property
    def summed(self) -> frozenset[int]:
        """The dimensions that the result lacks."""
        rows = self.layer.result.coefficients
        return frozenset(d for d in range(len(self.layer.sizes)) if not any(row[d] for row in rows))

    @cached_property
    def _integer(self) -> type[np.int64 | np.uint64]:
        """Of the numbers that integers are computed with."""
        return np.uint64 if all(element.name == "ui64" for element in self.elements) else np.int64

    # Tiles

    def accumulate(self, partial: Array | None, tile: Tile, read: Read) -> Array:
        """What the tiles of a block have computed so far, and this one."""
        kind = self.body.kind
        if kind.category is Category.MAC:
            found = self._products(tile, read)
        elif kind.category is Category.ELEMENTWISE:
            return self._elementwise(tile, read)
        else:
            x = self._points(0, tile, read)
            axes = tuple(self.summed)
            if kind in (Kind.MAXPOOL, Kind.REDUCE_MAX, Kind.REDUCE_MIN):
                ufunc = np.minimum if kind is Kind.REDUCE_MIN else np.maximum
                found = ufunc.reduce(x, axis=axes, keepdims=True)
                return found if partial is None else ufunc(partial, found)
            counts = prod(e for d, e in enumerate(tile.extents) if d in self.summed and x.shape[d] == 1)
            found = (x * x if kind is Kind.LRN else x).sum(axis=axes, keepdims=True) * counts
        return found if partial is None else partial + found

    def finish(self, partial: Array, tile: Tile, read: Read) -> Array:
        """The result's elements of a block, from all its tiles; `tile` is the last of them."""
        kind = self.body.kind
        with np.errstate(all="ignore"):
            if kind.category is Category.MAC:
                values = self._epilogue(partial, tile, read)
            elif kind is Kind.AVGPOOL:
                values = partial / self._counted(tile)
            elif kind is Kind.REDUCE_MEAN:
                values = partial / prod(self.layer.sizes[d] for d in self.summed)
            elif kind is Kind.LRN:
                base = self.number("bias") + self.number("alpha") / self.number("size") * partial
                values = self._points(1, tile, read) / base ** self.number("beta")
            else:
                values = partial
            saturates = self.params.get("saturate", kind is Kind.QUANTIZE or "output_scale" in self.params)
            return self.result.saturated(values) if saturates else self.result.rounded(values)

    def write(self, values: Array, tile: Tile, target: Array) -> None:
        """Put the elements of a block into the result's tensor."""
        access = self.layer.result
        places = spread(target, access, tile, [0] * target.ndim)
        places[...] = values

    def _points(self, operand: int, tile: Tile, read: Read, outside: float | None = None) -> Array:
        """An operand with an axis per loop dimension, in doubles or 64-bit integers."""
        element = self.elements[operand]
        if outside is None:
            outside = _OUTSIDE[self.body.pad]
        if not element.is_float and outside == -np.inf:
            outside = element.nothing
        return read_points(
            self.layer.operands[operand],
            tile,
            self.shapes[operand],
            lambda box: read(operand, box).astype(np.float64 if element.is_float else self._integer),
            outside,
        )

    # Parameters

    def number(self, name: str, default: float | None = None) -> float:
        """A parameter that is one number. ONNX gives those as f32."""
        value = self.params.get(name, default)
        if isinstance(value, int):
            return value
        return float(np.float32(value)) if isinstance(value, float) else float(np.asarray(value).reshape(()))

    def along(self, name: str, operand: int, axis: int, tile: Tile, default: float) -> Array:
        """A parameter that is a number, or has one for each position along an axis of an operand."""
        value = np.asarray(self.params.get(name, default))
        if value.size == 1:
            return value.reshape(())
        access = self.layer.operands[operand]
        rows = Access(0, (access.coefficients[axis],), (access.offsets[axis],))
        return read_points(rows, tile, value.shape, lambda box: value[slice(*box[0])], 0)

    # Kinds

    def _products(self, tile: Tile, read: Read) -> Array:
        """Σ (x − its zero point) · (w − its zero point); padding is zero after that."""
        dtype = np.float64 if self._in_doubles else np.int64
        shift = self.along("input_zero_point", 0, -2, tile, 0)
        outside = 0.0 if shift.ndim else float(shift)
        x = self._points(0, tile, read, outside).astype(dtype, copy=False)
        w = self._points(1, tile, read).astype(dtype, copy=False)
        x = x - shift.astype(dtype) if shift.any() else x
        shift = self.along("weight_zero_point", 1, self._channel, tile, 0)
        w = w - shift.astype(dtype) if shift.any() else w
        return contract(x, w, tile.extents, self.summed)

    @property
    def _channel(self) -> int:
        """The axis of the weight that is the result's channels: the first of filters, the columns of a matrix."""
        return 0 if self.body.kind is Kind.CONV else -1

    @cached_property
    def _in_doubles(self) -> bool:
        """Whether doubles hold all sums exactly, or the operands are floats anyway."""
        limits = [element.range for element in self.elements[:2]]
        if any(element.is_float for element in self.elements[:2]):
            return True
        widths = [2 if pair is None else pair[1] - pair[0] + 1 for pair in limits]
        return prod(widths) * prod(self.layer.sizes[d] for d in self.summed) < EXACT

    def _epilogue(self, total: Array, tile: Tile, read: Read) -> Array:
        if not any(element.is_float for element in self.elements):
            total = total.astype(self._integer)
        if "alpha" in self.params:
            total = total * self.number("alpha")
        if len(self.elements) == 3:
            bias = self._points(2, tile, read)
            total = total + (bias * self.number("beta") if "beta" in self.params else bias)
        if "output_scale" not in self.params:
            return total
        # ONNX combines the scales, in their own type, before it multiplies.
        combined = ELEMENTS[str(self.params.get("precision", "f32"))]
        scale, weight_scale, out = (
            combined.rounded(self.along(name, operand, axis, tile, 1)).astype(np.float64)
            for name, operand, axis in (
                ("input_scale", 0, -2),
                ("weight_scale", 1, self._channel),
                ("output_scale", 0, -2),
            )
        )
        factor = combined.rounded(combined.rounded(scale * weight_scale).astype(np.float64) / out)
        return total * factor.astype(np.float64) + self.along("output_zero_point", 0, -2, tile, 0)

    def _counted(self, tile: Tile) -> Array:
        """How many positions of each window count: those inside, and the padding as far as `pads` reaches."""
        whole = widened(tile, self.summed, self.layer.sizes)
        pads = self.params.get("pads", ())
        assert isinstance(pads, tuple)  # verified
        box = with_padding(self.shapes[0], pads)
        inside = points_inside(self.layer.operands[0], whole, box)
        missing = prod(whole.extents[d] for d in self.summed if inside.shape[d] == 1)
        return inside.sum(axis=tuple(self.summed), keepdims=True) * missing

    def _elementwise(self, tile: Tile, read: Read) -> Array:
        values = [self._points(i, tile, read) for i in range(len(self.elements))]
        with np.errstate(all="ignore"):
            match self.body.kind:
                case Kind.QUANTIZE:
                    scale, zero_point = self._linear(tile)
                    precise = self.elements[0] if self.elements[0].is_float else ELEMENTS["f32"]
                    scaled = precise.rounded(values[0] / precise.rounded(scale).astype(float)).astype(float)
                    return (scaled if self.result.is_float else np.rint(scaled)) + zero_point
                case Kind.DEQUANTIZE:
                    scale, zero_point = self._linear(tile)
                    return dequantized(values[0], scale, zero_point)
                case Kind.SCALE_SHIFT:
                    return values[0] * values[1] + values[2]
                case kind if kind in _OF_ONE:
                    return _OF_ONE[kind](self, values[0])
                case kind:
                    return _OF_TWO[kind](values[0], values[1])

    def _linear(self, tile: Tile) -> tuple[Array, Array]:
        axis = int(self.number("axis", 0))
        return self.along("scale", 0, axis, tile, 1), self.along("zero_point", 0, axis, tile, 0)

    def gelu(self, x: Array) -> Array:
        """Exact, or with tanh."""
        if self.params.get("approximate") == "tanh":
            return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
        return 0.5 * x * (1 + _erf(x / np.sqrt(2)))

    def clip(self, x: Array) -> Array:
        """Between `min` and `max`; the upper bound wins."""
        for name, ufunc in (("min", np.maximum), ("max", np.minimum)):
            if name in self.params:  # parameters are signed: large unsigned ones come wrapped around
                x = ufunc(x, np.asarray(self.number(name)).astype(x.dtype))
        return x


def dequantized(values: Array, scale: Array, zero_point: Array) -> Array:
    """As ONNX does it: numbers, if there are more than 24 bits of them, are rounded to f32 before, and so is their product."""
    centred = values.astype(np.float32).astype(np.float64) - zero_point
    return (centred * scale.astype(np.float32)).astype(np.float32)


def _erf(x: Array) -> Array:
    return _erf_each(x).astype(float)


_erf_each: Callable[[npt.ArrayLike], Any] = np.frompyfunc(erf, 1, 1)


def _sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def _divide(x: Array, y: Array) -> Array:
    """Integers are cut off towards zero."""
    if x.dtype.kind == "f" or y.dtype.kind == "f":
        return x / y
    return np.sign(x) * np.sign(y) * (abs(x) // abs(y))


def _power(x: Array, y: Array) -> Array:
    return np.power(x, y.astype(float)) if x.dtype.kind == "f" or (y < 0).any() else np.power(x, y)


_OF_ONE: Mapping[Kind, Callable[[Arithmetic, Array], Array]] = {
    Kind.RELU: lambda _, x: np.maximum(x, 0),
    Kind.LEAKY_RELU: lambda p, x: np.where(x < 0, p.number("alpha") * x, x),
    Kind.ELU: lambda p, x: np.where(x < 0, p.number("alpha") * np.expm1(x), x),
    Kind.CLIP: Arithmetic.clip,
    Kind.SIGMOID: lambda _, x: _sigmoid(x),
    Kind.HARD_SIGMOID: lambda p, x: np.clip(p.number("alpha") * x + p.number("beta"), 0, 1),
    Kind.HARD_SWISH: lambda _, x: x * np.clip(x / 6 + 0.5, 0, 1),
    Kind.TANH: lambda _, x: np.tanh(x),
    Kind.GELU: Arithmetic.gelu,
    Kind.SILU: lambda p, x: x * _sigmoid(p.number("alpha", 1.0) * x),
    Kind.SOFTPLUS: lambda _, x: np.logaddexp(0, x),
    Kind.ERF: lambda _, x: _erf(x),
    Kind.EXP: lambda _, x: np.exp(x),
    Kind.LOG: lambda _, x: np.log(x),
    Kind.SQRT: lambda _, x: np.sqrt(x),
    Kind.RECIPROCAL: lambda _, x: 1 / x,
    Kind.ABS: lambda _, x: np.abs(x),
    Kind.NEG: lambda _, x: np.negative(x),
    Kind.CAST: lambda _, x: x,
}
"""Of one operand, by kind."""

_OF_TWO: Mapping[Kind, Callable[[Array, Array], Array]] = {
    Kind.ADD: np.add,
    Kind.SUB: np.subtract,
    Kind.MUL: np.multiply,
    Kind.DIV: _divide,
    Kind.POW: _power,
    Kind.MIN: np.minimum,
    Kind.MAX: np.maximum,
    Kind.PRELU: lambda x, slope: np.where(x < 0, slope * x, x),
}
"""Of two operands, by kind."""
