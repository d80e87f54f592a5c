"""Weights from the model's tensors."""

from collections.abc import Mapping
from typing import Any, cast

import numpy as np

from stream_xdsl.runtime.arithmetic import dequantized
from stream_xdsl.runtime.elements import Array
from stream_xdsl.runtime.network import Recipe


def make_weight(weight: str | Recipe, tensors: Mapping[str, Array]) -> Array:
    """The tensor that a recipe, or a name alone, stands for; floats are doubles until they are rounded to its type.

    Raises KeyError for a tensor that is not there.
    """
    if isinstance(weight, str):
        return tensors[weight]
    arguments = [make_weight(a, tensors) if isinstance(a, str | Recipe) else a for a in weight.arguments]
    match weight.function, cast(list[Any], arguments):
        case "fill", [value, shape]:
            return np.full(shape, value)
        case "elements", [*items, shape]:
            return np.array(items).reshape(shape)
        case "reshape", [x, shape]:
            return x.reshape(shape)
        case "transpose", [x, permutation]:
            return x.transpose(permutation)
        case "dequantize", [x, scale, *zero_point, (axis,)]:
            centre = _along(zero_point[0], x, axis) if zero_point else np.array(0)
            return dequantized(x, _along(scale, x, axis), centre)
        case "batch_norm_scale", [scale, variance, epsilon]:
            return _gain(scale, variance, epsilon)
        case "batch_norm_shift", [scale, shift, mean, variance, epsilon]:
            return shift - mean * _gain(scale, variance, epsilon)
        case "fold_batch_norm", [x, scale, variance, epsilon]:
            return x * _along(_gain(scale, variance, epsilon), x, 0)
        case "fold_batch_norm_bias", [bias, scale, shift, mean, variance, epsilon]:
            return (bias - mean) * _gain(scale, variance, epsilon) + shift
        case function, _:
            raise ValueError(f"unknown recipe '{function}'")


def _gain(scale: Array, variance: Array, epsilon: float) -> Array:
    return scale / np.sqrt(variance.astype(float) + epsilon)


def _along(vector: Array, like: Array, axis: int) -> Array:
    """The vector along one axis of another array; a scalar as it is."""
    if vector.size == 1:
        return vector.reshape(())
    return vector.reshape([-1 if a == axis else 1 for a in range(like.ndim)])
