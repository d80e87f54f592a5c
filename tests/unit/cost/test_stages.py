"""On- and offloading of tiles that overlap, and tiles that find their weights in place."""

from dataclasses import replace

import pytest
from layer_examples import Builder

from stream_xdsl.bridge.library import library_system
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.cost.estimate import Model, Tile, TileCost, estimate_one
from stream_xdsl.cost.search import Objective
from stream_xdsl.cost.tiles import tile_core_type, tile_loop_nest
from stream_xdsl.hardware.machine import CoreType, MemoryOperand, SerialInput, Stage

STAYS = frozenset({MemoryOperand.I2})


@pytest.fixture(scope="module")
def core_type() -> CoreType:
    """Of Jia's first group of in-memory units, as the YAML has it."""
    return read_machine(library_system("jia_aimc")).core_types[0]


def cost(
    core_type: CoreType, model: Model = Model.MAPPING, channels: int = 256, columns: int = 2
) -> TileCost:
    builder = Builder()
    builder.conv("conv", builder.input("x", 1, channels, 56, 56), 64, 1)
    (layer,) = builder.layers
    own = tile_core_type(layer, core_type)
    nest = tile_loop_nest(layer, (1, 64, 1, columns, channels, 1, 1), own.array)
    return estimate_one(Tile(nest, own), model, Objective.LATENCY)


def test_nothing_declared(core_type: CoreType):
    """32 cycles for 131,072 bits of weights at 4096 a cycle, one of them hidden; one for the array, and one for the results."""
    found = cost(core_type)
    assert (found.cycles, found.compute_cycles) == (31 + 1 + 1, 1)
    assert (found.onload_cycles, found.offload_cycles, found.in_place_cycles) == (0, 0, None)


def test_declared(core_type: CoreType):
    """With weights in place the inputs are waited for: 4096 bits, one cycle."""
    found = cost(replace(core_type, overlaps=frozenset(Stage), stationary=STAYS))
    assert (found.cycles, found.onload_cycles, found.offload_cycles, found.in_place_cycles) == (33, 31, 1, 3)
    found = cost(replace(core_type, overlaps=frozenset({Stage.OFFLOAD})))
    assert (found.cycles, found.onload_cycles, found.offload_cycles, found.in_place_cycles) == (
        33,
        0,
        1,
        None,
    )


def test_weights_that_do_not_fit_the_array_do_not_stay(core_type: CoreType):
    """512 channels take more than one step over 256 rows, so that the array holds other weights in the end than in the beginning."""
    found = cost(replace(core_type, stationary=STAYS), channels=512)
    assert found.compute_cycles > 1
    assert found.in_place_cycles is None


def test_what_stays_while_the_tile_takes_more_steps(core_type: CoreType):
    """Four columns in two steps; the weights are loaded once, and stay."""
    found = cost(replace(core_type, stationary=STAYS), columns=4)
    assert (found.compute_cycles, found.in_place_cycles) == (2, 2 + 1 + 1)
    assert found.cycles > 30


def test_bits_one_after_another(core_type: CoreType):
    """8 passes of 10 cycles, in which the weights arrive unnoticed."""
    assert core_type.array is not None
    serial = replace(core_type, stationary=STAYS, array=replace(core_type.array, serial=SerialInput(1, 10)))
    found = cost(serial)
    assert (found.compute_cycles, found.cycles, found.in_place_cycles) == (80, 82, None)


def test_the_roofline_is_below(core_type: CoreType):
    declared = replace(core_type, stationary=STAYS)
    bound, found = cost(declared, Model.ROOFLINE), cost(declared)
    assert bound.in_place_cycles is not None
    assert found.in_place_cycles is not None
    assert bound.cycles <= found.cycles
    assert bound.in_place_cycles <= found.in_place_cycles
