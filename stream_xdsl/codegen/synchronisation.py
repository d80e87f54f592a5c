"""What agents that run side by side have to wait for, so that they compute what they would one event after the other.

Each agent has its events in the order of the whole, and counts those that it has done. An event waits until other agents' counts
are large enough: of each, the last event before it counts that touches what it touches, if one of the two writes. An agent so
waits only for what comes before in the order of the whole, hence never for ever.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream_xdsl.codegen.accesses import Access

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, order=True)
class Wait:
    """Until an agent has done so many events."""

    agent: int
    events: int


def find_waits(agents: Sequence[int], accesses: Sequence[Sequence[Access]]) -> list[tuple[Wait, ...]]:
    """What each of some events waits for, ordered by agent.

    `agents` are those that do the events, `accesses` what the events touch, both in the order of the whole. What other waits
    already see to, an agent's earlier ones or other agents', is left out.
    """
    size = max(agents, default=-1) + 1
    done = np.zeros((size, size), dtype=np.int64)
    """By agent: how many events of each agent are done for certain when it comes to its next."""
    after: list[Ints] = []
    """The same, when an event is done."""
    result: list[tuple[Wait, ...]] = []
    for agent, last in zip(agents, last_conflicts(agents, accesses), strict=True):
        waits: list[Wait] = []
        # What comes later in the order of the whole may have waited for what comes earlier, never the other way around.
        for other, event in sorted(last.items(), key=lambda item: -item[1]):
            number = int(after[event][other])
            if done[agent, other] < number:
                waits.append(Wait(other, number))
                np.maximum(done[agent], after[event], out=done[agent])
        done[agent, agent] += 1
        after.append(done[agent].copy())
        result.append(tuple(sorted(waits)))
    return result


def last_conflicts(
    agents: Sequence[int], accesses: Sequence[Sequence[Access]]
) -> Sequence[Mapping[int, int]]:
    """For each event, by other agent: the last event before it which touches what it touches, if one of the two writes."""
    result: list[dict[int, int]] = [{} for _ in agents]
    by_storage: dict[int, list[tuple[int, Access]]] = {}
    for event, touched in enumerate(accesses):
        for access in touched:
            by_storage.setdefault(access.storage, []).append((event, access))
    for members in by_storage.values():
        if any(access.writes for _, access in members) and len({agents[event] for event, _ in members}) > 1:
            _add_conflicts(agents, members, result)
    return result


def _add_conflicts(
    agents: Sequence[int], members: Sequence[tuple[int, Access]], result: Sequence[dict[int, int]]
) -> None:
    """Those of one storage."""
    numbers: dict[tuple[object, ...], int] = {}
    rank = max(len(access.low) for _, access in members)
    events = np.array([event for event, _ in members])
    owners = np.array([agents[event] for event, _ in members])
    writes = np.array([access.writes for _, access in members])
    first, end = np.array([access.range_bytes for _, access in members]).T
    arrays = np.array([numbers.setdefault((a.address_bytes, a.array), len(numbers)) for _, a in members])
    """Boxes of one array are compared by axis, others as ranges of bytes."""
    low, high = np.zeros((2, len(members), rank), dtype=np.int64)
    high += 1
    for i, (_, access) in enumerate(members):
        low[i, : len(access.low)], high[i, : len(access.high)] = access.low, access.high
    for i in range(1, len(members)):
        common = (first[:i] < end[i]) & (first[i] < end[:i]) & (owners[:i] != owners[i])
        hits = np.flatnonzero(common if writes[i] else common & writes[:i])
        apart = ((high[hits] <= low[i]) | (high[i] <= low[hits])).any(axis=1)
        hits = hits[~(apart & (arrays[hits] == arrays[i]))]
        last = result[events[i]]
        for owner, event in zip(owners[hits].tolist(), events[hits].tolist(), strict=True):
            last[owner] = max(last.get(owner, -1), event)
