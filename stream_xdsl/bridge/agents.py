"""From the code of a schedule to functions that run side by side: `func`, `async` and `scf`, and what their pieces of code become."""

from collections.abc import Iterator, Mapping, Sequence

from xdsl.dialects import arith, func, memref, scf
from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    DictionaryAttr,
    FloatAttr,
    FunctionType,
    IndexType,
    IntegerAttr,
    MemRefType,
    StringAttr,
    SymbolRefAttr,
    f64,
    i64,
)
from xdsl.dialects.linalg.ops import FillOp
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue

from stream_xdsl.bridge.identifiers import identifier
from stream_xdsl.bridge.standard import Body, CodeWriter, memref_type
from stream_xdsl.checker.model import Model
from stream_xdsl.codegen.code import ByteView, Name, Storage
from stream_xdsl.codegen.kernels import Argument, find_kernels
from stream_xdsl.codegen.schedule import Agent, AgentCode, Key, Loop, ProgramCode, Step
from stream_xdsl.dialects import async_

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


class _Functions:
    """The functions of one schedule."""

    def __init__(self, code: ProgramCode, model: Model, name: str):
        self.code, self.model, self.name = code, model, name
        self.counters = MemRefType(i64, [len(code.agents)])
        """The type of the counters: what each agent has done."""

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
        return [memref_type(self.code.storages[i].array) for i in touched]

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
        types = [memref_type(storage.array) for storage in given]
        block, body = Block(arg_types=types), Body()
        names: dict[int, SSAValue] = dict(zip(outside, block.args, strict=True))
        memories: list[SSAValue] = []
        for i, storage in enumerate(self.code.storages):
            if i not in names:
                made = memref.AllocOp([], [], memref_type(storage.array))
                made.attributes |= _storage_attributes(storage).data
                memories.append(body.add(made))
                names[i] = made.memref
            names[i].name_hint = identifier(storage.name)
        for step in self.code.before:
            CodeWriter(body, names, step.offsets, {}).write(step.code)
        if self.code.agents:
            memories.append(self._start(touched, names, body))
        for step in self.code.after:
            CodeWriter(body, names, step.offsets, {}).write(step.code)
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

    def _start(self, touched: Sequence[Sequence[int]], names: Mapping[int, SSAValue], body: Body) -> SSAValue:
        """Start all agents, await the end of all, and return their counters."""
        done = body.add(memref.AllocOp([], [], self.counters))
        done.name_hint = "done"
        body.ops.append(FillOp([body.count(0)], [done], []))
        tokens: list[SSAValue] = []
        for agent, own in zip(self.code.agents, touched, strict=True):
            call = async_.CallOp.create(
                operands=[done, *(names[i] for i in own)],
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
        self.block = Block(arg_types=[functions.counters, *functions.memory_types(self.touched)])
        """The body of its function."""
        self.done = self.block.args[0]
        self.done.name_hint = "done"
        self.memories = functions.name_memories(self.touched, self.block.args[1:])
        """By storage, in its function."""

    def _kernel_name(self, key: Key) -> str:
        return f"{self.name}_{'copy' if self.agent.copies else 'tile'}{self.numbers[key]}"

    def kernel_functions(self) -> Iterator[func.FuncOp]:
        """What it does, by kernel."""
        for key, kernel in self.kernels.items():
            touched, numbers = sorted(_storages(kernel.step)), len(kernel.arguments)
            types = [*([_INDEX] * numbers), *self.functions.memory_types(touched)]
            block, body = Block(arg_types=types), Body()
            places = block.args[:numbers]
            for place in places:
                place.name_hint = "at"
            names = self.functions.name_memories(touched, block.args[numbers:])
            slots = [places[o.position] if isinstance(o, Argument) else o for o in kernel.offsets]
            CodeWriter(body, names, slots, self._op_attributes(kernel.step)).write(kernel.step.code)
            block.add_ops([*body.ops, func.ReturnOp()])
            function = func.FuncOp(self._kernel_name(key), (types, []), Region(block), "private")
            function.arg_attrs = self.functions.argument_attributes(numbers, touched)
            function.attributes |= self._core_attributes()
            yield function

    def agent_function(self) -> async_.FuncOp:
        """All that it does, in order, after what it has to wait for; its counter says how far it is."""
        body = Body()
        # So that its caller goes on to start the others.
        self._pause(body)
        for loop in self.loops:
            self._loop(loop, body)
        self.block.add_ops([*body.ops, async_.ReturnOp()])
        return async_.FuncOp.create(
            properties={
                "sym_name": StringAttr(self.name),
                "function_type": FunctionType.from_lists(self.block.arg_types, [async_.TokenType()]),
                "sym_visibility": StringAttr("private"),
                "arg_attrs": self.functions.argument_attributes(1, self.touched),
            },
            attributes=self._core_attributes(),
            regions=[Region(self.block)],
        )

    def _core_attributes(self) -> dict[str, Attribute]:
        own = self.model.machine.cores[self.agent.core]
        return {
            "sched.agent": StringAttr(self.functions.agent_name(self.agent)),
            "sched.core": StringAttr(own.name),
            "sched.core_type": StringAttr(own.core_type.name),
        }

    def _pause(self, body: Body) -> None:
        token = body.add(func.CallOp(self.functions.pause, [], [async_.TokenType()]))
        body.ops.append(async_.AwaitOp.create(operands=[token]))

    def _loop(self, loop: Loop, body: Body) -> None:
        count = len(loop.iterations)
        inside, block = body, Block(arg_types=[_INDEX])
        if count > 1:
            block.args[0].name_hint = "i"
            inside = Body(block.args[0])
        for repeated in zip(*loop.iterations, strict=True):
            self._step(repeated, inside)
        if count > 1:
            block.add_ops([*inside.ops, scf.YieldOp()])
            body.ops.append(scf.ForOp(body.number(0), body.number(count), body.number(1), [], block))

    def _step(self, repeated: tuple[Step, ...], body: Body) -> None:
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

    def _wait(self, other: int, events: SSAValue, body: Body) -> None:
        """Until another agent has done so many events. Nothing is awaited if it has, and else in turns with all that could go on."""
        counter, nothing = body.number(other), body.count(0)
        found = Body()
        now = found.add(_add(self.done, counter, nothing))
        behind = found.add(arith.CmpiOp(now, events, "slt"))
        found.ops.append(scf.ConditionOp(behind))
        again = Body()
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
