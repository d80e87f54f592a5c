"""A network as the engines see it: loop nests over named dimensions, reading tensors through views.

Everything is indexed by small integers: tensors, layers, stacks, loop dimensions (position in
`Layer.dims`) and cores (position in `Machine.cores`).
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property
from math import prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.hashing import hashed_once
from stream_xdsl.workload.kinds import Category, Kind


@hashed_once
@dataclass(frozen=True)
class LinearMap:
    """Tensor position as a linear function of the loop indices.

    `coefficients[axis][dim]` and `offsets[axis]`: position[axis] = Σ coefficient · index + offset.
    """

    coefficients: tuple[tuple[int, ...], ...]
    offsets: tuple[int, ...]

    def dims_of_axis(self, axis: int) -> tuple[int, ...]:
        """The loop dimensions that move the position along an axis."""
        return tuple(d for d, c in enumerate(self.coefficients[axis]) if c)

    @cached_property
    def relevant_dims(self) -> frozenset[int]:
        """The loop dimensions that select another element (the field's *relevant* loops)."""
        return frozenset(d for axis in range(len(self.offsets)) for d in self.dims_of_axis(axis))


class TensorRole(StrEnum):
    """Where a tensor comes from."""

    INPUT = auto()
    WEIGHT = auto()
    LAYER = auto()


@dataclass(frozen=True)
class Tensor:
    """A value that occupies memory; views of it do not."""

    name: str
    role: TensorRole
    shape: tuple[int, ...]
    bits: int
    """Width of one element in memory and on links."""

    @property
    def elements(self) -> int:
        """Number of elements."""
        return prod(self.shape)

    @property
    def size_bits(self) -> int:
        """Footprint of the whole tensor."""
        return self.elements * self.bits


@dataclass(frozen=True, eq=False)
class AxisGroup:
    """Part of a view: some target axes, flattened, read some source axes, flattened.

    `index[flat target position] = flat source position`, or −1 where the target does not come from
    this source (the other operands of a concatenation). Shape: (Π target axis sizes,).
    The groups of a view partition both the source's and the target's axes.
    """

    source_axes: tuple[int, ...]
    target_axes: tuple[int, ...]
    index: npt.NDArray[np.int64]
    source_sizes: tuple[int, ...]
    """Sizes of the source axes."""


@dataclass(frozen=True, eq=False)
class ViewPiece:
    """What one tensor contributes to a view."""

    tensor: int
    groups: tuple[AxisGroup, ...]


@dataclass(frozen=True, eq=False)
class Use:
    """An operand of a layer: a view of one tensor (several for a concatenation), and how loops index it."""

    pieces: tuple[ViewPiece, ...]
    shape: tuple[int, ...]
    """Shape of the view, which is what `map` indexes; positions outside it are padding."""
    map: LinearMap
    bits: int


@dataclass(frozen=True, eq=False)
class Layer:
    """A loop nest. Dimensions without a coefficient in `output_map` are reductions."""

    name: str
    kind: Kind
    dims: tuple[str, ...]
    sizes: tuple[int, ...]
    uses: tuple[Use, ...]
    output: int
    """Index of the tensor it writes."""
    output_map: LinearMap
    psum_bits: int
    output_bits: int
    stack: int = 0
    temporal: tuple[tuple[int, int], ...] = ()
    """(dimension, tile size), outermost loop first."""
    spatial: tuple[tuple[int, int], ...] = ()
    """(dimension, ways across cores), first most significant."""
    cores: tuple[int, ...] = ()
    """The core of each spatial part, once allocated."""

    @cached_property
    def reduction_dims(self) -> frozenset[int]:
        """Dimensions that accumulate into the same output element."""
        return frozenset(range(len(self.dims))) - self.output_map.relevant_dims

    @property
    def points(self) -> int:
        """Size of the iteration domain: operations of the layer."""
        return prod(self.sizes)

    @property
    def macs(self) -> int:
        """Multiply-accumulates: the points of a convolution or matrix product, 0 for other layers."""
        return self.points if self.kind.category is Category.MAC else 0

    @property
    def parts(self) -> int:
        """Number of spatial parts."""
        return prod(ways for _, ways in self.spatial)


@dataclass(frozen=True, eq=False)
class Network:
    """A whole network; layers are in a topological order, stack by stack."""

    name: str
    tensors: tuple[Tensor, ...]
    layers: tuple[Layer, ...]
    stacks: tuple[str, ...]
    """Names of the fusion groups; `Layer.stack` indexes it. One stack when not partitioned yet."""
    outputs: tuple[int, ...]
    """The tensors the network returns (through views, in order of first mention)."""

    @cached_property
    def producer(self) -> dict[int, int]:
        """Tensor index -> index of the layer that writes it."""
        return {layer.output: i for i, layer in enumerate(self.layers)}

    @cached_property
    def consumers(self) -> dict[int, tuple[int, ...]]:
        """Tensor index -> layers that read it, ascending, each once."""
        found: dict[int, list[int]] = {}
        for i, layer in enumerate(self.layers):
            for tensor in dict.fromkeys(p.tensor for use in layer.uses for p in use.pieces):
                found.setdefault(tensor, []).append(i)
        return {tensor: tuple(layers) for tensor, layers in found.items()}

    @cached_property
    def outliving(self) -> frozenset[int]:
        """Layer outputs that leave their stack: read by a later stack or returned by the network."""
        producer = self.producer
        return frozenset(
            tensor
            for tensor, layer in producer.items()
            if tensor in self.outputs
            or any(self.layers[c].stack != self.layers[layer].stack for c in self.consumers.get(tensor, ()))
        )

    @property
    def macs(self) -> int:
        """Multiply-accumulates of the whole network."""
        return sum(layer.macs for layer in self.layers)
