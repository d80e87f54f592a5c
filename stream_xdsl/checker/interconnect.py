"""Where routes lead and how fast they are, from the machine's links, buses and memory ports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stream_xdsl.hardware.machine import Direction, Machine, Memory, MemoryOperand, Port

Access = tuple[MemoryOperand, Direction]


@dataclass(frozen=True)
class End:
    """One end of a transfer: a memory, and how it may be accessed there; one way suffices."""

    memory: int
    alias: tuple[int, str]
    """The core and the name by which it is accessed; cores may see different ports of a memory they share."""
    accesses: frozenset[Access]


@dataclass(frozen=True)
class Path:
    """A route that leads from one memory to another."""

    resources: tuple[str, ...]
    """What it holds while it lasts: its channels and the ports of off-chip memory."""
    rates: tuple[int, ...]
    """Bits per cycle, ascending: several where several ports may serve it at its ends."""
    latency_cycles: int
    energy_pj_per_bit: float
    source: tuple[Memory, tuple[Port, ...]]
    target: tuple[Memory, tuple[Port, ...]]

    def energy_pj(self, bits: int) -> tuple[float, float]:
        """The least and most it costs to read, carry and write so many bits; they differ where ports do."""
        reads = [self.source[0].read_energy_of_pj(bits, port) for port in self.source[1]]
        writes = [self.target[0].write_energy_of_pj(bits, port) for port in self.target[1]]
        carried = self.energy_pj_per_bit * bits
        return carried + min(reads) + min(writes), carried + max(reads) + max(writes)


@dataclass(frozen=True)
class _Channel:
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
        self._channels: dict[str, _Channel] = {}
        core = machine.core_index
        for link in machine.links:
            a, b = frozenset({core[link.source]}), frozenset({core[link.target]})
            figures = (link.bandwidth_bits, link.latency_cycles, link.energy_pj_per_bit)
            self._channels[link.name] = _Channel(a, b, *figures)
            if link.two_way:
                self._channels[f"{link.name}.reverse"] = _Channel(b, a, *figures)
        for bus in machine.buses:
            cores = frozenset(core[name] for name in bus.cores)
            senders = frozenset(core[name] for name in bus.senders)
            figures = (bus.bandwidth_bits, bus.latency_cycles, bus.energy_pj_per_bit)
            self._channels[bus.name] = _Channel(senders or cores, cores - senders, *figures)
        for name, channel in self._channels.items():
            self.bandwidths[name] = channel.bandwidth_bits

    def path(self, source: End, target: End, channels: Sequence[str]) -> Path | str:
        """The route over these channels between two memories, or what is wrong with it."""
        if source.memory == target.memory:
            return "the data is there already"
        wrong = self._lead(source.memory, target.memory, channels)
        if wrong:
            return wrong
        read, write = (self._ports(end) for end in (source, target))
        if not read or not write:
            return "a memory at its ends has no port for it"
        crossed = [self._channels[name] for name in channels]
        narrowest = [channel.bandwidth_bits for channel in crossed]
        rates = {min(r.bandwidth_max_bits, w.bandwidth_max_bits, *narrowest) for r in read for w in write}
        return Path(
            (*channels, *self._offchip_ports(source, read), *self._offchip_ports(target, write)),
            tuple(sorted(rates)),
            sum(channel.latency_cycles for channel in crossed),
            sum(channel.energy_pj_per_bit for channel in crossed),
            (self._memory(source), tuple(read)),
            (self._memory(target), tuple(write)),
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
        found = set(cores)
        for members in self.machine.top_memories:
            group = {core for core, _ in members}
            if group & set(cores):
                found |= group
        return frozenset(found)

    def _memory(self, end: End) -> Memory:
        core, name = end.alias
        return next(m for m in self.machine.cores[core].core_type.memories if m.name == name)

    def _ports(self, end: End) -> list[Port]:
        return [p for p in self._memory(end).ports if any(access in end.accesses for access in p.serves)]

    def _offchip_ports(self, end: End, ports: Sequence[Port]) -> tuple[str, ...]:
        core, name = end.alias
        if core != self.machine.offchip:
            return ()
        resource = f"{self.machine.cores[core].name}.{name}.{'+'.join(port.name for port in ports)}"
        self.bandwidths[resource] = sum(port.bandwidth_max_bits for port in ports)
        return (resource,)
