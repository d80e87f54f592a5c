"""Lower bounds on what an unrolling can cost, whatever the order of the temporal loops.

They hold for the model's own definitions (`Compat.NONE`), in which bits are conserved: what passes a link in all periods
together is no less than the elements that all loops touch (`docs/cost-model.md` has the argument). They serve to leave out
unrollings before they are costed, and as the roofline.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from math import prod

import numpy as np

from stream_xdsl.cost.hierarchy import Duty, HardwareError, Hierarchy
from stream_xdsl.cost.loop_nest import Amount, LoopNest
from stream_xdsl.cost.orders import Bools, Floats
from stream_xdsl.cost.placement import PlacementRules, capacities_bits
from stream_xdsl.cost.unrollings import (
    MOST,
    Alternative,
    Dataflow,
    Hints,
    Unrollings,
    alternatives,
    factor_table,
    unrollings,
)
from stream_xdsl.hardware.machine import CoreType, Direction

SLACK = 1e-9
"""Relative; sums of fractions may be off in the last digits."""

_NO_RULES = PlacementRules()


@dataclass(frozen=True, eq=False)
class _Crossing:
    """What an operand brings across its links; arrays are (candidates,)."""

    at_once: list[Floats]
    """Index i: elements below link i, of one step."""
    in_all: list[Floats]
    """Index i: elements below link i, of all steps, each once."""
    fan_out: list[Floats]
    """Index i: how many different elements pass an instance of level i for one below it."""
    instances: list[Floats]
    """Index i: of the level below link i; index 0: units."""
    periods: Floats
    """At link 0: the fewest periods."""


@dataclass(frozen=True, eq=False)
class _Passing:
    """What a duty between two memories asks of its port; arrays are (candidates,)."""

    once: Floats
    """Cycles for every element once."""
    again: Floats
    """Cycles in all periods but one; (innermost loops, candidates) where that makes a difference."""
    overflows: Bools
    """Whether the inner memory is too small for all of it, so that there are several periods and none of them hides in what the
    port has left over."""


class UnrollingBounds:
    """Bounds for many candidates at once."""

    def __init__(self, nest: LoopNest, levels: Hierarchy, candidates: Unrollings):
        self.nest = nest
        self.levels = levels
        self.candidates = candidates
        self._left = candidates.left.T.astype(np.float64)
        """(loop dimensions, candidates)"""
        self._steps = self._left.prod(axis=0)
        self._one = np.ones(len(self._steps))
        self._factors = self._fitted()
        self._products: dict[tuple[int, ...], Floats] = {}
        self._at_once = [self._of_one_step(o) for o in range(len(nest.operands))]
        self._partial_at_array = self._partial(1)

    def _partial(self, level: int) -> Bools:
        """(candidates,) whether results are partial sums below a level, before any temporal loop has run."""
        reducing = [d for d in range(len(self.nest.dims)) if self.nest.output.is_irrelevant(d)]
        above = self._unrolled(0, level, self.levels.levels[0])[reducing] > 1
        return np.logical_or.reduce((self._left[reducing] > 1) | above, axis=0)

    def _fitted(self) -> list[Floats]:
        """Per array dimension the factors, (loop dimensions, candidates), spread evenly over the steps."""
        result: list[Floats] = []
        left = np.array([self.nest.sizes], dtype=np.float64).T
        for axis, options in enumerate(self.candidates.alternatives):
            asked = factor_table(options, len(self.nest.dims)).T.astype(np.float64)
            steps = np.ceil(left / asked[:, self.candidates.chosen[:, axis]])
            result.append(left / steps)
            left = steps
        return result

    def _unrolled(self, operand: int, first: int, last: int) -> Floats:
        """(loop dimensions, candidates) the product of what is unrolled at some levels of an operand."""
        shared = _shared_from(self.levels, operand)
        return self._unrolled_over(tuple(a for a, level in enumerate(shared) if first <= level <= last))

    def _unrolled_over(self, axes: tuple[int, ...]) -> Floats:
        """(loop dimensions, candidates) the product of what some dimensions of the array unroll."""
        if axes not in self._products:
            before = self._unrolled_over(axes[:-1]) if axes else np.ones_like(self._left)
            self._products[axes] = before * self._factors[axes[-1]] if axes else before
        return self._products[axes]

    def _elements(self, operand: int, sizes: Floats) -> Floats:
        amounts: list[Amount] = list(sizes)
        found = self.nest.operands[operand].elements(amounts)
        return np.broadcast_to(np.asarray(found, dtype=np.float64), self._steps.shape)

    def _of_one_step(self, operand: int) -> list[Floats]:
        """As in `_Crossing`."""
        sizes = (self._unrolled(operand, 0, level) for level in range(self.levels.levels[operand]))
        return [self._one, *(self._elements(operand, size) for size in sizes)]

    @cached_property
    def _crossings(self) -> list[_Crossing]:
        return [self._crossing(o) for o in range(len(self.nest.operands))]

    def _crossing(self, operand: int) -> _Crossing:
        own, count = self.nest.operands[operand], self.levels.levels[operand]
        sizes = [self._unrolled(operand, 0, level) for level in range(count)]
        units = [self._unrolled(operand, i, count).prod(axis=0) for i in range(count + 1)]
        once = self._at_once[operand]
        everything = [self._elements(operand, size * self._left) for size in sizes]
        still = [d for d in range(len(self.nest.dims)) if own.is_irrelevant(d)]
        periods = self._steps / self._left[still].prod(axis=0) if operand else self._steps
        fan_out = [once[i + 1] / once[i] for i in range(count)]
        return _Crossing(once, [periods, *everything], fan_out, units, periods)

    def _width(self, operand: int, link: int) -> Floats | int:
        """The fewest bits of an element that crosses a link."""
        if operand:
            return self.nest.operands[operand].bits
        if link:
            return min(self.nest.psum_bits, self.nest.output.bits)
        return np.where(self._partial_at_array, self.nest.psum_bits, self.nest.output.bits)

    def fits(self, rules: PlacementRules = _NO_RULES) -> Bools:
        """(candidates,) whether every memory has room for what its units work on in one step."""
        result = np.ones(len(self._steps), dtype=np.bool_)
        for bits, capacity in zip(self.step_bits, capacities_bits(self.levels, rules), strict=True):
            result &= bits <= capacity
        return result

    @cached_property
    def step_bits(self) -> list[Floats]:
        """Per memory of `Hierarchy.visits` (candidates,) what it must hold for one step."""
        result: list[Floats] = []
        for _, held in self.levels.visits:
            bits = np.zeros(len(self._steps))
            for o, level in held:
                # The innermost memory of results holds sums as they leave the array.
                inner = level == 0 and not self.levels.is_outermost(o, level)
                bits = bits + self._at_once[o][level + 1] * self._width(o, 0 if inner else 1)
            result.append(bits * (1 - SLACK))
        return result

    @cached_property
    def energy_pj(self) -> Floats:
        """(candidates,) the operations, every element across every link once, and what the array reads, given that the
        innermost loop can spare it only operands that do not change with it."""
        assert self.levels.core_type.array is not None
        total = np.full(len(self._steps), self.nest.points * self.levels.core_type.array.mac_energy_pj)
        at_array = {o: np.zeros(len(self._steps)) for o in range(len(self.nest.operands))}
        for duty in self.levels.duties:
            crossing = self._crossings[duty.operand]
            port = duty.port
            if port is None:
                continue
            if duty.returns_sums and duty.link:
                continue  # partial sums need not come back
            cost = crossing.instances[duty.level + 1] * duty.access_energy_pj
            bits = self._width(duty.operand, duty.link)
            fan_out = crossing.fan_out[duty.level] if duty.faces_array else 1.0
            if duty.link == 0:
                step = port.bandwidth_min_bits
                words = np.ceil(fan_out * bits / step * (1 - SLACK)) * (step / port.bandwidth_max_bits)
                if duty.returns_sums:
                    words = np.where(self._partial_at_array, words, 0)
                at_array[duty.operand] += words * cost
            else:
                words = crossing.in_all[duty.link] * fan_out * bits / port.bandwidth_max_bits
                total = total + words * cost
        return (total + at_array[0] * self._steps + self._least_reads(at_array)) * (1 - SLACK)

    def _least_reads(self, per_period: dict[int, Floats]) -> Floats:
        """The least that the inputs read by the array cost together, for the best innermost loop."""
        inputs = range(1, len(self.nest.operands))
        best = sum((per_period[o] * self._steps for o in inputs), np.zeros(len(self._steps)))
        for d in range(len(self.nest.dims)):
            reads = np.zeros(len(self._steps))
            for o in inputs:
                still = self.nest.operands[o].is_irrelevant(d)
                reads = reads + per_period[o] * (self._crossings[o].periods if still else self._steps)
            best = np.where(self._left[d] > 1, np.minimum(best, reads), best)
        return best

    @cached_property
    def cycles(self) -> Floats:
        """(candidates,) the most of: the array with the first and last transfers around it, and each port with what the array
        asks of it and one operand that passes it to or from another memory; for the best innermost loop."""
        nothing = np.zeros(self._left.shape)
        result = nothing
        for duties in self.levels.port_duties:
            late, spread, again = nothing, nothing, nothing
            passing: list[_Passing] = []
            for duty in (self.levels.duties[i] for i in duties):
                assert duty.port is not None
                if duty.link:
                    passing.append(self._passing(duty))
                    again = again + passing[-1].again
                else:
                    # All but one period of every operand; the last may overlap what comes after.
                    periods = self._periods_at_array(duty.operand)
                    cycles = self._cycles(duty, self._width(duty.operand, 0))
                    real = np.ceil(cycles * (1 - SLACK))
                    if duty.returns_sums:
                        late = late + np.where(self._partial_at_array, real * (periods - 1), 0)
                    else:
                        late = late + real * (periods - 1)
                        spread = spread + cycles * periods
            periodic = late + again
            result = np.maximum(result, periodic)
            for own in passing:
                beside = np.where(own.overflows, periodic - own.again, np.minimum(late, spread))
                result = np.maximum(result, beside + own.once)
        # Nothing is left of any loop: then none is the innermost.
        innermost = (self._left > 1) | (self._steps == 1)
        ports = np.where(innermost, result, np.inf).min(axis=0)
        around = self._steps * self.nest.cycles_per_point + self._first_transfers()
        return np.ceil(np.maximum(around, ports) * (1 - SLACK))

    def _cycles(self, duty: Duty, bits: Floats | int) -> Floats:
        """(candidates,) of a duty's port for so many bits below its link."""
        assert duty.port is not None
        fan_out = self._crossings[duty.operand].fan_out[duty.level] if duty.faces_array else self._one
        return fan_out * bits / duty.port.bandwidth_max_bits

    def _periods_at_array(self, operand: int) -> Floats:
        """(innermost loops, candidates) at link 0: results change at every step, inputs unless the innermost loop leaves them."""
        still = _column(operand, self.nest, moved=False)
        return np.where(still, self._crossings[operand].periods, self._steps)

    def _passing(self, duty: Duty) -> _Passing:
        """What a duty between two memories asks of its port."""
        crossing, link = self._crossings[duty.operand], duty.link
        room = self.levels.chains[duty.operand][link - 1].size_bits * (1 + SLACK)
        # What a memory holds is as wide as it comes from below.
        inner_width = self._width(duty.operand, link - 1)
        whole = crossing.in_all[link] * inner_width
        overflows = whole > room
        once = self._cycles(duty, crossing.in_all[link] * self._width(duty.operand, link))
        # At least two periods, of no more than the memory holds.
        again = np.where(overflows, 1 - np.minimum(0.5, room / np.maximum(whole, room)), 0) * once
        if duty.returns_sums:
            once = again = np.zeros(len(whole))
        if link == 1 and (tight := 2 * crossing.at_once[1] * inner_width > room).any():
            # Without room for two steps there are new data at every step where the innermost loop moves them.
            each = np.ceil(self._cycles(duty, crossing.at_once[1] * self._arriving_bits(duty)) * (1 - SLACK))
            moves = _column(duty.operand, self.nest, moved=True) & tight
            again = np.where(moves, np.maximum(again, each * (self._steps - 1)), again)
        return _Passing(once, again, overflows)

    def _arriving_bits(self, duty: Duty) -> Floats | int:
        """Of an element that crosses link 1 after one step; none if it comes back and is finished."""
        if duty.operand:
            return self.nest.operands[duty.operand].bits
        finished = 0 if duty.returns_sums else self.nest.output.bits
        return np.where(self._partial(2), self.nest.psum_bits, finished)

    def _first_transfers(self) -> Floats:
        """The first data of the slowest input on their way in, and the last results on theirs out: nothing hides them."""
        ways: list[Floats] = []
        for o in range(len(self._crossings)):
            bits = self._first_elements(o) * self._width(o, 1)
            into, out_of = (Direction.FROM_HIGH, Direction.TO_LOW)
            if o == 0:
                into, out_of = (Direction.TO_HIGH, Direction.FROM_LOW)
            way = np.zeros(len(self._steps))
            for level in range(self.levels.levels[o] - 1):
                ends = (
                    self.levels.duties[self.levels.duty_of[o, level, into]].port,
                    self.levels.duties[self.levels.duty_of[o, level + 1, out_of]].port,
                )
                widths = [port.bandwidth_max_bits for port in ends if port is not None]
                if widths:
                    way = way + np.ceil(bits / min(widths) * (1 - SLACK))
            ways.append(way)
        return ways[0] + np.maximum.reduce(ways[1:]) if len(ways) > 1 else ways[0]

    def _first_elements(self, operand: int) -> Floats:
        """(candidates,) the fewest elements that the innermost memory takes at first: those of one step, but all, where it is the
        operand's own and they fit even if half of each memory is to be left free, because memories are filled as far as they can be."""
        crossing, chain = self._crossings[operand], self.levels.chains[operand]
        if len(chain) < 2 or sum(chain[0] in other for other in self.levels.chains) > 1:
            return crossing.at_once[1]
        bits = self._width(operand, 0)
        whole = np.ones(len(self._steps), dtype=np.bool_)
        for level, memory in enumerate(chain[:-1]):
            whole &= crossing.in_all[level + 1] * bits * (1 + SLACK) <= memory.size_bits / 2
        return np.where(whole, crossing.in_all[1], crossing.at_once[1])


def _column(operand: int, nest: LoopNest, *, moved: bool) -> Bools:
    """(loop dimensions, 1) which loops move an operand along an axis of its own, or else leave it where it is."""
    own = nest.operands[operand]
    chosen = [d in own.relevant if moved else own.is_irrelevant(d) for d in range(len(nest.dims))]
    return np.array(chosen, dtype=np.bool_)[:, None]


@lru_cache(maxsize=1024)
def _shared_from(levels: Hierarchy, operand: int) -> tuple[int, ...]:
    """Per dimension of the array, the lowest level of the operand that is shared over it; beyond the last, if none is."""
    assert levels.core_type.array is not None
    chain = levels.chains[operand]
    return tuple(
        next((level for level, memory in enumerate(chain) if name in memory.served_dimensions), len(chain))
        for name, _ in levels.core_type.array.dimensions
    )


def check_memories(nest: LoopNest, levels: Hierarchy) -> None:
    """Raises HardwareError for a memory that cannot hold one element of each of its operands."""
    for memory, held in levels.visits:
        least = {nest.operands[o].name: nest.operands[o].bits for o, _ in held}
        if 0 in dict(held):
            least[nest.output.name] = max(nest.output.bits, nest.psum_bits)
        if sum(least.values()) > memory.size_bits:
            needs = " and ".join(f"{bits} bits of {name}" for name, bits in least.items())
            raise HardwareError(
                f"memory '{memory.name}' of {memory.size_bits} bits cannot hold one element of each operand: {needs}",
                memory.name,
            )


def usable_alternatives(
    nest: LoopNest, levels: Hierarchy, dataflow: Dataflow = (), hints: Hints = ()
) -> tuple[tuple[Alternative, ...], ...]:
    """What each dimension of the array may unroll, but for what does not fit whatever the others unroll; factors that the core
    type's dataflow fixes are lowered only if the memories cannot hold what they unroll, those of a caller's never."""
    core_type = levels.core_type
    axes = alternatives(nest, core_type, dataflow, hints)
    if not dataflow and not core_type.dataflow:
        return _fitting_alone(nest, levels, axes)
    if dataflow:
        return axes
    if UnrollingBounds(nest, levels, unrollings(nest, core_type, axes)).fits().any():
        return axes
    return alternatives(nest, core_type, dataflow, hints, lowered=True)


def _fitting_alone(
    nest: LoopNest, levels: Hierarchy, axes: tuple[tuple[Alternative, ...], ...]
) -> tuple[tuple[Alternative, ...], ...]:
    """Without alternatives that fit in no combination: those of which the next smaller factor does not fit in all memories, even
    if the other dimensions of the array unroll nothing, and no loop is left that would widen results to partial sums. (The factor
    itself may fit where another dimension leaves less of the loop.) `axes` have one loop an alternative, factors descending."""
    assert levels.core_type.array is not None
    if prod(map(len, axes)) > MOST:
        return axes  # in such combinations not all factors are tried, and a large one may stand for a smaller
    nothing = [next(i for i, ((_, factor),) in enumerate(axis) if factor == 1) for axis in axes]
    chosen = np.repeat(np.array([nothing], np.int64), sum(map(len, axes)), axis=0)
    ends = list(accumulate(map(len, axes), initial=0))
    for axis, first in enumerate(ends[:-1]):
        chosen[first : ends[axis + 1], axis] = np.arange(len(axes[axis]))
    left = np.ones((len(chosen), len(nest.dims)), np.int64)
    candidates = Unrollings(nest, levels.core_type.array, axes, chosen, left)
    fits = UnrollingBounds(nest, levels, candidates).fits().tolist()
    return tuple(
        tuple(
            own
            for own, good in zip(axis, (*fits[first + 1 : end], True), strict=True)
            if good or own[0][1] == 1
        )
        for axis, first, end in zip(axes, ends[:-1], ends[1:], strict=True)
    )


def compulsory_energy_pj(nest: LoopNest, core_type: CoreType) -> float:
    """The operations, and every element of every operand through every level once: below every mapping's energy."""
    assert core_type.array is not None
    total = nest.points * core_type.array.mac_energy_pj
    for _, _, energy in compulsory_accesses_pj(nest, core_type):
        total += energy
    return total * (1 - 1e-12)


def compulsory_accesses_pj(nest: LoopNest, core_type: CoreType) -> Iterator[tuple[int, str, float]]:
    """(operand, memory, pJ) of every element through every level once; operands are those of the nest, then what accumulation
    starts from."""
    sizes = [float(size) for size in nest.sizes]
    for o, operand in enumerate((*nest.operands, *nest.initial)):
        bits = float(operand.elements(sizes)) * operand.bits
        inwards, outwards = (Direction.FROM_HIGH, Direction.TO_LOW)
        if o == 0:
            bits = bits / operand.bits * min(operand.bits, nest.psum_bits)
            inwards, outwards = (Direction.FROM_LOW, Direction.TO_HIGH)
        chain = core_type.levels(operand.memory)
        for memory in chain:
            outermost = memory is chain[-1]
            write, read = memory.port(operand.memory, inwards), memory.port(operand.memory, outwards)
            if write is not None and not (outermost and o):
                yield o, memory.name, bits / write.bandwidth_max_bits * memory.write_energy_pj
            if read is not None and not (outermost and not o):
                yield o, memory.name, bits / read.bandwidth_max_bits * memory.read_energy_pj
