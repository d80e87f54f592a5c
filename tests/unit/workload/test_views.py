"""Views against NumPy."""

import numpy as np
import pytest
from hypothesis import given, settings
from view_chains import FAR, chains

from stream_xdsl.workload import views


def elements(pieces, shape):
    """The element number at every position of a view, −1 where no piece reaches."""
    result = np.full(shape, -1, dtype=np.int64)
    for piece in pieces:
        sources = [a for g in piece.groups for a in g.source_axes]
        targets = [a for g in piece.groups for a in g.target_axes]
        assert sorted(sources) == list(range(len(sources)))
        assert sorted(targets) == list(range(len(shape)))
        sizes = dict(pair for g in piece.groups for pair in zip(g.source_axes, g.source_sizes, strict=True))
        for position in np.ndindex(*shape):
            at: dict[int, int] = {}
            for g in piece.groups:
                flat = 0
                for a in g.target_axes:
                    flat = flat * shape[a] + position[a]
                source = int(g.index[flat])
                if source < 0:
                    break
                for a in reversed(g.source_axes):
                    source, at[a] = divmod(source, sizes[a])
            else:
                flat = 0
                for a in range(len(sizes)):
                    flat = flat * sizes[a] + at[a]
                assert result[position] == -1
                result[position] = piece.tensor * FAR + flat
    return result


@settings(max_examples=500)
@given(chains())
def test_chains_agree_with_numpy(chain):
    pieces, array = chain
    assert (elements(pieces, array.shape) == array).all()


def structure(pieces):
    return [{(g.source_axes, g.target_axes) for g in p.groups if g.index.size > 1} for p in pieces]


def test_channel_shuffle_stays_apart_from_rows_and_columns():
    shape = (1, 12, 4, 5)
    pieces = views.reshape(views.identity(0, shape), shape, (1, 3, 4, 4, 5))
    pieces = views.transpose(pieces, (1, 3, 4, 4, 5), (0, 2, 1, 3, 4))
    pieces = views.reshape(pieces, (1, 4, 3, 4, 5), shape)
    assert structure(pieces) == [{((1,), (1,)), ((2,), (2,)), ((3,), (3,))}]


def test_flattening_is_undone():
    shape = (2, 3, 4)
    flat = views.reshape(views.identity(0, shape), shape, (24,))
    assert structure(flat) == [{((0, 1, 2), (0,))}]
    assert structure(views.reshape(flat, (24,), shape)) == [{((a,), (a,)) for a in range(3)}]


def test_flattening_below_a_concatenation_is_undone():
    shape = (2, 3, 4)
    parts = [(views.identity(t, shape), shape) for t in range(2)]
    flat = views.reshape(views.concat(parts, 0), (4, 3, 4), (4, 12))
    assert structure(views.reshape(flat, (4, 12), (4, 3, 4))) == [{((a,), (a,)) for a in range(3)}] * 2


def test_what_is_sliced_away_contributes_nothing():
    parts = [(views.identity(t, (2, 3)), (2, 3)) for t in range(2)]
    pieces = views.slice_(views.concat(parts, 1), (2, 6), (0, 1), (2, 2), (1, 1))
    assert [p.tensor for p in pieces] == [0]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: views.reshape(p, (2, 3), (4, 2)), "cannot reshape"),
        (lambda p: views.transpose(p, (2, 3), (0, 0)), "not a permutation"),
        (lambda p: views.slice_(p, (2, 3), (0, 2), (2, 2), (1, 1)), "axis 1 leaves the shape"),
        (lambda p: views.slice_(p, (2, 3), (0, 0), (0, 1), (1, 1)), "axis 0 leaves the shape"),
        (lambda p: views.concat([(p, (2, 3)), (p, (2, 3, 1))], 0), "cannot concatenate"),
        (lambda p: views.concat([(p, (2, 3)), (p, (2, 4))], 0), "cannot concatenate"),
        (lambda p: views.expand(p, (2, 3), (2, 6)), "cannot broadcast"),
    ],
)
def test_misfits(make, message):
    with pytest.raises(ValueError, match=message):
        make(views.identity(0, (2, 3)))
