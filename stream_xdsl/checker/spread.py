"""How far the last result of a layer spreads, whichever it is, derived anew.

What needs that result comes after it. Of every later layer along each axis at least so many successive results do; and some operands are all
read again for them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.checker.model import Access, Ints, Layer, Model, Value
from stream_xdsl.checker.needs import elements_of, tensors_of
from stream_xdsl.checker.path import along

MOST = 1 << 22
"""Combinations of loops' values and windows that are looked at; beyond, nothing is known."""

Lengths = tuple[int, ...]
"""Per axis of a tensor."""


@dataclass(frozen=True)
class _Moved:
    """What the loops along one axis of an operand do at least for any window of it."""

    values: Mapping[int, int]
    """By loop, its successive values."""
    complete: bool
    """All they ever do."""


class Spread:
    """Among some layers of a model."""

    def __init__(self, model: Model, layers: Collection[int]):
        self._model = model
        self._layers = sorted(layers)
        self._made: dict[tuple[int, int, Lengths], tuple[Lengths, frozenset[int]] | None] = {}
        self._moved: dict[object, _Moved | None] = {}
        self._as_is: dict[tuple[int, int], int | None] = {
            (i, position): self._tensor_shown(operand.value)
            for i in self._layers
            for position, operand in enumerate(model.layers[i].operands)
        }

    def of(self, start: int, whole: Collection[int]) -> dict[int, frozenset[int]]:
        """By layer that has something to do after a layer has ended, its operands that are all read then; `whole` are those all of
        whose results come after."""
        lengths: dict[int, Lengths] = {self._model.layers[start].output: (1,) * len(self._result(start))}
        found: dict[int, frozenset[int]] = {}
        for i in self._layers:
            best: Lengths | None = None
            for position in range(len(self._model.layers[i].operands)):
                tensor = self._as_is[i, position]
                if tensor is None or tensor not in lengths:
                    continue
                if (made := self._makes(i, position, lengths[tensor])) is not None:
                    found[i] = found.get(i, frozenset()) | made[1]
                    if best is None or (prod(made[0]), made[0]) > (prod(best), best):
                        best = made[0]
            if i in whole:
                best = self._result(i)
            if best is not None:
                lengths[self._model.layers[i].output] = best
        return found

    def _result(self, index: int) -> Lengths:
        return self._model.tensors[self._model.layers[index].output].shape

    def _tensor_shown(self, value: Value) -> int | None:
        """The tensor that one of these layers makes, if a value has its shape and each element at its place."""
        outputs = {self._model.layers[i].output for i in self._layers}
        for tensor in sorted(outputs & tensors_of(value)):
            own = self._model.tensors[tensor].shape
            if value == tensor:
                return tensor
            if self._shape(value) == own:
                base = sum(prod(t.shape) for t in self._model.tensors[:tensor])
                places = elements_of(value, self._model.tensors)
                if np.array_equal(places.ravel(), base + np.arange(prod(own))):
                    return tensor
        return None

    def _makes(self, index: int, position: int, lengths: Lengths) -> tuple[Lengths, frozenset[int]] | None:
        """What a layer makes of so many successive elements of an operand, and its operands that it reads all of for that."""
        key = index, position, lengths
        if key not in self._made:
            self._made[key] = self._making(self._model.layers[index], position, lengths, self._result(index))
        return self._made[key]

    def _making(
        self, layer: Layer, position: int, lengths: Lengths, shape: Lengths
    ) -> tuple[Lengths, frozenset[int]] | None:
        access = layer.operands[position]
        axes = [self._move(access, axis, layer.sizes, length) for axis, length in enumerate(lengths)]
        moved = [own for own in axes if own is not None]
        if len(moved) < len(axes):
            return None
        made: list[int] = []
        for axis, row in enumerate(layer.result.coefficients):
            loops = [d for d, c in enumerate(row) if c]
            with_it = next((own for own in moved if loops and loops[0] in own.values), None)
            tangled = (
                with_it is not None
                and not with_it.complete
                and any(
                    coefficient and d in with_it.values
                    for other, others in enumerate(layer.result.coefficients)
                    if other != axis
                    for d, coefficient in enumerate(others)
                )
            )
            if len(loops) == 1 and row[loops[0]] in (1, -1):
                length = with_it.values[loops[0]] if with_it else layer.sizes[loops[0]]
                made.append(1 if tangled else length)
            else:
                different = len(np.unique(along(layer.result, axis, loops, layer.sizes)))
                everything = different == shape[axis] and _all_values(loops, moved, layer.sizes)
                made.append(shape[axis] if everything else 1)
        read = frozenset(
            other
            for other, operand in enumerate(layer.operands)
            if _all_values(
                [d for d in range(len(layer.sizes)) if any(row[d] for row in operand.coefficients)],
                moved,
                layer.sizes,
            )
        )
        return tuple(made), read

    def _move(self, access: Access, axis: int, sizes: Sequence[int], length: int) -> _Moved | None:
        """What the loops along an axis do for any so many successive positions; None if nothing for some."""
        loops = [d for d, c in enumerate(access.coefficients[axis]) if c]
        steps, extents = [access.coefficients[axis][d] for d in loops], [sizes[d] for d in loops]
        positions = self._shape(access.value)[axis]
        key = tuple(loops), tuple(steps), tuple(extents), access.offsets[axis], positions, length
        if key not in self._moved:
            at = along(access, axis, loops, sizes)
            self._moved[key] = _moving(loops, extents, at, positions, length)
        return self._moved[key]

    def _shape(self, value: Value) -> Lengths:
        return self._model.tensors[value].shape if isinstance(value, int) else value.shape


def _all_values(loops: Sequence[int], moved: Sequence[_Moved], sizes: Sequence[int]) -> bool:
    """Whether these loops take all their values in all combinations."""
    for own in moved:
        shared = [d for d in loops if d in own.values]
        if len(shared) == 1 and own.values[shared[0]] < sizes[shared[0]]:
            return False
        if len(shared) > 1 and not own.complete:
            return False
    return True


def _moving(
    loops: Sequence[int], extents: Sequence[int], at: Ints, positions: int, length: int
) -> _Moved | None:
    """`at`: where the loops are along the axis, for all their values."""
    windows = positions - length + 1
    if np.array_equal(at, np.arange(positions)) and len(loops) == 1:
        # One after the other.
        return _Moved({loops[0]: length}, length == positions)
    if windows * len(at) > MOST:
        return None
    inside = (at >= 0) & (at < positions)
    # A position is in the windows that begin up to one length before it.
    begins = np.zeros((len(at), windows + 1), dtype=np.int64)
    row = np.flatnonzero(inside)
    begins[row, np.maximum(at[inside] - length + 1, 0)] += 1
    begins[row, np.minimum(at[inside], windows - 1) + 1] -= 1
    covers = np.cumsum(begins, axis=1)[:, :-1] > 0
    if not covers.any(axis=0).all():
        return None
    by_loop = covers.reshape(*extents, windows)
    values: dict[int, int] = {}
    for place, d in enumerate(loops):
        taken = np.moveaxis(by_loop, place, 0)
        values[d] = _shortest(np.asarray(taken.reshape(extents[place], -1, windows).any(axis=1)))
    return _Moved(values, bool(covers.all()))


def _shortest(taken: npt.NDArray[np.bool_]) -> int:
    """Of the longest sequence of successive values in each window, (values, windows), the least."""
    now = np.zeros(taken.shape[1], dtype=np.int64)
    longest = now
    for own in taken:
        now = (now + 1) * own
        longest = np.maximum(longest, now)
    return int(longest.min())
