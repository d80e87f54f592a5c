"""Between `Schedule` and `sched.program`: the same rows, once as arrays and once as tables with owners."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from xdsl.dialects.builtin import (
    I64,
    ArrayAttr,
    DenseArrayBase,
    FlatSymbolRefAttr,
    Float64Type,
    FloatAttr,
    IntegerAttr,
    StringAttr,
    SymbolRefAttr,
    f64,
    i64,
)
from xdsl.ir import Attribute, Operation

from stream_xdsl.bridge.decisions import read_tile_costs
from stream_xdsl.coala.energy import Cause
from stream_xdsl.coala.part_costs import CostError, PartCosts, part_costs
from stream_xdsl.coala.rows import ComputeRows, TransferRows
from stream_xdsl.coala.schedule import Schedule
from stream_xdsl.coala.totals import Totals
from stream_xdsl.coala.transfers import Movement, distinct_rows
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import LayerOp
from stream_xdsl.dialects.sched import (
    TRANSFER_RELEASE,
    BusyAttr,
    CausesAttr,
    ComputeOp,
    CoreEnergyAttr,
    LatencyBoundsAttr,
    LayerEnergyAttr,
    MediumEnergyAttr,
    MemoryEnergyAttr,
    PeakAttr,
    ProgramOp,
    StackAttr,
    TotalsAttr,
    TransferOp,
)
from stream_xdsl.hardware.machine import Machine, MemoryOperand, operand_role
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.mapping.bounds import Bounds
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import TileGraph

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def read_part_costs(
    ops: Sequence[LayerOp], network: Network, machine: Machine, pass_name: str
) -> dict[tuple[int, int], PartCosts]:
    """The costs of all tiles by layer and part, in the order of the tile graph's parts.

    Raises PassError for a layer without cores, or without a cost for one of its tiles on its core.
    """
    for op, layer in zip(ops, network.layers, strict=True):
        if op.cores is None:
            raise PassError(
                pass_name, f"layer '{layer.name}' has no cores", op=op, remedy="run dnn-allocate-cores first"
            )
    try:
        return part_costs(network, machine, [read_tile_costs(op) for op in ops])
    except CostError as error:
        raise PassError(pass_name, str(error), op=ops[error.layer], remedy=error.remedy) from None


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
        properties = writer.owner(part, slice(first, end), energy)
        properties["part"] = writer.part(part)
        properties["core"] = SymbolRefAttr(machine.cores[int(graph.part_core[part])].name)
        ops.append(ComputeOp.create(properties=properties))
    tensors = _transfer_tensors(schedule, network, graph)
    order, groups = _groups(schedule, graph, tensors)
    for rows in groups:
        mine = order[rows]
        targets = int(np.count_nonzero(schedule.transfer_first[mine] == schedule.transfer_first[mine[0]]))
        energy = float(schedule.transfer_energy_pj[mine].sum())
        ops.append(writer.transfer(schedule, mine[:targets].tolist(), int(tensors[mine[0]]), rows, energy))
    transfers = np.stack(
        [
            _transfer_tiles(schedule, graph),
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
        self._trees: dict[tuple[int, ...], dict[str, Attribute]] = {}

    def part(self, part: int) -> IntegerAttr[I64]:
        """The index of a part in its layer."""
        return self._parts[int(self._graph.part_index[part])]

    def owner(self, part: int, rows: slice, energy_pj: float) -> dict[str, Attribute]:
        """What owners of rows have in common."""
        return {
            "layer": self._layers[int(self._graph.part_layer[part])],
            "rows": DenseArrayBase.from_list(i64, [rows.start, rows.stop]),
            "energy_pj": FloatAttr(energy_pj, f64),
        }

    def transfer(
        self, schedule: Schedule, members: Sequence[int], tensor: int, rows: slice, energy_pj: float
    ) -> TransferOp:
        """The owner of some rows; `members` are the rows, in the schedule's order, of one of its transfers; `tensor` is −1 for blocks of
        the part."""
        graph, first = self._graph, members[0]
        blocks = schedule.transfer_block[members]
        movement, source = int(schedule.transfer_movement[first]), int(schedule.transfer_source[first])
        properties = self.owner(int(graph.block_part[blocks[0]]), rows, energy_pj)
        properties["kind"] = self._kinds[movement]
        parts = graph.part_index[graph.block_part[blocks]].tolist()
        if tensor >= 0:
            properties["tensor"] = self._tensors[tensor]
        else:
            parts = parts[:1]
        properties["parts"] = DenseArrayBase.from_list(i64, parts)
        roles = [tuple(MemoryOperand)[role] for role in schedule.transfer_operand[members].tolist()]
        properties["source"] = self._memory(
            source, roles[0] if source == self._machine.offchip else MemoryOperand.O
        )
        targets = zip(schedule.transfer_target[members].tolist(), roles, strict=True)
        properties["targets"] = ArrayAttr([self._memory(target, role) for target, role in targets])
        # The way of the target that asked for it comes first: the others branch off it.
        asked = schedule.transfer_first[first]
        routes = tuple(schedule.transfer_route[[asked, *members]].tolist())
        if routes not in self._trees:
            crossed = dict.fromkeys(c for route in routes for c in schedule.routes[route].channels)
            self._trees[routes] = TransferOp.route_properties(
                [self._channels[channel] for channel in crossed]
            )
        return TransferOp.create(properties=properties | self._trees[routes])

    def _memory(self, core: int, operand: MemoryOperand) -> SymbolRefAttr:
        key = (core, operand)
        if key not in self._memories:
            found = self._machine.cores[core]
            self._memories[key] = SymbolRefAttr(found.name, [found.core_type.top(operand).name])
        return self._memories[key]


def _transfer_tiles(schedule: Schedule, graph: TileGraph) -> Ints:
    tiles = graph.block_tile[schedule.transfer_block]
    streams = schedule.transfer_stream >= 0
    tiles[streams] = graph.task_tile[schedule.streams.task[schedule.transfer_stream[streams]]]
    return tiles


def _transfer_tensors(schedule: Schedule, network: Network, graph: TileGraph) -> Ints:
    """Of loads and streams the tensor that they bring, else −1."""
    loads = schedule.transfer_movement == Movement.LOAD
    tensors = np.where(loads, graph.block_tensor[schedule.transfer_block], -1)
    streams = np.flatnonzero(schedule.transfer_stream >= 0)
    rows = schedule.transfer_stream[streams]
    layers = graph.part_layer[graph.task_part[schedule.streams.task[rows]]]
    for row, layer, operand in zip(
        streams.tolist(), layers.tolist(), schedule.streams.operand[rows].tolist(), strict=True
    ):
        tensors[row] = network.layers[layer].uses[operand].pieces[0].tensor
    return tensors


def _groups(schedule: Schedule, graph: TileGraph, tensors: Ints) -> tuple[Ints, list[slice]]:
    """The transfers sorted by who owns them and then by time, each with its targets by core; and the rows of every owner."""
    order = np.lexsort((schedule.transfer_operand, schedule.transfer_target, schedule.transfer_first))
    _, begins, counts = np.unique(schedule.transfer_first[order], return_index=True, return_counts=True)
    for_parts = np.isin(schedule.transfer_movement, (Movement.LOAD, Movement.STREAM))
    ends = (
        schedule.transfer_target,
        schedule.transfer_operand,
        schedule.transfer_route,
        np.where(for_parts, graph.block_part[schedule.transfer_block], 0),
    )
    # Equal numbers for equal targets and routes.
    tree, trees = np.zeros(len(begins), dtype=np.int64), 0
    for targets in np.unique(counts).tolist():
        alike = np.flatnonzero(counts == targets)
        members = [order[begins[alike] + i] for i in range(targets)]
        distinct, which = distinct_rows(*(column[own] for own in members for column in ends))
        tree[alike] = trees + which
        trees += len(distinct)
    leader = order[begins]
    keys = (
        tree,
        schedule.transfer_source[leader],
        tensors[leader],
        schedule.transfer_movement[leader],
        graph.block_part[schedule.transfer_block[leader]],
    )
    sequence = np.lexsort((schedule.transfer_start[leader], *keys))
    changes = np.any([np.diff(key[sequence]) != 0 for key in keys], axis=0)
    counts = counts[sequence]
    after = np.cumsum(counts)
    rows = np.repeat(begins[sequence] - after + counts, counts) + np.arange(len(order))
    edges = [0, *after[:-1][changes].tolist(), len(order)] if len(order) else [0]
    return order[rows].astype(np.int64), [slice(first, end) for first, end in pairwise(edges)]


def write_totals(
    totals: Totals, bounds: Bounds, stacks: Sequence[Bounds], machine: Machine, network: Network
) -> TotalsAttr:
    """The attribute of totals and bounds, of the network and of its stacks; raises VerifyException if they contradict each other."""

    def number(value: int) -> IntegerAttr[I64]:
        return IntegerAttr(value, i64)

    def energy(value: float) -> FloatAttr[Float64Type]:
        return FloatAttr(value, f64)

    def symbol(name: str) -> FlatSymbolRefAttr:
        return SymbolRefAttr(name)

    def latency_bounds(of: Bounds) -> LatencyBoundsAttr:
        return LatencyBoundsAttr(*(number(getattr(of.latency, key)) for key in LatencyBoundsAttr.key_names()))

    breakdown = totals.energy
    bounds_of_stack = dict(zip(network.stacks, stacks, strict=True))
    return TotalsAttr(
        number(totals.latency_cycles),
        latency_bounds(bounds),
        energy(breakdown.total_pj),
        energy(bounds.energy_pj),
        number(totals.macs),
        FloatAttr(totals.array_utilisation, f64),
        number(totals.offchip_read_bits),
        number(totals.offchip_write_bits),
        ArrayAttr(
            [
                BusyAttr(SymbolRefAttr(busy.resource[0], busy.resource[1:]), number(busy.busy_cycles))
                for busy in totals.busiest
            ]
        ),
        ArrayAttr(
            [PeakAttr(memory_attr(index, machine), number(bits)) for index, bits in totals.peak_bits.items()]
        ),
        CausesAttr(
            *(energy(breakdown.causes_pj[Cause(key.removesuffix("_pj"))]) for key in CausesAttr.key_names())
        ),
        ArrayAttr(
            [
                CoreEnergyAttr(
                    symbol(machine.cores[core.core].name),
                    energy(core.array_pj),
                    energy(core.unsplit_pj),
                    energy(core.static_pj),
                    ArrayAttr(
                        [
                            MemoryEnergyAttr(symbol(m.name), energy(m.access_pj), energy(m.static_pj))
                            for m in core.memories
                        ]
                    ),
                )
                for core in breakdown.cores
            ]
        ),
        ArrayAttr(
            [MediumEnergyAttr(symbol(name), energy(pj)) for name, pj in breakdown.interconnect_pj.items()]
        ),
        ArrayAttr(
            [
                LayerEnergyAttr(StringAttr(layer.name), energy(pj))
                for layer, pj in zip(network.layers, breakdown.layers_pj, strict=True)
            ]
        ),
        ArrayAttr(
            [
                StackAttr(
                    StringAttr(stack.name),
                    number(stack.start_cycle),
                    number(stack.end_cycle),
                    energy(stack.energy_pj),
                    number(stack.data_start_cycle),
                    number(stack.data_end_cycle),
                    latency_bounds(bounds_of_stack[stack.name]),
                    energy(bounds_of_stack[stack.name].energy_pj),
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
    unrolled = program.unrolled
    for op, rows in unrolled.computes:
        name, part = op.layer_part
        tile, start, duration, release = unrolled.tasks[rows].T
        cost, core = costs[layers[name], part], machine.core_index[op.core.root_reference.data]
        yield ComputeRows(
            layers[name],
            part,
            core,
            tile,
            start,
            duration,
            release,
            cost.shape[tile],
            cost.breakdowns,
            tuple(
                (machine.memory_id(core, operand_role(operand)), held[tile])
                for operand, (_, held) in cost.streams.items()
            ),
        )


def read_transfer_rows(
    program: ProgramOp, network: Network, machine: Machine, interconnect: Interconnect, pass_name: str
) -> Iterator[TransferRows]:
    """The rows of every `sched.transfer` of a verified program.

    Raises PassError for a load of a tensor that its layer does not read, and for memories that are not outermost.
    """
    layers = {layer.name: index for index, layer in enumerate(network.layers)}
    channels = {channel.name: index for index, channel in enumerate(interconnect.channels)}
    unrolled = program.unrolled
    for op, rows in unrolled.movements:
        layer = layers[op.layer.data]
        tensor = moved_tensor(op, network, layer, pass_name)
        targets = len(op.targets)
        own = unrolled.transfers[rows]
        _, start, duration, bits, _ = own[::targets].T
        yield TransferRows(
            Movement[op.kind.data.upper()],
            layer,
            tensor,
            machine.core_index[op.source.root_reference.data],
            tuple(machine.core_index[target.root_reference.data] for target in op.targets),
            tuple(outermost_memory(op, target, machine, pass_name) for target in op.targets),
            tuple(channels[name] for name in op.channels),
            start,
            duration,
            bits,
            own[:, TRANSFER_RELEASE].reshape(-1, targets),
        )


def moved_tensor(op: TransferOp, network: Network, layer: int, pass_name: str) -> int:
    """The tensor that a transfer of a layer moves; raises PassError for a load of one that its layer does not read."""
    if op.tensor is None:
        return network.layers[layer].output
    read = [piece.tensor for use in network.layers[layer].uses for piece in use.pieces]
    named = [t for t in read if network.tensors[t].name == op.tensor.data]
    if not named:
        names = ", ".join(f"'{network.tensors[t].name}'" for t in dict.fromkeys(read))
        raise PassError(
            pass_name,
            f"layer '{op.layer.data}' reads no tensor named '{op.tensor.data}'",
            op=op,
            remedy=f"load one of {names}",
        )
    return named[0]


def outermost_memory(op: TransferOp, reference: SymbolRefAttr, machine: Machine, pass_name: str) -> int:
    """The index in `Machine.top_memories` of a memory at an end of a transfer; raises PassError if it is none of them."""
    core, name = reference.root_reference.data, reference.nested_references.data[0].data
    memory = machine.memory_ids.get((machine.core_index[core], name))
    if memory is None:
        raise PassError(
            pass_name,
            f"@{core}::@{name} is not the outermost memory of any operand",
            op=op,
            remedy="transfers join outermost memories",
        )
    return memory
