"""A schedule's cycles, derived again by interpreting its expanded form: a token's value is the cycle at which it is there.

Nothing of the scheduler is used. What is decided is read from the IR, what follows from it is derived; `docs/runtime.md` says which is which.
"""

from collections import defaultdict
from dataclasses import dataclass
from math import inf

from xdsl.dialects.builtin import SymbolRefAttr
from xdsl.interpreter import Interpreter, InterpreterFunctions, PythonValues, impl, register_impls
from xdsl.ir import Block, SSAValue

from stream_xdsl.bridge.expansion import expand_program
from stream_xdsl.checker.demand import Demand, operand_streamed
from stream_xdsl.checker.interconnect import Interconnect, Path
from stream_xdsl.checker.model import Ints, Model, Transfer
from stream_xdsl.checker.needs import tensors_of
from stream_xdsl.checker.read import read_model
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.sched import CopyOp, ExpandedOp, ProgramOp, TileOp
from stream_xdsl.runtime.replay import Claim, Replay, Space

Event = TileOp | CopyOp
Content = tuple[object, ...]
"""What a copy brings to where, as a key."""


@dataclass(frozen=True)
class Timing:
    """What was derived."""

    tiles: int
    transfers: int
    """One for each target."""
    latency_cycles: int
    """When the last of them ends."""

    def __str__(self) -> str:
        return f"{self.tiles} tiles and {self.transfers} transfers start and end when they must, the last at {self.latency_cycles} cycles"


def replay_timing(program: ProgramOp, needed_by: str) -> Timing:
    """Derive when every tile and transfer starts and ends, and when the space that it takes is given back.

    Raises PassError, in the name of who needs it, at the first that the schedule has at another cycle,
    and if the latency in its totals, where it has them, is not when the last of them ends.
    """
    expanded = expand_program(program, needed_by)
    functions = _TimingFunctions(read_model(program, needed_by), needed_by)
    interpreter = Interpreter(expanded)  # pyright: ignore[reportArgumentType]
    interpreter.register_implementations(functions)
    interpreter.run_op(expanded)
    tiles = sum(isinstance(event, TileOp) for event in expanded.body.block.ops)
    latency_cycles = max(functions.ends.values(), default=0)
    claimed = None if program.totals is None else program.totals.latency_cycles.value.data
    if claimed is not None and claimed != latency_cycles:
        raise PassError(
            needed_by,
            f"the totals of @{program.sym_name.data} say latency_cycles = {claimed}; its last event ends at {latency_cycles}",
            op=program,
            remedy="annotate the schedule again with sched-annotate-cost, after the last change of it",
        )
    return Timing(tiles, len(functions.ends) - tiles, latency_cycles)


@register_impls
class _TimingFunctions(InterpreterFunctions):
    def __init__(self, model: Model, needed_by: str):
        self.model, self.needed_by = model, needed_by
        self.demand = Demand(model)
        self.interconnect = Interconnect(model.machine)
        self.layers = {layer.name: i for i, layer in enumerate(model.layers)}
        self.ports = [
            [self.interconnect.tile_ports(core, len(layer.operands)) for core in layer.cores]
            for layer in model.layers
        ]
        self.ends: dict[SSAValue, int] = {}
        """When each token is there."""
        self.starts: dict[Event, int] = {}
        self.spaces: dict[SSAValue, Space] = {}
        """What the makers of tokens take, for those that read it."""
        self.blocks: dict[tuple[int, int, int], Space] = {}
        """By layer, part and block: what tiles accumulate into."""
        self.before: dict[int, tuple[int, int, int]] = {}
        """By core: its tile before."""
        self.copies: dict[Content, Space] = {}
        """What is in a memory on chip, or was there last."""
        self.together: dict[Event, list[CopyOp]] = {}
        """By the first of copies that are one transfer: all of them."""
        self.streams: dict[tuple[int, int, int], list[CopyOp]] = defaultdict(list)
        """By layer, part and tile."""

    @impl(ExpandedOp)
    def run_schedule(self, interpreter: Interpreter, op: ExpandedOp, args: PythonValues) -> PythonValues:
        """Run all events in order."""
        self._gather(op.body.block)
        # Ports get their names where they are used first.
        for transfer in self.together.values():
            self._path(transfer)
        machine = self.model.machine
        sizes = [
            next(m.size_bits for m in machine.cores[core].core_type.memories if m.name == name)
            for (core, name), *_ in machine.top_memories
        ]
        self.replay = Replay(self.interconnect.bandwidths, sizes)
        for event in op.body.block.ops:
            (end,) = interpreter.run_op(event, tuple(self.ends[token] for token in event.operands))
            self.ends[event.results[0]] = end
        for event in op.body.block.ops:
            space = self.spaces.get(event.results[0])
            if isinstance(event, Event) and event.release_cycle is not None and space is not None:
                self._compare(
                    event, "gives its space back", event.release_cycle.value.data, space.release_cycle
                )
        return ()

    def _gather(self, block: Block) -> None:
        """Which copies are one transfer, and which stream to which tile."""
        groups: dict[Content, list[CopyOp]] = defaultdict(list)
        for event in block.ops:
            if not isinstance(event, CopyOp):
                continue
            if event.kind.data == "stream":
                tile = self.layers[event.layer.data], event.part_indices[0], event.tile.value.data
                self.streams[tile].append(event)
                self.together[event] = [event]
                continue
            times = event.start_cycle.value.data, event.duration_cycles.value.data, event.bits.value.data
            sent = self._sent(event)
            groups[(*times, event.source, event.channels, *self._content(event)[1:], sent)].append(event)
        for copies in groups.values():
            self.together[copies[0]] = copies

    def _moved(self, copy: CopyOp) -> tuple[Transfer, int, Ints | None]:
        """A copy as a transfer, the memory that it brings something to, and the elements."""
        transfer = self._transfer([copy])
        memory = self.model.machine.memory_ids[transfer.targets[0]]
        return (
            transfer,
            memory,
            self.demand.moved(transfer, copy.part_indices[0], memory)(copy.tile.value.data),
        )

    def _sent(self, copy: CopyOp) -> bytes:
        """The elements of a block that are moved, unless that is all of it: what several memories need of it is sent to all of them only if it is the same."""
        transfer, _, groups = self._moved(copy)
        tile = copy.tile.value.data
        if transfer.kind != "move":
            return b""
        task = self.demand.task_number(transfer.layer, copy.part_indices[0], tile)
        atoms, width = self.demand.atoms[transfer.tensor], self.model.tensors[transfer.tensor].bits
        whole = atoms.elements(self.demand.written(transfer.layer, task)) * width
        return b"" if groups is None or copy.bits.value.data >= whole else groups.tobytes()

    def _transfer(self, copies: list[CopyOp]) -> Transfer:
        """Copies that are one transfer, as the checker has it."""
        first, layer = copies[0], self.layers[copies[0].layer.data]
        tensor = self.model.layers[layer].output
        if first.tensor is not None:
            name = first.tensor.data
            read = {t for operand in self.model.layers[layer].operands for t in tensors_of(operand.value)}
            tensor = next(t for t in sorted(read) if self.model.tensors[t].name == name)
        parts = tuple(copy.part_indices[0] for copy in copies)
        targets = tuple(self._place(copy.targets.data[0]) for copy in copies)
        return Transfer(
            first.kind.data,
            layer,
            parts if first.tensor is not None else parts[:1],
            tensor,
            self._place(first.source),
            targets,
            first.channels,
            0,
            0,
            0.0,
        )

    def _place(self, reference: SymbolRefAttr) -> tuple[int, str]:
        core, memory = reference.root_reference.data, reference.nested_references.data[0].data
        return self.model.machine.core_index[core], memory

    def _content(self, copy: CopyOp) -> Content:
        """The memory that a copy brings something to, and what that is."""
        transfer, memory, groups = self._moved(copy)
        # What different targets need of one produced block may be sent to all of them at once.
        what = copy.tile.value.data if groups is None or copy.tensor is None else groups.tobytes()
        part = copy.part_indices[0] if copy.tensor is None else None
        return memory, copy.kind.data, transfer.layer, transfer.tensor, part, what

    def _path(self, copies: list[CopyOp]) -> tuple[Transfer, list[int], Path]:
        transfer, ids = self._transfer(copies), self.model.machine.memory_ids
        targets = [ids[target] for target in transfer.targets]
        ends = [
            self.demand.accesses(transfer, part, ids[transfer.source], target, alias)
            for part, target, alias in zip(transfer.parts_by_target, targets, transfer.targets, strict=True)
        ]
        path = self.interconnect.path(ends, transfer.channels, streams=transfer.kind == "stream")
        if isinstance(path, str):
            raise PassError(
                self.needed_by,
                f"{_name(copies[0])}: {path}",
                op=copies[0],
                remedy="run sched-verify for all that is wrong",
            )
        return transfer, targets, path

    @impl(CopyOp)
    def run_copy(self, interpreter: Interpreter, op: CopyOp, args: PythonValues) -> PythonValues:
        """A transfer begins with the first of its copies, and a stream with its tile."""
        if op.kind.data == "stream":
            return (op.start_cycle.value.data + op.duration_cycles.value.data,)
        if op not in self.starts:
            self._begin_transfer(self.together[op])
        end = self.starts[op] + op.duration_cycles.value.data
        self._read(op, end)
        return (end,)

    def _begin_transfer(self, copies: list[CopyOp]) -> None:
        _, targets, path = self._path(copies)
        bits, cycles = copies[0].bits.value.data, copies[0].duration_cycles.value.data
        takes = [latency - -bits // path.rate_bits for latency in path.latencies_cycles]
        if cycles not in takes:
            self._compare(copies[0], "takes", cycles, takes[0], unit="cycles")
        ready = max((self.ends[token] for copy in copies for token in copy.after), default=0)
        spaces: list[tuple[int, Space]] = []
        for copy, target in zip(copies, targets, strict=True):
            if target in self.model.offchip_memories:
                continue
            space = Space(bits, bits, copy.done.uses.get_length())
            key = self._content(copy)
            if key in self.copies:
                ready = max(ready, int(self.copies[key].release_cycle))
            self.copies[key] = self.spaces[copy.done] = space
            spaces.append((target, space))
        claims = [(Claim(resource, path.rate_bits), cycles) for resource in path.resources]
        start = self._begin(copies[0], ready, claims, spaces)
        for copy in copies:
            self.starts[copy] = start
        for _, space in spaces:
            space.done_cycle = start + cycles

    @impl(TileOp)
    def run_tile(self, interpreter: Interpreter, op: TileOp, args: PythonValues) -> PythonValues:
        """A tile, and what streams to it."""
        name, part = op.layer_part
        layer, tile = self.layers[name], op.tile.value.data
        at, own = (layer, part, tile), self.model.layers[layer]
        core = own.cores[part]
        cost = self.demand.cost_of(*at)
        assert cost is not None  # the expansion needs it
        in_place = core in self.before and self.demand.in_place(self.before[core], at)
        spared = cost.spared_cycles if in_place else 0
        cycles = cost.cycles - spared
        if cost.streams:
            cycles = op.duration_cycles.value.data
        self._compare(op, "takes", op.duration_cycles.value.data, cycles, unit="cycles")
        self.before[core] = at
        onload, offload = max(0, cost.onload_cycles - spared), cost.offload_cycles
        stages = (
            ("loads", 0, onload),
            ("runs", onload, cycles - onload - offload),
            ("stores", cycles - offload, offload),
        )
        claims = [(Claim(f"@{core} {stage}", 1, after), takes) for stage, after, takes in stages if takes]
        claims += [
            (Claim(port, self.interconnect.bandwidths[port]), cycles) for port in self.ports[layer][part]
        ]
        spaces: list[tuple[int, Space]] = []
        block = int(self.demand.parts[layer][part].block[tile])
        final = int(self.demand.parts[layer][part].final[block])
        if (layer, part, block) not in self.blocks:
            space = self._block(layer, part, block, final)
            self.blocks[layer, part, block] = space
            spaces.append((self.demand.result_memory(layer, part), space))
        streams = self.streams[at]
        held: list[Space] = []
        operands: dict[tuple[int, int], list[int]] = {}
        for stream in streams:
            transfer, (memory,), path = self._path([stream])
            key = transfer.tensor, memory
            left = operands.setdefault(key, self.demand.stream_operands_in(transfer, part, memory))
            if not left:
                raise PassError(
                    self.needed_by,
                    f"{_name(stream)}: the tile streams nothing of it there",
                    op=stream,
                    remedy="run sched-verify for all that is wrong",
                )
            operand = operand_streamed(
                {o: cost.streams.get(o, (0, 0))[0] for o in left}, stream.bits.value.data
            )
            left.remove(operand)
            rate = -(-stream.bits.value.data // (cycles - path.latencies_cycles[0]))
            claims += [(Claim(resource, rate), cycles) for resource in path.resources]
            buffer_bits = cost.streams[operand][1]
            held.append(Space(buffer_bits, buffer_bits, 0))
            spaces.append((memory, held[-1]))
        ready = max((self.ends[token] for event in (op, *streams) for token in event.after), default=0)
        start = self._begin(op, ready, claims, spaces)
        for stream in streams:
            self._compare(stream, "starts", stream.start_cycle.value.data, start)
            self._read(stream, start + cycles)
        for space in held:
            space.done_cycle = start + cycles
        if tile == final:
            space = self.blocks[layer, part, block]
            space.readers, space.done_cycle = op.done.uses.get_length(), start + cycles
            self.spaces[op.done] = space
        self._read(op, start + cycles)
        return (start + cycles,)

    def _block(self, layer: int, part: int, block: int, final: int) -> Space:
        """The space of a block, wide while several tiles accumulate into it."""
        own = self.model.layers[layer]
        groups = self.demand.written(layer, self.demand.task_number(layer, part, final))
        elements = self.demand.atoms[own.output].elements(groups)
        several = int((self.demand.parts[layer][part].block == block).sum()) > 1
        bits = elements * self.model.tensors[own.output].bits
        return Space(bits, elements * own.psum_bits if several else bits, 1)

    def _read(self, event: Event, end: int) -> None:
        """What an event waited for has been read when it ends."""
        for token in event.after:
            if token in self.spaces:
                self.spaces[token].read(end)

    def _begin(
        self,
        event: Event,
        ready: int,
        claims: list[tuple[Claim, int]],
        spaces: list[tuple[int, Space]],
    ) -> int:
        start = self.replay.earliest(ready, [claim for claim, _ in claims], spaces)
        written = event.start_cycle.value.data
        if start < written and self.replay.gives_back_at(written, [memory for memory, _ in spaces]):
            start = written  # what was there before was evicted only later, for another
        self._compare(event, "starts", written, start)
        self.replay.begin(written, claims, spaces)
        return written

    def _compare(self, event: Event, what: str, written: int, derived: float, unit: str = "") -> None:
        if written == derived:
            return
        found = f"{int(derived)}" if derived < inf else "never"
        at = "" if unit else "at "
        raise PassError(
            self.needed_by,
            f"{_name(event)} {what} {at}{written}{' ' * bool(unit)}{unit}; from what it waits for follows {found}",
            op=event,
            remedy="schedule the network again; if no one edited the schedule, the scheduler or the replay is wrong: report it",
        )


def _name(event: Event) -> str:
    """How messages name an event."""
    kind = event.kind.data + " " if isinstance(event, CopyOp) else ""
    tensor = f'"{event.tensor.data}" for ' if isinstance(event, CopyOp) and event.tensor is not None else ""
    return f'{event.name} {kind}{tensor}tile {event.tile.value.data} of "{event.layer.data}"[{event.part_indices[0]}]'
