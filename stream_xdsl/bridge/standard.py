"""From pieces of code to the standard dialects: `affine`, `memref`, `linalg`, `arith` and `math`."""

from collections.abc import Mapping, Sequence
from math import prod

from xdsl.dialects import affine, arith, math, memref
from xdsl.dialects.builtin import (
    AffineMapAttr,
    AnyFloat,
    FloatAttr,
    IndexType,
    IntegerAttr,
    IntegerType,
    MemRefType,
    StridedLayoutAttr,
    bf16,
    f16,
    f32,
    f64,
    i64,
)
from xdsl.dialects.linalg.attrs import IteratorTypeAttr
from xdsl.dialects.linalg.ops import FillOp, GenericOp
from xdsl.dialects.linalg.ops import YieldOp as LinalgYieldOp
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue
from xdsl.ir.affine import AffineConstantExpr, AffineDimExpr, AffineExpr, AffineMap
from xdsl.irdl import IRDLOperation

from stream_xdsl.codegen.code import (
    CONSTANT,
    INPUT,
    OUTPUT,
    Array,
    ByteView,
    Code,
    Copy,
    Fill,
    Instruction,
    Name,
    Nest,
    Node,
    Register,
    Reshape,
    Row,
    Scratch,
    Subview,
)

_FLOATS: Mapping[str, AnyFloat] = {"f16": f16, "bf16": bf16, "f32": f32, "f64": f64}

_OPERATIONS: Mapping[str, type[Operation]] = {
    op.name: op for dialect in (arith.Arith, math.Math) for op in dialect.operations
}

_INDEX = IndexType()


def _element_type(element: str) -> AnyFloat | IntegerType:
    """Without a sign: operations know."""
    return _FLOATS.get(element) or IntegerType(int(element.lstrip("ui")))


def memref_type(array: Array) -> MemRefType:
    """The type of an array."""
    return MemRefType(_element_type(array.element), array.shape)


class Body:
    """Operations in order, and the numbers among them, each once."""

    def __init__(self, repetition: SSAValue | None = None):
        self.ops: list[Operation] = []
        self._repetition = repetition
        self._numbers: dict[tuple[int, int], SSAValue] = {}
        self._counts: dict[tuple[int, int], SSAValue] = {}

    def add(self, op: Operation) -> SSAValue:
        """Its result, of an operation that has one."""
        self.ops.append(op)
        return op.results[0]

    def number(self, base: int, move: int = 0) -> SSAValue:
        """A number that grows with each repetition."""
        if (base, move) not in self._numbers:
            op: Operation = arith.ConstantOp(IntegerAttr(base, _INDEX))
            if move:
                assert self._repetition is not None  # only what is repeated moves
                moved = AffineMap(1, 0, (AffineDimExpr(0) * move + base,))
                op = affine.ApplyOp([self._repetition], AffineMapAttr(moved))
            self._numbers[base, move] = self.add(op)
        return self._numbers[base, move]

    def count(self, base: int, move: int = 0) -> SSAValue:
        """The same as i64, for counters."""
        if (base, move) not in self._counts:
            op: Operation = arith.ConstantOp(IntegerAttr(base, i64))
            if move:
                op = arith.IndexCastOp(self.number(base, move), i64)
            self._counts[base, move] = self.add(op)
        return self._counts[base, move]


class CodeWriter:
    """Writes the operations of one piece of code, to the end of a body; copies and nests carry attributes."""

    def __init__(
        self,
        body: Body,
        storages: Mapping[int, SSAValue],
        slots: Sequence[int | SSAValue],
        attributes: Mapping[str, Attribute],
    ):
        self.body, self.storages, self.slots, self.attributes = body, storages, slots, attributes
        self._values: list[SSAValue | None] = []

    def write(self, code: Code) -> None:
        """Write all of it."""
        for instruction in code:
            self._values.append(self._write(instruction))
        for instruction, value in zip(code, self._values, strict=True):
            if isinstance(instruction, Scratch) and value is not None:
                self.body.ops.append(memref.DeallocOp.get(value))

    def _write(self, instruction: Instruction) -> SSAValue | None:
        body = self.body
        match instruction:
            case Name():
                return self.storages[instruction.storage]
            case ByteView():
                shift = self.slots[instruction.address]
                if isinstance(shift, int):
                    shift = body.number(shift)
                source = self.storages[instruction.storage]
                return body.add(memref.ViewOp(source, shift, [], memref_type(instruction.array)))
            case Subview():
                source = self._value(instruction.source)
                offsets = [self.slots[slot] for slot in instruction.offsets]
                sizes, strides = instruction.sizes, instruction.strides
                assert isinstance(source.type, MemRefType)
                made = memref.SubviewOp.infer_result_type(source.type, offsets, sizes, strides)
                return body.add(memref.SubviewOp.get(source, offsets, sizes, strides, made))
            case Reshape():
                return body.add(_reshape(self._value(instruction.source), instruction.shape))
            case Scratch():
                return body.add(memref.AllocOp([], [], memref_type(instruction.array)))
            case Fill():
                target = self._value(instruction.target)
                assert isinstance(target.type, MemRefType)
                number = body.add(_constant(instruction.value, target.type.element_type))
                body.ops.append(FillOp([number], [target], []))
            case Copy():
                source, target = self._value(instruction.source), self._value(instruction.target)
                body.ops.append(memref.CopyOp(source, target))
                body.ops[-1].attributes |= self.attributes
            case Nest():
                inputs = [self._value(register) for register in instruction.inputs]
                body.ops.append(_nest(instruction, inputs, self._value(instruction.output)))
                body.ops[-1].attributes |= self.attributes
        return None

    def _value(self, register: Register) -> SSAValue:
        found = self._values[register]
        assert found is not None  # code names arrays only
        return found


def _reshape(source: SSAValue, shape: tuple[int, ...]) -> memref.ReinterpretCastOp:
    assert isinstance(source.type, MemRefType)
    strides = [prod(shape[axis + 1 :]) for axis in range(len(shape))]
    made = MemRefType(source.type.element_type, shape, StridedLayoutAttr(strides, 0))
    return memref.ReinterpretCastOp.from_dynamic(source, [0], shape, strides, made)


def _constant(value: float, element: Attribute) -> arith.ConstantOp:
    if isinstance(element, IntegerType):
        return arith.ConstantOp(IntegerAttr(int(value), element))
    assert isinstance(element, AnyFloat)
    return arith.ConstantOp(FloatAttr(value, element))


def _nest(nest: Nest, inputs: Sequence[SSAValue], output: SSAValue) -> GenericOp:
    loops = len(nest.parallel)
    elements: list[Attribute] = []
    for operand in (*inputs, output):
        assert isinstance(operand.type, MemRefType)
        elements.append(operand.type.element_type)
    body = Block(arg_types=elements)
    body.add_op(LinalgYieldOp(_expression(nest.body, body, {})))
    return GenericOp(
        inputs,
        [output],
        Region(body),
        [AffineMapAttr(AffineMap(loops, 0, tuple(map(_affine, rows)))) for rows in nest.maps],
        [IteratorTypeAttr.parallel() if along else IteratorTypeAttr.reduction() for along in nest.parallel],
    )


def _affine(row: Row) -> AffineExpr:
    terms: list[AffineExpr] = [
        AffineDimExpr(loop) if c == 1 else AffineDimExpr(loop) * c
        for loop, c in enumerate(row.coefficients)
        if c
    ]
    if row.constant or not terms:
        terms.append(AffineConstantExpr(row.constant))
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def _expression(node: Node, body: Block, known: dict[Node, SSAValue]) -> SSAValue:
    """The value of an expression, whose operations go to the end of the body; equal ones are written once."""
    if node.operation == INPUT:
        return body.args[int(node.value)]
    if node.operation == OUTPUT:
        return body.args[-1]
    if node not in known:
        element = _element_type(node.element)
        if node.operation == CONSTANT:
            op: Operation = _constant(node.value, element)
        else:
            arguments = [_expression(argument, body, known) for argument in node.arguments]
            name, *predicate = node.operation.split()
            kind = _OPERATIONS[name]
            if predicate:
                assert kind in (arith.CmpiOp, arith.CmpfOp)
                compare = arith.CmpiOp if kind is arith.CmpiOp else arith.CmpfOp
                op = compare(arguments[0], arguments[1], predicate[0])
            else:
                assert issubclass(kind, IRDLOperation)
                op = kind.build(operands=arguments, result_types=[element])
        body.add_op(op)
        known[node] = op.results[0]
    return known[node]
