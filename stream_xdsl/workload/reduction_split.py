"""What becomes of a layer whose reduction is split across cores: a layer of each range of it, and how their partial sums meet.

Sums of products continue where another layer stopped: each range but the first starts to accumulate from the partial
sums of the one before, as a convolution or matrix product does from its bias, and the last one has the layer's result. So
every product and every sum is of the layer's own kind, and runs where the layer does. Poolings and reductions have no
operand to start from: what they make of the ranges is gathered, and reduced once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from math import prod
from typing import TypeVar

from stream_xdsl.workload.affine import reach
from stream_xdsl.workload.kinds import Category, Kind
from stream_xdsl.workload.network import Layer, LinearMap
from stream_xdsl.workload.tiling import Split, split_bounds, tile_grids

Core = TypeVar("Core")


class ReductionSplitError(ValueError):
    """A reduction that cannot be split across cores; the text names the layer and the cause."""

    def __init__(self, message: str, remedy: str):
        super().__init__(message)
        self.remedy = remedy


class Joining(StrEnum):
    """How the results of the ranges become one."""

    CHAIN = auto()
    """Each range starts from the partial sums of the one before."""
    GATHER = auto()
    """A further layer of the same kind reduces those of all ranges."""


@dataclass(frozen=True)
class Arithmetic:
    """What of a layer's arithmetic, besides its kind, tells whether its reduction can be split."""

    is_float: bool
    """Whether any operand is; sums of integers are exact only if nothing is rounded before the last."""
    padded: bool
    """Whether it reads positions outside its operands, other than padding that a mean counts."""
    scaled: bool
    """Whether its sums are multiplied by a number that is no zero point's or scale's of a quantised tensor."""


@dataclass(frozen=True)
class PartialLayer:
    """A range of the reduction as a layer."""

    suffix: str
    """Of its name: the dimensions that are split and the number of the range along each, as in `c1` or `fy0_c1`."""
    origin: tuple[int, ...]
    """Per dimension of the layer, its first index."""
    sizes: tuple[int, ...]
    """Per dimension, how many there are."""
    parts: tuple[int, ...]
    """The parts of the layer's split that it consists of, in the order of its own parts."""


_GATHERED = frozenset(
    {Kind.MAXPOOL, Kind.AVGPOOL, Kind.REDUCE_MAX, Kind.REDUCE_MIN, Kind.REDUCE_SUM, Kind.REDUCE_MEAN}
)
_MEANS = frozenset({Kind.AVGPOOL, Kind.REDUCE_MEAN})
EXTREMES = frozenset({Kind.MAXPOOL, Kind.REDUCE_MAX, Kind.REDUCE_MIN})
"""Kinds whose partial results are no wider than their results."""


SUM_PARAMS = frozenset({"input_zero_point", "weight_zero_point", "alpha"})
"""Parameters of a chained layer that every range needs."""
BIAS_PARAMS = frozenset({"beta"})
"""Those of its bias, which the first range has."""


def reduction_ways(layer: Layer, split: Split) -> Split:
    """The entries of a split that cut a reduction."""
    return tuple((dim, ways) for dim, ways in split if ways > 1 and dim in layer.reduction_dims)


def joining(kind: Kind, name: str) -> Joining:
    """How ranges of a layer of that kind are put together. Raises ReductionSplitError where they cannot be."""
    if kind.category is Category.MAC:
        return Joining.CHAIN
    if kind in _GATHERED:
        return Joining.GATHER
    raise ReductionSplitError(
        f"layer '{name}' of kind {kind.value} is no sum, mean or extreme of what its parts would make",
        "split a dimension of its result, or none",
    )


def partial_layers(layer: Layer, split: Split, arithmetic: Arithmetic) -> tuple[PartialLayer, ...]:
    """The layers that a split of a reduction makes of one, in the order in which they are to be put together.

    Raises ReductionSplitError if they cannot be, or would compute something else.
    """
    reductions = reduction_ways(layer, split)
    for dim, ways in split:
        if ways > layer.sizes[dim]:
            raise ReductionSplitError(
                f"dimension '{layer.dims[dim]}' of layer '{layer.name}' has size {layer.sizes[dim]} and cannot be split into {ways} parts",
                "split it into fewer parts, or another one",
            )
    _check_arithmetic(layer, reductions, arithmetic)
    parts: dict[tuple[int, ...], list[int]] = {}
    for part, grid in enumerate(tile_grids(layer.sizes, (), split)):
        parts.setdefault(tuple(grid.origin[dim] for dim, _ in reductions), []).append(part)
    bounds = {dim: split_bounds(layer.sizes[dim], ways) for dim, ways in reductions}
    found: list[PartialLayer] = []
    for origins in sorted(parts):
        origin, sizes, numbered = [0] * len(layer.dims), list(layer.sizes), list[str]()
        for (dim, _), first in zip(reductions, origins, strict=True):
            number = [start for start, _ in bounds[dim]].index(first)
            origin[dim], sizes[dim] = bounds[dim][number]
            numbered.append(f"{layer.dims[dim]}{'_' if layer.dims[dim][-1].isdigit() else ''}{number}")
        partial = PartialLayer("_".join(numbered), tuple(origin), tuple(sizes), tuple(parts[origins]))
        _check_reads(layer, partial)
        found.append(partial)
    return tuple(found)


def _check_arithmetic(layer: Layer, reductions: Split, arithmetic: Arithmetic) -> None:
    kind = layer.kind
    joining(kind, layer.name)
    cause = ""
    if kind.category is Category.MAC and arithmetic.scaled and not arithmetic.is_float:
        cause = "multiplies its sum of integers by a number, so that partial sums would be rounded"
    elif kind in _MEANS and not arithmetic.is_float:
        cause = "is a mean of integers, so that means of parts would be rounded"
    elif kind is Kind.AVGPOOL and arithmetic.padded:
        cause = "is a mean over less than its window where that reaches into padding, so that parts would have different divisors"
    elif kind in EXTREMES and arithmetic.padded and not arithmetic.is_float:
        cause = (
            "pads integers with what is less than any, which a part that reads padding only could not pass on"
        )
    elif kind in _MEANS and any(layer.sizes[dim] % ways for dim, ways in reductions):
        cause = "is a mean, and means of parts of different sizes do not weigh the same"
    if cause:
        raise ReductionSplitError(
            f"layer '{layer.name}' of kind {kind.value} {cause}",
            "split its reduction into equal parts, or a dimension of its result"
            if cause.endswith("the same")
            else "split a dimension of its result, or none",
        )


def _check_reads(layer: Layer, partial: PartialLayer) -> None:
    """Raises ReductionSplitError if a range reads nothing but padding."""
    for use in layer.uses:
        moved = shifted(use.map, partial.origin)
        for row, offset, size in zip(moved.coefficients, moved.offsets, use.shape, strict=True):
            low, high = reach(row, offset, partial.sizes)
            if low >= size or high < 0:
                raise ReductionSplitError(
                    f"part {partial.suffix} of layer '{layer.name}' would read nothing but padding",
                    "split another dimension, or into fewer parts",
                )


def shifted(access: LinearMap, origin: Sequence[int]) -> LinearMap:
    """The map of a layer whose indices begin at `origin` of those of the given one."""
    offsets = tuple(
        offset + sum(c * o for c, o in zip(row, origin, strict=True))
        for row, offset in zip(access.coefficients, access.offsets, strict=True)
    )
    return LinearMap(access.coefficients, offsets)


def cores_of_partials(
    layer: Layer, split: Split, partials: Sequence[PartialLayer], cores: Sequence[Core]
) -> tuple[tuple[Core, ...], ...]:
    """Which of a layer's cores each of the partial layers may run on: no core is for two.

    As many cores as there are parts are those of the parts, one by one; of more, each layer has an equal share, in order. Raises
    ReductionSplitError if there are fewer.
    """
    count = prod(ways for _, ways in split)
    if len(cores) < count:
        raise ReductionSplitError(
            f"layer '{layer.name}' is split into {count} parts, but may run on {len(cores)} cores",
            "pin at least as many cores as parts that run the layer, or split it into fewer parts",
        )
    if len(cores) == count:
        return tuple(tuple(cores[part] for part in partial.parts) for partial in partials)
    return tuple(tuple(cores[a : a + n]) for a, n in split_bounds(len(cores), len(partials)))


def sum_bits(layer: Layer, operand_bits: Sequence[int]) -> int:
    """How wide integers have to be that hold the sums of a layer of products, whose two operands have elements so wide.

    32 bits, as ONNX accumulates, or 64 where they could overflow: less its zero point, an element is smaller than two to the power of its bits.
    """
    summands = prod(layer.sizes[dim] for dim in layer.reduction_dims)
    return 32 if summands << sum(operand_bits) <= 1 << 31 else 64
