"""The data of a schedule and of the model that it is compared with: given, or random."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import prod
from typing import cast

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from stream_xdsl.frontends.onnx_tensors import has_data
from stream_xdsl.runtime.elements import Array, Element, integer_range
from stream_xdsl.runtime.network import Network, Recipe
from stream_xdsl.runtime.recipes import make_weight
from stream_xdsl.workload.constants import MAX_CONSTANT_ELEMENTS
from stream_xdsl.workload.kinds import Category


class DataError(ValueError):
    """A model that has not the data that a schedule needs, or is another than that of the schedule."""

    def __init__(self, message: str, remedy: str):
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True)
class Data:
    """What a run starts from, besides its inputs."""

    weights: Mapping[int, Array]
    """By tensor of the network."""
    tensors: Mapping[str, Array]
    """Tensors of the model that stand for parameters, by name."""


def draw_inputs(network: Network, seed: int) -> dict[str, Array]:
    """Seeded random inputs: floats from a normal distribution, integers of up to 8 bits from all there are, small ones of more, truth values."""
    random = np.random.default_rng(seed)
    return {
        name: _draw(random, network.elements[tensor], network.tensors[tensor].shape, 1.0)
        for name, tensor in network.inputs.items()
    }


def _draw(random: np.random.Generator, element: Element, shape: tuple[int, ...], deviation: float) -> Array:
    if element.range is not None:
        return element.rounded(_draw_integers(random, element.range, shape))
    if not element.is_float:
        return random.integers(0, 2, shape).astype(np.bool_)
    return element.rounded(random.normal(scale=deviation, size=shape))


def _draw_integers(
    random: np.random.Generator, limits: tuple[int, int], shape: tuple[int, ...]
) -> npt.NDArray[np.int64]:
    low, high = limits
    if high - low > np.iinfo(np.uint8).max:  # sums and products of large ones overflow
        low, high = max(low, -100), min(high, 100)
    return random.integers(low, high, shape, endpoint=True)


def make_data(network: Network, model: ModelProto) -> Data:
    """The network's weights and parameters, from the data of the model.

    Raises DataError for a tensor whose data the model has not, or that has another shape than the network says.
    """
    found = {name: _array(tensor, name) for name, tensor in _stored(model) if name in network.sources}
    for name in sorted(network.sources - found.keys()):
        raise DataError(
            f"the model has no tensor '{name}', of which the schedule's network is made",
            "give the model that was compiled",
        )
    weights: dict[int, Array] = {}
    for tensor, weight in network.weights.items():
        data = network.tensors[tensor]
        try:
            values = np.asarray(make_weight(weight, found))
        except (ValueError, IndexError) as error:
            raise DataError(f"weight '{data.name}': {error}", "give the model that was compiled") from None
        if values.shape != data.shape:
            raise DataError(
                f"weight '{data.name}' is of shape {_shape(values.shape)}, the schedule's network has {_shape(data.shape)}",
                "give the model that was compiled",
            )
        weights[tensor] = network.elements[tensor].rounded(values)
    return Data(weights, found)


def check_interface(network: Network, model: ModelProto) -> None:
    """Raises DataError if inputs and results of the model are not those of the network."""
    stored = {tensor.name for tensor in model.graph.initializer}
    for what, own, theirs in (
        ("inputs", list(network.inputs), [v.name for v in model.graph.input if v.name not in stored]),
        ("outputs", list(network.results), [v.name for v in model.graph.output]),
    ):
        if own != theirs:
            raise DataError(
                f"the model's {what} are {', '.join(theirs) or 'none'}, those of the schedule's network {', '.join(own)}",
                "give the model that was compiled",
            )
    for value in model.graph.input:
        if value.name not in network.inputs:
            continue
        shape = network.tensors[network.inputs[value.name]].shape
        sizes = [dim.dim_value for dim in value.type.tensor_type.shape.dim]
        if len(sizes) != len(shape) or any(
            size and size != own for size, own in zip(sizes, shape, strict=True)
        ):
            raise DataError(
                f"input '{value.name}' is of shape {_shape(tuple(sizes))} in the model, of {_shape(shape)} in the schedule",
                "give the model that was compiled",
            )


def _shape(shape: tuple[int, ...]) -> str:
    return "x".join(str(size) if size else "?" for size in shape) or "scalar"


def _stored(model: ModelProto) -> Iterator[tuple[str, TensorProto]]:
    """The tensors whose data the model itself has, or should have."""
    for tensor in model.graph.initializer:
        yield tensor.name, tensor
    for node in model.graph.node:
        if (constant := _constant(node)) is not None:
            yield node.output[0], constant


def _folded(model: ModelProto) -> set[str]:
    """Small tensors that are read by nodes which read nothing but constants."""
    known, read = {tensor.name for tensor in model.graph.initializer}, set[str]()
    for node in model.graph.node:
        if known.issuperset(filter(None, node.input)):
            known.update(node.output)
            read.update(node.input)
    return {
        name for name, tensor in _stored(model) if name in read and prod(tensor.dims) <= MAX_CONSTANT_ELEMENTS
    }


def _constant(node: NodeProto) -> TensorProto | None:
    if node.op_type != "Constant" or node.domain:
        return None
    value = helper.get_attribute_value(node.attribute[0])
    match node.attribute[0].name:
        case "value":
            return cast(TensorProto, value)
        case "value_int" | "value_ints":
            return numpy_helper.from_array(np.array(value, np.int64))
        case "value_float" | "value_floats":
            return numpy_helper.from_array(np.array(value, np.float32))
        case _:
            return None


def _array(tensor: TensorProto, name: str) -> Array:
    if tensor.data_location == TensorProto.EXTERNAL:
        location = next((entry.value for entry in tensor.external_data if entry.key == "location"), "")
        raise DataError(
            f"the data of '{name}' is in the file '{location}', which is not there",
            "put it beside the model, or let the weights be random",
        )
    if not has_data(tensor):
        raise DataError(
            f"the model has no numbers for '{name}'", "let the weights be random, as with --weights random"
        )
    try:
        values = numpy_helper.to_array(tensor)
    except (TypeError, ValueError, KeyError) as error:
        raise DataError(f"tensor '{name}' is damaged: {error}", "export the model again") from None
    # Types that NumPy lacks come as those of ml_dtypes.
    return values.astype(np.float32) if values.dtype.kind == "V" or "float" in values.dtype.name else values


# Random weights


def randomise(network: Network, model: ModelProto, seed: int) -> tuple[Network, ModelProto]:
    """The same network and model with seeded random numbers in place of weights.

    Random are all tensors of the model that weights are made of and scales of quantisation that it keeps in a file, and weights that
    are one number everywhere (`ConstantOfShape`) unless that is zero. Numbers get the variance that keeps activations
    as large as they are; scales and variances are positive. Zero points stay where the model has them, else are zero. Small tensors of which nodes
    make other constants stay, too: those may be written out in the network.
    """
    network, filled = _name_fills(network, model)
    random = np.random.default_rng([seed, 1])
    drawn = ModelProto()
    drawn.CopyFrom(model)
    stored = dict(_stored(model))
    roles, folded = _roles(network), _folded(model)
    replaced: dict[str, TensorProto] = {}
    for name in sorted(network.sources):
        role, deviation = roles[name]
        tensor = stored.get(name)
        if (tensor is None and name not in filled) or name in folded:
            continue
        shape = filled[name] if tensor is None else tuple(tensor.dims)
        type_ = TensorProto.FLOAT if tensor is None else tensor.data_type
        dtype = np.dtype(helper.tensor_dtype_to_np_dtype(type_))
        if role == "zero_point":
            if tensor is None or tensor.data_location != TensorProto.EXTERNAL:
                continue
            values = np.zeros(shape)
        elif role == "positive":
            values = random.uniform(0.5, 1.5, shape) * deviation
        elif (limits := integer_range(dtype)) is not None:
            values = _draw_integers(random, limits, shape)
        else:
            values = random.standard_normal(shape, np.float32) * np.float32(deviation)
        replaced[name] = numpy_helper.from_array(values.astype(dtype, copy=False), name)
    kept = [tensor for tensor in drawn.graph.initializer if tensor.name not in replaced]
    nodes = [node for node in drawn.graph.node if not replaced.keys() & set(node.output)]
    del drawn.graph.initializer[:], drawn.graph.node[:]
    drawn.graph.initializer.extend([*kept, *replaced.values()])
    drawn.graph.node.extend(nodes)
    return network, drawn


_POSITIVE_ARGUMENTS = {
    "dequantize": {1: 0.02},
    "batch_norm_scale": {0: 1.0, 1: 1.0},
    "batch_norm_shift": {0: 1.0, 3: 1.0},
    "fold_batch_norm": {1: 1.0, 2: 1.0},
    "fold_batch_norm_bias": {1: 1.0, 4: 1.0},
}
"""By function of a recipe and position: arguments that are positive, and how large."""


def _roles(network: Network) -> dict[str, tuple[str, float]]:
    """What each tensor of the model is, and its standard deviation: `weight`, `positive` or `zero_point`."""
    roles: dict[str, tuple[str, float]] = {}

    def visit(weight: str | Recipe, role: str, deviation: float) -> None:
        if isinstance(weight, str):
            if role != "weight" or weight not in roles:
                roles[weight] = role, deviation
            return
        positive = _POSITIVE_ARGUMENTS.get(weight.function, {})
        for position, argument in enumerate(weight.arguments):
            if isinstance(argument, str | Recipe):
                if position in positive:
                    visit(argument, "positive", positive[position])
                elif weight.function == "dequantize" and position == 2:
                    visit(argument, "zero_point", 0.0)
                else:
                    visit(argument, role, deviation)

    deviations = _deviations(network)
    for tensor, weight in network.weights.items():
        visit(weight, "weight", deviations.get(tensor, 0.1))
    for body in network.bodies:
        for name, value in body.params.items():
            if isinstance(value, str) and value in body.sources:
                visit(value, "zero_point" if name.endswith("zero_point") else "positive", 0.02)
    return roles


def _deviations(network: Network) -> dict[int, float]:
    """By weight that is multiplied and summed up: √(2 / number of summands), all layers taken together that sum up a range each."""
    summands: dict[int, dict[tuple[int, ...], int]] = {}
    for layer, body in zip(network.layers, network.bodies, strict=True):
        access = layer.operands[-1 if len(layer.operands) < 2 else 1]
        if body.kind.category is Category.MAC and isinstance(access.value, int):
            rows = layer.result.coefficients
            own = prod(size for dim, size in enumerate(layer.sizes) if not any(row[dim] for row in rows))
            summands.setdefault(access.value, {})[access.offsets] = own
    return {weight: math.sqrt(2 / sum(ranges.values())) for weight, ranges in summands.items()}


def _name_fills(network: Network, model: ModelProto) -> tuple[Network, dict[str, tuple[int, ...]]]:
    """Let weights that a `ConstantOfShape` fills with one number be tensors of the model; also those tensors' shapes.

    A recipe keeps no name of what it fills, but a weight has the name of what it is made from first.
    """
    stored = dict(_stored(model))
    shapes = {
        node.output[0]: tuple(int(size) for size in numpy_helper.to_array(stored[node.input[0]]))
        for node in model.graph.node
        if node.op_type == "ConstantOfShape" and node.input[0] in stored
    }
    weights = {
        tensor: _named(weight, network.tensors[tensor].name, shapes)
        for tensor, weight in network.weights.items()
    }
    return replace(network, weights=weights), shapes


def _named(weight: str | Recipe, name: str, shapes: Mapping[str, tuple[int, ...]]) -> str | Recipe:
    if isinstance(weight, str) or name not in shapes:
        return weight
    match weight.function, weight.arguments:
        case "fill", (value, tuple(shape)) if value and prod(shape) == prod(shapes[name]):
            return Recipe("reshape", (name, shape))
        case "fold_batch_norm" | "transpose" | "reshape", (Recipe() as first, *rest):
            return Recipe(weight.function, (_named(first, name, shapes), *rest))
        case _:
            return weight
