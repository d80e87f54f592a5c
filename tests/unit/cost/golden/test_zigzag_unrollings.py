"""The unrollings are ZigZag's: on golden records, on small cases it was asked about, and by its own exhaustive rule."""

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream_xdsl.cost.golden.file import read_records
from stream_xdsl.cost.golden.zigzag_unrollings import (
    ARRAY_CLASS,
    LOOP_CLASS,
    ZigZagError,
    set_order,
    zigzag_hash,
    zigzag_unrollings,
)
from stream_xdsl.cost.loop_nest import LoopNest, Operand, Window
from stream_xdsl.cost.spatial import Unrolling
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

LOOPS = ("B", "K", "G", "OX", "OY", "C", "FX", "FY")

HASHES = {
    "B": 2274680621932004355,
    "K": 808955158820251385,
    "G": 1958728070581703856,
    "OX": 1754239838488883382,
    "OY": 1775822064850599801,
    "C": 1154411953581605750,
    "FX": 529600628638832194,
    "FY": 1607686027741749687,
    "D0": 1727055815474479529,
    "D1": 952080281078508718,
    "D2": 288157581728298642,
    "D3": 763928329010528715,
    "D4": 1587550174665574016,
    "D5": 1591247102258054261,
    "D6": 1913118965590560477,
    "D7": 562290893700798253,
    "D8": 2098785070031940016,
}
"""As Python sees them in ZigZag 3.8.5: modulo 2⁶¹ − 1."""


def conv(**sizes: int) -> LoopNest:
    """A convolution without padding; loops that are not given have one iteration."""
    indices = {name: i for i, name in enumerate(LOOPS)}

    def operand(name: str, memory: MemoryOperand, bits: int, *relevant: str, shared: bool = False) -> Operand:
        windows = [
            Window(((indices[out], 1), (indices[kernel], 1)), 40)
            for out, kernel in (("OX", "FX"), ("OY", "FY"))
        ]
        return Operand(
            name, memory, bits, tuple(indices[loop] for loop in relevant), tuple(windows) if shared else ()
        )

    return LoopNest(
        LOOPS,
        tuple(sizes.get(name, 1) for name in LOOPS),
        operand("O", MemoryOperand.O, 8, "B", "G", "K", "OY", "OX"),
        16,
        (
            operand("W", MemoryOperand.I2, 8, "G", "K", "C", "FY", "FX"),
            operand("I", MemoryOperand.I1, 8, "B", "G", "C", shared=True),
        ),
    )


def memory(
    operands: str, size_bits: int = 10**6, bandwidth_bits: int = 512, served: Sequence[str] = ()
) -> Memory:
    held = tuple(map(MemoryOperand, operands.split()))
    port = Port("p", PortKind.READ_WRITE, 8, bandwidth_bits, tuple(product(held, Direction)))
    return Memory("m", size_bits, 1.0, 1.0, held, tuple(served), (port,))


def core(sizes: Sequence[int], *memories: Memory) -> CoreType:
    """A core with an outermost memory over these."""
    dims = tuple((f"D{i}", size) for i, size in enumerate(sizes, 1))
    top = memory("I1 I2 O", served=[name for name, _ in dims])
    return CoreType("core", Role.COMPUTE, Array(dims, 1.0), (*memories, top))


def named(nest: LoopNest, unrollings: Sequence[Unrolling]) -> list[list[dict[str, float]]]:
    """Loop -> factor, per array dimension."""
    return [[{nest.dims[d]: f for d, f in loops} for loops in unrolling] for unrolling in unrollings]


# Order of sets


@pytest.mark.parametrize("name", HASHES)
def test_hashes(name: str):
    assert zigzag_hash(name, LOOP_CLASS) % (2**61 - 1) == HASHES[name]


@pytest.mark.parametrize(
    ("names", "order"),
    [
        ("B K G OX OY C FX FY", "FY FX B G OX C K OY"),
        ("D0 D1 D2 D3 D4 D5 D6", "D4 D0 D3 D1 D2 D5 D6"),
        ("D0 D1 D2", "D0 D2 D1"),
    ],
)
def test_order_of_loops(names: str, order: str):
    assert set_order(names.split(), LOOP_CLASS) == order.split()


def test_order_of_array_dimensions():
    assert set_order(("D1", "D2", "D3", "D4"), ARRAY_CLASS) == ["D1", "D2", "D4", "D3"]


# Small cases; ZigZag 3.8.5 gave the expected values

BIG = {"K": 8, "C": 8, "OX": 8, "OY": 8, "FX": 3, "FY": 3}


def test_ties_go_by_the_order_of_sets():
    nest = conv(**BIG)
    assert named(nest, zigzag_unrollings(nest, core((4, 4)), 3)) == [
        [{"OX": 4}, {"C": 4}],
        [{"OX": 4}, {"K": 4}],
        [{"OX": 4}, {"OY": 4}],
    ]


def test_ports_of_inner_memories_limit_loops_that_move_data():
    nest = conv(**BIG)
    inner = memory("I1", bandwidth_bits=16, served=["D1"]), memory("I2"), memory("O", 10**6, 64, ["D2"])
    assert named(nest, zigzag_unrollings(nest, core((8, 8), *inner), 2)) == [
        [{"K": 8}, {"C": 8}],
        [{"K": 8}, {"OX": 4}],
    ]


def test_limiting_one_candidate_changes_others_with_the_same_choice():
    nest = conv(B=6, OY=6, FX=12, FY=2)
    served = ["D1", "D2"]
    inner = memory("I1", 64, 64, served), memory("I2", served=served), memory("O", served=served)
    # On its own, the second would be FX 3, OY 2.
    assert named(nest, zigzag_unrollings(nest, core((5, 6), *inner), 3)) == [
        [{"FX": 2}, {"B": 3}],
        [{"FX": 2}, {"OY": 4}],
        [{"B": 3}, {"FX": 2}],
    ]


@pytest.mark.parametrize(
    ("factor", "expected"),
    [
        (3, [{"K": 2}, {"C": 3}]),
        # Both become 3, though nine elements are too many, because it was C that went from 4 to 3.
        (4, [{"K": 3}, {"C": 3}]),
    ],
)
def test_capacity_of_inner_memories(factor: int, expected: list[dict[str, float]]):
    nest = conv(**BIG)
    inner = memory("I2", 64, served=["D1", "D2"]), memory("I1"), memory("O")
    user = [("D1", [("K", factor)]), ("D2", [("C", 4)])]
    assert named(nest, zigzag_unrollings(nest, core((4, 4), *inner), 1, user=user)) == [expected]


@pytest.mark.parametrize(
    ("sizes", "user", "expected"),
    [
        # Too much for the dimension.
        ((4,), {"D1": [("K", 4), ("C", 4), ("OX", 2)]}, [[{"C": 4}]]),
        # Too much of the loop.
        (
            (4, 4, 4),
            {"D2": [("K", 4)], "D1": [("K", 4)], "D3": [("C", 2)]},
            [[{}, {"K": 4}, {"C": 2}]],
        ),
        # Not all dimensions, and a loop that the layer does not have.
        (
            (4, 4),
            {"D2": [("Q", 4), ("K", 2)]},
            [[{"OX": 4}, {"K": 2}], [{"C": 4}, {"K": 2}], [{"OY": 4}, {"K": 2}]],
        ),
    ],
)
def test_user_part(
    sizes: tuple[int, ...],
    user: Mapping[str, list[tuple[str, int]]],
    expected: list[list[dict[str, float]]],
):
    nest = conv(**BIG)
    assert named(nest, zigzag_unrollings(nest, core(sizes), 3, user=list(user.items()))) == expected


def test_hints():
    nest = conv(**BIG)
    hints = [("D1", ["OX", "Q", "C"]), ("D2", ["Q"])]
    assert named(nest, zigzag_unrollings(nest, core((4, 4)), 2, hints=hints)) == [
        [{"C": 4}, {"OX": 4}],
        [{"C": 4}, {"K": 4}],
    ]


@pytest.mark.parametrize(
    ("output", "user", "hint", "reason"),
    [
        # Nothing but C is unrolled over D1, so no factor can be lowered.
        (memory("O", 8, 512, ["D1"]), [], "C", "ValueError: max"),
        (memory("O", 8, 512, ["D1"]), [], "K", "AssertionError or ZeroDivisionError: an inner memory"),
        (memory("O", 64, 8, ["D1"]), [], "K", "AssertionError: No valid"),
        (
            memory("O", 64, 8, ["D1"]),
            [("D1", [("K", 2)])],
            "K",
            "AssertionError or ZeroDivisionError: the port",
        ),
        (memory("O"), [("D3", [("K", 2)])], "K", "KeyError: D3"),
        (memory("O", served=["D3"]), [], "K", "KeyError: D3"),
        (
            Memory("m", 64, 1.0, 1.0, (MemoryOperand.O,), ("D1",), ()),
            [],
            "K",
            "TypeError: memory 'm' has no port",
        ),
    ],
)
def test_failures(output: Memory, user: list[tuple[str, list[tuple[str, int]]]], hint: str, reason: str):
    with pytest.raises(ZigZagError, match=reason):
        zigzag_unrollings(
            conv(**BIG),
            core((4, 4), output, memory("I1"), memory("I2")),
            1,
            user=user,
            hints=[("D1", [hint])],
        )


def test_memory_for_an_operand_that_the_layer_lacks():
    nest = conv(**BIG)
    copy = LoopNest(nest.dims, nest.sizes, nest.output, 16, nest.inputs[1:])
    with pytest.raises(ZigZagError, match="KeyError: I2"):
        zigzag_unrollings(copy, core((4, 4)), 1)
    # Above others it does not matter here.
    inner = memory("I1"), memory("O")
    assert zigzag_unrollings(copy, core((4, 4), *inner), 1)


# The rule


@given(
    st.lists(st.integers(1, 6), min_size=8, max_size=8),
    st.lists(st.integers(1, 8), min_size=1, max_size=3),
    st.integers(1, 12),
)
def test_pruning_loses_nothing(sizes: list[int], units: list[int], count: int):
    nest = conv(**dict(zip(LOOPS, sizes, strict=True)))
    choices = [
        [
            (loop, factor)
            for loop in set_order(LOOPS, LOOP_CLASS)
            for factor in range(size, 0, -1)
            if min(size, nest.sizes[LOOPS.index(loop)]) % factor == 0
        ]
        for size in units
    ]
    candidates: list[tuple[float, tuple[tuple[str, int], ...]]] = []
    for chosen in product(*choices):
        totals = [prod(f for loop, f in chosen if loop == name) for name in LOOPS]
        if all(total <= size for total, size in zip(totals, sizes, strict=True)):
            used = prod(totals)
            candidates.append((used + (used / max(totals) - 1), chosen))
    candidates.sort(key=lambda entry: -entry[0])
    expected = [[{loop: f} for loop, f in chosen] for _, chosen in candidates[:count]]
    # The inner memories serve nothing, so they limit nothing.
    inner = memory("I1"), memory("I2"), memory("O")
    assert named(nest, zigzag_unrollings(nest, core(units, *inner), count)) == expected


# Golden records


@pytest.mark.parametrize("name", ["goldens.json", "goldens_fuzz.json"])
def test_golden_records(name: str, shared_data: Path):
    path = shared_data / "intra_core" / name
    if not path.is_file():
        pytest.skip(f"golden figures not found at {path}")
    for record in read_records(path):
        assert record.core_type.array is not None
        dims = [dim for dim, _ in record.core_type.array.dimensions]
        expected = record.search["spatial_mappings_tried"]
        arguments = record.nest, record.core_type, record.settings.nb_spatial_mappings
        user, hints = record.spatial_mapping, record.spatial_hints
        if not expected:
            with pytest.raises(ZigZagError) as caught:
                zigzag_unrollings(*arguments, user=user, hints=hints)
            kind = record.error.partition(":")[0]
            assert str(caught.value).startswith(kind), record.id
            continue
        found = named(record.nest, zigzag_unrollings(*arguments, user=user, hints=hints))
        assert found == [[entry[dim] for dim in dims] for entry in expected], record.id
