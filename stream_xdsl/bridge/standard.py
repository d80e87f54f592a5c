"""From the code of a schedule to the standard dialects: `func`, `async`, `scf`, `affine`, `memref`, `linalg`, `arith` and `math`."""

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
    FunctionType,
    IndexType,
    IntegerAttr,
    IntegerType,
    MemRefType,
    StridedLayoutAttr,
    StringAttr,
    SymbolRefAttr,
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
from stream_xdsl.codegen.schedule import Agent, AgentCode, Key, Loop, ProgramCode, Step
from stream_xdsl.dialects import async_

_FLOATS: Mapping[str, AnyFloat] = {"f16": f16, "bf16": bf16, "f32": f32, "f64": f64}

_OPERATIONS: Mapping[str, type[Operation]] = {
    op.name: op for dialect in (arith.Arith, math.Math) for op in dialect.operations
}

_INDEX = IndexType()


_ADD = IntegerAttr(1, i64)
"""The kind of `memref.atomic_rmw` that adds integers."""


def make_functions(code: ProgramCode, model: Model, name: str) -> list[Operation]:
    """Functions for every agent, and one that is called as the schedule is, which starts all agents and awaits their ends.

    An agent has a function for each of its kernels, which takes numbers that say where it works, and the memories that it touches;
    and an `async.func` with all that it does, which takes all agents' counters and the memories that any of its kernels touches. The
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


class _Functions:
    """The functions of one schedule."""

    def __init__(self, code: ProgramCode, model: Model, name: str):
        self.code, self.model, self.name = code, model, name
        self.counters = MemRefType(i64, [len(code.agents)])
        """The type of the counters: what each agent has done."""
        self.names: dict[int, SSAValue] = {}
        """By storage, in the schedule's function."""

    def make(self) -> list[Operation]:
        """All of them, that of the schedule last."""
        functions: list[Operation] = [self._pause_function()] if self.code.agents else []
        touched: list[list[int]] = []
        for number, agent in enumerate(self.code.agents):
            made = _AgentFunctions(self, agent, number)
            functions += [*made.kernel_functions(), made.agent_function()]
            touched.append(made.touched)
        return [*functions, self._schedule_function(touched)]

    @property
    def pause(self) -> str:
        """The function whose token comes after all that is waiting for a thread now."""
        return f"{self.name}_pause"

    def agent_name(self, agent: Agent) -> str:
        """Of its core, or of what makes copies for it."""
        return self.model.machine.cores[agent.core].name + "_dma" * agent.copies

    def function_name(self, agent: Agent) -> str:
        """The symbol of an agent's function."""
        return f"{self.name}_{self.agent_name(agent)}"

    def memory_types(self, touched: Sequence[int]) -> list[MemRefType]:
        """The types of the memories that an agent takes."""
        return [_memref_type(self.code.storages[i].array) for i in touched]

    def argument_attributes(self, others: int, touched: Sequence[int]) -> ArrayAttr[DictionaryAttr]:
        """Of arguments of which the last are memories."""
        memories = [_storage_attributes(self.code.storages[i]) for i in touched]
        return ArrayAttr([*([DictionaryAttr({})] * others), *memories])

    def name_memories(self, touched: Sequence[int], values: Sequence[SSAValue]) -> dict[int, SSAValue]:
        """Values by storage, with its name."""
        for i, value in zip(touched, values, strict=True):
            value.name_hint = identifier(self.code.storages[i].name)
        return dict(zip(touched, values, strict=True))

    def _pause_function(self) -> func.FuncOp:
        execute = async_.ExecuteOp(Region(Block([async_.YieldOp()])))
        body = Region(Block([execute, func.ReturnOp(execute.token)]))
        return func.FuncOp(self.pause, ([], [async_.TokenType()]), body, "private")

    def _schedule_function(self, touched: Sequence[Sequence[int]]) -> func.FuncOp:
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
            self._outer_step(step, body)
        if self.code.agents:
            memories.append(self._start(touched, body))
        for step in self.code.after:
            self._outer_step(step, body)
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

    def _start(self, touched: Sequence[Sequence[int]], body: _Body) -> SSAValue:
        """Start all agents, await the end of all, and return their counters."""
        done = body.add(memref.AllocOp([], [], self.counters))
        done.name_hint = "done"
        body.ops.append(FillOp([body.count(0)], [done], []))
        tokens: list[SSAValue] = []
        for agent, own in zip(self.code.agents, touched, strict=True):
            call = async_.CallOp.create(
                operands=[done, *(self.names[i] for i in own)],
                properties={"callee": SymbolRefAttr(self.function_name(agent.agent))},
                result_types=[async_.TokenType()],
            )
            tokens.append(body.add(call))
        body.ops += [async_.AwaitOp.create(operands=[token]) for token in tokens]
        return done

    def _outside(self) -> list[int]:
        """The storages that are given, in the order of the schedule's arguments: parameters by name, all others as the network has them."""
        by_role = {
            role: [i for i, storage in enumerate(self.code.storages) if storage.role == role]
            for role in ("input", "weight", "parameter", "output")
        }
        by_role["parameter"].sort(key=lambda i: self.code.storages[i].name)
        return [i for storages in by_role.values() for i in storages]

    def _outer_step(self, step: Step, body: _Body) -> None:
        _Writer(body, self.names, step.offsets, {}).write(step.code)


class _AgentFunctions:
    """The functions of one agent."""

    def __init__(self, functions: _Functions, code: AgentCode, number: int):
        self.functions, self.model = functions, functions.model
        self.agent, self.loops, self.number = code.agent, code.loops, number
        self.name = functions.function_name(code.agent)
        self.kernels = find_kernels(code.loops)
        self.numbers = {key: i for i, key in enumerate(self.kernels)}
        self.touched = sorted(set[int]().union(*(_storages(kernel.step) for kernel in self.kernels.values())))
        """The storages that its function takes."""
        self.done: SSAValue
        self.memories: Mapping[int, SSAValue] = {}
        """The counters of all agents, and by storage what it touches, in the agent's function."""

    def _kernel_name(self, key: Key) -> str:
        return f"{self.name}_{'copy' if self.agent.copies else 'tile'}{self.numbers[key]}"

    def kernel_functions(self) -> Iterator[func.FuncOp]:
        """What it does, by kernel."""
        for key, kernel in self.kernels.items():
            touched, numbers = sorted(_storages(kernel.step)), len(kernel.arguments)
            types = [*([_INDEX] * numbers), *self.functions.memory_types(touched)]
            block, body = Block(arg_types=types), _Body()
            places = block.args[:numbers]
            for place in places:
                place.name_hint = "at"
            names = self.functions.name_memories(touched, block.args[numbers:])
            slots = [places[o.position] if isinstance(o, Argument) else o for o in kernel.offsets]
            _Writer(body, names, slots, self._op_attributes(kernel.step)).write(kernel.step.code)
            block.add_ops([*body.ops, func.ReturnOp()])
            function = func.FuncOp(self._kernel_name(key), (types, []), Region(block), "private")
            function.arg_attrs = self.functions.argument_attributes(numbers, touched)
            function.attributes |= self._core_attributes()
            yield function

    def agent_function(self) -> async_.FuncOp:
        """All that it does, in order, after what it has to wait for; its counter says how far it is."""
        types = [self.functions.counters, *self.functions.memory_types(self.touched)]
        block, body = Block(arg_types=types), _Body()
        self.done = block.args[0]
        self.done.name_hint = "done"
        self.memories = self.functions.name_memories(self.touched, block.args[1:])
        # So that its caller goes on to start the others.
        self._pause(body)
        for loop in self.loops:
            self._loop(loop, body)
        block.add_ops([*body.ops, async_.ReturnOp()])
        return async_.FuncOp.create(
            properties={
                "sym_name": StringAttr(self.name),
                "function_type": FunctionType.from_lists(types, [async_.TokenType()]),
                "sym_visibility": StringAttr("private"),
                "arg_attrs": self.functions.argument_attributes(1, self.touched),
            },
            attributes=self._core_attributes(),
            regions=[Region(block)],
        )

    def _core_attributes(self) -> dict[str, Attribute]:
        own = self.model.machine.cores[self.agent.core]
        return {
            "sched.agent": StringAttr(self.functions.agent_name(self.agent)),
            "sched.core": StringAttr(own.name),
            "sched.core_type": StringAttr(own.core_type.name),
        }

    def _pause(self, body: _Body) -> None:
        token = body.add(func.CallOp(self.functions.pause, [], [async_.TokenType()]))
        body.ops.append(async_.AwaitOp.create(operands=[token]))

    def _loop(self, loop: Loop, body: _Body) -> None:
        count = len(loop.iterations)
        inside, block = body, Block(arg_types=[_INDEX])
        if count > 1:
            block.args[0].name_hint = "i"
            inside = _Body(block.args[0])
        for repeated in zip(*loop.iterations, strict=True):
            self._step(repeated, inside)
        if count > 1:
            block.add_ops([*inside.ops, scf.YieldOp()])
            body.ops.append(scf.ForOp(body.number(0), body.number(count), body.number(1), [], block))

    def _step(self, repeated: tuple[Step, ...], body: _Body) -> None:
        first, second = repeated[0], repeated[min(1, len(repeated) - 1)]
        for wait, next_wait in zip(first.waits, second.waits, strict=True):
            self._wait(wait.agent, body.count(wait.events, next_wait.events - wait.events), body)
        kernel = self.kernels[first.key]
        memories = [self.memories[i] for i in sorted(_storages(kernel.step))]
        slots = [(first.offsets[slot], second.offsets[slot]) for slot in kernel.arguments]
        places = [body.number(start, after - start) for start, after in slots]
        call = func.CallOp(self._kernel_name(first.key), [*places, *memories], [])
        call.attributes |= self._op_attributes(first) | _row_attributes(repeated)
        if (energy := first.origin.energy_pj) is not None:
            call.attributes["sched.energy_pj"] = FloatAttr(energy, f64)
        body.ops.append(call)
        body.ops.append(_add(self.done, body.number(self.number), body.count(1)))

    def _wait(self, other: int, events: SSAValue, body: _Body) -> None:
        """Until another agent has done so many events. Nothing is awaited if it has, and else in turns with all that could go on."""
        counter, nothing = body.number(other), body.count(0)
        found = _Body()
        now = found.add(_add(self.done, counter, nothing))
        behind = found.add(arith.CmpiOp(now, events, "slt"))
        found.ops.append(scf.ConditionOp(behind))
        again = _Body()
        self._pause(again)
        again.ops.append(scf.YieldOp())
        loop = scf.WhileOp([], [], Region(Block(found.ops)), Region(Block(again.ops)))
        name = self.functions.agent_name(self.functions.code.agents[other].agent)
        loop.attributes["sched.waits_for"] = StringAttr(name)
        body.ops.append(loop)

    def _op_attributes(self, step: Step) -> dict[str, Attribute]:
        """Of a tile's layer, or of a transfer."""
        return self._transfer_attributes(step) if self.agent.copies else self._layer_attributes(step)

    def _layer_attributes(self, step: Step) -> dict[str, Attribute]:
        compute = self.model.computes[step.origin.op[1]]
        return {
            "sched.layer": StringAttr(self.model.layers[compute.layer].name),
            "sched.part": IntegerAttr(compute.part, i64),
        }

    def _transfer_attributes(self, step: Step) -> dict[str, Attribute]:
        transfer = self.model.transfers[step.origin.op[1]]
        return {
            "sched.transfer": StringAttr(transfer.kind),
            "sched.tensor": StringAttr(self.model.tensors[transfer.tensor].name),
            "sched.via": ArrayAttr([StringAttr(channel) for channel in transfer.channels]),
        }


def _add(counters: SSAValue, agent: SSAValue, events: SSAValue) -> memref.AtomicRMWOp:
    """Add to an agent's counter, and know what it was. What others did before they added to it is done for who sees that."""
    return memref.AtomicRMWOp.create(
        operands=[events, counters, agent], properties={"kind": _ADD}, result_types=[i64]
    )


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
