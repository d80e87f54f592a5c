"""Routes over the interconnect, a multigraph of channels.

A channel is what transfers contend for: one direction of a link, or a whole bus with all its pairs. Two cores may be
joined by several channels. Cores that share a top-level memory reach each other without any.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from stream_xdsl.hardware.machine import Machine

MAX_ROUTES = 8
"""Routes returned for a pair of cores; meshes have astronomically many shortest ones."""

_FAR = 1 << 30
"""Distance of a core from which the target is out of reach."""


@dataclass(frozen=True)
class Channel:
    """One direction of a link (`link0`, `link0.reverse`) or one bus (`bus0`)."""

    name: str
    sources: tuple[int, ...]
    """Cores that can send on it."""
    targets: tuple[int, ...]
    """Cores that can receive from it; on a two-way bus the same as `sources`."""
    bandwidth_bits: int
    """Bits per cycle."""
    energy_pj_per_bit: float
    latency_cycles: int


@dataclass(frozen=True)
class Route:
    """A way from one core to another; it crosses no channel where the data need not move."""

    channels: tuple[int, ...]
    """Indices into `Interconnect.channels`, in order."""
    bandwidth_bits: int
    """Of the narrowest channel, bits per cycle; 0 if there are no channels."""
    latency_cycles: int
    """Sum over the channels."""
    energy_pj_per_bit: float
    """Sum over the channels."""
    nodes: tuple[int, ...]
    """Cores passed, from source to target; consecutive ones are joined by a channel or share a memory."""


@dataclass(frozen=True)
class _Hop:
    """One step of a route: over to a memory-sharing partner if need be, then across a channel."""

    nodes: tuple[int, ...]
    """Cores entered: the partner if there is one, then the one at the channel's end."""
    channel: int
    bandwidth_bits: int


class Interconnect:
    """The channels of a machine and the shortest routes over them, found when first asked for."""

    def __init__(self, machine: Machine):
        self.channels = tuple(_channels(machine))
        self._offchip = machine.offchip
        self._outgoing: list[list[int]] = [[] for _ in machine.cores]
        self._incoming: list[list[int]] = [[] for _ in machine.cores]
        for index, channel in enumerate(self.channels):
            for core in channel.sources:
                self._outgoing[core].append(index)
            for core in channel.targets:
                self._incoming[core].append(index)
        self._partners = _partners(machine)
        self._routes: dict[tuple[int, int], tuple[Route, ...]] = {}
        self._distances: dict[int, tuple[list[int], list[int]]] = {}

    def routes(self, source_core: int, target_core: int) -> tuple[Route, ...]:
        """All routes that cross the fewest channels: the widest first, then in channel order, at most MAX_ROUTES.

        Of two equally wide ones, that over a core's own channels precedes that over those of a core it shares a memory
        with. Data may pass through compute and memory cores, not through off-chip memory. On one core, or between
        cores that share a top-level memory, the only route has no channels. Empty if the target is out of reach.
        """
        key = (source_core, target_core)
        if key not in self._routes:
            self._routes[key] = tuple(self._find(source_core, target_core))
        return self._routes[key]

    def _find(self, source: int, target: int) -> Iterator[Route]:
        distance = self._distance(target)[1][source]
        if distance == 0:
            yield Route((), 0, 0, 0.0, (source,) if source == target else (source, target))
        elif distance < _FAR:
            hops = self._hops(source, target)
            widths = sorted({hop.bandwidth_bits for onward in hops.values() for hop in onward}, reverse=True)
            paths = (path for width in widths for path in _paths(source, hops, width))
            for path in islice(paths, MAX_ROUTES):
                yield self._route(source, target, path)

    def _route(self, source: int, target: int, path: tuple[_Hop, ...]) -> Route:
        nodes = [source, *(node for hop in path for node in hop.nodes)]
        if nodes[-1] != target:
            nodes.append(target)
        channels = [self.channels[hop.channel] for hop in path]
        return Route(
            tuple(hop.channel for hop in path),
            min(channel.bandwidth_bits for channel in channels),
            sum(channel.latency_cycles for channel in channels),
            sum(channel.energy_pj_per_bit for channel in channels),
            tuple(nodes),
        )

    def _passable(self, core: int, target: int) -> bool:
        return core != self._offchip or core == target

    def _distance(self, target: int) -> tuple[list[int], list[int]]:
        """Channels to cross from each core to the target: over its own channels, and also over those of its partners.

        A partner does not hand on to its own partners: what lies in one shared memory does not appear in the next.
        """
        if target in self._distances:
            return self._distances[target]
        own = [_FAR] * len(self._partners)
        shared = [_FAR] * len(self._partners)
        visits = [0] * len(self.channels)
        frontier: list[int] = []

        def settle(core: int, distance: int) -> None:
            own[core] = distance
            reach = (core, *self._partners[core]) if self._passable(core, target) else (core,)
            for other in reach:
                if shared[other] == _FAR:
                    shared[other] = distance
                    frontier.append(other)

        settle(target, 0)
        distance = 0
        while frontier:
            distance += 1
            arrivals, frontier = frontier, []
            for core in arrivals:
                if not self._passable(core, target):
                    continue
                for index in self._incoming[core]:
                    # Twice, because the one core from which a bus is first entered sends on it, too.
                    if visits[index] < 2:
                        visits[index] += 1
                        for sender in self.channels[index].sources:
                            if sender != core and own[sender] == _FAR:
                                settle(sender, distance)
        self._distances[target] = own, shared
        return own, shared

    def _hops(self, source: int, target: int) -> dict[int, list[_Hop]]:
        """The steps that bring data from each core on the way closer to the target, in order of preference.

        Cores nearer to the target come first; the target, and its partners, have no entry.
        """
        own, shared = self._distance(target)
        hops: dict[int, list[_Hop]] = {}
        frontier = {source}
        while frontier := {core for core in frontier if shared[core] > 0}:
            following: set[int] = set()
            for core in sorted(frontier):
                hops[core] = []
                for sender in (core, *self._partners[core]):
                    if own[sender] != shared[core] or (sender != core and not self._passable(sender, target)):
                        continue
                    for index in self._outgoing[sender]:
                        for receiver in self.channels[index].targets:
                            if (
                                receiver != sender
                                and shared[receiver] == own[sender] - 1
                                and self._passable(receiver, target)
                            ):
                                nodes = (receiver,) if sender == core else (sender, receiver)
                                hops[core].append(_Hop(nodes, index, self.channels[index].bandwidth_bits))
                                following.add(receiver)
            frontier = following
        return dict(reversed(hops.items()))


def _paths(source: int, hops: dict[int, list[_Hop]], width: int) -> Iterator[tuple[_Hop, ...]]:
    """The paths whose narrowest channel is exactly that wide, in lexicographic order of their hops."""
    # Cores from which the rest of a path has no narrower channel, and those from which it also has one as narrow. With
    # these no step of the search leads to a dead end.
    wide: dict[int, bool] = {}
    exact: dict[int, bool] = {}
    for core, onward in hops.items():
        fit = [hop for hop in onward if hop.bandwidth_bits >= width and wide.get(hop.nodes[-1], True)]
        wide[core] = bool(fit)
        exact[core] = any(hop.bandwidth_bits == width or exact.get(hop.nodes[-1], False) for hop in fit)
    stack: list[tuple[int, bool, tuple[_Hop, ...]]] = [(source, False, ())] if exact[source] else []
    while stack:
        core, met, path = stack.pop()
        if core not in hops:
            yield path
            continue
        for hop in reversed(hops[core]):
            following = hop.nodes[-1]
            now_met = met or hop.bandwidth_bits == width
            if hop.bandwidth_bits >= width and (wide if now_met else exact).get(following, now_met):
                stack.append((following, now_met, (*path, hop)))


def _channels(machine: Machine) -> Iterator[Channel]:
    index = machine.core_index
    for link in machine.links:
        source, target = (index[link.source],), (index[link.target],)
        figures = (link.bandwidth_bits, link.energy_pj_per_bit, link.latency_cycles)
        yield Channel(link.name, source, target, *figures)
        if link.two_way:
            yield Channel(f"{link.name}.reverse", target, source, *figures)
    for bus in machine.buses:
        cores = tuple(index[core] for core in bus.cores)
        ends = (cores[: len(bus.senders)], cores[len(bus.senders) :]) if bus.senders else (cores, cores)
        yield Channel(bus.name, *ends, bus.bandwidth_bits, bus.energy_pj_per_bit, bus.latency_cycles)


def _partners(machine: Machine) -> tuple[tuple[int, ...], ...]:
    """For each core, those with which it shares a top-level memory."""
    partners: list[set[int]] = [set() for _ in machine.cores]
    for shared in machine.shared_memories:
        cores = {machine.core_index[core] for core, _ in shared.members}
        for core in cores:
            partners[core] |= cores - {core}
    return tuple(tuple(sorted(p)) for p in partners)
