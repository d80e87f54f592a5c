"""Tiles of layers as loop nests: what each operand's loops select, against counting the elements that are read."""

from dataclasses import replace
from itertools import product
from math import prod

import numpy as np
import pytest
from core_examples import I1, I2, LayerBuilder, O, repeated
from hypothesis import given
from hypothesis import strategies as st

from stream_xdsl.cost.loop_nest import LoopNest, Operand, Window
from stream_xdsl.cost.tiles import tile_loop_nest
from stream_xdsl.hardware.machine import Array, SerialInput
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import AxisGroup, Layer


def whole(layer: Layer) -> LoopNest:
    return tile_loop_nest(layer, layer.sizes)


def elements(nest: LoopNest, operand: Operand) -> float:
    return float(operand.elements([float(size) for size in nest.sizes]))


def axis(number: int, size: int) -> AxisGroup:
    """A target axis that is a source axis."""
    return AxisGroup((number,), (number,), np.arange(size), (size,))


def positions_read(layer: Layer, use: int, shape: tuple[int, ...]) -> int:
    """Positions inside the view that a tile in the middle of a large view, or as far as the view goes, reads."""
    access = layer.uses[use].map
    return len(
        {
            tuple(sum(c * i for c, i in zip(row, index, strict=True)) for row in access.coefficients)
            for index in product(*map(range, shape))
        }
    )


# Relevancy


def test_convolution_slides():
    """x is read by ox and fx together; the weight by k, c, fx."""
    nest = whole(LayerBuilder().line(4, 3, 9, 3))
    k, ox, c, fx = range(4)
    assert nest.dims == ("k", "ox", "c", "fx")
    assert nest.output == Operand("O", O, 8, (k, ox))
    assert nest.inputs == (
        Operand("I1", I1, 8, (c,), (Window(((ox, 1), (fx, 1)), 9),)),
        Operand("I2", I2, 8, (k, c, fx)),
    )
    assert nest.psum_bits == 16
    assert nest.cycles_per_point == 1
    assert nest.points == 4 * 7 * 3 * 3
    assert nest.inputs[0].is_irrelevant(k)
    assert nest.inputs[1].is_irrelevant(ox)
    assert nest.output.is_irrelevant(c)
    assert nest.output.is_irrelevant(fx)
    assert nest.inputs[0].partially_relevant == {ox, fx}
    assert not nest.inputs[0].is_irrelevant(ox)


def test_windows_that_do_not_overlap_select_apart():
    """Stride 3 with a window of 3; a window of one; dilation above the size of the tile; stride 2 with dilation 2 of odd
    and even phases that never meet."""
    builder = LayerBuilder()
    assert whole(builder.line(4, 3, 9, 3, stride=3)).inputs[0] == Operand("I1", I1, 8, (2, 1, 3))
    assert whole(builder.line(4, 3, 9, 1)).inputs[0] == Operand("I1", I1, 8, (2, 1))
    dilated = builder.line(4, 3, 13, 3, dilation=4)
    assert tile_loop_nest(dilated, (4, 4, 3, 3)).inputs[0] == Operand("I1", I1, 8, (2, 1, 3))
    assert tile_loop_nest(dilated, (4, 5, 3, 3)).inputs[0].windows == (Window(((1, 1), (3, 4)), 13),)
    meeting = builder.line(4, 3, 30, 3, stride=2, dilation=3)
    assert tile_loop_nest(meeting, (4, 3, 3, 3)).inputs[0].windows == ()
    assert tile_loop_nest(meeting, (4, 4, 3, 3)).inputs[0].windows == (Window(((1, 2), (3, 3)), 30),)


def test_padding_is_not_stored():
    nest = whole(LayerBuilder().line(4, 3, 8, 3, pad=1))
    assert nest.inputs[0].windows == (Window(((1, 1), (3, 1)), 8),)
    assert elements(nest, nest.inputs[0]) == 3 * 8


def test_groups_and_their_channels_share_an_axis_without_overlap():
    """Channel c·g + c of the input, k·g + k of weight and result; a depthwise convolution has loops of one iteration."""
    g, k, ox, c, fx = range(5)
    nest = whole(LayerBuilder().grouped(3, 4, 2, 8, 3))
    assert set(nest.output.relevant) == {g, k, ox}
    assert set(nest.inputs[0].relevant) == {g, c}
    assert nest.inputs[0].windows == (Window(((ox, 1), (fx, 1)), 8),)
    assert set(nest.inputs[1].relevant) == {g, k, c, fx}
    assert elements(nest, nest.inputs[0]) == 6 * 8
    assert elements(nest, nest.inputs[1]) == 12 * 2 * 3
    assert elements(nest, nest.output) == 12 * 6
    depthwise = whole(LayerBuilder().grouped(6, 1, 1, 8, 3))
    assert set(depthwise.output.relevant) == {g, ox}
    assert set(depthwise.inputs[0].relevant) == {g}
    assert set(depthwise.inputs[1].relevant) == {g, fx}


def test_pooling_has_one_operand():
    """Points are outputs × window, and channels count once."""
    nest = whole(LayerBuilder().pool(5, 7, 7, 3, 2))
    assert nest.points == 5 * 9 * 9
    assert len(nest.operands) == 2
    assert nest.inputs[0].memory is I1
    assert elements(nest, nest.inputs[0]) == 5 * 7 * 7
    assert elements(nest, nest.output) == 5 * 9


def test_reduction():
    nest = whole(LayerBuilder().reduce(Kind.REDUCE_SUM, 4, 6))
    assert nest.output == Operand("O", O, 8, (0,))
    assert nest.inputs == (Operand("I1", I1, 8, (0, 1)),)


def test_cycles_of_the_kind():
    builder = LayerBuilder()
    x = builder.input("x", 4, 5)
    builder.elementwise("exp", Kind.EXP, x)
    builder.elementwise("relu", Kind.RELU, x)
    assert [whole(layer).cycles_per_point for layer in builder.layers] == [4, 1]


# Operands


def test_bias_is_where_accumulation_starts():
    nest = whole(LayerBuilder().line(4, 3, 9, 3, bias=True))
    assert [operand.name for operand in nest.operands] == ["O", "I1", "I2"]
    assert nest.initial == (Operand("I2.2", I2, 16, (0,)),)


def test_three_operands_are_read_at_every_point():
    """All but the first through the memories of I2."""
    layer = LayerBuilder().binary(
        Kind.SCALE_SHIFT, (4, 6), [axis(0, 4), axis(1, 6)], [axis(0, 4), axis(1, 6)]
    )
    nest = whole(layer)
    assert [(operand.name, operand.memory) for operand in nest.inputs] == [
        ("I1", I1),
        ("I2", I2),
        ("I2.2", I2),
    ]
    assert nest.initial == ()


def test_widths():
    """Those of the layer; its tensors may be stored otherwise."""
    layer = LayerBuilder().line(4, 3, 9, 3, bias=True)
    uses = tuple(replace(use, bits=bits) for use, bits in zip(layer.uses, (16, 4, 32), strict=True))
    nest = whole(replace(layer, uses=uses, psum_bits=24, output_bits=12))
    assert [operand.bits for operand in (*nest.operands, *nest.initial)] == [12, 16, 4, 32]
    assert nest.psum_bits == 24


@pytest.mark.parametrize(
    ("shape", "bits"),
    [((4, 7, 3, 3), 8), ((2, 1, 3, 3), 8), ((4, 7, 2, 3), 16), ((4, 7, 3, 1), 16), ((1, 1, 1, 1), 16)],
)
def test_part_of_a_reduction_ends_in_partial_sums(shape: tuple[int, ...], bits: int):
    nest = tile_loop_nest(LayerBuilder().line(4, 3, 9, 3), shape)
    assert nest.output.bits == bits
    assert nest.psum_bits == 16


# Views


def test_broadcast_axes_do_not_count():
    """A source axis of size one; an axis that the source lacks; both, of a scalar."""
    layer = LayerBuilder().binary(
        Kind.ADD,
        (4, 6),
        [repeated(0, 4, source=0), axis(1, 6)],
        [axis(0, 4), repeated(1, 6)],
        [repeated(0, 4), repeated(1, 6)],
    )
    nest = whole(layer)
    assert [operand.relevant for operand in nest.inputs] == [(0, 1), (1,), (0,), ()]
    assert [elements(nest, operand) for operand in nest.inputs] == [24, 6, 4, 1]


def test_repeated_elements_count_once():
    """Heads of grouped queries: 0, 0, 1, 1."""
    pairs = AxisGroup((0,), (0,), np.array([0, 0, 1, 1]), (2,))
    nest = whole(LayerBuilder().binary(Kind.MUL, (4, 6), [pairs, axis(1, 6)]))
    assert elements(nest, nest.inputs[1]) == 2 * 6


# Counting


@given(
    st.tuples(*(st.integers(1, 4) for _ in range(4))),
    st.integers(1, 3),
    st.integers(1, 5),
)
def test_elements_of_convolutions_are_the_positions_read(
    shape: tuple[int, int, int, int], stride: int, dilation: int
):
    """Of every operand of a tile without padding."""
    k, ox, _, fx = shape
    layer = LayerBuilder().line(5, 5, stride * ox + dilation * fx, fx, stride=stride, dilation=dilation)
    nest = tile_loop_nest(layer, shape)
    for i, operand in enumerate(nest.inputs):
        assert elements(nest, operand) == positions_read(layer, i, shape)
    assert elements(nest, nest.output) == k * ox


@given(st.tuples(*(st.integers(1, 3) for _ in range(5))), st.data())
def test_elements_of_grouped_convolutions_are_the_positions_read(sizes: tuple[int, ...], data: st.DataObject):
    g, k, c, ox, f = sizes
    layer = LayerBuilder().grouped(g, k, c, ox + f - 1, f)
    shape = data.draw(st.tuples(*(st.integers(1, size) for size in layer.sizes)))
    nest = tile_loop_nest(layer, shape)
    for i, operand in enumerate(nest.inputs):
        assert elements(nest, operand) == positions_read(layer, i, shape)
    assert elements(nest, nest.output) == prod(shape[:3])


@given(st.integers(1, 9), st.integers(1, 3), st.integers(1, 3), st.integers(1, 8), st.integers(0, 3))
def test_no_operand_has_more_than_its_tensor(x: int, f: int, stride: int, dilation: int, pad: int):
    """With padding, as long as windows overlap."""
    if dilation * (f - 1) >= x + 2 * pad:
        return
    layer = LayerBuilder().line(2, 2, x, f, stride=stride, dilation=dilation, pad=pad)
    nest = whole(layer)
    if pad and not nest.inputs[0].windows:
        return  # test_padding_of_windows_that_do_not_overlap
    for use, operand in zip(layer.uses, nest.inputs, strict=True):
        assert elements(nest, operand) <= prod(use.shape)


@pytest.mark.parametrize("layer", [(5, 3, 6, 6), (5, 1, 1, 2)], ids=["dilated", "pointwise"])
def test_padding_of_windows_that_do_not_overlap(layer: tuple[int, int, int, int]):
    """Dilation 6 over 5 positions, as in an image pyramid; a window of one. Each reads a tensor of 2 × 5 elements."""
    x, f, dilation, pad = layer
    nest = whole(LayerBuilder().line(2, 2, x, f, dilation=dilation, pad=pad))
    assert elements(nest, nest.inputs[0]) <= 2 * x


def test_bits_that_are_fed_one_after_another():
    """A pass for every 3 of 8 bits, of 5 cycles; times those of the kind."""
    builder = LayerBuilder()
    x = builder.input("x", 4, 5)
    builder.elementwise("exp", Kind.EXP, x)
    builder.elementwise("relu", Kind.RELU, x)
    array = Array((("D1", 4),), 1.0, SerialInput(bits=3, cycles=5))
    nests = [tile_loop_nest(layer, layer.sizes, array) for layer in builder.layers]
    assert [nest.cycles_per_point for nest in nests] == [4 * 3 * 5, 3 * 5]
