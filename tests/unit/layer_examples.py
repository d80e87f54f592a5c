"""Layers and networks by hand, for tests of engines that decide about them."""

from dataclasses import replace

import numpy as np

from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import (
    AxisGroup,
    Layer,
    LinearMap,
    Network,
    Tensor,
    TensorRole,
    Use,
    ViewPiece,
)


def whole(tensor: int, shape: tuple[int, ...], access: LinearMap, bits: int = 8) -> Use:
    """An operand that reads a tensor as it is."""
    groups = tuple(AxisGroup((a,), (a,), np.arange(s), (s,)) for a, s in enumerate(shape))
    return Use((ViewPiece(tensor, groups),), shape, access, bits)


def select(dims: int, *axes: int) -> LinearMap:
    """Axis i of a tensor is moved by the one loop dimension axes[i]."""
    return LinearMap(tuple(tuple(int(d == a) for d in range(dims)) for a in axes), (0,) * len(axes))


class Builder:
    """Adds layers to a network; every method returns the tensor it adds."""

    def __init__(self) -> None:
        self.tensors: list[Tensor] = []
        self.layers: list[Layer] = []

    def tensor(self, name: str, shape: tuple[int, ...], role: TensorRole, bits: int = 8) -> int:
        self.tensors.append(Tensor(name, role, shape, bits))
        return len(self.tensors) - 1

    def input(self, name: str, *shape: int) -> int:
        return self.tensor(name, shape, TensorRole.INPUT)

    def conv(self, name: str, source: int, k: int, f: int = 3, stride: int = 1) -> int:
        """Padded by f // 2 on every side; dims b, k, oy, ox, c, fy, fx."""
        b, c, iy, ix = self.tensors[source].shape
        oy, ox = (iy - 1) // stride + 1, (ix - 1) // stride + 1
        weight = self.tensor(f"{name}.w", (k, c, f, f), TensorRole.WEIGHT)
        access = LinearMap(
            (
                (1, 0, 0, 0, 0, 0, 0),
                (0, 0, 0, 0, 1, 0, 0),
                (0, 0, stride, 0, 0, 1, 0),
                (0, 0, 0, stride, 0, 0, 1),
            ),
            (0, 0, -(f // 2), -(f // 2)),
        )
        uses = (
            whole(source, (b, c, iy, ix), access),
            whole(weight, (k, c, f, f), select(7, 1, 4, 5, 6)),
        )
        return self._layer(
            name,
            Kind.CONV,
            ("b", "k", "oy", "ox", "c", "fy", "fx"),
            (b, k, oy, ox, c, f, f),
            uses,
            (0, 1, 2, 3),
        )

    def matmul(self, name: str, source: int, n: int) -> int:
        """(m, k) × weight (k, n); dims m, n, k."""
        m, k = self.tensors[source].shape
        weight = self.tensor(f"{name}.w", (k, n), TensorRole.WEIGHT)
        uses = (whole(source, (m, k), select(3, 0, 2)), whole(weight, (k, n), select(3, 2, 1)))
        return self._layer(name, Kind.MATMUL, ("m", "n", "k"), (m, n, k), uses, (0, 1))

    def product(self, name: str, left: int, right: int, *, transposed: bool = False) -> int:
        """(m, k) × (k, n), or × the transpose of (n, k); dims m, n, k."""
        (m, k), shape = self.tensors[left].shape, self.tensors[right].shape
        n, axes = (shape[0], (1, 2)) if transposed else (shape[1], (2, 1))
        uses = (whole(left, (m, k), select(3, 0, 2)), whole(right, shape, select(3, *axes)))
        return self._layer(name, Kind.MATMUL, ("m", "n", "k"), (m, n, k), uses, (0, 1))

    def elementwise(self, name: str, kind: Kind, *sources: int) -> int:
        """dims n0, n1, …"""
        shape = self.tensors[sources[0]].shape
        rank = len(shape)
        uses = tuple(whole(s, shape, select(rank, *range(rank))) for s in sources)
        return self._layer(name, kind, tuple(f"n{i}" for i in range(rank)), shape, uses, tuple(range(rank)))

    def _layer(
        self,
        name: str,
        kind: Kind,
        dims: tuple[str, ...],
        sizes: tuple[int, ...],
        uses: tuple[Use, ...],
        output_dims: tuple[int, ...],
    ) -> int:
        output = self.tensor(name, tuple(sizes[d] for d in output_dims), TensorRole.LAYER)
        access = select(len(dims), *output_dims)
        self.layers.append(Layer(name, kind, dims, sizes, uses, output, access, 16, 8))
        return output

    def network(self, *outputs: int, stacks: tuple[int, ...] | None = None) -> Network:
        """The network; `stacks` gives the stack of each layer, one for all if absent."""
        of_layer = stacks or (0,) * len(self.layers)
        layers = tuple(replace(layer, stack=s) for layer, s in zip(self.layers, of_layer, strict=True))
        names = tuple(f"stack{i}" for i in range(max(of_layer) + 1))
        return Network("net", tuple(self.tensors), layers, names, outputs)
