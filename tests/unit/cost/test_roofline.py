"""The roofline is below everything it should be below, and equal to the definition on small cases."""

from dataclasses import replace
from itertools import product
from math import ceil, prod

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from layer_examples import Builder
from machine_examples import DRAM, core_types

from stream_xdsl.cost.hierarchy import HardwareError
from stream_xdsl.cost.roofline import Roofline, busy_units, compute_cycles, roofline
from stream_xdsl.cost.tiles import tile_core_type, tile_loop_nest
from stream_xdsl.hardware.machine import (
    Array,
    CoreType,
    Direction,
    Memory,
    MemoryOperand,
    Port,
    PortKind,
    Role,
)
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer

I1, I2, O = MemoryOperand  # noqa: E741


def conv(k: int = 8, c: int = 4, size: int = 10, f: int = 3, stride: int = 1) -> Layer:
    builder = Builder()
    builder.conv("conv", builder.input("x", 1, c, size, size), k, f, stride)
    return builder.layers[0]


def matmul() -> Layer:
    builder = Builder()
    builder.matmul("fc", builder.input("x", 4, 24), 20)
    return builder.layers[0]


def core(array: tuple[tuple[str, int], ...] = (("D1", 4), ("D2", 2)), bandwidth: int = 64) -> CoreType:
    """A register for weights per unit, and one memory with a read and a write port."""
    register = Memory(
        "rf",
        8,
        0.1,
        0.2,
        (I2,),
        (),
        (
            Port("r", PortKind.READ, 8, 8, ((I2, Direction.TO_LOW),)),
            Port("w", PortKind.WRITE, 8, 8, ((I2, Direction.FROM_HIGH),)),
        ),
    )
    reads = ((I1, Direction.TO_LOW), (I2, Direction.TO_LOW), (O, Direction.TO_LOW), (O, Direction.TO_HIGH))
    writes = (
        (I1, Direction.FROM_HIGH),
        (I2, Direction.FROM_HIGH),
        (O, Direction.FROM_HIGH),
        (O, Direction.FROM_LOW),
    )
    sram = Memory(
        "sram",
        1 << 20,
        10.0,
        20.0,
        (I1, I2, O),
        tuple(name for name, _ in array),
        (Port("r", PortKind.READ, 8, bandwidth, reads), Port("w", PortKind.WRITE, 8, bandwidth, writes)),
    )
    return CoreType("core", Role.COMPUTE, Array(array, 0.5), (register, sram))


def bound_of(layer: Layer, core_type: CoreType, tile: tuple[int, ...] | None = None) -> Roofline:
    return roofline(tile_loop_nest(layer, tile or layer.sizes), tile_core_type(layer, core_type))


def test_one_tile_by_hand():
    """k = 8 over 4, c = 4 over 2: 1 · 2 · 2 · 10 · 2 · 9 cycles; 4 rows of input from 2 rows of output and halo."""
    bound = bound_of(conv(), core(), (1, 8, 2, 10, 4, 3, 3))
    assert bound.compute_cycles == 2 * 2 * 10 * 2 * 9
    assert bound.mac_energy_pj == 0.5 * 8 * 2 * 10 * 4 * 9
    inputs, weights, outputs = 4 * 4 * 10 * 8, 8 * 4 * 9 * 8, 8 * 2 * 10 * 8
    register = weights / 8 * (0.1 + 0.2)
    sram = (inputs + weights) / 64 * 10 + outputs / 64 * 20
    assert bound.energy_pj == pytest.approx(bound.mac_energy_pj + register + sram)
    # Two channels of inputs arrive together, which the read port takes one cycle for in every step.
    assert bound.cycles >= bound.compute_cycles


def test_a_slow_port_bounds_the_tile():
    """Over a port of 8 bits a cycle come inputs of four channels in every step but the last, which may overlap what comes after,
    and each of 8 · 4 weights, of which a register holds one."""
    bound = bound_of(conv(f=1), core(bandwidth=8), (1, 8, 2, 10, 4, 1, 1))
    assert bound.compute_cycles == 2 * 2 * 10 * 2
    assert bound.cycles == 4 * (80 - 1) + 8 * 4


def test_fixed_dataflow_and_its_names_on_matmul():
    """A weight-stationary dataflow unrolls a convolution's k and c; a product's n and k."""
    fixed = replace(core(), dataflow=(("D1", (("k", 4),)), ("D2", (("c", 2),))))
    assert bound_of(conv(), fixed).compute_cycles == 2 * 10 * 10 * 2 * 9
    assert bound_of(matmul(), fixed).compute_cycles == 4 * 5 * 12


def test_a_dimension_whose_fixed_loops_the_layer_lacks_is_free():
    builder = Builder()
    builder.elementwise("relu", Kind.RELU, builder.input("x", 8, 8))
    fixed = replace(core(), dataflow=(("D1", (("k", 4),)), ("D2", (("c", 2),))))
    assert bound_of(builder.layers[0], fixed).compute_cycles == 8


def test_transcendental_kinds_take_longer():
    builder = Builder()
    x = builder.input("x", 8, 8)
    builder.elementwise("relu", Kind.RELU, x)
    builder.elementwise("exp", Kind.EXP, x)
    relu, exp = builder.layers
    assert bound_of(exp, core()).compute_cycles == 4 * bound_of(relu, core()).compute_cycles


@pytest.mark.parametrize("core_type", [DRAM, replace(core(), runs=frozenset({"pooling"}))])
def test_a_core_that_cannot_run_the_layer(core_type: CoreType):
    with pytest.raises(ValueError, match="does not run conv layers"):
        tile_core_type(conv(), core_type)


layers = st.builds(
    conv,
    k=st.integers(1, 9),
    c=st.integers(1, 9),
    size=st.integers(1, 9),
    f=st.sampled_from([1, 3]),
    stride=st.integers(1, 2),
) | st.builds(matmul)
tiles = st.lists(st.floats(0, 1), min_size=7, max_size=7)


def tile_of(layer: Layer, fractions: list[float]) -> tuple[int, ...]:
    return tuple(1 + int(f * (s - 1)) for f, s in zip(fractions, layer.sizes, strict=False))


@given(layers, tiles, core_types("t", Role.COMPUTE))
def test_bounds(layer: Layer, fractions: list[float], core_type: CoreType):
    assert core_type.array is not None
    # Of a serial array `tile_loop_nest` knows only if it is told.
    core_type = replace(core_type, runs=None, array=replace(core_type.array, serial=None))
    tile = tile_of(layer, fractions)
    try:
        bound = bound_of(layer, core_type, tile)
    except HardwareError:
        assume(False)  # some memory does not hold one element
        raise
    assert core_type.array is not None
    assert bound.compute_cycles * core_type.array.units >= prod(tile)
    # Unrollings that do not fit in the memories are none for the roofline.
    assert bound.compute_cycles >= compute_cycles(layer, core_type, np.array([tile]))[0]
    assert bound.compute_cycles * busy_units(layer, core_type) >= prod(tile)
    assert busy_units(layer, core_type) <= core_type.array.units
    assert bound.cycles >= bound.compute_cycles > 0
    assert bound.energy_pj >= bound.mac_energy_pj * (1 - 1e-9) >= 0
    faster = replace(
        core_type,
        memories=tuple(
            replace(m, ports=tuple(replace(p, bandwidth_max_bits=2 * p.bandwidth_max_bits) for p in m.ports))
            for m in core_type.memories
        ),
    )
    assert bound_of(layer, faster, tile).cycles <= bound.cycles


@given(layers, tiles, st.lists(st.integers(1, 5), min_size=1, max_size=3), st.integers(0, 3))
def test_compute_is_the_best_assignment_of_array_to_loops(
    layer: Layer, fractions: list[float], array: list[int], more: int
):
    """Every choice of a loop for each array dimension, one after the other; a larger array is never slower."""
    tile = tile_of(layer, fractions)

    def cycles(sizes: list[int]) -> int:
        core_type = core(tuple((f"D{i}", s) for i, s in enumerate(sizes)))
        return int(compute_cycles(layer, core_type, np.array([tile]))[0])

    best = min(
        prod(
            ceil(size / prod(a for a, d in zip(array, choice, strict=True) if d == dim))
            for dim, size in enumerate(tile)
        )
        for choice in product(range(len(tile)), repeat=len(array))
    )
    assert cycles(array) == best
    assert cycles([array[0] + more, *array[1:]]) <= best


def test_units_that_a_layer_can_use():
    """8 by 4 channels on 32 by 32 units, or 10 by 10 positions; a dataflow leaves no choice."""
    wide = (("D1", 32), ("D2", 32))
    assert busy_units(conv(), core(wide)) == 10 * 10
    assert busy_units(conv(k=16, c=12), core(wide)) == 16 * 12
    fixed = replace(core(wide), dataflow=(("D1", (("k", 32),)), ("D2", (("c", 16), ("fx", 2)))))
    assert busy_units(conv(), fixed) == 8 * 4 * 2
