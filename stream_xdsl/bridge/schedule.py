"""Between `Schedule` and `sched.program`: the same rows, once as arrays and once as tables with owners."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from xdsl.dialects.builtin import (
    I64,
    ArrayAttr,
    DenseArrayBase,
    Float64Type,
    FloatAttr,
    IntegerAttr,
    StringAttr,
    SymbolRefAttr,
    f64,
    i64,
)
from xdsl.ir import Attribute, Operation

from stream_xdsl.bridge.decisions import read_costs
from stream_xdsl.coala.schedule import Schedule
from stream_xdsl.coala.totals import ComputeRows, Totals, TransferRows
from stream_xdsl.coala.transfers import Movement
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import LayerOp
from stream_xdsl.dialects.sched import ComputeOp, PeakAttr, ProgramOp, StackAttr, TotalsAttr, TransferOp
from stream_xdsl.hardware.machine import Machine, MemoryOperand
from stream_xdsl.hardware.routes import Interconnect, Route
from stream_xdsl.mapping.bounds import Bounds
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import TileGraph
from stream_xdsl.workload.tiling import tile_grids

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PartCosts:
    """What the tiles of one part cost on its core; arrays have an entry per tile."""

    cycles: Ints
    compute_cycles: Ints
    """Of the cycles: what the array itself needs."""
    energy_pj: Floats
    array_energy_pj: Floats


def read_part_costs(
    ops: Sequence[LayerOp], network: Network, machine: Machine, pass_name: str
) -> dict[tuple[int, int], PartCosts]:
    """The costs of all tiles by layer and part, in the order of the tile graph's parts.

    Raises PassError for a layer without cores, or without a cost for one of its tiles on its core.
    """
    found: dict[tuple[int, int], PartCosts] = {}
    for index, (op, layer) in enumerate(zip(ops, network.layers, strict=True)):
        if op.cores is None:
            raise PassError(
                pass_name, f"layer '{layer.name}' has no cores", op=op, remedy="run dnn-allocate-cores first"
            )
        costs = read_costs(op)
        grids = tile_grids(layer.sizes, layer.temporal, layer.spatial)
        for part, (core, grid) in enumerate(zip(layer.cores, grids, strict=True)):
            core_type = machine.cores[core].core_type.name
            shapes, shape = np.unique(grid.extents, axis=0, return_inverse=True)
            rows: list[tuple[int, int, float, float]] = []
            for sizes in map(tuple, shapes.tolist()):
                cost = costs.get((core_type, sizes))
                if cost is None:
                    raise PassError(
                        pass_name,
                        f"layer '{layer.name}' has no cost of a tile of {'x'.join(map(str, sizes))} on @{core_type}",
                        op=op,
                        remedy="run dnn-estimate-core-cost after the last change of its tiling",
                    )
                rows.append(
                    (
                        cost.cycles.value.data,
                        cost.compute_cycles.value.data,
                        cost.energy_pj.value.data,
                        cost.mac_energy_pj.value.data,
                    )
                )
            cycles, compute_cycles, energy, array = zip(*rows, strict=True)
            shape = shape.ravel()
            found[index, part] = PartCosts(
                np.array(cycles, dtype=np.int64)[shape],
                np.array(compute_cycles, dtype=np.int64)[shape],
                np.array(energy)[shape],
                np.array(array)[shape],
            )
    return found


# Schedule -> IR


def write_schedule(
    schedule: Schedule, machine: Machine, interconnect: Interconnect, network: Network, graph: TileGraph
) -> ProgramOp:
    """A `sched.program` of the schedule, without totals; not yet verified."""
    tasks = np.stack(
        [graph.task_tile, schedule.task_start, schedule.task_duration, schedule.task_release], axis=1
    )
    writer = _Writer(machine, interconnect, network, graph)
    ops: list[Operation] = []
    for part, (first, end) in enumerate(pairwise(graph.part_first_task.tolist())):
        energy = float(schedule.task_energy_pj[first:end].sum())
        properties = writer.owner(part, first, end, energy)
        properties["core"] = SymbolRefAttr(machine.cores[int(graph.part_core[part])].name)
        ops.append(ComputeOp.create(properties=properties))
    order, groups = _groups(schedule, graph)
    for first, end in groups:
        energy = float(schedule.transfer_energy_pj[order[first:end]].sum())
        ops.append(writer.transfer(schedule, int(order[first]), first, end, energy))
    transfers = np.stack(
        [
            graph.block_tile[schedule.transfer_block],
            schedule.transfer_start,
            schedule.transfer_duration,
            schedule.transfer_bits,
            schedule.transfer_release,
        ],
        axis=1,
    )[order]
    return ProgramOp(f"{network.name}_on_{machine.name}", network.name, machine.name, tasks, transfers, ops)


class _Writer:
    """Makes operations that share their attributes, because there may be tens of thousands."""

    def __init__(self, machine: Machine, interconnect: Interconnect, network: Network, graph: TileGraph):
        self._machine = machine
        self._graph = graph
        self._channels = [channel.name for channel in interconnect.channels]
        self._layers = [StringAttr(layer.name) for layer in network.layers]
        self._tensors = [StringAttr(tensor.name) for tensor in network.tensors]
        self._kinds = [StringAttr(movement.name.lower()) for movement in Movement]
        self._parts = [IntegerAttr(i, i64) for i in range(int(graph.part_index.max(initial=0)) + 1)]
        self._memories: dict[tuple[int, MemoryOperand], SymbolRefAttr] = {}
        self._routes: dict[int, dict[str, Attribute]] = {}

    def owner(self, part: int, first: int, end: int, energy_pj: float) -> dict[str, Attribute]:
        """What owners of rows have in common."""
        return {
            "layer": self._layers[int(self._graph.part_layer[part])],
            "part": self._parts[int(self._graph.part_index[part])],
            "rows": DenseArrayBase.from_list(i64, [first, end]),
            "energy_pj": FloatAttr(energy_pj, f64),
        }

    def transfer(self, schedule: Schedule, row: int, first: int, end: int, energy_pj: float) -> TransferOp:
        """The owner of some rows, of which `row` is one in the schedule's order."""
        graph, block = self._graph, int(schedule.transfer_block[row])
        movement = int(schedule.transfer_movement[row])
        properties = self.owner(int(graph.block_part[block]), first, end, energy_pj)
        properties["kind"] = self._kinds[movement]
        if movement == Movement.LOAD:
            properties["tensor"] = self._tensors[int(graph.block_tensor[block])]
        source, target = int(schedule.transfer_source[row]), int(schedule.transfer_target[row])
        role = tuple(MemoryOperand)[int(schedule.transfer_operand[row])]
        properties["source"] = self._memory(
            source, role if source == self._machine.offchip else MemoryOperand.O
        )
        properties["target"] = self._memory(target, role)
        index = int(schedule.transfer_route[row])
        if index not in self._routes:
            channels = [self._channels[channel] for channel in schedule.routes[index].channels]
            self._routes[index] = TransferOp.route_properties(channels)
        return TransferOp.create(properties=properties | self._routes[index])

    def _memory(self, core: int, operand: MemoryOperand) -> SymbolRefAttr:
        key = (core, operand)
        if key not in self._memories:
            found = self._machine.cores[core]
            self._memories[key] = SymbolRefAttr(found.name, [found.core_type.top(operand).name])
        return self._memories[key]


def _groups(schedule: Schedule, graph: TileGraph) -> tuple[Ints, list[tuple[int, int]]]:
    """The transfers sorted by who owns them and then by time, and the (first, end) rows of every owner."""
    keys = np.stack(
        [
            graph.block_part[schedule.transfer_block],
            schedule.transfer_movement,
            np.where(
                schedule.transfer_movement == Movement.LOAD, graph.block_tensor[schedule.transfer_block], -1
            ),
            schedule.transfer_source,
            schedule.transfer_target,
            schedule.transfer_operand,
            schedule.transfer_route,
        ]
    )
    order = np.lexsort((schedule.transfer_start, *keys[::-1])).astype(np.int64)
    keys = keys[:, order]
    edges = np.flatnonzero((keys[:, 1:] != keys[:, :-1]).any(axis=0)) + 1
    bounds = [0, *edges.tolist(), len(order)] if len(order) else [0]
    return order, list(pairwise(bounds))


def write_totals(totals: Totals, bounds: Bounds, machine: Machine) -> TotalsAttr:
    """The attribute of totals and bounds; raises VerifyException if they contradict each other."""

    def number(value: int) -> IntegerAttr[I64]:
        return IntegerAttr(value, i64)

    def energy(value: float) -> FloatAttr[Float64Type]:
        return FloatAttr(value, f64)

    return TotalsAttr(
        number(totals.latency_cycles),
        number(bounds.latency_cycles),
        energy(totals.energy_pj),
        energy(bounds.energy_pj),
        energy(totals.array_energy_pj),
        energy(totals.core_memory_energy_pj),
        energy(totals.link_energy_pj),
        energy(totals.onchip_memory_energy_pj),
        energy(totals.offchip_energy_pj),
        number(totals.macs),
        FloatAttr(totals.array_utilisation, f64),
        number(totals.offchip_read_bits),
        number(totals.offchip_write_bits),
        ArrayAttr(
            [PeakAttr(memory_attr(index, machine), number(bits)) for index, bits in totals.peak_bits.items()]
        ),
        ArrayAttr(
            [
                StackAttr(
                    StringAttr(stack.name),
                    number(stack.start_cycle),
                    number(stack.end_cycle),
                    energy(stack.energy_pj),
                )
                for stack in totals.stacks
            ]
        ),
    )


def memory_attr(index: int, machine: Machine) -> SymbolRefAttr:
    """The name of a memory in `Machine.top_memories`; a shared one has that of the first who shares it."""
    core, name = machine.top_memories[index][0]
    return SymbolRefAttr(machine.cores[core].name, [name])


# IR -> rows


def read_compute_rows(
    program: ProgramOp, network: Network, machine: Machine, costs: Mapping[tuple[int, int], PartCosts]
) -> Iterator[ComputeRows]:
    """The rows of every `sched.compute` of a verified program, with the costs of their tiles."""
    layers = {layer.name: index for index, layer in enumerate(network.layers)}
    for op in program.compute_ops:
        name, part = op.layer_part
        tile, start, duration, release = program.task_table[op.row_range].T
        cost = costs[layers[name], part]
        yield ComputeRows(
            layers[name],
            part,
            machine.core_index[op.core.root_reference.data],
            tile,
            start,
            duration,
            release,
            cost.energy_pj[tile],
            cost.array_energy_pj[tile],
        )


def read_transfer_rows(
    program: ProgramOp, network: Network, machine: Machine, interconnect: Interconnect, pass_name: str
) -> Iterator[TransferRows]:
    """The rows of every `sched.transfer` of a verified program.

    Raises PassError for a load of a tensor that its layer does not read, and for memories that are not outermost.
    """
    layers = {layer.name: index for index, layer in enumerate(network.layers)}
    channels = {channel.name: index for index, channel in enumerate(interconnect.channels)}
    for op in program.transfer_ops:
        layer = layers[op.layer.data]
        source, target = (reference.root_reference.data for reference in (op.source, op.target))
        used = tuple(channels[name] for name in op.channels)
        _, start, duration, bits, release = program.transfer_table[op.row_range].T
        yield TransferRows(
            Movement[op.kind.data.upper()],
            layer,
            moved_tensor(op, network, layer, pass_name),
            machine.core_index[source],
            machine.core_index[target],
            outermost_memory(op.target, machine, op, pass_name),
            Route(
                used,
                min((interconnect.channels[channel].bandwidth_bits for channel in used), default=0),
                sum(interconnect.channels[channel].latency_cycles for channel in used),
                sum(interconnect.channels[channel].energy_pj_per_bit for channel in used),
                (machine.core_index[source], machine.core_index[target]),
            ),
            start,
            duration,
            bits,
            release,
        )


def moved_tensor(op: TransferOp, network: Network, layer: int, pass_name: str) -> int:
    """The tensor that a transfer moves parts of; `layer` is the index of the layer it names.

    Raises PassError for a load of a tensor that its layer does not read.
    """
    if op.tensor is None:
        return network.layers[layer].output
    read = [piece.tensor for use in network.layers[layer].uses for piece in use.pieces]
    named = [tensor for tensor in read if network.tensors[tensor].name == op.tensor.data]
    if not named:
        names = ", ".join(f"'{network.tensors[tensor].name}'" for tensor in dict.fromkeys(read))
        raise PassError(
            pass_name,
            f"layer '{op.layer.data}' reads no tensor named '{op.tensor.data}'",
            op=op,
            remedy=f"load one of {names}",
        )
    return named[0]


def outermost_memory(reference: SymbolRefAttr, machine: Machine, op: TransferOp, pass_name: str) -> int:
    """The index in `Machine.top_memories` of a memory at an end of a transfer; raises PassError if it is none of them."""
    core, name = reference.root_reference.data, reference.nested_references.data[0].data
    memory = machine.top_memory_index.get((machine.core_index[core], name))
    if memory is None:
        raise PassError(
            pass_name,
            f"@{core}::@{name} is not the outermost memory of any operand",
            op=op,
            remedy="transfers join outermost memories",
        )
    return memory
