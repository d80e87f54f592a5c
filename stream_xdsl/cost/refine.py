"""Orders of more loops than can be tried one by one: branch and bound from the innermost loop outwards.

All beginnings of one length are bounded at once: what the loops so far decide is counted as it is (what the array reads while nothing
but irrelevant loops have come, and what an inner memory of one operand takes once its data have outgrown it), what is open as
its compulsory traffic. Beginnings that cannot be better than the best order known are dropped; if more remain than the
width allows, those of the least bounds go on. Only if that never happens is the result the best of all orders.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stream_xdsl.cost.hierarchy import Duty
from stream_xdsl.cost.orders import Bools, Floats, Ints, Paths
from stream_xdsl.cost.placement import PlacementRules, capacity_bits, room_by_link
from stream_xdsl.cost.states import States

SLACK = 1e-9
"""Relative; sums in another order may differ in the last digits."""


@dataclass(frozen=True, eq=False)
class _Tables:
    """What one operand adds to the energy; arrays are (states,)."""

    still: Bools
    """(distinct loops,) which leave it where it is."""
    at_array: Floats
    """At its link 0, if the innermost irrelevant loops are those of the state."""
    closes: bool
    """Whether its innermost memory is its own, and not its outermost."""
    fits: Bools
    """Whether that memory holds its data."""
    moved: Floats
    """Bits across link 1 if the loops of the state are placed below."""
    above: Floats
    """Energy at link 1 in that case."""
    least_above: float


def promising_orders(states: States, rules: PlacementRules, known_pj: float, width: int) -> Paths | None:
    """The orders of all loops that may cost less energy than is known, at most `width`; None if there are none.

    `states.paths` need not hold any order; only its multiplicities count.
    """
    has_room = room_by_link(states, rules)
    tables = [_tables(states, o, rules, has_room) for o in range(len(states.nest.operands))]
    base = _fixed_pj(states)
    strides = np.array(states.paths.strides, dtype=np.int64)
    total = np.array(states.paths.multiplicity, dtype=np.int64)
    orders = np.zeros((1, 0), np.int64)
    front = _Front.start(len(tables))
    for _ in range(int(total.sum())):
        parents, loops = np.nonzero(states.paths.composition[front.state] < total)
        front = front.grow(parents, loops, strides[loops], tables)
        orders = np.concatenate([orders[parents], loops[:, None]], axis=1)
        bounds = (base + front.bounds_pj(tables)) * (1 - SLACK)
        keep = np.flatnonzero(bounds < known_pj)
        if len(keep) > width:
            keep = np.sort(keep[np.argsort(bounds[keep], kind="stable")[:width]])
        front, orders = front.take(keep), orders[keep]
    return Paths(states.paths.multiplicity, orders) if len(orders) else None


@dataclass(frozen=True, eq=False)
class _Front:
    """Beginnings of orders; arrays are (beginnings,), in lists by operand."""

    state: Ints
    still: list[Ints]
    """The innermost irrelevant loops, as a state."""
    moving: list[Bools]
    """Whether another loop has come."""
    cut: list[Ints]
    """The best place so far to cut the loops of the innermost memory, as a state."""
    least_moved: list[Floats]
    closed: list[Bools]
    """Whether that memory has overflowed, so that the cut is final."""

    @staticmethod
    def start(operands: int) -> "_Front":
        """No loop yet."""
        zeros = [np.zeros(1, np.int64)] * operands
        false = [np.zeros(1, dtype=np.bool_)] * operands
        return _Front(zeros[0], zeros, false, zeros, [np.full(1, np.inf)] * operands, false)

    def take(self, chosen: Ints) -> "_Front":
        """Some of the beginnings."""
        return _Front(
            self.state[chosen],
            [a[chosen] for a in self.still],
            [a[chosen] for a in self.moving],
            [a[chosen] for a in self.cut],
            [a[chosen] for a in self.least_moved],
            [a[chosen] for a in self.closed],
        )

    def grow(self, parents: Ints, loops: Ints, strides: Ints, tables: Sequence[_Tables]) -> "_Front":
        """One loop more, around the given beginnings."""
        old = self.take(parents)
        state = old.state + strides
        grown = _Front(state, [], [], [], [], [])
        for o, table in enumerate(tables):
            moving = old.moving[o] | ~table.still[loops]
            grown.moving.append(moving)
            grown.still.append(np.where(moving, old.still[o], state))
            # No loop at all is a choice too, which the first loop has to beat.
            least = np.where(np.isinf(old.least_moved[o]), table.moved[old.state], old.least_moved[o])
            closed = old.closed[o] | ~table.fits[state]
            better = ~closed & (table.moved[state] <= least)
            grown.closed.append(closed)
            grown.cut.append(np.where(better, state, old.cut[o]))
            grown.least_moved.append(np.where(better, table.moved[state], least))
        return grown

    def bounds_pj(self, tables: Sequence[_Tables]) -> Floats:
        """The least energy of any order that begins so, besides what all orders share."""
        total = np.zeros(len(self.state))
        for o, table in enumerate(tables):
            # As long as nothing else has come, the rest of the irrelevant loops may still follow.
            reads = np.where(self.moving[o], table.at_array[self.still[o]], table.at_array.min())
            decided = self.closed[o] if table.closes else np.zeros(len(self.state), dtype=np.bool_)
            total = total + reads + np.where(decided, table.above[self.cut[o]], table.least_above)
        return total


def _tables(states: States, operand: int, rules: PlacementRules, has_room: Bools) -> _Tables:
    levels, nest = states.levels, states.nest
    memory = levels.chains[operand][0]
    held = states.held(operand, 0)
    alone = sum(memory in chain for chain in levels.chains) == 1
    closes = alone and not levels.is_outermost(operand, 0)
    bits = float(nest.operands[operand].bits)
    if operand == 0:
        inside = states.spatial.operands[0].reduces[1] or bool(states.partial[0])
        bits = float(nest.psum_bits if inside else nest.output.bits)
    at_array = np.zeros(len(states.iterations))
    above = np.zeros(len(states.iterations))
    for duty in levels.duties:
        if duty.operand == operand and duty.link == 0:
            at_array = at_array + _energy_pj(states, duty, np.ones(len(at_array)))
        if duty.operand == operand and duty.link == 1:
            above = above + _energy_pj(states, duty, held)
    sizes = held * bits
    return _Tables(
        np.array([i in states.irrelevant(operand) for i in range(len(states.loops))], dtype=np.bool_),
        at_array,
        closes,
        (sizes <= capacity_bits(levels, memory, rules)) & has_room[levels.first_link[operand] + 1],
        states.steps / states.iterations * sizes,
        above,
        float(above.min()),
    )


def _energy_pj(states: States, duty: Duty, elements: Floats) -> Floats:
    """(states,) what a duty costs if the loops of the state are below its link."""
    if duty.port is None:
        return np.zeros(len(elements))
    nest, unrolling = states.nest, states.spatial.operands[duty.operand]
    fan_out = unrolling.fan_out[duty.level] if duty.faces_array else 1.0
    bits: Floats | int = nest.operands[duty.operand].bits
    periods = states.steps / states.iterations
    moves = np.ones(1, dtype=np.bool_)
    if duty.operand == 0:
        unfinished = states.partial | unrolling.reduces[duty.link + 1]
        if duty.link == 0:
            # Results change at every step.
            periods, unfinished = np.full(len(elements), states.steps), unfinished[:1]
        bits = np.where(unfinished, nest.psum_bits, nest.output.bits)
        moves = unfinished if duty.returns_sums else moves
    step, width = duty.port.bandwidth_min_bits, duty.port.bandwidth_max_bits
    words = np.ceil(elements * fan_out * bits / step * (1 - SLACK)) * (step / width) * periods
    return np.where(moves, words, 0) * unrolling.instances[duty.level + 1] * duty.access_energy_pj


def _fixed_pj(states: States) -> float:
    """What all orders cost at least besides links 0 and 1: operations, and every element across the other links once."""
    array, nest = states.levels.core_type.array, states.nest
    assert array is not None
    total = nest.points * array.mac_energy_pj
    for duty in states.levels.duties:
        if duty.link < 2 or duty.port is None or duty.returns_sums:
            continue
        unrolling = states.spatial.operands[duty.operand]
        fan_out = unrolling.fan_out[duty.level] if duty.faces_array else 1.0
        bits = nest.operands[duty.operand].bits
        if duty.operand == 0:
            bits = min(bits, nest.psum_bits)
        everything = float(states.held(duty.operand, duty.link - 1)[-1])
        words = everything * fan_out * bits / duty.port.bandwidth_max_bits
        total += words * unrolling.instances[duty.level + 1] * duty.access_energy_pj
    return total
