"""Ranges of a reduction and its parts: each index and each core once."""

from dataclasses import replace
from math import prod

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from layer_examples import Builder

from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer
from stream_xdsl.workload.reduction_split import (
    Arithmetic,
    PartialLayer,
    ReductionSplitError,
    cores_of_partials,
    partial_layers,
    reduction_ways,
    shifted,
    sum_bits,
)
from stream_xdsl.workload.tiling import Split, tile_grids

FLOATS = Arithmetic(is_float=True, padded=True, scaled=False)


def convolution(c: int, k: int, rows: int) -> Layer:
    """3 x 3, padded by one; dims b, k, oy, ox, c, fy, fx."""
    builder = Builder()
    builder.conv("conv", builder.input("x", 1, c, rows, 4), k)
    return builder.layers[0]


@st.composite
def splits(draw: st.DrawFn) -> tuple[Layer, Split]:
    layer = convolution(draw(st.integers(1, 7)), draw(st.integers(1, 5)), 6)
    dims = draw(st.permutations(range(len(layer.dims))))[: draw(st.integers(1, 3))]
    return layer, tuple((dim, draw(st.integers(1, min(4, layer.sizes[dim])))) for dim in dims)


def ranges(partial: PartialLayer, dims: tuple[int, ...]) -> list[tuple[int, ...]]:
    axes = [range(partial.origin[d], partial.origin[d] + partial.sizes[d]) for d in dims]
    return [tuple(int(i) for i in point) for point in np.stack(np.meshgrid(*axes), -1).reshape(-1, len(dims))]


@given(splits())
def test_every_index_is_in_one_range_and_every_part_in_one_layer(drawn: tuple[Layer, Split]):
    layer, split = drawn
    cut = reduction_ways(layer, split)
    assume(cut)
    partials = partial_layers(layer, split, FLOATS)
    assert len(partials) == prod(ways for _, ways in cut)
    assert len({partial.suffix for partial in partials}) == len(partials)
    reductions = tuple(sorted(layer.reduction_dims))
    points = [point for partial in partials for point in ranges(partial, reductions)]
    assert sorted(points) == list(np.ndindex(*(layer.sizes[d] for d in reductions)))
    assert sum(prod(partial.sizes) for partial in partials) == layer.points
    grids = tile_grids(layer.sizes, (), split)
    kept = tuple((dim, ways) for dim, ways in split if (dim, ways) not in cut)
    for partial in partials:
        # The parts are those of what is left of the split, in order: they end where its ranges end.
        own = tile_grids(partial.sizes, (), kept)
        assert len(own) == len(partial.parts)
        for grid, part in zip(own, partial.parts, strict=True):
            begin = tuple(a + b for a, b in zip(partial.origin, grid.origin, strict=True))
            assert (begin, grid.extent) == (grids[part].origin, grids[part].extent)
    assert sorted(part for partial in partials for part in partial.parts) == list(range(len(grids)))


@given(splits(), st.integers(0, 9))
def test_no_core_is_for_two_ranges(drawn: tuple[Layer, Split], more: int):
    layer, split = drawn
    assume(reduction_ways(layer, split))
    partials = partial_layers(layer, split, FLOATS)
    count = prod(ways for _, ways in split)
    shares = cores_of_partials(layer, split, partials, range(count + more))
    for partial, share in zip(partials, shares, strict=True):
        assert len(share) >= len(partial.parts)
        assert more or share == partial.parts
    assert sorted(core for share in shares for core in share) == list(range(count + more))
    with pytest.raises(
        ReductionSplitError, match=rf"'conv' is split into {count} parts, but may run on {count - 1} cores"
    ):
        cores_of_partials(layer, split, partials, range(count - 1))


@given(splits())
def test_a_range_reads_what_the_layer_does_there(drawn: tuple[Layer, Split]):
    layer, split = drawn
    for partial in partial_layers(layer, split, FLOATS):
        for use in layer.uses:
            moved, whole = shifted(use.map, partial.origin), np.array(use.map.coefficients)
            last = np.array(partial.sizes) - 1
            assert (np.array(moved.coefficients) == whole).all()
            expected = whole @ (np.array(partial.origin) + last) + use.map.offsets
            assert (whole @ last + moved.offsets == expected).all()


@pytest.mark.parametrize(
    ("kind", "arithmetic", "message"),
    [
        (Kind.LRN, FLOATS, "is no sum, mean or extreme of what its parts would make"),
        (Kind.CONV, Arithmetic(is_float=False, padded=True, scaled=True), "partial sums would be rounded"),
        (Kind.REDUCE_MEAN, Arithmetic(is_float=False, padded=False, scaled=False), "is a mean of integers"),
        (Kind.AVGPOOL, FLOATS, "is a mean over less than its window"),
        (Kind.MAXPOOL, Arithmetic(is_float=False, padded=True, scaled=False), "pads integers"),
        (Kind.REDUCE_MEAN, FLOATS, "parts of different sizes do not weigh the same"),
    ],
)
def test_what_would_compute_something_else(kind: Kind, arithmetic: Arithmetic, message: str):
    layer = replace(convolution(4, 2, 6), kind=kind)
    with pytest.raises(ReductionSplitError, match=message):
        partial_layers(layer, ((5, 2),), arithmetic)


def test_more_parts_than_indices():
    with pytest.raises(
        ReductionSplitError, match="'fy' of layer 'conv' has size 3 and cannot be split into 4"
    ):
        partial_layers(convolution(4, 2, 6), ((5, 4),), FLOATS)


def test_sums_of_integers_fit():
    """The largest sum there can be, of operands whose zero points are at the other end of their range."""
    for c in range(3600, 3700):
        fits = c * 9 * 2**16 <= 2**31
        assert sum_bits(convolution(c, 1, 3), (8, 8)) == (32 if fits else 64)
    assert sum_bits(convolution(1, 1, 3), (16, 16)) == 64
