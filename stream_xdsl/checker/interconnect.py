"""Where routes lead and how fast they are, from the machine's links, buses and memory ports; which ports tiles use, too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stream_xdsl.hardware.machine import Direction, Machine, Memory, MemoryOperand, Port

_OUTSIDE = frozenset(
    {*((operand, Direction.FROM_HIGH) for operand in MemoryOperand), (MemoryOperand.O, Direction.TO_HIGH)}
)
"""How an on-chip memory is accessed by what comes from and goes to other memories."""


@dataclass(frozen=True)
class End:
    """One end of a transfer: a memory, and for which role and in which direction it is accessed there."""

    memory: int
    alias: tuple[int, str]
    """The core and the name by which it is accessed; cores may see different ports of a memory they share."""
    role: MemoryOperand
    direction: Direction


@dataclass(frozen=True)
class Path:
    """A route that leads from one memory to another, or a tree that leads to several."""

    resources: tuple[str, ...]
    """What it holds while it lasts: its channels and the ports at its ends."""
    rate_bits: int
    """Bits per cycle."""
    latencies_cycles: tuple[int, ...]
    """That a transfer may have, ascending: of a tree, where several choices of ways use all of its channels, that of the slowest way of each."""
    channel_energies_pj_per_bit: tuple[tuple[str, float], ...]
    """By link or bus, in order."""
    source: tuple[Memory, Port]
    targets: tuple[tuple[Memory, Port], ...]

    def access_energies_pj(self, bits: int) -> tuple[float, tuple[float, ...]]:
        """What it costs to read so many bits, and to write them at each target."""
        memory, port = self.source
        writes = tuple(memory.write_energy_of_pj(bits, port) for memory, port in self.targets)
        return memory.read_energy_of_pj(bits, port), writes


@dataclass(frozen=True)
class Channel:
    """One direction of a link, or a bus; energy is per bit that crosses it."""

    senders: frozenset[int]
    receivers: frozenset[int]
    bandwidth_bits: int
    latency_cycles: int
    energy_pj_per_bit: float


class Interconnect:
    """The channels of a machine by name; a two-way link has a second one, `link0.reverse`."""

    def __init__(self, machine: Machine):
        self.machine = machine
        self.bandwidths: dict[str, int] = {}
        """Of all resources."""
        self._channels: dict[str, Channel] = {}
        self._paths: dict[tuple[tuple[tuple[End, End], ...], tuple[str, ...], bool], Path | str] = {}
        groups = [frozenset(core for core, _ in members) for members in machine.top_memories]
        self._partners = [
            frozenset({core}).union(*(group for group in groups if core in group))
            for core in range(len(machine.cores))
        ]
        """By core: itself and those that share an outermost memory with it."""
        core = machine.core_index
        for link in machine.links:
            a, b = frozenset({core[link.source]}), frozenset({core[link.target]})
            figures = (link.bandwidth_bits, link.latency_cycles, link.energy_pj_per_bit)
            self._channels[link.name] = Channel(a, b, *figures)
            if link.two_way:
                self._channels[f"{link.name}.reverse"] = Channel(b, a, *figures)
        for bus in machine.buses:
            cores = frozenset(core[name] for name in bus.cores)
            senders = frozenset(core[name] for name in bus.senders)
            figures = (bus.bandwidth_bits, bus.latency_cycles, bus.energy_pj_per_bit)
            self._channels[bus.name] = Channel(senders or cores, cores - senders, *figures)
        for name, channel in self._channels.items():
            self.bandwidths[name] = channel.bandwidth_bits

    @property
    def channels(self) -> tuple[Channel, ...]:
        """All channels; links come before buses."""
        return tuple(self._channels.values())

    def path(
        self, ends: Sequence[tuple[End, End]], channels: Sequence[str], *, streams: bool = False
    ) -> Path | str:
        """The route over these channels from a memory to others, or what is wrong with it.

        For each target both ends: the source may be read through a port of its own for each. What `streams` uses the port at the target
        as part of the tile that it runs with.
        """
        key = tuple(ends), tuple(channels), streams
        if key not in self._paths:
            self._paths[key] = self._path(ends, channels, streams=streams)
        return self._paths[key]

    def _path(self, ends: Sequence[tuple[End, End]], channels: Sequence[str], *, streams: bool) -> Path | str:
        source = ends[0][0]
        if any(source.memory == target.memory for _, target in ends):
            return "the data is there already"
        latencies = self._latencies(source.alias[0], [target.alias[0] for _, target in ends], channels)
        if isinstance(latencies, str):
            return latencies
        resources: dict[str, int] = {name: self._channels[name].bandwidth_bits for name in channels}
        found: list[list[tuple[Memory, Port]]] = [[], []]
        for pair in ends:
            for side, end in enumerate(pair):
                port = self._port(end)
                if port is None:
                    return f"the memory at its {'end' if side else 'start'} has no port for it"
                if streams and side:
                    continue
                resources[self._resource(end.alias, port)] = port.bandwidth_max_bits
                found[side].append((self._memory(end), port))
        crossed = [self._channels[name] for name in channels]
        return Path(
            tuple(resources),
            min(resources.values()),
            latencies,
            tuple(
                (name.removesuffix(".reverse"), channel.energy_pj_per_bit)
                for name, channel in zip(channels, crossed, strict=True)
            ),
            found[0][0],
            tuple(found[1]),
        )

    def _latencies(
        self, source: int, targets: Sequence[int], channels: Sequence[str]
    ) -> tuple[int, ...] | str:
        """What a transfer over these channels, in order or branching, may have as latency; or what is wrong with them."""
        for name in channels:
            if name not in self._channels:
                return f"there is no channel '{name}'"
        if len(set(channels)) < len(channels):
            return "it crosses a channel twice"
        if len(targets) == 1:
            return self._line(source, targets[0], channels) or (self._latency(channels),)
        choices = self._ways(source, targets, channels)
        for target, ways in zip(targets, choices, strict=True):
            if not ways:
                return f"no hops of it lead to @{self.machine.cores[target].name}"
        idle = set(channels).difference(*(way for ways in choices for way in ways))
        if idle:
            return f"'{min(idle, key=channels.index)}' is on the way to no target"
        found = self._choose(choices, channels)
        return tuple(sorted(found)) or "no choice of a way to each target uses all of its channels"

    def _choose(self, choices: Sequence[Sequence[tuple[str, ...]]], channels: Sequence[str]) -> set[int]:
        """The latency of the slowest way, for every choice of a way to each target that uses all channels."""
        # Only channels that no target needs for sure depend on the choice: mostly there are none.
        certain = frozenset().union(*(frozenset(ways[0]).intersection(*ways) for ways in choices))
        optional = frozenset(channels) - certain
        found = {(frozenset[str](), 0)}
        for ways in choices:
            own = {(optional.intersection(way), self._latency(way)) for way in ways}
            found = {(used | also, max(slowest, latency)) for used, slowest in found for also, latency in own}
        return {slowest for used, slowest in found if used == optional}

    def _latency(self, way: Sequence[str]) -> int:
        return sum(self._channels[name].latency_cycles for name in way)

    def _line(self, source: int, target: int, channels: Sequence[str]) -> str:
        """Why the channels do not lead, one after another, from one core to the other, or nothing."""
        at = frozenset({source})
        for position, name in enumerate(channels):
            at = self._crossed(at, self._channels[name])
            if at is None:
                return f"no core that hop {position} may start from sends on '{name}'"
            if position < len(channels) - 1:
                at -= {self.machine.offchip}
        if target in self.sharing(at):
            return ""
        return (
            "the last hop does not reach the target" if channels else "without channels nothing leaves a core"
        )

    def _ways(
        self, source: int, targets: Sequence[int], channels: Sequence[str]
    ) -> list[list[tuple[str, ...]]]:
        """By target, all ways over the fewest of the channels that lead there from one core, none twice through the same cores."""
        sends: dict[int, list[str]] = {}
        for name in channels:
            for core in self._channels[name].senders:
                sends.setdefault(core, []).append(name)
        found: dict[int, list[tuple[str, ...]]] = {target: [] for target in targets}
        frontier: list[tuple[frozenset[int], tuple[str, ...]]] = [(frozenset({source}), ())]
        met: set[frozenset[int]] = set()
        missing = set(targets)
        while frontier and missing:
            for at, way in frontier:
                for target in missing.intersection(self.sharing(at)):
                    found[target].append(way)
            missing = {target for target in missing if not found[target]}
            following: list[tuple[frozenset[int], tuple[str, ...]]] = []
            for at, way in frontier:
                onward = at - {self.machine.offchip} if way else at
                for name in dict.fromkeys(n for core in self.sharing(onward) for n in sends.get(core, ())):
                    reached = self._crossed(onward, self._channels[name])
                    if reached is not None and reached not in met:
                        following.append((reached, (*way, name)))
            met.update(reached for reached, _ in following)
            frontier = following
        return [found[target] for target in targets]

    def _crossed(self, at: frozenset[int], channel: Channel) -> frozenset[int] | None:
        """The cores that are reached over a channel, or None if nobody sends on it."""
        at = self.sharing(at) & channel.senders
        if not at:
            return None
        # A sender does not receive what it sends itself.
        return channel.receivers - at if len(at) == 1 else channel.receivers

    def sharing(self, cores: Iterable[int]) -> frozenset[int]:
        """The cores themselves and those that share an outermost memory with one of them."""
        return frozenset().union(*(self._partners[core] for core in cores))

    def _memory(self, end: End) -> Memory:
        core, name = end.alias
        return next(m for m in self.machine.cores[core].core_type.memories if m.name == name)

    def _port(self, end: End) -> Port | None:
        return self._memory(end).port(end.role, end.direction)

    def tile_ports(self, core: int, operands: int) -> tuple[str, ...]:
        """The ports that tiles of a core use, of those through which data come from or go to other memories."""
        found: dict[str, None] = {}
        accesses = [(role, Direction.TO_LOW) for role in (MemoryOperand.I1, MemoryOperand.I2)[:operands]]
        for role, direction in (*accesses, (MemoryOperand.O, Direction.FROM_LOW)):
            memory = self.machine.cores[core].core_type.top(role)
            port = memory.port(role, direction)
            if port is not None and not _OUTSIDE.isdisjoint(port.serves):
                found[self._resource((core, memory.name), port)] = None
        return tuple(found)

    def port_of(self, core: int, role: MemoryOperand, direction: Direction) -> str:
        """The port of a core's outermost memory for a role and direction; nothing if it has none."""
        memory = self.machine.cores[core].core_type.top(role)
        port = memory.port(role, direction)
        return "" if port is None else self._resource((core, memory.name), port)

    def _resource(self, alias: tuple[int, str], port: Port) -> str:
        """A port as what bandwidth is taken of; tiles take all."""
        core, name = alias
        resource = f"@{self.machine.cores[core].name}::@{name}::@{port.name}"
        self.bandwidths[resource] = port.bandwidth_max_bits
        return resource
