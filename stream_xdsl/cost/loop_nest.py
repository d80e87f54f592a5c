"""A tile as the cost model sees it: a loop nest over named dimensions and what each operand indexes.

Relevancy follows ZigZag (Mei et al., "ZigZag: Enlarging Joint Architecture-Mapping Design Space Exploration for DNN
Accelerators", IEEE Trans. Computers 2021, section III): a loop is *relevant* to an operand if each iteration needs
other elements, *irrelevant* if all need the same ones, and *partially relevant* if it sweeps a window together with another
loop, so that neighbouring iterations share elements.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd, prod
from typing import Any

import numpy as np
import numpy.typing as npt

from stream_xdsl.cost.compat import Compat
from stream_xdsl.hardware.machine import MemoryOperand

Amount = float | npt.NDArray[np.floating[Any]]
"""A number, or one for each of many cases."""


@dataclass(frozen=True)
class Window:
    """An axis of an operand that two or more loops sweep: position = Σ coefficient · index."""

    terms: tuple[tuple[int, int], ...]
    """(dimension, coefficient > 0) of every loop."""
    length: int
    """Positions that exist; those beyond are padding, which is not stored."""

    def positions(self, sizes: Sequence[Amount], compat: Compat = Compat.NONE) -> Amount:
        """Distinct positions that loops of these sizes (one per dimension) touch.

        Exact for two loops and whole sizes; for fractional sizes, averages of tiles that differ by one, the same
        formula is their mean. More loops are taken one after the other, those of small steps first: as long as they
        leave no gaps the count is exact, with gaps it may be too high, but no more than what lies between the first and the
        last position. ZigZag cuts fractions off, and counts windows of two loops with gaps too high.
        """
        own = [sizes[dim] for dim, _ in self.terms]
        if compat is Compat.ZIGZAG:
            own = [np.trunc(size) for size in own]
        if len(own) == 2:
            (_, step_a), (_, step_b) = self.terms
            common = gcd(step_a, step_b)
            # Two pairs of indices meet where one moves by step_b and the other by step_a steps.
            beyond_a, beyond_b = own[0] - step_b // common, own[1] - step_a // common
            if compat is Compat.NONE:
                beyond_a = _positive(beyond_a)
            count = own[0] * own[1] - _positive(beyond_b) * beyond_a
        else:
            count = self._positions_of_many(own)
        return min(float(self.length), count) if isinstance(count, float) else np.minimum(self.length, count)

    def _positions_of_many(self, sizes: Sequence[Amount]) -> Amount:
        unit = gcd(*(step for _, step in self.terms))
        steps = [step // unit for _, step in self.terms]
        count: Amount = 1.0
        without_gaps: Amount = 1.0
        for step, size in sorted(zip(steps, sizes, strict=True), key=lambda term: term[0]):
            without_gaps = without_gaps * (count >= step)
            shift = np.minimum(count, step)
            count = count + (size - 1) * (shift * without_gaps + count * (1 - without_gaps))
        span = 1 + sum(step * (size - 1) for step, size in zip(steps, sizes, strict=True))
        return np.minimum(count, span)


def _positive(amount: Amount) -> Amount:
    # NumPy takes ten times as long for a single number.
    return max(0.0, amount) if isinstance(amount, float) else np.maximum(0, amount)


@dataclass(frozen=True)
class Operand:
    """What a tile reads or writes: its width, and which loops select its elements."""

    name: str
    memory: MemoryOperand
    """The role whose memories it passes through."""
    bits: int
    """Width of an element; of an output, the width of a finished one."""
    relevant: tuple[int, ...]
    """Dimensions that move along an axis of their own."""
    windows: tuple[Window, ...] = ()

    @cached_property
    def partially_relevant(self) -> frozenset[int]:
        """Dimensions that share an axis."""
        return frozenset(d for window in self.windows for d, _ in window.terms)

    def is_irrelevant(self, dim: int) -> bool:
        """Whether the loop leaves the operand where it is."""
        return dim not in self.relevant and dim not in self.partially_relevant

    def elements(self, sizes: Sequence[Amount], compat: Compat = Compat.NONE) -> Amount:
        """Distinct elements that loops of these sizes touch."""
        count: Amount = prod(sizes[d] for d in self.relevant)
        for window in self.windows:
            count = count * window.positions(sizes, compat)
        return count


@dataclass(frozen=True)
class LoopNest:
    """The tile: dimensions with sizes, one result, and the operands read at every point."""

    dims: tuple[str, ...]
    sizes: tuple[int, ...]
    output: Operand
    psum_bits: int
    """Width of a result that reduction loops have not finished."""
    inputs: tuple[Operand, ...]
    initial: tuple[Operand, ...] = ()
    """What accumulation starts from, such as a bias: read once for each element, not at every point."""
    cycles_per_point: int = 1
    """Cycles a unit of the array needs for one point."""

    @cached_property
    def points(self) -> int:
        """Operations of the tile."""
        return prod(self.sizes)

    @cached_property
    def operands(self) -> tuple[Operand, ...]:
        """The result, then the inputs: the order in which energies are summed."""
        return (self.output, *self.inputs)
