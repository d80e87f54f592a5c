"""What of a mapping is taken as decided, where bounds are asked of all mappings that keep it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from stream_xdsl.coala.part_costs import PartCosts
from stream_xdsl.cost.tiles import cycles_per_point
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.workload.network import Layer
from stream_xdsl.workload.tiling import tile_grids


@dataclass(frozen=True)
class PlacedLayer:
    """What a layer takes with its split, cores and tiles."""

    core_cycles: Mapping[int, int]
    """By core the cycles in which its array is the layer's alone, at least."""
    energy_pj: float
    """Of its tiles."""


@dataclass(frozen=True)
class Decided:
    """What all mappings that are looked at have in common."""

    groups: Mapping[int, int] = field(default_factory=dict[int, int])
    """By layer the number of its group; layers of different groups share no stack. All that have none are another group."""
    placed: Mapping[int, PlacedLayer] = field(default_factory=dict[int, PlacedLayer])
    """By layer."""


def placed_layer(layer: Layer, machine: Machine, costs: Sequence[PartCosts]) -> PlacedLayer:
    """What an allocated layer takes, from the costs of the tiles of its parts.

    Of a tile no cycles count in which the array may still, or already, be another tile's, and stationary operands are taken to be in place.
    """
    core_cycles = dict.fromkeys(layer.cores, 0)
    alike: dict[tuple[str, int], int] = {}
    """By core type and costs, which parts with tiles of the same sizes share."""
    grids = tile_grids(layer.sizes, layer.temporal, layer.spatial)
    for core, grid, own in zip(layer.cores, grids, costs, strict=True):
        core_type = machine.cores[core].core_type
        key = core_type.name, id(own)
        if key not in alike:
            array = core_type.array
            if array is None:
                raise ValueError(f"core '{machine.cores[core].name}' has no array for layer '{layer.name}'")
            points = grid.extents.prod(axis=1) * cycles_per_point(layer, array)
            alone = own.in_place_cycles - own.onload_cycles - own.offload_cycles
            alike[key] = int(np.maximum(alone, -(-points // array.units)).sum())
        core_cycles[core] += alike[key]
    return PlacedLayer(core_cycles, float(sum(own.energy_pj.sum() for own in costs)))
