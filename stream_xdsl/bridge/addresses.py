"""Between `sched.program` and the engine of addresses: what lies in memories, and where every row finds it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from xdsl.dialects.builtin import I64, ArrayAttr, IntegerAttr, StringAttr, i64

from stream_xdsl.bridge.network import layer_ops
from stream_xdsl.bridge.schedule import (
    memory_attr,
    moved_tensor,
    outermost_memory,
    read_part_costs,
)
from stream_xdsl.checker.demand import operand_streamed
from stream_xdsl.coala.addresses import Buffers, Layout
from stream_xdsl.coala.occupancy import output_blocks
from stream_xdsl.coala.part_costs import PartCosts
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.sched import (
    TRANSFER_BITS,
    TRANSFER_TILE,
    AddressesAttr,
    LayoutAttr,
    ProgramOp,
    RegionAttr,
    TransferKind,
    table_attr,
)
from stream_xdsl.hardware.machine import Machine, MemoryOperand, operand_role
from stream_xdsl.workload.network import Network

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Residents:
    """What has an address: output blocks, then copies on chip by row, then regions of tensors off-chip."""

    buffers: Buffers
    of_task: Ints
    """(tasks,) the buffer of each task's output block."""
    read: Ints
    """(transfers,) the buffer each transfer reads from,"""
    written: Ints
    """(transfers,) and that it writes to."""
    regions: Ints
    """(regions, 2) memory and tensor of the last buffers."""


@dataclass(frozen=True, eq=False)
class _Rows:
    """Where the rows of the transfers belong; arrays have an entry per row."""

    for_parts: Bools
    """Loads and streams."""
    tensor: Ints
    part: Ints
    """Which `sched.compute` has the tile that the row names: the reading one of a load or a stream, else the producing one."""
    source: Ints
    """Memory,"""
    target: Ints
    """memory."""
    held_bits: Ints
    """What the target holds: of a stream a buffer."""


def read_residents(program: ProgramOp, network: Network, machine: Machine, pass_name: str) -> Residents:
    """What the memories hold under a verified program.

    Raises PassError for a load of a tensor that its layer does not read, memories that are not outermost, and transfers of
    what is not in their source memory.
    """
    if any(True for _ in program.loops):
        raise PassError(
            pass_name,
            f"the schedule @{program.sym_name.data} has loops: what repeats itself does not lie in one place",
            op=program,
            remedy="run sched-unroll first",
        )
    table, rows = program.transfer_table, _read_rows(program, network, machine, pass_name)
    tile, start, duration, _, release = table.T
    offchip = [machine.memory_id(machine.offchip, operand) for operand in MemoryOperand]
    loaded, stays = np.isin(rows.source, offchip), np.isin(rows.target, offchip)
    of_task, blocks, homes = _read_blocks(program, network, machine)

    arriving = np.flatnonzero(~stays)
    widths = np.array([tensor.bits for tensor in network.tensors], dtype=np.int64)
    columns = (rows.target, start, start, release, rows.held_bits, rows.held_bits, widths[rows.tensor])
    copies = np.stack(columns, axis=1)[arriving]
    written = np.empty(len(table), dtype=np.int64)
    written[arriving] = len(blocks) + np.arange(len(arriving))

    offchip_ends = ((rows.source, loaded), (rows.target, stays))
    ends = [np.stack([memory, rows.tensor], axis=1)[mask] for memory, mask in offchip_ends]
    regions, which = np.unique(np.concatenate(ends), axis=0, return_inverse=True)
    which = len(blocks) + len(copies) + which.ravel()
    read = np.empty(len(table), dtype=np.int64)
    read[loaded], written[stays] = np.split(which, [len(ends[0])])
    sizes = np.array([network.tensors[tensor].size_bits for tensor in regions[:, 1].tolist()], dtype=np.int64)
    zero = np.zeros_like(sizes)
    end = zero + 1 + max(int(entries[:, 3].max(initial=0)) for entries in (blocks, copies))
    columns = (regions[:, 0], zero, zero, end, sizes, sizes, widths[regions[:, 1]])
    held = np.concatenate([blocks, copies, np.stack(columns, axis=1)])

    # What leaves a memory on chip is a block: where it was made, or a copy that is no load.
    brought, leaving = np.flatnonzero(~stays & ~rows.for_parts), np.flatnonzero(~loaded)
    found = _find_copies(
        np.concatenate([homes, np.stack([rows.part, tile, rows.target, start, release], axis=1)[brought]]),
        np.stack([rows.part, tile, rows.source, start, start + duration], axis=1)[leaving],
    )
    if (found < 0).any():
        row = int(leaving[np.argmax(found < 0)])
        raise PassError(
            pass_name,
            f"row {row} of the transfers moves the block of tile {tile[row]}, which is not in its source memory all the while",
            op=next(op for op in program.transfer_ops if row < op.row_range.stop),
            remedy="schedule the network again; sched-verify says what else is wrong",
        )
    read[leaving] = np.concatenate([np.arange(len(blocks)), written[brought]])[found]
    return Residents(Buffers(*held.T.copy()), of_task, read, written, regions)


def _read_blocks(program: ProgramOp, network: Network, machine: Machine) -> tuple[Ints, Ints, Ints]:
    """The output block of each task; the blocks, with columns as `Buffers`; and as which block they can leave.

    The columns of the last are part, tile, memory, from, to.
    """
    layers = {layer.name: index for index, layer in enumerate(network.layers)}
    of_task = np.empty(len(program.task_table), dtype=np.int64)
    held, homes, count = [np.empty((0, 7), np.int64)], [np.empty((0, 5), np.int64)], 0
    for part, op in enumerate(program.compute_ops):
        rows, layer = program.task_table[op.row_range].T, layers[op.layer.data]
        blocks = output_blocks(network, layer, op.part.value.data, *rows)
        of_task[op.row_range] = count + blocks.of_task
        count += len(blocks.bits)
        memory = np.full_like(
            blocks.start, machine.memory_id(machine.core_index[op.core.root_reference.data], MemoryOperand.O)
        )
        phases = (blocks.start, blocks.finished, blocks.release, blocks.open_bits, blocks.bits)
        nest = network.layers[layer]
        result_bits = network.tensors[nest.output].bits
        accumulates = blocks.finished > blocks.start
        widest_bits = np.where(accumulates, max(nest.psum_bits, result_bits), result_bits)
        held.append(np.stack([memory, *phases, widest_bits], axis=1))
        name = (np.full_like(memory, part), blocks.final_tile, memory)
        homes.append(np.stack([*name, blocks.start, blocks.release], axis=1))
    return of_task, np.concatenate(held), np.concatenate(homes)


def _read_rows(program: ProgramOp, network: Network, machine: Machine, pass_name: str) -> _Rows:
    layers = {layer.name: index for index, layer in enumerate(network.layers)}
    parts = {op.layer_part: part for part, op in enumerate(program.compute_ops)}
    table = program.transfer_table
    for_parts, tensor, part, source, target = np.zeros((5, len(table)), dtype=np.int64)
    held = table[:, TRANSFER_BITS].copy()
    streamed: set[tuple[str, int, int, int]] = set()
    """Layer, part and tile of which an operand has its row."""
    for op in program.transfer_ops:
        rows, layer = op.row_range, layers[op.layer.data]
        for_parts[rows] = op.tensor is not None
        tensor[rows] = moved = moved_tensor(op, network, layer, pass_name)
        source[rows] = outermost_memory(op, op.source, machine, pass_name)
        streams = op.kind.data == TransferKind.STREAM
        costs = _layer_costs(program, network, machine, layer, pass_name) if streams else {}
        for i, (layer_part, reference) in enumerate(zip(op.layer_parts, op.targets, strict=True)):
            mine = slice(rows.start + i, rows.stop, len(op.targets))
            part[mine] = parts[layer_part]
            target[mine] = outermost_memory(op, reference, machine, pass_name)
            core = machine.core_index[reference.root_reference.data]
            if streams:
                kept = {o for o in MemoryOperand if machine.keeps(core, o, int(target[rows.start + i]))}
                own = costs[layer_part[1]]
                operands = _streaming(program, network, layer, own, moved, kept, pass_name)
                for row in range(rows.start + i, rows.stop, len(op.targets)):
                    tile, bits = table[row, [TRANSFER_TILE, TRANSFER_BITS]].tolist()
                    left = [o for o in operands if (*layer_part, tile, o) not in streamed] or operands
                    operand = operand_streamed({o: int(own.streams[o][0][tile]) for o in left}, bits)
                    streamed.add((*layer_part, tile, operand))
                    held[row] = own.streams[operand][1][tile]
    return _Rows(for_parts.astype(np.bool_), tensor, part, source, target, held)


def _layer_costs(
    program: ProgramOp, network: Network, machine: Machine, layer: int, pass_name: str
) -> dict[int, PartCosts]:
    """Of one layer, by part: the others of a hand-written program need not have any."""
    op = layer_ops(program.network_op)[layer]
    costs = read_part_costs([op], replace(network, layers=(network.layers[layer],)), machine, pass_name)
    return {part: own for (_, part), own in costs.items()}


def _streaming(
    program: ProgramOp,
    network: Network,
    layer: int,
    costs: PartCosts,
    tensor: int,
    kept: Collection[MemoryOperand],
    pass_name: str,
) -> list[int]:
    """The operands through which a tensor streams to a part, of those that are kept in a memory."""
    uses = network.layers[layer].uses
    found = [o for o in costs.streams if operand_role(o) in kept and uses[o].pieces[0].tensor == tensor]
    if found:
        return found
    raise PassError(
        pass_name,
        f"'{network.tensors[tensor].name}' streams to layer '{network.layers[layer].name}', whose costs say that it does not",
        op=layer_ops(program.network_op)[layer],
        remedy="schedule the network again after the last change of its costs",
    )


def _find_copies(copies: Ints, asked: Ints) -> Ints:
    """For each of those asked for, which copy it is, or −1.

    Both have columns part, tile, memory, from, to. It is the last copy that begins not after it, and must last as long.
    """
    keys = np.concatenate([copies, asked])
    asks = np.arange(len(keys)) >= len(copies)
    part, tile, memory, start, end = keys.T
    order = np.lexsort((asks, start, memory, tile, part))
    last = np.maximum.accumulate(np.where(asks[order], -1, np.arange(len(keys))))
    found = np.where(last < 0, -1, order[last])
    holds = (found >= 0) & (keys[found, :3] == keys[order, :3]).all(axis=1) & (end[found] >= end[order])
    result = np.empty(len(keys), dtype=np.int64)
    result[order] = np.where(holds, found, -1)
    return result[asks]


def write_addresses(
    residents: Residents, address: Ints, layouts: tuple[Layout, ...], network: Network, machine: Machine
) -> AddressesAttr:
    """The attribute; `address` has one per buffer."""

    def number(value: int) -> IntegerAttr[I64]:
        return IntegerAttr(value, i64)

    at = address[len(address) - len(residents.regions) :].tolist()
    return AddressesAttr(
        table_attr(address[residents.of_task]),
        table_attr(address[np.stack([residents.read, residents.written], axis=1)]),
        ArrayAttr(
            [
                LayoutAttr(
                    memory_attr(layout.memory, machine), number(layout.peak_bits), number(layout.height_bits)
                )
                for layout in layouts
            ]
        ),
        ArrayAttr(
            [
                RegionAttr(
                    StringAttr(network.tensors[tensor].name),
                    memory_attr(memory, machine),
                    number(start),
                    number(network.tensors[tensor].size_bits),
                )
                for (memory, tensor), start in zip(residents.regions.tolist(), at, strict=True)
            ]
        ),
    )
