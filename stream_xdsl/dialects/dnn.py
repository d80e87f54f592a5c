"""The `dnn` dialect: what is to be computed, as loop nests over named dimensions.

A `dnn.network` holds weights, views and layers; `dnn-partition-fusion` groups its layers into
`dnn.stack`s; later passes add tile sizes, candidate splits, costs and cores as properties of the layers.

IRDL cannot express this dialect: IRDL knows no terminators, so no regions that end with `dnn.yield`, and no syntax for attributes but its own.
"""

from collections.abc import Iterable, Sequence

from xdsl.dialects.builtin import (
    I64,
    ArrayAttr,
    DenseArrayBase,
    FlatSymbolRefAttr,
    Float64Type,
    FloatAttr,
    IntegerAttr,
    StringAttr,
    SymbolNameConstraint,
    SymbolRefAttr,
    TensorType,
    f64,
    i64,
)
from xdsl.dialects.utils import AbstractYieldOperation
from xdsl.ir import Attribute, Block, Dialect, Operation, Region, SSAValue
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

from stream_xdsl.dialects.accel import number_text
from stream_xdsl.dialects.dnn_attributes import (
    AllocationAttr,
    CostAttr,
    PinsAttr,
    RecipeAttr,
    SplitAttr,
    TilingAttr,
)
from stream_xdsl.dialects.dnn_layer import LayerOp
from stream_xdsl.dialects.dnn_maps import element_count, shape_of, shape_text

_Tensor = TensorType.constr()


class _SystemExists(SymbolUserOpInterface):
    def verify(self, op: Operation) -> None:
        if not isinstance(op, NetworkOp) or op.system is None:
            return
        system = SymbolTable.lookup_symbol(op, op.system)
        if system is None or system.name != "accel.system":
            raise VerifyException(f"'@{op.system.root_reference.data}' does not name an accel.system")


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
    priority = opt_prop_def(StringAttr)
    """In what order tiles are to be placed, as `convert-dnn-to-sched` has it, if that was decided: `memory` or `latency`."""
    prefetch = opt_prop_def(FloatAttr[Float64Type])
    """Up to which share of memories what tiles need is to be loaded before they are placed, as `convert-dnn-to-sched` has it, if that was decided."""
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
        priority: str | None = None,
        prefetch: float | None = None,
        system: str | None = None,
    ):
        super().__init__(
            properties={
                "sym_name": StringAttr(name),
                "input_names": ArrayAttr([StringAttr(n) for n in input_names]),
                "output_names": ArrayAttr([StringAttr(n) for n in output_names]),
                "returned_types": ArrayAttr(list(result_types)),
                "precision": None if precision is None else StringAttr(precision),
                "priority": None if priority is None else StringAttr(priority),
                "prefetch": None if prefetch is None else FloatAttr(prefetch, f64),
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
        priority = parser.parse_identifier() if parser.parse_optional_keyword("priority") else None
        prefetch = float(parser.parse_number()) if parser.parse_optional_keyword("prefetch") else None
        attributes = parser.parse_optional_attr_dict_with_keyword()
        body = parser.parse_region(arguments)
        op = cls(
            name.data,
            names["inputs"],
            names["outputs"],
            [t for t in result_types if isinstance(t, TensorType)],
            body,
            precision=precision,
            priority=priority,
            prefetch=prefetch,
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
        if self.priority is not None:
            printer.print_string(f" priority {self.priority.data}")
        if self.prefetch is not None:
            printer.print_string(f" prefetch {number_text(self.prefetch.value.data)}")
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
        if self.priority is not None and self.priority.data not in ("memory", "latency"):
            raise VerifyException(f"tiles have priority memory or latency, not {self.priority.data}")
        if self.prefetch is not None and not 0 <= self.prefetch.value.data <= 1:
            raise VerifyException(
                f"prefetch is a share from 0 to 1, not {number_text(self.prefetch.value.data)}"
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
        if shape is not None and shape != shape_of(self.output):
            raise VerifyException(
                f"the recipe makes shape {shape_text(shape)}, not {shape_text(shape_of(self.output))}"
            )


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
        if expected != shape_of(self.output):
            raise VerifyException(
                f"the {kind} view has shape {shape_text(expected)}, not {shape_text(shape_of(self.output))}"
            )

    def _expected_shape(self) -> tuple[int, ...]:
        source, target = shape_of(self.inputs[0]), shape_of(self.output)
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
                elements = {element_count(source), element_count(target)}
                if len(elements) != 1:
                    raise VerifyException(
                        f"cannot reshape {shape_text(source)} to {shape_text(target)}: element counts differ"
                    )
                return target

    def _concat_shape(self) -> tuple[int, ...]:
        source, axes = shape_of(self.inputs[0]), self.parameter("axis")
        if len(axes) != 1 or not 0 <= axes[0] < len(source):
            raise VerifyException(f"concat axis {list(axes)} of {len(source)} axes")
        axis = axes[0]
        for operand in self.inputs:
            shape = shape_of(operand)
            if (
                len(shape) != len(source)
                or shape[:axis] + shape[axis + 1 :] != source[:axis] + source[axis + 1 :]
            ):
                raise VerifyException(
                    f"cannot concatenate {shape_text(source)} and {shape_text(shape)} along axis {axis}"
                )
        return (*source[:axis], sum(shape_of(operand)[axis] for operand in self.inputs), *source[axis + 1 :])


@irdl_op_definition
class StackOp(IRDLOperation):
    """A fusion group: layers whose intermediate tensors stay on chip.

    Its operands are what it reads from outside (layer results of other stacks, network inputs), its
    results what outlives it. Weights and views are rematerialised inside. `row_tiles` is the number of tiles into which
    the rows of its layers are to be cut, if that was decided with the stack.

    ```mlir
    %1 = dnn.stack "front"(%a = %x : tensor<1x3x8x8xf32>) -> (tensor<1x4x8x8xf32>) row_tiles 4 {
      …
      dnn.yield %0 : tensor<1x4x8x8xf32>
    }
    ```
    """

    name = "dnn.stack"
    stack_name = prop_def(StringAttr)
    row_tiles = opt_prop_def(IntegerAttr[I64])
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
        has_row_tiles = parser.parse_optional_keyword("row_tiles") is not None
        row_tiles = IntegerAttr(parser.parse_integer(), i64) if has_row_tiles else None
        attributes = parser.parse_optional_attr_dict_with_keyword()
        body = parser.parse_region([argument for argument, _ in bindings])
        op = cls(name, [operand for _, operand in bindings], result_types, body)
        op.row_tiles = row_tiles
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
        if self.row_tiles is not None:
            printer.print_string(f" row_tiles {self.row_tiles.value.data}")
        printer.print_op_attributes(self.attributes, print_keyword=True)
        printer.print_string(" ")
        printer.print_region(self.body, print_entry_block_args=False)

    def verify_(self) -> None:
        if self.row_tiles is not None and self.row_tiles.value.data < 1:
            raise VerifyException(f"row_tiles must be positive, got {self.row_tiles.value.data}")
        if self.row_tiles is not None and len(list(self.layers)) < 2:
            raise VerifyException(
                "row_tiles is for stacks of several layers, whose rows stream from one to the next"
            )
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
    [TilingAttr, SplitAttr, AllocationAttr, PinsAttr, CostAttr, RecipeAttr],
)
