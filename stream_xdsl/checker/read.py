"""From `sched.program`, with its `dnn.network` and `accel.system`, to the plain values that `check` judges.

The only file of the checker that knows IR. It reads the network by itself, so that a fault in the reader that the
scheduler uses does not go unnoticed; the scheduler's reading only says how data is cut into blocks for loading.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from xdsl.dialects.builtin import SymbolRefAttr, TensorType
from xdsl.ir import Block, SSAValue
from xdsl.ir.affine import AffineMap

from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.network import read_network
from stream_xdsl.checker.model import (
    Access,
    Addresses,
    Compute,
    Cost,
    Layer,
    Model,
    Place,
    StackBounds,
    Tensor,
    Totals,
    Transfer,
    Value,
    View,
)
from stream_xdsl.checker.needs import held_in, tensors_of
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import symbol_path
from stream_xdsl.dialects.dnn import (
    VIEW_PARAMETERS,
    LayerOp,
    NetworkOp,
    ReturnOp,
    StackOp,
    ViewOp,
    WeightOp,
)
from stream_xdsl.dialects.dnn_maps import linear_terms
from stream_xdsl.dialects.sched import AddressesAttr, ComputeOp, ProgramOp, TotalsAttr, TransferOp
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Network


def read_model(program: ProgramOp, pass_name: str) -> Model:
    """The schedule that a verified program holds.

    Raises PassError in the pass's name for layers without cores, and for a load of a tensor its layer does not read.
    """
    machine = read_machine(program.system_op)
    network = NetworkReader(machine, pass_name)
    network.read(program.network_op)
    layers = {layer.name: i for i, layer in enumerate(network.layers)}
    unrolled = program.unrolled
    computes = tuple(_read_compute(op, rows, layers, machine) for op, rows in unrolled.computes)
    transfers = tuple(_read_transfer(op, rows, layers, machine, network) for op, rows in unrolled.movements)
    return Model(
        machine,
        tuple(network.tensors),
        tuple(network.layers),
        tuple(network.stacks),
        tuple(network.outputs),
        computes,
        transfers,
        unrolled.tasks,
        unrolled.transfers,
        _scheduled(program.network_op, network),
        None if program.totals is None else _read_totals(program.totals, machine),
        None if program.addresses is None else _read_addresses(program.addresses, machine),
    )


def _scheduled(op: NetworkOp, reader: "NetworkReader") -> Network:
    """The network as the scheduler reads it, with layers in the order of the IR, which is that of tensors in any case."""
    network = read_network(op, reader.machine, reader.pass_name)
    layers = {layer.name: layer for layer in network.layers}
    return replace(network, layers=tuple(layers[layer.name] for layer in reader.layers))


def _read_compute(op: ComputeOp, rows: slice, layers: dict[str, int], machine: Machine) -> Compute:
    layer, part = op.layer_part
    core = machine.core_index[op.core.root_reference.data]
    return Compute(layers[layer], part, core, rows.start, rows.stop, op.energy_pj.value.data)


def _read_transfer(
    op: TransferOp, rows: slice, layers: dict[str, int], machine: Machine, network: "NetworkReader"
) -> Transfer:
    name = op.layer.data
    layer = network.layers[layers[name]]
    tensor = layer.output
    if op.tensor is not None:
        read = sorted({t for operand in layer.operands for t in tensors_of(operand.value)})
        named = [t for t in read if network.tensors[t].name == op.tensor.data]
        if len(named) != 1:
            names = ", ".join(f'"{network.tensors[t].name}"' for t in read)
            raise PassError(
                network.pass_name,
                f"layer '{name}' reads {len(named) or 'no'} tensor{'s' * bool(named)} named '{op.tensor.data}'",
                op=op,
                remedy=f"load one of {names}",
            )
        tensor = named[0]
    return Transfer(
        op.kind.data,
        layers[name],
        op.part_indices,
        tensor,
        _read_memory(op.source, machine),
        tuple(_read_memory(target, machine) for target in op.targets),
        op.channels,
        rows.start,
        rows.stop,
        op.energy_pj.value.data,
    )


def _read_memory(reference: SymbolRefAttr, machine: Machine) -> tuple[int, str]:
    return machine.core_index[reference.root_reference.data], reference.nested_references.data[0].data


def _read_totals(totals: TotalsAttr, machine: Machine) -> Totals:
    return Totals(
        totals.latency_cycles.value.data,
        totals.energy_pj.value.data,
        totals.macs.value.data,
        totals.array_utilisation.value.data,
        totals.offchip_read_bits.value.data,
        totals.offchip_write_bits.value.data,
        tuple((*_read_memory(peak.memory, machine), peak.used_bits.value.data) for peak in totals.peaks),
        tuple(
            (
                stack.stack.data,
                stack.start_cycle.value.data,
                stack.end_cycle.value.data,
                stack.energy_pj.value.data,
            )
            for stack in totals.stacks
        ),
        totals.causes.values_pj,
        dict(_read_places(totals)),
        {layer.layer.data: layer.energy_pj.value.data for layer in totals.layers},
        totals.latency_bounds.values_cycles,
        totals.energy_lower_bound_pj.value.data,
        {
            stack.stack.data: StackBounds(
                stack.latency_bounds.values_cycles,
                stack.energy_lower_bound_pj.value.data,
                stack.data_start_cycle.value.data,
                stack.data_end_cycle.value.data,
            )
            for stack in totals.stacks
        },
        {symbol_path(busy.resource): busy.busy_cycles.value.data for busy in totals.busiest},
    )


def _read_places(totals: TotalsAttr) -> Iterator[tuple[Place, float]]:
    for core in totals.cores:
        name = symbol_path(core.core)
        yield ("array", name), core.array_pj.value.data
        yield ("unsplit", name), core.unsplit_pj.value.data
        yield ("static", name), core.static_pj.value.data
        for memory in core.memories:
            path = f"{name}::{symbol_path(memory.memory)}"
            yield ("access", path), memory.access_pj.value.data
            yield ("static", path), memory.static_pj.value.data
    for medium in totals.interconnect:
        yield ("energy", symbol_path(medium.medium)), medium.energy_pj.value.data


def _read_addresses(addresses: AddressesAttr, machine: Machine) -> Addresses:
    return Addresses(
        addresses.task_table,
        addresses.transfer_table,
        tuple(
            (
                *_read_memory(layout.memory, machine),
                layout.peak_bits.value.data,
                layout.height_bits.value.data,
            )
            for layout in addresses.layouts
        ),
        tuple(
            (
                region.tensor.data,
                *_read_memory(region.memory, machine),
                region.address_bits.value.data,
                region.size_bits.value.data,
            )
            for region in addresses.regions
        ),
    )


def _shape(value: SSAValue) -> tuple[int, ...]:
    assert isinstance(value.type, TensorType)  # operands and results of dnn are tensors
    return value.type.get_shape()


@dataclass
class NetworkReader:
    """Reads a network's tensors and layers, in the order of the IR."""

    machine: Machine
    pass_name: str
    tensors: list[Tensor] = field(default_factory=list[Tensor])
    layers: list[Layer] = field(default_factory=list[Layer])
    stacks: list[str] = field(default_factory=list[str])
    outputs: list[int] = field(default_factory=list[int])
    returned: list[Value] = field(default_factory=list[Value])
    """What the network returns, in order: `outputs` are the tensors of which this has elements."""
    makers: list[SSAValue] = field(default_factory=list[SSAValue])
    """By tensor: the value that stands for it first."""
    values: dict[SSAValue, Value] = field(default_factory=dict[SSAValue, Value])
    weights: dict[tuple[str, str, tuple[int, ...]], int] = field(
        default_factory=dict[tuple[str, str, tuple[int, ...]], int]
    )
    """Stacks name the same weight again; it is one tensor."""

    def read(self, op: NetworkOp) -> None:
        """Read all of it."""
        for argument, name in zip(op.body.block.args, op.input_names, strict=True):
            self.values[argument] = self._tensor(Tensor(name.data, _shape(argument), 0), argument)
        if not any(True for _ in op.stacks):
            self.stacks.append(op.sym_name.data)
        self._read_block(op.body.block)

    def _tensor(self, tensor: Tensor, maker: SSAValue) -> int:
        self.tensors.append(tensor)
        self.makers.append(maker)
        return len(self.tensors) - 1

    def _read_block(self, block: Block) -> None:
        for op in block.ops:
            match op:
                case StackOp():
                    self.stacks.append(op.stack_name.data)
                    for argument, operand in zip(op.body.block.args, op.inputs, strict=True):
                        self.values[argument] = self.values[operand]
                    self._read_block(op.body.block)
                    terminator = op.body.block.last_op
                    assert terminator is not None  # verified
                    for result, value in zip(op.outputs, terminator.operands, strict=True):
                        self.values[result] = self.values[value]
                case WeightOp():
                    key = (op.weight_name.data, str(op.recipe), _shape(op.output))
                    if key not in self.weights:
                        self.weights[key] = self._tensor(Tensor(key[0], key[2], 0, weight=True), op.output)
                    self.values[op.output] = self.weights[key]
                case ViewOp():
                    kind = op.kind.data
                    parameters = {key: op.parameter(key) for key in VIEW_PARAMETERS[kind]}
                    inputs = tuple(self.values[value] for value in op.inputs)
                    self.values[op.output] = View(kind, inputs, _shape(op.output), parameters)
                case LayerOp():
                    self._read_layer(op)
                case ReturnOp():
                    self.returned.extend(self.values[value] for value in op.arguments)
                    read = {t for value in self.returned for t in held_in(value, self.tensors)}
                    self.outputs.extend(sorted(read))
                case _:
                    pass

    def _read_layer(self, op: LayerOp) -> None:
        dims = list(op.dims)
        name, tiling = op.layer_name.data, op.tiling
        if op.cores is None:
            raise PassError(
                self.pass_name, f"layer '{name}' has no cores", op=op, remedy="run dnn-allocate-cores first"
            )
        for value, bits in zip(op.inputs, op.operand_bits.get_values(), strict=True):
            for tensor in tensors_of(self.values[value]):
                if self.tensors[tensor].producer is None:
                    self.tensors[tensor] = replace(self.tensors[tensor], bits=int(bits))
        *maps, output_map = (m.data for m in op.maps)
        operands = tuple(
            _access(self.values[value], access, len(dims))
            for value, access in zip(op.inputs, maps, strict=True)
        )
        layer = len(self.layers)
        output = self._tensor(Tensor(name, _shape(op.output), op.output_bits.value.data, layer), op.output)
        self.values[op.output] = output
        self.layers.append(
            Layer(
                name,
                tuple(op.dims.values()),
                operands,
                _access(output, output_map, len(dims)),
                op.psum_bits.value.data,
                len(self.stacks) - 1,
                () if tiling is None else tuple((dims.index(d), size) for d, size in tiling.temporal),
                () if tiling is None else tuple((dims.index(d), ways) for d, ways in tiling.spatial),
                tuple(self.machine.core_index[core] for core in op.core_names),
                {
                    (cost.core_type.root_reference.data, cost.tile_sizes): Cost(
                        cost.cycles.value.data,
                        cost.energy_pj.value.data,
                        cost.mac_energy_pj.value.data,
                        cost.compute_cycles.value.data,
                        cost.energy_by_memory_pj,
                        cost.stream_bits,
                        cost.onload_cycles.value.data,
                        cost.offload_cycles.value.data,
                        cost.cycles.value.data - cost.in_place_cycles.value.data,
                    )
                    for cost in op.costs or ()
                },
                Kind(op.kind.data),
            )
        )


def _access(value: Value, access: AffineMap, dims: int) -> Access:
    terms = [linear_terms(expression, dims) for expression in access.results]
    return Access(value, tuple(c for c, _ in terms), tuple(offset for _, offset in terms))
