"""The memory hierarchy of a core as the operands of a loop nest meet it: levels, links and port duties.

Operands are numbered as in `LoopNest.operands`: 0 is the result, then the inputs. The *links* of an operand join its
levels: link 0 is between the array and level 0, link i between levels i − 1 and i; what is beyond the outermost level is
not the tile's business. A *duty* is one operand moving through one port in one direction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from stream_xdsl.hardware.machine import CoreType, Direction, Memory, MemoryOperand, Port

_LOW = (Direction.TO_LOW, Direction.FROM_LOW)


class HardwareError(ValueError):
    """A core that cannot run the layer, whatever the mapping; `memory` is at fault, if one is."""

    def __init__(self, message: str, memory: str | None = None):
        self.memory = memory
        super().__init__(message)


@dataclass(frozen=True)
class Duty:
    """One operand moving through one port in one direction."""

    operand: int
    level: int
    direction: Direction
    memory: Memory
    port: Port | None
    """None if the memory has no port for it, which matters only if something moves."""

    @property
    def faces_array(self) -> bool:
        """Whether it moves data to or from the level below."""
        return self.direction in _LOW

    @property
    def access_energy_pj(self) -> float:
        """Of an access of the port's full width."""
        return self.memory.write_energy_pj if self.direction.is_write else self.memory.read_energy_pj

    @property
    def link(self) -> int:
        """The operand's link it serves."""
        return self.level if self.faces_array else self.level + 1

    @property
    def returns_sums(self) -> bool:
        """Whether it brings results back towards the array, which happens only to partial sums."""
        return self.operand == 0 and self.direction in (Direction.TO_LOW, Direction.FROM_HIGH)


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """Levels, duties and ports."""

    core_type: CoreType
    roles: tuple[MemoryOperand, ...]
    """Of each operand."""
    chains: tuple[tuple[Memory, ...], ...]
    """Per operand its memories, innermost first."""
    duties: tuple[Duty, ...]
    port_duties: tuple[tuple[int, ...], ...]
    """Per port the duties it serves, ports of one duty first."""

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """Number of levels of each operand."""
        return tuple(len(chain) for chain in self.chains)

    @cached_property
    def first_link(self) -> tuple[int, ...]:
        """Position of each operand's link 0 among the links of all operands."""
        return tuple(accumulate((levels + 1 for levels in self.levels), initial=0))

    @cached_property
    def duty_links(self) -> npt.NDArray[np.int64]:
        """Per duty, the position of its link."""
        return np.array([self.first_link[d.operand] + d.link for d in self.duties], dtype=np.int64)

    @cached_property
    def duty_of(self) -> dict[tuple[int, int, Direction], int]:
        """(operand, level, direction) -> duty."""
        return {(d.operand, d.level, d.direction): i for i, d in enumerate(self.duties)}

    @cached_property
    def shares_port(self) -> tuple[bool, ...]:
        """Per duty, whether its port serves several inputs."""
        shared = [False] * len(self.duties)
        for duties in self.port_duties:
            inputs = {self.duties[i].operand for i in duties} - {0}
            for i in duties:
                shared[i] = len(inputs) > 1
        return tuple(shared)

    @cached_property
    def visits(self) -> tuple[tuple[Memory, tuple[tuple[int, int], ...]], ...]:
        """The memories from the array outwards, with the (operand, level) pairs they hold."""
        result: list[tuple[Memory, tuple[tuple[int, int], ...]]] = []
        for memory in self.core_type.memories:
            held = tuple(
                (o, self.chains[o].index(memory))
                for role in memory.operands
                for o, own in enumerate(self.roles)
                if own is role
            )
            if held:
                result.append((memory, held))
        return tuple(result)

    def is_outermost(self, operand: int, level: int) -> bool:
        """Whether the level is the operand's last."""
        return level == self.levels[operand] - 1


@lru_cache(maxsize=256)
def hierarchy(core_type: CoreType, roles: tuple[MemoryOperand, ...]) -> Hierarchy:
    """The hierarchy for operands of these roles, the result first; raises HardwareError if one has no memory."""
    if core_type.array is None:
        raise HardwareError(f"core type '{core_type.name}' has no array")
    chains = tuple(core_type.levels(role) for role in roles)
    for role, chain in zip(roles, chains, strict=True):
        if not chain:
            raise HardwareError(f"core type '{core_type.name}' has no memory for operand {role}")
    duties: list[Duty] = []
    port_duties: list[tuple[int, ...]] = []
    for memory in core_type.memories:
        by_port: dict[Port | None, list[int]] = {port: [] for port in memory.ports}
        for role in memory.operands:
            for operand in (o for o, own in enumerate(roles) if own is role):
                level = chains[operand].index(memory)
                for direction in _directions(operand, level == len(chains[operand]) - 1, memory, role):
                    port = memory.port(role, direction)
                    by_port.setdefault(port, []).append(len(duties))
                    duties.append(Duty(operand, level, direction, memory, port))
        port_duties += [tuple(found) for port, found in by_port.items() if found and port is not None]
    port_duties.sort(key=lambda served: len(served) > 1)
    return Hierarchy(core_type, roles, chains, tuple(duties), tuple(port_duties))


def _directions(operand: int, outermost: bool, memory: Memory, role: MemoryOperand) -> Sequence[Direction]:
    """The directions in which an operand may move at a level, in the order in which the ports list them."""
    wanted = {Direction.TO_LOW} if operand else set(_LOW)
    if not outermost:
        wanted |= {Direction.FROM_HIGH} if operand else {Direction.FROM_HIGH, Direction.TO_HIGH}
    listed = [d for port in memory.ports for served, d in port.serves if served is role and d in wanted]
    return (*listed, *(d for d in Direction if d in wanted and d not in listed))
