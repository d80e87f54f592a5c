"""Convolutions and matrix products: sums of products, told apart by where their loops read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import cast

from xdsl.dialects import tensor
from xdsl.dialects.builtin import IntegerType, i1
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.utils.type import get_element_type_or_self

from stream_xdsl.passes.linalg_lowerings.builder import LinalgBuilder, leaves, read_axes
from stream_xdsl.passes.linalg_lowerings.normalization import (
    batch_norm_of,
    channel_weight,
    per_channel_step,
    varies_by_channel_alone,
)
from stream_xdsl.passes.linalg_lowerings.scalar import Apply, Number, Operand, Scalar, without_casts
from stream_xdsl.passes.linalg_lowerings.structured import Place, Structured
from stream_xdsl.passes.linalg_lowerings.window import is_window, loop_rank, window_names
from stream_xdsl.passes.lowering.batch_norm import folded
from stream_xdsl.passes.lowering.layer_builder import (
    Axis,
    Nest,
    Parameter,
    Read,
    Tensor,
    Value,
    Weight,
    fill,
    shape_of,
    with_shape,
)
from stream_xdsl.passes.lowering.precision import Role
from stream_xdsl.workload.kinds import Kind


@dataclass(frozen=True)
class Factor:
    """An operand of the products, and what is subtracted from it first."""

    index: int
    zero_point: float


def factors_of(builder: LinalgBuilder, found: Structured) -> tuple[Factor, Factor] | None:
    """The operands of which an operation sums products; None where it does something else."""
    if len(found.results) != 1:
        return None
    match found.results[0]:
        case Apply(Kind.ADD, (so_far, Apply() as product) | (Apply() as product, so_far)) if (
            so_far == found.accumulated(0)
        ):
            pass
        case _:
            return None
    types: list[Attribute] = []
    while product.operator == Kind.CAST and isinstance(product.arguments[0], Apply):
        outer, product = product, product.arguments[0]
        if not outer.keeps_value and not isinstance(product.type, IntegerType):
            return None  # rounded before they are summed up
        types.append(product.type)
    if product.operator != Kind.MUL:
        return None
    first, second = (_factor(builder, found, argument) for argument in product.arguments)
    if first is None or second is None or first.index == second.index:
        return None
    width = _width(found, first) + _width(found, second)
    for type_ in types:
        _check_width(builder, found, "products", type_, width)
    return (first, second) if first.index < second.index else (second, first)


def _width(found: Structured, factor: Factor) -> int:
    """Bits that hold a factor less its zero point; 0 for floats."""
    element = get_element_type_or_self(found.operands[factor.index].type)
    return element.width.data + (factor.zero_point != 0) if isinstance(element, IntegerType) else 0


def _check_width(builder: LinalgBuilder, found: Structured, what: str, type_: Attribute, width: int) -> None:
    """Layers compute as wide as they sum up: what wraps around before is an error."""
    sums = cast(Tensor, found.op.results[0].type).get_element_type()
    if not isinstance(type_, IntegerType) or type_ == i1 or type_.width.data >= width:
        return  # products of i1 are 0 and 1
    if isinstance(sums, IntegerType) and sums.width.data <= type_.width.data:
        return
    raise builder.error(
        found.op,
        f"its {what} are {type_}, which wraps around, and are summed up as {sums}",
        f"cast to {sums} before the arithmetic (arith.extsi)",
    )


def _factor(builder: LinalgBuilder, found: Structured, scalar: Scalar) -> Factor | None:
    match without_casts(scalar):
        case Operand(index):
            return Factor(index, 0)
        case Apply(Kind.SUB, (value, zero), type_):
            value = without_casts(value)
            match without_casts(zero):
                case Number(number):
                    zero_point = number
                case Operand(index):
                    zero_point = builder.splat(found.operands[index])
                case _:
                    return None
            if not isinstance(value, Operand) or zero_point is None:
                return None
            factor = Factor(value.index, zero_point)
            _check_width(builder, found, "differences from a zero point", type_, _width(found, factor))
            return factor
        case _:
            return None


def lower_contraction(builder: LinalgBuilder, found: Structured, a: Factor, b: Factor) -> Value:
    """A convolution where the loops slide over the first factor, else a matrix product."""
    slides = [_slides(found.places[factor.index]) for factor in (a, b)]
    if slides[1] and not slides[0]:
        a, b = b, a
    elif all(slides):
        raise builder.error(
            found.op, "its loops slide over both factors", "only one operand of a convolution is an image"
        )
    is_convolution = any(slides)
    image, weight = found.places[a.index], found.places[b.index]
    names = (
        _convolution_names(builder, found, image, weight)
        if is_convolution
        else _matmul_names(builder, found, image, weight)
    )
    params: dict[str, Parameter] = {}
    if a.zero_point or b.zero_point:
        params = {"input_zero_point": a.zero_point, "weight_zero_point": b.zero_point}
    order = "bgkocf" if is_convolution else "bmnk"
    loops = sorted(range(len(names)), key=lambda loop: loop_rank(names[loop], order))
    nest = Nest(tuple((names[loop], found.extents[loop]) for loop in loops))
    x, padding = builder.padded(found.operands[a.index])
    low, pad = None, "none"
    if padding is not None:
        low = padding.low
        if leaves(image, found.extents, low, shape_of(x)):
            pad = "zero"
            if padding.value != a.zero_point:
                raise builder.error(
                    found.op,
                    f"what it reads is padded by {padding.value:g}",
                    f"pad it by {a.zero_point:g}, what products ignore",
                )
    channels = tuple(name for name, _ in nest.dims if name[0] in ("gk" if is_convolution else "n"))
    accumulation = _Accumulation(found, names, channels, builder.value(found.operands[b.index]), weight)
    bias, rest = _initial(builder, accumulation)
    result_value = found.op.results[0]
    tail = _Tail(builder, accumulation)
    if rest is None and bias is None:
        bias = tail.take_bias()
    kernel = accumulation.weight
    if rest is None and (bias is None or isinstance(bias.value, Weight)) and isinstance(kernel, Weight):
        kernel, bias = tail.take_batch_norm(kernel, bias)
    reads = [
        Read(x, read_axes(image, names, low)),
        Read(kernel, read_axes(weight, names), Role.WEIGHT),
        *([] if bias is None else [bias]),
    ]
    kind = Kind.CONV if is_convolution else Kind.MATMUL
    axes = read_axes(found.outside(0), names)
    type_ = cast(Tensor, result_value.type)
    result: Value = builder.layer(found.op, kind, nest, reads, axes, type_, pad=pad, params=params)
    tail.finish(result)
    if rest is not None:
        outer = Nest(tuple((name, size) for name, size in nest.dims if name in _names_in(axes)))
        result = builder.layer(
            found.op, Kind.ADD, outer, [Read(result, axes), Read(rest, axes)], axes, type_, suffix=".add"
        )
    return result


@dataclass
class _Accumulation:
    """A sum of products: its loops' names, and those that number the result's channels."""

    found: Structured
    names: list[str]
    channels: tuple[str, ...]
    weight: Value
    weight_places: tuple[Place, ...]

    def channel_axes(self) -> list[int]:
        """The result's axes of channels, in order."""
        places = self.found.outside(0)
        return [
            axis
            for axis, place in enumerate(places)
            if place.only is not None and self.names[place.only] in self.channels
        ]


class _Tail:
    """What follows a sum of products and becomes part of its layer."""

    def __init__(self, builder: LinalgBuilder, accumulation: _Accumulation):
        self.builder = builder
        self.accumulation = accumulation
        self.taken: list[tuple[Operation, bool]] = []
        """Operations, and whether they come after the reshape that joins the axes of channels."""
        self.value: SSAValue = accumulation.found.op.results[0]
        self.joined: Operation | None = None
        self.axis: int | None = None
        axes = accumulation.channel_axes()
        if len(axes) == 1:
            self.axis = axes[0]
        elif len(axes) == 2 and axes[1] == axes[0] + 1:
            self._join(axes[0])

    def _join(self, axis: int) -> None:
        """Look behind a reshape that joins groups and channels within one."""
        op = self.builder.sole_reader(self.value)
        if not isinstance(op, tensor.CollapseShapeOp):
            return
        shape = cast(Tensor, self.value.type).get_shape()
        joined = (*shape[:axis], shape[axis] * shape[axis + 1], *shape[axis + 2 :])
        if op.result.type.get_shape() == joined:
            self.joined, self.value, self.axis = op, op.result, axis

    def _channels(self) -> int:
        assert self.axis is not None
        return cast(Tensor, self.value.type).get_shape()[self.axis]

    def take_bias(self) -> Read | None:
        """A constant per channel that is added next."""
        if self.axis is None:
            return None
        reader = self.builder.sole_reader(self.value)
        step = per_channel_step(self.builder, self.value, reader, self.axis, Kind.ADD)
        if step is None:
            return None
        found, constant = step
        weight = channel_weight(self.builder, constant, self._channels())
        if weight is None:
            return None
        self._take(found.op)
        return self._per_channel(weight)

    def take_batch_norm(self, weight: Weight, bias: Read | None) -> tuple[Weight, Read | None]:
        """The weight and bias with a batch normalisation that comes next."""
        if self.axis is None:
            return weight, bias
        axes = self._weight_axes()
        reader = self.builder.sole_reader(self.value)
        norm = batch_norm_of(self.builder, self.value, reader, self.axis)
        old = None if bias is None else bias.value
        if norm is None or axes is None or (old is not None and shape_of(old) != (self._channels(),)):
            return weight, bias
        shape = shape_of(weight)
        flat = [*shape[: axes[0]], self._channels(), *shape[axes[-1] + 1 :]]
        op = self.accumulation.found.op
        plain = cast(Weight, self.builder.reshape(weight, flat, op))
        kernel, shift = folded(plain, cast(Weight | None, old), norm.statistics, axes[0])
        for step in norm.steps:
            self._take(step.op)
        return cast(Weight, self.builder.reshape(kernel, shape, op)), self._per_channel(shift)

    def _weight_axes(self) -> list[int] | None:
        """The weight's axes of the result's channels if they lie side by side."""
        names, places = self.accumulation.names, self.accumulation.weight_places
        axes = [
            axis
            for axis, place in enumerate(places)
            if place.only is not None and names[place.only] in self.accumulation.channels
        ]
        side_by_side = axes == list(range(axes[0], axes[0] + len(axes))) if axes else False
        order = tuple(names[cast(int, places[axis].only)] for axis in axes)
        return axes if side_by_side and order == self.accumulation.channels else None

    def _per_channel(self, weight: Weight) -> Read:
        return Read(weight, [channel_axis(self.accumulation)], Role.BIAS)

    def _take(self, op: Operation) -> None:
        self.taken.append((op, self.joined is not None))
        self.value = op.results[0]

    def finish(self, result: Value) -> None:
        """Let what was taken in stand for the layer's result."""
        joined = result
        if self.taken and self.joined is not None:
            shape = self.joined.results[0].type
            joined = self.builder.reshape(result, cast(Tensor, shape).get_shape(), self.joined)
            self.builder.stands_for(self.joined, joined)
        for op, after in self.taken:
            self.builder.stands_for(op, joined if after else result)


def channel_axis(accumulation: _Accumulation) -> Axis:
    """Where a vector over all channels is read: g groups of k channels lie one after another."""
    extents = dict(zip(accumulation.names, accumulation.found.extents, strict=True))
    names = accumulation.channels
    return {name: prod(extents[inner] for inner in names[i + 1 :]) for i, name in enumerate(names)}


def _initial(builder: LinalgBuilder, accumulation: _Accumulation) -> tuple[Read | None, Value | None]:
    """The bias that the sums begin with, or a tensor to add afterwards; neither where they begin with zero."""
    found = accumulation.found
    init = found.inits[0]
    type_ = cast(Tensor, init.type)
    number = builder.splat(init)
    if number == 0:
        return None, None
    extents = dict(zip(accumulation.names, found.extents, strict=True))
    if number is not None:
        channels = prod(extents[name] for name in accumulation.channels)
        weight = fill("bias", number, with_shape(type_, [channels] if accumulation.channels else []))
        axes = [channel_axis(accumulation)] if accumulation.channels else []
        return Read(weight, axes, Role.BIAS), None
    bias = _broadcast_bias(builder, accumulation, init)
    return (bias, None) if bias is not None else (None, builder.value(init))


def _broadcast_bias(builder: LinalgBuilder, accumulation: _Accumulation, init: SSAValue) -> Read | None:
    """The vector over channels that an init repeats for all other axes; None where it is none."""
    axes = accumulation.channel_axes()
    owner = init.owner
    if isinstance(owner, tensor.ExpandShapeOp) and len(axes) == 2 and axes[1] == axes[0] + 1:
        axes, owner = axes[:1], owner.src.owner
    found = builder.structured(owner) if isinstance(owner, Operation) else None
    if found is None or not found.is_elementwise or len(axes) != 1:
        return None
    if not isinstance(found.results[0], Operand):
        return None
    index = found.results[0].index
    value = found.operands[index]
    if not varies_by_channel_alone(found, index, found.outside(0)[axes[0]].only):
        return None
    extents = dict(zip(accumulation.names, accumulation.found.extents, strict=True))
    channels = prod(extents[name] for name in accumulation.channels)
    if prod(cast(Tensor, value.type).get_shape()) != channels:
        return None
    vector = builder.reshape(builder.value(value), [channels], accumulation.found.op)
    return Read(vector, [channel_axis(accumulation)], Role.BIAS)


def _slides(places: Sequence[Place]) -> bool:
    return any(map(is_window, places))


def _alone(places: Sequence[Place]) -> set[int]:
    return {place.only for place in places if place.only is not None}


def _convolution_names(
    builder: LinalgBuilder, found: Structured, image: Sequence[Place], weight: Sequence[Place]
) -> list[str]:
    """b, g, k, o…, c, f…: batch, groups, filters, positions, channels and kernel, as convolutions of ONNX have."""
    names = window_names(builder, found, image)
    out, pixels, weights = _alone(found.outside(0)), _alone(image), _alone(weight)
    return _named(
        builder,
        found,
        names,
        {
            (True, True, True): "g",
            (True, True, False): "b",
            (True, False, True): "k",
            (False, True, True): "c",
        },
        (out, pixels, weights),
    )


def _matmul_names(
    builder: LinalgBuilder, found: Structured, a: Sequence[Place], b: Sequence[Place]
) -> list[str]:
    """b…, m, n, k: batch, rows, columns and reduction, as matrix products of ONNX have."""
    letters = {
        (True, True, True): "b",
        (True, True, False): "m",
        (True, False, True): "n",
        (False, True, True): "k",
    }
    names = _named(builder, found, {}, letters, (_alone(found.outside(0)), _alone(a), _alone(b)))
    return ["b0" if name == "b" else name for name in names]


def _named(
    builder: LinalgBuilder,
    found: Structured,
    names: Mapping[int, str],
    letters: Mapping[tuple[bool, bool, bool], str],
    sets: tuple[set[int], set[int], set[int]],
) -> list[str]:
    """A name for each loop by which of result, first and second factor it moves in; later ones are numbered."""
    result = [names.get(loop, "") for loop in range(len(found.extents))]
    order = [place.only for place in found.outside(0) if place.only is not None]
    for loop in sorted(
        range(len(result)), key=lambda loop: (loop not in order, order.index(loop) if loop in order else 0)
    ):
        if result[loop]:
            continue
        moves = (loop in sets[0], loop in sets[1], loop in sets[2])
        letter = letters.get(moves)
        if letter is None:
            where = [
                name
                for name, moved in zip(("result", "first factor", "second factor"), moves, strict=True)
                if moved
            ]
            raise builder.error(
                found.op,
                f"its loop d{loop} moves only in the {' and '.join(where) or 'sum'}",
                "reduce or broadcast along it by an operation of its own",
            )
        number = sum(1 for name in result if name.rstrip("0123456789") == letter)
        result[loop] = f"{letter}{number}" if number else letter
    return result


def _names_in(axes: Sequence[Axis]) -> set[str]:
    return {name for axis in axes if isinstance(axis, Mapping) for name in axis}
