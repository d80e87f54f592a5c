"""Between `accel.system` and `Machine`: the same content, once as IR and once as dataclasses."""

from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    FloatAttr,
    IntegerAttr,
    ModuleOp,
    StringAttr,
    SymbolRefAttr,
    UnitAttr,
    f64,
    i64,
)
from xdsl.ir import Attribute, Block, Operation, Region

from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import (
    ArrayOp,
    BusOp,
    CoreOp,
    CoreTypeOp,
    DataflowAttr,
    DimsAttr,
    LinkOp,
    MemoryOp,
    PortOp,
    PrecisionAttr,
    SerialAttr,
    SharedMemoryOp,
    SystemOp,
)
from stream_xdsl.hardware.machine import (
    Array,
    Bus,
    Core,
    CoreType,
    Link,
    Machine,
    Memory,
    MemoryOperand,
    Port,
    PortKind,
    Precision,
    Role,
    SerialInput,
    SharedMemory,
    Stage,
)


def find_system(module: ModuleOp, pass_name: str, name: str | None = None) -> SystemOp:
    """The module's `accel.system` of that name, or its only one; raises PassError if there is no such."""
    systems = [op for op in module.body.block.ops if isinstance(op, SystemOp)]
    found = systems if not name else [op for op in systems if op.sym_name.data == name]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"@{op.sym_name.data}" for op in systems)
    if not systems:
        raise PassError(
            pass_name,
            "the module has no accel.system",
            remedy="add one, or run accel-import{name=…} or {file=…} first",
        )
    if name:
        raise PassError(pass_name, f"the module has no accel.system @{name}", remedy=f"choose one of {names}")
    raise PassError(
        pass_name, f"the module has several accel.system: {names}", remedy="choose one with system=NAME"
    )


def find_memory(module: ModuleOp, core_type: str, memory: str | None) -> Operation | None:
    """Where a memory of a core type is described, or else the core type; None if neither is in the module."""
    for op in module.walk():
        if isinstance(op, CoreTypeOp) and op.sym_name.data == core_type:
            return next((m for m in op.memories if m.sym_name.data == memory), op)
    return None


# IR -> dataclasses


def read_machine(system: SystemOp) -> Machine:
    """The machine that a verified `accel.system` describes."""
    types = {op.sym_name.data: _read_core_type(op) for op in system.of_type(CoreTypeOp)}
    return Machine(
        system.sym_name.data,
        tuple(
            Core(op.sym_name.data, types[op.core_type.root_reference.data], _read_position(op))
            for op in system.of_type(CoreOp)
        ),
        tuple(
            Link(
                op.sym_name.data,
                op.source.root_reference.data,
                op.target.root_reference.data,
                op.bandwidth_bits.value.data,
                op.two_way is not None,
                op.energy_pj_per_bit.value.data,
                op.latency_cycles.value.data,
            )
            for op in system.of_type(LinkOp)
        ),
        tuple(
            Bus(
                op.sym_name.data,
                tuple(core.root_reference.data for core in op.cores),
                op.bandwidth_bits.value.data,
                op.energy_pj_per_bit.value.data,
                op.latency_cycles.value.data,
                () if op.senders is None else tuple(core.root_reference.data for core in op.senders),
            )
            for op in system.of_type(BusOp)
        ),
        tuple(
            SharedMemory(
                tuple((ref.root_reference.data, ref.nested_references.data[0].data) for ref in op.members),
            )
            for op in system.of_type(SharedMemoryOp)
        ),
    )


def _read_position(op: CoreOp) -> tuple[int, int] | None:
    if op.position is None:
        return None
    column, row = op.position.get_values()
    return column, row


def _read_core_type(op: CoreTypeOp) -> CoreType:
    array = op.array
    return CoreType(
        op.sym_name.data,
        Role(op.role.data),
        None if array is None else _read_array(array),
        tuple(map(_read_memory, op.memories)),
        Precision() if op.precision is None else Precision(*op.precision.widths.get_values()),
        None if op.runs is None else frozenset(kind.data for kind in op.runs),
        () if array is None or array.dataflow is None else array.dataflow.items(),
        op.static_power_pj_per_cycle.value.data,
        frozenset() if op.overlaps is None else frozenset(Stage(stage.data) for stage in op.overlaps),
        frozenset()
        if op.stationary is None
        else frozenset(MemoryOperand(operand.data) for operand in op.stationary),
    )


def _read_array(op: ArrayOp) -> Array:
    serial = None if op.serial is None else SerialInput(*op.serial.values())
    return Array(op.dims.items(), op.mac_energy_pj.value.data, serial)


def _read_memory(op: MemoryOp) -> Memory:
    return Memory(
        op.sym_name.data,
        op.size_bits.value.data,
        op.read_energy_pj.value.data,
        op.write_energy_pj.value.data,
        tuple(MemoryOperand(operand.data) for operand in op.holds),
        tuple(dim.data for dim in op.shared_over),
        tuple(
            Port(
                port.sym_name.data,
                PortKind(port.kind.data),
                port.bandwidth_min_bits.value.data,
                port.bandwidth_max_bits.value.data,
                port.accesses(),
            )
            for port in op.ports
        ),
        op.static_power_pj_per_cycle.value.data,
    )


# Dataclasses -> IR


def write_machine(machine: Machine) -> SystemOp:
    """An `accel.system` that describes the machine; not yet verified."""
    return SystemOp(
        properties={"sym_name": StringAttr(machine.name)},
        regions=[
            _region(
                *map(_write_core_type, machine.core_types),
                *map(_write_core, machine.cores),
                *map(_write_link, machine.links),
                *map(_write_bus, machine.buses),
                *map(_write_shared_memory, machine.shared_memories),
            )
        ],
    )


def _region(*ops: Operation) -> Region:
    return Region(Block(ops))


def _int(value: int) -> IntegerAttr:
    return IntegerAttr(value, i64)


def _float(value: float) -> FloatAttr:
    return FloatAttr(float(value), f64)


def _strings(values: tuple[str, ...]) -> ArrayAttr[StringAttr]:
    # StrEnum members are strings, but StringAttr must hold plain ones to compare and print alike.
    return ArrayAttr([StringAttr(str(value)) for value in values])


def _references(names: tuple[str, ...]) -> ArrayAttr[SymbolRefAttr]:
    return ArrayAttr([SymbolRefAttr(name) for name in names])


def _write_core_type(core_type: CoreType) -> CoreTypeOp:
    properties: dict[str, Attribute] = {
        "sym_name": StringAttr(core_type.name),
        "role": StringAttr(core_type.role.value),
        "static_power_pj_per_cycle": _float(core_type.static_power_pj_per_cycle),
    }
    precision = core_type.precision
    if precision != Precision():
        properties["precision"] = PrecisionAttr.get(
            (precision.input_bits, precision.weight_bits, precision.psum_bits, precision.output_bits)
        )
    if core_type.runs is not None:
        properties["runs"] = _strings(tuple(sorted(core_type.runs)))
    if core_type.overlaps:
        properties["overlaps"] = _strings(tuple(stage for stage in Stage if stage in core_type.overlaps))
    if core_type.stationary:
        properties["stationary"] = _strings(tuple(o for o in MemoryOperand if o in core_type.stationary))
    array = () if core_type.array is None else (_write_array(core_type.array, core_type.dataflow),)
    return CoreTypeOp(
        properties=properties, regions=[_region(*array, *map(_write_memory, core_type.memories))]
    )


def _write_array(array: Array, dataflow: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]) -> ArrayOp:
    properties: dict[str, Attribute] = {
        "dims": DimsAttr.get(array.dimensions),
        "mac_energy_pj": _float(array.mac_energy_pj),
    }
    if array.serial is not None:
        properties["serial"] = SerialAttr.get(array.serial.bits, array.serial.cycles)
    if dataflow:
        properties["dataflow"] = DataflowAttr.get(dataflow)
    return ArrayOp(properties=properties)


def _write_memory(memory: Memory) -> MemoryOp:
    return MemoryOp(
        properties={
            "sym_name": StringAttr(memory.name),
            "size_bits": _int(memory.size_bits),
            "holds": _strings(memory.operands),
            "shared_over": _strings(memory.served_dimensions),
            "read_energy_pj": _float(memory.read_energy_pj),
            "write_energy_pj": _float(memory.write_energy_pj),
            "static_power_pj_per_cycle": _float(memory.static_power_pj_per_cycle),
        },
        regions=[_region(*map(_write_port, memory.ports))],
    )


def _write_port(port: Port) -> PortOp:
    return PortOp(
        properties={
            "sym_name": StringAttr(port.name),
            "kind": StringAttr(port.kind.value),
            "bandwidth_min_bits": _int(port.bandwidth_min_bits),
            "bandwidth_max_bits": _int(port.bandwidth_max_bits),
            "serves": _strings(tuple(f"{operand} {direction}" for operand, direction in port.serves)),
        }
    )


def _write_core(core: Core) -> CoreOp:
    properties: dict[str, Attribute] = {
        "sym_name": StringAttr(core.name),
        "core_type": SymbolRefAttr(core.core_type.name),
    }
    if core.position is not None:
        properties["position"] = DenseArrayBase.from_list(i64, core.position)
    return CoreOp(properties=properties)


def _write_link(link: Link) -> LinkOp:
    properties: dict[str, Attribute] = {
        "sym_name": StringAttr(link.name),
        "source": SymbolRefAttr(link.source),
        "target": SymbolRefAttr(link.target),
        "bandwidth_bits": _int(link.bandwidth_bits),
        "energy_pj_per_bit": _float(link.energy_pj_per_bit),
        "latency_cycles": _int(link.latency_cycles),
    }
    if link.two_way:
        properties["two_way"] = UnitAttr()
    return LinkOp(properties=properties)


def _write_bus(bus: Bus) -> BusOp:
    properties: dict[str, Attribute] = {
        "sym_name": StringAttr(bus.name),
        "cores": _references(bus.cores),
        "bandwidth_bits": _int(bus.bandwidth_bits),
        "energy_pj_per_bit": _float(bus.energy_pj_per_bit),
        "latency_cycles": _int(bus.latency_cycles),
    }
    if bus.senders:
        properties["senders"] = _references(bus.senders)
    return BusOp(properties=properties)


def _write_shared_memory(shared: SharedMemory) -> SharedMemoryOp:
    members = [SymbolRefAttr(core, [memory]) for core, memory in shared.members]
    return SharedMemoryOp(properties={"members": ArrayAttr(members)})
