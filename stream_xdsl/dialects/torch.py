"""The part of torch-mlir's `torch` dialect that its ONNX importer writes: operators by name, and tensors of value."""

from collections.abc import Sequence

from xdsl.dialects.builtin import ArrayAttr, IntAttr, StringAttr
from xdsl.dialects.utils import AbstractYieldOperation
from xdsl.ir import Attribute, Dialect, ParametrizedAttribute, Region, TypeAttribute
from xdsl.irdl import (
    IRDLOperation,
    irdl_attr_definition,
    irdl_op_definition,
    prop_def,
    result_def,
    traits_def,
    var_operand_def,
    var_region_def,
    var_result_def,
)
from xdsl.parser import AttrParser, Parser
from xdsl.printer import Printer
from xdsl.traits import ConstantLike, HasParent, IsTerminator, Pure

DYNAMIC = -1
"""The size of an axis that the text gives as `?`."""


@irdl_attr_definition
class NoneType(ParametrizedAttribute, TypeAttribute):
    """The type of what is absent: `!torch.none`."""

    name = "torch.none"


@irdl_attr_definition
class ValueTensorType(ParametrizedAttribute, TypeAttribute):
    """A tensor that nothing changes: `!torch.vtensor<[1,3,?],f32>`, its integers signed or not."""

    name = "torch.vtensor"

    shape: ArrayAttr[IntAttr]
    element_type: Attribute

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        with parser.in_angle_brackets():
            sizes = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, lambda: _parse_size(parser))
            parser.parse_punctuation(",")
            element_type = parser.parse_type()
        return [ArrayAttr(sizes), element_type]

    def print_parameters(self, printer: Printer) -> None:
        sizes = ",".join("?" if size.data == DYNAMIC else str(size.data) for size in self.shape)
        with printer.in_angle_brackets():
            printer.print_string(f"[{sizes}],")
            printer.print_attribute(self.element_type)


def _parse_size(parser: AttrParser) -> IntAttr:
    if parser.parse_optional_punctuation("?"):
        return IntAttr(DYNAMIC)
    return IntAttr(parser.parse_integer(allow_boolean=False, allow_negative=False))


@irdl_op_definition
class ConstantNoneOp(IRDLOperation):
    """An operand that is absent."""

    name = "torch.constant.none"

    result = result_def(NoneType)

    traits = traits_def(Pure(), ConstantLike())
    assembly_format = "attr-dict"


@irdl_op_definition
class OperatorOp(IRDLOperation):
    """An operator by its name.

    ```mlir
    %1 = torch.operator "onnx.Relu"(%0) : (!torch.vtensor<[1,4],f32>) -> !torch.vtensor<[1,4],f32>
    ```
    """

    name = "torch.operator"

    operator = prop_def(StringAttr, prop_name="name")
    inputs = var_operand_def()
    outputs = var_result_def()
    bodies = var_region_def()

    @classmethod
    def parse(cls, parser: Parser) -> "OperatorOp":
        operator = parser.parse_str_literal()
        at = parser.pos
        operands = parser.parse_comma_separated_list(parser.Delimiter.PAREN, parser.parse_unresolved_operand)
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        type_ = parser.parse_function_type()
        regions: list[Region] = []
        while (region := parser.parse_optional_region()) is not None:
            regions.append(region)
            if not parser.parse_optional_punctuation(","):
                break
        return cls.create(
            operands=parser.resolve_operands(operands, type_.inputs.data, at),
            result_types=type_.outputs.data,
            properties={"name": StringAttr(operator)},
            attributes=attributes,
            regions=regions,
        )

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        printer.print_string_literal(self.operator.data)
        printer.print_operands(self.operands)
        printer.print_op_attributes(self.attributes)
        printer.print_string(" : ")
        printer.print_function_type(self.operand_types, self.result_types)
        for position, region in enumerate(self.regions):
            printer.print_string(", " if position else " ")
            printer.print_region(region)


@irdl_op_definition
class OperatorTerminatorOp(AbstractYieldOperation[Attribute]):
    """Ends a graph that is an attribute of an operator."""

    name = "torch.operator_terminator"

    traits = traits_def(IsTerminator(), HasParent(OperatorOp))


Torch = Dialect("torch", [ConstantNoneOp, OperatorOp, OperatorTerminatorOp], [NoneType, ValueTensorType])
