"""What must cross links and buses because layers cannot leave some cores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from stream_xdsl.hardware.machine import Machine
from stream_xdsl.hardware.routes import Channel, Interconnect

Amount = TypeVar("Amount", int, Fraction)


@dataclass(frozen=True)
class Journey:
    """Bits of a tensor that must come from some core of a set, whichever, to some core of another one."""

    tensor: int
    """Or a part of one that has no element in common with others."""
    bits: int
    sources: frozenset[int]
    targets: frozenset[int]


def channels_cycles(machine: Machine, journeys: Sequence[Journey]) -> int:
    """Cycles that the channels around sets of cores, or between them, take at least.

    Around every set of cores that is what some journeys start from or lead to, or all of them; and between all that do not overlap.
    Of several journeys of a tensor across the same channels only the one with the most bits counts: others may use what it brings.
    """
    channels = Interconnect(machine).channels
    ends = {cores for journey in journeys for cores in (journey.sources, journey.targets)}
    computing = ends - {frozenset({machine.offchip})}
    # Cores that no journey concerns may be on either side.
    idle = frozenset(range(len(machine.cores))).difference({machine.offchip}, *ends)
    inner = {*computing, frozenset[int]().union(*computing)}
    inner = {_closed(machine, cores | more) for cores in inner for more in (frozenset[int](), idle)}
    around = [_around(channels, journeys, cores) for cores in inner]
    return max((*around, _between(channels, journeys, _groups(machine, ends))))


def passage_cycles(reads: int, writes: int, read_rate: int, write_rate: int, total_rate: int) -> int:
    """What goes one way, what goes the other, and both together, each at its rate; 0 where there is nothing to pass."""
    passages = ((reads, read_rate), (writes, write_rate), (reads + writes, total_rate))
    return max(-(-bits // rate) if rate else 0 for bits, rate in passages)


def _around(channels: Sequence[Channel], journeys: Iterable[Journey], cores: frozenset[int]) -> int:
    """What enters and leaves a set of cores that share no memory with others, over the channels that lead in and out."""
    inward = [c for c in channels if not cores.isdisjoint(c.targets) and not cores.issuperset(c.sources)]
    outward = [c for c in channels if not cores.isdisjoint(c.sources) and not cores.issuperset(c.targets)]
    entering = [j for j in journeys if j.targets <= cores and j.sources.isdisjoint(cores)]
    leaving = [j for j in journeys if j.sources <= cores and j.targets.isdisjoint(cores)]
    either = dict.fromkeys((*inward, *outward))
    rates = (sum(c.bandwidth_bits for c in own) for own in (inward, outward, either))
    return passage_cycles(_most_bits(entering), _most_bits(leaving), *rates)


def _between(
    channels: Sequence[Channel], journeys: Iterable[Journey], groups: Sequence[frozenset[int]]
) -> int:
    """What goes from one group of cores to another, over all channels that join different ones."""
    joining = [c for c in channels if not any(group.issuperset((*c.sources, *c.targets)) for group in groups)]
    crossing = [j for j in journeys if not any(group >= j.sources | j.targets for group in groups)]
    rate = sum(c.bandwidth_bits for c in joining)
    return -(-_most_bits(crossing) // rate) if rate else 0


def sum_of_largest(amounts: Iterable[tuple[int, Amount]]) -> Amount | int:
    """The sum over tensors of (tensor, amount) of only the largest: others may find it there."""
    most: dict[int, Amount] = {}
    for tensor, amount in amounts:
        most[tensor] = max(most.get(tensor, amount), amount)
    return sum(most.values())


def _most_bits(journeys: Iterable[Journey]) -> int:
    return sum_of_largest((journey.tensor, journey.bits) for journey in journeys)


def _closed(machine: Machine, cores: frozenset[int]) -> frozenset[int]:
    """The cores, and all with which they share memories, directly or through others."""
    return next(group for group in _joined([cores, *_sharing(machine)]) if group >= cores)


def _groups(machine: Machine, ends: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """Groups of cores so that each set, and cores that share a memory, are in one; what is in no set is with off-chip memory."""
    sets = list(ends)
    idle = frozenset(range(len(machine.cores))).difference(*sets) | {machine.offchip}
    return _joined([*sets, idle, *_sharing(machine)])


def _sharing(machine: Machine) -> list[frozenset[int]]:
    return [frozenset(core for core, _ in members) for members in machine.top_memories]


def _joined(sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """The unions of sets that overlap, directly or through others."""
    found: list[frozenset[int]] = []
    for own in sets:
        apart = [group for group in found if group.isdisjoint(own)]
        found = [*apart, own.union(*(group for group in found if not group.isdisjoint(own)))]
    return found
