"""The model's inner loops, compiled: where the loops of every order are placed, and what each case costs.

One order, one case at a time, in plain scalars. All functions that call each other are here, so that they are compiled anew
together.
"""

from typing import NamedTuple

import numpy as np

from stream_xdsl.compiled import compiled, compiled_part
from stream_xdsl.cost.orders import Bools, Floats, Ints
from stream_xdsl.cost.tables import HierarchyTables, Quirks, StateTables, View

# Placement


class PlacedOrders(NamedTuple):
    """What became of orders, and the cases they come to."""

    cuts: Ints
    """(orders, links) loops placed below each link."""
    blocked: Ints
    """(orders,) the first visited memory without room for what it must hold, or −1."""
    first: Ints
    """(cases,) the first order of each."""
    rows: Ints
    """(cases, 3, links) states: the loops below each link, and those among them inside its relevant and its irrelevant run."""


# Numba counts references to every array that it hands on. So tables go to functions that loop over all orders or cases, and these
# hand on little.


@compiled
def place_orders(
    orders: Ints,
    paths: Ints,
    h: HierarchyTables,
    s: StateTables,
    capacity: Floats,
    even: bool,
    zigzag: bool,
    each_order: bool,
) -> PlacedOrders:
    """Place the loops of all orders, (orders, n) with the states (orders, n + 1) that they pass, and tell the cases apart, or make a
    case of each order that fits. `capacity` (visits,) is how many bits of each memory may be filled."""
    count, links = len(orders), len(s.held)
    cuts = np.zeros((count, links), np.int64)
    blocked = np.full(count, -1, np.int64)
    _place(orders, paths, h, s, capacity, room(h, s, capacity, zigzag), even, zigzag, cuts, blocked)
    rows = np.empty((count, 3, links), np.int64)
    _divide(orders, paths, h, s, cuts, rows)
    first = np.empty(count, np.int64)
    slots = 4
    while slots < 2 * count:
        slots *= 2
    known = np.full(slots, -1, np.int64)
    cases = 0
    for i in range(count):
        if blocked[i] >= 0:
            continue
        if not each_order:
            slot = _slot(rows, i, known)
            if known[slot] >= 0:
                continue
            known[slot] = cases
        first[cases] = i
        for part in range(3):
            for link in range(links):
                rows[cases, part, link] = rows[i, part, link]
        cases += 1
    return PlacedOrders(cuts, blocked, first[:cases], rows[:cases])


@compiled_part
def _slot(rows: Ints, i: int, known: Ints) -> int:
    """Where in a hash table of the first rows a row is, or goes."""
    key = 0
    for part in range(rows.shape[1]):
        for link in range(rows.shape[2]):
            key = (key * 31 + rows[i, part, link]) & 0x3FFFFFFFFFFF
    slot = (key ^ (key >> 17)) & (len(known) - 1)
    while known[slot] >= 0:
        equal = True
        for part in range(rows.shape[1]):
            for link in range(rows.shape[2]):
                equal = equal and rows[known[slot], part, link] == rows[i, part, link]
        if equal:
            break
        slot = (slot + 1) & (len(known) - 1)
    return slot


@compiled
def room(h: HierarchyTables, s: StateTables, capacity: Floats, zigzag: bool) -> Bools:
    """(links, states) whether what is below a link fits there, alone, and in every memory above, each of which holds at least
    the same. ZigZag fills a memory even if the next one is smaller."""
    found = np.ones(s.held.shape, np.bool_)
    for o in range(len(h.levels)):
        bits = s.bits[o] if o else min(s.bits[0], s.psum_bits)
        for level in range(h.levels[o] - 1, -1, -1):
            link = h.first_link[o] + level + 1
            for state in range(s.held.shape[1]):
                fits = s.held[link, state] * bits <= capacity[h.visit_of[link]]
                if not zigzag and level < h.levels[o] - 1:
                    fits = fits and found[link + 1, state]
                found[link, state] = fits
    return found


@compiled_part
def _place(
    orders: Ints,
    paths: Ints,
    h: HierarchyTables,
    s: StateTables,
    capacity: Floats,
    has_room: Bools,
    even: bool,
    zigzag: bool,
    cuts: Ints,
    blocked: Ints,
) -> None:
    """Fill `cuts`, and `blocked` where there is no room.

    As LOMA does it (Symons et al., "LOMA: Fast Auto-Scheduling on DNN Accelerators through Loop-Order-based Memory
    Allocation", AICAS 2021): memories are visited from the array outwards. In each, every operand takes some of the loops that
    are not placed yet, the innermost first, such that what they touch fits together with what the others take. Among all
    combinations the one that moves least across the links above wins; among equals the one that takes most loops of the first
    operand, then of the second, and so on.
    """
    n, most = orders.shape[1], len(h.levels)
    placed = np.empty(most, np.int64)
    size, moved = np.empty((most, n + 1)), np.empty((most, n + 1))
    option = np.empty((most, n + 1), np.bool_)
    least, taken, chosen = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64)
    for i in range(len(orders)):
        for o in range(most):
            placed[o] = 0
        for visit in range(len(capacity)):
            begin = h.visit_first[visit]
            rank = h.visit_first[visit + 1] - begin
            for a in range(rank):
                o, level = h.visit_operand[begin + a], h.visit_level[begin + a]
                link = h.first_link[o] + level + 1
                # Results have the width of the data that arrive from below, decided before the loops are.
                bits = s.bits[o]
                if o == 0 and (s.reduces[level + 1] or s.partial[paths[i, placed[0]] if level else 0]):
                    bits = s.psum_bits
                least[a] = placed[o]
                if level == h.levels[o] - 1:
                    least[a] = n
                    size[a, n] = s.held[link, paths[i, n]] * bits
                    if o == 0 and not zigzag:
                        size[a, n] = _outermost_bits(
                            orders[i],
                            paths[i],
                            s.held[link],
                            s.irrelevant[0],
                            placed[0],
                            bool(s.reduces[level + 1]),
                            s.bits[0],
                            s.psum_bits,
                        )
                    moved[a, n] = 0.0
                    option[a, n] = True
                else:
                    for cut in range(least[a], n + 1):
                        state = paths[i, cut]
                        size[a, cut] = s.held[link, state] * bits
                        moved[a, cut] = s.steps / s.iterations[state] * size[a, cut]
                        option[a, cut] = has_room[link, state]
                taken[a] = n
                chosen[a] = placed[o]
            fits, best = False, np.inf
            while True:
                total, crossing, allowed = 0.0, 0.0, True
                for a in range(rank):
                    allowed = allowed and option[a, taken[a]]
                    total += size[a, taken[a]]
                    crossing += moved[a, taken[a]]
                if allowed and total <= capacity[visit]:
                    fits = True
                    if crossing < best and not (
                        even and _cuts_unevenly(paths[i], h, s, begin, rank, taken, placed)
                    ):
                        best = crossing
                        for a in range(rank):
                            chosen[a] = taken[a]
                a = rank - 1
                while a >= 0 and taken[a] == least[a]:
                    taken[a] = n
                    a -= 1
                if a < 0:
                    break
                taken[a] -= 1
            if not fits:
                blocked[i] = visit
                break
            for a in range(rank):
                # Without an even combination nothing more is placed.
                o = h.visit_operand[begin + a]
                placed[o] = chosen[a]
                cuts[i, h.first_link[o] + h.visit_level[begin + a] + 1] = chosen[a]


@compiled_part
def _outermost_bits(
    order: Ints,
    path: Ints,
    held: Floats,
    irrelevant: Bools,
    placed: int,
    reduces: bool,
    bits: float,
    psum_bits: float,
) -> float:
    """Bits of all results in their outermost memory: partial sums are those inside the outermost reduction loop, if it is not placed
    further down; all others are finished or not begun."""
    everything, widest = float(held[path[-1]]), max(psum_bits, bits)
    if reduces:
        return everything * widest
    end = len(order)
    while end > 0 and not irrelevant[order[end - 1]]:
        end -= 1
    partial = float(held[path[end]]) if end > placed else 0.0
    return everything * bits + partial * (widest - bits)


@compiled_part
def _cuts_unevenly(
    path: Ints, h: HierarchyTables, s: StateTables, begin: int, rank: int, taken: Ints, placed: Ints
) -> bool:
    """Whether a loop that some operand takes equals, in dimension and factor, one that some operand leaves."""
    for loop in range(len(s.multiplicity)):
        takes, leaves = False, False
        for a in range(rank):
            reached = s.composition[path[taken[a]], loop]
            takes = takes or reached > s.composition[path[placed[h.visit_operand[begin + a]]], loop]
            leaves = leaves or reached < s.multiplicity[loop]
        if takes and leaves:
            return True
    return False


@compiled_part
def _divide(orders: Ints, paths: Ints, h: HierarchyTables, s: StateTables, cuts: Ints, rows: Ints) -> None:
    """Fill `rows`: what counts is which loops are below each link, not in what order they came there."""
    n = orders.shape[1]
    for i in range(len(orders)):
        for o in range(len(h.levels)):
            # Results change at every step; an input stays at the array while only irrelevant loops run.
            still = 0
            while o and still < n and s.irrelevant[o, orders[i, still]]:
                still += 1
            for part in range(3):
                rows[i, part, h.first_link[o]] = paths[i, still]
            below = 0
            for level in range(h.levels[o]):
                link = h.first_link[o] + level + 1
                outermost = level == h.levels[o] - 1
                cut = n if outermost else cuts[i, link]
                # Loops that leave the operand where it is cost nothing below.
                while cut < n and s.irrelevant[o, orders[i, cut]]:
                    cut += 1
                rows[i, 0, link] = paths[i, cut]
                start = cut
                while start > below and s.relevant[o, orders[i, start - 1]]:
                    start -= 1
                rows[i, 1, link] = paths[i, start]
                start = cut
                # Beyond the outermost memory nobody asks how long data stay.
                while not outermost and start > below and s.irrelevant[o, orders[i, start - 1]]:
                    start -= 1
                rows[i, 2, link] = paths[i, start]
                below = cut


# Costs

TO_HIGH, TO_LOW, FROM_HIGH, FROM_LOW = 0, 1, 2, 3
"""As in `tables.DIRECTIONS`."""


class Account(NamedTuple):
    """What cases cost; a row each."""

    stall_cycles: Floats
    """(cases,) of the latest port."""
    onload_cycles: Floats
    offload_cycles: Floats
    memory_energy_pj: Floats
    unfinished: Bools
    """(cases, links) whether partial sums cross."""
    held_bits: Floats
    """(cases, links) per instance below the link, as capacities and energy see it."""
    double_buffered: Bools
    """(cases, links) whether the memory below a link takes new data while the old are used."""
    bits: Floats
    """(cases, duties) per instance and period."""
    average_bits: Floats
    """(cases, duties) the same spread over the period, per step."""
    allowed_cycles: Floats
    """(cases, duties) of each period, in which data may move: all if the next fit beside the present ones, else those in which the
    present ones are not needed any more."""
    real_cycles: Floats
    """(cases, duties) of the port that they take."""
    first_cycles: Floats
    """(cases, duties) of those, for what the array needs first."""
    periods: Floats
    """(cases, duties) 0 where nothing moves."""
    left_cycles: Floats
    """(cases, duties) of each transfer that remain to be waited for."""
    accesses: Floats
    """(cases, duties) of the port's full width, by all instances; a narrower one counts in steps of its narrowest."""
    access_energy_pj: Floats
    """(cases, duties)"""
    port_stalls: Floats
    """(cases, ports) cycles a port is late, negative with slack, −inf where nothing moves."""


@compiled
def cost_cases(
    rows: Ints,
    h: HierarchyTables,
    s: StateTables,
    energy_view: View,
    latency_view: View,
    quirks: Quirks,
    rounding: float,
) -> Account:
    """Cost cases, (cases, 3, links) as of `PlacedOrders`; what is less than `rounding`, relative, above a whole number counts as
    that number."""
    cases, links, duties = len(rows), len(s.held), len(h.duty_link)
    account = Account(
        np.zeros(cases),
        np.zeros(cases),
        np.zeros(cases),
        np.zeros(cases),
        np.zeros((cases, links), np.bool_),
        np.zeros((cases, links)),
        np.zeros((cases, links), np.bool_),
        np.zeros((cases, duties)),
        np.zeros((cases, duties)),
        np.zeros((cases, duties)),
        np.zeros((cases, duties)),
        np.zeros((cases, duties)),
        np.zeros((cases, duties)),
        np.zeros((cases, duties)),
        np.zeros((cases, duties)),
        np.zeros((cases, duties)),
        np.zeros((cases, len(h.port_first) - 1)),
    )
    _energy(rows, h, s, energy_view, quirks, rounding, account)
    _double_buffer(rows, h, s, quirks, account)
    _movement(rows, h, s, latency_view, rounding, account)
    _stalls(h, s, account)
    _hide(h, s, quirks.loading, account)
    first_and_last(h, quirks.loading, account)
    return account


@compiled_part
def _round_up(value: float, rounding: float) -> float:
    return np.ceil(value * (1 - rounding))


@compiled_part
def _energy(
    rows: Ints,
    h: HierarchyTables,
    s: StateTables,
    view: View,
    quirks: Quirks,
    rounding: float,
    account: Account,
) -> None:
    """Fill what memories hold, accesses (Mei et al., IEEE Trans. Computers 2021) and their energy, summed in ZigZag's order."""
    for case in range(len(rows)):
        for link in range(h.levels[0]):
            account.unfinished[case, link] = s.partial[rows[case, 0, link]] or s.reduces[link + 1]
        for o in range(len(h.levels)):
            for link in range(h.first_link[o], h.first_link[o] + h.levels[o] + 1):
                bits = s.psum_bits if account.unfinished[case, link] else s.bits[o]
                account.held_bits[case, link] = view.elements[link, rows[case, 0, link]] * bits
        for d in range(len(h.duty_link)):
            link = h.duty_link[d]
            # Results come back only while they are partial sums.
            if h.returns_sums[d] and not account.unfinished[case, link]:
                continue
            fan_out = view.fan_out[link] if h.faces_array[d] else 1.0
            step = h.port_steps[d]
            periods = s.steps / s.iterations[rows[case, 0, link]]
            words = _round_up(account.held_bits[case, link] * fan_out / step, rounding) * (
                step / h.port_widths[d]
            )
            words *= periods * view.instances[h.boundary[d]]
            if quirks.whole_accesses:
                words = np.trunc(words)
            account.accesses[case, d] = words
            account.access_energy_pj[case, d] = words * h.access_energies[d]
        for o in range(len(h.levels)):
            for level in range(h.levels[o]):
                reads, writes = 0.0, 0.0
                for direction in range(4):
                    d = h.duty_of[o, level, direction]
                    energy = account.access_energy_pj[case, d] if d >= 0 else 0.0
                    if direction in (TO_HIGH, TO_LOW):
                        reads += energy
                    else:
                        writes += energy
                account.memory_energy_pj[case] += reads + writes


@compiled_part
def _double_buffer(rows: Ints, h: HierarchyTables, s: StateTables, quirks: Quirks, account: Account) -> None:
    """A memory at most half full has room for the next data of all its operands. What is left of a fuller one goes to one operand
    after the other, the result first, lower levels first."""
    used = np.empty(len(h.visit_bits))
    part = np.empty(len(s.held))
    for case in range(len(rows)):
        for visit in range(len(h.visit_bits)):
            used[visit] = 0.0
            for i in range(h.visit_first[visit], h.visit_first[visit + 1]):
                link = h.first_link[h.visit_operand[i]] + h.visit_level[i] + 1
                # Only the data of the last iteration of the outer relevant loops must be there twice.
                run = s.iterations[rows[case, 0, link]] / s.iterations[rows[case, 1, link]]
                fill = account.held_bits[case, link] / run
                part[link] = (np.floor(fill) if quirks.whole_fill else fill) / h.visit_bits[visit]
                used[visit] += part[link]
        for link in range(len(part)):
            visit = h.visit_of[link]
            if visit >= 0:
                extra = used[visit] > 0.5 and part[link] <= 1 - used[visit]
                account.double_buffered[case, link] = used[visit] <= 0.5 or extra
                if extra:
                    used[visit] += part[link]


@compiled_part
def _movement(
    rows: Ints, h: HierarchyTables, s: StateTables, view: View, rounding: float, account: Account
) -> None:
    """Fill what each duty moves, when, and for how long."""
    for case in range(len(rows)):
        for d in range(len(h.duty_link)):
            link, inner = h.duty_link[d], h.inner_link[d]
            own = s.bits[h.duty_operand[d]]
            bits = s.psum_bits if account.unfinished[case, link] else own
            inner_bits = s.psum_bits if account.unfinished[case, inner] else own
            period = s.iterations[rows[case, 0, link]]
            elements = view.elements[link, rows[case, 0, link]]
            fan_out = view.fan_out[link] if h.faces_array[d] else 1.0
            stays = period
            if not account.double_buffered[case, link]:
                stays = np.floor(period / (period / s.iterations[rows[case, 2, link]]))
            width = h.port_widths[d]
            account.bits[case, d] = elements * fan_out * bits
            account.average_bits[case, d] = elements * bits / period * fan_out
            account.allowed_cycles[case, d] = np.ceil(s.cycles_per_point * stays)
            account.real_cycles[case, d] = _round_up(account.bits[case, d] / width, rounding)
            first_bits = view.elements[inner, rows[case, 0, inner]] * inner_bits
            account.first_cycles[case, d] = _round_up(first_bits / width, rounding)
            if not h.returns_sums[d] or account.unfinished[case, link]:
                account.periods[case, d] = s.steps / period


@compiled_part
def _stalls(h: HierarchyTables, s: StateTables, account: Account) -> None:
    """Fill how late ports are. A duty is late by what it takes beyond its window, in every period but the last. Duties that share a
    port are also late together where their windows overlap: they have the union of their windows (Mei et al., "A Uniform Latency
    Model for DNN Accelerators with Diverse Architectures and Dataflows", DATE 2022)."""
    total = s.steps * s.cycles_per_point
    scratch = np.empty((5, len(h.duty_link)))
    for case in range(len(account.stall_cycles)):
        allowed, real, periods = (
            account.allowed_cycles[case],
            account.real_cycles[case],
            account.periods[case],
        )
        for port in range(len(h.port_first) - 1):
            count, late = 0, -np.inf
            late_alone, early, windows, longest = 0.0, 0.0, 0.0, 0.0
            for d in h.port_duties[h.port_first[port] : h.port_first[port + 1]]:
                if periods[d] == 0:
                    continue
                count += 1
                late = (real[d] - allowed[d]) * (periods[d] - 1)
                late_alone += max(0.0, late)
                early += min(0.0, late)
                windows += allowed[d] * max(0.0, periods[d] - 1)
                # They have at least the windows of one of them; how much more matters only where that is not enough.
                longest = max(longest, allowed[d] * periods[d])
            if count > 1:
                # What all duties need together, less the slack of those that are early.
                needed, available = early + windows, longest
                if needed > available and available < total:
                    duties = h.port_duties[h.port_first[port] : h.port_first[port + 1]]
                    available = _union(duties, total, periods, allowed, scratch)
                late = late_alone + max(0.0, needed - available)
            account.port_stalls[case, port] = late
            account.stall_cycles[case] = max(account.stall_cycles[case], late)


@compiled_part
def _union(duties: Ints, total: float, periods: Floats, allowed: Floats, scratch: Floats) -> float:
    """Cycles in which some duty of a port may move.

    Periods divide each other and windows begin with them, so what is outside all windows is counted from the shortest
    period up: `_outside(j, x)` of the first x cycles of period j are outside windows 0 … j − 1.
    """
    period, window, hidden, free = scratch[0], scratch[1], scratch[2], scratch[3]
    count = 0
    for d in duties:
        if periods[d] == 0:
            continue
        own = total / max(1.0, periods[d])
        place = count
        while place > 0 and period[place - 1] > own:
            period[place], window[place] = period[place - 1], window[place - 1]
            place -= 1
        period[place], window[place] = own, allowed[d]
        count += 1
    for j in range(count):
        hidden[j] = _outside(j, window[j], scratch)
        free[j] = _outside(j, period[j], scratch) - hidden[j]
    return (period[count - 1] - free[count - 1]) * (total / period[count - 1])


@compiled_part
def _outside(j: int, cycles: float, scratch: Floats) -> float:
    period, hidden, free, whole = scratch[0], scratch[2], scratch[3], scratch[4]
    result = cycles
    for i in range(j - 1, -1, -1):
        whole[i] = np.floor(result / period[i])
        result -= whole[i] * period[i]
    for i in range(j):
        result = whole[i] * free[i] + max(0.0, result - hidden[i])
    return result


@compiled_part
def _hide(h: HierarchyTables, s: StateTables, zigzag: bool, account: Account) -> None:
    """Fill the cycles that remain of each transfer. What happens once may use what bandwidth of the port the periodic transfers leave
    while the array works, except for the first data."""
    once = np.empty(len(h.duty_link), np.int64)
    for case in range(len(account.stall_cycles)):
        busy = np.ceil(s.steps * s.cycles_per_point) + account.stall_cycles[case]
        real, first, left = account.real_cycles[case], account.first_cycles[case], account.left_cycles[case]
        periods = account.periods[case]
        for d in range(len(real)):
            left[d] = 0.0 if periods[d] == 0 or (periods[d] == 1 and h.returns_sums[d]) else real[d]
        for port in range(len(h.port_first) - 1):
            begin, end = h.port_first[port], h.port_first[port + 1]
            steady, count = 0.0, 0
            for d in h.port_duties[begin:end]:
                if h.returns_sums[d]:
                    continue
                if periods[d] > 1:
                    average = account.average_bits[case, d]
                    steady += np.ceil((np.trunc(average) if zigzag else average) / s.cycles_per_point)
                elif periods[d] == 1:
                    # Longest first, of equals those that come first.
                    place = count
                    while place > 0 and real[once[place - 1]] < real[d]:
                        once[place] = once[place - 1]
                        place -= 1
                    once[place] = d
                    count += 1
            if not count:
                continue
            width = h.port_widths[once[0]]
            surplus = max(0.0, (width - steady) / width * busy)
            if end - begin == 1:
                hidden = min(busy, real[once[0]] - first[once[0]])
                left[once[0]] -= hidden if zigzag else max(0.0, hidden)
            elif zigzag:
                _hide_as_zigzag(once[:count], first, surplus, left)
            else:
                for d in once[:count]:
                    hidden = min(surplus, max(0.0, real[d] - first[d]))
                    left[d] -= hidden
                    surplus -= hidden


@compiled_part
def _hide_as_zigzag(once: Ints, first: Floats, surplus: float, left: Floats) -> None:
    """Takes what the i-th longest can lose from all that are longer too, below what they can lose and even below zero."""
    if surplus <= 0:
        return
    for i in range(len(once)):
        room = float(left[once[i]] - first[once[i]])
        enough = surplus >= room * (i + 1)
        taken = room if enough else surplus / (i + 1)
        for d in once[: i + 1]:
            left[d] -= taken
        if not enough:
            return
        surplus -= room * (i + 1)


@compiled
def first_and_last(h: HierarchyTables, zigzag: bool, account: Account) -> None:
    """Fill on- and offloading: transfers that share a port wait for each other, all others run side by side."""
    inputs = len(h.levels) - 1
    shared, own = np.empty(inputs), np.empty(inputs)
    for case in range(len(account.onload_cycles)):
        left = account.left_cycles[case]
        for i in range(inputs):
            together, mixed, apart = 0.0, 0.0, 0.0
            for level in range(h.levels[i + 1] - 1):
                write, read = h.duty_of[i + 1, level, FROM_HIGH], h.duty_of[i + 1, level + 1, TO_LOW]
                cycles = max(left[write], left[read])
                if h.shares_port[write] and h.shares_port[read]:
                    together += cycles
                elif not h.shares_port[write] and not h.shares_port[read]:
                    apart += cycles
                else:
                    mixed = cycles if zigzag else mixed + cycles
            if zigzag and inputs == 1:
                together = mixed = 0.0
            shared[i], own[i] = together, mixed + apart
        # The order in which inputs use shared ports that ends first: longest own part first.
        waited, longest = 0.0, -np.inf
        for _ in range(inputs):
            i = np.argmax(own)
            waited += shared[i]
            longest = max(longest, waited + own[i])
            own[i] = -np.inf
        account.onload_cycles[case] = longest
        # The last results climb from level to level.
        for level in range(h.levels[0] - 1):
            read, write = h.duty_of[0, level, TO_HIGH], h.duty_of[0, level + 1, FROM_LOW]
            account.offload_cycles[case] += max(left[read], left[write])
