"""Which loops run over data of which memory: uneven allocation, for many orders at once.

As LOMA does it (Symons et al., "LOMA: Fast Auto-Scheduling on DNN Accelerators through Loop-Order-based Memory Allocation",
AICAS 2021): memories are visited from the array outwards. In each, every operand takes some of the loops that are not
placed yet, the innermost first, such that what they touch fits in the memory together with what the other operands take.
Among all combinations the one that moves least across the links above wins; among equals the one that takes most loops of
the first operand, then of the second, and so on.
"""

from dataclasses import dataclass

import numpy as np

from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.orders import Ints
from stream_xdsl.cost.states import Bools, Floats, States
from stream_xdsl.hardware.machine import Memory


@dataclass(frozen=True)
class PlacementRules:
    """How memories are filled."""

    even: bool = False
    """Operands that share a memory cut the order at one place (ZigZag 3.8.5's notion of it)."""
    double_buffering: bool = False
    """Memories that are nobody's outermost keep half of their space for the next data."""


@dataclass(frozen=True, eq=False)
class Placement:
    """Per operand and level, how many loops are placed there or below; arrays are (orders,)."""

    cuts: tuple[tuple[Ints, ...], ...]
    fits: Bools
    """Whether the order fits at all."""
    accepted: tuple[Bools, ...]
    """Per memory, in the order of `Hierarchy.visits`, whether it has room; (orders,) or (1,)."""


def place_loops(states: States, rules: PlacementRules) -> Placement:
    """Place the loops of every order."""
    paths, levels = states.paths, states.levels
    count = len(paths.orders)
    placed = [np.zeros(count, np.int64) for _ in states.nest.operands]
    cuts: list[list[Ints]] = [[] for _ in placed]
    fits = np.ones(count, dtype=np.bool_)
    accepted: list[Bools] = []
    for memory, held in levels.visits:
        capacity = capacity_bits(states, memory, rules)
        if len(held) == 1 and not levels.is_outermost(*held[0]) and not rules.even:
            chosen, fit = _choose_alone(states, *held[0], placed[held[0][0]], rules)
        else:
            options = [_options(states, o, level, placed[o], rules) for o, level in held]
            chosen, fit = _choose(states, held, options, placed, capacity, rules.even)
        accepted.append(fit)
        fits &= fit
        for (o, _), cut in zip(held, chosen, strict=True):
            placed[o] = cut
            cuts[o].append(cut)
    return Placement(tuple(map(tuple, cuts)), fits, tuple(accepted))


def capacity_bits(states: States, memory: Memory, rules: PlacementRules) -> float:
    """How much of a memory may be filled."""
    levels = states.levels
    inner = all(memory is not chain[-1] for chain in levels.chains)
    return memory.size_bits / 2 if rules.double_buffering and inner else memory.size_bits


def has_room(states: States, operand: int, level: int, rules: PlacementRules) -> Bools:
    """(states,) whether what an operand holds at a level fits there and in every memory above, each of which holds at
    least the same. ZigZag fills a memory even if the next one is smaller."""
    widest = states.nest.operands[operand].bits
    bits = widest if operand else min(widest, states.nest.psum_bits)
    last = level if states.compat is Compat.ZIGZAG else states.levels.levels[operand] - 1
    result = np.ones(len(states.iterations), dtype=np.bool_)
    for upper in range(level, last + 1):
        capacity = capacity_bits(states, states.levels.chains[operand][upper], rules)
        result &= states.held(operand, upper) * bits <= capacity
    return result


def _sizes(states: States, operand: int, level: int, placed: Ints) -> tuple[Floats, Ints]:
    """Bits that a level may hold, a row for each width that its elements may have, by state; and the row of each order,
    or a single one."""
    nest, held = states.nest, states.held(operand, level)
    if operand:
        return (held * nest.operands[operand].bits)[None], np.zeros(1, np.int64)
    table = np.stack([held * nest.output.bits, held * nest.psum_bits])
    if states.spatial.operands[0].reduces[level + 1]:
        return table, np.ones(1, np.int64)
    # The width is that of the data that arrive from below, and decided before the loops are.
    if level == 0:
        return table, states.partial[:1].astype(np.int64)
    return table, states.partial[states.paths.states[states.paths.rows, placed]].astype(np.int64)


def _choose_alone(
    states: States, operand: int, level: int, placed: Ints, rules: PlacementRules
) -> tuple[list[Ints], Bools]:
    """The best choice in a memory that an operand has to itself: all that counts about a number of loops is their state."""
    paths = states.paths
    sizes, row = _sizes(states, operand, level, placed)
    capacity = capacity_bits(states, states.levels.chains[operand][level], rules)
    allowed = (sizes <= capacity) & has_room(states, operand, level, rules)
    cost = np.where(allowed, states.steps / states.iterations * sizes, np.inf)
    along = cost.ravel().take(row[:, None] * cost.shape[1] + paths.states)
    if level:
        along = np.where(np.arange(paths.length + 1) >= placed[:, None], along, np.inf)
    chosen = paths.length - along[:, ::-1].argmin(axis=1)
    # The least that may be placed is what is placed already.
    least = (
        paths.states.ravel().take(paths.rows * (paths.length + 1) + placed)
        if level
        else np.zeros(1, np.int64)
    )
    return [chosen], np.isfinite(cost.ravel().take(row * cost.shape[1] + least))


def _options(
    states: States, operand: int, level: int, placed: Ints, rules: PlacementRules
) -> tuple[Floats, Floats, Bools]:
    """What an operand may take: bits held, bits moved across the link above, and whether it is an option; each
    (orders, n + 1) by the number of loops taken in all, or (orders or 1, 1) at the outermost level, which takes all."""
    paths = states.paths
    sizes, row = _sizes(states, operand, level, placed)
    if states.levels.is_outermost(operand, level):
        held = sizes[row, -1:]
        if operand == 0 and states.compat is Compat.NONE:
            held = _outermost_results(states, level, placed)
        return held, np.zeros_like(held), np.ones(held.shape, dtype=np.bool_)
    index = row[:, None] * sizes.shape[1] + paths.states
    moved = states.steps / states.iterations * sizes
    return (
        sizes.ravel().take(index),
        moved.ravel().take(index),
        (np.arange(paths.length + 1) >= placed[:, None])
        & has_room(states, operand, level, rules).take(paths.states),
    )


def _outermost_results(states: States, level: int, placed: Ints) -> Floats:
    """(orders, 1) bits of the results in their outermost memory: partial sums are those inside the outermost reduction
    loop, if it is not placed further down; all others are finished or not begun."""
    nest, paths, held = states.nest, states.paths, states.held(0, level)
    if states.spatial.operands[0].reduces[level + 1]:
        return np.full((1, 1), held[-1] * max(nest.psum_bits, nest.output.bits))
    end = paths.end_of(states.irrelevant(0))
    partial = np.where(end > placed, held.take(paths.states[paths.rows, end]), 0)
    return (held[-1] * nest.output.bits + partial * max(0, nest.psum_bits - nest.output.bits))[:, None]


def _choose(
    states: States,
    held: tuple[tuple[int, int], ...],
    options: list[tuple[Floats, Floats, Bools]],
    placed: list[Ints],
    capacity: float,
    even: bool,
) -> tuple[list[Ints], Bools]:
    """The best combination of options for every order, as loops taken per operand, and whether there is any."""
    count, n, rank = len(placed[0]), states.paths.length, len(options)
    size: Floats = np.zeros(1)
    moved: Floats = np.zeros(1)
    allowed: Bools = np.ones(1, dtype=np.bool_)
    for axis, (sizes, moves, option) in enumerate(options):
        shape = (len(sizes), *(sizes.shape[1] if a == axis else 1 for a in range(rank)))
        size = size + sizes.reshape(shape)
        moved = moved + moves.reshape(shape)
        allowed = allowed & option.reshape(shape)
    allowed = allowed & (size <= capacity)
    accepted: Bools = np.any(allowed.reshape(len(allowed), -1), axis=1)
    if even:
        allowed = allowed & _cuts_evenly(states, held, options, placed)
    cost = np.where(allowed, moved, np.inf).reshape(len(allowed), -1)
    last_best = cost.shape[1] - 1 - cost[:, ::-1].argmin(axis=1)
    shape = tuple(sizes.shape[1] for sizes, _, _ in options)
    taken = [
        np.full(count, n) if width == 1 else np.broadcast_to(index, count)
        for width, index in zip(shape, np.unravel_index(last_best, shape), strict=True)
    ]
    if even:
        # Without an even combination nothing more is placed.
        none = ~allowed.reshape(len(allowed), -1).any(axis=1)
        taken = [np.where(none, placed[o], t) for (o, _), t in zip(held, taken, strict=True)]
    return taken, accepted


def _cuts_evenly(
    states: States,
    held: tuple[tuple[int, int], ...],
    options: list[tuple[Floats, Floats, Bools]],
    placed: list[Ints],
) -> Bools:
    """Whether no loop that some operand takes equals, in dimension and factor, one that some operand leaves."""
    paths, rank = states.paths, len(options)
    count = len(paths.orders)
    compositions = paths.composition[paths.states]
    total = np.array(paths.multiplicity)
    distinct = len(paths.multiplicity)
    takes: Bools = np.zeros(1, dtype=np.bool_)
    leaves: Bools = np.zeros(1, dtype=np.bool_)
    for axis, ((o, _), (sizes, _, _)) in enumerate(zip(held, options, strict=True)):
        reached = compositions[:, -sizes.shape[1] :]
        before = compositions[paths.rows, placed[o]][:, None]
        shape = (count, *(sizes.shape[1] if a == axis else 1 for a in range(rank)), distinct)
        takes = takes | (reached > before).reshape(shape)
        leaves = leaves | (reached < total).reshape(shape)
    return ~np.asarray((takes & leaves).any(axis=-1))
