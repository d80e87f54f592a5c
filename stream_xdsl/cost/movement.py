"""What moves across the links, how often, and at what energy: ZigZag's access counts (Mei et al., IEEE Trans. Computers 2021).

`docs/cost-model.md` defines every quantity. Arrays are (links, cases) or (duties, cases).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from stream_xdsl.cost.cases import Cases
from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.hierarchy import HardwareError
from stream_xdsl.cost.loop_nest import LoopNest
from stream_xdsl.cost.spatial import OperandUnrolling
from stream_xdsl.cost.states import Bools, Floats
from stream_xdsl.hardware.machine import CoreType, Direction


@dataclass(frozen=True, eq=False)
class Movement:
    """What crosses the links under one version of the spatial mapping; arrays are (links, cases)."""

    elements: Floats
    """Per memory instance below the link, at once."""
    bits: Floats
    """Width of an element."""
    fan_out: Floats
    """(links, 1) how many instances below take different elements from one instance above."""

    def duty_bits(self, cases: Cases) -> Floats:
        """(duties, cases) bits that an instance moves in each period: those of all instances below, or its own."""
        levels = cases.states.levels
        elements = self.elements[levels.duty_links] * self._duty_fan_out(cases)
        return elements * self.bits[levels.duty_links]

    def duty_bits_per_cycle(self, cases: Cases) -> Floats:
        """(duties, cases) the same spread over the period."""
        levels = cases.states.levels
        links = levels.duty_links
        spread = self.elements[links] * self.bits[links] / cases.period_cycles[links]
        return spread * self._duty_fan_out(cases)

    def _duty_fan_out(self, cases: Cases) -> Floats:
        levels = cases.states.levels
        return np.where(levels.faces_array, self.fan_out[levels.duty_links], 1)


def movement(cases: Cases, unrollings: Sequence[OperandUnrolling], unfinished: Bools) -> Movement:
    """What crosses the links; `unfinished` as of `unfinished_sums`."""
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


def unfinished_sums(cases: Cases) -> Bools:
    """(links of the result, cases) whether partial sums cross the link."""
    sums = cases.states.levels.levels[0]
    reduces = cases.states.spatial.operands[0].reduces
    result = np.zeros((sums + 1, len(cases)), dtype=np.bool_)
    for i in range(sums):
        result[i] = cases.states.partial[cases.state[i]] | reduces[i + 1]
    return result


def active_duties(cases: Cases, unfinished: Bools) -> Bools:
    """(duties, cases) whether anything moves: results come back only while they are partial sums."""
    levels = cases.states.levels
    result = np.ones((len(levels.duties), len(cases)), dtype=np.bool_)
    for i, duty in enumerate(levels.duties):
        if duty.returns_sums:
            result[i] = unfinished[duty.link]
        if duty.port is None and result[i].any():
            raise HardwareError(
                f"memory '{duty.memory.name}' has no port for '{levels.roles[duty.operand]} {duty.direction}'",
                duty.memory.name,
            )
    return result


def accesses(cases: Cases, moved: Movement, active: Bools) -> Floats:
    """(duties, cases) accesses of the port's full width by all instances; a narrower one counts in steps of its
    narrowest."""
    levels = cases.states.levels
    steps, widths = levels.port_steps, levels.port_widths
    periods = (cases.states.steps / cases.period_cycles)[levels.duty_links]
    instances = np.array(
        [[cases.states.spatial.operands[d.operand].instances[d.level + 1]] for d in levels.duties]
    )
    words = (
        cases.states.compat.round_up(moved.duty_bits(cases) / steps) * (steps / widths) * periods * instances
    )
    return np.where(active, np.trunc(words) if cases.states.compat is Compat.ZIGZAG else words, 0)


_ENERGY_ORDER = (Direction.TO_HIGH, Direction.TO_LOW, Direction.FROM_HIGH, Direction.FROM_LOW)


def memory_energy_pj(cases: Cases, energy: Floats) -> Floats:
    """(cases,) the energy of all duties, summed in ZigZag's order so that sums are equal to the last bit."""
    duty_of = cases.states.levels.duty_of
    total = np.zeros(len(cases))
    for o, levels in enumerate(cases.states.levels.levels):
        for level in range(levels):
            found = [duty_of.get((o, level, direction)) for direction in _ENERGY_ORDER]
            high_read, low_read, high_write, low_write = (0.0 if i is None else energy[i] for i in found)
            total = total + ((high_read + low_read) + (high_write + low_write))
    return total


def initial_energy_pj(nest: LoopNest, core_type: CoreType) -> float:
    """What accumulation starts from passes every memory once."""
    total = 0.0
    for operand in nest.initial:
        bits = ceil(operand.elements([float(size) for size in nest.sizes])) * operand.bits
        chain = core_type.levels(operand.memory)
        for memory in chain:
            read, write = (memory.port(operand.memory, d) for d in (Direction.TO_LOW, Direction.FROM_HIGH))
            if read is not None:
                total += memory.read_energy_of_pj(bits, read)
            if write is not None and memory is not chain[-1]:
                total += memory.write_energy_of_pj(bits, write)
    return total


def double_buffered(cases: Cases, moved: Movement) -> Bools:
    """(links, cases) a memory at most half full has room for the next data of all its operands. What is left of a fuller
    one goes to one operand after the other, the result first, lower levels first."""
    levels = cases.states.levels
    zigzag = cases.states.compat is Compat.ZIGZAG
    fill = moved.elements * moved.bits
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
