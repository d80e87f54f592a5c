"""The code of one tile: what it reads, gathered out of the core's memories, what it computes, and where its result goes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stream_xdsl.checker.model import Access, Value
from stream_xdsl.codegen.bodies import Bodies, UnwritableError, compute_element, converted
from stream_xdsl.codegen.code import CONSTANT, INPUT, OUTPUT, Array, Coder, Map, Node, Register, Row
from stream_xdsl.codegen.places import Piece, Places, Positions, copy_common, corner_in, positions_of
from stream_xdsl.runtime.elements import ELEMENTS
from stream_xdsl.runtime.execute import Task
from stream_xdsl.runtime.points import Box, Tile, clipped, reach, widened, with_padding
from stream_xdsl.workload.kinds import Category, Kind

_MAXIMA = (Kind.MAXPOOL, Kind.REDUCE_MAX)
_MEANS = (Kind.AVGPOOL, Kind.REDUCE_MEAN)


@dataclass(frozen=True)
class Reading:
    """A box of a value, in an array: how one moves along the array's axes with those of the box."""

    register: Register
    rows: Map


class TileCoder:
    """Writes tiles of one schedule."""

    def __init__(self, places: Places):
        self.places = places
        self.replay = places.replay
        self.model = places.model

    # Values

    def read(self, coder: Coder, memory: int, value: Value, box: Box) -> Reading:
        """A box inside a value that is made of tensors in a memory."""
        rank = len(box)
        if isinstance(value, int):
            return Reading(self._read_tensor(coder, memory, value, box), _identity(rank))
        first = value.inputs[0]
        match value.kind:
            case "transpose":
                order = value.parameters["permutation"]
                turned = [(0, 0)] * rank
                for axis, source in enumerate(order):
                    turned[source] = box[axis]
                inner = self.read(coder, memory, first, tuple(turned))
                return Reading(
                    inner.register, _through(inner.rows, [_unit(order.index(a), rank) for a in range(rank)])
                )
            case "broadcast":
                shape = self.replay.shape(first)
                narrow = tuple((0, 1) if size == 1 else sides for size, sides in zip(shape, box, strict=True))
                inner = self.read(coder, memory, first, narrow)
                still = Row((0,) * rank)
                rows = [still if size == 1 else _unit(a, rank) for a, size in enumerate(shape)]
                return Reading(inner.register, _through(inner.rows, rows))
            case "slice":
                offsets, strides = value.parameters["offsets"], value.parameters["strides"]
                ends = [
                    (offset + stride * low, offset + stride * (high - 1))
                    for offset, stride, (low, high) in zip(offsets, strides, box, strict=True)
                ]
                inner = self.read(coder, memory, first, tuple((min(e), max(e) + 1) for e in ends))
                rows = [
                    Row(_scaled(_unit(a, rank), stride).coefficients, max(0, begin - end))
                    for a, (stride, (begin, end)) in enumerate(zip(strides, ends, strict=True))
                ]
                return Reading(inner.register, _through(inner.rows, rows))
            case "concat":
                return self._read_concat(coder, memory, value.inputs, value.parameters["axis"][0], box)
            case "reshape":
                whole = tuple((0, size) for size in self.replay.shape(first))
                inner = self._packed(coder, self.read(coder, memory, first, whole), whole)
                register = coder.reshape(inner, value.shape)
                sizes = [high - low for low, high in box]
                return Reading(coder.subview(register, [low for low, _ in box], sizes), _identity(rank))
            case kind:
                raise UnwritableError(f"it reads a view of unknown kind '{kind}'")

    def _read_tensor(self, coder: Coder, memory: int, tensor: int, box: Box) -> Register:
        sizes = [high - low for low, high in box]
        held = list(self.places.held(memory, tensor))
        for piece in held:
            if (corner := corner_in(piece, box)) is not None:
                return coder.subview(piece.name(coder), corner, sizes)
        gathered = coder.scratch(tuple(sizes), self.places.element(tensor))
        wanted, missing = positions_of(box), np.ones(sizes, dtype=np.bool_)
        target = Piece(wanted, lambda _: gathered)
        for piece in held:
            found = [np.isin(own, theirs) for own, theirs in zip(wanted, piece.positions, strict=True)]
            index = np.ix_(*found)
            if missing[index].any():
                missing[index] = False
                copy_common(coder, piece, target, wanted)
        return gathered

    def _read_concat(
        self, coder: Coder, memory: int, inputs: Sequence[Value], axis: int, box: Box
    ) -> Reading:
        parts: list[tuple[Reading, Box, int]] = []
        offset = 0
        for source in inputs:
            size = self.replay.shape(source)[axis]
            low, high = max(box[axis][0] - offset, 0), min(box[axis][1] - offset, size)
            if low < high:
                part = (*box[:axis], (low, high), *box[axis + 1 :])
                parts.append((self.read(coder, memory, source, part), part, offset + low - box[axis][0]))
            offset += size
        if len(parts) == 1:
            return parts[0][0]
        sizes = tuple(high - low for low, high in box)
        joined = coder.scratch(sizes, coder.array(parts[0][0].register).element)
        for reading, part, at in parts:
            corner = [at if a == axis else 0 for a in range(len(box))]
            self.copy(coder, reading, coder.subview(joined, corner, [high - low for low, high in part]))
        return Reading(joined, _identity(len(box)))

    def copy(self, coder: Coder, reading: Reading, target: Register) -> None:
        """Copy what has been read into an array of the shape of its box."""
        shape = coder.array(target).shape
        identity = _identity(len(shape))
        if reading.rows == identity:
            coder.copy(reading.register, target)
            return
        body = Node(INPUT, coder.array(target).element)
        coder.nest([reading.register], target, [reading.rows, identity], shape, body)

    def _packed(self, coder: Coder, reading: Reading, box: Box) -> Register:
        """The box in an array of its own shape, row-major."""
        sizes = tuple(high - low for low, high in box)
        as_it_is = reading.rows == _identity(len(box)) and coder.array(reading.register).shape == sizes
        if as_it_is and coder.is_contiguous(reading.register):
            return reading.register
        packed = coder.scratch(sizes, coder.array(reading.register).element)
        self.copy(coder, reading, packed)
        return packed

    # Tiles

    def write(self, coder: Coder, task: Task) -> None:
        """All that a tile does. Raises UnwritableError for what cannot be written."""
        _Tile(self, coder, task).write()


class _Tile:
    """One tile of one layer."""

    def __init__(self, tiles: TileCoder, coder: Coder, task: Task):
        self.tiles, self.coder, self.task = tiles, coder, task
        replay = tiles.replay
        self.layer = replay.model.layers[task.compute.layer]
        self.body = replay.network.bodies[task.compute.layer]
        self.elements = [replay.element(access.value).name for access in self.layer.operands]
        self.result = replay.network.elements[self.layer.output].name
        self.bodies = Bodies(
            compute_element([*self.elements, self.result]),
            self._number,
            str(self.body.params.get("approximate")),
        )
        self.summed = [
            d
            for d in range(len(self.layer.sizes))
            if not any(row[d] for row in self.layer.result.coefficients)
        ]
        self.scattered: list[tuple[Piece, Piece, Positions]] = []
        """What has to be copied in the end: from, to, and which elements."""

    def _number(self, name: str, default: float | None) -> float:
        value = self.body.params.get(name, default)
        if isinstance(value, int | float):
            return float(np.float32(value)) if isinstance(value, float) else value
        raise UnwritableError(f"its parameter '{name}' is no number")

    def write(self) -> None:
        self._write()
        for source, target, wanted in self.scattered:
            copy_common(self.coder, source, target, wanted)

    def _write(self) -> None:
        kind, block = self.body.kind, self.task.block
        sums = block.tiles > 1
        target = self._region(self.result, sums=False) if block.buffer.arrived else None
        if kind.category is Category.ELEMENTWISE:
            assert target is not None  # they accumulate nothing
            readings, body = self._elementwise()
            self._nest(readings, target, body)
            return
        if not self.bodies.is_float and kind in (*_MEANS, Kind.LRN):
            raise UnwritableError(f"{kind.value} of integers")
        if self.bodies.element == self.result and target is not None:
            total = target
        elif sums:
            total = self._region(self.bodies.element, sums=True)
        else:
            assert target is not None  # the only tile of its block
            total = Reading(
                self.coder.scratch(self.coder.array(target.register).shape, self.bodies.element), target.rows
            )
        if block.done == 1:
            self.coder.fill(total.register, self._neutral())
        self._accumulate(total)
        if target is not None:
            self._finish(self._apart(total) if sums and total is not target else total, target)

    def _region(self, element: str, *, sums: bool) -> Reading:
        """Where the tile's results go, while they are of some type. What does not lie side by side is worked on apart, and put there in the end."""
        coder, block = self.coder, self.task.block
        box, rows = reach(self.layer.result, self.task.tile), _rows(self.layer.result, self.task.tile)
        sizes = tuple(high - low for low, high in box)
        bits = self.layer.psum_bits if sums else self.tiles.model.tensors[self.layer.output].bits
        targets = list(self.tiles.places.targets(block.buffer, element, bits))
        for _, piece in targets:
            if (corner := corner_in(piece, box)) is not None:
                return Reading(coder.subview(piece.name(coder), corner, sizes), rows)
        apart = coder.scratch(sizes, element)
        own = Piece(positions_of(box), lambda _: apart)
        if block.done > 1 and element == self.bodies.element:
            for wanted, piece in targets:
                copy_common(coder, piece, own, wanted)
        self.scattered += [(own, piece, wanted) for wanted, piece in targets]
        return Reading(apart, rows)

    def _apart(self, total: Reading) -> Reading:
        """What has been accumulated, out of the way of the results, which may take its place."""
        apart = self.coder.scratch(self.coder.array(total.register).shape, self.bodies.element)
        self.coder.copy(total.register, apart)
        return Reading(apart, total.rows)

    def _neutral(self) -> float:
        kind = self.body.kind
        if kind in _MAXIMA:
            return self._lowest(self.bodies.element)
        return (
            -self._lowest(self.bodies.element) - (not self.bodies.is_float) if kind is Kind.REDUCE_MIN else 0
        )

    def _lowest(self, element: str) -> float:
        limits = ELEMENTS[element].range
        return -np.inf if limits is None else limits[0]

    def _elementwise(self) -> tuple[list[Reading], Node]:
        """What an element-wise kind reads and computes."""
        kind, bodies = self.body.kind, self.bodies
        readings = [self._points(i) for i in range(len(self.elements))]
        if kind is Kind.QUANTIZE:
            # In the operand's precision, as ONNX.
            precise = self.elements[0] if ELEMENTS[self.elements[0]].is_float else "f32"
            scale, zero = self._linear(precise, self.result, "f64", readings)
            x = converted(Node(INPUT, self.elements[0], (), 0), precise)
            ratio = converted(Node("arith.divf", precise, (x, scale)), "f64")
            return readings, self._saturated(Node("math.roundeven", "f64", (ratio,)), zero)
        if kind is Kind.DEQUANTIZE:
            scale, zero = self._linear("f32", self.elements[0], "i32", readings)
            x = converted(Node(INPUT, self.elements[0], (), 0), "i32")
            centred = converted(Node("arith.subi", "i32", (x, zero)), "f32")
            return readings, converted(Node("arith.mulf", "f32", (centred, scale)), self.result)
        values = [bodies.input(i, element) for i, element in enumerate(self.elements)]
        return readings, converted(bodies.elementwise(kind, values), self.result)

    def _linear(
        self, scale_element: str, own_element: str, zero_element: str, readings: list[Reading]
    ) -> tuple[Node, Node]:
        """Scale and zero point of an element-wise kind, in some types; the zero point is kept in another."""
        axis = int(self._number("axis", 0))
        scale = self._parameter("scale", 0, axis, 1.0, "f32", scale_element, readings)
        return scale, self._parameter("zero_point", 0, axis, 0, own_element, zero_element, readings)

    def _accumulate(self, total: Reading) -> None:
        kind, bodies = self.body.kind, self.bodies
        if kind.category is Category.MAC:
            readings, factors = self._factors()
            self._nest(readings, total, bodies.add(bodies.output, bodies.mul(*factors)))
            return
        x, points = bodies.input(0, self.elements[0]), self._points(0)
        if kind in _MAXIMA:
            body = bodies.max(bodies.output, x)
        elif kind is Kind.REDUCE_MIN:
            body = bodies.min(bodies.output, x)
        else:
            body = bodies.add(bodies.output, bodies.mul(x, x) if kind is Kind.LRN else x)
        self._nest([points], total, body)

    def _factors(self) -> tuple[list[Reading], list[Node]]:
        """What a product reads, and its two factors, less their zero points; padding is zero after that."""
        zero = self.body.params.get("input_zero_point", 0)
        if not isinstance(zero, int | float) and self.body.pad != "none":
            raise UnwritableError("its padded operand has more than one zero point")
        outside = zero if isinstance(zero, int | float) else 0
        readings = [self._points(0, outside), self._points(1)]
        factors: list[Node] = []
        for operand, (name, axis) in enumerate(
            (("input_zero_point", -2), ("weight_zero_point", self._channel))
        ):
            factor, element = self.bodies.input(operand, self.elements[operand]), self.bodies.element
            if name in self.body.params:
                own = self.elements[operand]
                zero = self._parameter(name, operand, axis, 0, own, element, readings)
                factor = self.bodies.sub(factor, zero)
            factors.append(factor)
        return readings, factors

    @property
    def _channel(self) -> int:
        """The axis of the weight that is the result's channels: the first of filters, the columns of a matrix."""
        return 0 if self.body.kind is Kind.CONV else -1

    def _finish(self, total: Reading, target: Reading) -> None:
        """From what has been accumulated to the layer's results."""
        kind, bodies = self.body.kind, self.bodies
        readings = [] if total is target else [total]
        value = bodies.input(0, bodies.element) if readings else bodies.output
        if kind.category is Category.MAC:
            value = self._epilogue(value, readings)
        elif kind is Kind.AVGPOOL:
            value = bodies.div(value, bodies.input(len(readings), bodies.element))
            readings.append(self._counts(total))
        elif kind is Kind.REDUCE_MEAN:
            count = float(np.prod([self.layer.sizes[d] for d in self.summed]))
            value = bodies.div(value, bodies.constant(count))
        elif kind is Kind.LRN:
            scale = bodies.constant(self._number("alpha", None) / self._number("size", None))
            base = bodies.add(bodies.constant(self._number("bias", None)), bodies.mul(scale, value))
            power = bodies.math("powf", base, bodies.constant(self._number("beta", None)))
            value = bodies.div(bodies.input(len(readings), self.elements[1]), power)
            readings.append(self._points(1))
        if value != Node(OUTPUT, self.result):
            self._nest(readings, target, converted(value, self.result), but=self.summed)

    def _epilogue(self, value: Node, readings: list[Reading]) -> Node:
        """The result of a product, from its sum."""
        bodies = self.bodies
        if "alpha" in self.body.params:
            value = bodies.mul(value, bodies.constant(self._number("alpha", None)))
        if len(self.elements) == 3:
            bias = bodies.input(len(readings), self.elements[2])
            readings.append(self._points(2))
            if "beta" in self.body.params:
                bias = bodies.mul(bias, bodies.constant(self._number("beta", None)))
            value = bodies.add(value, bias)
        if "output_scale" not in self.body.params:
            return value
        # ONNX combines the scales, in their own type, before it multiplies.
        combined = str(self.body.params.get("precision", "f32"))
        scale, weight_scale, out = (
            self._parameter(name, operand, axis, 1.0, "f32", combined, readings)
            for name, operand, axis in (
                ("input_scale", 0, -2),
                ("weight_scale", 1, self._channel),
                ("output_scale", 0, -2),
            )
        )
        factor = Node("arith.divf", combined, (Node("arith.mulf", combined, (scale, weight_scale)), out))
        zero = self._parameter("output_zero_point", 0, -2, 0, self.result, "f64", readings)
        scaled = Node("arith.mulf", "f64", (converted(value, "f64"), converted(factor, "f64")))
        return self._saturated(scaled, zero)

    def _saturated(self, value: Node, zero: Node) -> Node:
        """The sum of a number and a zero point, in f64, rounded to even and clipped to what the result's type has."""
        moved = Node("math.roundeven", "f64", (Node("arith.addf", "f64", (value, zero)),))
        limits = ELEMENTS[self.result].range
        if limits is None:
            raise UnwritableError(f"quantisation to {self.result}")
        low, high = (Node(CONSTANT, "f64", (), float(limit)) for limit in limits)
        clipped = Node("arith.minimumf", "f64", (Node("arith.maximumf", "f64", (moved, low)), high))
        return converted(clipped, self.result)

    def _parameter(
        self,
        name: str,
        operand: int,
        axis: int,
        default: float,
        own_element: str,
        element: str,
        readings: list[Reading],
    ) -> Node:
        """A parameter in some type: a number, or one for each position along an axis of an operand, which is then read too.

        A tensor of the model has elements of its own type.
        """
        value = self.body.params.get(name, default)
        if isinstance(value, int | float):
            return Node(CONSTANT, element, (), self._number(name, default))
        access = self.layer.operands[operand]
        row = Access(0, (access.coefficients[axis],), (access.offsets[axis],))
        ((low, high),) = reach(row, self.task.tile)
        if isinstance(value, str):
            size = self.tiles.replay.shape(access.value)[axis]
            register = self.coder.subview(
                self.coder.name(self.tiles.places.parameter(value, Array((size,), own_element))),
                [low],
                [high - low],
            )
        else:
            register = self.coder.scratch((high - low,), own_element)
            for i in range(low, high):
                number = np.float32(value[i]) if ELEMENTS[own_element].is_float else value[i]
                self.coder.fill(self.coder.subview(register, [i - low], [1]), float(number))
        readings.append(Reading(register, _rows(row, self.task.tile)))
        return converted(Node(INPUT, own_element, (), len(readings) - 1), element)

    def _counts(self, total: Reading) -> Reading:
        """How many positions of each window count: those inside, and the padding as far as `pads` reaches."""
        layer, tile, coder = self.layer, self.task.tile, self.coder
        access = layer.operands[0]
        whole = widened(tile, self.summed, layer.sizes)
        shape = self.tiles.replay.shape(access.value)
        pads = self.body.params.get("pads", ())
        assert isinstance(pads, tuple)  # verified
        limits = with_padding(shape, pads)
        wanted = reach(access, whole)
        inside = clipped(wanted, limits)
        element = self.bodies.element
        ones = coder.scratch(tuple(high - low for low, high in wanted), element)
        coder.fill(ones, 0 if inside != wanted else 1)
        if inside != wanted and inside is not None:
            corner = [low - start for (start, _), (low, _) in zip(wanted, inside, strict=True)]
            coder.fill(coder.subview(ones, corner, [high - low for low, high in inside]), 1)
        counts = Reading(coder.scratch(coder.array(total.register).shape, element), total.rows)
        coder.fill(counts.register, 0)
        body = self.bodies.add(self.bodies.output, self.bodies.input(0, element))
        self._nest([Reading(ones, _rows(access, whole))], counts, body, sizes=whole.extents)
        return counts

    def _points(self, operand: int, outside: float = 0) -> Reading:
        """An operand's elements for all points of the tile; those outside are padding."""
        access, coder = self.layer.operands[operand], self.coder
        memory = self.tiles.replay.operand_memory(self.task, operand)
        wanted = reach(access, self.task.tile)
        inside = clipped(wanted, tuple((0, size) for size in self.tiles.replay.shape(access.value)))
        rows = _rows(access, self.task.tile)
        if inside == wanted:
            reading = self.tiles.read(coder, memory, access.value, wanted)
            return Reading(reading.register, _through(reading.rows, rows))
        element = self.elements[operand]
        padded = coder.scratch(tuple(high - low for low, high in wanted), element)
        coder.fill(padded, self._lowest(element) if self.body.pad == "minus_infinity" else outside)
        if inside is not None:
            corner = [low - start for (start, _), (low, _) in zip(wanted, inside, strict=True)]
            target = coder.subview(padded, corner, [high - low for low, high in inside])
            self.tiles.copy(coder, self.tiles.read(coder, memory, access.value, inside), target)
        return Reading(padded, rows)

    def _nest(
        self,
        inputs: Sequence[Reading],
        output: Reading,
        body: Node,
        *,
        sizes: Sequence[int] = (),
        but: Sequence[int] = (),
    ) -> None:
        """A loop nest over the points of the tile, or of such sizes; operands do not move along dimensions `but`."""
        sizes = sizes or self.task.tile.extents
        loops = [d for d in range(len(sizes)) if d not in but]
        self.coder.nest(
            [reading.register for reading in inputs],
            output.register,
            [
                tuple(Row(tuple(row.coefficients[d] for d in loops), row.constant) for row in reading.rows)
                for reading in (*inputs, output)
            ],
            [sizes[d] for d in loops],
            body,
        )


# How one moves along axes


def _unit(axis: int, rank: int) -> Row:
    return Row(tuple(int(a == axis) for a in range(rank)))


def _identity(rank: int) -> Map:
    return tuple(_unit(axis, rank) for axis in range(rank))


def _scaled(row: Row, factor: int) -> Row:
    return Row(tuple(factor * c for c in row.coefficients), factor * row.constant)


def _through(outer: Map, inner: Sequence[Row]) -> Map:
    """Rows over the axes that `inner` rows move along, as rows over what moves those."""
    result: list[Row] = []
    for row in outer:
        loops = len(inner[0].coefficients) if inner else 0
        total, constant = np.zeros(loops, dtype=np.int64), row.constant
        for factor, step in zip(row.coefficients, inner, strict=True):
            total += factor * np.array(step.coefficients, dtype=np.int64)
            constant += factor * step.constant
        result.append(Row(tuple(total.tolist()), constant))
    return tuple(result)


def _rows(access: Access, tile: Tile) -> Map:
    """How the points of a tile move in the box that they reach, whose first element is at 0."""
    corner = [low for low, _ in reach(access, tile)]
    return tuple(
        Row(row, offset + sum(c * s for c, s in zip(row, tile.starts, strict=True)) - low)
        for row, offset, low in zip(access.coefficients, access.offsets, corner, strict=True)
    )
