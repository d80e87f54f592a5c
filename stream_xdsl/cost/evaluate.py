"""What orders of temporal loops cost under one spatial mapping: accesses, energy and latency, for all of them at once.

The model is ZigZag's (Mei et al., IEEE Trans. Computers 2021; latency: Mei et al., "A Uniform Latency Model for DNN Accelerators
with Diverse Architectures and Dataflows", DATE 2022); `docs/cost-model.md` defines every quantity. Many orders lead to
the same loops below every memory boundary; those are one *case* and costed once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

import numpy as np

from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.hierarchy import HardwareError, Hierarchy
from stream_xdsl.cost.orders import Ints
from stream_xdsl.cost.placement import Placement, PlacementRules, place_loops
from stream_xdsl.cost.spatial import OperandUnrolling
from stream_xdsl.cost.states import Bools, Floats, States
from stream_xdsl.hardware.machine import Direction

_NO_RULES = PlacementRules()


@dataclass(frozen=True, eq=False)
class Cases:
    """The distinct ways in which orders divide the loops among memories.

    Arrays are (links, cases); the links of the operands follow each other, as in `Hierarchy.first_link`.
    """

    states: States
    placement: Placement
    orders: Ints
    """(cases,) an order of each case, the first."""
    of_order: Ints
    """(orders that fit,) the case of each."""
    fitting: Ints
    """(orders that fit,) which those are."""
    state: Ints
    """The loops below each link: the state whose data cross it at once."""
    period_cycles: Floats
    """Steps of the array between two crossings."""
    relevant_run: Floats
    """Steps of the outermost loops below the link as far as all are relevant."""
    irrelevant_run: Floats
    """The same for irrelevant loops: for so long the data stay."""


def distinguish(states: States, placement: Placement) -> Cases:
    """Sort orders into cases."""
    paths, levels = states.paths, states.levels
    fitting = np.flatnonzero(placement.fits)
    along = paths.states
    columns: list[Ints] = []
    for o in range(len(states.nest.operands)):
        still = paths.next_other(states.irrelevant(o))
        relevant, irrelevant = states.relevant(o), states.irrelevant(o)
        relevant_start, irrelevant_start = paths.run_start(relevant), paths.run_start(irrelevant)
        # Results change at every step; an input stays at the array while only irrelevant loops run.
        start = still[fitting, 0] if o else np.zeros(len(fitting), np.int64)
        columns += [along[fitting, start], along[fitting, start], along[fitting, start]]
        below = np.zeros(len(fitting), np.int64)
        for level in range(levels.levels[o]):
            if levels.is_outermost(o, level):
                cut = np.full(len(fitting), paths.length)
            else:
                # Loops that leave the operand where it is cost nothing below.
                cut = still[fitting, placement.cuts[o][level][fitting]]
            columns += [
                along[fitting, cut],
                along[fitting, np.maximum(relevant_start[fitting, cut], below)],
                along[fitting, np.maximum(irrelevant_start[fitting, cut], below)],
            ]
            below = cut
    table = np.stack(columns, axis=1)
    first, of_order = _distinct_rows(table)
    cut, relevant_from, irrelevant_from = (table[first, i::3].T for i in range(3))
    iterations = states.iterations
    return Cases(
        states,
        placement,
        fitting[first],
        of_order,
        fitting,
        cut,
        iterations[cut],
        iterations[cut] / iterations[relevant_from],
        iterations[cut] / iterations[irrelevant_from],
    )


def _distinct_rows(table: Ints) -> tuple[Ints, Ints]:
    """The first of each distinct row, in order, and which of them each row equals."""
    if len(table) < 2:
        return np.arange(len(table)), np.zeros(len(table), np.int64)
    rows = np.ascontiguousarray(table.astype(np.int32))
    keys = rows.view(np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))).ravel()
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return first[order], rank[inverse.ravel()]


@dataclass(frozen=True, eq=False)
class Movement:
    """What crosses the links under one version of the spatial mapping; arrays are (links, cases)."""

    elements: Floats
    """Per memory instance below the link, at once."""
    bits: Floats
    """Width of an element."""
    fan_out: Floats
    """(links, 1) how many instances below take different elements from one instance above."""


def _movement(cases: Cases, unrollings: Sequence[OperandUnrolling], unfinished: Bools) -> Movement:
    states = cases.states
    levels, compat = states.levels, states.compat
    elements = np.empty(cases.state.shape)
    bits = np.empty(cases.state.shape)
    fan_out = np.empty((len(elements), 1))
    for o, unrolling in enumerate(unrollings):
        first = levels.first_link[o]
        elements[first] = 1
        for level in range(levels.levels[o]):
            held = (
                states.held(o, level)
                if unrollings is states.spatial.operands
                else states.elements(o, unrolling.sizes[level])
            )
            crossing = held[cases.state[first + level + 1]]
            elements[first + level + 1] = np.rint(crossing) if compat is Compat.ZIGZAG else crossing
        last = first + levels.levels[o]
        fan_out[first : last + 1, 0] = unrolling.fan_out
        bits[first : last + 1] = states.nest.operands[o].bits
    sums = slice(0, levels.levels[0] + 1)
    bits[sums] = np.where(unfinished, states.nest.psum_bits, states.nest.output.bits)
    return Movement(elements, bits, fan_out)


@dataclass(frozen=True, eq=False)
class CaseCosts:
    """Costs of every case; arrays are (cases,) or (duties, cases)."""

    cases: Cases
    ideal_cycles: int
    array_cycles: float
    stall_cycles: Floats
    onload_cycles: Floats
    offload_cycles: Floats
    mac_energy_pj: float
    memory_energy_pj: Floats
    details: "Details"

    @cached_property
    def total_cycles(self) -> Floats:
        """Latency of each case."""
        return self.array_cycles + self.stall_cycles + self.onload_cycles + self.offload_cycles

    @cached_property
    def energy_pj(self) -> Floats:
        """Energy of each case."""
        return self.memory_energy_pj + self.mac_energy_pj


@dataclass(frozen=True, eq=False)
class Details:
    """What the figures come from; arrays are (duties, cases) unless said otherwise."""

    movement: Movement
    double_buffered: Bools
    """(links, cases) whether the memory below the link takes new data while old ones are used."""
    accesses: Floats
    energy_pj: Floats
    bits: Floats
    """Per instance and period."""
    real_cycles: Floats
    allowed_cycles: Floats
    periods: Floats
    """0 where nothing moves."""
    port_stalls: Floats
    """(ports, cases) negative where there is slack, −inf where nothing moves."""


def evaluate_orders(states: States, rules: PlacementRules = _NO_RULES) -> CaseCosts:
    """Place the loops of every order of `states.paths` and cost each distinct case."""
    return evaluate_placement(states, place_loops(states, rules))


def evaluate_placement(states: States, placement: Placement) -> CaseCosts:
    """Cost every distinct case of given placements. Raises HardwareError if something moves where there is no port."""
    return _Evaluation(distinguish(states, placement)).costs()


@dataclass(eq=False)
class _Evaluation:
    cases: Cases
    levels: Hierarchy = field(init=False)

    def __post_init__(self) -> None:
        self.states = self.cases.states
        self.levels = self.states.levels
        self.compat = self.states.compat

    def costs(self) -> CaseCosts:
        states, nest = self.states, self.states.nest
        array = self.levels.core_type.array
        assert array is not None
        unfinished = self._unfinished()
        exact = _movement(self.cases, states.spatial.operands, unfinished)
        timed = exact
        if states.spatial.latency_operands is not states.spatial.operands:
            timed = _movement(self.cases, states.spatial.latency_operands, unfinished)
        moves = self._moves(unfinished)
        accesses = self._accesses(exact, moves)
        energy = accesses * self.levels.access_energies
        double_buffered = self._double_buffered(exact)
        latency = _Latency(self.cases, timed, moves, double_buffered)
        ideal = ceil(ceil(nest.points / array.units) * nest.cycles_per_point)
        return CaseCosts(
            self.cases,
            ideal,
            states.steps * nest.cycles_per_point,
            latency.stall_cycles,
            latency.onload_cycles(),
            latency.offload_cycles(),
            nest.points * array.mac_energy_pj,
            self._memory_energy(energy),
            Details(
                exact,
                double_buffered,
                accesses,
                energy,
                latency.bits,
                latency.real_cycles,
                latency.allowed_cycles,
                latency.periods,
                latency.port_stalls,
            ),
        )

    def _unfinished(self) -> Bools:
        """(links of the result, cases) whether partial sums cross the link."""
        sums = self.levels.levels[0]
        reduces = self.states.spatial.operands[0].reduces
        result = np.zeros((sums + 1, self.cases.state.shape[1]), dtype=np.bool_)
        for i in range(sums):
            result[i] = self.states.partial[self.cases.state[i]] | reduces[i + 1]
        return result

    def _moves(self, unfinished: Bools) -> Bools:
        """(duties, cases) whether anything moves: results come back only while they are partial sums."""
        result = np.ones((len(self.levels.duties), unfinished.shape[1]), dtype=np.bool_)
        for i, duty in enumerate(self.levels.duties):
            if duty.operand == 0 and duty.direction in (Direction.TO_LOW, Direction.FROM_HIGH):
                result[i] = unfinished[duty.link]
        return result

    def _accesses(self, movement: Movement, moves: Bools) -> Floats:
        """(duties, cases) accesses of the port's full width; a narrower one costs in steps of its narrowest."""
        levels = self.levels
        steps, widths = levels.port_steps, levels.port_widths
        amount = movement.elements[levels.duty_links] * self._fan_out(movement)
        bits = amount * movement.bits[levels.duty_links]
        periods = np.floor(self.states.steps / self.cases.period_cycles)[levels.duty_links]
        instances = np.array(
            [[self.states.spatial.operands[d.operand].instances[d.level + 1]] for d in levels.duties]
        )
        words = np.ceil(bits / steps) * (steps / widths) * periods * instances
        if self.compat is Compat.ZIGZAG:
            words = np.trunc(words)
        words = np.where(moves, words, 0)
        for i, duty in enumerate(levels.duties):
            if duty.port is None and moves[i].any():
                raise HardwareError(
                    f"memory '{duty.memory.name}' has no port for '{levels.roles[duty.operand]} {duty.direction}'",
                    duty.memory.name,
                )
        return words

    def _fan_out(self, movement: Movement) -> Floats:
        """(duties, 1) different elements per instance of the level: several below it, one above."""
        low = np.array([[d.direction in (Direction.TO_LOW, Direction.FROM_LOW)] for d in self.levels.duties])
        return np.where(low, movement.fan_out[self.levels.duty_links], 1)

    def _memory_energy(self, energy: Floats) -> Floats:
        """Summed in ZigZag's order, so that sums are equal to the last bit: reads and writes of each level."""
        duty_of = self.levels.duty_of
        total = np.zeros(energy.shape[1])
        for o, levels in enumerate(self.levels.levels):
            for level in range(levels):
                found = [duty_of.get((o, level, direction)) for direction in _ENERGY_ORDER]
                high_read, low_read, high_write, low_write = (0.0 if i is None else energy[i] for i in found)
                total = total + ((high_read + low_read) + (high_write + low_write))
        return total + self._initial_energy()

    def _initial_energy(self) -> float:
        """Initial values pass every level once."""
        core_type, total = self.levels.core_type, 0.0
        for operand in self.states.nest.initial:
            bits = float(operand.elements([float(size) for size in self.states.nest.sizes])) * operand.bits
            chain = core_type.levels(operand.memory)
            for memory in chain:
                read, write = (memory.port(operand.memory, d) for d in (Direction.TO_LOW, Direction.FROM_HIGH))
                if read is not None:
                    total += memory.read_energy_of_pj(ceil(bits), read)
                if write is not None and memory is not chain[-1]:
                    total += memory.write_energy_of_pj(ceil(bits), write)
        return total

    def _double_buffered(self, movement: Movement) -> Bools:
        """(links, cases) a memory at most half full has room for the next data of all its operands. What is left of a fuller
        one goes to one operand after the other, the result first, lower levels first."""
        levels, cases = self.levels, self.cases
        zigzag = self.compat is Compat.ZIGZAG
        fill = movement.elements * movement.bits
        # Only the data of the last iteration of the outer relevant loops must be there twice.
        fill = np.floor(fill / cases.relevant_run) if zigzag else fill / cases.relevant_run
        share: dict[str, Floats] = {}
        parts: dict[int, Floats] = {}
        for memory, held in levels.visits:
            total = np.zeros(fill.shape[1])
            for o, level in held:
                link = levels.first_link[o] + level + 1
                parts[link] = fill[link] / memory.size_bits
                total = total + parts[link]
            share[memory.name] = total
        result = np.zeros(fill.shape, dtype=np.bool_)
        for o, chain in enumerate(levels.chains):
            for level, memory in enumerate(chain):
                link = levels.first_link[o] + level + 1
                used = share[memory.name]
                extra = (used > 0.5) & (parts[link] <= 1 - used)
                result[link] = (used <= 0.5) | extra
                share[memory.name] = np.where(extra, used + parts[link], used)
        return result


_ENERGY_ORDER = (Direction.TO_HIGH, Direction.TO_LOW, Direction.FROM_HIGH, Direction.FROM_LOW)


class _Latency:
    """Stalls of ports, and the time before and after the array works."""

    def __init__(self, cases: Cases, movement: Movement, moves: Bools, double_buffered: Bools):
        self.cases = cases
        self.levels = cases.states.levels
        self.nest = cases.states.nest
        self.compat = cases.states.compat
        links = self.levels.duty_links
        per_point = self.nest.cycles_per_point
        self.steps = cases.states.steps
        period = cases.period_cycles
        stays = np.where(double_buffered, period, np.floor(period / cases.irrelevant_run))
        self.allowed_cycles = np.ceil(per_point * stays)[links]
        self.period_cycles = np.ceil(per_point * period)[links]
        low = np.array([[d.direction in (Direction.TO_LOW, Direction.FROM_LOW)] for d in self.levels.duties])
        fan_out = np.where(low, movement.fan_out[links], 1)
        self.bits = movement.elements[links] * fan_out * movement.bits[links]
        self.average_bits = movement.elements[links] * movement.bits[links] / period[links] * fan_out
        self.real_cycles = np.ceil(self.bits / self.levels.port_widths)
        self.periods = np.where(moves, np.floor(self.steps / period)[links], 0)
        self.first_bits = (movement.elements * movement.bits)[self.levels.inner_links]
        self.port_stalls = self._port_stalls()
        self.stall_cycles = np.maximum(0, self.port_stalls.max(axis=0))
        self.left_cycles = self._left_after_hiding()

    def _port_stalls(self) -> Floats:
        """(ports, cases); a duty is late by what it takes beyond its window, in every period but the last. Duties that share
        a port are also late together where their windows overlap: they have the union of their windows."""
        table = self.levels.port_table
        late = (self.real_cycles - self.allowed_cycles) * (self.periods - 1)
        active = self.periods > 0
        if table.shape[1] == 1:
            return np.where(active, late, -np.inf)[table[:, 0]]
        late = _padded(np.where(active, late, 0))[table]
        needed = _padded(np.where(active, self.allowed_cycles * (self.periods - 1), 0))[table]
        busy = _padded(active)[table]
        count = busy.sum(axis=1)
        together = needed.sum(axis=1) - self._union(table, busy)
        positive = np.maximum(late, 0).sum(axis=1)
        negative = np.minimum(late, 0).sum(axis=1)
        shared = positive + np.maximum(0, negative + together)
        result = np.where(count == 1, late.sum(axis=1), shared)
        return np.where(count == 0, -np.inf, result)

    def _union(self, table: Ints, busy: Bools) -> Floats:
        """(ports, cases) cycles in which some duty of a port may move.

        Periods divide each other and windows begin with them, so what is outside all windows is counted from the shortest
        period up: `outside(k, x)` of the first x cycles of period k are outside windows 1 … k.
        """
        period = np.where(busy, _padded(self.period_cycles, 1)[table], 1)
        window = np.where(busy, _padded(self.allowed_cycles)[table], 0)
        order = np.argsort(period, axis=1, kind="stable")
        period = np.take_along_axis(period, order, axis=1)
        window = np.take_along_axis(window, order, axis=1)
        total = self.steps * self.nest.cycles_per_point
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
        always = (busy & (_padded(self.period_cycles, 1)[table] == _padded(self.allowed_cycles)[table])).any(axis=1)
        return np.where(always, total, (period[:, -1] - free[-1]) * (total / period[:, -1]))

    def _left_after_hiding(self) -> Floats:
        """(duties, cases) cycles of each transfer that remain to be waited for. What happens once may use what
        bandwidth of the port the periodic transfers leave while the array works, except for the first data."""
        levels, table = self.levels, self.levels.port_table
        zigzag = self.compat is Compat.ZIGZAG
        sums_back = np.array(
            [
                [d.operand == 0 and d.direction in (Direction.TO_LOW, Direction.FROM_HIGH)]
                for d in levels.duties
            ]
        )
        per_point = self.nest.cycles_per_point
        once = (self.periods == 1) & ~sums_back
        average = np.trunc(self.average_bits) if zigzag else self.average_bits
        steady = np.where((self.periods > 1) & ~sums_back, np.ceil(average / per_point), 0)
        width = _padded(np.where(np.isinf(levels.port_widths), 1, levels.port_widths))[table[:, :1]][:, 0]
        busy_cycles = np.ceil(self.steps * per_point) + self.stall_cycles
        surplus = np.maximum(0, (width - _padded(steady)[table].sum(axis=1)) / width * busy_cycles)
        cycles = _padded(np.where(once, self.real_cycles, 0))[table]
        first = _padded(np.where(once, np.ceil(self.first_bits / levels.port_widths), 0))[table]
        largest = np.argsort(-cycles, axis=1, kind="stable")
        cycles = np.take_along_axis(cycles, largest, axis=1)
        first = np.take_along_axis(first, largest, axis=1)
        present = np.take_along_axis(_padded(once)[table], largest, axis=1)
        if zigzag:
            _hide_as_zigzag(cycles, first, present, surplus)
        else:
            for i in range(cycles.shape[1]):
                hidden = np.minimum(surplus, np.maximum(0, cycles[:, i] - first[:, i]))
                cycles[:, i] -= hidden
                surplus = surplus - hidden
        back = np.empty_like(cycles)
        np.put_along_axis(back, largest, cycles, axis=1)
        result = _padded(np.where((self.periods > 1) | once, self.real_cycles, 0))
        spread = np.zeros_like(result)
        spread[table.ravel()] = back.reshape(-1, back.shape[2])
        return np.where(once, spread[:-1], result[:-1])

    def onload_cycles(self) -> Floats:
        """Transfers that share a port wait for each other, all others run side by side."""
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

    def offload_cycles(self) -> Floats:
        """The last results climb from level to level."""
        total = np.zeros(self.periods.shape[1])
        for level in range(self.levels.levels[0] - 1):
            read, write = self._pair(0, level, Direction.TO_HIGH, Direction.FROM_LOW)
            total = total + np.maximum(self.left_cycles[read], self.left_cycles[write])
        return total

    def _pair(self, operand: int, level: int, below: Direction, above: Direction) -> tuple[int, int]:
        """The duties at the two ends of the link above a level."""
        duty_of = self.levels.duty_of
        return duty_of[operand, level, below], duty_of[operand, level + 1, above]


def _hide_as_zigzag(cycles: Floats, first: Floats, present: Bools, surplus: Floats) -> None:
    """Takes what the i-th largest can lose from all that are larger too, below what they can lose and even below zero."""
    going = surplus > 0
    for i in range(cycles.shape[1]):
        active = going & present[:, i]
        room = (cycles[:, i] - first[:, i]) * (i + 1)
        enough = surplus >= room
        loss = np.where(active, np.where(enough, cycles[:, i] - first[:, i], surplus / (i + 1)), 0)
        cycles[:, : i + 1] -= loss[:, None]
        surplus = np.where(active & enough, surplus - room, surplus)
        going = going & (enough | ~present[:, i])


def _padded(values, fill: float = 0):  # pyright: ignore
    """One row more, for the places of a port table that name no duty."""
    return np.concatenate([values, np.full((1, values.shape[1]), fill, values.dtype)])
