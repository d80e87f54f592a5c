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
    full: Ints
    """Per memory, in the order of `Hierarchy.visits`: how many orders are turned away there first."""


def place_loops(states: States, rules: PlacementRules) -> Placement:
    """Place the loops of every order."""
    paths, levels = states.paths, states.levels
    count = len(paths.orders)
    placed = [np.zeros(count, np.int64) for _ in states.nest.operands]
    cuts: list[list[Ints]] = [[] for _ in placed]
    fits = np.ones(count, dtype=np.bool_)
    full: list[int] = []
    for memory, held in levels.visits:
        options = [_options(states, o, level, placed[o]) for o, level in held]
        outer = [levels.is_outermost(o, level) for o, level in held]
        capacity = memory.size_bits / (2 if rules.double_buffering and not any(outer) else 1)
        chosen, accepted = _choose(states, memory, held, options, placed, capacity, rules.even)
        full.append(int((fits & ~accepted).sum()))
        fits &= accepted
        for (o, _), cut in zip(held, chosen, strict=True):
            placed[o] = cut
            cuts[o].append(cut)
    return Placement(tuple(map(tuple, cuts)), fits, np.array(full))


def _options(states: States, operand: int, level: int, placed: Ints) -> tuple[Floats, Floats, Bools]:
    """What an operand may take: bits held, bits moved across the link above, and whether it is an option; each
    (orders, n + 1) by the number of loops taken in all, or (orders, 1) at the outermost level, which takes all."""
    paths, nest = states.paths, states.nest
    outermost = states.levels.is_outermost(operand, level)
    held = states.held(operand, level)
    if operand == 0:
        unrolling = states.spatial.operands[0]
        # The width is that of the data that arrive from below, and decided before the loops are.
        unfinished = states.partial[paths.states[paths.rows, placed]] | unrolling.reduces[level + 1]
        if outermost and states.compat is Compat.NONE:
            # All reductions are inside: what stays are finished results.
            unfinished = np.zeros_like(unfinished)
        bits = np.where(unfinished, nest.psum_bits, nest.output.bits)[:, None]
    else:
        bits = nest.operands[operand].bits
    if outermost:
        sizes = held[-1:] * bits + np.zeros((len(placed), 1))
        return sizes, np.zeros_like(sizes), np.ones(sizes.shape, dtype=np.bool_)
    along = paths.states
    sizes = held[along] * bits
    moved = (states.steps / states.iterations)[along] * sizes
    return sizes, moved, np.arange(paths.length + 1) >= placed[:, None]


def _choose(
    states: States,
    memory: Memory,
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
        shape = (count, *(sizes.shape[1] if a == axis else 1 for a in range(rank)))
        size = size + sizes.reshape(shape)
        moved = moved + moves.reshape(shape)
        allowed = allowed & option.reshape(shape)
    allowed = allowed & (size <= capacity)
    accepted: Bools = np.any(allowed.reshape(count, -1), axis=1)
    if even:
        allowed = allowed & _cuts_evenly(states, held, options, placed)
    cost = np.where(allowed, moved, np.inf).reshape(count, -1)
    width = cost.shape[1]
    last_best = width - 1 - cost[:, ::-1].argmin(axis=1)
    shape = tuple(sizes.shape[1] for sizes, _, _ in options)
    taken = [
        np.full(count, n) if width_of == 1 else index
        for width_of, index in zip(shape, np.unravel_index(last_best, shape), strict=True)
    ]
    if even:
        # Without an even combination nothing more is placed.
        none = ~allowed.reshape(count, -1).any(axis=1)
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
