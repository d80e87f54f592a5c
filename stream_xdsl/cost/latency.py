"""Latency: how long ports need, what of it the array's work hides, and what comes before and after.

The model is that of Mei et al., "A Uniform Latency Model for DNN Accelerators with Diverse Architectures and Dataflows", DATE
2022, as ZigZag has it; `docs/cost-model.md` defines every quantity.
"""

from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from stream_xdsl.cost.cases import Cases
from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.movement import Movement
from stream_xdsl.cost.states import Bools, Floats
from stream_xdsl.hardware.machine import Direction


class CaseLatency:
    """Stalls of ports, and the time before and after the array works; arrays are (duties, cases) or as said."""

    def __init__(self, cases: Cases, moved: Movement, active: Bools, double_buffered: Bools):
        self.levels = cases.states.levels
        self.nest = cases.states.nest
        self.compat = cases.states.compat
        self.steps = cases.states.steps
        links = self.levels.duty_links
        per_point = self.nest.cycles_per_point
        period = cases.period_cycles
        stays = np.where(double_buffered, period, np.floor(period / cases.irrelevant_run))
        self.allowed_cycles = np.ceil(per_point * stays)[links]
        """Cycles of each period in which data may move: all if the next fit beside the present ones, else those in which
        the present ones are not needed any more."""
        self.bits = moved.duty_bits(cases)
        """Per instance and period."""
        self.average_bits = moved.duty_bits_per_cycle(cases)
        self.real_cycles = self.compat.round_up(self.bits / self.levels.port_widths)
        """Cycles of the port that they take."""
        self.periods = np.where(active, (self.steps / period)[links], 0)
        """0 where nothing moves."""
        self.first_bits = (moved.elements * moved.bits)[self.levels.inner_links]
        """Of what arrives at the array first."""
        self.port_stalls = self._port_stalls()
        """(ports, cases) cycles a port is late, negative with slack, −inf where nothing moves."""
        self.stall_cycles = np.maximum(0, self.port_stalls.max(axis=0))
        """(cases,)"""
        self.left_cycles = self._left_after_hiding()

    def _port_stalls(self) -> Floats:
        """(ports, cases); a duty is late by what it takes beyond its window, in every period but the last. Duties that share
        a port are also late together where their windows overlap: they have the union of their windows."""
        late = (self.real_cycles - self.allowed_cycles) * (self.periods - 1)
        active = self.periods > 0
        lone = np.where(active, late, -np.inf)[self.levels.lone_duties]
        table = self.levels.shared_ports
        if not len(table):
            return lone
        late = _padded(np.where(active, late, 0))[table]
        window = _padded(np.where(active, self.allowed_cycles, 0))[table]
        periods = _padded(self.periods)[table]
        count = _padded(active)[table].sum(axis=1)
        shared = np.maximum(late, 0).sum(axis=1)
        # What all duties need together, less the slack of those that are early.
        needed = np.minimum(late, 0).sum(axis=1) + (window * np.maximum(0, periods - 1)).sum(axis=1)
        # They have at least the windows of one of them; how much more matters only where that is not enough.
        available = (window * periods).max(axis=1)
        total = self.steps * self.nest.cycles_per_point
        short = np.flatnonzero(((needed > available) & (available < total) & (count > 1)).any(axis=0))
        if len(short):
            available[:, short] = self._union(window[:, :, short], periods[:, :, short], total)
        shared += np.maximum(0, needed - available)
        shared = np.where(count == 1, late.sum(axis=1), np.where(count == 0, -np.inf, shared))
        return np.concatenate([lone, shared])

    @staticmethod
    def _union(window: Floats, periods: Floats, total: float) -> Floats:
        """(ports, cases) cycles in which some duty of a port may move, of (ports, duties, cases).

        Periods divide each other and windows begin with them, so what is outside all windows is counted from the shortest
        period up: `outside(k, x)` of the first x cycles of period k are outside windows 1 … k.
        """
        period = np.where(periods > 0, total / np.maximum(1, periods), 1)
        order = np.argsort(period, axis=1, kind="stable")
        period = np.take_along_axis(period, order, axis=1)
        window = np.take_along_axis(window, order, axis=1)
        free: list[Floats] = []
        hidden: list[Floats] = []

        def outside(k: int, cycles: Floats) -> Floats:
            result = cycles
            whole: list[Floats] = []
            for j in reversed(range(k)):
                whole.append(np.floor(result / period[:, j]))
                result = result - whole[-1] * period[:, j]
            for j in range(k):
                result = whole[k - 1 - j] * free[j] + np.maximum(0, result - hidden[j])
            return result

        for k in range(period.shape[1]):
            hidden.append(outside(k, window[:, k]))
            free.append(outside(k, period[:, k]) - hidden[k])
        return (period[:, -1] - free[-1]) * (total / period[:, -1])

    def _left_after_hiding(self) -> Floats:
        """(duties, cases) cycles of each transfer that remain to be waited for. What happens once may use what
        bandwidth of the port the periodic transfers leave while the array works, except for the first data."""
        levels, table = self.levels, self.levels.shared_ports
        zigzag = self.compat is Compat.ZIGZAG
        sums_back = levels.returns_sums
        per_point = self.nest.cycles_per_point
        once = (self.periods == 1) & ~sums_back
        average = np.trunc(self.average_bits) if zigzag else self.average_bits
        steady = np.where((self.periods > 1) & ~sums_back, np.ceil(average / per_point), 0)
        busy_cycles = np.ceil(self.steps * per_point) + self.stall_cycles
        real, first = self.real_cycles, self.compat.round_up(self.first_bits / levels.port_widths)
        left = np.where((self.periods > 1) | once, real, 0)
        lone = levels.lone_duties
        hidden = np.minimum(busy_cycles, real[lone] - first[lone])
        left[lone] -= np.where(once[lone], hidden if zigzag else np.maximum(0, hidden), 0)
        if not len(table):
            return left
        width = levels.port_widths[table[:, 0]]
        surplus = np.maximum(0, (width - _padded(steady)[table].sum(axis=1)) / width * busy_cycles)
        cycles, first = _padded(np.where(once, real, -1))[table], _padded(first)[table]
        hide = _hidden_as_zigzag if zigzag else _hidden
        left = _padded(left)
        left[table] -= hide(cycles, first, surplus)
        return left[:-1]

    @cached_property
    def onload_cycles(self) -> Floats:
        """(cases,) transfers that share a port wait for each other, all others run side by side."""
        zigzag = self.compat is Compat.ZIGZAG
        shared: list[Floats] = []
        own: list[Floats] = []
        none = np.zeros(self.periods.shape[1])
        for o in range(1, len(self.levels.levels)):
            together, mixed, apart = none, none, none
            for level in range(self.levels.levels[o] - 1):
                write, read = self._pair(o, level, Direction.FROM_HIGH, Direction.TO_LOW)
                both = {self.levels.shares_port[i] for i in (write, read)}
                cycles = np.maximum(self.left_cycles[write], self.left_cycles[read])
                if both == {True}:
                    together = together + cycles
                elif both == {False}:
                    apart = apart + cycles
                else:
                    mixed = cycles if zigzag else mixed + cycles
            shared.append(together)
            own.append(mixed + apart)
            if zigzag and len(self.levels.levels) == 2:
                return apart
        # The order in which inputs use shared ports that ends first: longest own part first.
        order = np.argsort(-np.stack(own), axis=0, kind="stable")
        waited = np.cumsum(np.take_along_axis(np.stack(shared), order, axis=0), axis=0)
        return (waited + np.take_along_axis(np.stack(own), order, axis=0)).max(axis=0)

    @cached_property
    def offload_cycles(self) -> Floats:
        """(cases,) the last results climb from level to level."""
        total = np.zeros(self.periods.shape[1])
        for level in range(self.levels.levels[0] - 1):
            read, write = self._pair(0, level, Direction.TO_HIGH, Direction.FROM_LOW)
            total = total + np.maximum(self.left_cycles[read], self.left_cycles[write])
        return total

    def _pair(self, operand: int, level: int, below: Direction, above: Direction) -> tuple[int, int]:
        """The duties at the two ends of the link above a level."""
        duty_of = self.levels.duty_of
        return duty_of[operand, level, below], duty_of[operand, level + 1, above]


def _hidden(cycles: Floats, first: Floats, surplus: Floats) -> Floats:
    """(ports, duties, cases) cycles of single transfers that nobody waits for, the longest transfers first; what is not a
    single transfer has −1 cycles."""
    room = np.where(cycles >= 0, np.maximum(0, cycles - first), 0)
    scarce = (room.sum(axis=1) > surplus).any(axis=0)
    if not scarce.any():
        return room
    cycles, left = cycles[:, :, scarce], surplus[:, scarce]
    hidden = np.zeros_like(cycles)
    for _ in range(cycles.shape[1]):
        longest = cycles.argmax(axis=1)[:, None]
        taken = np.minimum(left, np.take_along_axis(room[:, :, scarce], longest, axis=1)[:, 0])
        np.put_along_axis(hidden, longest, taken[:, None], axis=1)
        left = left - taken
        cycles = np.where(np.arange(cycles.shape[1])[:, None] == longest, -2, cycles)
    room[:, :, scarce] = hidden
    return room


def _hidden_as_zigzag(cycles: Floats, first: Floats, surplus: Floats) -> Floats:
    """Takes what the i-th longest can lose from all that are longer too, below what they can lose and even below zero."""
    order = np.argsort(-cycles, axis=1, kind="stable")
    left, first = np.take_along_axis(cycles, order, axis=1), np.take_along_axis(first, order, axis=1)
    single = left >= 0
    going = surplus > 0
    for i in range(cycles.shape[1]):
        room = left[:, i] - first[:, i]
        enough = surplus >= room * (i + 1)
        active = going & single[:, i]
        left[:, : i + 1] -= np.where(active, np.where(enough, room, surplus / (i + 1)), 0)[:, None]
        surplus = np.where(active & enough, surplus - room * (i + 1), surplus)
        going = going & (enough | ~single[:, i])
    hidden = np.empty_like(cycles)
    np.put_along_axis(hidden, order, np.take_along_axis(cycles, order, axis=1) - left, axis=1)
    return np.where(cycles >= 0, hidden, 0)


_Number = TypeVar("_Number", np.float64, np.bool_)


def _padded(values: npt.NDArray[_Number], fill: float = 0) -> npt.NDArray[_Number]:
    """One row more, for the places of a port table that name no duty."""
    return np.concatenate([values, np.full((1, values.shape[1]), fill, values.dtype)])
