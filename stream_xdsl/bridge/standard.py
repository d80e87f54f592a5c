"""From the code of a schedule to the standard dialects: `func`, `scf`, `affine`, `memref`, `linalg`, `arith` and `math`."""

from collections.abc import Mapping, Sequence
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

from stream_xdsl.bridge.identifiers import identifier
from stream_xdsl.checker.model import Model
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
    Storage,
    Subview,
)
from stream_xdsl.codegen.kernels import Argument, find_kernels
from stream_xdsl.codegen.schedule import OUTSIDE, Loop, ProgramCode, Step

_FLOATS: Mapping[str, AnyFloat] = {"f16": f16, "bf16": bf16, "f32": f32, "f64": f64}

_OPERATIONS: Mapping[str, type[Operation]] = {
    op.name: op for dialect in (arith.Arith, math.Math) for op in dialect.operations
}

_INDEX = IndexType()


def make_functions(code: ProgramCode, model: Model, name: str) -> list[func.FuncOp]:
    """A function for every core that computes, and one that is called as the schedule is, which calls them in time.

    The cores' functions take the number of a kernel, numbers that say where it works, and the memories that they touch; the
    schedule's takes the network's inputs, weights, parameters and results.
    """
    return _Functions(code, model, name).make()


def _element_type(element: str) -> AnyFloat | IntegerType:
    """Without a sign: operations know."""
    return _FLOATS.get(element) or IntegerType(int(element.lstrip("ui")))


def _memref_type(array: Array) -> MemRefType:
    return MemRefType(_element_type(array.element), array.shape)


class _Body:
    """Operations in order, and the numbers among them, each once."""

    def __init__(self, repetition: SSAValue | None = None):
        self.ops: list[Operation] = []
        self._repetition = repetition
        self._numbers: dict[tuple[int, int], SSAValue] = {}

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


class _Functions:
    """The functions of one schedule."""

    def __init__(self, code: ProgramCode, model: Model, name: str):
        self.code, self.model, self.name = code, model, name
        self.kernels = find_kernels(code.loops)
        self.numbers = {
            core: {key: i for i, key in enumerate(kernels)} for core, kernels in self.kernels.items()
        }
        """By core: the number of each kernel."""
        self.touched = {
            core: sorted({storage for kernel in kernels.values() for storage in _storages(kernel.step)})
            for core, kernels in self.kernels.items()
        }
        """By core: the storages that its function takes."""
        self.arguments = {
            core: max(len(kernel.arguments) for kernel in kernels.values())
            for core, kernels in self.kernels.items()
        }
        """By core: how many numbers its function takes besides that of the kernel."""
        self.names: dict[int, SSAValue] = {}
        """By storage, in the schedule's function."""

    def make(self) -> list[func.FuncOp]:
        """All of them, that of the schedule last."""
        return [*(self._core_function(core) for core in self.kernels), self._schedule_function()]

    def _core_name(self, core: int) -> str:
        return f"{self.name}_{self.model.machine.cores[core].name}"

    def _core_function(self, core: int) -> func.FuncOp:
        storages = [self.code.storages[i] for i in self.touched[core]]
        numbers = 1 + self.arguments[core]
        types = [*([_INDEX] * numbers), *(_memref_type(storage.array) for storage in storages)]
        block = Block(arg_types=types)
        kernel_number, *places = block.args[:numbers]
        kernel_number.name_hint = "kernel"
        for place in places:
            place.name_hint = "at"
        memories = block.args[numbers:]
        for argument, storage in zip(memories, storages, strict=True):
            argument.name_hint = identifier(storage.name)
        names = dict[int, SSAValue](zip(self.touched[core], memories, strict=True))
        cases: list[Region] = []
        for kernel in self.kernels[core].values():
            slots = [places[o.position] if isinstance(o, Argument) else o for o in kernel.offsets]
            body = _Body()
            _Writer(body, names, slots, self._layer_attributes(kernel.step)).write(kernel.step.code)
            cases.append(Region(Block([*body.ops, scf.YieldOp()])))
        labels = DenseArrayBase.from_list(i64, range(len(cases)))
        block.add_ops(
            [
                scf.IndexSwitchOp(kernel_number, labels, Region(Block([scf.YieldOp()])), cases, []),
                func.ReturnOp(),
            ]
        )
        own = self.model.machine.cores[core]
        function = func.FuncOp(self._core_name(core), (types, []), Region(block), "private")
        function.arg_attrs = ArrayAttr(
            [*([DictionaryAttr({})] * numbers), *(_storage_attributes(storage) for storage in storages)]
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
        block, body = Block(arg_types=types), _Body()
        self.names = dict(zip(outside, block.args, strict=True))
        memories: list[SSAValue] = []
        for i, storage in enumerate(self.code.storages):
            if i not in self.names:
                made = memref.AllocOp([], [], _memref_type(storage.array))
                made.attributes |= _storage_attributes(storage).data
                memories.append(body.add(made))
                self.names[i] = made.memref
            self.names[i].name_hint = identifier(storage.name)
        for step in self.code.before:
            self._transfer((step,), body)
        for loop in self.code.loops:
            self._loop(loop, body)
        for step in self.code.after:
            self._transfer((step,), body)
        block.add_ops([*body.ops, *(memref.DeallocOp.get(memory) for memory in memories), func.ReturnOp()])
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

    def _loop(self, loop: Loop, body: _Body) -> None:
        count = len(loop.iterations)
        inside, block = body, Block(arg_types=[_INDEX])
        if count > 1:
            block.args[0].name_hint = "i"
            inside = _Body(block.args[0])
        for repeated in zip(*loop.iterations, strict=True):
            if repeated[0].core is None:
                self._transfer(repeated, inside)
            else:
                self._call(repeated[0].core, repeated, inside)
        if count > 1:
            block.add_ops([*inside.ops, scf.YieldOp()])
            body.ops.append(scf.ForOp(body.number(0), body.number(count), body.number(1), [], block))

    def _call(self, core: int, repeated: tuple[Step, ...], body: _Body) -> None:
        key, slots = repeated[0].key, _slots(repeated)
        places = [body.number(*slots[slot]) for slot in self.kernels[core][key].arguments]
        unused = [body.number(0)] * (self.arguments[core] - len(places))
        memories = [self.names[i] for i in self.touched[core]]
        number = body.number(self.numbers[core][key])
        call = func.CallOp(self._core_name(core), [number, *places, *unused, *memories], [])
        call.attributes |= self._layer_attributes(repeated[0]) | _row_attributes(repeated)
        if (energy := repeated[0].origin.energy_pj) is not None:
            call.attributes["sched.energy_pj"] = FloatAttr(energy, f64)
        body.ops.append(call)

    def _transfer(self, repeated: tuple[Step, ...], body: _Body) -> None:
        slots = [body.number(base, move) if move else base for base, move in _slots(repeated)]
        _Writer(body, self.names, slots, self._transfer_attributes(repeated)).write(repeated[0].code)

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


def _slots(repeated: Sequence[Step]) -> list[tuple[int, int]]:
    """Each offset of a step, and by how much it grows with each repetition."""
    first, second = repeated[0].offsets, repeated[min(1, len(repeated) - 1)].offsets
    return [(a, b - a) for a, b in zip(first, second, strict=True)]


def _storages(step: Step) -> set[int]:
    return {instruction.storage for instruction in step.code if isinstance(instruction, Name | ByteView)}


class _Writer:
    """Writes the operations of one piece of code, to the end of a body; copies and nests carry attributes."""

    def __init__(
        self,
        body: _Body,
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
                return body.add(memref.ViewOp(source, shift, [], _memref_type(instruction.array)))
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
                return body.add(memref.AllocOp([], [], _memref_type(instruction.array)))
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
