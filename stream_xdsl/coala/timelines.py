"""What is taken when: shared bandwidths and memory space as step functions of time in cycles.

Nothing taken from a bandwidth is ever given back, so that a gap once too small stays too small.
"""

from bisect import bisect_left, bisect_right


class Bandwidth:
    """Bits per cycle taken of one channel or port, over time."""

    def __init__(self, capacity_bits: int):
        self.capacity_bits = capacity_bits
        # Step i lasts from _times[i] to _times[i + 1], the last one forever. Neighbours differ.
        self._times = [0]
        self._taken = [0]

    def earliest(self, ready: int, duration: int, rate: int) -> int:
        """The first start at or after `ready` from which `rate` is free for that long."""
        times, taken, limit = self._times, self._taken, self.capacity_bits - rate
        step, last = bisect_right(times, ready) - 1, len(times) - 1
        start = ready
        while True:
            if taken[step] > limit:
                step += 1
                start = times[step]
            elif step == last or times[step + 1] >= start + duration:
                return start
            else:
                step += 1

    def take(self, start: int, end: int, rate: int) -> None:
        """Take `rate` during [start, end)."""
        if start == end:
            return
        first, last = self._split(start), self._split(end)
        for step in range(first, last):
            self._taken[step] += rate
        self._join(last)
        self._join(first)

    def _split(self, time: int) -> int:
        step = bisect_left(self._times, time)
        if step == len(self._times) or self._times[step] != time:
            self._times.insert(step, time)
            self._taken.insert(step, self._taken[step - 1])
        return step

    def _join(self, step: int) -> None:
        if step and self._taken[step] == self._taken[step - 1]:
            del self._times[step], self._taken[step]


class Space:
    """Bits of a memory that are taken at a time or later.

    Whoever takes space keeps it for an unknown time, hence needs it free from some time on, forever as far as is known.
    What counts is therefore the most that is taken at a time or later, which never rises with time. A release leaves
    earlier times as they are; that may overstate them, but never understates what is taken.
    """

    def __init__(self, size_bits: int):
        self.size_bits = size_bits
        # Levels are negated, so that they ascend as bisect wants them.
        self._times = [0]
        self._levels = [0]

    @property
    def taken_bits(self) -> int:
        """Bits that are taken and of which no release is known."""
        return -self._levels[-1]

    def fits(self, bits: int) -> bool:
        """Whether there is room for so many bits at some time."""
        return self.taken_bits + bits <= self.size_bits

    def earliest(self, bits: int) -> int:
        """The first time from which on so many bits are free; they must fit."""
        return self._times[bisect_left(self._levels, bits - self.size_bits)]

    def fits_from(self, time: int, bits: int) -> bool:
        """Whether so many bits are free from that time on."""
        return bits - self._levels[bisect_right(self._times, time) - 1] <= self.size_bits

    def take(self, time: int, bits: int) -> None:
        """Take space from a time on."""
        times, levels = self._times, self._levels
        step = self._split(time)
        for later in range(step, len(levels)):
            levels[later] -= bits
        # Earlier steps see the new level ahead; those below it become one with it.
        level = levels[step]
        first = bisect_left(levels, level, 0, step)
        if first < step:
            levels[first] = level
            del times[first + 1 : step + 1], levels[first + 1 : step + 1]

    def release(self, time: int, bits: int) -> None:
        """Give space back at a time after it was taken."""
        for later in range(self._split(time), len(self._levels)):
            self._levels[later] += bits

    def _split(self, time: int) -> int:
        step = bisect_left(self._times, time)
        if step == len(self._times) or self._times[step] != time:
            self._times.insert(step, time)
            self._levels.insert(step, self._levels[step - 1])
        return step
