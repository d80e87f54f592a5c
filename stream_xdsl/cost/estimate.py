"""What many tiles cost: each distinct tile once, from memory or from disk if it was ever costed before, else by the model."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cache
from hashlib import sha256
from math import ceil, fsum
from pathlib import Path
from typing import Any

import numpy as np

from stream_xdsl.cost.bounds import compulsory_accesses_pj
from stream_xdsl.cost.compat import ROUNDING
from stream_xdsl.cost.hierarchy import HardwareError
from stream_xdsl.cost.loop_nest import LoopNest
from stream_xdsl.cost.roofline import roofline
from stream_xdsl.cost.search import Found, Objective, account, find
from stream_xdsl.cost.stages import stages_of
from stream_xdsl.cost.store import CostStore, cache_key
from stream_xdsl.hardware.machine import CoreType, MemoryOperand
from stream_xdsl.processes import forked_map, worker_count

MANY = 32
"""Tiles from which on several processes are worth starting."""


FEW = 8
"""Tiles that one process costs between two reports."""


class Model(StrEnum):
    """How tiles are costed."""

    MAPPING = "mapping"
    """The best mapping's cost."""
    ROOFLINE = "roofline"
    """A lower bound."""


STREAMABLE = (MemoryOperand.I1, MemoryOperand.I2)
"""Roles in which a tile's operands may stream from off-chip memory while it runs. Its result has to fit."""


@dataclass(frozen=True)
class TileStream:
    """An operand that does not fit in the core's outermost memory and streams through it while the tile runs."""

    operand: int
    """Its position among the operands of the layer."""
    bits: int
    """All that it brings, again where the mapping reads it again."""
    buffer_bits: int
    """What the outermost memory holds of it at a time."""


MemoryEnergy = tuple[tuple[str, tuple[float, ...]], ...]
"""Per memory of the core type that is accessed, the lowest first: pJ for each operand in the order of the layer, and for the
result."""


@dataclass(frozen=True)
class TileCost:
    """What a tile costs on a core."""

    cycles: int
    compute_cycles: int
    """Cycles in which the array works."""
    energy_pj: float
    mac_energy_pj: float
    """The part of `energy_pj` that the operations take."""
    memory_energy_pj: MemoryEnergy = ()
    """Where the rest goes."""
    streams: tuple[TileStream, ...] = ()
    onload_cycles: int = 0
    """Of `cycles`: those before the array works, if the core type overlaps them."""
    offload_cycles: int = 0
    """Of `cycles`: those after the array has worked, if the core type overlaps them."""
    in_place_cycles: int | None = None
    """Instead of `cycles`, if stationary operands are in place already; None if that makes no difference."""


@dataclass(frozen=True)
class Tile:
    """A tile and the core that is to run it."""

    nest: LoopNest
    core_type: CoreType


class TileError(ValueError):
    """A tile that a core cannot run, and why."""

    def __init__(self, tile: Tile, cause: HardwareError):
        self.tile = tile
        self.cause = cause
        super().__init__(str(cause))


Advance = Callable[[int], None]
"""Told how many more tiles are done."""

_known: dict[tuple[Tile, Model, Objective], TileCost] = {}


def estimate(
    tiles: Sequence[Tile],
    model: Model = Model.MAPPING,
    objective: Objective = Objective.LATENCY,
    *,
    store: CostStore | None = None,
    advance: Advance = lambda _: None,
    processes: int | None = None,
) -> list[TileCost]:
    """The cost of each tile. `store` remembers costs between runs; `processes` defaults to the processors there are.

    Raises TileError for the first tile that cannot run.
    """
    results: dict[Tile, TileCost | None] = {tile: _known.get((tile, model, objective)) for tile in tiles}
    missing = [tile for tile, cost in results.items() if cost is None]
    advance(len(tiles) - len(missing))
    keys: dict[Tile, str] = {}
    if store is not None and model is Model.MAPPING and missing:
        keys = {t: cache_key(model_version(), objective, t.nest, t.core_type) for t in missing}
        stored = store.get_many(keys.values())
        results |= {tile: _from_text(stored[key]) for tile, key in keys.items() if key in stored}
        missing = [tile for tile, key in keys.items() if key not in stored]
        advance(len(stored))
    refused: dict[int, HardwareError] = {}
    for found in _estimate_all(missing, model, objective, processes):
        good = {missing[i]: cost for i, cost in found.items() if isinstance(cost, TileCost)}
        results |= good
        refused |= {i: error for i, error in found.items() if isinstance(error, HardwareError)}
        if store is not None and keys:
            store.put_many({keys[tile]: json.dumps(asdict(cost)) for tile, cost in good.items()})
        advance(len(found))
    if refused:
        raise TileError(missing[min(refused)], refused[min(refused)])
    costs = {tile: cost for tile, cost in results.items() if cost is not None}
    _known.update({(tile, model, objective): cost for tile, cost in costs.items()})
    return [costs[tile] for tile in tiles]


def estimate_one(tile: Tile, model: Model, objective: Objective) -> TileCost:
    """The cost of one tile, computed anew."""
    nest, core_type = tile.nest, tile.core_type
    if model is Model.ROOFLINE:
        bound = roofline(nest, core_type)
        accesses = tuple(compulsory_accesses_pj(nest, core_type))
        # The bound is a safety margin below the sum of its parts, which here are to add up to it.
        total = fsum(energy for *_, energy in accesses)
        share = (bound.energy_pj - bound.mac_energy_pj) / total if total else 0.0
        split = _by_memory(nest, core_type, ((o, m, energy * share) for o, m, energy in accesses))
        keeps = any(operand.memory in core_type.stationary for operand in nest.inputs)
        in_place = bound.compute_cycles if keeps else None
        return TileCost(
            bound.cycles,
            bound.compute_cycles,
            bound.energy_pj,
            bound.mac_energy_pj,
            split,
            in_place_cycles=None if in_place == bound.cycles else in_place,
        )
    found = find(nest, core_type, objective, streamable=STREAMABLE)
    costs, case = found.costs, found.case
    cycles, stages = ceil(float(costs.total_cycles[case]) * (1 - ROUNDING)), stages_of(costs, case)
    return TileCost(
        cycles,
        round(costs.array_cycles),
        float(costs.energy_pj[case]),
        costs.mac_energy_pj,
        _by_memory(nest, core_type, costs.accesses_pj(case)),
        _streams(tile, found),
        stages.onload,
        stages.offload,
        None if stages.in_place == cycles else stages.in_place,
    )


def _streams(tile: Tile, found: Found) -> tuple[TileStream, ...]:
    if not found.streaming:
        return ()
    streams = account(tile.nest, tile.core_type, found).streams
    positions = {operand.name: i for i, operand in enumerate(tile.nest.inputs)}
    return tuple(
        TileStream(positions[stream.operand], ceil(stream.bits), ceil(stream.buffer_bits))
        for stream in streams
    )


def _by_memory(
    nest: LoopNest, core_type: CoreType, accesses: Iterable[tuple[int, str, float]]
) -> MemoryEnergy:
    """Accesses, whose operands count from the result, summed up per memory and operand."""
    found: dict[str, list[list[float]]] = {}
    for operand, memory, energy in accesses:
        row = found.setdefault(memory, [[] for _ in (*nest.operands, *nest.initial)])
        row[operand].append(energy)
    sums = {memory: tuple(map(fsum, (*row[1:], row[0]))) for memory, row in found.items()}
    return tuple((m.name, sums[m.name]) for m in core_type.memories if any(sums.get(m.name, ())))


@cache
def model_version() -> str:
    """What results depend on besides the inputs: the sources of the model, and NumPy's version."""
    digest = sha256(np.__version__.encode())
    folder = Path(__file__).parent
    for file in (*sorted(folder.glob("*.py")), folder.parent / "hardware" / "machine.py"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _from_text(text: str) -> TileCost:
    fields: dict[str, Any] = json.loads(text)
    split = tuple((memory, tuple(energies)) for memory, energies in fields["memory_energy_pj"])
    streams = tuple(TileStream(**stream) for stream in fields["streams"])
    return replace(TileCost(**fields), memory_energy_pj=split, streams=streams)


def _estimate_chunk(
    tiles: Sequence[Tile], model: Model, objective: Objective
) -> list[TileCost | HardwareError]:
    results: list[TileCost | HardwareError] = []
    for tile in tiles:
        try:
            results.append(estimate_one(tile, model, objective))
        except HardwareError as error:
            results.append(error)
    return results


def _estimate_all(
    tiles: Sequence[Tile], model: Model, objective: Objective, processes: int | None
) -> Iterator[dict[int, TileCost | HardwareError]]:
    """Costs by the position of the tile, some at a time."""
    workers = min(worker_count(processes), len(tiles))
    # What is compiled or loaded for the first is there for all.
    alone = len(tiles) if len(tiles) < MANY or workers < 2 else 1
    for first in range(0, alone, FEW):
        chunk = range(first, min(first + FEW, alone))
        yield dict(zip(chunk, _estimate_chunk([tiles[i] for i in chunk], model, objective), strict=True))
    if alone == len(tiles):
        return
    # Dealt out like cards, because neighbours in a network cost alike.
    step = min(workers * 4, len(tiles) - alone)
    chunks = [range(alone + i, len(tiles), step) for i in range(step)]
    found = forked_map(
        lambda chunk: _estimate_chunk([tiles[i] for i in chunk], model, objective), chunks, workers
    )
    for chunk, costs in zip(chunks, found, strict=True):
        yield dict(zip(chunk, costs, strict=True))
