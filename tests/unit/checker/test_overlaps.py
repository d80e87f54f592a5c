"""Whatever overlaps is found, and nothing else."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from stream_xdsl.checker.addresses import Placed, height, overlaps, whole_bytes


@st.composite
def things(draw: st.DrawFn) -> list[Placed]:
    found = []
    for _ in range(draw(st.integers(0, 12))):
        since, until = sorted(draw(st.tuples(st.integers(0, 12), st.integers(0, 12))))
        found.append((since, until, 8 * draw(st.integers(0, 10)), 8 * draw(st.integers(0, 4))))
    return found


def together(a: Placed, b: Placed) -> bool:
    """Byte by byte and cycle by cycle."""
    places = [
        {
            (cycle, byte)
            for cycle in range(since, until)
            for byte in range(address // 8, (address + bits) // 8)
        }
        for since, until, address, bits in (a, b)
    ]
    return not places[0].isdisjoint(places[1])


@given(things())
def test_overlaps(placed: list[Placed]):
    found = list(overlaps(placed))
    assert all(together(placed[a], placed[b]) and placed[a][0] >= placed[b][0] for a, b in found)
    assert bool(found) == any(together(a, b) for a, b in combinations(placed, 2))
    # Without those that were found to be in the place of others, nothing overlaps.
    kept = [thing for i, thing in enumerate(placed) if i not in {later for later, _ in found}]
    assert not any(together(a, b) for a, b in combinations(kept, 2))


def test_whole_bytes():
    assert [whole_bytes(bits) for bits in (0, 1, 8, 9)] == [0, 8, 8, 16]


def test_height():
    assert height([]) == 0
    assert height([(0, 2, 8, 16), (3, 3, 80, 8)]) == 24
