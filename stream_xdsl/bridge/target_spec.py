"""From a machine to what `dlti`, MLIR's dialect of target descriptions, says of it."""

from collections.abc import Iterable, Mapping

from xdsl.dialects.builtin import ArrayAttr, FloatAttr, IntegerAttr, StringAttr, f64, i64
from xdsl.dialects.dlti import (
    DataLayoutEntryAttr,
    MapAttr,
    TargetDeviceSpecAttr,
    TargetSystemSpecAttr,
)
from xdsl.ir import Attribute

from stream_xdsl.hardware.machine import Bus, Core, Link, Machine, Memory

Entries = Mapping[str, "int | float | str | Entries | Attribute"]


def target_system(machine: Machine) -> TargetSystemSpecAttr:
    """A device for each core, off-chip ones too, with its array and its memories, innermost first."""
    return TargetSystemSpecAttr(
        _entries({core.name: TargetDeviceSpecAttr(_entries(_core(core))) for core in machine.cores})
    )


def interconnect(machine: Machine) -> MapAttr:
    """The links, buses and shared memories between the cores."""
    found: dict[str, Entries] = {}
    if machine.links:
        found["links"] = {link.name: _link(link) for link in machine.links}
    if machine.buses:
        found["buses"] = {bus.name: _bus(bus) for bus in machine.buses}
    if machine.shared_memories:
        found["shared_memories"] = {
            f"shared{i}": _names(f"{core}.{memory}" for core, memory in shared.members)
            for i, shared in enumerate(machine.shared_memories)
        }
    return MapAttr(_entries(found))


def _core(core: Core) -> Entries:
    own = core.core_type
    found: dict[str, int | float | str | Entries] = {"core_type": own.name, "role": own.role.value}
    if own.array is not None:
        found["array"] = dict(own.array.dimensions)
        found["mac_energy_pj"] = own.array.mac_energy_pj
    found["memories"] = {memory.name: _memory(memory) for memory in own.memories}
    return found


def _memory(memory: Memory) -> Entries:
    return {
        "size_bits": memory.size_bits,
        "holds": _names(operand.value for operand in memory.operands),
        "read_energy_pj": memory.read_energy_pj,
        "write_energy_pj": memory.write_energy_pj,
    }


def _link(link: Link) -> Entries:
    return {
        "from": link.source,
        "to": link.target,
        "two_way": int(link.two_way),
        "bandwidth_bits_per_cycle": link.bandwidth_bits,
        "latency_cycles": link.latency_cycles,
        "energy_pj_per_bit": link.energy_pj_per_bit,
    }


def _bus(bus: Bus) -> Entries:
    found: dict[str, int | float | Attribute] = {
        "cores": _names(bus.cores),
        "bandwidth_bits_per_cycle": bus.bandwidth_bits,
        "latency_cycles": bus.latency_cycles,
        "energy_pj_per_bit": bus.energy_pj_per_bit,
    }
    if bus.senders:
        found["senders"] = _names(bus.senders)
    return found


def _names(names: Iterable[str]) -> ArrayAttr[StringAttr]:
    return ArrayAttr([StringAttr(name) for name in names])


def _entries(values: Entries) -> ArrayAttr[DataLayoutEntryAttr]:
    return ArrayAttr([DataLayoutEntryAttr(StringAttr(key), _value(value)) for key, value in values.items()])


def _value(value: "int | float | str | Entries | Attribute") -> Attribute:
    match value:
        case Attribute():
            return value
        case str():
            return StringAttr(value)
        case int():
            return IntegerAttr(value, i64)
        case float():
            return FloatAttr(value, f64)
        case _:
            return MapAttr(_entries(value))
