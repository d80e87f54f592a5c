"""Where routes lead and how fast they are, from the machine's links, buses and memory ports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stream_xdsl.hardware.machine import Machine, Memory, PortKind


@dataclass(frozen=True)
class Path:
    """A route that leads from one memory to another."""

    resources: tuple[str, ...]
    """What it holds while it lasts: its channels and the ports of off-chip memory."""
    rates: tuple[int, ...]
    """Bits per cycle, ascending: several where the memories at its ends have several ports that may serve it."""
    latency_cycles: int


@dataclass(frozen=True)
class _Channel:
    senders: frozenset[int]
    receivers: frozenset[int]
    bandwidth_bits: int
    latency_cycles: int


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
            self._channels[link.name] = _Channel(a, b, link.bandwidth_bits, link.latency_cycles)
            if link.two_way:
                self._channels[f"{link.name}.reverse"] = _Channel(
                    b, a, link.bandwidth_bits, link.latency_cycles
                )
        for bus in machine.buses:
            cores = frozenset(core[name] for name in bus.cores)
            senders = frozenset(core[name] for name in bus.senders)
            self._channels[bus.name] = _Channel(
                senders or cores, cores - senders, bus.bandwidth_bits, bus.latency_cycles
            )
        for name, channel in self._channels.items():
            self.bandwidths[name] = channel.bandwidth_bits

    def path(self, source: int, target: int, channels: Sequence[str]) -> Path | str:
        """The route over these channels between two memories, or what is wrong with it."""
        if source == target:
            return "the data is there already"
        unknown = [name for name in channels if name not in self._channels]
        if unknown:
            return f"there is no channel '{unknown[0]}'"
        at = self._cores(source)
        for position, name in enumerate(channels):
            channel = self._channels[name]
            at = self._sharing(at) & channel.senders
            if not at:
                return f"nothing that hop {position} starts from can send on '{name}'"
            # On a bus with one sender, nothing comes back to it.
            at = channel.receivers - at if len(at) == 1 else channel.receivers
            if position < len(channels) - 1:
                at -= {self.machine.offchip}
        if not self._sharing(at) & self._cores(target):
            return "the last hop does not reach the target" if channels else "without channels nothing moves"
        read, write = self._ports(source, PortKind.WRITE), self._ports(target, PortKind.READ)
        if not read or not write:
            return "a memory at its ends has no port for it"
        hops = [self._channels[name] for name in channels]
        narrowest = [hop.bandwidth_bits for hop in hops]
        rates = sorted(
            {min(*narrowest, r, w) if narrowest else min(r, w) for r in read.values() for w in write.values()}
        )
        resources = [*channels, *self._offchip_ports(source, read), *self._offchip_ports(target, write)]
        return Path(tuple(dict.fromkeys(resources)), tuple(rates), sum(hop.latency_cycles for hop in hops))

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

    def _ports(self, memory: int, useless: PortKind) -> dict[str, int]:
        description: Memory = self.machine.memory(memory)
        return {p.name: p.bandwidth_max_bits for p in description.ports if p.kind is not useless}

    def _offchip_ports(self, memory: int, ports: dict[str, int]) -> tuple[str, ...]:
        if self.machine.offchip not in self._cores(memory):
            return ()
        core, name = self.machine.top_memories[memory][0]
        resource = f"{self.machine.cores[core].name}.{name} {'+'.join(ports)}"
        self.bandwidths[resource] = sum(ports.values())
        return (resource,)
