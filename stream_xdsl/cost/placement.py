"""Which loops run over data of which memory, and the cases that orders come to."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.hierarchy import Hierarchy
from stream_xdsl.cost.orders import Bools, Floats, Ints
from stream_xdsl.cost.states import States
from stream_xdsl.cost.tables import hierarchy_tables
from stream_xdsl.hardware.machine import Memory


@dataclass(frozen=True)
class PlacementRules:
    """How memories are filled."""

    even: bool = False
    """Operands that share a memory cut the order at one place (ZigZag 3.8.5's notion of it)."""
    double_buffering: bool = False
    """Memories that are nobody's outermost keep half of their space for the next data."""


@dataclass(frozen=True, eq=False)
class Cases:
    """The distinct ways in which orders divide the loops among memories.

    Many orders lead to the same loops below every link; those are one *case* and costed once.
    """

    states: States
    cuts: Ints
    """(orders, links) how many loops are placed below each link."""
    blocked: Ints
    """(orders,) the position in `Hierarchy.visits` of the first memory without room, or −1 if an order fits."""
    orders: Ints
    """(cases,) an order of each case, the first."""
    rows: Ints
    """(cases, 3, links) states: the loops below each link, and those among them inside its relevant and its irrelevant run."""

    def __len__(self) -> int:
        return len(self.orders)

    @property
    def state(self) -> Ints:
        """(links, cases) the state whose data cross a link at once."""
        return self.rows[:, 0].T

    @property
    def period_cycles(self) -> Floats:
        """(links, cases) steps of the array between two crossings."""
        return self.states.iterations[self.state]

    @property
    def irrelevant_run(self) -> Floats:
        """(links, cases) steps of the outermost loops below a link as far as all are irrelevant: for so long the data stay. Not told for
        what is beyond the outermost memory."""
        return self.period_cycles / self.states.iterations[self.rows[:, 2].T]


@lru_cache(maxsize=256)
def capacities_bits(levels: Hierarchy, rules: PlacementRules) -> Floats:
    """How much of the memories of `Hierarchy.visits` may be filled."""
    return np.array([capacity_bits(levels, memory, rules) for memory, _ in levels.visits], dtype=np.float64)


def room_by_link(states: States, rules: PlacementRules) -> Bools:
    """(links, states) whether what is below a link fits there, alone, and in every memory above."""
    from stream_xdsl.cost.kernels import room

    zigzag = states.compat is Compat.ZIGZAG
    return room(hierarchy_tables(states.levels), states.tables, capacities_bits(states.levels, rules), zigzag)


def place_loops(states: States, rules: PlacementRules, *, each_order: bool = False) -> Cases:
    """Place the loops of every order, and sort those that fit into cases, or make a case of each."""
    # Numba takes as long to import as all else: runs that find their costs on disk do without.
    from stream_xdsl.cost.kernels import place_orders

    zigzag = states.compat is Compat.ZIGZAG
    tables = hierarchy_tables(states.levels), states.tables
    placed = place_orders(
        states.paths.orders,
        states.paths.states,
        *tables,
        capacities_bits(states.levels, rules),
        rules.even,
        zigzag,
        each_order,
    )
    return Cases(states, placed.cuts, placed.blocked, placed.first, placed.rows)


def capacity_bits(levels: Hierarchy, memory: Memory, rules: PlacementRules) -> float:
    """How much of a memory may be filled."""
    inner = all(memory is not chain[-1] for chain in levels.chains)
    return memory.size_bits / 2 if rules.double_buffering and inner else memory.size_bits
