"""Windows that slide over images: names of their loops, and pooling."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from xdsl.ir import SSAValue

from stream_xdsl.passes.linalg_lowerings.builder import LinalgBuilder, Padding, leaves, read_axes
from stream_xdsl.passes.linalg_lowerings.scalar import Apply, Operand, Scalar, evaluate
from stream_xdsl.passes.linalg_lowerings.structured import Place, Structured
from stream_xdsl.passes.lowering.layer_builder import Nest, Parameter, Read, Tensor, Value, shape_of
from stream_xdsl.workload.kinds import Kind

_LETTERS = {1: "x", 2: "yx", 3: "zyx"}


def is_window(place: Place) -> bool:
    """Whether loops slide along an axis."""
    return len(place.loops) > 1 or any(coefficient > 1 for coefficient in place.coefficients)


def window_names(builder: LinalgBuilder, found: Structured, image: Sequence[Place]) -> dict[int, str]:
    """Names of the loops that slide over an image: o… number positions, f… lie within a window."""
    sliding = [place for place in image if is_window(place)]
    if len(sliding) not in _LETTERS:
        raise builder.error(
            found.op, f"it slides along {len(sliding)} axes", "only one, two and three are supported"
        )
    outside = {place.only for place in found.outside(0)}
    names: dict[int, str] = {}
    for letter, place in zip(_LETTERS[len(sliding)], sliding, strict=True):
        for loop in place.loops:
            name = f"o{letter}" if loop in outside else f"f{letter}"
            if name in names.values() or loop in names:
                raise builder.error(
                    found.op,
                    "its windows have more than a position and a place within along an axis",
                    "express it by convolutions and poolings",
                )
            names[loop] = name
    return names


def loop_rank(name: str, letters: str) -> tuple[int, int]:
    """A key that sorts loops by the letters that names begin with, then by number, or z, y, x."""
    return letters.index(name[0]), -ord(name[1]) if name[0] in "of" else int(name[1:] or 0)


def lower_pooling(builder: LinalgBuilder, found: Structured, index: int, kind: Kind) -> Value:
    """The maximum or, with the division that follows a sum, the mean over windows: loops b, c, o…, f…."""
    image = found.places[index]
    names = window_names(builder, found, image)
    alone = [place.only for place in found.outside(0) if place.only is not None and place.only not in names]
    for name, loop in zip(["b", "c", *(f"c{i}" for i in range(1, len(alone)))], alone, strict=False):
        names[loop] = name
    if len(names) < len(found.extents):
        raise builder.error(
            found.op, "it reduces along more than its windows", "reduce by an operation of its own"
        )
    ordered = sorted(names, key=lambda loop: loop_rank(names[loop], "bcof"))
    x, padding = builder.padded(found.operands[index])
    shape = shape_of(x)
    low = (0,) * len(shape) if padding is None else padding.low
    outside = padding is not None and leaves(image, found.extents, low, shape)
    params: dict[str, Parameter] = {}
    division: Division | None = None
    if kind is Kind.REDUCE_SUM:
        kind, params, division = _mean(builder, found, image, padding if outside else None, shape)
    else:
        kind = Kind.MAXPOOL
    if outside and padding is not None:
        _check_padding(builder, found, kind, padding)
    result = builder.layer(
        found.op,
        kind,
        Nest(tuple((names[loop], found.extents[loop]) for loop in ordered)),
        [Read(x, read_axes(image, _listed(names), low))],
        read_axes(found.outside(0), _listed(names)),
        cast(Tensor, found.op.results[0].type),
        pad={Kind.MAXPOOL: "minus_infinity", Kind.AVGPOOL: "zero"}[kind] if outside else "none",
        params=params,
    )
    if division is not None:
        builder.passes_on(division.found.op, division.sums)
    return result


def _listed(names: dict[int, str]) -> list[str]:
    return [names[loop] for loop in range(len(names))]


def _check_padding(builder: LinalgBuilder, found: Structured, kind: Kind, padding: Padding) -> None:
    ignored = padding.value == 0 if kind is Kind.AVGPOOL else is_lowest(padding.value)
    if not ignored:
        wanted = "zero" if kind is Kind.AVGPOOL else "-inf"
        raise builder.error(
            found.op,
            f"what it reads is padded by {padding.value:g}",
            f"pad it by {wanted}, what {kind} ignores",
        )


def is_lowest(number: float) -> bool:
    """Whether a maximum ignores a number: -inf, or the least that a type can hold."""
    return number <= -3.4e38 or number in (-(2**7), -(2**15), -(2**31), -(2**63))


def is_highest(number: float) -> bool:
    """Whether a minimum ignores a number."""
    return number >= 3.4e38 or number in (2**7 - 1, 2**15 - 1, 2**31 - 1, 2**63 - 1)


@dataclass(frozen=True)
class Division:
    """An elementwise operation that alone reads sums and divides them, perhaps after they were rearranged."""

    found: Structured
    divisor: Scalar
    sums: SSAValue
    """What it divides."""
    rearranged: bool


def divisor_of(builder: LinalgBuilder, found: Structured) -> Division | None:
    """The division that follows sums; None where none does."""
    value, rearranged = found.op.results[0], False
    op = builder.sole_reader(value)
    while op is not None and builder.rearranges(op):
        value, rearranged = op.results[0], True
        op = builder.sole_reader(value)
    reader = None if op is None else builder.structured(op)
    if reader is None or not reader.is_elementwise or len(reader.results) != 1:
        return None
    match reader.results[0]:
        case Apply(Kind.DIV, (Operand(index), divisor)):
            pass
        case _:
            return None
    if reader.operands[index] != value or reader.places[index] != reader.outside(0):
        return None
    return Division(reader, divisor, value, rearranged)


def _mean(
    builder: LinalgBuilder,
    found: Structured,
    image: Sequence[Place],
    padding: Padding | None,
    shape: Sequence[int],
) -> tuple[Kind, dict[str, Parameter], Division]:
    """The parameters of average pooling, and the division that it takes in."""
    division = divisor_of(builder, found)
    if division is None:
        raise builder.error(
            found.op,
            "it sums over windows, and no division by their size follows",
            "only maxima and means over windows are supported",
        )
    window = [place.coefficients for place in image]
    inside = prod(
        extent
        for loop, extent in enumerate(found.extents)
        if loop not in {place.only for place in found.outside(0)}
    )
    counts = divisors(builder, division)
    if counts is not None and np.all(counts == inside):
        if padding is None:
            return Kind.AVGPOOL, {}, division
        return Kind.AVGPOOL, {"pads": [*padding.low, *padding.high]}, division
    low = (0,) * len(window) if padding is None else padding.low
    if counts is not None and np.all(counts == _valid(found, image, low, shape)):
        return Kind.AVGPOOL, {}, division
    raise builder.error(
        found.op,
        "the division of its sums is by another number than that of elements in a window",
        "divide by the window's size, or by how many of its elements are no padding",
    )


def divisors(builder: LinalgBuilder, division: Division) -> NDArray[Any] | None:
    """What each element of a result is divided by, as an array that broadcasts; None where that is not known."""
    reader = division.found
    order = [cast(int, place.only) for place in reader.outside(0)]
    positions: list[NDArray[Any]] = [np.zeros(())] * len(order)
    for axis, loop in enumerate(order):
        shape = [1] * len(order)
        shape[axis] = reader.extents[loop]
        positions[loop] = np.arange(reader.extents[loop]).reshape(shape)

    def operand(index: int) -> float:
        number = builder.splat(reader.operands[index])
        if number is None:
            raise KeyError(index)
        return number

    try:
        counts = np.asarray(evaluate(division.divisor, operand, positions))
    except KeyError:
        return None
    return None if division.rearranged and counts.size > 1 else counts


def _valid(
    found: Structured, image: Sequence[Place], low: Sequence[int], shape: Sequence[int]
) -> NDArray[Any]:
    """How many elements of the tensor each window has, one axis of the result at a time."""
    outside = [place.only for place in found.outside(0)]
    result = np.ones((1,) * len(outside))
    for place, before, size in zip(image, low, shape, strict=True):
        if not is_window(place):
            continue
        kernel = [loop for loop in place.loops if loop not in outside]
        within = (
            np.arange(found.extents[kernel[0]]) * place.coefficients[kernel[0]] if kernel else np.zeros(1)
        )
        position = [loop for loop in place.loops if loop in outside]
        starts = (
            np.arange(found.extents[position[0]]) * place.coefficients[position[0]]
            if position
            else np.zeros(1)
        )
        at = starts[:, None] + within[None, :] - before
        counts = ((at >= 0) & (at < size)).sum(axis=1)
        spread = [1] * len(outside)
        if position:
            spread[outside.index(position[0])] = -1
        result = result * counts.reshape(spread)
    return result
