"""From the code of a schedule to the standard dialects: `func`, `scf`, `affine`, `memref`, `linalg`, `arith` and `math`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import prod

from xdsl.dialects import affine, arith, func, math, memref, scf
from xdsl.dialects.builtin import (
    AffineMapAttr,
    AnyFloat,
    ArrayAttr,
    DenseArrayBase,
    DictionaryAttr,
    FloatAttr,
    IndexType,
    IntegerAttr,
    IntegerType,
    MemRefType,
    StridedLayoutAttr,
    StringAttr,
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

from stream_xdsl.checker.model import Model
from stream_xdsl.codegen.code import (
    CONSTANT,
    INPUT,
    OUTPUT,
    Array,
    ByteView,
    Copy,
    Fill,
    Instruction,
    Name,
    Nest,
    Node,
    Reshape,
    Row,
    Scratch,
    Storage,
    Subview,
)
from stream_xdsl.codegen.schedule import OUTSIDE, Loop, ProgramCode, Step

_FLOATS: Mapping[str, AnyFloat] = {"f16": f16, "bf16": bf16, "f32": f32, "f64": f64}

_OPERATIONS: Mapping[str, type[Operation]] = {
    op.name: op for dialect in (arith.Arith, math.Math) for op in dialect.operations
}

_INDEX = IndexType()


def make_functions(code: ProgramCode, model: Model, name: str) -> list[func.FuncOp]:
    """A function for every core that computes, and one that is called as the schedule is, which calls them in time.

    The cores' functions take the number of a step, that of its repetition, and the memories that they touch; the schedule's takes
    the network's inputs, weights and results.
    """
    return _Functions(code, model, name).make()


def _element_type(element: str) -> AnyFloat | IntegerType:
    """Without a sign: operations know."""
    return _FLOATS.get(element) or IntegerType(int(element.lstrip("ui")))


def _memref_type(array: Array) -> MemRefType:
    return MemRefType(_element_type(array.element), array.shape)


def _identifier(text: str) -> str:
    text = re.sub(r"[^\w$.-]", "_", text, flags=re.ASCII)
    return f"_{text}" if text[0].isdigit() else text


class _Functions:
    """The functions of one schedule."""

    def __init__(self, code: ProgramCode, model: Model, name: str):
        self.code, self.model, self.name = code, model, name
        self.steps: dict[int, list[tuple[Step, ...]]] = {}
        """By core: the repetitions of each of its steps, in order."""
        for loop in code.loops:
            for repeated in zip(*loop.iterations, strict=True):
                if (core := repeated[0].core) is not None:
                    self.steps.setdefault(core, []).append(repeated)
        self.touched = {
            core: sorted({storage for (step, *_) in steps for storage in _storages(step)})
            for core, steps in self.steps.items()
        }
        """By core: the storages that its function takes."""

    def make(self) -> list[func.FuncOp]:
        """All of them, that of the schedule last."""
        return [*(self._core_function(core) for core in sorted(self.steps)), self._schedule_function()]

    def _core_name(self, core: int) -> str:
        return f"{self.name}_{self.model.machine.cores[core].name}"

    def _core_function(self, core: int) -> func.FuncOp:
        storages = [self.code.storages[i] for i in self.touched[core]]
        types = [_INDEX, _INDEX, *(_memref_type(storage.array) for storage in storages)]
        block = Block(arg_types=types)
        step, repetition, *memories = block.args
        step.name_hint, repetition.name_hint = "step", "i"
        for argument, storage in zip(memories, storages, strict=True):
            argument.name_hint = _identifier(storage.name)
        names = dict(zip(self.touched[core], memories, strict=True))
        cases: list[Region] = []
        for repeated in self.steps[core]:
            writer = _Writer(names, repetition)
            writer.write(repeated, self._layer_attributes(repeated[0]))
            cases.append(Region(Block([*writer.ops, scf.YieldOp()])))
        numbers = DenseArrayBase.from_list(i64, range(len(cases)))
        block.add_ops(
            [
                scf.IndexSwitchOp(step, numbers, Region(Block([scf.YieldOp()])), cases, []),
                func.ReturnOp(),
            ]
        )
        own = self.model.machine.cores[core]
        function = func.FuncOp(self._core_name(core), (types, []), Region(block), "private")
        function.arg_attrs = ArrayAttr(
            [DictionaryAttr({}), DictionaryAttr({}), *(_storage_attributes(storage) for storage in storages)]
        )
        function.attributes |= {
            "sched.core": StringAttr(own.name),
            "sched.core_type": StringAttr(own.core_type.name),
        }
        return function

    def _schedule_function(self) -> func.FuncOp:
        outside = self._outside()
        given = [self.code.storages[i] for i in outside]
        types = [_memref_type(storage.array) for storage in given]
        block = Block(arg_types=types)
        names = dict[int, SSAValue](zip(outside, block.args, strict=True))
        for argument, storage in zip(block.args, given, strict=True):
            argument.name_hint = _identifier(storage.name)
        ops: list[Operation] = []
        memories: list[Operation] = []
        for i, storage in enumerate(self.code.storages):
            if i in names:
                continue
            made = memref.AllocOp([], [], _memref_type(storage.array))
            made.attributes |= _storage_attributes(storage).data
            made.memref.name_hint = _identifier(storage.name)
            names[i] = made.memref
            memories.append(made)
        ops += memories
        zero = arith.ConstantOp(IntegerAttr(0, _INDEX))
        ops.append(zero)
        counters = dict.fromkeys(self.steps, 0)
        for step in self.code.before:
            ops += self._transfer((step,), names, zero.result)
        for loop in self.code.loops:
            ops += self._loop(loop, names, zero.result, counters)
        for step in self.code.after:
            ops += self._transfer((step,), names, zero.result)
        ops += [memref.DeallocOp.get(made.results[0]) for made in memories]
        ops.append(func.ReturnOp())
        block.add_ops(ops)
        function = func.FuncOp(self.name, (types, []), Region(block))
        function.arg_attrs = ArrayAttr([_storage_attributes(storage) for storage in given])
        if self.model.addresses is not None:
            function.attributes["sched.address_scale"] = IntegerAttr(self.code.scale, i64)
        if (totals := self.model.totals) is not None:
            function.attributes |= {
                "sched.latency_cycles": IntegerAttr(totals.latency_cycles, i64),
                "sched.energy_pj": FloatAttr(totals.energy_pj, f64),
            }
        return function

    def _outside(self) -> list[int]:
        """The storages that are given, in the order of the schedule's arguments: parameters by name, all others as the network has them."""
        by_role = {
            role: [i for i, storage in enumerate(self.code.storages) if storage.role == role]
            for role in ("input", "weight", "parameter", "output")
        }
        by_role["parameter"].sort(key=lambda i: self.code.storages[i].name)
        return [i for storages in by_role.values() for i in storages]

    def _loop(
        self, loop: Loop, names: Mapping[int, SSAValue], zero: SSAValue, counters: dict[int, int]
    ) -> list[Operation]:
        count = len(loop.iterations)
        if count == 1:
            return list(self._steps(loop, names, zero, counters))
        body = Block(arg_types=[_INDEX])
        body.args[0].name_hint = "i"
        body.add_ops([*self._steps(loop, names, body.args[0], counters), scf.YieldOp()])
        ends = [arith.ConstantOp(IntegerAttr(number, _INDEX)) for number in (count, 1)]
        return [*ends, scf.ForOp(zero, ends[0], ends[1], [], body)]

    def _steps(
        self, loop: Loop, names: Mapping[int, SSAValue], repetition: SSAValue, counters: dict[int, int]
    ) -> Iterator[Operation]:
        for repeated in zip(*loop.iterations, strict=True):
            core = repeated[0].core
            if core is None:
                yield from self._transfer(repeated, names, repetition)
                continue
            number = arith.ConstantOp(IntegerAttr(counters[core], _INDEX))
            counters[core] += 1
            memories = [names[i] for i in self.touched[core]]
            call = func.CallOp(self._core_name(core), [number.result, repetition, *memories], [])
            call.attributes |= self._layer_attributes(repeated[0]) | _row_attributes(repeated)
            if (energy := repeated[0].origin.energy_pj) is not None:
                call.attributes["sched.energy_pj"] = FloatAttr(energy, f64)
            yield from (number, call)

    def _transfer(
        self, repeated: tuple[Step, ...], names: Mapping[int, SSAValue], repetition: SSAValue
    ) -> list[Operation]:
        writer = _Writer(names, repetition)
        writer.write(repeated, self._transfer_attributes(repeated))
        return writer.ops

    def _layer_attributes(self, step: Step) -> dict[str, Attribute]:
        compute = self.model.computes[step.origin.op[1]]
        return {
            "sched.layer": StringAttr(self.model.layers[compute.layer].name),
            "sched.part": IntegerAttr(compute.part, i64),
        }

    def _transfer_attributes(self, repeated: tuple[Step, ...]) -> dict[str, Attribute]:
        op = repeated[0].origin.op
        if op == OUTSIDE:
            return {}
        transfer = self.model.transfers[op[1]]
        return {
            "sched.transfer": StringAttr(transfer.kind),
            "sched.tensor": StringAttr(self.model.tensors[transfer.tensor].name),
            "sched.via": ArrayAttr([StringAttr(channel) for channel in transfer.channels]),
        } | _row_attributes(repeated)


def _storage_attributes(storage: Storage) -> DictionaryAttr:
    memory = {"sched.memory": StringAttr(storage.memory)} if storage.memory else {}
    return DictionaryAttr({**memory, "sched.storage": StringAttr(storage.name)})


def _row_attributes(repeated: Sequence[Step]) -> dict[str, Attribute]:
    origins = [step.origin for step in repeated]
    return {
        "sched.tiles": DenseArrayBase.from_list(i64, [origin.tile for origin in origins]),
        "sched.start_cycles": DenseArrayBase.from_list(i64, [origin.start_cycle for origin in origins]),
        "sched.end_cycles": DenseArrayBase.from_list(i64, [origin.end_cycle for origin in origins]),
    }


def _storages(step: Step) -> set[int]:
    return {instruction.storage for instruction in step.code if isinstance(instruction, Name | ByteView)}


class _Writer:
    """Writes the operations of one piece of code, which may be repeated."""

    def __init__(self, storages: Mapping[int, SSAValue], repetition: SSAValue):
        self.storages, self.repetition = storages, repetition
        self.ops: list[Operation] = []
        self._numbers: dict[tuple[int, int], SSAValue] = {}

    def write(self, repeated: Sequence[Step], attributes: Mapping[str, Attribute]) -> None:
        """Write all of it; copies and nests carry the attributes."""
        first = repeated[0]
        moves = [0] * len(first.offsets)
        if len(repeated) > 1:
            moves = [b - a for a, b in zip(first.offsets, repeated[1].offsets, strict=True)]
        slots = list(zip(first.offsets, moves, strict=True))
        values: list[SSAValue | None] = []
        for instruction in first.code:
            values.append(self._write(instruction, values, slots, attributes))
        for instruction, value in zip(first.code, values, strict=True):
            if isinstance(instruction, Scratch) and value is not None:
                self.ops.append(memref.DeallocOp.get(value))

    def _write(
        self,
        instruction: Instruction,
        values: Sequence[SSAValue | None],
        slots: Sequence[tuple[int, int]],
        attributes: Mapping[str, Attribute],
    ) -> SSAValue | None:
        def value(register: int) -> SSAValue:
            found = values[register]
            assert found is not None  # code names arrays only
            return found

        match instruction:
            case Name():
                return self.storages[instruction.storage]
            case ByteView():
                shift = self._number(*slots[instruction.address], fixed=True)
                assert isinstance(shift, SSAValue)
                source = self.storages[instruction.storage]
                return self._add(memref.ViewOp(source, shift, [], _memref_type(instruction.array)))
            case Subview():
                source = value(instruction.source)
                offsets = [self._number(*slots[slot]) for slot in instruction.offsets]
                assert isinstance(source.type, MemRefType)
                made = memref.SubviewOp.infer_result_type(
                    source.type, offsets, instruction.sizes, instruction.strides
                )
                return self._add(
                    memref.SubviewOp.get(source, offsets, instruction.sizes, instruction.strides, made)
                )
            case Reshape():
                return self._reshape(value(instruction.source), instruction.shape)
            case Scratch():
                return self._add(memref.AllocOp([], [], _memref_type(instruction.array)))
            case Fill():
                target = value(instruction.target)
                assert isinstance(target.type, MemRefType)
                number = self._add(_constant(instruction.value, target.type.element_type))
                self.ops.append(FillOp([number], [target], []))
            case Copy():
                self.ops.append(memref.CopyOp(value(instruction.source), value(instruction.target)))
                self.ops[-1].attributes |= attributes
            case Nest():
                inputs = [value(register) for register in instruction.inputs]
                self.ops.append(_nest(instruction, inputs, value(instruction.output)))
                self.ops[-1].attributes |= attributes
        return None

    def _number(self, base: int, move: int, *, fixed: bool = False) -> SSAValue | int:
        """An offset of this repetition; a constant is a number unless it has to be a value."""
        if not move and not fixed:
            return base
        if (base, move) not in self._numbers:
            moved = AffineMap(1, 0, (AffineDimExpr(0) * move + base,))
            self._numbers[base, move] = self._add(
                affine.ApplyOp([self.repetition], AffineMapAttr(moved))
                if move
                else arith.ConstantOp(IntegerAttr(base, _INDEX))
            )
        return self._numbers[base, move]

    def _reshape(self, source: SSAValue, shape: tuple[int, ...]) -> SSAValue:
        assert isinstance(source.type, MemRefType)
        strides = [prod(shape[axis + 1 :]) for axis in range(len(shape))]
        made = MemRefType(source.type.element_type, shape, StridedLayoutAttr(strides, 0))
        return self._add(memref.ReinterpretCastOp.from_dynamic(source, [0], shape, strides, made))

    def _add(self, op: Operation) -> SSAValue:
        self.ops.append(op)
        return op.results[0]


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
