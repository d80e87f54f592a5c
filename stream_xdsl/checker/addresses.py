"""What lies where: whether any two things are in one place at one time."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

BYTE_BITS = 8
"""Everything begins and ends at whole bytes."""

Placed = tuple[float, float, int, int]
"""Since when, until when, address, and bits in whole bytes."""


def whole_bytes(bits: int) -> int:
    """The bits that so many take, in whole bytes."""
    return -(-bits // BYTE_BITS) * BYTE_BITS


def overlaps(things: Sequence[Placed]) -> Iterator[tuple[int, int]]:
    """Pairs of positions of things that are in one place at one time, the later one first; at most one pair for each.

    What ends at a time is gone before others begin.
    """
    events: list[tuple[float, bool, int]] = []
    for i, (since, until, _, bits) in enumerate(things):
        if until > since and bits > 0:
            events += [(since, True, i), (until, False, i)]
    here: list[tuple[int, int]] = []
    """Address and position of what is there now, but for what is in the place of another."""
    for _, begins, i in sorted(events):
        address, end = things[i][2], things[i][2] + things[i][3]
        at = bisect_left(here, (address, i))
        if not begins:
            if at < len(here) and here[at] == (address, i):
                del here[at]
            continue
        after = here[at][1] if at < len(here) and here[at][0] < end else -1
        before = (
            here[at - 1][1]
            if at > 0 and things[here[at - 1][1]][2] + things[here[at - 1][1]][3] > address
            else -1
        )
        if max(before, after) < 0:
            insort(here, (address, i))
        else:
            yield i, max(before, after)


def height(things: Iterable[Placed]) -> int:
    """Where the highest of them ends."""
    return max((address + bits for since, until, address, bits in things if until > since), default=0)
