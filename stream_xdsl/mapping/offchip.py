"""How fast a machine moves data between its cores and off-chip memory."""

from stream_xdsl.hardware.machine import Machine, PortKind
from stream_xdsl.hardware.routes import Interconnect


def read_bits_per_cycle(machine: Machine) -> int:
    """Most bits that can leave off-chip memory in a cycle: through its ports and on the channels that start there."""
    channels = Interconnect(machine).channels
    return _least(
        _port_bits(machine, (PortKind.READ, PortKind.READ_WRITE)),
        sum(c.bandwidth_bits for c in channels if machine.offchip in c.sources),
    )


def write_bits_per_cycle(machine: Machine) -> int:
    """Most bits that can arrive in off-chip memory in a cycle."""
    channels = Interconnect(machine).channels
    return _least(
        _port_bits(machine, (PortKind.WRITE, PortKind.READ_WRITE)),
        sum(c.bandwidth_bits for c in channels if machine.offchip in c.targets),
    )


def total_bits_per_cycle(machine: Machine) -> int:
    """Most bits that can leave and arrive together in a cycle."""
    channels = Interconnect(machine).channels
    return _least(
        _port_bits(machine, tuple(PortKind)),
        sum(c.bandwidth_bits for c in channels if machine.offchip in (*c.sources, *c.targets)),
    )


def _port_bits(machine: Machine, kinds: tuple[PortKind, ...]) -> int:
    memories = machine.cores[machine.offchip].core_type.memories
    return sum(p.bandwidth_max_bits for memory in memories for p in memory.ports if p.kind in kinds)


def _least(ports: int, channels: int) -> int:
    # A machine whose off-chip core has no ports, or no channels, is bounded by the other.
    return min(ports, channels) or max(ports, channels, 1)
