"""Small random networks, tiled and allocated on a small random machine."""

from dataclasses import dataclass, replace
from itertools import product
from math import prod

import numpy as np
from hypothesis import strategies as st
from view_chains import extended, source

from stream_xdsl.hardware.machine import Core, CoreType, Machine, Memory, MemoryOperand, Role, SharedMemory
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer, LinearMap, Network, Tensor, TensorRole, Use, ViewPiece
from stream_xdsl.workload.views import reshape, transpose


def _core_type(name: str, *memories: str) -> CoreType:
    return CoreType(
        name,
        Role.COMPUTE,
        None,
        tuple(
            Memory(m, 1000, 1.0, 1.0, tuple(MemoryOperand(o) for o in m.split("_")), (), ()) for m in memories
        ),
    )


_TYPES = (_core_type("one", "I1_I2_O"), _core_type("two", "I1_O", "I2"), _core_type("three", "I1", "I2", "O"))


@st.composite
def machines(draw) -> Machine:
    cores = tuple(Core(f"core{i}", draw(st.sampled_from(_TYPES))) for i in range(3))
    shared = ()
    if cores[0].core_type == cores[1].core_type and draw(st.booleans()):
        memory = cores[0].core_type.memories[0].name
        shared = (SharedMemory((("core0", memory), ("core1", memory))),)
    return Machine("machine", cores, shared_memories=shared)


@dataclass
class Value:
    """A view while the network is built: its pieces, and the element number at every position."""

    pieces: tuple[ViewPiece, ...]
    array: np.ndarray


class Builder:
    """Draws a network layer by layer."""

    def __init__(self, draw):
        self.draw = draw
        self.tensors: list[Tensor] = []
        self.layers: list[Layer] = []
        self.views: list[list[np.ndarray]] = []
        """Per layer and operand: element numbers of the view."""

    def tensor(self, role: TensorRole, shape: tuple[int, ...]) -> Value:
        bits = self.draw(st.sampled_from([1, 8]))
        self.tensors.append(Tensor(f"t{len(self.tensors)}", role, shape, bits))
        return Value(*source(len(self.tensors) - 1, shape))

    def view(self, value: Value, steps: int) -> Value:
        """Up to some random view operators."""
        for _ in range(self.draw(st.integers(0, steps))):
            new = len(self.tensors)
            pieces, array = self.draw(extended(value.pieces, value.array, new, 48))
            for piece in pieces:
                if piece.tensor == new:
                    sizes = {
                        a: s for g in piece.groups for a, s in zip(g.source_axes, g.source_sizes, strict=True)
                    }
                    self.tensor(TensorRole.WEIGHT, tuple(sizes[a] for a in range(len(sizes))))
                    break
            value = Value(pieces, array)
        return value

    def ranked(self, value: Value, rank: int) -> Value:
        """The same elements with as many axes."""
        shape = value.array.shape
        new = (1,) * (rank - len(shape)) + shape
        new = (prod(new[: len(new) - rank + 1]), *new[len(new) - rank + 1 :])
        return Value(reshape(value.pieces, shape, new), value.array.reshape(new))

    def layer(self, kind, sizes, operands, maps, output_map, output_shape, stack, can_split) -> Value:
        """Add a layer with random tiles and cores; maps are lists of ({dim: coefficient}, offset) per axis."""

        def linear(axes):
            coefficients = tuple(tuple(c.get(d, 0) for d in range(len(sizes))) for c, _ in axes)
            return LinearMap(coefficients, tuple(o for _, o in axes))

        out = self.tensor(TensorRole.LAYER, output_shape)
        tiled = self.draw(st.permutations(range(len(sizes))))[: self.draw(st.sampled_from([0, 1, 2, 2, 3]))]
        temporal = tuple((d, self.draw(st.integers(1, sizes[d]))) for d in tiled)
        spatial, parts = [], 1
        for d in self.draw(st.permutations(can_split))[: self.draw(st.integers(0, 2))]:
            ways = self.draw(st.integers(1, min(3, sizes[d])))
            if parts * ways <= 4:
                spatial.append((d, ways))
                parts *= ways
        self.layers.append(
            Layer(
                name=f"layer{len(self.layers)}",
                kind=kind,
                dims=tuple(f"d{i}" for i in range(len(sizes))),
                sizes=tuple(sizes),
                uses=tuple(
                    Use(v.pieces, v.array.shape, linear(m), 8) for v, m in zip(operands, maps, strict=True)
                ),
                output=len(self.tensors) - 1,
                output_map=linear(output_map),
                psum_bits=32,
                output_bits=8,
                stack=stack,
                temporal=temporal,
                spatial=tuple(spatial),
                cores=tuple(self.draw(st.integers(0, 2)) for _ in range(parts)),
            )
        )
        self.views.append([v.array for v in operands])
        return out

    def conv(self, x: Value, stack: int) -> Value:
        """Grouped, strided, dilated, padded on any side; or a pooling, without weights."""
        x = self.ranked(x, 4)
        b, c, h, w = x.array.shape
        stride, dilation = (self.draw(st.tuples(st.integers(1, 2), st.integers(1, 2))) for _ in range(2))
        pads = self.draw(st.tuples(*[st.integers(0, 1)] * 4))
        kernel = self.draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
        out = []
        for size, low, high, f, s, dil in zip(
            (h, w), pads[:2], pads[2:], kernel, stride, dilation, strict=True
        ):
            out.append((size + low + high - dil * (f - 1) - 1) // s + 1)
        if min(out) < 1:
            return self.elementwise(x, stack)
        window = [({2 + i: stride[i], 4 + i: dilation[i]}, -pads[i]) for i in range(2)]
        if self.draw(st.booleans()):
            rows = [({0: 1}, 0), ({1: 1}, 0), *window]
            plain = [({d: 1}, 0) for d in range(4)]
            sizes = (b, c, *out, *kernel)
            return self.layer(Kind.MAXPOOL, sizes, [x], [rows], plain, (b, c, *out), stack, range(4))
        groups = self.draw(st.sampled_from([g for g in range(1, c + 1) if c % g == 0]))
        k, cg = self.draw(st.integers(1, 3)), c // groups
        weight = self.tensor(TensorRole.WEIGHT, (groups * k, cg, *kernel))
        rows = [({0: 1}, 0), ({6: cg, 7: 1}, 0), *window]
        weights = [({6: k, 1: 1}, 0), ({7: 1}, 0), ({4: 1}, 0), ({5: 1}, 0)]
        result = [({0: 1}, 0), ({6: k, 1: 1}, 0), ({2: 1}, 0), ({3: 1}, 0)]
        sizes = (b, k, *out, *kernel, groups, cg)
        operands, maps = [x, weight], [rows, weights]
        if self.draw(st.booleans()):
            operands.append(self.tensor(TensorRole.WEIGHT, (groups * k,)))
            maps.append([({6: k, 1: 1}, 0)])
        return self.layer(
            Kind.CONV, sizes, operands, maps, result, (b, groups * k, *out), stack, (0, 1, 2, 3, 6)
        )

    def matmul(self, x: Value, stack: int) -> Value:
        """With weights, or with its own transpose."""
        x = self.ranked(x, 2)
        m, k = x.array.shape
        if self.draw(st.booleans()):
            other = Value(transpose(x.pieces, (m, k), (1, 0)), x.array.T)
        else:
            other = self.tensor(TensorRole.WEIGHT, (k, self.draw(st.integers(1, 4))))
        n = other.array.shape[1]
        maps = [[({0: 1}, 0), ({2: 1}, 0)], [({2: 1}, 0), ({1: 1}, 0)]]
        return self.layer(
            Kind.MATMUL, (m, n, k), [x, other], maps, [({0: 1}, 0), ({1: 1}, 0)], (m, n), stack, (0, 1)
        )

    def elementwise(self, x: Value, stack: int) -> Value:
        """With a tensor that is broadcast along some axes, a value of the same shape, or itself.

        Sometimes it leaves gaps in its output.
        """
        shape = x.array.shape
        plain = [({d: 1}, 0) for d in range(len(shape))]
        same = [v for v in self.values if v.array.shape == shape] + [x]
        if self.draw(st.booleans()):
            keep = self.draw(st.tuples(*[st.booleans()] * len(shape)))
            other = self.tensor(
                TensorRole.WEIGHT, tuple(s if k else 1 for s, k in zip(shape, keep, strict=True))
            )
            maps = [({d: 1} if k else {}, 0) for d, k in enumerate(keep)]
        else:
            other, maps = self.draw(st.sampled_from(same)), plain
        result, out = list(plain), list(shape)
        if self.draw(st.integers(0, 3)) == 0:
            axis = self.draw(st.integers(0, len(shape) - 1))
            result[axis], out[axis] = ({axis: 2}, 1), 2 * shape[axis] + 1
        return self.layer(
            Kind.ADD, shape, [x, other], [plain, maps], result, tuple(out), stack, range(len(shape))
        )

    def network(self) -> Network:
        self.values = [
            self.tensor(TensorRole.INPUT, self.draw(st.sampled_from([(1, 4, 5, 3), (4, 6), (2, 3, 4)])))
        ]
        stack = 0
        for _ in range(self.draw(st.integers(1, 5))):
            x = self.view(self.draw(st.sampled_from(self.values[-2:])), 3)
            make = self.draw(st.sampled_from([self.conv, self.conv, self.matmul, self.elementwise]))
            result = make(x, stack)
            if result.array.size <= 72:
                self.values.append(result)
            stack += self.draw(st.sampled_from([0, 0, 0, 1]))
        outputs = (self.layers[-1].output,)
        return Network("net", tuple(self.tensors), tuple(self.layers), tuple("abcde"), outputs)


@st.composite
def networks(draw):
    """A network and, per layer and operand, the element number at every position of the view."""
    builder = Builder(draw)
    network = builder.network()
    return network, builder.views


@st.composite
def residual_blocks(draw):
    """The same for y = x + conv(x), of an x that is made part by part, with splits along channels and columns."""
    builder = Builder(draw)
    x = builder.tensor(TensorRole.INPUT, (2, 2))
    plain = [({0: 1}, 0), ({1: 1}, 0)]

    def conv(source: Value) -> Value:
        """1x1: loops are output channels, columns and input channels."""
        weight = builder.tensor(TensorRole.WEIGHT, (2, 2))
        maps = [[({2: 1}, 0), ({1: 1}, 0)], [({0: 1}, 0), ({2: 1}, 0)]]
        return builder.layer(Kind.CONV, (2, 2, 2), [source, weight], maps, plain, (2, 2), 0, ())

    made = conv(x)
    builder.layer(Kind.ADD, (2, 2), [made, conv(made)], [plain, plain], plain, (2, 2), 0, ())
    layers: list[Layer] = []
    for layer in builder.layers:
        spatial = tuple((dim, 2) for dim in range(2) if draw(st.booleans()))
        cores = tuple(draw(st.integers(0, 2)) for _ in range(2 ** len(spatial)))
        layers.append(replace(layer, spatial=spatial, cores=cores))
    outputs = (layers[-1].output,)
    return Network("net", tuple(builder.tensors), tuple(layers), ("a",), outputs), builder.views


def points(sizes):
    """All points of an iteration domain."""
    return product(*(range(s) for s in sizes))
