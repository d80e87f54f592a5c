"""What a machine's transfers take by the bit, on the typical way: for models that do not know yet which core sends to which."""

from collections.abc import Iterable
from statistics import median_low

from stream_xdsl.coala.transfers import transfer_ends, transfer_energy_pj
from stream_xdsl.hardware.machine import Machine, MemoryOperand
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.unmappable import UnmappableError

FEW_CORES = 8
"""Cores from which routes to all others are looked at; of more, the median is hardly another."""


class TransferEnergies:
    """In pJ per bit: what a read at the source, the channels of the first route, and a write at the target take together.

    Of several pairs of cores it is the median. Accesses are whole, as for large blocks. What no transfer can carry takes nothing here; the
    scheduler says that it cannot.
    """

    def __init__(self, machine: Machine, interconnect: Interconnect):
        self._machine = machine
        self._interconnect = interconnect
        self._known: dict[tuple[str, MemoryOperand | None], float] = {}
        cores = [i for i, core in enumerate(machine.cores) if core.core_type.array is not None]
        self.move = self._median((a, b, MemoryOperand.I1) for a in cores[:FEW_CORES] for b in cores if a != b)
        """From where a core writes results to where another one reads them as its first operand."""

    def load(self, core_type: str, role: MemoryOperand) -> float:
        """From off-chip memory to where cores of a type read operands in that role."""
        key = core_type, role
        if key not in self._known:
            offchip = self._machine.offchip
            self._known[key] = self._median((offchip, core, role) for core in self._cores(core_type))
        return self._known[key]

    def store(self, core_type: str) -> float:
        """From where cores of a type write results to off-chip memory."""
        key = core_type, None
        if key not in self._known:
            ways = ((core, self._machine.offchip, MemoryOperand.O) for core in self._cores(core_type))
            self._known[key] = self._median(ways)
        return self._known[key]

    def _cores(self, core_type: str) -> Iterable[int]:
        return (i for i, core in enumerate(self._machine.cores) if core.core_type.name == core_type)

    def _median(self, ways: Iterable[tuple[int, int, MemoryOperand]]) -> float:
        found = [energy for way in ways if (energy := self._pj_per_bit(*way)) is not None]
        return median_low(found) if found else 0.0

    def _pj_per_bit(self, source: int, target: int, role: MemoryOperand) -> float | None:
        """None where nothing can be transferred, or need not, because it is one memory."""
        routes = self._interconnect.routes(source, target)
        try:
            read, write = transfer_ends(self._machine, source, target, role)
        except UnmappableError:
            return None
        places = {self._machine.alias(end.core, end.memory.name) for end in (read, write)}
        if not routes or len(places) == 1:
            return None
        # As many bits as are whole accesses at both ends.
        bits = read.port.bandwidth_min_bits * write.port.bandwidth_min_bits
        return transfer_energy_pj(read, [write], routes[0].energy_pj_per_bit, bits) / bits
