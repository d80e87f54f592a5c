"""Shapes and linear maps of the `dnn` dialect, and the text of maps: `(b, c, 2*oy + fy - 3)`."""

from collections.abc import Sequence

from xdsl.dialects.builtin import (
    AffineMapAttr,
    TensorType,
)
from xdsl.ir import SSAValue
from xdsl.ir.affine import (
    AffineBinaryOpExpr,
    AffineBinaryOpKind,
    AffineConstantExpr,
    AffineDimExpr,
    AffineExpr,
    AffineMap,
)
from xdsl.parser import Parser


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


def format_linear(expression: AffineExpr, names: Sequence[str]) -> str:
    """`2*oy + fy - 3`: terms in order of dimension, constant last."""
    coefficients, offset = linear_terms(expression, len(names))
    text = ""
    for name, coefficient in zip(names, coefficients, strict=True):
        if coefficient:
            sign = (" - " if coefficient < 0 else " + ") if text else ("-" if coefficient < 0 else "")
            text += sign + (name if abs(coefficient) == 1 else f"{abs(coefficient)}*{name}")
    if offset and text:
        return text + (" - " if offset < 0 else " + ") + str(abs(offset))
    return text or str(offset)


def format_map(affine_map: AffineMap, names: Sequence[str]) -> str:
    """`(b, c, 2*oy + fy - 3)`."""
    return "(" + ", ".join(format_linear(e, names) for e in affine_map.results) + ")"


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


def parse_map(parser: Parser, names: Sequence[str]) -> AffineMapAttr:
    """Parse what `format_map` writes; any order of terms will do."""
    results = parser.parse_comma_separated_list(parser.Delimiter.PAREN, lambda: _parse_linear(parser, names))
    return AffineMapAttr(AffineMap(len(names), 0, tuple(results)))


def shape_of(value: SSAValue) -> tuple[int, ...]:
    """Shape of a tensor value."""
    assert isinstance(value.type, TensorType)  # guaranteed by the operand constraints
    return value.type.get_shape()


def shape_text(shape: Sequence[int]) -> str:
    """`1x64x56x56`, for messages."""
    return "x".join(str(size) for size in shape) or "scalar"


def element_count(shape: Sequence[int]) -> int:
    """Number of elements of a shape."""
    product = 1
    for size in shape:
        product *= size
    return product
