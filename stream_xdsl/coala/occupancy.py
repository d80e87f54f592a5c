"""What the memories of a schedule hold, and how long: the blocks that tasks write, and the most there is at once."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tiling import part_grid
from stream_xdsl.workload.working_set import output_elements

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class OutputBlocks:
    """The blocks that the tasks of one part write: open while tasks accumulate into them, then finished."""

    of_task: Ints
    """(tasks,) the block that each task writes."""
    final_tile: Ints
    """(blocks,) the tile that finishes it, which names the block."""
    start: Ints
    """(blocks,) since when it takes space."""
    finished: Ints
    """(blocks,) when it stops being partial-sum wide; its start if one task writes it all."""
    release: Ints
    """(blocks,) until when it takes space."""
    open_bits: Ints
    """(blocks,) what it takes before it is finished,"""
    bits: Ints
    """(blocks,) and after."""

    @property
    def spans(self) -> tuple[tuple[Ints, Ints, Ints], tuple[Ints, Ints, Ints]]:
        """(from, to, bits) of both phases."""
        return (self.start, self.finished, self.open_bits), (self.finished, self.release, self.bits)


def output_blocks(
    network: Network, layer: int, part: int, tile: Ints, start: Ints, duration: Ints, release: Ints
) -> OutputBlocks:
    """The blocks of a part, from its tasks: each tile once, in any order."""
    nest = network.layers[layer]
    grid = part_grid(nest.sizes, nest.temporal, nest.spatial, part)
    kept = [loop for loop, (dim, _) in enumerate(nest.temporal) if dim not in nest.reduction_dims]
    coordinates = grid.coordinates[tile][:, kept]
    _, of_task = (
        np.unique(coordinates, axis=0, return_inverse=True) if kept else (None, np.zeros(len(tile), int))
    )
    of_task = of_task.ravel()
    blocks, chain = int(of_task.max()) + 1, np.bincount(of_task)
    first = np.full(blocks, np.iinfo(np.int64).max)
    final, last, released = (np.zeros(blocks, np.int64) for _ in range(3))
    np.minimum.at(first, of_task, start)
    np.maximum.at(final, of_task, tile)
    np.maximum.at(last, of_task, start + duration)
    np.maximum.at(released, of_task, release)
    extents = np.empty((blocks, len(nest.sizes)), dtype=np.int64)
    extents[of_task] = grid.extents[tile]
    shapes, shape = np.unique(extents, axis=0, return_inverse=True)
    elements = np.array([output_elements(nest, s) for s in shapes.tolist()], dtype=np.int64)[shape.ravel()]
    return OutputBlocks(
        of_task,
        final,
        first,
        np.where(chain > 1, last, first),
        released,
        elements * nest.psum_bits,
        elements * network.tensors[nest.output].bits,
    )


def peak_bits(spans: Iterable[tuple[Ints, Ints, Ints]]) -> int:
    """The most that (from, to, bits) take at once; what ends at a cycle is given back before anything else begins."""
    columns = list(zip(*spans, strict=True))
    if not columns:
        return 0
    begin, end, bits = (np.concatenate(column) for column in columns)
    times, changes = np.concatenate([begin, end]), np.concatenate([bits, -bits])
    order = np.lexsort((changes, times))
    return int(np.cumsum(changes[order]).max(initial=0))


def covered_cycles(start: Ints, end: Ints) -> int:
    """Length of the union of intervals."""
    if not len(start):
        return 0
    order = np.argsort(start, kind="stable")
    start, end = start[order], end[order]
    # Each interval adds what lies beyond everything that came before it.
    before = np.concatenate((start[:1], np.maximum.accumulate(end)[:-1]))
    return int(np.maximum(end - np.maximum(start, before), 0).sum())
