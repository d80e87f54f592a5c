"""The shapes found are those of the real tile grids."""

from hypothesis import given
from hypothesis import strategies as st

from stream_xdsl.cost.tile_shapes import tile_shapes
from stream_xdsl.workload.tiling import tile_grids

sizes = st.lists(st.integers(1, 12), min_size=1, max_size=3)


@given(sizes, st.data())
def test_same_as_the_grids(dims: list[int], data: st.DataObject):
    per_dim = st.tuples(*(st.integers(1, size) for size in dims))
    temporal = tuple(enumerate(data.draw(per_dim)))
    splits = [tuple(enumerate(ways)) for ways in data.draw(st.lists(per_dim, min_size=1, max_size=2))]
    shapes = tile_shapes(tuple(dims), temporal, splits)
    expected = {
        tuple(row)
        for split in splits
        for grid in tile_grids(tuple(dims), temporal, split)
        for row in grid.extents.tolist()
    }
    assert set(shapes) == expected
    assert len(shapes) == len(expected)
