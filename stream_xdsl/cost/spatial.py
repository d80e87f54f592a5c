"""Spatial unrolling: loops spread over the dimensions of the array."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import ceil, prod

from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.hierarchy import Hierarchy
from stream_xdsl.cost.loop_nest import LoopNest
from stream_xdsl.hardware.machine import CoreType

Unrolling = tuple[tuple[tuple[int, float], ...], ...]
"""Per dimension of the array: (loop dimension, factor) pairs."""


@dataclass(frozen=True, eq=False)
class OperandUnrolling:
    """What an unrolling means to one operand, per level; index L, after the last memory, is what no memory is shared
    over."""

    sizes: tuple[tuple[float, ...], ...]
    """Per level, the loop sizes (one per dimension) that its instance serves at once: levels up to it, unrolled."""
    instances: tuple[float, ...]
    """Index i: how many instances of level i − 1 are in use, index 0: units of the array."""
    fan_out: tuple[float, ...]
    """Index i: how many different elements an instance of level i exchanges with the instances below it at once."""
    reduces: tuple[bool, ...]
    """Index i: whether loops irrelevant to the operand are unrolled at level i or above."""


@dataclass(frozen=True, eq=False)
class SpatialMapping:
    """An unrolling fitted to a loop nest."""

    factors: Unrolling
    """As fitted: what does not divide evenly is spread, 33 over 32 units as 16.5 in each of two steps."""
    operands: tuple[OperandUnrolling, ...]
    """As capacities and energy see it."""
    latency_operands: tuple[OperandUnrolling, ...]
    """As latency sees it: the same, but for ZigZag, which drops fractions there."""
    temporal: tuple[tuple[int, int], ...]
    """(dimension, iterations) of the loops that are left, of more than one iteration, in the order of the nest."""

    @cached_property
    def steps(self) -> int:
        """Iterations of all temporal loops: steps of the array."""
        return prod(size for _, size in self.temporal)


def check_unrolling(nest: LoopNest, core_type: CoreType, unrolling: Unrolling) -> None:
    """Raises ValueError for loops that the nest does not have, and for factors below 1 or above the array's."""
    array = () if core_type.array is None else core_type.array.dimensions
    if len(unrolling) != len(array):
        raise ValueError(f"the array has {len(array)} dimensions, the unrolling {len(unrolling)}")
    for (name, size), entries in zip(array, unrolling, strict=True):
        for dim, factor in entries:
            if not 0 <= dim < len(nest.dims):
                raise ValueError(f"the unrolling over '{name}' has loop {dim}, of {len(nest.dims)} loops")
            if factor < 1:
                raise ValueError(f"the unrolling over '{name}' has a factor of {factor}, below 1")
        if (factor := prod(f for _, f in entries)) > size:
            raise ValueError(f"{factor} steps at once are unrolled over '{name}' of size {size}")


def fit(nest: LoopNest, levels: Hierarchy, unrolling: Unrolling, compat: Compat) -> SpatialMapping:
    """The unrolling fitted to the sizes of the loops. Factors must not exceed the array's dimensions."""
    if compat is Compat.ZIGZAG:
        return _fit_as_zigzag(nest, levels, unrolling)
    left = list(nest.sizes)
    factors: list[tuple[tuple[int, float], ...]] = []
    for entries in unrolling:
        fitted: list[tuple[int, float]] = []
        for dim, factor in entries:
            steps = ceil(left[dim] / factor)
            fitted.append((dim, left[dim] / steps))
            left[dim] = steps
        factors.append(tuple(fitted))
    result = tuple(factors)
    operands = tuple(_operand_unrolling(nest, levels, o, result, compat) for o in range(len(nest.operands)))
    return SpatialMapping(
        result, operands, operands, tuple((d, size) for d, size in enumerate(left) if size > 1)
    )


def _operand_unrolling(
    nest: LoopNest, levels: Hierarchy, operand: int, factors: Unrolling, compat: Compat
) -> OperandUnrolling:
    own = nest.operands[operand]
    at_level = _factors_by_level(levels, operand, factors)
    sizes: list[tuple[float, ...]] = []
    reached = [1.0] * len(nest.dims)
    elements = [1.0]
    for entries in at_level:
        for dim, factor in entries.items():
            reached[dim] *= factor
        sizes.append(tuple(reached))
        elements.append(float(own.elements(reached, compat)))
        if not elements[-1]:
            raise ValueError(f"ZigZag counts no element of {own.name} where factors below 1 are unrolled")
    unique = [1.0]
    total = [1.0]
    for level in reversed(range(len(at_level))):
        unique.append(unique[-1] * (elements[level + 1] / elements[level]))
        total.append(total[-1] * prod(at_level[level].values()))
    unique.reverse()
    total.reverse()
    count = len(at_level) - 1
    if compat is Compat.ZIGZAG:
        instances = tuple(float(round(round(t, 3))) for t in total[:-1])
        fan_out = tuple(float(round(unique[i] / unique[i + 1])) for i in range(count))
    else:
        instances = tuple(total[:-1])
        fan_out = tuple(elements[i + 1] / elements[i] for i in range(count))
    reducing = [
        any(nest.operands[operand].is_irrelevant(d) and f > 1 for d, f in entries.items())
        for entries in at_level
    ]
    return OperandUnrolling(
        tuple(sizes), instances, (*fan_out, 1.0), tuple(any(reducing[i:]) for i in range(len(reducing)))
    )


def _factors_by_level(levels: Hierarchy, operand: int, factors: Unrolling) -> list[dict[int, float]]:
    """Per level of the operand, and above the last, the loops unrolled over array dimensions that it is the first to
    be shared over."""
    assert levels.core_type.array is not None
    left = dict(zip((name for name, _ in levels.core_type.array.dimensions), factors, strict=True))
    result: list[dict[int, float]] = []
    for memory in levels.chains[operand]:
        result.append(_merged(left.pop(name) for name in list(left) if name in memory.served_dimensions))
    result.append(_merged(left.values()))
    return result


def _merged(entries: Iterable[tuple[tuple[int, float], ...]]) -> dict[int, float]:
    found: dict[int, float] = {}
    for loops in entries:
        for dim, factor in loops:
            found[dim] = found.get(dim, 1) * factor
    return found


def _fit_as_zigzag(nest: LoopNest, levels: Hierarchy, unrolling: Unrolling) -> SpatialMapping:
    """Once with fractions, once with whole factors; of several array dimensions that unroll one loop the first with the
    largest factor gives way, as if later ones did not unroll it."""
    assert levels.core_type.array is not None
    limits = [size for _, size in levels.core_type.array.dimensions]
    largest: dict[int, float] = {}
    for entries, limit in zip(unrolling, limits, strict=True):
        for dim, factor in entries:
            largest[dim] = max(largest.get(dim, 0), min(factor, limit))
    versions: list[Unrolling] = []
    for whole in (False, True):
        earlier = [1.0] * len(nest.dims)
        adjusted: set[int] = set()
        factors: list[tuple[tuple[int, float], ...]] = []
        for entries, limit in zip(unrolling, limits, strict=True):
            fitted: list[tuple[int, float]] = []
            for dim, asked in entries:
                factor = min(asked, limit)
                if factor == largest[dim] and dim not in adjusted:
                    adjusted.add(dim)
                    steps = ceil(nest.sizes[dim] / (factor * earlier[dim]))
                    factor = nest.sizes[dim] / steps / earlier[dim]
                    factor = int(factor) if whole else factor
                fitted.append((dim, factor))
            for dim, factor in fitted:
                earlier[dim] *= factor
            factors.append(tuple(fitted))
        versions.append(tuple(factors))
    fractional, whole_factors = versions
    count = range(len(nest.operands))
    operands = tuple(_operand_unrolling(nest, levels, o, fractional, Compat.ZIGZAG) for o in count)
    whole_operands = tuple(_operand_unrolling(nest, levels, o, whole_factors, Compat.ZIGZAG) for o in count)
    left = dict(enumerate(nest.sizes))
    for entries in _factors_by_level(levels, 1, fractional):
        for dim, factor in entries.items():
            if dim in left:
                left[dim] = ceil(left[dim] / factor)
                if left[dim] == 1:
                    del left[dim]
    temporal = tuple((d, size) for d, size in left.items() if size > 1)
    return SpatialMapping(fractional, operands, whole_operands, temporal)
