"""What a layer costs on a core, and all of it as JSON: the contract of docs/json-summary.md."""

from dataclasses import dataclass
from typing import Any

from stream_xdsl.cost.loop_nest import LoopNest
from stream_xdsl.cost.result import Cost
from stream_xdsl.hardware.machine import CoreType

SCHEMA = "stream-xdsl.cost/1"


@dataclass(frozen=True)
class OtherCoreType:
    """A core type that runs the layer too but was not chosen."""

    name: str
    latency_cycles: int | None
    """None where it has no mapping for the tile."""
    energy_pj: float | None
    reason: str = ""
    """Why it has none."""
    streams: tuple[str, ...] = ()
    """Operands that do not fit there."""


@dataclass(frozen=True)
class LayerCost:
    """A tile of a layer on a core, with its cost and what the report says around it."""

    model: str
    accelerator: str
    precision: str
    objective: str
    layer: str
    kind: str
    dims: tuple[str, ...]
    layer_sizes: tuple[int, ...]
    tile_sizes: tuple[int, ...]
    core_type: CoreType
    """Of role compute, with an array."""
    cores: tuple[str, ...]
    """The cores of that type."""
    nest: LoopNest
    """The tile as it was mapped."""
    tensors: tuple[tuple[str, ...], ...]
    """What each operand is of: the result, the inputs, and what accumulation starts from."""
    cost: Cost
    others: tuple[OtherCoreType, ...] = ()


def cost_summary(report: LayerCost) -> dict[str, Any]:
    """The cost as JSON-ready values, in the order in which they are printed."""
    cost, latency, nest = report.cost, report.cost.latency, report.nest
    array = report.core_type.array
    assert array is not None  # the core runs layers
    array_sizes = dict(array.dimensions)
    return {
        "schema": SCHEMA,
        "model": report.model,
        "accelerator": report.accelerator,
        "precision": report.precision,
        "objective": report.objective,
        "layer": report.layer,
        "kind": report.kind,
        "layer_sizes": dict(zip(report.dims, report.layer_sizes, strict=True)),
        "tile_sizes": dict(zip(report.dims, report.tile_sizes, strict=True)),
        "points": cost.points,
        "cycles_per_point": nest.cycles_per_point,
        "core_type": report.core_type.name,
        "cores": list(report.cores),
        "other_core_types": [
            {
                "name": other.name,
                "latency_cycles": other.latency_cycles,
                "energy_pj": other.energy_pj,
                "reason": other.reason,
                "streams": list(other.streams),
            }
            for other in report.others
        ],
        "latency_cycles": latency.cycles,
        "ideal_cycles": latency.ideal_cycles,
        "spatial_stall_cycles": latency.spatial_stall_cycles,
        "temporal_stall_cycles": latency.temporal_stall_cycles,
        "onload_cycles": latency.onload_cycles,
        "offload_cycles": latency.offload_cycles,
        "energy_pj": cost.energy_pj,
        "mac_energy_pj": cost.mac_energy_pj,
        "memory_energy_pj": cost.memory_energy_pj,
        "initial_energy_pj": cost.initial_energy_pj,
        "utilisation": cost.utilisation,
        "units_in_use": cost.units,
        "units": array.units,
        "partial_sum_bits": nest.psum_bits,
        "operands": [
            {
                "name": operand.name,
                "memory_operand": operand.memory.value,
                "bits": operand.bits,
                "tensors": list(tensors),
            }
            for operand, tensors in zip((*nest.operands, *nest.initial), report.tensors, strict=True)
        ],
        "spatial": [
            {
                "array_dimension": name,
                "units": array_sizes[name],
                "loops": [{"dim": dim, "factor": factor} for dim, factor in loops],
            }
            for name, loops in cost.mapping.spatial
        ],
        "temporal": [{"dim": dim, "factor": factor} for dim, factor in cost.mapping.temporal],
        "levels": [
            {
                "operand": operand,
                "memories": [
                    {"memory": memory, "loops": loops} for memory, loops in zip(memories, counts, strict=True)
                ],
            }
            for operand, memories, counts in cost.mapping.levels
        ],
        "traffic": [
            {
                "operand": entry.operand,
                "memory_operand": entry.memory_operand.value,
                "level": entry.level,
                "memory": entry.memory,
                "port": entry.port,
                "direction": entry.direction.value,
                "bits_per_period": entry.bits_per_period,
                "period_cycles": entry.period_cycles,
                "periods": entry.periods,
                "allowed_cycles": entry.allowed_cycles,
                "real_cycles": entry.real_cycles,
                "average_bits_per_cycle": entry.average_bits_per_cycle,
                "peak_bits_per_cycle": entry.peak_bits_per_cycle,
                "instances": entry.instances,
                "accesses": entry.accesses,
                "energy_pj": entry.energy_pj,
            }
            for entry in cost.traffic
        ],
        "ports": [
            {"memory": port.memory, "port": port.port, "stall_cycles": port.stall_cycles}
            for port in cost.ports
        ],
        "occupancy": [
            {
                "memory": entry.memory,
                "operand": entry.operand,
                "bits": entry.bits,
                "size_bits": entry.size_bits,
            }
            for entry in cost.occupancy
        ],
        "streams": [
            {
                "operand": stream.operand,
                "memory_operand": stream.memory_operand.value,
                "bits": stream.bits,
                "average_bits_per_cycle": stream.average_bits_per_cycle,
                "peak_bits_per_cycle": stream.peak_bits_per_cycle,
            }
            for stream in cost.streams
        ],
        "stream_reason": cost.reason,
    }
