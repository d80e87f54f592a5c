"""The spatial unrollings that ZigZag 3.8.5 tries, in its order.

It prefers much of the array in use, then different loops on its dimensions. Candidates mostly tie, and the first
one in a walk over Python sets wins, so hashes of names decide; they are the same in every process.
"""

import pickle
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha512
from math import inf, prod

from stream_xdsl.cost.loop_nest import LoopNest, Operand
from stream_xdsl.cost.spatial import Unrolling
from stream_xdsl.hardware.machine import CoreType, Direction, Memory, MemoryOperand

LOOP_CLASS = b"\x80\x04\x95\x21\0\0\0\0\0\0\0\x8c\x10zigzag.datatypes\x94\x8c\x08LayerDim\x94\x93\x94."
ARRAY_CLASS = b"\x80\x04\x95\x24\0\0\0\0\0\0\0\x8c\x10zigzag.datatypes\x94\x8c\x0bOADimension\x94\x93\x94."
"""The classes of the names of loops and of array dimensions, pickled with protocol 4."""

_FACTOR_ZERO = "AssertionError or ZeroDivisionError"

_Loops = dict[int, int]
"""Loop dimension -> factor, on one dimension of the array. Mutable, and shared between candidates."""


class ZigZagError(ValueError):
    """ZigZag fails on this layer and core; the message starts with the kind of exception it raises."""


def zigzag_unrollings(
    nest: LoopNest,
    core_type: CoreType,
    count: int,
    *,
    user: Sequence[tuple[str, Sequence[tuple[str, int]]]] = (),
    hints: Sequence[tuple[str, Sequence[str]]] = (),
) -> list[Unrolling]:
    """The unrollings ZigZag tries when asked for `count`, before it fits them to the sizes of the loops.

    `user` fixes what is unrolled over the array dimensions it has, as (loop, factor) pairs, and `hints` the loops to
    choose from for others; loops are named as in `nest.dims`. Raises ZigZagError where ZigZag finds no unrolling, or
    one with a factor of zero, which it fails on later.

    Results follow the order of the array's dimensions. ZigZag fits those that the user gave first, which makes a
    difference only to a loop that is unrolled over several.
    """
    assert core_type.array is not None
    inner = _inner_memories(nest, core_type)
    limits = _largest_factors(nest, core_type, inner)
    given = _user_part(nest, dict(core_type.array.dimensions), limits, user)
    missing = [dim for dim in limits if dim not in given]
    options = [_options(nest, limits[dim], dict(hints).get(dim, ())) for dim in missing]
    found: list[Unrolling] = []
    drafts = [
        # The chosen options are not copied, what the user gave is.
        {dim: dict(loops) for dim, loops in given.items()} | dict(zip(missing, chosen, strict=True))
        for chosen in _best(nest, list(given.values()), options, count)
    ]
    for draft in drafts:
        _limit_to_capacity(nest, inner, draft)
    # Only now: limiting one changes those that share a choice with it, earlier and later ones.
    for draft in drafts:
        if any(factor == 0 for loops in draft.values() for factor in loops.values()):
            raise ZigZagError(f"{_FACTOR_ZERO}: an inner memory is too small for an element")
        found.append(tuple(tuple(draft[dim].items()) for dim in limits))
    return found


# Order of sets


class _Name:
    """A name with ZigZag's hash."""

    def __init__(self, name: str, cls: bytes):
        self.name = name
        self._hash = zigzag_hash(name, cls)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Name) and self._hash == other._hash


@cache
def zigzag_hash(name: str, cls: bytes) -> int:
    """The hash of a name of that class, before Python takes it modulo 2⁶¹ − 1."""
    text = pickle.dumps(name, protocol=4)
    return int(sha512(text).hexdigest(), 16) ^ int(sha512(cls).hexdigest(), 16)


def set_order(names: Iterable[str], cls: bytes) -> list[str]:
    """The distinct names, in the order of a set to which they are added one by one."""
    return [entry.name for entry in {_Name(name, cls) for name in names}]


# What the memories allow


def _inner_memories(nest: LoopNest, core_type: CoreType) -> list[tuple[Memory, list[Operand]]]:
    """The memories below which there is no other for any of their operands, with those operands."""
    operands = {operand.memory: operand for operand in nest.operands}
    inner: list[tuple[Memory, list[Operand]]] = []
    seen: set[MemoryOperand] = set()
    for memory in core_type.memories:
        if seen.isdisjoint(memory.operands):
            for role in memory.operands:
                if role not in operands:
                    raise ZigZagError(f"KeyError: {role}, which memory '{memory.name}' holds")
            inner.append((memory, [operands[role] for role in memory.operands]))
        seen.update(memory.operands)
    return inner


def _bits(nest: LoopNest, operand: Operand) -> int:
    return nest.psum_bits if operand is nest.output else operand.bits


def _moves(nest: LoopNest, operand: Operand, dim: int) -> bool:
    """Whether other units need other elements. ZigZag says so of every loop of one iteration, too."""
    return nest.sizes[dim] == 1 or not operand.is_irrelevant(dim)


def _largest_factors(
    nest: LoopNest, core_type: CoreType, inner: Iterable[tuple[Memory, list[Operand]]]
) -> dict[str, list[int]]:
    """Per array dimension and loop, what the array, the loop and the ports of inner memories allow; possibly zero."""
    assert core_type.array is not None
    limits = {name: [min(size, units) for size in nest.sizes] for name, units in core_type.array.dimensions}
    for memory, operands in inner:
        for name in memory.served_dimensions:
            if name not in limits:
                raise ZigZagError(f"KeyError: {name}, which memory '{memory.name}' serves")
        for operand in operands:
            bits = _bits(nest, operand)
            direction = Direction.FROM_LOW if operand is nest.output else Direction.TO_LOW
            port = memory.port(operand.memory, direction)
            moving = [dim for dim in range(len(nest.dims)) if _moves(nest, operand, dim)]
            if bits == 0 or not moving:
                continue
            for name in memory.served_dimensions:
                if port is None:
                    raise ZigZagError(
                        f"TypeError: memory '{memory.name}' has no port for '{operand.memory}, {direction}'"
                    )
                for dim in moving:
                    limits[name][dim] = min(limits[name][dim], port.bandwidth_max_bits // bits)
    return limits


def _limit_to_capacity(
    nest: LoopNest, inner: Iterable[tuple[Memory, list[Operand]]], draft: dict[str, _Loops]
) -> None:
    """Lowers factors until one element for every unit fits into the inner memories."""
    for memory, operands in inner:
        served = set_order(memory.served_dimensions, ARRAY_CLASS)
        for operand in operands:
            bits = _bits(nest, operand)
            capacity = memory.size_bits / bits if bits else inf
            loops = [
                (dim, f) for name in served for dim, f in draft[name].items() if _moves(nest, operand, dim)
            ]
            if prod(factor for _, factor in loops) <= capacity:
                continue
            if not loops:
                raise ZigZagError(
                    f"ValueError: max() iterable argument is empty: memory '{memory.name}' is smaller than an "
                    f"element of {operand.name}"
                )
            names = set_order((nest.dims[dim] for dim, _ in loops), LOOP_CLASS)
            dims = [nest.dims.index(name) for name in names]
            before = [draft[name][dim] for dim in dims for name in served if dim in draft[name]]
            after = before.copy()
            while prod(after) > capacity:
                after[after.index(max(after))] -= 1
            # Of equal factors, all become what the last one becomes.
            lowered = dict(zip(before, after, strict=True))
            for name in served:
                draft[name].update({dim: lowered[f] for dim, f in draft[name].items() if dim in dims})


# The user's part


def _user_part(
    nest: LoopNest,
    units: dict[str, int],
    limits: dict[str, list[int]],
    user: Iterable[tuple[str, Iterable[tuple[str, int]]]],
) -> dict[str, _Loops]:
    """What the user fixed, lowered to the limits; what still does not fit is dropped."""
    given: dict[str, _Loops] = {}
    for name, entries in user:
        if name not in limits:
            raise ZigZagError(f"KeyError: {name}, which is not a dimension of the array")
        loops = {nest.dims.index(loop): factor for loop, factor in entries if loop in nest.dims}
        given[name] = {dim: min(factor, limits[name][dim]) for dim, factor in loops.items()}
    for name, loops in given.items():
        while prod(loops.values()) > units[name]:
            del loops[nest.dims.index(set_order((nest.dims[dim] for dim in loops), LOOP_CLASS)[0])]
    for dim, size in enumerate(nest.sizes):
        while prod(loops.get(dim, 1) for loops in given.values()) > size:
            unrolled = [name for name in set_order(given, ARRAY_CLASS) if dim in given[name]]
            del given[set_order(unrolled, ARRAY_CLASS)[0]][dim]
    if any(factor == 0 for loops in given.values() for factor in loops.values()):
        raise ZigZagError(f"{_FACTOR_ZERO}: the port of an inner memory is narrower than an element")
    return given


# The search


def _options(nest: LoopNest, limits: Sequence[int], hint: Sequence[str]) -> list[_Loops]:
    """What may be unrolled over one dimension of the array: one loop, by a divisor of its limit."""
    loops = hint if set(hint) & set(nest.dims) else nest.dims
    dims = [nest.dims.index(name) for name in set_order(loops, LOOP_CLASS) if name in nest.dims]
    return [{dim: f} for dim in dims for f in range(limits[dim], 0, -1) if limits[dim] % f == 0]


def _best(
    nest: LoopNest, given: Iterable[_Loops], options: Sequence[Sequence[_Loops]], count: int
) -> list[tuple[_Loops, ...]]:
    """One option each, the `count` best of all combinations, best first and then first come first.

    The combinations are walked depth first, and left where no better one can follow.
    """
    totals = [1] * len(nest.dims)
    for loops in given:
        for dim, factor in loops.items():
            totals[dim] *= factor
    most = [1]
    for choices in reversed(options):
        most.append(most[-1] * max((f for loops in choices for f in loops.values()), default=0))
    best: list[tuple[float, tuple[_Loops, ...]]] = []

    def visit(chosen: tuple[_Loops, ...], used: int, largest: int) -> None:
        if len(chosen) == len(options):
            best.insert(
                bisect_right(best, -_score(used, largest), key=lambda entry: -entry[0]),
                (_score(used, largest), chosen),
            )
            del best[count:]
            return
        idle = 0
        for loops in options[len(chosen)]:
            ((dim, factor),) = loops.items()
            if factor == 1:
                # What follows has the same scores for each of these, so only the first ones can win.
                idle += 1
                if idle > count:
                    continue
            if totals[dim] * factor > nest.sizes[dim]:
                continue
            totals[dim] *= factor
            reach = min(used * factor * most[-2 - len(chosen)], nest.points)
            if len(best) < count or _score(reach, max(largest, totals[dim])) > best[-1][0]:
                visit((*chosen, loops), used * factor, max(largest, totals[dim]))
            totals[dim] //= factor

    if not all(options):
        raise ZigZagError("AssertionError: No valid SpatialMappings found")
    visit((), prod(totals), max(totals))
    return [chosen for _, chosen in best]


def _score(used: int, largest: int) -> float:
    """More units of the array in use are better, then a smaller share of them for the loop with the largest."""
    return used + (used / largest - 1)
