"""The contract of docs/json-summary.md as checks, written by hand and apart from the code that makes summaries."""

from typing import Any

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
}
STACK_FIELDS: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "layers": list,
    "latency_cycles": int,
    "energy_pj": (int, float),
    "cores": list,
    "start_cycle": int,
    "end_cycle": int,
}


def check_summary(data: dict[str, Any]) -> None:
    """Assert that a parsed summary is what version 1 promises."""
    assert data["schema"] == "stream-xdsl.summary/1"
    check_fields(data, FIELDS)
    assert data["edp_pj_cycles"] == data["energy_pj"] * data["latency_cycles"]
    assert 0 <= data["utilisation"] <= 1
    assert data["latency_lower_bound_cycles"] <= data["latency_cycles"]
    assert data["energy_lower_bound_pj"] <= data["energy_pj"]
    for stack in data["stacks"]:
        check_fields(stack, STACK_FIELDS)
        assert stack["layers"]
        assert stack["cores"]
        assert all(isinstance(name, str) for name in [*stack["layers"], *stack["cores"]])
        assert stack["latency_cycles"] == stack["end_cycle"] - stack["start_cycle"]
        assert 0 <= stack["start_cycle"] <= stack["end_cycle"] <= data["latency_cycles"]
    assert sum(stack["energy_pj"] for stack in data["stacks"]) <= data["energy_pj"] * (1 + 1e-9)


def check_fields(data: dict[str, Any], fields: dict[str, type | tuple[type, ...]]) -> None:
    assert list(data) == list(fields)
    for name, kind in fields.items():
        assert isinstance(data[name], kind), f"{name} is {data[name]!r}"
        assert not isinstance(data[name], bool)
