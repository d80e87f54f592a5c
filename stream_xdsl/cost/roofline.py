"""The roofline: the least that a tile can cost on a core, below every mapping (`Compat.NONE`).

Cycles are the least, over all spatial unrollings, of what the array, the ports at the array and the links between memories need
(`bounds.UnrollingBounds`); energy is that of the operations and of every element through every memory once.
"""

from dataclasses import dataclass

import numpy as np

from stream_xdsl.cost.bounds import UnrollingBounds, check_memories, compulsory_energy_pj, usable_alternatives
from stream_xdsl.cost.hierarchy import hierarchy
from stream_xdsl.cost.loop_nest import LoopNest
from stream_xdsl.cost.orders import Ints
from stream_xdsl.cost.tiles import cycles_per_point, dataflow_of
from stream_xdsl.cost.unrollings import fewest_steps, unrollings
from stream_xdsl.hardware.machine import CoreType
from stream_xdsl.workload.network import Layer


@dataclass(frozen=True)
class Roofline:
    """Lower bounds on the cost of a tile on a core."""

    cycles: int
    compute_cycles: int
    """What the array needs under the fastest unrolling."""
    energy_pj: float
    mac_energy_pj: float
    """The part of `energy_pj` that the operations take."""


def roofline(nest: LoopNest, core_type: CoreType) -> Roofline:
    """Lower bounds; raises HardwareError for a core that lacks an array or a memory."""
    levels = hierarchy(core_type, tuple(operand.memory for operand in nest.operands))
    assert core_type.array is not None
    check_memories(nest, levels)
    axes = usable_alternatives(nest, levels)
    fewest = fewest_steps(nest, axes)
    fastest = UnrollingBounds(nest, levels, unrollings(nest, core_type, axes, fewest))
    cycles = int(fastest.cycles.min())
    # Unrollings that take more steps than that have no lower bound.
    if cycles // nest.cycles_per_point > fewest:
        others = unrollings(nest, core_type, axes, cycles // nest.cycles_per_point)
        cycles = min(cycles, int(UnrollingBounds(nest, levels, others).cycles.min()))
    operations = nest.points * core_type.array.mac_energy_pj
    energy = max(operations, compulsory_energy_pj(nest, core_type))
    return Roofline(cycles, fewest * nest.cycles_per_point, energy, operations)


def compute_cycles(layer: Layer, core_type: CoreType, tiles: Ints) -> Ints:
    """Cycles of the array under the fastest unrolling for tiles of the given sizes, shape (n, dims) -> (n,)."""
    assert core_type.array is not None  # a core that runs layers has one
    steps = -(-tiles[:, None, :] // _fastest_unrollings(layer, core_type)[None, :, :])
    return steps.prod(axis=2).min(axis=1) * cycles_per_point(layer, core_type.array)


def busy_units(layer: Layer, core_type: CoreType) -> int:
    """Units of the array that at most work at a time, whatever tile of the layer runs."""
    return int(np.minimum(_fastest_unrollings(layer, core_type), layer.sizes).prod(axis=1).max())


def _fastest_unrollings(layer: Layer, core_type: CoreType) -> Ints:
    """Shape (n, dims), a factor per loop dimension: every dimension of the array unrolls one loop as far as it is long, or what a fixed
    dataflow says."""
    assert core_type.array is not None  # a core that runs layers has one
    place = {loop: d for d, loop in enumerate(layer.dims)}
    fixed = dict(dataflow_of(core_type, layer.kind))
    useful = [d for d, size in enumerate(layer.sizes) if size > 1] or [0]
    factors = np.ones((1, len(layer.dims)), dtype=np.int64)
    for name, size in core_type.array.dimensions:
        known = [(place[loop], factor) for loop, factor in fixed.get(name, ()) if loop in place]
        for d, factor in known:
            factors[:, d] *= factor
        if not known:
            choices = np.repeat(factors[None], len(useful), axis=0)
            choices[np.arange(len(useful)), :, useful] *= size
            factors = np.unique(choices.reshape(-1, len(layer.dims)), axis=0)
    return factors
