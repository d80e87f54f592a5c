"""All tiles of an allocated network as flat arrays, with exact dependencies and the bits that must move.

Vocabulary
----------
*Part*: one spatial part of a layer, on one core. *Task*: one temporal tile of a part.

*Block*: the unit of data. A **produced** block is the output of one part for one setting of its
non-reduction temporal loops: all tasks along the reduction loops accumulate into it, the last one
finishes it. A **loaded** block belongs to a part and a tensor that resides off-chip (network inputs,
weights, outputs of earlier stacks): the elements that one task of the part is the first to need, so
that every element a part needs is in exactly one of its loaded blocks. Its tile index is that task's.

*Delivery*: a block (or what is needed of it) in one memory where tasks read it. An *in-place* delivery
is a produced block read in the memory it was written to: nothing moves. Within a stack, a produced block
is delivered once per memory whatever number of layers and tasks reads it there; what is delivered is,
per axis, the union of what they need.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Csr:
    """Ragged rows: row i is `values[offsets[i]:offsets[i + 1]]`, ascending."""

    offsets: Ints
    values: Ints

    def row(self, i: int) -> Ints:
        """The values of one row."""
        return self.values[self.offsets[i] : self.offsets[i + 1]]


@dataclass(frozen=True, eq=False)
class TileGraph:
    """Structure of arrays over P parts, T tasks, B blocks and D deliveries.

    Tasks are ordered by layer, part and tile; parts by layer and part index; blocks and deliveries by
    first mention in that order. All indices are int64.
    """

    part_layer: Ints
    """(P,) layer of the part."""
    part_index: Ints
    """(P,) position among the layer's parts."""
    part_core: Ints
    """(P,) core it runs on."""
    part_first_task: Ints
    """(P + 1,) its tasks are part_first_task[p] … part_first_task[p + 1] − 1, in tile order."""

    task_part: Ints
    """(T,)"""
    task_tile: Ints
    """(T,) temporal tile index within the part."""
    task_extents: Ints
    """(T, max dims) size of the tile per loop dimension, padded with 1: the key of its cost."""
    task_output: Ints
    """(T,) produced block it writes or accumulates into."""
    task_finishes: Bools
    """(T,) whether the output block is complete after it (last along the reduction loops)."""
    task_needs: Csr
    """(T rows) deliveries it reads."""

    block_tensor: Ints
    """(B,) tensor it is part of."""
    block_part: Ints
    """(B,) producing part, or the part it is loaded for."""
    block_tile: Ints
    """(B,) tile index of its finishing task, or of the task that needs it first."""
    block_produced: Bools
    """(B,) produced rather than loaded."""
    block_bits: Ints
    """(B,) all its elements at the tensor's width."""
    block_psum_bits: Ints
    """(B,) its footprint while it is written: partial-sum width if the layer reduces over temporal loops."""
    block_memory: Ints
    """(B,) memory id in which a produced block is written; −1 for loaded ones."""
    block_outlives: Bools
    """(B,) must be written off-chip because its tensor leaves the stack."""
    block_sources: Csr
    """(B rows) for a loaded block of a layer's output: the produced blocks it overlaps."""

    delivery_block: Ints
    """(D,)"""
    delivery_memory: Ints
    """(D,) memory id (`Machine.top_memories`) in which it is read."""
    delivery_core: Ints
    """(D,) core whose tasks read it there (the lowest, if a shared memory has several)."""
    delivery_bits: Ints
    """(D,) bits that move: the needed overlap; the block's own bits if in place."""
    delivery_in_place: Bools
    """(D,)"""

    @property
    def tasks(self) -> int:
        """Number of tasks."""
        return len(self.task_part)
