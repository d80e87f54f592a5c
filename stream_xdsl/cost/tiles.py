"""Tiles of layers as loop nests."""

from collections.abc import Sequence
from dataclasses import replace
from math import gcd, prod

import numpy as np

from stream_xdsl.cost.loop_nest import LoopNest, Operand, Window
from stream_xdsl.cost.unrollings import Dataflow
from stream_xdsl.hardware.machine import Array, CoreType, MemoryOperand
from stream_xdsl.workload.kinds import Category, Kind
from stream_xdsl.workload.network import Layer, LinearMap, Use


def cycles_per_point(layer: Layer, array: Array) -> int:
    """Cycles that a unit of an array takes for an operation of a layer."""
    return layer.kind.cycles_per_operation * array.cycles_per_pass(layer.uses[0].bits)


def tile_loop_nest(layer: Layer, shape: Sequence[int], array: Array | None = None) -> LoopNest:
    """A tile of the given sizes, one per dimension of the layer, for an array, or for one that takes all bits at once.

    The first operand passes through the memories of I1, all others through those of I2. The bias of a convolution or matrix
    product is where accumulation starts. A tile that runs only over part of a reduction ends with partial sums.
    """
    roles = (MemoryOperand.I1, *(MemoryOperand.I2,) * (len(layer.uses) - 1))
    names = ("I1", "I2", *(f"I2.{i}" for i in range(2, len(layer.uses))))
    operands = tuple(
        _operand(name, role, use.bits, use.map, _shown(use), shape)
        for name, role, use in zip(names, roles, layer.uses, strict=False)
    )
    read = 2 if layer.kind.category is Category.MAC else len(operands)
    access = layer.output_map
    lengths = [1 + sum(abs(c) * (shape[d] - 1) for d, c in enumerate(row)) for row in access.coefficients]
    finishes = all(shape[d] == layer.sizes[d] for d in layer.reduction_dims)
    bits = layer.output_bits if finishes else layer.psum_bits
    return LoopNest(
        layer.dims,
        tuple(shape),
        _operand("O", MemoryOperand.O, bits, access, lengths, shape),
        layer.psum_bits,
        operands[:read],
        operands[read:],
        layer.kind.cycles_per_operation if array is None else cycles_per_point(layer, array),
    )


_LOOPS_OF_MATMUL = {"k": "n", "c": "k", "b": "m", "d": "m", "ox": "m"}


def dataflow_of(core_type: CoreType, kind: Kind) -> Dataflow:
    """A core type's fixed dataflow in the names of the loops of a kind of layer.

    Dataflows are written for convolutions: their `k` is the output column of a matrix product, their `c` its reduction.
    """
    names = _LOOPS_OF_MATMUL if kind is Kind.MATMUL else {}
    return tuple(
        (axis, tuple((names.get(loop, loop), factor) for loop, factor in loops))
        for axis, loops in core_type.dataflow
    )


def tile_core_type(layer: Layer, core_type: CoreType) -> CoreType:
    """The core type with its dataflow in the names of the layer's loops; raises ValueError if it does not run the layer."""
    if not core_type.can_run(layer.kind) or core_type.array is None:
        raise ValueError(f"core type '{core_type.name}' does not run {layer.kind.value} layers")
    dataflow = dataflow_of(core_type, layer.kind)
    return core_type if dataflow == core_type.dataflow else replace(core_type, dataflow=dataflow)


def _shown(use: Use) -> list[int]:
    """Per axis of an operand's view, how many different positions of its tensor it shows."""
    lengths = list(use.shape)
    if len(use.pieces) == 1:
        for group in use.pieces[0].groups:
            different = len(np.unique(group.index[group.index >= 0]))
            if len(group.target_axes) == 1 or different == 1:
                for axis in group.target_axes:
                    lengths[axis] = min(lengths[axis], different)
    return lengths


def _operand(
    name: str, role: MemoryOperand, bits: int, access: LinearMap, lengths: Sequence[int], shape: Sequence[int]
) -> Operand:
    relevant: list[int] = []
    windows: list[Window] = []
    for row, length in zip(access.coefficients, lengths, strict=True):
        terms = tuple((d, abs(c)) for d, c in enumerate(row) if c and shape[d] > 1)
        if length == 1 or not terms:
            continue
        # Padding and repeated positions are not stored.
        if _select_apart(terms, shape) and prod(shape[d] for d, _ in terms) <= length:
            relevant += [d for d, _ in terms]
        else:
            windows.append(Window(terms, length))
    return Operand(name, role, bits, tuple(relevant), tuple(windows))


def _select_apart(terms: tuple[tuple[int, int], ...], shape: Sequence[int]) -> bool:
    """Whether every combination of indices is a position of its own, as group and channel are along one axis."""
    span = 1
    for dim, step in sorted(terms, key=lambda term: term[1]):
        if step < span:
            return len(terms) == 2 and _coprime_and_short(terms, shape)
        span += step * (shape[dim] - 1)
    return True


def _coprime_and_short(terms: tuple[tuple[int, int], ...], shape: Sequence[int]) -> bool:
    (a, step_a), (b, step_b) = terms
    common = gcd(step_a, step_b)
    return shape[a] <= step_b // common or shape[b] <= step_a // common
