"""COALA: list scheduling of tiles and of the data they need, in a given order of the tiles.

Tasks are taken in the given order. Each first gets what it needs into the memories of its core, then starts as soon as
its core, its data and the space for its output allow. Nothing is ever moved in time afterwards.

*Transfers* are made the first time a task needs them, but may start long before it: as early as the source is ready,
the destination has room and every channel and port on the way has the rate free for the whole duration; a tile of the
core at its end needs all of a port that both use. Of several routes the one that ends first is taken. A block that outlives its stack is stored after the core's next task
has got its data, because that is what the core waits for, or before, if its space or its data is needed.

*Space* is taken when a transfer or the first task of an output block starts and given back when the last reader and
the last mover are done. If a memory would never have room, what is needed there again furthest in the future makes
room: copies that exist elsewhere are dropped, produced blocks that exist nowhere else are first written off-chip, both
to be fetched again when needed. Off-chip memory is also the way between cores that no route joins.

*Conservation.* A transfer takes from its source as many bits as it brings to its destination. Every delivery that is
not in place arrives once, and again only after its copy had to make room; a block leaves for off-chip memory at most
once.

The result depends on nothing but the arguments.
"""

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush, heapreplace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.timelines import Space
from stream_xdsl.coala.transfers import Carrier, Movement, delivery_roles, reserve
from stream_xdsl.hardware.machine import Machine, MemoryOperand
from stream_xdsl.hardware.routes import Interconnect, Route
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import Csr, TileGraph

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_OPERANDS = tuple(MemoryOperand)

_NEVER = 1 << 62
"""A next use that does not come."""


_BOUNDLESS_BITS = 1 << 62


class CapacityError(ValueError):
    """What a task needs at once does not fit a memory."""

    def __init__(
        self,
        layer: int,
        part: int,
        core: int,
        memory: str,
        needed_bits: int,
        size_bits: int,
        contributors: tuple[tuple[int, int], ...],
    ):
        self.layer = layer
        self.part = part
        self.core = core
        self.memory = memory
        self.needed_bits = needed_bits
        self.size_bits = size_bits
        self.contributors = contributors
        """(tensor, bits) of what has to be there, largest first."""
        super().__init__(
            f"layer {layer}, part {part}: memory '{memory}' of core {core} has {size_bits} bits, "
            f"but {needed_bits} are needed at once"
        )


@dataclass(frozen=True, eq=False)
class Schedule:
    """When every task and transfer happens. T tasks as in the tile graph, X transfers in the order they were made."""

    task_start: Ints
    """(T,)"""
    task_duration: Ints
    """(T,)"""
    task_release: Ints
    """(T,) when the space of the task's output block is given back."""
    task_energy_pj: Floats
    """(T,)"""

    transfer_movement: Ints
    """(X,) a `Movement`."""
    transfer_block: Ints
    """(X,) the block that it is about."""
    transfer_delivery: Ints
    """(X,) the delivery it makes; −1 for stores and spills."""
    transfer_source: Ints
    """(X,) core."""
    transfer_target: Ints
    """(X,) core."""
    transfer_operand: Ints
    """(X,) position in `MemoryOperand` of the role in which the data is read at the target."""
    transfer_route: Ints
    """(X,) index into `routes`."""
    transfer_start: Ints
    """(X,)"""
    transfer_duration: Ints
    """(X,)"""
    transfer_bits: Ints
    """(X,)"""
    transfer_release: Ints
    """(X,) when the copy's space is given back; −1 for copies that stay off-chip."""
    transfer_energy_pj: Floats
    """(X,)"""

    routes: tuple[Route, ...]

    @property
    def latency_cycles(self) -> int:
        """The end of the last task or transfer."""
        tasks = self.task_start + self.task_duration
        transfers = self.transfer_start + self.transfer_duration
        return int(max(tasks.max(initial=0), transfers.max(initial=0)))

    @property
    def energy_pj(self) -> float:
        """Of all tasks and transfers."""
        return float(self.task_energy_pj.sum() + self.transfer_energy_pj.sum())


def schedule(
    machine: Machine,
    interconnect: Interconnect,
    network: Network,
    graph: TileGraph,
    order: Ints,
    task_cycles: Ints,
    task_energy_pj: Floats,
    *,
    communication: bool = True,
) -> Schedule:
    """Schedule the tasks of a tile graph in a given order.

    `order` (T,) lists every task once, what it needs before it; `task_cycles` (T,) and `task_energy_pj` (T,) are the
    costs of the tasks on their cores. Without `communication` data moves at once and memories are boundless, so that no
    task starts later than it would otherwise. Raises CapacityError if what one task needs does not fit a memory, ValueError if
    cores that exchange data are not connected.
    """
    problem = (machine, interconnect, network, graph, order, task_cycles)
    run = _Run(*problem, keep_homes=False, communication=communication)
    try:
        run.place_all()
    except CapacityError:
        if not run.stuck:
            raise
        run = _Run(*problem, keep_homes=True, communication=communication)
        run.place_all()
    return run.result(task_energy_pj)


@dataclass
class _Copy:
    """A delivery in the memory where it is read."""

    row: int
    """Of the transfer that made it."""
    arrival: int
    busy_until: int
    """End of the last task that read it so far."""


@dataclass
class _Home:
    """A produced block in the memory it is written in."""

    taken_bits: int
    end: int = -1
    """When it was finished; −1 before."""
    busy_until: int = 0
    """End of the last task or transfer that read it so far."""


class _Run:
    """The state of the machine while tasks are placed one after another.

    A block leaves its home when it has been moved to all its readers. Their copies may then be the only ones, and cannot
    make room; with `keep_homes` it stays until the last reader is done, or is written off-chip.
    """

    def __init__(
        self,
        machine: Machine,
        interconnect: Interconnect,
        network: Network,
        graph: TileGraph,
        order: Ints,
        task_cycles: Ints,
        *,
        keep_homes: bool,
        communication: bool,
    ):
        self.machine = machine
        self.order: list[int] = order.tolist()
        self.keep_homes = keep_homes
        self.stuck = False
        """Whether a copy could not make room."""
        self.graph = graph
        self.carrier = Carrier(machine, interconnect, free=not communication)
        self.spaces = [
            Space(machine.memory(m).size_bits if communication else _BOUNDLESS_BITS)
            for m in range(len(machine.top_memories))
        ]
        self.core_free = [0] * len(machine.cores)
        self.roles = delivery_roles(machine, network, graph)

        # Lists, because reading single elements of arrays is slow.
        self.cycles = [int(cycles) for cycles in task_cycles]
        self.task_core = graph.part_core[graph.task_part].tolist()
        operands = [len(network.layers[layer].uses) for layer in graph.part_layer.tolist()]
        by_part = [
            self.carrier.datapath(core, count) if communication else ()
            for core, count in zip(graph.part_core.tolist(), operands, strict=True)
        ]
        self.datapath = [by_part[part] for part in graph.task_part.tolist()]
        """Per task the ports that it shares with transfers."""
        self.task_output = graph.task_output.tolist()
        self.task_finishes = graph.task_finishes.tolist()
        self.task_needs = _rows(graph.task_needs)
        self.block_bits = graph.block_bits.tolist()
        self.block_core = graph.part_core[graph.block_part].tolist()
        self.block_memory = graph.block_memory.tolist()
        self.block_produced = graph.block_produced.tolist()
        self.block_outlives = graph.block_outlives.tolist()
        self.delivery_block = graph.delivery_block.tolist()
        self.delivery_memory = graph.delivery_memory.tolist()
        self.delivery_core = graph.delivery_core.tolist()
        self.delivery_bits = graph.delivery_bits.tolist()
        self.in_place = graph.delivery_in_place.tolist()

        self.uses = _uses(graph, order)
        """Per delivery the positions in the order at which it is read, last first; those to come remain."""
        self.home_uses: dict[int, list[tuple[int, int]]] = defaultdict(list)
        """Per produced block a heap of (next use, delivery) of the deliveries that depend on it, with outdated entries."""
        for delivery, block in enumerate(self.delivery_block):
            if self.block_produced[block] and self.uses[delivery]:
                heappush(self.home_uses[block], (self.uses[delivery][-1], delivery))

        self.homes: dict[int, _Home] = {}
        self.copies: dict[int, _Copy] = {}
        self.unstored: dict[int, int] = {}
        """Core -> the last block it finished, if that outlives its stack and its store is still to be made."""
        self.offchip_end: dict[int, int] = {}
        """When a produced block is complete off-chip."""
        self.home_released: dict[int, int] = {}
        self.copy_released: dict[int, int] = {}
        self.home_end: dict[int, int] = {}
        self.candidates: list[list[tuple[int, bool, int]]] = [[] for _ in self.spaces]
        """Per memory a heap of (−next use, is a home, block or delivery), with outdated entries."""

        self.start = [0] * graph.tasks
        self.rows: list[tuple[Movement, int, int, int, int, int, int, int, int, int, float]] = []
        """The transfer columns of `Schedule`, without the release."""
        self.row_release: list[int] = []

    # Placing a task

    def place_all(self) -> None:
        """Place every task, in order."""
        for position, task in enumerate(self.order):
            self.place(task, position)

    def place(self, task: int, position: int) -> None:
        """Bring what the task needs, and start it."""
        self.position, self.task = position, task
        core, block, needs = self.task_core[task], self.task_output[task], self.task_needs[task]
        start = self.core_free[core]
        for delivery in needs:
            start = max(start, self._arrival(delivery))
        if block not in self.homes:
            start = self._open(block, start)
        self._store(core)
        start = reserve(self.datapath[task], start, self.cycles[task])
        end = start + self.cycles[task]
        self.start[task], self.core_free[core] = start, end
        if self.task_finishes[task]:
            self._finish(block, end)
        for delivery in needs:
            self._read(delivery, end)

    def _arrival(self, delivery: int) -> int:
        """When the task can read it, which makes the transfer if there is none yet."""
        copy = self.copies.get(delivery)
        if copy is not None:
            return copy.arrival
        block = self.delivery_block[delivery]
        if self.in_place[delivery] and block in self.homes:
            return self.homes[block].end
        memory, bits = self.delivery_memory[delivery], self.delivery_bits[delivery]
        self._make_room(memory, bits)
        movement, source, ready = self._source(delivery)
        ready = max(ready, self.copy_released.get(delivery, 0), self.spaces[memory].earliest(bits))
        start, end = self._transfer(
            movement, block, delivery, source, self.delivery_core[delivery], bits, ready
        )
        self.spaces[memory].take(start, bits)
        self.copies[delivery] = _Copy(len(self.rows) - 1, end, end)
        self._offer_copy(delivery)
        home = self.homes.get(block)
        if home is not None:
            home.busy_until = max(home.busy_until, end if movement is Movement.MOVE else 0)
            self._offer_home(block)
        return end

    def _source(self, delivery: int) -> tuple[Movement, int, int]:
        """From where it comes: movement, core, and when it is ready there."""
        block = self.delivery_block[delivery]
        if not self.block_produced[block]:
            sources = self.graph.block_sources.row(block).tolist()
            for source in sources:
                if self._unstored(source):
                    self._store(self.block_core[source])
            return Movement.LOAD, self.machine.offchip, max((self.offchip_end[s] for s in sources), default=0)
        home, core = self.homes.get(block), self.block_core[block]
        if home is not None and self.carrier.reaches(core, self.delivery_core[delivery]):
            return Movement.MOVE, core, home.end
        if home is not None and block not in self.offchip_end:
            if self._unstored(block):
                self._store(core)
            else:
                home.busy_until = max(home.busy_until, self._write_offchip(Movement.SPILL, block))
        ready = self.offchip_end[block]
        if self.in_place[delivery]:
            ready = max(ready, self.home_released[block])
        return Movement.RELOAD, self.machine.offchip, ready

    def _open(self, block: int, ready: int) -> int:
        """Take the space of an output block; returns when it is there."""
        memory = self.block_memory[block]
        bits = max(self.block_bits[block], int(self.graph.block_psum_bits[block]))
        self._make_room(memory, bits)
        start = max(ready, self.spaces[memory].earliest(bits))
        self.spaces[memory].take(start, bits)
        self.homes[block] = _Home(bits)
        return start

    def _finish(self, block: int, end: int) -> None:
        home = self.homes[block]
        home.end = home.busy_until = self.home_end[block] = end
        if home.taken_bits > self.block_bits[block]:
            self.spaces[self.block_memory[block]].release(end, home.taken_bits - self.block_bits[block])
            home.taken_bits = self.block_bits[block]
        if self.block_outlives[block]:
            self.unstored[self.block_core[block]] = block
        self._offer_home(block)

    def _unstored(self, block: int) -> bool:
        return self.unstored.get(self.block_core[block]) == block

    def _store(self, core: int) -> None:
        """Make the store of the last block of a core, if it is still to be made."""
        block = self.unstored.pop(core, None)
        if block is not None:
            home, end = self.homes[block], self._write_offchip(Movement.STORE, block)
            home.busy_until = max(home.busy_until, end)
            self._offer_home(block)

    def _read(self, delivery: int, end: int) -> None:
        uses = self.uses[delivery]
        uses.pop()
        copy = self.copies.get(delivery)
        if copy is None:
            block = self.delivery_block[delivery]
            home = self.homes[block]
            home.busy_until = max(home.busy_until, end)
            self._offer_home(block)
            return
        copy.busy_until = max(copy.busy_until, end)
        if uses:
            self._offer_copy(delivery)
        else:
            self._release_copy(delivery)
        if self.keep_homes and self.delivery_block[delivery] in self.homes:
            self._offer_home(self.delivery_block[delivery])

    # Transfers

    def _transfer(
        self, movement: Movement, block: int, delivery: int, source: int, target: int, bits: int, ready: int
    ) -> tuple[int, int]:
        """Make a transfer; returns its start and end."""
        role = MemoryOperand.O if delivery < 0 else self.roles[delivery]
        operand = _OPERANDS.index(role)
        start, way = self.carrier.carry(source, target, role, bits, ready)
        duration, energy = way.duration_cycles, way.energy_pj
        self.rows.append(
            (movement, block, delivery, source, target, operand, way.route, start, duration, bits, energy)
        )
        self.row_release.append(-1)
        return start, start + duration

    def _write_offchip(self, movement: Movement, block: int) -> int:
        source, target, bits = self.block_core[block], self.machine.offchip, self.block_bits[block]
        _, end = self._transfer(movement, block, -1, source, target, bits, self.home_end[block])
        self.offchip_end[block] = end
        return end

    # Space

    def _make_room(self, memory: int, bits: int) -> None:
        """Let go of what is needed furthest in the future until so many bits fit at some time."""
        space, heap = self.spaces[memory], self.candidates[memory]
        while not space.fits(bits):
            due = next((c for c, block in self.unstored.items() if self.block_memory[block] == memory), None)
            if due is not None:
                self._store(due)
                continue
            while heap:
                use, is_home, index = heap[0]
                if -use == (self._home_use(index) if is_home else self._copy_use(index)):
                    break
                heappop(heap)
            if not heap or -heap[0][0] <= self.position:
                raise self._capacity_error(memory, bits)
            _, is_home, index = heappop(heap)
            if is_home:
                self._evict_home(index)
            else:
                self._evict_copy(index)

    def _copy_use(self, delivery: int) -> int:
        """The position at which a copy is needed next; −1 if there is none."""
        return self.uses[delivery][-1] if delivery in self.copies else -1

    def _home_use(self, block: int) -> int:
        """The position at which a block that can go is read or moved next; −1 if it has to stay."""
        home = self.homes.get(block)
        if home is None or home.end < 0 or self._unstored(block):
            return -1
        heap = self.home_uses[block]
        while heap:
            use, delivery = heap[0]
            if not self._depends(delivery):
                heappop(heap)
            elif self.uses[delivery][-1] != use:
                heapreplace(heap, (self.uses[delivery][-1], delivery))
            else:
                return use
        return _NEVER

    def _depends(self, delivery: int) -> bool:
        """Whether a delivery still needs the block's home."""
        return bool(self.uses[delivery]) and (self.keep_homes or delivery not in self.copies)

    def _offer_copy(self, delivery: int) -> None:
        heappush(
            self.candidates[self.delivery_memory[delivery]], (-self._copy_use(delivery), False, delivery)
        )

    def _offer_home(self, block: int) -> None:
        """Let a finished block go if nobody needs it any more, else make it a candidate for eviction."""
        use = self._home_use(block)
        if use == _NEVER:
            self._release_home(block, self.homes[block].busy_until)
        elif use >= 0:
            heappush(self.candidates[self.block_memory[block]], (-use, True, block))

    def _release_home(self, block: int, time: int) -> None:
        home = self.homes.pop(block)
        self.spaces[self.block_memory[block]].release(time, home.taken_bits)
        self.home_released[block] = time

    def _release_copy(self, delivery: int) -> None:
        copy = self.copies.pop(delivery)
        time = copy.busy_until
        self.spaces[self.delivery_memory[delivery]].release(time, self.delivery_bits[delivery])
        self.copy_released[delivery] = self.row_release[copy.row] = time

    def _evict_home(self, block: int) -> None:
        end = 0 if block in self.offchip_end else self._write_offchip(Movement.SPILL, block)
        self._release_home(block, max(end, self.homes[block].busy_until))

    def _evict_copy(self, delivery: int) -> None:
        block = self.delivery_block[delivery]
        only = self.block_produced[block] and block not in self.homes and block not in self.offchip_end
        if only and not self._spill_late(block):
            self.stuck = True
            return  # It has to stay, and is no candidate until its next use.
        self._release_copy(delivery)
        if block in self.homes:
            heappush(self.home_uses[block], (self.uses[delivery][-1], delivery))
            self._offer_home(block)

    def _spill_late(self, block: int) -> bool:
        """Write a block off-chip whose home has been given up, as if it had been kept for that; False if it can't."""
        memory, bits, released = self.block_memory[block], self.block_bits[block], self.home_released[block]
        space = self.spaces[memory]
        if not space.fits_from(released, bits):
            return False
        end = self._write_offchip(Movement.SPILL, block)
        if end > released:
            space.take(released, bits)
            space.release(end, bits)
            self.home_released[block] = end
        return True

    def _capacity_error(self, memory: int, bits: int) -> CapacityError:
        graph = self.graph
        held: dict[int, int] = defaultdict(int)
        for delivery in self.copies:
            if self.delivery_memory[delivery] == memory:
                held[int(graph.block_tensor[self.delivery_block[delivery]])] += self.delivery_bits[delivery]
        for block, home in self.homes.items():
            if self.block_memory[block] == memory:
                held[int(graph.block_tensor[block])] += home.taken_bits
        part = int(graph.task_part[self.task])
        core = int(graph.part_core[part])
        aliases = dict(self.machine.top_memories[memory])
        name = aliases.get(core, self.machine.top_memories[memory][0][1])
        return CapacityError(
            int(graph.part_layer[part]),
            int(graph.part_index[part]),
            core,
            name,
            self.spaces[memory].taken_bits + bits,
            self.spaces[memory].size_bits,
            tuple(sorted(held.items(), key=lambda entry: (-entry[1], entry[0]))),
        )

    # The result

    def result(self, task_energy_pj: Floats) -> Schedule:
        """The schedule once all tasks are placed."""
        for core in tuple(self.unstored):
            self._store(core)
        released = self.home_released
        columns = np.array([row[:10] for row in self.rows], dtype=np.int64).reshape(-1, 10).T
        return Schedule(
            task_start=np.array(self.start, dtype=np.int64),
            task_duration=np.array(self.cycles, dtype=np.int64),
            task_release=np.array([released[block] for block in self.task_output], dtype=np.int64),
            task_energy_pj=np.asarray(task_energy_pj, dtype=np.float64),
            transfer_movement=columns[0],
            transfer_block=columns[1],
            transfer_delivery=columns[2],
            transfer_source=columns[3],
            transfer_target=columns[4],
            transfer_operand=columns[5],
            transfer_route=columns[6],
            transfer_start=columns[7],
            transfer_duration=columns[8],
            transfer_bits=columns[9],
            transfer_release=np.array(self.row_release, dtype=np.int64),
            transfer_energy_pj=np.array([row[10] for row in self.rows], dtype=np.float64),
            routes=tuple(self.carrier.routes),
        )


def _rows(csr: Csr) -> list[list[int]]:
    values, offsets = csr.values.tolist(), csr.offsets.tolist()
    return [values[a:b] for a, b in pairwise(offsets)]


def _uses(graph: TileGraph, order: Ints) -> list[list[int]]:
    """Per delivery the positions at which tasks read it, last first."""
    position = np.empty(graph.tasks, dtype=np.int64)
    position[order] = np.arange(graph.tasks)
    needs = graph.task_needs
    readers = np.repeat(position, np.diff(needs.offsets))
    uses: list[list[int]] = [[] for _ in graph.delivery_block]
    by_position = np.argsort(-readers, kind="stable")
    for delivery, reader in zip(
        needs.values[by_position].tolist(), readers[by_position].tolist(), strict=True
    ):
        uses[delivery].append(reader)
    return uses
