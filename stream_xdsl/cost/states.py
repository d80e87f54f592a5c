"""What the inner loops of an order touch: tables over states, from which every order reads along its path."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.hierarchy import Hierarchy
from stream_xdsl.cost.loop_nest import Amount, LoopNest
from stream_xdsl.cost.orders import Bools, Floats, Loop, Paths
from stream_xdsl.cost.spatial import OperandUnrolling, SpatialMapping
from stream_xdsl.cost.tables import StateTables, View


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

    def with_orders(self, paths: Paths) -> "States":
        """The same states, along other orders of the same loops."""
        other = replace(self, paths=paths)
        # What is known of the states does not depend on orders.
        vars(other).update(vars(self) | {"paths": paths})
        return other

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

    def elements(self, operand: int, unrolled: Sequence[float]) -> Amount:
        """Distinct elements of an operand that the loops of a state touch, around loops unrolled so far."""
        sizes: list[Amount] = [
            self.sizes[dim] * size if dim in self.sizes else size for dim, size in enumerate(unrolled)
        ]
        return self.nest.operands[operand].elements(sizes, self.compat)

    def held(self, operand: int, level: int) -> Floats:
        """(states,) elements that an instance of a level holds."""
        return self.tables.held[self.levels.first_link[operand] + level + 1]

    @cached_property
    def tables(self) -> StateTables:
        """For compiled loops."""
        nest, paths = self.nest, self.paths
        operands = range(len(nest.operands))
        return StateTables(
            self.steps,
            self.iterations,
            self.partial,
            np.array(paths.multiplicity, dtype=np.int64),
            np.ascontiguousarray(paths.composition),
            self._members([self.relevant(o) for o in operands]),
            self._members([self.irrelevant(o) for o in operands]),
            np.array([operand.bits for operand in nest.operands], dtype=np.float64),
            float(nest.psum_bits),
            np.array(self.spatial.operands[0].reduces, dtype=np.bool_),
            self._elements_by_link(self.spatial.operands),
            nest.cycles_per_point,
        )

    def view(self, unrollings: Sequence[OperandUnrolling]) -> View:
        """How a version of the spatial mapping counts; ZigZag rounds elements."""
        own = unrollings is self.spatial.operands
        elements = self.tables.held if own else self._elements_by_link(unrollings)
        return View(
            np.rint(elements) if self.compat is Compat.ZIGZAG else elements,
            np.array([f for unrolling in unrollings for f in unrolling.fan_out], dtype=np.float64),
            np.array([i for unrolling in unrollings for i in unrolling.instances], dtype=np.float64),
        )

    def _elements_by_link(self, unrollings: Sequence[OperandUnrolling]) -> Floats:
        """(links, states) elements below each link; 1 at the array."""
        levels = self.levels.levels
        table = np.ones((sum(levels) + len(levels), len(self.iterations)))
        for o, unrolling in enumerate(unrollings):
            first = self.levels.first_link[o] + 1
            for level in range(levels[o]):
                table[first + level] = self.elements(o, unrolling.sizes[level])
        return table

    def _members(self, sets: Sequence[frozenset[int]]) -> Bools:
        loops = range(len(self.loops))
        table = np.array([[i in members for i in loops] for members in sets], dtype=np.bool_)
        return table.reshape(len(sets), len(loops))
