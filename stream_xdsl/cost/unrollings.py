"""The spatial unrollings of a loop nest on an array: all of them as arrays, as far as they can be fast enough.

Each dimension of the array unrolls one loop, several may unroll the same one, unless the core's dataflow or the caller fixes
the loops of a dimension. Of the factors that leave equally many steps there is the least; where that makes more than `MOST`
candidates only the divisors of the loop, or of the dimension where that is shorter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import product
from math import prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.cost.hierarchy import HardwareError
from stream_xdsl.cost.loop_nest import LoopNest
from stream_xdsl.cost.spatial import Unrolling
from stream_xdsl.hardware.machine import Array, CoreType

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MOST = 1 << 14
"""Candidates up to which factors other than divisors are looked at."""

Alternative = tuple[tuple[int, int], ...]
"""What one dimension of the array may unroll: (loop dimension, factor) pairs."""

Dataflow = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
"""Array dimension -> the loops it unrolls and by how much."""

Hints = tuple[tuple[str, tuple[str, ...]], ...]
"""Array dimension -> the loops it may unroll."""


@dataclass(frozen=True, eq=False)
class Unrollings:
    """Candidate unrollings; arrays have a row for each."""

    nest: LoopNest
    array: Array
    alternatives: tuple[tuple[Alternative, ...], ...]
    """Per dimension of the array."""
    chosen: Ints
    """(candidates, array dimensions) which alternative."""
    left: Ints
    """(candidates, loop dimensions) steps that remain of each loop."""

    @cached_property
    def steps(self) -> Ints:
        """(candidates,) steps of the array."""
        return self.left.prod(axis=1)

    def take(self, chosen: Bools) -> "Unrollings":
        """Some of the candidates."""
        return replace(self, chosen=self.chosen[chosen], left=self.left[chosen])

    def unrolling(self, candidate: int) -> Unrolling:
        """One candidate."""
        return tuple(
            tuple((dim, float(factor)) for dim, factor in self.alternatives[axis][choice])
            for axis, choice in enumerate(self.chosen[candidate])
        )


def alternatives(
    nest: LoopNest,
    core_type: CoreType,
    dataflow: Dataflow = (),
    hints: Hints = (),
    *,
    lowered: bool = False,
) -> tuple[tuple[Alternative, ...], ...]:
    """What each dimension of the array may unroll.

    With `lowered`, fixed factors may also be divisors of what they are, for memories that do not hold so much.
    `dataflow` and the core type's own fix the loops of a dimension, as far as the nest has them; a dimension none of
    whose loops the nest has is free. `hints` narrow the others down in the same way.
    Raises HardwareError for a dataflow larger than the array.
    """
    assert core_type.array is not None
    fixed = dict(core_type.dataflow) | dict(dataflow)
    hinted = dict(hints)
    place = {name: d for d, name in enumerate(nest.dims)}
    useful = [d for d, size in enumerate(nest.sizes) if size > 1] or [0]
    result: list[tuple[Alternative, ...]] = []
    for name, size in core_type.array.dimensions:
        known = tuple((place[loop], factor) for loop, factor in fixed.get(name, ()) if loop in place)
        if (factor := prod(f for _, f in known)) > size:
            raise HardwareError(f"the dataflow unrolls {factor} times over '{name}' of size {size}")
        if known:
            result.append(tuple(_lowered(known)) if lowered else (known,))
            continue
        allowed = [d for loop in hinted.get(name, ()) if (d := place.get(loop)) in useful] or useful
        result.append(
            tuple(
                ((d, factor),)
                for d in dict.fromkeys(allowed)
                for factor in _telling_factors(nest.sizes[d], size, len(core_type.array.dimensions))
            )
        )
    return tuple(result)


@lru_cache(maxsize=1024)
def _telling_factors(loop: int, size: int, dimensions: int) -> tuple[int, ...]:
    """The factors of at most `size`, largest first, that leave fewer steps of a loop than any smaller one, or do so of what
    one dimension of the array less has left of it."""
    lengths, found = {loop}, {1}
    for _ in range(dimensions):
        found |= {
            factor
            for length in lengths
            for steps in _step_counts(length)
            if (factor := -(-length // steps)) <= size
        }
        lengths = {-(-length // factor) for length in lengths for factor in found}
    found |= set(_divisors(min(loop, size)))
    return tuple(sorted(found, reverse=True))


def _step_counts(length: int) -> Iterator[int]:
    """All that ⌈length / factor⌉ can be."""
    steps = length
    while steps > 1:
        yield steps
        # One step less takes at least this factor.
        steps = -(-length // -(-length // (steps - 1)))
    yield 1


def _lowered(loops: Alternative) -> list[Alternative]:
    """The same loops with the same or smaller factors, most units first."""
    choices = product(*([(dim, f) for f in (*_divisors(factor), 1)] for dim, factor in loops))
    return sorted(choices, key=lambda chosen: -prod(f for _, f in chosen))


def _divisors(limit: int) -> list[int]:
    """Divisors, largest first."""
    return [factor for factor in range(limit, 0, -1) if limit % factor == 0]


def fewest_steps(nest: LoopNest, axes: Sequence[tuple[Alternative, ...]]) -> int:
    """Steps of the array under the fastest unrolling."""
    # Larger factors never take more steps, so only the largest of each loop are needed.
    largest = [
        tuple({a[0][0]: a for a in reversed(axis)}.values()) if len(axis) > 1 else axis for axis in axes
    ]
    _, left = _expand(nest, largest, None, ())
    return int(left.prod(axis=1).min())


def unrollings(
    nest: LoopNest,
    core_type: CoreType,
    axes: tuple[tuple[Alternative, ...], ...],
    most_steps: int | None = None,
    *,
    symmetric: bool = True,
) -> Unrollings:
    """All unrollings that leave at most `most_steps` steps, in a fixed order.

    With `symmetric`, of unrollings that differ by exchanging what array dimensions of equal size unroll, where no memory tells
    these dimensions apart, there is one.
    """
    assert core_type.array is not None
    chosen, left = _expand(nest, axes, most_steps, _twins(core_type, axes) if symmetric else ())
    return Unrollings(nest, core_type.array, axes, chosen, left)


def _twins(core_type: CoreType, axes: Sequence[Sequence[Alternative]]) -> tuple[int | None, ...]:
    """Per array dimension the one before, if it is like it in size, in memories, and in what it may unroll."""
    assert core_type.array is not None
    last: object = None
    result: list[int | None] = []
    for axis, (name, size) in enumerate(core_type.array.dimensions):
        served = tuple(name in memory.served_dimensions for memory in core_type.memories)
        key = (size, served, tuple(axes[axis]))
        # Neighbours only: the share that a loop takes of one dimension depends on those before it.
        result.append(axis - 1 if key == last else None)
        last = key
    return tuple(result)


@lru_cache(maxsize=1024)
def factor_table(options: tuple[Alternative, ...], dims: int) -> Ints:
    """(options, loop dimensions) the factors of each alternative."""
    factors = np.ones((len(options), dims), np.int64)
    for row, alternative in enumerate(options):
        for dim, factor in alternative:
            factors[row, dim] *= factor
    return factors


def _expand(
    nest: LoopNest,
    axes: Sequence[tuple[Alternative, ...]],
    most_steps: int | None,
    twins: Sequence[int | None],
) -> tuple[Ints, Ints]:
    """Choices and what is left of the loops, array dimension by array dimension, dropping what can no longer be fast, and
    factors that leave no fewer steps than a smaller one."""
    chosen = np.zeros((1, 0), np.int64)
    left = np.array([nest.sizes], np.int64)
    reach = [max(prod(f for _, f in alternative) for alternative in axis) for axis in axes]
    for axis, options in enumerate(axes):
        factors = factor_table(options, len(nest.dims))
        single = all(len(alternative) == 1 for alternative in options)
        tried = np.arange(len(options))
        if single and len(chosen) * len(options) > MOST:
            tried = np.array(
                [i for i, ((dim, f),) in enumerate(options) if min(nest.sizes[dim], reach[axis]) % f == 0]
            )
        rows, which = np.divmod(np.arange(len(chosen) * len(tried)), len(tried))
        choice = tried[which]
        if twins and (twin := twins[axis]) is not None:
            ordered = choice >= chosen[rows, twin]
            rows, which, choice = rows[ordered], which[ordered], choice[ordered]
        before = left[rows]
        left = -(-before // factors[choice])
        chosen = np.concatenate([chosen[rows], choice[:, None]], axis=1)
        keep = np.ones(len(chosen), dtype=np.bool_)
        if single:
            keep = _tells(before, left, [options[i][0] for i in tried.tolist()], which)
        if most_steps is not None:
            keep &= left.prod(axis=1) <= most_steps * prod(reach[axis + 1 :])
        left, chosen = left[keep], chosen[keep]
    return chosen, left


def _tells(before: Ints, left: Ints, options: Sequence[tuple[int, int]], choice: Ints) -> Bools:
    """(candidates,) whether the chosen option leaves fewer steps than the next smaller factor of its loop. Of factors 1, which
    all leave everything, the first does; where no option is 1, all do."""
    dims, factors = np.array(options, dtype=np.int64).T
    if not (factors == 1).any():
        return np.ones(len(before), dtype=np.bool_)
    follows = np.append(dims[1:] == dims[:-1], False)
    smaller = np.where(follows, np.append(factors[1:], 1), 1)
    rows = np.arange(len(before))
    own = dims[choice]
    fewer = left[rows, own] < -(-before[rows, own] // smaller[choice])
    return fewer | (choice == int(np.flatnonzero(factors == 1)[0]))
