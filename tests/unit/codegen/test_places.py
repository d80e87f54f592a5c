"""Sets of elements as boxes, and what two pieces of a tensor have in common."""

from math import prod

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from stream_xdsl.codegen.code import Array, Coder, Copy, Name, Storage, Subview
from stream_xdsl.codegen.places import Piece, copy_common, products, progressions

SHAPES = hnp.array_shapes(min_dims=1, max_dims=3, max_side=5)


@given(hnp.arrays(np.bool_, SHAPES))
def test_products_are_packed_as_their_elements_are(held: np.ndarray):
    positions = tuple(np.arange(n) * 3 for n in held.shape)
    numbers = np.arange(held.size).reshape(held.shape)
    found = [numbers[np.ix_(*(at // 3 for at in product))].ravel() for product in products(positions, held)]
    assert all(len(part) for part in found)
    np.testing.assert_array_equal(np.concatenate(found) if found else [], numbers[held])


def test_all_combinations_are_one_product():
    positions = (np.array([1, 4]), np.array([0, 2, 3]))
    assert list(products(positions, None)) == [positions]


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_progressions_go_through_both(first: set[int], second: set[int]):
    length = min(len(first), len(second))
    pair = [np.array(sorted(values)[:length], dtype=np.int64) for values in (first, second)]
    runs = list(progressions(*pair))
    assert [a + i * da for a, da, _, _, n in runs for i in range(n)] == pair[0].tolist()
    assert [b + i * db for _, _, b, db, n in runs for i in range(n)] == pair[1].tolist()


@given(st.data(), SHAPES)
def test_what_two_pieces_have_in_common_is_copied(data: st.DataObject, shape: tuple[int, ...]):
    """Carried out with NumPy: elements are their own numbers."""
    numbers = np.arange(prod(shape)).reshape(shape)

    def some() -> tuple[np.ndarray, ...]:
        masks = [data.draw(hnp.arrays(np.bool_, n)) for n in shape]
        return tuple(np.flatnonzero(mask) for mask in masks)

    source, target, wanted = some(), some(), some()
    arrays = [numbers[np.ix_(*source)], np.full([len(at) for at in target], -1)]
    storages = [Storage(str(i), Array(array.shape, "i64"), "") for i, array in enumerate(arrays)]
    coder = Coder(storages)
    pieces = [Piece(own, lambda coder, i=i: coder.name(i)) for i, own in enumerate((source, target))]
    copy_common(coder, pieces[0], pieces[1], wanted)
    values: list[np.ndarray] = []
    for instruction in coder.code:
        match instruction:
            case Name(storage):
                values.append(arrays[storage])
            case Subview(origin, slots, sizes, strides):
                starts = [coder.offsets[slot] for slot in slots]
                values.append(
                    values[origin][
                        tuple(
                            slice(start, start + size * step, step)
                            for start, size, step in zip(starts, sizes, strides, strict=True)
                        )
                    ]
                )
            case Copy(read, written):
                values[written][...] = values[read]
                values.append(values[written])
            case _:
                raise AssertionError(instruction)
    expected = np.full_like(arrays[1], -1)
    chosen = [
        np.isin(own, theirs) & np.isin(own, some)
        for own, theirs, some in zip(target, source, wanted, strict=True)
    ]
    expected[np.ix_(*chosen)] = numbers[
        np.ix_(*(own[mask] for own, mask in zip(target, chosen, strict=True)))
    ]
    np.testing.assert_array_equal(arrays[1], expected)
