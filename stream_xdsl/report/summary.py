"""The JSON summary of a schedule: the contract of docs/json-summary.md."""

from dataclasses import asdict
from typing import Any

from stream_xdsl.report.model import Allocation, LatencyBounds, ScheduleReport, gap

SCHEMA = "stream-xdsl.summary/1"


def summary(report: ScheduleReport, compile_seconds: float | None = None) -> dict[str, Any]:
    """The summary as JSON-ready values, in the order in which they are printed.

    `compile_seconds` is not a property of the schedule: None where it is not known.
    """
    return {
        "schema": SCHEMA,
        "model": report.model,
        "accelerator": report.accelerator,
        "precision": report.precision,
        "latency_cycles": report.latency_cycles,
        "energy_pj": report.energy_pj,
        "edp_pj_cycles": report.edp_pj_cycles,
        "macs": report.macs,
        "utilisation": report.utilisation,
        "offchip_read_bits": report.offchip_read_bits,
        "offchip_write_bits": report.offchip_write_bits,
        "latency_lower_bound_cycles": report.latency_bounds.cycles,
        "energy_lower_bound_pj": report.energy_lower_bound_pj,
        "stacks": [
            {
                "name": stack.name,
                "layers": list(stack.layers),
                "latency_cycles": stack.latency_cycles,
                "energy_pj": stack.energy_pj,
                "cores": list(stack.cores),
                "start_cycle": stack.start_cycle,
                "end_cycle": stack.end_cycle,
                "data_start_cycle": stack.data_start_cycle,
                "data_end_cycle": stack.data_end_cycle,
                **_bounds(stack.data_cycles, stack.latency_bounds),
                "latency_lower_bound_cycles": stack.latency_bounds.cycles,
                "energy_lower_bound_pj": stack.energy_lower_bound_pj,
                "energy_gap": gap(stack.energy_pj, stack.energy_lower_bound_pj),
                "allocation": None if stack.allocation is None else _allocation(stack.allocation),
            }
            for stack in report.stacks
        ],
        "compile_seconds": compile_seconds,
        "energy": {
            "causes_pj": report.energy.causes_pj,
            "cores": [asdict(core) for core in report.energy.cores],
            "interconnect_pj": report.energy.interconnect_pj,
            "layers_pj": report.energy.layers_pj,
        },
        **_bounds(report.latency_cycles, report.latency_bounds),
        "energy_gap": gap(report.energy_pj, report.energy_lower_bound_pj),
        "busiest": [
            {
                "resource": busy.resource,
                "busy_cycles": busy.busy_cycles,
                "utilisation": report.utilisation_of(busy),
            }
            for busy in report.busiest
        ],
    }


def _allocation(found: Allocation) -> dict[str, Any]:
    return {**asdict(found), "gap": gap(found.value, found.bound)}


def _bounds(latency_cycles: int, bounds: LatencyBounds) -> dict[str, Any]:
    return {
        "latency_bounds_cycles": bounds.by_resource_cycles,
        "bound_by": bounds.binding,
        "latency_gap": gap(latency_cycles, bounds.cycles),
    }
