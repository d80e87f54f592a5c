"""Judging a schedule: what must be where at which time is derived anew, and the schedule replayed against it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import fsum, inf, isclose, prod
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stream_xdsl.checker.addresses import BYTE_BITS, height, overlaps, whole_bytes
from stream_xdsl.checker.bounds import Bounder, Bounds
from stream_xdsl.checker.demand import OFFCHIP_COPIES, Demand, operand_streamed
from stream_xdsl.checker.energy import ADDS_UP, Books, Spent
from stream_xdsl.checker.interconnect import Interconnect, Path
from stream_xdsl.checker.model import Addresses, Compute, Cost, Ints, Model, Totals, Transfer
from stream_xdsl.checker.needs import tensors_of
from stream_xdsl.checker.rules import RULES, Violation
from stream_xdsl.hardware.machine import Stage
from stream_xdsl.workload.kinds import Category


def check(model: Model) -> list[Violation]:
    """All violations, in the order of RULES, operations and rows; none if the schedule is good."""
    judge = _Judge(model)
    judge.run()
    order = {rule: i for i, rule in enumerate(RULES)}
    return sorted(judge.violations, key=lambda v: (order[v.rule], v.op, v.row, v.message))


class _Row(NamedTuple):
    """A row of one of the tables that is known to make sense."""

    op: tuple[int, int]
    row: int
    tile: int
    start: int
    end: int
    release: float


class _Copy(NamedTuple):
    """Elements in a memory that can be read in [arrival, release)."""

    groups: Ints
    arrival: int
    release: float
    row: _Row
    """That made it."""


class _Read(NamedTuple):
    """Elements that must stay in a memory over [start, end)."""

    groups: Ints
    row: _Row
    rule: str


class _Judge:
    def __init__(self, model: Model):
        self.model = model
        self.machine = model.machine
        self.interconnect = Interconnect(model.machine)
        self.offchip = model.offchip_memories
        self.named = self.machine.memory_ids
        self.violations: list[Violation] = []
        self.demand = Demand(model)
        self.copies: dict[tuple[int, int], list[_Copy]] = defaultdict(list)
        """By memory and tensor, as are the reads."""
        self.reads: dict[tuple[int, int], list[_Read]] = defaultdict(list)
        self.space: dict[int, list[tuple[float, float, int, _Row]]] = defaultdict(list)
        """By memory: since when, until when, how many bits and for what space is taken."""
        self.tasks: dict[tuple[int, int, int], _Row] = {}
        """By layer, part and tile."""
        self.peaks: dict[int, int] = {}
        """By memory: the most bits it holds at any time."""
        self.offchip_bits = {"read": 0, "written": 0}
        self.books = Books(model)
        self.usage: dict[str, list[tuple[int, _Row]]] = defaultdict(list)
        """By channel or port: at what rate and for what it is used."""
        self.problems: dict[tuple[int, int, Cost], tuple[str, ...]] = {}
        """What cannot be true of costs that are used."""

    def run(self) -> None:
        self._check_tasks()
        self._check_blocks()
        self._check_transfers()
        self._check_presence()
        self._check_capacity()
        self._check_outputs()
        self._check_totals()
        self._check_energy()
        self._check_bounds()
        self._check_busiest()
        if self.model.addresses is not None:
            self._check_addresses(self.model.addresses)

    # Reporting

    def _report(self, rule: str, at: _Row | tuple[int, int] | None, message: str) -> None:
        if at is None:
            self.violations.append(Violation(rule, "sched.program", message))
        elif isinstance(at, _Row):
            where = f"{self.model.op_name(at.op)} row {at.row} (tile {at.tile})"
            self.violations.append(Violation(rule, where, message, at.op, at.row))
        else:
            self.violations.append(Violation(rule, self.model.op_name(at), message, at))

    # Tasks

    def _check_tasks(self) -> None:
        model = self.model
        running: dict[int, list[tuple[Compute, _Row]]] = defaultdict(list)
        for position, op in enumerate(model.computes):
            layer, at = model.layers[op.layer], (0, position)
            if op.part >= len(self.demand.parts[op.layer]):
                self._report(
                    "reference", at, f"layer '{layer.name}' has {len(self.demand.parts[op.layer])} parts"
                )
                self.books.complete = False
                continue
            if op.core != layer.cores[op.part]:
                self._report("coverage", at, f"the part belongs on {self._core(layer.cores[op.part])}")
            elif not self.machine.cores[op.core].core_type.can_run(layer.kind):
                self._report(
                    "coverage", at, f"{self._core(op.core)} does not run layers of kind {layer.kind}"
                )
            costs = Counter[Cost]()
            for row in self._task_rows(op, at):
                running[op.core].append((op, row))
                if (cost := self.demand.cost_of(op.layer, op.part, row.tile)) is not None:
                    costs[cost] += 1
            self.books.complete &= costs.total() == op.end - op.first
            for cost, count in costs.items():
                self.books.book_tiles(op.layer, op.core, cost, count)
            energy = fsum(count * cost.energy_pj for cost, count in costs.items())
            if not isclose(energy, op.energy_pj, rel_tol=1e-9, abs_tol=1e-9):
                self._report("cost", at, f"energy is {op.energy_pj} pJ, the sum of its tiles is {energy} pJ")
        for core, tasks in running.items():
            self._check_core(core, sorted(tasks, key=lambda task: (task[1].start, task[1].end)))
        for i, layer in enumerate(model.layers):
            for p, part in enumerate(self.demand.parts[i]):
                missing = [t for t in range(len(part)) if (i, p, t) not in self.tasks]
                if missing:
                    self._report(
                        "coverage",
                        None,
                        f'"{layer.name}"[{p}]: {len(missing)} of {len(part)} tiles are not computed, '
                        f"the first is tile {missing[0]}",
                    )

    def _check_core(self, core: int, tasks: Sequence[tuple[Compute, _Row]]) -> None:
        """The tasks of a core, in the order in which they start: what each takes, and that no two are in one stage at a time."""
        busy: dict[str, tuple[int, _Row]] = {}
        before: tuple[int, int, int] | None = None
        for op, row in tasks:
            in_place = before is not None and self.demand.in_place(before, (op.layer, op.part, row.tile))
            onload, offload = self._check_cost(op, row, in_place=in_place)
            before = op.layer, op.part, row.tile
            for stage, begin, end in (
                ("loads", row.start, row.start + onload),
                ("runs", row.start + onload, row.end - offload),
                ("stores", row.end - offload, row.end),
            ):
                until, other = busy.get(stage, (begin, row))
                if begin < until and end > begin:
                    verb = "starts" if stage == "runs" else stage
                    self._report(
                        "exclusivity",
                        row,
                        f"{verb} at {begin}, while {self._core(core)} {stage} {self.model.op_name(other.op)} "
                        f"row {other.row} until {until}",
                    )
                if stage not in busy or end > until:
                    busy[stage] = end, row

    def _core(self, core: int) -> str:
        return f"@{self.machine.cores[core].name}"

    def _task_rows(self, op: Compute, at: tuple[int, int]) -> Iterator[_Row]:
        """The rows of tiles that exist, and are computed here for the first time."""
        for number in range(op.first, op.end):
            tile, start, duration, release = self.model.tasks[number].tolist()
            row = _Row(at, number, tile, start, start + duration, release)
            if not 0 <= tile < len(self.demand.parts[op.layer][op.part]):
                self._report(
                    "coverage", row, f"the part has {len(self.demand.parts[op.layer][op.part])} tiles"
                )
            elif (op.layer, op.part, tile) in self.tasks:
                first = self.tasks[op.layer, op.part, tile].row
                self._report("coverage", row, f"the tile is computed before, in row {first}")
            elif start < 0 or duration < 0:
                self._report("reference", row, f"starts at {start} and takes {duration} cycles")
            else:
                self.tasks[op.layer, op.part, tile] = row
                yield row

    def _check_cost(self, op: Compute, row: _Row, *, in_place: bool) -> tuple[int, int]:
        """Check what a task takes; how much of it is on- and offloading that may overlap."""
        layer = self.model.layers[op.layer]
        sizes = tuple(self.demand.parts[op.layer][op.part].extents[row.tile].tolist())
        core_type = self.machine.cores[op.core].core_type.name
        cost = layer.costs.get((core_type, sizes))
        if cost is None:
            text = "x".join(map(str, sizes))
            self._report("cost", row, f"layer '{layer.name}' has no cost for @{core_type} and {text}")
            return 0, 0
        spared = cost.spared_cycles if in_place else 0
        took = row.end - row.start
        if took < cost.cycles - spared or (took > cost.cycles - spared and not cost.streams):
            what = "its cost is" if not in_place else "with operands in place its cost is"
            self._report("cost", row, f"takes {took} cycles, {what} {cost.cycles - spared}")
        key = op.layer, op.core, cost
        if key not in self.problems:
            self.problems[key] = tuple(self._wrong_cost(op, sizes, cost))
        for problem in self.problems[key]:
            self._report("cost", row, problem)
        return max(0, cost.onload_cycles - spared), cost.offload_cycles

    def _wrong_cost(self, op: Compute, sizes: tuple[int, ...], cost: Cost) -> Iterator[str]:
        """What cannot be true of the cost of such tiles."""
        core_type = self.machine.cores[op.core].core_type
        array = core_type.array
        if array is None:
            return
        for cycles, stage in (
            (cost.onload_cycles, Stage.ONLOAD),
            (cost.offload_cycles, Stage.OFFLOAD),
        ):
            if cycles and stage not in core_type.overlaps:
                yield f"{cycles} cycles of {stage} overlap, which @{core_type.name} does not declare"
        if cost.spared_cycles and not core_type.stationary:
            yield f"{cost.spared_cycles} cycles are spared by stationary operands, of which @{core_type.name} has none"
        points = prod(sizes)
        layer = self.model.layers[op.layer]
        bits = max(self.model.tensors[t].bits for t in tensors_of(layer.operands[0].value))
        per_point = layer.kind.cycles_per_operation * array.cycles_per_pass(bits)
        least = -(-points * per_point // array.units)
        spent = points * array.mac_energy_pj
        if cost.compute_cycles < least:
            yield f"{points} operations cost the array {cost.compute_cycles} cycles, but take at least {least}"
        if cost.cycles < cost.compute_cycles:
            yield f"costs {cost.cycles} cycles, but the array alone takes {cost.compute_cycles}"
        alone = cost.cycles - cost.offload_cycles - max(cost.onload_cycles, cost.spared_cycles)
        if cost.cycles >= cost.compute_cycles > alone:
            yield (
                f"{cost.onload_cycles} cycles of on- and {cost.offload_cycles} of offloading, {cost.spared_cycles} of them spared, "
                f"leave {alone} of {cost.cycles}, but the array alone takes {cost.compute_cycles}"
            )
        if not isclose(cost.array_energy_pj, spent, rel_tol=1e-9):
            yield f"{points} operations cost the array {cost.array_energy_pj} pJ instead of {spent}"
        if cost.energy_pj < cost.array_energy_pj * (1 - 1e-9):
            yield f"costs {cost.energy_pj} pJ, but the array alone takes {cost.array_energy_pj}"
        parts = fsum(
            (cost.array_energy_pj, *(pj for _, energies in cost.memory_energy_pj for pj in energies))
        )
        if cost.memory_energy_pj and not isclose(parts, cost.energy_pj, rel_tol=ADDS_UP):
            yield f"costs {cost.energy_pj} pJ, but array and memories take {parts} in all"

    def _check_blocks(self) -> None:
        """What tasks read and write, where and how long."""
        for i, layer in enumerate(self.model.layers):
            tensor = self.model.tensors[layer.output]
            written = np.zeros(len(self.demand.atoms[layer.output]), dtype=np.int64)
            for p, part in enumerate(self.demand.parts[i]):
                memory = self.demand.result_memory(i, p)
                members: list[list[_Row]] = [[] for _ in part.final]
                base = self.demand.task_number(i, p, 0)
                for tile in range(len(part)):
                    row = self.tasks.get((i, p, tile))
                    if row is not None:
                        members[part.block[tile]].append(row)
                        self._read_operands(i, p, base + tile, row)
                for block, rows in enumerate(members):
                    final = int(part.final[block])
                    groups = self.demand.written(i, base + final)
                    written[groups] += 1
                    last = self.tasks.get((i, p, final))
                    if last is None:
                        continue
                    self._check_chain(rows, last)
                    if len(rows) == np.count_nonzero(part.block == block):
                        end = max(row.end for row in rows)
                        self.copies[memory, layer.output].append(_Copy(groups, end, last.release, last))
                    elements = self.demand.atoms[layer.output].elements(groups)
                    begin = min(row.start for row in rows)
                    if len(rows) > 1:
                        self.space[memory].append((begin, last.end, elements * layer.psum_bits, rows[0]))
                        begin = last.end
                    self.space[memory].append((begin, last.release, elements * tensor.bits, last))
            if (written != 1).any():
                group = int(np.argmax(written != 1))
                self._report(
                    "coverage",
                    None,
                    f"element {list(self.demand.atoms[layer.output].example(group))} of the result of layer "
                    f"'{layer.name}' is in {written[group]} blocks",
                )

    def _check_chain(self, rows: list[_Row], last: _Row) -> None:
        for before, row in pairwise(rows):
            if row.start < before.end:
                self._report(
                    "order", row, f"starts at {row.start}, before tile {before.tile} ends at {before.end}"
                )
        for row in rows:
            if row.release != last.release:
                self._report("release", row, f"the block is released at {last.release}, not at {row.release}")
            at = [self._written_at(member) for member in (row, last)]
            if at[0] != at[1]:
                self._report("address", row, f"the block lies at {at[1]}, not at {at[0]}")
        if last.release < last.end:
            self._report("release", last, f"released at {last.release}, before the end at {last.end}")

    def _read_operands(self, layer: int, part: int, task: int, row: _Row) -> None:
        core = self.model.layers[layer].cores[part]
        for operand, (same, needs) in enumerate(self.demand.needs[layer][:-1]):
            memory = self.demand.operand_memory(core, operand)
            if operand in self.demand.streamed[layer, part]:
                continue
            for tensor, groups in needs[same[task]].items():
                self.reads[memory, tensor].append(_Read(groups, row, "dependency"))

    # Transfers

    def _check_transfers(self) -> None:
        held: dict[tuple[int, ...], list[_Row]] = defaultdict(list)
        usage = self.usage
        streams: set[tuple[int, int, int, int]] = set()
        ports = [
            [self.interconnect.tile_ports(core, len(layer.operands)) for core in layer.cores]
            for layer in self.model.layers
        ]
        for (layer, part, tile), row in self.tasks.items():
            for resource in ports[layer][part]:
                usage[resource].append((self.interconnect.bandwidths[resource], row))
            if tile in self.demand.parts[layer][part].final:
                held[layer, part, self.demand.result_memory(layer, part), -1, tile].append(row)
        for position, op in enumerate(self.model.transfers):
            at = (1, position)
            ends = self._ends(op, at)
            if ends is None:
                self.books.complete = False
                continue
            source, targets = ends
            members = tuple(zip(op.parts_by_target, targets, op.targets, strict=True))
            path = self.interconnect.path(
                [self.demand.accesses(op, part, source, target, alias) for part, target, alias in members],
                op.channels,
                streams=op.kind == "stream",
            )
            if isinstance(path, str):
                self._report("route", at, path)
            sizes = Counter[int]()
            groups_of = [self.demand.moved(op, part, target) for part, target, _ in members]
            for begin in range(op.first, op.end, len(targets)):
                leader: tuple[_Row, Ints] | None = None
                for number, (part, target, _), moved_by in zip(
                    range(begin, op.end), members, groups_of, strict=False
                ):
                    copy = self._copy(op, at, number, moved_by, target)
                    if copy is None:
                        continue
                    row, groups = copy
                    bits = int(self.model.transfer_rows[number, 3])
                    if op.kind == "stream":
                        self._check_stream(op, part, target, row, bits, streams)
                    else:
                        self.copies[target, op.tensor].append(_Copy(groups, row.end, row.release, row))
                        reader = op.tensor if op.kind == "load" else -1
                        held[op.layer, part, target, reader, row.tile].append(row)
                        if target not in self.offchip:
                            self.space[target].append((row.start, row.release, bits, row))
                    if leader is not None:
                        self._check_same(op, copy, leader)
                        continue
                    leader = copy
                    self.offchip_bits["read"] += bits * (source in self.offchip)
                    self.offchip_bits["written"] += bits * (target in self.offchip)
                    self.reads[source, op.tensor].append(_Read(groups, row, "transfer-source"))
                    if isinstance(path, Path):
                        self._check_rate(op, row, bits, path, usage)
                        sizes[bits] += 1
            if isinstance(path, str) or sizes.total() * len(targets) < op.end - op.first:
                self.books.complete = False
                continue
            energy = fsum(self.books.book_transfers(op, path, bits, n) for bits, n in sizes.items())
            if not isclose(energy, op.energy_pj, rel_tol=1e-9, abs_tol=1e-9):
                self._report("cost", at, f"energy is {op.energy_pj} pJ, that of its transfers is {energy} pJ")
        self._check_bandwidth(usage)
        for key, rows in held.items():
            self._check_redundant(key[2], rows)
        for (layer, part, tile), row in self.tasks.items():
            for operand in self.demand.streamed[layer, part]:
                found = (layer, part, tile, operand) in streams
                cost = self.demand.cost_of(layer, part, tile)
                if cost is not None and found != (cost.streams.get(operand, (0, 0))[0] > 0):
                    self._report("stream", row, f"operand {operand} streams {int(found)} times while it runs")

    def _copy(
        self,
        op: Transfer,
        at: tuple[int, int],
        number: int,
        groups_of: Callable[[int], Ints | None],
        target: int,
    ) -> tuple[_Row, Ints] | None:
        """A row and what it moves, if it makes sense."""
        tile, start, duration, bits, release = self.model.transfer_rows[number].tolist()
        stays = target in self.offchip
        row = _Row(at, number, tile, start, start + duration, inf if stays else release)
        groups = groups_of(tile)
        if groups is None:
            self._report("reference", row, self._not_a_block(op, target))
            return None
        if start < 0 or duration < 0 or (stays and release != -1):
            self._report("reference", row, f"start {start}, duration {duration} and release {release}")
            return None
        if row.release < row.end:
            self._report("release", row, f"released at {release}, before the end at {row.end}")
        if op.kind != "stream":
            self._check_bits(op, row, bits, groups, target)
        return row, groups

    def _check_stream(
        self,
        op: Transfer,
        part: int,
        target: int,
        row: _Row,
        bits: int,
        streams: set[tuple[int, int, int, int]],
    ) -> None:
        """An operand of a tile, brought while it runs."""
        task, cost = self.tasks.get((op.layer, part, row.tile)), self.demand.cost_of(op.layer, part, row.tile)
        if task is None or cost is None:
            return
        if (task.start, task.end) != (row.start, row.end) or row.release != row.end:
            self._report("stream", row, f"its tile runs from {task.start} to {task.end}")
        amounts = {
            o: cost.streams.get(o, (0, 0))[0]
            for o in self.demand.stream_operands_in(op, part, target)
            if (op.layer, part, row.tile, o) not in streams
        }
        if not amounts:
            self._report("stream", row, "nothing of the tensor streams to that tile, or it does so already")
            return
        operand = operand_streamed(amounts, bits)
        streams.add((op.layer, part, row.tile, operand))
        wanted, held = cost.streams.get(operand, (0, 0))
        self.space[target].append((row.start, row.end, held, row))
        if bits != wanted:
            self._report("bits", row, f"moves {bits} bits instead of {wanted}")

    def _check_same(self, op: Transfer, copy: tuple[_Row, Ints], leader: tuple[_Row, Ints]) -> None:
        """What arrives at several targets is sent once."""
        (row, groups), (first, sent) = copy, leader
        mine, others = (self.model.transfer_rows[number, :4].tolist() for number in (row.row, first.row))
        if mine[1:] != others[1:] or (op.kind != "load" and row.tile != first.tile):
            self._report("multicast", row, f"is not the same transfer as row {first.row}")
            return
        addresses = self.model.addresses
        if addresses is not None and addresses.transfers[row.row, 0] != addresses.transfers[first.row, 0]:
            self._report("multicast", row, f"is read elsewhere than row {first.row}")
        if np.array_equal(groups, sent):
            return
        atoms, width = self.demand.atoms[op.tensor], self.model.tensors[op.tensor].bits
        if op.kind == "load" or mine[3] < atoms.elements(self._block(op, row.tile)) * width:
            self._report("multicast", row, f"needs other elements than row {first.row} brings")

    def _ends(self, op: Transfer, at: tuple[int, int]) -> tuple[int, list[int]] | None:
        """The memories at its ends, if the operation makes sense at all."""
        layer, tensor = self.model.layers[op.layer], self.model.tensors[op.tensor]
        memories: list[int] = []
        for core, name in (op.source, *op.targets):
            memory = self.named.get((core, name))
            if memory is None:
                self._report("reference", at, f"{self._core(core)}::@{name} is no outermost memory")
                return None
            memories.append(memory)
        source, *targets = memories
        problem = None
        wrong = [target for target in targets if (target in self.offchip) != (op.kind in OFFCHIP_COPIES)]
        if any(part >= len(self.demand.parts[op.layer]) for part in op.parts):
            problem = f"layer '{layer.name}' has {len(self.demand.parts[op.layer])} parts"
        elif len(set(targets)) < len(targets):
            problem = "two of its targets are the same memory"
        elif (op.end - op.first) % len(targets):
            problem = f"{op.end - op.first} rows are not one for each of {len(targets)} targets"
        elif len(op.parts) != (len(targets) if op.names_tensor else 1):
            problem = f"{len(op.parts)} parts for {len(targets)} targets"
        elif (source in self.offchip) != (op.kind in ("load", "reload", "stream")):
            problem = f"a {op.kind} does not start at {self.model.memory_name(source)}"
        elif wrong:
            problem = f"a {op.kind} does not end at {self.model.memory_name(wrong[0])}"
        elif op.kind == "stream" and (strays := self._strays(op, targets)):
            part, target = strays[0]
            problem = (
                f"\"{layer.name}\"[{part}] runs on {self._core(layer.cores[part])} and streams nothing of '{tensor.name}' through "
                f"{self.model.memory_name(target)}"
            )
        elif op.kind == "load" and self.demand.in_stack(op.tensor, op.layer):
            problem = f"'{tensor.name}' is made in the stack that reads it"
        elif op.kind == "store" and op.tensor not in self.demand.outliving:
            problem = f"nothing reads '{tensor.name}' outside its stack"
        if problem is not None:
            self._report("reference", at, problem)
            return None
        return source, targets

    def _strays(self, op: Transfer, targets: Sequence[int]) -> list[tuple[int, int]]:
        """The parts that stream the tensor, but not through the memory that a stream goes to, and that memory."""
        return [
            (part, target)
            for part, target in zip(op.parts, targets, strict=True)
            if self.demand.stream_operands(op, part) and not self.demand.stream_operands_in(op, part, target)
        ]

    def _not_a_block(self, op: Transfer, target: int) -> str:
        name = self.model.memory_name(target)
        if op.kind == "stream":
            return "the tile does not exist, or nothing of the tensor streams to its part"
        if op.kind == "load":
            return f"the tile is not the first of its layer to need anything of it in {name}"
        if op.kind in OFFCHIP_COPIES:
            return "the tile finishes no block"
        return f"the tile finishes no block of which anything is read in {name}"

    def _block(self, op: Transfer, tile: int) -> Ints:
        """All of the block that a transfer is about, except for a load."""
        return self.demand.written(op.layer, self.demand.task_number(op.layer, op.parts[0], tile))

    def _check_bits(self, op: Transfer, row: _Row, bits: int, groups: Ints, target: int) -> None:
        atoms, width = self.demand.atoms[op.tensor], self.model.tensors[op.tensor].bits
        low = high = atoms.elements(groups) * width
        if bits != low and op.kind in ("move", "reload"):
            # Several readers share one copy: all positions per axis that any of them needs may be moved.
            most = self._block(op, row.tile)
            if target != self.demand.result_memory(op.layer, op.parts[0]):
                most = np.intersect1d(atoms.box(groups), most)
            high = atoms.elements(most) * width
        if not low <= bits <= high:
            wanted = str(low) if low == high else f"{low} to {high}"
            self._report("bits", row, f"moves {bits} bits instead of {wanted}")

    def _check_rate(
        self, op: Transfer, row: _Row, bits: int, path: Path, usage: dict[str, list[tuple[int, _Row]]]
    ) -> None:
        took, rate, least = row.end - row.start, path.rate_bits, path.latencies_cycles[0]
        if op.kind == "stream" and took > least:
            rate = -(-bits // (took - least))
        takes = [latency - -bits // rate for latency in path.latencies_cycles]
        if rate > path.rate_bits or (took not in takes and op.kind != "stream") or took < takes[0]:
            instead = " or ".join(map(str, takes))
            self._report("rate", row, f"{bits} bits take {took} cycles instead of {instead}")
        for resource in path.resources:
            usage[resource].append((rate, row))

    def _check_bandwidth(self, usage: dict[str, list[tuple[int, _Row]]]) -> None:
        for resource, entries in usage.items():
            entries = [(rate, row) for rate, row in entries if row.end > row.start]
            _, over = _overfull(
                [(row.start, row.end, rate, row) for rate, row in entries],
                self.interconnect.bandwidths[resource],
            )
            for row, rate in over:
                self._report(
                    "bandwidth",
                    row,
                    f"with it '{resource}' carries {rate} bits per cycle at {row.start}, its bandwidth is "
                    f"{self.interconnect.bandwidths[resource]}",
                )

    def _check_redundant(self, memory: int, rows: list[_Row]) -> None:
        rows.sort(key=lambda row: (row.start, row.row))
        for before, row in pairwise(rows):
            if row.start < before.release:
                self._report(
                    "redundant",
                    row,
                    f"{self.model.memory_name(memory)} has a copy already, by {self.model.op_name(before.op)} row {before.row}",
                )

    # Replay

    def _check_presence(self) -> None:
        """Everything that is read is there from before the read until its end."""
        for (memory, tensor), reads in sorted(self.reads.items()):
            if memory in self.offchip and self.model.tensors[tensor].producer is None:
                continue
            size = len(self.demand.atoms[tensor])
            until = np.full(size, -inf)
            """Until when each group is there, of all copies that have arrived."""
            copies = sorted(self.copies.get((memory, tensor), ()), key=lambda copy: copy.arrival)
            at = 0
            for read in sorted(reads, key=lambda read: read.row.start):
                while at < len(copies) and copies[at].arrival <= read.row.start:
                    groups = copies[at].groups
                    until[groups] = np.maximum(until[groups], copies[at].release)
                    at += 1
                # A copy released at this very cycle is gone, even for a read that takes no time.
                lasts = until[read.groups]
                least = lasts.min(initial=inf)
                if least < read.row.end or least <= read.row.start:
                    self._report_absence(memory, tensor, read, lasts)

    def _report_absence(self, memory: int, tensor: int, read: _Read, lasts: npt.NDArray[np.float64]) -> None:
        atoms, name, place = (
            self.demand.atoms[tensor],
            self.model.tensors[tensor].name,
            self.model.memory_name(memory),
        )
        never = lasts == -inf
        gone = never if never.any() else (lasts < read.row.end) | (lasts <= read.row.start)
        groups = read.groups[gone]
        if never.any():
            rule, fate = read.rule, f"is not in {place} at {read.row.start}"
        else:
            rule, fate = "release", f"leaves {place} at {int(lasts[gone][0])}, before {read.row.end}"
        self._report(
            rule,
            read.row,
            f"element {list(atoms.example(int(groups[0])))} of '{name}' {fate}; "
            f"it is one of {atoms.elements(groups)} such, of {atoms.elements(read.groups)} needed",
        )

    def _check_capacity(self) -> None:
        end = self._latency_cycles()
        for memory, entries in sorted(self.space.items()):
            for row in dict.fromkeys(row for _, until, _, row in entries if until > end):
                self._report("release", row, f"is released after all ends at {end}")
            size = self.machine.memory(memory).size_bits
            entries = [entry for entry in entries if entry[1] > entry[0]]
            peak, over = _overfull(entries, size)
            self.peaks[memory] = peak
            for row, bits in over:
                self._report(
                    "capacity",
                    row,
                    f"with it {self.model.memory_name(memory)} holds {bits} bits, its size is {size}",
                )

    # Addresses

    def _written_at(self, row: _Row) -> int:
        """Where a task or transfer writes, by its address; 0 if there are none."""
        addresses = self.model.addresses
        if addresses is None:
            return 0
        return int(addresses.transfers[row.row, 1] if row.op[0] else addresses.tasks[row.row])

    def _check_addresses(self, addresses: Addresses) -> None:
        self._check_sources(addresses)
        space = defaultdict(list[tuple[float, float, int, int, _Row]])
        """By memory: since when, until when, address, bits in whole bytes, and for what space is taken."""
        for memory, entries in self.space.items():
            for since, until, bits, row in entries:
                space[memory].append((since, until, self._written_at(row), whole_bytes(bits), row))
        regions: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for (memory, tensor), (address, row) in self._check_regions(addresses).items():
            data = self.model.tensors[tensor]
            size = data.bits * prod(data.shape)
            space[memory].append((0, inf, address, whole_bytes(size), row))
            regions[f"'{data.name}' in {self.model.memory_name(memory)}"].append((address, size))
        layouts: dict[str, list[tuple[int, int]]] = {}
        for memory, entries in sorted(space.items()):
            peak, _ = _overfull(
                [(since, until, bits, row) for since, until, _, bits, row in entries], 1 << 62
            )
            placed = [entry[:4] for entry in entries]
            layouts[self.model.memory_name(memory)] = [(peak, height(placed))]
            self._check_places(memory, entries)
            for later, earlier in overlaps(placed):
                other = entries[earlier][4]
                self._report(
                    "overlap",
                    entries[later][4],
                    f"lies at {entries[later][2]} in {self.model.memory_name(memory)}, where {self.model.op_name(other.op)} row "
                    f"{other.row} has {entries[earlier][3]} bits at {entries[earlier][2]}",
                )
        self._check_layouts(addresses, layouts, regions)

    def _check_places(self, memory: int, entries: Sequence[tuple[float, float, int, int, _Row]]) -> None:
        size = self.machine.memory(memory).size_bits
        for _, _, address, bits, row in entries:
            if address < 0 or address % BYTE_BITS:
                self._report("address", row, f"lies at {address}, which is no whole byte")
            if address + bits > size and memory not in self.offchip:
                self._report(
                    "extent",
                    row,
                    f"lies at {address} in {self.model.memory_name(memory)} and has {bits} bits, its size is {size}",
                )

    def _check_sources(self, addresses: Addresses) -> None:
        """Transfers from on chip read copies of all that they move."""
        copies: dict[tuple[int, int, int], list[_Copy]] = defaultdict(list)
        for (memory, tensor), found in self.copies.items():
            for copy in found:
                copies[memory, tensor, self._written_at(copy.row)].append(copy)
        for (memory, tensor), reads in self.reads.items():
            for read in reads:
                row = read.row
                if memory in self.offchip or not row.op[0]:
                    continue
                address = int(addresses.transfers[row.row, 0])
                if not any(
                    copy.arrival <= row.start
                    and copy.release >= row.end
                    and np.isin(read.groups, copy.groups, assume_unique=True).all()
                    for copy in copies.get((memory, tensor, address), ())
                ):
                    self._report(
                        "address",
                        row,
                        f"no copy of all it moves lies at {address} in {self.model.memory_name(memory)}",
                    )

    def _check_regions(self, addresses: Addresses) -> dict[tuple[int, int], tuple[int, _Row]]:
        """By memory and tensor where the tensor lies off-chip, and the first row that says so."""
        uses: dict[tuple[int, int], list[tuple[int, _Row]]] = defaultdict(list)
        for (memory, tensor), found in (*self.copies.items(), *self.reads.items()):
            for use in found if memory in self.offchip else ():
                if use.row.op[0]:
                    column = int(isinstance(use, _Copy))
                    uses[memory, tensor].append((int(addresses.transfers[use.row.row, column]), use.row))
        regions: dict[tuple[int, int], tuple[int, _Row]] = {}
        for place, rows in sorted(uses.items()):
            rows.sort(key=lambda entry: entry[1].row)
            regions[place] = rows[0]
            for address, row in rows:
                if address != rows[0][0]:
                    name = self.model.tensors[place[1]].name
                    self._report("address", row, f"'{name}' lies at {rows[0][0]} off-chip, not at {address}")
        return regions

    def _check_layouts(
        self,
        addresses: Addresses,
        layouts: dict[str, list[tuple[int, int]]],
        regions: dict[str, list[tuple[int, int]]],
    ) -> None:
        claims: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for core, name, peak, high in addresses.layouts:
            claims[f"peak and height of {self._place_name(core, name)}"].append((peak, high))
        for tensor, core, name, address, size in addresses.regions:
            claims[f"address and size of '{tensor}' in {self._place_name(core, name)}"].append(
                (address, size)
            )
        found = {f"peak and height of {name}": values for name, values in layouts.items()}
        found |= {f"address and size of {name}": values for name, values in regions.items()}
        for what in sorted(claims.keys() | found.keys()):
            claimed, derived = (
                " and ".join(f"{a}, {b}" for a, b in sorted(values.get(what, ()))) or "not given"
                for values in (claims, found)
            )
            if claimed != derived:
                self._report("layout", None, f"{what}: {claimed}; the rows say: {derived}")

    def _place_name(self, core: int, name: str) -> str:
        memory = self.named.get((core, name))
        return f"{self._core(core)}::@{name}" if memory is None else self.model.memory_name(memory)

    # The whole

    def _check_outputs(self) -> None:
        for tensor in sorted(self.demand.outliving):
            kept = np.zeros(len(self.demand.atoms[tensor]), dtype=np.bool_)
            for memory in self.offchip:
                for copy in self.copies.get((memory, tensor), ()):
                    kept[copy.groups] = True
            missing = np.flatnonzero(~kept)
            if len(missing):
                atoms = self.demand.atoms[tensor]
                self._report(
                    "output",
                    None,
                    f"element {list(atoms.example(int(missing[0])))} of '{self.model.tensors[tensor].name}' is "
                    "needed outside its stack, but never written off-chip; it is one of "
                    f"{atoms.elements(missing)} such",
                )
        read = sum(
            self.model.tensors[t].bits * self.demand.atoms[t].elements(np.flatnonzero(groups))
            for t, groups in self.demand.from_offchip.items()
        )
        written = sum(
            self.model.tensors[t].bits * prod(self.model.tensors[t].shape) for t in self.demand.outliving
        )
        for what, least in (("read", read), ("written", written)):
            if self.offchip_bits[what] < least:
                self._report(
                    "conservation",
                    None,
                    f"{self.offchip_bits[what]} bits are {what} off-chip, at least {least} must be",
                )

    def _check_totals(self) -> None:
        totals, model = self.model.totals, self.model
        if totals is None:
            return
        latency = self._latency_cycles()
        macs = sum(prod(layer.sizes) for layer in model.layers if layer.kind.category is Category.MAC)
        units = sum(
            core.core_type.array.units for core in self.machine.cores if core.core_type.array is not None
        )
        capacity = units * totals.latency_cycles
        claims: list[tuple[str, float, float]] = [
            ("latency_cycles", totals.latency_cycles, latency),
            ("macs", totals.macs, macs),
            ("array_utilisation", totals.array_utilisation, macs / capacity if capacity else 0.0),
            ("offchip_read_bits", totals.offchip_read_bits, self.offchip_bits["read"]),
            ("offchip_write_bits", totals.offchip_write_bits, self.offchip_bits["written"]),
        ]
        peaks = {self.named.get((core, name)): bits for core, name, bits in totals.peaks}
        for memory in sorted({*self.peaks, *(m for m in peaks if m is not None)} - self.offchip):
            name = f"peak of {self.model.memory_name(memory)}"
            claims.append((name, peaks.get(memory, 0), self.peaks.get(memory, 0)))
        for name, start, end, _ in totals.stacks:
            claims += self._stack_claims(name, start, end)
        for name, claimed, found in claims:
            exact = isinstance(claimed, int) and isinstance(found, int)
            if claimed != found if exact else not isclose(claimed, found, rel_tol=1e-9, abs_tol=1e-6):
                self._report("totals", None, f"{name} is {claimed}, the rows say {found}")

    def _latency_cycles(self) -> int:
        tables = self.model.tasks, self.model.transfer_rows
        return max(int((table[:, 1] + table[:, 2]).max(initial=0)) for table in tables)

    def _check_energy(self) -> None:
        """The four breakdowns, each against the rows and against the total that is claimed."""
        totals = self.model.totals
        if totals is None or not self.books.complete:
            return
        spent = self.books.close(self._latency_cycles())
        stacks = {name: energy for name, _, _, energy in totals.stacks}
        claims = _named(Spent(totals.energy_pj, totals.causes, totals.places, totals.layers, stacks))
        rows = _named(spent)
        for name in dict.fromkeys((*rows, *claims)):
            claimed, found = claims.get(name, 0.0), rows.get(name, 0.0)
            if not isclose(claimed, found, rel_tol=ADDS_UP):
                self._report("energy", None, f"{name} is {claimed}, the rows say {found}")
        self._check_sums(totals)

    def _check_sums(self, totals: Totals) -> None:
        static = totals.causes.get("static", 0.0)
        for what, parts in (
            ("causes", totals.causes.values()),
            ("cores and interconnect", totals.places.values()),
            ("layers and static energy", (static, *totals.layers.values())),
            ("stacks and static energy", (static, *(energy for *_, energy in totals.stacks))),
        ):
            total = fsum(parts)
            if not isclose(total, totals.energy_pj, rel_tol=ADDS_UP):
                self._report("energy", None, f"{what} add up to {total} pJ, energy_pj is {totals.energy_pj}")

    def _check_bounds(self) -> None:
        totals, bounder = self.model.totals, Bounder(self.model)
        if totals is None or not bounder.complete:
            return
        self._check_bound(
            "latency",
            "energy",
            totals.latency_bounds_cycles,
            totals.energy_lower_bound_pj,
            bounder.of_network(),
        )
        streamed = {(i, operand) for (i, _), own in self.demand.streamed.items() for operand in own}
        for stack, name in enumerate(self.model.stacks):
            claimed = totals.stack_bounds.get(name)
            if claimed is None:
                self._report("bounds", None, f"stack '{name}' has no bounds")
                continue
            self._check_bound(
                f"latency of stack '{name}'",
                f"energy of stack '{name}'",
                claimed.latency_bounds_cycles,
                claimed.energy_lower_bound_pj,
                bounder.of_stack(stack, streamed),
            )

    def _check_bound(
        self, latency: str, energy: str, cycles: Mapping[str, int], pj: float, bounds: Bounds
    ) -> None:
        for resource, least in bounds.latency_cycles.items():
            claimed = cycles.get(resource, "by any")
            if claimed != least:
                self._report(
                    "bounds", None, f"{latency} is bounded by {least} cycles of {resource}, not {claimed}"
                )
        if not isclose(pj, bounds.energy_pj, rel_tol=1e-9):
            self._report("bounds", None, f"{energy} is bounded by {bounds.energy_pj} pJ, not {pj}")

    def _check_busiest(self) -> None:
        """That of cores, of ports, and of links and buses one of the busiest is listed, unless none of them is ever in use."""
        totals = self.model.totals
        if totals is None:
            return
        cores: dict[str, list[_Row]] = defaultdict(list)
        for (layer, part, _), row in self.tasks.items():
            cores[self._core(self.model.layers[layer].cores[part])].append(row)
        used: dict[str, dict[str, int]] = {"core": {}, "port": {}, "link or bus": {}}
        used["core"] = {core: _covered(rows) for core, rows in cores.items()}
        for resource, entries in self.usage.items():
            port = resource.startswith("@")
            name = resource if port else f"@{resource.removesuffix('.reverse')}"
            cycles = _covered([row for _, row in entries])
            of_kind = used["port" if port else "link or bus"]
            of_kind[name] = max(cycles, of_kind.get(name, 0))
        for kind, found in used.items():
            most = max(found.values(), default=0)
            claimed = {name: cycles for name, cycles in totals.busy_cycles.items() if name in found}
            if most and most not in claimed.values():
                names = ", ".join(sorted(name for name, cycles in found.items() if cycles == most))
                self._report("totals", None, f"the busiest {kind} is {names}, for {most} cycles")
            for name, cycles in claimed.items():
                if cycles != found[name]:
                    self._report("totals", None, f"{name} is busy for {found[name]} cycles, not {cycles}")
        for name in totals.busy_cycles:
            if not any(name in found for found in used.values()):
                self._report("totals", None, f"{name} is never in use")

    def _stack_claims(self, name: str, start: int, end: int) -> list[tuple[str, float, float]]:
        model = self.model
        if name not in model.stacks:
            return [(f"stack '{name}'", 1, 0)]
        members = {i for i, layer in enumerate(model.layers) if layer.stack == model.stacks.index(name)}
        rows = [row for (layer, _, _), row in self.tasks.items() if layer in members]
        first, last = min((row.start for row in rows), default=0), max((row.end for row in rows), default=0)
        claims: list[tuple[str, float, float]] = [
            (f"start of stack '{name}'", start, first),
            (f"end of stack '{name}'", end, last),
        ]
        if (claimed := model.totals and model.totals.stack_bounds.get(name)) is not None:
            for op in model.transfers:
                if op.layer in members:
                    _, begin, took, *_ = model.transfer_rows[op.first : op.end].T
                    first = min(first, int(begin.min(initial=first)))
                    last = max(last, int((begin + took).max(initial=last)))
            claims += [
                (f"start of the data of stack '{name}'", claimed.data_start_cycle, first),
                (f"end of the data of stack '{name}'", claimed.data_end_cycle, last),
            ]
        return claims


def _covered(rows: Sequence[_Row]) -> int:
    """Cycles in which any of the rows runs."""
    if not rows:
        return 0
    begins, ends = np.array([(row.start, row.end) for row in rows], dtype=np.int64).T
    order = np.argsort(begins)
    begins, until = begins[order], np.maximum.accumulate(ends[order])
    # From each row's start on, or when those before it have all ended.
    begins[1:] = np.maximum(begins[1:], until[:-1])
    return int(np.maximum(until - begins, 0).sum())


def _named(spent: Spent) -> dict[str, float]:
    """Every figure under the name it goes by in the IR."""
    named = {"energy_pj": spent.total_pj}
    named |= {f"{cause}_pj": energy for cause, energy in spent.causes_pj.items()}
    named |= {f"{what}_pj of {where}": energy for (what, where), energy in spent.places_pj.items()}
    for kind, found in (("layer", spent.layers_pj), ("stack", spent.stacks_pj)):
        named |= {f"energy_pj of {kind} '{name}'": energy for name, energy in found.items()}
    return named


def _overfull(
    entries: Sequence[tuple[float, float, int, _Row]], limit: int
) -> tuple[int, list[tuple[_Row, int]]]:
    """The most that is used at any time, and where the limit is crossed: by whose start, and how much it then is.

    Entries are (since, until, amount, row); what ends at a cycle is given back before others begin.
    """
    if not entries:
        return 0, []
    times = np.array([[since, until] for since, until, _, _ in entries]).T.ravel()
    amounts = np.array([amount for _, _, amount, _ in entries], dtype=np.int64)
    changes = np.concatenate([amounts, -amounts])
    order = np.lexsort((np.arange(len(times)), changes > 0, times))
    level = np.cumsum(changes[order])
    crossing = np.flatnonzero((level > limit) & (level - changes[order] <= limit))
    over = [(entries[order[i]][3], int(level[i])) for i in crossing]
    return int(level.max()), over
