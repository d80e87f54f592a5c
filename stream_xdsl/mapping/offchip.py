"""How fast a machine moves data between its cores and off-chip memory."""

from stream_xdsl.hardware.machine import Machine, PortKind
from stream_xdsl.hardware.routes import Interconnect


def read_bits_per_cycle(machine: Machine) -> int:
    """Most bits that can leave off-chip memory in a cycle: through its ports and on the channels that start there."""
    return _bits_per_cycle(machine, reads=True)


def write_bits_per_cycle(machine: Machine) -> int:
    """Most bits that can arrive in off-chip memory in a cycle."""
    return _bits_per_cycle(machine, writes=True)


def total_bits_per_cycle(machine: Machine) -> int:
    """Most bits that can leave and arrive together in a cycle."""
    return _bits_per_cycle(machine, reads=True, writes=True)


def port_bits_per_cycle(machine: Machine, *, reads: bool = False, writes: bool = False) -> int:
    """Most bits that pass the ports of off-chip memory in a cycle, of those that are read, written, or either."""
    useless = None if reads and writes else PortKind.WRITE if reads else PortKind.READ
    memories = machine.cores[machine.offchip].core_type.memories
    return sum(p.bandwidth_max_bits for memory in memories for p in memory.ports if p.kind is not useless)


def channel_bits_per_cycle(machine: Machine, *, reads: bool = False, writes: bool = False) -> int:
    """Most bits that pass the channels at off-chip memory in a cycle, of those that leave, arrive, or either."""
    return sum(
        channel.bandwidth_bits
        for channel in Interconnect(machine).channels
        if (reads and machine.offchip in channel.sources) or (writes and machine.offchip in channel.targets)
    )


def offchip_is_shared(machine: Machine) -> bool:
    """Whether a core works in off-chip memory itself, so that no data has to be moved to or from there."""
    return any(
        len(members) > 1 and any(core == machine.offchip for core, _ in members)
        for members in machine.top_memories
    )


def _bits_per_cycle(machine: Machine, *, reads: bool = False, writes: bool = False) -> int:
    ports = port_bits_per_cycle(machine, reads=reads, writes=writes)
    channels = channel_bits_per_cycle(machine, reads=reads, writes=writes)
    # A machine whose off-chip core has no ports, or no channels, is bounded by the other.
    return min(ports, channels) or max(ports, channels, 1)
