"""The roofline model: the least that one tile can cost on a core.

It is a lower bound, not a mapping: for every spatial unrolling of the space below it takes the cycles of
the array alone, and it takes every operand to cross every memory boundary exactly once. A real mapping
reads operands again when they do not stay, and stalls where loads and computation do not overlap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from stream_xdsl.hardware.machine import CoreType, Direction, Memory, MemoryOperand, Port
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer
from stream_xdsl.workload.working_set import output_elements, use_bits

Ints = npt.NDArray[np.int64]

_CONV_LOOPS_OF_MATMUL = {"k": "n", "c": "k", "d": "m", "b": "m"}
"""Dataflows are written for convolutions: their `k` is the output column of a product, their `c` its reduction."""


@dataclass(frozen=True)
class LevelCost:
    """What one memory level contributes to the cost of a tile."""

    memory: str
    cycles: int
    """Cycles its busiest port needs."""
    energy_pj: float
    """Reads and writes inside the core."""


@dataclass(frozen=True)
class TileCost:
    """Least cycles and energy of one tile on one core."""

    cycles: int
    """Cycles it occupies the core: the array's or those of the slowest memory boundary."""
    compute_cycles: int
    """Cycles the array needs under the best spatial unrolling."""
    energy_pj: float
    mac_energy_pj: float
    """The part of `energy_pj` that the array spends."""
    levels: tuple[LevelCost, ...]
    """Per memory of the core type, in its order."""


def unrollings(layer: Layer, core_type: CoreType) -> Iterator[tuple[int, ...]]:
    """The spatial unrollings considered: a factor per loop dimension.

    With a fixed dataflow there is one. Otherwise every dimension of the array unrolls one loop dimension, as
    far as it is long; several may unroll the same one.
    """
    assert core_type.array is not None  # a core that runs layers has one
    if core_type.dataflow:
        names = {loop: d for d, loop in enumerate(layer.dims)}
        factors = [1] * len(layer.dims)
        for _, loops in core_type.dataflow:
            for loop, factor in loops:
                name = _CONV_LOOPS_OF_MATMUL.get(loop, loop) if layer.kind is Kind.MATMUL else loop
                if name in names:
                    factors[names[name]] *= factor
        yield tuple(factors)
        return
    useful = [d for d, size in enumerate(layer.sizes) if size > 1] or [0]
    seen: set[tuple[int, ...]] = set()
    for choice in product(useful, repeat=len(core_type.array.dimensions)):
        factors = [1] * len(layer.dims)
        for dim, (_, size) in zip(choice, core_type.array.dimensions, strict=True):
            factors[dim] *= size
        if (key := tuple(factors)) not in seen:
            seen.add(key)
            yield key


def compute_cycles(layer: Layer, core_type: CoreType, tiles: Ints) -> Ints:
    """Cycles of the array for tiles of the given sizes, shape (n, dims) -> (n,)."""
    factors = np.array(list(unrollings(layer, core_type)), dtype=np.int64)
    steps = -(-tiles[:, None, :] // factors[None, :, :])
    return steps.prod(axis=2).min(axis=1) * layer.kind.cycles_per_operation


def tile_costs(layer: Layer, core_type: CoreType, tiles: Sequence[Sequence[int]]) -> list[TileCost]:
    """The least cost of tiles of the given sizes (one per loop dimension each).

    Operand 0 comes through the memories that hold I1, all others through those of I2, the result leaves through
    those of O, as partial sums or results, whichever is narrower: the shape of a tile does not tell whether it
    finishes them. The outermost level of an operand is filled and drained by transfers, which are not part of a
    tile's cost. Raises ValueError if the core cannot run the layer.
    """
    if not core_type.can_run(layer.kind) or core_type.array is None:
        raise ValueError(f"core type '{core_type.name}' does not run {layer.kind.value} layers")
    array = core_type.array
    sizes = np.array(tiles, dtype=np.int64).reshape(len(tiles), len(layer.dims))
    compute = compute_cycles(layer, core_type, sizes)
    points = sizes.prod(axis=1)
    result: list[TileCost] = []
    for row, array_cycles, operations in zip(sizes.tolist(), compute.tolist(), points.tolist(), strict=True):
        operands = use_bits(layer, row)
        bits = {
            MemoryOperand.I1: operands[0],
            MemoryOperand.I2: sum(operands[1:]),
            MemoryOperand.O: output_elements(layer, row) * min(layer.output_bits, layer.psum_bits),
        }
        levels = tuple(_level_cost(core_type, memory, bits) for memory in core_type.memories)
        mac_energy = operations * array.mac_energy_pj
        result.append(
            TileCost(
                cycles=max(array_cycles, *(level.cycles for level in levels)),
                compute_cycles=array_cycles,
                energy_pj=mac_energy + sum(level.energy_pj for level in levels),
                mac_energy_pj=mac_energy,
                levels=levels,
            )
        )
    return result


def instances(core_type: CoreType, memory: Memory) -> int:
    """Copies of a memory in a core: one per element of the array dimensions that do not share it."""
    count = 1
    for name, size in core_type.array.dimensions if core_type.array is not None else ():
        if name not in memory.served_dimensions:
            count *= size
    return count


def _crossings(core_type: CoreType, memory: Memory, operand: MemoryOperand) -> tuple[Direction, ...]:
    """The directions in which a tile moves an operand at a level at least once."""
    if operand not in memory.operands:
        return ()
    outermost = core_type.top(operand) is memory
    if operand is MemoryOperand.O:
        return (Direction.FROM_LOW,) if outermost else (Direction.FROM_LOW, Direction.TO_HIGH)
    return (Direction.TO_LOW,) if outermost else (Direction.FROM_HIGH, Direction.TO_LOW)


def _level_cost(core_type: CoreType, memory: Memory, bits: dict[MemoryOperand, int]) -> LevelCost:
    copies = instances(core_type, memory)
    port_bits: dict[Port, int] = {}
    energy = 0.0
    for operand, amount in bits.items():
        for direction in _crossings(core_type, memory, operand):
            port = memory.port(operand, direction)
            if port is None or not amount:
                continue
            port_bits[port] = port_bits.get(port, 0) + amount
            reads = direction in (Direction.TO_LOW, Direction.TO_HIGH)
            energy += (memory.read_energy_of_pj if reads else memory.write_energy_of_pj)(amount, port)
    cycles = max(
        (-(-total // (port.bandwidth_max_bits * copies)) for port, total in port_bits.items()), default=0
    )
    return LevelCost(memory.name, cycles, energy)
