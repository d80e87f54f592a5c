"""ONNX graphs in other compilers' IR: made a model again, which our own importer reads like one from a file.

So they get what every model gets: one opset, names, static shapes, folded constants.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, cast

import numpy as np
from onnx import AttributeProto, GraphProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper
from xdsl.context import Context
from xdsl.dialect_interfaces.op_asm import OpAsmDialectInterface
from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseIntOrFPElementsAttr,
    DenseResourceAttr,
    FileLineColLoc,
    FloatAttr,
    IntegerAttr,
    IntegerType,
    NameLoc,
    Signedness,
    StringAttr,
    TensorType,
)
from xdsl.dialects.func import FuncOp
from xdsl.ir import Attribute, Operation, SSAValue

from stream_xdsl.diagnostics import InputError, PassError
from stream_xdsl.dialects.elements import is_splat
from stream_xdsl.dialects.onnx import none, value_names
from stream_xdsl.frontends.onnx import ELEMENT_TYPES, import_onnx_function
from stream_xdsl.workload.constants import MAX_CONSTANT_ELEMENTS


@dataclass(frozen=True)
class Node:
    """An operation of a graph as ONNX has it. Operands that are absent are None."""

    op: Operation
    operator: str
    name: str
    operands: Sequence[SSAValue | None]
    attributes: Mapping[str, Attribute]
    domain: str = ""


@dataclass(frozen=True)
class Shape:
    """Type of a tensor; an axis that is not known has size −1."""

    element_type: Attribute
    sizes: tuple[int, ...]


class GraphReader:
    """Reads one function; `types` are those of all its values, and errors are those of a pass."""

    def __init__(self, pass_name: str, context: Context, function: FuncOp):
        self._pass_name = pass_name
        self._function = function
        self._names: dict[SSAValue, str] = {}
        self._taken: set[str] = set()
        builtin = context.get_optional_dialect("builtin")
        self._resources = None if builtin is None else builtin.get_interface(OpAsmDialectInterface)

    def model_function(
        self,
        nodes: Sequence[Node],
        constants: Mapping[SSAValue, Attribute],
        types: Mapping[SSAValue, Shape],
        opset: int,
    ) -> FuncOp:
        """The function as one of `onnx` operations; `constants` are the tensors that values are.

        Raises PassError where ONNX has no such graph.
        """
        function = self._function
        terminator = function.body.block.last_op
        assert terminator is not None  # a function's block ends in a return, of whichever dialect
        inputs = value_names(function.arg_attrs, len(function.body.block.args), "input")
        for argument, name in zip(function.body.block.args, inputs, strict=True):
            self._names[argument] = self._fresh(name)
            if any(size < 0 for size in types[argument].sizes):
                raise PassError(
                    self._pass_name,
                    f"input '{name}' of type {argument.type} has no static shape",
                    op=function,
                    remedy="export the model with the shapes of its inputs",
                )
        outputs = value_names(function.res_attrs, len(terminator.operands), "output")
        for value, name in zip(terminator.operands, outputs, strict=True):
            if value not in self._names and value not in constants:
                self._names[value] = self._fresh(name)
        graph = GraphProto(name=function.sym_name.data)
        graph.input.extend(self._value_info(value, types) for value in function.body.block.args)
        for value, attribute in constants.items():
            self._add_constant(graph, value, attribute)
        graph.node.extend(self._node(node) for node in nodes)
        graph.output.extend(self._value_info(value, types) for value in terminator.operands)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
        makers = {
            name: value.owner for value, name in self._names.items() if isinstance(value.owner, Operation)
        }
        found = {name: _place_of(op.location) for name, op in makers.items()}
        places = {name: place for name, place in found.items() if place is not None}
        try:
            return import_onnx_function(model.SerializeToString(), name=function.sym_name.data, places=places)
        except InputError as error:
            op = next((makers[name] for name in error.tensors if name in makers), function)
            raise PassError(self._pass_name, str(error).removeprefix("<onnx>: "), op=op) from None

    def _fresh(self, name: str) -> str:
        fresh, number = name, 1
        while fresh in self._taken:
            fresh, number = f"{name}_{number}", number + 1
        self._taken.add(fresh)
        return fresh

    def _name(self, value: SSAValue | None, default: str = "value") -> str:
        """The name of a value, empty of an absent one; `default` is what to begin with where the text has a number."""
        if value is None:
            return ""
        if value not in self._names:
            self._names[value] = self._fresh(value.name_hint or default)
        return self._names[value]

    def _value_info(self, value: SSAValue, types: Mapping[SSAValue, Shape]) -> ValueInfoProto:
        type_ = types[value]
        sizes = [f"{self._name(value)}_{axis}" if s < 0 else s for axis, s in enumerate(type_.sizes)]
        return helper.make_tensor_value_info(
            self._name(value), self._element_type(type_.element_type, self._function), sizes
        )

    def _element_type(self, type_: Attribute, op: Operation) -> int:
        if isinstance(type_, IntegerType) and type_.signedness.data is Signedness.SIGNED:
            type_ = IntegerType(type_.width.data)
        for number, known in ELEMENT_TYPES.items():
            if known == type_:
                return number
        raise PassError(
            self._pass_name,
            f"tensors of {type_} are not supported",
            op=op,
            remedy="export with numeric tensors",
        )

    def _add_constant(self, graph: GraphProto, value: SSAValue, attribute: Attribute) -> None:
        """A tensor with one value as that, small ones with their elements, others by name."""
        if isinstance(attribute, DenseResourceAttr) and value not in self._names:
            self._names[value] = self._fresh(attribute.resource_handle.data)
        tensor = self._tensor(attribute, cast(Operation, value.owner))
        tensor.name = self._name(value, "constant")
        splat = _splat(attribute)
        is_shape = len(tensor.dims) <= 1 and tensor.data_type in (TensorProto.INT64, TensorProto.BOOL)
        if splat is None or is_shape or prod(tensor.dims) == 1:
            graph.initializer.append(tensor)
            return
        shape = numpy_helper.from_array(np.array(tensor.dims, np.int64), f"{tensor.name}.shape")
        number = helper.make_tensor("", tensor.data_type, [1], [splat])
        graph.initializer.append(shape)
        graph.node.append(helper.make_node("ConstantOfShape", [shape.name], [tensor.name], value=number))

    def _tensor(self, attribute: Attribute, op: Operation) -> TensorProto:
        """The tensor of a constant, without its elements where they are many or not in the text."""
        match attribute:
            case DenseIntOrFPElementsAttr() | DenseResourceAttr():
                type_ = cast(TensorType[Attribute], attribute.get_type())
            case _:
                raise PassError(
                    self._pass_name,
                    "a constant is no dense tensor",
                    op=op,
                    remedy="export dense constants",
                )
        element_type = self._element_type(type_.element_type, op)
        shape = type_.get_shape()
        if prod(shape) <= MAX_CONSTANT_ELEMENTS:
            if isinstance(attribute, DenseIntOrFPElementsAttr):
                return helper.make_tensor(
                    "", element_type, shape, cast(Sequence[float], tuple(attribute.iter_values()))
                )
            data = self._blob(attribute.resource_handle.data)
            if data is not None:
                return helper.make_tensor("", element_type, shape, data, raw=True)
        return TensorProto(data_type=element_type, dims=shape)

    def _blob(self, handle: str) -> bytes | None:
        """The bytes of a resource, which begin with four of their alignment; None where the text leaves them out."""
        text = self._resources.lookup(handle) if isinstance(self._resources, OpAsmDialectInterface) else None
        return bytes.fromhex(text.removeprefix("0x"))[4:] if text else None

    def _node(self, node: Node) -> NodeProto:
        proto = NodeProto(op_type=node.operator, name=node.name, domain=node.domain)
        proto.input.extend(self._name(value) for value in node.operands)
        proto.output.extend(
            self._name(None if value.type == none else value, node.operator) for value in node.op.results
        )
        proto.attribute.extend(self._attribute(node, *item) for item in node.attributes.items())
        return proto

    def _attribute(self, node: Node, name: str, attribute: Attribute) -> AttributeProto:
        if isinstance(attribute, DenseIntOrFPElementsAttr | DenseResourceAttr):
            return helper.make_attribute(name, self._tensor(attribute, node.op))
        value = _python(attribute)
        if value is None:
            raise PassError(
                self._pass_name,
                f"'{node.operator}': attribute '{name}' is no number, string or tensor, and no list of them",
                op=node.op,
                remedy="export the model without it",
            )
        kind = AttributeProto.INTS if value == [] else None
        return helper.make_attribute(name, value, attr_type=kind)


def location_name(op: Operation) -> str:
    """The name that an operation's location keeps of its node; empty where there is none."""
    return op.location.desc.data if isinstance(op.location, NameLoc) else ""


def _place_of(location: Attribute) -> FileLineColLoc | None:
    """The place of an operation in its text, also where the location has a name; None where there is none."""
    if isinstance(location, NameLoc):
        return _place_of(location.location)
    return location if isinstance(location, FileLineColLoc) else None


def _splat(attribute: Attribute) -> float | None:
    if not isinstance(attribute, DenseIntOrFPElementsAttr) or not is_splat(attribute):
        return None
    return cast(float, next(iter(attribute.iter_values())))


def _python(attribute: Attribute) -> Any:
    match attribute:
        case IntegerAttr() | FloatAttr():
            return attribute.value.data
        case StringAttr():
            return attribute.data
        case ArrayAttr():
            items = [_python(item) for item in attribute]
            return None if None in items else items
        case _:
            return None
