"""The rows of a schedule, as whole-program figures are made of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.transfers import MemoryPort, Movement, Roles, transfer_ends
from stream_xdsl.hardware.machine import Machine, MemoryOperand
from stream_xdsl.workload.network import Network

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class TileEnergy:
    """What one tile takes inside its core."""

    array_pj: float
    memories_pj: tuple[tuple[str, tuple[float, ...]], ...]
    """Per memory: for each operand of the layer, and for its result."""
    unsplit_pj: float
    """In memories, of which it is not known in which and for what."""


@dataclass(frozen=True, eq=False)
class ComputeRows:
    """The tasks of one part of a layer; arrays have an entry per task."""

    layer: int
    part: int
    core: int
    tile: Ints
    start: Ints
    duration: Ints
    release: Ints
    cost: Ints
    """Position in `costs`."""
    costs: tuple[TileEnergy, ...]
    buffers: tuple[tuple[int, Ints], ...] = ()
    """Of operands that stream: memory id, and the bits it holds while each task runs."""


@dataclass(frozen=True, eq=False)
class TransferRows:
    """X transfers of one kind of one tensor from a core to one or more others (Y) over one route or tree."""

    movement: Movement
    layer: int
    """The reading layer of a load or stream, else the producing one."""
    tensor: int
    source: int
    """Core."""
    targets: tuple[int, ...]
    """Cores."""
    target_memories: tuple[int, ...]
    """Memory ids."""
    channels: tuple[int, ...]
    """Each once, in the order in which they are crossed."""
    start: Ints
    """(X,)"""
    duration: Ints
    """(X,)"""
    bits: Ints
    """(X,)"""
    release: Ints
    """(X, Y)"""


MovementEnds = Sequence[Sequence[tuple[MemoryPort, MemoryPort]]]
"""By movement and target, the ports at both ends."""


def movement_ends(machine: Machine, network: Network, transfers: Sequence[TransferRows]) -> MovementEnds:
    """The ports at both ends of each movement, for each of its targets."""
    roles = Roles(machine, network)
    return [
        [
            transfer_ends(machine, rows.source, target, _role(roles, rows, target, memory))
            for target, memory in zip(rows.targets, rows.target_memories, strict=True)
        ]
        for rows in transfers
    ]


def _role(roles: Roles, rows: TransferRows, target: int, memory: int) -> MemoryOperand:
    if rows.movement in (Movement.STORE, Movement.SPILL):
        return MemoryOperand.O
    role = roles.loaded if rows.movement in (Movement.LOAD, Movement.STREAM) else roles.produced
    return role(rows.layer, rows.tensor, target, memory)
