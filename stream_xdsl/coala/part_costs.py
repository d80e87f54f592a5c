"""What tiles cost, as the scheduler takes it: by part, from the costs of distinct tiles."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.rows import TileEnergy
from stream_xdsl.coala.schedule import TaskStreams
from stream_xdsl.coala.stages import Stages, stationary_groups
from stream_xdsl.cost.estimate import TileCost
from stream_xdsl.cost.layer_costs import LayerCosts
from stream_xdsl.hardware.machine import Machine, Stage
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.network import Layer, Network
from stream_xdsl.workload.tile_graph import Streamed, TileGraph
from stream_xdsl.workload.tiling import TileGrid, tile_grids

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PartCosts:
    """What the tiles of one part cost on its core; arrays have an entry per tile."""

    cycles: Ints
    compute_cycles: Ints
    """Of the cycles: what the array itself needs."""
    energy_pj: Floats
    shape: Ints
    """Position in `breakdowns`."""
    breakdowns: tuple[TileEnergy, ...]
    """Where the energy of tiles of one shape goes."""
    streams: dict[int, tuple[Ints, Ints]]
    """Of operands that stream, by position: bits that come while a tile runs, and bits held at a time."""
    onload_cycles: Ints
    """Of the cycles: those before the array works that overlap with the tile before."""
    offload_cycles: Ints
    """Of the cycles: those after the array has worked that overlap with the tile after."""
    in_place_cycles: Ints
    """Instead of the cycles, if the stationary operands are in place."""


class CostError(UnmappableError):
    """Costs that a layer's tiles do not have, or that no schedule can follow."""

    def __init__(self, layer: int, message: str, remedy: str):
        self.layer = layer
        self.remedy = remedy
        super().__init__(message)


class KnownParts:
    """Costs of parts that were worked out from the same costs of a layer."""

    def __init__(self):
        self._found: dict[Hashable, tuple[LayerCosts, tuple[PartCosts, ...]]] = {}
        """With the costs of the layer, so that nothing else gets their id."""

    def of(
        self, index: int, layer: Layer, core_types: tuple[str, ...], costs: LayerCosts
    ) -> tuple[PartCosts, ...]:
        """Of a layer's parts, in their order, on cores of such types."""
        tensors = tuple(len({piece.tensor for piece in use.pieces}) for use in layer.uses)
        key = id(costs), core_types, layer.sizes, layer.temporal, layer.spatial, tensors
        if key not in self._found:
            grids = tile_grids(layer.sizes, layer.temporal, layer.spatial)
            alike: dict[tuple[str, tuple[int, ...]], PartCosts] = {}
            parts: list[PartCosts] = []
            for core_type, grid in zip(core_types, grids, strict=True):
                if (core_type, grid.extent) not in alike:
                    alike[core_type, grid.extent] = _part(index, layer, core_type, grid, costs)
                parts.append(alike[core_type, grid.extent])
            self._found[key] = costs, tuple(parts)
        return self._found[key][1]


def part_costs(
    network: Network, machine: Machine, costs: Sequence[LayerCosts], known: KnownParts | None = None
) -> dict[tuple[int, int], PartCosts]:
    """The costs of all tiles by layer and part, in the order of the tile graph's parts, from those of each layer.

    `known` remembers what was worked out from the same costs. Raises CostError for a tile that has no cost on its core, and for operands that
    stream where they cannot.
    """
    known = KnownParts() if known is None else known
    found: dict[tuple[int, int], PartCosts] = {}
    for index, (layer, own) in enumerate(zip(network.layers, costs, strict=True)):
        core_types = tuple(machine.cores[core].core_type.name for core in layer.cores)
        found |= {(index, part): cost for part, cost in enumerate(known.of(index, layer, core_types, own))}
    return found


def _part(index: int, layer: Layer, core_type: str, grid: TileGrid, costs: LayerCosts) -> PartCosts:
    shapes, shape = np.unique(grid.extents, axis=0, return_inverse=True)
    found: list[TileCost] = []
    for sizes in map(tuple, shapes.tolist()):
        cost = costs.get((core_type, sizes))
        if cost is None:
            raise CostError(
                index,
                f"layer '{layer.name}' has no cost of a tile of {'x'.join(map(str, sizes))} on @{core_type}",
                "run dnn-estimate-core-cost after the last change of its tiling",
            )
        found.append(cost)
    shape = shape.ravel()
    streams = [{s.operand: (s.bits, s.buffer_bits) for s in cost.streams} for cost in found]
    operands = sorted(set[int]().union(*streams))
    for operand in operands:
        if len({piece.tensor for piece in layer.uses[operand].pieces}) > 1:
            raise CostError(
                index,
                f"operand {operand} of layer '{layer.name}' is too large for @{core_type}, and cannot stream because it is "
                "put together from several tensors",
                "make the tiles smaller (dnn-tile-layers)",
            )
        if any(operand not in own for own in streams):
            raise CostError(
                index,
                f"operand {operand} of layer '{layer.name}' streams on @{core_type} in some tiles, but not in all",
                "run dnn-estimate-core-cost, which writes costs of all tiles",
            )

    def column(values: Sequence[int]) -> Ints:
        return np.array(values, dtype=np.int64)[shape]

    return PartCosts(
        column([cost.cycles for cost in found]),
        column([cost.compute_cycles for cost in found]),
        np.array([cost.energy_pj for cost in found])[shape],
        shape,
        tuple(map(_tile_energy, found)),
        {
            operand: (
                column([own[operand][0] for own in streams]),
                column([own[operand][1] for own in streams]),
            )
            for operand in operands
        },
        column([cost.onload_cycles for cost in found]),
        column([cost.offload_cycles for cost in found]),
        column([cost.cycles if cost.in_place_cycles is None else cost.in_place_cycles for cost in found]),
    )


def _tile_energy(cost: TileCost) -> TileEnergy:
    array, split = cost.mac_energy_pj, cost.memory_energy_pj
    return TileEnergy(array, split, 0.0 if split else cost.energy_pj - array)


def streamed_operands(costs: Mapping[tuple[int, int], PartCosts]) -> Streamed:
    """By layer and part, as `build_tile_graph` takes it."""
    return {part: tuple(own.streams) for part, own in costs.items()}


def task_streams(costs: Mapping[tuple[int, int], PartCosts], graph: TileGraph) -> TaskStreams:
    """All that streams, by task and operand."""
    rows = [np.zeros((0, 4), dtype=np.int64)]
    for first, own in zip(graph.part_first_task.tolist(), costs.values(), strict=False):
        for operand, (bits, held) in own.streams.items():
            tasks = first + np.arange(len(bits))
            rows.append(np.stack([tasks, np.full_like(tasks, operand), bits, held], axis=1))
    table = np.concatenate(rows)
    table = table[table[:, 2] > 0]
    return TaskStreams(*table[np.lexsort((table[:, 1], table[:, 0]))].T)


def task_stages(costs: Collection[PartCosts], machine: Machine, network: Network, graph: TileGraph) -> Stages:
    """What the tiles of each core share with their neighbours, by the costs of all parts and as far as the core's type declares it."""
    cores, groups = graph.part_core[graph.task_part], stationary_groups(machine, network, graph)

    def overlapping(stage: Stage, cycles: Ints) -> Ints:
        declared = np.array([stage in core.core_type.overlaps for core in machine.cores])
        return cycles * declared[cores]

    spared = np.concatenate([part.cycles - part.in_place_cycles for part in costs])
    return Stages(
        overlapping(Stage.ONLOAD, np.concatenate([part.onload_cycles for part in costs])),
        overlapping(Stage.OFFLOAD, np.concatenate([part.offload_cycles for part in costs])),
        spared * (groups >= 0),
        groups,
    )
