"""When the events of a schedule can start: channels, ports, cores and memories, claimed in a given order.

Events come in the order of their starts. Each begins as soon as it is ready, everything before it on what it claims has
begun, and there is as much left as it needs. As nobody who comes later can be in the way, that is found at once.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf


@dataclass(eq=False)
class Space:
    """What an event takes of a memory, until it is done and all that read it are."""

    bits: int
    open_bits: int
    """While a block accumulates; of all else the same."""
    readers: int
    done_cycle: float = inf
    read_until: int = 0

    @property
    def release_cycle(self) -> float:
        """When it is given back; infinite as long as that is not known."""
        return inf if self.readers else max(self.done_cycle, self.read_until)

    def read(self, end_cycle: int) -> None:
        """One of those that read it does until then."""
        self.readers -= 1
        self.read_until = max(self.read_until, end_cycle)

    def taken_at(self, cycle: float) -> int:
        """Bits that it takes from a cycle on, for the moment."""
        if cycle >= self.release_cycle:
            return 0
        return self.open_bits if cycle < self.done_cycle else self.bits


@dataclass
class _Line:
    """A channel or a port, or the stage of a core."""

    limit: int
    begun: int = 0
    """When the last event on it began."""
    held: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """Until when which rate is taken."""


@dataclass
class _Room:
    """A memory."""

    limit_bits: int
    begun: int = 0
    held: list[Space] = field(default_factory=list[Space])


@dataclass(frozen=True)
class Claim:
    """A rate of a line for some of the time that an event takes."""

    line: str
    rate: int
    after_cycles: int = 0
    """From the event's start."""


class Replay:
    """Lines and memories while a schedule is replayed."""

    def __init__(self, bandwidths_bits: Mapping[str, int], sizes_bits: Sequence[int]):
        """Lines of which nothing is said have room for one at a time."""
        self._lines: defaultdict[str, _Line] = defaultdict(lambda: _Line(1))
        self._lines.update({name: _Line(limit) for name, limit in bandwidths_bits.items()})
        self._rooms = [_Room(size) for size in sizes_bits]

    def earliest(self, ready: int, claims: Sequence[Claim], spaces: Sequence[tuple[int, Space]]) -> float:
        """The first cycle from `ready` on at which an event has all it claims; infinite if that never comes."""
        cycle: float = ready
        for claim in claims:
            cycle = max(cycle, self._lines[claim.line].begun - claim.after_cycles)
        for memory, _ in spaces:
            cycle = max(cycle, self._rooms[memory].begun)
        while cycle < inf:
            later = max(
                [
                    cycle,
                    *(self._line_free(claim, cycle) for claim in claims),
                    *(self._room_free(memory, space, cycle) for memory, space in spaces),
                ]
            )
            if later == cycle:
                break
            cycle = later
        return cycle

    def _line_free(self, claim: Claim, cycle: float) -> float:
        line, start = self._lines[claim.line], cycle + claim.after_cycles
        running = [(end, rate) for end, rate in line.held if end > start]
        if sum(rate for _, rate in running) + claim.rate <= line.limit:
            return cycle
        return min(end for end, _ in running) - claim.after_cycles

    def _room_free(self, memory: int, space: Space, cycle: float) -> float:
        room = self._rooms[memory]
        if sum(held.taken_at(cycle) for held in room.held) + space.open_bits <= room.limit_bits:
            return cycle
        changes = (c for held in room.held for c in (held.done_cycle, held.release_cycle) if c > cycle)
        return min(changes, default=inf)

    def gives_back_at(self, cycle: int, memories: Sequence[int]) -> bool:
        """Whether one of the memories gets room back at a cycle."""
        return any(
            cycle in (held.release_cycle, held.done_cycle)
            for memory in memories
            for held in self._rooms[memory].held
        )

    def begin(
        self,
        cycle: int,
        claims: Sequence[tuple[Claim, int]],
        spaces: Sequence[tuple[int, Space]],
    ) -> None:
        """An event begins, and holds each line for some cycles."""
        for claim, cycles in claims:
            line, start = self._lines[claim.line], cycle + claim.after_cycles
            line.begun = max(line.begun, start)
            line.held = [(end, rate) for end, rate in line.held if end > line.begun]
            if cycles:
                line.held.append((start + cycles, claim.rate))
        for memory, space in spaces:
            room = self._rooms[memory]
            room.begun = cycle
            room.held = [held for held in room.held if held.release_cycle >= cycle]
            room.held.append(space)
