"""What later layers still have to read when a layer ends, because its last result, whichever that is, spreads.

Whatever needs that result comes after it. Of each later layer these are, along every axis, at least so many results in a row: a *run*, which
windows widen from layer to layer. Where the operations behind them take all values of the loops that an operand depends on, as a
convolution's do of those of its weights, all of that operand is read once more. `docs/bounds.md` has the proof.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.hashing import hashed_once
from stream_xdsl.mapping.barriers import Barriers, positions_along
from stream_xdsl.workload.footprint import check_separable
from stream_xdsl.workload.network import LinearMap, Network, Use

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

Runs = tuple[int, ...]
"""By axis of a tensor, how many successive positions, in all combinations."""

_MOST = 1 << 22
"""Windows times positions along an axis that are looked at; nothing is known beyond."""


@dataclass(frozen=True)
class _Spread:
    """What reads some results of another layer."""

    runs: Runs
    """Of results."""
    operands: frozenset[int]
    """Those of which it reads all that the layer reads."""


@dataclass(frozen=True)
class _Loops:
    """What the loops that move along an axis do while they are in a window of it, wherever the window is."""

    dims: tuple[int, ...]
    runs: tuple[int, ...]
    """By dimension so many successive values at least."""
    whole: bool
    """Whether they do everything, in all combinations."""


@hashed_once
@dataclass(frozen=True)
class _Read:
    """An operand of a layer, as far as it matters what of it leads to what: layers that are alike share it."""

    sizes: tuple[int, ...]
    """Of the loops."""
    operands: tuple[LinearMap, ...]
    """How all operands are indexed."""
    operand: int
    lengths: tuple[int, ...]
    """Of the operand's axes."""
    result: LinearMap
    shape: tuple[int, ...]
    """Of the result."""


class Windows:
    """What the results of some layers of a network spread to."""

    def __init__(self, network: Network, layers: Sequence[int], barriers: Barriers):
        self._network = network
        self._barriers = barriers
        made = {network.layers[i].output for i in layers}
        self._plain = {
            i: [
                (use.pieces[0].tensor, self._read(i, operand))
                for operand, use in enumerate(network.layers[i].uses)
                if use.pieces[0].tensor in made and _shows_as_it_is(network, use)
            ]
            for i in layers
        }
        """By layer what it reads of results of others as these are, and whose."""

    def after(self, layer: int) -> dict[int, frozenset[int]]:
        """By layer of which operations come after a layer has ended, the operands of which they read all that the layer reads."""
        late = self._barriers.awaiting(layer)
        results: dict[int, Runs] = {self._network.layers[layer].output: (1,) * len(self._shape(layer))}
        found: dict[int, frozenset[int]] = {}
        for i, plain in self._plain.items():
            spreads = [
                spread
                for tensor, read in plain
                if tensor in results and (spread := _spread(read, results[tensor])) is not None
            ]
            output = self._network.layers[i].output
            if spreads:
                found[i] = frozenset[int]().union(*(spread.operands for spread in spreads))
                results[output] = max((s.runs for s in spreads), key=lambda runs: (prod(runs), runs))
            if i in late:
                results[output] = self._shape(i)
        return found

    def _shape(self, layer: int) -> tuple[int, ...]:
        return self._network.tensors[self._network.layers[layer].output].shape

    def _read(self, index: int, operand: int) -> _Read:
        layer = self._network.layers[index]
        use = layer.uses[operand]
        check_separable(layer, use.map, f"operand {operand}")
        maps = tuple(own.map for own in layer.uses)
        return _Read(layer.sizes, maps, operand, use.shape, layer.output_map, self._shape(index))


@lru_cache(4096)
def _spread(read: _Read, runs: Runs) -> _Spread | None:
    """To what a layer makes of such runs of an operand; None if it may read none of them."""
    groups: list[_Loops] = []
    for axis, run in enumerate(runs):
        loops = _within(read.operands[read.operand], axis, read.sizes, read.lengths[axis], run)
        if loops is None:
            return None
        groups.append(loops)
    # Loops that do not move along this operand do everything for each of its elements.
    values = list(read.sizes)
    for loops in groups:
        for dim, run in zip(loops.dims, loops.runs, strict=True):
            values[dim] = run

    def complete(dims: frozenset[int]) -> bool:
        return all(
            loops.whole
            if len(own := dims.intersection(loops.dims)) > 1
            else all(values[d] == read.sizes[d] for d in own)
            for loops in groups
        )

    axes_of = [read.result.dims_of_axis(axis) for axis in range(len(read.shape))]

    def apart(dim: int) -> bool:
        """Whether the loop's values come in all combinations with those of loops along other axes."""
        return all(
            loops.whole or sum(not set(dims).isdisjoint(loops.dims) for dims in axes_of) == 1
            for loops in groups
            if dim in loops.dims
        )

    def results(axis: int) -> int:
        dims, length = axes_of[axis], read.shape[axis]
        if [abs(c) for c in read.result.coefficients[axis] if c] == [1]:
            return values[dims[0]] if apart(dims[0]) else 1
        along = positions_along(read.sizes, read.result, axis, frozenset(dims))
        return length if complete(frozenset(dims)) and len(np.unique(along)) == length else 1

    return _Spread(
        tuple(map(results, range(len(read.shape)))),
        frozenset(o for o, own in enumerate(read.operands) if complete(own.relevant_dims)),
    )


def _shows_as_it_is(network: Network, use: Use) -> bool:
    """Whether an operand is a tensor itself, or a view that shows it as it is."""
    if len(use.pieces) != 1 or use.shape != network.tensors[use.pieces[0].tensor].shape:
        return False
    return all(
        [a for a, size in zip(group.source_axes, group.source_sizes, strict=True) if size > 1]
        == [a for a in group.target_axes if use.shape[a] > 1]
        and np.array_equal(group.index, np.arange(len(group.index)))
        for group in use.pieces[0].groups
    )


def _within(access: LinearMap, axis: int, sizes: tuple[int, ...], length: int, run: int) -> _Loops | None:
    """What is done in windows of a length along an axis; None if in some there is nothing to do."""
    dims = access.dims_of_axis(axis)
    row = access.coefficients[axis]
    found = _in_windows(
        tuple(row[d] for d in dims), tuple(sizes[d] for d in dims), access.offsets[axis], length, run
    )
    return None if found is None else _Loops(dims, *found)


@lru_cache(4096)
def _in_windows(
    steps: tuple[int, ...], sizes: tuple[int, ...], offset: int, length: int, run: int
) -> tuple[tuple[int, ...], bool] | None:
    """`_Loops.runs` and `whole` for loops of these steps and sizes."""
    if steps == (1,) and sizes == (length,) and not offset:
        return (run,), run == length
    windows = length - run + 1
    if windows * prod(sizes) > _MOST:
        return None
    at = np.full((1,) * len(sizes), offset, dtype=np.int64)
    for place, (step, size) in enumerate(zip(steps, sizes, strict=True)):
        at = at + (step * np.arange(size)).reshape([-1 if p == place else 1 for p in range(len(sizes))])
    begins = np.arange(windows).reshape(-1, *(1,) * len(sizes))
    inside = (at >= begins) & (at < begins + run)
    axes = range(1, len(sizes) + 1)
    if not inside.any(axis=tuple(axes)).all():
        return None
    runs = tuple(
        _least_run(np.asarray(inside.any(axis=tuple(other for other in axes if other != axis))))
        for axis in axes
    )
    return runs, bool(inside.all())


def _least_run(rows: Bools) -> int:
    """Of the most successive places that are set in each row, the fewest."""
    count = np.cumsum(rows, axis=1)
    before = np.maximum.accumulate(np.where(rows, 0, count), axis=1)
    return int((count - before).max(axis=1).min())
