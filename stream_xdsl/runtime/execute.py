"""Runs a schedule: its transfers and tiles in order of time, on data that they themselves have moved.

Nothing is judged but the data: a transfer or a tile that reads what is not there stops the run. In one cycle what ends
comes first, then releases, then what starts. The checker's reading of the IR and its derivation of what
each tile and transfer touches are used, not its judgement; nothing of the engines that make schedules is, but for how loads are cut into blocks, which rows name.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import prod

import numpy as np

from stream_xdsl.checker.addresses import whole_bytes
from stream_xdsl.checker.demand import OFFCHIP_COPIES, Demand
from stream_xdsl.checker.model import Compute, Ints, Model, Transfer, Value
from stream_xdsl.checker.needs import held_in, tensors_of
from stream_xdsl.hardware.machine import MemoryOperand
from stream_xdsl.runtime.arithmetic import Arithmetic
from stream_xdsl.runtime.elements import Array, Element
from stream_xdsl.runtime.memories import FOREVER, Buffer, Memories
from stream_xdsl.runtime.network import Network
from stream_xdsl.runtime.points import Box, Tile

COMPLETE_TRANSFER, COMPLETE_TASK, RELEASE, INSTANT, START = range(5)
"""The order of what happens in one cycle. What takes no time starts and ends before others start."""


class ExecutionError(ValueError):
    """A schedule that cannot go on: what it was about to do, and why it cannot."""

    def __init__(self, message: str, op: tuple[int, int] = (-1, -1)):
        super().__init__(message)
        self.op = op
        """The operation's table (0 for tasks, 1 for transfers) and position; -1 for the schedule itself."""


@dataclass(frozen=True)
class Row:
    """A row of one of the tables."""

    op: tuple[int, int]
    name: str
    tile: int
    start: int
    end: int


@dataclass(eq=False)
class Block:
    """What the tiles along reduction loops write together."""

    buffer: Buffer
    tiles: int
    done: int = 0
    running: str = ""
    """The row of the tile that accumulates into it now."""


@dataclass(eq=False)
class Task:
    """A tile."""

    row: Row
    compute: Compute
    block: Block
    tile: Tile
    number: int
    """Among the tiles of all parts of its layer."""
    since: int = 0
    """The step at which it started."""


@dataclass(eq=False)
class Copying:
    """What a transfer brings to one of its targets."""

    row: Row
    source: int
    buffer: Buffer
    source_address: int | None = None
    since: int = 0


@dataclass(order=True)
class _Event:
    cycle: int
    phase: int
    number: int
    happen: Callable[[], None] = field(compare=False)


def execute(
    model: Model,
    network: Network,
    inputs: Mapping[str, Array],
    weights: Mapping[int, Array],
    tensors: Mapping[str, Array],
) -> dict[str, Array]:
    """The network's results by name, as the schedule computes them.

    `inputs` are by name, `weights` by tensor, `tensors` those of the model that stand for parameters of layers. Raises ExecutionError
    at the first event that reads what is not there.
    """
    return _Execution(model, network, inputs, weights, tensors).run()


class Replay(ABC):
    """What a schedule does, in order of time: which rows end when, and what is in the memories then.

    Subclasses say what it is that data moves and tiles compute.
    """

    def __init__(self, model: Model, network: Network):
        self.model, self.network = model, network
        self.demand = Demand(model)
        self.memories = Memories(self.demand, network.elements)
        self.offchip = model.offchip_memories
        self.constants = {*network.inputs.values(), *network.weights}
        """The tensors that are off-chip from the beginning."""
        for memory in self.offchip:
            for tensor in self.constants:
                self.memories.provide(memory, tensor)
        self.events: list[_Event] = []

    @abstractmethod
    def transfer(self, copying: Copying) -> None:
        """A transfer ends, and all that it reads is there."""

    @abstractmethod
    def compute(self, task: Task) -> None:
        """A tile ends, and all that it reads is there."""

    def shape(self, value: Value) -> tuple[int, ...]:
        """The sizes of a value."""
        return self.model.tensors[value].shape if isinstance(value, int) else value.shape

    def element(self, value: Value) -> Element:
        """The type of a value's elements."""
        return self.network.elements[min(tensors_of(value))]

    def replay(self) -> None:
        """Everything in order. Raises ExecutionError at the first event that reads what is not there."""
        for position, op in enumerate(self.model.transfers):
            self._plan_transfers(position, op)
        self._plan_tasks()
        for event in sorted(self.events):
            self.memories.step += 1
            event.happen()

    # Planning: every row becomes events

    def _plan(
        self, row: Row, complete_phase: int, start: Callable[[], None], complete: Callable[[], None]
    ) -> None:
        if row.end < row.start or row.start < 0:
            raise ExecutionError(f"{row.name} starts at {row.start} and ends at {row.end}", row.op)
        if row.start == row.end:
            self._at(row.start, INSTANT, start)
            self._at(row.start, INSTANT, complete)
        else:
            self._at(row.start, START, start)
            self._at(row.end, complete_phase, complete)

    def _at(self, cycle: int, phase: int, happen: Callable[[], None]) -> None:
        self.events.append(_Event(cycle, phase, len(self.events), happen))

    def _plan_tasks(self) -> None:
        rows: dict[tuple[int, int, int], list[tuple[Row, Compute, int, int]]] = {}
        seen: dict[tuple[int, int, int], str] = {}
        for position, op in enumerate(self.model.computes):
            at = 0, position
            parts = self.demand.parts[op.layer]
            for number in range(op.first, op.end):
                tile, start, duration, release = self.model.tasks[number].tolist()
                name = f"{self.model.op_name(at)} row {number} (tile {tile})"
                if op.part >= len(parts) or not 0 <= tile < len(parts[op.part]):
                    raise ExecutionError(f"{name}: there is no such tile", at)
                if (op.layer, op.part, tile) in seen:
                    raise ExecutionError(f"{name} is computed before, by {seen[op.layer, op.part, tile]}", at)
                seen[op.layer, op.part, tile] = name
                block = op.layer, op.part, int(parts[op.part].block[tile])
                row = Row(at, name, tile, start, start + duration)
                rows.setdefault(block, []).append((row, op, release, number))
        for key, members in rows.items():
            self._plan_block(key, members)

    def _plan_block(self, key: tuple[int, int, int], members: list[tuple[Row, Compute, int, int]]) -> None:
        layer, number, index = key
        part = self.demand.parts[layer][number]
        own, tensor = self.model.layers[layer], self.model.tensors[self.model.layers[layer].output]
        base = self.demand.task_number(layer, number, 0)
        last, op, release, _ = max(members, key=lambda member: member[0].tile)
        address = self._address_of(members)
        groups = self.demand.written(layer, base + int(part.final[index]))
        elements = self.demand.atoms[own.output].elements(groups)
        tiles = int(np.count_nonzero(part.block == index))
        buffer = Buffer(
            self._memory_of(op, MemoryOperand.O, last),
            own.output,
            groups,
            last.name,
            min(row.start for row, *_ in members),
            max(row.end for row, *_ in members),
            release,
            elements * (own.psum_bits if tiles > 1 else tensor.bits),
            elements * tensor.bits,
            address,
        )
        self._check_inside(buffer, last.op)
        self.memories.known[buffer.memory, buffer.tensor].append(buffer)
        block = Block(buffer, tiles)
        self._at(release, RELEASE, partial(self.memories.release, buffer))
        for row, compute, _, _ in members:
            tile = Tile(tuple(part.starts[row.tile].tolist()), tuple(part.extents[row.tile].tolist()))
            task = Task(row, compute, block, tile, base + row.tile)
            self._plan(
                row, COMPLETE_TASK, partial(self._start_task, task), partial(self._complete_task, task)
            )

    def _address_of(self, members: list[tuple[Row, Compute, int, int]]) -> int | None:
        """Of the block that tiles write together, if it has one."""
        if self.model.addresses is None:
            return None
        first, *others = [(int(self.model.addresses.tasks[number]), row) for row, _, _, number in members]
        for address, row in others:
            if address != first[0]:
                raise ExecutionError(
                    f"{row.name} writes at {address} what {first[1].name} writes at {first[0]}", row.op
                )
        return first[0]

    def _check_inside(self, buffer: Buffer, at: tuple[int, int]) -> None:
        if buffer.address is None or buffer.memory in self.offchip:
            return
        size = self.model.machine.memory(buffer.memory).size_bits
        if not 0 <= buffer.address <= size - whole_bytes(max(buffer.bits, buffer.final_bits)):
            raise ExecutionError(
                f"{buffer.maker}: {buffer.bits} bits at address {buffer.address} are not inside a memory of {size} bits",
                at,
            )

    def _memory_of(self, op: Compute, role: MemoryOperand, row: Row) -> int:
        memory = self.demand.memories.get((op.core, role))
        if memory is None:
            raise ExecutionError(
                f"{row.name}: @{self.model.machine.cores[op.core].name} has no memory for {role}", row.op
            )
        return memory

    def _plan_transfers(self, position: int, op: Transfer) -> None:
        at = 1, position
        ids = self.model.machine.memory_ids
        for place in (op.source, *op.targets):
            if place not in ids:
                core = self.model.machine.cores[place[0]].name
                raise ExecutionError(
                    f"{self.model.op_name(at)}: @{core}::@{place[1]} is no outermost memory", at
                )
        targets = [ids[target] for target in op.targets]
        parts = op.parts_by_target
        if any(part >= len(self.demand.parts[op.layer]) for part in parts) or len(parts) != len(targets):
            raise ExecutionError(f"{self.model.op_name(at)}: there are no such parts", at)
        moved = [self.demand.moved(op, part, target) for part, target in zip(parts, targets, strict=True)]
        for number in range(op.first, op.end):
            member = (number - op.first) % len(targets)
            tile = int(self.model.transfer_rows[number, 0])
            name = f"{self.model.op_name(at)} row {number} (tile {tile})"
            groups = moved[member](tile)
            if groups is None:
                raise ExecutionError(f"{name} moves nothing that is needed there", at)
            self._plan_transfer(op, at, number, name, ids[op.source], targets[member], parts[member], groups)

    def _plan_transfer(
        self,
        op: Transfer,
        at: tuple[int, int],
        number: int,
        name: str,
        source: int,
        target: int,
        part: int,
        groups: Ints,
    ) -> None:
        tile, start, duration, bits, release = self.model.transfer_rows[number].tolist()
        row = Row(at, name, tile, start, start + duration)
        # More may be moved, for other readers of the same copy; two streams of a tile may share what it reads of a tensor.
        least = self.demand.atoms[op.tensor].elements(groups) * self.model.tensors[op.tensor].bits
        if bits < least and op.kind != "stream":
            raise ExecutionError(f"{name} moves {bits} bits, but what is needed there has {least}", at)
        source_address = target_address = None
        if self.model.addresses is not None:
            source_address, target_address = self.model.addresses.transfers[number].tolist()
        if op.kind == "stream":
            target, target_address = self.stream_memory(op.layer, part), None
        stays = op.kind in OFFCHIP_COPIES
        buffer = Buffer(
            target,
            op.tensor,
            groups,
            name,
            start,
            row.end,
            FOREVER if stays else release,
            bits,
            bits,
            None if stays else target_address,
        )
        self._check_inside(buffer, at)
        self.memories.known[target, op.tensor].append(buffer)
        copying = Copying(row, source, buffer, source_address)
        from_region = source in self.offchip and op.tensor in self.constants
        if (
            self.model.addresses is not None
            and from_region
            and (source, op.tensor) not in self.memories.regions
        ):
            self._reserve(source, op.tensor, source_address, row, 0)
        if not stays:
            self._at(release, RELEASE, partial(self.memories.release, buffer))
        region = target_address if stays else None
        self._plan(
            row,
            COMPLETE_TRANSFER,
            partial(self._start_transfer, copying, region),
            partial(self._complete_transfer, copying),
        )

    def stream_memory(self, layer: int, part: int) -> int:
        """The number of what stands for the registers that a part's streams pass through."""
        return -1 - sum(len(parts) for parts in self.demand.parts[:layer]) - part

    def _reserve(self, memory: int, tensor: int, address: int | None, row: Row, cycle: int) -> None:
        assert address is not None
        data = self.model.tensors[tensor]
        self.memories.reserve(memory, tensor, address, data.bits * prod(data.shape), row.name, cycle)

    # Transfers

    def _start_transfer(self, copying: Copying, region: int | None) -> None:
        row, buffer = copying.row, copying.buffer
        self._check_there(row, row.start, copying.source, buffer.tensor, buffer.groups, self.memories.step)
        if copying.source_address is not None:
            self._check_source(copying, copying.source_address)
        copying.since = self.memories.step
        if region is not None:
            known = self.memories.regions.get((buffer.memory, buffer.tensor))
            if known is None:
                self._reserve(buffer.memory, buffer.tensor, region, row, row.start)
            elif known.address != region:
                raise ExecutionError(
                    f"{row.name} at {row.start} writes '{self._tensor(buffer.tensor)}' to {region} in "
                    f"{self._memory(buffer.memory)}, where it lies at {known.address}",
                    row.op,
                )
        self.memories.occupy(buffer, row.start)

    def _check_source(self, copying: Copying, address: int) -> None:
        """What is moved lies at the transfer's source address, in one piece."""
        tensor, groups = copying.buffer.tensor, copying.buffer.groups
        here = self.memories.placed[copying.source]
        if copying.source in self.offchip:
            found = any(b.tensor == tensor and b.address == address for b in here)
        else:
            found = any(
                b.tensor == tensor and b.address == address and b.arrived and np.isin(groups, b.groups).all()
                for b in here
            )
        if not found:
            raise ExecutionError(
                f"{copying.row.name} at {copying.row.start} reads '{self._tensor(tensor)}' at {address} in "
                f"{self._memory(copying.source)}, where not all of it lies",
                copying.row.op,
            )

    def _complete_transfer(self, copying: Copying) -> None:
        row, buffer = copying.row, copying.buffer
        self._check_there(row, row.end, copying.source, buffer.tensor, buffer.groups, copying.since)
        self.transfer(copying)
        self._arrive(buffer, row)

    def _arrive(self, buffer: Buffer, row: Row) -> None:
        if buffer.fate:
            raise ExecutionError(
                f"{row.name} at {row.end} writes '{self._tensor(buffer.tensor)}' to space in "
                f"{self._memory(buffer.memory)} that {buffer.fate}",
                row.op,
            )
        self.memories.arrive(buffer)

    def _check_there(self, row: Row, cycle: int, memory: int, tensor: int, groups: Ints, since: int) -> None:
        missing = self.memories.missing(memory, tensor, groups, since)
        if len(missing):
            atoms, first = self.demand.atoms[tensor], int(missing[0])
            raise ExecutionError(
                f"{row.name} at {cycle}: element {list(atoms.example(first))} of '{self._tensor(tensor)}' is not in "
                f"{self._memory(memory)}, one of {atoms.elements(missing)} such of {atoms.elements(groups)} that it reads: "
                f"{self.memories.reason(memory, tensor, first)}",
                row.op,
            )

    def _tensor(self, tensor: int) -> str:
        return self.model.tensors[tensor].name

    def _memory(self, memory: int) -> str:
        return "the core's stream" if memory < 0 else self.model.memory_name(memory)

    # Tasks

    def _operands(self, task: Task) -> Iterator[tuple[int, int, int, Ints]]:
        """Operand, memory, tensor and groups of all that a task reads."""
        for operand, (same, needs) in enumerate(self.demand.needs[task.compute.layer][:-1]):
            for tensor, groups in needs[same[task.number]].items():
                yield operand, self.operand_memory(task, operand), tensor, groups

    def operand_memory(self, task: Task, operand: int) -> int:
        """Where a tile reads an operand; negative for the registers through which it streams."""
        if operand in self.demand.streamed[task.compute.layer, task.compute.part]:
            return self.stream_memory(task.compute.layer, task.compute.part)
        return self._memory_of(task.compute, MemoryOperand.I2 if operand else MemoryOperand.I1, task.row)

    def _start_task(self, task: Task) -> None:
        row, block = task.row, task.block
        for _, memory, tensor, groups in self._operands(task):
            if memory >= 0:
                self._check_there(row, row.start, memory, tensor, groups, self.memories.step)
        task.since = self.memories.step
        if block.running:
            raise ExecutionError(
                f"{row.name} at {row.start} accumulates into a block while {block.running} does", row.op
            )
        block.running = row.name
        if block.done == 0:
            self.memories.occupy(block.buffer, row.start)

    def _complete_task(self, task: Task) -> None:
        row, block = task.row, task.block
        for _, memory, tensor, groups in self._operands(task):
            since = task.since if memory >= 0 else self.memories.step
            self._check_there(row, row.end, memory, tensor, groups, since)
        block.done += 1
        block.running = ""
        if block.buffer.fate or block.done == block.tiles:
            self._arrive(block.buffer, row)
        self.compute(task)

    # The end

    def complete_in(self, name: str, value: Value) -> int:
        """The off-chip memory that holds all of a result. Raises ExecutionError if none does."""
        problem = ""
        for memory in sorted(self.offchip):
            for tensor in sorted(held_in(value, self.model.tensors)):
                atoms = self.demand.atoms[tensor]
                missing = self.memories.missing(memory, tensor, np.arange(len(atoms)), self.memories.step)
                if len(missing):
                    problem = (
                        f"element {list(atoms.example(int(missing[0])))} of '{self._tensor(tensor)}', of which result '{name}' "
                        f"is made, is not in {self._memory(memory)} at the end: "
                        f"{self.memories.reason(memory, tensor, int(missing[0]))}"
                    )
                    break
            else:
                return memory
        raise ExecutionError(problem)


class _Execution(Replay):
    """With numbers."""

    def __init__(
        self,
        model: Model,
        network: Network,
        inputs: Mapping[str, Array],
        weights: Mapping[int, Array],
        tensors: Mapping[str, Array],
    ):
        super().__init__(model, network)
        given = {network.inputs[name]: values for name, values in inputs.items()} | dict(weights)
        for memory in self.offchip:
            for tensor, values in given.items():
                self.memories.arrays[memory, tensor] = values
        self.partial: dict[Buffer, Array] = {}
        """What tiles have accumulated, by the block that it is to be."""
        self.arithmetic = [
            Arithmetic(
                layer,
                body,
                [(self.shape(access.value), self.element(access.value)) for access in layer.operands],
                network.elements[layer.output],
                tensors,
            )
            for layer, body in zip(model.layers, network.bodies, strict=True)
        ]

    def run(self) -> dict[str, Array]:
        self.replay()
        results: dict[str, Array] = {}
        for name, value in self.network.results.items():
            memory = self.complete_in(name, value)
            box = tuple((0, size) for size in self.shape(value))
            results[name] = self.memories.fetch(memory, value, box)
        return results

    def transfer(self, copying: Copying) -> None:
        buffer = copying.buffer
        self.memories.copy(copying.source, buffer.memory, buffer.tensor, buffer.groups)

    def compute(self, task: Task) -> None:
        block, layer = task.block, task.compute.layer
        arithmetic = self.arithmetic[layer]

        def read(operand: int, box: Box) -> Array:
            memory = self.operand_memory(task, operand)
            return self.memories.fetch(memory, self.model.layers[layer].operands[operand].value, box)

        partial = arithmetic.accumulate(self.partial.pop(block.buffer, None), task.tile, read)
        if not block.buffer.arrived:
            self.partial[block.buffer] = partial
            return
        target = self.memories.array(block.buffer.memory, block.buffer.tensor)
        arithmetic.write(arithmetic.finish(partial, task.tile, read), task.tile, target)
