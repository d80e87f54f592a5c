"""Conflicts are minimal, by brute force, and there is one exactly where no tile can be found."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layer_examples import Builder
from machine_examples import DRAM, PE

from stream_xdsl.hardware.machine import Core, CoreType, Machine, MemoryOperand
from stream_xdsl.mapping.conflicts import (
    Conflict,
    Demand,
    Requirement,
    TileNeed,
    TileOption,
    What,
    find_conflict,
)
from stream_xdsl.mapping.demands import Pins, layer_conflict, stack_conflict
from stream_xdsl.mapping.tile_sizes import Temporal, TileSizeError, choose_tiles
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Network


def typed(name: str, bits: int, runs: frozenset[str] | None = None) -> CoreType:
    """A core type with one memory."""
    return replace(PE, name=name, runs=runs, memories=(replace(PE.memories[0], size_bits=bits),))


def on(*cores: CoreType) -> Machine:
    """core0, core1, … and an off-chip core."""
    return Machine("m", (*(Core(f"core{i}", t) for i, t in enumerate(cores)), Core("dram", DRAM)))


# Brute force


def keeps(machine: Machine, demands: Sequence[Demand], kept: frozenset[Requirement]) -> bool:
    """Whether layers can be mapped so that such requirements are kept, by trying everything."""
    mapped = [i for i in range(len(demands)) if Requirement(What.MAPPED, i) in kept]
    choices = [_choices(machine, demands[i]) for i in mapped]
    return any(
        all(_layer_keeps(machine, demands, i, dict(zip(mapped, taken, strict=True)), kept) for i in mapped)
        for taken in product(*choices)
    )


Choice = tuple[tuple[str, ...], int, int]
"""(core types, tile option, parts)"""


def _usable(machine: Machine, demand: Demand) -> list[str]:
    cores = demand.cores or range(len(machine.cores))
    types = [machine.cores[c].core_type for c in cores]
    return list(dict.fromkeys(t.name for t in types if t.can_run(demand.kind)))


def _choices(machine: Machine, demand: Demand) -> list[Choice]:
    pinned = {machine.cores[c].core_type.name for c in demand.cores}
    names = [(t.name,) for t in machine.core_types if t.array is not None or t.name in pinned]
    usable = _usable(machine, demand)
    parts = [1, *(prod(w for _, w in split) for split in demand.splits or ())]
    return list(
        product([*names, tuple(usable)] if len(usable) > 1 else names, range(len(demand.tiles)), parts)
    )


def _layer_keeps(
    machine: Machine,
    demands: Sequence[Demand],
    i: int,
    taken: dict[int, Choice],
    kept: frozenset[Requirement],
) -> bool:
    demand, (types, option, parts) = demands[i], taken[i]
    order = [t.name for t in machine.core_types]
    own = [machine.cores[c].core_type.name for c in dict.fromkeys(demand.cores)]
    every = [core.core_type.name for core in machine.cores]
    runs = {t.name: t.can_run(demand.kind) for t in machine.core_types}
    one_by_one = len(types) > 1 and parts == sum(own.count(t) for t in types)

    def asked(what: What, subject: int = i, memory: str = "") -> bool:
        return Requirement(what, subject, memory) in kept

    if asked(What.KIND) and not all(runs[t] for t in types):
        return False
    if asked(What.CORES) and demand.cores:
        if not set(types) <= set(own):
            return False
        if parts > max(own.count(t) for t in types) and not one_by_one:
            return False
    if asked(What.EVERY_TYPE) and not set(_usable(machine, demand)) <= set(types):
        return False
    if (
        asked(What.SPLIT)
        and demand.splits is not None
        and parts not in [prod(w for _, w in s) for s in demand.splits]
    ):
        return False
    if all(asked(What.NUMBER, order.index(t)) and parts > every.count(t) for t in types) and not one_by_one:
        return False
    tile = demand.tiles[option]
    if (asked(What.TILES) and not tile.as_pinned) or (asked(What.FUSED) and not tile.fused):
        return False
    for need in demand.needs:
        here = need.option == option and all(p in taken and taken[p][1] == o for p, o in need.given)
        for t in types:
            core_type = next(c for c in machine.core_types if c.name == t)
            (memory,) = core_type.memories
            too_small = sum(need.bits.values()) > memory.size_bits
            if here and too_small and asked(What.CAPACITY, order.index(t), memory.name):
                return False
    return True


_runs = st.sampled_from([None, frozenset({"mac"}), frozenset({"elementwise"}), frozenset({"conv", "add"})])
_bits = st.integers(1, 4)
_splits = st.integers(1, 4).map(lambda ways: ((0, ways),))


def _needed(bits: int) -> dict[MemoryOperand, int]:
    return {MemoryOperand.I1: bits, MemoryOperand.I2: 0, MemoryOperand.O: 1}


@st.composite
def problems(draw: st.DrawFn) -> tuple[Machine, list[Demand]]:
    types = [typed(f"t{i}", draw(_bits), draw(_runs)) for i in range(draw(st.integers(1, 3)))]
    cores = draw(st.lists(st.sampled_from(types), min_size=1, max_size=5))
    machine = on(*cores)
    demands: list[Demand] = []
    for i in range(draw(st.integers(1, 2))):
        tiles = [
            TileOption((), draw(st.booleans()), draw(st.booleans()) or i == 0)
            for _ in range(draw(st.integers(1, 3)))
        ]
        before = range(len(demands[-1].tiles)) if demands else ()
        needs = [
            TileNeed(o, given, _needed(draw(_bits)))
            for o in range(len(tiles))
            for given in ([((0, b),) for b in before] or [()])
        ]
        demands.append(
            Demand(
                f"layer{i}",
                draw(st.sampled_from([Kind.CONV, Kind.RELU])),
                tuple(draw(st.lists(st.sampled_from(range(len(machine.cores))), max_size=3))),
                ("k",),
                draw(st.none() | st.lists(_splits, max_size=2).map(tuple)),
                draw(st.booleans()),
                ((0, 1),),
                ("layer0",) if i else (),
                tuple(tiles),
                tuple(needs),
            )
        )
    return machine, demands


def all_requirements(machine: Machine, demands: Sequence[Demand]) -> frozenset[Requirement]:
    of_layers = [w for w in What if w not in (What.CAPACITY, What.NUMBER)]
    return frozenset(
        {
            *(Requirement(what, i) for what in of_layers for i in range(len(demands))),
            *(Requirement(What.NUMBER, t) for t in range(len(machine.core_types))),
            *(Requirement(What.CAPACITY, t, "m") for t in range(len(machine.core_types))),
        }
    )


@settings(max_examples=80, deadline=None)
@given(problems())
def test_conflicts_are_minimal(problem: tuple[Machine, list[Demand]]):
    machine, demands = problem
    conflict = find_conflict(machine, demands)
    if conflict is None:
        assert keeps(machine, demands, all_requirements(machine, demands))
        return
    found = frozenset(conflict.requirements)
    assert not keeps(machine, demands, found)
    assert all(keeps(machine, demands, found - {r}) for r in found)
    assert conflict.text
    assert conflict.remedy


@settings(max_examples=20, deadline=None)
@given(problems())
def test_conflicts_are_the_same_each_time(problem: tuple[Machine, list[Demand]]):
    assert find_conflict(*problem) == find_conflict(*problem)


# Against the tiles that are chosen


def conv(k: int, c: int, size: int) -> Network:
    builder = Builder()
    return builder.network(builder.conv("conv", builder.input("x", 1, c, size, size), k, 3))


def can_be_tiled(network: Network, machine: Machine, pins: Sequence[Pins]) -> TileSizeError | None:
    cores = [
        pin.cores or machine.cores_running(layer.kind)
        for pin, layer in zip(pins, network.layers, strict=True)
    ]
    try:
        choose_tiles(network, machine, cores, [p.temporal for p in pins], [p.split for p in pins])
    except TileSizeError as error:
        return error
    return None


_pinned_tiles = st.none() | st.dictionaries(st.sampled_from([1, 2, 3, 4]), st.integers(1, 8), max_size=3).map(
    lambda sizes: tuple(sizes.items())
)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 8),
    st.integers(1, 8),
    st.integers(1, 8),
    st.integers(40, 4000),
    st.integers(40, 4000),
    _pinned_tiles,
    st.sampled_from([(), (0,), (1,)]),
)
def test_a_layer_alone_has_a_conflict_where_it_has_no_tiles(
    k: int, c: int, size: int, small: int, large: int, pinned: Temporal | None, cores: tuple[int, ...]
):
    network, machine = conv(k, c, size), on(typed("small", small), typed("large", large))
    (layer,) = network.layers
    kept = None if pinned is None else tuple((d, s) for d, s in pinned if s <= layer.sizes[d])
    pins = [Pins(cores, kept)]
    conflict = layer_conflict(network, machine, pins)
    assert (conflict is None) == (can_be_tiled(network, machine, pins) is None)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 8), st.integers(1, 8), st.integers(400, 9000), _pinned_tiles, _pinned_tiles)
def test_fused_layers_have_conflicts_only_where_they_have_no_tiles(
    k: int, size: int, bits: int, first: Temporal | None, second: Temporal | None
):
    builder = Builder()
    hidden = builder.conv("a", builder.input("x", 1, 4, size, size), k, 3)
    network, machine = builder.network(builder.conv("b", hidden, 4, 3)), on(typed("pe", bits))
    pins = [
        Pins(temporal=None if t is None else tuple((d, s) for d, s in t if s <= layer.sizes[d]))
        for t, layer in zip((first, second), network.layers, strict=True)
    ]
    error = can_be_tiled(network, machine, pins)
    for i in range(2):
        if stack_conflict(network, machine, pins, i) is not None:
            assert error is not None


# In words

_BIG, _SMALL = typed("big", 1000), typed("small", 20)
_POOL = typed("pooling", 1000, frozenset({"maxpool", "avgpool"}))


def _fc(cores: tuple[int, ...] = (), bits: int = 30, **more: object) -> Demand:
    demand = Demand("fc", Kind.MATMUL, cores, ("m", "n", "k"), tiles=(TileOption(((1, 1),)),))
    needs = (TileNeed(0, (), {MemoryOperand.I1: 8, MemoryOperand.I2: bits - 16, MemoryOperand.O: 8}),)
    return replace(demand, needs=needs, **more)


def _conflict(machine: Machine, *demands: Demand) -> Conflict:
    conflict = find_conflict(machine, demands)
    assert conflict is not None
    return conflict


_NEEDS = "even the smallest tile of layer 'fc' (n: 1) needs {} bits at once (8 of I1 + {} of I2 + 8 of O)"


@pytest.mark.parametrize(
    ("machine", "demand", "text", "remedy"),
    [
        (
            on(_BIG, _POOL),
            _fc((1,)),
            "layer 'fc' is pinned to core 'core1' of type 'pooling'; core type 'pooling' runs only avgpool and maxpool",
            "pin layer 'fc' to @core0",
        ),
        (
            on(_POOL),
            _fc(),
            "no core of @m runs layer 'fc' of kind matmul; core type 'pooling' runs only avgpool and maxpool",
            "add a core type whose `runs` has 'matmul' or 'mac', or choose another machine",
        ),
        (
            on(_POOL, _SMALL, _SMALL),
            _fc(),
            f"of all core types only 'small' runs matmul layers; {_NEEDS.format(30, 14)}, "
            "but memory 'm' of core type 'small' has 20 for it",
            "add a core type whose `runs` has 'matmul' or 'mac', or choose another machine, or "
            "enlarge memory 'm' of core type 'small', or narrow the operands (convert-onnx-to-dnn{precision=…})",
        ),
        (
            on(_SMALL, _BIG, _BIG),
            _fc(),
            f"layer 'fc' may run on cores of types 'small' and 'big', so that its tiles must fit on each; "
            f"{_NEEDS.format(30, 14)}, but memory 'm' of core type 'small' has 20 for it",
            "pin layer 'fc' to @core1, @core2",
        ),
        (
            on(_SMALL, _BIG),
            _fc((0,)),
            f"layer 'fc' is pinned to core 'core0' of type 'small'; {_NEEDS.format(30, 14)}, "
            "but memory 'm' of core type 'small' has 20 for it",
            "pin layer 'fc' to @core1",
        ),
        (
            on(_BIG, _BIG),
            _fc(splits=(((1, 4),),)),
            "the split of layer 'fc' is pinned to 4 parts (n: 4); there are 2 cores of type 'big'",
            "pin a split of layer 'fc' into fewer parts",
        ),
        (
            on(_BIG, _BIG, _SMALL),
            _fc((0,), bits=17, splits=(((1, 2),), ((1, 3),)), split_is_pinned=False),
            "layer 'fc' is pinned to core 'core0' of type 'big'; "
            "layer 'fc' has only the candidate splits into 2 parts (n: 2) and 3 parts (n: 3)",
            "pin layer 'fc' to at least 2 cores of one type, or "
            "give layer 'fc' candidate splits into fewer parts (dnn-tile-layers)",
        ),
        (
            on(_SMALL, _POOL),
            _fc((1,)),
            "layer 'fc' is pinned to core 'core1' of type 'pooling'; core type 'pooling' runs only avgpool and maxpool",
            "pin layer 'fc' to other cores; none of this alone is enough, for there are more conflicts",
        ),
    ],
)
def test_words(machine: Machine, demand: Demand, text: str, remedy: str):
    conflict = _conflict(machine, demand)
    assert (conflict.text, conflict.remedy) == (text, remedy)


def test_layers_whose_blocks_must_be_in_a_memory_at_once():
    """Either sum fits beside rows of the other, but not both as wholes; not fused, the addition is cut."""
    builder = Builder()
    sums = [builder.matmul(name, builder.input(f"{name}.x", 32, 1), 32) for name in ("a", "b")]
    network = builder.network(builder.elementwise("c", Kind.ADD, *sums))
    whole = Pins(temporal=((0, 32), (1, 32)))
    machine, pins = on(typed("pe", 10_000)), [whole, whole, Pins()]
    assert can_be_tiled(network, machine, pins) is not None
    assert can_be_tiled(network, machine, [whole, Pins(), Pins()]) is None
    conflict = stack_conflict(network, machine, pins, 2)
    assert conflict is not None
    assert conflict.text == (
        "the tiles of layer 'a' are pinned to m: 32, n: 32; the tiles of layer 'b' are pinned to m: 32, n: 32; "
        "layer 'c' is fused with 'a' and 'b' and needs whole blocks of what it reads from there; "
        "even the smallest tile of layer 'c' (n0: 1, n1: 1) needs 16392 bits at once (8192 of I1 + 8192 of I2 + 8 of O), "
        "but memory 'm' of core type 'pe' has 10000 for it"
    )
    assert conflict.remedy == (
        "pin smaller tiles of layer 'a', or none, or pin smaller tiles of layer 'b', or none, or let another stack begin "
        "with layer 'c' (dnn-partition-fusion{strategy=layer-by-layer} fuses nothing)"
    )
