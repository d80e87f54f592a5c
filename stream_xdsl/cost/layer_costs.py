"""The tiles of a layer, and what they cost together."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from stream_xdsl.cost.estimate import Tile, TileCost, TileStream
from stream_xdsl.cost.tiles import tile_core_type, tile_loop_nest
from stream_xdsl.hardware.machine import CoreType
from stream_xdsl.workload.network import Layer
from stream_xdsl.workload.working_set import use_bits

LayerCosts = Mapping[tuple[str, tuple[int, ...]], TileCost]
"""Of one layer: (core type, tile shape) -> cost."""


def tiles_of_layer(
    layer: Layer, core_types: Iterable[CoreType], shapes: Iterable[tuple[int, ...]]
) -> dict[tuple[str, tuple[int, ...]], Tile]:
    """By core type and shape, each once, the tiles of such shapes on cores of such types."""
    found: dict[tuple[str, tuple[int, ...]], Tile] = {}
    for core_type in dict.fromkeys(core_types):
        named = tile_core_type(layer, core_type)
        for shape in shapes:
            found[named.name, shape] = Tile(tile_loop_nest(layer, shape, named.array), named)
    return found


def layer_costs(layer: Layer, costs: LayerCosts) -> LayerCosts:
    """The costs of a layer's tiles, each known by itself: what streams in one tile on a core type does so in all, of which the others bring
    it once and whole."""
    streaming: dict[str, set[int]] = {}
    for (core_type, _), cost in costs.items():
        streaming.setdefault(core_type, set()).update(stream.operand for stream in cost.streams)
    found: dict[tuple[str, tuple[int, ...]], TileCost] = {}
    for (core_type, shape), cost in costs.items():
        streams = {stream.operand: stream for stream in cost.streams}
        for operand in streaming[core_type] - streams.keys():
            bits = use_bits(layer, shape)[operand]
            streams[operand] = TileStream(operand, bits, bits)
        found[core_type, shape] = replace(cost, streams=tuple(streams[o] for o in sorted(streams)))
    return found
