"""What is asked of layers, and what their smallest tiles need: the facts from which `conflicts` reasons.

Of all tiles that `choose_tiles` could arrive at only the smallest are looked at, with and without what a user pinned, and with and without
fusion. Layers of a stack that have no pins keep step with their readers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.conflicts import Conflict, Demand, TileNeed, TileOption, find_conflict
from stream_xdsl.mapping.loop_roles import loop_roles
from stream_xdsl.mapping.tile_sizes import (
    Temporal,
    block_lengths,
    largest_part,
    stack_producers,
    tile_need,
)
from stream_xdsl.workload.network import Layer, Network
from stream_xdsl.workload.tiling import Split


@dataclass(frozen=True)
class Pins:
    """What a user fixed about a layer."""

    cores: tuple[int, ...] = ()
    """Empty: any."""
    temporal: Temporal | None = None
    split: Split | None = None


def tile_demands(network: Network, pins: Sequence[Pins], layers: Sequence[int]) -> tuple[Demand, ...]:
    """The demands of some layers, ascending; what they read of layers that are not among them arrives in step."""
    place = {i: d for d, i in enumerate(layers)}
    parts = {i: largest_part(network.layers[i], pins[i].split or ()) for i in layers}
    tiles = {i: _tile_options(parts[i], pins[i], fused=bool(stack_producers(network, i))) for i in layers}
    return tuple(
        Demand(
            layer.name,
            layer.kind,
            own.cores,
            layer.dims,
            None if own.split is None else (own.split,),
            pinned_tiles=own.temporal,
            reads=tuple(
                dict.fromkeys(
                    network.layers[p].name for made in stack_producers(network, i).values() for p in made
                )
            ),
            tiles=tiles[i],
            needs=tuple(_needs(network, i, parts, tiles, pins, place)),
        )
        for i in layers
        for layer, own in [(network.layers[i], pins[i])]
    )


def layer_conflict(network: Network, machine: Machine, pins: Sequence[Pins]) -> tuple[int, Conflict] | None:
    """The first layer that cannot be mapped even if it is fused with no other, and why."""
    alone = replace(
        network,
        layers=tuple(replace(layer, stack=i) for i, layer in enumerate(network.layers)),
        stacks=tuple(layer.name for layer in network.layers),
    )
    for i in range(len(network.layers)):
        conflict = find_conflict(machine, tile_demands(alone, pins, (i,)))
        if conflict is not None:
            return i, conflict
    return None


def stack_conflict(network: Network, machine: Machine, pins: Sequence[Pins], layer: int) -> Conflict | None:
    """Why a layer cannot be mapped in its stack, together with those whose results it reads there."""
    made = {p for own in stack_producers(network, layer).values() for p in own}
    return find_conflict(machine, tile_demands(network, pins, sorted({*made, layer})))


def _tile_options(layer: Layer, pins: Pins, *, fused: bool) -> tuple[TileOption, ...]:
    """The smallest tiles: as pinned and not, in the stack and alone."""
    found: list[TileOption] = []
    for in_stack in (True, False) if fused else (True,):
        if pins.temporal is not None:
            fixed = _outer_tiles(layer, pins.temporal, fused=in_stack)
            inside = dict.fromkeys((fixed, *_smallest(layer, fixed, fused=in_stack)))
            found += [TileOption(temporal, True, in_stack) for temporal in inside]
        found += [
            TileOption(temporal, pins.temporal is None, in_stack)
            for temporal in _smallest(layer, (), fused=in_stack)
        ]
    return tuple(found)


def _outer_tiles(layer: Layer, fixed: Temporal, *, fused: bool) -> Temporal:
    """What is fixed, inside of rows where layers that are fused keep step."""
    row = loop_roles(layer).row
    if fused and fixed and row is not None and row not in dict(fixed):
        return ((row, 1), *fixed)
    return fixed


def _smallest(layer: Layer, fixed: Temporal, *, fused: bool) -> tuple[Temporal, ...]:
    """Loops besides those that are fixed down to 1: those of the result, the longest reduction, too, and all reductions.

    The outermost loop selects blocks of what layers that are fused hand over; where none is fixed it can be any.
    """
    roles, taken = loop_roles(layer), {d for d, _ in fixed}
    reductions = [d for d in roles.reductions if d not in taken]
    parallel = [d for d in dict.fromkeys((roles.row, *roles.parallel)) if d is not None and d not in taken]
    outermost = parallel if fused and not fixed and parallel else [None]
    found: dict[Temporal, None] = {}
    for first in outermost:
        inner = sorted(parallel, key=lambda d: d != first)
        for loops in (inner, [*inner, *reductions[:1]], [*inner, *reductions]):
            nest = (*fixed, *((d, 1) for d in loops))
            # As in `choose_tiles`, a loop that is not cut is none.
            found[tuple((d, size) for d, size in nest if size < layer.sizes[d])] = None
    return tuple(found)


def _needs(
    network: Network,
    index: int,
    parts: Mapping[int, Layer],
    tiles: Mapping[int, tuple[TileOption, ...]],
    pins: Sequence[Pins],
    place: Mapping[int, int],
) -> Iterator[TileNeed]:
    """What each of a layer's tiles needs, whatever tiles the layers that it reads have."""
    streamed, fixed = stack_producers(network, index), pins[index].temporal
    exactly = None if fixed is None else _outer_tiles(parts[index], fixed, fused=True)
    # Blocks are as long as the first producer of an operand makes them; without a pin it keeps step.
    producers = sorted({made[0] for made in streamed.values()})
    producers = [p for p in producers if p in place and pins[p].temporal is not None]
    for o, option in enumerate(tiles[index]):
        # Fixed tiles may hand over less than whole rows; `choose_tiles` leaves it to the schedule whether whole blocks fit.
        if not option.fused or (option.as_pinned and option.temporal == exactly):
            yield TileNeed(o, (), tile_need(parts[index], option.temporal).running)
            continue
        for chosen in product(*(range(len(tiles[p])) for p in producers)):
            made_tiles = {p: tiles[p][c] for p, c in zip(producers, chosen, strict=True)}
            temporal = {p: tile.temporal for p, tile in made_tiles.items() if tile.as_pinned}
            blocks = {
                position: block_lengths(network, index, position, made, parts, temporal)
                if made[0] in temporal
                else ()
                for position, made in streamed.items()
            }
            given = tuple((place[p], c) for p, c in zip(producers, chosen, strict=True))
            yield TileNeed(o, given, tile_need(parts[index], option.temporal, blocks).running)
