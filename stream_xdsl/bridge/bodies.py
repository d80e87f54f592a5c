"""From a `dnn.network` to what the runtime executes: kinds, parameters, recipes and types of elements."""

from typing import cast

from xdsl.dialects.builtin import (
    I64,
    AnyFloat,
    DenseArrayBase,
    FloatAttr,
    IntegerAttr,
    IntegerType,
    Signedness,
    StringAttr,
    TensorType,
)
from xdsl.ir import Attribute, SSAValue

from stream_xdsl.checker.read import NetworkReader
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import LayerOp, NetworkOp, WeightOp
from stream_xdsl.dialects.dnn_attributes import RecipeAttr
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.runtime.elements import ELEMENTS, Element
from stream_xdsl.runtime.network import Body, Network, Parameter, Recipe
from stream_xdsl.workload.kinds import Kind

PRECISIONS = ("f32", "f16", "bf16")
"""The types in which ONNX has scales."""


def read_bodies(op: NetworkOp, machine: Machine, needed_by: str) -> Network:
    """What an allocated network computes, numbered as `checker.read.read_model` numbers it.

    Raises PassError in the name of who needs it for elements, or parameters, that cannot be executed.
    """
    reader = NetworkReader(machine, needed_by)
    reader.read(op)
    layers = {
        owner.layer_name.data: owner for value in reader.makers if isinstance(owner := value.owner, LayerOp)
    }
    return Network(
        tuple(reader.tensors),
        tuple(_element(value, op, needed_by) for value in reader.makers),
        tuple(reader.layers),
        tuple(_body(layers[layer.name], needed_by) for layer in reader.layers),
        {name.data: position for position, name in enumerate(op.input_names)},
        {
            position: owner.weight_name.data if owner.recipe is None else _recipe(owner.recipe)
            for position, value in enumerate(reader.makers)
            if isinstance(owner := value.owner, WeightOp)
        },
        dict(zip((name.data for name in op.output_names), reader.returned, strict=True)),
    )


def _element(value: SSAValue, network: NetworkOp, needed_by: str) -> Element:
    assert isinstance(value.type, TensorType)  # values of dnn are tensors
    element = value.type.element_type
    name = str(element)
    if isinstance(element, IntegerType):
        name = f"{'u' * (element.signedness.data is Signedness.UNSIGNED)}i{element.width.data}"
    if not isinstance(element, AnyFloat | IntegerType) or name not in ELEMENTS:
        raise PassError(
            needed_by,
            f"elements of type {element} cannot be executed",
            op=network,
            remedy=f"use one of {', '.join(ELEMENTS)}",
        )
    return ELEMENTS[name]


def _body(op: LayerOp, needed_by: str) -> Body:
    reader = {} if op.params is None else op.params.data
    params: dict[str, Parameter] = {}
    for name, attribute in reader.items():
        match attribute:
            case FloatAttr() | IntegerAttr():
                params[name] = attribute.value.data
            case StringAttr():
                params[name] = attribute.data
            case DenseArrayBase():
                params[name] = tuple(cast(DenseArrayBase[I64], attribute).get_values())
            case _:
                raise PassError(
                    needed_by,
                    f"layer '{op.layer_name.data}': parameter '{name}' is no number, name or list of numbers",
                    op=op,
                    remedy="see the documentation of dnn.layer",
                )
    if params.get("precision", PRECISIONS[0]) not in PRECISIONS:
        raise PassError(
            needed_by,
            f"layer '{op.layer_name.data}': its scales cannot be combined in precision {params['precision']}",
            op=op,
            remedy=f"use one of {', '.join(PRECISIONS)}",
        )
    return Body(Kind(op.kind.data), op.pad.data, params)


def _recipe(attribute: RecipeAttr) -> Recipe:
    return Recipe(attribute.function.data, tuple(map(_argument, attribute.arguments)))


def _argument(attribute: Attribute) -> str | float | tuple[int, ...] | Recipe:
    match attribute:
        case StringAttr():
            return attribute.data
        case RecipeAttr():
            return _recipe(attribute)
        case FloatAttr():
            return attribute.value.data
        case DenseArrayBase():
            return tuple(map(int, cast(DenseArrayBase[I64], attribute).get_values()))
        case _:
            raise AssertionError("verified: no other arguments")
