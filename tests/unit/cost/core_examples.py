"""Small cores, loop nests and layers: by hand, and drawn by hypothesis."""

from collections.abc import Sequence
from itertools import product

import numpy as np
from hypothesis import strategies as st
from layer_examples import Builder, select, whole

from stream_xdsl.cost.loop_nest import LoopNest, Operand, Window
from stream_xdsl.cost.orders import Loop
from stream_xdsl.cost.spatial import Unrolling
from stream_xdsl.hardware.machine import (
    REQUIRED_DIRECTIONS,
    Array,
    CoreType,
    Direction,
    Memory,
    MemoryOperand,
    Port,
    PortKind,
    Role,
)
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import AxisGroup, Layer, LinearMap, Use, ViewPiece

I1, I2, O = MemoryOperand  # noqa: E741
ROLES = tuple(MemoryOperand)
AMPLE = 1 << 30
"""Bits of a memory in which everything fits."""


# Cores by hand


def memory(
    name: str,
    operands: Sequence[MemoryOperand],
    size_bits: int = AMPLE,
    served: Sequence[str] = (),
    width: int = 8,
    read_pj: float = 1.0,
    write_pj: float = 2.0,
    narrowest: int | None = None,
) -> Memory:
    """A memory with a port of its own for every operand and direction, so that none waits for another."""
    ports = tuple(
        Port(
            f"{operand} {direction}", PortKind.READ_WRITE, narrowest or width, width, ((operand, direction),)
        )
        for operand in operands
        for direction in REQUIRED_DIRECTIONS[operand]
    )
    return Memory(name, size_bits, read_pj, write_pj, tuple(operands), tuple(served), ports)


def core(
    array: Sequence[tuple[str, int]], *memories: Memory, mac_pj: float = 0.5, dataflow: tuple = ()
) -> CoreType:
    """A core with these memories, innermost first."""
    return CoreType("core", Role.COMPUTE, Array(tuple(array), mac_pj), tuple(memories), dataflow=dataflow)


# Drawn cores


SORTS = ("one", "two", "each operand", "each access")
"""Of ports: one for everything, one for reads and one for writes, one for every operand, or one for every access."""


@st.composite
def _ports(draw: st.DrawFn, operands: Sequence[MemoryOperand], sorts: Sequence[str]) -> tuple[Port, ...]:
    accesses = [(o, direction) for o in operands for direction in REQUIRED_DIRECTIONS[o]]
    sort = draw(st.sampled_from(sorts))
    served: dict[str, list[tuple[MemoryOperand, Direction]]] = {}
    for o, direction in accesses:
        name = {
            "one": "rw",
            "two": "w" if direction.is_write else "r",
            "each operand": str(o),
            "each access": f"{o} {direction}",
        }[sort]
        served.setdefault(name, []).append((o, direction))
    kinds = {"r": PortKind.READ, "w": PortKind.WRITE}
    ports: list[Port] = []
    for name, own in served.items():
        narrowest = draw(st.sampled_from([1, 4, 8, 16]))
        width = narrowest * draw(st.sampled_from([1, 2, 3, 8]))
        ports.append(Port(name, kinds.get(name, PortKind.READ_WRITE), narrowest, width, tuple(own)))
    return tuple(ports)


_inner_sizes = st.sampled_from([24, 64, 160, 512, 4096])
_energies = st.sampled_from([0.0, 0.1, 1.0, 3.7, 50.0])


def _groups(draw: st.DrawFn, roles: Sequence[MemoryOperand]) -> list[list[MemoryOperand]]:
    """Which of the roles share a memory."""
    groups: dict[int, list[MemoryOperand]] = {}
    for role in roles:
        groups.setdefault(draw(st.integers(0, 2)), []).append(role)
    return list(groups.values())


@st.composite
def core_types(
    draw: st.DrawFn,
    most_dims: int = 3,
    most_size: int = 6,
    roomy: bool = False,
    sorts: Sequence[str] = SORTS,
) -> CoreType:
    """A core whose operands have one to three levels each. Memories further out are shared over more of the array; a
    `roomy` outermost one takes everything."""
    dims = tuple(f"D{i}" for i in range(1, draw(st.integers(1, most_dims)) + 1))
    array = Array(tuple((dim, draw(st.integers(1, most_size))) for dim in dims), draw(_energies))
    reached: dict[MemoryOperand, set[str]] = {role: set() for role in ROLES}
    memories: list[Memory] = []
    tiers = draw(st.sampled_from([1, 2, 2, 2, 3]))
    for tier in range(tiers):
        top = tier == tiers - 1
        held = [role for role in ROLES if top or draw(st.booleans())]
        for group in _groups(draw, held):
            served = set().union(*(reached[role] for role in group))
            served |= {dim for dim in dims if draw(st.integers(0, 3)) < (3 if top else 1)}
            for role in group:
                reached[role] = served
            size = draw(st.sampled_from([64, 600, AMPLE, AMPLE]) if top else _inner_sizes)
            memories.append(
                Memory(
                    f"{'top' if top else f'low{tier}'} {' '.join(group)}",
                    AMPLE if top and roomy else size,
                    draw(_energies),
                    draw(_energies),
                    tuple(group),
                    tuple(dim for dim in dims if dim in served),
                    draw(_ports(group, sorts)),
                )
            )
    return CoreType("core", Role.COMPUTE, array, tuple(memories))


# Loop nests


def operand(
    name: str, memory: MemoryOperand, bits: int, *relevant: int, windows: Sequence[Window] = ()
) -> Operand:
    """Loops that select an element each on their own, and windows."""
    return Operand(name, memory, bits, relevant, tuple(windows))


def matmul(m: int, n: int, k: int, a: int = 8, b: int = 8, psum: int = 16, out: int = 8) -> LoopNest:
    """(m, k) × (k, n), with the widths of its operands."""
    return LoopNest(
        ("m", "n", "k"),
        (m, n, k),
        operand("O", O, out, 0, 1),
        psum,
        (operand("A", I1, a, 0, 2), operand("B", I2, b, 1, 2)),
    )


def span(terms: Sequence[tuple[int, int]], sizes: Sequence[int]) -> int:
    """Positions from the first to the last of a window."""
    return 1 + sum(step * (sizes[dim] - 1) for dim, step in terms)


@st.composite
def loop_nests(draw: st.DrawFn, most: int = 12, most_points: int = 2000) -> LoopNest:
    """A layer of any kind with loops of at most `most` iterations."""
    left = most_points

    def size() -> int:
        nonlocal left
        found = draw(st.integers(1, max(1, min(most, left))))
        left //= found
        return found

    bits = st.sampled_from([4, 8, 16, 24])
    out = draw(bits)
    psum = draw(st.sampled_from([b for b in (4, 8, 16, 24) if b >= out]))
    kind = draw(
        st.sampled_from(
            ["conv", "depthwise", "grouped", "matmul", "add", "unary", "pool", "sum", "where", "bias"]
        )
    )
    a, b, c = draw(bits), draw(bits), draw(bits)
    per_point = draw(st.sampled_from([1, 1, 4]))

    def window(sizes: Sequence[int], *terms: tuple[int, int]) -> Window:
        """As long as its span, or shorter by its padding."""
        padding = draw(st.integers(0, 2))
        return Window(tuple(terms), max(1, span(terms, sizes) - padding))

    match kind:
        case "conv" | "bias":
            sizes = (size(), size(), size(), size())
            stride, dilation = draw(st.integers(1, 3)), draw(st.sampled_from([1, 1, 2, 5]))
            initial = (operand("bias", I2, psum, 0),) if kind == "bias" else ()
            return LoopNest(
                ("k", "c", "ox", "fx"),
                sizes,
                operand("O", O, out, 0, 2),
                psum,
                (
                    operand("I", I1, a, 1, windows=[window(sizes, (2, stride), (3, dilation))]),
                    operand("W", I2, b, 0, 1, 3),
                ),
                initial,
            )
        case "depthwise":
            sizes = (size(), size(), size(), min(3, size()), min(3, size()))
            stride = draw(st.integers(1, 2))
            return LoopNest(
                ("g", "oy", "ox", "fy", "fx"),
                sizes,
                operand("O", O, out, 0, 1, 2),
                psum,
                (
                    operand(
                        "I",
                        I1,
                        a,
                        0,
                        windows=[window(sizes, (1, stride), (3, 1)), window(sizes, (2, stride), (4, 1))],
                    ),
                    operand("W", I2, b, 0, 3, 4),
                ),
            )
        case "grouped":
            sizes = (size(), size(), size(), size(), size())
            return LoopNest(
                ("g", "k", "c", "ox", "fx"),
                sizes,
                operand("O", O, out, 0, 1, 3),
                psum,
                (
                    operand("I", I1, a, 0, 2, windows=[window(sizes, (3, 1), (4, 1))]),
                    operand("W", I2, b, 0, 1, 2, 4),
                ),
            )
        case "matmul":
            return matmul(size(), size(), size(), a, b, psum, out)
        case "add":
            broadcast = draw(st.sampled_from([(0, 1), (0,), (1,), ()]))
            return LoopNest(
                ("y", "x"),
                (size(), size()),
                operand("O", O, out, 0, 1),
                psum,
                (operand("A", I1, a, 0, 1), operand("B", I2, b, *broadcast)),
                cycles_per_point=per_point,
            )
        case "unary":
            return LoopNest(
                ("y", "x"),
                (size(), size()),
                operand("O", O, out, 0, 1),
                psum,
                (operand("A", I1, a, 0, 1),),
                cycles_per_point=per_point,
            )
        case "pool":
            sizes = (size(), size(), size())
            stride = draw(st.integers(1, 3))
            return LoopNest(
                ("c", "ox", "fx"),
                sizes,
                operand("O", O, out, 0, 1),
                psum,
                (operand("I", I1, a, 0, windows=[window(sizes, (1, stride), (2, 1))]),),
            )
        case "sum":
            return LoopNest(
                ("y", "x"), (size(), size()), operand("O", O, out, 0), psum, (operand("A", I1, a, 0, 1),)
            )
        case _:
            return LoopNest(
                ("y", "x"),
                (size(), size()),
                operand("O", O, out, 0, 1),
                psum,
                (operand("A", I1, a, 0, 1), operand("B", I2, b, 0), operand("C", I2, c, 1)),
                cycles_per_point=per_point,
            )


# Mappings


def divisors(size: int) -> list[int]:
    """Ascending."""
    return [f for f in range(1, size + 1) if size % f == 0]


def remaining(nest: LoopNest, unrolling: Unrolling) -> list[int]:
    """Steps of each loop that the array does not unroll."""
    left = list(nest.sizes)
    for loops in unrolling:
        for dim, factor in loops:
            left[dim] = -(-left[dim] // int(factor))
    return left


def every_unrolling(nest: LoopNest, core_type: CoreType) -> list[Unrolling]:
    """One loop for each dimension of the array, by any factor that fits; what unrolls nothing is once in it."""
    assert core_type.array is not None
    choices: list[list[tuple[tuple[int, float], ...]]] = [
        [
            (),
            *(
                ((dim, float(factor)),)
                for dim, loop in enumerate(nest.sizes)
                for factor in range(2, min(loop, size) + 1)
            ),
        ]
        for _, size in core_type.array.dimensions
    ]
    return list(product(*choices))


@st.composite
def mappings(draw: st.DrawFn, nest: LoopNest, core_type: CoreType) -> tuple[Unrolling, tuple[Loop, ...]]:
    """An unrolling, not only by divisors, and the loops that it leaves, cut anyhow and in any order."""
    assert core_type.array is not None
    unrolling: list[tuple[tuple[int, float], ...]] = []
    for _, size in core_type.array.dimensions:
        dim = draw(st.integers(0, len(nest.dims) - 1))
        unrolling.append(((dim, float(draw(st.integers(1, size)))),))
    loops: list[Loop] = []
    for dim, left in enumerate(remaining(nest, tuple(unrolling))):
        while left > 1:
            factor = draw(st.sampled_from(divisors(left)[1:]))
            loops.append((dim, factor))
            left //= factor
    return tuple(unrolling), tuple(draw(st.permutations(loops)))


# Layers


def view(tensor: int, target: tuple[int, ...], groups: Sequence[AxisGroup], access: LinearMap) -> Use:
    """An operand that reads one tensor through a view."""
    return Use((ViewPiece(tensor, tuple(groups)),), target, access, 8)


def repeated(axis: int, times: int, source: int | None = None) -> AxisGroup:
    """A target axis on which one element is seen again and again: a source axis of size one, or none."""
    if source is None:
        return AxisGroup((), (axis,), np.zeros(times, np.int64), ())
    return AxisGroup((source,), (axis,), np.zeros(times, np.int64), (1,))


class LayerBuilder(Builder):
    """More kinds of layer; each method returns the layer it adds."""

    def line(
        self,
        k: int,
        c: int,
        x: int,
        f: int,
        *,
        stride: int = 1,
        dilation: int = 1,
        pad: int = 0,
        bias: bool = False,
    ) -> Layer:
        """A convolution along one axis of length x, padded on both sides; dims k, ox, c, fx."""
        ox = (x + 2 * pad - dilation * (f - 1) - 1) // stride + 1
        source = self.input("x", c, x)
        weight = self.input("w", k, c, f)
        access = LinearMap(((0, 0, 1, 0), (0, stride, 0, dilation)), (0, -pad))
        uses = [whole(source, (c, x), access), whole(weight, (k, c, f), select(4, 0, 2, 3))]
        if bias:
            uses.append(whole(self.input("bias", k), (k,), select(4, 0), 16))
        self._layer("line", Kind.CONV, ("k", "ox", "c", "fx"), (k, ox, c, f), tuple(uses), (0, 1))
        return self.layers[-1]

    def grouped(self, g: int, k: int, c: int, x: int, f: int) -> Layer:
        """A convolution in groups along one axis, without padding; dims g, k, ox, c, fx."""
        ox = x - f + 1
        source = self.input("x", g * c, x)
        weight = self.input("w", g * k, c, f)
        output = self.input("y", g * k, ox)
        uses = (
            whole(source, (g * c, x), LinearMap(((c, 0, 0, 1, 0), (0, 0, 1, 0, 1)), (0, 0))),
            whole(
                weight,
                (g * k, c, f),
                LinearMap(((k, 1, 0, 0, 0), (0, 0, 0, 1, 0), (0, 0, 0, 0, 1)), (0, 0, 0)),
            ),
        )
        access = LinearMap(((k, 1, 0, 0, 0), (0, 0, 1, 0, 0)), (0, 0))
        dims, sizes = ("g", "k", "ox", "c", "fx"), (g, k, ox, c, f)
        self.layers.append(Layer("grouped", Kind.CONV, dims, sizes, uses, output, access, 16, 8))
        return self.layers[-1]

    def pool(self, c: int, y: int, x: int, f: int, stride: int) -> Layer:
        """A maximum over f × f windows; dims b, c, oy, ox, fy, fx."""
        oy, ox = (y - f) // stride + 1, (x - f) // stride + 1
        source = self.input("x", 1, c, y, x)
        access = LinearMap(
            (
                (1, 0, 0, 0, 0, 0),
                (0, 1, 0, 0, 0, 0),
                (0, 0, stride, 0, 1, 0),
                (0, 0, 0, stride, 0, 1),
            ),
            (0, 0, 0, 0),
        )
        dims, sizes = ("b", "c", "oy", "ox", "fy", "fx"), (1, c, oy, ox, f, f)
        uses = (whole(source, (1, c, y, x), access),)
        self._layer("pool", Kind.MAXPOOL, dims, sizes, uses, (0, 1, 2, 3))
        return self.layers[-1]

    def reduce(self, kind: Kind, y: int, x: int) -> Layer:
        """Over the second axis; dims y, x."""
        uses = (whole(self.input("x", y, x), (y, x), select(2, 0, 1)),)
        self._layer("reduce", kind, ("y", "x"), (y, x), uses, (0,))
        return self.layers[-1]

    def binary(self, kind: Kind, shape: tuple[int, ...], *groups: Sequence[AxisGroup]) -> Layer:
        """The first operand as it is, each further one through a view of these groups; dims n0, n1, …"""
        rank = len(shape)
        access = select(rank, *range(rank))
        uses = [whole(self.input("x", *shape), shape, access)]
        for i, own in enumerate(groups):
            source = {
                axis: size
                for group in own
                for axis, size in zip(group.source_axes, group.source_sizes, strict=True)
            }
            tensor = self.input(f"y{i}", *(source[axis] for axis in sorted(source)))
            uses.append(view(tensor, shape, own, access))
        dims = tuple(f"n{i}" for i in range(rank))
        self._layer("binary", kind, dims, shape, tuple(uses), tuple(range(rank)))
        return self.layers[-1]
