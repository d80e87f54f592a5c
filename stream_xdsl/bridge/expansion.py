"""From a `sched.program` to a `sched.expanded`."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from xdsl.dialects.builtin import I64, ArrayAttr, DenseArrayBase, FloatAttr, IntegerAttr, f64, i64
from xdsl.ir import Attribute

from stream_xdsl.bridge.identifiers import identifier
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.schedule import moved_tensor, outermost_memory, read_part_costs
from stream_xdsl.coala.dependencies import (
    OFFCHIP,
    CopyRows,
    DependencyError,
    TileRows,
    find_dependencies,
    in_order,
)
from stream_xdsl.coala.part_costs import PartCosts, streamed_operands
from stream_xdsl.coala.transfers import Movement
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.sched import (
    NEVER,
    TASK_TILE,
    ComputeOp,
    CopyOp,
    ExpandedOp,
    ProgramOp,
    TileOp,
    TokenType,
    TransferOp,
    Unrolled,
)
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import TileGraph, build_tile_graph

Ints = npt.NDArray[np.int64]


def expand_program(program: ProgramOp, pass_name: str) -> ExpandedOp:
    """The same schedule with an operation for every tile and transfer of a verified program.

    Raises PassError for layers without cores or costs, and for schedules in which something is not where it is needed.
    """
    network_op, machine = program.network_op, read_machine(program.system_op)
    network = read_network(network_op, machine, pass_name)
    costs = read_part_costs(layer_ops(network_op), network, machine, pass_name)
    try:
        graph = build_tile_graph(network, machine, streamed_operands(costs))
    except UnmappableError as error:
        remedy = "change the layer's tiling, or allocate it to other cores"
        raise PassError(pass_name, str(error), op=network_op, remedy=remedy) from None
    unrolled = program.unrolled
    tiles = _read_tiles(unrolled, network, graph, pass_name)
    copies = _read_copies(unrolled, network, machine, graph, pass_name)
    try:
        dependencies = find_dependencies(graph, tiles, copies)
        order = in_order(tiles, copies, dependencies).tolist()
    except DependencyError as error:
        raise _explained(error, unrolled, network, machine, pass_name) from None
    maker = _Maker(unrolled, network, costs)
    ops: dict[int, TileOp | CopyOp] = {}
    for row in order:
        ops[row] = maker.make(row, [ops[other] for other in dependencies.row(row).tolist()])
    name, network_name, system_name = (
        text.data
        for text in (program.sym_name, program.network.root_reference, program.system.root_reference)
    )
    expanded = ExpandedOp(name, network_name, system_name, list(ops.values()), program.totals)
    expanded.attributes |= program.attributes
    expanded.location = program.location
    return expanded


def _first_parts(network: Network) -> dict[str, int]:
    """The first part of each layer in the tile graph."""
    ends = np.cumsum([layer.parts for layer in network.layers]).tolist()
    return {layer.name: end - layer.parts for layer, end in zip(network.layers, ends, strict=True)}


def _read_tiles(unrolled: Unrolled, network: Network, graph: TileGraph, pass_name: str) -> TileRows:
    first_parts, task = _first_parts(network), np.empty(len(unrolled.tasks), dtype=np.int64)
    for op, rows in unrolled.computes:
        name, part = op.layer_part
        first, end = graph.part_first_task[first_parts[name] + part :][:2].tolist()
        if rows.stop - rows.start != end - first:
            raise PassError(
                pass_name,
                f"part {part} of layer '{name}' has {end - first} tiles, of which {rows.stop - rows.start} are scheduled",
                op=op,
                remedy="schedule the network again after the last change of its tiling",
            )
        task[rows] = first + unrolled.tasks[rows, TASK_TILE]
    _, start, duration, release = unrolled.tasks.T
    return TileRows(task, start, duration, release)


def _read_copies(
    unrolled: Unrolled, network: Network, machine: Machine, graph: TileGraph, pass_name: str
) -> CopyRows:
    """Which block every row of the transfers moves, from where to where, and when."""
    layers = {layer.name: i for i, layer in enumerate(network.layers)}
    first_parts = _first_parts(network)
    offchip = machine.cores[machine.offchip].name
    movement, part, tensor, source, target = np.empty((5, len(unrolled.transfers)), dtype=np.int64)
    for op, rows in unrolled.movements:
        movement[rows] = Movement[op.kind.data.upper()]
        tensor[rows] = moved_tensor(op, network, layers[op.layer.data], pass_name)
        for i, (layer_part, own_target) in enumerate(zip(op.layer_parts, op.targets, strict=True)):
            mine = slice(rows.start + i, rows.stop, len(op.targets))
            part[mine] = first_parts[op.layer.data] + layer_part[1]
            for memory, reference in ((source, op.source), (target, own_target)):
                found = outermost_memory(op, reference, machine, pass_name)
                memory[mine] = OFFCHIP if reference.root_reference.data == offchip else found
    tile, start, duration, _, release = unrolled.transfers.T
    return CopyRows(movement, part, tensor, tile, source, target, start, duration, release)


def _explained(
    error: DependencyError, unrolled: Unrolled, network: Network, machine: Machine, pass_name: str
) -> PassError:
    owners = _Owners(unrolled)
    op, (tile, start, *_) = owners.owner(error.row), owners.row(error.row)
    name, part = op.layer_part if isinstance(op, ComputeOp) else op.layer_parts[owners.target(error.row)]
    what = "" if isinstance(op, ComputeOp) else f"the {op.kind.data} of "
    what += f'tile {tile} of "{name}"[{part}] at {start} {error}'
    if error.place is not None:
        tensor, memory = error.place
        where = "off-chip"
        if memory != OFFCHIP:
            core, memory_name = machine.top_memories[memory][0]
            where = f"in @{machine.cores[core].name}::@{memory_name}"
        what += f": '{network.tensors[tensor].name}' {where}"
    return PassError(
        pass_name, what, op=op, remedy="schedule the network again; sched-verify tells all that is wrong"
    )


class _Owners:
    """Whose a row is; rows are those of tasks, then those of transfers."""

    def __init__(self, unrolled: Unrolled):
        self._tables = unrolled.tasks, unrolled.transfers
        self._owners: list[ComputeOp | TransferOp] = [
            op for op, _ in (*unrolled.computes, *unrolled.movements)
        ]
        counts = [rows.stop - rows.start for _, rows in (*unrolled.computes, *unrolled.movements)]
        self._owner_of = np.repeat(np.arange(len(counts)), counts)
        self._first = np.cumsum(counts) - counts

    def owner(self, row: int) -> ComputeOp | TransferOp:
        """The operation that owns it."""
        return self._owners[self._owner_of[row]]

    def target(self, row: int) -> int:
        """Which of the targets of its transfer it is for."""
        owner = self.owner(row)
        assert isinstance(owner, TransferOp)
        return (row - int(self._first[self._owner_of[row]])) % len(owner.targets)

    def row(self, row: int) -> list[int]:
        """Its entries."""
        tasks, transfers = self._tables
        return (tasks[row] if row < len(tasks) else transfers[row - len(tasks)]).tolist()


class _Maker:
    """Makes operations that share their attributes, because there may be tens of thousands."""

    def __init__(self, unrolled: Unrolled, network: Network, costs: Mapping[tuple[int, int], PartCosts]):
        self._owners = _Owners(unrolled)
        self._layers = {layer.name: i for i, layer in enumerate(network.layers)}
        self._costs = costs
        self._shared: dict[tuple[ComputeOp | TransferOp, int], dict[str, Attribute]] = {}

    def make(self, row: int, after: list[TileOp | CopyOp]) -> TileOp | CopyOp:
        """The operation of a row, and its name."""
        owner, entries = self._owners.owner(row), self._owners.row(row)
        target = 0 if isinstance(owner, ComputeOp) else self._owners.target(row)
        name, part = owner.layer_part if isinstance(owner, ComputeOp) else owner.layer_parts[target]
        if (owner, target) not in self._shared:
            whole = ("rows", "energy_pj")
            shared = {key: value for key, value in owner.properties.items() if key not in whole}
            if isinstance(owner, TransferOp):
                shared["parts"] = DenseArrayBase.from_list(i64, [part])
                shared["targets"] = ArrayAttr([owner.targets.data[target]])
            self._shared[owner, target] = shared
        tile, start, duration, *_, release = entries
        properties = self._shared[owner, target] | {
            "tile": _number(tile),
            "start_cycle": _number(start),
            "duration_cycles": _number(duration),
        }
        if release != NEVER:
            properties["release_cycle"] = _number(release)
        if isinstance(owner, ComputeOp):
            energy = self._costs[self._layers[name], part].energy_pj[tile]
            properties["energy_pj"] = FloatAttr(float(energy), f64)
            op = TileOp
        else:
            properties["bits"] = _number(entries[3])
            name = f"{owner.kind.data}.{name if owner.tensor is None else owner.tensor.data}"
            op = CopyOp
        made = op.create(
            operands=[other.done for other in after], result_types=[TokenType()], properties=properties
        )
        made.location = owner.location
        made.done.name_hint = identifier(f"{name}.{part}.{tile}")
        return made


def _number(value: int) -> IntegerAttr[I64]:
    return IntegerAttr(value, i64)
