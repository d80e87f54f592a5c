"""Golden records become nests and cores; malformed ones are one clear line."""

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream_xdsl.cost.golden.file import GoldenOrder, GoldenRecord, read_orders, read_records
from stream_xdsl.cost.loop_nest import Window
from stream_xdsl.hardware.machine import Direction, MemoryOperand, PortKind

CONV: dict[str, Any] = {
    "id": "conv",
    "settings": {
        "lpf_limit": 6,
        "nb_spatial_mappings": 3,
        "temporal_mapping_type": "even",
        "objective": "EDP",
        "cycles_per_op": 4,
    },
    "core_yaml": {
        "name": "core",
        "surprise": None,
        "memories": {
            "top": {
                "size": 1024.0,
                "r_cost": 1.5,
                "w_cost": 2,
                "operands": ["O", "I1"],
                "served_dimensions": ["D2", "D1"],
                "ports": [
                    {
                        "name": "rw_port_1",
                        "type": "read_write",
                        "bandwidth_min": 8,
                        "bandwidth_max": 64,
                        "allocation": ["O, tl", "I1, fh"],
                    }
                ],
            }
        },
        "operational_array": {"unit_energy": 0.5, "dimensions": ["D1", "D2"], "sizes": [4, 2]},
    },
    "layer_def": {
        "equation": "O[b][k][oy][ox] += W[k][c][fy][fx] * I[b][c][iy][ix]",
        "dimension_relations": ["ix=2*ox+1*fx", "iy = oy + 3*fy"],
        "loop_dims": ["b", "K", "C", "OX", "OY", "FX", "FY"],
        "loop_sizes": [1, 8, 4, 5, 6, 3, 2],
        "operand_precision": {"W": 4, "I": 8, "O": 24, "O_final": 16},
        "pr_loop_dims": ["IX", "IY"],
        "pr_loop_sizes": None,
        "padding": [[1, 1], [0, 0]],
    },
    "mapping_def": {
        "name": "default",
        "memory_operand_links": {"O": "O", "W": "I2", "I": "I1"},
        "spatial_mapping": {"D2": ["k, 2", "C,1"]},
        "spatial_mapping_hint": {"D1": ["C", "ox"]},
    },
    "status": "ok",
    "result": {"energy": 1.0},
    "search": {"spatial_mappings_tried": []},
}


def changed(path: str, value: object) -> dict[str, Any]:
    """CONV with another value at a dotted path; without the key if it is ..."""
    record = copy.deepcopy(CONV)
    *way, last = path.split(".")
    at: Any = record
    for key in way:
        at = at[int(key) if isinstance(at, list) else key]
    if value is ...:
        del at[last]
    else:
        at[int(last) if isinstance(at, list) else last] = value
    return record


def read(folder: Path, record: object) -> GoldenRecord:
    path = folder / "goldens.json"
    path.write_text(json.dumps([record]), encoding="utf-8")
    return read_records(path)[0]


def test_layer(tmp_path: Path):
    nest = read(tmp_path, CONV).nest
    assert nest.dims == ("B", "K", "C", "OX", "OY", "FX", "FY")
    assert nest.sizes == (1, 8, 4, 5, 6, 3, 2)
    assert (nest.psum_bits, nest.cycles_per_point) == (24, 4)
    output, weights, images = nest.operands
    assert (output.name, output.memory, output.bits) == ("O", MemoryOperand.O, 16)
    assert (weights.name, weights.memory, weights.bits) == ("W", MemoryOperand.I2, 4)
    assert (images.name, images.memory, images.bits) == ("I", MemoryOperand.I1, 8)
    assert output.relevant == (0, 1, 4, 3)
    assert weights.relevant == (1, 2, 6, 5)
    assert images.relevant == (0, 2)
    assert output.windows == weights.windows == ()
    # 2·5 + 3 − 2 positions less two of padding; 0 to 5 and 3 to 8.
    assert images.windows == (Window(((3, 2), (5, 1)), 9), Window(((4, 1), (6, 3)), 9))


def test_given_axis_sizes_replace_computed_ones(tmp_path: Path):
    nest = read(tmp_path, changed("layer_def.pr_loop_sizes", [10, 7])).nest
    assert [window.length for window in nest.inputs[1].windows] == [10, 7]


def test_only_operands_with_a_shared_axis_have_windows(tmp_path: Path):
    record = changed("layer_def.equation", "O[b][k][oy][ox]=W[b][k][oy][ox]+I[b][k][oy][ix]")
    output, direct, shared = read(tmp_path, record).nest.operands
    assert output.relevant == direct.relevant == (0, 1, 4, 3)
    assert direct.windows == ()
    # OY is in a relation, though not in one that this operand uses: ZigZag takes all of them.
    assert shared.relevant == (0, 1)
    assert len(shared.windows) == 2


def test_core(tmp_path: Path):
    core_type = read(tmp_path, CONV).core_type
    assert core_type.array is not None
    assert core_type.array.dimensions == (("D1", 4), ("D2", 2))
    assert core_type.array.mac_energy_pj == 0.5
    (memory,) = core_type.memories
    assert (memory.name, memory.size_bits, memory.read_energy_pj, memory.write_energy_pj) == (
        "top",
        1024,
        1.5,
        2,
    )
    assert memory.operands == (MemoryOperand.O, MemoryOperand.I1)
    assert memory.served_dimensions == ("D2", "D1")
    (port,) = memory.ports
    assert (port.kind, port.bandwidth_min_bits, port.bandwidth_max_bits) == (PortKind.READ_WRITE, 8, 64)
    assert port.serves == (
        (MemoryOperand.O, Direction.TO_LOW),
        (MemoryOperand.I1, Direction.FROM_HIGH),
    )


def test_settings_and_mapping(tmp_path: Path):
    record = read(tmp_path, CONV)
    settings = record.settings
    assert (settings.lpf_limit, settings.nb_spatial_mappings, settings.cycles_per_op) == (6, 3, 4)
    assert settings.even
    assert settings.objective == "EDP"
    assert record.spatial_mapping == (("D2", (("K", 2), ("C", 1))),)
    assert record.spatial_hints == (("D1", ("C", "OX")),)
    assert (record.id, record.status, record.error) == ("conv", "ok", "")
    assert (record.result, record.search) == ({"energy": 1.0}, {"spatial_mappings_tried": []})


def test_failed_record(tmp_path: Path):
    record = read(tmp_path, {**CONV, "status": "error", "error": "KeyError: I2", "result": None})
    assert (record.status, record.error, record.result) == ("error", "KeyError: I2", None)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("id", ..., "record 0: 'id' is missing"),
        ("settings", ..., "'settings' is missing"),
        ("settings.lpf_limit", ..., "'settings.lpf_limit' is missing"),
        ("settings.lpf_limit", 2.5, "'settings.lpf_limit' must be a whole number, 1 or more, got 2.5"),
        ("settings.cycles_per_op", True, "'settings.cycles_per_op' must be a number, got true"),
        (
            "settings.objective",
            "speed",
            "'settings.objective' must be one of latency, energy, EDP, bwlat, got \"speed\"",
        ),
        ("status", "odd", "'status' must be one of ok, error, got \"odd\""),
        ("result", None, "'result' is missing"),
        ("search", [], "'search' must be an object, got []"),
        (
            "mapping_def.temporal_ordering",
            [],
            "'mapping_def.temporal_ordering' is not known; known are name, spatial_mapping",
        ),
        ("mapping_def.memory_operand_links.W", "I3", "memory_operand_links.W' must be one of I1, I2, O"),
        ("mapping_def.memory_operand_links.W", ..., "has operand W, which 'memory_operand_links' lacks"),
        ("mapping_def.spatial_mapping.D2", ["K, 0"], "must be a loop and a factor such as 'K, 32'"),
        ("layer_def.loop_sizes", [1, 2], "'layer_def.loop_sizes' must have 7 entries, got 2"),
        ("layer_def.loop_dims.1", "B", "'layer_def.loop_dims' lists a loop twice"),
        ("layer_def.equation", "O[b][k]", "must be an equation such as"),
        ("layer_def.equation", "O[b][k]+=W[q]", "has index Q of operand W, which is neither a loop nor in"),
        ("layer_def.dimension_relations.0", "ix=ox", "must be a relation such as 'ix=2*ox+1*fx'"),
        ("layer_def.dimension_relations.0", "ix=2*ox+q", "has Q, which is not a loop"),
        ("layer_def.padding.0", [9, 9], "leaves nothing of IX, which is all padding"),
        ("layer_def.padding", [[1, 1]], "'layer_def.padding' must have 2 entries, got 1"),
        ("layer_def.operand_precision.I", ..., "'layer_def.operand_precision.I' is missing"),
        ("core_yaml.operational_array.sizes", [4], "must have 2 entries, got 1"),
        ("core_yaml.memories.top.size", ..., "'core_yaml.memories.top.size' is missing"),
        ("core_yaml.memories.top.r_cost", float("inf"), "r_cost' must be a number, got Infinity"),
        ("core_yaml.memories.top.ports.0.type", "x", "memories.top.ports.0.type' must be one of read, write"),
        ("core_yaml.memories.top.ports.0.allocation.0", "O", "must be an operand and a direction such as"),
    ],
)
def test_malformed_record(path: str, value: object, message: str, tmp_path: Path):
    with pytest.raises(ValueError, match=r"goldens\.json: record ") as caught:
        read(tmp_path, changed(path, value))
    text = str(caught.value)
    assert text.startswith(f"{tmp_path / 'goldens.json'}: record ")
    assert path == "id" or "record 'conv'" in text
    assert message in text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "goldens.json: not JSON: "),
        ("\xff", "goldens.json: not JSON: "),
        ("{}", "goldens.json: must be a list, got {}"),
        ("[1]", "goldens.json: record 0: must be an object, got 1"),
    ],
)
def test_malformed_file(text: str, message: str, tmp_path: Path):
    path = tmp_path / "goldens.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(ValueError, match=r"goldens\.json: ") as caught:
        read_records(path)
    assert message in str(caught.value)


def paths(value: object, prefix: str = "") -> list[str]:
    """Dotted paths to everything in a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [p for k, v in items for p in (f"{prefix}{k}", *paths(v, f"{prefix}{k}."))]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)


@given(st.sampled_from(paths(CONV)), json_values)
def test_any_change_is_read_or_one_line(tmp_path_factory: pytest.TempPathFactory, path: str, value: object):
    folder = tmp_path_factory.mktemp("golden")
    message = ""
    try:
        read(folder, changed(path, value))
    except ValueError as error:
        message = str(error)
    assert message == "" or message.startswith(f"{folder / 'goldens.json'}: ")
    assert "\n" not in message


ORDERS: dict[str, Any] = {
    "id": "conv",
    "loops": [["C", 2], ["K", 4]],
    "note": "order[0] = innermost loop",
    "rows": [[0, [1, 0], 1, 2, 3, 4.5], [0, [0, 1], None]],
}


def test_orders(tmp_path: Path):
    path = tmp_path / "conv.json.gz"
    path.write_bytes(gzip.compress(json.dumps(ORDERS).encode()))
    orders = read_orders(path)
    assert (orders.id, orders.loops) == ("conv", (("C", 2), ("K", 4)))
    assert orders.rows == (GoldenOrder(0, (1, 0), (1, 2, 3, 4.5)), GoldenOrder(0, (0, 1), None))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{}", "not a gzip file: "),
        (gzip.compress(b"{}", mtime=0)[:-9], "not a gzip file: "),
        (gzip.compress(b"[", mtime=0), "not JSON: "),
        (gzip.compress(b"{}", mtime=0), "'loops' is missing"),
        (
            gzip.compress(json.dumps({**ORDERS, "rows": [[0, [1, 0], 1]]}).encode()),
            "'rows.0' must be an unrolling, an order, and four figures or null, got [0, [1, 0], 1]",
        ),
        (
            gzip.compress(json.dumps({**ORDERS, "rows": [[0, [1, 2], None]]}).encode()),
            "'rows.0' must be an order of indices into 2 loops, got [0, [1, 2], null]",
        ),
        (
            gzip.compress(json.dumps({**ORDERS, "loops": [["C"]]}).encode()),
            "'loops.0' must be a loop dimension and a factor, got [\"C\"]",
        ),
    ],
)
def test_malformed_orders(data: bytes, message: str, tmp_path: Path):
    path = tmp_path / "conv.json.gz"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"conv\.json\.gz: ") as caught:
        read_orders(path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("name", "count"), [("goldens.json", 70), ("goldens_fuzz.json", 53)])
def test_shared_records(name: str, count: int, shared_data: Path):
    folder = shared_data / "intra_core"
    if not folder.is_dir():
        pytest.skip(f"golden figures not found at {folder}")
    records = read_records(folder / name)
    assert len(records) == count
    for record in records:
        assert (record.result is None) == (record.status == "error")
        path = folder / "all_orders" / f"{record.id}.json.gz"
        if not path.is_file():
            assert record.search["nb_orderings"] == 0, record.id
            continue
        orders = read_orders(path)
        assert orders.id == record.id
        assert len(orders.rows) == record.search["nb_orderings"]
        assert sum(row.figures is not None for row in orders.rows) == record.search["nb_evaluated"]
        assert {dim for dim, _ in orders.loops} <= set(record.nest.dims)
