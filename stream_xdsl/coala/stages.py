"""What the tiles of a core share with their neighbours: time, where stages overlap, and operands that are in place already."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream_xdsl.hardware.machine import Machine, operand_role
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import TileGraph
from stream_xdsl.workload.tiling import tile_grids

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Stages:
    """Per task, (T,)."""

    onload: Ints
    """Cycles at its start in which the core's array may still work on the task before."""
    offload: Ints
    """Cycles at its end in which the array may work on the next task already."""
    spared: Ints
    """Cycles, of the first ones, that it does not take if its stationary operands are in place."""
    stationary: Ints
    """Tasks of one number find each other's stationary operands in place; −1 if nothing stays."""

    @staticmethod
    def none(tasks: int) -> "Stages":
        """Nothing overlaps or stays."""
        nothing = np.zeros(tasks, dtype=np.int64)
        return Stages(nothing, nothing, nothing, nothing - 1)


def stationary_groups(machine: Machine, network: Network, graph: TileGraph) -> Ints:
    """(T,) an equal number for tasks of one part that have one shape, hence one mapping, and the same elements of every
    stationary operand; −1 on cores that keep nothing."""
    found = np.full(graph.tasks, -1, dtype=np.int64)
    groups = part = 0
    for layer in network.layers:
        grids = tile_grids(layer.sizes, layer.temporal, layer.spatial)
        for grid, core in zip(grids, layer.cores, strict=True):
            first, end = graph.part_first_task[part : part + 2].tolist()
            part += 1
            roles = machine.cores[core].core_type.stationary
            kept = [use for i, use in enumerate(layer.uses) if operand_role(i) in roles]
            if kept:
                dims = sorted(_dims_of(use.map.coefficients for use in kept))
                keys = np.hstack([grid.extents, grid.starts[:, dims]])
                _, group = np.unique(keys, axis=0, return_inverse=True)
                found[first:end] = groups + group.ravel()
                groups = int(found[first:end].max()) + 1
    return found


def _dims_of(maps: Iterable[tuple[tuple[int, ...], ...]]) -> set[int]:
    return {dim for rows in maps for row in rows for dim, coefficient in enumerate(row) if coefficient}
