"""How long links and buses are in use at least, because layers cannot leave some cores, derived anew."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from stream_xdsl.checker.interconnect import Channel, Interconnect


@dataclass(frozen=True)
class Crossing:
    """Bits of a tensor that go from one of some cores to one of others."""

    tensor: int
    bits: int
    here: frozenset[int]
    there: frozenset[int]


class Crossings:
    """What has to move, over the channels of a machine."""

    def __init__(self, interconnect: Interconnect, offchip: int, moves: Collection[Crossing]):
        self._channels = interconnect.channels
        self._interconnect = interconnect
        self._offchip = offchip
        self._moves = moves
        self._cores = frozenset(range(len(interconnect.machine.cores)))

    def cycles(self) -> int:
        """Of the channels around sets of cores, and between those that are apart."""
        outside = frozenset({self._offchip})
        places = {cores for move in self._moves for cores in (move.here, move.there)}
        free = self._cores - outside - frozenset().union(*places)
        islands = {*places, frozenset().union(*(places - {outside}))} - {outside}
        found = [0]
        for island in islands:
            found += [self._around(self._shore(island)), self._around(self._shore(island | free))]
        return max(*found, self._apart([*places, free | outside]))

    def _shore(self, cores: frozenset[int]) -> frozenset[int]:
        """With all cores that share memories with them."""
        while (more := self._interconnect.sharing(cores)) != cores:
            cores = more
        return cores

    def _around(self, island: frozenset[int]) -> int:
        out = {m for m in self._moves if m.here <= island and not m.there & island}
        into = {m for m in self._moves if m.there <= island and not m.here & island}
        leaves = {i for i, c in enumerate(self._channels) if c.senders & island and c.receivers - island}
        enters = {i for i, c in enumerate(self._channels) if c.receivers & island and c.senders - island}
        return max(
            _over(_bits(out), [self._channels[i] for i in leaves]),
            _over(_bits(into), [self._channels[i] for i in enters]),
            _over(_bits(out) + _bits(into), [self._channels[i] for i in leaves | enters]),
        )

    def _apart(self, places: Sequence[frozenset[int]]) -> int:
        """Between groups of cores that have no core of a place, and no memory, in common."""
        name = {core: core for core in self._cores}
        for _ in self._cores:
            for place in (*places, *(self._interconnect.sharing({core}) for core in self._cores)):
                least = min((name[core] for core in place), default=0)
                name.update(dict.fromkeys(place, least))
        moves = [m for m in self._moves if len({name[core] for core in m.here | m.there}) > 1]
        joining = [c for c in self._channels if len({name[core] for core in c.senders | c.receivers}) > 1]
        return _over(_bits(moves), joining)


def _bits(moves: Iterable[Crossing]) -> int:
    """Of each tensor only the most, because others may find it there."""
    by_tensor: dict[int, int] = {}
    for move in sorted(moves, key=lambda m: m.bits):
        by_tensor[move.tensor] = move.bits
    return sum(by_tensor.values())


def _over(bits: int, channels: Iterable[Channel]) -> int:
    rate = sum(channel.bandwidth_bits for channel in channels)
    return (bits + rate - 1) // rate if rate else 0
