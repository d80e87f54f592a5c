"""Chosen tiles fit, pinned ones are kept, and errors say what does not fit."""

from dataclasses import replace
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layer_examples import Builder
from machine_examples import bus, machine

from stream_xdsl.hardware.machine import Array, Machine, MemoryOperand
from stream_xdsl.mapping.loop_roles import loop_roles
from stream_xdsl.mapping.splits import MOST, candidate_splits, widths
from stream_xdsl.mapping.tile_sizes import (
    Cut,
    TileSizeError,
    can_stream,
    choose_tiles,
    heavy_layers,
    loaded_bits,
    rooms,
    tile_need,
    tile_sizes,
)
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer, Network


def with_memory(bits: int, cores: int = 2, shared: tuple[tuple[int, ...], ...] = ()) -> Machine:
    """Cores with one memory of that many bits, and a bus."""
    small = machine(cores, buses=(bus(0, tuple(range(cores + 1))),), shared=shared)
    core_type = small.cores[0].core_type
    core_type = replace(core_type, memories=(replace(core_type.memories[0], size_bits=bits),))
    members = tuple(replace(core, core_type=core_type) for core in small.cores[:-1])
    return replace(small, cores=(*members, small.cores[-1]))


def conv(k: int = 8, c: int = 4, size: int = 8, f: int = 3) -> Network:
    builder = Builder()
    return builder.network(builder.conv("conv", builder.input("x", 1, c, size, size), k, f))


def tiles(network: Network, on: Machine, most: int = 64) -> list[dict[str, int]]:
    layers = network.layers
    cores = [on.cores_running(layer.kind) for layer in layers]
    free = [None] * len(layers)
    chosen = choose_tiles(network, on, cores, free, free, most)
    return [{layer.dims[d]: s for d, s in cut} for layer, cut in zip(layers, chosen, strict=True)]


def test_need_by_hand():
    """Tiles of 2 rows with a halo of 2: 4 rows are read, a first block of 4 and one of 2 rows; then 2 new rows."""
    (layer,) = conv().layers
    need = tile_need(layer, ((2, 2),))
    weights, results = 8 * 4 * 9 * 8, 8 * 2 * 8 * 8
    assert need.running == {"I1": 4 * 6 * 8 * 8, "I2": weights, "O": results}
    assert need.overlapping == {"I1": 4 * 8 * 8 * 8, "I2": weights, "O": 2 * results}


def test_reduction_tiles_keep_partial_sums():
    (layer,) = conv().layers
    assert tile_need(layer, ((4, 2),)).running[MemoryOperand.O] == 8 * 8 * 8 * 16


@given(st.integers(1, 16), st.integers(1, 16), st.integers(1, 12), st.integers(2, 400_000))
def test_chosen_tiles_fit(k: int, c: int, size: int, bits: int):
    network, on = conv(k, c, size), with_memory(bits)
    (layer,) = network.layers
    smallest = tuple((d, 1) for d in range(7))
    fits = rooms(on, (0,))[0].excess(tile_need(layer, smallest).running) is None
    if not fits:
        with pytest.raises(TileSizeError, match="even the smallest tile of layer 'conv' needs"):
            tiles(network, on)
        return
    (cut,) = choose_tiles(network, on, [(0, 1)], [None], [None])
    assert rooms(on, (0,))[0].excess(tile_need(layer, cut).running) is None
    assert all(0 < s < layer.sizes[d] for d, s in cut)


def test_reductions_are_cut_last_and_run_innermost():
    (cut,) = tiles(conv(k=4, c=64, size=2), with_memory(4000))
    assert list(cut)[-1] == "c"
    assert not {"fx", "fy"} & set(cut)


def test_a_shared_memory_is_divided():
    alone = rooms(with_memory(40_000), (0,))[0].memories[0][1]
    shared = rooms(with_memory(40_000, shared=((0, 1),)), (0,))[0].memories[0][1]
    assert (alone, shared) == (40_000, 20_000)


def test_fused_layers_are_cut_into_equally_many_rows():
    builder = Builder()
    hidden = builder.conv("a", builder.input("x", 1, 4, 32, 32), 4)
    hidden = builder.elementwise("b", Kind.RELU, hidden)
    network = builder.network(builder.conv("c", hidden, 4, stride=2))
    first, second, third = tiles(network, with_memory(1 << 24))
    assert first["oy"] == second["n2"] == 2 * third.get("oy", 16)


def test_blocks_of_fused_layers_are_as_wide_as_they_are_made():
    """Cutting channels of a consumer does not help if it is the producer's rows that do not fit."""
    builder = Builder()
    hidden = builder.conv("a", builder.input("x", 1, 4, 8, 8), 16, f=1)
    network = builder.network(builder.elementwise("b", Kind.RELU, hidden))
    (layer,) = network.layers[1:]
    assert tile_need(layer, ((2, 1), (1, 4))).running[MemoryOperand.I1] == 4 * 8 * 8
    assert tile_need(layer, ((2, 1), (1, 4)), {0: ()}).running[MemoryOperand.I1] == 16 * 8 * 8


def test_fused_layers_cut_channels_where_weights_do_not_fit():
    builder = Builder()
    hidden = builder.conv("a", builder.input("x", 1, 32, 8, 8), 64)
    network = builder.network(builder.conv("b", hidden, 64, f=1))
    first, second = tiles(network, with_memory(64 * 32 * 9 * 8))
    assert first["oy"] == second["oy"] == 1
    assert first["k"] < 64
    assert "k" not in second


def test_heavy_layers_stay_whole():
    """They have more weights than all else, or read what such a layer makes; channels are cut if weights do not fit."""
    builder = Builder()
    light = builder.conv("light", builder.input("x", 1, 4, 16, 16), 16)
    heavy = builder.conv("heavy", light, 64, stride=4)
    network = builder.network(builder.elementwise("after", Kind.RELU, heavy))
    assert heavy_layers(network) == {1, 2}
    for memory, channels in ((1 << 24, None), (8 * 9 * 16 * 48, 22)):
        on = with_memory(memory)
        cores, free = [on.cores_running(layer.kind) for layer in network.layers], [None] * 3
        cuts = dict.fromkeys(heavy_layers(network), Cut.NOTHING)
        cut = choose_tiles(network, on, cores, free, free, cuts=cuts)
        assert dict(cut[0]).keys() == {2}
        assert dict(cut[1]) == ({} if channels is None else {1: channels})
        assert 2 not in dict(cut[2])


def test_heavy_layers_are_cut_along_channels():
    """Into tiles as wide as the array, which has two rows; what has no weights is not cut."""
    builder = Builder()
    light = builder.conv("light", builder.input("x", 1, 4, 16, 16), 16)
    heavy = builder.conv("heavy", light, 64, stride=4)
    network = builder.network(builder.elementwise("after", Kind.RELU, heavy))
    on = with_memory(1 << 24)
    cores, free = [on.cores_running(layer.kind) for layer in network.layers], [None] * 3
    cuts = dict.fromkeys(heavy_layers(network), Cut.COLUMNS)
    for most, size in ((64, 1), (16, 4)):
        cut = choose_tiles(network, on, cores, free, free, most, cuts=cuts)
        assert dict(cut[1]) == {1: size}
        assert cut[2] == ()


def test_pinned_tiles_are_kept_or_refused():
    network, on = conv(), with_memory(100_000)
    pinned = ((4, 1), (1, 4))
    assert choose_tiles(network, on, [(0,)], [pinned], [None]) == (pinned,)
    assert choose_tiles(network, with_memory(8000), [(0,)], [((2, 4), (4, 4))], [None]) == (((2, 4), (4, 4)),)
    # Other loops are cut inside where it would not fit otherwise; if that does not help either, it is refused.
    (cut,) = choose_tiles(network, with_memory(5000), [(0,)], [((2, 4),)], [None])
    assert cut[0] == (2, 4)
    assert [layer_dim for layer_dim, _ in cut[1:]] == [1]
    with pytest.raises(
        TileSizeError, match="needs 104 bits of memory 'm' of core type 'pe', which has 90 for"
    ):
        choose_tiles(network, with_memory(90), [(0,)], [((2, 4),)], [None])


def test_parts_are_tiled_where_the_split_is_pinned():
    """Half of the rows do not fit with all channels, but with half of them."""
    network, pinned = conv(), ((2, 4),)
    assert choose_tiles(network, with_memory(6000), [(0,)], [pinned], [None]) == ((*pinned, (1, 4)),)
    assert choose_tiles(network, with_memory(6000), [(0,)], [pinned], [((1, 2),)]) == (pinned,)


def test_fused_layers_keep_step_with_pinned_ones():
    builder = Builder()
    hidden = builder.conv("a", builder.input("x", 1, 4, 32, 32), 4)
    network = builder.network(builder.elementwise("b", Kind.RELU, hidden))
    chosen = choose_tiles(network, with_memory(1 << 24), [(0,)] * 2, [None, ((2, 8),)], [None] * 2)
    assert chosen == (((2, 8),), ((2, 8),))


def test_larger_layers_get_tiles_to_overlap():
    (cut,) = tiles(conv(64, 64, 56), with_memory(1 << 24))
    (layer,) = conv(64, 64, 56).layers
    whole = tile_sizes(layer, tuple((layer.dims.index(d), s) for d, s in cut.items()))
    assert 4 <= prod(layer.sizes) / prod(whole) <= 64


def roles(layer: Layer) -> tuple[str | None, str | None]:
    found = loop_roles(layer)
    return tuple(None if d is None else layer.dims[d] for d in (found.row, found.channel))  # type: ignore[return-value]


def test_roles():
    builder = Builder()
    x = builder.conv("conv", builder.input("x", 1, 4, 8, 8), 4)
    builder.elementwise("relu", Kind.RELU, x)
    m = builder.matmul("product", builder.input("m", 4, 8), 6)
    builder.elementwise("exp", Kind.EXP, m)
    builder.matmul("vector", builder.input("v", 1, 8), 6)
    found = [roles(layer) for layer in builder.layers]
    assert found == [("oy", "k"), ("n2", "n1"), ("m", "n"), ("n0", "n1"), (None, "n")]


@given(st.integers(1, 70), st.integers(1, 64), st.integers(1, 64), st.booleans())
def test_splits(cores: int, k: int, size: int, fused: bool):
    (layer,) = conv(k, 1, size).layers
    splits = candidate_splits(layer, [cores, 1], fused=fused)
    assert splits[0] == ()
    assert len(splits) == len(set(splits)) <= MOST
    for split in splits:
        assert prod(ways for _, ways in split) in (1, *widths(cores))
        assert all(2 <= ways <= layer.sizes[d] and d not in layer.reduction_dims for d, ways in split)
        assert not (fused and k > 1 and any(layer.dims[d] == "oy" for d, _ in split))


def test_rows_of_fused_products_are_split():
    builder = Builder()
    (layer,) = builder.network(builder.matmul("gemm", builder.input("x", 16, 8), 32)).layers
    assert {(), ((0, 4),), ((1, 4),), ((1, 2), (0, 2))} <= set(candidate_splits(layer, [4], fused=True))


def elementwise_pair(rows: int, columns: int) -> Network:
    builder = Builder()
    hidden = builder.elementwise("a", Kind.RELU, builder.input("x", rows, columns))
    return builder.network(builder.elementwise("b", Kind.ADD, hidden, builder.input("y", rows, columns)))


def test_a_reader_holds_its_producers_blocks_as_long_as_they_are():
    (_, layer) = elementwise_pair(24, 8).layers
    held = {
        block: tile_need(layer, ((0, 4),), {0: (block, 8)}).running[MemoryOperand.I1]
        for block in (2, 4, 8, 6)
    }
    assert held == {2: 4 * 64, 4: 4 * 64, 8: 8 * 64, 6: 2 * 6 * 64}


def test_producers_whose_rows_are_pinned_whole_leave_room_for_their_readers():
    """`a` fits uncut, but `b` holds the whole of its block, and columns of another operand and the result."""
    builder = Builder()
    hidden = builder.matmul("a", builder.input("x", 64, 1), 8)
    network = builder.network(builder.elementwise("b", Kind.ADD, hidden, builder.input("y", 64, 8)))
    on, pinned = with_memory(64 * 8 * 8 + 64 * 8 + 8 * 8), ((0, 64),)
    assert rooms(on, (0,))[0].excess(tile_need(network.layers[0], pinned).running) is None
    first, second = choose_tiles(network, on, [(0,), (0,)], [pinned, pinned], [None, None])
    assert dict(first)[1] < 8
    need = tile_need(network.layers[1], second, {0: (64, dict(first)[1])})
    assert rooms(on, (0,))[0].excess(need.running) is None


def test_layers_whose_pins_do_not_mention_rows_keep_step():
    network, on = elementwise_pair(8, 64), with_memory(1 << 20)
    first, second = choose_tiles(network, on, [(0,), (0,)], [((1, 32),), None], [None, None])
    assert dict(first)[0] == dict(second)[0] < 8
    assert first[-1] == (1, 32)


def test_a_fused_layer_that_does_not_fit_says_so():
    builder = Builder()
    hidden = builder.conv("a", builder.input("x", 1, 2, 8, 64), 8, f=1)
    network, on = builder.network(builder.conv("b", hidden, 2)), with_memory(8 * 3 * 64 * 8)
    assert not can_stream(network, 1, [0], rooms(on, (0,)))
    assert can_stream(network, 1, [0], rooms(with_memory(8 * 4 * 64 * 8), (0,)))
    with pytest.raises(
        TileSizeError, match="'b', in a fused stack whose layers hand over whole rows, needs"
    ) as e:
        tiles(network, on)
    assert e.value.fused


def with_array(on: Machine, side: int) -> Machine:
    """The same cores with that many units a side."""
    wide = replace(on.cores[0].core_type, array=Array((("D1", side), ("D2", side)), 0.5))
    return replace(on, cores=(*(replace(core, core_type=wide) for core in on.cores[:-1]), on.cores[-1]))


def test_part_of_a_reduction_keeps_a_wide_array_busy():
    """The weights of as many channels as the array is wide do not fit, but do of some inputs each; a narrow array needs no more than few channels."""
    network = conv(k=32, c=64, size=4)
    assert tiles(network, with_array(with_memory(30_000), 32)) == [{"c": 8}]
    assert tiles(network, with_memory(30_000)) == [{"k": 4}]


def test_rows_too_long_for_a_memory_are_cut():
    """As a loop inside that of rows: what tiles beside each other share stays, and all channels are made of what is read once."""
    (cut,) = tiles(conv(k=4, c=8, size=64), with_memory(10_000))
    assert list(cut) == ["oy", "ox"]
    assert cut["oy"] >= 4


@pytest.mark.parametrize("memory", [100_000, 400_000])
def test_sums_stay_where_operands_would_be_loaded_again(memory: int):
    """Larger tiles of the result, and parts of the reduction inside them; an array that is slower than loading needs none."""
    builder = Builder()
    network = builder.network(builder.matmul("gemm", builder.input("x", 128, 1024), 512))
    (layer,), fast = network.layers, with_array(with_memory(memory), 1024)
    (cut,) = choose_tiles(network, fast, [(0, 1)], [None], [None])
    assert [layer.dims[d] for d, _ in cut][-1] == "k"
    (whole,) = choose_tiles(network, fast, [(0, 1)], [((2, 1024),)], [None])
    own, other = (sum(loaded_bits(layer, temporal, rooms(fast, (0, 1)))) for temporal in (cut, whole))
    assert 2 * own < other
    assert "k" not in tiles(network, with_array(with_memory(memory), 1))[0]
