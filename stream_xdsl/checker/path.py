"""How long layers take that cannot overlap, because some read what others have whole, derived anew."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.checker.model import Access, Ints, Layer, Model, Tensor, Value
from stream_xdsl.checker.needs import OUTSIDE, Piece, elements_of, pieces_of

Bools = npt.NDArray[np.bool_]

DENSE = 8
"""Numbers are marked in an array that is at most so many times as long as there are numbers."""

Cone = tuple[int, frozenset[int]]
"""Results of a layer: along these axes whole lines of them."""


def apart(value: Value, tensors: list[int]) -> Value:
    """The value with its tensors numbered in order of occurrence; `tensors` gets the tensor of each number."""
    if isinstance(value, int):
        tensors.append(value)
        return len(tensors) - 1
    return replace(value, inputs=tuple(apart(inner, tensors) for inner in value.inputs))


class Waits:
    """Which layers have to wait for others to end, of some layers by themselves."""

    def __init__(self, model: Model, layers: Collection[int], whole: Mapping[int, Collection[int]]):
        """`whole`: by layer, whose results it reads whole."""
        self._model = model
        self._members = set(layers)
        self._whole = whole
        self._known: dict[Cone, tuple[Cone, ...]] = {}
        self.awaited = {i: self._reached(i) for i in layers}
        """By layer those of whose results each of its own needs all."""

    def over(self, last: int) -> set[int]:
        """The layers that have ended when a layer ends."""
        found, left = set[int](), [last]
        while left:
            if (i := left.pop()) not in found:
                found.add(i)
                left += [p for p in self._whole[i] if p in self._members]
        return found

    def held(self, barrier: int) -> dict[int, int]:
        """By layer its operations that read what is there only after a layer has ended."""
        found: dict[int, int] = {}
        for i in sorted(self._members):
            layer = self._model.layers[i]
            for operand in layer.operands:
                tensors: list[int] = []
                apart(operand.value, tensors)
                makers = [self._model.tensors[t].producer for t in tensors]
                if all(barrier in self.awaited.get(-1 if m is None else m, ()) for m in makers):
                    found[i] = max(found.get(i, 0), self._reading(layer, operand))
        return found

    def _reading(self, layer: Layer, operand: Access) -> int:
        """Operations that do not read padding."""
        shape, free = self._shape(operand.value), set(range(len(layer.sizes)))
        count = 1
        for axis, row in enumerate(operand.coefficients):
            at = along(operand, axis, [d for d, c in enumerate(row) if c], layer.sizes)
            count *= int(np.count_nonzero((at >= 0) & (at < shape[axis])))
            free -= {d for d, c in enumerate(row) if c}
        return count * prod(layer.sizes[d] for d in free)

    def _shape(self, value: Value) -> tuple[int, ...]:
        return self._model.tensors[value].shape if isinstance(value, int) else value.shape

    def _result(self, index: int) -> tuple[int, ...]:
        return self._model.tensors[self._model.layers[index].output].shape

    def _reached(self, start: int) -> frozenset[int]:
        first = start, frozenset(a for a, size in enumerate(self._result(start)) if size == 1)
        seen, left = {first}, [first]
        while left:
            new = [cone for cone in self._before(left.pop()) if cone not in seen]
            seen.update(new)
            left += new
        return frozenset(i for i, axes in seen if i != start and len(axes) == len(self._result(i)))

    def _before(self, cone: Cone) -> tuple[Cone, ...]:
        """What results of a layer need of the results of others."""
        if cone not in self._known:
            self._known[cone] = tuple(dict.fromkeys(self._needed(*cone)))
        return self._known[cone]

    def _needed(self, index: int, axes: frozenset[int]) -> Iterator[Cone]:
        layer = self._model.layers[index]
        loops = {
            d
            for d in range(len(layer.sizes))
            if axes.issuperset(a for a, row in enumerate(layer.result.coefficients) if row[d])
        }
        for operand in layer.operands:
            tensors: list[int] = []
            value = apart(operand.value, tensors)
            own = [self._model.tensors[t] for t in tensors]
            if self._members.isdisjoint(t.producer for t in own if t.producer is not None):
                continue
            pieces = pieces_of(value, own)
            needs = (
                _of_elements(replace(operand, value=value), own, layer.sizes, loops)
                if pieces is None
                else _of_pieces(pieces, operand, own, layer.sizes, loops)
            )
            for number, lines in needs:
                producer = own[number].producer
                if producer in self._members:
                    yield producer, lines


def along(access: Access, axis: int, dims: Sequence[int], sizes: Sequence[int]) -> Ints:
    """Positions along an axis for all values of some loops, first most significant."""
    at = np.array([access.offsets[axis]], dtype=np.int64)
    for d in dims:
        at = np.add.outer(at, access.coefficients[axis][d] * np.arange(sizes[d])).ravel()
    return at


def _of_pieces(
    pieces: Sequence[Piece],
    access: Access,
    tensors: Sequence[Tensor],
    sizes: Sequence[int],
    loops: Collection[int],
) -> Iterator[tuple[int, frozenset[int]]]:
    """For each tensor that is always read its axes read whole, where axes stay apart."""
    for piece in pieces:
        shape = tensors[piece.tensor].shape
        lines, always = {a for a, size in enumerate(shape) if size == 1}, True
        for axis, (own, table) in enumerate(zip(piece.axes, piece.tables, strict=True)):
            moving = [d for d, c in enumerate(access.coefficients[axis]) if c]
            still, running = [d for d in moving if d not in loops], [d for d in moving if d in loops]
            at = along(access, axis, [*still, *running], sizes).reshape(prod(sizes[d] for d in still), -1)
            at = np.where((at >= 0) & (at < len(table)), table[np.clip(at, 0, len(table) - 1)], OUTSIDE)
            at.sort(axis=1)
            different = (np.diff(at, axis=1, prepend=OUTSIDE) > 0).sum(axis=1)
            always = always and bool((different > 0).all())
            if own is not None and (different == shape[own]).all():
                lines.add(own)
        if always:
            yield piece.tensor, frozenset(lines)


def _of_elements(
    access: Access, tensors: Sequence[Tensor], sizes: Sequence[int], loops: Collection[int]
) -> Iterator[tuple[int, frozenset[int]]]:
    """The same, element by element."""
    elements = elements_of(access.value, tensors)
    moving = [d for d in range(len(sizes)) if any(row[d] for row in access.coefficients)]
    order = [d for d in moving if d not in loops] + [d for d in moving if d in loops]
    inside: Bools = np.ones((1,) * len(order), dtype=np.bool_)
    at: list[Ints] = []
    for row, offset, length in zip(access.coefficients, access.offsets, elements.shape, strict=True):
        # Axes of an array per loop, of length 1 for those that do not move along the axis: only what is read gets as large as all of them.
        own = np.full((1,) * len(order), offset, dtype=np.int64)
        for place, d in enumerate(order):
            if row[d]:
                steps = row[d] * np.arange(sizes[d])
                own = own + steps.reshape([-1 if i == place else 1 for i in range(len(order))])
        inside = inside & (own >= 0) & (own < length)
        at.append(np.clip(own, 0, length - 1))
    read = np.broadcast_to(np.where(inside, elements[tuple(at)], OUTSIDE), [sizes[d] for d in order])
    table = read.reshape(prod(sizes[d] for d in order if d not in loops), -1)
    base = 0
    for number, tensor in enumerate(tensors):
        size = prod(tensor.shape)
        case, place = np.nonzero((table >= base) & (table < base + size))
        known = _distinct(case * size + table[case, place] - base, len(table) * size)
        base += size
        if np.count_nonzero(np.diff(known // size, prepend=-1)) < len(table):
            continue
        lines: set[int] = set()
        step = size
        for axis, length in enumerate(tensor.shape):
            step //= length
            # The same numbers without this axis: as often as it is long where it is read whole, and nowhere more often.
            others = known // (step * length) * step + known % step
            if len(_distinct(others, len(table) * size // length)) * length == len(known):
                lines.add(axis)
        yield number, frozenset(lines)


def _distinct(numbers: Ints, end: int) -> Ints:
    """Each once, ascending, of numbers from 0 to below the end; marks are faster than sorting unless they are far apart."""
    if end > DENSE * len(numbers):
        # Nearly in order, which this sort is fast with.
        ordered = np.sort(numbers, kind="stable")
        return ordered[np.diff(ordered, prepend=-1) > 0]
    marks = np.zeros(end, dtype=np.bool_)
    marks[numbers] = True
    return np.flatnonzero(marks)


@dataclass(frozen=True)
class Segment:
    """What goes on between two times."""

    operations: Mapping[int, int]
    """By layer."""
    from_start: bool
    """Whether memories on chip are empty before."""
    read: Collection[tuple[int, int]] = ()
    """(layer, operand) of which all is read that the layer reads; from the start, the operands of all layers that end are."""
    results: frozenset[int] = frozenset()
    """Of these layers all results come within it, and go, if they have to."""


@dataclass(frozen=True)
class Barrier:
    """The end of a layer, and what comes after it."""

    layer: int
    over: frozenset[int]
    """The layers that have ended, too."""
    held: Mapping[int, int]
    """Operations by layer that have not begun."""
    read: frozenset[tuple[int, int]]
    """(layer, operand) of which all is still read, of what no layer makes."""
    later: frozenset[int]
    """Layers that have something to do."""
    results: frozenset[int]
    """Layers all of whose results come after it."""

    def matters_less_than(self, other: "Barrier") -> bool:
        """Whether whatever follows this one follows the other, too, which is no earlier."""
        return (
            self.layer != other.layer
            and self.layer in other.over
            and (self.held, self.read) == (other.held, other.read)
            and self.results <= other.results
        )


def longest_path(
    barriers: Sequence[Barrier], points: Mapping[int, int], least_cycles: Callable[[Segment], int]
) -> int:
    """Cycles of the longest sequence of segments: from the start, from each barrier to each that may follow, and to the end."""
    kept = [
        b
        for b in barriers
        if (b.held or b.read) and not any(b.matters_less_than(other) for other in barriers)
    ]
    latest = least_cycles(Segment(points, True, results=frozenset(points)))
    reached: list[int] = []
    # What a barrier holds back comes later in the network, so that each is met after all that it may follow.
    for place, barrier in enumerate(kept):
        ended = barrier.over
        reached.append(least_cycles(Segment({i: points[i] for i in sorted(ended)}, True)))
        for before, earlier in zip(reached[:place], kept[:place], strict=True):
            if not ended.isdisjoint(earlier.later):
                between = {i: count for i, count in earlier.held.items() if i in ended}
                read = [own for own in earlier.read if own[0] in ended]
                reached[place] = max(reached[place], before + least_cycles(Segment(between, False, read)))
    for before, barrier in zip(reached, kept, strict=True):
        rest = Segment(barrier.held, False, barrier.read, barrier.results)
        latest = max(latest, before + least_cycles(rest))
    return latest
