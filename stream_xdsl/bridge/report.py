"""From a `sched.program` to the rows that summary, trace and picture are made of."""

import numpy as np
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.programs import check_not_expanded
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import NetworkOp, StackOp
from stream_xdsl.dialects.dnn_attributes import AllocationAttr
from stream_xdsl.dialects.sched import (
    TASK_DURATION,
    TASK_START,
    TASK_TILE,
    TRANSFER_BITS,
    TRANSFER_DURATION,
    TRANSFER_START,
    BusyAttr,
    ProgramOp,
    TotalsAttr,
    TransferOp,
    Unrolled,
)
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.report.model import (
    Allocation,
    Busy,
    CoreEnergy,
    Energy,
    Ints,
    LatencyBounds,
    MemoryEnergy,
    ScheduleReport,
    Stack,
    Tasks,
    Transfers,
)


def find_program(module: ModuleOp, needed_by: str) -> ProgramOp:
    """The module's only `sched.program`; raises PassError in the name of who needs it if there is no such."""
    programs = [op for op in module.body.block.ops if isinstance(op, ProgramOp)]
    if not programs:
        check_not_expanded(module, needed_by)
        raise PassError(
            needed_by,
            "the module holds no schedule (sched.program): the pipeline ends without convert-dnn-to-sched",
            remedy="run a pipeline that ends in convert-dnn-to-sched,sched-annotate-cost",
        )
    if len(programs) > 1:
        raise PassError(
            needed_by,
            f"the module holds {len(programs)} schedules (sched.program), not one",
            remedy="split the module",
        )
    return programs[0]


def read_report(program: ProgramOp, needed_by: str) -> ScheduleReport:
    """The report of a verified schedule; raises PassError if its totals have not been computed."""
    totals = program.totals
    if totals is None:
        raise PassError(
            needed_by, "the schedule has no totals", op=program, remedy="run sched-annotate-cost first"
        )
    network, machine = program.network_op, read_machine(program.system_op)
    channels = tuple(channel.name for channel in Interconnect(machine).channels)
    layers = [op.layer_name.data for op in network.layers]
    layer_index = {name: i for i, name in enumerate(layers)}
    stacks = _read_stacks(program, network, machine)
    stack_index = {stack.name: i for i, stack in enumerate(stacks)}
    stack_of_layer = {layer: stack_index[stack.name] for stack in stacks for layer in stack.layers}
    unrolled = program.unrolled
    transfers, labels = _read_transfers(unrolled, layer_index, channels)
    return ScheduleReport(
        model=network.sym_name.data,
        accelerator=machine.name,
        precision="explicit" if network.precision is None else network.precision.data,
        latency_cycles=totals.latency_cycles.value.data,
        energy_pj=totals.energy_pj.value.data,
        macs=totals.macs.value.data,
        utilisation=totals.array_utilisation.value.data,
        offchip_read_bits=totals.offchip_read_bits.value.data,
        offchip_write_bits=totals.offchip_write_bits.value.data,
        latency_bounds=LatencyBounds(totals.latency_bounds.values_cycles),
        energy_lower_bound_pj=totals.energy_lower_bound_pj.value.data,
        busiest=tuple(_read_busy(busy) for busy in totals.busiest),
        cores=tuple(core.name for core in machine.cores if core.core_type.array is not None),
        channels=channels,
        labels=labels,
        layers=tuple(layers),
        stack_of_layer=tuple(stack_of_layer[layer] for layer in layers),
        stacks=stacks,
        tasks=_read_tasks(unrolled, layer_index, machine),
        transfers=transfers,
        energy=_read_energy(totals),
    )


def _read_busy(busy: BusyAttr) -> Busy:
    path = (busy.resource.root_reference, *busy.resource.nested_references)
    return Busy(".".join(part.data for part in path), busy.busy_cycles.value.data)


def _read_energy(totals: TotalsAttr) -> Energy:
    cores = tuple(
        CoreEnergy(
            core.core.root_reference.data,
            core.array_pj.value.data,
            core.unsplit_pj.value.data,
            core.static_pj.value.data,
            tuple(
                MemoryEnergy(
                    memory.memory.root_reference.data,
                    memory.access_pj.value.data,
                    memory.static_pj.value.data,
                )
                for memory in core.memories
            ),
        )
        for core in totals.cores
    )
    interconnect = {
        medium.medium.root_reference.data: medium.energy_pj.value.data for medium in totals.interconnect
    }
    layers = {layer.layer.data: layer.energy_pj.value.data for layer in totals.layers}
    return Energy(totals.causes.values_pj, cores, interconnect, layers)


def _read_stacks(program: ProgramOp, network: NetworkOp, machine: Machine) -> tuple[Stack, ...]:
    assert program.totals is not None
    members: dict[str, list[str]] = {}
    allocations: dict[str, Allocation | None] = {}
    for layer in network.layers:
        stack = layer.parent_op()
        name = stack.stack_name.data if isinstance(stack, StackOp) else network.sym_name.data
        members.setdefault(name, []).append(layer.layer_name.data)
        allocations[name] = _read_allocation(stack if isinstance(stack, StackOp) else network)
    cores_of_layer: dict[str, set[str]] = {}
    for op in program.compute_ops:
        cores_of_layer.setdefault(op.layer.data, set()).add(op.core.root_reference.data)
    found: list[Stack] = []
    for entry in program.totals.stacks:
        layers = tuple(members[entry.stack.data])
        used = set[str]().union(*(cores_of_layer[layer] for layer in layers))
        found.append(
            Stack(
                name=entry.stack.data,
                layers=layers,
                cores=tuple(core.name for core in machine.cores if core.name in used),
                start_cycle=entry.start_cycle.value.data,
                end_cycle=entry.end_cycle.value.data,
                energy_pj=entry.energy_pj.value.data,
                data_start_cycle=entry.data_start_cycle.value.data,
                data_end_cycle=entry.data_end_cycle.value.data,
                latency_bounds=LatencyBounds(entry.latency_bounds.values_cycles),
                energy_lower_bound_pj=entry.energy_lower_bound_pj.value.data,
                allocation=allocations[entry.stack.data],
            )
        )
    return tuple(found)


def _read_allocation(op: StackOp | NetworkOp) -> Allocation | None:
    found = op.attributes.get(AllocationAttr.name)
    if not isinstance(found, AllocationAttr):
        return None
    return Allocation(found.objective.data, found.value.data, found.bound.data)


def _read_tasks(unrolled: Unrolled, layer_index: dict[str, int], machine: Machine) -> Tasks:
    table = unrolled.tasks
    computing = [core.name for core in machine.cores if core.core_type.array is not None]
    core, layer = np.empty(len(table), np.int64), np.empty(len(table), np.int64)
    for op, rows in unrolled.computes:
        core[rows] = computing.index(op.core.root_reference.data)
        layer[rows] = layer_index[op.layer.data]
    return Tasks(core, layer, table[:, TASK_TILE], table[:, TASK_START], table[:, TASK_DURATION])


def _read_transfers(
    unrolled: Unrolled, layer_index: dict[str, int], channels: tuple[str, ...]
) -> tuple[Transfers, tuple[str, ...]]:
    """One row for each channel that a transfer crosses, and the labels; copies that cross none are left out."""
    table = unrolled.transfers
    channel_index = {name: i for i, name in enumerate(channels)}
    labels: dict[str, int] = {}
    rows: list[Ints] = [np.empty(0, np.int64)]
    columns: list[Ints] = [np.empty((0, 3), np.int64)]
    for op, own in unrolled.movements:
        label = labels.setdefault(_label(op), len(labels))
        mine = np.arange(own.start, own.stop, len(op.targets))
        for channel in op.channels:
            entry = (channel_index[channel], layer_index[op.layer.data], label)
            rows.append(mine)
            columns.append(np.broadcast_to(np.array(entry, np.int64), (len(mine), 3)))
    taken = table[np.concatenate(rows)]
    channel, layer, label = np.concatenate(columns).T
    transfers = Transfers(
        channel,
        layer,
        label,
        taken[:, TRANSFER_START],
        taken[:, TRANSFER_DURATION],
        taken[:, TRANSFER_BITS],
    )
    return transfers, tuple(labels)


def _label(op: TransferOp) -> str:
    return f"{op.kind.data} {op.layer.data if op.tensor is None else op.tensor.data}"
