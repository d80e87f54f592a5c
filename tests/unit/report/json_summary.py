"""The contract of docs/json-summary.md as checks, written by hand and apart from the code that makes summaries."""

from math import fsum, isclose
from typing import Any

import pytest

FIELDS: dict[str, type | tuple[type, ...]] = {
    "schema": str,
    "model": str,
    "accelerator": str,
    "precision": str,
    "latency_cycles": int,
    "energy_pj": (int, float),
    "edp_pj_cycles": (int, float),
    "macs": int,
    "utilisation": (int, float),
    "offchip_read_bits": int,
    "offchip_write_bits": int,
    "latency_lower_bound_cycles": int,
    "energy_lower_bound_pj": (int, float),
    "stacks": list,
    "compile_seconds": (int, float, type(None)),
    "energy": dict,
    "latency_bounds_cycles": dict,
    "bound_by": str,
    "latency_gap": (int, float, type(None)),
    "energy_gap": (int, float, type(None)),
    "busiest": list,
}
STACK_FIELDS: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "layers": list,
    "latency_cycles": int,
    "energy_pj": (int, float),
    "cores": list,
    "start_cycle": int,
    "end_cycle": int,
    "data_start_cycle": int,
    "data_end_cycle": int,
    "latency_bounds_cycles": dict,
    "bound_by": str,
    "latency_gap": (int, float, type(None)),
    "latency_lower_bound_cycles": int,
    "energy_lower_bound_pj": (int, float),
    "energy_gap": (int, float, type(None)),
    "allocation": (dict, type(None)),
}

CAUSES = ("compute", "weights", "activations", "spill", "output", "unsplit", "static")
CORE_FIELDS: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "array_pj": (int, float),
    "unsplit_pj": (int, float),
    "static_pj": (int, float),
    "memories": list,
}


def check_summary(data: dict[str, Any]) -> None:
    """Assert that a parsed summary is what version 1 promises."""
    assert data["schema"] == "stream-xdsl.summary/1"
    check_fields(data, FIELDS)
    assert data["edp_pj_cycles"] == data["energy_pj"] * data["latency_cycles"]
    assert 0 <= data["utilisation"] <= 1
    assert data["latency_lower_bound_cycles"] <= data["latency_cycles"]
    assert data["energy_lower_bound_pj"] <= data["energy_pj"]
    check_bounds(data, data["latency_cycles"])
    for busy in data["busiest"]:
        check_fields(busy, {"resource": str, "busy_cycles": int, "utilisation": (int, float)})
        assert busy["utilisation"] * data["latency_cycles"] == pytest.approx(busy["busy_cycles"])
        assert 0 < busy["busy_cycles"] <= data["latency_cycles"]
    for stack in data["stacks"]:
        check_fields(stack, STACK_FIELDS)
        check_bounds(stack, stack["data_end_cycle"] - stack["data_start_cycle"])
        assert 0 <= stack["data_start_cycle"] <= stack["start_cycle"]
        assert stack["end_cycle"] <= stack["data_end_cycle"] <= data["latency_cycles"]
        assert stack["layers"]
        assert stack["cores"]
        assert all(isinstance(name, str) for name in [*stack["layers"], *stack["cores"]])
        assert stack["latency_cycles"] == stack["end_cycle"] - stack["start_cycle"]
        assert 0 <= stack["start_cycle"] <= stack["end_cycle"] <= data["latency_cycles"]
    check_energy(data)


def check_bounds(data: dict[str, Any], cycles: int) -> None:
    """Assert that what is bounded is not below it, and that the resource that needs most binds."""
    needed, least = data["latency_bounds_cycles"], data["latency_lower_bound_cycles"]
    resources = ("compute", "core_ports", "offchip_ports", "offchip_channels", "channels", "critical_path")
    check_fields(needed, dict.fromkeys(resources, int))
    assert least == max(needed.values()) <= cycles
    assert data["bound_by"] == ("" if not least else next(n for n in needed if needed[n] == least))
    for gap, value, bound in (
        ("latency_gap", cycles, least),
        ("energy_gap", data["energy_pj"], data["energy_lower_bound_pj"]),
    ):
        assert data[gap] == (pytest.approx(value / bound - 1) if bound else None)


def check_energy(data: dict[str, Any]) -> None:
    """Assert that every breakdown adds up to all energy."""
    energy = data["energy"]
    check_fields(energy, {"causes_pj": dict, "cores": list, "interconnect_pj": dict, "layers_pj": dict})
    causes = energy["causes_pj"]
    number = (int, float)
    check_fields(causes, dict.fromkeys(CAUSES, number))
    places = list(energy["interconnect_pj"].values())
    for core in energy["cores"]:
        check_fields(core, CORE_FIELDS)
        places += [core[key] for key in ("array_pj", "unsplit_pj", "static_pj")]
        for memory in core["memories"]:
            check_fields(memory, {"name": str, "access_pj": number, "static_pj": number})
            places += [memory["access_pj"], memory["static_pj"]]
    static = causes["static"]
    layers = [static, *energy["layers_pj"].values()]
    stacks = [static, *(stack["energy_pj"] for stack in data["stacks"])]
    for parts in (list(causes.values()), places, layers, stacks):
        assert all(part >= 0 for part in parts)
        assert isclose(fsum(parts), data["energy_pj"], rel_tol=1e-12)
    assert list(energy["layers_pj"]) == [name for stack in data["stacks"] for name in stack["layers"]]


def check_fields(data: dict[str, Any], fields: dict[str, type | tuple[type, ...]]) -> None:
    assert list(data) == list(fields)
    for name, kind in fields.items():
        assert isinstance(data[name], kind), f"{name} is {data[name]!r}"
        assert not isinstance(data[name], bool)
