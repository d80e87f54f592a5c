"""Routes over the interconnect, a multigraph of channels.

A channel is what transfers contend for: one direction of a link, or a whole bus with all its pairs. Two cores may be
joined by several channels. Cores that share a top-level memory reach each other without any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from stream_xdsl.hardware.machine import Machine

Ints = npt.NDArray[np.int64]

MAX_ROUTES = 8
"""Routes returned for a pair of cores; meshes have astronomically many shortest ones."""

MAX_BUNDLES = 64
"""Of routes between a pair of cores, by width and latency. Machines with so many are unheard of; they could have exponentially many."""

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
class Hop:
    """One step of a route: over to a memory-sharing partner if need be, then across a channel."""

    nodes: tuple[int, ...]
    """Cores entered: the partner if there is one, then the one at the channel's end."""
    channel: int
    bandwidth_bits: int


@dataclass(frozen=True, eq=False)
class Bundle:
    """All shortest routes between two cores that are equally wide and have the same latency, as a graph of hops: each way from its first
    state, 0, to its last is one."""

    bandwidth_bits: int
    """Of the narrowest channel of each route, bits per cycle; 0 if there are no channels."""
    latency_cycles: int
    crossed: int
    """Channels of each route."""
    common: tuple[int, ...]
    """Channels that all routes cross at the same place, in order."""
    states: int
    hops: tuple[Hop, ...]
    """By the state they start from; those from one state in order of preference. None if there are no channels."""
    steps: Ints
    """(H, 4) of each hop: from which state it leads to which later one, over which channel, −1 if that is common, and the first hop that leads
    on, −1 if it is the last."""


_State = tuple[int | None, int, bool]
"""Of a search: a core, or none when the target is reached, the latency up to there, and whether a channel was as narrow as is wanted."""


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
        self._bundles: dict[tuple[int, int], tuple[Bundle, ...]] = {}
        self._distances: dict[int, tuple[list[int], list[int]]] = {}

    def routes(self, source_core: int, target_core: int) -> tuple[Route, ...]:
        """All routes that cross the fewest channels: the widest first, of these the quickest, then in the order of hops (by channel, then by the core that it leads to), at most MAX_ROUTES.

        Of two equally wide and quick ones, that over a core's own channels precedes that over those of a core it shares a memory
        with. Data may pass through compute and memory cores, not through off-chip memory. On one core, or between
        cores that share a top-level memory, the only route has no channels. Empty if the target is out of reach.
        """
        key = (source_core, target_core)
        if key not in self._routes:
            paths = (path for bundle in self.bundles(*key) for path in _paths(bundle))
            self._routes[key] = tuple(self.route(*key, path) for path in islice(paths, MAX_ROUTES))
        return self._routes[key]

    def bundles(self, source_core: int, target_core: int) -> tuple[Bundle, ...]:
        """All routes that cross the fewest channels, the widest first, of equally wide ones the quickest.

        If they differ so much in width and latency that there are more than MAX_BUNDLES, only the first are kept, as are of the latencies on the way to
        any core. Empty if the target is out of reach.
        """
        key = (source_core, target_core)
        if key not in self._bundles:
            self._bundles[key] = tuple(islice(self._bundle(*key), MAX_BUNDLES))
        return self._bundles[key]

    def route(self, source_core: int, target_core: int, path: Sequence[Hop]) -> Route:
        """The route that takes these hops; none if cores are one, or share a memory."""
        nodes = [source_core, *(node for hop in path for node in hop.nodes)]
        if nodes[-1] != target_core:
            nodes.append(target_core)
        channels = [self.channels[hop.channel] for hop in path]
        return Route(
            tuple(hop.channel for hop in path),
            min((channel.bandwidth_bits for channel in channels), default=0),
            sum(channel.latency_cycles for channel in channels),
            sum((channel.energy_pj_per_bit for channel in channels), 0.0),
            tuple(nodes),
        )

    def _bundle(self, source: int, target: int) -> Iterator[Bundle]:
        distance = self._distance(target)[1][source]
        if distance == 0:
            yield Bundle(0, 0, 0, (), 1, (), np.zeros((0, 4), dtype=np.int64))
        elif distance < _FAR:
            hops = self._hops(source, target)
            for width in sorted(
                {hop.bandwidth_bits for onward in hops.values() for hop in onward}, reverse=True
            ):
                yield from self._bundles_of_width(source, hops, width)

    def _bundles_of_width(self, source: int, hops: dict[int, list[Hop]], width: int) -> Iterator[Bundle]:
        """The bundles whose routes' narrowest channel is exactly that wide, the quickest first."""
        # A state is a core (none at the end), the latency up to there, and whether a channel was as narrow.
        onward: dict[_State, list[tuple[Hop, _State]]] = {}
        level: list[_State] = [(source, 0, False)]
        while level := [state for state in level if state[0] is not None]:
            following: dict[tuple[int | None, bool], set[int]] = {}
            for state in level:
                core, latency, met = state
                onward[state] = []
                for hop in hops[core] if core is not None else ():
                    if hop.bandwidth_bits >= width:
                        entered = hop.nodes[-1] if hop.nodes[-1] in hops else None
                        now_met = met or hop.bandwidth_bits == width
                        then = latency + self.channels[hop.channel].latency_cycles
                        onward[state].append((hop, (entered, then, now_met)))
                        following.setdefault((entered, now_met), set()).add(then)
            level = [
                (core, latency, met)
                for (core, met), latencies in following.items()
                for latency in sorted(latencies)[:MAX_BUNDLES]
            ]
        ends = sorted(
            {state for ways in onward.values() for _, state in ways if state[0] is None and state[2]}
        )
        for end in ends:
            leads = {end}
            for state in reversed(onward):
                if any(following in leads for _, following in onward[state]):
                    leads.add(state)
            states = [state for state in onward if state in leads] + [end]
            yield self._bundle_of(width, end[1], states, onward)

    def _bundle_of(
        self, width: int, latency: int, states: list[_State], onward: dict[_State, list[tuple[Hop, _State]]]
    ) -> Bundle:
        number = {state: index for index, state in enumerate(states)}
        hops: list[Hop] = []
        ends: list[tuple[int, int]] = []
        first, place = [-1] * len(states), [0] * len(states)
        crossed: list[set[int]] = []
        """Channels that are crossed first, second, …"""
        for start, state in enumerate(states[:-1]):
            first[start] = len(hops)
            if place[start] == len(crossed):
                crossed.append(set())
            for hop, following in onward[state]:
                if following in number:
                    end = number[following]
                    hops.append(hop)
                    ends.append((start, end))
                    place[end] = place[start] + 1
                    crossed[place[start]].add(hop.channel)
        common = tuple(channel for channels in crossed if len(channels) == 1 for channel in channels)
        rows = [
            (start, end, -1 if hop.channel in common else hop.channel, first[end])
            for hop, (start, end) in zip(hops, ends, strict=True)
        ]
        steps = np.array(rows, dtype=np.int64)
        return Bundle(width, latency, len(crossed), common, len(states), tuple(hops), steps)

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

    def _hops(self, source: int, target: int) -> dict[int, list[Hop]]:
        """The steps that bring data from each core on the way closer to the target, in order of preference.

        The target, and its partners, have no entry.
        """
        own, shared = self._distance(target)
        hops: dict[int, list[Hop]] = {}
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
                                hops[core].append(Hop(nodes, index, self.channels[index].bandwidth_bits))
                                following.add(receiver)
            frontier = following
        return hops


def _paths(bundle: Bundle) -> Iterator[tuple[Hop, ...]]:
    """The routes of a bundle, in lexicographic order of their hops."""
    onward: list[list[int]] = [[] for _ in range(bundle.states)]
    ends = bundle.steps[:, 1].tolist()
    for hop, start in reversed([*enumerate(bundle.steps[:, 0].tolist())]):
        onward[start].append(hop)
    stack: list[tuple[int, tuple[Hop, ...]]] = [(0, ())]
    while stack:
        state, path = stack.pop()
        if state == bundle.states - 1:
            yield path
        stack += [(ends[hop], (*path, bundle.hops[hop])) for hop in onward[state]]


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
