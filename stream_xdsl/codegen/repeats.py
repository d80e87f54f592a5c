"""Where a sequence of pieces of code repeats itself, each time a constant number of positions further on."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import sub

import numpy as np
import numpy.typing as npt

LONGEST = 64
"""Steps of one repetition, at most."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Run:
    """Steps `first` to `first + length`, which the steps after them repeat, `count` times in all."""

    first: int
    length: int
    count: int


def find_runs(keys: Sequence[object], offsets: Sequence[tuple[int, ...]]) -> list[Run]:
    """All steps in order, as runs; steps between those that repeat themselves are a run of one repetition.

    Steps repeat others if their keys are equal and each of their offsets has moved by the same amount every time. Of the runs
    that begin at a step the one that covers most is taken, of equal ones the shortest.
    """
    numbers: dict[object, int] = {}
    numbered = [numbers.setdefault(key, len(numbers)) for key in keys]
    counts = {
        length: _counts(numbered, offsets, length) for length in range(1, min(LONGEST, len(keys) // 2) + 1)
    }
    runs: list[Run] = []
    at = single = 0
    while at < len(keys):
        found = (Run(at, length, int(count[at])) for length, count in counts.items() if count[at] > 1)
        best = max(found, key=lambda run: (run.count * run.length, -run.length), default=None)
        if best is None:
            at += 1
            continue
        if single < at:
            runs.append(Run(single, at - single, 1))
        runs.append(best)
        at = single = at + best.count * best.length
    if single < at:
        runs.append(Run(single, at - single, 1))
    return runs


def _counts(keys: Sequence[int], offsets: Sequence[tuple[int, ...]], length: int) -> Ints:
    """How often the so many steps that begin at each position come, one after the other."""
    numbers: dict[tuple[int, ...], int] = {}
    moved = np.full(len(keys), -1, dtype=np.int64)
    """By how much the offsets of a step differ from those of its equal, as a number; -1 without one."""
    for i in range(len(keys) - length):
        if keys[i] == keys[i + length]:
            distance = tuple(map(sub, offsets[i + length], offsets[i]))
            moved[i] = numbers.setdefault(distance, len(numbers))
    twice = _following(moved >= 0) >= length
    again = np.zeros(len(keys), dtype=np.bool_)
    again[:-length] = (moved[:-length] >= 0) & (moved[:-length] == moved[length:])
    return np.where(twice, 2 + _following(again) // length, 1)


def _following(true: npt.NDArray[np.bool_]) -> Ints:
    """How many are true without a gap, from each position on."""
    result = np.zeros(len(true) + 1, dtype=np.int64)
    for i in range(len(true) - 1, -1, -1):
        result[i] = result[i + 1] + 1 if true[i] else 0
    return result[:-1]
