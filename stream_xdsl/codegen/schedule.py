"""From a schedule to code: a piece for every transfer and tile, who does it beside all others, after what, and the loops in which pieces repeat themselves.

In the order in which they end, everything could be done at once when it ends: what it reads is there from its start to its end,
and the space that it writes to is its own by then. What touches the same data is kept in that order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stream_xdsl.checker.model import Model
from stream_xdsl.codegen.accesses import find_accesses
from stream_xdsl.codegen.bodies import UnwritableError
from stream_xdsl.codegen.code import Array, Code, Coder, Storage
from stream_xdsl.codegen.places import copy_common, make_places
from stream_xdsl.codegen.repeats import find_runs
from stream_xdsl.codegen.synchronisation import Wait, find_waits
from stream_xdsl.codegen.tiles import TileCoder
from stream_xdsl.runtime.execute import Copying, Replay, Task
from stream_xdsl.runtime.network import Network

OUTSIDE = (-1, -1)
"""Stands for the operation of what the schedule does not say: inputs come and results go."""


_SHARED_BYTES = ("i4", "ui4")


@dataclass(frozen=True)
class Origin:
    """Which row of a schedule code stands for."""

    op: tuple[int, int]
    """Table (0 for tasks, 1 for transfers) and position of the operation, or OUTSIDE."""
    tile: int = 0
    start_cycle: int = 0
    end_cycle: int = 0
    energy_pj: float | None = None
    """Of a tile, if its cost is known."""


@dataclass(frozen=True, order=True)
class Agent:
    """What does one thing after the other, beside all other agents."""

    core: int
    copies: bool
    """Whether it makes the copies that arrive at the core, or computes the core's tiles."""


@dataclass(frozen=True)
class Step:
    """A piece of code."""

    agent: Agent | None
    """That runs it; None for what is done before or after all agents."""
    origin: Origin
    code: Code
    offsets: tuple[int, ...]
    waits: tuple[Wait, ...] = ()
    """What has to be done before, by other agents."""

    @property
    def key(self) -> "Key":
        """What steps of an agent have in common that differ only in their offsets, and in what they wait for."""
        return self.origin.op, self.code


Key = tuple[tuple[int, int], Code]
"""Operation and code."""


@dataclass(frozen=True)
class Loop:
    """Steps that are done several times, or once."""

    iterations: tuple[tuple[Step, ...], ...]
    """Each with as many steps, in order. Those in the same place wait for the same agents."""


@dataclass(frozen=True)
class AgentCode:
    """All that an agent does, in order."""

    agent: Agent
    loops: tuple[Loop, ...]


@dataclass(frozen=True)
class ProgramCode:
    """What a schedule does."""

    storages: tuple[Storage, ...]
    before: tuple[Step, ...]
    """Inputs and weights are put where the schedule expects them."""
    agents: tuple[AgentCode, ...]
    """Which all begin then; waits name them by position."""
    after: tuple[Step, ...]
    """Results are fetched, when all agents are done."""
    scale: int
    """What the schedule calls a bit takes so many, where things lie at addresses."""


def write_code(model: Model, network: Network) -> ProgramCode:
    """The code of a schedule.

    Raises ExecutionError if something is not where it is needed, and CodeError for what cannot be written.
    """
    writer = _Writer(model, network)
    writer.replay()
    after = writer.fetch_results()
    # Addresses of tensors off-chip are known only now.
    before = writer.bring_constants()
    storages = tuple(writer.places.storages)
    return ProgramCode(
        storages, tuple(before), _share_out(writer.steps, storages), tuple(after), writer.places.scale
    )


def _share_out(steps: Sequence[Step], storages: Sequence[Storage]) -> tuple[AgentCode, ...]:
    """The code of each agent, out of all steps in order."""
    agents = sorted({step.agent for step in steps if step.agent is not None})
    owners = [agents.index(step.agent) for step in steps if step.agent is not None]
    waits = find_waits(owners, [find_accesses(step.code, step.offsets, storages) for step in steps])
    own: list[list[Step]] = [[] for _ in agents]
    for owner, step, awaited in zip(owners, steps, waits, strict=True):
        own[owner].append(replace(step, waits=awaited))
    return tuple(AgentCode(agent, _loops(steps)) for agent, steps in zip(agents, own, strict=True))


def _loops(steps: Sequence[Step]) -> tuple[Loop, ...]:
    """Steps repeat others if what they wait for moves evenly, too."""
    keys = [(step.key, tuple(wait.agent for wait in step.waits)) for step in steps]
    numbers = [(*step.offsets, *(wait.events for wait in step.waits)) for step in steps]
    return tuple(
        Loop(
            tuple(
                tuple(steps[run.first + i * run.length : run.first + (i + 1) * run.length])
                for i in range(run.count)
            )
        )
        for run in find_runs(keys, numbers)
    )


class CodeError(ValueError):
    """An operation that cannot be written as code, and why."""

    def __init__(self, message: str, remedy: str, op: tuple[int, int]):
        super().__init__(message)
        self.remedy, self.op = remedy, op


class _Writer(Replay):
    """Writes code where the runtime computes with numbers."""

    def __init__(self, model: Model, network: Network):
        super().__init__(model, network)
        for tensor, element in zip(model.tensors, network.elements, strict=True):
            if element.name in _SHARED_BYTES:
                raise CodeError(
                    f"'{tensor.name}' has elements of {element.name}, of which two would share a byte",
                    "run the schedule with stream-xdsl run",
                    OUTSIDE,
                )
            if element.float8 is not None:
                raise CodeError(
                    f"'{tensor.name}' has elements of {element.name}, which MLIR does not lower to LLVM",
                    "run the schedule with stream-xdsl run",
                    OUTSIDE,
                )
        self.places = make_places(self)
        self.tiles = TileCoder(self.places)
        self.steps: list[Step] = []
        self._stream_cores = {self.stream_memory(op.layer, op.part): op.core for op in model.computes}

    def transfer(self, copying: Copying) -> None:
        coder = Coder(self.places.storages)
        element = self.places.element(copying.buffer.tensor)
        bits = self.model.tensors[copying.buffer.tensor].bits
        row = copying.row
        try:
            sources = list(self.places.sources(copying))
            for wanted, target in self.places.targets(copying.buffer, element, bits):
                for source in sources:
                    copy_common(coder, source, target, wanted)
        except UnwritableError as error:
            raise CodeError(f"{row.name}: {error}", error.remedy, row.op) from None
        origin = Origin(row.op, row.tile, row.start, row.end)
        agent = Agent(self._core_at(copying.buffer.memory), copies=True)
        self.steps.append(Step(agent, origin, coder.code, coder.offsets))

    def compute(self, task: Task) -> None:
        coder, row, op = Coder(self.places.storages), task.row, task.compute
        layer = self.model.layers[op.layer]
        try:
            self.tiles.write(coder, task)
        except UnwritableError as error:
            raise CodeError(f"layer '{layer.name}': {error}", error.remedy, row.op) from None
        core_type = self.model.machine.cores[op.core].core_type.name
        cost = layer.costs.get((core_type, task.tile.extents))
        origin = Origin(row.op, row.tile, row.start, row.end, None if cost is None else cost.energy_pj)
        self.steps.append(Step(Agent(op.core, copies=False), origin, coder.code, coder.offsets))

    def _core_at(self, memory: int) -> int:
        """The core of a memory, the first of those that share it; or of a stream."""
        if memory < 0:
            return self._stream_cores[memory]
        return self.model.machine.top_memories[memory][0][0]

    def bring_constants(self) -> list[Step]:
        """Inputs and weights to their addresses off-chip, if there are any."""
        steps: list[Step] = []
        for storage, place in self.places.brought():
            coder = Coder(self.places.storages)
            coder.copy(coder.name(storage), place.name(coder))
            steps.append(Step(None, Origin(OUTSIDE), coder.code, coder.offsets))
        return steps

    def fetch_results(self) -> list[Step]:
        """Results, out of off-chip memory."""
        steps: list[Step] = []
        for name, value in self.network.results.items():
            memory, shape = self.complete_in(name, value), self.shape(value)
            storage = self.places.add_output(name, Array(shape, self.element(value).name))
            coder = Coder(self.places.storages)
            reading = self.tiles.read(coder, memory, value, tuple((0, size) for size in shape))
            self.tiles.copy(coder, reading, coder.name(storage))
            steps.append(Step(None, Origin(OUTSIDE), coder.code, coder.offsets))
        return steps
