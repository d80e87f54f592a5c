"""The rows of a schedule, as whole-program figures are made of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.transfers import Movement
from stream_xdsl.hardware.routes import Route

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


@dataclass(frozen=True, eq=False)
class TransferRows:
    """Transfers of one kind of one tensor between two memories over one route; arrays have an entry per transfer."""

    movement: Movement
    layer: int
    """The reading layer of a load, else the producing one."""
    tensor: int
    source: int
    """Core."""
    target: int
    """Core."""
    target_memory: int
    """Memory id."""
    route: Route
    start: Ints
    duration: Ints
    bits: Ints
    release: Ints
