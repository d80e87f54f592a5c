"""The JSON summary of a schedule: the contract of docs/json-summary.md."""

from dataclasses import asdict
from typing import Any

from stream_xdsl.report.model import ScheduleReport

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
        "latency_lower_bound_cycles": report.latency_lower_bound_cycles,
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
    }
