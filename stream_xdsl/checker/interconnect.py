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
    """A route that leads from one memory to another."""

    resources: tuple[str, ...]
    """What it holds while it lasts: its channels and the ports at its ends."""
    rate_bits: int
    """Bits per cycle."""
    latency_cycles: int
    channel_energies_pj_per_bit: tuple[tuple[str, float], ...]
    """By link or bus, in order."""
    source: tuple[Memory, Port]
    target: tuple[Memory, Port]

    def access_energies_pj(self, bits: int) -> tuple[float, float]:
        """What it costs to read and to write so many bits."""
        (read_from, read), (written_to, write) = self.source, self.target
        return read_from.read_energy_of_pj(bits, read), written_to.write_energy_of_pj(bits, write)


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

    def path(self, source: End, target: End, channels: Sequence[str]) -> Path | str:
        """The route over these channels between two memories, or what is wrong with it."""
        if source.memory == target.memory:
            return "the data is there already"
        wrong = self._lead(source.memory, target.memory, channels)
        if wrong:
            return wrong
        read, write = (self._port(end) for end in (source, target))
        if read is None or write is None:
            return f"the memory at its {'start' if read is None else 'end'} has no port for it"
        crossed = [self._channels[name] for name in channels]
        ports = (self._resource(end.alias, port) for end, port in ((source, read), (target, write)))
        return Path(
            (*channels, *ports),
            min(read.bandwidth_max_bits, write.bandwidth_max_bits, *(c.bandwidth_bits for c in crossed)),
            sum(channel.latency_cycles for channel in crossed),
            tuple(
                (name.removesuffix(".reverse"), channel.energy_pj_per_bit)
                for name, channel in zip(channels, crossed, strict=True)
            ),
            (self._memory(source), read),
            (self._memory(target), write),
        )

    def _lead(self, source: int, target: int, channels: Sequence[str]) -> str:
        """Why the channels do not lead from one memory to the other, or nothing."""
        at = self._cores(source)
        for position, name in enumerate(channels):
            channel = self._channels.get(name)
            if channel is None:
                return f"there is no channel '{name}'"
            at = self._sharing(at) & channel.senders
            if not at:
                return f"no core that hop {position} may start from sends on '{name}'"
            # A sender does not receive what it sends itself.
            at = channel.receivers - at if len(at) == 1 else channel.receivers
            if position < len(channels) - 1:
                at -= {self.machine.offchip}
        if not channels:
            shared = self._sharing(at) & self._cores(target)
            return "" if shared else "without channels nothing leaves a core"
        return "" if self._sharing(at) & self._cores(target) else "the last hop does not reach the target"

    def _cores(self, memory: int) -> frozenset[int]:
        return frozenset(core for core, _ in self.machine.top_memories[memory])

    def _sharing(self, cores: Iterable[int]) -> frozenset[int]:
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

    def _resource(self, alias: tuple[int, str], port: Port) -> str:
        """A port as what bandwidth is taken of; tiles take all."""
        core, name = alias
        resource = f"{self.machine.cores[core].name}.{name}.{port.name}"
        self.bandwidths[resource] = port.bandwidth_max_bits
        return resource
