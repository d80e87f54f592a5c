"""What the inner loops of an order touch: tables over states, from which every order reads along its path."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.hierarchy import Hierarchy
from stream_xdsl.cost.loop_nest import Amount, LoopNest
from stream_xdsl.cost.orders import Loop, Paths
from stream_xdsl.cost.spatial import SpatialMapping

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class States:
    """Tables of shape (states,), for one spatial mapping and its temporal loops."""

    nest: LoopNest
    levels: Hierarchy
    spatial: SpatialMapping
    loops: tuple[Loop, ...]
    """The distinct temporal loops."""
    paths: Paths
    compat: Compat

    @cached_property
    def iterations(self) -> Floats:
        """Steps that the loops of a state make."""
        factors = np.array([f for _, f in self.loops], dtype=np.float64)
        return (factors**self.paths.composition).prod(axis=1)

    @cached_property
    def steps(self) -> float:
        """Steps of all loops."""
        return float(self.iterations[-1])

    @cached_property
    def sizes(self) -> dict[int, Floats]:
        """Per dimension with temporal loops: how far the loops of a state go along it."""
        found: dict[int, Floats] = {}
        for i, (dim, factor) in enumerate(self.loops):
            own = np.power(float(factor), self.paths.composition[:, i])
            found[dim] = found[dim] * own if dim in found else own
        return found

    def irrelevant(self, operand: int) -> frozenset[int]:
        """The distinct loops that leave an operand where it is."""
        own = self.nest.operands[operand]
        return frozenset(
            i for i, (dim, _) in enumerate(self.loops) if own.is_irrelevant(dim) and self.nest.sizes[dim] > 1
        )

    def relevant(self, operand: int) -> frozenset[int]:
        """The distinct loops that move along an axis of their own."""
        own = self.nest.operands[operand]
        return frozenset(
            i for i, (dim, _) in enumerate(self.loops) if dim in own.relevant and self.nest.sizes[dim] > 1
        )

    @cached_property
    def partial(self) -> Bools:
        """Whether reduction loops are left outside a state, so that results are not finished."""
        left = np.zeros(len(self.iterations), dtype=np.bool_)
        for i in self.irrelevant(0):
            left |= self.paths.composition[:, i] < self.paths.multiplicity[i]
        return left

    def elements(self, operand: int, unrolled: Sequence[float]) -> Floats:
        """Distinct elements of an operand that the loops of a state touch, around loops unrolled so far."""
        sizes: list[Amount] = [
            self.sizes[dim] * size if dim in self.sizes else size for dim, size in enumerate(unrolled)
        ]
        found = self.nest.operands[operand].elements(sizes, self.compat)
        return np.broadcast_to(np.asarray(found, dtype=np.float64), self.iterations.shape)

    def held(self, operand: int, level: int) -> Floats:
        """Elements that an instance of a level holds."""
        return self._held[operand][level]

    @cached_property
    def _held(self) -> tuple[tuple[Floats, ...], ...]:
        return tuple(
            tuple(self.elements(o, unrolling.sizes[level]) for level in range(self.levels.levels[o]))
            for o, unrolling in enumerate(self.spatial.operands)
        )
