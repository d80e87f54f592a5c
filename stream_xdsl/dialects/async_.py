"""The part of MLIR's `async` dialect in which agents run side by side: functions that return when they first wait, and tokens of their end."""

from xdsl.dialects.builtin import (
    ArrayAttr,
    DictionaryAttr,
    FlatSymbolRefAttrConstr,
    FunctionType,
    StringAttr,
    SymbolNameConstraint,
)
from xdsl.dialects.utils import AbstractYieldOperation, parse_func_op_like, print_func_op_like
from xdsl.ir import Attribute, Dialect, ParametrizedAttribute, Region, TypeAttribute
from xdsl.irdl import (
    AttrSizedOperandSegments,
    IRDLOperation,
    irdl_attr_definition,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    prop_def,
    region_def,
    result_def,
    traits_def,
    var_operand_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import HasParent, IsolatedFromAbove, IsTerminator, SymbolOpInterface, SymbolTable
from xdsl.utils.exceptions import VerifyException


@irdl_attr_definition
class TokenType(ParametrizedAttribute, TypeAttribute):
    """The end of something that goes on by itself: `!async.token`."""

    name = "async.token"


@irdl_op_definition
class FuncOp(IRDLOperation):
    """A function that may wait, and returns to its caller when it first does. Its token is there when it has ended.

    ```mlir
    async.func private @f(%x: memref<4xf32>) -> !async.token {
      async.return
    }
    ```
    """

    name = "async.func"

    sym_name = prop_def(SymbolNameConstraint())
    function_type = prop_def(FunctionType)
    sym_visibility = opt_prop_def(StringAttr)
    arg_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])
    res_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])
    body = region_def()

    traits = traits_def(IsolatedFromAbove(), SymbolOpInterface())

    def verify_(self) -> None:
        if self.function_type.outputs.data != (TokenType(),):
            raise VerifyException("an async.func returns one !async.token")
        if self.body.blocks and self.function_type.inputs.data != tuple(self.body.blocks[0].arg_types):
            raise VerifyException("the arguments of the body are not those of the function's type")

    @classmethod
    def parse(cls, parser: Parser) -> "FuncOp":
        visibility = parser.parse_optional_visibility_keyword()
        name, inputs, outputs, region, attributes, arg_attrs, res_attrs = parse_func_op_like(
            parser, reserved_attr_names=("sym_name", "function_type", "sym_visibility")
        )
        return cls.create(
            properties=_present(
                sym_name=StringAttr(name),
                function_type=FunctionType.from_lists(inputs, outputs),
                sym_visibility=visibility,
                arg_attrs=arg_attrs,
                res_attrs=res_attrs,
            ),
            attributes={} if attributes is None else dict(attributes.data),
            regions=[region],
        )

    def print(self, printer: Printer) -> None:
        if self.sym_visibility is not None:
            printer.print_string(f" {self.sym_visibility.data}")
        print_func_op_like(
            printer,
            self.sym_name,
            self.function_type,
            self.body,
            self.attributes,
            arg_attrs=self.arg_attrs,
            res_attrs=self.res_attrs,
            reserved_attr_names=("sym_name", "function_type", "sym_visibility", "arg_attrs"),
        )


def _present(**properties: Attribute | None) -> dict[str, Attribute]:
    return {name: value for name, value in properties.items() if value is not None}


@irdl_op_definition
class CallOp(IRDLOperation):
    """A call of an `async.func`.

    ```mlir
    %token = async.call @f(%x) : (memref<4xf32>) -> !async.token
    ```
    """

    name = "async.call"

    arguments = var_operand_def()
    callee = prop_def(FlatSymbolRefAttrConstr)
    token = result_def(TokenType)

    assembly_format = "$callee `(` $arguments `)` attr-dict `:` functional-type($arguments, $token)"

    def verify_(self) -> None:
        callee = SymbolTable.lookup_symbol(self, self.callee)
        if not isinstance(callee, FuncOp):
            raise VerifyException(f"{self.callee} is no async.func")
        if callee.function_type.inputs.data != tuple(self.arguments.types):
            raise VerifyException(f"the operands have other types than the arguments of {self.callee}")


@irdl_op_definition
class ExecuteOp(IRDLOperation):
    """Something that begins as soon as there is a thread for it. In MLIR it may take values and tokens, and have results; not here.

    ```mlir
    %token = async.execute {
      async.yield
    }
    ```
    """

    name = "async.execute"

    dependencies = var_operand_def(TokenType)
    values = var_operand_def()
    token = result_def(TokenType)
    body = region_def("single_block")

    irdl_options = (AttrSizedOperandSegments(as_property=True),)

    def __init__(self, body: Region):
        super().__init__(operands=[[], []], result_types=[TokenType()], regions=[body])

    def verify_(self) -> None:
        if self.operands:
            raise VerifyException("async.execute takes nothing here")

    @classmethod
    def parse(cls, parser: Parser) -> "ExecuteOp":
        attributes = parser.parse_optional_attr_dict_with_keyword()
        op = cls(parser.parse_region())
        op.attributes |= {} if attributes is None else attributes.data
        return op

    def print(self, printer: Printer) -> None:
        printer.print_op_attributes(self.attributes, print_keyword=True)
        printer.print_string(" ")
        printer.print_region(self.body)


@irdl_op_definition
class AwaitOp(IRDLOperation):
    """Waits for an end. An `async.func` gives way meanwhile; anything else keeps its thread.

    ```mlir
    async.await %token : !async.token
    ```
    """

    name = "async.await"

    token = operand_def(TokenType)

    assembly_format = "$token attr-dict `:` type($token)"


@irdl_op_definition
class YieldOp(AbstractYieldOperation[Attribute]):
    """Ends what is executed."""

    name = "async.yield"

    traits = traits_def(IsTerminator(), HasParent(ExecuteOp))


@irdl_op_definition
class ReturnOp(IRDLOperation):
    """Ends an `async.func`."""

    name = "async.return"

    traits = traits_def(IsTerminator(), HasParent(FuncOp))
    assembly_format = "attr-dict"


Async = Dialect("async", [AwaitOp, CallOp, ExecuteOp, FuncOp, ReturnOp, YieldOp], [TokenType])
