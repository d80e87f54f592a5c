"""Reductions without products: over whole axes, or over windows."""

from dataclasses import replace
from math import prod
from typing import cast

import numpy as np
from xdsl.dialects.builtin import TensorType

from stream_xdsl.passes.linalg_lowerings.builder import LinalgBuilder, read_axes
from stream_xdsl.passes.linalg_lowerings.elementwise import compute
from stream_xdsl.passes.linalg_lowerings.scalar import Apply, Operand, Scalar, operands_of
from stream_xdsl.passes.linalg_lowerings.structured import Place, Structured
from stream_xdsl.passes.linalg_lowerings.window import (
    divisor_of,
    divisors,
    is_highest,
    is_lowest,
    is_window,
    lower_pooling,
)
from stream_xdsl.passes.lowering.layer_builder import Axis, Nest, Read, Tensor, Value, with_shape
from stream_xdsl.workload.kinds import Kind

_KINDS = {Kind.ADD: Kind.REDUCE_SUM, Kind.MAX: Kind.REDUCE_MAX, Kind.MIN: Kind.REDUCE_MIN}


def lower_reduction(builder: LinalgBuilder, found: Structured, position: int) -> Value:
    """A layer that reduces; what is reduced has layers of its own where it is more than an operand."""
    kind, scalar = _reduced(builder, found, position)
    _check_begin(builder, found, position, kind)
    if isinstance(scalar, Operand) and any(map(is_window, found.places[scalar.index])):
        if kind is Kind.REDUCE_MIN:
            raise builder.error(
                found.op, "it takes minima over windows", "only maxima and means over windows are supported"
            )
        return lower_pooling(builder, found, scalar.index, kind)
    if isinstance(scalar, Operand) and _covers(found, found.places[scalar.index]):
        value, places = builder.value(found.operands[scalar.index]), found.places[scalar.index]
    else:
        value, places = _computed(builder, found, scalar)
    letters = "bcyx" if len(places) == 4 else [f"d{axis}" for axis in range(len(places))]
    names = [""] * len(found.extents)
    for letter, place in zip(letters, places, strict=True):
        names[cast(int, place.only)] = letter
    axes: list[Axis] = list(letters)
    nest = Nest(tuple((names[cast(int, p.only)], found.extents[cast(int, p.only)]) for p in places))
    kept = {place.only for place in found.outside(position)}
    count = prod(extent for loop, extent in enumerate(found.extents) if loop not in kept)
    division = divisor_of(builder, found) if kind is Kind.REDUCE_SUM else None
    if division is not None:
        numbers = divisors(builder, division)
        if numbers is None or not np.all(numbers == count):
            division = None
    result = builder.layer(
        found.op,
        kind if division is None else Kind.REDUCE_MEAN,
        nest,
        [Read(value, axes)],
        read_axes(found.outside(position), names),
        cast(Tensor, found.op.results[position].type),
    )
    if division is not None:
        builder.passes_on(division.found.op, division.sums)
    return result


def _reduced(builder: LinalgBuilder, found: Structured, position: int) -> tuple[Kind, Scalar]:
    """The kind of reduction, and the expression that is reduced."""
    so_far = found.accumulated(position)
    match found.results[position]:
        case Apply(operator, (first, second)) if operator in _KINDS and so_far in (first, second):
            scalar = second if first == so_far else first
            if so_far.index not in operands_of(scalar):
                return _KINDS[Kind(operator)], scalar
        case _:
            pass
    raise builder.error(
        found.op,
        "its body neither sums up nor takes a maximum or minimum",
        "reduce by addf, maximumf or minimumf with the result so far",
    )


def _check_begin(builder: LinalgBuilder, found: Structured, position: int, kind: Kind) -> None:
    begin = builder.splat(found.inits[position])
    ignored = {
        Kind.REDUCE_SUM: begin == 0,
        Kind.REDUCE_MAX: begin is not None and is_lowest(begin),
        Kind.REDUCE_MIN: begin is not None and is_highest(begin),
    }
    if not ignored[kind]:
        what = "a tensor" if begin is None else f"{begin:g}"
        wanted = {Kind.REDUCE_SUM: "zero", Kind.REDUCE_MAX: "-inf", Kind.REDUCE_MIN: "inf"}[kind]
        raise builder.error(
            found.op, f"it begins with {what}", f"begin with {wanted} (linalg.fill) and combine with it later"
        )


def _covers(found: Structured, places: tuple[Place, ...]) -> bool:
    loops = [place.only for place in places]
    return None not in loops and sorted(cast(list[int], loops)) == list(range(len(found.extents)))


def _computed(builder: LinalgBuilder, found: Structured, scalar: Scalar) -> tuple[Value, tuple[Place, ...]]:
    """What is reduced as a tensor over all loops."""
    if not isinstance(scalar, Apply):
        raise builder.error(
            found.op, "it reduces along a loop by which it reads nothing", "multiply by the extent instead"
        )
    loops = len(found.extents)
    identity = tuple(Place(tuple(int(i == loop) for i in range(loops))) for loop in range(loops))
    spread = replace(found, places=(*found.places[: len(found.inputs)], identity))
    type_ = with_shape(TensorType(scalar.type, []), found.extents)
    return compute(builder, spread, scalar, type_, f".{scalar.operator}"), identity
