"""What tiles touch, against loops over every point of the iteration domain."""

from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from stream_xdsl.checker.model import Access, Layer, Tensor, Value, View
from stream_xdsl.checker.needs import Atoms, Reach, Region, elements_of, held_in, parts_of, pieces_of


def shape_of(value: Value, tensors: list[Tensor]) -> tuple[int, ...]:
    return tensors[value].shape if isinstance(value, int) else value.shape


@st.composite
def views(draw, tensors: list[Tensor], steps: int) -> Value:
    """A chain of views; concatenations add tensors."""
    value: Value = 0
    for _ in range(steps):
        shape = shape_of(value, tensors)
        kind = draw(st.sampled_from(["transpose", "slice", "concat", "broadcast", "reshape", "squeeze"]))
        if kind == "transpose":
            order = tuple(draw(st.permutations(range(len(shape)))))
            value = View(kind, (value,), tuple(shape[a] for a in order), {"permutation": order})
        elif kind == "slice":
            offsets = tuple(draw(st.integers(0, n - 1)) for n in shape)
            strides = tuple(draw(st.sampled_from([-1, 1, 2])) for _ in shape)
            sizes = tuple(
                draw(st.integers(1, o // -s + 1 if s < 0 else (n - 1 - o) // s + 1))
                for n, o, s in zip(shape, offsets, strides, strict=True)
            )
            value = View(kind, (value,), sizes, {"offsets": offsets, "sizes": sizes, "strides": strides})
        elif kind == "concat" and shape:
            axis = draw(st.integers(0, len(shape) - 1))
            other = (*shape[:axis], draw(st.integers(1, 3)), *shape[axis + 1 :])
            tensors.append(Tensor(f"t{len(tensors)}", other, 8))
            inputs: list[Value] = [value, len(tensors) - 1]
            if draw(st.booleans()):
                inputs.reverse()
            total = (*shape[:axis], shape[axis] + other[axis], *shape[axis + 1 :])
            value = View(kind, tuple(inputs), total, {"axis": (axis,)})
        elif kind == "broadcast":
            target = tuple(draw(st.integers(1, 3)) if n == 1 else n for n in shape)
            value = View(kind, (value,), target)
        elif kind == "reshape":
            n = prod(shape)
            first = draw(st.sampled_from([d for d in range(1, n + 1) if n % d == 0]))
            value = View(kind, (value,), (first, n // first))
        elif kind == "squeeze":
            kept = [n for n in shape if n != 1]
            kept.insert(draw(st.integers(0, len(kept))), 1)
            value = View("reshape", (value,), tuple(kept))
        if prod(shape_of(value, tensors)) > 200:
            break
    return value


@st.composite
def values(draw) -> tuple[Value, list[Tensor]]:
    shape = tuple(draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)))
    tensors = [Tensor("t0", shape, 8)]
    return draw(views(tensors, draw(st.integers(0, 4)))), tensors


def element(value: Value, position: tuple[int, ...], tensors: list[Tensor]) -> tuple[int, tuple[int, ...]]:
    """The tensor and place that one position of a view reads."""
    if isinstance(value, int):
        return value, position
    (source, *_), parameters = value.inputs, value.parameters
    match value.kind:
        case "transpose":
            at = [0] * len(position)
            for axis, source_axis in enumerate(parameters["permutation"]):
                at[source_axis] = position[axis]
            return element(source, tuple(at), tensors)
        case "slice":
            ranges = zip(position, parameters["offsets"], parameters["strides"], strict=True)
            return element(source, tuple(o + p * s for p, o, s in ranges), tensors)
        case "broadcast":
            shape = shape_of(source, tensors)
            return element(
                source, tuple(0 if n == 1 else p for p, n in zip(position, shape, strict=True)), tensors
            )
        case "reshape":
            number = 0
            for p, n in zip(position, value.shape, strict=True):
                number = number * n + p
            at = []
            for n in reversed(shape_of(source, tensors)):
                number, p = divmod(number, n)
                at.append(p)
            return element(source, tuple(reversed(at)), tensors)
        case _:
            (axis,) = parameters["axis"]
            along = position[axis]
            for part in value.inputs:
                size = shape_of(part, tensors)[axis]
                if along < size:
                    return element(part, (*position[:axis], along, *position[axis + 1 :]), tensors)
                along -= size
            raise AssertionError


@dataclass
class Nest:
    """A loop nest over a view, and a tile of it."""

    access: Access
    tensors: list[Tensor]
    tiles: list[tuple[tuple[int, ...], tuple[int, ...]]]


@st.composite
def nests(draw) -> Nest:
    value, tensors = draw(values())
    rank, dims = len(shape_of(value, tensors)), draw(st.integers(1, 3))
    coefficients = tuple(
        tuple(draw(st.sampled_from([0, 0, 1, 1, 2, -1])) for _ in range(dims)) for _ in range(rank)
    )
    offsets = tuple(draw(st.integers(-1, 2)) for _ in range(rank))
    tiles = [
        (
            tuple(draw(st.integers(0, 2)) for _ in range(dims)),
            tuple(draw(st.integers(1, 3)) for _ in range(dims)),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    return Nest(Access(value, coefficients, offsets), tensors, tiles)


def naive(nest: Nest, tile: tuple[tuple[int, ...], tuple[int, ...]]) -> set[tuple[int, tuple[int, ...]]]:
    shape = shape_of(nest.access.value, nest.tensors)
    found = set()
    for index in product(*(range(s, s + e) for s, e in zip(*tile, strict=True))):
        position = tuple(
            o + sum(c * i for c, i in zip(row, index, strict=True))
            for row, o in zip(nest.access.coefficients, nest.access.offsets, strict=True)
        )
        if all(0 <= p < n for p, n in zip(position, shape, strict=True)):
            found.add(element(nest.access.value, position, nest.tensors))
    return found


def places(region: Region, tensors: list[Tensor]) -> set[tuple[int, tuple[int, ...]]]:
    shape = tensors[region.tensor].shape
    if region.axes is not None:
        return {(region.tensor, tuple(map(int, at))) for at in product(*region.axes)}
    assert region.elements is not None
    return {
        (region.tensor, tuple(map(int, at)))
        for at in zip(*np.unravel_index(region.elements, shape), strict=True)
    }


@given(nests())
@settings(max_examples=400)
def test_tiles_touch_what_their_points_read(nest: Nest):
    reach = Reach(nest.access, nest.tensors)
    for tile in nest.tiles:
        regions = reach.of(np.array(tile[0]), np.array(tile[1]))
        assert set().union(*(places(region, nest.tensors) for region in regions)) == naive(nest, tile)


@given(nests())
@settings(max_examples=400)
def test_groups_of_elements_are_exact(nest: Nest):
    """Groups cover each tensor once, and those of a tile hold its elements and no others."""
    reach = Reach(nest.access, nest.tensors)
    regions = [reach.of(np.array(start), np.array(extent)) for start, extent in nest.tiles]
    for t, tensor in enumerate(nest.tensors):
        atoms = Atoms(tensor.shape, [r for tile in regions for r in tile if r.tensor == t])
        assert atoms.sizes.sum() == prod(tensor.shape)
        assert len({atoms.example(g) for g in range(len(atoms))}) == len(atoms)
        for tile, found in zip(nest.tiles, regions, strict=True):
            wanted = {at for owner, at in naive(nest, tile) if owner == t}
            own = [atoms.of(r) for r in found if r.tensor == t]
            groups = np.unique(np.concatenate(own)) if own else np.zeros(0, dtype=np.int64)
            assert atoms.elements(groups) == len(wanted)
            assert {atoms.example(int(g)) for g in groups} <= wanted
            assert set(groups) <= set(atoms.box(groups))


@given(values())
def test_both_ways_to_follow_views_agree(drawn: tuple[Value, list[Tensor]]):
    value, tensors = drawn
    elements = elements_of(value, tensors)
    bases = np.cumsum([0, *(prod(t.shape) for t in tensors)])
    for position in np.ndindex(shape_of(value, tensors)):
        tensor, at = element(value, position, tensors)
        assert elements[position] == bases[tensor] + np.ravel_multi_index(at, tensors[tensor].shape)
    pieces = pieces_of(value, tensors)
    for position in np.ndindex(shape_of(value, tensors)) if pieces is not None else ():
        read = []
        for piece in pieces:
            at = dict(piece.fixed)
            along = [int(table[p]) for table, p in zip(piece.tables, position, strict=True)]
            at |= {a: p for a, p in zip(piece.axes, along, strict=True) if a is not None}
            if min(along, default=0) >= 0:
                read.append((piece.tensor, tuple(at[a] for a in range(len(at)))))
        assert read == [element(value, position, tensors)]


@given(values())
def test_values_hold_the_tensors_of_their_elements(drawn: tuple[Value, list[Tensor]]):
    value, tensors = drawn
    bases = np.cumsum([prod(tensor.shape) for tensor in tensors])
    elements = np.unique(elements_of(value, tensors))
    assert held_in(value, tensors) == set(np.searchsorted(bases, elements, side="right").tolist())


@given(st.data())
def test_tiles_cut_the_iteration_domain(data: st.DataObject):
    sizes = tuple(data.draw(st.lists(st.integers(1, 6), min_size=1, max_size=3)))
    dims = range(len(sizes))
    temporal = tuple((d, data.draw(st.integers(1, sizes[d]))) for d in data.draw(st.permutations(dims)))
    spatial = tuple(
        (d, data.draw(st.integers(1, min(3, sizes[d])))) for d in data.draw(st.permutations(dims))
    )
    writes = data.draw(st.integers(0, len(sizes)))
    result = Access(0, tuple(tuple(int(d == a) for d in dims) for a in range(writes)), (0,) * writes)
    layer = Layer("l", sizes, (), result, 16, 0, temporal, spatial, (), {})
    parts = parts_of(layer)
    assert len(parts) == prod(ways for _, ways in spatial)
    covered = np.zeros(sizes, dtype=np.int64)
    for part in parts:
        for tile, (start, extent) in enumerate(zip(part.starts, part.extents, strict=True)):
            covered[tuple(slice(s, s + e) for s, e in zip(start, extent, strict=True))] += 1
            same = [
                t for t in range(len(part)) if (part.starts[t, :writes] == part.starts[tile, :writes]).all()
            ]
            assert part.final[part.block[tile]] == max(same)
    assert (covered == 1).all()


@given(nests(), st.data())
@settings(max_examples=200)
def test_groups_tell_labels_apart(nest: Nest, data: st.DataObject):
    """Of labels along any axes, each group has one, which is found again."""
    reach = Reach(nest.access, nest.tensors)
    regions = [r for start, extent in nest.tiles for r in reach.of(np.array(start), np.array(extent))]
    for t, tensor in enumerate(nest.tensors):
        axes = tuple(data.draw(st.lists(st.integers(0, len(tensor.shape) - 1), unique=True)))
        shape = tuple(tensor.shape[a] for a in axes)
        drawn = data.draw(st.lists(st.integers(-1, 2), min_size=prod(shape), max_size=prod(shape)))
        labels = np.array(drawn, dtype=np.int64)
        atoms = Atoms(tensor.shape, [r for r in regions if r.tensor == t], [(axes, labels)])
        every = np.arange(len(atoms))
        for group in every:
            positions, held = atoms.where(every[group : group + 1])
            assert held is None
            own = labels.reshape(shape)[np.ix_(*(positions[a] for a in axes))]
            assert (own == own.ravel()[0]).all()
        found, own = atoms.labelled(axes, labels)
        rest = [range(n) if a not in axes else (0,) for a, n in enumerate(atoms.grid)]
        others = [int(np.ravel_multi_index(at, atoms.grid)) for at in product(*rest)]
        expected = {
            group: int(labels.reshape(shape)[tuple(atoms.example(int(group))[a] for a in axes)])
            for group in every
        }
        assert {
            share + other: label
            for share, label in zip(found.tolist(), own.tolist(), strict=True)
            for other in others
        } == {group: label for group, label in expected.items() if label >= 0}
