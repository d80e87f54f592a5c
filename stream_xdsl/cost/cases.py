"""Orders that come to the same: what counts is which loops are below each link, not in what order they came there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from stream_xdsl.cost.orders import Ints
from stream_xdsl.cost.placement import Placement
from stream_xdsl.cost.states import Floats, States


@dataclass(frozen=True, eq=False)
class Cases:
    """The distinct ways in which orders divide the loops among memories.

    Arrays are (links, cases); the links of the operands follow each other, as in `Hierarchy.first_link`.
    """

    states: States
    placement: Placement
    orders: Ints
    """(cases,) an order of each case, the first."""
    state: Ints
    """The loops below each link: the state whose data cross it at once."""
    period_cycles: Floats
    """Steps of the array between two crossings."""
    relevant_run: Floats
    """Steps of the outermost loops below the link as far as all are relevant."""
    irrelevant_run: Floats
    """The same for irrelevant loops: for so long the data stay. Not told for what is beyond the outermost memory."""

    def __len__(self) -> int:
        return len(self.orders)

    def take(self, cases: Ints) -> "Cases":
        """Some of the cases."""
        return replace(
            self,
            orders=self.orders[cases],
            state=self.state[:, cases],
            period_cycles=self.period_cycles[:, cases],
            relevant_run=self.relevant_run[:, cases],
            irrelevant_run=self.irrelevant_run[:, cases],
        )


def distinguish(states: States, placement: Placement, *, each_order: bool = False) -> Cases:
    """Sort orders that fit into cases, or make a case of each."""
    paths, levels = states.paths, states.levels
    fitting = np.flatnonzero(placement.fits)
    row_start = fitting * (paths.length + 1)

    none = np.zeros(len(fitting), np.int64)
    everything = none + paths.length
    state_at = paths.states.ravel().take
    columns: list[Ints] = []
    telling: list[Ints] = []
    for o in range(len(states.nest.operands)):
        still_at = paths.next_other(states.irrelevant(o)).ravel().take
        relevant_from = paths.run_start(states.relevant(o)).ravel().take
        irrelevant_from = paths.run_start(states.irrelevant(o)).ravel().take
        first = none
        if o:
            # Results change at every step; an input stays at the array while only irrelevant loops run.
            first = state_at(row_start + still_at(row_start))
            telling.append(first)
        columns += [first, first, first]
        below = none
        for level in range(levels.levels[o]):
            outermost = levels.is_outermost(o, level)
            # Loops that leave the operand where it is cost nothing below.
            cut = everything if outermost else still_at(row_start + placement.cuts[o][level][fitting])
            here = row_start + cut
            state = state_at(here)
            relevant = state_at(row_start + np.maximum(relevant_from(here), below))
            telling.append(relevant)
            irrelevant = state
            if not outermost:
                irrelevant = state_at(row_start + np.maximum(irrelevant_from(here), below))
                telling += [state, irrelevant]
            columns += [state, relevant, irrelevant]
            below = cut
    first_row = np.arange(len(fitting)) if each_order else _distinct(telling, len(states.iterations))
    table = np.stack(columns)[:, first_row]
    cut_state, relevant_from, irrelevant_from = (table[i::3] for i in range(3))
    iterations = states.iterations
    return Cases(
        states,
        placement,
        fitting[first_row],
        cut_state,
        iterations[cut_state],
        iterations[cut_state] / iterations[relevant_from],
        iterations[cut_state] / iterations[irrelevant_from],
    )


def _distinct(columns: Sequence[Ints], values: int) -> Ints:
    """The first of each distinct row of a table whose entries are below `values`."""
    key, bound = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        if bound * values >= 1 << 62:
            _, key = np.unique(key, return_inverse=True)
            bound = len(key)
        key = key * values + column
        bound *= values
    return np.sort(np.unique(key, return_index=True)[1])
