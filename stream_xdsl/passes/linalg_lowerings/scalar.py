"""What one point of a `linalg` operation computes: its body as an expression, in which the kinds of `dnn` are found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray
from xdsl.dialects import arith, math
from xdsl.dialects.builtin import DenseIntOrFPElementsAttr, FloatAttr, IntegerAttr, IntegerType, f64, i1
from xdsl.dialects.linalg.ops import IndexOp
from xdsl.ir import Attribute, Block, BlockArgument, Operation, SSAValue
from xdsl.utils.type import get_element_type_or_self

from stream_xdsl.dialects.elements import is_splat
from stream_xdsl.passes.lowering.layer_builder import shortest
from stream_xdsl.workload.kinds import Kind


@dataclass(frozen=True)
class Operand:
    """The element of an operand, inputs first, then what the results begin with."""

    index: int


@dataclass(frozen=True)
class Position:
    """The index of a loop."""

    loop: int


@dataclass(frozen=True)
class Number:
    """A constant."""

    value: float


@dataclass(frozen=True)
class Apply:
    """A kind of `dnn`, or the name of what has none, applied to expressions; `type` is the result's element type."""

    operator: str
    arguments: "tuple[Scalar, ...]"
    type: Attribute
    params: tuple[tuple[str, float], ...] = ()
    keeps_value: bool = False
    """Whether it is a cast to a type that has all values, but for the rounding of floats."""
    remedy: str = ""
    """What to do about it where `dnn` computes it differently; empty for all else."""


Scalar: TypeAlias = Operand | Position | Number | Apply


def read_body(block: Block, position: int) -> Scalar:
    """The expression of the result at this position."""
    terminator = block.last_op
    assert terminator is not None  # verified: the region has a terminator
    return _read(terminator.operands[position], block)


def number_of(value: SSAValue) -> float | None:
    """A scalar constant, as such or of another type, or the one value of all elements of a constant tensor; else None."""
    owner = value.owner
    if isinstance(owner, _CASTS):
        number = number_of(owner.operands[0])
        return None if number is None else _cast_number(owner, number, value.type)
    if not isinstance(owner, arith.ConstantOp):
        return None
    match owner.value:
        case FloatAttr() | IntegerAttr() as attribute:
            return _short(_as_type(attribute.value.data, attribute.type), attribute.type)
        case DenseIntOrFPElementsAttr() as elements if is_splat(elements):
            return _short(cast(float, next(iter(elements.iter_values()))), elements.get_element_type())
        case _:
            return None


def _short(number: float, type_: Attribute) -> float:
    """The number with few digits; those of f64 mean what they are."""
    return number if type_ == f64 else shortest(number)


def operands_of(scalar: Scalar) -> set[int]:
    """The operands that an expression reads."""
    match scalar:
        case Operand(index):
            return {index}
        case Apply(_, arguments):
            return set[int]().union(*map(operands_of, arguments))
        case _:
            return set()


def _cast_number(op: Operation, number: float, type_: Attribute) -> float | None:
    """What an operation of `_CASTS` makes of a constant; None where MLIR leaves it open."""
    source = get_element_type_or_self(op.operands[0].type)
    if isinstance(source, IntegerType):
        if isinstance(op, _READ_AS_UNSIGNED):
            number %= 2**source.width.data
        elif source == i1 and isinstance(op, _READ_AS_SIGNED):
            number = -(number % 2)
    if isinstance(op, arith.FPToSIOp | arith.FPToUIOp) and not np.isfinite(number):
        return None
    return _as_type(number, get_element_type_or_self(type_))


def _as_type(number: Any, type_: Attribute) -> Any:
    """A number, or an array of them, cut off and wrapped around where an integer type holds no other."""
    if not isinstance(type_, IntegerType):
        return number
    modulus = 2**type_.width.data
    lowest = 0 if type_ == i1 else -(modulus // 2)
    whole = number if isinstance(number, int) else np.trunc(np.asarray(number, np.float64))
    return whole - modulus * ((whole - lowest) // modulus)


def without_casts(scalar: Scalar) -> Scalar:
    """The expression before changes of its element type that keep its value, but for the rounding of floats."""
    while isinstance(scalar, Apply) and scalar.operator == Kind.CAST and scalar.keeps_value:
        scalar = scalar.arguments[0]
    return scalar


def computed_differently(scalar: Scalar) -> Apply | None:
    """What `dnn` computes differently in an expression; None where there is nothing."""
    if not isinstance(scalar, Apply):
        return None
    if scalar.remedy:
        return scalar
    return next((found for found in map(computed_differently, scalar.arguments) if found is not None), None)


def evaluate(scalar: Scalar, operands: Callable[[int], Any], positions: Sequence[NDArray[Any]]) -> Any:
    """The expression's value in double precision, arrays broadcast; raises KeyError where an operator is not known here."""
    match scalar:
        case Operand(index):
            return operands(index)
        case Position(loop):
            return positions[loop]
        case Number(value):
            return value
        case Apply(Kind.CAST, (argument,), type_):
            return _as_type(evaluate(argument, operands, positions), type_)
        case Apply(operator, arguments, _, params):
            given = dict(params)
            if operator == Kind.CLIP:
                return np.clip(
                    evaluate(arguments[0], operands, positions), given.get("min"), given.get("max")
                )
            return _FUNCTIONS[operator](*(evaluate(item, operands, positions) for item in arguments))


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    Kind.ADD: np.add,
    Kind.SUB: np.subtract,
    Kind.MUL: np.multiply,
    Kind.DIV: np.divide,
    Kind.MAX: np.maximum,
    Kind.MIN: np.minimum,
    Kind.NEG: np.negative,
    Kind.ABS: np.abs,
    Kind.SQRT: np.sqrt,
    Kind.EXP: np.exp,
    Kind.LOG: np.log,
    Kind.POW: np.power,
    Kind.RELU: lambda x: np.maximum(x, 0),  # pyright: ignore[reportUnknownLambdaType]
    Kind.RECIPROCAL: lambda x: np.divide(1.0, x),  # pyright: ignore[reportUnknownLambdaType]
}

_KINDS: dict[str, Kind] = {
    "arith.addf": Kind.ADD,
    "arith.addi": Kind.ADD,
    "arith.subf": Kind.SUB,
    "arith.subi": Kind.SUB,
    "arith.mulf": Kind.MUL,
    "arith.muli": Kind.MUL,
    "arith.divf": Kind.DIV,
    "arith.maximumf": Kind.MAX,
    "arith.maxsi": Kind.MAX,
    "arith.minimumf": Kind.MIN,
    "arith.minsi": Kind.MIN,
    "arith.negf": Kind.NEG,
    "math.absf": Kind.ABS,
    "math.absi": Kind.ABS,
    "math.erf": Kind.ERF,
    "math.exp": Kind.EXP,
    "math.log": Kind.LOG,
    "math.powf": Kind.POW,
    "math.fpowi": Kind.POW,
    "math.sqrt": Kind.SQRT,
    "math.tanh": Kind.TANH,
}

_CASTS = (
    arith.ExtFOp,
    arith.ExtSIOp,
    arith.ExtUIOp,
    arith.FPToSIOp,
    arith.FPToUIOp,
    arith.IndexCastOp,
    arith.SIToFPOp,
    arith.TruncFOp,
    arith.TruncIOp,
    arith.UIToFPOp,
)

_READ_AS_SIGNED = (arith.ExtSIOp, arith.SIToFPOp)
_READ_AS_UNSIGNED = (arith.ExtUIOp, arith.UIToFPOp)

_SIGNED = (
    "integers of dnn are signed: use arith.extsi, arith.sitofp or arith.fptosi; unsigned data of n bits become signed "
    "by subtracting 2^(n-1), also from their zero point"
)
_BOOLEAN = "i1 holds 0 and 1 in dnn, not 0 and -1: use arith.extui or arith.uitofp, and negate"
_NON_ZERO = "a cast to i1 is 1 for all but zero in dnn: keep the type before it"

_NOT_A_NUMBER = "maxima and minima of dnn pass NaN on: use arith.maximumf or arith.minimumf"
_ONE_BIT = "i1 holds 0 and 1 in dnn, and does not wrap around: cast to a wider type first (arith.extui)"

_VALUE_KEEPING = (
    arith.ExtFOp,
    arith.IndexCastOp,
    arith.TruncFOp,
    *_READ_AS_SIGNED,
    *_READ_AS_UNSIGNED,
)

_COMPARISONS = {"gt": "greater", "ge": "greater", "lt": "less", "le": "less"}
"""Whether equal elements count makes no difference to a choice between them."""


def _read(value: SSAValue, block: Block) -> Scalar:
    if isinstance(value, BlockArgument) and value.block is block:
        return Operand(value.index)
    if (number := number_of(value)) is not None:
        return Number(number)
    owner = value.owner
    if isinstance(owner, Block) or owner.parent is not block:
        return Apply("a value from outside", (), value.type)
    if isinstance(owner, IndexOp):
        return Position(owner.dim.value.data)
    arguments = tuple(_read(operand, block) for operand in owner.operands)
    return _simplified(owner, arguments, value.type)


def _simplified(op: Operation, arguments: tuple[Scalar, ...], type_: Attribute) -> Scalar:
    match op:
        case arith.CmpfOp():
            name = arith.CMPF_COMPARISON_OPERATIONS[op.predicate.value.data]
            return _comparison(name[1:] if name[0] in "ou" else name, arguments, type_)
        case arith.CmpiOp():
            name = arith.CMPI_COMPARISON_OPERATIONS[op.predicate.value.data]
            return _comparison(name.removeprefix("s"), arguments, type_)
        case arith.SelectOp():
            return _selection(arguments, type_)
        case math.RsqrtOp():
            return Apply(Kind.RECIPROCAL, (Apply(Kind.SQRT, arguments, type_),), type_)
        case _ if isinstance(op, _CASTS):
            return _cast(op, arguments, type_)
        case arith.MaxnumfOp() | arith.MinnumfOp():
            return Apply(f"'{op.name}', which ignores NaN", arguments, type_, remedy=_NOT_A_NUMBER)
        case arith.AddiOp() | arith.SubiOp() | arith.MaxSIOp() | arith.MinSIOp() if type_ == i1:
            return Apply(f"'{op.name}' of i1", arguments, type_, remedy=_ONE_BIT)
        case _ if op.name in _KINDS:
            return combine(_KINDS[op.name], arguments, type_)
        case _:
            return Apply(op.name, arguments, type_)


def _cast(op: Operation, arguments: tuple[Scalar, ...], type_: Attribute) -> Scalar:
    """`cast` where `dnn` computes the same: its integers are signed, i1 holds 0 and 1, and is 1 for all but zero."""
    source = op.operands[0].type
    if source == i1 and isinstance(op, _READ_AS_SIGNED):
        return Apply(f"'{op.name}' of i1", arguments, type_, remedy=_BOOLEAN)
    if type_ == i1:
        return Apply(f"'{op.name}' to i1", arguments, type_, remedy=_NON_ZERO)
    if isinstance(op, arith.FPToUIOp) or (source != i1 and isinstance(op, _READ_AS_UNSIGNED)):
        return Apply(f"'{op.name}', which is unsigned", arguments, type_, remedy=_SIGNED)
    return Apply(Kind.CAST, arguments, type_, keeps_value=isinstance(op, _VALUE_KEEPING))


def _comparison(name: str, arguments: tuple[Scalar, ...], type_: Attribute) -> Scalar:
    """`greater` of the arguments where that says it, so that there is one form of it."""
    found = _COMPARISONS.get(name)
    if found is None:
        return Apply(f"comparison '{name}'", arguments, type_)
    return Apply("greater", arguments if found == "greater" else arguments[::-1], type_)


def _selection(arguments: tuple[Scalar, ...], type_: Attribute) -> Scalar:
    condition, chosen, other = arguments
    # Comparisons of i1 are signed, and dnn's i1 is not.
    if isinstance(condition, Apply) and condition.operator == "greater" and type_ != i1:
        greater, less = map(without_casts, condition.arguments)
        if (chosen, other) == (greater, less):
            return combine(Kind.MAX, (greater, less), type_)
        if (chosen, other) == (less, greater):
            return combine(Kind.MIN, (greater, less), type_)
        positive, negative = (chosen, other) if less == Number(0) else (other, chosen)
        sloped = _sloped(positive, negative, type_) if Number(0) in (greater, less) else None
        if sloped is not None and positive in (greater, less):
            return sloped
    return Apply("arith.select", arguments, type_)


def _sloped(value: Scalar, negative: Scalar, type_: Attribute) -> Scalar | None:
    """What is the value itself above zero, and a multiple of it below."""
    if not isinstance(negative, Apply) or negative.operator != Kind.MUL:
        return None
    match negative.arguments:
        case (factor, Number(alpha)) | (Number(alpha), factor) if factor == value:
            return Apply(Kind.LEAKY_RELU, (value,), type_, (("alpha", alpha),))
        case (factor, slope) | (slope, factor) if factor == value:
            return Apply(Kind.PRELU, (value, slope), type_)
        case _:
            return None


def combine(kind: Kind, arguments: tuple[Scalar, ...], type_: Attribute) -> Scalar:
    """A kind applied to expressions, or a kind that says more with fewer of them."""
    match kind, arguments:
        case Kind.MAX, (value, Number(bound)) | (Number(bound), value):
            return Apply(Kind.RELU, (value,), type_) if bound == 0 else _clipped(value, "min", bound, type_)
        case Kind.MIN, (value, Number(bound)) | (Number(bound), value):
            return _clipped(value, "max", bound, type_)
        case Kind.SUB, (Number(0), value):
            return Apply(Kind.NEG, (value,), type_)
        case Kind.DIV, (
            Number(1),
            Apply(
                Kind.ADD,
                (Number(1), Apply(Kind.EXP, (Apply(Kind.NEG, (value,)),)))
                | (Apply(Kind.EXP, (Apply(Kind.NEG, (value,)),)), Number(1)),
            ),
        ):
            return Apply(Kind.SIGMOID, (value,), type_)
        case Kind.DIV, (Number(1), value):
            return Apply(Kind.RECIPROCAL, (value,), type_)
        case Kind.MUL, (value, Apply(Kind.SIGMOID, (same,))) | (Apply(Kind.SIGMOID, (same,)), value) if (
            value == same
        ):
            return Apply(Kind.SILU, (value,), type_)
        case _:
            return Apply(kind, arguments, type_)


def _clipped(value: Scalar, side: str, bound: float, type_: Attribute) -> Scalar:
    """max(min(x, 6), 0) is one clip; a bound outside the other would make the order matter."""
    bounds: dict[str, float] = {}
    inner = value
    if isinstance(value, Apply) and value.operator in (Kind.RELU, Kind.CLIP):
        bounds = {"min": 0.0} if value.operator == Kind.RELU else dict(value.params)
        inner = value.arguments[0]
    bounds[side] = (
        max(bounds.get(side, bound), bound) if side == "min" else min(bounds.get(side, bound), bound)
    )
    if bounds.get("min", bound) > bounds.get("max", bound):
        return Apply(Kind.CLIP, (value,), type_, ((side, bound),))
    return Apply(Kind.CLIP, (inner,), type_, tuple(sorted(bounds.items(), reverse=True)))
