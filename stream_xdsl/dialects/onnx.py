"""The `onnx` dialect: a model as it was exported, without any mapping decision.

A model is one `func.func` holding one operation per ONNX operator, all at the opset of `onnx_table.OPSET`:

```mlir
func.func @tiny(%x: tensor<1x3x8x8xf32> {onnx.name = "x"}) -> (tensor<1x10xf32> {onnx.name = "y"})
    attributes {onnx.model = "tiny", onnx.opset = 13 : i64} {
  %none = onnx.NoValue
  %w = onnx.Initializer "conv1.weight" : tensor<4x3x3x3xf32>
  %0 = onnx.Conv "conv1"(%x, %w, %none) {kernel_shape = [3, 3], pads = [1, 1, 1, 1]}
    : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, none) -> tensor<1x4x8x8xf32>
  %lo = onnx.Constant "lo" dense<0.000000e+00> : tensor<f32>
  %hi = onnx.Constant "hi" dense<6.000000e+00> : tensor<f32>
  %1 = onnx.Clip "Clip_0"(%0, %lo, %hi)
    : (tensor<1x4x8x8xf32>, tensor<f32>, tensor<f32>) -> tensor<1x4x8x8xf32>
  %2 = onnx.Custom "act"(%1) {domain_name = "com.example", function_name = "Silu"}
    : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %3 = onnx.Flatten "Flatten_0"(%2) : (tensor<1x4x8x8xf32>) -> tensor<1x256xf32>
  %fc = onnx.Initializer "fc.weight" fill(5.000000e-01 : f32) : tensor<256x10xf32>
  %4 = onnx.Gemm "fc"(%3, %fc, %none) {alpha = 1.000000e+00}
    : (tensor<1x256xf32>, tensor<256x10xf32>, none) -> tensor<1x10xf32>
  func.return %4 : tensor<1x10xf32>
}
```

- The generic form is what onnx-mlir prints, attributes in either brace: `"onnx.Conv"(%x, %w, %none)
  {group = 1 : si64, kernel_shape = [3, 3], onnx_node_name = "conv1"} : (…) -> …`. An `int` is `si64`, a `float` `f32`,
  a list an array of `i64` or `f32`, a tensor `dense<…>`. The custom form leaves the types out, for the schema knows them.
- An absent optional input is the result of `onnx.NoValue`, also at the end of the list (reading accepts a shorter
  list, the frontend never writes one). Absent results at the end are left out, others have type `none`.
- Absent attributes have the schema's default: `OnnxOp.attribute` applies it, `OnnxOp.input` and `OnnxOp.output` find
  operands and results by the schema's names.
- Weights stay in the model file. `onnx.Initializer` names an initializer (or the output of a `Constant` node) of that
  file; with `fill` every element has the given value and the file need not hold any.
  `onnx.Constant` holds the few numbers that operators' shapes and bounds depend on, at most 64 elements where the frontend
  writes it.
- Operators of other domains are `onnx.Custom` with attributes as they come. `If`, `Loop`, `Scan` and `SequenceMap`, whose
  attributes are graphs, have no operation.
- Bit widths that models made for Stream and ZigZag give to single nodes are the annotations `onnx.act_size`,
  `onnx.weight_size` and `onnx.output_size`, all `i64`.
- IRDL cannot express this dialect: its names have no capitals, and all operands of a variadic group have one type.
"""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, cast

from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseIntOrFPElementsAttr,
    DenseResourceAttr,
    DictionaryAttr,
    FloatAttr,
    IntegerAttr,
    IntegerType,
    NoneType,
    Signedness,
    StringAttr,
    SymbolRefAttr,
    TensorType,
    UnitAttr,
    f32,
    i64,
)
from xdsl.dialects.func import FuncOp
from xdsl.dialects.utils import AbstractYieldOperation
from xdsl.ir import Attribute, Dialect, SSAValue
from xdsl.irdl import (
    BaseAttr,
    IRDLOperation,
    ParsePropInAttrDict,
    irdl_op_definition,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
    var_operand_def,
    var_result_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import ConstantLike, HasParent, IsTerminator, Pure
from xdsl.utils.exceptions import VerifyException

from stream_xdsl.dialects.onnx_table import OPERATORS, AttributeValue, Operator

si64 = IntegerType(64, Signedness.SIGNED)
none = NoneType()


_SCHEMAS = {f"onnx.{operator}": schema for operator, schema in OPERATORS.items()} | {
    "onnx.Custom": Operator(("inputs*",), ("outputs*",), {}, 0, 1)
}

_VALUE = BaseAttr(TensorType) | BaseAttr(NoneType)

_NODE_NAME = "onnx_node_name"


def attribute_from_python(kind: str, value: Any) -> Attribute:
    """The attribute that encodes `value`; `kind` is a scalar or list kind of the operator table."""
    match kind:
        case "int":
            return IntegerAttr(cast(int, value), si64)
        case "float":
            return FloatAttr(cast(float, value), f32)
        case "string":
            return StringAttr(cast(str, value))
        case "ints":
            return ArrayAttr([IntegerAttr(item, i64) for item in cast(Sequence[int], value)])
        case "floats":
            return ArrayAttr([FloatAttr(item, f32) for item in cast(Sequence[float], value)])
        case "strings":
            return ArrayAttr([StringAttr(item) for item in cast(Sequence[str], value)])
        case _:
            raise ValueError(f"'{kind}' is no kind of scalar or list")


def attribute_to_python(attribute: Attribute) -> AttributeValue:
    """The inverse of `attribute_from_python`; lists become tuples."""
    match attribute:
        case IntegerAttr():
            return attribute.value.data
        case FloatAttr():
            return attribute.value.data
        case StringAttr():
            return attribute.data
        case ArrayAttr():
            return cast(AttributeValue, tuple(attribute_to_python(item) for item in attribute))
        case _:
            raise ValueError(f"'{attribute}' is no scalar and no list")


def value_names(attributes: ArrayAttr[DictionaryAttr] | None, count: int, what: str) -> list[str]:
    """The model's names of a function's inputs or outputs (`onnx.name`); `what` and a number where there is none."""
    names = [f"{what}{position}" for position in range(count)]
    for position, entry in enumerate(attributes.data[:count] if attributes is not None else ()):
        if isinstance(name := entry.data.get("onnx.name"), StringAttr):
            names[position] = name.data
    return names


def _has_kind(attribute: Attribute, kind: str) -> bool:
    match kind:
        case "int":
            return isinstance(attribute, IntegerAttr) and attribute.type == si64
        case "float":
            return isinstance(attribute, FloatAttr) and attribute.type == f32
        case "string":
            return isinstance(attribute, StringAttr)
        case "tensor":
            return isinstance(attribute, DenseIntOrFPElementsAttr)
        case _:
            if not isinstance(attribute, ArrayAttr):
                return False
            items = cast(ArrayAttr[Attribute], attribute)
            if kind == "ints":
                return all(isinstance(item, IntegerAttr) and item.type == i64 for item in items)
            return all(_has_kind(item, kind.removesuffix("s")) for item in items)


_KIND_TEXT = {
    "int": "a si64 integer, such as `2 : si64`",
    "float": "an f32, such as `1.0 : f32`",
    "string": "a string",
    "tensor": "a tensor, such as `dense<0.0> : tensor<1xf32>`",
    "ints": "a list of i64 integers, such as `[1, 1]`",
    "floats": "a list of f32, such as `[1.0 : f32]`",
    "strings": "a list of strings",
}


def _without_type(attribute: Attribute) -> bool:
    """Whether the custom form may leave the type out: xDSL prints infinities as bits, which need one."""
    match attribute:
        case FloatAttr():
            return attribute.value.data - attribute.value.data == 0.0
        case ArrayAttr():
            return all(_without_type(item) for item in attribute)
        case _:
            return True


class OnnxOp(IRDLOperation):
    """One ONNX node. Operands and results follow the schema's order; see the module's docstring for the form."""

    inputs_ = var_operand_def(_VALUE)
    outputs_ = var_result_def(_VALUE)
    onnx_node_name = opt_prop_def(StringAttr)

    @property
    def operator(self) -> str:
        """The ONNX operator, such as `Conv`."""
        return self.name.removeprefix("onnx.")

    @property
    def schema(self) -> Operator:
        """The operator's row of the table."""
        return _SCHEMAS[self.name]

    @property
    def node_name(self) -> str:
        """The node's name for messages and locations; the operator where it has none."""
        return self.operator if self.onnx_node_name is None else self.onnx_node_name.data

    def input(self, name: str) -> SSAValue | None:
        """The operand that the schema calls `name`, None where an optional one is absent."""
        index = _index(self.schema.inputs, name)
        if index >= len(self.operands) or self.operands[index].type == none:
            return None
        return self.operands[index]

    def output(self, name: str) -> SSAValue | None:
        """The result that the schema calls `name`, None where an optional one is absent."""
        index = _index(self.schema.outputs, name)
        if index >= len(self.results) or self.results[index].type == none:
            return None
        return self.results[index]

    def attribute(self, name: str) -> AttributeValue | None:
        """A scalar or list attribute as a Python value, the schema's default where it is absent."""
        attribute = self.properties.get(name)
        if attribute is not None:
            return attribute_to_python(attribute)
        default = self.schema.attributes[name][1]
        return None if default is ... else default

    @classmethod
    def parse(cls, parser: Parser) -> "OnnxOp":
        node_name = parser.parse_optional_str_literal()
        at = parser.pos
        operands = parser.parse_comma_separated_list(parser.Delimiter.PAREN, parser.parse_unresolved_operand)
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        type_ = parser.parse_function_type()
        kinds = {name: kind for name, (kind, _) in _SCHEMAS[cls.name].attributes.items()}
        properties = {
            name: _typed(attributes.pop(name), kind) for name, kind in kinds.items() if name in attributes
        }
        for name in cls.get_irdl_definition().properties:
            if name in attributes:
                properties[name] = attributes.pop(name)
        if node_name is not None:
            properties[_NODE_NAME] = StringAttr(node_name)
        return cls.create(
            operands=parser.resolve_operands(operands, type_.inputs.data, at),
            result_types=type_.outputs.data,
            properties=properties,
            attributes=attributes,
        )

    def print(self, printer: Printer) -> None:
        if self.onnx_node_name is not None:
            printer.print_string(" ")
            printer.print_string_literal(self.onnx_node_name.data)
        printer.print_operands(self.operands)
        entries = {**self.properties, **self.attributes}
        entries.pop(_NODE_NAME, None)
        if entries:
            printer.print_string(" ")
            with printer.in_braces():
                printer.print_list(entries.items(), lambda entry: self._print_entry(printer, *entry))
        printer.print_string(" : ")
        printer.print_function_type(self.operand_types, self.result_types)

    def _print_entry(self, printer: Printer, name: str, attribute: Attribute) -> None:
        printer.print_identifier_or_string_literal(name)
        printer.print_string(" = ")
        kind = self.schema.attributes[name][0] if name in self.schema.attributes else "tensor"
        if kind == "tensor" or not _has_kind(attribute, kind) or not _without_type(attribute):
            printer.print_attribute(attribute)
        elif isinstance(attribute, ArrayAttr):
            items = cast(ArrayAttr[Attribute], attribute)
            with printer.in_square_brackets():
                printer.print_list(items, lambda item: _print_bare(printer, item))
        else:
            _print_bare(printer, attribute)

    def verify_(self) -> None:
        _verify_count(self.name, "operand", self.schema.inputs, self.schema.min_inputs, self.operand_types)
        _verify_count(self.name, "result", self.schema.outputs, self.schema.min_outputs, self.result_types)
        known = self.schema.attributes
        for name in self.attributes:
            if "." not in name:
                raise VerifyException(f"{self.name} has no attribute '{name}'; {_suggestion(name, known)}")
        for name, (kind, default) in known.items():
            attribute = self.properties.get(name)
            if attribute is None:
                if default is ...:
                    raise VerifyException(f"{self.name} needs the attribute '{name}', {_KIND_TEXT[kind]}")
            elif not _has_kind(attribute, kind):
                raise VerifyException(
                    f"{self.name}: attribute '{name}' is {_KIND_TEXT[kind]}, not `{attribute}`"
                )


def _typed(attribute: Attribute, kind: str) -> Attribute:
    """Give the types that the custom form leaves out (and the parser takes for i64 and f64)."""
    match attribute:
        case IntegerAttr() if kind == "int" and attribute.type == i64:
            return IntegerAttr(attribute.value.data, si64)
        case FloatAttr() if kind in ("float", "floats"):
            return FloatAttr(attribute.value.data, f32)
        case ArrayAttr() if kind == "floats":
            return ArrayAttr([_typed(item, kind) for item in attribute])
        case _:
            return attribute


def _print_bare(printer: Printer, attribute: Attribute) -> None:
    match attribute:
        case IntegerAttr():
            printer.print_int(attribute.value.data)
        case FloatAttr():
            printer.print_float(attribute.value.data, attribute.type)
        case _:
            printer.print_attribute(attribute)


def _index(formals: Sequence[str], name: str) -> int:
    for index, formal in enumerate(formals):
        if formal.rstrip("?*") == name:
            return index
    raise KeyError(name)


def _verify_count(op: str, what: str, formals: Sequence[str], least: int, types: Sequence[Attribute]) -> None:
    variadic = bool(formals) and formals[-1].endswith("*")
    if len(types) < least or (len(types) > len(formals) and not variadic):
        most = "more" if variadic else str(len(formals))
        wanted = (
            f"{least}" if most == str(least) else f"{least} or more" if variadic else f"{least} to {most}"
        )
        signature = f" ({', '.join(formals)})" if formals else ""
        plural = "" if wanted == "1" else "s"
        raise VerifyException(f"{op} takes {wanted} {what}{plural}{signature}, not {len(types)}")
    for formal, type_ in zip(formals, types, strict=False):
        if type_ == none and not formal.endswith("?") and what == "operand":
            raise VerifyException(f"{op}: operand {formal.rstrip('*')} is not optional but has no value")


def _suggestion(name: str, known: Mapping[str, Any]) -> str:
    if near := get_close_matches(name, known, 1):
        return f"did you mean '{near[0]}'?"
    return f"it has {', '.join(known)}" if known else "it has none"


@irdl_op_definition
class NoValueOp(IRDLOperation):
    """An optional operand that is absent."""

    name = "onnx.NoValue"

    value = prop_def(UnitAttr, default_value=UnitAttr())
    none_val = result_def(none)

    traits = traits_def(Pure(), ConstantLike())

    irdl_options = (ParsePropInAttrDict(),)
    assembly_format = "attr-dict"

    def __init__(self) -> None:
        super().__init__(result_types=[none])


@irdl_op_definition
class InitializerOp(IRDLOperation):
    """A tensor of the model file, by name; its data stays there. With `fill`, one value for every element."""

    name = "onnx.Initializer"

    tensor_name = prop_def(StringAttr, prop_name="name")
    fill = opt_prop_def(BaseAttr(FloatAttr) | BaseAttr(IntegerAttr))
    output = result_def(TensorType)

    traits = traits_def(Pure())

    assembly_format = "$name (`fill` `(` $fill^ `)`)? attr-dict `:` type($output)"

    def __init__(self, name: str, type_: TensorType, fill: FloatAttr | IntegerAttr | None = None) -> None:
        super().__init__(result_types=[type_], properties={"name": StringAttr(name), "fill": fill})

    def verify_(self) -> None:
        element_type = self.output.type.element_type
        if self.fill is not None and self.fill.type != element_type:
            raise VerifyException(
                f"onnx.Initializer: fill is of type {self.fill.type}, the tensor's elements are of type {element_type}"
            )


@irdl_op_definition
class ConstantOp(IRDLOperation):
    """A few numbers that shapes, axes or bounds depend on; `name` is the tensor's name in the model.

    In text of onnx-mlir it holds weights as well, of any size or as `dense_resource`; `convert-onnx-mlir-to-onnx` makes
    initializers of them.
    """

    name = "onnx.Constant"

    tensor_name = opt_prop_def(StringAttr, prop_name="name")
    value = prop_def(BaseAttr(DenseIntOrFPElementsAttr) | BaseAttr(DenseResourceAttr))
    output = result_def(TensorType)

    traits = traits_def(Pure(), ConstantLike())

    def __init__(self, name: str | None, value: DenseIntOrFPElementsAttr | DenseResourceAttr) -> None:
        properties: dict[str, Attribute] = {"value": value}
        if name is not None:
            properties["name"] = StringAttr(name)
        super().__init__(result_types=[value.type], properties=properties)

    @classmethod
    def parse(cls, parser: Parser) -> "ConstantOp":
        name = parser.parse_optional_str_literal()
        attributes = parser.parse_optional_attr_dict()
        at = parser.pos
        value = parser.parse_attribute()
        if not isinstance(value, DenseIntOrFPElementsAttr | DenseResourceAttr):
            parser.raise_error("expected a tensor, such as `dense<0.0> : tensor<1xf32>`", at)
        op = cls(name, value)
        op.attributes = attributes
        return op

    def print(self, printer: Printer) -> None:
        if self.tensor_name is not None:
            printer.print_string(" ")
            printer.print_string_literal(self.tensor_name.data)
        printer.print_op_attributes(self.attributes)
        printer.print_string(" ")
        printer.print_attribute(self.value)

    def verify_(self) -> None:
        if self.output.type != self.value.type:
            raise VerifyException(
                f"onnx.Constant: the result is {self.output.type}, the value {self.value.type}"
            )


@irdl_op_definition
class EntryPointOp(IRDLOperation):
    """Names the function that is the model, in text of onnx-mlir."""

    name = "onnx.EntryPoint"

    func = prop_def(SymbolRefAttr)

    irdl_options = (ParsePropInAttrDict(),)
    assembly_format = "attr-dict"


@irdl_op_definition
class ReturnOp(AbstractYieldOperation[Attribute]):
    """Ends a function, in text of onnx-mlir."""

    name = "onnx.Return"

    traits = traits_def(IsTerminator(), HasParent(FuncOp))


@irdl_op_definition
class CustomOp(OnnxOp):
    """An operator of another domain; its own attributes are kept as they are."""

    name = "onnx.Custom"

    domain_name = prop_def(StringAttr)
    function_name = prop_def(StringAttr)

    def verify_(self) -> None:
        _verify_count(self.name, "result", self.schema.outputs, self.schema.min_outputs, self.result_types)


def _operation(operator: str, schema: Operator) -> type[OnnxOp]:
    """The class of one operator: a property per attribute, Python names prefixed to collide with nothing."""
    members: dict[str, Any] = {
        "name": f"onnx.{operator}",
        "__doc__": f"See https://onnx.ai/onnx/operators/onnx__{operator}.html.",
        "__module__": __name__,
        **{f"attribute_{name}": opt_prop_def(Attribute, prop_name=name) for name in schema.attributes},
    }
    if not operator.startswith(("Random", "Bernoulli", "Multinomial")):
        members["traits"] = traits_def(Pure())
    return irdl_op_definition(type(f"{operator}Op", (OnnxOp,), members))


OPERATIONS: dict[str, type[OnnxOp]] = {
    operator: _operation(operator, schema)
    for operator, schema in OPERATORS.items()
    if all(kind in _KIND_TEXT for kind, _ in schema.attributes.values())
}
"""The operation of each ONNX operator that the dialect has, by the operator's name."""

Onnx = Dialect(
    "onnx", [NoValueOp, InitializerOp, ConstantOp, CustomOp, EntryPointOp, ReturnOp, *OPERATIONS.values()], []
)
