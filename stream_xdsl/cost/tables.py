"""What compiled loops read: the hierarchy, the states of the temporal loops and the counts of elements, as flat arrays.

Positions of links are those of `Hierarchy.first_link`; `docs/cost-model.md` defines the quantities.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from stream_xdsl.cost.hierarchy import Hierarchy
from stream_xdsl.cost.orders import Bools, Floats, Ints
from stream_xdsl.hardware.machine import Direction

DIRECTIONS = (Direction.TO_HIGH, Direction.TO_LOW, Direction.FROM_HIGH, Direction.FROM_LOW)
"""In the order of `HierarchyTables.duty_of`."""


class HierarchyTables(NamedTuple):
    """Of a `Hierarchy`; arrays are as long as there are operands, duties, ports or visited memories."""

    levels: Ints
    first_link: Ints
    duty_of: Ints
    """(operands, most levels, 4) duty, or −1."""
    duty_operand: Ints
    duty_link: Ints
    """Position of the link it serves."""
    inner_link: Ints
    """Position of its operand's link 1: what arrives at the array first."""
    boundary: Ints
    """Position of the link above its level."""
    faces_array: Bools
    returns_sums: Bools
    shares_port: Bools
    port_widths: Floats
    port_steps: Floats
    access_energies: Floats
    port_first: Ints
    """(ports + 1,) where the duties of each port begin in `port_duties`."""
    port_duties: Ints
    visit_first: Ints
    """(visits + 1,) where the operands of each memory begin in `visit_operand` and `visit_level`."""
    visit_operand: Ints
    visit_level: Ints
    visit_bits: Floats
    visit_of: Ints
    """(links,) the visited memory below each link; −1 for the array."""


class StateTables(NamedTuple):
    """Of `States`."""

    steps: float
    iterations: Floats
    partial: Bools
    multiplicity: Ints
    """(distinct loops,)"""
    composition: Ints
    """(states, distinct loops)"""
    relevant: Bools
    """(operands, distinct loops)"""
    irrelevant: Bools
    bits: Floats
    """(operands,) of an element."""
    psum_bits: float
    reduces: Bools
    """(levels of the result + 1,) as in `OperandUnrolling`."""
    held: Floats
    """(links, states) elements below each link; 1 at the array."""
    cycles_per_point: int


class View(NamedTuple):
    """How one version of the spatial mapping counts what moves."""

    elements: Floats
    """(links, states) per instance below the link, at once."""
    fan_out: Floats
    """(links,) how many instances below take different elements from one instance above."""
    instances: Floats
    """(links,) in use, of what is below."""


class Quirks(NamedTuple):
    """Definitions of ZigZag's."""

    whole_accesses: bool
    """Accesses are cut to whole numbers."""
    whole_fill: bool
    """So are the bits that must be there twice."""
    loading: bool
    """First transfers hide as in ZigZag."""


@lru_cache(maxsize=256)
def hierarchy_tables(levels: Hierarchy) -> HierarchyTables:
    """The hierarchy as arrays."""
    duties, visits = levels.duties, levels.visits
    duty_of = np.full((len(levels.levels), max(levels.levels), len(DIRECTIONS)), -1, np.int64)
    for (operand, level, direction), duty in levels.duty_of.items():
        duty_of[operand, level, DIRECTIONS.index(direction)] = duty
    visit_of = np.full(sum(levels.levels) + len(levels.levels), -1, np.int64)
    for visit, (_, held) in enumerate(visits):
        for operand, level in held:
            visit_of[levels.first_link[operand] + level + 1] = visit
    return HierarchyTables(
        _ints(levels.levels),
        _ints(levels.first_link[:-1]),
        duty_of,
        _ints([d.operand for d in duties]),
        levels.duty_links,
        _ints([levels.first_link[d.operand] + 1 for d in duties]),
        _ints([levels.first_link[d.operand] + d.level + 1 for d in duties]),
        np.array([d.faces_array for d in duties], dtype=np.bool_),
        np.array([d.returns_sums for d in duties], dtype=np.bool_),
        np.array(levels.shares_port, dtype=np.bool_),
        np.array([d.port.bandwidth_max_bits if d.port else np.inf for d in duties], dtype=np.float64),
        np.array([d.port.bandwidth_min_bits if d.port else 1 for d in duties], dtype=np.float64),
        np.array([d.access_energy_pj for d in duties], dtype=np.float64),
        _ints(list(accumulate(map(len, levels.port_duties), initial=0))),
        _ints([duty for served in levels.port_duties for duty in served]),
        _ints(list(accumulate((len(held) for _, held in visits), initial=0))),
        _ints([o for _, held in visits for o, _ in held]),
        _ints([level for _, held in visits for _, level in held]),
        np.array([memory.size_bits for memory, _ in visits], dtype=np.float64),
        visit_of,
    )


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)
