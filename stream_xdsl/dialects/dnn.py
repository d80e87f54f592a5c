"""The `dnn` dialect: what is to be computed, as loop nests over named dimensions.

A `dnn.network` holds weights, views and layers; `dnn-partition-fusion` groups its layers into
`dnn.stack`s; later passes add tile sizes, candidate splits, costs and cores as properties of the layers.
"""

from collections.abc import Iterable, Sequence

from xdsl.dialects.builtin import (
    I64,
    AffineMapAttr,
    ArrayAttr,
    DenseArrayBase,
    DictionaryAttr,
    FlatSymbolRefAttr,
    IntegerAttr,
    StringAttr,
    SymbolNameConstraint,
    SymbolRefAttr,
    TensorType,
    i64,
)
from xdsl.dialects.utils import AbstractYieldOperation
from xdsl.ir import Attribute, Block, Dialect, Operation, Region, SSAValue
from xdsl.ir.affine import (
    AffineBinaryOpExpr,
    AffineBinaryOpKind,
    AffineConstantExpr,
    AffineDimExpr,
    AffineExpr,
    AffineMap,
)
from xdsl.irdl import (
    IRDLOperation,
    irdl_op_definition,
    lazy_traits_def,
    opt_prop_def,
    prop_def,
    region_def,
    result_def,
    traits_def,
    var_operand_def,
    var_result_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import (
    HasParent,
    IsolatedFromAbove,
    IsTerminator,
    Pure,
    SingleBlockImplicitTerminator,
    SymbolOpInterface,
    SymbolTable,
    SymbolUserOpInterface,
)
from xdsl.utils.exceptions import VerifyException

from stream_xdsl.dialects.dnn_attributes import (
    CostAttr,
    PinsAttr,
    RecipeAttr,
    SplitAttr,
    TilingAttr,
    format_symbol_list,
    parse_symbol_list,
)
from stream_xdsl.workload.kinds import Category, Kind

_Tensor = TensorType.constr()

PADS = ("none", "zero", "minus_infinity")
"""What an index outside the tensor reads; `none` means that none may."""

OPERAND_COUNTS: dict[Kind, tuple[int, int]] = {
    Kind.CONV: (2, 3),
    Kind.MATMUL: (2, 3),
    Kind.SCALE_SHIFT: (3, 3),
    Kind.LRN: (2, 2),
    Kind.QUANTIZE: (1, 3),
    Kind.DEQUANTIZE: (1, 3),
    **dict.fromkeys(
        (Kind.ADD, Kind.SUB, Kind.MUL, Kind.DIV, Kind.POW, Kind.MIN, Kind.MAX, Kind.PRELU), (2, 2)
    ),
}
"""Least and most operands of a kind; one where not listed."""


def linear_terms(expression: AffineExpr, num_dims: int) -> tuple[tuple[int, ...], int]:
    """Coefficients per dimension and the constant of a linear expression.

    Raises ValueError where the expression is not linear in the dimensions.
    """
    match expression:
        case AffineConstantExpr(value):
            return (0,) * num_dims, value
        case AffineDimExpr(position):
            return tuple(int(d == position) for d in range(num_dims)), 0
        case AffineBinaryOpExpr(AffineBinaryOpKind.Add, lhs, rhs):
            (a, c), (b, d) = linear_terms(lhs, num_dims), linear_terms(rhs, num_dims)
            return tuple(x + y for x, y in zip(a, b, strict=True)), c + d
        case AffineBinaryOpExpr(AffineBinaryOpKind.Mul, lhs, rhs):
            (a, c), (b, d) = linear_terms(lhs, num_dims), linear_terms(rhs, num_dims)
            if any(a) and any(b):
                raise ValueError("a product of two dimensions")
            return tuple(x * d + y * c for x, y in zip(a, b, strict=True)), c * d
        case _:
            raise ValueError("only sums and multiples of dimensions are supported")


def linear_expression(coefficients: Sequence[int], offset: int) -> AffineExpr:
    """The canonical affine expression of a linear function: terms in order of dimension, constant last."""
    expression: AffineExpr | None = None
    for dim, coefficient in enumerate(coefficients):
        if coefficient:
            term: AffineExpr = AffineDimExpr(dim)
            term = term if coefficient == 1 else term * coefficient
            expression = term if expression is None else expression + term
    if expression is None:
        return AffineConstantExpr(offset)
    return expression + offset if offset else expression


def _format_linear(expression: AffineExpr, names: Sequence[str]) -> str:
    coefficients, offset = linear_terms(expression, len(names))
    text = ""
    for name, coefficient in zip(names, coefficients, strict=True):
        if coefficient:
            sign = (" - " if coefficient < 0 else " + ") if text else ("-" if coefficient < 0 else "")
            text += sign + (name if abs(coefficient) == 1 else f"{abs(coefficient)}*{name}")
    if offset and text:
        return text + (" - " if offset < 0 else " + ") + str(abs(offset))
    return text or str(offset)


def _format_map(affine_map: AffineMap, names: Sequence[str]) -> str:
    return "(" + ", ".join(_format_linear(e, names) for e in affine_map.results) + ")"


def _parse_linear(parser: Parser, names: Sequence[str]) -> AffineExpr:
    coefficients, offset = [0] * len(names), 0
    sign = -1 if parser.parse_optional_punctuation("-") else 1
    while True:
        factor = parser.parse_optional_integer(allow_boolean=False, allow_negative=False)
        name = None
        if factor is None or parser.parse_optional_punctuation("*"):
            start = parser.pos
            name = parser.parse_identifier(" for a loop dimension")
            if name not in names:
                parser.raise_error(f"dimension '{name}' is not declared in dims", start, parser.pos)
        amount = sign * (1 if factor is None else factor)
        if name is None:
            offset += amount
        else:
            coefficients[names.index(name)] += amount
        if parser.parse_optional_punctuation("+"):
            sign = 1
        elif parser.parse_optional_punctuation("-"):
            sign = -1
        else:
            return linear_expression(coefficients, offset)


def _parse_map(parser: Parser, names: Sequence[str]) -> AffineMapAttr:
    results = parser.parse_comma_separated_list(parser.Delimiter.PAREN, lambda: _parse_linear(parser, names))
    return AffineMapAttr(AffineMap(len(names), 0, tuple(results)))


def _system_of(op: Operation) -> Operation | None:
    """The system that the enclosing network is mapped on, if any."""
    parent = op.parent_op()
    while parent is not None and not isinstance(parent, NetworkOp):
        parent = parent.parent_op()
    if parent is None or parent.system is None:
        return None
    return SymbolTable.lookup_symbol(parent, parent.system)


class _SystemExists(SymbolUserOpInterface):
    def verify(self, op: Operation) -> None:
        if not isinstance(op, NetworkOp) or op.system is None:
            return
        system = SymbolTable.lookup_symbol(op, op.system)
        if system is None or system.name != "accel.system":
            raise VerifyException(f"'@{op.system.root_reference.data}' does not name an accel.system")


class _CoresExist(SymbolUserOpInterface):
    """Cores and core types that a layer mentions are those of the network's system."""

    def verify(self, op: Operation) -> None:
        if not isinstance(op, LayerOp):
            return
        cores = list(op.core_names)
        core_types = [c.core_type.root_reference.data for c in op.costs or ()]
        pinned = op.pins.core_names if op.pins is not None else ()
        if not cores and not core_types and not pinned:
            return
        system = _system_of(op)
        if system is None:
            if cores or core_types:
                raise VerifyException("cores and costs need a network mapped `on` an accel.system")
            return  # pins may come before the machine
        cores += pinned
        for names, expected in ((cores, "accel.core"), (core_types, "accel.core_type")):
            for name in dict.fromkeys(names):
                target = SymbolTable.lookup_symbol(system, name)
                if target is None or target.name != expected:
                    raise VerifyException(f"'@{name}' does not name an {expected} of the system")


@irdl_op_definition
class ReturnOp(AbstractYieldOperation[Attribute]):
    """Ends a network: the values it returns.

    ```mlir
    dnn.return %n : tensor<1x1000xf32>
    ```
    """

    name = "dnn.return"
    traits = lazy_traits_def(lambda: (IsTerminator(), HasParent(NetworkOp), Pure()))


@irdl_op_definition
class YieldOp(AbstractYieldOperation[Attribute]):
    """Ends a stack: the values that outlive it.

    ```mlir
    dnn.yield %1, %2 : tensor<1x64x56x56xf32>, tensor<1x64x56x56xf32>
    ```
    """

    name = "dnn.yield"
    traits = lazy_traits_def(lambda: (IsTerminator(), HasParent(StackOp), Pure()))


@irdl_op_definition
class NetworkOp(IRDLOperation):
    """A network: owns the scope of layer names, and says on which system it is to run.

    Its arguments are the network's inputs; `inputs` and `outputs` keep the model's own names for them.
    Layer names are unique in the network; so are stack names.

    ```mlir
    dnn.network @net(%x: tensor<1x3x8x8xf32>) -> tensor<1x4x8x8xf32> inputs ["x"] outputs ["y"] on @quad {
      …
      dnn.return %y : tensor<1x4x8x8xf32>
    }
    ```
    """

    name = "dnn.network"
    sym_name = prop_def(SymbolNameConstraint())
    input_names = prop_def(ArrayAttr[StringAttr])
    output_names = prop_def(ArrayAttr[StringAttr])
    returned_types = prop_def(ArrayAttr[TensorType[Attribute]])
    system = opt_prop_def(FlatSymbolRefAttr)
    precision = opt_prop_def(StringAttr)
    """How operand widths were chosen, for the summary: `native`, `file` or `a8w8p16o8`."""
    body = region_def("single_block")
    traits = traits_def(SymbolOpInterface(), IsolatedFromAbove(), _SystemExists())

    def __init__(
        self,
        name: str,
        input_names: Sequence[str],
        output_names: Sequence[str],
        result_types: Sequence[TensorType[Attribute]],
        body: Region,
        *,
        precision: str | None = None,
        system: str | None = None,
    ):
        super().__init__(
            properties={
                "sym_name": StringAttr(name),
                "input_names": ArrayAttr([StringAttr(n) for n in input_names]),
                "output_names": ArrayAttr([StringAttr(n) for n in output_names]),
                "returned_types": ArrayAttr(list(result_types)),
                "precision": None if precision is None else StringAttr(precision),
                "system": None if system is None else SymbolRefAttr(system),
            },
            regions=[body],
        )

    @property
    def layers(self) -> "Iterable[LayerOp]":
        """All layers, stack by stack, in order."""
        return (op for op in self.body.walk() if isinstance(op, LayerOp))

    @property
    def stacks(self) -> "Iterable[StackOp]":
        """The fusion groups in order; none before partitioning."""
        return (op for op in self.body.block.ops if isinstance(op, StackOp))

    @classmethod
    def parse(cls, parser: Parser) -> "NetworkOp":
        name = parser.parse_symbol_name()
        arguments = parser.parse_comma_separated_list(parser.Delimiter.PAREN, parser.parse_argument)
        parser.parse_punctuation("->")
        types = parser.parse_optional_comma_separated_list(parser.Delimiter.PAREN, parser.parse_type)
        result_types: list[Attribute] = list(types) if types is not None else [parser.parse_type()]
        names: dict[str, list[str]] = {}
        for key in ("inputs", "outputs"):
            parser.parse_keyword(key)
            names[key] = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, parser.parse_str_literal)
        system = parser.parse_symbol_name() if parser.parse_optional_keyword("on") else None
        precision = parser.parse_str_literal() if parser.parse_optional_keyword("precision") else None
        attributes = parser.parse_optional_attr_dict_with_keyword()
        body = parser.parse_region(arguments)
        op = cls(
            name.data,
            names["inputs"],
            names["outputs"],
            [t for t in result_types if isinstance(t, TensorType)],
            body,
            precision=precision,
            system=None if system is None else system.data,
        )
        if attributes is not None:
            op.attributes.update(attributes.data)
        return op

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        printer.print_symbol_name(self.sym_name.data)
        printer.print_string("(")
        for position, argument in enumerate(self.body.block.args):
            printer.print_string(", " if position else "")
            printer.print_ssa_value(argument)
            printer.print_string(": ")
            printer.print_attribute(argument.type)
        printer.print_string(") -> ")
        types = self.returned_types.data
        if len(types) == 1:
            printer.print_attribute(types[0])
        else:
            printer.print_string("(")
            printer.print_list(types, printer.print_attribute)
            printer.print_string(")")
        for key, names in (("inputs", self.input_names), ("outputs", self.output_names)):
            printer.print_string(f" {key} [")
            printer.print_list(names, lambda n: printer.print_string_literal(n.data))
            printer.print_string("]")
        if self.system is not None:
            printer.print_string(" on ")
            printer.print_symbol_name(self.system.root_reference.data)
        if self.precision is not None:
            printer.print_string(" precision ")
            printer.print_string_literal(self.precision.data)
        printer.print_op_attributes(self.attributes, print_keyword=True)
        printer.print_string(" ")
        printer.print_region(self.body, print_entry_block_args=False)

    def verify_(self) -> None:
        arguments, terminator = self.body.block.args, self.body.block.last_op
        if len(self.input_names) != len(arguments):
            raise VerifyException(f"{len(self.input_names)} input names for {len(arguments)} arguments")
        if not isinstance(terminator, ReturnOp):
            raise VerifyException("a network ends in dnn.return")
        if tuple(terminator.arguments.types) != self.returned_types.data:
            raise VerifyException("dnn.return disagrees with the network's result types")
        if len(self.output_names) != len(self.returned_types):
            raise VerifyException(
                f"{len(self.output_names)} output names for {len(self.returned_types)} results"
            )
        if any(True for _ in self.stacks):
            for op in self.body.block.ops:
                if isinstance(op, LayerOp):
                    raise VerifyException(f"layer '{op.layer_name.data}' is outside the network's stacks")
        self._verify_names()
        self._verify_widths()

    def _verify_names(self) -> None:
        for kind, names in (
            ("layer", [op.layer_name.data for op in self.layers]),
            ("stack", [op.stack_name.data for op in self.stacks]),
            ("input", [n.data for n in self.input_names]),
            ("output", [n.data for n in self.output_names]),
        ):
            seen: set[str] = set()
            for name in names:
                if name in seen:
                    raise VerifyException(
                        f"{kind} name '{name}' is used twice; names are unique in a network"
                    )
                seen.add(name)

    def _verify_widths(self) -> None:
        """A tensor has one width: that of the layer that writes it, or that all its readers give it."""
        widths: dict[SSAValue, int] = {}
        same: dict[SSAValue, SSAValue] = {}
        for op in self.body.walk():
            if isinstance(op, StackOp):
                for argument, operand in zip(op.body.block.args, op.inputs, strict=True):
                    same[argument] = same.get(operand, operand)
            elif isinstance(op, LayerOp):
                for operand, bits in zip(op.inputs, op.operand_bits.get_values(), strict=True):
                    self._check_width(op, same.get(operand, operand), int(bits), widths)
                widths[op.output] = op.output_bits.value.data
            elif isinstance(op, ViewOp):
                sources = [same.get(operand, operand) for operand in op.inputs]
                # Of tensors that only views of them are read, the first reader decides.
                if all(source in widths for source in sources):
                    widths[op.output] = max(widths[source] for source in sources)
            elif isinstance(op, YieldOp) and isinstance(stack := op.parent_op(), StackOp):
                for value, result in zip(op.arguments, stack.outputs, strict=True):
                    same[result] = value

    @staticmethod
    def _check_width(op: "LayerOp", operand: SSAValue, bits: int, widths: dict[SSAValue, int]) -> None:
        if widths.setdefault(operand, bits) != bits:
            raise VerifyException(
                f"layer '{op.layer_name.data}' reads an operand as {bits} bits that is {widths[operand]} bits wide"
            )


@irdl_op_definition
class WeightOp(IRDLOperation):
    """A constant tensor of the model, by name, and how it is made; the data itself stays in the model file.

    Without a recipe it is the model's tensor of that name. The same weight may be named in several stacks.

    ```mlir
    %w = dnn.weight "conv1.weight" : tensor<64x3x7x7xf32>
    %b = dnn.weight "conv1.bias" fold_batch_norm_bias("b", "s", "t", "m", "v", 1.0e-05) : tensor<64xf32>
    ```
    """

    name = "dnn.weight"
    weight_name = prop_def(StringAttr)
    recipe = opt_prop_def(RecipeAttr)
    output = result_def(_Tensor)
    traits = lazy_traits_def(lambda: (HasParent(NetworkOp, StackOp), Pure()))

    def __init__(self, name: str, result_type: TensorType[Attribute], recipe: RecipeAttr | None = None):
        super().__init__(
            properties={"weight_name": StringAttr(name), "recipe": recipe}, result_types=[result_type]
        )

    @classmethod
    def parse(cls, parser: Parser) -> "WeightOp":
        name = parser.parse_str_literal()
        recipe = RecipeAttr.parse_call(parser)
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        result_type = parser.parse_type()
        return cls.create(
            properties={"weight_name": StringAttr(name)} | ({} if recipe is None else {"recipe": recipe}),
            result_types=[result_type],
            attributes=attributes,
        )

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        printer.print_string_literal(self.weight_name.data)
        if self.recipe is not None:
            printer.print_string(" ")
            self.recipe.print_call(printer)
        printer.print_op_attributes(self.attributes)
        printer.print_string(" : ")
        printer.print_attribute(self.output.type)

    def verify_(self) -> None:
        shape = None if self.recipe is None else self.recipe.shape
        if shape is not None and shape != _shape(self.output):
            raise VerifyException(f"the recipe makes shape {_x(shape)}, not {_x(_shape(self.output))}")


def _shape(value: SSAValue) -> tuple[int, ...]:
    assert isinstance(value.type, TensorType)  # guaranteed by the operand constraints
    return value.type.get_shape()


VIEW_PARAMETERS: dict[str, tuple[str, ...]] = {
    "reshape": (),
    "transpose": ("permutation",),
    "slice": ("offsets", "sizes", "strides"),
    "concat": ("axis",),
    "broadcast": (),
}
"""Kinds of view and their integer-list parameters; `broadcast` repeats axes of size 1."""


@irdl_op_definition
class ViewOp(IRDLOperation):
    """Another arrangement of the same data: free on a core, exact in dependency analysis.

    ```mlir
    %1 = dnn.view reshape(%0) : (tensor<1x512x1x1xf32>) -> tensor<1x512xf32>
    %2 = dnn.view transpose(%1) permutation [1, 0] : (tensor<1x512xf32>) -> tensor<512x1xf32>
    %3 = dnn.view slice(%2) offsets [0, 0] sizes [256, 1] strides [1, 1] : (tensor<512x1xf32>) -> tensor<256x1xf32>
    %4 = dnn.view concat(%3, %3) axis [0] : (tensor<256x1xf32>, tensor<256x1xf32>) -> tensor<512x1xf32>
    %5 = dnn.view broadcast(%2) : (tensor<512x1xf32>) -> tensor<512x4xf32>
    ```
    """

    name = "dnn.view"
    kind = prop_def(StringAttr)
    permutation = opt_prop_def(DenseArrayBase[I64])
    offsets = opt_prop_def(DenseArrayBase[I64])
    sizes = opt_prop_def(DenseArrayBase[I64])
    strides = opt_prop_def(DenseArrayBase[I64])
    axis = opt_prop_def(DenseArrayBase[I64])
    inputs = var_operand_def(_Tensor)
    output = result_def(_Tensor)
    traits = lazy_traits_def(lambda: (HasParent(NetworkOp, StackOp), Pure()))

    def __init__(
        self,
        kind: str,
        inputs: Sequence[SSAValue],
        result_type: TensorType[Attribute],
        **parameters: Sequence[int],
    ):
        super().__init__(
            operands=[inputs],
            result_types=[result_type],
            properties={"kind": StringAttr(kind)}
            | {key: DenseArrayBase.from_list(i64, list(values)) for key, values in parameters.items()},
        )

    def parameter(self, key: str) -> tuple[int, ...]:
        """An integer-list parameter, () if absent."""
        value = self.properties.get(key)
        return tuple(int(v) for v in value.get_values()) if isinstance(value, DenseArrayBase) else ()

    @classmethod
    def parse(cls, parser: Parser) -> "ViewOp":
        kind = parser.parse_identifier(" for a kind of view")
        if kind not in VIEW_PARAMETERS:
            parser.raise_error(f"'{kind}' is no kind of view; there are {', '.join(VIEW_PARAMETERS)}")
        operands = parser.parse_comma_separated_list(parser.Delimiter.PAREN, parser.parse_unresolved_operand)
        properties: dict[str, Attribute] = {"kind": StringAttr(kind)}
        for key in VIEW_PARAMETERS[kind]:
            parser.parse_keyword(key)
            values = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, parser.parse_integer)
            properties[key] = DenseArrayBase.from_list(i64, values)
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        position = parser.pos
        function = parser.parse_function_type()
        return cls.create(
            operands=parser.resolve_operands(operands, function.inputs.data, position),
            result_types=list(function.outputs.data),
            properties=properties,
            attributes=attributes,
        )

    def print(self, printer: Printer) -> None:
        printer.print_string(f" {self.kind.data}(")
        printer.print_list(self.inputs, printer.print_ssa_value)
        printer.print_string(")")
        for key in VIEW_PARAMETERS[self.kind.data]:
            printer.print_string(f" {key} {list(self.parameter(key))}")
        printer.print_op_attributes(self.attributes)
        printer.print_string(" : ")
        printer.print_function_type(self.operand_types, self.result_types)

    def verify_(self) -> None:
        kind = self.kind.data
        if kind not in VIEW_PARAMETERS:
            raise VerifyException(f"'{kind}' is no kind of view; there are {', '.join(VIEW_PARAMETERS)}")
        for key in ("permutation", "offsets", "sizes", "strides", "axis"):
            if (key in self.properties) != (key in VIEW_PARAMETERS[kind]):
                state = "needs" if key in VIEW_PARAMETERS[kind] else "does not take"
                raise VerifyException(f"a {kind} view {state} '{key}'")
        if not self.inputs or (kind != "concat" and len(self.inputs) != 1):
            raise VerifyException(f"a {kind} view of {len(self.inputs)} operands")
        expected = self._expected_shape()
        if expected != _shape(self.output):
            raise VerifyException(f"the {kind} view has shape {_x(expected)}, not {_x(_shape(self.output))}")

    def _expected_shape(self) -> tuple[int, ...]:
        source, target = _shape(self.inputs[0]), _shape(self.output)
        match self.kind.data:
            case "transpose":
                order = self.parameter("permutation")
                if sorted(order) != list(range(len(source))):
                    raise VerifyException(f"{list(order)} is no permutation of {len(source)} axes")
                return tuple(source[axis] for axis in order)
            case "slice":
                offsets, sizes, strides = (self.parameter(key) for key in ("offsets", "sizes", "strides"))
                if not len(offsets) == len(sizes) == len(strides) == len(source):
                    raise VerifyException("offsets, sizes and strides need one entry per axis")
                for axis, (offset, size, stride) in enumerate(zip(offsets, sizes, strides, strict=True)):
                    last = offset + (size - 1) * stride
                    if (
                        size < 1
                        or stride == 0
                        or not (0 <= offset < source[axis] and 0 <= last < source[axis])
                    ):
                        raise VerifyException(f"the slice leaves axis {axis} of size {source[axis]}")
                return sizes
            case "concat":
                return self._concat_shape()
            case "broadcast":
                if len(source) != len(target):
                    raise VerifyException("a broadcast view keeps the number of axes; reshape first")
                return tuple(t if s == 1 else s for s, t in zip(source, target, strict=True))
            case _:
                elements = {_count(source), _count(target)}
                if len(elements) != 1:
                    raise VerifyException(
                        f"cannot reshape {_x(source)} to {_x(target)}: element counts differ"
                    )
                return target

    def _concat_shape(self) -> tuple[int, ...]:
        source, axes = _shape(self.inputs[0]), self.parameter("axis")
        if len(axes) != 1 or not 0 <= axes[0] < len(source):
            raise VerifyException(f"concat axis {list(axes)} of {len(source)} axes")
        axis = axes[0]
        for operand in self.inputs:
            shape = _shape(operand)
            if (
                len(shape) != len(source)
                or shape[:axis] + shape[axis + 1 :] != source[:axis] + source[axis + 1 :]
            ):
                raise VerifyException(f"cannot concatenate {_x(source)} and {_x(shape)} along axis {axis}")
        return (*source[:axis], sum(_shape(operand)[axis] for operand in self.inputs), *source[axis + 1 :])


def _x(shape: Sequence[int]) -> str:
    return "x".join(str(size) for size in shape) or "scalar"


def _count(shape: Sequence[int]) -> int:
    product = 1
    for size in shape:
        product *= size
    return product


@irdl_op_definition
class LayerOp(IRDLOperation):
    """A loop nest: named dimensions with sizes, and for each operand and the result a map from loop indices
    to tensor positions.

    The kind fixes the arithmetic of one point; dimensions that the result's map does not mention are
    reductions. Positions outside an operand's tensor read `pad`. `bits` are the widths that memory, links
    and costs see: of each operand, of partial sums and of the result; tensor types keep the model's
    element type.

    The kind and `params` say what one point computes; elementwise kinds are what their names say, and:

    - `conv`, `matmul`: alpha · Σ in · weight + beta · bias, `alpha` and `beta` 1 where absent. Quantised: the params
      `input_zero_point` and `weight_zero_point` are subtracted before (padding is zero after that); with `output_scale`
      the result times `input_scale` · `weight_scale` / `output_scale` plus `output_zero_point` is rounded to the nearest
      (to even on a tie) and saturated.
    - `maxpool`, `reduce_max`, `reduce_min`, `reduce_sum`, `reduce_mean`: over the dimensions that the result lacks.
    - `avgpool`: the mean of the positions inside the tensor, and in its padding as far as `pads` reaches where that is
      given (begin of each spatial axis, then end of each).
    - `scale_shift`: in · scale + shift. `prelu`: operands are the value and its slope below zero.
    - `lrn`: centre / (bias + alpha / size · Σ window²) ^ beta; operands are the window and the centre.
    - `leaky_relu`, `elu`: `alpha`. `hard_sigmoid`: `alpha`, `beta`. `silu`: in · sigmoid(alpha · in), `alpha` 1 where absent.
      `gelu`: `approximate`, "none" or "tanh". `clip`: `min`, `max`, each optional.
    - `quantize`, `dequantize`: `scale`, `zero_point` (0 where absent), rounded and saturated as above.
    - A scale or zero point is a number, or one per position along an axis: a list, or the name of a tensor of the model.
      The axis is `axis` of the operand for `quantize` and `dequantize`, else the output channels of the weight.

    Passes add: `pins` (user decisions), `tiling`, `splits` (candidate splits across cores), `costs` (per
    core type and tile shape) and `cores` (one per spatial part).

    ```mlir
    %1 = dnn.layer "conv1" conv(%x, %w, %b) dims <b = 1, k = 64, oy = 112, ox = 112, c = 3, fy = 7, fx = 7>
      maps [(b, c, 2*oy + fy - 3, 2*ox + fx - 3), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
      bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
      tiling <temporal = [oy : 4], spatial = [k : 2]> cores [@core0, @core1]
      : (tensor<1x3x224x224xf32>, tensor<64x3x7x7xf32>, tensor<64xf32>) -> tensor<1x64x112x112xf32>
    ```
    """

    name = "dnn.layer"
    layer_name = prop_def(StringAttr)
    kind = prop_def(StringAttr)
    dim_names = prop_def(ArrayAttr[StringAttr])
    dim_sizes = prop_def(DenseArrayBase[I64])
    maps = prop_def(ArrayAttr[AffineMapAttr])
    """One per operand, then the result's."""
    operand_bits = prop_def(DenseArrayBase[I64])
    psum_bits = prop_def(IntegerAttr[I64])
    output_bits = prop_def(IntegerAttr[I64])
    pad = prop_def(StringAttr)
    origin = opt_prop_def(StringAttr)
    """The ONNX operator it comes from."""
    params = opt_prop_def(DictionaryAttr)
    """Parameters of the arithmetic, such as a leaky slope; no effect on mapping."""
    pins = opt_prop_def(PinsAttr)
    tiling = opt_prop_def(TilingAttr)
    splits = opt_prop_def(ArrayAttr[SplitAttr])
    costs = opt_prop_def(ArrayAttr[CostAttr])
    cores = opt_prop_def(ArrayAttr[FlatSymbolRefAttr])
    inputs = var_operand_def(_Tensor)
    output = result_def(_Tensor)
    traits = lazy_traits_def(lambda: (HasParent(NetworkOp, StackOp), Pure(), _CoresExist()))

    def __init__(
        self,
        name: str,
        kind: Kind,
        inputs: Sequence[SSAValue],
        dims: Sequence[tuple[str, int]],
        maps: Sequence[AffineMap],
        result_type: TensorType[Attribute],
        *,
        operand_bits: Sequence[int],
        psum_bits: int,
        output_bits: int,
        pad: str = "none",
        origin: str | None = None,
        params: dict[str, Attribute] | None = None,
    ):
        super().__init__(
            operands=[inputs],
            result_types=[result_type],
            properties={
                "layer_name": StringAttr(name),
                "kind": StringAttr(kind.value),
                "dim_names": ArrayAttr([StringAttr(dim) for dim, _ in dims]),
                "dim_sizes": DenseArrayBase.from_list(i64, [size for _, size in dims]),
                "maps": ArrayAttr([AffineMapAttr(m) for m in maps]),
                "operand_bits": DenseArrayBase.from_list(i64, list(operand_bits)),
                "psum_bits": IntegerAttr(psum_bits, i64),
                "output_bits": IntegerAttr(output_bits, i64),
                "pad": StringAttr(pad),
                "origin": None if origin is None else StringAttr(origin),
                "params": DictionaryAttr(params) if params else None,
            },
        )

    @property
    def dims(self) -> dict[str, int]:
        """Dimension name -> size, in order."""
        names = [name.data for name in self.dim_names]
        return dict(zip(names, (int(size) for size in self.dim_sizes.get_values()), strict=True))

    @property
    def core_names(self) -> tuple[str, ...]:
        """The core of each spatial part; () before allocation."""
        return tuple(core.root_reference.data for core in self.cores or ())

    @classmethod
    def parse(cls, parser: Parser) -> "LayerOp":
        properties: dict[str, Attribute] = {"layer_name": StringAttr(parser.parse_str_literal())}
        properties["kind"] = StringAttr(parser.parse_identifier(" for the kind of layer"))
        operands = parser.parse_comma_separated_list(parser.Delimiter.PAREN, parser.parse_unresolved_operand)
        parser.parse_keyword("dims")

        def dim() -> tuple[str, int]:
            name = parser.parse_identifier(" for a loop dimension")
            parser.parse_punctuation("=")
            return name, parser.parse_integer(allow_boolean=False)

        dims = parser.parse_comma_separated_list(parser.Delimiter.ANGLE, dim)
        names = [name for name, _ in dims]
        properties["dim_names"] = ArrayAttr([StringAttr(name) for name in names])
        properties["dim_sizes"] = DenseArrayBase.from_list(i64, [size for _, size in dims])
        parser.parse_keyword("maps")
        maps = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, lambda: _parse_map(parser, names))
        parser.parse_punctuation("->")
        properties["maps"] = ArrayAttr([*maps, _parse_map(parser, names)])
        properties |= cls._parse_bits(parser)
        properties["pad"] = StringAttr(
            parser.parse_identifier(" for the pad value") if parser.parse_optional_keyword("pad") else "none"
        )
        properties |= cls._parse_decisions(parser)
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        position = parser.pos
        function = parser.parse_function_type()
        return cls.create(
            operands=parser.resolve_operands(operands, function.inputs.data, position),
            result_types=list(function.outputs.data),
            properties=properties,
            attributes=attributes,
        )

    @staticmethod
    def _parse_bits(parser: Parser) -> dict[str, Attribute]:
        parser.parse_keyword("bits")
        with parser.in_angle_brackets():
            parser.parse_keyword("in")
            parser.parse_punctuation("=")
            operand_bits = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, parser.parse_integer)
            result: dict[str, Attribute] = {"operand_bits": DenseArrayBase.from_list(i64, operand_bits)}
            for key, prop in (("psum", "psum_bits"), ("out", "output_bits")):
                parser.parse_punctuation(",")
                parser.parse_keyword(key)
                parser.parse_punctuation("=")
                result[prop] = IntegerAttr(parser.parse_integer(), i64)
        return result

    @staticmethod
    def _parse_decisions(parser: Parser) -> dict[str, Attribute]:
        result: dict[str, Attribute] = {}
        if parser.parse_optional_keyword("from"):
            result["origin"] = StringAttr(parser.parse_str_literal())
        if parser.parse_optional_keyword("params"):
            result["params"] = DictionaryAttr(parser.parse_optional_dictionary_attr_dict())
        if parser.parse_optional_keyword("pins"):
            result["pins"] = PinsAttr.new(PinsAttr.parse_parameters(parser))
        if parser.parse_optional_keyword("tiling"):
            result["tiling"] = TilingAttr.new(TilingAttr.parse_parameters(parser))
        if parser.parse_optional_keyword("splits"):
            result["splits"] = ArrayAttr(
                parser.parse_comma_separated_list(
                    parser.Delimiter.SQUARE, lambda: SplitAttr.new(SplitAttr.parse_parameters(parser))
                )
            )
        if parser.parse_optional_keyword("costs"):
            result["costs"] = ArrayAttr(
                parser.parse_comma_separated_list(
                    parser.Delimiter.SQUARE, lambda: CostAttr.new(CostAttr.parse_parameters(parser))
                )
            )
        if parser.parse_optional_keyword("cores"):
            result["cores"] = parse_symbol_list(parser)
        return result

    def print(self, printer: Printer) -> None:
        dims = self.dims
        names = tuple(dims)
        printer.print_string(" ")
        printer.print_string_literal(self.layer_name.data)
        printer.print_string(f" {self.kind.data}(")
        printer.print_list(self.inputs, printer.print_ssa_value)
        printer.print_string(") dims <" + ", ".join(f"{name} = {size}" for name, size in dims.items()) + ">")
        *inputs, output = (_format_map(m.data, names) for m in self.maps)
        bits = ", ".join(str(b) for b in self.operand_bits.get_values())
        with printer.indented():
            printer.print_string(f"\nmaps [{', '.join(inputs)}] -> {output}")
            printer.print_string(
                f"\nbits <in = [{bits}], psum = {self.psum_bits.value.data}, "
                f"out = {self.output_bits.value.data}>"
            )
            if self.pad.data != "none":
                printer.print_string(f" pad {self.pad.data}")
            if self.origin is not None:
                printer.print_string(" from ")
                printer.print_string_literal(self.origin.data)
            if self.params is not None:
                printer.print_string(" params ")
                printer.print_attr_dict(self.params.data)
            self._print_decisions(printer)
            printer.print_op_attributes(self.attributes)
            printer.print_string("\n: ")
            printer.print_function_type(self.operand_types, self.result_types)

    def _print_decisions(self, printer: Printer) -> None:
        line = "\n"
        if self.pins is not None:
            printer.print_string(f"{line}pins ")
            self.pins.print_parameters(printer)
        if self.tiling is not None:
            printer.print_string(f"{line}tiling ")
            self.tiling.print_parameters(printer)
        for key, entries in (("splits", self.splits), ("costs", self.costs)):
            if entries is not None:
                printer.print_string(f"{line}{key} [")
                for position, entry in enumerate(entries):
                    if position:
                        printer.print_string(", " if key == "splits" else f",{line}  ")
                    entry.print_parameters(printer)
                printer.print_string("]")
        if self.cores is not None:
            printer.print_string(f"{line}cores {format_symbol_list(self.cores)}")

    def verify_(self) -> None:
        self._verify_dims()
        self._verify_kind()
        self._verify_maps()
        self._verify_decisions()

    def _verify_dims(self) -> None:
        names = [name.data for name in self.dim_names]
        if len(names) != len(self.dim_sizes):
            raise VerifyException(f"{len(names)} dimension names for {len(self.dim_sizes)} sizes")
        if not names:
            raise VerifyException("a layer has at least one dimension")
        for name in names:
            if names.count(name) > 1:
                raise VerifyException(f"dimension '{name}' is declared twice")
        for name, size in self.dims.items():
            if size < 1:
                raise VerifyException(f"dimension '{name}' must have a positive size, got {size}")

    def _verify_kind(self) -> None:
        if self.kind.data not in set(Kind):
            raise VerifyException(f"'{self.kind.data}' is no kind of layer; there are {', '.join(Kind)}")
        least, most = OPERAND_COUNTS.get(Kind(self.kind.data), (1, 1))
        if not least <= len(self.inputs) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            raise VerifyException(
                f"a layer of kind {self.kind.data} takes {wanted} operands, got {len(self.inputs)}"
            )
        if self.pad.data not in PADS:
            raise VerifyException(f"pad '{self.pad.data}' is none of {', '.join(PADS)}")
        if len(self.operand_bits) != len(self.inputs):
            raise VerifyException(f"{len(self.operand_bits)} operand widths for {len(self.inputs)} operands")
        if min(*self.operand_bits.get_values(), self.psum_bits.value.data, self.output_bits.value.data) < 1:
            raise VerifyException("operand, partial-sum and result widths must be positive")

    def _verify_maps(self) -> None:
        dims = self.dims
        if len(self.maps) != len(self.inputs) + 1:
            raise VerifyException(f"{len(self.maps)} maps for {len(self.inputs)} operands and a result")
        values: list[SSAValue] = [*self.inputs, self.output]
        for position, (affine_map, value) in enumerate(zip(self.maps, values, strict=True)):
            what = "the result" if value is self.output else f"operand {position}"
            shape = _shape(value)
            if affine_map.data.num_dims != len(dims) or affine_map.data.num_symbols:
                raise VerifyException(f"the map of {what} is not over the {len(dims)} declared dims")
            if len(affine_map.data.results) != len(shape):
                raise VerifyException(
                    f"the map of {what} has {len(affine_map.data.results)} results, its tensor {len(shape)} axes"
                )
            for axis, (expression, size) in enumerate(zip(affine_map.data.results, shape, strict=True)):
                self._verify_axis(what, axis, expression, size, exact=value is self.output)
        self._verify_result_map()

    def _verify_axis(self, what: str, axis: int, expression: AffineExpr, size: int, *, exact: bool) -> None:
        dims = self.dims
        try:
            coefficients, offset = linear_terms(expression, len(dims))
        except ValueError as error:
            raise VerifyException(f"the map of {what} is not linear on axis {axis}: {error}") from None
        reach = [c * (s - 1) for c, s in zip(coefficients, dims.values(), strict=True)]
        low, high = offset + sum(min(r, 0) for r in reach), offset + sum(max(r, 0) for r in reach)
        text = _format_linear(expression, tuple(dims))
        if exact and (low, high) != (0, size - 1):
            raise VerifyException(f"axis {axis} of {what} has size {size}, but {text} covers {low} to {high}")
        if low >= size or high < 0:
            raise VerifyException(
                f"axis {axis} of {what} has size {size}, but {text} covers only {low} to {high}"
            )
        if self.pad.data == "none" and (low < 0 or high >= size):
            raise VerifyException(
                f"axis {axis} of {what} has size {size}, but {text} covers {low} to {high} and the layer has no pad"
            )

    def _verify_result_map(self) -> None:
        """Every element is written, and by one index of the dimensions that the map mentions."""
        dims = list(self.dims.items())
        free = {name for name, size in dims if size > 1}
        for axis, expression in enumerate(self.maps.data[-1].data.results):
            coefficients, _ = linear_terms(expression, len(dims))
            terms = [(c, *dim) for c, dim in zip(coefficients, dims, strict=True) if c and dim[1] > 1]
            stride = 1
            for coefficient, name, size in sorted(terms):
                if coefficient != stride:
                    text = _format_linear(expression, tuple(self.dims))
                    raise VerifyException(f"axis {axis} of the result: {text} skips or repeats positions")
                if name not in free:
                    raise VerifyException(f"axis {axis} of the result: '{name}' moves another axis too")
                free.remove(name)
                stride *= size
        kind = Kind(self.kind.data)
        if free and kind.category is Category.ELEMENTWISE:
            raise VerifyException(
                f"a layer of kind {kind} reduces nothing, but its result does not depend on '{min(free)}'"
            )

    def _verify_decisions(self) -> None:
        dims = self.dims
        tiling, pins = self.tiling, self.pins
        for what, entries in (
            ("tiling", (*tiling.temporal, *tiling.spatial) if tiling is not None else ()),
            ("pins", (*(pins.temporal_sizes or ()), *(pins.spatial_ways or ())) if pins is not None else ()),
            ("splits", tuple(entry for split in self.splits or () for entry in split.entries)),
        ):
            for name, factor in entries:
                if name not in dims:
                    raise VerifyException(f"{what} names dimension '{name}', which is not declared in dims")
                if factor > dims[name]:
                    raise VerifyException(f"{what} cuts dimension '{name}' of size {dims[name]} by {factor}")
        keys: set[tuple[str, tuple[int, ...]]] = set()
        for cost in self.costs or ():
            core_type, tile = cost.core_type.root_reference.data, cost.tile_sizes
            if len(tile) != len(dims):
                raise VerifyException(f"a cost is for {len(tile)} dims, the layer has {len(dims)}")
            for size, (name, extent) in zip(tile, dims.items(), strict=True):
                if not 1 <= size <= extent:
                    raise VerifyException(f"a cost's tile has size {size} along '{name}' of size {extent}")
            if (core_type, tile) in keys:
                raise VerifyException(f"two costs of tile {_x(tile)} on @{core_type}")
            keys.add((core_type, tile))
        if self.cores is not None:
            ways = _count([w for _, w in tiling.spatial]) if tiling is not None else 1
            if len(self.cores) != ways:
                raise VerifyException(f"{len(self.cores)} cores for {ways} spatial parts")
            if len(set(self.core_names)) != len(self.cores):
                raise VerifyException("two spatial parts on one core")


@irdl_op_definition
class StackOp(IRDLOperation):
    """A fusion group: layers whose intermediate tensors stay on chip.

    Its operands are what it reads from outside (layer results of other stacks, network inputs), its
    results what outlives it. Weights and views are rematerialised inside.

    ```mlir
    %1 = dnn.stack "front"(%a = %x : tensor<1x3x8x8xf32>) -> (tensor<1x4x8x8xf32>) {
      …
      dnn.yield %0 : tensor<1x4x8x8xf32>
    }
    ```
    """

    name = "dnn.stack"
    stack_name = prop_def(StringAttr)
    inputs = var_operand_def(_Tensor)
    outputs = var_result_def(_Tensor)
    body = region_def("single_block")
    traits = lazy_traits_def(
        lambda: (IsolatedFromAbove(), HasParent(NetworkOp), SingleBlockImplicitTerminator(YieldOp), Pure())
    )

    def __init__(
        self, name: str, inputs: Sequence[SSAValue], result_types: Sequence[Attribute], body: Region
    ):
        super().__init__(
            operands=[inputs],
            result_types=[result_types],
            properties={"stack_name": StringAttr(name)},
            regions=[body],
        )

    @property
    def layers(self) -> Iterable[LayerOp]:
        """Its layers, in order."""
        return (op for op in self.body.block.ops if isinstance(op, LayerOp))

    @classmethod
    def parse(cls, parser: Parser) -> "StackOp":
        name = parser.parse_str_literal()

        def binding() -> tuple[Parser.Argument, SSAValue]:
            argument = parser.parse_argument(expect_type=False)
            parser.parse_punctuation("=")
            operand = parser.parse_unresolved_operand()
            parser.parse_punctuation(":")
            value_type = parser.parse_type()
            return argument.resolve(value_type), parser.resolve_operand(operand, value_type)

        bindings = parser.parse_comma_separated_list(parser.Delimiter.PAREN, binding)
        parser.parse_punctuation("->")
        result_types = parser.parse_comma_separated_list(parser.Delimiter.PAREN, parser.parse_type)
        attributes = parser.parse_optional_attr_dict_with_keyword()
        body = parser.parse_region([argument for argument, _ in bindings])
        op = cls(name, [operand for _, operand in bindings], result_types, body)
        if attributes is not None:
            op.attributes.update(attributes.data)
        return op

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        printer.print_string_literal(self.stack_name.data)
        printer.print_string("(")
        for position, (argument, operand) in enumerate(zip(self.body.block.args, self.inputs, strict=True)):
            if position:
                printer.print_string(", ")
            printer.print_ssa_value(argument)
            printer.print_string(" = ")
            printer.print_ssa_value(operand)
            printer.print_string(" : ")
            printer.print_attribute(operand.type)
        printer.print_string(") -> (")
        printer.print_list(self.outputs, lambda v: printer.print_attribute(v.type))
        printer.print_string(")")
        printer.print_op_attributes(self.attributes, print_keyword=True)
        printer.print_string(" ")
        printer.print_region(self.body, print_entry_block_args=False)

    def verify_(self) -> None:
        arguments, terminator = self.body.block.args, self.body.block.last_op
        if [a.type for a in arguments] != list(self.inputs.types):
            raise VerifyException("the stack's arguments disagree with its operands")
        if not isinstance(terminator, YieldOp) or list(terminator.arguments.types) != list(
            self.outputs.types
        ):
            raise VerifyException("dnn.yield disagrees with the stack's results")
        for operand in self.inputs:
            if not isinstance(operand.owner, StackOp | Block):
                raise VerifyException(
                    "a stack reads network inputs and other stacks' results; weights and views are made inside"
                )
        for value in terminator.arguments:
            if not isinstance(value.owner, LayerOp):
                raise VerifyException(
                    "a stack yields results of its layers only; views are made where they are read"
                )


Dnn = Dialect(
    "dnn",
    [NetworkOp, WeightOp, ViewOp, LayerOp, StackOp, YieldOp, ReturnOp],
    [TilingAttr, SplitAttr, PinsAttr, CostAttr, RecipeAttr],
)
