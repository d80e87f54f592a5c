"""ONNX in: a model file becomes a function of `onnx` operations with static shapes, constants folded.

One walk over the nodes infers each result's type and folds what is known, so an error names the node it met first.
Folded are shape arithmetic (any operator on tensors of at most 64 known elements), `Constant`, `ConstantOfShape` (a weight
made so becomes a fill), `Identity` and `Dropout`. What no output depends on is left out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from onnx import (
    AttributeProto,
    NodeProto,
    TensorProto,
    TypeProto,
    defs,
    helper,
    numpy_helper,
    shape_inference,
)
from xdsl.builder import ImplicitBuilder
from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseIntOrFPElementsAttr,
    DictionaryAttr,
    Float8E4M3FNType,
    Float8E4M3FNUZType,
    Float8E5M2FNUZType,
    Float8E5M2Type,
    FloatAttr,
    IntegerAttr,
    IntegerType,
    ModuleOp,
    NameLoc,
    NoneAttr,
    Signedness,
    StringAttr,
    TensorType,
    bf16,
    f16,
    f32,
    f64,
    i1,
    i8,
    i32,
    i64,
)
from xdsl.dialects.func import FuncOp, ReturnOp
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue

from stream_xdsl.diagnostics import InputError
from stream_xdsl.dialects.onnx import (
    OPERATIONS,
    ConstantOp,
    CustomOp,
    InitializerOp,
    NoValueOp,
    attribute_from_python,
    none,
)
from stream_xdsl.dialects.onnx_table import OPERATORS, OPSET
from stream_xdsl.frontends.onnx_model import Model, load, reason, static_type, tensor_type
from stream_xdsl.frontends.onnx_tensors import has_data
from stream_xdsl.workload.constants import MAX_CONSTANT_ELEMENTS


def import_onnx(
    data_or_path: bytes | str | Path, *, dims: Mapping[str, int] | None = None, name: str | None = None
) -> ModuleOp:
    """A module holding the model as one function; see `import_onnx_function`."""
    return ModuleOp([import_onnx_function(data_or_path, dims=dims, name=name)])


def import_onnx_function(
    data_or_path: bytes | str | Path,
    *,
    dims: Mapping[str, int] | None = None,
    name: str | None = None,
    places: Mapping[str, Attribute] | None = None,
) -> FuncOp:
    """Import a binary or textual ONNX model, given by path or content.

    `dims` gives the sizes of symbolic dimensions, by their names or as `input.axis`. The function is called `name`, by
    default the file's stem or, without a file, the graph's name. `places` are the
    locations of what makes the tensors, by their names, where the model was text of another compiler. Weights are not
    read. Raises InputError for files that are no model, sizes that are unknown, and operators that have no operation.
    """
    path = None if isinstance(data_or_path, bytes) else Path(data_or_path)
    file = "<onnx>" if path is None else str(path)
    model = load(data_or_path, dims or {}, file)
    name = name or (path.stem if path else model.graph.name) or "main_graph"
    return _Importer(model, places or {}).function(name)


ELEMENT_TYPES: dict[int, Attribute] = {
    TensorProto.FLOAT: f32,
    TensorProto.FLOAT16: f16,
    TensorProto.DOUBLE: f64,
    TensorProto.BFLOAT16: bf16,
    TensorProto.FLOAT8E4M3FN: Float8E4M3FNType(),
    TensorProto.FLOAT8E4M3FNUZ: Float8E4M3FNUZType(),
    TensorProto.FLOAT8E5M2: Float8E5M2Type(),
    TensorProto.FLOAT8E5M2FNUZ: Float8E5M2FNUZType(),
    TensorProto.BOOL: i1,
    TensorProto.INT4: IntegerType(4),
    TensorProto.INT8: i8,
    TensorProto.INT16: IntegerType(16),
    TensorProto.INT32: i32,
    TensorProto.INT64: i64,
    TensorProto.UINT4: IntegerType(4, Signedness.UNSIGNED),
    TensorProto.UINT8: IntegerType(8, Signedness.UNSIGNED),
    TensorProto.UINT16: IntegerType(16, Signedness.UNSIGNED),
    TensorProto.UINT32: IntegerType(32, Signedness.UNSIGNED),
    TensorProto.UINT64: IntegerType(64, Signedness.UNSIGNED),
}
"""Signless integers stand for signed ones, as in onnx-mlir."""

_KEEPS_FILL = frozenset(
    {"Unsqueeze", "Squeeze", "Reshape", "Transpose", "Flatten", "Expand", "Slice", "Tile"}
)
"""Operators whose result holds only elements of the first operand."""

_RANDOM = ("Random", "Bernoulli", "Multinomial", "Dropout")

_NUMBERS: dict[str, tuple[int, ...]] = {"Resize": (1, 2, 3)}
"""Float operands with more than one element that an operator's meaning depends on."""


@dataclass
class _Value:
    """A tensor of the graph. `data` where its elements are known and few, `fill` where all are one known value."""

    name: str
    element_type: int
    shape: tuple[int, ...]
    in_file: bool = False
    data: NDArray[Any] | None = None
    fill: NDArray[Any] | None = None
    ssa: SSAValue | None = None
    """The value in the IR, except for constants that operands take as numbers: those are in `number`."""
    number: SSAValue | None = None

    def elements(self) -> NDArray[Any] | None:
        if (
            self.data is None
            and self.fill is not None
            and np.prod(self.shape, dtype=int) <= MAX_CONSTANT_ELEMENTS
        ):
            return np.full(self.shape, self.fill)
        return self.data


class _Importer:
    """One import: the values by name while the nodes are walked."""

    def __init__(self, model: Model, places: Mapping[str, Attribute]) -> None:
        self.model = model
        self.places = places
        self.values: dict[str, _Value] = {}
        self.needed: set[str] = set()
        self.no_value: SSAValue | None = None
        self.opsets = [helper.make_opsetid("", OPSET)]

    def function(self, name: str) -> FuncOp:
        graph = self.model.graph
        for tensor in graph.initializer:
            self.values[tensor.name] = self._tensor_value(tensor, tensor.name)
        inputs = [
            self._input(value.name, value.type) for value in graph.input if value.name not in self.values
        ]
        block = Block(arg_types=[self._type(value, "input '" + value.name + "'") for value in inputs])
        for value, argument in zip(inputs, block.args, strict=True):
            value.ssa = argument
            argument.name_hint = _hint(value.name)
            self.values[value.name] = value
        with ImplicitBuilder(block):
            for node in self._live_nodes():
                try:
                    self._node(node)
                except InputError as error:
                    error.tensors = tuple(node.output)
                    raise
            results = [self._operand(self.values[value.name]) for value in graph.output]
            ReturnOp(*results)
        function = FuncOp(
            name,
            (block.arg_types, [result.type for result in results]),
            Region(block),
            arg_attrs=_names(value.name for value in inputs),
            res_attrs=_names(value.name for value in graph.output),
        )
        function.attributes["onnx.model"] = StringAttr(graph.name or name)
        function.attributes["onnx.opset"] = IntegerAttr(self.model.opset, i64)
        return function

    # Values.

    def _input(self, name: str, type_: TypeProto) -> _Value:
        known = tensor_type(type_)
        if known is None or known[1] is None:
            raise self.model.error(f"input '{name}' has no static shape", "export with the shapes of inputs")
        return _Value(name, known[0], known[1])

    def _tensor_value(self, tensor: TensorProto, name: str) -> _Value:
        try:
            data = numpy_helper.to_array(tensor) if has_data(tensor) else None
        except (TypeError, ValueError, KeyError) as error:
            raise self.model.error(
                f"tensor '{name}' is damaged: {reason(error)}", "export the model again"
            ) from None
        return _Value(name, tensor.data_type, tuple(tensor.dims), name in self.model.file_tensors, data)

    def _type(self, value: _Value, where: str) -> TensorType:
        element_type = ELEMENT_TYPES.get(value.element_type)
        if element_type is None:
            kind = TensorProto.DataType.Name(value.element_type).lower()
            raise self.model.error(
                f"{where}: tensors of {kind} are not supported", "export with numeric tensors"
            )
        return TensorType(element_type, value.shape)

    def _operand(self, value: _Value, *, number: bool = False) -> SSAValue:
        """The value in the IR. Constants enter it when they are first read."""
        if value.data is not None and (number or not value.in_file or _is_number(value)):
            if value.number is None:
                value.number = self._constant(value)
            return value.number
        if value.ssa is None:
            type_ = self._type(value, f"tensor '{value.name}'")
            fill = None if value.fill is None else _scalar(value.fill, type_.element_type)
            op = InitializerOp(value.name, type_, fill)
            value.ssa = _located(op, value.name).results[0]
            value.ssa.name_hint = _hint(value.name)
        return value.ssa

    def _constant(self, value: _Value) -> SSAValue:
        assert value.data is not None
        type_ = self._type(value, f"constant '{value.name}'")
        is_integer = isinstance(type_.element_type, IntegerType)
        items = [int(item) if is_integer else float(item) for item in value.data.reshape(-1)]
        op = ConstantOp(value.name, DenseIntOrFPElementsAttr.from_list(cast(Any, type_), items))
        result = _located(op, value.name).results[0]
        result.name_hint = _hint(value.name)
        return result

    # Nodes.

    def _live_nodes(self) -> Sequence[NodeProto]:
        """The nodes that an output depends on, in order; the names that they read are `needed`."""
        self.needed.update(value.name for value in self.model.graph.output)
        live: list[NodeProto] = []
        for node in reversed(self.model.graph.node):
            if self.needed.intersection(node.output):
                self.needed.update(node.input)
                live.append(node)
        return live[::-1]

    def _node(self, node: NodeProto) -> None:
        inputs = [self.values[name] if name else None for name in node.input]
        if node.domain:
            self._emit(node, inputs, self._custom_results(node, inputs))
            return
        if node.op_type == "Constant":
            self.values[node.output[0]] = self._tensor_value(self._constant_tensor(node), node.output[0])
            return
        first = inputs[0] if inputs else None
        if first is not None and (node.op_type == "Identity" or self._is_inference_dropout(node, inputs)):
            self.values[node.output[0]] = first
            return
        results = self._results(node, inputs)
        if not self._fold(node, inputs, results):
            self._emit(node, inputs, results)

    def _constant_tensor(self, node: NodeProto) -> TensorProto:
        attribute = node.attribute[0]
        value = helper.get_attribute_value(attribute)
        match attribute.name:
            case "value":
                return value
            case "value_int" | "value_ints":
                return numpy_helper.from_array(np.array(value, np.int64))
            case "value_float" | "value_floats":
                return numpy_helper.from_array(np.array(value, np.float32))
            case other:
                raise self.model.error(
                    f"{self.model.node(node)}: constants given by '{other}' are not supported",
                    "export dense numeric constants",
                )

    def _is_inference_dropout(self, node: NodeProto, inputs: Sequence[_Value | None]) -> bool:
        if node.op_type != "Dropout":
            return False
        mask_used = len(node.output) > 1 and node.output[1] in self.needed
        training = inputs[2] if len(inputs) > 2 else None
        return not mask_used and (training is None or (training.data is not None and not training.data.any()))

    def _results(self, node: NodeProto, inputs: Sequence[_Value | None]) -> list[_Value | None]:
        """The results' types by ONNX's own inference, which may read the values of small operands."""
        present = {name: value for name, value in zip(node.input, inputs, strict=True) if value is not None}
        try:
            inferred = self._infer(node, present)
        except Exception as error:  # InferenceError of a private module, and RuntimeError
            if "has unsupported type" not in str(error) or not inputs or inputs[0] is None:
                raise self.model.error(
                    f"{self.model.node(node)}: {reason(error)}", "check the shapes of its operands"
                ) from None
            return self._results_of_foreign_type(node, inputs, inputs[0].element_type)
        return [self._result(node, name, inferred.get(name)) if name else None for name in node.output]

    def _infer(self, node: NodeProto, inputs: Mapping[str, _Value]) -> dict[str, TypeProto]:
        types = {name: static_type(value.element_type, value.shape) for name, value in inputs.items()}
        data = {
            name: numpy_helper.from_array(elements, name)
            for name, value in inputs.items()
            if (elements := value.elements()) is not None
        }
        schema = defs.get_schema(node.op_type, OPSET, "")
        return shape_inference.infer_node_outputs(schema, node, types, data, opset_imports=self.opsets)

    def _results_of_foreign_type(
        self, node: NodeProto, inputs: Sequence[_Value | None], element_type: int
    ) -> list[_Value | None]:
        """The results of an operator on a type that ONNX does not give it, such as a Conv on int8.

        Models made for mappers are quantised so, by relabelling their tensors. They are typed as if on f32.
        """
        if element_type == TensorProto.FLOAT:
            raise self.model.error(
                f"{self.model.node(node)}: it takes no f32", "check the types of its operands"
            )

        def relabelled(value: _Value) -> _Value:
            if value.element_type != element_type:
                return value
            return _Value(value.name, TensorProto.FLOAT, value.shape)

        as_float = [None if value is None else relabelled(value) for value in inputs]
        results = self._results(node, as_float)
        for value in results:
            if value is not None and value.element_type == TensorProto.FLOAT:
                value.element_type = element_type
        return results

    def _result(self, node: NodeProto, name: str, type_: TypeProto | None) -> _Value:
        known = None if type_ is None else tensor_type(type_)
        if known is None or known[0] == TensorProto.UNDEFINED:
            raise self.model.error(
                f"{self.model.node(node)}: its result '{name}' is not a tensor of known type",
                "export without sequences and optionals",
            )
        if known[1] is None:
            raise self.model.error(
                f"{self.model.node(node)}: the shape of its result '{name}' depends on data",
                "export with static shapes",
            )
        return _Value(name, known[0], known[1])

    def _custom_results(self, node: NodeProto, inputs: Sequence[_Value | None]) -> list[_Value | None]:
        """The results' types as the model declares them; else one result like the one operand, as elementwise operators have."""
        results: list[_Value | None] = []
        only = inputs[0] if len(inputs) == len(node.output) == 1 else None
        for name in node.output:
            declared = self.model.declared.get(name) or next(
                (value for value in self.model.graph.output if value.name == name), None
            )
            known = None if declared is None else tensor_type(declared.type)
            if known is not None and known[1] is not None:
                results.append(_Value(name, known[0], known[1]))
            elif only is not None:
                results.append(_Value(name, only.element_type, only.shape))
            elif not name:
                results.append(None)
            else:
                raise self.model.error(
                    f"{self.model.node(node)}: nothing tells the shape of its result '{name}'",
                    "add it to the model's value_info, or define the operator as a function of the model",
                )
        return results

    def _fold(
        self, node: NodeProto, inputs: Sequence[_Value | None], results: Sequence[_Value | None]
    ) -> bool:
        """Compute the results where the operands are known. False where the node must stay."""
        first = inputs[0] if inputs else None
        if first is None or node.op_type.startswith(_RANDOM):
            return False
        if node.op_type in ("Shape", "Size") and results[0] is not None:
            self._fold_shape(node, first.shape, results[0])
            return True
        if node.op_type == "ConstantOfShape" and results[0] is not None:
            value = next((numpy_helper.to_array(item.t) for item in node.attribute), np.zeros(1, np.float32))
            results[0].fill = value.reshape(-1)[0]
        elif node.op_type in _KEEPS_FILL and first.fill is not None and results[0] is not None:
            results[0].fill = first.fill
        else:
            known = [None if value is None else value.elements() for value in inputs]
            if any(
                value is not None and elements is None for value, elements in zip(inputs, known, strict=True)
            ):
                return False
            present = [value for value in results if value is not None]
            if any(np.prod(value.shape, dtype=int) > MAX_CONSTANT_ELEMENTS for value in present):
                return False
            self._evaluate(node, known, results)
        for value in results:
            if value is not None:
                self.values[value.name] = value
        return True

    def _fold_shape(self, node: NodeProto, shape: tuple[int, ...], result: _Value) -> None:
        attributes = {item.name: item.i for item in node.attribute}
        sizes = shape[attributes.get("start", 0) : attributes.get("end", len(shape))]
        whole = np.prod(shape, dtype=np.int64)
        result.data = np.array(whole if node.op_type == "Size" else sizes, np.int64)
        self.values[result.name] = result

    def _evaluate(
        self, node: NodeProto, inputs: Sequence[NDArray[Any] | None], results: Sequence[_Value | None]
    ) -> None:
        from onnx.reference import ReferenceEvaluator

        feeds = {name: data for name, data in zip(node.input, inputs, strict=True) if data is not None}
        graph = helper.make_graph(
            [node],
            "fold",
            [helper.make_empty_tensor_value_info(name) for name in feeds],
            [helper.make_empty_tensor_value_info(name) for name in node.output if name],
        )
        evaluator = ReferenceEvaluator(helper.make_model(graph, opset_imports=self.opsets))
        try:
            outputs = evaluator.run(None, feeds)
        except Exception as error:  # NumPy's and the evaluator's own, of any kind
            raise self.model.error(
                f"{self.model.node(node)}: cannot compute it: {reason(error)}",
                "check the values of its operands",
            ) from None
        present = [value for value in results if value is not None]
        for value, data in zip(present, outputs, strict=True):
            value.data = np.asarray(data).reshape(value.shape)

    def _emit(
        self, node: NodeProto, inputs: Sequence[_Value | None], results: Sequence[_Value | None]
    ) -> None:
        where = self.model.node(node)
        properties: dict[str, Attribute] = {"onnx_node_name": StringAttr(node.name)}
        attributes: dict[str, Attribute] = {}
        formals = 0
        given = sorted(node.attribute, key=lambda item: item.name)
        if node.domain:
            operation = CustomOp
            properties |= {"domain_name": StringAttr(node.domain), "function_name": StringAttr(node.op_type)}
            attributes = {item.name: self._attribute(node, item) for item in given}
        else:
            operation = OPERATIONS.get(node.op_type)
            if operation is None:
                raise self.model.error(f"{where} has no operation in the onnx dialect", "export without it")
            schema = OPERATORS[node.op_type]
            formals = sum(not formal.endswith("*") for formal in schema.inputs)
            for item in given:
                if item.name not in schema.attributes:
                    raise self.model.error(
                        f"{where} has no attribute '{item.name}'",
                        f"remove it; at opset {OPSET} there are: {', '.join(schema.attributes) or 'none'}",
                    )
                properties[item.name] = self._attribute(node, item)
        for width, bits in self.model.widths.get(node.name, {}).items():
            attributes[f"onnx.{width}"] = IntegerAttr(bits, i64)
        numbers = _NUMBERS.get(node.op_type, ())
        operands = [
            self._absent() if value is None else self._operand(value, number=index in numbers)
            for index, value in enumerate(inputs)
        ]
        operands += [self._absent() for _ in range(formals - len(operands))]
        present = list(results)
        while present and present[-1] is None:
            present.pop()
        op = operation.create(
            operands=operands,
            result_types=[none if value is None else self._type(value, where) for value in present],
            properties=properties,
            attributes=attributes,
        )
        _located(
            op, node.name, next((self.places[name] for name in node.output if name in self.places), None)
        )
        for value, result in zip(present, op.results, strict=True):
            if value is not None:
                value.ssa = result
                result.name_hint = _hint(value.name)
                self.values[value.name] = value

    def _absent(self) -> SSAValue:
        if self.no_value is None:
            self.no_value = NoValueOp().none_val
            self.no_value.name_hint = "none"
        return self.no_value

    def _attribute(self, node: NodeProto, attribute: AttributeProto) -> Attribute:
        value: Any = helper.get_attribute_value(attribute)
        kind = AttributeProto.AttributeType.Name(attribute.type).lower()
        match kind:
            case "int" | "float" | "ints" | "floats":
                return attribute_from_python(kind, value)
            case "string":
                return attribute_from_python(kind, value.decode())
            case "strings":
                return attribute_from_python(kind, [item.decode() for item in value])
            case _:
                raise self.model.error(
                    f"{self.model.node(node)}: attribute '{attribute.name}' is a {kind}, which is not supported",
                    "export the model without it",
                )


def _is_number(value: _Value) -> bool:
    """Whether a small tensor of the file is a number that operators read, such as a shape or a bound, and no weight."""
    if len(value.shape) > 1:
        return False
    return value.element_type in (TensorProto.INT64, TensorProto.BOOL) or np.prod(value.shape, dtype=int) == 1


def _scalar(value: NDArray[Any], type_: Attribute) -> FloatAttr | IntegerAttr:
    if isinstance(type_, IntegerType):
        return IntegerAttr(int(value), type_)
    return FloatAttr(float(value), type_)  # pyright: ignore[reportArgumentType, reportCallIssue]


def _hint(name: str) -> str | None:
    """A readable SSA name, None where the tensor's name is a mere number."""
    hint = re.sub(r"[^\w$.-]", "_", name, flags=re.ASCII)
    return hint if SSAValue.is_valid_name(hint) else None


def _names(names: Any) -> ArrayAttr[DictionaryAttr]:
    return ArrayAttr([DictionaryAttr({"onnx.name": StringAttr(name)}) for name in names])


def _located(op: Operation, name: str, place: Attribute | None = None) -> Operation:
    op.location = NameLoc(StringAttr(name), place or NoneAttr())
    return op
