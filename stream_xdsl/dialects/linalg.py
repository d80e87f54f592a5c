"""The `linalg` dialect as it is read here: xDSL's, and what it lacks of MLIR's.

Named operations are given by the axes of their operands, in letters for loops: `h+i` is an axis along which a window slides, h
by the stride and i by the dilation of that axis.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import auto
from typing import Any, ClassVar, TypeAlias, cast

from xdsl.builder import Builder
from xdsl.dialects import arith, math
from xdsl.dialects.builtin import (
    AffineMapAttr,
    AnyFloat,
    ArrayAttr,
    DenseIntElementsAttr,
    FloatAttr,
    IntegerAttr,
    IntegerType,
    StringAttr,
    TensorType,
    i64,
)
from xdsl.dialects.linalg import Linalg as XdslLinalg
from xdsl.dialects.linalg import ops
from xdsl.dialects.linalg.abstract_ops import NamedOperation
from xdsl.dialects.linalg.attrs import IteratorType, IteratorTypeAttr
from xdsl.dialects.utils import EnumAttribute
from xdsl.ir import Attribute, BlockArgument, Dialect, Region, SSAValue
from xdsl.ir.affine import AffineConstantExpr, AffineDimExpr, AffineExpr, AffineMap
from xdsl.irdl import (
    IRDLOperation,
    eq,
    irdl_attr_definition,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    prop_def,
    result_def,
)
from xdsl.parser import AttrParser, Parser
from xdsl.printer import Printer
from xdsl.utils.exceptions import VerifyException
from xdsl.utils.str_enum import StrEnum

GENERALIZE = "turn it into a linalg.generic (mlir-opt --linalg-generalize-named-ops)"
"""What to do about named operations that are not read."""

Body: TypeAlias = "Callable[[Sequence[SSAValue], bool], SSAValue]"
"""Makes the operations of a body and returns what it yields; its elements are floats or not."""


@dataclass(frozen=True)
class _Form:
    """Loops in order, and the axes of each operand, the result last; no axes: those of an elementwise operation."""

    loops: str
    axes: tuple[str, ...]
    inputs: int
    body: Body


class TypeFn(StrEnum):
    """How a named operation makes its operands as wide as its result."""

    CAST_SIGNED = auto()
    CAST_UNSIGNED = auto()


@irdl_attr_definition
class TypeFnAttr(EnumAttribute[TypeFn]):
    """`#linalg.type_fn<cast_unsigned>`."""

    name = "linalg.type_fn"

    @classmethod
    def parse_parameter(cls, parser: AttrParser) -> TypeFn:
        with parser.in_angle_brackets():
            return super().parse_parameter(parser)

    def print_parameter(self, printer: Printer) -> None:
        with printer.in_angle_brackets():
            super().print_parameter(printer)


@irdl_op_definition
class SoftmaxOp(IRDLOperation):
    """Exponentials along an axis, divided by their sum. It has no loops of its own."""

    name = "linalg.softmax"

    dimension = prop_def(IntegerAttr.constr(type=eq(i64)))
    input = operand_def(TensorType)
    output = operand_def(TensorType)
    result = result_def(TensorType)

    assembly_format = (
        "attr-dict `dimension` `(` $dimension `)` `ins` `(` $input `:` type($input) `)` "
        "`outs` `(` $output `:` type($output) `)` `->` type($result)"
    )


class ReduceOp(ops.ReduceOp):
    """xDSL's `linalg.reduce`, which lacks the short form that MLIR has of a body of one operation."""

    @classmethod
    def parse(cls, parser: Parser) -> "ReduceOp":
        if parser.parse_optional_punctuation("{"):
            parser.raise_error(f"linalg.reduce with its operation in braces is not read; {GENERALIZE}")
        return super().parse(parser)


class GenericOp(ops.GenericOp):
    """xDSL's `linalg.generic`, and the list in parentheses that MLIR writes of several results."""

    @classmethod
    def parse(cls, parser: Parser) -> "GenericOp":
        at = parser.pos
        attributes = parser.parse_optional_attr_dict()
        maps, iterators = attributes.pop("indexing_maps", None), attributes.pop("iterator_types", None)
        if not isinstance(maps, ArrayAttr) or not isinstance(iterators, ArrayAttr):
            parser.raise_error("linalg.generic needs lists of indexing_maps and iterator_types", at)
        properties = {name: attributes.pop(name) for name in ("doc", "library_call") if name in attributes}
        inputs, outputs = _parse_operands(parser, "ins"), _parse_operands(parser, "outs")
        if parser.parse_optional_keyword("attrs"):
            parser.parse_punctuation("=")
            attributes |= parser.parse_optional_attr_dict()
        body = parser.parse_region()
        types = _parse_results(parser)
        op = cls(
            inputs,
            outputs,
            body,
            cast(ArrayAttr[AffineMapAttr], maps),
            [_iterator(parser, item, at) for item in cast(ArrayAttr[Attribute], iterators)],
            types,
        )
        op.properties |= properties
        op.attributes |= attributes
        return op


def _iterator(parser: Parser, attribute: Attribute, at: int) -> Attribute:
    """A name in quotes is how custom form has an iterator type."""
    if not isinstance(attribute, StringAttr):
        return attribute
    known = [str(kind.value) for kind in IteratorType]
    if attribute.data not in known:
        parser.raise_error(f"'{attribute.data}' is no iterator type; there are {', '.join(known)}", at)
    return IteratorTypeAttr(IteratorType(attribute.data))


def _parse_operands(parser: Parser, keyword: str) -> Sequence[SSAValue]:
    if not parser.parse_optional_keyword(keyword):
        return ()
    at = parser.pos
    with parser.in_parens():
        operands = parser.parse_comma_separated_list(parser.Delimiter.NONE, parser.parse_unresolved_operand)
        parser.parse_punctuation(":")
        types = parser.parse_comma_separated_list(parser.Delimiter.NONE, parser.parse_type)
    return parser.resolve_operands(operands, types, at)


def _parse_results(parser: Parser) -> Sequence[Attribute]:
    if not parser.parse_optional_punctuation("->"):
        return ()
    types = parser.parse_optional_comma_separated_list(parser.Delimiter.PAREN, parser.parse_type)
    return (
        parser.parse_comma_separated_list(parser.Delimiter.NONE, parser.parse_type)
        if types is None
        else types
    )


class _NamedOp(NamedOperation):
    """A named operation given by its form, the entry of its name in `_FORMS`."""

    PRINT_ATTRS_IN_FRONT: ClassVar[bool] = True

    strides = opt_prop_def(DenseIntElementsAttr)
    dilations = opt_prop_def(DenseIntElementsAttr)
    indexing_maps = opt_prop_def(ArrayAttr[AffineMapAttr])
    """Of products that transpose or broadcast their operands, in place of those of the form."""
    cast = opt_prop_def(TypeFnAttr)
    """Of the products that MLIR lets choose it; signed where absent."""

    @classmethod
    def parse(cls, parser: Parser) -> "_NamedOp":
        maps = None
        if parser.parse_optional_keyword("indexing_maps"):
            parser.parse_punctuation("=")
            maps = parser.parse_attribute()
        op = super().parse(parser)
        if maps is not None:
            op.properties["indexing_maps"] = maps
        if op.cast is not None and op.cast.data is TypeFn.CAST_UNSIGNED and cls.name in _CHOOSE_CAST:
            op.detach_region(op.body)
            op.add_region(cls._body(op.inputs, op.outputs, arith.ExtUIOp))
        return op

    def print(self, printer: Printer) -> None:
        if self.indexing_maps is not None:
            printer.print_string(" indexing_maps = ")
            printer.print_attribute(self.indexing_maps)
        super().print(printer)

    @classmethod
    def get_hidden_region(cls, inputs: Sequence[SSAValue], outputs: Sequence[SSAValue]) -> Region:
        return cls._body(inputs, outputs, arith.ExtSIOp)

    @classmethod
    def _body(
        cls,
        inputs: Sequence[SSAValue],
        outputs: Sequence[SSAValue],
        extension: "type[arith.ExtSIOp | arith.ExtUIOp]",
    ) -> Region:
        form = _FORMS[cls.name]
        if len(inputs) != form.inputs or len(outputs) != 1:
            raise ValueError(
                "another number of operands"
            )  # xDSL's parser makes an error with the place of it
        types = cls.body_arg_types((*inputs, *outputs))

        @Builder.implicit_region(types)
        def region(args: tuple[BlockArgument, ...]) -> None:
            widened = [_widened(argument, types[-1], extension) for argument in args]
            ops.YieldOp(form.body(widened, isinstance(types[-1], AnyFloat)))

        return region

    def get_default_indexing_maps(self) -> Sequence[AffineMap]:
        if self.indexing_maps is not None:
            return [attribute.data for attribute in self.indexing_maps]
        if not _FORMS[self.name].axes:
            rank = len(cast(TensorType[Attribute], self.outputs[0].type).get_shape())
            scalar = AffineMap(rank, 0, ())
            return [
                AffineMap.identity(rank) if isinstance(value.type, TensorType) else scalar
                for value in self.operands
            ]
        loops = _FORMS[self.name].loops
        return [
            AffineMap(len(loops), 0, tuple(self._axis(axis, axes) for axis in axes.split()))
            for axes in _FORMS[self.name].axes
        ]

    def _axis(self, axis: str, axes: str) -> AffineExpr:
        if "+" not in axis:
            return (
                AffineDimExpr(_FORMS[self.name].loops.index(axis))
                if axis.isalpha()
                else AffineConstantExpr(0)
            )
        spatial = [item for item in axes.split() if "+" in item].index(axis)
        for name, numbers in (("strides", self.strides), ("dilations", self.dilations)):
            windows = sum("+" in item for item in axes.split())
            if numbers is not None and len(numbers) != windows:
                raise VerifyException(
                    f"{self.name}: {name} has {len(numbers)} entries, it slides along {windows} axes"
                )
        outer, inner = (AffineDimExpr(_FORMS[self.name].loops.index(letter)) for letter in axis.split("+"))
        return outer * _number(self.strides, spatial) + inner * _number(self.dilations, spatial)

    def get_iterator_types(self) -> ArrayAttr[IteratorTypeAttr]:
        outside = (
            set(_FORMS[self.name].axes[-1].split())
            if _FORMS[self.name].axes
            else set(_FORMS[self.name].loops)
        )
        count = self.get_num_loops()
        return ArrayAttr(
            IteratorTypeAttr.parallel()
            if not _FORMS[self.name].axes or _FORMS[self.name].loops[loop] in outside
            else IteratorTypeAttr.reduction()
            for loop in range(count)
        )


def _number(numbers: DenseIntElementsAttr | None, position: int) -> int:
    return 1 if numbers is None else cast(tuple[int, ...], tuple(numbers.iter_values()))[position]


def _widened(value: SSAValue, type_: Attribute, extension: "type[arith.ExtSIOp | arith.ExtUIOp]") -> SSAValue:
    """An integer operand as wide as the result, as the named operations have it."""
    if not isinstance(type_, IntegerType) or not isinstance(value.type, IntegerType) or value.type == type_:
        return value
    return extension(value, type_).result


def _either(floats: type[Any], integers: type[Any]) -> Body:
    """A binary operation on the result so far and an element."""
    return lambda args, is_float: (floats if is_float else integers)(args[-1], args[0]).results[0]


def _products(args: Sequence[SSAValue], is_float: bool) -> SSAValue:
    add, mul = (arith.AddfOp, arith.MulfOp) if is_float else (arith.AddiOp, arith.MuliOp)
    return add(args[-1], mul(args[0], args[1]).results[0]).results[0]


def _quantised_products(args: Sequence[SSAValue], is_float: bool) -> SSAValue:
    """Operands are two tensors and their zero points."""
    a, b = (arith.SubiOp(args[i], args[i + 2]).results[0] for i in range(2))
    return arith.AddiOp(args[-1], arith.MuliOp(a, b).results[0]).results[0]


def _unary(operation: type[Any]) -> Body:
    return lambda args, is_float: operation(args[0]).results[0]


def _binary(operation: type[Any]) -> Body:
    return lambda args, is_float: operation(args[0], args[1]).results[0]


def _reciprocal(args: Sequence[SSAValue], is_float: bool) -> SSAValue:
    one = arith.ConstantOp(FloatAttr(1.0, cast(AnyFloat, args[0].type)))
    return arith.DivfOp(one.result, args[0]).results[0]


def _square(args: Sequence[SSAValue], is_float: bool) -> SSAValue:
    return (arith.MulfOp if is_float else arith.MuliOp)(args[0], args[0]).results[0]


_SUM = _either(arith.AddfOp, arith.AddiOp)
_MAX = _either(arith.MaximumfOp, arith.MaxSIOp)
_MIN = _either(arith.MinimumfOp, arith.MinSIOp)

_PRODUCTS = {
    "batch_matmul": ("bmnk", "b m k", "b k n", "b m n"),
    "batch_matmul_transpose_a": ("bmnk", "b k m", "b k n", "b m n"),
    "batch_matmul_transpose_b": ("bmnk", "b m k", "b n k", "b m n"),
    "batch_matvec": ("bmk", "b m k", "b k", "b m"),
    "batch_reduce_matmul": ("bmnk", "b m k", "b k n", "m n"),
    "batch_vecmat": ("bnk", "b k", "b k n", "b n"),
    "conv_1d": ("xf", "x+f", "f", "x"),
    "conv_1d_ncw_fcw": ("nfxcw", "n c x+w", "f c w", "n f x"),
    "conv_1d_nwc_wcf": ("nxfwc", "n x+w c", "w c f", "n x f"),
    "conv_2d": ("yxhw", "y+h x+w", "h w", "y x"),
    "conv_2d_nchw_fchw": ("nfyxchw", "n c y+h x+w", "f c h w", "n f y x"),
    "conv_2d_ngchw_fgchw": ("ngfyxchw", "n g c y+h x+w", "f g c h w", "n g f y x"),
    "conv_2d_ngchw_gfchw": ("ngfyxchw", "n g c y+h x+w", "g f c h w", "n g f y x"),
    "conv_2d_nhwc_fhwc": ("nyxfhwc", "n y+h x+w c", "f h w c", "n y x f"),
    "conv_2d_nhwc_hwcf": ("nyxfhwc", "n y+h x+w c", "h w c f", "n y x f"),
    "conv_2d_nhwgc_gfhwc": ("nyxgfhwc", "n y+h x+w g c", "g f h w c", "n y x g f"),
    "conv_3d": ("zyxdhw", "z+d y+h x+w", "d h w", "z y x"),
    "conv_3d_ncdhw_fcdhw": ("nfzyxcdhw", "n c z+d y+h x+w", "f c d h w", "n f z y x"),
    "conv_3d_ndhwc_dhwcf": ("nzyxfdhwc", "n z+d y+h x+w c", "d h w c f", "n z y x f"),
    "depthwise_conv_1d_ncw_cw": ("nxcw", "n c x+w", "c w", "n c x"),
    "depthwise_conv_1d_nwc_wc": ("nxcw", "n x+w c", "w c", "n x c"),
    "depthwise_conv_1d_nwc_wcm": ("nxcmw", "n x+w c", "w c m", "n x c m"),
    "depthwise_conv_2d_nchw_chw": ("nyxchw", "n c y+h x+w", "c h w", "n c y x"),
    "depthwise_conv_2d_nhwc_hwc": ("nyxchw", "n y+h x+w c", "h w c", "n y x c"),
    "depthwise_conv_2d_nhwc_hwcm": ("nyxcmhw", "n y+h x+w c", "h w c m", "n y x c m"),
    "depthwise_conv_3d_ncdhw_cdhw": ("nzyxdhwc", "n c z+d y+h x+w", "c d h w", "n c z y x"),
    "depthwise_conv_3d_ndhwc_dhwc": ("nzyxdhwc", "n z+d y+h x+w c", "d h w c", "n z y x c"),
    "dot": ("k", "k", "k", ""),
    "matmul": ("mnk", "m k", "k n", "m n"),
    "matmul_transpose_a": ("mnk", "k m", "k n", "m n"),
    "matmul_transpose_b": ("mnk", "m k", "n k", "m n"),
    "matvec": ("mk", "m k", "k", "m"),
    "vecmat": ("nk", "k", "k n", "n"),
}

_QUANTISED_PRODUCTS = {
    "conv_2d_nchw_fchw_q": ("nfyxchw", "n c y+h x+w", "f c h w", "n f y x"),
    "conv_2d_nhwc_fhwc_q": ("nyxfhwc", "n y+h x+w c", "f h w c", "n y x f"),
    "conv_2d_nhwc_hwcf_q": ("nyxfhwc", "n y+h x+w c", "h w c f", "n y x f"),
    "depthwise_conv_2d_nhwc_hwc_q": ("nyxchw", "n y+h x+w c", "h w c", "n y x c"),
    "quantized_batch_matmul": ("bmnk", "b m k", "b k n", "b m n"),
}

_POOLINGS = {
    "nchw": ("ncyxhw", "n c y+h x+w", "h w", "n c y x"),
    "nhwc": ("nyxchw", "n y+h x+w c", "h w", "n y x c"),
    "ncw": ("ncxw", "n c x+w", "w", "n c x"),
    "nwc": ("nxcw", "n x+w c", "w", "n x c"),
    "ncdhw": ("nczyxdhw", "n c z+d y+h x+w", "d h w", "n c z y x"),
    "ndhwc": ("nzyxcdhw", "n z+d y+h x+w c", "d h w", "n z y x c"),
}

_ELEMENTWISE: dict[str, tuple[int, Body]] = {
    "abs": (1, _unary(math.AbsFOp)),
    "div": (2, _binary(arith.DivfOp)),
    "erf": (1, _unary(math.ErfOp)),
    "negf": (1, _unary(arith.NegfOp)),
    "powf": (2, _binary(math.PowFOp)),
    "reciprocal": (1, _reciprocal),
    "rsqrt": (1, _unary(math.RsqrtOp)),
    "square": (1, _square),
    "tanh": (1, _unary(math.TanhOp)),
}


def _forms() -> dict[str, _Form]:
    forms: dict[str, _Form] = {}
    for name, (loops, *axes) in _PRODUCTS.items():
        forms[f"linalg.{name}"] = _Form(loops, tuple(axes), 2, _products)
    for name, (loops, a, b, out) in _QUANTISED_PRODUCTS.items():
        forms[f"linalg.{name}"] = _Form(loops, (a, b, "", "", out), 4, _quantised_products)
    for kind, body in (("sum", _SUM), ("max", _MAX), ("min", _MIN)):
        for layout, (loops, *axes) in _POOLINGS.items():
            forms[f"linalg.pooling_{layout}_{kind}"] = _Form(loops, tuple(axes), 2, body)
    for name, (inputs, body) in _ELEMENTWISE.items():
        forms[f"linalg.{name}"] = _Form("", (), inputs, body)
    forms["linalg.contract"] = _Form("", (), 2, _products)
    return forms


_FORMS = _forms()

_CHOOSE_CAST = ("linalg.batch_matmul", "linalg.contract", "linalg.matmul")
"""Others keep the attribute, and do not heed it."""


@irdl_op_definition
class ContractOp(_NamedOp):
    """Products whose loops are only in its maps."""

    name = "linalg.contract"

    def get_default_indexing_maps(self) -> Sequence[AffineMap]:
        if self.indexing_maps is None:
            raise VerifyException("linalg.contract: it has no indexing_maps")
        return super().get_default_indexing_maps()

    def get_iterator_types(self) -> ArrayAttr[IteratorTypeAttr]:
        *_, result = self.get_default_indexing_maps()
        outside = result.used_dims()
        return ArrayAttr(
            IteratorTypeAttr.parallel() if loop in outside else IteratorTypeAttr.reduction()
            for loop in range(result.num_dims)
        )


_OPERATIONS: list[type[NamedOperation]] = [
    irdl_op_definition(type(f"{name}_op", (_NamedOp,), {"name": name, "__module__": __name__}))
    for name in _FORMS
    if name != ContractOp.name
]

_OTHERS = [ContractOp, GenericOp, ReduceOp, SoftmaxOp]

_OWN = {*(op.name for op in _OTHERS), *_FORMS}

Linalg = Dialect(
    "linalg",
    [*(op for op in XdslLinalg.operations if op.name not in _OWN), *_OTHERS, *_OPERATIONS],
    [*XdslLinalg.attributes, TypeFnAttr],
)
